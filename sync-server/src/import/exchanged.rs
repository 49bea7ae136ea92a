//! Ids whose names or birth dates moved to another id, as they do where one column of a spreadsheet is
//! sorted without the others: an id is the same person for ever, and all that hangs on it would be on the
//! wrong one. Knows nothing of what hangs on it.

use std::collections::{BTreeMap, BTreeSet};

use samenspel_core::directory::{Record, RecordId};
use samenspel_core::names::fold;

use super::looking::{Look, Odd};

const HAD_BY_ANOTHER: &str = "gets the name (of a child with the birth date) that another id had: were ids \
                              exchanged, or one column sorted without the others? All that is known of the \
                              one would be the other's; correct the rows, or if it is right, import with \
                              --names-moved";
const EXCHANGED: &str = "and other rows exchange a first name, a last name or a birth date among them: was \
                         one column sorted without the others? Correct the rows, or if it is right, import \
                         with --names-moved";
const SOMEBODY_ELSE: &str = "becomes somebody else, in all that names them; an id is the same one for ever: \
                             look whether the id is right";

/// What tells one from another, folded: first name, last name and, of a child, the birth date.
type Facts = [String; 3];

struct Changed<'a> {
    id: &'a RecordId,
    before: Facts,
    after: Facts,
}

pub(super) fn look(look: &Look<'_>, odd: &mut Vec<Odd>) {
    let mut changed: BTreeMap<u8, Vec<Changed<'_>>> = BTreeMap::new();
    for (id, record) in look.changed() {
        let (Some(after), Some(before)) = (facts(record), look.existing.get(id).and_then(facts))
        else {
            continue;
        };
        if before != after {
            let one = Changed { id, before, after };
            changed.entry(id.kind).or_default().push(one);
        }
    }
    for (kind, changed) in changed {
        let refused = match look.context.names_moved {
            true => BTreeSet::new(),
            false => refuse(look, kind, &changed, odd),
        };
        for it in &changed {
            if !refused.contains(it.id) && is_somebody_else(it) {
                odd.push(Odd::warned(it.id, "id", SOMEBODY_ELSE));
            }
        }
    }
}

fn refuse<'a>(
    look: &Look<'_>,
    kind: u8,
    changed: &[Changed<'a>],
    odd: &mut Vec<Odd>,
) -> BTreeSet<&'a RecordId> {
    let of_kind = look.existing.records().filter(|it| it.kind() == kind);
    let known: BTreeSet<String> = of_kind.filter_map(facts).map(|it| whole(&it)).collect();
    let mut refused = BTreeSet::new();
    for it in changed {
        // Only another's can be among those that were there, for it was not its own.
        if whole(&it.before) != whole(&it.after) && known.contains(&whole(&it.after)) {
            refused.insert(it.id);
            odd.push(Odd::refused(it.id, "id", HAD_BY_ANOTHER));
        }
    }
    for column in 0..3 {
        for id in exchanged(changed, column) {
            if refused.insert(id) {
                odd.push(Odd::refused(id, "id", EXCHANGED));
            }
        }
    }
    refused
}

/// Those that get in a column what others among them had there. One alone took a name that became free.
fn exchanged<'a>(changed: &[Changed<'a>], column: usize) -> Vec<&'a RecordId> {
    let moved = |it: &&Changed<'a>| it.before[column] != it.after[column];
    let lost: BTreeSet<&str> = changed
        .iter()
        .filter(moved)
        .map(|it| it.before[column].as_str())
        .collect();
    let gains = |it: &&Changed<'a>| {
        !it.after[column].is_empty() && lost.contains(it.after[column].as_str())
    };
    let found: Vec<&RecordId> = changed
        .iter()
        .filter(moved)
        .filter(gains)
        .map(|it| it.id)
        .collect();
    match found.len() {
        0 | 1 => Vec::new(),
        _ => found,
    }
}

/// A child whose name and birth date both change; somebody of whose names no word stays.
fn is_somebody_else(it: &Changed<'_>) -> bool {
    let words = |facts: &Facts| -> BTreeSet<String> {
        let names = facts[..2].iter().flat_map(|it| it.split(' '));
        names
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let renamed = it.before[..2] != it.after[..2];
    match it.before[2].is_empty() {
        true => words(&it.before).is_disjoint(&words(&it.after)),
        false => renamed && it.before[2] != it.after[2],
    }
}

fn whole(facts: &Facts) -> String {
    let [first_name, last_name, born] = facts;
    format!("{} {born}", format!("{first_name} {last_name}").trim())
}

fn facts(record: &Record) -> Option<Facts> {
    let folded = |text: &str| fold(text).join(" ");
    match record {
        Record::Person(it) => Some([folded(&it.first_name), folded(&it.last_name), String::new()]),
        Record::Child(it) => Some([
            folded(&it.first_name),
            folded(&it.last_name),
            it.birth_date.clone(),
        ]),
        _ => None,
    }
}
