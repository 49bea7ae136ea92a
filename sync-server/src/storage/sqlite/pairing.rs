//! A file that was put back from a backup, with the write-ahead log of what it replaced still beside it:
//! found before SQLite opens either. Keeps, beside each file, on what its log began.

use std::fs::{File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rusqlite::Connection;
use samenspel_sqlite::write_ahead;
use samenspel_sqlite::write_ahead::{Base, HeldFile, Pairing};

use crate::storage::{Result, StorageError};

/// Looked at again, for another process may write just now.
const TRIES: usize = 5;
const BETWEEN_TRIES: Duration = Duration::from_millis(40);
/// Files that are copied or given another owner together differ by less.
const TOGETHER: Duration = Duration::from_secs(2);
/// A log that was written for longer since it was made was written here, and not copied: a copy takes no
/// longer than this, and a second for so many bytes.
const COPIED_WITHIN: Duration = Duration::from_millis(400);
const COPIED_BYTES_PER_SECOND: u64 = 20_000_000;

/// Refuses a file whose write-ahead log is another's.
pub(crate) fn check(path: &Path) -> Result<()> {
    for _ in 0..TRIES {
        match found(path) {
            Ok(Pairing::Stale) => std::thread::sleep(BETWEEN_TRIES),
            // What cannot be read is told by SQLite.
            Ok(Pairing::Fits | Pairing::Unknown) | Err(_) => return Ok(()),
        }
    }
    Err(StorageError::StaleLog {
        file: name(path, ""),
    })
}

/// Keeps the file open, to be looked at beside connections that are open on it; to be dropped after them.
/// See [`HeldFile`] for what goes wrong otherwise.
pub(crate) fn hold(path: &Path) -> Result<HeldFile> {
    HeldFile::open(path).map_err(|error| StorageError::Disk {
        doing: "was opened",
        cause: error.to_string(),
    })
}

/// Makes the file's first page another one with this commit, so that it names one state of the file. To be
/// called in every transaction that writes.
pub(crate) fn stamp(connection: &Connection) -> rusqlite::Result<()> {
    let last: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    connection.pragma_update(None, "application_id", last.wrapping_add(1))
}

/// The same for a file that is attached to a connection under a name.
pub(crate) fn stamp_attached(connection: &Connection, name: &str) -> rusqlite::Result<()> {
    let pragma = format!("PRAGMA {name}.application_id");
    let last: i32 = connection.query_row(&pragma, [], |row| row.get(0))?;
    connection.execute_batch(&format!("{pragma} = {}", last.wrapping_add(1)))
}

/// Notes on what the present log began, once; to be called after every commit.
pub(crate) fn note(connection: &Connection, file: &HeldFile) {
    if let Some(path) = connection.path() {
        note_file(Path::new(path), file);
    }
}

/// The same for a file that is attached to another's connection.
pub(crate) fn note_file(path: &Path, file: &HeldFile) {
    if let Err(error) = note_at(path, file) {
        tracing::warn!(%error, "what a write-ahead log began on was not noted");
    }
}

fn note_at(path: &Path, file: &HeldFile) -> std::io::Result<()> {
    let Some(mut log) = open(&beside(path, "-wal"))? else {
        return Ok(());
    };
    let Some((salts, page_bytes)) = write_ahead::header(&mut log)? else {
        return Ok(());
    };
    if noted(path).is_some_and(|it| it.base.salts == salts) {
        return Ok(());
    }
    let base = write_ahead::base(&mut file.reader(), salts, page_bytes)?;
    let (new, kept) = (beside(path, "-base.new"), beside(path, "-base"));
    let mut bytes = base.to_bytes().to_vec();
    bytes.extend(identity(&log.metadata()?).unwrap_or_default().to_le_bytes());
    std::fs::write(&new, bytes)?;
    std::fs::rename(&new, &kept)
}

fn found(path: &Path) -> std::io::Result<Pairing> {
    let Some(log) = open(&beside(path, "-wal"))? else {
        return Ok(Pairing::Fits);
    };
    let file = match HeldFile::open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Pairing::Fits),
        file => file?,
    };
    let (of_file, of_log) = (file.metadata()?, log.metadata()?);
    let noted = noted(path);
    // A folder that was copied, or moved to another disk, has each file of another moment: its times say
    // something only where the log is the very file that was noted, still in its place, or was written
    // here and not copied. A script puts a backup back as soon as the server is killed.
    let is_in_place = identity(&of_log).is_some_and(|log| noted.is_some_and(|it| it.log == log));
    let by = match (was_written_here(&of_log), is_in_place) {
        (true, _) => Some(Duration::ZERO),
        (false, true) => Some(TOGETHER),
        (false, false) => None,
    };
    let is_younger = match (changed_at(&of_file), changed_at(&of_log), by) {
        (Ok(file), Ok(log), Some(by)) => file.duration_since(log).is_ok_and(|it| it > by),
        _ => false,
    };
    let mut log = std::io::BufReader::with_capacity(1 << 20, log);
    let base = noted.map(|it| it.base);
    write_ahead::pairing(&mut file.reader(), &mut log, base.as_ref(), is_younger)
}

/// Whether nothing but writing changed a log since it was made here; false where the system does not say.
fn was_written_here(log: &Metadata) -> bool {
    let (Ok(made), Ok(written), Ok(changed)) = (log.created(), log.modified(), changed_at(log))
    else {
        return false;
    };
    let copying = Duration::from_secs(log.len() / COPIED_BYTES_PER_SECOND) + COPIED_WITHIN;
    // Another owner or name changes it without writing.
    let was_moved = changed
        .duration_since(written)
        .is_ok_and(|it| it > COPIED_WITHIN);
    !was_moved && written.duration_since(made).is_ok_and(|it| it > copying)
}

/// A copy may bring an old time with it; when it was put in place it cannot.
#[cfg(unix)]
fn changed_at(metadata: &Metadata) -> std::io::Result<SystemTime> {
    use std::os::unix::fs::MetadataExt as _;
    let seconds = u64::try_from(metadata.ctime()).unwrap_or_default();
    let nanoseconds = u32::try_from(metadata.ctime_nsec()).unwrap_or_default();
    Ok(SystemTime::UNIX_EPOCH + Duration::new(seconds, nanoseconds))
}

#[cfg(not(unix))]
fn changed_at(metadata: &Metadata) -> std::io::Result<SystemTime> {
    metadata.modified()
}

/// What a file is on its disk, whatever is in it.
#[cfg(unix)]
fn identity(metadata: &Metadata) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    Some(metadata.ino())
}

#[cfg(not(unix))]
fn identity(_metadata: &Metadata) -> Option<u64> {
    None
}

/// What is kept beside a file.
#[derive(Clone, Copy)]
struct Noted {
    base: Base,
    /// Which file the log was.
    log: u64,
}

fn noted(path: &Path) -> Option<Noted> {
    let mut bytes = Vec::new();
    let kept = File::open(beside(path, "-base")).ok()?;
    kept.take(64).read_to_end(&mut bytes).ok()?;
    let (base, log) = bytes.split_at_checked(40)?;
    Some(Noted {
        base: Base::from_bytes(base)?,
        log: u64::from_le_bytes(log.try_into().ok()?),
    })
}

fn open(path: &Path) -> std::io::Result<Option<File>> {
    match File::open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn beside(path: &Path, what: &str) -> PathBuf {
    path.with_file_name(name(path, what))
}

fn name(path: &Path, what: &str) -> String {
    let name = path.file_name().unwrap_or_default();
    format!("{}{what}", name.to_string_lossy())
}
