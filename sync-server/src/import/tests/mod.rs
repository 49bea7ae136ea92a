use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use proptest::prelude::*;
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Authority, Directory, PhoneOwner, Record, RecordId};
use samenspel_testkit::random::Counter;

use super::*;

mod again;
mod ending;
mod settled;
mod slips;
mod spreadsheets;
mod strange_files;
mod whole_columns;

/// A directory and the ids given so far: what an import leaves behind.
#[derive(Default)]
struct World {
    records: BTreeMap<RecordId, Record>,
    ids: ExternalIds,
}

const GROUPS: (FileKind, &str) = (
    FileKind::Groups,
    "id,name,location,location_name\nzon,Zonnetjes,linde,De Linde\nmaan,Maantjes,linde,De Linde\n",
);
const PEOPLE: (FileKind, &str) = (
    FileKind::People,
    "id,first_name,last_name,languages,phone\no1,Samira,Haddad,ar nl,06 555 12 345\ns1,Karin,Bakker,nl,\n",
);
const CHILDREN: (FileKind, &str) = (
    FileKind::Children,
    "id,first_name,last_name,birth_date,group,days,from,until\nk1,Noor,Haddad,2023-04-05,zon,ma di do,2024-01-01,\n",
);
const ASSIGNMENTS: (FileKind, &str) = (
    FileKind::Assignments,
    "person,role,of,from,until\no1,parent,k1,,\ns1,mentor,k1,2024-01-01,2025-12-31\ns1,professional,zon,2024-01-01,\ns1,manager,,2024-01-01,\n",
);
const CONTACTS: (FileKind, &str) = (
    FileKind::Contacts,
    "id,child,named_by,name,relation,phone\nc1,k1,o1,Huda Haddad,oma,070 555 01 00\n",
);

fn whole() -> Vec<Source> {
    sources(&[GROUPS, PEOPLE, CHILDREN, ASSIGNMENTS, CONTACTS])
}

fn sources(files: &[(FileKind, &str)]) -> Vec<Source> {
    files
        .iter()
        .map(|(kind, text)| Source {
            kind: *kind,
            bytes: text.as_bytes().to_vec(),
        })
        .collect()
}

impl World {
    fn plan(&self, sources: &[Source]) -> Result<Plan, ImportErrors> {
        self.plan_with(sources, false)
    }

    /// The same, where the office says that names moved from one id to another.
    fn plan_moved(&self, sources: &[Source]) -> Result<Plan, ImportErrors> {
        self.plan_with(sources, true)
    }

    fn plan_with(&self, sources: &[Source], names_moved: bool) -> Result<Plan, ImportErrors> {
        let context = Context {
            now: UnixMillis(1_760_000_000_000),
            time_zone: TimeZone::get("Europe/Amsterdam").unwrap(),
            names_moved,
        };
        let existing: Directory = self.records.values().cloned().collect();
        plan(
            sources,
            &existing,
            self.ids.clone(),
            &context,
            // What is drawn now was not drawn at an import before.
            &mut Counter((self.records.len() as u64) << 32),
        )
    }

    fn import(&mut self, sources: &[Source]) -> Plan {
        let plan = self
            .plan(sources)
            .unwrap_or_else(|errors| panic!("{errors}"));
        for record in &plan.upserts {
            self.records.insert(record.id(), record.clone());
        }
        for id in &plan.removals {
            self.records.remove(id);
        }
        self.ids = plan.ids.clone();
        plan
    }

    fn errors(&self, sources: &[Source]) -> String {
        self.plan(sources)
            .expect_err("the import to be refused")
            .to_string()
    }
}

#[test]
fn five_files_make_a_directory_and_importing_them_again_changes_nothing() {
    let mut world = World::default();
    let plan = world.import(&whole());
    assert_eq!(plan.upserts.len(), 15);
    let again = world.import(&whole());
    assert!(again.is_empty(), "{again:?}");
    assert_eq!(again.summary["people"].unchanged, 2);
}

#[test]
fn a_semicolon_file_with_a_byte_order_mark_from_a_spreadsheet_reads_the_same() {
    let mut world = World::default();
    world.import(&whole());
    let text = format!(
        "\u{FEFF}{}",
        CHILDREN.1.replace(',', ";").replace('\n', "\r\n")
    );
    assert!(
        world
            .import(&sources(&[(FileKind::Children, &text)]))
            .is_empty()
    );
}

#[test]
fn a_date_is_midnight_in_the_locations_time_zone_and_until_is_the_last_day() {
    let mut world = World::default();
    world.import(&whole());
    let mentorship = world.records.values().find_map(|record| match record {
        Record::Mentorship(it) => Some(it.during),
        _ => None,
    });
    let during = mentorship.unwrap();
    assert_eq!(during.from.to_string(), "2023-12-31T23:00:00Z");
    assert_eq!(during.until.unwrap().to_string(), "2025-12-31T23:00:00Z");
}

#[test]
fn only_the_row_that_changed_is_written_and_a_row_that_is_left_out_stays() {
    let mut world = World::default();
    world.import(&whole());
    let people =
        "id,first_name,last_name,languages,phone\no1,Samira,El Haddad,ar nl,06 555 12 345\n";
    let plan = world.import(&sources(&[(FileKind::People, people)]));
    assert_eq!(plan.upserts.len(), 1);
    assert!(plan.removals.is_empty());
    let named = |name: &str| {
        world
            .records
            .values()
            .any(|it| matches!(it, Record::Person(it) if it.first_name == name))
    };
    assert!(named("Samira") && named("Karin"));
}

#[test]
fn an_emptied_telephone_number_is_removed_but_not_one_whose_column_is_absent() {
    let mut world = World::default();
    world.import(&whole());
    let phones = |world: &World| {
        let of_person = |it: &&Record| matches!(it, Record::Phone(it) if matches!(it.of, PhoneOwner::Person(_)));
        world.records.values().filter(of_person).count()
    };
    let absent = "id,first_name,last_name,languages\no1,Samira,Haddad,ar nl\n";
    world.import(&sources(&[(FileKind::People, absent)]));
    assert_eq!(phones(&world), 1);
    let emptied = "id,first_name,last_name,languages,phone\no1,Samira,Haddad,ar nl,\n";
    world.import(&sources(&[(FileKind::People, emptied)]));
    assert_eq!(phones(&world), 0);
}

#[test]
fn a_court_limit_that_the_manager_recorded_survives_an_import_that_is_silent_about_it() {
    let mut world = World::default();
    world.import(&whole());
    for record in world.records.values_mut() {
        if let Record::Parenthood(it) = record {
            it.collection_barred = true;
        }
    }
    assert!(world.import(&whole()).is_empty());
}

#[test]
fn every_parents_position_has_its_word() {
    let mut world = World::default();
    world.import(&whole());
    for (word, authority, carer) in [
        ("guardian", Authority::Guardian, false),
        ("carer", Authority::None, true),
        ("parent_without_authority", Authority::None, false),
        ("parent", Authority::Full, false),
    ] {
        let text = format!("person,role,of,collection_barred\no1,{word},k1,\n");
        world.import(&sources(&[(FileKind::Assignments, &text)]));
        let found = world.records.values().any(|record| {
            matches!(record, Record::Parenthood(it) if it.authority == authority && it.carer == carer)
        });
        assert!(found, "{word}");
    }
}

#[test]
fn all_errors_come_at_once_with_file_line_and_what_to_do_and_quote_no_cell() {
    let files = [
        GROUPS,
        (
            FileKind::People,
            "id,first_name,last_name,languages,phone\no1,,Haddad,ar nl,zes\no1,Karin,Bakker,nl,\n",
        ),
        (
            FileKind::Children,
            "id,first_name,last_name,birth_date,group,days,from,until\nk1,Noor,Haddad,5-4-2023,komeet,elke dag,,\n",
        ),
        (
            FileKind::Assignments,
            "person,role,of,from,until\ns9,juf,k1,2024-02-01,2024-01-01\n",
        ),
    ];
    let errors = World::default().errors(&sources(&files));
    insta::assert_snapshot!(errors, @r#"
    assignments.csv line 2, column person: names a person that is neither in people.csv nor imported before; add it there or correct the id
    assignments.csv line 2, column until: is before from; correct one of them
    assignments.csv line 2, column role: must be one of: parent, guardian, carer, parent_without_authority (of a child), mentor, deputy (of a child), professional, trainee (of a group), coach, manager (of a location, or empty for all)
    children.csv line 2, column group: names a group that is neither in groups.csv nor imported before; add it there or correct the id
    children.csv line 2, column birth_date: has the day or the month first, and nobody can tell which; write it like 2026-03-31
    children.csv line 2, column days: must be days like "mon tue thu" or "ma di do"
    children.csv line 2, column from: is empty; fill in the first day
    people.csv line 2, column first_name: is empty; fill it in
    people.csv line 2, column phone: must be a telephone number like 06 12345678 or +31 6 12345678
    people.csv line 3, column id: is the same as in line 2; every person needs its own
    nothing was imported: correct the lines above and run it again
    "#);
    for secret in ["Haddad", "zes", "komeet", "juf", "maandag", "5-4-2023"] {
        assert!(!errors.contains(secret), "{secret} is quoted");
    }
}

#[test]
fn a_name_that_shows_nothing_is_refused_with_line_and_column() {
    for nothing in [
        "\u{200B}",
        "\u{3164}",
        "\u{115F}",
        "\u{1160}",
        "\u{FFA0}",
        "\u{2800}",
        "\u{AD}",
        "\u{34F}",
        "\u{180E}",
        "\u{E0041}",
        "\u{FE0F}",
        "\u{301}",
        "\u{FFFC}",
    ] {
        let people =
            format!("id,first_name,last_name,languages,phone\no1,{nothing},Haddad,ar nl,\n");
        let first = (FileKind::People, people.as_str());
        let last = (
            FileKind::People,
            &*people.replace(&format!("{nothing},Haddad"), &format!("Samira,{nothing}")),
        );
        let group = GROUPS.1.replace("Maantjes", nothing);
        let group = (FileKind::Groups, group.as_str());
        for (file, place) in [
            (first, "people.csv line 2, column first_name: shows nothing"),
            (last, "people.csv line 2, column last_name: shows nothing"),
            (group, "groups.csv line 3, column name: shows nothing"),
        ] {
            let errors = World::default().errors(&sources(&[file]));
            assert!(errors.contains(place), "{nothing:?}: {errors}");
        }
    }
}

#[test]
fn two_people_of_one_folded_name_stay_two() {
    let people = "id,first_name,last_name,languages,phone\no1,José,Bos,nl,\no2,Jose,Bos,nl,\no3,JOSE,BOS,nl,\n";
    let mut world = World::default();
    let plan = world.import(&sources(&[(FileKind::People, people)]));
    assert_eq!(plan.upserts.len(), 3);
}

#[test]
fn digits_of_every_script_are_digits_in_dates_and_numbers() {
    let people = "id,first_name,last_name,languages,phone\no1,Samira,Haddad,ar nl,٠٦ ١٢٣٤٥٦٧٨\n";
    let children = CHILDREN.1.replace("2023-04-05", "２０２３-04-०५");
    let mut world = World::default();
    world.import(&sources(&[
        GROUPS,
        (FileKind::People, people),
        (FileKind::Children, &children),
    ]));
    let number = world.records.values().find_map(|it| match it {
        Record::Phone(phone) => Some(phone.number.clone()),
        _ => None,
    });
    assert_eq!(number.as_deref(), Some("06 12345678"));
    let born = world.records.values().find_map(|it| match it {
        Record::Child(child) => Some(child.birth_date.clone()),
        _ => None,
    });
    assert_eq!(born.as_deref(), Some("2023-04-05"));
}

#[test]
fn a_mistyped_or_missing_column_is_named() {
    let text = "id,firstname,last_name\no1,Samira,Haddad\n";
    insta::assert_snapshot!(World::default().errors(&sources(&[(FileKind::People, text)])), @r#"
    people.csv line 1: column 2 has an unknown name; known are: id, first_name, last_name, languages, phone, phone_2, left_on, work_days
    people.csv line 1, column first_name: is missing; add it to the header
    nothing was imported: correct the lines above and run it again
    "#);
}

#[test]
fn a_contact_named_by_somebody_who_is_not_a_parent_is_refused() {
    let text = CONTACTS.1.replace(",o1,", ",s1,");
    let files = sources(&[
        GROUPS,
        PEOPLE,
        CHILDREN,
        ASSIGNMENTS,
        (FileKind::Contacts, &text),
    ]);
    insta::assert_snapshot!(World::default().errors(&files), @r#"
    contacts.csv line 2, column named_by: is not a parent of this child; add the parent to assignments.csv or correct the id
    nothing was imported: correct the lines above and run it again
    "#);
}

#[test]
fn two_rows_that_say_who_somebody_is_to_a_child_are_refused() {
    let text = format!("{}s1,deputy,k1,,\n", ASSIGNMENTS.1);
    let files = sources(&[GROUPS, PEOPLE, CHILDREN, (FileKind::Assignments, &text)]);
    insta::assert_snapshot!(World::default().errors(&files), @r#"
    assignments.csv line 6, column person: says again what line 3 of assignments.csv says; keep one of them
    nothing was imported: correct the lines above and run it again
    "#);
}

#[test]
fn a_file_that_is_too_large_too_wide_or_not_utf_8_is_refused_by_line() {
    let mut large = PEOPLE.1.as_bytes().to_vec();
    large.resize(FILE_BYTES_MAX + 1, b'x');
    let cell = format!(
        "id,first_name,last_name\no1,{},Haddad\n",
        "x".repeat(CELL_BYTES_MAX + 1)
    );
    let wide = ",x".repeat(COLUMNS_MAX + 1);
    let latin1 = b"id,first_name,last_name\no1,Fran\xe7oise,Dubois\n".to_vec();
    let problems: Vec<String> = [large, cell.into_bytes(), wide.into_bytes(), latin1]
        .into_iter()
        .map(|bytes| {
            World::default().plan(&[Source {
                kind: FileKind::People,
                bytes,
            }])
        })
        .map(|refused| refused.unwrap_err().shown()[0].to_string())
        .collect();
    insta::assert_snapshot!(problems.join("\n"), @r#"
    people.csv: is larger than 268435456 bytes; split it
    people.csv line 2, column first_name: a cell is longer than 400 bytes; shorten it
    people.csv line 1: more than 32 columns; known are: id, first_name, last_name, languages, phone, phone_2, left_on, work_days
    people.csv line 2: is not UTF-8; save the file as "CSV UTF-8" (in LibreOffice: character set Unicode UTF-8)
    "#);
}

#[test]
fn a_thousand_errors_are_counted_not_listed() {
    let rows: String = (0..1_000).map(|number| format!("o{number},,\n")).collect();
    let text = format!("id,first_name,last_name\n{rows}");
    let errors = World::default()
        .plan(&sources(&[(FileKind::People, &text)]))
        .unwrap_err();
    assert_eq!((errors.shown().len(), errors.count()), (ALIKE_MAX, 1_000));
    let told = errors.to_string();
    assert!(told.contains("people.csv, 995 more lines, column first_name: is empty"));
}

#[test]
fn ids_once_given_are_found_again_by_the_next_process() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["log.sqlite", "keys.sqlite"] {
        std::fs::write(folder.path().join(name), b"").unwrap();
    }
    let mut ids = ExternalIds::default();
    let given = ids.get_or_draw(ExternalKind::Child, "k1", UnixMillis(5), &mut Counter(0));
    IdStore::open(folder.path()).unwrap().keep(&ids).unwrap();
    let read = IdStore::open(folder.path()).unwrap().read().unwrap();
    assert_eq!(read, ids);
    assert_eq!(read.external_of(ExternalKind::Child, &given), Some("k1"));
}

proptest! {
    #[test]
    fn no_file_makes_an_import_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), kind in 0usize..5) {
        let _ = World::default().plan(&[Source { kind: FileKind::ALL[kind], bytes }]);
    }

    #[test]
    fn no_row_under_a_right_header_makes_an_import_panic(row in "[^\n]{0,80}") {
        let text = format!("{}{row}\n", CHILDREN.1);
        let _ = World::default().plan(&sources(&[GROUPS, (FileKind::Children, &text)]));
    }
}
