// The records and codes of the core that an app meets, under the kit's name. Values only.

import SamenspelFFI

/// What opens a profile.
public typealias AccountSeal = SamenspelFFI.AccountSeal
/// A profile on this device.
public typealias AccountView = SamenspelFFI.AccountView
/// A co-written text.
public typealias AgreementView = SamenspelFFI.AgreementView
/// What this library is.
public typealias ApiVersion = SamenspelFFI.ApiVersion
/// An approval of a co-written text.
public typealias ApprovalView = SamenspelFFI.ApprovalView
/// A child.
public typealias ChildView = SamenspelFFI.ChildView
/// A note in a circle that is opened with it.
public typealias CircleNote = SamenspelFFI.CircleNote
/// What a person does.
public typealias CommandRequest = SamenspelFFI.CommandRequest
/// What a profile may know of the organisation.
public typealias DirectoryView = SamenspelFFI.DirectoryView
/// A note that is not sent.
public typealias DraftView = SamenspelFFI.DraftView
/// All that is kept about a parent's child.
public typealias ExportView = SamenspelFFI.ExportView
/// A document of an export.
public typealias ExportedDocument = SamenspelFFI.ExportedDocument
/// What a tap on a face does.
public typealias FaceState = SamenspelFFI.FaceState
/// Somebody who may work at a shared device.
public typealias FaceView = SamenspelFFI.FaceView
/// One value of a note.
public typealias FieldValue = SamenspelFFI.FieldValue
/// Takes scanned frames in until they make a whole.
public typealias FrameReceiver = SamenspelFFI.FrameReceiver
/// Gives the frames to show, one after the other, without end.
public typealias FrameSender = SamenspelFFI.FrameSender
/// A group.
public typealias GroupView = SamenspelFFI.GroupView
/// Something that came back to its author.
public typealias InboxItemView = SamenspelFFI.InboxItemView
/// A location.
public typealias LocationView = SamenspelFFI.LocationView
/// How much a line of the log matters.
public typealias LogLevel = SamenspelFFI.LogLevel
/// One line of the log: codes and counts.
public typealias LogLine = SamenspelFFI.LogLine
/// What logging out left on the device.
public typealias LoggedOutView = SamenspelFFI.LoggedOutView
/// A value with its name.
public typealias NoteField = SamenspelFFI.NoteField
/// A note to be written.
public typealias NoteRequest = SamenspelFFI.NoteRequest
/// Where a note stands: these and no other words.
public typealias NoteStatus = SamenspelFFI.NoteStatus
/// Who or what a note is about.
public typealias NoteSubject = SamenspelFFI.NoteSubject
/// A note on the device.
public typealias NoteView = SamenspelFFI.NoteView
/// Two edits that met.
public typealias OverlapView = SamenspelFFI.OverlapView
/// A person.
public typealias PersonView = SamenspelFFI.PersonView
/// The platform's clock.
public typealias PlatformClock = SamenspelFFI.PlatformClock
/// What the platform's clocks say.
public typealias PlatformReading = SamenspelFFI.PlatformReading
/// Who holds a profile.
public typealias ProfileHolder = SamenspelFFI.ProfileHolder
/// Whose a profile is.
public typealias ProfileView = SamenspelFFI.ProfileView
/// Something somebody wrote for nobody else.
public typealias ReflectionView = SamenspelFFI.ReflectionView
/// What a relay sealed.
public typealias RelayOutView = SamenspelFFI.RelayOutView
/// What was taken from a colleague's phone.
public typealias RelayTakenView = SamenspelFFI.RelayTakenView
/// Why something did not work: the case says what helps, the code says why.
public typealias SamenspelError = SamenspelFFI.SamenspelError
/// What a scanned code was.
public typealias ScannedFrame = SamenspelFFI.ScannedFrame
/// What a code is of.
public typealias SentenceOf = SamenspelFFI.SentenceOf
/// What a sync came to.
public typealias SyncReportView = SamenspelFFI.SyncReportView
/// Where syncing stands.
public typealias SyncState = SamenspelFFI.SyncState
/// How a device stands towards the server.
public typealias SyncStatusView = SamenspelFFI.SyncStatusView
/// Which notes.
public typealias TimelineRequest = SamenspelFFI.TimelineRequest
/// What a screen may be showing.
public typealias Topic = SamenspelFFI.Topic
