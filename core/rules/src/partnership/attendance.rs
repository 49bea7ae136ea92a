//! Who is expected on a day and where each child is in it: from days of the week, single days, what
//! parents said and who was seen arriving. Knows no table.

use jiff::civil::Date;

use super::{Told, settings_at};
use crate::directory::{Directory, LocationSettings};
use crate::policy::roles::group_of;
use crate::schema::notes::{DayChange, DayDifference, DayReason, Passage, Presence};
use samenspel_model::calendar::{at_minute, day_of, is_weekday_in, minute_of_day};
use samenspel_model::ids::{ChildId, GroupId, LocationId, PersonId};
use samenspel_model::series::Subject;
use samenspel_model::time::UnixMillis;

/// Where a child is in its day.
#[derive(Clone, PartialEq, Eq)]
pub enum Standing {
    /// Does not come on this day.
    NotExpected,
    /// Comes, and is not here yet.
    Expected,
    /// Should be here by now, and nobody said otherwise: somebody has to call.
    NotReported,
    /// Comes; whether it is here is not known to whoever may not read who arrived.
    Unknown,
    /// Somebody said that it does not come.
    NotComing {
        /// Why, if it was said.
        reason: Option<DayReason>,
        /// Who said so.
        said_by: PersonId,
    },
    /// Here.
    Here {
        /// Since when.
        since: UnixMillis,
    },
    /// Was here, and left.
    Left {
        /// When.
        at: UnixMillis,
        /// Who took the child, as it was written down.
        with: Option<String>,
    },
}

samenspel_model::hides_content!(Standing);

/// Whether a child comes on `day` by what was arranged: its days of the week, single days, and the
/// days on which its location is open.
pub fn comes_on(dir: &Directory, child: ChildId, day: Date) -> bool {
    comes_where(dir, child, day, |_| true)
}

/// Whether a child comes to one of these groups on `day`. One with two base groups comes to each on the
/// days of its placement there; on a single day, to the one it is on by the day of the week.
pub fn comes_to(dir: &Directory, child: ChildId, groups: &[GroupId], day: Date) -> bool {
    comes_where(dir, child, day, |group| groups.contains(&group))
}

fn comes_where(
    dir: &Directory,
    child: ChildId,
    day: Date,
    counts: impl Fn(GroupId) -> bool,
) -> bool {
    let Some(noon) = at_minute(day, 12 * 60) else {
        return false;
    };
    let placements = || {
        dir.placements_of(child)
            .filter(|it| it.during.contains(noon))
    };
    if placements().next().is_none() {
        return false;
    }
    let date = day.to_string();
    if let Some(single) = dir.days_of(child).find(|it| it.date == date) {
        return single.comes && group_of(dir, child, noon).is_some_and(counts);
    }
    placements().any(|it| {
        counts(it.group) && is_weekday_in(day, it.weekdays) && is_open_at(dir, it.group, day)
    })
}

fn is_open_at(dir: &Directory, group: GroupId, day: Date) -> bool {
    let settings = dir.group(group).and_then(|it| dir.settings(it.location));
    match settings {
        Some(settled) => is_open_on(settled, day),
        None => is_open_on(&LocationSettings::of(LocationId([0; 16])), day),
    }
}

/// Whether a location is open on a day.
pub fn is_open_on(settings: &LocationSettings, day: Date) -> bool {
    is_weekday_in(day, settings.open_weekdays) && !settings.closed_days.contains(&day.to_string())
}

/// Who is said to come later, and not when, is missed so long after the usual time.
const LATER_MINUTES: u16 = 120;
/// The last minute of a day: nobody is expected on the next one.
const LAST_MINUTE: u16 = 24 * 60 - 1;

/// Where a child is in its day, on the list of some groups. `presences` are those of this child on this day, or where there are none
/// the last before it: a stay lasts until "left". `changes` are what was said of this day. Both are in
/// the order they were told.
pub fn standing(
    dir: &Directory,
    child: ChildId,
    groups: &[GroupId],
    presences: &[Told<Presence>],
    changes: &[Told<DayChange>],
    now: UnixMillis,
) -> Standing {
    // The time that was written down counts, not when it reached this phone.
    let today = day_of(now);
    match last_passage(presences) {
        Some(last) if last.note.what == Passage::Arrived => {
            return Standing::Here {
                since: last.note.at,
            };
        }
        // Who left on an earlier day is not here, and may come today.
        Some(last) if day_of(last.note.at) >= today => {
            return Standing::Left {
                at: last.note.at,
                with: last.note.by.clone(),
            };
        }
        _ => {}
    }
    let said = said_of_coming(dir, child, changes);
    if let Some(last) = all_say_that_it_stays_away(&said) {
        return Standing::NotComing {
            reason: last.note.reason,
            said_by: last.author(),
        };
    }
    let Some(today) = today else {
        return Standing::NotExpected;
    };
    if !comes_to(dir, child, groups, today) {
        return Standing::NotExpected;
    }
    let usual = own_usual_time(dir, child, groups, today)
        .unwrap_or_else(|| settings_at(dir, child, now).expected_by_minute);
    let is_late_by = |change: &Told<DayChange>| match (change.note.what, change.note.at) {
        (DayDifference::Later, Some(at)) => now > at,
        (DayDifference::Later, None) => {
            minute_of_day(now) >= usual.saturating_add(LATER_MINUTES).min(LAST_MINUTE)
        }
        _ => minute_of_day(now) >= usual,
    };
    // By the earliest of the times that were said.
    let mut comes = said.iter().filter(|it| !stays_away(it)).peekable();
    let is_late = match comes.peek() {
        Some(_) => comes.any(|it| is_late_by(it)),
        None => minute_of_day(now) >= usual,
    };
    if is_late {
        Standing::NotReported
    } else {
        Standing::Expected
    }
}

/// What was said of whether and when a child comes on a day, and still counts: each parent's last word. A
/// colleague writes down what was agreed: that takes the place of what was said before, until a parent says
/// something else. `changes` are those of the day, in the order they were told.
fn said_of_coming<'a>(
    dir: &Directory,
    child: ChildId,
    changes: impl IntoIterator<Item = &'a Told<DayChange>>,
) -> Vec<&'a Told<DayChange>> {
    let is_parent = |person: PersonId| dir.parents_of(child).any(|it| it.person == person);
    let mut counted: Vec<&Told<DayChange>> = Vec::new();
    for change in changes {
        if change.note.what == DayDifference::OtherCollector {
            continue;
        }
        let author = change.author();
        match is_parent(author) {
            true => counted.retain(|it| it.author() != author && is_parent(it.author())),
            false => counted.clear(),
        }
        counted.push(change);
    }
    counted
}

fn stays_away(change: &Told<DayChange>) -> bool {
    change.note.what == DayDifference::NotComing
}

/// The last word, if every word is that the child does not come. Where one parent says that it does, nobody
/// can tell: it is waited for.
fn all_say_that_it_stays_away<'a>(said: &[&'a Told<DayChange>]) -> Option<&'a Told<DayChange>> {
    let last = said.last()?;
    said.iter().all(|it| stays_away(it)).then_some(*last)
}

/// Whether a child is said not to come on a day. `changes` are those of the day, in the order they were told.
pub fn is_said_to_stay_away<'a>(
    dir: &Directory,
    child: ChildId,
    changes: impl IntoIterator<Item = &'a Told<DayChange>>,
) -> bool {
    let said = said_of_coming(dir, child, changes);
    all_say_that_it_stays_away(&said).is_some()
}

/// What parents say of a day that cannot all be so; nothing where they agree, or only one said something.
pub fn contradictions<'a>(
    dir: &Directory,
    child: ChildId,
    changes: &'a [Told<DayChange>],
) -> Vec<&'a Told<DayChange>> {
    let said = said_of_coming(dir, child, changes);
    let says = |it: &Told<DayChange>| (it.note.what, it.note.at);
    let agree = |one: &Told<DayChange>, other: &Told<DayChange>| match one.note.what {
        DayDifference::NotComing => one.note.what == other.note.what,
        _ => says(one) == says(other),
    };
    match said.first() {
        Some(first) if said.iter().any(|it| !agree(first, it)) => said,
        _ => Vec::new(),
    }
}

/// By when the child is here on these groups as a rule, where that was arranged for it: the earliest
/// of its placements of the day.
fn own_usual_time(dir: &Directory, child: ChildId, groups: &[GroupId], day: Date) -> Option<u16> {
    let noon = at_minute(day, 12 * 60)?;
    dir.placements_of(child)
        .filter(|it| it.during.contains(noon) && groups.contains(&it.group))
        // On a single day that is none of its days of the week, each of its times may hold.
        .min_by_key(|it| (!is_weekday_in(day, it.weekdays), it.expected_by_minute))
        .and_then(|it| it.expected_by_minute)
}

/// The last passage by the time that was written down.
fn last_passage(presences: &[Told<Presence>]) -> Option<&Told<Presence>> {
    presences
        .iter()
        .max_by_key(|it| (it.note.at, it.at, it.key))
}

/// Whether a child is here since an earlier day: it stays, or nobody wrote down that it left.
pub fn is_here_since_earlier(standing: &Standing, now: UnixMillis) -> bool {
    matches!(standing, Standing::Here { since } if day_of(*since) < day_of(now))
}

/// The last day before today on which the child was due; the days on which it stayed away are given.
/// Looks back a year at most.
pub fn last_day_here(
    dir: &Directory,
    child: ChildId,
    now: UnixMillis,
    stayed_away: &[Date],
) -> Option<Date> {
    let mut day = day_of(now)?;
    for _ in 0..366 {
        day = day.yesterday().ok()?;
        if comes_on(dir, child, day) && !stayed_away.contains(&day) {
            return Some(day);
        }
    }
    None
}

/// Opening days that lie wholly between two moments: with one of them missed, data is old.
pub fn opening_days_between(
    settings: &LocationSettings,
    from: UnixMillis,
    until: UnixMillis,
) -> usize {
    let (Some(first), Some(last)) = (day_of(from), day_of(until)) else {
        return 0;
    };
    first
        .series(jiff::Span::new().days(1))
        .skip(1)
        .take_while(|day| *day < last)
        .take(366)
        .filter(|day| is_open_on(settings, *day))
        .count()
}

/// The day of the first opening after `now`'s own, at eight in the morning: when somebody can be
/// called again.
pub fn next_opening(settings: &LocationSettings, now: UnixMillis) -> Option<UnixMillis> {
    const EIGHT: u16 = 8 * 60;
    let mut day = day_of(now)?;
    for _ in 0..60 {
        day = day.tomorrow().ok()?;
        if is_open_on(settings, day) {
            return at_minute(day, EIGHT);
        }
    }
    None
}

/// Whether children of this subject's group belong to after-school care.
pub fn is_after_school(dir: &Directory, subject: Subject, now: UnixMillis) -> bool {
    let group = match subject {
        Subject::Child(child) | Subject::ChildParent(child, _) => group_of(dir, child, now),
        Subject::Group(group) => Some(group),
        Subject::Case(_) | Subject::Organisation => None,
    };
    let settings = super::settings_of(dir, subject, now);
    group.is_some_and(|group| settings.is_some_and(|it| it.after_school_groups.contains(&group)))
}
