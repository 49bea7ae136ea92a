//! Scenario 1, as commands of the core: drop-off without a network.
//!
//! "Father pre-fills at home; neither phone has network at the door (his note comes by QR or later).
//! Staff records handover in ≤ 4 taps; it survives app kill and reboot; status says 'op dit
//! toestel', never 'verzonden'."

use samenspel_device::{Command, Status};
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_phrasebook::Language;
use samenspel_rules::schema;
use samenspel_rules::schema::FieldType;
use samenspel_testkit::clock::TrueTime;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::{note, of_child, text};

const SIZE: Size = Size {
    groups: 1,
    children_per_group: 2,
    staff_per_group: 2,
};

#[test]
fn drop_off_without_a_network() {
    let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
    let location = &server.site.location;
    let (org, child) = (location.org, location.children[0][0]);
    let mut father = Carried::new(&server, "father", location.parents[0][0]).unwrap();
    let mut staff = Carried::new(&server, "staff", location.staff[0][0]).unwrap();

    // Father pre-fills at home, without a network there either.
    father.link.cut();
    server.time.advance_ms(70 * UnixMillis::MINUTE_MS);
    let day = of_child(org, DocumentKind::DayLog, child);
    let prefilled = note(
        day,
        "drop_off",
        &[
            ("slept", text("badly")),
            ("to_know", text("Ze kreeg vannacht een tand.")),
            ("language", text("nl")),
        ],
    );
    let his = father.write(&prefilled).unwrap();
    let written_at = server.time.now();
    assert_says_on_this_device(&father, &his);

    // Neither phone has network at the door.
    staff.link.cut();
    server.time.advance_ms(30 * UnixMillis::MINUTE_MS);
    father.try_without_network().unwrap();
    staff.try_without_network().unwrap();
    assert!(
        staff
            .phone
            .timeline(Subject::Child(child))
            .unwrap()
            .is_empty()
    );

    // Staff records handover in at most 4 taps: the child, "overdracht", the state, done. Nothing
    // needs typing.
    let handover = note(
        of_child(org, DocumentKind::Handover, child),
        "handover",
        &[("state", text("calm"))],
    );
    assert!(3 + taps(&handover) <= 4);
    let hers = staff.write(&handover).unwrap();

    // The status says "op dit toestel".
    assert_says_on_this_device(&staff, &hers);

    // It survives an app kill,
    staff.kill_app().unwrap();
    assert_says_on_this_device(&staff, &hers);
    // a reboot,
    staff.reboot().unwrap();
    assert_says_on_this_device(&staff, &hers);
    // and so does his.
    father.reboot().unwrap();
    assert_says_on_this_device(&father, &his);
    let shown = staff.phone.timeline(Subject::Child(child)).unwrap();
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].entry.key, hers);
    assert_eq!(shown[0].arrived_at, None);

    // Never "verzonden", however often it tries.
    for _ in 0..3 {
        staff.try_without_network().unwrap();
        father.try_without_network().unwrap();
        assert_says_on_this_device(&staff, &hers);
        assert_says_on_this_device(&father, &his);
    }
    assert_eq!(server.organisation.statistics().unwrap().entries, 0);

    // With a network it is sent, and only now says so.
    server.time.advance_ms(2 * UnixMillis::HOUR_MS);
    staff.link.restore();
    staff.phone.sync_all().unwrap();
    assert_eq!(
        staff.status_words(&hers, Language::Dutch).unwrap(),
        "Verzonden"
    );
    assert_says_on_this_device(&father, &his);

    // His note comes later, with the time at which he wrote it: before hers.
    father.link.restore();
    father.phone.sync_all().unwrap();
    assert_eq!(father.phone.status(&his).unwrap(), Status::Sent);
    staff.phone.sync_all().unwrap();
    let shown = staff.phone.timeline(Subject::Child(child)).unwrap();
    let order: Vec<_> = shown.iter().map(|note| note.entry.key).collect();
    assert_eq!(order, [his, hers]);
    assert_eq!(shown[0].at, written_at);
    assert_eq!(
        shown[0].entry.text("to_know"),
        Some("Ze kreeg vannacht een tand.")
    );

    // The hand-over is for staff: his phone never has it.
    father.phone.sync_all().unwrap();
    assert_eq!(father.phone.status(&hers).ok(), None);
}

/// How many choices a note is made of; a test that it needs no typing.
fn taps(command: &Command) -> usize {
    let Command::AddNote(note) = command else {
        panic!("not one note")
    };
    let kind = schema::kind(note.kind.as_str()).unwrap();
    for (name, _) in note.fields.iter() {
        let field = kind.field(name.as_str()).unwrap();
        assert!(matches!(field.holds, FieldType::Code(_)), "{name} is typed");
    }
    note.fields.len()
}

fn assert_says_on_this_device(phone: &Carried, key: &samenspel_model::ids::EntryKey) {
    assert_eq!(phone.phone.status(key).unwrap(), Status::OnThisDevice);
    let words = phone.status_words(key, Language::Dutch).unwrap();
    assert_eq!(words, "Op dit toestel");
}
