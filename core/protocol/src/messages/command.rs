//! Directory commands: what a person may ask of the directory, signed by the device.

use minicbor::{Decode, Encode};

use samenspel_model::entry::SignatureBytes;
use samenspel_model::ids::{
    CircleId, DeviceId, EntryKey, GrantId, GroupId, InvitationId, OrgId, PersonId,
};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Circle, DayGrant, Holder, Person};

/// A change of the directory that a person asks for, signed by the device.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct SignedCommand {
    /// CBOR of a [`DirectoryCommand`].
    #[cbor(n(0), with = "minicbor::bytes")]
    pub body: Vec<u8>,
    /// By the requesting device, under the command tag.
    #[n(1)]
    pub signature: SignatureBytes,
}

samenspel_model::hides_content!(SignedCommand);

/// What a person may ask of the directory.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct DirectoryCommand {
    /// The organisation.
    #[n(0)]
    pub org: OrgId,
    /// Permanent: the same command sent twice is applied once.
    #[n(1)]
    pub key: EntryKey,
    /// The signing device.
    #[n(2)]
    pub device: DeviceId,
    /// When it was asked for, uncorrected.
    #[n(3)]
    pub written_at: UnixMillis,
    /// What.
    #[n(4)]
    pub action: CommandAction,
}

/// The directory commands.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum CommandAction {
    /// Opens a circle; the asker is a member.
    #[n(0)]
    OpenCircle(#[n(0)] Circle),
    /// Lets a substitute in for a day.
    #[n(1)]
    GrantDay(#[n(0)] DayGrant),
    /// Creates a provisional person, to be merged later.
    #[n(2)]
    AddProvisionalPerson(#[n(0)] Person),
    /// Invites the asker's own next device, or a person or group the asker may invite.
    #[n(3)]
    Invite(#[n(0)] InvitationRequest),
    /// The asker opened this group's list today.
    #[n(4)]
    HereToday(#[n(0)] GroupId),
    /// Closes a circle: those named in it read it for a year more, and nobody writes in it.
    #[n(5)]
    CloseCircle(#[n(0)] CircleId),
    /// Ends a substitute's day.
    #[n(6)]
    EndDayGrant(#[n(0)] GrantId),
    /// Takes back a provisional person who was never used.
    #[n(7)]
    WithdrawPerson(#[n(0)] PersonId),
    /// Takes back an invitation that was not used.
    #[n(8)]
    WithdrawInvitation(#[n(0)] InvitationId),
    /// Revokes one of the asker's own devices, with what it prepared.
    #[n(9)]
    RevokeDevice(#[n(0)] DeviceId),
}

/// An invitation that a device asks for. The code stays on the device; the server gets its hash.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct InvitationRequest {
    /// Id.
    #[n(0)]
    pub id: InvitationId,
    /// For whom.
    #[n(1)]
    pub holder: Holder,
    /// `blake3::derive_key("samenspel invitation 1", code)`.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub code_hash: [u8; 32],
}

samenspel_model::hides_content!(InvitationRequest { id, holder });
