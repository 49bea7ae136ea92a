//! The server as operators run it, `samenspel serve`, in a process of its own that can be killed
//! without warning and started again on the same address and data.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, bail};

/// Below the range from which the system takes the ports of outgoing connections: none of those may
/// sit on the server's port while it is down.
const PORTS: std::ops::Range<u16> = 20_000..30_000;
/// Settings for phones that sync without pause.
const WITHOUT_PAUSE: [&str; 6] = [
    "--device-requests-per-minute",
    "1000000",
    "--device-requests-burst",
    "1000000",
    "--enrolments-per-minute",
    "1000000",
];
const STARTS_MAX: u32 = 20;
const START_PAUSE: Duration = Duration::from_millis(50);

/// A server process, killed when dropped.
pub struct ServerProcess {
    binary: PathBuf,
    data: PathBuf,
    /// Where it listens, now and after each restart.
    pub address: SocketAddr,
    child: Option<Child>,
    limits: bool,
}

/// The path of a binary of this workspace, built beside the one that runs.
pub fn binary_beside(name: &str) -> anyhow::Result<PathBuf> {
    let own = std::env::current_exe()?;
    let folder = own.parent().context("the program is in no folder")?;
    let candidates = [Some(folder), folder.parent()];
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    candidates
        .into_iter()
        .flatten()
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
        .with_context(|| {
            let release = if cfg!(debug_assertions) {
                ""
            } else {
                " --release"
            };
            format!("{name} is not built: run cargo build{release} -p sync-server first")
        })
}

/// A port that nobody uses and no outgoing connection will take.
pub fn free_port(random: &mut dyn samenspel_model::ids::Random) -> anyhow::Result<u16> {
    for _ in 0..100 {
        let drawn = random.bytes16();
        let offset = u16::from_be_bytes([drawn[0], drawn[1]]) % (PORTS.end - PORTS.start);
        let port = PORTS.start + offset;
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return Ok(port);
        }
    }
    bail!("no free port between {} and {}", PORTS.start, PORTS.end)
}

impl ServerProcess {
    /// Starts it, for phones that sync without pause, and waits until it listens.
    pub fn start(binary: &Path, data: &Path, port: u16) -> anyhow::Result<Self> {
        Self::start_with(binary, data, port, false)
    }

    /// Starts it with its own limits.
    pub fn start_as_operators_do(binary: &Path, data: &Path, port: u16) -> anyhow::Result<Self> {
        Self::start_with(binary, data, port, true)
    }

    fn start_with(binary: &Path, data: &Path, port: u16, limits: bool) -> anyhow::Result<Self> {
        let mut server = Self {
            limits,
            binary: binary.to_owned(),
            data: data.to_owned(),
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
            child: None,
        };
        server.restart()?;
        Ok(server)
    }

    /// `http://…`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Whether the process that was started last still runs.
    pub fn is_alive(&mut self) -> bool {
        let child = self.child.as_mut();
        child.is_some_and(|child| matches!(child.try_wait(), Ok(None)))
    }

    /// Kills it without warning (`SIGKILL`), in the middle of whatever it does.
    pub fn kill(&mut self) -> anyhow::Result<()> {
        if let Some(mut child) = self.child.take() {
            child.kill()?;
            child.wait()?;
        }
        Ok(())
    }

    /// Starts it again, after a kill, on the same address.
    pub fn restart(&mut self) -> anyhow::Result<()> {
        self.kill()?;
        for _ in 0..STARTS_MAX {
            if self.spawn()? {
                return Ok(());
            }
            std::thread::sleep(START_PAUSE);
        }
        let log = std::fs::read_to_string(self.log()).unwrap_or_default();
        let last: Vec<&str> = log.lines().rev().take(5).collect();
        bail!("the server does not start: {}", last.join(" | "))
    }

    fn log(&self) -> PathBuf {
        self.data.with_extension("log")
    }

    /// Whether it came to listen.
    fn spawn(&mut self) -> anyhow::Result<bool> {
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.log())?;
        let mut command = Command::new(&self.binary);
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SAMENSPEL_")) {
            command.env_remove(name);
        }
        let mut child = command
            .current_dir(self.data.parent().unwrap_or(&self.data))
            .arg("--data-directory")
            .arg(&self.data)
            .args(["--log", "warn", "serve", "--metrics-listen", "off"])
            .args(["--listen", &self.address.to_string()])
            .args(if self.limits { &[][..] } else { &WITHOUT_PAUSE })
            // Killed while it merges, too.
            .args(["--merge-interval-seconds", "1"])
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .with_context(|| format!("{} does not run", self.binary.display()))?;
        let mut line = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        if line.starts_with("listening on ") {
            self.child = Some(child);
            return Ok(true);
        }
        // It ended by itself; why is in its log.
        child.kill()?;
        child.wait()?;
        Ok(false)
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        // Nothing more can be done about a process that cannot be killed.
        let _ = self.kill();
    }
}
