//! Typed notes in Kotlin: a data class for each kind, an open list for each list of codes. Knows nothing
//! of what carries them (`TypedNote.kt` in the kit).

use std::fmt::Write;

use super::{CodeList, Document, Field, Holds, Kind, Table, camel, wrapped};

const WIDTH: usize = 100;
const HEAD: &str = "// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.\n\npackage nl.samenspel.kit.notes\n";

/// The files by name.
pub fn files(table: &Table) -> Vec<(String, String)> {
    let mut files = vec![
        ("Codes".to_owned(), codes(&table.code_lists())),
        ("Documents".to_owned(), documents(&table.documents)),
        ("Kinds".to_owned(), kinds(table)),
    ];
    for (name, kinds) in table.by_place() {
        let mut text = HEAD.to_owned();
        let all = || kinds.iter().flat_map(|kind| &kind.fields);
        text.push('\n');
        if all().any(|field| field.holds == Holds::Moment) {
            text.push_str("import java.time.Instant\n");
        }
        text.push_str("import nl.samenspel.ffi.NoteField\n");
        for kind in kinds {
            text.push('\n');
            text.push_str(&class(kind));
        }
        files.push((name, text));
    }
    files
}

fn kdoc(text: &str, indent: &str) -> String {
    let one = format!("{indent}/** {text} */");
    if one.len() <= WIDTH {
        return format!("{one}\n");
    }
    let lines = wrapped(text, &format!("{indent} * "), WIDTH);
    format!("{indent}/**\n{}\n{indent} */\n", lines.join("\n"))
}

fn constant(code: &str) -> String {
    code.replace('-', "_").to_uppercase()
}

fn codes(lists: &[CodeList]) -> String {
    let mut text = HEAD.to_owned();
    for list in lists {
        let name = &list.name;
        text.push('\n');
        text.push_str(&kdoc(&list.about, ""));
        let _ = writeln!(
            text,
            "@JvmInline\npublic value class {name}(override val code: String) : NoteCode {{\n    public companion object {{"
        );
        for code in &list.codes {
            let _ = writeln!(
                text,
                "        public val {}: {name} = {name}(\"{code}\")",
                constant(code)
            );
        }
        text.push_str("\n        /** All that this version knows, in the order to show. */\n");
        let _ = writeln!(
            text,
            "        public val all: List<{name}> =\n            listOf("
        );
        for code in &list.codes {
            let _ = writeln!(text, "                {},", constant(code));
        }
        text.push_str("            )\n    }\n}\n");
    }
    text
}

fn documents(documents: &[Document]) -> String {
    let mut text = HEAD.to_owned();
    text.push_str("\n/** A kind of document: who may read it follows from what it is about. */\npublic enum class Document(public val code: String) {\n");
    for document in documents {
        text.push_str(&kdoc(&document.says(), "    "));
        let name = &document.name;
        let _ = writeln!(text, "    {}(\"{name}\"),", constant(name));
    }
    text.push_str("}\n");
    text
}

/// Every kind, for who looks one up by its name.
fn kinds(table: &Table) -> String {
    let mut text = HEAD.to_owned();
    text.push_str("\n/** Every kind that this version knows, in the order of the table. */\npublic val noteTypes: List<NoteType<*>> =\n    listOf(\n");
    for kind in &table.kinds {
        let _ = writeln!(text, "        {},", kind.type_name());
    }
    text.push_str("    )\n");
    text
}

fn class(kind: &Kind) -> String {
    let name = kind.type_name();
    let one = kind.documents.len() == 1;
    let mut text = kdoc(&kind.says(), "");
    let _ = writeln!(text, "public data class {name}(");
    for field in kind.fields_in_order() {
        text.push_str(&kdoc(&field.says(), "    "));
        let _ = writeln!(text, "    val {}: {},", member(field), declared(field));
    }
    if kind.takes_fields_of_others {
        text.push_str("    /** What it should have said: fields of the kind that is corrected. */\n    val corrected: List<NoteField> = emptyList(),\n");
    }
    let carries = if one { "OneDocumentNote" } else { "TypedNote" };
    let _ = writeln!(
        text,
        ") : {carries} {{\n    override val type: NoteType<{name}> get() = Companion\n"
    );
    let mut put: Vec<String> = kind.fields.iter().map(writes).collect();
    if kind.takes_fields_of_others {
        put.push("others(corrected, names)".to_owned());
    }
    text.push_str("    override fun toFields(): List<NoteField> = noteFields {\n");
    for line in put {
        let _ = writeln!(text, "        {line}");
    }
    text.push_str("    }\n\n");
    let _ = writeln!(
        text,
        "    public companion object : NoteType<{name}> {{\n        override val kind: String get() = \"{}\"\n",
        kind.name
    );
    let documents: Vec<String> = kind
        .documents
        .iter()
        .map(|it| format!("Document.{}", constant(it)))
        .collect();
    let names: Vec<String> = kind
        .fields
        .iter()
        .map(|it| format!("\"{}\"", it.name))
        .collect();
    text.push_str(&list("documents: List<Document>", &documents));
    text.push_str(&list("names: List<String>", &names));
    let _ = writeln!(
        text,
        "        override fun of(values: NoteValues): {name}? {{\n            return {name}("
    );
    for field in kind.fields_in_order() {
        let or = if field.required {
            " ?: return null"
        } else {
            ""
        };
        let _ = writeln!(
            text,
            "                {} = {}{or},",
            member(field),
            reads(field)
        );
    }
    if kind.takes_fields_of_others {
        text.push_str("                corrected = values.others(names),\n");
    }
    text.push_str("            )\n        }\n    }\n}\n");
    text
}

/// A property of a companion that is a list.
fn list(property: &str, items: &[String]) -> String {
    let one = format!(
        "        override val {property} get() = listOf({})\n\n",
        items.join(", ")
    );
    if one.trim_end().len() <= WIDTH {
        return one;
    }
    let mut text =
        format!("        override val {property}\n            get() =\n                listOf(\n");
    for item in items {
        let _ = writeln!(text, "                    {item},");
    }
    text.push_str("                )\n\n");
    text
}

fn member(field: &Field) -> String {
    camel(&field.name, false)
}

fn declared(field: &Field) -> String {
    let list = field.list();
    let held = match field.holds {
        Holds::Text | Holds::Date | Holds::Language | Holds::Key | Holds::Id => "String".to_owned(),
        Holds::Code => list.to_owned(),
        Holds::Codes => format!("List<{list}>"),
        Holds::Number => "Long".to_owned(),
        Holds::Moment => "Instant".to_owned(),
        Holds::Flag => "Boolean".to_owned(),
        Holds::Keys => "List<String>".to_owned(),
        Holds::Bytes => "List<Byte>".to_owned(),
    };
    if field.required {
        held
    } else {
        format!("{held}? = null")
    }
}

fn writes(field: &Field) -> String {
    let (name, member) = (&field.name, member(field));
    match field.holds {
        Holds::Text | Holds::Date | Holds::Language => format!("text(\"{name}\", {member})"),
        Holds::Code => format!("code(\"{name}\", {member}?.code)")
            .replace("?.", if field.required { "." } else { "?." }),
        Holds::Codes => format!("codes(\"{name}\", {member}, {}.all)", field.list()),
        Holds::Number => format!("number(\"{name}\", {member})"),
        Holds::Moment => format!("moment(\"{name}\", {member})"),
        Holds::Flag => format!("flag(\"{name}\", {member})"),
        Holds::Key => format!("key(\"{name}\", {member})"),
        Holds::Keys => format!("keys(\"{name}\", {member})"),
        Holds::Id => format!("id(\"{name}\", {member})"),
        Holds::Bytes => format!("bytes(\"{name}\", {member})"),
    }
}

fn reads(field: &Field) -> String {
    let name = &field.name;
    match field.holds {
        Holds::Text | Holds::Date | Holds::Language => format!("values.text(\"{name}\")"),
        Holds::Code => format!("values.code(\"{name}\", ::{})", field.list()),
        Holds::Codes => format!("values.codes(\"{name}\", ::{})", field.list()),
        Holds::Number => format!("values.number(\"{name}\")"),
        Holds::Moment => format!("values.moment(\"{name}\")"),
        Holds::Flag => format!("values.flag(\"{name}\")"),
        Holds::Key => format!("values.key(\"{name}\")"),
        Holds::Keys => format!("values.keys(\"{name}\")"),
        Holds::Id => format!("values.id(\"{name}\")"),
        Holds::Bytes => format!("values.bytes(\"{name}\")"),
    }
}
