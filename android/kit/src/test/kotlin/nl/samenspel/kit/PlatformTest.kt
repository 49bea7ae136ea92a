// What the platform gives the core may fail: a clock, a log, an observer's collector. Nothing dies of it.

package nl.samenspel.kit

import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CyclicBarrier
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import nl.samenspel.ffi.PlatformClock
import nl.samenspel.ffi.PlatformReading
import nl.samenspel.ffi.SamenspelException
import nl.samenspel.ffi.Topic
import nl.samenspel.kit.testing.TemporaryFolder
import nl.samenspel.kit.testing.eventually
import nl.samenspel.kit.testing.observersInTheCore
import nl.samenspel.kit.testing.openItem
import nl.samenspel.kit.testing.test
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class PlatformTest : Contract() {
    /** Fails as badly as a class that is missing. */
    private class BrokenClock : PlatformClock {
        override fun read(): PlatformReading = throw NoClassDefFoundError("a clock")
    }

    @Test
    fun `a clock that fails costs no note`() = test {
        val phone = fatma()
        val emir = phone.emir()
        val account = phone.profile.account
        phone.profile.closeAndWait()
        Device(phone.folder.path, phone.keys, BrokenClock()).use { device ->
            device.openProfile(account).use { profile ->
                profile.write(openItem("Laarsje zoek", emir))
                assertEquals(1, profile.ask(Query.timeline(emir)).size)
            }
        }
    }

    @Test
    fun `a log that fails fails nothing, and one that works hears codes`() = test {
        val events = CopyOnWriteArrayList<String>()
        try {
            Log.to { throw StackOverflowError() }
            blank().profile.closeAndWait()
            Log.to { events.add(it.event) }
            blank().profile.closeAndWait()
            assertTrue(events.containsAll(listOf("opened", "closed")), "$events")
        } finally {
            Log.to(null)
        }
    }

    @Test
    fun `a collector that fails ends its own observation alone`() = test {
        val fatma = fatma()
        val timeline = fatma.profile.observe(Query.timeline(fatma.emir()))
        val observers = observersInTheCore()
        var others = 0
        val other = launch { timeline.take(2).toList().also { others = it.size } }
        eventually("the other observes") { observersInTheCore() == observers + 1 }
        thrown<IllegalStateException> { timeline.collect { error("a screen fails") } }
        fatma.write("Laarsje zoek")
        other.join()
        assertEquals(2, others)
        assertEquals(observers, observersInTheCore())
    }

    @Test
    fun `a collector on the core's own thread may write, ask and stop`() = test {
        val fatma = fatma()
        val (profile, emir) = fatma.profile to fatma.emir()
        val observers = observersInTheCore()
        // Unconfined, it goes on where the core tells it.
        val collecting = launch(Dispatchers.Unconfined) {
            profile.observe(Query.timeline(emir)).first { notes ->
                if (notes.size == 1) profile.write(openItem("Luiers op", emir))
                notes.size == 2 && profile.ask(Query.openItems(emir)).size == 2
            }
        }
        profile.write(openItem("Laarsje zoek", emir))
        withTimeout(10.seconds) { collecting.join() }
        assertEquals(observers, observersInTheCore())
    }

    @Test
    fun `closing while many ask and observe ends them all`() = test {
        val fatma = fatma()
        val (profile, emir) = fatma.profile to fatma.emir()
        val observers = observersInTheCore()
        val ends = List(BUSY) { number ->
            async(Dispatchers.Default) {
                try {
                    if (number % 2 == 0) profile.observe(Query.timeline(emir)).collect {}
                    while (number % 2 == 1) profile.ask(Query.timeline(emir))
                    "ended"
                } catch (failure: SamenspelException.Store) {
                    failure.reason
                }
            }
        }
        delay(200.milliseconds)
        profile.closeAndWait()
        val said = withTimeout(10.seconds) { ends.awaitAll() }
        assertEquals(List(BUSY) { if (it % 2 == 0) "ended" else "closed" }, said)
        assertEquals(observers, observersInTheCore())
    }

    @Test
    fun `an observation that two close at the same time is closed once`() = test {
        val profile = fatma().profile
        val observers = observersInTheCore()
        repeat(ROUNDS) {
            val changes = Changes(profile, listOf(Topic.NOTES))
            val both = CyclicBarrier(2)
            List(2) { async(Dispatchers.IO) { both.await().also { changes.close() } } }.awaitAll()
            assertEquals(observers, observersInTheCore())
        }
    }

    @Test
    fun `a failure of the core reaches the collector, with its code`() = test {
        val blank = blank()
        val failure = thrown<SamenspelException> { blank.profile.observe(Query.inbox("nobody")).collect {} }
        assertEquals("id", failure.reason)
    }

    @Test
    fun `a key is never replaced, and never handed out itself`() = test {
        val keys = InMemoryKeyStore()
        keys.keep("one", ByteArray(KEY_BYTES) { 1 })
        thrown<KeyStoreException.KeyExists> { keys.keep("one", ByteArray(KEY_BYTES) { 2 }) }
        keys.key("one")!!.fill(9)
        assertEquals(1, keys.key("one")!!.first())
    }

    @Test
    fun `a profile that could not be made leaves no key behind`() = test {
        val keys = Counting()
        TemporaryFolder().use { folder ->
            Device(folder.path, keys).use { device ->
                thrown<SamenspelException> { device.createPersonalProfile("nobody", "2580") }
                assertEquals(0, keys.kept.size)
                assertTrue(device.profiles().isEmpty())
            }
        }
    }

    private companion object {
        const val BUSY = 20
        const val ROUNDS = 200
    }

    private class Counting : KeyStore {
        val kept = mutableMapOf<String, ByteArray>()

        override suspend fun key(account: String): ByteArray? = kept[account]

        override suspend fun keep(account: String, key: ByteArray) {
            kept[account] = key
        }

        override suspend fun remove(account: String) {
            kept.remove(account)
        }
    }
}
