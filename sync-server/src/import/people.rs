//! `people.csv`: staff and parents alike; what they are to whom is in `assignments.csv`.

use samenspel_model::ids::PersonId;
use samenspel_rules::directory::{Person, PhoneOwner, Record, WorkDays};

use super::ids::ExternalKind;
use super::references::Draft;
use super::table::{Column, Row, Table, optional, required};
use super::{unsaid, values};

pub(super) const COLUMNS: &[Column] = &[
    required("id"),
    required("first_name"),
    required("last_name"),
    optional("languages"),
    optional("phone"),
    optional("phone_2"),
    optional("left_on"),
    optional("work_days"),
];

pub(super) fn read(table: &Table, draft: &mut Draft<'_>) {
    for row in table.rows() {
        let id = draft
            .declare(ExternalKind::Person, &row, "id")
            .map(PersonId);
        let person = person(&row, draft);
        let phones = draft.read_phones(table, &row, &["phone", "phone_2"]);
        let has_no_work_days = unsaid::says_clear(&row, "work_days");
        let weekdays = match row.cell("work_days").is_empty() || has_no_work_days {
            true => None,
            false => values::weekdays(&row, "work_days", &mut draft.errors),
        };
        if let (Some(id), Some(person)) = (id, person) {
            draft.put(&row, "id", Record::Person(Person { id, ..person }));
            draft.put_phones(&row, PhoneOwner::Person(id), phones);
            let person = id;
            if let Some(weekdays) = weekdays {
                let days = WorkDays { person, weekdays };
                draft.put(&row, "work_days", Record::WorkDays(days));
            } else if has_no_work_days {
                let weekdays = 0;
                draft.put_absent(Record::WorkDays(WorkDays { person, weekdays }).id());
            }
        }
    }
}

fn person(row: &Row<'_>, draft: &mut Draft<'_>) -> Option<Person> {
    let errors = &mut draft.errors;
    let first_name = values::name(row, "first_name", errors);
    // Some people have one name.
    let last_name = values::optional_name(row, "last_name", errors);
    values::warn_of_odd_name(row, "first_name", errors);
    values::warn_of_odd_name(row, "last_name", errors);
    let languages = values::languages(row, "languages", errors);
    let left_on = values::last_day(row, "left_on", errors);
    if let Some(Some(last)) = left_on {
        values::warn_of_odd_year(row, "left_on", last, draft.context, errors);
    }
    let left_at = match left_on? {
        Some(last) => Some(values::moment_after(
            row,
            "left_on",
            last,
            draft.context,
            errors,
        )?),
        None => None,
    };
    Some(Person {
        id: PersonId([0; 16]),
        first_name: first_name?,
        last_name: last_name?,
        languages: languages?,
        left_at,
    })
}
