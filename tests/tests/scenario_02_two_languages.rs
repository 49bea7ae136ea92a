//! Scenario 2: pick-up in two languages.
//!
//! "Staff picks codes in Dutch; mother reads Turkish, offline; free text shows Dutch with label.
//! Sharing only 'geen bijzonderheden' is refused; the draft stays."

use samenspel_device::{Command, CommandError, NewNote};
use samenspel_model::entry::{Entry, NoteKind};
use samenspel_model::ids::EntryKey;
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::verdict::{Outcome, RefusalCode};
use samenspel_phrasebook::{Language, Phrase};
use samenspel_rules::directory::Holder;
use samenspel_rules::schema::SCHEMA;
use samenspel_testkit::clock::TrueTime;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::modified_app::ModifiedApp;
use samenspel_tests::support::notes::{note, of_child, text};

const SIZE: Size = Size {
    groups: 1,
    children_per_group: 1,
    staff_per_group: 1,
};
const TYPED: &str = "De toren was hoger dan zijzelf.";

fn server() -> DrivenServer {
    DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap()
}

#[test]
fn staff_picks_codes_in_dutch_and_mother_reads_turkish_offline() {
    let server = server();
    let location = &server.site.location;
    let child = location.children[0][0];
    let staff = Carried::new(&server, "staff", location.staff[0][0]).unwrap();
    let mother = Carried::new(&server, "mother", location.parents[0][1]).unwrap();
    assert_eq!(staff.language().unwrap(), Language::Dutch);
    assert_eq!(mother.language().unwrap(), Language::Turkish);

    // Staff picks codes in Dutch, and types a line.
    let pick_up = note(
        of_child(location.org, DocumentKind::DayLog, child),
        "pick_up",
        &[
            ("moment", text("built_tower")),
            ("text", text(TYPED)),
            ("language", text("nl")),
        ],
    );
    let key = staff.write(&pick_up).unwrap();
    let own = staff
        .store()
        .note(&key, staff.clock_reading())
        .unwrap()
        .unwrap();
    let dutch = staff.shown(&own.entry).unwrap();
    assert_eq!(dutch[0], Phrase::Coded("Ophaalbericht".into()));
    assert!(
        is_coded_sentence_about(&dutch[1], "Noor", "toren"),
        "{dutch:?}"
    );
    // To its writer, the free text is in the writer's own language: no label of a language.
    assert!(matches!(&dutch[2], Phrase::Written { text, language: None, .. } if text == TYPED));
    staff.phone.sync_all().unwrap();

    // Mother's phone has it; then there is no network any more.
    mother.phone.sync_all().unwrap();
    mother.link.cut();
    mother.try_without_network().unwrap();

    // She reads Turkish, offline,
    let notes = mother.phone.timeline(Subject::Child(child)).unwrap();
    assert_eq!(notes.len(), 1);
    let turkish = mother.shown(&notes[0].entry).unwrap();
    assert_eq!(turkish[0], Phrase::Coded("Alma notu".into()));
    assert_eq!(
        turkish[1],
        Phrase::Coded("Noor yüksek bir kule yaptı.".into())
    );
    // and the free text in Dutch, as it was typed, with a label in Turkish that says so.
    let Phrase::Written {
        label,
        text,
        language,
    } = &turkish[2]
    else {
        panic!("{turkish:?}")
    };
    assert_eq!(label, "Bu an hakkında");
    assert_eq!(text, TYPED);
    let language = language.as_ref().unwrap();
    assert_eq!(
        (language.tag.as_str(), language.name.as_str()),
        ("nl", "Felemenkçe")
    );
    assert_eq!(turkish.len(), 3);
}

#[test]
fn sharing_only_nothing_special_is_refused_and_the_draft_stays() {
    let server = server();
    let location = &server.site.location;
    let child = location.children[0][0];
    let staff = Carried::new(&server, "staff", location.staff[0][0]).unwrap();
    let day = of_child(location.org, DocumentKind::DayLog, child);
    let mut draft = note(
        day,
        "pick_up",
        &[("moment", text("nothing_special")), ("text", text("  "))],
    );

    // Refused on the phone already, with the code whose sentence says what to do.
    let error = staff.write(&draft).unwrap_err();
    let CommandError::Refused { code, .. } = error else {
        panic!("{error}")
    };
    assert_eq!(code, RefusalCode::OnlyNothingSpecial);
    let sentence = samenspel_phrasebook::refusal(Language::Dutch, code);
    assert!(sentence.contains("Je concept staat er nog"), "{sentence}");
    assert!(samenspel_phrasebook::refusal(Language::Turkish, code).contains("Taslağınız duruyor"));

    // Nothing of it was written: it is still a draft, and nobody gets it.
    assert_eq!(staff.store().pending_count().unwrap(), 0);
    assert!(
        staff
            .phone
            .timeline(Subject::Child(child))
            .unwrap()
            .is_empty()
    );
    staff.phone.sync_all().unwrap();
    assert_eq!(server.organisation.statistics().unwrap().entries, 0);

    // The draft stays: with a good moment beside it, the same one is accepted.
    let Command::AddNote(NewNote { fields, .. }) = &mut draft else {
        panic!("not one note")
    };
    fields.set("moment", text("laughed")).unwrap();
    let key = staff.write(&draft).unwrap();
    staff.phone.sync_all().unwrap();
    assert_eq!(
        staff.status_words(&key, Language::Dutch).unwrap(),
        "Verzonden"
    );
    assert_eq!(server.organisation.statistics().unwrap().entries, 1);
}

#[test]
fn a_modified_app_that_shares_only_nothing_special_is_refused_by_the_server() {
    let server = server();
    let location = &server.site.location;
    let (child, person) = (location.children[0][0], location.staff[0][0]);
    let ticket = server
        .invite(Holder::Person(person), server.address)
        .unwrap();
    let now = server.time.now();
    let modified = ModifiedApp::enrol(&ticket, server.address, now).unwrap();
    let day = of_child(location.org, DocumentKind::DayLog, child);
    let Command::AddNote(note) = note(day, "pick_up", &[("moment", text("nothing_special"))])
    else {
        panic!("not one note")
    };
    let mut entry = Entry {
        series: note.series,
        schema: SCHEMA,
        key: EntryKey::new(person, now, &mut SystemRandom),
        kind: NoteKind::new("pick_up").unwrap(),
        fields: note.fields,
        written_at: now,
        device: modified.device,
    };
    let outcome = modified.push(&entry, now).unwrap();
    let Outcome::Refused { code, args } = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(code, RefusalCode::OnlyNothingSpecial);
    assert_eq!(args, ["moment"]);
    assert_eq!(server.organisation.statistics().unwrap().entries, 0);

    // The same device is not shut out: a note that says something is stored.
    entry.key = EntryKey::new(person, now, &mut SystemRandom);
    entry.fields.set("moment", text("laughed")).unwrap();
    let outcome = modified.push(&entry, now).unwrap();
    assert!(matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
}

fn is_coded_sentence_about(phrase: &Phrase, name: &str, word: &str) -> bool {
    matches!(phrase, Phrase::Coded(sentence) if sentence.contains(name) && sentence.contains(word))
}
