//! Disks that are full or cannot be written. Made by mounting, which not every user may: then there is
//! `None`, and the test says that it is skipped.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Place;

/// Whether a mount command worked; it needs root.
fn mount(arguments: &[&str]) -> bool {
    let status = Command::new("mount").args(arguments).output();
    status.is_ok_and(|output| output.status.success())
}

/// A small file system in memory that holds a place's data folder.
pub struct SmallDisk {
    path: PathBuf,
}

impl SmallDisk {
    /// Moves the data folder onto it; `None` without the right to mount.
    pub fn under(place: &Place) -> Option<Self> {
        let aside = place.folder.path().join("aside");
        let disk = Self { path: place.data() };
        std::fs::rename(&disk.path, &aside).unwrap();
        std::fs::create_dir(&disk.path).unwrap();
        let mounted = mount(&["-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.path.to_str()?]);
        if !mounted {
            return None;
        }
        let from = aside.join(".");
        let copied = Command::new("cp")
            .arg("-a")
            .arg(from)
            .arg(&disk.path)
            .status();
        assert!(copied.unwrap().success());
        Some(disk)
    }

    pub fn fill(&self) {
        let mut file = std::fs::File::create(self.path.join("filler")).unwrap();
        while file.write_all(&[0; 4096]).is_ok() {}
    }

    pub fn free(&self) {
        std::fs::remove_file(self.path.join("filler")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.path).status();
    }
}

/// Mounts a folder over itself for reading only: root may write where rights forbid it.
pub struct ReadOnly(PathBuf);

impl ReadOnly {
    pub fn over(path: &Path) -> Option<Self> {
        let path = path.to_str()?;
        if !mount(&["--bind", path, path]) {
            return None;
        }
        let mounted = Self(path.into());
        mount(&["-o", "remount,bind,ro", path]).then_some(mounted)
    }
}

impl Drop for ReadOnly {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}
