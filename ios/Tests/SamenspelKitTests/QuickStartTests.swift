// The quick start of the documentation, compiled and run, and word for word the same there.

import Foundation
import KitTesting
import SamenspelKit
import Testing

@Suite("The quick start")
struct QuickStartTests {
  @Test("runs against a real server")
  func runs() async throws {
    let server = try Server()
    let folder = try TemporaryFolder()
    let keychain = InMemoryKeychain()
    let invitation = try server.invitation(person: "s002")
    try await quickStart(folder.url, keychain, invitation)
    let colleague = try await Phone(
      invitation: try server.invitation(person: "s001"), name: "Telefoon van Willemijn")
    let children = try await colleague.profile.ask(.directory).children
    let words = try await colleague.profile.ask(.openItems(of: .child(child: children[0].id)))
    #expect(words.map(\.words) == ["Laarsje zoek"])
  }

  @Test("is the one in the documentation, and has ten lines")
  func isDocumented() throws {
    let ios = Project.folder.appendingPathComponent("ios")
    func lines(_ path: String) throws -> [String] {
      try String(contentsOf: ios.appendingPathComponent(path), encoding: .utf8)
        .components(separatedBy: "\n")
    }
    func between(_ lines: [String], _ from: String, _ to: String) throws -> [String] {
      let start = try #require(lines.firstIndex { $0.hasSuffix(from) })
      let rest = lines[(start + 1)...]
      let end = try #require(rest.firstIndex { $0.hasSuffix(to) })
      return rest[..<end].map { $0.trimmingCharacters(in: .whitespaces) }
    }
    let source = try between(
      try lines("Tests/SamenspelKitTests/QuickStartTests.swift"), "// begin", "// end")
    let page = try between(
      try lines("Sources/SamenspelKit/SamenspelKit.docc/SamenspelKit.md"), "```swift", "```")
    #expect(source == page)
    #expect(page.count == 10)
  }
}

private func quickStart(_ folder: URL, _ keychain: any Keychain, _ invitation: String) async throws {
  // begin
  let device = Device(folder: folder, keychain: keychain)
  let profile = try await device.createProfile()
  try await profile.enrol(invitation: invitation, deviceName: "Telefoon van Fatma")
  try await profile.sync()
  let child = try await profile.ask(.directory).children[0]
  let note = Notes.OpenItem(what: "Laarsje zoek").request(about: .child(child: child.id))
  let done = try await profile.write(note)  // kept on this device
  let session = try profile.keepInStep()
  for try await status in profile.observe(.status(ofIntent: done)) where status == .sent { break }
  session.end()
  // end
}
