//! Directory commands: what a person may ask of the directory by a signed request. Everything not
//! named here is refused.

use samenspel_core::calendar::is_same_day;
use samenspel_core::directory::{
    Circle, DayGrant, Device, Directory, GroupRole, HereToday, Holder, OfficeRole, Person, Record,
    RecordId,
};
use samenspel_core::entry::domain;
use samenspel_core::ids::{DeviceId, GroupId, PersonId};
use samenspel_core::limits;
use samenspel_core::policy::circles::{is_staff, may_open_circle};
use samenspel_core::policy::roles;
use samenspel_core::protocol::{
    CommandAction, DirectoryCommand, HoldReason, InvitationRequest, Outcome, RefusalCode,
    SignedCommand, decode_bounded, encode,
};
use samenspel_core::time::UnixMillis;

use super::admit::Refusal;
use super::batch::Batch;
use super::directory;
use super::directory::DIRECTORY_KEY;
use super::error::Result;
use crate::audit::{About, Action, By};
use crate::storage::{CommandRow, InvitationRow};

const COMMAND_BYTES_MAX: usize = 16 * 1024;
const CIRCLE_MEMBERS_MAX: usize = 32;
const NAME_CHARS_MAX: usize = 100;
const LANGUAGES_MAX: usize = 8;
const DAY_GRANT_MS_MAX: i64 = UnixMillis::DAY_MS;

type Judged<T> = std::result::Result<T, Refusal>;

/// Applies one command of `sender`'s.
pub(super) fn apply(
    batch: &mut Batch<'_>,
    sender: DeviceId,
    signed: &SignedCommand,
) -> Result<Outcome> {
    let state = std::sync::Arc::clone(&batch.directory);
    let Some(device) = state.directory.device(sender) else {
        return Ok(Refusal::of(RefusalCode::UnknownDevice).into_outcome());
    };
    let command = match read(device, signed, batch) {
        Ok(command) => command,
        Err(refusal) => return Ok(refusal.into_outcome()),
    };
    let content = *blake3::hash(&signed.body).as_bytes();
    if let Some(row) = batch.write.command(&command.key)? {
        return Ok(if row.content == content {
            Outcome::Known {
                placement: None,
                position: row.position,
            }
        } else {
            Refusal::of(RefusalCode::KeyReused).into_outcome()
        });
    }
    if device.revoked_at.is_some() {
        let why = HoldReason::DeviceRevoked;
        return Ok(Outcome::Held { why });
    }
    let asker = command.key.person;
    let now = batch.now;
    if let Err(refusal) = may_ask(&state.directory, device, asker, now)
        .and_then(|()| check(&state.directory, device, asker, &command.action, now))
    {
        return Ok(refusal.into_outcome());
    }
    batch.acting = By::Person(asker, sender);
    let carried_out = carry_out(batch, asker, command.action);
    batch.acting = By::Operator;
    let position = match carried_out? {
        Ok(position) => position,
        Err(refusal) => return Ok(refusal.into_outcome()),
    };
    let row = CommandRow { content, position };
    batch.write.add_command(&command.key, &row)?;
    Ok(Outcome::Stored {
        placement: None,
        position,
    })
}

fn read(device: &Device, signed: &SignedCommand, batch: &Batch<'_>) -> Judged<DirectoryCommand> {
    let verified = device
        .public_key
        .verify(domain::COMMAND, &signed.body, &signed.signature);
    verified.map_err(|_| Refusal::of(RefusalCode::BadSignature))?;
    let command: DirectoryCommand = decode_bounded(&signed.body, COMMAND_BYTES_MAX)
        .map_err(|_| Refusal::of(RefusalCode::Malformed))?;
    if command.org != batch.log.org {
        return Err(Refusal::of(RefusalCode::WrongOrganisation));
    }
    if command.device != device.id {
        return Err(Refusal::of(RefusalCode::BadSignature));
    }
    Ok(command)
}

/// Whether the device can act for the person at all.
fn may_ask(directory: &Directory, device: &Device, asker: PersonId, now: UnixMillis) -> Judged<()> {
    let allowed = match device.holder {
        Holder::Person(person) => person == asker && roles::is_present(directory, asker, now),
        Holder::Group(group) => roles::may_work_at(directory, asker, group, now),
    };
    allowed
        .then_some(())
        .ok_or_else(|| Refusal::of(RefusalCode::NotTheAuthor))
}

fn check(
    directory: &Directory,
    device: &Device,
    asker: PersonId,
    action: &CommandAction,
    now: UnixMillis,
) -> Judged<()> {
    match action {
        CommandAction::OpenCircle(circle) => {
            personal_only(device)?;
            check_circle(directory, asker, circle, now)
        }
        CommandAction::GrantDay(grant) => check_grant(directory, asker, grant, now),
        CommandAction::AddProvisionalPerson(person) => {
            allowed(is_staff(directory, asker, now))?;
            check_person(directory, person)
        }
        CommandAction::Invite(request) => {
            personal_only(device)?;
            allowed(may_invite(directory, asker, &request.holder, now))
        }
        CommandAction::HereToday(group) => {
            allowed(!roles::working_on(directory, asker, *group, now).is_empty())
        }
    }
}

fn allowed(condition: bool) -> Judged<()> {
    condition
        .then_some(())
        .ok_or_else(|| Refusal::of(RefusalCode::NotAllowed))
}

fn valid(condition: bool, field: &str) -> Judged<()> {
    condition
        .then_some(())
        .ok_or_else(|| Refusal::with(RefusalCode::FieldInvalid, field))
}

fn personal_only(device: &Device) -> Judged<()> {
    match device.holder {
        Holder::Person(_) => Ok(()),
        Holder::Group(_) => Err(Refusal::of(RefusalCode::PersonalProfileRequired)),
    }
}

fn check_circle(
    directory: &Directory,
    asker: PersonId,
    circle: &Circle,
    now: UnixMillis,
) -> Judged<()> {
    valid(circle.members.len() <= CIRCLE_MEMBERS_MAX, "members")?;
    allowed(may_open_circle(directory, asker, &circle.members, now))?;
    valid(directory.circle(circle.id).is_none(), "id")
}

fn check_grant(
    directory: &Directory,
    asker: PersonId,
    grant: &DayGrant,
    now: UnixMillis,
) -> Judged<()> {
    let may =
        is_professional_of(directory, asker, grant.group, now) || is_manager(directory, asker, now);
    allowed(may && grant.granted_by == asker)?;
    let id = Record::DayGrant(grant.clone()).id();
    valid(directory.get(&id).is_none(), "id")?;
    valid(roles::is_present(directory, grant.person, now), "person")?;
    let ends = grant.during.until.is_some_and(|until| {
        until > grant.during.from && until.since(grant.during.from) <= DAY_GRANT_MS_MAX
    });
    valid(ends, "during")
}

fn check_person(directory: &Directory, person: &Person) -> Judged<()> {
    let free = directory.person(person.id).is_none();
    valid(free && person.left_at.is_none(), "id")?;
    let short = |text: &str| text.chars().count() <= NAME_CHARS_MAX;
    let named = !person.first_name.trim().is_empty();
    valid(named && short(&person.first_name), "first_name")?;
    valid(short(&person.last_name), "last_name")?;
    let few = person.languages.len() <= LANGUAGES_MAX;
    valid(
        few && person
            .languages
            .iter()
            .all(|tag| tag.len() <= limits::NAME_BYTES_MAX),
        "languages",
    )
}

/// One's own next device; a manager invites anyone who is in the directory.
fn may_invite(directory: &Directory, asker: PersonId, holder: &Holder, now: UnixMillis) -> bool {
    *holder == Holder::Person(asker)
        || (is_manager(directory, asker, now) && is_known(directory, holder))
}

/// Whether the person or group is in the directory.
pub(super) fn is_known(directory: &Directory, holder: &Holder) -> bool {
    match holder {
        Holder::Person(person) => directory.person(*person).is_some(),
        Holder::Group(group) => directory.group(*group).is_some(),
    }
}

fn is_professional_of(
    directory: &Directory,
    person: PersonId,
    group: GroupId,
    now: UnixMillis,
) -> bool {
    directory.assignments_of(person).any(|it| {
        it.group == group && it.role == GroupRole::Professional && it.during.contains(now)
    })
}

fn is_manager(directory: &Directory, person: PersonId, now: UnixMillis) -> bool {
    directory
        .offices_of(person)
        .any(|it| it.role == OfficeRole::Manager && it.during.contains(now))
}

fn carry_out(batch: &mut Batch<'_>, asker: PersonId, action: CommandAction) -> Result<Judged<u64>> {
    let record = match action {
        CommandAction::OpenCircle(circle) => Record::Circle(opened_at(circle, batch.now)),
        CommandAction::GrantDay(grant) => Record::DayGrant(grant),
        CommandAction::AddProvisionalPerson(person) => Record::Person(person),
        CommandAction::Invite(request) => return batch.invite(&request),
        CommandAction::HereToday(group) => {
            let here = HereToday {
                group,
                person: asker,
                at: batch.now,
            };
            // Once a day is enough: every change is sent to all phones of the group.
            if is_noted(&batch.directory.directory, &here) {
                return Ok(Ok(batch.log.directory_version));
            }
            Record::HereToday(here)
        }
    };
    batch.change_directory(&[record], &[]).map(Ok)
}

/// A phone whose clock runs ahead opens it now, or what it wrote in it would come too early.
fn opened_at(mut circle: Circle, now: UnixMillis) -> Circle {
    circle.during.from = circle.during.from.min(now);
    circle
}

fn is_noted(directory: &Directory, here: &HereToday) -> bool {
    directory
        .here_on(here.group)
        .any(|it| it.person == here.person && is_same_day(it.at, here.at))
}

impl Batch<'_> {
    /// Writes a change of the directory; what follows in the batch is judged by it.
    pub(super) fn change_directory(
        &mut self,
        records: &[Record],
        removed: &[RecordId],
    ) -> Result<u64> {
        let position = self.next_position();
        let key = self.sealing_key(DIRECTORY_KEY)?;
        let change = (records, removed);
        directory::write(&mut *self.write, position, change, &key, self.random)?;
        let state = std::sync::Arc::make_mut(&mut self.directory);
        state.change(position, records, removed);
        self.note_endings(position, records, removed);
        self.audit_directory(records, removed)?;
        self.log.directory_version = position;
        Ok(position)
    }

    /// Keeps an invitation; it is no record of the directory, which devices see.
    pub(super) fn invite(&mut self, request: &InvitationRequest) -> Result<Judged<u64>> {
        if self.write.invitation(&request.code_hash)?.is_some() {
            let refusal = Refusal::with(RefusalCode::FieldInvalid, "code_hash");
            return Ok(Err(refusal));
        }
        let position = self.next_position();
        self.write.add_invitation(&InvitationRow {
            id: request.id,
            code_hash: request.code_hash,
            holder: encode(&request.holder),
            expires_at: self.now.plus_ms(limits::INVITATION_LIFETIME_MS),
            used_by: None,
        })?;
        let about = match request.holder {
            Holder::Person(person) => About::Person(person),
            Holder::Group(group) => About::Record(RecordId {
                kind: 2,
                bytes: group.0.to_vec(),
            }),
        };
        self.audit(Action::Invited, about, &request.id.to_string())?;
        Ok(Ok(position))
    }
}
