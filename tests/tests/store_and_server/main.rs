//! The device's store and the server's engine, joined in one process: what one person writes is
//! what the others read, whatever is lost, repeated or put back.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod restored;
mod world;

use samenspel_device::Command;
use samenspel_device::Status;
use samenspel_model::series::DocumentKind;
use samenspel_model::time::Clock;

use world::{Phone, World, assert_same, note};

#[test]
fn a_handover_reaches_the_colleague_and_never_the_parent() {
    let mut world = World::new(1);
    let [one, two] = [world.place.staff[0][0], world.place.staff[0][1]];
    let mother = world.place.parents[0][0];
    let mut samira = world.phone("samira", one);
    let mut joost = world.phone("joost", two);
    let mut elif = world.phone("elif", mother);
    for phone in [&mut samira, &mut joost, &mut elif] {
        phone.sync(&world);
    }
    let key = samira.write(&world.handover("slept badly"));
    assert_eq!(
        samira.store.status(&key).unwrap(),
        Some(Status::OnThisDevice)
    );
    world.pass(5);
    samira.sync(&world);
    assert_eq!(samira.store.status(&key).unwrap(), Some(Status::Sent));
    joost.sync(&world);
    elif.sync(&world);
    assert_eq!(joost.summaries(&world), ["slept badly"]);
    assert!(elif.summaries(&world).is_empty());
    assert_same(&[&samira, &joost]);
}

#[test]
fn after_everything_is_there_a_sync_is_one_request() {
    let mut world = World::new(2);
    let mut samira = world.phone("samira", world.place.staff[0][0]);
    samira.sync(&world);
    samira.write(&world.handover("slept badly"));
    samira.sync(&world);
    world.pass(1);
    assert_eq!(samira.sync(&world), 1);
}

#[test]
fn lost_answers_and_merging_on_the_server_lose_and_double_nothing() {
    let mut world = World::new(3);
    let mut samira = world.phone("samira", world.place.staff[0][0]);
    let mut joost = world.phone("joost", world.place.staff[0][1]);
    samira.sync(&world);
    let mut written = Vec::new();
    for round in 0..20 {
        let words = format!("note {round}");
        samira.write(&world.handover(&words));
        written.push(words);
        world.pass(1);
        match round % 4 {
            0 => samira.lose_an_answer(&world),
            1 => drop(world.server.merge_all().unwrap()),
            2 => drop(samira.sync(&world)),
            _ => {}
        }
    }
    samira.sync(&world);
    world.server.merge_all().unwrap();
    joost.sync(&world);
    samira.sync(&world);
    assert_eq!(joost.summaries(&world), written);
    assert_eq!(samira.summaries(&world), written);
    assert_same(&[&samira, &joost]);
}

#[test]
fn a_store_put_back_from_a_copy_catches_up_with_itself() {
    let mut world = World::new(4);
    let mut samira = world.phone("samira", world.place.staff[0][0]);
    samira.sync(&world);
    samira.write(&world.handover("first"));
    world.pass(1);
    samira.sync(&world);
    samira.write(&world.handover("waiting in the copy"));
    let (mut samira, copy) = samira.copied();
    world.pass(1);
    samira.write(&world.handover("after the copy"));
    samira.sync(&world);
    // Sent and acknowledged, then the old copy comes back.
    let mut samira = samira.put_back(copy);
    world.pass(1);
    samira.sync(&world);
    let all = ["first", "waiting in the copy", "after the copy"];
    assert_eq!(samira.summaries(&world), all);
    let mut joost = world.phone("joost", world.place.staff[0][1]);
    joost.sync(&world);
    assert_eq!(joost.summaries(&world), all);
    assert_same(&[&samira, &joost]);
}

#[test]
fn a_text_edited_by_two_offline_keeps_both_edits() {
    let mut world = World::new(5);
    let mother = world.place.parents[0][0];
    let mut samira = world.phone("samira", world.place.staff[0][0]);
    let mut elif = world.phone("elif", mother);
    samira.sync(&world);
    let agreement = note(
        world.child_series(DocumentKind::Agreements),
        "agreement",
        &[("text", "Noor slaapt om 12 uur.")],
    );
    let key = samira.write(&agreement);
    world.pass(1);
    samira.sync(&world);
    elif.sync(&world);
    let edit = |text: &str| Command::EditText {
        agreement: key,
        text: text.into(),
    };
    samira.write(&edit("Noor slaapt om 13 uur."));
    elif.write(&edit("Noor slaapt om 12 uur. Met haar knuffel."));
    for _ in 0..4 {
        world.pass(1);
        samira.sync(&world);
        elif.sync(&world);
    }
    let words = samira
        .store
        .agreement_text(&key, samira.clock.read())
        .unwrap()
        .unwrap();
    assert!(words.contains("13") && words.contains("knuffel"), "{words}");
    assert_eq!(
        elif.store
            .agreement_text(&key, elif.clock.read())
            .unwrap()
            .unwrap(),
        words
    );
    assert!(
        samira
            .store
            .inbox(None, samira.clock.read())
            .unwrap()
            .is_empty()
    );
    assert!(
        elif.store
            .inbox(None, elif.clock.read())
            .unwrap()
            .is_empty()
    );
    assert_eq!(elif.store.pending_count().unwrap(), 0);
    world.server.merge_all().unwrap();
    let mut joost = world.phone("joost", world.place.staff[0][1]);
    joost.sync(&world);
    samira.sync(&world);
    assert_eq!(
        joost
            .store
            .agreement_text(&key, joost.clock.read())
            .unwrap()
            .unwrap(),
        words
    );
    assert_same(&[&samira, &joost]);
}

/// Syncs until it comes to rest; nothing may be put off.
fn sync_without_delay(phone: &mut Phone, world: &World) -> usize {
    for requests in 1..100 {
        let applied = phone.once(world);
        assert!(!applied.later, "something was put off");
        if !applied.more {
            return requests;
        }
    }
    panic!("the sync does not come to rest");
}

#[test]
fn thirty_edits_made_offline_get_through_at_once_in_several_requests() {
    for texts in [30, 1] {
        let mut world = World::new(40);
        let mut samira = world.phone("samira", world.place.staff[0][0]);
        let mut elif = world.phone("elif", world.place.staff[0][1]);
        samira.sync(&world);
        let series = world.child_series(DocumentKind::Agreements);
        let agreement = |number: usize| {
            let words = format!("Afspraak {number}.");
            note(series, "agreement", &[("text", &words)])
        };
        let keys: Vec<_> = (0..texts)
            .map(|number| samira.write(&agreement(number)))
            .collect();
        samira.sync(&world);
        world.pass(1);
        for number in 0..30 {
            samira.write(&Command::EditText {
                agreement: keys[number % texts],
                text: format!("Afspraak {number}, gewijzigd."),
            });
        }
        let requests = sync_without_delay(&mut samira, &world);
        assert!(requests > 3, "{requests}");
        assert_eq!(samira.store.pending_count().unwrap(), 0);
        elif.sync(&world);
        for (number, key) in keys.iter().enumerate() {
            let last = if texts == 1 { 29 } else { number };
            let expected = format!("Afspraak {last}, gewijzigd.");
            let shown = elif.store.agreement_text(key, elif.clock.read()).unwrap();
            assert_eq!(shown.as_deref(), Some(expected.as_str()));
        }
        assert_same(&[&samira, &elif]);
    }
}
