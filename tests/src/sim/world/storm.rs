//! The storm: one step is one thing that happens somewhere. Which, is drawn from the seed.

use std::collections::BTreeSet;

use samenspel_device::{Command, CommandError, StoreError};
use samenspel_model::entry::COWRITTEN_KINDS;
use samenspel_model::ids::{ChildId, EntryKey, GroupId};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{
    Assignment, Authority, GroupRole, Parenthood, Placement, Record, Span,
};

use super::World;
use crate::sim::ledger::{Fate, Written};
use crate::sim::network::Parcel;
use crate::sim::people;
use crate::sim::rogue::Victims;

const PEACE_REQUESTS_MAX: u32 = 12;

impl World {
    /// One thing happens.
    pub fn step(&mut self) {
        self.step += 1;
        self.time
            .advance_ms(self.random.between(200, 10 * UnixMillis::MINUTE_MS));
        if self.all_lost_at == Some(self.step) {
            self.lose_a_phone_and_the_disk();
        }
        match self.aside.below(1_000) {
            0..=39 => self.prepare(),
            40..=42 => self.flood_with_edits(),
            43..=52 => self.flood_with_commands(),
            _ => {}
        }
        let phone = self.random.below(self.phones.len() as u64) as usize;
        match self.random.below(1_000) {
            0..=209 => self.write(phone),
            210..=229 => self.attack(),
            230..=299 => self.edit_text(phone),
            300..=309 => self.read_some(phone),
            310..=469 => self.send(phone),
            470..=729 => self.deliver(),
            730..=769 => self.sync_in_peace(phone),
            770..=779 => self.relay(phone),
            780..=809 => self.toggle_network(phone),
            810..=839 => self.crash_phone(phone),
            840..=854 => self.set_clock_wrong(phone),
            855..=869 => self.crash_server(),
            870..=899 => self.merge(),
            900..=944 => self.change_directory(),
            945..=969 => self.change_access(),
            970..=977 => self.copy_phone(phone),
            978..=985 => self.restore_phone(phone),
            986..=991 => self.back_up_server(),
            992..=995 => self.restore_server(),
            _ => self.lose_everything_under_way(),
        }
    }

    pub(super) fn note(&mut self, what: &'static str) {
        *self.happened.entry(what).or_default() += 1;
        if self.options.verbose {
            let (step, time) = (self.step, self.time.now());
            #[expect(clippy::print_stderr, reason = "asked for with --verbose")]
            {
                eprintln!("{step:4} {time} {what}");
            }
        }
    }

    pub(super) fn write(&mut self, phone: usize) {
        let text = format!("zaad {} stap {}", self.seed, self.step);
        let person = self.phones[phone].person;
        let directory = self.phones[phone].store().directory().unwrap();
        let now = self.time.now();
        let org = self.location.org;
        let (known, random) = (&self.known, &mut self.random);
        let written = people::any_note(org, &directory, person, now, &text, known, random);
        let Some(written) = written else { return };
        let series = written.note.series;
        let is_text = COWRITTEN_KINDS.contains(&written.note.kind.as_str());
        let command = Command::AddNote(written.note);
        let keys = self.execute(phone, &command, &written.words);
        if is_text {
            self.agreements.extend(&keys);
        }
        self.known.entry(series).or_default().extend(keys);
    }

    pub(super) fn execute(&mut self, phone: usize, command: &Command, text: &str) -> Vec<EntryKey> {
        let person = self.phones[phone].person;
        let reading = self.phones[phone].reading();
        let (store, random) = self.phones[phone].store_and_random();
        match store.execute(command, person, reading, random) {
            Ok(intent) => {
                let keys = store.entry_keys(intent).unwrap();
                let edit_of = match command {
                    Command::EditText { agreement, .. } => Some(*agreement),
                    _ => None,
                };
                for key in &keys {
                    let written = Written {
                        phone,
                        text: text.to_owned(),
                        edit_of,
                        content: None,
                        fate: Fate::OnDevice,
                        only_on_the_server: false,
                        gone_from_its_author: false,
                        on_a_revoked_phone: self.phones[phone].revoked,
                        at_event: self.step,
                    };
                    self.ledger.wrote(*key, written);
                }
                self.note("write");
                keys
            }
            Err(CommandError::Store(error)) => {
                self.failures
                    .push(format!("phone {phone} could not write: {error}"));
                Vec::new()
            }
            Err(_) => {
                self.note("not allowed here");
                Vec::new()
            }
        }
    }

    /// A text of the first child: both its parents and the staff of its group may edit it.
    fn write_agreement(&mut self, phone: usize) {
        let text = format!("zaad {} stap {}", self.seed, self.step);
        let child = self.location.children[0][0];
        let command = people::agreement(self.location.org, child, &text);
        let keys = self.execute(phone, &command, &text);
        self.agreements.extend(keys);
    }

    pub(super) fn edit_text(&mut self, phone: usize) {
        let (store, now) = (self.phones[phone].store(), self.phones[phone].reading());
        let shown = self.agreements.iter().filter_map(|key| {
            // A phone that was away for too long shows nothing; it still writes.
            let text = match store.agreement_text(key, now) {
                Err(StoreError::LeaseExpired) => None,
                shown => shown.unwrap(),
            };
            text.map(|text| (*key, text))
        });
        let shown: Vec<(EntryKey, String)> = shown.collect();
        if shown.is_empty() {
            return self.write_agreement(phone);
        }
        let (agreement, current) = self.random.pick(&shown).clone();
        // Each its own: an edit that puts in what another put in already has nothing left to say.
        let word = format!("woord{}n{}", self.step, self.ledger.iter().count());
        let mut words: Vec<&str> = current.split(' ').collect();
        // Words of other edits are never taken out on purpose: all of them must be there at the end.
        let at = self.random.below(words.len() as u64 + 1) as usize;
        if self.random.chance(30) && at < words.len() && !words[at].starts_with("woord") {
            words[at] = &word;
        } else {
            words.insert(at, &word);
        }
        let command = Command::EditText {
            agreement,
            text: words.join(" "),
        };
        if !self.execute(phone, &command, &word).is_empty() {
            self.note("text edited");
        }
    }

    fn read_some(&mut self, phone: usize) {
        let notes: Vec<EntryKey> = self.ledger.iter().map(|(key, _)| *key).collect();
        if notes.is_empty() {
            return;
        }
        let notes = vec![*self.random.pick(&notes)];
        let person = self.phones[phone].person;
        let reading = self.phones[phone].reading();
        let (store, random) = self.phones[phone].store_and_random();
        let _ = store.execute(&Command::MarkRead { notes }, person, reading, random);
        self.note("read");
    }

    fn send(&mut self, phone: usize) {
        if !self.phones[phone].online {
            return;
        }
        let (headers, body, receipt) = self.phones[phone].build_sync();
        let parcel = Parcel::Request {
            phone,
            headers,
            body,
            receipt,
        };
        if self.random.chance(8) {
            self.network.send(parcel.clone());
            self.note("request doubled");
        }
        self.network.send(parcel);
        self.note("send");
    }

    fn deliver(&mut self) {
        let index = self.random.below(u64::MAX);
        let Some(parcel) = self.network.take(index) else {
            return;
        };
        if self.random.chance(12) {
            self.note("lost on the way");
            return;
        }
        match parcel {
            Parcel::Request {
                phone,
                headers,
                mut body,
                receipt,
            } => {
                if self.random.chance(3) && !body.is_empty() {
                    let at = self.random.below(body.len() as u64) as usize;
                    body[at] ^= 1;
                    self.note("request damaged");
                }
                let body = self.answer(&headers, &body);
                let parcel = Parcel::Response {
                    phone,
                    life: self.lives,
                    body,
                    receipt,
                };
                if self.random.chance(8) {
                    self.network.send(parcel.clone());
                    self.note("response doubled");
                }
                self.network.send(parcel);
            }
            Parcel::Response {
                phone,
                life,
                body,
                receipt,
            } => {
                let holds = |world: &Self, key: &EntryKey| world.phones[phone].holds(key);
                let late = life < self.lives && self.phones[phone].revoked;
                let held = match late {
                    true => self.ledger.keys(|key| holds(self, key)),
                    false => BTreeSet::new(),
                };
                let body = body.as_ref().map(Vec::as_slice);
                if self.random.chance(3) {
                    if let Ok(bytes) = body {
                        let cut = &bytes[..bytes.len() / 2];
                        let _ = self.phones[phone].take(&receipt, Ok(cut));
                        self.note("response cut");
                    }
                    return;
                }
                match self.phones[phone].take(&receipt, body) {
                    Ok(_) => self.note("received"),
                    Err(error) => self.failures.push(format!("phone {phone}: {error}")),
                }
                self.look(phone);
                // It forgot on the word of a life that has ended, before the present one could ask.
                self.forget_what_no_phone_offers(|key| held.contains(key));
            }
        }
    }

    /// A good moment: all that the phone has to say and to hear gets through. What is under way
    /// still arrives later, and is then out of date.
    pub(super) fn sync_in_peace(&mut self, phone: usize) {
        for _ in 0..PEACE_REQUESTS_MAX {
            if self.sync_now(phone) {
                break;
            }
        }
        self.note("synced in peace");
    }

    fn attack(&mut self) {
        let entries: Vec<EntryKey> = self.ledger.iter().map(|(key, _)| *key).collect();
        let victims = Victims {
            child: self.location.children[0][0],
            person: self.location.staff[0][0],
            entry: (!entries.is_empty()).then(|| *self.random.pick(&entries)),
            signed: self.anything_stored(),
            documents: self.documents_of_somebody(),
        };
        let fault = self.rogue.attack(&self.server, &victims, self.time.now());
        self.failures.extend(fault);
        self.note("attacked");
    }

    fn toggle_network(&mut self, phone: usize) {
        self.phones[phone].online = !self.phones[phone].online;
        self.note("network");
    }

    pub(super) fn change_directory(&mut self) {
        let now = self.time.now();
        let group = *self.random.pick(&self.location.groups);
        let records = if self.random.chance(40) {
            vec![self.change_of_authority()]
        } else if self.random.chance(50) {
            self.change_of_placement(group)
        } else {
            let ends = self.random.chance(50);
            let from = now.plus_ms(-30 * UnixMillis::DAY_MS);
            vec![Record::Assignment(Assignment {
                person: self.location.staff[0][1],
                group,
                role: GroupRole::Professional,
                during: Span {
                    from,
                    until: ends.then_some(now),
                },
            })]
        };
        self.server.change(&records);
        self.note("directory changed");
    }

    /// A child moves to a group, or comes to it on some days beside the groups it has.
    fn change_of_placement(&mut self, group: GroupId) -> Vec<Record> {
        let now = self.time.now();
        let children: Vec<ChildId> = self.location.children.concat();
        let child = *self.random.pick(&children);
        let directory = self.server.directory();
        let current = directory.placements_of(child);
        let mut current: Vec<Placement> = current
            .filter(|it| it.during.contains(now))
            .cloned()
            .collect();
        if current.iter().any(|it| it.group == group) {
            return Vec::new();
        }
        if self.random.chance(70) {
            for placement in &mut current {
                placement.during.until = Some(now);
            }
        }
        current.push(Placement {
            child,
            group,
            weekdays: 0b0_0011,
            during: Span::since(now),
            expected_by_minute: None,
        });
        current.into_iter().map(Record::Placement).collect()
    }

    /// The second parent loses authority over the first child, or has it again.
    fn change_of_authority(&mut self) -> Record {
        let person = self.location.parents[0][1];
        let known = self
            .location
            .records
            .iter()
            .find_map(|record| match record {
                Record::Parenthood(it) if it.person == person => Some(it.clone()),
                _ => None,
            });
        let lost = self.random.chance(50);
        let authority = if lost {
            Authority::None
        } else {
            Authority::Full
        };
        let known = known.expect("the location lists its parents");
        Record::Parenthood(Parenthood {
            authority,
            carer: !lost,
            ..known
        })
    }
}
