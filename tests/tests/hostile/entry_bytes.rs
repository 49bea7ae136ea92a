//! Entries whose bytes are not the one canonical form, though a real device signed them. Knows
//! nothing of which fields a note has (`fields`).

use minicbor::Encoder;
use samenspel_model::entry::Entry;
use samenspel_model::verdict::RefusalCode;
use samenspel_tests::support::modified_app::ModifiedApp;

use crate::siege::Siege;

/// An entry's CBOR, item by item.
#[derive(Clone)]
struct Items(Vec<Vec<u8>>);

const KIND: usize = 2;
const SUBJECT: usize = 3;
const SCHEMA: usize = 4;
const NOTE: usize = 6;
const FIELDS: usize = 7;
const WRITTEN_AT: usize = 8;

impl Items {
    fn of(entry: &Entry) -> Self {
        let series = &entry.series;
        let fields = entry.fields.iter().map(|(name, value)| match value {
            samenspel_model::entry::Value::Text(text) => (name.as_str(), cbor(text.as_str())),
            other => panic!("{other:?}"),
        });
        let fields: Vec<_> = fields.collect();
        Self(vec![
            cbor(1),
            bytes(&series.org.0),
            cbor(series.kind.code()),
            bytes(&series.subject.to_bytes()),
            cbor(entry.schema),
            bytes(&entry.key.to_bytes()),
            cbor(entry.kind.as_str()),
            pairs(&fields),
            cbor(entry.written_at.0),
            bytes(&entry.device.0),
        ])
    }

    fn with(&self, index: usize, item: impl Into<Vec<u8>>) -> Vec<u8> {
        let mut changed = self.clone();
        changed.0[index] = item.into();
        changed.bytes()
    }

    fn with_field(&self, name: &str, value: impl Into<Vec<u8>>) -> Vec<u8> {
        self.with(FIELDS, pairs(&[(name, value.into())]))
    }

    fn bytes(&self) -> Vec<u8> {
        [&[0x80 + self.0.len() as u8][..], &self.0.concat()].concat()
    }
}

fn cbor(value: impl minicbor::Encode<()>) -> Vec<u8> {
    minicbor::to_vec(value).unwrap()
}

fn bytes(bytes: &[u8]) -> Vec<u8> {
    let mut item = Vec::new();
    Encoder::new(&mut item).bytes(bytes).unwrap();
    item
}

/// Fields with any values in any order.
fn pairs(pairs: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut item = Vec::new();
    let mut e = Encoder::new(&mut item);
    e.array(2 * pairs.len() as u64).unwrap();
    for (name, value) in pairs {
        let mut written = cbor(*name);
        written.extend(value);
        item.extend(written);
    }
    item
}

/// A siege, Samira's modified app and a lawful note of hers, item by item.
fn besieged() -> (Siege, ModifiedApp, Items) {
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    let note = Entry {
        device: samira.device,
        ..siege
            .at
            .drop_off(siege.at.samira, siege.at.noor, siege.now())
    };
    let items = Items::of(&note);
    assert_eq!(
        items.bytes(),
        note.to_cbor(),
        "the items are those of an entry"
    );
    (siege, samira, items)
}

fn refuses_all(siege: &Siege, app: &ModifiedApp, bodies: Vec<Vec<u8>>, code: RefusalCode) {
    let signed = bodies.into_iter().map(|it| app.sign_bytes(it)).collect();
    siege.refuses_all(app, signed, code);
}

#[test]
fn hostile_entry_is_cut_or_has_a_tail_or_is_empty() {
    let (siege, samira, items) = besieged();
    let whole = items.bytes();
    let bodies = vec![
        whole[..whole.len() - 1].to_vec(),
        [&whole[..], &[0]].concat(),
        [&whole[..], &whole[..]].concat(),
        Vec::new(),
        b"{}".to_vec(),
    ];
    refuses_all(&siege, &samira, bodies, RefusalCode::Malformed);
}

#[test]
fn hostile_entry_says_the_same_in_other_bytes() {
    let (siege, samira, items) = besieged();
    let whole = items.bytes();
    let field = cbor("Heeft een nieuwe knuffel.");
    let long_text = [&[0x79, 0][..], &field[1..]].concat();
    let indefinite = [&[0x9f][..], &whole[1..], &[0xff]].concat();
    let bodies = vec![
        items.with(SCHEMA, [0x18, 1]),
        items.with(SCHEMA, [0x19, 0, 1]),
        items.with(KIND, [0x18, 2]),
        items.with_field("to_know", long_text),
        items.with(FIELDS, [&[0x98, 2][..], &items.0[FIELDS][1..]].concat()),
        items.with(
            FIELDS,
            [&[0x9f][..], &items.0[FIELDS][1..], &[0xff]].concat(),
        ),
        items.with(NOTE, [&[0x78, 8][..], b"drop_off"].concat()),
        items.with(NOTE, b"\x7f\x64drop\x64_off\xff".to_vec()),
        [&[0x98, 10][..], &whole[1..]].concat(),
        [&[0xd9, 0xd9, 0xf7][..], &whole].concat(),
        indefinite,
    ];
    refuses_all(&siege, &samira, bodies, RefusalCode::Malformed);
}

#[test]
fn hostile_entry_has_fields_twice_unsorted_or_halved() {
    let (siege, samira, items) = besieged();
    let (tired, happy) = (cbor("tired"), cbor("happy"));
    let fields = |all: &[(&str, Vec<u8>)]| items.with(FIELDS, pairs(all));
    let bodies = vec![
        fields(&[("mood", tired.clone()), ("mood", happy.clone())]),
        fields(&[("mood", tired.clone()), ("mood", tired.clone())]),
        fields(&[("to_know", happy), ("mood", tired)]),
        items.with(FIELDS, [&[0x81][..], &cbor("mood")].concat()),
        items.with(FIELDS, [0xa0]),
        items.with(FIELDS, [0xf6]),
    ];
    refuses_all(&siege, &samira, bodies, RefusalCode::Malformed);
}

#[test]
fn hostile_entry_has_values_that_are_no_scalars_of_ours() {
    let (siege, samira, items) = besieged();
    let values: [&[u8]; 12] = [
        &[0xf9, 0x3c, 0x00],
        &[0xfa, 0x3f, 0x80, 0, 0],
        &[0xfb, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0],
        &[0xf9, 0x7e, 0x00],
        &[0xf7],
        &[0xe0],
        &[0xf8, 0xff],
        &[0x80],
        &[0xa0],
        &[0xc1, 0x00],
        &[0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    ];
    let bodies = values.map(|value| items.with_field("woke_at", value));
    refuses_all(&siege, &samira, bodies.into(), RefusalCode::Malformed);
}

#[test]
fn hostile_entry_claims_lengths_or_depths_that_it_does_not_have() {
    let (siege, samira, items) = besieged();
    let claims = |first: u8| [&[first][..], &[0xff; 8]].concat();
    let bodies = vec![
        items.with(FIELDS, claims(0x9b)),
        items.with_field("to_know", claims(0x7b)),
        items.with_field("to_know", claims(0x5b)),
        items.with_field("to_know", claims(0x9b)),
        items.with(SUBJECT, claims(0x5b)),
        items.with_field("to_know", vec![0x81; 30_000]),
        vec![0x81; 30_000],
        claims(0x9b),
    ];
    refuses_all(&siege, &samira, bodies, RefusalCode::Malformed);
}

#[test]
fn hostile_entry_has_more_or_fewer_items_or_another_format() {
    let (siege, samira, items) = besieged();
    let mut fewer = items.clone();
    fewer.0.pop();
    let mut more = items.clone();
    more.0.push(cbor(0));
    let bodies = vec![
        fewer.bytes(),
        more.bytes(),
        items.with(0, cbor(0)),
        items.with(0, cbor(2)),
        items.with(0, cbor(255)),
    ];
    refuses_all(&siege, &samira, bodies, RefusalCode::Malformed);
}

#[test]
fn hostile_entry_is_for_a_document_or_a_subject_that_cannot_be() {
    let (siege, samira, items) = besieged();
    let noor = siege.at.noor.0;
    let subject = |tag: u8, ids: &[u8]| items.with(SUBJECT, bytes(&[&[tag], ids].concat()));
    let bodies = vec![
        items.with(KIND, cbor(0)),
        items.with(KIND, cbor(14)),
        items.with(KIND, cbor(300)),
        // A group's, a case's and nobody's day-log.
        subject(2, &noor),
        subject(4, &noor),
        subject(5, &[]),
        subject(3, &[noor, siege.at.samira.0].concat()),
        subject(0, &noor),
        subject(6, &noor),
        subject(1, &noor[..15]),
        subject(1, &[]),
        items.with(SUBJECT, bytes(&[])),
        items.with(1, bytes(&[7; 15])),
        items.with(5, bytes(&[7; 31])),
        items.with(9, bytes(&[7; 17])),
    ];
    refuses_all(&siege, &samira, bodies, RefusalCode::Malformed);
}

#[test]
fn hostile_names_of_fields_and_notes() {
    let (siege, samira, items) = besieged();
    let long = "x".repeat(33);
    let names = [
        "",
        "_kind",
        "__proto__",
        "Mood",
        "1st",
        "mood ",
        "mood\0",
        "mo\u{202e}od",
        "mo\u{200b}od",
        "m\u{f6}od",
        "mood.tired",
        &long,
    ];
    let fields = names.map(|name| items.with_field(name, cbor("tired")));
    refuses_all(&siege, &samira, fields.into(), RefusalCode::Malformed);
    let notes = names.map(|name| items.with(NOTE, cbor(name)));
    refuses_all(&siege, &samira, notes.into(), RefusalCode::Malformed);
}

#[test]
fn hostile_text_with_nul_direction_marks_or_in_another_form() {
    let (siege, samira, items) = besieged();
    let texts = [
        "a\0b",
        "\0",
        "a\u{202a}b",
        "a\u{202b}b",
        "a\u{202c}b",
        "a\u{202d}b",
        "a\u{202e}b",
        "a\u{2066}b",
        "a\u{2067}b",
        "a\u{2068}b",
        "a\u{2069}b",
        // Not in normal form C.
        "e\u{301}",
        "\u{212b}",
    ];
    let bodies = texts.map(|text| items.with_field("to_know", cbor(text)));
    refuses_all(&siege, &samira, bodies.into(), RefusalCode::Malformed);
    // Bytes that are no UTF-8: a lone continuation, an overlong NUL, a surrogate.
    let bytes: [&[u8]; 3] = [b"\x61\x80", b"\x62\xc0\x80", b"\x63\xed\xa0\x80"];
    let bodies = bytes.map(|text| items.with_field("to_know", text));
    refuses_all(&siege, &samira, bodies.into(), RefusalCode::Malformed);
}

#[test]
fn hostile_text_longer_than_a_note_may_be() {
    let (siege, samira, items) = besieged();
    let text = |text: String| items.with_field("to_know", cbor(text.as_str()));
    let bodies = vec![
        text("x".repeat(4_001)),
        text("x".repeat(16_385)),
        text("\u{1f9f8}".repeat(4_001)),
        text("\u{1f9f8}".repeat(8_000)),
    ];
    refuses_all(&siege, &samira, bodies, RefusalCode::TooLarge);
    // As long as it may be, it is stored.
    siege.stores(&samira, samira.sign_bytes(text("\u{1f9f8}".repeat(4_000))));
}

#[test]
fn hostile_bytes_longer_than_keys_may_be() {
    let (siege, samira, items) = besieged();
    let bodies = vec![
        items.with_field("replies_to", bytes(&[7; 2_465])),
        items.with_field("replies_to", bytes(&[7; 30_000])),
    ];
    refuses_all(&siege, &samira, bodies, RefusalCode::TooLarge);
}

#[test]
fn hostile_entry_of_more_fields_than_allowed() {
    let (siege, samira, items) = besieged();
    let with = |count: usize| {
        let names: Vec<String> = (0..count).map(|it| format!("field_{it:04}")).collect();
        let all: Vec<_> = names.iter().map(|it| (it.as_str(), cbor("x"))).collect();
        items.with(FIELDS, pairs(&all))
    };
    let bodies = vec![with(33), with(1_000)];
    refuses_all(&siege, &samira, bodies, RefusalCode::TooLarge);
}

#[test]
fn hostile_entry_longer_than_an_entry_may_be() {
    let (siege, samira, items) = besieged();
    let bodies = vec![
        items.with_field("to_know", cbor("x".repeat(33_000).as_str())),
        vec![0; 32_769],
        vec![0x81; 500_000],
    ];
    refuses_all(&siege, &samira, bodies, RefusalCode::TooLarge);
}

#[test]
fn hostile_moment_at_the_end_of_all_numbers_harms_nobody() {
    let (siege, samira, items) = besieged();
    for (number, moment) in [(1, i64::MIN), (2, i64::MAX), (3, -1)] {
        let mut key = siege.written.drop_off.key;
        key.entry = [number; 16];
        let mut changed = items.clone();
        changed.0[5] = bytes(&key.to_bytes());
        let body = changed.with(WRITTEN_AT, cbor(moment));
        siege.refuses(
            &samira,
            samira.sign_bytes(body),
            RefusalCode::FieldInvalid,
            &["written_at"],
        );
    }
}
