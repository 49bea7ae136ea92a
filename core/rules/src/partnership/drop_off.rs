//! What is told at drop-off, by parents at home and by staff at the door, side by side: one form, each
//! field with who said it. Knows no table.

use super::{NewNote, Said, Told};
use crate::schema::notes::{Discussed, DropOff, Mood, Passage, Presence, Slept};
use samenspel_model::calendar::{day_of, moved_to};
use samenspel_model::ids::{ChildId, PersonId};
use samenspel_model::series::Series;
use samenspel_model::time::UnixMillis;

/// One form: what each person said of each field, oldest first, each person once. Where two say
/// different things both are there.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct DropOffMerged {
    /// How the child arrives.
    pub mood: Vec<Said<Mood>>,
    /// How the child slept.
    pub slept: Vec<Said<Slept>>,
    /// When the child woke.
    pub woke_at: Vec<Said<UnixMillis>>,
    /// When the child last ate or drank.
    pub fed_at: Vec<Said<UnixMillis>>,
    /// Who collects today.
    pub collects: Vec<Said<String>>,
    /// And when.
    pub collects_at: Vec<Said<UnixMillis>>,
    /// When the child may go home alone.
    pub goes_alone_at: Vec<Said<UnixMillis>>,
    /// What is good to know.
    pub to_know: Vec<Said<String>>,
    /// Whether medicine was given at home.
    pub medicine: Vec<Said<bool>>,
}

samenspel_model::hides_content!(DropOffMerged);

impl DropOffMerged {
    /// Merges what was told on one day.
    pub fn of(told: &[Told<DropOff>]) -> Self {
        Self {
            mood: field(told, |it| it.mood),
            slept: field(told, |it| it.slept),
            woke_at: field(told, |it| it.woke_at),
            fed_at: field(told, |it| it.fed_at),
            collects: field(told, |it| it.collects.clone()),
            collects_at: field(told, |it| it.collects_at),
            goes_alone_at: field(told, |it| it.goes_alone_at),
            to_know: field(told, |it| it.to_know.clone()),
            medicine: field(told, |it| it.medicine),
        }
    }
}

/// Told in any order, by time and then by key: two phones that met nobody come to the same.
fn field<T: PartialEq>(told: &[Told<DropOff>], of: impl Fn(&DropOff) -> Option<T>) -> Vec<Said<T>> {
    let mut in_order: Vec<&Told<DropOff>> = told.iter().collect();
    in_order.sort_by_key(|it| (it.at, it.key));
    let mut said: Vec<Said<T>> = Vec::new();
    for note in in_order {
        let Some(what) = of(&note.note) else { continue };
        said.retain(|it| it.by != note.author());
        if said.iter().all(|it| it.what != what) {
            said.push(Said {
                what,
                by: note.author(),
                at: note.at,
            });
        }
    }
    said
}

/// "As always": what a child's earlier drop-off says again today. Moments keep their time of day; what
/// was only of that day is left out.
pub fn as_always(earlier: &DropOff, now: UnixMillis) -> DropOff {
    let today = |moment: Option<UnixMillis>| {
        moment.map(|it| day_of(now).map_or(it, |today| moved_to(it, today)))
    };
    DropOff {
        mood: Some(Mood::AsUsual),
        slept: Some(Slept::AsUsual),
        collects: earlier.collects.clone(),
        collects_at: today(earlier.collects_at),
        goes_alone_at: today(earlier.goes_alone_at),
        ..DropOff::new()
    }
}

/// A child arrived, one tap: the head count.
pub fn arrived(group: Series, child: ChildId, at: UnixMillis, by: Option<String>) -> NewNote {
    NewNote::of(
        group,
        &Presence {
            by,
            ..Presence::new(child, Passage::Arrived, at)
        },
    )
}

/// A child left with somebody, one tap.
pub fn left(group: Series, child: ChildId, at: UnixMillis, with: String) -> NewNote {
    NewNote::of(
        group,
        &Presence {
            by: Some(with),
            ..Presence::new(child, Passage::Left, at)
        },
    )
}

/// What the group says to a parent's own form: that it was spoken about, and what it adds. Nothing is
/// said again that the parent said already.
pub fn confirm(day: Series, parent: &Told<DropOff>, at_the_door: &DropOff) -> Vec<NewNote> {
    let mut notes = vec![NewNote::of(day, &Discussed::new(vec![parent.key]))];
    let adds = what_differs(&parent.note, at_the_door);
    if adds != DropOff::new() {
        notes.push(NewNote::of(day, &adds).replying_to(parent.key));
    }
    notes
}

fn what_differs(said: &DropOff, now: &DropOff) -> DropOff {
    fn other<T: PartialEq + Clone>(said: &Option<T>, now: &Option<T>) -> Option<T> {
        now.clone().filter(|_| said != now)
    }
    DropOff {
        for_date: other(&said.for_date, &now.for_date),
        mood: other(&said.mood, &now.mood),
        slept: other(&said.slept, &now.slept),
        woke_at: other(&said.woke_at, &now.woke_at),
        fed_at: other(&said.fed_at, &now.fed_at),
        collects: other(&said.collects, &now.collects),
        collects_at: other(&said.collects_at, &now.collects_at),
        goes_alone_at: other(&said.goes_alone_at, &now.goes_alone_at),
        to_know: other(&said.to_know, &now.to_know),
        medicine: other(&said.medicine, &now.medicine),
    }
}

/// Whether a drop-off is a parent's own.
pub fn is_of_parent(told: &Told<DropOff>, parents: &[PersonId]) -> bool {
    parents.contains(&told.author())
}
