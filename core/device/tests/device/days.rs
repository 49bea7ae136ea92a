//! Days on the device: by the clocks at the location, and of one action as one.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support::*;
use samenspel_device::screens::Viewer;
use samenspel_device::{Command, NewNote};
use samenspel_model::calendar::at_minute;
use samenspel_model::ids::EntryKey;
use samenspel_model::series::DocumentKind;
use samenspel_model::time::UnixMillis;
use samenspel_rules::partnership::{Told, board_of, today_is_different};
use samenspel_rules::schema::IsoDate;
use samenspel_rules::schema::notes::{
    BoardItem, DayChange, DayDifference, DayReason, Retraction, RetractionReason,
};

/// Minutes after the first morning until a local moment.
fn minutes_until(day: &str, minute: u16) -> i64 {
    let then = at_minute(day.parse().unwrap(), minute).unwrap();
    then.since(MORNING) / UnixMillis::MINUTE_MS
}

#[test]
fn the_part_of_the_day_that_a_parents_mark_names_is_of_the_clocks_at_the_location() {
    for (day, minute, part) in [
        ("2026-09-01", 18 * 60 + 5, "evening"),
        ("2026-09-02", 5, "night"),
        ("2026-09-02", 6 * 60 + 5, "morning"),
        ("2026-09-02", 13 * 60 + 30, "afternoon"),
        // The night on which the clock goes back.
        ("2026-10-25", 5 * 60 + 55, "night"),
        ("2026-10-25", 6 * 60 + 5, "morning"),
    ] {
        let mut server = Server::new();
        let mut samira = Phone::of(SAMIRA, &mut server);
        let mut elif = Phone::of(ELIF, &mut server);
        samira.sync(&mut server, 1);
        let slept = [("what", text("sleep"))];
        let key = samira.write(&note(series(DocumentKind::DayLog), "day_log", &slept), 2);
        samira.sync(&mut server, 10);
        let then = minutes_until(day, minute);
        elif.hear(then - 1);
        elif.sync(&mut server, then - 1);
        elif.intent(&Command::MarkRead { notes: vec![key] }, then);
        let sent = elif.request(then + 1);
        server.answer(&sent, then + 1);
        let request = server.requests.last().unwrap();
        let entry = request.entries[0].signed.entry().unwrap();
        assert_eq!(entry.text("part_of_day"), Some(part), "{day} {minute}");
        let began = match part {
            "night" => 0,
            "morning" => 6,
            "afternoon" => 12,
            _ => 18,
        };
        let began = at_minute(day.parse().unwrap(), began * 60).unwrap();
        assert_eq!(
            (entry.written_at, request.entries[0].corrected_at),
            (began, began)
        );
    }
}

#[test]
fn what_names_no_end_stays_on_the_board_until_the_same_time_of_day() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let item = BoardItem {
        text: Some("Regenlaarzen graag".into()),
        ..BoardItem::new()
    };
    let written = minutes_until("2026-10-05", 9 * 60);
    samira.hear(written);
    let item = NewNote::of(board_of(ORG, GROUP), &item);
    samira.intent(&Command::AddNote(item), written);
    let shown = |minute| {
        let now = minutes_until("2026-11-05", minute);
        samira.hear(now);
        let viewer = Viewer {
            person: SAMIRA,
            now: at(now),
        };
        samira.store.board(viewer, GROUP).unwrap().items.len()
    };
    // The clock went back on 25 October.
    assert_eq!((shown(8 * 60 + 55), shown(9 * 60 + 5)), (1, 0));
}

struct Holiday {
    elif: Phone,
    keys: Vec<EntryKey>,
}

impl Holiday {
    fn over_two_months() -> Self {
        let mut server = Server::new();
        let mut elif = Phone::of(ELIF, &mut server);
        elif.sync(&mut server, 1);
        let holiday = DayChange {
            for_date: Some(IsoDate("2026-09-28".into())),
            until_date: Some(IsoDate("2026-10-09".into())),
            reason: Some(DayReason::Family),
            ..DayChange::new(DayDifference::NotComing)
        };
        let notes = today_is_different(ORG, &[CHILD], &holiday);
        let intent = elif.intent(&Command::AddNotes(notes), 2);
        let keys = elif.store.entry_keys(intent).unwrap();
        assert_eq!(keys.len(), 2);
        Self { elif, keys }
    }

    fn told(&self, key: &EntryKey) -> Option<Told<DayChange>> {
        let viewer = Viewer {
            person: ELIF,
            now: at(10),
        };
        self.elif.store.told(viewer, key).unwrap()
    }

    fn correct(&mut self, which: usize, set_right: impl FnOnce(&mut DayChange)) -> Vec<EntryKey> {
        let told = self.told(&self.keys[which]).unwrap();
        let mut right = told.note.clone();
        set_right(&mut right);
        let correction = NewNote::correcting(told.series, told.key, &right);
        let intent = self.elif.intent(&Command::AddNote(correction), 3);
        self.elif.store.entry_keys(intent).unwrap()
    }

    /// First and last day of each of its entries that stands.
    fn days(&self, more: &[EntryKey]) -> Vec<(String, String)> {
        let told = self.keys.iter().chain(more).filter_map(|it| self.told(it));
        let mut days: Vec<_> = told
            .map(|it| (it.note.for_date.unwrap().0, it.note.until_date.unwrap().0))
            .collect();
        days.sort();
        days
    }
}

fn days(days: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |it: &(&str, &str)| (it.0.to_owned(), it.1.to_owned());
    days.iter().map(owned).collect()
}

#[test]
fn whoever_takes_back_one_month_of_a_holiday_takes_back_all_of_it() {
    for which in [0, 1] {
        let mut holiday = Holiday::over_two_months();
        let retraction = Retraction::new(holiday.keys[which], RetractionReason::WrongFacts);
        let retraction = NewNote::of(series(DocumentKind::DayLog), &retraction);
        let intent = holiday.elif.intent(&Command::AddNote(retraction), 3);
        assert_eq!(holiday.elif.store.entry_keys(intent).unwrap().len(), 2);
        assert_eq!(holiday.days(&[]), []);
    }
}

#[test]
fn a_retraction_of_both_months_is_not_written_twice() {
    let mut holiday = Holiday::over_two_months();
    let retractions = holiday.keys.iter().map(|key| {
        let retraction = Retraction::new(*key, RetractionReason::Other);
        NewNote::of(series(DocumentKind::DayLog), &retraction)
    });
    let command = Command::AddNotes(retractions.collect());
    let intent = holiday.elif.intent(&command, 3);
    assert_eq!(holiday.elif.store.entry_keys(intent).unwrap().len(), 2);
}

#[test]
fn whatever_is_set_right_of_a_holiday_is_set_right_in_each_month() {
    for which in [0, 1] {
        let mut holiday = Holiday::over_two_months();
        holiday.correct(which, |it| it.reason = Some(DayReason::DayOff));
        for key in &holiday.keys {
            let told = holiday.told(key).unwrap();
            assert_eq!(told.note.reason, Some(DayReason::DayOff));
        }
        let both = days(&[("2026-09-28", "2026-10-09"), ("2026-10-01", "2026-10-09")]);
        assert_eq!(holiday.days(&[]), both, "{which}");
    }
}

#[test]
fn a_holiday_that_ends_earlier_or_later_has_an_entry_in_each_of_its_months_and_no_other() {
    let mut shorter = Holiday::over_two_months();
    shorter.correct(0, |it| it.until_date = Some(IsoDate("2026-09-30".into())));
    assert_eq!(shorter.days(&[]), days(&[("2026-09-28", "2026-09-30")]));

    let mut longer = Holiday::over_two_months();
    let written = longer.correct(1, |it| it.until_date = Some(IsoDate("2026-11-03".into())));
    let all = [
        ("2026-09-28", "2026-11-03"),
        ("2026-10-01", "2026-11-03"),
        ("2026-11-01", "2026-11-03"),
    ];
    assert_eq!(longer.days(&written), days(&all));

    let mut moved = Holiday::over_two_months();
    moved.correct(0, |it| it.for_date = Some(IsoDate("2026-10-02".into())));
    assert_eq!(moved.days(&[]), days(&[("2026-10-02", "2026-10-09")]));
}

#[test]
fn a_single_day_that_becomes_a_holiday_over_the_end_of_a_month_is_known_in_both() {
    let mut server = Server::new();
    let mut elif = Phone::of(ELIF, &mut server);
    elif.sync(&mut server, 1);
    let day = DayChange {
        for_date: Some(IsoDate("2026-09-28".into())),
        ..DayChange::new(DayDifference::NotComing)
    };
    let day = NewNote::of(series(DocumentKind::DayLog), &day);
    let keys = vec![elif.write(&Command::AddNote(day), 2)];
    let mut holiday = Holiday { elif, keys };
    let written = holiday.correct(0, |it| it.until_date = Some(IsoDate("2026-10-02".into())));
    let both = days(&[("2026-09-28", "2026-10-02"), ("2026-10-01", "2026-10-02")]);
    assert_eq!(holiday.days(&written), both);
}
