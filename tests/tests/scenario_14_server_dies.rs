//! Scenario 14, in small: the real server's process is killed while thirty phones sync, and phones
//! are killed while they write. `./check` runs the same with fifty kills on each side.
//!
//! "The server dies mid-sync, fifty times, while thirty phones sync. Nothing acknowledged is missing,
//! nothing is doubled, and no phone says 'sent' for what isn't there."

use std::path::PathBuf;

use samenspel_tests::crash::{Options, run};
use samenspel_tests::support::server_process::binary_beside;

#[test]
fn nothing_acknowledged_is_missing_when_the_server_and_phones_are_killed() {
    let options = Options {
        server_kills: 5,
        device_kills: 8,
        seed: 14,
        server_program: binary_beside("samenspel").unwrap(),
        writer_program: PathBuf::from(env!("CARGO_BIN_EXE_crash")),
    };
    let report = run(&options, &mut |_| {}).unwrap();
    assert_eq!((report.server_kills, report.device_kills), (5, 8));
    // Phones were told "sent" meanwhile, so that there was something to lose.
    assert!(report.notes_shown_sent > 30, "{report}");
    assert!(report.notes_stored >= report.notes_committed, "{report}");
    assert!(report.is_good(), "{report}");
}

#[test]
fn a_program_that_is_not_built_is_named_with_what_to_do() {
    let error = binary_beside("no-such-program").unwrap_err().to_string();
    assert!(error.contains("no-such-program is not built"), "{error}");
    assert!(error.contains("cargo build"), "{error}");
}
