// What a screen can ask a profile for, once or for as long as it shows it. Knows no screen.

package nl.samenspel.kit

import nl.samenspel.ffi.AgreementView
import nl.samenspel.ffi.DirectoryView
import nl.samenspel.ffi.DraftView
import nl.samenspel.ffi.FaceView
import nl.samenspel.ffi.InboxItemView
import nl.samenspel.ffi.NoteStatus
import nl.samenspel.ffi.NoteSubject
import nl.samenspel.ffi.NoteView
import nl.samenspel.ffi.ProfileView
import nl.samenspel.ffi.ReflectionView
import nl.samenspel.ffi.SyncStatusView
import nl.samenspel.ffi.TimelineRequest
import nl.samenspel.ffi.Topic

/** How often a question is asked again whose answer changes by the clock alone. */
private const val CLOCK_MS = 60_000L

/** A question to a profile, and what makes its answer change. The screens' own are in `Screens.kt`. */
public class Query<out T>
internal constructor(
    internal val topics: List<Topic>,
    /** Asked again after so many milliseconds without a change; never, without. */
    internal val againAfterMs: Long? = null,
    internal val asked: suspend (nl.samenspel.ffi.Profile) -> T,
) {
    /** The questions. */
    public companion object {
        /** Notes about a child, a group or a case, oldest first: the latest, or those before one of them. */
        public fun timeline(request: TimelineRequest): Query<List<NoteView>> =
            on(Topic.NOTES, Topic.STATUS) { it.timeline(request) }

        /** The latest notes about a child, a group or a case, oldest first. */
        public fun timeline(of: NoteSubject, limit: Int = 100): Query<List<NoteView>> {
            require(limit >= 0) { "a limit is not negative" }
            return timeline(TimelineRequest(of, emptyList(), emptyList(), null, limit.toUInt()))
        }

        /** Items that nobody closed. */
        public fun openItems(of: NoteSubject): Query<List<NoteView>> =
            on(Topic.OPEN_ITEMS, Topic.NOTES, Topic.STATUS) { it.openItems(of) }

        /** Notes with all these words, or words that begin like them, the latest first. */
        public fun search(words: String): Query<List<NoteView>> =
            on(Topic.NOTES, Topic.STATUS) { it.search(words) }

        /** One note; nothing if it is not on this device. */
        public fun note(key: String): Query<NoteView?> =
            on(Topic.NOTES, Topic.STATUS) { it.note(key) }

        /**
         * Where something that was done here stands, by what [Profile.execute] gave. It ends at sent, held
         * or refused: [statusOfNote] goes on from there.
         */
        public fun statusOfIntent(intent: String): Query<NoteStatus?> =
            on(Topic.STATUS, Topic.NOTES) { it.status(intent) }

        /** Where a note stands, to its being read and taken over. */
        public fun statusOfNote(key: String): Query<NoteStatus?> =
            on(Topic.STATUS, Topic.NOTES) { it.noteStatus(key) }

        /**
         * What was refused or is held, words intact. On a shared device what a colleague wrote blind is
         * for [viewer], its author, only.
         */
        public fun inbox(viewer: String? = null): Query<List<InboxItemView>> =
            on(Topic.INBOX, Topic.STATUS) { it.inbox(viewer) }

        /** A co-written text, by the note that began it; nothing if it is not on this device. */
        public fun agreement(key: String): Query<AgreementView?> =
            on(Topic.AGREEMENTS, Topic.NOTES, Topic.STATUS) { it.agreement(key) }

        /** The people, children, groups and places that this profile may know. */
        public val directory: Query<DirectoryView> = on(Topic.DIRECTORY) { it.directory() }

        /** Whose the profile is; nothing before it is enrolled. */
        public val about: Query<ProfileView?> = on(Topic.DIRECTORY) { it.about() }

        /** How the device stands towards the server, without asking it. */
        public val syncStatus: Query<SyncStatusView> =
            on(Topic.STATUS, Topic.DOCUMENTS, Topic.DIRECTORY, Topic.NOTES) { it.syncStatus() }

        /** A person's drafts, the latest first. */
        public fun drafts(author: String? = null): Query<List<DraftView>> =
            on(Topic.DRAFTS) { it.drafts(author) }

        /** A person's private reflections, the latest first. They never leave this device. */
        public fun reflections(author: String? = null): Query<List<ReflectionView>> =
            on(Topic.DRAFTS) { it.reflections(author) }

        /** Everybody who may work at a shared device now, by first name. */
        public val faces: Query<List<FaceView>> =
            onTheClock(Topic.FLOOR, Topic.DIRECTORY) { it.faces() }

        /** Who stands at a shared device; nobody once it lay idle. */
        public val atTheDevice: Query<String?> = onTheClock(Topic.FLOOR) { it.atTheDevice() }

        internal fun <T> on(
            vararg topics: Topic,
            ask: suspend (nl.samenspel.ffi.Profile) -> T,
        ): Query<T> = Query(topics.toList(), asked = ask)

        /** One that speaks of now or of today: its answer also changes as the day goes on. */
        internal fun <T> onTheClock(
            vararg topics: Topic,
            ask: suspend (nl.samenspel.ffi.Profile) -> T,
        ): Query<T> = Query(topics.toList(), CLOCK_MS, ask)
    }
}
