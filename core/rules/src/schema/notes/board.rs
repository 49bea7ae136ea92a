//! For all parents of a group. Answers go to each parent's own desk.

use super::codes::{BoardCode, Coming, EventMatter};
use crate::schema::Rule::{Needs, SaysSomething};
use crate::schema::note::{Elsewhere, Whole, note};
use samenspel_model::ids::EntryKey;
use samenspel_model::series::DocumentKind::{Board, ParentDesk};
use samenspel_model::time::UnixMillis;

note! {
    /// Something every parent should know.
    BoardItem = "board_item" in &[Board], by Staff, SaysSomething;
    /// What, if it is one of these.
    may code: BoardCode,
    /// In words.
    may text: String,
    /// When.
    may at: UnixMillis,
    /// Until when it stays.
    may until: UnixMillis,
}
note! {
    /// A question to all parents of a group.
    Poll = "poll" in &[Board], by Staff is [NeverCorrected];
    /// What is asked.
    must text: String,
    /// What can be answered, a line each.
    must options: String,
    /// Until when.
    may until: UnixMillis,
}
note! {
    /// A parent's answer.
    PollAnswer = "poll_answer" in &[ParentDesk], by Parents is [NeverCorrected];
    /// To which poll.
    must of: Elsewhere,
    /// Which line, from 1.
    must choice: Whole<1, 20>,
    /// More of it.
    may text: String,
}
note! {
    /// Parents are invited. What takes their time needs a poll that asked for it first.
    Event = "event" in &[Board], by Staff,
        Needs("what", "workshop", "poll"), Needs("what", "activity", "poll");
    /// To what.
    must what: EventMatter,
    /// What it is called.
    must title: String,
    /// When it begins.
    may at: UnixMillis,
    /// When it ends.
    may until: UnixMillis,
    /// Where.
    may place: String,
    /// More of it.
    may text: String,
    /// For how many.
    may places: Whole<1, 500>,
    /// Guests from outside; they see no data.
    may guests: String,
    /// Where hands are needed.
    may help_wanted: String,
    /// The poll that asked for it.
    may poll: Elsewhere,
}
note! {
    /// Whether a parent comes.
    EventAnswer = "event_answer" in &[ParentDesk], by Parents;
    /// To which event.
    must of: Elsewhere,
    /// Yes, no or maybe.
    must answer: Coming,
    /// With how many.
    may persons: Whole<1, 20>,
    /// Lends a hand.
    may helps: bool,
    /// Other parents of this event may have my contact card.
    may shares_contact: bool,
    /// What the card says, or anything else.
    may text: String,
}
note! {
    /// A parent's card for the other parents of one event, as that parent wrote it.
    ContactCard = "contact_card" in &[Board], by Staff is [NeverCorrected];
    /// For which event.
    must event: EntryKey,
    /// The card.
    must text: String,
}
