// One open profile: asking, observing, writing and closing. Syncing and the shared device are in the
// files beside. Decides nothing.

package nl.samenspel.kit

import java.util.concurrent.ConcurrentHashMap
import kotlin.coroutines.cancellation.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async
import kotlinx.coroutines.flow.Flow
import nl.samenspel.ffi.CommandRequest
import nl.samenspel.ffi.ExportView
import nl.samenspel.ffi.NoteRequest
import nl.samenspel.ffi.SamenspelException

/**
 * An open profile. After it is closed every call throws [SamenspelException.Store] with the code `closed`,
 * and flows that were collected have ended.
 *
 * `author` is who does something: on a shared device who stands at it; on one's own, nobody need be named.
 */
public class Profile internal constructor(private val core: nl.samenspel.ffi.Profile) : AutoCloseable {
    /** What ends with it: observations and sessions. */
    internal val openParts: MutableSet<AutoCloseable> = ConcurrentHashMap.newKeySet()
    private val closingBegun = Any()
    private var closing: Deferred<Unit>? = null

    @Volatile private var isClosed = false

    /** The id under which it is kept on this device. */
    public val account: String = core.account()

    /** The answer to a query, now. */
    public suspend fun <T> ask(query: Query<T>): T = call { query.asked(it) }

    /**
     * The answer to a query at once, and then whenever it has become another: to who is slow the newest,
     * not every one in between. Each collection observes for itself, and keeps nothing when it ends: with
     * the collector's coroutine, or with the profile.
     */
    public fun <T> observe(query: Query<T>): Flow<T> = observation(this, query)

    /**
     * Does what a person asks: durable on this device when this returns, nothing at all if it is refused.
     * Gives the id of what was done, to ask for its status or to take it back. Cancelled while it waits,
     * it may have been done.
     */
    public suspend fun execute(command: CommandRequest, author: String? = null): String =
        call { it.execute(command, author) }

    /** Writes notes, all or none of them. */
    public suspend fun write(vararg notes: NoteRequest, author: String? = null): String =
        execute(CommandRequest.AddNotes(notes.toList()), author)

    /** Throws what would be thrown if it were done now, as far as this device knows: to grey out a button. */
    public suspend fun may(command: CommandRequest, author: String? = null): Unit =
        call { it.may(command, author) }

    /** The keys of the notes that were written by what was done. */
    public suspend fun keysOfIntent(intent: String): List<String> = call { it.keysOf(intent) }

    /** Takes back what has not left this device yet; it is a draft then. `false` if it may have left. */
    public suspend fun undo(intent: String, author: String? = null): Boolean =
        call { it.undo(intent, author) }

    /** For how many more milliseconds that can be taken back; nothing if it cannot. */
    public suspend fun undoLeftMs(intent: String): Long? = call { it.undoLeftMs(intent) }

    /** A fresh id for a draft. */
    public fun newDraftId(): String = callNow { it.newDraftId() }

    /** A fresh id for somebody who is made known here. */
    public fun newPersonId(): String = callNow { it.newPersonId() }

    /** Keeps a draft as it is now; the same id replaces it. */
    public suspend fun saveDraft(draft: String, note: NoteRequest, author: String? = null): Unit =
        call { it.saveDraft(draft, note, author) }

    /** Throws a draft away. */
    public suspend fun discardDraft(draft: String, author: String? = null): Boolean =
        call { it.discardDraft(draft, author) }

    /** Takes a refused item out of the inbox: its author has read it. */
    public suspend fun dismiss(key: String): Boolean = call { it.dismiss(key) }

    /** Keeps a private reflection, beside a guide card or not. It never leaves this device. */
    public suspend fun reflect(text: String, card: String? = null, author: String? = null): String =
        call { it.reflect(text, card, author) }

    /** Forgets a reflection. */
    public suspend fun forgetReflection(reflection: String, author: String? = null): Boolean =
        call { it.forgetReflection(reflection, author) }

    /** All that a parent may take along about a child and that is on this device: sync first. */
    public suspend fun export(child: String, language: String, viewer: String? = null): ExportView =
        call { it.export(child, language, viewer) }

    /** Looks whether another process, the background worker, changed something, and tells who observes. */
    public suspend fun noticeOtherProcesses(): Boolean = call { it.noticeOtherProcesses() }

    /**
     * Ends every sync and observation; the store closes, and its key is wiped from memory, as soon as
     * nothing reads from it any more. Never blocks. May be called twice.
     */
    override fun close() {
        startClosing()
    }

    /** Closes it, and returns when the store is closed: before it is removed. */
    public suspend fun closeAndWait(): Unit = startClosing().await()

    private fun startClosing(): Deferred<Unit> =
        synchronized(closingBegun) {
            isClosed = true
            // Not the scope of whoever closes it, whose cancellation must not stop it. What follows the
            // core's answer runs on a thread of the JVM's: the core's must not call back into the core.
            closing
                ?: CoroutineScope(SupervisorJob() + Dispatchers.Default)
                    .async(start = CoroutineStart.UNDISPATCHED) { closeCore() }
                    .also { closing = it }
        }

    private suspend fun closeCore() {
        try {
            openParts.forEach(AutoCloseable::close)
            core.closeStore()
        } finally {
            core.destroy()
        }
    }

    /** Asks the core; a call after closing says so. */
    internal suspend fun <T> call(ask: suspend (nl.samenspel.ffi.Profile) -> T): T {
        if (isClosed) throw closed()
        try {
            return onThreadsOfTheJvm { ask(core) }
        } catch (cancelled: CancellationException) {
            throw cancelled
        } catch (gone: IllegalStateException) {
            // It was let go of between the two lines above.
            throw if (isClosed) closed() else gone
        }
    }

    /** The same for a call that waits for nothing. */
    internal fun <T> callNow(ask: (nl.samenspel.ffi.Profile) -> T): T {
        if (isClosed) throw closed()
        try {
            return ask(core)
        } catch (gone: IllegalStateException) {
            throw if (isClosed) closed() else gone
        }
    }

    /** Ends `part` with the profile, also where that is closed at this moment. */
    internal fun <P : AutoCloseable> owning(part: P): P {
        openParts.add(part)
        if (isClosed) part.close()
        return part
    }

    private fun closed() = SamenspelException.Store("closed", emptyList())
}
