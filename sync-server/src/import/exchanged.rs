//! Ids of people, children and contacts whose names or birth dates moved to another id, as they do where one
//! column of a spreadsheet is sorted without the others: an id is the same person for ever, and all that hangs
//! on it would be on the wrong one. Somebody who takes a name that another had, as by marriage, is no exchange.
//! Knows nothing of what hangs on it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use samenspel_names::fold;
use samenspel_rules::directory::{Record, RecordId, record_kind};

use super::looking::{Look, Odd};

const HAD_BY_ANOTHER: &str = "gets the name (of a child with the birth date) that another id had: were ids \
                              exchanged, or one column sorted without the others? All that is known of the \
                              one would be the other's; correct the rows, or if it is right, import with \
                              --names-moved";
const EXCHANGED: &str = "and other rows exchange a name, a birth date or a location among them: was one \
                         column sorted without the others? Correct the rows, or if it is right, import \
                         with --names-moved";
const OTHER_LOCATION: &str = "moves a group to another location, and all its children with it: whoever works \
                              there or manages it reads them; look whether the column slipped";
const SOMEBODY_ELSE: &str = "becomes somebody else, in all that names them; an id is the same one for ever: \
                             look whether the id is right";

/// What tells one from another, folded: first name, last name and, of a child, the birth date; of a group its
/// name and its location.
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
            if refused.contains(it.id) {
                continue;
            }
            if kind == record_kind::GROUP && it.before[1] != it.after[1] {
                odd.push(Odd::warned(it.id, "location", OTHER_LOCATION));
            } else if is_somebody_else(it) {
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
        let had_by_another =
            whole(&it.before) != whole(&it.after) && known.contains(&whole(&it.after));
        let is_shared = kind == record_kind::CONTACT;
        if had_by_another && !is_shared && !is_a_new_last_name(it) {
            refused.insert(it.id);
            odd.push(Odd::refused(it.id, "id", HAD_BY_ANOTHER));
        }
    }
    for column in 0..3 {
        for id in exchanged(look, changed, column) {
            if refused.insert(id) {
                odd.push(Odd::refused(id, "id", EXCHANGED));
            }
        }
    }
    refused
}

/// How many rows a part of a column may have slipped.
const SLIPPED_MAX: i64 = 8;

/// Those that get in a column what others among them had there: in a ring, as where it was sorted alone, or
/// from row to row, as where a cell went or came. Names that people take one by one do neither.
fn exchanged<'a>(
    look: &Look<'_>,
    changed: &[Changed<'a>],
    column: usize,
) -> BTreeSet<&'a RecordId> {
    let moved: Vec<&Changed<'a>> = changed
        .iter()
        .filter(|it| it.before[column] != it.after[column])
        .filter(|it| !it.before[column].is_empty() && !it.after[column].is_empty())
        .collect();
    let mut found = rings(&moved, column);
    let line = |it: &Changed<'_>| look.lines.get(it.id).map(|(_, line)| *line);
    let at: HashMap<u64, &Changed<'a>> = moved
        .iter()
        .filter_map(|it| Some((line(it)?, *it)))
        .collect();
    for rows in (-SLIPPED_MAX..=SLIPPED_MAX).filter(|it| *it != 0) {
        let from = |it: &Changed<'a>| {
            let other = *at.get(&line(it)?.checked_add_signed(rows)?)?;
            (it.after[column] == other.before[column]).then_some(other)
        };
        for it in &moved {
            if let Some(second) = from(it)
                && from(second).is_some()
            {
                found.extend([it.id, second.id]);
            }
        }
    }
    found
}

/// Those who get what others of them lost while others of them get what they lost.
fn rings<'a>(moved: &[&Changed<'a>], column: usize) -> BTreeSet<&'a RecordId> {
    let mut by_lost: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut by_gained: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, it) in moved.iter().enumerate() {
        by_lost.entry(&it.before[column]).or_default().push(number);
        by_gained.entry(&it.after[column]).or_default().push(number);
    }
    let count = |all: &HashMap<&'_ str, Vec<usize>>| -> HashMap<String, usize> {
        let counted = all
            .iter()
            .map(|(name, rows)| ((*name).to_owned(), rows.len()));
        counted.collect()
    };
    let (mut losing, mut gaining) = (count(&by_lost), count(&by_gained));
    let mut stays = vec![true; moved.len()];
    // Where nobody gets what one lost, or nobody lost what one gets, is the end of a chain.
    let mut looked_at: Vec<usize> = (0..moved.len()).collect();
    while let Some(number) = looked_at.pop() {
        let (lost, gained) = (&moved[number].before[column], &moved[number].after[column]);
        let is_end = |all: &HashMap<String, usize>, name| all.get(name).is_none_or(|it| *it == 0);
        if !stays[number] || !(is_end(&gaining, lost) || is_end(&losing, gained)) {
            continue;
        }
        stays[number] = false;
        for (all, name) in [(&mut losing, lost), (&mut gaining, gained)] {
            if let Some(left) = all.get_mut(name) {
                *left -= 1;
            }
        }
        if is_end(&losing, lost) {
            looked_at.extend(by_gained.get(lost.as_str()).into_iter().flatten());
        }
        if is_end(&gaining, gained) {
            looked_at.extend(by_lost.get(gained.as_str()).into_iter().flatten());
        }
    }
    let in_rings = moved.iter().zip(stays).filter(|(_, stays)| *stays);
    in_rings.map(|(it, _)| it.id).collect()
}

/// Somebody who keeps the first name and takes a last name, as people do; two may then be called the same.
fn is_a_new_last_name(it: &Changed<'_>) -> bool {
    let is_no_child = it.before[2].is_empty() && it.after[2].is_empty();
    is_no_child && !it.after[0].is_empty() && it.before[0] == it.after[0]
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
        // Two of them are often one and the same, of two children: only what moves among rows tells.
        Record::Contact(it) => Some([folded(&it.name), String::new(), String::new()]),
        // Of a group its location is a part of what it is.
        Record::Group(it) => Some([folded(&it.name), format!("{}", it.location), String::new()]),
        Record::Location(it) => Some([folded(&it.name), String::new(), String::new()]),
        _ => None,
    }
}
