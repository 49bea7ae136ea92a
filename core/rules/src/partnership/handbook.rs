//! The organisation's own pages: which version holds, which page belongs where, which template fits a
//! child, which theme pack was asked for. Knows no table and no words on a screen.

use super::{NewNote, Told};
use crate::schema::notes::{
    AgeBand, HandbookPage, PageTopic, Retraction, RetractionReason, StaffCard, Template,
    TemplateFor, ThemePack,
};
use crate::schema::{Elsewhere, Whole};
use samenspel_model::ids::EntryKey;
use samenspel_model::series::Series;

/// Where in the app somebody is when a page may help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

impl PointOfUse {
    /// Every point.
    pub const ALL: [Self; 12] = [
        Self::DropOff,
        Self::PickUp,
        Self::Talk,
        Self::Agreement,
        Self::Sleep,
        Self::Food,
        Self::Toilet,
        Self::Medical,
        Self::Illness,
        Self::Incident,
        Self::Signals,
        Self::Welcome,
    ];

    /// What the pages that belong here are about, the first first.
    pub fn topics(self) -> &'static [PageTopic] {
        match self {
            Self::DropOff => &[PageTopic::DropOff],
            Self::PickUp => &[PageTopic::PickUp],
            Self::Talk => &[PageTopic::Talks, PageTopic::Together],
            Self::Agreement => &[PageTopic::Together],
            Self::Sleep => &[PageTopic::Sleep],
            Self::Food => &[PageTopic::Food],
            Self::Toilet => &[PageTopic::Toilet],
            Self::Medical => &[PageTopic::Medicine],
            Self::Illness => &[PageTopic::Illness],
            Self::Incident => &[PageTopic::Safety],
            Self::Signals => &[PageTopic::Signals, PageTopic::Safety],
            Self::Welcome => &[PageTopic::Vision, PageTopic::Together],
        }
    }
}

/// The pages that belong where somebody is, in the order of the topics there.
pub fn pages_for(pages: &[Told<HandbookPage>], point: PointOfUse) -> Vec<Told<HandbookPage>> {
    let of = |topic: &PageTopic| {
        let topic = Some(*topic);
        pages.iter().filter(move |it| it.note.topic == topic)
    };
    point.topics().iter().flat_map(of).cloned().collect()
}

/// A new version of a page. Two that were made at the same time both stand until somebody makes one of
/// them: nothing is lost.
pub fn new_version(of: &Told<HandbookPage>, title: &str, text: &str) -> NewNote {
    let version = of.note.version.map_or(1, Whole::get);
    let page = HandbookPage {
        topic: of.note.topic,
        version: Whole::new(version.saturating_add(1)),
        of: Some(of.key),
        ..HandbookPage::new(title.to_owned(), text.to_owned())
    };
    NewNote::of(of.series, &page)
}

/// Takes one's own card back, with every one before it: consent that ended leaves nothing behind.
pub fn withdraw_cards(own: &[Told<StaffCard>]) -> Vec<NewNote> {
    let retract = |it: &Told<StaffCard>| {
        let retraction = Retraction::new(it.key, RetractionReason::NotWanted);
        NewNote::of(it.series, &retraction)
    };
    own.iter().map(retract).collect()
}

/// Brings a theme pack out because a poll asked for it: until then it is a draft of the office.
pub fn bring_out(series: Series, pack: &Told<ThemePack>, poll: EntryKey) -> NewNote {
    let asked = ThemePack {
        poll: Some(Elsewhere(poll)),
        ..pack.note.clone()
    };
    NewNote::correcting(series, pack.key, &asked)
}

/// What a note asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateChoice {
    /// The organisation's own.
    Own(Box<Told<Template>>),
    /// The one of the phrasebook, for those who made none.
    BuiltIn {
        /// For which note.
        for_kind: TemplateFor,
        /// For which age.
        age: AgeBand,
    },
}

/// The template for a note about a child of this age: the latest of the age, else the latest without an
/// age, else the built-in one. `told` is oldest first.
pub fn choose_template(
    told: &[Told<Template>],
    for_kind: TemplateFor,
    age: AgeBand,
) -> TemplateChoice {
    let latest = |of_age: Option<AgeBand>| {
        told.iter()
            .rfind(|it| it.note.for_kind == for_kind && it.note.age == of_age)
    };
    match latest(Some(age)).or_else(|| latest(None)) {
        Some(own) => TemplateChoice::Own(Box::new(own.clone())),
        None => TemplateChoice::BuiltIn { for_kind, age },
    }
}
