// What both kits keep, each with a real server for every test. The tests are in the files beside.

package nl.samenspel.kit

import nl.samenspel.kit.testing.Phone
import nl.samenspel.kit.testing.Server
import nl.samenspel.kit.testing.Wire
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.BeforeEach

/** Each test has a server and an organisation of its own. */
abstract class Contract {
    protected lateinit var server: Server
    private val used = mutableListOf<AutoCloseable>()

    @BeforeEach
    fun serve() {
        server = closedAfterwards(Server())
    }

    @AfterEach
    fun tidy() {
        used.asReversed().forEach(AutoCloseable::close)
        used.clear()
    }

    protected fun <T : AutoCloseable> closedAfterwards(it: T): T = it.also(used::add)

    protected suspend fun blank(): Phone = closedAfterwards(Phone.blank())

    protected suspend fun fatma(): Phone = phone("s002", "Telefoon van Fatma")

    protected suspend fun willemijn(): Phone = phone("s001", "Telefoon van Willemijn")

    protected suspend fun jolanda(): Phone = phone("s003", "Telefoon van Jolanda")

    /** The phone of a person, by the id in people.csv, over a wire if one is given. */
    protected suspend fun phone(person: String, name: String, wire: Wire? = null): Phone =
        closedAfterwards(Phone.enrolled(server.invitation(person, wire?.url ?: server.url), name))
}

/** What is thrown; fails where nothing is, or something else. */
suspend inline fun <reified E : Throwable> thrown(work: suspend () -> Unit): E {
    try {
        work()
    } catch (failure: Throwable) {
        return failure as? E ?: throw failure
    }
    throw AssertionError("nothing was thrown instead of ${E::class}")
}
