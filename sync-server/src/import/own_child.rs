//! Staff who are parents: no mentor of the own child, pointed out on its group, and not cut off from it by
//! the end of their work. Knows no cell.

use std::collections::BTreeSet;

use samenspel_model::ids::{ChildId, PersonId};
use samenspel_rules::directory::{Mentorship, Parenthood, Person, Record, RecordId};

use super::looking::{Look, Odd};

const MENTOR: &str = "makes a parent the mentor or deputy of their own child, who would read what the other \
                      parent writes; correct the id, or name a colleague";
const PARENT: &str = "makes this child's mentor or deputy a parent, and nobody is the mentor of their own \
                      child; correct the id, or first give the mentor's row a last day";
const ON_THE_GROUP: &str = "makes somebody work on the group of their own child, where they read what \
                            colleagues write of it; look whether it is the right person";
const LEAVES: &str = "ends all of somebody's access, and they are a parent here too; leave it empty, and give \
                      the rows of their work in assignments.csv a last day: they keep what is their own \
                      child's. If they leave as a parent too, give the parent's row its last day";

pub(super) fn look(look: &Look<'_>, odd: &mut Vec<Odd>) {
    let mut pairs = BTreeSet::new();
    for (id, record) in look.changed() {
        match record {
            Record::Mentorship(it) => odd.extend(mentor(look, id, it)),
            Record::Parenthood(it) => {
                odd.extend(parent(look, id, it));
                on_the_group(look, id, &[(it.person, it.child)], &mut pairs, odd);
            }
            Record::Assignment(it) => {
                let children = look.parenthoods_of(it.person).into_iter();
                let own: Vec<_> = children.map(|own| (it.person, own.child)).collect();
                on_the_group(look, id, &own, &mut pairs, odd);
            }
            Record::Placement(it) => {
                let parents = look.parents_of(it.child).map(|own| (own.person, it.child));
                let own: Vec<_> = parents.collect();
                on_the_group(look, id, &own, &mut pairs, odd);
            }
            Record::Person(it) => odd.extend(leaves(look, id, it)),
            _ => {}
        }
    }
}

/// A row that ended makes nobody a parent; a court keeps away whoever it does, ended or not.
fn is_parent(look: &Look<'_>, it: &Parenthood) -> bool {
    it.collection_barred || !it.during.has_ended(look.now)
}

fn mentor(look: &Look<'_>, id: &RecordId, it: &Mentorship) -> Option<Odd> {
    let parenthood = look.parenthood(it.child, it.person)?;
    let own = !it.during.has_ended(look.now) && is_parent(look, parenthood);
    own.then(|| Odd::refused(id, "person", MENTOR))
}

fn parent(look: &Look<'_>, id: &RecordId, it: &Parenthood) -> Option<Odd> {
    let was = match look.existing.get(id) {
        Some(Record::Parenthood(before)) => is_parent(look, before),
        _ => false,
    };
    let mentorship = look
        .mentors_of(it.child)
        .find(|own| own.person == it.person)?;
    let said_there = look.is_changed(&Record::Mentorship(mentorship.clone()).id());
    let own = is_parent(look, it) && !mentorship.during.has_ended(look.now);
    (own && !was && !said_there).then(|| Odd::refused(id, "person", PARENT))
}

fn on_the_group(
    look: &Look<'_>,
    id: &RecordId,
    own: &[(PersonId, ChildId)],
    pairs: &mut BTreeSet<(PersonId, ChildId)>,
    odd: &mut Vec<Odd>,
) {
    for (person, child) in own {
        let parenthood = look.parenthood(*child, *person);
        let works = look.groups_of_work(*person);
        let is_own = parenthood.is_some_and(|it| is_parent(look, it))
            && !works.is_disjoint(&look.groups_of_child(*child));
        if is_own && pairs.insert((*person, *child)) {
            let column = match look.made.get(id) {
                Some(Record::Placement(_)) => "group",
                _ => "person",
            };
            odd.push(Odd::warned(id, column, ON_THE_GROUP));
            return;
        }
    }
}

fn leaves(look: &Look<'_>, id: &RecordId, it: &Person) -> Option<Odd> {
    let left_at = it.left_at?;
    if let Some(Record::Person(before)) = look.existing.get(id)
        && before.left_at == it.left_at
    {
        return None;
    }
    let mut children = look.parenthoods_of(it.id).into_iter();
    let stays = children.any(|own| own.during.until.is_none_or(|until| until > left_at));
    (stays && is_staff(look, it.id)).then(|| Odd::refused(id, "left_on", LEAVES))
}

fn is_staff(look: &Look<'_>, person: PersonId) -> bool {
    let is_mentor = look.existing.mentorships_of(person).next().is_some();
    is_mentor || !look.assignments_of(person).is_empty() || !look.offices_of(person).is_empty()
}
