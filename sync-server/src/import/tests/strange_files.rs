//! What a stranger makes of the files: headers, lines that are no rows, files of other programs, ids
//! that a spreadsheet had, and how much is said of it all.

use super::*;

fn people(text: &str) -> Result<Plan, ImportErrors> {
    people_bytes(text.as_bytes())
}

fn people_bytes(bytes: &[u8]) -> Result<Plan, ImportErrors> {
    let bytes = bytes.to_vec();
    let kind = FileKind::People;
    World::default().plan(&[Source { kind, bytes }])
}

/// Errors if there are, else warnings.
fn told(text: &str) -> Vec<String> {
    match people(text) {
        Ok(plan) => plan.warnings.lines(),
        Err(errors) => errors.to_string().lines().map(str::to_owned).collect(),
    }
}

fn plan_of_many(files: &[Source]) -> Result<Plan, ImportErrors> {
    let context = Context {
        now: UnixMillis(1_760_000_000_000),
        time_zone: TimeZone::get("Europe/Amsterdam").unwrap(),
        names_moved: false,
    };
    let (nothing, ids) = (Directory::new(), ExternalIds::default());
    plan(files, &nothing, ids, &context, &mut Counter(0))
}

const HEADER: &str = "id,first_name,last_name";

#[test]
fn a_header_is_found_by_its_words_and_below_empty_lines() {
    for text in [
        " ID ,First Name,LAST-NAME\ns1,Noor,H\n",
        "\n,,\n\"\",\"\",\"\"\nid,first_name,last_name\ns1,Noor,H\n",
        "sep=;\r\n\r\nid;first_name;last_name\r\ns1;Noor;H\r\n",
        "id,,first_name,last_name\ns1,,Noor,H\n",
        "id,first_name,last_name\ns1,Noor,H\n\u{1A}",
        "id,first_name,last_name\ns1,Noor,H\n\0\0\0",
    ] {
        assert_eq!(told(text), Vec::<String>::new(), "{text:?}");
    }
    let above = told("Export personen,,\n,,\nid,first_name,last_name\ns1,Noor,H\n");
    assert_eq!(
        above[0],
        "people.csv line 1: the header is in line 3; remove the lines above it"
    );
    assert_eq!(above.len(), 2);
    let dutch = told("id,voornaam,achternaam,telefoon\ns1,Noor,H,\n");
    assert!(
        dutch[0].starts_with("people.csv line 1: columns 2, 3, 4 have unknown names; known are")
    );
    let unnamed = told("id,,first_name,last_name\ns1,lief,Noor,H\n");
    assert!(unnamed[0].starts_with("people.csv line 2: column 2 has a value and no name"));
}

#[test]
fn an_empty_file_says_so_and_one_with_a_header_only_does_not_make_hundreds_of_errors() {
    for text in ["", "\u{FEFF}", "\n\n  \n", ",,,\n,,,\n"] {
        let told = told(text);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].starts_with("people.csv: is empty"), "{told:?}");
    }
    assert_eq!(
        told("id,first_name,last_name\n"),
        ["people.csv line 1: has no rows below its header"]
    );
    let header = (FileKind::People, "id,first_name,last_name\n");
    let errors =
        World::default().errors(&sources(&[GROUPS, header, CHILDREN, ASSIGNMENTS, CONTACTS]));
    assert_eq!(errors.lines().count(), 2, "{errors}");
    assert!(
        errors.contains("line 2, column person: names a person, and there is none yet: people.csv")
    );
    let errors = World::default().errors(&sources(&[GROUPS, PEOPLE, ASSIGNMENTS, CONTACTS]));
    assert_eq!(errors.lines().count(), 2, "{errors}");
    assert!(
        errors.contains("children.csv is not among the files"),
        "{errors}"
    );
}

#[test]
fn a_total_a_remark_and_a_second_header_are_no_people() {
    for line in [
        "Totaal,,",
        "Totaal,2,",
        "Totaal: 2",
        "Geëxporteerd op 1-2-2026,,",
        ",,",
    ] {
        let told = told(&format!("{HEADER}\ns1,Noor,H\n{line}\n"));
        match line {
            ",," => assert!(told.is_empty()),
            _ => assert!(
                told[0].contains("line 3: looks like a total"),
                "{line}: {told:?}"
            ),
        }
    }
    let again = people(&format!("{HEADER}\ns1,Noor,H\n{HEADER}\ns2,Saar,J\n")).unwrap();
    assert_eq!(again.summary["people"].new, 2);
    assert_eq!(
        again.warnings.lines(),
        ["people.csv line 3: is the header again; passed over"]
    );
}

#[test]
fn a_file_of_another_program_is_called_what_it_is() {
    for (bytes, is) in [
        (&b"PK\x03\x04\x14\x00\x06\x00\xff\xfe"[..], "a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a workbook"),
        (b"%PDF-1.4\n%\xe2\xe3", "a PDF"),
        (b"\x1f\x8b\x08\x00", "compressed"),
        (b"\n<HTML><table><tr><td>id", "a web page"),
        (b"id,first_name,last_name\ns1,N\0oor,H\n", "not text"),
    ] {
        let errors = people_bytes(bytes).unwrap_err().to_string();
        assert_eq!(errors.lines().count(), 2, "{errors}");
        assert!(errors.contains(&format!("is {is}")), "{errors}");
    }
    // Mac line ends are lines too.
    let errors = people_bytes(b"id,first_name,last_name\rs1,Zo\x91,H\r").unwrap_err();
    assert!(
        errors
            .to_string()
            .starts_with("people.csv line 2: is not UTF-8")
    );
}

#[test]
fn an_open_quote_and_a_large_cell_are_found_by_line_and_column() {
    let open = told(&format!("{HEADER}\ns1,\"Noor,H\ns2,Saar,J\n"));
    assert!(
        open[0].contains("line 2: has 2 cells") && open[0].contains("a quote that is not closed")
    );
    let large = told(&format!("{HEADER}\ns1,Noor,{}\n", "x".repeat(20_000_000)));
    assert!(large[0].starts_with("people.csv line 2, column last_name: a cell is longer than 400"));
}

#[test]
fn a_word_for_nothing_is_no_value_and_no_name() {
    for cell in ["-", "n.v.t.", "NVT", "n/a", "onbekend", "NULL"] {
        for column in ["phone", "left_on", "languages", "work_days"] {
            let told = told(&format!("{HEADER},{column}\ns1,Noor,H,{cell}\n"));
            assert!(
                told[0].contains(&format!(
                    "column {column}: holds the word for nothing; empty it"
                )),
                "{cell} {column}: {told:?}"
            );
        }
        let told = told(&format!("{HEADER}\n{cell},Noor,H\n"));
        assert!(
            told[0].contains("column id: holds the word for nothing"),
            "{told:?}"
        );
    }
    let told_of = |name: &str| told(&format!("{HEADER}\ns1,{name},H\n")).swap_remove(0);
    assert!(told_of("-").contains("has no letter; correct it"));
    assert!(told_of("🙂").contains("has no letter; correct it"));
    for (name, why) in [
        ("onbekend", "may be the word for nothing"),
        ("karin@voorbeeld.nl", "an e-mail address"),
        ("06-12345678", "has digits"),
        ("“Karin”", "quotation marks"),
    ] {
        assert!(told_of(name).contains(why), "{name}");
    }
}

#[test]
fn an_id_that_lost_its_zeros_is_not_somebody_else() {
    let ids = "id,first_name,last_name\n007,Noor,H\n008,Saar,J\n";
    let mut world = World::default();
    world.import(&sources(&[(FileKind::People, ids)]));
    let lost = ids.replace("00", "");
    let errors = world.errors(&sources(&[(FileKind::People, &lost)]));
    assert!(
        errors
            .contains("people.csv line 2, column id: differs from an id that was imported before")
    );
    assert!(errors.contains("people.csv line 3, column id"));
    // Both in one file may be two people; it is asked.
    let both = told("id,first_name,last_name\n007,Noor,H\n7,Saar,J\nS1,A,B\ns1,C,D\n");
    assert!(
        both[0].contains("line 3, column id: differs from line 2 only in zeros"),
        "{both:?}"
    );
    assert!(
        both[1].contains("line 5, column id: differs from line 4"),
        "{both:?}"
    );
    // Who is named by the shortened id is told whom it must be.
    let people = (FileKind::People, ids);
    let work = (
        FileKind::Assignments,
        "person,role,of\n7,professional,zon\n",
    );
    let errors = World::default().errors(&sources(&[GROUPS, people, work]));
    assert!(
        errors.contains("column person: differs from the id in people.csv line 2 only in zeros"),
        "{errors}"
    );
    assert!(told(&format!("{HEADER}\n1-2-2023,Noor,H\n"))[0].contains("looks like a date"));
}

#[test]
fn what_is_said_is_bounded_where_each_line_says_something_else() {
    use std::fmt::Write as _;
    let mut text = "id,name,location,location_name\n".to_owned();
    let mut staff = "id,first_name,last_name,phone\n".to_owned();
    for number in 0..2_000 {
        // The same location under two names, each told with another line; a number without its zero.
        writeln!(text, "g{number},Groep,l{},Naam {}", number / 2, number % 2).unwrap();
        writeln!(staff, "s{number},Noor,H,6{:08}", 12_345_678 + number).unwrap();
    }
    let files = sources(&[(FileKind::Groups, &text), (FileKind::People, &staff)]);
    let errors = plan_of_many(&files).unwrap_err();
    let lines: Vec<String> = errors.to_string().lines().map(str::to_owned).collect();
    assert_eq!(errors.count(), 1_000);
    assert_eq!(lines.len(), ERRORS_MAX + 2);
    assert_eq!(
        lines[ERRORS_MAX],
        format!("and {} more", 1_000 - ERRORS_MAX)
    );
    let plan = plan_of_many(&sources(&[(FileKind::People, &staff)])).unwrap();
    let warned = plan.warnings.lines();
    assert_eq!(warned.len(), ERRORS_MAX + 1);
    assert_eq!(
        warned[ERRORS_MAX],
        format!("and {} more", 2_000 - ERRORS_MAX)
    );
}

#[test]
fn a_day_that_cannot_be_meant_is_told_in_every_file() {
    for (file, text, told) in [
        (
            FileKind::Days,
            "child,date,comes\nk1,1923-01-01,ja\n",
            "column date: is far from today",
        ),
        (
            FileKind::Days,
            "child,date,comes\nk1,2123-01-01,ja\n",
            "column date: is far from today",
        ),
        (
            FileKind::People,
            "id,first_name,last_name,left_on\no1,S,H,2126-01-01\ns1,K,B,\n",
            "column left_on: is far from today",
        ),
        (
            FileKind::Assignments,
            "person,role,of,from\ns1,professional,zon,2124-01-01\no1,parent,k1,\n",
            "column from: is far from today",
        ),
        (
            FileKind::Children,
            "id,first_name,last_name,birth_date,group,days,from\nk1,N,H,2023-04-05,zon,ma,2022-04-05\n",
            "column from: is before the child was born",
        ),
        (
            FileKind::Locations,
            "location,expected_by,closes_at\nlinde,19:30,18:30\n",
            "column closes_at: closes before",
        ),
        (
            FileKind::Locations,
            "location,expected_by,closes_at\nlinde,0:00,18:30\n",
            "column expected_by: is in the night",
        ),
    ] {
        let mut files = whole();
        files.retain(|it| it.kind != file);
        files.extend(sources(&[(file, text)]));
        let plan = World::default().plan(&files).unwrap();
        let lines = plan.warnings.lines();
        assert!(
            lines.len() == 1 && lines[0].contains(told),
            "{file:?}: {lines:?}"
        );
    }
    let errors = told(&format!("{HEADER},left_on\ns1,K,B,1900-01-01\n"));
    assert!(
        errors[0].contains("what a program writes for no date"),
        "{errors:?}"
    );
}

#[test]
fn a_column_of_boxes_bars_parents_and_nobody_else() {
    let text = "person,role,of,from,collection_barred\no1,ouder,k1,,WAAR\ns1,professional,zon,2024-01-01,ONWAAR\n";
    let mut world = World::default();
    world.import(&sources(&[
        GROUPS,
        PEOPLE,
        CHILDREN,
        (FileKind::Assignments, text),
    ]));
    let barred = world
        .records
        .values()
        .any(|it| matches!(it, Record::Parenthood(p) if p.collection_barred));
    assert!(barred);
    let text = text.replace("ONWAAR", "WAAR");
    let errors = World::default().errors(&sources(&[
        GROUPS,
        PEOPLE,
        CHILDREN,
        (FileKind::Assignments, &text),
    ]));
    assert!(
        errors.contains("line 3, column collection_barred: is for parents only"),
        "{errors}"
    );
}

#[test]
fn a_line_has_the_number_that_an_office_sees_whatever_ends_it() {
    for end in ["\n", "\r\n", "\r"] {
        // The second row has a line break in a cell; below it stands an empty line.
        let text = "id,first_name,last_name,phone\no1,Samira,Haddad,zes\n\
                    o2,\"An\nna\",Haddad,\n\no3,Sem,Haddad,zes\n";
        let text = text.replace('\n', end);
        let errors = World::default().errors(&sources(&[(FileKind::People, &text)]));
        let lines: Vec<&str> = errors
            .lines()
            .filter_map(|it| it.split_once(", column").map(|(place, _)| place))
            .collect();
        let expected = ["people.csv line 2", "people.csv line 6"];
        assert_eq!(lines, expected, "{end:?}: {errors}");
        let above = format!("Lijst van ouders{end}{end}{text}");
        let errors = World::default().errors(&sources(&[(FileKind::People, &above)]));
        assert!(
            errors.contains("the header is in line 3"),
            "{end:?}: {errors}"
        );
    }
}
