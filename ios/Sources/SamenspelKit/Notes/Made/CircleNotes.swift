// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

import Foundation
import SamenspelFFI

extension Notes {
  /// A trainee's draft, which any professional of the group releases. Written by staff.
  public struct Proposal: OneDocumentNote {
    public static let kind = "proposal"
    public static let documents: [Document] = [.circle]
    public static let names: [String] = [
      "for_kind", "child", "domain", "moment", "seen", "meaning", "next", "text",
    ]

    /// What it would be.
    public var forKind: Proposed
    /// About whom: it is released into no other child's documents. Only a notice may be for the
    /// group.
    public var child: String?
    /// Of an observation.
    public var domain: Domain?
    /// Of a pick-up.
    public var moment: GoodMoment?
    /// Of an observation.
    public var seen: String?
    /// Of an observation.
    public var meaning: String?
    /// Of an observation.
    public var next: String?
    /// Of the others.
    public var text: String?

    public init(
      forKind: Proposed,
      child: String? = nil,
      domain: Domain? = nil,
      moment: GoodMoment? = nil,
      seen: String? = nil,
      meaning: String? = nil,
      next: String? = nil,
      text: String? = nil
    ) {
      self.forKind = forKind
      self.child = child
      self.domain = domain
      self.moment = moment
      self.seen = seen
      self.meaning = meaning
      self.next = next
      self.text = text
    }

    public init?(values: NoteValues) {
      guard let forKind: Proposed = values.code("for_kind") else { return nil }
      self.forKind = forKind
      child = values.id("child")
      domain = values.code("domain")
      moment = values.code("moment")
      seen = values.text("seen")
      meaning = values.text("meaning")
      next = values.text("next")
      text = values.text("text")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("for_kind", forKind)
      fields.id("child", child)
      fields.code("domain", domain)
      fields.code("moment", moment)
      fields.text("seen", seen)
      fields.text("meaning", meaning)
      fields.text("next", next)
      fields.text("text", text)
      return fields.list
    }
  }
}

extension Notes {
  /// Somebody turns to the manager or the coach, in a circle of those named.
  public struct Escalation: OneDocumentNote {
    public static let kind = "escalation"
    public static let documents: [Document] = [.circle]
    public static let names: [String] = ["to", "text", "about"]

    /// To whom.
    public var to: EscalatedTo
    /// Why.
    public var text: String
    /// The note that it tells of: a manager takes back no other because of it.
    public var about: String?

    public init(
      to: EscalatedTo,
      text: String,
      about: String? = nil
    ) {
      self.to = to
      self.text = text
      self.about = about
    }

    public init?(values: NoteValues) {
      guard let to: EscalatedTo = values.code("to") else { return nil }
      self.to = to
      guard let text: String = values.text("text") else { return nil }
      self.text = text
      about = values.key("about")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("to", to)
      fields.text("text", text)
      fields.key("about", about)
      return fields.list
    }
  }
}
