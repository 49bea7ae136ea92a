//! Scenario 7: a device is stolen.
//!
//! "Manager revokes; server refuses it; local store unreadable without unlock; offline lease expires
//! (longer than 3 days); colleagues unaffected, already synced notes safe; list what it could have held."

use samenspel_device::{Status, Store, StoreError, StoreKey};
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{HoldReason, RequestError};
use samenspel_protocol::sync::{State, StopReason};
use samenspel_rules::directory::{Device, Record};
use samenspel_testkit::clock::TrueTime;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::{note, of_child, text};

const SIZE: Size = Size {
    groups: 2,
    children_per_group: 1,
    staff_per_group: 2,
};

fn revoke(server: &DrivenServer, phone: &Carried) {
    let directory = server.organisation.directory();
    let device = phone.store().profile().unwrap().device;
    let revoked = Device {
        revoked_at: Some(server.time.now()),
        ..directory.device(device).unwrap().clone()
    };
    let record = Record::Device(revoked);
    server
        .organisation
        .change_directory(&[record], &[])
        .unwrap();
}

#[test]
fn a_stolen_phone_reads_nothing_gets_nothing_and_costs_nobody_anything() {
    let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
    let location = server.site.location.clone();
    let child = location.children[0][0];
    let series = of_child(location.org, DocumentKind::Handover, child);
    let phone = |name, person| Carried::new(&server, name, person).unwrap();
    let stolen = phone("stolen", location.staff[0][0]);
    let colleague = phone("colleague", location.staff[0][1]);
    let words = |words: &str| note(series, "open_item", &[("what", text(words))]);
    let synced = stolen.write(&words("Laarsje zoek")).unwrap();
    stolen.phone.sync_all().unwrap();
    colleague.phone.sync_all().unwrap();
    stolen.link.cut();
    let unsent = stolen.write(&words("Jas naar huis")).unwrap();

    // The thief has the file, and not the key.
    let opened = Store::open(&stolen.phone.path, &StoreKey::new([8; 32]));
    assert!(matches!(opened, Err(StoreError::WrongKey)), "{opened:?}");

    // Without a network it can be read, by who can unlock it, for longer than three days and no
    // longer than two weeks.
    let timeline = |phone: &Carried| phone.phone.timeline(Subject::Child(child));
    server.time.advance_ms(4 * UnixMillis::DAY_MS);
    assert!(
        stolen
            .store()
            .today(stolen.viewer(), location.groups[0])
            .is_ok()
    );
    assert!(timeline(&stolen).is_ok());
    server.time.advance_ms(11 * UnixMillis::DAY_MS);
    let locked = stolen.store().today(stolen.viewer(), location.groups[0]);
    assert!(
        matches!(locked, Err(StoreError::LeaseExpired)),
        "{locked:?}"
    );
    assert!(timeline(&stolen).is_err());

    // What it could have held: its own group's, of before it was cut off.
    let device = stolen.store().profile().unwrap().device;
    let exposure = server
        .organisation
        .could_have_held(&device)
        .unwrap()
        .unwrap();
    let kinds: Vec<_> = exposure.series.iter().map(|it| it.series).collect();
    assert_eq!(kinds, [series]);
    assert_eq!(exposure.series[0].entries, 1);

    // The manager revokes it; it comes on the network.
    revoke(&server, &stolen);
    colleague.phone.sync_all().unwrap();
    let news = colleague.write(&words("Nieuw nummer")).unwrap();
    colleague.phone.sync_all().unwrap();
    stolen.link.restore();
    let report = stolen.phone.sync();
    assert_eq!(report.state, State::Stopped(StopReason::DeviceRevoked));
    let refused = format!("{:?}", report.failure);
    let code = format!("{:?}", RequestError::DeviceRevoked);
    assert!(refused.contains(&code), "{refused}");
    // What it still held waits for the manager; all else is gone from it.
    let why = HoldReason::DeviceRevoked;
    assert_eq!(stolen.phone.status(&unsent).unwrap(), Status::Held(why));
    assert!(stolen.store().documents().unwrap().is_empty());
    assert!(stolen.store().directory().unwrap().is_empty());
    assert!(
        timeline(&stolen)
            .unwrap()
            .iter()
            .all(|it| it.entry.key == unsent)
    );

    // Colleagues notice nothing, and what was synced is safe.
    let shown = timeline(&colleague).unwrap();
    let keys: Vec<_> = shown.iter().map(|it| it.entry.key).collect();
    assert!(keys.contains(&synced) && keys.contains(&news) && !keys.contains(&unsent));
    assert!(
        colleague
            .store()
            .inbox(None, colleague.clock_reading())
            .unwrap()
            .is_empty()
    );
}
