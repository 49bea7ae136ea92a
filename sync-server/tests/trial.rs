//! Trials in real child processes of the real binary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::Duration;

use automerge::transaction::Transactable;
use automerge::{Automerge, ROOT};
use samenspel_document::text::{InProcessTrial, TrialError, TrialRunner};
use sync_server::trial::{TrialPool, TrialSettings};

fn workers() -> TrialSettings {
    TrialSettings::program(env!("CARGO_BIN_EXE_samenspel"))
}

/// A saved document and a change that applies to it.
fn document_and_change() -> (Vec<u8>, Vec<u8>) {
    let mut document = Automerge::new();
    let mut base = document.transaction();
    base.put(ROOT, "agreement", "slaap om 12 uur").unwrap();
    base.commit();
    let saved = document.save();
    let mut change = document.transaction();
    change.put(ROOT, "agreement", "slaap om 13 uur").unwrap();
    change.commit();
    let change = document.get_last_local_change().unwrap();
    (saved, change.raw_bytes().to_vec())
}

#[test]
fn a_worker_finds_what_a_trial_in_this_process_finds() {
    let (document, change) = document_and_change();
    let pool = TrialPool::new(workers());
    let cases: [(&[u8], Vec<Vec<u8>>); 4] = [
        (&document, vec![change.clone()]),
        (&document, vec![]),
        (&document, vec![vec![1, 2, 3]]),
        (&[1, 2, 3], vec![change]),
    ];
    for (document, changes) in &cases {
        let expected = InProcessTrial.trial(document, changes);
        assert_eq!(pool.trial(document, changes), expected);
    }
}

#[test]
fn one_pool_serves_several_threads_and_more_trials_than_a_worker_holds() {
    let (document, change) = document_and_change();
    let pool = TrialPool::new(workers());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            let pool = pool.clone();
            let (document, change) = (&document, &change);
            scope.spawn(move || {
                for _ in 0..150 {
                    let tried = pool.trial(document, std::slice::from_ref(change));
                    assert_eq!(tried.unwrap().heads.len(), 1);
                }
            });
        }
    });
}

/// A 103-byte change whose one column claims 2^32 operations: what the checks before a trial keep
/// away from it. Here it meets the worker's own limits.
fn bomb() -> Vec<u8> {
    use sha2::Digest;
    let mut body = vec![0, 1, 7, 1, 1, 0, 0, 0, 5];
    let run = |value: u8| vec![0x80, 0x80, 0x80, 0x80, 0x08, value];
    let columns = [
        (0x15_u8, vec![0x80, 0x80, 0x80, 0x80, 0x08, 1, b'k']),
        (0x34, vec![0x80, 0x80, 0x80, 0x80, 0x08]),
        (0x42, run(1)),
        (0x56, run(0)),
        (0x70, run(0)),
    ];
    for (column, bytes) in &columns {
        body.push(*column);
        if *column >= 0x80 {
            body.push(1);
        }
        body.push(bytes.len() as u8);
    }
    body.extend(columns.iter().flat_map(|(_, bytes)| bytes));
    let hashed = [&[1, body.len() as u8][..], &body].concat();
    let checksum = sha2::Sha256::digest(&hashed);
    [&[0x85, 0x6f, 0x4a, 0x83][..], &checksum[..4], &hashed].concat()
}

#[test]
fn a_change_that_eats_memory_or_time_kills_its_worker_and_not_the_server() {
    let (document, change) = document_and_change();
    let mut settings = workers();
    settings.deadline = Duration::from_secs(5);
    let pool = TrialPool::new(settings);
    let eaten = pool.trial(&document, &[bomb()]);
    assert!(matches!(eaten, Err(TrialError::Died(_))), "{eaten:?}");
    assert!(eaten.unwrap_err().is_refusal());
    // The next one gets a fresh worker.
    assert!(pool.trial(&document, &[change]).is_ok());
}

#[test]
fn a_worker_that_never_answers_is_killed_at_the_deadline() {
    let (document, change) = document_and_change();
    let pool = TrialPool::new(TrialSettings {
        program: "/bin/sleep".into(),
        arguments: vec!["600".to_owned()],
        deadline: Duration::from_millis(50),
        workers: 1,
    });
    let late = pool.trial(&document, &[change]);
    assert_eq!(late, Err(TrialError::Died("it took too long")));
}

#[test]
fn a_worker_that_ends_at_once_or_talks_nonsense_is_a_failed_trial() {
    let (document, change) = document_and_change();
    for (program, arguments) in [
        ("/bin/false", vec![]),
        ("/bin/echo", vec!["nonsense".to_owned()]),
    ] {
        let pool = TrialPool::new(TrialSettings {
            program: program.into(),
            arguments,
            ..workers()
        });
        let failed = pool.trial(&document, std::slice::from_ref(&change));
        assert_eq!(failed, Err(TrialError::Died("the worker ended")));
    }
}

#[test]
fn without_a_worker_program_nobody_is_blamed() {
    let (document, change) = document_and_change();
    let pool = TrialPool::new(TrialSettings::program("/nowhere/samenspel"));
    let none = pool.trial(&document, &[change]).unwrap_err();
    assert!(matches!(none, TrialError::Unavailable(_)));
    assert!(!none.is_refusal());
}
