// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

package nl.samenspel.kit.notes

import java.time.Instant
import nl.samenspel.ffi.NoteField

/** Spoken about at the door. */
public data class Discussed(
    /** What. */
    val of: List<String>,
) : TypedNote {
    override val type: NoteType<Discussed> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        keys("of", of)
    }

    public companion object : NoteType<Discussed> {
        override val kind: String get() = "discussed"

        override val documents: List<Document>
            get() =
                listOf(
                    Document.DAY_LOG,
                    Document.HANDOVER,
                    Document.JOURNAL,
                    Document.AGREEMENTS,
                    Document.PARENT_DESK,
                    Document.PARENT_CHANNEL,
                )

        override val names: List<String> get() = listOf("of")

        override fun of(values: NoteValues): Discussed? {
            return Discussed(
                of = values.keys("of") ?: return null,
            )
        }
    }
}

/** What somebody read. */
public data class Marks(
    /** Which notes. */
    val read: List<String>,
    /** Roughly when; only a parent's marks have it. */
    val partOfDay: DayPart? = null,
) : TypedNote {
    override val type: NoteType<Marks> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        keys("read", read)
        code("part_of_day", partOfDay?.code)
    }

    public companion object : NoteType<Marks> {
        override val kind: String get() = "marks"

        override val documents: List<Document>
            get() =
                listOf(
                    Document.CHILD_CORE,
                    Document.DAY_LOG,
                    Document.HANDOVER,
                    Document.JOURNAL,
                    Document.CARE_RECORD,
                    Document.AGREEMENTS,
                    Document.PARENT_DESK,
                    Document.PARENT_CHANNEL,
                    Document.TEAM,
                    Document.CIRCLE,
                    Document.GROUP,
                    Document.BOARD,
                    Document.HANDBOOK,
                )

        override val names: List<String> get() = listOf("read", "part_of_day")

        override fun of(values: NoteValues): Marks? {
            return Marks(
                read = values.keys("read") ?: return null,
                partOfDay = values.code("part_of_day", ::DayPart),
            )
        }
    }
}

/** A question; staff may ask parents too. */
public data class Question(
    /** What. */
    val text: String,
    /** What it asks for. */
    val asks: Asks? = null,
    /** What it is about. */
    val topic: Topic? = null,
    /** What the answer may be. */
    val options: String? = null,
    /** Until when an answer helps. */
    val replyBy: Instant? = null,
    /** What it follows from. */
    val about: String? = null,
) : TypedNote {
    override val type: NoteType<Question> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("asks", asks?.code)
        code("topic", topic?.code)
        text("text", text)
        text("options", options)
        moment("reply_by", replyBy)
        key("about", about)
    }

    public companion object : NoteType<Question> {
        override val kind: String get() = "question"

        override val documents: List<Document>
            get() =
                listOf(
                    Document.JOURNAL,
                    Document.PARENT_DESK,
                    Document.PARENT_CHANNEL,
                    Document.TEAM,
                    Document.CIRCLE,
                    Document.HANDOVER,
                    Document.DAY_LOG,
                )

        override val names: List<String>
            get() =
                listOf(
                    "asks",
                    "topic",
                    "text",
                    "options",
                    "reply_by",
                    "about",
                )

        override fun of(values: NoteValues): Question? {
            return Question(
                text = values.text("text") ?: return null,
                asks = values.code("asks", ::Asks),
                topic = values.code("topic", ::Topic),
                options = values.text("options"),
                replyBy = values.moment("reply_by"),
                about = values.key("about"),
            )
        }
    }
}

/** A worry, with somebody who sees to it. */
public data class Concern(
    /** What. */
    val text: String,
    /** What it is about. */
    val topic: Topic? = null,
    /** Who sees to it. */
    val owner: String? = null,
    /** By when there is an answer. */
    val replyBy: Instant? = null,
) : TypedNote {
    override val type: NoteType<Concern> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        text("text", text)
        code("topic", topic?.code)
        id("owner", owner)
        moment("reply_by", replyBy)
    }

    public companion object : NoteType<Concern> {
        override val kind: String get() = "concern"

        override val documents: List<Document>
            get() =
                listOf(
                    Document.JOURNAL,
                    Document.PARENT_DESK,
                    Document.PARENT_CHANNEL,
                    Document.TEAM,
                    Document.CIRCLE,
                )

        override val names: List<String> get() = listOf("text", "topic", "owner", "reply_by")

        override fun of(values: NoteValues): Concern? {
            return Concern(
                text = values.text("text") ?: return null,
                topic = values.code("topic", ::Topic),
                owner = values.id("owner"),
                replyBy = values.moment("reply_by"),
            )
        }
    }
}

/** An answer. */
public data class Reply(
    /** To what. */
    val of: String,
    /** What. */
    val text: String,
) : TypedNote {
    override val type: NoteType<Reply> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        key("of", of)
        text("text", text)
    }

    public companion object : NoteType<Reply> {
        override val kind: String get() = "reply"

        override val documents: List<Document>
            get() =
                listOf(
                    Document.CHILD_CORE,
                    Document.DAY_LOG,
                    Document.HANDOVER,
                    Document.JOURNAL,
                    Document.CARE_RECORD,
                    Document.AGREEMENTS,
                    Document.PARENT_DESK,
                    Document.PARENT_CHANNEL,
                    Document.TEAM,
                    Document.CIRCLE,
                    Document.GROUP,
                )

        override val names: List<String> get() = listOf("of", "text")

        override fun of(values: NoteValues): Reply? {
            return Reply(
                of = values.key("of") ?: return null,
                text = values.text("text") ?: return null,
            )
        }
    }
}

/** Another view, kept side by side with the first. */
public data class SeeItDifferently(
    /** Of what. */
    val of: String,
    /** What. */
    val text: String,
) : TypedNote {
    override val type: NoteType<SeeItDifferently> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        key("of", of)
        text("text", text)
    }

    public companion object : NoteType<SeeItDifferently> {
        override val kind: String get() = "see_it_differently"

        override val documents: List<Document>
            get() =
                listOf(
                    Document.CHILD_CORE,
                    Document.DAY_LOG,
                    Document.HANDOVER,
                    Document.JOURNAL,
                    Document.CARE_RECORD,
                    Document.AGREEMENTS,
                    Document.PARENT_DESK,
                    Document.PARENT_CHANNEL,
                    Document.TEAM,
                    Document.CIRCLE,
                    Document.GROUP,
                )

        override val names: List<String> get() = listOf("of", "text")

        override fun of(values: NoteValues): SeeItDifferently? {
            return SeeItDifferently(
                of = values.key("of") ?: return null,
                text = values.text("text") ?: return null,
            )
        }
    }
}

/** What a note should have said; takes the fields of the kind that it corrects. */
public data class Correction(
    /** Which note. */
    val of: String,
    /** What it should have said: fields of the kind that is corrected. */
    val corrected: List<NoteField> = emptyList(),
) : TypedNote {
    override val type: NoteType<Correction> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        key("of", of)
        others(corrected, names)
    }

    public companion object : NoteType<Correction> {
        override val kind: String get() = "correction"

        override val documents: List<Document>
            get() =
                listOf(
                    Document.CHILD_CORE,
                    Document.DAY_LOG,
                    Document.HANDOVER,
                    Document.JOURNAL,
                    Document.CARE_RECORD,
                    Document.AGREEMENTS,
                    Document.PARENT_DESK,
                    Document.PARENT_CHANNEL,
                    Document.TEAM,
                    Document.CIRCLE,
                    Document.GROUP,
                    Document.BOARD,
                    Document.HANDBOOK,
                )

        override val names: List<String> get() = listOf("of")

        override fun of(values: NoteValues): Correction? {
            return Correction(
                of = values.key("of") ?: return null,
                corrected = values.others(names),
            )
        }
    }
}

/** Takes a note back on every phone. */
public data class Retraction(
    /** Which note. */
    val of: String,
    /** Why. */
    val reason: RetractionReason,
    /** The report of this very note that a manager follows, who was shown nothing else. */
    val reportedIn: String? = null,
) : TypedNote {
    override val type: NoteType<Retraction> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        key("of", of)
        code("reason", reason.code)
        key("reported_in", reportedIn)
    }

    public companion object : NoteType<Retraction> {
        override val kind: String get() = "retraction"

        override val documents: List<Document>
            get() =
                listOf(
                    Document.CHILD_CORE,
                    Document.DAY_LOG,
                    Document.HANDOVER,
                    Document.JOURNAL,
                    Document.CARE_RECORD,
                    Document.AGREEMENTS,
                    Document.PARENT_DESK,
                    Document.PARENT_CHANNEL,
                    Document.TEAM,
                    Document.CIRCLE,
                    Document.GROUP,
                    Document.BOARD,
                    Document.HANDBOOK,
                )

        override val names: List<String> get() = listOf("of", "reason", "reported_in")

        override fun of(values: NoteValues): Retraction? {
            return Retraction(
                of = values.key("of") ?: return null,
                reason = values.code("reason", ::RetractionReason) ?: return null,
                reportedIn = values.key("reported_in"),
            )
        }
    }
}
