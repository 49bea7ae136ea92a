//! What a day brief could tell of a group: its day-brief screen as pieces, each with the names it needs.
//! The scene decides what may be seen; this adds nothing to it. Knows no size.

use super::super::carried::waiting_entry;
use super::super::relay::day::{
    BriefChild, BriefCollector, BriefNote, BriefStanding, Matter, Piece, Pieces,
};
use crate::StoreError;
use crate::screens::{BriefRow, DayBriefView, OpenWithTaker, Scene, day_brief_of};
use samenspel_model::ids::{ChildId, EntryKey, GroupId, PersonId};
use samenspel_model::series::Subject;
use samenspel_model::time::ClockReading;
use samenspel_rules::directory::{Directory, Person};
use samenspel_rules::partnership::{Adult, MayCollect, Standing, Told, Verdict};
use samenspel_rules::schema::{Code, Note};

/// What this device could tell of the group.
pub(super) fn pieces(
    scene: &Scene<'_>,
    group: GroupId,
    reading: ClockReading,
) -> Result<Pieces, StoreError> {
    let page = day_brief_of(scene, &[group])?;
    let gather = Gather {
        scene,
        page: &page,
        reading,
    };
    let mut pieces = Pieces::default();
    for row in &page.children {
        gather.child(row, &mut pieces)?;
    }
    for item in &page.group_items {
        pieces.add(Matter::OpenItems, None, gather.item(item)?);
    }
    for notice in &page.notices {
        if notice.series.subject == Subject::Group(group) {
            pieces.add(
                Matter::Notices,
                None,
                gather.notes(std::slice::from_ref(notice)),
            );
        }
    }
    Ok(pieces)
}

struct Gather<'a> {
    scene: &'a Scene<'a>,
    page: &'a DayBriefView,
    reading: ClockReading,
}

impl Gather<'_> {
    fn child(&self, row: &BriefRow, pieces: &mut Pieces) -> Result<(), StoreError> {
        let Some(record) = self.scene.dir.child(row.child) else {
            return Ok(());
        };
        let id = Some(row.child);
        let itself = BriefChild {
            child: record.clone(),
            standing: standing(&row.standing),
            collectors: Vec::new(),
            notes: Vec::new(),
        };
        let itself = Piece {
            child: Some(itself),
            people: self.named(said_by(&row.standing)),
            ..Piece::default()
        };
        pieces.add(Matter::Child, id, itself);
        for fact in &row.medical.facts {
            pieces.add(Matter::Medical, id, self.notes(&fact.statements));
        }
        for confirmed in &row.medical.confirmed {
            let confirmed = std::slice::from_ref(confirmed);
            pieces.add(Matter::Medical, id, self.notes(confirmed));
        }
        let mut settled = self.notes(&row.medical.settled);
        for note in &mut settled.notes {
            note.is_settled = true;
        }
        if !settled.notes.is_empty() {
            pieces.add(Matter::Medical, id, settled);
        }
        let names = Piece {
            people: self.named(self.scene.parents(row.child)),
            ..Piece::default()
        };
        pieces.add(Matter::Names, id, names);
        let collectors = Piece {
            collectors: row.may_collect.iter().map(collector).collect(),
            people: self.named(row.may_collect.iter().flat_map(whom_it_names)),
            ..Piece::default()
        };
        pieces.add(Matter::Collectors, id, collectors);
        for item in &row.open_items {
            pieces.add(Matter::OpenItems, id, self.item(item)?);
        }
        for change in &row.changes {
            let change = std::slice::from_ref(change);
            pieces.add(Matter::Changes, id, self.notes(change));
        }
        for told in &row.drop_offs {
            let told = std::slice::from_ref(told);
            pieces.add(Matter::Changes, id, self.notes(told));
        }
        self.notices(row.child, pieces);
        if let Some(handover) = &row.handover {
            pieces.add(Matter::Handover, id, self.handover(handover)?);
        }
        for rhythm in &row.rhythm {
            let rhythm = std::slice::from_ref(rhythm);
            pieces.add(Matter::Rhythm, id, self.notes(rhythm));
        }
        Ok(())
    }

    fn notices(&self, child: ChildId, pieces: &mut Pieces) {
        for notice in &self.page.notices {
            if notice.series.subject == Subject::Child(child) {
                let piece = self.notes(std::slice::from_ref(notice));
                pieces.add(Matter::Notices, Some(child), piece);
            }
        }
    }

    fn handover(
        &self,
        told: &Told<samenspel_rules::schema::notes::Handover>,
    ) -> Result<Piece, StoreError> {
        let mut piece = self.notes(std::slice::from_ref(told));
        let to_read_back = self.page.to_read_back.iter().any(|it| it.key == told.key);
        for note in &mut piece.notes {
            note.to_read_back = to_read_back;
        }
        piece.people.extend(self.named(told.note.to_do_who));
        self.with_entry(piece, told.is_sent, &told.key)
    }

    fn item(&self, item: &OpenWithTaker) -> Result<Piece, StoreError> {
        let mut piece = self.notes(std::slice::from_ref(&item.item));
        for note in &mut piece.notes {
            note.taken_over_by = item.taken_over_by;
        }
        piece.people.extend(self.named(item.taken_over_by));
        self.with_entry(piece, item.item.is_sent, &item.item.key)
    }

    /// What she can answer goes along as its author signed it, where the server does not have it yet.
    fn with_entry(
        &self,
        mut piece: Piece,
        is_sent: bool,
        key: &EntryKey,
    ) -> Result<Piece, StoreError> {
        if !is_sent {
            piece.entries = waiting_entry(self.scene.connection, key, self.reading)?
                .into_iter()
                .collect();
        }
        Ok(piece)
    }

    fn notes<N: Note>(&self, told: &[Told<N>]) -> Piece {
        let authors = told.iter().flat_map(|it| {
            let author = Some(it.author());
            author.into_iter().chain(it.original_author)
        });
        Piece {
            notes: told.iter().map(BriefNote::of).collect(),
            people: self.named(authors),
            ..Piece::default()
        }
    }

    fn named(&self, people: impl IntoIterator<Item = PersonId>) -> Vec<Person> {
        let people = people.into_iter();
        people.filter_map(|it| named(self.scene.dir, it)).collect()
    }
}

/// Parents in full, who works here by first name.
fn named(dir: &Directory, person: PersonId) -> Option<Person> {
    let mut person = dir.person(person)?.clone();
    if dir.parenthoods_of(person.id).next().is_none() {
        person.last_name = String::new();
        person.languages = Vec::new();
    }
    person.left_at = None;
    Some(person)
}

fn said_by(standing: &Standing) -> Option<PersonId> {
    match standing {
        Standing::NotComing { said_by, .. } => Some(*said_by),
        _ => None,
    }
}

fn standing(standing: &Standing) -> BriefStanding {
    match standing {
        Standing::NotExpected | Standing::Expected | Standing::Unknown => BriefStanding::Expected,
        Standing::NotReported => BriefStanding::NotReported,
        Standing::NotComing { reason, said_by } => BriefStanding::NotComing {
            reason: reason.map(|it| it.name().to_owned()),
            said_by: *said_by,
        },
        Standing::Here { since } => BriefStanding::Here { since: *since },
        Standing::Left { at, with } => BriefStanding::Left {
            at: *at,
            with: with.clone(),
        },
    }
}

fn whom_it_names(adult: &MayCollect) -> Vec<PersonId> {
    match &adult.who {
        Adult::Parent(parent) => vec![*parent],
        Adult::Named { by, .. } => by.clone(),
    }
}

fn collector(adult: &MayCollect) -> BriefCollector {
    let (parent, name, relation, by) = match &adult.who {
        Adult::Parent(parent) => (Some(*parent), None, None, Vec::new()),
        Adult::Named { name, relation, by } => {
            (None, Some(name.clone()), relation.clone(), by.clone())
        }
    };
    BriefCollector {
        parent,
        name,
        relation,
        by,
        verdict: match adult.verdict {
            Verdict::Yes => 0,
            Verdict::Ask => 1,
            Verdict::Barred => 2,
        },
        expected_today: adult.expected_today,
        weekdays: adult
            .weekdays
            .iter()
            .map(|it| it.name().to_owned())
            .collect(),
        phones: adult.phones.clone(),
    }
}
