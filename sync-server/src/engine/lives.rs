//! The lives of a log: what a server restored from a backup still knows of the lives before.

use std::collections::HashMap;
use std::path::Path;

use samenspel_model::ids::{Incarnation, OrgId, Random};
use samenspel_model::limits;
use samenspel_model::time::UnixMillis;

use super::auditing;
use super::error::{EngineError, Result};
use super::high_water::{HighWater, Mark};
use super::{KEYS_FILE, LOG_FILE, Options};
use crate::keystore::{KeyStore, Life};
use crate::storage::{LogRow, SqliteStorage, Storage};

/// That a log was put back from a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Restored {
    /// Nobody has opened it since: putting the newer one back undoes nothing.
    NotYetServed {
        /// Where it ends.
        position: u64,
        /// Where it had come to, at least, if the key store or the mark beside it knows more than the log.
        had_come_to: Option<u64>,
        /// The row that its audit had come to and does not hold.
        audit: Option<u64>,
    },
    /// It lives a new life.
    Served {
        /// Since when.
        at: UnixMillis,
        /// Where it ended then.
        position: u64,
    },
}

/// Whether the log in a folder was ever put back. Begins no new life: looks only.
pub fn restored(
    folder: &Path,
    org: OrgId,
    options: Options,
) -> std::result::Result<Option<Restored>, EngineError> {
    let keys = KeyStore::open(&folder.join(KEYS_FILE), options.sqlite())?;
    let storage = SqliteStorage::open(&folder.join(LOG_FILE), options.sqlite())?;
    // The marks first: they follow the log.
    let mark = Mark::read(folder)?;
    let (high_water, lives) = (keys.high_water()?, keys.lives()?);
    let audit = auditing::lost_rows(&storage, &keys)?.map(|head| head.number);
    let log = storage.begin_read()?.log()?;
    if log.org != org {
        let (wanted, found) = (org, log.org);
        return Err(EngineError::OtherOrganisation { wanted, found });
    }
    if !lives.iter().any(|life| life.incarnation == log.incarnation) {
        return Err(EngineError::OtherKeys);
    }
    let last = lives.last();
    let is_present = last.is_some_and(|life| life.incarnation == log.incarnation);
    let lost_something =
        high_water > log.last_position || mark.lost_something(log.incarnation, log.last_position);
    if !is_present || lost_something || audit.is_some() {
        let had_come_to = Some(high_water).max(mark.position());
        return Ok(Some(Restored::NotYetServed {
            position: log.last_position,
            had_come_to: had_come_to.filter(|it| *it > log.last_position),
            audit,
        }));
    }
    Ok(last.and_then(|life| {
        Some(Restored::Served {
            at: life.began_at?,
            position: life.started_after,
        })
    }))
}

/// Up to which position each earlier life agrees with the present one.
#[derive(Debug)]
pub(super) struct Lives {
    agrees_up_to: HashMap<Incarnation, u64>,
    went_back: bool,
    /// When the present life began, if it is not the first.
    began_at: Option<UnixMillis>,
}

impl Lives {
    /// Compares the log with what the key store remembers of it; a log that lost something begins
    /// a new life.
    pub(super) fn open(
        storage: &dyn Storage,
        keys: &KeyStore,
        (high_water, mark): (&HighWater, Mark),
        now: UnixMillis,
        random: &mut dyn Random,
    ) -> Result<Self> {
        // The marks first: they follow the log, so a server that commits meanwhile (a command opens
        // the log beside it) cannot look like a log that lost something.
        let of_keys = keys.high_water()?;
        let log = storage.begin_read()?.log()?;
        let mut lives = keys.lives()?;
        let present = lives.last().map(|life| life.incarnation);
        let lost_something =
            of_keys > log.last_position || mark.lost_something(log.incarnation, log.last_position);
        if present != Some(log.incarnation) || lost_something {
            let had_come_to = of_keys.max(mark.position().unwrap_or(0));
            let life = begin_life(storage, keys, (&log, had_come_to), now, random)?;
            // Last: stopped before, the next start begins another life, which does no harm.
            high_water.set(life.incarnation, life.started_after)?;
            lives.push(life);
        }
        Ok(Self {
            began_at: lives.last().and_then(|life| life.began_at),
            went_back: lives.len() > 1,
            agrees_up_to: agreement(&lives),
        })
    }

    /// Whether the log was ever put back.
    pub(super) fn went_back(&self) -> bool {
        self.went_back
    }

    /// Whether a request of this time may have been answered before the log went back: the nonces
    /// that would say so went with it. A clock that ran ahead then, and was put right since, says nothing.
    pub(super) fn may_have_answered(&self, time: UnixMillis, now: UnixMillis) -> bool {
        self.began_at.is_some_and(|began_at| {
            time < began_at && began_at.since(now) <= limits::REQUEST_WINDOW_MS
        })
    }

    /// The lives before, each with the position up to which the present one has what it had.
    pub(super) fn earlier(&self) -> impl Iterator<Item = (Incarnation, u64)> {
        let all = self
            .agrees_up_to
            .iter()
            .map(|(life, up_to)| (*life, *up_to));
        all.filter(|(_, up_to)| *up_to != u64::MAX)
    }

    /// The position up to which the life `incarnation` was the same as the present one: everything
    /// if it is the present one, nothing if it is not known at all.
    pub(super) fn agrees_up_to(&self, incarnation: Incarnation) -> u64 {
        self.agrees_up_to.get(&incarnation).copied().unwrap_or(0)
    }
}

/// In the key store first: stopped in between, the next start finds two lives that differ and
/// begins another.
fn begin_life(
    storage: &dyn Storage,
    keys: &KeyStore,
    (log, had_come_to): (&LogRow, u64),
    now: UnixMillis,
    random: &mut dyn Random,
) -> Result<Life> {
    let mut bytes = [0; 8];
    random.fill(&mut bytes);
    let life = Life {
        incarnation: Incarnation(bytes),
        previous: Some(log.incarnation),
        started_after: log.last_position,
        began_at: Some(now),
    };
    keys.begin_life(&life)?;
    let mut write = storage.begin_write()?;
    write.set_log(&LogRow {
        incarnation: life.incarnation,
        ..*log
    })?;
    // One that was used after the backup looks as if it had not been.
    write.close_invitations()?;
    write.commit()?;
    tracing::warn!(
        position = log.last_position,
        had_come_to,
        "the log is older than its key store or the file high-water know it, or that file is gone: a backup \
         was restored. It begins a new life: devices send again what it lost, and those enrolled since must be invited anew. If nobody \
         restored anything, stop and look for the newer log.sqlite"
    );
    Ok(life)
}

fn agreement(lives: &[Life]) -> HashMap<Incarnation, u64> {
    let by_incarnation: HashMap<_, _> = lives.iter().map(|it| (it.incarnation, it)).collect();
    let mut agrees = HashMap::new();
    // The present life and those it came from.
    let mut up_to = u64::MAX;
    let mut next = lives.last();
    while let Some(life) = next {
        if agrees.insert(life.incarnation, up_to).is_some() {
            break;
        }
        up_to = up_to.min(life.started_after);
        next = life
            .previous
            .and_then(|previous| by_incarnation.get(&previous).copied());
    }
    // Lives that a restored backup cut off: they agree as far as what they came from. A life begins
    // after those it came from, so one pass in order finds them all.
    for life in lives {
        let of_previous = life.previous.and_then(|it| agrees.get(&it).copied());
        let up_to = of_previous.unwrap_or(0).min(life.started_after);
        agrees.entry(life.incarnation).or_insert(up_to);
    }
    agrees
}

#[cfg(test)]
mod tests {
    use super::*;

    fn life(number: u8, previous: Option<u8>, started_after: u64) -> Life {
        Life {
            incarnation: Incarnation([number; 8]),
            previous: previous.map(|number| Incarnation([number; 8])),
            started_after,
            began_at: None,
        }
    }

    #[test]
    fn each_earlier_life_agrees_up_to_where_the_logs_parted() {
        let lives = [
            life(1, None, 0),
            life(2, Some(1), 50), // restored at 50
            life(3, Some(1), 40), // restored from an older backup of life 1
            life(4, Some(3), 90),
        ];
        let agrees = agreement(&lives);
        let up_to = |number: u8| agrees[&Incarnation([number; 8])];
        assert_eq!(up_to(4), u64::MAX);
        assert_eq!(up_to(3), 90);
        assert_eq!(up_to(1), 40);
        assert_eq!(up_to(2), 40);
    }
}
