//! Endings: revocations, ended access, court limits, removed records, and what a change of a record left of
//! its access. They are written to the key store before they are acknowledged, so that a log restored from
//! a backup, which knows nothing of those that came after it, applies them before it serves anyone.

use std::collections::HashSet;

use samenspel_model::ids::{ChildId, GroupId};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Directory, Placement, Record, RecordId, Span, record_kind};

use crate::keystore::{Ending, EndingRow, Form};

/// How a record takes access away, if it does.
pub(super) fn ending_of(record: &Record) -> Option<Ending> {
    let ending = Ending {
        until: end(record),
        suspended: suspended(record),
        barred: matches!(record, Record::Parenthood(it) if it.collection_barred),
        ..Ending::default()
    };
    (ending != Ending::default()).then_some(ending)
}

/// What is kept of a change, if anything: how the record ends, and what its access is from now on. A restored
/// log would otherwise give back what a change took, as a parent's authority.
pub(super) fn kept_of(record: &Record, is_changed: bool) -> Option<Ending> {
    let form = form_of(record).filter(|_| is_changed);
    match ending_of(record) {
        Some(ending) => Some(Ending { form, ..ending }),
        None => form.map(|form| Ending {
            form: Some(form),
            ..Ending::default()
        }),
    }
}

/// The children of whom a change ends a place: where the same change places them, is kept with it.
pub(super) fn children_who_leave(records: &[Record]) -> HashSet<ChildId> {
    let leaves = |record: &Record| match record {
        Record::Placement(it) if it.during.until.is_some() => Some(it.child),
        _ => None,
    };
    records.iter().filter_map(leaves).collect()
}

fn form_of(record: &Record) -> Option<Form> {
    Some(match record {
        Record::Parenthood(it) => Form::Parenthood(it.authority, it.carer),
        Record::Assignment(it) => Form::Assignment(it.role),
        Record::Group(it) => Form::Group(it.location),
        Record::Placement(it) => Form::Placement(it.weekdays),
        _ => return None,
    })
}

/// What a restored log has to apply: records that are to end or to change, and ids that are to go.
#[derive(Debug, Default)]
pub(super) struct Lost {
    pub records: Vec<Record>,
    pub removed: Vec<RecordId>,
}

impl Lost {
    /// Compares the directory with endings that the present log does not have.
    pub(super) fn find(endings: &[EndingRow], directory: &Directory) -> Self {
        let mut lost = Self::default();
        for row in endings {
            let Some(record) = directory.get(&row.id) else {
                lost.records.extend(lost_placement(row, directory));
                continue;
            };
            if row.ending.removed {
                lost.removed.push(row.id.clone());
                continue;
            }
            // Without a group nobody would care for the child.
            if let Record::Placement(it) = record
                && goes_to_an_unknown_group(it.child, endings, directory)
            {
                continue;
            }
            let mut ended = record.clone();
            impose(&mut ended, &row.ending);
            if ended != *record {
                lost.records.push(ended);
            }
        }
        lost
    }

    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty() && self.removed.is_empty()
    }
}

/// Where a child came to, of which the log knows nothing any more.
fn lost_placement(row: &EndingRow, directory: &Directory) -> Option<Record> {
    let Some(Form::Placement(weekdays)) = row.ending.form else {
        return None;
    };
    let (child, group, from) = parts_of_placement(&row.id)?;
    directory.child(child)?;
    directory.group(group)?;
    Some(Record::Placement(Placement {
        child,
        group,
        weekdays,
        during: Span {
            from,
            until: row.ending.until,
        },
        expected_by_minute: None,
    }))
}

fn goes_to_an_unknown_group(child: ChildId, endings: &[EndingRow], directory: &Directory) -> bool {
    endings.iter().any(|row| {
        matches!(row.ending.form, Some(Form::Placement(_)))
            && !row.ending.removed
            && parts_of_placement(&row.id)
                .is_some_and(|(of, group, _)| of == child && directory.group(group).is_none())
    })
}

fn parts_of_placement(id: &RecordId) -> Option<(ChildId, GroupId, UnixMillis)> {
    if id.kind != record_kind::PLACEMENT {
        return None;
    }
    let (child, rest) = id.bytes.split_first_chunk()?;
    let (group, rest) = rest.split_first_chunk()?;
    let from = i64::from_be_bytes(rest.try_into().ok()?);
    Some((ChildId(*child), GroupId(*group), UnixMillis(from)))
}

fn impose(record: &mut Record, ending: &Ending) {
    match (&mut *record, ending.form) {
        (Record::Parenthood(it), Some(Form::Parenthood(authority, carer))) => {
            (it.authority, it.carer) = (authority, carer);
        }
        (Record::Assignment(it), Some(Form::Assignment(role))) => it.role = role,
        (Record::Group(it), Some(Form::Group(location))) => it.location = location,
        _ => {}
    }
    if let Record::Parenthood(it) = record {
        it.collection_barred |= ending.barred;
    }
    if let Record::Device(it) = record {
        it.suspended_at = it.suspended_at.or(ending.suspended);
    }
    let Some(until) = ending.until else { return };
    let earlier = |end: Option<UnixMillis>| Some(end.map_or(until, |end| end.min(until)));
    match record {
        Record::Person(it) => it.left_at = earlier(it.left_at),
        Record::Contact(it) => it.until = earlier(it.until),
        Record::Device(it) => it.revoked_at = earlier(it.revoked_at),
        other => {
            if let Some(span) = other.during_mut() {
                span.until = earlier(span.until);
            }
        }
    }
}

fn end(record: &Record) -> Option<UnixMillis> {
    match record {
        Record::Person(it) => it.left_at,
        Record::Contact(it) => it.until,
        Record::Device(it) => it.revoked_at,
        other => other.during().and_then(|span| span.until),
    }
}

fn suspended(record: &Record) -> Option<UnixMillis> {
    match record {
        Record::Device(it) => it.suspended_at,
        _ => None,
    }
}
