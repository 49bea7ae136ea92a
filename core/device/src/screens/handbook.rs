//! The handbook: the organisation's pages and where each is used, who the staff are, templates, and what
//! locations give one another. No child data. Knows no pixels and no words.

use std::collections::BTreeSet;

use rusqlite::params;

use super::super::notes::about;
use super::super::{Store, StoreError};
use super::Viewer;
use super::scene::{NOTES_MAX, Scene, Span};
use samenspel_model::ids::{ChildId, EntryKey, PersonId};
use samenspel_model::series::Subject;
use samenspel_names::sort_key;
use samenspel_phrasebook::GuideCard;
use samenspel_rules::directory::Holder;
use samenspel_rules::partnership::handbook::{
    PointOfUse, TemplateChoice, choose_template, pages_for,
};
use samenspel_rules::partnership::{Told, age_band};
use samenspel_rules::policy::roles::{is_present, roles};
use samenspel_rules::policy::table::Role;
use samenspel_rules::schema::Note;
use samenspel_rules::schema::notes::{
    HandbookPage, Poll, PracticeCard, SelfCheck, StaffCard, Template, TemplateFor, ThemePack,
};

/// Cards in one answer: an organisation has more staff than pages.
const CARDS_MAX: usize = 500;

/// The handbook as its reader may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandbookView {
    /// The pages that hold, by topic and title. Two versions made at the same time are both here.
    pub pages: Vec<Told<HandbookPage>>,
    /// Who is who: the latest card of each who works here and is known on this device.
    pub staff: Vec<Told<StaffCard>>,
    /// Material that a poll asked for; parents see what their own groups were asked.
    pub theme_packs: Vec<Told<ThemePack>>,
    /// Material that no poll asked for yet; for managers only.
    pub theme_drafts: Vec<Told<ThemePack>>,
    /// What worked elsewhere; for staff only.
    pub practice_cards: Vec<Told<PracticeCard>>,
    /// Lists to look at one's own work by; for staff only.
    pub self_checks: Vec<Told<SelfCheck>>,
    /// What notes ask for; for staff only.
    pub templates: Vec<Told<Template>>,
}

/// A page with the versions before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageHistory {
    /// The page.
    pub page: Told<HandbookPage>,
    /// The versions before, the latest first.
    pub earlier: Vec<Told<HandbookPage>>,
}

/// What helps where somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpHere {
    /// The organisation's pages.
    pub pages: Vec<Told<HandbookPage>>,
    /// Guide cards, in the phrasebook's words.
    pub cards: Vec<GuideCard>,
}

impl Store {
    /// The handbook.
    pub fn handbook(&self, viewer: Viewer) -> Result<HandbookView, StoreError> {
        self.scene(viewer, handbook)
    }

    /// A page with the versions before it; `None` if it is not on this device.
    pub fn handbook_page(
        &self,
        viewer: Viewer,
        page: &EntryKey,
    ) -> Result<Option<PageHistory>, StoreError> {
        self.scene(viewer, |scene| {
            let Some(page) = scene.note::<HandbookPage>(page)? else {
                return Ok(None);
            };
            let earlier = scene.versions_before(&page)?;
            Ok(Some(PageHistory { page, earlier }))
        })
    }

    /// What helps where somebody is.
    pub fn help_here(&self, viewer: Viewer, point: PointOfUse) -> Result<HelpHere, StoreError> {
        self.scene(viewer, |scene| {
            let cards = cards_at(point).iter().copied();
            let is_staff = scene.is_staff();
            Ok(HelpHere {
                pages: pages_for(&scene.pages()?, point),
                cards: cards.filter(|it| is_staff || it.is_for_parents()).collect(),
            })
        })
    }

    /// What somebody of the staff wrote of themselves; shown beside what they write.
    pub fn staff_card(
        &self,
        viewer: Viewer,
        person: PersonId,
    ) -> Result<Option<Told<StaffCard>>, StoreError> {
        self.scene(viewer, |scene| Ok(scene.cards_of(person, 1)?.pop()))
    }

    /// All cards that the viewer wrote: to take them back together.
    pub fn own_staff_cards(&self, viewer: Viewer) -> Result<Vec<Told<StaffCard>>, StoreError> {
        self.scene(viewer, |scene| scene.cards_of(scene.person, CARDS_MAX))
    }

    /// What a note of this kind about a child asks for.
    pub fn template_for(
        &self,
        viewer: Viewer,
        child: ChildId,
        for_kind: TemplateFor,
    ) -> Result<TemplateChoice, StoreError> {
        self.scene(viewer, |scene| {
            let age = age_band(scene.dir, child, scene.now);
            let told = scene.of_the_organisation::<Template>(usize::MAX)?;
            Ok(choose_template(&told, for_kind, age))
        })
    }
}

/// The guide cards that help at a point of use.
fn cards_at(point: PointOfUse) -> &'static [GuideCard] {
    use GuideCard as Card;
    match point {
        PointOfUse::DropOff => &[Card::Names, Card::Worries],
        PointOfUse::PickUp => &[Card::TellingGood, Card::Names],
        PointOfUse::Talk => &[
            Card::SensitiveTalk,
            Card::DauntingParents,
            Card::LookingInto,
            Card::Development,
            Card::TheWord,
        ],
        PointOfUse::Agreement => &[Card::ThinkingAlong, Card::LookingInto, Card::TheWord],
        PointOfUse::Sleep | PointOfUse::Food | PointOfUse::Toilet => &[Card::Culture],
        PointOfUse::Medical | PointOfUse::Illness => &[],
        PointOfUse::Incident | PointOfUse::Signals => &[Card::Signals],
        PointOfUse::Welcome => &[Card::GoodStart, Card::AllParents, Card::TheWord],
    }
}

fn handbook(scene: &Scene<'_>) -> Result<HandbookView, StoreError> {
    let is_staff = scene.is_staff();
    let (mut theme_packs, theme_drafts): (Vec<_>, Vec<_>) = scene
        .of_the_organisation::<ThemePack>(usize::MAX)?
        .into_iter()
        .partition(|it| it.note.poll.is_some());
    if !is_staff {
        let mut asked_here = Vec::new();
        for pack in theme_packs {
            if let Some(poll) = &pack.note.poll
                && scene.note::<Poll>(&poll.0)?.is_some()
            {
                asked_here.push(pack);
            }
        }
        theme_packs = asked_here;
    }
    Ok(HandbookView {
        pages: scene.pages()?,
        staff: scene.staff_cards()?,
        theme_packs,
        theme_drafts: scene.if_so(scene.has(Role::Manager), || Ok(theme_drafts))?,
        practice_cards: scene.if_so(is_staff, || scene.of_the_organisation(NOTES_MAX))?,
        self_checks: scene.if_so(is_staff, || scene.of_the_organisation(NOTES_MAX))?,
        templates: scene.if_so(is_staff, || scene.of_the_organisation(NOTES_MAX))?,
    })
}

impl Scene<'_> {
    /// Whether the viewer is at work here, and not only a parent.
    pub(super) fn is_staff(&self) -> bool {
        self.profile.is_group() || self.roles_here().any(|it| !it.is_parental())
    }

    fn has(&self, role: Role) -> bool {
        !self.profile.is_group() && self.roles_here().any(|it| it == role)
    }

    fn roles_here(&self) -> impl Iterator<Item = Role> {
        let person = Holder::Person(self.person);
        roles(self.dir, &person, Subject::Organisation, self.now).iter()
    }

    fn if_so<T>(
        &self,
        condition: bool,
        then: impl FnOnce() -> Result<Vec<T>, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        if condition { then() } else { Ok(Vec::new()) }
    }

    fn of_the_organisation<N: Note>(&self, limit: usize) -> Result<Vec<Told<N>>, StoreError> {
        self.notes(Subject::Organisation, Span::ALWAYS, limit)
    }

    /// The pages that no later version takes the place of, by topic and title.
    fn pages(&self) -> Result<Vec<Told<HandbookPage>>, StoreError> {
        let mut pages: Vec<Told<HandbookPage>> = self.first_that(
            "SELECT key, series, body, sort_at, position IS NOT NULL FROM notes
             WHERE about = ?1 AND note_kind = ?2 AND retracted = 0 AND NOT EXISTS (
               SELECT 1 FROM links l JOIN notes later ON later.id = l.note
               WHERE l.target = notes.key AND l.kind = ?2 AND later.retracted = 0)
             ORDER BY sort_at, sort_depth, key",
            params![
                about(Subject::Organisation, &self.profile.org.0),
                HandbookPage::KIND.name
            ],
            NOTES_MAX,
            |_| Ok(true),
        )?;
        pages.sort_by_cached_key(|it| (it.note.topic, sort_key(&it.note.title, "")));
        Ok(pages)
    }

    fn versions_before(
        &self,
        page: &Told<HandbookPage>,
    ) -> Result<Vec<Told<HandbookPage>>, StoreError> {
        let mut earlier: Vec<Told<HandbookPage>> = Vec::new();
        let mut before = page.note.of;
        while let Some(key) = before.take() {
            let known = key == page.key || earlier.iter().any(|it| it.key == key);
            if known || earlier.len() >= NOTES_MAX {
                break;
            }
            if let Some(version) = self.note::<HandbookPage>(&key)? {
                before = version.note.of;
                earlier.push(version);
            }
        }
        Ok(earlier)
    }

    /// The latest card of each who works here.
    fn staff_cards(&self) -> Result<Vec<Told<StaffCard>>, StoreError> {
        let mut authors = BTreeSet::new();
        let of_the_organisation = Subject::Organisation;
        let mut latest: Vec<Told<StaffCard>> = self.notes_that(
            of_the_organisation,
            Span::ALWAYS,
            CARDS_MAX,
            |card: &Told<StaffCard>| {
                let works_here = is_present(self.dir, card.author(), self.now);
                Ok(works_here && authors.insert(card.author()))
            },
        )?;
        let name = |it: &Told<StaffCard>| {
            let person = self.dir.person(it.author());
            person.map(|it| (sort_key(&it.first_name, &it.last_name), it.id))
        };
        latest.sort_by_cached_key(name);
        Ok(latest)
    }

    fn cards_of(&self, person: PersonId, limit: usize) -> Result<Vec<Told<StaffCard>>, StoreError> {
        self.first_that(
            "SELECT key, series, body, sort_at, position IS NOT NULL FROM notes
             WHERE about = ?1 AND note_kind = ?2 AND retracted = 0 AND author = ?3
             ORDER BY sort_at DESC, sort_depth DESC, key DESC",
            params![
                about(Subject::Organisation, &self.profile.org.0),
                StaffCard::KIND.name,
                person
            ],
            limit,
            |_| Ok(true),
        )
    }
}
