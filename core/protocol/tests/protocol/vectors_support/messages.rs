//! One of each message that a server sends, and of an enrolment.

use minicbor::bytes::ByteVec;
use samenspel_document::document_digest;
use samenspel_model::entry::{Entry, SignedEntry, domain};
use samenspel_model::ids::DocumentId;
use samenspel_model::series;
use samenspel_model::series::{DocumentKind, Period, Subject};
use samenspel_model::time::Certainty;
use samenspel_model::verdict::{HoldReason, LaterReason, Outcome, RefusalCode, RequestError};
use samenspel_model::wire::{Digest8, encode};
use samenspel_protocol::{
    Cursor, DirectoryView, EnrolRequest, EnrolResponse, HereView, InvitationTicket, ListedDocument,
    MergedDocument, PROTOCOL_VERSION, Page, PageDocument, PulledEntry, StoredEntry, SyncResponse,
    Wanted, WantedPart, invitation_code_hash,
};
use samenspel_rules::directory::{
    Authority, Child, Device, Group, HereToday, Holder, Parenthood, Person, Placement, Record,
    SomebodyElse, Span, here_digest,
};
use serde_json::{Value as Json, json};

use super::{
    CHILD, CODE, DEVICE, GROUP, INCARNATION, LOCATION, MORNING, ORG, SAMIRA, SEED, entries, hex,
    key,
};

fn records() -> Vec<(&'static str, Record)> {
    let during = Span::since(MORNING);
    let group = Group {
        id: GROUP,
        location: LOCATION,
        name: "De Vlinders".into(),
    };
    let samira = Person {
        id: SAMIRA,
        first_name: "Samira".into(),
        last_name: "Bakkali".into(),
        languages: vec!["nl".into(), "ar".into()],
        left_at: None,
    };
    let noor = Child {
        id: CHILD,
        first_name: "Noor".into(),
        last_name: "Bakkali".into(),
        birth_date: "2024-05-17".into(),
        languages: vec!["nl".into()],
    };
    let placement = Placement {
        child: CHILD,
        group: GROUP,
        weekdays: 0b0_1011,
        during,
        expected_by_minute: Some(13 * 60),
    };
    let parenthood = Parenthood {
        child: CHILD,
        person: SAMIRA,
        authority: Authority::Full,
        carer: false,
        earlier_names: Vec::new(),
        collection_barred: false,
        during,
    };
    let device = Device {
        id: DEVICE,
        holder: Holder::Person(SAMIRA),
        public_key: key().public(),
        name: "telefoon van Samira".into(),
        enrolled_at: MORNING,
        revoked_at: None,
        let_in_by: None,
        suspended_at: None,
    };
    let somebody_else = SomebodyElse {
        child: CHILD,
        than: SAMIRA,
        name: "Sam Bakkali".into(),
        by: SAMIRA,
        at: MORNING,
    };
    vec![
        ("group", Record::Group(group)),
        ("person", Record::Person(samira)),
        ("child", Record::Child(noor)),
        ("placement", Record::Placement(placement)),
        ("parenthood", Record::Parenthood(parenthood)),
        ("device", Record::Device(device)),
        ("somebody else", Record::SomebodyElse(somebody_else)),
    ]
}

fn page() -> Page {
    let [(_, handover), (_, every_type), _] = entries();
    let placement = series::Placement::first(DocumentKind::Handover, MORNING);
    let document = |subject| PageDocument {
        kind: DocumentKind::Handover,
        subject,
        placement,
        heads: Some(Digest8([0x0e; 8])),
    };
    let pulled = |document, position, entry: &Entry, own: bool| PulledEntry {
        document,
        position,
        stored: StoredEntry {
            signed: (!own).then(|| SignedEntry::sign(entry, &key())),
            incarnation: INCARNATION,
            seq: 1,
            change: Digest8([0x0f; 8]),
            key: entry.key,
            corrected_at: MORNING.plus_ms(1_500),
            certainty: Certainty::Estimated,
            arrived_at: MORNING.plus_ms(2_100),
            late: false,
            text_change: (!own).then(|| ByteVec::from(vec![0x85, 0x6f, 0x4a, 0x83])),
        },
    };
    Page {
        documents: vec![
            document(Subject::Child(CHILD)),
            document(Subject::Group(GROUP)),
        ],
        entries: vec![
            pulled(0, 42, &handover, true),
            pulled(1, 43, &every_type, false),
        ],
        merged: vec![MergedDocument {
            kind: DocumentKind::Journal,
            subject: Subject::Child(CHILD),
            placement: series::Placement::first(DocumentKind::Journal, MORNING),
            up_to: 39,
        }],
    }
}

fn every_outcome() -> Vec<Outcome> {
    let placement = Some(series::Placement {
        period: Period(8_104),
        part: 0,
        epoch: 0,
    });
    vec![
        Outcome::Stored {
            placement,
            position: 42,
        },
        Outcome::Known {
            placement,
            position: 43,
        },
        Outcome::Later {
            why: LaterReason::MissingBase,
        },
        Outcome::Held {
            why: HoldReason::AccessEnded,
        },
        Outcome::Refused {
            code: RefusalCode::FieldMissing,
            args: vec!["state".into()],
        },
        Outcome::Rebase,
    ]
}

fn quiet_response() -> SyncResponse {
    SyncResponse {
        version: PROTOCOL_VERSION,
        server_time: MORNING.plus_ms(2_200),
        schema: 1,
        restored: None,
        command_outcomes: Vec::new(),
        outcomes: Vec::new(),
        directory: None,
        documents: None,
        page: Page::default(),
        wanted: Vec::new(),
        cursor: Cursor {
            incarnation: INCARNATION,
            position: 43,
        },
        more: false,
        digest: Some(document_digest(DocumentId([0x0a; 16]), Digest8([0x0e; 8]))),
        here: None,
    }
}

fn full_response() -> SyncResponse {
    let wanted = |document, part| Wanted { document, part };
    let here = vec![HereToday {
        group: GROUP,
        person: SAMIRA,
        at: MORNING,
    }];
    SyncResponse {
        restored: Some(40),
        command_outcomes: vec![Outcome::Stored {
            placement: None,
            position: 41,
        }],
        outcomes: every_outcome(),
        directory: Some(DirectoryView {
            digest: Digest8([0x0b; 8]),
            records: records().into_iter().map(|(_, record)| record).collect(),
        }),
        documents: Some(vec![ListedDocument {
            kind: DocumentKind::Handover,
            subject: Subject::Child(CHILD),
            placement: series::Placement::first(DocumentKind::Handover, MORNING),
            heads: Digest8([0x0e; 8]),
        }]),
        page: page(),
        wanted: vec![
            wanted(
                DocumentId([0x0a; 16]),
                WantedPart::Snapshot {
                    as_of: 30,
                    length: 262_147,
                    offset: 262_144,
                    bytes: vec![1, 2, 3],
                },
            ),
            wanted(
                DocumentId([0x0c; 16]),
                WantedPart::Entries {
                    page: Page::default(),
                    up_to: 43,
                    complete: true,
                },
            ),
            wanted(DocumentId([0x0d; 16]), WantedPart::Gone),
        ],
        more: true,
        digest: None,
        here: Some(HereView {
            digest: here_digest(&here),
            here,
        }),
        ..quiet_response()
    }
}

fn every_request_error() -> Vec<RequestError> {
    vec![
        RequestError::Malformed {
            what: "header samenspel-time".into(),
        },
        RequestError::TooLarge {
            what: "bytes".into(),
            limit: 1_048_576,
        },
        RequestError::UnsupportedVersion {
            got: 2,
            supported: 1,
        },
        RequestError::UnknownOrganisation,
        RequestError::UnknownDevice,
        RequestError::DeviceRevoked,
        RequestError::BadSignature,
        RequestError::ClockWrong {
            server_time: MORNING,
        },
        RequestError::NonceReused,
        RequestError::RateLimited {
            retry_after_ms: 2_000,
        },
        RequestError::Unavailable {
            retry_after_ms: 5_000,
        },
        RequestError::InvitationUnknown,
        RequestError::InvitationUsed,
        RequestError::InvitationExpired,
        RequestError::TooManyDevices,
        RequestError::DeviceSuspended,
    ]
}

pub fn response_vector() -> Json {
    let responses: Vec<Json> = [
        ("nothing new", quiet_response()),
        ("everything at once", full_response()),
    ]
    .iter()
    .map(|(what, response)| json!({ "what": what, "cbor": hex(encode(response)) }))
    .collect();
    let errors: Vec<Json> = every_request_error()
        .iter()
        .map(|error| {
            json!({
                "code": error.code(),
                "status": error.status(),
                "cbor": hex(encode(error)),
            })
        })
        .collect();
    let records: Vec<Json> = records()
        .iter()
        .map(|(what, record)| json!({ "what": what, "cbor": hex(encode(record)) }))
        .collect();
    json!({ "responses": responses, "request_errors": errors, "records": records })
}

pub fn enrolment_vector() -> Json {
    let ticket = InvitationTicket {
        url: "https://samenspel.example".into(),
        org: ORG,
        code: CODE.to_vec(),
    };
    let public_key = key().public();
    let proven = EnrolRequest::proof_message(&ORG, &CODE, &DEVICE, &public_key);
    let request = EnrolRequest {
        version: PROTOCOL_VERSION,
        org: ORG,
        code: CODE.to_vec(),
        device: DEVICE,
        public_key,
        device_name: "telefoon van Samira".into(),
        proof: key().sign(domain::ENROLMENT, &proven),
    };
    let response = EnrolResponse {
        holder: Holder::Person(SAMIRA),
        server_time: MORNING,
        organisation: "Kinderopvang De Regenboog".into(),
    };
    json!({
        "ticket": { "url": ticket.url, "organisation": ORG.to_string(), "code": hex(CODE) },
        "text": ticket.to_text(),
        "code_hash": hex(invitation_code_hash(&CODE)),
        "device_secret_seed": hex(SEED),
        "proof_message": hex(&proven),
        "request_cbor": hex(encode(&request)),
        "response_cbor": hex(encode(&response)),
    })
}
