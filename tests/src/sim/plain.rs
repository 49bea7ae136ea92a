//! A second opinion on who may read what, from the directory's records alone: the server and the phones
//! share one policy, which this does not ask. Says only what is certainly wrong. Knows no merges, cases
//! or openings, of which this world has none.

use samenspel_model::ids::{ChildId, GroupId, PersonId};
use samenspel_model::series::{DocumentKind, Granularity, Period, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Authority, Directory, Record, Span};

/// Whether a person has nothing to do with what a document is about, or not with this kind of it.
pub fn surely_may_not(
    directory: &Directory,
    person: PersonId,
    (series, period): (&Series, Period),
    now: UnixMillis,
) -> bool {
    let ties = Ties {
        directory,
        person,
        now,
    };
    let allowed = match series.subject {
        Subject::Child(child) => ties.to_child(child, child_kind(series.kind), period),
        Subject::ChildParent(child, parent) => match (series.kind, parent == person) {
            (DocumentKind::ParentChannel, true) => ties.is_parent(child, true),
            (_, true) => ties.is_parent(child, false),
            (DocumentKind::ParentChannel, false) => ties.is_mentor(child),
            (_, false) => ties.is_staff(child),
        },
        Subject::Group(group) => match series.kind {
            DocumentKind::Board => {
                ties.works_on(group) || ties.helps_on(group) || ties.reads_board(group)
            }
            _ => ties.works_on(group) || ties.helps_on(group),
        },
        Subject::Case(_) | Subject::Organisation => true,
    };
    !allowed
}

/// For whom a kind about a child is.
#[derive(Clone, Copy)]
enum For {
    Team,
    TeamAndParents,
    TeamAndSubstitutes,
    AllThisMonthForSubstitutes,
    All,
}

fn child_kind(kind: DocumentKind) -> For {
    match kind {
        DocumentKind::Team => For::Team,
        DocumentKind::Journal => For::TeamAndParents,
        DocumentKind::Handover => For::TeamAndSubstitutes,
        DocumentKind::DayLog => For::AllThisMonthForSubstitutes,
        _ => For::All,
    }
}

struct Ties<'a> {
    directory: &'a Directory,
    person: PersonId,
    now: UnixMillis,
}

impl Ties<'_> {
    fn any(&self, is_one: impl Fn(&Record) -> bool) -> bool {
        self.directory.records().any(is_one)
    }

    fn lasts(&self, during: &Span) -> bool {
        during.from <= self.now && during.until.is_none_or(|until| self.now < until)
    }

    fn works_on(&self, group: GroupId) -> bool {
        self.any(|record| {
            matches!(record, Record::Assignment(it)
                if it.person == self.person && it.group == group && self.lasts(&it.during))
        })
    }

    fn helps_on(&self, group: GroupId) -> bool {
        self.any(|record| {
            matches!(record, Record::DayGrant(it)
                if it.person == self.person && it.group == group && self.lasts(&it.during))
        })
    }

    fn is_mentor(&self, child: ChildId) -> bool {
        self.any(|record| {
            matches!(record, Record::Mentorship(it)
                if it.person == self.person && it.child == child && self.lasts(&it.during))
        })
    }

    /// As a parent who may read, or any at all.
    fn is_parent(&self, child: ChildId, any_at_all: bool) -> bool {
        self.any(|record| {
            matches!(record, Record::Parenthood(it) if it.person == self.person && it.child == child
                && (any_at_all || it.carer || it.authority != Authority::None))
        })
    }

    fn reads_board(&self, group: GroupId) -> bool {
        let parent = self.any(|record| {
            matches!(record, Record::Placement(it) if it.group == group && self.lasts(&it.during)
                && self.is_parent(it.child, false))
        });
        parent
            || self.any(|record| {
                matches!(record, Record::Office(it)
                    if it.person == self.person && self.lasts(&it.during))
            })
    }

    fn is_on_group_of(&self, child: ChildId, is_on: impl Fn(GroupId) -> bool) -> bool {
        self.any(|record| {
            matches!(record, Record::Placement(it)
                if it.child == child && self.lasts(&it.during) && is_on(it.group))
        })
    }

    fn is_staff(&self, child: ChildId) -> bool {
        self.is_mentor(child) || self.is_on_group_of(child, |group| self.works_on(group))
    }

    fn to_child(&self, child: ChildId, whom: For, period: Period) -> bool {
        let helps = || self.is_on_group_of(child, |group| self.helps_on(group));
        let parent = || self.is_parent(child, false);
        // Or of the next opening day, which is none further than a week.
        let in_a_week = self.now.plus_ms(7 * UnixMillis::DAY_MS);
        let months = [self.now, in_a_week].map(|it| Period::at(Granularity::Month, it));
        let this_month = months.contains(&period);
        self.is_staff(child)
            || match whom {
                For::Team => false,
                For::TeamAndParents => parent(),
                For::TeamAndSubstitutes => helps(),
                For::AllThisMonthForSubstitutes => parent() || (helps() && this_month),
                For::All => parent() || helps(),
            }
    }
}
