//! The start of the parent app, and what happened since a child was last here. Decides nothing.

use samenspel_device::screens;

use super::ToldView;
use super::told::{all, ms, texts};
use crate::profile::reading::with_status;
use crate::{NoteView, Profile, SamenspelError, convert};

/// A parent's day: children first, the organisation's news after them.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ParentTodayView {
    /// The parent's children, over groups and locations.
    pub children: Vec<ParentChildRow>,
    /// What holds on the boards of their groups, each once.
    pub board: Vec<ToldView>,
    /// As of when the data is complete; nothing before the first sync.
    pub data_as_of_ms: Option<i64>,
}

/// One child's day as its parent reads it, the good moment first.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ParentChildRow {
    /// Who.
    pub child: String,
    /// Its group.
    pub group: String,
    /// Good moments of today.
    pub moments: Vec<ToldView>,
    /// What to ask for at the door.
    pub ask_at_the_door: Vec<ToldView>,
    /// Sleep.
    pub sleep: Vec<ToldView>,
    /// Food and drink.
    pub food: Vec<ToldView>,
    /// The rest of the day book.
    pub more: Vec<ToldView>,
    /// What happened, once it was told.
    pub incidents: Vec<ToldView>,
    /// What the child shows, once it was told.
    pub illness: Vec<ToldView>,
    /// Who is on the group today, substitutes included.
    pub here_today: Vec<String>,
    /// Whom to turn to first: the mentor, then deputies.
    pub mentors: Vec<String>,
    /// Who became the child's mentor lately: told to every parent.
    pub new_mentor: Option<NewMentorRow>,
    /// What this parent told for today, and whether the group read it.
    pub told: Vec<ToldTodayRow>,
    /// The group's numbers, then the location's, in call order: for what was not read yet.
    pub call: Vec<String>,
    /// Who collects today, as it was said today.
    pub collects: Vec<String>,
    /// What the group asks this parent and the parent has not answered.
    pub asked: Vec<ToldView>,
}

samenspel_model::hides_content!(ParentChildRow);

/// Somebody who became a mentor.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct NewMentorRow {
    /// Who.
    pub person: String,
    /// Since when.
    pub since_ms: i64,
}

samenspel_model::hides_content!(NewMentorRow);

/// Something a parent told for today.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ToldTodayRow {
    /// The note.
    pub key: String,
    /// Whether it says that today is different: then it matters that somebody reads it.
    pub is_change: bool,
    /// Whether somebody of the group read it or spoke about it. "Not read yet, call the group" if not.
    pub is_read: bool,
}

samenspel_model::hides_content!(ToldTodayRow);

/// What happened since a child was last here.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SinceView {
    /// Midnight at the start of the day on which the child was last here, if it ever was.
    pub since_ms: Option<i64>,
    /// Notes from then on, oldest first.
    pub notes: Vec<NoteView>,
}

#[uniffi::export]
impl Profile {
    /// The start screen of the parent app, over all children of the parent. Changes with `Notes`,
    /// `Status` and `Directory`.
    pub async fn parent_today(
        &self,
        viewer: Option<String>,
    ) -> Result<ParentTodayView, SamenspelError> {
        self.as_person(viewer, |store, viewer| {
            Ok(store.parent_today(viewer)?.into())
        })
        .await
    }

    /// What happened since the child's last day here, which may be a week ago. Changes with `Notes`,
    /// `Status` and `Directory`.
    pub async fn since_last_time(
        &self,
        child: String,
        viewer: Option<String>,
    ) -> Result<SinceView, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let child = convert::parse(&child, "child")?;
            let since = store.since_last_time(viewer, child)?;
            Ok(SinceView {
                since_ms: ms(since.since),
                notes: with_status(store, since.notes)?,
            })
        })
        .await
    }
}

impl From<screens::ParentTodayView> for ParentTodayView {
    fn from(view: screens::ParentTodayView) -> Self {
        Self {
            children: all(view.children),
            board: all(view.board),
            data_as_of_ms: ms(view.data_as_of),
        }
    }
}

impl From<screens::ParentChildView> for ParentChildRow {
    fn from(view: screens::ParentChildView) -> Self {
        let new_mentor = view.new_mentor.map(|(person, since)| NewMentorRow {
            person: person.to_string(),
            since_ms: since.0,
        });
        Self {
            child: view.child.to_string(),
            group: view.group.to_string(),
            moments: all(view.moments),
            ask_at_the_door: all(view.ask_at_the_door),
            sleep: all(view.sleep),
            food: all(view.food),
            more: all(view.more),
            incidents: all(view.incidents),
            illness: all(view.illness),
            here_today: texts(view.here_today),
            mentors: texts(view.mentors),
            new_mentor,
            told: all(view.told),
            call: view.call,
            collects: view.collects,
            asked: all(view.asked),
        }
    }
}

impl From<screens::ToldToday> for ToldTodayRow {
    fn from(told: screens::ToldToday) -> Self {
        Self {
            key: told.key.to_string(),
            is_change: told.is_change,
            is_read: told.is_read,
        }
    }
}
