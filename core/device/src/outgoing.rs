//! Builds the one request of a sync from what the store has to say and to ask. Knows the wire form
//! and no network.

use minicbor::bytes::ByteVec;
use rusqlite::{Connection, Rows, Transaction, params};

use super::columns::{Bytes, boot_column, from_column, reading_at};
use super::{Profile, SCHEMA_WRITTEN, Store, StoreError, Topics, contacts, marks, outbox, texts};
use samenspel_model::entry::SignedEntry;
use samenspel_model::ids::{EntryKey, Random};
use samenspel_model::limits;
use samenspel_model::series::Series;
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_model::wire::{compress, encode};
use samenspel_protocol::{
    Cursor, HINTS_PATH, PROTOCOL_VERSION, PushEntry, RequestHeaders, SYNC_PATH, SignedCommand,
    SnapshotProgress, SyncRequest, Want,
};
use samenspel_rules::directory::Directory;

/// Bytes of entries in one request. Signatures do not compress, so this also bounds it on the wire.
const PUSH_BYTES_MAX: usize = limits::REQUEST_WIRE_BYTES_MAX - 160 * 1024;

/// How long after the server said that an entry is held it is asked again.
pub(super) const ASK_AGAIN_MS: i64 = 6 * UnixMillis::HOUR_MS;

/// A signed request, ready to be sent.
#[derive(Clone)]
pub struct OutgoingSync {
    /// Its signature.
    pub headers: RequestHeaders,
    /// The body as it goes over the wire.
    pub body: Vec<u8>,
    /// To give back with the response.
    pub receipt: SyncReceipt,
}

samenspel_model::hides_content!(OutgoingSync { receipt });

/// What a request was about, to read its response by.
#[derive(Debug, Clone)]
pub struct SyncReceipt {
    /// When it was built.
    pub(super) reading: ClockReading,
    /// The state of the store that the response must find.
    pub(super) state_token: Vec<u8>,
    pub(super) entries: Vec<(EntryKey, Series)>,
    pub(super) commands: Vec<EntryKey>,
    pub(super) wants: usize,
    pub(super) listed: bool,
}

impl SyncReceipt {
    /// How many entries the request carries.
    pub fn entry_count(&self) -> usize {
        self.entries.len()
    }
}

impl Store {
    /// The next request: directory commands, entries in the order written, and what is wanted. Read
    /// marks and text edits become entries here. Building it again before it is answered is harmless.
    pub fn build_sync(
        &self,
        reading: ClockReading,
        random: &mut dyn Random,
    ) -> Result<OutgoingSync, StoreError> {
        let profile = self.profile()?;
        let directory = self.directory()?;
        let (request, receipt, time) = self.write(|transaction, topics| {
            prepare(transaction, &profile, &directory, reading, random, topics)?;
            let (request, receipt) = assemble(transaction, reading)?;
            let (time, _) = contacts::corrected(transaction, reading)?;
            Ok::<_, StoreError>((request, receipt, time))
        })?;
        let body = compress(&encode(&request));
        let headers = RequestHeaders::sign(
            &profile.key,
            (profile.org, profile.device),
            ("POST", SYNC_PATH),
            &body,
            time,
            random.bytes16(),
        );
        Ok(OutgoingSync {
            headers,
            body,
            receipt,
        })
    }

    /// What a request for hints says of this device: its key never leaves the store.
    pub fn sign_for_hints(
        &self,
        reading: ClockReading,
        random: &mut dyn Random,
    ) -> Result<RequestHeaders, StoreError> {
        let profile = self.profile()?;
        let (time, _) = self.corrected(reading)?;
        Ok(RequestHeaders::sign(
            &profile.key,
            (profile.org, profile.device),
            ("GET", HINTS_PATH),
            &[],
            time,
            random.bytes16(),
        ))
    }

    /// Whether there is anything to send or to fetch again, apart from asking for what is new.
    pub fn has_something_to_sync(&self) -> Result<bool, StoreError> {
        self.read(|connection| {
            Ok(connection
                .prepare_cached(
                    "SELECT EXISTS (SELECT 1 FROM outbox WHERE status IN (0, 1))
                       OR EXISTS (SELECT 1 FROM commands WHERE status IN (0, 1))
                       OR EXISTS (SELECT 1 FROM text_intents WHERE state = 0)
                       OR EXISTS (SELECT 1 FROM read_marks WHERE waiting = 1)
                       OR EXISTS (SELECT 1 FROM wanted)",
                )?
                .query_row([], |row| row.get(0))?)
        })
    }
}

fn prepare(
    transaction: &Transaction<'_>,
    profile: &Profile,
    directory: &Directory,
    reading: ClockReading,
    random: &mut dyn Random,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    marks::flush(transaction, profile, directory, reading, random, topics)?;
    texts::make_changes(transaction, profile, random, topics)
}

fn assemble(
    connection: &Connection,
    reading: ClockReading,
) -> Result<(SyncRequest, SyncReceipt), StoreError> {
    let (cursor, list_documents, directory, state_token) = state(connection)?;
    let (entries, entry_names) = entries(connection, reading)?;
    let (commands, command_keys) = commands(connection)?;
    let wants = wants(connection)?;
    let receipt = SyncReceipt {
        reading,
        state_token,
        entries: entry_names,
        commands: command_keys,
        wants: wants.len(),
        listed: list_documents,
    };
    let request = SyncRequest {
        version: PROTOCOL_VERSION,
        schema: SCHEMA_WRITTEN,
        cursor,
        directory,
        commands,
        entries,
        wants,
        list_documents,
        here: super::here::digest(connection)?,
    };
    Ok((request, receipt))
}

type State = (
    Option<Cursor>,
    bool,
    Option<samenspel_model::wire::Digest8>,
    Vec<u8>,
);

fn state(connection: &Connection) -> Result<State, StoreError> {
    let (incarnation, position, list, token) = connection
        .prepare_cached(
            "SELECT incarnation, position, list_documents, state_token FROM sync_state",
        )?
        .query_row([], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
    let position = from_column(position)?;
    let cursor = Option::map(incarnation, |incarnation| Cursor {
        incarnation,
        position,
    });
    Ok((cursor, list, super::directory::digest(connection)?, token))
}

type Named<T, N> = (Vec<T>, Vec<N>);

fn entries(
    connection: &Connection,
    reading: ClockReading,
) -> Result<Named<PushEntry, (EntryKey, Series)>, StoreError> {
    let mut pushed = Pushed::default();
    let mut waiting = connection.prepare_cached(&format!(
        "SELECT {PUSHED} FROM outbox WHERE status IN (0, 1) AND body IS NOT NULL AND {}
         ORDER BY offer = 0, offer, sequence LIMIT ?4",
        outbox::MAY_LEAVE
    ))?;
    let params = params![
        boot_column(&reading),
        reading.monotonic_ms,
        reading.wall.0,
        limits::PUSH_ENTRIES_MAX as i64
    ];
    pushed.take(connection, waiting.query(params)?)?;
    // What became of what is held: the manager's word is the answer to the same entry.
    let mut held = connection.prepare_cached(&format!(
        "SELECT {PUSHED} FROM outbox WHERE status = 3 AND status IN (3, 4) AND body IS NOT NULL
           AND held_at NOT BETWEEN ?1 AND ?2 ORDER BY held_at, sequence LIMIT ?3"
    ))?;
    let (now, _) = contacts::corrected(connection, reading)?;
    let room = limits::PUSH_ENTRIES_MAX.saturating_sub(pushed.entries.len());
    let params = params![now.plus_ms(-ASK_AGAIN_MS).0, now.0, room as i64];
    pushed.take(connection, held.query(params)?)?;
    Ok((pushed.entries, pushed.names))
}

const PUSHED: &str = "key, series, body, signature, text_change, wall, boot_id, monotonic_ms,
    stated_at, stated_certainty";

/// Entries for one request, as many as fit.
#[derive(Default)]
struct Pushed {
    entries: Vec<PushEntry>,
    names: Vec<(EntryKey, Series)>,
    bytes: usize,
}

impl Pushed {
    fn take(&mut self, connection: &Connection, mut rows: Rows<'_>) -> Result<(), StoreError> {
        while let Some(row) = rows.next()? {
            let signed = SignedEntry {
                body: row.get(2)?,
                signature: row.get(3)?,
            };
            let text_change: Option<Vec<u8>> = row.get(4)?;
            self.bytes += signed.body.len() + text_change.as_ref().map_or(0, Vec::len) + 96;
            if self.bytes > PUSH_BYTES_MAX && !self.entries.is_empty() {
                break;
            }
            let stated: Option<i64> = row.get(8)?;
            let (corrected_at, certainty) = match stated {
                Some(at) => (UnixMillis(at), row.get(9)?),
                None => contacts::corrected(connection, reading_at(row, 5)?)?,
            };
            self.entries.push(PushEntry {
                signed,
                corrected_at,
                certainty,
                text_change: text_change.map(ByteVec::from),
            });
            self.names.push((row.get(0)?, row.get(1)?));
        }
        Ok(())
    }
}

fn commands(connection: &Connection) -> Result<Named<SignedCommand, EntryKey>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT key, body, signature FROM commands WHERE status IN (0, 1) ORDER BY sequence LIMIT ?1",
    )?;
    let rows = statement.query_map([limits::PUSH_COMMANDS_MAX as i64], |row| {
        let command = SignedCommand {
            body: row.get(1)?,
            signature: row.get(2)?,
        };
        Ok((command, row.get(0)?))
    })?;
    let commands: Vec<(SignedCommand, EntryKey)> = rows.collect::<Result<_, _>>()?;
    Ok(commands.into_iter().unzip())
}

/// Documents under way first: each that is finished can be shown.
fn wants(connection: &Connection) -> Result<Vec<Want>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT document, as_of, received, after FROM wanted
         ORDER BY after IS NULL, as_of IS NULL, document LIMIT ?1",
    )?;
    let mut rows = statement.query([limits::WANTS_MAX as i64])?;
    let mut wants = Vec::new();
    while let Some(row) = rows.next()? {
        let as_of: Option<i64> = row.get(1)?;
        let after: Option<i64> = row.get(3)?;
        let offset = from_column(row.get(2)?)?;
        let progress = |as_of| from_column(as_of).map(|as_of| SnapshotProgress { as_of, offset });
        wants.push(Want {
            document: row.get(0)?,
            snapshot: match after {
                None => as_of.map(progress).transpose()?,
                Some(_) => None,
            },
            after: after.map(from_column).transpose()?,
        });
    }
    Ok(wants)
}

/// The token after a response: equal states that took equal answers have equal tokens, and a copy
/// that was put back has its own again.
pub(super) fn next_token(token: &[u8], wire: &[u8]) -> Bytes<16> {
    let mut hasher = blake3::Hasher::new_derive_key("samenspel store state 1");
    hasher.update(token);
    hasher.update(wire);
    let mut next = [0; 16];
    next.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    Bytes(next)
}
