//! Incidents and illness: what may be released to parents and when, another child's name in a text,
//! and several children with the same signs. Hints for people; nothing is reported by itself. Knows no
//! table.

use std::collections::BTreeSet;

use super::places::of_child;
use super::shift::has_any;
use super::{NewNote, Told as ToldNote};
use crate::directory::Directory;
use crate::policy::roles::{children_at, groups_of};
use crate::schema::notes::{Illness, Incident, Symptom, Told};
use samenspel_model::ids::{ChildId, GroupId, OrgId};
use samenspel_model::series::DocumentKind;
use samenspel_model::time::UnixMillis;
use samenspel_names::{TextWords, are_same};

/// Why something is not released to the parents yet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotYet {
    /// Parents hear it from somebody, not from a phone.
    #[error("call the parents or tell them at the door first")]
    NotTold,
    /// The note does not say whom it is about.
    #[error("the note names no child")]
    NoChild,
    /// Another child's name is in the text.
    #[error("another child is named in the text")]
    NamesAnother {
        /// Who.
        children: Vec<ChildId>,
    },
}

/// Releases an incident to the child's care record, once a parent was called or told at the door and
/// if no other child is named.
pub fn release_incident(
    org: OrgId,
    dir: &Directory,
    incident: &ToldNote<Incident>,
    told: Told,
    now: UnixMillis,
) -> Result<NewNote, NotYet> {
    let child = incident.note.child.ok_or(NotYet::NoChild)?;
    check(dir, child, incident.note.text.as_deref(), told, now)?;
    let note = Incident {
        told: Some(told),
        child: None,
        ..incident.note.clone()
    };
    let series = of_child(org, DocumentKind::CareRecord, child);
    Ok(NewNote::of(series, &note).copied_from(incident.key, incident.author()))
}

/// Releases an illness, as an incident is.
pub fn release_illness(
    org: OrgId,
    dir: &Directory,
    illness: &ToldNote<Illness>,
    told: Told,
    now: UnixMillis,
) -> Result<NewNote, NotYet> {
    let child = illness.note.child.ok_or(NotYet::NoChild)?;
    check(dir, child, illness.note.text.as_deref(), told, now)?;
    let note = Illness {
        told: Some(told),
        child: None,
        ..illness.note.clone()
    };
    let series = of_child(org, DocumentKind::CareRecord, child);
    Ok(NewNote::of(series, &note).copied_from(illness.key, illness.author()))
}

fn check(
    dir: &Directory,
    child: ChildId,
    text: Option<&str>,
    told: Told,
    now: UnixMillis,
) -> Result<(), NotYet> {
    if told == Told::NotYet {
        return Err(NotYet::NotTold);
    }
    let children = names_of_others(dir, child, text.unwrap_or_default(), now);
    if children.is_empty() {
        Ok(())
    } else {
        Err(NotYet::NamesAnother { children })
    }
}

/// Children of the same groups whose first name is in a text about `child`, to point out before it is
/// sent. A name that the child shares with them says nothing.
pub fn names_of_others(
    dir: &Directory,
    child: ChildId,
    text: &str,
    now: UnixMillis,
) -> Vec<ChildId> {
    let words = TextWords::of(text);
    let own = dir.child(child).map_or("", |it| &it.first_name);
    let named = |other: &ChildId| {
        dir.child(*other)
            .is_some_and(|it| !are_same(&it.first_name, own) && words.hold(&it.first_name))
    };
    let near: BTreeSet<ChildId> = groups_of(dir, child, now)
        .flat_map(|group| children_at(dir, group, now))
        .collect();
    near.into_iter()
        .filter(|other| *other != child)
        .filter(named)
        .collect()
}

/// Signs that spread.
const CONTAGIOUS: [Symptom; 5] = [
    Symptom::Vomiting,
    Symptom::Diarrhoea,
    Symptom::Rash,
    Symptom::EyeInfection,
    Symptom::Fever,
];
/// From so many children within so many days somebody should look.
const CLUSTER_CHILDREN: usize = 3;
/// One incubation time of what spreads fastest.
pub const CLUSTER_DAYS: i64 = 4;

/// Several children of a group with the same sign within a few days: a hint to the manager, who
/// decides whether it is to be reported. Nothing is reported by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Where.
    pub group: GroupId,
    /// The sign.
    pub symptom: Symptom,
    /// The children.
    pub children: BTreeSet<ChildId>,
}

/// The clusters among illnesses of the last days, by children and what they show.
pub fn clusters(group: GroupId, ill: &[(ChildId, &[Symptom])]) -> Vec<Cluster> {
    CONTAGIOUS
        .into_iter()
        .filter_map(|symptom| {
            let children: BTreeSet<ChildId> = ill
                .iter()
                .filter(|(_, symptoms)| symptoms.contains(&symptom))
                .map(|(child, _)| *child)
                .collect();
            (children.len() >= CLUSTER_CHILDREN).then_some(Cluster {
                group,
                symptom,
                children,
            })
        })
        .collect()
}

/// Whether an illness shows by something that spreads.
pub fn is_contagious(illness: &Illness) -> bool {
    has_any(&illness.symptoms, &CONTAGIOUS)
}
