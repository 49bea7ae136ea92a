//! Everything that the script acts on: the location, its server, the link, the phones and the time.
//! Knows nothing of what happens when.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use samenspel_device::screens::Viewer;
use samenspel_device::{Command, NewNote, Store, StoreError};
use samenspel_model::ids::{ChildId, EntryKey, GroupId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::Holder;
use samenspel_rules::partnership;
use samenspel_rules::partnership::Told;
use samenspel_rules::partnership::circles::{Turner, Turning};
use samenspel_rules::schema::Note;
use tokio::task::JoinSet;

use super::host::Host;
use super::location::Location;
use super::lossy::LossyLink;
use super::phone::{NewPhone, Phone};
use super::random::Seeded;
use samenspel_testkit::clock::{PhoneClock, TrueTime};

/// Of a hundred phones, this many have a wrong clock.
const WRONG_CLOCKS_PERCENT: usize = 12;
/// By how much a clock is wrong: minutes, hours, a day.
const WRONG_BY_MS: [i64; 5] = [
    7 * UnixMillis::MINUTE_MS,
    -55 * UnixMillis::MINUTE_MS,
    6 * UnixMillis::HOUR_MS,
    -UnixMillis::DAY_MS,
    370 * UnixMillis::DAY_MS,
];
/// After this nobody can undo what they wrote to parents, and it leaves the phone.
const NOT_UNDONE_MS: i64 = 3 * UnixMillis::MINUTE_MS;
/// Phones that sync at the same time.
const AT_ONCE: usize = 8;

/// All of it.
pub struct World {
    /// Draws the day.
    pub seed: u64,
    /// Who is who.
    pub location: Location,
    /// What time it is.
    pub time: TrueTime,
    /// The server.
    pub host: Host,
    /// What phones connect through.
    pub link: LossyLink,
    /// Phones and tablets.
    pub phones: Vec<Phone>,
    folder: PathBuf,
    of_person: BTreeMap<PersonId, usize>,
    of_group: BTreeMap<GroupId, usize>,
}

impl World {
    /// A world without phones.
    pub async fn start(
        folder: &Path,
        location: Location,
        time: TrueTime,
        options: &super::Options,
    ) -> anyhow::Result<Self> {
        let seed = options.seed;
        let host = Host::start(&folder.join("server"), &location, &time, options).await?;
        let link = LossyLink::start(host.address, Box::new(Seeded::new(seed, "link"))).await?;
        let folder = folder.join("phones");
        std::fs::create_dir_all(&folder).context("the phones' folder")?;
        Ok(Self {
            seed,
            location,
            time,
            host,
            link,
            phones: Vec::new(),
            folder,
            of_person: BTreeMap::new(),
            of_group: BTreeMap::new(),
        })
    }

    /// Gives the holder a phone; it is not enrolled yet.
    pub fn add_phone(&mut self, holder: Holder, name: String) -> anyhow::Result<()> {
        let mut random = Seeded::new(self.seed, &format!("phone {name}"));
        let wrong_by_ms = match random.chance(WRONG_CLOCKS_PERCENT) {
            true => random.pick(&WRONG_BY_MS).copied().unwrap_or_default(),
            false => 0,
        };
        let phone = Phone::new(NewPhone {
            holder,
            name,
            folder: &self.folder,
            url: &format!("http://{}", self.link.address()),
            clock: PhoneClock::new(self.time.clone(), wrong_by_ms),
            random,
        })?;
        let index = self.phones.len();
        match holder {
            Holder::Person(person) => self.of_person.insert(person, index),
            Holder::Group(group) => self.of_group.insert(group, index),
        };
        self.phones.push(phone);
        Ok(())
    }

    /// Makes a second, empty device for the same holder, straight at the server, to see what the
    /// server has for them.
    pub fn witness(&self, index: usize, folder: &Path) -> anyhow::Result<Phone> {
        let phone = &self.phones[index];
        Phone::new(NewPhone {
            holder: phone.holder,
            name: phone.name.clone(),
            folder,
            url: &format!("http://{}", self.host.address),
            clock: PhoneClock::new(self.time.clone(), 0),
            random: Seeded::new(self.seed, &format!("witness {}", phone.name)),
        })
    }

    /// A person's own phone, if they use one.
    pub fn phone_of(&mut self, person: PersonId) -> Option<&mut Phone> {
        let index = *self.of_person.get(&person)?;
        self.phones.get_mut(index)
    }

    /// Where a person's own phone is in the list.
    pub fn index_of(&self, person: PersonId) -> Option<usize> {
        self.of_person.get(&person).copied()
    }

    /// The group's tablet.
    pub fn tablet_of(&mut self, group: GroupId) -> Option<&mut Phone> {
        let index = *self.of_group.get(&group)?;
        self.phones.get_mut(index)
    }

    /// A person writes notes on their own phone, in one action; nothing without a phone.
    pub fn write(
        &mut self,
        person: PersonId,
        notes: Vec<NewNote>,
    ) -> anyhow::Result<Vec<EntryKey>> {
        match self.phone_of(person) {
            Some(phone) if !notes.is_empty() => phone.write(person, notes),
            _ => Ok(Vec::new()),
        }
    }

    /// A person writes a note on their own phone.
    pub fn write_one(
        &mut self,
        person: PersonId,
        note: NewNote,
    ) -> anyhow::Result<Option<EntryKey>> {
        Ok(self.write(person, vec![note])?.into_iter().next())
    }

    /// A person has read notes.
    pub fn read(&mut self, person: PersonId, notes: Vec<EntryKey>) -> anyhow::Result<()> {
        match self.phone_of(person) {
            Some(phone) if !notes.is_empty() => {
                phone.execute(person, &Command::MarkRead { notes })?;
            }
            _ => {}
        }
        Ok(())
    }

    /// What a screen of a person's own phone shows; nothing without a phone.
    pub fn screen<T>(
        &self,
        person: PersonId,
        show: impl FnOnce(&Store, Viewer) -> Result<T, StoreError>,
    ) -> anyhow::Result<Option<T>> {
        let index = self.index_of(person);
        index
            .map(|index| self.phones[index].screen(person, show))
            .transpose()
    }

    /// What time a person's phone takes it to be.
    pub fn time_of(&self, person: PersonId) -> anyhow::Result<UnixMillis> {
        let time = self.screen(person, |store, viewer| store.corrected(viewer.now))?;
        Ok(time.map_or(self.time.now(), |(time, _)| time))
    }

    /// A note as it stands on a person's own phone, without what it answers or was copied from;
    /// nothing if it is not there, or not yet.
    pub fn told<N: Note>(
        &self,
        person: PersonId,
        key: &EntryKey,
    ) -> anyhow::Result<Option<Told<N>>> {
        let view = self
            .screen(person, |store, viewer| store.note(key, viewer.now))?
            .flatten();
        Ok(view.and_then(|view| {
            Some(Told {
                key: view.entry.key,
                series: view.entry.series,
                at: view.at,
                is_sent: view.arrived_at.is_some(),
                is_corrected: !view.corrected_by.is_empty(),
                language: view.entry.text("language").map(str::to_owned),
                replies_to: None,
                copied_from: None,
                original_author: None,
                note: N::read(&view.entry)?,
            })
        }))
    }

    /// Whether a note is on a person's own phone. Over a bad link it may not be there yet: nobody acts
    /// on what they cannot see.
    pub fn has_arrived(&self, reader: PersonId, key: &EntryKey) -> anyhow::Result<bool> {
        let status = self.screen(reader, |store, _| store.status(key))?;
        Ok(status.flatten().is_some())
    }

    /// A person turns to others in a circle, on their own phone.
    pub fn turn(
        &mut self,
        person: PersonId,
        turning: impl FnOnce(Turner) -> Turning,
    ) -> anyhow::Result<()> {
        let turner = Turner {
            org: self.location.org,
            person,
            now: self.time_of(person)?,
        };
        let command = Command::from(turning(turner));
        match self.phone_of(person) {
            Some(phone) => phone.execute(person, &command).map(drop),
            None => Ok(()),
        }
    }

    /// Whether a person's phone has a network.
    pub fn set_online(&mut self, person: PersonId, online: bool) {
        if let Some(phone) = self.phone_of(person) {
            phone.online = online;
        }
    }

    /// Every phone that has a network syncs once; a broken connection is left for the next time.
    /// Gives how many could not finish.
    pub async fn sync(&self) -> anyhow::Result<usize> {
        let online = (0..self.phones.len()).filter(|index| self.phones[*index].online);
        self.sync_these(&online.collect::<Vec<_>>()).await
    }

    /// The same for some phones.
    pub async fn sync_these(&self, which: &[usize]) -> anyhow::Result<usize> {
        let phones = which.iter().map(|index| &self.phones[*index]);
        sync_all(phones).await
    }

    /// The phones of some people sync in turns, once what was written can no longer be undone: what
    /// one sends the others have, as far as there is a network.
    pub async fn exchange(&self, people: &[PersonId]) -> anyhow::Result<()> {
        self.time.advance_ms(NOT_UNDONE_MS);
        let theirs = people.iter().filter_map(|person| self.index_of(*person));
        let which: BTreeSet<usize> = theirs.filter(|it| self.phones[*it].online).collect();
        let which: Vec<usize> = which.into_iter().collect();
        self.sync_these(&which).await?;
        self.sync_these(&which).await?;
        Ok(())
    }

    /// A series about a child.
    pub fn about(&self, kind: DocumentKind, child: ChildId) -> Series {
        partnership::of_child(self.location.org, kind, child)
    }

    /// Between one parent and the group.
    pub fn desk(&self, child: ChildId, parent: PersonId) -> Series {
        partnership::desk(self.location.org, child, parent)
    }

    /// Between one parent, the mentor and the deputy.
    pub fn channel(&self, child: ChildId, parent: PersonId) -> Series {
        partnership::channel(self.location.org, child, parent)
    }

    /// For all parents of a group.
    pub fn board(&self, group: GroupId) -> Series {
        partnership::board_of(self.location.org, group)
    }

    /// A group's own series.
    pub fn of_room(&self, group: GroupId) -> Series {
        Series {
            org: self.location.org,
            kind: DocumentKind::Group,
            subject: Subject::Group(group),
        }
    }

    /// The organisation's own pages.
    pub fn handbook(&self) -> Series {
        Series {
            org: self.location.org,
            kind: DocumentKind::Handbook,
            subject: Subject::Organisation,
        }
    }
}

/// Phones sync, several at once. Gives how many could not finish.
pub async fn sync_all(phones: impl Iterator<Item = &Phone>) -> anyhow::Result<usize> {
    let mut unfinished = 0;
    let mut running = JoinSet::new();
    for phone in phones {
        if running.len() >= AT_ONCE {
            unfinished += finished(running.join_next().await)?;
        }
        running.spawn(phone.sync()?);
    }
    while !running.is_empty() {
        unfinished += finished(running.join_next().await)?;
    }
    Ok(unfinished)
}

fn finished(
    joined: Option<Result<samenspel_client::SyncReport, tokio::task::JoinError>>,
) -> anyhow::Result<usize> {
    let report = joined.transpose().context("a phone's sync ended badly")?;
    Ok(usize::from(report.is_some_and(|report| {
        report.unfinished || report.failure.is_some()
    })))
}
