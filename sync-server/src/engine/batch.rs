//! One write transaction over many requests: what it reads is read once, what it counts is written
//! once at the end, and new sealing keys are durable before anything sealed with them.

use std::collections::hash_map::Entry as Slot;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use samenspel_document::{Actor, ChainState, genesis_hash};
use samenspel_model::entry::Entry;
use samenspel_model::ids::{DeviceId, DocumentId, GroupId, Random};
use samenspel_model::series::{Period, Placement, Series};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Holder, Mark, Record, RecordId};

use super::change::{Change, ChangedDocument};
use super::directory::DirectoryState;
use super::endings::{children_who_leave, kept_of};
use super::error::Result;
use super::place::Size;
use crate::audit::{By, Head};
use crate::keystore::{Ending, EndingRow, KeyStore};
use crate::seal::SealingKey;
use crate::storage::{
    AuthorIn, AuthorRow, ChainRow, DocumentNumber, DocumentRow, LogRow, SeriesNumber,
    WriteTransaction,
};

/// The state of one write transaction.
pub(super) struct Batch<'a> {
    pub write: Box<dyn WriteTransaction + 'a>,
    pub log: LogRow,
    pub now: UnixMillis,
    pub random: &'a mut dyn Random,
    pub directory: Arc<DirectoryState>,
    keys: &'a KeyStore,
    series: HashMap<Series, Option<SeriesNumber>>,
    documents: HashMap<DocumentNumber, Changed<DocumentRow>>,
    latest: HashMap<(SeriesNumber, Period), Option<DocumentNumber>>,
    chains: HashMap<(DocumentNumber, Actor), Changed<ChainState>>,
    authors: HashMap<AuthorIn, Changed<AuthorRow>>,
    sealing: HashMap<DocumentId, SealingKey>,
    new_keys: Vec<(DocumentId, SealingKey)>,
    /// Of which marks records of the directory changed.
    marks: Vec<Mark>,
    endings: Vec<EndingRow>,
    lifted: Vec<RecordId>,
    /// Who acts, for the audit.
    pub acting: By,
    /// The audit's head, once this batch has added to it.
    pub audited: Option<Head>,
}

/// What a committed batch leaves to be noted.
pub(super) struct Committed {
    pub log: LogRow,
    pub directory: Arc<DirectoryState>,
    pub audited: Option<Head>,
}

struct Changed<T> {
    value: T,
    changed: bool,
}

impl<T> Changed<T> {
    fn read(value: T) -> Self {
        Self {
            value,
            changed: false,
        }
    }
}

impl<'a> Batch<'a> {
    pub(super) fn begin(
        write: Box<dyn WriteTransaction + 'a>,
        keys: &'a KeyStore,
        directory: Arc<DirectoryState>,
        now: UnixMillis,
        random: &'a mut dyn Random,
    ) -> Result<Self> {
        let log = write.log()?;
        Ok(Self {
            write,
            log,
            now,
            random,
            directory,
            keys,
            series: HashMap::new(),
            documents: HashMap::new(),
            latest: HashMap::new(),
            chains: HashMap::new(),
            authors: HashMap::new(),
            sealing: HashMap::new(),
            new_keys: Vec::new(),
            marks: Vec::new(),
            endings: Vec::new(),
            lifted: Vec::new(),
            acting: By::Operator,
            audited: None,
        })
    }

    /// The next position of the log.
    pub(super) fn next_position(&mut self) -> u64 {
        self.log.last_position += 1;
        self.log.last_position
    }

    /// The number of a series, if it has documents.
    pub(super) fn series(&mut self, series: &Series) -> Result<Option<SeriesNumber>> {
        if let Some(number) = self.series.get(series) {
            return Ok(*number);
        }
        let number = self.write.series(series)?;
        self.series.insert(*series, number);
        Ok(number)
    }

    /// A document that is known to exist.
    pub(super) fn document(&mut self, number: DocumentNumber) -> Result<&mut DocumentRow> {
        match self.documents.entry(number) {
            Slot::Occupied(slot) => Ok(&mut slot.into_mut().value),
            Slot::Vacant(slot) => {
                let row = self.write.document_numbered(number)?.ok_or_else(|| {
                    crate::storage::StorageError::Corrupt("an entry is in no document".into())
                })?;
                Ok(&mut slot.insert(Changed::read(row)).value)
            }
        }
    }

    /// As [`Batch::document`], to be written at the end.
    pub(super) fn change_document(&mut self, number: DocumentNumber) -> Result<&mut DocumentRow> {
        self.document(number)?;
        let slot = self.documents.get_mut(&number);
        let slot = slot.expect("the document was put there by the line before");
        slot.changed = true;
        Ok(&mut slot.value)
    }

    /// The latest part of a series in a period.
    pub(super) fn latest_part(
        &mut self,
        series: SeriesNumber,
        period: Period,
    ) -> Result<Option<DocumentNumber>> {
        if let Some(number) = self.latest.get(&(series, period)) {
            return Ok(*number);
        }
        let found = self.write.latest_part(series, period)?;
        let number = found.as_ref().map(|row| row.number);
        if let Some(row) = found {
            self.documents
                .entry(row.number)
                .or_insert_with(|| Changed::read(row));
        }
        self.latest.insert((series, period), number);
        Ok(number)
    }

    /// Opens a document.
    pub(super) fn open_document(
        &mut self,
        series: &Series,
        placement: Placement,
    ) -> Result<DocumentNumber> {
        let series_number = self.write.add_series(series)?;
        self.series.insert(*series, Some(series_number));
        let mut row = DocumentRow {
            number: DocumentNumber(0),
            id: placement.document_id(series),
            series_number,
            series: *series,
            placement,
            last_position: 0,
            entries: 0,
            merged_entries: 0,
            merged_up_to: 0,
            bytes: 0,
            text_bytes: 0,
            heads: vec![genesis_hash()],
        };
        row.number = self.write.add_document(&row)?;
        let number = row.number;
        self.documents.insert(number, Changed::read(row));
        self.latest
            .insert((series_number, placement.period), Some(number));
        Ok(number)
    }

    /// Where an actor's chain in a document ends.
    pub(super) fn chain(&mut self, document: DocumentNumber, actor: &Actor) -> Result<ChainState> {
        match self.chains.entry((document, *actor)) {
            Slot::Occupied(slot) => Ok(slot.get().value),
            Slot::Vacant(slot) => {
                let stored = self.write.chain(document, actor.as_bytes())?;
                let chain = stored.map_or_else(ChainState::start, |row| ChainState {
                    seq: row.seq,
                    max_op: row.max_op,
                    hash: row.hash,
                });
                Ok(slot.insert(Changed::read(chain)).value)
            }
        }
    }

    /// Moves the end of an actor's chain.
    pub(super) fn set_chain(&mut self, document: DocumentNumber, actor: Actor, chain: ChainState) {
        let changed = Changed {
            value: chain,
            changed: true,
        };
        self.chains.insert((document, actor), changed);
    }

    /// What an author has written in a series and period.
    pub(super) fn author(&mut self, author: AuthorIn) -> Result<AuthorRow> {
        match self.authors.entry(author) {
            Slot::Occupied(slot) => Ok(slot.get().value),
            Slot::Vacant(slot) => {
                let written = self.write.author(&author)?;
                Ok(slot.insert(Changed::read(written)).value)
            }
        }
    }

    /// Whose quota an entry takes from: what a group's device wrote in her name leaves her own phone's be.
    pub(super) fn author_in(
        &self,
        entry: &Entry,
        series: SeriesNumber,
        period: Period,
    ) -> AuthorIn {
        AuthorIn {
            series,
            period,
            author: entry.author(),
            tablet: self.tablet_of(entry.device),
        }
    }

    /// The group that holds a device, where no person does.
    pub(super) fn tablet_of(&self, device: DeviceId) -> Option<GroupId> {
        match self.directory.directory.device(device)?.holder {
            Holder::Group(group) => Some(group),
            Holder::Person(_) => None,
        }
    }

    /// Counts one more entry of an author.
    pub(super) fn count_author(&mut self, author: AuthorIn, size: &Size) -> Result<()> {
        let before = self.author(author)?;
        let value = AuthorRow {
            entries: before.entries.saturating_add(1),
            bytes: before.bytes.saturating_add(size.bytes),
            text_bytes: before.text_bytes.saturating_add(size.text_bytes),
        };
        let changed = Changed {
            value,
            changed: true,
        };
        self.authors.insert(author, changed);
        Ok(())
    }

    /// The sealing key of a document; a new one if it has none yet.
    pub(super) fn sealing_key(&mut self, document: DocumentId) -> Result<SealingKey> {
        if let Some(key) = self.sealing.get(&document) {
            return Ok(key.clone());
        }
        let key = match self.keys.get(&document)? {
            Some(key) => key,
            None => {
                let key = SealingKey::generate(self.random);
                self.new_keys.push((document, key.clone()));
                key
            }
        };
        self.sealing.insert(document, key.clone());
        Ok(key)
    }

    /// Changes the directory in memory; what follows in the batch is judged by it.
    pub(super) fn set_directory(
        &mut self,
        position: u64,
        records: Vec<Record>,
        removed: &[RecordId],
    ) {
        let state = Arc::make_mut(&mut self.directory);
        let changed = state.change(position, records, removed);
        self.marks.extend(changed);
        self.log.directory_version = position;
    }

    /// Notes what a change of the directory ends or changes, and what it lets go on. Before it is made.
    pub(super) fn note_endings(&mut self, position: u64, records: &[Record], removed: &[RecordId]) {
        let incarnation = self.log.incarnation;
        let row = |id, ending| EndingRow {
            id,
            ending,
            incarnation,
            position,
        };
        let leaving = children_who_leave(records);
        for record in records {
            let was_there = self.directory.directory.get(&record.id()).is_some();
            let arrives = matches!(record, Record::Placement(it) if leaving.contains(&it.child));
            match kept_of(record, was_there || arrives) {
                Some(ending) => self.endings.push(row(record.id(), ending)),
                None => self.lifted.push(record.id()),
            }
        }
        let gone = Ending {
            removed: true,
            ..Ending::default()
        };
        let gone = removed.iter().map(|id| row(id.clone(), gone));
        self.endings.extend(gone);
    }

    /// Writes what was counted, makes the new keys durable, then everything else; `say` hears what
    /// changes just before it does.
    pub(super) fn commit(mut self, say: impl FnOnce(Change)) -> Result<Committed> {
        let documents = self.flush()?;
        self.keys.add(&self.new_keys)?;
        // Endings before they are acknowledged, what is lifted after: of the two ways to be stopped
        // in between, neither gives anyone an access back.
        self.keys.put_endings(&self.endings)?;
        say(Change {
            up_to: self.log.last_position,
            directory_version: self.log.directory_version,
            marks: std::mem::take(&mut self.marks),
            documents,
        });
        self.write.commit()?;
        let ended: HashSet<&RecordId> = self.endings.iter().map(|row| &row.id).collect();
        self.lifted.retain(|id| !ended.contains(id));
        if let Err(error) = self.keys.lift_endings(&self.lifted) {
            tracing::warn!(%error, "endings were not lifted in the key store");
        }
        Ok(Committed {
            log: self.log,
            directory: self.directory,
            audited: self.audited,
        })
    }

    fn flush(&mut self) -> Result<Vec<ChangedDocument>> {
        // In a fixed order: the same requests write the same file.
        let mut documents: Vec<_> = changed(self.documents.drain());
        documents.sort_by_key(|(number, _)| *number);
        for (_, row) in &documents {
            self.write.update_document(row)?;
        }
        let mut chains: Vec<_> = changed(self.chains.drain());
        chains.sort_by_key(|(place, _)| *place);
        for ((document, actor), chain) in &chains {
            let row = ChainRow {
                seq: chain.seq,
                max_op: chain.max_op,
                hash: chain.hash,
            };
            self.write.set_chain(*document, actor.as_bytes(), &row)?;
        }
        let mut authors: Vec<_> = changed(self.authors.drain());
        authors.sort_by_key(|(author, _)| *author);
        for (author, written) in &authors {
            self.write.set_author(author, written)?;
        }
        self.log.newest_at = self.log.newest_at.max(self.now);
        self.write.set_log(&self.log)?;
        Ok(documents.iter().map(|(_, row)| row.into()).collect())
    }
}

fn changed<K, T>(rows: impl Iterator<Item = (K, Changed<T>)>) -> Vec<(K, T)> {
    rows.filter(|(_, row)| row.changed)
        .map(|(key, row)| (key, row.value))
        .collect()
}
