//! A court's bar on collecting, beside what the office writes: it outlives the parent's row, and a contact
//! of the same name is looked at in whatever order the two come. Knows no cell.

use std::collections::{BTreeMap, BTreeSet};

use samenspel_model::ids::ChildId;
use samenspel_rules::directory::{Contact, Directory, Parenthood, Record, RecordId, record_kind};
use samenspel_rules::partnership::{Verdict, verdict_of_named};

use super::looking::{Look, Odd};
use super::references::Draft;

const OUTLIVES: &str = "ends what this person may do as a parent, and not the court's bar: they may not \
                        collect this child, row or no row, until collection_barred is \"lifted\" (\"opgeheven\")";
const RENAMED: &str = "is another name of a parent who may not collect; the court's bar holds for the \
                       earlier name too";
const LIKE_A_BARRED_PARENT: &str = "is like the name of a parent who may not collect this child; look who \
                                    it is";
const LIKE_A_CONTACT: &str = "bars a parent whose name is like that of a contact of this child, who may not \
                              collect this child either then; look who the contact is";

/// Whoever is barred and gets another name stays barred by the one before.
pub(super) fn keep_names(draft: &mut Draft<'_>) {
    let mut kept = Vec::new();
    for (before, after) in draft.changed_people() {
        if (&before.first_name, &before.last_name) == (&after.first_name, &after.last_name) {
            continue;
        }
        for mut parenthood in draft.parenthoods_of(after.id) {
            let as_it_was = parenthood.clone();
            parenthood.keep_name(&before.first_name, &before.last_name);
            if parenthood != as_it_was {
                kept.push(parenthood);
            }
        }
    }
    for parenthood in kept {
        draft.put_default(Record::Parenthood(parenthood));
    }
}

pub(super) fn look(look: &Look<'_>, odd: &mut Vec<Odd>) {
    let mut children = BTreeSet::new();
    let mut contacts: BTreeMap<ChildId, Vec<&Contact>> = BTreeMap::new();
    for record in look.made.values() {
        if let Record::Contact(it) = record {
            contacts.entry(it.child).or_default().push(it);
        }
    }
    for (id, record) in look.changed() {
        match record {
            Record::Contact(it) if !it.has_ended(look.now) => {
                children.insert(it.child);
            }
            Record::Parenthood(it) if it.collection_barred => {
                children.insert(it.child);
                odd.extend(outlives(look, id, it));
            }
            Record::Person(it) => {
                let barred = look.parenthoods_of(it.id).into_iter();
                let barred: Vec<ChildId> = barred
                    .filter(|it| it.collection_barred)
                    .map(|it| it.child)
                    .collect();
                let before = look.existing.person(it.id);
                let is_renamed = before.is_some_and(|before| {
                    (&before.first_name, &before.last_name) != (&it.first_name, &it.last_name)
                });
                if is_renamed && !barred.is_empty() {
                    odd.push(Odd::warned(id, "last_name", RENAMED));
                }
                children.extend(barred);
            }
            _ => {}
        }
    }
    for child in children {
        let made = contacts.remove(&child).unwrap_or_default();
        contacts_of(look, child, made, odd);
    }
}

fn outlives(look: &Look<'_>, id: &RecordId, it: &Parenthood) -> Option<Odd> {
    let until = it.during.until?;
    let said_before = look.existing.get(id).is_some_and(|before| {
        matches!(before, Record::Parenthood(before)
            if before.collection_barred && before.during.until == Some(until))
    });
    (!said_before).then(|| Odd::warned(id, "until", OUTLIVES))
}

fn contacts_of(look: &Look<'_>, child: ChildId, made: Vec<&Contact>, odd: &mut Vec<Odd>) {
    let barred: Vec<&Parenthood> = look
        .parents_of(child)
        .filter(|it| it.collection_barred)
        .collect();
    if barred.is_empty() {
        return;
    }
    let is_newly_barred = |it: &Parenthood| !was_barred(look, it) || is_renamed(look, it);
    let newly = barred.iter().find(|it| is_newly_barred(it));
    let directory = of_child(look, child, &barred);
    let present = look.existing.contacts_of(child);
    let present = present.filter(|it| !look.made.contains_key(&contact_id(it)));
    for contact in present.chain(made) {
        let id = contact_id(contact);
        let is_news = look.is_changed(&id) || newly.is_some();
        if contact.has_ended(look.now) || !is_news {
            continue;
        }
        let Some(cell) = like_a_barred_parent(&directory, contact) else {
            continue;
        };
        match (look.lines.contains_key(&id), newly) {
            (true, _) => odd.push(Odd::warned(&id, cell, LIKE_A_BARRED_PARENT)),
            (false, Some(newly)) => {
                let barred = Record::Parenthood((*newly).clone()).id();
                let renamed = person_id(newly);
                let told = match look.lines.contains_key(&barred) {
                    true => Odd::warned(&barred, "collection_barred", LIKE_A_CONTACT),
                    false => Odd::warned(&renamed, "last_name", LIKE_A_CONTACT),
                };
                odd.push(told);
                return;
            }
            (false, None) => {}
        }
    }
}

/// The cell in which a contact is called like somebody whom a court keeps away.
fn like_a_barred_parent(directory: &Directory, contact: &Contact) -> Option<&'static str> {
    let (child, name) = (contact.child, &contact.name);
    let with_relation = verdict_of_named(directory, child, name, Some(&contact.relation));
    match (
        verdict_of_named(directory, child, name, None),
        with_relation,
    ) {
        (Verdict::Yes, Verdict::Yes) => None,
        (Verdict::Yes, _) => Some("relation"),
        _ => Some("name"),
    }
}

fn was_barred(look: &Look<'_>, it: &Parenthood) -> bool {
    let before = look.existing.parenthood(it.child, it.person);
    before.is_some_and(|before| before.collection_barred)
}

fn is_renamed(look: &Look<'_>, it: &Parenthood) -> bool {
    let before = look.existing.person(it.person);
    match (before, look.latest_of(&person_id(it))) {
        (Some(before), Some(Record::Person(after))) => {
            (&before.first_name, &before.last_name) != (&after.first_name, &after.last_name)
        }
        _ => false,
    }
}

/// The child, whom a court keeps away from it and who is said to be somebody else, as they will be.
fn of_child(look: &Look<'_>, child: ChildId, barred: &[&Parenthood]) -> Directory {
    let child_id = RecordId::of(record_kind::CHILD, child.0);
    let mut records: Vec<Record> = look.latest_of(&child_id).cloned().into_iter().collect();
    for parenthood in barred {
        records.extend(look.latest_of(&person_id(parenthood)).cloned());
        records.push(Record::Parenthood((*parenthood).clone()));
    }
    let cleared = look.existing.somebody_else_for(child).cloned();
    records.extend(cleared.map(Record::SomebodyElse));
    records.into_iter().collect()
}

fn contact_id(contact: &Contact) -> RecordId {
    RecordId::of(record_kind::CONTACT, contact.id.0)
}

fn person_id(parenthood: &Parenthood) -> RecordId {
    RecordId::of(record_kind::PERSON, parenthood.person.0)
}
