//! The board of a group, and who can read what is written. Decides nothing.

use samenspel_device::screens;
use samenspel_rules::partnership::Readers;

use super::ToldView;
use super::told::{all, texts};
use crate::{NoteSubject, Profile, SamenspelError, convert};

/// The board of a group.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct BoardView {
    /// What everybody should know, the latest first.
    pub items: Vec<ToldView>,
    /// What is asked of parents and takes answers, the latest first.
    pub polls: Vec<PollRow>,
    /// What is to come, the soonest first.
    pub events: Vec<EventRow>,
}

/// A poll.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PollRow {
    /// The poll.
    pub poll: ToldView,
    /// What the viewer answered last.
    pub own: Option<ToldView>,
    /// How many chose each line, without names; for staff only.
    pub tally: Option<Vec<TallyRow>>,
}

/// How many chose a line of a poll.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct TallyRow {
    /// The line.
    pub line: String,
    /// How many.
    pub count: u32,
}

samenspel_model::hides_content!(TallyRow);

/// An event.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct EventRow {
    /// The event.
    pub event: ToldView,
    /// What the viewer answered last.
    pub own: Option<ToldView>,
    /// Who comes, without names; for staff only.
    pub comers: Option<ComersView>,
    /// Cards that parents chose to give to the others.
    pub cards: Vec<ToldView>,
}

/// Who comes to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct ComersView {
    /// How many persons come.
    pub persons: i64,
    /// How many lend a hand.
    pub helpers: u32,
}

/// Who can read what is written somewhere, as far as this device knows people.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ReadersView {
    /// The groups, where everyone who works there reads it.
    pub groups: Vec<String>,
    /// Parents, guardians and carers.
    pub parents: Vec<String>,
    /// Staff who read it by name.
    pub staff: Vec<String>,
    /// All parents of the group.
    pub all_parents_of_group: bool,
    /// The manager can, with a reason, and that is written down.
    pub manager_with_reason: bool,
}

samenspel_model::hides_content!(ReadersView);

#[uniffi::export]
impl Profile {
    /// The board of a group. Changes with `Notes`, `Status` and `Directory`.
    pub async fn board(
        &self,
        group: String,
        viewer: Option<String>,
    ) -> Result<BoardView, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let group = convert::parse(&group, "group")?;
            Ok(store.board(viewer, group)?.into())
        })
        .await
    }

    /// Who can read what is written in a kind of document about a subject: named before it is sent, and
    /// in "my data". Changes with `Directory`.
    pub async fn readers(
        &self,
        document: String,
        subject: NoteSubject,
        viewer: Option<String>,
    ) -> Result<ReadersView, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let series = convert::series(store.profile()?.org, &document, &subject)?;
            Ok(store.readers(viewer, &series)?.into())
        })
        .await
    }
}

impl From<screens::BoardView> for BoardView {
    fn from(view: screens::BoardView) -> Self {
        Self {
            items: all(view.items),
            polls: all(view.polls),
            events: all(view.events),
        }
    }
}

impl From<screens::PollRow> for PollRow {
    fn from(row: screens::PollRow) -> Self {
        Self {
            poll: row.poll.into(),
            own: row.own.map(ToldView::from),
            tally: row.tally.map(all),
        }
    }
}

impl From<(String, usize)> for TallyRow {
    fn from((line, count): (String, usize)) -> Self {
        Self {
            line,
            count: convert::count(count),
        }
    }
}

impl From<screens::EventRow> for EventRow {
    fn from(row: screens::EventRow) -> Self {
        Self {
            event: row.event.into(),
            own: row.own.map(ToldView::from),
            comers: row.comers.map(|(persons, helpers)| ComersView {
                persons,
                helpers: convert::count(helpers),
            }),
            cards: all(row.cards),
        }
    }
}

impl From<Readers> for ReadersView {
    fn from(readers: Readers) -> Self {
        Self {
            groups: texts(readers.groups),
            parents: texts(readers.parents),
            staff: texts(readers.staff),
            all_parents_of_group: readers.all_parents_of_group,
            manager_with_reason: readers.manager_with_reason,
        }
    }
}
