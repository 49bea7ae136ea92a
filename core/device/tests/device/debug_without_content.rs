//! What `Debug` prints goes into logs, failed assertions and crash reports: nothing of a person, a child, a
//! note or a secret may be in it.

// This is test code: a failed unwrap is a failed test with a line number.
#![allow(clippy::unwrap_used)]

use std::fmt::Debug;

use samenspel_model::entry::{DeviceKey, Entry, Fields, NoteKind, SignedEntry, Value};
use samenspel_model::ids::*;
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::{Certainty, UnixMillis};
use samenspel_protocol::{
    CommandAction, DirectoryView, EnrolRequest, EnrolResponse, InvitationTicket, PROTOCOL_VERSION,
    PushEntry, WantedPart,
};
use samenspel_rules::directory::{
    Authority, Child, Contact, Device, Holder, Location, LocationSettings, Opening, Organisation,
    Parenthood, Person, Phone, PhoneOwner, Record, SomebodyElse, Span,
};
use samenspel_rules::partnership::NewNote;
use samenspel_rules::schema::notes::{Collector, PickUp};

/// In every text of this test.
const SECRET: &str = "zebrapad";
const ORG: OrgId = OrgId([1; 16]);
const PERSON: PersonId = PersonId([2; 16]);
const CHILD: ChildId = ChildId([3; 16]);
const LOCATION: LocationId = LocationId([5; 16]);
const DEVICE: DeviceId = DeviceId([6; 16]);

#[track_caller]
fn hides(value: &impl Debug) {
    let shown = format!("{value:?} {value:#?}");
    let bytes: Vec<String> = SECRET.bytes().map(|byte| byte.to_string()).collect();
    assert!(!shown.contains(SECRET), "{shown}");
    assert!(!shown.contains(&bytes.join(", ")), "as bytes: {shown}");
    let upright: Vec<&str> = shown
        .split_whitespace()
        .map(|it| it.trim_end_matches(','))
        .collect();
    assert!(
        !upright.join(" ").contains(&bytes.join(" ")),
        "as bytes: {shown}"
    );
}

fn secret() -> String {
    SECRET.to_owned()
}

fn now() -> UnixMillis {
    UnixMillis(1_790_000_000_000)
}

fn span() -> Span {
    Span::since(now())
}

fn key() -> DeviceKey {
    DeviceKey::from_bytes(&[9; 32])
}

fn series() -> Series {
    Series {
        org: ORG,
        kind: DocumentKind::DayLog,
        subject: Subject::Child(CHILD),
    }
}

fn entry() -> Entry {
    let mut fields = Fields::new();
    fields.set("text", Value::Text(secret())).unwrap();
    fields
        .set("blob", Value::Bytes(SECRET.as_bytes().to_vec()))
        .unwrap();
    Entry {
        series: series(),
        schema: 1,
        key: EntryKey {
            person: PERSON,
            entry: [7; 16],
        },
        kind: NoteKind::new("pick_up").unwrap(),
        fields,
        written_at: now(),
        device: DEVICE,
    }
}

fn person() -> Person {
    Person {
        id: PERSON,
        first_name: secret(),
        last_name: secret(),
        languages: vec![secret()],
        left_at: None,
    }
}

fn records() -> Vec<Record> {
    vec![
        Record::Organisation(Organisation {
            id: ORG,
            name: secret(),
        }),
        Record::Location(Location {
            id: LOCATION,
            name: secret(),
        }),
        Record::LocationSettings(LocationSettings {
            kinds_off: vec![secret()],
            designated_official: secret(),
            ..LocationSettings::of(LOCATION)
        }),
        Record::Person(person()),
        Record::Child(Child {
            id: CHILD,
            first_name: secret(),
            last_name: secret(),
            birth_date: secret(),
            languages: vec![secret()],
        }),
        Record::Contact(Contact {
            id: ContactId([8; 16]),
            child: CHILD,
            named_by: PERSON,
            name: secret(),
            relation: secret(),
            until: None,
        }),
        Record::SomebodyElse(SomebodyElse {
            child: CHILD,
            than: PERSON,
            name: secret(),
            by: PERSON,
            at: now(),
        }),
        Record::Phone(Phone {
            of: PhoneOwner::Person(PERSON),
            order: 0,
            number: secret(),
        }),
        Record::Device(Device {
            id: DEVICE,
            holder: Holder::Person(PERSON),
            public_key: key().public(),
            name: secret(),
            enrolled_at: now(),
            revoked_at: None,
            let_in_by: None,
            suspended_at: None,
        }),
        Record::Opening(Opening {
            id: GrantId([8; 16]),
            person: PERSON,
            kind: DocumentKind::DayLog,
            subject: Subject::Child(CHILD),
            reason: secret(),
            during: span(),
        }),
    ]
}

#[test]
fn the_directory_shows_ids_and_no_name_number_or_reason() {
    for record in records() {
        hides(&record);
    }
    hides(&DirectoryView {
        digest: samenspel_model::wire::Digest8([0; 8]),
        records: records(),
    });
    hides(&CommandAction::AddProvisionalPerson(person()));
    assert!(format!("{:?}", person()).contains(&format!("{PERSON:?}")));
}

#[test]
fn whether_somebody_may_collect_a_child_is_not_shown() {
    let of = |collection_barred| Parenthood {
        child: CHILD,
        person: PERSON,
        authority: Authority::None,
        carer: false,
        earlier_names: Vec::new(),
        collection_barred,
        during: span(),
    };
    assert_eq!(format!("{:?}", of(true)), format!("{:?}", of(false)));
}

#[test]
fn notes_and_fields_show_their_kind_and_no_word() {
    hides(&entry());
    hides(&entry().fields);
    hides(&Value::Text(secret()));
    hides(&Value::Bytes(SECRET.as_bytes().to_vec()));
    assert_eq!(
        format!("{:?}", Value::Int(1)),
        format!("{:?}", Value::Int(-5_000_000_000))
    );
    let note = Collector::new(secret());
    hides(&note);
    hides(&NewNote::of(series(), &note));
    let mut pick_up = PickUp::new();
    pick_up.text = Some(secret());
    hides(&pick_up);
}

#[test]
fn what_travels_shows_no_body_and_no_change() {
    let signed = SignedEntry::sign(&entry(), &key());
    hides(&signed);
    hides(&PushEntry {
        signed,
        corrected_at: now(),
        certainty: Certainty::Measured,
        text_change: Some(SECRET.as_bytes().to_vec().into()),
    });
    hides(&WantedPart::Snapshot {
        as_of: 1,
        length: 8,
        offset: 0,
        bytes: SECRET.as_bytes().to_vec(),
    });
}

#[test]
fn an_invitation_shows_no_code() {
    let code = SECRET.as_bytes().to_vec();
    hides(&InvitationTicket {
        url: "https://samenspel.example".into(),
        org: ORG,
        code: code.clone(),
    });
    hides(&EnrolRequest {
        version: PROTOCOL_VERSION,
        org: ORG,
        code,
        device: DEVICE,
        public_key: key().public(),
        device_name: secret(),
        proof: key().sign(b"test", b""),
    });
    hides(&EnrolResponse {
        holder: Holder::Person(PERSON),
        server_time: now(),
        organisation: secret(),
    });
}
