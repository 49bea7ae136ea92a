//! Families that are larger than any: where the column of parents or of children was filled down, one parent
//! gets the children of all, or one child all parents. Knows no cell.

use std::collections::BTreeSet;

use samenspel_rules::directory::{Parenthood, Record, RecordId};

use super::looking::{Look, Odd};

/// More children of one parent are at no location at once; more parents, carers and guardians has no child.
const CHILDREN_MAX: usize = 10;
const PARENTS_MAX: usize = 6;
/// So many may be, and are worth a look.
const CHILDREN_USUAL: usize = 5;
const PARENTS_USUAL: usize = 4;

/// Each family that the files make larger, at the first of its rows.
pub(super) fn look(look: &Look<'_>, odd: &mut Vec<Odd>) {
    let lasts = |it: &&Parenthood| !it.during.has_ended(look.now);
    let mut rows: Vec<(&RecordId, &Parenthood)> = look
        .changed()
        .filter_map(|(id, record)| match record {
            Record::Parenthood(it) => lasts(&it).then_some((id, it)),
            _ => None,
        })
        .collect();
    rows.sort_by_key(|(id, _)| look.lines.get(id).map(|(_, line)| *line));
    let (mut people, mut children) = (BTreeSet::new(), BTreeSet::new());
    for (id, it) in rows {
        if people.insert(it.person) {
            let count = look
                .parenthoods_of(it.person)
                .into_iter()
                .filter(lasts)
                .count();
            let told = "children: was this column, or the one beside it, filled down?";
            let bounds = (CHILDREN_USUAL, CHILDREN_MAX);
            odd.extend(judge(look, id, count, bounds, "person", told));
        }
        if children.insert(it.child) {
            let count = look.parents_of(it.child).filter(lasts).count();
            let told = "parents, carers and guardians: was this column filled down?";
            let bounds = (PARENTS_USUAL, PARENTS_MAX);
            odd.extend(judge(look, id, count, bounds, "of", told));
        }
    }
}

fn judge(
    look: &Look<'_>,
    first: &RecordId,
    count: usize,
    (usual, most): (usize, usize),
    column: &'static str,
    told: &str,
) -> Option<Odd> {
    if count > most && !look.context.names_moved {
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
