//! What locations have settled, single days and work days.

use super::*;

const LOCATIONS: (FileKind, &str) = (
    FileKind::Locations,
    "location,open_days,closed_days,expected_by,closes_at,after_school_groups,kinds_off,send_delay_seconds\nlinde,ma di wo do,2026-12-25,9:15,18:30,maan,observation,60\n",
);
const DAYS: (FileKind, &str) = (
    FileKind::Days,
    "child,date,comes\nk1,2026-11-27,ja\nk1,2026-12-01,nee\n",
);

#[test]
fn a_location_that_settled_nothing_gets_the_send_delay_and_one_that_did_keeps_its_own() {
    let settings = |world: &World| {
        let found = world.records.values().find_map(|record| match record {
            Record::LocationSettings(it) => Some(it.clone()),
            _ => None,
        });
        found.unwrap()
    };
    let mut world = World::default();
    world.import(&whole());
    assert_eq!(settings(&world).send_delay_ms, 120_000);
    world.import(&sources(&[GROUPS, LOCATIONS]));
    let own = settings(&world);
    assert_eq!((own.send_delay_ms, own.expected_by_minute), (60_000, 555));
    assert_eq!((own.kinds_off.len(), own.after_school_groups.len()), (1, 1));
    assert_eq!(own.open_weekdays, 0b1111);
    world.import(&whole());
    assert_eq!(settings(&world), own);
}

#[test]
fn single_days_and_work_days_come_in_and_a_second_time_change_nothing() {
    let mut world = World::default();
    let people = "id,first_name,last_name,work_days\ns1,Karin,Bakker,ma di\no1,Samira,Haddad,\n";
    let files = sources(&[GROUPS, (FileKind::People, people), CHILDREN, DAYS]);
    world.import(&files);
    let count = |kind: u8| world.records.keys().filter(|id| id.kind == kind).count();
    assert_eq!((count(17), count(18)), (2, 1));
    assert!(world.plan(&files).unwrap().is_empty());
}

#[test]
fn what_a_location_cannot_settle_is_said_with_line_and_column() {
    let rows = [
        "linde,,,,,,retraction,",
        "linde,,,,,,obervation,",
        "linde,,,25:00,,,,",
        "linde,,,,,,,99999",
        "linde,,soon,,,,,",
        "linde,,,,,pluto,,",
        "mars,,,,,,,",
    ];
    for row in rows {
        let header = "location,open_days,closed_days,expected_by,closes_at,after_school_groups,kinds_off,send_delay_seconds";
        let text = format!("{header}\n{row}\n");
        let file = (FileKind::Locations, text.as_str());
        let errors = World::default()
            .plan(&sources(&[GROUPS, file]))
            .unwrap_err();
        let error = &errors.shown()[0];
        assert_eq!(
            (error.file.as_str(), error.line),
            ("locations.csv", 2),
            "{row}"
        );
        assert!(error.column.is_some(), "{row}");
    }
}
