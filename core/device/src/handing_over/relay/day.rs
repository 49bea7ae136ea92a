//! What lets a substitute in on her own phone without a network: the day grant as the granter's device
//! signed it for the server, and a brief of the day, signed by the same device for her phone alone. The
//! brief tells what a day-brief screen shows and nothing that she may not read. Pure: knows no store.

use minicbor::{Decode, Encode};

pub use super::day_fit::{Piece, Pieces};

use super::Relayed;
use samenspel_model::entry::{DeviceKey, DevicePublicKey, Fields, SignatureBytes, domain};
use samenspel_model::ids::{ChildId, DeviceId, EntryKey, GroupId, OrgId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::BriefRefusal;
use samenspel_model::wire::{decode_bounded, encode};
use samenspel_protocol::SignedCommand;
use samenspel_rules::directory::{Child, Group, Person, Placement, Span};
use samenspel_rules::partnership::Told;
use samenspel_rules::schema::Note;

/// Sealed bytes of a day pass: some thirty frames of a moving code.
pub const DAY_BYTES_MAX: usize = samenspel_model::limits::DAY_PASS_BYTES_MAX;
/// Bytes of a brief before compression.
pub(super) const BRIEF_BYTES_MAX: usize = 8 * DAY_BYTES_MAX;

/// What goes to her phone.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct DayPass {
    /// The day grant: a directory command as the granter's device keeps it for the server.
    #[n(0)]
    pub grant: SignedCommand,
    /// The brief.
    #[n(1)]
    pub brief: SignedBrief,
    /// Notes of the brief that the server does not have yet: what she answers must be there first.
    #[n(2)]
    pub entries: Vec<Relayed>,
}

/// A brief and the signature of the device that signed the grant.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct SignedBrief {
    /// CBOR of a [`DayBrief`].
    #[cbor(n(0), with = "minicbor::bytes")]
    pub body: Vec<u8>,
    /// Under the tag of a brief.
    #[n(1)]
    pub signature: SignatureBytes,
}

impl SignedBrief {
    /// Signs a brief.
    pub fn sign(brief: &DayBrief, key: &DeviceKey) -> Self {
        let body = encode(brief);
        let signature = key.sign(domain::BRIEF, &body);
        Self { body, signature }
    }

    /// Checks whose it is, and only then reads it.
    pub fn open(&self, key: &DevicePublicKey) -> Result<DayBrief, BriefRefusal> {
        key.verify(domain::BRIEF, &self.body, &self.signature)
            .map_err(|_| BriefRefusal::BadSignature)?;
        self.read()
    }

    /// Reads one whose signature was checked before.
    pub fn read(&self) -> Result<DayBrief, BriefRefusal> {
        decode_bounded(&self.body, BRIEF_BYTES_MAX).map_err(|_| BriefRefusal::Malformed)
    }
}

/// The hash by which a brief names the grant that it comes with.
pub fn grant_hash(grant: &SignedCommand) -> [u8; 32] {
    blake3::derive_key("samenspel day brief grant 1", &grant.body)
}

/// The first five minutes of an unknown group, for one phone and one day.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct DayBrief {
    /// The organisation.
    #[n(0)]
    pub org: OrgId,
    /// The one device that it is for.
    #[n(1)]
    pub to: DeviceId,
    /// The device that tells it.
    #[n(2)]
    pub from: DeviceId,
    /// [`grant_hash`] of the grant that it comes with.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub grant: [u8; 32],
    /// When it was made, as the telling device knew.
    #[n(4)]
    pub made_at: UnixMillis,
    /// As of when that device had everything the server had; `None` if it never had.
    #[n(5)]
    pub as_of: Option<UnixMillis>,
    /// The group.
    #[n(6)]
    pub group: Group,
    /// Those whom it names: parents, and who wrote what it tells.
    #[n(7)]
    pub people: Vec<Person>,
    /// The children of today, in the order of the cards.
    #[n(8)]
    pub children: Vec<BriefChild>,
    /// Notices and open items of the group itself.
    #[n(9)]
    pub of_group: Vec<BriefNote>,
    /// What did not fit, as far as that fits.
    #[n(10)]
    pub left_out: Vec<LeftOut>,
    /// How much more did not.
    #[n(11)]
    pub more_left_out: u32,
}

/// A child in a brief.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct BriefChild {
    /// The child.
    #[n(0)]
    pub child: Child,
    /// Where it was in its day.
    #[n(1)]
    pub standing: BriefStanding,
    /// Who may take it home.
    #[n(2)]
    pub collectors: Vec<BriefCollector>,
    /// What is told of it.
    #[n(3)]
    pub notes: Vec<BriefNote>,
}

impl BriefChild {
    /// Where it is for the day: a brief tells who is there, and no child's days.
    pub fn placed_on(&self, group: GroupId) -> Placement {
        Placement {
            child: self.child.id,
            group,
            weekdays: 0,
            during: Span::since(UnixMillis(0)),
            expected_by_minute: None,
        }
    }
}

/// Where a child was in its day when the brief was made.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum BriefStanding {
    /// Expected.
    #[n(0)]
    Expected,
    /// Not here, not reported.
    #[n(1)]
    NotReported,
    /// Somebody said that it does not come.
    #[n(2)]
    NotComing {
        /// The code of why, if it was said.
        #[n(0)]
        reason: Option<String>,
        /// Who said so.
        #[n(1)]
        said_by: PersonId,
    },
    /// Here.
    #[n(3)]
    Here {
        /// Since when.
        #[n(0)]
        since: UnixMillis,
    },
    /// Left.
    #[n(4)]
    Left {
        /// When.
        #[n(0)]
        at: UnixMillis,
        /// With whom.
        #[n(1)]
        with: Option<String>,
    },
}

/// An adult who may stand at the door.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct BriefCollector {
    /// A parent with an account.
    #[n(0)]
    pub parent: Option<PersonId>,
    /// The name of somebody whom a parent named.
    #[n(1)]
    pub name: Option<String>,
    /// What they are to the child.
    #[n(2)]
    pub relation: Option<String>,
    /// Who named them.
    #[n(3)]
    pub by: Vec<PersonId>,
    /// 0 may take the child, 1 ask the manager, 2 barred by a court.
    #[n(4)]
    pub verdict: u8,
    /// Whether this is who is expected today.
    #[n(5)]
    pub expected_today: bool,
    /// Codes of the days of the week, as a rule.
    #[n(6)]
    pub weekdays: Vec<String>,
    /// Numbers, in call order.
    #[n(7)]
    pub phones: Vec<String>,
}

/// A note as it reads now, corrections applied, without its author's signature: the telling device
/// answers for it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct BriefNote {
    /// Its key.
    #[n(0)]
    pub key: EntryKey,
    /// The kind of its document.
    #[n(1)]
    pub document: DocumentKind,
    /// Its own kind.
    #[n(2)]
    pub kind: String,
    /// What it says.
    #[n(3)]
    pub fields: Fields,
    /// When it was written.
    #[n(4)]
    pub at: UnixMillis,
    /// Whether the server had it.
    #[n(5)]
    pub is_sent: bool,
    /// Whether it was corrected.
    #[n(6)]
    pub is_corrected: bool,
    /// The language of its text.
    #[n(7)]
    pub language: Option<String>,
    /// Who wrote it first, if it was released or copied.
    #[n(8)]
    pub original_author: Option<PersonId>,
    /// Who took it over, for an open item.
    #[n(9)]
    pub taken_over_by: Option<PersonId>,
    /// Whether she is to read it back.
    #[n(10)]
    pub to_read_back: bool,
    /// Whether somebody confirmed what holds of it, and only how bad it is still counts.
    #[n(11)]
    pub is_settled: bool,
}

impl BriefNote {
    /// Of a note that was told.
    pub fn of<N: Note>(told: &Told<N>) -> Self {
        Self {
            key: told.key,
            document: told.series.kind,
            kind: N::KIND.name.to_owned(),
            fields: told.note.to_fields(),
            at: told.at,
            is_sent: told.is_sent,
            is_corrected: told.is_corrected,
            language: told.language.clone(),
            original_author: told.original_author,
            taken_over_by: None,
            to_read_back: false,
            is_settled: false,
        }
    }

    /// As a screen shows it; `None` if it is of another kind or this version cannot read it as one.
    pub fn told<N: Note>(&self, org: OrgId, subject: Subject) -> Option<Told<N>> {
        if self.kind != N::KIND.name {
            return None;
        }
        Some(Told {
            key: self.key,
            series: self.series(org, subject),
            at: self.at,
            is_sent: self.is_sent,
            is_corrected: self.is_corrected,
            language: self.language.clone(),
            replies_to: None,
            copied_from: None,
            original_author: self.original_author,
            note: N::from_fields(&self.fields)?,
        })
    }

    /// Where it belongs, if it is about this.
    pub fn series(&self, org: OrgId, subject: Subject) -> Series {
        Series {
            org,
            kind: self.document,
            subject,
        }
    }
}

/// What a brief tells, the most important first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum Matter {
    /// The child itself: that it is there.
    #[n(0)]
    Child,
    /// Allergies and everything medical.
    #[n(1)]
    Medical,
    /// Parents' names.
    #[n(2)]
    Names,
    /// Who may collect.
    #[n(3)]
    Collectors,
    /// Open items.
    #[n(4)]
    OpenItems,
    /// What is different today.
    #[n(5)]
    Changes,
    /// Notices.
    #[n(6)]
    Notices,
    /// How a colleague last found it.
    #[n(7)]
    Handover,
    /// The rhythm of the day.
    #[n(8)]
    Rhythm,
}

/// Something that did not fit into a brief: to be asked, or to be read once there is a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct LeftOut {
    /// Of which child; of the group itself without.
    #[n(0)]
    pub child: Option<ChildId>,
    /// What.
    #[n(1)]
    pub matter: Matter,
}

impl DayBrief {
    /// Whether it tells of this group, and of each child once.
    pub fn is_of_group(&self, group: GroupId) -> bool {
        let mut seen = std::collections::BTreeSet::new();
        self.group.id == group && self.children.iter().all(|it| seen.insert(it.child.id))
    }
}
