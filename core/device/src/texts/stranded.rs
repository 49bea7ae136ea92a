//! Gives edits back to their authors whose text is nowhere on this device: it was refused, or its
//! document may no longer be read. However that came about, the rule is one.

use rusqlite::{Transaction, params};

use super::super::{StoreError, Topic, Topics};
use samenspel_model::verdict::RefusalCode;

/// A waiting edit can still be made if its text is in a document, on its way into one, or in a
/// document that is being fetched. Edits under way have an entry, which the server judges.
const STRANDED: &str = "state = 0
  AND agreement NOT IN (SELECT key FROM agreements)
  AND NOT EXISTS (SELECT 1 FROM notes n JOIN outbox o ON o.key = n.key AND o.series = n.series
    WHERE n.key = t.agreement AND n.series = t.series AND o.status IN (0, 1, 2))
  AND NOT EXISTS (SELECT 1 FROM wanted w JOIN documents d ON d.id = w.document
    WHERE d.series = t.series)";

/// To be called after an answer was applied, when everything is at its place.
pub(in super::super) fn give_back(
    transaction: &Transaction<'_>,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let returned = transaction
        .prepare_cached(&format!(
            "UPDATE text_intents AS t SET state = 3, code = CASE WHEN EXISTS (
               SELECT 1 FROM outbox WHERE key = t.agreement AND status IN (3, 4)) THEN ?1 ELSE ?2 END
             WHERE {STRANDED}"
        ))?
        .execute(params![
            RefusalCode::UnknownReference.as_str(),
            RefusalCode::NotAllowed.as_str()
        ])?;
    if returned > 0 {
        topics.add(Topic::Inbox);
        topics.add(Topic::Status);
        topics.add(Topic::Agreements);
    }
    Ok(())
}
