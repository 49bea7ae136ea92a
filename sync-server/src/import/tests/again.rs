//! A later import: what a file does not say stays, and what is probably not meant is pointed out.

use samenspel_rules::directory::{Assignment, Mentorship, Person, Span};

use super::*;

const NOW: UnixMillis = UnixMillis(1_760_000_000_000);

fn people(world: &World) -> Vec<&Person> {
    let people = world.records.values().filter_map(|it| match it {
        Record::Person(person) => Some(person),
        _ => None,
    });
    people.collect()
}

fn karin(world: &World) -> Person {
    let karin = people(world)
        .into_iter()
        .find(|it| it.first_name == "Karin");
    karin.unwrap().clone()
}

fn work_of(world: &World) -> Vec<Assignment> {
    let work = world.records.values().filter_map(|it| match it {
        Record::Assignment(it) => Some(it.clone()),
        _ => None,
    });
    work.collect()
}

fn mentorships(world: &World) -> Vec<Mentorship> {
    let mentorships = world.records.values().filter_map(|it| match it {
        Record::Mentorship(it) => Some(it.clone()),
        _ => None,
    });
    mentorships.collect()
}

fn put(world: &mut World, record: Record) {
    world.records.insert(record.id(), record);
}

fn warnings(plan: &Plan) -> String {
    plan.warnings.lines().join("\n")
}

/// The organisation of the files, whose Karin left and stopped working yesterday, as a manager said.
fn karin_left() -> (World, UnixMillis) {
    let mut world = World::default();
    world.import(&whole());
    let yesterday = NOW.plus_ms(-24 * 3_600_000);
    let mut person = karin(&world);
    person.left_at = Some(yesterday);
    put(&mut world, Record::Person(person));
    for mut work in work_of(&world) {
        work.during.until = Some(yesterday);
        put(&mut world, Record::Assignment(work));
    }
    for mut mentorship in mentorships(&world) {
        mentorship.during.until = Some(yesterday);
        put(&mut world, Record::Mentorship(mentorship));
    }
    (world, yesterday)
}

#[test]
fn access_that_a_manager_ended_does_not_come_back_with_the_same_files() {
    let (mut world, yesterday) = karin_left();
    let plan = world.import(&whole());
    assert!(plan.is_empty(), "{plan:?}");
    assert_eq!(karin(&world).left_at, Some(yesterday));
    assert_eq!(work_of(&world)[0].during.until, Some(yesterday));
    assert_eq!(mentorships(&world)[0].during.until, Some(yesterday));
    let said = warnings(&plan);
    // The file has a later last day of her mentorship, and none of her work.
    assert!(
        said.contains("assignments.csv line 3, column until: is later"),
        "{said}"
    );
    assert!(
        said.contains("assignments.csv line 4, column until: is empty"),
        "{said}"
    );
}

#[test]
fn a_file_without_the_column_of_an_end_or_of_languages_changes_neither() {
    let mut world = World::default();
    world.import(&whole());
    let left = "id,first_name,last_name,languages,left_on\ns1,Karin,Bakker,nl,2025-01-31\n";
    world.import(&sources(&[(FileKind::People, left)]));
    let before = karin(&world);
    assert!(before.left_at.is_some());
    let bare = "id,first_name,last_name\ns1,Karin,Bakker\n";
    let plan = world.import(&sources(&[(FileKind::People, bare)]));
    assert!(plan.is_empty(), "{plan:?}");
    assert_eq!(karin(&world), before);
    let work = "person,role,of\ns1,professional,zon\n";
    let plan = world.import(&sources(&[(FileKind::Assignments, work)]));
    assert!(plan.is_empty(), "{plan:?}");
}

#[test]
fn who_comes_back_is_taken_up_again_by_the_word_open_or_by_a_later_first_day() {
    let (mut world, _) = karin_left();
    let back = "id,first_name,last_name,languages,left_on\ns1,Karin,Bakker,nl,Open\n";
    world.import(&sources(&[(FileKind::People, back)]));
    assert_eq!(karin(&world).left_at, None);
    let work = "person,role,of,from,until\ns1,professional,zon,2025-11-01,\n";
    let plan = world.import(&sources(&[(FileKind::Assignments, work)]));
    assert_eq!(warnings(&plan), "");
    let Span { from, until } = work_of(&world)[0].during;
    assert_eq!(
        (from.to_string().as_str(), until),
        ("2025-10-31T23:00:00Z", None)
    );
    let mentor = "person,role,of,from,until\ns1,mentor,k1,2024-01-01,open\n";
    world.import(&sources(&[(FileKind::Assignments, mentor)]));
    assert_eq!(mentorships(&world)[0].during.until, None);
}

#[test]
fn an_end_can_be_moved_forward_and_one_still_to_come_can_be_put_off() {
    let mut world = World::default();
    world.import(&whole());
    for last in ["2026-03-31", "2026-06-30", "2025-12-31"] {
        let work = format!("person,role,of,from,until\ns1,professional,zon,2024-01-01,{last}\n");
        let plan = world.import(&sources(&[(FileKind::Assignments, &work)]));
        assert_eq!(
            (plan.upserts.len(), warnings(&plan).as_str()),
            (1, ""),
            "{last}"
        );
    }
}

#[test]
fn a_second_mentor_and_work_left_open_are_pointed_out() {
    let mut world = World::default();
    let open = "person,role,of,from\ns1,mentor,k1,2024-01-01\ns1,professional,zon,2024-01-01\n";
    world.import(&sources(&[
        GROUPS,
        PEOPLE,
        CHILDREN,
        (FileKind::Assignments, open),
    ]));
    let second = "id,first_name,last_name\ns2,Joke,Visser\n";
    let moved = "person,role,of,from\ns2,mentor,k1,2025-01-01\ns1,professional,maan,2025-01-01\n";
    let files = [(FileKind::People, second), (FileKind::Assignments, moved)];
    let plan = world.import(&sources(&files));
    let said = warnings(&plan);
    assert!(
        said.contains("line 2, column person: gives this child a second mentor"),
        "{said}"
    );
    assert!(
        said.contains("line 3, column of: gives this person work on one more group"),
        "{said}"
    );
    // Where the file ends the one and begins the other nothing is odd.
    let settled = "person,role,of,from,until\ns1,mentor,k1,2024-01-01,2024-12-31\ns2,mentor,k1,2025-01-01,\n\
                   s1,professional,zon,2024-01-01,2024-12-31\ns1,professional,maan,2025-01-01,\n";
    let plan = world.import(&sources(&[(FileKind::Assignments, settled)]));
    assert_eq!(warnings(&plan), "");
}

#[test]
fn a_parent_who_becomes_staff_is_pointed_out_once() {
    let mut world = World::default();
    world.import(&whole());
    let slip = "person,role,of\no1,professional,maan\no1,manager,\n";
    let plan = world.import(&sources(&[(FileKind::Assignments, slip)]));
    let said = warnings(&plan);
    assert!(said.contains("makes a parent staff"), "{said}");
    assert_eq!(said.matches("makes a parent staff").count(), 1, "{said}");
}

#[test]
fn a_mentor_who_works_at_another_location_is_pointed_out() {
    let mut world = World::default();
    let groups =
        "id,name,location,location_name\nzon,Zonnetjes,linde,De Linde\nmaan,Maantjes,eik,De Eik\n";
    let work = "person,role,of\ns1,professional,maan\ns1,mentor,k1\n";
    let files = [
        (FileKind::Groups, groups),
        PEOPLE,
        CHILDREN,
        (FileKind::Assignments, work),
    ];
    let said = warnings(&world.import(&sources(&files)));
    assert!(
        said.contains("a location where this person does not work"),
        "{said}"
    );
}

#[test]
fn the_same_child_under_another_id_is_pointed_out_and_stays_two() {
    let mut world = World::default();
    world.import(&whole());
    let twice = "id,first_name,last_name,birth_date,group,days,from\nk9,NOOR,haddad,2023-04-05,maan,ma,2025-01-01\n";
    let plan = world.import(&sources(&[(FileKind::Children, twice)]));
    let said = warnings(&plan);
    assert!(
        said.contains("line 2, column id: has the name and birth date"),
        "{said}"
    );
    assert_eq!(plan.summary["children"].new, 1);
}

#[test]
fn a_contact_named_like_a_parent_who_may_not_collect_is_pointed_out() {
    let mut world = World::default();
    let barred = "person,role,of,collection_barred\no1,parent,k1,ja\n";
    world.import(&sources(&[
        GROUPS,
        PEOPLE,
        CHILDREN,
        (FileKind::Assignments, barred),
    ]));
    let contact = "id,child,named_by,name,relation,phone\nc1,k1,o1,Samira  Hàddad,tante,\n";
    let said = warnings(&world.import(&sources(&[(FileKind::Contacts, contact)])));
    assert!(
        said.contains("column name: is like the name of a parent who may not collect"),
        "{said}"
    );
}

#[test]
fn a_manager_of_two_locations_is_one_at_each() {
    let mut world = World::default();
    let groups =
        "id,name,location,location_name\nzon,Zonnetjes,linde,De Linde\nmaan,Maantjes,eik,De Eik\n";
    let offices = "person,role,of\ns1,manager,linde\ns1,manager,eik\n";
    let files = [
        (FileKind::Groups, groups),
        PEOPLE,
        (FileKind::Assignments, offices),
    ];
    let plan = world.import(&sources(&files));
    assert_eq!(plan.summary["offices"].new, 2);
}

#[test]
fn what_an_import_changes_is_listed_by_file_and_line() {
    let mut world = World::default();
    world.import(&whole());
    let renamed = PEOPLE.1.replace("Karin", "Carine");
    let plan = world.import(&sources(&[(FileKind::People, &renamed)]));
    let lines: Vec<String> = plan.changes.iter().map(ToString::to_string).collect();
    assert_eq!(lines, ["people.csv line 3: people, changed"]);
}

#[test]
fn a_large_import_is_written_in_portions_that_part_nobodys_records() {
    let mut world = World::default();
    let children = "id,first_name,last_name,birth_date,group,days,from,until\n\
                    k1,Noor,Haddad,2023-04-05,zon,ma,2024-01-01,2024-12-31\n\
                    k1,Noor,Haddad,2023-04-05,maan,ma,2025-01-01,\n\
                    k2,Daan,Visser,2023-05-06,zon,ma,2024-01-01,\n";
    let plan = world.import(&sources(&[GROUPS, (FileKind::Children, children)]));
    let portions = plan.portions(1);
    assert_eq!(portions.concat(), plan.upserts);
    let placements = portions
        .iter()
        .filter(|it| matches!(it[0], Record::Placement(_)));
    let mut sizes: Vec<usize> = placements.map(|it| it.len()).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [1, 2]);
    assert_eq!(plan.portions(1_000).len(), 1);
}

fn groups_of_noor(world: &World, at: UnixMillis) -> usize {
    let placements = world.records.values().filter_map(|it| match it {
        Record::Placement(it) => Some(it),
        _ => None,
    });
    placements.filter(|it| it.during.contains(at)).count()
}

fn children(rows: &[&str]) -> Vec<Source> {
    let header = "id,first_name,last_name,birth_date,group,days,from,until";
    let noor = |row: &&str| format!("k1,Noor,Haddad,2023-04-05,{row}");
    let lines: Vec<String> = rows.iter().map(noor).collect();
    let text = format!("{header}\n{}\n", lines.join("\n"));
    sources(&[(FileKind::Children, &text)])
}

/// Noor of the files moves to the other group; then the file of before the move is imported by mistake.
#[test]
fn an_old_file_takes_no_child_out_of_the_group_it_moved_to_and_the_newest_file_changes_nothing() {
    for first_day in ["2025-10-01", "2025-12-01"] {
        let mut world = World::default();
        world.import(&whole());
        let moved = children(&[&format!("maan,ma di do,{first_day},")]);
        world.import(&moved);
        let late = UnixMillis(1_770_000_000_000);
        assert_eq!(groups_of_noor(&world, late), 1, "{first_day}");
        let plan = world.import(&sources(&[CHILDREN]));
        assert_eq!(groups_of_noor(&world, late), 1, "{first_day}");
        let warned = warnings(&plan);
        assert!(
            warned.contains("column group: is not the only group"),
            "{warned}"
        );
        assert!(warned.contains("column until: is empty"), "{warned}");
        assert!(world.import(&moved).is_empty(), "{first_day}");
    }
}

#[test]
fn a_later_group_ends_by_a_last_day_or_by_a_row_that_says_open() {
    let late = UnixMillis(1_770_000_000_000);
    let both = children(&["zon,ma di do,2024-01-01,", "maan,wo,2025-06-01,"]);
    for back in [
        children(&["zon,ma di do,2024-01-01,", "maan,wo,2025-06-01,2025-10-01"]),
        children(&["zon,ma di do,2024-01-01,open"]),
    ] {
        let mut world = World::default();
        world.import(&whole());
        world.import(&both);
        assert_eq!(groups_of_noor(&world, late), 2);
        world.import(&back);
        assert_eq!(groups_of_noor(&world, late), 1);
    }
}
