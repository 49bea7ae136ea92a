//! Scenario 12: the relay.
//!
//! "A colleague whose phone has no data shows her handover as a moving QR code; the next colleague's phone
//! takes it over and, on the bus, sends it. It arrives once, with her name, although she sends it again
//! herself that night. A relayed note that was altered on the way is refused."

use samenspel_device::relay::frames::{FrameSink, FrameSource, Scanned};
use samenspel_device::relay::{Bundle, Offer, RelaySealError, Relayed, seal};
use samenspel_device::{Command, NewNote, RelayError, RelayTaken, Status};
use samenspel_model::entry::{DeviceKey, SignedEntry};
use samenspel_model::ids::{EntryKey, Random};
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::{Certainty, UnixMillis};
use samenspel_model::verdict::RefusalCode;
use samenspel_rules::schema::notes::{Concern, Handover, OpenItem, State};
use samenspel_testkit::clock::TrueTime;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::of_child;

const SIZE: Size = Size {
    groups: 1,
    children_per_group: 1,
    staff_per_group: 4,
};

/// Held before a camera that misses every second code.
fn moving_code(sealed: &[u8]) -> Vec<u8> {
    let mut source = FrameSource::new(sealed).unwrap();
    let mut sink = FrameSink::default();
    for number in 0..10_000 {
        let frame = source.next_frame();
        if number % 2 == 1
            && let Scanned::Whole(whole) = sink.scanned(&frame)
        {
            return whole;
        }
    }
    panic!("the code moves for ever");
}

fn offer(phone: &Carried) -> Offer {
    let shown = phone
        .store()
        .offer_relay(phone.clock_reading(), &mut SystemRandom);
    Offer::from_text(&shown.unwrap().to_text()).unwrap()
}

#[test]
fn a_handover_travels_by_a_colleagues_phone_and_arrives_once() {
    let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
    let location = server.site.location.clone();
    let (org, child) = (location.org, location.children[0][0]);
    let phone = |name, which: usize| Carried::new(&server, name, location.staff[0][which]).unwrap();
    let fatima = phone("fatima", 0);
    let joke = phone("joke", 1);
    let reader = phone("reader", 2);
    // Their keys travel in the directory.
    for carried in [&fatima, &joke, &reader] {
        server.time.advance_ms(1_000);
        carried.phone.sync_all().unwrap();
    }
    fatima.link.cut();
    joke.link.cut();
    let series = of_child(org, DocumentKind::Handover, child);
    let handover = Handover {
        if_then: Some("Boven 38,5 bellen.".into()),
        ..Handover::new(State::Watch)
    };
    let add = |note: NewNote| fatima.write(&Command::AddNote(note)).unwrap();
    let keys = [
        add(NewNote::of(series, &handover)),
        add(NewNote::of(series, &OpenItem::new("Laarsje zoek".into()))),
    ];

    // She shows it; the next colleague takes it over, and sees it at once.
    let given = fatima
        .store()
        .relay_to(&offer(&joke), fatima.clock_reading(), &mut SystemRandom)
        .unwrap();
    assert_eq!((given.notes, given.more), (2, false));
    let scanned = moving_code(&given.sealed);
    assert_eq!(
        scanned, given.sealed,
        "the file and the code are the same bytes"
    );
    let now = joke.clock_reading();
    let taken = joke.store().take_relay(&scanned, now).unwrap();
    assert_eq!(taken.taken, keys);
    for key in &keys {
        let shown = joke
            .store()
            .note(key, joke.clock_reading())
            .unwrap()
            .unwrap();
        assert_eq!(shown.entry.author(), fatima.phone.person);
    }
    assert!(joke.store().has_something_to_sync().unwrap());
    // Twice is once.
    let again = joke.store().take_relay(&scanned, now).unwrap();
    assert_eq!((again.taken.len(), again.known), (0, 2));

    // On the bus it is sent; a third colleague reads it, with Fatima's name.
    joke.link.restore();
    server.time.advance_ms(20 * UnixMillis::MINUTE_MS);
    joke.phone.sync_all().unwrap();
    reader.phone.sync_all().unwrap();
    let on = |phone: &Carried, key: &EntryKey| phone.entries().unwrap().get(key).copied();
    for key in &keys {
        let read = reader
            .store()
            .note(key, reader.clock_reading())
            .unwrap()
            .unwrap();
        assert_eq!(read.entry.author(), fatima.phone.person);
        assert_eq!(on(&joke, key), Some(1));
    }
    let stored = server.organisation.statistics().unwrap().entries;

    // That night she sends it herself: it was there already.
    fatima.link.restore();
    server.time.advance_ms(4 * UnixMillis::HOUR_MS);
    fatima.phone.sync_all().unwrap();
    assert_eq!(server.organisation.statistics().unwrap().entries, stored);
    for key in &keys {
        assert_eq!(fatima.phone.status(key).unwrap(), Status::Sent);
        assert_eq!(on(&fatima, key), Some(1));
    }
    let nothing = fatima
        .store()
        .relay_to(&offer(&joke), fatima.clock_reading(), &mut SystemRandom);
    assert!(matches!(nothing, Err(RelayError::Nothing)));
}

#[test]
fn what_was_altered_or_comes_from_elsewhere_is_refused() {
    let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
    let location = server.site.location.clone();
    let (org, child) = (location.org, location.children[0][0]);
    let fatima = Carried::new(&server, "fatima", location.staff[0][0]).unwrap();
    let joke = Carried::new(&server, "joke", location.staff[0][1]).unwrap();
    server.time.advance_ms(1_000);
    joke.phone.sync_all().unwrap();
    fatima.link.cut();
    let series = of_child(org, DocumentKind::Handover, child);
    let item = NewNote::of(series, &OpenItem::new("Laarsje zoek".into()));
    let key = fatima.write(&Command::AddNote(item)).unwrap();
    let to_joke = offer(&joke);
    let given = fatima
        .store()
        .relay_to(&to_joke, fatima.clock_reading(), &mut SystemRandom)
        .unwrap();

    // One bit of the file.
    for position in [0, 20, 60, given.sealed.len() - 1] {
        let mut altered = given.sealed.clone();
        altered[position] ^= 1;
        let taken = joke.store().take_relay(&altered, joke.clock_reading());
        assert!(
            matches!(taken, Err(RelayError::Seal(_))),
            "{position}: {taken:?}"
        );
    }
    // Sealed to another phone, or to a code of the day before yesterday.
    let other = Carried::new(&server, "other", location.staff[0][2]).unwrap();
    let not_for_us = other
        .store()
        .take_relay(&given.sealed, other.clock_reading());
    assert!(matches!(
        not_for_us,
        Err(RelayError::Seal(RelaySealError::NotForUs))
    ));
    // A modified app changes the words and seals them properly.
    let entry = fatima
        .store()
        .note(&key, fatima.clock_reading())
        .unwrap()
        .unwrap()
        .entry;
    let original = SignedEntry::sign(&entry, &DeviceKey::from_bytes(&SystemRandom.bytes32()));
    let relayed = |signed: SignedEntry| Relayed {
        signed,
        corrected_at: server.time.now(),
        certainty: Certainty::Measured,
    };
    let mut foreign = entry.clone();
    foreign.series.org = samenspel_model::ids::OrgId(SystemRandom.bytes16());
    let stranger = DeviceKey::from_bytes(&SystemRandom.bytes32());
    let mut unknown = entry.clone();
    unknown.device = samenspel_model::ids::DeviceId(SystemRandom.bytes16());
    let bundle = Bundle {
        org,
        from: entry.device,
        entries: vec![
            relayed(original),
            relayed(SignedEntry::sign(&foreign, &stranger)),
            relayed(SignedEntry::sign(&unknown, &stranger)),
            relayed(SignedEntry {
                body: vec![0xff],
                ..SignedEntry::sign(&entry, &stranger)
            }),
        ],
    };
    let sealed = seal(&bundle, &to_joke, &mut SystemRandom).unwrap();
    let taken = joke
        .store()
        .take_relay(&sealed, joke.clock_reading())
        .unwrap();
    let expected = RelayTaken {
        refused: vec![
            RefusalCode::BadSignature,
            RefusalCode::WrongOrganisation,
            RefusalCode::UnknownDevice,
            RefusalCode::Malformed,
        ],
        ..RelayTaken::default()
    };
    assert_eq!(taken, expected);
    assert!(
        joke.store()
            .search("Laarsje", joke.clock_reading())
            .unwrap()
            .is_empty()
    );
    // One's own code, and the code of another organisation.
    let own = joke
        .store()
        .relay_to(&to_joke, joke.clock_reading(), &mut SystemRandom);
    assert!(matches!(own, Err(RelayError::Own)));
    let elsewhere = Offer {
        org: samenspel_model::ids::OrgId(SystemRandom.bytes16()),
        ..to_joke
    };
    let refused = fatima
        .store()
        .relay_to(&elsewhere, fatima.clock_reading(), &mut SystemRandom);
    assert!(matches!(refused, Err(RelayError::OtherOrganisation)));
    // After a day a code is worth nothing.
    server.time.advance_ms(25 * UnixMillis::HOUR_MS);
    let late = joke.store().take_relay(&given.sealed, joke.clock_reading());
    assert!(matches!(
        late,
        Err(RelayError::Seal(RelaySealError::NotForUs))
    ));
}

#[test]
fn a_tablet_carries_what_it_may_not_read_without_showing_it() {
    let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
    let location = server.site.location.clone();
    let (org, child) = (location.org, location.children[0][0]);
    let fatima = Carried::new(&server, "fatima", location.staff[0][0]).unwrap();
    let tablet = Carried::tablet(&server, "tablet", location.groups[0]).unwrap();
    let reader = Carried::new(&server, "reader", location.staff[0][1]).unwrap();
    server.time.advance_ms(1_000);
    tablet.phone.sync_all().unwrap();
    fatima.link.cut();
    let team = of_child(org, DocumentKind::Team, child);
    let concern = NewNote::of(team, &Concern::new("Onder ons gezegd.".into()));
    let key = fatima.write(&Command::AddNote(concern)).unwrap();
    let given = fatima
        .store()
        .relay_to(&offer(&tablet), fatima.clock_reading(), &mut SystemRandom)
        .unwrap();
    let now = tablet.clock_reading();
    assert_eq!(
        tablet.store().take_relay(&given.sealed, now).unwrap().taken,
        [key]
    );
    let pin = samenspel_device::Pin::new("2580").unwrap();
    let person = location.staff[0][1];
    tablet
        .store()
        .choose_pin(person, &pin, now, &mut SystemRandom)
        .unwrap();
    assert!(
        tablet
            .store()
            .note(&key, tablet.clock_reading())
            .unwrap()
            .is_none()
    );
    assert!(
        tablet
            .phone
            .timeline(Subject::Child(child))
            .unwrap()
            .is_empty()
    );
    tablet.phone.sync_all().unwrap();
    reader.phone.sync_all().unwrap();
    assert!(
        reader
            .store()
            .note(&key, reader.clock_reading())
            .unwrap()
            .is_some()
    );
    assert!(tablet.store().documents().unwrap().is_empty());
}
