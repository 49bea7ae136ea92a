//! A set that forgets: what was put into it is in it for a while, and at most twice that. Knows nothing of
//! what it holds.

use std::collections::HashSet;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// See the module's first lines. Two halves: the older one is forgotten as a whole.
pub(super) struct Recent<K> {
    kept: Duration,
    half_max: usize,
    halves: Mutex<Halves<K>>,
}

struct Halves<K> {
    newer: HashSet<K>,
    older: HashSet<K>,
    begun_at: Instant,
}

impl<K: Hash + Eq> Recent<K> {
    /// Keeps for at least `kept` what was put into it, as long as that is at most `half_max`.
    pub fn new(kept: Duration, half_max: usize, now: Instant) -> Self {
        let halves = Halves {
            newer: HashSet::new(),
            older: HashSet::new(),
            begun_at: now,
        };
        Self {
            kept,
            half_max,
            halves: Mutex::new(halves),
        }
    }

    /// Whether it is there.
    pub fn contains(&self, key: &K) -> bool {
        let halves = self.halves.lock().unwrap_or_else(PoisonError::into_inner);
        halves.newer.contains(key) || halves.older.contains(key)
    }

    /// Puts it there; false if it was.
    pub fn insert(&self, key: K, now: Instant) -> bool {
        let mut halves = self.halves.lock().unwrap_or_else(PoisonError::into_inner);
        let age = now.saturating_duration_since(halves.begun_at);
        if age >= self.kept || halves.newer.len() >= self.half_max {
            halves.older = std::mem::take(&mut halves.newer);
            halves.begun_at = now;
        }
        // In the newer half in any case: it was there just now.
        let was_there = halves.older.contains(&key);
        halves.newer.insert(key) && !was_there
    }

    /// Takes it away.
    pub fn remove(&self, key: &K) {
        let mut halves = self.halves.lock().unwrap_or_else(PoisonError::into_inner);
        halves.newer.remove(key);
        halves.older.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_there_is_there_for_the_time_said_and_then_gone() {
        let (kept, begun) = (Duration::from_secs(60), Instant::now());
        let at = |seconds| begun + Duration::from_secs(seconds);
        let recent = Recent::new(kept, 100, begun);
        assert!(recent.insert("one", at(59)));
        assert!(!recent.insert("one", at(59)));
        assert!(recent.insert("two", at(61)));
        assert!(recent.contains(&"one"), "only two seconds old");
        assert!(recent.insert("three", at(122)));
        assert!(!recent.contains(&"one"));
        assert!(recent.contains(&"two"));
        recent.remove(&"two");
        assert!(!recent.contains(&"two"));
    }

    #[test]
    fn it_never_holds_more_than_twice_what_it_may() {
        let begun = Instant::now();
        let recent = Recent::new(Duration::from_secs(60), 10, begun);
        (0..1_000).for_each(|number| assert!(recent.insert(number, begun)));
        let held = (0..1_000).filter(|number| recent.contains(number)).count();
        assert!((10..=20).contains(&held), "{held}");
    }
}
