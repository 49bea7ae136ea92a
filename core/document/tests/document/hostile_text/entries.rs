//! Entries whose bytes are not the one form of an entry: ids of another length, keys and names with
//! characters that nobody sees. Knows nothing of the notes that they carry.

use samenspel_model::entry::{DeviceKey, Entry, SignedEntry};

use samenspel_testkit::texts::{agreement, entry};

fn honest() -> Vec<u8> {
    entry(agreement(), "agreement", "Mila slaapt om 12 uur.").to_cbor()
}

/// The same bytes with the one `old` in them made `new`.
fn with(old: &[u8], new: &[u8]) -> Vec<u8> {
    let bytes = honest();
    let mut places = bytes.windows(old.len()).enumerate();
    let place = places.find_map(|(at, there)| (there == old).then_some(at));
    let place = place.expect("what is to be replaced is there");
    [&bytes[..place], new, &bytes[place + old.len()..]].concat()
}

fn assert_refused(bytes: Vec<u8>) {
    assert!(Entry::from_cbor(&bytes).is_err());
    // A signature makes it no better.
    let key = DeviceKey::from_bytes(&[3; 32]);
    let mut signed = SignedEntry::sign(&Entry::from_cbor(&honest()).unwrap(), &key);
    signed.body = bytes;
    assert!(signed.entry().is_err());
}

#[test]
fn the_entry_that_the_hostile_ones_are_made_from_is_accepted() {
    let read = Entry::from_cbor(&honest()).unwrap();
    assert_eq!(read.key, agreement());
    assert_eq!(with(b"12 uur", b"12 uur"), honest());
}

#[test]
fn hostile_id_of_an_entry_that_is_a_prefix_of_another() {
    // A byte string of 16 (organisation, device) or 32 bytes (key), cut by one or one longer.
    let organisation = [5; 16];
    let device = [11; 16];
    for id in [organisation, device] {
        let whole = [&[0x50][..], &id].concat();
        assert_refused(with(&whole, &[&[0x4f][..], &id[..15]].concat()));
        assert_refused(with(&whole, &[&[0x51][..], &id, &[0]].concat()));
        assert_refused(with(&whole, &[0x40]));
    }
    let key = agreement().to_bytes();
    let whole = [&[0x58, 32][..], &key].concat();
    assert_refused(with(&whole, &[&[0x58, 31][..], &key[..31]].concat()));
    assert_refused(with(&whole, &[&[0x58, 33][..], &key, &[0]].concat()));
    assert_refused(with(&whole, &[&[0x50][..], &key[..16]].concat()));
}

#[test]
fn hostile_bidi_and_nul_in_the_names_of_fields_and_kinds() {
    for hidden in ["\0", "\u{202E}", "\u{2066}", "\u{200B}", " ", "A"] {
        let name = format!("te{hidden}t");
        let header = 0x60 + u8::try_from(name.len()).unwrap();
        let named = [&[header][..], name.as_bytes()].concat();
        assert_refused(with(b"\x64text", &named));
        assert_refused(with(b"\x69agreement", &named));
    }
}

#[test]
fn hostile_field_that_is_there_twice_or_out_of_order() {
    let one = b"\x82\x64text\x76Mila slaapt om 12 uur.";
    let twice = [&[0x84][..], &one[1..], &one[1..]].concat();
    assert_refused(with(one, &twice));
    let disordered = [&[0x84][..], &one[1..], b"\x61a\xf6"].concat();
    assert_refused(with(one, &disordered));
}

#[test]
fn hostile_entry_nested_indefinite_or_longer_than_it_says() {
    let text = b"\x76Mila slaapt om 12 uur.";
    for value in [
        &b"\x9f\xff"[..],
        b"\x81\xf6",
        b"\xa0",
        b"\xc0\x00",
        b"\x7f\x61a\xff",
        b"\xfb\x00\x00\x00\x00\x00\x00\x00\x00",
        b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\x7b\xff\xff\xff\xff\xff\xff\xff\xff",
    ] {
        assert_refused(with(text, value));
    }
    let deep = [&[0x81; 100_000][..], &[0xf6]].concat();
    assert_refused(with(text, &deep));
}
