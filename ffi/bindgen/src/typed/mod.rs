//! Typed notes for the kits, made from the core's table of kinds (its example `note_kinds` prints it). Here
//! the table is read and names are made; what is written in each language is beside.

mod examples;
mod kotlin;
mod swift;

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use camino::Utf8Path;
use serde::Deserialize;

/// Kinds that go into more documents than this are in a file of their own.
const DOCUMENTS_OF_A_PLACE_MAX: usize = 4;

/// The table of kinds.
#[derive(Deserialize)]
pub struct Table {
    common: Vec<Field>,
    documents: Vec<Document>,
    kinds: Vec<Kind>,
}

/// A kind of document.
#[derive(Deserialize)]
struct Document {
    name: String,
    about: Vec<Subject>,
}

/// What a document can be about.
#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Subject {
    Child,
    Group,
    ChildParent,
    Case,
    Organisation,
}

#[derive(Deserialize)]
struct Kind {
    name: String,
    about: String,
    documents: Vec<String>,
    by: By,
    takes_fields_of_others: bool,
    fields: Vec<Field>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum By {
    Staff,
    Parents,
    Either,
    Nobody,
}

#[derive(Deserialize)]
struct Field {
    name: String,
    about: String,
    required: bool,
    holds: Holds,
    codes: Option<CodeList>,
    bounds: Option<(i64, i64)>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Holds {
    Text,
    Code,
    Codes,
    Number,
    Moment,
    Date,
    Language,
    Flag,
    Key,
    Keys,
    Id,
    Bytes,
}

#[derive(Deserialize, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct CodeList {
    name: String,
    about: String,
    codes: Vec<String>,
}

/// Writes the typed notes of both languages, and the examples that their tests share, into `out`.
pub fn write(table: &Utf8Path, out: &Utf8Path) -> Result<()> {
    let text = fs::read_to_string(table).with_context(|| format!("reading {table}"))?;
    let table: Table = serde_json::from_str(&text).context("the table of kinds")?;
    let files = [
        ("typed/kotlin", "kt", kotlin::files(&table)),
        ("typed/swift", "swift", swift::files(&table)),
        ("typed/tests", "json", examples::files(&table)?),
    ];
    for (folder, ending, files) in files {
        let folder = out.join(folder);
        fs::create_dir_all(&folder)?;
        for (name, text) in files {
            fs::write(folder.join(format!("{name}.{ending}")), text)?;
        }
    }
    Ok(())
}

impl Table {
    /// The kinds by the file that they are in: the place that they go into first.
    fn by_place(&self) -> BTreeMap<String, Vec<&Kind>> {
        let mut places: BTreeMap<String, Vec<&Kind>> = BTreeMap::new();
        for kind in &self.kinds {
            let place = match kind.documents.len() {
                0..=DOCUMENTS_OF_A_PLACE_MAX => camel(&kind.documents[0], true),
                _ => "Everywhere".to_owned(),
            };
            places
                .entry(format!("{place}Notes"))
                .or_default()
                .push(kind);
        }
        places
    }

    /// Every list of codes once, by name.
    fn code_lists(&self) -> Vec<CodeList> {
        let fields = self.kinds.iter().flat_map(|kind| &kind.fields);
        let mut lists: Vec<CodeList> = fields.filter_map(|field| field.codes.clone()).collect();
        lists.sort();
        lists.dedup();
        lists
    }
}

impl Document {
    /// What one is about, in a sentence.
    fn says(&self) -> String {
        let about = self.about.iter().map(|subject| match subject {
            Subject::Child => "a child",
            Subject::Group => "a group",
            Subject::ChildParent => "a child and one of its parents",
            Subject::Case => "a case",
            Subject::Organisation => "the organisation",
        });
        format!("About {}.", about.collect::<Vec<_>>().join(" or "))
    }
}

impl Kind {
    fn type_name(&self) -> String {
        camel(&self.name, true)
    }

    /// What it says, and who writes it.
    fn says(&self) -> String {
        let by = match self.by {
            By::Staff => " Written by staff.",
            By::Parents => " Written by parents.",
            By::Either | By::Nobody => "",
        };
        format!("{}{by}", self.about)
    }

    /// Fields that must be there first, so that they need no name where one is made.
    fn fields_in_order(&self) -> impl Iterator<Item = &Field> {
        let (must, may): (Vec<&Field>, Vec<&Field>) =
            self.fields.iter().partition(|field| field.required);
        must.into_iter().chain(may)
    }
}

impl Field {
    /// What it says, and within which bounds.
    fn says(&self) -> String {
        match self.bounds {
            Some((least, most)) => format!("{} From {least} to {most}.", self.about),
            None => self.about.clone(),
        }
    }

    fn list(&self) -> &str {
        self.codes.as_ref().map_or("", |list| &list.name)
    }
}

/// `day-log` and `day_log` as `DayLog` or `dayLog`.
fn camel(name: &str, upper: bool) -> String {
    let mut made = String::new();
    for (number, part) in name.split(['-', '_']).enumerate() {
        let mut letters = part.chars();
        match letters.next() {
            Some(first) if upper || number > 0 => made.extend(first.to_uppercase()),
            Some(first) => made.push(first),
            None => {}
        }
        made.push_str(letters.as_str());
    }
    made
}

/// A sentence in lines that fit, each after `before`.
fn wrapped(text: &str, before: &str, width: usize) -> Vec<String> {
    let mut lines = vec![before.to_owned()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is a line from the start");
        if line.len() + 1 + word.len() > width && line.len() > before.len() {
            lines.push(format!("{before}{word}"));
        } else {
            if line.len() > before.len() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
