// The contract tests 1 to 6 against a real server: enrolling, writing, syncing, observing, refusals. The
// Swift kit has the same.

package nl.samenspel.kit

import java.util.Base64
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.channels.consume
import kotlinx.coroutines.flow.produceIn
import kotlinx.coroutines.flow.toList
import nl.samenspel.ffi.CommandRequest
import nl.samenspel.ffi.NoteStatus
import nl.samenspel.ffi.ProfileHolder
import nl.samenspel.ffi.SamenspelException
import nl.samenspel.ffi.SentenceOf
import nl.samenspel.ffi.SyncState
import nl.samenspel.kit.testing.KilledWriter
import nl.samenspel.kit.testing.openItem
import nl.samenspel.kit.testing.test
import nl.samenspel.kit.testing.until
import nl.samenspel.kit.testing.words
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class ContractNotesTest : Contract() {
    @Test
    fun `1 enrols by an invitation, once`() = test {
        val invitation = server.invitation("s002")
        val phone = blank()
        assertNull(phone.profile.ask(Query.about))
        val mistyped = thrown<SamenspelException.Input> { phone.profile.enrol("SAMENSPEL1:AAAAA", "Telefoon") }
        assertEquals("mistyped", mistyped.reason)
        phone.profile.enrol(invitation, "Telefoon van Fatma")
        phone.syncAll()

        val about = phone.profile.ask(Query.about)!!
        assertEquals("De Klimboom", about.organisationName)
        assertEquals("Telefoon van Fatma", about.deviceName)
        assertTrue(about.serverUrl.startsWith(server.url))
        assertEquals(ProfileHolder.Person(phone.person("Fatma", "Demirci")), about.holder)
        assertTrue(phone.profile.ask(Query.directory).groups.any { it.name == "Zonnetjes" })
        phone.emir()

        val other = blank()
        val used = thrown<SamenspelException.Server> { other.profile.enrol(invitation, "Nog een") }
        assertEquals("invitation_used", used.reason)
        assertNull(other.profile.ask(Query.about))
    }

    @Test
    fun `2 writes without a network`() = test {
        val fatma = fatma()
        server.stop()
        val intent = fatma.write("Laarsje zoek")

        assertEquals(NoteStatus.OnThisDevice, fatma.profile.ask(Query.statusOfIntent(intent)))
        val timeline = fatma.profile.ask(Query.timeline(fatma.emir()))
        assertEquals(listOf("Laarsje zoek"), timeline.map { it.words })
        assertEquals(listOf(NoteStatus.OnThisDevice), timeline.map { it.status })
        assertEquals(listOf("Laarsje zoek"), fatma.items())
        assertEquals(listOf("Laarsje zoek"), fatma.profile.ask(Query.search("laars")).map { it.words })
        assertEquals(1uL, fatma.unsent())

        assertEquals("no_answer", fatma.profile.sync().failure)
        assertEquals(1uL, fatma.unsent())

        server.start()
        fatma.syncAll()
        assertEquals(NoteStatus.Sent, fatma.profile.ask(Query.statusOfIntent(intent)))
    }

    @Test
    fun `3 keeps a note when its process is killed`() = test {
        val fatma = fatma()
        val (account, emir) = fatma.profile.account to fatma.emir()
        fatma.profile.closeAndWait()
        val key = Base64.getEncoder().encodeToString(fatma.keys.key(account))

        val writer = KilledWriter.start(fatma.folder.path.toString(), account, key, emir.child)
        val intent = writer.inputStream.bufferedReader().readLine()
        assertNotNull(intent, "the note was not kept")
        writer.destroyForcibly()
        assertEquals(KILLED, writer.waitFor())

        fatma.device.openProfile(account).use { again ->
            assertEquals(NoteStatus.OnThisDevice, again.ask(Query.statusOfIntent(intent)))
            assertEquals(listOf("Laarsje zoek"), again.ask(Query.openItems(emir)).map { it.words })
            again.sync()
            assertEquals(NoteStatus.Sent, again.ask(Query.statusOfIntent(intent)))
        }
    }

    @Test
    fun `4 syncs, and then has nothing more to do`() = test {
        val fatma = fatma()
        val intents = listOf("Laarsje zoek", "Luiers op", "Fles om vijf uur").map { fatma.write(it) }
        assertEquals(3uL, fatma.unsent())
        val report = fatma.profile.sync()
        assertEquals(SyncState.IDLE, report.state)
        assertNull(report.failure)
        assertFalse(report.unfinished)
        assertTrue(report.requests >= 1u && report.bytesUp > 0u && report.bytesDown > 0u)
        for (intent in intents) {
            assertEquals(NoteStatus.Sent, fatma.profile.ask(Query.statusOfIntent(intent)))
        }
        assertEquals(0uL, fatma.unsent())

        val before = fatma.items()
        assertEquals(1uL, fatma.profile.sync().requests)
        assertEquals(before, fatma.items())
    }

    @Test
    fun `5 observes a colleague's note arrive, and its reading`() = test {
        val (fatma, willemijn) = fatma() to willemijn()
        val timeline = willemijn.profile.observe(Query.timeline(willemijn.emir()))
        timeline.produceIn(this).consume {
            assertEquals(emptyList<String>(), receive().map { it.words })
            val session = willemijn.profile.keepInStep()

            val intent = fatma.write("Laarsje zoek")
            fatma.syncAll()
            val arrived = timeline.until("the note arrives") { it.isNotEmpty() }
            assertEquals(listOf("Laarsje zoek"), arrived.map { it.words })
            assertEquals(listOf(fatma.holder()), arrived.map { it.author })
            // The collection that began before sees it too.
            assertEquals(listOf("Laarsje zoek"), receive().map { it.words })

            val key = fatma.profile.keysOfIntent(intent).single()
            willemijn.profile.execute(CommandRequest.MarkRead(arrived.map { it.key }))
            val read = NoteStatus.ReadBy(listOf(willemijn.holder()))
            fatma.profile.keepInStep().use {
                fatma.profile.observe(Query.statusOfNote(key)).until("it is read", 40.seconds) { it == read }
            }
            session.close()
            assertEquals(emptyList<SyncState>(), session.states.toList())
        }
    }

    @Test
    fun `6 finds what was refused in the inbox, words intact`() = test {
        val fatma = fatma()
        server.settle("kinds_off", "open_item")
        fatma.profile.may(CommandRequest.AddNotes(listOf(openItem("Laarsje zoek", fatma.emir()))))
        fatma.write("Laarsje zoek")
        fatma.profile.observe(Query.inbox()).produceIn(this).consume {
            assertEquals(0, receive().size)
            fatma.profile.sync()

            val item = receive().single()
            assertEquals("Laarsje zoek", item.words)
            val refused = item.status as NoteStatus.Refused
            assertEquals("switched_off", refused.code)
            val sentence = Phrasebook.sentence(SentenceOf.REFUSAL, refused.code, listOf("nl"))
            assertFalse(sentence.isNullOrEmpty())
            assertTrue(fatma.profile.dismiss(item.key))
            assertEquals(0, receive().size)
        }
    }

    private companion object {
        /** 128 and the number of SIGKILL. */
        const val KILLED = 137
    }
}
