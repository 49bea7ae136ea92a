//! A series is (organisation, kind, subject); a placement says which document of the series.

mod kind;

use minicbor::decode::Error as DecodeError;
use minicbor::{Decode, Decoder, Encode, Encoder};

use crate::ids::{ChildId, CircleId, DocumentId, GroupId, InvalidId, OrgId, PersonId};
use crate::time::UnixMillis;

pub use kind::DocumentKind;

/// What a series of documents is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// One child.
    Child(ChildId),
    /// One group.
    Group(GroupId),
    /// One child and one of its parents.
    ChildParent(ChildId, PersonId),
    /// One case.
    Case(CircleId),
    /// The organisation itself.
    Organisation,
}

impl Subject {
    /// A tag byte and the ids: 1, 17 or 33 bytes.
    pub fn to_bytes(self) -> Vec<u8> {
        let (tag, first, second): (u8, &[u8], &[u8]) = match &self {
            Self::Child(child) => (1, &child.0, &[]),
            Self::Group(group) => (2, &group.0, &[]),
            Self::ChildParent(child, parent) => (3, &child.0, &parent.0),
            Self::Case(case) => (4, &case.0, &[]),
            Self::Organisation => (5, &[], &[]),
        };
        [&[tag], first, second].concat()
    }

    /// From [`Subject::to_bytes`].
    pub fn from_slice(bytes: &[u8]) -> Result<Self, InvalidId> {
        let invalid = InvalidId { what: "Subject" };
        let (&tag, rest) = bytes.split_first().ok_or(invalid.clone())?;
        match tag {
            1 => ChildId::from_slice(rest).map(Self::Child),
            2 => GroupId::from_slice(rest).map(Self::Group),
            3 if rest.len() == 32 => Ok(Self::ChildParent(
                ChildId::from_slice(&rest[..16])?,
                PersonId::from_slice(&rest[16..])?,
            )),
            4 => CircleId::from_slice(rest).map(Self::Case),
            5 if rest.is_empty() => Ok(Self::Organisation),
            _ => Err(invalid),
        }
    }

    /// The child it is about, if it is about one.
    pub fn child(self) -> Option<ChildId> {
        match self {
            Self::Child(child) | Self::ChildParent(child, _) => Some(child),
            Self::Group(_) | Self::Case(_) | Self::Organisation => None,
        }
    }
}

impl<C> Encode<C> for Subject {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.bytes(&self.to_bytes())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Subject {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, DecodeError> {
        let at = d.position();
        Self::from_slice(d.bytes()?).map_err(|_| DecodeError::message("not a subject").at(at))
    }
}

/// A series of documents: what an entry names and signs. Its documents follow one another in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub struct Series {
    /// The organisation.
    #[n(0)]
    pub org: OrgId,
    /// The kind of document.
    #[n(1)]
    pub kind: DocumentKind,
    /// What it is about.
    #[n(2)]
    pub subject: Subject,
}

impl Series {
    /// Whether documents of this kind can be about such a subject at all.
    pub fn is_well_formed(&self) -> bool {
        use DocumentKind as Kind;
        match self.kind {
            Kind::ChildCore
            | Kind::DayLog
            | Kind::Journal
            | Kind::CareRecord
            | Kind::Agreements
            | Kind::Team => {
                matches!(self.subject, Subject::Child(_))
            }
            Kind::Handover => matches!(self.subject, Subject::Child(_) | Subject::Group(_)),
            Kind::ParentDesk | Kind::ParentChannel => {
                matches!(self.subject, Subject::ChildParent(..))
            }
            Kind::Circle => matches!(self.subject, Subject::Case(_)),
            Kind::Group | Kind::Board => matches!(self.subject, Subject::Group(_)),
            Kind::Handbook => self.subject == Subject::Organisation,
        }
    }

    /// Sixteen bytes that stand for the series in indexes.
    pub fn id(&self) -> [u8; 16] {
        let mut hasher = blake3::Hasher::new_derive_key("samenspel series 1");
        hasher.update(&self.to_bytes());
        truncate(hasher.finalize())
    }

    /// Organisation, kind and subject as bytes; unambiguous because all parts but the last are fixed.
    pub fn to_bytes(&self) -> Vec<u8> {
        [
            &self.org.0[..],
            &[self.kind.code()],
            &self.subject.to_bytes(),
        ]
        .concat()
    }

    /// From [`Series::to_bytes`].
    pub fn from_slice(bytes: &[u8]) -> Result<Self, InvalidId> {
        let invalid = InvalidId { what: "Series" };
        if bytes.len() < 18 {
            return Err(invalid);
        }
        Ok(Self {
            org: OrgId::from_slice(&bytes[..16])?,
            kind: DocumentKind::from_code(bytes[16]).ok_or(invalid)?,
            subject: Subject::from_slice(&bytes[17..])?,
        })
    }
}

/// How long one document of a kind collects entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Granularity {
    /// One document for always.
    Whole,
    /// One per UTC month.
    Month,
    /// One per UTC quarter.
    Quarter,
    /// One per UTC year.
    Year,
}

/// The period of a document: the count of its granules since year 0; 0 for [`Granularity::Whole`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Period(#[n(0)] pub u32);

impl Period {
    /// The period of `granularity` that `moment` falls in; moments outside the years 1 to 9999 fall
    /// in period 0.
    pub fn at(granularity: Granularity, moment: UnixMillis) -> Self {
        let Some(date) = moment.utc_date() else {
            return Self(0);
        };
        let year = u32::from(date.year().unsigned_abs());
        let month0 = u32::from(date.month().unsigned_abs()) - 1;
        Self(match granularity {
            Granularity::Whole => 0,
            Granularity::Month => year * 12 + month0,
            Granularity::Quarter => year * 4 + month0 / 3,
            Granularity::Year => year,
        })
    }
}

impl Granularity {
    /// The longest that a period lasts, in days.
    fn days_max(self) -> i64 {
        match self {
            Self::Whole => i64::MAX / UnixMillis::DAY_MS,
            Self::Month => 31,
            Self::Quarter => 92,
            Self::Year => 366,
        }
    }
}

/// Whether documents of `kind` for the period of `moment` are gone at `now` by the terms for which
/// they are kept. Generous by the length of a period, so that no month is counted short.
pub fn is_period_gone(kind: DocumentKind, moment: UnixMillis, now: UnixMillis) -> bool {
    kind.kept_days().is_some_and(|kept| {
        let days = kind.granularity().days_max() + i64::from(kept);
        now.since(moment) > days.saturating_mul(UnixMillis::DAY_MS)
    })
}

/// Which document of a series: the server's choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub struct Placement {
    /// The period.
    #[n(0)]
    pub period: Period,
    /// Part within the period; only size opens the next.
    #[n(1)]
    pub part: u8,
    /// Counts the erasures the document went through.
    #[n(2)]
    pub epoch: u32,
}

impl Placement {
    /// The first part and epoch of the period of `moment`.
    pub fn first(kind: DocumentKind, moment: UnixMillis) -> Self {
        Self {
            period: Period::at(kind.granularity(), moment),
            part: 0,
            epoch: 0,
        }
    }

    /// The id of the document of `series` at this placement.
    pub fn document_id(&self, series: &Series) -> DocumentId {
        let mut hasher = blake3::Hasher::new_derive_key("samenspel document 1");
        hasher.update(&self.period.0.to_be_bytes());
        hasher.update(&[self.part]);
        hasher.update(&self.epoch.to_be_bytes());
        hasher.update(&series.to_bytes());
        DocumentId(truncate(hasher.finalize()))
    }
}

fn truncate(hash: blake3::Hash) -> [u8; 16] {
    let mut id = [0; 16];
    id.copy_from_slice(&hash.as_bytes()[..16]);
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_subject_and_kind_reads_back_from_its_bytes() {
        let child = ChildId([3; 16]);
        let subjects = [
            Subject::Child(child),
            Subject::Group(GroupId([4; 16])),
            Subject::ChildParent(child, PersonId([5; 16])),
            Subject::Case(CircleId([6; 16])),
            Subject::Organisation,
        ];
        for kind in DocumentKind::ALL {
            assert_eq!(DocumentKind::from_code(kind.code()), Some(kind));
            for subject in subjects {
                let series = Series {
                    org: OrgId([1; 16]),
                    kind,
                    subject,
                };
                assert_eq!(Series::from_slice(&series.to_bytes()), Ok(series));
                let cbor = minicbor::to_vec(series).unwrap();
                assert_eq!(minicbor::decode::<Series>(&cbor).unwrap(), series);
            }
        }
    }

    #[test]
    fn the_period_is_the_utc_month_quarter_or_year() {
        let new_year = UnixMillis(1_767_225_600_000); // 2026-01-01T00:00:00Z
        let just_before = new_year.plus_ms(-1);
        assert_eq!(Period::at(Granularity::Month, new_year).0, 2026 * 12);
        assert_eq!(
            Period::at(Granularity::Month, just_before).0,
            2025 * 12 + 11
        );
        assert_eq!(Period::at(Granularity::Quarter, new_year).0, 2026 * 4);
        assert_eq!(Period::at(Granularity::Year, just_before).0, 2025);
        assert_eq!(Period::at(Granularity::Whole, new_year).0, 0);
        assert_eq!(Period::at(Granularity::Year, UnixMillis(i64::MAX)).0, 0);
    }

    #[test]
    fn part_epoch_period_and_series_all_change_the_document_id() {
        let series = Series {
            org: OrgId([1; 16]),
            kind: DocumentKind::DayLog,
            subject: Subject::Child(ChildId([3; 16])),
        };
        let first = Placement {
            period: Period(7),
            part: 0,
            epoch: 0,
        };
        let ids = [
            first.document_id(&series),
            Placement { part: 1, ..first }.document_id(&series),
            Placement { epoch: 1, ..first }.document_id(&series),
            Placement {
                period: Period(8),
                ..first
            }
            .document_id(&series),
            first.document_id(&Series {
                kind: DocumentKind::Handover,
                ..series
            }),
        ];
        let unique: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len());
    }
}
