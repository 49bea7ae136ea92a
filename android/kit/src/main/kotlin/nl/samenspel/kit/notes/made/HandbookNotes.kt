// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

package nl.samenspel.kit.notes

import nl.samenspel.ffi.NoteField

/** A page, shown where it is used; a new version is a new note. Written by staff. */
public data class HandbookPage(
    /** Its title. */
    val title: String,
    /** Its text. */
    val text: String,
    /** What it is about. */
    val topic: PageTopic? = null,
    /** Its version. From 1 to 1000000. */
    val version: Long? = null,
    /** The version before. */
    val of: String? = null,
) : OneDocumentNote {
    override val type: NoteType<HandbookPage> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("topic", topic?.code)
        text("title", title)
        text("text", text)
        number("version", version)
        key("of", of)
    }

    public companion object : NoteType<HandbookPage> {
        override val kind: String get() = "handbook_page"

        override val documents: List<Document> get() = listOf(Document.HANDBOOK)

        override val names: List<String> get() = listOf("topic", "title", "text", "version", "of")

        override fun of(values: NoteValues): HandbookPage? {
            return HandbookPage(
                title = values.text("title") ?: return null,
                text = values.text("text") ?: return null,
                topic = values.code("topic", ::PageTopic),
                version = values.number("version"),
                of = values.key("of"),
            )
        }
    }
}

/** Who somebody of the staff is, by their own hand. Written by staff. */
public data class StaffCard(
    /** Training. */
    val training: String? = null,
    /** What to ask them about. */
    val topics: String? = null,
    /** Languages. */
    val languages: String? = null,
    /** More of it. */
    val text: String? = null,
) : OneDocumentNote {
    override val type: NoteType<StaffCard> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        text("training", training)
        text("topics", topics)
        text("languages", languages)
        text("text", text)
    }

    public companion object : NoteType<StaffCard> {
        override val kind: String get() = "staff_card"

        override val documents: List<Document> get() = listOf(Document.HANDBOOK)

        override val names: List<String> get() = listOf("training", "topics", "languages", "text")

        override fun of(values: NoteValues): StaffCard? {
            return StaffCard(
                training = values.text("training"),
                topics = values.text("topics"),
                languages = values.text("languages"),
                text = values.text("text"),
            )
        }
    }
}

/** What a note of one age band asks for. Written by staff. */
public data class Template(
    /** For which note. */
    val forKind: TemplateFor,
    /** Its title. */
    val title: String,
    /** What it asks, a line each. */
    val text: String,
    /** For which age. */
    val age: AgeBand? = null,
) : OneDocumentNote {
    override val type: NoteType<Template> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("for_kind", forKind.code)
        code("age", age?.code)
        text("title", title)
        text("text", text)
    }

    public companion object : NoteType<Template> {
        override val kind: String get() = "template"

        override val documents: List<Document> get() = listOf(Document.HANDBOOK)

        override val names: List<String> get() = listOf("for_kind", "age", "title", "text")

        override fun of(values: NoteValues): Template? {
            return Template(
                forKind = values.code("for_kind", ::TemplateFor) ?: return null,
                title = values.text("title") ?: return null,
                text = values.text("text") ?: return null,
                age = values.code("age", ::AgeBand),
            )
        }
    }
}

/** Something that worked, without child data, to share with other locations. Written by staff. */
public data class PracticeCard(
    /** Its title. */
    val title: String,
    /** Its text. */
    val text: String,
    /** What it is about. */
    val topic: PageTopic? = null,
) : OneDocumentNote {
    override val type: NoteType<PracticeCard> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("topic", topic?.code)
        text("title", title)
        text("text", text)
    }

    public companion object : NoteType<PracticeCard> {
        override val kind: String get() = "practice_card"

        override val documents: List<Document> get() = listOf(Document.HANDBOOK)

        override val names: List<String> get() = listOf("topic", "title", "text")

        override fun of(values: NoteValues): PracticeCard? {
            return PracticeCard(
                title = values.text("title") ?: return null,
                text = values.text("text") ?: return null,
                topic = values.code("topic", ::PageTopic),
            )
        }
    }
}

/** Material on a theme, brought out when a poll asked for it. Written by staff. */
public data class ThemePack(
    /** What it is about. */
    val topic: PageTopic,
    /** Its title. */
    val title: String,
    /** Its text. */
    val text: String,
    /** The poll that asked for it. */
    val poll: String? = null,
) : OneDocumentNote {
    override val type: NoteType<ThemePack> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        code("topic", topic.code)
        text("title", title)
        text("text", text)
        key("poll", poll)
    }

    public companion object : NoteType<ThemePack> {
        override val kind: String get() = "theme_pack"

        override val documents: List<Document> get() = listOf(Document.HANDBOOK)

        override val names: List<String> get() = listOf("topic", "title", "text", "poll")

        override fun of(values: NoteValues): ThemePack? {
            return ThemePack(
                topic = values.code("topic", ::PageTopic) ?: return null,
                title = values.text("title") ?: return null,
                text = values.text("text") ?: return null,
                poll = values.key("poll"),
            )
        }
    }
}

/** A list to look at one's own work by, imported from its source. Written by staff. */
public data class SelfCheck(
    /** Its title. */
    val title: String,
    /** The questions, a line each. */
    val items: String,
    /** Where they come from. */
    val source: String,
) : OneDocumentNote {
    override val type: NoteType<SelfCheck> get() = Companion

    override fun toFields(): List<NoteField> = noteFields {
        text("title", title)
        text("items", items)
        text("source", source)
    }

    public companion object : NoteType<SelfCheck> {
        override val kind: String get() = "self_check"

        override val documents: List<Document> get() = listOf(Document.HANDBOOK)

        override val names: List<String> get() = listOf("title", "items", "source")

        override fun of(values: NoteValues): SelfCheck? {
            return SelfCheck(
                title = values.text("title") ?: return null,
                items = values.text("items") ?: return null,
                source = values.text("source") ?: return null,
            )
        }
    }
}
