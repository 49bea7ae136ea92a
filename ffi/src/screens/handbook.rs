//! The handbook: the organisation's own pages, who the staff are, and what a note asks for. No child data;
//! decides nothing.

use samenspel_device::screens;
use samenspel_phrasebook::{Language, built_in_template};
use samenspel_rules::partnership::handbook;
use samenspel_rules::partnership::handbook::TemplateChoice;
use samenspel_rules::schema::Code;
use samenspel_rules::schema::notes::TemplateFor;

use super::ToldView;
use super::guide::{GuideCardView, guide_card};
use super::told::all;
use crate::{Profile, SamenspelError, convert};

/// The handbook as its reader may see it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HandbookView {
    /// The pages that hold, by topic and title. Two versions made at the same time are both here.
    pub pages: Vec<ToldView>,
    /// Who is who: the latest card of each who works here and is known on this device.
    pub staff: Vec<ToldView>,
    /// Material that a poll asked for; parents see what their own groups were asked.
    pub theme_packs: Vec<ToldView>,
    /// Material that no poll asked for yet; for managers only.
    pub theme_drafts: Vec<ToldView>,
    /// What worked elsewhere; for staff only.
    pub practice_cards: Vec<ToldView>,
    /// Lists to look at one's own work by; for staff only.
    pub self_checks: Vec<ToldView>,
    /// What notes ask for; for staff only.
    pub templates: Vec<ToldView>,
}

/// A page with the versions before it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PageHistoryView {
    /// The page.
    pub page: ToldView,
    /// The versions before, the latest first.
    pub earlier: Vec<ToldView>,
}

/// What helps where somebody is.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HelpHereView {
    /// The organisation's pages.
    pub pages: Vec<ToldView>,
    /// Guide cards, in the phrasebook's words.
    pub cards: Vec<GuideCardView>,
}

/// Where in the app somebody is when a page may help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum PointOfUse {
    /// Writing what is told at drop-off.
    DropOff,
    /// Writing what is told at pick-up.
    PickUp,
    /// Preparing or reporting a talk.
    Talk,
    /// Making an agreement, or tuning in on a question.
    Agreement,
    /// A child's sleep.
    Sleep,
    /// A child's food.
    Food,
    /// A child's nappy or potty.
    Toilet,
    /// Allergies and medicine.
    Medical,
    /// A child is ill.
    Illness,
    /// Something happened to a child.
    Incident,
    /// The card for signals of harm.
    Signals,
    /// The first start, and the intake.
    Welcome,
}

/// What a note asks for: the organisation's own template, else the phrasebook's.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct TemplateView {
    /// The organisation's own, if it made one.
    pub own: Option<ToldView>,
    /// The lines of the one that is built in, in the reader's language; none beside one's own.
    pub built_in_lines: Vec<String>,
}

samenspel_model::hides_content!(TemplateView);

#[uniffi::export]
impl Profile {
    /// The handbook. Changes with `Notes`, `Status` and `Directory`.
    pub async fn handbook(&self, viewer: Option<String>) -> Result<HandbookView, SamenspelError> {
        self.as_person(viewer, |store, viewer| Ok(store.handbook(viewer)?.into()))
            .await
    }

    /// A page with the versions before it; nothing if it is not on this device. Changes with `Notes` and
    /// `Status`.
    pub async fn handbook_page(
        &self,
        page: String,
        viewer: Option<String>,
    ) -> Result<Option<PageHistoryView>, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let history = store.handbook_page(viewer, &convert::parse(&page, "page")?)?;
            Ok(history.map(|it| PageHistoryView {
                page: it.page.into(),
                earlier: all(it.earlier),
            }))
        })
        .await
    }

    /// What helps where somebody is; cards in a language (BCP 47). Changes with `Notes`, `Status` and
    /// `Directory`.
    pub async fn help_here(
        &self,
        point: PointOfUse,
        language: String,
        viewer: Option<String>,
    ) -> Result<HelpHereView, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let language = Language::best_of([language.as_str()]);
            let help = store.help_here(viewer, point.into())?;
            let cards = help.cards.into_iter();
            Ok(HelpHereView {
                pages: all(help.pages),
                cards: cards.map(|it| guide_card(it, language)).collect(),
            })
        })
        .await
    }

    /// What somebody of the staff wrote of themselves; shown beside what they write. Changes with `Notes`
    /// and `Status`.
    pub async fn staff_card(
        &self,
        person: String,
        viewer: Option<String>,
    ) -> Result<Option<ToldView>, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let person = convert::parse(&person, "person")?;
            Ok(store.staff_card(viewer, person)?.map(ToldView::from))
        })
        .await
    }

    /// All cards that the viewer wrote, the latest first: to take them back together. Changes with `Notes`
    /// and `Status`.
    pub async fn own_staff_cards(
        &self,
        viewer: Option<String>,
    ) -> Result<Vec<ToldView>, SamenspelError> {
        self.as_person(viewer, |store, viewer| {
            Ok(all(store.own_staff_cards(viewer)?))
        })
        .await
    }

    /// What a note of a kind about a child asks for (`for_kind` is a code of the schema), built-in lines in
    /// a language (BCP 47). Changes with `Notes`, `Status` and `Directory`.
    pub async fn template_for(
        &self,
        child: String,
        for_kind: String,
        language: String,
        viewer: Option<String>,
    ) -> Result<TemplateView, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let child = convert::parse(&child, "child")?;
            let for_kind = TemplateFor::named(&for_kind);
            let for_kind = for_kind.ok_or_else(|| SamenspelError::unknown("for_kind"))?;
            let language = Language::best_of([language.as_str()]);
            Ok(match store.template_for(viewer, child, for_kind)? {
                TemplateChoice::Own(template) => TemplateView {
                    own: Some((*template).into()),
                    built_in_lines: Vec::new(),
                },
                TemplateChoice::BuiltIn { for_kind, age } => TemplateView {
                    own: None,
                    built_in_lines: built_in_template(language, for_kind, age),
                },
            })
        })
        .await
    }
}

impl From<screens::HandbookView> for HandbookView {
    fn from(view: screens::HandbookView) -> Self {
        Self {
            pages: all(view.pages),
            staff: all(view.staff),
            theme_packs: all(view.theme_packs),
            theme_drafts: all(view.theme_drafts),
            practice_cards: all(view.practice_cards),
            self_checks: all(view.self_checks),
            templates: all(view.templates),
        }
    }
}

impl From<PointOfUse> for handbook::PointOfUse {
    fn from(point: PointOfUse) -> Self {
        match point {
            PointOfUse::DropOff => Self::DropOff,
            PointOfUse::PickUp => Self::PickUp,
            PointOfUse::Talk => Self::Talk,
            PointOfUse::Agreement => Self::Agreement,
            PointOfUse::Sleep => Self::Sleep,
            PointOfUse::Food => Self::Food,
            PointOfUse::Toilet => Self::Toilet,
            PointOfUse::Medical => Self::Medical,
            PointOfUse::Illness => Self::Illness,
            PointOfUse::Incident => Self::Incident,
            PointOfUse::Signals => Self::Signals,
            PointOfUse::Welcome => Self::Welcome,
        }
    }
}
