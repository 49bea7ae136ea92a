//! A whole directory made at once: a server's at its start. Knows nothing of where it comes from.

use std::sync::Arc;

use imbl::OrdSet;

use super::super::handle::{Mark, each_handle};
use super::super::looked::Watch;
use super::{Directory, Indexed, Kept, Record};

/// So many make it worth a thread to fill both trees at a time.
const RECORDS_BESIDE_MIN: usize = 10_000;

impl Directory {
    /// A directory of these records. In order of their ids and each once, they take a fraction of the
    /// time that adding them one after another takes, and less memory; in any other order just that.
    pub fn of_all(records: Vec<Arc<Record>>) -> Self {
        let records: Vec<Kept> = records.into_iter().map(Kept).collect();
        if !records.is_sorted_by(|one, next| one < next) {
            let mut directory = Self::new();
            records.into_iter().for_each(|kept| directory.keep(kept));
            return directory;
        }
        let of_records = || filled(records.len(), |number| records[number].clone());
        let (filled, index) = if records.len() < RECORDS_BESIDE_MIN {
            (of_records(), index_of(&records))
        } else {
            std::thread::scope(|scope| {
                let index = scope.spawn(|| index_of(&records));
                let filled = of_records();
                match index.join() {
                    Ok(index) => (filled, index),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            })
        };
        Self {
            records: filled,
            index,
            watch: Watch::default(),
        }
    }
}

fn index_of(records: &[Kept]) -> OrdSet<Indexed> {
    // Sorted by number: the records are in order, so that they need not be looked at again.
    let mut places: Vec<(Mark, u32)> = Vec::with_capacity(records.len() * 2);
    for (number, kept) in (0..).zip(records) {
        each_handle(&kept.0, |handle| places.push((handle.mark(), number)));
    }
    places.sort_unstable();
    places.dedup();
    filled(places.len(), |place| {
        let (mark, number) = places[place];
        Indexed {
            mark,
            record: Some(records[number as usize].clone()),
        }
    })
}

/// A set of so many items that come in order. A node that is full becomes two halves: what is added in
/// order leaves every node half empty. So every other item comes first, and the rest fills the halves.
fn filled<T: Ord + Clone>(count: usize, item: impl Fn(usize) -> T) -> OrdSet<T> {
    // By number: an iterator would make and drop the items that are skipped.
    let every_other = |from: usize| (from..count).step_by(2);
    every_other(0).chain(every_other(1)).map(item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Assignment, Circle, GroupRole, Person, RecordId, Span};
    use samenspel_model::ids::{CircleId, GroupId, PersonId};
    use samenspel_model::time::UnixMillis;

    fn id(number: u16) -> [u8; 16] {
        let [high, low] = number.wrapping_mul(40_503).to_be_bytes();
        let mut id = [7; 16];
        (id[0], id[15]) = (high, low);
        id
    }

    /// People on seven groups, and a circle that names somebody twice.
    fn some(people: u16) -> Vec<Record> {
        let during = Span::since(UnixMillis(0));
        let of = |number| {
            let person = PersonId(id(number));
            let group = GroupId(id(number % 7));
            let named = Record::Person(Person {
                id: person,
                first_name: format!("Nr {number}"),
                last_name: String::new(),
                languages: Vec::new(),
                left_at: None,
            });
            let role = GroupRole::Professional;
            let works = Assignment {
                person,
                group,
                role,
                during,
            };
            [named, Record::Assignment(works)]
        };
        let mut records: Vec<Record> = (0..people).flat_map(of).collect();
        records.push(Record::Circle(Circle {
            id: CircleId(id(1)),
            members: vec![PersonId(id(1)), PersonId(id(2)), PersonId(id(1))],
            during,
        }));
        records
    }

    fn in_order(mut records: Vec<Record>) -> Vec<Arc<Record>> {
        records.sort_by_key(Record::id);
        records.into_iter().map(Arc::new).collect()
    }

    fn assert_same(made: &Directory, added: &Directory) {
        assert!(made.records().eq(added.records()));
        let places = |directory: &Directory| -> Vec<(Mark, Option<RecordId>)> {
            let of = |it: &Indexed| (it.mark, it.record.as_ref().map(|kept| kept.0.id()));
            directory.index.iter().map(of).collect()
        };
        assert_eq!(places(made), places(added));
    }

    #[test]
    fn what_is_made_at_once_is_what_is_added_one_after_another() {
        for people in [0, 1, 2, 3, 16, 17, 400, 6_000] {
            let records = some(people);
            let added: Directory = records.iter().cloned().collect();
            let mut made = Directory::of_all(in_order(records.clone()));
            assert_same(&made, &added);
            // It goes on as any other.
            for record in &records {
                assert!(made.remove(&record.id()));
            }
            assert!(made.is_empty() && made.index.is_empty());
        }
    }

    #[test]
    fn of_records_that_are_in_no_order_the_last_with_an_id_counts() {
        let mut records = some(20);
        let mut last = records[4].clone();
        if let Record::Person(person) = &mut last {
            person.first_name = "Joke".into();
        }
        records.push(last.clone());
        let made = Directory::of_all(records.iter().cloned().map(Arc::new).collect());
        assert_same(&made, &records.iter().cloned().collect());
        assert_eq!(made.get(&last.id()), Some(&last));
    }
}
