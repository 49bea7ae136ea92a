//! The shared device of a group: a PIN, a face, and who may see and write what at it.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support::*;
use samenspel_device::screens::Viewer;
use samenspel_device::{
    Command, CommandError, Face, FaceState, FloorError, NewNote, Pin, Store, StoreError,
};
use samenspel_model::ids::{EntryKey, GrantId, IntentId, LocationId, PersonId};
use samenspel_model::series::DocumentKind;
use samenspel_model::time::UnixMillis;
use samenspel_phrasebook::{GuideCard, Language};
use samenspel_protocol::CommandAction;
use samenspel_rules::directory::{
    Assignment, DayGrant, GroupRole, Holder, LocationSettings, Person, Record, Span,
};
use samenspel_rules::schema::notes::{Collector, GoodMoment, Observation, OpenItem, PickUp};

const OLENA: PersonId = PersonId([20; 16]);

fn pin(digits: &str) -> Pin {
    Pin::new(digits).unwrap()
}

fn tablet(server: &mut Server) -> Phone {
    let mut tablet = Phone::held_by(Holder::Group(GROUP), SAMIRA, server);
    tablet.sync(server, 1);
    tablet
}

fn choose(tablet: &mut Phone, person: PersonId, digits: &str, minutes: i64) {
    let pin = pin(digits);
    tablet
        .store
        .choose_pin(person, &pin, at(minutes), &mut tablet.random)
        .unwrap();
}

fn enter(tablet: &Phone, person: PersonId, digits: &str, minutes: i64) -> Result<(), FloorError> {
    tablet.store.enter_pin(person, &pin(digits), at(minutes))
}

fn write_as(
    tablet: &mut Phone,
    person: PersonId,
    command: &Command,
    minutes: i64,
) -> Result<(), CommandError> {
    let done = tablet
        .store
        .execute(command, person, at(minutes), &mut tablet.random);
    done.map(drop)
}

fn state(tablet: &Phone, person: PersonId, minutes: i64) -> Option<FaceState> {
    let faces = tablet.store.faces(at(minutes)).unwrap();
    let face: Option<Face> = faces.into_iter().find(|it| it.person == person);
    face.map(|it| it.state)
}

fn let_in(tablet: &mut Phone, minutes: i64) {
    let person = Person {
        id: OLENA,
        first_name: "Olena".into(),
        last_name: String::new(),
        languages: vec!["uk".into()],
        left_at: None,
    };
    let now = at(minutes).wall;
    let grant = DayGrant {
        id: GrantId([21; 16]),
        group: GROUP,
        person: OLENA,
        granted_by: SAMIRA,
        during: Span {
            from: now,
            until: Some(now.plus_ms(10 * UnixMillis::HOUR_MS)),
        },
    };
    for action in [
        CommandAction::AddProvisionalPerson(person),
        CommandAction::GrantDay(grant),
    ] {
        write_as(tablet, SAMIRA, &Command::Directory(action), minutes).unwrap();
    }
}

#[test]
fn who_works_here_is_on_the_faces_and_the_first_pin_needs_nobody() {
    let mut server = Server::new();
    let mut tablet = tablet(&mut server);
    let faces = tablet.store.faces(at(2)).unwrap();
    let people: Vec<_> = faces.iter().map(|it| it.person).collect();
    assert_eq!(people, [JOOST, SAMIRA], "by first name, no parents");
    assert!(faces.iter().all(|it| it.state == FaceState::NoPin));
    choose(&mut tablet, SAMIRA, "2580", 2);
    assert_eq!(state(&tablet, SAMIRA, 3), Some(FaceState::AtTheDevice));
    assert_eq!(tablet.store.at_the_device(at(3)).unwrap(), Some(SAMIRA));
    // Joost, while Samira stands there; not when nobody does.
    tablet.store.step_away().unwrap();
    let alone = tablet
        .store
        .choose_pin(JOOST, &pin("1970"), at(4), &mut tablet.random);
    assert!(matches!(alone, Err(FloorError::NobodyVouches)), "{alone:?}");
    enter(&tablet, SAMIRA, "2580", 4).unwrap();
    choose(&mut tablet, JOOST, "1970", 4);
    assert_eq!(state(&tablet, JOOST, 4), Some(FaceState::AtTheDevice));
    let parent = tablet
        .store
        .choose_pin(ELIF, &pin("1970"), at(4), &mut tablet.random);
    assert!(matches!(parent, Err(FloorError::NotHere)), "{parent:?}");
}

#[test]
fn each_note_carries_its_own_author_and_nobody_writes_for_another() {
    let mut server = Server::new();
    let mut tablet = tablet(&mut server);
    choose(&mut tablet, SAMIRA, "2580", 2);
    let note = handover("slept badly");
    write_as(&mut tablet, SAMIRA, &note, 3).unwrap();
    let as_joost = write_as(&mut tablet, JOOST, &note, 3);
    let asks: Result<(), _> = Err(CommandError::PinRequired { fresh: false });
    assert_eq!(format!("{as_joost:?}"), format!("{asks:?}"));
    choose(&mut tablet, JOOST, "1970", 3);
    write_as(&mut tablet, JOOST, &note, 4).unwrap();
    // Back and forth by one tap.
    tablet.store.switch_to(SAMIRA, at(5)).unwrap();
    write_as(&mut tablet, SAMIRA, &note, 5).unwrap();
    assert!(write_as(&mut tablet, JOOST, &note, 5).is_err());
    tablet.sync(&mut server, 6);
    let authors: Vec<_> = server
        .requests
        .iter()
        .flat_map(|it| &it.entries)
        .map(|it| it.signed.entry().unwrap().author())
        .collect();
    assert_eq!(authors, [SAMIRA, JOOST, SAMIRA]);
}

#[test]
fn five_wrong_pins_lock_that_name_for_a_while_and_not_the_tablet() {
    let mut server = Server::new();
    let mut tablet = tablet(&mut server);
    choose(&mut tablet, SAMIRA, "2580", 2);
    choose(&mut tablet, JOOST, "1970", 2);
    tablet.store.end_shift(SAMIRA).unwrap();
    for left in [4, 3, 2, 1] {
        let wrong = enter(&tablet, SAMIRA, "2581", 3);
        assert!(
            matches!(wrong, Err(FloorError::WrongPin { tries_left }) if tries_left == left),
            "{wrong:?}"
        );
    }
    let minute = UnixMillis::MINUTE_MS;
    let locked = |entered: Result<(), FloorError>| match entered {
        Err(FloorError::Locked { for_ms }) => for_ms / minute,
        other => panic!("{other:?}"),
    };
    assert_eq!(locked(enter(&tablet, SAMIRA, "2581", 3)), 5);
    // The right one does not help either, and reopening the store does not.
    assert_eq!(locked(enter(&tablet, SAMIRA, "2580", 4)), 4);
    tablet.reopen();
    assert_eq!(locked(enter(&tablet, SAMIRA, "2580", 5)), 3);
    enter(&tablet, JOOST, "1970", 5).unwrap();
    enter(&tablet, SAMIRA, "2580", 9).unwrap();
    // Twice as long the next time, unless the right PIN came in between.
    for _ in 0..5 {
        let _ = enter(&tablet, JOOST, "1971", 10);
    }
    assert_eq!(locked(enter(&tablet, JOOST, "1970", 10)), 5);
    for _ in 0..5 {
        let _ = enter(&tablet, JOOST, "1971", 16);
    }
    assert_eq!(locked(enter(&tablet, JOOST, "1970", 16)), 10);
}

#[test]
fn after_a_quarter_of_an_hour_idle_everybody_enters_their_pin_again() {
    let mut server = Server::new();
    let mut tablet = tablet(&mut server);
    choose(&mut tablet, SAMIRA, "2580", 2);
    choose(&mut tablet, JOOST, "1970", 2);
    for minutes in [10, 20, 30] {
        write_as(&mut tablet, JOOST, &handover("busy"), minutes).unwrap();
    }
    tablet.store.touched(at(40)).unwrap();
    assert_eq!(state(&tablet, SAMIRA, 54), Some(FaceState::OneTap));
    assert_eq!(tablet.store.at_the_device(at(55)).unwrap(), None);
    assert_eq!(state(&tablet, SAMIRA, 55), Some(FaceState::NeedsPin));
    assert!(matches!(
        tablet.store.switch_to(SAMIRA, at(55)),
        Err(FloorError::PinNeeded)
    ));
    assert!(write_as(&mut tablet, JOOST, &handover("too late"), 55).is_err());
    // A touch does not wake it for whoever comes along.
    tablet.store.touched(at(56)).unwrap();
    assert_eq!(tablet.store.at_the_device(at(56)).unwrap(), None);
}

#[test]
fn a_shift_lasts_twelve_hours_and_ends_when_one_goes_home() {
    let mut server = Server::new();
    let mut tablet = tablet(&mut server);
    choose(&mut tablet, SAMIRA, "2580", 2);
    choose(&mut tablet, JOOST, "1970", 3);
    tablet.store.end_shift(JOOST).unwrap();
    assert_eq!(state(&tablet, JOOST, 4), Some(FaceState::NeedsPin));
    enter(&tablet, JOOST, "1970", 4).unwrap();
    for minutes in (10..13 * 60).step_by(10) {
        tablet.store.touched(at(minutes)).unwrap();
    }
    assert_eq!(state(&tablet, SAMIRA, 13 * 60), Some(FaceState::NeedsPin));
}

#[test]
fn collectors_medicine_and_agreements_ask_for_the_pin_again() {
    let mut server = Server::new();
    let mut tablet = tablet(&mut server);
    choose(&mut tablet, SAMIRA, "2580", 2);
    let core = series(DocumentKind::ChildCore);
    let collector = Collector::new("Oma Nel".into());
    let collector = Command::AddNote(NewNote::of(core, &collector));
    write_as(&mut tablet, SAMIRA, &collector, 3).unwrap();
    let later = write_as(&mut tablet, SAMIRA, &collector, 5);
    let asks: Result<(), _> = Err(CommandError::PinRequired { fresh: true });
    assert_eq!(format!("{later:?}"), format!("{asks:?}"));
    // Any other note does not ask; and one tap is no PIN.
    write_as(&mut tablet, SAMIRA, &handover("slept badly"), 5).unwrap();
    enter(&tablet, SAMIRA, "2580", 5).unwrap();
    choose(&mut tablet, JOOST, "1970", 5);
    tablet.store.switch_to(SAMIRA, at(5)).unwrap();
    assert!(write_as(&mut tablet, SAMIRA, &collector, 5).is_err());
    enter(&tablet, SAMIRA, "2580", 6).unwrap();
    write_as(&mut tablet, SAMIRA, &collector, 6).unwrap();
}

#[test]
fn nothing_is_shown_while_nobody_stands_at_it() {
    let mut server = Server::new();
    let mut tablet = tablet(&mut server);
    choose(&mut tablet, SAMIRA, "2580", 2);
    choose(&mut tablet, JOOST, "1970", 2);
    tablet.store.switch_to(SAMIRA, at(3)).unwrap();
    let key = tablet.write(&handover("slept badly"), 3);
    let viewer = |minutes| Viewer {
        person: SAMIRA,
        now: at(minutes),
    };
    assert!(tablet.store.today(viewer(3), GROUP).is_ok());
    assert!(tablet.store.note(&key, at(3)).unwrap().is_some());
    tablet.store.step_away().unwrap();
    let asks = |error: StoreError| matches!(error, StoreError::PinRequired);
    assert!(asks(tablet.store.today(viewer(4), GROUP).unwrap_err()));
    assert!(asks(tablet.store.search("slept", at(4)).unwrap_err()));
    assert!(asks(tablet.store.note(&key, at(4)).unwrap_err()));
    tablet.store.switch_to(JOOST, at(4)).unwrap();
    // Joost stands there: a screen for Samira is none.
    assert!(asks(tablet.store.today(viewer(4), GROUP).unwrap_err()));
}

#[test]
fn a_substitute_is_let_in_without_network_sees_what_she_may_and_is_gone_the_next_day() {
    let mut server = Server::new();
    let mut tablet = tablet(&mut server);
    choose(&mut tablet, SAMIRA, "2580", 2);
    let journal = Observation::new(
        samenspel_rules::schema::notes::Domain::Motor,
        "Speelde samen met Daan.".into(),
    );
    let journal = NewNote::of(series(DocumentKind::Journal), &journal);
    let seen = tablet.write(&Command::AddNote(journal), 3);
    let item = NewNote::of(handover_series(), &OpenItem::new("Laarsje zoek".into()));
    let item = tablet.write(&Command::AddNote(item), 3);
    let_in(&mut tablet, 4);
    assert_eq!(state(&tablet, OLENA, 4), Some(FaceState::NoPin));
    enter(&tablet, SAMIRA, "2580", 4).unwrap();
    choose(&mut tablet, OLENA, "8642", 4);
    assert!(tablet.store.note(&item, at(4)).unwrap().is_some());
    assert!(
        tablet.store.note(&seen, at(4)).unwrap().is_none(),
        "no journal"
    );
    assert!(tablet.store.search("Daan", at(4)).unwrap().is_empty());
    write_as(&mut tablet, OLENA, &handover("by the substitute"), 5).unwrap();
    tablet.store.switch_to(SAMIRA, at(6)).unwrap();
    assert!(tablet.store.search("Daan", at(6)).unwrap().len() == 1);
    let tomorrow = 24 * 60;
    assert_eq!(state(&tablet, OLENA, tomorrow), None);
    let gone = enter(&tablet, OLENA, "8642", tomorrow);
    assert!(matches!(gone, Err(FloorError::NotHere)), "{gone:?}");
}

#[test]
fn who_forgot_a_pin_gets_another_with_a_colleague_who_just_entered_theirs() {
    let mut server = Server::new();
    let mut tablet = tablet(&mut server);
    choose(&mut tablet, SAMIRA, "2580", 2);
    choose(&mut tablet, JOOST, "1970", 2);
    let own = tablet.store.clear_pin(JOOST, at(3));
    assert!(matches!(own, Err(FloorError::NobodyVouches)), "{own:?}");
    enter(&tablet, SAMIRA, "2580", 5).unwrap();
    let stale = tablet.store.clear_pin(JOOST, at(8));
    assert!(matches!(stale, Err(FloorError::PinNeeded)), "{stale:?}");
    enter(&tablet, SAMIRA, "2580", 8).unwrap();
    tablet.store.clear_pin(JOOST, at(8)).unwrap();
    assert_eq!(state(&tablet, JOOST, 8), Some(FaceState::NoPin));
    choose(&mut tablet, JOOST, "7531", 8);
    // One's own is changed with itself just entered.
    choose(&mut tablet, JOOST, "1357", 9);
    let late = tablet
        .store
        .choose_pin(JOOST, &pin("9753"), at(13), &mut tablet.random);
    assert!(matches!(late, Err(FloorError::PinNeeded)), "{late:?}");
}

const TESS: PersonId = PersonId([22; 16]);

/// A tablet of a group with a trainee, Samira and Joost with their PINs, and Olena let in for the day.
fn busy_tablet(server: &mut Server) -> Phone {
    server.records.push(Record::Person(Person {
        id: TESS,
        first_name: "Tess".into(),
        last_name: "Voorbeeld".into(),
        languages: vec![],
        left_at: None,
    }));
    server.records.push(Record::Assignment(Assignment {
        person: TESS,
        group: GROUP,
        role: GroupRole::Trainee,
        during: Span::since(at(-1_000).wall),
    }));
    server.records.sort_by_key(Record::id);
    let mut tablet = tablet(server);
    choose(&mut tablet, SAMIRA, "2580", 2);
    let_in(&mut tablet, 2);
    choose(&mut tablet, OLENA, "8642", 2);
    enter(&tablet, SAMIRA, "2580", 2).unwrap();
    choose(&mut tablet, TESS, "7410", 2);
    tablet
}

fn observation(kind: DocumentKind) -> Command {
    let seen = Observation::new(
        samenspel_rules::schema::notes::Domain::Motor,
        "Speelde samen met Daan.".into(),
    );
    Command::AddNote(NewNote::of(series(kind), &seen))
}

#[test]
fn a_substitute_or_a_trainee_says_of_no_professional_who_that_is() {
    let mut server = Server::new();
    let mut tablet = busy_tablet(&mut server);
    for (person, digits) in [(OLENA, "8642"), (TESS, "7410")] {
        // Joost has no PIN here yet, Samira has.
        enter(&tablet, person, digits, 3).unwrap();
        let first = (tablet.store).choose_pin(JOOST, &pin("1970"), at(3), &mut tablet.random);
        assert!(matches!(first, Err(FloorError::NobodyVouches)), "{first:?}");
        let cleared = tablet.store.clear_pin(SAMIRA, at(3));
        assert!(
            matches!(cleared, Err(FloorError::NobodyVouches)),
            "{cleared:?}"
        );
    }
    // Of one another they clear none either; and who stands idle at it says nothing.
    let cleared = tablet.store.clear_pin(OLENA, at(3));
    assert!(
        matches!(cleared, Err(FloorError::NobodyVouches)),
        "{cleared:?}"
    );
    enter(&tablet, SAMIRA, "2580", 3).unwrap();
    let stale = (tablet.store).choose_pin(JOOST, &pin("1970"), at(6), &mut tablet.random);
    assert!(matches!(stale, Err(FloorError::PinNeeded)), "{stale:?}");
    enter(&tablet, SAMIRA, "2580", 7).unwrap();
    choose(&mut tablet, JOOST, "1970", 7);
}

#[test]
fn a_pin_chosen_after_a_clearing_gives_no_more_than_a_substitutes_and_everybody_sees_it() {
    let mut server = Server::new();
    let mut tablet = busy_tablet(&mut server);
    enter(&tablet, SAMIRA, "2580", 3).unwrap();
    let seen = tablet.write(&observation(DocumentKind::Journal), 3);
    choose(&mut tablet, JOOST, "1970", 3);
    let draft = NewNote::of(handover_series(), &OpenItem::new("half a thought".into()));
    let id = IntentId::new(at(3).wall, &mut tablet.random);
    tablet.store.save_draft(id, JOOST, &draft, at(3)).unwrap();
    let (words, random) = ("a hard talk", &mut tablet.random);
    let thought = (tablet.store)
        .reflect(JOOST, None, words, at(3), random)
        .unwrap();
    assert!(tablet.store.note(&seen, at(3)).unwrap().is_some());
    write_as(&mut tablet, JOOST, &observation(DocumentKind::Team), 3).unwrap();
    // Samira clears it and chooses one herself.
    enter(&tablet, SAMIRA, "2580", 4).unwrap();
    tablet.store.clear_pin(JOOST, at(4)).unwrap();
    choose(&mut tablet, JOOST, "7531", 4);
    let faces = tablet.store.faces(at(4)).unwrap();
    let face = faces.iter().find(|it| it.person == JOOST).unwrap();
    assert_eq!(face.cleared.unwrap().by, SAMIRA);
    assert!(tablet.store.note(&seen, at(4)).unwrap().is_none());
    assert!(tablet.store.search("Daan", at(4)).unwrap().is_empty());
    assert!(tablet.store.drafts(JOOST, at(4)).unwrap().is_empty());
    assert!(tablet.store.reflections(JOOST, at(4)).unwrap().is_empty());
    // Nor does she write over what she does not see, or throw it away.
    let hers = NewNote::of(handover_series(), &OpenItem::new("by another".into()));
    tablet.store.save_draft(id, JOOST, &hers, at(4)).unwrap();
    assert!(!tablet.store.discard_draft(id, JOOST, at(4)).unwrap());
    let forgotten = tablet.store.forget_reflection(thought, JOOST, at(4));
    assert!(!forgotten.unwrap());
    for kind in [DocumentKind::Team, DocumentKind::Journal] {
        let refused = write_as(&mut tablet, JOOST, &observation(kind), 4);
        assert!(
            matches!(refused, Err(CommandError::Refused { .. })),
            "{refused:?}"
        );
    }
    write_as(&mut tablet, JOOST, &handover("slept badly"), 4).unwrap();
    for of in [SAMIRA, OLENA] {
        let says = tablet.store.clear_pin(of, at(4));
        assert!(matches!(says, Err(FloorError::NobodyVouches)), "{says:?}");
    }
    // Another one chosen with the new one is as little, also the next day.
    choose(&mut tablet, JOOST, "1357", 4);
    let tomorrow = 24 * 60;
    enter(&tablet, JOOST, "1357", tomorrow).unwrap();
    assert!(tablet.store.note(&seen, at(tomorrow)).unwrap().is_none());
    // Joost comes back and knows his own: that of the other is worth nothing any more.
    enter(&tablet, JOOST, "1970", tomorrow).unwrap();
    assert!(tablet.store.note(&seen, at(tomorrow)).unwrap().is_some());
    let drafts = tablet.store.drafts(JOOST, at(tomorrow)).unwrap();
    assert_eq!(drafts.len(), 1);
    assert_eq!(drafts[0].note, draft);
    let thoughts = tablet.store.reflections(JOOST, at(tomorrow)).unwrap();
    assert_eq!(thoughts.len(), 1);
    assert!(
        tablet
            .store
            .faces(at(tomorrow))
            .unwrap()
            .iter()
            .all(|it| it.cleared.is_none())
    );
    assert!(enter(&tablet, JOOST, "1357", tomorrow).is_err());
}

#[test]
fn who_chose_a_pin_for_another_does_not_guess_the_one_that_was_cleared_with_it() {
    let mut server = Server::new();
    let mut tablet = tablet(&mut server);
    choose(&mut tablet, SAMIRA, "2580", 2);
    choose(&mut tablet, JOOST, "1970", 2);
    enter(&tablet, SAMIRA, "2580", 3).unwrap();
    tablet.store.clear_pin(JOOST, at(3)).unwrap();
    assert!(
        enter(&tablet, JOOST, "1971", 3).is_err(),
        "counted while none was chosen, too"
    );
    choose(&mut tablet, JOOST, "7531", 3);
    for guess in ["1972", "1973", "1974"] {
        assert!(enter(&tablet, JOOST, guess, 3).is_err());
        enter(&tablet, JOOST, "7531", 3).unwrap();
    }
    let last = enter(&tablet, JOOST, "1975", 3);
    assert!(matches!(last, Err(FloorError::Locked { .. })), "{last:?}");
}

#[test]
fn an_own_profile_open_on_the_device_says_who_somebody_is() {
    let mut server = Server::new();
    let mut tablet = tablet(&mut server);
    choose(&mut tablet, SAMIRA, "2580", 2);
    let seen = tablet.write(&observation(DocumentKind::Journal), 2);
    choose(&mut tablet, JOOST, "1970", 2);
    enter(&tablet, SAMIRA, "2580", 3).unwrap();
    tablet.store.clear_pin(JOOST, at(3)).unwrap();
    let of = |person, server: &mut Server| {
        let mut own = Phone::of(person, server);
        own.sync(server, 3);
        own
    };
    let (joost, elif) = (of(JOOST, &mut server), of(ELIF, &mut server));
    let mut with = |own: &Store| {
        let random = &mut tablet.random;
        (tablet.store).choose_pin_with_own_profile(own, &pin("7531"), at(4), random)
    };
    let parent = with(&elif.store);
    assert!(matches!(parent, Err(FloorError::NotHere)), "{parent:?}");
    assert_eq!(with(&joost.store).unwrap(), JOOST);
    assert!(tablet.store.note(&seen, at(4)).unwrap().is_some());
    assert!(
        tablet
            .store
            .faces(at(4))
            .unwrap()
            .iter()
            .all(|it| it.cleared.is_none())
    );
    assert!(enter(&tablet, JOOST, "1970", 4).is_err());
}

#[test]
fn no_file_of_the_tablet_holds_a_pin_and_an_own_phone_has_no_faces() {
    let mut server = Server::new();
    let samira = Phone::of(SAMIRA, &mut server);
    let faces = samira.store.faces(at(2));
    assert!(matches!(faces, Err(FloorError::NotShared)), "{faces:?}");
    assert_eq!(format!("{:?}", pin("2580")), "Pin(..)");
}

/// What every call that names Samira, or something of hers, says at a moment.
fn of_samira(
    tablet: &mut Phone,
    (thought, draft, intent): (IntentId, IntentId, IntentId),
    minutes: i64,
) -> Vec<(&'static str, bool)> {
    let (store, now) = (&tablet.store, at(minutes));
    let note = NewNote::of(handover_series(), &OpenItem::new("another's words".into()));
    let written = store.entry_keys(intent).unwrap()[0];
    let asks = |error: StoreError| matches!(error, StoreError::PinRequired);
    let asks_first =
        |error: CommandError| matches!(error, CommandError::PinRequired { fresh: false });
    let card = GuideCard::Relation;
    let viewer = Viewer {
        person: SAMIRA,
        now,
    };
    let reflected = store.reflect(SAMIRA, None, "not hers", now, &mut tablet.random);
    let read = Command::MarkRead {
        notes: vec![EntryKey {
            person: JOOST,
            entry: [9; 16],
        }],
    };
    let marked = store.execute(&read, SAMIRA, now, &mut tablet.random);
    vec![
        ("reflect", reflected.is_err_and(asks_first)),
        ("mark read", marked.is_err_and(asks_first)),
        (
            "save a draft",
            store
                .save_draft(draft, SAMIRA, &note, now)
                .is_err_and(asks_first),
        ),
        (
            "reflections",
            store.reflections(SAMIRA, now).is_err_and(asks),
        ),
        (
            "reflections beside a card",
            store.reflections_beside(SAMIRA, card, now).is_err_and(asks),
        ),
        (
            "forget a reflection",
            store
                .forget_reflection(thought, SAMIRA, now)
                .is_err_and(asks),
        ),
        ("drafts", store.drafts(SAMIRA, now).is_err_and(asks)),
        (
            "discard a draft",
            store.discard_draft(draft, SAMIRA, now).is_err_and(asks),
        ),
        ("undo", store.undo(intent, SAMIRA, now).is_err_and(asks)),
        ("dismiss", store.dismiss(&written, now).is_err_and(asks)),
        (
            "export",
            store
                .export(viewer, CHILD, Language::Dutch)
                .is_err_and(asks),
        ),
    ]
}

#[test]
fn what_somebody_keeps_for_herself_at_the_tablet_is_read_changed_and_undone_by_nobody_else() {
    let mut server = Server::new();
    let mut settings = LocationSettings::of(LocationId([4; 16]));
    // A day, so that hours later there is still something to undo.
    settings.send_delay_ms = 24 * 60 * 60 * 1_000;
    server.records.push(Record::LocationSettings(settings));
    server.records.sort_by_key(Record::id);
    let mut tablet = tablet(&mut server);
    choose(&mut tablet, SAMIRA, "2580", 2);
    choose(&mut tablet, JOOST, "1970", 2);
    enter(&tablet, SAMIRA, "2580", 2).unwrap();
    let (words, random) = ("a hard talk", &mut tablet.random);
    let thought = (tablet.store)
        .reflect(SAMIRA, Some("relation"), words, at(2), random)
        .unwrap();
    let draft = IntentId::new(at(2).wall, &mut tablet.random);
    let half = NewNote::of(handover_series(), &OpenItem::new("half a thought".into()));
    (tablet.store)
        .save_draft(draft, SAMIRA, &half, at(2))
        .unwrap();
    let mut told = PickUp::new();
    told.moment = GoodMoment::named("built_tower");
    let told = NewNote::of(series(DocumentKind::DayLog), &told);
    let intent = tablet.intent(&Command::AddNote(told), 2);
    let hers = (thought, draft, intent);

    let everything_asks = |tablet: &mut Phone, minutes| {
        for (call, asks) in of_samira(tablet, hers, minutes) {
            assert!(asks, "{call} asks for no PIN after {minutes} minutes");
        }
    };
    tablet.store.switch_to(JOOST, at(3)).unwrap();
    everything_asks(&mut tablet, 3);
    assert!(
        !tablet.store.undo(intent, JOOST, at(3)).unwrap(),
        "in his own name he undoes nothing of hers"
    );
    tablet.store.step_away().unwrap();
    everything_asks(&mut tablet, 4);
    everything_asks(&mut tablet, 4 * 60);

    let back = 4 * 60 + 1;
    enter(&tablet, SAMIRA, "2580", back).unwrap();
    let thoughts = tablet.store.reflections(SAMIRA, at(back)).unwrap();
    assert_eq!(thoughts.len(), 1);
    assert_eq!(thoughts[0].text, "a hard talk");
    let drafts = tablet.store.drafts(SAMIRA, at(back)).unwrap();
    assert_eq!(drafts.len(), 1);
    assert_eq!(drafts[0].note, half);
    assert!(tablet.store.undo(intent, SAMIRA, at(back)).unwrap());
    assert!(tablet.store.discard_draft(draft, SAMIRA, at(back)).unwrap());
    let forgotten = tablet.store.forget_reflection(thought, SAMIRA, at(back));
    assert!(forgotten.unwrap());
}

#[test]
fn who_types_a_long_draft_at_the_tablet_is_not_asked_for_the_pin_in_the_midst_of_it() {
    let mut server = Server::new();
    let mut tablet = tablet(&mut server);
    choose(&mut tablet, SAMIRA, "2580", 2);
    let draft = IntentId::new(at(2).wall, &mut tablet.random);
    for minutes in [10, 20, 30] {
        let words = OpenItem::new(format!("after {minutes} minutes"));
        let note = NewNote::of(handover_series(), &words);
        (tablet.store)
            .save_draft(draft, SAMIRA, &note, at(minutes))
            .unwrap();
    }
    assert_eq!(tablet.store.drafts(SAMIRA, at(31)).unwrap().len(), 1);
}

#[test]
fn a_trainee_or_a_substitute_who_came_first_does_not_close_the_tablet_to_the_professionals() {
    for first in [TESS, OLENA] {
        let mut server = Server::new();
        let role = |role, person| Assignment {
            person,
            group: GROUP,
            role,
            during: Span::since(at(-1_000).wall),
        };
        server.records.push(Record::Person(Person {
            id: TESS,
            first_name: "Tess".into(),
            last_name: "Voorbeeld".into(),
            languages: vec![],
            left_at: None,
        }));
        let of_tess = role(GroupRole::Trainee, TESS);
        server.records.push(Record::Assignment(of_tess));
        server.records.push(Record::Person(Person {
            id: OLENA,
            first_name: "Olena".into(),
            last_name: String::new(),
            languages: vec![],
            left_at: None,
        }));
        let now = at(0).wall;
        server.records.push(Record::DayGrant(DayGrant {
            id: GrantId([21; 16]),
            group: GROUP,
            person: OLENA,
            granted_by: SAMIRA,
            during: Span {
                from: now,
                until: Some(now.plus_ms(10 * UnixMillis::HOUR_MS)),
            },
        }));
        server.records.sort_by_key(Record::id);
        let mut tablet = tablet(&mut server);
        choose(&mut tablet, first, "7410", 2);
        // While she stands there, and while nobody does.
        if first == OLENA {
            tablet.store.step_away().unwrap();
        }
        choose(&mut tablet, SAMIRA, "2580", 3);
        write_as(&mut tablet, SAMIRA, &handover("slept badly"), 3).unwrap();
        // From now on somebody can say who is who: nobody comes in without a word any more.
        enter(&tablet, first, "7410", 4).unwrap();
        let another = (tablet.store).choose_pin(JOOST, &pin("1970"), at(4), &mut tablet.random);
        assert!(
            matches!(another, Err(FloorError::NobodyVouches)),
            "{another:?}"
        );
        tablet.store.step_away().unwrap();
        let alone = (tablet.store).choose_pin(JOOST, &pin("1970"), at(4), &mut tablet.random);
        assert!(matches!(alone, Err(FloorError::NobodyVouches)), "{alone:?}");
        enter(&tablet, SAMIRA, "2580", 5).unwrap();
        choose(&mut tablet, JOOST, "1970", 5);
    }
}
