//! How much waits in a store that cannot be used any more, as far as it still reads: so that the app can say
//! so before it sets the store aside. Changes nothing in it.

use std::path::Path;

use super::{StoreKey, StoreOptions, log_base, open, outbox};

/// What was not sent, by the file with its log and by the file alone: whichever tells of more. `None` where
/// neither reads, or the key is another's.
pub(super) fn unsent(path: &Path, key: &StoreKey) -> Option<u64> {
    let with_log = open::open_reader(path, key, &StoreOptions::default());
    let with_log = with_log.and_then(|connection| outbox::pending_count(&connection));
    let alone = log_base::open_alone(path, key).map_err(Into::into);
    let alone = alone.and_then(|connection| outbox::pending_count(&connection));
    with_log.ok().max(alone.ok())
}
