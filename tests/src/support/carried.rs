//! A phone in somebody's pocket: with its own clock, which may be wrong, and its own network, which
//! may be gone; and what its screen would say.

use std::collections::BTreeMap;
use std::sync::Arc;

use samenspel_device::screens::Viewer;
use samenspel_device::{Command, CommandError, Status, Store};
use samenspel_model::entry::Entry;
use samenspel_model::ids::{ChildId, EntryKey, GroupId, PersonId};
use samenspel_model::time::{Clock, ClockReading};
use samenspel_phrasebook::{Language, Names, Phrase, StatusWord};
use samenspel_rules::directory::{Directory, Holder};

use super::clock::SharedClock;
use super::driven_server::DrivenServer;
use super::link::Link;
use super::phone::{Phone, Surroundings};
use samenspel_testkit::clock::TrueTime;

/// See the module's first lines.
pub struct Carried {
    /// The phone.
    pub phone: Phone,
    /// Its way to the server.
    pub link: Link,
    /// Its clock.
    pub clock: SharedClock,
    /// The time that its clock would show if it were right.
    pub time: TrueTime,
    around: Surroundings,
}

impl Carried {
    /// Enrols a phone of `person` and syncs it until all is there.
    pub fn new(server: &DrivenServer, name: &str, person: PersonId) -> anyhow::Result<Self> {
        let it = Self::enrolled(server, name, person)?;
        it.phone.sync_all()?;
        Ok(it)
    }

    /// Enrols the shared tablet of a group and syncs it until all is there.
    pub fn tablet(server: &DrivenServer, name: &str, group: GroupId) -> anyhow::Result<Self> {
        let holder = Holder::Group(group);
        // Nobody in particular: whoever stands at it says who they are.
        let it = Self::held_by(server, name, (holder, PersonId([0; 16])), 0)?;
        it.phone.sync_all()?;
        Ok(it)
    }

    /// Enrols a phone of `person`, which has nothing yet.
    pub fn enrolled(server: &DrivenServer, name: &str, person: PersonId) -> anyhow::Result<Self> {
        Self::enrolled_with_clock(server, name, person, 0)
    }

    /// The same, with a wall clock that is ahead by `wrong_by_ms` from the beginning.
    pub fn enrolled_with_clock(
        server: &DrivenServer,
        name: &str,
        person: PersonId,
        wrong_by_ms: i64,
    ) -> anyhow::Result<Self> {
        Self::held_by(server, name, (Holder::Person(person), person), wrong_by_ms)
    }

    fn held_by(
        server: &DrivenServer,
        name: &str,
        (holder, person): (Holder, PersonId),
        wrong_by_ms: i64,
    ) -> anyhow::Result<Self> {
        let link = Link::start(&server.runtime, server.address)?;
        let clock = SharedClock::right(&server.time);
        clock.set_wrong_by_ms(wrong_by_ms);
        let around = Surroundings::new(server.runtime.handle(), Arc::new(clock.clone()));
        let ticket = server.invite(holder, link.address)?;
        let path = server.site.phones()?.join(format!("{name}.store"));
        let phone = Phone::enrol(&path, person, &ticket, &around)?;
        Ok(Self {
            phone,
            link,
            clock,
            time: server.time.clone(),
            around,
        })
    }

    /// The app is killed and opened again.
    pub fn kill_app(&mut self) -> anyhow::Result<()> {
        self.phone = self.phone.killed_and_opened(&self.around)?;
        Ok(())
    }

    /// The phone restarts, without a word to the app.
    pub fn reboot(&mut self) -> anyhow::Result<()> {
        self.clock.reboot();
        self.kill_app()
    }

    /// Commits what the person does.
    pub fn write(&self, command: &Command) -> Result<EntryKey, CommandError> {
        self.phone.write(command)
    }

    /// What it keeps.
    pub fn store(&self) -> &Store {
        &self.phone.store
    }

    /// What its clock says.
    pub fn clock_reading(&self) -> ClockReading {
        self.clock.read()
    }

    /// Who looks at its screens, and when.
    pub fn viewer(&self) -> Viewer {
        Viewer {
            person: self.phone.person,
            now: self.clock.read(),
        }
    }

    /// A try to sync that the network does not let through.
    pub fn try_without_network(&self) -> anyhow::Result<()> {
        let before = self.link.connections();
        let report = self.phone.sync();
        anyhow::ensure!(report.failure.is_some(), "there was a network");
        anyhow::ensure!(self.link.connections() == before, "it came through");
        Ok(())
    }

    /// The words under a note: "Op dit toestel".
    pub fn status_words(&self, key: &EntryKey, language: Language) -> anyhow::Result<String> {
        let names = FromDirectory(self.phone.store.directory()?);
        let named = |people: Vec<PersonId>| {
            let known = people.into_iter().filter_map(|it| names.person(it));
            known.collect()
        };
        let word = match self.phone.status(key)? {
            Status::OnThisDevice => StatusWord::OnThisDevice,
            Status::Sent => StatusWord::Sent,
            Status::ReadBy(people) => StatusWord::ReadBy(named(people)),
            Status::TakenOverBy(person) => StatusWord::TakenOverBy(named(vec![person])),
            Status::Held(_) => StatusWord::HeldForManager,
            Status::Refused { .. } => StatusWord::Refused,
        };
        Ok(samenspel_phrasebook::status(language, &word))
    }

    /// The language that the holder reads best.
    pub fn language(&self) -> anyhow::Result<Language> {
        let directory = self.phone.store.directory()?;
        let person = directory.person(self.phone.person);
        let tags = person.map(|it| it.languages.clone()).unwrap_or_default();
        Ok(Language::best_of(tags.iter().map(String::as_str)))
    }

    /// A note as this phone's screen shows it.
    pub fn shown(&self, entry: &Entry) -> anyhow::Result<Vec<Phrase>> {
        let names = FromDirectory(self.phone.store.directory()?);
        Ok(samenspel_phrasebook::render_entry(
            entry,
            self.language()?,
            &names,
        ))
    }

    /// How often each entry is on this phone, over all documents.
    pub fn entries(&self) -> anyhow::Result<BTreeMap<EntryKey, usize>> {
        let mut found = BTreeMap::new();
        for document in self.phone.store.documents()? {
            for chained in self.phone.store.entries(&document.id)? {
                *found.entry(chained.signed.entry()?.key).or_insert(0) += 1;
            }
        }
        Ok(found)
    }
}

/// Phones of people who may read the same have documents with the same heads.
pub fn assert_agree(phones: &[&Carried]) {
    let digests = phones.iter().map(|it| it.store().digest().unwrap());
    let digests: Vec<_> = digests.collect();
    let same = digests.windows(2).all(|pair| pair[0] == pair[1]);
    assert!(same, "{digests:?}");
}

/// Names as a phone knows them: from the part of the directory that it has.
struct FromDirectory(Arc<Directory>);

impl Names for FromDirectory {
    fn child(&self, child: ChildId) -> Option<String> {
        Some(self.0.child(child)?.first_name.clone())
    }

    fn person(&self, person: PersonId) -> Option<String> {
        Some(self.0.person(person)?.first_name.clone())
    }
}
