//! Turning to somebody: a trainee to those who release her notes, a colleague to the coach, a parent to
//! the manager. Each in a circle of the people named.

use samenspel_device::NewNote;
use samenspel_device::screens::ProposalView;
use samenspel_model::ids::{GroupId, PersonId};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::OfficeRole;
use samenspel_rules::partnership::circles;
use samenspel_rules::partnership::circles::{
    InCircle, ProposalState, propose_again, return_proposal,
};
use samenspel_rules::partnership::release_proposal;
use samenspel_rules::schema::notes::{Domain, EscalatedTo, GoodMoment, Proposal, Proposed, Reply};

use super::super::words;
use super::super::world::World;
use super::cast::{Part, trainee};
use super::{Day, dutch, office};

/// Two drafts: something that was seen, and something nice for the parents.
pub(super) fn the_trainee_proposes(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let Some((trainee, group)) = trainee(world).map(|(trainee, room)| (trainee, room.group)) else {
        return Ok(());
    };
    let index = world
        .location
        .groups
        .iter()
        .position(|it| it.group == group);
    let children = index.map_or_else(Vec::new, |index| day.present(world, index));
    let Some(child) = day.random.pick(&children).copied() else {
        return Ok(());
    };
    let seen = Proposal {
        child: Some(child),
        domain: Some(Domain::Motor),
        seen: Some(words::SEEN_BY_TRAINEE.to_owned()),
        ..Proposal::new(Proposed::Observation)
    };
    let nice = Proposal {
        child: Some(child),
        moment: GoodMoment::named("drew"),
        text: Some(words::NICE_BY_TRAINEE.to_owned()),
        ..Proposal::new(Proposed::PickUp)
    };
    for draft in [seen, nice] {
        let directory = world.screen(trainee, |store, _| store.directory_as_asked())?;
        let Some(directory) = directory else { continue };
        world.turn(trainee, |turner| {
            turner.propose(&directory, group, &draft, &mut day.random)
        })?;
        world.time.advance_ms(UnixMillis::MINUTE_MS);
    }
    Ok(())
}

/// A draft comes back with a question; coach and manager are asked, and answer.
pub(super) async fn is_asked_for(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let Some((coach, manager)) = in_office(world) else {
        return Ok(());
    };
    let family = day.family(Part::Worry);
    let mut people = vec![coach, manager, family.middle, family.parent];
    let learning =
        trainee(world).map(|(trainee, room)| (trainee, room.group, room.middle(), room.late()));
    if let Some((trainee, _, middle, late)) = learning {
        people.push(trainee);
        people.extend(middle.into_iter().chain(late));
    }
    let why = day.random.say(words::TO_THE_COACH);
    world.turn(family.middle, |turner| {
        let place = InCircle::NewWith(vec![coach]);
        turner.ask_coach(&place, why, None, &mut day.random)
    })?;
    let why = day.random.say(words::TO_THE_MANAGER);
    world.turn(family.parent, |turner| {
        let place = InCircle::NewWith(vec![manager]);
        turner.escalate(EscalatedTo::Manager, &place, why, None, &mut day.random)
    })?;
    world.exchange(&people).await?;
    for person in [coach, manager] {
        answers(day, world, person)?;
    }
    if let Some((_, group, Some(middle), _)) = learning
        && let Some(view) = waiting(world, middle, group)?.iter().find(is_seen)
    {
        world.write_one(
            middle,
            return_proposal(&view.draft, words::WHICH_HAND).in_language("nl"),
        )?;
    }
    world.exchange(&people).await?;
    if let Some((trainee, group, ..)) = learning {
        proposes_again(world, trainee, group)?;
    }
    world.exchange(&people).await
}

fn is_seen(view: &&ProposalView) -> bool {
    view.draft.note.for_kind == Proposed::Observation
}

fn in_office(world: &World) -> Option<(PersonId, PersonId)> {
    let coach = office::in_office(world, OfficeRole::Coach)?;
    Some((coach, office::in_office(world, OfficeRole::Manager)?))
}

/// Everything in this person's circles that waits for an answer.
fn answers(day: &mut Day, world: &mut World, person: PersonId) -> anyhow::Result<()> {
    let open = world.screen(person, |store, viewer| store.circles(viewer))?;
    for circle in open.unwrap_or_default() {
        let series = circles::series(world.location.org, circle.id);
        for asked in circle.unanswered {
            let reply = Reply::new(asked.key(), day.say(words::HELP_IS_GIVEN));
            world.write_one(person, dutch(series, &reply))?;
        }
    }
    Ok(())
}

fn proposals(world: &World, reader: PersonId, group: GroupId) -> anyhow::Result<Vec<ProposalView>> {
    let views = world.screen(reader, |store, viewer| store.proposals(viewer, group))?;
    Ok(views.unwrap_or_default())
}

fn waiting(world: &World, reader: PersonId, group: GroupId) -> anyhow::Result<Vec<ProposalView>> {
    let mut views = proposals(world, reader, group)?;
    views.retain(|it| it.state == ProposalState::Waiting);
    Ok(views)
}

fn proposes_again(world: &mut World, trainee: PersonId, group: GroupId) -> anyhow::Result<()> {
    let views = proposals(world, trainee, group)?;
    let returned = views.iter().find(|it| it.state == ProposalState::Returned);
    if let Some(view) = returned {
        let better = Proposal {
            seen: Some(words::SEEN_AGAIN_BY_TRAINEE.to_owned()),
            ..view.draft.note.clone()
        };
        let notes = propose_again(&view.draft, &better, words::WITH_THE_LEFT);
        world.write(trainee, notes)?;
    }
    Ok(())
}

/// A professional of the late shift releases what waits, about a child of the group.
pub(super) fn drafts_are_released(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let found = trainee(world).and_then(|(_, room)| Some((room.group, room.late()?)));
    let Some((group, late)) = found else {
        return Ok(());
    };
    let index = world
        .location
        .groups
        .iter()
        .position(|it| it.group == group);
    let children = index.map_or_else(Vec::new, |index| day.present(world, index));
    for view in waiting(world, late, group)? {
        let child = view.draft.note.child;
        let child = child.or_else(|| day.random.pick(&children).copied());
        let note = child.and_then(|child| release_proposal(world.location.org, child, &view.draft));
        let note: Option<NewNote> = note.map(|it| it.in_language("nl"));
        world.write(late, note.into_iter().collect())?;
    }
    Ok(())
}
