//! A day pass as the two phones show it: what was given, what was taken, and the brief with its children
//! and people, who are in no directory of this phone yet. Decides nothing.
use samenspel_device::relay::DayOffer;
use samenspel_device::relay::day::{LeftOut, Matter};
use samenspel_device::{DayPassOut, DayPassTaken};

use super::DayBriefView;
use crate::convert::{self, count};
use crate::{ChildView, GroupView, PersonView, SamenspelError};

/// A day grant and its brief, sealed to a substitute's phone.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct DayPassOutView {
    /// The sealed bytes: for a [`crate::FrameSender`], or as a file.
    pub sealed: Vec<u8>,
    /// Who was let in.
    pub person: String,
    /// Until when, in milliseconds since 1970.
    pub until_ms: Option<i64>,
    /// How many children the brief tells of.
    pub children: u32,
    /// What did not fit into the brief: to be told.
    pub left_out: Vec<LeftOutView>,
    /// How much more did not fit.
    pub more_left_out: u32,
}

samenspel_model::hides_content!(DayPassOutView);

/// What was taken from a colleague's device.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct DayPassTakenView {
    /// On which group.
    pub group: String,
    /// Who let its owner in.
    pub from: String,
    /// Until when, in milliseconds since 1970.
    pub until_ms: Option<i64>,
    /// Whether the brief is newer than what was here.
    pub is_new: bool,
    /// Codes of the notes that came along and were left out.
    pub refused: Vec<String>,
}

samenspel_model::hides_content!(DayPassTakenView);

/// A brief from a colleague's device: what it is, and its page.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct DayPassView {
    /// The group.
    pub group: GroupView,
    /// Who let her in.
    pub from: String,
    /// When the brief was made, in milliseconds since 1970.
    pub made_at_ms: i64,
    /// As of when the colleague's device had everything; nothing if it never had.
    pub as_of_ms: Option<i64>,
    /// Until when she is in.
    pub until_ms: i64,
    /// Whether the server has the grant; the documents are on their way then.
    pub is_sent: bool,
    /// What a day-brief screen shows, as of then.
    pub page: DayBriefView,
    /// The children, by name.
    pub children: Vec<ChildView>,
    /// Those whom it names.
    pub people: Vec<PersonView>,
    /// What did not fit: to be asked, or read once there is a network.
    pub left_out: Vec<LeftOutView>,
    /// How much more did not fit.
    pub more_left_out: u32,
}

samenspel_model::hides_content!(DayPassView);

/// Something that did not fit into a brief.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct LeftOutView {
    /// Of which child; of the group itself without.
    pub child: Option<String>,
    /// What.
    pub matter: BriefMatter,
}

samenspel_model::hides_content!(LeftOutView);

/// What a part of a brief tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum BriefMatter {
    /// The child itself: that it is there.
    Child,
    /// Allergies and everything medical.
    Medical,
    /// Parents' names.
    Names,
    /// Who may collect.
    Collectors,
    /// Open items.
    OpenItems,
    /// What is different today.
    Changes,
    /// Notices.
    Notices,
    /// How a colleague last found it.
    Handover,
    /// The rhythm of the day.
    Rhythm,
}

/// Whom a scanned code would let in, before anybody is let in: to be compared with who stands there.
#[uniffi::export]
pub fn who_asks_in(offer: String) -> Result<String, SamenspelError> {
    Ok(DayOffer::from_text(&offer)?.first_name)
}

impl From<DayPassOut> for DayPassOutView {
    fn from(out: DayPassOut) -> Self {
        Self {
            sealed: out.sealed,
            person: out.grant.person.to_string(),
            until_ms: out.grant.during.until.map(|it| it.0),
            children: count(out.children),
            left_out: left_out(out.left_out),
            more_left_out: out.more_left_out,
        }
    }
}

impl From<DayPassTaken> for DayPassTakenView {
    fn from(taken: DayPassTaken) -> Self {
        let refused = taken.refused.into_iter();
        Self {
            group: taken.grant.group.to_string(),
            from: taken.grant.granted_by.to_string(),
            until_ms: taken.grant.during.until.map(|it| it.0),
            is_new: taken.is_new,
            refused: refused.map(|code| code.as_str().to_owned()).collect(),
        }
    }
}

impl From<samenspel_device::DayPassView> for DayPassView {
    fn from(view: samenspel_device::DayPassView) -> Self {
        let people = view.people.iter();
        let children = view.children.iter();
        Self {
            group: convert::group(&view.group),
            from: view.from.to_string(),
            made_at_ms: view.made_at.0,
            as_of_ms: view.as_of.map(|it| it.0),
            until_ms: view.until.0,
            is_sent: view.is_sent,
            page: view.page.into(),
            // Who their parents are is not in a brief, but for their names.
            children: children.map(|it| convert::child(it, Vec::new())).collect(),
            people: people.map(convert::person).collect(),
            left_out: left_out(view.left_out),
            more_left_out: view.more_left_out,
        }
    }
}

fn left_out(all: Vec<LeftOut>) -> Vec<LeftOutView> {
    let views = all.into_iter().map(|it| LeftOutView {
        child: it.child.map(|it| it.to_string()),
        matter: it.matter.into(),
    });
    views.collect()
}

impl From<Matter> for BriefMatter {
    fn from(matter: Matter) -> Self {
        match matter {
            Matter::Child => Self::Child,
            Matter::Medical => Self::Medical,
            Matter::Names => Self::Names,
            Matter::Collectors => Self::Collectors,
            Matter::OpenItems => Self::OpenItems,
            Matter::Changes => Self::Changes,
            Matter::Notices => Self::Notices,
            Matter::Handover => Self::Handover,
            Matter::Rhythm => Self::Rhythm,
        }
    }
}
