//! The first opening of a SQLite file in a process.

use std::sync::Once;

use rusqlite::Connection;

/// SQLite marks itself initialised before SQLCipher, its extra initialisation, has run: a second
/// thread that opens a file in that moment finds no cipher. So the first open of the process is made
/// by one thread, the others wait for it; whoever opens a file of its own in the same process (the
/// server) calls this before. A failure here shows again at the open that follows.
pub fn initialise_sqlite() {
    static INITIALISED: Once = Once::new();
    INITIALISED.call_once(|| drop(Connection::open_in_memory()));
}
