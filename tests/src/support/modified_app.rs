//! A modified app: a device with a real key that keeps to no rule but the protocol's form, and
//! speaks to the server over a bare socket.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use anyhow::{Context, ensure};
use samenspel_core::entry::{DeviceKey, Entry, SignedEntry, domain};
use samenspel_core::ids::{DeviceId, OrgId, Random};
use samenspel_core::limits::RESPONSE_BYTES_MAX;
use samenspel_core::protocol::{
    EnrolRequest, InvitationTicket, Outcome, PROTOCOL_VERSION, PushEntry, RequestHeaders,
    SYNC_PATH, SyncRequest, SyncResponse, compress, decode_bounded, decompress, encode,
};
use samenspel_core::time::{Certainty, UnixMillis};

use crate::random::SystemRandom;

/// See the module's first lines.
pub struct ModifiedApp {
    org: OrgId,
    /// Its device.
    pub device: DeviceId,
    key: DeviceKey,
    address: SocketAddr,
}

impl ModifiedApp {
    /// Enrols by an invitation, as a real app would.
    pub fn enrol(
        ticket: &InvitationTicket,
        address: SocketAddr,
        now: UnixMillis,
    ) -> anyhow::Result<Self> {
        let device = DeviceId::new(now, &mut SystemRandom);
        let key = DeviceKey::generate(&mut SystemRandom);
        let public_key = key.public();
        let proof = EnrolRequest::proof_message(&ticket.org, &ticket.code, &device, &public_key);
        let request = EnrolRequest {
            version: PROTOCOL_VERSION,
            org: ticket.org,
            code: ticket.code.clone(),
            device,
            public_key,
            device_name: "modified".into(),
            proof: key.sign(domain::ENROLMENT, &proof),
        };
        post(address, "/v1/enrol", &[], &encode(&request))?;
        Ok(Self {
            org: ticket.org,
            device,
            key,
            address,
        })
    }

    /// Signs and pushes an entry without asking any rule; gives what the server says.
    pub fn push(&self, entry: &Entry, now: UnixMillis) -> anyhow::Result<Outcome> {
        let request = SyncRequest {
            version: PROTOCOL_VERSION,
            schema: entry.schema,
            cursor: None,
            directory: None,
            commands: Vec::new(),
            entries: vec![PushEntry {
                signed: SignedEntry::sign(entry, &self.key),
                corrected_at: now,
                certainty: Certainty::Measured,
                text_change: None,
            }],
            wants: Vec::new(),
            list_documents: false,
        };
        let body = compress(&encode(&request));
        let headers = RequestHeaders::sign(
            &self.key,
            (self.org, self.device),
            ("POST", SYNC_PATH),
            &body,
            now,
            SystemRandom.bytes16(),
        );
        let answer = post(self.address, SYNC_PATH, &headers.to_headers(), &body)?;
        let plain = decompress(&answer, RESPONSE_BYTES_MAX)?;
        let response: SyncResponse = decode_bounded(&plain, RESPONSE_BYTES_MAX)?;
        response
            .outcomes
            .into_iter()
            .next()
            .context("the server said nothing of the entry")
    }
}

fn post(
    address: SocketAddr,
    path: &str,
    headers: &[(&'static str, String)],
    body: &[u8],
) -> anyhow::Result<Vec<u8>> {
    let mut head = format!("POST {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    head += &format!("content-length: {}\r\n\r\n", body.len());
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(&[head.as_bytes(), body].concat())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n");
    let end = end.context("no HTTP answer")?;
    let status = String::from_utf8_lossy(&answer[..end.min(12)]).into_owned();
    ensure!(status.ends_with("200"), "the server answered {status}");
    Ok(answer.split_off(end + 4))
}
