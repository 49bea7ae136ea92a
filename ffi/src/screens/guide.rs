//! Guide cards of the phrasebook in a reader's language, and the private reflections beside them. Decides
//! nothing.
use samenspel_phrasebook::{GuideCard, Language};

use super::told::all;
use crate::{Profile, ReflectionView, SamenspelError};

/// A card of the guide.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct GuideCardView {
    /// Its name: stays the same, whatever the language.
    pub name: String,
    /// Which part of the guide it belongs to.
    pub part: GuidePart,
    /// Its title.
    pub title: String,
    /// Its lines.
    pub lines: Vec<String>,
    /// Where it comes from.
    pub source: String,
    /// Whether parents see it too.
    pub is_for_parents: bool,
}

samenspel_model::hides_content!(GuideCardView);

/// Which part of the guide a card belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum GuidePart {
    /// One of the four competences.
    Competence,
    /// Something to do tomorrow.
    HandHold,
    /// For a talk that is hard.
    Talk,
    /// What a word means.
    Word,
    /// What is not written here.
    Signals,
}

/// Every card of the guide in the order to show, in a language (BCP 47). Changes with nothing: it is in
/// the app.
#[uniffi::export]
pub fn guide_cards(language: String) -> Vec<GuideCardView> {
    let language = Language::best_of([language.as_str()]);
    let cards = GuideCard::ALL.iter();
    cards.map(|it| guide_card(*it, language)).collect()
}

/// The lines of the card on signals of harm, with who they are taken to here: what
/// [`crate::TurnToView`] has as `designated_official`. Changes with nothing.
#[uniffi::export]
pub fn signals_lines(designated_official: String, language: String) -> Vec<String> {
    let language = Language::best_of([language.as_str()]);
    samenspel_phrasebook::signals_lines(language, &designated_official)
}

#[uniffi::export]
impl Profile {
    /// A person's own reflections beside one guide card, the latest first. Changes with `Drafts`.
    pub async fn reflections_beside(
        &self,
        card: String,
        viewer: Option<String>,
    ) -> Result<Vec<ReflectionView>, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let card = GuideCard::named(&card);
            let card = card.ok_or_else(|| SamenspelError::unknown("card"))?;
            Ok(all(store.reflections_beside(
                viewer.person,
                card,
                viewer.now,
            )?))
        })
        .await
    }
}

/// A card in a language.
pub(super) fn guide_card(card: GuideCard, language: Language) -> GuideCardView {
    GuideCardView {
        name: card.name().into(),
        part: match card.part() {
            samenspel_phrasebook::GuidePart::Competence => GuidePart::Competence,
            samenspel_phrasebook::GuidePart::HandHold => GuidePart::HandHold,
            samenspel_phrasebook::GuidePart::Talk => GuidePart::Talk,
            samenspel_phrasebook::GuidePart::Word => GuidePart::Word,
            samenspel_phrasebook::GuidePart::Signals => GuidePart::Signals,
        },
        title: card.title(language),
        lines: card.lines(language),
        source: card.source(language),
        is_for_parents: card.is_for_parents(),
    }
}
