//! The kinds of document: one audience, one retention period, one unit of sync each.

use minicbor::{Decode, Encode};

use super::Granularity;

/// The kind of a document. The numbers are part of the wire form and of every signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum DocumentKind {
    /// Medical, collectors, consent, rhythm, "our way", expectations: as statements.
    #[n(1)]
    ChildCore,
    /// The day, for staff and parents.
    #[n(2)]
    DayLog,
    /// Hand-overs and open items, staff only.
    #[n(3)]
    Handover,
    /// Observations, questions, concerns.
    #[n(4)]
    Journal,
    /// Medicine doses, incidents, illness.
    #[n(5)]
    CareRecord,
    /// Co-written agreements, shared talk reports.
    #[n(6)]
    Agreements,
    /// One parent and the group.
    #[n(7)]
    ParentDesk,
    /// One parent, mentor and deputy.
    #[n(8)]
    ParentChannel,
    /// Staff among themselves about a child.
    #[n(9)]
    Team,
    /// The people named in one case.
    #[n(10)]
    Circle,
    /// Presence, notices, incidents before release.
    #[n(11)]
    Group,
    /// For all parents of a group.
    #[n(12)]
    Board,
    /// Vision, guides, profiles of the organisation.
    #[n(13)]
    Handbook,
}

impl DocumentKind {
    /// Every kind, in the order of the design's table.
    pub const ALL: [Self; 13] = [
        Self::ChildCore,
        Self::DayLog,
        Self::Handover,
        Self::Journal,
        Self::CareRecord,
        Self::Agreements,
        Self::ParentDesk,
        Self::ParentChannel,
        Self::Team,
        Self::Circle,
        Self::Group,
        Self::Board,
        Self::Handbook,
    ];

    /// The number used on the wire and in the derivation of document ids.
    pub fn code(self) -> u8 {
        self as u8 + 1
    }

    /// From [`DocumentKind::code`].
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The name in the design's table.
    pub fn name(self) -> &'static str {
        match self {
            Self::ChildCore => "child-core",
            Self::DayLog => "day-log",
            Self::Handover => "handover",
            Self::Journal => "journal",
            Self::CareRecord => "care-record",
            Self::Agreements => "agreements",
            Self::ParentDesk => "parent-desk",
            Self::ParentChannel => "parent-channel",
            Self::Team => "team",
            Self::Circle => "circle",
            Self::Group => "group",
            Self::Board => "board",
            Self::Handbook => "handbook",
        }
    }

    /// How long one document of this kind collects entries.
    pub fn granularity(self) -> Granularity {
        match self {
            Self::ChildCore | Self::Agreements | Self::Circle | Self::Handbook => {
                Granularity::Whole
            }
            Self::DayLog | Self::Group => Granularity::Month,
            Self::Handover | Self::Journal | Self::Team | Self::Board => Granularity::Quarter,
            Self::CareRecord | Self::ParentDesk | Self::ParentChannel => Granularity::Year,
        }
    }

    /// For how many days after its period a document is kept; `None` where something else decides:
    /// the child's leaving, the last open item of a hand-over, a legal term, the end of a case. Defaults
    /// of the design.
    pub fn kept_days(self) -> Option<u16> {
        match self {
            Self::DayLog | Self::Group => Some(92),
            Self::Board => Some(366),
            Self::ChildCore
            | Self::Handover
            | Self::Journal
            | Self::CareRecord
            | Self::Agreements
            | Self::ParentDesk
            | Self::ParentChannel
            | Self::Team
            | Self::Circle
            | Self::Handbook => None,
        }
    }

    /// Whether a group profile (a shared tablet) may ever keep such a document.
    pub fn kept_by_group_profile(self) -> bool {
        !matches!(self, Self::Team | Self::ParentChannel | Self::Circle)
    }
}
