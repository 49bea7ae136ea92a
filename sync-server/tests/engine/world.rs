//! A fictional group with two professionals, a child with two parents, and phones of all of them.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use samenspel_document::text::InProcessTrial;
use samenspel_model::entry::{DeviceKey, Entry, Fields, NoteKind, SignedEntry, Value};
use samenspel_model::ids::*;
use samenspel_model::limits;
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::{Certainty, Clock, ClockReading, UnixMillis};
use samenspel_model::verdict::*;
use samenspel_model::wire::*;
use samenspel_protocol::*;
use samenspel_rules::directory::*;
pub use samenspel_testkit::random::Counter;
use sync_server::engine::{Options, Organisation, TextGate};

pub use crate::people::{assignment, records};

pub const ORG: OrgId = OrgId([1; 16]);
pub const GROUP: GroupId = GroupId([2; 16]);
pub const LOCATION: LocationId = LocationId([3; 16]);
pub const NOOR: ChildId = ChildId([4; 16]);
pub const DAAN: ChildId = ChildId([5; 16]);
pub const FATIMA: PersonId = PersonId([0x11; 16]);
pub const JOKE: PersonId = PersonId([0x12; 16]);
pub const SAMIRA: PersonId = PersonId([0x13; 16]);
pub const PIETER: PersonId = PersonId([0x14; 16]);
pub const INGRID: PersonId = PersonId([0x15; 16]);
/// Has no role yet: whom a day grant lets in.
pub const OLENA: PersonId = PersonId([0x16; 16]);
/// 2026-11-02T08:00:00Z.
pub const MORNING: UnixMillis = UnixMillis(1_793_606_400_000);

/// A clock that moves only when told.
#[derive(Debug)]
pub struct DrivenClock(AtomicI64);

impl Clock for DrivenClock {
    fn read(&self) -> ClockReading {
        let now = self.0.load(Ordering::SeqCst);
        ClockReading {
            wall: UnixMillis(now),
            boot_id: 1,
            monotonic_ms: now,
        }
    }
}

/// A phone: a key, and what it needs to sign.
pub struct Phone {
    pub id: DeviceId,
    pub holder: Holder,
    pub person: PersonId,
    pub key: DeviceKey,
    pub random: Counter,
    pub cursor: Option<Cursor>,
}

pub struct World {
    pub folder: tempfile::TempDir,
    pub clock: Arc<DrivenClock>,
    pub organisation: Option<Arc<Organisation>>,
    opened: u64,
}

/// Trials in this process: the tests of the gate itself have real workers.
pub fn gate() -> Arc<TextGate> {
    Arc::new(TextGate::new(InProcessTrial))
}

impl World {
    pub fn new() -> Self {
        Self::with(options())
    }

    pub fn with(options: Options) -> Self {
        Self::with_gate(options, gate())
    }

    pub fn with_gate(options: Options, gate: Arc<TextGate>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(DrivenClock(AtomicI64::new(MORNING.0)));
        let path = folder.path().join("org");
        let random = Box::new(Counter(1_000));
        let organisation =
            Organisation::create(&path, ORG, options, clock.clone(), random, gate).unwrap();
        organisation.change_directory(&records(), &[]).unwrap();
        Self {
            folder,
            clock,
            organisation: Some(Arc::new(organisation)),
            opened: 1,
        }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("org")
    }

    pub fn org(&self) -> &Organisation {
        self.organisation.as_ref().unwrap()
    }

    pub fn now(&self) -> UnixMillis {
        self.clock.read().wall
    }

    pub fn pass(&self, ms: i64) {
        self.clock.0.fetch_add(ms, Ordering::SeqCst);
    }

    pub fn close(&mut self) {
        self.organisation = None;
    }

    pub fn reopen(&mut self) {
        self.close();
        self.opened += 1;
        let random = Box::new(Counter(self.opened << 40));
        let path = self.path();
        let clock = self.clock.clone();
        let organisation =
            Organisation::open(&path, ORG, options(), clock, random, gate()).unwrap();
        self.organisation = Some(Arc::new(organisation));
    }

    /// The same files, open in another process.
    pub fn beside(&self) -> Organisation {
        let random = Box::new(Counter(1 << 50));
        let clock = self.clock.clone();
        Organisation::open(&self.path(), ORG, options(), clock, random, gate()).unwrap()
    }

    /// A phone that is enrolled.
    pub fn phone(&self, person: PersonId, number: u8) -> Phone {
        self.device(Holder::Person(person), person, number)
    }

    pub fn device(&self, holder: Holder, person: PersonId, number: u8) -> Phone {
        let phone = Phone {
            id: DeviceId([number; 16]),
            holder,
            person,
            key: DeviceKey::from_bytes(&[number; 32]),
            random: Counter(u64::from(number) << 32),
            cursor: None,
        };
        let record = Record::Device(phone.record(None, self.now()));
        self.org().change_directory(&[record], &[]).unwrap();
        phone
    }

    /// Makes somebody manager of a location, or of all, since the morning.
    pub fn manages(&self, person: PersonId, location: Option<LocationId>) {
        self.change(Record::Office(Office {
            person,
            role: OfficeRole::Manager,
            location,
            during: Span::since(MORNING),
        }));
    }

    pub fn change(&self, record: Record) {
        self.org().change_directory(&[record], &[]).unwrap();
    }

    /// One round trip.
    pub fn send(&self, phone: &mut Phone, request: &SyncRequest) -> Reply<SyncResponse> {
        let (headers, body) = phone.sign(request, self.now());
        self.deliver(&headers, &body)
    }

    pub fn deliver(&self, headers: &RequestHeaders, body: &[u8]) -> Reply<SyncResponse> {
        let wire = self.org().sync_now(headers, body)?;
        let plain = decompress(&wire, limits::RESPONSE_BYTES_MAX).unwrap();
        Ok(decode_bounded(&plain, limits::RESPONSE_BYTES_MAX).unwrap())
    }

    /// Pushes entries and gives their outcomes.
    pub fn push(&self, phone: &mut Phone, entries: &[SignedEntry]) -> Vec<Outcome> {
        let request = phone.request(entries, self.now());
        self.send(phone, &request).unwrap().outcomes
    }

    /// Pulls everything after the phone's cursor and moves it.
    pub fn pull(&self, phone: &mut Phone) -> Vec<SyncResponse> {
        let mut responses = Vec::new();
        loop {
            let request = phone.request(&[], self.now());
            let response = self.send(phone, &request).unwrap();
            phone.cursor = Some(response.cursor);
            let more = response.more;
            responses.push(response);
            if !more {
                return responses;
            }
        }
    }
}

pub fn options() -> Options {
    Options {
        merge_entries_min: 4,
        merge_after_ms: 0,
        ..Options::default()
    }
}

impl Phone {
    pub fn record(&self, revoked_at: Option<UnixMillis>, now: UnixMillis) -> Device {
        Device {
            id: self.id,
            holder: self.holder,
            public_key: self.key.public(),
            name: "phone".into(),
            enrolled_at: now,
            revoked_at,
            let_in_by: None,
            suspended_at: None,
        }
    }

    pub fn request(&self, entries: &[SignedEntry], at: UnixMillis) -> SyncRequest {
        let push = |signed: &SignedEntry| PushEntry {
            signed: signed.clone(),
            corrected_at: signed.entry().map_or(at, |entry| entry.written_at),
            certainty: Certainty::Measured,
            text_change: None,
        };
        SyncRequest {
            version: PROTOCOL_VERSION,
            schema: 1,
            cursor: self.cursor,
            directory: None,
            commands: Vec::new(),
            entries: entries.iter().map(push).collect(),
            wants: Vec::new(),
            list_documents: false,
            here: None,
        }
    }

    pub fn sign(&mut self, request: &SyncRequest, now: UnixMillis) -> (RequestHeaders, Vec<u8>) {
        let body = compress(&encode(request));
        let headers = self.sign_body(&body, now);
        (headers, body)
    }

    pub fn sign_body(&mut self, body: &[u8], now: UnixMillis) -> RequestHeaders {
        let nonce = self.random.bytes16();
        let ids = (ORG, self.id);
        RequestHeaders::sign(&self.key, ids, ("POST", SYNC_PATH), body, now, nonce)
    }

    pub fn note(
        &mut self,
        kind: DocumentKind,
        subject: Subject,
        note: &str,
        fields: &[(&str, Value)],
        at: UnixMillis,
    ) -> Entry {
        let mut all = Fields::new();
        for (name, value) in fields {
            all.set(name, value.clone()).unwrap();
        }
        Entry {
            series: Series {
                org: ORG,
                kind,
                subject,
            },
            schema: 1,
            key: EntryKey::new(self.person, at, &mut self.random),
            kind: NoteKind::new(note).unwrap(),
            fields: all,
            written_at: at,
            device: self.id,
        }
    }

    /// A hand-over about Noor.
    pub fn handover(&mut self, summary: &str, at: UnixMillis) -> SignedEntry {
        let fields = [("state", text("watch")), ("summary", text(summary))];
        let subject = Subject::Child(NOOR);
        let entry = self.note(DocumentKind::Handover, subject, "handover", &fields, at);
        SignedEntry::sign(&entry, &self.key)
    }

    pub fn handovers(&mut self, count: usize, at: UnixMillis) -> Vec<SignedEntry> {
        (0..count)
            .map(|number| self.handover(&format!("note {number}"), at))
            .collect()
    }
}

pub fn text(text: &str) -> Value {
    Value::Text(text.into())
}

pub fn key_of(signed: &SignedEntry) -> EntryKey {
    signed.entry().unwrap().key
}

pub fn is_stored(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Stored { .. })
}

pub fn refusal(outcome: &Outcome) -> Option<RefusalCode> {
    match outcome {
        Outcome::Refused { code, .. } => Some(*code),
        _ => None,
    }
}

/// The keys of all entries in the pages of some responses.
pub fn keys(responses: &[SyncResponse]) -> Vec<EntryKey> {
    let pages = responses.iter().flat_map(|it| &it.page.entries);
    pages.map(|entry| entry.stored.key).collect()
}

/// The start of the log's present life.
pub fn start(world: &World) -> Cursor {
    let mut phone = world.phone(INGRID, 0x77);
    let request = phone.request(&[], world.now());
    let incarnation = world.send(&mut phone, &request).unwrap().cursor.incarnation;
    Cursor {
        incarnation,
        position: 0,
    }
}

/// Asks for the list of documents and everything wanted, and gives what the document holds.
pub fn want(world: &World, phone: &mut Phone, wants: Vec<Want>) -> Vec<Wanted> {
    let mut request = phone.request(&[], world.now());
    request.wants = wants;
    world.send(phone, &request).unwrap().wanted
}

pub fn first_want(document: DocumentId) -> Want {
    Want {
        document,
        snapshot: None,
        after: None,
    }
}

/// Where the entry was stored, by its outcome.
pub fn stored_at(outcome: &Outcome) -> (samenspel_model::series::Placement, u64) {
    match outcome {
        Outcome::Stored {
            placement: Some(placement),
            position,
        }
        | Outcome::Known {
            placement: Some(placement),
            position,
        } => (*placement, *position),
        other => panic!("{other:?}"),
    }
}

/// The document of a stored entry.
pub fn document_of(signed: &SignedEntry, outcome: &Outcome) -> DocumentId {
    let series = signed.entry().unwrap().series;
    stored_at(outcome).0.document_id(&series)
}
