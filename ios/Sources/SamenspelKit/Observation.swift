// An answer that is kept up to date. Knows no query.

import SamenspelFFI

/// The answer to a query now, and then whenever it has become another.
///
/// Iterate it in a task of the screen that shows it; it ends when that task is cancelled, the loop is
/// left, or the profile is closed, and nothing is kept of it then. Who is slow gets the newest answer,
/// not every one in between. Every iteration observes for itself.
public struct Observation<Value: Equatable & Sendable>: AsyncSequence, Sendable {
  public typealias Element = Value

  let profile: SamenspelFFI.Profile
  let query: Query<Value>

  public func makeAsyncIterator() -> Iterator { Iterator(profile: profile, query: query) }

  /// One iteration of it.
  public struct Iterator: AsyncIteratorProtocol {
    private let profile: SamenspelFFI.Profile
    private let query: Query<Value>
    private var changes: Changes?
    private var latest: Value?
    private var ended = false

    init(profile: SamenspelFFI.Profile, query: Query<Value>) {
      self.profile = profile
      self.query = query
    }

    public mutating func next() async throws -> Value? {
      guard !ended else { return nil }
      do {
        if let value = try await nextOther() { return value }
      } catch SamenspelError.Store(code: "closed", args: _) {
        // Nothing changes any more.
      } catch {
        end()
        throw error
      }
      end()
      return nil
    }

    private mutating func nextOther() async throws -> Value? {
      if changes == nil {
        // Before the first answer, so that no change between the two is missed.
        let begun = try Changes(of: query, in: profile)
        changes = begun
        return try await answer()
      }
      while await changes?.next() != nil {
        let before = latest
        let value = try await answer()
        if value == nil || value != before { return value }
      }
      return nil
    }

    private mutating func answer() async throws -> Value? {
      if Task.isCancelled { return nil }
      let value = try await query.ask(profile)
      if Task.isCancelled { return nil }
      latest = value
      return value
    }

    private mutating func end() {
      ended = true
      changes = nil
      latest = nil
    }
  }
}

/// The changes that a query is asked again for: a subscription and a clock that end with it.
private final class Changes {
  private let subscription: SamenspelFFI.Subscription
  private var iterator: AsyncStream<Void>.Iterator

  private let clock: Task<Void, Never>?

  init<Value>(of query: Query<Value>, in profile: SamenspelFFI.Profile) throws {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    iterator = stream.makeAsyncIterator()
    subscription = try profile.observe(topics: query.topics, observer: Signal(continuation))
    clock = query.again.map { again in
      // It holds its end of the stream alone.
      Task {
        while (try? await Task.sleep(for: again)) != nil { continuation.yield() }
      }
    }
  }

  deinit {
    clock?.cancel()
    subscription.cancel()
  }

  func next() async -> Void? { await iterator.next() }
}

/// What the core tells of a change. The core holds it, and it holds nothing but its end of the stream, so
/// that there is no cycle; the stream ends when the core lets go of it.
private final class Signal: ChangeObserver, Sendable {
  private let continuation: AsyncStream<Void>.Continuation

  init(_ continuation: AsyncStream<Void>.Continuation) { self.continuation = continuation }

  deinit { continuation.finish() }

  func changed(topics: [Topic]) throws { continuation.yield() }
}
