//! The scalars that an entry may hold, and the rules for names and text.

use crate::ids::EntryKey;
use std::borrow::Borrow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::limits;

/// What is wrong with a value, name or set of fields.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    /// A name is not 1 to 32 of `a-z`, `0-9`, `_`, starting with a letter.
    #[error("a name must be 1 to 32 of a-z, 0-9 and _, and start with a letter")]
    Name,
    /// Text is longer than the limits.
    #[error("text is longer than {} characters", limits::TEXT_CHARS_MAX)]
    TextTooLong,
    /// Text holds NUL, a bidirectional override or isolate, or is not in normal form C.
    #[error("text must be NFC, without NUL and without direction overrides")]
    TextForm,
    /// Bytes are longer than the limit.
    #[error("a bytes value is too long")]
    BytesTooLong,
    /// There are too many fields.
    #[error("more than {} fields", limits::FIELDS_MAX)]
    TooManyFields,
}

/// A scalar. Lists of entry keys are one byte string, 32 bytes each.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// NFC text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A whole number, or a moment in milliseconds.
    Int(i64),
    /// Yes or no.
    Bool(bool),
    /// Said to be empty.
    Null,
}

/// What kind of value, and how long: never what.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "Text({} bytes)", text.len()),
            Self::Bytes(bytes) => write!(f, "Bytes({})", bytes.len()),
            Self::Int(_) => f.write_str("Int(..)"),
            Self::Bool(_) => f.write_str("Bool(..)"),
            Self::Null => f.write_str("Null"),
        }
    }
}

impl Value {
    /// Checks the limits and the form of text.
    pub fn check(&self) -> Result<(), ValueError> {
        match self {
            Self::Text(text) => check_text(text),
            Self::Bytes(bytes) if bytes.len() > limits::BYTES_VALUE_BYTES_MAX => {
                Err(ValueError::BytesTooLong)
            }
            Self::Bytes(_) | Self::Int(_) | Self::Bool(_) | Self::Null => Ok(()),
        }
    }
}

fn check_text(text: &str) -> Result<(), ValueError> {
    if text.len() > limits::TEXT_BYTES_MAX || text.chars().count() > limits::TEXT_CHARS_MAX {
        return Err(ValueError::TextTooLong);
    }
    if text.chars().any(is_forbidden) || !unicode_normalization::is_nfc(text) {
        return Err(ValueError::TextForm);
    }
    Ok(())
}

/// NUL and the controls that can make text show in another order than it was written.
/// LRM, RLM, ALM, ZWJ and ZWNJ are needed for real writing and stay.
pub fn is_forbidden(c: char) -> bool {
    matches!(c, '\0' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What a command makes of typed text: normal form C, forbidden characters left out.
pub fn clean_text(text: &str) -> String {
    text.chars().filter(|c| !is_forbidden(*c)).nfc().collect()
}

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// Checks the spelling.
            pub fn new(name: impl Into<String>) -> Result<Self, ValueError> {
                let name = name.into();
                if is_name(&name) { Ok(Self(name)) } else { Err(ValueError::Name) }
            }

            /// The name.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                self.0.cmp(&other.0)
            }
        }
    };
}

name!(/// The name of a field.
    FieldName);
name!(/// The kind of a note, as `schema` lists them; an unknown one is kept and shown as "update the app".
    NoteKind);

fn is_name(name: &str) -> bool {
    name.len() <= limits::NAME_BYTES_MAX
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// The fields of an entry, in canonical order (byte order of the names).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fields(BTreeMap<FieldName, Value>);

impl Fields {
    /// No fields.
    pub fn new() -> Self {
        Self::default()
    }

    /// The text of a field, if it has one.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The entry keys in a field; none if it is absent or holds no whole keys.
    pub fn keys(&self, name: &str) -> Vec<EntryKey> {
        match self.get(name) {
            Some(Value::Bytes(bytes)) if bytes.len() % 32 == 0 => bytes
                .chunks(32)
                .filter_map(|key| EntryKey::from_slice(key).ok())
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Adds or replaces a field; the name must be valid. Text is cleaned (see [`clean_text`]).
    pub fn set(&mut self, name: &str, value: Value) -> Result<(), ValueError> {
        let value = match value {
            Value::Text(text) => Value::Text(clean_text(&text)),
            other => other,
        };
        self.0.insert(FieldName::new(name)?, value);
        Ok(())
    }

    /// Sets a field to a value as it is, without the cleaning that [`Fields::set`] does.
    pub fn insert_raw(&mut self, name: FieldName, value: Value) {
        self.0.insert(name, value);
    }

    /// Takes a field away.
    pub fn remove(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// The fields in canonical order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&FieldName, &Value)> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Checks every limit.
    pub fn check(&self) -> Result<(), ValueError> {
        if self.0.len() > limits::FIELDS_MAX {
            return Err(ValueError::TooManyFields);
        }
        self.0.values().try_for_each(Value::check)
    }
}
