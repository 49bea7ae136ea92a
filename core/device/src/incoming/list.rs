//! Compares the list of all documents that the device may read with what it has: lost ones go,
//! gained and differing ones are wanted. Knows nothing of how they are fetched.

use std::collections::BTreeMap;

use rusqlite::Transaction;

use super::super::documents::{self, DocumentRow};
use super::super::{StoreError, Topics};
use super::page::organisation;
use samenspel_document::heads_digest;
use samenspel_model::ids::DocumentId;
use samenspel_model::series::Series;
use samenspel_protocol::ListedDocument;

/// Applies the list. Heads can be compared only after the last page: the list says what they are at
/// the end of the log.
pub(super) fn apply(
    transaction: &Transaction<'_>,
    listed: &[ListedDocument],
    last_page: bool,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let org = organisation(transaction)?;
    let mut here: BTreeMap<DocumentId, DocumentRow> = documents::all(transaction)?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    for document in listed {
        let series = Series {
            org,
            kind: document.kind,
            subject: document.subject,
        };
        let id = document.placement.document_id(&series);
        match here.remove(&id) {
            None => {
                documents::save(
                    transaction,
                    &DocumentRow::new(series, document.placement, false),
                )?;
                documents::want(transaction, &id, topics)?;
            }
            Some(row)
                if last_page && row.complete && heads_digest(&row.heads) != document.heads =>
            {
                documents::want(transaction, &id, topics)?;
            }
            Some(_) => {}
        }
    }
    for id in here.keys() {
        documents::purge(transaction, id, topics)?;
    }
    Ok(())
}
