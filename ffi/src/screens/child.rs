//! A child's page, by who says what. Decides nothing.

use samenspel_device::screens;
use samenspel_rules::partnership::{ConsentView, MedicalFacts};
use samenspel_rules::schema::{Code, Note};

use super::told::{all, code, ms, texts};
use super::{FactView, OpenItemRow, ToldView};
use crate::{Profile, SamenspelError, convert};

/// What a child's page shows above its timeline.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ChildPageView {
    /// Who.
    pub child: String,
    /// Its group.
    pub group: Option<String>,
    /// Its age band: a code.
    pub age: String,
    /// Languages at home, BCP 47.
    pub languages: Vec<String>,
    /// What everybody has to know of it now.
    pub notices: Vec<ToldView>,
    /// How a colleague last found it.
    pub handover: Option<ToldView>,
    /// What is open.
    pub open_items: Vec<OpenItemRow>,
    /// What is medically known.
    pub medical: MedicalView,
    /// Who may do what for the child, by parents' word.
    pub network: Vec<FactView>,
    /// What parents agree to.
    pub consents: Vec<ConsentRow>,
    /// The rhythm of its day: the latest word of each who said something.
    pub rhythm: Vec<ToldView>,
    /// How it is done at home and here, side by side.
    pub ways: Vec<SideBySideRow>,
    /// What each side expects and hopes.
    pub expectations: Vec<SideBySideRow>,
    /// What families wrote of themselves, where this device may hold it.
    pub families: Vec<ToldView>,
    /// Its parents.
    pub parents: Vec<ParentCardRow>,
    /// Mentor, then deputies.
    pub mentors: Vec<String>,
    /// Who was with it most lately; shown, never judged.
    pub familiar_faces: Vec<String>,
    /// What of the intake nobody filled in yet.
    pub intake: IntakeOpenView,
    /// As of when the data is complete; nothing before the first sync.
    pub data_as_of_ms: Option<i64>,
}

samenspel_model::hides_content!(ChildPageView);

/// What is medically known of a child.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct MedicalView {
    /// What stands, and who says so.
    pub facts: Vec<FactView>,
    /// What named persons confirmed, the latest last; with what stands beside it, since a later
    /// statement is not covered.
    pub confirmed: Vec<ToldView>,
    /// Whether anybody says that something is severe.
    pub is_severe: bool,
    /// Whether people say different things.
    pub differs: bool,
}

/// What parents say of one purpose.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ConsentRow {
    /// For what: a code.
    pub purpose: String,
    /// The latest word of each who said something.
    pub said: Vec<ToldView>,
    /// Whether it is given: somebody says yes and nobody says no.
    pub holds: bool,
}

samenspel_model::hides_content!(ConsentRow);

/// What both sides say of one thing.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct SideBySideRow {
    /// Of what: a code.
    pub topic: String,
    /// What each parent says last.
    pub home: Vec<ToldView>,
    /// What each of the staff says last.
    pub here: Vec<ToldView>,
}

samenspel_model::hides_content!(SideBySideRow);

/// A parent, as staff call and reach them.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ParentCardRow {
    /// Who.
    pub person: String,
    /// Languages, BCP 47, best first.
    pub languages: Vec<String>,
    /// Numbers, in call order; only on devices that may have them.
    pub phones: Vec<String>,
}

samenspel_model::hides_content!(ParentCardRow);

/// What of an intake is still open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct IntakeOpenView {
    /// Nobody of the parents said what they expect or hope.
    pub expectations_home: bool,
    /// Nobody of the group said so.
    pub expectations_here: bool,
    /// Nothing was said of how it is done at home.
    pub ways: bool,
    /// Nothing was said of its rhythm.
    pub rhythm: bool,
    /// No consent was given or refused.
    pub consents: bool,
    /// Nothing was said of medical matters.
    pub medical: bool,
}

#[uniffi::export]
impl Profile {
    /// A child's page; its timeline is asked for beside it. Changes with `Notes`, `OpenItems`, `Status`
    /// and `Directory`.
    pub async fn child_page(
        &self,
        child: String,
        viewer: Option<String>,
    ) -> Result<ChildPageView, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let child = convert::parse(&child, "child")?;
            Ok(store.child_page(viewer, child)?.into())
        })
        .await
    }

    /// Other children of the group whose name is in a text about a child, to point out before it is sent.
    /// Changes with `Directory`.
    pub async fn names_of_others(
        &self,
        child: String,
        text: String,
        viewer: Option<String>,
    ) -> Result<Vec<String>, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let child = convert::parse(&child, "child")?;
            Ok(texts(store.names_of_others(viewer, child, &text)?))
        })
        .await
    }
}

impl From<screens::ChildPageView> for ChildPageView {
    fn from(view: screens::ChildPageView) -> Self {
        Self {
            child: view.child.to_string(),
            group: view.group.map(|it| it.to_string()),
            age: code(view.age),
            languages: view.languages,
            notices: all(view.notices),
            handover: view.handover.map(ToldView::from),
            open_items: all(view.open_items),
            medical: view.medical.into(),
            network: all(view.network),
            consents: all(view.consents),
            rhythm: all(view.rhythm),
            ways: all(view.ways),
            expectations: all(view.expectations),
            families: all(view.families),
            parents: all(view.parents),
            mentors: texts(view.mentors),
            familiar_faces: texts(view.familiar_faces),
            intake: view.intake.into(),
            data_as_of_ms: ms(view.data_as_of),
        }
    }
}

impl From<MedicalFacts> for MedicalView {
    fn from(known: MedicalFacts) -> Self {
        Self {
            is_severe: known.is_severe(),
            differs: known.differs(),
            facts: all(known.facts),
            confirmed: all(known.confirmed),
        }
    }
}

impl From<ConsentView> for ConsentRow {
    fn from(consent: ConsentView) -> Self {
        Self {
            purpose: code(consent.purpose),
            said: all(consent.said),
            holds: consent.holds,
        }
    }
}

impl<T: Code, N: Note> From<screens::SideBySide<T, N>> for SideBySideRow {
    fn from(both: screens::SideBySide<T, N>) -> Self {
        Self {
            topic: code(both.of),
            home: all(both.home),
            here: all(both.here),
        }
    }
}

impl From<screens::ParentCard> for ParentCardRow {
    fn from(card: screens::ParentCard) -> Self {
        Self {
            person: card.person.to_string(),
            languages: card.languages,
            phones: card.phones,
        }
    }
}

impl From<screens::IntakeOpen> for IntakeOpenView {
    fn from(open: screens::IntakeOpen) -> Self {
        Self {
            expectations_home: open.expectations_home,
            expectations_here: open.expectations_here,
            ways: open.ways,
            rhythm: open.rhythm,
            consents: open.consents,
            medical: open.medical,
        }
    }
}
