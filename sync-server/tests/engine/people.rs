//! The fictional group's directory records.

use samenspel_model::ids::*;
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::*;

use crate::world::*;

fn person(id: PersonId, first_name: &str) -> Record {
    Record::Person(Person {
        id,
        first_name: first_name.into(),
        last_name: "Voorbeeld".into(),
        languages: vec!["nl".into()],
        left_at: None,
    })
}

pub fn assignment(person: PersonId, until: Option<UnixMillis>) -> Record {
    Record::Assignment(Assignment {
        person,
        group: GROUP,
        role: GroupRole::Professional,
        during: Span { until, ..always() },
    })
}

pub fn always() -> Span {
    Span::since(MORNING.plus_ms(-30 * UnixMillis::DAY_MS))
}

fn child(id: ChildId, first_name: &str) -> Record {
    Record::Child(Child {
        id,
        first_name: first_name.into(),
        last_name: "Voorbeeld".into(),
        birth_date: "2024-03-01".into(),
        languages: vec!["nl".into()],
    })
}

pub fn placement(child: ChildId) -> Record {
    Record::Placement(samenspel_rules::directory::Placement {
        child,
        group: GROUP,
        weekdays: 0b11111,
        during: always(),
        expected_by_minute: None,
    })
}

fn parenthood(person: PersonId, child: ChildId) -> Record {
    Record::Parenthood(Parenthood {
        child,
        person,
        authority: Authority::Full,
        carer: false,
        earlier_names: Vec::new(),
        collection_barred: false,
        during: always(),
    })
}

pub fn records() -> Vec<Record> {
    vec![
        Record::Organisation(samenspel_rules::directory::Organisation {
            id: ORG,
            name: "De Klimboom".into(),
        }),
        Record::Location(Location {
            id: LOCATION,
            name: "Lindelaan".into(),
        }),
        Record::Group(Group {
            id: GROUP,
            location: LOCATION,
            name: "Vlinders".into(),
        }),
        person(FATIMA, "Fatima"),
        person(JOKE, "Joke"),
        person(SAMIRA, "Samira"),
        person(PIETER, "Pieter"),
        person(INGRID, "Ingrid"),
        person(OLENA, "Olena"),
        assignment(FATIMA, None),
        assignment(JOKE, None),
        child(NOOR, "Noor"),
        child(DAAN, "Daan"),
        placement(NOOR),
        placement(DAAN),
        parenthood(SAMIRA, NOOR),
        parenthood(PIETER, DAAN),
        Record::Office(Office {
            person: INGRID,
            role: OfficeRole::Manager,
            location: None,
            during: always(),
        }),
    ]
}
