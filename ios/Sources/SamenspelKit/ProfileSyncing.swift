// Enrolling, syncing and leaving, with a cancelled task cancelling what it waits for. Knows no note.

import Foundation
import SamenspelFFI

extension Profile {
  /// Enrols by an invitation, as scanned or typed; `deviceName` is what its holder calls the device.
  /// Cancelled, it can be tried again with the same invitation.
  public func enrol(invitation: String, deviceName: String) async throws {
    try Task.checkCancellation()
    let task = try core.enrol(invitation: invitation, deviceName: deviceName)
    do {
      try await withTaskCancellationHandler {
        try await task.wait()
      } onCancel: {
        task.cancel()
      }
    } catch SamenspelError.Unreachable(code: "cancelled", args: _) where Task.isCancelled {
      throw CancellationError()
    }
  }

  /// Syncs until there is nothing more to do at once. A failure is in the report, not thrown: what was
  /// written is kept, and the next sync takes it up.
  @discardableResult
  public func sync() async throws -> SyncReportView {
    try await report { try self.core.sync() }
  }

  /// Syncs, trying again after failures, and returns before the deadline with what it managed: the one
  /// call of a background task. The expiration handler of the system's task cancels the Swift task.
  @discardableResult
  public func backgroundSync(deadlineMilliseconds: UInt64) async throws -> SyncReportView {
    try await report { try self.core.backgroundSync(deadlineMs: deadlineMilliseconds) }
  }

  /// Keeps in step with the server while the app is on screen, until the session ends or is let go of.
  public func keepInStep(
    connectivity: any Connectivity = UnknownConnectivity()
  ) throws -> StepSession {
    StepSession(try core.keepInStep(), connectivity)
  }

  /// The app leaves the screen: every sync ends soon and none begins until it resumes, so that a
  /// suspended process holds no lock. Writing and reading go on.
  public func pause() throws { try core.pause() }

  /// Syncs may begin again.
  public func resume() throws { try core.resume() }

  /// Logs out. What is not sent yet is a reason to refuse (`store: unsent`), or it stays, sealed, for the
  /// next log-in of the same person. After it every command, query and sync gives `store: logged_out`, also
  /// when the profile is opened again; `Query.syncStatus` still tells. When nothing is left, close the
  /// profile and remove it.
  public func logOut(keepUnsent: Bool) async throws -> LoggedOutView {
    try await core.logOut(keepUnsent: keepUnsent)
  }

  /// The same person logs in again after `logOut` kept something: the next sync sends it and fetches the
  /// rest. Ask the platform for its owner first, as when the app unlocks.
  public func logIn() async throws { try await core.logIn() }

  private func report(_ begin: () throws -> SamenspelFFI.SyncTask) async throws -> SyncReportView {
    try Task.checkCancellation()
    let task = try begin()
    let report = try await withTaskCancellationHandler {
      try await task.wait()
    } onCancel: {
      task.cancel()
    }
    try Task.checkCancellation()
    return report
  }
}
