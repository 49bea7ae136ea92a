//! Who says that they are somebody else: authors, devices, keys, signatures and organisations.

use ed25519_dalek::{Signer, SigningKey};
use samenspel_model::entry::{DeviceKey, Entry, SignatureBytes, SignedEntry, domain};
use samenspel_model::ids::{DeviceId, EntryKey, OrgId};
use samenspel_model::verdict::{HoldReason, Outcome, RefusalCode};
use samenspel_model::wire::{compress, encode};
use samenspel_protocol::{RequestHeaders, SYNC_PATH, SyncRequest};
use samenspel_rules::directory::Record;
use samenspel_tests::support::bare_http;
use samenspel_tests::support::modified_app::{ModifiedApp, empty_request, pushed};

use crate::siege::{Siege, refused};

/// A well-formed request that asks for everything.
fn curious() -> Vec<u8> {
    compress(&encode(&SyncRequest {
        list_documents: true,
        here: None,
        ..empty_request()
    }))
}

#[test]
fn hostile_parent_writes_in_the_name_of_the_other_parent() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let notes = [
        at.home_note(at.pieter, (at.noor, at.pieter), now),
        at.drop_off(at.pieter, at.noor, now),
        at.home_note(at.pieter, (at.noor, at.samira), now),
    ];
    let signed = notes.iter().map(|it| samira.sign(it)).collect();
    siege.refuses_all(&samira, signed, RefusalCode::NotTheAuthor);
}

#[test]
fn hostile_parent_writes_in_the_name_of_a_member_of_staff() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let staff = [at.fatima, at.joke, at.karim, at.ingrid];
    let notes = staff.map(|it| samira.sign(&at.handover(it, at.noor, now)));
    siege.refuses_all(&samira, notes.into(), RefusalCode::NotTheAuthor);
}

#[test]
fn hostile_professional_writes_in_the_name_of_a_colleague() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let sanne = siege.device_of(at.sanne);
    let note = sanne.sign(&at.handover(at.fatima, at.noor, now));
    siege.refuses(&sanne, note, RefusalCode::NotTheAuthor, &[]);
}

#[test]
fn hostile_parent_writes_in_the_name_of_nobody() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let nobody = samenspel_model::ids::PersonId([0; 16]);
    let note = samira.sign(&at.drop_off(nobody, at.noor, now));
    siege.refuses(&samira, note, RefusalCode::NotTheAuthor, &[]);
}

#[test]
fn hostile_entry_names_the_device_of_another() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let note = Entry {
        device: siege.honest("Fatima").device,
        ..at.handover(at.fatima, at.noor, now)
    };
    let forged = SignedEntry::sign(&note, &samira.key);
    siege.refuses(&samira, forged, RefusalCode::BadSignature, &[]);
}

#[test]
fn hostile_entry_is_signed_by_a_key_that_nobody_knows() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let note = Entry {
        device: samira.device,
        ..at.drop_off(at.samira, at.noor, now)
    };
    let forged = SignedEntry::sign(&note, &DeviceKey::from_bytes(&[66; 32]));
    siege.refuses(&samira, forged, RefusalCode::BadSignature, &[]);
}

#[test]
fn hostile_entry_names_a_device_that_is_not_enrolled() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let unknown = siege.stranger();
    let forged = unknown.sign(&at.drop_off(at.samira, at.noor, now));
    siege.refuses(&samira, forged, RefusalCode::UnknownDevice, &[]);
}

#[test]
fn hostile_entry_is_changed_after_it_was_signed() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let honest = siege
        .honest("Fatima")
        .sign(&at.handover(at.fatima, at.noor, now));
    let mut entry = honest.entry().unwrap();
    entry.written_at = now.plus_ms(1);
    let changed = SignedEntry {
        body: entry.to_cbor(),
        signature: honest.signature,
    };
    siege.refuses(&samira, changed, RefusalCode::BadSignature, &[]);
}

#[test]
fn hostile_signature_of_another_purpose_passes_for_no_entry() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let body = samira.sign(&at.drop_off(at.samira, at.noor, now)).body;
    let under = |tag: &[u8]| SignedEntry {
        signature: samira.key.sign(tag, &body),
        body: body.clone(),
    };
    let tags = [domain::REQUEST, domain::COMMAND, domain::ENROLMENT, b""];
    let forged = tags.map(under).into();
    siege.refuses_all(&samira, forged, RefusalCode::BadSignature);
}

#[test]
fn hostile_signature_is_malleable_or_empty() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let honest = samira.sign(&at.drop_off(at.samira, at.noor, now));
    let with = |signature: [u8; 64]| SignedEntry {
        body: honest.body.clone(),
        signature: SignatureBytes(signature),
    };
    let mut identity = [0; 64];
    identity[0] = 1;
    let forged = vec![
        with(plus_group_order(honest.signature.0)),
        with([0; 64]),
        with([0xff; 64]),
        with(identity),
    ];
    siege.refuses_all(&samira, forged, RefusalCode::BadSignature);
}

/// The same signature with its second half one group order higher: equal to a lax verifier.
fn plus_group_order(mut signature: [u8; 64]) -> [u8; 64] {
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde,
        0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut carry = 0;
    for (byte, order) in signature[32..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(order) + carry;
        *byte = (sum & 0xff) as u8;
        carry = sum >> 8;
    }
    signature
}

#[test]
fn hostile_entry_is_for_another_organisation() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let mut note = at.drop_off(at.samira, at.noor, now);
    note.series.org = OrgId([7; 16]);
    let note = samira.sign(&note);
    siege.refuses(&samira, note, RefusalCode::WrongOrganisation, &[]);
}

#[test]
fn hostile_request_is_for_an_organisation_that_is_not_served() {
    let siege = Siege::lay();
    let mut samira = siege.device_of(siege.at.samira);
    samira.org = OrgId([7; 16]);
    siege.turns_away_bytes(&samira, &curious(), (404, "unknown_organisation"));
}

#[test]
fn hostile_request_is_signed_for_another_organisation_than_it_names() {
    let siege = Siege::lay();
    let mut samira = siege.device_of(siege.at.samira);
    samira.org = OrgId([7; 16]);
    let body = curious();
    let headers = samira.headers(("POST", SYNC_PATH), &body, siege.now());
    let swapped = RequestHeaders {
        org: siege.at.org,
        ..headers
    };
    siege.turns_away((401, "bad_signature"), || {
        samira.send_with(&swapped, &body).unwrap()
    });
}

#[test]
fn hostile_request_comes_from_a_device_that_nobody_knows() {
    let siege = Siege::lay();
    siege.turns_away_bytes(&siege.stranger(), &curious(), (401, "unknown_device"));
}

#[test]
fn hostile_request_names_the_device_of_another() {
    let siege = Siege::lay();
    let mut samira = siege.device_of(siege.at.samira);
    samira.device = siege.honest("Fatima").device;
    siege.turns_away_bytes(&samira, &curious(), (401, "bad_signature"));
}

#[test]
fn hostile_request_is_signed_for_another_path_or_method() {
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    let body = curious();
    for wrong in [
        ("POST", "/v1/enrol"),
        ("GET", SYNC_PATH),
        ("POST", "/v1/sync/"),
    ] {
        let headers = samira.headers(wrong, &body, siege.now());
        siege.turns_away((401, "bad_signature"), || {
            samira.send_with(&headers, &body).unwrap()
        });
    }
}

#[test]
fn hostile_request_is_signed_under_the_tag_of_an_entry() {
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    let body = curious();
    let mut headers = samira.headers(("POST", SYNC_PATH), &body, siege.now());
    let message = [
        &headers.org.0[..],
        &headers.device.0,
        &headers.time.0.to_be_bytes(),
        &headers.nonce,
        blake3::hash(&body).as_bytes(),
        b"POST /v1/sync",
    ]
    .concat();
    headers.signature = samira.key.sign(domain::ENTRY, &message);
    siege.turns_away((401, "bad_signature"), || {
        samira.send_with(&headers, &body).unwrap()
    });
    // The message above is the right one: under its own tag it is answered.
    headers.signature = samira.key.sign(domain::REQUEST, &message);
    assert_eq!(samira.send_with(&headers, &body).unwrap().status, 200);
}

#[test]
fn hostile_request_is_signed_without_any_tag() {
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    let body = curious();
    let mut headers = samira.headers(("POST", SYNC_PATH), &body, siege.now());
    let bare = SigningKey::from_bytes(&samira.key.to_bytes());
    headers.signature = SignatureBytes(bare.sign(&body).to_bytes());
    siege.turns_away((401, "bad_signature"), || {
        samira.send_with(&headers, &body).unwrap()
    });
}

/// Samira's phone, which the manager has revoked.
fn revoked(siege: &Siege) -> ModifiedApp {
    let samira = siege.device_of(siege.at.samira);
    let directory = siege.server.organisation.directory();
    let mut device = directory.device(samira.device).unwrap().clone();
    device.revoked_at = Some(siege.now());
    let record = Record::Device(device);
    siege
        .server
        .organisation
        .change_directory(&[record], &[])
        .unwrap();
    samira
}

#[test]
fn hostile_revoked_device_goes_on_reading() {
    let siege = Siege::lay();
    let samira = revoked(&siege);
    siege.turns_away_bytes(&samira, &curious(), (403, "device_revoked"));
    let headers = samira
        .headers(("GET", "/v1/hints"), b"", siege.now())
        .to_headers();
    siege.turns_away((403, "device_revoked"), || {
        bare_http::send(siege.address(), ("GET", "/v1/hints"), &headers, b"").unwrap()
    });
}

#[test]
fn hostile_revoked_device_writes_on_and_learns_nothing() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = revoked(&siege);
    let note = samira.sign(&at.drop_off(at.samira, at.noor, now));
    let request = SyncRequest {
        entries: vec![pushed(note, now)],
        list_documents: true,
        here: None,
        ..empty_request()
    };
    let response = siege.only_held(1, || siege.ask(&samira, &request).unwrap());
    let why = HoldReason::DeviceRevoked;
    assert_eq!(response.outcomes, [Outcome::Held { why }]);
    assert_eq!(response.documents, Some(Vec::new()));
    assert_eq!(response.directory, None);
    assert!(response.page.entries.is_empty());
}

#[test]
fn hostile_revoked_device_has_its_notes_brought_by_another() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let revoked = revoked(&siege);
    let second = siege.device_of(at.samira);
    let note = revoked.sign(&at.drop_off(at.samira, at.noor, now));
    siege.holds(&second, note, HoldReason::DeviceRevoked);
}

#[test]
fn hostile_relay_of_a_note_that_its_author_never_signed() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    // The signature of a note that Fatima did write, under words that she did not.
    let theirs = siege.written.signed[0].clone();
    let key = EntryKey {
        entry: [9; 16],
        ..siege.written.handover.key
    };
    let forged = Entry {
        key,
        device: siege.honest("Fatima").device,
        ..at.handover(at.fatima, at.noor, now)
    };
    let forged = SignedEntry {
        body: forged.to_cbor(),
        signature: theirs.signature,
    };
    siege.refuses(&samira, forged, RefusalCode::BadSignature, &[]);
}

#[test]
fn hostile_parent_brings_a_colleagues_note_again_and_gains_nothing() {
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    let theirs = siege.written.signed[0].clone();
    let outcome = siege.nothing_changes(|| siege.push_one(&samira, theirs));
    assert!(matches!(outcome, Outcome::Known { .. }), "{outcome:?}");
}

#[test]
fn hostile_device_of_all_zeros_or_ones_is_nobody() {
    let siege = Siege::lay();
    for id in [[0; 16], [0xff; 16]] {
        let mut samira = siege.device_of(siege.at.samira);
        samira.device = DeviceId(id);
        siege.turns_away_bytes(&samira, &curious(), (401, "unknown_device"));
        let note = siege
            .at
            .drop_off(siege.at.samira, siege.at.noor, siege.now());
        let forged = samira.sign(&note);
        let relay = siege.device_of(siege.at.samira);
        let outcome = siege.nothing_changes(|| siege.push_one(&relay, forged));
        assert_eq!(outcome, refused(RefusalCode::UnknownDevice, &[]));
    }
}
