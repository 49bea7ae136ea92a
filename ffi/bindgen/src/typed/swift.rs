//! Typed notes in Swift: a struct for each kind, an open list for each list of codes, all in `Notes`, since
//! an app has a `State` and an `Event` of its own. Knows nothing of what carries them (`TypedNote.swift` in
//! the kit).

use std::fmt::Write;

use super::{CodeList, Document, Field, Holds, Kind, Table, camel, wrapped};

const WIDTH: usize = 100;
const HEAD: &str =
    "// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.\n\n";
const KEYWORDS: [&str; 8] = [
    "case", "class", "default", "func", "init", "is", "repeat", "switch",
];

/// The files by name.
pub fn files(table: &Table) -> Vec<(String, String)> {
    let mut files = vec![
        ("Codes".to_owned(), codes(&table.code_lists())),
        ("Documents".to_owned(), documents(&table.documents)),
        ("Kinds".to_owned(), kinds(table)),
    ];
    for (name, kinds) in table.by_place() {
        let mut text = format!("{HEAD}import Foundation\nimport SamenspelFFI\n");
        for kind in kinds {
            let _ = write!(text, "\nextension Notes {{\n{}}}\n", structure(kind));
        }
        files.push((name, text));
    }
    files
}

fn comment(text: &str, indent: &str) -> String {
    let lines = wrapped(text, &format!("{indent}/// "), WIDTH);
    format!("{}\n", lines.join("\n"))
}

fn escaped(name: &str) -> String {
    match KEYWORDS.contains(&name) {
        true => format!("`{name}`"),
        false => name.to_owned(),
    }
}

fn codes(lists: &[CodeList]) -> String {
    let mut text = HEAD.to_owned();
    for (number, list) in lists.iter().enumerate() {
        let name = &list.name;
        if number > 0 {
            text.push('\n');
        }
        text.push_str("extension Notes {\n");
        text.push_str(&comment(&list.about, "  "));
        let _ = writeln!(
            text,
            "  public struct {name}: NoteCode {{\n    public let code: String\n    public init(_ code: String) {{ self.code = code }}\n"
        );
        for code in &list.codes {
            let _ = writeln!(
                text,
                "    public static let {} = Self(\"{code}\")",
                escaped(&camel(code, false))
            );
        }
        text.push_str("\n    /// All that this version knows, in the order to show.\n    public static let all: [Self] = [\n");
        for code in &list.codes {
            let _ = writeln!(text, "      {},", escaped(&camel(code, false)));
        }
        text.push_str("    ]\n  }\n}\n");
    }
    text
}

fn documents(documents: &[Document]) -> String {
    let mut text = HEAD.to_owned();
    text.push_str("extension Notes {\n  /// A kind of document: who may read it follows from what it is about.\n  public enum Document: String, Sendable, CaseIterable {\n");
    for document in documents {
        text.push_str(&comment(&document.says(), "    "));
        let name = camel(&document.name, false);
        // A raw value that is the case's own name is not said again.
        let _ = match name == document.name {
            true => writeln!(text, "    case {name}"),
            false => writeln!(text, "    case {name} = \"{}\"", document.name),
        };
    }
    text.push_str("  }\n}\n");
    text
}

/// Every kind, for who looks one up by its name.
fn kinds(table: &Table) -> String {
    let mut text = HEAD.to_owned();
    text.push_str("extension Notes {\n  /// Every kind that this version knows, in the order of the table.\n  public static let types: [any TypedNote.Type] = [\n");
    for kind in &table.kinds {
        let _ = writeln!(text, "    {}.self,", kind.type_name());
    }
    text.push_str("  ]\n}\n");
    text
}

fn structure(kind: &Kind) -> String {
    let name = kind.type_name();
    let carries = if kind.documents.len() == 1 {
        "OneDocumentNote"
    } else {
        "TypedNote"
    };
    let mut text = comment(&kind.says(), "  ");
    let _ = writeln!(
        text,
        "  public struct {name}: {carries} {{\n    public static let kind = \"{}\"",
        kind.name
    );
    let documents: Vec<String> = kind
        .documents
        .iter()
        .map(|it| format!(".{}", camel(it, false)))
        .collect();
    let names: Vec<String> = kind
        .fields
        .iter()
        .map(|it| format!("\"{}\"", it.name))
        .collect();
    text.push_str(&list("documents: [Document]", &documents));
    text.push_str(&list("names: [String]", &names));
    text.push('\n');
    for field in kind.fields_in_order() {
        text.push_str(&comment(&field.says(), "    "));
        let _ = writeln!(text, "    public var {}: {}", member(field), held(field));
    }
    if kind.takes_fields_of_others {
        text.push_str("    /// What it should have said: fields of the kind that is corrected.\n    public var corrected: [NoteField]\n");
    }
    let mut parameters: Vec<String> = kind
        .fields_in_order()
        .map(|field| {
            let default = if field.required { "" } else { " = nil" };
            format!("{}: {}{default}", member(field), held(field))
        })
        .collect();
    if kind.takes_fields_of_others {
        parameters.push("corrected: [NoteField] = []".to_owned());
    }
    text.push_str("\n    public init(\n");
    let _ = writeln!(text, "      {}\n    ) {{", parameters.join(",\n      "));
    for field in kind.fields_in_order() {
        let member = member(field);
        let _ = writeln!(text, "      self.{member} = {member}");
    }
    if kind.takes_fields_of_others {
        text.push_str("      self.corrected = corrected\n");
    }
    text.push_str("    }\n\n    public init?(values: NoteValues) {\n");
    for field in kind.fields_in_order() {
        let (member, reads) = (member(field), reads(field));
        match field.required {
            true => {
                let held = held(field);
                let _ = writeln!(
                    text,
                    "      guard let {member}: {held} = {reads} else {{ return nil }}\n      self.{member} = {member}"
                );
            }
            false => {
                let _ = writeln!(text, "      {member} = {reads}");
            }
        }
    }
    if kind.takes_fields_of_others {
        text.push_str("      corrected = values.others(than: Self.names)\n");
    }
    text.push_str(
        "    }\n\n    public var fields: [NoteField] {\n      var fields = NoteFields()\n",
    );
    for field in &kind.fields {
        let _ = writeln!(text, "      {}", writes(field));
    }
    if kind.takes_fields_of_others {
        text.push_str("      fields.others(corrected, than: Self.names)\n");
    }
    text.push_str("      return fields.list\n    }\n  }\n");
    text
}

/// A static property that is a list.
fn list(property: &str, items: &[String]) -> String {
    let items = items.join(", ");
    let one = format!("    public static let {property} = [{items}]\n");
    if one.trim_end().len() <= WIDTH {
        return one;
    }
    let lines = wrapped(&format!("{items},"), "      ", WIDTH);
    format!(
        "    public static let {property} = [\n{}\n    ]\n",
        lines.join("\n")
    )
}

fn member(field: &Field) -> String {
    escaped(&camel(&field.name, false))
}

fn held(field: &Field) -> String {
    let list = field.list();
    let held = match field.holds {
        Holds::Text | Holds::Date | Holds::Language | Holds::Key | Holds::Id => "String".to_owned(),
        Holds::Code => list.to_owned(),
        Holds::Codes => format!("[{list}]"),
        Holds::Number => "Int64".to_owned(),
        Holds::Moment => "Date".to_owned(),
        Holds::Flag => "Bool".to_owned(),
        Holds::Keys => "[String]".to_owned(),
        Holds::Bytes => "Data".to_owned(),
    };
    if field.required {
        held
    } else {
        format!("{held}?")
    }
}

fn writes(field: &Field) -> String {
    format!(
        "fields.{}(\"{}\", {})",
        way(field),
        field.name,
        member(field)
    )
}

fn reads(field: &Field) -> String {
    format!("values.{}(\"{}\")", way(field), field.name)
}

/// The method that writes or reads it.
fn way(field: &Field) -> &'static str {
    match field.holds {
        Holds::Text | Holds::Date | Holds::Language => "text",
        Holds::Code => "code",
        Holds::Codes => "codes",
        Holds::Number => "number",
        Holds::Moment => "moment",
        Holds::Flag => "flag",
        Holds::Key => "key",
        Holds::Keys => "keys",
        Holds::Id => "id",
        Holds::Bytes => "bytes",
    }
}
