//! Contact that fits: requests and offers of a talk, the plan for contact, and what goes outside.

use super::codes::{
    Channel, ContactHeld, ContactRhythm, Detail, Offered, Receiver, TalkForm, TalkSubject, Urgency,
    YesNoLater,
};
use crate::schema::note::{Elsewhere, Whole, note};
use samenspel_model::ids::EntryKey;
use samenspel_model::series::DocumentKind::{Agreements, ParentChannel};
use samenspel_model::time::UnixMillis;

/// A time of day, in minutes since midnight.
pub type MinuteOfDay = Whole<0, 1_439>;

note! {
    /// "I would like to talk": never about what exactly.
    TalkRequest = "talk_request" in &[ParentChannel], by Either;
    /// A rough subject.
    must subject: TalkSubject,
    /// How soon.
    must urgency: Urgency,
    /// By phone or in person.
    must how: TalkForm,
    /// When it suits.
    may times: String,
}
note! {
    /// The answer to a request, an offer or a proposed talk.
    TalkAnswer = "talk_answer" in &[ParentChannel, Agreements], by Either;
    /// To what.
    must of: EntryKey,
    /// Yes, no or later.
    must answer: YesNoLater,
    /// When the talk is.
    may at: UnixMillis,
    /// By phone or in person.
    may how: TalkForm,
    /// Not to be asked again before.
    may until: UnixMillis,
    /// More of it.
    may text: String,
}
note! {
    /// A talk or visit that is offered, lightly.
    Offer = "offer" in &[ParentChannel], by Staff;
    /// What.
    must what: Offered,
    /// More of it.
    may text: String,
}
note! {
    /// How a parent and the mentor keep in touch.
    ContactPlan = "contact_plan" in &[ParentChannel], by Either;
    /// How often.
    must rhythm: ContactRhythm,
    /// Where.
    may channel: Channel,
    /// How much the parent wants to read.
    may detail: Detail,
    /// When it suits.
    may times: String,
    /// Whether tips for upbringing are welcome.
    may tips: bool,
    /// No messages from this time of day.
    may quiet_from: MinuteOfDay,
    /// Until this one.
    may quiet_until: MinuteOfDay,
    /// No offers until then.
    may declined_until: UnixMillis,
}
note! {
    /// A contact that took place.
    ContactMark = "contact_mark" in &[ParentChannel], by Either;
    /// What kind.
    must what: ContactHeld,
    /// When.
    may at: UnixMillis,
    /// Whether both spoke.
    may two_way: bool,
    /// Whether it was about something good.
    may positive: bool,
}
note! {
    /// A frozen copy for somebody outside; the parent reads it first.
    Share = "share" in &[ParentChannel], by Staff is [NeverCorrected];
    /// For what kind of receiver.
    must receiver: Receiver,
    /// Who exactly.
    may receiver_name: String,
    /// The copy.
    must text: String,
    /// The consent that it stands on.
    may consent: Elsewhere,
}
note! {
    /// What the parent says of it.
    ShareAnswer = "share_answer" in &[ParentChannel], by Parents is [NeverCorrected];
    /// Of which copy.
    must of: EntryKey,
    /// Whether it may go.
    must agreed: bool,
    /// The parent's own words, which go with it.
    may text: String,
}
note! {
    /// It went.
    ShareSent = "share_sent" in &[ParentChannel], by Staff is [NeverCorrected];
    /// Which copy.
    must of: EntryKey,
    /// When.
    may at: UnixMillis,
}
