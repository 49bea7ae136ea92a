// Notes as types, written and read against a real server's profile. The Kotlin kit has the same.

import Foundation
import KitTesting
import SamenspelKit
import Testing

extension Contract {
  /// What a phone reads of a note that it writes.
  func readBack<N: TypedNote>(_ request: NoteRequest, on phone: Phone) async throws -> N? {
    let intent = try await phone.profile.write(request)
    let key = try only(try await phone.profile.keys(ofIntent: intent))
    return try await phone.profile.ask(.note(key)).flatMap { N($0) }
  }

  @Test("What is written as a type is read as the same")
  func readsTypes() async throws {
    let fatma = try await fatma()
    let child = try await fatma.emir()
    let emir = NoteSubject.child(child: child)
    let group = NoteSubject.group(group: try await zonnetjes(fatma))
    let now = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded())

    let dropOff = Notes.DropOff(mood: .tired, wokeAt: now, toKnow: "Tandje", medicine: false)
    let dropOffRead: Notes.DropOff? = try await readBack(dropOff.request(about: emir), on: fatma)
    #expect(dropOffRead == dropOff)

    let handover = Notes.Handover(
      state: .act, toDo: "Bellen", toDoBy: now.addingTimeInterval(3600),
      toDoWho: try await fatma.holder())
    let handoverRead: Notes.Handover? = try await readBack(
      handover.request(about: emir), on: fatma)
    #expect(handoverRead == handover)

    // Several codes are written in the order of the list, each once.
    var ill = Notes.Illness(
      symptoms: [.cough, .fever, .cough], child: child, temperatureTenths: 384, told: .notYet)
    let illRead: Notes.Illness? = try await readBack(
      ill.request(about: group, in: .group), on: fatma)
    ill.symptoms = [.fever, .cough]
    #expect(illRead == ill)

    let pills = Notes.MedicineAgreement(
      medicine: "Paracetamol", dose: "5 ml", expires: "2027-03-01", firstGivenAtHome: true)
    let pillsRead: Notes.MedicineAgreement? = try await readBack(
      pills.request(about: emir), on: fatma)
    #expect(pillsRead == pills)

    let intent = try await fatma.profile.write(
      Notes.OpenItem(what: "Laarsje zoek").request(about: emir, .init(language: "nl")))
    let item = try only(try await fatma.profile.keys(ofIntent: intent))
    let view = try #require(try await fatma.profile.ask(.note(item)))
    #expect(Notes.Common(of: view.fields) == .init(language: "nl"))
    let taken = Notes.TakeOver(of: [item])
    let takenRead: Notes.TakeOver? = try await readBack(taken.request(about: emir), on: fatma)
    #expect(takenRead == taken)
  }

  @Test("A correction says what a note should have said, as a type")
  func corrects() async throws {
    let fatma = try await fatma()
    let child = try await fatma.emir()
    let emir = NoteSubject.child(child: child)
    let milk = Notes.Medical(what: .allergy, substance: "Melk", severity: .mild)
    let intent = try await fatma.profile.write(milk.request(about: emir))
    let key = try only(try await fatma.profile.keys(ofIntent: intent))
    var right = milk
    right.severity = .severe
    let correction = Notes.Correction(of: key, corrected: right.fields)
    try await fatma.profile.write(correction.request(about: emir, in: .childCore))
    let medical = try await fatma.profile.ask(.childPage(child: child)).medical
    let told = try only(try only(medical.facts).statements)
    #expect(Notes.Medical(told) == right)
  }

  @Test("A correction is whole, and about the note and not about what the note is about")
  func correctsWhole() async throws {
    let fatma = try await fatma()
    let child = try await fatma.emir()
    let emir = NoteSubject.child(child: child)
    let before = try await fatma.profile.write(
      Notes.Medical(what: .allergy, substance: "Melk").request(about: emir))
    let first = try only(try await fatma.profile.keys(ofIntent: before))
    let milk = Notes.Medical(
      what: .allergy, substance: "Melk", severity: .mild, of: [first], text: "Bel ons")
    let intent = try await fatma.profile.write(milk.request(about: emir))
    let second = try only(try await fatma.profile.keys(ofIntent: intent))
    let wrong = try #require(try await fatma.profile.ask(.note(second)))
    var right = milk
    right.severity = .severe
    right.text = nil
    try await fatma.profile.write(right.correcting(wrong, .init(language: "nl")))
    let facts = try await fatma.profile.ask(.childPage(child: child)).medical.facts
    let told = try #require(facts.flatMap(\.statements).first { $0.key == second })
    #expect(Notes.Medical(told) == right)

    let language = NoteField.text("language", "nl")
    let correction = Notes.Correction(of: second, corrected: right.fields + [language])
    try await fatma.profile.write(correction.request(about: emir, in: .childCore))
    #expect(try await fatma.profile.ask(.note(first))?.correctedBy.count == 0)
    #expect(try await fatma.profile.ask(.note(second))?.correctedBy.count == 2)
    let read = Notes.Correction(kind: "correction", fields: correction.fields + [language])
    #expect(read == .init(of: second, corrected: right.fields.filter { $0.name != "of" }))
  }

  @Test("Codes are in the order of their list around those that it does not know, and none is no value")
  func ordersCodes() {
    let ill = Notes.Illness(symptoms: [.init("later"), .cough, .fever, .cough, .init("later")])
    #expect(ill.fields == [.text("symptoms", "later fever cough")])
    #expect(Notes.Illness(symptoms: []).fields.isEmpty)
    #expect(Notes.TakeOver(of: []).fields.isEmpty)
  }

  @Test("What this version does not know is kept, and what is missing is nothing")
  func keepsTheUnknown() throws {
    let dizzy = [NoteField(name: "mood", value: .text(value: "dizzy"))]
    #expect(Notes.DropOff(values: NoteValues(dizzy)) == Notes.DropOff(mood: .init("dizzy")))
    #expect(Notes.DropOff(mood: .init("dizzy")).fields == dizzy)
    #expect(Notes.OpenItem(values: NoteValues(dizzy)) == nil)
    let hash = Data((0..<32).map { UInt8($0) })
    let approval = Notes.Approval(agreement: "key", textHash: hash, editsHash: hash)
    #expect(Notes.Approval(values: NoteValues(approval.fields)) == approval)
    #expect(Set(Notes.types.map { $0.kind }).count == Notes.types.count)
  }
}
