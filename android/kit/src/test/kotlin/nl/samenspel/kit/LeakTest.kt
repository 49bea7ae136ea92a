// That nothing is left of profiles that were opened, written to, observed and closed: a few hundred times
// in every run, as often as -Dsamenspel.cycles says in a measured one.

package nl.samenspel.kit

import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource
import kotlinx.coroutines.channels.consume
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.produceIn
import kotlinx.coroutines.flow.toList
import nl.samenspel.ffi.NoteSubject
import nl.samenspel.kit.testing.Resources
import nl.samenspel.kit.testing.callsUnderWay
import nl.samenspel.kit.testing.eventually
import nl.samenspel.kit.testing.heldByTheCore
import nl.samenspel.kit.testing.observersInTheCore
import nl.samenspel.kit.testing.openItem
import nl.samenspel.kit.testing.test
import nl.samenspel.kit.testing.words
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class LeakTest : Contract() {
    @Test
    fun `memory stays flat over opens, writes, observations and closes`() = test(60.minutes) {
        val phone = fatma()
        val (account, emir) = phone.profile.account to phone.emir()
        phone.profile.closeAndWait()
        server.stop()
        val cycles = System.getProperty("samenspel.cycles")?.toInt() ?: CYCLES
        val warm = maxOf(cycles / 10, CYCLES / 3)
        val (observers, clocks) = observersInTheCore() to heldByTheCore("PlatformClock")

        lateinit var before: Resources
        val began = TimeSource.Monotonic.markNow()
        repeat(cycles) { number ->
            cycle(phone.device, account, emir, number)
            if (number + 1 == warm) before = Resources.now()
            if ((number + 1) % (cycles / 10) == 0) println("${number + 1}: ${Resources.now()}")
        }
        val seconds = began.elapsedNow().inWholeSeconds
        val after = Resources.now()
        println("$cycles cycles in $seconds s; after $warm: $before; at the end: $after")

        eventually("nothing is waited for") { callsUnderWay() == 0 }
        assertEquals(observers, observersInTheCore())
        assertEquals(clocks, heldByTheCore("PlatformClock"))
        val grownKb = after.residentKb - before.residentKb
        // What an allocator wanders is less; a profile or a query's answer left behind each time is more.
        assertTrue(grownKb < maxOf(WANDERING_KB, (cycles - warm) / 5L), "grown by $grownKb kB")
        assertTrue(after.files <= before.files + 2, "files: ${before.files}, ${after.files}")
        assertTrue(after.threads <= before.threads + 4, "threads: ${before.threads}, ${after.threads}")
    }

    @Test
    fun `syncs and sessions leave nothing behind`() = test(5.minutes) {
        val phone = fatma()
        val account = phone.profile.account
        phone.profile.closeAndWait()
        lateinit var before: Resources
        repeat(SESSIONS) { number ->
            phone.device.openProfile(account).use { profile ->
                profile.sync()
                // Left open on purpose: it ends with the profile, and so does who collects its states.
                val session = profile.keepInStep()
                session.states.first()
                profile.backgroundSync(5.seconds)
                profile.closeAndWait()
                assertTrue(session.states.toList().isEmpty())
            }
            if (number == SESSIONS / 2) before = Resources.now()
        }
        eventually("nothing is waited for") { callsUnderWay() == 0 }
        val after = Resources.now()
        assertTrue(after.files <= before.files + 2, "files: ${before.files}, ${after.files}")
        assertTrue(after.threads <= before.threads + 4, "threads: ${before.threads}, ${after.threads}")
        assertEquals(0, observersInTheCore())
    }

    /** Opens, observes two values around a write, and closes while it observes. */
    private suspend fun cycle(device: Device, account: String, emir: NoteSubject, number: Int) {
        device.openProfile(account).use { profile ->
            val items = profile.observe(Query.timeline(emir, limit = 10))
            coroutineScope {
                items.produceIn(this).consume {
                    receive()
                    profile.write(openItem("Laarsje $number zoek", emir))
                    assertEquals("Laarsje $number zoek", receive().last().words)
                    profile.closeAndWait()
                    assertTrue(receiveCatching().isClosed, "the observation goes on")
                }
            }
        }
    }

    private companion object {
        const val CYCLES = 300
        const val SESSIONS = 60
        const val WANDERING_KB = 32 * 1024L
    }
}
