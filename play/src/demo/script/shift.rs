//! The change of shifts: a sweep of the calm children in one tap, what needs an eye one by one, and
//! the next colleague who reads it back and takes over what is open.

use samenspel_device::NewNote;
use samenspel_model::ids::{ChildId, EntryKey, GroupId, PersonId};
use samenspel_model::series::{DocumentKind, Series};
use samenspel_model::time::UnixMillis;
use samenspel_rules::partnership::{sweep, take_over as taken_over};
use samenspel_rules::schema::notes::{Handover, OpenItem, ReadBack, State};

use super::super::words;
use super::super::world::World;
use super::{Day, dutch};

/// So often the phones try over the bad link before the late shift goes on with what it has.
const ROUNDS_BEFORE_READING_MAX: usize = 10;

/// Written by the early shift, which has had no network since half past seven.
pub(super) fn hand_over(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    for room in 0..world.location.groups.len() {
        let here = &world.location.groups[room];
        let (group, early) = (here.group, here.early());
        let Some(early) = early else { continue };
        let mut calm = Vec::new();
        let present = day.present(world, room);
        for child in &present {
            // Nobody's group is calm all morning.
            let must = *child == day.shown || (calm.len() + 1 == present.len());
            if must || day.random.chance(25) {
                with_care(day, world, (group, *child), early)?;
            } else {
                calm.push(*child);
            }
        }
        let notes = sweep(world.location.org, &calm, None);
        world.write(early, notes)?;
    }
    Ok(())
}

fn with_care(
    day: &mut Day,
    world: &mut World,
    (group, child): (GroupId, ChildId),
    author: PersonId,
) -> anyhow::Result<()> {
    let state = [State::Watch, State::Watch, State::Act];
    let handover = Handover {
        summary: Some(day.say(words::WATCH)),
        to_do: Some(day.say(words::TO_DO)),
        to_do_by: Some(day.at(15 * 60)?),
        if_then: Some(day.say(words::IF_THEN)),
        ..Handover::new(day.random.one_of(state))
    };
    let item = OpenItem::new(day.say(words::OPEN_ITEMS));
    let series = world.about(DocumentKind::Handover, child);
    let notes = vec![dutch(series, &handover), dutch(series, &item)];
    if let [handover, open] = world.write(author, notes)?[..] {
        let handed_over = day.handed_over.entry(group).or_default();
        handed_over.push((series, handover));
        day.open.entry(group).or_default().push((series, open));
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
        world.time.advance_ms(UnixMillis::MINUTE_MS);
        let mut all_there = true;
        for (group, _, late) in &shifts {
            for (_, key) in day.handed_over.get(group).into_iter().flatten() {
                all_there &= world.has_arrived(*late, key)?;
            }
        }
        if all_there {
            break;
        }
    }
    for (group, _, late) in shifts {
        reads_back(day, world, group, late)?;
        let items = day.open.get(&group).into_iter().flatten();
        let there = arrived(world, late, items)?;
        world.write(late, taken_over(&there))?;
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
    let handed_over = day.handed_over.remove(&group).unwrap_or_default();
    for (series, key) in arrived(world, reader, handed_over.iter())? {
        world.write_one(reader, NewNote::of(series, &ReadBack::new(vec![key])))?;
        world.read(reader, vec![key])?;
    }
    Ok(())
}

fn arrived<'a>(
    world: &World,
    reader: PersonId,
    notes: impl Iterator<Item = &'a (Series, EntryKey)>,
) -> anyhow::Result<Vec<(Series, EntryKey)>> {
    let mut there = Vec::new();
    for (series, key) in notes {
        if world.has_arrived(reader, key)? {
            there.push((*series, *key));
        }
    }
    Ok(there)
}
