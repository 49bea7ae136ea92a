//! Randomness from the demo's seed: the same seed tells the same day. Knows nothing of the day.

use samenspel_model::ids::Random;

/// An endless stream (BLAKE3 in its extendable-output mode).
pub struct Seeded(blake3::OutputReader);

impl Seeded {
    /// The stream of `seed` for one purpose.
    pub fn new(seed: u64, purpose: &str) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("samenspel demo 1");
        hasher.update(&seed.to_be_bytes());
        hasher.update(purpose.as_bytes());
        Self(hasher.finalize_xof())
    }

    /// A number below `bound`; 0 for a bound of 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        let drawn = u64::from_be_bytes(bytes) % (bound.max(1) as u64);
        usize::try_from(drawn).unwrap_or(0)
    }

    /// True in `percent` of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// So many milliseconds, from 0 up to `minutes`.
    pub fn within_minutes(&mut self, minutes: usize) -> i64 {
        i64::try_from(self.below(minutes * 60_000)).unwrap_or(0)
    }

    /// One of `items`.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }

    /// One of a list that is written down where it is drawn from.
    pub fn one_of<T: Copy, const N: usize>(&mut self, items: [T; N]) -> T {
        const { assert!(N > 0, "there is something to draw from") };
        items[self.below(N)]
    }

    /// A sentence of a list that is known not to be empty.
    pub fn say(&mut self, sentences: &'static [&'static str]) -> &'static str {
        self.pick(sentences).copied().unwrap_or_default()
    }

    /// Puts items in another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

impl Random for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }
}
