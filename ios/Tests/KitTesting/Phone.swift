// A phone in a test: a device in a folder of its own with one open profile, and the few things that the
// contract tests do with it.

import Foundation
import SamenspelKit

/// A phone of somebody's own, or the shared one of a group.
public final class Phone: Sendable {
  public let folder: TemporaryFolder
  public let keychain = InMemoryKeychain()
  public let device: Device
  public let profile: Profile

  /// One that is nobody's yet.
  public init() async throws {
    folder = try TemporaryFolder()
    device = Device(folder: folder.url, keychain: keychain)
    profile = try await device.createProfile()
  }

  /// One that is enrolled by an invitation and has synced.
  public convenience init(invitation: String, name: String) async throws {
    try await self.init()
    try await profile.enrol(invitation: invitation, deviceName: name)
    try await syncAll()
  }

  /// Syncs until nothing is left, however many rounds it takes; fails where it cannot.
  public func syncAll() async throws {
    for _ in 0..<10 {
      let report = try await profile.sync()
      if let failure = report.failure { throw TestingError("sync failed: \(failure)") }
      if !report.unfinished { return }
    }
    throw TestingError("sync does not come to an end")
  }

  /// The id of the child Emir, who is in the group Zonnetjes.
  public func emir() async throws -> String {
    let children = try await profile.ask(.directory).children
    return try only(children.filter { $0.firstName == "Emir" && $0.lastName == "Aksoy" }).id
  }

  /// The id of somebody, by first and last name.
  public func person(_ first: String, _ last: String) async throws -> String {
    let people = try await profile.ask(.directory).people
    return try only(people.filter { $0.firstName == first && $0.lastName == last }).id
  }

  /// Whose profile it is.
  public func holder() async throws -> String {
    guard case .person(let person) = try await profile.ask(.about)?.holder else {
      throw TestingError("not a person's profile")
    }
    return person
  }

  /// Writes an open item about Emir; gives what was done.
  @discardableResult
  public func write(_ what: String, as author: String? = nil) async throws -> String {
    try await profile.write(.openItem(what, about: try await emir()), as: author)
  }

  /// The words of the open items about Emir.
  public func items() async throws -> [String] {
    try await profile.ask(.openItems(of: .child(child: try await emir()))).map(\.words)
  }

  /// How much of what was written here the server does not have.
  public func unsent() async throws -> UInt64 { try await profile.ask(.syncStatus).unsent }
}

extension NoteRequest {
  /// Something to be done about a child; for staff only, so that it leaves without delay.
  public static func openItem(_ what: String, about child: String) -> NoteRequest {
    of("open_item", in: "handover", about: child, [("what", what)])
  }

  /// A note with fields of text.
  public static func of(
    _ kind: String, in document: String, about child: String, _ fields: [(String, String)]
  ) -> NoteRequest {
    NoteRequest(
      document: document, subject: .child(child: child), kind: kind,
      fields: fields.map { NoteField(name: $0, value: .text(value: $1)) })
  }
}

extension NoteView {
  /// What it says.
  public var words: String { fields.words }
}

extension InboxItemView {
  /// What it says.
  public var words: String { fields.words }
}

extension [NoteField] {
  fileprivate var words: String {
    for case .text(let value) in filter({ ["what", "text"].contains($0.name) }).map(\.value) {
      return value
    }
    return ""
  }
}

/// The one there is.
public func only<Value>(_ values: [Value]) throws -> Value {
  guard values.count == 1 else { throw TestingError("\(values.count) instead of one") }
  return values[0]
}

/// The next value for which it is so, within a time; fails where the sequence ends before.
public func first<Values: AsyncSequence & Sendable>(
  of values: Values, _ what: String, withinSeconds: Double = 10,
  where isIt: @escaping @Sendable (Values.Element) -> Bool
) async throws -> Values.Element where Values.Element: Sendable {
  try await withThrowingTaskGroup(of: Values.Element?.self) { group in
    group.addTask {
      for try await value in values where isIt(value) { return value }
      return nil
    }
    group.addTask {
      try await Task.sleep(for: .seconds(withinSeconds))
      throw TestingError("waited in vain, \(withinSeconds) s: \(what)")
    }
    defer { group.cancelAll() }
    guard case .some(.some(let value)) = try await group.next() else {
      throw TestingError("ended before: \(what)")
    }
    return value
  }
}
