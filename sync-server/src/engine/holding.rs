//! Keeps for a manager what nobody but a manager decides on. Knows no rule.

use minicbor::bytes::ByteVec;
use samenspel_model::limits;
use samenspel_model::series::Placement;
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{HoldReason, LaterReason, Outcome};
use samenspel_model::wire;
use samenspel_rules::schema;

use super::admit::Checked;
use super::batch::Batch;
use super::error::Result;
use crate::audit::{About, Action, By};
use crate::seal::{Place, Use};
use crate::storage::HeldRow;

pub(super) fn hold_reason(number: u8) -> HoldReason {
    let all = HoldReason::ALL;
    all.get(usize::from(number))
        .copied()
        .unwrap_or(HoldReason::AccessEnded)
}

/// Keeps an entry for a manager, sealed with the key of the document it would be in.
pub(super) fn hold(
    batch: &mut Batch<'_>,
    checked: &Checked,
    at: UnixMillis,
    why: HoldReason,
) -> Result<Outcome> {
    let device = checked.entry.device;
    if batch.write.held_count_of(&device)? >= limits::HELD_PER_DEVICE_MAX {
        let why = LaterReason::Quota;
        return Ok(Outcome::Later { why });
    }
    let series = checked.entry.series;
    let document =
        Placement::first(series.kind, schema::placed_at(&checked.entry, at)).document_id(&series);
    let position = batch.next_position();
    let key = batch.sealing_key(document)?;
    let place = Place {
        purpose: Use::Held,
        document,
        position,
    };
    let text_change = checked.text_change.clone().map(ByteVec::from);
    let pushed = samenspel_protocol::PushEntry {
        signed: checked.signed.clone(),
        corrected_at: at,
        certainty: checked.certainty,
        text_change,
    };
    let sealed = key.seal(place, &wire::encode(&pushed), batch.random);
    let row = HeldRow {
        key: checked.entry.key,
        device,
        series,
        document,
        content: checked.content,
        why: why as u8,
        arrived_at: batch.now,
        position,
        sealed,
    };
    batch.write.add_held(&row)?;
    let about = About::Entry(checked.entry.key, series);
    let acting = std::mem::replace(&mut batch.acting, By::Device(device));
    let audited = batch.audit(Action::Held, about, why.as_str());
    batch.acting = acting;
    audited?;
    Ok(Outcome::Held { why })
}
