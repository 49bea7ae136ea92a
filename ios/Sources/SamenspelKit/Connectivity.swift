// Whether there is a network: what the kit asks of the platform, and how Apple's answers. Knows no server.

import Foundation

#if canImport(Network)
  import Network
#endif

/// Whether there is a network.
public enum NetworkState: String, Sendable, Hashable, CaseIterable {
  /// There is one.
  case up
  /// There is none.
  case down
  /// The platform does not say; it is tried.
  case unknown
}

/// Tells whether there is a network.
public protocol Connectivity: Sendable {
  /// The state now and then every change, until the iterating task is cancelled. Only the latest is kept
  /// for who is slow.
  func states() -> AsyncStream<NetworkState>
}

/// Where nobody can tell: a network is tried for.
public struct UnknownConnectivity: Connectivity {
  /// Says nothing more than once that it does not know.
  public init() {}

  public func states() -> AsyncStream<NetworkState> {
    AsyncStream { continuation in continuation.yield(.unknown) }
  }
}

#if canImport(Network)
  /// Apple's own.
  public struct PathConnectivity: Connectivity {
    /// Listens only while somebody iterates.
    public init() {}

    public func states() -> AsyncStream<NetworkState> {
      AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
        let monitor = NWPathMonitor()
        monitor.pathUpdateHandler = { path in
          switch path.status {
          case .satisfied: continuation.yield(.up)
          case .unsatisfied: continuation.yield(.down)
          // A connection attempt may bring it up.
          default: continuation.yield(.unknown)
          }
        }
        continuation.onTermination = { _ in monitor.cancel() }
        monitor.start(queue: DispatchQueue(label: "nl.samenspel.connectivity"))
      }
    }
  }
#endif
