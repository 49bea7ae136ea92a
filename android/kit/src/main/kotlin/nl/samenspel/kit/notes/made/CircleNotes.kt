// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

package nl.samenspel.kit.notes

import nl.samenspel.ffi.NoteField

/** A trainee's draft, which any professional of the group releases. Written by staff. */
public data class Proposal(
    /** What it would be. */
    val forKind: Proposed,
    /**
     * About whom: it is released into no other child's documents. Only a notice may be for the
     * group.
     */
    val child: String? = null,
    /** Of an observation. */
    val domain: Domain? = null,
    /** Of a pick-up. */
    val moment: GoodMoment? = null,
    /** Of an observation. */
    val seen: String? = null,
    /** Of an observation. */
    val meaning: String? = null,
    /** Of an observation. */
    val next: String? = null,
    /** Of the others. */
    val text: String? = null,
) : OneDocumentNote {
    override val type: NoteType<Proposal> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("for_kind", forKind.code)
        id("child", child)
        code("domain", domain?.code)
        code("moment", moment?.code)
        text("seen", seen)
        text("meaning", meaning)
        text("next", next)
        text("text", text)
    }

    public companion object : NoteType<Proposal> {
        override val kind: String get() = "proposal"

        override val documents: List<Document> get() = listOf(Document.CIRCLE)

        override val names: List<String>
            get() =
                listOf(
                    "for_kind",
                    "child",
                    "domain",
                    "moment",
                    "seen",
                    "meaning",
                    "next",
                    "text",
                )

        override fun of(values: NoteValues): Proposal? {
            return Proposal(
                forKind = values.code("for_kind", ::Proposed) ?: return null,
                child = values.id("child"),
                domain = values.code("domain", ::Domain),
                moment = values.code("moment", ::GoodMoment),
                seen = values.text("seen"),
                meaning = values.text("meaning"),
                next = values.text("next"),
                text = values.text("text"),
            )
        }
    }
}

/** Somebody turns to the manager or the coach, in a circle of those named. */
public data class Escalation(
    /** To whom. */
    val to: EscalatedTo,
    /** Why. */
    val text: String,
    /** The note that it tells of: a manager takes back no other because of it. */
    val about: String? = null,
) : OneDocumentNote {
    override val type: NoteType<Escalation> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("to", to.code)
        text("text", text)
        key("about", about)
    }

    public companion object : NoteType<Escalation> {
        override val kind: String get() = "escalation"

        override val documents: List<Document> get() = listOf(Document.CIRCLE)

        override val names: List<String> get() = listOf("to", "text", "about")

        override fun of(values: NoteValues): Escalation? {
            return Escalation(
                to = values.code("to", ::EscalatedTo) ?: return null,
                text = values.text("text") ?: return null,
                about = values.key("about"),
            )
        }
    }
}
