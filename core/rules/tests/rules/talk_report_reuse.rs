//! Write once, use again: a report begins with what is there, and never with what one of its readers may
//! not read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::nursery::*;
use samenspel_model::entry::Value;
use samenspel_model::ids::EntryKey;
use samenspel_model::limits::TEXT_CHARS_MAX;
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_rules::partnership::reuse::start_report;
use samenspel_rules::partnership::{NewNote, Told};
use samenspel_rules::schema::notes::{AgendaItem, Domain, Observation, Talk, TalkPurpose};

fn told<N>(series: Series, number: u8, note: N) -> Told<N> {
    Told {
        key: EntryKey {
            person: PROFESSIONAL,
            entry: [number; 16],
        },
        series,
        at: NOW,
        is_sent: true,
        is_corrected: false,
        language: None,
        replies_to: None,
        copied_from: None,
        original_author: None,
        note,
    }
}

fn of_child(kind: DocumentKind) -> Series {
    series(kind, Subject::Child(CHILD))
}

fn channel(parent: samenspel_model::ids::PersonId) -> Series {
    series(
        DocumentKind::ParentChannel,
        Subject::ChildParent(CHILD, parent),
    )
}

fn point(series: Series, number: u8, text: &str) -> Told<AgendaItem> {
    told(series, number, AgendaItem::new(text.into()))
}

fn seen(kind: DocumentKind, number: u8, text: &str) -> Told<Observation> {
    let note = Observation {
        meaning: Some("een duiding".into()),
        ..Observation::new(Domain::Motor, text.into())
    };
    told(of_child(kind), number, note)
}

fn report(
    into: Series,
    agenda: &[Told<AgendaItem>],
    observed: &[Told<Observation>],
) -> Option<NewNote> {
    let talk = told(into, 1, Talk::new(TalkPurpose::TenMinutes));
    start_report((&nursery(), NOW), into, &talk, agenda, observed)
}

fn text(report: Option<NewNote>) -> String {
    match report.unwrap().fields.get("text") {
        Some(Value::Text(text)) => text.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_report_for_both_parents_takes_shared_points_and_released_facts_only() {
    let agreements = of_child(DocumentKind::Agreements);
    let agenda = [
        point(agreements, 2, "Hoe gaat het slapen?"),
        point(agreements, 3, "Hoe gaat het slapen?"),
        point(channel(PARENT), 4, "Alleen van deze ouder."),
        point(of_child(DocumentKind::Team), 5, "Alleen van het team."),
    ];
    let observed = [
        seen(DocumentKind::Journal, 6, "Klom op de bank."),
        seen(DocumentKind::Team, 7, "Niet vrijgegeven."),
    ];
    let both = text(report(agreements, &agenda, &observed));
    assert_eq!(both, "Hoe gaat het slapen?\nKlom op de bank.");
}

#[test]
fn a_report_with_one_parent_holds_nothing_that_this_parent_may_not_read() {
    let agenda = |parent| {
        [
            point(of_child(DocumentKind::Agreements), 2, "Van allebei."),
            point(channel(parent), 3, "Van deze ouder."),
        ]
    };
    let observed = [seen(DocumentKind::Journal, 4, "Klom op de bank.")];
    let own = text(report(channel(PARENT), &agenda(PARENT), &observed));
    assert_eq!(own, "Van allebei.\nVan deze ouder.\nKlom op de bank.");
    let without_authority = channel(OTHER_PARENT);
    let other = text(report(without_authority, &agenda(OTHER_PARENT), &observed));
    assert_eq!(other, "Van deze ouder.");
    assert_eq!(report(channel(GUARDIAN), &[], &[]), None);
}

#[test]
fn a_report_takes_whole_lines_as_far_as_they_fit() {
    let agreements = of_child(DocumentKind::Agreements);
    let agenda: Vec<_> = (0..5u8)
        .map(|number| point(agreements, number, &format!("{number}{}", "a".repeat(998))))
        .collect();
    let long = text(report(agreements, &agenda, &[]));
    assert!(long.chars().count() <= TEXT_CHARS_MAX);
    assert_eq!(long.lines().count(), 4);
}
