//! The day, between parents and the group.

use super::codes::{
    DayDifference, DayLogDetail, DayLogMatter, DayReason, GoodMoment, Mood, Origin, Passage, Slept,
    Symptom,
};
use crate::schema::IsoDate;
use crate::schema::Rule::{NotOnly, SaysSomething};
use crate::schema::Several;
use crate::schema::note::{Whole, note};
use samenspel_model::ids::{ChildId, EntryKey};
use samenspel_model::series::DocumentKind::{
    Agreements, DayLog as DayLogDocument, Group, Handover, Journal, ParentChannel, ParentDesk,
};
use samenspel_model::time::UnixMillis;

note! {
    /// A child arrived or left: the head count.
    Presence = "presence" in &[Group], by Staff is [Fact, AtOnce];
    /// Who.
    must child: ChildId,
    /// Which of both.
    must what: Passage,
    /// When.
    must at: UnixMillis,
    /// Who brought or collected the child.
    may by: String,
    /// Where the child came from: after-school care has children from school.
    may origin: Origin,
}
note! {
    /// What is told at drop-off; a parent may write it at home beforehand.
    DropOff = "drop_off" in &[DayLogDocument], by Either is [Fact], SaysSomething;
    /// The day it is for; without, the day it was written.
    may for_date: IsoDate,
    /// How the child arrives.
    may mood: Mood,
    /// How the child slept.
    may slept: Slept,
    /// When the child woke.
    may woke_at: UnixMillis,
    /// When the child last ate or drank.
    may fed_at: UnixMillis,
    /// Who collects today.
    may collects: String,
    /// And when.
    may collects_at: UnixMillis,
    /// When the child may go home alone.
    may goes_alone_at: UnixMillis,
    /// What is good to know.
    may to_know: String,
    /// Whether medicine was given at home.
    may medicine: bool,
}
note! {
    /// What is told at pick-up.
    PickUp = "pick_up" in &[DayLogDocument], by Staff,
        SaysSomething, NotOnly("moment", "nothing_special");
    /// A good moment.
    may moment: GoodMoment,
    /// More of it.
    may text: String,
    /// What to ask for at the door.
    may keep_for_door: String,
    /// A question, if there is a real one.
    may question: String,
}
note! {
    /// Spoken about at the door.
    Discussed = "discussed"
        in &[DayLogDocument, Handover, Journal, Agreements, ParentDesk, ParentChannel], by Either is [Silent, AtOnce, NeverCorrected];
    /// What.
    must of: Vec<EntryKey>,
}
note! {
    /// A line of the day book.
    DayLog = "day_log" in &[DayLogDocument], by Staff is [Fact];
    /// What it is about.
    must what: DayLogMatter,
    /// From when.
    may from: UnixMillis,
    /// Until when.
    may to: UnixMillis,
    /// How much, in millilitres.
    may amount: Whole<0, 10_000>,
    /// What it was.
    may code: DayLogDetail,
    /// More of it.
    may text: String,
}
note! {
    /// Today is different.
    DayChange = "day_change" in &[DayLogDocument], by Either;
    /// How.
    must what: DayDifference,
    /// The day it is for, or the first; without, the day it was written.
    may for_date: IsoDate,
    /// The last day. Each month has an entry of its own, which names the same last day.
    may until_date: IsoDate,
    /// Why.
    may reason: DayReason,
    /// What an illness shows by.
    may symptoms: Several<Symptom>,
    /// When.
    may at: UnixMillis,
    /// Who collects instead.
    may collects: String,
    /// More of it.
    may text: String,
}
