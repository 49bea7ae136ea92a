// Does what the background policy decides, for one profile. Decides nothing itself, and knows no
// operating system: that is behind `WakeScheduler` and `Connectivity`.

package nl.samenspel.kit.background

import java.time.Clock
import java.time.Instant
import java.time.LocalDateTime
import java.time.ZoneId
import java.time.temporal.ChronoUnit
import kotlin.coroutines.cancellation.CancellationException
import kotlin.time.Duration
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.async
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import nl.samenspel.ffi.SyncReportView
import nl.samenspel.ffi.SyncState
import nl.samenspel.kit.Connectivity
import nl.samenspel.kit.NetworkState
import nl.samenspel.kit.Profile
import nl.samenspel.kit.Query
import nl.samenspel.kit.StepSession
import nl.samenspel.kit.UnknownConnectivity
import nl.samenspel.kit.backgroundSync
import nl.samenspel.kit.keepInStep

/** Has the app woken by the operating system. */
public interface WakeScheduler {
    /** Asks for one wake with a network, not before [at], in the place of the one that stands by. */
    public suspend fun wake(at: Instant, expedited: Boolean)

    /** Takes back the wake that stands by. */
    public suspend fun takeBack()
}

/**
 * Keeps one profile in step by the background policy, at the hours and in the time zone of its location.
 * The app tells it what happens, and closes it before the profile.
 */
public class AppSync(
    private val profile: Profile,
    private val policy: BackgroundPolicy,
    private val zone: ZoneId,
    private val scheduler: WakeScheduler,
    private val connectivity: Connectivity = UnknownConnectivity,
    private val clock: Clock = Clock.systemUTC(),
) : AutoCloseable {
    /** Held while something is decided, never while it syncs. */
    private val deciding = Mutex()
    private var onScreen = false
    private var network = NetworkState.UNKNOWN
    private var stopped = false
    private var background: Job? = null

    /** The session while the app is on screen, for what a screen says of it. */
    @Volatile
    public var stepping: StepSession? = null
        private set

    /** A network came or went while the app is off screen; on screen it is listened for. */
    public suspend fun network(state: NetworkState, budget: Duration? = null): Boolean {
        deciding.withLock { network = state }
        return happened(Event.NETWORK, budget)
    }

    /**
     * Something happened. Returns when what is to be done about it is done, and says whether something new
     * may make itself heard now. [budget] is the time that the operating system gives. Cancelled, it cancels
     * the sync that it began, and leaves a wake behind.
     */
    public suspend fun happened(event: Event, budget: Duration? = null): Boolean {
        val decision = deciding.withLock {
            note(event)
            val decision = policy.decide(event, situation(budget))
            plan(decision.next)
            when (decision.run) {
                Run.InStep -> step(event)
                Run.Cancel -> background?.cancel()
                Run.Nothing, is Run.BackgroundSync -> Unit
            }
            decision
        }
        (decision.run as? Run.BackgroundSync)?.let { sync(it.deadline) }
        return decision.mayNotify
    }

    /** Ends the session, if there is one. */
    override fun close() {
        stepping?.close()
        stepping = null
    }

    private fun note(event: Event) {
        when (event) {
            Event.FOREGROUND -> onScreen = true
            Event.START -> onScreen = false
            Event.BACKGROUND -> {
                onScreen = false
                close()
            }
            else -> Unit
        }
    }

    private suspend fun step(event: Event) {
        // A background worker of another process may have written meanwhile.
        if (event == Event.FOREGROUND) profile.noticeOtherProcesses()
        val session = stepping
        when {
            session == null -> stepping = profile.keepInStep(connectivity)
            // It hears of commits and of the network by itself.
            event == Event.FOREGROUND || event == Event.HINT -> session.foreground()
        }
    }

    /** One at a time: who comes second waits for the first. */
    private suspend fun sync(deadline: Duration): Unit = supervisorScope {
        val mine = async(start = CoroutineStart.LAZY) { profile.backgroundSync(deadline) }
        val running = deciding.withLock { background ?: mine.also { background = it } }
        if (running !== mine) {
            mine.cancel()
            running.join()
            return@supervisorScope
        }
        try {
            val report =
                try {
                    mine.await()
                } catch (_: CancellationException) {
                    null
                }
            // Whoever waits may have been cancelled; the wake is planned all the same.
            withContext(NonCancellable) { deciding.withLock { plan(after(report)) } }
            ensureActive()
        } finally {
            withContext(NonCancellable) { deciding.withLock { background = null } }
        }
    }

    private suspend fun after(report: SyncReportView?): Wake? {
        if (report == null) return policy.decide(Event.DEADLINE, situation()).next
        stopped = report.state.isStopped
        // What can still be undone leaves at its own time: that is planned below.
        val unfinished = report.unfinished && report.state != SyncState.WAITS_FOR_UNDO
        val retry = if (unfinished || report.failure != null) Duration.ZERO else null
        return policy.decide(Event.SYNC_ENDED, situation(retryAfter = retry)).next
    }

    private suspend fun plan(wake: Wake?) {
        if (wake == null) return scheduler.takeBack()
        val leavesInMs = profile.ask(Query.syncStatus).leavesInMs
        val leaves = leavesInMs?.let { clock.instant().plusMillis(it) }
        val at = maxOf(wake.at.atZone(zone).toInstant(), clock.instant())
        if (leaves != null && leaves < at) scheduler.wake(leaves, expedited = true)
        else scheduler.wake(at, wake.expedited)
    }

    private suspend fun situation(budget: Duration? = null, retryAfter: Duration? = null): Situation {
        val status = profile.ask(Query.syncStatus)
        return Situation(
            now = local(clock.instant()),
            onScreen = onScreen,
            network = network,
            // What can still be undone could not be sent by anybody.
            pending = status.unsent - minOf(status.undoable, status.unsent),
            lastSync = status.dataAsOfMs?.let { local(Instant.ofEpochMilli(it)) },
            budget = budget,
            retryAfter = retryAfter,
            stopped = stopped || status.loggedOut || profile.ask(Query.about) == null,
        )
    }

    private fun local(at: Instant): LocalDateTime =
        LocalDateTime.ofInstant(at, zone).truncatedTo(ChronoUnit.MINUTES)
}

/** Whether no sync will come to anything until somebody does something about it. */
public val SyncState.isStopped: Boolean
    get() =
        when (this) {
            SyncState.DEVICE_REVOKED,
            SyncState.UPDATE_NEEDED,
            SyncState.NOT_ENROLLED,
            SyncState.WRONG_SERVER,
            SyncState.LOGGED_OUT -> true
            SyncState.IDLE,
            SyncState.SYNCING,
            SyncState.WAITING,
            SyncState.WAITS_FOR_UNDO,
            SyncState.WAITS_FOR_SERVER,
            // A manager may confirm it meanwhile.
            SyncState.DEVICE_SUSPENDED,
            SyncState.OFFLINE -> false
        }
