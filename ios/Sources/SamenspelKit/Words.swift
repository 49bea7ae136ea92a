// The records and codes of the core that an app meets, under the kit's name. Values only.

import SamenspelFFI

/// What opens a profile.
public typealias AccountSeal = SamenspelFFI.AccountSeal
/// A profile on this device.
public typealias AccountView = SamenspelFFI.AccountView
/// Who somebody is to the child.
public typealias AdultView = SamenspelFFI.AdultView
/// An agreement on a child's page.
public typealias AgreementRow = SamenspelFFI.AgreementRow
/// A co-written text.
public typealias AgreementView = SamenspelFFI.AgreementView
/// Where a request, an offer or a proposed talk stands.
public typealias AnswerState = SamenspelFFI.AnswerState
/// What this library is.
public typealias ApiVersion = SamenspelFFI.ApiVersion
/// An approval of a co-written text.
public typealias ApprovalView = SamenspelFFI.ApprovalView
/// A question or a concern, and what was said to it.
public typealias AskedRow = SamenspelFFI.AskedRow
/// Questions and concerns about a child.
public typealias AskedView = SamenspelFFI.AskedView
/// The board of a group.
public typealias BoardView = SamenspelFFI.BoardView
/// What a part of a brief tells of.
public typealias BriefMatter = SamenspelFFI.BriefMatter
/// A child as somebody needs it who never saw it.
public typealias BriefRow = SamenspelFFI.BriefRow
/// A child on the start screen.
public typealias ChildCardRow = SamenspelFFI.ChildCardRow
/// The contact page of a child.
public typealias ChildContactView = SamenspelFFI.ChildContactView
/// What a child's page shows above its timeline.
public typealias ChildPageView = SamenspelFFI.ChildPageView
/// A child.
public typealias ChildView = SamenspelFFI.ChildView
/// A note in a circle that is opened with it.
public typealias CircleNote = SamenspelFFI.CircleNote
/// In which circle something is said.
public typealias CirclePlace = SamenspelFFI.CirclePlace
/// A case that the viewer is named in.
public typealias CircleRow = SamenspelFFI.CircleRow
/// The end of the day.
public typealias ClosingView = SamenspelFFI.ClosingView
/// Several children of a group with the same sign within a few days: a hint, no more.
public typealias ClusterRow = SamenspelFFI.ClusterRow
/// What to do when an adult is at the door.
public typealias CollectVerdict = SamenspelFFI.CollectVerdict
/// Who comes to an event.
public typealias ComersView = SamenspelFFI.ComersView
/// What a person does.
public typealias CommandRequest = SamenspelFFI.CommandRequest
/// What parents say of one purpose.
public typealias ConsentRow = SamenspelFFI.ConsentRow
/// How contact stands with one parent of a child.
public typealias ContactRow = SamenspelFFI.ContactRow
/// The first five minutes of an unknown group on one page.
public typealias DayBriefView = SamenspelFFI.DayBriefView
/// A day grant and its brief, sealed to a substitute's phone.
public typealias DayPassOutView = SamenspelFFI.DayPassOutView
/// What was taken from a colleague's device.
public typealias DayPassTakenView = SamenspelFFI.DayPassTakenView
/// A brief from a colleague's device: what it is, and its page.
public typealias DayPassView = SamenspelFFI.DayPassView
/// What a profile may know of the organisation.
public typealias DirectoryView = SamenspelFFI.DirectoryView
/// A dose.
public typealias DoseRow = SamenspelFFI.DoseRow
/// A note that is not sent.
public typealias DraftView = SamenspelFFI.DraftView
/// What each person said of each field of the drop-off, oldest first. Where two say different
/// things both are there.
public typealias DropOffForm = SamenspelFFI.DropOffForm
/// Where the drop-off stands.
public typealias DropOffMark = SamenspelFFI.DropOffMark
/// The drop-off screen of one child.
public typealias DropOffView = SamenspelFFI.DropOffView
/// An event.
public typealias EventRow = SamenspelFFI.EventRow
/// All that is kept about a parent's child.
public typealias ExportView = SamenspelFFI.ExportView
/// A document of an export.
public typealias ExportedDocument = SamenspelFFI.ExportedDocument
/// What a tap on a face does.
public typealias FaceState = SamenspelFFI.FaceState
/// Somebody who may work at a shared device.
public typealias FaceView = SamenspelFFI.FaceView
/// What is said of one thing, by everyone who said something of it.
public typealias FactView = SamenspelFFI.FactView
/// One value of a note.
public typealias FieldValue = SamenspelFFI.FieldValue
/// Takes scanned frames in until they make a whole.
public typealias FrameReceiver = SamenspelFFI.FrameReceiver
/// Gives the frames to show, one after the other, without end.
public typealias FrameSender = SamenspelFFI.FrameSender
/// A group.
public typealias GroupView = SamenspelFFI.GroupView
/// A card of the guide.
public typealias GuideCardView = SamenspelFFI.GuideCardView
/// Which part of the guide a card belongs to.
public typealias GuidePart = SamenspelFFI.GuidePart
/// The handbook as its reader may see it.
public typealias HandbookView = SamenspelFFI.HandbookView
/// Whether a parent can read here at all.
public typealias HasDevice = SamenspelFFI.HasDevice
/// What helps where somebody is.
public typealias HelpHereView = SamenspelFFI.HelpHereView
/// A note with everything that was done to it.
public typealias HistoryView = SamenspelFFI.HistoryView
/// Something that came back to its author.
public typealias InboxItemView = SamenspelFFI.InboxItemView
/// What of an intake is still open.
public typealias IntakeOpenView = SamenspelFFI.IntakeOpenView
/// The latest note of a case, for one line of a list.
public typealias LatestNoteRow = SamenspelFFI.LatestNoteRow
/// Something that did not fit into a brief.
public typealias LeftOutView = SamenspelFFI.LeftOutView
/// A location.
public typealias LocationView = SamenspelFFI.LocationView
/// How much a line of the log matters.
public typealias LogLevel = SamenspelFFI.LogLevel
/// One line of the log: codes and counts.
public typealias LogLine = SamenspelFFI.LogLine
/// What logging out left on the device.
public typealias LoggedOutView = SamenspelFFI.LoggedOutView
/// An adult who may stand at the door.
public typealias MayCollectRow = SamenspelFFI.MayCollectRow
/// The mark for something medical.
public typealias MedicalMark = SamenspelFFI.MedicalMark
/// What is medically known of a child.
public typealias MedicalView = SamenspelFFI.MedicalView
/// An agreement on a medicine.
public typealias MedicineAgreementRow = SamenspelFFI.MedicineAgreementRow
/// Whether an agreement on a medicine can be given by.
public typealias MedicineState = SamenspelFFI.MedicineState
/// The medicine screen of a child.
public typealias MedicineView = SamenspelFFI.MedicineView
/// Something that somebody has to see to.
public typealias NeedsYouRow = SamenspelFFI.NeedsYouRow
/// Somebody who became a mentor.
public typealias NewMentorRow = SamenspelFFI.NewMentorRow
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
/// An offer.
public typealias OfferRow = SamenspelFFI.OfferRow
/// Where an offer stands.
public typealias OfferState = SamenspelFFI.OfferState
/// An open item and who does it now.
public typealias OpenItemRow = SamenspelFFI.OpenItemRow
/// Two edits that met.
public typealias OverlapView = SamenspelFFI.OverlapView
/// A page with the versions before it.
public typealias PageHistoryView = SamenspelFFI.PageHistoryView
/// A parent, as staff call and reach them.
public typealias ParentCardRow = SamenspelFFI.ParentCardRow
/// One child's day as its parent reads it, the good moment first.
public typealias ParentChildRow = SamenspelFFI.ParentChildRow
/// How one parent is reached.
public typealias ParentReachRow = SamenspelFFI.ParentReachRow
/// An incident or illness whose parents were not told.
public typealias ParentToTellRow = SamenspelFFI.ParentToTellRow
/// A parent's day: children first, the organisation's news after them.
public typealias ParentTodayView = SamenspelFFI.ParentTodayView
/// A stretch of a text beside an earlier one, in reading order.
public typealias PassageView = SamenspelFFI.PassageView
/// A person.
public typealias PersonView = SamenspelFFI.PersonView
/// One line of a note.
public typealias PhraseView = SamenspelFFI.PhraseView
/// The pick-up card of one child.
public typealias PickUpView = SamenspelFFI.PickUpView
/// The platform's clock.
public typealias PlatformClock = SamenspelFFI.PlatformClock
/// What the platform's clocks say.
public typealias PlatformReading = SamenspelFFI.PlatformReading
/// Where in the app somebody is when a page may help.
public typealias PointOfUse = SamenspelFFI.PointOfUse
/// A poll.
public typealias PollRow = SamenspelFFI.PollRow
/// Who holds a profile.
public typealias ProfileHolder = SamenspelFFI.ProfileHolder
/// Whose a profile is.
public typealias ProfileView = SamenspelFFI.ProfileView
/// A trainee's proposal.
public typealias ProposalRow = SamenspelFFI.ProposalRow
/// Where a trainee's proposal stands.
public typealias ProposalState = SamenspelFFI.ProposalState
/// Who can read what is written somewhere, as far as this device knows people.
public typealias ReadersView = SamenspelFFI.ReadersView
/// Something somebody wrote for nobody else.
public typealias ReflectionView = SamenspelFFI.ReflectionView
/// What a relay sealed.
public typealias RelayOutView = SamenspelFFI.RelayOutView
/// What was taken from a colleague's phone.
public typealias RelayTakenView = SamenspelFFI.RelayTakenView
/// A note that was taken back.
public typealias RetractedRow = SamenspelFFI.RetractedRow
/// Yes or no, with who said it.
public typealias SaidFlag = SamenspelFFI.SaidFlag
/// A moment, with who said it.
public typealias SaidMoment = SamenspelFFI.SaidMoment
/// Words or a code, with who said it.
public typealias SaidText = SamenspelFFI.SaidText
/// Why something did not work: the case says what helps, the code says why.
public typealias SamenspelError = SamenspelFFI.SamenspelError
/// What a scanned code was.
public typealias ScannedFrame = SamenspelFFI.ScannedFrame
/// What a code is of.
public typealias SentenceOf = SamenspelFFI.SentenceOf
/// A copy for somebody outside.
public typealias ShareRow = SamenspelFFI.ShareRow
/// Where a copy stands with one parent.
public typealias ShareState = SamenspelFFI.ShareState
/// What both sides say of one thing.
public typealias SideBySideRow = SamenspelFFI.SideBySideRow
/// What happened since a child was last here.
public typealias SinceView = SamenspelFFI.SinceView
/// Where a child is in its day.
public typealias StandingView = SamenspelFFI.StandingView
/// What a good start asks for, and whether it was done.
public typealias StartChecklistView = SamenspelFFI.StartChecklistView
/// Where a note stands, in words.
public typealias StatusWordsView = SamenspelFFI.StatusWordsView
/// A child on the hand-over screen.
public typealias SweepRow = SamenspelFFI.SweepRow
/// The hand-over screen of a group.
public typealias SweepView = SamenspelFFI.SweepView
/// What a sync came to.
public typealias SyncReportView = SamenspelFFI.SyncReportView
/// Where syncing stands.
public typealias SyncState = SamenspelFFI.SyncState
/// How a device stands towards the server.
public typealias SyncStatusView = SamenspelFFI.SyncStatusView
/// A request for a talk.
public typealias TalkRequestRow = SamenspelFFI.TalkRequestRow
/// A talk.
public typealias TalkRow = SamenspelFFI.TalkRow
/// Where a talk stands.
public typealias TalkState = SamenspelFFI.TalkState
/// Talks about a child, as far as this device may hold them.
public typealias TalksView = SamenspelFFI.TalksView
/// How many chose a line of a poll.
public typealias TallyRow = SamenspelFFI.TallyRow
/// What a note asks for: the organisation's own template, else the phrasebook's.
public typealias TemplateView = SamenspelFFI.TemplateView
/// Which notes.
public typealias TimelineRequest = SamenspelFFI.TimelineRequest
/// A group's day.
public typealias TodayView = SamenspelFFI.TodayView
/// Something a parent told for today.
public typealias ToldTodayRow = SamenspelFFI.ToldTodayRow
/// A note as a screen needs it: what it says now, who said it and when.
public typealias ToldView = SamenspelFFI.ToldView
/// What a screen may be showing.
public typealias Topic = SamenspelFFI.Topic
/// Whom one can turn to.
public typealias TurnToView = SamenspelFFI.TurnToView
