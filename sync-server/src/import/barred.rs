//! A court's bar on collecting, beside what the office writes: it outlives the parent's row, and a contact
//! of the same name is looked at in whatever order the two come. Knows no cell.

use std::collections::{BTreeMap, BTreeSet};

use samenspel_core::directory::{
    Contact, Directory, Parenthood, Record, RecordId, Span, record_kind,
};
use samenspel_core::ids::ChildId;
use samenspel_core::partnership::{Verdict, verdict_of_name};
use samenspel_core::time::UnixMillis;

use super::looking::{Look, Odd};

const OUTLIVES: &str = "ends what this person may do as a parent, and not the court's bar: they may not \
                        collect this child, row or no row, until collection_barred is \"no\" (\"nee\")";
const LIKE_A_BARRED_PARENT: &str = "is like the name of a parent who may not collect this child; look who \
                                    it is";
const LIKE_A_CONTACT: &str = "bars a parent whose name is like that of a contact of this child, who may not \
                              collect this child either then; look who the contact is";

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
                let barred = barred.filter(|it| it.collection_barred);
                children.extend(barred.map(|it| it.child));
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
        let verdict = || verdict_of_name(&directory, child, &contact.name);
        if contact.has_ended(look.now) || !is_news || verdict() == Verdict::Yes {
            continue;
        }
        match (look.lines.contains_key(&id), newly) {
            (true, _) => odd.push(Odd::warned(&id, "name", LIKE_A_BARRED_PARENT)),
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

/// The child, whom a court keeps away from it and who is said to be somebody else, as they will be. A bar
/// outlives the row, so the row's days are left out.
fn of_child(look: &Look<'_>, child: ChildId, barred: &[&Parenthood]) -> Directory {
    let child_id = RecordId {
        kind: record_kind::CHILD,
        bytes: child.0.to_vec(),
    };
    let mut records: Vec<Record> = look.latest_of(&child_id).cloned().into_iter().collect();
    for parenthood in barred {
        records.extend(look.latest_of(&person_id(parenthood)).cloned());
        records.push(Record::Parenthood(Parenthood {
            during: Span::since(UnixMillis(0)),
            ..(*parenthood).clone()
        }));
    }
    let cleared = look.existing.somebody_else_for(child).cloned();
    records.extend(cleared.map(Record::SomebodyElse));
    records.into_iter().collect()
}

fn contact_id(contact: &Contact) -> RecordId {
    RecordId {
        kind: record_kind::CONTACT,
        bytes: contact.id.0.to_vec(),
    }
}

fn person_id(parenthood: &Parenthood) -> RecordId {
    RecordId {
        kind: record_kind::PERSON,
        bytes: parenthood.person.0.to_vec(),
    }
}
