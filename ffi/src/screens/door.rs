//! At the door: drop-off, pick-up, and who may take a child home. Decides nothing.

use samenspel_device::screens;
use samenspel_model::time::UnixMillis;
use samenspel_rules::partnership::{Adult, Doubt, DropOffMerged, MayCollect, Said, Verdict};
use samenspel_rules::schema::Code;

use super::ToldView;
use super::told::{all, code, texts, values};
use crate::{NoteField, Profile, SamenspelError, convert};

/// The drop-off screen of one child.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct DropOffView {
    /// Who.
    pub child: String,
    /// One form, each field with who said it.
    pub form: DropOffForm,
    /// What parents wrote at home today.
    pub from_home: Vec<ToldView>,
    /// Those of them that the group has not spoken about yet.
    pub to_confirm: Vec<ToldView>,
    /// "As always": the values of an earlier drop-off that hold again today.
    pub as_always: Option<Vec<NoteField>>,
    /// What is different today.
    pub changes: Vec<ToldView>,
    /// What the family wrote about home and still matters.
    pub home_notes: Vec<ToldView>,
    /// Who may take the child home.
    pub may_collect: Vec<MayCollectRow>,
}

samenspel_model::hides_content!(DropOffView);

/// What each person said of each field of the drop-off, oldest first. Where two say different things
/// both are there.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DropOffForm {
    /// How the child arrives: codes.
    pub mood: Vec<SaidText>,
    /// How the child slept: codes.
    pub slept: Vec<SaidText>,
    /// When the child woke.
    pub woke_at: Vec<SaidMoment>,
    /// When the child last ate or drank.
    pub fed_at: Vec<SaidMoment>,
    /// Who collects today.
    pub collects: Vec<SaidText>,
    /// And when.
    pub collects_at: Vec<SaidMoment>,
    /// When the child may go home alone.
    pub goes_alone_at: Vec<SaidMoment>,
    /// What is good to know.
    pub to_know: Vec<SaidText>,
    /// Whether medicine was given at home.
    pub medicine: Vec<SaidFlag>,
}

/// Words or a code, with who said it.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct SaidText {
    /// What.
    pub what: String,
    /// Who.
    pub by: String,
    /// When.
    pub at_ms: i64,
}

samenspel_model::hides_content!(SaidText);

/// A moment, with who said it.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct SaidMoment {
    /// What.
    pub what_ms: i64,
    /// Who.
    pub by: String,
    /// When.
    pub at_ms: i64,
}

samenspel_model::hides_content!(SaidMoment);

/// Yes or no, with who said it.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct SaidFlag {
    /// What.
    pub what: bool,
    /// Who.
    pub by: String,
    /// When.
    pub at_ms: i64,
}

samenspel_model::hides_content!(SaidFlag);

/// The pick-up card of one child.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct PickUpView {
    /// Who.
    pub child: String,
    /// Good moments that were told today; the first is the day's.
    pub moments: Vec<ToldView>,
    /// Whether to ask for a good moment: once per child per day, and never in after-school care.
    pub asks_for_moment: bool,
    /// Real questions for the parent.
    pub questions: Vec<ToldView>,
    /// What was kept for the door.
    pub keep_for_door: Vec<ToldView>,
    /// What is open.
    pub open_items: Vec<ToldView>,
    /// What a parent asked and nobody answered.
    pub asked_by_parents: Vec<ToldView>,
    /// What happened and has to be told now.
    pub incidents_to_tell: Vec<ToldView>,
    /// The day's lines.
    pub day_log: Vec<ToldView>,
    /// Who may take the child home, whoever is expected first.
    pub may_collect: Vec<MayCollectRow>,
}

samenspel_model::hides_content!(PickUpView);

/// An adult who may stand at the door.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct MayCollectRow {
    /// Who.
    pub who: AdultView,
    /// What to do.
    pub verdict: CollectVerdict,
    /// Why to ask; none where there is nothing to ask, and in a substitute's brief.
    pub doubt: Option<CollectDoubt>,
    /// Whether this adult is the one expected today.
    pub expected_today: bool,
    /// On which days of the week as a rule: codes.
    pub weekdays: Vec<String>,
    /// Numbers, in call order.
    pub phones: Vec<String>,
}

samenspel_model::hides_content!(MayCollectRow);

/// Who somebody is to the child.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum AdultView {
    /// A parent or carer with an account.
    Parent {
        /// Who.
        person: String,
    },
    /// Somebody named by a parent, in the parent's words.
    Named {
        /// The name.
        name: String,
        /// What they are to the child.
        relation: Option<String>,
        /// Who named them.
        by: Vec<String>,
    },
}

samenspel_model::hides_content!(AdultView);

/// What to do when an adult is at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum CollectVerdict {
    /// May take the child.
    Yes,
    /// Nobody can tell here: do not hand over, call the manager.
    Ask,
    /// A court forbids it.
    Barred,
}

/// Why nobody can tell here whether an adult may collect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum CollectDoubt {
    /// A parent without authority over the child.
    NoAuthority,
    /// Named by somebody whose word lets nobody collect, and by no parent whose word does.
    NamedByWhoMayNot,
    /// The name may be that of a parent whom a court keeps away.
    LikeABarredParent,
    /// People say different things.
    Differs,
}

#[uniffi::export]
impl Profile {
    /// The drop-off screen of a child. Changes with `Notes`, `Status` and `Directory`.
    pub async fn drop_off(
        &self,
        child: String,
        viewer: Option<String>,
    ) -> Result<DropOffView, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let child = convert::parse(&child, "child")?;
            Ok(store.drop_off(viewer, child)?.into())
        })
        .await
    }

    /// The pick-up card of a child. Changes with `Notes`, `OpenItems`, `Status` and `Directory`.
    pub async fn pick_up(
        &self,
        child: String,
        viewer: Option<String>,
    ) -> Result<PickUpView, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let child = convert::parse(&child, "child")?;
            Ok(store.pick_up(viewer, child)?.into())
        })
        .await
    }

    /// Who may take a child home. Changes with `Notes` and `Directory`.
    pub async fn may_collect(
        &self,
        child: String,
        viewer: Option<String>,
    ) -> Result<Vec<MayCollectRow>, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let child = convert::parse(&child, "child")?;
            Ok(all(store.may_collect(viewer, child)?))
        })
        .await
    }
}

impl From<screens::DropOffView> for DropOffView {
    fn from(view: screens::DropOffView) -> Self {
        Self {
            child: view.child.to_string(),
            form: view.form.into(),
            from_home: all(view.from_home),
            to_confirm: all(view.to_confirm),
            as_always: view.as_always.as_ref().map(values),
            changes: all(view.changes),
            home_notes: all(view.home_notes),
            may_collect: all(view.may_collect),
        }
    }
}

impl From<DropOffMerged> for DropOffForm {
    fn from(form: DropOffMerged) -> Self {
        Self {
            mood: said_codes(form.mood),
            slept: said_codes(form.slept),
            woke_at: all(form.woke_at),
            fed_at: all(form.fed_at),
            collects: all(form.collects),
            collects_at: all(form.collects_at),
            goes_alone_at: all(form.goes_alone_at),
            to_know: all(form.to_know),
            medicine: all(form.medicine),
        }
    }
}

fn said_codes<C: Code>(said: Vec<Said<C>>) -> Vec<SaidText> {
    let named = said.into_iter().map(|it| Said {
        what: code(it.what),
        by: it.by,
        at: it.at,
    });
    all(named)
}

impl From<Said<String>> for SaidText {
    fn from(said: Said<String>) -> Self {
        Self {
            what: said.what,
            by: said.by.to_string(),
            at_ms: said.at.0,
        }
    }
}

impl From<Said<UnixMillis>> for SaidMoment {
    fn from(said: Said<UnixMillis>) -> Self {
        Self {
            what_ms: said.what.0,
            by: said.by.to_string(),
            at_ms: said.at.0,
        }
    }
}

impl From<Said<bool>> for SaidFlag {
    fn from(said: Said<bool>) -> Self {
        Self {
            what: said.what,
            by: said.by.to_string(),
            at_ms: said.at.0,
        }
    }
}

impl From<screens::PickUpView> for PickUpView {
    fn from(view: screens::PickUpView) -> Self {
        Self {
            child: view.child.to_string(),
            moments: all(view.moments),
            asks_for_moment: view.asks_for_moment,
            questions: all(view.questions),
            keep_for_door: all(view.keep_for_door),
            open_items: all(view.open_items),
            asked_by_parents: all(view.asked_by_parents),
            incidents_to_tell: all(view.incidents_to_tell),
            day_log: all(view.day_log),
            may_collect: all(view.may_collect),
        }
    }
}

impl From<MayCollect> for MayCollectRow {
    fn from(may: MayCollect) -> Self {
        Self {
            who: match may.who {
                Adult::Parent(person) => AdultView::Parent {
                    person: person.to_string(),
                },
                Adult::Named { name, relation, by } => AdultView::Named {
                    name,
                    relation,
                    by: texts(by),
                },
            },
            verdict: match may.verdict {
                Verdict::Yes => CollectVerdict::Yes,
                Verdict::Ask => CollectVerdict::Ask,
                Verdict::Barred => CollectVerdict::Barred,
            },
            doubt: may.doubt.map(|it| match it {
                Doubt::NoAuthority => CollectDoubt::NoAuthority,
                Doubt::NamedByWhoMayNot => CollectDoubt::NamedByWhoMayNot,
                Doubt::LikeABarredParent => CollectDoubt::LikeABarredParent,
                Doubt::Differs => CollectDoubt::Differs,
            }),
            expected_today: may.expected_today,
            weekdays: may.weekdays.into_iter().map(code).collect(),
            phones: may.phones,
        }
    }
}
