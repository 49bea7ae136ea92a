//! A small world for the tests of the store: one group, one child, fictional people, and a server
//! that does no more than the protocol says. The real one is tested with the store in `tests/`.
#![allow(dead_code, unused_imports)]

mod phone;
mod server;

use samenspel_device::{Command, NewNote, StoreKey, StoreOptions};
use samenspel_model::entry::{Fields, NoteKind, Value};
use samenspel_model::ids::{ChildId, EntryKey, GroupId, LocationId, OrgId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_rules::directory::{
    Assignment, Authority, Child, Group, GroupRole, Location, Organisation, Parenthood, Person,
    Placement, Record, Span,
};
pub use samenspel_testkit::random::Counter;

pub use phone::Phone;
pub use server::Server;

pub const ORG: OrgId = OrgId([1; 16]);
pub const GROUP: GroupId = GroupId([2; 16]);
pub const CHILD: ChildId = ChildId([3; 16]);
pub const SAMIRA: PersonId = PersonId([10; 16]);
pub const JOOST: PersonId = PersonId([11; 16]);
pub const ELIF: PersonId = PersonId([12; 16]);
/// 1 September 2026, 08:00 UTC.
pub const MORNING: UnixMillis = UnixMillis(1_788_249_600_000);

pub fn at(minutes: i64) -> ClockReading {
    ClockReading {
        wall: MORNING.plus_ms(minutes * UnixMillis::MINUTE_MS),
        boot_id: 1,
        monotonic_ms: minutes * UnixMillis::MINUTE_MS,
    }
}

pub fn key() -> StoreKey {
    StoreKey::new([7; 32])
}

pub fn fast() -> StoreOptions {
    StoreOptions {
        durable: false,
        ..StoreOptions::default()
    }
}

pub fn handover_series() -> Series {
    Series {
        org: ORG,
        kind: DocumentKind::Handover,
        subject: Subject::Child(CHILD),
    }
}

pub fn series(kind: DocumentKind) -> Series {
    Series {
        kind,
        ..handover_series()
    }
}

pub fn note(series: Series, kind: &str, fields: &[(&str, Value)]) -> Command {
    Command::AddNote(new_note(series, kind, fields))
}

pub fn new_note(series: Series, kind: &str, fields: &[(&str, Value)]) -> NewNote {
    let mut all = Fields::new();
    for (name, value) in fields {
        all.set(name, value.clone()).unwrap();
    }
    NewNote {
        series,
        kind: NoteKind::new(kind).unwrap(),
        fields: all,
    }
}

pub fn text(text: &str) -> Value {
    Value::Text(text.into())
}

pub fn keys(keys: &[EntryKey]) -> Value {
    Value::Bytes(keys.iter().flat_map(|key| key.to_bytes()).collect())
}

pub fn handover(words: &str) -> Command {
    note(
        handover_series(),
        "handover",
        &[("state", text("watch")), ("summary", text(words))],
    )
}

fn world() -> Vec<Record> {
    let location = LocationId([4; 16]);
    let since = Span::since(MORNING.plus_ms(-100 * UnixMillis::DAY_MS));
    let person = |id, first: &str| {
        Record::Person(Person {
            id,
            first_name: first.into(),
            last_name: String::new(),
            languages: vec!["nl".into()],
            left_at: None,
        })
    };
    let works = |person| {
        Record::Assignment(Assignment {
            person,
            group: GROUP,
            role: GroupRole::Professional,
            during: since,
        })
    };
    let mut records = vec![
        Record::Organisation(Organisation {
            id: ORG,
            name: "Kinderopvang De Notenboom".into(),
        }),
        Record::Location(Location {
            id: location,
            name: "Noord".into(),
        }),
        Record::Group(Group {
            id: GROUP,
            location,
            name: "Eekhoorns".into(),
        }),
        person(SAMIRA, "Samira"),
        person(JOOST, "Joost"),
        person(ELIF, "Elif"),
        Record::Child(Child {
            id: CHILD,
            first_name: "Noor".into(),
            last_name: "Voorbeeld".into(),
            birth_date: "2024-03-01".into(),
            languages: vec![],
        }),
        Record::Placement(Placement {
            child: CHILD,
            group: GROUP,
            weekdays: 31,
            during: since,
            expected_by_minute: None,
        }),
        works(SAMIRA),
        works(JOOST),
        Record::Parenthood(Parenthood {
            child: CHILD,
            person: ELIF,
            authority: Authority::Full,
            carer: true,
            earlier_names: Vec::new(),
            collection_barred: false,
            during: since,
        }),
    ];
    records.sort_by_key(Record::id);
    records
}
