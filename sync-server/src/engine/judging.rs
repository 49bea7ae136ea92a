//! Who may have texts judged at the same time: few requests at once, few that wait, one of a device.
//! Whoever finds no place keeps the rest of their request, and is told to bring the texts again.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use samenspel_core::ids::DeviceId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How long a request may wait for its turn; its notes wait with it.
const WAIT_MAX: Duration = Duration::from_millis(250);
/// How long one request's texts may take.
pub(super) const JUDGING_MAX: Duration = Duration::from_millis(350);

/// See the module's first lines.
pub(super) struct Judging {
    places: Arc<Semaphore>,
    waiting: AtomicUsize,
    waiting_max: usize,
    devices: Mutex<HashSet<DeviceId>>,
}

/// A place, until it is dropped. It goes where the work goes, which may outlive whoever asked.
pub(super) struct Place {
    judging: Arc<Judging>,
    device: DeviceId,
    permit: Option<OwnedSemaphorePermit>,
}

impl Judging {
    pub(super) fn new(at_once: usize, waiting_max: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(at_once.max(1))),
            waiting: AtomicUsize::new(0),
            waiting_max,
            devices: Mutex::default(),
        }
    }

    /// Waits for a place, not for long; `None` if there is none.
    pub(super) async fn place(self: &Arc<Self>, device: DeviceId) -> Option<Place> {
        if !super::lock(&self.devices).insert(device) {
            return None;
        }
        // From here on dropping it takes the device out again, also if the caller goes away.
        let mut place = Place {
            judging: Arc::clone(self),
            device,
            permit: None,
        };
        let _waits = Waits::begin(&self.waiting, self.waiting_max)?;
        let permit = tokio::time::timeout(WAIT_MAX, Arc::clone(&self.places).acquire_owned()).await;
        place.permit = Some(permit.ok()?.ok()?);
        Some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        super::lock(&self.judging.devices).remove(&self.device);
    }
}

struct Waits<'a>(&'a AtomicUsize);

impl<'a> Waits<'a> {
    fn begin(waiting: &'a AtomicUsize, waiting_max: usize) -> Option<Self> {
        let before = waiting.fetch_add(1, Ordering::Relaxed);
        let waits = Self(waiting);
        (before < waiting_max).then_some(waits)
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHONE: DeviceId = DeviceId([1; 16]);
    const OTHER: DeviceId = DeviceId([2; 16]);
    const THIRD: DeviceId = DeviceId([3; 16]);

    #[tokio::test]
    async fn a_device_has_one_place_and_whoever_waits_too_long_has_none() {
        let judging = Arc::new(Judging::new(1, 1));
        let first = judging.place(PHONE).await.unwrap();
        assert!(judging.place(PHONE).await.is_none());
        // Two wait where one may: the second is sent away at once, the first after a while.
        let (waited, sent_away) = tokio::join!(judging.place(OTHER), judging.place(THIRD));
        assert!(waited.is_none() && sent_away.is_none());
        drop(first);
        assert!(judging.place(OTHER).await.is_some());
        assert!(judging.place(PHONE).await.is_some());
    }
}
