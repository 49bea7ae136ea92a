// A shared device: who stands at it; what goes from phone to phone: unsent notes and day passes. Decides
// nothing.

import Foundation
import SamenspelFFI

extension Profile {
  /// Chooses a PIN of 4 to 8 digits, with a colleague at the device; the first one here needs nobody.
  public func choosePin(_ pin: String, for person: String) async throws {
    try await core.choosePin(person: person, pin: pin)
  }

  /// Chooses a PIN with the person's own profile open on this device, which says who they are: with it they
  /// may do again what is theirs, also after a colleague cleared the old one. Gives the person, who stands at
  /// the device.
  @discardableResult
  public func choosePin(_ pin: String, withOwnProfile own: Profile) async throws -> String {
    try await core.choosePinWithOwnProfile(own: own.core, pin: pin)
  }

  /// Somebody enters their PIN and stands at the device. Five wrong ones lock the name for a while.
  public func enterPin(_ pin: String, of person: String) async throws {
    try await core.enterPin(person: person, pin: pin)
  }

  /// Somebody whose shift goes on taps their face.
  public func switchTo(_ person: String) async throws { try await core.switchTo(person: person) }

  /// The device was touched: it does not lie idle.
  public func touched() async throws { try await core.touched() }

  /// Back to the faces; shifts go on.
  public func stepAway() async throws { try await core.stepAway() }

  /// Somebody goes home: the next time they enter their PIN.
  public func endShift(of person: String) async throws { try await core.endShift(person: person) }

  /// A colleague who just entered their own PIN lets somebody who forgot theirs choose another.
  public func clearPin(of person: String) async throws { try await core.clearPin(person: person) }

  /// The text of the QR code that this device shows to a colleague whose phone cannot send.
  public func offerRelay() async throws -> String { try await core.offerRelay() }

  /// Seals what waits here to a colleague's offer, as scanned. It stays here too.
  public func relay(to offer: String) async throws -> RelayOutView {
    try await core.relayTo(offer: offer)
  }

  /// Takes what a colleague's phone sealed to this one; it is shown here and sent on from here.
  public func takeRelay(_ sealed: Data) async throws -> RelayTakenView {
    try await core.takeRelay(sealed: sealed)
  }

  /// The text of the QR code that a substitute's own phone shows to the colleague who lets her in.
  public func offerDayPass() async throws -> String { try await core.offerDayPass() }

  /// The first name in a scanned offer, to be compared with who stands there.
  public static func whoAsksIn(_ offer: String) throws -> String {
    try SamenspelFFI.whoAsksIn(offer: offer)
  }

  /// Lets the owner of that phone in until closing, at most for a day, and seals the first five minutes
  /// of the group to it: to be shown as frames or given as a file.
  public func letIn(
    _ offer: String, to group: String, until: Date, as author: String? = nil
  ) async throws -> DayPassOutView {
    let untilMs = Int64((until.timeIntervalSince1970 * 1000).rounded())
    return try await core.letIn(offer: offer, group: group, untilMs: untilMs, author: author)
  }

  /// Takes what a colleague's device sealed to this phone; nothing is kept unless all of it holds.
  public func takeDayPass(_ sealed: Data) async throws -> DayPassTakenView {
    try await core.takeDayPass(sealed: sealed)
  }
}
