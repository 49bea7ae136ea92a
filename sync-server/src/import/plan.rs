//! From files and the directory as it is to the list of changes. Pure: the same files against the
//! directory that they made give an empty list.

use std::collections::BTreeMap;
use std::fmt;

use jiff::tz::TimeZone;
use samenspel_model::ids::Random;
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Directory, Record, RecordId, record_kind};

use super::error::{ImportErrors, Warnings};
use super::ids::ExternalIds;
use super::references::{Draft, Made};
use super::table::{FileKind, Source, Table};
use super::{assignments, barred, children, contacts, days, groups, locations, people};

/// What a plan depends on besides the files.
#[derive(Debug, Clone)]
pub struct Context {
    /// Now.
    pub now: UnixMillis,
    /// Where days begin: a date in a file is midnight there.
    pub time_zone: TimeZone,
    /// The office says so: names that moved from one id to another are right.
    pub names_moved: bool,
}

/// The directory as it is.
pub type Existing<'a> = &'a Directory;

/// How many records of one kind the files name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// That are not there yet.
    pub new: usize,
    /// That are there with other content.
    pub changed: usize,
    /// That are there just so.
    pub unchanged: usize,
    /// That are there and go (a telephone number that was emptied).
    pub removed: usize,
}

/// One change, and the row that makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The file and the line; nothing where it follows from several rows.
    pub place: Option<(&'static str, u64)>,
    /// What is changed, in the words of [`Plan::summary`].
    pub kind: &'static str,
    /// "new", "changed" or "removed".
    pub what: &'static str,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((file, line)) = self.place {
            write!(f, "{file} line {line}: ")?;
        }
        write!(f, "{}, {}", self.kind, self.what)
    }
}

/// What an import would change.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Records to write, in an order in which nothing names what is not there yet.
    pub upserts: Vec<Record>,
    /// Records to remove.
    pub removals: Vec<RecordId>,
    /// Every external id with its ULID; to be kept before the records are written.
    pub ids: ExternalIds,
    /// Counts by kind of record, in the words of [`kind_name`].
    pub summary: BTreeMap<&'static str, Summary>,
    /// Each change with its row, in order of file and line.
    pub changes: Vec<Change>,
    /// What is taken, and is to be looked at.
    pub warnings: Warnings,
}

samenspel_model::hides_content!(Plan { summary, warnings });

impl Plan {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.upserts.is_empty() && self.removals.is_empty()
    }
}

impl Plan {
    /// The records in portions of about `size`, each to be written at once, so that phones are answered in
    /// between. What one child or person has of a kind is never parted: a move ends one and begins another.
    pub fn portions(&self, size: usize) -> Vec<&[Record]> {
        let whose = |record: &Record| {
            let id = record.id();
            (id.kind, id.bytes.get(..16).map(<[u8]>::to_vec))
        };
        let mut portions = Vec::new();
        let mut rest = self.upserts.as_slice();
        while !rest.is_empty() {
            let mut end = size.clamp(1, rest.len());
            while end < rest.len() && whose(&rest[end - 1]) == whose(&rest[end]) {
                end += 1;
            }
            let (portion, others) = rest.split_at(end);
            portions.push(portion);
            rest = others;
        }
        portions
    }
}

/// The word for a kind of record.
fn kind_name(id: &RecordId) -> &'static str {
    match id.kind {
        record_kind::LOCATION => "locations",
        record_kind::GROUP => "groups",
        record_kind::PERSON => "people",
        record_kind::CHILD => "children",
        record_kind::PARENTHOOD => "parenthoods",
        record_kind::ASSIGNMENT => "assignments",
        record_kind::MENTORSHIP => "mentorships",
        record_kind::OFFICE => "offices",
        record_kind::CONTACT => "contacts",
        record_kind::PHONE => "telephone numbers",
        record_kind::PLACEMENT => "placements",
        record_kind::CHILD_DAY => "single days",
        record_kind::WORK_DAYS => "work days",
        record_kind::LOCATION_SETTINGS => "location settings",
        _ => "other",
    }
}

type Reader = fn(&Table, &mut Draft<'_>);

/// Works out what to change, or everything that is wrong with the files.
pub fn plan(
    sources: &[Source],
    existing: Existing<'_>,
    ids: ExternalIds,
    context: &Context,
    random: &mut dyn Random,
) -> Result<Plan, ImportErrors> {
    let mut errors = ImportErrors::default();
    let tables = read_tables(sources, &mut errors);
    // What is missing from the other files follows from what could not be read of these.
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut draft = Draft::new(context, existing, ids, random, errors);
    let readers: [(FileKind, Reader); 7] = [
        (FileKind::Groups, groups::read),
        (FileKind::Locations, locations::read),
        (FileKind::People, people::read),
        (FileKind::Children, children::read),
        (FileKind::Days, days::read),
        // Before contacts: who names one must be a parent.
        (FileKind::Assignments, assignments::read),
        (FileKind::Contacts, contacts::read),
    ];
    for (kind, read) in readers {
        if let Some(table) = tables.get(&kind) {
            read(table, &mut draft);
        }
    }
    locations::settle_the_rest(&mut draft);
    barred::keep_names(&mut draft);
    Ok(difference(draft.finish()?, existing))
}

fn read_tables(sources: &[Source], errors: &mut ImportErrors) -> BTreeMap<FileKind, Table> {
    let mut tables = BTreeMap::new();
    for source in sources {
        let table = Table::read(source, errors);
        if tables.insert(source.kind, table).is_some() {
            errors.add(source.kind.file_name(), 0, None, "is given twice; keep one");
        }
    }
    tables
}

fn difference(made: Made, existing: Existing<'_>) -> Plan {
    let mut plan = Plan {
        ids: made.ids,
        warnings: made.warnings,
        ..Plan::default()
    };
    let place = |id: &RecordId| made.places.get(id).copied();
    for (id, record) in made.records {
        let kind = kind_name(&id);
        let summary = plan.summary.entry(kind).or_default();
        let what = match existing.get(&id) {
            Some(present) if *present == record => {
                summary.unchanged += 1;
                continue;
            }
            Some(_) => {
                summary.changed += 1;
                "changed"
            }
            None => {
                summary.new += 1;
                "new"
            }
        };
        let place = place(&id);
        plan.changes.push(Change { place, kind, what });
        plan.upserts.push(record);
    }
    for id in made.absent {
        if existing.get(&id).is_some() {
            let kind = kind_name(&id);
            plan.summary.entry(kind).or_default().removed += 1;
            let (place, what) = (place(&id), "removed");
            plan.changes.push(Change { place, kind, what });
            plan.removals.push(id);
        }
    }
    plan.changes.sort_by_key(|it| it.place);
    plan
}
