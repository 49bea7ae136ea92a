//! The server's log goes back to a backup: what a phone still holds comes back, or waits for a manager.

use samenspel_device::{Command, InboxContent, Status};
use samenspel_model::series::DocumentKind;
use samenspel_model::time::Clock;
use samenspel_model::verdict::HoldReason;

use super::world::{World, assert_same, note};

#[test]
fn after_last_nights_backup_nothing_is_missing_that_a_phone_still_holds() {
    let mut world = World::new(6);
    let mother = world.place.parents[0][0];
    let mut samira = world.phone("samira", world.place.staff[0][0]);
    let mut joost = world.phone("joost", world.place.staff[0][1]);
    let mut elif = world.phone("elif", mother);
    let agreement = note(
        world.child_series(DocumentKind::Agreements),
        "agreement",
        &[("text", "Noor slaapt om 12 uur.")],
    );
    samira.sync(&world);
    joost.sync(&world);
    let text = samira.write(&agreement);
    samira.write(&world.handover("yesterday"));
    world.pass(1);
    samira.sync(&world);
    elif.sync(&world);

    let backup = world.back_up();
    world.pass(1);
    samira.write(&world.handover("today by Samira"));
    elif.write(&Command::EditText {
        agreement: text,
        text: "Noor slaapt om 12 uur, met haar knuffel.".into(),
    });
    for phone in [&mut samira, &mut elif] {
        phone.sync(&world);
        phone.sync(&world);
    }
    world.pass(1);
    joost.write(&world.handover("today by Joost"));
    joost.sync(&world);

    world.restore(backup);
    for _ in 0..3 {
        world.pass(1);
        for phone in [&mut joost, &mut elif, &mut samira] {
            phone.sync(&world);
        }
    }
    let all = ["yesterday", "today by Samira", "today by Joost"];
    assert_eq!(samira.summaries(&world), all);
    assert_eq!(joost.summaries(&world), all);
    let words = "Noor slaapt om 12 uur, met haar knuffel.";
    for phone in [&samira, &joost, &elif] {
        let shown = phone
            .store
            .agreement_text(&text, phone.clock.read())
            .unwrap();
        assert_eq!(shown.as_deref(), Some(words));
    }
    assert_same(&[&samira, &joost]);
    assert_eq!(elif.store.pending_count().unwrap(), 0);
}

#[test]
fn what_only_a_revoked_phone_still_holds_waits_for_the_manager_after_last_nights_backup() {
    let mut world = World::new(7);
    let mut samira = world.phone("samira", world.place.staff[0][0]);
    samira.sync(&world);
    let backup = world.back_up();
    world.pass(1);
    let sent = samira.write(&world.handover("only on her phone"));
    samira.sync(&world);
    samira.sync(&world);
    assert_eq!(samira.store.status(&sent).unwrap(), Some(Status::Sent));
    // Her phone is reported lost, the server's disk dies, and then her phone calls.
    world.revoke(&samira);
    world.restore(backup);
    world.pass(1);
    assert_eq!(samira.sync_until_revoked(&world), 2);
    let why = HoldReason::DeviceRevoked;
    assert_eq!(samira.store.status(&sent).unwrap(), Some(Status::Held(why)));
    assert!(world.server.holds(&sent).unwrap());
    assert!(samira.store.documents().unwrap().is_empty());
    let inbox = samira.store.inbox(None, samira.clock.read()).unwrap();
    let InboxContent::Note(entry) = &inbox[0].content else {
        panic!("not a note: {:?}", inbox[0].content);
    };
    assert_eq!(entry.text("summary"), Some("only on her phone"));
}
