//! The asynchronous door: many phones at once, a graceful stop, storage that fails.

use std::sync::Arc;

use samenspel_core::limits;
use samenspel_core::protocol::*;
use sync_server::engine::{Authentic, HandleOptions, OrganisationHandle};

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
