// Does what the background policy decides, for one profile. Decides nothing itself, and knows no
// operating system: that is behind `WakeScheduler` and `Connectivity`.

import Foundation

/// Has the app woken by the operating system.
public protocol WakeScheduler: Sendable {
  /// Asks for one wake with a network, not before `date`, in the place of the one that stands by.
  func wake(notBefore date: Date, expedited: Bool) async
  /// Takes back the wake that stands by.
  func takeBack() async
}

/// Keeps one profile in step by the background policy. The app tells it what happens.
public actor AppSync {
  private let profile: Profile
  private let policy: BackgroundPolicy
  private let zone: TimeZone
  private let scheduler: any WakeScheduler
  private let connectivity: any Connectivity
  private let now: @Sendable () -> Date

  private var onScreen = false
  private var network = NetworkState.unknown
  private var stopped = false
  private var session: StepSession?
  private var background: Task<SyncReportView, any Error>?

  /// For a profile, at the hours and in the time zone of its location.
  public init(
    profile: Profile, policy: BackgroundPolicy, zone: TimeZone, scheduler: any WakeScheduler,
    connectivity: any Connectivity = UnknownConnectivity(),
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.profile = profile
    self.policy = policy
    self.zone = zone
    self.scheduler = scheduler
    self.connectivity = connectivity
    self.now = now
  }

  /// The session while the app is on screen, for what a screen says of it.
  public var stepping: StepSession? { session }

  /// A network came or went while the app is off screen; on screen it is listened for.
  @discardableResult
  public func network(_ state: NetworkState, budgetMilliseconds: UInt64? = nil) async throws -> Bool {
    network = state
    return try await happened(.network, budgetMilliseconds: budgetMilliseconds)
  }

  /// Something happened. Returns when what is to be done about it is done, and says whether something
  /// new may make itself heard now. `budgetMilliseconds` is the time that the operating system gives.
  @discardableResult
  public func happened(
    _ event: BackgroundPolicy.Event, budgetMilliseconds: UInt64? = nil
  ) async throws -> Bool {
    note(event)
    let decision = policy.decide(event, try await situation(budgetMilliseconds, nil))
    try await plan(decision.next)
    switch decision.run {
    case .nothing: break
    case .inStep:
      // A background worker of another process may have written meanwhile.
      if event == .foreground { try await profile.noticeOtherProcesses() }
      try step(event)
    case .cancel: background?.cancel()
    case .backgroundSync(let deadline): try await sync(deadline)
    }
    return decision.mayNotify
  }

  private func note(_ event: BackgroundPolicy.Event) {
    switch event {
    case .foreground: onScreen = true
    case .start: onScreen = false
    case .background:
      onScreen = false
      session?.end()
      session = nil
    default: break
    }
  }

  private func step(_ event: BackgroundPolicy.Event) throws {
    guard let session else {
      session = try profile.keepInStep(connectivity: connectivity)
      return
    }
    // It hears of commits and of the network by itself.
    if event == .foreground || event == .hint { session.foreground() }
  }

  private func sync(_ deadlineMilliseconds: UInt64) async throws {
    // One at a time: who comes second waits for the first.
    let running =
      background
      ?? Task { [profile] in
        try await profile.backgroundSync(deadlineMilliseconds: deadlineMilliseconds)
      }
    background = running
    // Whoever waits for it and is cancelled, by the system's expiration handler, cancels it.
    let outcome = await withTaskCancellationHandler {
      await running.result
    } onCancel: {
      running.cancel()
    }
    background = nil
    switch outcome {
    case .success(let report):
      stopped = report.state.isStopped
      // What can still be undone leaves at its own time: that is planned below.
      let unfinished = report.unfinished && report.state != .waitsForUndo
      let retry = unfinished || report.failure != nil ? UInt64(0) : nil
      try await plan(policy.decide(.syncEnded, try await situation(nil, retry)).next)
    case .failure(is CancellationError):
      // `deadline` has planned what comes next; a caller that is cancelled has not.
      try await plan(policy.decide(.deadline, try await situation(nil, nil)).next)
    case .failure(let error): throw error
    }
  }

  private func plan(_ wake: BackgroundPolicy.Wake?) async throws {
    guard let wake else { return await scheduler.takeBack() }
    let at = max(wake.at.date(in: zone), now())
    let leavesInMs = try await profile.ask(.syncStatus).leavesInMs
    let leaves = leavesInMs.map { now().addingTimeInterval(Double($0) / 1_000) }
    if let leaves, leaves < at {
      await scheduler.wake(notBefore: leaves, expedited: true)
    } else {
      await scheduler.wake(notBefore: at, expedited: wake.expedited)
    }
  }

  private func situation(
    _ budgetMilliseconds: UInt64?, _ retryAfterMilliseconds: UInt64?
  ) async throws -> BackgroundPolicy.Situation {
    let isEnrolled = try await profile.ask(.about) != nil
    let status = try await profile.ask(.syncStatus)
    let lastSync = status.dataAsOfMs.map { Date(timeIntervalSince1970: Double($0) / 1_000) }
    return BackgroundPolicy.Situation(
      now: LocalMinute(now(), in: zone), onScreen: onScreen, network: network,
      // What can still be undone could not be sent by anybody.
      pending: status.unsent - min(status.undoable, status.unsent),
      lastSync: lastSync.map { LocalMinute($0, in: zone) },
      budgetMilliseconds: budgetMilliseconds, retryAfterMilliseconds: retryAfterMilliseconds,
      stopped: stopped || status.loggedOut || !isEnrolled)
  }
}

extension WorkingHours {
  /// Of staff of a location: its days, quiet from closing until seven, as the core judges who is at work.
  public init(staffOf location: LocationView) {
    self.init(
      workingWeekdays: location.openWeekdays, quietFromMinute: Int(location.closesAtMinute),
      quietUntilMinute: 7 * 60)
  }
}

extension SyncState {
  /// Whether no sync will come to anything until somebody does something about it.
  public var isStopped: Bool {
    switch self {
    case .deviceRevoked, .updateNeeded, .notEnrolled, .wrongServer, .loggedOut: true
    // A suspended device may be confirmed meanwhile.
    case .idle, .syncing, .waiting, .waitsForUndo, .waitsForServer, .deviceSuspended, .offline: false
    }
  }
}
