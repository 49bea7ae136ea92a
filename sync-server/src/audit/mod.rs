//! The audit: who did what to whose access, in a chain of hashes over salted commitments.
//!
//! A row commits to what it says without saying it. What opens the commitment is sealed under a key of
//! whom it is about; once that key is destroyed the row stands, the chain still verifies, and nobody can
//! tell any more whom it was about. Knows nothing of storage or of sealing.

use minicbor::{Decode, Encode};
use samenspel_model::ids::{DeviceId, DocumentId, EntryKey, InvitationId, PersonId};
use samenspel_model::series::{Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::wire::encode;
use samenspel_rules::directory::RecordId;

/// What was done. The numbers are stored and never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Action {
    /// A device was enrolled.
    Enrolled = 1,
    /// An invitation was made.
    Invited = 2,
    /// A device was revoked.
    Revoked = 3,
    /// A substitute was let in for a day.
    DayGranted = 4,
    /// A provisional person was made.
    PersonAdded = 5,
    /// A circle was opened.
    CircleOpened = 6,
    /// A manager opened a series for a while, with a reason.
    Opened = 7,
    /// Somebody's access to something was given or changed.
    AccessChanged = 8,
    /// Somebody's access to something ended.
    AccessEnded = 9,
    /// Records that give nobody access were changed.
    DirectoryChanged = 10,
    /// A note was held for a manager.
    Held = 11,
    /// A manager read a held note.
    HeldRead = 12,
    /// A manager took a held note in.
    Adopted = 13,
    /// A manager left a held note out.
    Discarded = 14,
    /// A device was refused something that an honest app does not try.
    Refused = 15,
    /// The log was put back from a backup; rows of this audit may be gone with it.
    Restored = 16,
    /// A mentor's children passed on to another.
    MentorChanged = 17,
    /// A device waits for a manager, because the one that let it in was revoked.
    Suspended = 18,
    /// A manager confirmed a device that waited.
    Confirmed = 19,
    /// An invitation was withdrawn, by hand or with the device that made it.
    InvitationWithdrawn = 20,
    /// A manager said that a collector is somebody else than a barred parent.
    SomebodyElse = 21,
    /// That does not hold any more: taken back, or a court decided anew.
    AsksAgain = 22,
    /// An operator set the time right that the log had come to by a wrong clock.
    ClockSetRight = 23,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 23] = [
        Self::Enrolled,
        Self::Invited,
        Self::Revoked,
        Self::DayGranted,
        Self::PersonAdded,
        Self::CircleOpened,
        Self::Opened,
        Self::AccessChanged,
        Self::AccessEnded,
        Self::DirectoryChanged,
        Self::Held,
        Self::HeldRead,
        Self::Adopted,
        Self::Discarded,
        Self::Refused,
        Self::Restored,
        Self::MentorChanged,
        Self::Suspended,
        Self::Confirmed,
        Self::InvitationWithdrawn,
        Self::SomebodyElse,
        Self::AsksAgain,
        Self::ClockSetRight,
    ];

    /// The stable name that lists show.
    pub fn name(self) -> &'static str {
        match self {
            Self::Enrolled => "enrolled",
            Self::Invited => "invited",
            Self::Revoked => "revoked",
            Self::DayGranted => "day_granted",
            Self::PersonAdded => "person_added",
            Self::CircleOpened => "circle_opened",
            Self::Opened => "opened",
            Self::AccessChanged => "access_changed",
            Self::AccessEnded => "access_ended",
            Self::DirectoryChanged => "directory_changed",
            Self::Held => "held",
            Self::HeldRead => "held_read",
            Self::Adopted => "adopted",
            Self::Discarded => "discarded",
            Self::Refused => "refused",
            Self::Restored => "restored",
            Self::MentorChanged => "mentor_changed",
            Self::Suspended => "suspended",
            Self::Confirmed => "confirmed",
            Self::InvitationWithdrawn => "invitation_withdrawn",
            Self::SomebodyElse => "somebody_else",
            Self::AsksAgain => "asks_again",
            Self::ClockSetRight => "clock_set_right",
        }
    }

    /// By its stored number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|it| *it as u8 == number)
    }
}

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub enum By {
    /// Whoever may run commands on the server.
    #[n(0)]
    Operator,
    /// A manager, by a command on the server.
    #[n(1)]
    Manager(#[n(0)] PersonId),
    /// A person, by a request of a device.
    #[n(2)]
    Person(#[n(0)] PersonId, #[n(1)] DeviceId),
    /// A device.
    #[n(3)]
    Device(#[n(0)] DeviceId),
    /// Whoever had an invitation.
    #[n(4)]
    Invited(#[n(0)] InvitationId),
    /// Somebody whose device is not known, or who did not show to have its key.
    #[n(5)]
    Stranger,
}

/// What it was done to.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum About {
    /// The organisation as a whole.
    #[n(0)]
    Organisation,
    /// A record of the directory.
    #[n(1)]
    Record(#[n(0)] RecordId),
    /// An entry.
    #[n(2)]
    Entry(#[n(0)] EntryKey, #[n(1)] Series),
    /// A device.
    #[n(3)]
    Device(#[n(0)] DeviceId),
    /// A person.
    #[n(4)]
    Person(#[n(0)] PersonId),
    /// All documents of one kind about a child, a group or a case.
    #[n(5)]
    Series(#[n(0)] Series),
}

impl About {
    /// The id whose key seals what opens the commitment: of the child, person, group or case that it is
    /// about, so that destroying that key erases it.
    pub fn sealed_under(&self) -> DocumentId {
        let id: &[u8] = match self {
            Self::Organisation => b"organisation",
            // A record's id begins with the id of whom it is about.
            Self::Record(record) => record.bytes.get(..16).unwrap_or(&record.bytes),
            Self::Entry(_, series) | Self::Series(series) => match &series.subject {
                Subject::Child(child) | Subject::ChildParent(child, _) => &child.0,
                Subject::Group(group) => &group.0,
                Subject::Case(circle) => &circle.0,
                Subject::Organisation => b"organisation",
            },
            Self::Device(device) => &device.0,
            Self::Person(person) => &person.0,
        };
        let hash = blake3::derive_key("samenspel audit subject 1", id);
        let mut document = [0; 16];
        document.copy_from_slice(&hash[..16]);
        DocumentId(document)
    }
}

/// What a row says, to those who have the key.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct Fact {
    /// Who.
    #[n(0)]
    pub actor: By,
    /// To what.
    #[n(1)]
    pub about: About,
    /// A code, a count or a manager's reason.
    #[n(2)]
    pub detail: String,
}

samenspel_model::hides_content!(Fact { actor, about });

/// What opens a commitment.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct Opening {
    /// Random: without it, what was committed to could be guessed from ids.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub salt: [u8; 32],
    /// What the row says.
    #[n(1)]
    pub fact: Fact,
}

samenspel_model::hides_content!(Opening { fact });

impl Opening {
    /// The commitment to it.
    pub fn commitment(&self) -> [u8; 32] {
        blake3::derive_key("samenspel audit commitment 1", &encode(self))
    }
}

/// The end of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The number of its last row; 0 before the first.
    pub number: u64,
    /// The hash of its last row.
    pub hash: [u8; 32],
}

impl Head {
    /// Before the first row.
    pub const START: Self = Self {
        number: 0,
        hash: [0; 32],
    };

    /// The head after one more row.
    #[must_use]
    pub fn next(&self, at: UnixMillis, action: u8, commitment: &[u8; 32]) -> Self {
        let number = self.number + 1;
        let mut hasher = blake3::Hasher::new_derive_key("samenspel audit chain 1");
        hasher.update(&self.hash);
        hasher.update(&number.to_be_bytes());
        hasher.update(&at.0.to_be_bytes());
        hasher.update(&[action]);
        hasher.update(commitment);
        let hash = *hasher.finalize().as_bytes();
        Self { number, hash }
    }
}

impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.number, blake3::Hash::from(self.hash))
    }
}

impl std::str::FromStr for Head {
    type Err = HeadError;

    fn from_str(text: &str) -> Result<Self, HeadError> {
        let (number, hash) = text.split_once(':').ok_or(HeadError)?;
        Ok(Self {
            number: number.parse().map_err(|_| HeadError)?,
            hash: *blake3::Hash::from_hex(hash)
                .map_err(|_| HeadError)?
                .as_bytes(),
        })
    }
}

/// Not the head of an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a head of an audit: it is NUMBER:HASH, as samenspel audit verify shows it")]
pub struct HeadError;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_one_number_and_one_name() {
        for action in Action::ALL {
            assert_eq!(Action::from_number(action as u8), Some(action));
            let same = |other: &&Action| other.name() == action.name();
            assert_eq!(Action::ALL.iter().filter(same).count(), 1);
        }
        assert_eq!(Action::from_number(0), None);
    }

    #[test]
    fn a_head_reads_back_as_it_was_shown() {
        let head = Head::START.next(UnixMillis(7), Action::Enrolled as u8, &[5; 32]);
        assert_eq!(head.to_string().parse(), Ok(head));
        assert_eq!("7".parse::<Head>(), Err(HeadError));
    }

    #[test]
    fn every_part_of_a_row_changes_the_chain() {
        let head = Head::START.next(UnixMillis(7), 1, &[5; 32]);
        assert_ne!(head, Head::START.next(UnixMillis(8), 1, &[5; 32]));
        assert_ne!(head, Head::START.next(UnixMillis(7), 2, &[5; 32]));
        assert_ne!(head, Head::START.next(UnixMillis(7), 1, &[6; 32]));
        assert_ne!(head.hash, head.next(UnixMillis(7), 1, &[5; 32]).hash);
    }
}
