// What the boundary costs: a note saved and a query of 100 notes, from Kotlin. Measured with
// -Dsamenspel.measured; otherwise a few times, to see that it runs.

package nl.samenspel.kit

import kotlin.time.TimeSource
import nl.samenspel.kit.testing.openItem
import nl.samenspel.kit.testing.test
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

class BoundaryTest : Contract() {
    @Test
    fun `a note saved and a query of 100 notes`() = test {
        val phone = fatma()
        server.stop()
        val emir = phone.emir()
        val times = if (System.getProperty("samenspel.measured") != null) MEASURED else NOTES
        val saved = List(times) { number ->
            microseconds { phone.profile.write(openItem("Laarsje $number zoek", emir)) }
        }
        val queried = List(times) {
            microseconds { assertEquals(NOTES, phone.profile.ask(Query.timeline(emir, NOTES)).size) }
        }
        val arithmetic = List(times) { microseconds { phone.profile.newDraftId() } }
        println(
            "$times times, medians: note saved ${median(saved)} us, " +
                "timeline of $NOTES ${median(queried)} us, a call that does nothing ${median(arithmetic)} us",
        )
    }

    private inline fun microseconds(work: () -> Unit): Long {
        val began = TimeSource.Monotonic.markNow()
        work()
        return began.elapsedNow().inWholeMicroseconds
    }

    private fun median(values: List<Long>): Long = values.sorted()[values.size / 2]

    private companion object {
        const val NOTES = 100
        const val MEASURED = 1_000
    }
}
