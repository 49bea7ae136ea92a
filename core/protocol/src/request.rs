//! The signature that every request carries in its headers, so that there is no log-in round trip.

use samenspel_model::entry::{DeviceKey, DevicePublicKey, SignatureBytes, SignatureError, domain};
use samenspel_model::hex::{hex, unhex};
use samenspel_model::ids::{DeviceId, OrgId};
use samenspel_model::time::UnixMillis;

/// Where the one request of a sync goes.
pub const SYNC_PATH: &str = "/v1/sync";
/// Where a device enrols.
pub const ENROL_PATH: &str = "/v1/enrol";
/// Where a device listens for hints.
pub const HINTS_PATH: &str = "/v1/hints";

/// The header names.
pub mod header {
    /// Organisation id.
    pub const ORGANISATION: &str = "samenspel-organisation";
    /// Device id.
    pub const DEVICE: &str = "samenspel-device";
    /// Milliseconds since 1970, the device's corrected time.
    pub const TIME: &str = "samenspel-time";
    /// 32 hexadecimal digits, never used before by this device.
    pub const NONCE: &str = "samenspel-nonce";
    /// 128 hexadecimal digits.
    pub const SIGNATURE: &str = "samenspel-signature";
}

/// Why a request's headers are not a signature.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestSignatureError {
    /// A header is missing or misspelt.
    #[error("header {0} is missing or malformed")]
    Header(&'static str),
    /// The signature does not match.
    #[error(transparent)]
    Signature(#[from] SignatureError),
}

/// What the headers say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestHeaders {
    /// Organisation.
    pub org: OrgId,
    /// Device.
    pub device: DeviceId,
    /// The device's corrected time.
    pub time: UnixMillis,
    /// Never used before by this device.
    pub nonce: [u8; 16],
    /// Over all of it.
    pub signature: SignatureBytes,
}

impl RequestHeaders {
    /// Signs a request. `body` is as it goes over the wire.
    pub fn sign(
        key: &DeviceKey,
        (org, device): (OrgId, DeviceId),
        (method, path): (&str, &str),
        body: &[u8],
        time: UnixMillis,
        nonce: [u8; 16],
    ) -> Self {
        let message = message(&org, &device, method, path, body, time, &nonce);
        Self {
            org,
            device,
            time,
            nonce,
            signature: key.sign(domain::REQUEST, &message),
        }
    }

    /// Checks the signature, before anything of the body is decompressed or parsed.
    pub fn verify(
        &self,
        key: &DevicePublicKey,
        method: &str,
        path: &str,
        body: &[u8],
    ) -> Result<(), RequestSignatureError> {
        let message = message(
            &self.org,
            &self.device,
            method,
            path,
            body,
            self.time,
            &self.nonce,
        );
        Ok(key.verify(domain::REQUEST, &message, &self.signature)?)
    }

    /// The headers, as names and values.
    pub fn to_headers(&self) -> [(&'static str, String); 5] {
        [
            (header::ORGANISATION, self.org.to_string()),
            (header::DEVICE, self.device.to_string()),
            (header::TIME, self.time.0.to_string()),
            (header::NONCE, hex(&self.nonce)),
            (header::SIGNATURE, hex(&self.signature.0)),
        ]
    }

    /// Reads the headers; `get` finds a value by its name.
    pub fn from_headers<'a>(
        get: impl Fn(&'static str) -> Option<&'a str>,
    ) -> Result<Self, RequestSignatureError> {
        let read = |name| get(name).ok_or(RequestSignatureError::Header(name));
        let bad = RequestSignatureError::Header;
        Ok(Self {
            org: read(header::ORGANISATION)?
                .parse()
                .map_err(|_| bad(header::ORGANISATION))?,
            device: read(header::DEVICE)?
                .parse()
                .map_err(|_| bad(header::DEVICE))?,
            time: decimal(read(header::TIME)?).ok_or(bad(header::TIME))?,
            nonce: array(read(header::NONCE)?).ok_or(bad(header::NONCE))?,
            signature: SignatureBytes(
                array(read(header::SIGNATURE)?).ok_or(bad(header::SIGNATURE))?,
            ),
        })
    }
}

fn message(
    org: &OrgId,
    device: &DeviceId,
    method: &str,
    path: &str,
    body: &[u8],
    time: UnixMillis,
    nonce: &[u8; 16],
) -> Vec<u8> {
    [
        &org.0[..],
        &device.0[..],
        &time.0.to_be_bytes()[..],
        &nonce[..],
        &blake3::hash(body).as_bytes()[..],
        method.as_bytes(),
        b" ",
        path.as_bytes(),
    ]
    .concat()
}

/// Only the one spelling: no plus sign, no leading zeros.
fn decimal(text: &str) -> Option<UnixMillis> {
    let number: i64 = text.parse().ok()?;
    (number.to_string() == text).then_some(UnixMillis(number))
}

/// So many bytes, in hexadecimal digits.
fn array<const N: usize>(text: &str) -> Option<[u8; N]> {
    // Not longer than it must be: it is read before anybody signed for it.
    (text.len() == 2 * N).then(|| unhex(text)?.try_into().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signed_request_is_accepted_as_sent_and_refused_when_anything_changed() {
        let key = DeviceKey::from_bytes(&[1; 32]);
        let ids = (OrgId([2; 16]), DeviceId([3; 16]));
        let signed = RequestHeaders::sign(
            &key,
            ids,
            ("POST", SYNC_PATH),
            b"body",
            UnixMillis(5),
            [4; 16],
        );
        let headers = signed.to_headers();
        let read = RequestHeaders::from_headers(|name| {
            headers
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| value.as_str())
        })
        .unwrap();
        assert_eq!(read, signed);
        let key = key.public();
        assert_eq!(read.verify(&key, "POST", SYNC_PATH, b"body"), Ok(()));
        assert!(read.verify(&key, "POST", SYNC_PATH, b"bodY").is_err());
        assert!(read.verify(&key, "GET", SYNC_PATH, b"body").is_err());
        assert!(read.verify(&key, "POST", "/v1/other", b"body").is_err());
        let later = RequestHeaders {
            time: UnixMillis(6),
            ..read
        };
        assert!(later.verify(&key, "POST", SYNC_PATH, b"body").is_err());
    }

    #[test]
    fn a_number_in_a_header_has_one_spelling() {
        assert_eq!(array("0af0"), Some([0x0a, 0xf0]));
        for other in ["0AF0", "+af0", "0a+f", "0af", "0af00", "0x0a", " af0", ""] {
            assert_eq!(array::<2>(other), None, "{other:?}");
        }
        assert_eq!(decimal("-5"), Some(UnixMillis(-5)));
        for other in ["+5", "05", "-0", "5.0", " 5", "", "99999999999999999999"] {
            assert_eq!(decimal(other), None, "{other:?}");
        }
    }
}
