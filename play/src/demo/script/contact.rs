//! A quiet quarter of an hour: mentors call, offer and propose; parents answer in their break. Three
//! rounds, so that each side acts on what it has seen of the other.

use samenspel_device::NewNote;
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::DocumentKind;
use samenspel_model::time::UnixMillis;
use samenspel_rules::partnership::{
    confirm_medical, helped, mark_share_sent, plan_talk, propose_share, tip,
};
use samenspel_rules::schema::notes::{
    AgendaItem, ContactHeld, ContactMark, ContactPlan, ContactRhythm, Medical, MedicalMatter,
    Offer, Offered, Receiver, Reply, Severity, Share, ShareAnswer, Talk, TalkAnswer, TalkForm,
    TalkPurpose, Tip, Topic, YesNoLater,
};

use super::super::words;
use super::super::world::World;
use super::cast::{Family, Part};
use super::{Day, dutch};

pub(super) async fn a_quiet_quarter(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    for family in day.cast.stories() {
        world.set_online(family.parent, true);
    }
    world.set_online(day.reader, true);
    let mut people = day.cast.people();
    let copied = day.family(Part::Share).child;
    people.extend(world.location.parents_with_authority(copied));
    world.exchange(&people).await?;
    mentors_write(day, world)?;
    world.exchange(&people).await?;
    parents_answer(day, world)?;
    world.exchange(&people).await?;
    mentors_go_on(day, world)
}

fn mentors_write(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    promises_to_call(day, world)?;
    let family = day.family(Part::Talk);
    let offer = Offer::new(Offered::TenMinutes);
    let channel = world.channel(family.child, family.parent);
    world.write_one(family.contact, NewNote::of(channel, &offer))?;
    proposes_a_copy(day, world)?;
    answers_a_worry(day, world)?;
    gives_a_tip(day, world)?;
    confirms_an_allergy(day, world)
}

fn promises_to_call(day: &Day, world: &mut World) -> anyhow::Result<()> {
    let family = day.family(Part::Call);
    if let Some(request) = request(world, &family)? {
        let answer = TalkAnswer {
            at: Some(world.time.now().plus_ms(5 * UnixMillis::MINUTE_MS)),
            how: Some(TalkForm::Phone),
            ..TalkAnswer::new(request, YesNoLater::Yes)
        };
        let channel = world.channel(family.child, family.parent);
        world.write_one(family.contact, NewNote::of(channel, &answer))?;
    }
    Ok(())
}

fn request(world: &World, family: &Family) -> anyhow::Result<Option<EntryKey>> {
    let key = world.screen(family.contact, |store, viewer| {
        let requests = store.talks(viewer, family.child)?.requests;
        Ok(requests.first().map(|it| it.request.key))
    })?;
    Ok(key.flatten())
}

/// For the child health centre; to every parent who is reached, each in the own channel.
fn proposes_a_copy(day: &Day, world: &mut World) -> anyhow::Result<()> {
    let family = day.family(Part::Share);
    let reached = |parent: &PersonId| {
        let index = world.index_of(*parent);
        index.is_some_and(|index| world.phones[index].online)
    };
    let mut parents = world.location.parents_with_authority(family.child);
    parents.retain(reached);
    let consents = world.screen(family.contact, |store, viewer| {
        let consents = store.child_page(viewer, family.child)?.consents;
        let said = consents.into_iter().flat_map(|it| it.said);
        Ok(said.collect::<Vec<_>>())
    })?;
    let copy = Share {
        receiver_name: Some(words::RECEIVER.to_owned()),
        ..Share::new(Receiver::YouthHealth, words::COPY.to_owned())
    };
    let notes = propose_share(
        world.location.org,
        family.child,
        &parents,
        &copy,
        &consents.unwrap_or_default(),
    )?;
    let notes = notes.into_iter().map(|it| it.in_language("nl"));
    world.write(family.contact, notes.collect())?;
    Ok(())
}

fn answers_a_worry(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let family = day.family(Part::Worry);
    let worries = world.screen(family.contact, |store, viewer| {
        Ok(store.asked(viewer, family.child)?.concerns)
    })?;
    if let Some(worry) = worries.unwrap_or_default().first() {
        let reply = Reply::new(worry.note.key, day.say(words::ANSWERS_TO_WORRIES));
        let notes = vec![dutch(worry.note.series, &reply)];
        world.write(family.contact, notes)?;
    }
    Ok(())
}

/// Only to who asked; and a word of thanks for what the family wrote about home.
fn gives_a_tip(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let family = day.family(Part::Advice);
    let channel = world.channel(family.child, family.parent);
    let advice = Tip {
        topic: Some(Topic::Limits),
        ..Tip::new(day.say(words::TIPS))
    };
    let (advice, home) = world
        .screen(family.contact, |store, viewer| {
            let asked = store.asked(viewer, family.child)?.questions;
            let asked: Vec<_> = asked.into_iter().map(|it| it.note).collect();
            let (now, _) = store.corrected(viewer.now)?;
            let advice = tip(channel, &advice, None, &asked, now).ok();
            let home = store.drop_off(viewer, family.child)?.home_notes;
            let of_parent = home.into_iter().find(|it| it.author() == family.parent);
            Ok((advice, of_parent))
        })?
        .unwrap_or_default();
    let helps = home.map(|it| helped(it.key, it.series, family.child, family.parent));
    let advice = advice.map(|it| it.in_language("nl"));
    world.write(family.contact, advice.into_iter().chain(helps).collect())?;
    Ok(())
}

/// After a call: what holds, over all that was said.
fn confirms_an_allergy(day: &Day, world: &mut World) -> anyhow::Result<()> {
    let family = day.family(Part::Allergy);
    let medical = world.screen(family.contact, |store, viewer| {
        Ok(store.child_page(viewer, family.child)?.medical)
    })?;
    let facts = medical.map(|it| it.facts).unwrap_or_default();
    let Some(fact) = facts.into_iter().find(|it| it.differs) else {
        return Ok(());
    };
    let seen = fact.statements.iter().map(|it| it.key).collect();
    let substance = fact.statements.first().map(|it| it.note.substance.clone());
    let holds = substance.map(|substance| Medical {
        severity: Some(Severity::Severe),
        ..Medical::new(MedicalMatter::Allergy, substance)
    });
    let core = world.about(DocumentKind::ChildCore, family.child);
    let notes = confirm_medical(core, seen, words::WHAT_HOLDS, holds.as_ref());
    let notes = notes.into_iter().map(|it| it.in_language("nl"));
    world.write(family.contact, notes.collect())?;
    Ok(())
}

fn parents_answer(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let family = day.family(Part::Talk);
    let offers = world.screen(family.parent, |store, viewer| {
        Ok(store.talks(viewer, family.child)?.offers)
    })?;
    let channel = world.channel(family.child, family.parent);
    if let Some((offer, _)) = offers.unwrap_or_default().first() {
        let yes = TalkAnswer {
            how: Some(TalkForm::InPerson),
            ..TalkAnswer::new(offer.key, YesNoLater::Yes)
        };
        world.write_one(family.parent, NewNote::of(channel, &yes))?;
    }
    let plan = ContactPlan::new(day.random.one_of([
        ContactRhythm::Weekly,
        ContactRhythm::Monthly,
        ContactRhythm::WhenNeeded,
    ]));
    world.write_one(family.parent, NewNote::of(channel, &plan))?;
    agrees_to_the_copy(day, world)
}

fn agrees_to_the_copy(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let child = day.family(Part::Share).child;
    for parent in world.location.parents_with_authority(child) {
        let shares = world.screen(parent, |store, viewer| store.shares(viewer, child))?;
        if let Some(row) = shares.unwrap_or_default().first() {
            let answer = ShareAnswer {
                text: Some(day.say(words::WORDS_WITH_A_COPY)),
                ..ShareAnswer::new(row.share.key, true)
            };
            world.write_one(parent, dutch(row.share.series, &answer))?;
        }
    }
    Ok(())
}

/// The call was held; the talk has a time and an agenda; the copy goes if everybody asked agreed.
fn mentors_go_on(day: &Day, world: &mut World) -> anyhow::Result<()> {
    let family = day.family(Part::Call);
    let called = ContactMark {
        at: Some(world.time.now()),
        two_way: Some(true),
        positive: Some(true),
        ..ContactMark::new(ContactHeld::Call)
    };
    let channel = world.channel(family.child, family.parent);
    world.write_one(family.contact, NewNote::of(channel, &called))?;
    plans_a_talk(day, world)?;

    let family = day.family(Part::Share);
    let rows = world.screen(family.contact, |store, viewer| {
        store.shares(viewer, family.child)
    })?;
    let rows = rows.unwrap_or_default();
    let asked: Vec<_> = rows
        .iter()
        .map(|it| (it.share.series, it.share.key, it.state))
        .collect();
    if let Ok(sent) = mark_share_sent(&asked, world.time.now()) {
        world.write(family.contact, sent)?;
    }
    Ok(())
}

/// What was seen becomes the agenda, for the parents to read and add to.
fn plans_a_talk(day: &Day, world: &mut World) -> anyhow::Result<()> {
    let family = day.family(Part::Talk);
    let agreements = world.about(DocumentKind::Agreements, family.child);
    let talk = Talk {
        at: Some(day.at((24 + 17) * 60)?),
        how: Some(TalkForm::InPerson),
        ..Talk::new(TalkPurpose::TenMinutes)
    };
    let talk = plan_talk(agreements, &talk, family.contact)?;
    let talk = world.write_one(family.contact, talk)?;
    let points = world.screen(family.contact, |store, viewer| {
        Ok(store.talks(viewer, family.child)?.proposals)
    })?;
    for point in points.unwrap_or_default() {
        let point = AgendaItem { talk, ..point };
        world.write_one(family.contact, dutch(agreements, &point))?;
    }
    Ok(())
}
