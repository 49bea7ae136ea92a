//! Whatever begins by an import ends by one: people, places, roles, contacts, and what a location settled.

use samenspel_rules::directory::{Contact, LocationSettings};

use super::*;

const NOW: UnixMillis = UnixMillis(1_760_000_000_000);

fn contacts(text: &str) -> Vec<Source> {
    sources(&[(FileKind::Contacts, text)])
}

fn oma(world: &World) -> Contact {
    let found = world.records.values().find_map(|record| match record {
        Record::Contact(it) => Some(it.clone()),
        _ => None,
    });
    found.unwrap()
}

const ENDED: &str =
    "id,child,named_by,name,relation,phone,until\nc1,k1,o1,Huda Haddad,oma,,2025-10-01\n";

#[test]
fn who_may_collect_a_child_no_more_is_given_a_last_day() {
    let mut world = World::default();
    world.import(&whole());
    assert!(!oma(&world).has_ended(NOW));
    world.import(&contacts(ENDED));
    assert!(oma(&world).has_ended(NOW));
    // Through the whole of the last day, in the location's own time: 2025-10-01T22:00:00Z.
    let midnight = UnixMillis(1_759_356_000_000);
    assert_eq!(oma(&world).until, Some(midnight));
    assert!(world.import(&contacts(ENDED)).is_empty());
    // One to come is kept, and does not end anything today.
    let later = ENDED
        .replace("2025-10-01", "2026-01-31")
        .replace("oma", "oma ");
    let mut other = World::default();
    other.import(&whole());
    other.import(&contacts(&later));
    assert!(oma(&other).until.is_some() && !oma(&other).has_ended(NOW));
}

#[test]
fn a_file_that_did_not_hear_of_it_gives_nobody_a_child_back_and_the_word_open_does() {
    let mut world = World::default();
    world.import(&whole());
    world.import(&contacts(ENDED));
    for older in [CONTACTS.1.to_owned(), ENDED.replace("2025-10-01", "")] {
        let plan = world.import(&contacts(&older));
        assert!(oma(&world).has_ended(NOW), "{older}");
        let warned = plan.warnings.lines().join("\n");
        assert!(
            warned.contains("contacts.csv line 2, column until: "),
            "{warned}"
        );
    }
    let put_off = ENDED.replace("2025-10-01", "2027-01-01");
    world.import(&contacts(&put_off));
    assert!(oma(&world).has_ended(NOW));
    world.import(&contacts(&ENDED.replace("2025-10-01", "open")));
    assert_eq!(oma(&world).until, None);
}

#[test]
fn a_last_day_that_is_none_is_refused_and_quotes_nothing() {
    let mut world = World::default();
    world.import(&whole());
    let errors = world.errors(&contacts(&ENDED.replace("2025-10-01", "gisteren")));
    assert!(
        errors.contains("contacts.csv line 2, column until: "),
        "{errors}"
    );
    assert!(!errors.contains("gisteren"), "{errors}");
}

#[test]
fn all_that_five_files_begin_the_same_five_end() {
    let mut world = World::default();
    world.import(&whole());
    let ended = sources(&[
        GROUPS,
        (
            FileKind::People,
            "id,first_name,last_name,languages,phone,left_on\no1,Samira,Haddad,ar nl,,2025-09-30\ns1,Karin,Bakker,nl,,2025-09-30\n",
        ),
        (
            FileKind::Children,
            "id,first_name,last_name,birth_date,group,days,from,until\nk1,Noor,Haddad,2023-04-05,zon,ma di do,2024-01-01,2025-09-30\n",
        ),
        (
            FileKind::Assignments,
            "person,role,of,from,until\no1,parent,k1,,2025-09-30\ns1,mentor,k1,2024-01-01,2025-09-30\ns1,professional,zon,2024-01-01,2025-09-30\ns1,manager,,2024-01-01,2025-09-30\n",
        ),
        (FileKind::Contacts, ENDED),
    ]);
    world.import(&ended);
    for record in world.records.values() {
        let end = match record {
            Record::Person(it) => Some(it.left_at),
            Record::Contact(it) => Some(it.until),
            Record::Phone(_) => panic!("a telephone number is left"),
            other => other.during().map(|it| it.until),
        };
        let is_over = end.is_none_or(|end| end.is_some_and(|end| end <= NOW));
        assert!(is_over, "{:?} goes on", record.id());
    }
}

#[test]
fn what_a_location_settled_and_when_somebody_works_is_emptied_by_the_word_clear() {
    let settled = "location,closed_days,after_school_groups,kinds_off,designated_official\nlinde,2026-12-25,maan,observation,Petra\n";
    let people = "id,first_name,last_name,work_days\ns1,Karin,Bakker,ma di\n";
    let mut world = World::default();
    let settings = |world: &World| {
        let found = world.records.values().find_map(|record| match record {
            Record::LocationSettings(it) => Some(it.clone()),
            _ => None,
        });
        found.unwrap()
    };
    world.import(&sources(&[
        GROUPS,
        (FileKind::Locations, settled),
        (FileKind::People, people),
    ]));
    let before = settings(&world);
    let cleared = settled.replace(
        "2026-12-25,maan,observation,Petra",
        "clear,wissen,CLEAR,Wissen",
    );
    let people = people.replace("ma di", "wissen");
    world.import(&sources(&[
        GROUPS,
        (FileKind::Locations, &cleared),
        (FileKind::People, &people),
    ]));
    let emptied = LocationSettings {
        closed_days: Vec::new(),
        after_school_groups: Vec::new(),
        kinds_off: Vec::new(),
        designated_official: String::new(),
        ..before.clone()
    };
    assert_ne!(before, emptied);
    assert_eq!(settings(&world), emptied);
    let works = world
        .records
        .values()
        .any(|it| matches!(it, Record::WorkDays(_)));
    assert!(!works);
}
