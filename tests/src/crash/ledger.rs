//! What was seen while the run went on, to be held against what is there at the end. Written down
//! outside of what is being killed.

use std::collections::BTreeSet;

use samenspel_model::ids::{DeviceId, EntryKey};

/// What phones committed and what they showed.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// Every key whose command returned.
    pub committed: BTreeSet<EntryKey>,
    /// Every key that a phone showed as "sent" at any moment.
    pub shown_sent: BTreeSet<EntryKey>,
    /// Phones that may have committed more than they could tell before they were killed.
    pub killed_devices: BTreeSet<DeviceId>,
    /// How often the server was killed.
    pub server_kills: u32,
    /// How often a phone was killed.
    pub device_kills: u32,
    /// What should not have been, in words.
    pub failures: Vec<String>,
}

impl Ledger {
    /// Takes in what another one saw.
    pub fn add(&mut self, other: Self) {
        self.committed.extend(other.committed);
        self.shown_sent.extend(other.shown_sent);
        self.killed_devices.extend(other.killed_devices);
        self.server_kills += other.server_kills;
        self.device_kills += other.device_kills;
        self.failures.extend(other.failures);
    }

    /// Writes down what should not have been.
    pub fn fail(&mut self, what: String) {
        self.failures.push(what);
    }
}
