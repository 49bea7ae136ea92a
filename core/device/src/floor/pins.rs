//! A PIN and what is kept of it. A PIN says who is at the shared device;
//! it protects nothing against who can read the store. Knows no screen and no network.

use argon2::{Algorithm, Argon2, Params, Version};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use zeroize::Zeroizing;

use super::super::StoreError;
use super::super::columns::{Bytes, boot_column, reading_at};
use super::tries::Tries;
use super::{ClearedPin, FloorError};
use samenspel_model::ids::{PersonId, Random};
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_names::{ascii_digits, shows_something};

/// OWASP's recommendation for Argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1_024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Eight digits of the longest encoding, and as much again beside them.
const TYPED_BYTES_MAX: usize = 64;

fn shows_something_alone(c: char) -> bool {
    shows_something(c.encode_utf8(&mut [0; 4]))
}

/// Four to eight digits. Wiped from memory when dropped.
#[derive(Clone)]
pub struct Pin(Zeroizing<String>);

impl Pin {
    /// From what was typed, with the digits of any script; digits that anybody tries first are no PIN.
    pub fn new(typed: &str) -> Result<Self, FloorError> {
        if typed.len() > TYPED_BYTES_MAX {
            return Err(FloorError::TooSimple);
        }
        let mut pin = Zeroizing::new(ascii_digits(typed));
        // What keyboards put beside digits: spaces, and marks for the direction of writing.
        pin.retain(shows_something_alone);
        let digits = pin.as_bytes();
        let is_number = digits.iter().all(u8::is_ascii_digit);
        let steps_by = |step: i16| {
            let step_of = |pair: &[u8]| i16::from(pair[1]) - i16::from(pair[0]);
            digits.windows(2).all(|pair| step_of(pair) == step)
        };
        if !(4..=8).contains(&digits.len()) || !is_number || [0, 1, -1].into_iter().any(steps_by) {
            return Err(FloorError::TooSimple);
        }
        Ok(Self(pin))
    }

    fn hash(&self, salt: &[u8; 16], secret: &[u8]) -> Result<Zeroizing<[u8; 32]>, FloorError> {
        let failed = |_| FloorError::NoMemory;
        let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(32)).map_err(failed)?;
        let (algorithm, version) = (Algorithm::Argon2id, Version::V0x13);
        let hasher = Argon2::new_with_secret(secret, algorithm, version, params).map_err(failed)?;
        let mut hash = Zeroizing::new([0; 32]);
        hasher
            .hash_password_into(self.0.as_bytes(), salt, hash.as_mut())
            .map_err(failed)?;
        Ok(hash)
    }

    /// What seals a person's own store on a shared device: made of their PIN, a salt that is kept beside
    /// it, and a key from the platform's keystore, without which the PIN opens nothing.
    pub(in super::super) fn with_platform_key(
        &self,
        salt: &[u8; 16],
        platform: &[u8; 32],
    ) -> Result<Zeroizing<[u8; 32]>, FloorError> {
        self.hash(salt, platform)
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(..)")
    }
}

/// A salt, and what a PIN makes with it.
struct Sealed {
    salt: [u8; 16],
    hash: [u8; 32],
}

impl Sealed {
    fn is_of(&self, pin: &Pin) -> Result<bool, FloorError> {
        let typed = pin.hash(&self.salt, &[])?;
        // Through a hash, so that how long it takes says nothing of where they differ.
        Ok(blake3::hash(&*typed) == blake3::hash(&self.hash))
    }
}

/// What is kept of one person's PIN.
struct Kept {
    /// None between a clearing and the choice of another.
    own: Option<Sealed>,
    /// The one from before a colleague cleared it.
    cleared: Option<Sealed>,
    tries: Tries,
}

fn sealed(row: &Row<'_>, first: usize) -> rusqlite::Result<Option<Sealed>> {
    let salt: Option<Bytes<16>> = row.get(first)?;
    let hash: Option<Bytes<32>> = row.get(first + 1)?;
    let both = salt.zip(hash);
    Ok(both.map(|(salt, hash)| Sealed {
        salt: salt.0,
        hash: hash.0,
    }))
}

fn load(connection: &Connection, person: PersonId) -> Result<Option<Kept>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT salt, hash, cleared_salt, cleared_hash, wrong, locks, locked_boot IS NOT NULL,
               coalesce(locked_wall, 0), coalesce(locked_boot, 0), coalesce(locked_ms, 0)
             FROM pins WHERE person = ?1",
        )?
        .query_row([person], |row| {
            Ok(Kept {
                own: sealed(row, 0)?,
                cleared: sealed(row, 2)?,
                tries: Tries {
                    wrong: row.get(4)?,
                    locks: row.get(5)?,
                    locked_at: match row.get(6)? {
                        true => Some(reading_at(row, 7)?),
                        false => None,
                    },
                },
            })
        })
        .optional()?)
}

/// Whether a person has a PIN here.
pub(super) fn has_one(connection: &Connection, person: PersonId) -> Result<bool, StoreError> {
    Ok(load(connection, person)?.is_some_and(|kept| kept.own.is_some()))
}

/// How much longer a name is locked.
pub(super) fn locked_ms(
    connection: &Connection,
    person: PersonId,
    now: ClockReading,
) -> Result<Option<i64>, StoreError> {
    Ok(load(connection, person)?.and_then(|kept| kept.tries.locked_ms(now)))
}

/// Who cleared a person's PIN and when, until that person shows who they are.
pub(super) fn cleared(
    connection: &Connection,
    person: PersonId,
) -> Result<Option<ClearedPin>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT cleared_by, cleared_at FROM pins WHERE person = ?1 AND cleared_by IS NOT NULL",
        )?
        .query_row([person], |row| {
            Ok(ClearedPin {
                by: row.get(0)?,
                at: UnixMillis(row.get(1)?),
            })
        })
        .optional()?)
}

/// Keeps a new PIN in the place of any other. One that was cleared before is not forgotten by it.
pub(super) fn keep(
    transaction: &Transaction<'_>,
    person: PersonId,
    pin: &Pin,
    random: &mut dyn Random,
) -> Result<(), FloorError> {
    let salt = random.bytes16();
    let hash = pin.hash(&salt, &[])?;
    transaction
        .prepare_cached(
            "INSERT INTO pins (person, salt, hash) VALUES (?1, ?2, ?3)
             ON CONFLICT (person) DO UPDATE SET salt = excluded.salt, hash = excluded.hash",
        )
        .map_err(StoreError::from)?
        .execute(params![person, Bytes(salt), Bytes(*hash)])
        .map_err(StoreError::from)?;
    Ok(())
}

/// A colleague clears a PIN: it opens nothing more but the way back.
pub(super) fn clear(
    transaction: &Transaction<'_>,
    person: PersonId,
    by: PersonId,
    at: UnixMillis,
) -> Result<(), StoreError> {
    transaction
        .prepare_cached(
            "UPDATE pins SET cleared_salt = coalesce(cleared_salt, salt),
               cleared_hash = coalesce(cleared_hash, hash), salt = NULL, hash = NULL,
               cleared_by = ?2, cleared_at = ?3
             WHERE person = ?1",
        )?
        .execute(params![person, by, at.0])?;
    Ok(())
}

/// The person showed who they are: whatever was before is forgotten.
pub(super) fn forget(transaction: &Transaction<'_>, person: PersonId) -> Result<(), StoreError> {
    transaction
        .prepare_cached("DELETE FROM pins WHERE person = ?1")?
        .execute([person])?;
    Ok(())
}

/// Compares a PIN, and counts. What was counted must be committed whatever the answer is. One that was
/// cleared still shows who its owner is, and puts away the one that was chosen after it.
pub(super) fn check(
    transaction: &Transaction<'_>,
    person: PersonId,
    pin: &Pin,
    now: ClockReading,
) -> Result<Result<(), FloorError>, StoreError> {
    let Some(kept) = load(transaction, person)? else {
        return Ok(Err(FloorError::NoPin));
    };
    if kept.own.is_none() && kept.cleared.is_none() {
        return Ok(Err(FloorError::NoPin));
    }
    if let Some(for_ms) = kept.tries.locked_ms(now) {
        return Ok(Err(FloorError::Locked { for_ms }));
    }
    let is = |sealed: &Option<Sealed>| sealed.as_ref().map_or(Ok(false), |it| it.is_of(pin));
    let (is_own, is_cleared) = match (is(&kept.own), is(&kept.cleared)) {
        (Ok(own), Ok(cleared)) => (own, cleared),
        (Err(error), _) | (_, Err(error)) => return Ok(Err(error)),
    };
    if is_cleared {
        take_back(transaction, person)?;
        return Ok(Ok(()));
    }
    let (tries, said) = match (is_own, &kept.cleared) {
        (true, None) => (Tries::default(), Ok(())),
        // Or whoever chose this one could guess the other for ever.
        (true, Some(_)) => return Ok(Ok(())),
        (false, _) => {
            let (tries, error) = kept.tries.after_wrong(now);
            (tries, Err(error))
        }
    };
    count(transaction, person, &tries)?;
    Ok(said)
}

fn take_back(transaction: &Transaction<'_>, person: PersonId) -> Result<(), StoreError> {
    transaction
        .prepare_cached(
            "UPDATE pins SET salt = cleared_salt, hash = cleared_hash, cleared_salt = NULL,
               cleared_hash = NULL, cleared_by = NULL, cleared_at = NULL
             WHERE person = ?1",
        )?
        .execute([person])?;
    count(transaction, person, &Tries::default())
}

fn count(transaction: &Transaction<'_>, person: PersonId, tries: &Tries) -> Result<(), StoreError> {
    let locked_at = tries.locked_at;
    transaction
        .prepare_cached(
            "UPDATE pins SET wrong = ?2, locks = ?3, locked_wall = ?4, locked_boot = ?5, locked_ms = ?6
             WHERE person = ?1",
        )?
        .execute(params![
            person,
            tries.wrong,
            tries.locks,
            locked_at.map(|it| it.wall.0),
            locked_at.map(|it| boot_column(&it)),
            locked_at.map(|it| it.monotonic_ms)
        ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_four_to_eight_digits_that_nobody_tries_first() {
        for simple in [
            "",
            "123",
            "1234",
            "4321",
            "0000",
            "123456789",
            "12a4",
            "١٢٣٤",
            "٠٠٠٠",
            "١١2②",
            "१२३",
        ] {
            assert!(Pin::new(simple).is_err(), "{simple}");
        }
        for good in ["2580", "19283746", "1123"] {
            assert!(Pin::new(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn a_pin_is_the_same_with_the_digits_of_any_script() {
        for typed in ["٢٥٨٠", "۲۵۸۰", "२५८०", "২৫৮০", "２５８０", "𝟐𝟓𝟖𝟎", "2٥८0"]
            .into_iter()
            // And whatever a keyboard puts beside them.
            .chain([
                " 2580",
                "25 80",
                "\u{200F}٢٥٨٠\u{200F}",
                "2580\u{A0}",
                "\u{FEFF}2580",
            ])
        {
            assert_eq!(Pin::new(typed).unwrap().0.as_str(), "2580", "{typed}");
        }
    }
}
