//! The example location, imported as the README says.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::Path;

use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Directory, Record, RecordId};
use samenspel_testkit::random::Counter;
use sync_server::import::{Context, ExternalIds, FileKind, Plan, Source, plan};

fn example() -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/location");
    FileKind::ALL
        .into_iter()
        .map(|kind| Source {
            kind,
            bytes: std::fs::read(folder.join(kind.file_name())).unwrap(),
        })
        .collect()
}

fn plan_against(records: &BTreeMap<RecordId, Record>, ids: ExternalIds) -> Plan {
    let context = Context {
        now: UnixMillis(1_760_000_000_000),
        time_zone: jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap(),
        names_moved: false,
    };
    let existing: Directory = records.values().cloned().collect();
    plan(&example(), &existing, ids, &context, &mut Counter(0)).unwrap()
}

#[test]
fn the_example_location_has_three_groups_forty_children_seventy_parents_and_fourteen_staff() {
    let first = plan_against(&BTreeMap::new(), ExternalIds::default());
    let new = |kind: &str| first.summary[kind].new;
    assert_eq!((new("groups"), new("children"), new("people")), (3, 40, 84));
    let parents: std::collections::BTreeSet<_> = first
        .upserts
        .iter()
        .filter_map(|record| match record {
            Record::Parenthood(it) => Some(it.person),
            _ => None,
        })
        .collect();
    assert_eq!(parents.len(), 70);
}

#[test]
fn importing_the_example_again_changes_nothing() {
    let first = plan_against(&BTreeMap::new(), ExternalIds::default());
    let records = first
        .upserts
        .iter()
        .map(|it| (it.id(), it.clone()))
        .collect();
    let again = plan_against(&records, first.ids);
    assert!(again.is_empty(), "{:?}", again.summary);
}
