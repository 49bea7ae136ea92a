//! The phone that is killed: a process that writes and syncs as fast as it can, and says on its
//! standard output what it committed and what it was shown as sent, right after each.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use samenspel_device::Status;
use samenspel_model::ids::EntryKey;
use sync_server::system::SystemClock;

use super::phones::Pen;
use crate::support::phone::{Phone, Surroundings, says_sent};
use samenspel_testkit::random::SeededRandom;

/// The hidden command of the `crash` program that runs [`write_until_killed`].
pub const WRITER_COMMAND: &str = "write-until-killed";

/// What a writer says of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// It is committed on the phone.
    Committed(EntryKey),
    /// The phone shows it as sent.
    Sent(EntryKey),
}

impl Said {
    fn line(self) -> String {
        match self {
            Self::Committed(key) => format!("committed {key}\n"),
            Self::Sent(key) => format!("sent {key}\n"),
        }
    }

    /// From a whole line; a line that the kill cut off says nothing.
    pub fn from_line(line: &str) -> Option<Self> {
        match line.strip_suffix('\n')?.split_once(' ')? {
            ("committed", key) => key.parse().ok().map(Self::Committed),
            ("sent", key) => key.parse().ok().map(Self::Sent),
            _ => None,
        }
    }
}

/// Writes and syncs on the store at `path` until somebody kills this process.
pub fn write_until_killed(path: &Path, seed: u64) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    let around = Surroundings::new(runtime.handle(), Arc::new(SystemClock));
    let phone = Phone::open(path, &around)?;
    let mut random = SeededRandom::new(seed, "writer");
    let pen = SeededRandom::new(seed, "pen");
    let mut pen = Pen::new(&phone.store, phone.person, pen)?;
    let mut unsent = Vec::new();
    loop {
        for _ in 0..=random.below(4) {
            let key = phone.write(&pen.next())?;
            say(Said::Committed(key))?;
            unsent.push(key);
        }
        phone.sync();
        let mut still = Vec::new();
        for key in unsent.drain(..) {
            match phone.status(&key)? {
                Status::OnThisDevice => still.push(key),
                status if says_sent(&status) => say(Said::Sent(key))?,
                status => anyhow::bail!("{key} came back: {status:?}"),
            }
        }
        unsent = still;
    }
}

/// Written in one piece and at once: it is the last word of a process about to die.
fn say(what: Said) -> anyhow::Result<()> {
    let mut output = std::io::stdout().lock();
    output.write_all(what.line().as_bytes())?;
    output.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_was_cut_off_says_nothing() {
        let key = EntryKey::from_slice(&[7; 32]).unwrap();
        for said in [Said::Committed(key), Said::Sent(key)] {
            let line = said.line();
            assert_eq!(Said::from_line(&line), Some(said));
            assert_eq!(Said::from_line(line.trim_end()), None);
            assert_eq!(Said::from_line(&line[..line.len() - 5]), None);
        }
    }
}
