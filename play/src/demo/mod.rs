//! The demo: a day at a fictional location in fast motion, on real parts: the real service on
//! loopback, real encrypted stores in files, a link that breaks, a process that is killed. Then what
//! two people see of one child's day, and a table of figures from the stores.

mod figures;
mod host;
pub mod killed;
mod location;
mod lossy;
mod phone;
mod progress;
mod random;
mod script;
mod show;
mod words;
mod world;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use jiff::civil::{Date, date};
use samenspel_model::ids::{OrgId, PersonId};
use samenspel_rules::directory::Holder;

pub use figures::{Extent, Figures};

use location::Location;
use progress::Progress;
use random::Seeded;
use samenspel_testkit::clock::TrueTime;
use script::Day;
use world::World;

/// Of a hundred parents of children who come today, this many use a phone.
const PARENTS_WITH_PHONE_PERCENT: usize = 85;

/// How to play it.
#[derive(Debug, Clone)]
pub struct Options {
    /// Another seed is another day.
    pub seed: u64,
    /// Keep the server's data and the stores here; an empty or new folder.
    pub keep: Option<PathBuf>,
    /// At most so many children in each group.
    pub children_per_group: usize,
    /// This program, for the process that is killed.
    pub executable: PathBuf,
    /// Whether to show a bar.
    pub progress: bool,
}

/// What came of it.
pub struct Outcome {
    /// The table.
    pub figures: Figures,
    /// What it is about.
    pub extent: Extent,
    /// The two views and the table, as printed.
    pub text: String,
}

/// Plays the day.
pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("the runtime does not start")?;
    let temporary = match &options.keep {
        Some(folder) => {
            prepare(folder)?;
            None
        }
        None => Some(tempfile::tempdir().context("a temporary folder")?),
    };
    let folder = match (&options.keep, &temporary) {
        (Some(kept), _) => kept.as_path(),
        (None, Some(temporary)) => temporary.path(),
        (None, None) => bail!("there is no folder to work in"),
    };
    runtime.block_on(play(options, folder))
}

/// An empty folder only: nothing of anybody's is mixed with the demo's.
fn prepare(folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    if std::fs::read_dir(folder)?.next().is_some() {
        bail!("{} is not empty: choose another folder", folder.display());
    }
    Ok(())
}

async fn play(options: &Options, folder: &Path) -> anyhow::Result<Outcome> {
    let seed = options.seed;
    let progress = Progress::over(script::SCENES + 2, options.progress);
    progress.scene("", "Server, telefoons en tablets worden ingericht");
    let day = date_of(seed);
    let mut world = furnish(options, folder, day).await?;
    let mut script = Day::new(&world, day)?;
    script
        .play(&mut world, &options.executable, &progress)
        .await?;
    progress.scene("", "Nieuwe telefoons halen alles op, om te vergelijken");
    let (figures, extent) = figures::figures(&mut world).await?;
    progress.finish();
    let mut text = show::day_of_one_child(&mut world, &script)?;
    text.push_str(&show::came_back(&world, &script)?);
    text.push_str(&show::table(&figures, &extent, &script));
    if options.keep.is_some() {
        text.push_str(&show::kept(&world, folder)?);
    }
    world.host.stop().await;
    Ok(Outcome {
        figures,
        extent,
        text,
    })
}

/// A weekday in the autumn of 2026, by the seed.
fn date_of(seed: u64) -> Date {
    let mut random = Seeded::new(seed, "date");
    let days = random.below(12) * 7 + random.below(5);
    let days = i32::try_from(days).unwrap_or(0);
    date(2026, 9, 7)
        .checked_add(jiff::Span::new().days(days))
        .unwrap_or(date(2026, 9, 7))
}

/// The location imported, the server started, and a phone enrolled for everybody who uses one.
async fn furnish(options: &Options, folder: &Path, day: Date) -> anyhow::Result<World> {
    let mut random = Seeded::new(options.seed, "location");
    let evening_before = script::moment(day, -5 * 60 - 30)?;
    let time = TrueTime::starting_at(evening_before);
    let org = OrgId::new(evening_before, &mut random);
    let weekday = u8::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
    let location = Location::import(
        org,
        evening_before,
        weekday,
        options.children_per_group,
        &mut random,
    )?;
    let mut world = World::start(folder, location, time, options).await?;
    for (holder, name) in holders(&world.location, &mut random) {
        world.add_phone(holder, name)?;
    }
    let url = format!(
        "http://{}",
        sync_server::config::ServeConfig::default().listen
    );
    for index in 0..world.phones.len() {
        let ticket = world.host.invite(world.phones[index].holder, &url)?;
        world.phones[index].enrolment(ticket)?.await?;
    }
    world.sync().await?;
    Ok(world)
}

/// Tablets, staff, and the parents of today's children who use a phone.
fn holders(location: &Location, random: &mut Seeded) -> Vec<(Holder, String)> {
    let mut holders = Vec::new();
    let mut people: Vec<PersonId> = Vec::new();
    for (number, room) in location.groups.iter().enumerate() {
        holders.push((Holder::Group(room.group), format!("tablet-{}", number + 1)));
        people.extend(room.team.iter().chain(&room.others));
    }
    people.extend(&location.office);
    let staff = people.len();
    for child in location.children() {
        let mut parents = location.parents_with_authority(child);
        // One of them always does: somebody must tell.
        let rest = parents.split_off(1.min(parents.len()));
        people.extend(parents);
        people.extend(
            rest.into_iter()
                .filter(|_| random.chance(PARENTS_WITH_PHONE_PERCENT)),
        );
    }
    let mut seen = std::collections::BTreeSet::new();
    for (number, person) in people.into_iter().enumerate() {
        if seen.insert(person) {
            let role = if number < staff { "staff" } else { "parent" };
            holders.push((Holder::Person(person), format!("{role}-{:02}", seen.len())));
        }
    }
    holders
}
