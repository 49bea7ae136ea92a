//! The platform's clock and the operating system's randomness. Knows no platform.

use std::sync::{Arc, Mutex, PoisonError};

use samenspel_model::ids::Random;
use samenspel_model::time::{Clock, ClockReading, UnixMillis};

/// What the platform's clocks say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct PlatformReading {
    /// Milliseconds since 1970, as the user set them.
    pub wall_ms: i64,
    /// A number drawn anew at every boot.
    pub boot_id: u64,
    /// Milliseconds of a clock that never jumps and counts while the device sleeps
    /// (`SystemClock.elapsedRealtime`, `mach_continuous_time`).
    pub monotonic_ms: i64,
}

/// The platform failed in a call from here.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum PlatformError {
    /// It threw something.
    #[error("the platform's code failed")]
    Unexpected,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for PlatformError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Unexpected
    }
}

/// The platform's clock.
#[uniffi::export(with_foreign)]
pub trait PlatformClock: Send + Sync {
    /// What it says now.
    fn read(&self) -> Result<PlatformReading, PlatformError>;
}

/// The core's view of it. A platform that fails to tell the time gets the time it told last: a
/// note is kept with a worse time rather than not at all.
pub(crate) struct CoreClock {
    platform: Arc<dyn PlatformClock>,
    last: Mutex<ClockReading>,
}

impl CoreClock {
    pub(crate) fn new(platform: Arc<dyn PlatformClock>) -> Self {
        let never = ClockReading {
            wall: UnixMillis(0),
            boot_id: 0,
            monotonic_ms: 0,
        };
        Self {
            platform,
            last: Mutex::new(never),
        }
    }
}

impl Clock for CoreClock {
    fn read(&self) -> ClockReading {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Ok(reading) = self.platform.read() {
            *last = ClockReading {
                wall: UnixMillis(reading.wall_ms),
                boot_id: reading.boot_id,
                monotonic_ms: reading.monotonic_ms,
            };
        }
        *last
    }
}

/// The operating system's randomness.
pub(crate) struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&mut self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system's random source works from boot on");
    }
}
