//! People at work who write beyond what their work gives them: from the shared tablet, as trainee,
//! as substitute, as coach, as manager, as professional of another group. Knows nothing of parents.

use samenspel_model::entry::{Entry, Value};
use samenspel_model::ids::PersonId;
use samenspel_model::series::{DocumentKind as Kind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{HoldReason, Outcome, RefusalCode};
use samenspel_protocol::PushEntry;
use samenspel_rules::directory::Record;
use samenspel_tests::support::modified_app::{ModifiedApp, pushed};
use samenspel_tests::support::notes::{keys, text};
use samenspel_tests::support::picture::Picture;

use crate::siege::{Siege, refused};

fn may_not(siege: &Siege, app: &ModifiedApp, notes: &[Entry], code: RefusalCode) {
    let signed = notes.iter().map(|it| app.sign(it)).collect();
    siege.refuses_all(app, signed, code);
}

/// Of `by` on Noor.
fn observation(siege: &Siege, by: PersonId, kind: Kind) -> Entry {
    let seen = [("domain", text("motor")), ("seen", text("Kan lopen."))];
    let about = (kind, Subject::Child(siege.at.noor));
    siege.at.note(by, about, "observation", &seen, siege.now())
}

// The tablet in the room

#[test]
fn hostile_tablet_approves_an_agreement() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let fields = [
        ("agreement", keys(&[siege.written.agreement.key])),
        ("text_hash", Value::Bytes(vec![1; 32])),
        ("edits_hash", Value::Bytes(vec![2; 32])),
    ];
    let about = (Kind::Agreements, Subject::Child(at.noor));
    let notes = [at.note(at.fatima, about, "approval", &fields, now)];
    may_not(
        &siege,
        &siege.tablet(),
        &notes,
        RefusalCode::PersonalProfileRequired,
    );
}

#[test]
fn hostile_tablet_resolves_what_holds_of_an_allergy() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let about = (Kind::ChildCore, Subject::Child(at.noor));
    let allergy = [("what", text("allergy")), ("substance", text("pinda"))];
    let statement = at.note(at.pieter, about, "medical", &allergy, now);
    let pieter = siege.honest("Pieter");
    siege.stores(pieter, pieter.sign(&statement));
    let fields = [
        ("of", keys(&[statement.key])),
        ("text", text("Geen allergie.")),
    ];
    let notes = [at.note(at.fatima, about, "medical_resolution", &fields, now)];
    may_not(
        &siege,
        &siege.tablet(),
        &notes,
        RefusalCode::PersonalProfileRequired,
    );
}

#[test]
fn hostile_tablet_writes_in_a_circle() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let case = (Kind::Circle, Subject::Case(siege.written.circle));
    let notes = [at.question(at.fatima, case, now)];
    may_not(
        &siege,
        &siege.tablet(),
        &notes,
        RefusalCode::PersonalProfileRequired,
    );
}

#[test]
fn hostile_tablet_acts_for_who_does_not_work_there() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let people = [at.samira, at.ingrid, at.karim, at.nadia, PersonId([9; 16])];
    let notes = people.map(|it| at.drop_off(it, at.noor, now));
    may_not(&siege, &siege.tablet(), &notes, RefusalCode::NotTheAuthor);
}

#[test]
fn hostile_tablet_writes_about_the_child_of_another_group() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let notes = [
        at.handover(at.fatima, at.zeynep, now),
        at.drop_off(at.fatima, at.zeynep, now),
    ];
    may_not(&siege, &siege.tablet(), &notes, RefusalCode::NotAllowed);
}

#[test]
fn hostile_tablet_uses_the_rights_of_the_parent_that_a_colleague_also_is() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let directory = siege.server.organisation.directory();
    let mut parenthood = directory.parenthood(at.noor, at.samira).unwrap().clone();
    parenthood.person = at.sanne;
    let also_a_parent = Record::Parenthood(parenthood);
    let organisation = &siege.server.organisation;
    organisation
        .change_directory(&[also_a_parent], &[])
        .unwrap();
    let notes = [at.home_note(at.sanne, (at.noor, at.sanne), now)];
    may_not(&siege, &siege.tablet(), &notes, RefusalCode::NotAllowed);
}

// Trainees

#[test]
fn hostile_trainee_writes_more_than_facts() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let about = |kind| (kind, Subject::Child(at.noor));
    let pick_up = [("text", text("Fijne dag."))];
    let notes = [
        at.handover(at.bo, at.noor, now),
        observation(&siege, at.bo, Kind::Journal),
        observation(&siege, at.bo, Kind::Team),
        at.question(at.bo, about(Kind::Journal), now),
        at.note(at.bo, about(Kind::DayLog), "pick_up", &pick_up, now),
        at.note(at.bo, about(Kind::Agreements), "agreement", &pick_up, now),
    ];
    may_not(
        &siege,
        &siege.device_of(at.bo),
        &notes,
        RefusalCode::NotAllowed,
    );
    may_not(&siege, &siege.tablet(), &notes, RefusalCode::NotAllowed);
}

#[test]
fn hostile_trainee_writes_facts_of_another_group() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let notes = [at.drop_off(at.bo, at.zeynep, now)];
    may_not(
        &siege,
        &siege.device_of(at.bo),
        &notes,
        RefusalCode::NotAllowed,
    );
}

// Substitutes

#[test]
fn hostile_substitute_writes_where_substitutes_do_not() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let about = |kind| (kind, Subject::Child(at.noor));
    let allergy = [("what", text("allergy")), ("substance", text("pinda"))];
    let notes = [
        observation(&siege, at.wim, Kind::Journal),
        observation(&siege, at.wim, Kind::Team),
        at.note(at.wim, about(Kind::ChildCore), "medical", &allergy, now),
        at.handover(at.wim, at.zeynep, now),
    ];
    may_not(
        &siege,
        &siege.device_of(at.wim),
        &notes,
        RefusalCode::NotAllowed,
    );
}

#[test]
fn hostile_substitute_writes_into_last_month() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let wim = siege.device_of(at.wim);
    let last_month = now.plus_ms(-3 * UnixMillis::DAY_MS);
    let note = pushed(
        wim.sign(&at.drop_off(at.wim, at.noor, last_month)),
        last_month,
    );
    let outcomes = siege.nothing_changes(|| siege.push(&wim, vec![note]));
    assert_eq!(outcomes, [refused(RefusalCode::NotAllowed, &[])]);
}

#[test]
fn hostile_substitute_writes_on_after_the_grants_end() {
    let siege = Siege::lay();
    let at = siege.at;
    let wim = siege.device_of(at.wim);
    siege.server.time.advance_ms(12 * UnixMillis::HOUR_MS);
    let note = wim.sign(&at.handover(at.wim, at.noor, siege.now()));
    siege.holds(&wim, note, HoldReason::AccessEnded);
}

#[test]
fn hostile_substitute_dates_a_note_back_into_the_grant_weeks_later() {
    let siege = Siege::lay();
    let at = siege.at;
    let wim = siege.device_of(at.wim);
    let during = siege.now().plus_ms(UnixMillis::HOUR_MS);
    siege.server.time.advance_ms(20 * UnixMillis::DAY_MS);
    let note = pushed(wim.sign(&at.handover(at.wim, at.noor, during)), during);
    let outcomes = siege.only_held(1, || siege.push(&wim, vec![note]));
    let why = HoldReason::AccessEnded;
    assert_eq!(outcomes, [Outcome::Held { why }]);
}

#[test]
fn hostile_substitute_dates_a_note_back_before_the_last_contact() {
    let siege = Siege::lay();
    let at = siege.at;
    let wim = siege.device_of(at.wim);
    let during = siege.now().plus_ms(UnixMillis::HOUR_MS);
    siege.server.time.advance_ms(13 * UnixMillis::HOUR_MS);
    // In contact after the end, with nothing to bring: what comes later was written later.
    assert_eq!(siege.push(&wim, Vec::new()), []);
    siege.server.time.advance_ms(UnixMillis::HOUR_MS);
    let note = pushed(wim.sign(&at.handover(at.wim, at.noor, during)), during);
    let outcomes = siege.only_held(1, || siege.push(&wim, vec![note]));
    let why = HoldReason::AccessEnded;
    assert_eq!(outcomes, [Outcome::Held { why }]);
}

#[test]
fn hostile_substitute_reads_on_after_the_grants_end() {
    let siege = Siege::lay();
    let wim = siege.device_of(siege.at.wim);
    let day = Picture::take(&wim, siege.now()).unwrap();
    assert!(!day.documents.is_empty(), "he may read during the grant");
    siege.server.time.advance_ms(12 * UnixMillis::HOUR_MS);
    let night = Picture::take(&wim, siege.now()).unwrap();
    assert_eq!(night.documents, []);
    let knows_a_child = |it: &Record| matches!(it, Record::Child(_));
    assert!(!night.directory.iter().any(knows_a_child));
}

// Others at work

#[test]
fn hostile_professional_writes_about_the_child_of_another_group() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let about = |kind| (kind, Subject::Child(at.noor));
    let notes = [
        at.handover(at.karim, at.noor, now),
        at.drop_off(at.karim, at.noor, now),
        at.question(at.karim, about(Kind::Team), now),
        observation(&siege, at.karim, Kind::Journal),
    ];
    may_not(
        &siege,
        &siege.device_of(at.karim),
        &notes,
        RefusalCode::NotAllowed,
    );
}

#[test]
fn hostile_professional_who_is_not_the_mentor_writes_into_a_parents_channel() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let channel = (
        Kind::ParentChannel,
        Subject::ChildParent(at.noor, at.samira),
    );
    let notes = [at.question(at.sanne, channel, now)];
    may_not(
        &siege,
        &siege.device_of(at.sanne),
        &notes,
        RefusalCode::NotAllowed,
    );
}

#[test]
fn hostile_professional_writes_what_only_parents_write() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let notes = [at.home_note(at.sanne, (at.noor, at.samira), now)];
    may_not(
        &siege,
        &siege.device_of(at.sanne),
        &notes,
        RefusalCode::NotAllowed,
    );
}

#[test]
fn hostile_professional_writes_the_handbook() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let words = [("title", text("Visie")), ("text", text("Anders."))];
    let handbook = (Kind::Handbook, Subject::Organisation);
    let notes = [at.note(at.sanne, handbook, "handbook_page", &words, now)];
    may_not(
        &siege,
        &siege.device_of(at.sanne),
        &notes,
        RefusalCode::NotAllowed,
    );
}

#[test]
fn hostile_professional_writes_into_a_circle_of_others() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let case = (Kind::Circle, Subject::Case(siege.written.circle));
    let notes = [at.question(at.sanne, case, now)];
    may_not(
        &siege,
        &siege.device_of(at.sanne),
        &notes,
        RefusalCode::NotAllowed,
    );
}

#[test]
fn hostile_coach_or_manager_writes_about_a_child() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    for person in [at.nadia, at.ingrid] {
        let notes = [
            at.handover(person, at.noor, now),
            at.drop_off(person, at.noor, now),
            observation(&siege, person, Kind::Journal),
        ];
        may_not(
            &siege,
            &siege.device_of(person),
            &notes,
            RefusalCode::NotAllowed,
        );
    }
}

#[test]
fn hostile_note_is_dated_into_a_month_that_is_gone() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let sanne = siege.device_of(at.sanne);
    let note = |at_ms: UnixMillis| -> PushEntry {
        pushed(sanne.sign(&at.drop_off(at.sanne, at.noor, at_ms)), at_ms)
    };
    let gone = [
        now.plus_ms(-200 * UnixMillis::DAY_MS),
        UnixMillis(0),
        UnixMillis(i64::MIN),
    ];
    let notes: Vec<PushEntry> = gone.into_iter().map(note).collect();
    let outcomes = siege.nothing_changes(|| siege.push(&sanne, notes));
    // Before her assignment she had no access; nobody's note opens a month long gone.
    for outcome in outcomes {
        assert_eq!(outcome, refused(RefusalCode::PeriodExpired, &[]));
    }
}
