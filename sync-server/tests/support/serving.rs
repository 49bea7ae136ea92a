//! A server beside a test: in this process, or as `samenspel serve` in one of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Stdio};

use sync_server::config::Config;
use sync_server::serve::{RunningServer, Server};

use super::{Place, samenspel};

/// Runs `test` beside a server with the settings that `change` makes.
pub fn beside_a_server(
    change: impl FnOnce(&mut Config),
    test: impl FnOnce(&Place, &RunningServer),
) {
    let place = Place::new();
    let mut config = place.config();
    change(&mut config);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::start(config)).unwrap();
    test(&place, &server);
    runtime.block_on(server.stop());
}

/// `samenspel serve` in a process of its own, on a port of the system's choice.
pub struct Serving {
    pub process: Child,
    pub address: SocketAddr,
}

impl Serving {
    pub fn start(place: &Place) -> Self {
        let mut process = samenspel(&place.data())
            .args([
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--metrics-listen",
                "off",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .trim()
            .strip_prefix("listening on http://")
            .unwrap()
            .parse()
            .unwrap();
        Self { process, address }
    }

    /// Sends SIGTERM; gives exit status and log.
    pub fn stop(self) -> (Option<i32>, String) {
        let id = self.process.id().to_string();
        assert!(
            std::process::Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
        let output = self.process.wait_with_output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    }
}
