// Shorter ways to put down a note's fields. Knows no note kind.

import Foundation
import SamenspelFFI

extension NoteRequest {
  /// A note of a kind (`open_item`) in a kind of document (`handover`), as the schema names them.
  public init(
    _ kind: String, in document: String, about subject: NoteSubject, _ fields: [NoteField]
  ) {
    self.init(document: document, subject: subject, kind: kind, fields: fields)
  }
}

extension NoteField {
  /// Text, or a code of the phrasebook.
  public static func text(_ name: String, _ value: String) -> NoteField {
    NoteField(name: name, value: .text(value: value))
  }

  /// A number.
  public static func number(_ name: String, _ value: Int64) -> NoteField {
    NoteField(name: name, value: .number(value: value))
  }

  /// A moment, to the millisecond.
  public static func moment(_ name: String, _ value: Date) -> NoteField {
    number(name, Int64((value.timeIntervalSince1970 * 1_000).rounded()))
  }

  /// Yes or no.
  public static func flag(_ name: String, _ value: Bool) -> NoteField {
    NoteField(name: name, value: .flag(value: value))
  }

  /// Other notes, by their keys.
  public static func notes(_ name: String, _ keys: [String]) -> NoteField {
    NoteField(name: name, value: .notes(keys: keys))
  }
}
