// Every kind of tests/kits/note-kinds.json, which the Swift kit runs too: a note of each with every value
// that it can have, as its type.

package nl.samenspel.kit

import java.io.File
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.boolean
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.long
import nl.samenspel.ffi.FieldValue
import nl.samenspel.ffi.NoteField
import nl.samenspel.ffi.NoteSubject
import nl.samenspel.kit.notes.Document
import nl.samenspel.kit.notes.NoteCommon
import nl.samenspel.kit.notes.NoteType
import nl.samenspel.kit.notes.NoteValues
import nl.samenspel.kit.notes.noteTypes
import nl.samenspel.kit.notes.read
import nl.samenspel.kit.notes.request
import nl.samenspel.kit.testing.Project
import nl.samenspel.kit.testing.test
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test

class NoteKindsTest : Contract() {
    private val table =
        Json.parseToJsonElement(File(Project.folder, "tests/kits/note-kinds.json").readText()).jsonObject
    private val id = table.text("id")
    private val common = NoteCommon.of(table.getValue("common").jsonArray.map(::field))
    private val kinds = table.getValue("kinds").jsonArray.map { Case(it.jsonObject) }

    private inner class Case(of: JsonObject) {
        val kind = of.text("kind")
        val type: NoteType<*> = noteTypes.single { it.kind == kind }
        val document = Document.entries.single { it.code == of.text("document") }
        val about = subject(of.text("about"))
        val told = of.getValue("fields").jsonArray.map { it.jsonObject }
        val fields = told.map(::field)

        fun named(marked: String): List<String> =
            told.filter { it.getValue(marked).jsonPrimitive.boolean }.map { it.text("name") }
    }

    private fun JsonObject.text(name: String) = getValue(name).jsonPrimitive.content

    private fun subject(about: String): NoteSubject =
        when (about) {
            "child" -> NoteSubject.Child(id)
            "group" -> NoteSubject.Group(id)
            "child_parent" -> NoteSubject.ChildParent(id, id)
            "case" -> NoteSubject.Case(id)
            else -> NoteSubject.Organisation
        }

    private fun field(of: JsonElement): NoteField {
        val value = of.jsonObject.getValue("value")
        fun list() = value as JsonArray
        return NoteField(
            of.jsonObject.text("name"),
            when (val form = of.jsonObject.text("form")) {
                "text" -> FieldValue.Text(value.jsonPrimitive.content)
                "number" -> FieldValue.Number(value.jsonPrimitive.long)
                "flag" -> FieldValue.Flag(value.jsonPrimitive.boolean)
                "id" -> FieldValue.Id(value.jsonPrimitive.content)
                "notes" -> FieldValue.Notes(list().map { it.jsonPrimitive.content })
                "bytes" -> FieldValue.Bytes(list().map { it.jsonPrimitive.int.toByte() }.toByteArray())
                else -> error("no value is $form")
            },
        )
    }

    @Test
    fun `every kind of the table has a type, and every type its values`() {
        assertEquals(kinds.map { it.kind }, noteTypes.map { it.kind })
        for (case in kinds) {
            val names = case.fields.map { it.name }
            assertEquals(names, case.type.names, case.kind)
            assertEquals(names, case.type.of(NoteValues(case.fields))?.toFields()?.map { it.name }, case.kind)
        }
    }

    @Test
    fun `the library gives back each note with all of its values`() = test {
        val profile = fatma().profile
        for (case in kinds) {
            val note = case.type.of(NoteValues(case.fields))!!
            // A draft: nobody has the right to write every kind.
            profile.saveDraft(profile.newDraftId(), note.request(case.about, case.document, common))
        }
        val kept = profile.ask(Query.drafts()).map { it.note }.associateBy { it.kind }
        assertEquals(kinds.map { it.kind }.toSet(), kept.keys)
        for (case in kinds) {
            val note = kept.getValue(case.kind)
            assertEquals(case.type.of(NoteValues(case.fields)), case.type.read(note.kind, note.fields))
            assertEquals(common, NoteCommon.of(note.fields), case.kind)
            assertEquals(case.about, note.subject, case.kind)
        }
    }

    @Test
    fun `a note without a value that must be there is nothing, and one of another kind`() {
        for (case in kinds) {
            val required = case.named("required")
            for (field in case.fields) {
                val rest = case.type.of(NoteValues(case.fields - field))
                if (field.name in required) assertNull(rest, "${case.kind}.${field.name}") else assertNotNull(rest)
            }
            assertNull(case.type.read("${case.kind}_2", case.fields))
        }
    }

    @Test
    fun `a code of a later version is kept in every list`() {
        for (case in kinds) {
            val codes = case.named("codes")
            val later = case.fields.map { if (it.name in codes) text(it.name, "of_a_later_version") else it }
            val written = case.type.of(NoteValues(later))!!.toFields()
            assertEquals(later.filter { it.name in codes }, written.filter { it.name in codes }, case.kind)
        }
    }
}
