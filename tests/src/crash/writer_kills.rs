//! Kills phones in the middle of writing and syncing, and opens each store again after every kill.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::Context;

use super::World;
use super::ledger::Ledger;
use super::writer::{Said, WRITER_COMMAND};
use crate::support::phone::{Phone, says_sent};
use samenspel_testkit::random::SeededRandom;

/// How long a phone lives, from its first word.
const LIFE_MS: std::ops::Range<i64> = 0..250;
/// Keys of earlier lives looked at after each kill.
const SAMPLE: usize = 20;

/// Four phones at once: two of staff, two of parents. Gives them back, open again.
pub(super) fn run(world: &World, ledger: &mut Ledger) -> anyhow::Result<Vec<Phone>> {
    let location = &world.site.location;
    let people = [
        location.staff[0][0],
        location.staff[1][0],
        location.parents[0][0],
        location.parents[7][0],
    ];
    let mut paths = Vec::new();
    for phone in world.enrol(&people, "writer")? {
        ledger.killed_devices.insert(phone.store.profile()?.device);
        paths.push(phone.path.clone());
    }
    let kills = world.options.device_kills;
    let phones = u32::try_from(people.len())?;
    let seen = std::thread::scope(|scope| {
        let threads: Vec<_> = paths
            .iter()
            .enumerate()
            .map(|(number, path)| {
                let share = kills / phones + u32::from(number < (kills % phones) as usize);
                scope.spawn(move || lives(world, number, path, share))
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join())
            .collect::<Vec<_>>()
    });
    for seen in seen {
        match seen {
            Ok(seen) => ledger.add(seen?),
            Err(_) => ledger.fail("a writer's keeper panicked".into()),
        }
    }
    paths
        .iter()
        .map(|path| Phone::open(path, &world.around))
        .collect()
}

/// All lives of one phone.
fn lives(world: &World, number: usize, path: &Path, kills: u32) -> anyhow::Result<Ledger> {
    let mut random = world.random(&format!("writer {number}"));
    let mut seen = Ledger::default();
    for life in 0..kills {
        let seed = world.options.seed ^ (u64::from(life) << 32 | number as u64);
        let said = one_life(&world.options.writer_program, path, seed, &mut random)?;
        seen.device_kills += 1;
        check(world, path, &said, &mut seen, &mut random)?;
    }
    Ok(seen)
}

/// From start to kill; gives what the phone had said by then.
fn one_life(
    program: &PathBuf,
    path: &Path,
    seed: u64,
    random: &mut SeededRandom,
) -> anyhow::Result<Vec<Said>> {
    let mut child = Command::new(program)
        .arg(WRITER_COMMAND)
        .arg(path)
        .arg(seed.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{} does not run", program.display()))?;
    let output = child.stdout.take().context("the writer has no output")?;
    let mut output = BufReader::new(output);
    let mut first = String::new();
    output.read_line(&mut first)?;
    let listening = std::thread::spawn(move || listen(output));
    let ms = random.between(LIFE_MS.start, LIFE_MS.end);
    std::thread::sleep(Duration::from_millis(ms.unsigned_abs()));
    kill(&mut child)?;
    let rest = listening
        .join()
        .map_err(|_| anyhow::anyhow!("listening to a writer panicked"))??;
    let said = Said::from_line(&first).context("the writer ended before it wrote anything")?;
    Ok(std::iter::once(said).chain(rest).collect())
}

fn kill(child: &mut Child) -> anyhow::Result<()> {
    if let Some(status) = child.try_wait()? {
        anyhow::bail!("the writer ended by itself: {status}");
    }
    child.kill()?;
    child.wait()?;
    Ok(())
}

fn listen(mut output: BufReader<std::process::ChildStdout>) -> anyhow::Result<Vec<Said>> {
    let mut said = Vec::new();
    let mut line = String::new();
    while output.read_line(&mut line)? > 0 {
        said.extend(Said::from_line(&line));
        line.clear();
    }
    Ok(said)
}

/// Opens the store and holds it against what was said: of this life all, of earlier ones some.
fn check(
    world: &World,
    path: &Path,
    said: &[Said],
    seen: &mut Ledger,
    random: &mut SeededRandom,
) -> anyhow::Result<()> {
    let phone = Phone::open(path, &world.around).context("opening a killed phone's store")?;
    let earlier: Vec<_> = seen.shown_sent.iter().copied().collect();
    let sample = (0..SAMPLE.min(earlier.len())).map(|_| Said::Sent(*random.pick(&earlier)));
    let sample: Vec<Said> = sample.collect();
    for said in said.iter().chain(&sample) {
        let (key, was_sent) = match said {
            Said::Committed(key) => {
                seen.committed.insert(*key);
                (key, false)
            }
            Said::Sent(key) => {
                seen.shown_sent.insert(*key);
                (key, true)
            }
        };
        match phone.store.status(key)? {
            None => seen.fail(format!("{key} was committed and is gone after a kill")),
            Some(status) if was_sent && !says_sent(&status) => {
                seen.fail(format!("{key} was sent and is {status:?} after a kill"));
            }
            Some(_) => {}
        }
    }
    Ok(())
}
