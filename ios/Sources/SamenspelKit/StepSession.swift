// Keeping in step with the server while the app is on screen. Knows no screen.

import SamenspelFFI

/// A sync that goes on until it is ended or let go of. It hears of own commits, and of the network.
public final class StepSession: Sendable {
  private let core: SamenspelFFI.SyncSession
  private let pumps: [Task<Void, Never>]
  private let latest: Latest<SyncState>

  init(_ core: SamenspelFFI.SyncSession, _ connectivity: any Connectivity) {
    let latest = Latest(core.state())
    self.core = core
    self.latest = latest
    // Neither holds this session, so that it ends when nobody holds it.
    let states = Task.detached {
      var seen = core.state()
      latest.tell(seen)
      while let state = await core.stateAfter(seen: seen) {
        seen = state
        latest.tell(state)
      }
      latest.end()
    }
    let network = Task.detached {
      for await state in connectivity.states() {
        if state != .unknown { core.network(up: state == .up) }
      }
    }
    pumps = [states, network]
  }

  deinit { end() }

  /// What a screen may say now, and every change of it; ends with the session.
  public var states: AsyncStream<SyncState> { latest.stream() }

  /// The user asks for it, or the app came on screen.
  public func foreground() { core.foreground() }

  /// Ends it. What was under way is as it was before.
  public func end() {
    core.cancel()
    pumps.forEach { $0.cancel() }
  }
}

/// The latest value, for any number of listeners.
final class Latest<Value: Sendable>: Sendable {
  private struct Listening: Sendable {
    var value: Value
    var ended = false
    var nextId = 0
    var listeners: [Int: AsyncStream<Value>.Continuation] = [:]
  }
  private let state: Locked<Listening>

  init(_ value: Value) { state = Locked(Listening(value: value)) }

  /// The value now and every later one; a slow listener gets the newest.
  func stream() -> AsyncStream<Value> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      let id: Int? = state.with { state in
        continuation.yield(state.value)
        guard !state.ended else { return nil }
        state.nextId += 1
        state.listeners[state.nextId] = continuation
        return state.nextId
      }
      guard let id else { return continuation.finish() }
      continuation.onTermination = { [weak self] _ in
        self?.state.with { _ = $0.listeners.removeValue(forKey: id) }
      }
    }
  }

  func tell(_ value: Value) {
    let listeners = state.with { state in
      state.value = value
      return Array(state.listeners.values)
    }
    listeners.forEach { $0.yield(value) }
  }

  /// Nothing comes any more. Listeners end outside the lock, since ending calls back.
  func end() {
    let listeners = state.with { state in
      state.ended = true
      let all = Array(state.listeners.values)
      state.listeners = [:]
      return all
    }
    listeners.forEach { $0.finish() }
  }
}
