//! A note in words: its title, then its fields in the schema's order. Knows the schema's types, no
//! kind by name; whose note it is, and what it answers, is for the screen to show beside it.

use super::Language;
use super::catalogue::{Argument, Catalogue};
use super::direction::Direction;
use super::language::primary_subtag;
use super::moment;
use samenspel_model::entry::{Entry, Value};
use samenspel_model::ids::{ChildId, PersonId};
use samenspel_model::series::DocumentKind;
use samenspel_rules::schema;
use samenspel_rules::schema::{COMMON_FIELDS, Field, FieldType, Kind};

/// Fields whose text is a name: the same in every language, so no language is shown beside it.
const NAMES: [&str; 5] = ["by", "collects", "name", "prescriber", "receiver_name"];

/// What people are called, as the reader's directory has it.
pub trait Names {
    /// The child's first name.
    fn child(&self, child: ChildId) -> Option<String>;
    /// The person's name, as this reader may see it.
    fn person(&self, person: PersonId) -> Option<String>;
}

/// The language that free text was written in, where it is not the reader's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLanguage {
    /// BCP 47.
    pub tag: String,
    /// What the reader calls it: "Felemenkçe".
    pub name: String,
}

/// One line of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phrase {
    /// From the catalogue, in the reader's language.
    Coded(String),
    /// Typed by a person and shown as written, never translated.
    Written {
        /// What it is, in the reader's language.
        label: String,
        /// The words.
        text: String,
        /// Its language, if that is not the reader's.
        language: Option<TextLanguage>,
    },
}

impl Phrase {
    /// The tag of the language it is in: decides the voice, `reader` being the reader's.
    pub fn language(&self, reader: Language) -> &str {
        match self {
            Self::Written {
                language: Some(language),
                ..
            } => &language.tag,
            Self::Coded(_) | Self::Written { .. } => reader.tag(),
        }
    }

    /// The way its words run: those typed, not their label, which runs as the reader's language does.
    pub fn direction(&self, reader: Language) -> Direction {
        Direction::of_tag(self.language(reader))
    }
}

/// The note in the words of `language`, title first.
pub fn render_entry(entry: &Entry, language: Language, names: &dyn Names) -> Vec<Phrase> {
    let page = Page {
        entry,
        language,
        names,
        catalogue: Catalogue::of(language),
        child: child_name(entry, names),
    };
    match schema::kind(entry.kind.as_str()) {
        Some(kind) => page.lines(kind),
        None => vec![page.sentence("unknown-note", &[])],
    }
}

fn child_name(entry: &Entry, names: &dyn Names) -> Option<String> {
    let named = match entry.fields.get("child") {
        Some(Value::Bytes(id)) => ChildId::from_slice(id).ok(),
        _ => None,
    };
    names.child(named.or(entry.series.subject.child())?)
}

struct Page<'a> {
    entry: &'a Entry,
    language: Language,
    names: &'a dyn Names,
    catalogue: &'static Catalogue,
    child: Option<String>,
}

impl Page<'_> {
    fn lines(&self, kind: &Kind) -> Vec<Phrase> {
        let known = kind.fields.iter().chain(&COMMON_FIELDS);
        let own: Vec<&Field> = known
            .filter(|field| self.entry.fields.get(field.name).is_some())
            .collect();
        let mut lines = vec![self.sentence(kind.name, &[])];
        lines.extend(own.iter().filter_map(|field| self.line(kind.name, field)));
        for (name, _) in self.entry.fields.iter() {
            if own.iter().all(|field| field.name != name.as_str()) {
                lines.extend(self.borrowed_line(name.as_str()));
            }
        }
        lines
    }

    /// A field of another kind of the same document, as a correction has; or of a later schema.
    fn borrowed_line(&self, name: &str) -> Option<Phrase> {
        let lenders = lenders(self.entry.series.kind, name);
        let line = lenders.iter().find_map(|(kind, field)| {
            self.holds_known_codes(field)
                .then(|| self.line(kind.name, field))
        });
        line.unwrap_or_else(|| Some(self.sentence("unknown-code", &[])))
    }

    /// Kinds share field names, but not codes: the codes tell which kind a correction is of.
    fn holds_known_codes(&self, field: &Field) -> bool {
        let chosen = self.entry.text(field.name).unwrap_or_default();
        match field.holds {
            FieldType::Code(list) => list.codes.contains(&chosen),
            FieldType::Codes(list) => chosen.split(' ').all(|code| list.codes.contains(&code)),
            _ => true,
        }
    }

    fn line(&self, kind: &str, field: &Field) -> Option<Phrase> {
        let value = self.entry.fields.get(field.name)?;
        match (field.holds, value) {
            (FieldType::Text, Value::Text(text)) => Some(self.written(kind, field.name, text)),
            (FieldType::Code(_), Value::Text(code)) => Some(self.coded(kind, field.name, code)),
            (FieldType::Codes(_), Value::Text(codes)) => {
                Some(self.several(kind, field.name, codes))
            }
            (FieldType::Number(..), Value::Int(number)) => self.number(kind, field.name, *number),
            (FieldType::Moment, Value::Int(at)) => {
                let at = samenspel_model::time::UnixMillis(*at);
                let written = self.entry.written_at;
                let time = match is_of_days(kind, field.name) {
                    true => moment::day_or_moment(self.language, at, written),
                    false => moment::moment(self.language, at, written),
                };
                self.with_label(kind, field.name, &[("time", Argument::Text(&time))])
            }
            (FieldType::Date, Value::Text(date)) => {
                let date = moment::date(self.language, date);
                self.with_label(kind, field.name, &[("time", Argument::Text(&date))])
            }
            (FieldType::Flag, Value::Bool(flag)) => {
                let answer = if *flag { "yes" } else { "no" };
                let key = format!("{kind}-{}-{answer}", field.name);
                self.say(&key, &[]).map(Phrase::Coded)
            }
            (FieldType::Child | FieldType::Person, Value::Bytes(id)) => {
                self.person(kind, field.name, id)
            }
            (FieldType::Keys | FieldType::ForeignKeys, Value::Bytes(keys)) => {
                let count = i64::try_from(keys.len() / 32).unwrap_or(i64::MAX);
                self.with_label(kind, field.name, &[("count", Argument::Count(count))])
            }
            (FieldType::Key | FieldType::ForeignKey, _) => self.with_label(kind, field.name, &[]),
            _ => None,
        }
    }

    fn written(&self, kind: &str, field: &str, text: &str) -> Phrase {
        let label = self.label(kind, field, &[]).unwrap_or_default();
        let language = if NAMES.contains(&field) {
            None
        } else {
            self.foreign_language()
        };
        Phrase::Written {
            label,
            text: text.to_owned(),
            language,
        }
    }

    fn foreign_language(&self) -> Option<TextLanguage> {
        let tag = self.entry.text("language")?;
        let primary = primary_subtag(tag).to_ascii_lowercase();
        if primary == self.language.tag() {
            return None;
        }
        let name = self
            .say(&format!("language-{primary}"), &[])
            .unwrap_or_else(|| {
                let tag = [("tag", Argument::Text(tag))];
                self.catalogue.say_known("language-other", &tag)
            });
        Some(TextLanguage {
            tag: tag.to_owned(),
            name,
        })
    }

    /// A code's sentence; or, if its field has a label, the label with the code's word in it.
    fn coded(&self, kind: &str, field: &str, code: &str) -> Phrase {
        let Some(value) = self.code(kind, field, code) else {
            return self.sentence("unknown-code", &[]);
        };
        let labelled = self.label(kind, field, &[("value", Argument::Text(&value))]);
        Phrase::Coded(labelled.unwrap_or(value))
    }

    fn several(&self, kind: &str, field: &str, codes: &str) -> Phrase {
        let words: Option<Vec<String>> = codes
            .split(' ')
            .map(|code| self.code(kind, field, code))
            .collect();
        let Some(words) = words else {
            return self.sentence("unknown-code", &[]);
        };
        let value = super::list(self.language, &words);
        let labelled = self.label(kind, field, &[("value", Argument::Text(&value))]);
        Phrase::Coded(labelled.unwrap_or(value))
    }

    fn code(&self, kind: &str, field: &str, code: &str) -> Option<String> {
        self.say(&format!("{kind}-{field}-{code}"), &[])
            .or_else(|| self.say(&format!("field-{field}-{code}"), &[]))
    }

    fn number(&self, kind: &str, field: &str, number: i64) -> Option<Phrase> {
        let (whole, tenth) = ((number / 10).to_string(), (number % 10).to_string());
        let tenths = [
            ("whole", Argument::Text(&whole)),
            ("tenth", Argument::Text(&tenth)),
        ];
        let value = self.catalogue.say_known("decimal-number", &tenths);
        let clock = moment::minute_of_day(self.language, number);
        let arguments = [
            ("count", Argument::Count(number)),
            ("clock", Argument::Text(&clock)),
            ("value", Argument::Text(&value)),
        ];
        self.with_label(kind, field, &arguments)
    }

    fn person(&self, kind: &str, field: &str, id: &[u8]) -> Option<Phrase> {
        let known = PersonId::from_slice(id)
            .ok()
            .and_then(|id| self.names.person(id));
        let name = known.unwrap_or_else(|| self.catalogue.say_known("somebody", &[]));
        self.with_label(kind, field, &[("name", Argument::Text(&name))])
    }

    fn with_label(&self, kind: &str, field: &str, arguments: Arguments<'_>) -> Option<Phrase> {
        self.label(kind, field, arguments).map(Phrase::Coded)
    }

    fn label(&self, kind: &str, field: &str, arguments: Arguments<'_>) -> Option<String> {
        self.say(&format!("{kind}-{field}"), arguments)
            .or_else(|| self.say(&format!("field-{field}"), arguments))
    }

    fn sentence(&self, key: &str, arguments: Arguments<'_>) -> Phrase {
        Phrase::Coded(self.say(key, arguments).unwrap_or_else(|| key.to_owned()))
    }

    /// Every sentence may name the child.
    fn say(&self, key: &str, arguments: Arguments<'_>) -> Option<String> {
        let nameless = || self.catalogue.say_known("the-child", &[]);
        let child = self.child.clone().unwrap_or_else(nameless);
        let mut all = vec![("child", Argument::Text(&child))];
        all.extend(arguments.iter().copied());
        let sentence = self.catalogue.say(key, &all)?;
        match sentence.strip_prefix(&child) {
            Some(rest) if self.child.is_none() => {
                let first = self.catalogue.attribute("the-child", "first");
                Some(first.unwrap_or(child.clone()) + rest)
            }
            _ => Some(sentence),
        }
    }
}

type Arguments<'a> = &'a [(&'a str, Argument<'a>)];

fn lenders(document: DocumentKind, field: &str) -> Vec<(&'static Kind, &'static Field)> {
    schema::kinds()
        .iter()
        .filter(|kind| kind.documents.contains(&document))
        .filter_map(|kind| Some((kind, kind.fields.iter().find(|own| own.name == field)?)))
        .collect()
}

/// Whether a moment begins or ends what is counted in days, so that midnight is no time of day.
fn is_of_days(kind: &str, field: &str) -> bool {
    match field {
        "until" | "expires" | "reply_by" | "declined_until" | "to_do_by" | "since"
        | "review_at" => true,
        "from" | "to" => kind != "day_log",
        _ => false,
    }
}
