//! The organisation's own pages and the board of a group: what the office writes, what is asked of
//! parents, and what comes of their answers.

use samenspel_device::NewNote;
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::Series;
use samenspel_rules::directory::OfficeRole;
use samenspel_rules::partnership::handbook::{bring_out, new_version};
use samenspel_rules::partnership::{answers_at, contact_card};
use samenspel_rules::schema::notes::{
    AgeBand, Coming, Event, EventAnswer, EventMatter, HandbookPage, PageTopic, Poll, PollAnswer,
    PracticeCard, SelfCheck, StaffCard, Template, TemplateFor, ThemePack,
};
use samenspel_rules::schema::{Elsewhere, Whole};

use super::super::words;
use super::super::world::World;
use super::cast::{Family, Part};
use super::{Day, dutch};

/// The group whose board has a poll: that of a family with a story.
fn of_the_board(day: &Day) -> Family {
    day.family(Part::Talk)
}

/// A question to all parents of a group, before they leave home.
pub(super) fn a_poll(day: &Day, world: &mut World) -> anyhow::Result<()> {
    let here = of_the_board(day);
    let poll = Poll {
        until: Some(day.at(3 * 24 * 60)?),
        ..Poll::new(words::POLL.to_owned(), words::POLL_OPTIONS.to_owned())
    };
    let poll = dutch(world.board(here.group), &poll);
    world.write_one(here.middle, poll)?;
    Ok(())
}

/// Pages, answers to the poll, what the poll asked for, who comes, and a card that a parent shares.
pub(super) async fn pages_and_board(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let here = of_the_board(day);
    let Some(manager) = in_office(world, OfficeRole::Manager) else {
        return Ok(());
    };
    let parents = on_this_group(day, world, &here);
    let mut people = parents.clone();
    people.extend([manager, here.middle]);

    writes_pages(day, world, manager)?;
    introduces_herself(world, here.middle)?;
    for parent in &parents {
        answers_poll(day, world, &here, *parent)?;
    }
    world.exchange(&people).await?;
    brings_out(world, manager, &here)?;
    invites(day, world, &here)?;
    world.exchange(&people).await?;
    let mut answers = Vec::new();
    for parent in &parents {
        answers.extend(answers_event(day, world, &here, *parent)?);
    }
    world.exchange(&people).await?;
    for key in answers {
        if let Some(answer) = world.told::<EventAnswer>(here.middle, &key)?
            && let Ok(card) = contact_card(world.location.org, here.group, &answer)
        {
            world.write_one(here.middle, card)?;
        }
    }
    Ok(())
}

/// Somebody who holds an office.
pub(super) fn in_office(world: &World, role: OfficeRole) -> Option<PersonId> {
    let mut offices = world.location.directory.offices(role);
    offices.next().map(|it| it.person)
}

fn on_this_group(day: &Day, world: &World, here: &Family) -> Vec<PersonId> {
    let on_it = |child| {
        let mut placements = world.location.directory.placements_of(child);
        placements.any(|it| it.group == here.group)
    };
    let here_today = day.cast.stories().filter(|it| on_it(it.child));
    let mut parents: Vec<PersonId> = here_today.map(|it| it.parent).collect();
    parents.sort_unstable();
    parents.dedup();
    parents
}

fn writes_pages(day: &mut Day, world: &mut World, manager: PersonId) -> anyhow::Result<()> {
    let page = |topic, (title, text): (&str, &str)| HandbookPage {
        topic: Some(topic),
        version: Whole::new(1),
        ..HandbookPage::new(title.to_owned(), text.to_owned())
    };
    let template = Template {
        age: Some(day.random.one_of([AgeBand::Baby, AgeBand::Toddler])),
        ..Template::new(
            TemplateFor::PickUp,
            words::TEMPLATE.0.to_owned(),
            words::TEMPLATE.1.to_owned(),
        )
    };
    let practice = PracticeCard {
        topic: Some(PageTopic::Together),
        ..PracticeCard::new(words::PRACTICE.0.to_owned(), words::PRACTICE.1.to_owned())
    };
    let pack = ThemePack::new(
        PageTopic::Toilet,
        words::THEME.0.to_owned(),
        words::THEME.1.to_owned(),
    );
    let check = SelfCheck::new(
        words::SELF_CHECK.0.to_owned(),
        words::SELF_CHECK.1.to_owned(),
        words::SELF_CHECK.2.to_owned(),
    );
    let handbook = world.handbook();
    let notes = vec![
        dutch(handbook, &page(PageTopic::Together, words::PAGE_TOGETHER)),
        dutch(handbook, &page(PageTopic::Sleep, words::PAGE_SLEEP)),
        dutch(handbook, &template),
        dutch(handbook, &practice),
        dutch(handbook, &pack),
        dutch(handbook, &check),
    ];
    world.write(manager, notes)?;
    Ok(())
}

fn introduces_herself(world: &mut World, author: PersonId) -> anyhow::Result<()> {
    let card = StaffCard {
        topics: Some(words::STAFF_TOPICS.to_owned()),
        ..StaffCard::new()
    };
    let handbook = world.handbook();
    world.write_one(author, dutch(handbook, &card))?;
    Ok(())
}

fn poll(world: &World, reader: PersonId, here: &Family) -> anyhow::Result<Option<EntryKey>> {
    let key = world.screen(reader, |store, viewer| {
        let polls = store.board(viewer, here.group)?.polls;
        Ok(polls.first().map(|row| row.poll.key))
    })?;
    Ok(key.flatten())
}

/// At the parent's own desk.
fn answers(
    world: &mut World,
    here: &Family,
    parent: PersonId,
    answer: impl Fn(Series) -> NewNote,
) -> anyhow::Result<Option<EntryKey>> {
    let (org, group) = (world.location.org, here.group);
    let desk = world.screen(parent, |store, viewer| {
        let (now, _) = store.corrected(viewer.now)?;
        Ok(answers_at(&*store.directory()?, org, group, parent, now).ok())
    })?;
    match desk.flatten() {
        Some(desk) => world.write_one(parent, answer(desk)),
        None => Ok(None),
    }
}

fn answers_poll(
    day: &mut Day,
    world: &mut World,
    here: &Family,
    parent: PersonId,
) -> anyhow::Result<()> {
    let choice = Whole::new(day.random.one_of([1, 2, 2]));
    if let (Some(poll), Some(choice)) = (poll(world, parent, here)?, choice) {
        let answer = PollAnswer::new(Elsewhere(poll), choice);
        answers(world, here, parent, |desk| NewNote::of(desk, &answer))?;
    }
    Ok(())
}

/// The pack that the poll asked for, and a page that says more than it did.
fn brings_out(world: &mut World, manager: PersonId, here: &Family) -> anyhow::Result<()> {
    let series = world.handbook();
    let handbook = world.screen(manager, |store, viewer| store.handbook(viewer))?;
    let Some(handbook) = handbook else {
        return Ok(());
    };
    if let (Some(pack), Some(poll)) = (
        handbook.theme_drafts.first(),
        poll(world, here.middle, here)?,
    ) {
        world.write_one(manager, bring_out(series, pack, poll))?;
    }
    let mut pages = handbook.pages.iter();
    if let Some(page) = pages.find(|it| it.note.topic == Some(PageTopic::Sleep)) {
        let (title, text) = words::PAGE_SLEEP_AGAIN;
        world.write_one(manager, new_version(page, title, text).in_language("nl"))?;
    }
    Ok(())
}

fn invites(day: &Day, world: &mut World, here: &Family) -> anyhow::Result<()> {
    let Some(poll) = poll(world, here.middle, here)? else {
        return Ok(());
    };
    let evening = Event {
        at: Some(day.at((7 * 24 + 19) * 60)?),
        until: Some(day.at((7 * 24 + 21) * 60)?),
        help_wanted: Some(words::HELP_WANTED.to_owned()),
        poll: Some(Elsewhere(poll)),
        ..Event::new(EventMatter::Workshop, words::EVENT.to_owned())
    };
    let evening = dutch(world.board(here.group), &evening);
    world.write_one(here.middle, evening)?;
    Ok(())
}

fn answers_event(
    day: &mut Day,
    world: &mut World,
    here: &Family,
    parent: PersonId,
) -> anyhow::Result<Option<EntryKey>> {
    let event = world.screen(parent, |store, viewer| {
        let events = store.board(viewer, here.group)?.events;
        Ok(events.first().map(|row| row.event.key))
    })?;
    let Some(event) = event.flatten() else {
        return Ok(None);
    };
    // The family of the board always shares a card: somebody must be the first.
    let shares = parent == here.parent || day.random.chance(30);
    let answer = EventAnswer {
        persons: Whole::new(1),
        helps: Some(day.random.chance(40)),
        shares_contact: Some(shares),
        text: shares.then(|| words::card(world.location.first_name(parent))),
        ..EventAnswer::new(Elsewhere(event), Coming::Yes)
    };
    answers(world, here, parent, |desk| dutch(desk, &answer))
}
