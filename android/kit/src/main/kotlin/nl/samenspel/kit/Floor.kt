// A shared device: who stands at it; what goes from phone to phone: unsent notes and day passes. Decides
// nothing.

package nl.samenspel.kit

import nl.samenspel.ffi.DayPassOutView
import nl.samenspel.ffi.DayPassTakenView
import nl.samenspel.ffi.RelayOutView
import nl.samenspel.ffi.RelayTakenView

/** Chooses a PIN of 4 to 8 digits, with a colleague at the device; the first one here needs nobody. */
public suspend fun Profile.choosePin(person: String, pin: String): Unit =
    call { it.choosePin(person, pin) }

/**
 * Chooses a PIN with the person's [own] profile open on this device, which says who they are: with it they
 * may do again what is theirs, also after a colleague cleared the old one. Gives the person, who stands at
 * the device.
 */
public suspend fun Profile.choosePinWithOwnProfile(own: Profile, pin: String): String =
    call { here -> own.call { here.choosePinWithOwnProfile(it, pin) } }

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

/** The text of the QR code that a substitute's own phone shows to the colleague who lets her in. */
public suspend fun Profile.offerDayPass(): String = call { it.offerDayPass() }

/** The first name in a scanned [offer], to be compared with who stands there. */
public fun whoAsksIn(offer: String): String = nl.samenspel.ffi.whoAsksIn(offer)

/**
 * Lets the owner of that phone in until closing, at most for a day, and seals the first five minutes of
 * the group to it: to be shown as frames or given as a file.
 */
public suspend fun Profile.letIn(
    offer: String,
    group: String,
    untilMs: Long,
    author: String? = null,
): DayPassOutView = call { it.letIn(offer, group, untilMs, author) }

/** Takes what a colleague's device sealed to this phone; nothing is kept unless all of it holds. */
public suspend fun Profile.takeDayPass(sealed: ByteArray): DayPassTakenView =
    call { it.takeDayPass(sealed) }
