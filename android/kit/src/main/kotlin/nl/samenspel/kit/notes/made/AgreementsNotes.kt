// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

package nl.samenspel.kit.notes

import java.time.Instant
import nl.samenspel.ffi.NoteField

/** Something agreed between home and group; its text is co-written. */
public data class Agreement(
    /** The first words of it. */
    val text: String,
    /** What it is about. */
    val topic: Topic? = null,
    /** From when. */
    val from: Instant? = null,
    /** When to look at it again. */
    val reviewAt: Instant? = null,
    /** The question that it came of. */
    val about: String? = null,
) : OneDocumentNote {
    override val type: NoteType<Agreement> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("topic", topic?.code)
        text("text", text)
        moment("from", from)
        moment("review_at", reviewAt)
        key("about", about)
    }

    public companion object : NoteType<Agreement> {
        override val kind: String get() = "agreement"

        override val documents: List<Document> get() = listOf(Document.AGREEMENTS)

        override val names: List<String>
            get() =
                listOf(
                    "topic",
                    "text",
                    "from",
                    "review_at",
                    "about",
                )

        override fun of(values: NoteValues): Agreement? {
            return Agreement(
                text = values.text("text") ?: return null,
                topic = values.code("topic", ::Topic),
                from = values.moment("from"),
                reviewAt = values.moment("review_at"),
                about = values.key("about"),
            )
        }
    }
}

/** A talk that is planned. */
public data class Talk(
    /** What for. */
    val purpose: TalkPurpose,
    /** When. */
    val at: Instant? = null,
    /** By phone or in person. */
    val how: TalkForm? = null,
    /** A second member of staff; a sensitive talk is never held alone. */
    val second: String? = null,
    /** Who else is there. */
    val participants: String? = null,
    /** The request that it answers. */
    val about: String? = null,
) : TypedNote {
    override val type: NoteType<Talk> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("purpose", purpose.code)
        moment("at", at)
        code("how", how?.code)
        id("second", second)
        text("participants", participants)
        key("about", about)
    }

    public companion object : NoteType<Talk> {
        override val kind: String get() = "talk"

        override val documents: List<Document>
            get() =
                listOf(
                    Document.AGREEMENTS,
                    Document.PARENT_CHANNEL,
                    Document.TEAM,
                    Document.CIRCLE,
                )

        override val names: List<String>
            get() =
                listOf(
                    "purpose",
                    "at",
                    "how",
                    "second",
                    "participants",
                    "about",
                )

        override fun of(values: NoteValues): Talk? {
            return Talk(
                purpose = values.code("purpose", ::TalkPurpose) ?: return null,
                at = values.moment("at"),
                how = values.code("how", ::TalkForm),
                second = values.id("second"),
                participants = values.text("participants"),
                about = values.key("about"),
            )
        }
    }
}

/** What was said; its text is co-written. */
public data class TalkReport(
    /** The first words of it. */
    val text: String,
    /** When the talk was. */
    val at: Instant? = null,
    /** What for. */
    val purpose: TalkPurpose? = null,
    /** Which talk. */
    val talk: String? = null,
) : TypedNote {
    override val type: NoteType<TalkReport> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        text("text", text)
        moment("at", at)
        code("purpose", purpose?.code)
        key("talk", talk)
    }

    public companion object : NoteType<TalkReport> {
        override val kind: String get() = "talk_report"

        override val documents: List<Document>
            get() =
                listOf(
                    Document.AGREEMENTS,
                    Document.PARENT_CHANNEL,
                )

        override val names: List<String> get() = listOf("text", "at", "purpose", "talk")

        override fun of(values: NoteValues): TalkReport? {
            return TalkReport(
                text = values.text("text") ?: return null,
                at = values.moment("at"),
                purpose = values.code("purpose", ::TalkPurpose),
                talk = values.key("talk"),
            )
        }
    }
}

/** An edit of a co-written text; made by the store, never by hand. */
public data class TextEdit(
    /** Of which text. */
    val agreement: String,
    /** The hash of the text after it. */
    val textHash: List<Byte>,
    /** The hash of its Automerge change. */
    val changeHash: List<Byte>,
    /**
     * The sentences that stand in it in two versions: for each the lines of the other's after `<`,
     * then those of the writer's after `>`.
     */
    val overlaps: String? = null,
) : TypedNote {
    override val type: NoteType<TextEdit> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        key("agreement", agreement)
        bytes("text_hash", textHash)
        bytes("change_hash", changeHash)
        text("overlaps", overlaps)
    }

    public companion object : NoteType<TextEdit> {
        override val kind: String get() = "text_edit"

        override val documents: List<Document>
            get() =
                listOf(
                    Document.AGREEMENTS,
                    Document.PARENT_CHANNEL,
                )

        override val names: List<String>
            get() =
                listOf(
                    "agreement",
                    "text_hash",
                    "change_hash",
                    "overlaps",
                )

        override fun of(values: NoteValues): TextEdit? {
            return TextEdit(
                agreement = values.key("agreement") ?: return null,
                textHash = values.bytes("text_hash") ?: return null,
                changeHash = values.bytes("change_hash") ?: return null,
                overlaps = values.text("overlaps"),
            )
        }
    }
}

/** A person approves a text exactly as it is. */
public data class Approval(
    /** Which text. */
    val agreement: String,
    /** The hash of its words. */
    val textHash: List<Byte>,
    /** The hash of the edits that made it. */
    val editsHash: List<Byte>,
) : TypedNote {
    override val type: NoteType<Approval> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        key("agreement", agreement)
        bytes("text_hash", textHash)
        bytes("edits_hash", editsHash)
    }

    public companion object : NoteType<Approval> {
        override val kind: String get() = "approval"

        override val documents: List<Document>
            get() =
                listOf(
                    Document.AGREEMENTS,
                    Document.PARENT_CHANNEL,
                )

        override val names: List<String> get() = listOf("agreement", "text_hash", "edits_hash")

        override fun of(values: NoteValues): Approval? {
            return Approval(
                agreement = values.key("agreement") ?: return null,
                textHash = values.bytes("text_hash") ?: return null,
                editsHash = values.bytes("edits_hash") ?: return null,
            )
        }
    }
}

/** A point for a talk; parents see the agenda and add to it. */
public data class AgendaItem(
    /** What. */
    val text: String,
    /** What it is about. */
    val topic: Topic? = null,
    /** For which talk. */
    val talk: String? = null,
    /** The observation that it came of. */
    val about: String? = null,
) : TypedNote {
    override val type: NoteType<AgendaItem> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        text("text", text)
        code("topic", topic?.code)
        key("talk", talk)
        key("about", about)
    }

    public companion object : NoteType<AgendaItem> {
        override val kind: String get() = "agenda_item"

        override val documents: List<Document>
            get() =
                listOf(
                    Document.AGREEMENTS,
                    Document.PARENT_CHANNEL,
                    Document.TEAM,
                    Document.CIRCLE,
                )

        override val names: List<String> get() = listOf("text", "topic", "talk", "about")

        override fun of(values: NoteValues): AgendaItem? {
            return AgendaItem(
                text = values.text("text") ?: return null,
                topic = values.code("topic", ::Topic),
                talk = values.key("talk"),
                about = values.key("about"),
            )
        }
    }
}
