//! Judges one entry: by now, and where the access has ended, by what it was.

use std::collections::BTreeSet;

use super::roles::{Roles, groups_of, is_or_was_merged, may_work_at, roles};
use super::table::{Cell, Role, cell};
use super::{exists, is_named, is_own, may_read, months_of_work};
use crate::directory::{Device, Directory, Holder, Opening};
use crate::schema::{self, Attribute, Side};
use samenspel_model::entry::NoteKind;
use samenspel_model::ids::{EntryKey, GroupId, PersonId};
use samenspel_model::limits::LATE_WINDOW_MS;
use samenspel_model::series::{DocumentKind, Granularity, Period, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{HoldReason, RefusalCode};

/// What is to be written, by whom, from where and when.
#[derive(Debug, Clone, Copy)]
pub struct Write<'a> {
    /// The person in the entry's key.
    pub author: PersonId,
    /// The device that signed.
    pub device: &'a Device,
    /// Where it belongs.
    pub series: &'a Series,
    /// The note kind.
    pub kind: &'a NoteKind,
    /// When it was written, corrected and clamped.
    pub corrected_at: UnixMillis,
    /// The moment by which its document is chosen: of a form, the day that it is for.
    pub filed_at: UnixMillis,
    /// When it is judged.
    pub now: UnixMillis,
    /// The entry that a correction or retraction names; `None` where there is none.
    pub target: Option<EntryKey>,
    /// When that was stored, where it is known.
    pub target_stored_at: Option<UnixMillis>,
    /// Whom the entry names as the author of what it copies, if anybody.
    pub original_author: Option<PersonId>,
    /// The report that a manager's retraction follows, if it names one that is stored.
    pub report: Option<Report>,
}

/// A report of a note to a manager, in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// Who wrote it.
    pub by: PersonId,
    /// The case's series.
    pub series: Series,
    /// The note of which it speaks.
    pub about: EntryKey,
}

/// What becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It may be stored.
    Allow {
        /// Written while the author still had an access that has ended since.
        late: bool,
    },
    /// It waits for a manager.
    Hold(HoldReason),
    /// It goes back to its author.
    Refuse(RefusalCode),
}

/// Judges one entry.
pub fn check_write(dir: &Directory, write: &Write) -> Decision {
    if let Err(code) = check_subject(dir, write).and_then(|()| check_device(write)) {
        return Decision::Refuse(code);
    }
    if !write.device.is_active() {
        let why = match write.device.revoked_at {
            Some(_) => HoldReason::DeviceRevoked,
            None => HoldReason::DeviceSuspended,
        };
        if !ever_worked_at(dir, write) {
            return Decision::Refuse(RefusalCode::NotTheAuthor);
        }
        // What no device of this author may write waits for nobody: it is refused as from any other.
        let active = Device {
            revoked_at: None,
            suspended_at: None,
            ..write.device.clone()
        };
        let write = Write {
            device: &active,
            ..*write
        };
        return match check_active(dir, &write) {
            Decision::Refuse(code) => Decision::Refuse(code),
            Decision::Allow { .. } | Decision::Hold(_) => Decision::Hold(why),
        };
    }
    check_active(dir, write)
}

/// Judges an entry of a device that is neither revoked nor suspended.
fn check_active(dir: &Directory, write: &Write) -> Decision {
    match check_target(write).and_then(|()| judge(dir, write, write.now)) {
        Ok(()) => Decision::Allow { late: false },
        Err(code @ (RefusalCode::NotAllowed | RefusalCode::NotTheAuthor)) => {
            judge_ended(dir, write).unwrap_or(Decision::Refuse(code))
        }
        Err(code) => Decision::Refuse(code),
    }
}

fn check_subject(dir: &Directory, write: &Write) -> Result<(), RefusalCode> {
    if dir
        .organisation()
        .is_some_and(|org| org.id != write.series.org)
    {
        return Err(RefusalCode::WrongOrganisation);
    }
    if !write.series.is_well_formed() || !exists(dir, write.series.subject) {
        return Err(RefusalCode::UnknownSubject);
    }
    if is_switched_off(dir, write) {
        return Err(RefusalCode::SwitchedOff);
    }
    Ok(())
}

/// Whether every location concerned keeps this kind in another system. What sets notes right, or says
/// that one was read, is never switched off.
fn is_switched_off(dir: &Directory, write: &Write) -> bool {
    let kind = write.kind.as_str();
    let is_off = |group: GroupId| {
        let settings = dir.group(group).and_then(|it| dir.settings(it.location));
        settings.is_some_and(|it| it.kinds_off.iter().any(|off| off == kind))
    };
    let off_everywhere = match write.series.subject {
        Subject::Child(child) | Subject::ChildParent(child, _) => {
            let mut groups = groups_of(dir, child, write.now).peekable();
            groups.peek().is_some() && groups.all(is_off)
        }
        Subject::Group(group) => is_off(group),
        Subject::Case(_) | Subject::Organisation => false,
    };
    off_everywhere && !schema::is(kind, Attribute::NeverSwitchedOff)
}

/// What no directory and no moment can change.
fn check_device(write: &Write) -> Result<(), RefusalCode> {
    match write.device.holder {
        Holder::Person(person) if person != write.author => Err(RefusalCode::NotTheAuthor),
        Holder::Person(_) => Ok(()),
        Holder::Group(_) => {
            let personal = write.series.kind == DocumentKind::Circle
                || schema::is(write.kind.as_str(), Attribute::PersonalOnly);
            if personal {
                return Err(RefusalCode::PersonalProfileRequired);
            }
            Ok(())
        }
    }
}

/// A shared device never spoke for who never worked there, whatever became of it.
fn ever_worked_at(dir: &Directory, write: &Write) -> bool {
    let Holder::Group(group) = write.device.holder else {
        return true;
    };
    let near = |other: GroupId| is_or_was_merged(dir, other, group);
    dir.assignments_of(write.author).any(|it| near(it.group))
        || dir.grants_of(write.author).any(|it| near(it.group))
}

/// A correction and a retraction must name something; whose it is, is part of the judgement.
fn check_target(write: &Write) -> Result<(), RefusalCode> {
    if names_a_target(write.kind) && write.target.is_none() {
        return Err(RefusalCode::UnknownReference);
    }
    Ok(())
}

fn names_a_target(kind: &NoteKind) -> bool {
    matches!(kind.as_str(), "correction" | "retraction")
}

/// Whether it may be written with the rights of the moment `at`.
fn judge(dir: &Directory, write: &Write, at: UnixMillis) -> Result<(), RefusalCode> {
    if let Holder::Group(group) = write.device.holder
        && !may_work_at(dir, write.author, group, at)
    {
        return Err(RefusalCode::NotTheAuthor);
    }
    let roles = roles_in_use(dir, write, at);
    if write.kind.as_str() == "retraction"
        && roles.contains(Role::Manager)
        && was_shown(dir, write, at)
    {
        return Ok(());
    }
    let of_own = write.target.is_none_or(|it| it.person == write.author);
    if names_a_target(write.kind) && !of_own {
        return Err(RefusalCode::NotAllowed);
    }
    // Staff release what a trainee or a colleague wrote; a parent speaks for nobody else.
    let speaks_for_another = write.original_author.is_some_and(|it| it != write.author);
    if speaks_for_another && roles.only(|role| !role.is_parental()).is_empty() {
        return Err(RefusalCode::NotAllowed);
    }
    let side = schema::kind(write.kind.as_str()).map_or(Side::Nobody, |kind| kind.written_by);
    roles
        .only(|role| side.includes(role.is_parental()))
        .iter()
        .any(|role| may_write_as(dir, write, role, at))
        .then_some(())
        .ok_or(RefusalCode::NotAllowed)
}

/// A manager takes back only what she was shown: as a reader, by an opening of what was stored before it
/// ended, or in a report of this very note by somebody who may read it.
fn was_shown(dir: &Directory, write: &Write, at: UnixMillis) -> bool {
    let manager = Holder::Person(write.author);
    let series = write.series;
    let stored = write.target_stored_at;
    let was_there = |it: &Opening| {
        stored.is_none_or(|stored| it.during.until.is_none_or(|until| stored < until))
    };
    let opened = |it: &Opening| {
        it.kind == series.kind
            && it.subject == series.subject
            && it.during.from <= at
            && was_there(it)
    };
    let reported = |report: Report| {
        Some(report.about) == write.target
            && report.series.kind == DocumentKind::Circle
            && is_named(dir, report.series.subject, write.author)
            && is_named(dir, report.series.subject, report.by)
            && may_read(dir, &Holder::Person(report.by), series, at)
    };
    (stored.is_none_or(|stored| stored <= at) && may_read(dir, &manager, series, at))
        || dir.openings_of(write.author).any(opened)
        || write.report.is_some_and(reported)
}

/// A shared device acts for people at work, never for the parent or manager that they also are.
fn roles_in_use(dir: &Directory, write: &Write, at: UnixMillis) -> Roles {
    let author = Holder::Person(write.author);
    let all = roles(dir, &author, write.series.subject, at);
    match write.device.holder {
        Holder::Person(_) => all,
        Holder::Group(_) => all.only(Role::is_on_the_floor),
    }
}

fn may_write_as(dir: &Directory, write: &Write, role: Role, at: UnixMillis) -> bool {
    let kind = write.kind.as_str();
    let named = || is_named(dir, write.series.subject, write.author) && is_open(dir, write, at);
    match cell(role, write.series.kind) {
        Cell::Nothing | Cell::Read => false,
        // Neither parent learns what the other read: theirs go to their own desk.
        Cell::ReadWrite => !(role.is_parental() && kind == "marks"),
        Cell::ReadWriteFacts => schema::is(kind, Attribute::Fact),
        Cell::ReadAndOwnCard => schema::is(kind, Attribute::OwnCard),
        Cell::ReadWriteOwn => is_own(write.series.subject, write.author),
        Cell::ReadWriteThisMonth => is_of_this_month(dir, write, at),
        // Only a case names people; a manager answers in one she is named in.
        Cell::Named | Cell::AuditedRead => named(),
        Cell::NamedProposals => named() && schema::is(kind, Attribute::Proposal),
        // Whoever wrote blind may take it back from anywhere.
        Cell::Blind => matches!(write.device.holder, Holder::Group(_)) || kind == "retraction",
    }
}

fn is_open(dir: &Directory, write: &Write, at: UnixMillis) -> bool {
    match write.series.subject {
        Subject::Case(circle) => dir
            .circle(circle)
            .is_some_and(|circle| circle.during.contains(at)),
        _ => false,
    }
}

/// This month's, or of a day on which the substitute was let in: the end of a month must not make
/// yesterday's note impossible.
fn is_of_this_month(dir: &Directory, write: &Write, at: UnixMillis) -> bool {
    let subject = write.series.subject;
    let filed = Period::at(Granularity::Month, write.filed_at);
    let was_let_in = roles_in_use(dir, write, write.corrected_at).contains(Role::Substitute);
    months_of_work(dir, subject, at).contains(&filed)
        || was_let_in && months_of_work(dir, subject, write.corrected_at).contains(&filed)
}

/// For somebody who may not write it now: what follows from an access that has ended, if there was any.
fn judge_ended(dir: &Directory, write: &Write) -> Option<Decision> {
    let just_before = |end: UnixMillis| end.plus_ms(-1);
    let lost: Vec<UnixMillis> = ends(dir, write)
        .into_iter()
        .filter(|end| *end <= write.now && judge(dir, write, just_before(*end)).is_ok())
        .collect();
    if lost.is_empty() {
        return None;
    }
    let in_time =
        |end: &UnixMillis| write.corrected_at < *end && write.now.since(*end) < LATE_WINDOW_MS;
    if lost.iter().any(in_time) && judge(dir, write, write.corrected_at).is_ok() {
        return Some(Decision::Allow { late: true });
    }
    Some(Decision::Hold(HoldReason::AccessEnded))
}

/// Every moment at which the author may have lost something that mattered here.
fn ends(dir: &Directory, write: &Write) -> BTreeSet<UnixMillis> {
    let author = write.author;
    let mut ends = BTreeSet::new();
    ends.extend(dir.person(author).and_then(|it| it.left_at));
    for assignment in dir.assignments_of(author) {
        ends.extend(assignment.during.until);
        ends.extend(
            dir.merges_with(assignment.group)
                .filter_map(|it| it.during.until),
        );
    }
    ends.extend(dir.grants_of(author).filter_map(|it| it.during.until));
    ends.extend(dir.mentorships_of(author).filter_map(|it| it.during.until));
    ends.extend(dir.parenthoods_of(author).filter_map(|it| it.during.until));
    ends.extend(dir.offices_of(author).filter_map(|it| it.during.until));
    match write.series.subject {
        Subject::Child(child) | Subject::ChildParent(child, _) => {
            ends.extend(ends_of_placements(dir, child));
        }
        Subject::Case(circle) => ends.extend(dir.circle(circle).and_then(|it| it.during.until)),
        Subject::Group(_) => {
            for parenthood in dir.parenthoods_of(author) {
                ends.extend(ends_of_placements(dir, parenthood.child));
            }
        }
        Subject::Organisation => {}
    }
    ends
}

fn ends_of_placements(
    dir: &Directory,
    child: samenspel_model::ids::ChildId,
) -> impl Iterator<Item = UnixMillis> + '_ {
    dir.placements_of(child).filter_map(|it| it.during.until)
}
