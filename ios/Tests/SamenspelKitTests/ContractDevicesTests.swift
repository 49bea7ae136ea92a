// The contract tests 7 to 12 against a real server: agreements, relaying, deadlines, cancelling, keys,
// shared devices. The Kotlin kit has the same.

import Foundation
import KitTesting
import SamenspelKit
import Testing

extension Contract {
  @Test("7. co-edits an agreement, and an edit makes an approval lapse")
  func coEdits() async throws {
    try server.settle("send_delay_seconds", "0")
    let fatma = try await fatma()
    let emir = try await fatma.emir()
    let words = "Emir slaapt om twaalf uur.\nHij krijgt zijn knuffel mee.\nWij bellen bij koorts."
    let intent = try await fatma.profile.write(
      .of("agreement", in: "agreements", about: emir, [("topic", "sleep"), ("text", words)]))
    let agreement = try only(try await fatma.profile.keys(ofIntent: intent))
    try await fatma.syncAll()
    let ayse = try await phone("o003", "Telefoon van Ayşe")
    let murat = try await phone("o004", "Telefoon van Murat")
    func text(_ phone: Phone) async throws -> AgreementView {
      try #require(try await phone.profile.ask(.agreement(agreement)))
    }
    #expect(try await text(ayse).text == words)

    // Both without a network, then both with one.
    let first = words.replacingOccurrences(of: "twaalf uur", with: "half een")
    let last = words.replacingOccurrences(of: "bij koorts", with: "boven 38,5")
    try await ayse.profile.execute(.editText(agreement: agreement, text: first))
    try await murat.profile.execute(.editText(agreement: agreement, text: last))
    #expect(try await text(ayse).hasUnsentEdits)
    for phone in [ayse, murat, ayse, fatma] { try await phone.syncAll() }
    let both = first.replacingOccurrences(of: "bij koorts", with: "boven 38,5")
    for phone in [ayse, murat, fatma] {
      let now = try await text(phone)
      #expect(now.text == both)
      #expect(!now.hasUnsentEdits && now.overlaps.isEmpty)
    }

    try await ayse.profile.execute(.approve(agreement: agreement))
    for phone in [ayse, fatma] { try await phone.syncAll() }
    let parent = try await ayse.holder()
    #expect(try await text(fatma).approvals == [ApprovalView(person: parent, holds: true)])

    // Murat, who did not see the approval, changes a word; Fatma approves what is no longer so.
    try await murat.profile.execute(
      .editText(agreement: agreement, text: both.replacingOccurrences(of: "knuffel", with: "beer")))
    try await murat.syncAll()
    try await fatma.profile.execute(.approve(agreement: agreement))
    try await fatma.syncAll()
    try await ayse.syncAll()
    #expect(try await text(ayse).approvals.first?.holds == false)
    let returned = try only(try await fatma.profile.ask(.inbox()))
    guard case .refused(code: "approval_lapsed", _) = returned.status else {
      Issue.record("not lapsed: \(returned.status)")
      return
    }
  }

  @Test("8. relays notes over a colleague's phone")
  func relays() async throws {
    let (fatma, willemijn) = (try await fatma(), try await willemijn())
    // Their keys travel in the directory.
    try await fatma.syncAll()
    server.stop()
    let intent = try await fatma.write("Laarsje zoek")
    try await fatma.write("Luiers op")
    let out = try await fatma.profile.relay(to: try await willemijn.profile.offerRelay())
    #expect(out.notes == 2 && !out.more)

    let sender = try FrameSender(sealed: out.sealed)
    let receiver = FrameReceiver()
    var whole: Data?
    for number in 0..<1_000 where whole == nil {
      let frame = sender.nextFrame()
      // The camera misses every second one.
      if number % 2 == 1, case .whole(let sealed) = receiver.scanned(frame: frame) { whole = sealed }
    }
    #expect(whole == out.sealed)

    var altered = out.sealed
    altered[altered.count - 1] ^= 1
    await #expect(throws: SamenspelError.self) {
      try await willemijn.profile.takeRelay(altered)
    }
    let taken = try await willemijn.profile.takeRelay(out.sealed)
    #expect(taken.taken.count == 2 && taken.known == 0 && taken.refused.isEmpty)
    let again = try await willemijn.profile.takeRelay(out.sealed)
    #expect(again.taken.isEmpty && again.known == 2)

    try server.start()
    try await willemijn.syncAll()
    let jolanda = try await jolanda()
    let emir = NoteSubject.child(child: try await jolanda.emir())
    let read = try await jolanda.profile.ask(.timeline(of: emir))
    #expect(read.map(\.words).sorted() == ["Laarsje zoek", "Luiers op"])
    let author = try await fatma.holder()
    #expect(read.allSatisfy { $0.author == author })
    try await fatma.syncAll()
    #expect(try await fatma.profile.ask(.status(ofIntent: intent)) == .sent)
    try await jolanda.syncAll()
    #expect(try await jolanda.profile.ask(.timeline(of: emir)).count == 2)
  }

  @Test("9. ends a background sync at its deadline, and loses nothing")
  func deadline() async throws {
    let wire = try Wire(to: server.port)
    let fatma = try await phone("s002", "Telefoon van Fatma", over: wire)
    let intent = try await fatma.write("Laarsje zoek")
    wire.fallSilent()
    let began = ContinuousClock.now
    let cut = try await fatma.profile.backgroundSync(deadlineMilliseconds: 2_000)
    #expect(ContinuousClock.now - began < .seconds(3))
    #expect(cut.unfinished)
    #expect(try await fatma.unsent() == 1)

    wire.recover()
    let done = try await fatma.profile.backgroundSync(deadlineMilliseconds: 9_000)
    #expect(!done.unfinished && done.failure == nil)
    #expect(try await fatma.profile.ask(.status(ofIntent: intent)) == .sent)
    let willemijn = try await willemijn()
    #expect(try await willemijn.items() == ["Laarsje zoek"])
  }

  @Test("10. cancels what a cancelled task waited for")
  func cancels() async throws {
    let wire = try Wire(to: server.port)
    let fatma = try await phone("s002", "Telefoon van Fatma", over: wire)
    try await fatma.write("Laarsje zoek")
    wire.fallSilent()
    let syncing = Task { try await fatma.profile.sync() }
    try await Task.sleep(for: .milliseconds(300))
    let began = ContinuousClock.now
    syncing.cancel()
    await #expect(throws: CancellationError.self) { try await syncing.value }
    #expect(ContinuousClock.now - began < .seconds(1))
    wire.recover()
    // The one that was cancelled holds up nobody.
    try await fatma.syncAll()
    #expect(try await fatma.unsent() == 0)

    // Enrolling, tried again with the same invitation.
    wire.fallSilent()
    let willemijn = try await Phone()
    let invitation = try server.invitation(person: "s001", url: wire.url)
    let enrolling = Task {
      try await willemijn.profile.enrol(invitation: invitation, deviceName: "Telefoon")
    }
    try await Task.sleep(for: .milliseconds(300))
    enrolling.cancel()
    await #expect(throws: CancellationError.self) { try await enrolling.value }
    wire.recover()
    try await willemijn.profile.enrol(invitation: invitation, deviceName: "Telefoon")
    try await willemijn.syncAll()
    #expect(try await willemijn.items() == ["Laarsje zoek"])
  }

  @Test("10. an observation whose task is cancelled ends and tells nobody")
  func cancelsObservation() async throws {
    let fatma = try await fatma()
    let emir = NoteSubject.child(child: try await fatma.emir())
    let seen = Counter()
    let observing = Task {
      for try await _ in fatma.profile.observe(.timeline(of: emir)) { seen.add() }
    }
    try await eventually("the first value") { seen.count == 1 }
    try await fatma.write("Laarsje zoek")
    try await eventually("the second value") { seen.count == 2 }
    observing.cancel()
    try await observing.value
    try await fatma.write("Luiers op")
    try await Task.sleep(for: .milliseconds(200))
    #expect(seen.count == 2)

    // One that is under way when the profile closes ends too.
    let ending = Task {
      for try await _ in fatma.profile.observe(.timeline(of: emir)) { seen.add() }
    }
    try await eventually("its first value") { seen.count == 3 }
    try await fatma.profile.close()
    try await ending.value
  }

  @Test("11. opens nothing with a wrong key")
  func wrongKey() async throws {
    let phone = try await fatma()
    let account = phone.profile.account
    try await phone.write("Laarsje zoek")
    try await phone.profile.close()
    func device(_ key: Data) throws -> Device {
      let keychain = InMemoryKeychain()
      try keychain.keep(key, of: account)
      return Device(folder: phone.folder.url, keychain: keychain)
    }
    await #expect(throws: SamenspelError.Store(code: "wrong_key", args: [])) {
      try await device(Data(repeating: 7, count: 32)).openProfile(account)
    }
    await #expect(throws: SamenspelError.Input(code: "not_32_bytes", args: ["key"])) {
      try await device(Data(repeating: 7, count: 31)).openProfile(account)
    }
    await #expect(throws: KeychainError.noKey) {
      try await Device(folder: phone.folder.url, keychain: InMemoryKeychain()).openProfile(account)
    }
    let right = try await phone.device.openProfile(account)
    let emir = try #require(try await right.ask(.directory).children.first { $0.firstName == "Emir" })
    let items = try await right.ask(.openItems(of: .child(child: emir.id)))
    #expect(items.map(\.words) == ["Laarsje zoek"])
    try await right.close()
    await #expect(throws: SamenspelError.Store(code: "closed", args: [])) {
      try await right.ask(.directory)
    }

    // Something is unsent, and nobody logged out.
    await #expect(throws: SamenspelError.Store(code: "not_logged_out", args: [])) {
      try await phone.device.removeProfile(account)
    }
    try await phone.device.removeProfile(account, discardUnsent: true)
    #expect(try await phone.device.profiles().isEmpty)
    #expect(try phone.keychain.key(of: account) == nil)
    await #expect(throws: KeychainError.noKey) { try await phone.device.openProfile(account) }
  }

  @Test("11. logs out and in again without losing a note")
  func logsOutAndIn() async throws {
    let phone = try await fatma()
    let account = phone.profile.account
    let intent = try await phone.write("Laarsje zoek")
    #expect(try await phone.profile.logOut(keepUnsent: true) == .kept(unsent: 1))
    let loggedOut = SamenspelError.Store(code: "logged_out", args: [])
    await #expect(throws: loggedOut) { try await phone.profile.sync() }
    await #expect(throws: loggedOut) { try await phone.profile.ask(.directory) }
    let status = try await phone.profile.ask(.syncStatus)
    #expect(status.loggedOut && status.unsent == 1)
    try await phone.profile.close()
    // Read without opening it, as of a profile that opens no more.
    #expect(try await phone.device.unsentInDamaged(account) == 1)
    await #expect(throws: SamenspelError.Store(code: "unsent", args: ["1"])) {
      try await phone.device.removeProfile(account)
    }
    let again = try await phone.device.openProfile(account)
    try await again.logIn()
    try await again.sync()
    #expect(try await again.ask(.status(ofIntent: intent)) == .sent)
  }

  @Test("12. keeps a group's and a person's profile apart on one device")
  func sharedDevice() async throws {
    let tablet = try await Phone(
      invitation: try server.invitation(group: "zonnetjes"), name: "Tablet van de Zonnetjes")
    let fatma = try await tablet.person("Fatma", "Demirci")
    let own = try await tablet.device.createPersonalProfile(owner: fatma, pin: "2580")
    try await own.enrol(
      invitation: try server.invitation(person: "s002"), deviceName: "Tablet van de Zonnetjes")
    try await own.sync()
    let seals = try await tablet.device.profiles().map(\.seal)
    #expect(seals == [.platform, .pin(owner: fatma)])

    let emir = try await tablet.emir()
    await #expect(throws: SamenspelError.Input(code: "missing", args: ["person"])) {
      try await tablet.write("Laarsje zoek")
    }
    await #expect(throws: SamenspelError.Pin(code: "required", args: [])) {
      try await tablet.write("Laarsje zoek", as: fatma)
    }
    try await tablet.profile.choosePin("1970", for: fatma)
    try await tablet.profile.enterPin("1970", of: fatma)
    #expect(try await tablet.profile.ask(.atTheDevice) == fatma)
    let item = try await tablet.write("Laarsje zoek", as: fatma)
    let blind = try await tablet.profile.write(
      .of("concern", in: "team", about: emir, [("text", "Valt vaak in slaap.")]), as: fatma)
    try await tablet.syncAll()
    #expect(try await tablet.profile.ask(.status(ofIntent: item)) == .sent)
    _ = blind
    let shown = try await tablet.profile.ask(.timeline(of: .child(child: emir)))
    #expect(shown.map(\.words) == ["Laarsje zoek"])
    #expect(shown.map(\.author) == [fatma])

    try await own.sync()
    let hers = try await own.ask(.timeline(of: .child(child: emir)))
    #expect(Set(hers.map(\.words)) == ["Laarsje zoek", "Valt vaak in slaap."])
    #expect(hers.allSatisfy { $0.author == fatma })

    // Her own profile says who she is, whatever her PIN at the tablet was.
    #expect(try await tablet.profile.choosePin("3141", withOwnProfile: own) == fatma)
    #expect(try await tablet.profile.ask(.atTheDevice) == fatma)
    try await tablet.profile.endShift(of: fatma)
    await #expect(throws: SamenspelError.Pin(code: "wrong", args: ["4"])) {
      try await tablet.profile.enterPin("1970", of: fatma)
    }
    try await tablet.profile.enterPin("3141", of: fatma)
    // The tablet's own says nothing of anybody.
    await #expect(throws: SamenspelError.self) {
      try await own.choosePin("5926", withOwnProfile: tablet.profile)
    }

    // Her own profile opens with her own PIN, not with the one at the tablet.
    let account = own.account
    try await own.close()
    await #expect(throws: SamenspelError.self) {
      try await tablet.device.openPersonalProfile(account, pin: "3141")
    }
    await #expect(throws: SamenspelError.self) { try await tablet.device.openProfile(account) }
    let open = try await tablet.device.openPersonalProfile(account, pin: "2580")
    #expect(try await open.ask(.about)?.holder == .person(person: fatma))
    try await open.close()
    await #expect(throws: SamenspelError.self) {
      try await tablet.device.changePin(of: account, from: "1970", to: "8642")
    }
    try await tablet.device.changePin(of: account, from: "2580", to: "8642")
    await #expect(throws: SamenspelError.self) {
      try await tablet.device.openPersonalProfile(account, pin: "2580")
    }
    try await tablet.device.openPersonalProfile(account, pin: "8642").close()
    let keys = try [account, tablet.profile.account].map { try tablet.keychain.key(of: $0) }
    #expect(Set(keys).count == 2)
  }
}

/// Counts from any task.
final class Counter: @unchecked Sendable {
  // Shared under `lock` only.
  private let lock = NSLock()
  private var value = 0

  var count: Int {
    lock.lock()
    defer { lock.unlock() }
    return value
  }

  func add() {
    lock.lock()
    defer { lock.unlock() }
    value += 1
  }
}
