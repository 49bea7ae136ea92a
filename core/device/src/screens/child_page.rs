//! A child's page: everything that stands about it, by who says so, with the age of the data. Knows no
//! pixels.

use std::collections::BTreeMap;

use super::super::{Store, StoreError};
use super::Viewer;
use super::scene::Scene;
use super::shift::OpenWithTaker;
use samenspel_model::calendar::plus_days;
use samenspel_model::ids::{ChildId, GroupId, PersonId};
use samenspel_model::series::Subject;
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::PhoneOwner;
use samenspel_rules::partnership;
use samenspel_rules::partnership::{
    ConsentView, Fact, MedicalFacts, Told, age_band, consents, latest_by_each, mentors, union,
};
use samenspel_rules::schema::Code;
use samenspel_rules::schema::notes::{
    AgeBand, Collector, Consent, Expectation, Expectations, FamilyCard, Handover, Notice, OurWay,
    Rhythm, Topic,
};

/// Faces shown as familiar.
const FAMILIAR_FACES: usize = 3;
/// A face is familiar by what somebody wrote about the child in so many days.
const FAMILIAR_DAYS: i64 = 30;

/// What a child's page shows above its timeline.
#[derive(Clone, PartialEq, Eq)]
pub struct ChildPageView {
    /// Who.
    pub child: ChildId,
    /// Its group.
    pub group: Option<GroupId>,
    /// Its age band.
    pub age: AgeBand,
    /// Languages at home, BCP 47.
    pub languages: Vec<String>,
    /// What everybody has to know of it now.
    pub notices: Vec<Told<Notice>>,
    /// How a colleague last found it.
    pub handover: Option<Told<Handover>>,
    /// What is open.
    pub open_items: Vec<OpenWithTaker>,
    /// What is medically known.
    pub medical: MedicalFacts,
    /// Who may do what for the child, by parents' word.
    pub network: Vec<Fact<Collector>>,
    /// What parents agree to.
    pub consents: Vec<ConsentView>,
    /// The rhythm of its day: the latest word of each who said something.
    pub rhythm: Vec<Told<Rhythm>>,
    /// How it is done at home and here, side by side.
    pub ways: Vec<SideBySide<Topic, OurWay>>,
    /// What each side expects and hopes.
    pub expectations: Vec<SideBySide<Expectation, Expectations>>,
    /// What families wrote of themselves, where this device may hold it.
    pub families: Vec<Told<FamilyCard>>,
    /// Its parents.
    pub parents: Vec<ParentCard>,
    /// Mentor, then deputies.
    pub mentors: Vec<PersonId>,
    /// Who was with it most lately; shown, never judged.
    pub familiar_faces: Vec<PersonId>,
    /// What of the intake nobody filled in yet.
    pub intake: IntakeOpen,
    /// As of when the data is complete; `None` before the first sync.
    pub data_as_of: Option<UnixMillis>,
}

samenspel_model::hides_content!(ChildPageView);

/// A parent, as staff call and reach them. Numbers are there only on devices that may have them.
#[derive(Clone, PartialEq, Eq)]
pub struct ParentCard {
    /// Who.
    pub person: PersonId,
    /// Languages, BCP 47, best first.
    pub languages: Vec<String>,
    /// Numbers, in call order.
    pub phones: Vec<String>,
}

samenspel_model::hides_content!(ParentCard);

/// What both sides say of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideBySide<T, N> {
    /// Of what.
    pub of: T,
    /// What each parent says last.
    pub home: Vec<Told<N>>,
    /// What each of the staff says last.
    pub here: Vec<Told<N>>,
}

/// What of an intake is still open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IntakeOpen {
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
    /// Nothing was said of medical matters; "none" is said in a line of the intake talk.
    pub medical: bool,
}

impl Store {
    /// A child's page.
    pub fn child_page(&self, viewer: Viewer, child: ChildId) -> Result<ChildPageView, StoreError> {
        self.scene(viewer, |scene| child_page(scene, child))
    }
}

fn child_page(scene: &Scene<'_>, child: ChildId) -> Result<ChildPageView, StoreError> {
    let subject = Subject::Child(child);
    let parents = scene.parents(child);
    let rhythm = scene.all::<Rhythm>(subject)?;
    let ways = scene.all::<OurWay>(subject)?;
    let expected = scene.all::<Expectations>(subject)?;
    let families = scene.all::<FamilyCard>(subject)?;
    let given = scene.all::<Consent>(subject)?;
    let named = scene.all::<Collector>(subject)?;
    let medical = scene.medical(child)?;
    let at_home = |person: PersonId| parents.contains(&person);
    Ok(ChildPageView {
        child,
        group: scene.group(child),
        age: age_band(scene.dir, child, scene.now),
        languages: scene
            .dir
            .child(child)
            .map(|it| it.languages.clone())
            .unwrap_or_default(),
        notices: scene.notices(subject)?,
        handover: scene.latest::<Handover>(subject, scene.days(3))?,
        open_items: scene.open_with_takers(subject)?,
        network: union(&named, &[]),
        intake: IntakeOpen {
            expectations_home: !expected.iter().any(|it| at_home(it.author())),
            expectations_here: !expected.iter().any(|it| !at_home(it.author())),
            ways: !ways.iter().any(|it| at_home(it.author())),
            rhythm: rhythm.is_empty(),
            consents: given.is_empty(),
            medical: medical.is_empty(),
        },
        consents: consents(&given),
        rhythm: latest_by_each(&rhythm),
        ways: side_by_side(&ways, |it| it.topic, at_home),
        expectations: side_by_side(
            &expected,
            |it| it.about.unwrap_or(Expectation::Expect),
            at_home,
        ),
        families: latest_by_each(&families),
        parents: parents.iter().map(|it| parent_card(scene, *it)).collect(),
        mentors: mentors(scene.dir, child, scene.now),
        familiar_faces: familiar_faces(scene, child, &parents)?,
        medical,
        data_as_of: scene.data_as_of()?,
    })
}

fn parent_card(scene: &Scene<'_>, person: PersonId) -> ParentCard {
    let phones = scene.dir.phones_of(PhoneOwner::Person(person));
    ParentCard {
        person,
        languages: scene
            .dir
            .person(person)
            .map(|it| it.languages.clone())
            .unwrap_or_default(),
        phones: phones.map(|it| it.number.clone()).collect(),
    }
}

/// What was said of each thing, parents' words beside the group's; the latest of each who said it.
fn side_by_side<T: Code + PartialEq, N: Clone>(
    told: &[Told<N>],
    of: impl Fn(&N) -> T,
    at_home: impl Fn(PersonId) -> bool,
) -> Vec<SideBySide<T, N>> {
    let topics = T::NAMES.iter().filter_map(|name| T::named(name));
    topics
        .filter_map(|topic| {
            let its: Vec<Told<N>> = told
                .iter()
                .filter(|it| of(&it.note) == topic)
                .cloned()
                .collect();
            let (home, here) = latest_by_each(&its)
                .into_iter()
                .partition(|it: &Told<N>| at_home(it.author()));
            (!its.is_empty()).then_some(SideBySide {
                of: topic,
                home,
                here,
            })
        })
        .collect()
}

/// The staff who wrote most of the child's days lately.
fn familiar_faces(
    scene: &Scene<'_>,
    child: ChildId,
    parents: &[PersonId],
) -> Result<Vec<PersonId>, StoreError> {
    let mut statement = scene.connection.prepare_cached(
        "SELECT author, count(*) FROM notes
         WHERE about = ?1 AND note_kind IN ('day_log', 'drop_off', 'pick_up') AND retracted = 0
           AND sort_at >= ?2 GROUP BY author",
    )?;
    let since = plus_days(scene.now, -FAMILIAR_DAYS);
    let mut rows = statement.query(rusqlite::params![child.0, since.0])?;
    let mut counts: BTreeMap<PersonId, i64> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        counts.insert(row.get(0)?, row.get(1)?);
    }
    // Also who is no parent of the child any more, or not yet.
    let is_of_family = |person: &PersonId| {
        let mut parents = scene.dir.parents_of(child);
        parents.any(|it| it.person == *person)
    };
    let mut faces: Vec<(i64, PersonId)> = counts
        .into_iter()
        .filter(|(person, _)| !parents.contains(person) && !is_of_family(person))
        .map(|(person, count)| (-count, person))
        .collect();
    faces.sort_unstable();
    Ok(faces
        .into_iter()
        .take(FAMILIAR_FACES)
        .map(|(_, person)| person)
        .collect())
}

impl Store {
    /// Children of the viewer's group in whose text about `child` another name was found, to point out
    /// before it is sent.
    pub fn names_of_others(
        &self,
        viewer: Viewer,
        child: ChildId,
        text: &str,
    ) -> Result<Vec<ChildId>, StoreError> {
        self.scene(viewer, |scene| {
            Ok(partnership::names_of_others(
                scene.dir, child, text, scene.now,
            ))
        })
    }
}
