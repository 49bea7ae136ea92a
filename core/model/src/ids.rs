//! Newtypes for every identifier. Knows nothing of what they identify.
//!
//! All ids are random ULIDs (16 bytes); randomness and time are passed in.

use std::fmt;
use std::str::FromStr;

use minicbor::decode::Error as DecodeError;
use minicbor::{Decode, Decoder, Encode, Encoder};
use ulid::Ulid;

use crate::time::UnixMillis;

/// A source of randomness; the operating system's in production, a seeded generator in the simulation.
pub trait Random: Send {
    /// Fills `bytes` with random bytes.
    fn fill(&mut self, bytes: &mut [u8]);

    /// Sixteen random bytes.
    fn bytes16(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        bytes
    }

    /// Thirty-two random bytes.
    fn bytes32(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        bytes
    }
}

/// An id or key that is not in its text or byte form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a valid {what}")]
pub struct InvalidId {
    /// Which identifier was expected.
    pub what: &'static str,
}

macro_rules! ulid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 16]);

        impl $name {
            /// A new id at `now` with fresh randomness.
            pub fn new(now: UnixMillis, random: &mut dyn Random) -> Self {
                Self(new_ulid(now, random))
            }

            /// From its 16 bytes.
            pub fn from_slice(bytes: &[u8]) -> Result<Self, InvalidId> {
                bytes.try_into().map(Self).map_err(|_| InvalidId { what: stringify!($name) })
            }

            /// The 16 bytes.
            pub fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&Ulid::from_bytes(self.0).to_string())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                parse_ulid(text).map(Self).ok_or(InvalidId { what: stringify!($name) })
            }
        }

        impl<C> Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self,
                e: &mut Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                e.bytes(&self.0)?.ok()
            }
        }

        impl<'b, C> Decode<'b, C> for $name {
            fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, DecodeError> {
                let at = d.position();
                Self::from_slice(d.bytes()?)
                    .map_err(|_| DecodeError::message("id must be 16 bytes").at(at))
            }
        }
    };
}

ulid_id!(/// An organisation: tenant and shard.
    OrgId);
ulid_id!(/// A location of an organisation.
    LocationId);
ulid_id!(/// A group at a location.
    GroupId);
ulid_id!(/// A child.
    ChildId);
ulid_id!(/// A member of staff, a parent, or a provisional person.
    PersonId);
ulid_id!(/// One profile on one device: it has its own key, actor and revocation.
    DeviceId);
ulid_id!(/// One case: the subject of a `circle` document.
    CircleId);
ulid_id!(/// A person named by a parent who may collect a child.
    ContactId);
ulid_id!(/// A day grant for a substitute.
    GrantId);
ulid_id!(/// A one-time invitation.
    InvitationId);
ulid_id!(/// A profile's place on this device; never leaves it.
    AccountId);
ulid_id!(/// One intent on one device: a user action.
    IntentId);

/// The id of a document, derived from its series and placement (see `series::Placement`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct DocumentId(#[cbor(with = "minicbor::bytes")] pub [u8; 16]);

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DocumentId({self})")
    }
}

/// Identifies one unbroken life of a server's log; a restored server draws a new one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Incarnation(#[cbor(with = "minicbor::bytes")] pub [u8; 8]);

impl fmt::Debug for Incarnation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The permanent key of an entry: who wrote it and which of that person's entries it is.
///
/// Text form: 26 characters person ULID, `.`, 26 characters entry ULID. Made with the user's
/// intent, never changed, whatever is resent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryKey {
    /// The author.
    pub person: PersonId,
    /// The author's entry.
    pub entry: [u8; 16],
}

impl EntryKey {
    /// Length of the text form in bytes.
    pub const TEXT_LENGTH: usize = 53;

    /// A new key for an entry that `person` writes at `now`.
    pub fn new(person: PersonId, now: UnixMillis, random: &mut dyn Random) -> Self {
        Self {
            person,
            entry: new_ulid(now, random),
        }
    }

    /// The 32 bytes: person, then entry.
    pub fn to_bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes[..16].copy_from_slice(&self.person.0);
        bytes[16..].copy_from_slice(&self.entry);
        bytes
    }

    /// From the 32 bytes of [`EntryKey::to_bytes`].
    pub fn from_slice(bytes: &[u8]) -> Result<Self, InvalidId> {
        let invalid = InvalidId { what: "EntryKey" };
        let bytes: &[u8; 32] = bytes.try_into().map_err(|_| invalid.clone())?;
        let (person, entry) = bytes.split_at(16);
        Ok(Self {
            person: PersonId::from_slice(person)?,
            entry: entry.try_into().map_err(|_| invalid)?,
        })
    }
}

impl fmt::Display for EntryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.person, Ulid::from_bytes(self.entry))
    }
}

impl fmt::Debug for EntryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EntryKey({self})")
    }
}

impl FromStr for EntryKey {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let parse = || {
            let (person, entry) = text.split_once('.')?;
            Some(Self {
                person: PersonId(parse_ulid(person)?),
                entry: parse_ulid(entry)?,
            })
        };
        parse().ok_or(InvalidId { what: "EntryKey" })
    }
}

impl<C> Encode<C> for EntryKey {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.bytes(&self.to_bytes())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for EntryKey {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, DecodeError> {
        let at = d.position();
        Self::from_slice(d.bytes()?)
            .map_err(|_| DecodeError::message("entry key must be 32 bytes").at(at))
    }
}

impl OrgId {
    /// When the organisation was made: its id says so.
    pub fn made_at(&self) -> UnixMillis {
        let milliseconds = Ulid::from_bytes(self.0).timestamp_ms();
        UnixMillis(i64::try_from(milliseconds).unwrap_or(i64::MAX))
    }
}

fn new_ulid(now: UnixMillis, random: &mut dyn Random) -> [u8; 16] {
    let milliseconds = u64::try_from(now.0).unwrap_or(0);
    Ulid::from_parts(milliseconds, u128::from_be_bytes(random.bytes16())).to_bytes()
}

/// Only the canonical spelling: 26 upper-case Crockford characters that fit 128 bits.
fn parse_ulid(text: &str) -> Option<[u8; 16]> {
    let ulid = Ulid::from_string(text).ok()?;
    (ulid.to_string() == text).then(|| ulid.to_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(u8);
    impl Random for Fixed {
        fn fill(&mut self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    #[test]
    fn an_entry_key_reads_back_from_its_text_and_bytes() {
        let person = PersonId::new(UnixMillis(1), &mut Fixed(7));
        let key = EntryKey::new(person, UnixMillis(2), &mut Fixed(9));
        assert_eq!(key.to_string().len(), EntryKey::TEXT_LENGTH);
        assert_eq!(key.to_string().parse(), Ok(key));
        assert_eq!(EntryKey::from_slice(&key.to_bytes()), Ok(key));
    }

    #[test]
    fn only_the_canonical_spelling_of_an_id_is_accepted() {
        let id = PersonId::new(UnixMillis(1), &mut Fixed(255)).to_string();
        assert!(id.parse::<PersonId>().is_ok());
        assert!(id.to_lowercase().parse::<PersonId>().is_err());
        assert!("ZZZZZZZZZZZZZZZZZZZZZZZZZZ".parse::<PersonId>().is_err());
        assert!("".parse::<PersonId>().is_err());
    }
}
