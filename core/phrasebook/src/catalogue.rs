//! A language's catalogue, parsed once. Knows Fluent; knows nothing of notes.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::Language;
use super::direction::{Direction, keep_in_place};

// Constants in parsed form: nothing ever changes them, and parsing takes longer than a screen may.
static DUTCH: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::parse("nl", include_str!("../catalogue/nl.ftl")));
static ENGLISH: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::parse("en", include_str!("../catalogue/en.ftl")));
static TURKISH: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::parse("tr", include_str!("../catalogue/tr.ftl")));
static ARABIC: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::parse("ar", include_str!("../catalogue/ar.ftl")));
static POLISH: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::parse("pl", include_str!("../catalogue/pl.ftl")));
static UKRAINIAN: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::parse("uk", include_str!("../catalogue/uk.ftl")));

/// A value that goes into a sentence.
#[derive(Clone, Copy)]
pub(super) enum Argument<'a> {
    /// Put in as it is, kept in its place if it runs the other way.
    Text(&'a str),
    /// Decides a plural.
    Count(i64),
}

/// The sentences of one language.
pub(super) struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    direction: Direction,
}

impl Catalogue {
    /// The catalogue of `language`.
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::Dutch => &DUTCH,
            Language::English => &ENGLISH,
            Language::Turkish => &TURKISH,
            Language::Arabic => &ARABIC,
            Language::Polish => &POLISH,
            Language::Ukrainian => &UKRAINIAN,
        }
    }

    fn parse(tag: &str, source: &str) -> Self {
        // A mistake in a catalogue costs its own sentence, not the app; a test finds it first.
        let resource = match FluentResource::try_new(source.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let language: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        Self {
            bundle,
            direction: Direction::of_tag(tag),
        }
    }

    /// The sentence under `key`, or nothing if there is none.
    pub(super) fn say(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> Option<String> {
        let mut values = FluentArgs::new();
        for (name, argument) in arguments {
            let value = match argument {
                Argument::Text(text) => FluentValue::from(keep_in_place(text, self.direction)),
                Argument::Count(count) => FluentValue::from(*count),
            };
            values.set(*name, value);
        }
        let pattern = self.bundle.get_message(key)?.value()?;
        // A missing argument shows as its name in braces; a test reads every sentence for that.
        let sentence = self
            .bundle
            .format_pattern(pattern, Some(&values), &mut Vec::new());
        Some(sentence.into_owned())
    }

    /// The sentence under a key that the tests prove is there; the key itself if it is not.
    pub(super) fn say_known(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.say(key, arguments).unwrap_or_else(|| key.to_owned())
    }

    /// The attribute `name` of the message under `key`.
    pub(super) fn attribute(&self, key: &str, name: &str) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.get_attribute(name)?.value();
        let sentence = self.bundle.format_pattern(pattern, None, &mut Vec::new());
        Some(sentence.into_owned())
    }
}
