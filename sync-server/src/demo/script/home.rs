//! At home, the evening before and in the morning: parents tell what the group should know, and both
//! parents of one child change the same agreement without a network.

use samenspel_core::device::Command;
use samenspel_core::document::DocumentKind;
use samenspel_core::entry::Value;
use samenspel_core::ids::{ChildId, PersonId};

use super::super::notes::{Pair, at, note, text};
use super::super::words;
use super::super::world::World;
use super::Day;

/// Of a hundred families, this many tell the evening before or in the morning.
const TELLING_PERCENT: usize = 75;
/// Of a hundred parents, this many have no network when they do.
const OFFLINE_PERCENT: usize = 35;

pub(super) async fn the_evening_before(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    standing_facts(day, world)?;
    agreement_by_the_mentor(day, world)?;
    world.sync().await?;
    world.time.pass_ms(20 * 60_000);
    world.sync().await?;
    co_edit(day, world)?;
    for (child, parent) in tellers(day, world) {
        if day.random.chance(30) {
            from_home(day, world, child, parent)?;
        }
    }
    Ok(())
}

/// What is known of some children: statements by a parent.
fn standing_facts(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    for (child, parent) in tellers(day, world) {
        let core = world.about(DocumentKind::ChildCore, child);
        if day.random.chance(20) {
            let substance = day.random.say(&["pinda", "melk", "noten", "ei"]);
            let severity = day.random.say(&["mild", "severe"]);
            let fields = [
                ("what", text("allergy")),
                ("substance", text(substance)),
                ("severity", text(severity)),
            ];
            world.write_one(parent, note(core, "medical", &fields)?)?;
        }
        if day.random.chance(25) {
            let fields = [
                ("purpose", text("photos_inside")),
                ("given", Value::Bool(true)),
            ];
            world.write_one(parent, note(core, "consent", &fields)?)?;
        }
    }
    Ok(())
}

fn agreement_by_the_mentor(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let child = day.shown;
    let Some(mentor) = world.location.mentor(child) else {
        return Ok(());
    };
    let fields = [
        ("topic", text("sleep")),
        ("text", text(words::AGREEMENT)),
        ("language", text("nl")),
    ];
    let agreements = world.about(DocumentKind::Agreements, child);
    let key = world.write_one(mentor, note(agreements, "agreement", &fields)?)?;
    day.agreement = key.map(|key| (child, key));
    Ok(())
}

/// Both parents change the same text, neither with a network.
fn co_edit(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let Some((child, agreement)) = day.agreement else {
        return Ok(());
    };
    let parents = world.location.parents_with_authority(child);
    let texts = [words::AGREEMENT_BY_ONE, words::AGREEMENT_BY_OTHER];
    for (parent, new_text) in parents.into_iter().zip(texts) {
        world.set_online(parent, false);
        let command = Command::EditText {
            agreement,
            text: new_text.to_owned(),
        };
        if let Some(phone) = world.phone_of(parent) {
            phone.execute(parent, &command)?;
        }
    }
    Ok(())
}

pub(super) async fn before_leaving(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    for (child, parent) in tellers(day, world) {
        let offline = day.random.chance(OFFLINE_PERCENT);
        world.set_online(parent, !offline);
        let must_tell = child == day.shown;
        if !must_tell && day.random.chance(8) {
            not_coming(day, world, child, parent)?;
        } else if must_tell || day.random.chance(TELLING_PERCENT) {
            drop_off(day, world, child, parent)?;
        }
        world.time.pass_ms(30_000);
    }
    world.sync().await?;
    Ok(())
}

/// One parent per child who comes today: whoever uses a phone.
pub(super) fn tellers(day: &Day, world: &World) -> Vec<(ChildId, PersonId)> {
    let location = &world.location;
    let teller = |child: ChildId| {
        let parents = location.parents_with_authority(child);
        let chosen = parents
            .iter()
            .find(|it| child == day.shown && **it == day.reader);
        let any = || parents.iter().find(|it| world.index_of(**it).is_some());
        chosen.or_else(any).map(|parent| (child, *parent))
    };
    location.children().filter_map(teller).collect()
}

fn from_home(
    day: &mut Day,
    world: &mut World,
    child: ChildId,
    parent: PersonId,
) -> anyhow::Result<()> {
    let language = world.location.language(parent).to_owned();
    let mut fields: Vec<Pair<'_>> = vec![("topic", text("nice_moment"))];
    fields.extend(day.written(&language, "text", words::from_home(&language)));
    let desk = world.between(DocumentKind::ParentDesk, child, parent);
    world.write_one(parent, note(desk, "home_note", &fields)?)?;
    Ok(())
}

fn not_coming(
    day: &mut Day,
    world: &mut World,
    child: ChildId,
    parent: PersonId,
) -> anyhow::Result<()> {
    let symptoms = day.random.say(&["fever", "cough cold", "vomiting"]);
    let fields = [
        ("what", text("not_coming")),
        ("reason", text("ill")),
        ("symptoms", text(symptoms)),
    ];
    let log = world.about(DocumentKind::DayLog, child);
    world.write_one(parent, note(log, "day_change", &fields)?)?;
    day.absent.insert(child);
    Ok(())
}

fn drop_off(
    day: &mut Day,
    world: &mut World,
    child: ChildId,
    parent: PersonId,
) -> anyhow::Result<()> {
    let language = world.location.language(parent).to_owned();
    let random = &mut day.random;
    let mood = random.say(&["happy", "as_usual", "tired", "clingy"]);
    let slept = random.say(&["well", "as_usual", "badly", "short"]);
    let woke_after = i64::try_from(random.below(60)).unwrap_or_default();
    let mut fields: Vec<Pair<'_>> = vec![
        ("mood", text(mood)),
        ("slept", text(slept)),
        ("woke_at", at(day.at(5 * 60 + 40 + woke_after)?)),
        ("collects_at", at(day.at(17 * 60)?)),
        ("collects", text(world.location.first_name(parent))),
    ];
    if child == day.shown || day.random.chance(40) {
        fields.extend(day.written(&language, "to_know", words::to_know(&language)));
    }
    let log = world.about(DocumentKind::DayLog, child);
    world.write_one(parent, note(log, "drop_off", &fields)?)?;
    Ok(())
}
