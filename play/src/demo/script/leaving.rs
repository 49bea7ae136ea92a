//! Pick-up: somebody else collects, a bump is told at the door, and every family gets a good moment.

use anyhow::Context as _;
use samenspel_device::NewNote;
use samenspel_model::ids::{ChildId, GroupId, PersonId};
use samenspel_model::series::DocumentKind;
use samenspel_rules::partnership::{
    Adult, MayCollect, Verdict, left, release_incident, today_is_different,
};
use samenspel_rules::schema::notes::{
    DayChange, DayDifference, Discussed, GoodMoment, Incident, PickUp, Told,
};

use super::super::location::Room;
use super::super::words;
use super::super::world::World;
use super::cast::Part;
use super::play::rooms;
use super::{Day, dutch};

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

pub(super) async fn pick_up(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    somebody_else_collects(day, world).await?;
    for (group, late, children) in rooms(day, world) {
        for child in children {
            good_moment(day, world, child, late)?;
            leaves(world, (group, child), late)?;
            world.time.advance_ms(day.random.within_minutes(5));
        }
    }
    bumps_are_told(day, world)?;
    for phone in &mut world.phones {
        phone.online |= day.random.chance(40);
    }
    world.sync().await?;
    Ok(())
}

/// A parent is late, and the tablet should know before the neighbour is at the door.
async fn somebody_else_collects(day: &Day, world: &mut World) -> anyhow::Result<()> {
    let family = day.family(Part::Collector);
    let change = DayChange {
        collects: Some(words::NEIGHBOUR.to_owned()),
        ..DayChange::new(DayDifference::OtherCollector)
    };
    world.set_online(family.parent, true);
    let notes = today_is_different(world.location.org, &[family.child], &change);
    let notes = world.write(family.parent, notes)?;
    world.exchange(&[family.parent, family.late]).await?;
    world.read(family.late, notes)
}

fn good_moment(
    day: &mut Day,
    world: &mut World,
    child: ChildId,
    author: PersonId,
) -> anyhow::Result<()> {
    let says_more = child == day.shown || day.random.chance(40);
    let moment = PickUp {
        moment: GoodMoment::named(day.random.say(GOOD_MOMENTS)),
        text: says_more.then(|| day.say(words::FOR_PARENTS)),
        keep_for_door: day.random.chance(25).then(|| day.say(words::FOR_THE_DOOR)),
        ..PickUp::new()
    };
    let log = world.about(DocumentKind::DayLog, child);
    if let Some(key) = world.write_one(author, dutch(log, &moment))? {
        day.told.insert(child, key);
        if day.random.chance(50) {
            let discussed = NewNote::of(log, &Discussed::new(vec![key]));
            world.write_one(author, discussed)?;
        }
    }
    Ok(())
}

/// On the tablet, with whoever is expected, as far as the tablet knows.
fn leaves(
    world: &mut World,
    (group, child): (GroupId, ChildId),
    author: PersonId,
) -> anyhow::Result<()> {
    let (room, now) = (world.of_room(group), world.time.now());
    let Some(tablet) = world.tablet_of(group) else {
        return Ok(());
    };
    let may = tablet.screen_after_pin(author, |store, viewer| store.may_collect(viewer, child))?;
    let directory = tablet.store()?.directory()?;
    let takes = |it: &&MayCollect| it.verdict == Verdict::Yes;
    let expected = may.iter().filter(takes).find(|it| it.expected_today);
    let with = match expected.or(may.iter().find(takes)).map(|it| &it.who) {
        Some(Adult::Parent(person)) => {
            let person = directory.person(*person);
            person.map(|it| it.first_name.clone())
        }
        Some(Adult::Named { name, .. }) => Some(name.clone()),
        None => None,
    };
    let goes = left(room, child, now, with.unwrap_or_default());
    tablet.write(author, vec![goes])?;
    Ok(())
}

/// By the late shift, or by who was there if it did not reach the late shift; then the parents can read
/// it.
fn bumps_are_told(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    for (child, key) in std::mem::take(&mut day.bumps) {
        let mut rooms = world.location.groups.iter();
        let late = rooms.find(|room| room.children.contains(&child));
        let author = match late.and_then(Room::late) {
            Some(late) if world.has_arrived(late, &key)? => late,
            _ => key.person,
        };
        let bump = world.told::<Incident>(author, &key)?;
        let bump = bump.context("what was written at noon")?;
        let (org, told) = (world.location.org, Told::AtTheDoor);
        let released = world.screen(author, |store, viewer| {
            let (now, _) = store.corrected(viewer.now)?;
            Ok(release_incident(
                org,
                &*store.directory()?,
                &bump,
                told,
                now,
            ))
        })?;
        let released = released
            .transpose()
            .with_context(|| format!("a bump of {child}"))?;
        let notes = released.into_iter().map(|it| it.in_language("nl"));
        world.write(author, notes.collect())?;
    }
    Ok(())
}
