//! Scenario 6, on two phones.
//!
//! "Staff phone offline 3 days, clock +6 h wrong. 180 notes by two people sync without loss or
//! duplicates, ordered sensibly; interruption at 40% resumes; logout with unsent notes is refused or
//! preserved."

use samenspel_device::{Command, LoggedOut, Status, StoreError};
use samenspel_model::ids::EntryKey;
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::{Clock, UnixMillis};
use samenspel_testkit::clock::TrueTime;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::{Carried, assert_agree};
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::{keys, note, of_child, text};

const SIZE: Size = Size {
    groups: 1,
    children_per_group: 1,
    staff_per_group: 4,
};
const NOTES: usize = 180;
const THREE_DAYS_MS: i64 = 3 * UnixMillis::DAY_MS;
const SIX_HOURS_MS: i64 = 6 * UnixMillis::HOUR_MS;

struct Week {
    server: DrivenServer,
    /// Her clock goes wrong.
    sanne: Carried,
    karim: Carried,
    handover: Series,
    /// In the order in which they were written: key and words.
    written: Vec<(EntryKey, String)>,
}

impl Week {
    fn begin() -> Self {
        let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
        let location = &server.site.location;
        let handover = of_child(
            location.org,
            DocumentKind::Handover,
            location.children[0][0],
        );
        Self {
            sanne: Carried::new(&server, "sanne", location.staff[0][0]).unwrap(),
            karim: Carried::new(&server, "karim", location.staff[0][1]).unwrap(),
            handover,
            written: Vec::new(),
            server,
        }
    }

    fn subject(&self) -> Subject {
        self.handover.subject
    }

    /// Three days of notes, the two taking turns. Both phones restart on the way, and on the first
    /// evening somebody sets Sanne's clock six hours ahead.
    fn three_days_offline(&mut self) {
        self.sanne.link.cut();
        self.karim.link.cut();
        for number in 0..NOTES {
            self.server.time.advance_ms(THREE_DAYS_MS / NOTES as i64);
            match number {
                60 => self.sanne.clock.set_wrong_by_ms(SIX_HOURS_MS),
                100 => self.karim.reboot().unwrap(),
                120 => self.sanne.reboot().unwrap(),
                _ => {}
            }
            let (words, command) = self.compose(number);
            let writer = if number % 2 == 0 {
                &self.sanne
            } else {
                &self.karim
            };
            let key = writer.write(&command).unwrap();
            self.written.push((key, words));
        }
    }

    /// Mostly hand-overs; now and then something to do, and two of one's own notes later the word
    /// that it is done.
    fn compose(&self, number: usize) -> (String, Command) {
        let words = format!("regel {number}");
        let command = match number % 20 {
            0 | 1 => note(self.handover, "open_item", &[("what", text(&words))]),
            4 | 5 => {
                let of = self.written[number - 4].0;
                let fields = [("of", keys(&[of])), ("text", text(&words))];
                note(self.handover, "close_item", &fields)
            }
            _ => {
                // Of some length, so that 40% is somewhere.
                let long = format!("{words}: {}", random_words());
                let fields = [("state", text("watch")), ("summary", text(long))];
                note(self.handover, "handover", &fields)
            }
        };
        (words, command)
    }

    fn by(&self, phone: &Carried) -> Vec<EntryKey> {
        let person = phone.phone.person;
        let keys = self.written.iter().map(|(key, _)| *key);
        keys.filter(|key| key.person == person).collect()
    }

    fn stored(&self) -> u64 {
        self.server.organisation.statistics().unwrap().entries
    }
}

/// Words that do not compress to nothing.
fn random_words() -> String {
    use samenspel_model::ids::Random;
    let mut random = SystemRandom;
    let blocks = (0..8).map(|_| u128::from_be_bytes(random.bytes16()));
    blocks.map(|block| format!("{block:x} ")).collect()
}

fn all_say(phone: &Carried, keys: &[EntryKey], status: &Status) -> bool {
    keys.iter()
        .all(|key| phone.phone.status(key).unwrap() == *status)
}

/// Bytes that the phone's next request will have.
fn request_bytes(phone: &Carried) -> usize {
    let reading = phone.clock.read();
    let outgoing = phone.store().build_sync(reading, &mut SystemRandom);
    outgoing.unwrap().body.len()
}

#[test]
fn three_days_offline_on_two_phones() {
    let mut week = Week::begin();

    // Three days offline; one clock is six hours wrong; 180 notes by two people.
    week.three_days_offline();
    let (hers, his) = (week.by(&week.sanne), week.by(&week.karim));
    assert_eq!((hers.len(), his.len()), (NOTES / 2, NOTES / 2));
    let passed = week.server.time.now().since(MONDAY_MORNING);
    assert_eq!(passed, THREE_DAYS_MS);
    let ahead = week.sanne.clock.read().wall.since(week.server.time.now());
    assert_eq!(ahead, SIX_HOURS_MS);
    week.sanne.try_without_network().unwrap();
    assert!(all_say(&week.sanne, &hers, &Status::OnThisDevice));
    assert!(all_say(&week.karim, &his, &Status::OnThisDevice));
    assert_eq!(week.stored(), 0);

    // Logging out would lose hers: it is refused. He keeps his on the phone, sealed, and logs in again.
    let unsent = hers.len() as u64;
    let refused = week.sanne.store().log_out(false);
    assert!(matches!(refused, Err(StoreError::Unsent { count }) if count == unsent));
    let kept = week.karim.store().log_out(true).unwrap();
    let unsent = his.len() as u64;
    assert_eq!(kept, LoggedOut::Kept { unsent });
    let closed = week.karim.store().directory().map(|it| it.is_empty());
    assert!(matches!(closed, Err(StoreError::LoggedOut)));
    week.karim.kill_app().unwrap();
    week.karim.store().log_in().unwrap();
    assert!(week.karim.store().directory().unwrap().is_empty());
    assert!(all_say(&week.karim, &his, &Status::OnThisDevice));

    // Her network comes back, and breaks at 40% of what she has to send.
    interrupted_while_sending(&week, &hers);

    // It resumes. The server first tells her phone the time, since its clock was wrong when it
    // started; the phone tries again by itself.
    week.sanne.link.restore();
    week.sanne.phone.sync_all().unwrap();
    assert!(all_say(&week.sanne, &hers, &Status::Sent));
    assert_eq!(week.stored(), hers.len() as u64);
    // The user is told that the clock is wrong.
    let told = week.sanne.store().wrong_clock_ms(week.sanne.clock.read());
    assert_eq!(told.unwrap(), Some(SIX_HOURS_MS));

    // His network breaks when the server has everything and its answer is under way.
    interrupted_while_receiving(&week, &hers, &his);

    // It resumes: the server knows them, none is stored twice.
    week.karim.link.restore();
    week.karim.phone.sync_all().unwrap();
    assert!(all_say(&week.karim, &his, &Status::Sent));
    assert_eq!(week.stored(), NOTES as u64);
    week.sanne.phone.sync_all().unwrap();

    // Two colleagues who read everything for the first time: one at once, the other with an
    // interruption at 40%.
    week.server.merge_all().unwrap();
    let location = &week.server.site.location;
    let reader = Carried::new(&week.server, "reader", location.staff[0][2]).unwrap();
    let interrupted = interrupted_first_pull(&week);

    // No loss, no duplicates: each of the 180, once, on every phone, with equal documents.
    let phones = [&week.sanne, &week.karim, &reader, &interrupted];
    assert_agree(&phones);
    for phone in phones {
        let found = phone.entries().unwrap();
        assert_eq!(found.len(), NOTES);
        for (key, words) in &week.written {
            assert_eq!(found.get(key), Some(&1), "{words}");
        }
        assert!(
            phone
                .store()
                .inbox(None, phone.clock_reading())
                .unwrap()
                .is_empty()
        );
        assert!(
            phone
                .store()
                .open_items(week.subject(), phone.clock_reading())
                .unwrap()
                .is_empty()
        );
        assert_in_order(&week, phone);
    }
}

fn interrupted_while_sending(week: &Week, hers: &[EntryKey]) {
    let bytes = request_bytes(&week.sanne);
    assert!(bytes > 5_000, "{bytes}");
    week.sanne.link.restore();
    week.sanne.link.cut_after_sending(bytes * 40 / 100);
    let report = week.sanne.phone.sync();
    assert!(report.failure.is_some() && report.unfinished);
    assert!(!week.sanne.link.is_up(), "the link broke on the way");
    assert!(all_say(&week.sanne, hers, &Status::OnThisDevice));
    assert_eq!(week.stored(), 0);
}

fn interrupted_while_receiving(week: &Week, hers: &[EntryKey], his: &[EntryKey]) {
    week.karim.link.restore();
    week.karim.link.cut_after_receiving(600);
    let report = week.karim.phone.sync();
    assert!(report.failure.is_some() && report.unfinished);
    assert!(!week.karim.link.is_up(), "the link broke on the way");
    assert_eq!(week.stored(), (hers.len() + his.len()) as u64);
    // The server has them, but this phone cannot know it, and does not say so.
    assert!(all_say(&week.karim, his, &Status::OnThisDevice));
}

/// A new phone whose network breaks at 40% of its first pull.
fn interrupted_first_pull(week: &Week) -> Carried {
    let location = &week.server.site.location;
    // The same person's other phone shows how many bytes it takes.
    let whole = Carried::enrolled(&week.server, "whole", location.staff[0][3]).unwrap();
    let report = whole.phone.sync_all().unwrap();
    let bytes = usize::try_from(report.traffic.bytes_down).unwrap();
    let phone = Carried::enrolled(&week.server, "interrupted", location.staff[0][3]).unwrap();
    phone.link.cut_after_receiving(bytes * 40 / 100);
    let report = phone.phone.sync();
    assert!(report.failure.is_some() && report.unfinished);
    assert!(!phone.link.is_up(), "the link broke on the way");
    assert!(phone.entries().unwrap().len() < NOTES);
    phone.link.restore();
    phone.phone.sync_all().unwrap();
    phone
}

/// Shown in the order in which they were written, although one clock was six hours ahead, with the
/// true times.
fn assert_in_order(week: &Week, phone: &Carried) {
    let shown = phone.phone.timeline(week.subject()).unwrap();
    let order: Vec<EntryKey> = shown.iter().map(|note| note.entry.key).collect();
    let written: Vec<EntryKey> = week.written.iter().map(|(key, _)| *key).collect();
    let expected: Vec<EntryKey> = written
        .iter()
        .copied()
        .filter(|key| order.contains(key))
        .collect();
    assert!(order.len() >= NOTES * 8 / 10, "{} are shown", order.len());
    assert_eq!(order, expected);
    for note in shown {
        let number = written
            .iter()
            .position(|key| *key == note.entry.key)
            .unwrap();
        let step = THREE_DAYS_MS / NOTES as i64;
        let true_time = MONDAY_MORNING.plus_ms(step * (number as i64 + 1));
        let off_ms = note.at.since(true_time).abs();
        assert!(
            off_ms <= UnixMillis::MINUTE_MS,
            "note {number} is off by {off_ms} ms"
        );
    }
}
