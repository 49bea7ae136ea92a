//! Opening and creating the store's file, and everything that can be wrong with it.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;

use crate::support::*;
use samenspel_device::{CommandError, Status, Store, StoreError, StoreKey, StoreOptions};
use samenspel_model::series::Subject;

#[test]
fn what_was_written_is_there_after_the_app_was_killed() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let key = samira.write(&handover("slept badly"), 2);
    // The file as a kill leaves it: nothing closed, the write-ahead log beside it.
    let copy = samira.folder.path().join("killed");
    samira.copy_to(&copy);
    samira.put_back(&copy);
    assert_eq!(
        samira.store.status(&key).unwrap(),
        Some(Status::OnThisDevice)
    );
    samira.sync(&mut server, 3);
    assert_eq!(server.count(&key), 1);
}

#[test]
fn a_wrong_key_touches_nothing() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.write(&handover("slept badly"), 2);
    samira.reopen();
    let before = fs::read(&samira.path).unwrap();
    let error = Store::open(&samira.path, &StoreKey::new([8; 32])).unwrap_err();
    assert!(matches!(error, StoreError::WrongKey));
    assert_eq!(fs::read(&samira.path).unwrap(), before);
    assert!(Store::open(&samira.path, &key()).is_ok());
}

#[test]
fn nothing_written_can_be_read_in_the_file() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.write(&handover("zonnebloempitten"), 2);
    for entry in fs::read_dir(samira.folder.path()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        let word = b"zonnebloempitten";
        assert!(!bytes.windows(word.len()).any(|window| window == word));
    }
}

#[test]
fn other_files_are_told_apart_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    assert!(matches!(
        Store::open(&path, &key()),
        Err(StoreError::NotFound)
    ));
    assert!(!path.exists());
    fs::write(&path, "a shopping list").unwrap();
    assert!(matches!(
        Store::open(&path, &key()),
        Err(StoreError::NotAStore)
    ));
    assert!(matches!(
        Store::create(&path, &key()),
        Err(StoreError::AlreadyExists)
    ));
    assert_eq!(fs::read(&path).unwrap(), b"a shopping list");
    let plain = folder.path().join("plain");
    let connection = rusqlite::Connection::open(&plain).unwrap();
    connection.execute_batch("CREATE TABLE t (a)").unwrap();
    drop(connection);
    assert!(matches!(
        Store::open(&plain, &key()),
        Err(StoreError::NotAStore)
    ));
    let missing = folder.path().join("no such folder").join("file");
    assert!(matches!(
        Store::create(&missing, &key()),
        Err(StoreError::NotFound)
    ));
}

#[test]
fn a_folder_that_cannot_be_written_is_said_to_be_so() {
    // Not even root writes there, which tests often are.
    let path = std::path::Path::new("/sys/samenspel-test.store");
    if std::path::Path::new("/sys").is_dir() {
        let error = Store::create(path, &key()).unwrap_err();
        assert!(matches!(error, StoreError::ReadOnly), "{error}");
        assert!(error.to_string().contains("allow the app to write"));
    }
}

#[test]
fn a_store_of_a_later_app_asks_for_an_update() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.reopen();
    let raw = rusqlite::Connection::open(&samira.path).unwrap();
    raw.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "07".repeat(32)))
        .unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    drop(raw);
    let error = Store::open(&samira.path, &key()).unwrap_err();
    assert!(matches!(error, StoreError::NewerVersion { found: 99, .. }));
    assert!(error.to_string().contains("update the app"));
}

#[test]
fn a_damaged_page_is_corruption_and_never_a_wrong_answer() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    for minute in 2..60 {
        samira.write(&handover(&"long ".repeat(200)), minute);
    }
    samira.reopen();
    let copy = samira.folder.path().join("damaged");
    let mut bytes = fs::read(&samira.path).unwrap();
    let pages = bytes.len() / 4096;
    for page in 2..pages {
        bytes[page * 4096 + 100] ^= 0xff;
    }
    fs::write(&copy, bytes).unwrap();
    let opened = Store::open(&copy, &key());
    let error = match opened {
        Err(error) => error,
        Ok(store) => store
            .documents()
            .map(|_| ())
            .and_then(|()| store.check())
            .unwrap_err(),
    };
    assert!(matches!(error, StoreError::Corrupt(_)), "{error}");
}

/// What an app asks, as an error or not.
fn questions(
    store: &Store,
    random: &mut impl samenspel_model::ids::Random,
) -> Vec<Result<(), StoreError>> {
    vec![
        store.documents().map(drop),
        store.directory().map(drop),
        store.search("long", at(60)).map(drop),
        store.open_items(Subject::Child(CHILD), at(60)).map(drop),
        store.inbox(None, at(60)).map(drop),
        store.pending_count().map(drop),
        match store.execute(&handover("one more"), SAMIRA, at(90), random) {
            Err(CommandError::Store(error)) => Err(error),
            _ => Ok(()),
        },
        store.build_sync(at(91), random).map(drop),
        store.check(),
    ]
}

#[test]
fn once_a_page_proved_damaged_every_later_call_says_so_wherever_it_is() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    for minute in 2..40 {
        samira.write(&handover(&"long ".repeat(100)), minute);
    }
    samira.reopen();
    let copy = samira.folder.path().join("damaged");
    let whole = fs::read(&samira.path).unwrap();
    let mut found = 0;
    for page in 1..whole.len() / 4096 {
        for offset in [0, 7, 1_000, 2_048, 4_040, 4_095] {
            for suffix in ["", "-wal", "-shm"] {
                let mut name = copy.as_os_str().to_owned();
                name.push(suffix);
                let _ = fs::remove_file(name);
            }
            let mut bytes = whole.clone();
            bytes[page * 4096 + offset] ^= 0x55;
            fs::write(&copy, bytes).unwrap();
            let store = match Store::open_with(&copy, &key(), &fast()) {
                Ok(store) => store,
                Err(StoreError::Corrupt(_)) => continue,
                Err(other) => panic!("page {page} at {offset}: {other:?}"),
            };
            let mut damaged = false;
            for (number, answer) in questions(&store, &mut samira.random)
                .into_iter()
                .chain(questions(&store, &mut samira.random))
                .enumerate()
            {
                match answer {
                    Ok(()) => assert!(!damaged, "page {page} at {offset}: {number} is well again"),
                    Err(StoreError::Corrupt(_)) => damaged = true,
                    Err(other) => panic!("page {page} at {offset}: {number} says {other:?}"),
                }
            }
            assert!(damaged, "page {page} at {offset} was never found");
            found += 1;
        }
    }
    assert!(found > 100, "{found}");
}

#[test]
fn a_file_that_is_cut_off_is_damaged_too() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    for minute in 2..40 {
        samira.write(&handover(&"long ".repeat(100)), minute);
    }
    samira.reopen();
    let whole = fs::read(&samira.path).unwrap();
    for pages in [2, 5, 20] {
        let copy = samira.folder.path().join(format!("cut-{pages}"));
        fs::write(&copy, &whole[..pages * 4096]).unwrap();
        let answers = match Store::open_with(&copy, &key(), &fast()) {
            Ok(store) => questions(&store, &mut samira.random),
            Err(error) => vec![Err(error)],
        };
        let last = answers.into_iter().next_back().unwrap();
        assert!(
            matches!(last, Err(StoreError::Corrupt(_))),
            "{pages}: {last:?}"
        );
    }
}

#[test]
fn a_full_disk_refuses_the_next_note_and_keeps_the_others() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let first = samira.write(&handover("kept"), 2);
    samira.reopen();
    let pages = (fs::metadata(&samira.path).unwrap().len() / 4096) as u32 + 4;
    let bounded = StoreOptions {
        pages_max: Some(pages),
        ..fast()
    };
    let store = Store::open_with(&samira.path, &key(), &bounded).unwrap();
    let long = handover(&"long ".repeat(700));
    let error = (0..200)
        .find_map(|minute| {
            store
                .execute(&long, SAMIRA, at(minute), &mut samira.random)
                .err()
        })
        .unwrap();
    assert!(
        matches!(error, CommandError::Store(StoreError::DiskFull)),
        "{error}"
    );
    assert_eq!(store.status(&first).unwrap(), Some(Status::OnThisDevice));
}

#[test]
fn two_processes_share_one_store_and_hear_of_each_other() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let worker = Store::open_with(&samira.path, &key(), &fast()).unwrap();
    worker.notice_other_processes().unwrap();
    let key = samira.write(&handover("slept badly"), 2);
    assert!(worker.notice_other_processes().unwrap());
    assert!(!worker.notice_other_processes().unwrap());
    assert_eq!(worker.status(&key).unwrap(), Some(Status::OnThisDevice));
    let outgoing = worker.build_sync(at(3), &mut samira.random).unwrap();
    let wire = server.answer(&outgoing, 3);
    worker.apply_sync(&outgoing.receipt, at(3), &wire).unwrap();
    assert_eq!(samira.store.status(&key).unwrap(), Some(Status::Sent));
}

#[test]
fn an_answer_that_is_not_one_changes_nothing() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let key = samira.write(&handover("slept badly"), 1);
    let outgoing = samira.request(2);
    let wire = server.answer(&outgoing, 2);
    for bad in [&b""[..], b"not an answer", &wire[..wire.len() / 2]] {
        assert!(
            samira
                .store
                .apply_sync(&outgoing.receipt, at(2), bad)
                .is_err()
        );
    }
    assert_eq!(
        samira.store.status(&key).unwrap(),
        Some(Status::OnThisDevice)
    );
    samira
        .store
        .apply_sync(&outgoing.receipt, at(2), &wire)
        .unwrap();
    assert_eq!(samira.store.status(&key).unwrap(), Some(Status::Sent));
}

#[test]
fn a_store_that_another_process_keeps_busy_says_so_and_works_again() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let impatient = StoreOptions {
        busy_timeout_ms: 20,
        ..fast()
    };
    let store = Store::open_with(&samira.path, &key(), &impatient).unwrap();
    let other = rusqlite::Connection::open(&samira.path).unwrap();
    let pragma = format!("PRAGMA key = \"x'{}'\"", "07".repeat(32));
    other.execute_batch(&pragma).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let note = handover("waits for nobody");
    let busy = store.execute(&note, SAMIRA, at(2), &mut samira.random);
    assert!(matches!(busy, Err(CommandError::Store(StoreError::Locked))));
    other.execute_batch("ROLLBACK").unwrap();
    assert!(
        store
            .execute(&note, SAMIRA, at(3), &mut samira.random)
            .is_ok()
    );
}
