// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

import Foundation
import SamenspelFFI

extension Notes {
  /// How it is at home. Written by parents.
  public struct HomeNote: TypedNote {
    public static let kind = "home_note"
    public static let documents: [Document] = [.parentDesk, .parentChannel]
    public static let names: [String] = ["topic", "text", "expires"]

    /// What it is about.
    public var topic: HomeTopic
    /// What.
    public var text: String?
    /// Until when it matters.
    public var expires: Date?

    public init(
      topic: HomeTopic,
      text: String? = nil,
      expires: Date? = nil
    ) {
      self.topic = topic
      self.text = text
      self.expires = expires
    }

    public init?(values: NoteValues) {
      guard let topic: HomeTopic = values.code("topic") else { return nil }
      self.topic = topic
      text = values.text("text")
      expires = values.moment("expires")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("topic", topic)
      fields.text("text", text)
      fields.moment("expires", expires)
      return fields.list
    }
  }
}

extension Notes {
  /// A parent's thanks for a note. Written by parents.
  public struct Thanks: TypedNote {
    public static let kind = "thanks"
    public static let documents: [Document] = [.parentDesk, .parentChannel]
    public static let names: [String] = ["of"]

    /// Which.
    public var of: String

    public init(
      of: String
    ) {
      self.of = of
    }

    public init?(values: NoteValues) {
      guard let of: String = values.key("of") else { return nil }
      self.of = of
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.key("of", of)
      return fields.list
    }
  }
}

extension Notes {
  /// "This helped us."
  public struct Helped: TypedNote {
    public static let kind = "helped"
    public static let documents: [Document] = [.parentDesk, .parentChannel]
    public static let names: [String] = ["of"]

    /// What.
    public var of: String

    public init(
      of: String
    ) {
      self.of = of
    }

    public init?(values: NoteValues) {
      guard let of: String = values.key("of") else { return nil }
      self.of = of
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.key("of", of)
      return fields.list
    }
  }
}

extension Notes {
  /// What a family wants the group to know of itself. Written by parents.
  public struct FamilyCard: OneDocumentNote {
    public static let kind = "family_card"
    public static let documents: [Document] = [.parentDesk]
    public static let names: [String] = ["names", "customs", "languages", "hopes", "text"]

    /// Names and how to say them.
    public var names: String?
    /// Customs and holidays.
    public var customs: String?
    /// Languages at home.
    public var languages: String?
    /// Hopes for the child.
    public var hopes: String?
    /// Anything else.
    public var text: String?

    public init(
      names: String? = nil,
      customs: String? = nil,
      languages: String? = nil,
      hopes: String? = nil,
      text: String? = nil
    ) {
      self.names = names
      self.customs = customs
      self.languages = languages
      self.hopes = hopes
      self.text = text
    }

    public init?(values: NoteValues) {
      names = values.text("names")
      customs = values.text("customs")
      languages = values.text("languages")
      hopes = values.text("hopes")
      text = values.text("text")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.text("names", names)
      fields.text("customs", customs)
      fields.text("languages", languages)
      fields.text("hopes", hopes)
      fields.text("text", text)
      return fields.list
    }
  }
}

extension Notes {
  /// A parent's answer. Written by parents.
  public struct PollAnswer: OneDocumentNote {
    public static let kind = "poll_answer"
    public static let documents: [Document] = [.parentDesk]
    public static let names: [String] = ["of", "choice", "text"]

    /// To which poll.
    public var of: String
    /// Which line, from 1. From 1 to 20.
    public var choice: Int64
    /// More of it.
    public var text: String?

    public init(
      of: String,
      choice: Int64,
      text: String? = nil
    ) {
      self.of = of
      self.choice = choice
      self.text = text
    }

    public init?(values: NoteValues) {
      guard let of: String = values.key("of") else { return nil }
      self.of = of
      guard let choice: Int64 = values.number("choice") else { return nil }
      self.choice = choice
      text = values.text("text")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.key("of", of)
      fields.number("choice", choice)
      fields.text("text", text)
      return fields.list
    }
  }
}

extension Notes {
  /// Whether a parent comes. Written by parents.
  public struct EventAnswer: OneDocumentNote {
    public static let kind = "event_answer"
    public static let documents: [Document] = [.parentDesk]
    public static let names: [String] = [
      "of", "answer", "persons", "helps", "shares_contact", "text",
    ]

    /// To which event.
    public var of: String
    /// Yes, no or maybe.
    public var answer: Coming
    /// With how many. From 1 to 20.
    public var persons: Int64?
    /// Lends a hand.
    public var helps: Bool?
    /// Other parents of this event may have my contact card.
    public var sharesContact: Bool?
    /// What the card says, or anything else.
    public var text: String?

    public init(
      of: String,
      answer: Coming,
      persons: Int64? = nil,
      helps: Bool? = nil,
      sharesContact: Bool? = nil,
      text: String? = nil
    ) {
      self.of = of
      self.answer = answer
      self.persons = persons
      self.helps = helps
      self.sharesContact = sharesContact
      self.text = text
    }

    public init?(values: NoteValues) {
      guard let of: String = values.key("of") else { return nil }
      self.of = of
      guard let answer: Coming = values.code("answer") else { return nil }
      self.answer = answer
      persons = values.number("persons")
      helps = values.flag("helps")
      sharesContact = values.flag("shares_contact")
      text = values.text("text")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.key("of", of)
      fields.code("answer", answer)
      fields.number("persons", persons)
      fields.flag("helps", helps)
      fields.flag("shares_contact", sharesContact)
      fields.text("text", text)
      return fields.list
    }
  }
}
