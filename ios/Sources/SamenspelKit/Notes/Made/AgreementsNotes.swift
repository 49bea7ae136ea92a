// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

import Foundation
import SamenspelFFI

extension Notes {
  /// Something agreed between home and group; its text is co-written.
  public struct Agreement: OneDocumentNote {
    public static let kind = "agreement"
    public static let documents: [Document] = [.agreements]
    public static let names: [String] = ["topic", "text", "from", "review_at", "about"]

    /// The first words of it.
    public var text: String
    /// What it is about.
    public var topic: Topic?
    /// From when.
    public var from: Date?
    /// When to look at it again.
    public var reviewAt: Date?
    /// The question that it came of.
    public var about: String?

    public init(
      text: String,
      topic: Topic? = nil,
      from: Date? = nil,
      reviewAt: Date? = nil,
      about: String? = nil
    ) {
      self.text = text
      self.topic = topic
      self.from = from
      self.reviewAt = reviewAt
      self.about = about
    }

    public init?(values: NoteValues) {
      guard let text: String = values.text("text") else { return nil }
      self.text = text
      topic = values.code("topic")
      from = values.moment("from")
      reviewAt = values.moment("review_at")
      about = values.key("about")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("topic", topic)
      fields.text("text", text)
      fields.moment("from", from)
      fields.moment("review_at", reviewAt)
      fields.key("about", about)
      return fields.list
    }
  }
}

extension Notes {
  /// A talk that is planned.
  public struct Talk: TypedNote {
    public static let kind = "talk"
    public static let documents: [Document] = [.agreements, .parentChannel, .team, .circle]
    public static let names: [String] = ["purpose", "at", "how", "second", "participants", "about"]

    /// What for.
    public var purpose: TalkPurpose
    /// When.
    public var at: Date?
    /// By phone or in person.
    public var how: TalkForm?
    /// A second member of staff; a sensitive talk is never held alone.
    public var second: String?
    /// Who else is there.
    public var participants: String?
    /// The request that it answers.
    public var about: String?

    public init(
      purpose: TalkPurpose,
      at: Date? = nil,
      how: TalkForm? = nil,
      second: String? = nil,
      participants: String? = nil,
      about: String? = nil
    ) {
      self.purpose = purpose
      self.at = at
      self.how = how
      self.second = second
      self.participants = participants
      self.about = about
    }

    public init?(values: NoteValues) {
      guard let purpose: TalkPurpose = values.code("purpose") else { return nil }
      self.purpose = purpose
      at = values.moment("at")
      how = values.code("how")
      second = values.id("second")
      participants = values.text("participants")
      about = values.key("about")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("purpose", purpose)
      fields.moment("at", at)
      fields.code("how", how)
      fields.id("second", second)
      fields.text("participants", participants)
      fields.key("about", about)
      return fields.list
    }
  }
}

extension Notes {
  /// What was said; its text is co-written.
  public struct TalkReport: TypedNote {
    public static let kind = "talk_report"
    public static let documents: [Document] = [.agreements, .parentChannel]
    public static let names: [String] = ["text", "at", "purpose", "talk"]

    /// The first words of it.
    public var text: String
    /// When the talk was.
    public var at: Date?
    /// What for.
    public var purpose: TalkPurpose?
    /// Which talk.
    public var talk: String?

    public init(
      text: String,
      at: Date? = nil,
      purpose: TalkPurpose? = nil,
      talk: String? = nil
    ) {
      self.text = text
      self.at = at
      self.purpose = purpose
      self.talk = talk
    }

    public init?(values: NoteValues) {
      guard let text: String = values.text("text") else { return nil }
      self.text = text
      at = values.moment("at")
      purpose = values.code("purpose")
      talk = values.key("talk")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.text("text", text)
      fields.moment("at", at)
      fields.code("purpose", purpose)
      fields.key("talk", talk)
      return fields.list
    }
  }
}

extension Notes {
  /// An edit of a co-written text; made by the store, never by hand.
  public struct TextEdit: TypedNote {
    public static let kind = "text_edit"
    public static let documents: [Document] = [.agreements, .parentChannel]
    public static let names: [String] = ["agreement", "text_hash", "change_hash", "overlaps"]

    /// Of which text.
    public var agreement: String
    /// The hash of the text after it.
    public var textHash: Data
    /// The hash of its Automerge change.
    public var changeHash: Data
    /// The sentences that stand in it in two versions: for each the lines of the other's after `<`,
    /// then those of the writer's after `>`.
    public var overlaps: String?

    public init(
      agreement: String,
      textHash: Data,
      changeHash: Data,
      overlaps: String? = nil
    ) {
      self.agreement = agreement
      self.textHash = textHash
      self.changeHash = changeHash
      self.overlaps = overlaps
    }

    public init?(values: NoteValues) {
      guard let agreement: String = values.key("agreement") else { return nil }
      self.agreement = agreement
      guard let textHash: Data = values.bytes("text_hash") else { return nil }
      self.textHash = textHash
      guard let changeHash: Data = values.bytes("change_hash") else { return nil }
      self.changeHash = changeHash
      overlaps = values.text("overlaps")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.key("agreement", agreement)
      fields.bytes("text_hash", textHash)
      fields.bytes("change_hash", changeHash)
      fields.text("overlaps", overlaps)
      return fields.list
    }
  }
}

extension Notes {
  /// A person approves a text exactly as it is.
  public struct Approval: TypedNote {
    public static let kind = "approval"
    public static let documents: [Document] = [.agreements, .parentChannel]
    public static let names: [String] = ["agreement", "text_hash", "edits_hash"]

    /// Which text.
    public var agreement: String
    /// The hash of its words.
    public var textHash: Data
    /// The hash of the edits that made it.
    public var editsHash: Data

    public init(
      agreement: String,
      textHash: Data,
      editsHash: Data
    ) {
      self.agreement = agreement
      self.textHash = textHash
      self.editsHash = editsHash
    }

    public init?(values: NoteValues) {
      guard let agreement: String = values.key("agreement") else { return nil }
      self.agreement = agreement
      guard let textHash: Data = values.bytes("text_hash") else { return nil }
      self.textHash = textHash
      guard let editsHash: Data = values.bytes("edits_hash") else { return nil }
      self.editsHash = editsHash
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.key("agreement", agreement)
      fields.bytes("text_hash", textHash)
      fields.bytes("edits_hash", editsHash)
      return fields.list
    }
  }
}

extension Notes {
  /// A point for a talk; parents see the agenda and add to it.
  public struct AgendaItem: TypedNote {
    public static let kind = "agenda_item"
    public static let documents: [Document] = [.agreements, .parentChannel, .team, .circle]
    public static let names: [String] = ["text", "topic", "talk", "about"]

    /// What.
    public var text: String
    /// What it is about.
    public var topic: Topic?
    /// For which talk.
    public var talk: String?
    /// The observation that it came of.
    public var about: String?

    public init(
      text: String,
      topic: Topic? = nil,
      talk: String? = nil,
      about: String? = nil
    ) {
      self.text = text
      self.topic = topic
      self.talk = talk
      self.about = about
    }

    public init?(values: NoteValues) {
      guard let text: String = values.text("text") else { return nil }
      self.text = text
      topic = values.code("topic")
      talk = values.key("talk")
      about = values.key("about")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.text("text", text)
      fields.code("topic", topic)
      fields.key("talk", talk)
      fields.key("about", about)
      return fields.list
    }
  }
}
