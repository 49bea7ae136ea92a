//! What home and group agreed: words, who approved them, what changed since, and other views beside
//! them. Knows no pixels.

use super::super::texts::{self, AgreementView};
use super::super::{Store, StoreError};
use super::Viewer;
use super::scene::{NOTES_MAX, Scene, Span};
use samenspel_document::text::{Passage, passages};
use samenspel_model::ids::{ChildId, PersonId};
use samenspel_model::series::Subject;
use samenspel_rules::directory::Authority;
use samenspel_rules::partnership::{Told, mentors};
use samenspel_rules::schema::notes::{Agreement, SeeItDifferently};

/// An agreement on a child's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementRow {
    /// The note that made it.
    pub agreement: Told<Agreement>,
    /// Its words now, and approvals.
    pub text: AgreementView,
    /// Whose approval it has no more, or never had: parents with authority, and the mentor.
    pub missing: Vec<PersonId>,
    /// Whether it is time to look at it again.
    pub is_due_for_review: bool,
    /// Other views, side by side with it.
    pub other_views: Vec<Told<SeeItDifferently>>,
    /// What changed since the viewer approved it on this device; `None` if that was never, or if nothing
    /// changed.
    pub since_my_approval: Option<Vec<Passage>>,
}

impl Store {
    /// The agreements about a child, the latest first.
    pub fn agreements(
        &self,
        viewer: Viewer,
        child: ChildId,
    ) -> Result<Vec<AgreementRow>, StoreError> {
        self.scene(viewer, |scene| {
            let told = scene.notes::<Agreement>(Subject::Child(child), Span::ALWAYS, NOTES_MAX)?;
            let must_approve = must_approve(scene, child);
            let mut rows = Vec::new();
            for agreement in told.into_iter().rev() {
                rows.extend(row(scene, agreement, &must_approve)?);
            }
            Ok(rows)
        })
    }
}

fn row(
    scene: &Scene<'_>,
    agreement: Told<Agreement>,
    must_approve: &[PersonId],
) -> Result<Option<AgreementRow>, StoreError> {
    let Some(text) = texts::view(scene.connection, &agreement.key)? else {
        return Ok(None);
    };
    let holds = |person: &PersonId| {
        let approvals = text.approvals.iter();
        approvals
            .filter(|it| it.person == *person)
            .any(|it| it.holds)
    };
    let approved = texts::approved_text(scene.connection, &agreement.key, scene.person)?;
    let changed = approved.filter(|it| *it != text.text);
    Ok(Some(AgreementRow {
        missing: must_approve
            .iter()
            .copied()
            .filter(|it| !holds(it))
            .collect(),
        is_due_for_review: agreement.note.review_at.is_some_and(|at| at <= scene.now),
        other_views: scene.naming::<SeeItDifferently>(&agreement.key)?,
        since_my_approval: changed.map(|it| passages(&it, &text.text)),
        text,
        agreement,
    }))
}

/// Who has to approve: parents with authority, guardians, and the mentor.
fn must_approve(scene: &Scene<'_>, child: ChildId) -> Vec<PersonId> {
    let parents = scene.dir.parents_of(child).filter(|it| {
        it.during.contains(scene.now)
            && matches!(it.authority, Authority::Full | Authority::Guardian)
    });
    let mut people: Vec<PersonId> = parents.map(|it| it.person).collect();
    people.extend(mentors(scene.dir, child, scene.now).first());
    people
}
