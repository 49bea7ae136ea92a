//! Requests that are not what the protocol says a request is, though a real device signed them: cut,
//! swollen, bombs, other CBOR. Knows nothing of what is inside an entry (`entry_bytes`, `fields`).

use minicbor::Encoder;
use samenspel_model::entry::SignedEntry;
use samenspel_model::verdict::RequestError;
use samenspel_model::wire::{compress, encode};
use samenspel_protocol::{RequestHeaders, SYNC_PATH, SyncRequest};
use samenspel_tests::support::modified_app::{ModifiedApp, empty_request, pushed};

use crate::siege::Siege;

const MALFORMED: (u16, &str) = (400, "malformed");
const TOO_LARGE: (u16, &str) = (413, "too_large");

/// A parent's modified app, and a request of hers with one note that would be stored.
fn besieged() -> (Siege, ModifiedApp, Vec<u8>) {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let note = samira.sign(&at.drop_off(at.samira, at.noor, now));
    let plain = encode(&SyncRequest {
        entries: vec![pushed(note, now)],
        ..empty_request()
    });
    (siege, samira, plain)
}

/// Says what a malformed request is told that was expected.
fn what(error: RequestError) -> String {
    match error {
        RequestError::Malformed { what } => what,
        other => panic!("{other:?}"),
    }
}

#[test]
fn hostile_body_is_cut() {
    let (siege, samira, plain) = besieged();
    let wire = compress(&plain);
    for length in [0, 1, 4, wire.len() / 2, wire.len() - 1] {
        siege.turns_away_bytes(&samira, &wire[..length], MALFORMED);
    }
    for length in [0, 1, plain.len() / 2, plain.len() - 1] {
        siege.turns_away_bytes(&samira, &compress(&plain[..length]), MALFORMED);
    }
}

#[test]
fn hostile_body_has_a_tail() {
    let (siege, samira, plain) = besieged();
    let with_tail = compress(&[&plain[..], &[0]].concat());
    let error = siege.turns_away_bytes(&samira, &with_tail, MALFORMED);
    assert_eq!(what(error), "malformed: bytes after the message");
    let twice = compress(&[&plain[..], &plain[..]].concat());
    siege.turns_away_bytes(&samira, &twice, MALFORMED);
    let wire = compress(&plain);
    let after_the_frame = [&wire[..], b"and more"].concat();
    siege.turns_away_bytes(&samira, &after_the_frame, MALFORMED);
}

#[test]
fn hostile_body_is_several_frames() {
    let (siege, samira, plain) = besieged();
    let (first, second) = plain.split_at(plain.len() / 2);
    let halves = [compress(first), compress(second)].concat();
    // A frame that decoders skip, and that nobody else looks into.
    let skipped = [&[0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0][..], b"luik"].concat();
    let before = [skipped.clone(), compress(&plain)].concat();
    let after = [compress(&plain), skipped.clone()].concat();
    let empty = [compress(&plain), compress(b"")].concat();
    for wire in [halves, before, after, empty, skipped] {
        siege.turns_away_bytes(&samira, &wire, MALFORMED);
    }
}

#[test]
fn hostile_body_is_not_compressed_as_agreed() {
    let (siege, samira, plain) = besieged();
    let json = br#"{"version":1,"entries":[]}"#;
    let gzip = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
    for body in [&plain[..], json, &gzip, &[0; 100], &[0xff; 100]] {
        let error = siege.turns_away_bytes(&samira, body, MALFORMED);
        assert_eq!(what(error), "not compressed as expected");
    }
}

#[test]
fn hostile_zstd_bomb() {
    let (siege, samira, _) = besieged();
    let bomb = compress(&vec![0; 256 * 1024 * 1024]);
    assert!(bomb.len() < 64 * 1024);
    let error = siege.turns_away_bytes(&samira, &bomb, TOO_LARGE);
    let (what, limit) = ("bytes".to_owned(), 4_194_304);
    assert_eq!(error, RequestError::TooLarge { what, limit });
}

#[test]
fn hostile_zstd_frame_asks_for_a_window_of_gigabytes_or_a_dictionary() {
    let (siege, samira, _) = besieged();
    const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
    // One raw block of one byte, the last.
    const BLOCK: [u8; 4] = [0x09, 0, 0, 0x80];
    let frame = |header: &[u8]| [&MAGIC[..], header, &BLOCK].concat();
    let two_gigabytes = frame(&[0x00, 0xa8]);
    let two_terabytes = frame(&[0x00, 0xf8]);
    let dictionary = frame(&[0x03, 0x50, 1, 2, 3, 4]);
    let reserved_bit = frame(&[0x08, 0x50]);
    for wire in [two_gigabytes, two_terabytes, dictionary, reserved_bit] {
        let error = siege.turns_away_bytes(&samira, &wire, MALFORMED);
        assert_eq!(what(error), "not compressed as expected");
    }
}

#[test]
fn hostile_body_beyond_the_limit_on_the_wire() {
    let (siege, samira, _) = besieged();
    for length in [1_048_577, 10 * 1024 * 1024] {
        let error = siege.turns_away_bytes(&samira, &vec![0x28; length], TOO_LARGE);
        let (what, limit) = ("bytes".to_owned(), 1_048_576);
        assert_eq!(error, RequestError::TooLarge { what, limit });
    }
}

#[test]
fn hostile_lengths_that_the_body_does_not_have() {
    let (siege, samira, _) = besieged();
    // Arrays, maps, bytes and texts that claim 2^63 or 2^64 - 1 of something.
    let mut bodies = Vec::new();
    for first in [0x9b, 0xbb, 0x5b, 0x7b] {
        for claimed in [1 << 31, 1 << 63, u64::MAX] {
            let bytes = [&[first][..], &u64::to_be_bytes(claimed)].concat();
            bodies.push(compress(&bytes));
            // The same where the entries belong.
            let prefix = [&[0x88, 1, 1, 0xf6, 0xf6, 0x80][..], &bytes].concat();
            bodies.push(compress(&prefix));
        }
    }
    siege.turns_away_all(&samira, &bodies, MALFORMED);
}

#[test]
fn hostile_nesting() {
    let (siege, samira, _) = besieged();
    for (depth, opening) in [
        (13, 0x81),
        (1_000_000, 0x81),
        (1_000_000, 0xa1),
        (1_000_000, 0xc1),
    ] {
        let mut bytes = vec![opening; depth];
        bytes.push(0);
        let error = siege.turns_away_bytes(&samira, &compress(&bytes), MALFORMED);
        assert_eq!(what(error), "nested too deep");
    }
    // In a field that a later version may have, which is skipped.
    let mut later = encode(&empty_request());
    later[0] += 1;
    later.extend(vec![0x81; 100_000]);
    later.push(0);
    let error = siege.turns_away_bytes(&samira, &compress(&later), MALFORMED);
    assert_eq!(what(error), "nested too deep");
}

#[test]
fn hostile_lengths_without_end() {
    let (siege, samira, plain) = besieged();
    let as_indefinite = [&[0x9f][..], &plain[1..], &[0xff]].concat();
    let bytes = [&[0x5f][..], &[0x41, 0, 0xff]].concat();
    for body in [as_indefinite, bytes, vec![0xbf, 0xff], vec![0xff]] {
        siege.turns_away_bytes(&samira, &compress(&body), MALFORMED);
    }
}

#[test]
fn hostile_request_is_a_map_with_a_key_twice() {
    let (siege, samira, _) = besieged();
    let mut map = Vec::new();
    let mut e = Encoder::new(&mut map);
    e.map(3).unwrap();
    for (key, value) in [(0, 1), (0, 2), (1, 1)] {
        e.u8(key).unwrap().u8(value).unwrap();
    }
    siege.turns_away_bytes(&samira, &compress(&map), MALFORMED);
}

#[test]
fn hostile_items_of_other_types() {
    let (siege, samira, _) = besieged();
    // Each item of an empty request in turn: text, a float, a negative number, a map, a tag.
    let items: [&[u8]; 8] = [
        &[1],
        &[1],
        &[0xf6],
        &[0xf6],
        &[0x80],
        &[0x80],
        &[0x80],
        &[0xf4],
    ];
    let wrong: [&[u8]; 5] = [b"\x61x", &[0xf9, 0x3c, 0], &[0x20], &[0xa0], &[0xc1, 0]];
    let mut bodies = Vec::new();
    for index in 0..items.len() {
        for other in wrong {
            let mut body = vec![0x88];
            for (at, item) in items.iter().enumerate() {
                body.extend_from_slice(if at == index { other } else { item });
            }
            bodies.push(compress(&body));
        }
    }
    siege.turns_away_all(&samira, &bodies, MALFORMED);
    let whole = [&[0x88][..], &items.concat()].concat();
    assert_eq!(
        whole,
        encode(&empty_request()),
        "the items are those of a request"
    );
}

#[test]
fn hostile_request_lacks_items() {
    let (siege, samira, _) = besieged();
    for body in [
        &[0x80][..],
        &[0x81, 1],
        &[0x82, 1, 1],
        &[0x86, 1, 1, 0xf6, 0xf6, 0x80, 0x80],
    ] {
        siege.turns_away_bytes(&samira, &compress(body), MALFORMED);
    }
}

#[test]
fn hostile_signatures_and_ids_of_other_lengths() {
    let (siege, samira, _) = besieged();
    let device = siege.written.signed[0].signature.0;
    for length in [0, 63, 65] {
        let mut bytes = Vec::new();
        let mut e = Encoder::new(&mut bytes);
        // One entry whose signature is too short or too long.
        e.array(8)
            .unwrap()
            .u8(1)
            .unwrap()
            .u8(1)
            .unwrap()
            .null()
            .unwrap()
            .null()
            .unwrap();
        e.array(0).unwrap().array(1).unwrap().array(4).unwrap();
        let signature = device
            .iter()
            .copied()
            .cycle()
            .take(length)
            .collect::<Vec<_>>();
        e.array(2)
            .unwrap()
            .bytes(b"entry")
            .unwrap()
            .bytes(&signature)
            .unwrap();
        e.i64(0).unwrap().u8(0).unwrap().null().unwrap();
        e.array(0).unwrap().bool(false).unwrap();
        siege.turns_away_bytes(&samira, &compress(&bytes), MALFORMED);
    }
    for length in [0, 15, 17] {
        let mut bytes = vec![
            0x88,
            1,
            1,
            0xf6,
            0xf6,
            0x80,
            0x80,
            0x81,
            0x83,
            0x40 + length,
        ];
        bytes.extend(vec![7; usize::from(length)]);
        bytes.extend([0xf6, 0xf6, 0xf4]);
        siege.turns_away_bytes(&samira, &compress(&bytes), MALFORMED);
    }
}

#[test]
fn hostile_protocol_versions() {
    let (siege, samira, _) = besieged();
    for version in [0, 2, u16::MAX] {
        let request = SyncRequest {
            version,
            ..empty_request()
        };
        let body = compress(&encode(&request));
        let error = siege.turns_away_bytes(&samira, &body, (426, "unsupported_version"));
        let expected = RequestError::UnsupportedVersion {
            got: version,
            supported: 1,
        };
        assert_eq!(error, expected);
    }
    // One that no number of ours can say.
    let beyond = [
        &[0x88, 0x1a, 0, 1, 0, 0][..],
        &encode(&empty_request())[2..],
    ]
    .concat();
    siege.turns_away_bytes(&samira, &compress(&beyond), MALFORMED);
}

#[test]
fn hostile_request_of_more_entries_than_allowed() {
    let (siege, samira, _) = besieged();
    let now = siege.now();
    let tiny = SignedEntry {
        body: Vec::new(),
        ..siege.written.signed[0].clone()
    };
    for count in [1_001, 10_000] {
        let request = SyncRequest {
            entries: vec![pushed(tiny.clone(), now); count],
            ..empty_request()
        };
        let reply = siege.nothing_changes(|| siege.ask(&samira, &request));
        let what = "entries".to_owned();
        assert_eq!(reply, Err(RequestError::TooLarge { what, limit: 1_000 }));
    }
}

#[test]
fn hostile_body_is_another_than_was_signed() {
    let (siege, samira, plain) = besieged();
    let body = compress(&plain);
    let headers = samira.headers(("POST", SYNC_PATH), &body, siege.now());
    let mut flipped = body.clone();
    flipped[10] ^= 1;
    let longer = [&body[..], &[0]].concat();
    for other in [
        flipped,
        longer,
        compress(&encode(&empty_request())),
        Vec::new(),
    ] {
        siege.turns_away((401, "bad_signature"), || {
            samira.send_with(&headers, &other).unwrap()
        });
    }
}

#[test]
fn hostile_headers_are_others_than_were_signed() {
    let (siege, samira, plain) = besieged();
    let body = compress(&plain);
    let signed = samira.headers(("POST", SYNC_PATH), &body, siege.now());
    let changed = [
        RequestHeaders {
            time: signed.time.plus_ms(1),
            ..signed.clone()
        },
        RequestHeaders {
            nonce: [9; 16],
            ..signed.clone()
        },
        RequestHeaders {
            device: siege.honest("Pieter").device,
            ..signed
        },
    ];
    for headers in changed {
        siege.turns_away((401, "bad_signature"), || {
            samira.send_with(&headers, &body).unwrap()
        });
    }
}
