// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

import Foundation
import SamenspelFFI

extension Notes {
  /// Spoken about at the door.
  public struct Discussed: TypedNote {
    public static let kind = "discussed"
    public static let documents: [Document] = [
      .dayLog, .handover, .journal, .agreements, .parentDesk, .parentChannel,
    ]
    public static let names: [String] = ["of"]

    /// What.
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
  /// What somebody read.
  public struct Marks: TypedNote {
    public static let kind = "marks"
    public static let documents: [Document] = [
      .childCore, .dayLog, .handover, .journal, .careRecord, .agreements, .parentDesk,
      .parentChannel, .team, .circle, .group, .board, .handbook,
    ]
    public static let names: [String] = ["read", "part_of_day"]

    /// Which notes.
    public var read: [String]
    /// Roughly when; only a parent's marks have it.
    public var partOfDay: DayPart?

    public init(
      read: [String],
      partOfDay: DayPart? = nil
    ) {
      self.read = read
      self.partOfDay = partOfDay
    }

    public init?(values: NoteValues) {
      guard let read: [String] = values.keys("read") else { return nil }
      self.read = read
      partOfDay = values.code("part_of_day")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.keys("read", read)
      fields.code("part_of_day", partOfDay)
      return fields.list
    }
  }
}

extension Notes {
  /// A question; staff may ask parents too.
  public struct Question: TypedNote {
    public static let kind = "question"
    public static let documents: [Document] = [
      .journal, .parentDesk, .parentChannel, .team, .circle, .handover, .dayLog,
    ]
    public static let names: [String] = ["asks", "topic", "text", "options", "reply_by", "about"]

    /// What.
    public var text: String
    /// What it asks for.
    public var asks: Asks?
    /// What it is about.
    public var topic: Topic?
    /// What the answer may be.
    public var options: String?
    /// Until when an answer helps.
    public var replyBy: Date?
    /// What it follows from.
    public var about: String?

    public init(
      text: String,
      asks: Asks? = nil,
      topic: Topic? = nil,
      options: String? = nil,
      replyBy: Date? = nil,
      about: String? = nil
    ) {
      self.text = text
      self.asks = asks
      self.topic = topic
      self.options = options
      self.replyBy = replyBy
      self.about = about
    }

    public init?(values: NoteValues) {
      guard let text: String = values.text("text") else { return nil }
      self.text = text
      asks = values.code("asks")
      topic = values.code("topic")
      options = values.text("options")
      replyBy = values.moment("reply_by")
      about = values.key("about")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("asks", asks)
      fields.code("topic", topic)
      fields.text("text", text)
      fields.text("options", options)
      fields.moment("reply_by", replyBy)
      fields.key("about", about)
      return fields.list
    }
  }
}

extension Notes {
  /// A worry, with somebody who sees to it.
  public struct Concern: TypedNote {
    public static let kind = "concern"
    public static let documents: [Document] = [
      .journal, .parentDesk, .parentChannel, .team, .circle,
    ]
    public static let names: [String] = ["text", "topic", "owner", "reply_by"]

    /// What.
    public var text: String
    /// What it is about.
    public var topic: Topic?
    /// Who sees to it.
    public var owner: String?
    /// By when there is an answer.
    public var replyBy: Date?

    public init(
      text: String,
      topic: Topic? = nil,
      owner: String? = nil,
      replyBy: Date? = nil
    ) {
      self.text = text
      self.topic = topic
      self.owner = owner
      self.replyBy = replyBy
    }

    public init?(values: NoteValues) {
      guard let text: String = values.text("text") else { return nil }
      self.text = text
      topic = values.code("topic")
      owner = values.id("owner")
      replyBy = values.moment("reply_by")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.text("text", text)
      fields.code("topic", topic)
      fields.id("owner", owner)
      fields.moment("reply_by", replyBy)
      return fields.list
    }
  }
}

extension Notes {
  /// An answer.
  public struct Reply: TypedNote {
    public static let kind = "reply"
    public static let documents: [Document] = [
      .childCore, .dayLog, .handover, .journal, .careRecord, .agreements, .parentDesk,
      .parentChannel, .team, .circle, .group,
    ]
    public static let names: [String] = ["of", "text"]

    /// To what.
    public var of: String
    /// What.
    public var text: String

    public init(
      of: String,
      text: String
    ) {
      self.of = of
      self.text = text
    }

    public init?(values: NoteValues) {
      guard let of: String = values.key("of") else { return nil }
      self.of = of
      guard let text: String = values.text("text") else { return nil }
      self.text = text
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.key("of", of)
      fields.text("text", text)
      return fields.list
    }
  }
}

extension Notes {
  /// Another view, kept side by side with the first.
  public struct SeeItDifferently: TypedNote {
    public static let kind = "see_it_differently"
    public static let documents: [Document] = [
      .childCore, .dayLog, .handover, .journal, .careRecord, .agreements, .parentDesk,
      .parentChannel, .team, .circle, .group,
    ]
    public static let names: [String] = ["of", "text"]

    /// Of what.
    public var of: String
    /// What.
    public var text: String

    public init(
      of: String,
      text: String
    ) {
      self.of = of
      self.text = text
    }

    public init?(values: NoteValues) {
      guard let of: String = values.key("of") else { return nil }
      self.of = of
      guard let text: String = values.text("text") else { return nil }
      self.text = text
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.key("of", of)
      fields.text("text", text)
      return fields.list
    }
  }
}

extension Notes {
  /// What a note should have said; takes the fields of the kind that it corrects.
  public struct Correction: TypedNote {
    public static let kind = "correction"
    public static let documents: [Document] = [
      .childCore, .dayLog, .handover, .journal, .careRecord, .agreements, .parentDesk,
      .parentChannel, .team, .circle, .group, .board, .handbook,
    ]
    public static let names: [String] = ["of"]

    /// Which note.
    public var of: String
    /// What it should have said: fields of the kind that is corrected.
    public var corrected: [NoteField]

    public init(
      of: String,
      corrected: [NoteField] = []
    ) {
      self.of = of
      self.corrected = corrected
    }

    public init?(values: NoteValues) {
      guard let of: String = values.key("of") else { return nil }
      self.of = of
      corrected = values.others(than: Self.names)
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.key("of", of)
      fields.others(corrected, than: Self.names)
      return fields.list
    }
  }
}

extension Notes {
  /// Takes a note back on every phone.
  public struct Retraction: TypedNote {
    public static let kind = "retraction"
    public static let documents: [Document] = [
      .childCore, .dayLog, .handover, .journal, .careRecord, .agreements, .parentDesk,
      .parentChannel, .team, .circle, .group, .board, .handbook,
    ]
    public static let names: [String] = ["of", "reason", "reported_in"]

    /// Which note.
    public var of: String
    /// Why.
    public var reason: RetractionReason
    /// The report of this very note that a manager follows, who was shown nothing else.
    public var reportedIn: String?

    public init(
      of: String,
      reason: RetractionReason,
      reportedIn: String? = nil
    ) {
      self.of = of
      self.reason = reason
      self.reportedIn = reportedIn
    }

    public init?(values: NoteValues) {
      guard let of: String = values.key("of") else { return nil }
      self.of = of
      guard let reason: RetractionReason = values.code("reason") else { return nil }
      self.reason = reason
      reportedIn = values.key("reported_in")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.key("of", of)
      fields.code("reason", reason)
      fields.key("reported_in", reportedIn)
      return fields.list
    }
  }
}
