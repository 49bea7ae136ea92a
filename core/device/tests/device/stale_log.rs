//! A store whose file or write-ahead log was put back from another moment, and everything that looks like
//! it and is none.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::*;
use samenspel_device::{Accounts, Store, StoreError, StoreKey};
use samenspel_model::ids::{AccountId, EntryKey};

fn with(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// The file and its log, as they are at this moment.
fn taken(path: &Path) -> (Vec<u8>, Vec<u8>) {
    let log = fs::read(with(path, "-wal")).unwrap_or_default();
    (fs::read(path).unwrap(), log)
}

fn put(folder: &Path, file: &[u8], log: &[u8]) -> PathBuf {
    let path = folder.join("put.store");
    for suffix in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(with(&path, suffix));
    }
    fs::write(&path, file).unwrap();
    if !log.is_empty() {
        fs::write(with(&path, "-wal"), log).unwrap();
    }
    path
}

fn open(path: &Path) -> Result<Store, StoreError> {
    Store::open_with(path, &key(), &fast())
}

/// Another connection to the same file: another process, or a hand that writes the log back.
fn raw(path: &Path) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(path).unwrap();
    let pragma = format!("PRAGMA key = \"x'{}'\"", "07".repeat(32));
    connection.execute_batch(&pragma).unwrap();
    connection
}

fn write_back(path: &Path, how: &str) {
    let sql = format!("PRAGMA wal_checkpoint({how})");
    raw(path).query_row(&sql, [], |_| Ok(())).unwrap();
}

fn assert_refused_and_untouched(path: &Path) {
    let before = taken(path);
    for _ in 0..2 {
        let error = open(path).err();
        assert!(matches!(error, Some(StoreError::StaleLog)), "{error:?}");
        assert!(
            error
                .unwrap()
                .to_string()
                .contains("enrol this device anew")
        );
        assert!(taken(path) == before, "something was changed");
    }
}

fn assert_whole(path: &Path, keys: &[EntryKey]) {
    let store = open(path).unwrap();
    store.check().unwrap();
    for key in keys {
        assert!(store.status(key).unwrap().is_some(), "a note is gone");
    }
}

fn phone() -> Phone {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    samira
}

#[test]
fn an_old_file_beside_a_newer_log_is_refused_and_nothing_is_touched() {
    let mut samira = phone();
    samira.write(&handover("of the backup"), 2);
    samira.reopen();
    let (backup, _) = taken(&samira.path);
    // Between the backup and the kill the log was written back at least once.
    for notes_later in [1, 2, 40] {
        for minute in 0..notes_later {
            samira.write(&handover("later"), 3 + minute);
        }
        samira.reopen();
        let one = samira.write(&handover("in the log"), 60);
        let (file, log) = taken(&samira.path);
        let path = put(samira.folder.path(), &backup, &log);
        assert_refused_and_untouched(&path);
        // The right pair is still right.
        let path = put(samira.folder.path(), &file, &log);
        assert_whole(&path, &[one]);
    }
}

#[test]
fn an_old_file_beside_a_log_that_was_begun_anew_is_refused() {
    let mut samira = phone();
    samira.write(&handover("of the backup"), 2);
    write_back(&samira.path, "PASSIVE");
    let (backup, _) = taken(&samira.path);
    samira.write(&handover("later"), 3);
    write_back(&samira.path, "PASSIVE");
    samira.write(&handover("in the log"), 4);
    let (_, log) = taken(&samira.path);
    let path = put(samira.folder.path(), &backup, &log);
    assert_refused_and_untouched(&path);
}

#[test]
fn a_newer_file_beside_an_old_log_is_refused_and_nothing_is_undone() {
    let mut samira = phone();
    samira.write(&handover("of the backup"), 2);
    let (_, old) = taken(&samira.path);
    // One more note is enough, whether it makes the file longer or not.
    for notes_later in [1, 1, 1, 30] {
        let keys: Vec<EntryKey> = (0..notes_later)
            .map(|minute| samira.write(&handover("later"), 3 + minute))
            .collect();
        samira.reopen();
        let (newer, log) = taken(&samira.path);
        assert!(log.is_empty());
        let path = put(samira.folder.path(), &newer, &old);
        assert_refused_and_untouched(&path);
        let path = put(samira.folder.path(), &newer, &[]);
        assert_whole(&path, &keys);
    }
}

#[test]
fn a_kill_at_any_moment_is_no_alarm_however_much_of_the_log_was_written_back() {
    let mut samira = phone();
    let mut keys = Vec::new();
    for round in 0..60 {
        keys.push(samira.write(&handover(&"long ".repeat(300)), 2 + round));
        let how = ["", "PASSIVE", "", "RESTART", "TRUNCATE"][round as usize % 5];
        if !how.is_empty() {
            write_back(&samira.path, how);
        }
        if round % 7 == 6 {
            samira.reopen();
        }
        let (file, log) = taken(&samira.path);
        let path = put(samira.folder.path(), &file, &log);
        assert_whole(&path, &keys);
        // And once more, after it was used.
        assert_whole(&path, &keys);
    }
}

#[test]
fn a_kill_while_a_reader_holds_the_log_back_is_no_alarm() {
    let mut samira = phone();
    let mut keys = Vec::new();
    for round in 0..20 {
        keys.push(samira.write(&handover("before"), 2 + round));
        let reader = raw(&samira.path);
        reader
            .execute_batch("BEGIN; SELECT count(*) FROM notes")
            .unwrap();
        keys.push(samira.write(&handover("while somebody reads"), 3 + round));
        // Only what the reader has seen can be written back.
        write_back(&samira.path, "PASSIVE");
        keys.push(samira.write(&handover("after"), 4 + round));
        let (file, log) = taken(&samira.path);
        let path = put(samira.folder.path(), &file, &log);
        assert_whole(&path, &keys);
    }
}

#[test]
fn a_log_that_begins_by_itself_at_a_thousand_pages_is_no_alarm() {
    let mut samira = phone();
    let mut keys = Vec::new();
    for minute in 0..300 {
        keys.push(samira.write(&handover(&"long ".repeat(700)), 2 + minute));
        if minute % 10 == 0 {
            let (file, log) = taken(&samira.path);
            let path = put(samira.folder.path(), &file, &log);
            assert_whole(&path, &keys);
        }
    }
}

#[test]
fn a_kill_before_a_new_log_has_its_note_is_no_alarm() {
    let mut samira = phone();
    let kept = samira.write(&handover("kept"), 2);
    for how in ["RESTART", "TRUNCATE"] {
        let other = raw(&samira.path);
        write_back(&samira.path, how);
        other
            .execute_batch("UPDATE sync_state SET position = position")
            .unwrap();
        let (file, log) = taken(&samira.path);
        let path = put(samira.folder.path(), &file, &log);
        assert_whole(&path, &[kept]);
    }
}

#[test]
fn a_first_page_that_was_written_back_in_part_is_mended_by_its_log() {
    let mut samira = phone();
    let kept = samira.write(&handover("kept"), 2);
    let (mut file, log) = taken(&samira.path);
    // Half of the page as it was, half of it new.
    file[2_048..4_096].iter_mut().for_each(|byte| *byte ^= 0x5a);
    let path = put(samira.folder.path(), &file, &log);
    assert_whole(&path, &[kept]);
}

#[test]
fn a_log_that_broke_off_is_no_alarm() {
    let mut samira = phone();
    samira.reopen();
    samira.write(&handover("kept or not"), 2);
    let (file, log) = taken(&samira.path);
    for length in (0..log.len()).step_by(1_999) {
        let path = put(samira.folder.path(), &file, &log[..length]);
        open(&path).unwrap().check().unwrap();
    }
}

#[test]
fn a_log_that_is_damaged_in_its_middle_is_refused_and_not_cut_there() {
    let mut samira = phone();
    samira.reopen();
    for minute in 0..4 {
        samira.write(&handover("not sent"), 2 + minute);
    }
    let (file, log) = taken(&samira.path);
    // Where each commit ends: a frame is its head of 24 bytes and a page.
    let frames = (log.len() - 32) / (24 + 4_096);
    let start = |frame: usize| 32 + frame * (24 + 4_096);
    let commits: Vec<usize> = (0..frames)
        .filter(|it| log[start(*it) + 4..start(*it) + 8] != [0; 4])
        .collect();
    let last_whole = commits[commits.len() - 2];
    for frame in 0..=last_whole {
        // In its number, its salts, its sums and its page.
        for at in [3, 9, 17, 2_000] {
            let mut broken = log.clone();
            broken[start(frame) + at] ^= 1;
            let path = put(samira.folder.path(), &file, &broken);
            let opened = open(&path).err();
            // What is damaged in the last commit but one may be what power left of it.
            let may_be_cut = frame + 1 >= last_whole;
            let is_told = matches!(opened, Some(StoreError::Corrupt(_)));
            assert!(
                is_told || may_be_cut,
                "frame {frame}, byte {at}: {opened:?}"
            );
            assert!(opened.is_none() || taken(&path) == (file.clone(), broken));
        }
    }
    // The last commit is what power leaves in pieces: no alarm.
    for frame in last_whole + 1..frames {
        let mut broken = log.clone();
        broken[start(frame) + 2_000] ^= 1;
        let path = put(samira.folder.path(), &file, &broken);
        open(&path).unwrap().check().unwrap();
    }
}

#[test]
fn before_a_store_is_set_aside_the_app_can_say_how_much_of_it_was_not_sent() {
    let folder = tempfile::tempdir().unwrap();
    let accounts = Accounts::at(folder.path());
    let id = AccountId([5; 16]);
    drop(accounts.create(id, &key()).unwrap());
    let own = folder.path().join(id.to_string()).join("notes.db");
    let mut samira = phone();
    samira.reopen();
    let (backup, _) = taken(&samira.path);
    samira.write(&handover("one"), 2);
    samira.reopen();
    samira.write(&handover("two"), 3);
    let (file, log) = taken(&samira.path);
    fs::write(&own, &file).unwrap();
    fs::write(with(&own, "-wal"), &log).unwrap();
    assert_eq!(accounts.unsent_in_damaged(id, &key()).unwrap(), Some(2));
    // An old file beside that log: nobody can know, and it is not said to be nothing.
    fs::write(&own, &backup).unwrap();
    let before = taken(&own);
    assert_eq!(accounts.unsent_in_damaged(id, &key()).unwrap(), None);
    assert!(taken(&own) == before);
    // A log of which pages are torn may hold more than the file does.
    let mut torn = file.clone();
    torn.iter_mut()
        .skip(4_096)
        .step_by(7)
        .for_each(|it| *it ^= 1);
    fs::write(&own, &torn).unwrap();
    let told = accounts.unsent_in_damaged(id, &key()).unwrap();
    assert!(told.is_none_or(|it| it == 2), "{told:?}");
    // Without any log the file alone tells.
    fs::remove_file(with(&own, "-wal")).unwrap();
    fs::write(&own, &backup).unwrap();
    assert_eq!(accounts.unsent_in_damaged(id, &key()).unwrap(), Some(0));
    // Nothing reads with another key, or where all is damaged.
    let other = StoreKey::new([8; 32]);
    assert_eq!(accounts.unsent_in_damaged(id, &other).unwrap(), None);
    fs::write(&own, vec![7; file.len()]).unwrap();
    assert_eq!(accounts.unsent_in_damaged(id, &key()).unwrap(), None);
    accounts.set_aside(id).unwrap();
}

#[test]
fn a_store_that_is_read_and_not_written_makes_no_log_longer() {
    let samira = phone();
    let before = taken(&samira.path);
    // A command that changes nothing is no commit.
    let nobody = EntryKey {
        person: SAMIRA,
        entry: [9; 16],
    };
    assert!(!samira.store.dismiss(&nobody, at(60)).unwrap());
    assert!(taken(&samira.path) == before);
}
