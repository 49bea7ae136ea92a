// Screens as the kit gives them, against a real server. The Kotlin kit has the same.

import Foundation
import KitTesting
import SamenspelKit
import Testing

extension Contract {
  func zonnetjes(_ phone: Phone) async throws -> String {
    try only(try await phone.profile.ask(.directory).groups.filter { $0.name == "Zonnetjes" }).id
  }

  /// Emir comes in, so that he is among the children of today whatever day it is.
  func emirArrives(_ phone: Phone) async throws {
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    let fields = [
      NoteField(name: "child", value: .id(id: try await phone.emir())),
      NoteField(name: "what", value: .text(value: "arrived")),
      NoteField(name: "at", value: .number(value: now)),
    ]
    let group = NoteSubject.group(group: try await zonnetjes(phone))
    try await phone.profile.write(
      NoteRequest(document: "group", subject: group, kind: "presence", fields: fields))
  }

  @Test("A screen follows what is done on it and what colleagues do")
  func followsScreens() async throws {
    let (fatma, willemijn) = (try await fatma(), try await willemijn())
    let (group, emir) = (try await zonnetjes(fatma), try await fatma.emir())
    let today = try await fatma.profile.ask(.today(group: group))
    #expect(today.children.allSatisfy { $0.dropOff == .nothing })

    let items = Latest<[OpenItemRow]>()
    let watching = Task {
      for try await answer in fatma.profile.observe(.openWithTakers(subject: .child(child: emir))) {
        items.set(answer)
      }
    }
    try await fatma.write("Laarsje zoek")
    try await eventually("the item") { items.value?.count == 1 }
    #expect(items.value?.first?.takenOverBy == nil)

    for phone in [fatma, willemijn] { try await phone.syncAll() }
    let open = try await willemijn.profile.ask(.openItems(of: .child(child: emir)))
    try await willemijn.profile.execute(.takeOver(items: [try only(open).key]))
    for phone in [willemijn, fatma] { try await phone.syncAll() }
    let taker = try await willemijn.holder()
    try await eventually("who took it over") { items.value?.first?.takenOverBy == taker }
    watching.cancel()

    try await emirArrives(fatma)
    try await fatma.profile.execute(.sweep(children: [emir], summary: "Rustige dag"))
    let brief = try await fatma.profile.ask(.dayBrief(group: group))
    let handover = try #require(brief.children.first { $0.child == emir }?.handover)
    #expect(handover.fields.contains(NoteField(name: "summary", value: .text(value: "Rustige dag"))))
    let said = try await fatma.profile.ask(.words(key: handover.key, language: "nl"))
    #expect(said.contains { $0.text == "Rustige dag" && $0.label != nil })
  }

  @Test("An answer that the clock changes is asked for again, and no other")
  func asksAgain() async throws {
    let fatma = try await fatma()
    let (ticks, still) = (Counter(), Counter())
    let clock = Query([.floor], again: .milliseconds(10)) { _ in
      ticks.add()
      return ticks.count
    }
    let none = Query([.floor]) { _ in
      still.add()
      return still.count
    }
    let first = Task { for try await _ in fatma.profile.observe(clock) {} }
    let second = Task { for try await _ in fatma.profile.observe(none) {} }
    try await eventually("several answers") { ticks.count > 3 }
    try await eventually("the one answer") { still.count == 1 }
    first.cancel()
    second.cancel()
    try await first.value
    try await second.value
    let before = ticks.count
    try await Task.sleep(for: .milliseconds(100))
    #expect(ticks.count == before && still.count == 1)
  }

  @Test("A substitute is let in on her own phone without a network")
  func letsIn() async throws {
    let fatma = try await fatma()
    let olha = try await phone("s009", "Telefoon van Olha")
    try await emirArrives(fatma)
    try await fatma.write("Laarsje zoek")
    // Her phone's key travels in the directory.
    try await fatma.syncAll()
    server.stop()
    let offer = try await olha.profile.offerDayPass()
    #expect(try Profile.whoAsksIn(offer) == "Olha")
    let pass = try await fatma.profile.letIn(
      offer, to: try await zonnetjes(fatma), until: Date(timeIntervalSinceNow: 6 * 3600))
    #expect(pass.children > 0 && pass.leftOut.isEmpty)

    // The code of something else is not taken, and says so.
    await #expect(throws: SamenspelError.Input(code: "other_offer", args: ["offer"])) {
      _ = try await fatma.profile.relay(to: offer)
    }
    let taken = try await olha.profile.takeDayPass(pass.sealed)
    let from = try await fatma.holder()
    #expect(taken.from == from && taken.isNew)
    let brief = try only(try await olha.profile.ask(.dayPasses()))
    #expect(brief.group.name == "Zonnetjes" && !brief.isSent)
    let emir = try only(brief.children.filter { $0.firstName == "Emir" && $0.lastName == "Aksoy" })
    let row = try only(brief.page.children.filter { $0.child == emir.id })
    let item = try only(row.openItems).item
    #expect(item.fields.contains(NoteField(name: "what", value: .text(value: "Laarsje zoek"))))

    // With a network the group's documents come, and the brief goes.
    try server.start()
    try await olha.syncAll()
    try await olha.syncAll()
    #expect(try await olha.items() == ["Laarsje zoek"])
    #expect(try await olha.profile.ask(.dayPasses()).isEmpty)
  }

  @Test("Every failure is said in the reader's language")
  func saysFailures() async throws {
    let fatma = try await fatma()
    var failures: [SamenspelError] = []
    func failing(_ work: () async throws -> Void) async throws {
      do {
        try await work()
        Issue.record("nothing was thrown")
      } catch let failure as SamenspelError {
        failures.append(failure)
      }
    }
    let emir = try await fatma.emir()
    try await failing { _ = try await fatma.profile.takeDayPass(Data(count: 100)) }
    try await failing {
      try await fatma.profile.write(.of("handover", in: "handover", about: emir, []))
    }
    try await fatma.profile.close()
    try await failing { _ = try await fatma.profile.ask(.faces) }
    #expect(failures.count == 3)
    for failure in failures {
      let said = ["nl", "tr", "ar"].compactMap {
        Phrasebook.sentence(for: failure, languages: [$0])
      }
      #expect(Set(said).count == 3, "\(failure): \(said)")
    }
    #expect(!Phrasebook.guideCards(language: "nl").isEmpty)
    #expect(Phrasebook.age(bornOn: "ooit", at: 0, language: "nl") == nil)
  }
}

/// The latest answer that a screen got.
final class Latest<Value: Sendable>: @unchecked Sendable {
  // Shared under `lock` only.
  private let lock = NSLock()
  private var latest: Value?

  var value: Value? { lock.withLock { latest } }

  func set(_ value: Value) { lock.withLock { latest = value } }
}
