//! A deterministic world of phones and a server: the real store, the real engine, a network that
//! loses, repeats and reorders, machines that crash, clocks that are wrong, old copies that come
//! back, people who write, access that comes and goes, and one phone that lies. Phones
//! let others in, are stolen, and flood the server. After the storm everything is healed, and what must
//! hold is checked. The same seed gives the same run.

mod ledger;
mod network;
mod people;
mod phone;
mod plain;
mod rogue;
mod server;
mod verdict;
mod watcher;
mod world;

pub use ledger::{Fate, Ledger};
pub use world::World;

/// How stormy a run is.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Events before the calm.
    pub events: u32,
    /// Prints each event to standard error.
    pub verbose: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            events: 140,
            verbose: false,
        }
    }
}

/// What a run came to.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// What did not hold; empty if all did.
    pub failures: Vec<String>,
    /// Notes that were committed on a phone.
    pub notes_written: usize,
    /// Of these, the ones a phone showed as sent.
    pub notes_acknowledged: usize,
    /// Of these, the ones that came back to their author.
    pub notes_returned: usize,
    /// What happened, by kind, to see that a storm was one.
    pub events: std::collections::BTreeMap<&'static str, u32>,
}

/// Runs one seed.
pub fn run(seed: u64, options: Options) -> Outcome {
    let mut world = World::new(seed, options);
    for _ in 0..options.events {
        world.step();
    }
    world.decide_on_whoever_waits();
    world.calm();
    world.change_after_the_calm();
    world.hear_what_was_decided();
    verdict::judge(&mut world)
}
