// Opens a profile, writes a note, says so, and waits to be killed. For the test that kills it.
// Standard input has four lines: folder, account, key (base 64), child.

import Foundation
import SamenspelKit

func fail(_ why: String) -> Never {
  FileHandle.standardError.write(Data("\(why)\n".utf8))
  exit(1)
}

guard let folder = readLine(), let account = readLine(),
  let key = readLine().flatMap({ Data(base64Encoded: $0) }), let child = readLine()
else { fail("standard input must have folder, account, key and child") }

let keychain = InMemoryKeychain()
try keychain.keep(key, of: account)
let device = Device(folder: URL(fileURLWithPath: folder), keychain: keychain)
let profile = try await device.openProfile(account)
let note = NoteRequest(
  document: "handover", subject: .child(child: child), kind: "open_item",
  fields: [NoteField(name: "what", value: .text(value: "Laarsje zoek"))])
print(try await profile.write(note))
fflush(nil)
try await Task.sleep(for: .seconds(600))
