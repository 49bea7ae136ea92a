// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

import Foundation
import SamenspelFFI

extension Notes {
  /// A medical fact, or that it no longer is one.
  public struct Medical: OneDocumentNote {
    public static let kind = "medical"
    public static let documents: [Document] = [.childCore]
    public static let names: [String] = [
      "what", "substance", "severity", "since", "withdrawn", "of", "text",
    ]

    /// Which kind.
    public var what: MedicalMatter
    /// Of what.
    public var substance: String
    /// How bad.
    public var severity: Severity?
    /// Since when.
    public var since: Date?
    /// Whether it is withdrawn.
    public var withdrawn: Bool?
    /// The statements that it takes the place of.
    public var of: [String]?
    /// What to do.
    public var text: String?

    public init(
      what: MedicalMatter,
      substance: String,
      severity: Severity? = nil,
      since: Date? = nil,
      withdrawn: Bool? = nil,
      of: [String]? = nil,
      text: String? = nil
    ) {
      self.what = what
      self.substance = substance
      self.severity = severity
      self.since = since
      self.withdrawn = withdrawn
      self.of = of
      self.text = text
    }

    public init?(values: NoteValues) {
      guard let what: MedicalMatter = values.code("what") else { return nil }
      self.what = what
      guard let substance: String = values.text("substance") else { return nil }
      self.substance = substance
      severity = values.code("severity")
      since = values.moment("since")
      withdrawn = values.flag("withdrawn")
      of = values.keys("of")
      text = values.text("text")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("what", what)
      fields.text("substance", substance)
      fields.code("severity", severity)
      fields.moment("since", since)
      fields.flag("withdrawn", withdrawn)
      fields.keys("of", of)
      fields.text("text", text)
      return fields.list
    }
  }
}

extension Notes {
  /// A named person confirms what holds.
  public struct MedicalResolution: OneDocumentNote {
    public static let kind = "medical_resolution"
    public static let documents: [Document] = [.childCore]
    public static let names: [String] = ["of", "text"]

    /// The statements that were seen.
    public var of: [String]
    /// What holds.
    public var text: String

    public init(
      of: [String],
      text: String
    ) {
      self.of = of
      self.text = text
    }

    public init?(values: NoteValues) {
      guard let of: [String] = values.keys("of") else { return nil }
      self.of = of
      guard let text: String = values.text("text") else { return nil }
      self.text = text
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.keys("of", of)
      fields.text("text", text)
      return fields.list
    }
  }
}

extension Notes {
  /// Somebody of the child's network, and what they may do.
  public struct Collector: OneDocumentNote {
    public static let kind = "collector"
    public static let documents: [Document] = [.childCore]
    public static let names: [String] = ["name", "relation", "scope", "weekdays", "withdrawn", "of"]

    /// Who.
    public var name: String
    /// What they are to the child.
    public var relation: String?
    /// What they may do; collecting, where nothing is said.
    public var scope: [NetworkScope]?
    /// On which days as a rule.
    public var weekdays: [Weekday]?
    /// Whether it is withdrawn.
    public var withdrawn: Bool?
    /// The statements that it takes the place of.
    public var of: [String]?

    public init(
      name: String,
      relation: String? = nil,
      scope: [NetworkScope]? = nil,
      weekdays: [Weekday]? = nil,
      withdrawn: Bool? = nil,
      of: [String]? = nil
    ) {
      self.name = name
      self.relation = relation
      self.scope = scope
      self.weekdays = weekdays
      self.withdrawn = withdrawn
      self.of = of
    }

    public init?(values: NoteValues) {
      guard let name: String = values.text("name") else { return nil }
      self.name = name
      relation = values.text("relation")
      scope = values.codes("scope")
      weekdays = values.codes("weekdays")
      withdrawn = values.flag("withdrawn")
      of = values.keys("of")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.text("name", name)
      fields.text("relation", relation)
      fields.codes("scope", scope)
      fields.codes("weekdays", weekdays)
      fields.flag("withdrawn", withdrawn)
      fields.keys("of", of)
      return fields.list
    }
  }
}

extension Notes {
  /// What a parent agrees to, or not.
  public struct Consent: OneDocumentNote {
    public static let kind = "consent"
    public static let documents: [Document] = [.childCore]
    public static let names: [String] = ["purpose", "given", "text"]

    /// To what.
    public var purpose: Purpose
    /// Whether.
    public var given: Bool
    /// More of it.
    public var text: String?

    public init(
      purpose: Purpose,
      given: Bool,
      text: String? = nil
    ) {
      self.purpose = purpose
      self.given = given
      self.text = text
    }

    public init?(values: NoteValues) {
      guard let purpose: Purpose = values.code("purpose") else { return nil }
      self.purpose = purpose
      guard let given: Bool = values.flag("given") else { return nil }
      self.given = given
      text = values.text("text")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("purpose", purpose)
      fields.flag("given", given)
      fields.text("text", text)
      return fields.list
    }
  }
}

extension Notes {
  /// The rhythm of a child's day.
  public struct Rhythm: OneDocumentNote {
    public static let kind = "rhythm"
    public static let documents: [Document] = [.childCore]
    public static let names: [String] = [
      "sleep_times", "sleep_how", "feeds", "comfort", "text", "since",
    ]

    /// When the child sleeps.
    public var sleepTimes: String?
    /// How.
    public var sleepHow: String?
    /// When and what the child eats and drinks.
    public var feeds: String?
    /// What comforts.
    public var comfort: String?
    /// More of it.
    public var text: String?
    /// Since when.
    public var since: Date?

    public init(
      sleepTimes: String? = nil,
      sleepHow: String? = nil,
      feeds: String? = nil,
      comfort: String? = nil,
      text: String? = nil,
      since: Date? = nil
    ) {
      self.sleepTimes = sleepTimes
      self.sleepHow = sleepHow
      self.feeds = feeds
      self.comfort = comfort
      self.text = text
      self.since = since
    }

    public init?(values: NoteValues) {
      sleepTimes = values.text("sleep_times")
      sleepHow = values.text("sleep_how")
      feeds = values.text("feeds")
      comfort = values.text("comfort")
      text = values.text("text")
      since = values.moment("since")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.text("sleep_times", sleepTimes)
      fields.text("sleep_how", sleepHow)
      fields.text("feeds", feeds)
      fields.text("comfort", comfort)
      fields.text("text", text)
      fields.moment("since", since)
      return fields.list
    }
  }
}

extension Notes {
  /// What each side expects, and hopes for the child.
  public struct Expectations: OneDocumentNote {
    public static let kind = "expectations"
    public static let documents: [Document] = [.childCore]
    public static let names: [String] = ["about", "text"]

    /// What.
    public var text: String
    /// Which of both.
    public var about: Expectation?

    public init(
      text: String,
      about: Expectation? = nil
    ) {
      self.text = text
      self.about = about
    }

    public init?(values: NoteValues) {
      guard let text: String = values.text("text") else { return nil }
      self.text = text
      about = values.code("about")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("about", about)
      fields.text("text", text)
      return fields.list
    }
  }
}

extension Notes {
  /// How it is done at home, or here.
  public struct OurWay: OneDocumentNote {
    public static let kind = "our_way"
    public static let documents: [Document] = [.childCore]
    public static let names: [String] = ["topic", "text"]

    /// Of what.
    public var topic: Topic
    /// How.
    public var text: String

    public init(
      topic: Topic,
      text: String
    ) {
      self.topic = topic
      self.text = text
    }

    public init?(values: NoteValues) {
      guard let topic: Topic = values.code("topic") else { return nil }
      self.topic = topic
      guard let text: String = values.text("text") else { return nil }
      self.text = text
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("topic", topic)
      fields.text("text", text)
      return fields.list
    }
  }
}

extension Notes {
  /// What was agreed on a medicine.
  public struct MedicineAgreement: OneDocumentNote {
    public static let kind = "medicine_agreement"
    public static let documents: [Document] = [.childCore]
    public static let names: [String] = [
      "medicine", "dose", "times", "how", "from", "to", "expires", "prescriber",
      "first_given_at_home", "kept", "given_by", "withdrawn", "of",
    ]

    /// Which.
    public var medicine: String
    /// How much.
    public var dose: String
    /// When.
    public var times: String?
    /// How.
    public var how: String?
    /// From when.
    public var from: Date?
    /// Until when.
    public var to: Date?
    /// The date on the package.
    public var expires: String?
    /// Who prescribed it.
    public var prescriber: String?
    /// Whether the first was given at home.
    public var firstGivenAtHome: Bool?
    /// Where it is kept.
    public var kept: String?
    /// Who may give it.
    public var givenBy: String?
    /// Whether it is withdrawn.
    public var withdrawn: Bool?
    /// The agreements that it takes the place of.
    public var of: [String]?

    public init(
      medicine: String,
      dose: String,
      times: String? = nil,
      how: String? = nil,
      from: Date? = nil,
      to: Date? = nil,
      expires: String? = nil,
      prescriber: String? = nil,
      firstGivenAtHome: Bool? = nil,
      kept: String? = nil,
      givenBy: String? = nil,
      withdrawn: Bool? = nil,
      of: [String]? = nil
    ) {
      self.medicine = medicine
      self.dose = dose
      self.times = times
      self.how = how
      self.from = from
      self.to = to
      self.expires = expires
      self.prescriber = prescriber
      self.firstGivenAtHome = firstGivenAtHome
      self.kept = kept
      self.givenBy = givenBy
      self.withdrawn = withdrawn
      self.of = of
    }

    public init?(values: NoteValues) {
      guard let medicine: String = values.text("medicine") else { return nil }
      self.medicine = medicine
      guard let dose: String = values.text("dose") else { return nil }
      self.dose = dose
      times = values.text("times")
      how = values.text("how")
      from = values.moment("from")
      to = values.moment("to")
      expires = values.text("expires")
      prescriber = values.text("prescriber")
      firstGivenAtHome = values.flag("first_given_at_home")
      kept = values.text("kept")
      givenBy = values.text("given_by")
      withdrawn = values.flag("withdrawn")
      of = values.keys("of")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.text("medicine", medicine)
      fields.text("dose", dose)
      fields.text("times", times)
      fields.text("how", how)
      fields.moment("from", from)
      fields.moment("to", to)
      fields.text("expires", expires)
      fields.text("prescriber", prescriber)
      fields.flag("first_given_at_home", firstGivenAtHome)
      fields.text("kept", kept)
      fields.text("given_by", givenBy)
      fields.flag("withdrawn", withdrawn)
      fields.keys("of", of)
      return fields.list
    }
  }
}
