//! Real stores and a real server over loopback: notes arrive, whatever cuts the way.

// This is test code: a failed unwrap is a failed test with a line number.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use samenspel_client::{Cancellation, ClientError, ExchangeError, TransportError};
use samenspel_device::Status;
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::{DocumentKind, Series};
use samenspel_model::time::{Clock, UnixMillis};
use samenspel_model::verdict::RequestError;
use samenspel_protocol::sync::State;
use samenspel_rules::directory::{Device, Holder, Record};
use samenspel_testkit::clock::TrueTime;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::{Carried, assert_agree};
use samenspel_tests::support::clock::SharedClock;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::{note, of_child, text};
use samenspel_tests::support::phone::{Phone, Surroundings};

const SIZE: Size = Size {
    groups: 1,
    children_per_group: 1,
    staff_per_group: 3,
};
const YEAR_MS: i64 = 365 * UnixMillis::DAY_MS;

/// A location, and the hand-overs about its one child.
struct Place {
    server: DrivenServer,
    handover: Series,
}

impl Place {
    fn new() -> Self {
        let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
        let location = &server.site.location;
        let child = location.children[0][0];
        Self {
            handover: of_child(location.org, DocumentKind::Handover, child),
            server,
        }
    }

    fn staff(&self, number: usize) -> PersonId {
        self.server.site.location.staff[0][number]
    }

    fn phone(&self, name: &str, person: PersonId) -> Carried {
        Carried::enrolled(&self.server, name, person).unwrap()
    }

    fn hand_over(&self, by: &Carried, summary: &str) -> EntryKey {
        let fields = [("state", text("calm")), ("summary", text(summary))];
        by.write(&note(self.handover, "handover", &fields)).unwrap()
    }

    /// The summaries on a phone, sorted.
    fn summaries(&self, on: &Carried) -> Vec<String> {
        let notes = on.phone.timeline(self.handover.subject).unwrap();
        let texts = notes.iter().filter_map(|it| it.entry.text("summary"));
        let mut texts: Vec<String> = texts.map(str::to_owned).collect();
        texts.sort();
        texts
    }
}

#[test]
fn a_hand_over_reaches_the_next_colleague_and_not_the_parent() {
    let place = Place::new();
    let fatima = place.phone("fatima", place.staff(0));
    let joke = place.phone("joke", place.staff(1));
    let parent = place.phone("parent", place.server.site.location.parents[0][0]);
    let key = place.hand_over(&fatima, "Sliep slecht.");
    assert_eq!(fatima.phone.status(&key).unwrap(), Status::OnThisDevice);
    fatima.phone.sync_all().unwrap();
    assert_eq!(fatima.phone.status(&key).unwrap(), Status::Sent);
    for phone in [&joke, &parent] {
        phone.phone.sync_all().unwrap();
    }
    assert_eq!(place.summaries(&joke), ["Sliep slecht."]);
    assert!(place.summaries(&parent).is_empty());
    fatima.phone.sync_all().unwrap();
    assert_agree(&[&fatima, &joke]);
}

#[test]
fn phones_with_clocks_wrong_by_a_year_sync_and_tell_the_right_time() {
    let place = Place::new();
    let wrong = |name: &str, number, ms| {
        Carried::enrolled_with_clock(&place.server, name, place.staff(number), ms).unwrap()
    };
    let late = wrong("late", 0, -YEAR_MS);
    let early = wrong("early", 1, YEAR_MS);
    let right = place.phone("right", place.staff(2));
    place.hand_over(&late, "een jaar achter");
    place.hand_over(&early, "een jaar voor");
    for phone in [&late, &early, &right, &late, &early] {
        phone.phone.sync_all().unwrap();
    }
    let notes = right.phone.timeline(place.handover.subject).unwrap();
    assert_eq!(notes.len(), 2);
    for note in &notes {
        let off_ms = note.at.since(place.server.time.now()).abs();
        assert!(off_ms < UnixMillis::HOUR_MS, "off by {off_ms} ms");
    }
    for phone in [&late, &early, &right] {
        let (now, _) = phone.store().corrected(phone.clock.read()).unwrap();
        let off_ms = now.since(place.server.time.now()).abs();
        assert!(off_ms < UnixMillis::MINUTE_MS, "off by {off_ms} ms");
    }
    assert_agree(&[&late, &early, &right]);
}

#[test]
fn a_background_sync_cut_by_its_deadline_loses_nothing() {
    let place = Place::new();
    let fatima = place.phone("fatima", place.staff(0));
    let joke = place.phone("joke", place.staff(1));
    let mut written = Vec::new();
    for number in 0..40 {
        let summary = format!("overdracht {number:02}");
        place.hand_over(&fatima, &summary);
        written.push(summary);
        // From no time at all to a little more than enough.
        let deadline = Duration::from_micros(250 * number);
        let (phone, cancellation) = (&fatima.phone, Cancellation::new());
        let syncing = phone
            .client
            .background_sync(&phone.store, deadline, &cancellation);
        place.server.runtime.block_on(syncing);
        assert_eq!(place.summaries(&fatima), written, "after {deadline:?}");
    }
    for phone in [&fatima, &joke] {
        phone.phone.sync_all().unwrap();
        assert_eq!(place.summaries(phone), written);
    }
    assert_agree(&[&fatima, &joke]);
}

/// Lets a future run until it has been woken so many times, and then drops it.
struct CutAfter<F> {
    future: Pin<Box<F>>,
    polls: usize,
}

impl<F: Future> Future for CutAfter<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.polls == 0 {
            return Poll::Ready(None);
        }
        self.polls -= 1;
        self.future.as_mut().poll(context).map(Some)
    }
}

#[test]
fn a_sync_dropped_at_every_point_loses_nothing_and_doubles_nothing() {
    let place = Place::new();
    let fatima = place.phone("fatima", place.staff(0));
    let joke = place.phone("joke", place.staff(1));
    let mut written = Vec::new();
    let (mut rounds, mut polls, mut dropped) = (0, 0, 0);
    // How often a whole sync is woken differs from round to round.
    while rounds < 10 {
        let summary = format!("overdracht {:03}", written.len());
        place.hand_over(&fatima, &summary);
        written.push(summary);
        let (phone, cancellation) = (&fatima.phone, Cancellation::new());
        let syncing = phone.client.sync_until_quiet(&phone.store, &cancellation);
        let cut = CutAfter {
            future: Box::pin(syncing),
            polls,
        };
        if let Some(report) = place.server.runtime.block_on(cut) {
            assert_eq!(report.state, State::Idle, "{report:?}");
            (rounds, polls) = (rounds + 1, 0);
        } else {
            (polls, dropped) = (polls + 1, dropped + 1);
        }
        assert_eq!(place.summaries(&fatima), written, "after {polls} wakes");
    }
    assert!(dropped > 2 * rounds, "it was hardly dropped half-way");
    for phone in [&fatima, &joke] {
        phone.phone.sync_all().unwrap();
        assert_eq!(place.summaries(phone), written);
    }
    assert_agree(&[&fatima, &joke]);
}

#[test]
fn while_the_server_is_away_notes_stay_on_the_phone_and_go_when_it_is_back() {
    let mut place = Place::new();
    let fatima = place.phone("fatima", place.staff(0));
    fatima.phone.sync_all().unwrap();
    place.server.stop();
    let key = place.hand_over(&fatima, "zonder server");
    let report = fatima.phone.sync();
    assert!(report.unfinished);
    assert!(matches!(
        report.failure,
        Some(ExchangeError::Transport(TransportError::NoAnswer(_)))
    ));
    assert_eq!(fatima.phone.status(&key).unwrap(), Status::OnThisDevice);
    place.server.start_again().unwrap();
    fatima.phone.sync_all().unwrap();
    assert_eq!(fatima.phone.status(&key).unwrap(), Status::Sent);
}

#[test]
fn a_colleague_with_the_app_open_sees_a_note_without_asking() {
    let place = Place::new();
    let fatima = place.phone("fatima", place.staff(0));
    let joke = place.phone("joke", place.staff(1));
    let within = place.server.runtime.enter();
    let mut watching = joke.phone.client.keep_in_step(&joke.phone.store);
    drop(within);
    place.hand_over(&fatima, "Kijk eens aan.");
    fatima.phone.sync_all().unwrap();
    place.server.runtime.block_on(async {
        let arrived = pin!(async {
            while place.summaries(&joke).is_empty() {
                watching.next_state().await.unwrap();
            }
        });
        tokio::time::timeout(Duration::from_secs(60), arrived)
            .await
            .expect("the hint led to a sync");
    });
}

#[test]
fn a_phone_that_is_revoked_while_its_app_is_open_forgets_what_it_shows() {
    let place = Place::new();
    let fatima = place.phone("fatima", place.staff(0));
    place.hand_over(&fatima, "Kijk eens aan.");
    fatima.phone.sync_all().unwrap();
    let within = place.server.runtime.enter();
    let mut watching = fatima.phone.client.keep_in_step(&fatima.phone.store);
    drop(within);
    let shows = || !fatima.store().documents().unwrap_or_default().is_empty();
    place.server.runtime.block_on(async {
        // It listens, and has nothing left to do.
        while watching.next_state().await.unwrap() != State::Idle {}
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert!(shows());
        revoke(&place.server, &fatima);
        let forgotten = pin!(async {
            while shows() {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        tokio::time::timeout(Duration::from_secs(60), forgotten)
            .await
            .expect("the end of its stream led to a sync");
    });
}

fn revoke(server: &DrivenServer, phone: &Carried) {
    let directory = server.organisation.directory();
    let device = phone.store().profile().unwrap().device;
    let revoked = Record::Device(Device {
        revoked_at: Some(server.time.now()),
        ..directory.device(device).unwrap().clone()
    });
    let changed = server.organisation.change_directory(&[revoked], &[]);
    changed.unwrap();
}

#[test]
fn an_invitation_works_once_and_the_phone_can_use_another() {
    let place = Place::new();
    let server = &place.server;
    let holder = Holder::Person(place.staff(0));
    let around = Surroundings::new(
        server.runtime.handle(),
        Arc::new(SharedClock::right(&server.time)),
    );
    let unenrolled = |name| {
        let path = server.site.phones().unwrap().join(name);
        let url = format!("http://{}", server.address);
        Phone::unenrolled(&path, place.staff(0), &url, &around).unwrap()
    };
    let ticket = server.invite(holder, server.address).unwrap();
    unenrolled("first").enrol_by(&ticket).unwrap();
    let second = unenrolled("second");
    let refused = second.enrol_by(&ticket).unwrap_err();
    assert!(matches!(
        refused,
        ClientError::Transport(TransportError::Refused(RequestError::InvitationUsed))
    ));
    let another = server.invite(holder, server.address).unwrap();
    second.enrol_by(&another).unwrap();
    second.sync_all().unwrap();
}
