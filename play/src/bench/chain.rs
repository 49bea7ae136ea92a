//! A fictional organisation with any number of locations, each of four groups, 52 children and 116
//! people: its records, made in one go, and the devices that a benchmark speaks through. Knows nothing
//! of what is measured.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use samenspel_model::entry::DeviceKey;
use samenspel_model::ids::{ChildId, ContactId, DeviceId, GroupId, LocationId, OrgId, PersonId};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{
    Assignment, Authority, Child, Contact, Device, Group, GroupRole, Holder, Location,
    LocationSettings, Mentorship, Office, OfficeRole, Organisation as Name, Parenthood, Person,
    Phone, PhoneOwner, Placement, Record, Span,
};

use super::writer::Writer;
use sync_server::data_folder::DataFolder;
use sync_server::engine::{EngineError, Options, Organisation};
use sync_server::gate;
use sync_server::system::{SystemClock, SystemRandom};

/// Groups of a location.
pub const GROUPS: usize = 4;
const CHILDREN_PER_GROUP: usize = 13;
const STAFF: usize = 19;
/// Children with two parents in the records; the others have one.
const TWO_PARENTS: usize = 44;
/// People of a location: staff, a manager and parents.
pub const PEOPLE_PER_LOCATION: usize =
    STAFF + 1 + TWO_PARENTS * 2 + (GROUPS * CHILDREN_PER_GROUP - TWO_PARENTS);
/// Locations written in one change of the directory.
const LOCATIONS_AT_ONCE: usize = 25;
const FIRST_NAMES: [&str; 8] = [
    "Fatima", "Joke", "Samira", "Pieter", "Elif", "Marta", "Hassan", "Oksana",
];
const LAST_NAMES: [&str; 8] = [
    "Bakker",
    "de Jong",
    "El Amrani",
    "Visser",
    "Yıldız",
    "Kowalska",
    "van den Berg",
    "Smit",
];

/// Who is at a location.
pub struct Place {
    /// Its groups.
    pub groups: Vec<GroupId>,
    /// Its manager.
    pub manager: PersonId,
    /// Professionals; the one of number n works on group n modulo four.
    pub staff: Vec<PersonId>,
    /// Children of each group.
    pub children: Vec<Vec<ChildId>>,
    /// One parent of each child, in the order of the children.
    pub parents: Vec<PersonId>,
}

/// The organisation and its data folder.
pub struct Chain {
    /// The organisation.
    pub org: OrgId,
    /// Its locations.
    pub places: Vec<Place>,
    folder: PathBuf,
}

impl Chain {
    /// Makes an organisation of so many locations in `folder`.
    pub fn create(folder: &Path, locations: usize) -> anyhow::Result<Self> {
        let now = SystemClock.now();
        let org = OrgId::new(now, &mut SystemRandom);
        let data = DataFolder::new(folder);
        data.create()?;
        let organisation = Organisation::create(
            &data.organisation(&org),
            org,
            Options::default(),
            Arc::new(SystemClock),
            Box::new(SystemRandom),
            gate::sandboxed()?,
        )?;
        let mut records = vec![Record::Organisation(Name {
            id: org,
            name: "De Meetlat".into(),
        })];
        let mut places = Vec::with_capacity(locations);
        for number in 0..locations {
            places.push(furnish(number, now, &mut records));
            if (number + 1) % LOCATIONS_AT_ONCE == 0 {
                organisation.change_directory(&records, &[])?;
                records.clear();
            }
        }
        organisation.change_directory(&records, &[])?;
        Ok(Self {
            org,
            places,
            folder: folder.to_owned(),
        })
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// How many people it has.
    pub fn people(&self) -> usize {
        self.places.len() * PEOPLE_PER_LOCATION
    }

    /// Opens the organisation beside a server.
    pub fn open(&self) -> Result<Organisation, EngineError> {
        let data = DataFolder::new(&self.folder);
        Organisation::open(
            &data.organisation(&self.org),
            self.org,
            Options::default(),
            Arc::new(SystemClock),
            Box::new(SystemRandom),
            gate::sandboxed()?,
        )
    }

    /// Draws devices for people, with the records that make them known.
    pub fn devices(&self, people: &[PersonId]) -> (Vec<Writer>, Vec<Record>) {
        let now = SystemClock.now();
        let device = |person: &PersonId| {
            let key = DeviceKey::generate(&mut SystemRandom);
            let id = DeviceId::new(now, &mut SystemRandom);
            let record = Record::Device(Device {
                id,
                holder: Holder::Person(*person),
                public_key: key.public(),
                name: "phone".into(),
                enrolled_at: now,
                revoked_at: None,
                let_in_by: None,
                suspended_at: None,
            });
            (Writer::new(self.org, id, *person, key), record)
        };
        people.iter().map(device).unzip()
    }
}

/// A professional's work on a group.
pub fn assignment(person: PersonId, group: GroupId, during: Span) -> Record {
    Record::Assignment(Assignment {
        person,
        group,
        role: GroupRole::Professional,
        during,
    })
}

/// Everybody has been there for a year.
pub fn always() -> Span {
    Span::since(SystemClock.now().plus_ms(-366 * UnixMillis::DAY_MS))
}

fn furnish(number: usize, now: UnixMillis, records: &mut Vec<Record>) -> Place {
    let random = &mut SystemRandom;
    let during = Span::since(now.plus_ms(-366 * UnixMillis::DAY_MS));
    let location = LocationId::new(now, random);
    records.push(Record::Location(Location {
        id: location,
        name: format!("Lindelaan {number}"),
    }));
    records.push(Record::LocationSettings(LocationSettings::of(location)));
    records.push(phone(PhoneOwner::Location(location), number));
    let groups: Vec<GroupId> = (0..GROUPS).map(|_| GroupId::new(now, random)).collect();
    for (index, group) in groups.iter().enumerate() {
        records.push(Record::Group(Group {
            id: *group,
            location,
            name: format!("Groep {number}.{index}"),
        }));
        records.push(phone(PhoneOwner::Group(*group), index));
    }
    let staff: Vec<PersonId> = (0..STAFF).map(|it| person(it, now, records)).collect();
    for (index, person) in staff.iter().enumerate() {
        records.push(assignment(*person, groups[index % GROUPS], during));
    }
    let manager = person(STAFF, now, records);
    records.push(Record::Office(Office {
        person: manager,
        role: OfficeRole::Manager,
        location: Some(location),
        during,
    }));
    let mut place = Place {
        groups,
        manager,
        staff,
        children: Vec::new(),
        parents: Vec::new(),
    };
    for group in 0..GROUPS {
        let children = (0..CHILDREN_PER_GROUP).map(|_| child(group, &mut place, now, records));
        let children = children.collect();
        place.children.push(children);
    }
    place
}

fn child(group: usize, place: &mut Place, now: UnixMillis, records: &mut Vec<Record>) -> ChildId {
    let number = place.parents.len();
    let random = &mut SystemRandom;
    let during = Span::since(now.plus_ms(-366 * UnixMillis::DAY_MS));
    let id = ChildId::new(now, random);
    records.push(Record::Child(Child {
        id,
        first_name: FIRST_NAMES[number % FIRST_NAMES.len()].into(),
        last_name: LAST_NAMES[number / 3 % LAST_NAMES.len()].into(),
        birth_date: "2024-03-05".into(),
        languages: vec!["nl".into()],
    }));
    records.push(Record::Placement(Placement {
        child: id,
        group: place.groups[group],
        weekdays: 0b1_0011,
        during,
        expected_by_minute: None,
    }));
    for (index, deputy) in [(group, false), (group + GROUPS, true)] {
        records.push(Record::Mentorship(Mentorship {
            child: id,
            person: place.staff[index],
            deputy,
            during,
        }));
    }
    let parents = if number < TWO_PARENTS { 2 } else { 1 };
    for parent in 0..parents {
        let person = person(number + parent, now, records);
        if parent == 0 {
            place.parents.push(person);
        }
        records.push(Record::Parenthood(Parenthood {
            child: id,
            person,
            authority: Authority::Full,
            carer: true,
            earlier_names: Vec::new(),
            collection_barred: false,
            during,
        }));
    }
    if number.is_multiple_of(4) {
        let contact = ContactId::new(now, &mut SystemRandom);
        records.push(Record::Contact(Contact {
            id: contact,
            child: id,
            named_by: place.parents[number],
            name: "Oma Bakker".into(),
            relation: "oma".into(),
            until: None,
        }));
        records.push(phone(PhoneOwner::Contact(contact), number));
    }
    id
}

fn person(number: usize, now: UnixMillis, records: &mut Vec<Record>) -> PersonId {
    let id = PersonId::new(now, &mut SystemRandom);
    records.push(Record::Person(Person {
        id,
        first_name: FIRST_NAMES[number % FIRST_NAMES.len()].into(),
        last_name: LAST_NAMES[number / 2 % LAST_NAMES.len()].into(),
        languages: vec!["nl".into()],
        left_at: None,
    }));
    records.push(phone(PhoneOwner::Person(id), number));
    id
}

fn phone(of: PhoneOwner, number: usize) -> Record {
    Record::Phone(Phone {
        of,
        order: 0,
        number: format!("06{:08}", 12_345_678 + number),
    })
}
