//! Contact that fits a family: when it is due, what may be offered, and when nobody should be disturbed.
//! It nudges staff, never parents; it counts days and ranks nobody. Knows no table.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Told;
use crate::directory::Directory;
use crate::schema::notes::{
    ContactHeld, ContactMark, ContactPlan, ContactRhythm, Offer, Offered, TalkAnswer, YesNoLater,
};
use samenspel_model::calendar::{day_of, minute_of_day, plus_days, start_of};
use samenspel_model::ids::PersonId;
use samenspel_model::time::UnixMillis;

/// Days after which a family that was asked is not asked again.
const ASKED_AGAIN_DAYS: i64 = 365;

/// How contact with one parent stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactState {
    /// What was agreed; the parent's own word counts before the mentor's.
    pub plan: Option<Told<ContactPlan>>,
    /// When both last spoke.
    pub last_two_way_at: Option<UnixMillis>,
    /// When something good was last told.
    pub last_positive_at: Option<UnixMillis>,
    /// When the next contact is due; `None` when the family wants none by rhythm.
    pub due_at: Option<UnixMillis>,
    /// Not before this, because the family said so.
    pub not_before: Option<UnixMillis>,
}

impl ContactState {
    /// Reads what was told between one parent and the mentor. `began_at` is when the child started;
    /// `told_good_at` when a good moment was last told about the child.
    pub fn of(
        parent: PersonId,
        plans: &[Told<ContactPlan>],
        marks: &[Told<ContactMark>],
        began_at: UnixMillis,
        told_good_at: Option<UnixMillis>,
    ) -> Self {
        let plan = plans
            .iter()
            .rfind(|it| it.author() == parent)
            .or_else(|| plans.last())
            .cloned();
        let when = |it: &Told<ContactMark>| it.note.at.unwrap_or(it.at);
        let last = |keep: &dyn Fn(&ContactMark) -> bool| {
            marks.iter().filter(|it| keep(&it.note)).map(when).max()
        };
        let last_two_way_at = last(&is_two_way);
        let last_positive_at = last(&|it| it.positive == Some(true)).max(told_good_at);
        let not_before = plan.as_ref().and_then(|it| it.note.declined_until);
        let rhythm = plan
            .as_ref()
            .map_or(ContactRhythm::Quarterly, |it| it.note.rhythm);
        let due_at = interval_days(rhythm)
            .map(|days| plus_days(last_two_way_at.unwrap_or(began_at), days))
            .map(|due| not_before.map_or(due, |not_before| due.max(not_before)));
        Self {
            plan,
            last_two_way_at,
            last_positive_at,
            due_at,
            not_before,
        }
    }

    /// Whether contact is due.
    pub fn is_due(&self, now: UnixMillis) -> bool {
        self.due_at.is_some_and(|due| due <= now)
    }
}

/// A call or a talk is of two; a word at the door is if somebody says so.
fn is_two_way(mark: &ContactMark) -> bool {
    mark.two_way.unwrap_or(match mark.what {
        ContactHeld::Call | ContactHeld::Talk | ContactHeld::HomeVisit => true,
        ContactHeld::Door => false,
    })
}

fn interval_days(rhythm: ContactRhythm) -> Option<i64> {
    match rhythm {
        ContactRhythm::Weekly => Some(7),
        ContactRhythm::Monthly => Some(30),
        ContactRhythm::Quarterly => Some(91),
        ContactRhythm::WhenNeeded => None,
    }
}

/// Where an offer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferState {
    /// Never made, or long enough ago: it may be made, once.
    May,
    /// Made, not answered. It is not repeated.
    Open,
    /// Accepted.
    Accepted,
    /// Declined or put off; not asked again before this.
    NotBefore(UnixMillis),
}

/// Where the offer of `what` to one parent stands. A home visit is offered once, at the intake; a talk
/// of ten minutes once a year.
pub fn offer_state(
    what: Offered,
    offers: &[Told<Offer>],
    answers: &[Told<TalkAnswer>],
    now: UnixMillis,
) -> OfferState {
    let Some(offer) = offers.iter().rfind(|it| it.note.what == what) else {
        return OfferState::May;
    };
    let year_later = plus_days(offer.at, ASKED_AGAIN_DAYS);
    let again = |not_before: UnixMillis| match what {
        Offered::TenMinutes if not_before <= now => OfferState::May,
        Offered::TenMinutes | Offered::HomeVisit => OfferState::NotBefore(not_before),
    };
    let answer = answers.iter().rfind(|it| it.note.of == offer.key);
    match answer {
        None if what == Offered::TenMinutes && year_later <= now => OfferState::May,
        None => OfferState::Open,
        Some(answer) => {
            let asked_again = answer.note.until.unwrap_or(match answer.note.answer {
                YesNoLater::Yes | YesNoLater::No => year_later,
                YesNoLater::Later => plus_days(answer.at, 30),
            });
            match answer.note.answer {
                YesNoLater::Yes if asked_again > now => OfferState::Accepted,
                YesNoLater::Later if asked_again <= now => OfferState::May,
                YesNoLater::Yes | YesNoLater::No | YesNoLater::Later => again(asked_again),
            }
        }
    }
}

/// What a good start asks for, and whether it was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StartChecklist {
    /// A first good message within the first week.
    pub first_good_message: bool,
    /// A call in the first week.
    pub first_week_call: bool,
    /// The intake was held.
    pub intake: bool,
    /// Both sides said what they expect.
    pub expectations: bool,
}

/// The last moment at which somebody who got a question has answered it: the end of the second of
/// their working days after it. Where nobody said when they work, the location's opening days count.
pub fn answer_by(
    dir: &Directory,
    person: PersonId,
    open_weekdays: u8,
    asked_at: UnixMillis,
) -> Option<UnixMillis> {
    let works = dir
        .work_days(person)
        .map_or(open_weekdays, |it| it.weekdays);
    let mut left = 2;
    let mut day = day_of(asked_at)?;
    for _ in 0..60 {
        day = day.tomorrow().ok()?;
        if samenspel_model::calendar::is_weekday_in(day, works) {
            left -= 1;
        }
        if left == 0 {
            return end_of(day);
        }
    }
    None
}

fn end_of(day: Date) -> Option<UnixMillis> {
    start_of(day.checked_add(1.day()).ok()?)
}

/// Whether a parent asked for quiet at this time of day. A span may run over midnight.
pub fn is_quiet(plan: &ContactPlan, now: UnixMillis) -> bool {
    let (Some(from), Some(until)) = (plan.quiet_from, plan.quiet_until) else {
        return false;
    };
    let minute = i64::from(minute_of_day(now));
    let (from, until) = (from.get(), until.get());
    if from <= until {
        (from..until).contains(&minute)
    } else {
        minute >= from || minute < until
    }
}

/// Whether somebody of the staff works now: nobody is disturbed on a free day or in the evening.
pub fn is_at_work(
    dir: &Directory,
    person: PersonId,
    closes_at_minute: u16,
    now: UnixMillis,
) -> bool {
    const BEGINS_AT_MINUTE: u16 = 7 * 60;
    let Some(today) = day_of(now) else {
        return false;
    };
    let works = dir
        .work_days(person)
        .is_none_or(|it| samenspel_model::calendar::is_weekday_in(today, it.weekdays));
    works && (BEGINS_AT_MINUTE..closes_at_minute).contains(&minute_of_day(now))
}
