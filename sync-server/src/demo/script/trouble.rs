//! What goes wrong: a phone that is killed in the middle of a write, and people whose rights change
//! while their phones are off.

use std::path::Path;

use anyhow::Context as _;
use samenspel_core::directory::{Authority, Record};
use samenspel_core::document::DocumentKind;
use samenspel_core::ids::PersonId;
use samenspel_core::time::UnixMillis;

use super::super::killed;
use super::super::notes::{note, text};
use super::super::words;
use super::super::world::World;
use super::Day;
use super::home::tellers;

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

/// A colleague's work on a group ends and a parent loses authority, both while their phones are off.
/// What they write meanwhile waits for the manager, or comes back with the reason.
pub(super) async fn rights_change(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let colleague = a_colleague_leaves_a_group(world)?;
    let parent = a_parent_loses_authority(day, world)?;
    world.time.pass_ms(10 * UnixMillis::MINUTE_MS);
    if let Some((person, room)) = colleague
        && let Some(child) = day.present(world, room).first().copied()
    {
        let fields = [
            ("what", text(day.random.say(words::OPEN_ITEMS))),
            ("language", text("nl")),
        ];
        let series = world.about(DocumentKind::Handover, child);
        world.write_one(person, note(series, "open_item", &fields)?)?;
    }
    if let Some((person, child)) = parent {
        let fields = [
            ("what", text("other_collector")),
            ("text", text(words::LAST_WORD)),
            ("language", text("nl")),
        ];
        let series = world.about(DocumentKind::DayLog, child);
        world.write_one(person, note(series, "day_change", &fields)?)?;
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
                work.any(|it| {
                    it.group == room.group
                        && it.role == samenspel_core::directory::GroupRole::Professional
                })
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
    day: &mut Day,
    world: &mut World,
) -> anyhow::Result<Option<(PersonId, samenspel_core::ids::ChildId)>> {
    let candidates = tellers(day, world);
    let only_child = |person: PersonId| {
        let children = world.location.directory.parenthoods_of(person);
        children.count() == 1
    };
    let found = candidates.into_iter().find(|(child, parent)| {
        *child != day.shown && only_child(*parent) && world.location.language(*parent) == "nl"
    });
    let Some((child, parent)) = found else {
        return Ok(None);
    };
    world.set_online(parent, false);
    let parenthood = world.location.directory.parenthood(child, parent);
    let mut changed = parenthood.context("a parent of the files")?.clone();
    changed.authority = Authority::None;
    world
        .host
        .change_directory(&[Record::Parenthood(changed)])?;
    Ok(Some((parent, child)))
}
