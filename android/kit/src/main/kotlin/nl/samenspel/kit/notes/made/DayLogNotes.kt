// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

package nl.samenspel.kit.notes

import java.time.Instant
import nl.samenspel.ffi.NoteField

/** What is told at drop-off; a parent may write it at home beforehand. */
public data class DropOff(
    /** The day it is for; without, the day it was written. */
    val forDate: String? = null,
    /** How the child arrives. */
    val mood: Mood? = null,
    /** How the child slept. */
    val slept: Slept? = null,
    /** When the child woke. */
    val wokeAt: Instant? = null,
    /** When the child last ate or drank. */
    val fedAt: Instant? = null,
    /** Who collects today. */
    val collects: String? = null,
    /** And when. */
    val collectsAt: Instant? = null,
    /** When the child may go home alone. */
    val goesAloneAt: Instant? = null,
    /** What is good to know. */
    val toKnow: String? = null,
    /** Whether medicine was given at home. */
    val medicine: Boolean? = null,
) : OneDocumentNote {
    override val type: NoteType<DropOff> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        text("for_date", forDate)
        code("mood", mood?.code)
        code("slept", slept?.code)
        moment("woke_at", wokeAt)
        moment("fed_at", fedAt)
        text("collects", collects)
        moment("collects_at", collectsAt)
        moment("goes_alone_at", goesAloneAt)
        text("to_know", toKnow)
        flag("medicine", medicine)
    }

    public companion object : NoteType<DropOff> {
        override val kind: String get() = "drop_off"

        override val documents: List<Document> get() = listOf(Document.DAY_LOG)

        override val names: List<String>
            get() =
                listOf(
                    "for_date",
                    "mood",
                    "slept",
                    "woke_at",
                    "fed_at",
                    "collects",
                    "collects_at",
                    "goes_alone_at",
                    "to_know",
                    "medicine",
                )

        override fun of(values: NoteValues): DropOff? {
            return DropOff(
                forDate = values.text("for_date"),
                mood = values.code("mood", ::Mood),
                slept = values.code("slept", ::Slept),
                wokeAt = values.moment("woke_at"),
                fedAt = values.moment("fed_at"),
                collects = values.text("collects"),
                collectsAt = values.moment("collects_at"),
                goesAloneAt = values.moment("goes_alone_at"),
                toKnow = values.text("to_know"),
                medicine = values.flag("medicine"),
            )
        }
    }
}

/** What is told at pick-up. Written by staff. */
public data class PickUp(
    /** A good moment. */
    val moment: GoodMoment? = null,
    /** More of it. */
    val text: String? = null,
    /** What to ask for at the door. */
    val keepForDoor: String? = null,
    /** A question, if there is a real one. */
    val question: String? = null,
) : OneDocumentNote {
    override val type: NoteType<PickUp> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("moment", moment?.code)
        text("text", text)
        text("keep_for_door", keepForDoor)
        text("question", question)
    }

    public companion object : NoteType<PickUp> {
        override val kind: String get() = "pick_up"

        override val documents: List<Document> get() = listOf(Document.DAY_LOG)

        override val names: List<String>
            get() =
                listOf(
                    "moment",
                    "text",
                    "keep_for_door",
                    "question",
                )

        override fun of(values: NoteValues): PickUp? {
            return PickUp(
                moment = values.code("moment", ::GoodMoment),
                text = values.text("text"),
                keepForDoor = values.text("keep_for_door"),
                question = values.text("question"),
            )
        }
    }
}

/** A line of the day book. Written by staff. */
public data class DayLog(
    /** What it is about. */
    val what: DayLogMatter,
    /** From when. */
    val from: Instant? = null,
    /** Until when. */
    val to: Instant? = null,
    /** How much, in millilitres. From 0 to 10000. */
    val amount: Long? = null,
    /** What it was. */
    val code: DayLogDetail? = null,
    /** More of it. */
    val text: String? = null,
) : OneDocumentNote {
    override val type: NoteType<DayLog> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("what", what.code)
        moment("from", from)
        moment("to", to)
        number("amount", amount)
        code("code", code?.code)
        text("text", text)
    }

    public companion object : NoteType<DayLog> {
        override val kind: String get() = "day_log"

        override val documents: List<Document> get() = listOf(Document.DAY_LOG)

        override val names: List<String>
            get() =
                listOf(
                    "what",
                    "from",
                    "to",
                    "amount",
                    "code",
                    "text",
                )

        override fun of(values: NoteValues): DayLog? {
            return DayLog(
                what = values.code("what", ::DayLogMatter) ?: return null,
                from = values.moment("from"),
                to = values.moment("to"),
                amount = values.number("amount"),
                code = values.code("code", ::DayLogDetail),
                text = values.text("text"),
            )
        }
    }
}

/** Today is different. */
public data class DayChange(
    /** How. */
    val what: DayDifference,
    /** The day it is for, or the first; without, the day it was written. */
    val forDate: String? = null,
    /** The last day. Each month has an entry of its own, which names the same last day. */
    val untilDate: String? = null,
    /** Why. */
    val reason: DayReason? = null,
    /** What an illness shows by. */
    val symptoms: List<Symptom>? = null,
    /** When. */
    val at: Instant? = null,
    /** Who collects instead. */
    val collects: String? = null,
    /** More of it. */
    val text: String? = null,
) : OneDocumentNote {
    override val type: NoteType<DayChange> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("what", what.code)
        text("for_date", forDate)
        text("until_date", untilDate)
        code("reason", reason?.code)
        codes("symptoms", symptoms, Symptom.all)
        moment("at", at)
        text("collects", collects)
        text("text", text)
    }

    public companion object : NoteType<DayChange> {
        override val kind: String get() = "day_change"

        override val documents: List<Document> get() = listOf(Document.DAY_LOG)

        override val names: List<String>
            get() =
                listOf(
                    "what",
                    "for_date",
                    "until_date",
                    "reason",
                    "symptoms",
                    "at",
                    "collects",
                    "text",
                )

        override fun of(values: NoteValues): DayChange? {
            return DayChange(
                what = values.code("what", ::DayDifference) ?: return null,
                forDate = values.text("for_date"),
                untilDate = values.text("until_date"),
                reason = values.code("reason", ::DayReason),
                symptoms = values.codes("symptoms", ::Symptom),
                at = values.moment("at"),
                collects = values.text("collects"),
                text = values.text("text"),
            )
        }
    }
}
