//! The rights table of the domain description, as data: roles × document kinds → cell.
//! Knows nothing of who holds a role.

use samenspel_model::series::DocumentKind;

/// What somebody is towards a series. A person may be several things at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Professional, assigned to the group.
    Professional,
    /// Professional of a group that is merged with the group at the moment.
    MergedDuty,
    /// Let in for a day.
    Substitute,
    /// Trainee, assigned to the group.
    Trainee,
    /// The child's mentor or deputy.
    Mentor,
    /// Parent with authority, or guardian.
    Parent,
    /// Daily carer without authority (a foster parent).
    Carer,
    /// Parent without authority.
    ParentWithoutAuthority,
    /// Pedagogical coach.
    Coach,
    /// Manager.
    Manager,
}

impl Role {
    /// Every role, in the order of the table's rows.
    pub const ALL: [Self; 10] = [
        Self::Professional,
        Self::MergedDuty,
        Self::Substitute,
        Self::Trainee,
        Self::Mentor,
        Self::Parent,
        Self::Carer,
        Self::ParentWithoutAuthority,
        Self::Coach,
        Self::Manager,
    ];

    /// Its name in codes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Professional => "professional",
            Self::MergedDuty => "merged_duty",
            Self::Substitute => "substitute",
            Self::Trainee => "trainee",
            Self::Mentor => "mentor",
            Self::Parent => "parent",
            Self::Carer => "carer",
            Self::ParentWithoutAuthority => "parent_without_authority",
            Self::Coach => "coach",
            Self::Manager => "manager",
        }
    }

    /// Whether it is a parent's or carer's role.
    pub fn is_parental(self) -> bool {
        matches!(
            self,
            Self::Parent | Self::Carer | Self::ParentWithoutAuthority
        )
    }

    /// Whether it is held by working on groups: the only roles that a shared device can act in.
    pub fn is_on_the_floor(self) -> bool {
        !self.is_parental() && !matches!(self, Self::Coach | Self::Manager)
    }
}

/// One cell of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cell {
    /// Neither.
    Nothing,
    /// R.
    Read,
    /// RW.
    ReadWrite,
    /// B: written from a group profile, never read.
    Blind,
    /// RW this month.
    ReadWriteThisMonth,
    /// RW facts: note kinds that state what happened.
    ReadWriteFacts,
    /// R, and the one's own card.
    ReadAndOwnCard,
    /// RW of one's own only: the series names the parent.
    ReadWriteOwn,
    /// RW where named as a member.
    Named,
    /// Named, and only proposals are written.
    NamedProposals,
    /// R by an audited opening.
    AuditedRead,
}

use Cell::{
    AuditedRead as Aud, Blind as B, Named as Nam, NamedProposals as Prop, Nothing as No, Read as R,
    ReadAndOwnCard as Card, ReadWrite as RW, ReadWriteFacts as Facts, ReadWriteOwn as Own,
    ReadWriteThisMonth as Month,
};

/// Rows in the order of [`Role::ALL`], columns in the order of [`DocumentKind::ALL`].
///
/// A mentor's empty cells mean "as professional": a group and its board are about no child of
/// theirs, so being mentor alone gives nothing there.
#[rustfmt::skip]
const TABLE: [[Cell; 13]; 10] = [
    // core  day-log handover journal care  agreem. desk  channel team  circle group  board handbook
    [  RW,   RW,     RW,      RW,     RW,   RW,     RW,   B,      RW,   Nam,   RW,    RW,   Card ],
    [  RW,   RW,     RW,      No,     RW,   R,      No,   No,     No,   No,    RW,    R,    R    ],
    [  R,    Month,  RW,      No,     RW,   R,      No,   No,     No,   No,    RW,    R,    R    ],
    [  R,    Facts,  R,       R,      R,    R,      R,    No,     No,   Prop,  Facts, R,    R    ],
    [  RW,   RW,     RW,      RW,     RW,   RW,     RW,   RW,     RW,   Nam,   No,    No,   R    ],
    [  RW,   RW,     No,      RW,     R,    RW,     Own,  Own,    No,   Nam,   No,    R,    R    ],
    [  RW,   RW,     No,      R,      R,    R,      Own,  Own,    No,   Nam,   No,    R,    R    ],
    [  No,   No,     No,      No,     No,   No,     No,   Own,    No,   Nam,   No,    No,   R    ],
    [  No,   No,     No,      No,     No,   No,     No,   No,     No,   Nam,   No,    R,    R    ],
    [  Aud,  Aud,    Aud,     Aud,    Aud,  Aud,    Aud,  Aud,    Aud,  Aud,   Aud,   RW,   RW   ],
];

/// What `role` may do with documents of `kind`.
pub fn cell(role: Role, kind: DocumentKind) -> Cell {
    // Both enums are dense and listed in order by their `ALL`.
    TABLE[role as usize][usize::from(kind.code() - 1)]
}
