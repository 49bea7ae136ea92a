// What the core did, for the app's own log. Knows no logger.

package nl.samenspel.kit

import nl.samenspel.ffi.LogLine
import nl.samenspel.ffi.LogSink
import nl.samenspel.ffi.PlatformException
import nl.samenspel.ffi.setLogSink

/** The core's log: codes and counts, nothing about a person or a child. One for the whole process. */
public object Log {
    /**
     * From now on lines go to [sink], on threads of the core's; nowhere without one. What it throws is
     * ignored.
     */
    public fun to(sink: ((LogLine) -> Unit)?): Unit = setLogSink(sink?.let(::GuardedSink))
}

private class GuardedSink(private val sink: (LogLine) -> Unit) : LogSink {
    override fun write(line: LogLine) {
        try {
            sink(line)
        } catch (_: Throwable) {
            throw PlatformException.Unexpected()
        }
    }
}
