// Runs every case of tests/kits/background-policy.json, which the Kotlin kit runs too, and what the
// policy stands on: minutes of a local day.

import Foundation
import KitTesting
import SamenspelKit
import Testing

private struct Cases: Decodable {
  struct Settings: Decodable {
    let workingWeekdays: UInt8
    let quietFromMinute: Int?
    let quietUntilMinute: Int?
  }
  struct Given: Decodable {
    let event: String
    let now: String
    let onScreen: Bool
    let network: String
    let pending: UInt64
    let lastSync: String?
    let budgetMs: UInt64?
    let retryAfterMs: UInt64?
    let stopped: Bool
  }
  struct Expected: Decodable {
    struct Run: Decodable {
      let what: String
      let deadlineMs: UInt64?
    }
    struct Next: Decodable {
      let at: String
      let expedited: Bool
    }
    let run: Run
    let next: Next?
    let mayNotify: Bool
  }
  struct Case: Decodable {
    let name: String
    let settings: String
    let given: Given
    let expect: Expected
  }
  let settings: [String: Settings]
  let cases: [Case]
}

private struct Unreadable: Error { let what: String }

private func minute(_ text: String) throws -> LocalMinute {
  let format = ISO8601DateFormatter()
  guard let date = format.date(from: text + ":00Z") else { throw Unreadable(what: text) }
  return LocalMinute(date, in: .gmt)
}

private func expected(_ it: Cases.Expected) throws -> BackgroundPolicy.Decision {
  let run: BackgroundPolicy.Run =
    switch it.run.what {
    case "nothing": .nothing
    case "in_step": .inStep
    case "cancel": .cancel
    case "background_sync": .backgroundSync(deadlineMilliseconds: it.run.deadlineMs ?? 0)
    default: throw Unreadable(what: it.run.what)
    }
  let next = try it.next.map {
    BackgroundPolicy.Wake(at: try minute($0.at), expedited: $0.expedited)
  }
  return .init(run: run, next: next, mayNotify: it.mayNotify)
}

@Suite("The background policy")
struct BackgroundPolicyTests {
  @Test("decides as every case of the table says")
  func everyCase() throws {
    let file = Project.folder.appendingPathComponent("tests/kits/background-policy.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let table = try decoder.decode(Cases.self, from: Data(contentsOf: file))
    #expect(table.cases.count >= 65)
    for it in table.cases {
      let settings = try #require(table.settings[it.settings])
      let policy = BackgroundPolicy(
        hours: WorkingHours(
          workingWeekdays: settings.workingWeekdays,
          quietFromMinute: settings.quietFromMinute,
          quietUntilMinute: settings.quietUntilMinute))
      let event = try #require(BackgroundPolicy.Event(rawValue: it.given.event))
      let situation = BackgroundPolicy.Situation(
        now: try minute(it.given.now), onScreen: it.given.onScreen,
        network: try #require(NetworkState(rawValue: it.given.network)),
        pending: it.given.pending, lastSync: try it.given.lastSync.map(minute),
        budgetMilliseconds: it.given.budgetMs,
        retryAfterMilliseconds: it.given.retryAfterMs, stopped: it.given.stopped)
      let expected = try expected(it.expect)
      #expect(policy.decide(event, situation) == expected, "\(it.name)")
    }
  }

  @Test("never wakes anybody on a quiet minute without unsent notes, whatever happens when")
  func neverDisturbs() {
    let hours = WorkingHours(workingWeekdays: 0b0001_0101, quietFromMinute: 1_080, quietUntilMinute: 450)
    let policy = BackgroundPolicy(hours: hours)
    for event in BackgroundPolicy.Event.allCases {
      for step in stride(from: 0, to: 8 * 24 * 60, by: 17) {
        let now = LocalMinute(day: 20_780, minuteOfDay: step)
        let decision = policy.decide(
          event, .init(now: now, network: .up, lastSync: now, budgetMilliseconds: 10_000))
        guard let next = decision.next else { continue }
        #expect(next.at >= now)
        #expect(next.at == now && event == .hint || hours.isLoud(next.at), "\(event) \(now)")
      }
    }
  }

  @Test("ends where no minute is ever loud")
  func allQuiet() {
    let hours = WorkingHours(workingWeekdays: 1, quietFromMinute: 0, quietUntilMinute: 1_440)
    let now = LocalMinute(day: 20_780, minuteOfDay: 600)
    #expect(hours.firstLoud(from: now) == now)
  }

  @Test("reads the clock on the location's wall, also where clocks change")
  func wallClock() throws {
    let zone = try #require(TimeZone(identifier: "Europe/Amsterdam"))
    let format = ISO8601DateFormatter()
    for (utc, day, minutes) in [
      ("2026-11-24T09:00:00Z", 20_781, 600), ("2026-07-01T22:30:00Z", 20_636, 30),
      ("2026-10-25T00:59:00Z", 20_751, 179), ("2026-10-25T01:00:00Z", 20_751, 120),
    ] {
      let date = try #require(format.date(from: utc))
      let local = LocalMinute(date, in: zone)
      #expect(local == LocalMinute(day: day, minuteOfDay: minutes))
      #expect(abs(local.date(in: zone).timeIntervalSince(date)) <= 3_600)
    }
    let tuesday = LocalMinute(day: 20_781, minuteOfDay: 600)
    #expect(tuesday.weekday == 1)
    #expect(tuesday.date(in: zone) == format.date(from: "2026-11-24T09:00:00Z"))
    #expect(LocalMinute(day: 0, minuteOfDay: -1) == LocalMinute(day: -1, minuteOfDay: 1_439))
    #expect(LocalMinute(day: -4, minuteOfDay: 0).weekday == 6)
  }
}
