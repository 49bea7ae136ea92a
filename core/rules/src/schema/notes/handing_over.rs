//! From colleague to colleague: what the next one must know, after I-PASS (Starmer et al., "Changes in
//! medical errors after implementation of a handoff program", NEJM 2014).

use super::codes::State;
use crate::schema::note::note;
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::DocumentKind::{Group, Handover as HandoverDocument};
use samenspel_model::time::UnixMillis;

note! {
    /// What the next colleague must know of a child.
    Handover = "handover" in &[HandoverDocument], by Staff;
    /// How the child is doing.
    must state: State,
    /// In short.
    may summary: String,
    /// What is to be done.
    may to_do: String,
    /// By when.
    may to_do_by: UnixMillis,
    /// By whom.
    may to_do_who: PersonId,
    /// What to do if something happens.
    may if_then: String,
}
note! {
    /// "Read, and it is mine now."
    ReadBack = "read_back" in &[HandoverDocument], by Staff is [Silent, NeverCorrected];
    /// Which hand-overs.
    must of: Vec<EntryKey>,
}
note! {
    /// Something that stays open until a named colleague closes it.
    OpenItem = "open_item" in &[HandoverDocument], by Staff;
    /// What.
    must what: String,
    /// Until when it matters.
    may until: UnixMillis,
}
note! {
    /// Its author does it now.
    TakeOver = "take_over" in &[HandoverDocument], by Staff is [NeverSwitchedOff, Silent, NeverCorrected];
    /// Which items.
    must of: Vec<EntryKey>,
}
note! {
    /// Done.
    CloseItem = "close_item" in &[HandoverDocument], by Staff is [Silent, NeverCorrected];
    /// Which items.
    must of: Vec<EntryKey>,
    /// How it went.
    may text: String,
}
note! {
    /// Sticky, for a group or one child, until it ends.
    Notice = "notice" in &[Group, HandoverDocument], by Staff;
    /// What.
    must text: String,
    /// Until when.
    may until: UnixMillis,
}
