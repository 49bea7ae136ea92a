//! Written together: agreements, talks and their reports.

use super::codes::{TalkForm, TalkPurpose, Topic};
use crate::schema::Rule::Needs;
use crate::schema::note::{Elsewhere, note};
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::DocumentKind;
use samenspel_model::series::DocumentKind::{Agreements, Circle, ParentChannel, Team};
use samenspel_model::time::UnixMillis;

const TALKED: &[DocumentKind] = &[Agreements, ParentChannel, Team, Circle];

note! {
    /// Something agreed between home and group; its text is co-written.
    Agreement = "agreement" in &[Agreements], by Either is [FreshPin];
    /// What it is about.
    may topic: Topic,
    /// The first words of it.
    must text: String,
    /// From when.
    may from: UnixMillis,
    /// When to look at it again.
    may review_at: UnixMillis,
    /// The question that it came of.
    may about: Elsewhere,
}
note! {
    /// A talk that is planned.
    Talk = "talk" in TALKED, by Either, Needs("purpose", "sensitive", "second");
    /// What for.
    must purpose: TalkPurpose,
    /// When.
    may at: UnixMillis,
    /// By phone or in person.
    may how: TalkForm,
    /// A second member of staff; a sensitive talk is never held alone.
    may second: PersonId,
    /// Who else is there.
    may participants: String,
    /// The request that it answers.
    may about: Elsewhere,
}
note! {
    /// What was said; its text is co-written.
    TalkReport = "talk_report" in &[Agreements, ParentChannel], by Either;
    /// The first words of it.
    must text: String,
    /// When the talk was.
    may at: UnixMillis,
    /// What for.
    may purpose: TalkPurpose,
    /// Which talk.
    may talk: EntryKey,
}
note! {
    /// An edit of a co-written text; made by the store, never by hand.
    TextEdit = "text_edit" in &[Agreements, ParentChannel], by Either is [NeverSwitchedOff, Silent, NeverCorrected];
    /// Of which text.
    must agreement: EntryKey,
    /// The hash of the text after it.
    must text_hash: [u8; 32],
    /// The hash of its Automerge change.
    must change_hash: [u8; 32],
    /// The sentences that stand in it in two versions: for each the lines of the other's after `<`, then those of the writer's after `>`.
    may overlaps: String,
}
note! {
    /// A person approves a text exactly as it is.
    Approval = "approval" in &[Agreements, ParentChannel], by Either is [NeverSwitchedOff, PersonalOnly, Silent, AtOnce, NeverCorrected];
    /// Which text.
    must agreement: EntryKey,
    /// The hash of its words.
    must text_hash: [u8; 32],
    /// The hash of the edits that made it.
    must edits_hash: [u8; 32],
}
note! {
    /// A point for a talk; parents see the agenda and add to it.
    AgendaItem = "agenda_item" in TALKED, by Either;
    /// What.
    must text: String,
    /// What it is about.
    may topic: Topic,
    /// For which talk.
    may talk: EntryKey,
    /// The observation that it came of.
    may about: Elsewhere,
}
