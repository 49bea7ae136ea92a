//! Taking a colleague's unsent notes along, and giving one's own: what waits in the outbox is sealed to
//! the receiver's offer, checked entry by entry where it is taken, shown there as an overlay, and sent on
//! beside what that device writes itself. Whoever is first, the server stores it once. Knows no camera
//! and no file.

use rusqlite::{Connection, Row, Transaction, params};

use super::relay::{
    Bundle, Offer, RELAY_BYTES_MAX, RELAY_ENTRIES_MAX, RelayKey, RelaySealError, Relayed, open,
    seal,
};
use crate::columns::{Bytes, boot_column, reading_at};
use crate::outbox::{self, NewEntry};
use crate::{Profile, Store, StoreError, Topic, Topics, contacts};
use samenspel_document::TEXT_EDIT_KIND;
use samenspel_model::entry::{Entry, SignedEntry};
use samenspel_model::ids::{EntryKey, Random};
use samenspel_model::series::Series;
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_model::verdict::RefusalCode;
use samenspel_rules::directory::{Directory, Holder};
use samenspel_rules::policy::may_read;

/// A key for relays is good for a day.
const KEY_MS: i64 = UnixMillis::DAY_MS;
/// Keys kept: a code that is shown anew each time still opens what was sealed to the one before.
const KEYS_MAX: i64 = 8;
/// Bytes of entries in one relay; signatures do not compress.
const ENTRY_BYTES_MAX: usize = RELAY_BYTES_MAX - 16 * 1024;

/// Why notes cannot be given or taken.
#[derive(Debug, thiserror::Error)]
pub enum RelayError {
    /// The sealed bytes or the offer.
    #[error(transparent)]
    Seal(#[from] RelaySealError),
    /// The other phone belongs to another organisation.
    #[error("the other phone belongs to another organisation: these notes stay here")]
    OtherOrganisation,
    /// One's own code was scanned.
    #[error("this is the code of this phone itself: scan the one of your colleague")]
    Own,
    /// Everything was sent already.
    #[error("everything on this device was sent already")]
    Nothing,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for RelayError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Notes sealed to a colleague's phone: to be shown as frames, or given as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelayOut {
    /// The bytes of the file.
    pub sealed: Vec<u8>,
    /// How many notes are in it.
    pub notes: usize,
    /// Whether more wait than fit.
    pub more: bool,
}

/// What was taken from a colleague's phone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RelayTaken {
    /// Notes that are on this device now, to be sent on.
    pub taken: Vec<EntryKey>,
    /// Notes that were here already.
    pub known: usize,
    /// What was altered, or comes from a device that nobody here knows, and why.
    pub refused: Vec<RefusalCode>,
}

impl Store {
    /// What this device shows to a colleague whose phone cannot send.
    pub fn offer_relay(
        &self,
        reading: ClockReading,
        random: &mut dyn Random,
    ) -> Result<Offer, StoreError> {
        let profile = self.profile()?;
        let key = RelayKey::generate(random);
        let public = key.public();
        self.write(|transaction, _| {
            transaction.execute(
                "INSERT OR REPLACE INTO relay_keys (public, secret, wall, boot_id, monotonic_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    Bytes(public),
                    Bytes(*key.as_bytes()),
                    reading.wall.0,
                    boot_column(&reading),
                    reading.monotonic_ms
                ],
            )?;
            transaction.execute(
                "DELETE FROM relay_keys WHERE rowid NOT IN
                   (SELECT rowid FROM relay_keys ORDER BY rowid DESC LIMIT ?1)",
                [KEYS_MAX],
            )?;
            Ok::<_, StoreError>(())
        })?;
        Ok(offer(&profile, public))
    }

    /// Seals what waits here to a colleague's offer, the oldest first. It stays here too.
    pub fn relay_to(
        &self,
        offer: &Offer,
        reading: ClockReading,
        random: &mut dyn Random,
    ) -> Result<RelayOut, RelayError> {
        let profile = self.profile()?;
        if offer.org != profile.org {
            return Err(RelayError::OtherOrganisation);
        }
        if offer.device == profile.device {
            return Err(RelayError::Own);
        }
        let (entries, more) = self.read(|connection| waiting(connection, reading))?;
        if entries.is_empty() {
            return Err(RelayError::Nothing);
        }
        let notes = entries.len();
        let bundle = Bundle {
            org: profile.org,
            from: profile.device,
            entries,
        };
        Ok(RelayOut {
            sealed: seal(&bundle, offer, random)?,
            notes,
            more,
        })
    }

    /// Takes what a colleague's phone sealed to this one. Each entry is checked against the key of the
    /// device that signed it; what does not hold is left out and said.
    pub fn take_relay(
        &self,
        sealed: &[u8],
        reading: ClockReading,
    ) -> Result<RelayTaken, RelayError> {
        let profile = self.profile()?;
        let directory = self.directory()?;
        let bundle = self.open_relay(sealed, &profile, reading)?;
        if bundle.org != profile.org {
            return Err(RelayError::OtherOrganisation);
        }
        self.write(|transaction, topics| {
            let mut taken = RelayTaken::default();
            let now = contacts::corrected(transaction, reading)?.0;
            let taking = Taking {
                profile: &profile,
                directory: &directory,
                reading,
                now,
            };
            for relayed in &bundle.entries {
                match check(relayed, &profile, &directory) {
                    Err(code) => taken.refused.push(code),
                    Ok(entry) if is_here(transaction, &entry)? => taken.known += 1,
                    Ok(entry) => {
                        taking.take(transaction, relayed, &entry, topics)?;
                        taken.taken.push(entry.key);
                    }
                }
            }
            topics.add(Topic::Status);
            Ok(taken)
        })
    }

    fn open_relay(
        &self,
        sealed: &[u8],
        profile: &Profile,
        reading: ClockReading,
    ) -> Result<Bundle, RelayError> {
        let keys = self.read(|connection| keys(connection, reading))?;
        let mut failed = RelaySealError::NotForUs;
        for key in keys {
            match open(sealed, &key, &offer(profile, key.public())) {
                Ok(bundle) => return Ok(bundle),
                Err(error) => failed = error,
            }
        }
        Err(failed.into())
    }
}

pub(crate) fn offer(profile: &Profile, key: [u8; 32]) -> Offer {
    Offer {
        org: profile.org,
        device: profile.device,
        key,
    }
}

pub(crate) fn keys(
    connection: &Connection,
    now: ClockReading,
) -> Result<Vec<RelayKey>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT secret, wall, boot_id, monotonic_ms FROM relay_keys ORDER BY rowid DESC",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((row.get::<_, Bytes<32>>(0)?.0, reading_at(row, 1)?))
    })?;
    let mut keys = Vec::new();
    for row in rows {
        let (secret, made_at) = row?;
        if now
            .elapsed_since_ms(made_at)
            .is_some_and(|age| age < KEY_MS)
        {
            keys.push(RelayKey::from_bytes(secret));
        }
    }
    Ok(keys)
}

/// Entries that wait and may leave the device, as `which` narrows it with the parameter 4; the first three
/// are the reading's. Text edits are made of what the server knows: only their own device can send them.
fn waiting_sql(which: &str) -> String {
    format!(
        "SELECT body, signature, wall, boot_id, monotonic_ms, stated_at, stated_certainty
         FROM outbox WHERE status IN (0, 1) AND body IS NOT NULL AND text_change IS NULL
           AND {} AND {which}",
        outbox::MAY_LEAVE
    )
}

/// Own entries that wait.
fn waiting(
    connection: &Connection,
    reading: ClockReading,
) -> Result<(Vec<Relayed>, bool), StoreError> {
    let sql = waiting_sql("intent IS NOT NULL ORDER BY sequence LIMIT ?4");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params![
        boot_column(&reading),
        reading.monotonic_ms,
        reading.wall.0,
        RELAY_ENTRIES_MAX as i64 + 1
    ])?;
    let (mut entries, mut bytes) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let entry = relayed(connection, row)?;
        bytes += entry.signed.body.len() + 96;
        if entries.len() == RELAY_ENTRIES_MAX || (bytes > ENTRY_BYTES_MAX && !entries.is_empty()) {
            return Ok((entries, true));
        }
        entries.push(entry);
    }
    Ok((entries, false))
}

/// An entry that waits here, by its key.
pub(crate) fn waiting_entry(
    connection: &Connection,
    key: &EntryKey,
    reading: ClockReading,
) -> Result<Option<Relayed>, StoreError> {
    let mut statement = connection.prepare_cached(&waiting_sql("key = ?4"))?;
    let mut rows = statement.query(params![
        boot_column(&reading),
        reading.monotonic_ms,
        reading.wall.0,
        key
    ])?;
    rows.next()?.map(|row| relayed(connection, row)).transpose()
}

fn relayed(connection: &Connection, row: &Row<'_>) -> Result<Relayed, StoreError> {
    let stated: Option<i64> = row.get(5)?;
    let (corrected_at, certainty) = match stated {
        Some(at) => (UnixMillis(at), row.get(6)?),
        None => contacts::corrected(connection, reading_at(row, 2)?)?,
    };
    Ok(Relayed {
        signed: SignedEntry {
            body: row.get(0)?,
            signature: row.get(1)?,
        },
        corrected_at,
        certainty,
    })
}

/// Whose it is and that nobody changed it. What it may do is the server's to judge, whose directory is
/// the newer one.
pub(crate) fn check(
    relayed: &Relayed,
    profile: &Profile,
    directory: &Directory,
) -> Result<Entry, RefusalCode> {
    let entry = relayed.signed.entry().map_err(|_| RefusalCode::Malformed)?;
    if entry.series.org != profile.org {
        return Err(RefusalCode::WrongOrganisation);
    }
    if entry.kind.as_str() == TEXT_EDIT_KIND {
        return Err(RefusalCode::TextActor);
    }
    let device = directory
        .device(entry.device)
        .ok_or(RefusalCode::UnknownDevice)?;
    relayed
        .signed
        .verify(&device.public_key)
        .map_err(|_| RefusalCode::BadSignature)?;
    match device.holder {
        Holder::Person(person) if person != entry.author() => Err(RefusalCode::NotTheAuthor),
        Holder::Person(_) | Holder::Group(_) => Ok(entry),
    }
}

pub(crate) fn is_here(transaction: &Transaction<'_>, entry: &Entry) -> Result<bool, StoreError> {
    let here = |sql: &str, series: &Series| {
        transaction
            .prepare_cached(sql)?
            .exists(params![entry.key, series])
    };
    Ok(here(
        "SELECT 1 FROM notes WHERE key = ?1 AND series = ?2",
        &entry.series,
    )? || here(
        "SELECT 1 FROM outbox WHERE key = ?1 AND series = ?2",
        &entry.series,
    )?)
}

/// What colleagues' notes are taken with.
pub(crate) struct Taking<'a> {
    pub profile: &'a Profile,
    pub directory: &'a Directory,
    pub reading: ClockReading,
    pub now: UnixMillis,
}

impl Taking<'_> {
    /// Puts one into the outbox and, where its holder may read it, into the read model.
    pub(crate) fn take(
        &self,
        transaction: &Transaction<'_>,
        relayed: &Relayed,
        entry: &Entry,
        topics: &mut Topics,
    ) -> Result<(), StoreError> {
        let holder = &self.profile.holder;
        let stated = (relayed.corrected_at, relayed.certainty);
        let new = NewEntry {
            intent: None,
            entry,
            signed: &relayed.signed,
            reading: self.reading,
            stated: Some(stated),
            text_change: None,
            // What this device may not read it carries unseen.
            blind: !may_read(self.directory, holder, &entry.series, self.now),
            delay_ms: 0,
        };
        outbox::add(transaction, &new, stated, topics)
    }
}
