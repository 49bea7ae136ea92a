//! What of the directory reaches which phone, and what never does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use crate::nursery::*;
use samenspel_model::entry::DevicePublicKey;
use samenspel_model::ids::*;
use samenspel_model::limits::MANAGED_RECORDS_MAX;
use samenspel_rules::directory::*;
use samenspel_rules::policy::readable;

fn with_numbers() -> Directory {
    let mut dir = nursery();
    for person in [PARENT, GUARDIAN, CARER, OTHER_PARENT, OWL_PARENT] {
        let number = format!("+31 6 {}", person.0[0]);
        dir.upsert(Record::Phone(phone(PhoneOwner::Person(person), &number)));
    }
    dir.upsert(Record::Phone(phone(PhoneOwner::Group(BEES), "020 1")));
    let grandmother = Contact {
        id: ContactId([60; 16]),
        child: CHILD,
        named_by: PARENT,
        name: "Fatma Yilmaz".into(),
        relation: "grandmother".into(),
        until: None,
    };
    let number = phone(PhoneOwner::Contact(grandmother.id), "+31 6 60");
    dir.upsert(Record::Contact(grandmother));
    dir.upsert(Record::Phone(number));
    dir
}

fn view_of(dir: &Directory, holder: Holder) -> Directory {
    view(dir, &device(holder), NOW).into_iter().collect()
}

fn person_view(dir: &Directory, person: PersonId) -> Directory {
    view_of(dir, Holder::Person(person))
}

fn numbers(dir: &Directory) -> BTreeSet<&str> {
    let number = |record| match record {
        &Record::Phone(Phone { ref number, .. }) => Some(number.as_str()),
        _ => None,
    };
    dir.records().filter_map(number).collect()
}

fn children(dir: &Directory) -> BTreeSet<ChildId> {
    let child = |record: &Record| match record {
        Record::Child(child) => Some(child.id),
        _ => None,
    };
    dir.records().filter_map(child).collect()
}

fn holders() -> Vec<Holder> {
    let people = EVERYONE.map(Holder::Person);
    let groups = [BEES, ANTS, OWLS].map(Holder::Group);
    people.into_iter().chain(groups).collect()
}

#[test]
fn everyone_gets_their_own_device_and_person() {
    let dir = nursery();
    for person in EVERYONE {
        let mine = person_view(&dir, person);
        assert_eq!(mine.person(person), dir.person(person));
        let device = own_device(person);
        assert_eq!(mine.device(device.id), Some(&device));
    }
}

#[test]
fn the_phone_comes_to_the_same_rights_from_its_part_as_the_server_from_the_whole() {
    let dir = with_numbers();
    for holder in holders() {
        let part = view_of(&dir, holder);
        let there = readable(&dir, &holder, NOW);
        assert_eq!(readable(&part, &holder, NOW), there, "{holder:?}");
    }
}

#[test]
fn a_view_holds_no_child_of_whom_its_holder_may_read_nothing() {
    let dir = with_numbers();
    for holder in holders() {
        if holder == Holder::Person(MANAGER) {
            continue; // the directory, not content
        }
        let readable: BTreeSet<ChildId> = readable(&dir, &holder, NOW)
            .into_iter()
            .filter_map(|(_, subject)| subject.child())
            .collect();
        assert_eq!(children(&view_of(&dir, holder)), readable, "{holder:?}");
    }
}

#[test]
fn a_parent_sees_own_numbers_and_the_groups_never_the_other_parents() {
    let dir = with_numbers();
    let mine = person_view(&dir, PARENT);
    let expected = BTreeSet::from(["+31 6 35", "+31 6 60", "020 1"]);
    assert_eq!(numbers(&mine), expected);
}

#[test]
fn a_parent_sees_staff_and_the_other_parents_by_first_name_only() {
    let dir = with_numbers();
    let mine = person_view(&dir, PARENT);
    let seen = [
        PROFESSIONAL,
        MERGED,
        SUBSTITUTE,
        TRAINEE,
        MENTOR,
        GUARDIAN,
        CARER,
        MANAGER,
    ];
    for person in seen {
        let person = mine.person(person).expect("is named");
        assert!(!person.first_name.is_empty());
        assert_eq!(person.last_name, "");
    }
    // No more people than those: nobody of another group or family, and not the parent who may
    // not read what this one writes.
    for stranger in [OTHER_PARENT, OWL_PARENT, OWL_PROFESSIONAL, COACH] {
        let named_in_the_case = mine.person(stranger).is_some();
        let mut dir = dir.clone();
        dir.upsert(Record::Circle(circle(CASE, &[])));
        assert!(named_in_the_case, "those named in a case see each other");
        assert_eq!(person_view(&dir, PARENT).person(stranger), None);
    }
}

#[test]
fn a_parent_never_learns_what_a_court_decided_about_the_other() {
    let mut dir = with_numbers();
    let mut barred = parenthood(GUARDIAN, CHILD, Authority::Full, false);
    barred.collection_barred = true;
    dir.upsert(Record::Parenthood(barred));
    assert_eq!(person_view(&dir, PARENT).parenthood(CHILD, GUARDIAN), None);
    let staff = person_view(&dir, PROFESSIONAL);
    assert!(staff.parenthood(CHILD, GUARDIAN).unwrap().collection_barred);
}

#[test]
fn that_a_collector_is_somebody_else_than_a_barred_parent_reaches_staff_and_no_parent() {
    let mut dir = with_numbers();
    dir.upsert(Record::SomebodyElse(SomebodyElse {
        child: CHILD,
        than: GUARDIAN,
        name: "Fatma Yilmaz".into(),
        by: MANAGER,
        at: NOW,
    }));
    let hear: Vec<Holder> = holders()
        .into_iter()
        .filter(|it| view_of(&dir, *it).somebody_else_for(CHILD).count() == 1)
        .collect();
    for parent in [PARENT, GUARDIAN, CARER, OTHER_PARENT, OWL_PARENT] {
        assert!(!hear.contains(&Holder::Person(parent)));
    }
    for staff in [PROFESSIONAL, SUBSTITUTE, TRAINEE, MENTOR, MANAGER] {
        assert!(hear.contains(&Holder::Person(staff)), "{staff}");
    }
    assert!(hear.contains(&Holder::Group(BEES)) && !hear.contains(&Holder::Group(OWLS)));
    assert!(!hear.contains(&Holder::Person(OWL_PROFESSIONAL)));
}

#[test]
fn a_parent_without_authority_learns_who_to_ask_but_not_when_the_child_is_there() {
    let dir = with_numbers();
    let mine = person_view(&dir, OTHER_PARENT);
    let tells_no_day = |it: &Placement| it.weekdays == 0 && it.expected_by_minute.is_none();
    assert!(mine.placements_of(CHILD).all(tells_no_day));
    assert_eq!(mine.placements_of(CHILD).count(), 1);
    assert_eq!(mine.mentors_of(CHILD).count(), 1);
    assert_eq!(mine.group(BEES), None);
    assert_eq!(mine.assignments_to(BEES).count(), 0);
    assert_eq!(mine.contacts_of(CHILD).count(), 0);
}

#[test]
fn staff_see_their_groups_with_parents_contacts_and_numbers() {
    let dir = with_numbers();
    for holder in [
        Holder::Person(PROFESSIONAL),
        Holder::Person(MERGED),
        Holder::Person(SUBSTITUTE),
        Holder::Group(BEES),
    ] {
        let seen = view_of(&dir, holder);
        assert_eq!(children(&seen), BTreeSet::from([CHILD]), "{holder:?}");
        assert_eq!(seen.person(PARENT), dir.person(PARENT));
        assert_eq!(seen.contacts_of(CHILD).count(), 1);
        assert!(numbers(&seen).contains("+31 6 35"));
        assert!(!numbers(&seen).contains("+31 6 42"), "of another group");
    }
}

/// A second location with a group, a child with a parent and a telephone, a professional and a manager.
fn with_another_location(dir: &mut Directory) -> (GroupId, ChildId, PersonId, PersonId) {
    let elsewhere = LocationId([3; 16]);
    let (far, away) = (GroupId([13; 16]), ChildId([23; 16]));
    let [leader, parent, works] = [45, 46, 47].map(|id| PersonId([id; 16]));
    dir.upsert(Record::Location(Location {
        id: elsewhere,
        name: "Elsewhere".into(),
    }));
    dir.upsert(Record::Group(Group {
        id: far,
        location: elsewhere,
        name: "Far".into(),
    }));
    for id in [leader, parent, works] {
        dir.upsert(Record::Person(person(id)));
        dir.upsert(Record::Device(own_device(id)));
        dir.upsert(Record::Phone(phone(PhoneOwner::Person(id), "+31 6 99")));
    }
    dir.upsert(Record::Child(child(away)));
    dir.upsert(Record::Placement(placement(away, far)));
    dir.upsert(Record::Parenthood(parenthood(
        parent,
        away,
        Authority::Full,
        false,
    )));
    dir.upsert(Record::Assignment(assignment(
        works,
        far,
        GroupRole::Professional,
    )));
    dir.upsert(Record::Office(Office {
        person: leader,
        role: OfficeRole::Manager,
        location: Some(elsewhere),
        during: Span::since(NOW.plus_ms(-DAY)),
    }));
    (far, away, leader, parent)
}

#[test]
fn a_manager_of_one_location_sees_it_whole_and_nothing_of_another() {
    let mut dir = with_numbers();
    let (far, away, leader, parent) = with_another_location(&mut dir);
    let seen = person_view(&dir, leader);
    assert_eq!(children(&seen), BTreeSet::from([away]));
    assert_eq!(numbers(&seen), BTreeSet::from(["+31 6 99"]));
    assert_eq!(seen.person(parent), dir.person(parent));
    assert_eq!(seen.groups().map(|it| it.id).collect::<Vec<_>>(), [far]);
    for stranger in [PARENT, PROFESSIONAL, OWL_PARENT, SUBSTITUTE] {
        assert_eq!(seen.person(stranger), None);
        assert_eq!(seen.devices_of(Holder::Person(stranger)).count(), 0);
    }
    assert_eq!(
        seen.circle(CASE),
        None,
        "a case is for those who are named in it"
    );
    let there = readable(&dir, &Holder::Person(leader), NOW);
    assert_eq!(readable(&seen, &Holder::Person(leader), NOW), there);
    // A phone that can still be revoked is listed, and no other.
    assert_eq!(seen.devices_of(Holder::Person(parent)).count(), 1);
    let mut lost = own_device(parent);
    lost.revoked_at = Some(NOW);
    dir.upsert(Record::Device(lost));
    let seen = person_view(&dir, leader);
    assert_eq!(seen.devices_of(Holder::Person(parent)).count(), 0);
}

#[test]
fn what_a_manager_over_all_locations_gets_is_bounded_however_large_the_organisation() {
    let mut dir = with_numbers();
    let (far, away, leader, _) = with_another_location(&mut dir);
    let over_all = PersonId([48; 16]);
    dir.upsert(Record::Person(person(over_all)));
    dir.upsert(Record::Device(own_device(over_all)));
    dir.upsert(Record::Office(Office {
        person: over_all,
        role: OfficeRole::Manager,
        location: None,
        during: Span::since(NOW.plus_ms(-DAY)),
    }));
    assert!(children(&person_view(&dir, over_all)).contains(&away));
    let mut number = 0_u32;
    while dir.len() <= MANAGED_RECORDS_MAX {
        number += 1;
        let mut id = [0xee; 16];
        id[..4].copy_from_slice(&number.to_be_bytes());
        dir.upsert(Record::Person(person(PersonId(id))));
    }
    let seen = person_view(&dir, over_all);
    assert_eq!(children(&seen), BTreeSet::new());
    assert!(seen.len() < 100, "{}", seen.len());
    assert!(seen.group(far).is_some() && seen.group(BEES).is_some());
    assert_eq!(seen.person(leader), dir.person(leader));
    assert_eq!(
        readable(&seen, &Holder::Person(over_all), NOW),
        readable(&dir, &Holder::Person(over_all), NOW)
    );
}

#[test]
fn during_a_merge_only_professionals_see_the_children_of_the_other_group() {
    let mut dir = nursery();
    let ant_child = ChildId([22; 16]);
    dir.upsert(Record::Child(child(ant_child)));
    dir.upsert(Record::Placement(placement(ant_child, ANTS)));
    let sees = |person| children(&person_view(&dir, person)).contains(&ant_child);
    assert!(sees(PROFESSIONAL) && sees(MERGED));
    assert!(!sees(SUBSTITUTE) && !sees(TRAINEE));
    assert!(children(&view_of(&dir, Holder::Group(BEES))).contains(&ant_child));
}

#[test]
fn a_former_colleagues_name_stays_with_her_notes() {
    let mut dir = nursery();
    let mut ended = assignment(PROFESSIONAL, BEES, GroupRole::Professional);
    ended.during = until(NOW.plus_ms(-DAY));
    dir.upsert(Record::Assignment(ended));
    let tablet = view_of(&dir, Holder::Group(BEES));
    assert!(tablet.person(PROFESSIONAL).is_some());
    assert!(
        tablet
            .assignments_to(BEES)
            .all(|it| it.person != PROFESSIONAL)
    );
}

#[test]
fn keys_go_out_only_of_devices_that_may_grant() {
    let dir = nursery();
    let no_key = DevicePublicKey([0; 32]);
    let may_grant = [PROFESSIONAL, MERGED, MENTOR, OWL_PROFESSIONAL, MANAGER].map(|it| it.0);
    let groups = [BEES, ANTS, OWLS].map(|it| it.0);
    for holder in holders() {
        let own = device(holder).id;
        for record in view_of(&dir, holder).records() {
            let Record::Device(device) = record else {
                continue;
            };
            let grants = may_grant.contains(&device.id.0) || groups.contains(&device.id.0);
            let public = device.id == own || grants || device.public_key == no_key;
            assert!(public, "{holder:?} sees the key of {device:?}");
        }
    }
    let substitute = person_view(&dir, SUBSTITUTE);
    let granter = substitute.device(own_device(PROFESSIONAL).id).unwrap();
    assert_eq!(granter.public_key, own_device(PROFESSIONAL).public_key);
    assert_eq!(granter.name, "", "what she calls her phone is hers");
}

#[test]
fn who_belongs_nowhere_yet_learns_who_may_let_her_in_and_nothing_else() {
    let mut dir = with_numbers();
    let newcomer = PersonId([43; 16]);
    dir.upsert(Record::Person(person(newcomer)));
    dir.upsert(Record::Device(own_device(newcomer)));
    dir.upsert(Record::WorkDays(WorkDays {
        person: newcomer,
        weekdays: 0b1_1111,
    }));
    let seen = person_view(&dir, newcomer);
    for granter in [PROFESSIONAL, MERGED, OWL_PROFESSIONAL, MANAGER] {
        let device = seen.device(own_device(granter).id).unwrap();
        assert_eq!(device.public_key, own_device(granter).public_key);
        assert_eq!(seen.person(granter).unwrap().last_name, "");
    }
    for group in [BEES, ANTS, OWLS] {
        assert_eq!(seen.devices_of(Holder::Group(group)).count(), 1);
        assert!(seen.assignments_to(group).count() > 0);
    }
    assert_eq!(children(&seen), BTreeSet::new());
    assert_eq!(numbers(&seen), BTreeSet::new());
    for nobody in [TRAINEE, SUBSTITUTE, PARENT, COACH] {
        assert_eq!(seen.person(nobody), None, "may let nobody in");
    }
    assert!(
        readable(&seen, &Holder::Person(newcomer), NOW).is_subset(&readable(
            &dir,
            &Holder::Person(newcomer),
            NOW
        ))
    );
}

#[test]
fn who_has_no_role_or_none_any_more_reads_nothing_but_themselves() {
    let mut dir = with_numbers();
    let nobody = PersonId([43; 16]);
    dir.upsert(Record::Person(person(nobody)));
    dir.upsert(Record::Device(own_device(nobody)));
    let reads_of_others = |dir: &Directory| {
        let seen = person_view(dir, nobody);
        let of_others = seen.records().filter(|record| match record {
            Record::Organisation(_) => false,
            Record::Person(it) => it.id != nobody,
            Record::Device(it) => it.holder != Holder::Person(nobody),
            Record::Assignment(it) => it.person != nobody,
            Record::Office(it) => it.person != nobody,
            Record::Parenthood(it) => it.person != nobody,
            _ => true,
        });
        of_others.map(Record::id).collect::<Vec<_>>()
    };
    assert_eq!(reads_of_others(&dir), []);
    let over = Span {
        from: NOW.plus_ms(-10),
        until: Some(NOW),
    };
    dir.upsert(Record::Assignment(Assignment {
        during: over,
        ..assignment(nobody, BEES, GroupRole::Professional)
    }));
    for role in [OfficeRole::Manager, OfficeRole::Coach] {
        dir.upsert(Record::Office(Office {
            person: nobody,
            role,
            location: None,
            during: over,
        }));
    }
    dir.upsert(Record::Parenthood(Parenthood {
        child: CHILD,
        person: nobody,
        authority: Authority::Full,
        carer: true,
        earlier_names: Vec::new(),
        collection_barred: false,
        during: over,
    }));
    assert_eq!(reads_of_others(&dir), []);
    assert!(readable(&dir, &Holder::Person(nobody), NOW).is_empty());
}

#[test]
fn who_may_let_somebody_in_is_known_where_she_worked_and_to_no_parent() {
    let mut dir = nursery();
    let elsewhere = LocationId([3; 16]);
    let far = GroupId([13; 16]);
    let stranger = PersonId([44; 16]);
    dir.upsert(Record::Group(Group {
        id: far,
        location: elsewhere,
        name: "Far".into(),
    }));
    dir.upsert(Record::Person(person(stranger)));
    dir.upsert(Record::Device(own_device(stranger)));
    let works = assignment(stranger, far, GroupRole::Professional);
    dir.upsert(Record::Assignment(works));
    let knows = |who, granter| {
        let granter = own_device(granter).id;
        person_view(&dir, who).device(granter).is_some()
    };
    // The owls are of the same location.
    assert!(knows(SUBSTITUTE, OWL_PROFESSIONAL) && knows(TRAINEE, OWL_PROFESSIONAL));
    assert!(!knows(SUBSTITUTE, stranger) && !knows(PROFESSIONAL, stranger));
    for parent in [PARENT, GUARDIAN, CARER, OTHER_PARENT, OWL_PARENT] {
        assert!(!knows(parent, PROFESSIONAL) && !knows(parent, stranger));
    }
}

#[test]
fn a_revoked_device_no_longer_counts_among_those_that_grant() {
    let mut dir = nursery();
    let mut lost = own_device(PROFESSIONAL);
    lost.revoked_at = Some(NOW);
    dir.upsert(Record::Device(lost.clone()));
    assert_eq!(person_view(&dir, SUBSTITUTE).device(lost.id), None);
}

#[test]
fn somebody_who_left_sees_nothing_but_themselves() {
    let mut dir = with_numbers();
    dir.upsert(Record::Person(Person {
        left_at: Some(NOW),
        ..person(PROFESSIONAL)
    }));
    let seen = person_view(&dir, PROFESSIONAL);
    let kinds: Vec<u8> = seen.records().map(|record| record.id().kind).collect();
    assert_eq!(kinds, [0, 3, 14], "organisation, person, device");
}

#[test]
fn until_a_planned_move_the_child_is_seen_on_its_old_group() {
    let mut dir = nursery();
    let moves = NOW.plus_ms(DAY);
    dir.upsert(Record::Placement(Placement {
        during: until(moves),
        ..placement(CHILD, BEES)
    }));
    dir.upsert(Record::Placement(Placement {
        during: Span::since(moves),
        ..placement(CHILD, OWLS)
    }));
    let bees = Holder::Group(BEES);
    assert!(children(&view_of(&dir, bees)).contains(&CHILD));
    assert!(!children(&view_of(&dir, Holder::Group(OWLS))).contains(&CHILD));
    assert!(!readable(&view_of(&dir, bees), &bees, NOW).is_empty());
}

#[test]
fn the_view_is_in_order_and_its_digest_tells_any_change() {
    let dir = with_numbers();
    let device = own_device(PROFESSIONAL);
    let before = view(&dir, &device, NOW);
    assert!(before.is_sorted_by_key(Record::id));
    assert_eq!(view_digest(&before), view_digest(&view(&dir, &device, NOW)));

    let mut changed = dir.clone();
    changed.upsert(Record::Phone(phone(PhoneOwner::Person(PARENT), "+31 6 0")));
    let after = view(&changed, &device, NOW);
    assert_ne!(view_digest(&before), view_digest(&after));
    let other = own_device(OWL_PARENT);
    let unconcerned = [view(&dir, &other, NOW), view(&changed, &other, NOW)];
    assert_eq!(view_digest(&unconcerned[0]), view_digest(&unconcerned[1]));
}

#[test]
fn a_replaced_or_removed_record_is_found_no_more() {
    let mut dir = with_numbers();
    dir.remove(&Record::Placement(placement(CHILD, BEES)).id());
    dir.upsert(Record::Placement(placement(CHILD, OWLS)));
    assert_eq!(dir.placements_on(BEES).count(), 0);
    assert_eq!(dir.placements_on(OWLS).count(), 2);
    let id = Record::Child(child(CHILD)).id();
    assert!(dir.remove(&id));
    assert!(!dir.remove(&id));
    assert_eq!(dir.get(&id), None);
    assert_eq!(dir.child(CHILD), None);
    assert_eq!(dir.placements_on(OWLS).count(), 2);
}

#[test]
fn every_record_reads_back_from_its_cbor() {
    let mut dir = with_numbers();
    dir.upsert(Record::Opening(Opening {
        id: GrantId([77; 16]),
        person: MANAGER,
        kind: samenspel_model::series::DocumentKind::Team,
        subject: samenspel_model::series::Subject::Child(CHILD),
        reason: "a parent asked for access".into(),
        during: today(),
    }));
    let kinds: BTreeSet<u8> = dir.records().map(|record| record.id().kind).collect();
    assert_eq!(kinds, (0..=16).collect(), "one of every kind is tried");
    for record in dir.records() {
        let bytes = minicbor::to_vec(record).unwrap();
        assert_eq!(&minicbor::decode::<Record>(&bytes).unwrap(), record);
    }
}

#[test]
fn a_contact_that_ended_is_seen_by_nobody_nor_is_the_number() {
    let mut dir = with_numbers();
    let contact = dir.contacts_of(CHILD).next().unwrap().clone();
    let sees = |dir: &Directory, person| {
        let seen = person_view(dir, person);
        let named = seen.contacts_of(CHILD).next().is_some();
        (named, numbers(&seen).contains("+31 6 60"))
    };
    for person in [PARENT, PROFESSIONAL] {
        assert_eq!(sees(&dir, person), (true, true));
    }
    for (until, is_seen) in [(NOW.plus_ms(1), true), (NOW, false)] {
        dir.upsert(Record::Contact(Contact {
            until: Some(until),
            ..contact.clone()
        }));
        for person in [PARENT, PROFESSIONAL] {
            assert_eq!(sees(&dir, person), (is_seen, is_seen), "{person:?}");
        }
    }
}
