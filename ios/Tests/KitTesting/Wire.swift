// A wire between a phone and the server that can be cut: then it accepts whatever comes, and answers
// nothing, as a network that is there and does not work.

import Foundation

/// Passes bytes on to a port of this machine, or swallows them.
public final class Wire: @unchecked Sendable {
  // Shared under `lock` only.
  private let lock = NSLock()
  private let listener: Socket
  private let target: UInt16
  private var silent = false
  private var open: [Socket] = []

  /// The port on which the phone meets it.
  public let port: UInt16

  /// A wire to `target`.
  public init(to target: UInt16) throws {
    let listener = try Socket.listening()
    (self.listener, self.target, port) = (listener, target, listener.port)
    Thread.detachNewThread { [weak self] in
      while let phone = listener.accepted() { self?.take(phone) }
    }
  }

  deinit {
    listener.shut()
    open.forEach { $0.shut() }
  }

  /// The server's address as the phone sees it.
  public var url: String { "http://127.0.0.1:\(port)" }

  /// From now on nothing is answered; what is under way hangs too.
  public func fallSilent() {
    lock.lock()
    defer { lock.unlock() }
    silent = true
  }

  /// It works again; what hung is cut off.
  public func recover() {
    lock.lock()
    defer { lock.unlock() }
    silent = false
    open.forEach { $0.shut() }
    open = []
  }

  private var isSilent: Bool {
    lock.lock()
    defer { lock.unlock() }
    return silent
  }

  private func take(_ phone: Socket) {
    let server = isSilent ? nil : try? Socket.connected(to: target)
    lock.lock()
    open.append(phone)
    if let server { open.append(server) }
    lock.unlock()
    guard let server else { return isSilent ? () : phone.shut() }
    pass(from: phone, to: server)
    pass(from: server, to: phone)
  }

  private func pass(from: Socket, to: Socket) {
    Thread.detachNewThread { [weak self] in
      while let bytes = from.read() {
        guard let self else { break }
        // What came while it was silent is swallowed.
        if !self.isSilent && !to.write(bytes) { break }
      }
      if self?.isSilent != true { to.shut() }
    }
  }
}
