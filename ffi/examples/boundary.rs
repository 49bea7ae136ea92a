//! What a note saved and a query of 100 notes cost in Rust alone: beside it stand the same two in the
//! Kotlin and Swift kits (their `Measure`), and the difference is the boundary's.
//!
//! `cargo run --release -p samenspel-ffi --example boundary -- [COUNT]`

// This is measuring code: a failed unwrap ends it with a line number.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::time::Instant;

use samenspel_core::device::{Command, NewNote, TimelineQuery};
use samenspel_core::document::{DocumentKind, Subject};
use samenspel_core::schema::notes::OpenItem;
use samenspel_tests::clock::TrueTime;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::of_child;

const SIZE: Size = Size {
    groups: 1,
    children_per_group: 1,
    staff_per_group: 2,
};

fn main() {
    let count = std::env::args()
        .nth(1)
        .map_or(1_000, |it| it.parse().unwrap());
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
            .timeline(&TimelineQuery {
                subject: Subject::Child(child),
                kinds: &[],
                note_kinds: &[],
                before: None,
                limit: 100,
            })
            .unwrap();
        // An app shows each with where it stands.
        for note in &notes {
            phone.store().status(&note.entry.key).unwrap().unwrap();
        }
        assert_eq!(notes.len(), count.min(100));
    });
    println!(
        r#"{{"times": {count}, "note_saved_us_median": {saved:.1}, "query_of_100_us_median": {queried:.1}}}"#
    );
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
