// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

import Foundation
import SamenspelFFI

extension Notes {
  /// Sticky, for a group or one child, until it ends. Written by staff.
  public struct Notice: TypedNote {
    public static let kind = "notice"
    public static let documents: [Document] = [.group, .handover]
    public static let names: [String] = ["text", "until"]

    /// What.
    public var text: String
    /// Until when.
    public var until: Date?

    public init(
      text: String,
      until: Date? = nil
    ) {
      self.text = text
      self.until = until
    }

    public init?(values: NoteValues) {
      guard let text: String = values.text("text") else { return nil }
      self.text = text
      until = values.moment("until")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.text("text", text)
      fields.moment("until", until)
      return fields.list
    }
  }
}

extension Notes {
  /// A child arrived or left: the head count. Written by staff.
  public struct Presence: OneDocumentNote {
    public static let kind = "presence"
    public static let documents: [Document] = [.group]
    public static let names: [String] = ["child", "what", "at", "by", "origin"]

    /// Who.
    public var child: String
    /// Which of both.
    public var what: Passage
    /// When.
    public var at: Date
    /// Who brought or collected the child.
    public var by: String?
    /// Where the child came from: after-school care has children from school.
    public var origin: Origin?

    public init(
      child: String,
      what: Passage,
      at: Date,
      by: String? = nil,
      origin: Origin? = nil
    ) {
      self.child = child
      self.what = what
      self.at = at
      self.by = by
      self.origin = origin
    }

    public init?(values: NoteValues) {
      guard let child: String = values.id("child") else { return nil }
      self.child = child
      guard let what: Passage = values.code("what") else { return nil }
      self.what = what
      guard let at: Date = values.moment("at") else { return nil }
      self.at = at
      by = values.text("by")
      origin = values.code("origin")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.id("child", child)
      fields.code("what", what)
      fields.moment("at", at)
      fields.text("by", by)
      fields.code("origin", origin)
      return fields.list
    }
  }
}

extension Notes {
  /// Something happened to a child; never another child's name. Written by staff.
  public struct Incident: TypedNote {
    public static let kind = "incident"
    public static let documents: [Document] = [.group, .careRecord]
    public static let names: [String] = ["child", "what", "at", "text", "action", "told"]

    /// What.
    public var what: IncidentMatter
    /// To whom, where the document is the group's.
    public var child: String?
    /// When.
    public var at: Date?
    /// More of it.
    public var text: String?
    /// What was done.
    public var action: IncidentAction?
    /// Whether a parent was told.
    public var told: Told?

    public init(
      what: IncidentMatter,
      child: String? = nil,
      at: Date? = nil,
      text: String? = nil,
      action: IncidentAction? = nil,
      told: Told? = nil
    ) {
      self.what = what
      self.child = child
      self.at = at
      self.text = text
      self.action = action
      self.told = told
    }

    public init?(values: NoteValues) {
      guard let what: IncidentMatter = values.code("what") else { return nil }
      self.what = what
      child = values.id("child")
      at = values.moment("at")
      text = values.text("text")
      action = values.code("action")
      told = values.code("told")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.id("child", child)
      fields.code("what", what)
      fields.moment("at", at)
      fields.text("text", text)
      fields.code("action", action)
      fields.code("told", told)
      return fields.list
    }
  }
}

extension Notes {
  /// A child is ill. Written by staff.
  public struct Illness: TypedNote {
    public static let kind = "illness"
    public static let documents: [Document] = [.group, .careRecord]
    public static let names: [String] = [
      "child", "symptoms", "at", "temperature_tenths", "text", "action", "told",
    ]

    /// What it shows by.
    public var symptoms: [Symptom]
    /// Who, where the document is the group's.
    public var child: String?
    /// Since when.
    public var at: Date?
    /// In tenths of a degree Celsius. From 300 to 450.
    public var temperatureTenths: Int64?
    /// More of it.
    public var text: String?
    /// What was done.
    public var action: IllnessAction?
    /// Whether a parent was told.
    public var told: Told?

    public init(
      symptoms: [Symptom],
      child: String? = nil,
      at: Date? = nil,
      temperatureTenths: Int64? = nil,
      text: String? = nil,
      action: IllnessAction? = nil,
      told: Told? = nil
    ) {
      self.symptoms = symptoms
      self.child = child
      self.at = at
      self.temperatureTenths = temperatureTenths
      self.text = text
      self.action = action
      self.told = told
    }

    public init?(values: NoteValues) {
      guard let symptoms: [Symptom] = values.codes("symptoms") else { return nil }
      self.symptoms = symptoms
      child = values.id("child")
      at = values.moment("at")
      temperatureTenths = values.number("temperature_tenths")
      text = values.text("text")
      action = values.code("action")
      told = values.code("told")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.id("child", child)
      fields.codes("symptoms", symptoms)
      fields.moment("at", at)
      fields.number("temperature_tenths", temperatureTenths)
      fields.text("text", text)
      fields.code("action", action)
      fields.code("told", told)
      return fields.list
    }
  }
}
