//! The engine: one organisation's log, judged, sealed and answered for.
//!
//! A request goes through three steps: [`Organisation::admit`] (pure reads, in parallel),
//! [`Organisation::apply`] (many requests in one durable transaction) and [`Organisation::answer`]
//! (one consistent read). Knows nothing of HTTP; clock and randomness are passed in.

mod admit;
mod answer;
mod apply;
mod asking;
mod auditing;
mod batch;
mod change;
mod commands;
mod cowritten;
mod deciding;
mod directory;
mod earlier;
mod endings;
mod enrol;
mod error;
mod exposure;
mod following;
mod handle;
mod high_water;
mod holding;
mod inviting;
mod inviting_beside;
mod judge;
mod kept;
mod lane;
mod lapsing;
mod listening;
mod lives;
mod loading;
mod mentoring;
mod merge;
mod naming;
mod opening;
mod operator;
mod originals;
mod page;
mod place;
mod prepared;
mod queue;
mod readable;
mod readable_cache;
mod reckoned;
mod revoking;
mod rights;
mod settled;
mod somebody_else;
mod standing;
mod stored;
mod text;
mod text_rate;
mod turned_away;
mod wanted;

pub use admit::{Admitted, Authentic};
pub use apply::Applied;
pub use auditing::{AuditEntry, AuditError, AuditReport};
pub use deciding::{DecisionError, HeldDecision, HeldEntry};
pub use error::EngineError;
pub use exposure::{Exposed, Exposure};
pub use handle::{HandleOptions, OrganisationHandle};
pub use high_water::HIGH_WATER_FILE;
pub use inviting_beside::{Inviting, Standing};
pub use listening::Listening;
pub use lives::{Restored, restored};
pub use mentoring::{MentorChange, MentorChanged, MentorError};
pub use opening::{OPENING_HOURS_MAX, OpenBecause, Opened, OpeningError};
pub use queue::QueueLoad;
pub use reckoned::ClockBehind;
pub use revoking::{OpenInvitation, RevokeError, Revoked};
pub use somebody_else::{BarredFrom, SomebodyElseError};
pub use text::{TextGate, TextVerdict};
pub use turned_away::CLAIMS_PER_DAY_MAX;

use samenspel_model::wire;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use samenspel_model::ids::{DocumentId, Incarnation, OrgId, Random};
use samenspel_model::time::{Clock, UnixMillis};
use samenspel_model::verdict::RequestError;
use samenspel_protocol::{RequestHeaders, SYNC_PATH};
use samenspel_rules::directory::{Directory, Record, RecordId};

use crate::audit::{About, Action};
use crate::keystore::KeyStore;
use crate::seal::SealingKey;
use crate::storage::{LogRow, ReadTransaction, SqliteOptions, SqliteStorage, Statistics, Storage};
use batch::Batch;
use change::{Change, ChangedDocument};
use directory::{DIRECTORY_KEY, DirectoryCache, DirectoryState};
use endings::Lost;
use error::Result;
use high_water::{HighWater, Mark};
use listening::Listeners;
use lives::Lives;
use operator::WritableProbe;
use readable_cache::ReadableCache;
use reckoned::Reckoned;
use text_rate::TextRate;
use turned_away::TurnedAway;

/// The file of an organisation's log.
pub(crate) const LOG_FILE: &str = "log.sqlite";
/// The file of its key store.
pub(crate) const KEYS_FILE: &str = "keys.sqlite";

/// How to keep an organisation.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// No fsync: for the simulation, and only there.
    pub synchronous_off_for_simulation: bool,
    /// How many entries a document collects before they are merged into its snapshot.
    pub merge_entries_min: u64,
    /// How old entries are when they are merged. Until then a device that was here since gets them
    /// one by one; later it fetches the document.
    pub merge_after_ms: i64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            synchronous_off_for_simulation: false,
            merge_entries_min: 32,
            merge_after_ms: 7 * 24 * UnixMillis::HOUR_MS,
        }
    }
}

impl Options {
    fn sqlite(&self) -> SqliteOptions {
        SqliteOptions {
            synchronous_off_for_simulation: self.synchronous_off_for_simulation,
        }
    }
}

/// One organisation, open. All methods may be called from any thread.
pub struct Organisation {
    org: OrgId,
    options: Options,
    storage: Box<dyn Storage>,
    keys: KeyStore,
    reckoned: Reckoned,
    high_water: HighWater,
    random: Mutex<Box<dyn Random>>,
    gate: Arc<TextGate>,
    text_rate: TextRate,
    directory: DirectoryCache,
    readable: ReadableCache,
    listeners: Listeners,
    lives: Lives,
    turned_away: TurnedAway,
    writable: WritableProbe,
}

impl Organisation {
    /// Makes the files of a new organisation in a folder, which is made if needed.
    pub fn create(
        folder: &Path,
        org: OrgId,
        options: Options,
        clock: Arc<dyn Clock>,
        mut random: Box<dyn Random>,
        gate: Arc<TextGate>,
    ) -> std::result::Result<Self, EngineError> {
        std::fs::create_dir_all(folder)?;
        if folder.join(LOG_FILE).exists() {
            return Err(EngineError::Exists);
        }
        let mut incarnation = [0; 8];
        random.fill(&mut incarnation);
        let incarnation = Incarnation(incarnation);
        // The key store first: a folder without a log is no organisation yet.
        let keys = KeyStore::create(&folder.join(KEYS_FILE), incarnation, options.sqlite())?;
        if keys.get(&DIRECTORY_KEY)?.is_none() {
            let key = SealingKey::generate(random.as_mut());
            keys.add(&[(DIRECTORY_KEY, key)])?;
        }
        SqliteStorage::create(&folder.join(LOG_FILE), org, incarnation, options.sqlite())?;
        HighWater::of(folder).set(incarnation, 0)?;
        drop(keys);
        Self::open(folder, org, options, clock, random, gate)
    }

    /// Opens an organisation's files. Foreign text changes are tried by `gate` and nowhere else.
    pub fn open(
        folder: &Path,
        org: OrgId,
        options: Options,
        clock: Arc<dyn Clock>,
        random: Box<dyn Random>,
        gate: Arc<TextGate>,
    ) -> std::result::Result<Self, EngineError> {
        let whole = loading::load;
        let organisation = Self::open_with(folder, org, options, clock, random, gate, whole)?;
        organisation.note_lost_audit()?;
        organisation.apply_lost_endings()?;
        Ok(organisation)
    }

    /// Opens the files with a directory that `load` gives; records that it opens prove that the keys
    /// are this log's.
    fn open_with(
        folder: &Path,
        org: OrgId,
        options: Options,
        clock: Arc<dyn Clock>,
        mut random: Box<dyn Random>,
        gate: Arc<TextGate>,
        load: impl FnOnce(&dyn ReadTransaction, u64, &SealingKey) -> Result<DirectoryState>,
    ) -> Result<Self> {
        let is_gone = |name| matches!(folder.join(name).try_exists(), Ok(false));
        if is_gone(LOG_FILE) && is_gone(KEYS_FILE) {
            return Err(EngineError::Missing);
        }
        let storage = SqliteStorage::open(&folder.join(LOG_FILE), options.sqlite())?;
        let keys = KeyStore::open(&folder.join(KEYS_FILE), options.sqlite())?;
        let found = storage.begin_read()?.log()?;
        if found.org != org {
            let (wanted, found) = (org, found.org);
            return Err(EngineError::OtherOrganisation { wanted, found });
        }
        let key = keys.get(&DIRECTORY_KEY)?.ok_or(EngineError::OtherKeys)?;
        let (state, position) = {
            let read = storage.begin_read()?;
            let log = read.log()?;
            let state = load(&*read, log.directory_version, &key);
            let state = state.map_err(EngineError::into_other_keys)?;
            (state, log.last_position)
        };
        let reckoned = Reckoned::new(clock, &found);
        // Only once the keys have proven to be this log's: what follows writes into both.
        let high_water = HighWater::of(folder);
        let lives = Lives::open(
            &storage,
            &keys,
            (&high_water, Mark::read(folder)?),
            reckoned.now(),
            random.as_mut(),
        )?;
        Ok(Self {
            org,
            options,
            storage: Box::new(storage),
            keys,
            reckoned,
            high_water,
            random: Mutex::new(random),
            gate,
            text_rate: TextRate::default(),
            directory: DirectoryCache::new(state),
            readable: ReadableCache::new(position),
            listeners: Listeners::default(),
            lives,
            turned_away: TurnedAway::default(),
            writable: WritableProbe::at(folder),
        })
    }

    /// An audit that went back with its log says so in its next row.
    fn note_lost_audit(&self) -> Result<()> {
        let Some(lost) = auditing::lost_rows(&*self.storage, &self.keys)? else {
            return Ok(());
        };
        let detail = format!("had come to {lost}");
        self.write(|batch| batch.audit(Action::Restored, About::Organisation, &detail))
    }

    /// What ended after the backup that this log was restored from ends again before anyone is
    /// served. Stopped in between, it happens at the next start.
    fn apply_lost_endings(&self) -> Result<()> {
        // Only a log that went back can lack one: at any other start none is looked at.
        let mut endings = Vec::new();
        for (life, agrees_up_to) in self.lives.earlier() {
            endings.extend(self.keys.endings_after(life, agrees_up_to)?);
        }
        endings.sort_by(|one, other| one.id.cmp(&other.id));
        let lost = Lost::find(&endings, &self.directory.latest().directory);
        if lost.is_empty() {
            return Ok(());
        }
        let (records, removed) = (lost.records.len(), lost.removed.len());
        self.write(|batch| batch.change_directory(&lost.records, &lost.removed))?;
        tracing::warn!(records, removed, "applied endings that the log had lost");
        Ok(())
    }

    /// The organisation's id.
    pub fn id(&self) -> OrgId {
        self.org
    }

    /// The directory as it is now.
    pub fn directory(&self) -> Directory {
        self.directory.latest().directory.clone()
    }

    /// Counts for the operator.
    pub fn statistics(&self) -> std::result::Result<Statistics, EngineError> {
        Ok(self.storage.begin_read()?.statistics()?)
    }

    /// Adds, replaces and removes records of the directory, in one durable transaction at one
    /// position of the log, which is given back.
    pub fn change_directory(
        &self,
        records: &[Record],
        removed: &[RecordId],
    ) -> std::result::Result<u64, EngineError> {
        self.write(|batch| batch.change_directory(records, removed))
    }

    /// Admission, application and answer in a row: one request at a time, deterministic.
    pub fn sync_now(
        &self,
        headers: &RequestHeaders,
        wire_body: &[u8],
    ) -> std::result::Result<Vec<u8>, RequestError> {
        let request = self.authenticate(headers.clone(), "POST", SYNC_PATH, wire_body)?;
        let admitted = self.admit(&request)?;
        let applied = self
            .apply(vec![admitted])
            .pop()
            .expect("one request has one result")?;
        let response = self.answer(&applied)?;
        Ok(wire::compress(&wire::encode(&response)))
    }

    /// Works in the one write transaction, and commits.
    fn write<T>(&self, work: impl FnOnce(&mut Batch<'_>) -> Result<T>) -> Result<T> {
        let transaction = self.storage.begin_write()?;
        let before = transaction.log()?;
        // A write transaction reads too.
        let state = self.directory_in(&*transaction, &before)?;
        let mut random = lock(&self.random);
        let mut batch = Batch::begin(transaction, &self.keys, state, self.now(), &mut **random)?;
        let result = work(&mut batch)?;
        let mut told = None;
        let committed = batch
            .commit(|change| {
                told = Some(change.clone());
                self.readable.say(change);
            })
            .inspect_err(|_| self.readable.forget_all(before.last_position))?;
        drop(random);
        self.directory.put(committed.directory);
        self.take_in_time(&committed.log);
        if let Some(change) = told {
            self.listeners.tell(&change);
        }
        let noted = self.keys.set_high_water(committed.log.last_position);
        let head = committed.audited.as_ref();
        let noted = noted.and_then(|()| head.map_or(Ok(()), |it| self.keys.set_audit_head(it)));
        let log = &committed.log;
        let beside = self.high_water.set(log.incarnation, log.last_position);
        if let Err(error) = noted
            .map_err(EngineError::from)
            .and(beside.map_err(EngineError::from))
        {
            // What is stored is stored; only a later restored backup could go unnoticed.
            tracing::warn!(%error, "how far the log has come was not noted");
        }
        Ok(result)
    }

    /// The directory as a transaction sees it. What another process wrote since is taken in first:
    /// whatever is known of devices then holds for this transaction.
    fn directory_in(
        &self,
        read: &dyn ReadTransaction,
        log: &LogRow,
    ) -> Result<Arc<DirectoryState>> {
        self.take_in_time(log);
        let key = self.document_key(&DIRECTORY_KEY)?;
        let said_up_to = self.readable.said_up_to();
        if log.last_position > said_up_to {
            self.say_foreign_changes(read, log, said_up_to, &key)?;
        }
        self.directory.at(read, log.directory_version, &key)
    }

    fn say_foreign_changes(
        &self,
        read: &dyn ReadTransaction,
        log: &LogRow,
        said_up_to: u64,
        key: &SealingKey,
    ) -> Result<()> {
        let Some(before) = self.directory.newest_until(said_up_to) else {
            self.readable.forget_all(log.last_position);
            self.listeners.tell_everybody();
            return Ok(());
        };
        let (state, marks) = before.caught_up(read, log.directory_version, key)?;
        self.directory.put(Arc::new(state));
        let rows = read.documents_changed_after(said_up_to)?;
        let change = Change {
            up_to: log.last_position,
            directory_version: log.directory_version,
            marks,
            documents: rows.iter().map(ChangedDocument::from).collect(),
        };
        self.listeners.tell(&change);
        self.readable.say(change);
        Ok(())
    }

    /// What was found for a time that went back since is found again.
    fn take_in_time(&self, log: &LogRow) {
        if self.reckoned.take_in(log) {
            self.readable.forget_all(log.last_position);
            self.listeners.tell_everybody();
        }
    }

    fn document_key(&self, document: &DocumentId) -> Result<SealingKey> {
        self.keys
            .get(document)?
            .ok_or(EngineError::KeyMissing(*document))
    }
}

/// A panic elsewhere leaves what these mutexes guard as usable as before.
fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
