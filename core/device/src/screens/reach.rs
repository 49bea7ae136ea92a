//! Whether what is written reaches each parent of a group: a device, the last time something was read,
//! and how they want contact. It looks at the means, not at people: nobody of the staff is in it, nothing
//! is added up, and no minutes are counted. Knows no pixels.

use rusqlite::{OptionalExtension, params};

use super::super::{Store, StoreError};
use super::Viewer;
use super::scene::Scene;
use samenspel_model::calendar::day_of;
use samenspel_model::ids::{ChildId, GroupId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_names::sort_key;
use samenspel_rules::directory::{Holder, OfficeRole};
use samenspel_rules::partnership::Told;
use samenspel_rules::policy::circles::{in_office, professionals_of};
use samenspel_rules::policy::roles::is_present;
use samenspel_rules::schema::notes::ContactPlan;

/// Whether a parent can read here at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HasDevice {
    /// A device is enrolled, or this parent read something once.
    Yes,
    /// None is enrolled, as far as a manager's directory says.
    No,
    /// This phone is not told of parents' devices, and saw no sign of one.
    NotKnown,
}

/// How one parent is reached.
#[derive(Clone, PartialEq, Eq)]
pub struct ParentReach {
    /// Who.
    pub parent: PersonId,
    /// Their children on this group.
    pub children: Vec<ChildId>,
    /// Whether they have a device.
    pub has_device: HasDevice,
    /// Days since they last read something, if this phone can know.
    pub days_since_read: Option<u32>,
    /// How they want contact, in their own words or the mentor's.
    pub plan: Option<Told<ContactPlan>>,
    /// Their languages, best first.
    pub languages: Vec<String>,
}

samenspel_model::hides_content!(ParentReach);

impl Store {
    /// How each parent of a group is reached, by name. For the professionals of the group and its
    /// managers; nobody else gets anything.
    pub fn reach(&self, viewer: Viewer, group: GroupId) -> Result<Vec<ParentReach>, StoreError> {
        self.scene(viewer, |scene| reach(scene, group))
    }
}

fn reach(scene: &Scene<'_>, group: GroupId) -> Result<Vec<ParentReach>, StoreError> {
    let is_manager =
        in_office(scene.dir, OfficeRole::Manager, group, scene.now).contains(&scene.person);
    let works_here = professionals_of(scene.dir, group, scene.now).contains(&scene.person);
    if !is_manager && !works_here {
        return Ok(Vec::new());
    }
    let mut reached: Vec<ParentReach> = Vec::new();
    for child in scene.children(&[group]) {
        for parent in scene.parents(child) {
            if let Some(known) = reached.iter_mut().find(|it| it.parent == parent) {
                known.children.push(child);
                if known.plan.is_none() {
                    known.plan = scene.plan_of(child, parent)?;
                }
                continue;
            }
            if let Some(one) = scene.reach_of(child, parent, is_manager)? {
                reached.push(one);
            }
        }
    }
    reached.sort_by_cached_key(|it| {
        let person = scene.dir.person(it.parent);
        person.map(|it| (sort_key(&it.first_name, &it.last_name), it.id))
    });
    Ok(reached)
}

impl Scene<'_> {
    fn reach_of(
        &self,
        child: ChildId,
        parent: PersonId,
        knows_devices: bool,
    ) -> Result<Option<ParentReach>, StoreError> {
        let Some(person) = self.dir.person(parent) else {
            return Ok(None);
        };
        if !is_present(self.dir, parent, self.now) {
            return Ok(None);
        }
        let read_at = self.last_read(parent)?;
        let mut devices = self.dir.devices_of(Holder::Person(parent));
        let is_enrolled = devices.any(|it| it.revoked_at.is_none_or(|at| self.now < at));
        Ok(Some(ParentReach {
            parent,
            children: vec![child],
            has_device: match (is_enrolled || read_at.is_some(), knows_devices) {
                (true, false) => HasDevice::Yes,
                (_, true) if is_enrolled => HasDevice::Yes,
                (_, true) => HasDevice::No,
                (false, false) => HasDevice::NotKnown,
            },
            days_since_read: read_at.and_then(|at| days_between(at, self.now)),
            plan: self.plan_of(child, parent)?,
            languages: person.languages.clone(),
        }))
    }

    /// When somebody last read something, as roughly as their marks say.
    fn last_read(&self, reader: PersonId) -> Result<Option<UnixMillis>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT sort_at FROM notes INDEXED BY notes_marks
             WHERE note_kind = 'marks' AND author = ?1 ORDER BY sort_at DESC LIMIT 1",
        )?;
        let at = statement.query_row(params![reader], |row| row.get(0));
        Ok(at.optional()?.map(UnixMillis))
    }

    /// The parent's own word counts before the mentor's.
    fn plan_of(
        &self,
        child: ChildId,
        parent: PersonId,
    ) -> Result<Option<Told<ContactPlan>>, StoreError> {
        let channel = Series {
            org: self.profile.org,
            kind: DocumentKind::ParentChannel,
            subject: Subject::ChildParent(child, parent),
        };
        let latest = |own: bool| {
            let mut found = self.notes_that::<ContactPlan>(
                channel.subject,
                super::scene::Span::ALWAYS,
                1,
                |it| Ok(it.series == channel && (!own || it.author() == parent)),
            )?;
            Ok::<_, StoreError>(found.pop())
        };
        Ok(latest(true)?.or(latest(false)?))
    }
}

fn days_between(earlier: UnixMillis, later: UnixMillis) -> Option<u32> {
    let days = (day_of(later)? - day_of(earlier)?).get_days();
    u32::try_from(days).ok()
}
