//! The afternoon on the groups: naps and snacks, something seen, a question to parents, a trainee's
//! notes released, and a child who falls ill and is collected.

use anyhow::Context as _;
use samenspel_model::ids::{ChildId, GroupId, PersonId};
use samenspel_model::series::DocumentKind;
use samenspel_rules::partnership::{for_each_child, left, release_illness};
use samenspel_rules::schema::notes::{
    CloseItem, DayLog, DayLogDetail, DayLogMatter, Illness, IllnessAction, Question, Symptom, Told,
    Topic,
};
use samenspel_rules::schema::{Several, Whole};

use super::super::words;
use super::super::world::World;
use super::cast::Part;
use super::{Day, dutch, help, morning};

/// A part of the afternoon and what can be told of it in codes.
const PARTS: [(DayLogMatter, &[DayLogDetail]); 4] = {
    use DayLogDetail::{Dry, FreePlay, Fruit, InBed, InPram, Outside, Potty, Snack, Wet};
    [
        (DayLogMatter::Sleep, &[InBed, InPram]),
        (DayLogMatter::Nappy, &[Wet, Dry, Potty]),
        (DayLogMatter::Feed, &[Snack, Fruit]),
        (DayLogMatter::Play, &[Outside, FreePlay]),
    ]
};
/// Of a hundred open items, this many are left for tomorrow.
const LEFT_OPEN_PERCENT: usize = 30;

pub(super) fn the_afternoon(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    for (group, late, children) in rooms(day, world) {
        close_items(day, world, group, late)?;
        for (what, codes) in PARTS {
            world.time.advance_ms(day.random.within_minutes(5));
            let is_nap = what == DayLogMatter::Sleep;
            let line = DayLog {
                from: is_nap.then(|| day.at(13 * 60 + 10)).transpose()?,
                to: is_nap.then(|| day.at(14 * 60 + 35)).transpose()?,
                code: day.random.pick(codes).copied(),
                ..DayLog::new(what)
            };
            let notes = for_each_child(world.location.org, &children, &line);
            world.write(late, notes)?;
        }
        for child in children {
            world.time.advance_ms(day.random.within_minutes(2));
            if day.random.chance(20) {
                morning::observe(day, world, child, late)?;
            }
            if child == day.shown || day.random.chance(15) {
                ask(day, world, child, late)?;
            }
        }
    }
    help::drafts_are_released(day, world)?;
    a_fever(day, world)
}

/// Who is there in the afternoon.
pub(super) fn rooms(day: &Day, world: &World) -> Vec<(GroupId, PersonId, Vec<ChildId>)> {
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
    let mut has_closed = false;
    for (series, key) in day.open.remove(&group).unwrap_or_default() {
        let is_of_shown = series.subject.child() == Some(day.shown);
        let stays = is_of_shown || (has_closed && day.random.chance(LEFT_OPEN_PERCENT));
        if stays || !world.has_arrived(author, &key)? {
            continue;
        }
        let done = CloseItem {
            text: Some(day.say(words::CLOSED)),
            ..CloseItem::new(vec![key])
        };
        world.write_one(author, dutch(series, &done))?;
        has_closed = true;
    }
    Ok(())
}

fn ask(day: &mut Day, world: &mut World, child: ChildId, author: PersonId) -> anyhow::Result<()> {
    let question = Question {
        topic: Some(Topic::Sleep),
        ..Question::new(day.say(words::QUESTIONS))
    };
    let journal = world.about(DocumentKind::Journal, child);
    if let Some(key) = world.write_one(author, dutch(journal, &question))? {
        day.asked.insert(child, key);
    }
    Ok(())
}

/// Noted for the group, told on the phone, released to the parents, and collected.
fn a_fever(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let family = day.family(Part::Fever);
    let room = world.of_room(family.group);
    let fever = Illness {
        child: Some(family.child),
        at: Some(world.time.now()),
        temperature_tenths: Whole::new(385 + i64::try_from(day.random.below(8))?),
        action: Some(IllnessAction::ParentCalled),
        told: Some(Told::NotYet),
        ..Illness::new(Several::of(&[Symptom::Fever, Symptom::Tired]))
    };
    let key = world.write_one(family.late, dutch(room, &fever))?;
    let Some(key) = key else { return Ok(()) };
    let illness = world.told::<Illness>(family.late, &key)?;
    let illness = illness.context("what was just written")?;
    let (org, called) = (world.location.org, Told::Called);
    let released = world.screen(family.late, |store, viewer| {
        let (now, _) = store.corrected(viewer.now)?;
        Ok(release_illness(
            org,
            &*store.directory()?,
            &illness,
            called,
            now,
        ))
    })?;
    if let Some(released) = released {
        world.write_one(family.late, released?)?;
    }
    let with = world.location.first_name(family.parent).to_owned();
    let goes = left(room, family.child, world.time.now(), with);
    world.write_one(family.late, goes)?;
    day.gone.insert(family.child);
    Ok(())
}
