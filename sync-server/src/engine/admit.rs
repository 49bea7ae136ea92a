//! Admission: everything that can be checked without the log, in parallel, before a request waits
//! for its turn. Bounds come before parsing, the request's signature before decompression; small
//! requests are told from large ones before anything of them costs much.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use samenspel_document::TEXT_EDIT_KIND;
use samenspel_model::entry::{ContentHash, Entry, SignedEntry, Verifier};
use samenspel_model::ids::{DeviceId, EntryKey, OrgId};
use samenspel_model::limits;
use samenspel_model::time::{Certainty, UnixMillis};
use samenspel_model::verdict::{RefusalCode, RequestError};
use samenspel_model::wire::{Digest8, WireError, decode_bounded, decompress};
use samenspel_protocol::{
    Cursor, PROTOCOL_VERSION, PushEntry, RequestHeaders, SignedCommand, SyncRequest, Want,
};
use samenspel_rules::directory::{Device, Directory};
use samenspel_rules::policy;
use samenspel_rules::policy::Original;
use samenspel_rules::schema;

use super::Organisation;
use super::cowritten;
use super::directory::DirectoryState;
use super::settled::{Judged, JudgedOn, Settled};
use super::turned_away::Sender;

/// What a request of some fifty notes takes on the wire, which are checked within a few milliseconds.
const SMALL_WIRE_BYTES_MAX: usize = 8 * 1024;
/// And unpacked.
const SMALL_BYTES_MAX: usize = 32 * 1024;
/// Edits of texts in one request that are looked at at all: each costs a signature, far fewer are
/// judged, and those beyond come again.
const EDITS_CHECKED_MAX: usize = 64;

/// A request whose sender is known and whose entries are checked one by one.
#[derive(Debug)]
pub struct Admitted {
    pub(super) device: DeviceId,
    pub(super) nonce: [u8; 16],
    pub(super) time: UnixMillis,
    pub(super) commands: Vec<SignedCommand>,
    pub(super) entries: Vec<Candidate>,
    /// By which heads its texts were judged.
    pub(super) judged_on: Vec<JudgedOn>,
    pub(super) pull: Pull,
}

impl Admitted {
    /// How many entries it brings.
    pub fn entries(&self) -> usize {
        self.entries.len()
    }

    /// About how many entries the writer has to work on; those that have to come again cost it
    /// nothing.
    pub(super) fn weight(&self) -> usize {
        let worked_on = self.entries.iter().filter(|candidate| match candidate {
            Candidate::Unverified(_) | Candidate::Postponed(_) => false,
            Candidate::Verified(checked) => Settled::postponed(checked).is_none(),
        });
        self.commands.len() + worked_on.count()
    }

    /// Whether it brings edits or approvals of co-written texts.
    pub(super) fn has_texts(&self) -> bool {
        self.entries.iter().any(|candidate| match candidate {
            Candidate::Unverified(_) | Candidate::Postponed(_) => false,
            Candidate::Verified(checked) => {
                cowritten::is_about_text(&checked.entry) || policy::is_compared(&checked.entry)
            }
        })
    }
}

/// What a request asks for.
#[derive(Debug)]
pub(super) struct Pull {
    pub cursor: Option<Cursor>,
    pub directory: Option<Digest8>,
    pub wants: Vec<Want>,
    pub list_documents: bool,
    pub here: Option<Digest8>,
}

/// An entry as it came: refused already, or checked as far as one can without the log.
#[derive(Debug)]
pub(super) enum Candidate {
    /// Not by a device we know, or not readable: nobody can be held to it, so it is not remembered.
    Unverified(Refusal),
    /// One of more edits of texts than a request has checked: it comes again, whoever signed it.
    Postponed(EntryKey),
    /// Its signature is that of the device it names.
    Verified(Box<Checked>),
}

/// An entry whose signature verified.
pub(super) struct Checked {
    pub entry: Entry,
    pub signed: SignedEntry,
    pub content: ContentHash,
    pub corrected_at: UnixMillis,
    pub certainty: Certainty,
    pub text_change: Option<Vec<u8>>,
    /// What the schema says.
    pub schema: Result<(), Refusal>,
    /// For an edit or an approval of a co-written text: what was found about it.
    pub judged: Option<Judged>,
    /// For a copy in somebody's name: what it says to be a copy of, where there was time to look.
    pub originals: Option<Vec<Original>>,
}

samenspel_model::hides_content!(Checked {
    corrected_at,
    certainty
});

/// A refusal with its arguments.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub code: RefusalCode,
    pub args: Vec<String>,
}

samenspel_model::hides_content!(Refusal { code });

impl Refusal {
    pub(super) fn of(code: RefusalCode) -> Self {
        Self {
            code,
            args: Vec::new(),
        }
    }

    pub(super) fn with(code: RefusalCode, arg: &str) -> Self {
        Self {
            code,
            args: vec![arg.to_owned()],
        }
    }
}

/// A request that the device it names really sent: its signature was checked, and nothing else yet.
pub struct Authentic<B> {
    headers: RequestHeaders,
    wire_body: B,
}

impl<B> std::fmt::Debug for Authentic<B> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Authentic")
            .field("device", &self.headers.device)
            .finish_non_exhaustive()
    }
}

/// A request that was admitted because it is small, or one that is not.
pub(super) enum Small<B> {
    Admitted(Admitted),
    Not(Authentic<B>),
}

impl<B> Authentic<B> {
    pub(super) fn device(&self) -> DeviceId {
        self.headers.device
    }
}

impl Organisation {
    /// Checks a request's bounds, its time and its own signature, the cheap before the dear, so that limits
    /// count only against the device that really sent it. What else there is to check is [`Organisation::admit`]'s.
    pub fn authenticate<B: AsRef<[u8]>>(
        &self,
        headers: RequestHeaders,
        method: &str,
        path: &str,
        wire_body: B,
    ) -> Result<Authentic<B>, RequestError> {
        if wire_body.as_ref().len() > limits::REQUEST_WIRE_BYTES_MAX {
            return Err(too_large("bytes", limits::REQUEST_WIRE_BYTES_MAX));
        }
        if headers.org != self.org {
            return Err(RequestError::UnknownOrganisation);
        }
        let state = self.directory.latest();
        let device = self.known_device(&state, &headers)?;
        self.check_time(&headers)?;
        self.check_signature(&headers, device, (method, path), wire_body.as_ref())?;
        Ok(Authentic { headers, wire_body })
    }

    /// Checks a request as far as one can before its turn to be written. Takes no lock for long:
    /// call it from as many threads as there are.
    pub fn admit<B: AsRef<[u8]>>(&self, request: &Authentic<B>) -> Result<Admitted, RequestError> {
        let mut admitted = self.admit_unjudged(request)?;
        self.judge_texts(&mut admitted, None)
            .map_err(|error| error.into_request_error("judged texts"))?;
        Ok(admitted)
    }

    /// The same but for texts, which may take longer.
    pub(super) fn admit_unjudged<B: AsRef<[u8]>>(
        &self,
        request: &Authentic<B>,
    ) -> Result<Admitted, RequestError> {
        self.check_time(&request.headers)?;
        let wire_body = request.wire_body.as_ref();
        self.check(
            &request.headers,
            decompress(wire_body, limits::REQUEST_BYTES_MAX),
        )
    }

    /// The same of a small request; a large one is left as it is.
    pub(super) fn admit_small<B: AsRef<[u8]>>(
        &self,
        request: Authentic<B>,
    ) -> Result<Small<B>, RequestError> {
        self.check_time(&request.headers)?;
        let wire_body = request.wire_body.as_ref();
        if wire_body.len() > SMALL_WIRE_BYTES_MAX {
            return Ok(Small::Not(request));
        }
        match decompress(wire_body, SMALL_BYTES_MAX) {
            Err(WireError::TooLarge { .. }) => Ok(Small::Not(request)),
            plain => self.check(&request.headers, plain).map(Small::Admitted),
        }
    }

    fn check(
        &self,
        headers: &RequestHeaders,
        plain: Result<Vec<u8>, WireError>,
    ) -> Result<Admitted, RequestError> {
        let state = self.directory.latest();
        let request = plain
            .map_err(wire_error)
            .and_then(|plain| read_request(&plain))
            .inspect_err(|error| self.turn_away(Sender::Signed(headers.device), error))?;
        let mut sources = Sources::new(self.org, &state);
        let candidates = request
            .entries
            .into_iter()
            .map(|pushed| check_entry(pushed, &mut sources))
            .collect();
        Ok(Admitted {
            device: headers.device,
            nonce: headers.nonce,
            time: headers.time,
            commands: request.commands,
            entries: candidates,
            judged_on: Vec::new(),
            pull: Pull {
                cursor: request.cursor,
                directory: request.directory,
                wants: request.wants,
                list_documents: request.list_documents,
                here: request.here,
            },
        })
    }

    fn known_device<'a>(
        &self,
        state: &'a DirectoryState,
        headers: &RequestHeaders,
    ) -> Result<&'a Device, RequestError> {
        state.directory.device(headers.device).ok_or_else(|| {
            let refused = RequestError::UnknownDevice;
            self.turn_away(Sender::Anybody, &refused);
            refused
        })
    }

    fn check_signature(
        &self,
        headers: &RequestHeaders,
        device: &Device,
        (method, path): (&str, &str),
        wire_body: &[u8],
    ) -> Result<(), RequestError> {
        let verified = headers.verify(&device.public_key, method, path, wire_body);
        verified.map_err(|_| {
            let refused = RequestError::BadSignature;
            self.turn_away(Sender::Claims(device.id), &refused);
            refused
        })
    }

    fn check_time(&self, headers: &RequestHeaders) -> Result<(), RequestError> {
        let now = self.now();
        let too_far = now.since(headers.time).saturating_abs() > limits::REQUEST_WINDOW_MS;
        if too_far
            || self.lives.may_have_answered(headers.time, now)
            || self.reckoned.may_have_answered(headers.time)
        {
            return Err(RequestError::ClockWrong { server_time: now });
        }
        Ok(())
    }

    /// Checks a signed `GET` (hints), which has no body and changes nothing; gives the device.
    pub fn admit_reader(
        &self,
        headers: &RequestHeaders,
        method: &str,
        path: &str,
    ) -> Result<DeviceId, RequestError> {
        if headers.org != self.org {
            return Err(RequestError::UnknownOrganisation);
        }
        let state = self.directory.latest();
        let device = self.known_device(&state, headers)?;
        self.check_time(headers)?;
        self.check_signature(headers, device, (method, path), &[])?;
        if device.revoked_at.is_some() {
            let refused = RequestError::DeviceRevoked;
            self.turn_away(Sender::Signed(device.id), &refused);
            return Err(refused);
        }
        if device.suspended_at.is_some() {
            return Err(RequestError::DeviceSuspended);
        }
        Ok(device.id)
    }

    /// Uses up the nonce of a signed `GET` that was admitted, among those of all paths: the same request is
    /// good once. Durable as those of syncs are, so after [`Organisation::admit_reader`] and whatever bounds
    /// how often a device asks. Blocks.
    pub fn use_reader_nonce(&self, headers: &RequestHeaders) -> Result<(), RequestError> {
        let used = self.write(|batch| {
            let (device, nonce) = (&headers.device, &headers.nonce);
            Ok(batch.write.use_nonce(device, nonce, headers.time)?)
        });
        match used {
            Ok(true) => Ok(()),
            Ok(false) => Err(RequestError::NonceReused),
            Err(error) => Err(error.into_request_error("admitted a reader")),
        }
    }
}

/// Reads a request within its bounds.
fn read_request(plain: &[u8]) -> Result<SyncRequest, RequestError> {
    let request: SyncRequest =
        decode_bounded(plain, limits::REQUEST_BYTES_MAX).map_err(wire_error)?;
    if request.version != PROTOCOL_VERSION {
        return Err(RequestError::UnsupportedVersion {
            got: request.version,
            supported: PROTOCOL_VERSION,
        });
    }
    let counts = [
        ("entries", request.entries.len(), limits::PUSH_ENTRIES_MAX),
        (
            "commands",
            request.commands.len(),
            limits::PUSH_COMMANDS_MAX,
        ),
        ("wants", request.wants.len(), limits::WANTS_MAX),
    ];
    for (what, count, limit) in counts {
        if count > limit {
            return Err(too_large(what, limit));
        }
    }
    Ok(request)
}

fn too_large(what: &str, limit: usize) -> RequestError {
    RequestError::TooLarge {
        what: what.to_owned(),
        limit: limit as u64,
    }
}

/// What a peer is told of bytes that are no message. Names forms, never content.
pub(super) fn wire_error(error: WireError) -> RequestError {
    match error {
        WireError::TooLarge { limit } => too_large("bytes", limit),
        other => RequestError::Malformed {
            what: other.to_string(),
        },
    }
}

/// Who may have signed the entries of one request: mostly one device, whose key is unpacked once.
struct Sources<'a> {
    org: OrgId,
    directory: &'a Directory,
    unpacked: HashMap<DeviceId, Verifier>,
    edits: usize,
}

impl<'a> Sources<'a> {
    fn new(org: OrgId, state: &'a DirectoryState) -> Self {
        Self {
            org,
            directory: &state.directory,
            unpacked: HashMap::new(),
            edits: 0,
        }
    }

    /// Whether an entry is one of more edits than are looked at.
    fn is_postponed(&mut self, entry: &Entry) -> bool {
        self.edits += usize::from(entry.kind.as_str() == TEXT_EDIT_KIND);
        entry.kind.as_str() == TEXT_EDIT_KIND && self.edits > EDITS_CHECKED_MAX
    }

    fn verifier(&mut self, device: DeviceId) -> Result<&Verifier, Refusal> {
        match self.unpacked.entry(device) {
            Slot::Occupied(slot) => Ok(slot.into_mut()),
            Slot::Vacant(slot) => {
                let known = self.directory.device(device);
                let known = known.ok_or_else(|| Refusal::of(RefusalCode::UnknownDevice))?;
                let unpacked = known.public_key.unpack();
                let unpacked = unpacked.map_err(|_| Refusal::of(RefusalCode::BadSignature))?;
                Ok(slot.insert(unpacked))
            }
        }
    }
}

fn check_entry(pushed: PushEntry, sources: &mut Sources<'_>) -> Candidate {
    let entry = match read_entry(&pushed, sources) {
        Ok(entry) if sources.is_postponed(&entry) => return Candidate::Postponed(entry.key),
        read => read,
    };
    match entry.and_then(|entry| verify_entry(&pushed, entry, sources)) {
        Err(refusal) => Candidate::Unverified(refusal),
        Ok(entry) => {
            let text_change = pushed.text_change.map(Vec::from);
            let schema = check_schema(&entry, text_change.as_deref());
            Candidate::Verified(Box::new(Checked {
                content: pushed.signed.content_hash(),
                signed: pushed.signed,
                corrected_at: pushed.corrected_at,
                certainty: pushed.certainty,
                text_change,
                schema,
                judged: None,
                originals: None,
                entry,
            }))
        }
    }
}

fn read_entry(pushed: &PushEntry, sources: &Sources<'_>) -> Result<Entry, Refusal> {
    let entry = pushed.signed.entry().map_err(|error| {
        Refusal::of(if error.is_too_large() {
            RefusalCode::TooLarge
        } else {
            RefusalCode::Malformed
        })
    })?;
    if entry.series.org != sources.org {
        return Err(Refusal::of(RefusalCode::WrongOrganisation));
    }
    Ok(entry)
}

fn verify_entry(
    pushed: &PushEntry,
    entry: Entry,
    sources: &mut Sources<'_>,
) -> Result<Entry, Refusal> {
    // The entry's own device, which need not be the sender: a phone may relay its colleague's.
    let verifier = sources.verifier(entry.device)?;
    pushed
        .signed
        .verify_unpacked(verifier)
        .map_err(|_| Refusal::of(RefusalCode::BadSignature))?;
    Ok(entry)
}

pub(super) fn check_schema(entry: &Entry, text_change: Option<&[u8]>) -> Result<(), Refusal> {
    schema::check(entry).map_err(|error| Refusal {
        code: error.code,
        args: error.args,
    })?;
    let is_edit = entry.kind.as_str() == TEXT_EDIT_KIND;
    match text_change {
        None if is_edit => Err(Refusal::with(RefusalCode::FieldMissing, "text_change")),
        Some(_) if !is_edit => Err(Refusal::with(RefusalCode::Malformed, "text_change")),
        Some(bytes) if bytes.len() > limits::TEXT_CHANGE_BYTES_MAX => {
            Err(Refusal::with(RefusalCode::TooLarge, "text_change"))
        }
        _ => Ok(()),
    }
}
