//! A phone's store that is damaged, full, read-only, from a later app or opened with a wrong key,
//! beside the real server: each gives a clear error, and nothing is lost. What the server makes of
//! bad requests is tested with the server; broken answers, with the device's client.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use samenspel_device::{Command, CommandError, Status, Store, StoreError, StoreKey, StoreOptions};
use samenspel_model::ids::EntryKey;
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_rules::directory::Holder;
use samenspel_testkit::clock::TrueTime;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::clock::SharedClock;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::{note, of_child, text};
use samenspel_tests::support::phone::{Phone, Surroundings, store_key};

const SIZE: Size = Size {
    groups: 1,
    children_per_group: 1,
    staff_per_group: 2,
};
const PAGE_BYTES: usize = 4_096;

/// A location with one phone on which something was sent and something not yet.
struct Place {
    server: DrivenServer,
    around: Surroundings,
    path: PathBuf,
    sent: EntryKey,
    unsent: EntryKey,
}

impl Place {
    /// The app is closed when this returns.
    fn new() -> Self {
        let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
        let around = Surroundings::new(
            server.runtime.handle(),
            Arc::new(SharedClock::right(&server.time)),
        );
        let path = server
            .site
            .phones()
            .unwrap()
            .join("samira")
            .join("profile.store");
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let person = server.site.location.staff[0][0];
        let ticket = server
            .invite(Holder::Person(person), server.address)
            .unwrap();
        let phone = Phone::enrol(&path, person, &ticket, &around).unwrap();
        phone.sync_all().unwrap();
        let sent = phone.write(&handover(&server, "verstuurd")).unwrap();
        phone.sync_all().unwrap();
        let unsent = phone
            .write(&handover(&server, "nog niet verstuurd"))
            .unwrap();
        Self {
            server,
            around,
            path,
            sent,
            unsent,
        }
    }

    fn open(&self) -> Phone {
        Phone::open(&self.path, &self.around).unwrap()
    }

    fn handover(&self, words: &str) -> Command {
        handover(&self.server, words)
    }

    fn subject(&self) -> Subject {
        Subject::Child(self.server.site.location.children[0][0])
    }

    /// The phone opens as if nothing had been, and what was not sent is sent now, once.
    fn assert_nothing_was_lost(&self) {
        let phone = self.open();
        assert_eq!(phone.status(&self.sent).unwrap(), Status::Sent);
        assert_eq!(phone.status(&self.unsent).unwrap(), Status::OnThisDevice);
        phone.sync_all().unwrap();
        assert_eq!(phone.status(&self.unsent).unwrap(), Status::Sent);
        let person = self.server.site.location.staff[0][1];
        let colleague = Carried::new(&self.server, "colleague", person).unwrap();
        let found = colleague.entries().unwrap();
        assert_eq!(found.get(&self.sent), Some(&1));
        assert_eq!(found.get(&self.unsent), Some(&1));
    }
}

fn handover(server: &DrivenServer, words: &str) -> Command {
    let location = &server.site.location;
    let series = of_child(
        location.org,
        DocumentKind::Handover,
        location.children[0][0],
    );
    note(
        series,
        "handover",
        &[("state", text("watch")), ("summary", text(words))],
    )
}

fn open(path: &Path) -> Result<Store, StoreError> {
    Store::open(path, &store_key())
}

#[test]
fn a_corrupt_store_says_what_to_do_and_all_that_was_sent_is_on_the_next_phone() {
    let place = Place::new();
    let mut damaged = std::fs::read(&place.path).unwrap();
    for page in damaged.chunks_mut(PAGE_BYTES).skip(1) {
        page[PAGE_BYTES / 2] ^= 0xff;
    }
    std::fs::write(&place.path, &damaged).unwrap();
    // Damage is found at the latest where the damaged page is read, never shown as an answer.
    let error = open(&place.path)
        .and_then(|store| store.check().and_then(|()| store.documents().map(drop)))
        .unwrap_err();
    assert!(matches!(error, StoreError::Corrupt(_)), "{error}");
    let said = error.to_string();
    assert!(
        said.contains("keep the file") && said.contains("enrol this device anew"),
        "{said}"
    );
    // The file is kept as it is, for whoever can still save something from it.
    assert_eq!(std::fs::read(&place.path).unwrap().len(), damaged.len());

    // Enrolled anew, the same person has all that was ever called "sent".
    let person = place.server.site.location.staff[0][0];
    let anew = Carried::new(&place.server, "anew", person).unwrap();
    assert_eq!(anew.entries().unwrap().get(&place.sent), Some(&1));
    assert!(anew.write(&place.handover("verder")).is_ok());
    anew.phone.sync_all().unwrap();
}

#[test]
fn a_truncated_store_is_an_error_and_never_an_empty_store() {
    let place = Place::new();
    let whole = std::fs::read(&place.path).unwrap();
    for length in [0, 100, PAGE_BYTES, whole.len() / 2] {
        let path = place.path.with_extension(format!("cut-{length}"));
        std::fs::write(&path, &whole[..length]).unwrap();
        let read = open(&path).and_then(|store| {
            store.check()?;
            store.status(&place.sent)
        });
        let error = read.expect_err("half a store was read as a whole one");
        assert!(
            matches!(error, StoreError::NotAStore | StoreError::Corrupt(_)),
            "{length} bytes: {error}"
        );
    }
    place.assert_nothing_was_lost();
}

#[test]
fn a_full_disk_refuses_the_next_note_and_keeps_all_others() {
    let place = Place::new();
    let full = open_full(&place);
    let long = place.handover(&"Een heel lang verhaal. ".repeat(150));
    let clock = &place.around.clock;
    let person = place.server.site.location.staff[0][0];
    let mut kept = Vec::new();
    let error = loop {
        match full.execute(&long, person, clock.read(), &mut SystemRandom) {
            Ok(intent) => kept.extend(full.entry_keys(intent).unwrap()),
            Err(error) => break error,
        }
        assert!(kept.len() < 500, "the disk is never full");
    };
    assert!(
        matches!(error, CommandError::Store(StoreError::DiskFull)),
        "{error}"
    );
    let said = error.to_string();
    assert!(
        said.contains("free some space") && said.contains("nothing already saved"),
        "{said}"
    );
    // What was accepted before is there; of what was refused, nothing is.
    assert_eq!(full.pending_count().unwrap(), kept.len() as u64 + 1);
    drop(full);

    // With space again, the same note is accepted, and everything is sent.
    let phone = place.open();
    kept.push(phone.write(&long).unwrap());
    for key in &kept {
        assert_eq!(phone.status(key).unwrap(), Status::OnThisDevice);
    }
    phone.sync_all().unwrap();
    for key in kept.iter().chain([&place.unsent]) {
        assert_eq!(phone.status(key).unwrap(), Status::Sent);
    }
}

#[test]
fn a_disk_that_fills_up_during_a_sync_leaves_the_sync_for_later() {
    let place = Place::new();
    let person = place.server.site.location.staff[0][1];
    let colleague = Carried::new(&place.server, "colleague", person).unwrap();
    let long = "Een heel lang verhaal. ".repeat(150);
    let keys: Vec<EntryKey> = (0..60)
        .map(|_| colleague.write(&place.handover(&long)).unwrap())
        .collect();
    colleague.phone.sync_all().unwrap();

    let full = open_full(&place);
    let outgoing = full
        .build_sync(place.around.clock.read(), &mut SystemRandom)
        .unwrap();
    let answer = place
        .server
        .organisation
        .sync_now(&outgoing.headers, &outgoing.body)
        .unwrap();
    let reading = place.around.clock.read();
    let error = full
        .apply_sync(&outgoing.receipt, reading, &answer)
        .unwrap_err();
    assert!(error.to_string().contains("no space left"), "{error}");
    // Nothing of the answer was taken, so nothing says "sent" by half.
    assert_eq!(
        full.status(&place.unsent).unwrap(),
        Some(Status::OnThisDevice)
    );
    let now = place.around.clock.read();
    assert_eq!(full.note(&keys[0], now).unwrap(), None);
    drop(full);

    let phone = place.open();
    phone.sync_all().unwrap();
    assert_eq!(phone.status(&place.unsent).unwrap(), Status::Sent);
    assert_eq!(
        phone.timeline(place.subject()).unwrap().len(),
        keys.len() + 2
    );
}

/// The store on a disk with next to no space left.
fn open_full(place: &Place) -> Store {
    let pages = std::fs::metadata(&place.path).unwrap().len() as usize / PAGE_BYTES + 8;
    let options = StoreOptions {
        pages_max: Some(u32::try_from(pages).unwrap()),
        ..StoreOptions::default()
    };
    Store::open_with(&place.path, &store_key(), &options).unwrap()
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_said_to_be_so_and_works_again_afterwards() {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    let place = Place::new();
    // Nobody writes here, not even root, which tests often are.
    let nowhere = Path::new("/sys/samenspel-test.store");
    let mut errors = vec![Store::create(nowhere, &store_key()).unwrap_err()];
    let folder = place.path.parent().unwrap();
    let set = |folder_mode, file_mode| {
        std::fs::set_permissions(&place.path, Permissions::from_mode(file_mode)).unwrap();
        std::fs::set_permissions(folder, Permissions::from_mode(folder_mode)).unwrap();
    };
    set(0o500, 0o400);
    let is_root = std::fs::write(folder.join("probe"), "").is_ok();
    if !is_root {
        errors.push(open(&place.path).unwrap_err());
    }
    set(0o700, 0o600);
    for error in errors {
        assert!(matches!(error, StoreError::ReadOnly), "{error}");
        let said = error.to_string();
        assert!(
            said.contains("allow the app to write to its folder"),
            "{said}"
        );
    }
    place.assert_nothing_was_lost();
}

#[test]
fn a_store_of_a_later_app_asks_for_an_update_and_is_not_touched() {
    let place = Place::new();
    set_version(&place.path, 999);
    let before = std::fs::read(&place.path).unwrap();
    let error = open(&place.path).unwrap_err();
    let StoreError::NewerVersion { found: 999, known } = error else {
        panic!("{error}")
    };
    assert!(error.to_string().contains("update the app"), "{error}");
    assert_eq!(std::fs::read(&place.path).unwrap(), before);
    // The updated app opens it.
    set_version(&place.path, known);
    place.assert_nothing_was_lost();
}

fn set_version(path: &Path, version: i64) {
    let connection = rusqlite::Connection::open(path).unwrap();
    let key = "07".repeat(32);
    connection
        .execute_batch(&format!("PRAGMA key = \"x'{key}'\""))
        .unwrap();
    connection
        .pragma_update(None, "user_version", version)
        .unwrap();
}

#[test]
fn a_wrong_key_opens_nothing_and_changes_nothing() {
    let place = Place::new();
    let before = std::fs::read(&place.path).unwrap();
    let error = Store::open(&place.path, &StoreKey::new([8; 32])).unwrap_err();
    assert!(matches!(error, StoreError::WrongKey), "{error}");
    let said = error.to_string();
    assert!(
        said.contains("nothing was changed") && said.contains("unlock again"),
        "{said}"
    );
    assert_eq!(std::fs::read(&place.path).unwrap(), before);
    place.assert_nothing_was_lost();
}

#[test]
fn a_file_that_is_no_store_is_refused_and_left_alone() {
    let place = Place::new();
    let path = place.path.with_extension("txt");
    std::fs::write(&path, "boodschappen: melk, brood").unwrap();
    let error = open(&path).unwrap_err();
    assert!(matches!(error, StoreError::NotAStore), "{error}");
    assert!(error.to_string().contains("choose another path"), "{error}");
    let error = Store::create(&path, &store_key()).unwrap_err();
    assert!(matches!(error, StoreError::AlreadyExists), "{error}");
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        "boodschappen: melk, brood"
    );
    place.assert_nothing_was_lost();
}
