// Keeping in step with the server while the app is on screen. Knows no screen.

package nl.samenspel.kit

import java.util.concurrent.atomic.AtomicBoolean
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.launchIn
import kotlinx.coroutines.flow.onEach
import nl.samenspel.ffi.SyncSession
import nl.samenspel.ffi.SyncState

/** A sync that goes on until it is closed. It hears of own commits by itself, and of the network. */
public class StepSession
internal constructor(
    private val profile: Profile,
    private val core: SyncSession,
    connectivity: Connectivity,
) : AutoCloseable {
    private val isClosed = AtomicBoolean()
    private val listening = CoroutineScope(SupervisorJob() + Dispatchers.Default)

    init {
        connectivity.isUp
            .onEach { up -> ifOpen { it.network(up) } }
            // Without word of the network it is tried for.
            .catch {}
            .launchIn(listening)
    }

    /** What a screen may say now, and every change of it; ends with the session. */
    public val states: Flow<SyncState> = flow {
        var state: SyncState? = ifOpen { it.state() }
        while (state != null) {
            emit(state)
            val seen = state
            state = ifOpen { onThreadsOfTheJvm { it.stateAfter(seen) } }
        }
    }

    /** The user asks for it, or the app came on screen. */
    public fun foreground() {
        ifOpen { it.foreground() }
    }

    /** Ends it; what was under way is as it was before. May be called twice. */
    override fun close() {
        if (!isClosed.compareAndSet(false, true)) return
        profile.openParts.remove(this)
        listening.cancel()
        core.cancel()
        core.destroy()
    }

    /** After it is closed there is nothing to be asked, and nobody to be told. */
    private inline fun <T> ifOpen(ask: (SyncSession) -> T): T? {
        if (isClosed.get()) return null
        return try {
            ask(core)
        } catch (gone: IllegalStateException) {
            // Closed between the two lines above; a cancelled coroutine is another matter.
            if (gone is kotlin.coroutines.cancellation.CancellationException || !isClosed.get()) throw gone
            null
        }
    }
}
