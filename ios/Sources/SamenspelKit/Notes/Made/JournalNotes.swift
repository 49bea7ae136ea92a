// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

import Foundation
import SamenspelFFI

extension Notes {
  /// What was seen, apart from what it may mean. Written by staff.
  public struct Observation: TypedNote {
    public static let kind = "observation"
    public static let documents: [Document] = [.journal, .team, .circle]
    public static let names: [String] = ["domain", "seen", "meaning", "next"]

    /// Of which domain.
    public var domain: Domain
    /// The fact.
    public var seen: String
    /// A reading of it.
    public var meaning: String?
    /// The next step.
    public var next: String?

    public init(
      domain: Domain,
      seen: String,
      meaning: String? = nil,
      next: String? = nil
    ) {
      self.domain = domain
      self.seen = seen
      self.meaning = meaning
      self.next = next
    }

    public init?(values: NoteValues) {
      guard let domain: Domain = values.code("domain") else { return nil }
      self.domain = domain
      guard let seen: String = values.text("seen") else { return nil }
      self.seen = seen
      meaning = values.text("meaning")
      next = values.text("next")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("domain", domain)
      fields.text("seen", seen)
      fields.text("meaning", meaning)
      fields.text("next", next)
      return fields.list
    }
  }
}

extension Notes {
  /// A tip for at home. Written by staff.
  public struct Tip: TypedNote {
    public static let kind = "tip"
    public static let documents: [Document] = [.journal, .parentDesk, .parentChannel]
    public static let names: [String] = ["topic", "text", "about"]

    /// What.
    public var text: String
    /// What it is about.
    public var topic: Topic?
    /// What it follows from.
    public var about: String?

    public init(
      text: String,
      topic: Topic? = nil,
      about: String? = nil
    ) {
      self.text = text
      self.topic = topic
      self.about = about
    }

    public init?(values: NoteValues) {
      guard let text: String = values.text("text") else { return nil }
      self.text = text
      topic = values.code("topic")
      about = values.key("about")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("topic", topic)
      fields.text("text", text)
      fields.key("about", about)
      return fields.list
    }
  }
}
