//! Checks an entry against the table of note kinds. Knows no kind by name.

use std::collections::BTreeSet;

use super::{Field, FieldType, Kind, Rule, SCHEMA, common_field, kind, kinds, may_be_corrected};
use samenspel_model::entry::{Entry, Value};
use samenspel_model::ids::EntryKey;
use samenspel_model::series::DocumentKind;
use samenspel_model::verdict::RefusalCode;
use samenspel_names::shows_something;

/// Why an entry is not a note of a known kind. Names fields and kinds, never their values.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code} ({})", args.join(", "))]
pub struct SchemaError {
    /// The code for its author.
    pub code: RefusalCode,
    /// Which kind or field.
    pub args: Vec<String>,
}

fn error(code: RefusalCode, arg: &str) -> SchemaError {
    SchemaError {
        code,
        args: vec![arg.to_owned()],
    }
}

/// Checks an entry: schema number, note kind, document, every field and every rule.
pub fn check(entry: &Entry) -> Result<(), SchemaError> {
    if entry.schema > SCHEMA {
        let latest = SCHEMA.to_string();
        return Err(error(RefusalCode::SchemaTooNew, &latest));
    }
    if entry.schema == 0 {
        return Err(error(RefusalCode::FieldInvalid, "schema"));
    }
    let name = entry.kind.as_str();
    let kind = kind(name)
        .filter(|kind| kind.documents.contains(&entry.series.kind))
        .ok_or_else(|| error(RefusalCode::WrongDocument, name))?;
    check_required(kind, entry)?;
    check_fields(kind, entry)?;
    check_order(entry)?;
    check_choices(entry)?;
    check_copy(entry)?;
    kind.rules
        .iter()
        .try_for_each(|rule| check_rule(*rule, entry))
}

fn check_required(kind: &Kind, entry: &Entry) -> Result<(), SchemaError> {
    let missing = kind
        .fields
        .iter()
        .filter(|field| field.required)
        .find(|field| !says(entry, field.name));
    match missing {
        Some(field) => Err(error(RefusalCode::FieldMissing, field.name)),
        None => Ok(()),
    }
}

fn check_fields(kind: &Kind, entry: &Entry) -> Result<(), SchemaError> {
    let others = kind.rules.contains(&Rule::TakesFieldsOfOthers);
    for (name, value) in entry.fields.iter() {
        let name = name.as_str();
        let valid = match kind.field(name) {
            Some(field) => is_valid(field, value),
            None => others && is_valid_elsewhere(entry.series.kind, name, value),
        };
        if !valid {
            return Err(error(RefusalCode::FieldInvalid, name));
        }
    }
    Ok(())
}

/// What lasts from one moment to another does not end before it begins.
fn check_order(entry: &Entry) -> Result<(), SchemaError> {
    let moment = |name| match entry.fields.get(name) {
        Some(Value::Int(moment)) => Some(*moment),
        _ => None,
    };
    match (moment("from"), moment("to")) {
        (Some(from), Some(to)) if to < from => Err(error(RefusalCode::FieldInvalid, "to")),
        _ => Ok(()),
    }
}

/// What can be chosen, a line each: every line shows something, and no two say the same.
fn check_choices(entry: &Entry) -> Result<(), SchemaError> {
    let Some(options) = entry.text(CHOICES_FIELD) else {
        return Ok(());
    };
    let mut seen = BTreeSet::new();
    let is_choice = |line: &str| shows_something(line) && seen.insert(line.trim().to_lowercase());
    match options.trim().lines().all(is_choice) {
        true => Ok(()),
        false => Err(error(RefusalCode::FieldInvalid, CHOICES_FIELD)),
    }
}

/// A copy of somebody else's entry names its author, whom the key names too; only a copy names anybody.
fn check_copy(entry: &Entry) -> Result<(), SchemaError> {
    match (super::copied_from(entry), super::original_author(entry)) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err(error(RefusalCode::FieldMissing, "copied_from")),
        (Some(key), None) if key.person == entry.author() => Ok(()),
        (Some(_), None) => Err(error(RefusalCode::FieldMissing, "original_author")),
        (Some(key), Some(named)) if key.person == named => Ok(()),
        (Some(_), Some(_)) => Err(error(RefusalCode::FieldInvalid, "original_author")),
    }
}

/// The first field of a correction that a note of the corrected kind has not, or not so that it may be
/// corrected to this. The name of the note and what every note may have are the correction's own.
pub fn first_foreign(correction: &Entry, corrected: Option<&Kind>) -> Option<&'static str> {
    let own = kind(correction.kind.as_str());
    let is_foreign = |name: &str, value: &Value| {
        let is_own = own.is_some_and(|kind| kind.field(name).is_some());
        let takes = |it: &Field| it.name == name && may_be_corrected(it) && is_valid(it, value);
        !is_own && !corrected.is_some_and(|kind| kind.fields.iter().any(takes))
    };
    let mut fields = correction.fields.iter();
    let (name, _) = fields.find(|(name, value)| is_foreign(name.as_str(), value))?;
    let known = kinds().iter().flat_map(|kind| kind.fields);
    let known = known.map(|it| it.name).find(|it| *it == name.as_str());
    // What no kind has is refused by its own name before.
    known.or(Some("of"))
}

fn is_valid_elsewhere(document: DocumentKind, name: &str, value: &Value) -> bool {
    kinds()
        .iter()
        .filter(|kind| kind.documents.contains(&document))
        .flat_map(|kind| kind.fields)
        .any(|field| field.name == name && may_be_corrected(field) && is_valid(field, value))
}

fn check_rule(rule: Rule, entry: &Entry) -> Result<(), SchemaError> {
    match rule {
        Rule::SaysSomething if content(entry).next().is_none() => {
            Err(error(RefusalCode::FieldMissing, "text"))
        }
        Rule::NotOnly(name, code)
            if entry.text(name) == Some(code) && content(entry).all(|it| it == name) =>
        {
            Err(error(RefusalCode::OnlyNothingSpecial, name))
        }
        Rule::Needs(name, code, needed)
            if entry.text(name) == Some(code) && !says(entry, needed) =>
        {
            Err(error(RefusalCode::FieldMissing, needed))
        }
        Rule::TakesFieldsOfOthers if content(entry).count() < 2 => {
            Err(error(RefusalCode::FieldMissing, "text"))
        }
        Rule::SaysSomething | Rule::NotOnly(..) | Rule::Needs(..) | Rule::TakesFieldsOfOthers => {
            Ok(())
        }
    }
}

/// The fields that say something, without those that any note may have.
fn content(entry: &Entry) -> impl Iterator<Item = &str> {
    let names = entry.fields.iter().map(|(name, _)| name.as_str());
    names.filter(|name| common_field(name).is_none() && says(entry, name))
}

/// Whether the field is there and not blank: what shows nothing is no message.
fn says(entry: &Entry, name: &str) -> bool {
    match entry.fields.get(name) {
        Some(Value::Text(text)) => shows_something(text),
        Some(Value::Bytes(bytes)) => !bytes.is_empty(),
        Some(Value::Int(_) | Value::Bool(_)) => true,
        Some(Value::Null) | None => false,
    }
}

/// The field of what can be chosen, a line each.
const CHOICES_FIELD: &str = "options";

/// Year 9999's last millisecond.
const MOMENT_MS_MAX: i64 = 253_402_300_799_999;

fn is_valid(field: &Field, value: &Value) -> bool {
    match (field.holds, value) {
        // "Said to be empty" is what an optional field may always be.
        (_, Value::Null) => !field.required,
        // A text may be left empty, but not filled with what nobody sees.
        (FieldType::Text, Value::Text(text)) => text.trim().is_empty() || shows_something(text),
        (FieldType::Flag, Value::Bool(_)) => true,
        (FieldType::Code(list), Value::Text(code)) => list.codes.contains(&code.as_str()),
        (FieldType::Codes(list), Value::Text(chosen)) => are_codes(list.codes, chosen),
        (FieldType::Number(least, most), Value::Int(number)) => (least..=most).contains(number),
        (FieldType::Moment, Value::Int(moment)) => (0..=MOMENT_MS_MAX).contains(moment),
        (FieldType::Date, Value::Text(date)) => is_date(date),
        (FieldType::Language, Value::Text(tag)) => is_language(tag),
        (FieldType::Key | FieldType::ForeignKey, Value::Bytes(bytes)) => {
            EntryKey::from_slice(bytes).is_ok()
        }
        (FieldType::Keys | FieldType::ForeignKeys, Value::Bytes(bytes)) => {
            !bytes.is_empty() && bytes.len() % 32 == 0
        }
        (FieldType::Child | FieldType::Person, Value::Bytes(bytes)) => bytes.len() == 16,
        (FieldType::Hash, Value::Bytes(bytes)) => bytes.len() == 32,
        _ => false,
    }
}

/// Codes of the list, each once, in the list's order: one choice has one form.
fn are_codes(codes: &[&str], chosen: &str) -> bool {
    let mut rest = codes.iter();
    chosen
        .split(' ')
        .all(|code| rest.any(|allowed| *allowed == code))
}

fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

fn is_language(tag: &str) -> bool {
    tag.len() <= 35 && tag.parse::<unic_langid::LanguageIdentifier>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::COMMON_FIELDS;

    #[test]
    fn several_codes_have_one_spelling() {
        let codes = ["fever", "rash", "cough"];
        assert!(are_codes(&codes, "fever cough"));
        for wrong in ["cough fever", "fever fever", "fever  cough", "", "sneeze"] {
            assert!(!are_codes(&codes, wrong), "{wrong:?}");
        }
    }

    #[test]
    fn common_fields_do_not_clash_with_those_of_a_kind() {
        for kind in kinds() {
            for field in kind.fields {
                assert!(
                    COMMON_FIELDS.iter().all(|common| common.name != field.name),
                    "{}.{}",
                    kind.name,
                    field.name
                );
            }
        }
    }
}
