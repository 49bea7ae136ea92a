//! Who would become a device without being invited, or as somebody else. Knows nothing of what an
//! enrolled device may do.

use ed25519_dalek::{Signer, SigningKey};
use samenspel_model::entry::{DeviceKey, DevicePublicKey, SignatureBytes, domain};
use samenspel_model::ids::OrgId;
use samenspel_model::limits::INVITATION_LIFETIME_MS;
use samenspel_model::verdict::RequestError;
use samenspel_model::wire::encode;
use samenspel_protocol::{EnrolRequest, EnrolResponse};
use samenspel_rules::directory::Holder;
use samenspel_tests::support::bare_http::{self, BareAnswer};
use samenspel_tests::support::modified_app::{ENROL_PATH, ModifiedApp, enrolled};

use crate::siege::Siege;

fn enrol(app: &ModifiedApp, request: &EnrolRequest) -> BareAnswer {
    app.send_enrolment(request).unwrap()
}

/// An invitation of Samira's, and the device of whoever found it.
fn found(siege: &Siege) -> (ModifiedApp, Vec<u8>) {
    let ticket = siege.ticket(Holder::Person(siege.at.samira));
    (siege.stranger(), ticket.code)
}

#[test]
fn hostile_enrolment_with_a_guessed_code() {
    let siege = Siege::lay();
    let (thief, code) = found(&siege);
    let mut near = code.clone();
    near[15] ^= 1;
    let longer = [&code[..], &[0]].concat();
    for guess in [vec![0; 16], near, code[..15].to_vec(), longer, Vec::new()] {
        let request = thief.enrol_request(&guess);
        siege.turns_away((404, "invitation_unknown"), || enrol(&thief, &request));
    }
}

#[test]
fn hostile_enrolment_with_the_hash_of_a_code() {
    let siege = Siege::lay();
    let (thief, code) = found(&siege);
    let hash = samenspel_protocol::invitation_code_hash(&code);
    let request = thief.enrol_request(&hash);
    siege.turns_away((404, "invitation_unknown"), || enrol(&thief, &request));
}

#[test]
fn hostile_enrolment_by_an_invitation_that_was_used() {
    let siege = Siege::lay();
    let (owner, code) = found(&siege);
    assert_eq!(enrol(&owner, &owner.enrol_request(&code)).status, 200);
    let thief = siege.stranger();
    let request = thief.enrol_request(&code);
    siege.turns_away((410, "invitation_used"), || enrol(&thief, &request));
    // As the same device with another key, either.
    let mut impostor = siege.stranger();
    impostor.device = owner.device;
    let request = impostor.enrol_request(&code);
    siege.turns_away((410, "invitation_used"), || enrol(&impostor, &request));
    // Its owner may ask again, for the answer may be lost, and is enrolled once.
    let again = siege.nothing_changes(|| enrol(&owner, &owner.enrol_request(&code)));
    assert_eq!(again.status, 200);
}

#[test]
fn hostile_enrolment_by_an_invitation_that_expired() {
    let siege = Siege::lay();
    let (thief, code) = found(&siege);
    siege.server.time.advance_ms(INVITATION_LIFETIME_MS);
    let request = thief.enrol_request(&code);
    siege.turns_away((410, "invitation_expired"), || enrol(&thief, &request));
}

#[test]
fn hostile_enrolment_as_a_device_that_exists() {
    let siege = Siege::lay();
    let (mut thief, code) = found(&siege);
    thief.device = siege.honest("Fatima").device;
    let request = thief.enrol_request(&code);
    let error = siege.turns_away((400, "malformed"), || enrol(&thief, &request));
    let RequestError::Malformed { what } = error else {
        panic!("{error:?}")
    };
    assert_eq!(what, "device id is taken: draw another");
    // The invitation is not used up by it.
    let owner = siege.stranger();
    assert_eq!(enrol(&owner, &owner.enrol_request(&code)).status, 200);
}

#[test]
fn hostile_enrolment_whose_proof_is_by_another_key() {
    let siege = Siege::lay();
    let (thief, code) = found(&siege);
    let mut request = thief.enrol_request(&code);
    request.public_key = DeviceKey::from_bytes(&[66; 32]).public();
    thief.prove(&mut request);
    siege.turns_away((401, "bad_signature"), || enrol(&thief, &request));
}

#[test]
fn hostile_enrolment_whose_proof_is_of_another_request() {
    let siege = Siege::lay();
    let (thief, code) = found(&siege);
    let honest = thief.enrol_request(&code);
    let other = siege.stranger();
    let swapped = [
        EnrolRequest {
            device: other.device,
            ..honest.clone()
        },
        EnrolRequest {
            public_key: siege.honest("Fatima").key.public(),
            ..honest.clone()
        },
        EnrolRequest {
            proof: thief.enrol_request(&[5; 16]).proof,
            ..honest.clone()
        },
        EnrolRequest {
            proof: SignatureBytes([0; 64]),
            ..honest
        },
    ];
    for request in swapped {
        siege.turns_away((401, "bad_signature"), || enrol(&thief, &request));
    }
}

#[test]
fn hostile_enrolment_whose_proof_is_under_another_tag() {
    let siege = Siege::lay();
    let (thief, code) = found(&siege);
    let mut request = thief.enrol_request(&code);
    let message = EnrolRequest::proof_message(
        &request.org,
        &request.code,
        &request.device,
        &request.public_key,
    );
    let bare = SigningKey::from_bytes(&thief.key.to_bytes());
    let untagged = SignatureBytes(bare.sign(&message).to_bytes());
    let tagged = |tag| thief.key.sign(tag, &message);
    for proof in [
        tagged(domain::ENTRY),
        tagged(domain::REQUEST),
        tagged(domain::COMMAND),
        untagged,
    ] {
        request.proof = proof;
        siege.turns_away((401, "bad_signature"), || enrol(&thief, &request));
    }
}

#[test]
fn hostile_enrolment_with_a_key_that_any_signature_fits() {
    let siege = Siege::lay();
    let (thief, code) = found(&siege);
    // Points of small order: a lax verifier takes the neutral signature for every message.
    let mut one = [0; 32];
    one[0] = 1;
    let mut neutral = [0; 64];
    neutral[0] = 1;
    for key in [one, [0; 32], [0xff; 32]] {
        let request = EnrolRequest {
            public_key: DevicePublicKey(key),
            proof: SignatureBytes(neutral),
            ..thief.enrol_request(&code)
        };
        siege.turns_away((401, "bad_signature"), || enrol(&thief, &request));
    }
}

#[test]
fn hostile_enrolment_in_another_organisation() {
    let siege = Siege::lay();
    let (mut thief, code) = found(&siege);
    thief.org = OrgId([7; 16]);
    let request = thief.enrol_request(&code);
    siege.turns_away((404, "unknown_organisation"), || enrol(&thief, &request));
}

#[test]
fn hostile_enrolment_of_another_version() {
    let siege = Siege::lay();
    let (thief, code) = found(&siege);
    for version in [0, 2, u16::MAX] {
        let request = EnrolRequest {
            version,
            ..thief.enrol_request(&code)
        };
        let error = siege.turns_away((426, "unsupported_version"), || enrol(&thief, &request));
        let expected = RequestError::UnsupportedVersion {
            got: version,
            supported: 1,
        };
        assert_eq!(error, expected);
    }
}

#[test]
fn hostile_enrolment_with_a_code_a_name_or_a_body_too_long() {
    let siege = Siege::lay();
    let (thief, code) = found(&siege);
    let limits = [
        (thief.enrol_request(&[0; 65]), "bytes of code", 64),
        (named(&thief, &code, 101), "characters of device name", 100),
        (named(&thief, &code, 5_000), "bytes", 4_096),
    ];
    for (request, what, limit) in limits {
        let error = siege.turns_away((413, "too_large"), || enrol(&thief, &request));
        let what = what.to_owned();
        assert_eq!(error, RequestError::TooLarge { what, limit });
    }
}

fn named(app: &ModifiedApp, code: &[u8], length: usize) -> EnrolRequest {
    EnrolRequest {
        device_name: "x".repeat(length),
        ..app.enrol_request(code)
    }
}

#[test]
fn hostile_enrolment_that_is_cut_or_has_a_tail_or_is_something_else() {
    let siege = Siege::lay();
    let (thief, code) = found(&siege);
    let whole = encode(&thief.enrol_request(&code));
    let with_tail = [&whole[..], &[0]].concat();
    let as_map = [&[0xa1, 0x00], &whole[..]].concat();
    let bodies: [&[u8]; 6] = [
        &whole[..whole.len() - 1],
        &with_tail,
        &as_map,
        b"",
        b"{\"version\":1}",
        &[0x9b; 9],
    ];
    for body in bodies {
        siege.turns_away((400, "malformed"), || {
            bare_http::send(siege.address(), ("POST", ENROL_PATH), &[], body).unwrap()
        });
    }
}

#[test]
fn hostile_enrolment_gives_the_holder_of_the_invitation_whatever_it_asks_for() {
    let siege = Siege::lay();
    let (thief, code) = found(&siege);
    // A later field that says "as the manager" is skipped as any unknown field.
    let mut body = encode(&thief.enrol_request(&code));
    assert_eq!(body[0], 0x87, "an array of seven");
    body[0] = 0x88;
    body.extend(encode(&Holder::Person(siege.at.ingrid)));
    let answer = bare_http::send(siege.address(), ("POST", ENROL_PATH), &[], &body).unwrap();
    let response: EnrolResponse = enrolled(&answer).unwrap();
    assert_eq!(response.holder, Holder::Person(siege.at.samira));
}

#[test]
fn hostile_device_name_turns_no_text_around() {
    let siege = Siege::lay();
    let (thief, code) = found(&siege);
    let request = EnrolRequest {
        device_name: "\u{202e}telefoon\0\u{2066}".into(),
        ..thief.enrol_request(&code)
    };
    assert_eq!(enrol(&thief, &request).status, 200);
    let directory = siege.server.organisation.directory();
    assert_eq!(directory.device(thief.device).unwrap().name, "telefoon");
}

#[test]
fn hostile_device_name_that_shows_nothing() {
    let siege = Siege::lay();
    let (owner, code) = found(&siege);
    for nothing in [
        "",
        " ",
        "\u{A0}\t",
        "\u{200B}",
        "\u{3164}",
        "\u{2800}",
        "\u{FEFF}",
        "\u{202E}\u{2066}",
        "\u{301}",
        "\0",
    ] {
        let request = EnrolRequest {
            device_name: nothing.into(),
            ..owner.enrol_request(&code)
        };
        siege.turns_away((400, "malformed"), || enrol(&owner, &request));
    }
    // The invitation is still good for a device with a name.
    assert_eq!(enrol(&owner, &owner.enrol_request(&code)).status, 200);
}
