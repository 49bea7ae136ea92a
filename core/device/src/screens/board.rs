//! The board of a group: what holds, what is asked, who comes; and who can read a series. Knows no
//! pixels.

use super::super::{Store, StoreError};
use super::Viewer;
use super::scene::{NOTES_MAX, Scene, Span};
use samenspel_model::ids::GroupId;
use samenspel_model::series::{Series, Subject};
use samenspel_rules::partnership::{
    Readers, Told, comers, event_ends, item_ends, poll_ends, readers, tally,
};
use samenspel_rules::schema::notes::{
    BoardItem, ContactCard, Event, EventAnswer, Poll, PollAnswer,
};

/// The board of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardView {
    /// What everybody should know, the latest first.
    pub items: Vec<Told<BoardItem>>,
    /// What is asked of parents and takes answers, the latest first.
    pub polls: Vec<PollRow>,
    /// What is to come, the soonest first.
    pub events: Vec<EventRow>,
}

/// A poll.
#[derive(Clone, PartialEq, Eq)]
pub struct PollRow {
    /// The poll.
    pub poll: Told<Poll>,
    /// What the viewer answered last.
    pub own: Option<Told<PollAnswer>>,
    /// How many chose each line, without names; for staff only.
    pub tally: Option<Vec<(String, usize)>>,
}

samenspel_model::hides_content!(PollRow);

/// An event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// The event.
    pub event: Told<Event>,
    /// What the viewer answered last.
    pub own: Option<Told<EventAnswer>>,
    /// How many persons come, and how many lend a hand; for staff only.
    pub comers: Option<(i64, usize)>,
    /// Cards that parents chose to give to the others.
    pub cards: Vec<Told<ContactCard>>,
}

impl Store {
    /// The board of a group.
    pub fn board(&self, viewer: Viewer, group: GroupId) -> Result<BoardView, StoreError> {
        self.scene(viewer, |scene| board(scene, group))
    }

    /// Who can read what is written in a series: named before it is sent, and in "my data".
    pub fn readers(&self, viewer: Viewer, series: &Series) -> Result<Readers, StoreError> {
        self.scene(viewer, |scene| Ok(readers(scene.dir, series, scene.now)))
    }
}

fn board(scene: &Scene<'_>, group: GroupId) -> Result<BoardView, StoreError> {
    let subject = Subject::Group(group);
    let is_parent = !scene.own_children().is_empty();
    let (always, most) = (Span::ALWAYS, NOTES_MAX);
    let mut items = scene.board_items(group)?;
    items.reverse();
    let polled = scene.notes_that(subject, always, most, |it: &Told<Poll>| {
        Ok(scene.now < poll_ends(it))
    })?;
    let mut polls = Vec::new();
    for poll in polled.into_iter().rev() {
        let answers = scene.naming::<PollAnswer>(&poll.key)?;
        polls.push(PollRow {
            own: last_of(scene, &answers),
            tally: (!is_parent).then(|| tally(&poll.note, &answers)),
            poll,
        });
    }
    let to_come = scene.notes_that(subject, always, most, |it: &Told<Event>| {
        Ok(scene.now < event_ends(it))
    })?;
    let mut events = Vec::new();
    for event in to_come {
        let answers = scene.naming::<EventAnswer>(&event.key)?;
        let cards = scene.notes_that(subject, always, most, |it: &Told<ContactCard>| {
            Ok(it.note.event == event.key)
        })?;
        events.push(EventRow {
            own: last_of(scene, &answers),
            comers: (!is_parent).then(|| comers(&answers)),
            cards,
            event,
        });
    }
    events.sort_by_key(|it| (it.event.note.at, it.event.key));
    Ok(BoardView {
        items,
        polls,
        events,
    })
}

impl Scene<'_> {
    /// What stands on a group's board now, oldest first.
    pub(super) fn board_items(&self, group: GroupId) -> Result<Vec<Told<BoardItem>>, StoreError> {
        let subject = Subject::Group(group);
        self.notes_that(subject, Span::ALWAYS, NOTES_MAX, |it: &Told<BoardItem>| {
            Ok(self.now < item_ends(it))
        })
    }
}

fn last_of<N: Clone>(scene: &Scene<'_>, answers: &[Told<N>]) -> Option<Told<N>> {
    answers
        .iter()
        .rfind(|it| it.author() == scene.person)
        .cloned()
}
