// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

import Foundation
import SamenspelFFI

extension Notes {
  /// "I would like to talk": never about what exactly.
  public struct TalkRequest: OneDocumentNote {
    public static let kind = "talk_request"
    public static let documents: [Document] = [.parentChannel]
    public static let names: [String] = ["subject", "urgency", "how", "times"]

    /// A rough subject.
    public var subject: TalkSubject
    /// How soon.
    public var urgency: Urgency
    /// By phone or in person.
    public var how: TalkForm
    /// When it suits.
    public var times: String?

    public init(
      subject: TalkSubject,
      urgency: Urgency,
      how: TalkForm,
      times: String? = nil
    ) {
      self.subject = subject
      self.urgency = urgency
      self.how = how
      self.times = times
    }

    public init?(values: NoteValues) {
      guard let subject: TalkSubject = values.code("subject") else { return nil }
      self.subject = subject
      guard let urgency: Urgency = values.code("urgency") else { return nil }
      self.urgency = urgency
      guard let how: TalkForm = values.code("how") else { return nil }
      self.how = how
      times = values.text("times")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("subject", subject)
      fields.code("urgency", urgency)
      fields.code("how", how)
      fields.text("times", times)
      return fields.list
    }
  }
}

extension Notes {
  /// The answer to a request, an offer or a proposed talk.
  public struct TalkAnswer: TypedNote {
    public static let kind = "talk_answer"
    public static let documents: [Document] = [.parentChannel, .agreements]
    public static let names: [String] = ["of", "answer", "at", "how", "until", "text"]

    /// To what.
    public var of: String
    /// Yes, no or later.
    public var answer: YesNoLater
    /// When the talk is.
    public var at: Date?
    /// By phone or in person.
    public var how: TalkForm?
    /// Not to be asked again before.
    public var until: Date?
    /// More of it.
    public var text: String?

    public init(
      of: String,
      answer: YesNoLater,
      at: Date? = nil,
      how: TalkForm? = nil,
      until: Date? = nil,
      text: String? = nil
    ) {
      self.of = of
      self.answer = answer
      self.at = at
      self.how = how
      self.until = until
      self.text = text
    }

    public init?(values: NoteValues) {
      guard let of: String = values.key("of") else { return nil }
      self.of = of
      guard let answer: YesNoLater = values.code("answer") else { return nil }
      self.answer = answer
      at = values.moment("at")
      how = values.code("how")
      until = values.moment("until")
      text = values.text("text")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.key("of", of)
      fields.code("answer", answer)
      fields.moment("at", at)
      fields.code("how", how)
      fields.moment("until", until)
      fields.text("text", text)
      return fields.list
    }
  }
}

extension Notes {
  /// A talk or visit that is offered, lightly. Written by staff.
  public struct Offer: OneDocumentNote {
    public static let kind = "offer"
    public static let documents: [Document] = [.parentChannel]
    public static let names: [String] = ["what", "text"]

    /// What.
    public var what: Offered
    /// More of it.
    public var text: String?

    public init(
      what: Offered,
      text: String? = nil
    ) {
      self.what = what
      self.text = text
    }

    public init?(values: NoteValues) {
      guard let what: Offered = values.code("what") else { return nil }
      self.what = what
      text = values.text("text")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("what", what)
      fields.text("text", text)
      return fields.list
    }
  }
}

extension Notes {
  /// How a parent and the mentor keep in touch.
  public struct ContactPlan: OneDocumentNote {
    public static let kind = "contact_plan"
    public static let documents: [Document] = [.parentChannel]
    public static let names: [String] = [
      "rhythm", "channel", "detail", "times", "tips", "quiet_from", "quiet_until", "declined_until",
    ]

    /// How often.
    public var rhythm: ContactRhythm
    /// Where.
    public var channel: Channel?
    /// How much the parent wants to read.
    public var detail: Detail?
    /// When it suits.
    public var times: String?
    /// Whether tips for upbringing are welcome.
    public var tips: Bool?
    /// No messages from this time of day. From 0 to 1439.
    public var quietFrom: Int64?
    /// Until this one. From 0 to 1439.
    public var quietUntil: Int64?
    /// No offers until then.
    public var declinedUntil: Date?

    public init(
      rhythm: ContactRhythm,
      channel: Channel? = nil,
      detail: Detail? = nil,
      times: String? = nil,
      tips: Bool? = nil,
      quietFrom: Int64? = nil,
      quietUntil: Int64? = nil,
      declinedUntil: Date? = nil
    ) {
      self.rhythm = rhythm
      self.channel = channel
      self.detail = detail
      self.times = times
      self.tips = tips
      self.quietFrom = quietFrom
      self.quietUntil = quietUntil
      self.declinedUntil = declinedUntil
    }

    public init?(values: NoteValues) {
      guard let rhythm: ContactRhythm = values.code("rhythm") else { return nil }
      self.rhythm = rhythm
      channel = values.code("channel")
      detail = values.code("detail")
      times = values.text("times")
      tips = values.flag("tips")
      quietFrom = values.number("quiet_from")
      quietUntil = values.number("quiet_until")
      declinedUntil = values.moment("declined_until")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("rhythm", rhythm)
      fields.code("channel", channel)
      fields.code("detail", detail)
      fields.text("times", times)
      fields.flag("tips", tips)
      fields.number("quiet_from", quietFrom)
      fields.number("quiet_until", quietUntil)
      fields.moment("declined_until", declinedUntil)
      return fields.list
    }
  }
}

extension Notes {
  /// A contact that took place.
  public struct ContactMark: OneDocumentNote {
    public static let kind = "contact_mark"
    public static let documents: [Document] = [.parentChannel]
    public static let names: [String] = ["what", "at", "two_way", "positive"]

    /// What kind.
    public var what: ContactHeld
    /// When.
    public var at: Date?
    /// Whether both spoke.
    public var twoWay: Bool?
    /// Whether it was about something good.
    public var positive: Bool?

    public init(
      what: ContactHeld,
      at: Date? = nil,
      twoWay: Bool? = nil,
      positive: Bool? = nil
    ) {
      self.what = what
      self.at = at
      self.twoWay = twoWay
      self.positive = positive
    }

    public init?(values: NoteValues) {
      guard let what: ContactHeld = values.code("what") else { return nil }
      self.what = what
      at = values.moment("at")
      twoWay = values.flag("two_way")
      positive = values.flag("positive")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("what", what)
      fields.moment("at", at)
      fields.flag("two_way", twoWay)
      fields.flag("positive", positive)
      return fields.list
    }
  }
}

extension Notes {
  /// A frozen copy for somebody outside; the parent reads it first. Written by staff.
  public struct Share: OneDocumentNote {
    public static let kind = "share"
    public static let documents: [Document] = [.parentChannel]
    public static let names: [String] = ["receiver", "receiver_name", "text", "consent"]

    /// For what kind of receiver.
    public var receiver: Receiver
    /// The copy.
    public var text: String
    /// Who exactly.
    public var receiverName: String?
    /// The consent that it stands on.
    public var consent: String?

    public init(
      receiver: Receiver,
      text: String,
      receiverName: String? = nil,
      consent: String? = nil
    ) {
      self.receiver = receiver
      self.text = text
      self.receiverName = receiverName
      self.consent = consent
    }

    public init?(values: NoteValues) {
      guard let receiver: Receiver = values.code("receiver") else { return nil }
      self.receiver = receiver
      guard let text: String = values.text("text") else { return nil }
      self.text = text
      receiverName = values.text("receiver_name")
      consent = values.key("consent")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.code("receiver", receiver)
      fields.text("receiver_name", receiverName)
      fields.text("text", text)
      fields.key("consent", consent)
      return fields.list
    }
  }
}

extension Notes {
  /// What the parent says of it. Written by parents.
  public struct ShareAnswer: OneDocumentNote {
    public static let kind = "share_answer"
    public static let documents: [Document] = [.parentChannel]
    public static let names: [String] = ["of", "agreed", "text"]

    /// Of which copy.
    public var of: String
    /// Whether it may go.
    public var agreed: Bool
    /// The parent's own words, which go with it.
    public var text: String?

    public init(
      of: String,
      agreed: Bool,
      text: String? = nil
    ) {
      self.of = of
      self.agreed = agreed
      self.text = text
    }

    public init?(values: NoteValues) {
      guard let of: String = values.key("of") else { return nil }
      self.of = of
      guard let agreed: Bool = values.flag("agreed") else { return nil }
      self.agreed = agreed
      text = values.text("text")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.key("of", of)
      fields.flag("agreed", agreed)
      fields.text("text", text)
      return fields.list
    }
  }
}

extension Notes {
  /// It went. Written by staff.
  public struct ShareSent: OneDocumentNote {
    public static let kind = "share_sent"
    public static let documents: [Document] = [.parentChannel]
    public static let names: [String] = ["of", "at"]

    /// Which copy.
    public var of: String
    /// When.
    public var at: Date?

    public init(
      of: String,
      at: Date? = nil
    ) {
      self.of = of
      self.at = at
    }

    public init?(values: NoteValues) {
      guard let of: String = values.key("of") else { return nil }
      self.of = of
      at = values.moment("at")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.key("of", of)
      fields.moment("at", at)
      return fields.list
    }
  }
}
