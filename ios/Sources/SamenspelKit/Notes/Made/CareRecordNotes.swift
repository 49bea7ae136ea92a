// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

import Foundation
import SamenspelFFI

extension Notes {
  /// A medicine was given. Written by staff.
  public struct MedicineDose: OneDocumentNote {
    public static let kind = "medicine_dose"
    public static let documents: [Document] = [.careRecord]
    public static let names: [String] = [
      "medicine", "dose", "at", "given_by", "checked_by", "agreement", "text",
    ]

    /// Which.
    public var medicine: String
    /// How much.
    public var dose: String
    /// When.
    public var at: Date
    /// By whom.
    public var givenBy: String?
    /// Who watched.
    public var checkedBy: String?
    /// On what agreement.
    public var agreement: String?
    /// More of it.
    public var text: String?

    public init(
      medicine: String,
      dose: String,
      at: Date,
      givenBy: String? = nil,
      checkedBy: String? = nil,
      agreement: String? = nil,
      text: String? = nil
    ) {
      self.medicine = medicine
      self.dose = dose
      self.at = at
      self.givenBy = givenBy
      self.checkedBy = checkedBy
      self.agreement = agreement
      self.text = text
    }

    public init?(values: NoteValues) {
      guard let medicine: String = values.text("medicine") else { return nil }
      self.medicine = medicine
      guard let dose: String = values.text("dose") else { return nil }
      self.dose = dose
      guard let at: Date = values.moment("at") else { return nil }
      self.at = at
      givenBy = values.id("given_by")
      checkedBy = values.id("checked_by")
      agreement = values.key("agreement")
      text = values.text("text")
    }

    public var fields: [NoteField] {
      var fields = NoteFields()
      fields.text("medicine", medicine)
      fields.text("dose", dose)
      fields.moment("at", at)
      fields.id("given_by", givenBy)
      fields.id("checked_by", checkedBy)
      fields.key("agreement", agreement)
      fields.text("text", text)
      return fields.list
    }
  }
}

extension Notes {
  /// A second person's own word that a dose was right. Written by staff.
  public struct DoseCheck: OneDocumentNote {
    public static let kind = "dose_check"
    public static let documents: [Document] = [.careRecord]
    public static let names: [String] = ["of"]

    /// Which dose.
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
