// The platform's clocks, as the core asks for them. Knows no note.

package nl.samenspel.kit

import java.io.File
import java.security.SecureRandom
import nl.samenspel.ffi.PlatformClock
import nl.samenspel.ffi.PlatformException
import nl.samenspel.ffi.PlatformReading

/**
 * Reads the clocks of a JVM. On Android an app gives its own instead: `SystemClock.elapsedRealtime` counts
 * while the device sleeps, and `Settings.Global.BOOT_COUNT` tells one boot from another.
 */
public class SystemClock : PlatformClock {
    private val bootId = currentBootId()

    override fun read(): PlatformReading =
        PlatformReading(
            wallMs = System.currentTimeMillis(),
            bootId = bootId,
            monotonicMs = System.nanoTime() / NANOS_PER_MS,
        )

    private companion object {
        const val NANOS_PER_MS = 1_000_000L
        const val FNV_OFFSET: ULong = 0xcbf29ce484222325u
        const val FNV_PRIME: ULong = 0x100000001b3u

        /**
         * Another number after every start of the device. Without one the monotonic clock says nothing
         * across two processes, so that a random one is better than a constant.
         */
        fun currentBootId(): ULong {
            val text = runCatching { File("/proc/sys/kernel/random/boot_id").readText() }.getOrNull()
            if (text.isNullOrBlank()) return SecureRandom().nextLong().toULong()
            // FNV-1a: it only has to differ, and to be the same in every process.
            return text.trim().fold(FNV_OFFSET) { hash, char ->
                (hash xor char.code.toULong()) * FNV_PRIME
            }
        }
    }
}

/** A clock whose failure is the one that the core expects: it goes on with the time it was told last. */
internal class GuardedClock(private val clock: PlatformClock) : PlatformClock {
    override fun read(): PlatformReading =
        try {
            clock.read()
        } catch (_: Throwable) {
            // Nothing of the JVM's may unwind through the core's frames.
            throw PlatformException.Unexpected()
        }
}
