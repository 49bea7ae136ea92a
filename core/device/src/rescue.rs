//! How much waits in a store that cannot be used any more, as far as it can be known: so that the app can say
//! so before it sets the store aside. Changes nothing in it.

use std::path::Path;

use super::{StoreError, StoreKey, StoreOptions, log_base, open, outbox};
use samenspel_sqlite::write_ahead::HeldFile;

/// What was not sent, by the file with its log. `None` where nobody can know: neither reads, the key is
/// another's, the log is of another state of the file, so that what it holds shows in neither, or the log is
/// damaged in its middle, so that only what stands before that would be counted. The file alone tells only where no log may hold more.
pub(super) fn unsent(path: &Path, key: &StoreKey) -> Option<u64> {
    let with_log = || {
        let file = HeldFile::open(path).map_err(|error| open::from_io(&error))?;
        let connection = open::open_reader(path, key, &StoreOptions::default())?;
        match log_base::is_broken_within(path) || log_base::is_stale(&connection, path, &file, key)?
        {
            true => Err(StoreError::StaleLog),
            false => outbox::pending_count(&connection),
        }
    };
    let alone = || {
        let connection = log_base::open_alone(path, key)?;
        outbox::pending_count(&connection)
    };
    match (with_log(), log_base::has_log(path)) {
        (Ok(count), _) => Some(count),
        (Err(_), false) => alone().ok(),
        (Err(_), true) => None,
    }
}
