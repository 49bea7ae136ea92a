// A value behind a lock, for what is read and written from any thread and never waited for.

import Foundation

/// Its value is touched under its lock only, which is why it may be shared: the compiler cannot see that.
final class Locked<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  init(_ value: Value) { self.value = value }

  /// Reads or changes the value; `work` must be quick and must not call this again.
  func with<Result>(_ work: (inout Value) throws -> Result) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try work(&value)
  }
}
