//! A worry has somebody who sees to it and a day by which there is an answer. Knows no table.

use super::contact::answer_by;
use super::{NewNote, Told, settings_at};
use crate::directory::{Directory, Holder};
use crate::policy::may_read;
use crate::policy::roles::{is_present, stay_began_at};
use crate::schema::notes::Concern;
use samenspel_model::calendar::plus_days;
use samenspel_model::ids::{ChildId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;

/// The child's mentor, then its deputies, as they are now.
pub fn mentors(dir: &Directory, child: ChildId, now: UnixMillis) -> Vec<PersonId> {
    let mut mentors: Vec<_> = dir
        .mentors_of(child)
        .filter(|it| it.during.contains(now) && is_present(dir, it.person, now))
        .map(|it| (it.deputy, it.person))
        .collect();
    mentors.sort_unstable();
    mentors.into_iter().map(|(_, person)| person).collect()
}

/// For how many days parents are told that their child has another mentor.
const NEW_MENTOR_DAYS: i64 = 30;

/// The child's mentor, if another one began lately than it started with.
pub fn new_mentor(
    dir: &Directory,
    child: ChildId,
    now: UnixMillis,
) -> Option<(PersonId, UnixMillis)> {
    let started = stay_began_at(dir, child, now)?;
    let mentor = dir
        .mentors_of(child)
        .find(|it| !it.deputy && it.during.contains(now))?;
    let since = mentor.during.from;
    let is_news = since > started && now < plus_days(since, NEW_MENTOR_DAYS);
    is_news.then_some((mentor.person, since))
}

/// Raises a concern. If it does not say so, the mentor sees to it, and there is an answer within two
/// of that person's working days. Between colleagues its writer names the owner, if anybody.
pub fn raise_concern(
    dir: &Directory,
    series: Series,
    concern: &Concern,
    now: UnixMillis,
) -> NewNote {
    let mut concern = concern.clone();
    if let Subject::Child(child) | Subject::ChildParent(child, _) = series.subject {
        if series.kind != DocumentKind::Team && concern.owner.is_none() {
            concern.owner = mentors(dir, child, now).first().copied();
        }
        if let (Some(owner), None) = (concern.owner, concern.reply_by) {
            let open_weekdays = settings_at(dir, child, now).open_weekdays;
            concern.reply_by = answer_by(dir, owner, open_weekdays, now);
        }
    }
    NewNote::of(series, &concern)
}

/// Who sees to a concern about `child` now: whoever it names, and once that person left or no longer
/// reads it, the mentor of today.
pub fn owner_now(
    dir: &Directory,
    child: ChildId,
    concern: &Told<Concern>,
    now: UnixMillis,
) -> Option<PersonId> {
    let named = concern.note.owner?;
    match may_read(dir, &Holder::Person(named), &concern.series, now) {
        true => Some(named),
        false => mentors(dir, child, now).first().copied().or(Some(named)),
    }
}

/// Whether a concern waits for longer than was promised.
pub fn is_overdue(concern: &Told<Concern>, now: UnixMillis) -> bool {
    concern.note.reply_by.is_some_and(|by| by < now)
}
