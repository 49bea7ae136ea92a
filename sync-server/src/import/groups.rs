//! `groups.csv`: every group with the location it is at.

use samenspel_model::ids::{GroupId, LocationId};
use samenspel_rules::directory::{Group, Location, PhoneOwner, Record};

use super::ids::ExternalKind;
use super::references::Draft;
use super::table::{Column, Table, optional, required};
use super::values;

pub(super) const COLUMNS: &[Column] = &[
    required("id"),
    required("name"),
    required("location"),
    required("location_name"),
    optional("phone"),
    optional("location_phone"),
];

pub(super) fn read(table: &Table, draft: &mut Draft<'_>) {
    for row in table.rows() {
        let location = draft
            .declare_shared(ExternalKind::Location, &row, "location")
            .map(LocationId);
        let location_name = values::name(&row, "location_name", &mut draft.errors);
        let id = draft.declare(ExternalKind::Group, &row, "id").map(GroupId);
        let name = values::name(&row, "name", &mut draft.errors);
        let phones = draft.read_phones(table, &row, &["phone"]);
        let location_phones = draft.read_phones(table, &row, &["location_phone"]);
        if let (Some(id), Some(name)) = (location, location_name) {
            draft.put_agreeing(
                &row,
                "location_name",
                Record::Location(Location { id, name }),
            );
            draft.put_phones(&row, PhoneOwner::Location(id), location_phones);
        }
        if let (Some(id), Some(location), Some(name)) = (id, location, name) {
            draft.put(&row, "id", Record::Group(Group { id, location, name }));
            draft.put_phones(&row, PhoneOwner::Group(id), phones);
        }
    }
}
