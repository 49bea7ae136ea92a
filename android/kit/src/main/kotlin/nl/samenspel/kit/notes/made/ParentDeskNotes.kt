// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

package nl.samenspel.kit.notes

import java.time.Instant
import nl.samenspel.ffi.NoteField

/** How it is at home. Written by parents. */
public data class HomeNote(
    /** What it is about. */
    val topic: HomeTopic,
    /** What. */
    val text: String? = null,
    /** Until when it matters. */
    val expires: Instant? = null,
) : TypedNote {
    override val type: NoteType<HomeNote> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("topic", topic.code)
        text("text", text)
        moment("expires", expires)
    }

    public companion object : NoteType<HomeNote> {
        override val kind: String get() = "home_note"

        override val documents: List<Document>
            get() =
                listOf(
                    Document.PARENT_DESK,
                    Document.PARENT_CHANNEL,
                )

        override val names: List<String> get() = listOf("topic", "text", "expires")

        override fun of(values: NoteValues): HomeNote? {
            return HomeNote(
                topic = values.code("topic", ::HomeTopic) ?: return null,
                text = values.text("text"),
                expires = values.moment("expires"),
            )
        }
    }
}

/** A parent's thanks for a note. Written by parents. */
public data class Thanks(
    /** Which. */
    val of: String,
) : TypedNote {
    override val type: NoteType<Thanks> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        key("of", of)
    }

    public companion object : NoteType<Thanks> {
        override val kind: String get() = "thanks"

        override val documents: List<Document>
            get() =
                listOf(
                    Document.PARENT_DESK,
                    Document.PARENT_CHANNEL,
                )

        override val names: List<String> get() = listOf("of")

        override fun of(values: NoteValues): Thanks? {
            return Thanks(
                of = values.key("of") ?: return null,
            )
        }
    }
}

/** "This helped us." */
public data class Helped(
    /** What. */
    val of: String,
) : TypedNote {
    override val type: NoteType<Helped> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        key("of", of)
    }

    public companion object : NoteType<Helped> {
        override val kind: String get() = "helped"

        override val documents: List<Document>
            get() =
                listOf(
                    Document.PARENT_DESK,
                    Document.PARENT_CHANNEL,
                )

        override val names: List<String> get() = listOf("of")

        override fun of(values: NoteValues): Helped? {
            return Helped(
                of = values.key("of") ?: return null,
            )
        }
    }
}

/** What a family wants the group to know of itself. Written by parents. */
public data class FamilyCard(
    /** Names and how to say them. */
    val names: String? = null,
    /** Customs and holidays. */
    val customs: String? = null,
    /** Languages at home. */
    val languages: String? = null,
    /** Hopes for the child. */
    val hopes: String? = null,
    /** Anything else. */
    val text: String? = null,
) : OneDocumentNote {
    override val type: NoteType<FamilyCard> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        text("names", names)
        text("customs", customs)
        text("languages", languages)
        text("hopes", hopes)
        text("text", text)
    }

    public companion object : NoteType<FamilyCard> {
        override val kind: String get() = "family_card"

        override val documents: List<Document> get() = listOf(Document.PARENT_DESK)

        override val names: List<String>
            get() =
                listOf(
                    "names",
                    "customs",
                    "languages",
                    "hopes",
                    "text",
                )

        override fun of(values: NoteValues): FamilyCard? {
            return FamilyCard(
                names = values.text("names"),
                customs = values.text("customs"),
                languages = values.text("languages"),
                hopes = values.text("hopes"),
                text = values.text("text"),
            )
        }
    }
}

/** A parent's answer. Written by parents. */
public data class PollAnswer(
    /** To which poll. */
    val of: String,
    /** Which line, from 1. From 1 to 20. */
    val choice: Long,
    /** More of it. */
    val text: String? = null,
) : OneDocumentNote {
    override val type: NoteType<PollAnswer> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        key("of", of)
        number("choice", choice)
        text("text", text)
    }

    public companion object : NoteType<PollAnswer> {
        override val kind: String get() = "poll_answer"

        override val documents: List<Document> get() = listOf(Document.PARENT_DESK)

        override val names: List<String> get() = listOf("of", "choice", "text")

        override fun of(values: NoteValues): PollAnswer? {
            return PollAnswer(
                of = values.key("of") ?: return null,
                choice = values.number("choice") ?: return null,
                text = values.text("text"),
            )
        }
    }
}

/** Whether a parent comes. Written by parents. */
public data class EventAnswer(
    /** To which event. */
    val of: String,
    /** Yes, no or maybe. */
    val answer: Coming,
    /** With how many. From 1 to 20. */
    val persons: Long? = null,
    /** Lends a hand. */
    val helps: Boolean? = null,
    /** Other parents of this event may have my contact card. */
    val sharesContact: Boolean? = null,
    /** What the card says, or anything else. */
    val text: String? = null,
) : OneDocumentNote {
    override val type: NoteType<EventAnswer> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        key("of", of)
        code("answer", answer.code)
        number("persons", persons)
        flag("helps", helps)
        flag("shares_contact", sharesContact)
        text("text", text)
    }

    public companion object : NoteType<EventAnswer> {
        override val kind: String get() = "event_answer"

        override val documents: List<Document> get() = listOf(Document.PARENT_DESK)

        override val names: List<String>
            get() =
                listOf(
                    "of",
                    "answer",
                    "persons",
                    "helps",
                    "shares_contact",
                    "text",
                )

        override fun of(values: NoteValues): EventAnswer? {
            return EventAnswer(
                of = values.key("of") ?: return null,
                answer = values.code("answer", ::Coming) ?: return null,
                persons = values.number("persons"),
                helps = values.flag("helps"),
                sharesContact = values.flag("shares_contact"),
                text = values.text("text"),
            )
        }
    }
}
