// The platform's clocks, as the core asks for them. Knows no note.

import Foundation
import SamenspelFFI

/// Reads the clocks: the one its user set, and one that never jumps and counts while the device sleeps.
public final class SystemClock: PlatformClock, Sendable {
  private let bootId = currentBootId()

  /// The device's own.
  public init() {}

  public func read() throws -> PlatformReading {
    PlatformReading(
      wallMs: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)),
      bootId: bootId,
      monotonicMs: monotonicMilliseconds())
  }
}

/// Counts while the device sleeps.
private func monotonicMilliseconds() -> Int64 {
  #if canImport(Darwin)
    let clock = CLOCK_MONOTONIC_RAW
  #else
    let clock = CLOCK_BOOTTIME
  #endif
  var now = timespec()
  guard clock_gettime(clock, &now) == 0 else { return 0 }
  return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
}

/// Another number after every start of the device. Without one the monotonic clock says nothing across
/// two processes, so that a random one is better than a constant.
private func currentBootId() -> UInt64 {
  guard let text = bootText(), !text.isEmpty else { return .random(in: .min ... .max) }
  // FNV-1a: it only has to differ, and to be the same in every process.
  return text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}

private func bootText() -> String? {
  #if canImport(Darwin)
    var size = 0
    guard sysctlbyname("kern.bootsessionuuid", nil, &size, nil, 0) == 0, size > 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: size)
    guard sysctlbyname("kern.bootsessionuuid", &bytes, &size, nil, 0) == 0 else { return nil }
    return String(decoding: bytes.prefix(size).prefix { $0 != 0 }, as: UTF8.self)
  #else
    return try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
  #endif
}
