//! What an office's spreadsheet makes of files, and children with several placements.

use samenspel_rules::directory::Placement;

use super::*;

fn placements(world: &World) -> Vec<Placement> {
    let of = world.records.values().filter_map(|record| match record {
        Record::Placement(it) => Some(it.clone()),
        _ => None,
    });
    of.collect()
}

fn children(rows: &str) -> Vec<Source> {
    let header = "id,first_name,last_name,birth_date,group,days,from,until";
    let text = format!("{header}\n{rows}");
    sources(&[GROUPS, (FileKind::Children, &text)])
}

fn people(text: &str) -> Plan {
    people_bytes(text.as_bytes())
}

fn people_bytes(bytes: &[u8]) -> Plan {
    let source = Source {
        kind: FileKind::People,
        bytes: bytes.to_vec(),
    };
    World::default()
        .plan(&[source])
        .unwrap_or_else(|errors| panic!("{errors}"))
}

fn names(plan: &Plan) -> Vec<(String, String)> {
    let people = plan.upserts.iter().filter_map(|record| match record {
        Record::Person(it) => Some((it.first_name.clone(), it.last_name.clone())),
        _ => None,
    });
    people.collect()
}

fn noor() -> Vec<(String, String)> {
    vec![("Noor".into(), "van 't Hof".into())]
}

#[test]
fn a_second_base_group_and_a_second_stay_are_a_row_each() {
    let mut world = World::default();
    let rows = "k1,Noor,,2023-04-05,zon,ma di,2024-01-01,2024-06-30\n\
                k1,Noor,,2023-04-05,zon,ma di,2025-01-01,\n\
                k1,Noor,,2023-04-05,maan,vr,2025-01-01,\n";
    world.import(&children(rows));
    let days: Vec<u8> = placements(&world).iter().map(|it| it.weekdays).collect();
    assert_eq!(days.len(), 3);
    assert_eq!(days.iter().filter(|it| **it == 0b1_0000).count(), 1);
    assert!(world.import(&children(rows)).is_empty());
    let twice = format!("{rows}k1,Noor,,2023-04-05,zon,wo,2025-03-01,\n");
    assert!(world.errors(&children(&twice)).contains(
        "children.csv line 5, column id: this child is on this group at the same time by line 3"
    ));
}

#[test]
fn a_row_that_names_another_group_ends_the_former_one_and_keeps_it() {
    let mut world = World::default();
    world.import(&children("k1,Noor,H,2023-04-05,zon,ma di,2024-01-01,\n"));
    let moved = "k1,Noor,H,2023-04-05,maan,ma di,2025-09-01,\n";
    world.import(&children(moved));
    let all = placements(&world);
    let (over, now): (Vec<_>, Vec<_>) = all.iter().partition(|it| it.during.until.is_some());
    assert_eq!((over.len(), now.len()), (1, 1));
    assert_eq!(over[0].during.until, Some(now[0].during.from));
    assert!(world.import(&children(moved)).is_empty());
    // A first day that was wrong is corrected, and leaves nothing behind.
    world.import(&children("k1,Noor,H,2023-04-05,maan,ma di,2025-08-01,\n"));
    assert_eq!(placements(&world).len(), 2);
}

#[test]
fn telephone_numbers_that_lost_their_zero_are_warned_of_and_offered() {
    let plan = people(
        "id,first_name,last_name,phone\ns1,Noor,H,612345678\no1,Samira,H,31612345678\nm1,Dewi,,06-12345678\n",
    );
    let told: Vec<String> = plan.warnings.lines();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].starts_with("people.csv line 2, column phone:") && told[0].contains("0612345678")
    );
    assert!(
        told[1].starts_with("people.csv line 3, column phone:") && told[1].contains("+31612345678")
    );
}

#[test]
fn a_line_break_in_a_cell_is_a_space() {
    let plan = people("id,first_name,last_name\ns1,Noor,\"van\n't Hof\"\n");
    assert_eq!(names(&plan), noor());
    let plan = people("id,first_name,last_name\ns1,Noor,\"van\r\n\u{00A0} 't\u{3000}Hof\"\n");
    assert_eq!(names(&plan), noor());
}

#[test]
fn empty_columns_and_rows_at_the_end_are_nothing() {
    for text in [
        "id,first_name,last_name,,,\ns1,Noor,van 't Hof,,,\n,,,,,\n,,,,,\n",
        "id,first_name,last_name\ns1,Noor,van 't Hof,,\n",
        "id;first_name;last_name;\"\";\" \"\ns1;Noor;van 't Hof;\"\";\u{00A0}\n",
        "sep=;\nid;first_name;last_name\ns1;Noor;van 't Hof\n",
        "id\tfirst_name\tlast_name\rs1\tNoor\tvan 't Hof\r",
        "\u{FEFF}ID , First_Name,last_name\r\ns1,Noor,van 't Hof\r\n",
    ] {
        assert_eq!(names(&people(text)), noor(), "{text:?}");
    }
    let many = ",".repeat(400);
    let text = format!("id,first_name,last_name{many}\ns1,Noor,van 't Hof{many}\n");
    assert_eq!(names(&people(&text)), noor());
}

#[test]
fn unicode_text_of_a_spreadsheet_is_read_and_another_encoding_says_how_to_save() {
    let text = "id\tfirst_name\tlast_name\r\ns1\tNoor\tvan 't Hof\r\n";
    let units = || text.encode_utf16();
    let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
    assert_eq!(names(&people_bytes(&little)), noor());
    for (mark, bytes) in [([0xFF, 0xFE], little), ([0xFE, 0xFF], big)] {
        assert_eq!(names(&people_bytes(&[&mark[..], &bytes].concat())), noor());
    }
    let files = [GROUPS, CHILDREN, ASSIGNMENTS];
    let mut files = sources(&files);
    files.push(Source {
        kind: FileKind::People,
        bytes: b"id,first_name,last_name\ns1,Zo\xEB,H\n".to_vec(),
    });
    let errors = World::default().errors(&files);
    assert_eq!(errors.lines().count(), 2, "the cause alone: {errors}");
    assert!(errors.starts_with("people.csv line 2: is not UTF-8; save the file as"));
}

#[test]
fn a_header_that_cannot_be_read_is_all_that_is_said() {
    let dutch = "id,voornaam,achternaam\ns1,Noor,Hof\n";
    let errors = World::default().errors(&sources(&[
        GROUPS,
        (FileKind::People, dutch),
        CHILDREN,
        ASSIGNMENTS,
    ]));
    assert!(
        errors
            .lines()
            .all(|it| it.starts_with("people.csv line 1") || it.starts_with("nothing")),
        "{errors}"
    );
    let one = "id|first_name|last_name\ns1|Noor|Hof\n";
    let errors = World::default().errors(&sources(&[(FileKind::People, one)]));
    assert!(errors.contains("has one column only"), "{errors}");
}

#[test]
fn an_error_that_follows_from_another_is_left_out_and_the_same_one_is_counted() {
    let groups = "id,name,location,location_name\nzon zon,Zonnetjes,linde,De Linde\n";
    let errors = World::default().errors(&sources(&[(FileKind::Groups, groups), CHILDREN]));
    assert_eq!(errors.lines().count(), 2, "{errors}");
    let rows: String = (0..800)
        .map(|n| format!("k{n},Noor,H,2023-04-05,komeet,ma,2024-01-01,\n"))
        .collect();
    let errors = World::default().errors(&children(&rows));
    assert_eq!(errors.lines().count(), 7, "{errors}");
    assert!(errors.contains("children.csv, 795 more lines, column group: names a group"));
}

#[test]
fn what_a_spreadsheet_puts_in_place_of_a_value_is_refused() {
    for (cell, told) in [
        ("#N/B", "a spreadsheet's error"),
        ("#REF!", "a spreadsheet's error"),
        ("=A1&B1", "a formula"),
        ("########", "too narrow"),
    ] {
        let text = format!("id,first_name,last_name\ns1,{cell},H\n");
        let errors = World::default().errors(&sources(&[(FileKind::People, &text)]));
        assert!(
            errors.contains("line 2, column first_name") && errors.contains(told),
            "{errors}"
        );
    }
    for (birth, told) in [
        ("45123", "number of a day"),
        ("1-2-2022", "nobody can tell which"),
        ("01/02/22", "two digits"),
        ("1923-05-01", "more than twenty years ago"),
        ("2123-05-01", "far in the future"),
    ] {
        let rows = format!("k1,Noor,H,{birth},zon,ma,2024-01-01,\n");
        let errors = World::default().errors(&children(&rows));
        assert!(
            errors.contains("line 2, column birth_date") && errors.contains(told),
            "{errors}"
        );
    }
    let garbled = people("id,first_name,last_name\ns1,ZoÃ«,H\n");
    assert!(garbled.warnings.lines()[0].starts_with("people.csv line 2, column first_name"));
}

#[test]
fn the_words_of_a_spreadsheet_for_yes_and_no_are_taken() {
    for (yes, no) in [
        ("WAAR", "ONWAAR"),
        ("TRUE", "FALSE"),
        ("1", "0"),
        ("ja", "nee"),
    ] {
        let days = format!("child,date,comes\nk1,2025-10-20,{yes}\nk1,2025-10-21,{no}\n");
        let plan = World::default()
            .plan(&sources(&[GROUPS, CHILDREN, (FileKind::Days, &days)]))
            .unwrap();
        let comes = |wanted| {
            let days = plan.upserts.iter();
            days.filter(|it| matches!(it, Record::ChildDay(day) if day.comes == wanted))
                .count()
        };
        assert_eq!((comes(true), comes(false)), (1, 1), "{yes}");
    }
}

#[test]
fn a_hundred_and_seventy_thousand_assignments_are_read() {
    let mut text = "person,role,of,from\n".to_owned();
    let mut staff = "id,first_name,last_name\n".to_owned();
    for number in 0..170_000 {
        use std::fmt::Write as _;
        writeln!(staff, "p{number},Karin,Bakker").unwrap();
        writeln!(text, "p{number},professional,zon,2024-01-01").unwrap();
    }
    let files = [
        GROUPS,
        (FileKind::People, staff.as_str()),
        (FileKind::Assignments, text.as_str()),
    ];
    let context = Context {
        now: UnixMillis(1_760_000_000_000),
        time_zone: TimeZone::get("Europe/Amsterdam").unwrap(),
        names_moved: false,
    };
    let (nothing, ids) = (Directory::new(), ExternalIds::default());
    let plan = plan(&sources(&files), &nothing, ids, &context, &mut Counter(0)).unwrap();
    // Of one name, and each a person of their own.
    assert_eq!(plan.summary["people"].new, 170_000);
    assert_eq!(plan.summary["assignments"].new, 170_000);
}
