//! Every decoder that meets foreign bytes, as a function of those bytes: what the fuzzer calls, and
//! what `tests/tests/corpus.rs` calls again with everything the fuzzer found. Besides not panicking,
//! what is accepted must hold what the code behind it relies on.

use automerge::{Automerge, Change};
use samenspel_document::text;
use samenspel_document::text::{TextChange, read_text, run_trial};
use samenspel_document::{Actor, ChainState, encode, genesis_change, snapshot};
use samenspel_model::entry::{Entry, Fields, NoteKind, Value};
use samenspel_model::ids::{ChildId, DeviceId, EntryKey, Incarnation, OrgId, PersonId};
use samenspel_model::limits;
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::wire;
use samenspel_model::wire::{decode_bounded, decompress};
use samenspel_protocol::{EnrolRequest, InvitationTicket, SyncRequest, SyncResponse};
use samenspel_rules::schema;
use sha2::Digest;

const PHONE: DeviceId = DeviceId([11; 16]);

/// A signed entry's body.
pub fn entry(bytes: &[u8]) {
    let Ok(entry) = Entry::from_cbor(bytes) else {
        return;
    };
    assert_eq!(entry.to_cbor(), bytes, "one entry has one form");
    let _ = schema::check(&entry);
    let _ = schema::references(&entry);
    // It encodes from its bytes alone, and what comes out applies and loads again.
    let actor = Actor::entry(entry.device, Incarnation([9; 8]));
    let encoded = encode(&entry, &actor, &ChainState::start());
    let mut document = Automerge::new();
    apply(&mut document, genesis_change());
    let saved = document.save();
    let tried =
        run_trial(&saved, std::slice::from_ref(&encoded.bytes)).expect("an entry's change applies");
    assert_eq!(tried.heads, [encoded.hash]);
}

/// The Automerge change beside a text edit: as it comes, and with length and checksum put right, for
/// no fuzzer guesses those.
pub fn text_change(bytes: &[u8]) {
    judge_text(bytes);
    judge_text(&put_right(bytes));
}

fn judge_text(bytes: &[u8]) {
    let Ok(change) = text::inspect(bytes) else {
        return;
    };
    assert_eq!(change.bytes(), bytes);
    let read = Change::from_bytes(bytes.to_vec()).expect("what is accepted, Automerge reads");
    assert_eq!(read.hash().0, change.hash());
    assert_eq!(read.len(), change.operations().len());
    let document = agreement();
    if let Ok(checked) = text::check(&document, &KEY, &change, PHONE) {
        assert_applies(document, &change, &checked.text);
    }
}

/// What passes every check passes its trial, and gives the text that the checks said.
fn assert_applies(mut document: Automerge, change: &TextChange, text: &str) {
    let changes = [change.bytes().to_vec()];
    run_trial(&document.save(), &changes).expect("what passes every check passes its trial");
    apply(&mut document, change.bytes());
    assert_eq!(read_text(&document, &KEY).as_deref(), Some(text));
}

fn put_right(bytes: &[u8]) -> Vec<u8> {
    let body = bytes.get(HEADER..).unwrap_or(&[]);
    let mut length = body.len();
    let mut hashed = vec![1];
    while length >= 0x80 {
        hashed.push(length as u8 | 0x80);
        length >>= 7;
    }
    hashed.push(length as u8);
    hashed.extend(body);
    let checksum = sha2::Sha256::digest(&hashed);
    [&[0x85, 0x6f, 0x4a, 0x83][..], &checksum[..4], &hashed].concat()
}

/// Magic, checksum, type, and a length of two bytes, as most seeds have it.
const HEADER: usize = 11;

const KEY: EntryKey = EntryKey {
    person: PersonId([1; 16]),
    entry: [1; 16],
};

/// A document with an agreement.
pub fn agreement() -> Automerge {
    let mut fields = Fields::new();
    let text = Value::Text("Mila slaapt om 12 uur.".to_owned());
    fields.set("text", text).expect("a field");
    let entry = Entry {
        series: Series {
            org: OrgId([5; 16]),
            kind: DocumentKind::Agreements,
            subject: Subject::Child(ChildId([6; 16])),
        },
        schema: 1,
        key: KEY,
        kind: NoteKind::new("agreement").expect("a kind"),
        fields,
        written_at: UnixMillis(1_700_000_000_000),
        device: PHONE,
    };
    let actor = Actor::entry(PHONE, Incarnation([9; 8]));
    let encoded = encode(&entry, &actor, &ChainState::start());
    let mut document = Automerge::new();
    apply(&mut document, genesis_change());
    apply(&mut document, &encoded.bytes);
    document
}

fn apply(document: &mut Automerge, change: &[u8]) {
    let change = Change::from_bytes(change.to_vec()).expect("a change");
    document.apply_changes([change]).expect("it applies");
}

/// The body of `POST /v1/sync` or `/v1/enrol`: as it comes over the wire, and as it is inside, for
/// no fuzzer writes zstd.
pub fn request(bytes: &[u8]) {
    if let Ok(plain) = decompress(bytes, limits::REQUEST_BYTES_MAX) {
        assert!(plain.len() <= limits::REQUEST_BYTES_MAX);
        decode_request(&plain);
    }
    decode_request(bytes);
}

fn decode_request(bytes: &[u8]) {
    if let Ok(request) = decode_bounded::<SyncRequest>(bytes, limits::REQUEST_BYTES_MAX) {
        let again = wire::encode(&request);
        assert_eq!(decode_bounded(&again, usize::MAX), Ok(request.clone()));
        for pushed in &request.entries {
            let _ = pushed.signed.entry();
        }
    }
    let _ = decode_bounded::<EnrolRequest>(bytes, limits::REQUEST_BYTES_MAX);
}

/// The answer to a sync, as a phone reads it.
pub fn response(bytes: &[u8]) {
    if let Ok(response) = decode_bounded::<SyncResponse>(bytes, limits::RESPONSE_BYTES_MAX) {
        let again = wire::encode(&response);
        assert_eq!(decode_bounded(&again, usize::MAX), Ok(response));
    }
}

/// An invitation as it is scanned or typed.
pub fn invitation(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(ticket) = InvitationTicket::from_text(text) {
        let again = InvitationTicket::from_text(&ticket.to_text());
        assert_eq!(again, Ok(ticket), "it reads back from its own text");
    }
}

/// A stored snapshot, as a phone reads it.
pub fn snapshot(bytes: &[u8]) {
    if let Ok(read) = snapshot::read(bytes) {
        assert!(read.entries.len() <= bytes.len() * 1_100);
    }
}
