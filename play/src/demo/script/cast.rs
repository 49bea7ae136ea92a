//! Who plays which part: families whose stories run through the day, and the staff around each of them
//! who have a network in the morning. Knows no notes.

use samenspel_model::ids::{ChildId, GroupId, PersonId};
use samenspel_rules::directory::GroupRole;

use super::super::location::Room;
use super::super::random::Seeded;
use super::super::world::World;

/// With fewer families than this the child whose day is shown has a story too.
const FAMILIES_MIN: usize = 4;
/// Of a hundred children, this many are called in ill.
const ILL_PERCENT: usize = 8;

/// A child, a parent who uses a phone, and the staff around them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Family {
    pub child: ChildId,
    pub parent: PersonId,
    /// The mentor; the deputy where the mentor opens, and has no network all morning.
    pub contact: PersonId,
    pub group: GroupId,
    pub early: PersonId,
    pub middle: PersonId,
    pub late: PersonId,
}

/// What a story is about. With few families one has several; the order keeps the fever away from the
/// last, who is the child shown if there are too few.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// Medicine at noon.
    Medicine,
    /// Something seen becomes a talk.
    Talk,
    /// A copy for the child health centre.
    Share,
    /// A parent asks to be called.
    Call,
    /// A fever in the afternoon.
    Fever,
    /// A parent asks for advice.
    Advice,
    /// A bump, told at the door.
    Bump,
    /// A parent worries.
    Worry,
    /// A note on the wrong child.
    Mistake,
    /// Somebody else collects.
    Collector,
    /// Parents who say different things about an allergy.
    Allergy,
    /// Another child is to come.
    Sibling,
}

/// What is settled before the day begins.
pub(super) struct Cast {
    /// One parent of each child who comes: whoever uses a phone.
    pub tellers: Vec<(ChildId, PersonId)>,
    /// Children who are called in ill.
    pub ill: Vec<ChildId>,
    /// The parent who loses authority.
    pub loses_authority: Option<(ChildId, PersonId)>,
    families: Vec<Family>,
}

impl Cast {
    /// Gives every part to somebody; the child whose day is shown keeps to its own story if it can.
    pub(super) fn new(
        world: &World,
        (shown, reader): (ChildId, PersonId),
        random: &mut Seeded,
    ) -> Option<Self> {
        let tellers = tellers(world, (shown, reader));
        let loses_authority = who_loses_authority(world, &tellers, shown);
        let mut ill = Vec::new();
        let mut families = Vec::new();
        for (child, parent) in &tellers {
            if *child == shown || loses_authority.is_some_and(|(it, _)| it == *child) {
                continue;
            }
            if random.chance(ILL_PERCENT) {
                ill.push(*child);
            } else {
                families.extend(family(world, *child, *parent));
            }
        }
        random.shuffle(&mut families);
        if families.len() < FAMILIES_MIN {
            families.extend(family(world, shown, reader));
        }
        (!families.is_empty()).then_some(Self {
            tellers,
            ill,
            loses_authority,
            families,
        })
    }

    /// Who plays a part.
    pub(super) fn family(&self, part: Part) -> Family {
        self.families[part as usize % self.families.len()]
    }

    /// Every family with a story.
    pub(super) fn stories(&self) -> impl Iterator<Item = &Family> {
        self.families.iter()
    }

    /// Everybody whose phone the stories of the morning need.
    pub(super) fn people(&self) -> Vec<PersonId> {
        let around = |it: &Family| [it.parent, it.contact, it.middle];
        self.stories().flat_map(around).collect()
    }
}

fn tellers(world: &World, (shown, reader): (ChildId, PersonId)) -> Vec<(ChildId, PersonId)> {
    let location = &world.location;
    let teller = |child: ChildId| {
        if child == shown {
            return Some((child, reader));
        }
        let mut parents = location.parents_with_authority(child).into_iter();
        let parent = parents.find(|it| world.index_of(*it).is_some());
        parent.map(|parent| (child, parent))
    };
    location.children().filter_map(teller).collect()
}

/// Somebody with one child here, so that nothing else is left to write about.
fn who_loses_authority(
    world: &World,
    tellers: &[(ChildId, PersonId)],
    shown: ChildId,
) -> Option<(ChildId, PersonId)> {
    let only_child = |person: PersonId| {
        let children = world.location.directory.parenthoods_of(person);
        children.count() == 1
    };
    let found = tellers.iter().find(|(child, parent)| {
        *child != shown && only_child(*parent) && world.location.language(*parent) == "nl"
    });
    found.copied()
}

fn family(world: &World, child: ChildId, parent: PersonId) -> Option<Family> {
    let room = |it: &&Room| it.children.contains(&child);
    let room = world.location.groups.iter().find(room)?;
    let opens = |person: PersonId| {
        let mut rooms = world.location.groups.iter();
        rooms.any(|it| it.early() == Some(person))
    };
    let mut mentors: Vec<_> = world.location.directory.mentors_of(child).collect();
    mentors.sort_by_key(|it| (opens(it.person), it.deputy));
    Some(Family {
        child,
        parent,
        contact: mentors.first()?.person,
        group: room.group,
        early: room.early()?,
        middle: room.middle()?,
        late: room.late()?,
    })
}

/// The trainee, and the group that she learns on.
pub(super) fn trainee(world: &World) -> Option<(PersonId, &Room)> {
    world.location.groups.iter().find_map(|room| {
        let learns_here = |person: &&PersonId| {
            let mut work = world.location.directory.assignments_of(**person);
            work.any(|it| it.group == room.group && it.role == GroupRole::Trainee)
        };
        let trainee = room.others.iter().find(learns_here)?;
        Some((*trainee, room))
    })
}
