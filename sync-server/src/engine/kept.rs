//! How what devices may read is kept: by device, with an index of what each depends on, and in how much
//! memory. What takes too much goes, the least used first. Knows nothing of how it is found.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

use samenspel_model::ids::DeviceId;
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Looked, Mark};

use super::change::{Change, ChangedDocument, Topic, series_topic};
use super::readable::Readable;
use crate::storage::DocumentNumber;

/// What all that is kept may take, about. A parent's device takes some 10 KB, one of a group 100 KB.
const BYTES_MAX: usize = 48 * 1024 * 1024;
/// Commits that are remembered for readers who began before them.
const CHANGES_KEPT: usize = 256;
/// Marks of one change, an import's, beyond which all is forgotten: looking each up costs more.
const MARKS_MAX: usize = 20_000;

/// Everything that is kept.
#[derive(Debug)]
pub(super) struct Kept {
    bytes_max: usize,
    bytes: usize,
    devices: HashMap<DeviceId, Slot>,
    /// Devices by when they were last here, counted in uses.
    by_use: BTreeMap<u64, DeviceId>,
    uses: u64,
    /// Devices by a short number of their own, which `watching` names them by.
    numbers: HashMap<u32, DeviceId>,
    last_number: u32,
    /// Which devices depend on what.
    watching: BTreeSet<(Topic, u32)>,
    /// The log's position up to which every change was said.
    said_up_to: u64,
    changes: VecDeque<Arc<Change>>,
    /// Of before these, changes are no longer remembered.
    forgotten_version: u64,
    forgotten_position: u64,
}

#[derive(Debug)]
struct Slot {
    number: u32,
    readable: Arc<Readable>,
    topics: Box<[Topic]>,
    /// The version of the directory from which on it must be found again.
    stale_from: Option<u64>,
    /// Documents to look at again: the first and last position at which they changed since.
    pending: BTreeMap<DocumentNumber, (u64, u64)>,
    used: u64,
    bytes: usize,
}

impl Kept {
    /// Nothing is known yet, and the log is at `position`.
    pub(super) fn at(position: u64) -> Self {
        Self::new(position, BYTES_MAX)
    }

    /// Forgets all, and that anything was known of before `position`.
    pub(super) fn forget_all(&mut self, position: u64) {
        *self = Self::forgotten(position, self.bytes_max);
    }

    /// The log's position up to which every change was said.
    pub(super) fn said_up_to(&self) -> u64 {
        self.said_up_to
    }

    fn new(position: u64, bytes_max: usize) -> Self {
        Self {
            bytes_max,
            bytes: 0,
            devices: HashMap::new(),
            by_use: BTreeMap::new(),
            uses: 0,
            numbers: HashMap::new(),
            last_number: 0,
            watching: BTreeSet::new(),
            said_up_to: position,
            changes: VecDeque::new(),
            forgotten_version: 0,
            forgotten_position: 0,
        }
    }

    /// Nothing is known of what was before `position`.
    fn forgotten(position: u64, bytes_max: usize) -> Self {
        Self {
            forgotten_version: position,
            forgotten_position: position,
            ..Self::new(position, bytes_max)
        }
    }

    /// Takes in what is about to change.
    pub(super) fn say(&mut self, change: Change) {
        if change.marks.len() > MARKS_MAX {
            self.forget_all(change.up_to);
            return;
        }
        // Its own devices only: nothing here goes through all of them.
        for mark in &change.marks {
            for device in self.watchers_of(mark.short()) {
                if let Some(slot) = self.devices.get_mut(&device) {
                    slot.becomes_stale(change.directory_version);
                }
            }
        }
        for changed in &change.documents {
            for device in self.watchers_of(series_topic(changed.series)) {
                if let Some(slot) = self.devices.get_mut(&device) {
                    slot.becomes_pending(changed);
                }
            }
        }
        self.said_up_to = self.said_up_to.max(change.up_to);
        self.changes.push_back(Arc::new(change));
        if self.changes.len() > CHANGES_KEPT
            && let Some(oldest) = self.changes.pop_front()
        {
            self.forgotten_version = self.forgotten_version.max(oldest.directory_version);
            self.forgotten_position = self.forgotten_position.max(oldest.up_to);
        }
    }

    fn watchers_of(&self, topic: Topic) -> Vec<DeviceId> {
        let watching = self.watching.range((topic, 0)..=(topic, u32::MAX));
        watching
            .filter_map(|(_, number)| self.numbers.get(number).copied())
            .collect()
    }

    /// What is known and holds for a reader of these versions, with the documents that changed up to
    /// then.
    pub(super) fn known(
        &mut self,
        device: DeviceId,
        version: u64,
        position: u64,
        now: UnixMillis,
    ) -> Option<(Arc<Readable>, Vec<DocumentNumber>)> {
        let slot = self.devices.get_mut(&device)?;
        let readable = &slot.readable;
        let holds = readable.version <= version
            && slot.stale_from.is_none_or(|stale| version < stale)
            && readable.as_of <= position
            && readable.holds_at(now);
        if !holds {
            return None;
        }
        self.by_use.remove(&slot.used);
        self.uses += 1;
        slot.used = self.uses;
        self.by_use.insert(slot.used, device);
        let changed = slot.pending.iter();
        let changed = changed.filter(|(_, (first, _))| *first <= position);
        Some((
            Arc::clone(&slot.readable),
            changed.map(|(number, _)| *number).collect(),
        ))
    }

    /// Keeps what was found afresh, unless something newer is kept or nobody remembers any more what
    /// changed since.
    pub(super) fn put(&mut self, device: DeviceId, found: &Arc<Readable>, looked: &Looked) {
        let (version, position) = (found.version, found.as_of);
        let kept = self.devices.get(&device).map(|slot| &slot.readable);
        let is_older = kept.is_some_and(|it| it.version > version || it.as_of > position);
        if is_older || version < self.forgotten_version || position < self.forgotten_position {
            return;
        }
        self.forget(device);
        self.last_number = self.last_number.wrapping_add(1);
        while self.numbers.contains_key(&self.last_number) {
            self.last_number = self.last_number.wrapping_add(1);
        }
        self.uses += 1;
        let mut topics: Vec<Topic> = looked.marks().map(Mark::short).collect();
        topics.extend(found.series().map(series_topic));
        topics.sort_unstable();
        topics.dedup();
        let mut slot = Slot {
            number: self.last_number,
            bytes: bytes_of(found, topics.len()),
            readable: Arc::clone(found),
            topics: topics.into_boxed_slice(),
            stale_from: None,
            pending: BTreeMap::new(),
            used: self.uses,
        };
        for change in &self.changes {
            slot.hear(change);
        }
        self.bytes += slot.bytes;
        self.numbers.insert(slot.number, device);
        self.by_use.insert(slot.used, device);
        let watching = slot.topics.iter().map(|topic| (*topic, slot.number));
        self.watching.extend(watching);
        self.devices.insert(device, slot);
        while self.bytes > self.bytes_max
            && self.devices.len() > 1
            && let Some((_, least_used)) = self.by_use.first_key_value()
        {
            self.forget(*least_used);
        }
    }

    /// Puts what took in the changes in place of what did not.
    pub(super) fn caught_up(
        &mut self,
        device: DeviceId,
        before: &Arc<Readable>,
        next: &Arc<Readable>,
    ) {
        let Some(slot) = self.devices.get_mut(&device) else {
            return;
        };
        // Another request of the device may have been first.
        if !Arc::ptr_eq(&slot.readable, before) {
            return;
        }
        slot.readable = Arc::clone(next);
        slot.pending.retain(|_, (first, last)| {
            *first = (*first).max(next.as_of + 1);
            *last > next.as_of
        });
        self.bytes -= slot.bytes;
        slot.bytes = bytes_of(next, slot.topics.len());
        self.bytes += slot.bytes;
    }

    fn forget(&mut self, device: DeviceId) {
        let Some(slot) = self.devices.remove(&device) else {
            return;
        };
        self.bytes -= slot.bytes;
        self.numbers.remove(&slot.number);
        self.by_use.remove(&slot.used);
        for topic in &slot.topics {
            self.watching.remove(&(*topic, slot.number));
        }
    }
}

impl Slot {
    fn becomes_stale(&mut self, version: u64) {
        if version > self.readable.version {
            let stale = self.stale_from.map_or(version, |it| it.min(version));
            self.stale_from = Some(stale);
        }
    }

    fn becomes_pending(&mut self, changed: &ChangedDocument) {
        if changed.position > self.readable.as_of {
            let at = changed.position;
            let (first, last) = self.pending.entry(changed.number).or_insert((at, at));
            (*first, *last) = ((*first).min(at), (*last).max(at));
        }
    }

    /// A change that was said while this was being found.
    fn hear(&mut self, change: &Change) {
        let concerns = |topic: Topic, topics: &[Topic]| topics.binary_search(&topic).is_ok();
        if change
            .marks
            .iter()
            .any(|mark| concerns(mark.short(), &self.topics))
        {
            self.becomes_stale(change.directory_version);
        }
        for changed in &change.documents {
            if concerns(series_topic(changed.series), &self.topics) {
                self.becomes_pending(changed);
            }
        }
    }
}

/// About what it takes with its places in the index.
fn bytes_of(readable: &Readable, topics: usize) -> usize {
    512 + readable.documents.len() * 160 + readable.series().len() * 64 + topics * 24
}

#[cfg(test)]
mod tests {
    use samenspel_model::ids::{ChildId, PersonId};
    use samenspel_model::series::{DocumentKind, Period, Subject};
    use samenspel_rules::directory::{Directory, Person, Record, marks};

    use super::*;

    const NOW: UnixMillis = UnixMillis(1_000);
    const LOG: (DocumentKind, Subject) = (DocumentKind::DayLog, Subject::Child(ChildId([7; 16])));

    fn device(number: u8) -> DeviceId {
        DeviceId([number; 16])
    }

    fn person(number: u8) -> Record {
        Record::Person(Person {
            id: PersonId([number; 16]),
            first_name: "Joke".into(),
            last_name: String::new(),
            languages: Vec::new(),
            left_at: None,
        })
    }

    /// Keeps what `device` may read, which depends on the person of the same number and the day log.
    fn put(kept: &mut Kept, number: u8, version: u64) {
        let directory = Directory::new();
        let look = |directory: &Directory| directory.person(PersonId([number; 16])).is_some();
        let (_, looked) = directory.watched(NOW, look);
        let found = Arc::new(Readable::of_one_series(version, LOG));
        kept.put(device(number), &found, &looked);
    }

    fn is_known(kept: &mut Kept, number: u8, version: u64) -> bool {
        kept.known(device(number), version, version, NOW).is_some()
    }

    fn change(version: u64, records: &[Record]) -> Change {
        Change {
            up_to: version,
            directory_version: version,
            marks: records.iter().flat_map(marks).collect(),
            documents: Vec::new(),
        }
    }

    #[test]
    fn beyond_the_bound_the_least_used_device_is_forgotten_and_no_other() {
        let mut kept = Kept::new(0, usize::MAX);
        (1..=3).for_each(|number| put(&mut kept, number, 0));
        kept.bytes_max = kept.bytes;
        assert!(is_known(&mut kept, 1, 0));
        put(&mut kept, 4, 0);
        let known: Vec<bool> = (1..=4).map(|it| is_known(&mut kept, it, 0)).collect();
        assert_eq!(known, [true, false, true, true]);
        assert_eq!(
            kept.watching.len(),
            3 * 2,
            "nothing of it stays in the index"
        );
    }

    #[test]
    fn a_change_concerns_those_who_looked_at_it_and_nobody_else() {
        let mut kept = Kept::new(0, usize::MAX);
        (1..=2).for_each(|number| put(&mut kept, number, 0));
        kept.say(change(5, &[person(2)]));
        assert!(is_known(&mut kept, 1, 5));
        assert!(!is_known(&mut kept, 2, 5));
        assert!(
            is_known(&mut kept, 2, 4),
            "who reads as of before may use it"
        );
    }

    #[test]
    fn what_was_said_while_a_device_was_looked_up_is_not_missed() {
        let mut kept = Kept::new(0, usize::MAX);
        kept.say(change(5, &[person(1)]));
        (1..=2).for_each(|number| put(&mut kept, number, 4));
        assert!(!is_known(&mut kept, 1, 5));
        assert!(is_known(&mut kept, 2, 5));
    }

    #[test]
    fn what_nobody_remembers_the_changes_of_is_not_kept() {
        let mut kept = Kept::new(0, usize::MAX);
        let many = CHANGES_KEPT as u64 + 2;
        (1..=many).for_each(|version| kept.say(change(version, &[person(9)])));
        put(&mut kept, 1, 1);
        assert!(!is_known(&mut kept, 1, many));
        put(&mut kept, 1, many);
        assert!(is_known(&mut kept, 1, many));
    }

    #[test]
    fn a_document_that_changed_twice_is_looked_at_by_readers_of_each_moment() {
        let mut kept = Kept::new(0, usize::MAX);
        put(&mut kept, 1, 0);
        let number = DocumentNumber(3);
        let changed = |position| ChangedDocument {
            series: LOG,
            period: Period(0),
            number,
            position,
        };
        for position in [4, 8] {
            let documents = vec![changed(position)];
            kept.say(Change {
                up_to: position,
                documents,
                ..Change::default()
            });
        }
        let at = |kept: &mut Kept, position| {
            let (_, changed) = kept.known(device(1), 0, position, NOW).unwrap();
            changed
        };
        assert_eq!(at(&mut kept, 3), []);
        assert_eq!(at(&mut kept, 5), [number]);
        let before = Arc::clone(&kept.devices[&device(1)].readable);
        let mut next = Readable::clone(&before);
        next.as_of = 5;
        kept.caught_up(device(1), &before, &Arc::new(next));
        assert_eq!(at(&mut kept, 5), []);
        assert_eq!(at(&mut kept, 8), [number]);
    }
}
