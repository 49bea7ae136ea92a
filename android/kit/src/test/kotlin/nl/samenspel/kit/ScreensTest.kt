// Screens as the kit gives them, against a real server. The Swift kit has the same.

package nl.samenspel.kit

import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.hours
import kotlinx.coroutines.launch
import nl.samenspel.ffi.CommandRequest
import nl.samenspel.ffi.DropOffMark
import nl.samenspel.ffi.FrameReceiver
import nl.samenspel.ffi.FrameSender
import nl.samenspel.ffi.NoteSubject
import nl.samenspel.ffi.OpenItemRow
import nl.samenspel.ffi.SamenspelException
import nl.samenspel.ffi.ScannedFrame
import nl.samenspel.ffi.Topic
import nl.samenspel.kit.testing.Phone
import nl.samenspel.kit.testing.eventually
import nl.samenspel.kit.testing.test
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class ScreensTest : Contract() {
    private suspend fun Phone.zonnetjes(): String =
        profile.ask(Query.directory).groups.single { it.name == "Zonnetjes" }.id

    /** Emir comes in, so that he is among the children of today whatever day it is. */
    private suspend fun Phone.emirArrives() {
        val group = NoteSubject.Group(zonnetjes())
        val now = System.currentTimeMillis()
        val arrived = arrayOf(id("child", emir().child), text("what", "arrived"), number("at", now))
        profile.write(note("presence", "group", group, *arrived))
    }

    @Test
    fun `a screen follows what is done on it and what colleagues do`() = test {
        val (fatma, willemijn) = fatma() to willemijn()
        val (group, emir) = fatma.zonnetjes() to fatma.emir()
        val today = fatma.profile.ask(Query.today(group))
        assertTrue(today.children.all { it.dropOff == DropOffMark.NOTHING })

        var items = emptyList<OpenItemRow>()
        val watching = launch { fatma.profile.observe(Query.openWithTakers(emir)).collect { items = it } }
        fatma.write("Laarsje zoek")
        eventually("the item") { items.size == 1 }
        assertNull(items.single().takenOverBy)

        for (phone in listOf(fatma, willemijn)) phone.syncAll()
        val key = willemijn.profile.ask(Query.openItems(emir)).single().key
        willemijn.profile.execute(CommandRequest.TakeOver(listOf(key)))
        for (phone in listOf(willemijn, fatma)) phone.syncAll()
        eventually("who took it over") { items.single().takenOverBy == willemijn.holder() }
        watching.cancel()

        fatma.emirArrives()
        fatma.profile.execute(CommandRequest.Sweep(listOf(emir.child), "Rustige dag"))
        val handover = fatma.profile.ask(Query.dayBrief(group)).children.single { it.child == emir.child }.handover
        assertEquals("Rustige dag", handover?.fields?.textOf("summary"))
        val said = fatma.profile.ask(Query.words(handover!!.key, "nl"))
        assertTrue(said.any { it.text == "Rustige dag" && it.label != null })
    }

    @Test
    fun `an answer that the clock changes is asked for again, and no other`() = test {
        val fatma = fatma()
        val (ticks, still) = AtomicInteger() to AtomicInteger()
        val clock = launch {
            fatma.profile.observe(Query(listOf(Topic.FLOOR), 10) { ticks.incrementAndGet() }).collect {}
        }
        val none = launch {
            fatma.profile.observe(Query(listOf(Topic.FLOOR)) { still.incrementAndGet() }).collect {}
        }
        eventually("several answers") { ticks.get() > 3 }
        assertEquals(1, still.get())
        clock.cancel()
        none.cancel()
    }

    @Test
    fun `a substitute is let in on her own phone without a network`() = test {
        val (fatma, olha) = fatma() to phone("s009", "Telefoon van Olha")
        fatma.emirArrives()
        fatma.write("Laarsje zoek")
        // Her phone's key travels in the directory.
        fatma.syncAll()
        server.stop()
        val offer = olha.profile.offerDayPass()
        assertEquals("Olha", whoAsksIn(offer))
        val until = System.currentTimeMillis() + 6.hours.inWholeMilliseconds
        val pass = fatma.profile.letIn(offer, fatma.zonnetjes(), until)
        assertTrue(pass.children > 0u && pass.leftOut.isEmpty())

        // The code of something else is not taken, and says so.
        val wrong = thrown<SamenspelException.Input> { fatma.profile.relayTo(offer) }
        assertEquals("other_offer", wrong.reason)
        val taken = olha.profile.takeDayPass(filmed(pass.sealed))
        assertEquals(fatma.holder() to true, taken.from to taken.isNew)
        val brief = olha.profile.ask(Query.dayPasses()).single()
        assertEquals("Zonnetjes" to false, brief.group.name to brief.isSent)
        val emir = brief.children.single { it.firstName == "Emir" && it.lastName == "Aksoy" }.id
        val items = brief.page.children.single { it.child == emir }.openItems
        assertEquals(listOf("Laarsje zoek"), items.map { it.item.fields.textOf("what") })

        // With a network the group's documents come, and the brief goes.
        server.start()
        olha.syncAll()
        olha.syncAll()
        assertEquals(listOf("Laarsje zoek"), olha.items())
        assertTrue(olha.profile.ask(Query.dayPasses()).isEmpty())
    }

    private fun filmed(sealed: ByteArray): ByteArray =
        FrameSender(sealed).use { sender ->
            FrameReceiver().use { receiver ->
                generateSequence { receiver.scanned(sender.nextFrame()) }
                    .filterIsInstance<ScannedFrame.Whole>()
                    .first()
                    .sealed
            }
        }

    @Test
    fun `every failure is said in the reader's language`() = test {
        val fatma = fatma()
        val damaged = thrown<SamenspelException.DayPass> { fatma.profile.takeDayPass(ByteArray(100)) }
        val refused = thrown<SamenspelException.Refused> {
            fatma.profile.write(note("handover", "handover", fatma.emir()))
        }
        fatma.profile.closeAndWait()
        val closed = thrown<SamenspelException.Store> { fatma.profile.ask(Query.faces) }
        for (failure in listOf(damaged, refused, closed)) {
            val said = listOf("nl", "tr", "ar").map { Phrasebook.sentence(failure, listOf(it)) }
            assertEquals(3, said.filterNotNull().distinct().size, "$failure: $said")
        }
        assertTrue(Phrasebook.guideCards("nl").isNotEmpty())
        assertEquals(null, Phrasebook.age("ooit", 0, "nl"))
    }
}
