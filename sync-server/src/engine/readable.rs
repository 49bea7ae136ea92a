//! Which documents a device may read, with their heads: found from the directory as it is, and kept
//! with what was looked at to find it. Knows nothing of how long it is kept (`readable_cache`).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use samenspel_document::{document_digest, heads_digest};
use samenspel_model::calendar;
use samenspel_model::ids::{DeviceId, DocumentId, GroupId, OrgId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::wire::{Digest8, Digest16};
use samenspel_protocol::ListedDocument;
use samenspel_rules::directory::{Device, Looked, Record, view, view_digest, view_with_groups};
use samenspel_rules::policy;
use samenspel_rules::policy::Reach;

use super::directory::DirectoryState;
use super::error::Result;
use crate::storage::{DocumentNumber, DocumentRow, LogRow, ReadTransaction};

/// A document that the device may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub number: DocumentNumber,
    pub last_position: u64,
    pub listed: ListedDocument,
}

/// What one device may read, as of a position of the log.
#[derive(Debug, Clone)]
pub(super) struct Readable {
    /// The version of the directory that it was found in.
    pub(super) version: u64,
    steady: (UnixMillis, UnixMillis),
    /// The day for which it was found, where what may be read is of some months.
    day: Option<Date>,
    /// The position of the log up to which its documents are known.
    pub(super) as_of: u64,
    allowed: BTreeMap<(DocumentKind, Subject), Reach>,
    pub documents: BTreeMap<DocumentId, Known>,
    pub digest: Digest16,
    /// The digest of its part of the directory.
    pub view: Digest8,
    /// The groups whose people it may see, in order.
    pub groups: Box<[GroupId]>,
}

impl Readable {
    /// Finds it; with it comes what was looked at in the directory.
    pub(super) fn find(
        read: &dyn ReadTransaction,
        log: &LogRow,
        state: &DirectoryState,
        device: DeviceId,
        now: UnixMillis,
    ) -> Result<(Self, Looked)> {
        let ((allowed, view, groups), looked) = state.directory.watched(now, |directory| {
            let Some(device) = directory.device(device) else {
                return (BTreeMap::new(), Digest8([0; 8]), BTreeSet::new());
            };
            let allowed = policy::reaches(directory, &device.holder, now);
            let (records, groups) = view_with_groups(directory, device, now);
            (allowed, view_digest(&records), groups)
        });
        let mut found = Self {
            version: state.version,
            steady: looked.steady(),
            day: day_that_matters(&allowed, now),
            as_of: log.last_position,
            allowed,
            documents: BTreeMap::new(),
            digest: Digest16::default(),
            view,
            groups: groups.into_iter().collect(),
        };
        for (&(kind, subject), &reach) in &found.allowed {
            let series = series(log.org, kind, subject);
            let Some(number) = read.series(&series)? else {
                continue;
            };
            let rows = read.documents_of(number)?;
            rows.iter()
                .filter(|row| reach.covers(row.placement.period))
                .for_each(|row| put(&mut found.documents, &mut found.digest, row));
        }
        Ok((found, looked))
    }

    /// One series to read and nothing in it, always.
    #[cfg(test)]
    pub(super) fn of_one_series(version: u64, series: (DocumentKind, Subject)) -> Self {
        Self {
            version,
            steady: (UnixMillis(i64::MIN), UnixMillis(i64::MAX)),
            day: None,
            as_of: version,
            allowed: BTreeMap::from([(series, Reach::All)]),
            documents: BTreeMap::new(),
            digest: Digest16::default(),
            view: Digest8([0; 8]),
            groups: Box::default(),
        }
    }

    /// Whether it holds at `now` as far as time alone changes it.
    pub(super) fn holds_at(&self, now: UnixMillis) -> bool {
        let (from, until) = self.steady;
        let is_its_day = |day| calendar::day_of(now) == Some(day);
        (from..until).contains(&now) && self.day.is_none_or(is_its_day)
    }

    /// The series that it was allowed to read, with or without documents.
    pub(super) fn series(&self) -> impl ExactSizeIterator<Item = (DocumentKind, Subject)> {
        self.allowed.keys().copied()
    }

    /// Takes in a document that changed, if it is of what may be read.
    pub(super) fn take_in(&mut self, row: &DocumentRow) {
        let series = (row.series.kind, row.series.subject);
        let reach = self.allowed.get(&series);
        if reach.is_some_and(|it| it.covers(row.placement.period)) {
            put(&mut self.documents, &mut self.digest, row);
        }
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

fn put(documents: &mut BTreeMap<DocumentId, Known>, digest: &mut Digest16, row: &DocumentRow) {
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
    if let Some(before) = documents.insert(row.id, known) {
        *digest ^= document_digest(row.id, before.listed.heads);
    }
    *digest ^= document_digest(row.id, heads);
}

fn series(org: OrgId, kind: DocumentKind, subject: Subject) -> Series {
    Series { org, kind, subject }
}

/// Months are reckoned from a day: its own, and that of the next opening day.
fn day_that_matters(
    allowed: &BTreeMap<(DocumentKind, Subject), Reach>,
    now: UnixMillis,
) -> Option<Date> {
    let of_months = allowed
        .values()
        .any(|reach| matches!(reach, Reach::Months(..)));
    of_months.then(|| calendar::day_of(now)).flatten()
}
