//! How long documents are kept after their period, where the period alone decides it. Defaults; an
//! organisation may set others. Knows nothing of erasing.

use super::{DocumentKind, Period};
use crate::time::UnixMillis;

/// Days that a document of `kind` is kept after its period has ended.
///
/// `None` where something else decides: the child's leaving, the last open item of a hand-over, the
/// closing of a case, a legal term, versions.
pub fn retention_days(kind: DocumentKind) -> Option<u16> {
    match kind {
        DocumentKind::DayLog | DocumentKind::Group => Some(92),
        DocumentKind::Board => Some(366),
        DocumentKind::ChildCore
        | DocumentKind::Handover
        | DocumentKind::Journal
        | DocumentKind::CareRecord
        | DocumentKind::Agreements
        | DocumentKind::ParentDesk
        | DocumentKind::ParentChannel
        | DocumentKind::Team
        | DocumentKind::Circle
        | DocumentKind::Handbook => None,
    }
}

/// Whether the documents of `kind` and `period` are gone by `now`.
pub fn is_expired(kind: DocumentKind, period: Period, now: UnixMillis) -> bool {
    let Some(days) = retention_days(kind) else {
        return false;
    };
    let latest = Period::at(
        kind.granularity(),
        now.plus_ms(-i64::from(days) * UnixMillis::DAY_MS),
    );
    period < latest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-02T00:00:00Z.
    const NOW: UnixMillis = UnixMillis(1_793_577_600_000);

    fn expired(kind: DocumentKind, days_ago: i64) -> bool {
        let moment = NOW.plus_ms(-days_ago * UnixMillis::DAY_MS);
        is_expired(kind, Period::at(kind.granularity(), moment), NOW)
    }

    #[test]
    fn a_month_of_the_day_book_goes_three_months_after_its_end() {
        assert!(!expired(DocumentKind::DayLog, 0));
        // 2 August: its month ended 63 days before.
        assert!(!expired(DocumentKind::DayLog, 92));
        // 31 July, with its month just over 92 days past.
        assert!(expired(DocumentKind::DayLog, 94));
        assert!(expired(DocumentKind::Group, 400));
    }

    #[test]
    fn a_quarter_of_the_board_goes_a_year_after_its_end() {
        assert!(!expired(DocumentKind::Board, 366));
        assert!(expired(DocumentKind::Board, 366 + 93));
    }

    #[test]
    fn a_childs_file_is_never_gone_by_its_period_alone() {
        for kind in DocumentKind::ALL {
            let by_itself = [
                DocumentKind::DayLog,
                DocumentKind::Group,
                DocumentKind::Board,
            ];
            assert_eq!(expired(kind, 5_000), by_itself.contains(&kind), "{kind:?}");
        }
    }
}
