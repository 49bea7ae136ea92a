//! A backup that is put back while the write-ahead log of what it replaces is still there, as it is after
//! a server was killed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::time::Duration;

use samenspel_model::ids::{Incarnation, OrgId};
use sync_server::storage::{SqliteOptions, SqliteStorage, Storage, StorageError};

fn create(folder: &Path) -> SqliteStorage {
    let (org, first) = (OrgId([1; 16]), Incarnation([2; 8]));
    let path = folder.join("log.sqlite");
    SqliteStorage::create(&path, org, first, SqliteOptions::default()).unwrap()
}

fn open(folder: &Path) -> Result<SqliteStorage, StorageError> {
    SqliteStorage::open(&folder.join("log.sqlite"), SqliteOptions::default())
}

fn write(storage: &SqliteStorage) {
    let mut transaction = storage.begin_write().unwrap();
    let mut log = transaction.log().unwrap();
    log.last_position += 1;
    transaction.set_log(&log).unwrap();
    transaction.commit().unwrap();
}

/// So much that the log is written back, and begins anew with what is written next.
fn fill(folder: &Path) {
    let connection = rusqlite::Connection::open(folder.join("log.sqlite")).unwrap();
    let sql = "CREATE TABLE IF NOT EXISTS ballast (bytes BLOB);
               INSERT INTO ballast VALUES (zeroblob(6000000))";
    connection.execute_batch(sql).unwrap();
}

/// What a kill at this moment leaves.
fn killed(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

fn position(storage: &SqliteStorage) -> u64 {
    storage.begin_read().unwrap().log().unwrap().last_position
}

#[test]
fn after_a_kill_the_log_belongs_to_its_file_whenever_it_began() {
    let folder = tempfile::tempdir().unwrap();
    let served = folder.path().join("served");
    std::fs::create_dir(&served).unwrap();
    let storage = create(&served);
    for round in 0..4 {
        write(&storage);
        if round % 2 == 1 {
            fill(&served);
        }
        let left = folder.path().join(format!("left {round}"));
        killed(&served, &left);
        assert_eq!(position(&open(&left).unwrap()), round + 1);
    }
}

#[test]
fn a_backup_put_back_beside_the_log_of_a_later_state_is_refused_until_the_log_is_away() {
    let folder = tempfile::tempdir().unwrap();
    let (served, left) = (folder.path().join("served"), folder.path().join("left"));
    std::fs::create_dir(&served).unwrap();
    drop(create(&served));
    let backup = std::fs::read(served.join("log.sqlite")).unwrap();
    let storage = open(&served).unwrap();
    for _ in 0..2 {
        write(&storage);
        fill(&served);
    }
    write(&storage);
    killed(&served, &left);
    std::fs::write(left.join("log.sqlite"), &backup).unwrap();
    let before = std::fs::read(left.join("log.sqlite-wal")).unwrap();
    let refused = open(&left).err().unwrap();
    assert!(matches!(refused, StorageError::StaleLog { .. }));
    let told = refused.to_string();
    assert!(
        told.contains("move log.sqlite-wal and log.sqlite-shm away"),
        "{told}"
    );
    // Nothing was touched: the other way is still open.
    assert_eq!(std::fs::read(left.join("log.sqlite-wal")).unwrap(), before);
    assert_eq!(std::fs::read(left.join("log.sqlite")).unwrap(), backup);
    std::fs::remove_file(left.join("log.sqlite-wal")).unwrap();
    let _ = std::fs::remove_file(left.join("log.sqlite-shm"));
    assert_eq!(position(&open(&left).unwrap()), 0);
}

#[test]
fn a_folders_copy_put_back_with_what_was_noted_beside_it_is_refused_too() {
    let folder = tempfile::tempdir().unwrap();
    let (served, left) = (folder.path().join("served"), folder.path().join("left"));
    std::fs::create_dir(&served).unwrap();
    let storage = create(&served);
    write(&storage);
    drop(storage);
    let name = |file: &str| served.join(file);
    let copied = ["log.sqlite", "log.sqlite-base"].map(|it| (it, std::fs::read(name(it)).ok()));
    for _ in 0..2 {
        write(&open(&served).unwrap());
    }
    let storage = open(&served).unwrap();
    write(&storage);
    killed(&served, &left);
    // The times of a copy are those of what was copied.
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(3_600);
    for with_note in [true, false] {
        for (file, bytes) in &copied {
            let path = left.join(file);
            match bytes {
                Some(bytes) if with_note || *file == "log.sqlite" => {
                    std::fs::write(&path, bytes).unwrap();
                    std::fs::File::options()
                        .write(true)
                        .open(&path)
                        .and_then(|it| it.set_modified(long_ago))
                        .unwrap();
                }
                _ => drop(std::fs::remove_file(path)),
            }
        }
        let before = std::fs::read(left.join("log.sqlite")).unwrap();
        let refused = open(&left).err();
        assert!(
            matches!(refused, Some(StorageError::StaleLog { .. })),
            "{refused:?}"
        );
        assert_eq!(std::fs::read(left.join("log.sqlite")).unwrap(), before);
    }
}

#[test]
fn a_backup_of_the_very_state_on_which_the_log_began_is_not_silently_undone() {
    let folder = tempfile::tempdir().unwrap();
    let (served, left) = (folder.path().join("served"), folder.path().join("left"));
    std::fs::create_dir(&served).unwrap();
    drop(create(&served));
    let backup = std::fs::read(served.join("log.sqlite")).unwrap();
    let storage = open(&served).unwrap();
    write(&storage);
    let log = std::fs::read(served.join("log.sqlite-wal")).unwrap();
    std::mem::forget(storage);
    std::thread::sleep(Duration::from_secs(4));
    std::fs::write(served.join("log.sqlite"), &backup).unwrap();
    assert!(matches!(open(&served), Err(StorageError::StaleLog { .. })));
    assert!(std::fs::read(served.join("log.sqlite-wal")).unwrap() == log);
    // The folder as a whole, copied file by file, the log first: nothing was put back.
    std::fs::create_dir_all(&left).unwrap();
    std::fs::copy(served.join("log.sqlite-wal"), left.join("log.sqlite-wal")).unwrap();
    std::thread::sleep(Duration::from_secs(4));
    killed_file(&served, &left, "log.sqlite");
    killed_file(&served, &left, "log.sqlite-base");
    assert_eq!(position(&open(&left).unwrap()), 1);
}

fn killed_file(from: &Path, to: &Path, name: &str) {
    std::fs::copy(from.join(name), to.join(name)).unwrap();
}

#[test]
fn a_backup_of_a_moment_that_left_the_files_length_alone_is_refused_too() {
    let folder = tempfile::tempdir().unwrap();
    let (served, left) = (folder.path().join("served"), folder.path().join("left"));
    std::fs::create_dir(&served).unwrap();
    let storage = create(&served);
    let write_back = || {
        let connection = rusqlite::Connection::open(served.join("log.sqlite")).unwrap();
        connection
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
            .unwrap();
    };
    write(&storage);
    write_back();
    // The file now holds this state; nothing below makes it longer.
    let backup = std::fs::read(served.join("log.sqlite")).unwrap();
    for _ in 0..2 {
        write(&storage);
        write_back();
    }
    write(&storage);
    killed(&served, &left);
    assert_eq!(position(&open(&left).unwrap()), 4);
    std::fs::remove_dir_all(&left).unwrap();
    killed(&served, &left);
    std::fs::write(left.join("log.sqlite"), &backup).unwrap();
    assert!(matches!(open(&left), Err(StorageError::StaleLog { .. })));
}

#[test]
fn a_whole_folder_put_back_at_once_after_a_kill_is_recognised_checkpointed_or_not() {
    for checkpointed in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let (served, backup) = (folder.path().join("served"), folder.path().join("backup"));
        std::fs::create_dir(&served).unwrap();
        let storage = create(&served);
        write(&storage);
        drop(storage);
        killed(&served, &backup);
        let storage = open(&served).unwrap();
        write(&storage);
        if checkpointed {
            fill(&served);
            fill(&served);
        }
        std::thread::sleep(Duration::from_millis(700));
        write(&storage);
        // As `kill -9; cp -r backup/. served/` leaves it.
        for entry in std::fs::read_dir(&backup).unwrap() {
            let path = entry.unwrap().path();
            std::fs::copy(&path, served.join(path.file_name().unwrap())).unwrap();
        }
        let opened = open(&served);
        assert!(
            matches!(opened, Err(StorageError::StaleLog { .. })),
            "checkpointed: {checkpointed}"
        );
        drop(storage);
    }
}

#[test]
fn a_folder_that_was_copied_after_a_kill_opens_in_whatever_order_it_was_copied() {
    let folder = tempfile::tempdir().unwrap();
    let (served, left) = (folder.path().join("served"), folder.path().join("left"));
    std::fs::create_dir(&served).unwrap();
    std::fs::create_dir(&left).unwrap();
    let storage = create(&served);
    std::thread::sleep(Duration::from_millis(700));
    write(&storage);
    for name in ["log.sqlite-wal", "log.sqlite-base", "log.sqlite"] {
        std::fs::copy(served.join(name), left.join(name)).unwrap();
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(position(&open(&left).unwrap()), 1);
}

/// Not a test: what another program does. Its own process, for locks are a process's.
#[test]
#[ignore = "run by the test below, in a process of its own"]
fn another_program_looks() {
    let Ok(path) = std::env::var("SAMENSPEL_TEST_LOOK_AT") else {
        return;
    };
    let connection = rusqlite::Connection::open(path).unwrap();
    let sql = "SELECT count(*) FROM sqlite_master";
    connection.query_row(sql, [], |_| Ok(())).unwrap();
}

#[test]
fn another_program_that_looks_at_an_open_database_takes_nothing_away() {
    let folder = tempfile::tempdir().unwrap();
    let (served, left) = (folder.path().join("served"), folder.path().join("left"));
    std::fs::create_dir(&served).unwrap();
    let storage = create(&served);
    write(&storage);
    let mut look = std::process::Command::new(std::env::current_exe().unwrap());
    look.args(["--ignored", "--exact", "another_program_looks"]);
    look.env("SAMENSPEL_TEST_LOOK_AT", served.join("log.sqlite"));
    assert!(look.output().unwrap().status.success());
    assert!(served.join("log.sqlite-wal").exists());
    write(&storage);
    killed(&served, &left);
    assert_eq!(position(&open(&left).unwrap()), position(&storage));
}
