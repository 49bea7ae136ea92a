//! How a Rust struct is a note kind: one declaration gives the type that commands and views use and
//! the row of the table that phone and server check entries against. Knows no kind by name.

use super::{FieldType, Kind};
use samenspel_model::entry::{Entry, Fields, NoteKind, Value};
use samenspel_model::ids::{ChildId, EntryKey, PersonId};
use samenspel_model::time::UnixMillis;

/// A note kind as a type.
pub trait Note: Sized {
    /// Its row in the table of kinds.
    const KIND: Kind;

    /// Its fields, text cleaned.
    fn to_fields(&self) -> Fields;

    /// Reads it back; `None` if a required field is missing or is not what this version knows.
    fn from_fields(fields: &Fields) -> Option<Self>;

    /// Reads an entry of this kind.
    fn read(entry: &Entry) -> Option<Self> {
        (entry.kind.as_str() == Self::KIND.name)
            .then(|| Self::from_fields(&entry.fields))
            .flatten()
    }

    /// The name of the kind.
    fn kind_name() -> NoteKind {
        NoteKind::new(Self::KIND.name).expect("the table of kinds has valid names only")
    }
}

/// What a field can hold, as a type.
pub trait Held: Sized {
    /// How the table calls it.
    const HOLDS: FieldType;

    /// As it is written.
    fn to_value(&self) -> Value;

    /// As it is read; `None` for what this version does not know.
    fn from_value(value: &Value) -> Option<Self>;
}

/// Sets a required field.
pub(super) fn put<T: Held>(fields: &mut Fields, name: &str, value: &T) {
    fields
        .set(name, value.to_value())
        .expect("the table of kinds has valid names only");
}

/// Reads a field; "said to be empty" is absent.
pub(super) fn take<T: Held>(fields: &Fields, name: &str) -> Option<T> {
    T::from_value(fields.get(name)?)
}

/// Implements [`Held`] by a pattern.
macro_rules! held {
    ($type:ty, $holds:expr, $it:ident => $to:expr, $pattern:pat => $from:expr) => {
        impl Held for $type {
            const HOLDS: FieldType = $holds;

            fn to_value(&self) -> Value {
                let $it = self;
                $to
            }

            fn from_value(value: &Value) -> Option<Self> {
                match value {
                    $pattern => $from,
                    _ => None,
                }
            }
        }
    };
}

held!(String, FieldType::Text, it => Value::Text(it.clone()), Value::Text(it) => Some(it.clone()));
held!(bool, FieldType::Flag, it => Value::Bool(*it), Value::Bool(it) => Some(*it));
held!(UnixMillis, FieldType::Moment, it => Value::Int(it.0), Value::Int(it) => Some(Self(*it)));
held!(PersonId, FieldType::Person, it => Value::Bytes(it.0.to_vec()),
    Value::Bytes(it) => Self::from_slice(it).ok());
held!(ChildId, FieldType::Child, it => Value::Bytes(it.0.to_vec()),
    Value::Bytes(it) => Self::from_slice(it).ok());
held!([u8; 32], FieldType::Hash, it => Value::Bytes(it.to_vec()),
    Value::Bytes(it) => it.as_slice().try_into().ok());
held!(EntryKey, FieldType::Key, it => Value::Bytes(it.to_bytes().to_vec()),
    Value::Bytes(it) => Self::from_slice(it).ok());
held!(Vec<EntryKey>, FieldType::Keys, it => keys_value(it), Value::Bytes(it) => keys_of(it));

fn keys_value(keys: &[EntryKey]) -> Value {
    Value::Bytes(keys.iter().flat_map(|key| key.to_bytes()).collect())
}

fn keys_of(bytes: &[u8]) -> Option<Vec<EntryKey>> {
    let (keys, rest) = bytes.as_chunks::<32>();
    if !rest.is_empty() {
        return None;
    }
    keys.iter()
        .map(|key| EntryKey::from_slice(key).ok())
        .collect()
}

/// The key of an entry of another series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Elsewhere(pub EntryKey);

impl Held for Elsewhere {
    const HOLDS: FieldType = FieldType::ForeignKey;

    fn to_value(&self) -> Value {
        self.0.to_value()
    }

    fn from_value(value: &Value) -> Option<Self> {
        EntryKey::from_value(value).map(Self)
    }
}

/// Keys of entries of other series.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AllElsewhere(pub Vec<EntryKey>);

held!(AllElsewhere, FieldType::ForeignKeys, it => keys_value(&it.0),
    Value::Bytes(it) => keys_of(it).map(Self));

/// A whole number from `LEAST` to `MOST`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Whole<const LEAST: i64, const MOST: i64>(i64);

impl<const LEAST: i64, const MOST: i64> Whole<LEAST, MOST> {
    /// The number, if it is within bounds.
    pub fn new(number: i64) -> Option<Self> {
        (LEAST..=MOST).contains(&number).then_some(Self(number))
    }

    /// The number.
    pub fn get(self) -> i64 {
        self.0
    }
}

impl<const LEAST: i64, const MOST: i64> Held for Whole<LEAST, MOST> {
    const HOLDS: FieldType = FieldType::Number(LEAST, MOST);

    fn to_value(&self) -> Value {
        Value::Int(self.0)
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Int(number) => Self::new(*number),
            _ => None,
        }
    }
}

/// A date, ISO 8601.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IsoDate(pub String);

held!(IsoDate, FieldType::Date, it => Value::Text(it.0.clone()),
    Value::Text(it) => Some(Self(it.clone())));

/// Declares a note kind: its documents, who writes it, rules over several fields, and its fields in
/// the order in which they are read to somebody. `new` takes those that must be there.
macro_rules! note {
    (
        $(#[doc = $doc:literal])*
        $name:ident = $kind:literal in $documents:expr, by $side:ident $(is [$($is:ident),*])? $(, $rule:expr)*;
        $($fields:tt)*
    ) => {
        note!(@fields
            { $(#[doc = $doc])* $name, $kind, $documents, $side, [$($($is),*)?], [$($rule),*] }
            {} {} {} {}
            $($fields)*
        );
    };
    (@fields $head:tt { $($struct:tt)* } { $($all:tt)* } { $($must:tt)* } { $($may:tt)* }
        $(#[doc = $doc:literal])* must $field:ident: $type:ty, $($rest:tt)*
    ) => {
        note!(@fields $head
            { $($struct)* $(#[doc = $doc])* pub $field: $type, }
            { $($all)* (must, $field, $type, [$($doc),*]) }
            { $($must)* ($field, $type) }
            { $($may)* }
            $($rest)*
        );
    };
    (@fields $head:tt { $($struct:tt)* } { $($all:tt)* } { $($must:tt)* } { $($may:tt)* }
        $(#[doc = $doc:literal])* may $field:ident: $type:ty, $($rest:tt)*
    ) => {
        note!(@fields $head
            { $($struct)* $(#[doc = $doc])* pub $field: Option<$type>, }
            { $($all)* (may, $field, $type, [$($doc),*]) }
            { $($must)* }
            { $($may)* $field }
            $($rest)*
        );
    };
    (@fields
        { $(#[doc = $doc:literal])* $name:ident, $kind:literal, $documents:expr, $side:ident,
            [$($is:ident),*], [$($rule:expr),*] }
        { $($struct:tt)* }
        { $(($need:ident, $field:ident, $type:ty, [$($about:literal),*]))* }
        { $(($must:ident, $must_type:ty))* }
        { $($may:ident)* }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name { $($struct)* }

        samenspel_model::hides_content!($name);

        impl $name {
            /// With what must be there, and nothing else.
            pub fn new($($must: $must_type),*) -> Self {
                Self { $($must,)* $($may: None,)* }
            }
        }

        note!(@default $name $($must)*);

        impl $crate::schema::Note for $name {
            const KIND: $crate::schema::Kind = $crate::schema::Kind {
                name: $kind,
                about: concat!($($doc),*).trim_ascii(),
                documents: $documents,
                written_by: $crate::schema::Side::$side,
                attributes: &[$($crate::schema::Attribute::$is),*],
                fields: &[$($crate::schema::Field {
                    name: stringify!($field),
                    holds: <$type as $crate::schema::Held>::HOLDS,
                    required: note!(@required $need),
                    about: concat!($($about),*).trim_ascii(),
                }),*],
                rules: &[$($rule),*],
            };

            fn to_fields(&self) -> samenspel_model::entry::Fields {
                let mut fields = samenspel_model::entry::Fields::new();
                $(note!(@put $need, fields, stringify!($field), &self.$field);)*
                fields
            }

            fn from_fields(fields: &samenspel_model::entry::Fields) -> Option<Self> {
                Some(Self { $($field: note!(@take $need, fields, stringify!($field)),)* })
            }
        }
    };
    (@default $name:ident) => {
        impl Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }
    };
    (@default $name:ident $($must:ident)+) => {};
    (@required must) => { true };
    (@required may) => { false };
    (@put must, $fields:ident, $name:expr, $value:expr) => {
        $crate::schema::note::put(&mut $fields, $name, $value)
    };
    (@put may, $fields:ident, $name:expr, $value:expr) => {
        if let Some(value) = $value {
            $crate::schema::note::put(&mut $fields, $name, value);
        }
    };
    (@take must, $fields:ident, $name:expr) => { $crate::schema::note::take($fields, $name)? };
    (@take may, $fields:ident, $name:expr) => { $crate::schema::note::take($fields, $name) };
}
pub(super) use note;
