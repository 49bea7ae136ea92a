// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

import Foundation
import SamenspelFFI

extension Notes {
  /// Something every parent should know. Written by staff.
  public struct BoardItem: OneDocumentNote {
    public static let kind = "board_item"
    public static let documents: [Document] = [.board]
    public static let names: [String] = ["code", "text", "at", "until"]

    /// What, if it is one of these.
    public var code: BoardCode?
    /// In words.
    public var text: String?
    /// When.
    public var at: Date?
    /// Until when it stays.
    public var until: Date?

    public init(
      code: BoardCode? = nil,
      text: String? = nil,
      at: Date? = nil,
      until: Date? = nil
    ) {
      self.code = code
      self.text = text
      self.at = at
      self.until = until
    }

    public init?(values: NoteValues) {
      code = values.code("code")
      text = values.text("text")
      at = values.moment("at")
      until = values.moment("until")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("code", code)
      fields.text("text", text)
      fields.moment("at", at)
      fields.moment("until", until)
      return fields.list
    }
  }
}

extension Notes {
  /// A question to all parents of a group. Written by staff.
  public struct Poll: OneDocumentNote {
    public static let kind = "poll"
    public static let documents: [Document] = [.board]
    public static let names: [String] = ["text", "options", "until"]

    /// What is asked.
    public var text: String
    /// What can be answered, a line each.
    public var options: String
    /// Until when.
    public var until: Date?

    public init(
      text: String,
      options: String,
      until: Date? = nil
    ) {
      self.text = text
      self.options = options
      self.until = until
    }

    public init?(values: NoteValues) {
      guard let text: String = values.text("text") else { return nil }
      self.text = text
      guard let options: String = values.text("options") else { return nil }
      self.options = options
      until = values.moment("until")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.text("text", text)
      fields.text("options", options)
      fields.moment("until", until)
      return fields.list
    }
  }
}

extension Notes {
  /// Parents are invited. What takes their time needs a poll that asked for it first. Written by
  /// staff.
  public struct Event: OneDocumentNote {
    public static let kind = "event"
    public static let documents: [Document] = [.board]
    public static let names: [String] = [
      "what", "title", "at", "until", "place", "text", "places", "guests", "help_wanted", "poll",
    ]

    /// To what.
    public var what: EventMatter
    /// What it is called.
    public var title: String
    /// When it begins.
    public var at: Date?
    /// When it ends.
    public var until: Date?
    /// Where.
    public var place: String?
    /// More of it.
    public var text: String?
    /// For how many. From 1 to 500.
    public var places: Int64?
    /// Guests from outside; they see no data.
    public var guests: String?
    /// Where hands are needed.
    public var helpWanted: String?
    /// The poll that asked for it.
    public var poll: String?

    public init(
      what: EventMatter,
      title: String,
      at: Date? = nil,
      until: Date? = nil,
      place: String? = nil,
      text: String? = nil,
      places: Int64? = nil,
      guests: String? = nil,
      helpWanted: String? = nil,
      poll: String? = nil
    ) {
      self.what = what
      self.title = title
      self.at = at
      self.until = until
      self.place = place
      self.text = text
      self.places = places
      self.guests = guests
      self.helpWanted = helpWanted
      self.poll = poll
    }

    public init?(values: NoteValues) {
      guard let what: EventMatter = values.code("what") else { return nil }
      self.what = what
      guard let title: String = values.text("title") else { return nil }
      self.title = title
      at = values.moment("at")
      until = values.moment("until")
      place = values.text("place")
      text = values.text("text")
      places = values.number("places")
      guests = values.text("guests")
      helpWanted = values.text("help_wanted")
      poll = values.key("poll")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("what", what)
      fields.text("title", title)
      fields.moment("at", at)
      fields.moment("until", until)
      fields.text("place", place)
      fields.text("text", text)
      fields.number("places", places)
      fields.text("guests", guests)
      fields.text("help_wanted", helpWanted)
      fields.key("poll", poll)
      return fields.list
    }
  }
}

extension Notes {
  /// A parent's card for the other parents of one event, as that parent wrote it. Written by staff.
  public struct ContactCard: OneDocumentNote {
    public static let kind = "contact_card"
    public static let documents: [Document] = [.board]
    public static let names: [String] = ["event", "text"]

    /// For which event.
    public var event: String
    /// The card.
    public var text: String

    public init(
      event: String,
      text: String
    ) {
      self.event = event
      self.text = text
    }

    public init?(values: NoteValues) {
      guard let event: String = values.key("event") else { return nil }
      self.event = event
      guard let text: String = values.text("text") else { return nil }
      self.text = text
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.key("event", event)
      fields.text("text", text)
      return fields.list
    }
  }
}
