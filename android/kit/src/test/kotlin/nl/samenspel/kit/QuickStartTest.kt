// The quick start of the documentation, compiled and run, and word for word the same there.

package nl.samenspel.kit

import java.io.File
import java.nio.file.Path
import kotlinx.coroutines.flow.first
import nl.samenspel.ffi.NoteStatus
import nl.samenspel.ffi.NoteSubject
import nl.samenspel.kit.notes.OpenItem
import nl.samenspel.kit.notes.read
import nl.samenspel.kit.notes.request
import nl.samenspel.kit.testing.Project
import nl.samenspel.kit.testing.TemporaryFolder
import nl.samenspel.kit.testing.test
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

class QuickStartTest : Contract() {
    @Test
    fun `runs against a real server`() = test {
        val folder = closedAfterwards(TemporaryFolder())
        quickStart(folder.path, InMemoryKeyStore(), server.invitation("s002"))
        val colleague = willemijn().profile
        val child = colleague.ask(Query.directory).children.first()
        val items = colleague.ask(Query.openItems(NoteSubject.Child(child.id)))
        assertEquals(listOf(OpenItem("Laarsje zoek")), items.map(OpenItem::read))
    }

    @Test
    fun `is the one in the documentation, and has ten lines`() {
        val sources = File(Project.folder, "android/kit/src")
        val here = File(sources, "test/kotlin/nl/samenspel/kit/QuickStartTest.kt").readText()
        val run = here.substringAfter("// begin\n").substringBefore("// end").trimEnd()
        val documentation = File(sources, "main/kotlin/nl/samenspel/kit/Device.kt").readText()
        val shown = documentation.split(" * ```")[1].trim('\n').lines().map { it.removePrefix(" * ") }
        assertEquals(run.trimIndent(), shown.joinToString("\n").trimIndent())
        assertEquals(10, shown.size)
    }

    private suspend fun quickStart(folder: Path, keys: KeyStore, invitation: String) {
        // begin
        val device = Device(folder, keys)
        device.createProfile().use { profile ->
            profile.enrol(invitation, "Telefoon van Fatma")
            profile.sync()
            val child = NoteSubject.Child(profile.ask(Query.directory).children.first().id)
            val done = profile.write(OpenItem("Laarsje zoek").request(child)) // kept on this device
            profile.keepInStep().use {
                profile.observe(Query.statusOfIntent(done)).first { it == NoteStatus.Sent }
            }
        }
        // end
    }
}
