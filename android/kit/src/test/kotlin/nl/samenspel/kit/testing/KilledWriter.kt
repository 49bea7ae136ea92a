// Opens a profile, writes a note, says so, and waits to be killed: a program for the test that kills it.
// Standard input has four lines: folder, account, key (base 64), child.

package nl.samenspel.kit.testing

import java.nio.file.Path
import java.util.Base64
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.runBlocking
import nl.samenspel.ffi.NoteSubject
import nl.samenspel.kit.Device
import nl.samenspel.kit.InMemoryKeyStore

object KilledWriter {
    @JvmStatic
    fun main(arguments: Array<String>): Unit = runBlocking {
        require(arguments.isEmpty()) { "everything comes by standard input" }
        val (folder, account, key, child) = List(4) { readln() }
        val keys = InMemoryKeyStore()
        keys.keep(account, Base64.getDecoder().decode(key))
        val profile = Device(Path.of(folder), keys).openProfile(account)
        println(profile.write(openItem("Laarsje zoek", NoteSubject.Child(child))))
        System.out.flush()
        awaitCancellation()
    }

    /** Starts it as a process of its own. */
    fun start(vararg lines: String): Process {
        val java = Path.of(System.getProperty("java.home"), "bin", "java").toString()
        val classes =
            System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path")
        val process =
            ProcessBuilder(
                    java,
                    "-cp",
                    classes,
                    "-Djna.library.path=${Project.programs}",
                    KilledWriter::class.java.name,
                )
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
        process.outputStream.bufferedWriter().use { input -> lines.forEach { input.appendLine(it) } }
        return process
    }
}
