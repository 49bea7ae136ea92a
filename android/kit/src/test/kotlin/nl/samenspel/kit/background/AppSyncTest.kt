// What the policy decides is done: a real profile and a real server, a scheduler that only remembers.

package nl.samenspel.kit.background

import java.time.Instant
import java.time.LocalDateTime
import java.time.ZoneOffset
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds
import kotlin.time.toKotlinDuration
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import nl.samenspel.kit.Contract
import nl.samenspel.kit.Query
import nl.samenspel.kit.testing.Phone
import nl.samenspel.kit.testing.Wire
import nl.samenspel.kit.testing.eventually
import nl.samenspel.kit.testing.test
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class AppSyncTest : Contract() {
    private val wakes = Wakes()

    /** Remembers the wake that stands by. */
    private class Wakes : WakeScheduler {
        @Volatile var standing: Pair<Instant, Boolean>? = null

        override suspend fun wake(at: Instant, expedited: Boolean) {
            standing = at to expedited
        }

        override suspend fun takeBack() {
            standing = null
        }

        /** How long until it. */
        val wait get() = java.time.Duration.between(Instant.now(), standing!!.first).toKotlinDuration()
    }

    /** Somebody who is never left in peace, so that the tests run at night too. */
    private fun app(phone: Phone) =
        closedAfterwards(
            AppSync(phone.profile, BackgroundPolicy(WorkingHours()), ZoneOffset.UTC, wakes),
        )

    @Test
    fun `on screen a note goes by itself, off screen a wake stands by for the rest`() = test {
        val fatma = fatma()
        val app = app(fatma)
        app.happened(Event.START)
        app.happened(Event.FOREGROUND)
        assertNotNull(app.stepping)
        fatma.write("Laarsje zoek")
        app.happened(Event.COMMIT)
        eventually("it is sent") { fatma.unsent() == 0uL }

        app.happened(Event.BACKGROUND)
        assertNull(app.stepping)
        fatma.write("Luiers op")
        app.happened(Event.COMMIT)
        assertEquals(true, wakes.standing?.second)
        app.happened(Event.WAKE, 10.seconds)
        assertEquals(0uL, fatma.unsent())
        assertEquals(false, wakes.standing?.second)
        assertTrue(wakes.wait > 55.minutes)
    }

    @Test
    fun `the system's deadline cancels, and a wake stands by for what is unsent`() = test {
        val wire = closedAfterwards(Wire(server.port))
        val fatma = phone("s002", "Telefoon van Fatma", wire)
        val app = app(fatma)
        fatma.write("Laarsje zoek")
        wire.fallSilent()
        val waking = async(Dispatchers.Default) { app.happened(Event.WAKE, 60.seconds) }
        delay(300.milliseconds)
        app.happened(Event.DEADLINE)
        withTimeout(1.seconds) { waking.await() }
        assertEquals(1uL, fatma.unsent())
        assertTrue(wakes.wait in 13.minutes..15.minutes)

        // As a worker does it that is stopped: whoever waits is cancelled.
        wakes.standing = null
        val stopped = launch(Dispatchers.Default) { app.happened(Event.WAKE, 60.seconds) }
        delay(300.milliseconds)
        stopped.cancel()
        withTimeout(1.seconds) { stopped.join() }
        assertEquals(1uL, fatma.unsent())
        assertTrue(wakes.wait in 13.minutes..15.minutes)

        wire.recover()
        app.happened(Event.WAKE, 10.seconds)
        assertEquals(0uL, fatma.unsent())
    }

    @Test
    fun `staff are left in peace when their location is closed`() = test {
        val hours = WorkingHours.ofStaff(fatma().profile.ask(Query.directory).locations.single())
        val monday = LocalDateTime.parse("2026-11-23T00:00")
        // Open on weekdays until half past six.
        for (hour in 0 until 7 * 24) {
            val isLoud = hour / 24 < 5 && hour % 24 in 7..18
            assertEquals(isLoud, hours.isLoud(monday.plusHours(hour.toLong())), "hour $hour of the week")
        }
    }

    @Test
    fun `a profile that is nobody's is not woken for`() = test {
        app(blank()).happened(Event.WAKE, 10.seconds)
        assertNull(wakes.standing)
    }
}
