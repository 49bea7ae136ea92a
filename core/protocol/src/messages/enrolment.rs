//! `POST /v1/enrol` and the invitation that leads to it.

use minicbor::{Decode, Encode};

use samenspel_model::entry::{DevicePublicKey, SignatureBytes};
use samenspel_model::ids::{DeviceId, OrgId};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::Holder;

/// The body of `POST /v1/enrol`.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct EnrolRequest {
    /// [`crate::PROTOCOL_VERSION`].
    #[n(0)]
    pub version: u16,
    /// The organisation.
    #[n(1)]
    pub org: OrgId,
    /// The invitation's secret code.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub code: Vec<u8>,
    /// The new profile's id, drawn by the device.
    #[n(3)]
    pub device: DeviceId,
    /// Its key.
    #[n(4)]
    pub public_key: DevicePublicKey,
    /// What the holder calls it.
    #[n(5)]
    pub device_name: String,
    /// Proof that the device has the key: over org, code, device and key, under the enrolment tag.
    #[n(6)]
    pub proof: SignatureBytes,
}

samenspel_model::hides_content!(EnrolRequest {
    version,
    org,
    device
});

impl EnrolRequest {
    /// What the proof is over.
    pub fn proof_message(
        org: &OrgId,
        code: &[u8],
        device: &DeviceId,
        public_key: &DevicePublicKey,
    ) -> Vec<u8> {
        [&org.0[..], &device.0[..], &public_key.0[..], code].concat()
    }
}

/// The answer to `POST /v1/enrol`.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct EnrolResponse {
    /// Who holds the new profile.
    #[n(0)]
    pub holder: Holder,
    /// The server's time.
    #[n(1)]
    pub server_time: UnixMillis,
    /// The organisation's name, for the screen.
    #[n(2)]
    pub organisation: String,
}

samenspel_model::hides_content!(EnrolResponse {
    holder,
    server_time
});

/// An invitation as its QR code or text carries it.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct InvitationTicket {
    /// Where the server is, without path.
    #[n(0)]
    pub url: String,
    /// The organisation.
    #[n(1)]
    pub org: OrgId,
    /// The secret code.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub code: Vec<u8>,
}

samenspel_model::hides_content!(InvitationTicket { url, org });

/// The hash under which a server keeps an invitation's code.
pub fn invitation_code_hash(code: &[u8]) -> [u8; 32] {
    blake3::derive_key("samenspel invitation 1", code)
}
