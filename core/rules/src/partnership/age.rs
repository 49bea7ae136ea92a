//! Which notes fit which age. Knows no table.

use super::is_after_school;
use crate::directory::Directory;
use crate::schema::notes::AgeBand;
use samenspel_model::ids::ChildId;
use samenspel_model::series::Subject;
use samenspel_model::time::UnixMillis;

/// The age band of a child: a baby in its first year, then a toddler; after-school care by its group.
pub fn age_band(dir: &Directory, child: ChildId, now: UnixMillis) -> AgeBand {
    if is_after_school(dir, Subject::Child(child), now) {
        return AgeBand::AfterSchool;
    }
    let born = dir
        .child(child)
        .and_then(|it| it.birth_date.parse::<jiff::civil::Date>().ok());
    let first_birthday = born.and_then(|it| it.checked_add(jiff::Span::new().years(1)).ok());
    match (first_birthday, samenspel_model::calendar::day_of(now)) {
        (Some(birthday), Some(today)) if today < birthday => AgeBand::Baby,
        _ => AgeBand::Toddler,
    }
}
