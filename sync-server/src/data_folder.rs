//! The folder that holds a server's organisations: one folder each, by id, and the lock of `serve`.
//! Of what is in an organisation's folder it knows which files make it one, no more.
//!
//! `serve` holds the lock, so that two servers never serve the same data. Commands that change one
//! organisation take that organisation's own lock, one at a time; they work beside `serve`, whose
//! transactions see their changes at the next request.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use samenspel_model::ids::OrgId;

/// The files of which an organisation has at least one, whatever became of the other.
const MAKES_AN_ORGANISATION: [&str; 2] = ["log.sqlite", "keys.sqlite"];
const SERVE_LOCK: &str = "serve.lock";
/// The first line of what `serve` writes into its lock.
const SERVED_TITLE: &str = "serves";
/// Before the name of a folder that is being made.
const BEING_MADE: &str = ".new-";
/// Of the list in the lock of `serve`: a server has far fewer organisations.
const SERVED_BYTES_MAX: u64 = 1 << 20;

/// The data folder.
#[derive(Debug, Clone)]
pub struct DataFolder {
    path: PathBuf,
}

/// A lock, held until it is dropped or the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

/// A place for a new organisation that is no organisation until it is kept. Dropped before: gone.
#[derive(Debug)]
pub struct Preparing {
    path: PathBuf,
    kept: PathBuf,
    _lock: Lock,
}

/// Something beside the organisations that is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// Where it lies.
    pub path: PathBuf,
    /// The organisation it is named after, if it is.
    pub org: Option<OrgId>,
    /// What it is.
    pub what: &'static str,
}

/// Why the folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DataFolderError {
    /// It cannot be read or written.
    #[error("{} cannot be used ({source}): check that it exists, its owner and its rights", path.display())]
    Unusable {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Another process has the lock.
    #[error("{} is in use by another samenspel {holder}: {}", path.display(), what_helps(holder))]
    InUse {
        /// The folder.
        path: PathBuf,
        /// What holds it.
        holder: &'static str,
    },
    /// There is no organisation yet.
    #[error("there is no organisation in {}: run samenspel init, or check --data-directory", path.display())]
    Empty {
        /// The folder.
        path: PathBuf,
    },
    /// Several, and none is named.
    #[error("there are several organisations in {}: name one with --organisation: {ids}", path.display())]
    Several {
        /// The folder.
        path: PathBuf,
        /// Their ids.
        ids: String,
    },
    /// The one named is not there.
    #[error("organisation {id} is not in {}: there is {ids}", path.display())]
    Unknown {
        /// The folder.
        path: PathBuf,
        /// The one named.
        id: OrgId,
        /// Those there are.
        ids: String,
    },
}

impl DataFolder {
    /// At `path`; nothing is read or made yet.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes it, readable by this user only.
    pub fn create(&self) -> Result<(), DataFolderError> {
        let path = self.path.join("organisations");
        create_private(&path).map_err(|source| DataFolderError::Unusable { path, source })
    }

    /// The folder of an organisation.
    pub fn organisation(&self, id: &OrgId) -> PathBuf {
        self.path.join("organisations").join(id.to_string())
    }

    /// Every organisation, in order of id. A folder without any of its files is none.
    pub fn organisations(&self) -> Result<Vec<OrgId>, DataFolderError> {
        let mut ids = Vec::new();
        for name in self.names()? {
            let id = name.parse::<OrgId>().ok();
            ids.extend(id.filter(|id| self.is_organisation(id)));
        }
        ids.sort();
        Ok(ids)
    }

    /// What lies among the organisations and is none, though it looks like one or was to become one.
    pub fn strays(&self) -> Result<Vec<Stray>, DataFolderError> {
        let mut strays = Vec::new();
        for name in self.names()? {
            let path = self.path.join("organisations").join(&name);
            let org = name.parse::<OrgId>().ok();
            let what = match org {
                Some(id) if self.is_organisation(&id) => continue,
                Some(_) if path.is_dir() => "is empty",
                Some(_) => "is no folder",
                None if name.starts_with(BEING_MADE) => "was never finished",
                None => continue,
            };
            strays.push(Stray { path, org, what });
        }
        strays.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(strays)
    }

    fn is_organisation(&self, id: &OrgId) -> bool {
        let folder = self.organisation(id);
        // A folder that may not be looked into is not called empty.
        let is_there = |name: &str| !matches!(folder.join(name).try_exists(), Ok(false));
        folder.is_dir() && MAKES_AN_ORGANISATION.into_iter().any(is_there)
    }

    fn names(&self) -> Result<Vec<String>, DataFolderError> {
        let path = self.path.join("organisations");
        let unusable = |source| DataFolderError::Unusable {
            path: path.clone(),
            source,
        };
        let entries = match std::fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(unusable(error)),
        };
        let mut names = Vec::new();
        for entry in entries {
            names.extend(entry.map_err(unusable)?.file_name().into_string());
        }
        Ok(names)
    }

    /// Begins a new organisation beside the others, and removes what an earlier beginning left.
    pub fn prepare(&self, id: &OrgId) -> Result<Preparing, DataFolderError> {
        self.create()?;
        let lock = lock(&self.path, "init.lock", "init")?;
        for stray in self.strays()?.iter().filter(|it| it.org.is_none()) {
            remove(&stray.path)?;
        }
        let kept = self.organisation(id);
        let path = kept.with_file_name(format!("{BEING_MADE}{id}"));
        create_private(&path).map_err(|source| DataFolderError::Unusable {
            path: path.clone(),
            source,
        })?;
        Ok(Preparing {
            path,
            kept,
            _lock: lock,
        })
    }

    /// That there is at least one organisation.
    pub fn choose_any(&self) -> Result<(), DataFolderError> {
        match self.organisations()?.is_empty() {
            true => Err(DataFolderError::Empty {
                path: self.path.clone(),
            }),
            false => Ok(()),
        }
    }

    /// The organisation named; without a name the only one.
    pub fn choose(&self, named: Option<OrgId>) -> Result<OrgId, DataFolderError> {
        let ids = self.organisations()?;
        let path = self.path.clone();
        let list = || {
            ids.iter()
                .map(OrgId::to_string)
                .collect::<Vec<_>>()
                .join(", ")
        };
        match (named, ids.as_slice()) {
            (_, []) => Err(DataFolderError::Empty { path }),
            (None, [only]) => Ok(*only),
            (None, _) => Err(DataFolderError::Several { path, ids: list() }),
            (Some(id), there) if there.contains(&id) => Ok(id),
            (Some(id), _) => Err(DataFolderError::Unknown {
                path,
                id,
                ids: list(),
            }),
        }
    }

    /// The lock of `serve`.
    pub fn lock_serving(&self) -> Result<Lock, DataFolderError> {
        let lock = lock(&self.path, SERVE_LOCK, "serve")?;
        // What an earlier server said holds no longer; a full disk takes this all the same.
        let _ = lock.file.set_len(0);
        Ok(lock)
    }

    /// The organisations that the running server serves; nothing if none runs, or it does not say.
    pub fn served(&self) -> Option<Vec<OrgId>> {
        if !matches!(self.lock_serving(), Err(DataFolderError::InUse { .. })) {
            return None;
        }
        let mut text = String::new();
        let file = File::open(self.path.join(SERVE_LOCK)).ok()?;
        file.take(SERVED_BYTES_MAX).read_to_string(&mut text).ok()?;
        let mut lines = text.lines();
        (lines.next() == Some(SERVED_TITLE)).then(|| lines.flat_map(str::parse).collect())
    }

    /// The lock of a command that changes an organisation.
    pub fn lock_changing(&self, id: &OrgId) -> Result<Lock, DataFolderError> {
        lock(&self.organisation(id), "change.lock", "command")
    }
}

impl Lock {
    /// Says which organisations the holder of the lock of `serve` serves.
    pub fn say_served<'a>(&mut self, orgs: impl Iterator<Item = &'a OrgId>) -> std::io::Result<()> {
        let lines: String = orgs.map(|org| format!("{org}\n")).collect();
        self.file.set_len(0)?;
        self.file
            .write_all(format!("{SERVED_TITLE}\n{lines}").as_bytes())
    }
}

impl Preparing {
    /// Where its files are made.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// From now on it is an organisation.
    pub fn keep(self) -> Result<(), DataFolderError> {
        let moved = std::fs::rename(&self.path, &self.kept);
        let parent = self.kept.parent().unwrap_or(&self.kept);
        let synced = moved.and_then(|()| File::open(parent)?.sync_all());
        synced.map_err(|source| DataFolderError::Unusable {
            path: self.kept.clone(),
            source,
        })
    }
}

impl Drop for Preparing {
    fn drop(&mut self) {
        // What cannot be removed now, the next one removes.
        let _ = remove(&self.path);
    }
}

fn remove(path: &Path) -> Result<(), DataFolderError> {
    match std::fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(DataFolderError::Unusable {
                path: path.to_owned(),
                source: error,
            })
        }
        _ => Ok(()),
    }
}

/// A server is stopped by hand; a command ends by itself.
fn what_helps(holder: &str) -> &'static str {
    match holder {
        "serve" => {
            "stop it first (systemctl stop, or Ctrl-C where it runs), or choose another --data-directory"
        }
        _ => {
            "wait until it is done and run this again; if none seems to run, look for one that was left \
             waiting in another window (ps -e | grep samenspel): a lock never outlives its command"
        }
    }
}

fn lock(folder: &Path, name: &str, holder: &'static str) -> Result<Lock, DataFolderError> {
    let path = folder.join(name);
    let unusable = |source| DataFolderError::Unusable {
        path: path.clone(),
        source,
    };
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(unusable)?;
    match file.try_lock() {
        Ok(()) => Ok(Lock { file }),
        Err(TryLockError::WouldBlock) => Err(DataFolderError::InUse {
            path: folder.to_owned(),
            holder,
        }),
        Err(TryLockError::Error(source)) => Err(unusable(source)),
    }
}

#[cfg(unix)]
fn create_private(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
}

#[cfg(not(unix))]
fn create_private(path: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn make(folder: &DataFolder, id: &OrgId) {
        let preparing = folder.prepare(id).unwrap();
        std::fs::write(preparing.path().join("log.sqlite"), b"log").unwrap();
        preparing.keep().unwrap();
    }

    #[test]
    fn a_folder_that_is_not_kept_is_gone_and_one_left_by_a_kill_goes_with_the_next() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = DataFolder::new(temporary.path());
        let preparing = folder.prepare(&OrgId([1; 16])).unwrap();
        std::fs::write(preparing.path().join("log.sqlite"), b"log").unwrap();
        let path = preparing.path().to_owned();
        drop(preparing);
        assert!(!path.exists());
        std::fs::create_dir(&path).unwrap();
        assert_eq!(folder.strays().unwrap()[0].what, "was never finished");
        make(&folder, &OrgId([2; 16]));
        assert!(!path.exists() && folder.strays().unwrap().is_empty());
    }

    #[test]
    fn what_the_running_server_serves_can_be_read_while_it_runs_and_no_longer() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = DataFolder::new(temporary.path());
        let mut lock = folder.lock_serving().unwrap();
        assert_eq!(folder.served(), None, "it did not say yet");
        let served = vec![OrgId([1; 16]), OrgId([2; 16])];
        lock.say_served(served.iter()).unwrap();
        assert_eq!(folder.served(), Some(served));
        drop(lock);
        assert_eq!(folder.served(), None);
    }

    #[test]
    fn the_only_organisation_needs_no_name_and_a_second_one_does() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = DataFolder::new(temporary.path().join("data"));
        assert!(matches!(
            folder.choose(None),
            Err(DataFolderError::Empty { .. })
        ));
        let (first, second) = (OrgId([1; 16]), OrgId([2; 16]));
        folder.create().unwrap();
        make(&folder, &first);
        assert_eq!(folder.choose(None).unwrap(), first);
        assert!(matches!(
            folder.choose(Some(second)),
            Err(DataFolderError::Unknown { .. })
        ));
        std::fs::create_dir(folder.organisation(&second)).unwrap();
        assert_eq!(
            folder.choose(None).unwrap(),
            first,
            "an empty folder is none"
        );
        std::fs::remove_dir(folder.organisation(&second)).unwrap();
        make(&folder, &second);
        assert!(matches!(
            folder.choose(None),
            Err(DataFolderError::Several { .. })
        ));
        assert_eq!(folder.choose(Some(second)).unwrap(), second);
    }

    #[test]
    fn a_second_server_on_the_same_folder_is_refused_until_the_first_is_gone() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = DataFolder::new(temporary.path());
        let lock = folder.lock_serving().unwrap();
        assert!(matches!(
            folder.lock_serving(),
            Err(DataFolderError::InUse { .. })
        ));
        drop(lock);
        folder.lock_serving().unwrap();
    }
}
