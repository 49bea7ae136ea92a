// What a screen can ask a profile for, once or for as long as it shows it. Knows no screen.

import SamenspelFFI

/// A question to a profile, and what makes its answer change. The screens' own are in `Screens.swift`.
public struct Query<Value: Equatable & Sendable>: Sendable {
  let topics: [Topic]
  /// How often it is asked again whose answer changes by the clock alone; never, without.
  let again: Duration?
  let ask: @Sendable (SamenspelFFI.Profile) async throws -> Value

  package init(
    _ topics: [Topic], again: Duration? = nil,
    _ ask: @escaping @Sendable (SamenspelFFI.Profile) async throws -> Value
  ) {
    self.topics = topics
    self.again = again
    self.ask = ask
  }

  /// One that speaks of now or of today: its answer also changes as the day goes on.
  static func onTheClock(
    _ topics: [Topic], _ ask: @escaping @Sendable (SamenspelFFI.Profile) async throws -> Value
  ) -> Self {
    Self(topics, again: .seconds(60), ask)
  }
}

extension Query where Value == [NoteView] {
  /// Notes about a child, a group or a case, oldest first: the latest, or those before one of them.
  public static func timeline(_ request: TimelineRequest) -> Self {
    Self([.notes, .status]) { try await $0.timeline(request: request) }
  }

  /// The latest notes about a child, a group or a case, oldest first.
  public static func timeline(of subject: NoteSubject, limit: UInt32 = 100) -> Self {
    timeline(
      TimelineRequest(subject: subject, documents: [], kinds: [], before: nil, limit: limit))
  }

  /// Items that nobody closed.
  public static func openItems(of subject: NoteSubject) -> Self {
    Self([.openItems, .notes, .status]) { try await $0.openItems(subject: subject) }
  }

  /// Notes with all these words, or words that begin like them, the latest first.
  public static func search(_ words: String) -> Self {
    Self([.notes, .status]) { try await $0.search(words: words) }
  }
}

extension Query where Value == NoteView? {
  /// One note; nothing if it is not on this device.
  public static func note(_ key: String) -> Self {
    Self([.notes, .status]) { try await $0.note(key: key) }
  }
}

extension Query where Value == NoteStatus? {
  /// Where something that was done here stands, by what `execute` gave.
  public static func status(ofIntent intent: String) -> Self {
    Self([.status, .notes]) { try await $0.status(intent: intent) }
  }

  /// Where a note stands.
  public static func status(ofNote key: String) -> Self {
    Self([.status, .notes]) { try await $0.noteStatus(key: key) }
  }
}

extension Query where Value == [InboxItemView] {
  /// What was refused or is held, words intact. On a shared device what a colleague wrote blind is for
  /// `viewer`, its author, only.
  public static func inbox(viewer: String? = nil) -> Self {
    Self([.inbox, .status]) { try await $0.inbox(viewer: viewer) }
  }
}

extension Query where Value == AgreementView? {
  /// A co-written text, by the note that began it.
  public static func agreement(_ key: String) -> Self {
    Self([.agreements, .notes, .status]) { try await $0.agreement(agreement: key) }
  }
}

extension Query where Value == DirectoryView {
  /// The people, children, groups and places that this profile may know.
  public static var directory: Self { Self([.directory]) { try await $0.directory() } }
}

extension Query where Value == ProfileView? {
  /// Whose the profile is; nothing before it is enrolled.
  public static var about: Self { Self([.directory]) { try await $0.about() } }
}

extension Query where Value == SyncStatusView {
  /// How the device stands towards the server, without asking it.
  public static var syncStatus: Self {
    Self([.status, .documents, .directory, .notes]) { try await $0.syncStatus() }
  }
}

extension Query where Value == [DraftView] {
  /// A person's drafts, the latest first.
  public static func drafts(of author: String? = nil) -> Self {
    Self([.drafts]) { try await $0.drafts(author: author) }
  }
}

extension Query where Value == [ReflectionView] {
  /// A person's private reflections, the latest first. They never leave this device.
  public static func reflections(of author: String? = nil) -> Self {
    Self([.drafts]) { try await $0.reflections(author: author) }
  }
}

extension Query where Value == [FaceView] {
  /// Everybody who may work at a shared device now, by first name.
  public static var faces: Self { onTheClock([.floor, .directory]) { try await $0.faces() } }
}

extension Query where Value == String? {
  /// Who stands at a shared device; nobody once it lay idle.
  public static var atTheDevice: Self { onTheClock([.floor]) { try await $0.atTheDevice() } }
}
