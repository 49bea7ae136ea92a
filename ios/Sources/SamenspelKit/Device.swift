// The profiles of this phone or tablet: which there are, and the one way to make, open and remove one.
// Knows no screen.

import Foundation
import SamenspelFFI

/// This phone or tablet, and the profiles on it. A phone of somebody's own has one profile per
/// organisation, a shared one the group's and those of its people; each is a sealed store with a key of
/// its own in the keychain.
public final class Device: Sendable {
  private let accounts: SamenspelFFI.Accounts
  private let keychain: any Keychain

  /// The profiles in `folder`, a private one of the app that need not exist yet. It is left out of
  /// backups where the platform has such: a key that stays behind opens nothing.
  public init(folder: URL, keychain: any Keychain, clock: any PlatformClock = SystemClock()) {
    #if canImport(Darwin)
      var folder = folder
      var values = URLResourceValues()
      values.isExcludedFromBackup = true
      try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try? folder.setResourceValues(values)
    #endif
    accounts = SamenspelFFI.Accounts(folder: folder.path, clock: clock)
    self.keychain = keychain
  }

  /// Every profile on this device, the oldest first.
  public func profiles() async throws -> [AccountView] { try await accounts.list() }

  /// Makes a profile that is nobody's until it is enrolled. Its key is kept first, so that no profile is
  /// ever without one.
  public func createProfile() async throws -> Profile {
    let account = accounts.newId()
    let key = try keychain.makeKey(of: account)
    return try await keeping(account) { try await self.accounts.create(account: account, key: key) }
  }

  /// Opens a profile. With a wrong key nothing is touched.
  public func openProfile(_ account: String) async throws -> Profile {
    let key = try keychain.existingKey(of: account)
    return Profile(try await accounts.open(account: account, key: key))
  }

  /// Makes somebody's own profile on a shared device, sealed by their PIN and by a key of the keychain,
  /// neither of which opens it alone.
  public func createPersonalProfile(owner: String, pin: String) async throws -> Profile {
    let account = accounts.newId()
    let key = try keychain.makeKey(of: account)
    return try await keeping(account) {
      try await self.accounts.createWithPin(account: account, owner: owner, pin: pin, key: key)
    }
  }

  /// Opens somebody's own profile on a shared device. Wrong PINs are counted and lock it for a while.
  public func openPersonalProfile(_ account: String, pin: String) async throws -> Profile {
    let key = try keychain.existingKey(of: account)
    return Profile(try await accounts.openWithPin(account: account, pin: pin, key: key))
  }

  /// Gives somebody's own profile on a shared device another PIN; it may be open. Without the one that it
  /// has nothing is touched, and wrong ones are counted.
  public func changePin(of account: String, from pin: String, to newPin: String) async throws {
    let key = try keychain.existingKey(of: account)
    try await accounts.changePin(account: account, pin: pin, newPin: newPin, key: key)
  }

  /// Removes a profile that was logged out of and closed, with everything in it, and then its key. With
  /// something unsent it is refused (`store: unsent`, with how much), and so it is where nobody logged out
  /// (`store: not_logged_out`), unless `discardUnsent` says that it may be lost; then it gives how much that
  /// was, where that is known.
  @discardableResult
  public func removeProfile(_ account: String, discardUnsent: Bool = false) async throws -> UInt64? {
    let lost = try await accounts.remove(account: account, discardUnsent: discardUnsent)
    try keychain.removeKey(of: account)
    return lost
  }

  /// How many notes and commands a damaged profile (`store: corrupt`, `store: stale_log`) holds that were
  /// not sent, as far as that can still be read: to be said before `setAside`. They stay in what is set
  /// aside.
  public func unsentInDamaged(_ account: String) async throws -> UInt64? {
    let key = try keychain.existingKey(of: account)
    return try await accounts.unsentInDamaged(account: account, key: key)
  }

  /// Puts a damaged profile (`store: corrupt`, `store: stale_log`) that was closed out of the way: its person enrols anew in a
  /// new one. Nothing of it is lost, its key neither: gives the folder, for whoever may save what was not
  /// sent.
  public func setAside(_ account: String) async throws -> String {
    try await accounts.setAside(account: account)
  }

  /// What of a profile that could not be made is left, its key, opens nothing.
  private func keeping(
    _ account: String, _ make: () async throws -> SamenspelFFI.Profile
  ) async throws -> Profile {
    do {
      return Profile(try await make())
    } catch {
      try? keychain.removeKey(of: account)
      throw error
    }
  }
}
