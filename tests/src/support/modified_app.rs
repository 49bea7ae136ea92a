//! A modified app: a device with a real key that keeps to no rule but the protocol's form, and to
//! that only where it wants to. Speaks to the server over a bare socket.

use std::net::SocketAddr;

use anyhow::{Context, ensure};
use samenspel_model::entry::{DeviceKey, Entry, SignedEntry, domain};
use samenspel_model::ids::{DeviceId, EntryKey, OrgId, PersonId, Random};
use samenspel_model::limits::RESPONSE_BYTES_MAX;
use samenspel_model::time::{Certainty, UnixMillis};
use samenspel_model::verdict::Outcome;
use samenspel_model::wire::{compress, decode_bounded, encode};
use samenspel_protocol::{
    CommandAction, DirectoryCommand, EnrolRequest, InvitationTicket, PROTOCOL_VERSION, PushEntry,
    Reply, RequestHeaders, SYNC_PATH, SignedCommand, SyncRequest, SyncResponse,
};
use samenspel_rules::schema::SCHEMA;

use super::bare_http::{self, BareAnswer};
use samenspel_testkit::random::SystemRandom;

pub use samenspel_protocol::{ENROL_PATH, HINTS_PATH};

/// See the module's first lines.
pub struct ModifiedApp {
    /// The organisation that it says it is of.
    pub org: OrgId,
    /// Its device, or the one that it says it is.
    pub device: DeviceId,
    /// What it signs with.
    pub key: DeviceKey,
    address: SocketAddr,
}

impl ModifiedApp {
    /// A device that nobody knows.
    pub fn unknown(org: OrgId, address: SocketAddr, now: UnixMillis) -> Self {
        Self {
            org,
            device: DeviceId::new(now, &mut SystemRandom),
            key: DeviceKey::generate(&mut SystemRandom),
            address,
        }
    }

    /// Enrols by an invitation, as a real app would.
    pub fn enrol(
        ticket: &InvitationTicket,
        address: SocketAddr,
        now: UnixMillis,
    ) -> anyhow::Result<Self> {
        let app = Self::unknown(ticket.org, address, now);
        let answer = app.send_enrolment(&app.enrol_request(&ticket.code))?;
        ensure!(answer.status == 200, "not enrolled: {}", answer.head);
        Ok(app)
    }

    /// What it enrols by, with the true proof.
    pub fn enrol_request(&self, code: &[u8]) -> EnrolRequest {
        let mut request = EnrolRequest {
            version: PROTOCOL_VERSION,
            org: self.org,
            code: code.to_vec(),
            device: self.device,
            public_key: self.key.public(),
            device_name: "modified".into(),
            proof: self.key.sign(domain::ENROLMENT, b""),
        };
        self.prove(&mut request);
        request
    }

    /// Proves a request as it is.
    pub fn prove(&self, request: &mut EnrolRequest) {
        let (org, code) = (&request.org, &request.code);
        let message = EnrolRequest::proof_message(org, code, &request.device, &request.public_key);
        request.proof = self.key.sign(domain::ENROLMENT, &message);
    }

    /// Asks to be enrolled.
    pub fn send_enrolment(&self, request: &EnrolRequest) -> anyhow::Result<BareAnswer> {
        bare_http::send(self.address, ("POST", ENROL_PATH), &[], &encode(request))
    }

    /// Signs an entry as this device's, whatever it says of the author.
    pub fn sign(&self, entry: &Entry) -> SignedEntry {
        let entry = Entry {
            device: self.device,
            ..entry.clone()
        };
        SignedEntry::sign(&entry, &self.key)
    }

    /// Signs any bytes as if they were an entry.
    pub fn sign_bytes(&self, body: Vec<u8>) -> SignedEntry {
        let signature = self.key.sign(domain::ENTRY, &body);
        SignedEntry { body, signature }
    }

    /// Signs a directory command of `asker`.
    pub fn command(
        &self,
        asker: PersonId,
        action: CommandAction,
        now: UnixMillis,
    ) -> SignedCommand {
        self.sign_command(&DirectoryCommand {
            org: self.org,
            key: EntryKey::new(asker, now, &mut SystemRandom),
            device: self.device,
            written_at: now,
            action,
        })
    }

    /// Signs a directory command as it is.
    pub fn sign_command(&self, command: &DirectoryCommand) -> SignedCommand {
        let body = encode(command);
        let signature = self.key.sign(domain::COMMAND, &body);
        SignedCommand { body, signature }
    }

    /// The headers of a request for these bytes, with a nonce never used before.
    pub fn headers(&self, request: (&str, &str), body: &[u8], now: UnixMillis) -> RequestHeaders {
        let ids = (self.org, self.device);
        let nonce = SystemRandom.bytes16();
        RequestHeaders::sign(&self.key, ids, request, body, now, nonce)
    }

    /// Signs these bytes, whatever they are, and sends them as the body of a sync.
    pub fn send_bytes(&self, body: &[u8], now: UnixMillis) -> anyhow::Result<BareAnswer> {
        let headers = self.headers(("POST", SYNC_PATH), body, now);
        self.send_with(&headers, body)
    }

    /// Sends a sync with these headers and this body, whether they match or not.
    pub fn send_with(&self, headers: &RequestHeaders, body: &[u8]) -> anyhow::Result<BareAnswer> {
        let headers = headers.to_headers();
        bare_http::send(self.address, ("POST", SYNC_PATH), &headers, body)
    }

    /// One request.
    pub fn send(
        &self,
        request: &SyncRequest,
        now: UnixMillis,
    ) -> anyhow::Result<Reply<SyncResponse>> {
        self.send_bytes(&compress(&encode(request)), now)?.reply()
    }

    /// Signs and pushes an entry without asking any rule; gives what the server says.
    pub fn push(&self, entry: &Entry, now: UnixMillis) -> anyhow::Result<Outcome> {
        let request = SyncRequest {
            entries: vec![pushed(self.sign(entry), now)],
            ..empty_request()
        };
        let outcomes = self.send(&request, now)??.outcomes;
        let outcome = outcomes.into_iter().next();
        outcome.context("the server said nothing of the entry")
    }

    /// Where the server is.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

/// A request that brings nothing and asks for nothing.
pub fn empty_request() -> SyncRequest {
    SyncRequest {
        version: PROTOCOL_VERSION,
        schema: SCHEMA,
        cursor: None,
        directory: None,
        commands: Vec::new(),
        entries: Vec::new(),
        wants: Vec::new(),
        list_documents: false,
        here: None,
    }
}

/// An entry on its way, written at `at` by a clock that is right.
pub fn pushed(signed: SignedEntry, at: UnixMillis) -> PushEntry {
    PushEntry {
        signed,
        corrected_at: at,
        certainty: Certainty::Measured,
        text_change: None,
    }
}

/// The answer to an enrolment, which is not compressed.
pub fn enrolled<T: for<'b> minicbor::Decode<'b, ()>>(answer: &BareAnswer) -> anyhow::Result<T> {
    ensure!(answer.status == 200, "not enrolled: {}", answer.head);
    Ok(decode_bounded(&answer.body, RESPONSE_BYTES_MAX)?)
}
