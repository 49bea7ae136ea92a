//! A small fictional location as directory records.

use samenspel_model::ids::{ChildId, GroupId, LocationId, OrgId, PersonId, Random};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{
    Assignment, Authority, Child, Group, GroupRole, Location, Mentorship, Office, OfficeRole,
    Organisation, Parenthood, Person, Placement, Record, Span,
};

/// 2026-11-02T06:00:00Z, a Monday morning.
pub const MONDAY_MORNING: UnixMillis = UnixMillis(1_793_599_200_000);

const STAFF_NAMES: [&str; 8] = [
    "Fatima",
    "Joke",
    "Sanne",
    "Karim",
    "Olena",
    "Mieke",
    "Agnieszka",
    "Bart",
];
const CHILD_NAMES: [&str; 8] = [
    "Noor", "Daan", "Zeynep", "Sem", "Iga", "Yusuf", "Mila", "Taras",
];
const PARENT_NAMES: [&str; 8] = [
    "Samira", "Pieter", "Elif", "Marta", "Hassan", "Anna", "Jeroen", "Oksana",
];

/// How large a location is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Groups.
    pub groups: usize,
    /// Children in each group.
    pub children_per_group: usize,
    /// Professionals on each group.
    pub staff_per_group: usize,
}

/// A fictional location: who is there, and the records that say so.
#[derive(Debug, Clone)]
pub struct FictionalLocation {
    /// The organisation.
    pub org: OrgId,
    /// The location.
    pub location: LocationId,
    /// Its groups.
    pub groups: Vec<GroupId>,
    /// Professionals by group.
    pub staff: Vec<Vec<PersonId>>,
    /// Children by group.
    pub children: Vec<Vec<ChildId>>,
    /// Two parents for each child, in the order of `children` flattened.
    pub parents: Vec<[PersonId; 2]>,
    /// The manager.
    pub manager: PersonId,
    /// All of it as directory records.
    pub records: Vec<Record>,
}

impl FictionalLocation {
    /// Makes one; the first professional of a group is mentor, the second deputy of its children.
    pub fn new(size: Size, now: UnixMillis, random: &mut dyn Random) -> Self {
        let org = OrgId::new(now, random);
        let location = LocationId::new(now, random);
        let always = Span::since(now.plus_ms(-30 * UnixMillis::DAY_MS));
        let mut it = Self {
            org,
            location,
            groups: Vec::new(),
            staff: Vec::new(),
            children: Vec::new(),
            parents: Vec::new(),
            manager: PersonId::new(now, random),
            records: vec![
                Record::Organisation(Organisation {
                    id: org,
                    name: "De Klimboom".into(),
                }),
                Record::Location(Location {
                    id: location,
                    name: "Lindelaan".into(),
                }),
            ],
        };
        it.records
            .push(person(it.manager, "Ingrid", "de Wit", "nl"));
        it.records.push(Record::Office(Office {
            person: it.manager,
            role: OfficeRole::Manager,
            location: None,
            during: always,
        }));
        for index in 0..size.groups {
            it.add_group(index, size, always, now, random);
        }
        it
    }

    fn add_group(
        &mut self,
        index: usize,
        size: Size,
        always: Span,
        now: UnixMillis,
        random: &mut dyn Random,
    ) {
        let group = GroupId::new(now, random);
        let name = ["Rupsen", "Vlinders", "Egels", "Uilen"][index % 4].to_owned();
        self.records.push(Record::Group(Group {
            id: group,
            location: self.location,
            name,
        }));
        self.groups.push(group);
        let mut staff = Vec::new();
        for number in 0..size.staff_per_group {
            let id = PersonId::new(now, random);
            let first = STAFF_NAMES[(index * size.staff_per_group + number) % STAFF_NAMES.len()];
            self.records.push(person(id, first, "Bakker", "nl"));
            self.records.push(Record::Assignment(Assignment {
                person: id,
                group,
                role: GroupRole::Professional,
                during: always,
            }));
            staff.push(id);
        }
        let mut children = Vec::new();
        for number in 0..size.children_per_group {
            let child = ChildId::new(now, random);
            let which = index * size.children_per_group + number;
            self.records.push(Record::Child(Child {
                id: child,
                first_name: CHILD_NAMES[which % CHILD_NAMES.len()].into(),
                last_name: format!("Jansen {which}"),
                birth_date: "2024-03-05".into(),
                languages: vec!["nl".into()],
            }));
            self.records.push(Record::Placement(Placement {
                child,
                group,
                weekdays: 0b1_1111,
                during: always,
                expected_by_minute: None,
            }));
            for (order, person_id) in staff.iter().take(2).enumerate() {
                self.records.push(Record::Mentorship(Mentorship {
                    child,
                    person: *person_id,
                    deputy: order == 1,
                    during: always,
                }));
            }
            let parents = [PersonId::new(now, random), PersonId::new(now, random)];
            for (order, parent) in parents.iter().enumerate() {
                let first = PARENT_NAMES[(2 * which + order) % PARENT_NAMES.len()];
                let language = if order == 1 { "tr" } else { "nl" };
                self.records
                    .push(person(*parent, first, "Jansen", language));
                self.records.push(Record::Parenthood(Parenthood {
                    child,
                    person: *parent,
                    authority: Authority::Full,
                    carer: true,
                    earlier_names: Vec::new(),
                    collection_barred: false,
                    during: always,
                }));
            }
            self.parents.push(parents);
            children.push(child);
        }
        self.staff.push(staff);
        self.children.push(children);
    }
}

fn person(id: PersonId, first_name: &str, last_name: &str, language: &str) -> Record {
    Record::Person(Person {
        id,
        first_name: first_name.into(),
        last_name: last_name.into(),
        languages: vec![language.into()],
        left_at: None,
    })
}
