// What the policy decides is done: a real profile and a real server, a scheduler that only remembers.

import Foundation
import KitTesting
import SamenspelKit
import Testing

/// Remembers the wake that stands by.
private actor Wakes: WakeScheduler {
  private(set) var standing: (date: Date, expedited: Bool)?
  func wake(notBefore date: Date, expedited: Bool) { standing = (date, expedited) }
  func takeBack() { standing = nil }
}

@Suite("Keeping an app in step", .serialized, .timeLimit(.minutes(1)))
struct AppSyncTests {
  let server: Server
  let wire: Wire
  private let wakes = Wakes()

  init() throws {
    server = try Server()
    wire = try Wire(to: server.port)
  }

  private func app(_ phone: Phone) -> AppSync {
    // Somebody who is never left in peace, so that the tests run at night too.
    AppSync(
      profile: phone.profile, policy: BackgroundPolicy(hours: WorkingHours()), zone: .gmt,
      scheduler: wakes)
  }

  private func fatma() async throws -> Phone {
    let invitation = try server.invitation(person: "s002", url: wire.url)
    return try await Phone(invitation: invitation, name: "Telefoon van Fatma")
  }

  @Test("on screen a note goes by itself; off screen a wake stands by for the rest")
  func onAndOffScreen() async throws {
    let fatma = try await fatma()
    let app = app(fatma)
    try await app.happened(.start)
    try await app.happened(.foreground)
    #expect(await app.stepping != nil)
    try await fatma.write("Laarsje zoek")
    try await app.happened(.commit)
    try await eventually("it is sent") { try await fatma.unsent() == 0 }

    try await app.happened(.background)
    #expect(await app.stepping == nil)
    try await fatma.write("Luiers op")
    try await app.happened(.commit)
    #expect(await wakes.standing?.expedited == true)
    try await app.happened(.wake, budgetMilliseconds: 10_000)
    #expect(try await fatma.unsent() == 0)
    let standing = try #require(await wakes.standing)
    #expect(!standing.expedited)
    #expect(standing.date.timeIntervalSinceNow > 55 * 60)
  }

  @Test("the system's deadline cancels, and a wake stands by for what is unsent")
  func deadline() async throws {
    let fatma = try await fatma()
    let app = app(fatma)
    try await fatma.write("Laarsje zoek")
    wire.fallSilent()
    let waking = Task { try await app.happened(.wake, budgetMilliseconds: 60_000) }
    try await Task.sleep(for: .milliseconds(300))
    let began = ContinuousClock.now
    try await app.happened(.deadline)
    _ = try await waking.value
    #expect(ContinuousClock.now - began < .seconds(1))
    #expect(try await fatma.unsent() == 1)
    let wait = try #require(await wakes.standing).date.timeIntervalSinceNow
    #expect((13 * 60...15 * 60).contains(wait))

    // As the expiration handler does it: the waiting task is cancelled.
    let expiring = Task { try await app.happened(.wake, budgetMilliseconds: 60_000) }
    try await Task.sleep(for: .milliseconds(300))
    expiring.cancel()
    _ = try await expiring.value
    #expect(try await fatma.unsent() == 1)

    wire.recover()
    try await app.happened(.wake, budgetMilliseconds: 10_000)
    #expect(try await fatma.unsent() == 0)
  }

  @Test("staff are left in peace when their location is closed")
  func hoursOfStaff() async throws {
    let location = try only(try await fatma().profile.ask(.directory).locations)
    let hours = WorkingHours(staffOf: location)
    let monday = LocalMinute(day: 20_780, minuteOfDay: 0)
    // Open on weekdays until half past six.
    for hour in 0..<(7 * 24) {
      let isLoud = hour / 24 < 5 && (7...18).contains(hour % 24)
      #expect(hours.isLoud(monday.plusHours(hour)) == isLoud, "hour \(hour) of the week")
    }
  }

  @Test("a profile that is nobody's is not woken for")
  func notEnrolled() async throws {
    let phone = try await Phone()
    try await app(phone).happened(.wake, budgetMilliseconds: 10_000)
    #expect(await wakes.standing == nil)
  }
}

extension LocalMinute {
  fileprivate func plusHours(_ hours: Int) -> LocalMinute {
    LocalMinute(day: day, minuteOfDay: minuteOfDay + hours * 60)
  }
}
