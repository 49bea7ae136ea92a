//! The note kinds: which documents take them, who writes them, which fields they have. Declarative:
//! [`mod@notes`] declares each as a type and as a row of the table, this file reads the table. Knows
//! nothing of people's rights (`policy`) or of words on a screen (`phrasebook`).

mod check;
mod codes;
mod days;
mod fixed;
mod moments;
mod naming;
mod note;
pub mod notes;
mod remembered;

pub use check::{SchemaError, check, first_foreign};
pub use codes::{Code, CodeList, Several};
pub use days::moments_moved_to;
pub use days::{Days, check_corrected_days, check_days, days, names_days, placed_at};
pub use fixed::{Fixed, may_be_corrected};
pub use naming::{NAMING, NamedBy, Naming, named_notes, naming};
pub use note::{AllElsewhere, Elsewhere, Held, IsoDate, Note, Whole};
pub use remembered::over_at;
pub use remembered::{Remembered, giver_of, kind_of_tag, tag};

use samenspel_model::entry::{Entry, Value};
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::DocumentKind;

/// The schema that this code writes, and the latest that it understands.
pub const SCHEMA: u16 = 1;

/// Who writes a note kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Staff.
    Staff,
    /// Parents and carers.
    Parents,
    /// Either.
    Either,
    /// Nobody: a kind that is not known.
    Nobody,
}

impl Side {
    /// Whether the side with (`parental`) or without a parent's role is meant.
    pub fn includes(self, parental: bool) -> bool {
        match self {
            Self::Staff => !parental,
            Self::Parents => parental,
            Self::Either => true,
            Self::Nobody => false,
        }
    }
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// Words, as written.
    Text,
    /// One of these codes.
    Code(&'static CodeList),
    /// One or more of these codes, in the list's order, with one space between.
    Codes(&'static CodeList),
    /// A number within bounds, both included.
    Number(i64, i64),
    /// A moment in milliseconds.
    Moment,
    /// A date, ISO 8601.
    Date,
    /// A BCP 47 tag.
    Language,
    /// Yes or no.
    Flag,
    /// The key of an entry of the same series.
    Key,
    /// Keys of entries of the same series.
    Keys,
    /// The key of an entry of another series.
    ForeignKey,
    /// Keys of entries of other series.
    ForeignKeys,
    /// The id of a child.
    Child,
    /// The id of a person.
    Person,
    /// A hash of 32 bytes.
    Hash,
}

/// A field of a note kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub holds: FieldType,
    /// Whether it must be there.
    pub required: bool,
    /// What it says, in a few words: for who builds a screen.
    pub about: &'static str,
}

impl Field {
    /// The codes that it may hold; empty for anything else.
    pub fn codes(&self) -> &'static [&'static str] {
        match self.holds {
            FieldType::Code(list) | FieldType::Codes(list) => list.codes,
            _ => &[],
        }
    }
}

/// A rule over several fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// At least one field beside those that every note may have.
    SaysSomething,
    /// The field may not have this value if nothing else is said.
    NotOnly(&'static str, &'static str),
    /// With this code in this field, the last-named field must be there.
    Needs(&'static str, &'static str, &'static str),
    /// Beside its own fields it takes those of the kind of the note that it names, which only who has that
    /// note can tell: here, those of any kind of the same document. [`first_foreign`] tells the rest.
    TakesFieldsOfOthers,
}

/// What holds for a whole kind, beside its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Attribute {
    /// It states what happened: a trainee writes it without a professional's release.
    Fact,
    /// A trainee writes it in a circle.
    Proposal,
    /// Part of one's own card in the handbook.
    OwnCard,
    /// No location can do without it: it sets notes right, says that one was read or taken over, or is what a
    /// co-written text is made of.
    NeverSwitchedOff,
    /// A shared device asks the PIN for it again: medicine, collectors, agreements.
    FreshPin,
    /// A shared device can never sign it, because its PIN is attribution and no security.
    PersonalOnly,
    /// It only says something of other notes and is shown with those.
    Silent,
    /// It leaves the phone at once: it takes something back, or changes nothing that a parent reads.
    AtOnce,
    /// It says yes, no or done to something, or others say yes or no to it as it stands: a correction would put
    /// something else under that word. It is taken back and given anew.
    NeverCorrected,
}

/// A note kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// Its name.
    pub name: &'static str,
    /// What it says, in a sentence: for who builds a screen.
    pub about: &'static str,
    /// The documents that take it.
    pub documents: &'static [DocumentKind],
    /// Who writes it.
    pub written_by: Side,
    /// What holds for it as a whole.
    pub attributes: &'static [Attribute],
    /// Its fields; every note also has [`COMMON_FIELDS`].
    pub fields: &'static [Field],
    /// Rules over several fields.
    pub rules: &'static [Rule],
}

impl Kind {
    /// Whether something holds for it.
    pub fn is(&self, attribute: Attribute) -> bool {
        self.attributes.contains(&attribute)
    }

    /// A field by its name, common ones included.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        let own = self.fields.iter().find(|field| field.name == name);
        own.or_else(|| common_field(name))
    }

    /// The fields that name other entries of the same series.
    pub fn references(&self) -> impl Iterator<Item = &'static Field> {
        self.fields
            .iter()
            .chain(&COMMON_FIELDS)
            .filter(|field| matches!(field.holds, FieldType::Key | FieldType::Keys))
    }
}

/// The fields that every note may have.
pub static COMMON_FIELDS: [Field; 5] = [
    Field {
        name: "language",
        holds: FieldType::Language,
        required: false,
        about: "The language of its text, a BCP 47 tag.",
    },
    Field {
        name: "replies_to",
        holds: FieldType::Key,
        required: false,
        about: "The note of the same document that it answers.",
    },
    Field {
        name: "copied_from",
        holds: FieldType::ForeignKey,
        required: false,
        about: "The note of another document that it releases or copies.",
    },
    Field {
        name: "original_author",
        holds: FieldType::Person,
        required: false,
        about: "Who wrote that.",
    },
    Field {
        name: "template",
        holds: FieldType::Number(0, 65_535),
        required: false,
        about: "The number of the template that it was begun with.",
    },
];

fn common_field(name: &str) -> Option<&'static Field> {
    COMMON_FIELDS.iter().find(|field| field.name == name)
}

/// Every note kind, in the order of the table.
pub fn kinds() -> &'static [Kind] {
    notes::KINDS
}

/// The note kind of this name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    kinds().iter().find(|kind| kind.name == name)
}

/// Whether something holds for the kind of this name; nothing does for one that is not known.
pub fn is(name: &str, attribute: Attribute) -> bool {
    kind(name).is_some_and(|kind| kind.is(attribute))
}

/// The entries of its own series that an entry names: they decide where it lands and must exist.
pub fn references(entry: &Entry) -> Vec<EntryKey> {
    let Some(kind) = kind(entry.kind.as_str()) else {
        return Vec::new();
    };
    kind.references()
        .flat_map(|field| entry.keys(field.name))
        .collect()
}

/// Whom an entry names as the author of what it copies.
pub fn original_author(entry: &Entry) -> Option<PersonId> {
    match entry.fields.get("original_author") {
        Some(Value::Bytes(bytes)) => PersonId::from_slice(bytes).ok(),
        _ => None,
    }
}

/// The entry of another series that an entry releases or copies.
pub fn copied_from(entry: &Entry) -> Option<EntryKey> {
    foreign_key(entry, "copied_from")
}

/// The entries of its own series without which an entry means nothing: of what was taken back, nothing is
/// left that it could approve, agree to, answer or change.
pub fn stands_on(entry: &Entry) -> Vec<EntryKey> {
    let named = named_notes(entry).into_iter();
    let needed = named.filter(|it| it.naming.standing && !it.elsewhere);
    needed.map(|it| it.key).collect()
}

/// The note of which an entry in a case tells those named there.
pub fn reported_note(entry: &Entry) -> Option<EntryKey> {
    match entry.series.kind {
        DocumentKind::Circle => foreign_key(entry, "about"),
        _ => None,
    }
}

/// The report that a manager's retraction follows.
pub fn reported_in(entry: &Entry) -> Option<EntryKey> {
    match entry.kind.as_str() {
        "retraction" => foreign_key(entry, "reported_in"),
        _ => None,
    }
}

fn foreign_key(entry: &Entry, name: &str) -> Option<EntryKey> {
    match entry.fields.get(name) {
        Some(Value::Bytes(bytes)) => EntryKey::from_slice(bytes).ok(),
        _ => None,
    }
}

/// The entry that a retraction takes back.
pub fn retracted(entry: &Entry) -> Option<EntryKey> {
    target(entry).filter(|_| entry.kind.as_str() == "retraction")
}

/// The one entry that a correction or retraction is about: its author decides who may write it.
pub fn target(entry: &Entry) -> Option<EntryKey> {
    match (entry.kind.as_str(), entry.fields.get("of")) {
        ("correction" | "retraction", Some(Value::Bytes(bytes))) => {
            EntryKey::from_slice(bytes).ok()
        }
        _ => None,
    }
}
