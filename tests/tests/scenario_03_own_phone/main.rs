//! Scenario 3, its second half: the substitute on her own phone.
//!
//! "07:10, no network: a colleague lets the invalkracht in on the group's tablet (first name, own PIN);
//! the same with a QR grant and a sealed day brief on her own phone. She sees allergies, parent names,
//! open items; takes over each. Next day: access gone, her notes (also those that arrive late) and name
//! stay." The first half is in `scenario_03_substitute`.

// Test code: a failed unwrap is a failed test with a line number.
#![allow(clippy::unwrap_used, clippy::panic)]

mod morning;

use samenspel_device::relay::day::DAY_BYTES_MAX;
use samenspel_device::relay::frames::{FrameSink, FrameSource, Scanned};
use samenspel_device::screens::Viewer;
use samenspel_device::{
    Command, CommandError, DayPassError, DayPassView, LetIn, NewNote, Pin, Status,
};
use samenspel_model::ids::{ChildId, EntryKey};
use samenspel_model::series::Subject;
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{BriefRefusal, RefusalCode};
use samenspel_rules::directory::{Record, Span};
use samenspel_rules::partnership::{Adult, MayCollect, Verdict, take_over};
use samenspel_rules::schema::notes::{Handover, OpenItem, State};
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::support::carried::{Carried, assert_agree};

use morning::Morning;

/// Held before a camera that misses every second code.
fn moving_code(sealed: &[u8]) -> Vec<u8> {
    let mut source = FrameSource::new(sealed).unwrap();
    let mut sink = FrameSink::default();
    for number in 0..1_000 {
        let frame = source.next_frame();
        if number % 2 == 1
            && let Scanned::Whole(whole) = sink.scanned(&frame)
        {
            return whole;
        }
    }
    panic!("the code moves for ever");
}

#[test]
fn a_substitute_is_let_in_on_her_own_phone_without_network() {
    let mut day = Morning::begin();
    let joke = day.joke.phone.person;

    // Before, her phone knows nobody of this group, and she may write nothing.
    assert_eq!(day.brief(), None);
    let series = day.handover();
    let item = Command::AddNote(NewNote::of(series, &OpenItem::new("Jas".into())));
    let before = day.olena.write(&item);
    let unknown = RefusalCode::UnknownSubject;
    assert!(matches!(before, Err(CommandError::Refused { code, .. }) if code == unknown));

    // Her phone restarted in the night: it has no time but its own.
    day.olena.reboot().unwrap();

    // A colleague scans her code and lets her in; her phone scans the moving code.
    let given = day.let_in_by(&day.joke, joke);
    assert!(
        given.sealed.len() <= DAY_BYTES_MAX,
        "{}",
        given.sealed.len()
    );
    assert_eq!((given.children, given.left_out.len()), (2, 0));
    let scanned = moving_code(&given.sealed);
    let reading = day.olena.clock_reading();
    let taken = day.olena.store().take_day_pass(&scanned, reading).unwrap();
    assert_eq!(
        (taken.grant.person, taken.is_new),
        (day.olena.phone.person, true)
    );
    assert_eq!(taken.refused, []);

    // It says what it is: from whom, as of when.
    let brief = day.brief().unwrap();
    assert_eq!((brief.group.id, brief.from), (day.group, joke));
    assert_eq!(brief.until, day.closing());
    let minutes_ago = |then: UnixMillis| day.server.time.now().since(then) / UnixMillis::MINUTE_MS;
    assert_eq!(minutes_ago(brief.made_at), 0);
    assert_eq!(minutes_ago(brief.as_of.unwrap()), 70);
    assert!(!brief.is_sent);

    she_sees_what_she_needs(&day, &brief);

    // She takes over each item, and writes a note of her own.
    for note in take_over(&[(series, day.item)]) {
        day.add(note);
    }
    let olena = day.olena.phone.person;
    assert_eq!(day.row().open_items[0].taken_over_by, Some(olena));
    let note = day.add(NewNote::of(series, &Handover::new(State::Watch)));
    assert_eq!(day.olena.phone.status(&note).unwrap(), Status::OnThisDevice);
    // Two notes of hers; the grant is her colleague's.
    assert_eq!(day.olena.store().pending_count().unwrap(), 2);

    // Her phone is the first to reach the server: the grant, then what it allows.
    day.olena.link.restore();
    day.server.time.advance_ms(30 * UnixMillis::MINUTE_MS);
    day.olena.phone.sync_all().unwrap();
    let expected = given.grant.clone();
    assert_eq!(day.grants(), std::slice::from_ref(&expected));
    assert_eq!(day.olena.phone.status(&note).unwrap(), Status::Sent);
    // The documents followed: the brief is gone, and nothing is missing.
    assert_eq!(day.brief(), None);
    let page = day.olena.store().day_brief(day.olena.viewer(), day.group);
    let page = page.unwrap();
    let row = page.children.iter().find(|it| it.child == day.child);
    assert_eq!(row.unwrap().open_items[0].taken_over_by, Some(olena));

    // Her colleague's phone brings the same grant: it was there already, once.
    day.joke.link.restore();
    let positions = day.server.organisation.statistics().unwrap().last_position;
    day.joke.phone.sync_all().unwrap();
    assert_eq!(day.grants(), [expected]);
    let now = day.server.organisation.statistics().unwrap().last_position;
    assert_eq!(now, positions);
    let intent_is_sent = day
        .joke
        .store()
        .inbox(None, day.joke.clock_reading())
        .unwrap();
    assert_eq!(intent_is_sent, []);
    day.colleague.phone.sync_all().unwrap();
    let taker = day
        .colleague
        .store()
        .open_with_takers(day.colleague.viewer(), Subject::Child(day.child));
    assert_eq!(taker.unwrap()[0].taken_over_by, Some(olena));

    the_next_day(&day, note);
}

fn she_sees_what_she_needs(day: &Morning, brief: &DayPassView) {
    let location = &day.server.site.location;
    let row = day.row();
    // Allergies.
    assert!(row.medical.is_severe());
    assert_eq!(row.medical.facts[0].statements[0].note.substance, "Pinda");
    // Parents' names, and who may collect.
    let name = |id| {
        let found = brief.people.iter().find(|it| it.id == id);
        found.map(|it| format!("{} {}", it.first_name, it.last_name))
    };
    for parent in location.parents[0] {
        assert!(name(parent).unwrap().ends_with("Jansen"));
    }
    let adults = &row.may_collect;
    let mother = Adult::Parent(location.parents[0][0]);
    let mother = adults.iter().find(|it| it.who == mother).unwrap();
    assert_eq!(mother.phones, ["06 555 20 112"]);
    assert!(adults.iter().all(|it| it.verdict == Verdict::Yes));
    let grandmother =
        |it: &&MayCollect| matches!(&it.who, Adult::Named { name, .. } if name == "Oma Selin");
    assert_eq!(adults.iter().filter(grandmother).count(), 1);
    // Open items, how a colleague last found the child, its rhythm.
    assert_eq!(row.open_items[0].item.key, day.item);
    assert_eq!(row.handover.unwrap().note.state, State::Watch);
    assert_eq!(
        row.rhythm[0].note.sleep_times.as_deref(),
        Some("12:30 tot 14:00")
    );
    assert_eq!(brief.page.to_read_back.len(), 1);
    // The children of this group, and of no other.
    let told: Vec<ChildId> = brief.children.iter().map(|it| it.id).collect();
    assert_eq!(told.len(), 2);
    assert!(told.iter().all(|it| location.children[0].contains(it)));
}

fn the_next_day(day: &Morning, note: EntryKey) {
    let olena = day.olena.phone.person;
    // One more note of hers is on her phone when its network breaks for the night.
    day.olena.link.cut();
    day.server.time.advance_ms(2 * UnixMillis::HOUR_MS);
    let coat = NewNote::of(day.handover(), &OpenItem::new("Jas".into()));
    let late = day.add(coat.clone());

    // The next day her access is gone.
    day.server.time.advance_ms(UnixMillis::DAY_MS);
    let after = day.olena.write(&Command::AddNote(coat));
    assert!(
        matches!(after, Err(CommandError::Refused { .. })),
        "{after:?}"
    );
    day.olena.link.restore();
    day.olena.phone.sync_all().unwrap();
    let shown = day.olena.phone.timeline(Subject::Child(day.child)).unwrap();
    assert!(
        shown.iter().all(|it| it.entry.author() == olena),
        "{shown:?}"
    );
    assert!(
        day.olena
            .store()
            .directory()
            .unwrap()
            .child(day.child)
            .is_none()
    );

    // Her notes stay, the late one too, and her name.
    assert_eq!(day.olena.phone.status(&late).unwrap(), Status::Sent);
    for phone in [&day.colleague, &day.joke] {
        phone.phone.sync_all().unwrap();
        let shown = phone.phone.timeline(Subject::Child(day.child)).unwrap();
        let find = |key| shown.iter().find(|it| it.entry.key == key).unwrap();
        assert!(!find(note).late);
        assert!(find(late).late);
        let directory = phone.store().directory().unwrap();
        assert_eq!(directory.person(olena).unwrap().first_name, "Olena");
    }
    assert_agree(&[&day.colleague, &day.joke]);
}

#[test]
fn the_tablet_lets_her_in_on_her_own_phone_and_what_it_did_not_send_goes_along() {
    let day = Morning::begin();
    let location = &day.server.site.location;
    let tablet = Carried::tablet(&day.server, "tablet", day.group).unwrap();
    // Her phone knows the tablet from yesterday.
    day.olena.link.restore();
    day.olena.phone.sync_all().unwrap();
    day.olena.link.cut();
    let joke = location.staff[0][0];
    let pin = Pin::new("2580").unwrap();
    let now = tablet.clock_reading();
    let store = tablet.store();
    store
        .choose_pin(joke, &pin, now, &mut SystemRandom)
        .unwrap();
    tablet.link.cut();
    // An item that only the tablet has.
    let item = Command::AddNote(NewNote::of(
        day.handover(),
        &OpenItem::new("Knuffel".into()),
    ));
    let item = tablet.phone.write_as(joke, &item).unwrap();

    // Nobody lets anybody in who does not stand there.
    let ask = LetIn {
        offer: &day.offer(),
        group: day.group,
        until: day.closing(),
    };
    let other = location.staff[0][1];
    let refused = store.let_in(&ask, other, tablet.clock_reading(), &mut SystemRandom);
    let pin_asked = CommandError::PinRequired { fresh: false };
    assert!(
        matches!(&refused, Err(DayPassError::Command(error)) if error.to_string() == pin_asked.to_string()),
        "{refused:?}"
    );

    let given = day.let_in_by(&tablet, joke);
    let olena = day.olena.store();
    let taken = olena.take_day_pass(&given.sealed, day.olena.clock_reading());
    assert_eq!(taken.unwrap().refused, []);
    let row = day.row();
    let keys: Vec<EntryKey> = row.open_items.iter().map(|it| it.item.key).collect();
    assert_eq!(keys, [day.item, item]);
    // Shown again it is the same grant: a colleague who comes back late scans anew.
    let again = day.let_in_by(&tablet, joke);
    assert_eq!(again.grant, given.grant);
    assert_eq!(tablet.store().pending_count().unwrap(), 2);

    // She takes it over and reaches the server first: the item went with her.
    for note in take_over(&[(day.handover(), item)]) {
        day.add(note);
    }
    day.olena.link.restore();
    day.olena.phone.sync_all().unwrap();
    assert_eq!(olena.inbox(None, day.olena.clock_reading()).unwrap(), []);
    tablet.link.restore();
    tablet.phone.sync_all().unwrap();
    let viewer = Viewer {
        person: joke,
        now: tablet.clock_reading(),
    };
    let open = store
        .open_with_takers(viewer, Subject::Child(day.child))
        .unwrap();
    let taken = open.iter().find(|it| it.item.key == item).unwrap();
    assert_eq!(taken.taken_over_by, Some(day.olena.phone.person));
    assert_eq!(tablet.entries().unwrap().get(&item), Some(&1));
    assert_eq!(day.grants().len(), 1);
}

#[test]
fn a_brief_is_gone_when_the_day_is_over_though_no_network_came() {
    let day = Morning::begin();
    let given = day.let_in_by(&day.joke, day.joke.phone.person);
    let olena = day.take(&given);
    let note = day.add(NewNote::of(day.handover(), &Handover::new(State::Watch)));
    assert!(day.brief().is_some());
    // A clock that is set back keeps nothing: how long ago it was counts too.
    day.olena.clock.set_wrong_by_ms(-20 * UnixMillis::HOUR_MS);
    day.server.time.advance_ms(12 * UnixMillis::HOUR_MS);
    assert_eq!(day.brief(), None);
    assert!(
        olena
            .directory_as_asked()
            .unwrap()
            .child(day.child)
            .is_none()
    );
    let again = olena.take_day_pass(&given.sealed, day.olena.clock_reading());
    let over = |it: &DayPassError| matches!(it, DayPassError::Refused(BriefRefusal::Over));
    assert!(again.as_ref().is_err_and(over), "{again:?}");
    // What she wrote stays and is sent, late, with the grant that allowed it.
    day.olena.clock.set_wrong_by_ms(0);
    day.olena.link.restore();
    day.server.time.advance_ms(3 * UnixMillis::DAY_MS);
    day.olena.phone.sync_all().unwrap();
    assert_eq!(day.olena.phone.status(&note).unwrap(), Status::Sent);
    day.colleague.phone.sync_all().unwrap();
    let shown = day
        .colleague
        .store()
        .note(&note, day.colleague.clock_reading())
        .unwrap()
        .unwrap();
    assert!(shown.late);
}

#[test]
fn the_server_shortens_a_grant_and_the_brief_goes_with_it() {
    let day = Morning::begin();
    let given = day.let_in_by(&day.joke, day.joke.phone.person);
    let olena = day.take(&given);
    // The colleague's phone brings it first; the manager ends it at eight.
    day.joke.link.restore();
    day.joke.phone.sync_all().unwrap();
    let mut ended = given.grant.clone();
    ended.during = Span {
        until: Some(day.server.time.now().plus_ms(1)),
        ..ended.during
    };
    let record = Record::DayGrant(ended);
    day.server
        .organisation
        .change_directory(&[record], &[])
        .unwrap();
    day.server.time.advance_ms(UnixMillis::HOUR_MS);
    assert!(day.brief().is_some(), "she was not told yet");
    day.olena.link.restore();
    day.olena.phone.sync_all().unwrap();
    assert_eq!(day.brief(), None);
    assert_eq!(olena.documents().unwrap().len(), 0);
    let note = NewNote::of(day.handover(), &Handover::new(State::Watch));
    assert!(day.olena.write(&Command::AddNote(note)).is_err());
    // Shown again, once her colleague's phone knows, it is another grant.
    day.joke.phone.sync_all().unwrap();
    assert_ne!(
        day.let_in_by(&day.joke, day.joke.phone.person).grant.id,
        given.grant.id
    );
}
