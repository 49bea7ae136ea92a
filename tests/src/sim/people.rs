//! What people write in the simulated world: notes of every kind that the schema knows, in series
//! they may read. Some of them the server must refuse or hold; what becomes of those is then part of
//! what is checked.

use std::collections::BTreeMap;

use samenspel_device::{Command, NewNote};
use samenspel_model::calendar;
use samenspel_model::entry::{Fields, Value};
use samenspel_model::ids::{EntryKey, OrgId, PersonId, Random};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Directory, Holder};
use samenspel_rules::policy;
use samenspel_rules::schema;
use samenspel_rules::schema::notes::Agreement;
use samenspel_rules::schema::{Field, FieldType, Kind, Side};

use samenspel_testkit::random::SeededRandom;

/// Entries by where they are: what a later note can name.
pub type Known = BTreeMap<Series, Vec<EntryKey>>;

/// Kinds that a person does not write with a note of their own: marks are made of reading, edits
/// and approvals of a text.
const MADE_OTHERWISE: [&str; 3] = ["marks", "text_edit", "approval"];

/// A note, and the words that must come back with it if it is refused.
pub struct Written {
    /// The note.
    pub note: NewNote,
    /// Empty for a kind without words.
    pub words: String,
}

/// A note that `person` may want to write, with `text` in it where the kind has words.
pub fn any_note(
    org: OrgId,
    directory: &Directory,
    person: PersonId,
    now: UnixMillis,
    text: &str,
    known: &Known,
    random: &mut SeededRandom,
) -> Option<Written> {
    let readable: Vec<(DocumentKind, Subject)> =
        policy::readable(directory, &Holder::Person(person), now)
            .into_iter()
            .collect();
    if readable.is_empty() {
        return None;
    }
    let (kind, subject) = *random.pick(&readable);
    let series = Series { org, kind, subject };
    let named = known.get(&series).map(Vec::as_slice).unwrap_or_default();
    let parental = directory.parenthoods_of(person).next().is_some();
    let kinds: Vec<&Kind> = schema::kinds()
        .iter()
        .filter(|it| it.documents.contains(&kind) && !MADE_OTHERWISE.contains(&it.name))
        .filter(|it| is_usual(it, parental, !named.is_empty()))
        .collect();
    if kinds.is_empty() {
        return None;
    }
    let kind = *random.pick(&kinds);
    let example = Example {
        text,
        now,
        own: named.iter().rfind(|key| key.person == person).copied(),
        any: named.last().copied(),
        person,
        subject,
    };
    let fields = example.fields(kind, random)?;
    let has_words = fields
        .iter()
        .any(|(_, value)| *value == Value::Text(text.to_owned()));
    let name = samenspel_model::entry::NoteKind::new(kind.name).unwrap();
    Some(Written {
        note: NewNote {
            series,
            kind: name,
            fields,
        },
        words: if has_words {
            text.to_owned()
        } else {
            String::new()
        },
    })
}

/// What one side writes to the other's is tried by the hostile phone; here it would only be noise.
fn is_usual(kind: &Kind, parental: bool, something_is_there: bool) -> bool {
    let side = match kind.written_by {
        Side::Staff => !parental,
        Side::Parents => parental,
        Side::Either => true,
        Side::Nobody => false,
    };
    let names = kind.references().any(|field| field.required);
    side && (something_is_there || !names)
}

struct Example<'a> {
    text: &'a str,
    now: UnixMillis,
    own: Option<EntryKey>,
    any: Option<EntryKey>,
    person: PersonId,
    subject: Subject,
}

impl Example<'_> {
    fn fields(&self, kind: &Kind, random: &mut SeededRandom) -> Option<Fields> {
        let mut fields = Fields::new();
        let mut worded = false;
        for field in kind.fields {
            // The first words are always there, so that most notes can be followed by theirs.
            let first_words = !worded && field.holds == FieldType::Text;
            if !field.required && !first_words && random.chance(70) {
                continue;
            }
            let Some(value) = self.value(kind, field, random) else {
                if field.required {
                    return None;
                }
                continue;
            };
            worded |= field.holds == FieldType::Text;
            fields.set(field.name, value).unwrap();
        }
        if kind.name == "correction" {
            let right = Value::Text(self.text.to_owned());
            fields.set("text", right).unwrap();
        }
        Some(fields)
    }

    fn days_later(&self, least: i64, most: i64, random: &mut SeededRandom) -> Option<Value> {
        let days = random.between(least, most);
        let day = calendar::day_of(calendar::plus_days(self.now, days))?;
        Some(Value::Text(day.to_string()))
    }

    fn value(&self, kind: &Kind, field: &Field, random: &mut SeededRandom) -> Option<Value> {
        // Only one's own notes can be set right; now and then somebody tries another's.
        let sets_right = matches!(kind.name, "correction" | "retraction");
        let named = if sets_right && random.chance(90) {
            self.own
        } else {
            self.any
        };
        let bytes = |key: EntryKey| Value::Bytes(key.to_bytes().to_vec());
        Some(match field.holds {
            FieldType::Text => Value::Text(self.text.to_owned()),
            FieldType::Code(list) => Value::Text((*random.pick(list.codes)).to_owned()),
            FieldType::Codes(list) => Value::Text((*random.pick(list.codes)).to_owned()),
            FieldType::Number(least, most) => Value::Int(random.between(least, most + 1)),
            FieldType::Moment => Value::Int(self.now.0),
            // Forms of the evening before, of the night after, and holidays that begin in weeks.
            FieldType::Date if field.name == "for_date" => self.days_later(-1, 45, random)?,
            FieldType::Date if field.name == "until_date" => self.days_later(45, 90, random)?,
            FieldType::Date => Value::Text("2026-12-31".to_owned()),
            FieldType::Language => Value::Text("nl".to_owned()),
            FieldType::Flag => Value::Bool(random.chance(50)),
            FieldType::Key | FieldType::Keys => bytes(named?),
            FieldType::ForeignKey | FieldType::ForeignKeys => bytes(self.any.unwrap_or(EntryKey {
                person: self.person,
                entry: random.bytes16(),
            })),
            FieldType::Child | FieldType::Person => Value::Bytes(match self.subject.child() {
                Some(child) if field.name == "child" => child.0.to_vec(),
                _ => self.person.0.to_vec(),
            }),
            FieldType::Hash => return None,
        })
    }
}

/// A co-written text of a child.
pub fn agreement(org: OrgId, child: samenspel_model::ids::ChildId, text: &str) -> Command {
    let series = Series {
        org,
        kind: DocumentKind::Agreements,
        subject: Subject::Child(child),
    };
    Command::AddNote(NewNote::of(series, &Agreement::new(text.to_owned())))
}
