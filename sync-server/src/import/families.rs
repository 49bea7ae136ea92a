//! Families that are larger than any: where the column of parents or of children was filled down, one parent
//! gets the children of all, or one child all parents. Knows no cell.

use std::collections::{BTreeMap, BTreeSet};

use samenspel_model::ids::{ChildId, PersonId};
use samenspel_rules::directory::{Parenthood, Record, RecordId};

use super::looking::{Look, Odd};

/// More children of one parent are at no location at once; more parents, carers and guardians has no child.
const CHILDREN_MAX: usize = 10;
const PARENTS_MAX: usize = 6;
/// So many may be, and are worth a look.
const CHILDREN_USUAL: usize = 5;
const PARENTS_USUAL: usize = 4;

pub(super) fn look(look: &Look<'_>, odd: &mut Vec<Odd>) {
    let (mut children, mut parents): (Families<PersonId>, Families<ChildId>) = Default::default();
    for (id, it) in lasting(look) {
        children.entry(it.person).or_default().insert(id.clone());
        parents.entry(it.child).or_default().insert(id);
    }
    let found = children.values().filter_map(|rows| {
        let told = "children: was this column, or the one beside it, filled down?";
        judge(look, rows, (CHILDREN_USUAL, CHILDREN_MAX), "person", told)
    });
    odd.extend(found);
    let found = parents.values().filter_map(|rows| {
        let told = "parents, carers and guardians: was this column filled down?";
        judge(look, rows, (PARENTS_USUAL, PARENTS_MAX), "of", told)
    });
    odd.extend(found);
}

type Families<K> = BTreeMap<K, BTreeSet<RecordId>>;

/// Who will be whose parent.
fn lasting(look: &Look<'_>) -> BTreeMap<RecordId, Parenthood> {
    let existing = look
        .existing
        .records()
        .filter(|it| matches!(it, Record::Parenthood(_)));
    let all = existing
        .map(|it| look.latest(it).unwrap_or(it))
        .chain(look.made.values());
    let parenthoods = all.filter_map(|it| match it {
        Record::Parenthood(of) if !of.during.has_ended(look.now) => Some((it.id(), of.clone())),
        _ => None,
    });
    parenthoods.collect()
}

/// Of a family that the files make larger.
fn judge(
    look: &Look<'_>,
    rows: &BTreeSet<RecordId>,
    (usual, most): (usize, usize),
    column: &'static str,
    told: &str,
) -> Option<Odd> {
    let made = rows.iter().filter(|it| look.is_changed(it));
    let line = |id: &RecordId| look.lines.get(id).map(|(_, line)| *line);
    let first = made.min_by_key(|it| line(it))?;
    let count = rows.len();
    let named = look.context.names_moved;
    if count > most && !named {
        let problem = format!(
            "makes {count} {told} Correct it, or if it is right, import with --names-moved"
        );
        Some(Odd::refused(first, column, problem))
    } else if count > usual {
        let problem = format!("makes {count} {told} Look whether it is right");
        Some(Odd::warned(first, column, problem))
    } else {
        None
    }
}
