//! What an honest device pulls: everything it may read, taken anew, so that two moments can be
//! compared. Knows nothing of what happened in between.

use std::collections::BTreeMap;

use anyhow::{Context, ensure};
use samenspel_model::ids::DocumentId;
use samenspel_model::limits::WANTS_MAX;
use samenspel_model::series::Series;
use samenspel_model::time::UnixMillis;
use samenspel_model::wire::Digest16;
use samenspel_protocol::{
    ListedDocument, PulledEntry, SnapshotProgress, SyncRequest, Want, Wanted, WantedPart,
};
use samenspel_rules::directory::Record;

use super::modified_app::{ModifiedApp, empty_request};

/// More requests than any picture takes.
const ROUNDS_MAX: usize = 10_000;

/// All that a device gets.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The documents, with their heads.
    pub documents: Vec<ListedDocument>,
    /// Over all heads.
    pub digest: Option<Digest16>,
    /// What is in each document.
    pub contents: BTreeMap<DocumentId, Content>,
    /// Its part of the directory.
    pub directory: Vec<Record>,
}

/// What is in a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Content {
    /// The snapshot, as far as it is merged.
    pub snapshot: Vec<u8>,
    /// The entries after it.
    pub entries: Vec<PulledEntry>,
}

impl Picture {
    /// Pulls all that `device` may read, as if it had nothing yet.
    pub fn take(device: &ModifiedApp, now: UnixMillis) -> anyhow::Result<Self> {
        let ask = |request: &SyncRequest| anyhow::Ok(device.send(request, now)??);
        let first = ask(&SyncRequest {
            list_documents: true,
            here: None,
            ..empty_request()
        })?;
        let documents = first.documents.context("no list of documents")?;
        let mut open: BTreeMap<DocumentId, Want> = documents
            .iter()
            .map(|listed| id_of(device, listed))
            .map(|id| (id, first_want(id)))
            .collect();
        let mut contents: BTreeMap<DocumentId, Content> = BTreeMap::new();
        for _ in 0..ROUNDS_MAX {
            if open.is_empty() {
                break;
            }
            let response = ask(&SyncRequest {
                wants: open.values().take(WANTS_MAX).copied().collect(),
                ..empty_request()
            })?;
            for wanted in response.wanted {
                take_part(wanted, &mut open, &mut contents)?;
            }
        }
        ensure!(open.is_empty(), "a document never came to its end");
        Ok(Self {
            documents,
            digest: first.digest,
            contents,
            directory: first.directory.context("no directory")?.records,
        })
    }

    /// How many entries are in it that are not merged.
    pub fn entries(&self) -> usize {
        self.contents.values().map(|it| it.entries.len()).sum()
    }
}

/// The id of a document that a device was told of.
pub fn id_of(device: &ModifiedApp, listed: &ListedDocument) -> DocumentId {
    listed.placement.document_id(&Series {
        org: device.org,
        kind: listed.kind,
        subject: listed.subject,
    })
}

/// Asks for a document from its beginning.
pub fn first_want(document: DocumentId) -> Want {
    Want {
        document,
        snapshot: None,
        after: None,
    }
}

fn take_part(
    wanted: Wanted,
    open: &mut BTreeMap<DocumentId, Want>,
    contents: &mut BTreeMap<DocumentId, Content>,
) -> anyhow::Result<()> {
    let content = contents.entry(wanted.document).or_default();
    let want = open.get_mut(&wanted.document).context("nobody asked")?;
    let is_whole = match wanted.part {
        WantedPart::Gone => anyhow::bail!("a listed document is gone"),
        WantedPart::Snapshot {
            as_of,
            length,
            offset,
            bytes,
        } => {
            ensure!(offset as usize == content.snapshot.len(), "a range missing");
            content.snapshot.extend(bytes);
            let offset = content.snapshot.len() as u64;
            let progress = SnapshotProgress { as_of, offset };
            want.snapshot = (offset < length).then_some(progress);
            want.after = (offset == length).then_some(as_of);
            false
        }
        WantedPart::Entries {
            page,
            up_to,
            complete,
        } => {
            content.entries.extend(page.entries);
            want.after = Some(up_to);
            complete
        }
    };
    if is_whole {
        open.remove(&wanted.document);
    }
    Ok(())
}
