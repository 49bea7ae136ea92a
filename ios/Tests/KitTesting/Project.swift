// Where the tests find what they need: the project, the server's program, the example location.

import Foundation

/// The project that these tests are of.
public enum Project {
  /// Its folder.
  public static let folder: URL = {
    // ios/Tests/KitTesting/Project.swift
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    return folder
  }()

  /// The server's program; SAMENSPEL_SERVER names another.
  public static let server = program("SAMENSPEL_SERVER", "target/release/samenspel")

  /// A fictional location as CSV files.
  public static let exampleLocation = folder.appendingPathComponent("examples/location")

  private static func program(_ variable: String, _ path: String) -> URL {
    if let named = ProcessInfo.processInfo.environment[variable] {
      return URL(fileURLWithPath: named)
    }
    return folder.appendingPathComponent(path)
  }
}

/// What a test could not do for want of its surroundings.
public struct TestingError: Error, CustomStringConvertible {
  public let description: String
  public init(_ description: String) { self.description = description }
}

/// A folder that is gone when the test is.
public final class TemporaryFolder: Sendable {
  public let url: URL

  public init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("samenspel-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}

/// Asks again and again until it is so; says what was waited for when it never is.
public func eventually(
  _ what: String, withinSeconds: Double = 10, _ isSo: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + .seconds(withinSeconds)
  while ContinuousClock.now < deadline {
    if try await isSo() { return }
    try await Task.sleep(for: .milliseconds(20))
  }
  throw TestingError("waited in vain, \(withinSeconds) s: \(what)")
}

extension Project {
  /// The program that is killed while it holds a profile: built beside the tests.
  public static var killedWriter: URL {
    #if canImport(Darwin)
      // The tests are a bundle that another program opens.
      let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    #else
      let tests: URL? = URL(fileURLWithPath: CommandLine.arguments[0])
    #endif
    let folder = tests?.deletingLastPathComponent() ?? URL(fileURLWithPath: ".")
    return folder.appendingPathComponent("KilledWriter")
  }
}
