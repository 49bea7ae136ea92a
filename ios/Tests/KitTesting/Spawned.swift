// A process that the tests start, read from and kill. Foundation's own waits for grandchildren too, which
// a test that kills cannot.

import Foundation

/// A process under way. It is killed when nobody holds it any more.
public final class Spawned: @unchecked Sendable {
  // Shared under `lock` only.
  private let lock = NSLock()
  private let pid: pid_t
  private let output: FileHandle
  private var ended: Int32?
  private var unread = Data()

  /// Starts a program; what it prints is read by `line`, what it complains of goes to `errors`.
  public init(
    _ program: URL, _ arguments: [String], input: String = "", errors: URL? = nil,
    environment: [String: String] = [:]
  ) throws {
    let (inputPipe, outputPipe) = (Pipe(), Pipe())
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    // Threads of a Swift process block signals, and a child would never hear SIGTERM.
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, inputPipe.fileHandleForReading.fileDescriptor, 0)
    posix_spawn_file_actions_adddup2(&actions, outputPipe.fileHandleForWriting.fileDescriptor, 1)
    // Else the process itself holds the ends that its parent waits for.
    for end in [inputPipe.fileHandleForWriting, outputPipe.fileHandleForReading] {
      posix_spawn_file_actions_addclose(&actions, end.fileDescriptor)
    }
    posix_spawn_file_actions_addopen(
      &actions, 2, errors?.path ?? "/dev/null", O_WRONLY | O_CREAT | O_APPEND, 0o600)

    var environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    environment["SAMENSPEL_LOG"] = environment["SAMENSPEL_LOG"] ?? "warn"
    let argv = ([program.path] + arguments).map { strdup($0) } + [nil]
    let envp = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var started: pid_t = 0
    let failed = posix_spawn(&started, program.path, &actions, &attributes, argv, envp)
    guard failed == 0 else {
      throw TestingError("\(program.path) does not start: \(String(cString: strerror(failed)))")
    }
    pid = started
    output = outputPipe.fileHandleForReading
    try outputPipe.fileHandleForWriting.close()
    try inputPipe.fileHandleForReading.close()
    if !input.isEmpty {
      try inputPipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    }
    try inputPipe.fileHandleForWriting.close()
  }

  deinit {
    if ended == nil {
      kill(pid, SIGKILL)
      _ = reap()
    }
  }

  /// The next line that it prints; nothing at the end of its output. Blocks: call it off the main thread.
  public func line() -> String? {
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: unread[..<end], as: UTF8.self)
        unread = Data(unread[(end + 1)...])
        return line
      }
      let more = output.availableData
      if more.isEmpty { return nil }
      unread.append(more)
    }
  }

  /// All that it still prints until its end.
  public func rest() -> String {
    var lines: [String] = []
    while let line = line() { lines.append(line) }
    return (lines + [String(decoding: unread, as: UTF8.self)]).joined(separator: "\n")
  }

  /// Sends it a signal.
  public func send(_ signal: Int32) { if ended == nil { kill(pid, signal) } }

  /// Waits for its end: the code that it ended with, or less than zero for the signal that ended it.
  @discardableResult
  public func waitForEnd() -> Int32 {
    lock.lock()
    defer { lock.unlock() }
    if let ended { return ended }
    let status = reap()
    let signal = status & 0x7f
    let outcome = signal == 0 ? (status >> 8) & 0xff : -signal
    ended = outcome
    return outcome
  }

  private func reap() -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) == -1 && errno == EINTR {}
    return status
  }
}
