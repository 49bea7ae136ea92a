//! What the fields that name other notes may name: of which kind, still standing or not, by somebody else
//! or not. One row for every such field of the table. Knows no directory and no store.

use super::{Field, FieldType};
use samenspel_model::entry::{Entry, Value};
use samenspel_model::ids::EntryKey;

/// What one field may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Naming {
    /// The kind of note that has the field; empty for the fields that every note may have.
    pub kind: &'static str,
    /// The field.
    pub field: &'static str,
    /// The kinds that it may name; any kind, if there are none.
    pub kinds: &'static [&'static str],
    /// Whether what it names must not have been taken back.
    pub standing: bool,
    /// Whether what it names must still be open: a poll that takes answers, an event to come.
    pub open: bool,
    /// Whether somebody else must have written what it names.
    pub by_another: bool,
}

const fn names(kind: &'static str, field: &'static str, kinds: &'static [&'static str]) -> Naming {
    Naming {
        kind,
        field,
        kinds,
        standing: false,
        open: false,
        by_another: false,
    }
}

impl Naming {
    const fn standing(self) -> Self {
        Self {
            standing: true,
            ..self
        }
    }

    const fn open(self) -> Self {
        Self { open: true, ..self }
    }

    const fn by_another(self) -> Self {
        Self {
            by_another: true,
            ..self
        }
    }
}

const ANY: &[&str] = &[];
const TEXTS: &[&str] = &["agreement", "talk_report"];
const ASKED_FOR: &[&str] = &["talk_request", "offer", "talk"];

/// Every field that names a note. What was taken back may still be marked as read, answered, thanked for or
/// spoken about: whoever did so had read it. What says yes, no or done to something needs it standing.
pub static NAMING: &[Naming] = &[
    names("", "replies_to", ANY),
    // Its own rules: `policy::check_origin` and `policy::check_words`.
    names("", "copied_from", ANY),
    names("read_back", "of", &["handover"]),
    names("take_over", "of", ANY),
    names("close_item", "of", ANY),
    names("discussed", "of", ANY),
    names("marks", "read", ANY),
    names("thanks", "of", ANY).by_another(),
    names("helped", "of", ANY),
    // Staff note what a parent said at the door; a parent answers no request of their own.
    names("talk_answer", "of", ASKED_FOR).standing(),
    names("share", "consent", &["consent"]).standing(),
    names("share_answer", "of", &["share"])
        .standing()
        .by_another(),
    names("share_sent", "of", &["share"]).standing(),
    names("question", "about", ANY),
    names("escalation", "about", ANY),
    names("tip", "about", ANY),
    names("reply", "of", ANY),
    names("see_it_differently", "of", ANY),
    names("medical", "of", &["medical"]),
    // Also the corrections that were seen: what is set right afterwards, nobody confirmed.
    names("medical_resolution", "of", &["medical", "correction"]).standing(),
    names("collector", "of", &["collector"]),
    names("medicine_agreement", "of", &["medicine_agreement"]),
    // A dose that was given is recorded, whatever became of its agreement.
    names("medicine_dose", "agreement", &["medicine_agreement"]),
    names("dose_check", "of", &["medicine_dose"]).standing(),
    names("agreement", "about", ANY),
    names("talk", "about", ANY),
    names("talk_report", "talk", &["talk"]),
    names("text_edit", "agreement", TEXTS).standing(),
    names("approval", "agreement", TEXTS).standing(),
    names("agenda_item", "talk", &["talk"]),
    names("agenda_item", "about", ANY),
    names("poll_answer", "of", &["poll"]).standing().open(),
    names("event", "poll", &["poll"]).standing(),
    names("event_answer", "of", &["event"]).standing().open(),
    names("contact_card", "event", &["event"]).standing(),
    names("handbook_page", "of", &["handbook_page"]),
    names("theme_pack", "poll", &["poll"]).standing(),
    names("correction", "of", ANY).standing(),
    names("retraction", "of", ANY),
    // Its own rules: what a manager was shown.
    names("retraction", "reported_in", ANY),
];

/// What a field of a kind may name; `None` if it names no note.
pub fn naming(kind: &str, field: &str) -> Option<&'static Naming> {
    let is = |it: &&Naming| it.field == field && (it.kind == kind || it.kind.is_empty());
    NAMING.iter().find(is)
}

/// A note that an entry names, with the field and what that may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedBy {
    /// The field's row in the table.
    pub naming: &'static Naming,
    /// What it names.
    pub key: EntryKey,
    /// Whether that is of another series.
    pub elsewhere: bool,
}

/// Every note that an entry names.
pub fn named_notes(entry: &Entry) -> Vec<NamedBy> {
    let mut named = Vec::new();
    for (name, value) in entry.fields.iter() {
        // Most fields are words and codes: they are passed over at once.
        if !matches!(value, Value::Bytes(_)) {
            continue;
        }
        let Some(naming) = naming_in(entry, name.as_str()) else {
            continue;
        };
        let keys = entry.keys(naming.field).into_iter();
        named.extend(keys.map(|key| NamedBy {
            naming,
            key,
            elsewhere: naming.is_elsewhere(),
        }));
    }
    named
}

/// A correction takes over what a field of the corrected kind may name: one only, as `fixed` says.
fn naming_in(entry: &Entry, field: &str) -> Option<&'static Naming> {
    let of_others = || NAMING.iter().find(|it| it.field == field);
    match naming(entry.kind.as_str(), field) {
        None if entry.kind.as_str() == "correction" => of_others(),
        found => found,
    }
}

impl Naming {
    /// The field's row in the table of kinds.
    pub fn declared(&self) -> Option<&'static Field> {
        match self.kind {
            "" => super::common_field(self.field),
            kind => super::kind(kind)?.field(self.field),
        }
    }

    fn is_elsewhere(&self) -> bool {
        self.declared().is_some_and(|field| {
            matches!(field.holds, FieldType::ForeignKey | FieldType::ForeignKeys)
        })
    }

    /// Whether a note of this kind, by its tag, may be named.
    pub fn takes(&self, tag: u16) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|kind| super::tag(kind) == tag)
    }
}
