//! People and groups as the operator names them: by the id in the imported files, or by ULID. Shows
//! them the same way, and never by name: a terminal is kept in logs and scrolled past by others.

use anyhow::{Result, bail};
use samenspel_core::directory::{Directory, Holder};
use samenspel_core::document::{Series, Subject};
use samenspel_core::ids::{ChildId, CircleId, GroupId, PersonId};

use crate::import::{ExternalIds, ExternalKind};

/// No person is named so.
pub(super) const NO_PERSON: &str = "no such person: use an id of people.csv, after importing it";
/// No group is named so.
pub(super) const NO_GROUP: &str = "no such group: use an id of groups.csv, after importing it";

/// The person named.
pub(super) fn person(directory: &Directory, ids: &ExternalIds, named: &str) -> Result<PersonId> {
    let id = ids
        .get(ExternalKind::Person, named)
        .map(PersonId)
        .or_else(|| named.parse().ok())
        .filter(|id| directory.person(*id).is_some());
    match id {
        Some(id) => Ok(id),
        None => bail!(NO_PERSON),
    }
}

/// The group named.
pub(super) fn group(directory: &Directory, ids: &ExternalIds, named: &str) -> Result<GroupId> {
    let id = ids
        .get(ExternalKind::Group, named)
        .map(GroupId)
        .or_else(|| named.parse().ok())
        .filter(|id| directory.group(*id).is_some());
    match id {
        Some(id) => Ok(id),
        None => bail!(NO_GROUP),
    }
}

/// The child named.
pub(super) fn child(directory: &Directory, ids: &ExternalIds, named: &str) -> Result<ChildId> {
    let id = ids
        .get(ExternalKind::Child, named)
        .map(ChildId)
        .or_else(|| named.parse().ok())
        .filter(|id| directory.child(*id).is_some());
    match id {
        Some(id) => Ok(id),
        None => bail!("no such child: use an id of children.csv, after importing it"),
    }
}

/// The circle named: it is in no file, so by its ULID alone.
pub(super) fn circle(directory: &Directory, named: &str) -> Result<CircleId> {
    let id = named.parse().ok();
    match id.filter(|id| directory.circle(*id).is_some()) {
        Some(id) => Ok(id),
        None => bail!("no such circle: use its ULID, as samenspel audit list shows it"),
    }
}

/// A person or group, with what it is.
pub(super) fn holder(ids: &ExternalIds, holder: &Holder) -> String {
    let (kind, id) = match holder {
        Holder::Person(person) => (ExternalKind::Person, person.0),
        Holder::Group(group) => (ExternalKind::Group, group.0),
    };
    format!("{} {}", kind.name(), external(ids, kind, id))
}

/// Whom a series is about, with what it is.
pub(super) fn subject(ids: &ExternalIds, series: &Series) -> String {
    let child = |child: &ChildId| {
        let kind = ExternalKind::Child;
        format!("{} {}", kind.name(), external(ids, kind, child.0))
    };
    match &series.subject {
        Subject::Child(id) => child(id),
        Subject::ChildParent(id, parent) => {
            format!(
                "{} and {}",
                child(id),
                holder(ids, &Holder::Person(*parent))
            )
        }
        Subject::Group(group) => holder(ids, &Holder::Group(*group)),
        Subject::Case(circle) => format!("circle {circle}"),
        Subject::Organisation => "organisation".to_owned(),
    }
}

fn external(ids: &ExternalIds, kind: ExternalKind, id: [u8; 16]) -> String {
    match ids.external_of(kind, &id) {
        Some(external) => external.to_owned(),
        None => PersonId(id).to_string(),
    }
}
