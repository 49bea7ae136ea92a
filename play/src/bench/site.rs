//! A fictional organisation of any size for the benchmarks: its records, its data folder, devices
//! with their keys. Knows nothing of what is measured.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use samenspel_model::entry::{DeviceKey, Entry, Fields, NoteKind, Value, ValueError};
use samenspel_model::ids::{
    ChildId, DeviceId, EntryKey, GroupId, InvitationId, LocationId, OrgId, PersonId,
};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_protocol::{InvitationTicket, invitation_code_hash};
use samenspel_rules::directory::{
    Assignment, Child, Device, Group, GroupRole, Holder, Location, Organisation as Name, Person,
    Placement, Record, Span,
};
use samenspel_rules::schema::SCHEMA;

use super::writer::Writer;
use sync_server::data_folder::DataFolder;
use sync_server::engine::{Options, Organisation};
use sync_server::gate;
use sync_server::invitation;
use sync_server::system::{SystemClock, SystemRandom};

/// Everybody has been there for longer than any history that is made.
const SINCE_DAYS: i64 = 5 * 366;

/// A group of children and one professional.
pub struct Room {
    /// The children.
    pub children: Vec<ChildId>,
    /// Who writes about them.
    pub staff: PersonId,
}

/// The organisation and its data folder.
pub struct Site {
    /// The organisation.
    pub org: OrgId,
    /// Its groups.
    pub rooms: Vec<Room>,
    folder: PathBuf,
}

impl Site {
    /// Makes an organisation in `folder`.
    pub fn create(
        folder: &Path,
        groups: usize,
        children_per_group: usize,
        options: Options,
    ) -> anyhow::Result<(Self, Organisation)> {
        let now = SystemClock.now();
        // It was there before its history.
        let org = OrgId::new(
            now.plus_ms(-SINCE_DAYS * UnixMillis::DAY_MS),
            &mut SystemRandom,
        );
        let (rooms, records) = furnish(org, now, groups, children_per_group);
        let site = Self {
            org,
            rooms,
            folder: folder.to_owned(),
        };
        let data = DataFolder::new(folder);
        data.create()?;
        let organisation = Organisation::create(
            &data.organisation(&org),
            org,
            options,
            Arc::new(SystemClock),
            Box::new(SystemRandom),
            gate::sandboxed()?,
        )?;
        organisation.change_directory(&records, &[])?;
        Ok((site, organisation))
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Opens the organisation beside a server.
    pub fn open(&self) -> anyhow::Result<Organisation> {
        let data = DataFolder::new(&self.folder);
        let organisation = Organisation::open(
            &data.organisation(&self.org),
            self.org,
            Options::default(),
            Arc::new(SystemClock),
            Box::new(SystemRandom),
            gate::sandboxed()?,
        )?;
        Ok(organisation)
    }

    /// The series of one kind of document of a child.
    pub fn series(&self, kind: DocumentKind, child: ChildId) -> Series {
        Series {
            org: self.org,
            kind,
            subject: Subject::Child(child),
        }
    }

    /// More professionals of a room's group, each as a room with the same children.
    pub fn colleagues(
        &self,
        organisation: &Organisation,
        room: &Room,
        count: usize,
    ) -> anyhow::Result<Vec<Room>> {
        let now = SystemClock.now();
        let during = Span::since(now.plus_ms(-SINCE_DAYS * UnixMillis::DAY_MS));
        let directory = organisation.directory();
        let child = room.children.first();
        let placement = child.and_then(|it| directory.placements_of(*it).next());
        let group = placement.context("the room's children have a group")?.group;
        let rooms: Vec<Room> = (0..count)
            .map(|_| Room {
                children: room.children.clone(),
                staff: PersonId::new(now, &mut SystemRandom),
            })
            .collect();
        let records = rooms
            .iter()
            .flat_map(|it| professional(it.staff, group, during));
        let records: Vec<Record> = records.collect();
        organisation.change_directory(&records, &[])?;
        Ok(rooms)
    }

    /// Enrols a device of the professional of a room, without an invitation.
    pub fn enrol_writer(&self, organisation: &Organisation, room: &Room) -> anyhow::Result<Writer> {
        let now = SystemClock.now();
        let key = DeviceKey::generate(&mut SystemRandom);
        let id = DeviceId::new(now, &mut SystemRandom);
        let device = Record::Device(Device {
            id,
            holder: Holder::Person(room.staff),
            public_key: key.public(),
            name: "phone".into(),
            enrolled_at: now,
            revoked_at: None,
            let_in_by: None,
            suspended_at: None,
        });
        organisation.change_directory(&[device], &[])?;
        Ok(Writer::new(self.org, id, room.staff, key))
    }

    /// Invites a device of the professional of a room.
    pub fn invite(
        &self,
        organisation: &Organisation,
        room: &Room,
        url: &str,
    ) -> anyhow::Result<InvitationTicket> {
        Self::invite_holder(organisation, Holder::Person(room.staff), url)
    }

    /// Invites a device of anybody.
    pub fn invite_holder(
        organisation: &Organisation,
        holder: Holder,
        url: &str,
    ) -> anyhow::Result<InvitationTicket> {
        let ticket = invitation::draw(url, organisation.id(), &mut SystemRandom);
        let id = InvitationId::new(SystemClock.now(), &mut SystemRandom);
        organisation.invite(id, holder, invitation_code_hash(&ticket.code))?;
        Ok(ticket)
    }
}

fn furnish(
    org: OrgId,
    now: UnixMillis,
    groups: usize,
    children_per_group: usize,
) -> (Vec<Room>, Vec<Record>) {
    let random = &mut SystemRandom;
    let during = Span::since(now.plus_ms(-SINCE_DAYS * UnixMillis::DAY_MS));
    let location = LocationId::new(now, random);
    let mut records = vec![
        Record::Organisation(Name {
            id: org,
            name: "De Meetlat".into(),
        }),
        Record::Location(Location {
            id: location,
            name: "Lindelaan".into(),
        }),
    ];
    let mut rooms = Vec::new();
    for number in 0..groups {
        let group = GroupId::new(now, random);
        let staff = PersonId::new(now, random);
        records.push(Record::Group(Group {
            id: group,
            location,
            name: format!("Groep {number}"),
        }));
        records.extend(professional(staff, group, during));
        let children: Vec<ChildId> = (0..children_per_group)
            .map(|_| ChildId::new(now, random))
            .collect();
        for (number, child) in children.iter().enumerate() {
            records.push(Record::Child(Child {
                id: *child,
                first_name: "Noor".into(),
                last_name: format!("Jansen {number}"),
                birth_date: "2024-03-05".into(),
                languages: vec!["nl".into()],
            }));
            records.push(Record::Placement(Placement {
                child: *child,
                group,
                weekdays: 0b1_1111,
                during,
                expected_by_minute: None,
            }));
        }
        rooms.push(Room { children, staff });
    }
    (rooms, records)
}

fn professional(staff: PersonId, group: GroupId, during: Span) -> [Record; 2] {
    [
        Record::Person(Person {
            id: staff,
            first_name: "Fatima".into(),
            last_name: "Bakker".into(),
            languages: vec!["nl".into()],
            left_at: None,
        }),
        Record::Assignment(Assignment {
            person: staff,
            group,
            role: GroupRole::Professional,
            during,
        }),
    ]
}

/// The hand-over of every benchmark; the one against automerge-repo writes the same.
pub fn handover_fields(number: usize) -> Result<Fields, ValueError> {
    let mut fields = Fields::new();
    fields.set("state", Value::Text("watch".into()))?;
    let summary = format!("Sliep kort en was wat hangerig, at daarna goed ({number}).");
    fields.set("summary", Value::Text(summary))?;
    let to_do = "Om half vier nog een flesje geven";
    fields.set("to_do", Value::Text(to_do.into()))?;
    Ok(fields)
}

/// A hand-over that leaves nothing to do: it opens no item.
pub fn calm_handover_fields(number: usize) -> Result<Fields, ValueError> {
    let mut fields = Fields::new();
    fields.set("state", Value::Text("calm".into()))?;
    let summary = format!("Sliep goed, at goed en speelde lang buiten ({number}).");
    fields.set("summary", Value::Text(summary))?;
    Ok(fields)
}

/// An observation for the journal.
pub fn observation_fields(number: usize) -> Result<Fields, ValueError> {
    let mut fields = Fields::new();
    fields.set("domain", Value::Text("motor".into()))?;
    let seen = format!("Klom voor het eerst alleen op de bank ({number}).");
    fields.set("seen", Value::Text(seen))?;
    Ok(fields)
}

/// An entry by a writer.
pub fn entry(
    writer: &Writer,
    series: Series,
    kind: &str,
    fields: Fields,
    at: UnixMillis,
) -> anyhow::Result<Entry> {
    Ok(Entry {
        series,
        schema: SCHEMA,
        key: EntryKey::new(writer.person, at, &mut SystemRandom),
        kind: NoteKind::new(kind)?,
        fields,
        written_at: at,
        device: writer.device,
    })
}
