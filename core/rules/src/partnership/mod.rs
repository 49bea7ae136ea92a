//! What partnership notes mean together: what an action of a person consists of, and what several
//! notes say when they are read side by side. Pure functions of notes, directory and the moment;
//! knows no table, no network and no words on a screen.

mod age;
mod attendance;
mod board;
pub mod circles;
mod collecting;
mod concerns;
mod contact;
mod corrected;
mod days;
mod drop_off;
pub mod handbook;
pub mod handbook_files;
mod home;
mod medicine;
mod named;
mod new_note;
mod places;
mod readers;
pub mod reuse;
mod safety;
mod send_delay;
mod shares;
mod shift;
mod statements;
mod talks;
mod tips;
mod told;

pub use age::age_band;
pub use attendance::{
    Standing, comes_on, comes_to, contradictions, is_after_school, is_here_since_earlier,
    is_open_on, is_said_to_stay_away, last_day_here, next_opening, opening_days_between, standing,
};
pub use board::{
    BoardRefused, answers_at, comers, contact_card, event_ends, item_ends, poll_ends, tally,
};
pub use collecting::{
    Adult, Doubt, Expected, MayCollect, Verdict, Word, expected_collectors, may_collect,
    names_expected, verdict_of_name, verdict_of_named,
};
pub use concerns::{is_overdue, mentors, new_mentor, owner_now, raise_concern};
pub use contact::{
    ContactState, OfferState, StartChecklist, answer_by, is_at_work, is_quiet, offer_state,
};
pub use corrected::{corrected, set_right};
pub use days::{OfDays, belong_together, days_of};
pub use drop_off::{DropOffMerged, arrived, as_always, confirm, is_of_parent, left};
pub use home::{Telling, helped, tell_the_group, thanks, today_is_different};
pub use medicine::{MedicineState, checked_by, medicine_state, too_soon_after};
pub use named::{BarredWord, Named, word_counts};
pub use new_note::NewNote;
pub use places::{board as board_of, channel, desk, of_child};
pub use readers::{Readers, readers};
pub use safety::CLUSTER_DAYS;
pub use safety::{
    Cluster, NotYet, clusters, is_contagious, names_of_others, release_illness, release_incident,
};
pub use send_delay::{is_to_parents, send_delay_ms};
pub use shares::{
    ShareRefused, ShareState, mark_share_sent, propose_share, purpose_of, share_state,
};
pub use shift::{asks_for_read_back, for_each_child, release_proposal, sweep, take_over};
pub use statements::{
    ConsentView, Fact, MedicalFacts, Statement, confirm_medical, consents, latest_by_each, union,
};
pub use talks::{
    AnswerState, TalkRefused, TalkState, agenda_proposals, answer_state, plan_talk, talk_state,
};
pub use tips::{TipRefused, tip, wants_tips};
pub use told::{Said, Told};

use crate::directory::{Directory, LocationSettings};
use crate::policy::roles::group_of;
use samenspel_model::ids::{ChildId, LocationId};
use samenspel_model::series::Subject;
use samenspel_model::time::UnixMillis;

/// What the location of a child or group has settled, if anything.
pub fn settings_of(
    dir: &Directory,
    subject: Subject,
    now: UnixMillis,
) -> Option<&LocationSettings> {
    let group = match subject {
        Subject::Child(child) | Subject::ChildParent(child, _) => group_of(dir, child, now)?,
        Subject::Group(group) => group,
        Subject::Case(_) | Subject::Organisation => return None,
    };
    dir.settings(dir.group(group)?.location)
}

/// What holds at the location of a child or group: what it settled, or what holds by default.
pub fn settings_for(dir: &Directory, subject: Subject, now: UnixMillis) -> LocationSettings {
    let settled = settings_of(dir, subject, now).cloned();
    settled.unwrap_or_else(|| LocationSettings::of(LocationId([0; 16])))
}

/// The same, of a child.
pub fn settings_at(dir: &Directory, child: ChildId, now: UnixMillis) -> LocationSettings {
    settings_for(dir, Subject::Child(child), now)
}
