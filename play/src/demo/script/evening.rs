//! At home in the evening: parents read what has arrived, say thanks, answer, see it differently; staff
//! think the day over for themselves. Some have no network again.

use samenspel_device::{NewNote, TimelineQuery};
use samenspel_model::ids::{ChildId, PersonId};
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::Authority;
use samenspel_rules::partnership::reuse::bring_to_meeting;
use samenspel_rules::partnership::{helped, thanks};
use samenspel_rules::schema::Note;
use samenspel_rules::schema::notes::{Reply, SeeItDifferently, Tip};

use super::super::words;
use super::super::world::World;
use super::cast::Part;
use super::{Day, approve};

pub(super) async fn the_evening(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    for _ in 0..2 {
        world.sync().await?;
        world.time.advance_ms(5 * UnixMillis::MINUTE_MS);
    }
    for (child, parent) in day.cast.tellers.clone() {
        if day.random.chance(30) {
            world.set_online(parent, false);
        }
        if is_still_let_in(world, child, parent)? {
            at_home(day, world, child, parent)?;
        }
    }
    sees_it_differently(day, world)?;
    a_tip_helped(day, world)?;
    if let Some(agreement) = day.agreement {
        approve(world, day.reader, agreement)?;
    }
    thinks_it_over(day, world)
}

fn at_home(
    day: &mut Day,
    world: &mut World,
    child: ChildId,
    parent: PersonId,
) -> anyhow::Result<()> {
    if let Some(told) = day.told.get(&child).copied()
        && world.has_arrived(parent, &told)?
    {
        world.read(parent, vec![told])?;
        if child == day.shown || day.random.chance(50) {
            let log = world.about(DocumentKind::DayLog, child);
            world.write_one(parent, thanks(told, log, child, parent))?;
        }
    }
    if let Some(asked) = day.asked.get(&child).copied()
        && world.has_arrived(parent, &asked)?
    {
        let language = world.location.language(parent).to_owned();
        let reply = Reply::new(asked, day.say(words::answer(&language)));
        let journal = world.about(DocumentKind::Journal, child);
        let reply = NewNote::of(journal, &reply).in_language(&language);
        world.write_one(parent, reply)?;
    }
    Ok(())
}

/// As far as their own phone knows.
fn is_still_let_in(world: &World, child: ChildId, parent: PersonId) -> anyhow::Result<bool> {
    let directory = world.screen(parent, |store, _| store.directory())?;
    let parenthood = directory
        .as_ref()
        .and_then(|it| it.parenthood(child, parent));
    Ok(parenthood.is_some_and(|it| it.authority != Authority::None))
}

/// Both views of a worry stay side by side.
fn sees_it_differently(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let family = day.family(Part::Worry);
    let concerns = world.screen(family.parent, |store, viewer| {
        Ok(store.asked(viewer, family.child)?.concerns)
    })?;
    let concerns = concerns.unwrap_or_default();
    let Some(reply) = concerns.first().and_then(|it| it.replies.first()) else {
        return Ok(());
    };
    let language = world.location.language(family.parent).to_owned();
    let view = SeeItDifferently::new(reply.key, day.say(words::another_view(&language)));
    let view = NewNote::of(reply.series, &view).in_language(&language);
    world.write_one(family.parent, view)?;
    Ok(())
}

fn a_tip_helped(day: &Day, world: &mut World) -> anyhow::Result<()> {
    let family = day.family(Part::Advice);
    let tips = world.screen(family.parent, |store, viewer| {
        store.timeline(
            &TimelineQuery {
                subject: Subject::Child(family.child),
                kinds: &[],
                note_kinds: &[Tip::KIND.name],
                before: None,
                limit: 1,
            },
            viewer.now,
        )
    })?;
    for tip in tips.unwrap_or_default() {
        let (key, series) = (tip.entry.key, tip.entry.series);
        world.read(family.parent, vec![key])?;
        world.write_one(
            family.parent,
            helped(key, series, family.child, family.parent),
        )?;
    }
    Ok(())
}

/// For oneself alone; one thought goes to the team, because its writer says so.
fn thinks_it_over(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let family = day.family(Part::Worry);
    let words = day.random.say(words::REFLECTIONS);
    if let Some(phone) = world.phone_of(family.middle) {
        phone.reflect(family.middle, words)?;
    }
    let meeting = day.at((3 * 24 + 18) * 60)?;
    let thought = bring_to_meeting(
        world.location.org,
        family.group,
        words::FOR_THE_MEETING,
        meeting,
    );
    world.write_one(family.middle, thought.in_language("nl"))?;
    Ok(())
}
