//! How a note came to be as it is: corrections, and what was taken back. Nothing is edited silently.
//! Knows no pixels.

use rusqlite::params;

use super::super::timeline::{NoteView, by_key, columns, view};
use super::super::{Store, StoreError};
use super::Viewer;
use super::scene::{NOTES_MAX, Scene};
use samenspel_model::calendar::plus_days;
use samenspel_model::ids::EntryKey;
use samenspel_model::time::UnixMillis;
use samenspel_rules::partnership::Told;
use samenspel_rules::schema::notes::{Retraction, RetractionReason};

/// A note with everything that was done to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryView {
    /// As it was first written; without its fields if it was taken back.
    pub original: NoteView,
    /// Corrections, oldest first, each with its author and time.
    pub corrections: Vec<NoteView>,
    /// Who took it back and why, if anybody did.
    pub retractions: Vec<Told<Retraction>>,
}

/// A note that was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetractedRow {
    /// The retraction.
    pub retraction: Told<Retraction>,
    /// When the note was written, if it is on this device.
    pub written_at: Option<UnixMillis>,
    /// Whether it may have been a data breach: somebody read about a child that was not theirs.
    pub may_be_a_breach: bool,
}

impl Store {
    /// How a note came to be as it is; `None` if it is not on this device.
    pub fn history(
        &self,
        viewer: Viewer,
        key: &EntryKey,
    ) -> Result<Option<HistoryView>, StoreError> {
        self.scene(viewer, |scene| {
            let original = by_key(scene.connection, key)?.filter(|it| it.is_seen_by(scene.eyes));
            let Some(original) = original else {
                return Ok(None);
            };
            let retracted = original.is_retracted;
            let sql = format!(
                "SELECT {} FROM notes WHERE id IN
                   (SELECT note FROM links WHERE target = ?1 AND kind = 'correction')
                 ORDER BY sort_at, sort_depth, key",
                columns()
            );
            Ok(Some(HistoryView {
                original,
                // They say again, in part, what was taken back.
                corrections: match retracted {
                    true => Vec::new(),
                    false => scene.views(&sql, params![key])?,
                },
                retractions: scene.naming::<Retraction>(key)?,
            }))
        })
    }

    /// What was taken back in the last year, of what this device holds, the latest first. What was
    /// about another child was perhaps read by people who should not: the manager looks at it.
    pub fn retractions(&self, viewer: Viewer) -> Result<Vec<RetractedRow>, StoreError> {
        self.scene(viewer, |scene| {
            let since = plus_days(scene.now, -366);
            let told: Vec<Told<Retraction>> = scene.first_that(
                "SELECT key, series, body, sort_at, position IS NOT NULL FROM notes
                 WHERE note_kind = 'retraction' AND retracted = 0 AND sort_at >= ?1
                 ORDER BY sort_at DESC, key DESC",
                params![since.0],
                NOTES_MAX,
                |_| Ok(true),
            )?;
            told.into_iter()
                .map(|retraction| {
                    let sql = "SELECT corrected_at FROM notes WHERE key = ?1 LIMIT 1";
                    let mut statement = scene.connection.prepare_cached(sql)?;
                    let mut rows = statement.query([retraction.note.of])?;
                    let written = rows.next()?.map(|row| row.get(0)).transpose()?;
                    Ok(RetractedRow {
                        written_at: written.map(UnixMillis),
                        may_be_a_breach: retraction.note.reason == RetractionReason::WrongChild,
                        retraction,
                    })
                })
                .collect()
        })
    }
}

impl Scene<'_> {
    pub(super) fn views(
        &self,
        sql: &str,
        params: &[&dyn rusqlite::ToSql],
    ) -> Result<Vec<NoteView>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut views = Vec::new();
        while let Some(row) = rows.next()? {
            views.push(view(self.connection, row)?);
        }
        views.retain(|it| it.is_seen_by(self.eyes));
        Ok(views)
    }
}
