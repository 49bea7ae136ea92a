//! A day grant ends with what let its giver give it: whoever leaves, or loses work, an office or a child,
//! lets nobody in any more, not by what was given before either. Knows no device's revocation (`prepared`).

use std::collections::BTreeSet;

use samenspel_model::ids::{GrantId, PersonId};
use samenspel_rules::directory::{DayGrant, Directory, Holder, Record, RecordId};
use samenspel_rules::policy::grants::may_let_in;
use samenspel_rules::policy::roles::is_present;

use super::asking::{Kind, grant_of};
use super::batch::Batch;
use super::error::Result;
use super::prepared::ended;

impl Batch<'_> {
    /// The grants that do not stand any more after a change of the directory, ended; what the change itself
    /// writes is left to it.
    pub(super) fn grants_that_lapse(
        &self,
        records: &[Record],
        removed: &[RecordId],
    ) -> Result<Vec<Record>> {
        let dir = &self.directory.directory;
        let mut open = BTreeSet::new();
        for giver in who_loses_something(dir, records, removed) {
            self.grants_given_by(giver, &mut open)?;
        }
        let written: BTreeSet<RecordId> = records.iter().map(Record::id).collect();
        let open: Vec<DayGrant> = open
            .into_iter()
            .filter_map(|it| grant_of(dir, it))
            .filter(|it| !it.during.has_ended(self.now))
            .filter(|it| !written.contains(&Record::DayGrant(it.clone()).id()))
            .collect();
        if open.is_empty() {
            return Ok(Vec::new());
        }
        let mut after = dir.clone();
        for record in records {
            after.upsert(record.clone());
        }
        for id in removed {
            after.remove(id);
        }
        let stands = |it: &DayGrant| {
            let at = it.during.from.max(self.now);
            is_present(&after, it.granted_by, at) && may_let_in(&after, it.granted_by, it.group, at)
        };
        let lapsed = open.iter().filter(|it| !stands(it));
        Ok(lapsed
            .map(|it| Record::DayGrant(ended(it, self.now)))
            .collect())
    }

    /// From the giver's own phones, and from those of groups on which the giver works or worked.
    fn grants_given_by(&self, giver: PersonId, found: &mut BTreeSet<GrantId>) -> Result<()> {
        let dir = &self.directory.directory;
        let groups = dir.assignments_of(giver).map(|it| Holder::Group(it.group));
        let holders: BTreeSet<Holder> = groups.chain([Holder::Person(giver)]).collect();
        for device in holders.into_iter().flat_map(|it| dir.devices_of(it)) {
            for id in self.write.asked_from(&device.id, Kind::Grant as u8)? {
                let is_givers = |it: DayGrant| it.granted_by == giver;
                if grant_of(dir, GrantId(id)).is_some_and(is_givers) {
                    found.insert(GrantId(id));
                }
            }
        }
        Ok(())
    }
}

fn who_loses_something(
    dir: &Directory,
    records: &[Record],
    removed: &[RecordId],
) -> BTreeSet<PersonId> {
    let ends = |record: &Record| match record {
        Record::Person(it) => it.left_at.is_some(),
        other => other.during().is_some_and(|it| it.until.is_some()),
    };
    let whose = |record: &Record| match record {
        Record::Person(it) => Some(it.id),
        Record::Assignment(it) => Some(it.person),
        Record::Mentorship(it) => Some(it.person),
        Record::Office(it) => Some(it.person),
        _ => None,
    };
    let changed = records.iter().filter(|it| ends(it)).filter_map(whose);
    let gone = removed.iter().filter_map(|it| whose(dir.get(it)?));
    changed.chain(gone).collect()
}
