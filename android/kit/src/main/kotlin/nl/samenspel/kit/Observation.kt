// An answer that is kept up to date. Knows no query.

package nl.samenspel.kit

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.withTimeoutOrNull
import nl.samenspel.ffi.ChangeObserver
import nl.samenspel.ffi.SamenspelException
import nl.samenspel.ffi.Topic

/** The answers to a query, from when it is collected until the collector or the profile ends. */
internal fun <T> observation(profile: Profile, query: Query<T>): Flow<T> =
    flow {
        // Before the first answer, so that no change between the two is missed.
        Changes(profile, query.topics).use { changes ->
            do {
                val answer =
                    try {
                        profile.ask(query)
                    } catch (failure: SamenspelException.Store) {
                        // Closed while it was collected: nothing changes any more.
                        if (failure.code == "closed") break else throw failure
                    }
                emit(answer)
            } while (changes.next(query.againAfterMs))
        }
    }.distinctUntilChanged()

/** The changes of some topics: a subscription that ends with it, or with its profile. */
internal class Changes(private val profile: Profile, topics: List<Topic>) : AutoCloseable {
    private val signals = Channel<Unit>(Channel.CONFLATED)
    private var isClosed = false

    // The observer holds the channel alone: what the core keeps leads back to nobody.
    private val subscription = profile.callNow { it.observe(topics, Signal(signals)) }

    init {
        profile.owning(this)
    }

    /** Waits for the next change, at most for so long; `false` when there will be none. */
    suspend fun next(atMostMs: Long?): Boolean =
        if (atMostMs == null) next() else withTimeoutOrNull(atMostMs) { next() } ?: true

    private suspend fun next(): Boolean = onThreadsOfTheJvm { signals.receiveCatching().isSuccess }

    /** The collector and the profile may close it at the same time: who comes second waits for the first. */
    @Synchronized
    override fun close() {
        if (isClosed) return
        isClosed = true
        profile.openParts.remove(this)
        signals.close()
        // Destroying it cancels it too, but not before a call of it that is under way has ended.
        subscription.cancel()
        subscription.destroy()
    }
}

/** Told by the core on a thread of its own; returns at once. */
private class Signal(private val signals: Channel<Unit>) : ChangeObserver {
    override fun changed(topics: List<Topic>) {
        // To a channel that is closed it tells nobody.
        signals.trySend(Unit)
    }
}
