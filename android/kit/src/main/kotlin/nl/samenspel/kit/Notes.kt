// Notes to write, in one line each. Knows no kind of note.

package nl.samenspel.kit

import nl.samenspel.ffi.FieldValue
import nl.samenspel.ffi.NoteField
import nl.samenspel.ffi.NoteRequest
import nl.samenspel.ffi.NoteSubject

/** A note of a kind into a document about somebody or something. */
public fun note(
    kind: String,
    document: String,
    about: NoteSubject,
    vararg fields: NoteField,
): NoteRequest = NoteRequest(document, about, kind, fields.toList())

/** A field of text, or of a code. */
public fun text(name: String, value: String): NoteField = NoteField(name, FieldValue.Text(value))

/** A field that is a number, a moment, or a time of the day. */
public fun number(name: String, value: Long): NoteField = NoteField(name, FieldValue.Number(value))

/** A field that is so or not. */
public fun flag(name: String, value: Boolean): NoteField = NoteField(name, FieldValue.Flag(value))

/** A field that is a person or a child. */
public fun id(name: String, value: String): NoteField = NoteField(name, FieldValue.Id(value))

/** A field that names other notes. */
public fun notes(name: String, vararg keys: String): NoteField =
    NoteField(name, FieldValue.Notes(keys.toList()))

/** What a text field holds; nothing if there is no such text. */
public fun List<NoteField>.textOf(name: String): String? =
    firstNotNullOfOrNull { field ->
        (field.value as? FieldValue.Text)?.value?.takeIf { field.name == name }
    }
