// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

package nl.samenspel.kit.notes

import java.time.Instant
import nl.samenspel.ffi.NoteField

/** Sticky, for a group or one child, until it ends. Written by staff. */
public data class Notice(
    /** What. */
    val text: String,
    /** Until when. */
    val until: Instant? = null,
) : TypedNote {
    override val type: NoteType<Notice> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        text("text", text)
        moment("until", until)
    }

    public companion object : NoteType<Notice> {
        override val kind: String get() = "notice"

        override val documents: List<Document> get() = listOf(Document.GROUP, Document.HANDOVER)

        override val names: List<String> get() = listOf("text", "until")

        override fun of(values: NoteValues): Notice? {
            return Notice(
                text = values.text("text") ?: return null,
                until = values.moment("until"),
            )
        }
    }
}

/** A child arrived or left: the head count. Written by staff. */
public data class Presence(
    /** Who. */
    val child: String,
    /** Which of both. */
    val what: Passage,
    /** When. */
    val at: Instant,
    /** Who brought or collected the child. */
    val by: String? = null,
    /** Where the child came from: after-school care has children from school. */
    val origin: Origin? = null,
) : OneDocumentNote {
    override val type: NoteType<Presence> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        id("child", child)
        code("what", what.code)
        moment("at", at)
        text("by", by)
        code("origin", origin?.code)
    }

    public companion object : NoteType<Presence> {
        override val kind: String get() = "presence"

        override val documents: List<Document> get() = listOf(Document.GROUP)

        override val names: List<String> get() = listOf("child", "what", "at", "by", "origin")

        override fun of(values: NoteValues): Presence? {
            return Presence(
                child = values.id("child") ?: return null,
                what = values.code("what", ::Passage) ?: return null,
                at = values.moment("at") ?: return null,
                by = values.text("by"),
                origin = values.code("origin", ::Origin),
            )
        }
    }
}

/** Something happened to a child; never another child's name. Written by staff. */
public data class Incident(
    /** What. */
    val what: IncidentMatter,
    /** To whom, where the document is the group's. */
    val child: String? = null,
    /** When. */
    val at: Instant? = null,
    /** More of it. */
    val text: String? = null,
    /** What was done. */
    val action: IncidentAction? = null,
    /** Whether a parent was told. */
    val told: Told? = null,
) : TypedNote {
    override val type: NoteType<Incident> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        id("child", child)
        code("what", what.code)
        moment("at", at)
        text("text", text)
        code("action", action?.code)
        code("told", told?.code)
    }

    public companion object : NoteType<Incident> {
        override val kind: String get() = "incident"

        override val documents: List<Document> get() = listOf(Document.GROUP, Document.CARE_RECORD)

        override val names: List<String>
            get() =
                listOf(
                    "child",
                    "what",
                    "at",
                    "text",
                    "action",
                    "told",
                )

        override fun of(values: NoteValues): Incident? {
            return Incident(
                what = values.code("what", ::IncidentMatter) ?: return null,
                child = values.id("child"),
                at = values.moment("at"),
                text = values.text("text"),
                action = values.code("action", ::IncidentAction),
                told = values.code("told", ::Told),
            )
        }
    }
}

/** A child is ill. Written by staff. */
public data class Illness(
    /** What it shows by. */
    val symptoms: List<Symptom>,
    /** Who, where the document is the group's. */
    val child: String? = null,
    /** Since when. */
    val at: Instant? = null,
    /** In tenths of a degree Celsius. From 300 to 450. */
    val temperatureTenths: Long? = null,
    /** More of it. */
    val text: String? = null,
    /** What was done. */
    val action: IllnessAction? = null,
    /** Whether a parent was told. */
    val told: Told? = null,
) : TypedNote {
    override val type: NoteType<Illness> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        id("child", child)
        codes("symptoms", symptoms, Symptom.all)
        moment("at", at)
        number("temperature_tenths", temperatureTenths)
        text("text", text)
        code("action", action?.code)
        code("told", told?.code)
    }

    public companion object : NoteType<Illness> {
        override val kind: String get() = "illness"

        override val documents: List<Document> get() = listOf(Document.GROUP, Document.CARE_RECORD)

        override val names: List<String>
            get() =
                listOf(
                    "child",
                    "symptoms",
                    "at",
                    "temperature_tenths",
                    "text",
                    "action",
                    "told",
                )

        override fun of(values: NoteValues): Illness? {
            return Illness(
                symptoms = values.codes("symptoms", ::Symptom) ?: return null,
                child = values.id("child"),
                at = values.moment("at"),
                temperatureTenths = values.number("temperature_tenths"),
                text = values.text("text"),
                action = values.code("action", ::IllnessAction),
                told = values.code("told", ::Told),
            )
        }
    }
}
