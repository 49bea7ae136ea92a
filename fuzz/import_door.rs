//! The import files, as a function of their bytes. Apart from `doors.rs`, for the whole server has
//! to be built for it.

use jiff::tz::TimeZone;
use samenspel_model::ids::Random;
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::Directory;
use sync_server::import::{Context, ERRORS_MAX, ExternalIds, FileKind, Source, plan};

struct Counting(u64);

impl Random for Counting {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0 += 1;
        bytes.fill(0);
        let end = bytes.len();
        bytes[end - 8..].copy_from_slice(&self.0.to_be_bytes());
    }
}

/// Five files, in the order of their kinds, with a NUL between them.
pub fn import(bytes: &[u8]) {
    let files = bytes.split(|byte| *byte == 0);
    let sources: Vec<_> = FileKind::ALL
        .into_iter()
        .zip(files)
        .map(|(kind, bytes)| Source {
            kind,
            bytes: bytes.to_vec(),
        })
        .collect();
    let context = Context {
        now: UnixMillis(1_760_000_000_000),
        time_zone: TimeZone::UTC,
        names_moved: false,
    };
    let read = |ids: ExternalIds, existing: &Directory| {
        plan(&sources, existing, ids, &context, &mut Counting(0))
    };
    match read(ExternalIds::default(), &Directory::new()) {
        Ok(first) => {
            let there: Directory = first.upserts.iter().cloned().collect();
            let second = read(first.ids.clone(), &there).expect("it was right the first time");
            assert!(second.is_empty(), "a second import changes nothing");
        }
        Err(errors) => {
            assert!(!errors.is_empty());
            assert!(errors.to_string().lines().count() <= ERRORS_MAX + 2);
        }
    }
}
