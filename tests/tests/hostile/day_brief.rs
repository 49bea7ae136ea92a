//! Day briefs for somebody else, for another day or group, replayed, altered, too long. Knows nothing of
//! who may give one (`day_pass`).

use samenspel_device::relay::day::{DAY_BYTES_MAX, DayBrief, DayPass, SignedBrief};
use samenspel_device::relay::frames::{FrameSink, FrameSource, Scanned};
use samenspel_device::relay::{Bundle, DayOffer, RelaySealError, Relayed, seal, seal_day};
use samenspel_model::entry::SignedEntry;
use samenspel_model::series::DocumentKind;
use samenspel_model::time::{Certainty, UnixMillis};
use samenspel_model::verdict::{BriefRefusal, RefusalCode};
use samenspel_protocol::SignedCommand;
use samenspel_rules::directory::{Assignment, DayGrant, GroupRole, Record, Span};
use samenspel_testkit::random::SystemRandom;

use crate::door::{Door, MAREK, OLENA, offer, phone, refuses};

// For whom, when and what

#[test]
fn hostile_day_pass_for_another_person() {
    let door = Door::open();
    let for_marek = DayGrant {
        person: MAREK,
        ..door.day()
    };
    let sealed = door.pass_of(&door.fatima, door.sign(for_marek));
    door.refuses(&sealed, BriefRefusal::AnotherPerson);
}

#[test]
fn hostile_day_pass_for_another_day_or_longer_than_one() {
    let door = Door::open();
    let now = door.now();
    let hours = |count: i64| now.plus_ms(count * UnixMillis::HOUR_MS);
    for (from, until, code) in [
        (hours(24), Some(hours(36)), BriefRefusal::NotToday),
        (hours(0), Some(hours(25)), BriefRefusal::NotToday),
        (hours(0), None, BriefRefusal::NotToday),
        (
            UnixMillis(i64::MIN),
            Some(UnixMillis(i64::MAX)),
            BriefRefusal::NotToday,
        ),
        (hours(-24), Some(hours(-12)), BriefRefusal::Over),
        (hours(0), Some(hours(-1)), BriefRefusal::Over),
    ] {
        let grant = DayGrant {
            during: Span { from, until },
            ..door.day()
        };
        let sealed = door.pass_of(&door.fatima, door.sign(grant));
        door.refuses(&sealed, code);
    }
}

#[test]
fn hostile_day_pass_that_is_shown_after_its_end() {
    let door = Door::open();
    let sealed = door.pass_of(&door.fatima, door.sign(door.day()));
    door.siege.server.time.advance_ms(12 * UnixMillis::HOUR_MS);
    door.refuses(&sealed, BriefRefusal::Over);
}

#[test]
fn hostile_day_brief_that_tells_of_children_of_another_group() {
    let door = Door::open();
    let at = door.siege.at;
    let code = BriefRefusal::AnotherGroup;
    let grant = door.sign(door.day());
    let honest = door.brief(&door.fatima, &grant);
    let refused = |brief: &DayBrief| {
        let sealed = door.sealed(&door.fatima, grant.clone(), brief);
        door.refuses(&sealed, code);
    };
    let mut twice = honest.clone();
    twice.children.push(twice.children[0].clone());
    refused(&twice);
    let mut another = honest.clone();
    another.group.id = door.siege.server.site.location.groups[1];
    refused(&another);
    // What nobody who is let in may read: the team's notes, the parents' own.
    for kind in [
        DocumentKind::Team,
        DocumentKind::ParentDesk,
        DocumentKind::Journal,
    ] {
        let mut more = honest.clone();
        more.children[0].notes.push(door.peanut(kind));
        refused(&more);
    }
    let mut of_group = honest.clone();
    of_group.of_group.push(door.peanut(DocumentKind::Team));
    refused(&of_group);
    // She works on the other group, so that her phone knows whose child it is.
    let works = Assignment {
        person: OLENA,
        group: door.siege.server.site.location.groups[1],
        role: GroupRole::Professional,
        during: Span::since(door.now()),
    };
    let organisation = &door.siege.server.organisation;
    organisation
        .change_directory(&[Record::Assignment(works)], &[])
        .unwrap();
    door.sync();
    let mut claimed = honest;
    claimed.children.push(door.child(at.zeynep));
    refused(&claimed);
}

#[test]
fn hostile_day_brief_with_names_that_turn_the_reading_order() {
    let door = Door::open();
    let grant = door.sign(door.day());
    let mut brief = door.brief(&door.fatima, &grant);
    brief.children[0].child.first_name = "Noor\u{202e}adnip".into();
    let sealed = door.sealed(&door.fatima, grant, &brief);
    door.refuses(&sealed, BriefRefusal::Malformed);
}

// Again, altered, too long

#[test]
fn hostile_day_pass_replayed_to_another_phone() {
    let door = Door::open();
    let grant = door.sign(door.day());
    let brief = door.brief(&door.fatima, &grant);
    let sealed = door.sealed(&door.fatima, grant.clone(), &brief);
    let marek = phone(&door.siege, "marek", MAREK);
    let her_other = phone(&door.siege, "olenas-other", OLENA);
    let to_marek = offer(&marek);
    let to_her_other = offer(&her_other);
    // As it was filmed.
    refuses(&marek, &sealed, BriefRefusal::NotForThisPhone);
    refuses(&her_other, &sealed, BriefRefusal::NotForThisPhone);
    // Opened on her modified phone, and sealed anew.
    let reseal = |grant: &SignedCommand, to: &DayOffer| {
        let pass = DayPass {
            grant: grant.clone(),
            brief: SignedBrief::sign(&brief, &door.fatima.key),
            entries: Vec::new(),
        };
        seal_day(&pass, &to.to, &mut SystemRandom).unwrap()
    };
    let again = reseal(&grant, &to_marek);
    refuses(&marek, &again, BriefRefusal::AnotherPerson);
    let again = reseal(&grant, &to_her_other);
    refuses(&her_other, &again, BriefRefusal::NotForThisPhone);
    // With a grant of his own and her brief.
    let his = door.sign(DayGrant {
        person: MAREK,
        ..door.day()
    });
    refuses(
        &marek,
        &reseal(&his, &to_marek),
        BriefRefusal::NotForThisPhone,
    );
    // To a code of the day before yesterday.
    door.siege.server.time.advance_ms(2 * UnixMillis::DAY_MS);
    let late = door.pass_of(&door.fatima, door.sign(door.day()));
    door.refuses(&late, BriefRefusal::NotForThisPhone);
}

#[test]
fn hostile_day_pass_altered_on_its_way_or_in_its_frames() {
    let door = Door::open();
    let sealed = door.pass_of(&door.fatima, door.sign(door.day()));
    for position in 0..sealed.len() {
        let mut altered = sealed.clone();
        altered[position] ^= 1;
        let code = match position {
            0..16 => BriefRefusal::Malformed,
            _ => BriefRefusal::NotForThisPhone,
        };
        refuses(&door.olena, &altered, code);
    }
    for length in [0, 15, 16, 47, 48, sealed.len() - 1] {
        let taken = door.olena.store();
        let taken = taken.take_day_pass(&sealed[..length], door.olena.clock_reading());
        assert!(taken.is_err(), "{length}");
    }
    // One forged frame among good ones spoils that try and no later one.
    let mut source = FrameSource::new(&sealed).unwrap();
    let mut sink = FrameSink::default();
    let mut forged = source.next_frame();
    forged[100] ^= 1;
    sink.scanned(&forged);
    let whole = (0..500).find_map(|_| match sink.scanned(&source.next_frame()) {
        Scanned::Whole(whole) => Some(whole),
        _ => None,
    });
    assert_eq!(whole.as_deref(), Some(&sealed[..]));
    // Notes to take along are no day pass.
    let notes = door
        .olena
        .store()
        .offer_relay(door.olena.clock_reading(), &mut SystemRandom);
    let bundle = Bundle {
        org: door.siege.at.org,
        from: door.fatima.device,
        entries: Vec::new(),
    };
    let notes = seal(&bundle, &notes.unwrap(), &mut SystemRandom).unwrap();
    door.refuses(&notes, BriefRefusal::Malformed);
}

#[test]
fn hostile_day_brief_that_is_too_long() {
    let door = Door::open();
    let grant = door.sign(door.day());
    let mut sealed = door.pass_of(&door.fatima, grant.clone());
    sealed.resize(DAY_BYTES_MAX + 1, 0);
    door.refuses(&sealed, BriefRefusal::TooLarge);
    // Nobody seals more than fits, however well it compresses.
    let mut brief = door.brief(&door.fatima, &grant);
    let row = brief.children[0].clone();
    brief.children = (0..3_000u16)
        .map(|number| {
            let mut row = row.clone();
            row.child.id.0[..2].copy_from_slice(&number.to_be_bytes());
            row
        })
        .collect();
    let pass = DayPass {
        grant,
        brief: SignedBrief::sign(&brief, &door.fatima.key),
        entries: Vec::new(),
    };
    let sealed = seal_day(&pass, &door.offer.to, &mut SystemRandom);
    assert_eq!(sealed, Err(RelaySealError::TooLarge));
}

#[test]
fn hostile_day_pass_with_notes_that_nobody_signed_so() {
    let door = Door::open();
    let at = door.siege.at;
    let grant = door.sign(door.day());
    let brief = door.brief(&door.fatima, &grant);
    let relayed = |signed: SignedEntry| Relayed {
        signed,
        corrected_at: door.now(),
        certainty: Certainty::Measured,
    };
    let handover = at.handover(at.fatima, at.noor, door.now());
    let mut forged = door.fatima.sign(&handover);
    forged.signature = door.siege.stranger().sign(&handover).signature;
    let pass = DayPass {
        grant,
        brief: SignedBrief::sign(&brief, &door.fatima.key),
        // One that nobody signed so, and one that the brief does not tell of.
        entries: vec![relayed(forged), relayed(door.fatima.sign(&handover))],
    };
    let sealed = seal_day(&pass, &door.offer.to, &mut SystemRandom).unwrap();
    let reading = door.olena.clock_reading();
    let taken = door.olena.store().take_day_pass(&sealed, reading).unwrap();
    let expected = [RefusalCode::BadSignature, RefusalCode::NotAllowed];
    assert_eq!(taken.refused, expected);
    assert_eq!(door.olena.entries().unwrap().len(), 0);
}
