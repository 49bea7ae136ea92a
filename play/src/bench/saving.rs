//! What it takes to save a note of every kind, on the phone of whoever writes that kind: the mentor,
//! whose store is full of years, a parent and a manager with new ones. Between kinds the three sync
//! with an engine in this process, so that what a note refers to is there. Knows no screens.

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, bail, ensure};
use samenspel_device::{Command, CommandError, NewNote, Store};
use samenspel_model::calendar;
use samenspel_model::entry::{Fields, NoteKind, Value};
use samenspel_model::ids::{EntryKey, GroupId, PersonId};
use samenspel_model::series::{DocumentKind, Series};
use samenspel_model::time::Clock as _;
use samenspel_model::verdict::RefusalCode;
use samenspel_rules::directory::Holder;
use samenspel_rules::schema;
use samenspel_rules::schema::{Field, FieldType, Kind};

use super::figures::Report;
use super::phone::{store_key, store_path};
use super::place::Place;
use super::site::Site;
use sync_server::engine::Organisation;
use sync_server::system::{SystemClock, SystemRandom};

/// Each kind is saved so often.
const SAVED: usize = 5;
/// A note gets so many fields beyond those that it must have, if its rules want them.
const MORE_FIELDS: usize = 4;
/// A sync ends within so many requests.
const REQUESTS_MAX: usize = 100;

/// Measures it; `store` is the mentor's.
pub(super) fn measure(
    report: &mut Report,
    (site, organisation): (&Site, &Organisation),
    folder: &Path,
    store: &Store,
    group: GroupId,
) -> anyhow::Result<()> {
    let place = Place::furnish(site, organisation, group)?;
    let enrol = |person, name: &str| enrolled(organisation, folder, person, name);
    let colleague = enrol(place.colleague, "colleague")?;
    let parent = enrol(place.parent, "parent")?;
    let manager = enrol(place.manager, "manager")?;
    let mut saving = Saving {
        writers: vec![
            (place.mentor, store),
            (place.parent, &parent),
            (place.colleague, &colleague),
            (place.manager, &manager),
        ],
        organisation,
        place,
        written: HashMap::new(),
    };
    saving.sync()?;
    let (mut all, mut slowest, mut unsaved) = (Vec::new(), 0.0_f64, Vec::new());
    // What names other notes comes when there are some.
    let (later, sooner): (Vec<_>, Vec<_>) = schema::kinds()
        .iter()
        .partition(|it| names_its_like(it) || it.name == "marks");
    for kind in sooner.into_iter().chain(later) {
        match saving.kind(kind) {
            Ok(taken) if taken.len() == SAVED => {
                slowest = slowest.max(super::median(taken.iter().copied()));
                all.extend(taken);
            }
            Ok(taken) => unsaved.push(format!("{}: {} times only", kind.name, taken.len())),
            Err(error) => unsaved.push(format!("{}: {error}", kind.name)),
        }
        saving.sync()?;
    }
    unsaved.extend(saving.refused()?);
    ensure!(unsaved.is_empty(), "not saved: {}", unsaved.join("\n"));
    report.add("kinds_saved", (all.len() / SAVED) as f64);
    report.add("save_a_kind_milliseconds", super::median(all));
    report.add("save_the_slowest_kind_milliseconds", slowest);
    Ok(())
}

struct Saving<'a> {
    writers: Vec<(PersonId, &'a Store)>,
    organisation: &'a Organisation,
    place: Place,
    /// The notes of a kind in a series by a person, the latest last.
    written: HashMap<(Series, PersonId, &'static str), Vec<EntryKey>>,
}

impl Saving<'_> {
    /// Saves notes of a kind where and by whom that is allowed; the milliseconds that each took.
    fn kind(&mut self, kind: &'static Kind) -> anyhow::Result<Vec<f64>> {
        // Two kinds are written by commands of their own.
        match kind.name {
            "text_edit" => return self.edits(),
            "marks" => return self.marks(),
            _ => {}
        }
        let mut refused = String::new();
        for (person, store) in self.writers.clone() {
            for document in kind.documents {
                let series = self.place.series(*document);
                if names_its_like(kind) && !self.written.keys().any(|(it, ..)| *it == series) {
                    continue;
                }
                match self.notes(kind, series, person, store)? {
                    Ok(taken) => return Ok(taken),
                    Err(why) => refused += &format!("{document:?}: {why}; "),
                }
            }
        }
        bail!("nobody may write it: {refused}")
    }

    fn notes(
        &mut self,
        kind: &'static Kind,
        series: Series,
        person: PersonId,
        store: &Store,
    ) -> anyhow::Result<Result<Vec<f64>, CommandError>> {
        let mut fields = Fields::new();
        for field in kind.fields.iter().filter(|field| field.required) {
            let example = self.example((kind, field), series, person, store)?;
            fields.set(field.name, example)?;
        }
        let mut taken = Vec::new();
        let mut more = kind.fields.iter().filter(|field| !field.required);
        while taken.len() < SAVED {
            // Some are answered once.
            for field in kind.fields.iter().filter(|field| names_notes(field)) {
                if fields.get(field.name).is_some() {
                    let key = self.named((kind, field), series, person, taken.len());
                    fields.set(field.name, Value::Bytes(key.to_bytes().to_vec()))?;
                }
            }
            let note = NewNote {
                series,
                kind: NoteKind::new(kind.name)?,
                fields: fields.clone(),
            };
            let command = Command::AddNote(note);
            let started = Instant::now();
            match store.execute(&command, person, SystemClock.read(), &mut SystemRandom) {
                Ok(intent) => {
                    taken.push(milliseconds(started));
                    let key = store.entry_keys(intent)?;
                    let key = *key.first().context("a note has a key")?;
                    let written = self.written.entry((series, person, kind.name));
                    written.or_default().push(key);
                }
                // Its rules want something said; which of its fields, they do not mind.
                Err(CommandError::Refused {
                    code: RefusalCode::FieldMissing | RefusalCode::OnlyNothingSpecial,
                    args,
                }) if fields.len() < kind.fields.len() + MORE_FIELDS => {
                    let named = args.first().and_then(|name| kind.field(name));
                    let named = named.filter(|field| fields.get(field.name).is_none());
                    match named.or_else(|| more.next()) {
                        Some(field) => {
                            let example = self.example((kind, field), series, person, store)?;
                            fields.set(field.name, example)?;
                        }
                        // Kinds that take the fields of others.
                        None => fields.set("text", Value::Text("Zo is het.".into()))?,
                    }
                }
                Err(error) => return Ok(Err(error)),
            }
        }
        Ok(Ok(taken))
    }

    /// Edits of the co-written text are no notes by themselves: each is sent before the next.
    fn edits(&self) -> anyhow::Result<Vec<f64>> {
        let (person, store) = self.writers[0];
        let series = self.place.series(DocumentKind::Agreements);
        let agreement = self.agreement(series)?;
        let mut taken = Vec::new();
        for number in 0..SAVED {
            let text = format!("Een paar woorden, {number} keer herzien.");
            taken.push(execute(
                store,
                person,
                &Command::EditText { agreement, text },
            )?);
            self.sync()?;
        }
        Ok(taken)
    }

    /// Marks are collected until the next sync: what is saved is what the parent read.
    fn marks(&self) -> anyhow::Result<Vec<f64>> {
        let (person, store) = self.writers[1];
        let others = self
            .written
            .iter()
            .filter(|((there, by, _), _)| is_read_by_all(there.kind) && *by != person);
        let keys = others.flat_map(|(_, keys)| keys.last());
        let commands = keys.map(|key| Command::MarkRead { notes: vec![*key] });
        let taken = commands.map(|command| execute(store, person, &command));
        taken.take(SAVED).collect()
    }

    fn agreement(&self, series: Series) -> anyhow::Result<EntryKey> {
        let found = self
            .writers
            .iter()
            .find_map(|(person, _)| self.written.get(&(series, *person, "agreement")));
        let latest = found.and_then(|keys| keys.last());
        latest.copied().context("an agreement")
    }

    /// A value that a field may hold.
    fn example(
        &self,
        (kind, field): (&Kind, &Field),
        series: Series,
        person: PersonId,
        store: &Store,
    ) -> anyhow::Result<Value> {
        Ok(match field.holds {
            FieldType::Text => Value::Text("Een paar woorden.".into()),
            FieldType::Code(list) | FieldType::Codes(list) => {
                Value::Text((*list.codes.first().context("a code")?).to_owned())
            }
            FieldType::Number(least, _) => Value::Int(least),
            FieldType::Moment => Value::Int(SystemClock.now().0),
            FieldType::Date => {
                let today = calendar::day_of(SystemClock.now()).context("a day")?;
                Value::Text(today.to_string())
            }
            FieldType::Language => Value::Text("nl".into()),
            FieldType::Flag => Value::Bool(true),
            FieldType::Child | FieldType::Person => Value::Bytes(self.place.child.0.to_vec()),
            FieldType::Hash => self.hash(field, series, store)?,
            FieldType::Key | FieldType::Keys | FieldType::ForeignKey | FieldType::ForeignKeys => {
                let key = self.named((kind, field), series, person, 0);
                Value::Bytes(key.to_bytes().to_vec())
            }
        })
    }

    /// What a note may name, by the table of what fields may name: of one's own if that is allowed and there
    /// is something, else anybody's in the series, else something of another series. The latest, but of what
    /// is answered once the one of this number.
    fn named(
        &self,
        (kind, field): (&Kind, &Field),
        series: Series,
        person: PersonId,
        number: usize,
    ) -> EntryKey {
        if field.name == "agreement"
            && let Ok(agreement) = self.agreement(series)
        {
            return agreement;
        }
        let naming = schema::naming(kind.name, field.name);
        let takes = |by: PersonId, named: &str| {
            naming.is_none_or(|it| {
                (it.kinds.is_empty() || it.kinds.contains(&named))
                    && !(it.by_another && by == person)
            })
        };
        let of = |here: bool, own: bool| {
            let mut keys = self.written.iter();
            keys.find(|((there, by, named), _)| {
                let elsewhere =
                    is_read_by_all(there.kind) || naming.is_some_and(|it| !it.kinds.is_empty());
                takes(*by, named)
                    && (*there == series || !here && elsewhere)
                    && (!own || *by == person)
            })
        };
        let found = of(true, true)
            .or_else(|| of(true, false))
            .or_else(|| of(false, false));
        let keys = found.map_or(&[][..], |(_, keys)| keys);
        let once = ["share_answer", "share_sent"].contains(&kind.name);
        let key = if once { keys.get(number) } else { keys.last() };
        match key {
            Some(key) => *key,
            None => EntryKey::new(person, SystemClock.now(), &mut SystemRandom),
        }
    }

    /// An approval is of the text and the edits as the phone shows them.
    fn hash(&self, field: &Field, series: Series, store: &Store) -> anyhow::Result<Value> {
        let view = match self.agreement(series) {
            Ok(agreement) => store.agreement(&agreement, SystemClock.read())?,
            Err(_) => None,
        };
        let hash = match (field.name, view) {
            ("text_hash", Some(view)) => view.text_hash,
            ("edits_hash", Some(view)) => view.edits_hash,
            _ => [7; 32],
        };
        Ok(Value::Bytes(hash.to_vec()))
    }

    /// Everybody twice, so that each has what the others sent.
    fn sync(&self) -> anyhow::Result<()> {
        for (_, store) in self.writers.iter().chain(&self.writers) {
            settle(self.organisation, store)?;
        }
        Ok(())
    }

    /// What the server would not take.
    fn refused(&self) -> anyhow::Result<Vec<String>> {
        let mut refused = Vec::new();
        for (_, store) in &self.writers {
            for item in store.inbox(None, SystemClock.read())? {
                refused.push(format!("{:?}: {:?}", item.status, item.content));
            }
        }
        Ok(refused)
    }
}

/// Whether mentor and parent both read such documents.
fn is_read_by_all(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::DayLog | DocumentKind::ChildCore)
}

fn names_notes(field: &Field) -> bool {
    matches!(
        field.holds,
        FieldType::Key | FieldType::Keys | FieldType::ForeignKey | FieldType::ForeignKeys
    )
}

/// Whether a note of this kind must name another one of its series.
fn names_its_like(kind: &Kind) -> bool {
    kind.references().any(|field| field.required)
}

/// The milliseconds that a command took.
fn execute(store: &Store, person: PersonId, command: &Command) -> anyhow::Result<f64> {
    let started = Instant::now();
    store.execute(command, person, SystemClock.read(), &mut SystemRandom)?;
    Ok(milliseconds(started))
}

/// One sync of a store, to its end.
fn settle(organisation: &Organisation, store: &Store) -> anyhow::Result<()> {
    for _ in 0..REQUESTS_MAX {
        let outgoing = store.build_sync(SystemClock.read(), &mut SystemRandom)?;
        let answer = organisation.sync_now(&outgoing.headers, &outgoing.body)?;
        let applied = store.apply_sync(&outgoing.receipt, SystemClock.read(), &answer)?;
        if !applied.more {
            return Ok(());
        }
    }
    bail!("a sync did not come to its end")
}

fn enrolled(
    organisation: &Organisation,
    folder: &Path,
    person: PersonId,
    name: &str,
) -> anyhow::Result<Store> {
    let store = Store::create(&store_path(folder, name), &store_key())?;
    let url = "https://samenspel.example";
    let ticket = Site::invite_holder(organisation, Holder::Person(person), url)?;
    let reading = SystemClock.read();
    let request = store.begin_enrolment(&ticket, "phone", reading, &mut SystemRandom)?;
    let response = organisation.enrol(&request)?;
    store.finish_enrolment(&ticket, &response, SystemClock.read())?;
    Ok(store)
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
}
