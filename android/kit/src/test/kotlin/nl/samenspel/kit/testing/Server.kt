// A real `samenspel serve` over the example location, in a temporary folder.

package nl.samenspel.kit.testing

import java.io.File
import java.net.HttpURLConnection
import java.net.ServerSocket
import java.net.URI
import java.util.concurrent.TimeUnit

/** A server with its organisation. */
class Server : AutoCloseable {
    private val folder = TemporaryFolder()
    private val data = File(folder.path.toFile(), "data").path
    private val location = File(folder.path.toFile(), "location")
    private val log = File(folder.path.toFile(), "server.log")
    private var running: Process? = null

    /** The port that it listens on, also after it was started anew. */
    val port: Int = ServerSocket(0).use { it.localPort }

    /** Its address. */
    val url = "http://127.0.0.1:$port"

    init {
        check(Project.server.canExecute()) {
            "no server at ${Project.server}: run `cargo build --release`, or set SAMENSPEL_PROGRAMS"
        }
        Project.exampleLocation.copyRecursively(location)
        command("init", "--name", "De Klimboom")
        command("import", location.path)
        start()
    }

    /** Starts it, and waits until it answers. */
    fun start() {
        running =
            ProcessBuilder(
                    listOf(Project.server.path, "serve", "--listen", "127.0.0.1:$port") +
                        listOf("--metrics-listen", "off", "--data-directory", data) +
                        listOf("--merge-interval-seconds", "1") +
                        listOf("--device-requests-per-minute", "100000") +
                        listOf("--device-requests-burst", "10000"),
                )
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .redirectError(ProcessBuilder.Redirect.appendTo(log))
                .start()
        repeat(READY_TRIES) {
            if (isReady()) return
            Thread.sleep(READY_PAUSE_MS)
        }
        error("the server does not start: ${log.readText()}")
    }

    /** Stops it in order. */
    fun stop() {
        val process = running ?: return
        process.destroy()
        if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) process.destroyForcibly().waitFor()
        running = null
    }

    override fun close() {
        running?.destroyForcibly()?.waitFor()
        folder.close()
    }

    /** An invitation for a person, by the id in people.csv; `url` is the server as their phone sees it. */
    fun invitation(person: String, url: String = this.url): String = invite("--person", person, url)

    /** An invitation for a group's shared device. */
    fun groupInvitation(group: String): String = invite("--group", group, url)

    /** Settles something about the location anew, as its office would: a column of locations.csv. */
    fun settle(column: String, value: String) {
        val file = File(location, "locations.csv")
        val (header, first) = file.readLines()
        val index = header.split(",").indexOf(column)
        check(index >= 0) { "locations.csv has no column $column" }
        // The last column is quoted and holds a comma; those before it are not.
        val fields = first.split(",").toMutableList()
        fields[index] = value
        file.writeText("$header\n${fields.joinToString(",")}\n")
        command("import", file.path)
    }

    private fun invite(whose: String, id: String, url: String): String =
        command("invite", whose, id, "--text-only", "--public-url", url).trim()

    private fun command(vararg arguments: String): String {
        val process =
            ProcessBuilder(listOf(Project.server.path, *arguments, "--data-directory", data))
                .redirectError(ProcessBuilder.Redirect.appendTo(log))
                .start()
        val printed = process.inputStream.bufferedReader().readText()
        val code = process.waitFor()
        check(code == 0) { "samenspel ${arguments.toList()}: $code\n$printed${log.readText()}" }
        return printed
    }

    private fun isReady(): Boolean =
        try {
            val connection = URI("$url/readyz").toURL().openConnection() as HttpURLConnection
            connection.connectTimeout = READY_PAUSE_MS.toInt() * 10
            connection.readTimeout = READY_PAUSE_MS.toInt() * 10
            connection.responseCode == HttpURLConnection.HTTP_OK
        } catch (_: java.io.IOException) {
            false
        }

    private companion object {
        const val READY_TRIES = 500
        const val READY_PAUSE_MS = 20L
        const val STOP_SECONDS_MAX = 10L
    }
}
