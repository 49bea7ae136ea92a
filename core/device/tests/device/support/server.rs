//! A server that does no more than the protocol says.

use std::collections::{BTreeMap, BTreeSet};

use samenspel_device::OutgoingSync;
use samenspel_document::{
    Actor, ChainState, ChainedEntry, advance_heads, document_digest, encode, genesis_hash,
    heads_digest, snapshot,
};
use samenspel_model::ids::{DeviceId, DocumentId, EntryKey, Incarnation};
use samenspel_model::series::{DocumentKind, Placement, Series};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{Outcome, RefusalCode};
use samenspel_model::wire::{
    Digest8, Digest16, compress, decode_bounded, decompress, encode as to_cbor,
};
use samenspel_protocol::{
    Cursor, DirectoryView, HereView, ListedDocument, MergedDocument, PROTOCOL_VERSION, Page,
    PageDocument, PulledEntry, StoredEntry, SyncRequest, SyncResponse, Want, Wanted, WantedPart,
};
use samenspel_rules::directory::{HereToday, Holder, Record, here_digest, view_digest};

use super::{MORNING, world};

#[derive(Clone)]
struct Logged {
    document: DocumentId,
    chained: ChainedEntry,
    key: EntryKey,
    incarnation: Incarnation,
    change: [u8; 32],
}

#[derive(Clone)]
struct Kept {
    series: Series,
    placement: Placement,
    heads: Vec<[u8; 32]>,
    chains: BTreeMap<Actor, ChainState>,
}

/// What a server is to a phone.
#[derive(Clone)]
pub struct Server {
    pub incarnation: Incarnation,
    pub previous: Option<(Incarnation, u64)>,
    pub records: Vec<Record>,
    pub here: Vec<HereToday>,
    pub hidden: BTreeSet<DocumentKind>,
    pub refuse: BTreeMap<EntryKey, Outcome>,
    /// Bytes of one range; 0 sends entries instead of snapshots.
    pub range_bytes: usize,
    pub page_entries: usize,
    /// Answers no want: it is busy with something else.
    pub withholds: bool,
    /// Entries up to here are in snapshots only: pages name their documents.
    pub merged_up_to: u64,
    pub enrolled: u64,
    pub clock_offset_ms: i64,
    pub requests: Vec<SyncRequest>,
    pub holders: BTreeMap<DeviceId, Holder>,
    log: Vec<Logged>,
    documents: BTreeMap<DocumentId, Kept>,
}

impl Server {
    pub fn new() -> Self {
        Self {
            incarnation: Incarnation([1; 8]),
            previous: None,
            records: world(),
            here: Vec::new(),
            hidden: BTreeSet::new(),
            refuse: BTreeMap::new(),
            range_bytes: 100_000,
            page_entries: 1_000,
            withholds: false,
            merged_up_to: 0,
            enrolled: 0,
            clock_offset_ms: 0,
            requests: Vec::new(),
            holders: BTreeMap::new(),
            log: Vec::new(),
            documents: BTreeMap::new(),
        }
    }

    pub fn entry_count(&self) -> usize {
        self.log.len()
    }

    pub fn count(&self, key: &EntryKey) -> usize {
        self.log.iter().filter(|logged| logged.key == *key).count()
    }

    /// As after putting back a backup made at `position`.
    pub fn restore(&mut self, position: u64) {
        self.previous = Some((self.incarnation, position));
        self.incarnation.0[0] += 1;
        let kept: Vec<Logged> = self.log.drain(..).take(position as usize).collect();
        self.documents.clear();
        for logged in kept {
            let entry = logged.chained.signed.entry().unwrap();
            let placement = Placement::first(entry.series.kind, logged.chained.corrected_at);
            let incarnation = logged.incarnation;
            self.store(&logged.chained, entry.series, placement, incarnation);
        }
    }

    pub fn answer(&mut self, outgoing: &OutgoingSync, minutes: i64) -> Vec<u8> {
        let plain = decompress(&outgoing.body, 4 << 20).unwrap();
        let request: SyncRequest = decode_bounded(&plain, 4 << 20).unwrap();
        let device = outgoing.headers.device;
        let outcomes = request
            .entries
            .iter()
            .map(|pushed| self.push(pushed, minutes))
            .collect();
        self.requests.push(request.clone());
        let response = self.pull(&request, device, outcomes, minutes);
        compress(&to_cbor(&response))
    }

    fn push(&mut self, pushed: &samenspel_protocol::PushEntry, minutes: i64) -> Outcome {
        let entry = pushed.signed.entry().unwrap();
        if let Some(outcome) = self.refuse.get(&entry.key) {
            return outcome.clone();
        }
        if let Some(there) = self.log.iter().find(|it| it.key == entry.key) {
            let differs = there.chained.signed.body != pushed.signed.body;
            if differs && entry.kind.as_str() != "text_edit" {
                return Outcome::Refused {
                    code: RefusalCode::KeyReused,
                    args: Vec::new(),
                };
            }
            let placement = self.documents[&there.document].placement;
            return Outcome::Known {
                placement: Some(placement),
                position: there.chained.position,
            };
        }
        let chained = ChainedEntry {
            signed: pushed.signed.clone(),
            actor: Actor::entry(entry.device, self.incarnation),
            seq: 0,
            position: 0,
            corrected_at: pushed.corrected_at,
            certainty: pushed.certainty,
            arrived_at: MORNING.plus_ms(minutes * UnixMillis::MINUTE_MS),
            late: false,
            text_change: pushed.text_change.as_ref().map(|it| it.to_vec()),
        };
        let placement = Placement::first(entry.series.kind, pushed.corrected_at);
        let position = self.store(&chained, entry.series, placement, self.incarnation);
        Outcome::Stored {
            placement: Some(placement),
            position,
        }
    }

    fn store(
        &mut self,
        chained: &ChainedEntry,
        series: Series,
        placement: Placement,
        incarnation: Incarnation,
    ) -> u64 {
        let document = placement.document_id(&series);
        let kept = self.documents.entry(document).or_insert_with(|| Kept {
            series,
            placement,
            heads: vec![genesis_hash()],
            chains: BTreeMap::new(),
        });
        let entry = chained.signed.entry().unwrap();
        let actor = Actor::entry(entry.device, incarnation);
        let chain = *kept.chains.entry(actor).or_insert_with(ChainState::start);
        let encoded = encode(&entry, &actor, &chain);
        advance_heads(&mut kept.heads, &[chain.hash], encoded.hash);
        if let Some(change) = &chained.text_change {
            let change = automerge::Change::from_bytes(change.clone()).unwrap();
            let deps: Vec<_> = change.deps().iter().map(|it| it.0).collect();
            advance_heads(&mut kept.heads, &deps, change.hash().0);
        }
        kept.chains.insert(actor, encoded.next);
        let position = self.log.len() as u64 + 1;
        self.log.push(Logged {
            document,
            chained: ChainedEntry {
                actor,
                seq: encoded.next.seq,
                position,
                ..chained.clone()
            },
            key: entry.key,
            incarnation,
            change: encoded.hash,
        });
        position
    }

    fn readable(&self, document: &DocumentId) -> bool {
        !self.hidden.contains(&self.documents[document].series.kind)
    }

    fn pull(
        &mut self,
        request: &SyncRequest,
        device: DeviceId,
        outcomes: Vec<Outcome>,
        minutes: i64,
    ) -> SyncResponse {
        let restored = match (request.cursor, self.previous) {
            (Some(cursor), Some((old, position))) if cursor.incarnation == old => Some(position),
            _ => None,
        };
        // A device without a cursor learns of its documents from the list.
        let end = self.log.len() as u64;
        let after = request.cursor.map_or(end, |cursor| {
            restored.map_or(cursor.position, |position| cursor.position.min(position))
        });
        let mut page = Page::default();
        let mut position = after;
        for logged in self.log.iter().skip(after as usize).take(self.page_entries) {
            position = logged.chained.position;
            if self.readable(&logged.document) && !self.name_merged(&mut page, logged) {
                self.add(&mut page, logged, Some(device));
            }
        }
        let more = position < end;
        let digest = view_digest(&self.records);
        SyncResponse {
            version: PROTOCOL_VERSION,
            server_time: MORNING
                .plus_ms(minutes * UnixMillis::MINUTE_MS)
                .plus_ms(self.clock_offset_ms),
            schema: 1,
            restored,
            command_outcomes: request
                .commands
                .iter()
                .map(|_| Outcome::Stored {
                    placement: None,
                    position: 1,
                })
                .collect(),
            outcomes,
            directory: (request.directory != Some(digest)).then(|| DirectoryView {
                digest,
                records: self.records.clone(),
            }),
            documents: (request.list_documents && !more).then(|| self.list()),
            page,
            wanted: request
                .wants
                .iter()
                .filter(|_| !self.withholds)
                .flat_map(|it| self.wanted(it))
                .collect(),
            cursor: Cursor {
                incarnation: self.incarnation,
                position,
            },
            more,
            digest: (!more).then(|| self.digest()),
            here: self.here_view(request.here),
        }
    }

    /// Names the document of an entry that is only in a snapshot any more, and keeps its later
    /// entries out of the page.
    fn name_merged(&self, page: &mut Page, logged: &Logged) -> bool {
        let kept = &self.documents[&logged.document];
        let mine = self.log.iter().filter(|it| it.document == logged.document);
        let named = MergedDocument {
            kind: kept.series.kind,
            subject: kept.series.subject,
            placement: kept.placement,
            up_to: mine.map(|it| it.chained.position).max().unwrap(),
        };
        if page.merged.contains(&named) {
            return true;
        }
        let merged = logged.chained.position <= self.merged_up_to;
        if merged {
            page.merged.push(named);
        }
        merged
    }

    fn here_view(&self, known: Option<Digest8>) -> Option<HereView> {
        let digest = here_digest(&self.here);
        let is_known = known.map_or(self.here.is_empty(), |known| known == digest);
        (!is_known).then(|| HereView {
            digest,
            here: self.here.clone(),
        })
    }

    fn list(&self) -> Vec<ListedDocument> {
        self.documents
            .values()
            .filter(|kept| !self.hidden.contains(&kept.series.kind))
            .map(|kept| ListedDocument {
                kind: kept.series.kind,
                subject: kept.series.subject,
                placement: kept.placement,
                heads: heads_digest(&kept.heads),
            })
            .collect()
    }

    pub fn digest(&self) -> Digest16 {
        self.documents
            .iter()
            .filter(|(_, kept)| !self.hidden.contains(&kept.series.kind))
            .map(|(id, kept)| document_digest(*id, heads_digest(&kept.heads)))
            .fold(Digest16::default(), |sum, one| sum ^ one)
    }

    fn add(&self, page: &mut Page, logged: &Logged, leave_out: Option<DeviceId>) {
        let kept = &self.documents[&logged.document];
        let described = PageDocument {
            kind: kept.series.kind,
            subject: kept.series.subject,
            placement: kept.placement,
            heads: None,
        };
        let index = page.documents.iter().position(|it| *it == described);
        let index = index.unwrap_or_else(|| {
            page.documents.push(described);
            page.documents.len() - 1
        });
        let chained = &logged.chained;
        let own = leave_out == Some(chained.actor.device());
        let mut change = [0; 8];
        change.copy_from_slice(&logged.change[..8]);
        page.entries.push(PulledEntry {
            document: index as u32,
            position: chained.position,
            stored: StoredEntry {
                signed: (!own).then(|| chained.signed.clone()),
                incarnation: logged.incarnation,
                seq: chained.seq,
                change: samenspel_model::wire::Digest8(change),
                key: logged.key,
                corrected_at: chained.corrected_at,
                certainty: chained.certainty,
                arrived_at: chained.arrived_at,
                late: chained.late,
                text_change: chained.text_change.clone().map(Into::into),
            },
        });
    }

    fn wanted(&self, want: &Want) -> Vec<Wanted> {
        let document = want.document;
        let part = |part| vec![Wanted { document, part }];
        if !self.documents.contains_key(&document) || !self.readable(&document) {
            return part(WantedPart::Gone);
        }
        let kept = &self.documents[&document];
        let mine: Vec<&Logged> = self
            .log
            .iter()
            .filter(|it| it.document == document)
            .collect();
        if want.after.is_none() && self.range_bytes > 0 {
            let tail: Vec<_> = mine.iter().map(|it| it.chained.clone()).collect();
            let bytes = snapshot::build(&kept.series, &kept.placement, None, &tail).unwrap();
            let offset = want.snapshot.map_or(0, |it| it.offset as usize);
            let end = bytes.len().min(offset + self.range_bytes);
            return part(WantedPart::Snapshot {
                as_of: tail.last().unwrap().position,
                length: bytes.len() as u64,
                offset: offset as u64,
                bytes: bytes[offset..end].to_vec(),
            });
        }
        let mut page = Page::default();
        for logged in mine
            .iter()
            .filter(|it| it.chained.position > want.after.unwrap_or(0))
        {
            self.add(&mut page, logged, None);
        }
        part(WantedPart::Entries {
            page,
            up_to: self.log.len() as u64,
            complete: true,
        })
    }
}
