//! Floods, garbage, bombs, replays and forged signatures, one after another, beside connections that
//! say half a request and wait.

use std::io::Write as _;
use std::net::{SocketAddr, TcpStream};

use samenspel_model::ids::Random as _;
use samenspel_model::time::Clock as _;
use samenspel_model::wire::{compress, encode};
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::support::modified_app::empty_request;
use sync_server::system::SystemClock;

use super::{Attack, Blow};
use crate::scene::{Attacker, Scene};

const SLOW_CONNECTIONS_EACH: usize = 25;

/// See the module's first lines.
pub struct Garbage;

impl Attack for Garbage {
    fn name(&self) -> &'static str {
        "garbage"
    }

    fn attackers(&self) -> usize {
        4
    }

    fn prepare<'a>(&self, _: &'a Scene, attacker: &'a Attacker) -> anyhow::Result<Blow<'a>> {
        let app = &attacker.app;
        let garbage = SystemRandom.bytes32().repeat(20_000);
        let bomb = compress(&vec![0; 32 * 1024 * 1024]);
        let first = compress(&encode(&empty_request()));
        let replayed = app.headers(("POST", "/v1/sync"), &first, SystemClock.read().wall);
        let slow = slow_connections(app.address());
        let mut number = 0_u64;
        Ok(Box::new(move || {
            // They stay open as long as the attack goes on.
            let _ = &slow;
            let now = SystemClock.read().wall;
            number += 1;
            let answer = match number % 5 {
                0 => app.send_bytes(&garbage, now),
                1 => app.send_bytes(&bomb, now),
                2 => app.send_with(&replayed, &first),
                3 => app.send_with(&replayed, &garbage),
                _ => app.send_bytes(&first, now),
            };
            answer.map_or(0, |answer| answer.status)
        }))
    }
}

fn slow_connections(address: SocketAddr) -> Vec<TcpStream> {
    let connected = (0..SLOW_CONNECTIONS_EACH).filter_map(|_| TcpStream::connect(address).ok());
    connected
        .map(|mut stream| {
            let _ =
                stream.write_all(b"POST /v1/sync HTTP/1.1\r\nhost: x\r\ncontent-length: 9000\r\n");
            stream
        })
        .collect()
}
