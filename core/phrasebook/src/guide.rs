//! Guide cards: what the study asks of those who work with parents, in our own words and short, with its
//! source; and what a note asks for where an organisation has no template of its own. Knows no screen.

use super::Language;
use super::catalogue::{Argument, Catalogue};
use samenspel_rules::schema::Code;
use samenspel_rules::schema::notes::{AgeBand, TemplateFor};

/// Lines of the longest card; each is an attribute of the card's message.
const LINES: [&str; 5] = ["line1", "line2", "line3", "line4", "line5"];

/// Which part of the guide a card belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// Declares the cards: the variant, its name in the catalogue, its part and its source.
macro_rules! cards {
    ($($(#[$doc:meta])* $card:ident = $name:literal, $part:ident, $source:literal;)*) => {
        /// A card of the guide. Its name is kept beside private reflections and never changes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum GuideCard {
            $($(#[$doc])* $card,)*
        }

        impl GuideCard {
            /// Every card, in the order to show.
            pub const ALL: &'static [Self] = &[$(Self::$card),*];

            /// Its name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$card => $name,)* }
            }

            /// The card of this name.
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$card),)* _ => None }
            }

            /// Its part of the guide.
            pub fn part(self) -> GuidePart {
                match self { $(Self::$card => GuidePart::$part,)* }
            }

            fn source_name(self) -> &'static str {
                match self { $(Self::$card => $source,)* }
            }
        }
    };
}

cards! {
    /// The first competence.
    Communicating = "communicating", Competence, "competences";
    /// The second: sensitive to culture.
    Culture = "culture", Competence, "competences";
    /// The third: making and keeping a relation.
    Relation = "relation", Competence, "competences";
    /// The fourth: looking at oneself.
    Reflection = "reflection", Competence, "competences";
    /// Parents think along; a signature is not enough.
    ThinkingAlong = "thinking-along", HandHold, "competences";
    /// Tell what goes well.
    TellingGood = "telling-good", HandHold, "competences";
    /// Know parents' names.
    Names = "names", HandHold, "competences";
    /// No resistance: finding out.
    LookingInto = "looking-into", HandHold, "competences";
    /// Soon, good, both parents.
    GoodStart = "good-start", HandHold, "advice";
    /// Everybody, by the means that suit them.
    AllParents = "all-parents", HandHold, "advice";
    /// Take worries seriously, ask for help.
    Worries = "worries", HandHold, "advice";
    /// What was seen, and what one thinks.
    Assumptions = "assumptions", HandHold, "advice";
    /// How a child grows, here and at home.
    Development = "development", HandHold, "advice";
    /// A conversation guide.
    SensitiveTalk = "sensitive-talk", Talk, "talks";
    /// Parents who know a lot.
    DauntingParents = "daunting-parents", Talk, "talks";
    /// The word that the app never uses, explained once.
    TheWord = "the-word", Word, "word";
    /// Suspicion of harm is not written here.
    Signals = "signals", Signals, "signals";
}

impl GuideCard {
    /// Whether parents see it too.
    pub fn is_for_parents(self) -> bool {
        self == Self::TheWord
    }

    /// Its title.
    pub fn title(self, language: Language) -> String {
        Catalogue::of(language).say_known(&self.key(), &[])
    }

    /// Its lines.
    pub fn lines(self, language: Language) -> Vec<String> {
        let catalogue = Catalogue::of(language);
        let line = |name: &&str| catalogue.attribute(&self.key(), name);
        LINES.iter().map_while(line).collect()
    }

    /// Where it comes from.
    pub fn source(self, language: Language) -> String {
        let key = format!("guide-source-{}", self.source_name());
        Catalogue::of(language).say_known(&key, &[])
    }

    fn key(self) -> String {
        format!("guide-{}", self.name())
    }
}

/// The lines of the card on signals, with who they are taken to here. `official` is what the location
/// wrote; empty if it wrote nothing.
pub fn signals_lines(language: Language, official: &str) -> Vec<String> {
    let mut lines = GuideCard::Signals.lines(language);
    let catalogue = Catalogue::of(language);
    let who = match official.trim() {
        "" => catalogue.say_known("guide-signals-no-official", &[]),
        official => {
            let arguments = [("official", Argument::Text(official))];
            catalogue.say_known("guide-signals-official", &arguments)
        }
    };
    lines.insert(lines.len().min(2), who);
    lines
}

/// What a note asks for where the organisation has no template: one question for every age, one for
/// this one.
pub fn built_in_template(language: Language, for_kind: TemplateFor, age: AgeBand) -> Vec<String> {
    let key = format!("guide-template-{}", for_kind.name());
    let catalogue = Catalogue::of(language);
    let mut lines = vec![catalogue.say_known(&key, &[])];
    lines.extend(catalogue.attribute(&key, age.name()));
    lines
}
