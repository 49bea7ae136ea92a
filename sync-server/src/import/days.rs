//! `days.csv`: single days on which a child comes or stays away, unlike its days of the week say.

use samenspel_model::ids::ChildId;
use samenspel_rules::directory::{ChildDay, Record};

use super::ids::ExternalKind;
use super::references::Draft;
use super::table::{Column, Table, required};
use super::values;

pub(super) const COLUMNS: &[Column] = &[required("child"), required("date"), required("comes")];

pub(super) fn read(table: &Table, draft: &mut Draft<'_>) {
    for row in table.rows() {
        let child = draft.refer(ExternalKind::Child, &row, "child").map(ChildId);
        let errors = &mut draft.errors;
        let date = match values::date(&row, "date", errors) {
            Some(None) => {
                row.refuse(errors, "date", "is empty; fill in the day");
                None
            }
            given => given.flatten(),
        };
        if let Some(date) = date {
            values::warn_of_odd_year(&row, "date", date, draft.context, errors);
        }
        let comes = match values::yes_or_no(&row, "comes", errors) {
            Some(None) => {
                row.refuse(errors, "comes", "is empty; fill in yes or no");
                None
            }
            given => given.flatten(),
        };
        if let (Some(child), Some(date), Some(comes)) = (child, date, comes) {
            let date = date.to_string();
            draft.put(
                &row,
                "date",
                Record::ChildDay(ChildDay { child, date, comes }),
            );
        }
    }
}
