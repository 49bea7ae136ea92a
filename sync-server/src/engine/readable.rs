//! Which documents a device may read, with their heads: kept between requests, so that a device
//! with nothing new costs a look-up. What is kept is used only while it is exactly right: same
//! directory, no access begun or ended since, and brought up to the log's last position.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use samenspel_core::directory::{Device, Record, view, view_digest};
use samenspel_core::document::{
    DocumentKind, Granularity, Period, Series, Subject, document_digest, heads_digest,
};
use samenspel_core::ids::{DeviceId, DocumentId, OrgId};
use samenspel_core::policy;
use samenspel_core::protocol::{Digest8, Digest16, ListedDocument};
use samenspel_core::time::UnixMillis;

use super::directory::DirectoryState;
use super::error::Result;
use super::lock;
use crate::storage::{DocumentNumber, DocumentRow, LogRow, ReadTransaction};

/// Devices remembered; beyond, all are forgotten and found again as needed.
const DEVICES_MAX: usize = 512;

/// A document that the device may read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub number: DocumentNumber,
    pub last_position: u64,
    pub listed: ListedDocument,
}

/// What one device may read, as of a position of the log.
#[derive(Debug, Clone)]
pub(super) struct Readable {
    version: u64,
    steady: (UnixMillis, UnixMillis),
    month: Period,
    as_of: u64,
    allowed: Arc<BTreeSet<(DocumentKind, Subject)>>,
    pub documents: BTreeMap<DocumentId, Known>,
    pub digest: Digest16,
    /// The digest of its part of the directory.
    pub view: Digest8,
}

/// What is known of the devices that were here lately.
#[derive(Debug, Default)]
pub(super) struct ReadableCache(Mutex<HashMap<DeviceId, Arc<Readable>>>);

impl ReadableCache {
    /// What `device` may read in this read transaction.
    pub(super) fn get(
        &self,
        read: &dyn ReadTransaction,
        log: &LogRow,
        state: &DirectoryState,
        device: &Device,
        now: UnixMillis,
    ) -> Result<Arc<Readable>> {
        let cached = lock(&self.0).get(&device.id).map(Arc::clone);
        let usable = cached.filter(|it| it.is_right(state, now, log.last_position));
        let current = match usable {
            Some(readable) if readable.as_of == log.last_position => return Ok(readable),
            Some(mut readable) => {
                Arc::make_mut(&mut readable).catch_up(read, log, state, device, now)?;
                readable
            }
            None => Arc::new(Readable::find(read, log, state, device, now)?),
        };
        let mut cache = lock(&self.0);
        if cache.len() >= DEVICES_MAX {
            cache.clear();
        }
        cache.insert(device.id, Arc::clone(&current));
        Ok(current)
    }
}

impl Readable {
    /// Whether it can be used at `now`, brought up to the position `last`.
    fn is_right(&self, state: &DirectoryState, now: UnixMillis, last: u64) -> bool {
        let (from, until) = self.steady;
        self.version == state.version
            && (from..until).contains(&now)
            && self.month == Period::at(Granularity::Month, now)
            && self.as_of <= last
    }

    fn find(
        read: &dyn ReadTransaction,
        log: &LogRow,
        state: &DirectoryState,
        device: &Device,
        now: UnixMillis,
    ) -> Result<Self> {
        let directory = &state.directory;
        let allowed = policy::readable(directory, &device.holder, now);
        let mut found = Self {
            version: state.version,
            steady: state.steady_around(now),
            month: Period::at(Granularity::Month, now),
            as_of: log.last_position,
            allowed: Arc::new(BTreeSet::new()),
            documents: BTreeMap::new(),
            digest: Digest16::default(),
            view: view_digest(&Self::directory_view(state, device, now)),
        };
        for &(kind, subject) in &allowed {
            let series = series(log.org, kind, subject);
            let Some(number) = read.series(&series)? else {
                continue;
            };
            let reach = policy::reach(directory, &device.holder, &series, now);
            let rows = read.documents_of(number)?;
            rows.iter()
                .filter(|row| reach.covers(row.placement.period, now))
                .for_each(|row| found.put(row));
        }
        found.allowed = Arc::new(allowed);
        Ok(found)
    }

    fn catch_up(
        &mut self,
        read: &dyn ReadTransaction,
        log: &LogRow,
        state: &DirectoryState,
        device: &Device,
        now: UnixMillis,
    ) -> Result<()> {
        for row in read.documents_changed_after(self.as_of)? {
            let series = row.series;
            if !self.allowed.contains(&(series.kind, series.subject)) {
                continue;
            }
            let reach = policy::reach(&state.directory, &device.holder, &series, now);
            if reach.covers(row.placement.period, now) {
                self.put(&row);
            }
        }
        self.as_of = log.last_position;
        Ok(())
    }

    fn put(&mut self, row: &DocumentRow) {
        let heads = heads_digest(&row.heads);
        let known = Known {
            number: row.number,
            last_position: row.last_position,
            listed: ListedDocument {
                kind: row.series.kind,
                subject: row.series.subject,
                placement: row.placement,
                heads,
            },
        };
        // Taking the earlier heads out of the digest is the same as putting them in.
        if let Some(before) = self.documents.insert(row.id, known) {
            self.digest ^= document_digest(row.id, before.listed.heads);
        }
        self.digest ^= document_digest(row.id, heads);
    }

    /// The part of the directory that a device gets.
    pub(super) fn directory_view(
        state: &DirectoryState,
        device: &Device,
        now: UnixMillis,
    ) -> Vec<Record> {
        view(&state.directory, device, now)
    }
}

fn series(org: OrgId, kind: DocumentKind, subject: Subject) -> Series {
    Series { org, kind, subject }
}
