// A shared device: who stands at it, and unsent notes by a colleague's phone. Decides nothing.

package nl.samenspel.kit

import nl.samenspel.ffi.RelayOutView
import nl.samenspel.ffi.RelayTakenView

/** Chooses a PIN of 4 to 8 digits, with a colleague at the device; the first one here needs nobody. */
public suspend fun Profile.choosePin(person: String, pin: String): Unit =
    call { it.choosePin(person, pin) }

/** Somebody enters their PIN and stands at the device. Five wrong ones lock the name for a while. */
public suspend fun Profile.enterPin(person: String, pin: String): Unit =
    call { it.enterPin(person, pin) }

/** Somebody whose shift goes on taps their face. */
public suspend fun Profile.switchTo(person: String): Unit = call { it.switchTo(person) }

/** The device was touched: it does not lie idle. */
public suspend fun Profile.touched(): Unit = call { it.touched() }

/** Back to the faces; shifts go on. */
public suspend fun Profile.stepAway(): Unit = call { it.stepAway() }

/** Somebody goes home: the next time they enter their PIN. */
public suspend fun Profile.endShift(person: String): Unit = call { it.endShift(person) }

/** A colleague who just entered their own PIN lets somebody who forgot theirs choose another. */
public suspend fun Profile.clearPin(person: String): Unit = call { it.clearPin(person) }

/** The text of the QR code that this device shows to a colleague whose phone cannot send. */
public suspend fun Profile.offerRelay(): String = call { it.offerRelay() }

/** Seals what waits here to a colleague's offer, as scanned. It stays here too. */
public suspend fun Profile.relayTo(offer: String): RelayOutView = call { it.relayTo(offer) }

/** Takes what a colleague's phone sealed to this one; it is shown here and sent on from here. */
public suspend fun Profile.takeRelay(sealed: ByteArray): RelayTakenView =
    call { it.takeRelay(sealed) }
