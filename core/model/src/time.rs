//! Moments, clock readings and how sure a device is of the time. Knows no clock: readings are passed in.

use std::fmt;

use minicbor::{Decode, Encode};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Encode,
    Decode,
    serde::Serialize,
    serde::Deserialize,
)]
#[cbor(transparent)]
#[serde(transparent)]
pub struct UnixMillis(#[n(0)] pub i64);

impl UnixMillis {
    /// One second.
    pub const SECOND_MS: i64 = 1_000;
    /// One minute.
    pub const MINUTE_MS: i64 = 60 * Self::SECOND_MS;
    /// One hour.
    pub const HOUR_MS: i64 = 60 * Self::MINUTE_MS;
    /// One day of 24 hours.
    pub const DAY_MS: i64 = 24 * Self::HOUR_MS;

    /// This moment moved by `ms`, saturating.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// `self - earlier` in milliseconds, saturating.
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The UTC calendar date, if the moment is between the years 1 and 9999.
    pub fn utc_date(self) -> Option<jiff::civil::Date> {
        let stamp = jiff::Timestamp::from_millisecond(self.0).ok()?;
        let date = stamp.to_zoned(jiff::tz::TimeZone::UTC).date();
        (date.year() >= 1).then_some(date)
    }
}

impl fmt::Display for UnixMillis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(stamp) => write!(f, "{stamp}"),
            Err(_) => write!(f, "{} ms", self.0),
        }
    }
}

/// What a device's clocks say at one moment.
///
/// The wall clock may be wrong by a year; the monotonic clock is right within one boot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct ClockReading {
    /// The wall clock.
    #[n(0)]
    pub wall: UnixMillis,
    /// Drawn anew at every boot; readings of different boots have unrelated monotonic times.
    #[n(1)]
    pub boot_id: u64,
    /// Milliseconds of a clock that never jumps and counts while the device sleeps.
    #[n(2)]
    pub monotonic_ms: i64,
}

impl ClockReading {
    /// How long after `earlier` it was taken: by the clock that never jumps within one boot, else by the
    /// wall clock. `None` where the wall clock was set back meanwhile.
    pub fn elapsed_since_ms(self, earlier: Self) -> Option<i64> {
        let elapsed_ms = match self.boot_id == earlier.boot_id {
            true => self.monotonic_ms.saturating_sub(earlier.monotonic_ms),
            false => self.wall.since(earlier.wall),
        };
        (elapsed_ms >= 0).then_some(elapsed_ms)
    }
}

/// A clock; the platform's in production, a driven one in tests and the simulation.
pub trait Clock: Send + Sync {
    /// What it says now.
    fn read(&self) -> ClockReading;
}

/// How sure a stated time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum Certainty {
    /// Measured against the server within the same boot.
    #[n(0)]
    Measured,
    /// The wall clock, corrected by an offset of another boot.
    #[n(1)]
    Estimated,
    /// The wall clock alone.
    #[n(2)]
    Unknown,
}

/// What the device learned about the server's clock at one contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct ClockContact {
    /// The device's reading half-way the request.
    #[n(0)]
    pub reading: ClockReading,
    /// What the server said.
    #[n(1)]
    pub server: UnixMillis,
}

/// States the corrected time of `reading`, given the contact nearest to it, if there was any.
///
/// Within one boot the monotonic clock carries the server's time over; across boots the wall
/// clock's offset is assumed to have stayed.
pub fn correct(reading: ClockReading, contact: Option<ClockContact>) -> (UnixMillis, Certainty) {
    match contact {
        Some(contact) if contact.reading.boot_id == reading.boot_id => {
            let elapsed_ms = reading
                .monotonic_ms
                .saturating_sub(contact.reading.monotonic_ms);
            (contact.server.plus_ms(elapsed_ms), Certainty::Measured)
        }
        Some(contact) => {
            let offset_ms = contact.server.since(contact.reading.wall);
            (reading.wall.plus_ms(offset_ms), Certainty::Estimated)
        }
        None => (reading.wall, Certainty::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(wall: i64, boot_id: u64, monotonic_ms: i64) -> ClockReading {
        ClockReading {
            wall: UnixMillis(wall),
            boot_id,
            monotonic_ms,
        }
    }

    #[test]
    fn within_a_boot_a_wrong_wall_clock_does_not_matter() {
        let contact = ClockContact {
            reading: reading(999_999, 1, 50),
            server: UnixMillis(1_000),
        };
        let (time, certainty) = correct(reading(-5, 1, 80), Some(contact));
        assert_eq!((time, certainty), (UnixMillis(1_030), Certainty::Measured));
        let (before, _) = correct(reading(0, 1, 20), Some(contact));
        assert_eq!(before, UnixMillis(970));
    }

    #[test]
    fn across_boots_the_offset_of_the_wall_clock_is_kept() {
        let contact = ClockContact {
            reading: reading(7_000, 1, 50),
            server: UnixMillis(1_000),
        };
        let (time, certainty) = correct(reading(7_500, 2, 1), Some(contact));
        assert_eq!((time, certainty), (UnixMillis(1_500), Certainty::Estimated));
    }

    #[test]
    fn without_any_contact_the_wall_clock_is_all_there_is() {
        assert_eq!(
            correct(reading(5, 1, 1), None),
            (UnixMillis(5), Certainty::Unknown)
        );
    }
}
