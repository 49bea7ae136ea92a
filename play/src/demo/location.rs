//! The fictional location of `examples/location`, read by the importer as an administration's export
//! would be, and who of it is there on the day. Knows nothing of phones.

use anyhow::Context as _;
use jiff::tz::TimeZone;
use samenspel_model::ids::{ChildId, GroupId, OrgId, PersonId, Random};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Child, Directory, GroupRole, OfficeRole, Organisation, Record};

use sync_server::import::{Context, ExternalIds, FileKind, Plan, Source, plan};

/// The files, in the program, so that it stands alone.
const FILES: [(FileKind, &str); 7] = [
    (
        FileKind::Groups,
        include_str!("../../../examples/location/groups.csv"),
    ),
    (
        FileKind::Locations,
        include_str!("../../../examples/location/locations.csv"),
    ),
    (
        FileKind::People,
        include_str!("../../../examples/location/people.csv"),
    ),
    (
        FileKind::Children,
        include_str!("../../../examples/location/children.csv"),
    ),
    (
        FileKind::Days,
        include_str!("../../../examples/location/days.csv"),
    ),
    (
        FileKind::Contacts,
        include_str!("../../../examples/location/contacts.csv"),
    ),
    (
        FileKind::Assignments,
        include_str!("../../../examples/location/assignments.csv"),
    ),
];

/// Where the location is.
pub const TIME_ZONE: &str = "Europe/Amsterdam";

/// The location.
pub struct Location {
    /// Its organisation.
    pub org: OrgId,
    /// Everything that was imported.
    pub directory: Directory,
    /// The same as records, in the order to write them.
    pub records: Vec<Record>,
    /// What the ids of the files stand for; kept so that importing again changes nothing.
    pub ids: ExternalIds,
    /// The groups.
    pub groups: Vec<Room>,
    /// Coaches and managers.
    pub office: Vec<PersonId>,
}

/// A group, who works there and which children come today.
pub struct Room {
    /// The group.
    pub group: GroupId,
    /// Professionals who work on this group alone, in the order of the files: the first opens.
    pub team: Vec<PersonId>,
    /// Professionals who also work elsewhere, and trainees.
    pub others: Vec<PersonId>,
    /// The children who come today.
    pub children: Vec<ChildId>,
}

impl Room {
    /// Opens in the morning.
    pub fn early(&self) -> Option<PersonId> {
        self.team.first().copied()
    }

    /// Is there in the middle of the day.
    pub fn middle(&self) -> Option<PersonId> {
        self.team.get(2).copied().or(self.early())
    }

    /// Takes over at one o'clock and closes.
    pub fn late(&self) -> Option<PersonId> {
        self.team.get(1).copied().or(self.early())
    }
}

impl Location {
    /// Imports the files; `day` counts from Monday, `children_per_group` bounds how many come.
    pub fn import(
        org: OrgId,
        now: UnixMillis,
        weekday: u8,
        children_per_group: usize,
        random: &mut dyn Random,
    ) -> anyhow::Result<Self> {
        let Plan { upserts, ids, .. } = read_files(now, random)?;
        let organisation = Record::Organisation(Organisation {
            id: org,
            name: "Kinderopvang De Linde".into(),
        });
        let records: Vec<Record> = std::iter::once(organisation).chain(upserts).collect();
        let directory: Directory = records.iter().cloned().collect();
        let mut groups: Vec<GroupId> = records
            .iter()
            .filter_map(|record| match record {
                Record::Group(group) => Some(group.id),
                _ => None,
            })
            .collect();
        groups.sort_unstable();
        let groups = groups
            .into_iter()
            .map(|group| room(&directory, group, weekday, children_per_group))
            .collect();
        let office = [OfficeRole::Coach, OfficeRole::Manager]
            .into_iter()
            .flat_map(|role| directory.offices(role))
            .map(|office| office.person)
            .collect();
        Ok(Self {
            org,
            directory,
            records,
            ids,
            groups,
            office,
        })
    }

    /// The children who come today, group by group.
    pub fn children(&self) -> impl Iterator<Item = ChildId> {
        self.groups
            .iter()
            .flat_map(|room| room.children.iter().copied())
    }

    /// A child's record.
    pub fn child(&self, child: ChildId) -> anyhow::Result<&Child> {
        self.directory.child(child).context("a child of the files")
    }

    /// The parents who may read and write about a child every day.
    pub fn parents_with_authority(&self, child: ChildId) -> Vec<PersonId> {
        use samenspel_rules::directory::Authority;
        self.directory
            .parents_of(child)
            .filter(|it| it.authority != Authority::None)
            .map(|it| it.person)
            .collect()
    }

    /// The child's mentor.
    pub fn mentor(&self, child: ChildId) -> Option<PersonId> {
        self.directory
            .mentors_of(child)
            .find(|it| !it.deputy)
            .map(|it| it.person)
    }

    /// A person's first language.
    pub fn language(&self, person: PersonId) -> &str {
        self.directory
            .person(person)
            .and_then(|it| it.languages.first())
            .map_or("nl", String::as_str)
    }

    /// A person's first name.
    pub fn first_name(&self, person: PersonId) -> &str {
        self.directory
            .person(person)
            .map_or("?", |it| &it.first_name)
    }
}

fn read_files(now: UnixMillis, random: &mut dyn Random) -> anyhow::Result<Plan> {
    let sources = FILES.map(|(kind, text)| Source {
        kind,
        bytes: text.as_bytes().to_vec(),
    });
    let context = Context {
        now,
        time_zone: TimeZone::get(TIME_ZONE).context("the location's time zone")?,
        names_moved: false,
    };
    let plan = plan(
        &sources,
        &Directory::new(),
        ExternalIds::default(),
        &context,
        random,
    );
    Ok(plan?)
}

fn room(directory: &Directory, group: GroupId, weekday: u8, children_max: usize) -> Room {
    let mut team = Vec::new();
    let mut others = Vec::new();
    for assignment in directory.assignments_to(group) {
        let here_alone = directory.assignments_of(assignment.person).count() == 1;
        if here_alone && assignment.role == GroupRole::Professional {
            team.push(assignment.person);
        } else {
            others.push(assignment.person);
        }
    }
    let children = directory
        .placements_on(group)
        .filter(|it| it.weekdays & (1 << weekday) != 0)
        .map(|it| it.child)
        .take(children_max)
        .collect();
    Room {
        group,
        team,
        others,
        children,
    }
}
