//! Scenario 3: the substitute, on the group's tablet.
//!
//! "07:10, no network: a colleague lets the invalkracht in on the group's tablet (first name, own PIN);
//! the same with a QR grant and a sealed day brief on her own phone. She sees allergies, parent names,
//! open items; takes over each. Next day: access gone, her notes (also those that arrive late) and name
//! stay." (The grant by QR on her own phone is in `scenario_03_own_phone`.)

use samenspel_device::screens::Viewer;
use samenspel_device::{Command, FaceState, FloorError, NewNote, Pin, Status};
use samenspel_model::ids::{EntryKey, GrantId, PersonId, Random};
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_protocol::CommandAction;
use samenspel_rules::directory::{DayGrant, Person, Span};
use samenspel_rules::partnership::{mentors, take_over};
use samenspel_rules::schema::notes::{Handover, Medical, MedicalMatter, OpenItem, State};
use samenspel_testkit::clock::TrueTime;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::of_child;

const SIZE: Size = Size {
    groups: 1,
    children_per_group: 2,
    staff_per_group: 2,
};

fn viewer(tablet: &Carried, person: PersonId) -> Viewer {
    Viewer {
        person,
        ..tablet.viewer()
    }
}

fn add(tablet: &Carried, author: PersonId, note: NewNote) -> EntryKey {
    tablet
        .phone
        .write_as(author, &Command::AddNote(note))
        .unwrap()
}

#[test]
fn a_substitute_is_let_in_at_ten_past_seven_without_network() {
    let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
    let location = server.site.location.clone();
    let (org, group, child) = (location.org, location.groups[0], location.children[0][0]);
    let joke = location.staff[0][0];
    let tablet = Carried::tablet(&server, "tablet", group).unwrap();
    let colleague = Carried::new(&server, "colleague", location.staff[0][1]).unwrap();
    let peanut = Medical::new(MedicalMatter::Allergy, "Pinda".into());
    let core = of_child(org, DocumentKind::ChildCore, child);
    colleague
        .write(&Command::AddNote(NewNote::of(core, &peanut)))
        .unwrap();
    let handover = of_child(org, DocumentKind::Handover, child);
    let item = NewNote::of(handover, &OpenItem::new("Laarsje zoek".into()));
    let item = colleague.write(&Command::AddNote(item)).unwrap();
    colleague.phone.sync_all().unwrap();
    tablet.phone.sync_all().unwrap();
    let now = || tablet.clock_reading();
    let pin = |digits| Pin::new(digits).unwrap();
    let store = tablet.store();
    store
        .choose_pin(joke, &pin("2580"), now(), &mut SystemRandom)
        .unwrap();

    // Ten past seven, no network: a first name, a day, her own PIN.
    tablet.link.cut();
    server.time.advance_ms(70 * UnixMillis::MINUTE_MS);
    store.enter_pin(joke, &pin("2580"), now()).unwrap();
    let olena = PersonId::new(server.time.now(), &mut SystemRandom);
    let opens = server.time.now();
    let actions = [
        CommandAction::AddProvisionalPerson(Person {
            id: olena,
            first_name: "Olena".into(),
            last_name: String::new(),
            languages: vec!["uk".into()],
            left_at: None,
        }),
        CommandAction::GrantDay(DayGrant {
            id: GrantId(SystemRandom.bytes16()),
            group,
            person: olena,
            granted_by: joke,
            during: Span {
                from: opens,
                until: Some(opens.plus_ms(11 * UnixMillis::HOUR_MS)),
            },
        }),
    ];
    for action in actions {
        let reading = now();
        store
            .execute(
                &Command::Directory(action),
                joke,
                reading,
                &mut SystemRandom,
            )
            .unwrap();
    }
    store
        .choose_pin(olena, &pin("8642"), now(), &mut SystemRandom)
        .unwrap();

    // She sees allergies, the parents' names, open items, and takes each over.
    let brief = store.day_brief(viewer(&tablet, olena), group).unwrap();
    let row = brief.children.iter().find(|it| it.child == child).unwrap();
    let statements = row.medical.facts.iter().flat_map(|it| &it.statements);
    assert!(
        statements
            .into_iter()
            .any(|it| it.note.substance == "Pinda")
    );
    let dir = store.directory().unwrap();
    let parents = location.parents[0].map(|it| dir.person(it).unwrap().first_name.clone());
    assert!(parents.iter().all(|name| !name.is_empty()));
    assert!(!mentors(&dir, child, server.time.now()).is_empty());
    assert_eq!(row.open_items[0].item.key, item);
    for note in take_over(&[(handover, item)]) {
        add(&tablet, olena, note);
    }
    let open = |person| {
        let subject = Subject::Child(child);
        store
            .open_with_takers(viewer(&tablet, person), subject)
            .unwrap()
    };
    assert_eq!(open(olena)[0].taken_over_by, Some(olena));
    let note = add(
        &tablet,
        olena,
        NewNote::of(handover, &Handover::new(State::Watch)),
    );

    // In the evening the network is back: the server sees her and everything she did.
    tablet.link.restore();
    server.time.advance_ms(10 * UnixMillis::MINUTE_MS);
    tablet.phone.sync_all().unwrap();
    assert_eq!(tablet.phone.status(&note).unwrap(), Status::Sent);
    assert!(server.organisation.directory().person(olena).is_some());
    colleague.phone.sync_all().unwrap();
    let name = |phone: &Carried| {
        let dir = phone.store().directory().unwrap();
        dir.person(olena).map(|it| it.first_name.clone())
    };
    assert_eq!(name(&colleague).as_deref(), Some("Olena"));

    // One more note of hers is on the tablet when its network breaks for the night.
    tablet.link.cut();
    server.time.advance_ms(2 * UnixMillis::HOUR_MS);
    store.enter_pin(olena, &pin("8642"), now()).unwrap();
    let late = add(
        &tablet,
        olena,
        NewNote::of(handover, &OpenItem::new("Jas".into())),
    );

    // The next day her access is gone; her notes, the late one too, and her name stay.
    server.time.advance_ms(UnixMillis::DAY_MS);
    tablet.link.restore();
    tablet.phone.sync_all().unwrap();
    let gone = store.enter_pin(olena, &pin("8642"), now());
    assert!(matches!(gone, Err(FloorError::NotHere)), "{gone:?}");
    let faces = store.faces(now()).unwrap();
    assert!(faces.iter().all(|it| it.person != olena));
    assert!(faces.iter().any(|it| it.state == FaceState::NeedsPin));
    assert_eq!(tablet.phone.status(&late).unwrap(), Status::Sent);
    colleague.phone.sync_all().unwrap();
    let shown = colleague.phone.timeline(Subject::Child(child)).unwrap();
    let hers: Vec<_> = shown
        .iter()
        .filter(|it| it.entry.author() == olena)
        .collect();
    assert!(hers.iter().any(|it| it.entry.key == note));
    assert!(hers.iter().any(|it| it.entry.key == late && it.late));
    assert_eq!(name(&colleague).as_deref(), Some("Olena"));
}
