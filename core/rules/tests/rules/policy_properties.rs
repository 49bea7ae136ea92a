//! Whatever the directory holds, however careless it was written: the policy judges without a
//! panic, reading agrees with itself, and a phone gets enough and nothing beyond.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use crate::nursery::{NOW, ORG, device, entry_of, series};
use proptest::prelude::*;
use proptest::sample::select;
use samenspel_model::entry::NoteKind;
use samenspel_model::ids::*;
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::HoldReason;
use samenspel_rules::directory::*;
use samenspel_rules::policy::{Decision, Write, check_write, may_read, readable};
use samenspel_rules::schema;

// Few ids, so that random records meet each other.
const PEOPLE: u8 = 5;
const CHILDREN: u8 = 3;
const GROUPS: u8 = 3;

fn person_id() -> impl Strategy<Value = PersonId> {
    (0..PEOPLE).prop_map(|it| PersonId([100 + it; 16]))
}

fn child_id() -> impl Strategy<Value = ChildId> {
    (0..CHILDREN).prop_map(|it| ChildId([110 + it; 16]))
}

fn group_id() -> impl Strategy<Value = GroupId> {
    (0..GROUPS).prop_map(|it| GroupId([120 + it; 16]))
}

fn location_id() -> impl Strategy<Value = LocationId> {
    (0..2u8).prop_map(|it| LocationId([130 + it; 16]))
}

fn circle_id() -> impl Strategy<Value = CircleId> {
    (0..2u8).prop_map(|it| CircleId([140 + it; 16]))
}

/// From a month before to a month after, in whole days: ends and beginnings coincide now and then.
fn moment() -> impl Strategy<Value = UnixMillis> {
    (-30i64..=30).prop_map(|days| NOW.plus_ms(days * UnixMillis::DAY_MS))
}

/// Spans that end before they begin are refused wherever a directory is written.
fn span() -> impl Strategy<Value = Span> {
    let until = prop::option::of(moment());
    (moment(), until).prop_map(|(one, other)| Span {
        from: other.map_or(one, |other| one.min(other)),
        until: other.map(|other| one.max(other)),
    })
}

fn subject() -> impl Strategy<Value = Subject> {
    prop_oneof![
        child_id().prop_map(Subject::Child),
        group_id().prop_map(Subject::Group),
        (child_id(), person_id()).prop_map(|(child, parent)| Subject::ChildParent(child, parent)),
        circle_id().prop_map(Subject::Case),
        Just(Subject::Organisation),
    ]
}

fn holder() -> impl Strategy<Value = Holder> {
    prop_oneof![
        3 => person_id().prop_map(Holder::Person),
        1 => group_id().prop_map(Holder::Group),
    ]
}

fn place_record() -> impl Strategy<Value = Record> {
    prop_oneof![
        location_id().prop_map(|id| Record::Location(Location {
            id,
            name: String::new()
        })),
        (group_id(), location_id()).prop_map(|(id, location)| {
            Record::Group(Group {
                id,
                location,
                name: String::new(),
            })
        }),
        (
            location_id(),
            prop::collection::vec(group_id(), 0..3),
            span()
        )
            .prop_map(|(location, groups, during)| Record::Merge(Merge {
                location,
                groups,
                during
            })),
    ]
}

fn person_record() -> impl Strategy<Value = Record> {
    (person_id(), prop::option::weighted(0.1, moment())).prop_map(|(id, left_at)| {
        Record::Person(Person {
            left_at,
            ..crate::nursery::person(id)
        })
    })
}

fn family_record() -> impl Strategy<Value = Record> {
    let authority = select(vec![Authority::Full, Authority::Guardian, Authority::None]);
    prop_oneof![
        child_id().prop_map(|id| Record::Child(crate::nursery::child(id))),
        (child_id(), group_id(), span()).prop_map(|(child, group, during)| {
            Record::Placement(Placement {
                during,
                ..crate::nursery::placement(child, group)
            })
        }),
        (child_id(), person_id(), authority, any::<bool>(), span()).prop_map(
            |(child, person, authority, carer, during)| {
                let parenthood = crate::nursery::parenthood(person, child, authority, carer);
                Record::Parenthood(Parenthood {
                    during,
                    ..parenthood
                })
            }
        ),
        (child_id(), person_id()).prop_map(|(child, named_by)| Record::Contact(Contact {
            id: ContactId([child.0[0] ^ named_by.0[0]; 16]),
            child,
            named_by,
            name: String::new(),
            relation: String::new(),
            until: None,
        })),
        person_id()
            .prop_map(|it| Record::Phone(crate::nursery::phone(PhoneOwner::Person(it), "06"))),
    ]
}

fn work_record() -> impl Strategy<Value = Record> {
    let role = select(vec![GroupRole::Professional, GroupRole::Trainee]);
    let office = select(vec![OfficeRole::Coach, OfficeRole::Manager]);
    prop_oneof![
        (person_id(), group_id(), role, span()).prop_map(|(person, group, role, during)| {
            Record::Assignment(Assignment {
                person,
                group,
                role,
                during,
            })
        }),
        (person_id(), child_id(), any::<bool>(), span()).prop_map(
            |(person, child, deputy, during)| {
                Record::Mentorship(Mentorship {
                    child,
                    person,
                    deputy,
                    during,
                })
            }
        ),
        (person_id(), office, prop::option::of(location_id()), span()).prop_map(
            |(person, role, location, during)| {
                Record::Office(Office {
                    person,
                    role,
                    location,
                    during,
                })
            }
        ),
        (person_id(), group_id(), span()).prop_map(|(person, group, during)| {
            Record::DayGrant(crate::nursery::day_grant(person, group, during))
        }),
        (
            circle_id(),
            prop::collection::vec(person_id(), 0..3),
            span()
        )
            .prop_map(|(id, members, during)| Record::Circle(Circle {
                id,
                members,
                during
            })),
        (
            person_id(),
            select(DocumentKind::ALL.to_vec()),
            subject(),
            span()
        )
            .prop_map(|(person, kind, subject, during)| Record::Opening(Opening {
                id: GrantId(person.0),
                person,
                kind,
                subject,
                reason: String::new(),
                during,
            })),
        holder().prop_map(|it| Record::Device(device(it))),
    ]
}

fn record() -> impl Strategy<Value = Record> {
    prop_oneof![
        place_record(),
        person_record(),
        family_record(),
        work_record()
    ]
}

fn directory() -> impl Strategy<Value = Vec<Record>> {
    let people: Vec<Record> = (0..PEOPLE)
        .map(|it| Record::Person(crate::nursery::person(PersonId([100 + it; 16]))))
        .collect();
    let organisation = Record::Organisation(Organisation {
        id: ORG,
        name: String::new(),
    });
    prop::collection::vec(record(), 0..60).prop_map(move |records| {
        let first = std::iter::once(organisation.clone());
        first.chain(people.clone()).chain(records).collect()
    })
}

fn every_subject() -> BTreeSet<Subject> {
    let people = || (0..PEOPLE).map(|it| PersonId([100 + it; 16]));
    let children = (0..CHILDREN).map(|it| ChildId([110 + it; 16]));
    let mut subjects = BTreeSet::from([Subject::Organisation]);
    subjects.extend((0..GROUPS).map(|it| Subject::Group(GroupId([120 + it; 16]))));
    subjects.extend((0..2).map(|it| Subject::Case(CircleId([140 + it; 16]))));
    for child in children {
        subjects.insert(Subject::Child(child));
        subjects.extend(people().map(|parent| Subject::ChildParent(child, parent)));
    }
    subjects
}

fn is_manager(dir: &Directory, holder: Holder) -> bool {
    let Holder::Person(person) = holder else {
        return false;
    };
    dir.offices_of(person)
        .any(|it| it.role == OfficeRole::Manager && it.during.contains(NOW))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn what_is_listed_as_readable_is_what_may_be_read(records in directory(), holder in holder()) {
        let dir: Directory = records.into_iter().collect();
        let asked: BTreeSet<_> = every_subject()
            .into_iter()
            .flat_map(|subject| DocumentKind::ALL.map(|kind| (kind, subject)))
            .filter(|(kind, subject)| may_read(&dir, &holder, &series(*kind, *subject), NOW))
            .collect();
        prop_assert_eq!(readable(&dir, &holder, NOW), asked);
    }

    #[test]
    fn a_phone_knows_its_rights_from_its_own_part(records in directory(), holder in holder()) {
        let dir: Directory = records.into_iter().collect();
        let part: Directory = view(&dir, &device(holder), NOW).into_iter().collect();
        // A closed case is looked up on the server; only a manager's phone is still told of it.
        let without_closed = |of: &Directory| {
            let mut told = readable(of, &holder, NOW);
            told.retain(|(_, subject)| match subject {
                Subject::Case(case) => dir.circle(*case).is_some_and(|it| !it.during.has_ended(NOW)),
                _ => true,
            });
            told
        };
        prop_assert_eq!(without_closed(&part), without_closed(&dir));
    }

    #[test]
    fn a_phone_holds_no_child_parent_or_number_beyond_what_its_holder_may_read(
        records in directory(),
        holder in holder(),
    ) {
        let dir: Directory = records.into_iter().collect();
        prop_assume!(!is_manager(&dir, holder));
        let about: BTreeSet<_> = readable(&dir, &holder, NOW)
            .into_iter()
            .filter_map(|(_, subject)| subject.child())
            .collect();
        for record in view(&dir, &device(holder), NOW) {
            match record {
                Record::Child(child) => prop_assert!(about.contains(&child.id)),
                Record::Contact(contact) => prop_assert!(about.contains(&contact.child)),
                Record::Parenthood(it) if Holder::Person(it.person) != holder => {
                    prop_assert!(about.contains(&it.child));
                }
                Record::Phone(Phone { of: PhoneOwner::Person(of), .. })
                    if Holder::Person(of) != holder =>
                {
                    let of_a_parent = dir.parenthoods_of(of).any(|it| about.contains(&it.child));
                    prop_assert!(of_a_parent);
                }
                _ => {}
            }
        }
    }

    #[test]
    fn any_write_is_judged_and_the_past_counts_only_where_something_ended(
        records in directory(),
        holder in holder(),
        author in person_id(),
        target_author in prop::option::of(person_id()),
        document in select(DocumentKind::ALL.to_vec()),
        subject in subject(),
        note in 0..schema::kinds().len(),
        corrected_at in moment(),
        revoked in prop::bool::weighted(0.1),
    ) {
        let dir: Directory = records.into_iter().collect();
        let mut device = device(holder);
        device.revoked_at = revoked.then_some(NOW);
        let kind = NoteKind::new(schema::kinds()[note].name).unwrap();
        let series = series(document, subject);
        let write = Write {
            author,
            device: &device,
            series: &series,
            kind: &kind,
            corrected_at,
            filed_at: corrected_at,
            now: NOW,
            target: target_author.map(entry_of),
            original_author: None,
            report: None,
            target_stored_at: None,
        };
        let decision = check_write(&dir, &write);
        let held_as_revoked = decision == Decision::Hold(HoldReason::DeviceRevoked);
        prop_assert!(!held_as_revoked || revoked);
        if let Holder::Person(person) = holder
            && person != author
        {
            prop_assert!(matches!(decision, Decision::Refuse(_)));
        }
        if decision == (Decision::Allow { late: true }) {
            prop_assert!(corrected_at < NOW);
            let then = check_write(&dir, &Write { now: corrected_at, ..write });
            prop_assert_eq!(then, Decision::Allow { late: false });
        }
    }

    #[test]
    fn a_directory_is_what_its_last_records_say_whatever_came_before(
        records in prop::collection::vec(record(), 0..40),
        removed in prop::collection::vec(any::<prop::sample::Index>(), 0..10),
        holder in holder(),
    ) {
        let mut dir: Directory = records.iter().cloned().collect();
        for index in removed {
            if !records.is_empty() {
                dir.remove(&index.get(&records).id());
            }
        }
        let anew: Directory = dir.records().cloned().collect();
        prop_assert_eq!(dir.len(), anew.len());
        let device = device(holder);
        prop_assert_eq!(view(&dir, &device, NOW), view(&anew, &device, NOW));
    }
}
