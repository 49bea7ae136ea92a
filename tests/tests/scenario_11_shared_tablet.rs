//! Scenario 11: the shared tablet.
//!
//! "Three colleagues write on the group's tablet in one afternoon, each after their PIN. Every note
//! carries its own author. A wrong PIN five times locks that person's name for a while, not the tablet.
//! The tablet's group profile never held a parent-channel, team or circle document."

use samenspel_device::{Command, CommandError, FaceState, FloorError, NewNote, Pin, Status};
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::schema::notes::{Concern, HomeNote, HomeTopic, OpenItem};
use samenspel_testkit::clock::TrueTime;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::of_child;

const SIZE: Size = Size {
    groups: 1,
    children_per_group: 2,
    staff_per_group: 3,
};
const PINS: [&str; 3] = ["2580", "1970", "8642"];

fn never_kept(tablet: &Carried) -> bool {
    let kept = tablet.store().documents().unwrap();
    kept.iter().all(|it| it.series.kind.kept_by_group_profile())
}

#[test]
fn three_colleagues_write_on_one_tablet_each_as_themselves() {
    let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
    let location = server.site.location.clone();
    let (org, child) = (location.org, location.children[0][0]);
    let staff = [0, 1, 2].map(|which| location.staff[0][which]);
    let tablet = Carried::tablet(&server, "tablet", location.groups[0]).unwrap();
    let mother = Carried::new(&server, "mother", location.parents[0][0]).unwrap();
    let reader = Carried::new(&server, "reader", staff[1]).unwrap();
    let now = || tablet.clock_reading();
    let store = tablet.store();
    let pin = |which: usize| Pin::new(PINS[which]).unwrap();
    for (which, person) in staff.into_iter().enumerate() {
        store
            .choose_pin(person, &pin(which), now(), &mut SystemRandom)
            .unwrap();
    }

    // One afternoon: each after their PIN, the tablet idle in between.
    let items = of_child(org, DocumentKind::Handover, child);
    let words = ["Laarsje zoek", "Luiers op", "Fles om vijf uur"];
    let mut written: Vec<(EntryKey, PersonId)> = Vec::new();
    for (which, person) in staff.into_iter().enumerate() {
        server.time.advance_ms(40 * UnixMillis::MINUTE_MS);
        let item = Command::AddNote(NewNote::of(items, &OpenItem::new(words[which].into())));
        let without = tablet.phone.write_as(person, &item);
        assert!(matches!(
            without,
            Err(CommandError::PinRequired { fresh: false })
        ));
        store.enter_pin(person, &pin(which), now()).unwrap();
        written.push((tablet.phone.write_as(person, &item).unwrap(), person));
        // Nobody else's name meanwhile.
        let other = tablet.phone.write_as(staff[(which + 1) % 3], &item);
        assert!(matches!(
            other,
            Err(CommandError::PinRequired { fresh: false })
        ));
    }
    // Into the team's and a parent's channel, without keeping them.
    let team = of_child(org, DocumentKind::Team, child);
    let channel = Series {
        org,
        kind: DocumentKind::ParentChannel,
        subject: Subject::ChildParent(child, mother.phone.person),
    };
    for series in [team, channel] {
        let concern = NewNote::of(series, &Concern::new("Valt vaak in slaap.".into()));
        let key = tablet
            .phone
            .write_as(staff[2], &Command::AddNote(concern))
            .unwrap();
        assert!(store.note(&key, tablet.clock_reading()).unwrap().is_none());
        written.push((key, staff[2]));
    }
    let moving = HomeNote::new(HomeTopic::FamilyEvent);
    mother
        .write(&Command::AddNote(NewNote::of(channel, &moving)))
        .unwrap();
    mother.phone.sync_all().unwrap();
    assert!(never_kept(&tablet));
    for _ in 0..3 {
        server.time.advance_ms(1_000);
        tablet.phone.sync_all().unwrap();
        assert!(never_kept(&tablet));
    }

    // Every note carries its own author.
    reader.phone.sync_all().unwrap();
    for (key, person) in &written {
        assert_eq!(tablet.phone.status(key).unwrap(), Status::Sent);
        let note = reader
            .store()
            .note(key, reader.clock_reading())
            .unwrap()
            .unwrap();
        assert_eq!(note.entry.author(), *person);
    }

    // Five wrong PINs lock one name for a while, and not the tablet.
    let wrong = Pin::new("9157").unwrap();
    for _ in 0..5 {
        assert!(store.enter_pin(staff[0], &wrong, now()).is_err());
    }
    let locked = store.enter_pin(staff[0], &pin(0), now());
    assert!(
        matches!(locked, Err(FloorError::Locked { .. })),
        "{locked:?}"
    );
    store.enter_pin(staff[1], &pin(1), now()).unwrap();
    server.time.advance_ms(6 * UnixMillis::MINUTE_MS);
    store.enter_pin(staff[0], &pin(0), now()).unwrap();
    let faces = store.faces(now()).unwrap();
    let own = faces.iter().find(|it| it.person == staff[0]).unwrap();
    assert_eq!(own.state, FaceState::AtTheDevice);
    // Circles are for personal profiles.
    assert!(
        store
            .circles(samenspel_device::screens::Viewer {
                person: staff[0],
                now: now(),
            })
            .unwrap()
            .is_empty()
    );
}
