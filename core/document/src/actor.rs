//! Automerge actors: who assigned an operation its number. Knows nothing of changes or documents.

use std::fmt;

use automerge::ActorId;

use samenspel_model::ids::{DeviceId, Incarnation, InvalidId};

/// The actor of a change: device, kind of actor, and 8 bytes that tell its lives apart.
///
/// The fixed length matters: ids of varying length could be prefixes of one another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Actor([u8; Actor::LENGTH]);

const ENTRY_TAG: u8 = 0;
const TEXT_TAG: u8 = 1;

impl Actor {
    /// Bytes in every actor: device id, tag, distinction.
    pub const LENGTH: usize = 25;

    /// The actor of a device's entries in one life of the log; the server assigns its positions.
    pub fn entry(device: DeviceId, incarnation: Incarnation) -> Self {
        Self::new(device, ENTRY_TAG, incarnation.0)
    }

    /// An actor of a device's edits of co-written text: random per document and rebase.
    pub fn text(device: DeviceId, distinction: [u8; 8]) -> Self {
        Self::new(device, TEXT_TAG, distinction)
    }

    fn new(device: DeviceId, tag: u8, distinction: [u8; 8]) -> Self {
        let mut bytes = [0; Self::LENGTH];
        bytes[..16].copy_from_slice(&device.0);
        bytes[16] = tag;
        bytes[17..].copy_from_slice(&distinction);
        Self(bytes)
    }

    /// From its 25 bytes; a tag that is neither of the two is no actor of ours.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, InvalidId> {
        let invalid = InvalidId { what: "Actor" };
        let bytes: [u8; Self::LENGTH] = bytes.try_into().map_err(|_| invalid.clone())?;
        match bytes[16] {
            ENTRY_TAG | TEXT_TAG => Ok(Self(bytes)),
            _ => Err(invalid),
        }
    }

    /// The 25 bytes.
    pub fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }

    /// The device it belongs to.
    pub fn device(&self) -> DeviceId {
        let mut id = [0; 16];
        id.copy_from_slice(&self.0[..16]);
        DeviceId(id)
    }

    /// Whether it edits co-written text; otherwise it writes entries.
    pub fn is_text(&self) -> bool {
        self.0[16] == TEXT_TAG
    }

    /// The last 8 bytes: of an entry actor, the incarnation of the log.
    pub fn incarnation(&self) -> Incarnation {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&self.0[17..]);
        Incarnation(bytes)
    }

    /// As Automerge names it.
    pub fn to_automerge(&self) -> ActorId {
        ActorId::from(self.0)
    }
}

impl fmt::Debug for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_text() { "text" } else { "entry" };
        write!(
            f,
            "Actor({kind} {} {:?})",
            self.device(),
            self.incarnation()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actor_reads_back_from_its_bytes_and_tells_entries_from_text() {
        let device = DeviceId([7; 16]);
        let entry = Actor::entry(device, Incarnation([1; 8]));
        let text = Actor::text(device, [1; 8]);
        assert_ne!(entry, text);
        for (actor, is_text) in [(entry, false), (text, true)] {
            assert_eq!(Actor::from_slice(actor.as_bytes()), Ok(actor));
            assert_eq!(actor.device(), device);
            assert_eq!(actor.is_text(), is_text);
            assert_eq!(actor.incarnation(), Incarnation([1; 8]));
        }
    }

    #[test]
    fn other_lengths_and_other_tags_are_no_actors() {
        let mut bytes = *Actor::entry(DeviceId([7; 16]), Incarnation([1; 8])).as_bytes();
        assert!(Actor::from_slice(&bytes[..24]).is_err());
        assert!(Actor::from_slice(&[&bytes[..], &[0]].concat()).is_err());
        bytes[16] = 2;
        assert!(Actor::from_slice(&bytes).is_err());
    }
}
