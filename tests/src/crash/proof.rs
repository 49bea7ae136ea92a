//! The end of a run: everything syncs until it is quiet, new phones enrol and are given all there
//! is, and what they have is held against the ledger.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use samenspel_document::heads_digest;
use samenspel_model::ids::{DeviceId, DocumentId, EntryKey};
use samenspel_model::wire::Digest8;

use super::World;
use super::ledger::Ledger;
use crate::support::phone::{Phone, says_sent};

/// The first round sends everything, the second fetches what others sent.
const ROUNDS: u32 = 2;
const TRIES_MAX: u32 = 50;
const FAILURES_LISTED_MAX: usize = 50;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Notes on the server.
    pub stored: usize,
    /// Committed, and on no new phone.
    pub missing: usize,
    /// Shown as sent, and on no new phone.
    pub sent_but_missing: usize,
    /// Stored more than once, or by nobody.
    pub doubled: usize,
    /// Documents that differ between phones.
    pub differing: usize,
}

pub(super) fn prove(
    world: &mut World,
    phones: &[Phone],
    ledger: &mut Ledger,
) -> anyhow::Result<Counts> {
    for _ in 0..ROUNDS {
        for phone in phones {
            sync_to_the_end(phone)?;
        }
    }
    look_at_all_screens(phones, ledger)?;
    // One of each group: together they may read whatever anybody here may write.
    let people = [
        world.site.location.staff[0][1],
        world.site.location.staff[1][1],
    ];
    let witnesses = world.enrol(&people, "witness")?;
    let found = entries_on(&witnesses)?;
    let mut counts = Counts {
        stored: found.len(),
        ..Counts::default()
    };
    compare_keys(&found, ledger, &mut counts);
    for phone in phones {
        check_screen(phone, ledger)?;
    }
    compare_documents(phones.iter().chain(&witnesses), ledger, &mut counts)?;
    check_documents(&witnesses, ledger)?;
    check_server(world, &mut counts, ledger)?;
    ledger.failures.truncate(FAILURES_LISTED_MAX);
    Ok(counts)
}

fn sync_to_the_end(phone: &Phone) -> anyhow::Result<()> {
    let mut last = Ok(());
    for _ in 0..TRIES_MAX {
        last = phone.sync_all().map(drop);
        if last.is_ok() {
            return last;
        }
    }
    last.context("a phone never came to the end of its sync")
}

/// What the screens say now counts as shown, too.
fn look_at_all_screens(phones: &[Phone], ledger: &mut Ledger) -> anyhow::Result<()> {
    let mut shown = Vec::new();
    for key in &ledger.committed {
        for phone in phones.iter().filter(|phone| phone.person == key.person) {
            if phone.store.status(key)?.is_some_and(|it| says_sent(&it)) {
                shown.push(*key);
            }
        }
    }
    ledger.shown_sent.extend(shown);
    Ok(())
}

/// How often each note is there, and which device wrote it.
type Found = BTreeMap<EntryKey, (usize, DeviceId)>;

fn entries_on(phones: &[Phone]) -> anyhow::Result<Found> {
    let mut found = Found::new();
    let mut looked_at = BTreeSet::new();
    for phone in phones {
        for document in phone.store.documents()? {
            if !looked_at.insert(document.id) {
                continue;
            }
            for chained in phone.store.entries(&document.id)? {
                let entry = chained.signed.entry()?;
                found.entry(entry.key).or_insert((0, entry.device)).0 += 1;
            }
        }
    }
    Ok(found)
}

fn compare_keys(found: &Found, ledger: &mut Ledger, counts: &mut Counts) {
    let mut failures = Vec::new();
    for key in &ledger.committed {
        if !found.contains_key(key) {
            counts.missing += 1;
            failures.push(format!("{key} was committed and is missing"));
        }
    }
    for key in &ledger.shown_sent {
        if !found.contains_key(key) {
            counts.sent_but_missing += 1;
            failures.push(format!("{key} was shown as sent and is missing"));
        }
    }
    for (key, (times, device)) in found {
        // A phone may be killed between a commit and its word about it.
        let untold = ledger.killed_devices.contains(device);
        if *times > 1 {
            counts.doubled += 1;
            failures.push(format!("{key} is there {times} times"));
        } else if !ledger.committed.contains(key) && !untold {
            counts.doubled += 1;
            failures.push(format!("{key} was stored and never committed"));
        }
    }
    ledger.failures.extend(failures);
}

/// Everything that the phone's author wrote on it must now be shown as sent.
fn check_screen(phone: &Phone, ledger: &mut Ledger) -> anyhow::Result<()> {
    let device = phone.store.profile()?.device;
    for document in phone.store.documents()? {
        for chained in phone.store.entries(&document.id)? {
            let entry = chained.signed.entry()?;
            let own = entry.device == device;
            if own
                && !phone
                    .store
                    .status(&entry.key)?
                    .is_some_and(|it| says_sent(&it))
            {
                ledger.fail(format!("{} is stored and not shown as sent", entry.key));
            }
        }
    }
    if !phone.store.inbox(None, phone.clock().read())?.is_empty() {
        ledger.fail("something came back to its author".into());
    }
    Ok(())
}

/// The same document must have the same heads wherever it is.
fn compare_documents<'a>(
    phones: impl Iterator<Item = &'a Phone>,
    ledger: &mut Ledger,
    counts: &mut Counts,
) -> anyhow::Result<()> {
    let mut heads: BTreeMap<DocumentId, Digest8> = BTreeMap::new();
    let mut differing = BTreeSet::new();
    for phone in phones {
        for document in phone.store.documents()? {
            let first = heads.entry(document.id).or_insert(document.heads);
            if *first != document.heads || !document.complete {
                differing.insert(document.id);
            }
        }
    }
    counts.differing = differing.len();
    for document in differing {
        ledger.fail(format!("document {document} differs between phones"));
    }
    Ok(())
}

/// The Automerge documents themselves open, and have the heads that the rows say.
fn check_documents(phones: &[Phone], ledger: &mut Ledger) -> anyhow::Result<()> {
    for phone in phones {
        for document in phone.store.documents()? {
            let Some(loaded) = phone.store.load_document(&document.id)? else {
                ledger.fail(format!("document {} does not open", document.id));
                continue;
            };
            let mut heads: Vec<[u8; 32]> = loaded.get_heads().iter().map(|head| head.0).collect();
            heads.sort_unstable();
            if heads_digest(&heads) != document.heads {
                ledger.fail(format!("document {} has other heads", document.id));
            }
        }
    }
    Ok(())
}

/// One last kill; then the server's own files are asked how much they hold.
fn check_server(world: &mut World, counts: &mut Counts, ledger: &mut Ledger) -> anyhow::Result<()> {
    world.server.kill()?;
    let statistics = world.site.open()?.statistics()?;
    let stored = usize::try_from(statistics.entries)?;
    if stored != counts.stored || statistics.held > 0 {
        counts.doubled += stored.saturating_sub(counts.stored);
        ledger.fail(format!(
            "the server holds {stored} notes and {} for the manager; new phones were given {}",
            statistics.held, counts.stored
        ));
    }
    Ok(())
}
