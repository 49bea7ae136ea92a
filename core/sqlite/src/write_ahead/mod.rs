//! Whether a SQLite file and the write-ahead log beside it belong together, found before SQLite opens
//! them: it would write the pages of a log that was left behind over a file that was put back. Looks at
//! bytes only, so that it holds for an encrypted file too. Knows no key; [`HeldFile`] alone knows a path.
//!
//! A log begins on the file as it is then, and all that changes the file afterwards comes out of the
//! log. So the file's first page is either what it was when the log began, which whoever writes notes
//! as a [`Base`], or one of the first pages in the log.

mod damage;
mod held;

use std::collections::BTreeSet;
use std::io::{self, Read, Seek, SeekFrom};

pub use damage::is_broken_within;
pub use held::{HeldFile, HeldReader};

const HEADER_BYTES: usize = 32;
const FRAME_HEADER_BYTES: usize = 24;
const PAGE_BYTES_MAX: usize = 65_536;

/// What names one log: SQLite draws others whenever it begins a log anew.
pub type Salts = [u8; 8];

/// On what a log began: to be noted once after its first commit, and kept beside both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base {
    /// The log.
    pub salts: Salts,
    /// The hash of the file's first page.
    pub first_page: [u8; 32],
}

impl Base {
    /// As it is kept.
    pub fn to_bytes(self) -> [u8; 40] {
        let mut bytes = [0; 40];
        bytes[..8].copy_from_slice(&self.salts);
        bytes[8..].copy_from_slice(&self.first_page);
        bytes
    }

    /// From what was kept; nothing if it is not whole.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (salts, first_page) = bytes.split_at_checked(8)?;
        Some(Self {
            salts: salts.try_into().ok()?,
            first_page: first_page.try_into().ok()?,
        })
    }
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pairing {
    /// They belong together, or the log holds nothing.
    Fits,
    /// The log is of another state of the file.
    Stale,
    /// Nobody noted on what this log began.
    Unknown,
}

/// The salts of a log, and the size of its pages; nothing if it has not begun.
pub fn header(log: &mut impl Read) -> io::Result<Option<(Salts, usize)>> {
    let mut header = [0; HEADER_BYTES];
    match log.read_exact(&mut header) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let number = |at: usize| {
        u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
    };
    let page_bytes = number(8) as usize;
    let is_log = number(0) & !1 == 0x377f_0682;
    if !is_log || !page_bytes.is_power_of_two() || !(512..=PAGE_BYTES_MAX).contains(&page_bytes) {
        return Ok(None);
    }
    let mut salts = [0; 8];
    salts.copy_from_slice(&header[16..24]);
    Ok(Some((salts, page_bytes)))
}

/// The base of a log that has just begun.
pub fn base(file: &mut (impl Read + Seek), salts: Salts, page_bytes: usize) -> io::Result<Base> {
    let first_page = page_hash(file, 1, page_bytes)?.unwrap_or_default();
    Ok(Base { salts, first_page })
}

/// Whether a first page of that hash is in the log. Reads little else of it.
pub fn has_first_page(log: &mut (impl Read + Seek), first_page: &[u8; 32]) -> io::Result<bool> {
    let Some((salts, page_bytes)) = header(log)? else {
        return Ok(false);
    };
    let (mut head, mut page) = ([0; FRAME_HEADER_BYTES], vec![0; page_bytes]);
    let page_step = i64::try_from(page_bytes).unwrap_or_default();
    while log.read_exact(&mut head).is_ok() && head[8..16] == salts {
        if head[..4] != [0, 0, 0, 1] {
            log.seek_relative(page_step)?;
            continue;
        }
        if log.read_exact(&mut page).is_err() {
            break;
        }
        if blake3::hash(&page).as_bytes() == first_page {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The numbers of the pages that commits in the log hold: what the file has of them does not count.
pub fn committed_pages(log: &mut (impl Read + Seek)) -> io::Result<BTreeSet<u32>> {
    let (mut committed, mut pages) = (BTreeSet::new(), BTreeSet::new());
    let Some((salts, page_bytes)) = header(log)? else {
        return Ok(committed);
    };
    let mut head = [0; FRAME_HEADER_BYTES];
    let page_step = i64::try_from(page_bytes).unwrap_or_default();
    while log.read_exact(&mut head).is_ok() && head[8..16] == salts {
        pages.insert(u32::from_be_bytes([head[0], head[1], head[2], head[3]]));
        if head[4..8] != [0; 4] {
            committed.append(&mut pages);
        }
        log.seek_relative(page_step)?;
    }
    Ok(committed)
}

/// Whether the log belongs to the file. `is_younger` says that the file was written or put in place
/// clearly later than the log was written last.
pub fn pairing(
    file: &mut (impl Read + Seek),
    log: &mut impl Read,
    noted: Option<&Base>,
    is_younger: bool,
) -> io::Result<Pairing> {
    let Some((salts, page_bytes)) = header(log)? else {
        return Ok(Pairing::Fits);
    };
    let first = page_hash(file, 1, page_bytes)?.unwrap_or_default();
    let (of_file, mut of_log) = (application_id_of_file(file)?, None);
    let mut frame = vec![0; FRAME_HEADER_BYTES + page_bytes];
    let (mut commits, mut is_in_log, mut has_copied) = (0_usize, false, false);
    while log.read_exact(&mut frame).is_ok() {
        let (head, page) = frame.split_at(FRAME_HEADER_BYTES);
        if head[8..16] != salts {
            break;
        }
        let number = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        commits += usize::from(head[4..8] != [0; 4]);
        let hash = *blake3::hash(page).as_bytes();
        is_in_log |= number == 1 && hash == first;
        if number == 1 && of_log.is_none() {
            of_log = application_id(page);
        }
        // Only where it decides: a log that was written back in part is not one left behind.
        if is_younger && !has_copied {
            has_copied = page_hash(file, number, page_bytes)? == Some(hash);
        }
    }
    Ok(match noted {
        _ if commits == 0 || is_in_log => Pairing::Fits,
        Some(base) if base.salts == salts => match base.first_page == first {
            true if is_younger && !has_copied => Pairing::Stale,
            true => Pairing::Fits,
            false => Pairing::Stale,
        },
        _ if is_younger && !has_copied => Pairing::Stale,
        _ if !follows(of_file, of_log) => Pairing::Stale,
        _ => Pairing::Unknown,
    })
}

/// The number that whoever stamps every commit puts into the first page; nothing of what is no plain first page.
fn application_id(first_page: &[u8]) -> Option<u32> {
    const AT: usize = 68;
    if !first_page.starts_with(b"SQLite format 3\0") {
        return None;
    }
    let bytes = first_page.get(AT..AT + 4)?;
    Some(u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}

fn application_id_of_file(file: &mut (impl Read + Seek)) -> io::Result<Option<u32>> {
    file.seek(SeekFrom::Start(0))?;
    let mut start = [0; 100];
    match file.read_exact(&mut start) {
        Ok(()) => Ok(application_id(&start)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether the first of the log's first pages comes right after the file's. Each commit counts one on; one that
/// was not stamped, as when the file is made, leaves the number as it is. Where it does not count, who knows.
fn follows(of_file: Option<u32>, of_log: Option<u32>) -> bool {
    match (of_file, of_log) {
        (Some(file), Some(log)) => log.wrapping_sub(file) <= 1,
        _ => true,
    }
}

fn page_hash(
    file: &mut (impl Read + Seek),
    number: u32,
    page_bytes: usize,
) -> io::Result<Option<[u8; 32]>> {
    let Some(before) = number.checked_sub(1) else {
        return Ok(None);
    };
    file.seek(SeekFrom::Start(u64::from(before) * page_bytes as u64))?;
    let mut page = vec![0; page_bytes];
    match file.read_exact(&mut page) {
        Ok(()) => Ok(Some(*blake3::hash(&page).as_bytes())),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}
