// A note as a type of its kind: how one is written, and how one is read. Knows no kind; those are made.

package nl.samenspel.kit.notes

import nl.samenspel.ffi.FieldValue
import nl.samenspel.ffi.NoteField
import nl.samenspel.ffi.NoteRequest
import nl.samenspel.ffi.NoteSubject
import nl.samenspel.ffi.NoteView
import nl.samenspel.ffi.ToldView

/**
 * One of a list of codes. The list is open: what a later version of the app chose is kept and passed on
 * by this one, which has no words for it.
 */
public interface NoteCode {
    /** As it is written. */
    public val code: String
}

/** A note of one kind, with its values as properties. */
public interface TypedNote {
    /** Its kind. */
    public val type: NoteType<*>

    /** Its values as they are written. */
    public fun toFields(): List<NoteField>
}

/** A note of a kind that goes into one kind of document. */
public interface OneDocumentNote : TypedNote

/** A kind of note. */
public interface NoteType<out N : TypedNote> {
    /** Its name. */
    public val kind: String

    /** The documents that take it. */
    public val documents: List<Document>

    /** The names of its values, in the order in which they are read to somebody. */
    public val names: List<String>

    /** A note with these values; nothing if one that must be there is missing or of another kind. */
    public fun of(values: NoteValues): N?
}

/** What every note may have beside its own values. */
public data class NoteCommon(
    /** The language of its text, a BCP 47 tag. */
    val language: String? = null,
    /** The key of the note of the same document that it answers. */
    val repliesTo: String? = null,
    /** The key of the note of another document that it copies. */
    val copiedFrom: String? = null,
    /** Who wrote that. */
    val originalAuthor: String? = null,
    /** The number of the template that it was begun with. */
    val template: Long? = null,
) {
    internal fun toFields(): List<NoteField> = noteFields {
        text("language", language)
        key("replies_to", repliesTo)
        key("copied_from", copiedFrom)
        id("original_author", originalAuthor)
        number("template", template)
    }

    public companion object {
        internal val names =
            listOf("language", "replies_to", "copied_from", "original_author", "template")

        /** What a note has of these. */
        public fun of(fields: List<NoteField>): NoteCommon {
            val values = NoteValues(fields)
            return NoteCommon(
                language = values.text("language"),
                repliesTo = values.key("replies_to"),
                copiedFrom = values.key("copied_from"),
                originalAuthor = values.id("original_author"),
                template = values.number("template"),
            )
        }
    }
}

/** The note as it is written into the one kind of document that takes it. */
public fun OneDocumentNote.request(
    about: NoteSubject,
    common: NoteCommon = NoteCommon(),
): NoteRequest = request(about, type.documents.first(), common)

/** The note as it is written into one of the documents that take it. */
public fun TypedNote.request(
    about: NoteSubject,
    document: Document,
    common: NoteCommon = NoteCommon(),
): NoteRequest {
    require(document in type.documents) { "a ${type.kind} does not go into a ${document.code}" }
    return NoteRequest(document.code, about, type.kind, toFields() + common.toFields())
}

/**
 * What a note of this kind should have said, whole: a value that this one leaves out is taken away. What it
 * is `of` stays as it was. Only the author of the note corrects it.
 */
public fun TypedNote.correcting(
    wrong: NoteView,
    common: NoteCommon = NoteCommon(),
): NoteRequest = correcting(wrong.kind, wrong.key, wrong.document, wrong.subject, common)

/**
 * What a note of this kind should have said, whole: a value that this one leaves out is taken away. What it
 * is `of` stays as it was. Only the author of the note corrects it.
 */
public fun TypedNote.correcting(
    wrong: ToldView,
    common: NoteCommon = NoteCommon(),
): NoteRequest = correcting(wrong.kind, wrong.key, wrong.document, wrong.subject, common)

private fun TypedNote.correcting(
    kind: String,
    key: String,
    document: String,
    about: NoteSubject,
    common: NoteCommon,
): NoteRequest {
    require(kind == type.kind) { "a ${type.kind} does not correct a $kind" }
    val said = toFields()
    val gone = type.names - said.map { it.name }.toSet()
    val correction = Correction(of = key, corrected = said + gone.map { NoteField(it, FieldValue.Empty) })
    return NoteRequest(document, about, Correction.kind, correction.toFields() + common.toFields())
}

/** A note of this kind; nothing if it is of another, or lacks what this version expects of it. */
public fun <N : TypedNote> NoteType<N>.read(kind: String, fields: List<NoteField>): N? =
    if (kind == this.kind) of(NoteValues(fields)) else null

/** A note of this kind; nothing if it is of another, or lacks what this version expects of it. */
public fun <N : TypedNote> NoteType<N>.read(note: NoteView): N? = read(note.kind, note.fields)

/** A note of this kind; nothing if it is of another, or lacks what this version expects of it. */
public fun <N : TypedNote> NoteType<N>.read(told: ToldView): N? = read(told.kind, told.fields)
