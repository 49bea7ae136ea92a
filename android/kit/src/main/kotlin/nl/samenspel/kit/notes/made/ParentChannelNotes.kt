// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

package nl.samenspel.kit.notes

import java.time.Instant
import nl.samenspel.ffi.NoteField

/** "I would like to talk": never about what exactly. */
public data class TalkRequest(
    /** A rough subject. */
    val subject: TalkSubject,
    /** How soon. */
    val urgency: Urgency,
    /** By phone or in person. */
    val how: TalkForm,
    /** When it suits. */
    val times: String? = null,
) : OneDocumentNote {
    override val type: NoteType<TalkRequest> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("subject", subject.code)
        code("urgency", urgency.code)
        code("how", how.code)
        text("times", times)
    }

    public companion object : NoteType<TalkRequest> {
        override val kind: String get() = "talk_request"

        override val documents: List<Document> get() = listOf(Document.PARENT_CHANNEL)

        override val names: List<String> get() = listOf("subject", "urgency", "how", "times")

        override fun of(values: NoteValues): TalkRequest? {
            return TalkRequest(
                subject = values.code("subject", ::TalkSubject) ?: return null,
                urgency = values.code("urgency", ::Urgency) ?: return null,
                how = values.code("how", ::TalkForm) ?: return null,
                times = values.text("times"),
            )
        }
    }
}

/** The answer to a request, an offer or a proposed talk. */
public data class TalkAnswer(
    /** To what. */
    val of: String,
    /** Yes, no or later. */
    val answer: YesNoLater,
    /** When the talk is. */
    val at: Instant? = null,
    /** By phone or in person. */
    val how: TalkForm? = null,
    /** Not to be asked again before. */
    val until: Instant? = null,
    /** More of it. */
    val text: String? = null,
) : TypedNote {
    override val type: NoteType<TalkAnswer> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        key("of", of)
        code("answer", answer.code)
        moment("at", at)
        code("how", how?.code)
        moment("until", until)
        text("text", text)
    }

    public companion object : NoteType<TalkAnswer> {
        override val kind: String get() = "talk_answer"

        override val documents: List<Document>
            get() =
                listOf(
                    Document.PARENT_CHANNEL,
                    Document.AGREEMENTS,
                )

        override val names: List<String>
            get() =
                listOf(
                    "of",
                    "answer",
                    "at",
                    "how",
                    "until",
                    "text",
                )

        override fun of(values: NoteValues): TalkAnswer? {
            return TalkAnswer(
                of = values.key("of") ?: return null,
                answer = values.code("answer", ::YesNoLater) ?: return null,
                at = values.moment("at"),
                how = values.code("how", ::TalkForm),
                until = values.moment("until"),
                text = values.text("text"),
            )
        }
    }
}

/** A talk or visit that is offered, lightly. Written by staff. */
public data class Offer(
    /** What. */
    val what: Offered,
    /** More of it. */
    val text: String? = null,
) : OneDocumentNote {
    override val type: NoteType<Offer> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("what", what.code)
        text("text", text)
    }

    public companion object : NoteType<Offer> {
        override val kind: String get() = "offer"

        override val documents: List<Document> get() = listOf(Document.PARENT_CHANNEL)

        override val names: List<String> get() = listOf("what", "text")

        override fun of(values: NoteValues): Offer? {
            return Offer(
                what = values.code("what", ::Offered) ?: return null,
                text = values.text("text"),
            )
        }
    }
}

/** How a parent and the mentor keep in touch. */
public data class ContactPlan(
    /** How often. */
    val rhythm: ContactRhythm,
    /** Where. */
    val channel: Channel? = null,
    /** How much the parent wants to read. */
    val detail: Detail? = null,
    /** When it suits. */
    val times: String? = null,
    /** Whether tips for upbringing are welcome. */
    val tips: Boolean? = null,
    /** No messages from this time of day. From 0 to 1439. */
    val quietFrom: Long? = null,
    /** Until this one. From 0 to 1439. */
    val quietUntil: Long? = null,
    /** No offers until then. */
    val declinedUntil: Instant? = null,
) : OneDocumentNote {
    override val type: NoteType<ContactPlan> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("rhythm", rhythm.code)
        code("channel", channel?.code)
        code("detail", detail?.code)
        text("times", times)
        flag("tips", tips)
        number("quiet_from", quietFrom)
        number("quiet_until", quietUntil)
        moment("declined_until", declinedUntil)
    }

    public companion object : NoteType<ContactPlan> {
        override val kind: String get() = "contact_plan"

        override val documents: List<Document> get() = listOf(Document.PARENT_CHANNEL)

        override val names: List<String>
            get() =
                listOf(
                    "rhythm",
                    "channel",
                    "detail",
                    "times",
                    "tips",
                    "quiet_from",
                    "quiet_until",
                    "declined_until",
                )

        override fun of(values: NoteValues): ContactPlan? {
            return ContactPlan(
                rhythm = values.code("rhythm", ::ContactRhythm) ?: return null,
                channel = values.code("channel", ::Channel),
                detail = values.code("detail", ::Detail),
                times = values.text("times"),
                tips = values.flag("tips"),
                quietFrom = values.number("quiet_from"),
                quietUntil = values.number("quiet_until"),
                declinedUntil = values.moment("declined_until"),
            )
        }
    }
}

/** A contact that took place. */
public data class ContactMark(
    /** What kind. */
    val what: ContactHeld,
    /** When. */
    val at: Instant? = null,
    /** Whether both spoke. */
    val twoWay: Boolean? = null,
    /** Whether it was about something good. */
    val positive: Boolean? = null,
) : OneDocumentNote {
    override val type: NoteType<ContactMark> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("what", what.code)
        moment("at", at)
        flag("two_way", twoWay)
        flag("positive", positive)
    }

    public companion object : NoteType<ContactMark> {
        override val kind: String get() = "contact_mark"

        override val documents: List<Document> get() = listOf(Document.PARENT_CHANNEL)

        override val names: List<String> get() = listOf("what", "at", "two_way", "positive")

        override fun of(values: NoteValues): ContactMark? {
            return ContactMark(
                what = values.code("what", ::ContactHeld) ?: return null,
                at = values.moment("at"),
                twoWay = values.flag("two_way"),
                positive = values.flag("positive"),
            )
        }
    }
}

/** A frozen copy for somebody outside; the parent reads it first. Written by staff. */
public data class Share(
    /** For what kind of receiver. */
    val receiver: Receiver,
    /** The copy. */
    val text: String,
    /** Who exactly. */
    val receiverName: String? = null,
    /** The consent that it stands on. */
    val consent: String? = null,
) : OneDocumentNote {
    override val type: NoteType<Share> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("receiver", receiver.code)
        text("receiver_name", receiverName)
        text("text", text)
        key("consent", consent)
    }

    public companion object : NoteType<Share> {
        override val kind: String get() = "share"

        override val documents: List<Document> get() = listOf(Document.PARENT_CHANNEL)

        override val names: List<String>
            get() =
                listOf(
                    "receiver",
                    "receiver_name",
                    "text",
                    "consent",
                )

        override fun of(values: NoteValues): Share? {
            return Share(
                receiver = values.code("receiver", ::Receiver) ?: return null,
                text = values.text("text") ?: return null,
                receiverName = values.text("receiver_name"),
                consent = values.key("consent"),
            )
        }
    }
}

/** What the parent says of it. Written by parents. */
public data class ShareAnswer(
    /** Of which copy. */
    val of: String,
    /** Whether it may go. */
    val agreed: Boolean,
    /** The parent's own words, which go with it. */
    val text: String? = null,
) : OneDocumentNote {
    override val type: NoteType<ShareAnswer> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        key("of", of)
        flag("agreed", agreed)
        text("text", text)
    }

    public companion object : NoteType<ShareAnswer> {
        override val kind: String get() = "share_answer"

        override val documents: List<Document> get() = listOf(Document.PARENT_CHANNEL)

        override val names: List<String> get() = listOf("of", "agreed", "text")

        override fun of(values: NoteValues): ShareAnswer? {
            return ShareAnswer(
                of = values.key("of") ?: return null,
                agreed = values.flag("agreed") ?: return null,
                text = values.text("text"),
            )
        }
    }
}

/** It went. Written by staff. */
public data class ShareSent(
    /** Which copy. */
    val of: String,
    /** When. */
    val at: Instant? = null,
) : OneDocumentNote {
    override val type: NoteType<ShareSent> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        key("of", of)
        moment("at", at)
    }

    public companion object : NoteType<ShareSent> {
        override val kind: String get() = "share_sent"

        override val documents: List<Document> get() = listOf(Document.PARENT_CHANNEL)

        override val names: List<String> get() = listOf("of", "at")

        override fun of(values: NoteValues): ShareSent? {
            return ShareSent(
                of = values.key("of") ?: return null,
                at = values.moment("at"),
            )
        }
    }
}
