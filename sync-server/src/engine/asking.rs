//! What people may ask of the directory how often, and taking back what they asked for. Knows nothing of
//! how it is asked.

use samenspel_model::ids::{CircleId, DeviceId, GrantId, InvitationId, PersonId};
use samenspel_model::limits;
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RefusalCode;
use samenspel_model::wire::decode_bounded;
use samenspel_protocol::CommandAction;
use samenspel_rules::directory::{Assignment, Circle, DayGrant, Device, Directory, Holder, Record};
use samenspel_rules::policy::circles::{is_staff, may_close_circle};
use samenspel_rules::policy::grants::{may_end_grant, may_withdraw_person};
use samenspel_rules::policy::inviting::may_invite;

use super::admit::Refusal;
use super::batch::Batch;
use super::commands::{Judged, allowed};
use super::error::Result;
use super::prepared::{closed, ended};
use crate::storage::AskedRow;

const HOLDER_BYTES_MAX: usize = 64;

/// What is remembered of who asked for it. The numbers are stored and never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    Circle = 1,
    Person = 2,
    Grant = 3,
    Invitation = 4,
}

impl Kind {
    /// What the refusal names, and how many there may be of it in a day.
    fn bound(self) -> (&'static str, u64) {
        match self {
            Self::Circle => ("circles", limits::CIRCLES_PER_DAY_MAX),
            Self::Person => ("people", limits::PROVISIONAL_PEOPLE_PER_DAY_MAX),
            Self::Grant => ("day_grants", limits::DAY_GRANTS_PER_DAY_MAX),
            Self::Invitation => ("invitations", limits::INVITATIONS_PER_DAY_MAX),
        }
    }
}

/// What an action makes, if it makes something.
fn made(action: &CommandAction) -> Option<(Kind, [u8; 16])> {
    Some(match action {
        CommandAction::OpenCircle(circle) => (Kind::Circle, circle.id.0),
        CommandAction::AddProvisionalPerson(person) => (Kind::Person, person.id.0),
        CommandAction::GrantDay(grant) => (Kind::Grant, grant.id.0),
        CommandAction::Invite(request) => (Kind::Invitation, request.id.0),
        _ => return None,
    })
}

fn too_many(what: &str) -> Judged<()> {
    Err(Refusal::with(RefusalCode::TooMany, what))
}

/// Whether somebody is more than a parent here: staff, or a trainee.
fn works_here(dir: &Directory, person: PersonId, now: UnixMillis) -> bool {
    let works = |it: &Assignment| it.during.contains(now);
    is_staff(dir, person, now) || dir.assignments_of(person).any(works)
}

/// The record of a grant by its id alone.
pub(super) fn grant_of(dir: &Directory, id: GrantId) -> Option<DayGrant> {
    let of_any = Record::DayGrant(DayGrant {
        id,
        group: samenspel_model::ids::GroupId([0; 16]),
        person: PersonId([0; 16]),
        granted_by: PersonId([0; 16]),
        during: samenspel_rules::directory::Span::since(UnixMillis(0)),
    });
    match dir.get(&of_any.id()) {
        Some(Record::DayGrant(grant)) => Some(grant.clone()),
        _ => None,
    }
}

impl Batch<'_> {
    /// Whether there is room for what is asked: by how much the person made in a day, and by what is open.
    pub(super) fn has_room(
        &mut self,
        (asker, device): (PersonId, DeviceId),
        action: &CommandAction,
    ) -> Result<Judged<()>> {
        let Some((kind, _)) = made(action) else {
            return Ok(Ok(()));
        };
        let (name, most) = kind.bound();
        let since = self.now.plus_ms(1 - UnixMillis::DAY_MS);
        // Her own devices share a bound; what a group's device asked in her name is counted apart from it.
        let tablet = self.tablet_of(device);
        let asked = self.write.asked_since(&asker, kind as u8, since)?;
        let alike = asked.iter().filter(|it| self.tablet_of(**it) == tablet);
        if alike.count() as u64 >= most {
            return Ok(too_many(name));
        }
        if let CommandAction::OpenCircle(circle) = action
            && !self.has_room_for_circle(asker, circle)?
        {
            return Ok(too_many(name));
        }
        Ok(Ok(()))
    }

    /// Whether somebody may open one more circle. Only what she opened herself stops her: where one of
    /// those named is in many already, nobody opens many more with them, and everybody some.
    fn has_room_for_circle(&mut self, asker: PersonId, circle: &Circle) -> Result<bool> {
        let opened = self.opened_by(asker)?;
        let dir = &self.directory.directory;
        let most = match works_here(dir, asker, self.now) {
            true => limits::CIRCLES_OPENED_MAX,
            false => limits::PARENT_CIRCLES_MAX,
        };
        let with = |member: &PersonId| {
            let open = opened.iter().filter_map(|id| dir.circle(*id));
            open.filter(|it| it.members.contains(member)).count()
        };
        Ok(opened.len() < most
            && circle.members.iter().all(|member| {
                *member == asker
                    || with(member) < limits::CIRCLES_OF_CROWDED_MEMBER_MAX
                    || !self.is_crowded(*member)
            }))
    }

    /// The circles that a person opened and that are open. Those that ended by themselves are noted.
    fn opened_by(&mut self, asker: PersonId) -> Result<Vec<CircleId>> {
        let mut open = Vec::new();
        for id in self.write.asked_and_open(&asker, Kind::Circle as u8)? {
            let circle = self.directory.directory.circle(CircleId(id));
            if circle.is_some_and(|it| !it.during.has_ended(self.now)) {
                open.push(CircleId(id));
            } else {
                self.write.close_asked(Kind::Circle as u8, &id)?;
            }
        }
        Ok(open)
    }

    fn is_crowded(&self, member: PersonId) -> bool {
        let circles = self.directory.directory.circles_of(member);
        let open = circles.filter(|it| !it.during.has_ended(self.now));
        open.take(limits::CIRCLES_OF_MEMBER_MAX).count() >= limits::CIRCLES_OF_MEMBER_MAX
    }

    /// Remembers who asked for what was done.
    pub(super) fn note_asked(
        &mut self,
        (asker, device): (PersonId, DeviceId),
        action: &CommandAction,
    ) -> Result<()> {
        let Some((kind, id)) = made(action) else {
            return Ok(());
        };
        Ok(self.write.add_asked(&AskedRow {
            kind: kind as u8,
            id,
            person: asker,
            device,
            at: self.now,
            open: kind == Kind::Circle,
            closed_with_device: false,
        })?)
    }

    /// Closes a circle; one that is closed is left as it is.
    pub(super) fn close_circle(&mut self, asker: PersonId, id: CircleId) -> Result<Judged<u64>> {
        let opened = self.write.asked(Kind::Circle as u8, &id.0)?;
        let opened_by = opened.map(|it| it.person);
        let (dir, now) = (&self.directory.directory, self.now);
        let circle = dir.circle(id);
        let may = circle.filter(|it| may_close_circle(dir, asker, it, opened_by, now));
        let Some(circle) = may else {
            return Ok(allowed(false).map(|()| 0));
        };
        if circle.during.has_ended(now) {
            return Ok(Ok(self.log.directory_version));
        }
        let closed = closed(circle, now);
        self.write.close_asked(Kind::Circle as u8, &id.0)?;
        self.change_directory(&[Record::Circle(closed)], &[])
            .map(Ok)
    }

    /// Ends a day grant; one that is over is left as it is.
    pub(super) fn end_grant(&mut self, asker: PersonId, id: GrantId) -> Result<Judged<u64>> {
        let (dir, now) = (&self.directory.directory, self.now);
        let grant = grant_of(dir, id).filter(|it| may_end_grant(dir, asker, it, now));
        let Some(grant) = grant else {
            return Ok(allowed(false).map(|()| 0));
        };
        if grant.during.has_ended(now) {
            return Ok(Ok(self.log.directory_version));
        }
        self.change_directory(&[Record::DayGrant(ended(&grant, now))], &[])
            .map(Ok)
    }

    /// Takes back a provisional person whom nothing names.
    pub(super) fn withdraw_person(&mut self, asker: PersonId, id: PersonId) -> Result<Judged<u64>> {
        let made = self.write.asked(Kind::Person as u8, &id.0)?;
        let (dir, now) = (&self.directory.directory, self.now);
        let person = dir.person(id).filter(|_| {
            made.is_some_and(|made| may_withdraw_person(dir, asker, (id, made.person), now))
        });
        let Some(person) = person else {
            return Ok(allowed(false).map(|()| 0));
        };
        let record = Record::Person(person.clone()).id();
        self.change_directory(&[], &[record]).map(Ok)
    }

    /// Takes back an invitation: one's own, or one that the asker could have made.
    pub(super) fn take_back_invitation(
        &mut self,
        asker: PersonId,
        id: InvitationId,
    ) -> Result<Judged<u64>> {
        let now = self.now;
        let found = self.write.invitation_with_id(&id)?;
        let dir = &self.directory.directory;
        let row = found.filter(|row| {
            let maker = row.made_by.and_then(|device| dir.device(device));
            let holder = decode_bounded::<Holder>(&row.holder, HOLDER_BYTES_MAX);
            maker.is_some_and(|it| it.holder == Holder::Person(asker))
                || holder.is_ok_and(|holder| may_invite(dir, asker, &holder, now))
        });
        let Some(row) = row else {
            return Ok(allowed(false).map(|()| 0));
        };
        if row.used_by.is_some() || row.expires_at <= now {
            return Ok(Err(Refusal::with(RefusalCode::FieldInvalid, "id")));
        }
        let position = self.next_position();
        self.close_invitation(&row)?;
        Ok(Ok(position))
    }

    /// Revokes one of the asker's own devices; one that was revoked is left as it is.
    pub(super) fn revoke_own(&mut self, asker: PersonId, id: DeviceId) -> Result<Judged<u64>> {
        let device = self.directory.directory.device(id);
        let own = device.filter(|it| it.holder == Holder::Person(asker));
        let Some(device): Option<Device> = own.cloned() else {
            return Ok(allowed(false).map(|()| 0));
        };
        if device.revoked_at.is_some() {
            return Ok(Ok(self.log.directory_version));
        }
        self.revoke(&device).map(|(position, _)| Ok(position))
    }
}
