//! People and groups as the operator names them: by the id in the imported files, or by ULID. Shows
//! them the same way, and never by name: a terminal is kept in logs and scrolled past by others.

use anyhow::{Result, bail};
use samenspel_model::ids::{
    ChildId, CircleId, DeviceId, EntryKey, GroupId, InvitationId, OrgId, PersonId,
};
use samenspel_model::series::{Series, Subject};
use samenspel_rules::directory::{Directory, Holder, RecordId, record_kind};

use crate::import::{ExternalIds, ExternalKind};

/// No person is named so.
pub(super) const NO_PERSON: &str = "no such person: use an id of people.csv, after importing it";
/// No group is named so.
pub(super) const NO_GROUP: &str = "no such group: use an id of groups.csv, after importing it";

/// A ULID as an argument, in small letters too.
fn ulid<T: std::str::FromStr>(text: &str, what: &str, list: &str) -> Result<T, String> {
    let id = text.trim().to_uppercase().parse();
    id.map_err(|_| format!("must be {what}: 26 letters and digits, as {list} shows it"))
}

/// The argument that names a device.
pub(super) fn device_id(text: &str) -> Result<DeviceId, String> {
    ulid(text, "a device's id", "samenspel devices")
}

/// The argument that names an invitation.
pub(super) fn invitation_id(text: &str) -> Result<InvitationId, String> {
    ulid(text, "an invitation's id", "samenspel invitations")
}

/// The argument that names an organisation.
pub(super) fn organisation_id(text: &str) -> Result<OrgId, String> {
    let shown = "samenspel init printed it, or samenspel doctor";
    ulid(text, "an organisation's id", shown)
}

/// The argument that names a note.
pub(super) fn entry_key(text: &str) -> Result<EntryKey, String> {
    let key = text.trim().to_uppercase().parse();
    key.map_err(|_| "must be a note's key, the first word of its line in samenspel held".to_owned())
}

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

/// What a record of the directory says, of whom and to whom, where its id tells.
pub(super) fn record(ids: &ExternalIds, directory: &Directory, record: &RecordId) -> String {
    let (first, rest) = record.bytes.split_at_checked(16).unwrap_or_default();
    let one = first.try_into().unwrap_or([0; 16]);
    let second = rest.get(..16).and_then(|it| it.try_into().ok());
    let second = second.unwrap_or([0; 16]);
    let named = |kind: ExternalKind, id| format!("{} {}", kind.name(), external(ids, kind, id));
    let person = |id| named(ExternalKind::Person, id);
    let child = |id| named(ExternalKind::Child, id);
    let group = |id| named(ExternalKind::Group, id);
    let location = |id| named(ExternalKind::Location, id);
    match record.kind {
        record_kind::ORGANISATION => "organisation".to_owned(),
        record_kind::LOCATION => location(one),
        record_kind::GROUP => group(one),
        record_kind::PERSON => person(one),
        record_kind::CHILD => child(one),
        record_kind::PARENTHOOD => format!("{} as parent of {}", person(second), child(one)),
        record_kind::ASSIGNMENT => format!("{} at work on {}", person(one), group(second)),
        record_kind::MENTORSHIP => {
            format!("{} as mentor or deputy of {}", person(second), child(one))
        }
        record_kind::OFFICE => format!("{} as manager or coach", person(one)),
        record_kind::MERGE => format!("merged groups of {}", location(one)),
        record_kind::DAY_GRANT => format!("day grant {}", PersonId(one)),
        record_kind::CIRCLE => format!("circle {}", PersonId(one)),
        record_kind::CONTACT => named(ExternalKind::Contact, one),
        record_kind::PHONE => "a telephone number".to_owned(),
        record_kind::DEVICE => device(ids, directory, DeviceId(one)),
        record_kind::PLACEMENT => format!("{} on {}", child(one), group(second)),
        record_kind::OPENING => format!("opening {}", PersonId(one)),
        record_kind::CHILD_DAY => format!("a day of {}", child(one)),
        record_kind::WORK_DAYS => format!("days of work of {}", person(one)),
        record_kind::LOCATION_SETTINGS => format!("settings of {}", location(one)),
        other => format!("record {other} {}", PersonId(one)),
    }
}

/// A device, with whose it is.
pub(super) fn device(ids: &ExternalIds, directory: &Directory, id: DeviceId) -> String {
    match directory.device(id) {
        Some(it) => format!("device {id} of {}", holder(ids, &it.holder)),
        None => format!("device {id}"),
    }
}

fn external(ids: &ExternalIds, kind: ExternalKind, id: [u8; 16]) -> String {
    match ids.external_of(kind, &id) {
        Some(external) => external.to_owned(),
        None => PersonId(id).to_string(),
    }
}
