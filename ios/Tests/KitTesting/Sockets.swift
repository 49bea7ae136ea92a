// Sockets on this machine, as few calls as the tests need. Blocking, for threads of their own.

import Foundation

#if canImport(Darwin)
  private let stream = SOCK_STREAM
#else
  private let stream = Int32(SOCK_STREAM.rawValue)
#endif

/// A socket on the loopback address.
final class Socket: @unchecked Sendable {
  // The descriptor never changes; the kernel takes care of calls from several threads.
  let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Listens on a free port, or on one that was free.
  static func listening(port: UInt16 = 0) throws -> Socket {
    let it = Socket(try checked(socket(AF_INET, stream, 0), "socket"))
    var yes: Int32 = 1
    setsockopt(it.descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    try checked(withAddress(port) { bind(it.descriptor, $0, $1) }, "bind")
    try checked(listen(it.descriptor, 16), "listen")
    return it
  }

  /// Connects to a port.
  static func connected(to port: UInt16) throws -> Socket {
    let it = Socket(try checked(socket(AF_INET, stream, 0), "socket"))
    try checked(withAddress(port) { connect(it.descriptor, $0, $1) }, "connect")
    return it
  }

  var port: UInt16 {
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = getsockname(descriptor, $0, &length)
      }
    }
    return UInt16(bigEndian: address.sin_port)
  }

  /// The next connection; nothing once it is shut.
  func accepted() -> Socket? {
    let it = accept(descriptor, nil, nil)
    return it < 0 ? nil : Socket(it)
  }

  /// What arrives; nothing at the end.
  func read() -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    return count <= 0 ? nil : Array(bytes[..<count])
  }

  func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, noSignal) }
      if sent <= 0 { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }

  /// Whoever waits for it wakes up.
  func shut() { shutdown(descriptor, Int32(SHUT_RDWR)) }
}

#if canImport(Darwin)
  private let noSignal: Int32 = 0
#else
  private let noSignal = Int32(MSG_NOSIGNAL)
#endif

@discardableResult
private func checked(_ result: Int32, _ what: String) throws -> Int32 {
  guard result >= 0 else { throw TestingError("\(what): \(String(cString: strerror(errno)))") }
  return result
}

private func withAddress(
  _ port: UInt16, _ work: (UnsafePointer<sockaddr>, socklen_t) -> Int32
) -> Int32 {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = port.bigEndian
  address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
  return withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      work($0, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
}
