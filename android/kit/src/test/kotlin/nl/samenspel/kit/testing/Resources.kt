// What this process holds: memory, files, threads, and what the core holds of the JVM's. Knows no test.

package nl.samenspel.kit.testing

import java.io.File

/** What is in use. */
data class Resources(val residentKb: Long, val files: Int, val threads: Int) {
    companion object {
        /** After what nobody holds was collected. */
        fun now(): Resources {
            repeat(COLLECTIONS) {
                System.gc()
                Thread.sleep(COLLECTION_PAUSE_MS)
            }
            val status = File("/proc/self/status").readLines()
            fun field(name: String) =
                status.first { it.startsWith("$name:") }.filter(Char::isDigit).toLong()
            return Resources(
                residentKb = field("VmRSS"),
                files = File("/proc/self/fd").list().orEmpty().size,
                threads = field("Threads").toInt(),
            )
        }

        private const val COLLECTIONS = 3
        private const val COLLECTION_PAUSE_MS = 30L
    }
}

/**
 * How many objects of the JVM's the core holds, by what for: the generated code counts them and tells
 * nobody, so they are looked up there.
 */
fun heldByTheCore(what: String): Int {
    val converter = Class.forName("nl.samenspel.ffi.FfiConverterType$what")
    val instance = converter.getField("INSTANCE").get(null)
    val handles = converter.methods.first { it.name.startsWith("getHandleMap") }.invoke(instance)
    return handles.javaClass.methods.first { it.name.startsWith("getSize") }.invoke(handles) as Int
}

/** How many calls of the core are being waited for. */
fun callsUnderWay(): Int {
    val functions = Class.forName("nl.samenspel.ffi.Samenspel_ffiKt")
    val handles = functions.methods.first { it.name.startsWith("getUniffiContinuationHandleMap") }.invoke(null)
    return handles.javaClass.methods.first { it.name.startsWith("getSize") }.invoke(handles) as Int
}

/** How many observers the core tells of changes. */
fun observersInTheCore(): Int = heldByTheCore("ChangeObserver")
