//! The folder that holds a server's organisations: one folder each, by id, and the lock of `serve`.
//! Knows nothing of what is in an organisation's folder.
//!
//! `serve` holds the lock, so that two servers never serve the same data. Commands that change one
//! organisation take that organisation's own lock, one at a time; they work beside `serve`, whose
//! transactions see their changes at the next request.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use samenspel_core::ids::OrgId;

/// The data folder.
#[derive(Debug, Clone)]
pub struct DataFolder {
    path: PathBuf,
}

/// A lock, held until it is dropped or the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Why the folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DataFolderError {
    /// It cannot be read or written.
    #[error("the folder {} cannot be used ({source}): check that it exists, its owner and its rights", path.display())]
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

    /// Every organisation, in order of id.
    pub fn organisations(&self) -> Result<Vec<OrgId>, DataFolderError> {
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
        let mut ids = Vec::new();
        for entry in entries {
            let name = entry.map_err(unusable)?.file_name();
            ids.extend(name.to_str().and_then(|name| name.parse::<OrgId>().ok()));
        }
        ids.sort();
        Ok(ids)
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
        lock(&self.path, "serve.lock", "serve")
    }

    /// The lock of a command that changes an organisation.
    pub fn lock_changing(&self, id: &OrgId) -> Result<Lock, DataFolderError> {
        lock(&self.organisation(id), "change.lock", "command")
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
        Ok(()) => Ok(Lock { _file: file }),
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
        std::fs::create_dir(folder.organisation(&first)).unwrap();
        assert_eq!(folder.choose(None).unwrap(), first);
        assert!(matches!(
            folder.choose(Some(second)),
            Err(DataFolderError::Unknown { .. })
        ));
        std::fs::create_dir(folder.organisation(&second)).unwrap();
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
