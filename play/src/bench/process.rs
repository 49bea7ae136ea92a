//! The server as operators run it, in a process of its own whose work the kernel counts. Linux only:
//! reads `/proc`.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, bail};
use rustix::process::{Pid, Signal, kill_process};

/// Never in a benchmark: merging is measured by itself.
const MERGE_NEVER_SECONDS: &str = "3600";

/// A server process; stopped when dropped.
pub struct ServerProcess {
    child: Child,
    /// `http://…`.
    pub url: String,
}

impl ServerProcess {
    /// Starts `executable serve` on a data folder and waits until it listens.
    pub fn start(executable: &Path, data: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new(executable);
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SAMENSPEL_")) {
            command.env_remove(name);
        }
        let mut child = command
            .current_dir(data)
            .arg("--data-directory")
            .arg(data)
            .args(["--log", "warn", "serve", "--metrics-listen", "off"])
            .args(["--listen", "127.0.0.1:0"])
            .args(["--device-requests-per-minute", "1000000"])
            .args(["--device-requests-burst", "1000000"])
            .args(["--merge-interval-seconds", MERGE_NEVER_SECONDS])
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} does not run", executable.display()))?;
        let mut line = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let Some(url) = line.trim().strip_prefix("listening on ") else {
            child.kill()?;
            child.wait()?;
            bail!("the server does not start");
        };
        let url = url.to_owned();
        Ok(Self { child, url })
    }

    /// `127.0.0.1:…`.
    pub fn address(&self) -> &str {
        self.url.trim_start_matches("http://")
    }

    /// User and system time so far, of all its threads.
    pub fn cpu_seconds(&self) -> anyhow::Result<f64> {
        cpu_seconds(self.child.id())
    }

    /// Processor time so far, of all threads that it has now, to the nanosecond.
    pub fn cpu_nanoseconds(&self) -> anyhow::Result<f64> {
        let tasks = format!("/proc/{}/task", self.child.id());
        let mut sum = 0.0;
        for task in std::fs::read_dir(&tasks).with_context(|| tasks.clone())? {
            // A thread may end in between.
            let Ok(text) = std::fs::read_to_string(task?.path().join("schedstat")) else {
                continue;
            };
            let spent = text.split_whitespace().next();
            let spent = spent.and_then(|it| it.parse::<f64>().ok());
            sum += spent.context("an unknown form of schedstat")?;
        }
        Ok(sum)
    }

    /// The memory it has resident, in bytes.
    pub fn resident_bytes(&self) -> anyhow::Result<f64> {
        Ok(self.status_kilobytes("VmRSS:")? * 1024.0)
    }

    /// The most memory it ever had resident, in megabytes.
    pub fn peak_memory_megabytes(&self) -> anyhow::Result<f64> {
        Ok(self.status_kilobytes("VmHWM:")? / 1024.0)
    }

    fn status_kilobytes(&self, name: &str) -> anyhow::Result<f64> {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(&path).with_context(|| path.clone())?;
        let line = status.lines().find(|line| line.starts_with(name));
        let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
        kilobytes.with_context(|| format!("{path} has no {name}"))
    }

    /// Stops it in order.
    pub fn stop(mut self) -> anyhow::Result<()> {
        self.terminate();
        self.child.wait()?;
        Ok(())
    }

    fn terminate(&self) {
        let id = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        if let Some(id) = id {
            // One that is gone already needs no signal.
            let _ = kill_process(id, Signal::TERM);
        }
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        // After a failure only: nothing more can be done about a process that stays.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// User and system time of a process, as the kernel counts it.
pub fn cpu_seconds(process: u32) -> anyhow::Result<f64> {
    let path = format!("/proc/{process}/stat");
    let stat = std::fs::read_to_string(&path).with_context(|| path.clone())?;
    // Counted after the command's closing bracket: the command may hold spaces.
    let fields = stat.rsplit_once(')').map(|(_, rest)| rest);
    let fields: Vec<&str> = fields.unwrap_or_default().split_whitespace().collect();
    let ticks = |index: usize| fields.get(index).and_then(|it| it.parse::<f64>().ok());
    let (user, system) = ticks(11)
        .zip(ticks(12))
        .context("an unknown form of stat")?;
    Ok((user + system) / rustix::param::clock_ticks_per_second() as f64)
}
