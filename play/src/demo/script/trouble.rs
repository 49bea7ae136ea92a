//! What goes wrong: a phone that is killed in the middle of a write, a note on the wrong child, and
//! people whose rights change while their phones are off.

use std::path::Path;

use anyhow::Context as _;
use samenspel_device::NewNote;
use samenspel_model::ids::{ChildId, PersonId};
use samenspel_model::series::DocumentKind;
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Authority, GroupRole, Record};
use samenspel_rules::partnership::today_is_different;
use samenspel_rules::schema::Whole;
use samenspel_rules::schema::notes::{
    DayChange, DayDifference, DayLog, DayLogDetail, DayLogMatter, OpenItem, Retraction,
    RetractionReason,
};

use super::super::killed;
use super::super::words;
use super::super::world::World;
use super::cast::Part;
use super::{Day, dutch};

/// Gives how many notes were committed before the kill.
pub(super) fn a_phone_is_killed(
    day: &mut Day,
    world: &mut World,
    executable: &Path,
) -> anyhow::Result<usize> {
    let mut rooms = world.location.groups.iter();
    let room = rooms.find(|room| !room.children.is_empty());
    let found = room.and_then(|room| Some((room.middle()?, *room.children.first()?)));
    let Some((author, child)) = found else {
        return Ok(0);
    };
    let series = world.about(DocumentKind::DayLog, child);
    let after = 4 + day.random.below(8);
    let phone = world.phone_of(author).context("the phone to be killed")?;
    let kept = killed::kill_while_writing(executable, phone, series, after, &mut day.random)?;
    Ok(kept.len())
}

/// A bottle is written on the wrong child and taken back; on the right one the amount is put right.
pub(super) fn a_note_on_the_wrong_child(day: &Day, world: &mut World) -> anyhow::Result<()> {
    let (right, wrong) = (day.family(Part::Mistake), day.family(Part::Bump));
    let bottle = |amount| DayLog {
        amount: Whole::new(amount),
        code: Some(DayLogDetail::Bottle),
        ..DayLog::new(DayLogMatter::Feed)
    };
    let author = wrong.middle;
    let log = world.about(DocumentKind::DayLog, wrong.child);
    let written = world.write_one(author, NewNote::of(log, &bottle(100)))?;
    world.time.advance_ms(4 * UnixMillis::MINUTE_MS);
    if let Some(written) = written {
        let back = Retraction::new(written, RetractionReason::WrongChild);
        world.write_one(author, NewNote::of(log, &back))?;
    }
    let author = right.middle;
    let log = world.about(DocumentKind::DayLog, right.child);
    let written = world.write_one(author, NewNote::of(log, &bottle(100)))?;
    world.time.advance_ms(2 * UnixMillis::MINUTE_MS);
    if let Some(written) = written {
        let correction = NewNote::correcting(log, written, &bottle(150));
        world.write_one(author, correction)?;
    }
    Ok(())
}

/// A colleague's work on a group ends and a parent loses authority, both while their phones are off.
/// What they write meanwhile waits for the manager, or comes back with the reason.
pub(super) async fn rights_change(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let colleague = a_colleague_leaves_a_group(world)?;
    let parent = a_parent_loses_authority(day, world)?;
    let changed = &mut day.rights_changed;
    changed.extend(colleague.map(|(person, _)| (person, words::LEFT_THE_GROUP)));
    changed.extend(parent.map(|(_, person)| (person, words::LOST_AUTHORITY)));
    world.time.advance_ms(10 * UnixMillis::MINUTE_MS);
    if let Some((person, room)) = colleague
        && let Some(child) = day.present(world, room).first().copied()
    {
        let item = OpenItem::new(day.say(words::OPEN_ITEMS));
        let series = world.about(DocumentKind::Handover, child);
        world.write_one(person, dutch(series, &item))?;
    }
    if let Some((child, person)) = parent {
        let change = DayChange {
            text: Some(words::LAST_WORD.to_owned()),
            ..DayChange::new(DayDifference::OtherCollector)
        };
        let notes = today_is_different(world.location.org, &[child], &change);
        let notes = notes.into_iter().map(|it| it.in_language("nl"));
        world.write(person, notes.collect())?;
    }
    world.sync().await?;
    Ok(())
}

fn a_colleague_leaves_a_group(world: &mut World) -> anyhow::Result<Option<(PersonId, usize)>> {
    let now = world.time.now();
    let found = world
        .location
        .groups
        .iter()
        .enumerate()
        .find_map(|(index, room)| {
            let works_here = |person: &&PersonId| {
                let mut work = world.location.directory.assignments_of(**person);
                work.any(|it| it.group == room.group && it.role == GroupRole::Professional)
            };
            let person = room.others.iter().find(works_here)?;
            (!room.children.is_empty()).then_some((*person, index))
        });
    let Some((person, room)) = found else {
        return Ok(None);
    };
    world.set_online(person, false);
    let group = world.location.groups[room].group;
    let work = world.location.directory.assignments_of(person);
    let mut ended = work
        .filter(|it| it.group == group)
        .cloned()
        .collect::<Vec<_>>();
    for assignment in &mut ended {
        assignment.during.until = Some(now);
    }
    let ended: Vec<Record> = ended.into_iter().map(Record::Assignment).collect();
    world.host.change_directory(&ended)?;
    Ok(Some((person, room)))
}

fn a_parent_loses_authority(
    day: &Day,
    world: &mut World,
) -> anyhow::Result<Option<(ChildId, PersonId)>> {
    let Some((child, parent)) = day.cast.loses_authority else {
        return Ok(None);
    };
    world.set_online(parent, false);
    let parenthood = world.location.directory.parenthood(child, parent);
    let mut changed = parenthood.context("a parent of the files")?.clone();
    changed.authority = Authority::None;
    world
        .host
        .change_directory(&[Record::Parenthood(changed)])?;
    Ok(Some((child, parent)))
}
