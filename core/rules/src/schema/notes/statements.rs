//! What must be right: statements about a child ("Samira says: peanut, severe"), never overwritten.

use super::codes::{Expectation, MedicalMatter, NetworkScope, Purpose, Severity, Topic, Weekday};
use crate::schema::Rule::SaysSomething;
use crate::schema::Several;
use crate::schema::note::{IsoDate, note};
use samenspel_model::ids::EntryKey;
use samenspel_model::series::DocumentKind::ChildCore;
use samenspel_model::time::UnixMillis;

note! {
    /// A medical fact, or that it no longer is one.
    Medical = "medical" in &[ChildCore], by Either is [FreshPin];
    /// Which kind.
    must what: MedicalMatter,
    /// Of what.
    must substance: String,
    /// How bad.
    may severity: Severity,
    /// Since when.
    may since: UnixMillis,
    /// Whether it is withdrawn.
    may withdrawn: bool,
    /// The statements that it takes the place of.
    may of: Vec<EntryKey>,
    /// What to do.
    may text: String,
}
note! {
    /// A named person confirms what holds.
    MedicalResolution = "medical_resolution" in &[ChildCore], by Either is [PersonalOnly, NeverCorrected];
    /// The statements that were seen.
    must of: Vec<EntryKey>,
    /// What holds.
    must text: String,
}
note! {
    /// Somebody of the child's network, and what they may do.
    Collector = "collector" in &[ChildCore], by Either is [FreshPin];
    /// Who.
    must name: String,
    /// What they are to the child.
    may relation: String,
    /// What they may do; collecting, where nothing is said.
    may scope: Several<NetworkScope>,
    /// On which days as a rule.
    may weekdays: Several<Weekday>,
    /// Whether it is withdrawn.
    may withdrawn: bool,
    /// The statements that it takes the place of.
    may of: Vec<EntryKey>,
}
note! {
    /// What a parent agrees to, or not.
    Consent = "consent" in &[ChildCore], by Either is [NeverCorrected];
    /// To what.
    must purpose: Purpose,
    /// Whether.
    must given: bool,
    /// More of it.
    may text: String,
}
note! {
    /// The rhythm of a child's day.
    Rhythm = "rhythm" in &[ChildCore], by Either, SaysSomething;
    /// When the child sleeps.
    may sleep_times: String,
    /// How.
    may sleep_how: String,
    /// When and what the child eats and drinks.
    may feeds: String,
    /// What comforts.
    may comfort: String,
    /// More of it.
    may text: String,
    /// Since when.
    may since: UnixMillis,
}
note! {
    /// What each side expects, and hopes for the child.
    Expectations = "expectations" in &[ChildCore], by Either;
    /// Which of both.
    may about: Expectation,
    /// What.
    must text: String,
}
note! {
    /// How it is done at home, or here.
    OurWay = "our_way" in &[ChildCore], by Either;
    /// Of what.
    must topic: Topic,
    /// How.
    must text: String,
}
note! {
    /// What was agreed on a medicine.
    MedicineAgreement = "medicine_agreement" in &[ChildCore], by Either is [FreshPin, NeverCorrected];
    /// Which.
    must medicine: String,
    /// How much.
    must dose: String,
    /// When.
    may times: String,
    /// How.
    may how: String,
    /// From when.
    may from: UnixMillis,
    /// Until when.
    may to: UnixMillis,
    /// The date on the package.
    may expires: IsoDate,
    /// Who prescribed it.
    may prescriber: String,
    /// Whether the first was given at home.
    may first_given_at_home: bool,
    /// Where it is kept.
    may kept: String,
    /// Who may give it.
    may given_by: String,
    /// Whether it is withdrawn.
    may withdrawn: bool,
    /// The agreements that it takes the place of.
    may of: Vec<EntryKey>,
}
