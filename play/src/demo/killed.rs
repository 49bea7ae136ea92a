//! A phone that is killed in the middle of a write, for real: a child process writes notes into the
//! phone's store and prints each key as it is committed; it gets SIGKILL; the store is opened again
//! and must hold every key that was printed.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::time::Duration;

use anyhow::{Context as _, bail};
use samenspel_device::{Command, NewNote, Store, StoreKey};
use samenspel_model::hex::{hex, unhex};
use samenspel_model::ids::EntryKey;
use samenspel_model::series::Series;
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_rules::directory::Holder;
use samenspel_rules::schema::notes::{DayLog, DayLogDetail, DayLogMatter};

use super::phone::Phone;
use super::random::Seeded;

/// The hidden subcommand.
pub const SUBCOMMAND: &str = "demo-writer";
/// What is printed before a write begins, and after it is committed.
const BEGINS: &str = "begins";
const COMMITTED: &str = "committed";
/// The writer gives up by itself: nobody leaves it running.
const NOTES_MAX: usize = 10_000;
/// A durable write takes some milliseconds.
const LATEST_KILL_MICROSECONDS: u64 = 3_000;
const ORDER_BYTES_MAX: u64 = 4_096;

/// What the writer is told on its standard input, one line each.
struct Order {
    path: PathBuf,
    key: [u8; 32],
    series: Series,
    reading: ClockReading,
    seed: u64,
}

/// Kills a writer after so many notes, the next one having begun. Gives the keys it had printed as
/// committed; the phone has its store again and holds them all.
pub fn kill_while_writing(
    executable: &Path,
    phone: &mut Phone,
    series: Series,
    after: usize,
    random: &mut Seeded,
) -> anyhow::Result<Vec<EntryKey>> {
    let order = Order {
        path: phone.path().to_owned(),
        key: *phone.key(),
        series,
        reading: phone.reading(),
        seed: u64::try_from(random.below(usize::MAX)).unwrap_or_default(),
    };
    phone.switch_off();
    let printed = run_and_kill(executable, &order, after);
    phone.switch_on()?;
    let printed = printed?;
    for key in &printed {
        if phone.store()?.status(key)?.is_none() {
            bail!("note {key} was committed before the kill and is not in the store");
        }
    }
    phone.promised.extend(&printed);
    Ok(printed)
}

fn run_and_kill(executable: &Path, order: &Order, after: usize) -> anyhow::Result<Vec<EntryKey>> {
    let mut writer = Process::new(executable)
        .arg(SUBCOMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("the process that is to be killed")?;
    let told = match writer.stdin.take() {
        Some(mut stdin) => stdin.write_all(order.to_text().as_bytes()),
        None => Ok(()),
    };
    let mut lines = BufReader::new(writer.stdout.take().context("the writer's output")?).lines();
    let mut printed = Vec::new();
    while let Some(line) = lines.next().transpose()? {
        if line == BEGINS && printed.len() >= after {
            break;
        }
        printed.extend(committed_key(&line)?);
    }
    // Somewhere in the write that has begun.
    std::thread::sleep(Duration::from_micros(order.seed % LATEST_KILL_MICROSECONDS));
    writer.kill().context("the kill")?;
    writer.wait()?;
    told.context("what the writer was told")?;
    // What it printed between the decision and the kill counts too.
    for line in lines {
        printed.extend(committed_key(&line?)?);
    }
    if printed.len() < after {
        bail!(
            "the writer ended before it was killed, after {} notes",
            printed.len()
        );
    }
    Ok(printed)
}

fn committed_key(line: &str) -> anyhow::Result<Option<EntryKey>> {
    line.strip_prefix(COMMITTED)
        .map(|key| key.trim().parse())
        .transpose()
        .context("a key that the writer printed")
}

impl Order {
    fn to_text(&self) -> String {
        let reading = self.reading;
        format!(
            "{}\n{}\n{}\n{} {} {} {}\n",
            self.path.display(),
            hex(&self.key),
            hex(&self.series.to_bytes()),
            reading.wall.0,
            reading.boot_id,
            reading.monotonic_ms,
            self.seed
        )
    }

    fn from_text(told: &str) -> Option<Self> {
        let mut lines = told.lines();
        let path = PathBuf::from(lines.next()?);
        let key = unhex(lines.next()?)?.try_into().ok()?;
        let series = Series::from_slice(&unhex(lines.next()?)?).ok()?;
        let mut numbers = lines.next()?.split(' ');
        let reading = ClockReading {
            wall: UnixMillis(numbers.next()?.parse().ok()?),
            boot_id: numbers.next()?.parse().ok()?,
            monotonic_ms: numbers.next()?.parse().ok()?,
        };
        let seed = numbers.next()?.parse().ok()?;
        Some(Self {
            path,
            key,
            series,
            reading,
            seed,
        })
    }
}

/// The hidden subcommand: writes until it is killed.
pub fn write_until_killed() -> anyhow::Result<()> {
    let mut told = String::new();
    std::io::stdin()
        .take(ORDER_BYTES_MAX)
        .read_to_string(&mut told)?;
    let order = Order::from_text(&told).context("what to write is told on standard input")?;
    let store = Store::open(&order.path, &StoreKey::new(order.key))?;
    let Holder::Person(author) = store.profile()?.holder else {
        bail!("a group's device is not used for this");
    };
    let mut random = Seeded::new(order.seed, "writer");
    let mut out = std::io::stdout().lock();
    for number in 0..NOTES_MAX {
        let passed_ms = i64::try_from(number).unwrap_or_default() * 15_000;
        let reading = ClockReading {
            wall: order.reading.wall.plus_ms(passed_ms),
            monotonic_ms: order.reading.monotonic_ms + passed_ms,
            ..order.reading
        };
        writeln!(out, "{BEGINS}")?;
        let command = Command::AddNote(day_note(order.series, &mut random));
        let intent = store.execute(&command, author, reading, &mut random)?;
        for key in store.entry_keys(intent)? {
            writeln!(out, "{COMMITTED} {key}")?;
        }
        out.flush()?;
    }
    Ok(())
}

fn day_note(series: Series, random: &mut Seeded) -> NewNote {
    let code = random.one_of([
        DayLogDetail::Inside,
        DayLogDetail::Outside,
        DayLogDetail::Craft,
        DayLogDetail::Music,
        DayLogDetail::Reading,
        DayLogDetail::FreePlay,
    ]);
    let line = DayLog {
        code: Some(code),
        ..DayLog::new(DayLogMatter::Play)
    };
    NewNote::of(series, &line)
}
