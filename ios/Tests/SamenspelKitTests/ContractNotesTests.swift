// The contract tests 1 to 6 against a real server: enrolling, writing, syncing, observing, refusals. The
// Kotlin kit has the same.

import Foundation
import KitTesting
import SamenspelKit
import Testing

extension Contract {
  @Test("1. enrols by an invitation, once")
  func enrols() async throws {
    let invitation = try server.invitation(person: "s002")
    let phone = try await Phone()
    #expect(try await phone.profile.ask(.about) == nil)
    await #expect(throws: SamenspelError.Input(code: "mistyped", args: ["invitation"])) {
      try await phone.profile.enrol(invitation: "SAMENSPEL1:AAAAA", deviceName: "Telefoon")
    }
    try await phone.profile.enrol(invitation: invitation, deviceName: "Telefoon van Fatma")
    try await phone.syncAll()

    let about = try #require(try await phone.profile.ask(.about))
    #expect(about.organisationName == "De Klimboom")
    #expect(about.deviceName == "Telefoon van Fatma")
    #expect(about.serverUrl.hasPrefix(server.url))
    let herself = try await phone.person("Fatma", "Demirci")
    #expect(about.holder == .person(person: herself))
    let directory = try await phone.profile.ask(.directory)
    #expect(directory.groups.contains { $0.name == "Zonnetjes" })
    _ = try await phone.emir()

    let other = try await Phone()
    await #expect(throws: SamenspelError.Server(code: "invitation_used", args: [])) {
      try await other.profile.enrol(invitation: invitation, deviceName: "Nog een")
    }
    #expect(try await other.profile.ask(.about) == nil)
  }

  @Test("2. writes without a network")
  func writesOffline() async throws {
    let fatma = try await fatma()
    server.stop()
    let intent = try await fatma.write("Laarsje zoek")

    #expect(try await fatma.profile.ask(.status(ofIntent: intent)) == .onThisDevice)
    let emir = NoteSubject.child(child: try await fatma.emir())
    let timeline = try await fatma.profile.ask(.timeline(of: emir))
    #expect(timeline.map(\.words) == ["Laarsje zoek"])
    #expect(timeline.map(\.status) == [.onThisDevice])
    #expect(try await fatma.items() == ["Laarsje zoek"])
    #expect(try await fatma.profile.ask(.search("laars")).map(\.words) == ["Laarsje zoek"])
    #expect(try await fatma.unsent() == 1)

    let report = try await fatma.profile.sync()
    #expect(report.failure == "no_answer")
    #expect(try await fatma.unsent() == 1)

    try server.start()
    try await fatma.syncAll()
    #expect(try await fatma.profile.ask(.status(ofIntent: intent)) == .sent)
  }

  @Test("3. keeps a note when its process is killed")
  func survivesKill() async throws {
    let fatma = try await fatma()
    let (account, emir) = (fatma.profile.account, try await fatma.emir())
    try await fatma.profile.close()

    let key = try #require(try fatma.keychain.key(of: account))
    let input = [fatma.folder.url.path, account, key.base64EncodedString(), emir]
    let writer = try Spawned(Project.killedWriter, [], input: input.joined(separator: "\n") + "\n")
    let intent = try #require(writer.line(), "the note was kept")
    writer.send(SIGKILL)
    #expect(writer.waitForEnd() == -SIGKILL)

    let again = try await fatma.device.openProfile(account)
    #expect(try await again.ask(.status(ofIntent: intent)) == .onThisDevice)
    let items = try await again.ask(.openItems(of: .child(child: emir)))
    #expect(items.map(\.words) == ["Laarsje zoek"])
    try await again.sync()
    #expect(try await again.ask(.status(ofIntent: intent)) == .sent)
    try await again.close()
  }

  @Test("4. syncs, and then has nothing more to do")
  func syncs() async throws {
    let fatma = try await fatma()
    var intents: [String] = []
    for what in ["Laarsje zoek", "Luiers op", "Fles om vijf uur"] {
      intents.append(try await fatma.write(what))
    }
    #expect(try await fatma.unsent() == 3)
    let report = try await fatma.profile.sync()
    #expect(report.state == .idle)
    #expect(report.failure == nil)
    #expect(!report.unfinished)
    #expect(report.requests >= 1 && report.bytesUp > 0 && report.bytesDown > 0)
    for intent in intents {
      #expect(try await fatma.profile.ask(.status(ofIntent: intent)) == .sent)
    }
    #expect(try await fatma.unsent() == 0)

    let before = try await fatma.items()
    let second = try await fatma.profile.sync()
    #expect(second.requests == 1)
    #expect(try await fatma.items() == before)
  }

  @Test("5. observes a colleague's note arrive, and its reading")
  func observes() async throws {
    let (fatma, willemijn) = (try await fatma(), try await willemijn())
    let emir = NoteSubject.child(child: try await willemijn.emir())
    let timeline = willemijn.profile.observe(.timeline(of: emir))
    var now = timeline.makeAsyncIterator()
    #expect(try await now.next() == [])
    let session = try willemijn.profile.keepInStep()

    let intent = try await fatma.write("Laarsje zoek")
    try await fatma.syncAll()
    let arrived = try await first(of: timeline, "the note arrives") { !$0.isEmpty }
    #expect(arrived.map(\.words) == ["Laarsje zoek"])
    let author = try await fatma.holder()
    #expect(arrived.map(\.author) == [author])

    // The iteration that began before sees it too.
    #expect(try await now.next()?.map(\.words) == ["Laarsje zoek"])

    let key = try only(try await fatma.profile.keys(ofIntent: intent))
    let reading = fatma.profile.observe(.status(ofNote: key))
    try await willemijn.profile.execute(.markRead(notes: arrived.map(\.key)))
    let stepping = try fatma.profile.keepInStep()
    let reader = try await willemijn.holder()
    _ = try await first(of: reading, "it is read", withinSeconds: 40) {
      $0 == .readBy(people: [reader])
    }
    session.end()
    stepping.end()
    for await _ in session.states {}
  }

  @Test("6. finds what was refused in the inbox, words intact")
  func inbox() async throws {
    let fatma = try await fatma()
    let emir = try await fatma.emir()
    try server.settle("kinds_off", "open_item")
    try await fatma.profile.may(.addNotes(notes: [.openItem("Laarsje zoek", about: emir)]))
    try await fatma.write("Laarsje zoek")
    let inbox = fatma.profile.observe(.inbox())
    var values = inbox.makeAsyncIterator()
    #expect(try await values.next() == [])
    _ = try await fatma.profile.sync()

    let items = try await values.next()
    let item = try only(items ?? [])
    #expect(item.words == "Laarsje zoek")
    guard case .refused(let code, _) = item.status else {
      Issue.record("not refused: \(item.status)")
      return
    }
    #expect(code == "switched_off")
    let sentence = Phrasebook.sentence(of: .refusal, code: code, languages: ["nl"])
    #expect(sentence?.isEmpty == false)
    #expect(try await fatma.profile.dismiss(item.key))
    #expect(try await values.next() == [])
  }
}
