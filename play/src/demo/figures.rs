//! The figures of the day, from the stores: what phones say they wrote and where it stands, against
//! what freshly enrolled devices of the same people get from the server. Nothing is counted along
//! the way but requests and bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context as _;
use samenspel_device::{Status, Store};
use samenspel_document::heads_digest;
use samenspel_model::entry::ContentHash;
use samenspel_model::ids::{DocumentId, EntryKey};
use samenspel_model::wire::Digest8;
use serde::Serialize;

use super::phone::Phone;
use super::world::{World, sync_all};

/// Rounds after which a witness must be quiet.
const WITNESS_ROUNDS: usize = 10;

/// The table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Figures {
    /// Entries that people wrote, by the phones' stores and by what they were told.
    pub notes_written: usize,
    /// Of these, shown as sent.
    pub notes_acknowledged: usize,
    /// Of these, back with their author: refused with a reason, or held for the manager.
    pub notes_refused: usize,
    /// Of these, gone: shown as sent and not on the server as written, or on no device any more.
    pub notes_lost: usize,
    /// Phones and tablets whose documents are not those of a fresh device of the same holder.
    pub replicas_differing: usize,
    /// Requests that the phones sent, failed ones included.
    pub requests: u64,
    /// Bytes that the link carried up.
    pub bytes_up: u64,
    /// Bytes that the link carried down.
    pub bytes_down: u64,
}

impl Figures {
    /// Nothing lost, nothing different, and everything arrived or came back.
    pub fn is_whole(&self) -> bool {
        self.notes_lost == 0 && self.replicas_differing == 0 && self.notes_waiting() == 0
    }

    /// Not sent and not back.
    pub fn notes_waiting(&self) -> usize {
        let settled = self.notes_acknowledged + self.notes_refused + self.notes_lost;
        self.notes_written.saturating_sub(settled)
    }
}

/// What the table is about, for the lines around it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Extent {
    /// Phones and tablets.
    pub devices: usize,
    /// Connections that were refused or cut.
    pub cuts: u64,
    /// Documents compared.
    pub documents: usize,
    /// Of the refused, those that wait for the manager.
    pub held: usize,
}

/// Enrols a fresh device for every holder and compares.
pub async fn figures(world: &mut World) -> anyhow::Result<(Figures, Extent)> {
    let carried = world.link.carried();
    let mut figures = Figures {
        requests: world.phones.iter().map(Phone::requests).sum(),
        bytes_up: carried.bytes_up,
        bytes_down: carried.bytes_down,
        ..Figures::default()
    };
    let mut extent = Extent {
        devices: world.phones.len(),
        cuts: carried.cuts,
        ..Extent::default()
    };
    let folder = tempfile::tempdir().context("the witnesses' folder")?;
    let witnesses = witnesses(world, folder.path()).await?;
    let mut on_server = BTreeMap::new();
    for (phone, witness) in world.phones.iter().zip(&witnesses) {
        let (mine, theirs) = (replica(phone.store()?)?, replica(witness.store()?)?);
        figures.replicas_differing += usize::from(mine != theirs);
        extent.documents += mine.documents.len();
        on_server.extend(theirs.entries);
    }
    for phone in &world.phones {
        settle(phone, &on_server, &mut figures, &mut extent)?;
    }
    Ok((figures, extent))
}

async fn witnesses(world: &mut World, folder: &Path) -> anyhow::Result<Vec<Phone>> {
    let url = format!("http://{}", world.host.address);
    let mut witnesses = Vec::new();
    for index in 0..world.phones.len() {
        let witness = world.witness(index, folder)?;
        let ticket = world.host.invite(witness.holder, &url)?;
        witness.enrolment(ticket)?.await?;
        witnesses.push(witness);
    }
    for _ in 0..WITNESS_ROUNDS {
        if sync_all(witnesses.iter()).await? == 0 {
            break;
        }
    }
    Ok(witnesses)
}

/// What a device holds: documents with the heads that Automerge itself finds, and entries.
#[derive(PartialEq, Eq)]
struct Replica {
    documents: BTreeMap<DocumentId, (Digest8, bool)>,
    entries: BTreeMap<EntryKey, ContentHash>,
}

fn replica(store: &Store) -> anyhow::Result<Replica> {
    let mut replica = Replica {
        documents: BTreeMap::new(),
        entries: BTreeMap::new(),
    };
    for summary in store.documents()? {
        let document = store.load_document(&summary.id)?;
        let heads = document.map(|document| {
            let heads: Vec<[u8; 32]> = document.get_heads().iter().map(|head| head.0).collect();
            heads_digest(&heads)
        });
        // What the store says of a document and what Automerge makes of it must be the same.
        let agrees = heads == Some(summary.heads);
        replica
            .documents
            .insert(summary.id, (summary.heads, agrees));
        for chained in store.entries(&summary.id)? {
            let key = chained.signed.entry()?.key;
            replica.entries.insert(key, chained.signed.content_hash());
        }
    }
    Ok(replica)
}

fn settle(
    phone: &Phone,
    on_server: &BTreeMap<EntryKey, ContentHash>,
    figures: &mut Figures,
    extent: &mut Extent,
) -> anyhow::Result<()> {
    let store = phone.store()?;
    let by_the_store = store.written_here()?.into_iter().map(|(key, _)| key);
    let written: BTreeSet<EntryKey> = by_the_store.chain(phone.promised.iter().copied()).collect();
    let back: BTreeSet<EntryKey> = store
        .inbox(None, phone.reading())?
        .into_iter()
        .map(|it| it.key)
        .collect();
    figures.notes_written += written.len();
    for key in written {
        match store.status(&key)? {
            Some(Status::Sent | Status::ReadBy(_) | Status::TakenOverBy(_)) => {
                if on_server.contains_key(&key) {
                    figures.notes_acknowledged += 1;
                } else {
                    figures.notes_lost += 1;
                }
            }
            Some(status @ (Status::Held(_) | Status::Refused { .. })) if back.contains(&key) => {
                figures.notes_refused += 1;
                extent.held += usize::from(matches!(status, Status::Held(_)));
            }
            Some(Status::OnThisDevice) => {}
            Some(Status::Held(_) | Status::Refused { .. }) | None => figures.notes_lost += 1,
        }
    }
    Ok(())
}
