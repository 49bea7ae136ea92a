// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

import Foundation
import SamenspelFFI

extension Notes {
  /// What is told at drop-off; a parent may write it at home beforehand.
  public struct DropOff: OneDocumentNote {
    public static let kind = "drop_off"
    public static let documents: [Document] = [.dayLog]
    public static let names: [String] = [
      "for_date", "mood", "slept", "woke_at", "fed_at", "collects", "collects_at", "goes_alone_at",
      "to_know", "medicine",
    ]

    /// The day it is for; without, the day it was written.
    public var forDate: String?
    /// How the child arrives.
    public var mood: Mood?
    /// How the child slept.
    public var slept: Slept?
    /// When the child woke.
    public var wokeAt: Date?
    /// When the child last ate or drank.
    public var fedAt: Date?
    /// Who collects today.
    public var collects: String?
    /// And when.
    public var collectsAt: Date?
    /// When the child may go home alone.
    public var goesAloneAt: Date?
    /// What is good to know.
    public var toKnow: String?
    /// Whether medicine was given at home.
    public var medicine: Bool?

    public init(
      forDate: String? = nil,
      mood: Mood? = nil,
      slept: Slept? = nil,
      wokeAt: Date? = nil,
      fedAt: Date? = nil,
      collects: String? = nil,
      collectsAt: Date? = nil,
      goesAloneAt: Date? = nil,
      toKnow: String? = nil,
      medicine: Bool? = nil
    ) {
      self.forDate = forDate
      self.mood = mood
      self.slept = slept
      self.wokeAt = wokeAt
      self.fedAt = fedAt
      self.collects = collects
      self.collectsAt = collectsAt
      self.goesAloneAt = goesAloneAt
      self.toKnow = toKnow
      self.medicine = medicine
    }

    public init?(values: NoteValues) {
      forDate = values.text("for_date")
      mood = values.code("mood")
      slept = values.code("slept")
      wokeAt = values.moment("woke_at")
      fedAt = values.moment("fed_at")
      collects = values.text("collects")
      collectsAt = values.moment("collects_at")
      goesAloneAt = values.moment("goes_alone_at")
      toKnow = values.text("to_know")
      medicine = values.flag("medicine")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.text("for_date", forDate)
      fields.code("mood", mood)
      fields.code("slept", slept)
      fields.moment("woke_at", wokeAt)
      fields.moment("fed_at", fedAt)
      fields.text("collects", collects)
      fields.moment("collects_at", collectsAt)
      fields.moment("goes_alone_at", goesAloneAt)
      fields.text("to_know", toKnow)
      fields.flag("medicine", medicine)
      return fields.list
    }
  }
}

extension Notes {
  /// What is told at pick-up. Written by staff.
  public struct PickUp: OneDocumentNote {
    public static let kind = "pick_up"
    public static let documents: [Document] = [.dayLog]
    public static let names: [String] = ["moment", "text", "keep_for_door", "question"]

    /// A good moment.
    public var moment: GoodMoment?
    /// More of it.
    public var text: String?
    /// What to ask for at the door.
    public var keepForDoor: String?
    /// A question, if there is a real one.
    public var question: String?

    public init(
      moment: GoodMoment? = nil,
      text: String? = nil,
      keepForDoor: String? = nil,
      question: String? = nil
    ) {
      self.moment = moment
      self.text = text
      self.keepForDoor = keepForDoor
      self.question = question
    }

    public init?(values: NoteValues) {
      moment = values.code("moment")
      text = values.text("text")
      keepForDoor = values.text("keep_for_door")
      question = values.text("question")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("moment", moment)
      fields.text("text", text)
      fields.text("keep_for_door", keepForDoor)
      fields.text("question", question)
      return fields.list
    }
  }
}

extension Notes {
  /// A line of the day book. Written by staff.
  public struct DayLog: OneDocumentNote {
    public static let kind = "day_log"
    public static let documents: [Document] = [.dayLog]
    public static let names: [String] = ["what", "from", "to", "amount", "code", "text"]

    /// What it is about.
    public var what: DayLogMatter
    /// From when.
    public var from: Date?
    /// Until when.
    public var to: Date?
    /// How much, in millilitres. From 0 to 10000.
    public var amount: Int64?
    /// What it was.
    public var code: DayLogDetail?
    /// More of it.
    public var text: String?

    public init(
      what: DayLogMatter,
      from: Date? = nil,
      to: Date? = nil,
      amount: Int64? = nil,
      code: DayLogDetail? = nil,
      text: String? = nil
    ) {
      self.what = what
      self.from = from
      self.to = to
      self.amount = amount
      self.code = code
      self.text = text
    }

    public init?(values: NoteValues) {
      guard let what: DayLogMatter = values.code("what") else { return nil }
      self.what = what
      from = values.moment("from")
      to = values.moment("to")
      amount = values.number("amount")
      code = values.code("code")
      text = values.text("text")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("what", what)
      fields.moment("from", from)
      fields.moment("to", to)
      fields.number("amount", amount)
      fields.code("code", code)
      fields.text("text", text)
      return fields.list
    }
  }
}

extension Notes {
  /// Today is different.
  public struct DayChange: OneDocumentNote {
    public static let kind = "day_change"
    public static let documents: [Document] = [.dayLog]
    public static let names: [String] = [
      "what", "for_date", "until_date", "reason", "symptoms", "at", "collects", "text",
    ]

    /// How.
    public var what: DayDifference
    /// The day it is for, or the first; without, the day it was written.
    public var forDate: String?
    /// The last day. Each month has an entry of its own, which names the same last day.
    public var untilDate: String?
    /// Why.
    public var reason: DayReason?
    /// What an illness shows by.
    public var symptoms: [Symptom]?
    /// When.
    public var at: Date?
    /// Who collects instead.
    public var collects: String?
    /// More of it.
    public var text: String?

    public init(
      what: DayDifference,
      forDate: String? = nil,
      untilDate: String? = nil,
      reason: DayReason? = nil,
      symptoms: [Symptom]? = nil,
      at: Date? = nil,
      collects: String? = nil,
      text: String? = nil
    ) {
      self.what = what
      self.forDate = forDate
      self.untilDate = untilDate
      self.reason = reason
      self.symptoms = symptoms
      self.at = at
      self.collects = collects
      self.text = text
    }

    public init?(values: NoteValues) {
      guard let what: DayDifference = values.code("what") else { return nil }
      self.what = what
      forDate = values.text("for_date")
      untilDate = values.text("until_date")
      reason = values.code("reason")
      symptoms = values.codes("symptoms")
      at = values.moment("at")
      collects = values.text("collects")
      text = values.text("text")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("what", what)
      fields.text("for_date", forDate)
      fields.text("until_date", untilDate)
      fields.code("reason", reason)
      fields.codes("symptoms", symptoms)
      fields.moment("at", at)
      fields.text("collects", collects)
      fields.text("text", text)
      return fields.list
    }
  }
}
