//! What was prepared from a device by commands and ends with it: day grants, circles, provisional people.
//! A manager lets a circle go on. Knows nothing of invitations, or of who revokes.

use std::collections::BTreeSet;

use samenspel_model::ids::{CircleId, DeviceId, GrantId, PersonId};
use samenspel_model::series::Subject;
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Circle, DayGrant, Directory, Holder, Person, Record, RecordId};
use samenspel_rules::policy::roles::is_manager_of;

use super::Organisation;
use super::asking::{Kind, grant_of};
use super::batch::Batch;
use super::error::Result;
use super::revoking::RevokeError;
use crate::audit::By;
use crate::storage::AskedRow;

/// What ends with some devices, as it is to be written.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    pub grants: Vec<DayGrant>,
    pub circles: Vec<Circle>,
    pub people: Vec<PreparedPerson>,
    pub people_kept: Vec<PersonId>,
}

/// A provisional person with whom nobody else had to do.
#[derive(Debug)]
pub(super) enum PreparedPerson {
    /// Named by nothing: taken out of the directory.
    Unused(Person),
    /// Named by what ends: left, so that what names them still names somebody.
    Left(Person),
}

impl PreparedPerson {
    pub(super) fn id(&self) -> PersonId {
        match self {
            Self::Unused(person) | Self::Left(person) => person.id,
        }
    }
}

impl Prepared {
    /// The records that end.
    pub(super) fn records(&self) -> Vec<Record> {
        let grants = self.grants.iter().cloned().map(Record::DayGrant);
        let circles = self.circles.iter().cloned().map(Record::Circle);
        let left = self.people.iter().filter_map(|it| match it {
            PreparedPerson::Left(person) => Some(Record::Person(person.clone())),
            PreparedPerson::Unused(_) => None,
        });
        grants.chain(circles).chain(left).collect()
    }

    /// The records that go.
    pub(super) fn removed(&self) -> Vec<RecordId> {
        let unused = self.people.iter().filter_map(|it| match it {
            PreparedPerson::Unused(person) => Some(Record::Person(person.clone()).id()),
            PreparedPerson::Left(_) => None,
        });
        unused.collect()
    }
}

/// Ends a grant now; one that is to come never begins.
pub(super) fn ended(grant: &DayGrant, now: UnixMillis) -> DayGrant {
    let mut ended = grant.clone();
    ended.during.from = ended.during.from.min(now);
    ended.during.until = Some(now);
    ended
}

/// Closes a circle now.
pub(super) fn closed(circle: &Circle, now: UnixMillis) -> Circle {
    let mut closed = circle.clone();
    closed.during.from = closed.during.from.min(now);
    closed.during.until = Some(now);
    closed
}

impl Batch<'_> {
    /// What was prepared from devices and is not over; what the change itself writes is left to it.
    pub(super) fn prepared_by(
        &self,
        devices: &BTreeSet<DeviceId>,
        records: &[Record],
    ) -> Result<Prepared> {
        let mut prepared = Prepared::default();
        if devices.is_empty() {
            return Ok(prepared);
        }
        let written: BTreeSet<RecordId> = records.iter().map(Record::id).collect();
        let is_written = |record: Record| written.contains(&record.id());
        let (dir, now) = (&self.directory.directory, self.now);
        let mut grants = BTreeSet::new();
        for id in self.asked_from(devices, Kind::Grant)? {
            grants.insert(GrantId(id));
            let grant = grant_of(dir, GrantId(id)).filter(|it| !it.during.has_ended(now));
            let grant = grant.filter(|it| !is_written(Record::DayGrant(it.clone())));
            prepared.grants.extend(grant.map(|it| ended(&it, now)));
        }
        let mut circles = BTreeSet::new();
        for id in self.asked_from(devices, Kind::Circle)? {
            circles.insert(CircleId(id));
            let circle = dir.circle(CircleId(id));
            let open = circle.filter(|it| !it.during.has_ended(now));
            let open = open.filter(|it| !is_written(Record::Circle((*it).clone())));
            prepared.circles.extend(open.map(|it| closed(it, now)));
        }
        for id in self.asked_from(devices, Kind::Person)? {
            let person = dir.person(PersonId(id)).filter(|it| it.left_at.is_none());
            let person = person.filter(|it| !is_written(Record::Person((*it).clone())));
            let Some(person) = person else { continue };
            match uses(dir, person.id, (&grants, &circles)) {
                Uses::None => prepared.people.push(PreparedPerson::Unused(person.clone())),
                Uses::OnlyThese => prepared.people.push(PreparedPerson::Left(Person {
                    left_at: Some(now),
                    ..person.clone()
                })),
                Uses::Others => prepared.people_kept.push(person.id),
            }
        }
        Ok(prepared)
    }

    fn asked_from(&self, devices: &BTreeSet<DeviceId>, kind: Kind) -> Result<Vec<[u8; 16]>> {
        let mut ids = Vec::new();
        for device in devices {
            ids.extend(self.write.asked_from(device, kind as u8)?);
        }
        Ok(ids)
    }

    /// Notes which circles are closed with their device: a manager may let those go on, and no others.
    pub(super) fn set_circles_aside(&mut self, prepared: &Prepared) -> Result<()> {
        for circle in &prepared.circles {
            if let Some(asked) = self.write.asked(Kind::Circle as u8, &circle.id.0)? {
                self.write.add_asked(&AskedRow {
                    open: false,
                    closed_with_device: true,
                    ..asked
                })?;
            }
        }
        Ok(())
    }
}

/// Who had to do with a provisional person.
enum Uses {
    None,
    /// Only the grants and circles that end.
    OnlyThese,
    Others,
}

fn uses(
    dir: &Directory,
    person: PersonId,
    (grants, circles): (&BTreeSet<GrantId>, &BTreeSet<CircleId>),
) -> Uses {
    let others = dir.assignments_of(person).next().is_some()
        || dir.mentorships_of(person).next().is_some()
        || dir.offices_of(person).next().is_some()
        || dir.parenthoods_of(person).next().is_some()
        || dir.devices_of(Holder::Person(person)).next().is_some()
        || dir.grants_of(person).any(|it| !grants.contains(&it.id))
        || dir.circles_of(person).any(|it| !circles.contains(&it.id));
    let named = dir.grants_of(person).next().is_some() || dir.circles_of(person).next().is_some();
    match (others, named) {
        (true, _) => Uses::Others,
        (false, true) => Uses::OnlyThese,
        (false, false) => Uses::None,
    }
}

impl Organisation {
    /// A manager lets circles go on that were closed because the device that opened them, or one that had
    /// let it in, was revoked. All of them or none.
    pub fn keep_circles(
        &self,
        ids: &[CircleId],
        manager: PersonId,
    ) -> std::result::Result<(), RevokeError> {
        self.write(|batch| {
            let mut rows = Vec::new();
            let mut records = Vec::new();
            for id in ids {
                let asked = batch.write.asked(Kind::Circle as u8, &id.0)?;
                let asked = asked.filter(|it| it.closed_with_device);
                let (dir, now) = (&batch.directory.directory, batch.now);
                let (Some(asked), Some(circle)) = (asked, dir.circle(*id)) else {
                    return Ok(Err(RevokeError::NotClosedWithDevice(*id)));
                };
                if !is_manager_of(dir, manager, Subject::Case(*id), now) {
                    return Ok(Err(RevokeError::NotTheCirclesManager(*id)));
                }
                let mut kept = circle.clone();
                kept.during.until = None;
                records.push(Record::Circle(kept));
                rows.push(AskedRow {
                    open: true,
                    closed_with_device: false,
                    ..asked
                });
            }
            if records.is_empty() {
                return Ok(Ok(()));
            }
            for row in &rows {
                batch.write.add_asked(row)?;
            }
            batch.acting = By::Manager(manager);
            batch.change_directory(&records, &[]).map(|_| Ok(()))
        })?
    }
}
