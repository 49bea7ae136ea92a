//! What the world knows to have been written: the truth that phones and server are held against.

use std::collections::{BTreeMap, BTreeSet};

use samenspel_model::entry::ContentHash;
use samenspel_model::ids::EntryKey;

/// What an author's phone last said about an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Committed on the phone.
    OnDevice,
    /// The phone showed it as sent.
    Sent,
    /// In the author's inbox: held or refused.
    Returned,
    /// The phone that alone had it was replaced by an old copy of its store.
    GoneWithThePhone,
}

/// One entry that an honest phone committed.
#[derive(Debug, Clone)]
pub struct Written {
    /// Which phone wrote it.
    pub phone: usize,
    /// The text in it, which must come back to its author whole.
    pub text: String,
    /// The co-written text that it edits: then `text` is the word that it puts in.
    pub edit_of: Option<EntryKey>,
    /// What its content was, once known: it may never change.
    pub content: Option<ContentHash>,
    /// What the phone last said.
    pub fate: Fate,
    /// The server was put back from a backup when no phone held it any more.
    pub only_on_the_server: bool,
    /// By then its author's phone, which had shown it as sent, had been emptied of it: it cannot ask again.
    pub gone_from_its_author: bool,
    /// Written when the phone had been revoked already, whether it had heard of that or not.
    pub on_a_revoked_phone: bool,
    /// When, in events.
    pub at_event: u32,
}

/// Everything written in a run.
#[derive(Debug, Default)]
pub struct Ledger {
    entries: BTreeMap<EntryKey, Written>,
}

impl Ledger {
    /// Notes a commit.
    pub fn wrote(&mut self, key: EntryKey, written: Written) {
        assert!(
            self.entries.insert(key, written).is_none(),
            "an entry key was made twice"
        );
    }

    /// Notes what a phone says now; "sent" is never taken back here, so that a phone that does is
    /// found out.
    pub fn saw(&mut self, key: &EntryKey, fate: Fate) {
        if let Some(written) = self.entries.get_mut(key) {
            written.fate = written.fate.max(fate);
        }
    }

    /// The phone was replaced by a copy of its store: what it alone had is gone, by no fault of ours.
    pub fn lost_with_phone(&mut self, phone: usize, still_there: impl Fn(&EntryKey) -> bool) {
        for (key, written) in &mut self.entries {
            if written.phone == phone && written.fate == Fate::OnDevice && !still_there(key) {
                written.fate = Fate::GoneWithThePhone;
            }
        }
    }

    /// The server was put back from a backup: what no phone holds by then may go with it, by no fault of
    /// ours. Looks at `these` alone; `holds` says whether the phone of that number does.
    pub fn server_goes_back(
        &mut self,
        phones: usize,
        these: impl Fn(&EntryKey) -> bool,
        holds: impl Fn(usize, &EntryKey) -> bool,
    ) {
        for (key, written) in self.entries.iter_mut().filter(|(key, _)| these(key)) {
            written.only_on_the_server |= !(0..phones).any(|phone| holds(phone, key));
            written.gone_from_its_author |= !holds(written.phone, key);
        }
    }

    /// One of them.
    pub fn get(&self, key: &EntryKey) -> Option<&Written> {
        self.entries.get(key)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&EntryKey, &Written)> {
        self.entries.iter()
    }

    /// Keys of which something is so.
    pub fn keys(&self, is_so: impl Fn(&EntryKey) -> bool) -> BTreeSet<EntryKey> {
        self.entries
            .keys()
            .filter(|key| is_so(key))
            .copied()
            .collect()
    }

    /// Keys written by a phone.
    pub fn of_phone(&self, phone: usize) -> Vec<EntryKey> {
        let mine = self
            .entries
            .iter()
            .filter(|(_, written)| written.phone == phone);
        mine.map(|(key, _)| *key).collect()
    }
}
