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
        let (records, index) = if records.len() < RECORDS_BESIDE_MIN {
            let index = filled(index_of(&records));
            (filled(records.into_iter()), index)
        } else {
            std::thread::scope(|scope| {
                let index = scope.spawn(|| filled(index_of(&records)));
                let filled = filled(records.iter().cloned());
                match index.join() {
                    Ok(index) => (filled, index),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            })
        };
        Self {
            records,
            index,
            watch: Watch::default(),
        }
    }
}

/// Every place in the index, in order.
fn index_of(records: &[Kept]) -> impl Iterator<Item = Indexed> + Clone {
    // Sorted by number: the records are in order, so that they need not be looked at again.
    let mut places: Vec<(Mark, usize)> = Vec::with_capacity(records.len() * 3);
    for (number, kept) in records.iter().enumerate() {
        each_handle(&kept.0, |handle| places.push((handle.mark(), number)));
    }
    places.sort_unstable();
    places.dedup();
    let places: Arc<[(Mark, usize)]> = places.into();
    (0..places.len()).map(move |place| Indexed {
        mark: places[place].0,
        record: Some(records[places[place].1].clone()),
    })
}

/// A set of what comes in order. A node that is full becomes two halves: what is added in order leaves
/// every node half empty. So every other item comes first, and the rest fills the halves.
fn filled<T: Ord + Clone>(sorted: impl Iterator<Item = T> + Clone) -> OrdSet<T> {
    let mut set: OrdSet<T> = sorted.clone().step_by(2).collect();
    set.extend(sorted.skip(1).step_by(2));
    set
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Assignment, Circle, GroupRole, Person, RecordId, Span};
    use crate::ids::{CircleId, GroupId, PersonId};
    use crate::time::UnixMillis;

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
