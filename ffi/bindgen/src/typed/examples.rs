//! A note of each kind with every value that it can have, which the tests of both kits read and write.
//! Knows no language.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{Field, Holds, Kind, Subject, Table};

/// An id of a person, child, group or case.
const ID: &str = "01J8ZQ4Y5N7WQ8M2K3T6V9X0AB";
/// Keys of notes.
const KEYS: [&str; 2] = [
    "01J8ZQ4Y5N7WQ8M2K3T6V9X0AB.01J8ZQ4Y5N7WQ8M2K3T6V9X0CD",
    "01J8ZQ4Y5N7WQ8M2K3T6V9X0AB.01J8ZQ4Y5N7WQ8M2K3T6V9X0EF",
];

/// The files by name.
pub fn files(table: &Table) -> Result<Vec<(String, String)>> {
    // A line each, so that a change of one kind is a change of one line.
    let kinds: Vec<String> = table
        .kinds
        .iter()
        .map(|kind| Ok(format!("    {}", example(table, kind)?)))
        .collect::<Result<_>>()?;
    let text = format!(
        "{{\n  \"about\": \"Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.\",\n  \"id\": \"{ID}\",\n  \"common\": {},\n  \"kinds\": [\n{}\n  ]\n}}\n",
        Value::from(values(&table.common)),
        kinds.join(",\n")
    );
    Ok(vec![("note-kinds".to_owned(), text)])
}

/// A note in the first of its documents, about the first that one can be about.
fn example(table: &Table, kind: &Kind) -> Result<Value> {
    let document = kind.documents.first().context("a kind has a document")?;
    let about = table
        .documents
        .iter()
        .find(|it| it.name == *document)
        .and_then(|it| it.about.first())
        .with_context(|| format!("{document} is about something"))?;
    Ok(json!({
        "kind": kind.name,
        "document": document,
        "about": match about {
            Subject::Child => "child",
            Subject::Group => "group",
            Subject::ChildParent => "child_parent",
            Subject::Case => "case",
            Subject::Organisation => "organisation",
        },
        "fields": values(&kind.fields),
    }))
}

fn values(fields: &[Field]) -> Vec<Value> {
    fields
        .iter()
        .map(|field| {
            let (form, value) = value(field);
            json!({
                "name": field.name,
                "required": field.required,
                "codes": field.codes.is_some(),
                "form": form,
                "value": value,
            })
        })
        .collect()
}

/// In which form the interface carries it, and the greatest value that there is.
fn value(field: &Field) -> (&'static str, Value) {
    let codes = field.codes.iter().flat_map(|list| &list.codes);
    match field.holds {
        Holds::Text => ("text", json!("Één uur, şeker, 😴")),
        Holds::Code => ("text", codes.last().map_or(Value::Null, |it| json!(it))),
        Holds::Codes => {
            let all: Vec<&str> = codes.map(String::as_str).collect();
            ("text", json!(all.join(" ")))
        }
        Holds::Date => ("text", json!("2027-02-28")),
        Holds::Language => ("text", json!("tr")),
        Holds::Number => ("number", json!(field.bounds.map(|(_, most)| most))),
        // Year 9999's last millisecond.
        Holds::Moment => ("number", json!(253_402_300_799_999_i64)),
        Holds::Flag => ("flag", json!(false)),
        Holds::Key => ("notes", json!([KEYS[0]])),
        Holds::Keys => ("notes", json!(KEYS)),
        Holds::Id => ("id", json!(ID)),
        Holds::Bytes => (
            "bytes",
            json!((0..32).map(|it| it * 8).collect::<Vec<u8>>()),
        ),
    }
}
