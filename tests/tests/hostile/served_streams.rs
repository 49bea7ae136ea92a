//! Hints that are listened to when access ends, against `samenspel serve` in a process of its own: the
//! streams of a revoked device and of those it let in end at once. Knows nothing of what hints say.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use samenspel_model::ids::InvitationId;
use samenspel_model::verdict::Outcome;
use samenspel_protocol::{
    CommandAction, InvitationRequest, InvitationTicket, SyncRequest, invitation_code_hash,
};
use samenspel_rules::directory::Holder;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::support::bare_http::{self, connect, head};
use samenspel_tests::support::modified_app::{HINTS_PATH, ModifiedApp, empty_request};

use crate::served_place::{Served, now};

const HINTS: (&str, &str) = ("GET", HINTS_PATH);
/// The server hears of its own commits at once; a loaded machine takes its time.
const AT_ONCE: Duration = Duration::from_secs(5);

/// A stream of hints that is open.
struct Hints(BufReader<TcpStream>);

impl Hints {
    fn open(app: &ModifiedApp) -> Self {
        let headers = app.headers(HINTS, b"", now()).to_headers();
        let mut stream = connect(app.address()).unwrap();
        let asked = head(HINTS, &headers, 0);
        stream.write_all(asked.as_bytes()).unwrap();
        let mut hints = BufReader::new(stream);
        let mut status = String::new();
        hints.read_line(&mut status).unwrap();
        assert!(status.contains("200"), "{status}");
        Self(hints)
    }

    /// Reads until the stream ends or the time is over; whether it ended.
    fn ends_within(&mut self, time: Duration) -> bool {
        let until = Instant::now() + time;
        let mut some = [0; 256];
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            self.0.get_mut().set_read_timeout(Some(left)).unwrap();
            match self.0.read(&mut some) {
                Ok(0) => return true,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
    }
}

/// Carries out a directory command of Samira's by one of her devices.
fn commands(served: &Served, app: &ModifiedApp, action: CommandAction) {
    let request = SyncRequest {
        commands: vec![app.command(served.at.samira, action, now())],
        ..empty_request()
    };
    let outcome = app.send(&request, now()).unwrap().unwrap();
    let outcome = &outcome.command_outcomes[0];
    assert!(matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
}

/// Her next device, let in by one that she has.
fn let_in(served: &Served, by: &ModifiedApp) -> ModifiedApp {
    let url = served.server.url();
    let ticket: InvitationTicket =
        sync_server::invitation::draw(&url, served.at.org, &mut SystemRandom);
    let invitation = CommandAction::Invite(InvitationRequest {
        id: InvitationId::new(now(), &mut SystemRandom),
        holder: Holder::Person(served.at.samira),
        code_hash: invitation_code_hash(&ticket.code),
    });
    commands(served, by, invitation);
    ModifiedApp::enrol(&ticket, served.server.address, now()).unwrap()
}

#[test]
fn hostile_listeners_whose_access_ends_are_cut_off_at_once_and_hear_nothing_again() {
    let mut served = Served::start(false);
    let stolen = let_in(&served, &served.samira);
    let prepared = let_in(&served, &stolen);
    let mut own = Hints::open(&served.samira);
    let mut of_stolen = Hints::open(&stolen);
    let mut of_prepared = Hints::open(&prepared);
    let revoke = CommandAction::RevokeDevice(stolen.device);
    commands(&served, &served.samira, revoke);
    assert!(
        of_stolen.ends_within(AT_ONCE),
        "a revoked device listens on"
    );
    assert!(
        of_prepared.ends_within(AT_ONCE),
        "a suspended device listens on"
    );
    served.nothing_changes(|_| {
        for (device, code) in [(&stolen, "device_revoked"), (&prepared, "device_suspended")] {
            let headers = device.headers(HINTS, b"", now()).to_headers();
            let answer = bare_http::send(device.address(), HINTS, &headers, b"").unwrap();
            assert_eq!((answer.status, answer.error().unwrap().code()), (403, code));
            let refused = device.send(&empty_request(), now()).unwrap().unwrap_err();
            assert_eq!(refused.code(), code);
        }
    });
    assert!(
        !own.ends_within(Duration::from_millis(500)),
        "her own stream ended"
    );
}
