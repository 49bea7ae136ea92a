//! Bounds that only many notes reach: full documents, parts and pages, a day's invitations, a relay. Knows
//! nothing of requests.

use std::collections::BTreeSet;

use samenspel_device::relay::{Bundle, Offer, RelaySealError, Relayed, seal};
use samenspel_model::entry::{SignatureBytes, SignedEntry};
use samenspel_model::ids::{DocumentId, InvitationId, PersonId};
use samenspel_model::limits;
use samenspel_model::series::{DocumentKind as Kind, Subject};
use samenspel_model::time::{Certainty, UnixMillis};
use samenspel_model::verdict::RefusalCode;
use samenspel_protocol::{CommandAction, InvitationRequest, SyncRequest, WantedPart};
use samenspel_rules::directory::{Holder, Record};
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::modified_app::{ModifiedApp, empty_request, pushed};
use samenspel_tests::support::notes::text;
use samenspel_tests::support::picture::{first_want, id_of};

use super::is_stored;
use crate::quotas::{LONG_CHARS, fill};
use crate::siege::{Siege, person, refused};

/// The documents of a kind about Noor that a device reads.
fn documents(siege: &Siege, app: &ModifiedApp, kind: Kind) -> BTreeSet<DocumentId> {
    let request = SyncRequest {
        list_documents: true,
        ..empty_request()
    };
    let listed = siege.ask(app, &request).unwrap().documents.unwrap();
    let noor = Subject::Child(siege.at.noor);
    let about = listed
        .iter()
        .filter(|it| it.kind == kind && it.subject == noor);
    about.map(|it| id_of(app, it)).collect()
}

#[test]
fn a_document_that_is_full_is_followed_by_its_next_part() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let about = (Kind::DayLog, Subject::Child(at.noor));
    let pieter = siege.honest("Pieter");
    fill(&siege, about, "drop_off", "to_know");
    assert_eq!(documents(&siege, pieter, Kind::DayLog).len(), 1);
    let note = |letters: usize| {
        let fields = [("to_know", text("\u{1F9F8}".repeat(letters)))];
        pieter.sign(&at.note(at.pieter, about, "drop_off", &fields, now))
    };
    // What still fits is put into it, and what does not opens the next.
    siege.stores(pieter, note(1));
    assert_eq!(documents(&siege, pieter, Kind::DayLog).len(), 1);
    siege.stores(pieter, note(LONG_CHARS));
    assert_eq!(documents(&siege, pieter, Kind::DayLog).len(), 2);
    siege.stores(pieter, note(LONG_CHARS));
    assert_eq!(documents(&siege, pieter, Kind::DayLog).len(), 2);
}

#[test]
fn a_page_carries_as_many_bytes_as_the_bound_says_about() {
    let siege = Siege::lay();
    let about = (Kind::DayLog, Subject::Child(siege.at.noor));
    fill(&siege, about, "drop_off", "to_know");
    let pieter = siege.honest("Pieter");
    let document = documents(&siege, pieter, Kind::DayLog).pop_first().unwrap();
    let mut want = first_want(document);
    let (mut pages, mut whole) = (Vec::new(), false);
    while !whole {
        let request = SyncRequest {
            wants: vec![want],
            ..empty_request()
        };
        let mut answer = siege.ask(pieter, &request).unwrap();
        let WantedPart::Entries {
            page,
            up_to,
            complete,
        } = answer.wanted.remove(0).part
        else {
            panic!("no entries");
        };
        let signed = page.entries.iter().flat_map(|it| &it.stored.signed);
        pages.push(signed.map(|it| it.body.len()).sum::<usize>());
        want.after = Some(up_to);
        whole = complete;
    }
    // A note more or less, and what each carries beside its words.
    let about = limits::PAGE_BYTES_MAX - 2 * limits::ENTRY_BYTES_MAX..=limits::PAGE_BYTES_MAX;
    let last = pages.pop().unwrap();
    assert!(
        last <= limits::PAGE_BYTES_MAX && pages.len() >= 3,
        "{pages:?}"
    );
    assert!(pages.iter().all(|it| about.contains(it)), "{pages:?}");
}

#[test]
fn co_written_texts_fill_a_document_and_then_every_part_of_a_period() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let about = (Kind::Agreements, Subject::Child(at.noor));
    let words = "\u{1F9F8}".repeat(LONG_CHARS);
    let agreement = |app: &ModifiedApp, by: PersonId, words: &str| {
        let fields = [("text", text(words))];
        pushed(
            app.sign(&at.note(by, about, "agreement", &fields, now)),
            now,
        )
    };
    let reader = siege.device_of(at.samira);
    let parts = || documents(&siege, &reader, Kind::Agreements).len();
    let in_a_part = usize::try_from(limits::DOCUMENT_TEXT_BYTES_MAX).unwrap() / words.len();
    let (mut stored, mut beyond) = (0, Vec::new());
    // None of them comes to their own quota.
    for author in [at.fatima, at.joke, at.sanne, at.samira, at.pieter] {
        let app = siege.device_of(author);
        for count in [in_a_part, 1, 60 - in_a_part - 1] {
            let pushed = (0..count)
                .map(|_| agreement(&app, author, &words))
                .collect();
            let outcomes = siege.push(&app, pushed);
            stored += outcomes.iter().filter(|it| is_stored(it)).count();
            beyond.extend(outcomes.into_iter().filter(|it| !is_stored(it)));
            // There was a short one before.
            assert_eq!(parts(), stored.div_ceil(in_a_part));
        }
    }
    assert_eq!(stored, in_a_part * usize::from(limits::PARTS_MAX));
    let full = refused(RefusalCode::PeriodFull, &[]);
    assert!(!beyond.is_empty() && beyond.iter().all(|it| *it == full));
    // A few words find room in the last part.
    let app = siege.device_of(at.pieter);
    let short = agreement(&app, at.pieter, "Samen.");
    assert!(is_stored(&siege.push(&app, vec![short])[0]));
}

#[test]
fn a_manager_invites_a_whole_location_in_a_day_and_no_more() {
    let siege = Siege::lay();
    let (at, most) = (siege.at, limits::INVITATIONS_PER_DAY_MAX);
    let ingrid = siege.honest("Ingrid");
    let people: Vec<PersonId> = (0..=most / limits::OPEN_INVITATIONS_MAX)
        .map(|_| PersonId::new(siege.now(), &mut SystemRandom))
        .collect();
    let records = people
        .iter()
        .map(|it| Record::Person(person(*it, "Iemand")));
    let records: Vec<Record> = records.collect();
    siege
        .server
        .organisation
        .change_directory(&records, &[])
        .unwrap();
    let invite = |number: u64| {
        let whom = people[usize::try_from(number / limits::OPEN_INVITATIONS_MAX).unwrap()];
        let mut code_hash = [7; 32];
        code_hash[..8].copy_from_slice(&number.to_be_bytes());
        let action = CommandAction::Invite(InvitationRequest {
            id: InvitationId::new(siege.now(), &mut SystemRandom),
            holder: Holder::Person(whom),
            code_hash,
        });
        ingrid.command(at.ingrid, action, siege.now())
    };
    let numbers: Vec<u64> = (0..most).collect();
    for some in numbers.chunks(limits::PUSH_COMMANDS_MAX) {
        let request = SyncRequest {
            commands: some.iter().map(|number| invite(*number)).collect(),
            ..empty_request()
        };
        let outcomes = siege.ask(ingrid, &request).unwrap().command_outcomes;
        assert!(outcomes.iter().all(is_stored), "{outcomes:?}");
    }
    let too_many = refused(RefusalCode::TooMany, &["invitations"]);
    assert_eq!(siege.command(ingrid, invite(most)), too_many);
    siege.server.time.advance_ms(UnixMillis::DAY_MS);
    assert!(is_stored(&siege.command(ingrid, invite(most))));
}

#[test]
fn a_relay_carries_as_many_notes_as_the_bound_says_and_no_more() {
    let siege = Siege::lay();
    let joke = Carried::new(&siege.server, "joke", siege.at.joke).unwrap();
    let store = joke.store();
    let offer = store.offer_relay(joke.clock_reading(), &mut SystemRandom);
    let offer = Offer::from_text(&offer.unwrap().to_text()).unwrap();
    let take = |count: usize| {
        let none = Relayed {
            signed: SignedEntry {
                body: vec![0xff],
                signature: SignatureBytes([0; 64]),
            },
            corrected_at: siege.now(),
            certainty: Certainty::Measured,
        };
        let bundle = Bundle {
            org: siege.at.org,
            from: siege.honest("Fatima").device,
            entries: vec![none; count],
        };
        let sealed = seal(&bundle, &offer, &mut SystemRandom).unwrap();
        store.take_relay(&sealed, joke.clock_reading())
    };
    // Each of them is looked at, and is none.
    let most = limits::RELAY_ENTRIES_MAX;
    assert_eq!(take(most).unwrap().refused.len(), most);
    let error = take(most + 1).unwrap_err();
    assert!(
        error
            .to_string()
            .contains(&RelaySealError::TooLarge.to_string())
    );
}
