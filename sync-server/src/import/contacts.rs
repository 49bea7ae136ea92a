//! `contacts.csv`: who may collect a child, named by one of its parents.

use samenspel_model::ids::{ChildId, ContactId, PersonId};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Authority, Contact, Parenthood, PhoneOwner, Record, Span};

use super::ids::ExternalKind;
use super::references::Draft;
use super::table::{Column, Row, Table, optional, required};
use super::values;

pub(super) const COLUMNS: &[Column] = &[
    required("id"),
    required("child"),
    required("named_by"),
    required("name"),
    optional("relation"),
    optional("phone"),
    optional("phone_2"),
    optional("until"),
];

pub(super) fn read(table: &Table, draft: &mut Draft<'_>) {
    for row in table.rows() {
        let id = draft
            .declare(ExternalKind::Contact, &row, "id")
            .map(ContactId);
        let child = draft.refer(ExternalKind::Child, &row, "child").map(ChildId);
        let named_by = draft
            .refer(ExternalKind::Person, &row, "named_by")
            .map(PersonId);
        let name = values::name(&row, "name", &mut draft.errors);
        values::warn_of_odd_name(&row, "name", &mut draft.errors);
        let phones = draft.read_phones(table, &row, &["phone", "phone_2"]);
        let until = until(&row, draft);
        let (Some(id), Some(child), Some(named_by), Some(name)) = (id, child, named_by, name)
        else {
            continue;
        };
        if !is_parent(child, named_by, draft) {
            // Perhaps the row that says so is the one that is wrong.
            if !draft.errors.has_any_in("assignments.csv") {
                refuse_stranger(&row, draft);
            }
            continue;
        }
        let relation = values::optional_name(&row, "relation", &mut draft.errors);
        values::warn_of_odd_name(&row, "relation", &mut draft.errors);
        let (Some(relation), Some(until)) = (relation, until) else {
            continue;
        };
        draft.put(
            &row,
            "id",
            Record::Contact(Contact {
                id,
                child,
                named_by,
                name,
                relation,
                until,
            }),
        );
        draft.put_phones(&row, PhoneOwner::Contact(id), phones);
    }
}

/// Midnight after the last day on which the contact may collect, if there is one.
fn until(row: &Row<'_>, draft: &mut Draft<'_>) -> Option<Option<UnixMillis>> {
    let (context, errors) = (draft.context, &mut draft.errors);
    let Some(last) = values::last_day(row, "until", errors)? else {
        return Some(None);
    };
    values::warn_of_odd_year(row, "until", last, context, errors);
    values::moment_after(row, "until", last, context, errors).map(Some)
}

fn is_parent(child: ChildId, person: PersonId, draft: &Draft<'_>) -> bool {
    let parenthood = Record::Parenthood(Parenthood {
        child,
        person,
        authority: Authority::None,
        carer: false,
        earlier_names: Vec::new(),
        collection_barred: false,
        during: Span::since(UnixMillis(0)),
    });
    draft.record(&parenthood.id()).is_some()
}

fn refuse_stranger(row: &Row<'_>, draft: &mut Draft<'_>) {
    let problem =
        "is not a parent of this child; add the parent to assignments.csv or correct the id";
    row.refuse(&mut draft.errors, "named_by", problem);
}
