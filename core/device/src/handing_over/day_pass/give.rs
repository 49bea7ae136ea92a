//! The granter's side: signs the day grant, tells the day through the eyes of whom it is for, seals both
//! to her phone and keeps the grant for the server. Nothing is kept if anything fails.

use std::sync::Arc;

use rusqlite::Connection;

use super::super::relay::day::{DayBrief, DayPass, SignedBrief, grant_hash};
use super::super::relay::seal_day;
use super::{DayPassError, DayPassOut, LetIn, gather};
use crate::columns::cbor;
use crate::command::{Intent, insert_command, save_intent, sign_command};
use crate::{Command, Profile, Store, StoreError, Topic, floor, rules};
use samenspel_model::ids::{GrantId, PersonId, Random};
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_model::verdict::RefusalCode;
use samenspel_protocol::{CommandAction, DirectoryCommand, SignedCommand};
use samenspel_rules::directory::{DayGrant, Directory, Person, Record, Span};
use samenspel_rules::policy::roles::is_present;

/// Grants of this device among which one of today is looked for.
const LATEST: usize = 200;

impl Store {
    /// Lets somebody in for the day and tells her phone the first five minutes of the group. The grant is
    /// durable when this returns and reaches the server from either phone. Shown again to the same
    /// person on the same day it is the same grant, with a brief of now.
    pub fn let_in(
        &self,
        ask: &LetIn<'_>,
        author: PersonId,
        reading: ClockReading,
        random: &mut dyn Random,
    ) -> Result<DayPassOut, DayPassError> {
        let profile = self.profile()?;
        let offer = ask.offer;
        if offer.to.org != profile.org {
            return Err(DayPassError::OtherOrganisation);
        }
        if offer.to.device == profile.device {
            return Err(DayPassError::Own);
        }
        let now = self.corrected(reading)?.0;
        let grant = DayGrant {
            id: GrantId::new(now, random),
            group: ask.group,
            person: offer.person,
            granted_by: author,
            during: Span {
                from: now,
                until: Some(ask.until),
            },
        };
        let action = CommandAction::GrantDay(grant.clone());
        let command = Command::Directory(action.clone());
        self.may(&command, author, reading)?;
        self.check_floor(&command, author, reading)?;
        let running = self.running(&grant, now)?;
        let (new_key, signed, grant) = match running {
            Some((signed, grant)) => (None, signed, grant),
            None => {
                let (key, signed) = sign_command(&profile, author, reading, action, random);
                (Some(key), signed, grant)
            }
        };
        let (pass, brief) = self.pass(ask, &profile, (&signed, &grant), author, reading)?;
        let sealed = seal_day(&pass, &offer.to, random)?;
        if let Some(key) = new_key {
            self.write(|transaction, topics| {
                let intent = Intent::begin(transaction, &profile, author, reading, random)?;
                save_intent(transaction, &intent, &command)?;
                floor::touch(transaction, profile.is_group(), reading)?;
                topics.add(Topic::Status);
                insert_command(transaction, intent.id, &key, &signed)
            })?;
        }
        Ok(DayPassOut {
            sealed,
            grant,
            children: brief.children.len(),
            left_out: brief.left_out,
            more_left_out: brief.more_left_out,
        })
    }

    /// The grant by which she is in already, if this device gave it and nobody ended it since.
    fn running(
        &self,
        wanted: &DayGrant,
        now: UnixMillis,
    ) -> Result<Option<(SignedCommand, DayGrant)>, StoreError> {
        let directory = self.directory()?;
        let commands = self.read(latest_grants)?;
        let running = commands.into_iter().find(|(_, grant, settled)| {
            let same = grant.person == wanted.person && grant.group == wanted.group;
            let known = || directory.get(&Record::DayGrant(grant.clone()).id());
            let stands = !settled || known() == Some(&Record::DayGrant(grant.clone()));
            same && grant.during.contains(now) && stands
        });
        Ok(running.map(|(signed, grant, _)| (signed, grant)))
    }

    fn pass(
        &self,
        ask: &LetIn<'_>,
        profile: &Profile,
        (signed, grant): (&SignedCommand, &DayGrant),
        author: PersonId,
        reading: ClockReading,
    ) -> Result<(DayPass, DayBrief), DayPassError> {
        // Whoever lets her in may look here.
        self.eyes(reading, Some(author))?;
        let directory = self.directory_for(ask, grant)?;
        let now = self.corrected(reading)?.0;
        if !is_present(&directory, grant.person, now) {
            return Err(rules::refused(RefusalCode::FieldInvalid, "person").into());
        }
        let group = directory
            .group(grant.group)
            .cloned()
            .ok_or_else(|| rules::refused(RefusalCode::UnknownSubject, "group"))?;
        let (pieces, as_of) = self.scene_as(directory, grant.person, reading, |scene| {
            let as_of = scene.data_as_of()?;
            Ok((gather::pieces(scene, grant.group, reading)?, as_of))
        })?;
        let empty = DayBrief {
            org: profile.org,
            to: ask.offer.to.device,
            from: profile.device,
            grant: grant_hash(signed),
            made_at: now,
            as_of,
            group,
            people: Vec::new(),
            children: Vec::new(),
            of_group: Vec::new(),
            left_out: Vec::new(),
            more_left_out: 0,
        };
        let (brief, entries) = pieces.fit_into(empty, signed);
        let pass = DayPass {
            grant: signed.clone(),
            brief: SignedBrief::sign(&brief, &profile.key),
            entries,
        };
        Ok((pass, brief))
    }

    /// The directory as the server will have it: with her, as her phone names her, and her day.
    fn directory_for(
        &self,
        ask: &LetIn<'_>,
        grant: &DayGrant,
    ) -> Result<Arc<Directory>, StoreError> {
        let mut directory = Directory::clone(&*self.directory_as_asked()?);
        if directory.person(grant.person).is_none() {
            directory.upsert(Record::Person(Person {
                id: grant.person,
                first_name: ask.offer.first_name.clone(),
                last_name: String::new(),
                languages: Vec::new(),
                left_at: None,
            }));
        }
        directory.upsert(Record::DayGrant(grant.clone()));
        Ok(Arc::new(directory))
    }
}

type Given = (SignedCommand, DayGrant, bool);

/// The day grants that this device asked for, the latest first, and whether the server has them.
fn latest_grants(connection: &Connection) -> Result<Vec<Given>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT body, signature, status = 2 FROM commands WHERE status IN (0, 1, 2)
         ORDER BY sequence DESC",
    )?;
    let mut rows = statement.query([])?;
    let mut given = Vec::new();
    while given.len() < LATEST
        && let Some(row) = rows.next()?
    {
        let signed = SignedCommand {
            body: row.get(0)?,
            signature: row.get(1)?,
        };
        let command: DirectoryCommand = cbor(&signed.body, "a directory command")?;
        if let CommandAction::GrantDay(grant) = command.action {
            given.push((signed, grant, row.get(2)?));
        }
    }
    Ok(given)
}
