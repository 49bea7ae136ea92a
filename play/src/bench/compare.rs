//! The same push, first pull and reconnect against automerge-repo's server, where Node and its
//! packages are there. Measured by a script of its own in `tests/interop`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};
use serde::Deserialize;

use super::Extent;
use super::figures::{Bar, Report};

/// The script, in its folder.
const SCRIPT: &str = "automerge-repo-bench.mjs";
/// Where it is in a checkout.
const DEFAULT_FOLDER: &str = "tests/interop";

#[derive(Debug, Deserialize)]
struct Theirs {
    push_cpu_s: f64,
    pull_cpu_s: f64,
    reconnect_cpu_s: f64,
    peak_rss_mb: f64,
    bytes_push_up: f64,
    bytes_push_down: f64,
    bytes_pull_up: f64,
    bytes_pull_down: f64,
    bytes_reconnect_up: f64,
    bytes_reconnect_down: f64,
    bytes_on_disk: f64,
}

/// Measures it after the same of ours; says so if it cannot.
pub fn measure(report: &mut Report, folder: Option<&Path>, extent: &Extent) -> anyhow::Result<()> {
    let Some(folder) = find(report, folder)? else {
        return Ok(());
    };
    let output = Command::new("node")
        .current_dir(&folder)
        .arg(SCRIPT)
        .args(["--documents", &extent.documents.to_string()])
        .args(["--notes", &extent.notes.to_string()])
        .stderr(Stdio::inherit())
        .output();
    let output = match output {
        Ok(output) => output,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            report.note("automerge-repo was not measured: there is no Node");
            return Ok(());
        }
        Err(error) => return Err(error).context("node does not run"),
    };
    if !output.status.success() {
        bail!("{SCRIPT} failed ({})", output.status);
    }
    let printed = String::from_utf8_lossy(&output.stdout);
    let line = printed.lines().last().unwrap_or_default();
    let theirs = serde_json::from_str(line).context("the script's last line")?;
    add(report, &theirs)
}

/// The script's folder, with its packages; a folder that was named must have them.
fn find(report: &mut Report, named: Option<&Path>) -> anyhow::Result<Option<PathBuf>> {
    let folder = named.unwrap_or(Path::new(DEFAULT_FOLDER));
    let is_there = folder.join(SCRIPT).is_file() && folder.join("node_modules").is_dir();
    match (is_there, named) {
        (true, _) => Ok(Some(std::path::absolute(folder)?)),
        (false, Some(named)) => bail!(
            "{} has no {SCRIPT} with its packages: run npm ci there first",
            named.display()
        ),
        (false, None) => {
            report.note("automerge-repo was not measured: run npm ci in tests/interop first");
            Ok(None)
        }
    }
}

fn add(report: &mut Report, theirs: &Theirs) -> anyhow::Result<()> {
    report.add("automerge_repo_push_cpu_seconds", theirs.push_cpu_s);
    report.add("automerge_repo_pull_cpu_seconds", theirs.pull_cpu_s);
    report.add(
        "automerge_repo_reconnect_cpu_seconds",
        theirs.reconnect_cpu_s,
    );
    report.add("automerge_repo_peak_memory_megabytes", theirs.peak_rss_mb);
    let push = theirs.bytes_push_up + theirs.bytes_push_down;
    report.add("automerge_repo_push_bytes_both_ways", push);
    let pull = theirs.bytes_pull_up + theirs.bytes_pull_down;
    report.add("automerge_repo_pull_bytes_both_ways", pull);
    let reconnect = theirs.bytes_reconnect_up + theirs.bytes_reconnect_down;
    report.add("automerge_repo_reconnect_bytes_both_ways", reconnect);
    report.add("automerge_repo_disk_bytes", theirs.bytes_on_disk);
    let ours = |name| report.get(name).context("ours is measured before theirs");
    let (push, merge) = (ours("push_cpu_seconds")?, ours("merge_cpu_seconds")?);
    let (pull, reconnect) = (ours("pull_cpu_seconds")?, ours("reconnect_cpu_seconds")?);
    let memory = ours("peak_memory_megabytes")?;
    report.add_with_bar(
        "push_cpu_times_less",
        theirs.push_cpu_s / push,
        Bar::AtLeast(10.0),
    );
    let with_merging = theirs.push_cpu_s / (push + merge);
    report.add("push_and_merge_cpu_times_less", with_merging);
    report.add("pull_cpu_times_less", theirs.pull_cpu_s / pull);
    report.add_with_bar(
        "reconnect_cpu_times_less",
        theirs.reconnect_cpu_s / reconnect,
        Bar::AtLeast(20.0),
    );
    report.add_with_bar(
        "memory_times_less",
        theirs.peak_rss_mb / memory,
        Bar::AtLeast(10.0),
    );
    Ok(())
}
