//! The first stores of a process. Alone in its file: the moment it is about passes once per process.
#![allow(clippy::unwrap_used)]

use samenspel_device::{Store, StoreKey};

const THREADS: usize = 32;

#[test]
fn many_threads_may_create_the_first_stores_of_a_process_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let failures: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|number| {
                let path = folder.path().join(format!("{number}.samenspel"));
                scope.spawn(move || Store::create(&path, &StoreKey::new([7; 32])).err())
            })
            .collect();
        threads
            .into_iter()
            .filter_map(|thread| thread.join().unwrap())
            .collect()
    });
    assert!(failures.is_empty(), "{failures:?}");
}
