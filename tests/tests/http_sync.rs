//! Real stores and a real server over loopback: notes arrive, whatever cuts the way.

// This is test code: a failed unwrap is a failed test with a line number.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use samenspel_core::device::Status;
use samenspel_core::device::client::{
    Cancellation, ClientError, ExchangeError, SyncReport, TransportError,
};
use samenspel_core::directory::Holder;
use samenspel_core::protocol::RequestError;
use samenspel_core::sync::State;
use samenspel_core::time::UnixMillis;
use samenspel_tests::served::{ServedLocation, ServedPhone};

const YEAR_MS: i64 = 365 * UnixMillis::DAY_MS;

async fn sync(phone: &ServedPhone) -> SyncReport {
    phone
        .client
        .sync_until_quiet(&phone.store, &Cancellation::new())
        .await
}

async fn sync_to_the_end(phone: &ServedPhone) {
    let report = sync(phone).await;
    assert_eq!(report.state, State::Idle, "{report:?}");
    assert!(!report.unfinished, "{report:?}");
}

/// Everybody's documents have the same heads.
fn assert_agree(phones: &[&ServedPhone]) {
    let digests: Vec<_> = phones
        .iter()
        .map(|phone| phone.store.digest().unwrap())
        .collect();
    assert!(
        digests.windows(2).all(|pair| pair[0] == pair[1]),
        "{digests:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hand_over_reaches_the_next_colleague_and_not_the_parent() {
    let served = ServedLocation::start().await;
    let series = served.handover();
    let staff = &served.location.staff[0];
    let fatima = served.phone(staff[0]).await;
    let joke = served.phone(staff[1]).await;
    let parent = served.phone(served.location.parents[0][0]).await;
    let intent = fatima.hand_over(series, "Sliep slecht.");
    assert_eq!(
        fatima.store.intent_status(intent).unwrap(),
        Some(Status::OnThisDevice)
    );
    sync_to_the_end(&fatima).await;
    assert_eq!(
        fatima.store.intent_status(intent).unwrap(),
        Some(Status::Sent)
    );
    for phone in [&joke, &parent] {
        sync_to_the_end(phone).await;
    }
    assert_eq!(joke.summaries(&series), ["Sliep slecht."]);
    assert!(parent.summaries(&series).is_empty());
    sync_to_the_end(&fatima).await;
    assert_agree(&[&fatima, &joke]);
}

#[tokio::test(flavor = "multi_thread")]
async fn phones_with_clocks_wrong_by_a_year_sync_and_tell_the_right_time() {
    let served = ServedLocation::start().await;
    let series = served.handover();
    let staff = &served.location.staff[0];
    let late = served.phone_with_clock(staff[0], -YEAR_MS).await;
    let early = served.phone_with_clock(staff[1], YEAR_MS).await;
    let right = served.phone(staff[2]).await;
    late.hand_over(series, "een jaar achter");
    early.hand_over(series, "een jaar voor");
    for phone in [&late, &early, &right, &late, &early] {
        sync_to_the_end(phone).await;
    }
    let notes = right.notes(&series);
    assert_eq!(notes.len(), 2);
    for note in &notes {
        let off_ms = note.at.since(right.now()).abs();
        assert!(off_ms < UnixMillis::HOUR_MS, "off by {off_ms} ms");
    }
    assert_agree(&[&late, &early, &right]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_background_sync_cut_by_its_deadline_loses_nothing() {
    let served = ServedLocation::start().await;
    let series = served.handover();
    let staff = &served.location.staff[0];
    let fatima = served.phone(staff[0]).await;
    let joke = served.phone(staff[1]).await;
    let mut written = Vec::new();
    for number in 0..40 {
        let summary = format!("overdracht {number:02}");
        fatima.hand_over(series, &summary);
        written.push(summary);
        // From no time at all to a little more than enough.
        let deadline = Duration::from_micros(250 * number);
        fatima
            .client
            .background_sync(&fatima.store, deadline, &Cancellation::new())
            .await;
        assert_eq!(fatima.summaries(&series), written, "after {deadline:?}");
    }
    for phone in [&fatima, &joke] {
        sync_to_the_end(phone).await;
        assert_eq!(phone.summaries(&series), written);
        assert_eq!(phone.store.pending_count().unwrap(), 0);
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

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_dropped_at_every_point_loses_nothing_and_doubles_nothing() {
    let served = ServedLocation::start().await;
    let series = served.handover();
    let staff = &served.location.staff[0];
    let fatima = served.phone(staff[0]).await;
    let joke = served.phone(staff[1]).await;
    let mut written = Vec::new();
    let mut polls = 0;
    loop {
        let summary = format!("overdracht {polls:03}");
        fatima.hand_over(series, &summary);
        written.push(summary);
        let cancellation = Cancellation::new();
        let syncing = fatima.client.sync_until_quiet(&fatima.store, &cancellation);
        let cut = CutAfter {
            future: Box::pin(syncing),
            polls,
        };
        if let Some(report) = cut.await {
            assert_eq!(report.state, State::Idle, "{report:?}");
            break;
        }
        assert_eq!(fatima.summaries(&series), written, "dropped at {polls}");
        polls += 1;
    }
    assert!(polls > 3, "it was never dropped half-way");
    for phone in [&fatima, &joke] {
        sync_to_the_end(phone).await;
        assert_eq!(phone.summaries(&series), written);
    }
    assert_eq!(fatima.store.pending_count().unwrap(), 0);
    assert_agree(&[&fatima, &joke]);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_server_is_away_notes_stay_on_the_phone_and_go_when_it_is_back() {
    let mut served = ServedLocation::start().await;
    let series = served.handover();
    let fatima = served.phone(served.location.staff[0][0]).await;
    sync_to_the_end(&fatima).await;
    served.stop().await;
    let intent = fatima.hand_over(series, "zonder netwerk");
    let report = sync(&fatima).await;
    assert!(report.unfinished);
    assert!(matches!(
        report.failure,
        Some(ExchangeError::Transport(TransportError::NoAnswer(_)))
    ));
    assert_eq!(
        fatima.store.intent_status(intent).unwrap(),
        Some(Status::OnThisDevice)
    );
    served.start_again().await;
    sync_to_the_end(&fatima).await;
    assert_eq!(
        fatima.store.intent_status(intent).unwrap(),
        Some(Status::Sent)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_with_the_app_open_sees_a_note_without_asking() {
    let served = ServedLocation::start().await;
    let series = served.handover();
    let staff = &served.location.staff[0];
    let fatima = served.phone(staff[0]).await;
    let joke = served.phone(staff[1]).await;
    let mut watching = joke.client.keep_in_step(&joke.store);
    fatima.hand_over(series, "Kijk eens aan.");
    sync_to_the_end(&fatima).await;
    let arrived = pin!(async {
        while joke.summaries(&series).is_empty() {
            watching.next_state().await.unwrap();
        }
    });
    tokio::time::timeout(Duration::from_secs(60), arrived)
        .await
        .expect("the hint led to a sync");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_works_once_and_the_phone_can_use_another() {
    let served = ServedLocation::start().await;
    let person = served.location.staff[0][0];
    let ticket = served.invite(Holder::Person(person));
    let first = ServedPhone::new(person, &served.url(), 0);
    first.enrol(&ticket).await.unwrap();
    let second = ServedPhone::new(person, &served.url(), 0);
    let refused = second.enrol(&ticket).await.unwrap_err();
    assert!(matches!(
        refused,
        ClientError::Transport(TransportError::Refused(RequestError::InvitationUsed))
    ));
    second
        .enrol(&served.invite(Holder::Person(person)))
        .await
        .unwrap();
    sync_to_the_end(&second).await;
}
