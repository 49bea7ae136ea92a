// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

package nl.samenspel.kit.notes

import nl.samenspel.ffi.NoteField

/** What was seen, apart from what it may mean. Written by staff. */
public data class Observation(
    /** Of which domain. */
    val domain: Domain,
    /** The fact. */
    val seen: String,
    /** A reading of it. */
    val meaning: String? = null,
    /** The next step. */
    val next: String? = null,
) : TypedNote {
    override val type: NoteType<Observation> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("domain", domain.code)
        text("seen", seen)
        text("meaning", meaning)
        text("next", next)
    }

    public companion object : NoteType<Observation> {
        override val kind: String get() = "observation"

        override val documents: List<Document>
            get() =
                listOf(
                    Document.JOURNAL,
                    Document.TEAM,
                    Document.CIRCLE,
                )

        override val names: List<String> get() = listOf("domain", "seen", "meaning", "next")

        override fun of(values: NoteValues): Observation? {
            return Observation(
                domain = values.code("domain", ::Domain) ?: return null,
                seen = values.text("seen") ?: return null,
                meaning = values.text("meaning"),
                next = values.text("next"),
            )
        }
    }
}

/** A tip for at home. Written by staff. */
public data class Tip(
    /** What. */
    val text: String,
    /** What it is about. */
    val topic: Topic? = null,
    /** What it follows from. */
    val about: String? = null,
) : TypedNote {
    override val type: NoteType<Tip> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("topic", topic?.code)
        text("text", text)
        key("about", about)
    }

    public companion object : NoteType<Tip> {
        override val kind: String get() = "tip"

        override val documents: List<Document>
            get() =
                listOf(
                    Document.JOURNAL,
                    Document.PARENT_DESK,
                    Document.PARENT_CHANNEL,
                )

        override val names: List<String> get() = listOf("topic", "text", "about")

        override fun of(values: NoteValues): Tip? {
            return Tip(
                text = values.text("text") ?: return null,
                topic = values.code("topic", ::Topic),
                about = values.key("about"),
            )
        }
    }
}
