// Wakes by iOS. Not to be had elsewhere, so that nothing but the compiler of a Mac has seen this.

#if os(iOS) && canImport(BackgroundTasks)
  import BackgroundTasks
  import Foundation

  /// Asks iOS for one app refresh. The app registers `identifier` at its launch, names it in its
  /// Info.plist, and tells `AppSync` of `wake` with a budget of 10 s; the expiration handler cancels the
  /// task that waits for it.
  public struct SystemWakes: WakeScheduler {
    private let identifier: String

    /// Wakes under an identifier of the app.
    public init(identifier: String) { self.identifier = identifier }

    public func wake(notBefore date: Date, expedited: Bool) async {
      let request = BGAppRefreshTaskRequest(identifier: identifier)
      request.earliestBeginDate = date
      // It replaces the one that stands by. Refused (by its user, or in the simulator), the app syncs
      // when it is on screen.
      try? BGTaskScheduler.shared.submit(request)
    }

    public func takeBack() async {
      BGTaskScheduler.shared.cancel(taskRequestWithIdentifier: identifier)
    }
  }
#endif
