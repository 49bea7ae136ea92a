//! The tables of docs/protocol.md that say what the code declares: bounds, note kinds, records of the
//! directory, commands. Set SAMENSPEL_WRITE_PROTOCOL to write them anew after a declaration changed.

// This is test code: a failed unwrap is a failed test with a line number.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod protocol_support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use protocol_support::declared::{self, Declared, Part};
use samenspel_rules::schema;
use samenspel_rules::schema::{COMMON_FIELDS, Field, FieldType, Kind, Rule, Side};

/// Tests of one process write the same file.
static WRITING: Mutex<()> = Mutex::new(());

fn path(inside: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(inside)
}

/// The document between the two marks of this name is exactly this.
fn assert_is_current(name: &str, expected: &str) {
    let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let file = path("../docs/protocol.md");
    let document = std::fs::read_to_string(&file).unwrap();
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let from = document.find(&start).expect("the document has the mark") + start.len();
    let until = document.find(&end).expect("the document has the mark");
    if std::env::var_os("SAMENSPEL_WRITE_PROTOCOL").is_some() {
        let whole = format!("{}{expected}{}", &document[..from], &document[until..]);
        std::fs::write(file, whole).unwrap();
        return;
    }
    assert!(
        document[from..until] == *expected,
        "docs/protocol.md, {name}: run this test with SAMENSPEL_WRITE_PROTOCOL=1"
    );
}

// Bounds

#[test]
fn every_bound_of_the_code_stands_in_the_document_with_its_value() {
    let source = std::fs::read_to_string(path("../core/model/src/limits.rs")).unwrap();
    let constants = declared::constants(&source);
    assert_eq!(constants.len(), source.matches("pub const ").count());
    let mut values: BTreeMap<&str, i128> = BTreeMap::new();
    let mut table = "| bound | value | of what |\n|---|---|---|\n".to_owned();
    for (name, expression, about) in &constants {
        let value = product(expression, &values);
        values.insert(name, value);
        let about = about.trim_end_matches('.');
        writeln!(table, "| `{name}` | {value} | {} |", plain(about)).unwrap();
    }
    assert_is_current("bounds", &table);
}

/// A product of numbers and of bounds that stand above.
fn product(expression: &str, known: &BTreeMap<&str, i128>) -> i128 {
    let factor = |it: &str| {
        let it = it.trim();
        let number = it.replace('_', "").parse().ok();
        number.or_else(|| known.get(it).copied())
    };
    let factors = expression.split('*').map(factor);
    let value: Option<i128> = factors.product();
    value.unwrap_or_else(|| panic!("a bound that this test cannot reckon: {expression}"))
}

/// Without what only makes sense in the source.
fn plain(about: &str) -> String {
    about
        .replace('|', "\\|")
        .replace("[`", "`")
        .replace("`]", "`")
}

// Note kinds

#[test]
fn every_note_kind_stands_in_the_document_with_its_fields() {
    let mut text = "Fields that every note may have:\n\n".to_owned();
    fields(&mut text, &COMMON_FIELDS);
    for kind in schema::kinds() {
        note_kind(&mut text, kind);
    }
    assert_is_current("note kinds", &text);
}

fn note_kind(text: &mut String, kind: &Kind) {
    let documents: Vec<&str> = kind.documents.iter().map(|it| it.name()).collect();
    let by = match kind.written_by {
        Side::Staff => "staff",
        Side::Parents => "parents",
        Side::Either => "staff and parents",
        Side::Nobody => "nobody",
    };
    let (name, about) = (kind.name, plain(kind.about));
    write!(
        text,
        "\n#### `{name}`\n\n{about} In {}; written by {by}.",
        documents.join(", ")
    )
    .unwrap();
    for rule in kind.rules {
        let rule = match rule {
            Rule::SaysSomething => "At least one of its fields says something.".to_owned(),
            Rule::NotOnly(field, value) => {
                format!("With `{field}` `{value}` something else must be said.")
            }
            Rule::Needs(field, value, other) => {
                format!("With `{field}` `{value}` there must be `{other}`.")
            }
            Rule::TakesFieldsOfOthers => {
                "It takes the fields of the kind that it corrects beside its own, at least one of them."
                    .to_owned()
            }
        };
        write!(text, " {rule}").unwrap();
    }
    text.push_str("\n\n");
    fields(text, kind.fields);
}

fn fields(text: &mut String, fields: &[Field]) {
    if fields.is_empty() {
        text.push_str("No fields of its own.\n");
        return;
    }
    text.push_str("| field | form | must be there | what |\n|---|---|---|---|\n");
    for field in fields {
        let required = if field.required { "yes" } else { "" };
        let (form, about) = (form_of(field.holds), plain(field.about));
        writeln!(text, "| `{}` | {form} | {required} | {about} |", field.name).unwrap();
    }
}

fn form_of(holds: FieldType) -> String {
    let codes = |list: &schema::CodeList| {
        let codes: Vec<_> = list.codes.iter().map(|it| format!("`{it}`")).collect();
        codes.join(", ")
    };
    match holds {
        FieldType::Text => "text".into(),
        FieldType::Code(list) => format!("code: {}", codes(list)),
        FieldType::Codes(list) => format!("codes: {}", codes(list)),
        FieldType::Number(least, most) => format!("integer, {least} to {most}"),
        FieldType::Moment => "moment".into(),
        FieldType::Date => "date".into(),
        FieldType::Language => "language".into(),
        FieldType::Flag => "truth value".into(),
        FieldType::Key => "key".into(),
        FieldType::Keys => "keys".into(),
        FieldType::ForeignKey => "key elsewhere".into(),
        FieldType::ForeignKeys => "keys elsewhere".into(),
        FieldType::Child => "id of a child".into(),
        FieldType::Person => "id of a person".into(),
        FieldType::Hash => "hash".into(),
    }
}

// The directory

fn declarations() -> BTreeMap<String, Declared> {
    let records = std::fs::read_dir(path("../core/rules/src/directory/records")).unwrap();
    let mut files: Vec<PathBuf> = records.map(|it| it.unwrap().path()).collect();
    files.push(path("../core/protocol/src/messages/command.rs"));
    files.sort();
    let all = declared::read(&files).into_iter();
    all.map(|it| (it.name.clone(), it)).collect()
}

/// `DayGrant` as constants write it.
fn constant_name(variant: &str) -> String {
    let mut name = String::new();
    for letter in variant.chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(letter.to_ascii_uppercase());
    }
    name
}

#[test]
fn every_kind_of_record_has_its_number_on_the_wire_under_its_name() {
    let source =
        std::fs::read_to_string(path("../core/rules/src/directory/record_kind.rs")).unwrap();
    let named: Vec<(String, u32)> = source
        .lines()
        .filter_map(|line| line.strip_prefix("pub const ")?.strip_suffix(';'))
        .map(|line| line.split_once(": u8 = ").unwrap())
        .map(|(name, number)| (name.to_owned(), number.parse().unwrap()))
        .collect();
    let declared = declarations();
    let variants = declared["Record"].parts.iter();
    let on_the_wire: Vec<(String, u32)> = variants
        .map(|it| (constant_name(&it.name), it.number))
        .collect();
    assert_eq!(named, on_the_wire);
    assert!(named.len() > 20);
}

#[test]
fn every_record_of_the_directory_stands_in_the_document_with_its_fields() {
    let declared = declarations();
    let mut text = String::new();
    let mut said = vec!["Record".to_owned()];
    for variant in &declared["Record"].parts {
        let record = &declared[&variant.holds];
        write!(
            text,
            "\n#### {} {}\n\n{}\n\n",
            variant.number, record.name, record.about
        )
        .unwrap();
        table(&mut text, &record.parts, &declared);
        said.push(record.name.clone());
    }
    parts_of(&mut text, &declared, &mut said, "Record");
    assert_is_current("records", &text);
}

#[test]
fn every_command_stands_in_the_document_with_its_parts() {
    let declared = declarations();
    let mut text = String::new();
    let mut said = vec!["DirectoryCommand".to_owned(), "CommandAction".to_owned()];
    let whole = &declared["DirectoryCommand"];
    write!(text, "*DirectoryCommand*: {}\n\n", whole.about).unwrap();
    table(&mut text, &whole.parts, &declared);
    text.push_str("\nThe actions:\n\n");
    alternatives(&mut text, &declared["CommandAction"], &declared);
    // What they share with the records stands there.
    let mut of_records = vec!["Record".to_owned()];
    parts_of(&mut String::new(), &declared, &mut of_records, "Record");
    said.extend(of_records.into_iter().filter(|it| it != "Record"));
    parts_of(&mut text, &declared, &mut said, "CommandAction");
    assert_is_current("commands", &text);
}

/// What `root` consists of, each once, in the order in which it is met.
fn parts_of(
    text: &mut String,
    declared: &BTreeMap<String, Declared>,
    said: &mut Vec<String>,
    root: &str,
) {
    let inner = |part: &Part| {
        let fields = part.fields.iter().map(|it| it.holds.clone());
        fields.chain([part.holds.clone()]).collect::<Vec<_>>()
    };
    for holds in declared[root].parts.iter().flat_map(inner) {
        let name = innermost(&holds).to_owned();
        let Some(it) = declared.get(&name) else {
            continue;
        };
        if !said.contains(&name) {
            said.push(name.clone());
            write!(text, "\n*{name}*: {}\n\n", plain(&it.about)).unwrap();
            if it.is_enum {
                alternatives(text, it, declared);
            } else {
                table(text, &it.parts, declared);
            }
        }
        parts_of(text, declared, said, &name);
    }
}

fn table(text: &mut String, parts: &[Part], declared: &BTreeMap<String, Declared>) {
    text.push_str("| index | field | form | what |\n|---|---|---|---|\n");
    for part in parts {
        let (form, about) = (form(part, declared), plain(&part.about));
        writeln!(
            text,
            "| {} | {} | {form} | {about} |",
            part.number, part.name
        )
        .unwrap();
    }
}

fn alternatives(text: &mut String, it: &Declared, declared: &BTreeMap<String, Declared>) {
    if it.is_code {
        text.push_str("| number | code | what |\n|---|---|---|\n");
        for part in &it.parts {
            let about = plain(&part.about);
            writeln!(text, "| {} | {} | {about} |", part.number, part.name).unwrap();
        }
        return;
    }
    text.push_str("| number | alternative | fields | what |\n|---|---|---|---|\n");
    for part in &it.parts {
        let fields: Vec<String> = match (&part.holds[..], &part.fields[..]) {
            ("", []) => Vec::new(),
            ("", fields) => {
                let named = |it: &Part| format!("{}: {}", it.name, form(it, declared));
                fields.iter().map(named).collect()
            }
            _ => vec![form(part, declared)],
        };
        let (number, name, about) = (part.number, &part.name, plain(&part.about));
        writeln!(
            text,
            "| {number} | {name} | {} | {about} |",
            fields.join("; ")
        )
        .unwrap();
    }
}

fn innermost(holds: &str) -> &str {
    match holds.split_once('<') {
        Some((_, inside)) => innermost(inside.trim_end_matches('>')),
        None => holds,
    }
}

/// How a field is written, as the section on conventions names the forms.
fn form(part: &Part, declared: &BTreeMap<String, Declared>) -> String {
    if part.is_bytes {
        let count = part
            .holds
            .strip_prefix("[u8; ")
            .map(|it| it.trim_end_matches(']'));
        return count.map_or("bytes".to_owned(), |count| format!("bytes, {count}"));
    }
    form_of_type(&part.holds, declared)
}

fn form_of_type(holds: &str, declared: &BTreeMap<String, Declared>) -> String {
    let inside = |outer: &str| holds.strip_prefix(outer)?.strip_suffix('>');
    if let Some(inside) = inside("Option<") {
        return format!("{}, optional", form_of_type(inside, declared));
    }
    if let Some(inside) = inside("Vec<").or_else(|| inside("BTreeSet<")) {
        return format!("array of {}", form_of_type(inside, declared));
    }
    if let Some(it) = declared.get(holds) {
        return format!("*{}*", it.name);
    }
    let form = match holds {
        "String" => "text",
        "(String, String)" => "array of two texts",
        "bool" => "truth value",
        "u8" | "u16" | "u32" | "u64" => "number",
        "i64" | "i32" => "integer",
        "UnixMillis" => "moment",
        "EntryKey" => "key (bytes, 32)",
        "OrgId" => "organisation",
        "PersonId" => "person",
        "ChildId" => "child",
        "GroupId" => "group",
        "LocationId" => "location",
        "CaseId" => "case",
        "CircleId" => "circle",
        "ContactId" => "contact",
        "DeviceId" => "device",
        "GrantId" => "grant",
        "MergeId" => "merge",
        "OpeningId" => "opening",
        "InvitationId" => "invitation",
        "PhoneId" => "telephone number's id",
        "DevicePublicKey" => "bytes, 32",
        "SignatureBytes" => "bytes, 64",
        "DocumentKind" => "document kind",
        "Subject" => "subject",
        other => panic!("say in this test how a {other} is written"),
    };
    form.to_owned()
}
