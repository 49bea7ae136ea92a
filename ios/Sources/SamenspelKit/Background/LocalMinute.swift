// A minute on a wall clock, and what a location settled about its week. Knows no time zone and no clock.

import Foundation

/// A minute of a day at the location, as a clock on its wall shows it.
public struct LocalMinute: Hashable, Sendable, Comparable {
  static let minutesPerDay = 24 * 60

  /// Days since 1970-01-01.
  public let day: Int
  /// Minutes since midnight.
  public let minuteOfDay: Int

  /// Minutes since midnight may run over into other days.
  public init(day: Int, minuteOfDay: Int) {
    let total = day * Self.minutesPerDay + minuteOfDay
    self.day = Int((Double(total) / Double(Self.minutesPerDay)).rounded(.down))
    self.minuteOfDay = total - self.day * Self.minutesPerDay
  }

  /// What a clock in `zone` shows at a moment; seconds are left out.
  public init(_ date: Date, in zone: TimeZone) {
    let seconds = date.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: date))
    self.init(day: 0, minuteOfDay: Int((seconds / 60).rounded(.down)))
  }

  /// The moment at which a clock in `zone` shows it. An hour that a change of clocks skips is the one
  /// after it; of an hour that comes twice it is one of both.
  public func date(in zone: TimeZone) -> Date {
    let asIfUTC = Date(timeIntervalSince1970: Double(minutes) * 60)
    let guess = asIfUTC.addingTimeInterval(-Double(zone.secondsFromGMT(for: asIfUTC)))
    return asIfUTC.addingTimeInterval(-Double(zone.secondsFromGMT(for: guess)))
  }

  /// The day of the week; 0 is Monday.
  public var weekday: Int {
    // 1970-01-01 was a Thursday.
    let weekday = (day + 3) % 7
    return weekday < 0 ? weekday + 7 : weekday
  }

  var minutes: Int { day * Self.minutesPerDay + minuteOfDay }

  func plus(minutes: Int) -> LocalMinute {
    LocalMinute(day: day, minuteOfDay: minuteOfDay + minutes)
  }

  public static func < (one: LocalMinute, other: LocalMinute) -> Bool {
    one.minutes < other.minutes
  }
}

/// On which days and at which hours a person wants to be left in peace.
public struct WorkingHours: Hashable, Sendable {
  /// Working days, bit 0 = Monday. None at all says that nobody settled it: then every day is one.
  public var workingWeekdays: UInt8
  /// The first quiet minute of the day.
  public var quietFromMinute: Int?
  /// The first minute after the quiet; earlier than the first one where it runs over midnight.
  public var quietUntilMinute: Int?

  /// As a location or a parent settled it.
  public init(workingWeekdays: UInt8 = 0, quietFromMinute: Int? = nil, quietUntilMinute: Int? = nil) {
    self.workingWeekdays = workingWeekdays
    self.quietFromMinute = quietFromMinute
    self.quietUntilMinute = quietUntilMinute
  }

  /// Whether something may make itself heard at that minute.
  public func isLoud(_ minute: LocalMinute) -> Bool {
    isWorkingDay(minute) && !isQuiet(minute)
  }

  /// The first loud minute at or after `minute`; `minute` itself where there is none within eight days.
  public func firstLoud(from minute: LocalMinute) -> LocalMinute {
    var candidate = minute
    // Each day takes two steps at most: out of a free day, and out of its quiet hours.
    for _ in 0..<16 {
      if !isWorkingDay(candidate) {
        candidate = LocalMinute(day: candidate.day + 1, minuteOfDay: 0)
      } else if let until = quietUntilMinute, isQuiet(candidate) {
        let endsTomorrow = until <= candidate.minuteOfDay
        candidate = LocalMinute(day: candidate.day + (endsTomorrow ? 1 : 0), minuteOfDay: until)
      } else {
        return candidate
      }
    }
    return minute
  }

  private func isWorkingDay(_ minute: LocalMinute) -> Bool {
    workingWeekdays & 0x7f == 0 || workingWeekdays & (1 << minute.weekday) != 0
  }

  private func isQuiet(_ minute: LocalMinute) -> Bool {
    guard let from = quietFromMinute, let until = quietUntilMinute else { return false }
    let now = minute.minuteOfDay
    return from <= until ? (from..<until).contains(now) : now >= from || now < until
  }
}
