// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

package nl.samenspel.kit.notes

import java.time.Instant
import nl.samenspel.ffi.NoteField

/** Something every parent should know. Written by staff. */
public data class BoardItem(
    /** What, if it is one of these. */
    val code: BoardCode? = null,
    /** In words. */
    val text: String? = null,
    /** When. */
    val at: Instant? = null,
    /** Until when it stays. */
    val until: Instant? = null,
) : OneDocumentNote {
    override val type: NoteType<BoardItem> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("code", code?.code)
        text("text", text)
        moment("at", at)
        moment("until", until)
    }

    public companion object : NoteType<BoardItem> {
        override val kind: String get() = "board_item"

        override val documents: List<Document> get() = listOf(Document.BOARD)

        override val names: List<String> get() = listOf("code", "text", "at", "until")

        override fun of(values: NoteValues): BoardItem? {
            return BoardItem(
                code = values.code("code", ::BoardCode),
                text = values.text("text"),
                at = values.moment("at"),
                until = values.moment("until"),
            )
        }
    }
}

/** A question to all parents of a group. Written by staff. */
public data class Poll(
    /** What is asked. */
    val text: String,
    /** What can be answered, a line each. */
    val options: String,
    /** Until when. */
    val until: Instant? = null,
) : OneDocumentNote {
    override val type: NoteType<Poll> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        text("text", text)
        text("options", options)
        moment("until", until)
    }

    public companion object : NoteType<Poll> {
        override val kind: String get() = "poll"

        override val documents: List<Document> get() = listOf(Document.BOARD)

        override val names: List<String> get() = listOf("text", "options", "until")

        override fun of(values: NoteValues): Poll? {
            return Poll(
                text = values.text("text") ?: return null,
                options = values.text("options") ?: return null,
                until = values.moment("until"),
            )
        }
    }
}

/**
 * Parents are invited. What takes their time needs a poll that asked for it first. Written by
 * staff.
 */
public data class Event(
    /** To what. */
    val what: EventMatter,
    /** What it is called. */
    val title: String,
    /** When it begins. */
    val at: Instant? = null,
    /** When it ends. */
    val until: Instant? = null,
    /** Where. */
    val place: String? = null,
    /** More of it. */
    val text: String? = null,
    /** For how many. From 1 to 500. */
    val places: Long? = null,
    /** Guests from outside; they see no data. */
    val guests: String? = null,
    /** Where hands are needed. */
    val helpWanted: String? = null,
    /** The poll that asked for it. */
    val poll: String? = null,
) : OneDocumentNote {
    override val type: NoteType<Event> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("what", what.code)
        text("title", title)
        moment("at", at)
        moment("until", until)
        text("place", place)
        text("text", text)
        number("places", places)
        text("guests", guests)
        text("help_wanted", helpWanted)
        key("poll", poll)
    }

    public companion object : NoteType<Event> {
        override val kind: String get() = "event"

        override val documents: List<Document> get() = listOf(Document.BOARD)

        override val names: List<String>
            get() =
                listOf(
                    "what",
                    "title",
                    "at",
                    "until",
                    "place",
                    "text",
                    "places",
                    "guests",
                    "help_wanted",
                    "poll",
                )

        override fun of(values: NoteValues): Event? {
            return Event(
                what = values.code("what", ::EventMatter) ?: return null,
                title = values.text("title") ?: return null,
                at = values.moment("at"),
                until = values.moment("until"),
                place = values.text("place"),
                text = values.text("text"),
                places = values.number("places"),
                guests = values.text("guests"),
                helpWanted = values.text("help_wanted"),
                poll = values.key("poll"),
            )
        }
    }
}

/**
 * A parent's card for the other parents of one event, as that parent wrote it. Written by staff.
 */
public data class ContactCard(
    /** For which event. */
    val event: String,
    /** The card. */
    val text: String,
) : OneDocumentNote {
    override val type: NoteType<ContactCard> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        key("event", event)
        text("text", text)
    }

    public companion object : NoteType<ContactCard> {
        override val kind: String get() = "contact_card"

        override val documents: List<Document> get() = listOf(Document.BOARD)

        override val names: List<String> get() = listOf("event", "text")

        override fun of(values: NoteValues): ContactCard? {
            return ContactCard(
                event = values.key("event") ?: return null,
                text = values.text("text") ?: return null,
            )
        }
    }
}
