//! How far the log had come, in a small file beside the databases that no backup of them holds. When both
//! were put back from one backup they agree with each other; this file does not agree with them, or is not
//! there. Knows nothing of what begins then.
//!
//! Not synced after each commit: a mark that lags only fails to notice a loss that a power cut cannot cause.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use samenspel_model::ids::Incarnation;

use super::lock;

/// Its name. Not that of a database with something after it: who copies `log.sqlite*` must not copy it too.
pub const HIGH_WATER_FILE: &str = "high-water";
const BYTES: usize = 32;

/// What the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing: it is not there, or not whole.
    None,
    /// The log had come to here, at least.
    At {
        /// In this life.
        incarnation: Incarnation,
        /// Its last position.
        position: u64,
    },
}

impl Mark {
    /// Reads it.
    ///
    /// # Errors
    /// What the system says, but that the file is not there.
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        let mut bytes = Vec::with_capacity(BYTES);
        match File::open(folder.join(HIGH_WATER_FILE)) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::None),
            file => file?.take(BYTES as u64).read_to_end(&mut bytes)?,
        };
        Ok(Self::from_bytes(&bytes))
    }

    /// Whether a log that ends here has lost something since, or may have.
    pub(super) fn lost_something(self, incarnation: Incarnation, position: u64) -> bool {
        match self {
            Self::None => true,
            Self::At {
                incarnation: life,
                position: had_come_to,
            } => life != incarnation || had_come_to > position,
        }
    }

    /// The position, if it says one.
    pub(super) fn position(self) -> Option<u64> {
        match self {
            Self::None => None,
            Self::At { position, .. } => Some(position),
        }
    }

    fn from_bytes(bytes: &[u8]) -> Self {
        let Some((said, check)) = bytes.split_first_chunk::<16>() else {
            return Self::None;
        };
        if check != checked(said) {
            return Self::None;
        }
        let (mut incarnation, mut position) = ([0; 8], [0; 8]);
        incarnation.copy_from_slice(&said[..8]);
        position.copy_from_slice(&said[8..]);
        Self::At {
            incarnation: Incarnation(incarnation),
            position: u64::from_be_bytes(position),
        }
    }
}

/// The file, to be written.
#[derive(Debug)]
pub(super) struct HighWater {
    path: PathBuf,
    /// Opened when it is first needed.
    file: Mutex<Option<File>>,
}

impl HighWater {
    pub(super) fn of(folder: &Path) -> Self {
        Self {
            path: folder.join(HIGH_WATER_FILE),
            file: Mutex::new(None),
        }
    }

    /// Notes how far the log has come.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn set(&self, incarnation: Incarnation, position: u64) -> io::Result<()> {
        let mut said = [0; 16];
        said[..8].copy_from_slice(&incarnation.0);
        said[8..].copy_from_slice(&position.to_be_bytes());
        let mut held = lock(&self.file);
        let file = match held.as_mut() {
            Some(file) => file,
            None => held.insert(self.open()?),
        };
        file.seek(SeekFrom::Start(0))?;
        // In one write: 32 bytes of one page are there whole or not at all, and the check tells.
        file.write_all(&[said, checked(&said)].concat())
    }

    fn open(&self) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        options.open(&self.path)
    }
}

fn checked(said: &[u8; 16]) -> [u8; 16] {
    let hash = blake3::derive_key("samenspel high water 1", said);
    let mut check = [0; 16];
    check.copy_from_slice(&hash[..16]);
    check
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_reads_back_and_half_of_one_is_none() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Mark::read(folder.path()).unwrap(), Mark::None);
        let life = Incarnation([7; 8]);
        let mark = HighWater::of(folder.path());
        mark.set(life, 900).unwrap();
        mark.set(life, 1_000).unwrap();
        let read = Mark::read(folder.path()).unwrap();
        assert_eq!(read.position(), Some(1_000));
        assert!(read.lost_something(life, 999));
        assert!(!read.lost_something(life, 1_000));
        assert!(read.lost_something(Incarnation([8; 8]), 1_000));
        let path = folder.path().join(HIGH_WATER_FILE);
        let bytes = std::fs::read(&path).unwrap();
        std::fs::write(&path, &bytes[..31]).unwrap();
        assert_eq!(Mark::read(folder.path()).unwrap(), Mark::None);
    }
}
