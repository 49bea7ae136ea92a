// Notes as types, written and read against a real server's profile. The Swift kit has the same.

package nl.samenspel.kit

import java.time.Instant
import java.time.temporal.ChronoUnit
import nl.samenspel.ffi.NoteField
import nl.samenspel.ffi.NoteSubject
import nl.samenspel.kit.notes.Approval
import nl.samenspel.kit.notes.Correction
import nl.samenspel.kit.notes.Document
import nl.samenspel.kit.notes.DropOff
import nl.samenspel.kit.notes.Handover
import nl.samenspel.kit.notes.Illness
import nl.samenspel.kit.notes.MedicalMatter
import nl.samenspel.kit.notes.Medical
import nl.samenspel.kit.notes.MedicineAgreement
import nl.samenspel.kit.notes.Mood
import nl.samenspel.kit.notes.NoteCommon
import nl.samenspel.kit.notes.NoteType
import nl.samenspel.kit.notes.OpenItem
import nl.samenspel.kit.notes.Presence
import nl.samenspel.kit.notes.Passage
import nl.samenspel.kit.notes.Severity
import nl.samenspel.kit.notes.State
import nl.samenspel.kit.notes.Symptom
import nl.samenspel.kit.notes.TakeOver
import nl.samenspel.kit.notes.Told
import nl.samenspel.kit.notes.TypedNote
import nl.samenspel.kit.notes.correcting
import nl.samenspel.kit.notes.noteTypes
import nl.samenspel.kit.notes.read
import nl.samenspel.kit.notes.request
import nl.samenspel.kit.testing.Phone
import nl.samenspel.kit.testing.test
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test

class TypedNotesTest : Contract() {
    private val now: Instant = Instant.now().truncatedTo(ChronoUnit.MILLIS)

    private suspend fun Phone.keyOf(note: nl.samenspel.ffi.NoteRequest): String =
        profile.keysOfIntent(profile.write(note)).single()

    /** What a phone reads of the note that it wrote. */
    private suspend fun <N : TypedNote> Phone.readBack(type: NoteType<N>, key: String): N? =
        profile.ask(Query.note(key))?.let(type::read)

    @Test
    fun `what is written as a type is read as the same`() = test {
        val fatma = fatma()
        val emir = fatma.emir()
        val group = NoteSubject.Group(fatma.profile.ask(Query.directory).groups.first { it.name == "Zonnetjes" }.id)
        val later = now.plusSeconds(3600)

        val dropOff = DropOff(mood = Mood.TIRED, wokeAt = now, medicine = false, toKnow = "Tandje")
        assertEquals(dropOff, fatma.readBack(DropOff, fatma.keyOf(dropOff.request(emir))))

        val handover = Handover(State.ACT, toDo = "Bellen", toDoBy = later, toDoWho = fatma.holder())
        assertEquals(handover, fatma.readBack(Handover, fatma.keyOf(handover.request(emir))))

        val arrived = Presence(child = emir.child, what = Passage.ARRIVED, at = now, by = "Ayşe")
        assertEquals(arrived, fatma.readBack(Presence, fatma.keyOf(arrived.request(group))))

        // Several codes are written in the order of the list, each once.
        val ill = Illness(
            symptoms = listOf(Symptom.COUGH, Symptom.FEVER, Symptom.COUGH),
            child = emir.child,
            temperatureTenths = 384,
            told = Told.NOT_YET,
        )
        val read = fatma.readBack(Illness, fatma.keyOf(ill.request(group, Document.GROUP)))
        assertEquals(ill.copy(symptoms = listOf(Symptom.FEVER, Symptom.COUGH)), read)

        val pills = MedicineAgreement("Paracetamol", "5 ml", expires = "2027-03-01", firstGivenAtHome = true)
        assertEquals(pills, fatma.readBack(MedicineAgreement, fatma.keyOf(pills.request(emir))))

        val item = fatma.keyOf(OpenItem("Laarsje zoek").request(emir, NoteCommon(language = "nl")))
        val common = NoteCommon.of(fatma.profile.ask(Query.note(item))!!.fields)
        assertEquals(NoteCommon(language = "nl"), common)
        val taken = TakeOver(listOf(item))
        assertEquals(taken, fatma.readBack(TakeOver, fatma.keyOf(taken.request(emir))))
    }

    @Test
    fun `a correction says what a note should have said, as a type`() = test {
        val fatma = fatma()
        val emir = fatma.emir()
        val milk = Medical(MedicalMatter.ALLERGY, "Melk", severity = Severity.MILD)
        val key = fatma.keyOf(milk.request(emir))
        val right = milk.copy(severity = Severity.SEVERE)
        val correction = Correction(of = key, corrected = right.toFields())
        fatma.profile.write(correction.request(emir, Document.CHILD_CORE))
        assertEquals(right, fatma.medical(emir).values.single())
    }

    private suspend fun Phone.medical(child: NoteSubject.Child): Map<String, Medical?> {
        val facts = profile.ask(Query.childPage(child.child)).medical.facts
        return facts.flatMap { it.statements }.associate { it.key to Medical.read(it) }
    }

    @Test
    fun `a correction is whole, and about the note and not about what the note is about`() = test {
        val fatma = fatma()
        val emir = fatma.emir()
        val first = fatma.keyOf(Medical(MedicalMatter.ALLERGY, "Melk").request(emir))
        val milk =
            Medical(MedicalMatter.ALLERGY, "Melk", severity = Severity.MILD, of = listOf(first), text = "Bel ons")
        val second = fatma.keyOf(milk.request(emir))
        val wrong = fatma.profile.ask(Query.note(second))!!
        val right = milk.copy(severity = Severity.SEVERE, text = null)
        fatma.profile.write(right.correcting(wrong, NoteCommon(language = "nl")))
        assertEquals(right, fatma.medical(emir)[second])

        val correction = Correction(of = second, corrected = right.toFields() + text("language", "nl"))
        fatma.profile.write(correction.request(emir, Document.CHILD_CORE))
        assertEquals(0, fatma.profile.ask(Query.note(first))?.correctedBy?.size)
        assertEquals(2, fatma.profile.ask(Query.note(second))?.correctedBy?.size)
        val read = Correction.read("correction", correction.toFields() + text("language", "nl"))
        assertEquals(Correction(second, right.toFields().filter { it.name != "of" }), read)
        assertThrows(IllegalArgumentException::class.java) { OpenItem("Jas").correcting(wrong) }
    }

    @Test
    fun `codes are in the order of their list around those that it does not know, and none is no value`() {
        val later = Symptom("later")
        val ill = Illness(listOf(later, Symptom.COUGH, Symptom.FEVER, Symptom.COUGH, later))
        assertEquals(listOf(text("symptoms", "later fever cough")), ill.toFields())
        assertEquals(emptyList<NoteField>(), Illness(emptyList()).toFields())
        assertEquals(emptyList<NoteField>(), TakeOver(emptyList()).toFields())
    }

    @Test
    fun `what this version does not know is kept, and what is missing is nothing`() {
        val dizzy = listOf(text("mood", "dizzy"))
        assertEquals(DropOff(mood = Mood("dizzy")), DropOff.read("drop_off", dizzy))
        assertEquals(dizzy, DropOff(mood = Mood("dizzy")).toFields())
        assertNull(DropOff.read("pick_up", dizzy))
        assertNull(OpenItem.read("open_item", listOf(text("until", "tomorrow"))))
        val hash = List(32) { it.toByte() }
        val approval = Approval("key", hash, hash)
        assertEquals(approval, Approval.read("approval", approval.toFields()))
        assertThrows(IllegalArgumentException::class.java) {
            OpenItem("Jas").request(NoteSubject.Organisation, Document.BOARD)
        }
        assertEquals(noteTypes.size, noteTypes.map { it.kind }.toSet().size)
    }
}
