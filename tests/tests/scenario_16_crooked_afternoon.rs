//! Scenario 16, once on the groups' tablets and once on phones of their own.
//!
//! "A merged opening; a child that never came and was not reported; an ill child called in at 6:50; at
//! 16:20 the mother changes who collects, with the tablet offline, and sees 'not read yet, call the
//! group'; a bite told by phone before it is released; a note on the wrong child, undone in time, and
//! another retracted after it was read. Closing shows what is still on the device."

use samenspel_device::screens::{NeedsYou, TodayView};
use samenspel_device::{Command, NewNote, Status};
use samenspel_model::ids::{ChildId, EntryKey, GroupId, IntentId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{
    LocationSettings, Merge, Phone as Number, PhoneOwner, Record, Span,
};
use samenspel_rules::partnership::{
    Adult, NotYet, Standing, Verdict, arrived, left, release_incident,
};
use samenspel_rules::schema::Several;
use samenspel_rules::schema::notes::{
    DayChange, DayDifference, DayReason, GoodMoment, Incident, IncidentMatter, PickUp, Retraction,
    RetractionReason, Symptom, Told,
};
use samenspel_testkit::clock::TrueTime;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::of_child;
use samenspel_tests::support::post::Post;

const SIZE: Size = Size {
    groups: 2,
    children_per_group: 3,
    staff_per_group: 2,
};
/// 06:45 at the location.
const OPENING: UnixMillis = UnixMillis(MONDAY_MORNING.0 - 15 * UnixMillis::MINUTE_MS);

struct Afternoon {
    server: DrivenServer,
    /// Opens, of the other group.
    opener: Post,
    /// Of the group.
    fatima: Post,
    mother: Post,
}

impl Afternoon {
    fn begin(on_tablets: bool) -> Self {
        let server = DrivenServer::start(SIZE, TrueTime::starting_at(OPENING)).unwrap();
        let location = &server.site.location;
        let eight = OPENING.plus_ms(75 * UnixMillis::MINUTE_MS);
        let merged_until_eight = Record::Merge(Merge {
            location: location.location,
            groups: location.groups.clone(),
            during: Span {
                from: OPENING,
                until: Some(eight),
            },
        });
        let settings = LocationSettings::of(location.location);
        let number = Record::Phone(Number {
            of: PhoneOwner::Group(location.groups[0]),
            order: 0,
            number: "06 555 20 111".into(),
        });
        let records = [
            merged_until_eight,
            Record::LocationSettings(settings),
            number,
        ];
        server.organisation.change_directory(&records, &[]).unwrap();
        let post = |name, group: usize| {
            let (place, person) = (location.groups[group], location.staff[group][0]);
            match on_tablets {
                true => Post::tablet(&server, name, place, person).unwrap(),
                false => Post::own(&server, name, person).unwrap(),
            }
        };
        let (opener, fatima) = (post("opener", 1), post("fatima", 0));
        let mother = Post::own(&server, "mother", location.parents[0][1]).unwrap();
        Self {
            server,
            opener,
            fatima,
            mother,
        }
    }

    /// Lets the clock stand at this time of the day.
    fn at(&self, hour: i64, minute: i64) -> UnixMillis {
        let seven = MONDAY_MORNING.plus_ms(-7 * UnixMillis::HOUR_MS);
        let then = seven.plus_ms((hour * 60 + minute) * UnixMillis::MINUTE_MS);
        self.server
            .time
            .advance_ms(then.since(self.server.time.now()));
        then
    }

    fn group(&self, number: usize) -> GroupId {
        self.server.site.location.groups[number]
    }

    fn child(&self, group: usize, number: usize) -> ChildId {
        self.server.site.location.children[group][number]
    }

    fn group_document(&self, number: usize) -> Series {
        Series {
            org: self.server.site.location.org,
            kind: DocumentKind::Group,
            subject: Subject::Group(self.group(number)),
        }
    }

    fn day(&self, child: ChildId) -> Series {
        of_child(self.server.site.location.org, DocumentKind::DayLog, child)
    }

    fn sync(&self, posts: &[&Post]) {
        for post in posts.iter().chain(posts) {
            post.device.phone.sync_all().unwrap();
        }
    }

    fn today(&self, at: &Post) -> TodayView {
        let viewer = at.viewer().unwrap();
        at.store().today(viewer, self.group(0)).unwrap()
    }
}

fn add(at: &Post, note: NewNote) -> EntryKey {
    at.write(&Command::AddNote(note)).unwrap()
}

fn intent(at: &Post, note: NewNote) -> IntentId {
    at.stand().unwrap();
    let reading = at.device.clock_reading();
    let command = Command::AddNote(note);
    let store = at.store();
    store
        .execute(&command, at.person, reading, &mut SystemRandom)
        .unwrap()
}

fn standing(view: &TodayView, child: ChildId) -> Standing {
    let card = view.children.iter().find(|it| it.child == child);
    card.map_or(Standing::NotExpected, |it| it.standing.clone())
}

fn good_moment(words: &str) -> PickUp {
    PickUp {
        moment: GoodMoment::named("built_tower"),
        text: Some(words.into()),
        ..PickUp::new()
    }
}

#[test]
fn a_crooked_afternoon_on_the_groups_tablets() {
    a_crooked_afternoon(true);
}

#[test]
fn a_crooked_afternoon_on_phones_of_their_own() {
    a_crooked_afternoon(false);
}

fn a_crooked_afternoon(on_tablets: bool) {
    let day = Afternoon::begin(on_tablets);
    assert_eq!(day.fatima.is_shared(), on_tablets);
    let (noor, ill, missing) = (day.child(0, 0), day.child(0, 1), day.child(0, 2));

    // A merged opening: who opens, of the other group, has both groups as one.
    let view = day
        .opener
        .store()
        .today(day.opener.viewer().unwrap(), day.group(1))
        .unwrap();
    assert_eq!(view.groups.len(), 2);
    assert_eq!(view.children.len(), 6);

    // An ill child is called in at ten to seven, and written down for the parents.
    day.at(6, 50);
    let called_in = DayChange {
        reason: Some(DayReason::Ill),
        symptoms: Some(Several::of(&[Symptom::Fever])),
        ..DayChange::new(DayDifference::NotComing)
    };
    add(&day.opener, NewNote::of(day.day(ill), &called_in));
    let at = day.at(7, 40);
    add(
        &day.opener,
        arrived(day.group_document(0), noor, at, Some("papa".into())),
    );
    day.sync(&[&day.opener, &day.fatima]);
    let view = day.today(&day.fatima);
    assert_eq!(standing(&view, noor), Standing::Here { since: at });
    assert!(matches!(standing(&view, ill), Standing::NotComing { .. }));
    assert_eq!(standing(&view, missing), Standing::Expected);

    // After eight the groups are two again.
    day.at(9, 31);
    day.sync(&[&day.opener, &day.fatima]);
    let view = day.today(&day.fatima);
    assert_eq!(view.groups.len(), 1);
    // A child that never came and was not reported: somebody has to call.
    assert_eq!(standing(&view, missing), Standing::NotReported);
    assert_eq!(view.needs_you[0], NeedsYou::NotReported { child: missing });
    assert_eq!(view.here, [noor]);

    a_bite_is_told_before_it_is_released(&day, noor);
    a_note_on_the_wrong_child(&day, noor, missing);

    // At 16:20 the mother changes who collects, and the group's phone is offline.
    day.at(16, 20);
    day.fatima.device.link.cut();
    let grandfather = DayChange {
        collects: Some("Opa Mehmet".into()),
        ..DayChange::new(DayDifference::OtherCollector)
    };
    let change = add(&day.mother, NewNote::of(day.day(noor), &grandfather));
    day.sync(&[&day.mother]);
    // Sent, and read by nobody: "not read yet, call the group", with its number on her phone.
    assert_eq!(
        day.mother.device.phone.status(&change).unwrap(),
        Status::Sent
    );
    let directory = day.mother.store().directory().unwrap();
    let numbers = directory.phones_of(PhoneOwner::Group(day.group(0)));
    assert_eq!(
        numbers.map(|it| it.number.as_str()).collect::<Vec<_>>(),
        ["06 555 20 111"]
    );

    // She calls. Without it the phone would not know him, and the app would say so.
    let adults = day
        .fatima
        .store()
        .may_collect(day.fatima.viewer().unwrap(), noor)
        .unwrap();
    assert!(adults.iter().all(|it| matches!(it.who, Adult::Parent(_))));
    day.fatima.device.link.restore();
    day.sync(&[&day.fatima]);
    let unread = NeedsYou::ChangeToRead {
        child: noor,
        key: change,
    };
    assert!(day.today(&day.fatima).needs_you.contains(&unread));
    let adults = day
        .fatima
        .store()
        .may_collect(day.fatima.viewer().unwrap(), noor)
        .unwrap();
    let expected: Vec<_> = adults.iter().filter(|it| it.expected_today).collect();
    assert!(matches!(&expected[0].who, Adult::Named { name, .. } if name == "Opa Mehmet"));
    assert_eq!(expected[0].verdict, Verdict::Yes);
    day.fatima
        .write(&Command::MarkRead {
            notes: vec![change],
        })
        .ok();
    day.sync(&[&day.fatima, &day.mother]);
    let read = Status::ReadBy(vec![day.fatima.person]);
    assert_eq!(day.mother.device.phone.status(&change).unwrap(), read);
    assert!(!day.today(&day.fatima).needs_you.contains(&unread));

    closing(&day, noor);
}

fn a_bite_is_told_before_it_is_released(day: &Afternoon, noor: ChildId) {
    day.at(14, 0);
    let bite = Incident {
        child: Some(noor),
        text: Some("Een tand in haar arm, geen wond.".into()),
        ..Incident::new(IncidentMatter::Bite)
    };
    let key = add(&day.fatima, NewNote::of(day.group_document(0), &bite));
    let to_tell = NeedsYou::ParentToTell { child: noor, key };
    assert!(day.today(&day.fatima).needs_you.contains(&to_tell));
    let view = day
        .fatima
        .store()
        .pick_up(day.fatima.viewer().unwrap(), noor)
        .unwrap();
    let incident = &view.incidents_to_tell[0];
    let directory = day.fatima.store().directory().unwrap();
    let org = day.server.site.location.org;
    let now = day.server.time.now();
    let release = |told| release_incident(org, &directory, incident, told, now);
    assert_eq!(release(Told::NotYet), Err(NotYet::NotTold));
    day.sync(&[&day.fatima, &day.mother]);
    let care = |at: &Post| {
        let documents = at.store().documents().unwrap();
        documents
            .iter()
            .filter(|it| it.series.kind == DocumentKind::CareRecord)
            .count()
    };
    assert_eq!(care(&day.mother), 0);

    // Told by phone: now it may go to both parents.
    let released = add(&day.fatima, release(Told::Called).unwrap());
    assert!(!day.today(&day.fatima).needs_you.contains(&to_tell));
    day.at(14, 10);
    day.sync(&[&day.fatima, &day.mother]);
    assert_eq!(care(&day.mother), 1);
    let shown = day
        .mother
        .store()
        .note(&released, day.mother.device.clock_reading())
        .unwrap()
        .unwrap();
    assert_eq!(shown.entry.author(), day.fatima.person);

    // Set right, it is set right for the parents too.
    let fall = Incident {
        text: Some("Gevallen, een schaafwond.".into()),
        ..Incident::new(IncidentMatter::Fall)
    };
    add(
        &day.fatima,
        NewNote::correcting(day.group_document(0), key, &fall),
    );
    day.at(14, 20);
    day.sync(&[&day.fatima, &day.mother]);
    let home = day
        .mother
        .store()
        .parent_today(day.mother.viewer().unwrap())
        .unwrap();
    let its = home.children.iter().find(|it| it.child == noor).unwrap();
    let read: Vec<_> = its.incidents.iter().map(|it| it.note.what).collect();
    assert_eq!(read, [IncidentMatter::Fall]);
}

fn a_note_on_the_wrong_child(day: &Afternoon, noor: ChildId, other: ChildId) {
    // Undone in time: it never leaves the phone.
    day.at(15, 0);
    let note = NewNote::of(day.day(other), &good_moment("Over het verkeerde kind."));
    let undone = intent(&day.fatima, note);
    day.at(15, 1);
    let (store, author) = (day.fatima.store(), day.fatima.person);
    let now = day.fatima.device.clock_reading();
    assert!(store.undo(undone, author, now).unwrap());
    assert_eq!(store.drafts(author, now).unwrap().len(), 1);
    day.at(15, 5);
    day.sync(&[&day.fatima, &day.mother]);
    assert_eq!(
        day.mother
            .store()
            .search("verkeerde", day.mother.device.clock_reading())
            .unwrap(),
        []
    );
    let stored = day.server.organisation.statistics().unwrap().entries;

    // Another was read before anybody saw that it was about another child.
    let wrong = add(
        &day.fatima,
        NewNote::of(day.day(noor), &good_moment("Bouwde een vliegtuig.")),
    );
    day.at(15, 20);
    day.sync(&[&day.fatima, &day.mother]);
    assert_eq!(
        day.server.organisation.statistics().unwrap().entries,
        stored + 1
    );
    day.mother
        .write(&Command::MarkRead { notes: vec![wrong] })
        .ok();
    day.sync(&[&day.mother, &day.fatima]);
    let read = Status::ReadBy(vec![day.mother.person]);
    assert_eq!(day.fatima.device.phone.status(&wrong).unwrap(), read);
    let retraction = Retraction::new(wrong, RetractionReason::WrongChild);
    add(&day.fatima, NewNote::of(day.day(noor), &retraction));
    day.sync(&[&day.fatima, &day.mother]);
    let shown = day
        .mother
        .device
        .phone
        .timeline(Subject::Child(noor))
        .unwrap();
    assert!(shown.iter().all(|it| it.entry.key != wrong));
    assert_eq!(
        day.mother
            .store()
            .search("vliegtuig", day.mother.device.clock_reading())
            .unwrap(),
        []
    );
}

fn closing(day: &Afternoon, noor: ChildId) {
    let at = day.at(18, 25);
    day.fatima.device.link.cut();
    let closing = || {
        day.fatima
            .store()
            .closing(day.fatima.viewer().unwrap(), day.group(0))
            .unwrap()
    };
    let view = closing();
    assert_eq!(view.still_here, [noor]);
    assert_eq!((view.unsent, view.parents_to_tell.len()), (0, 0));
    add(
        &day.fatima,
        left(day.group_document(0), noor, at, "Opa Mehmet".into()),
    );
    add(
        &day.fatima,
        NewNote::of(day.day(noor), &good_moment("Zwaaide tot de hoek.")),
    );
    let view = closing();
    assert_eq!(view.still_here, []);
    // Nobody is in; two notes are on this device: leave it charging, with wifi.
    assert_eq!(view.unsent, 2);
}
