// When an app syncs by itself: the rules of docs/background-policy.md as plain logic. Knows no clock,
// no timer and no server.

package nl.samenspel.kit.background

import java.time.LocalDateTime
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import nl.samenspel.kit.NetworkState

/** What happened to an app. */
public enum class Event {
    /** The process began, not on screen. */
    START,

    /** The app came on screen. */
    FOREGROUND,

    /** The app left the screen. */
    BACKGROUND,

    /** A note was kept on this device. */
    COMMIT,

    /** A network came or went. */
    NETWORK,

    /** A push message said that there is something new. */
    HINT,

    /** The operating system runs the wake that was asked for. */
    WAKE,

    /** The operating system wants its time back. */
    DEADLINE,

    /** A background sync came to its end. */
    SYNC_ENDED,
}

/**
 * What there is to know when it happens.
 *
 * @property now the time at the location, to the minute.
 * @property onScreen whether somebody sees the app.
 * @property network whether there is a network.
 * @property pending how much of what was written here the server does not have.
 * @property lastSync when the last complete sync was; nothing before the first.
 * @property budget the time that the operating system gives; nothing if it gives none now.
 * @property retryAfter at the end of a sync that did not finish: how long to wait.
 * @property stopped the device was revoked, is not enrolled, or must be updated.
 */
public data class Situation(
    val now: LocalDateTime,
    val onScreen: Boolean = false,
    val network: NetworkState = NetworkState.UNKNOWN,
    val pending: ULong = 0u,
    val lastSync: LocalDateTime? = null,
    val budget: Duration? = null,
    val retryAfter: Duration? = null,
    val stopped: Boolean = false,
)

/** What to do at once. */
public sealed interface Run {
    /** Nothing. */
    public data object Nothing : Run

    /** Keep in step with the server, and pass the event on to what does. */
    public data object InStep : Run

    /** The one call with a deadline. */
    public data class BackgroundSync(val deadline: Duration) : Run

    /** Cancel the background sync that is under way. */
    public data object Cancel : Run
}

/**
 * When the operating system is asked to wake the app, with a network.
 *
 * @property at not before that minute.
 * @property expedited in a hurry, where the system knows such a thing.
 */
public data class Wake(val at: LocalDateTime, val expedited: Boolean = false)

/**
 * What an app does.
 *
 * @property run at once.
 * @property next replaces the wake that stands by; nothing takes it back.
 * @property mayNotify whether something new may make itself heard now.
 */
public data class Decision(val run: Run, val next: Wake?, val mayNotify: Boolean)

/**
 * Decides what an app does about syncing when something happens to it.
 *
 * @property hours when its user wants to be left in peace.
 */
public data class BackgroundPolicy(val hours: WorkingHours) {
    /** What to do when something happens. */
    public fun decide(event: Event, situation: Situation): Decision {
        val (run, next) =
            if (situation.stopped) {
                (if (event == Event.DEADLINE) Run.Cancel else Run.Nothing) to null
            } else {
                Judged(situation, hours).runAndNext(event)
            }
        return Decision(run, next, hours.isLoud(situation.now))
    }

    internal companion object {
        /** How long a complete sync is good for. */
        const val REGULAR_MINUTES = 60L

        /** The shortest time until another try. */
        const val RETRY_MINUTES_MIN = 15L

        /** In less than this it is not worth beginning. */
        val BUDGET_MIN = 3.seconds

        /** The core ends so much before the operating system does. */
        val BUDGET_MARGIN = 1.seconds
    }
}

/** A situation, and what follows from it. */
private class Judged(private val it: Situation, private val hours: WorkingHours) {
    private val hasUnsent = it.pending > 0u
    private val isLoud = hours.isLoud(it.now)
    private val retry = it.now.plusMinutes(BackgroundPolicy.RETRY_MINUTES_MIN)

    /** When what is here is no longer good; at once if there is nothing yet. */
    private val regular = it.lastSync?.plusMinutes(BackgroundPolicy.REGULAR_MINUTES) ?: it.now

    /** In case the process is killed, or nothing else happens. */
    private val standby =
        if (hasUnsent) Wake(retry) else Wake(hours.firstLoud(maxOf(retry, regular)))

    /** When there is no time or no network to do it now. */
    private val due =
        if (hasUnsent) Wake(it.now, expedited = true) else Wake(hours.firstLoud(maxOf(it.now, regular)))

    fun runAndNext(event: Event): Pair<Run, Wake> =
        when (event) {
            Event.DEADLINE -> Run.Cancel to standby
            Event.SYNC_ENDED -> Run.Nothing to afterSync()
            Event.START -> if (it.onScreen) Run.InStep to standby else Run.Nothing to due
            Event.FOREGROUND -> Run.InStep to standby
            Event.BACKGROUND -> syncIf(hasUnsent, otherwise = due)
            Event.COMMIT -> onScreenOr { syncIf(hasUnsent, otherwise = due) }
            Event.NETWORK -> onScreenOr { syncIf(hasUnsent || isLoud && regular <= it.now, otherwise = due) }
            Event.HINT -> onScreenOr { hinted() }
            Event.WAKE -> syncIf(hasUnsent || isLoud, otherwise = standby)
        }

    private fun hinted(): Pair<Run, Wake> =
        if (hasUnsent || isLoud) {
            syncIf(true, otherwise = Wake(it.now, expedited = true))
        } else {
            Run.Nothing to Wake(hours.firstLoud(it.now))
        }

    private inline fun onScreenOr(offScreen: () -> Pair<Run, Wake>): Pair<Run, Wake> =
        if (it.onScreen) Run.InStep to standby else offScreen()

    private fun afterSync(): Wake {
        if (!hasUnsent && it.retryAfter == null) return standby
        val wait = maxOf(BackgroundPolicy.RETRY_MINUTES_MIN, (it.retryAfter ?: Duration.ZERO).minutesUp())
        val at = it.now.plusMinutes(wait)
        return Wake(if (hasUnsent) at else hours.firstLoud(at))
    }

    /** Syncs if it is wanted and possible; `otherwise` stands by in the other case. */
    private fun syncIf(wanted: Boolean, otherwise: Wake): Pair<Run, Wake> {
        val budget = it.budget?.takeIf { budget -> budget >= BackgroundPolicy.BUDGET_MIN }
        if (!wanted || budget == null || it.network == NetworkState.DOWN) return Run.Nothing to otherwise
        return Run.BackgroundSync(budget - BackgroundPolicy.BUDGET_MARGIN) to standby
    }
}

/** In minutes, rounded up, and never more than a year has. */
private fun Duration.minutesUp(): Long {
    val minutes = inWholeMinutes
    val more = if (this > (minutes * MS_PER_MINUTE).milliseconds) 1 else 0
    return minOf(minutes + more, MINUTES_PER_YEAR)
}

private const val MS_PER_MINUTE = 60_000L
private const val MINUTES_PER_YEAR = 366L * 24 * 60
