//! Seen, asked, answered.

use super::codes::{Asks, Domain, EscalatedTo, GoodMoment, Proposed, Topic};
use crate::schema::Rule::Needs;
use crate::schema::note::{Elsewhere, note};
use samenspel_model::ids::{ChildId, EntryKey, PersonId};
use samenspel_model::series::DocumentKind;
use samenspel_model::series::DocumentKind::{
    Agreements, CareRecord, ChildCore, Circle, DayLog, Group, Handover, Journal, ParentChannel,
    ParentDesk, Team,
};
use samenspel_model::time::UnixMillis;

/// Where something can be asked or worried about, as its writer chooses.
const TALKING: &[DocumentKind] = &[Journal, ParentDesk, ParentChannel, Team, Circle];
/// Where a question can be asked: also about a hand-over or the day.
const ASKED: &[DocumentKind] = &[
    Journal,
    ParentDesk,
    ParentChannel,
    Team,
    Circle,
    Handover,
    DayLog,
];
/// Where something can be answered.
const ANSWERED: &[DocumentKind] = &[
    ChildCore,
    DayLog,
    Handover,
    Journal,
    CareRecord,
    Agreements,
    ParentDesk,
    ParentChannel,
    Team,
    Circle,
    Group,
];

note! {
    /// What was seen, apart from what it may mean.
    Observation = "observation" in &[Journal, Team, Circle], by Staff;
    /// Of which domain.
    must domain: Domain,
    /// The fact.
    must seen: String,
    /// A reading of it.
    may meaning: String,
    /// The next step.
    may next: String,
}
note! {
    /// A trainee's draft, which any professional of the group releases.
    Proposal = "proposal" in &[Circle], by Staff is [Proposal],
        Needs("for_kind", "observation", "child"), Needs("for_kind", "pick_up", "child"),
        Needs("for_kind", "question", "child");
    /// What it would be.
    must for_kind: Proposed,
    /// About whom: it is released into no other child's documents. Only a notice may be for the group.
    may child: ChildId,
    /// Of an observation.
    may domain: Domain,
    /// Of a pick-up.
    may moment: GoodMoment,
    /// Of an observation.
    may seen: String,
    /// Of an observation.
    may meaning: String,
    /// Of an observation.
    may next: String,
    /// Of the others.
    may text: String,
}
note! {
    /// A question; staff may ask parents too.
    Question = "question" in ASKED, by Either;
    /// What it asks for.
    may asks: Asks,
    /// What it is about.
    may topic: Topic,
    /// What.
    must text: String,
    /// What the answer may be.
    may options: String,
    /// Until when an answer helps.
    may reply_by: UnixMillis,
    /// What it follows from.
    may about: Elsewhere,
}
note! {
    /// A worry, with somebody who sees to it.
    Concern = "concern" in TALKING, by Either;
    /// What.
    must text: String,
    /// What it is about.
    may topic: Topic,
    /// Who sees to it.
    may owner: PersonId,
    /// By when there is an answer.
    may reply_by: UnixMillis,
}
note! {
    /// Somebody turns to the manager or the coach, in a circle of those named.
    Escalation = "escalation" in &[Circle], by Either is [NeverCorrected];
    /// To whom.
    must to: EscalatedTo,
    /// Why.
    must text: String,
    /// The note that it tells of: a manager takes back no other because of it.
    may about: Elsewhere,
}
note! {
    /// A tip for at home.
    Tip = "tip" in &[Journal, ParentDesk, ParentChannel], by Staff;
    /// What it is about.
    may topic: Topic,
    /// What.
    must text: String,
    /// What it follows from.
    may about: Elsewhere,
}
note! {
    /// An answer.
    Reply = "reply" in ANSWERED, by Either is [Proposal];
    /// To what.
    must of: EntryKey,
    /// What.
    must text: String,
}
note! {
    /// Another view, kept side by side with the first.
    SeeItDifferently = "see_it_differently" in ANSWERED, by Either;
    /// Of what.
    must of: EntryKey,
    /// What.
    must text: String,
}
