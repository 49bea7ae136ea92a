//! A device that only signs and sends: no store, so that a benchmark of the server is not one of the
//! phone. Knows the wire; knows no sockets.

use anyhow::{Context as _, ensure};
use minicbor::bytes::ByteVec;
use samenspel_model::entry::{DeviceKey, DevicePublicKey, Entry, SignedEntry, domain};
use samenspel_model::ids::{DeviceId, EntryKey, OrgId, PersonId, Random};
use samenspel_model::limits::RESPONSE_BYTES_MAX;
use samenspel_model::time::Certainty;
use samenspel_model::verdict::Outcome;
use samenspel_model::wire::{Digest8, compress, decode_bounded, decompress, encode};
use samenspel_protocol::{
    CommandAction, Cursor, DirectoryCommand, PROTOCOL_VERSION, PushEntry, RequestHeaders,
    SYNC_PATH, SignedCommand, SyncRequest, SyncResponse, Want,
};
use samenspel_rules::schema::SCHEMA;

use sync_server::system::{SystemClock, SystemRandom};

/// A device of one person.
pub struct Writer {
    /// Who.
    pub person: PersonId,
    /// The device.
    pub device: DeviceId,
    org: OrgId,
    key: DeviceKey,
    cursor: Option<Cursor>,
    directory: Option<Digest8>,
}

impl Writer {
    /// A device that has not been in contact.
    pub fn new(org: OrgId, device: DeviceId, person: PersonId, key: DeviceKey) -> Self {
        Self {
            person,
            device,
            org,
            key,
            cursor: None,
            directory: None,
        }
    }

    /// Its public key.
    pub fn public_key(&self) -> DevicePublicKey {
        self.key.public()
    }

    /// Signs an entry, as it is pushed.
    pub fn sign(&self, entry: &Entry) -> PushEntry {
        PushEntry {
            signed: SignedEntry::sign(entry, &self.key),
            corrected_at: entry.written_at,
            certainty: Certainty::Measured,
            text_change: None::<ByteVec>,
        }
    }

    /// A signed request with these entries.
    pub fn request(&self, entries: Vec<PushEntry>) -> (RequestHeaders, Vec<u8>) {
        self.send(self.cursor, entries, Vec::new(), Vec::new())
    }

    /// A signed request with another cursor than its own, that wants something.
    pub fn asking(&self, cursor: Option<Cursor>, wants: Vec<Want>) -> (RequestHeaders, Vec<u8>) {
        self.send(cursor, Vec::new(), Vec::new(), wants)
    }

    fn send(
        &self,
        cursor: Option<Cursor>,
        entries: Vec<PushEntry>,
        commands: Vec<SignedCommand>,
        wants: Vec<Want>,
    ) -> (RequestHeaders, Vec<u8>) {
        let request = SyncRequest {
            version: PROTOCOL_VERSION,
            schema: SCHEMA,
            cursor,
            directory: self.directory,
            commands,
            entries,
            wants,
            list_documents: false,
            here: None,
        };
        let body = compress(&encode(&request));
        let headers = RequestHeaders::sign(
            &self.key,
            (self.org, self.device),
            ("POST", SYNC_PATH),
            &body,
            SystemClock.now(),
            SystemRandom.bytes16(),
        );
        (headers, body)
    }

    /// A signed request with one command of the person's.
    pub fn ask(&self, action: CommandAction) -> (RequestHeaders, Vec<u8>) {
        let now = SystemClock.now();
        let command = DirectoryCommand {
            org: self.org,
            key: EntryKey::new(self.person, now, &mut SystemRandom),
            device: self.device,
            written_at: now,
            action,
        };
        let body = encode(&command);
        let signature = self.key.sign(domain::COMMAND, &body);
        self.send(
            self.cursor,
            Vec::new(),
            vec![SignedCommand { body, signature }],
            Vec::new(),
        )
    }

    /// Takes the answer to a request with one command, which must have been carried out.
    pub fn take_command(&mut self, wire: &[u8]) -> anyhow::Result<()> {
        let response = self.read(wire)?;
        let outcome = response.command_outcomes.first();
        ensure!(
            matches!(outcome, Some(Outcome::Stored { .. })),
            "a command was answered with {outcome:?}"
        );
        Ok(())
    }

    /// Takes the answer to a request with `count` entries; all must have been stored.
    pub fn take(&mut self, count: usize, wire: &[u8]) -> anyhow::Result<()> {
        let response = self.read(wire)?;
        let is_stored = |outcome: &&Outcome| matches!(outcome, Outcome::Stored { .. });
        let stored = response.outcomes.iter().filter(is_stored).count();
        ensure!(
            stored == count,
            "only {stored} of {count} notes were stored"
        );
        Ok(())
    }

    fn read(&mut self, wire: &[u8]) -> anyhow::Result<SyncResponse> {
        let plain = decompress(wire, RESPONSE_BYTES_MAX).context("an answer")?;
        let response: SyncResponse =
            decode_bounded(&plain, RESPONSE_BYTES_MAX).context("an answer")?;
        self.cursor = Some(response.cursor);
        if let Some(view) = &response.directory {
            self.directory = Some(view.digest);
        }
        Ok(response)
    }
}
