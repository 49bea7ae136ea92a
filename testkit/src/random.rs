//! Randomness from a seed, so that a failing run replays exactly.

use samenspel_model::ids::Random;

/// An endless, seeded stream (BLAKE3 in its extendable-output mode).
pub struct SeededRandom {
    stream: blake3::OutputReader,
}

impl SeededRandom {
    /// The stream of `seed`, apart from those of the same seed under other names.
    pub fn new(seed: u64, name: &str) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("samenspel simulation 1");
        hasher.update(&seed.to_be_bytes());
        hasher.update(name.as_bytes());
        Self {
            stream: hasher.finalize_xof(),
        }
    }

    /// A number below `bound` (0 for a bound of 0).
    pub fn below(&mut self, bound: u64) -> u64 {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        u64::from_be_bytes(bytes) % bound.max(1)
    }

    /// A number from `from` up to, not including, `until`.
    pub fn between(&mut self, from: i64, until: i64) -> i64 {
        let width = u64::try_from(until - from).unwrap_or(0);
        from + i64::try_from(self.below(width)).unwrap_or(0)
    }

    /// True in `percent` of a hundred.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of `items`, which must not be empty.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len() as u64) as usize]
    }
}

impl Random for SeededRandom {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.stream.fill(bytes);
    }
}

/// The operating system's randomness, for tests that need not replay.
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&mut self, bytes: &mut [u8]) {
        getrandom::fill(bytes).unwrap();
    }
}

/// Counts: every draw is another, every run is the same.
#[derive(Debug, Clone, Default)]
pub struct Counter(pub u64);

impl Random for Counter {
    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            self.0 += 1;
            let hash = blake3::hash(&self.0.to_be_bytes());
            chunk.copy_from_slice(&hash.as_bytes()[..chunk.len()]);
        }
    }
}
