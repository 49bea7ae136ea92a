//! Who may let a substitute in for a day, from which device, and for how long: one rule for the phones and
//! the server. Knows nothing of how it is asked for.

use super::inviting::reaches_all_of;
use super::roles::{
    has_staff_role, holds_managers_office, is_manager_of, is_on, is_present, may_work_at,
    working_on,
};
use super::table::Role;
use crate::directory::{DayGrant, Device, Directory, GroupRole, Holder, Span};
use samenspel_model::calendar::bounds_of_day;
use samenspel_model::ids::{GroupId, PersonId};
use samenspel_model::limits::LATE_WINDOW_MS;
use samenspel_model::series::Subject;
use samenspel_model::time::UnixMillis;

/// The longest day.
const DAY_MS_MAX: i64 = samenspel_model::limits::DAY_GRANT_MS_MAX;
/// How far ahead a day grant may begin: a mentor or manager asks the day before.
const AHEAD_MS_MAX: i64 = samenspel_model::limits::DAY_GRANT_AHEAD_MS_MAX;

/// Whether a device can act for a person at all: as its owner, or as who may work at a shared one.
pub fn may_act_for(dir: &Directory, device: &Device, person: PersonId, now: UnixMillis) -> bool {
    match device.holder {
        Holder::Person(owner) => owner == person && is_present(dir, person, now),
        Holder::Group(group) => may_work_at(dir, person, group, now),
    }
}

/// Whether a person may let somebody in on a group: its professionals, mentors of its children, and
/// managers in whose reach it is.
pub fn may_let_in(dir: &Directory, person: PersonId, group: GroupId, now: UnixMillis) -> bool {
    dir.group(group).is_some()
        && (working_on(dir, person, group, now).contains(Role::Professional)
            || is_mentor_on(dir, person, group, now)
            || is_manager_of(dir, person, Subject::Group(group), now))
}

/// Whether a person may end a day grant: who gave it, whom it lets in, and whoever may let somebody in
/// there.
pub fn may_end_grant(dir: &Directory, person: PersonId, grant: &DayGrant, now: UnixMillis) -> bool {
    grant.granted_by == person
        || grant.person == person
        || may_let_in(dir, person, grant.group, now)
}

/// Whether a provisional person may be taken back by whoever made it, or a manager in whose reach the maker
/// is: as long as nothing in the directory names it, so that it never read or wrote anything.
pub fn may_withdraw_person(
    dir: &Directory,
    asker: PersonId,
    (person, made_by): (PersonId, PersonId),
    now: UnixMillis,
) -> bool {
    (asker == made_by || reaches_all_of(dir, asker, &Holder::Person(made_by), now))
        && is_unused(dir, person)
}

fn is_unused(dir: &Directory, person: PersonId) -> bool {
    !has_staff_role(dir, person)
        && dir.parenthoods_of(person).next().is_none()
        && dir.circles_of(person).next().is_none()
        && dir.devices_of(Holder::Person(person)).next().is_none()
}

/// A mentor lets in who takes her place with her children.
fn is_mentor_on(dir: &Directory, person: PersonId, group: GroupId, now: UnixMillis) -> bool {
    dir.mentorships_of(person)
        .any(|it| it.during.contains(now) && is_on(dir, it.child, group, now))
}

/// Whether a span is a day at most, and has an end after its beginning.
pub fn is_a_day(during: &Span) -> bool {
    // On the day on which the clock goes back, midnight is 25 hours away.
    let (_, midnight) = bounds_of_day(during.from);
    let latest = during.from.plus_ms(DAY_MS_MAX).max(midnight);
    let until = during.until;
    until.is_some_and(|until| during.from < until && until <= latest)
}

/// Whether a day begins about now. Asked for without a network it comes late, and no later than the
/// substitute's own notes may.
pub fn begins_about_now(during: &Span, now: UnixMillis) -> bool {
    (-AHEAD_MS_MAX..=LATE_WINDOW_MS).contains(&now.since(during.from))
}

/// Whether a device's holder may let somebody in somewhere: its key goes out, so that others can check
/// it without a network.
pub fn may_grant_from(dir: &Directory, device: &Device, now: UnixMillis) -> bool {
    if !device.is_active() {
        return false;
    }
    let Holder::Person(person) = device.holder else {
        return true;
    };
    is_present(dir, person, now)
        && (dir
            .assignments_of(person)
            .any(|it| it.role == GroupRole::Professional && it.during.contains(now))
            || dir.mentorships_of(person).any(|it| it.during.contains(now))
            || holds_managers_office(dir, person, now))
}
