//! The directory into what an app shows of it.

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
    view
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
