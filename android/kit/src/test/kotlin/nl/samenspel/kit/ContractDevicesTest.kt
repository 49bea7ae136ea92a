// The contract tests 7 to 12 against a real server: agreements, relaying, deadlines, cancelling, keys,
// shared devices. The Swift kit has the same.

package nl.samenspel.kit

import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.atomic.AtomicInteger
import kotlin.coroutines.cancellation.CancellationException
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import nl.samenspel.ffi.AccountSeal
import nl.samenspel.ffi.AgreementView
import nl.samenspel.ffi.ApprovalView
import nl.samenspel.ffi.CommandRequest
import nl.samenspel.ffi.FrameReceiver
import nl.samenspel.ffi.FrameSender
import nl.samenspel.ffi.LoggedOutView
import nl.samenspel.ffi.NoteStatus
import nl.samenspel.ffi.ProfileHolder
import nl.samenspel.ffi.SamenspelException
import nl.samenspel.ffi.ScannedFrame
import nl.samenspel.kit.testing.Phone
import nl.samenspel.kit.testing.Wire
import nl.samenspel.kit.testing.eventually
import nl.samenspel.kit.testing.observersInTheCore
import nl.samenspel.kit.testing.test
import nl.samenspel.kit.testing.words
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class ContractDevicesTest : Contract() {
    @Test
    fun `7 co-edits an agreement, and an edit makes an approval lapse`() = test {
        server.settle("send_delay_seconds", "0")
        val fatma = fatma()
        val words = "Emir slaapt om twaalf uur.\nHij krijgt zijn knuffel mee.\nWij bellen bij koorts."
        val begins = note("agreement", "agreements", fatma.emir(), text("topic", "sleep"), text("text", words))
        val agreement = fatma.profile.keysOfIntent(fatma.profile.write(begins)).single()
        fatma.syncAll()
        val ayse = phone("o003", "Telefoon van Ayşe")
        val murat = phone("o004", "Telefoon van Murat")
        suspend fun at(phone: Phone): AgreementView = phone.profile.ask(Query.agreement(agreement))!!
        suspend fun edit(phone: Phone, text: String) =
            phone.profile.execute(CommandRequest.EditText(agreement, text))
        suspend fun approve(phone: Phone) = phone.profile.execute(CommandRequest.Approve(agreement))
        assertEquals(words, at(ayse).text)

        // Both without a network, then both with one.
        val first = words.replace("twaalf uur", "half een")
        edit(ayse, first)
        edit(murat, words.replace("bij koorts", "boven 38,5"))
        assertTrue(at(ayse).hasUnsentEdits)
        for (phone in listOf(ayse, murat, ayse, fatma)) phone.syncAll()
        val both = first.replace("bij koorts", "boven 38,5")
        for (phone in listOf(ayse, murat, fatma)) {
            val now = at(phone)
            assertEquals(both, now.text)
            assertTrue(!now.hasUnsentEdits && now.overlaps.isEmpty())
        }

        approve(ayse)
        for (phone in listOf(ayse, fatma)) phone.syncAll()
        assertEquals(listOf(ApprovalView(ayse.holder(), true)), at(fatma).approvals)

        // Murat, who did not see the approval, changes a word; Fatma approves what is no longer so.
        edit(murat, both.replace("knuffel", "beer"))
        murat.syncAll()
        approve(fatma)
        for (phone in listOf(fatma, ayse)) phone.syncAll()
        assertFalse(at(ayse).approvals.first().holds)
        val returned = fatma.profile.ask(Query.inbox()).single()
        assertEquals("approval_lapsed", (returned.status as NoteStatus.Refused).code)
    }

    @Test
    fun `8 relays notes over a colleague's phone`() = test {
        val (fatma, willemijn) = fatma() to willemijn()
        // Their keys travel in the directory.
        fatma.syncAll()
        server.stop()
        val intent = fatma.write("Laarsje zoek")
        fatma.write("Luiers op")
        val out = fatma.profile.relayTo(willemijn.profile.offerRelay())
        assertTrue(out.notes == 2u && !out.more)
        assertArrayEquals(out.sealed, filmed(out.sealed))

        val altered = out.sealed.copyOf().also { it[it.lastIndex] = (it.last().toInt() xor 1).toByte() }
        thrown<SamenspelException> { willemijn.profile.takeRelay(altered) }
        val taken = willemijn.profile.takeRelay(out.sealed)
        assertTrue(taken.taken.size == 2 && taken.known == 0u && taken.refused.isEmpty())
        val again = willemijn.profile.takeRelay(out.sealed)
        assertTrue(again.taken.isEmpty() && again.known == 2u)

        server.start()
        willemijn.syncAll()
        val jolanda = jolanda()
        val read = jolanda.profile.ask(Query.timeline(jolanda.emir()))
        assertEquals(setOf("Laarsje zoek", "Luiers op"), read.map { it.words }.toSet())
        assertEquals(listOf(fatma.holder(), fatma.holder()), read.map { it.author })
        fatma.syncAll()
        assertEquals(NoteStatus.Sent, fatma.profile.ask(Query.statusOfIntent(intent)))
        jolanda.syncAll()
        assertEquals(2, jolanda.profile.ask(Query.timeline(jolanda.emir())).size)
    }

    /** What a camera has that misses every second frame. */
    private fun filmed(sealed: ByteArray): ByteArray? =
        FrameSender(sealed).use { sender ->
            FrameReceiver().use { receiver ->
                (0 until FRAMES_MAX).firstNotNullOfOrNull { number ->
                    val frame = sender.nextFrame()
                    val scanned = if (number % 2 == 1) receiver.scanned(frame) else null
                    (scanned as? ScannedFrame.Whole)?.sealed
                }
            }
        }

    @Test
    fun `9 ends a background sync at its deadline, and loses nothing`() = test {
        val wire = closedAfterwards(Wire(server.port))
        val fatma = phone("s002", "Telefoon van Fatma", wire)
        val intent = fatma.write("Laarsje zoek")
        wire.fallSilent()
        val began = TimeSource.Monotonic.markNow()
        val cut = fatma.profile.backgroundSync(2.seconds)
        assertTrue(began.elapsedNow() < 3.seconds)
        assertTrue(cut.unfinished)
        assertEquals(1uL, fatma.unsent())

        wire.recover()
        val done = fatma.profile.backgroundSync(9.seconds)
        assertTrue(!done.unfinished && done.failure == null)
        assertEquals(NoteStatus.Sent, fatma.profile.ask(Query.statusOfIntent(intent)))
        assertEquals(listOf("Laarsje zoek"), willemijn().items())
    }

    @Test
    fun `10 cancels what a cancelled coroutine waited for`() = test {
        val wire = closedAfterwards(Wire(server.port))
        val fatma = phone("s002", "Telefoon van Fatma", wire)
        fatma.write("Laarsje zoek")
        wire.fallSilent()
        val log = CopyOnWriteArrayList<String>()
        Log.to { log.add(it.event) }
        val syncing = async(Dispatchers.Default) { fatma.profile.sync() }
        delay(300.milliseconds)
        assertTrue(log.isEmpty(), "$log")
        val began = TimeSource.Monotonic.markNow()
        syncing.cancel()
        syncing.join()
        assertTrue(began.elapsedNow() < 1.seconds)
        // The core's own sync has ended too, as it says itself.
        assertEquals(1, log.count { it == "synced" || it == "sync_failed" }, "$log")
        Log.to(null)
        thrown<CancellationException> { syncing.await() }
        wire.recover()
        // The one that was cancelled holds up nobody.
        fatma.syncAll()
        assertEquals(0uL, fatma.unsent())

        // Enrolling, tried again with the same invitation.
        wire.fallSilent()
        val willemijn = blank()
        val invitation = server.invitation("s001", wire.url)
        val enrolling = async(Dispatchers.Default) { willemijn.profile.enrol(invitation, "Telefoon") }
        delay(300.milliseconds)
        enrolling.cancel()
        withTimeout(1.seconds) { enrolling.join() }
        thrown<CancellationException> { enrolling.await() }
        wire.recover()
        willemijn.profile.enrol(invitation, "Telefoon")
        willemijn.syncAll()
        assertEquals(listOf("Laarsje zoek"), willemijn.items())
    }

    @Test
    fun `10 an observation whose coroutine is cancelled ends and tells nobody`() = test {
        val fatma = fatma()
        val timeline = fatma.profile.observe(Query.timeline(fatma.emir()))
        val seen = AtomicInteger()
        val observers = observersInTheCore()
        val observing = launch { timeline.collect { seen.incrementAndGet() } }
        eventually("the first value") { seen.get() == 1 }
        assertEquals(observers + 1, observersInTheCore())
        fatma.write("Laarsje zoek")
        eventually("the second value") { seen.get() == 2 }
        observing.cancel()
        observing.join()
        assertEquals(observers, observersInTheCore())
        fatma.write("Luiers op")
        delay(200.milliseconds)
        assertEquals(2, seen.get())

        // One that is under way when the profile closes ends too.
        val ending = launch { timeline.collect { seen.incrementAndGet() } }
        eventually("its first value") { seen.get() == 3 }
        fatma.profile.close()
        withTimeout(1.seconds) { ending.join() }
        assertFalse(ending.isCancelled)
        assertEquals(observers, observersInTheCore())
    }

    @Test
    fun `11 opens nothing with a wrong key`() = test {
        val phone = fatma()
        val account = phone.profile.account
        val emir = phone.emir()
        phone.write("Laarsje zoek")
        phone.profile.closeAndWait()
        suspend fun opening(key: ByteArray?): Profile {
            val keys = InMemoryKeyStore().also { keys -> key?.let { keys.keep(account, it) } }
            return Device(phone.folder.path, keys).use { it.openProfile(account) }
        }
        val wrong = thrown<SamenspelException.Store> { opening(ByteArray(KEY_BYTES) { 7 }) }
        assertEquals("wrong_key", wrong.reason)
        val short = thrown<SamenspelException.Input> { opening(ByteArray(KEY_BYTES - 1) { 7 }) }
        assertEquals("not_32_bytes", short.reason)
        thrown<KeyStoreException.NoKey> { opening(null) }

        val right = phone.device.openProfile(account)
        assertEquals(listOf("Laarsje zoek"), right.ask(Query.openItems(emir)).map { it.words })
        right.close()
        right.close()
        assertEquals("closed", thrown<SamenspelException.Store> { right.ask(Query.directory) }.reason)
        right.closeAndWait()
        assertEquals("closed", thrown<SamenspelException.Store> { right.sync() }.reason)

        // Something is unsent, and nobody logged out.
        val refused = thrown<SamenspelException.Store> { phone.device.removeProfile(account) }
        assertEquals("not_logged_out", refused.reason)
        phone.device.removeProfile(account, discardUnsent = true)
        assertTrue(phone.device.profiles().isEmpty())
        assertNull(phone.keys.key(account))
        thrown<KeyStoreException.NoKey> { phone.device.openProfile(account) }
    }

    @Test
    fun `11 logs out and in again without losing a note`() = test {
        val phone = fatma()
        val account = phone.profile.account
        val intent = phone.write("Laarsje zoek")
        assertEquals(LoggedOutView.Kept(1uL), phone.profile.logOut(keepUnsent = true))
        suspend fun saysLoggedOut(ask: suspend () -> Unit) =
            assertEquals("logged_out", thrown<SamenspelException.Store> { ask() }.reason)
        saysLoggedOut { phone.profile.sync() }
        saysLoggedOut { phone.profile.ask(Query.directory) }
        val status = phone.profile.ask(Query.syncStatus)
        assertTrue(status.loggedOut && status.unsent == 1uL)
        phone.profile.closeAndWait()
        // Read without opening it, as of a profile that opens no more.
        assertEquals(1uL, phone.device.unsentInDamaged(account))
        val refused = thrown<SamenspelException.Store> { phone.device.removeProfile(account) }
        assertEquals("unsent", refused.reason)
        assertEquals(LoggedOutView.Kept(1uL), phone.device.profiles().single().loggedOut)
        phone.device.openProfile(account).use { again ->
            again.logIn()
            again.sync()
            assertEquals(NoteStatus.Sent, again.ask(Query.statusOfIntent(intent)))
        }
    }

    @Test
    fun `12 keeps a group's and a person's profile apart on one device`() = test {
        val name = "Tablet van de Zonnetjes"
        val tablet = closedAfterwards(Phone.enrolled(server.groupInvitation("zonnetjes"), name))
        val fatma = tablet.person("Fatma", "Demirci")
        val own = tablet.device.createPersonalProfile(fatma, "2580")
        own.enrol(server.invitation("s002"), name)
        own.sync()
        val seals = tablet.device.profiles().map { it.seal }
        assertEquals(listOf(AccountSeal.Platform, AccountSeal.Pin(fatma)), seals)

        val missing = thrown<SamenspelException.Input> { tablet.write("Laarsje zoek") }
        assertEquals("missing" to listOf("person"), missing.code to missing.args)
        val locked = thrown<SamenspelException.Pin> { tablet.write("Laarsje zoek", fatma) }
        assertEquals("required", locked.reason)
        tablet.profile.choosePin(fatma, "1970")
        tablet.profile.enterPin(fatma, "1970")
        assertEquals(fatma, tablet.profile.ask(Query.atTheDevice))
        val item = tablet.write("Laarsje zoek", fatma)
        // A place into which the group's profile writes without reading it.
        val concern = note("concern", "team", tablet.emir(), text("text", "Valt vaak in slaap."))
        tablet.profile.write(concern, author = fatma)
        tablet.syncAll()
        assertEquals(NoteStatus.Sent, tablet.profile.ask(Query.statusOfIntent(item)))
        val shown = tablet.profile.ask(Query.timeline(tablet.emir()))
        assertEquals(listOf("Laarsje zoek" to fatma), shown.map { it.words to it.author })
        assertTrue(tablet.profile.ask(Query.search("slaap")).isEmpty())

        own.sync()
        val hers = own.ask(Query.timeline(tablet.emir()))
        assertEquals(setOf("Laarsje zoek", "Valt vaak in slaap."), hers.map { it.words }.toSet())
        assertTrue(hers.all { it.author == fatma })

        // Her own profile says who she is, whatever her PIN at the tablet was.
        assertEquals(fatma, tablet.profile.choosePinWithOwnProfile(own, "3141"))
        assertEquals(fatma, tablet.profile.ask(Query.atTheDevice))
        tablet.profile.endShift(fatma)
        assertEquals("wrong", thrown<SamenspelException.Pin> { tablet.profile.enterPin(fatma, "1970") }.code)
        tablet.profile.enterPin(fatma, "3141")
        // The tablet's own says nothing of anybody.
        thrown<SamenspelException> { own.choosePinWithOwnProfile(tablet.profile, "5926") }

        // Her own profile opens with her own PIN, not with the one at the tablet.
        val account = own.account
        own.closeAndWait()
        val tries = thrown<SamenspelException.Pin> { tablet.device.openPersonalProfile(account, "3141") }
        assertEquals("wrong" to listOf("4"), tries.code to tries.args)
        thrown<SamenspelException> { tablet.device.openProfile(account) }
        tablet.device.openPersonalProfile(account, "2580").use { open ->
            assertEquals(ProfileHolder.Person(fatma), open.ask(Query.about)?.holder)
        }
        thrown<SamenspelException.Pin> { tablet.device.changePin(account, "1970", "8642") }
        tablet.device.changePin(account, "2580", "8642")
        thrown<SamenspelException.Pin> { tablet.device.openPersonalProfile(account, "2580") }
        tablet.device.openPersonalProfile(account, "8642").use { assertEquals(account, it.account) }
        val keys = listOf(account, tablet.profile.account).map { tablet.keys.key(it)!!.toList() }
        assertNotEquals(keys[0], keys[1])
    }

    private companion object {
        const val FRAMES_MAX = 1_000
    }
}
