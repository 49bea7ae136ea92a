//! Who may have dear work done at the same time: large requests checked, texts judged. Few at once, in
//! the order they came and one of each device, so that part of the machine stays everybody else's and
//! no device stands before another by more than one request. Knows nothing of the work.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use samenspel_model::ids::DeviceId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How long a request may wait to have its texts judged; its notes wait with it.
const TEXTS_WAIT_MAX: Duration = Duration::from_millis(250);
/// How long one request's texts may take.
pub(super) const JUDGING_MAX: Duration = Duration::from_millis(350);

/// See the module's first lines.
pub(super) struct Lane {
    places: Arc<Semaphore>,
    texts_waiting: AtomicUsize,
    texts_waiting_max: usize,
    /// Who is in it or waits, each with its own turn.
    devices: Mutex<HashMap<DeviceId, Arc<Semaphore>>>,
}

/// A place, until it is dropped. It goes where the work goes, which may outlive whoever asked.
pub(super) struct Place {
    _place: OwnedSemaphorePermit,
    _own_turn: OwnedSemaphorePermit,
    // Last: it looks whether anybody is left.
    _line: Line,
}

impl Lane {
    pub(super) fn new(at_once: usize, texts_waiting_max: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(at_once.max(1))),
            texts_waiting: AtomicUsize::new(0),
            texts_waiting_max,
            devices: Mutex::default(),
        }
    }

    /// Waits for a place to judge texts, not for long; `None` if there is none.
    pub(super) async fn place_for_texts(self: &Arc<Self>, device: DeviceId) -> Option<Place> {
        let line = Line::of(self, device);
        let own_turn = Arc::clone(&line.turn).try_acquire_owned().ok()?;
        let _waits = Waits::begin(&self.texts_waiting, self.texts_waiting_max)?;
        let place = tokio::time::timeout(TEXTS_WAIT_MAX, self.next()).await;
        Some(Place {
            _place: place.ok()??,
            _own_turn: own_turn,
            _line: line,
        })
    }

    /// Waits for a place to check a large request; `None` if there was none in time.
    pub(super) async fn place_for_large(
        self: &Arc<Self>,
        device: DeviceId,
        deadline: Instant,
    ) -> Option<Place> {
        let line = Line::of(self, device);
        let both = async {
            let own_turn = Arc::clone(&line.turn).acquire_owned().await.ok()?;
            Some((self.next().await?, own_turn))
        };
        let (place, own_turn) = tokio::time::timeout_at(deadline.into(), both)
            .await
            .ok()??;
        Some(Place {
            _place: place,
            _own_turn: own_turn,
            _line: line,
        })
    }

    async fn next(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.places).acquire_owned().await.ok()
    }
}

/// A device that is in the lane or waits for it; the last of a device takes it out.
struct Line {
    lane: Arc<Lane>,
    device: DeviceId,
    turn: Arc<Semaphore>,
}

impl Line {
    fn of(lane: &Arc<Lane>, device: DeviceId) -> Self {
        let mut devices = super::lock(&lane.devices);
        let turn = devices
            .entry(device)
            .or_insert_with(|| Arc::new(Semaphore::new(1)));
        Self {
            lane: Arc::clone(lane),
            device,
            turn: Arc::clone(turn),
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let mut devices = super::lock(&self.lane.devices);
        if let Slot::Occupied(slot) = devices.entry(self.device)
            // This one and the map's: copies are only made under the lock.
            && Arc::strong_count(slot.get()) <= 2
        {
            slot.remove();
        }
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

    fn soon() -> Instant {
        Instant::now() + Duration::from_millis(50)
    }

    fn late() -> Instant {
        Instant::now() + Duration::from_secs(60)
    }

    #[tokio::test]
    async fn a_device_has_one_place_for_texts_and_whoever_waits_too_long_has_none() {
        let lane = Arc::new(Lane::new(1, 1));
        let first = lane.place_for_texts(PHONE).await.unwrap();
        assert!(lane.place_for_texts(PHONE).await.is_none());
        // Two wait where one may: the second is sent away at once, the first after a while.
        let (waited, sent_away) =
            tokio::join!(lane.place_for_texts(OTHER), lane.place_for_texts(THIRD));
        assert!(waited.is_none() && sent_away.is_none());
        drop(first);
        assert!(lane.place_for_texts(OTHER).await.is_some());
        assert!(lane.place_for_texts(PHONE).await.is_some());
    }

    #[tokio::test]
    async fn large_requests_of_one_device_let_another_through_after_one_of_them() {
        let lane = Arc::new(Lane::new(1, 1));
        let order = Arc::new(Mutex::new(Vec::new()));
        let held = lane.place_for_large(PHONE, late()).await.unwrap();
        let mut waiting = Vec::new();
        for device in [PHONE, PHONE, PHONE, OTHER] {
            let (lane, order) = (Arc::clone(&lane), Arc::clone(&order));
            waiting.push(tokio::spawn(async move {
                let place = lane.place_for_large(device, late()).await.unwrap();
                order.lock().unwrap().push(device);
                drop(place);
            }));
            // Each comes after the one before.
            tokio::task::yield_now().await;
        }
        drop(held);
        for one in waiting {
            one.await.unwrap();
        }
        assert_eq!(order.lock().unwrap()[0], OTHER);
    }

    #[tokio::test]
    async fn whoever_waits_past_the_deadline_has_no_place_and_nothing_is_left_of_them() {
        let lane = Arc::new(Lane::new(1, 1));
        let held = lane.place_for_large(PHONE, late()).await.unwrap();
        assert!(lane.place_for_large(OTHER, soon()).await.is_none());
        assert!(lane.place_for_large(PHONE, soon()).await.is_none());
        drop(held);
        assert!(lane.devices.lock().unwrap().is_empty());
        assert!(lane.place_for_large(OTHER, soon()).await.is_some());
        assert!(lane.devices.lock().unwrap().is_empty());
    }
}
