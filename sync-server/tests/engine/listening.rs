//! Who hears that something is new: those concerned, and nobody else.

use std::sync::Arc;
use std::time::Duration;

use samenspel_model::entry::SignedEntry;
use samenspel_model::ids::ChildId;
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_rules::directory::Record;
use sync_server::engine::Listening;

use crate::world::*;

/// Longer than it takes to find out, shorter than a look that comes by itself.
const SOON: Duration = Duration::from_secs(10);

fn listen(world: &World, phone: &Phone) -> Listening {
    let organisation: &Arc<_> = world.organisation.as_ref().unwrap();
    organisation.listen(phone.id).unwrap()
}

fn day(phone: &mut Phone, child: ChildId, world: &World) -> SignedEntry {
    let (kind, subject) = (DocumentKind::DayLog, Subject::Child(child));
    let note = phone.note(
        kind,
        subject,
        "day_log",
        &[("what", text("sleep"))],
        world.now(),
    );
    SignedEntry::sign(&note, &phone.key)
}

async fn hears(listening: &mut Listening) -> bool {
    let heard = tokio::time::timeout(SOON, listening.change()).await;
    heard.expect("nothing was heard").is_some()
}

async fn hears_nothing(listening: &mut Listening) {
    let heard = tokio::time::timeout(Duration::from_millis(300), listening.change()).await;
    assert!(heard.is_err(), "{heard:?}");
}

#[tokio::test]
async fn a_parent_hears_of_what_is_written_about_their_child_and_of_nothing_else() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let joke = world.phone(JOKE, 0x22);
    let samira = world.phone(SAMIRA, 0x23);
    let mut parent = listen(&world, &samira);
    let mut colleague = listen(&world, &joke);
    let mut notes: Vec<_> = (0..60).map(|_| day(&mut fatima, DAAN, &world)).collect();
    notes.push(fatima.handover("for colleagues", world.now()));
    assert!(world.push(&mut fatima, &notes).iter().all(is_stored));
    assert!(hears(&mut colleague).await);
    hears_nothing(&mut parent).await;
    let hers = [day(&mut fatima, NOOR, &world)];
    world.push(&mut fatima, &hers);
    assert!(hears(&mut parent).await);
    hears_nothing(&mut parent).await;
}

#[tokio::test]
async fn a_request_that_stores_nothing_wakes_nobody() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let note = fatima.handover("once", world.now());
    world.push(&mut fatima, std::slice::from_ref(&note));
    let mut joke = listen(&world, &world.phone(JOKE, 0x22));
    world.push(&mut fatima, &[note]);
    world.pull(&mut fatima);
    hears_nothing(&mut joke).await;
}

#[tokio::test]
async fn a_change_of_the_directory_is_heard_by_those_whose_part_it_changes() {
    let world = World::new();
    let samira = world.phone(SAMIRA, 0x23);
    let mut parent = listen(&world, &samira);
    let mut daan = world.org().directory().child(DAAN).unwrap().clone();
    daan.first_name.push_str("tje");
    world.change(Record::Child(daan));
    let heard = tokio::time::timeout(Duration::from_secs(3), parent.change()).await;
    assert!(heard.is_err(), "another family's child changed");
    let mut noor = world.org().directory().child(NOOR).unwrap().clone();
    noor.first_name.push_str("tje");
    world.change(Record::Child(noor));
    assert!(hears(&mut parent).await);
}

#[tokio::test]
async fn who_loses_access_stops_hearing_and_who_is_revoked_is_cut_off_at_once() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let joke = world.phone(JOKE, 0x22);
    let mut listening = listen(&world, &joke);
    world.change(assignment(JOKE, Some(world.now())));
    assert!(
        hears(&mut listening).await,
        "her part of the directory changed"
    );
    let note = fatima.handover("no longer for her", world.now());
    world.push(&mut fatima, &[note]);
    hears_nothing(&mut listening).await;
    world.change(Record::Device(joke.record(Some(world.now()), world.now())));
    let ended = tokio::time::timeout(SOON, listening.change()).await;
    assert_eq!(ended, Ok(None));
    let organisation = world.organisation.as_ref().unwrap();
    let again = organisation.listen(joke.id).map(drop);
    assert_eq!(again.unwrap_err().code(), "device_revoked");
}

#[tokio::test]
async fn access_that_is_gained_is_heard_from_then_on() {
    let world = World::new();
    world.change(assignment(JOKE, Some(world.now())));
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut listening = listen(&world, &world.phone(JOKE, 0x22));
    let note = fatima.handover("not for her yet", world.now());
    world.push(&mut fatima, &[note]);
    hears_nothing(&mut listening).await;
    world.change(assignment(JOKE, None));
    assert!(hears(&mut listening).await);
    let note = fatima.handover("for her", world.now());
    world.push(&mut fatima, &[note]);
    assert!(hears(&mut listening).await);
}

#[tokio::test]
async fn what_another_process_does_to_the_files_is_heard_too() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let joke = world.phone(JOKE, 0x22);
    let mut listening = listen(&world, &joke);
    world.org().notice_others().unwrap();
    let operator = world.beside();
    let note = fatima.handover("stored by another process", world.now());
    let request = fatima.request(&[note], world.now());
    let (headers, body) = fatima.sign(&request, world.now());
    operator.sync_now(&headers, &body).unwrap();
    hears_nothing(&mut listening).await;
    world.org().notice_others().unwrap();
    assert!(hears(&mut listening).await);
    let revoked = Record::Device(joke.record(Some(world.now()), world.now()));
    operator.change_directory(&[revoked], &[]).unwrap();
    world.org().notice_others().unwrap();
    let ended = tokio::time::timeout(SOON, listening.change()).await;
    assert_eq!(ended, Ok(None));
}
