// Where the tests find what they need: the project, the programs that were built, folders of their own.

package nl.samenspel.kit.testing

import java.io.File
import java.nio.file.Files
import java.nio.file.Path
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.firstOrNull
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.withTimeoutOrNull

/** The project that these tests are of. */
object Project {
    /** Its folder. */
    val folder: File = File(System.getProperty("samenspel.project") ?: "../..").canonicalFile

    /** Where the library and the server's program are. */
    val programs: File =
        File(System.getProperty("samenspel.programs") ?: "$folder/target/release").canonicalFile

    /** The server's program. */
    val server = File(programs, "samenspel")

    /** A fictional location as CSV files. */
    val exampleLocation = File(folder, "examples/location")
}

/** A folder that is gone when the test is. */
class TemporaryFolder : AutoCloseable {
    val path: Path = Files.createTempDirectory("samenspel-")

    override fun close() {
        path.toFile().deleteRecursively()
    }
}

/** Runs a test, and fails where it does not come to an end. */
fun test(atMost: Duration = 90.seconds, work: suspend CoroutineScope.() -> Unit): Unit =
    runBlocking { withTimeout(atMost, work) }

/** The next value for which it is so; fails where none comes in time. */
suspend fun <T> Flow<T>.until(what: String, within: Duration = 10.seconds, isIt: (T) -> Boolean): T {
    // In a box: the value may be nothing.
    val found = withTimeoutOrNull(within) { filter(isIt).map { listOf(it) }.firstOrNull() }
    return (found ?: error("waited in vain, $within: $what")).single()
}

/** Asks again and again until it is so; says what was waited for when it never is. */
suspend fun eventually(what: String, within: Duration = 10.seconds, isSo: suspend () -> Boolean) {
    withTimeoutOrNull(within) { while (!isSo()) delay(20.milliseconds) }
        ?: error("waited in vain, $within: $what")
}
