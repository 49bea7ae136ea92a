// What the boundary costs: a note saved and a query of 100 notes, from Kotlin. Measured with
// -Dsamenspel.measured; otherwise a few times, to see that it runs.

package nl.samenspel.kit

import kotlin.time.TimeSource
import nl.samenspel.kit.testing.openItem
import nl.samenspel.kit.testing.test
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test

class BoundaryTest : Contract() {
    @Test
    fun `a note saved and a query of 100 notes`() = test {
        val phone = fatma()
        server.stop()
        val emir = phone.emir()
        val times = if (System.getProperty("samenspel.measured") != null) MEASURED else NOTES
        val nowhere = "0".repeat(26)
        val saved = medianUs(times) { phone.profile.write(openItem("Laarsje $it zoek", emir)) }
        val queried = medianUs(times) {
            assertEquals(NOTES, phone.profile.ask(Query.timeline(emir, NOTES)).size)
        }
        val asked = medianUs(times) { assertNull(phone.profile.undoLeftMs(nowhere)) }
        val arithmetic = medianUs(times) { phone.profile.newDraftId() }
        println(
            "$times times, medians in us: note saved $saved, timeline of $NOTES $queried, " +
                "an answer of nothing $asked, a call without waiting $arithmetic",
        )
    }

    /** As often before it counts, so that what is measured is compiled. */
    private inline fun medianUs(times: Int, work: (Int) -> Unit): Long {
        val all = List(2 * times) { number ->
            val began = TimeSource.Monotonic.markNow()
            work(number)
            began.elapsedNow().inWholeMicroseconds
        }
        return all.drop(times).sorted()[times / 2]
    }

    private companion object {
        const val NOTES = 100
        const val MEASURED = 1_000
    }
}
