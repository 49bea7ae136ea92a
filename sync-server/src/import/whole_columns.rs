//! Columns of which much changed at once, as where one slipped by a row, was filled down or stands under
//! another's heading; and parents who get the children of other families while the rows of their own are gone.
//! Knows no cell.

use std::collections::BTreeMap;

use samenspel_model::ids::PersonId;
use samenspel_names::fold;
use samenspel_rules::directory::{Parenthood, PhoneOwner, Record, RecordId, record_kind};

use super::looking::{Look, Odd};

/// Fewer changes are looked at one by one.
const CHANGED_MIN: usize = 5;
/// Two parents: one whose row was corrected is no slip.
const MOVED_MIN: usize = 2;

const OTHER_FAMILY: &str = "gives a parent a child of another family, and the row of their own child is gone: \
                            did a column slip or was it sorted without the others? Correct the rows; give a \
                            relation that ended its last day; or if it is right, import with --names-moved";

const ONE_OTHER_FAMILY: &str = "gives a parent a child of another family, and the row of their own child is \
                                gone; look whether it is right: they read all that is written of it";

/// Columns whose values tell who somebody is: all that hangs on an id would be another's.
const TELLS_WHO: [&str; 4] = ["first_name", "last_name", "birth_date", "name"];

pub(super) fn look(look: &Look<'_>, odd: &mut Vec<Odd>) {
    if !look.context.names_moved {
        other_families(look, odd);
    }
    columns(look, odd);
}

fn other_families(look: &Look<'_>, odd: &mut Vec<Odd>) {
    let moved: Vec<&RecordId> = look
        .changed()
        .filter_map(|(id, record)| match record {
            Record::Parenthood(it) => is_of_another_family(look, id, it).then_some(id),
            _ => None,
        })
        .collect();
    // One relation was wrong, and its row is set right: that is told, and taken.
    let is_slip = moved.len() >= MOVED_MIN;
    odd.extend(moved.into_iter().map(|id| match is_slip {
        true => Odd::refused(id, "of", OTHER_FAMILY),
        false => Odd::warned(id, "of", ONE_OTHER_FAMILY),
    }));
}

fn is_of_another_family(look: &Look<'_>, id: &RecordId, it: &Parenthood) -> bool {
    let lasts = |it: &Parenthood| !it.during.has_ended(look.now);
    if !lasts(it) || look.existing.get(id).is_some() {
        return false;
    }
    let of_person = look.existing.parenthoods_of(it.person);
    let own: Vec<&Parenthood> = of_person.filter(|it| lasts(it)).collect();
    let is_gone = |it: &&&Parenthood| {
        let row = Record::Parenthood((**it).clone()).id();
        !look.made.contains_key(&row)
    };
    if !own.iter().any(|it| is_gone(&it)) {
        return false;
    }
    let parents = look.existing.parents_of(it.child).filter(|it| lasts(it));
    let parents: Vec<PersonId> = parents.map(|it| it.person).collect();
    let is_own_family = own.iter().any(|own| {
        let mut with = look.existing.parents_of(own.child);
        with.any(|it| parents.contains(&it.person))
    });
    // Nobody's child yet is a brother or sister who is new here.
    !parents.is_empty() && !is_own_family
}

/// How much of a column changed.
#[derive(Default)]
struct Column<'a> {
    rows: usize,
    changed: usize,
    /// The one that changed and stands first in the file.
    first: Option<(u64, &'a RecordId)>,
    /// How many got which value.
    becomes: BTreeMap<String, usize>,
}

impl<'a> Column<'a> {
    fn changed(&mut self, look: &Look<'_>, id: &'a RecordId) {
        self.changed += 1;
        let line = look.lines.get(id).map_or(u64::MAX, |(_, line)| *line);
        if self.first.is_none_or(|(first, _)| line < first) {
            self.first = Some((line, id));
        }
    }

    /// Whether so much changed that it may be no change of what the rows say: most of it, or much to one value.
    fn is_suspect(&self) -> bool {
        let most = self.changed >= CHANGED_MIN && self.changed * 2 > self.rows;
        most || self.becomes.values().any(|it| *it >= CHANGED_MIN)
    }
}

fn columns(look: &Look<'_>, odd: &mut Vec<Odd>) {
    let mut columns: BTreeMap<(u8, &'static str), Column<'_>> = BTreeMap::new();
    for (id, after) in look.made {
        let Some(before) = look.existing.get(id) else {
            continue;
        };
        // Two records of one id have the same columns, in the same order.
        for ((whose, name, after), (_, _, before)) in values(after).into_iter().zip(values(before))
        {
            let column = columns.entry((whose, name)).or_default();
            column.rows += 1;
            if before != after && !before.is_empty() && !after.is_empty() {
                column.changed(look, id);
                *column.becomes.entry(after).or_default() += 1;
            }
        }
    }
    moved_groups(look, &mut columns);
    for ((_, name), column) in columns {
        let Some((_, first)) = column.first.filter(|_| column.is_suspect()) else {
            continue;
        };
        let (changed, rows) = (column.changed, column.rows);
        let asked = format!(
            "changes in {changed} of {rows} rows: did the column slip by a row, was it filled down, or does it \
             stand under another heading?"
        );
        odd.push(match TELLS_WHO.contains(&name) {
            true if look.context.names_moved => continue,
            true => Odd::refused(
                first,
                name,
                format!("{asked} Correct it, or if it is right, import with --names-moved"),
            ),
            false => Odd::warned(
                first,
                name,
                format!("{asked} If so, import the right file again"),
            ),
        });
    }
}

/// Children of whom a row names another group than before, and none the one where they were.
fn moved_groups<'a>(look: &Look<'a>, columns: &mut BTreeMap<(u8, &'static str), Column<'a>>) {
    for (id, record) in look.made {
        let Record::Placement(it) = record else {
            continue;
        };
        let mut before = look
            .existing
            .placements_of(it.child)
            .filter(|it| !it.during.has_ended(look.now))
            .peekable();
        if before.peek().is_none() {
            continue;
        }
        let column = columns.entry((record_kind::CHILD, "group")).or_default();
        column.rows += 1;
        if look.existing.get(id).is_none() {
            column.changed(look, id);
        }
    }
}

/// What a record has in the columns of its file: whose, the column, and the value as it is compared.
fn values(record: &Record) -> Vec<(u8, &'static str, String)> {
    let folded = |text: &str| fold(text).join(" ");
    match record {
        Record::Person(it) => vec![
            (record_kind::PERSON, "first_name", folded(&it.first_name)),
            (record_kind::PERSON, "last_name", folded(&it.last_name)),
            (record_kind::PERSON, "languages", it.languages.join(" ")),
        ],
        Record::Child(it) => vec![
            (record_kind::CHILD, "first_name", folded(&it.first_name)),
            (record_kind::CHILD, "last_name", folded(&it.last_name)),
            (record_kind::CHILD, "birth_date", it.birth_date.clone()),
            (record_kind::CHILD, "languages", it.languages.join(" ")),
        ],
        Record::Parenthood(it) => {
            vec![(
                record_kind::PARENTHOOD,
                "from",
                it.during.from.0.to_string(),
            )]
        }
        Record::Contact(it) => vec![
            (record_kind::CONTACT, "name", folded(&it.name)),
            (record_kind::CONTACT, "relation", folded(&it.relation)),
        ],
        Record::WorkDays(it) => {
            vec![(record_kind::PERSON, "work_days", it.weekdays.to_string())]
        }
        Record::Placement(it) => vec![(record_kind::CHILD, "days", it.weekdays.to_string())],
        Record::Phone(it) if it.order == 0 => match it.of {
            PhoneOwner::Person(_) => vec![(record_kind::PERSON, "phone", it.number.clone())],
            PhoneOwner::Contact(_) => vec![(record_kind::CONTACT, "phone", it.number.clone())],
            PhoneOwner::Group(_) | PhoneOwner::Location(_) => Vec::new(),
        },
        _ => Vec::new(),
    }
}
