//! Directory commands: what a person may ask of the directory by a signed request. Everything not
//! named here is refused.

use std::borrow::Cow;
use std::collections::BTreeSet;

use samenspel_model::calendar::is_same_day;
use samenspel_model::entry::{clean_text, domain};
use samenspel_model::ids::{DeviceId, PersonId};
use samenspel_model::limits::{
    CIRCLE_MEMBERS_MAX, COMMAND_BYTES_MAX, LANGUAGES_MAX, LASTS_AHEAD_MS_MAX, NAME_BYTES_MAX,
    NAME_CHARS_MAX, WRITTEN_BEFORE_MS_MAX,
};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{Outcome, RefusalCode};
use samenspel_model::wire::{WireError, decode_bounded};
use samenspel_names::shows_something;
use samenspel_protocol::{CommandAction, DirectoryCommand, SignedCommand};
use samenspel_rules::directory::{
    Circle, DayGrant, Device, Directory, HereToday, Holder, Person, Record, RecordId, Span,
    record_kind,
};
use samenspel_rules::policy::circles::{is_staff, may_open_circle};
use samenspel_rules::policy::grants::{begins_about_now, is_a_day, may_act_for, may_let_in};
use samenspel_rules::policy::inviting::may_invite;
use samenspel_rules::policy::roles;

use super::admit::Refusal;
use super::batch::Batch;
use super::directory;
use super::directory::DIRECTORY_KEY;
use super::error::Result;
use super::somebody_else::lapsed_by;
use crate::audit::By;
use crate::storage::CommandRow;

/// A local day ends nowhere later.
const HERE_KEPT_MS: i64 = 2 * UnixMillis::DAY_MS;

/// What a document or a device can be about or of: nothing that is made may have the id of one.
const SUBJECT_KINDS: [u8; 4] = [
    record_kind::ORGANISATION,
    record_kind::LOCATION,
    record_kind::GROUP,
    record_kind::CHILD,
];

pub(super) type Judged<T> = std::result::Result<T, Refusal>;

/// Applies one command of `sender`'s.
pub(super) fn apply(
    batch: &mut Batch<'_>,
    sender: DeviceId,
    signed: &SignedCommand,
) -> Result<Outcome> {
    let state = std::sync::Arc::clone(&batch.directory);
    let Some(carrier) = state.directory.device(sender) else {
        return Ok(Refusal::of(RefusalCode::UnknownDevice).into_outcome());
    };
    let (device, command) = match read(&state.directory, carrier, signed, batch) {
        Ok(read) => read,
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
    if let Some(refusal) = [device, carrier].into_iter().find_map(refused_device) {
        return Ok(refusal.into_outcome());
    }
    let asker = command.key.person;
    let now = batch.now;
    if let Err(refusal) = may_ask(&state.directory, device, asker, now)
        .and_then(|()| check(&state.directory, device, asker, &command.action, now))
    {
        return Ok(refusal.into_outcome());
    }
    if let Err(refusal) = batch.has_room((asker, device.id), &command.action)? {
        return Ok(refusal.into_outcome());
    }
    batch.acting = By::Person(asker, device.id);
    let carried_out = carry_out(batch, (asker, device.id), command.action.clone());
    batch.acting = By::Operator;
    let position = match carried_out? {
        Ok(position) => {
            batch.note_asked((asker, device.id), &command.action)?;
            position
        }
        Err(refusal) => return Ok(refusal.into_outcome()),
    };
    let row = CommandRow { content, position };
    batch.write.add_command(&command.key, &row)?;
    Ok(Outcome::Stored {
        placement: None,
        position,
    })
}

/// Nobody keeps a command for a manager, so none is said to be held: by the time one would decide, the
/// circle or the day would be another. What is refused can be asked for anew, from a device that may.
fn refused_device(device: &Device) -> Option<Refusal> {
    match (device.revoked_at, device.suspended_at) {
        (Some(_), _) => Some(Refusal::of(RefusalCode::RevokedDevice)),
        (None, Some(_)) => Some(Refusal::of(RefusalCode::SuspendedDevice)),
        (None, None) => None,
    }
}

/// The command and the device that signed it: the sender, or the one that let the sender's holder in.
fn read<'a>(
    directory: &'a Directory,
    carrier: &'a Device,
    signed: &SignedCommand,
    batch: &Batch<'_>,
) -> Judged<(&'a Device, DirectoryCommand)> {
    let is_of = |device: &Device| {
        let key = &device.public_key;
        key.verify(domain::COMMAND, &signed.body, &signed.signature)
            .is_ok()
    };
    let bad_signature = || Refusal::of(RefusalCode::BadSignature);
    let own = is_of(carrier);
    let command: DirectoryCommand =
        decode_bounded(&signed.body, COMMAND_BYTES_MAX).map_err(|error| match error {
            _ if !own => bad_signature(),
            WireError::TooLarge { .. } => Refusal::of(RefusalCode::TooLarge),
            _ => Refusal::of(RefusalCode::Malformed),
        })?;
    let device = match own {
        true => carrier,
        false if may_be_carried(&command, carrier) => directory
            .device(command.device)
            .filter(|device| is_of(device))
            .ok_or_else(bad_signature)?,
        false => return Err(bad_signature()),
    };
    if command.org != batch.log.org {
        return Err(Refusal::of(RefusalCode::WrongOrganisation));
    }
    if command.device != device.id {
        return Err(bad_signature());
    }
    Ok((device, command))
}

/// A day grant reaches the server by whichever phone is first: the one that gave it, or her own to whom
/// it was given. Everything else counts from its own device only.
fn may_be_carried(command: &DirectoryCommand, carrier: &Device) -> bool {
    match &command.action {
        CommandAction::GrantDay(grant) => carrier.holder == Holder::Person(grant.person),
        _ => false,
    }
}

/// Whether the device can act for the person at all.
fn may_ask(directory: &Directory, device: &Device, asker: PersonId, now: UnixMillis) -> Judged<()> {
    may_act_for(directory, device, asker, now)
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
        // Who may is judged where it is looked up.
        CommandAction::EndDayGrant(_) | CommandAction::WithdrawPerson(_) => Ok(()),
        CommandAction::CloseCircle(_)
        | CommandAction::WithdrawInvitation(_)
        | CommandAction::RevokeDevice(_) => personal_only(device),
        CommandAction::HereToday(group) => {
            allowed(!roles::working_on(directory, asker, *group, now).is_empty())
        }
    }
}

pub(super) fn allowed(condition: bool) -> Judged<()> {
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
    let members: BTreeSet<PersonId> = circle.members.iter().copied().collect();
    let few = circle.members.len() <= CIRCLE_MEMBERS_MAX;
    valid(few && members.len() == circle.members.len(), "members")?;
    let during = &circle.during;
    valid(
        !during.has_ended(now) && lasts_within_reason(during, now),
        "during",
    )?;
    allowed(may_open_circle(directory, asker, &circle.members, now))?;
    valid(is_fresh(directory, record_kind::CIRCLE, circle.id.0), "id")
}

/// Whether a circle begins when a phone with a crooked clock can have meant it to, and ends within years.
fn lasts_within_reason(during: &Span, now: UnixMillis) -> bool {
    let from = now.plus_ms(-WRITTEN_BEFORE_MS_MAX)..=now.plus_ms(WRITTEN_BEFORE_MS_MAX);
    let latest = now.plus_ms(LASTS_AHEAD_MS_MAX);
    from.contains(&during.from) && during.until.is_none_or(|until| until <= latest)
}

/// Whether an id is new among its kind, and that of no child, group or other subject: a circle under the id
/// of a child could be taken for it.
fn is_fresh(directory: &Directory, kind: u8, id: [u8; 16]) -> bool {
    let is_taken = |kind| directory.get(&RecordId::of(kind, id)).is_some();
    id != [0; 16] && !is_taken(kind) && !SUBJECT_KINDS.into_iter().any(is_taken)
}

fn check_grant(
    directory: &Directory,
    asker: PersonId,
    grant: &DayGrant,
    now: UnixMillis,
) -> Judged<()> {
    allowed(may_let_in(directory, asker, grant.group, now) && grant.granted_by == asker)?;
    valid(
        is_fresh(directory, record_kind::DAY_GRANT, grant.id.0),
        "id",
    )?;
    valid(roles::is_present(directory, grant.person, now), "person")?;
    valid(
        is_a_day(&grant.during) && begins_about_now(&grant.during, now),
        "during",
    )?;
    match roles::other_role(directory, grant.person, grant.group, now) {
        Some(role) => Err(Refusal::with(RefusalCode::OtherRole, role.name())),
        None => Ok(()),
    }
}

fn check_person(directory: &Directory, person: &Person) -> Judged<()> {
    let free = is_fresh(directory, record_kind::PERSON, person.id.0);
    valid(free && person.left_at.is_none(), "id")?;
    let short = |text: &str| text.chars().count() <= NAME_CHARS_MAX;
    // As commands of notes: what turns the reading order or ends a text is taken out before.
    let clean = |text: &str| short(text) && clean_text(text) == text;
    let named = shows_something(&person.first_name);
    valid(named && clean(&person.first_name), "first_name")?;
    let last = &person.last_name;
    valid(
        clean(last) && (last.is_empty() || shows_something(last)),
        "last_name",
    )?;
    let few = person.languages.len() <= LANGUAGES_MAX;
    valid(
        few && person.languages.iter().all(|tag| is_language_tag(tag)),
        "languages",
    )
}

/// A BCP 47 tag by its form: letters and digits in parts of at most eight.
fn is_language_tag(tag: &str) -> bool {
    tag.len() <= NAME_BYTES_MAX
        && tag.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_alphanumeric())
        })
}

fn carry_out(
    batch: &mut Batch<'_>,
    (asker, device): (PersonId, DeviceId),
    action: CommandAction,
) -> Result<Judged<u64>> {
    let record = match action {
        CommandAction::OpenCircle(circle) => Record::Circle(opened_at(circle, batch.now)),
        CommandAction::GrantDay(grant) => Record::DayGrant(grant),
        CommandAction::AddProvisionalPerson(person) => Record::Person(person),
        CommandAction::Invite(request) => return batch.invite(&request, Some(device)),
        CommandAction::CloseCircle(id) => return batch.close_circle(asker, id),
        CommandAction::EndDayGrant(id) => return batch.end_grant(asker, id),
        CommandAction::WithdrawPerson(id) => return batch.withdraw_person(asker, id),
        CommandAction::WithdrawInvitation(id) => return batch.take_back_invitation(asker, id),
        CommandAction::RevokeDevice(id) => return batch.revoke_own(asker, id),
        CommandAction::HereToday(group) => {
            let here = HereToday {
                group,
                person: asker,
                at: batch.now,
            };
            return batch.note_here(&here).map(Ok);
        }
    };
    batch.change_directory(&[record], &[]).map(Ok)
}

/// A phone whose clock runs ahead opens it now, or what it wrote in it would come too early.
fn opened_at(mut circle: Circle, now: UnixMillis) -> Circle {
    circle.during.from = circle.during.from.min(now);
    circle
}

impl Batch<'_> {
    /// Notes who is here today, the first time that day. No position and no news: nobody waits for it.
    fn note_here(&mut self, here: &HereToday) -> Result<u64> {
        let noted = self.write.here_on(here.group)?;
        let is_noted = |it: &HereToday| it.person == here.person && is_same_day(it.at, here.at);
        if !noted.iter().any(is_noted) {
            let before = here.at.plus_ms(-HERE_KEPT_MS);
            self.write.put_here(here, before)?;
        }
        Ok(self.log.last_position)
    }

    /// Writes a change of the directory; what follows in the batch is judged by it.
    pub(super) fn change_directory(
        &mut self,
        records: &[Record],
        removed: &[RecordId],
    ) -> Result<u64> {
        // Whoever revokes, and in whatever way: what a device prepared ends with it.
        let revoked = self.revoked_by(records);
        self.close_invitations_of(&revoked)?;
        let suspended = self.suspended_with(&revoked, records);
        let prepared = self.prepared_by(&revoked, records)?;
        self.set_circles_aside(&prepared)?;
        let (mut records, mut removed) = (Cow::Borrowed(records), Cow::Borrowed(removed));
        if !revoked.is_empty() {
            records.to_mut().extend(suspended);
            records.to_mut().extend(prepared.records());
            removed.to_mut().extend(prepared.removed());
        }
        let grants = self.grants_that_lapse(&records, &removed)?;
        if !grants.is_empty() {
            records.to_mut().extend(grants);
        }
        let lapsed = lapsed_by(&self.directory.directory, &records, &removed);
        if !lapsed.is_empty() {
            removed.to_mut().extend(lapsed);
        }
        let (records, removed) = (&*records, &*removed);
        let position = self.next_position();
        let key = self.sealing_key(DIRECTORY_KEY)?;
        let change = (records, removed);
        self.audit_directory(records, removed)?;
        directory::write(&mut *self.write, position, change, &key, self.random)?;
        self.note_endings(position, records, removed);
        self.set_directory(position, records.to_vec(), removed);
        Ok(position)
    }
}
