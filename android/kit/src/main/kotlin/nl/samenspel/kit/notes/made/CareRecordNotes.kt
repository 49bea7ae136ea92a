// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

package nl.samenspel.kit.notes

import java.time.Instant
import nl.samenspel.ffi.NoteField

/** A medicine was given. Written by staff. */
public data class MedicineDose(
    /** Which. */
    val medicine: String,
    /** How much. */
    val dose: String,
    /** When. */
    val at: Instant,
    /** By whom. */
    val givenBy: String? = null,
    /** Who watched. */
    val checkedBy: String? = null,
    /** On what agreement. */
    val agreement: String? = null,
    /** More of it. */
    val text: String? = null,
) : OneDocumentNote {
    override val type: NoteType<MedicineDose> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        text("medicine", medicine)
        text("dose", dose)
        moment("at", at)
        id("given_by", givenBy)
        id("checked_by", checkedBy)
        key("agreement", agreement)
        text("text", text)
    }

    public companion object : NoteType<MedicineDose> {
        override val kind: String get() = "medicine_dose"

        override val documents: List<Document> get() = listOf(Document.CARE_RECORD)

        override val names: List<String>
            get() =
                listOf(
                    "medicine",
                    "dose",
                    "at",
                    "given_by",
                    "checked_by",
                    "agreement",
                    "text",
                )

        override fun of(values: NoteValues): MedicineDose? {
            return MedicineDose(
                medicine = values.text("medicine") ?: return null,
                dose = values.text("dose") ?: return null,
                at = values.moment("at") ?: return null,
                givenBy = values.id("given_by"),
                checkedBy = values.id("checked_by"),
                agreement = values.key("agreement"),
                text = values.text("text"),
            )
        }
    }
}

/** A second person's own word that a dose was right. Written by staff. */
public data class DoseCheck(
    /** Which dose. */
    val of: String,
) : OneDocumentNote {
    override val type: NoteType<DoseCheck> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        key("of", of)
    }

    public companion object : NoteType<DoseCheck> {
        override val kind: String get() = "dose_check"

        override val documents: List<Document> get() = listOf(Document.CARE_RECORD)

        override val names: List<String> get() = listOf("of")

        override fun of(values: NoteValues): DoseCheck? {
            return DoseCheck(
                of = values.key("of") ?: return null,
            )
        }
    }
}
