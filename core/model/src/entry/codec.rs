//! The canonical CBOR of an entry (RFC 8949, definite lengths, shortest integers).
//!
//! Array of 10: format, organisation, document kind, subject, schema, key, note kind, fields, time,
//! device. Fields are an array of name-value pairs in byte order of the names. Reading re-encodes
//! and compares, so that one entry has one form and one hash.

use minicbor::data::Type;
use minicbor::{Decoder, Encoder};

use super::{Entry, FieldName, Fields, NoteKind, Value, ValueError};
use crate::ids::{DeviceId, EntryKey, OrgId};
use crate::limits;
use crate::series::{DocumentKind, Series, Subject};
use crate::time::UnixMillis;

const FORMAT: u8 = 1;

/// Why bytes are not an entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// Longer than [`limits::ENTRY_BYTES_MAX`].
    #[error("entry is longer than {} bytes", limits::ENTRY_BYTES_MAX)]
    TooLarge,
    /// Not CBOR of the right shape.
    #[error("entry is malformed: {0}")]
    Malformed(String),
    /// Right shape, but not the one canonical form.
    #[error("entry is not in canonical form")]
    NotCanonical,
    /// A format of a later version.
    #[error("entry format {0} is not known")]
    UnknownFormat(u8),
    /// A name, text or count breaks a rule.
    #[error(transparent)]
    Value(#[from] ValueError),
    /// The document kind cannot be about such a subject.
    #[error("a {0} document cannot have this subject")]
    Subject(&'static str),
}

impl EntryError {
    /// Whether a bound is exceeded, rather than a form broken.
    pub fn is_too_large(&self) -> bool {
        use ValueError::{BytesTooLong, TextTooLong, TooManyFields};
        matches!(
            self,
            Self::TooLarge | Self::Value(TextTooLong | BytesTooLong | TooManyFields)
        )
    }
}

impl From<minicbor::decode::Error> for EntryError {
    fn from(error: minicbor::decode::Error) -> Self {
        Self::Malformed(error.to_string())
    }
}

impl Entry {
    /// The canonical CBOR.
    pub fn to_cbor(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(192);
        write_entry(self, &mut Encoder::new(&mut bytes)).expect("writing to a Vec cannot fail");
        bytes
    }

    /// Reads canonical CBOR; anything else is refused.
    pub fn from_cbor(bytes: &[u8]) -> Result<Self, EntryError> {
        if bytes.len() > limits::ENTRY_BYTES_MAX {
            return Err(EntryError::TooLarge);
        }
        let entry = read_entry(&mut Decoder::new(bytes))?;
        entry.fields.check()?;
        if !entry.series.is_well_formed() {
            return Err(EntryError::Subject(entry.series.kind.name()));
        }
        // Also catches trailing bytes, indefinite lengths, long integers, unsorted or repeated fields.
        if entry.to_cbor() != bytes {
            return Err(EntryError::NotCanonical);
        }
        Ok(entry)
    }
}

type WriteResult = Result<(), minicbor::encode::Error<std::convert::Infallible>>;

fn write_entry(entry: &Entry, e: &mut Encoder<&mut Vec<u8>>) -> WriteResult {
    e.array(10)?
        .u8(FORMAT)?
        .bytes(&entry.series.org.0)?
        .u8(entry.series.kind.code())?
        .bytes(&entry.series.subject.to_bytes())?
        .u16(entry.schema)?
        .bytes(&entry.key.to_bytes())?
        .str(entry.kind.as_str())?;
    write_fields(&entry.fields, e)?;
    e.i64(entry.written_at.0)?.bytes(&entry.device.0)?.ok()
}

/// Fields by themselves: what a day brief tells of a note.
impl<C> minicbor::Encode<C> for Fields {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        write_fields(self, e)
    }
}

impl<'b, C> minicbor::Decode<'b, C> for Fields {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        let not = |_: EntryError| minicbor::decode::Error::message("not the fields of a note");
        let fields = read_fields(d).map_err(not)?;
        fields.check().map_err(|error| not(error.into()))?;
        Ok(fields)
    }
}

fn write_fields<W: minicbor::encode::Write>(
    fields: &Fields,
    e: &mut Encoder<W>,
) -> Result<(), minicbor::encode::Error<W::Error>> {
    e.array(fields.len() as u64 * 2)?;
    for (name, value) in fields.iter() {
        e.str(name.as_str())?;
        match value {
            Value::Text(text) => e.str(text)?,
            Value::Bytes(bytes) => e.bytes(bytes)?,
            Value::Int(number) => e.i64(*number)?,
            Value::Bool(flag) => e.bool(*flag)?,
            Value::Null => e.null()?,
        };
    }
    Ok(())
}

fn read_entry(d: &mut Decoder<'_>) -> Result<Entry, EntryError> {
    let invalid = |_| EntryError::Malformed("an id has the wrong length".into());
    if d.array()? != Some(10) {
        return Err(EntryError::Malformed("an entry is an array of 10".into()));
    }
    match d.u8()? {
        FORMAT => {}
        other => return Err(EntryError::UnknownFormat(other)),
    }
    let org = OrgId::from_slice(d.bytes()?).map_err(invalid)?;
    let kind = DocumentKind::from_code(d.u8()?)
        .ok_or_else(|| EntryError::Malformed("unknown document kind".into()))?;
    let subject = Subject::from_slice(d.bytes()?).map_err(invalid)?;
    Ok(Entry {
        series: Series { org, kind, subject },
        schema: d.u16()?,
        key: EntryKey::from_slice(d.bytes()?).map_err(invalid)?,
        kind: NoteKind::new(d.str()?)?,
        fields: read_fields(d)?,
        written_at: UnixMillis(d.i64()?),
        device: DeviceId::from_slice(d.bytes()?).map_err(invalid)?,
    })
}

fn read_fields(d: &mut Decoder<'_>) -> Result<Fields, EntryError> {
    let items = d.array()?.ok_or(EntryError::NotCanonical)?;
    if items % 2 != 0 {
        return Err(EntryError::Malformed("a field without a value".into()));
    }
    if items > 2 * limits::FIELDS_MAX as u64 {
        return Err(ValueError::TooManyFields.into());
    }
    let mut fields = Fields::new();
    for _ in 0..items / 2 {
        let name = FieldName::new(d.str()?)?;
        let value = match d.datatype()? {
            Type::String => Value::Text(d.str()?.to_owned()),
            Type::Bytes => Value::Bytes(d.bytes()?.to_owned()),
            Type::Bool => Value::Bool(d.bool()?),
            Type::Null => {
                d.null()?;
                Value::Null
            }
            _ => Value::Int(d.i64()?),
        };
        fields.insert_raw(name, value);
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{ChildId, PersonId};
    use proptest::prelude::*;

    fn entry(fields: Fields) -> Entry {
        Entry {
            series: Series {
                org: OrgId([1; 16]),
                kind: DocumentKind::Handover,
                subject: Subject::Child(ChildId([2; 16])),
            },
            schema: 1,
            key: EntryKey {
                person: PersonId([3; 16]),
                entry: [4; 16],
            },
            kind: NoteKind::new("handover").unwrap(),
            fields,
            written_at: UnixMillis(1_700_000_000_000),
            device: DeviceId([5; 16]),
        }
    }

    fn any_value() -> impl Strategy<Value = Value> {
        prop_oneof![
            "\\PC{0,40}".prop_map(|text| Value::Text(crate::entry::clean_text(&text))),
            prop::collection::vec(any::<u8>(), 0..64).prop_map(Value::Bytes),
            any::<i64>().prop_map(Value::Int),
            any::<bool>().prop_map(Value::Bool),
            Just(Value::Null),
        ]
    }

    proptest! {
        #[test]
        fn every_entry_reads_back_from_its_canonical_form(
            pairs in prop::collection::btree_map("[a-z][a-z0-9_]{0,10}", any_value(), 0..12)
        ) {
            let mut fields = Fields::new();
            for (name, value) in pairs {
                fields.set(&name, value).unwrap();
            }
            let entry = entry(fields);
            prop_assert_eq!(Entry::from_cbor(&entry.to_cbor()), Ok(entry));
        }

        #[test]
        fn a_changed_byte_never_gives_the_same_entry(position in any::<prop::sample::Index>(), flip in 1u8..) {
            let mut fields = Fields::new();
            fields.set("state", Value::Text("calm".into())).unwrap();
            let original = entry(fields);
            let mut bytes = original.to_cbor();
            let position = position.index(bytes.len());
            bytes[position] ^= flip;
            prop_assert_ne!(Entry::from_cbor(&bytes), Ok(original));
        }
    }

    #[test]
    fn bytes_after_the_entry_are_refused() {
        let mut bytes = entry(Fields::new()).to_cbor();
        bytes.push(0);
        assert_eq!(Entry::from_cbor(&bytes), Err(EntryError::NotCanonical));
    }

    #[test]
    fn direction_overrides_and_nul_are_refused() {
        for text in ["a\u{202E}b", "a\0b", "e\u{301}"] {
            let mut fields = Fields::new();
            fields.insert_raw(FieldName::new("text").unwrap(), Value::Text(text.into()));
            let bytes = entry(fields).to_cbor();
            assert_eq!(Entry::from_cbor(&bytes), Err(ValueError::TextForm.into()));
        }
    }
}
