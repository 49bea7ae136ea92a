//! `children.csv`: children with their group, days and dates.

use samenspel_core::directory::{Child, Record};
use samenspel_core::ids::{ChildId, GroupId};

use super::ids::ExternalKind;
use super::references::Draft;
use super::table::{Column, Row, Table, optional, required};
use super::values;

pub(super) const COLUMNS: &[Column] = &[
    required("id"),
    required("first_name"),
    required("last_name"),
    required("birth_date"),
    required("group"),
    required("days"),
    required("from"),
    optional("until"),
    optional("languages"),
];

pub(super) fn read(table: &Table, draft: &mut Draft<'_>) {
    for row in table.rows() {
        let id = draft.declare(ExternalKind::Child, &row, "id").map(ChildId);
        let child = child(&row, draft);
        if let (Some(id), Some(child)) = (id, child) {
            draft.put(&row, "id", Record::Child(Child { id, ..child }));
        }
    }
}

fn child(row: &Row<'_>, draft: &mut Draft<'_>) -> Option<Child> {
    let group = draft.refer(ExternalKind::Group, row, "group").map(GroupId);
    let errors = &mut draft.errors;
    let first_name = values::name(row, "first_name", errors);
    let last_name = values::name(row, "last_name", errors);
    let birth_date = match values::date(row, "birth_date", errors) {
        Some(None) => values::name(row, "birth_date", errors),
        given => given.flatten().map(|date| date.to_string()),
    };
    let weekdays = values::weekdays(row, "days", errors);
    let languages = values::languages(row, "languages", errors);
    if row.cell("from").is_empty() {
        row.refuse(errors, "from", "is empty; fill in the first day");
        return None;
    }
    let enrolled = values::span(row, draft.context, errors);
    Some(Child {
        id: ChildId([0; 16]),
        first_name: first_name?,
        last_name: last_name?,
        birth_date: birth_date?,
        group: group?,
        weekdays: weekdays?,
        enrolled: enrolled?,
        languages: languages?,
    })
}
