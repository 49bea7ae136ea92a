//! The change of shifts: a sweep of the calm children in one tap, what needs an eye one by one, and
//! the next colleague who reads it back and takes over what is open.

use samenspel_core::document::DocumentKind;
use samenspel_core::ids::{ChildId, EntryKey, GroupId, PersonId};

use super::super::notes::{Pair, at, keys, note, text};
use super::super::words;
use super::super::world::World;
use super::Day;

/// So often the phones try over the bad link before the late shift goes on with what it has.
const ROUNDS_BEFORE_READING_MAX: usize = 10;

/// Written by the early shift, which has had no network since half past seven.
pub(super) fn hand_over(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    for room in 0..world.location.groups.len() {
        let here = &world.location.groups[room];
        let (group, early) = (here.group, here.early());
        let Some(early) = early else { continue };
        let mut calm = Vec::new();
        for child in day.present(world, room) {
            if child == day.shown || day.random.chance(25) {
                with_care(day, world, (group, child), early)?;
            } else {
                calm.push(child);
            }
        }
        sweep(world, &calm, early)?;
    }
    Ok(())
}

fn sweep(world: &mut World, calm: &[ChildId], author: PersonId) -> anyhow::Result<()> {
    let fields = [("state", text("calm"))];
    let notes = calm.iter().map(|child| {
        note(
            world.about(DocumentKind::Handover, *child),
            "handover",
            &fields,
        )
    });
    let notes: Result<Vec<_>, _> = notes.collect();
    world.write(author, notes?)?;
    Ok(())
}

fn with_care(
    day: &mut Day,
    world: &mut World,
    (group, child): (GroupId, ChildId),
    author: PersonId,
) -> anyhow::Result<()> {
    let state = day.random.say(&["watch", "watch", "act"]);
    let mut fields: Vec<Pair<'_>> = vec![("state", text(state))];
    fields.extend(day.written("nl", "summary", words::WATCH));
    fields.push(("to_do", text(day.random.say(words::TO_DO))));
    fields.push(("to_do_by", at(day.at(15 * 60)?)));
    fields.push(("if_then", text(day.random.say(words::IF_THEN))));
    let series = world.about(DocumentKind::Handover, child);
    let what = [
        ("what", text(day.random.say(words::OPEN_ITEMS))),
        ("language", text("nl")),
    ];
    let notes = vec![
        note(series, "handover", &fields)?,
        note(series, "open_item", &what)?,
    ];
    let written = world.write(author, notes)?;
    if let [handover, open] = written[..] {
        day.handed_over
            .entry(group)
            .or_default()
            .push((child, handover));
        day.open.entry(group).or_default().push((child, open));
    }
    Ok(())
}

/// The early shift finds a network on the way out; the late shift fetches, reads and takes over.
pub(super) async fn take_over(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let shifts: Vec<(GroupId, PersonId, PersonId)> = world
        .location
        .groups
        .iter()
        .filter_map(|room| Some((room.group, room.early()?, room.late()?)))
        .collect();
    for (_, early, late) in &shifts {
        world.set_online(*early, true);
        world.set_online(*late, true);
    }
    for _ in 0..ROUNDS_BEFORE_READING_MAX {
        world.sync().await?;
        world.time.pass_ms(60_000);
        let mut all_there = true;
        for (group, _, late) in &shifts {
            for (_, key) in day.handed_over.get(group).into_iter().flatten() {
                all_there &= has_arrived(world, *late, key)?;
            }
        }
        if all_there {
            break;
        }
    }
    for (group, _, late) in shifts {
        reads_back(day, world, group, late)?;
        takes_over(day, world, group, late)?;
    }
    world.sync().await?;
    Ok(())
}

fn reads_back(
    day: &mut Day,
    world: &mut World,
    group: GroupId,
    reader: PersonId,
) -> anyhow::Result<()> {
    for (child, key) in day.handed_over.remove(&group).unwrap_or_default() {
        if !has_arrived(world, reader, &key)? {
            continue;
        }
        let fields = [("of", keys(&[key]))];
        let series = world.about(DocumentKind::Handover, child);
        world.write_one(reader, note(series, "read_back", &fields)?)?;
        world.read(reader, vec![key])?;
    }
    Ok(())
}

fn takes_over(
    day: &mut Day,
    world: &mut World,
    group: GroupId,
    reader: PersonId,
) -> anyhow::Result<()> {
    for (child, key) in day.open.get(&group).cloned().unwrap_or_default() {
        if !has_arrived(world, reader, &key)? {
            continue;
        }
        let fields = [("of", keys(&[key]))];
        let series = world.about(DocumentKind::Handover, child);
        world.write_one(reader, note(series, "take_over", &fields)?)?;
    }
    Ok(())
}

/// Over a bad link it may not be there yet: nobody acts on what they cannot see.
pub(super) fn has_arrived(
    world: &mut World,
    reader: PersonId,
    key: &EntryKey,
) -> anyhow::Result<bool> {
    match world.phone_of(reader) {
        Some(phone) => Ok(phone.store()?.status(key)?.is_some()),
        None => Ok(false),
    }
}
