//! An entry as a page brings it, as an app puts it into its document. Knows nothing of who pulls.

use samenspel_document::{Actor, ChainedEntry};
use samenspel_protocol::PulledEntry;

/// Of an entry that the device did not sign itself: a page leaves its own out.
pub fn chained(pulled: PulledEntry) -> ChainedEntry {
    let stored = pulled.stored;
    let signed = stored.signed.unwrap();
    let device = signed.entry().unwrap().device;
    ChainedEntry {
        actor: Actor::entry(device, stored.incarnation),
        seq: stored.seq,
        position: pulled.position,
        corrected_at: stored.corrected_at,
        certainty: stored.certainty,
        arrived_at: stored.arrived_at,
        late: stored.late,
        text_change: stored.text_change.map(Vec::from),
        signed,
    }
}
