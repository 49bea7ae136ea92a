//! The changes while they are being collected: which external ids are declared, what they stand
//! for, and which records the rows make.

use std::collections::{BTreeMap, BTreeSet};

use samenspel_model::ids::{LocationId, PersonId, Random};
use samenspel_rules::directory::{
    Directory, Parenthood, Person, Phone, PhoneOwner, Record, RecordId, record_kind,
};

use super::error::{ImportErrors, Warnings};
use super::ids::{ExternalIds, ExternalKind};
use super::plan::{Context, Existing};
use super::spelling;
use super::table::{Row, Table};
use super::{odd, unsaid, values};

/// A cell with a telephone number, or without.
pub(super) struct Telephone {
    order: u8,
    column: &'static str,
    number: Option<String>,
}

/// What is collected so far.
pub(super) struct Draft<'a> {
    pub context: &'a Context,
    pub errors: ImportErrors,
    existing: Existing<'a>,
    ids: ExternalIds,
    random: &'a mut dyn Random,
    declared: BTreeMap<(ExternalKind, String), u64>,
    records: BTreeMap<RecordId, Record>,
    lines: BTreeMap<RecordId, (&'static str, u64)>,
    absent: BTreeSet<RecordId>,
    /// Of these a row has an id that cannot be read: what names it would be refused for nothing.
    unreadable: BTreeSet<ExternalKind>,
    /// Imported before, by what zeros and capitals do not change.
    known: BTreeMap<(ExternalKind, String), String>,
    /// Declared here, by the same, with their lines.
    folded: BTreeMap<(ExternalKind, String), (String, u64)>,
}

impl<'a> Draft<'a> {
    pub fn new(
        context: &'a Context,
        existing: Existing<'a>,
        ids: ExternalIds,
        random: &'a mut dyn Random,
        errors: ImportErrors,
    ) -> Self {
        let known = ids.all();
        let known = known
            .map(|(kind, id)| ((kind, spelling::folded_id(id)), id.to_owned()))
            .collect();
        Self {
            context,
            errors,
            existing,
            ids,
            random,
            declared: BTreeMap::new(),
            records: BTreeMap::new(),
            lines: BTreeMap::new(),
            absent: BTreeSet::new(),
            unreadable: BTreeSet::new(),
            known,
            folded: BTreeMap::new(),
        }
    }

    /// The id of what this row is about; refused if another row is about the same.
    pub fn declare(
        &mut self,
        kind: ExternalKind,
        row: &Row<'_>,
        column: &'static str,
    ) -> Option<[u8; 16]> {
        let external = self.own_id(kind, row, column)?;
        let earlier = self.declared.insert((kind, external.clone()), row.line);
        if let Some(line) = earlier {
            let problem = format!(
                "is the same as in line {line}; every {} needs its own",
                kind.name()
            );
            row.refuse(&mut self.errors, column, problem);
            return None;
        }
        Some(self.draw(kind, &external))
    }

    /// The id of what this row is about, which other rows may be about too.
    pub fn declare_shared(
        &mut self,
        kind: ExternalKind,
        row: &Row<'_>,
        column: &'static str,
    ) -> Option<[u8; 16]> {
        let external = self.own_id(kind, row, column)?;
        self.declared
            .entry((kind, external.clone()))
            .or_insert(row.line);
        Some(self.draw(kind, &external))
    }

    fn own_id(
        &mut self,
        kind: ExternalKind,
        row: &Row<'_>,
        column: &'static str,
    ) -> Option<String> {
        let external = values::external_id(row, column, &mut self.errors);
        let external = external.filter(|it| self.is_new_or_known(kind, it, row, column));
        if external.is_none() {
            self.unreadable.insert(kind);
        }
        external
    }

    /// An id that differs from another only in zeros before it, or in capitals, is the same one after a
    /// spreadsheet had it; taken as a new one, everybody would be there twice.
    fn is_new_or_known(
        &mut self,
        kind: ExternalKind,
        external: &str,
        row: &Row<'_>,
        column: &'static str,
    ) -> bool {
        let folded = (kind, spelling::folded_id(external));
        let is_known = self.ids.get(kind, external).is_some();
        match self.known.get(&folded) {
            Some(other) if !is_known && without_zeros(other) == without_zeros(external) => {
                let problem = "differs from an id that was imported before only in zeros before it, as \
                               spreadsheets make it; write it as it was";
                row.refuse(&mut self.errors, column, problem);
                return false;
            }
            Some(_) if !is_known => {
                let problem = "differs from an id that was imported before only in capitals; taken as \
                               another: look whether it is";
                row.warn(&mut self.errors, column, problem);
            }
            _ => {}
        }
        match self.folded.get(&folded) {
            Some((other, line)) if other != external => {
                let problem = format!(
                    "differs from line {line} only in zeros before it or in capitals; look whether it is \
                     the same {}",
                    kind.name()
                );
                row.warn(&mut self.errors, column, problem);
            }
            Some(_) => {}
            None => {
                self.folded.insert(folded, (external.to_owned(), row.line));
            }
        }
        true
    }

    fn draw(&mut self, kind: ExternalKind, external: &str) -> [u8; 16] {
        self.ids
            .get_or_draw(kind, external, self.context.now, self.random)
    }

    /// The id of something declared in these files or imported before.
    pub fn refer(
        &mut self,
        kind: ExternalKind,
        row: &Row<'_>,
        column: &'static str,
    ) -> Option<[u8; 16]> {
        let external = values::external_id(row, column, &mut self.errors)?;
        self.refer_to(kind, row, column, &external)
    }

    /// The same, of one word of a cell.
    pub fn refer_to(
        &mut self,
        kind: ExternalKind,
        row: &Row<'_>,
        column: &'static str,
        external: &str,
    ) -> Option<[u8; 16]> {
        let external = external.to_owned();
        let declared = self.declared.contains_key(&(kind, external.clone()));
        let id = self.ids.get(kind, &external);
        if let Some(id) = id
            && (declared || self.existing.get(&record_id(kind, id)).is_some())
        {
            return Some(id);
        }
        if self.unreadable.contains(&kind) {
            return None;
        }
        if !self.ids.has_any(kind) {
            // Said once: every other row would say it too.
            self.unreadable.insert(kind);
            let problem = format!(
                "names a {}, and there is none yet: {} is not among the files, or has no rows; give both",
                kind.name(),
                file_of(kind),
            );
            row.refuse(&mut self.errors, column, problem);
            return None;
        }
        let folded = (kind, spelling::folded_id(&external));
        let problem = match self.folded.get(&folded) {
            Some((_, line)) => format!(
                "differs from the id in {} line {line} only in zeros before it or in capitals; write both \
                 the same",
                file_of(kind),
            ),
            None => format!(
                "names a {} that is neither in {} nor imported before; add it there or correct the id",
                kind.name(),
                file_of(kind),
            ),
        };
        row.refuse(&mut self.errors, column, problem);
        None
    }

    /// Adds the record a row makes; refused if another row of these files makes the same.
    pub fn put(&mut self, row: &Row<'_>, column: &'static str, record: Record) {
        let id = record.id();
        let record = self.complete(row, record);
        let place = (row.file(), row.line);
        if let Some((_, line)) = self.lines.insert(id.clone(), place) {
            let problem = format!(
                "says again what line {line} of {} says; keep one of them",
                row.file()
            );
            row.refuse(&mut self.errors, column, problem);
            return;
        }
        self.records.insert(id, record);
    }

    fn complete(&mut self, row: &Row<'_>, made: Record) -> Record {
        match self.existing.get(&made.id()) {
            Some(present) => unsaid::complete(row, made, present, self.context, &mut self.errors),
            None => made,
        }
    }

    /// Adds a record that several rows may make, as long as they agree.
    pub fn put_agreeing(&mut self, row: &Row<'_>, column: &'static str, record: Record) {
        let id = record.id();
        let record = self.complete(row, record);
        match self.records.get(&id) {
            Some(present) if *present != record => {
                let line = self.lines.get(&id).map_or(0, |(_, line)| *line);
                let problem = format!("differs from line {line}; write it the same in both");
                row.refuse(&mut self.errors, column, problem);
            }
            Some(_) => {}
            None => {
                self.lines.insert(id.clone(), (row.file(), row.line));
                self.records.insert(id, record);
            }
        }
    }

    /// Adds a record that no row makes.
    pub fn put_default(&mut self, record: Record) {
        self.records.insert(record.id(), record);
    }

    /// Takes a record out that no row makes any more.
    pub fn put_absent(&mut self, id: RecordId) {
        self.absent.insert(id);
    }

    /// The directory as it is.
    pub fn existing(&self) -> &'a Directory {
        self.existing
    }

    /// The locations that these files name.
    pub fn locations(&self) -> Vec<LocationId> {
        let named = self.records.values().filter_map(|record| match record {
            Record::Location(location) => Some(location.id),
            _ => None,
        });
        named.collect()
    }

    /// The record as these files make it, else as it is.
    pub fn record(&self, id: &RecordId) -> Option<Record> {
        self.records
            .get(id)
            .cloned()
            .or_else(|| self.existing.get(id).cloned())
    }

    /// People who are there, as they are and as the files make them.
    pub fn changed_people(&self) -> Vec<(Person, Person)> {
        let made = self.records.values().filter_map(|record| match record {
            Record::Person(after) => Some((self.existing.person(after.id)?, after)),
            _ => None,
        });
        let changed = made.filter(|(before, after)| before != after);
        changed
            .map(|(before, after)| (before.clone(), after.clone()))
            .collect()
    }

    /// Whose parent somebody is, as the files make it, else as it is.
    pub fn parenthoods_of(&self, person: PersonId) -> Vec<Parenthood> {
        let made = self.records.values().filter_map(|record| match record {
            Record::Parenthood(it) if it.person == person => Some(it),
            _ => None,
        });
        let is_made = |it: &&Parenthood| {
            let id = Record::Parenthood((*it).clone()).id();
            self.records.contains_key(&id)
        };
        let present = self.existing.parenthoods_of(person);
        made.chain(present.filter(|it| !is_made(it)))
            .cloned()
            .collect()
    }

    /// Reads telephone numbers in call order, so that their errors come with the row's others.
    pub fn read_phones(
        &mut self,
        table: &Table,
        row: &Row<'_>,
        columns: &[&'static str],
    ) -> Vec<Telephone> {
        let mut phones = Vec::new();
        for (order, column) in (0u8..).zip(columns).filter(|(_, column)| table.has(column)) {
            if let Some(number) = values::phone(row, column, &mut self.errors) {
                phones.push(Telephone {
                    order,
                    column,
                    number,
                });
            }
        }
        phones
    }

    /// Adds telephone numbers; a cell that is there and empty removes the number.
    pub fn put_phones(&mut self, row: &Row<'_>, of: PhoneOwner, phones: Vec<Telephone>) {
        for Telephone {
            order,
            column,
            number,
        } in phones
        {
            let record = |number| Record::Phone(Phone { of, order, number });
            match number {
                Some(number) => self.put_agreeing(row, column, record(number)),
                None => {
                    self.absent.insert(record(String::new()).id());
                }
            }
        }
    }

    /// What the files come to, unless there were errors.
    pub fn finish(mut self) -> Result<Made, ImportErrors> {
        if !self.errors.is_empty() {
            self.errors.sort();
            return Err(self.errors);
        }
        for odd in odd::look(&self.records, self.existing, &self.lines, self.context) {
            let Some((file, line)) = self.lines.get(&odd.id) else {
                continue;
            };
            let (column, problem) = (Some(odd.column), odd.problem);
            match odd.refused {
                true => self.errors.add(file, *line, column, problem),
                false => self.errors.warn(file, *line, column, problem),
            }
        }
        self.errors.sort();
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        // A location's number may be given on one of its groups' rows only.
        self.absent.retain(|id| !self.records.contains_key(id));
        Ok(Made {
            records: self.records,
            places: self.lines,
            absent: self.absent,
            ids: self.ids,
            warnings: self.errors.into_warnings(),
        })
    }
}

/// What the files come to.
pub(super) struct Made {
    pub records: BTreeMap<RecordId, Record>,
    /// The file and the line of each record that a row makes.
    pub places: BTreeMap<RecordId, (&'static str, u64)>,
    pub absent: BTreeSet<RecordId>,
    pub ids: ExternalIds,
    pub warnings: Warnings,
}

fn without_zeros(id: &str) -> &str {
    id.trim_start_matches('0')
}

fn record_id(kind: ExternalKind, id: [u8; 16]) -> RecordId {
    let kind = match kind {
        ExternalKind::Location => record_kind::LOCATION,
        ExternalKind::Group => record_kind::GROUP,
        ExternalKind::Person => record_kind::PERSON,
        ExternalKind::Child => record_kind::CHILD,
        ExternalKind::Contact => record_kind::CONTACT,
    };
    RecordId::of(kind, id)
}

fn file_of(kind: ExternalKind) -> &'static str {
    match kind {
        ExternalKind::Location | ExternalKind::Group => "groups.csv",
        ExternalKind::Person => "people.csv",
        ExternalKind::Child => "children.csv",
        ExternalKind::Contact => "contacts.csv",
    }
}
