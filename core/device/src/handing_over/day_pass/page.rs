//! A day brief that came from a colleague's device, as her phone shows it: the day-brief page, from whom
//! and as of when, and what it does not tell. What she did since is read beside it. Knows no pixels.

use super::super::relay::day::{BriefChild, BriefCollector, BriefNote, BriefStanding, LeftOut};
use super::kept::{self, Kept};
use crate::screens::{BriefRow, DayBriefView, OpenWithTaker, Scene, Viewer};
use crate::{Store, StoreError};
use samenspel_model::ids::{EntryKey, OrgId, PersonId};
use samenspel_model::series::Subject;
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Child, Group, Person};
use samenspel_rules::partnership::{Adult, MayCollect, MedicalFacts, Standing, Verdict};
use samenspel_rules::schema::notes::{DayReason, Handover, TakeOver, Weekday};
use samenspel_rules::schema::{Code, Note};

/// A brief from a colleague's device: what it is, and its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayPassView {
    /// The group.
    pub group: Group,
    /// Who let her in.
    pub from: PersonId,
    /// When the brief was made.
    pub made_at: UnixMillis,
    /// As of when the colleague's device had everything; `None` if it never had.
    pub as_of: Option<UnixMillis>,
    /// Until when she is in.
    pub until: UnixMillis,
    /// Whether the server has the grant; the documents are on their way then.
    pub is_sent: bool,
    /// What a day-brief screen shows, as of then.
    pub page: DayBriefView,
    /// The children, by name.
    pub children: Vec<Child>,
    /// Those whom it names.
    pub people: Vec<Person>,
    /// What did not fit: to be asked, or read once there is a network.
    pub left_out: Vec<LeftOut>,
    /// How much more did not fit.
    pub more_left_out: u32,
}

impl Store {
    /// The briefs that were taken and are not over, the latest first; none once the documents are here.
    pub fn day_passes(&self, viewer: Viewer) -> Result<Vec<DayPassView>, StoreError> {
        kept::forget_ended(self, viewer.now)?;
        self.scene(viewer, |scene| {
            let kept = kept::all(scene.connection)?;
            kept.into_iter().map(|it| view(scene, it)).collect()
        })
    }
}

fn view(scene: &Scene<'_>, kept: Kept) -> Result<DayPassView, StoreError> {
    let brief = kept.brief;
    let (org, group) = (brief.org, Subject::Group(brief.group.id));
    let mut page = DayBriefView {
        children: Vec::new(),
        notices: told_all(&brief.of_group, org, group),
        group_items: items(scene, &brief.of_group, org, group)?,
        to_read_back: Vec::new(),
    };
    for child in &brief.children {
        let subject = Subject::Child(child.child.id);
        page.notices.extend(told_all(&child.notes, org, subject));
        for note in child.notes.iter().filter(|it| it.to_read_back) {
            if !answered(scene, &note.key)? {
                page.to_read_back
                    .extend(note.told::<Handover>(org, subject));
            }
        }
        page.children.push(row(scene, child, org)?);
    }
    Ok(DayPassView {
        from: kept.grant.granted_by,
        made_at: brief.made_at,
        as_of: brief.as_of,
        until: kept.grant.during.until.unwrap_or(brief.made_at),
        is_sent: kept.is_settled,
        page,
        children: brief.children.into_iter().map(|it| it.child).collect(),
        people: brief.people,
        left_out: brief.left_out,
        more_left_out: brief.more_left_out,
        group: brief.group,
    })
}

fn told_all<N: Note>(
    notes: &[BriefNote],
    org: OrgId,
    subject: Subject,
) -> Vec<samenspel_rules::partnership::Told<N>> {
    let notes = notes.iter();
    notes.filter_map(|it| it.told(org, subject)).collect()
}

/// Whether she read it back since.
fn answered(scene: &Scene<'_>, key: &EntryKey) -> Result<bool, StoreError> {
    Ok(scene.named_by(key, "read_back")?.contains(&scene.person))
}

fn row(scene: &Scene<'_>, child: &BriefChild, org: OrgId) -> Result<BriefRow, StoreError> {
    let subject = Subject::Child(child.child.id);
    let notes = &child.notes;
    let medical = told_all(notes, org, subject);
    let stands = notes.iter().filter(|it| !it.is_settled).map(|it| it.key);
    let stands: Vec<EntryKey> = stands.collect();
    Ok(BriefRow {
        child: child.child.id,
        standing: standing(&child.standing),
        medical: MedicalFacts::of(&medical, told_all(notes, org, subject), &stands),
        may_collect: child.collectors.iter().map(may_collect).collect(),
        open_items: items(scene, notes, org, subject)?,
        handover: told_all(notes, org, subject).pop(),
        rhythm: told_all(notes, org, subject),
        names: Vec::new(),
        changes: told_all(notes, org, subject),
        drop_offs: told_all(notes, org, subject),
    })
}

/// Open items, with who took them over: on the telling device then, or here since.
fn items(
    scene: &Scene<'_>,
    notes: &[BriefNote],
    org: OrgId,
    subject: Subject,
) -> Result<Vec<OpenWithTaker>, StoreError> {
    let mut items = Vec::new();
    for note in notes {
        let Some(item) = note.told(org, subject) else {
            continue;
        };
        let since = scene.naming::<TakeOver>(&note.key)?;
        let taker = since.last().map(samenspel_rules::partnership::Told::author);
        items.push(OpenWithTaker {
            item,
            taken_over_by: taker.or(note.taken_over_by),
        });
    }
    Ok(items)
}

fn standing(standing: &BriefStanding) -> Standing {
    match standing {
        BriefStanding::Expected => Standing::Expected,
        BriefStanding::NotReported => Standing::NotReported,
        BriefStanding::NotComing { reason, said_by } => Standing::NotComing {
            reason: reason.as_deref().and_then(DayReason::named),
            said_by: *said_by,
        },
        BriefStanding::Here { since } => Standing::Here { since: *since },
        BriefStanding::Left { at, with } => Standing::Left {
            at: *at,
            with: with.clone(),
        },
    }
}

fn may_collect(collector: &BriefCollector) -> MayCollect {
    let who = match collector.parent {
        Some(parent) => Adult::Parent(parent),
        None => Adult::Named {
            name: collector.name.clone().unwrap_or_default(),
            relation: collector.relation.clone(),
            by: collector.by.clone(),
        },
    };
    let weekdays = collector.weekdays.iter();
    MayCollect {
        who,
        // What this version does not know is no yes.
        verdict: match collector.verdict {
            0 => Verdict::Yes,
            2 => Verdict::Barred,
            _ => Verdict::Ask,
        },
        // A brief tells what to do and not why.
        doubt: None,
        expected_today: collector.expected_today,
        weekdays: weekdays.filter_map(|it| Weekday::named(it)).collect(),
        phones: collector.phones.clone(),
    }
}
