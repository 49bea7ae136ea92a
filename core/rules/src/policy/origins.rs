//! Where a copy may come from: a release, a proposal, a frozen copy for outside, a correction of one of
//! these, or one action of a person over two audiences. Everything else that names somebody as the author
//! of its words is refused. Knows documents and people, and no note's content.

use super::roles::{ever_on, has_staff_role};
use super::{is_named, is_own};
use crate::directory::{Directory, Holder};
use samenspel_model::entry::NoteKind;
use samenspel_model::ids::{ChildId, EntryKey, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::verdict::RefusalCode;

/// Who may copy what into where.
pub(super) struct Release {
    pub(super) kinds: &'static [&'static str],
    pub(super) to: DocumentKind,
    pub(super) from: DocumentKind,
    pub(super) whose: Whose,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// Anybody's of the original's audience, released by staff.
    Anybodys,
    /// The copier's own words: one action over two audiences.
    OnesOwn,
    /// A parent's, put where other parents read it because that parent asked for it.
    AParents,
}

const fn release(
    kinds: &'static [&'static str],
    from: DocumentKind,
    to: DocumentKind,
    whose: Whose,
) -> Release {
    Release {
        kinds,
        to,
        from,
        whose,
    }
}

/// Every copy there is. Corrections go the way of what they correct.
pub(super) static RELEASES: &[Release] = {
    use DocumentKind::{
        Agreements, Board, CareRecord, ChildCore, Circle, DayLog, Group, Handover, Journal,
        ParentChannel, ParentDesk,
    };
    use Whose::{AParents, Anybodys, OnesOwn};
    &[
        // An incident or illness, once a parent was told.
        release(&["incident", "illness"], Group, CareRecord, Anybodys),
        // A trainee's proposal.
        release(&["observation", "question"], Circle, Journal, Anybodys),
        release(&["pick_up"], Circle, DayLog, Anybodys),
        release(&["notice"], Circle, Handover, Anybodys),
        // A copy for outside.
        release(&["share"], Journal, ParentChannel, Anybodys),
        release(&["share"], CareRecord, ParentChannel, Anybodys),
        release(&["share"], ChildCore, ParentChannel, Anybodys),
        release(&["share"], Agreements, ParentChannel, Anybodys),
        // A hand-over "also for the parents", a drop-off "also for colleagues".
        release(&["pick_up"], Handover, DayLog, OnesOwn),
        release(&["handover"], DayLog, Handover, OnesOwn),
        // A contact card for the parents who come to an event.
        release(&["contact_card"], ParentDesk, Board, AParents),
    ]
};

/// A copy, as far as its origin is concerned.
#[derive(Debug, Clone, Copy)]
pub struct Copied<'a> {
    /// Who copies.
    pub author: PersonId,
    /// Whose the device is that signed.
    pub holder: Holder,
    /// Where the copy goes.
    pub series: &'a Series,
    /// Its note kind.
    pub kind: &'a NoteKind,
}

/// Checks a copy's origin: `origin` is the key that it names, `found` the series in which entries of that
/// key are stored.
///
/// # Errors
/// `UnknownReference` if nothing of that key is stored or its author does not exist, `NotAllowed` if no
/// release leads from there to here, `PersonalProfileRequired` if a shared device speaks for a parent.
pub fn check_origin(
    dir: &Directory,
    copy: &Copied<'_>,
    origin: EntryKey,
    found: &[Series],
) -> Result<(), RefusalCode> {
    if found.is_empty() || dir.person(origin.person).is_none() {
        return Err(RefusalCode::UnknownReference);
    }
    let shared = matches!(copy.holder, Holder::Group(_));
    if shared && origin.person != copy.author && !has_staff_role(dir, origin.person) {
        return Err(RefusalCode::PersonalProfileRequired);
    }
    let leads_here = |release: &&Release| {
        found
            .iter()
            .any(|from| fits(dir, copy, release, from, origin.person))
    };
    match RELEASES.iter().find(leads_here) {
        Some(_) => Ok(()),
        None => Err(RefusalCode::NotAllowed),
    }
}

fn fits(
    dir: &Directory,
    copy: &Copied<'_>,
    release: &Release,
    from: &Series,
    original_author: PersonId,
) -> bool {
    let kind = copy.kind.as_str();
    let of_kind = kind == "correction" || release.kinds.contains(&kind);
    let whose = match release.whose {
        Whose::Anybodys => true,
        Whose::OnesOwn => original_author == copy.author,
        Whose::AParents => is_own(from.subject, original_author),
    };
    of_kind
        && whose
        && release.to == copy.series.kind
        && release.from == from.kind
        && copy.series.org == from.org
        && are_about_the_same(dir, copy, from.subject, original_author)
}

/// Whether a document about `from` can have something to say in one about the copy's subject.
fn are_about_the_same(
    dir: &Directory,
    copy: &Copied<'_>,
    from: Subject,
    original_author: PersonId,
) -> bool {
    match (from, copy.series.subject) {
        (Subject::Group(group), Subject::Child(child)) => ever_on(dir, child, group),
        (Subject::ChildParent(child, _), Subject::Group(group)) => ever_on(dir, child, group),
        // A case is of those named in it: its author and who releases what was said there.
        (Subject::Case(_), Subject::Child(_)) => {
            is_named(dir, from, original_author) && is_named(dir, from, copy.author)
        }
        (one, other) => {
            let child: Option<ChildId> = one.child();
            child.is_some() && child == other.child()
        }
    }
}
