// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

package nl.samenspel.kit.notes

import java.time.Instant
import nl.samenspel.ffi.NoteField

/** A medical fact, or that it no longer is one. */
public data class Medical(
    /** Which kind. */
    val what: MedicalMatter,
    /** Of what. */
    val substance: String,
    /** How bad. */
    val severity: Severity? = null,
    /** Since when. */
    val since: Instant? = null,
    /** Whether it is withdrawn. */
    val withdrawn: Boolean? = null,
    /** The statements that it takes the place of. */
    val of: List<String>? = null,
    /** What to do. */
    val text: String? = null,
) : OneDocumentNote {
    override val type: NoteType<Medical> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("what", what.code)
        text("substance", substance)
        code("severity", severity?.code)
        moment("since", since)
        flag("withdrawn", withdrawn)
        keys("of", of)
        text("text", text)
    }

    public companion object : NoteType<Medical> {
        override val kind: String get() = "medical"

        override val documents: List<Document> get() = listOf(Document.CHILD_CORE)

        override val names: List<String>
            get() =
                listOf(
                    "what",
                    "substance",
                    "severity",
                    "since",
                    "withdrawn",
                    "of",
                    "text",
                )

        override fun of(values: NoteValues): Medical? {
            return Medical(
                what = values.code("what", ::MedicalMatter) ?: return null,
                substance = values.text("substance") ?: return null,
                severity = values.code("severity", ::Severity),
                since = values.moment("since"),
                withdrawn = values.flag("withdrawn"),
                of = values.keys("of"),
                text = values.text("text"),
            )
        }
    }
}

/** A named person confirms what holds. */
public data class MedicalResolution(
    /** The statements that were seen. */
    val of: List<String>,
    /** What holds. */
    val text: String,
) : OneDocumentNote {
    override val type: NoteType<MedicalResolution> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        keys("of", of)
        text("text", text)
    }

    public companion object : NoteType<MedicalResolution> {
        override val kind: String get() = "medical_resolution"

        override val documents: List<Document> get() = listOf(Document.CHILD_CORE)

        override val names: List<String> get() = listOf("of", "text")

        override fun of(values: NoteValues): MedicalResolution? {
            return MedicalResolution(
                of = values.keys("of") ?: return null,
                text = values.text("text") ?: return null,
            )
        }
    }
}

/** Somebody of the child's network, and what they may do. */
public data class Collector(
    /** Who. */
    val name: String,
    /** What they are to the child. */
    val relation: String? = null,
    /** What they may do; collecting, where nothing is said. */
    val scope: List<NetworkScope>? = null,
    /** On which days as a rule. */
    val weekdays: List<Weekday>? = null,
    /** Whether it is withdrawn. */
    val withdrawn: Boolean? = null,
    /** The statements that it takes the place of. */
    val of: List<String>? = null,
) : OneDocumentNote {
    override val type: NoteType<Collector> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        text("name", name)
        text("relation", relation)
        codes("scope", scope, NetworkScope.all)
        codes("weekdays", weekdays, Weekday.all)
        flag("withdrawn", withdrawn)
        keys("of", of)
    }

    public companion object : NoteType<Collector> {
        override val kind: String get() = "collector"

        override val documents: List<Document> get() = listOf(Document.CHILD_CORE)

        override val names: List<String>
            get() =
                listOf(
                    "name",
                    "relation",
                    "scope",
                    "weekdays",
                    "withdrawn",
                    "of",
                )

        override fun of(values: NoteValues): Collector? {
            return Collector(
                name = values.text("name") ?: return null,
                relation = values.text("relation"),
                scope = values.codes("scope", ::NetworkScope),
                weekdays = values.codes("weekdays", ::Weekday),
                withdrawn = values.flag("withdrawn"),
                of = values.keys("of"),
            )
        }
    }
}

/** What a parent agrees to, or not. */
public data class Consent(
    /** To what. */
    val purpose: Purpose,
    /** Whether. */
    val given: Boolean,
    /** More of it. */
    val text: String? = null,
) : OneDocumentNote {
    override val type: NoteType<Consent> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("purpose", purpose.code)
        flag("given", given)
        text("text", text)
    }

    public companion object : NoteType<Consent> {
        override val kind: String get() = "consent"

        override val documents: List<Document> get() = listOf(Document.CHILD_CORE)

        override val names: List<String> get() = listOf("purpose", "given", "text")

        override fun of(values: NoteValues): Consent? {
            return Consent(
                purpose = values.code("purpose", ::Purpose) ?: return null,
                given = values.flag("given") ?: return null,
                text = values.text("text"),
            )
        }
    }
}

/** The rhythm of a child's day. */
public data class Rhythm(
    /** When the child sleeps. */
    val sleepTimes: String? = null,
    /** How. */
    val sleepHow: String? = null,
    /** When and what the child eats and drinks. */
    val feeds: String? = null,
    /** What comforts. */
    val comfort: String? = null,
    /** More of it. */
    val text: String? = null,
    /** Since when. */
    val since: Instant? = null,
) : OneDocumentNote {
    override val type: NoteType<Rhythm> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        text("sleep_times", sleepTimes)
        text("sleep_how", sleepHow)
        text("feeds", feeds)
        text("comfort", comfort)
        text("text", text)
        moment("since", since)
    }

    public companion object : NoteType<Rhythm> {
        override val kind: String get() = "rhythm"

        override val documents: List<Document> get() = listOf(Document.CHILD_CORE)

        override val names: List<String>
            get() =
                listOf(
                    "sleep_times",
                    "sleep_how",
                    "feeds",
                    "comfort",
                    "text",
                    "since",
                )

        override fun of(values: NoteValues): Rhythm? {
            return Rhythm(
                sleepTimes = values.text("sleep_times"),
                sleepHow = values.text("sleep_how"),
                feeds = values.text("feeds"),
                comfort = values.text("comfort"),
                text = values.text("text"),
                since = values.moment("since"),
            )
        }
    }
}

/** What each side expects, and hopes for the child. */
public data class Expectations(
    /** What. */
    val text: String,
    /** Which of both. */
    val about: Expectation? = null,
) : OneDocumentNote {
    override val type: NoteType<Expectations> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("about", about?.code)
        text("text", text)
    }

    public companion object : NoteType<Expectations> {
        override val kind: String get() = "expectations"

        override val documents: List<Document> get() = listOf(Document.CHILD_CORE)

        override val names: List<String> get() = listOf("about", "text")

        override fun of(values: NoteValues): Expectations? {
            return Expectations(
                text = values.text("text") ?: return null,
                about = values.code("about", ::Expectation),
            )
        }
    }
}

/** How it is done at home, or here. */
public data class OurWay(
    /** Of what. */
    val topic: Topic,
    /** How. */
    val text: String,
) : OneDocumentNote {
    override val type: NoteType<OurWay> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("topic", topic.code)
        text("text", text)
    }

    public companion object : NoteType<OurWay> {
        override val kind: String get() = "our_way"

        override val documents: List<Document> get() = listOf(Document.CHILD_CORE)

        override val names: List<String> get() = listOf("topic", "text")

        override fun of(values: NoteValues): OurWay? {
            return OurWay(
                topic = values.code("topic", ::Topic) ?: return null,
                text = values.text("text") ?: return null,
            )
        }
    }
}

/** What was agreed on a medicine. */
public data class MedicineAgreement(
    /** Which. */
    val medicine: String,
    /** How much. */
    val dose: String,
    /** When. */
    val times: String? = null,
    /** How. */
    val how: String? = null,
    /** From when. */
    val from: Instant? = null,
    /** Until when. */
    val to: Instant? = null,
    /** The date on the package. */
    val expires: String? = null,
    /** Who prescribed it. */
    val prescriber: String? = null,
    /** Whether the first was given at home. */
    val firstGivenAtHome: Boolean? = null,
    /** Where it is kept. */
    val kept: String? = null,
    /** Who may give it. */
    val givenBy: String? = null,
    /** Whether it is withdrawn. */
    val withdrawn: Boolean? = null,
    /** The agreements that it takes the place of. */
    val of: List<String>? = null,
) : OneDocumentNote {
    override val type: NoteType<MedicineAgreement> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        text("medicine", medicine)
        text("dose", dose)
        text("times", times)
        text("how", how)
        moment("from", from)
        moment("to", to)
        text("expires", expires)
        text("prescriber", prescriber)
        flag("first_given_at_home", firstGivenAtHome)
        text("kept", kept)
        text("given_by", givenBy)
        flag("withdrawn", withdrawn)
        keys("of", of)
    }

    public companion object : NoteType<MedicineAgreement> {
        override val kind: String get() = "medicine_agreement"

        override val documents: List<Document> get() = listOf(Document.CHILD_CORE)

        override val names: List<String>
            get() =
                listOf(
                    "medicine",
                    "dose",
                    "times",
                    "how",
                    "from",
                    "to",
                    "expires",
                    "prescriber",
                    "first_given_at_home",
                    "kept",
                    "given_by",
                    "withdrawn",
                    "of",
                )

        override fun of(values: NoteValues): MedicineAgreement? {
            return MedicineAgreement(
                medicine = values.text("medicine") ?: return null,
                dose = values.text("dose") ?: return null,
                times = values.text("times"),
                how = values.text("how"),
                from = values.moment("from"),
                to = values.moment("to"),
                expires = values.text("expires"),
                prescriber = values.text("prescriber"),
                firstGivenAtHome = values.flag("first_given_at_home"),
                kept = values.text("kept"),
                givenBy = values.text("given_by"),
                withdrawn = values.flag("withdrawn"),
                of = values.keys("of"),
            )
        }
    }
}
