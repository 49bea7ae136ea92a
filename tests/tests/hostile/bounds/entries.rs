//! Bounds of an entry, its fields and its texts. Knows nothing of requests.

use minicbor::Encoder;
use samenspel_model::limits;
use samenspel_model::verdict::{Outcome, RefusalCode};
use samenspel_tests::support::modified_app::ModifiedApp;

use super::{is_stored, is_too_large};
use crate::siege::{Siege, unused_key};

/// Fields of an entry, each as CBOR.
type Raw = Vec<(String, Vec<u8>)>;

fn cbor(value: impl minicbor::Encode<()>) -> Vec<u8> {
    minicbor::to_vec(value).unwrap()
}

fn cbor_bytes(length: usize) -> Vec<u8> {
    let mut item = Vec::new();
    Encoder::new(&mut item).bytes(&vec![7; length]).unwrap();
    item
}

/// A drop-off of Samira's with these fields, whatever they are.
fn entry(siege: &Siege, app: &ModifiedApp, kind: &str, mut fields: Raw) -> Vec<u8> {
    let like = &siege.written.drop_off;
    fields.sort_by(|a, b| a.0.as_bytes().cmp(b.0.as_bytes()));
    let mut body = Vec::new();
    let mut e = Encoder::new(&mut body);
    e.array(10).unwrap();
    e.u32(1).unwrap();
    e.bytes(&like.series.org.0).unwrap();
    e.u32(u32::from(like.series.kind.code())).unwrap();
    e.bytes(&like.series.subject.to_bytes()).unwrap();
    e.u32(u32::from(like.schema)).unwrap();
    let key = unused_key(siege.at.samira, siege.now());
    e.bytes(&key.to_bytes()).unwrap();
    e.str(kind).unwrap();
    e.array(2 * fields.len() as u64).unwrap();
    for (name, value) in fields {
        e.str(&name).unwrap();
        e.writer_mut().extend(value);
    }
    e.i64(siege.now().0).unwrap();
    e.bytes(&app.device.0).unwrap();
    body
}

fn named(fields: &[(&str, Vec<u8>)]) -> Raw {
    let fields = fields.iter();
    fields
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect()
}

#[test]
fn an_entry_holds_as_much_as_the_bounds_say_and_no_more() {
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    let push = |kind: &str, fields: Raw| {
        let body = entry(&siege, &samira, kind, fields);
        siege.push_one(&samira, samira.sign_bytes(body))
    };
    // The longest text is of letters of four bytes: both bounds at once.
    let letters =
        |letters: usize| named(&[("to_know", cbor("\u{1f9f8}".repeat(letters).as_str()))]);
    assert_eq!(limits::TEXT_BYTES_MAX, 4 * limits::TEXT_CHARS_MAX);
    assert!(is_stored(&push(
        "drop_off",
        letters(limits::TEXT_CHARS_MAX)
    )));
    assert!(is_too_large(&push(
        "drop_off",
        letters(limits::TEXT_CHARS_MAX + 1)
    )));
    // No note has so many fields or such keys: beyond what it is, it is no drop-off any more.
    let bytes = |length| push("drop_off", named(&[("replies_to", cbor_bytes(length))]));
    let many = |count: usize| {
        let fields = (0..count).map(|it| (format!("field_{it:02}"), cbor(1)));
        push("drop_off", fields.collect())
    };
    let invalid = |outcome: &Outcome| {
        let code = RefusalCode::FieldInvalid;
        matches!(outcome, Outcome::Refused { code: it, .. } if *it == code)
    };
    assert!(invalid(&bytes(limits::BYTES_VALUE_BYTES_MAX)));
    assert!(is_too_large(&bytes(limits::BYTES_VALUE_BYTES_MAX + 1)));
    assert!(invalid(&many(limits::FIELDS_MAX)));
    assert!(is_too_large(&many(limits::FIELDS_MAX + 1)));
    let of_bytes = |bytes: usize| {
        let letters = "x".repeat(limits::TEXT_CHARS_MAX);
        let fill = |count: usize| -> Raw {
            let texts = (0..8).map(|it| (format!("t{it}"), cbor(letters.as_str())));
            let rest = cbor("x".repeat(count).as_str());
            texts.chain([("u".to_owned(), rest)]).collect()
        };
        let start = entry(&siege, &samira, "drop_off", fill(300)).len();
        push("drop_off", fill(300 + bytes - start))
    };
    assert!(invalid(&of_bytes(limits::ENTRY_BYTES_MAX)));
    assert!(is_too_large(&of_bytes(limits::ENTRY_BYTES_MAX + 1)));
    // A name of a kind or field beyond its bound is none.
    let malformed = |outcome: &Outcome| {
        let code = RefusalCode::Malformed;
        matches!(outcome, Outcome::Refused { code: it, .. } if *it == code)
    };
    let name = |length: usize| named(&[("x".repeat(length).as_str(), cbor(1))]);
    assert!(!malformed(&push("drop_off", name(limits::NAME_BYTES_MAX))));
    assert!(malformed(&push(
        "drop_off",
        name(limits::NAME_BYTES_MAX + 1)
    )));
    let kind = |length: usize| push(&"x".repeat(length), Raw::new());
    assert!(!malformed(&kind(limits::NAME_BYTES_MAX)));
    assert!(malformed(&kind(limits::NAME_BYTES_MAX + 1)));
}
