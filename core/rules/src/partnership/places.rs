//! Which series each conversation is in. Knows no rights: `policy` does.

use samenspel_model::ids::{ChildId, GroupId, OrgId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};

/// A series about a child that its parents share with the group, or that staff share.
pub fn of_child(org: OrgId, kind: DocumentKind, child: ChildId) -> Series {
    Series {
        org,
        kind,
        subject: Subject::Child(child),
    }
}

/// Between one parent and the group.
pub fn desk(org: OrgId, child: ChildId, parent: PersonId) -> Series {
    Series {
        org,
        kind: DocumentKind::ParentDesk,
        subject: Subject::ChildParent(child, parent),
    }
}

/// Between one parent, the mentor and the deputy.
pub fn channel(org: OrgId, child: ChildId, parent: PersonId) -> Series {
    Series {
        org,
        kind: DocumentKind::ParentChannel,
        subject: Subject::ChildParent(child, parent),
    }
}

/// For all parents of a group.
pub fn board(org: OrgId, group: GroupId) -> Series {
    Series {
        org,
        kind: DocumentKind::Board,
        subject: Subject::Group(group),
    }
}
