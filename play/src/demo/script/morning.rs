//! Opening, arrivals and the morning on the groups, mostly without a network.

use samenspel_model::ids::{ChildId, GroupId, PersonId};
use samenspel_model::series::DocumentKind;
use samenspel_model::time::UnixMillis;
use samenspel_rules::partnership::{arrived, confirm, for_each_child};
use samenspel_rules::schema::notes::{
    BoardCode, BoardItem, DayLog, DayLogDetail, DayLogMatter, Domain, DropOff, Handover, Notice,
    Observation, State,
};

use super::super::words;
use super::super::world::World;
use super::cast::Part;
use super::{Day, dutch, help, office};

/// A part of the morning and what can be told of it in codes.
const PARTS: [(DayLogMatter, &[DayLogDetail]); 5] = {
    use DayLogDetail::{
        AteAll, AteHalf, Bread, Craft, Dirty, Dry, FreePlay, Fruit, Inside, Music, Outside, Potty,
        Reading, WarmMeal, Water, Wet,
    };
    [
        (DayLogMatter::Play, &[Inside, Outside, FreePlay]),
        (DayLogMatter::Feed, &[Fruit, Water]),
        (DayLogMatter::Nappy, &[Wet, Dirty, Dry, Potty]),
        (DayLogMatter::Play, &[Craft, Music, Reading]),
        (DayLogMatter::Feed, &[Bread, WarmMeal, AteAll, AteHalf]),
    ]
};

/// Notices for colleagues, the board for parents; then the link is good for the last time this morning.
pub(super) async fn opening(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    for room in 0..world.location.groups.len() {
        let Some(early) = world.location.groups[room].early() else {
            continue;
        };
        let group = world.location.groups[room].group;
        let until = Some(day.at(18 * 60 + 30)?);
        let notice = Notice {
            until,
            ..Notice::new(day.say(words::NOTICES))
        };
        let code = [
            BoardCode::RubberBoots,
            BoardCode::SunCream,
            BoardCode::Birthday,
        ];
        let item = BoardItem {
            code: Some(day.random.one_of(code)),
            until,
            ..BoardItem::new()
        };
        let notes = vec![
            dutch(world.of_room(group), &notice),
            dutch(world.board(group), &item),
        ];
        world.write(early, notes)?;
    }
    office::a_poll(day, world)?;
    world.time.advance_ms(3 * UnixMillis::MINUTE_MS);
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
            world.time.advance_ms(day.random.within_minutes(4));
        }
    }
    Ok(())
}

fn arrives(
    day: &mut Day,
    world: &mut World,
    (group, child): (GroupId, ChildId),
    author: PersonId,
) -> anyhow::Result<()> {
    let presence = arrived(world.of_room(group), child, world.time.now(), None);
    if let Some(tablet) = world.tablet_of(group) {
        tablet.write(author, vec![presence])?;
    }
    if child == day.shown || day.random.chance(40) {
        told_at_the_door(day, world, child, author)?;
    }
    Ok(())
}

/// What a parent wrote at home is spoken about and added to; of some children the next colleague is
/// told, in codes and sometimes in words.
fn told_at_the_door(
    day: &mut Day,
    world: &mut World,
    child: ChildId,
    author: PersonId,
) -> anyhow::Result<()> {
    let form = world.screen(author, |store, viewer| store.drop_off(viewer, child))?;
    let from_home = form.and_then(|it| it.to_confirm.into_iter().next());
    if let Some(from_home) = from_home {
        let at_the_door = DropOff {
            to_know: Some(day.say(words::AT_THE_DOOR)),
            ..from_home.note.clone()
        };
        let log = world.about(DocumentKind::DayLog, child);
        let notes = confirm(log, &from_home, &at_the_door);
        let notes = notes.into_iter().map(|it| it.in_language("nl"));
        world.write(author, notes.collect())?;
    }
    if child == day.shown || day.random.chance(50) {
        let watch = child == day.shown || day.random.chance(50);
        let handover = Handover {
            summary: watch.then(|| day.say(words::AT_THE_DOOR)),
            ..Handover::new(if watch { State::Watch } else { State::Calm })
        };
        let series = world.about(DocumentKind::Handover, child);
        world.write_one(author, dutch(series, &handover))?;
    }
    Ok(())
}

/// Several children in one tap, again and again; something is seen, and a trainee proposes a note.
pub(super) fn day_book(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    for (what, codes) in PARTS {
        for room in 0..world.location.groups.len() {
            let mut children = day.present(world, room);
            day.random.shuffle(&mut children);
            // Two colleagues, each with some of the children.
            let others = children.split_off(children.len() / 2);
            let here = &world.location.groups[room];
            for (author, children) in [(here.early(), children), (here.middle(), others)] {
                let Some(author) = author else { continue };
                let line = DayLog {
                    code: day.random.pick(codes).copied(),
                    ..DayLog::new(what)
                };
                for_some(day, world, room, (author, &children), &line)?;
                world.time.advance_ms(day.random.within_minutes(1));
            }
        }
        world.time.advance_ms(12 * UnixMillis::MINUTE_MS);
    }
    let family = day.family(Part::Talk);
    observe(day, world, family.child, family.middle)?;
    help::the_trainee_proposes(day, world)
}

/// On the colleague's own phone or on the tablet.
fn for_some(
    day: &mut Day,
    world: &mut World,
    room: usize,
    (author, children): (PersonId, &[ChildId]),
    line: &DayLog,
) -> anyhow::Result<()> {
    let notes = for_each_child(world.location.org, children, line);
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

/// What was seen, apart from what it may mean.
pub(super) fn observe(
    day: &mut Day,
    world: &mut World,
    child: ChildId,
    author: PersonId,
) -> anyhow::Result<()> {
    let domain = [
        Domain::Motor,
        Domain::Language,
        Domain::Thinking,
        Domain::SocialEmotional,
    ];
    let seen = day.say(words::SEEN);
    let observation = Observation {
        meaning: Some(day.say(words::MEANING)),
        ..Observation::new(day.random.one_of(domain), seen)
    };
    let journal = world.about(DocumentKind::Journal, child);
    world.write_one(author, dutch(journal, &observation))?;
    Ok(())
}
