//! Scenario 9: an allergy changed offline.
//!
//! "Mother adds peanut; simultaneously staff edits milk. After sync: union, red banner on every group
//! phone, confirm by name. A phone not synced since yesterday shows data age beside allergies."

use samenspel_device::screens::{ChildCard, MedicalMark, NeedsYou, TodayView};
use samenspel_device::{Command, NewNote};
use samenspel_model::series::DocumentKind;
use samenspel_model::time::UnixMillis;
use samenspel_rules::partnership::confirm_medical;
use samenspel_rules::schema::notes::{Medical, MedicalMatter, Severity};
use samenspel_testkit::clock::TrueTime;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::of_child;

const SIZE: Size = Size {
    groups: 1,
    children_per_group: 2,
    staff_per_group: 3,
};

fn allergy(substance: &str, severity: Severity) -> Medical {
    Medical {
        severity: Some(severity),
        ..Medical::new(MedicalMatter::Allergy, substance.into())
    }
}

#[test]
fn an_allergy_changed_offline_on_two_phones() {
    let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
    let location = &server.site.location;
    let (group, child) = (location.groups[0], location.children[0][0]);
    let core = of_child(location.org, DocumentKind::ChildCore, child);
    let phone = |name, person| Carried::new(&server, name, person).unwrap();
    let mother = phone("mother", location.parents[0][1]);
    let staff = phone("staff", location.staff[0][0]);
    let colleague = phone("colleague", location.staff[0][1]);
    let left_at_home = phone("left-at-home", location.staff[0][2]);
    let add = |phone: &Carried, note: NewNote| phone.write(&Command::AddNote(note)).unwrap();
    let sync = |phones: &[&Carried]| {
        for phone in phones.iter().chain(phones) {
            server.time.advance_ms(1_000);
            phone.phone.sync_all().unwrap();
        }
    };
    let today =
        |phone: &Carried| -> TodayView { phone.store().today(phone.viewer(), group).unwrap() };
    let card = |view: &TodayView| -> ChildCard {
        view.children
            .iter()
            .find(|it| it.child == child)
            .unwrap()
            .clone()
    };

    let milk = add(
        &mother,
        NewNote::of(core, &allergy("Melk", Severity::Severe)),
    );
    sync(&[&mother, &staff, &colleague, &left_at_home]);

    // Mother adds peanut; simultaneously staff edits milk.
    mother.link.cut();
    staff.link.cut();
    add(
        &mother,
        NewNote::of(core, &allergy("Pinda", Severity::Severe)),
    );
    let mild = Medical {
        of: Some(vec![milk]),
        ..allergy("Koemelk", Severity::Mild)
    };
    let edited = add(&staff, NewNote::of(core, &mild));
    mother.link.restore();
    staff.link.restore();
    sync(&[&mother, &staff, &colleague]);

    // The union, and a banner on every group phone.
    for phone in [&staff, &colleague] {
        let view = today(phone);
        assert_eq!(card(&view).medical, MedicalMark::Severe);
        assert!(view.needs_you.contains(&NeedsYou::MedicalDiffers { child }));
        let brief = phone.store().day_brief(phone.viewer(), group).unwrap();
        let row = brief.children.iter().find(|it| it.child == child).unwrap();
        let said: Vec<(Vec<&str>, bool)> = row
            .medical
            .facts
            .iter()
            .map(|fact| {
                let words = fact.statements.iter().map(|it| it.note.substance.as_str());
                (words.collect(), fact.differs)
            })
            .collect();
        assert_eq!(
            said,
            [(vec!["Melk", "Koemelk"], true), (vec!["Pinda"], false)]
        );
    }

    // Confirmed by name.
    let words = "Melk is ernstig; gebeld met moeder.";
    let severe = allergy("Melk", Severity::Severe);
    let notes = confirm_medical(core, vec![milk, edited], words, Some(&severe));
    colleague.write(&Command::AddNotes(notes)).unwrap();
    sync(&[&colleague, &staff, &mother]);
    for phone in [&staff, &colleague] {
        let view = today(phone);
        assert!(!view.needs_you.contains(&NeedsYou::MedicalDiffers { child }));
        assert_eq!(card(&view).medical, MedicalMark::Severe);
        let brief = phone.store().day_brief(phone.viewer(), group).unwrap();
        let row = brief.children.iter().find(|it| it.child == child).unwrap();
        assert_eq!(row.medical.confirmed[0].author(), colleague.phone.person);
        assert_eq!(row.medical.facts.len(), 2);
    }

    // A phone that has not synced since yesterday says how old its allergies are.
    let synced_at = today(&left_at_home).data_as_of.unwrap();
    server.time.advance_ms(2 * UnixMillis::DAY_MS);
    let view = today(&left_at_home);
    assert_eq!(view.data_as_of, Some(synced_at));
    assert!(view.is_old);
    assert_eq!(card(&view).medical, MedicalMark::Severe);
    sync(&[&left_at_home]);
    assert!(!today(&left_at_home).is_old);
}
