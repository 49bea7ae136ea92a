// A real `samenspel serve` over the example location, in a temporary folder.

import Foundation

/// A server with its organisation.
public final class Server: @unchecked Sendable {
  // Started and stopped by one test.
  private let folder: TemporaryFolder
  private var running: Spawned?

  /// The port that it listens on, also after it was started anew.
  public let port: UInt16

  /// What is printed about it when it does not start.
  private var log: URL { folder.url.appendingPathComponent("server.log") }
  private var data: URL { folder.url.appendingPathComponent("data") }
  private var location: URL { folder.url.appendingPathComponent("location") }

  /// Makes the organisation "De Klimboom" with the example location, and serves it.
  public init() throws {
    guard FileManager.default.isExecutableFile(atPath: Project.server.path) else {
      throw TestingError(
        "no server at \(Project.server.path): run `cargo build --release`, or set SAMENSPEL_SERVER")
    }
    folder = try TemporaryFolder()
    port = try Socket.listening().port
    try FileManager.default.copyItem(at: Project.exampleLocation, to: location)
    try command("init", "--name", "De Klimboom")
    try command("import", location.path)
    try start()
  }

  deinit { running?.send(SIGKILL) }

  /// Its address.
  public var url: String { "http://127.0.0.1:\(port)" }

  /// Starts it, and waits until it answers.
  public func start() throws {
    running = try Spawned(
      Project.server,
      [
        "serve", "--listen", "127.0.0.1:\(port)", "--metrics-listen", "off",
        "--data-directory", data.path, "--merge-interval-seconds", "1",
        "--device-requests-per-minute", "100000", "--device-requests-burst", "10000",
      ], errors: log)
    for _ in 0..<500 {
      if isReady { return }
      usleep(20_000)
    }
    throw TestingError("the server does not start: \((try? String(contentsOf: log, encoding: .utf8)) ?? "")")
  }

  /// Stops it in order.
  public func stop() {
    running?.send(SIGTERM)
    running?.waitForEnd()
    running = nil
  }

  /// An invitation for a person, by the id in people.csv; `url` is the server as their phone sees it.
  public func invitation(person: String, url: String? = nil) throws -> String {
    try invitation(["--person", person], url)
  }

  /// An invitation for a group's shared device.
  public func invitation(group: String) throws -> String {
    try invitation(["--group", group], nil)
  }

  /// Settles something about the location anew, as its office would: a column of locations.csv.
  public func settle(_ column: String, _ value: String) throws {
    let file = location.appendingPathComponent("locations.csv")
    var lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    guard let index = lines[0].split(separator: ",").map(String.init).firstIndex(of: column) else {
      throw TestingError("locations.csv has no column \(column)")
    }
    // The last column is quoted and holds a comma; those before it are not.
    var fields = lines[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    fields[index] = value
    lines[1] = fields.joined(separator: ",")
    try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
    try command("import", file.path)
  }

  private func invitation(_ whose: [String], _ url: String?) throws -> String {
    try command(["invite", "--text-only", "--public-url", url ?? self.url] + whose)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @discardableResult
  private func command(_ arguments: String...) throws -> String { try command(arguments) }

  private func command(_ arguments: [String]) throws -> String {
    let process = try Spawned(
      Project.server, arguments + ["--data-directory", data.path], errors: log)
    let printed = process.rest()
    let code = process.waitForEnd()
    guard code == 0 else {
      let said = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
      throw TestingError("samenspel \(arguments.joined(separator: " ")): \(code)\n\(printed)\(said)")
    }
    return printed
  }

  private var isReady: Bool {
    guard let socket = try? Socket.connected(to: port),
      socket.write(Array("GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)),
      let answer = socket.read()
    else { return false }
    return String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.1 200")
  }
}
