//! The afternoon, pick-up and the evening at home.

use samenspel_core::document::DocumentKind;
use samenspel_core::entry::Value;
use samenspel_core::ids::{ChildId, GroupId, PersonId};

use super::super::notes::{Pair, at, keys, note, text};
use super::super::words;
use super::super::world::World;
use super::home::tellers;
use super::shift::has_arrived;
use super::{AFTERNOON_PARTS, Day, day_book_pairs, for_all, id};

const GOOD_MOMENTS: &[&str] = &[
    "built_tower",
    "played_in_sand",
    "painted",
    "did_puzzle",
    "sang_or_danced",
    "listened_to_story",
    "played_together",
    "helped_tidy_up",
    "ate_well",
    "climbed",
    "rode_bike",
    "kept_trying",
    "was_proud",
];

pub(super) fn the_afternoon(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    for (group, late, children) in rooms(day, world) {
        close_items(day, world, group, late)?;
        for part in AFTERNOON_PARTS {
            world.time.pass_ms(day.random.within_minutes(5));
            let mut fields = day_book_pairs(part, &mut day.random).to_vec();
            if part.0 == "sleep" {
                fields.push(("from", at(day.at(13 * 60 + 10)?)));
                fields.push(("to", at(day.at(14 * 60 + 35)?)));
            }
            let notes = for_all(world, &children, &fields)?;
            world.write(late, notes)?;
        }
        for child in children {
            world.time.pass_ms(day.random.within_minutes(2));
            if day.random.chance(20) {
                observe(day, world, child, late)?;
            }
            if child == day.shown || day.random.chance(15) {
                ask(day, world, child, late)?;
            }
        }
    }
    Ok(())
}

/// Who is there in the afternoon.
fn rooms(day: &Day, world: &World) -> Vec<(GroupId, PersonId, Vec<ChildId>)> {
    let rooms = world.location.groups.iter().enumerate();
    rooms
        .filter_map(|(index, room)| Some((room.group, room.late()?, day.present(world, index))))
        .collect()
}

fn close_items(
    day: &mut Day,
    world: &mut World,
    group: GroupId,
    author: PersonId,
) -> anyhow::Result<()> {
    for (child, key) in day.open.remove(&group).unwrap_or_default() {
        if child == day.shown || !has_arrived(world, author, &key)? || day.random.chance(30) {
            continue;
        }
        let mut fields: Vec<Pair<'_>> = vec![("of", keys(&[key]))];
        fields.extend(day.written("nl", "text", words::CLOSED));
        let series = world.about(DocumentKind::Handover, child);
        world.write_one(author, note(series, "close_item", &fields)?)?;
    }
    Ok(())
}

fn observe(
    day: &mut Day,
    world: &mut World,
    child: ChildId,
    author: PersonId,
) -> anyhow::Result<()> {
    let domain = day
        .random
        .say(&["motor", "language", "thinking", "social_emotional"]);
    let mut fields: Vec<Pair<'_>> = vec![("domain", text(domain))];
    fields.extend(day.written("nl", "seen", words::SEEN));
    fields.push(("meaning", text(day.random.say(words::MEANING))));
    let journal = world.about(DocumentKind::Journal, child);
    world.write_one(author, note(journal, "observation", &fields)?)?;
    Ok(())
}

fn ask(day: &mut Day, world: &mut World, child: ChildId, author: PersonId) -> anyhow::Result<()> {
    let mut fields: Vec<Pair<'_>> = vec![("topic", text("sleep"))];
    fields.extend(day.written("nl", "text", words::QUESTIONS));
    let journal = world.about(DocumentKind::Journal, child);
    if let Some(key) = world.write_one(author, note(journal, "question", &fields)?)? {
        day.asked.insert(child, key);
    }
    Ok(())
}

pub(super) async fn pick_up(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    for (group, late, children) in rooms(day, world) {
        for child in children {
            good_moment(day, world, child, late)?;
            leaves(world, (group, child), late)?;
            world.time.pass_ms(day.random.within_minutes(5));
        }
    }
    for phone in &mut world.phones {
        phone.online |= day.random.chance(40);
    }
    world.sync().await?;
    Ok(())
}

fn good_moment(
    day: &mut Day,
    world: &mut World,
    child: ChildId,
    author: PersonId,
) -> anyhow::Result<()> {
    let moment = day.random.say(GOOD_MOMENTS);
    let mut fields: Vec<Pair<'_>> = vec![("moment", text(moment))];
    if child == day.shown || day.random.chance(40) {
        fields.extend(day.written("nl", "text", words::FOR_PARENTS));
    }
    if day.random.chance(25) {
        fields.push(("keep_for_door", text(day.random.say(words::FOR_THE_DOOR))));
    }
    let log = world.about(DocumentKind::DayLog, child);
    if let Some(key) = world.write_one(author, note(log, "pick_up", &fields)?)? {
        day.told.insert(child, key);
        if day.random.chance(50) {
            let fields = [("of", keys(&[key]))];
            world.write_one(author, note(log, "discussed", &fields)?)?;
        }
    }
    Ok(())
}

fn leaves(
    world: &mut World,
    (group, child): (GroupId, ChildId),
    author: PersonId,
) -> anyhow::Result<()> {
    let fields = [
        ("child", id(child.0)),
        ("what", text("left")),
        ("at", at(world.time.now())),
    ];
    let presence = note(
        world.of_room(DocumentKind::Group, group),
        "presence",
        &fields,
    )?;
    if let Some(tablet) = world.tablet_of(group) {
        tablet.write(author, vec![presence])?;
    }
    Ok(())
}

/// Parents read what has arrived, say thanks, answer; some without a network again.
pub(super) async fn the_evening(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    for _ in 0..2 {
        world.sync().await?;
        world.time.pass_ms(5 * 60_000);
    }
    for (child, parent) in tellers(day, world) {
        if day.random.chance(30) {
            world.set_online(parent, false);
        }
        at_home(day, world, child, parent)?;
    }
    Ok(())
}

fn at_home(
    day: &mut Day,
    world: &mut World,
    child: ChildId,
    parent: PersonId,
) -> anyhow::Result<()> {
    if !is_still_let_in(world, child, parent)? {
        return Ok(());
    }
    if let Some(told) = day.told.get(&child).copied()
        && has_arrived(world, parent, &told)?
    {
        world.read(parent, vec![told])?;
        if day.random.chance(50) {
            let fields = [("of", Value::Bytes(told.to_bytes().to_vec()))];
            let desk = world.between(DocumentKind::ParentDesk, child, parent);
            world.write_one(parent, note(desk, "thanks", &fields)?)?;
        }
    }
    if let Some(asked) = day.asked.get(&child).copied()
        && has_arrived(world, parent, &asked)?
    {
        let language = world.location.language(parent).to_owned();
        let mut fields: Vec<Pair<'_>> = vec![("of", keys(&[asked]))];
        fields.extend(day.written(&language, "text", words::answer(&language)));
        let journal = world.about(DocumentKind::Journal, child);
        world.write_one(parent, note(journal, "reply", &fields)?)?;
    }
    Ok(())
}

/// As far as their own phone knows.
fn is_still_let_in(world: &mut World, child: ChildId, parent: PersonId) -> anyhow::Result<bool> {
    let Some(phone) = world.phone_of(parent) else {
        return Ok(false);
    };
    let directory = phone.store()?.directory()?;
    let parenthood = directory.parenthood(child, parent);
    Ok(parenthood.is_some_and(|it| it.authority != samenspel_core::directory::Authority::None))
}
