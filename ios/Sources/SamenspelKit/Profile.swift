// One open profile: asking, observing, doing. Knows no screen.

import Foundation
import SamenspelFFI

/// An open profile. Close it when the app locks; letting go of it does the same without waiting.
public final class Profile: Sendable {
  let core: SamenspelFFI.Profile

  init(_ core: SamenspelFFI.Profile) { self.core = core }

  /// The id under which it is kept on this device.
  public var account: String { core.account() }

  /// The answer to a query now.
  public func ask<Value>(_ query: Query<Value>) async throws -> Value { try await query.ask(core) }

  /// The answer to a query now, and whenever it has become another.
  public func observe<Value>(_ query: Query<Value>) -> Observation<Value> {
    Observation(profile: core, query: query)
  }

  /// Does what a person asks: kept on this device when this returns, nothing at all if it is refused.
  /// On a shared device `author` is who stands at it. Gives the id of what was done.
  @discardableResult
  public func execute(_ command: CommandRequest, as author: String? = nil) async throws -> String {
    try await core.execute(command: command, author: author)
  }

  /// Writes a note: kept on this device when this returns. Gives the id of what was done.
  @discardableResult
  public func write(_ note: NoteRequest, as author: String? = nil) async throws -> String {
    try await execute(.addNotes(notes: [note]), as: author)
  }

  /// Whether that would be allowed now, as far as this device knows: to grey out a button.
  public func may(_ command: CommandRequest, as author: String? = nil) async throws {
    try await core.may(command: command, author: author)
  }

  /// The keys of the notes that were written by what was done.
  public func keys(ofIntent intent: String) async throws -> [String] {
    try await core.keysOf(intent: intent)
  }

  /// Takes back what has not left this device yet; it is a draft then. `false` if it may have left.
  @discardableResult
  public func undo(_ intent: String, as author: String? = nil) async throws -> Bool {
    try await core.undo(intent: intent, author: author)
  }

  /// For how much longer that can be taken back, in milliseconds; nothing if it cannot.
  public func undoLeftMilliseconds(_ intent: String) async throws -> Int64? {
    try await core.undoLeftMs(intent: intent)
  }

  /// A fresh id for a draft.
  public func newDraftId() -> String { core.newDraftId() }

  /// Keeps a draft as it is now; the same id replaces it.
  public func saveDraft(
    _ draft: String, _ note: NoteRequest, as author: String? = nil
  ) async throws {
    try await core.saveDraft(draft: draft, note: note, author: author)
  }

  /// Throws a draft away.
  @discardableResult
  public func discardDraft(_ draft: String, as author: String? = nil) async throws -> Bool {
    try await core.discardDraft(draft: draft, author: author)
  }

  /// Takes a refused item out of the inbox: its author has read it.
  @discardableResult
  public func dismiss(_ key: String) async throws -> Bool { try await core.dismiss(key: key) }

  /// Keeps a private reflection. It never leaves this device.
  @discardableResult
  public func reflect(
    _ text: String, beside card: String? = nil, as author: String? = nil
  ) async throws -> String {
    try await core.reflect(text: text, card: card, author: author)
  }

  /// Forgets a reflection.
  @discardableResult
  public func forgetReflection(_ reflection: String, as author: String? = nil) async throws -> Bool {
    try await core.forgetReflection(reflection: reflection, author: author)
  }

  /// All that a parent may take along about a child and that is on this device: sync first.
  public func export(
    child: String, language: String, viewer: String? = nil
  ) async throws -> ExportView {
    try await core.export(child: child, language: language, viewer: viewer)
  }

  /// Looks whether another process, the background worker, changed something, and tells every observer.
  @discardableResult
  public func noticeOtherProcesses() async throws -> Bool { try await core.noticeOtherProcesses() }

  /// Ends every sync and observation and closes the store; its key is wiped from memory.
  public func close() async throws { try await core.close() }
}
