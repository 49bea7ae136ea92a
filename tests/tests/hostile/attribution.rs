//! Words put into somebody else's mouth, copies of what was never written, fields that name who or what is
//! not there, and managers who take back what they were never shown. Knows nothing of day passes.

use samenspel_model::entry::{Entry, Value};
use samenspel_model::ids::{ChildId, EntryKey, GrantId, PersonId};
use samenspel_model::series::{DocumentKind as Kind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RefusalCode;
use samenspel_protocol::CommandAction;
use samenspel_rules::directory::{Record, Span};
use samenspel_tests::support::notes::{keys, text};

use crate::siege::{Siege, unused_key};

fn id(person: PersonId) -> Value {
    Value::Bytes(person.0.to_vec())
}

fn child(child: ChildId) -> Value {
    Value::Bytes(child.0.to_vec())
}

/// A note that says to be a copy of `from`.
fn copy(
    siege: &Siege,
    by: PersonId,
    of: (Kind, &str),
    from: EntryKey,
    said: &[(&str, Value)],
) -> Entry {
    let origin = [
        ("copied_from", keys(&[from])),
        ("original_author", id(from.person)),
    ];
    let fields = [&origin[..], said].concat();
    let about = (of.0, Subject::Child(siege.at.noor));
    siege.at.note(by, about, of.1, &fields, siege.now())
}

fn incident(siege: &Siege, by: PersonId, fields: &[(&str, Value)]) -> Entry {
    let own = [("what", text("fall")), ("child", child(siege.at.noor))];
    let about = (Kind::Group, Subject::Group(siege.at.rupsen));
    siege.at.note(
        by,
        about,
        "incident",
        &[&own[..], fields].concat(),
        siege.now(),
    )
}

#[test]
fn hostile_copy_of_a_note_that_was_never_written() {
    let siege = Siege::lay();
    let at = siege.at;
    let sanne = siege.device_of(at.sanne);
    let said = [("what", text("fall"))];
    for author in [at.fatima, at.samira, at.sanne, PersonId([7; 16])] {
        let invented = unused_key(author, siege.now());
        let note = copy(
            &siege,
            at.sanne,
            (Kind::CareRecord, "incident"),
            invented,
            &said,
        );
        siege.refuses(
            &sanne,
            sanne.sign(&note),
            RefusalCode::UnknownReference,
            &["copied_from"],
        );
    }
}

#[test]
fn hostile_copy_by_a_way_that_no_release_takes() {
    let siege = Siege::lay();
    let at = siege.at;
    let sanne = siege.device_of(at.sanne);
    let seen = [
        ("domain", text("motor")),
        ("seen", text("Bouwt een toren.")),
    ];
    let ways = [
        // A colleague's hand-over as an observation, a parent's drop-off as one, a hand-over as a dose.
        copy(
            &siege,
            at.sanne,
            (Kind::Journal, "observation"),
            siege.written.handover.key,
            &seen,
        ),
        copy(
            &siege,
            at.sanne,
            (Kind::Journal, "observation"),
            siege.written.drop_off.key,
            &seen,
        ),
        copy(
            &siege,
            at.sanne,
            (Kind::DayLog, "pick_up"),
            siege.written.handover.key,
            &[("text", text("Alles goed."))],
        ),
    ];
    for way in &ways {
        let code = RefusalCode::NotAllowed;
        siege.refuses(&sanne, sanne.sign(way), code, &["copied_from"]);
    }
}

#[test]
fn hostile_copy_that_hides_whose_words_they_were() {
    let siege = Siege::lay();
    let at = siege.at;
    let sanne = siege.device_of(at.sanne);
    let fields = [
        ("what", text("fall")),
        ("copied_from", keys(&[siege.written.handover.key])),
    ];
    let about = (Kind::CareRecord, Subject::Child(at.noor));
    let note = at.note(at.sanne, about, "incident", &fields, siege.now());
    siege.refuses(
        &sanne,
        sanne.sign(&note),
        RefusalCode::FieldMissing,
        &["original_author"],
    );
}

#[test]
fn hostile_tablet_puts_words_into_a_parents_mouth() {
    let siege = Siege::lay();
    let at = siege.at;
    let tablet = siege.tablet();
    let said = [("what", text("fall"))];
    let from = siege.written.drop_off.key;
    let note = copy(
        &siege,
        at.sanne,
        (Kind::CareRecord, "incident"),
        from,
        &said,
    );
    let code = RefusalCode::PersonalProfileRequired;
    siege.refuses(&tablet, tablet.sign(&note), code, &["copied_from"]);
}

#[test]
fn an_incident_is_released_from_where_it_was_written() {
    let siege = Siege::lay();
    let at = siege.at;
    let (fatima, sanne) = (siege.device_of(at.fatima), siege.device_of(at.sanne));
    let fall = incident(&siege, at.fatima, &[]);
    siege.stores(&fatima, fatima.sign(&fall));
    let said = [("what", text("fall")), ("told", text("called"))];
    let note = copy(
        &siege,
        at.sanne,
        (Kind::CareRecord, "incident"),
        fall.key,
        &said,
    );
    siege.stores(&sanne, sanne.sign(&note));
}

#[test]
fn hostile_release_that_says_what_its_author_never_wrote() {
    let siege = Siege::lay();
    let at = siege.at;
    let (fatima, sanne) = (siege.device_of(at.fatima), siege.device_of(at.sanne));
    let words = ("text", text("Van de glijbaan."));
    let fall = incident(&siege, at.fatima, std::slice::from_ref(&words));
    siege.stores(&fatima, fatima.sign(&fall));
    let refuses = |kind: &str, about, said: &[(&str, Value)]| {
        let origin = [
            ("copied_from", keys(&[fall.key])),
            ("original_author", id(at.fatima)),
        ];
        let fields = [&origin[..], said].concat();
        let about = (Kind::CareRecord, Subject::Child(about));
        let note = at.note(at.sanne, about, kind, &fields, siege.now());
        let code = RefusalCode::NotAllowed;
        siege.refuses(&sanne, sanne.sign(&note), code, &["copied_from"]);
    };
    let told = ("told", text("called"));
    let what = ("what", text("fall"));
    let lie = ("text", text("Fatima keek niet."));
    refuses("incident", at.noor, &[what.clone(), lie, told.clone()]);
    let bite = ("what", text("bite"));
    refuses("incident", at.noor, &[bite, words.clone(), told.clone()]);
    refuses("incident", at.noor, &[what.clone(), words.clone()]);
    let right = [what, words, told.clone()];
    refuses("incident", at.daan, &right);
    refuses("illness", at.noor, &[("symptoms", text("fever")), told]);
    // Nor once it was taken back.
    let back = retraction(&siege, at.fatima, &fall, None);
    siege.stores(&fatima, fatima.sign(&back));
    refuses("incident", at.noor, &right);
}

#[test]
fn hostile_correction_makes_another_note_of_what_others_rely_on() {
    let siege = Siege::lay();
    let at = siege.at;
    let fatima = siege.device_of(at.fatima);
    let about = (Kind::Group, Subject::Group(at.rupsen));
    let corrects = |of: &Entry, field: (&str, Value)| {
        let about = (of.series.kind, of.series.subject);
        let fields = [("of", keys(&[of.key])), field];
        fatima.sign(&at.note(at.fatima, about, "correction", &fields, siege.now()))
    };
    let (noor, words) = (child(at.noor), ("text", text("Iets anders.")));
    let arrived = [
        ("child", noor.clone()),
        ("what", text("arrived")),
        ("at", Value::Int(siege.now().0)),
    ];
    let presence = at.note(at.fatima, about, "presence", &arrived, siege.now());
    siege.stores(&fatima, fatima.sign(&presence));
    let other = corrects(&presence, ("child", child(at.daan)));
    siege.refuses(&fatima, other, RefusalCode::FieldInvalid, &["child"]);
    let agreed = corrects(&siege.written.agreement, words.clone());
    siege.refuses(&fatima, agreed, RefusalCode::NotAllowed, &["text"]);
    let back = retraction(&siege, at.fatima, &presence, None);
    siege.stores(&fatima, fatima.sign(&back));
    let after_all = corrects(&back, words);
    siege.refuses(&fatima, after_all, RefusalCode::NotAllowed, &["of"]);
}

#[test]
fn hostile_manager_takes_back_what_came_after_an_opening_ended() {
    let siege = Siege::lay();
    let at = siege.at;
    let ingrid = siege.device_of(at.ingrid);
    let note = &siege.written.handover;
    let opening = samenspel_rules::directory::Opening {
        id: GrantId([6; 16]),
        person: at.ingrid,
        kind: note.series.kind,
        subject: note.series.subject,
        reason: "Melding van een ouder.".into(),
        during: Span {
            from: siege.now().plus_ms(-2 * UnixMillis::HOUR_MS),
            until: Some(siege.now()),
        },
    };
    let organisation = &siege.server.organisation;
    organisation
        .change_directory(&[Record::Opening(opening)], &[])
        .unwrap();
    let signed = ingrid.sign(&retraction(&siege, at.ingrid, note, None));
    siege.refuses(&ingrid, signed, RefusalCode::NotAllowed, &[]);
}

#[test]
fn hostile_release_into_the_record_of_a_child_of_another_group() {
    let siege = Siege::lay();
    let at = siege.at;
    let (fatima, karim) = (siege.device_of(at.fatima), siege.device_of(at.karim));
    let fall = incident(&siege, at.fatima, &[]);
    siege.stores(&fatima, fatima.sign(&fall));
    let origin = [
        ("what", text("fall")),
        ("copied_from", keys(&[fall.key])),
        ("original_author", id(at.fatima)),
    ];
    let about = (Kind::CareRecord, Subject::Child(at.zeynep));
    let note = at.note(at.karim, about, "incident", &origin, siege.now());
    siege.refuses(
        &karim,
        karim.sign(&note),
        RefusalCode::NotAllowed,
        &["copied_from"],
    );
}

#[test]
fn hostile_field_names_a_child_that_is_not_here() {
    let siege = Siege::lay();
    let at = siege.at;
    let fatima = siege.device_of(at.fatima);
    let about = (Kind::Group, Subject::Group(at.rupsen));
    for not_here in [at.zeynep, ChildId([9; 16])] {
        let fields = [
            ("child", child(not_here)),
            ("what", text("arrived")),
            ("at", Value::Int(siege.now().0)),
        ];
        let presence = at.note(at.fatima, about, "presence", &fields, siege.now());
        siege.refuses(
            &fatima,
            fatima.sign(&presence),
            RefusalCode::FieldInvalid,
            &["child"],
        );
        let fields = [("what", text("fall")), ("child", child(not_here))];
        let fall = at.note(at.fatima, about, "incident", &fields, siege.now());
        siege.refuses(
            &fatima,
            fatima.sign(&fall),
            RefusalCode::FieldInvalid,
            &["child"],
        );
    }
    // In a child's own record there is no other child.
    let fields = [("what", text("fall")), ("child", child(at.daan))];
    let record = (Kind::CareRecord, Subject::Child(at.noor));
    let fall = at.note(at.fatima, record, "incident", &fields, siege.now());
    siege.refuses(
        &fatima,
        fatima.sign(&fall),
        RefusalCode::FieldInvalid,
        &["child"],
    );
}

#[test]
fn hostile_field_names_a_person_who_is_not_of_this_place() {
    let siege = Siege::lay();
    let at = siege.at;
    let fatima = siege.device_of(at.fatima);
    let dose = |who: &str, person: PersonId| {
        let fields = [
            ("medicine", text("Paracetamol")),
            ("dose", text("5 ml")),
            ("at", Value::Int(siege.now().0)),
            (
                if who == "given_by" {
                    "given_by"
                } else {
                    "checked_by"
                },
                id(person),
            ),
        ];
        let about = (Kind::CareRecord, Subject::Child(at.noor));
        at.note(at.fatima, about, "medicine_dose", &fields, siege.now())
    };
    for not_here in [at.karim, at.hassan, PersonId([9; 16])] {
        for field in ["given_by", "checked_by"] {
            let note = fatima.sign(&dose(field, not_here));
            siege.refuses(&fatima, note, RefusalCode::FieldInvalid, &[field]);
        }
    }
    siege.stores(&fatima, fatima.sign(&dose("checked_by", at.sanne)));
    let fields = [
        ("state", text("watch")),
        ("to_do", text("Even bellen.")),
        ("to_do_who", id(at.hassan)),
    ];
    let about = (Kind::Handover, Subject::Child(at.noor));
    let note = at.note(at.fatima, about, "handover", &fields, siege.now());
    siege.refuses(
        &fatima,
        fatima.sign(&note),
        RefusalCode::FieldInvalid,
        &["to_do_who"],
    );
}

#[test]
fn hostile_moments_that_nobody_can_have_meant() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let fatima = siege.device_of(at.fatima);
    let about = (Kind::Group, Subject::Group(at.rupsen));
    let far = [
        0,
        now.plus_ms(-400 * UnixMillis::DAY_MS).0,
        now.plus_ms(3 * UnixMillis::DAY_MS).0,
        253_402_300_799_999,
    ];
    for moment in far {
        let fields = [
            ("child", child(at.noor)),
            ("what", text("arrived")),
            ("at", Value::Int(moment)),
        ];
        let presence = at.note(at.fatima, about, "presence", &fields, now);
        siege.refuses(
            &fatima,
            fatima.sign(&presence),
            RefusalCode::FieldInvalid,
            &["at"],
        );
    }
    let item = |moment: i64| {
        let fields = [
            ("what", text("Luiers kopen")),
            ("until", Value::Int(moment)),
        ];
        let about = (Kind::Handover, Subject::Child(at.noor));
        fatima.sign(&at.note(at.fatima, about, "open_item", &fields, now))
    };
    for moment in [0, 253_402_300_799_999] {
        siege.refuses(&fatima, item(moment), RefusalCode::FieldInvalid, &["until"]);
    }
    siege.stores(&fatima, item(now.plus_ms(30 * UnixMillis::DAY_MS).0));
}

fn retraction(siege: &Siege, by: PersonId, note: &Entry, report: Option<EntryKey>) -> Entry {
    let mut fields = vec![("of", keys(&[note.key])), ("reason", text("wrong_child"))];
    fields.extend(report.map(|key| ("reported_in", keys(&[key]))));
    let about = (note.series.kind, note.series.subject);
    siege.at.note(by, about, "retraction", &fields, siege.now())
}

#[test]
fn hostile_manager_takes_back_what_she_was_never_shown() {
    let siege = Siege::lay();
    let at = siege.at;
    let ingrid = siege.device_of(at.ingrid);
    for note in [
        &siege.written.handover,
        &siege.written.drop_off,
        &siege.written.agreement,
    ] {
        let signed = ingrid.sign(&retraction(&siege, at.ingrid, note, None));
        siege.refuses(&ingrid, signed, RefusalCode::NotAllowed, &[]);
        // A report that is not there, and a note of another kind of document, are no report.
        for report in [
            unused_key(at.fatima, siege.now()),
            siege.written.question.key,
        ] {
            let signed = ingrid.sign(&retraction(&siege, at.ingrid, note, Some(report)));
            siege.refuses(&ingrid, signed, RefusalCode::NotAllowed, &[]);
        }
    }
}

#[test]
fn a_manager_takes_back_what_was_opened_for_her() {
    let siege = Siege::lay();
    let at = siege.at;
    let ingrid = siege.device_of(at.ingrid);
    let note = &siege.written.handover;
    let opening = samenspel_rules::directory::Opening {
        id: GrantId([5; 16]),
        person: at.ingrid,
        kind: note.series.kind,
        subject: note.series.subject,
        reason: "Melding van een ouder.".into(),
        during: Span {
            from: siege.now().plus_ms(-2 * UnixMillis::HOUR_MS),
            until: Some(siege.now().plus_ms(1)),
        },
    };
    siege.server.time.advance_ms(UnixMillis::HOUR_MS);
    let organisation = &siege.server.organisation;
    organisation
        .change_directory(&[Record::Opening(opening)], &[])
        .unwrap();
    siege.stores(
        &ingrid,
        ingrid.sign(&retraction(&siege, at.ingrid, note, None)),
    );
}

/// Somebody tells Ingrid of a note, in the case that both are named in.
fn escalation(siege: &Siege, by: PersonId, about: EntryKey) -> Entry {
    let fields = [
        ("to", text("manager")),
        ("text", text("Dit is het verkeerde kind.")),
        ("about", keys(&[about])),
    ];
    let case = (Kind::Circle, Subject::Case(siege.written.circle));
    siege.at.note(by, case, "escalation", &fields, siege.now())
}

#[test]
fn a_manager_takes_back_the_very_note_that_was_reported_to_her() {
    let siege = Siege::lay();
    let at = siege.at;
    let (fatima, ingrid) = (siege.device_of(at.fatima), siege.device_of(at.ingrid));
    let note = &siege.written.drop_off;
    let report = escalation(&siege, at.fatima, note.key);
    siege.stores(&fatima, fatima.sign(&report));
    let back = retraction(&siege, at.ingrid, note, Some(report.key));
    siege.stores(&ingrid, ingrid.sign(&back));
}

#[test]
fn hostile_manager_takes_back_another_note_than_the_one_reported() {
    let siege = Siege::lay();
    let at = siege.at;
    let (fatima, ingrid) = (siege.device_of(at.fatima), siege.device_of(at.ingrid));
    let report = escalation(&siege, at.fatima, siege.written.drop_off.key);
    siege.stores(&fatima, fatima.sign(&report));
    // What she says herself is no report, nor is one about nothing in particular, or one taken back.
    let own = escalation(&siege, at.ingrid, siege.written.handover.key);
    siege.stores(&ingrid, ingrid.sign(&own));
    let case = (Kind::Circle, Subject::Case(siege.written.circle));
    let fields = [("to", text("manager")), ("text", text("Kijk eens."))];
    let of_nothing = at.note(at.fatima, case, "escalation", &fields, siege.now());
    siege.stores(&fatima, fatima.sign(&of_nothing));
    let withdrawn = escalation(&siege, at.fatima, siege.written.handover.key);
    siege.stores(&fatima, fatima.sign(&withdrawn));
    let back = retraction(&siege, at.fatima, &withdrawn, None);
    siege.stores(&fatima, fatima.sign(&back));
    for report in [report.key, own.key, of_nothing.key, withdrawn.key] {
        for note in [&siege.written.handover, &siege.written.agreement] {
            let back = retraction(&siege, at.ingrid, note, Some(report));
            siege.refuses(&ingrid, ingrid.sign(&back), RefusalCode::NotAllowed, &[]);
        }
    }
}

#[test]
fn hostile_day_grant_for_somebody_who_is_something_else_here() {
    let siege = Siege::lay();
    let at = siege.at;
    let sanne = siege.device_of(at.sanne);
    for (person, role) in [
        (at.samira, "parent"),
        (at.hassan, "parent"),
        (at.jan, "parent_without_authority"),
        (at.ingrid, "manager"),
        (at.nadia, "coach"),
        (at.bo, "trainee"),
    ] {
        let grant = CommandAction::GrantDay(at.day_grant(at.sanne, person, siege.now()));
        let refused = (RefusalCode::OtherRole, &[role][..]);
        siege.refuses_command(&sanne, at.sanne, grant, refused);
    }
}
