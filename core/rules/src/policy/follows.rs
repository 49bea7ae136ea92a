//! Whether a note can follow on what it names: of the right kind, standing, still open, by somebody else,
//! and in the order in which such notes come. Knows what is remembered of notes, and no store.

use super::named::{Times, WrongField, check_moments};
use super::reach;
use super::roles::is_manager_of;
use crate::directory::{Directory, Holder};
use crate::schema::{self, NamedBy, Remembered, Rule, may_be_corrected};
use samenspel_model::entry::{Entry, Value};
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::{Period, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RefusalCode;

/// A note that another one names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedNote {
    /// Where it is.
    pub series: Series,
    /// The period of its document.
    pub period: Period,
    /// What is remembered of it.
    pub remembered: Remembered,
    /// Whether it was taken back.
    pub taken_back: bool,
}

/// An answer to a note, that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Who gave it.
    pub by: PersonId,
    /// What is remembered of it.
    pub remembered: Remembered,
}

/// Whether the author of an entry may read a note and so name it, when it was written or now. A manager was
/// told of what she passes on.
pub fn may_name(dir: &Directory, entry: &Entry, note: &NamedNote, times: Times) -> bool {
    let author = entry.author();
    let reads =
        |at: UnixMillis| reach(dir, &Holder::Person(author), &note.series, at).covers(note.period);
    let was_told = |at: UnixMillis| {
        entry.kind.as_str() == "escalation" && is_manager_of(dir, author, note.series.subject, at)
    };
    let times = [times.now, times.written];
    times.iter().any(|at| reads(*at) || was_told(*at))
}

/// Checks of how an entry names a note what was so from the beginning and stays so, in whichever order notes
/// come.
///
/// # Errors
/// What is wrong about it, with the field that names the note.
pub fn check_lasting(entry: &Entry, named: &NamedBy, note: &NamedNote) -> Result<(), WrongField> {
    let field = named.naming.field;
    let wrong = |code, field| Err(WrongField { code, field });
    if !named.naming.takes(note.remembered.kind) || !is_of_the_same_child(entry, named, note) {
        return wrong(RefusalCode::UnknownReference, field);
    }
    if named.naming.by_another && named.key.person == entry.author() {
        return wrong(RefusalCode::NotAllowed, field);
    }
    match (entry.kind.as_str(), field) {
        ("poll_answer", "of") if !is_a_line(entry, &note.remembered) => {
            wrong(RefusalCode::FieldInvalid, "choice")
        }
        ("talk_answer", "of") if is_own_request(entry, &named.key) => {
            wrong(RefusalCode::NotAllowed, field)
        }
        // Whoever gave it is no second pair of eyes.
        ("dose_check", "of") if note.remembered.by == Some(entry.author()) => {
            wrong(RefusalCode::NotAllowed, field)
        }
        ("share", "consent") if !is_the_parents_yes(entry, named, note) => {
            wrong(RefusalCode::NotAgreed, field)
        }
        _ => Ok(()),
    }
}

/// Checks that an entry written at `written` can name a note as it does and as that stands now. `answers` are
/// those to that note, so far as notes of the entry's kind depend on them.
///
/// # Errors
/// What is wrong about it, with the field that names the note; with the entry's kind for `TakenBack`.
pub fn check_named(
    entry: &Entry,
    named: &NamedBy,
    note: &NamedNote,
    answers: &[Answer],
    written: UnixMillis,
) -> Result<(), WrongField> {
    let field = named.naming.field;
    let wrong = |code, field| Err(WrongField { code, field });
    check_lasting(entry, named, note)?;
    if named.naming.standing && note.taken_back {
        let kind = schema::kind(entry.kind.as_str()).map_or(field, |it| it.name);
        return wrong(RefusalCode::TakenBack, kind);
    }
    let is_over = note.remembered.moment.is_some_and(|end| end < written);
    if named.naming.open && is_over {
        return wrong(RefusalCode::Over, field);
    }
    match (entry.kind.as_str(), field) {
        ("share_answer", "of") if answers.iter().any(|it| it.remembered.is("share_answer")) => {
            wrong(RefusalCode::Answered, field)
        }
        ("share_sent", "of") => check_sent(entry, answers),
        _ => Ok(()),
    }
}

fn is_own_request(answer: &Entry, of: &EntryKey) -> bool {
    let author = answer.author();
    let is_the_parent =
        matches!(answer.series.subject, Subject::ChildParent(_, parent) if parent == author);
    is_the_parent && of.person == author
}

/// A copy goes once, and only once the parent agreed. Two colleagues may both note that it went.
fn check_sent(entry: &Entry, answers: &[Answer]) -> Result<(), WrongField> {
    let wrong = |code| Err(WrongField { code, field: "of" });
    let agreed = |it: &Answer| it.remembered.is("share_answer") && it.remembered.says == 1;
    let noted = |it: &Answer| it.remembered.is("share_sent") && it.by == entry.author();
    if !answers.iter().any(agreed) {
        return wrong(RefusalCode::NotAgreed);
    }
    match answers.iter().any(noted) {
        true => wrong(RefusalCode::Answered),
        false => Ok(()),
    }
}

/// Consent, a medicine and whatever else has a kind of its own is of the child that the entry is about.
fn is_of_the_same_child(entry: &Entry, named: &NamedBy, note: &NamedNote) -> bool {
    let children = (entry.series.subject.child(), note.series.subject.child());
    match children {
        (Some(own), Some(other)) => named.naming.kinds.is_empty() || own == other,
        _ => true,
    }
}

fn is_a_line(answer: &Entry, poll: &Remembered) -> bool {
    match answer.fields.get("choice") {
        Some(Value::Int(choice)) => (1..=i64::from(poll.says)).contains(choice),
        _ => false,
    }
}

/// What a copy stands on is the yes of the parent in whose channel it is.
fn is_the_parents_yes(share: &Entry, consent: &NamedBy, note: &NamedNote) -> bool {
    let Subject::ChildParent(_, parent) = share.series.subject else {
        return false;
    };
    consent.key.person == parent && note.remembered.says == 1
}

/// Checks what a correction says against the note that it corrects: fields of that note's own kind and no
/// other, moments by that kind, days that leave it in its document, and nothing that would need what cannot be
/// added any more.
///
/// # Errors
/// What is wrong about it, with the field.
pub fn check_correction(
    correction: &Entry,
    corrected: &NamedNote,
    times: Times,
) -> Result<(), WrongField> {
    let remembered = &corrected.remembered;
    let kind = schema::kind_of_tag(remembered.kind);
    if let Some(field) = schema::first_foreign(correction, kind) {
        let code = RefusalCode::FieldInvalid;
        return Err(WrongField { code, field });
    }
    check_moments(correction, Some(remembered), times)?;
    schema::check_corrected_days(correction, remembered.moment, corrected.period).map_err(
        |error| WrongField {
            code: error.code,
            field: day_field(&error.args),
        },
    )?;
    let rules = kind.map_or(&[][..], |kind| kind.rules);
    let needs_what_it_cannot_add = |rule: &Rule| match *rule {
        Rule::Needs(name, code, needed) if correction.text(name) == Some(code) => {
            let addable = kind
                .and_then(|kind| kind.field(needed))
                .is_some_and(may_be_corrected);
            (!addable && remembered.says == 0).then_some(name)
        }
        _ => None,
    };
    match rules.iter().find_map(needs_what_it_cannot_add) {
        Some(field) => Err(WrongField {
            code: RefusalCode::NotAllowed,
            field,
        }),
        None => Ok(()),
    }
}

fn day_field(args: &[String]) -> &'static str {
    match args.first().map(String::as_str) {
        Some("until_date") => "until_date",
        _ => "for_date",
    }
}
