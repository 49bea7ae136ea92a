//! Slips of an office with a spreadsheet: two ids exchanged, a parent as mentor of the own child, an older
//! file after a manager's decision, a day on which nobody is there.

use samenspel_rules::directory::{Mentorship, Span};

use super::*;

const NOW: UnixMillis = UnixMillis(1_760_000_000_000);

const TWO_CHILDREN: &str = "id,first_name,last_name,birth_date,group,days,from,until\n\
                            k1,Noor,Haddad,2023-04-05,zon,ma di do,2024-01-01,\n\
                            k2,Daan,Visser,2022-06-07,zon,ma di,2024-01-01,\n";

fn one(kind: FileKind, text: &str) -> Vec<Source> {
    sources(&[(kind, text)])
}

fn warnings(plan: &Plan) -> String {
    plan.warnings.lines().join("\n")
}

/// The usual files, with a second child and work that goes on.
fn world() -> World {
    let mut world = World::default();
    let roles = "person,role,of,from\no1,parent,k1,\ns1,mentor,k1,2024-01-01\ns1,professional,zon,2024-01-01\n";
    world.import(&sources(&[
        GROUPS,
        PEOPLE,
        (FileKind::Children, TWO_CHILDREN),
        (FileKind::Assignments, roles),
    ]));
    world
}

fn mentorships(world: &World) -> Vec<Mentorship> {
    let found = world.records.values().filter_map(|it| match it {
        Record::Mentorship(it) => Some(it.clone()),
        _ => None,
    });
    found.collect()
}

#[test]
fn two_ids_exchanged_by_a_column_that_was_sorted_alone_are_refused_by_line() {
    let people = "id,first_name,last_name,languages\n";
    let header = "id,first_name,last_name,birth_date,group,days,from\n";
    let exchanged = [
        // The column of ids alone.
        (
            FileKind::People,
            format!("{people}s1,Samira,Haddad,ar nl\no1,Karin,Bakker,nl\n"),
        ),
        // The column of first names alone, and of last names alone.
        (
            FileKind::People,
            format!("{people}o1,KARIN,Haddad,ar nl\ns1,Samira,Bakker,nl\n"),
        ),
        (
            FileKind::People,
            format!("{people}o1,Samira,Bakker,ar nl\ns1,Karin,Haddad,nl\n"),
        ),
        // One row with another's id.
        (FileKind::People, format!("{people}o1,Karin,Bakker,nl\n")),
        (
            FileKind::Children,
            format!(
                "{header}k2,Noor,Haddad,2023-04-05,zon,ma,2024-01-01\nk1,Daan,Visser,2022-06-07,zon,ma,2024-01-01\n"
            ),
        ),
        (
            FileKind::Children,
            format!(
                "{header}k1,Noor,Haddad,2022-06-07,zon,ma,2024-01-01\nk2,Daan,Visser,2023-04-05,zon,ma,2024-01-01\n"
            ),
        ),
    ];
    for (kind, text) in exchanged {
        let world = world();
        let errors = world.errors(&one(kind, &text));
        assert!(errors.contains("line 2, column id: "), "{text}{errors}");
        assert!(errors.contains("--names-moved"), "{errors}");
        assert!(
            !errors.contains("Karin") && !errors.contains("Noor"),
            "{errors}"
        );
        let told = world.plan_moved(&one(kind, &text)).unwrap();
        assert!(!told.is_empty());
    }
}

#[test]
fn a_new_name_or_a_corrected_birth_date_is_no_exchange() {
    let people = "id,first_name,last_name,languages\n";
    for renamed in [
        format!("{people}o1,Samira,Bakker,ar nl\ns1,Karin,Bakker,nl\n"),
        format!("{people}o1,Sam,El Haddad,ar nl\ns1,Karin,Bos-Bakker,nl\n"),
        format!("{people}o1,SAMIRA,Hàddad,ar nl\ns1,Karin,Bakker,nl\n"),
    ] {
        let plan = world().plan(&one(FileKind::People, &renamed)).unwrap();
        assert!(!warnings(&plan).contains("id"), "{}", warnings(&plan));
    }
    let corrected = TWO_CHILDREN.replace("2023-04-05", "2023-04-15");
    let plan = world().plan(&one(FileKind::Children, &corrected)).unwrap();
    assert_eq!(warnings(&plan), "");
}

/// People of whom one is called as another may come to be called.
fn many() -> World {
    let mut world = World::default();
    let people = people(&[
        "p1,Anna,Jansen",
        "p2,Bea,Bakker",
        "p3,Cor,Visser",
        "p4,Dirk,Smit",
        "p5,Anna,Bakker",
        "p6,Eva,Mulder",
    ]);
    world.import(&one(FileKind::People, &people));
    world
}

fn people(rows: &[&str]) -> String {
    format!("id,first_name,last_name\n{}\n", rows.join("\n"))
}

#[test]
fn people_who_each_take_a_name_that_another_had_are_no_exchange() {
    for renamed in [
        // She marries, and is called as another Anna is.
        &["p1,Anna,Bakker"][..],
        // As another Anna was until now.
        &["p1,Anna,Bakker", "p5,Anna,Dekker"],
        // Two and two who have nothing to do with each other.
        &[
            "p1,Anna,Bakker",
            "p2,Bea,Dekker",
            "p3,Cor,Smit",
            "p4,Dirk,Kok",
        ],
        // One after another, as such names go in a large organisation, in whatever rows they are.
        &[
            "p1,Anna,Bakker",
            "p3,Cor,Smit",
            "p2,Bea,Visser",
            "p6,Eva,Jansen",
        ],
        // A couple that changes both names, twice.
        &[
            "p1,Anna,Bakker",
            "p2,Bea,Jansen-Bakker",
            "p3,Cor,Smit",
            "p4,Dirk,Smit-Visser",
        ],
    ] {
        let plan = many().plan(&one(FileKind::People, &people(renamed)));
        let plan = plan.unwrap_or_else(|errors| panic!("{renamed:?}: {errors}"));
        assert_eq!(plan.upserts.len(), renamed.len(), "{renamed:?}");
        assert!(
            !warnings(&plan).contains("column id"),
            "{}",
            warnings(&plan)
        );
    }
}

#[test]
fn names_that_went_round_or_slipped_by_rows_are_refused_whoever_else_is_renamed() {
    for exchanged in [
        // Round, two and three.
        &["p1,Anna,Bakker", "p2,Bea,Jansen", "p6,Eva,Kok"][..],
        &[
            "p1,Anna,Visser",
            "p6,Eva,Kok",
            "p2,Bea,Jansen",
            "p3,Cor,Bakker",
        ],
        // Slipped by a row upwards, downwards, by two, and among others.
        &["p1,Anna,Bakker", "p2,Bea,Visser", "p3,Cor,Kok"],
        &[
            "p1,Anna,Kok",
            "p2,Bea,Jansen",
            "p3,Cor,Bakker",
            "p4,Dirk,Visser",
        ],
        &[
            "p1,Anna,Bakker",
            "p6,Eva,Mulder",
            "p2,Bea,Visser",
            "p4,Dirk,Smit",
            "p3,Cor,Kok",
        ],
        &[
            "p6,Eva,Kok",
            "p2,Bea,Visser",
            "p3,Cor,Smit",
            "p4,Dirk,Dekker",
            "p1,Anna,Jansen",
        ],
        // Another's first name with it is another's row.
        &["p2,Anna,Bakker"],
        &["p1,Bea,Bakker"],
    ] {
        let errors = many().errors(&one(FileKind::People, &people(exchanged)));
        assert!(errors.contains("column id: "), "{exchanged:?}: {errors}");
        assert!(errors.contains("--names-moved"), "{errors}");
    }
}

#[test]
fn a_long_column_that_slipped_by_a_row_or_was_turned_over_is_refused() {
    let called = |number: usize| -> String {
        let syllables = ["ba", "ce", "di", "fo", "gu", "ha", "ki", "lo", "mu", "na"];
        let digits = format!("{number:03}").into_bytes();
        let syllables = digits.iter().map(|it| syllables[usize::from(it - b'0')]);
        syllables.collect()
    };
    let all = |name_of: &dyn Fn(usize) -> usize| {
        let row = |it: usize| format!("q{it},{},{}", called(it), called(name_of(it)));
        let rows: Vec<String> = (0..200).map(row).collect();
        people(&rows.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let mut world = World::default();
    world.import(&one(FileKind::People, &all(&|it| it)));
    for moved in [all(&|it| it + 1), all(&|it| 199 - it)] {
        let errors = world.errors(&one(FileKind::People, &moved));
        assert!(errors.contains("--names-moved"), "{errors}");
    }
}

#[test]
fn an_id_whose_whole_person_becomes_another_is_pointed_out() {
    let other = TWO_CHILDREN.replace("Noor,Haddad,2023-04-05", "Sofie,Jansen,2021-01-02");
    let said = warnings(&world().plan(&one(FileKind::Children, &other)).unwrap());
    assert!(said.contains("children.csv line 2, column id: "), "{said}");
    let people = "id,first_name,last_name\ns1,Petra,Smit\n";
    let said = warnings(&world().plan(&one(FileKind::People, people)).unwrap());
    assert!(said.contains("people.csv line 2, column id: "), "{said}");
}

/// Joke was the deputy and became the mentor at `at`, as `samenspel mentor` writes it.
fn joke_became_the_mentor(at: UnixMillis) -> World {
    let mut world = world();
    let deputy = [
        (
            FileKind::People,
            "id,first_name,last_name\ns2,Joke,Visser\n",
        ),
        (
            FileKind::Assignments,
            "person,role,of,from\ns2,deputy,k1,2024-01-01\ns2,professional,zon,2024-01-01\n",
        ),
    ];
    world.import(&sources(&deputy));
    for mut it in mentorships(&world) {
        if it.deputy {
            it.deputy = false;
            it.during = Span::since(at);
        } else {
            it.during.until = Some(at);
        }
        let record = Record::Mentorship(it);
        world.records.insert(record.id(), record);
    }
    world
}

#[test]
fn a_mentor_by_a_managers_decision_stays_one_whatever_an_older_file_says() {
    let decided = NOW.plus_ms(-3 * 3_600_000);
    let older = [
        ("s2,deputy,k1,2024-01-01,", "column role: "),
        ("s2,deputy,k1,,", "column role: "),
        ("s2,mentor,k1,2024-01-01,2024-12-31", "column until: "),
        ("s2,deputy,k1,,2024-12-31", "column until: "),
        ("s2,mentor,k1,2024-01-01,", ""),
    ];
    for (row, warned) in older {
        let mut world = joke_became_the_mentor(decided);
        let before = mentorships(&world);
        let text = format!("person,role,of,from,until\ns1,mentor,k1,2024-01-01,\n{row}\n");
        let plan = world.import(&one(FileKind::Assignments, &text));
        assert_eq!(mentorships(&world), before, "{row}");
        let said = warnings(&plan);
        assert!(
            said.contains(&format!("line 3, {warned}")) || warned.is_empty(),
            "{row}: {said}"
        );
    }
    // A file that says since when decides anew.
    let mut world = joke_became_the_mentor(decided);
    let newer = "person,role,of,from,until\ns2,deputy,k1,2025-10-20,\n";
    world.import(&one(FileKind::Assignments, newer));
    assert!(mentorships(&world).iter().any(|it| it.deputy));
}

#[test]
fn a_child_that_is_left_without_a_mentor_is_pointed_out() {
    for row in [
        "s1,mentor,k1,2024-01-01,2025-09-30",
        "s1,deputy,k1,2024-01-01,",
        "s1,mentor,k1,,2025-12-31",
    ] {
        let text = format!("person,role,of,from,until\n{row}\n");
        let plan = world().plan(&one(FileKind::Assignments, &text)).unwrap();
        let said = warnings(&plan);
        assert!(
            said.contains("leaves this child without a mentor"),
            "{row}: {said}"
        );
    }
}

#[test]
fn a_parent_barred_or_not_is_no_mentor_of_the_own_child() {
    let rows = [
        "o1,mentor,k1,,",
        "o1,deputy,k1,,",
        "o1,mentor,k1,,\no1,parent,k1,,ja",
        "s1,parent,k1,,",
    ];
    for row in rows {
        let text = format!("person,role,of,until,collection_barred\n{row}\n");
        let errors = world().errors(&one(FileKind::Assignments, &text));
        assert!(
            errors.contains("line 2, column person: "),
            "{row}: {errors}"
        );
        assert!(errors.contains("own child"), "{row}: {errors}");
    }
    // Whoever a court keeps away is a parent still, after the row ended.
    let mut ended = world();
    let bar = "person,role,of,until,collection_barred\no1,parent,k1,2025-01-31,ja\n";
    ended.import(&one(FileKind::Assignments, bar));
    let errors = ended.errors(&one(
        FileKind::Assignments,
        "person,role,of\no1,mentor,k1\n",
    ));
    assert!(errors.contains("own child"), "{errors}");
    // Of another child a colleague who is a parent may be the mentor.
    let text = "person,role,of\no1,mentor,k2\n";
    assert!(world().plan(&one(FileKind::Assignments, text)).is_ok());
}

#[test]
fn a_parent_who_works_on_the_own_childs_group_is_pointed_out() {
    let text = "person,role,of\ns1,parent,k2\n";
    let said = warnings(&world().plan(&one(FileKind::Assignments, text)).unwrap());
    assert!(said.contains("line 2, column person: "), "{said}");
    assert!(said.contains("own child"), "{said}");
}

#[test]
fn the_end_of_a_parents_row_is_not_the_end_of_a_courts_bar() {
    let mut world = world();
    let bar = "person,role,of,until,collection_barred\no1,parent,k1,,ja\n";
    world.import(&one(FileKind::Assignments, bar));
    let ended = "person,role,of,until\no1,parent,k1,2025-09-30\n";
    let plan = world.import(&one(FileKind::Assignments, ended));
    let said = warnings(&plan);
    assert!(said.contains("line 2, column until: "), "{said}");
    assert!(said.contains("collection_barred"), "{said}");
    let bars = |world: &World| {
        let mut all = world.records.values();
        all.any(|it| matches!(it, Record::Parenthood(it) if it.collection_barred))
    };
    assert!(bars(&world));
    assert_eq!(
        warnings(&world.import(&one(FileKind::Assignments, ended))),
        ""
    );
    // What a file of before the decision has there, or a box that nobody ticked.
    for no in ["nee", "no", "0", "ONWAAR"] {
        let old = format!("person,role,of,until,collection_barred\no1,parent,k1,2025-09-30,{no}\n");
        let said = warnings(&world.import(&one(FileKind::Assignments, &old)));
        assert!(bars(&world), "{no}");
        assert!(
            said.contains("line 2, column collection_barred: "),
            "{no}: {said}"
        );
    }
    let lifted = "person,role,of,until,collection_barred\no1,parent,k1,2025-09-30,Opgeheven\n";
    world.import(&one(FileKind::Assignments, lifted));
    assert!(!bars(&world));
}

#[test]
fn a_barred_parent_who_gets_another_name_stays_barred_by_the_one_before() {
    let mut world = world();
    let bar = "person,role,of,collection_barred\no1,parent,k1,ja\n";
    world.import(&one(FileKind::Assignments, bar));
    let named = |name: &str| format!("id,first_name,last_name\no1,{name}\ns1,Karin,Bakker\n");
    let earlier = |world: &World| -> Vec<String> {
        let barred = world.records.values().find_map(|it| match it {
            Record::Parenthood(it) => Some(it.earlier_names.clone()),
            _ => None,
        });
        let names = barred.into_iter().flatten();
        names
            .map(|(first, last)| format!("{first} {last}"))
            .collect()
    };
    for (name, before) in [
        ("Samira,de Wit", vec!["Samira Haddad"]),
        ("Sam,de Wit", vec!["Samira Haddad", "Samira de Wit"]),
    ] {
        let plan = world.import(&one(FileKind::People, &named(name)));
        let said = warnings(&plan);
        assert!(
            said.contains("people.csv line 2, column last_name: "),
            "{said}"
        );
        assert!(said.contains("may not collect"), "{said}");
        assert_eq!(earlier(&world), before);
        // The same files change nothing, and a row that says nothing of it keeps it.
        assert!(
            world
                .import(&one(FileKind::People, &named(name)))
                .is_empty()
        );
        world.import(&one(
            FileKind::Assignments,
            "person,role,of\no1,parent,k1\n",
        ));
        assert_eq!(earlier(&world), before);
    }
    world.import(&one(FileKind::Assignments, &bar.replace(",ja", ",lifted")));
    assert_eq!(earlier(&world), Vec::<String>::new());
}

#[test]
fn a_contact_like_a_barred_parent_is_pointed_out_in_whatever_order_they_come() {
    const LIKE: &str = "may not collect this child";
    let people = (
        FileKind::People,
        "id,first_name,last_name\no1,Samira,Haddad\no2,Anna,Bos\ns1,Karin,Bakker\n",
    );
    let bar = "person,role,of,collection_barred\no1,parent,k1,ja\no2,parent,k1,\n";
    let no_bar = bar.replace(",ja", ",");
    let contact = "id,child,named_by,name,relation\nc1,k1,o2,Samira  Hàddad,tante\n";
    let (bar, contact) = ((FileKind::Assignments, bar), (FileKind::Contacts, contact));
    let together = [GROUPS, people, CHILDREN, bar, contact];
    let said = warnings(&World::default().import(&sources(&together)));
    assert!(
        said.contains("contacts.csv line 2, column name: ") && said.contains(LIKE),
        "{said}"
    );

    // Where the relation goes a name may stand too.
    let beside = "id,child,named_by,name,relation\nc1,k1,o2,Zus,Samira Haddad\n";
    let beside = [GROUPS, people, CHILDREN, bar, (FileKind::Contacts, beside)];
    let said = warnings(&World::default().import(&sources(&beside)));
    assert!(
        said.contains("contacts.csv line 2, column relation: ") && said.contains(LIKE),
        "{said}"
    );

    let mut world = World::default();
    let before = [
        GROUPS,
        people,
        CHILDREN,
        (FileKind::Assignments, &no_bar),
        contact,
    ];
    assert_eq!(warnings(&world.import(&sources(&before))), "");
    // The bar alone, and with the same contacts again.
    let said = warnings(&world.plan(&sources(&[bar])).unwrap());
    assert!(
        said.contains("assignments.csv line 2, column collection_barred: "),
        "{said}"
    );
    let said = warnings(&world.import(&sources(&together)));
    assert!(
        said.contains("contacts.csv line 2, column name: ") && said.contains(LIKE),
        "{said}"
    );
    assert_eq!(warnings(&world.import(&sources(&together))), "");
    // A barred parent whose row has ended is barred all the same.
    let ended = (
        FileKind::Assignments,
        "person,role,of,until\no1,parent,k1,2025-01-31\n",
    );
    world.import(&sources(&[ended]));
    let another = contact.1.replace("c1,", "c2,");
    let said = warnings(&world.import(&sources(&[(FileKind::Contacts, &another)])));
    assert!(said.contains(LIKE), "{said}");
}

#[test]
fn staff_who_are_parents_do_not_lose_their_own_child_by_a_last_day_as_staff() {
    let mut world = world();
    world.import(&one(
        FileKind::Assignments,
        "person,role,of\ns1,parent,k2\n",
    ));
    let left = "id,first_name,last_name,left_on\ns1,Karin,Bakker,2025-10-01\n";
    let errors = world.errors(&one(FileKind::People, left));
    assert!(
        errors.contains("people.csv line 2, column left_on: "),
        "{errors}"
    );
    assert!(errors.contains("parent"), "{errors}");
    // What is advised works.
    let work = "person,role,of,until\ns1,mentor,k1,2025-10-01\ns1,professional,zon,2025-10-01\n";
    world.import(&one(FileKind::Assignments, work));
    let parent = "person,role,of,until\ns1,parent,k2,2025-10-01\n";
    let both = [(FileKind::People, left), (FileKind::Assignments, parent)];
    world.import(&sources(&both));
    // Somebody who is a parent only leaves as one.
    let parent_left = "id,first_name,last_name,left_on\no1,Samira,Haddad,2025-10-01\n";
    assert!(world.plan(&one(FileKind::People, parent_left)).is_ok());
}

#[test]
fn days_on_which_nobody_is_there_or_long_ago_are_pointed_out() {
    let settled = "location,open_days,closed_days\nlinde,ma di wo do,2026-01-01\n";
    let mut world = world();
    world.import(&sources(&[GROUPS, (FileKind::Locations, settled)]));
    let days = |day: &str| format!("child,date,comes\nk1,{day}\n");
    for (day, is_odd) in [
        ("2025-11-03,ja", false),
        ("2025-11-08,ja", true),
        ("2025-11-07,ja", true),
        ("2026-01-01,ja", true),
        ("2026-01-01,nee", false),
        ("2016-11-07,ja", true),
        ("2016-11-07,nee", true),
    ] {
        let plan = world.plan(&one(FileKind::Days, &days(day))).unwrap();
        let said = warnings(&plan);
        assert_eq!(
            said.contains("days.csv line 2, column date: "),
            is_odd,
            "{day}: {said}"
        );
    }
    let saturday = TWO_CHILDREN.replace("ma di,", "ma za,");
    let said = warnings(&world.plan(&one(FileKind::Children, &saturday)).unwrap());
    assert!(
        said.contains("children.csv line 3, column days: "),
        "{said}"
    );
    let years_ago = settled.replace("2026-01-01", "2016-01-01");
    let said = warnings(&world.plan(&one(FileKind::Locations, &years_ago)).unwrap());
    assert!(
        said.contains("locations.csv line 2, column closed_days: "),
        "{said}"
    );
}

#[test]
fn of_two_rows_of_one_child_the_later_is_named_and_names_the_other() {
    let header = "id,first_name,last_name,birth_date,group,days,from\n";
    for (first, second) in [("k8", "k9"), ("k9", "k8"), ("k1", "k9"), ("k9", "k1")] {
        let row = |id: &str| format!("{id},Noor,Haddad,2023-04-05,zon,ma,2024-01-01\n");
        let text = format!(
            "{header}{}k7,Piet,Smit,2023-01-01,zon,ma,2024-01-01\n{}",
            row(first),
            row(second)
        );
        let before = match first == "k1" || second == "k1" {
            true => world(),
            false => {
                let mut world = World::default();
                world.import(&sources(&[GROUPS]));
                world
            }
        };
        let said = warnings(&before.plan(&one(FileKind::Children, &text)).unwrap());
        assert!(
            said.contains("children.csv line 4, column id: "),
            "{first} {second}: {said}"
        );
        assert!(said.contains("line 2"), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn collectors_whose_names_were_sorted_alone_are_refused_and_one_of_two_children_is_not() {
    let header = "id,child,named_by,name,relation,phone";
    let contacts = |names: [&str; 3]| {
        let [first, second, third] = names;
        format!(
            "{header}\nc1,k1,o1,{first},oma,\nc2,k1,o1,{second},buurman,\nc3,k1,o1,{third},tante,\n"
        )
    };
    let begin = || {
        let mut world = world();
        let names = contacts(["Huda Haddad", "Piet Smit", "Leila Aziz"]);
        world.import(&one(FileKind::Contacts, &names));
        world
    };
    for slipped in [
        ["Huda Haddad", "Leila Aziz", "Piet Smit"],
        ["Piet Smit", "Leila Aziz", "Huda Haddad"],
    ] {
        let errors = begin().errors(&one(FileKind::Contacts, &contacts(slipped)));
        assert!(
            errors.contains("contacts.csv line 3, column id: "),
            "{errors}"
        );
    }
    // The same grandmother again, instead of the aunt.
    let again = contacts(["Huda Haddad", "Piet Smit", "Huda Haddad"]);
    let plan = begin().import(&one(FileKind::Contacts, &again));
    assert_eq!(plan.upserts.len(), 1);
}
