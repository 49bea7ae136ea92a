//! Whether a database file can be read and written, found before SQLite tries: it says the same of a file
//! that is missing, one without rights and a disk that cannot be written. Knows nothing of what is inside.

use std::path::{Path, PathBuf};

use rustix::fs::{Access, access, statvfs};
use rustix::io::Errno;

use crate::storage::{Result, StorageError};

/// So little is none: a commit needs a few pages.
const FREE_BYTES_MIN: u64 = 128 * 1024;
/// What SQLite keeps beside a file while it is open.
const BESIDE: [&str; 3] = ["", "-wal", "-shm"];

/// Refuses a file that is not there, or that this user or this disk does not let anybody write.
pub(crate) fn check(path: &Path) -> Result<()> {
    if let Ok(false) = path.try_exists() {
        return Err(StorageError::Missing {
            file: name(path).display().to_string(),
        });
    }
    let folder = path.parent().unwrap_or(path);
    may(folder, Access::READ_OK | Access::WRITE_OK | Access::EXEC_OK)?;
    for suffix in BESIDE {
        let mut beside = path.as_os_str().to_owned();
        beside.push(suffix);
        let beside = PathBuf::from(beside);
        match may(&beside, Access::READ_OK | Access::WRITE_OK) {
            Err(StorageError::Missing { .. }) => {}
            other => other?,
        }
    }
    Ok(())
}

/// Refuses a folder whose disk has no room left for another commit.
pub(crate) fn check_room(folder: &Path) -> Result<()> {
    // Where it cannot be asked, the next write tells.
    match statvfs(folder) {
        Ok(disk) if disk.f_bavail.saturating_mul(disk.f_frsize) < FREE_BYTES_MIN => {
            Err(StorageError::Full)
        }
        _ => Ok(()),
    }
}

fn may(path: &Path, what: Access) -> Result<()> {
    let path_said = || path.display().to_string();
    match access(path, what) {
        Ok(()) => Ok(()),
        Err(Errno::NOENT) => Err(StorageError::Missing { file: path_said() }),
        Err(Errno::ROFS) => Err(StorageError::ReadOnlyDisk { path: path_said() }),
        Err(Errno::ACCESS | Errno::PERM) => Err(StorageError::NoRights { path: path_said() }),
        Err(other) => Err(StorageError::Failed {
            doing: "looked whether its file can be used",
            cause: format!("{}: {other}", path.display()),
        }),
    }
}

fn name(path: &Path) -> &Path {
    path.file_name().map_or(path, Path::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_missing_is_called_missing_and_one_that_is_there_passes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.sqlite");
        let missing = check(&path).unwrap_err();
        assert!(matches!(missing, StorageError::Missing { .. }), "{missing}");
        std::fs::write(&path, b"").unwrap();
        check(&path).unwrap();
    }
}
