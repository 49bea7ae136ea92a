//! A phone that waits for a manager, because the device that let it in was revoked: half of those are
//! honest. It gets nothing new, loses nothing, says why, and goes on or forgets as the manager decides.

use samenspel_device::{LoggedOut, Status, StoreError};
use samenspel_model::ids::EntryKey;
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::verdict::HoldReason;
use samenspel_protocol::sync::{State, StopReason};
use samenspel_rules::directory::{Device, Record};
use samenspel_testkit::clock::TrueTime;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::{note, of_child, text};

const SIZE: Size = Size {
    groups: 1,
    children_per_group: 1,
    staff_per_group: 2,
};

struct Waiting {
    server: DrivenServer,
    phone: Carried,
    colleague: Carried,
    series: Series,
    /// On both phones since before.
    before: EntryKey,
    /// Written by the colleague since.
    news: EntryKey,
    /// Written on the phone before it heard that it waits.
    unsent: EntryKey,
}

impl Waiting {
    fn begin() -> Self {
        let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
        let location = &server.site.location;
        let series = of_child(
            location.org,
            DocumentKind::Handover,
            location.children[0][0],
        );
        let phone = Carried::new(&server, "phone", location.staff[0][0]).unwrap();
        let colleague = Carried::new(&server, "colleague", location.staff[0][1]).unwrap();
        let before = write(&colleague, series, "Laarsje zoek");
        colleague.phone.sync_all().unwrap();
        phone.phone.sync_all().unwrap();
        suspend(&server, &phone);
        let news = write(&colleague, series, "Nieuw nummer");
        colleague.phone.sync_all().unwrap();
        let unsent = write(&phone, series, "Jas naar huis");
        let it = Self {
            server,
            phone,
            colleague,
            series,
            before,
            news,
            unsent,
        };
        it.hears_that_it_waits();
        it
    }

    fn hears_that_it_waits(&self) {
        let report = self.phone.phone.sync();
        let state = State::Stopped(StopReason::DeviceSuspended);
        assert_eq!(report.state, state, "{:?}", report.failure);
    }

    fn shows(&self, key: &EntryKey) -> bool {
        let now = self.phone.clock_reading();
        self.phone.store().note(key, now).unwrap().is_some()
    }

    fn device(&self) -> samenspel_model::ids::DeviceId {
        self.phone.store().profile().unwrap().device
    }

    fn confirm(&self) {
        let manager = self.server.site.location.manager;
        let organisation = &self.server.organisation;
        organisation
            .confirm_devices(&[self.device()], manager)
            .unwrap();
    }
}

fn write(phone: &Carried, series: Series, words: &str) -> EntryKey {
    phone
        .write(&note(series, "open_item", &[("what", text(words))]))
        .unwrap()
}

fn suspend(server: &DrivenServer, phone: &Carried) {
    let directory = server.organisation.directory();
    let device = phone.store().profile().unwrap().device;
    let suspended = Device {
        suspended_at: Some(server.time.now()),
        ..directory.device(device).unwrap().clone()
    };
    let record = Record::Device(suspended);
    server
        .organisation
        .change_directory(&[record], &[])
        .unwrap();
}

#[test]
fn a_phone_that_waits_gets_nothing_new_keeps_what_it_has_and_says_why() {
    let it = Waiting::begin();
    assert!(it.shows(&it.before) && it.shows(&it.unsent) && !it.shows(&it.news));
    let why = HoldReason::DeviceSuspended;
    assert_eq!(
        it.phone.phone.status(&it.unsent).unwrap(),
        Status::Held(why)
    );
    // What is written while it waits is kept, and held like the rest once it is sent.
    let later = write(&it.phone, it.series, "Nog iets");
    it.hears_that_it_waits();
    it.hears_that_it_waits();
    assert_eq!(it.phone.phone.status(&later).unwrap(), Status::Held(why));
    assert!(it.shows(&later) && it.shows(&it.before) && !it.shows(&it.news));
    // Nobody else sees it before the manager decided.
    it.colleague.phone.sync_all().unwrap();
    let now = it.colleague.clock_reading();
    for key in [&it.unsent, &later] {
        assert!(it.colleague.store().note(key, now).unwrap().is_none());
    }
    let inbox = it
        .phone
        .store()
        .inbox(None, it.phone.clock_reading())
        .unwrap();
    assert_eq!(inbox.len(), 2, "both are shown as waiting, words intact");
}

#[test]
fn a_phone_that_was_confirmed_goes_on_where_it_was() {
    let it = Waiting::begin();
    let positions = it.server.organisation.statistics().unwrap().last_position;
    it.confirm();
    it.phone.phone.sync_all().unwrap();
    assert!(it.shows(&it.before) && it.shows(&it.news) && it.shows(&it.unsent));
    assert!(it.server.organisation.statistics().unwrap().last_position >= positions);
    // What it writes from now on arrives.
    let after = write(&it.phone, it.series, "Weer terug");
    it.phone.phone.sync_all().unwrap();
    assert_eq!(it.phone.phone.status(&after).unwrap(), Status::Sent);
    it.colleague.phone.sync_all().unwrap();
    let now = it.colleague.clock_reading();
    assert!(it.colleague.store().note(&after, now).unwrap().is_some());
    // What was held meanwhile still waits for the manager, and is not lost.
    let held = it.server.organisation.held().unwrap();
    assert!(held.iter().any(|held| held.key == it.unsent));
}

#[test]
fn a_phone_that_was_revoked_after_waiting_forgets_as_revoked_phones_do() {
    let it = Waiting::begin();
    let later = write(&it.phone, it.series, "Nog iets");
    it.server.organisation.revoke_device(it.device()).unwrap();
    let report = it.phone.phone.sync();
    assert_eq!(report.state, State::Stopped(StopReason::DeviceRevoked));
    assert!(it.phone.store().documents().unwrap().is_empty());
    assert!(it.phone.store().directory().unwrap().is_empty());
    assert!(!it.shows(&it.before) && !it.shows(&it.news));
    // Nothing that was written on it is lost: it waits for the manager, and its author sees that.
    for key in [&it.unsent, &later] {
        let status = it.phone.phone.status(key).unwrap();
        assert!(matches!(status, Status::Held(_)), "{status:?}");
        let held = it.server.organisation.held().unwrap();
        assert!(held.iter().any(|held| held.key == *key));
    }
    let shown = it
        .phone
        .phone
        .timeline(Subject::Child(it.server.site.location.children[0][0]));
    let shown = shown.unwrap();
    assert!(
        shown
            .iter()
            .all(|it| it.entry.author() == it.entry.key.person)
    );
}

#[test]
fn who_logs_out_while_waiting_keeps_what_was_not_sent_and_logs_in_to_the_same() {
    let it = Waiting::begin();
    it.phone.link.cut();
    let unsent = write(&it.phone, it.series, "Nog iets");
    let refused = it.phone.store().log_out(false);
    assert!(
        matches!(refused, Err(StoreError::Unsent { .. })),
        "{refused:?}"
    );
    let kept = it.phone.store().log_out(true).unwrap();
    assert!(
        matches!(kept, LoggedOut::Kept { unsent } if unsent >= 1),
        "{kept:?}"
    );
    it.phone.store().log_in().unwrap();
    assert!(!it.shows(&it.before), "logging out took everything else");
    it.phone.link.restore();
    it.hears_that_it_waits();
    let why = HoldReason::DeviceSuspended;
    assert_eq!(it.phone.phone.status(&unsent).unwrap(), Status::Held(why));
    // Confirmed, it fetches all anew.
    it.confirm();
    it.phone.phone.sync_all().unwrap();
    assert!(it.shows(&it.before) && it.shows(&it.news));
}
