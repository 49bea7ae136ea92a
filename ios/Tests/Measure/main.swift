// Measures the kit against a real core:
//   Measure leaks [COUNT]      memory over so many opens, writes, observations and closes (10,000)
//   Measure boundary [COUNT]   a note saved and a query of 100 notes, so many times each (1,000)
// Ends with one line of JSON; `leaks` fails where memory grows.

import Foundation
import KitTesting
import SamenspelKit

/// Memory in use by this process, in kilobytes; and how many files and threads it has.
struct Resources {
  let residentKilobytes: Int
  let files: Int
  let threads: Int

  static func now() -> Resources {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    func field(_ name: String) -> Int {
      let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
      return Int(line?.filter(\.isNumber) ?? "") ?? 0
    }
    let files = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count
    return Resources(
      residentKilobytes: field("VmRSS"), files: files ?? 0, threads: field("Threads"))
  }
}

func leaks(_ count: Int) async throws {
  let phone = try await enrolled()
  let (account, emir) = (phone.profile.account, try await phone.emir())
  try await phone.profile.close()
  let warm = count / 10
  var before: Resources?
  let began = ContinuousClock.now
  for number in 1...count {
    try await cycle(phone.device, account, emir, number)
    if number == warm { before = .now() }
    if number % max(1, count / 10) == 0 {
      let now = Resources.now()
      print(
        "\(number): \(now.residentKilobytes) kB, \(now.files) files, \(now.threads) threads")
      // At once, also into a file.
      fflush(nil)
    }
  }
  guard let before else { throw TestingError("COUNT must be 10 or more") }
  let after = Resources.now()
  let seconds = (ContinuousClock.now - began) / .seconds(1)
  let grownBytes = (after.residentKilobytes - before.residentKilobytes) * 1_024
  let perCycle = Double(grownBytes) / Double(count - warm)
  print(
    """
    {"cycles": \(count), "seconds": \(rounded(seconds)), \
    "resident_kb_after_a_tenth": \(before.residentKilobytes), \
    "resident_kb_at_the_end": \(after.residentKilobytes), \
    "grown_bytes_per_cycle": \(rounded(perCycle)), \
    "files_grown": \(after.files - before.files), "threads_grown": \(after.threads - before.threads)}
    """)
  // One leaked object of either side with its note is more than this; an allocator's wandering is less.
  let wanderingBytes = 4_194_304
  guard grownBytes < max(wanderingBytes, 200 * (count - warm)), after.files <= before.files + 2 else {
    throw TestingError("memory or files grow")
  }
}

/// Opens, writes, observes two values, and closes.
func cycle(_ device: Device, _ account: String, _ emir: String, _ number: Int) async throws {
  let profile = try await device.openProfile(account)
  let items = profile.observe(.timeline(of: .child(child: emir), limit: 10))
  var values = items.makeAsyncIterator()
  _ = try await values.next()
  try await profile.write(.openItem("Laarsje \(number) zoek", about: emir))
  guard try await values.next()?.last?.words == "Laarsje \(number) zoek" else {
    throw TestingError("the note is not there")
  }
  try await profile.close()
  guard try await values.next() == nil else { throw TestingError("the observation goes on") }
}

func boundary(_ count: Int) async throws {
  let phone = try await enrolled()
  let emir = try await phone.emir()
  var saved: [Double] = []
  for number in 0..<count {
    let note = NoteRequest.openItem("Laarsje \(number) zoek", about: emir)
    saved.append(try await microseconds { _ = try await phone.profile.write(note) })
  }
  var queried: [Double] = []
  for _ in 0..<count {
    queried.append(
      try await microseconds {
        let notes = try await phone.profile.ask(.timeline(of: .child(child: emir), limit: 100))
        guard notes.count == min(100, count) else { throw TestingError("\(notes.count) notes") }
      })
  }
  print(
    """
    {"times": \(count), "note_saved_us_median": \(rounded(median(saved))), \
    "query_of_100_us_median": \(rounded(median(queried)))}
    """)
}

/// A phone with Emir's group on it, whose server is gone.
func enrolled() async throws -> Phone {
  let server = try Server()
  defer { server.stop() }
  return try await Phone(
    invitation: try server.invitation(person: "s002"), name: "Telefoon van Fatma")
}

func microseconds(_ work: () async throws -> Void) async throws -> Double {
  let began = ContinuousClock.now
  try await work()
  return (ContinuousClock.now - began) / .microseconds(1)
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }

let arguments = CommandLine.arguments
let count = arguments.count > 2 ? Int(arguments[2]) : nil
switch arguments.count > 1 ? arguments[1] : "" {
case "leaks": try await leaks(count ?? 10_000)
case "boundary": try await boundary(count ?? 1_000)
default:
  print("usage: Measure leaks [COUNT] | boundary [COUNT]")
  exit(2)
}
