//! The profiles of one device: which there are, what opens them, and what is left when a step is cut off.

// This is test code: a failed unwrap is a failed test with a line number.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use samenspel_device::{
    ACCOUNTS_MAX, Accounts, AccountsError, FloorError, LoggedOut, Pin, PinChange, Seal, StoreError,
    StoreKey,
};
use samenspel_model::ids::{AccountId, PersonId};
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_testkit::random::Counter;

const PLATFORM: [u8; 32] = [7; 32];
const OWNER: PersonId = PersonId([3; 16]);

fn id(number: u8) -> AccountId {
    AccountId([number; 16])
}

fn key() -> StoreKey {
    StoreKey::new([5; 32])
}

fn at_minute(minute: i64) -> ClockReading {
    ClockReading {
        wall: UnixMillis(1_800_000_000_000 + minute * UnixMillis::MINUTE_MS),
        boot_id: 1,
        monotonic_ms: minute * UnixMillis::MINUTE_MS,
    }
}

fn pin(digits: &str) -> Pin {
    Pin::new(digits).unwrap()
}

fn with_own_profile(folder: &Path) -> Accounts {
    let accounts = Accounts::at(folder);
    let random = &mut Counter(0);
    let made = accounts.create_with_pin(id(1), OWNER, &pin("2580"), &PLATFORM, random);
    made.unwrap();
    accounts
}

#[test]
fn profiles_are_listed_in_the_order_they_were_made_with_what_opens_them() {
    let folder = tempfile::tempdir().unwrap();
    let accounts = Accounts::at(&folder.path().join("not/yet"));
    assert_eq!(accounts.list().unwrap(), []);
    accounts.create(id(2), &key()).unwrap();
    let random = &mut Counter(0);
    let own = accounts.create_with_pin(id(1), OWNER, &pin("2580"), &PLATFORM, random);
    own.unwrap();
    let listed = accounts.list().unwrap();
    assert_eq!(
        listed.iter().map(|it| it.id).collect::<Vec<_>>(),
        [id(1), id(2)]
    );
    assert_eq!(listed[0].seal, Seal::Pin { owner: OWNER });
    assert_eq!(listed[1].seal, Seal::Platform);
}

#[test]
fn neither_the_pin_nor_the_platform_key_opens_an_own_profile_alone() {
    let folder = tempfile::tempdir().unwrap();
    let accounts = with_own_profile(folder.path());
    let other_device = accounts.open_with_pin(id(1), &pin("2580"), &[8; 32], at_minute(0));
    let wrong = AccountsError::Pin(FloorError::WrongPin { tries_left: 4 });
    assert_eq!(other_device.unwrap_err().to_string(), wrong.to_string());
    let without_pin = accounts.open(id(1), &StoreKey::new(PLATFORM));
    assert!(matches!(without_pin, Err(AccountsError::OtherSeal)));
    let opened = accounts.open_with_pin(id(1), &pin("2580"), &PLATFORM, at_minute(0));
    opened.unwrap();
}

#[test]
fn five_wrong_pins_lock_a_profile_also_for_an_app_that_was_started_anew() {
    let folder = tempfile::tempdir().unwrap();
    let tries = |minute| {
        // Another process: nothing is kept in memory.
        let accounts = Accounts::at(folder.path());
        accounts.open_with_pin(id(1), &pin("1793"), &PLATFORM, at_minute(minute))
    };
    let accounts = with_own_profile(folder.path());
    for left in [4, 3, 2, 1] {
        let wrong = tries(0).unwrap_err();
        assert!(
            matches!(wrong, AccountsError::Pin(FloorError::WrongPin { tries_left }) if tries_left == left)
        );
    }
    for minute in [0, 4] {
        let locked = tries(minute).unwrap_err();
        assert!(
            matches!(locked, AccountsError::Pin(FloorError::Locked { .. })),
            "{minute}"
        );
    }
    let right = accounts.open_with_pin(id(1), &pin("2580"), &PLATFORM, at_minute(4));
    assert!(matches!(
        right,
        Err(AccountsError::Pin(FloorError::Locked { .. }))
    ));
    let later = accounts.open_with_pin(id(1), &pin("2580"), &PLATFORM, at_minute(5));
    later.unwrap();
    // What was right begins the count anew.
    let wrong = tries(6).unwrap_err();
    assert!(matches!(
        wrong,
        AccountsError::Pin(FloorError::WrongPin { tries_left: 4 })
    ));
}

#[test]
fn another_pin_opens_the_same_notes_and_the_old_one_opens_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let accounts = with_own_profile(folder.path());
    let file = folder.path().join(id(1).to_string()).join("notes.db");
    let before = fs::read(&file).unwrap();
    let (old, new) = (pin("2580"), pin("1793"));
    let random = &mut Counter(100);
    let mut change = |from: &Pin, to: &Pin, minute| {
        let pins = PinChange { from, to };
        accounts.change_pin(id(1), pins, &PLATFORM, at_minute(minute), random)
    };
    // Who does not know the old one changes nothing, and is counted like anybody who guesses.
    let guessed = change(&new, &new, 0).unwrap_err();
    assert!(
        matches!(guessed, AccountsError::Pin(FloorError::WrongPin { tries_left }) if tries_left == 4)
    );
    change(&old, &new, 0).unwrap();
    assert_eq!(fs::read(&file).unwrap(), before);
    let tried = accounts.open_with_pin(id(1), &old, &PLATFORM, at_minute(1));
    assert!(
        matches!(tried, Err(AccountsError::Pin(FloorError::WrongPin { tries_left })) if tries_left == 4)
    );
    // Changed while it is open, it goes on.
    let opened = accounts.open_with_pin(id(1), &new, &PLATFORM, at_minute(1));
    change(&new, &old, 2).unwrap();
    drop(opened.unwrap());
    let again = accounts.open_with_pin(id(1), &old, &PLATFORM, at_minute(2));
    again.unwrap();
    // What is known of one profile opens no other.
    let about = |number| {
        folder
            .path()
            .join(id(number).to_string())
            .join("about.cbor")
    };
    let made = accounts.create_with_pin(id(2), OWNER, &new, &PLATFORM, &mut Counter(200));
    drop(made.unwrap());
    fs::copy(about(1), about(2)).unwrap();
    let swapped = accounts.open_with_pin(id(2), &old, &PLATFORM, at_minute(3));
    assert!(matches!(swapped, Err(AccountsError::Pin(_))));
}

#[test]
fn a_wrong_platform_key_changes_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    let accounts = Accounts::at(folder.path());
    drop(accounts.create(id(1), &key()).unwrap());
    let file = folder.path().join(id(1).to_string()).join("notes.db");
    let before = fs::read(&file).unwrap();
    let wrong = accounts.open(id(1), &StoreKey::new([6; 32]));
    assert!(matches!(
        wrong,
        Err(AccountsError::Store(StoreError::WrongKey))
    ));
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn what_was_cut_off_is_no_profile_and_can_be_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let accounts = Accounts::at(folder.path());
    drop(accounts.create(id(1), &key()).unwrap());
    // As if the process had died between the two files.
    fs::remove_file(folder.path().join(id(1).to_string()).join("notes.db")).unwrap();
    assert_eq!(accounts.list().unwrap(), []);
    accounts.create(id(1), &key()).unwrap();
    let again = accounts.create(id(1), &key());
    assert!(matches!(
        again,
        Err(AccountsError::Store(StoreError::AlreadyExists))
    ));
    // As if it had died while it removed one.
    let gone = folder.path().join(format!("{}.gone", id(4)));
    fs::create_dir(&gone).unwrap();
    fs::write(gone.join("notes.db"), "sealed").unwrap();
    assert_eq!(accounts.list().unwrap().len(), 1);
    assert!(!gone.exists());
}

#[test]
fn a_removed_profile_leaves_no_file_and_a_foreign_one_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let accounts = with_own_profile(folder.path());
    fs::write(folder.path().join("readme.txt"), "van de app zelf").unwrap();
    accounts.remove(id(1), true).unwrap();
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1);
    assert!(matches!(
        accounts.remove(id(1), true),
        Err(AccountsError::Unknown)
    ));
    let open = accounts.open(id(1), &key());
    assert!(matches!(open, Err(AccountsError::Unknown)));
}

/// A profile with one reflection, which is nowhere else.
fn with_words(folder: &Path) -> Accounts {
    let accounts = Accounts::at(folder);
    let store = accounts.create(id(1), &key()).unwrap();
    let words = "Ik liet hem vandaag zelf zijn jas aandoen.";
    let kept = store.reflect(OWNER, None, words, at_minute(0), &mut Counter(0));
    kept.unwrap();
    accounts
}

#[test]
fn a_profile_that_nobody_logged_out_of_is_not_removed() {
    let folder = tempfile::tempdir().unwrap();
    let accounts = with_words(folder.path());
    let refused = accounts.remove(id(1), false);
    assert!(matches!(refused, Err(AccountsError::NotLoggedOut)));
    assert_eq!(accounts.list().unwrap()[0].left, None);
    let store = accounts.open(id(1), &key()).unwrap();
    assert_eq!(store.reflections(OWNER, at_minute(0)).unwrap().len(), 1);
}

#[test]
fn a_profile_with_unsent_words_is_removed_only_by_who_says_that_they_may_be_lost() {
    let folder = tempfile::tempdir().unwrap();
    let accounts = with_words(folder.path());
    let store = accounts.open(id(1), &key()).unwrap();
    assert_eq!(store.log_out(true).unwrap(), LoggedOut::Kept { unsent: 1 });
    drop(store);
    let left = accounts.list().unwrap()[0].left;
    assert_eq!(left, Some(LoggedOut::Kept { unsent: 1 }));
    let refused = accounts.remove(id(1), false);
    assert!(matches!(
        refused,
        Err(AccountsError::Store(StoreError::Unsent { count: 1 }))
    ));
    // Logged in again, nobody knows how much there will be.
    accounts.open(id(1), &key()).unwrap().log_in().unwrap();
    let refused = accounts.remove(id(1), false);
    assert!(matches!(refused, Err(AccountsError::NotLoggedOut)));
    accounts.open(id(1), &key()).unwrap().log_out(true).unwrap();
    assert_eq!(accounts.remove(id(1), true).unwrap(), Some(1));
    assert_eq!(accounts.list().unwrap(), []);
}

#[test]
fn a_profile_left_empty_and_one_that_was_never_finished_are_removed_without_more() {
    let folder = tempfile::tempdir().unwrap();
    let accounts = with_own_profile(folder.path());
    let store = accounts.open_with_pin(id(1), &pin("2580"), &PLATFORM, at_minute(0));
    assert_eq!(store.unwrap().log_out(false).unwrap(), LoggedOut::Empty);
    assert_eq!(accounts.remove(id(1), false).unwrap(), Some(0));
    fs::create_dir(folder.path().join(id(2).to_string())).unwrap();
    assert_eq!(accounts.remove(id(2), false).unwrap(), None);
}

#[test]
fn a_damaged_profile_set_aside_is_kept_whole_and_makes_room_for_another() {
    let folder = tempfile::tempdir().unwrap();
    let accounts = with_words(folder.path());
    let file = folder.path().join(id(1).to_string()).join("notes.db");
    let before = fs::read(&file).unwrap();
    let aside = accounts.set_aside(id(1)).unwrap();
    assert_eq!(fs::read(aside.join("notes.db")).unwrap(), before);
    assert_eq!(accounts.list().unwrap(), []);
    assert!(matches!(
        accounts.open(id(1), &key()),
        Err(AccountsError::Unknown)
    ));
    assert!(matches!(
        accounts.set_aside(id(1)),
        Err(AccountsError::Unknown)
    ));
    drop(accounts.create(id(2), &key()).unwrap());
    assert_eq!(accounts.list().unwrap().len(), 1);
    assert!(aside.exists(), "listing removed it");
}

#[test]
fn damaged_words_about_a_profile_are_said_to_be_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let accounts = with_own_profile(folder.path());
    let about = folder.path().join(id(1).to_string()).join("about.cbor");
    for damaged in [&b""[..], b"\xff\xff", &[0x9f; 4_096]] {
        fs::write(&about, damaged).unwrap();
        let opened = accounts.open_with_pin(id(1), &pin("2580"), &PLATFORM, at_minute(0));
        assert!(matches!(opened, Err(AccountsError::Damaged)));
    }
    drop(accounts.create(id(2), &key()).unwrap());
    let seals: Vec<Seal> = accounts.list().unwrap().iter().map(|it| it.seal).collect();
    assert_eq!(seals, [Seal::Damaged, Seal::Platform]);
    accounts.remove(id(1), true).unwrap();
}

#[test]
fn a_device_holds_a_bounded_number_of_profiles() {
    let folder = tempfile::tempdir().unwrap();
    let accounts = Accounts::at(folder.path());
    for number in 0..ACCOUNTS_MAX {
        // Only the files count: making that many stores takes long.
        drop(accounts.create(id(1), &key()).unwrap());
        let made = folder.path().join(id(1).to_string());
        let moved = folder
            .path()
            .join(AccountId([100 + number as u8; 16]).to_string());
        fs::rename(made, moved).unwrap();
    }
    let one_more = accounts.create(id(1), &key());
    assert!(matches!(one_more, Err(AccountsError::TooMany)));
}
