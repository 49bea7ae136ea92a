// The values of a note by name and type, in both directions. Knows no kind.

import Foundation
import SamenspelFFI

/// The values of a note, looked up by name; nothing where there is none or one of another type.
public struct NoteValues: Sendable {
  private let all: [NoteField]

  public init(_ fields: [NoteField]) { all = fields }

  private func value(_ name: String) -> FieldValue? { all.first { $0.name == name }?.value }

  /// Text, a date or a language.
  public func text(_ name: String) -> String? {
    if case .text(let text) = value(name) { text } else { nil }
  }

  /// A number.
  public func number(_ name: String) -> Int64? {
    if case .number(let number) = value(name) { number } else { nil }
  }

  /// A moment.
  public func moment(_ name: String) -> Date? {
    number(name).map { Date(timeIntervalSince1970: Double($0) / 1000) }
  }

  /// Whether it is so.
  public func flag(_ name: String) -> Bool? {
    if case .flag(let flag) = value(name) { flag } else { nil }
  }

  /// The key of one other note.
  public func key(_ name: String) -> String? {
    guard let keys = keys(name), keys.count == 1 else { return nil }
    return keys[0]
  }

  /// The keys of other notes.
  public func keys(_ name: String) -> [String]? {
    if case .notes(let keys) = value(name) { keys } else { nil }
  }

  /// A person or a child.
  public func id(_ name: String) -> String? {
    if case .id(let id) = value(name) { id } else { nil }
  }

  /// Bytes.
  public func bytes(_ name: String) -> Data? {
    if case .bytes(let bytes) = value(name) { bytes } else { nil }
  }

  /// One of a list of codes.
  public func code<Code: NoteCode>(_ name: String) -> Code? { text(name).map(Code.init) }

  /// Several of a list of codes.
  public func codes<Code: NoteCode>(_ name: String) -> [Code]? {
    text(name)?.split(separator: " ").map { Code(String($0)) }
  }

  /// Values of other names, and not of those that every note may have.
  func others(than names: [String]) -> [NoteField] {
    all.filter { !names.contains($0.name) && !Notes.Common.names.contains($0.name) }
  }
}

/// Values as they are written; what is nothing, or a list of nothing, is left out.
struct NoteFields {
  private(set) var list: [NoteField] = []

  private mutating func put(_ name: String, _ value: FieldValue?) {
    guard let value else { return }
    list.append(NoteField(name: name, value: value))
  }

  mutating func text(_ name: String, _ text: String?) {
    put(name, text.map { .text(value: $0) })
  }

  mutating func number(_ name: String, _ number: Int64?) {
    put(name, number.map { .number(value: $0) })
  }

  mutating func moment(_ name: String, _ moment: Date?) {
    number(name, moment.map { Int64(($0.timeIntervalSince1970 * 1000).rounded()) })
  }

  mutating func flag(_ name: String, _ flag: Bool?) { put(name, flag.map { .flag(value: $0) }) }

  mutating func key(_ name: String, _ key: String?) { keys(name, key.map { [$0] }) }

  mutating func keys(_ name: String, _ keys: [String]?) {
    guard let keys, !keys.isEmpty else { return }
    put(name, .notes(keys: keys))
  }

  mutating func id(_ name: String, _ id: String?) { put(name, id.map { .id(id: $0) }) }

  mutating func bytes(_ name: String, _ bytes: Data?) {
    put(name, bytes.map { .bytes(value: $0) })
  }

  mutating func code<Code: NoteCode>(_ name: String, _ code: Code?) { text(name, code?.code) }

  /// Each once, in the order of the list. One that it does not know has a place in a later list: it stays.
  mutating func codes<Code: NoteCode>(_ name: String, _ codes: [Code]?) {
    var seen: Set<Code> = []
    let chosen = (codes ?? []).filter { seen.insert($0).inserted }
    guard !chosen.isEmpty else { return }
    var known = Code.all.filter(seen.contains).makeIterator()
    let written = chosen.map { Code.all.contains($0) ? known.next() ?? $0 : $0 }
    text(name, written.map(\.code).joined(separator: " "))
  }

  /// Values of another kind. One of the same name would take this note's own away.
  mutating func others(_ fields: [NoteField], than names: [String]) {
    list += NoteValues(fields).others(than: names)
  }
}
