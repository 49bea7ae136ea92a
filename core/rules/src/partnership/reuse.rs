//! Write once, use again: the first words of a report from what stands on the agenda and was observed.
//! What one reader may not read never gets into what another reads. Knows no table.

use super::{NewNote, Told};
use crate::directory::{Directory, Holder};
use crate::policy::may_read;
use crate::schema::notes::{AgendaItem, Notice, Observation, Talk, TalkReport};
use samenspel_model::ids::{ChildId, GroupId, OrgId};
use samenspel_model::limits::{TEXT_BYTES_MAX, TEXT_CHARS_MAX};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;

/// The first text of a talk's report in `report`: the points of its agenda and what was seen, each on
/// its own line, for both to go on from. `None` if there is nothing to start from.
///
/// Only what every reader of the report reads already is taken: points of the same series or of the
/// agreements, and released observations; never a reading of what was seen, which is for the talk.
pub fn start_report(
    (dir, now): (&Directory, UnixMillis),
    report: Series,
    talk: &Told<Talk>,
    agenda: &[Told<AgendaItem>],
    observations: &[Told<Observation>],
) -> Option<NewNote> {
    let is_read_by_all = |from: &Series| is_read_by_all(dir, from, &report, now);
    let points = agenda
        .iter()
        .filter(|it| it.note.talk.is_none_or(|of| of == talk.key))
        .filter(|it| is_read_by_all(&it.series))
        .map(|it| it.note.text.as_str());
    let seen = observations
        .iter()
        .filter(|it| is_read_by_all(&it.series))
        .map(|it| it.note.seen.as_str());
    let text = lines_that_fit(points.chain(seen));
    if text.is_empty() {
        return None;
    }
    let is_same_series = talk.series == report;
    let note = TalkReport {
        at: talk.note.at,
        purpose: Some(talk.note.purpose),
        talk: is_same_series.then_some(talk.key),
        ..TalkReport::new(text)
    };
    Some(NewNote::of(report, &note))
}

fn is_read_by_all(dir: &Directory, from: &Series, report: &Series, now: UnixMillis) -> bool {
    if from == report {
        return true;
    }
    let same_child = child_of(from.subject) == child_of(report.subject);
    let for_parents = matches!(from.kind, DocumentKind::Agreements | DocumentKind::Journal);
    let also_by_this_parent = match report.subject {
        Subject::ChildParent(_, parent) => may_read(dir, &Holder::Person(parent), from, now),
        _ => true,
    };
    same_child && for_parents && also_by_this_parent
}

fn child_of(subject: Subject) -> Option<ChildId> {
    match subject {
        Subject::Child(child) | Subject::ChildParent(child, _) => Some(child),
        Subject::Group(_) | Subject::Case(_) | Subject::Organisation => None,
    }
}

/// Whole lines, each once, as many as a note holds.
fn lines_that_fit<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    let mut taken: Vec<&str> = Vec::new();
    for line in lines {
        let line = line.trim();
        if line.is_empty() || taken.contains(&line) {
            continue;
        }
        let longer = if text.is_empty() {
            line.to_owned()
        } else {
            format!("{text}\n{line}")
        };
        if longer.chars().count() > TEXT_CHARS_MAX || longer.len() > TEXT_BYTES_MAX {
            break;
        }
        taken.push(line);
        text = longer;
    }
    text
}

/// What somebody brings to the team meeting of a group, out of a private reflection or not: a notice to
/// the group until the meeting. Nothing private goes along by itself.
pub fn bring_to_meeting(
    org: OrgId,
    group: GroupId,
    words: &str,
    meeting_at: UnixMillis,
) -> NewNote {
    let series = Series {
        org,
        kind: DocumentKind::Group,
        subject: Subject::Group(group),
    };
    let notice = Notice {
        until: Some(meeting_at),
        ..Notice::new(words.to_owned())
    };
    NewNote::of(series, &notice)
}
