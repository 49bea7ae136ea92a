//! Notes that follow on nothing: one key for several notes, corrections into another month, second persons
//! who are the first, times ahead of every clock, names of what is not there or of another kind, and what
//! comes out of its order between parents and the group.

use std::rc::Rc;

use samenspel_model::entry::{Entry, Value};
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::{DocumentKind as Kind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{Outcome, RefusalCode};
use samenspel_tests::support::modified_app::ModifiedApp;
use samenspel_tests::support::notes::{keys, text};

use crate::siege::{People, Siege, unused_key};

const HOUR_MS: i64 = UnixMillis::HOUR_MS;
const DAY_MS: i64 = UnixMillis::DAY_MS;

fn id(person: PersonId) -> Value {
    Value::Bytes(person.0.to_vec())
}

/// Where, which kind, its field that tells when, and what else it must have.
type Telling<'a> = ((Kind, Subject), &'a str, &'a str, Vec<(&'a str, Value)>);

/// Somebody with a device, who writes.
struct Writer {
    siege: Rc<Siege>,
    app: ModifiedApp,
    person: PersonId,
}

/// A siege, and these of its people with a device each.
fn lay<const COUNT: usize>(
    who: impl FnOnce(&People) -> [PersonId; COUNT],
) -> (Rc<Siege>, [Writer; COUNT]) {
    let siege = Rc::new(Siege::lay());
    let writers = who(&siege.at).map(|person| Writer {
        siege: Rc::clone(&siege),
        app: siege.device_of(person),
        person,
    });
    (siege, writers)
}

impl Writer {
    fn note(&self, about: (Kind, Subject), kind: &str, fields: &[(&str, Value)]) -> Entry {
        let now = self.siege.now();
        self.siege.at.note(self.person, about, kind, fields, now)
    }

    /// It is stored; its key.
    fn writes(&self, about: (Kind, Subject), kind: &str, fields: &[(&str, Value)]) -> EntryKey {
        let note = self.note(about, kind, fields);
        self.siege.stores(&self.app, self.app.sign(&note));
        note.key
    }

    /// It is refused, and nothing changes.
    fn tries(
        &self,
        about: (Kind, Subject),
        kind: &str,
        fields: &[(&str, Value)],
        (code, field): (RefusalCode, &str),
    ) {
        let note = self.note(about, kind, fields);
        self.siege
            .refuses(&self.app, self.app.sign(&note), code, &[field]);
    }

    fn takes_back(&self, about: (Kind, Subject), key: EntryKey) {
        let fields = [("of", keys(&[key])), ("reason", text("other"))];
        self.writes(about, "retraction", &fields);
    }
}

fn of_noor(siege: &Siege, kind: Kind) -> (Kind, Subject) {
    (kind, Subject::Child(siege.at.noor))
}

fn channel(siege: &Siege) -> (Kind, Subject) {
    let subject = Subject::ChildParent(siege.at.noor, siege.at.samira);
    (Kind::ParentChannel, subject)
}

fn desk(siege: &Siege) -> (Kind, Subject) {
    let subject = Subject::ChildParent(siege.at.noor, siege.at.samira);
    (Kind::ParentDesk, subject)
}

fn board(siege: &Siege) -> (Kind, Subject) {
    (Kind::Board, Subject::Group(siege.at.rupsen))
}

#[test]
fn hostile_one_key_for_notes_in_several_documents() {
    let (siege, [fatima]) = lay(|at| [at.fatima]);
    let said = [("text", text("Hoe gaat het met slapen?"))];
    let first = fatima.note(of_noor(&siege, Kind::Journal), "question", &said);
    let elsewhere: Vec<_> = [Kind::Team, Kind::Handover, Kind::DayLog]
        .into_iter()
        .map(|kind| Entry {
            key: first.key,
            ..fatima.note(of_noor(&siege, kind), "question", &said)
        })
        .map(|entry| fatima.app.sign(&entry))
        .collect();
    siege.stores(&fatima.app, fatima.app.sign(&first));
    // One after another, all at once, and from her other phone.
    for signed in &elsewhere {
        let code = RefusalCode::KeyReused;
        siege.refuses(&fatima.app, signed.clone(), code, &[]);
    }
    siege.refuses_all(&fatima.app, elsewhere, RefusalCode::KeyReused);
    let other = siege.device_of(siege.at.fatima);
    let again = Entry {
        key: first.key,
        ..fatima.note(of_noor(&siege, Kind::Team), "question", &said)
    };
    siege.refuses(&other, other.sign(&again), RefusalCode::KeyReused, &[]);
}

#[test]
fn hostile_one_key_for_several_notes_of_one_request() {
    let (siege, [fatima]) = lay(|at| [at.fatima]);
    let said = [("text", text("Hoe gaat het met slapen?"))];
    let first = fatima.note(of_noor(&siege, Kind::Journal), "question", &said);
    let second = Entry {
        key: first.key,
        ..fatima.note(of_noor(&siege, Kind::Team), "question", &said)
    };
    let now = siege.now();
    let entries = [&first, &second]
        .map(|it| samenspel_tests::support::modified_app::pushed(fatima.app.sign(it), now));
    let outcomes = siege.push(&fatima.app, entries.to_vec());
    assert!(matches!(outcomes[0], Outcome::Stored { .. }));
    let reused = Outcome::Refused {
        code: RefusalCode::KeyReused,
        args: Vec::new(),
    };
    assert_eq!(outcomes[1], reused);
}

#[test]
fn hostile_correction_moves_a_form_into_another_month() {
    let (siege, [samira]) = lay(|at| [at.samira]);
    let day_log = of_noor(&siege, Kind::DayLog);
    let date = |days: i64| {
        let day = samenspel_model::calendar::day_of(siege.now().plus_ms(days * DAY_MS));
        text(day.unwrap().to_string())
    };
    let form = samira.writes(
        day_log,
        "drop_off",
        &[("to_know", text("Geen fruit.")), ("for_date", date(1))],
    );
    let change = samira.writes(
        day_log,
        "day_change",
        &[("what", text("not_coming")), ("for_date", date(1))],
    );
    for of in [form, change] {
        for far in [date(70), date(-70), text("9999-12-31"), text("1970-01-01")] {
            let fields = [("of", keys(&[of])), ("for_date", far)];
            let code = (RefusalCode::FieldInvalid, "for_date");
            samira.tries(day_log, "correction", &fields, code);
        }
    }
    for far in [date(400), text("9999-12-31")] {
        let fields = [("of", keys(&[change])), ("until_date", far)];
        let code = (RefusalCode::FieldInvalid, "until_date");
        samira.tries(day_log, "correction", &fields, code);
    }
    for far in [siege.now().plus_ms(500 * DAY_MS).0, 253_402_300_799_999] {
        for (of, field) in [(form, "collects_at"), (form, "woke_at"), (change, "at")] {
            let fields = [("of", keys(&[of])), (field, Value::Int(far))];
            let code = (RefusalCode::FieldInvalid, field);
            samira.tries(day_log, "correction", &fields, code);
        }
    }
    // The next day of the same month is a correction like any other.
    let fields = [("of", keys(&[form])), ("for_date", date(2))];
    samira.writes(day_log, "correction", &fields);
}

#[test]
fn hostile_correction_takes_fields_of_another_kind() {
    // A trainee writes no pick-up, and a parent no line of the day book.
    let (siege, [trainee, samira]) = lay(|at| [at.bo, at.samira]);
    let day_log = of_noor(&siege, Kind::DayLog);
    let line = [("what", text("feed"))];
    let form = [("to_know", text("Geen fruit."))];
    let of_line = trainee.writes(day_log, "day_log", &line);
    let of_form = samira.writes(day_log, "drop_off", &form);
    for (writer, of, field, value) in [
        (
            &trainee,
            of_line,
            "keep_for_door",
            text("Vraag naar de zandbak."),
        ),
        (&trainee, of_line, "question", text("Hoe slaapt ze thuis?")),
        (&trainee, of_line, "moment", text("built_tower")),
        (&trainee, of_line, "what", text("not_coming")),
        (&trainee, of_line, "for_date", text("2026-11-02")),
        (&samira, of_form, "moment", text("built_tower")),
        (&samira, of_form, "what", text("not_coming")),
        (&samira, of_form, "until_date", text("2026-11-20")),
        (&samira, of_form, "text", text("Geen fruit.")),
    ] {
        let code = (RefusalCode::FieldInvalid, field);
        let alone = [("of", keys(&[of])), (field, value.clone())];
        writer.tries(day_log, "correction", &alone, code);
        let own = if of == of_line { &line[0] } else { &form[0] };
        let beside = [alone[0].clone(), own.clone(), alone[1].clone()];
        if own.0 != field {
            writer.tries(day_log, "correction", &beside, code);
        }
    }
    let fields = [("of", keys(&[of_line])), ("text", text("Een fles."))];
    trainee.writes(day_log, "correction", &fields);
    let language = ("language", text("nl"));
    let fields = [
        ("of", keys(&[of_form])),
        ("to_know", text("Geen kiwi.")),
        language,
    ];
    samira.writes(day_log, "correction", &fields);
}

#[test]
fn hostile_package_that_expires_in_9999() {
    let (siege, [samira]) = lay(|at| [at.samira]);
    let core = of_noor(&siege, Kind::ChildCore);
    let medicine = |expires: &str| {
        [
            ("medicine", text("Paracetamol")),
            ("dose", text("5 ml")),
            ("expires", text(expires)),
        ]
    };
    for never in ["9999-12-31", "1970-01-01"] {
        let code = (RefusalCode::FieldInvalid, "expires");
        samira.tries(core, "medicine_agreement", &medicine(never), code);
    }
    samira.writes(core, "medicine_agreement", &medicine("2027-06-30"));
}

#[test]
fn hostile_form_hides_behind_the_one_that_it_answers() {
    let (siege, [samira]) = lay(|at| [at.samira]);
    let day_log = of_noor(&siege, Kind::DayLog);
    let answers = ("replies_to", keys(&[siege.written.drop_off.key]));
    for far in ["9999-12-31", "2031-01-01", "1970-01-01"] {
        let fields = [
            answers.clone(),
            ("to_know", text("Geen fruit.")),
            ("for_date", text(far)),
        ];
        let code = (RefusalCode::FieldInvalid, "for_date");
        samira.tries(day_log, "drop_off", &fields, code);
    }
}

#[test]
fn hostile_correction_says_that_it_happens_in_years() {
    let (siege, [fatima]) = lay(|at| [at.fatima]);
    let group = (Kind::Group, Subject::Group(siege.at.rupsen));
    let now = siege.now();
    let arrived = fatima.writes(
        group,
        "presence",
        &[
            ("child", Value::Bytes(siege.at.noor.0.to_vec())),
            ("what", text("arrived")),
            ("at", Value::Int(now.0)),
        ],
    );
    let moved = |ms: i64| {
        [
            ("of", keys(&[arrived])),
            ("at", Value::Int(now.plus_ms(ms).0)),
        ]
    };
    for ms in [HOUR_MS, DAY_MS, 3_000 * DAY_MS, -9_000 * DAY_MS] {
        let code = (RefusalCode::FieldInvalid, "at");
        fatima.tries(group, "correction", &moved(ms), code);
    }
    fatima.writes(group, "correction", &moved(-HOUR_MS));
}

#[test]
fn hostile_second_colleague_is_the_first_or_a_parent() {
    let (siege, [fatima]) = lay(|at| [at.fatima]);
    let at = siege.at;
    let agreements = of_noor(&siege, Kind::Agreements);
    let case = (Kind::Circle, Subject::Case(siege.written.circle));
    let talk = |second: PersonId| [("purpose", text("sensitive")), ("second", id(second))];
    let code = (RefusalCode::FieldInvalid, "second");
    for second in [at.fatima, at.samira, at.pieter, at.karim] {
        fatima.tries(agreements, "talk", &talk(second), code);
    }
    for second in [at.fatima, at.samira, at.sanne] {
        fatima.tries(case, "talk", &talk(second), code);
    }
    fatima.writes(agreements, "talk", &talk(at.sanne));
    fatima.writes(case, "talk", &talk(at.ingrid));
    // Nor is a talk made one that needs two by a correction, which can name nobody.
    let plain = [("purpose", text("ten_minutes"))];
    let plain = fatima.writes(agreements, "talk", &plain);
    let fields = [("of", keys(&[plain])), ("purpose", text("sensitive"))];
    let code = (RefusalCode::NotAllowed, "purpose");
    fatima.tries(agreements, "correction", &fields, code);
}

#[test]
fn hostile_dose_is_checked_by_who_gave_it_or_by_a_parent() {
    let (siege, [fatima, sanne]) = lay(|at| [at.fatima, at.sanne]);
    let at = siege.at;
    let care = of_noor(&siege, Kind::CareRecord);
    let dose = |more: &[(&'static str, Value)]| {
        let own = [
            ("medicine", text("Paracetamol")),
            ("dose", text("5 ml")),
            ("at", Value::Int(siege.now().0)),
        ];
        [&own[..], more].concat()
    };
    let code = (RefusalCode::FieldInvalid, "checked_by");
    for nobody in [at.fatima, at.samira] {
        let fields = dose(&[("checked_by", id(nobody))]);
        fatima.tries(care, "medicine_dose", &fields, code);
    }
    let fields = dose(&[("given_by", id(at.sanne)), ("checked_by", id(at.sanne))]);
    fatima.tries(care, "medicine_dose", &fields, code);
    let fields = dose(&[("given_by", id(at.samira))]);
    let code = (RefusalCode::FieldInvalid, "given_by");
    fatima.tries(care, "medicine_dose", &fields, code);
    // A check is somebody else's own word.
    let own = fatima.writes(care, "medicine_dose", &dose(&[]));
    let given = fatima.writes(care, "medicine_dose", &dose(&[("given_by", id(at.sanne))]));
    let code = (RefusalCode::NotAllowed, "of");
    fatima.tries(care, "dose_check", &[("of", keys(&[own]))], code);
    sanne.tries(care, "dose_check", &[("of", keys(&[given]))], code);
    sanne.writes(care, "dose_check", &[("of", keys(&[own]))]);
    fatima.writes(care, "dose_check", &[("of", keys(&[given]))]);
}

#[test]
fn hostile_parent_is_given_what_only_staff_do() {
    let (siege, [fatima]) = lay(|at| [at.fatima]);
    let at = siege.at;
    let handover = of_noor(&siege, Kind::Handover);
    let fields = [
        ("state", text("watch")),
        ("to_do", text("Even bellen.")),
        ("to_do_who", id(at.samira)),
    ];
    let code = (RefusalCode::FieldInvalid, "to_do_who");
    fatima.tries(handover, "handover", &fields, code);
    let fields = [("text", text("Slaapt slecht.")), ("owner", id(at.samira))];
    let code = (RefusalCode::FieldInvalid, "owner");
    fatima.tries(of_noor(&siege, Kind::Journal), "concern", &fields, code);
}

#[test]
fn hostile_what_happened_lies_ahead_of_the_servers_clock() {
    let (siege, [fatima]) = lay(|at| [at.fatima]);
    let child = ("child", Value::Bytes(siege.at.noor.0.to_vec()));
    let group = (Kind::Group, Subject::Group(siege.at.rupsen));
    let care = of_noor(&siege, Kind::CareRecord);
    let day_log = of_noor(&siege, Kind::DayLog);
    let core = of_noor(&siege, Kind::ChildCore);
    let agreements = of_noor(&siege, Kind::Agreements);
    let kinds: [Telling<'_>; 8] = [
        (
            group,
            "presence",
            "at",
            vec![child.clone(), ("what", text("arrived"))],
        ),
        (
            group,
            "incident",
            "at",
            vec![child.clone(), ("what", text("fall"))],
        ),
        (
            group,
            "illness",
            "at",
            vec![child, ("symptoms", text("fever"))],
        ),
        (
            care,
            "medicine_dose",
            "at",
            vec![("medicine", text("x")), ("dose", text("1"))],
        ),
        (day_log, "day_log", "from", vec![("what", text("sleep"))]),
        (
            channel(&siege),
            "contact_mark",
            "at",
            vec![("what", text("call"))],
        ),
        (
            core,
            "medical",
            "since",
            vec![("what", text("allergy")), ("substance", text("noten"))],
        ),
        (
            agreements,
            "talk_report",
            "at",
            vec![("text", text("Besproken."))],
        ),
    ];
    for (about, kind, field, said) in kinds {
        let at = |ms: i64| {
            let moment = Value::Int(siege.now().plus_ms(ms).0);
            [&said[..], &[(field, moment)]].concat()
        };
        for ahead_ms in [HOUR_MS, DAY_MS, 2 * DAY_MS] {
            let code = (RefusalCode::FieldInvalid, field);
            fatima.tries(about, kind, &at(ahead_ms), code);
        }
        // A phone's clock is some minutes wrong.
        fatima.writes(about, kind, &at(5 * 60_000));
    }
}

#[test]
fn hostile_note_written_in_the_future_or_before_there_was_an_organisation() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let fatima = siege.device_of(at.fatima);
    let written = |moment: UnixMillis| {
        let mut note = at.handover(at.fatima, at.noor, now);
        note.written_at = moment;
        fatima.sign(&note)
    };
    let never = [
        UnixMillis(i64::MIN),
        UnixMillis(-1),
        UnixMillis(0),
        now.plus_ms(-400 * DAY_MS),
        now.plus_ms(HOUR_MS),
        now.plus_ms(3_000 * DAY_MS),
        UnixMillis(i64::MAX),
    ];
    for moment in never {
        let code = RefusalCode::FieldInvalid;
        siege.refuses(&fatima, written(moment), code, &["written_at"]);
    }
    siege.stores(&fatima, written(now.plus_ms(5 * 60_000)));
    siege.stores(&fatima, written(now.plus_ms(-HOUR_MS)));
}

#[test]
fn hostile_reference_to_what_is_not_there_not_readable_or_of_another_kind() {
    let (siege, [fatima, samira, sanne]) = lay(|at| [at.fatima, at.samira, at.sanne]);
    let at = siege.at;
    let unknown = |field| (RefusalCode::UnknownReference, field);
    let invented = unused_key(at.fatima, siege.now());
    let hidden = siege.written.handover.key;
    let of_another_child = siege.written.signed[7].entry().unwrap().key;
    let day_log = of_noor(&siege, Kind::DayLog);
    // What a parent may not read is as if it were not there.
    for key in [invented, hidden, of_another_child] {
        let named = |field| [(field, keys(&[key]))];
        samira.tries(desk(&siege), "marks", &named("read"), unknown("read"));
        samira.tries(desk(&siege), "thanks", &named("of"), unknown("of"));
        samira.tries(desk(&siege), "helped", &named("of"), unknown("of"));
        let question = [("text", text("Waarom?")), ("about", keys(&[key]))];
        samira.tries(day_log, "question", &question, unknown("about"));
        let answer = [("of", keys(&[key])), ("choice", Value::Int(1))];
        samira.tries(desk(&siege), "poll_answer", &answer, unknown("of"));
        let answer = [("of", keys(&[key])), ("answer", text("yes"))];
        samira.tries(desk(&siege), "event_answer", &answer, unknown("of"));
    }
    // One of two is enough.
    let read = [("read", keys(&[siege.written.agreement.key, hidden]))];
    samira.tries(desk(&siege), "marks", &read, unknown("read"));
    // What is there, is no poll, event, consent, medicine, talk or dose.
    let agreement = siege.written.agreement.key;
    let answer = [("of", keys(&[agreement])), ("choice", Value::Int(1))];
    samira.tries(desk(&siege), "poll_answer", &answer, unknown("of"));
    let answer = [("of", keys(&[agreement])), ("answer", text("yes"))];
    samira.tries(desk(&siege), "event_answer", &answer, unknown("of"));
    let share = [
        ("receiver", text("school")),
        ("text", text("Bouwt graag.")),
        ("consent", keys(&[agreement])),
    ];
    fatima.tries(channel(&siege), "share", &share, unknown("consent"));
    let dose = [
        ("medicine", text("Paracetamol")),
        ("dose", text("5 ml")),
        ("at", Value::Int(siege.now().0)),
        ("agreement", keys(&[agreement])),
    ];
    let care = of_noor(&siege, Kind::CareRecord);
    fatima.tries(care, "medicine_dose", &dose, unknown("agreement"));
    let workshop = [
        ("what", text("workshop")),
        ("title", text("Slapen")),
        ("poll", keys(&[agreement])),
    ];
    fatima.tries(board(&siege), "event", &workshop, unknown("poll"));
    let item = [("text", text("Slapen")), ("talk", keys(&[agreement]))];
    let agreements = of_noor(&siege, Kind::Agreements);
    fatima.tries(agreements, "agenda_item", &item, unknown("talk"));
    let incident = fatima.writes(care, "incident", &[("what", text("fall"))]);
    let check = [("of", keys(&[incident]))];
    fatima.tries(care, "dose_check", &check, unknown("of"));
    let read_back = [("of", keys(&[hidden]))];
    sanne.writes(of_noor(&siege, Kind::Handover), "read_back", &read_back);
}

#[test]
fn hostile_answer_to_a_poll_or_an_event_that_is_over_or_was_taken_back() {
    let (siege, [fatima, samira]) = lay(|at| [at.fatima, at.samira]);
    let until = |ms: i64| ("until", Value::Int(siege.now().plus_ms(ms).0));
    let poll = |end_ms: i64| {
        let fields = [
            ("text", text("Koffie?")),
            ("options", text("ja\nnee")),
            until(end_ms),
        ];
        fatima.writes(board(&siege), "poll", &fields)
    };
    let event = |end_ms: i64| {
        let fields = [
            ("what", text("coffee")),
            ("title", text("Koffie")),
            until(end_ms),
        ];
        fatima.writes(board(&siege), "event", &fields)
    };
    let choice = |of: EntryKey, line: i64| [("of", keys(&[of])), ("choice", Value::Int(line))];
    let comes = |of: EntryKey| [("of", keys(&[of])), ("answer", text("yes"))];
    let over = (RefusalCode::Over, "of");
    samira.tries(
        desk(&siege),
        "poll_answer",
        &choice(poll(-HOUR_MS), 1),
        over,
    );
    samira.tries(desk(&siege), "event_answer", &comes(event(-HOUR_MS)), over);
    let (asked, coffee) = (poll(DAY_MS), event(DAY_MS));
    // A line that nobody could choose.
    let code = (RefusalCode::FieldInvalid, "choice");
    samira.tries(desk(&siege), "poll_answer", &choice(asked, 3), code);
    // The last answer counts; until it is taken back.
    samira.writes(desk(&siege), "poll_answer", &choice(asked, 1));
    samira.writes(desk(&siege), "poll_answer", &choice(asked, 2));
    samira.writes(desk(&siege), "event_answer", &comes(coffee));
    for key in [asked, coffee] {
        fatima.takes_back(board(&siege), key);
    }
    let back = |kind: &'static str| (RefusalCode::TakenBack, kind);
    samira.tries(
        desk(&siege),
        "poll_answer",
        &choice(asked, 1),
        back("poll_answer"),
    );
    samira.tries(
        desk(&siege),
        "event_answer",
        &comes(coffee),
        back("event_answer"),
    );
}

#[test]
fn an_event_that_was_moved_is_answered_until_its_new_end() {
    let (siege, [fatima, samira]) = lay(|at| [at.fatima, at.samira]);
    let until = |ms: i64| ("until", Value::Int(siege.now().plus_ms(ms).0));
    let fields = [
        ("what", text("coffee")),
        ("title", text("Koffie")),
        until(-HOUR_MS),
    ];
    let event = fatima.writes(board(&siege), "event", &fields);
    let moved = [("of", keys(&[event])), until(DAY_MS)];
    fatima.writes(board(&siege), "correction", &moved);
    let comes = [("of", keys(&[event])), ("answer", text("yes"))];
    samira.writes(desk(&siege), "event_answer", &comes);
}

#[test]
fn hostile_copy_goes_without_a_parents_yes() {
    let (siege, [fatima, joke, samira]) = lay(|at| [at.fatima, at.joke, at.samira]);
    let channel = channel(&siege);
    let copy = [("receiver", text("school")), ("text", text("Bouwt graag."))];
    let copy = || fatima.writes(channel, "share", &copy);
    let of = |key: EntryKey| [("of", keys(&[key]))];
    let says = |key: EntryKey, yes: bool| [("of", keys(&[key])), ("agreed", Value::Bool(yes))];
    let not_agreed = (RefusalCode::NotAgreed, "of");
    let answered = (RefusalCode::Answered, "of");
    // Nobody was asked yet, or the parent said no.
    let asked = copy();
    fatima.tries(channel, "share_sent", &of(asked), not_agreed);
    let no = says(asked, false);
    let declined = samira.writes(channel, "share_answer", &no);
    fatima.tries(channel, "share_sent", &of(asked), not_agreed);
    // A second answer, the same or another, while the first stands.
    samira.tries(channel, "share_answer", &no, answered);
    samira.tries(channel, "share_answer", &says(asked, true), answered);
    samira.takes_back(channel, declined);
    fatima.tries(channel, "share_sent", &of(asked), not_agreed);
    let agreed = samira.writes(channel, "share_answer", &says(asked, true));
    fatima.writes(channel, "share_sent", &of(asked));
    fatima.tries(channel, "share_sent", &of(asked), answered);
    // Two colleagues note it at the same time.
    joke.writes(channel, "share_sent", &of(asked));
    // A yes that was taken back is none.
    let other = copy();
    let yes = samira.writes(channel, "share_answer", &says(other, true));
    samira.takes_back(channel, yes);
    joke.tries(channel, "share_sent", &of(other), not_agreed);
    // A copy that was taken back is neither answered nor sent; nor is an answer one.
    let withdrawn = copy();
    fatima.takes_back(channel, withdrawn);
    let code = (RefusalCode::TakenBack, "share_answer");
    samira.tries(channel, "share_answer", &says(withdrawn, true), code);
    let code = (RefusalCode::TakenBack, "share_sent");
    fatima.tries(channel, "share_sent", &of(withdrawn), code);
    let code = (RefusalCode::UnknownReference, "of");
    fatima.tries(channel, "share_sent", &of(agreed), code);
}

#[test]
fn hostile_copy_stands_on_a_no_or_on_anothers_consent() {
    let (siege, [fatima, samira, pieter]) = lay(|at| [at.fatima, at.samira, at.pieter]);
    let core = of_noor(&siege, Kind::ChildCore);
    let consent = |given: bool| {
        [
            ("purpose", text("share_school")),
            ("given", Value::Bool(given)),
        ]
    };
    let no = samira.writes(core, "consent", &consent(false));
    let anothers = pieter.writes(core, "consent", &consent(true));
    let taken_back = samira.writes(core, "consent", &consent(true));
    samira.takes_back(core, taken_back);
    let share = |consent: EntryKey| {
        [
            ("receiver", text("school")),
            ("text", text("Bouwt graag.")),
            ("consent", keys(&[consent])),
        ]
    };
    let channel = channel(&siege);
    for wrong in [no, anothers] {
        let code = (RefusalCode::NotAgreed, "consent");
        fatima.tries(channel, "share", &share(wrong), code);
    }
    let code = (RefusalCode::TakenBack, "share");
    fatima.tries(channel, "share", &share(taken_back), code);
    let yes = samira.writes(core, "consent", &consent(true));
    fatima.writes(channel, "share", &share(yes));
}

#[test]
fn hostile_parent_says_yes_to_their_own_request() {
    let (siege, [fatima, samira]) = lay(|at| [at.fatima, at.samira]);
    let channel = channel(&siege);
    let offer = fatima.writes(channel, "offer", &[("what", text("ten_minutes"))]);
    let yes = |of: EntryKey| [("of", keys(&[of])), ("answer", text("yes"))];
    let own = (RefusalCode::NotAllowed, "of");
    samira.writes(channel, "talk_answer", &yes(offer));
    let wish = [
        ("subject", text("sleep")),
        ("urgency", text("no_hurry")),
        ("how", text("phone")),
    ];
    let wish = samira.writes(channel, "talk_request", &wish);
    samira.tries(channel, "talk_answer", &yes(wish), own);
    fatima.writes(channel, "talk_answer", &yes(wish));
    // An answer is no question, and one that was taken back is none.
    let other = fatima.writes(channel, "offer", &[("what", text("home_visit"))]);
    fatima.takes_back(channel, other);
    let code = (RefusalCode::TakenBack, "talk_answer");
    samira.tries(channel, "talk_answer", &yes(other), code);
    let thanks = [("of", keys(&[offer]))];
    samira.writes(desk(&siege), "thanks", &thanks);
}

#[test]
fn hostile_trainees_draft_about_nobody_or_about_another_groups_child() {
    let (siege, [bo, sanne]) = lay(|at| [at.bo, at.sanne]);
    let at = siege.at;
    // The circle of the trainee and the group's professionals.
    let circle = samenspel_rules::directory::Circle {
        id: samenspel_model::ids::CircleId([0x55; 16]),
        members: vec![at.bo, at.fatima, at.joke, at.sanne],
        during: samenspel_rules::directory::Span::since(siege.now()),
    };
    let case = (Kind::Circle, Subject::Case(circle.id));
    let records = [samenspel_rules::directory::Record::Circle(circle)];
    let organisation = &siege.server.organisation;
    organisation.change_directory(&records, &[]).unwrap();
    let about = |child: samenspel_model::ids::ChildId| ("child", Value::Bytes(child.0.to_vec()));
    let drafts = [
        ("observation", ("seen", text("Springt van de bank."))),
        ("pick_up", ("text", text("Sprong van de bank."))),
        ("question", ("text", text("Springt Noor thuis ook?"))),
    ];
    for (kind, said) in drafts {
        let draft = vec![("for_kind", text(kind)), said];
        let code = (RefusalCode::FieldMissing, "child");
        bo.tries(case, "proposal", &draft, code);
        let of_another_group = [&draft[..], &[about(at.zeynep)]].concat();
        let code = (RefusalCode::FieldInvalid, "child");
        bo.tries(case, "proposal", &of_another_group, code);
        bo.writes(case, "proposal", &[&draft[..], &[about(at.noor)]].concat());
    }
    // What she wrote of Noor is released of nobody else.
    let said = [("domain", text("motor")), ("seen", text("Springt."))];
    let for_kind = [("for_kind", text("observation")), about(at.noor)];
    let draft = bo.writes(case, "proposal", &[&for_kind[..], &said].concat());
    let origin = [
        ("copied_from", keys(&[draft])),
        ("original_author", id(at.bo)),
    ];
    let released = [&said[..], &origin].concat();
    let of_daan = (Kind::Journal, Subject::Child(at.daan));
    let code = (RefusalCode::NotAllowed, "copied_from");
    sanne.tries(of_daan, "observation", &released, code);
    sanne.writes(of_noor(&siege, Kind::Journal), "observation", &released);
}
