//! A manager's word that a collector is somebody else than a barred parent: who may say it, to whom it is
//! sent, and when it does not hold any more.

use samenspel_model::ids::{ContactId, PersonId};
use samenspel_model::time::UnixMillis;
use samenspel_names::Likeness;
use samenspel_protocol::SyncResponse;
use samenspel_rules::directory::{
    Authority, Contact, Holder, Office, OfficeRole, Parenthood, Person, Record, RecordId, Span,
};
use samenspel_rules::partnership::{Adult, Named, Verdict, may_collect};
use sync_server::audit::Action;
use sync_server::engine::{BarredFrom, SomebodyElseError};

use crate::restoring::{back_up, restore};
use crate::world::*;

const NAMED: &str = "Jan Bos, opa";
const OF: BarredFrom = BarredFrom {
    child: NOOR,
    than: PIETER,
    manager: INGRID,
};

fn parenthood(barred: bool, from: UnixMillis) -> Record {
    Record::Parenthood(Parenthood {
        child: NOOR,
        person: PIETER,
        authority: Authority::Full,
        carer: false,
        earlier_names: Vec::new(),
        collection_barred: barred,
        during: Span::since(from),
    })
}

/// Pieter is called Jan Bos and barred; Samira named a grandfather of that surname.
fn world() -> World {
    let world = World::new();
    for record in [
        Record::Person(Person {
            id: PIETER,
            first_name: "Jan".into(),
            last_name: "Bos".into(),
            languages: vec!["nl".into()],
            left_at: None,
        }),
        parenthood(true, MORNING),
        Record::Office(Office {
            person: INGRID,
            role: OfficeRole::Manager,
            location: Some(LOCATION),
            during: Span::since(MORNING),
        }),
        contact(NAMED),
    ] {
        world.change(record);
    }
    world
}

fn contact(name: &str) -> Record {
    Record::Contact(Contact {
        id: ContactId([0x61; 16]),
        child: NOOR,
        named_by: SAMIRA,
        name: name.into(),
        relation: "opa".into(),
        until: None,
    })
}

/// Of a collector whom Samira would call this.
fn verdict(world: &World, name: &str) -> Verdict {
    let mut directory = world.org().directory();
    directory.upsert(contact(name));
    let nobody = Named::of(&directory, NOOR, &[], Vec::new(), world.now());
    let adults = may_collect(&directory, NOOR, &nobody, &[], world.now());
    let is_meant = |adult: &Adult| matches!(adult, Adult::Named { name: is, .. } if is == name);
    adults.iter().find(|it| is_meant(&it.who)).unwrap().verdict
}

#[test]
fn a_managers_word_holds_for_the_name_that_it_was_said_of() {
    let world = world();
    assert_eq!(verdict(&world, NAMED), Verdict::Ask);
    let said = world.org().say_somebody_else(OF, NAMED).unwrap();
    assert_eq!(said, Likeness::Alike);
    for same in [NAMED, "JAN BOS (OPA)", "Jan-Bos opa"] {
        assert_eq!(verdict(&world, same), Verdict::Yes, "{same}");
    }
    // Another spelling, and the parent himself, as before.
    assert_eq!(verdict(&world, "J. Bos, opa"), Verdict::Ask);
    assert_eq!(verdict(&world, "Jan Bos"), Verdict::Barred);
    let rows = world.org().audit_after(0, 1_000).unwrap();
    let said: Vec<_> = rows
        .iter()
        .filter(|row| row.action == Some(Action::SomebodyElse))
        .collect();
    assert_eq!(said.len(), 1);
    let fact = said[0].fact.as_ref().unwrap();
    assert_eq!(fact.actor, sync_server::audit::By::Manager(INGRID));
}

#[test]
fn taken_back_it_is_asked_again() {
    let world = world();
    for name in [NAMED, "J. Bos"] {
        world.org().say_somebody_else(OF, name).unwrap();
    }
    assert_eq!(world.org().ask_again(OF, Some("jan bos OPA")).unwrap(), 1);
    assert_eq!(verdict(&world, NAMED), Verdict::Ask);
    assert_eq!(verdict(&world, "J. Bos"), Verdict::Yes);
    assert_eq!(world.org().ask_again(OF, None).unwrap(), 1);
    assert_eq!(verdict(&world, "J. Bos"), Verdict::Ask);
    let nothing = world.org().ask_again(OF, None);
    assert!(matches!(nothing, Err(SomebodyElseError::NotSaid)));
    let rows = world.org().audit_after(0, 1_000).unwrap();
    let again = rows
        .iter()
        .filter(|row| row.action == Some(Action::AsksAgain));
    assert_eq!(again.count(), 2);
}

#[test]
fn only_a_manager_says_it_and_only_where_somebody_would_be_asked() {
    let world = world();
    let say = |of, name: &str| world.org().say_somebody_else(of, name);
    for manager in [FATIMA, SAMIRA, PIETER, PersonId([9; 16])] {
        let said = say(BarredFrom { manager, ..OF }, NAMED);
        assert!(matches!(said, Err(SomebodyElseError::NotTheManager)));
        let back = world.org().ask_again(BarredFrom { manager, ..OF }, None);
        assert!(matches!(back, Err(SomebodyElseError::NotTheManager)));
    }
    let than = SAMIRA;
    let said = say(BarredFrom { than, ..OF }, NAMED);
    assert!(matches!(said, Err(SomebodyElseError::NotBarred)));
    for nobody in ["", "\u{3164}", "papa", "mevrouw", &"Jan ".repeat(100)] {
        let said = say(OF, nobody);
        assert!(matches!(said, Err(SomebodyElseError::Name)), "{nobody}");
    }
    let said = say(OF, "Selin Aksoy");
    assert!(matches!(said, Err(SomebodyElseError::NotAlike)));
}

#[test]
fn a_new_decision_of_a_court_is_asked_about_again() {
    let decisions: [&[Record]; 3] = [
        // Lifted, and decided again.
        &[parenthood(false, MORNING), parenthood(true, MORNING)],
        // Recorded anew.
        &[parenthood(true, MORNING.plus_ms(-1))],
        // Another parent of the same child is barred as well: that is another decision.
        &[],
    ];
    for decision in decisions {
        let world = world();
        world.org().say_somebody_else(OF, NAMED).unwrap();
        // The same decision once more changes nothing, as an import of the same files.
        world.change(parenthood(true, MORNING));
        assert_eq!(verdict(&world, NAMED), Verdict::Yes);
        for record in decision {
            world.change(record.clone());
        }
        if decision.is_empty() {
            let other = Parenthood {
                child: NOOR,
                person: JOKE,
                authority: Authority::Full,
                carer: false,
                earlier_names: Vec::new(),
                collection_barred: true,
                during: Span::since(MORNING),
            };
            let mut namesake = world.org().directory().person(JOKE).unwrap().clone();
            namesake.last_name = "Bos".into();
            world.change(Record::Person(namesake));
            world.change(Record::Parenthood(other));
        }
        assert_eq!(verdict(&world, NAMED), Verdict::Ask, "{decision:?}");
    }
}

#[test]
fn it_goes_with_the_parent_and_with_the_child() {
    for gone in [
        RecordId {
            kind: 5,
            bytes: [NOOR.0, PIETER.0].concat(),
        },
        Record::Child(world().org().directory().child(NOOR).unwrap().clone()).id(),
    ] {
        let world = world();
        world.org().say_somebody_else(OF, NAMED).unwrap();
        world.org().change_directory(&[], &[gone]).unwrap();
        assert_eq!(world.org().directory().somebody_else_for(NOOR).count(), 0);
    }
}

#[test]
fn a_restored_log_does_not_revive_what_was_taken_back() {
    let mut world = world();
    world.org().say_somebody_else(OF, NAMED).unwrap();
    let backup = back_up(&mut world);
    world.org().ask_again(OF, None).unwrap();
    restore(&mut world, &backup);
    assert_eq!(verdict(&world, NAMED), Verdict::Ask);
    // Said again, it holds.
    world.org().say_somebody_else(OF, NAMED).unwrap();
    world.reopen();
    assert_eq!(verdict(&world, NAMED), Verdict::Yes);
}

fn hears(response: &[SyncResponse]) -> bool {
    let mut records = response
        .iter()
        .filter_map(|it| it.directory.as_ref())
        .flat_map(|it| &it.records);
    records.any(|it| matches!(it, Record::SomebodyElse(_)))
}

#[test]
fn staff_hear_it_and_no_parent_does() {
    let world = world();
    let mut staff = [
        world.phone(FATIMA, 0x21),
        world.device(Holder::Group(GROUP), FATIMA, 0x22),
        world.phone(INGRID, 0x23),
    ];
    let mut parents = [world.phone(SAMIRA, 0x24), world.phone(PIETER, 0x25)];
    for phone in staff.iter_mut().chain(&mut parents) {
        world.pull(phone);
    }
    world.org().say_somebody_else(OF, NAMED).unwrap();
    for phone in &mut staff {
        assert!(hears(&world.pull(phone)));
    }
    for phone in &mut parents {
        assert!(!hears(&world.pull(phone)));
    }
}
