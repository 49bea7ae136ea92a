//! Thirty phones write and sync all the time while the server dies under them, again and again.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use samenspel_device::Status;
use samenspel_model::ids::EntryKey;
use samenspel_protocol::sync::State;

use super::World;
use super::ledger::Ledger;
use super::phones::Pen;
use crate::support::phone::{Phone, says_sent};
use samenspel_testkit::random::SeededRandom;

/// How long the server lives, from when it listens.
const LIFE_MS: std::ops::Range<i64> = 20..400;
/// How long it is away.
const AWAY_MS: std::ops::Range<i64> = 0..60;
/// How long a phone rests between two syncs.
const REST_MS: std::ops::Range<i64> = 50..400;
const NOTES_AT_ONCE_MAX: u64 = 3;

pub(super) fn run(world: &mut World, phones: &[Phone], ledger: &mut Ledger) -> anyhow::Result<()> {
    let stop = AtomicBool::new(false);
    let mut pens = Vec::new();
    for (number, phone) in phones.iter().enumerate() {
        let random = world.random(&format!("phone {number}"));
        pens.push(Pen::new(&phone.store, phone.person, random)?);
    }
    let rests: Vec<SeededRandom> = (0..phones.len())
        .map(|number| world.random(&format!("rest {number}")))
        .collect();
    let (killed, seen) = std::thread::scope(|scope| {
        let threads: Vec<_> = phones
            .iter()
            .zip(pens.into_iter().zip(rests))
            .map(|(phone, (pen, rest))| scope.spawn(|| write_and_sync(phone, pen, rest, &stop)))
            .collect();
        let killed = kill_again_and_again(world);
        stop.store(true, Ordering::SeqCst);
        let seen: Vec<_> = threads.into_iter().map(|thread| thread.join()).collect();
        (killed, seen)
    });
    ledger.server_kills += killed?;
    for seen in seen {
        match seen {
            Ok(seen) => ledger.add(seen?),
            Err(_) => ledger.fail("a phone panicked".into()),
        }
    }
    Ok(())
}

fn kill_again_and_again(world: &mut World) -> anyhow::Result<u32> {
    let mut random = world.random("kills");
    for _ in 0..world.options.server_kills {
        pause(&mut random, LIFE_MS);
        world.server.kill()?;
        pause(&mut random, AWAY_MS);
        world.server.restart()?;
    }
    Ok(world.options.server_kills)
}

fn pause(random: &mut SeededRandom, range: std::ops::Range<i64>) {
    let ms = random.between(range.start, range.end);
    std::thread::sleep(Duration::from_millis(ms.unsigned_abs()));
}

/// One phone's day: what it committed and what it showed is written down here, in a process that
/// is not killed.
fn write_and_sync(
    phone: &Phone,
    mut pen: Pen,
    mut random: SeededRandom,
    stop: &AtomicBool,
) -> anyhow::Result<Ledger> {
    let mut seen = Ledger::default();
    let mut unsent: Vec<EntryKey> = Vec::new();
    while !stop.load(Ordering::SeqCst) {
        for _ in 0..=random.below(NOTES_AT_ONCE_MAX) {
            let key = phone.write(&pen.next())?;
            seen.committed.insert(key);
            unsent.push(key);
        }
        let report = phone.sync();
        if let State::Stopped(reason) = report.state {
            seen.fail(format!("a phone stopped syncing: {}", reason.as_str()));
            break;
        }
        look(phone, &mut unsent, &mut seen)?;
        pause(&mut random, REST_MS);
    }
    Ok(seen)
}

/// Looks at the screen: what says "sent" now must be on the server for ever.
fn look(phone: &Phone, unsent: &mut Vec<EntryKey>, seen: &mut Ledger) -> anyhow::Result<()> {
    let mut still = Vec::new();
    for key in unsent.drain(..) {
        match phone.status(&key)? {
            Status::OnThisDevice => still.push(key),
            status if says_sent(&status) => {
                seen.shown_sent.insert(key);
            }
            status => seen.fail(format!("{key} came back: {status:?}")),
        }
    }
    *unsent = still;
    Ok(())
}
