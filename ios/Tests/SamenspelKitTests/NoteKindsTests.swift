// Every kind of tests/kits/note-kinds.json, which the Kotlin kit runs too: a note of each with every value
// that it can have, as its type.

import Foundation
import KitTesting
import SamenspelKit
import Testing

private struct Table: Decodable {
  var id: String
  var common: [Value]
  var kinds: [Kind]

  struct Kind: Decodable {
    var kind: String
    var document: String
    var about: String
    var fields: [Value]
  }

  struct Value: Decodable {
    var name: String
    var required: Bool
    var codes: Bool
    var field: NoteField

    enum CodingKeys: CodingKey { case name, required, codes, form, value }

    init(from decoder: any Decoder) throws {
      let it = try decoder.container(keyedBy: CodingKeys.self)
      name = try it.decode(String.self, forKey: .name)
      required = try it.decode(Bool.self, forKey: .required)
      codes = try it.decode(Bool.self, forKey: .codes)
      let value: FieldValue =
        switch try it.decode(String.self, forKey: .form) {
        case "text": .text(value: try it.decode(String.self, forKey: .value))
        case "number": .number(value: try it.decode(Int64.self, forKey: .value))
        case "flag": .flag(value: try it.decode(Bool.self, forKey: .value))
        case "id": .id(id: try it.decode(String.self, forKey: .value))
        case "notes": .notes(keys: try it.decode([String].self, forKey: .value))
        case "bytes": .bytes(value: Data(try it.decode([UInt8].self, forKey: .value)))
        case let form: throw TestingError("no value is \(form)")
        }
      field = NoteField(name: name, value: value)
    }
  }

  init() throws {
    let file = Project.folder.appendingPathComponent("tests/kits/note-kinds.json")
    self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
  }

  func subject(_ about: String) -> NoteSubject {
    switch about {
    case "child": .child(child: id)
    case "group": .group(group: id)
    case "child_parent": .childParent(child: id, parent: id)
    case "case": .case(circle: id)
    default: .organisation
    }
  }
}

extension Table.Kind {
  var note: [NoteField] { fields.map(\.field) }
}

private func type(_ kind: String) throws -> any TypedNote.Type {
  try #require(Notes.types.first { $0.kind == kind })
}

/// Whether both are read as the same.
private func same<N: TypedNote>(_: N.Type, _ one: [NoteField], _ other: [NoteField]) -> Bool {
  guard let one = N(values: NoteValues(one)) else { return false }
  return one == N(values: NoteValues(other))
}

extension Contract {
  @Test("The library gives back a note of each kind with all of its values")
  func keepsEveryKind() async throws {
    let table = try Table()
    let profile = try await fatma().profile
    let common = Notes.Common(of: table.common.map(\.field))
    for it in table.kinds {
      let note = try #require(try type(it.kind).init(kind: it.kind, fields: it.note))
      let document = try #require(Notes.Document(rawValue: it.document))
      // A draft: nobody has the right to write every kind.
      try await profile.saveDraft(
        profile.newDraftId(), note.request(about: table.subject(it.about), in: document, common))
    }
    let kept = try await profile.ask(.drafts()).map(\.note)
    #expect(kept.count == table.kinds.count)
    for it in table.kinds {
      let note = try #require(kept.first { $0.kind == it.kind })
      #expect(same(try type(it.kind), it.note, note.fields), "\(it.kind)")
      #expect(Notes.Common(of: note.fields) == common, "\(it.kind)")
      #expect(note.subject == table.subject(it.about), "\(it.kind)")
    }
  }
}

@Suite("The types of notes")
struct NoteKindsTests {
  @Test("are one for every kind of the table, with every value")
  func everyKind() throws {
    let table = try Table()
    #expect(table.kinds.map(\.kind) == Notes.types.map { $0.kind })
    for it in table.kinds {
      let type = try type(it.kind)
      #expect(type.names == it.fields.map(\.name), "\(it.kind)")
      #expect(type.init(kind: it.kind, fields: it.note)?.fields == it.note, "\(it.kind)")
    }
  }

  @Test("are nothing without a value that must be there, or of another kind")
  func missing() throws {
    for it in try Table().kinds {
      let type = try type(it.kind)
      for field in it.fields {
        let rest = it.note.filter { $0.name != field.name }
        let isNothing = type.init(kind: it.kind, fields: rest) == nil
        #expect(isNothing == field.required, "\(it.kind).\(field.name)")
      }
      #expect(type.init(kind: "\(it.kind)_2", fields: it.note) == nil)
    }
  }

  @Test("keep a code of a later version in every list")
  func unknownCodes() throws {
    for it in try Table().kinds {
      let later = it.fields.map { field -> NoteField in
        field.codes ? .text(field.name, "of_a_later_version") : field.field
      }
      #expect(try type(it.kind).init(kind: it.kind, fields: later)?.fields == later, "\(it.kind)")
    }
  }
}
