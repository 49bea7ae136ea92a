//! The queue before the writer, fair between devices: each has a line of its own, and each line moves
//! by at most one slice of work a round, so that a heavy request waits until its device has been
//! passed by for what it weighs. Knows nothing of what the work is.

use std::collections::{HashMap, VecDeque};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use samenspel_model::ids::DeviceId;

/// Entries by which one device's line moves in a round.
pub(super) const SLICE_ENTRIES: usize = 64;
/// What several heavy requests may weigh together: one commit for them costs less than one for each, and
/// who comes meanwhile waits no longer than for a full batch of light ones.
const HEAVY_TOGETHER_MAX: usize = 6 * SLICE_ENTRIES;

/// How a queue is bounded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub waiting_max: usize,
    pub waiting_per_device_max: usize,
    pub batch_max: usize,
    pub batch_weight_max: usize,
}

/// How much waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QueueLoad {
    /// Requests that wait or are being written.
    pub requests: usize,
    /// How long the oldest of them has waited; zero if there is none.
    pub oldest: Duration,
}

/// Work of a device.
pub(super) struct Item<T> {
    pub device: DeviceId,
    /// About how many entries it is.
    pub weight: usize,
    /// When whoever asked stops waiting.
    pub deadline: Instant,
    pub work: T,
}

/// What is to be done next.
pub(super) struct Taken<T> {
    pub batch: Vec<T>,
    /// Work whose time was over before its turn: nothing of it may be done.
    pub expired: Vec<T>,
}

/// See the module's first lines.
pub(super) struct Queue<T> {
    bounds: Bounds,
    state: Mutex<State<T>>,
    arrived: Condvar,
}

struct State<T> {
    lines: HashMap<DeviceId, Line<T>>,
    /// Devices with a line, the next in front.
    turns: VecDeque<DeviceId>,
    waiting: usize,
    closed: bool,
    /// Light requests were taken last: it is a heavy one's turn, if one has waited enough.
    is_heavy_due: bool,
    /// What was taken last and is not done yet: how many, and since when the oldest waited.
    taken: Option<(usize, Instant)>,
}

struct Line<T> {
    items: VecDeque<(Instant, Item<T>)>,
    /// What it may weigh that is taken next.
    credit: usize,
}

impl<T> Queue<T> {
    pub(super) fn new(bounds: Bounds) -> Self {
        Self {
            bounds,
            state: Mutex::new(State {
                lines: HashMap::new(),
                turns: VecDeque::new(),
                waiting: 0,
                closed: false,
                is_heavy_due: false,
                taken: None,
            }),
            arrived: Condvar::new(),
        }
    }

    /// Puts work at the end of its device's line; false if there is no room, or none any more.
    pub(super) fn push(&self, now: Instant, item: Item<T>) -> bool {
        let mut state = super::lock(&self.state);
        if state.closed || state.waiting >= self.bounds.waiting_max {
            return false;
        }
        let device = item.device;
        let line = state.lines.entry(device).or_insert_with(|| Line {
            items: VecDeque::new(),
            credit: 0,
        });
        if line.items.len() >= self.bounds.waiting_per_device_max.max(1) {
            return false;
        }
        line.items.push_back((now, item));
        if line.items.len() == 1 {
            state.turns.push_back(device);
        }
        state.waiting += 1;
        self.arrived.notify_one();
        true
    }

    /// Waits for work and takes a batch of it; `None` once it is closed and empty.
    pub(super) fn take(&self) -> Option<Taken<T>> {
        let mut state = super::lock(&self.state);
        state.taken = None;
        while state.waiting == 0 {
            if state.closed {
                return None;
            }
            let waited = self.arrived.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
        Some(state.take(&self.bounds, Instant::now()))
    }

    /// Nothing is accepted any more; what waits can still be taken.
    pub(super) fn close(&self) {
        super::lock(&self.state).closed = true;
        self.arrived.notify_all();
    }

    /// How much waits.
    pub(super) fn load(&self, now: Instant) -> QueueLoad {
        let state = super::lock(&self.state);
        let fronts = state.lines.values().filter_map(|line| line.items.front());
        let oldest = fronts
            .map(|(since, _)| *since)
            .chain(state.taken.map(|(_, since)| since))
            .min();
        QueueLoad {
            requests: state.waiting + state.taken.map_or(0, |(count, _)| count),
            oldest: oldest.map_or(Duration::ZERO, |since| now.saturating_duration_since(since)),
        }
    }
}

impl<T> State<T> {
    /// What is light of every line, or heavy requests within a bound, at least one of them: who comes now
    /// waits for that at most, however many there are.
    fn take(&mut self, bounds: &Bounds, now: Instant) -> Taken<T> {
        let mut taken = Taken {
            batch: Vec::new(),
            expired: Vec::new(),
        };
        self.drop_expired(now, &mut taken.expired);
        let mut oldest = now;
        if !self.is_heavy_due || !self.take_heavy(&mut taken, &mut oldest) {
            while taken.batch.is_empty() && !self.turns.is_empty() {
                self.take_light(bounds, &mut taken, &mut oldest);
                if taken.batch.is_empty() {
                    self.take_heavy(&mut taken, &mut oldest);
                } else {
                    self.is_heavy_due = true;
                }
            }
        }
        self.taken = (!taken.batch.is_empty()).then_some((taken.batch.len(), oldest));
        taken
    }

    fn drop_expired(&mut self, now: Instant, expired: &mut Vec<T>) {
        let waiting = &mut self.waiting;
        self.lines.retain(|_, line| {
            let (over, in_time): (Vec<_>, Vec<_>) = std::mem::take(&mut line.items)
                .into_iter()
                .partition(|(_, item)| item.deadline <= now);
            *waiting -= over.len();
            expired.extend(over.into_iter().map(|(_, item)| item.work));
            line.items = in_time.into();
            !line.items.is_empty()
        });
        let lines = &self.lines;
        self.turns.retain(|device| lines.contains_key(device));
    }

    /// One round: each line moves by a slice.
    fn take_light(&mut self, bounds: &Bounds, taken: &mut Taken<T>, oldest: &mut Instant) {
        let mut weight = 0;
        for _ in 0..self.turns.len() {
            if taken.batch.len() >= bounds.batch_max || weight >= bounds.batch_weight_max {
                return;
            }
            let Some(device) = self.turns.pop_front() else {
                return;
            };
            let Some(line) = self.lines.get_mut(&device) else {
                continue;
            };
            line.credit += SLICE_ENTRIES;
            let mut left = SLICE_ENTRIES;
            while line.front_weight().is_some_and(|front| front <= left) {
                let Some((since, item)) = line.items.pop_front() else {
                    break;
                };
                self.waiting -= 1;
                *oldest = (*oldest).min(since);
                // A request without entries is work too.
                let cost = item.weight.max(1);
                left = left.saturating_sub(cost);
                line.credit = line.credit.saturating_sub(cost);
                weight += cost;
                taken.batch.push(item.work);
            }
            self.put_back(device);
        }
    }

    /// The heavy requests that were passed by for what they weigh, the first whatever that is; whether there
    /// was one.
    fn take_heavy(&mut self, taken: &mut Taken<T>, oldest: &mut Instant) -> bool {
        let mut weight = 0;
        while let Some((place, next)) = self.due_heavy(weight) {
            let Some(device) = self.turns.remove(place) else {
                break;
            };
            if let Some(line) = self.lines.get_mut(&device)
                && let Some((since, item)) = line.items.pop_front()
            {
                self.waiting -= 1;
                line.credit = 0;
                *oldest = (*oldest).min(since);
                taken.batch.push(item.work);
            }
            self.put_back(device);
            weight += next;
        }
        if weight > 0 {
            self.is_heavy_due = false;
        }
        weight > 0
    }

    /// Where in turn the next heavy request is that may go with what weighs so much already, and its weight.
    fn due_heavy(&self, weight: usize) -> Option<(usize, usize)> {
        let due = |(place, device): (usize, &DeviceId)| {
            let line = self.lines.get(device)?;
            let front = line.front_weight()?;
            let is_due = front > SLICE_ENTRIES && front <= line.credit;
            let fits = weight == 0 || weight + front <= HEAVY_TOGETHER_MAX;
            (is_due && fits).then_some((place, front))
        };
        self.turns.iter().enumerate().find_map(due)
    }

    /// At the end, if anything is left. Credit is for waiting, not for saving up.
    fn put_back(&mut self, device: DeviceId) {
        match self.lines.get(&device) {
            Some(line) if !line.items.is_empty() => self.turns.push_back(device),
            _ => drop(self.lines.remove(&device)),
        }
    }
}

impl<T> Line<T> {
    fn front_weight(&self) -> Option<usize> {
        self.items.front().map(|(_, item)| item.weight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds {
        waiting_max: 100,
        waiting_per_device_max: 4,
        batch_max: 10,
        batch_weight_max: 1_000,
    };

    fn queue() -> Queue<&'static str> {
        Queue::new(BOUNDS)
    }

    fn item(device: u8, weight: usize, work: &'static str) -> Item<&'static str> {
        Item {
            device: DeviceId([device; 16]),
            weight,
            deadline: Instant::now() + Duration::from_secs(60),
            work,
        }
    }

    fn take(queue: &Queue<&'static str>) -> Vec<&'static str> {
        queue.take().unwrap().batch
    }

    #[test]
    fn a_light_request_that_came_last_passes_heavy_ones_that_came_first() {
        let queue = queue();
        for heavy in 1..=7 {
            assert!(queue.push(Instant::now(), item(heavy, 1_000, "heavy")));
        }
        assert!(queue.push(Instant::now(), item(9, 1, "light")));
        assert_eq!(take(&queue), ["light"]);
        // And of such as fill the bound it is never two: a light one that comes now waits for one at most.
        assert_eq!(take(&queue), ["heavy"]);
        assert!(queue.push(Instant::now(), item(9, 1, "light")));
        assert!(take(&queue).contains(&"light"));
    }

    #[test]
    fn a_few_heavy_requests_that_are_small_enough_share_a_commit() {
        let queue = queue();
        for device in 1..=6 {
            assert!(queue.push(Instant::now(), item(device, 100, "heavy")));
        }
        // As many as the bound has room for; the others are next.
        assert_eq!(take(&queue), ["heavy"; 3]);
        assert_eq!(take(&queue), ["heavy"; 3]);
    }

    #[test]
    fn heavy_requests_get_their_turn_while_light_ones_keep_coming() {
        let queue = queue();
        assert!(queue.push(Instant::now(), item(1, 1_000, "heavy")));
        let rounds = (1..=100).find(|_| {
            assert!(queue.push(Instant::now(), item(9, 1, "light")));
            take(&queue).contains(&"heavy")
        });
        // After as many rounds as it weighs slices; then it is its turn.
        assert_eq!(rounds, Some(1_000_usize.div_ceil(SLICE_ENTRIES) + 1));
    }

    #[test]
    fn one_device_has_few_requests_waiting_and_others_still_find_room() {
        let queue = queue();
        let taken = (0..50).filter(|_| queue.push(Instant::now(), item(1, 1, "greedy")));
        assert_eq!(taken.count(), BOUNDS.waiting_per_device_max);
        assert!(queue.push(Instant::now(), item(2, 1, "other")));
    }

    #[test]
    fn what_is_over_is_given_back_and_not_done() {
        let queue = queue();
        let mut late = item(1, 1, "late");
        late.deadline = Instant::now();
        assert!(queue.push(Instant::now(), late));
        assert!(queue.push(Instant::now(), item(2, 1, "in time")));
        let taken = queue.take().unwrap();
        assert_eq!(taken.batch, ["in time"]);
        assert_eq!(taken.expired, ["late"]);
    }

    #[test]
    fn the_load_counts_what_waits_and_what_is_being_done_since_it_came() {
        let queue = queue();
        let now = Instant::now();
        assert_eq!(queue.load(now), QueueLoad::default());
        assert!(queue.push(now, item(1, 1, "first")));
        assert!(queue.push(now, item(2, 1, "second")));
        let later = now + Duration::from_secs(3);
        let load = QueueLoad {
            requests: 2,
            oldest: Duration::from_secs(3),
        };
        assert_eq!(queue.load(later), load);
        assert_eq!(take(&queue).len(), 2);
        assert_eq!(queue.load(later), load);
        queue.close();
        assert!(queue.take().is_none());
        assert_eq!(queue.load(later), QueueLoad::default());
    }
}
