//! A manager's phone with a real store: what was opened comes with its next sync, nothing else does,
//! and it goes with the first sync after its end.

use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_testkit::clock::TrueTime;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::{note, of_child, text};
use sync_server::engine::OpenBecause;

const SIZE: Size = Size {
    groups: 1,
    children_per_group: 2,
    staff_per_group: 2,
};

#[test]
fn a_managers_phone_gets_what_she_opened_at_the_next_sync_and_loses_it_after_its_end() {
    let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
    let location = server.site.location.clone();
    let [child, other] = [location.children[0][0], location.children[0][1]];
    let colleague = Carried::new(&server, "colleague", location.staff[0][0]).unwrap();
    let manager = Carried::new(&server, "manager", location.manager).unwrap();
    let write = |kind, child, words: &str| {
        let series = of_child(location.org, kind, child);
        let item = note(series, "open_item", &[("what", text(words))]);
        let question = note(series, "question", &[("text", text(words))]);
        let command = match kind {
            DocumentKind::Handover => item,
            _ => question,
        };
        colleague.write(&command).unwrap()
    };
    let opened = write(DocumentKind::Handover, child, "Laarsje zoek");
    let of_the_team = write(DocumentKind::Team, child, "Wie belt de mentor?");
    let of_another = write(DocumentKind::Handover, other, "Jas naar huis");
    colleague.phone.sync_all().unwrap();
    manager.phone.sync_all().unwrap();
    let has = |key| {
        manager
            .store()
            .note(key, manager.clock_reading())
            .unwrap()
            .is_some()
    };
    assert!(!has(&opened));

    server
        .organisation
        .open_because(&OpenBecause {
            manager: location.manager,
            subject: Subject::Child(child),
            kinds: vec![DocumentKind::Handover],
            reason: "Een ouder vraagt inzage".into(),
            hours: 4,
        })
        .unwrap();
    manager.phone.sync_all().unwrap();
    assert!(has(&opened));
    assert!(!has(&of_the_team) && !has(&of_another));
    assert_eq!(
        manager
            .store()
            .search("Laarsje", manager.clock_reading())
            .unwrap()
            .len(),
        1
    );
    // Words that come meanwhile come too.
    server.time.advance_ms(UnixMillis::HOUR_MS);
    let later = write(DocumentKind::Handover, child, "Laarsje gevonden");
    colleague.phone.sync_all().unwrap();
    manager.phone.sync_all().unwrap();
    assert!(has(&later));

    server.time.advance_ms(3 * UnixMillis::HOUR_MS);
    manager.phone.sync_all().unwrap();
    assert!(!has(&opened) && !has(&later));
    assert!(
        manager
            .store()
            .search("Laarsje", manager.clock_reading())
            .unwrap()
            .is_empty()
    );
    colleague.phone.sync_all().unwrap();
    assert!(
        colleague
            .store()
            .note(&opened, colleague.clock_reading())
            .unwrap()
            .is_some()
    );
}
