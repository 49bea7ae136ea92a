//! Opening, arrivals and the morning on the groups, mostly without a network.

use samenspel_core::document::DocumentKind;
use samenspel_core::ids::{ChildId, PersonId};
use samenspel_core::time::UnixMillis;

use super::super::notes::{Pair, at, note, text};
use super::super::words;
use super::super::world::World;
use super::{Day, MORNING_PARTS, Part, day_book_pairs, for_all, id};

pub(super) async fn opening(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    for room in 0..world.location.groups.len() {
        let Some(early) = world.location.groups[room].early() else {
            continue;
        };
        let group = world.location.groups[room].group;
        let sentence = day.random.say(words::NOTICES);
        let fields = [
            ("text", text(sentence)),
            ("language", text("nl")),
            ("until", at(day.at(18 * 60 + 30)?)),
        ];
        let series = world.of_room(DocumentKind::Group, group);
        world.write_one(early, note(series, "notice", &fields)?)?;
    }
    world.sync().await?;
    Ok(())
}

/// The wifi is gone: tablets and some phones work on without.
pub(super) fn arrivals(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    for room in 0..world.location.groups.len() {
        let (group, early) = (
            world.location.groups[room].group,
            world.location.groups[room].early(),
        );
        let Some(early) = early else { continue };
        if let Some(tablet) = world.tablet_of(group) {
            tablet.online = false;
        }
        world.set_online(early, false);
        for child in day.present(world, room) {
            arrives(day, world, (group, child), early)?;
            world.time.pass_ms(day.random.within_minutes(4));
        }
    }
    Ok(())
}

fn arrives(
    day: &mut Day,
    world: &mut World,
    (group, child): (samenspel_core::ids::GroupId, ChildId),
    author: PersonId,
) -> anyhow::Result<()> {
    let now = world.time.now();
    let fields = [
        ("child", id(child.0)),
        ("what", text("arrived")),
        ("at", at(now)),
    ];
    let presence = note(
        world.of_room(DocumentKind::Group, group),
        "presence",
        &fields,
    )?;
    if let Some(tablet) = world.tablet_of(group) {
        tablet.write(author, vec![presence])?;
    }
    if child == day.shown || day.random.chance(30) {
        told_at_the_door(day, world, child, author)?;
    }
    Ok(())
}

/// In codes, and sometimes in words.
fn told_at_the_door(
    day: &mut Day,
    world: &mut World,
    child: ChildId,
    author: PersonId,
) -> anyhow::Result<()> {
    let state = if child == day.shown {
        "watch"
    } else {
        day.random.say(&["calm", "watch"])
    };
    let mut fields: Vec<Pair<'_>> = vec![("state", text(state))];
    if state == "watch" {
        fields.extend(day.written("nl", "summary", words::AT_THE_DOOR));
    }
    let series = world.about(DocumentKind::Handover, child);
    world.write_one(author, note(series, "handover", &fields)?)?;
    Ok(())
}

/// Several children in one tap, again and again.
pub(super) fn day_book(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    for part in MORNING_PARTS {
        for room in 0..world.location.groups.len() {
            let mut children = day.present(world, room);
            day.random.shuffle(&mut children);
            // Two colleagues, each with some of the children.
            let others = children.split_off(children.len() / 2);
            let here = &world.location.groups[room];
            for (author, children) in [(here.early(), children), (here.middle(), others)] {
                let Some(author) = author else { continue };
                for_some(day, world, room, (author, &children), part)?;
                world.time.pass_ms(day.random.within_minutes(3));
            }
        }
        world.time.pass_ms(15 * UnixMillis::MINUTE_MS);
    }
    Ok(())
}

/// On the colleague's own phone or on the tablet.
fn for_some(
    day: &mut Day,
    world: &mut World,
    room: usize,
    (author, children): (PersonId, &[ChildId]),
    part: Part,
) -> anyhow::Result<()> {
    let pairs = day_book_pairs(part, &mut day.random);
    let notes = for_all(world, children, &pairs)?;
    let group = world.location.groups[room].group;
    if notes.is_empty() || day.random.chance(10) {
        return Ok(());
    }
    if day.random.chance(60) {
        world.write(author, notes)?;
    } else if let Some(tablet) = world.tablet_of(group) {
        tablet.write(author, notes)?;
    }
    Ok(())
}

/// A bump and a nap; whoever has a network tries to sync over a bad link.
pub(super) async fn midday(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    for room in 0..world.location.groups.len() {
        let here = &world.location.groups[room];
        let (group, middle) = (here.group, here.middle());
        let Some(middle) = middle else { continue };
        let children = day.present(world, room);
        let Some(child) = day.random.pick(&children).copied() else {
            continue;
        };
        let fields = [
            ("child", id(child.0)),
            ("what", text("bump")),
            ("at", at(world.time.now().plus_ms(-UnixMillis::HOUR_MS))),
            ("action", text("cooled")),
            ("told", text("not_yet")),
        ];
        let series = world.of_room(DocumentKind::Group, group);
        world.write_one(middle, note(series, "incident", &fields)?)?;
        if let Some(tablet) = world.tablet_of(group) {
            tablet.online = true;
        }
    }
    for phone in &mut world.phones {
        phone.online |= day.random.chance(50);
    }
    world.sync().await?;
    Ok(())
}
