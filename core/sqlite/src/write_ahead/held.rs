//! A database file, looked at beside SQLite without taking its locks away.
//!
//! A process that closes any descriptor of a file loses all POSIX locks that it has on that file (SQLite,
//! "How To Corrupt An SQLite Database File", 2.2). Another program then believes that nobody has the database
//! open: when it closes, it deletes the write-ahead log, and what is committed afterwards goes into a file
//! that nobody finds again. So each file has one descriptor in this process, which is closed when nobody
//! holds it any more. Whoever has SQLite open on a file holds it for longer than any connection.

use std::collections::HashMap;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// What a file is on its disk.
type Identity = (u64, u64);

/// Everything that this process holds.
static HELD: Mutex<Option<HashMap<Identity, Weak<File>>>> = Mutex::new(None);

/// A file that stays open. Put it after the connections in a struct: fields are dropped in order.
#[derive(Debug)]
pub struct HeldFile {
    file: Option<Arc<File>>,
}

impl HeldFile {
    /// Opens a file for looking, or takes part in what is open of it already.
    ///
    /// # Errors
    /// What the system says of the path.
    pub fn open(path: &Path) -> io::Result<Self> {
        Self::open_with(path, File::options().read(true))
    }

    /// The same, and fails where the file cannot be written; it is not written through this.
    ///
    /// # Errors
    /// What the system says of the path.
    pub fn open_writable(path: &Path) -> io::Result<Self> {
        Self::open_with(path, File::options().read(true).write(true))
    }

    fn open_with(path: &Path, options: &OpenOptions) -> io::Result<Self> {
        let mut held = held();
        let files = held.get_or_insert_with(HashMap::new);
        let known = files.get(&identity(&std::fs::metadata(path)?));
        if let Some(file) = known.and_then(Weak::upgrade) {
            return Ok(Self { file: Some(file) });
        }
        let file = Arc::new(options.open(path)?);
        // By what was opened: another file may have taken the name since.
        let identity = identity(&file.metadata()?);
        match files.get(&identity).and_then(Weak::upgrade) {
            // Its place was taken in between by a file that is held. To close this descriptor would do the harm:
            // it stays open for ever. This takes a file that is replaced by one in use, twice in one moment.
            Some(known) => {
                std::mem::forget(file);
                Ok(Self { file: Some(known) })
            }
            None => {
                files.insert(identity, Arc::downgrade(&file));
                Ok(Self { file: Some(file) })
            }
        }
    }

    /// What the system knows of the file.
    ///
    /// # Errors
    /// What the system says.
    pub fn metadata(&self) -> io::Result<Metadata> {
        self.file().metadata()
    }

    /// From its first byte.
    pub fn reader(&self) -> HeldReader<'_> {
        HeldReader {
            file: self.file(),
            at: 0,
        }
    }

    fn file(&self) -> &File {
        self.file.as_deref().expect("it is taken in drop alone")
    }
}

impl Drop for HeldFile {
    fn drop(&mut self) {
        // Under the lock: nobody opens the file anew and takes locks while this closes it.
        let mut held = held();
        drop(self.file.take());
        if let Some(files) = held.as_mut() {
            files.retain(|_, file| file.strong_count() > 0);
        }
    }
}

fn held() -> MutexGuard<'static, Option<HashMap<Identity, Weak<File>>>> {
    // A panic in between leaves the map whole.
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt as _;
    (metadata.dev(), metadata.ino())
}

/// Other systems keep locks with the descriptor: each may have its own.
#[cfg(not(unix))]
fn identity(_metadata: &Metadata) -> Identity {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(0);
    (0, NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Reads a held file at a place of its own.
#[derive(Debug)]
pub struct HeldReader<'a> {
    file: &'a File,
    at: u64,
}

impl Read for HeldReader<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let count = read_at(self.file, bytes, self.at)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for HeldReader<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.file.metadata()?.len().checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<usize> {
    use std::os::unix::fs::FileExt as _;
    file.read_at(bytes, at)
}

#[cfg(not(unix))]
fn read_at(mut file: &File, bytes: &mut [u8], at: u64) -> io::Result<usize> {
    file.seek(SeekFrom::Start(at))?;
    file.read(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open_count(path: &Path) -> usize {
        let path = path.canonicalize().unwrap();
        let all = std::fs::read_dir("/proc/self/fd").unwrap();
        all.filter_map(|it| std::fs::read_link(it.ok()?.path()).ok())
            .filter(|it| *it == path)
            .count()
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_file_has_one_descriptor_however_many_look_and_none_when_all_are_gone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, b"some bytes").unwrap();
        let one = HeldFile::open(&path).unwrap();
        let two = HeldFile::open(&path).unwrap();
        assert_eq!(open_count(&path), 1);
        drop(one);
        assert_eq!(open_count(&path), 1);
        let mut text = String::new();
        let mut reader = two.reader();
        reader.seek(SeekFrom::Start(5)).unwrap();
        reader.read_to_string(&mut text).unwrap();
        assert_eq!(text, "bytes");
        drop(two);
        assert_eq!(open_count(&path), 0);
    }
}
