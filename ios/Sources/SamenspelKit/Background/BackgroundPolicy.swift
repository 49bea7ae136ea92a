// When an app syncs by itself: the rules of docs/background-policy.md as plain logic. Knows no clock,
// no timer and no server.

/// Decides what an app does about syncing when something happens to it.
public struct BackgroundPolicy: Sendable, Hashable {
  /// How long a complete sync is good for.
  static let regularMinutes = 60
  /// The shortest time until another try.
  static let retryMinutesMin = 15
  /// A shorter time than this is not worth beginning in.
  static let budgetMillisecondsMin: UInt64 = 3_000
  /// The core ends so much before the operating system does.
  static let budgetMarginMilliseconds: UInt64 = 1_000

  /// When its user wants to be left in peace.
  public var hours: WorkingHours

  /// A policy for these hours.
  public init(hours: WorkingHours) { self.hours = hours }

  /// What happened.
  public enum Event: String, Sendable, Hashable, CaseIterable {
    /// The process began, not on screen.
    case start
    /// The app came on screen.
    case foreground
    /// The app left the screen.
    case background
    /// A note was kept on this device.
    case commit
    /// A network came or went.
    case network
    /// A push message said that there is something new.
    case hint
    /// The operating system runs the wake that was asked for.
    case wake
    /// The operating system wants its time back.
    case deadline
    /// A background sync came to its end.
    case syncEnded = "sync_ended"
  }

  /// What there is to know when it happens.
  public struct Situation: Sendable, Hashable {
    /// The time at the location.
    public var now: LocalMinute
    /// Whether somebody sees the app.
    public var onScreen: Bool
    /// Whether there is a network.
    public var network: NetworkState
    /// How much of what was written here the server does not have.
    public var pending: UInt64
    /// When the last complete sync was; nothing before the first.
    public var lastSync: LocalMinute?
    /// The time that the operating system gives; nothing if it gives none now.
    public var budgetMilliseconds: UInt64?
    /// At the end of a sync that did not finish: how long to wait.
    public var retryAfterMilliseconds: UInt64?
    /// The device was revoked, is not enrolled, or must be updated.
    public var stopped: Bool

    /// What there is to know.
    public init(
      now: LocalMinute, onScreen: Bool = false, network: NetworkState = .unknown, pending: UInt64 = 0,
      lastSync: LocalMinute? = nil, budgetMilliseconds: UInt64? = nil,
      retryAfterMilliseconds: UInt64? = nil, stopped: Bool = false
    ) {
      self.now = now
      self.onScreen = onScreen
      self.network = network
      self.pending = pending
      self.lastSync = lastSync
      self.budgetMilliseconds = budgetMilliseconds
      self.retryAfterMilliseconds = retryAfterMilliseconds
      self.stopped = stopped
    }
  }

  /// What to do at once.
  public enum Run: Sendable, Hashable {
    /// Nothing.
    case nothing
    /// Keep in step with the server, and pass the event on to what does.
    case inStep
    /// The one call with a deadline.
    case backgroundSync(deadlineMilliseconds: UInt64)
    /// Cancel the background sync that is under way.
    case cancel
  }

  /// When the operating system is asked to wake the app, with a network.
  public struct Wake: Sendable, Hashable {
    /// Not before.
    public var at: LocalMinute
    /// In a hurry, where the system knows such a thing.
    public var expedited: Bool

    /// A wake at a minute.
    public init(at: LocalMinute, expedited: Bool = false) {
      self.at = at
      self.expedited = expedited
    }
  }

  /// What an app does.
  public struct Decision: Sendable, Hashable {
    /// At once.
    public var run: Run
    /// Replaces the wake that stands by; nothing takes it back.
    public var next: Wake?
    /// Whether something new may make itself heard now.
    public var mayNotify: Bool

    /// A decision.
    public init(run: Run, next: Wake?, mayNotify: Bool) {
      self.run = run
      self.next = next
      self.mayNotify = mayNotify
    }
  }

  /// What to do when something happens.
  public func decide(_ event: Event, _ situation: Situation) -> Decision {
    let (run, next) = runAndNext(event, Judged(situation, hours))
    return Decision(run: run, next: next, mayNotify: hours.isLoud(situation.now))
  }

  private func runAndNext(_ event: Event, _ it: Judged) -> (Run, Wake?) {
    if it.situation.stopped { return (event == .deadline ? .cancel : .nothing, nil) }
    switch event {
    case .deadline: return (.cancel, it.standby)
    case .syncEnded: return (.nothing, it.afterSync)
    case .start: return (.nothing, it.due)
    case .foreground: return (.inStep, it.standby)
    case .commit where it.situation.onScreen: return (.inStep, it.standby)
    case .network where it.situation.onScreen: return (.inStep, it.standby)
    case .hint where it.situation.onScreen: return (.inStep, it.standby)
    case .background, .commit:
      return it.runOrElse(it.hasUnsent, it.due)
    case .network:
      return it.runOrElse(it.hasUnsent || (it.isLoud && it.isOverdue), it.due)
    case .hint where !it.hasUnsent && !it.isLoud:
      return (.nothing, Wake(at: hours.firstLoud(from: it.situation.now)))
    case .hint:
      return it.runOrElse(true, Wake(at: it.situation.now, expedited: true))
    case .wake:
      return it.runOrElse(it.hasUnsent || it.isLoud, it.standby)
    }
  }
}

/// A situation, and what follows from it alone.
private struct Judged {
  let situation: BackgroundPolicy.Situation
  let hours: WorkingHours

  init(_ situation: BackgroundPolicy.Situation, _ hours: WorkingHours) {
    self.situation = situation
    self.hours = hours
  }

  var hasUnsent: Bool { situation.pending > 0 }
  var isLoud: Bool { hours.isLoud(situation.now) }
  var retry: LocalMinute { situation.now.plus(minutes: BackgroundPolicy.retryMinutesMin) }

  /// When what is here is no longer good; at once if there is nothing yet.
  var regular: LocalMinute {
    situation.lastSync?.plus(minutes: BackgroundPolicy.regularMinutes) ?? situation.now
  }
  var isOverdue: Bool { regular <= situation.now }

  /// In case the process is killed, or nothing else happens.
  var standby: BackgroundPolicy.Wake {
    hasUnsent ? .init(at: retry) : .init(at: hours.firstLoud(from: max(retry, regular)))
  }

  /// When there is no time or no network to do it now.
  var due: BackgroundPolicy.Wake {
    hasUnsent
      ? .init(at: situation.now, expedited: true)
      : .init(at: hours.firstLoud(from: max(situation.now, regular)))
  }

  var afterSync: BackgroundPolicy.Wake {
    guard hasUnsent || situation.retryAfterMilliseconds != nil else { return standby }
    let waitMinutes = (situation.retryAfterMilliseconds ?? 0).dividedUp(by: 60_000)
    let longer = max(BackgroundPolicy.retryMinutesMin, waitMinutes)
    let at = situation.now.plus(minutes: longer)
    return .init(at: hasUnsent ? at : hours.firstLoud(from: at))
  }

  /// Syncs if it is wanted and possible; what stands by in the other case is given.
  func runOrElse(
    _ wanted: Bool, _ otherwise: BackgroundPolicy.Wake
  ) -> (BackgroundPolicy.Run, BackgroundPolicy.Wake?) {
    guard wanted, situation.network != .down, let budget = situation.budgetMilliseconds,
      budget >= BackgroundPolicy.budgetMillisecondsMin
    else { return (.nothing, otherwise) }
    let deadline = budget - BackgroundPolicy.budgetMarginMilliseconds
    return (.backgroundSync(deadlineMilliseconds: deadline), standby)
  }
}

extension UInt64 {
  /// Rounded up, and never more minutes than a year has.
  fileprivate func dividedUp(by divisor: UInt64) -> Int {
    let (whole, rest) = quotientAndRemainder(dividingBy: divisor)
    return Int(Swift.min(whole + (rest > 0 ? 1 : 0), 366 * 24 * 60))
  }
}
