// Where the keys of profiles are: what the kit asks of the platform, and how Apple's keychain does it.
// Knows no store.

import Foundation

#if canImport(Security)
  import Security
#endif

/// Keeps the key of every profile. A key never leaves the device and is in no backup.
public protocol Keychain: Sendable {
  /// The key of an account; nothing if there is none.
  func key(of account: String) throws -> Data?
  /// Keeps a key. One that is there already is not replaced: that would lose a profile.
  func keep(_ key: Data, of account: String) throws
  /// Destroys a key: what it sealed can never be read again.
  func removeKey(of account: String) throws
}

/// Why a key is not to be had.
public enum KeychainError: Error, Hashable, Sendable {
  /// The account has none: its profile cannot be opened on this device.
  case noKey
  /// The account has one already.
  case keyExists
  /// The device was not unlocked since it started: try again later.
  case locked
  /// What the platform answered.
  case platform(Int32)
}

extension Keychain {
  /// Makes and keeps the key of a new account.
  func makeKey(of account: String) throws -> Data {
    var random = SystemRandomNumberGenerator()
    let key = Data((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) })
    try keep(key, of: account)
    return key
  }

  func existingKey(of account: String) throws -> Data {
    guard let key = try key(of: account) else { throw KeychainError.noKey }
    return key
  }
}

/// Keys that are gone with the process: for tests and previews.
public final class InMemoryKeychain: Keychain {
  private let keys = Locked<[String: Data]>([:])

  /// An empty one.
  public init() {}

  public func key(of account: String) throws -> Data? { keys.with { $0[account] } }

  public func keep(_ key: Data, of account: String) throws {
    try keys.with { keys in
      guard keys[account] == nil else { throw KeychainError.keyExists }
      keys[account] = key
    }
  }

  public func removeKey(of account: String) throws { keys.with { $0[account] = nil } }
}

#if canImport(Security)
  /// Apple's keychain: readable from the first unlock after a start on, so that a sync in the background
  /// works on a locked phone, and on this device only.
  public struct DeviceKeychain: Keychain {
    private let service: String

    /// Keys of one app; `service` keeps them apart from its other items.
    public init(service: String = "nl.samenspel.profile") { self.service = service }

    public func key(of account: String) throws -> Data? {
      var query = item(account)
      query[kSecReturnData] = true
      query[kSecMatchLimit] = kSecMatchLimitOne
      var found: CFTypeRef?
      let status = SecItemCopyMatching(query as CFDictionary, &found)
      if status == errSecItemNotFound { return nil }
      try check(status)
      return found as? Data
    }

    public func keep(_ key: Data, of account: String) throws {
      var query = item(account)
      query[kSecValueData] = key
      query[kSecAttrAccessible] = kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly
      try check(SecItemAdd(query as CFDictionary, nil))
    }

    public func removeKey(of account: String) throws {
      let status = SecItemDelete(item(account) as CFDictionary)
      if status != errSecItemNotFound { try check(status) }
    }

    private func item(_ account: String) -> [CFString: Any] {
      [
        kSecClass: kSecClassGenericPassword,
        kSecAttrService: service,
        kSecAttrAccount: account,
        kSecAttrSynchronizable: false,
        kSecUseDataProtectionKeychain: true,
      ]
    }

    private func check(_ status: OSStatus) throws {
      switch status {
      case errSecSuccess: return
      case errSecDuplicateItem: throw KeychainError.keyExists
      case errSecInteractionNotAllowed: throw KeychainError.locked
      default: throw KeychainError.platform(status)
      }
    }
  }
#endif
