//! What a note saved and a query of 100 notes cost in Rust alone: on the core's store, and by the
//! interface's own functions. Beside it stand the same two in the Kotlin and Swift kits (their `Measure`);
//! the difference is the boundary's.
//!
//! `cargo run --release -p samenspel-ffi --example boundary -- [COUNT]`

// This is measuring code: a failed unwrap ends it with a line number.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::time::Instant;

use samenspel_device::{Command, NewNote, TimelineQuery};
use samenspel_ffi::{CommandRequest, FieldValue, NoteField, NoteRequest};
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_rules::schema::notes::OpenItem;
use samenspel_testkit::clock::TrueTime;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::of_child;
use support::World;

const SIZE: Size = Size {
    groups: 1,
    children_per_group: 1,
    staff_per_group: 2,
};

fn main() {
    let count = std::env::args()
        .nth(1)
        .map_or(1_000, |it| it.parse().unwrap());
    let core = of_the_core(count);
    let interface = of_the_interface(count);
    println!(r#"{{"times": {count}, "core": {{{core}}}, "interface": {{{interface}}}}}"#);
}

/// On the store itself.
fn of_the_core(count: usize) -> String {
    let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
    let location = &server.site.location;
    let (org, child) = (location.org, location.children[0][0]);
    let phone = Carried::new(&server, "phone", location.staff[0][0]).unwrap();
    let series = of_child(org, DocumentKind::Handover, child);

    let saved = median_us(count, |number| {
        let item = OpenItem::new(format!("Laarsje {number} zoek"));
        phone
            .write(&Command::AddNote(NewNote::of(series, &item)))
            .unwrap();
    });
    let queried = median_us(count, |_| {
        let notes = phone
            .store()
            .timeline(
                &TimelineQuery {
                    subject: Subject::Child(child),
                    kinds: &[],
                    note_kinds: &[],
                    before: None,
                    limit: 100,
                },
                phone.clock_reading(),
            )
            .unwrap();
        // An app shows each with where it stands.
        for note in &notes {
            phone.store().status(&note.entry.key).unwrap().unwrap();
        }
        assert_eq!(notes.len(), count.min(100));
    });
    figures(saved, queried)
}

/// By what is exported to Kotlin and Swift, called from Rust.
fn of_the_interface(count: usize) -> String {
    let world = World::start();
    let phone = world.phone(0);
    phone.sync();
    let saved = median_us(count, |number| {
        let note = NoteRequest {
            document: "handover".into(),
            subject: world.subject(),
            kind: "open_item".into(),
            fields: vec![NoteField {
                name: "what".into(),
                value: FieldValue::Text {
                    value: format!("Laarsje {number} zoek"),
                },
            }],
        };
        let command = CommandRequest::AddNotes { notes: vec![note] };
        world.run(phone.profile.execute(command, None)).unwrap();
    });
    let queried = median_us(count, |_| {
        let notes = world.run(phone.profile.timeline(world.timeline_request()));
        assert_eq!(notes.unwrap().len(), count.min(100));
    });
    figures(saved, queried)
}

fn figures(saved_us: f64, queried_us: f64) -> String {
    format!(r#""note_saved_us_median": {saved_us:.1}, "query_of_100_us_median": {queried_us:.1}"#)
}

fn median_us(count: usize, mut work: impl FnMut(usize)) -> f64 {
    let mut taken: Vec<f64> = (0..count)
        .map(|number| {
            let began = Instant::now();
            work(number);
            began.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    taken[count / 2]
}
