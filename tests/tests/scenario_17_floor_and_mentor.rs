//! Scenario 17: the floor and the mentor.
//!
//! "On the group's tablet a colleague writes a concern for the mentor that the tablet itself never shows
//! again; the mentor unlocks her own profile on the same tablet, offline, and reads it as soon as it
//! synced."

use samenspel_device::{Command, InboxContent, NewNote, Pin, Status};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::schema::notes::Concern;
use samenspel_testkit::clock::TrueTime;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::driven_server::DrivenServer;

const SIZE: Size = Size {
    groups: 1,
    children_per_group: 1,
    staff_per_group: 3,
};

#[test]
fn a_concern_for_the_mentor_is_read_in_her_own_profile_only() {
    let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
    let location = server.site.location.clone();
    let child = location.children[0][0];
    let (mentor, colleague) = (location.staff[0][0], location.staff[0][2]);
    let tablet = Carried::tablet(&server, "tablet", location.groups[0]).unwrap();
    // Her own profile on the same tablet: another store in another file, with its own key.
    let mut hers = Carried::new(&server, "tablet-mentor", mentor).unwrap();
    let channel = Series {
        org: location.org,
        kind: DocumentKind::ParentChannel,
        subject: Subject::ChildParent(child, location.parents[0][0]),
    };
    let store = tablet.store();
    let pin = Pin::new("2580").unwrap();
    let now = || tablet.clock_reading();
    store
        .choose_pin(colleague, &pin, now(), &mut SystemRandom)
        .unwrap();
    let words = "Ze vertelde dat er thuis veel speelt.";
    let concern = NewNote::of(channel, &Concern::new(words.into()));
    let key = tablet
        .phone
        .write_as(colleague, &Command::AddNote(concern))
        .unwrap();

    let tablet_shows = || {
        let found = store.search("thuis veel", now()).unwrap().len();
        let in_timeline = tablet.phone.timeline(Subject::Child(child)).unwrap().len();
        let single = usize::from(store.note(&key, now()).unwrap().is_some());
        found + in_timeline + single + store.inbox(Some(colleague), now()).unwrap().len()
    };
    assert_eq!(tablet_shows(), 0, "not even before it is sent");
    tablet.phone.sync_all().unwrap();
    assert_eq!(tablet.phone.status(&key).unwrap(), Status::Sent);
    assert_eq!(tablet_shows(), 0);
    server.time.advance_ms(UnixMillis::MINUTE_MS);
    tablet.phone.sync_all().unwrap();
    assert_eq!(tablet_shows(), 0);

    // Her profile syncs; then, without a network, she unlocks it and reads.
    hers.phone.sync_all().unwrap();
    hers.link.cut();
    hers.kill_app().unwrap();
    let read = hers
        .store()
        .note(&key, hers.clock_reading())
        .unwrap()
        .unwrap();
    assert_eq!(read.entry.author(), colleague);
    assert_eq!(read.entry.text("text"), Some(words));

    // What is refused comes back to its author after their PIN, and to nobody else.
    let other_parent = Series {
        subject: Subject::ChildParent(child, location.parents[0][1]),
        ..channel
    };
    let long_gone = NewNote::of(other_parent, &Concern::new("Voor de andere ouder.".into()));
    store.enter_pin(colleague, &pin, now()).unwrap();
    tablet
        .phone
        .write_as(colleague, &Command::AddNote(long_gone))
        .unwrap();
    let gone: Vec<_> = server
        .organisation
        .directory()
        .records()
        .filter(|record| {
            matches!(record, samenspel_rules::directory::Record::Parenthood(it)
            if it.person == location.parents[0][1])
        })
        .map(samenspel_rules::directory::Record::id)
        .collect();
    server.organisation.change_directory(&[], &gone).unwrap();
    tablet.phone.sync_all().unwrap();
    let inbox = store.inbox(Some(colleague), now()).unwrap();
    assert_eq!(inbox.len(), 1);
    assert!(matches!(&inbox[0].content, InboxContent::Note(entry)
        if entry.text("text") == Some("Voor de andere ouder.")));
    assert!(store.inbox(Some(mentor), now()).unwrap().is_empty());
    assert!(store.inbox(None, now()).unwrap().is_empty());
    store.step_away().unwrap();
    assert!(store.inbox(Some(colleague), now()).unwrap().is_empty());
}
