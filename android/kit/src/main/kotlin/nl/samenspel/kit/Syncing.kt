// Enrolling, syncing and leaving; a cancelled coroutine cancels what it waits for. Knows no note.

package nl.samenspel.kit

import kotlin.coroutines.cancellation.CancellationException
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import nl.samenspel.ffi.LoggedOutView
import nl.samenspel.ffi.SamenspelException
import nl.samenspel.ffi.SyncReportView
import nl.samenspel.ffi.SyncTask

/** How long who was cancelled waits for the core to have ended, so that nothing goes on behind them. */
private val ENDING_MAX = 500.milliseconds

/**
 * Enrols by an invitation, as scanned or typed; [deviceName] is what its holder calls the device.
 * Cancelled, it can be tried again with the same invitation.
 */
public suspend fun Profile.enrol(invitation: String, deviceName: String) {
    currentCoroutineContext().ensureActive()
    callNow { it.enrol(invitation, deviceName) }.use { task ->
        cancelling(task::cancel, task::wait)
    }
}

/**
 * Syncs until there is nothing more to do at once. A failure is in the report, not thrown: what was
 * written is kept, and the next sync takes it up.
 */
public suspend fun Profile.sync(): SyncReportView = report { it.sync() }

/**
 * Syncs, trying again after failures, and returns before the deadline with what it managed: the one call
 * of a background worker. When the operating system wants its time back, it cancels the coroutine.
 */
public suspend fun Profile.backgroundSync(deadline: Duration): SyncReportView = report {
    it.backgroundSync(deadline.inWholeMilliseconds.coerceAtLeast(0).toULong())
}

/** Keeps in step with the server while the app is on screen, until the session or the profile is closed. */
public fun Profile.keepInStep(connectivity: Connectivity = UnknownConnectivity): StepSession =
    owning(StepSession(this, callNow { it.keepInStep() }, connectivity))

/**
 * The app leaves the screen: every sync ends soon and none begins until it resumes, so that a suspended
 * process holds no lock. Writing and reading go on.
 */
public fun Profile.pause(): Unit = callNow { it.pause() }

/** Syncs may begin again. */
public fun Profile.resume(): Unit = callNow { it.resume() }

/**
 * Logs out. What is not sent yet is a reason to refuse (`store: unsent`), or it stays, sealed, for the
 * next log-in of the same person. After it every command, query and sync gives `store: logged_out`, also when
 * the profile is opened again; [Query.syncStatus] still tells. When nothing is left, close the profile and
 * remove it.
 */
public suspend fun Profile.logOut(keepUnsent: Boolean): LoggedOutView =
    call { it.logOut(keepUnsent) }

/**
 * The same person logs in again after [logOut] kept something: the next sync sends it and fetches the rest.
 * Ask the platform for its owner first, as when the app unlocks.
 */
public suspend fun Profile.logIn(): Unit = call { it.logIn() }

private suspend fun Profile.report(begin: (nl.samenspel.ffi.Profile) -> SyncTask): SyncReportView {
    currentCoroutineContext().ensureActive()
    return callNow(begin).use { task -> cancelling(task::cancel, task::wait) }
}

/** Waits for what runs in the core; cancelled, it cancels that, and waits a moment for its end. */
private suspend fun <T> cancelling(cancel: () -> Unit, wait: suspend () -> T): T =
    try {
        onThreadsOfTheJvm(wait)
    } catch (cancelled: CancellationException) {
        cancel()
        withContext(NonCancellable) {
            withTimeoutOrNull(ENDING_MAX) {
                try {
                    wait()
                } catch (_: SamenspelException) {
                    // How it ended is of no use to anybody.
                }
            }
        }
        throw cancelled
    }
