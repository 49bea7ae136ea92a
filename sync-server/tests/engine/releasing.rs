//! What is released or copied in somebody's name is what they wrote: the same child, kind, codes and words,
//! not taken back, with what a release adds ticked.

use samenspel_model::entry::{Entry, SignedEntry, Value};
use samenspel_model::ids::*;
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::verdict::*;
use samenspel_rules::directory::{Assignment, Circle, GroupRole, Holder, Person, Record};

use crate::people::always;
use crate::world::*;

const TIM: PersonId = PersonId([0x31; 16]);
const CASE: CircleId = CircleId([0x32; 16]);
const ROOM: Subject = Subject::Group(GROUP);
const RECORD: Subject = Subject::Child(NOOR);

type Said<'a> = Vec<(&'a str, Value)>;

fn bytes(bytes: &[u8]) -> Value {
    Value::Bytes(bytes.to_vec())
}

fn with<'a>(mut said: Said<'a>, name: &'a str, value: Value) -> Said<'a> {
    said.retain(|(own, _)| *own != name);
    said.push((name, value));
    said
}

fn without<'a>(mut said: Said<'a>, name: &str) -> Said<'a> {
    said.retain(|(own, _)| *own != name);
    said
}

fn copied<'a>(said: &Said<'a>, from: EntryKey) -> Said<'a> {
    let said = with(said.clone(), "copied_from", bytes(&from.to_bytes()));
    with(said, "original_author", bytes(&from.person.0))
}

fn sign(phone: &Phone, entry: &Entry) -> SignedEntry {
    SignedEntry::sign(entry, &phone.key)
}

fn push(
    world: &World,
    phone: &mut Phone,
    (kind, subject): (DocumentKind, Subject),
    note: &str,
    said: &Said<'_>,
) -> (EntryKey, Outcome) {
    let entry = phone.note(kind, subject, note, said, world.now());
    let signed = sign(phone, &entry);
    (entry.key, world.push(phone, &[signed])[0].clone())
}

fn store(
    world: &World,
    phone: &mut Phone,
    about: (DocumentKind, Subject),
    note: &str,
    said: &Said<'_>,
) -> EntryKey {
    let (key, outcome) = push(world, phone, about, note, said);
    assert!(is_stored(&outcome), "{note}: {outcome:?}");
    key
}

fn not_as_written() -> Outcome {
    Outcome::Refused {
        code: RefusalCode::NotAllowed,
        args: vec!["copied_from".into()],
    }
}

const GROUPS: (DocumentKind, Subject) = (DocumentKind::Group, ROOM);
const RECORDS: (DocumentKind, Subject) = (DocumentKind::CareRecord, RECORD);

fn fall() -> Said<'static> {
    vec![
        ("child", bytes(&NOOR.0)),
        ("what", text("bump")),
        ("text", text("Against the slide.")),
        ("told", text("not_yet")),
    ]
}

/// What Joke releases of Fatima's note.
fn released(from: EntryKey) -> Said<'static> {
    let said = with(without(fall(), "child"), "told", text("called"));
    copied(&said, from)
}

fn two() -> (World, Phone, Phone) {
    let world = World::new();
    let fatima = world.phone(FATIMA, 0x21);
    let joke = world.phone(JOKE, 0x22);
    (world, fatima, joke)
}

#[test]
fn an_incident_is_released_as_it_was_written_and_in_no_other_words() {
    for merged in [false, true] {
        let (world, mut fatima, mut joke) = two();
        let from = store(&world, &mut fatima, GROUPS, "incident", &fall());
        if merged {
            for number in 0..4 {
                let more = vec![
                    ("text", text("Boots.")),
                    ("until", Value::Int(MORNING.0 + number)),
                ];
                store(&world, &mut fatima, GROUPS, "notice", &more);
            }
            world.org().merge_all().unwrap();
        }
        let right = released(from);
        let wrong = [
            with(right.clone(), "what", text("bite")),
            with(right.clone(), "text", text("Nobody looked after her.")),
            with(right.clone(), "action", text("cooled")),
            without(right.clone(), "text"),
            with(right.clone(), "told", text("not_yet")),
            without(right.clone(), "told"),
        ];
        for said in wrong {
            let (_, outcome) = push(&world, &mut joke, RECORDS, "incident", &said);
            assert_eq!(outcome, not_as_written(), "{said:?}");
        }
        let ill = copied(
            &vec![("symptoms", text("fever")), ("told", text("called"))],
            from,
        );
        let (_, outcome) = push(&world, &mut joke, RECORDS, "illness", &ill);
        assert_eq!(outcome, not_as_written());
        let other = (DocumentKind::CareRecord, Subject::Child(DAAN));
        let (_, outcome) = push(&world, &mut joke, other, "incident", &right);
        assert_eq!(outcome, not_as_written());
        let mut tablet = world.device(Holder::Group(GROUP), JOKE, 0x29);
        let said = with(right.clone(), "what", text("bite"));
        let (_, outcome) = push(&world, &mut tablet, RECORDS, "incident", &said);
        assert_eq!(outcome, not_as_written());
        store(&world, &mut joke, RECORDS, "incident", &right);
    }
}

#[test]
fn what_was_taken_back_is_released_no_more() {
    let (world, mut fatima, mut joke) = two();
    let from = store(&world, &mut fatima, GROUPS, "incident", &fall());
    let back = vec![
        ("of", bytes(&from.to_bytes())),
        ("reason", text("wrong_child")),
    ];
    store(&world, &mut fatima, GROUPS, "retraction", &back);
    let (_, outcome) = push(&world, &mut joke, RECORDS, "incident", &released(from));
    assert_eq!(outcome, not_as_written());
}

#[test]
fn what_its_author_corrected_is_released_as_corrected() {
    let (world, mut fatima, mut joke) = two();
    let from = store(&world, &mut fatima, GROUPS, "incident", &fall());
    let right = vec![
        ("of", bytes(&from.to_bytes())),
        ("text", text("Against the swing.")),
    ];
    store(&world, &mut fatima, GROUPS, "correction", &right);
    let (_, outcome) = push(&world, &mut joke, RECORDS, "incident", &released(from));
    assert_eq!(outcome, not_as_written());
    let said = with(released(from), "text", text("Against the swing."));
    store(&world, &mut joke, RECORDS, "incident", &said);
}

#[test]
fn ones_own_incident_is_written_and_released_in_one_request() {
    let (world, mut fatima, _) = two();
    let (kind, subject) = GROUPS;
    let first = fatima.note(kind, subject, "incident", &fall(), world.now());
    let (kind, subject) = RECORDS;
    let said = released(first.key);
    let second = fatima.note(kind, subject, "incident", &said, world.now());
    let entries = [sign(&fatima, &first), sign(&fatima, &second)];
    let outcomes = world.push(&mut fatima, &entries);
    assert!(outcomes.iter().all(is_stored), "{outcomes:?}");
}

fn with_trainee() -> (World, Phone, Phone) {
    let (world, _, joke) = two();
    world.change(Record::Person(Person {
        id: TIM,
        first_name: "Tim".into(),
        last_name: String::new(),
        languages: vec![],
        left_at: None,
    }));
    world.change(Record::Assignment(Assignment {
        person: TIM,
        group: GROUP,
        role: GroupRole::Trainee,
        during: always(),
    }));
    world.change(Record::Circle(Circle {
        id: CASE,
        members: vec![TIM, JOKE],
        during: always(),
    }));
    let tim = world.phone(TIM, 0x31);
    (world, tim, joke)
}

#[test]
fn a_draft_is_released_as_the_trainee_wrote_it() {
    let (world, mut tim, mut joke) = with_trainee();
    let case = (DocumentKind::Circle, Subject::Case(CASE));
    let drafted = vec![
        ("for_kind", text("observation")),
        ("child", bytes(&NOOR.0)),
        ("domain", text("motor")),
        ("seen", text("She jumps.")),
    ];
    let from = store(&world, &mut tim, case, "proposal", &drafted);
    let journal = (DocumentKind::Journal, RECORD);
    let right = copied(
        &without(without(drafted.clone(), "for_kind"), "child"),
        from,
    );
    // Of Noor she wrote it, and of nobody else.
    let of_daan = (DocumentKind::Journal, Subject::Child(DAAN));
    let (_, outcome) = push(&world, &mut joke, of_daan, "observation", &right);
    assert_eq!(outcome, not_as_written());
    for said in [
        with(right.clone(), "seen", text("She hits others.")),
        with(right.clone(), "domain", text("language")),
        with(right.clone(), "meaning", text("She is angry.")),
    ] {
        let (_, outcome) = push(&world, &mut joke, journal, "observation", &said);
        assert_eq!(outcome, not_as_written(), "{said:?}");
    }
    let as_another = copied(&vec![("text", text("She jumps."))], from);
    for (kind, note) in [
        (DocumentKind::DayLog, "pick_up"),
        (DocumentKind::Journal, "question"),
        (DocumentKind::Handover, "notice"),
    ] {
        let (_, outcome) = push(&world, &mut joke, (kind, RECORD), note, &as_another);
        assert_eq!(outcome, not_as_written(), "{note}");
    }
    store(&world, &mut joke, journal, "observation", &right);
}

#[test]
fn a_contact_card_is_what_the_parent_said_may_be_shared_with_that_event() {
    let (world, mut fatima, mut joke) = two();
    let mut samira = world.phone(SAMIRA, 0x23);
    let board = (DocumentKind::Board, ROOM);
    let event = |title: &str| vec![("what", text("coffee")), ("title", text(title))];
    let [coffee, tea] =
        ["Koffie", "Thee"].map(|it| store(&world, &mut fatima, board, "event", &event(it)));
    let desk = (DocumentKind::ParentDesk, Subject::ChildParent(NOOR, SAMIRA));
    let answer = |of: EntryKey, shares: bool| {
        vec![
            ("of", bytes(&of.to_bytes())),
            ("answer", text("yes")),
            ("shares_contact", Value::Bool(shares)),
            ("text", text("Samira, 06 1234")),
        ]
    };
    let shared = store(
        &world,
        &mut samira,
        desk,
        "event_answer",
        &answer(coffee, true),
    );
    let kept = store(
        &world,
        &mut samira,
        desk,
        "event_answer",
        &answer(coffee, false),
    );
    let card = |of: EntryKey, words: &str, from| {
        let said = vec![("event", bytes(&of.to_bytes())), ("text", text(words))];
        copied(&said, from)
    };
    for said in [
        card(coffee, "Samira, 06 9999", shared),
        card(tea, "Samira, 06 1234", shared),
        card(coffee, "Samira, 06 1234", kept),
    ] {
        let (_, outcome) = push(&world, &mut joke, board, "contact_card", &said);
        assert_eq!(outcome, not_as_written(), "{said:?}");
    }
    let right = card(coffee, "Samira, 06 1234", shared);
    store(&world, &mut joke, board, "contact_card", &right);
    let back = vec![("of", bytes(&shared.to_bytes())), ("reason", text("other"))];
    store(&world, &mut samira, desk, "retraction", &back);
    let (_, outcome) = push(&world, &mut joke, board, "contact_card", &right);
    assert_eq!(outcome, not_as_written());
}

#[test]
fn a_copy_in_somebodys_name_gets_no_other_words_by_a_correction() {
    let (world, mut fatima, mut joke) = two();
    let from = store(&world, &mut fatima, GROUPS, "incident", &fall());
    let copy = store(&world, &mut joke, RECORDS, "incident", &released(from));
    let plain = vec![
        ("of", bytes(&copy.to_bytes())),
        ("text", text("She was left alone.")),
    ];
    let (_, outcome) = push(&world, &mut joke, RECORDS, "correction", &plain);
    assert!(refusal(&outcome).is_some(), "{outcome:?}");
    let as_hers = copied(&plain, from);
    let (_, outcome) = push(&world, &mut joke, RECORDS, "correction", &as_hers);
    assert!(refusal(&outcome).is_some(), "{outcome:?}");
    // Whoever released it takes it back, and releases it anew.
    let back = vec![("of", bytes(&copy.to_bytes())), ("reason", text("other"))];
    store(&world, &mut joke, RECORDS, "retraction", &back);
}

#[test]
fn a_correction_makes_no_other_note_of_what_was_approved_marked_or_agreed_to() {
    let (world, mut fatima, _) = two();
    let mut samira = world.phone(SAMIRA, 0x23);
    let desk = (DocumentKind::ParentDesk, Subject::ChildParent(NOOR, SAMIRA));
    let core = (DocumentKind::ChildCore, RECORD);
    let consent = vec![
        ("purpose", text("photos_inside")),
        ("given", Value::Bool(false)),
    ];
    let consent = store(&world, &mut samira, core, "consent", &consent);
    let yes = vec![
        ("of", bytes(&consent.to_bytes())),
        ("given", Value::Bool(true)),
    ];
    let (_, outcome) = push(&world, &mut samira, core, "correction", &yes);
    assert_eq!(refusal(&outcome), Some(RefusalCode::NotAllowed));
    let note = store(
        &world,
        &mut samira,
        desk,
        "home_note",
        &vec![("topic", text("sleep")), ("text", text("Hi."))],
    );
    let back = vec![("of", bytes(&note.to_bytes())), ("reason", text("other"))];
    let back = store(&world, &mut samira, desk, "retraction", &back);
    let kept = vec![
        ("of", bytes(&back.to_bytes())),
        ("text", text("Not that one.")),
    ];
    let (_, outcome) = push(&world, &mut samira, desk, "correction", &kept);
    assert_eq!(refusal(&outcome), Some(RefusalCode::NotAllowed));
    // The words of an agreement are edited; when it begins is corrected.
    let agreements = (DocumentKind::Agreements, RECORD);
    let words = vec![("text", text("She sleeps at noon."))];
    let agreement = store(&world, &mut fatima, agreements, "agreement", &words);
    let of = ("of", bytes(&agreement.to_bytes()));
    let other = vec![of.clone(), ("text", text("She does not sleep."))];
    let (_, outcome) = push(&world, &mut fatima, agreements, "correction", &other);
    assert_eq!(refusal(&outcome), Some(RefusalCode::NotAllowed));
    let child = vec![
        ("of", bytes(&note.to_bytes())),
        ("child", bytes(&DAAN.0)),
        ("text", text("Somebody else.")),
    ];
    let (_, outcome) = push(&world, &mut fatima, GROUPS, "correction", &child);
    assert_eq!(refusal(&outcome), Some(RefusalCode::FieldInvalid));
}
