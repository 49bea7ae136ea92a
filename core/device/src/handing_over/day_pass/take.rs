//! The substitute's side: opens what was sealed to this phone and checks it before anything of it is
//! kept: who signed, whether they may, for whom, for which day, and that it tells of that group only.
//! Knows nothing of how it is shown.

use super::super::carried::{self, Taking};
use super::super::relay::day::{BriefChild, DayBrief, DayPass, grant_hash};
use super::super::relay::{RELAY_ENTRIES_MAX, RelaySealError, Relayed, open_day};
use super::kept::{self, Checked};
use super::{DayPassError, DayPassTaken};
use crate::{Profile, Store, Topic};
use samenspel_model::entry::{clean_text, domain};
use samenspel_model::ids::PersonId;
use samenspel_model::series::Subject;
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_model::verdict::{BriefRefusal, RefusalCode};
use samenspel_model::wire::decode_bounded;
use samenspel_protocol::{CommandAction, DirectoryCommand, SignedCommand};
use samenspel_rules::directory::{DayGrant, Device, Directory, Holder, Record};
use samenspel_rules::policy::grants::{is_a_day, may_act_for, may_let_in};
use samenspel_rules::policy::may_read;
use samenspel_rules::policy::roles::is_on;

const COMMAND_BYTES_MAX: usize = 16 * 1024;

impl From<BriefRefusal> for DayPassError {
    fn from(code: BriefRefusal) -> Self {
        Self::Refused(code)
    }
}

impl Store {
    /// Takes what a colleague's device sealed to this phone. Nothing is kept unless all of it holds.
    pub fn take_day_pass(
        &self,
        sealed: &[u8],
        reading: ClockReading,
    ) -> Result<DayPassTaken, DayPassError> {
        let profile = self.profile()?;
        let Holder::Person(person) = profile.holder else {
            return Err(DayPassError::NotPersonal);
        };
        kept::forget_ended(self, reading)?;
        let directory = self.directory()?;
        let now = self.corrected(reading)?.0;
        let pass = self.open_day_pass(sealed, &profile, reading)?;
        let check = Check {
            profile: &profile,
            directory: &directory,
            person,
            now,
        };
        let (command, grant, device) = check.grant(&pass.grant)?;
        let brief = check.brief(&pass, &grant, device)?;
        let with_it = check.with(&grant, &brief);
        check.tells_of_the_group(&with_it, &grant, &brief)?;
        let taking = Taking {
            profile: &profile,
            directory: &directory,
            reading,
            now,
        };
        let checked = Checked {
            signed: &pass.grant,
            command: &command,
            grant: &grant,
            brief: &brief,
        };
        self.write(|transaction, topics| {
            let mut refused = Vec::new();
            for relayed in &pass.entries {
                match check.entry(relayed, &brief) {
                    Err(code) => refused.push(code),
                    Ok(entry) if carried::is_here(transaction, &entry)? => {}
                    Ok(entry) => taking.take(transaction, relayed, &entry, topics)?,
                }
            }
            topics.add(Topic::Status);
            let is_new = kept::keep(transaction, &checked, (now, reading), topics)?;
            Ok::<_, DayPassError>(DayPassTaken {
                grant: grant.clone(),
                is_new,
                refused,
            })
        })
    }

    fn open_day_pass(
        &self,
        sealed: &[u8],
        profile: &Profile,
        reading: ClockReading,
    ) -> Result<DayPass, DayPassError> {
        let keys = self.read(|connection| carried::keys(connection, reading))?;
        let mut failed = BriefRefusal::NotForThisPhone;
        for key in keys {
            match open_day(sealed, &key, &carried::offer(profile, key.public())) {
                Ok(pass) if pass.entries.len() > RELAY_ENTRIES_MAX => {
                    return Err(BriefRefusal::TooLarge.into());
                }
                Ok(pass) => return Ok(pass),
                Err(error) => failed = refusal_of(error),
            }
        }
        Err(failed.into())
    }
}

fn refusal_of(error: RelaySealError) -> BriefRefusal {
    match error {
        RelaySealError::NotARelay => BriefRefusal::Malformed,
        RelaySealError::TooLarge => BriefRefusal::TooLarge,
        RelaySealError::NotForUs | RelaySealError::BadOffer => BriefRefusal::NotForThisPhone,
    }
}

/// What a pass is checked with.
struct Check<'a> {
    profile: &'a Profile,
    directory: &'a Directory,
    person: PersonId,
    now: UnixMillis,
}

type Granted<'a> = (DirectoryCommand, DayGrant, &'a Device);

impl Check<'_> {
    /// Whose grant it is and whether they may; for whom and for when.
    fn grant(&self, signed: &SignedCommand) -> Result<Granted<'_>, BriefRefusal> {
        let command: DirectoryCommand =
            decode_bounded(&signed.body, COMMAND_BYTES_MAX).map_err(|_| BriefRefusal::Malformed)?;
        if command.org != self.profile.org {
            return Err(BriefRefusal::OtherOrganisation);
        }
        let CommandAction::GrantDay(grant) = command.action.clone() else {
            return Err(BriefRefusal::Malformed);
        };
        // The directory carries the keys of those devices only that may let somebody in.
        let device = self
            .directory
            .device(command.device)
            .filter(|it| it.is_active() && it.id != self.profile.device)
            .ok_or(BriefRefusal::UnknownDevice)?;
        device
            .public_key
            .verify(domain::COMMAND, &signed.body, &signed.signature)
            .map_err(|_| BriefRefusal::BadSignature)?;
        let asker = command.key.person;
        let may = grant.granted_by == asker
            && may_act_for(self.directory, device, asker, self.now)
            && may_let_in(self.directory, asker, grant.group, self.now);
        if !may {
            return Err(BriefRefusal::MayNotGrant);
        }
        if grant.person != self.person {
            return Err(BriefRefusal::AnotherPerson);
        }
        if grant.during.has_ended(self.now) {
            return Err(BriefRefusal::Over);
        }
        if !is_a_day(&grant.during) || !self.has_begun(&grant) {
            return Err(BriefRefusal::NotToday);
        }
        Ok((command, grant, device))
    }

    /// Two phones side by side tell the time a little differently.
    fn has_begun(&self, grant: &DayGrant) -> bool {
        const CLOCKS_DIFFER_MS: i64 = 15 * UnixMillis::MINUTE_MS;
        grant.during.from <= self.now.plus_ms(CLOCKS_DIFFER_MS)
    }

    /// The same device's brief, for this phone and this grant.
    fn brief(
        &self,
        pass: &DayPass,
        grant: &DayGrant,
        device: &Device,
    ) -> Result<DayBrief, BriefRefusal> {
        let brief = pass.brief.open(&device.public_key)?;
        if brief.org != self.profile.org {
            return Err(BriefRefusal::OtherOrganisation);
        }
        if brief.to != self.profile.device {
            return Err(BriefRefusal::NotForThisPhone);
        }
        let is_of_it = brief.grant == grant_hash(&pass.grant) && brief.from == device.id;
        if !is_of_it {
            return Err(BriefRefusal::BadSignature);
        }
        if !has_clean_names(&brief) {
            return Err(BriefRefusal::Malformed);
        }
        match brief.is_of_group(grant.group) {
            true => Ok(brief),
            false => Err(BriefRefusal::AnotherGroup),
        }
    }

    /// The directory with what the pass says.
    fn with(&self, grant: &DayGrant, brief: &DayBrief) -> Directory {
        let mut with_it = self.directory.clone();
        with_it.extend(
            Some(Record::Group(brief.group.clone()))
                .filter(|it| self.directory.get(&it.id()).is_none()),
        );
        // Of a child that this phone knows, it knows the groups too.
        let unknown = |it: &&BriefChild| self.directory.child(it.child.id).is_none();
        for it in brief.children.iter().filter(unknown) {
            with_it.upsert(Record::Child(it.child.clone()));
            with_it.upsert(Record::Placement(it.placed_on(grant.group)));
        }
        let mut begun = grant.clone();
        begun.during.from = begun.during.from.min(self.now);
        with_it.upsert(Record::DayGrant(begun));
        with_it
    }

    /// A brief tells no more than its receiver may read once the server has the grant.
    fn tells_of_the_group(
        &self,
        with_it: &Directory,
        grant: &DayGrant,
        brief: &DayBrief,
    ) -> Result<(), BriefRefusal> {
        let holder = Holder::Person(self.person);
        let readable = |series| may_read(with_it, &holder, &series, self.now);
        let org = self.profile.org;
        let group = Subject::Group(grant.group);
        let is_here = |child| is_on(with_it, child, grant.group, self.now);
        let of_children = brief.children.iter().all(|it| {
            let subject = Subject::Child(it.child.id);
            is_here(it.child.id)
                && it
                    .notes
                    .iter()
                    .all(|note| readable(note.series(org, subject)))
        });
        let of_group =
            |note: &super::super::relay::day::BriefNote| readable(note.series(org, group));
        match of_children && brief.of_group.iter().all(of_group) {
            true => Ok(()),
            false => Err(BriefRefusal::AnotherGroup),
        }
    }

    /// A note that comes along is about what the brief tells of, and is as its author signed it.
    fn entry(
        &self,
        relayed: &Relayed,
        brief: &DayBrief,
    ) -> Result<samenspel_model::entry::Entry, RefusalCode> {
        let entry = carried::check(relayed, self.profile, self.directory)?;
        let notes = brief.children.iter().flat_map(|it| &it.notes);
        let told = notes
            .chain(&brief.of_group)
            .any(|note| note.key == entry.key && note.document == entry.series.kind);
        told.then_some(entry).ok_or(RefusalCode::NotAllowed)
    }
}

/// Names are shown as they are: nothing in them may turn the reading order.
fn has_clean_names(brief: &DayBrief) -> bool {
    let people = brief.people.iter();
    let names = people.flat_map(|it| [&it.first_name, &it.last_name]);
    let children = brief.children.iter();
    let names = names.chain(children.flat_map(|it| [&it.child.first_name, &it.child.last_name]));
    let collectors = brief.children.iter().flat_map(|it| &it.collectors);
    let names = names.chain(collectors.flat_map(|it| it.name.iter().chain(&it.relation)));
    names
        .chain([&brief.group.name])
        .all(|name| clean_text(name) == *name)
}
