//! The directory into what an app shows of it.

use samenspel_core::directory::{Directory, LocationSettings, Record};

use crate::{ChildView, DirectoryView, GroupView, LocationView, PersonView};

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
            Record::Group(it) => view.groups.push(GroupView {
                id: it.id.to_string(),
                location: it.location.to_string(),
                name: it.name.clone(),
            }),
            Record::Person(it) => view.people.push(PersonView {
                id: it.id.to_string(),
                first_name: it.first_name.clone(),
                last_name: it.last_name.clone(),
                languages: it.languages.clone(),
                has_left: it.left_at.is_some(),
            }),
            Record::Child(it) => view.children.push(ChildView {
                id: it.id.to_string(),
                first_name: it.first_name.clone(),
                last_name: it.last_name.clone(),
                birth_date: it.birth_date.clone(),
                group: it.group.to_string(),
                weekdays: it.weekdays,
                parents: directory
                    .parents_of(it.id)
                    .map(|parent| parent.person.to_string())
                    .collect(),
            }),
            _ => {}
        }
    }
    view
}
