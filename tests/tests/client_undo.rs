//! Notes in their undo window, with the real client and a real server: they leave when the window ends,
//! however many are written meanwhile, and until then the server hears nothing.

// This crate is test code: a failed unwrap is a failed test with a line number.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use samenspel_client::{Cancellation, SyncHandle};
use samenspel_device::{Command, NewNote, Status};
use samenspel_model::ids::EntryKey;
use samenspel_model::series::DocumentKind;
use samenspel_model::time::{Clock, ClockReading};
use samenspel_protocol::sync::{State, WaitsFor};
use samenspel_rules::directory::{Holder, LocationSettings, Record};
use samenspel_rules::schema::notes::{GoodMoment, PickUp};
use samenspel_testkit::clock::TrueTime;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::of_child;
use samenspel_tests::support::phone::{Phone, Surroundings};

const SIZE: Size = Size {
    groups: 1,
    children_per_group: 1,
    staff_per_group: 1,
};

/// Begins on a Monday morning and runs as fast as the machine's own.
struct Running {
    since: Instant,
}

impl Clock for Running {
    fn read(&self) -> ClockReading {
        let ms = i64::try_from(self.since.elapsed().as_millis()).unwrap();
        ClockReading {
            wall: MONDAY_MORNING.plus_ms(ms),
            boot_id: 1,
            monotonic_ms: ms,
        }
    }
}

struct Place {
    server: DrivenServer,
    phone: Phone,
}

impl Place {
    fn with_undo_of(send_delay_ms: u32) -> Self {
        let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
        let location = &server.site.location;
        let settings = Record::LocationSettings(LocationSettings {
            send_delay_ms,
            ..LocationSettings::of(location.location)
        });
        server
            .organisation
            .change_directory(&[settings], &[])
            .unwrap();
        let person = location.staff[0][0];
        let clock = Arc::new(Running {
            since: Instant::now(),
        });
        let around = Surroundings::new(server.runtime.handle(), clock);
        let ticket = server
            .invite(Holder::Person(person), server.address)
            .unwrap();
        let path = server.site.phones().unwrap().join("phone");
        let phone = Phone::enrol(&path, person, &ticket, &around).unwrap();
        phone.sync_all().unwrap();
        Self { server, phone }
    }

    fn write(&self) -> EntryKey {
        let location = &self.server.site.location;
        let series = of_child(location.org, DocumentKind::DayLog, location.children[0][0]);
        let mut note = PickUp::new();
        note.moment = GoodMoment::named("built_tower");
        let note = NewNote::of(series, &note);
        self.phone.write(&Command::AddNote(note)).unwrap()
    }

    fn in_step(&self) -> SyncHandle {
        let _entered = self.server.runtime.enter();
        let handle = self.phone.client.keep_in_step(&self.phone.store);
        until(|| handle.state() == State::Idle && self.requests() > 0);
        // Opening the stream of hints counts too, and may bring one.
        let mut seen = (self.requests(), Instant::now());
        until(|| {
            if self.requests() != seen.0 {
                seen = (self.requests(), Instant::now());
            }
            handle.state() == State::Idle && seen.1.elapsed() > Duration::from_millis(1_200)
        });
        handle
    }

    fn requests(&self) -> u64 {
        self.phone.client.traffic().requests
    }
}

fn until(mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(60), "it never came");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn eight_notes_in_a_moment_leave_when_their_undo_window_ends() {
    let place = Place::with_undo_of(8_000);
    let handle = place.in_step();
    let before = place.requests();
    let begun = Instant::now();
    let keys: Vec<EntryKey> = (0..8)
        .map(|_| {
            std::thread::sleep(Duration::from_millis(40));
            let key = place.write();
            handle.committed();
            key
        })
        .collect();
    until(|| {
        matches!(
            handle.state(),
            State::Waiting {
                what_for: WaitsFor::Undo,
                ..
            }
        )
    });
    assert_eq!(
        place.requests(),
        before,
        "a note in its undo window asked the server"
    );
    let sent = |key: &EntryKey| place.phone.status(key).unwrap() == Status::Sent;
    until(|| keys.iter().all(sent));
    let took = begun.elapsed();
    assert!(
        took >= Duration::from_millis(8_000),
        "{took:?}: nothing could be undone"
    );
    until(|| handle.state() == State::Idle);
    assert!(place.requests() - before <= 8);
}

#[test]
fn a_background_sync_waits_for_a_note_that_leaves_before_its_deadline_and_not_for_another() {
    let place = Place::with_undo_of(1_000);
    let key = place.write();
    let run = |deadline| {
        let cancellation = Cancellation::new();
        let syncing =
            place
                .phone
                .client
                .background_sync(&place.phone.store, deadline, &cancellation);
        place.server.runtime.block_on(syncing)
    };
    let begun = Instant::now();
    let report = run(Duration::from_millis(100));
    assert!(report.unfinished && report.failure.is_none());
    let report = run(Duration::from_secs(30));
    assert!(!report.unfinished, "{report:?}");
    assert_eq!(place.phone.status(&key).unwrap(), Status::Sent);
    assert!(begun.elapsed() < Duration::from_secs(30));
}
