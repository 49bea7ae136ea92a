//! `assignments.csv`: who is what to whom, one row each: parents and guardians of a child, its
//! mentor and deputy, work on a group, coach or manager of a location or of all.

use samenspel_model::ids::{ChildId, GroupId, LocationId, PersonId};
use samenspel_rules::directory::{
    Assignment, Authority, GroupRole, Mentorship, Office, OfficeRole, Parenthood, Record, Span,
};

use super::ids::ExternalKind;
use super::references::Draft;
use super::table::{Column, Row, Table, optional, required};
use super::{unsaid, values};

const BARRED: &str = "collection_barred";

pub(super) const COLUMNS: &[Column] = &[
    required("person"),
    required("role"),
    required("of"),
    optional("from"),
    optional("until"),
    optional(BARRED),
];

/// What the `role` column may say.
enum Role {
    Parent(Authority, bool),
    Mentor { deputy: bool },
    OnGroup(GroupRole),
    InOffice(OfficeRole),
}

const ROLES: &str = "parent, guardian, carer, parent_without_authority (of a child), mentor, deputy \
                     (of a child), professional, trainee (of a group), coach, manager (of a \
                     location, or empty for all)";

fn role(row: &Row<'_>, draft: &mut Draft<'_>) -> Option<Role> {
    Some(match row.cell("role").to_lowercase().as_str() {
        "parent" | "ouder" => Role::Parent(Authority::Full, false),
        "guardian" | "voogd" => Role::Parent(Authority::Guardian, false),
        "carer" => Role::Parent(Authority::None, true),
        "parent_without_authority" => Role::Parent(Authority::None, false),
        "mentor" => Role::Mentor { deputy: false },
        "deputy" | "vervanger" => Role::Mentor { deputy: true },
        "professional" | "pedagogisch professional" => Role::OnGroup(GroupRole::Professional),
        "trainee" | "stagiair" => Role::OnGroup(GroupRole::Trainee),
        "coach" => Role::InOffice(OfficeRole::Coach),
        "manager" | "leidinggevende" => Role::InOffice(OfficeRole::Manager),
        _ => {
            row.refuse(
                &mut draft.errors,
                "role",
                format!("must be one of: {ROLES}"),
            );
            return None;
        }
    })
}

pub(super) fn read(table: &Table, draft: &mut Draft<'_>) {
    for row in table.rows() {
        let person = draft
            .refer(ExternalKind::Person, &row, "person")
            .map(PersonId);
        let during = values::span(&row, draft.context, &mut draft.errors);
        let role = role(&row, draft);
        let record = role.and_then(|role| record(&row, draft, role, person, during));
        if let Some(record) = record {
            draft.put(&row, "person", record);
        }
    }
}

fn record(
    row: &Row<'_>,
    draft: &mut Draft<'_>,
    role: Role,
    person: Option<PersonId>,
    during: Option<Span>,
) -> Option<Record> {
    if !matches!(role, Role::Parent(..)) {
        // A column of boxes is "no" in every row.
        let barred = values::yes_or_no(row, BARRED, &mut draft.errors)?;
        if barred == Some(true) {
            let problem = "is for parents only; empty it";
            row.refuse(&mut draft.errors, BARRED, problem);
            return None;
        }
    }
    match role {
        Role::Parent(authority, carer) => {
            parenthood(row, draft, (authority, carer), person, during)
        }
        Role::Mentor { deputy } => {
            let child = draft.refer(ExternalKind::Child, row, "of").map(ChildId)?;
            let (person, during) = (person?, during?);
            Some(Record::Mentorship(Mentorship {
                child,
                person,
                deputy,
                during,
            }))
        }
        Role::OnGroup(role) => {
            let group = draft.refer(ExternalKind::Group, row, "of").map(GroupId)?;
            let (person, during) = (person?, during?);
            Some(Record::Assignment(Assignment {
                person,
                group,
                role,
                during,
            }))
        }
        Role::InOffice(role) => {
            let location = if row.cell("of").is_empty() {
                None
            } else {
                Some(
                    draft
                        .refer(ExternalKind::Location, row, "of")
                        .map(LocationId)?,
                )
            };
            let (person, during) = (person?, during?);
            Some(Record::Office(Office {
                person,
                role,
                location,
                during,
            }))
        }
    }
}

fn parenthood(
    row: &Row<'_>,
    draft: &mut Draft<'_>,
    (authority, carer): (Authority, bool),
    person: Option<PersonId>,
    during: Option<Span>,
) -> Option<Record> {
    let child = draft.refer(ExternalKind::Child, row, "of").map(ChildId);
    let lifted = unsaid::says_lifted(row, BARRED);
    let barred = match lifted {
        true => Some(Some(false)),
        false => values::yes_or_no(row, BARRED, &mut draft.errors),
    };
    let mut parenthood = Parenthood {
        child: child?,
        person: person?,
        authority,
        carer,
        earlier_names: Vec::new(),
        collection_barred: barred? == Some(true),
        during: during?,
    };
    // A court's decision that the manager recorded stays until a file says in its own word that it is over.
    let present = draft.record(&Record::Parenthood(parenthood.clone()).id());
    let present = match present {
        Some(Record::Parenthood(present)) => Some(present),
        _ => None,
    };
    if present.as_ref().is_some_and(|it| it.collection_barred) && !lifted {
        parenthood.collection_barred = true;
        if barred? == Some(false) {
            let problem = "says no, and this parent may not collect the child: that stays; if the court's \
                           decision is over, write \"lifted\"";
            row.warn(&mut draft.errors, BARRED, problem);
        }
    }
    if parenthood.collection_barred {
        parenthood.earlier_names = present.map(|it| it.earlier_names).unwrap_or_default();
    }
    Some(Record::Parenthood(parenthood))
}
