//! A co-written text as screens show it: words, approvals and whether they still hold. Loads no
//! document.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::super::columns::cbor;
use super::super::rules::refused;
use super::super::{CommandError, Store, StoreError};
use super::{current, is_taken_back};
use samenspel_document::OVERLAPS_FIELD;
use samenspel_document::text::{Overlap, edits_hash, overlaps_of, text_hash};
use samenspel_model::entry::{Entry, Value};
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::time::ClockReading;
use samenspel_model::verdict::RefusalCode;

/// An approval of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ApprovalView {
    /// By whom.
    pub person: PersonId,
    /// Whether it is of the text and the edits as they are; any later edit makes it lapse.
    pub holds: bool,
}

/// A co-written text.
#[derive(Clone, PartialEq, Eq)]
pub struct AgreementView {
    /// The words, unsent edits included.
    pub text: String,
    /// Whether some of these words are only on this device.
    pub has_unsent_edits: bool,
    /// The hash of the acknowledged words, for an approval.
    pub text_hash: [u8; 32],
    /// The hash of the acknowledged edits, for an approval.
    pub edits_hash: [u8; 32],
    /// Approvals, in the order given.
    pub approvals: Vec<ApprovalView>,
    /// The sentences that two people changed: both versions stand in the text, and are shown on both
    /// phones until somebody edits them into one. Such a text is not approved.
    pub overlaps: Vec<Overlap>,
}

samenspel_model::hides_content!(AgreementView);

impl Store {
    /// A co-written text by the entry that made it.
    pub fn agreement(
        &self,
        agreement: &EntryKey,
        reading: ClockReading,
    ) -> Result<Option<AgreementView>, StoreError> {
        self.look(reading, |connection, _| {
            match is_taken_back(connection, agreement)? {
                true => Ok(None),
                false => view(connection, agreement),
            }
        })
    }

    /// An approval is of the text as it is shown and as the server has it: with edits that wait, or
    /// after others', there is something to read first.
    pub(in super::super) fn check_approval(&self, approval: &Entry) -> Result<(), CommandError> {
        for agreement in approval.keys("agreement") {
            let view = self
                .read(|connection| view(connection, &agreement))?
                .ok_or(CommandError::UnknownAgreement)?;
            if view.has_unsent_edits {
                return Err(CommandError::UnsentEdits);
            }
            // Nobody has decided yet which of both versions they agree to.
            if view.overlaps.iter().any(|it| it.is_open_in(&view.text)) {
                return Err(refused(RefusalCode::Undecided, "agreement"));
            }
            for (field, hash) in [
                ("text_hash", view.text_hash),
                ("edits_hash", view.edits_hash),
            ] {
                if !names(approval, field, &hash) {
                    return Err(refused(RefusalCode::ApprovalLapsed, field));
                }
            }
        }
        Ok(())
    }
}

/// A co-written text as it is shown.
pub(in super::super) fn view(
    connection: &Connection,
    agreement: &EntryKey,
) -> Result<Option<AgreementView>, StoreError> {
    let Some((_, text)) = current(connection, agreement)? else {
        return Ok(None);
    };
    let acknowledged = super::acknowledged_or_own(connection, agreement)?;
    let text_hash = text_hash(&acknowledged.map_or(text.clone(), |(_, text)| text));
    let edits_hash = edits_hash(&edits(connection, agreement)?);
    let approvals = approvals(connection, agreement, &text_hash, &edits_hash)?;
    let has_unsent_edits = connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM text_intents WHERE agreement = ?1 AND state < 2)",
        )?
        .query_row([agreement], |row| row.get(0))?;
    Ok(Some(AgreementView {
        overlaps: overlaps(connection, agreement, &text)?,
        text,
        has_unsent_edits,
        text_hash,
        edits_hash,
        approvals,
    }))
}

/// Remembers the words that a person approves here, to show later what has changed since.
pub(in super::super) fn remember_approved(
    transaction: &Transaction<'_>,
    approval: &Entry,
) -> Result<(), StoreError> {
    for agreement in approval.keys("agreement") {
        transaction
            .prepare_cached(
                "INSERT INTO approved_texts (agreement, person, text)
                 SELECT key, ?2, text FROM agreements WHERE key = ?1
                 ON CONFLICT (agreement, person) DO UPDATE SET text = excluded.text",
            )?
            .execute(params![agreement, approval.author()])?;
    }
    Ok(())
}

/// The words that a person approved on this device last.
pub(in super::super) fn approved_text(
    connection: &Connection,
    agreement: &EntryKey,
    person: PersonId,
) -> Result<Option<String>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT text FROM approved_texts WHERE agreement = ?1 AND person = ?2")?
        .query_row(params![agreement, person], |row| row.get(0))
        .optional()?)
}

fn names(approval: &Entry, field: &str, hash: &[u8; 32]) -> bool {
    matches!(approval.fields.get(field), Some(Value::Bytes(bytes)) if bytes == hash)
}

fn edits(connection: &Connection, agreement: &EntryKey) -> Result<Vec<EntryKey>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT n.key FROM links l JOIN notes n ON n.id = l.note
         WHERE l.target = ?1 AND l.kind = 'text_edit' AND n.position IS NOT NULL",
    )?;
    let keys = statement.query_map([agreement], |row| row.get(0))?;
    Ok(keys.collect::<Result<_, _>>()?)
}

fn approvals(
    connection: &Connection,
    agreement: &EntryKey,
    text_hash: &[u8; 32],
    edits_hash: &[u8; 32],
) -> Result<Vec<ApprovalView>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT n.body FROM links l JOIN notes n ON n.id = l.note
         WHERE l.target = ?1 AND l.kind = 'approval' AND n.retracted = 0 ORDER BY n.sort_at, n.key",
    )?;
    let mut rows = statement.query([agreement])?;
    let mut approvals = Vec::new();
    while let Some(row) = rows.next()? {
        let body: Vec<u8> = row.get(0)?;
        let entry = Entry::from_cbor(&body).map_err(|_| StoreError::unreadable("an entry"))?;
        approvals.push(ApprovalView {
            person: entry.author(),
            holds: names(&entry, "text_hash", text_hash) && names(&entry, "edits_hash", edits_hash),
        });
    }
    Ok(approvals)
}

/// Those that this device's own edits met, and those that others' edits tell of.
fn overlaps(
    connection: &Connection,
    agreement: &EntryKey,
    text: &str,
) -> Result<Vec<Overlap>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT overlaps FROM text_intents WHERE agreement = ?1 AND overlaps <> x''
         ORDER BY sequence",
    )?;
    let mut rows = statement.query([agreement])?;
    let mut overlaps = Vec::new();
    while let Some(row) = rows.next()? {
        overlaps.extend(pairs(&row.get::<_, Vec<u8>>(0)?)?);
    }
    // One that was decided is none any more.
    overlaps.retain(|it| it.is_open_in(text));
    let mut statement = connection.prepare_cached(
        "SELECT n.body FROM links l JOIN notes n ON n.id = l.note
         WHERE l.target = ?1 AND l.kind = 'text_edit'
           AND NOT EXISTS (SELECT 1 FROM text_intents t WHERE t.key = n.key AND t.overlaps <> x'')
         ORDER BY n.sort_at, n.key",
    )?;
    let mut rows = statement.query([agreement])?;
    while let Some(row) = rows.next()? {
        let body = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        let entry = Entry::from_cbor(body).map_err(|_| StoreError::unreadable("an entry"))?;
        let told = overlaps_of(entry.text(OVERLAPS_FIELD).unwrap_or_default());
        for overlap in told.into_iter().filter(|it| it.is_open_in(text)) {
            let overlap = overlap.turned();
            if !overlaps.contains(&overlap) {
                overlaps.push(overlap);
            }
        }
    }
    Ok(overlaps)
}

/// The overlaps that one of this device's own edits met.
pub(in super::super) fn own_overlaps(
    connection: &Connection,
    edit: &EntryKey,
) -> Result<Vec<Overlap>, StoreError> {
    let bytes: Option<Vec<u8>> = connection
        .prepare_cached("SELECT overlaps FROM text_intents WHERE key = ?1 AND overlaps <> x''")?
        .query_row([edit], |row| row.get(0))
        .optional()?;
    bytes.map_or_else(|| Ok(Vec::new()), |bytes| pairs(&bytes))
}

fn pairs(bytes: &[u8]) -> Result<Vec<Overlap>, StoreError> {
    let pairs: Vec<(String, String)> = cbor(bytes, "the overlaps of a text")?;
    let overlap = |(mine, theirs)| Overlap { mine, theirs };
    Ok(pairs.into_iter().map(overlap).collect())
}
