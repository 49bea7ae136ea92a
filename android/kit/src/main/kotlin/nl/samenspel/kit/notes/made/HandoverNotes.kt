// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

package nl.samenspel.kit.notes

import java.time.Instant
import nl.samenspel.ffi.NoteField

/** What the next colleague must know of a child. Written by staff. */
public data class Handover(
    /** How the child is doing. */
    val state: State,
    /** In short. */
    val summary: String? = null,
    /** What is to be done. */
    val toDo: String? = null,
    /** By when. */
    val toDoBy: Instant? = null,
    /** By whom. */
    val toDoWho: String? = null,
    /** What to do if something happens. */
    val ifThen: String? = null,
) : OneDocumentNote {
    override val type: NoteType<Handover> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("state", state.code)
        text("summary", summary)
        text("to_do", toDo)
        moment("to_do_by", toDoBy)
        id("to_do_who", toDoWho)
        text("if_then", ifThen)
    }

    public companion object : NoteType<Handover> {
        override val kind: String get() = "handover"

        override val documents: List<Document> get() = listOf(Document.HANDOVER)

        override val names: List<String>
            get() =
                listOf(
                    "state",
                    "summary",
                    "to_do",
                    "to_do_by",
                    "to_do_who",
                    "if_then",
                )

        override fun of(values: NoteValues): Handover? {
            return Handover(
                state = values.code("state", ::State) ?: return null,
                summary = values.text("summary"),
                toDo = values.text("to_do"),
                toDoBy = values.moment("to_do_by"),
                toDoWho = values.id("to_do_who"),
                ifThen = values.text("if_then"),
            )
        }
    }
}

/** "Read, and it is mine now." Written by staff. */
public data class ReadBack(
    /** Which hand-overs. */
    val of: List<String>,
) : OneDocumentNote {
    override val type: NoteType<ReadBack> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        keys("of", of)
    }

    public companion object : NoteType<ReadBack> {
        override val kind: String get() = "read_back"

        override val documents: List<Document> get() = listOf(Document.HANDOVER)

        override val names: List<String> get() = listOf("of")

        override fun of(values: NoteValues): ReadBack? {
            return ReadBack(
                of = values.keys("of") ?: return null,
            )
        }
    }
}

/** Something that stays open until a named colleague closes it. Written by staff. */
public data class OpenItem(
    /** What. */
    val what: String,
    /** Until when it matters. */
    val until: Instant? = null,
) : OneDocumentNote {
    override val type: NoteType<OpenItem> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        text("what", what)
        moment("until", until)
    }

    public companion object : NoteType<OpenItem> {
        override val kind: String get() = "open_item"

        override val documents: List<Document> get() = listOf(Document.HANDOVER)

        override val names: List<String> get() = listOf("what", "until")

        override fun of(values: NoteValues): OpenItem? {
            return OpenItem(
                what = values.text("what") ?: return null,
                until = values.moment("until"),
            )
        }
    }
}

/** Its author does it now. Written by staff. */
public data class TakeOver(
    /** Which items. */
    val of: List<String>,
) : OneDocumentNote {
    override val type: NoteType<TakeOver> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        keys("of", of)
    }

    public companion object : NoteType<TakeOver> {
        override val kind: String get() = "take_over"

        override val documents: List<Document> get() = listOf(Document.HANDOVER)

        override val names: List<String> get() = listOf("of")

        override fun of(values: NoteValues): TakeOver? {
            return TakeOver(
                of = values.keys("of") ?: return null,
            )
        }
    }
}

/** Done. Written by staff. */
public data class CloseItem(
    /** Which items. */
    val of: List<String>,
    /** How it went. */
    val text: String? = null,
) : OneDocumentNote {
    override val type: NoteType<CloseItem> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        keys("of", of)
        text("text", text)
    }

    public companion object : NoteType<CloseItem> {
        override val kind: String get() = "close_item"

        override val documents: List<Document> get() = listOf(Document.HANDOVER)

        override val names: List<String> get() = listOf("of", "text")

        override fun of(values: NoteValues): CloseItem? {
            return CloseItem(
                of = values.keys("of") ?: return null,
                text = values.text("text"),
            )
        }
    }
}
