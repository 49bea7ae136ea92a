// A phone in a test: a device in a folder of its own with one open profile, and the few things that the
// contract tests do with it.

package nl.samenspel.kit.testing

import nl.samenspel.ffi.InboxItemView
import nl.samenspel.ffi.NoteRequest
import nl.samenspel.ffi.NoteSubject
import nl.samenspel.ffi.NoteView
import nl.samenspel.ffi.ProfileHolder
import nl.samenspel.kit.Device
import nl.samenspel.kit.InMemoryKeyStore
import nl.samenspel.kit.Profile
import nl.samenspel.kit.Query
import nl.samenspel.kit.enrol
import nl.samenspel.kit.note
import nl.samenspel.kit.sync
import nl.samenspel.kit.text
import nl.samenspel.kit.textOf

/** A phone of somebody's own, or the shared one of a group. */
class Phone private constructor(
    val folder: TemporaryFolder,
    val keys: InMemoryKeyStore,
    val device: Device,
    val profile: Profile,
) : AutoCloseable {
    override fun close() {
        profile.close()
        device.close()
        folder.close()
    }

    /** Syncs until nothing is left, however many rounds it takes; fails where it cannot. */
    suspend fun syncAll() {
        repeat(SYNCS_MAX) {
            val report = profile.sync()
            check(report.failure == null) { "sync failed: ${report.failure}" }
            if (!report.unfinished) return
        }
        error("sync does not come to an end")
    }

    /** The child Emir, who is in the group Zonnetjes. */
    suspend fun emir(): NoteSubject.Child {
        val children = profile.ask(Query.directory).children
        return NoteSubject.Child(children.single { it.firstName == "Emir" && it.lastName == "Aksoy" }.id)
    }

    /** The id of somebody, by first and last name. */
    suspend fun person(first: String, last: String): String =
        profile.ask(Query.directory).people.single { it.firstName == first && it.lastName == last }.id

    /** Whose profile it is. */
    suspend fun holder(): String = (profile.ask(Query.about)?.holder as ProfileHolder.Person).person

    /** Writes an open item about Emir; gives what was done. */
    suspend fun write(what: String, author: String? = null): String =
        profile.write(openItem(what, emir()), author = author)

    /** The words of the open items about Emir. */
    suspend fun items(): List<String> = profile.ask(Query.openItems(emir())).map { it.words }

    /** How much of what was written here the server does not have. */
    suspend fun unsent(): ULong = profile.ask(Query.syncStatus).unsent

    companion object {
        private const val SYNCS_MAX = 10

        /** One that is nobody's yet. */
        suspend fun blank(): Phone {
            val (folder, keys) = TemporaryFolder() to InMemoryKeyStore()
            val device = Device(folder.path, keys)
            return Phone(folder, keys, device, device.createProfile())
        }

        /** One that is enrolled by an invitation and has synced. */
        suspend fun enrolled(invitation: String, name: String): Phone {
            val phone = blank()
            phone.profile.enrol(invitation, name)
            phone.syncAll()
            return phone
        }
    }
}

/** Something to be done about a child; for staff only, so that it leaves without delay. */
fun openItem(what: String, child: NoteSubject): NoteRequest =
    note("open_item", "handover", child, text("what", what))

/** What it says. */
val NoteView.words: String get() = fields.textOf("what") ?: fields.textOf("text") ?: ""

/** What it says. */
val InboxItemView.words: String get() = fields.textOf("what") ?: fields.textOf("text") ?: ""
