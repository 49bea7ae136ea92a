// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

import Foundation
import SamenspelFFI

extension Notes {
  /// What the next colleague must know of a child. Written by staff.
  public struct Handover: OneDocumentNote {
    public static let kind = "handover"
    public static let documents: [Document] = [.handover]
    public static let names: [String] = [
      "state", "summary", "to_do", "to_do_by", "to_do_who", "if_then",
    ]

    /// How the child is doing.
    public var state: State
    /// In short.
    public var summary: String?
    /// What is to be done.
    public var toDo: String?
    /// By when.
    public var toDoBy: Date?
    /// By whom.
    public var toDoWho: String?
    /// What to do if something happens.
    public var ifThen: String?

    public init(
      state: State,
      summary: String? = nil,
      toDo: String? = nil,
      toDoBy: Date? = nil,
      toDoWho: String? = nil,
      ifThen: String? = nil
    ) {
      self.state = state
      self.summary = summary
      self.toDo = toDo
      self.toDoBy = toDoBy
      self.toDoWho = toDoWho
      self.ifThen = ifThen
    }

    public init?(values: NoteValues) {
      guard let state: State = values.code("state") else { return nil }
      self.state = state
      summary = values.text("summary")
      toDo = values.text("to_do")
      toDoBy = values.moment("to_do_by")
      toDoWho = values.id("to_do_who")
      ifThen = values.text("if_then")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("state", state)
      fields.text("summary", summary)
      fields.text("to_do", toDo)
      fields.moment("to_do_by", toDoBy)
      fields.id("to_do_who", toDoWho)
      fields.text("if_then", ifThen)
      return fields.list
    }
  }
}

extension Notes {
  /// "Read, and it is mine now." Written by staff.
  public struct ReadBack: OneDocumentNote {
    public static let kind = "read_back"
    public static let documents: [Document] = [.handover]
    public static let names: [String] = ["of"]

    /// Which hand-overs.
    public var of: [String]

    public init(
      of: [String]
    ) {
      self.of = of
    }

    public init?(values: NoteValues) {
      guard let of: [String] = values.keys("of") else { return nil }
      self.of = of
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.keys("of", of)
      return fields.list
    }
  }
}

extension Notes {
  /// Something that stays open until a named colleague closes it. Written by staff.
  public struct OpenItem: OneDocumentNote {
    public static let kind = "open_item"
    public static let documents: [Document] = [.handover]
    public static let names: [String] = ["what", "until"]

    /// What.
    public var what: String
    /// Until when it matters.
    public var until: Date?

    public init(
      what: String,
      until: Date? = nil
    ) {
      self.what = what
      self.until = until
    }

    public init?(values: NoteValues) {
      guard let what: String = values.text("what") else { return nil }
      self.what = what
      until = values.moment("until")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.text("what", what)
      fields.moment("until", until)
      return fields.list
    }
  }
}

extension Notes {
  /// Its author does it now. Written by staff.
  public struct TakeOver: OneDocumentNote {
    public static let kind = "take_over"
    public static let documents: [Document] = [.handover]
    public static let names: [String] = ["of"]

    /// Which items.
    public var of: [String]

    public init(
      of: [String]
    ) {
      self.of = of
    }

    public init?(values: NoteValues) {
      guard let of: [String] = values.keys("of") else { return nil }
      self.of = of
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.keys("of", of)
      return fields.list
    }
  }
}

extension Notes {
  /// Done. Written by staff.
  public struct CloseItem: OneDocumentNote {
    public static let kind = "close_item"
    public static let documents: [Document] = [.handover]
    public static let names: [String] = ["of", "text"]

    /// Which items.
    public var of: [String]
    /// How it went.
    public var text: String?

    public init(
      of: [String],
      text: String? = nil
    ) {
      self.of = of
      self.text = text
    }

    public init?(values: NoteValues) {
      guard let of: [String] = values.keys("of") else { return nil }
      self.of = of
      text = values.text("text")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.keys("of", of)
      fields.text("text", text)
      return fields.list
    }
  }
}
