// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

import Foundation
import SamenspelFFI

extension Notes {
  /// A page, shown where it is used; a new version is a new note. Written by staff.
  public struct HandbookPage: OneDocumentNote {
    public static let kind = "handbook_page"
    public static let documents: [Document] = [.handbook]
    public static let names: [String] = ["topic", "title", "text", "version", "of"]

    /// Its title.
    public var title: String
    /// Its text.
    public var text: String
    /// What it is about.
    public var topic: PageTopic?
    /// Its version. From 1 to 1000000.
    public var version: Int64?
    /// The version before.
    public var of: String?

    public init(
      title: String,
      text: String,
      topic: PageTopic? = nil,
      version: Int64? = nil,
      of: String? = nil
    ) {
      self.title = title
      self.text = text
      self.topic = topic
      self.version = version
      self.of = of
    }

    public init?(values: NoteValues) {
      guard let title: String = values.text("title") else { return nil }
      self.title = title
      guard let text: String = values.text("text") else { return nil }
      self.text = text
      topic = values.code("topic")
      version = values.number("version")
      of = values.key("of")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("topic", topic)
      fields.text("title", title)
      fields.text("text", text)
      fields.number("version", version)
      fields.key("of", of)
      return fields.list
    }
  }
}

extension Notes {
  /// Who somebody of the staff is, by their own hand. Written by staff.
  public struct StaffCard: OneDocumentNote {
    public static let kind = "staff_card"
    public static let documents: [Document] = [.handbook]
    public static let names: [String] = ["training", "topics", "languages", "text"]

    /// Training.
    public var training: String?
    /// What to ask them about.
    public var topics: String?
    /// Languages.
    public var languages: String?
    /// More of it.
    public var text: String?

    public init(
      training: String? = nil,
      topics: String? = nil,
      languages: String? = nil,
      text: String? = nil
    ) {
      self.training = training
      self.topics = topics
      self.languages = languages
      self.text = text
    }

    public init?(values: NoteValues) {
      training = values.text("training")
      topics = values.text("topics")
      languages = values.text("languages")
      text = values.text("text")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.text("training", training)
      fields.text("topics", topics)
      fields.text("languages", languages)
      fields.text("text", text)
      return fields.list
    }
  }
}

extension Notes {
  /// What a note of one age band asks for. Written by staff.
  public struct Template: OneDocumentNote {
    public static let kind = "template"
    public static let documents: [Document] = [.handbook]
    public static let names: [String] = ["for_kind", "age", "title", "text"]

    /// For which note.
    public var forKind: TemplateFor
    /// Its title.
    public var title: String
    /// What it asks, a line each.
    public var text: String
    /// For which age.
    public var age: AgeBand?

    public init(
      forKind: TemplateFor,
      title: String,
      text: String,
      age: AgeBand? = nil
    ) {
      self.forKind = forKind
      self.title = title
      self.text = text
      self.age = age
    }

    public init?(values: NoteValues) {
      guard let forKind: TemplateFor = values.code("for_kind") else { return nil }
      self.forKind = forKind
      guard let title: String = values.text("title") else { return nil }
      self.title = title
      guard let text: String = values.text("text") else { return nil }
      self.text = text
      age = values.code("age")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("for_kind", forKind)
      fields.code("age", age)
      fields.text("title", title)
      fields.text("text", text)
      return fields.list
    }
  }
}

extension Notes {
  /// Something that worked, without child data, to share with other locations. Written by staff.
  public struct PracticeCard: OneDocumentNote {
    public static let kind = "practice_card"
    public static let documents: [Document] = [.handbook]
    public static let names: [String] = ["topic", "title", "text"]

    /// Its title.
    public var title: String
    /// Its text.
    public var text: String
    /// What it is about.
    public var topic: PageTopic?

    public init(
      title: String,
      text: String,
      topic: PageTopic? = nil
    ) {
      self.title = title
      self.text = text
      self.topic = topic
    }

    public init?(values: NoteValues) {
      guard let title: String = values.text("title") else { return nil }
      self.title = title
      guard let text: String = values.text("text") else { return nil }
      self.text = text
      topic = values.code("topic")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("topic", topic)
      fields.text("title", title)
      fields.text("text", text)
      return fields.list
    }
  }
}

extension Notes {
  /// Material on a theme, brought out when a poll asked for it. Written by staff.
  public struct ThemePack: OneDocumentNote {
    public static let kind = "theme_pack"
    public static let documents: [Document] = [.handbook]
    public static let names: [String] = ["topic", "title", "text", "poll"]

    /// What it is about.
    public var topic: PageTopic
    /// Its title.
    public var title: String
    /// Its text.
    public var text: String
    /// The poll that asked for it.
    public var poll: String?

    public init(
      topic: PageTopic,
      title: String,
      text: String,
      poll: String? = nil
    ) {
      self.topic = topic
      self.title = title
      self.text = text
      self.poll = poll
    }

    public init?(values: NoteValues) {
      guard let topic: PageTopic = values.code("topic") else { return nil }
      self.topic = topic
      guard let title: String = values.text("title") else { return nil }
      self.title = title
      guard let text: String = values.text("text") else { return nil }
      self.text = text
      poll = values.key("poll")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("topic", topic)
      fields.text("title", title)
      fields.text("text", text)
      fields.key("poll", poll)
      return fields.list
    }
  }
}

extension Notes {
  /// A list to look at one's own work by, imported from its source. Written by staff.
  public struct SelfCheck: OneDocumentNote {
    public static let kind = "self_check"
    public static let documents: [Document] = [.handbook]
    public static let names: [String] = ["title", "items", "source"]

    /// Its title.
    public var title: String
    /// The questions, a line each.
    public var items: String
    /// Where they come from.
    public var source: String

    public init(
      title: String,
      items: String,
      source: String
    ) {
      self.title = title
      self.items = items
      self.source = source
    }

    public init?(values: NoteValues) {
      guard let title: String = values.text("title") else { return nil }
      self.title = title
      guard let items: String = values.text("items") else { return nil }
      self.items = items
      guard let source: String = values.text("source") else { return nil }
      self.source = source
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.text("title", title)
      fields.text("items", items)
      fields.text("source", source)
      return fields.list
    }
  }
}
