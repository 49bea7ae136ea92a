//! What was written once and released elsewhere: setting it right or taking it back does so there too, as far
//! as whoever does it may; where they may not, somebody is told that the copy stands. Knows no pixels.

use super::super::StoreError;
use super::NeedsYou;
use super::scene::Scene;
use crate::texts::is_taken_back;
use samenspel_model::entry::{Fields, Value};
use samenspel_model::ids::{ChildId, EntryKey, GroupId};
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_rules::partnership::{NewNote, Told, release_illness, release_incident, set_right};
use samenspel_rules::schema::notes::{
    Handover, Illness, Incident, PickUp, Retraction, RetractionReason, Told as ToldParents,
};
use samenspel_rules::schema::{Code, Note};

/// A copy whose original is gone is asked about for so long.
const STANDS_DAYS: i64 = 90;

/// What is to be said of the copies of the note that this correction or retraction is of.
pub(super) fn of_copies(scene: &Scene<'_>, note: &NewNote) -> Result<Vec<NewNote>, StoreError> {
    let of = match note.fields.get("of") {
        Some(Value::Bytes(key)) => EntryKey::from_slice(key).ok(),
        _ => None,
    };
    let Some(of) = of else {
        return Ok(Vec::new());
    };
    if note.kind.as_str() == Retraction::KIND.name {
        let said = note.fields.text("reason").and_then(RetractionReason::named);
        let reason = said.unwrap_or(RetractionReason::Other);
        let mut back = taken_back(&scene.own_copies::<Incident>(&of)?, reason);
        back.extend(taken_back(&scene.own_copies::<Illness>(&of)?, reason));
        back.extend(taken_back(&scene.own_copies::<PickUp>(&of)?, reason));
        back.extend(taken_back(&scene.own_copies::<Handover>(&of)?, reason));
        return Ok(back);
    }
    let org = note.series.org;
    let mut said = set_right_again(
        scene,
        (note, &of),
        |it: &Incident| (it.child, it.told),
        |right, told| release_incident(org, scene.dir, right, told, scene.now).ok(),
    )?;
    said.extend(set_right_again(
        scene,
        (note, &of),
        |it: &Illness| (it.child, it.told),
        |right, told| release_illness(org, scene.dir, right, told, scene.now).ok(),
    )?);
    Ok(said)
}

/// One's own copies of a note that a correction is of: taken back, and released anew as the note is now.
fn set_right_again<N: Note>(
    scene: &Scene<'_>,
    (correction, of): (&NewNote, &EntryKey),
    child_and_told: impl Fn(&N) -> (Option<ChildId>, Option<ToldParents>),
    release: impl Fn(&Told<N>, ToldParents) -> Option<NewNote>,
) -> Result<Vec<NewNote>, StoreError> {
    let mut said = Vec::new();
    let Some(right) = corrected_original::<N>(scene, correction, of)? else {
        return Ok(said);
    };
    let (child, _) = child_and_told(&right.note);
    for copy in scene.own_copies::<N>(of)? {
        said.extend(taken_back(
            std::slice::from_ref(&copy),
            RetractionReason::WrongFacts,
        ));
        let (_, told) = child_and_told(&copy.note);
        if is_about(&child, &copy) {
            said.extend(release(&right, told.unwrap_or(ToldParents::Called)));
        }
    }
    Ok(said)
}

fn is_about<N>(child: &Option<ChildId>, copy: &Told<N>) -> bool {
    matches!((child, copy.series.subject), (Some(own), Subject::Child(of)) if *own == of)
}

fn taken_back<N>(copies: &[Told<N>], reason: RetractionReason) -> Vec<NewNote> {
    let copies = copies.iter();
    copies
        .map(|it| NewNote::of(it.series, &Retraction::new(it.key, reason)))
        .collect()
}

/// A note of one's own as it will be read.
fn corrected_original<N: Note>(
    scene: &Scene<'_>,
    correction: &NewNote,
    of: &EntryKey,
) -> Result<Option<Told<N>>, StoreError> {
    let told = scene.note::<N>(of)?;
    let own = |it: &Told<N>| it.series == correction.series && it.author() == scene.person;
    Ok(told.filter(own).and_then(|it| {
        let note = N::from_fields(&over(it.note.to_fields(), &correction.fields))?;
        Some(Told { note, ..it })
    }))
}

/// The fields with what a correction says in their place.
pub(super) fn over(mut fields: Fields, correction: &Fields) -> Fields {
    set_right(&mut fields, correction, |_| true);
    fields
}

impl Scene<'_> {
    /// The copies of a note that whoever looks made themselves and did not take back.
    fn own_copies<N: Note>(&self, of: &EntryKey) -> Result<Vec<Told<N>>, StoreError> {
        let mut copies: Vec<Told<N>> = self.query(
            "SELECT n.key, n.series, n.body, n.sort_at, n.position IS NOT NULL
             FROM links l JOIN notes n ON n.id = l.note
             WHERE l.target = ?1 AND l.kind = 'copied_from' AND n.note_kind = ?2
               AND n.author = ?3 AND n.retracted = 0
             ORDER BY n.sort_at, n.sort_depth, n.key",
            rusqlite::params![of, N::KIND.name, self.person],
        )?;
        copies.retain(|it| it.copied_from == Some(*of));
        Ok(copies)
    }

    /// Released incidents and illness of some groups' children that say what their original does not say
    /// any more.
    pub(super) fn copies_that_stand(
        &self,
        groups: &[GroupId],
        needs_you: &mut Vec<NeedsYou>,
    ) -> Result<(), StoreError> {
        for child in self.children(groups) {
            let as_released = |it: &Incident| Incident {
                child: None,
                told: None,
                ..it.clone()
            };
            self.copies_of::<Incident>(child, as_released, needs_you)?;
            let as_released = |it: &Illness| Illness {
                child: None,
                told: None,
                ..it.clone()
            };
            self.copies_of::<Illness>(child, as_released, needs_you)?;
        }
        Ok(())
    }

    fn copies_of<N: Note + PartialEq>(
        &self,
        child: ChildId,
        as_released: impl Fn(&N) -> N,
        needs_you: &mut Vec<NeedsYou>,
    ) -> Result<(), StoreError> {
        let span = self.days(STANDS_DAYS);
        for copy in self.notes::<N>(Subject::Child(child), span, usize::MAX)? {
            let Some(original) = copy.copied_from else {
                continue;
            };
            if copy.series.kind != DocumentKind::CareRecord {
                continue;
            }
            let stands = match self.note::<N>(&original)? {
                Some(it) => as_released(&it.note) != as_released(&copy.note),
                None => is_taken_back(self.connection, &original)?,
            };
            if stands {
                needs_you.push(NeedsYou::CopyStands {
                    child,
                    key: copy.key,
                    who: copy.author(),
                });
            }
        }
        Ok(())
    }
}
