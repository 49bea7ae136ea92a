//! Noon: a bump, medicine with a second pair of eyes, and a network that is there and is bad.

use samenspel_device::NewNote;
use samenspel_model::ids::{ChildId, EntryKey, GroupId, PersonId};
use samenspel_model::series::DocumentKind;
use samenspel_model::time::UnixMillis;
use samenspel_rules::partnership::MedicineState;
use samenspel_rules::schema::Elsewhere;
use samenspel_rules::schema::notes::{
    DoseCheck, Incident, IncidentAction, IncidentMatter, MedicineDose, Told,
};

use super::super::words;
use super::super::world::World;
use super::cast::Part;
use super::{Day, dutch};

/// Whoever has a network tries to sync over a bad link.
pub(super) async fn midday(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    for room in 0..world.location.groups.len() {
        let here = &world.location.groups[room];
        let (group, middle) = (here.group, here.middle());
        let Some(middle) = middle else { continue };
        let children = day.present(world, room);
        let family = day.family(Part::Bump);
        let child = if family.group == group {
            Some(family.child)
        } else {
            day.random.pick(&children).copied()
        };
        if let Some(child) = child {
            bumps(day, world, (group, child), middle)?;
        }
        if let Some(tablet) = world.tablet_of(group) {
            tablet.online = true;
        }
    }
    medicine_is_given(day, world)?;
    for phone in &mut world.phones {
        phone.online |= day.random.chance(50);
    }
    world.sync().await?;
    Ok(())
}

fn bumps(
    day: &mut Day,
    world: &mut World,
    (group, child): (GroupId, ChildId),
    author: PersonId,
) -> anyhow::Result<()> {
    let bump = Incident {
        child: Some(child),
        at: Some(world.time.now().plus_ms(-UnixMillis::HOUR_MS)),
        text: Some(day.say(words::BUMPS)),
        action: Some(IncidentAction::Cooled),
        told: Some(Told::NotYet),
        ..Incident::new(IncidentMatter::Bump)
    };
    let note = dutch(world.of_room(group), &bump);
    if let Some(key) = world.write_one(author, note)? {
        day.bumps.insert(child, key);
    }
    Ok(())
}

/// On the tablet: one colleague gives it, the other looks and says so.
fn medicine_is_given(day: &Day, world: &mut World) -> anyhow::Result<()> {
    let family = day.family(Part::Medicine);
    let log = world.about(DocumentKind::CareRecord, family.child);
    let now = world.time.now();
    let Some(tablet) = world.tablet_of(family.group) else {
        return Ok(());
    };
    let medicine = tablet.screen_after_pin(family.middle, |store, viewer| {
        store.medicine(viewer, family.child)
    })?;
    let holds = |(_, state): &&(_, MedicineState)| *state == MedicineState::Holds;
    let Some((agreed, _)) = medicine.agreements.iter().find(holds) else {
        return Ok(());
    };
    let dose = MedicineDose {
        given_by: Some(family.middle),
        checked_by: Some(family.early),
        agreement: Some(Elsewhere(agreed.key)),
        ..MedicineDose::new(agreed.note.medicine.clone(), agreed.note.dose.clone(), now)
    };
    let given: Vec<EntryKey> = tablet.write(family.middle, vec![dutch(log, &dose)])?;
    for key in given {
        let check = NewNote::of(log, &DoseCheck::new(key));
        tablet.write(family.early, vec![check])?;
    }
    Ok(())
}
