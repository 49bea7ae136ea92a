// On which threads a collector or a caller goes on. Knows no query.

package nl.samenspel.kit

import kotlin.coroutines.ContinuationInterceptor
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.withContext

/**
 * Waits for the core, and goes on on a thread of the JVM's, also for a caller who is confined to no thread
 * (`Dispatchers.Unconfined`, the eager dispatcher of tests). That one would go on inside the core's call,
 * on a thread of the core's, and hold it up with a screen's work.
 */
internal suspend fun <T> onThreadsOfTheJvm(wait: suspend () -> T): T {
    val context = currentCoroutineContext()
    val dispatcher = context[ContinuationInterceptor] as? CoroutineDispatcher
    val goesOnAnywhere = dispatcher == null || !dispatcher.isDispatchNeeded(context)
    return if (goesOnAnywhere) withContext(Dispatchers.Default) { wait() } else wait()
}
