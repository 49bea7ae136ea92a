//! How large the brief of a whole group is, and how many frames of a moving code it takes: sixteen
//! children of whom much is told. `-- --nocapture` prints the figures of docs/measurements.md.

use samenspel_device::relay::DayOffer;
use samenspel_device::relay::day::{DAY_BYTES_MAX, Matter};
use samenspel_device::relay::frames::{FrameSink, FrameSource, Scanned};
use samenspel_device::{Command, LetIn, NewNote};
use samenspel_model::ids::{ContactId, PersonId, Random};
use samenspel_model::series::DocumentKind;
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Contact, Phone, PhoneOwner, Record};
use samenspel_rules::schema::notes::{
    Collector, DayChange, DayDifference, Handover, Medical, MedicalMatter, Notice, OpenItem,
    Rhythm, Severity, State,
};
use samenspel_testkit::clock::TrueTime;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::of_child;

const CHILDREN: usize = 16;
const SIZE: Size = Size {
    groups: 1,
    children_per_group: CHILDREN,
    staff_per_group: 2,
};

/// Words of which every text is drawn anew: no two children have the same, and little compresses.
const WORDS: [&str; 64] = [
    "slaapt",
    "vanaf",
    "half",
    "een",
    "tot",
    "drie",
    "met",
    "haar",
    "knuffel",
    "naast",
    "zich",
    "drinkt",
    "weinig",
    "water",
    "vaak",
    "aanbieden",
    "eet",
    "langzaam",
    "brood",
    "zonder",
    "korst",
    "fruit",
    "in",
    "stukjes",
    "fles",
    "van",
    "honderdtachtig",
    "warm",
    "maken",
    "wil",
    "dan",
    "even",
    "rusten",
    "op",
    "schoot",
    "liedje",
    "zingen",
    "helpt",
    "altijd",
    "bij",
    "het",
    "afscheid",
    "van",
    "papa",
    "soms",
    "verdrietig",
    "speelt",
    "graag",
    "buiten",
    "zandbak",
    "fietsen",
    "schommel",
    "boekje",
    "lezen",
    "hoest",
    "beetje",
    "vanochtend",
    "neus",
    "snuiten",
    "laarzen",
    "jas",
    "mee",
    "naar",
    "huis",
];

/// A text of so many words.
fn words(count: usize) -> String {
    let drawn = (0..count).map(|_| WORDS[usize::from(SystemRandom.bytes16()[0]) % WORDS.len()]);
    drawn.collect::<Vec<_>>().join(" ")
}

/// Tells of child number `which` what a group of today would have.
fn tell(colleague: &Carried, server: &DrivenServer, which: usize) {
    let location = &server.site.location;
    let child = location.children[0][which];
    let series = |kind| of_child(location.org, kind, child);
    let add = |note: NewNote| colleague.write(&Command::AddNote(note)).unwrap();
    let core = series(DocumentKind::ChildCore);
    if which.is_multiple_of(3) {
        let allergy = Medical {
            severity: Some(Severity::Severe),
            ..Medical::new(MedicalMatter::Allergy, words(3))
        };
        add(NewNote::of(core, &allergy));
    }
    add(NewNote::of(core, &Collector::new(words(2))));
    let rhythm = Rhythm {
        sleep_times: Some(words(10)),
        feeds: Some(words(14)),
        comfort: Some(words(8)),
        ..Rhythm::new()
    };
    add(NewNote::of(core, &rhythm));
    let handover = series(DocumentKind::Handover);
    let told = Handover {
        summary: Some(words(20)),
        if_then: which.is_multiple_of(4).then(|| "Boven 38,5 bellen.".into()),
        ..Handover::new(State::Watch)
    };
    add(NewNote::of(handover, &told));
    if which.is_multiple_of(2) {
        let item = format!(
            "Laarsjes maat {} zoek, vraag het bij het halen.",
            20 + which
        );
        add(NewNote::of(handover, &OpenItem::new(item)));
    }
    if which.is_multiple_of(5) {
        let other = DayChange {
            collects: Some(words(2)),
            ..DayChange::new(DayDifference::OtherCollector)
        };
        add(NewNote::of(series(DocumentKind::DayLog), &other));
        add(NewNote::of(handover, &Notice::new(words(9))));
    }
}

/// Two numbers of each parent, and a neighbour whom one of them named.
fn numbers(server: &DrivenServer) -> Vec<Record> {
    let location = &server.site.location;
    let mut records = Vec::new();
    for (which, parents) in location.parents.iter().enumerate() {
        for (order, parent) in parents.iter().enumerate() {
            records.push(Record::Phone(Phone {
                of: PhoneOwner::Person(*parent),
                order: 0,
                number: format!("06 555 {:02} {:03}", 20 + order, 100 + which),
            }));
        }
        records.push(Record::Contact(Contact {
            id: ContactId(SystemRandom.bytes16()),
            child: location.children[0][which],
            named_by: parents[0],
            name: words(3),
            relation: "buurvrouw".into(),
            until: None,
        }));
    }
    records
}

#[test]
fn the_brief_of_sixteen_children_fits_with_all_that_is_told() {
    let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
    let location = server.site.location.clone();
    let olena = PersonId::new(MONDAY_MORNING, &mut SystemRandom);
    let mut records = numbers(&server);
    records.push(Record::Person(samenspel_rules::directory::Person {
        id: olena,
        first_name: "Olena".into(),
        last_name: String::new(),
        languages: Vec::new(),
        left_at: None,
    }));
    records.push(Record::WorkDays(samenspel_rules::directory::WorkDays {
        person: olena,
        weekdays: 0b1_1111,
    }));
    server.organisation.change_directory(&records, &[]).unwrap();
    let joke = Carried::new(&server, "joke", location.staff[0][0]).unwrap();
    for which in 0..CHILDREN {
        tell(&joke, &server, which);
    }
    assert!(joke.phone.sync().failure.is_none());
    server.time.advance_ms(5 * UnixMillis::MINUTE_MS);
    joke.phone.sync_all().unwrap();
    let olena = Carried::new(&server, "olena", olena).unwrap();
    let reading = olena.clock_reading();
    let offer: DayOffer = olena
        .store()
        .offer_day_pass(reading, &mut SystemRandom)
        .unwrap();
    let ask = LetIn {
        offer: &offer,
        group: location.groups[0],
        until: server.time.now().plus_ms(10 * UnixMillis::HOUR_MS),
    };
    let reading = joke.clock_reading();
    let started = std::time::Instant::now();
    let given = joke
        .store()
        .let_in(&ask, joke.phone.person, reading, &mut SystemRandom)
        .unwrap();
    let took_ms = started.elapsed().as_secs_f64() * 1_000.0;
    let mut source = FrameSource::new(&given.sealed).unwrap();
    let needed = source.frames_needed();
    // A camera that misses every third frame.
    let mut sink = FrameSink::default();
    let mut shown = 0;
    let whole = loop {
        shown += 1;
        let frame = source.next_frame();
        if shown % 3 != 0
            && let Scanned::Whole(whole) = sink.scanned(&frame)
        {
            break whole;
        }
    };
    olena
        .store()
        .take_day_pass(&whole, olena.clock_reading())
        .unwrap();
    let brief = olena.store().day_passes(olena.viewer()).unwrap().remove(0);
    let rows = &brief.page.children;
    let notes = rows.iter().map(|it| {
        let medical = it.medical.facts.len();
        medical
            + it.open_items.len()
            + it.rhythm.len()
            + it.changes.len()
            + usize::from(it.handover.is_some())
    });
    println!(
        "children {}, notes {}, adults at the door {}, people {}",
        rows.len(),
        notes.sum::<usize>() + brief.page.notices.len(),
        rows.iter().map(|it| it.may_collect.len()).sum::<usize>(),
        brief.people.len(),
    );
    println!(
        "sealed {} bytes of {DAY_BYTES_MAX}, {needed} frames, {shown} shown where every third is missed, made in {took_ms:.0} ms, left out {}",
        given.sealed.len(),
        given.left_out.len(),
    );
    println!(
        "code of the offer: {} characters, in hexadecimal {}",
        offer.to_text().len(),
        11 + 2 * samenspel_model::wire::encode(&offer).len(),
    );
    assert_eq!(rows.len(), CHILDREN);
    assert!(
        given.left_out.iter().all(|it| it.matter > Matter::Notices),
        "{:?}",
        given.left_out
    );
    assert_eq!(given.left_out, []);
}
