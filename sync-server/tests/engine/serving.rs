//! The asynchronous door: many phones at once, a graceful stop, storage that fails.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use samenspel_document::text::{InProcessTrial, TrialError, TrialOutcome, TrialRunner};
use samenspel_model::limits;
use samenspel_model::verdict::*;
use samenspel_model::wire::*;
use samenspel_protocol::*;
use sync_server::engine::{Authentic, HandleOptions, OrganisationHandle, TextGate};

use crate::texts;
use crate::world::*;

fn handle(world: &World) -> Arc<OrganisationHandle> {
    let organisation = Arc::clone(world.organisation.as_ref().unwrap());
    Arc::new(OrganisationHandle::start(organisation, HandleOptions::default()).unwrap())
}

fn read(wire: &[u8]) -> SyncResponse {
    let plain = decompress(wire, limits::RESPONSE_BYTES_MAX).unwrap();
    decode_bounded(&plain, limits::RESPONSE_BYTES_MAX).unwrap()
}

fn authentic(world: &World, headers: RequestHeaders, body: Vec<u8>) -> Authentic<Vec<u8>> {
    let organisation = world.org();
    organisation
        .authenticate(headers, "POST", SYNC_PATH, body)
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_phones_at_once_all_get_their_outcomes() {
    let world = World::new();
    let handle = handle(&world);
    let mut waiting = Vec::new();
    for number in 0..20 {
        let mut phone = world.phone(FATIMA, 0x40 + number);
        let notes = phone.handovers(3, world.now());
        let request = phone.request(&notes, world.now());
        let (headers, body) = phone.sign(&request, world.now());
        let handle = Arc::clone(&handle);
        let request = authentic(&world, headers, body);
        waiting.push(tokio::spawn(async move { handle.submit(request).await }));
    }
    for answer in waiting {
        let response = read(&answer.await.unwrap().unwrap());
        assert!(response.outcomes.iter().all(is_stored));
    }
    assert_eq!(world.org().statistics().unwrap().entries, 60);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_finishes_what_was_accepted_and_accepts_nothing_more() {
    let world = World::new();
    let handle = handle(&world);
    let mut phone = world.phone(FATIMA, 0x21);
    let notes = phone.handovers(2, world.now());
    let request = phone.request(&notes, world.now());
    let (headers, body) = phone.sign(&request, world.now());
    let answer = handle.submit(authentic(&world, headers, body)).await;
    assert!(answer.is_ok());
    handle.stop().await;
    let (headers, body) = phone.sign(&request, world.now());
    let answer = handle.submit(authentic(&world, headers, body)).await;
    assert_eq!(answer.unwrap_err().code(), "unavailable");
    assert_eq!(world.org().statistics().unwrap().entries, 2);
}

#[test]
fn requests_of_one_batch_are_each_judged_and_a_replay_among_them_is_refused() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    let note = fatima.handover("once", world.now());
    let request = fatima.request(std::slice::from_ref(&note), world.now());
    let (headers, body) = fatima.sign(&request, world.now());
    let admit = |headers: &RequestHeaders, body: &[u8]| {
        let request = authentic(&world, headers.clone(), body.to_vec());
        world.org().admit(&request).unwrap()
    };
    let relayed = joke.request(&[note], world.now());
    let (joke_headers, joke_body) = joke.sign(&relayed, world.now());
    let batch = vec![
        admit(&headers, &body),
        admit(&headers, &body),
        admit(&joke_headers, &joke_body),
    ];
    let results = world.org().apply(batch);
    assert!(is_stored(&results[0].as_ref().unwrap().outcomes()[0]));
    assert_eq!(results[1].as_ref().unwrap_err(), &RequestError::NonceReused);
    let relayed = &results[2].as_ref().unwrap().outcomes()[0];
    assert!(matches!(relayed, Outcome::Known { .. }));
}

#[test]
fn when_the_files_fail_everyone_is_told_and_nothing_is_half_stored() {
    let mut world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let note = fatima.handover("too much", world.now());
    // A full disk, as SQLite sees it: no page may be added.
    let path = world.path().join("log.sqlite");
    let blocker = rusqlite::Connection::open(&path).unwrap();
    blocker
        .execute_batch(
            "CREATE TRIGGER full BEFORE INSERT ON payload BEGIN SELECT RAISE(FAIL, 'full'); END",
        )
        .unwrap();
    let request = fatima.request(std::slice::from_ref(&note), world.now());
    let told = world.send(&mut fatima, &request).unwrap_err();
    assert_eq!(told.code(), "unavailable");
    assert_eq!(world.org().statistics().unwrap().entries, 0);
    blocker.execute_batch("DROP TRIGGER full").unwrap();
    drop(blocker);
    world.reopen();
    assert!(is_stored(&world.push(&mut fatima, &[note])[0]));
}

/// A handle whose writer cannot write as long as the connection holds the log.
fn stalled(world: &World) -> (Arc<OrganisationHandle>, rusqlite::Connection) {
    let handle = handle(world);
    let log = rusqlite::Connection::open(world.path().join("log.sqlite")).unwrap();
    log.execute_batch("BEGIN IMMEDIATE").unwrap();
    (handle, log)
}

fn note_of(world: &World, number: u8, words: &str) -> Authentic<Vec<u8>> {
    let mut phone = world.phone(FATIMA, number);
    let note = phone.handover(words, world.now());
    let request = phone.request(&[note], world.now());
    let (headers, body) = phone.sign(&request, world.now());
    authentic(world, headers, body)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_did_not_come_to_its_turn_in_time_is_not_stored_and_its_sender_comes_again() {
    let world = World::new();
    let first = note_of(&world, 0x41, "being written");
    let late = note_of(&world, 0x42, "too late");
    let (handle, log) = stalled(&world);
    let writing = Arc::clone(&handle);
    let writing = tokio::spawn(async move { writing.submit(first).await });
    while handle.load().requests == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let deadline = Instant::now() + Duration::from_millis(50);
    let waiting = Arc::clone(&handle);
    let waiting = tokio::spawn(async move { waiting.submit_until(late, deadline).await });
    tokio::time::sleep(Duration::from_millis(300)).await;
    let load = handle.load();
    assert_eq!(load.requests, 2);
    assert!(load.oldest >= Duration::from_millis(300), "{load:?}");
    log.execute_batch("ROLLBACK").unwrap();
    assert!(writing.await.unwrap().is_ok());
    let told = waiting.await.unwrap().unwrap_err();
    assert_eq!(told.code(), "unavailable");
    assert_eq!(world.org().statistics().unwrap().entries, 1);
    assert_eq!(handle.load().requests, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_that_floods_the_queue_is_told_to_come_again_and_others_still_find_room() {
    let world = World::new();
    let first = note_of(&world, 0x41, "being written");
    let other = note_of(&world, 0x42, "of another");
    let mut greedy = world.phone(JOKE, 0x43);
    let flood: Vec<_> = (0..40)
        .map(|_| {
            let request = greedy.request(&[], world.now());
            let (headers, body) = greedy.sign(&request, world.now());
            authentic(&world, headers, body)
        })
        .collect();
    let (handle, log) = stalled(&world);
    let submit = |request| {
        let handle = Arc::clone(&handle);
        tokio::spawn(async move { handle.submit(request).await })
    };
    let first = submit(first);
    while handle.load().requests == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let flood: Vec<_> = flood.into_iter().map(submit).collect();
    let max = HandleOptions::default().queue_per_device_max;
    while flood.iter().filter(|it| it.is_finished()).count() < 40 - max {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let other = submit(other);
    while handle.load().requests < max + 2 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    log.execute_batch("ROLLBACK").unwrap();
    assert!(first.await.unwrap().is_ok());
    assert!(other.await.unwrap().is_ok());
    let mut served = 0;
    for request in flood {
        served += usize::from(request.await.unwrap().is_ok());
    }
    assert_eq!(served, max);
}

/// Trials that take until they are let go on.
struct Held {
    began: Arc<AtomicBool>,
    let_go: Mutex<Receiver<()>>,
}

impl TrialRunner for Held {
    fn trial(&self, document: &[u8], changes: &[Vec<u8>]) -> Result<TrialOutcome, TrialError> {
        self.began.store(true, Ordering::SeqCst);
        // It ends when the other side is dropped.
        let _ = self.let_go.lock().unwrap().recv();
        InProcessTrial.trial(document, changes)
    }
}

/// So many notes of a phone of its own, in one request.
fn notes_of(world: &World, number: u8, count: usize) -> Authentic<Vec<u8>> {
    let mut phone = world.phone(FATIMA, number);
    let notes = phone.handovers(count, world.now());
    let request = phone.request(&notes, world.now());
    let (headers, body) = phone.sign(&request, world.now());
    authentic(world, headers, body)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn large_requests_wait_for_dear_work_of_others_and_small_ones_do_not() {
    let began = Arc::new(AtomicBool::new(false));
    let (hold, let_go) = channel();
    let gate = Arc::new(TextGate::new(Held {
        began: Arc::clone(&began),
        let_go: Mutex::new(let_go),
    }));
    let world = World::with_gate(options(), gate);
    let mut samira = world.phone(FATIMA, 0x41);
    let (key, id) = texts::agreement(&world, &mut samira, "She sleeps at noon.");
    let document = texts::fetch(&world, &mut samira, id);
    let mut request = samira.request(&[], world.now());
    request.entries = vec![texts::edit(&world, &mut samira, &document, key, "At one.")];
    let (headers, body) = samira.sign(&request, world.now());
    let edit = authentic(&world, headers, body);
    let large = notes_of(&world, 0x42, 300);
    let small = notes_of(&world, 0x43, 3);
    let organisation = Arc::clone(world.organisation.as_ref().unwrap());
    let options = HandleOptions {
        dear_at_once: 1,
        ..HandleOptions::default()
    };
    let handle = Arc::new(OrganisationHandle::start(organisation, options).unwrap());
    let submit = |request| {
        let handle = Arc::clone(&handle);
        tokio::spawn(async move { read(&handle.submit(request).await.unwrap()).outcomes })
    };
    let edit = submit(edit);
    while !began.load(Ordering::SeqCst) {
        std::thread::sleep(Duration::from_millis(5));
    }
    let large = submit(large);
    let small = submit(small).await.unwrap();
    assert!(small.iter().all(is_stored));
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!large.is_finished());
    drop(hold);
    assert!(edit.await.unwrap().iter().all(is_stored));
    assert!(large.await.unwrap().iter().all(is_stored));
}
