//! What was answered before to an entry: it is the answer again, whoever brings it. Knows no rule.

use samenspel_document::TEXT_EDIT_KIND;
use samenspel_model::limits;
use samenspel_model::series::Placement;
use samenspel_model::verdict::{Outcome, RefusalCode};
use samenspel_model::wire;
use samenspel_model::wire::decode_bounded;

use super::admit::{Checked, Refusal};
use super::batch::Batch;
use super::error::Result;
use super::holding::hold_reason;
use crate::storage::{EntryRow, RefusalRow};

const ANSWER_BYTES_MAX: usize = 4 * 1024;

/// What was answered before to the same entry, or to another of its key.
pub(super) fn find(batch: &mut Batch<'_>, checked: &Checked) -> Result<Option<Outcome>> {
    let entry = &checked.entry;
    let series = batch.series(&entry.series)?;
    let rows = batch.write.entries_with_key(&entry.key)?;
    if let Some(row) = rows.first() {
        // A key is one entry of the organisation. A text intent that was rebased keeps its key: the device
        // takes the server's version.
        let is_edit = entry.kind.as_str() == TEXT_EDIT_KIND && Some(row.series) == series;
        let same = row.content == checked.content || is_edit;
        return known_or_reused(batch, checked, row, same).map(Some);
    }
    if let Some(refusal) = batch.write.refusal(&entry.key, &checked.content)? {
        return Ok(read_answer(&refusal.answer));
    }
    let held = batch.write.held(&entry.key)?;
    let Some(held) = held.first() else {
        return Ok(None);
    };
    if held.content != checked.content {
        return refuse_reused(batch, checked).map(Some);
    }
    let why = hold_reason(held.why);
    Ok(Some(Outcome::Held { why }))
}

fn known_or_reused(
    batch: &mut Batch<'_>,
    checked: &Checked,
    row: &EntryRow,
    same: bool,
) -> Result<Outcome> {
    if !same {
        return refuse_reused(batch, checked);
    }
    let placement: Placement = batch.document(row.document)?.placement;
    Ok(Outcome::Known {
        placement: Some(placement),
        position: row.position,
    })
}

fn refuse_reused(batch: &mut Batch<'_>, checked: &Checked) -> Result<Outcome> {
    remember_refusal(batch, checked, RefusalCode::KeyReused, &[])?;
    Ok(Refusal::of(RefusalCode::KeyReused).into_outcome())
}

/// So that a copy of the entry, relayed by another phone, gets the same answer.
pub(super) fn remember_refusal(
    batch: &mut Batch<'_>,
    checked: &Checked,
    code: RefusalCode,
    args: &[String],
) -> Result<()> {
    let row = RefusalRow {
        device: checked.entry.device,
        answer: wire::encode(&(code, args.to_vec())),
        refused_at: batch.now,
    };
    let limit = limits::REFUSALS_PER_DEVICE_MAX;
    batch
        .write
        .add_refusal(&checked.entry.key, &checked.content, &row, limit)?;
    Ok(())
}

/// An answer that does not read is none: the entry is judged again.
fn read_answer(answer: &[u8]) -> Option<Outcome> {
    let (code, args) = decode_bounded(answer, ANSWER_BYTES_MAX).ok()?;
    Some(Outcome::Refused { code, args })
}
