//! Codes as types: a closed list of words that the phrasebook has a sentence for in every language.
//! Codes are never removed and never change their meaning. Knows no sentence.

use super::{FieldType, Held};
use samenspel_model::entry::Value;

/// A list of codes as the table of kinds has it.
#[derive(Debug, PartialEq, Eq)]
pub struct CodeList {
    /// What it is called, as a type.
    pub name: &'static str,
    /// What is chosen, in a sentence: for who builds a screen.
    pub about: &'static str,
    /// The codes, in the order in which several are written.
    pub codes: &'static [&'static str],
}

/// A closed list of codes.
pub trait Code: Copy + Eq + 'static {
    /// The list.
    const LIST: CodeList;

    /// The names, in the order in which several are written.
    const NAMES: &'static [&'static str] = Self::LIST.codes;

    /// Its name.
    fn name(self) -> &'static str;

    /// The code of this name.
    fn named(name: &str) -> Option<Self>;
}

impl<C: Code> Held for C {
    const HOLDS: FieldType = FieldType::Code(&C::LIST);

    fn to_value(&self) -> Value {
        Value::Text(self.name().to_owned())
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Text(name) => C::named(name),
            _ => None,
        }
    }
}

/// Several codes of one list, each once, in the list's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Several<C>(Vec<C>);

impl<C: Code> Several<C> {
    /// The chosen ones, put in order.
    pub fn of(chosen: &[C]) -> Self {
        let in_order = C::NAMES.iter().filter_map(|name| C::named(name));
        Self(in_order.filter(|code| chosen.contains(code)).collect())
    }

    /// The codes, in order.
    pub fn codes(&self) -> &[C] {
        &self.0
    }
}

impl<C: Code> Held for Several<C> {
    const HOLDS: FieldType = FieldType::Codes(&C::LIST);

    fn to_value(&self) -> Value {
        let names: Vec<&str> = self.0.iter().map(|code| code.name()).collect();
        Value::Text(names.join(" "))
    }

    /// Codes of a later version are left out: the rest is still worth reading.
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Text(names) => Some(Self(names.split(' ').filter_map(C::named).collect())),
            _ => None,
        }
    }
}

/// Declares a list of codes.
macro_rules! codes {
    ($(#[doc = $doc:literal])* $name:ident { $($code:ident = $text:literal,)* }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(
                #[doc = concat!("`", $text, "`")]
                $code,
            )*
        }

        impl $crate::schema::Code for $name {
            const LIST: $crate::schema::CodeList = $crate::schema::CodeList {
                name: stringify!($name),
                about: concat!($($doc),*).trim_ascii(),
                codes: &[$($text),*],
            };

            fn name(self) -> &'static str {
                match self { $(Self::$code => $text,)* }
            }

            fn named(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$code),)* _ => None }
            }
        }
    };
}
pub(super) use codes;
