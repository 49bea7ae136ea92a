// The values of a note by name and type, in both directions. Knows no kind.

package nl.samenspel.kit.notes

import java.time.Instant
import nl.samenspel.ffi.FieldValue
import nl.samenspel.ffi.NoteField

/** The values of a note, looked up by name; nothing where there is none or one of another type. */
public class NoteValues(private val fields: List<NoteField>) {
    private inline fun <reified V : FieldValue> value(name: String): V? =
        fields.firstOrNull { it.name == name }?.value as? V

    /** Text, a date or a language. */
    public fun text(name: String): String? = value<FieldValue.Text>(name)?.value

    /** A number. */
    public fun number(name: String): Long? = value<FieldValue.Number>(name)?.value

    /** A moment. */
    public fun moment(name: String): Instant? = number(name)?.let(Instant::ofEpochMilli)

    /** Whether it is so. */
    public fun flag(name: String): Boolean? = value<FieldValue.Flag>(name)?.value

    /** The key of one other note. */
    public fun key(name: String): String? = keys(name)?.singleOrNull()

    /** The keys of other notes. */
    public fun keys(name: String): List<String>? = value<FieldValue.Notes>(name)?.keys

    /** A person or a child. */
    public fun id(name: String): String? = value<FieldValue.Id>(name)?.id

    /** Bytes. */
    public fun bytes(name: String): List<Byte>? = value<FieldValue.Bytes>(name)?.value?.toList()

    /** One of a list of codes. */
    public fun <C : NoteCode> code(name: String, of: (String) -> C): C? = text(name)?.let(of)

    /** Several of a list of codes. */
    public fun <C : NoteCode> codes(name: String, of: (String) -> C): List<C>? =
        text(name)?.split(' ')?.filter(String::isNotEmpty)?.map(of)

    /** Values of other names, and not of those that every note may have. */
    internal fun others(than: List<String>): List<NoteField> =
        fields.filter { it.name !in than && it.name !in NoteCommon.names }
}

internal fun noteFields(put: NoteFields.() -> Unit): List<NoteField> =
    NoteFields().apply(put).list.toList()

/** Values as they are written; what is nothing, or a list of nothing, is left out. */
internal class NoteFields {
    val list = mutableListOf<NoteField>()

    private fun put(name: String, value: FieldValue?) {
        value?.let { list.add(NoteField(name, it)) }
    }

    fun text(name: String, value: String?) = put(name, value?.let(FieldValue::Text))

    fun number(name: String, value: Long?) = put(name, value?.let(FieldValue::Number))

    fun moment(name: String, value: Instant?) = number(name, value?.toEpochMilli())

    fun flag(name: String, value: Boolean?) = put(name, value?.let(FieldValue::Flag))

    fun key(name: String, value: String?) = keys(name, value?.let(::listOf))

    fun keys(name: String, value: List<String>?) =
        put(name, value?.takeIf(List<String>::isNotEmpty)?.let(FieldValue::Notes))

    fun id(name: String, value: String?) = put(name, value?.let(FieldValue::Id))

    fun bytes(name: String, value: List<Byte>?) =
        put(name, value?.let { FieldValue.Bytes(it.toByteArray()) })

    fun code(name: String, value: String?) = text(name, value)

    /** Each once, in the order of the list. One that it does not know has a place in a later list: it stays. */
    fun <C : NoteCode> codes(name: String, value: List<C>?, inOrder: List<C>) {
        val chosen = value?.distinct().orEmpty()
        val known = inOrder.filter { it in chosen }.iterator()
        val written = chosen.map { if (it in inOrder) known.next() else it }
        text(name, written.joinToString(" ") { it.code }.takeIf(String::isNotEmpty))
    }

    /** Values of another kind. One of the same name would take this note's own away. */
    fun others(fields: List<NoteField>, than: List<String>) {
        list.addAll(NoteValues(fields).others(than))
    }
}
