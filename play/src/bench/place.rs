//! Who writes and reads what the professional of a room alone does not: a mentor, a parent, a manager
//! and a circle, added to the benchmarks' location. Knows nothing of what they write.

use anyhow::Context as _;
use samenspel_model::ids::{ChildId, CircleId, GroupId, OrgId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{
    Authority, Circle, LocationSettings, Mentorship, Office, OfficeRole, Parenthood, Person,
    Record, Span,
};

use super::site::Site;
use sync_server::engine::Organisation;
use sync_server::system::{SystemClock, SystemRandom};

/// Who and what the notes are about.
pub(super) struct Place {
    org: OrgId,
    /// The child.
    pub(super) child: ChildId,
    /// Its group.
    pub(super) group: GroupId,
    /// A case, with the mentor and the manager in it.
    pub(super) circle: CircleId,
    /// The professional, who is its mentor.
    pub(super) mentor: PersonId,
    /// Another professional of the group: some notes need two.
    pub(super) colleague: PersonId,
    /// A parent with authority.
    pub(super) parent: PersonId,
    /// The manager.
    pub(super) manager: PersonId,
}

impl Place {
    /// Adds to the location who writes and reads what the professional of a room does not.
    pub(super) fn furnish(
        site: &Site,
        organisation: &Organisation,
        group: GroupId,
    ) -> anyhow::Result<Self> {
        let (now, random) = (SystemClock.now(), &mut SystemRandom);
        let place = Self {
            org: site.org,
            child: site.rooms[0].children[0],
            group,
            circle: CircleId::new(now, random),
            mentor: site.rooms[0].staff,
            colleague: site.colleagues(organisation, &site.rooms[0], 1)?[0].staff,
            parent: PersonId::new(now, random),
            manager: PersonId::new(now, random),
        };
        let directory = organisation.directory();
        let location = directory.group(group).context("the group")?.location;
        let during = Span::since(now.plus_ms(-UnixMillis::DAY_MS));
        let person = |id, first_name: &str| {
            Record::Person(Person {
                id,
                first_name: first_name.into(),
                last_name: "Jansen".into(),
                languages: vec!["nl".into()],
                left_at: None,
            })
        };
        let records = [
            person(place.parent, "Samira"),
            person(place.manager, "Ingrid"),
            Record::Parenthood(Parenthood {
                child: place.child,
                person: place.parent,
                authority: Authority::Full,
                carer: true,
                earlier_names: Vec::new(),
                collection_barred: false,
                during,
            }),
            Record::Mentorship(Mentorship {
                child: place.child,
                person: place.mentor,
                deputy: false,
                during,
            }),
            Record::Office(Office {
                person: place.manager,
                role: OfficeRole::Manager,
                location: None,
                during,
            }),
            Record::Circle(Circle {
                id: place.circle,
                members: vec![place.mentor, place.manager],
                during,
            }),
            // What parents get is sent at once.
            Record::LocationSettings(LocationSettings {
                send_delay_ms: 0,
                ..LocationSettings::of(location)
            }),
        ];
        organisation.change_directory(&records, &[])?;
        Ok(place)
    }

    /// The series of one kind of document that is about them.
    pub(super) fn series(&self, kind: DocumentKind) -> Series {
        let subject = match kind {
            DocumentKind::Group | DocumentKind::Board => Subject::Group(self.group),
            DocumentKind::Handbook => Subject::Organisation,
            DocumentKind::Circle => Subject::Case(self.circle),
            DocumentKind::ParentDesk | DocumentKind::ParentChannel => {
                Subject::ChildParent(self.child, self.parent)
            }
            _ => Subject::Child(self.child),
        };
        Series {
            org: self.org,
            kind,
            subject,
        }
    }
}
