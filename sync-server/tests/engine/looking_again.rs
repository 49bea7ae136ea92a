//! What the engine keeps of devices between requests: whatever changed meanwhile, whoever changed it,
//! a device is answered as by an engine that knows nothing yet.

use std::sync::Arc;

use proptest::prelude::*;
use samenspel_model::entry::SignedEntry;
use samenspel_model::ids::*;
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::wire::*;
use samenspel_protocol::*;
use samenspel_rules::directory::{
    Assignment, Authority, Circle, DayGrant, Group, GroupRole, Holder, Mentorship, Merge, Office,
    OfficeRole, Opening, Parenthood, Placement, Record, RecordId, Span,
};
use sync_server::engine::{Options, Organisation};

use crate::people::always;
use crate::world::*;

const OTHER_GROUP: GroupId = GroupId([0x22; 16]);
const PEOPLE: [PersonId; 5] = [FATIMA, JOKE, SAMIRA, PIETER, INGRID];
const HOUR_MS: i64 = 3_600_000;

/// One thing that happens, with numbers to choose by.
#[derive(Debug, Clone, Copy)]
struct Step {
    what: u8,
    who: u8,
    which: u8,
    when: i8,
    by_another_process: bool,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (0..18u8, any::<u8>(), any::<u8>(), -6..30i8, any::<bool>());
    let step = step.prop_map(|(what, who, which, when, by_another_process)| Step {
        what,
        who,
        which,
        when,
        by_another_process,
    });
    proptest::collection::vec(step, 1..40)
}

/// What a device may read and see: all that its answer says of it.
type Sight = Result<(Option<Digest16>, Vec<ListedDocument>, Vec<Record>), &'static str>;

fn open(world: &World, seed: u64) -> Arc<Organisation> {
    let options = Options {
        synchronous_off_for_simulation: true,
        ..options()
    };
    let random = Box::new(Counter(seed << 40));
    let clock = world.clock.clone();
    let opened = Organisation::open(&world.path(), ORG, options, clock, random, gate());
    Arc::new(opened.unwrap())
}

fn ask(
    org: &Organisation,
    phone: &mut Phone,
    request: &SyncRequest,
    now: UnixMillis,
) -> Reply<SyncResponse> {
    let (headers, body) = phone.sign(request, now);
    let wire = org.sync_now(&headers, &body)?;
    let plain = decompress(&wire, samenspel_model::limits::RESPONSE_BYTES_MAX).unwrap();
    Ok(decode_bounded(&plain, samenspel_model::limits::RESPONSE_BYTES_MAX).unwrap())
}

fn sight(org: &Organisation, phone: &mut Phone, now: UnixMillis) -> Sight {
    let mut request = phone.request(&[], now);
    request.list_documents = true;
    // At the end of the log: no page is cut, so that the digest is always told.
    request.cursor = None;
    let response = ask(org, phone, &request, now).map_err(|error| error.code())?;
    let view = response.directory.expect("the device named no view");
    // A device that names the view it was given is not given it again.
    let mut again = phone.request(&[], now);
    again.directory = Some(view.digest);
    let answer = ask(org, phone, &again, now).map_err(|error| error.code())?;
    assert!(
        answer.directory.is_none(),
        "the view that was given is not the one compared with"
    );
    let mut documents = response.documents.unwrap();
    documents.sort_by_key(|it| format!("{it:?}"));
    Ok((response.digest, documents, view.records))
}

struct Play {
    world: World,
    served: Arc<Organisation>,
    another: Arc<Organisation>,
    phones: Vec<Phone>,
    drawn: u8,
    opened: u64,
}

impl Play {
    fn begin() -> Self {
        let world = World::with(Options {
            synchronous_off_for_simulation: true,
            ..options()
        });
        world.change(Record::Group(Group {
            id: OTHER_GROUP,
            location: LOCATION,
            name: "Vlinders".into(),
        }));
        let mut phones: Vec<Phone> = (0..)
            .zip(PEOPLE)
            .map(|(number, person)| world.phone(person, 0x40 + number))
            .collect();
        phones.push(world.device(Holder::Group(GROUP), FATIMA, 0x50));
        phones.push(world.device(Holder::Group(OTHER_GROUP), JOKE, 0x51));
        let served = Arc::clone(world.organisation.as_ref().unwrap());
        let another = open(&world, 7);
        Self {
            world,
            served,
            another,
            phones,
            drawn: 0,
            opened: 100,
        }
    }

    fn step(&mut self, step: Step) {
        let now = self.world.now();
        let person = PEOPLE[usize::from(step.who) % PEOPLE.len()];
        let group = [GROUP, OTHER_GROUP][usize::from(step.which) % 2];
        let child = [NOOR, DAAN][usize::from(step.which / 2) % 2];
        let moment = now.plus_ms(i64::from(step.when) * HOUR_MS / 2);
        let during = match step.which / 4 % 3 {
            0 => Span::since(moment),
            1 => Span {
                from: UnixMillis(0),
                until: Some(moment),
            },
            _ => Span {
                from: moment,
                until: Some(moment.plus_ms(HOUR_MS)),
            },
        };
        self.drawn += 1;
        let id = [self.drawn; 16];
        let org = match step.by_another_process {
            true => Arc::clone(&self.another),
            false => Arc::clone(&self.served),
        };
        let change = |record: Record| {
            org.change_directory(&[record], &[]).unwrap();
        };
        match step.what {
            0 => change(Record::Assignment(Assignment {
                person,
                group,
                role: [GroupRole::Professional, GroupRole::Trainee]
                    [usize::from(step.which / 16) % 2],
                during,
            })),
            1 => change(Record::Mentorship(Mentorship {
                child,
                person,
                deputy: false,
                during,
            })),
            2 => change(Record::Parenthood(Parenthood {
                child,
                person,
                authority: [Authority::Full, Authority::None][usize::from(step.which / 16) % 2],
                carer: step.which & 64 != 0,
                earlier_names: Vec::new(),
                collection_barred: false,
                during,
            })),
            3 => change(Record::DayGrant(DayGrant {
                id: GrantId(id),
                group,
                person,
                granted_by: FATIMA,
                during,
            })),
            4 => change(Record::Circle(Circle {
                id: CircleId(id),
                members: vec![person, FATIMA],
                during,
            })),
            5 => change(Record::Merge(Merge {
                location: LOCATION,
                groups: vec![GROUP, OTHER_GROUP],
                during,
            })),
            6 => change(Record::Office(Office {
                person,
                role: [OfficeRole::Manager, OfficeRole::Coach][usize::from(step.which / 16) % 2],
                location: [None, Some(LOCATION)][usize::from(step.which / 32) % 2],
                during,
            })),
            7 => change(Record::Opening(Opening {
                id: GrantId(id),
                person,
                kind: DocumentKind::Journal,
                subject: Subject::Child(child),
                reason: "asked".into(),
                during,
            })),
            8 => {
                if let Some(Record::Person(mut it)) = found(&org, 3, &person.0) {
                    it.first_name = format!("{}{}", it.first_name, self.drawn);
                    it.left_at = (step.which & 3 == 0).then_some(moment);
                    change(Record::Person(it));
                }
            }
            9 => {
                let group = [GROUP, OTHER_GROUP][usize::from(step.which / 32) % 2];
                let mut placed = Placement {
                    child,
                    group,
                    weekdays: 0b1_1111,
                    during: always(),
                    expected_by_minute: None,
                };
                placed.during.until = (step.which & 16 != 0).then_some(moment);
                change(Record::Placement(placed));
            }
            10 => {
                let phone = &self.phones[usize::from(step.who) % self.phones.len()];
                let revoked_at = (step.which & 7 == 0).then_some(now);
                change(Record::Device(phone.record(revoked_at, now)));
            }
            11 => {
                let records: Vec<RecordId> = org.directory().records().map(Record::id).collect();
                let gone = &records[usize::from(step.who) * 7 % records.len()];
                // Organisation, people and devices end instead; the play needs them.
                if !matches!(gone.kind, 0..=3 | 14) {
                    org.change_directory(&[], std::slice::from_ref(gone))
                        .unwrap();
                }
            }
            12..=14 => {
                let number = usize::from(step.who) % self.phones.len();
                let phone = &mut self.phones[number];
                let subject = match step.which & 16 {
                    0 => Subject::Child(child),
                    _ => Subject::Group(group),
                };
                let fields = [("state", text("watch")), ("summary", text("x"))];
                let entry = phone.note(DocumentKind::Handover, subject, "handover", &fields, now);
                let signed = SignedEntry::sign(&entry, &phone.key);
                let request = phone.request(&[signed], now);
                // Refused or stored: both are told the same afterwards.
                let _ = ask(&org, phone, &request, now);
            }
            15 => {
                org.merge_all().unwrap();
            }
            _ => self.world.pass(i64::from(step.when.max(0)) * HOUR_MS),
        }
    }

    fn compare(&mut self, which: impl Fn(usize) -> bool) {
        self.opened += 1;
        let fresh = open(&self.world, self.opened);
        let now = self.world.now();
        for (number, phone) in self.phones.iter_mut().enumerate() {
            if which(number) {
                let right = sight(&fresh, phone, now);
                assert_eq!(
                    sight(&self.served, phone, now),
                    right,
                    "served, phone {number}"
                );
                assert_eq!(
                    sight(&self.another, phone, now),
                    right,
                    "another, phone {number}"
                );
            }
        }
    }
}

fn found(org: &Organisation, kind: u8, id: &[u8]) -> Option<Record> {
    let id = RecordId {
        kind,
        bytes: id.to_vec(),
    };
    org.directory().get(&id).cloned()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_device_is_answered_as_by_an_engine_that_knows_nothing_yet(steps in steps()) {
        let mut play = Play::begin();
        play.compare(|_| true);
        for step in steps {
            play.step(step);
            // Not all each time: what is kept has to stand several changes.
            play.compare(|number| (number + usize::from(step.who)) % 3 == 0);
        }
        play.compare(|_| true);
    }
}

#[test]
fn an_access_that_another_process_ends_is_over_at_the_next_request() {
    let mut play = Play::begin();
    let now = play.world.now();
    let note = play.phones[0].handover("nap at one", now);
    let request = play.phones[0].request(&[note], now);
    let stored = ask(&play.served, &mut play.phones[0], &request, now).unwrap();
    assert!(is_stored(&stored.outcomes[0]));
    let joke = &mut play.phones[1];
    let (_, documents, _) = sight(&play.served, joke, now).unwrap();
    assert_eq!(documents.len(), 1, "she works on the group");
    let ended = assignment(JOKE, Some(now));
    play.another.change_directory(&[ended], &[]).unwrap();
    let (_, documents, _) = sight(&play.served, joke, now).unwrap();
    assert_eq!(documents, [], "she does no more");
}
