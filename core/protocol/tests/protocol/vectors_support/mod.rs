//! What the test vectors are computed from: fixed keys, fictional people, one of each message.

mod messages;

use samenspel_document::{
    Actor, ChainState, document_digest, encode as encode_change, genesis_change, genesis_hash,
    heads_digest,
};
use samenspel_model::entry::{DeviceKey, Entry, Fields, NoteKind, SignedEntry, Value, domain};
use samenspel_model::ids::{
    ChildId, DeviceId, DocumentId, EntryKey, GroupId, Incarnation, InvitationId, LocationId, OrgId,
    PersonId,
};
use samenspel_model::series::{DocumentKind, Placement, Series, Subject};
use samenspel_model::time::{Certainty, UnixMillis};
use samenspel_model::wire::{Digest8, compress, encode};
use samenspel_protocol::{
    CommandAction, Cursor, DirectoryCommand, InvitationRequest, PROTOCOL_VERSION, PushEntry,
    RequestHeaders, SYNC_PATH, SignedCommand, SnapshotProgress, SyncRequest, Want,
    invitation_code_hash,
};
use samenspel_rules::directory::Holder;
use serde_json::{Value as Json, json};

pub use messages::{enrolment_vector, response_vector};

const ORG: OrgId = OrgId([0x01; 16]);
const LOCATION: LocationId = LocationId([0x02; 16]);
const GROUP: GroupId = GroupId([0x03; 16]);
const CHILD: ChildId = ChildId([0x04; 16]);
const SAMIRA: PersonId = PersonId([0x05; 16]);
const DEVICE: DeviceId = DeviceId([0x06; 16]);
const SEED: [u8; 32] = [0x07; 32];
const INCARNATION: Incarnation = Incarnation([0x08; 8]);
const CODE: [u8; 16] = [0x09; 16];
/// 2026-03-02T07:30:00Z, a Monday.
const MORNING: UnixMillis = UnixMillis(1_772_436_600_000);

pub fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

pub fn unhex(text: &str) -> Vec<u8> {
    assert!(text.len().is_multiple_of(2), "a whole number of bytes");
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal digits"))
        .collect()
}

fn key() -> DeviceKey {
    DeviceKey::from_bytes(&SEED)
}

fn series(kind: DocumentKind, subject: Subject) -> Series {
    Series {
        org: ORG,
        kind,
        subject,
    }
}

fn entry(number: u8, kind: &str, series: Series, fields: &[(&str, Value)]) -> Entry {
    let mut set = Fields::new();
    for (name, value) in fields {
        set.set(name, value.clone()).expect("fields within bounds");
    }
    Entry {
        series,
        schema: 1,
        key: EntryKey {
            person: SAMIRA,
            entry: [number; 16],
        },
        kind: NoteKind::new(kind).expect("a note kind"),
        fields: set,
        written_at: MORNING,
        device: DEVICE,
    }
}

/// A hand-over, an entry with every type of value, and an agreement with its first text.
fn entries() -> [(&'static str, Entry); 3] {
    let text = |text: &str| Value::Text(text.into());
    let handover = entry(
        0x10,
        "handover",
        series(DocumentKind::Handover, Subject::Child(CHILD)),
        &[
            ("state", text("watch")),
            (
                "summary",
                text("Sliep slecht, kreeg om tien uur een flesje."),
            ),
            ("language", text("nl")),
        ],
    );
    let every_type = entry(
        0x11,
        "handover",
        series(DocumentKind::Handover, Subject::Group(GROUP)),
        &[
            ("text", text("çocuk · dítě · ребёнок · طفل")),
            ("of", Value::Bytes(handover.key.to_bytes().to_vec())),
            ("until", Value::Int(MORNING.0)),
            ("amount", Value::Int(-25)),
            ("medicine", Value::Bool(true)),
            ("code", Value::Null),
        ],
    );
    let agreement = entry(
        0x12,
        "agreement",
        series(DocumentKind::Agreements, Subject::Child(CHILD)),
        &[
            ("topic", text("sleep")),
            ("text", text("Noor slaapt met haar konijn.")),
        ],
    );
    [
        ("a hand-over", handover),
        ("every type of value", every_type),
        ("an agreement", agreement),
    ]
}

fn fields_json(fields: &Fields) -> Json {
    let named = fields.iter().map(|(name, value)| {
        let value = match value {
            Value::Text(text) => json!({ "text": text }),
            Value::Bytes(bytes) => json!({ "bytes": hex(bytes) }),
            Value::Int(number) => json!({ "int": number }),
            Value::Bool(flag) => json!({ "bool": flag }),
            Value::Null => json!({ "null": null }),
        };
        (name.as_str().to_owned(), value)
    });
    Json::Object(named.collect())
}

pub fn entry_vector() -> Json {
    let cases = entries().map(|(what, entry)| {
        let signed = SignedEntry::sign(&entry, &key());
        json!({
            "what": what,
            "organisation": entry.series.org.to_string(),
            "document_kind": entry.series.kind.code(),
            "subject": hex(entry.series.subject.to_bytes()),
            "schema": entry.schema,
            "key": entry.key.to_string(),
            "key_bytes": hex(entry.key.to_bytes()),
            "kind": entry.kind.as_str(),
            "fields": fields_json(&entry.fields),
            "written_at": entry.written_at.0,
            "device": entry.device.to_string(),
            "cbor": hex(&signed.body),
            "content_hash": hex(signed.content_hash().0),
            "signature": hex(signed.signature.0),
        })
    });
    json!({
        "device": { "secret_seed": hex(SEED), "public_key": hex(key().public().0) },
        "entries": cases,
    })
}

pub fn series_vector() -> Json {
    let subjects = [
        (DocumentKind::Handover, Subject::Child(CHILD)),
        (DocumentKind::Group, Subject::Group(GROUP)),
        (
            DocumentKind::ParentDesk,
            Subject::ChildParent(CHILD, SAMIRA),
        ),
        (DocumentKind::Handbook, Subject::Organisation),
    ];
    let cases = subjects.map(|(kind, subject)| {
        let series = series(kind, subject);
        let first = Placement::first(kind, MORNING);
        let placements = [
            first,
            Placement { part: 1, ..first },
            Placement { epoch: 1, ..first },
        ]
        .map(|placement| {
            json!({
                "period": placement.period.0,
                "part": placement.part,
                "epoch": placement.epoch,
                "document": placement.document_id(&series).to_string(),
            })
        });
        json!({
            "kind": kind.name(),
            "bytes": hex(series.to_bytes()),
            "id": hex(series.id()),
            "placements_of": MORNING.0,
            "placements": placements,
        })
    });
    json!({ "series": cases })
}

pub fn change_vector() -> Json {
    let actor = Actor::entry(DEVICE, INCARNATION);
    let mut chain = ChainState::start();
    let changes = entries().map(|(what, entry)| {
        let before = chain;
        let encoded = encode_change(&entry, &actor, &before);
        chain = encoded.next;
        json!({
            "what": what,
            "entry_cbor": hex(entry.to_cbor()),
            "seq": encoded.next.seq,
            "start_op": before.max_op + 1,
            "dependency": hex(before.hash),
            "bytes": hex(&encoded.bytes),
            "hash": hex(encoded.hash),
        })
    });
    let heads = heads_digest(&[chain.hash, genesis_hash()]);
    let document = DocumentId([0x0a; 16]);
    json!({
        "genesis": { "bytes": hex(genesis_change()), "hash": hex(genesis_hash()) },
        "actor": hex(actor.as_bytes()),
        "changes": changes,
        "digests": {
            "heads": [hex(chain.hash), hex(genesis_hash())],
            "heads_digest": hex(heads.0),
            "document": document.to_string(),
            "document_digest": hex(document_digest(document, heads).0),
        },
    })
}

fn push(entry: &Entry) -> PushEntry {
    PushEntry {
        signed: SignedEntry::sign(entry, &key()),
        corrected_at: MORNING.plus_ms(1_500),
        certainty: Certainty::Measured,
        text_change: None,
    }
}

fn invite_command() -> SignedCommand {
    let body = encode(&DirectoryCommand {
        org: ORG,
        key: EntryKey {
            person: SAMIRA,
            entry: [0x13; 16],
        },
        device: DEVICE,
        written_at: MORNING,
        action: CommandAction::Invite(InvitationRequest {
            id: InvitationId([0x14; 16]),
            holder: Holder::Person(SAMIRA),
            code_hash: invitation_code_hash(&CODE),
        }),
    });
    let signature = key().sign(domain::COMMAND, &body);
    SignedCommand { body, signature }
}

pub fn sync_request() -> SyncRequest {
    let [(_, handover), (_, every_type), _] = entries();
    SyncRequest {
        version: PROTOCOL_VERSION,
        schema: 1,
        cursor: Some(Cursor {
            incarnation: INCARNATION,
            position: 41,
        }),
        directory: Some(Digest8([0x0b; 8])),
        commands: vec![invite_command()],
        entries: vec![push(&handover), push(&every_type)],
        wants: vec![
            Want {
                document: DocumentId([0x0a; 16]),
                snapshot: Some(SnapshotProgress {
                    as_of: 30,
                    offset: 262_144,
                }),
                after: None,
            },
            Want {
                document: DocumentId([0x0c; 16]),
                snapshot: None,
                after: Some(17),
            },
        ],
        list_documents: true,
        here: Some(Digest8([0x0f; 8])),
    }
}

pub fn request_vector(wire: &Option<Vec<u8>>) -> Json {
    let plain = encode(&sync_request());
    let wire = wire.clone().unwrap_or_else(|| compress(&plain));
    let headers = RequestHeaders::sign(
        &key(),
        (ORG, DEVICE),
        ("POST", SYNC_PATH),
        &wire,
        MORNING.plus_ms(2_000),
        [0x0d; 16],
    );
    let headers: serde_json::Map<String, Json> = headers
        .to_headers()
        .into_iter()
        .map(|(name, value)| (name.to_owned(), Json::String(value)))
        .collect();
    json!({
        "method": "POST",
        "path": SYNC_PATH,
        "device_secret_seed": hex(SEED),
        "device_public_key": hex(key().public().0),
        "command_cbor": hex(invite_command().body),
        "body_cbor": hex(&plain),
        "body_wire": hex(&wire),
        "body_wire_blake3": hex(blake3::hash(&wire).as_bytes()),
        "headers": headers,
    })
}
