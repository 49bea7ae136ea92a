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

  /// All values but those of these names.
  public func without(_ names: String...) -> [NoteField] {
    all.filter { !names.contains($0.name) }
  }
}

/// Values as they are written; what is nothing is left out.
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
    put(name, keys.map { .notes(keys: $0) })
  }

  mutating func id(_ name: String, _ id: String?) { put(name, id.map { .id(id: $0) }) }

  mutating func bytes(_ name: String, _ bytes: Data?) {
    put(name, bytes.map { .bytes(value: $0) })
  }

  mutating func code<Code: NoteCode>(_ name: String, _ code: Code?) { text(name, code?.code) }

  /// Written each once in the order of the list; those that it does not know after them.
  mutating func codes<Code: NoteCode>(_ name: String, _ codes: [Code]?) {
    guard let codes else { return }
    var unknown: [Code] = []
    for code in codes where !Code.all.contains(code) && !unknown.contains(code) {
      unknown.append(code)
    }
    let written = Code.all.filter(codes.contains) + unknown
    text(name, written.map(\.code).joined(separator: " "))
  }

  mutating func all(_ fields: [NoteField]) { list += fields }
}
