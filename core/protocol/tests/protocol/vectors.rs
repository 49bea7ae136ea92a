//! The test vectors beside docs/protocol.md: bytes that a stranger's client must arrive at too.
//!
//! Each file in `vectors/` is recomputed here from fixed keys and fictional contents; any
//! difference fails. `UPDATE_VECTORS=1 cargo test -p samenspel-protocol --test protocol vectors` writes them
//! anew, which is a change of the protocol and needs a reason.

// This is test code: a failed unwrap is a failed test with a line number.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use crate::vectors_support as given;
use minicbor::{Decode, Encode};
use samenspel_model::entry::{ContentHash, DevicePublicKey, Entry, SignatureBytes};
use samenspel_model::series::Series;
use samenspel_model::verdict::RequestError;
use samenspel_model::wire::{decode_bounded, decompress, encode};
use samenspel_protocol::{
    EnrolRequest, EnrolResponse, InvitationTicket, RequestHeaders, SyncRequest, SyncResponse,
};
use samenspel_rules::directory::Record;
use serde_json::Value as Json;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

/// Compares with the file of that name, or writes it where that was asked for.
fn check(name: &str, computed: &Json) {
    let path = folder().join(name).with_extension("json");
    let mut text = serde_json::to_string_pretty(computed).unwrap();
    text.push('\n');
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert_eq!(kept, text, "{name}: the bytes on the wire have changed");
}

fn kept(name: &str) -> Json {
    let path = folder().join(name).with_extension("json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn bytes(json: &Json) -> Vec<u8> {
    given::unhex(json.as_str().expect("hexadecimal text"))
}

fn array<const N: usize>(json: &Json) -> [u8; N] {
    bytes(json).try_into().expect("a fixed number of bytes")
}

/// Reads `cbor` as a `T` and writes it again: the same bytes.
fn reads_back<T: Encode<()> + for<'b> Decode<'b, ()>>(cbor: &Json) -> T {
    let cbor = bytes(cbor);
    let message: T = decode_bounded(&cbor, 1 << 20).unwrap();
    assert_eq!(encode(&message), cbor);
    message
}

#[test]
fn the_entry_its_hash_and_its_signature_are_as_written_down() {
    check("entry", &given::entry_vector());
    let file = kept("entry");
    let public = DevicePublicKey(array(&file["device"]["public_key"]));
    for case in file["entries"].as_array().unwrap() {
        let cbor = bytes(&case["cbor"]);
        Entry::from_cbor(&cbor).unwrap();
        let mut items = minicbor::Decoder::new(&cbor);
        items.skip().unwrap();
        assert_eq!(items.position(), cbor.len(), "an entry is one CBOR item");
        assert_eq!(ContentHash::of(&cbor).0, array::<32>(&case["content_hash"]));
        public
            .verify(
                b"samenspel/entry/1\0",
                &cbor,
                &SignatureBytes(array(&case["signature"])),
            )
            .unwrap();
    }
}

#[test]
fn series_and_placements_give_the_ids_that_are_written_down() {
    check("series", &given::series_vector());
    for case in kept("series")["series"].as_array().unwrap() {
        let series = Series::from_slice(&bytes(&case["bytes"])).unwrap();
        assert_eq!(series.id(), array::<16>(&case["id"]));
    }
}

#[test]
fn the_automerge_change_of_an_entry_is_as_written_down() {
    check("change", &given::change_vector());
    let file = kept("change");
    for case in std::iter::once(&file["genesis"]).chain(file["changes"].as_array().unwrap()) {
        let change = automerge::Change::from_bytes(bytes(&case["bytes"])).unwrap();
        assert_eq!(change.hash().0, array::<32>(&case["hash"]));
    }
}

#[test]
fn the_signed_request_is_as_written_down() {
    check("request", &given::request_vector(&kept_wire_body()));
    let file = kept("request");
    let plain: SyncRequest = reads_back(&file["body_cbor"]);
    let wire = bytes(&file["body_wire"]);
    // Compressors may differ in their output; what it unpacks to may not.
    assert_eq!(decompress(&wire, 1 << 20).unwrap(), encode(&plain));
    let headers = RequestHeaders::from_headers(|name| file["headers"][name].as_str()).unwrap();
    let public = DevicePublicKey(array(&file["device_public_key"]));
    headers.verify(&public, "POST", "/v1/sync", &wire).unwrap();
}

/// The compressed body as kept, so that another version of zstd does not change the vector.
fn kept_wire_body() -> Option<Vec<u8>> {
    let path = folder().join("request.json");
    let file: Json = serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok()?;
    Some(bytes(&file["body_wire"])).filter(|wire| {
        decompress(wire, 1 << 20).is_ok_and(|plain| plain == encode(&given::sync_request()))
    })
}

#[test]
fn responses_and_refusals_are_as_written_down() {
    check("response", &given::response_vector());
    let file = kept("response");
    for case in file["responses"].as_array().unwrap() {
        reads_back::<SyncResponse>(&case["cbor"]);
    }
    for case in file["request_errors"].as_array().unwrap() {
        let error: RequestError = reads_back(&case["cbor"]);
        assert_eq!(Some(error.code()), case["code"].as_str());
        assert_eq!(Some(u64::from(error.status())), case["status"].as_u64());
    }
    for case in file["records"].as_array().unwrap() {
        reads_back::<Record>(&case["cbor"]);
    }
}

#[test]
fn the_invitation_and_the_enrolment_are_as_written_down() {
    check("enrolment", &given::enrolment_vector());
    let file = kept("enrolment");
    let ticket = InvitationTicket::from_text(file["text"].as_str().unwrap()).unwrap();
    assert_eq!(Some(ticket.url.as_str()), file["ticket"]["url"].as_str());
    let request: EnrolRequest = reads_back(&file["request_cbor"]);
    let proven = EnrolRequest::proof_message(
        &request.org,
        &request.code,
        &request.device,
        &request.public_key,
    );
    request
        .public_key
        .verify(b"samenspel/enrolment/1\0", &proven, &request.proof)
        .unwrap();
    reads_back::<EnrolResponse>(&file["response_cbor"]);
}
