//! A system's clock that is behind the log is said by every command, with what to do; and the way back, for
//! a clock that had been ahead.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::path::Path;
use std::sync::Arc;

use samenspel_document::text::InProcessTrial;
use samenspel_model::time::{Clock, ClockReading, UnixMillis};
use samenspel_rules::directory::{Organisation as OrganisationRecord, Record};
use support::serving::Serving;
use support::{Place, run, said};
use sync_server::engine::{Options, Organisation, TextGate};
use sync_server::system::{SystemClock, SystemRandom};

/// The system's clock as it was before it was set back by four days and a little.
struct Before;

impl Clock for Before {
    fn read(&self) -> ClockReading {
        let reading = SystemClock.read();
        let ahead_ms = 4 * UnixMillis::DAY_MS + UnixMillis::HOUR_MS;
        ClockReading {
            wall: reading.wall.plus_ms(ahead_ms),
            ..reading
        }
    }
}

fn place_with_a_log_of_later() -> Place {
    let place = Place::new();
    let organisation = Organisation::open(
        place.log_file().parent().unwrap(),
        place.org,
        Options::default(),
        Arc::new(Before),
        Box::new(SystemRandom),
        Arc::new(TextGate::new(InProcessTrial)),
    );
    let renamed = Record::Organisation(OrganisationRecord {
        id: place.org,
        name: "De Linde".into(),
    });
    organisation
        .unwrap()
        .change_directory(&[renamed], &[])
        .unwrap();
    place
}

fn doctor(data: &Path) -> String {
    let addresses = ["--listen", "127.0.0.1:0", "--metrics-listen", "off"];
    let output = run(data, &[&["doctor"][..], &addresses].concat());
    String::from_utf8(output.stdout).unwrap()
}

fn warned(data: &Path, arguments: &[&str]) -> String {
    let output = run(data, arguments);
    assert!(output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

const BEHIND: &str = "4 days and 0 hours before the time that the log has come to";

#[test]
fn a_clock_that_is_behind_the_log_is_said_by_doctor_serve_and_every_command() {
    let place = place_with_a_log_of_later();
    let data = place.data();
    let found = doctor(&data);
    let line = found.lines().find(|line| line.contains(BEHIND)).unwrap();
    assert!(line.starts_with("error "), "{line}");
    assert!(line.contains("NTP") && line.contains("samenspel clock --follow-system"));
    for command in [
        &["devices", "list"][..],
        &["invite", "--person", "s001", "--text-only"],
        &["audit", "list"],
        &["clock"],
    ] {
        let warned = warned(&data, command);
        assert!(warned.contains(BEHIND), "{command:?}: {warned}");
    }
    let (_, log) = Serving::start(&place).stop();
    assert!(log.contains(BEHIND), "{log}");
}

#[test]
fn who_knows_that_the_clock_had_been_ahead_goes_by_it_again_and_the_audit_says_so() {
    let place = place_with_a_log_of_later();
    let data = place.data();
    let done = said(&data, &["clock", "--follow-system"]);
    assert!(done.contains("from now on"), "{done}");
    assert!(!doctor(&data).contains("has come to"));
    assert!(!warned(&data, &["devices", "list"]).contains("has come to"));
    let again = said(&data, &["clock", "--follow-system"]);
    assert!(again.contains("nothing was changed"), "{again}");
    assert!(said(&data, &["audit", "list"]).contains("clock_set_right"));
    let (_, log) = Serving::start(&place).stop();
    assert!(!log.contains("has come to"), "{log}");
}
