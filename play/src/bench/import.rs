//! What an import beside a running server does to phones: their syncs while nothing happens, and while work
//! ends for thousands of people at once. The office's files go through the command as they do elsewhere; how
//! an import is carried out is not known here.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use samenspel_model::entry::DeviceKey;
use samenspel_model::ids::{ChildId, DeviceId, OrgId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Device, Holder, Record};

use super::door::Door;
use super::figures::{Bar, Report};
use super::process::ServerProcess;
use super::site::{calm_handover_fields, entry};
use super::writer::Writer;
use sync_server::data_folder::DataFolder;
use sync_server::engine::{Options, Organisation};
use sync_server::gate;
use sync_server::system::{SystemClock, SystemRandom};

const GROUPS: usize = 4;
/// Professionals, children and parents of a location; beside them it has a manager.
const STAFF: usize = 26;
const CHILDREN: usize = 45;
const PARENTS: usize = 90;
/// The location whose staff have phones and go on working.
const QUIET_LOCATION: usize = 0;
/// How many phones sync at once.
const AT_ONCE: usize = 2;
const PAUSE: Duration = Duration::from_millis(30);
const TIMES_QUIET_MAX: f64 = 5.0;
const WORST_MS_MAX: f64 = 1_000.0;

#[derive(Clone, Copy)]
struct Extent {
    locations: usize,
    /// For whom work ends.
    ended: usize,
    quiet: Duration,
}

impl Extent {
    fn of(quick: bool) -> Self {
        match quick {
            true => Self {
                locations: 4,
                ended: 60,
                quiet: Duration::from_secs(1),
            },
            false => Self {
                locations: 200,
                ended: 5_000,
                quiet: Duration::from_secs(20),
            },
        }
    }
}

/// Measures it.
pub fn measure(
    report: &mut Report,
    folder: &Path,
    executable: &Path,
    quick: bool,
    progress: &mut dyn FnMut(&str),
) -> anyhow::Result<()> {
    let extent = Extent::of(quick);
    let place = Place::begin(folder, executable, extent, progress)?;
    progress("syncs while nothing happens, and during the import");
    let mut phones = place.phones()?;
    let server = ServerProcess::start(executable, &place.data)?;
    let quiet_ends = Instant::now() + extent.quiet;
    let quiet = sync_while(&mut phones, &server, || Ok(Instant::now() < quiet_ends))?;
    std::fs::write(
        place.files.join("assignments.csv"),
        assignments(extent, true),
    )?;
    let started = Instant::now();
    let mut import = place.import(executable)?;
    let during = sync_while(&mut phones, &server, || Ok(import.try_wait()?.is_none()))?;
    report.add("import_seconds", started.elapsed().as_secs_f64());
    ensure!(import.wait()?.success(), "the import failed");
    server.stop()?;
    report.add(
        "import_people",
        (extent.locations * (STAFF + 1 + PARENTS)) as f64,
    );
    report.add("import_ended_rows", extent.ended as f64);
    report.add("quiet_syncs", quiet.len() as f64);
    report.add("quiet_p50_ms", at(&quiet, 50));
    report.add("quiet_p99_ms", at(&quiet, 99));
    report.add("quiet_worst_ms", at(&quiet, 100));
    report.add("import_syncs", during.len() as f64);
    report.add("import_p50_ms", at(&during, 50));
    let p99_max = TIMES_QUIET_MAX * at(&quiet, 99);
    report.add_with_bar("import_p99_ms", at(&during, 99), Bar::AtMost(p99_max));
    report.add_with_bar(
        "import_worst_ms",
        at(&during, 100),
        Bar::AtMost(WORST_MS_MAX),
    );
    Ok(())
}

/// The data folder and the office's files.
struct Place {
    data: PathBuf,
    files: PathBuf,
    org: OrgId,
}

impl Place {
    fn begin(
        folder: &Path,
        executable: &Path,
        extent: Extent,
        progress: &mut dyn FnMut(&str),
    ) -> anyhow::Result<Self> {
        let (data, files) = (folder.join("data"), folder.join("files"));
        std::fs::create_dir(&files)?;
        for (name, text) in [
            ("groups.csv", groups(extent)),
            ("people.csv", people(extent)),
            ("children.csv", children(extent)),
            ("assignments.csv", assignments(extent, false)),
        ] {
            std::fs::write(files.join(name), text)?;
        }
        progress("a first import of the whole organisation");
        let init = command(executable, &data)
            .args(["init", "--name", "De Meetlat"])
            .status()?;
        ensure!(init.success(), "samenspel init failed");
        let orgs = DataFolder::new(&data).organisations()?;
        let org = *orgs.first().context("no organisation was made")?;
        let place = Self { data, files, org };
        ensure!(
            place.import(executable)?.wait()?.success(),
            "the first import failed"
        );
        Ok(place)
    }

    fn import(&self, executable: &Path) -> anyhow::Result<Child> {
        let mut import = command(executable, &self.data);
        let import = import.arg("import").arg(&self.files);
        import.spawn().context("samenspel import does not run")
    }

    /// One of everybody who works on a group of the quiet location, and the children they write about.
    fn phones(&self) -> anyhow::Result<Vec<Phone>> {
        let organisation = Organisation::open(
            &DataFolder::new(&self.data).organisation(&self.org),
            self.org,
            Options::default(),
            Arc::new(SystemClock),
            Box::new(SystemRandom),
            gate::sandboxed()?,
        )?;
        let directory = organisation.directory();
        let (now, mut phones, mut records) = (SystemClock.now(), Vec::new(), Vec::new());
        for number in 0..GROUPS {
            let name = group_name(QUIET_LOCATION, number);
            let group = directory.records().find_map(|it| match it {
                Record::Group(it) if it.name == name => Some(it.id),
                _ => None,
            });
            let group = group.context("a group was not imported")?;
            let children: Vec<ChildId> = directory
                .records()
                .filter_map(|it| match it {
                    Record::Placement(it) if it.group == group => Some(it.child),
                    _ => None,
                })
                .collect();
            let staff = directory.records().filter_map(|it| match it {
                Record::Assignment(it) if it.group == group => Some(it.person),
                _ => None,
            });
            for person in staff {
                let key = DeviceKey::generate(&mut SystemRandom);
                let id = DeviceId::new(now, &mut SystemRandom);
                records.push(Record::Device(Device {
                    id,
                    holder: Holder::Person(person),
                    public_key: key.public(),
                    name: "phone".into(),
                    enrolled_at: now,
                    revoked_at: None,
                    let_in_by: None,
                    suspended_at: None,
                }));
                phones.push(Phone {
                    writer: Writer::new(self.org, id, person, key),
                    org: self.org,
                    children: children.clone(),
                    written: 0,
                });
            }
        }
        organisation.change_directory(&records, &[])?;
        Ok(phones)
    }
}

struct Phone {
    writer: Writer,
    org: OrgId,
    children: Vec<ChildId>,
    written: usize,
}

impl Phone {
    /// One sync that brings one note; how many milliseconds it took.
    fn sync(&mut self, door: &mut Door) -> anyhow::Result<f64> {
        let child = self.children[self.written % self.children.len()];
        self.written += 1;
        let series = Series {
            org: self.org,
            kind: DocumentKind::Handover,
            subject: Subject::Child(child),
        };
        let fields = calm_handover_fields(self.written)?;
        let note = entry(&self.writer, series, "handover", fields, SystemClock.now())?;
        let note = self.writer.sign(&note);
        let started = Instant::now();
        door.sync(&mut self.writer, vec![note])?;
        Ok(started.elapsed().as_secs_f64() * 1_000.0)
    }
}

/// What each sync took while it goes on, sorted. The first of each phone, which fetches all there is, does
/// not count.
fn sync_while(
    phones: &mut [Phone],
    server: &ServerProcess,
    mut goes_on: impl FnMut() -> anyhow::Result<bool>,
) -> anyhow::Result<Vec<f64>> {
    let part = phones.len().div_ceil(AT_ONCE).max(1);
    let stop = AtomicBool::new(false);
    let mut all = Vec::new();
    std::thread::scope(|scope| {
        let stop = &stop;
        let syncing: Vec<_> = phones
            .chunks_mut(part)
            .map(|phones| scope.spawn(move || sync_until(phones, server, stop)))
            .collect();
        let mut ended = Ok(true);
        while matches!(ended, Ok(true)) && !syncing.iter().any(|it| it.is_finished()) {
            std::thread::sleep(PAUSE);
            ended = goes_on();
        }
        stop.store(true, Ordering::Relaxed);
        for one in syncing {
            all.extend(one.join().ok().context("a phone ended badly")??);
        }
        ended.map(drop)
    })?;
    all.sort_by(f64::total_cmp);
    Ok(all)
}

fn sync_until(
    phones: &mut [Phone],
    server: &ServerProcess,
    stop: &AtomicBool,
) -> anyhow::Result<Vec<f64>> {
    let mut door = Door::open(server)?;
    let mut taken = Vec::new();
    for phone in phones.iter_mut().filter(|it| it.written == 0) {
        phone.sync(&mut door)?;
    }
    while !stop.load(Ordering::Relaxed) {
        for phone in phones.iter_mut() {
            std::thread::sleep(PAUSE);
            taken.push(phone.sync(&mut door)?);
        }
    }
    Ok(taken)
}

/// The value that so many percent are not above.
fn at(sorted: &[f64], percent: usize) -> f64 {
    let index = sorted.len().saturating_sub(1) * percent / 100;
    sorted.get(index).copied().unwrap_or(f64::NAN)
}

fn command(executable: &Path, data: &Path) -> Command {
    let mut command = Command::new(executable);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SAMENSPEL_")) {
        command.env_remove(name);
    }
    command.arg("--data-directory").arg(data);
    command.stdout(std::process::Stdio::null());
    command.stderr(std::process::Stdio::null());
    command
}

fn group_name(location: usize, group: usize) -> String {
    format!("Groep {location}.{group}")
}

fn groups(extent: Extent) -> String {
    let mut text = "id,name,location,location_name\n".to_owned();
    for location in 0..extent.locations {
        for group in 0..GROUPS {
            let name = group_name(location, group);
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "g{location:04}{group},{name},l{location:04},Lindelaan {location}"
            );
        }
    }
    text
}

/// So that no two are called the same.
fn last_name(number: usize) -> String {
    const SYLLABLES: [&str; 10] = ["ba", "ce", "di", "fo", "gu", "ha", "ki", "lo", "mu", "na"];
    let digits = format!("{number:06}").into_bytes();
    let syllables = digits
        .iter()
        .map(|it| SYLLABLES[usize::from(it - b'0') % 10]);
    format!("Van {}", syllables.collect::<String>())
}

fn people(extent: Extent) -> String {
    let mut text = "id,first_name,last_name\n".to_owned();
    for location in 0..extent.locations {
        for (prefix, count) in [("m", 1), ("s", STAFF), ("o", PARENTS)] {
            for number in 0..count {
                let name = last_name(location * 200 + number);
                let first = match prefix {
                    "m" => "Ingrid",
                    "s" => "Fatima",
                    _ => "Samira",
                };
                let _ = writeln!(text, "{prefix}{location:04}{number:02},{first},{name}");
            }
        }
    }
    text
}

fn children(extent: Extent) -> String {
    let mut text = "id,first_name,last_name,birth_date,group,days,from\n".to_owned();
    for location in 0..extent.locations {
        for number in 0..CHILDREN {
            let (name, group) = (last_name(location * 200 + number), number % GROUPS);
            let _ = writeln!(
                text,
                "k{location:04}{number:02},Noor,{name},2024-03-05,g{location:04}{group},ma di do,2024-06-01"
            );
        }
    }
    text
}

/// With a last day for the first so many who work elsewhere than at the quiet location, or for nobody.
fn assignments(extent: Extent, some_end: bool) -> String {
    let yesterday = SystemClock.now().plus_ms(-2 * UnixMillis::DAY_MS);
    let until = samenspel_model::calendar::day_of(yesterday).map(|day| day.to_string());
    let until = until.unwrap_or_default();
    let mut left = if some_end { extent.ended } else { 0 };
    let mut text = "person,role,of,from,until\n".to_owned();
    for location in 0..extent.locations {
        for number in 0..STAFF {
            let ends = location != QUIET_LOCATION && left > 0;
            left -= usize::from(ends);
            let (group, until) = (number % GROUPS, if ends { until.as_str() } else { "" });
            let _ = writeln!(
                text,
                "s{location:04}{number:02},professional,g{location:04}{group},2024-01-01,{until}"
            );
        }
        for number in 0..CHILDREN {
            for parent in [number * 2, number * 2 + 1] {
                let _ = writeln!(
                    text,
                    "o{location:04}{parent:02},parent,k{location:04}{number:02},,"
                );
            }
        }
        let _ = writeln!(text, "m{location:04}00,manager,l{location:04},2024-01-01,");
    }
    text
}
