//! What may be wrong with a server's folder, machine and settings, and what to do about it. Looks;
//! the only thing it writes is a file that it removes again. Knows nothing of the terminal.

mod files;

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::time::SystemTime;

use samenspel_model::ids::OrgId;
use samenspel_model::time::UnixMillis;
use serde::Serialize;

use crate::addresses;
use crate::config::Config;
use crate::data_folder::{DataFolder, DataFolderError, Stray};
use crate::open_files;
use crate::system::SystemClock;

const FREE_BYTES_ERROR: u64 = 100 * 1024 * 1024;
const FREE_BYTES_WARN: u64 = 1024 * 1024 * 1024;
/// 2025-01-01: before this program existed.
const EARLIEST: UnixMillis = UnixMillis(1_735_689_600_000);
/// 2125-01-01.
const LATEST: UnixMillis = UnixMillis(4_891_363_200_000);

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// As it should be.
    Ok,
    /// Works, but look at it.
    Warn,
    /// Does not work.
    Error,
}

/// One thing looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// How bad it is.
    pub level: Level,
    /// What was found.
    pub found: String,
    /// What to do about it; empty if nothing.
    pub advice: String,
}

fn ok(found: impl Into<String>) -> Check {
    Check {
        level: Level::Ok,
        found: found.into(),
        advice: String::new(),
    }
}

fn warn(found: impl Into<String>, advice: impl Into<String>) -> Check {
    Check {
        level: Level::Warn,
        found: found.into(),
        advice: advice.into(),
    }
}

fn error(found: impl Into<String>, advice: impl Into<String>) -> Check {
    Check {
        level: Level::Error,
        found: found.into(),
        advice: advice.into(),
    }
}

/// Looks at everything.
pub fn examine(config: &Config) -> Vec<Check> {
    let data = DataFolder::new(&config.data_directory);
    let mut checks = vec![clock(SystemClock.now(), &data), public_url(config)];
    if !data.path().is_dir() {
        let what = match data.path().exists() {
            true => "is no folder",
            false => "does not exist",
        };
        let found = format!("the data folder {} {what}", data.path().display());
        checks.push(error(
            found,
            "run samenspel init, or check --data-directory",
        ));
        return checks;
    }
    checks.push(writable(data.path()));
    checks.push(private(data.path()));
    checks.push(disk(data.path()));
    let running = matches!(data.lock_serving(), Err(DataFolderError::InUse { .. }));
    checks.push(port("listen", config.serve.listen, running));
    if let Some(address) = config.serve.metrics_listen {
        checks.push(port("metrics_listen", address, running));
    }
    checks.extend(open_addresses(config));
    let organisations = data.organisations().map_or(0, |ids| ids.len());
    checks.push(connections(config.serve.connections_max, organisations));
    match data.organisations() {
        Ok(ids) => {
            if ids.is_empty() {
                checks.push(error(
                    "there is no organisation",
                    "run samenspel init --name NAME, or check --data-directory",
                ));
            }
            for org in &ids {
                files::examine(&data, *org, &mut checks);
            }
            checks.extend(not_served(&data, &ids));
        }
        Err(problem) => checks.push(error(problem.to_string(), "")),
    }
    checks.extend(data.strays().unwrap_or_default().iter().map(stray));
    checks
}

/// Those that the running server does not serve: made since it started, or not open to it.
fn not_served(data: &DataFolder, ids: &[OrgId]) -> Vec<Check> {
    let Some(served) = data.served() else {
        return Vec::new();
    };
    let missing = ids.iter().filter(|id| !served.contains(id));
    let told = |id: &OrgId| {
        warn(
            format!("organisation {id} is not served by the running server"),
            "restart samenspel serve; if it was there at the start, its log says why",
        )
    };
    missing.map(told).collect()
}

fn stray(stray: &Stray) -> Check {
    let path = stray.path.display();
    match stray.org {
        None => warn(
            format!("{path} {}", stray.what),
            "an init was cut short there; the next samenspel init removes it, nothing is lost",
        ),
        Some(org) => error(
            format!("organisation {org} is not served: {path} {}", stray.what),
            "put its files back if there was one (docs/operating.md); if there never was, move this away",
        ),
    }
}

fn connections(connections_max: u32, organisations: usize) -> Check {
    match open_files::problem(connections_max, organisations, open_files::most()) {
        Some((found, advice)) => warn(found, advice),
        None => ok(format!(
            "connections_max is {connections_max}, which fits the open files"
        )),
    }
}

fn clock(now: UnixMillis, data: &DataFolder) -> Check {
    if now < EARLIEST || now > LATEST {
        let found = format!("the machine's clock says {now}");
        return error(
            found,
            "set the clock, and keep it right with NTP: phones correct theirs by it",
        );
    }
    let newest = data
        .organisations()
        .unwrap_or_default()
        .iter()
        .filter_map(|org| modified(&data.organisation(org).join("log.sqlite")))
        .max();
    match newest {
        Some(newest) if newest.since(now) > 5 * UnixMillis::MINUTE_MS => warn(
            format!("the machine's clock says {now}, before the last write at {newest}"),
            "it went back: set the clock, and keep it right with NTP",
        ),
        _ => ok(format!("the machine's clock says {now}")),
    }
}

fn modified(path: &Path) -> Option<UnixMillis> {
    let modified = path.metadata().ok()?.modified().ok()?;
    let since = modified.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Some(UnixMillis(i64::try_from(since.as_millis()).ok()?))
}

fn public_url(config: &Config) -> Check {
    match config.public_url_problem() {
        Some((found, advice)) => warn(found, advice),
        None => ok(format!("invitations name {}", config.public_url)),
    }
}

/// Addresses on which others on the network can listen in.
fn open_addresses(config: &Config) -> Vec<Check> {
    let open = config.serve.open_to_networks().into_iter();
    let told = |(name, address)| {
        warn(
            format!(
                "{name} {address} is plain HTTP for a whole network: notes and invitations in clear text"
            ),
            addresses::open_advice(name),
        )
    };
    open.map(told).collect()
}

fn writable(path: &Path) -> Check {
    let probe = path.join(".samenspel-doctor");
    let tried = std::fs::write(&probe, b"probe").and_then(|()| std::fs::remove_file(&probe));
    match tried {
        Ok(()) => ok(format!("{} can be written", path.display())),
        Err(problem) if is_full(&problem) => error(
            format!("{} cannot be written ({problem})", path.display()),
            "free some space on its disk; its owner and rights are not what is wrong",
        ),
        Err(problem) => error(
            format!("{} cannot be written ({problem})", path.display()),
            "give the folder to the user that runs samenspel, and mount it for writing",
        ),
    }
}

fn is_full(problem: &std::io::Error) -> bool {
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};
    matches!(problem.kind(), StorageFull | QuotaExceeded)
}

#[cfg(unix)]
fn private(path: &Path) -> Check {
    use std::os::unix::fs::PermissionsExt;
    let inside = path.join("organisations");
    let is_open = inside
        .metadata()
        .is_ok_and(|it| it.permissions().mode() & 0o077 != 0);
    if is_open {
        let advice = format!("chmod 700 {}", inside.display());
        return warn(
            "other users of this machine can read the data folder",
            advice,
        );
    }
    ok("other users of this machine cannot read the data folder")
}

#[cfg(not(unix))]
fn private(_path: &Path) -> Check {
    warn(
        "who can read the data folder is not checked on this system",
        "check its rights",
    )
}

fn disk(path: &Path) -> Check {
    let Ok(disk) = rustix::fs::statvfs(path) else {
        return warn("free disk space cannot be read", "check it by hand");
    };
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let found = format!("{} MB of disk space are free", free / 1024 / 1024);
    match free {
        0..FREE_BYTES_ERROR => error(found, "free some space: nothing can be stored soon"),
        FREE_BYTES_ERROR..FREE_BYTES_WARN => warn(found, "free some space"),
        _ => ok(found),
    }
}

fn port(name: &str, address: SocketAddr, served: bool) -> Check {
    match TcpListener::bind(address) {
        Ok(_) if served && address.port() != 0 => ok(format!(
            "{name} {address} is free: the server of this folder that is running was started with another"
        )),
        Err(_) if served => ok(format!(
            "{name} {address} is in use, and a server of this folder is running"
        )),
        Ok(_) => ok(format!("{name} {address} is free")),
        Err(problem) => error(
            format!("{name} {address} cannot be used ({problem})"),
            addresses::unusable_advice(&problem),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_before_this_program_existed_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataFolder::new(folder.path());
        assert_eq!(clock(UnixMillis(0), &data).level, Level::Error);
        assert_eq!(clock(UnixMillis(1_790_000_000_000), &data).level, Level::Ok);
    }

    #[test]
    fn a_port_in_use_by_another_program_is_an_error_and_by_our_own_server_is_not() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        assert_eq!(port("listen", address, false).level, Level::Error);
        assert_eq!(port("listen", address, true).level, Level::Ok);
    }

    #[test]
    fn a_server_that_runs_on_another_port_is_not_said_to_run_on_this_one() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let used = port("listen", address, true);
        drop(listener);
        let free = port("listen", address, true);
        assert!(used.found.contains("is in use"), "{}", used.found);
        assert!(
            free.found.contains("was started with another"),
            "{}",
            free.found
        );
    }
}
