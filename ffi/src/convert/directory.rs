//! The directory into what an app shows of it.

use samenspel_names::sort_key;
use samenspel_rules::directory::{
    Child, Directory, Group, LocationSettings, Person, Placement, Record,
};

use crate::{ChildView, DirectoryView, GroupView, LocationView, PersonView, PlacementView};

/// All that this profile may know.
pub(crate) fn directory(directory: &Directory) -> DirectoryView {
    let mut view = DirectoryView {
        organisation: String::new(),
        locations: Vec::new(),
        groups: Vec::new(),
        people: Vec::new(),
        children: Vec::new(),
    };
    for record in directory.records() {
        match record {
            Record::Organisation(it) => view.organisation.clone_from(&it.name),
            Record::Location(it) => {
                let usual = LocationSettings::of(it.id);
                let settings = directory.settings(it.id).unwrap_or(&usual);
                view.locations.push(LocationView {
                    id: it.id.to_string(),
                    name: it.name.clone(),
                    open_weekdays: settings.open_weekdays,
                    closed_days: settings.closed_days.clone(),
                    closes_at_minute: settings.closes_at_minute,
                });
            }
            Record::Group(it) => view.groups.push(group(it)),
            Record::Person(it) => view.people.push(person(it)),
            Record::Child(it) => {
                let parents = directory.parents_of(it.id);
                let parents = parents.map(|parent| parent.person.to_string());
                let placements = directory.placements_of(it.id).map(placement);
                view.children.push(ChildView {
                    placements: placements.collect(),
                    ..child(it, parents.collect())
                });
            }
            _ => {}
        }
    }
    sort(&mut view);
    view
}

/// As people look a name up in a list.
fn sort(view: &mut DirectoryView) {
    let of_one = |name: &str| sort_key(name, "");
    view.locations.sort_by_cached_key(|it| of_one(&it.name));
    view.groups.sort_by_cached_key(|it| of_one(&it.name));
    view.people
        .sort_by_cached_key(|it| sort_key(&it.first_name, &it.last_name));
    view.children
        .sort_by_cached_key(|it| sort_key(&it.first_name, &it.last_name));
}

pub(crate) fn group(group: &Group) -> GroupView {
    GroupView {
        id: group.id.to_string(),
        location: group.location.to_string(),
        name: group.name.clone(),
    }
}

pub(crate) fn person(person: &Person) -> PersonView {
    PersonView {
        id: person.id.to_string(),
        first_name: person.first_name.clone(),
        last_name: person.last_name.clone(),
        languages: person.languages.clone(),
        has_left: person.left_at.is_some(),
    }
}

/// A child with as many of its parents as are known.
pub(crate) fn child(child: &Child, parents: Vec<String>) -> ChildView {
    ChildView {
        id: child.id.to_string(),
        first_name: child.first_name.clone(),
        last_name: child.last_name.clone(),
        birth_date: child.birth_date.clone(),
        placements: Vec::new(),
        parents,
    }
}

fn placement(placement: &Placement) -> PlacementView {
    PlacementView {
        group: placement.group.to_string(),
        weekdays: placement.weekdays,
        from_ms: placement.during.from.0,
        until_ms: placement.during.until.map(|it| it.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use samenspel_model::ids::PersonId;

    #[test]
    fn people_are_in_the_order_in_which_one_looks_them_up() {
        let names = ["Zoë", "anna", "Éva", "Bram"];
        let people = names.into_iter().enumerate().map(|(number, name)| {
            Record::Person(Person {
                id: PersonId([number as u8; 16]),
                first_name: name.into(),
                last_name: "Vos".into(),
                languages: Vec::new(),
                left_at: None,
            })
        });
        let view = directory(&people.collect());
        let shown = view.people.iter().map(|it| it.first_name.as_str());
        assert_eq!(shown.collect::<Vec<_>>(), ["anna", "Bram", "Éva", "Zoë"]);
    }
}
