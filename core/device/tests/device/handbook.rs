//! The organisation's pages on each phone: which version holds, who sees what, which template fits, what
//! helps where; reflections that stay; and whether parents are reached.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support::*;
use samenspel_device::Command;
use samenspel_device::screens::{HandbookView, HasDevice, Viewer};
use samenspel_model::ids::{EntryKey, LocationId, PersonId};
use samenspel_model::limits::REQUEST_BYTES_MAX;
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::wire::decompress;
use samenspel_phrasebook::GuideCard;
use samenspel_rules::directory::{
    Assignment, GroupRole, LocationSettings, Office, OfficeRole, Person, Record, Span,
};
use samenspel_rules::partnership::NewNote;
use samenspel_rules::partnership::handbook::{
    PointOfUse, TemplateChoice, bring_out, new_version, withdraw_cards,
};
use samenspel_rules::schema::notes::{
    AgeBand, Channel, ContactPlan, ContactRhythm, HandbookPage, PageTopic, Poll, PracticeCard,
    StaffCard, Template, TemplateFor, ThemePack,
};
use samenspel_rules::schema::{Note, Whole};

const INGRID: PersonId = PersonId([20; 16]);
const TIM: PersonId = PersonId([21; 16]);
const LOCATION: LocationId = LocationId([4; 16]);
const DAY: i64 = 24 * 60;

fn server() -> Server {
    let mut server = Server::new();
    let since = Span::since(MORNING.plus_ms(-100 * UnixMillis::DAY_MS));
    for (id, first_name) in [(INGRID, "Ingrid"), (TIM, "Tim")] {
        server.records.push(Record::Person(Person {
            id,
            first_name: first_name.into(),
            last_name: String::new(),
            languages: vec!["nl".into()],
            left_at: None,
        }));
    }
    server.records.push(Record::Office(Office {
        person: INGRID,
        role: OfficeRole::Manager,
        location: Some(LOCATION),
        during: since,
    }));
    server.records.push(Record::Assignment(Assignment {
        person: TIM,
        group: GROUP,
        role: GroupRole::Trainee,
        during: since,
    }));
    server.records.sort_by_key(Record::id);
    server
}

fn phone(person: PersonId, server: &mut Server) -> Phone {
    let mut phone = Phone::of(person, server);
    phone.sync(server, 1);
    phone
}

fn viewer(person: PersonId, minutes: i64) -> Viewer {
    Viewer {
        person,
        now: at(minutes),
    }
}

fn handbook_series() -> Series {
    Series {
        org: ORG,
        kind: DocumentKind::Handbook,
        subject: Subject::Organisation,
    }
}

fn write<N: Note>(phone: &mut Phone, note: &N, minutes: i64) -> EntryKey {
    let note = NewNote::of(handbook_series(), note);
    phone.write(&Command::AddNote(note), minutes)
}

fn handbook(phone: &Phone, minutes: i64) -> HandbookView {
    phone.store.handbook(viewer(phone.person, minutes)).unwrap()
}

fn titles(phone: &Phone, minutes: i64) -> Vec<String> {
    let pages = handbook(phone, minutes).pages;
    pages.into_iter().map(|it| it.note.title).collect()
}

fn page(topic: PageTopic, title: &str) -> HandbookPage {
    HandbookPage {
        topic: Some(topic),
        ..HandbookPage::new(title.into(), "Zo doen we dat.".into())
    }
}

#[test]
fn the_latest_version_of_a_page_holds_and_those_before_can_be_read() {
    let mut server = server();
    let mut ingrid = phone(INGRID, &mut server);
    write(&mut ingrid, &page(PageTopic::Sleep, "Slapen"), 2);
    write(&mut ingrid, &page(PageTopic::Vision, "Onze visie"), 3);
    let first = handbook(&ingrid, 4).pages.remove(1);
    let next = new_version(&first, "Slapen op de rug", "Altijd op de rug.");
    ingrid.write(&Command::AddNote(next), 4);
    assert_eq!(titles(&ingrid, 5), ["Onze visie", "Slapen op de rug"]);
    let latest = handbook(&ingrid, 5).pages.remove(1);
    assert_eq!(latest.note.version, Whole::new(2));
    let history = ingrid.store.handbook_page(viewer(INGRID, 5), &latest.key);
    let history = history.unwrap().unwrap();
    assert_eq!(history.page, latest);
    assert_eq!(history.earlier, [first]);
}

#[test]
fn two_versions_made_at_the_same_time_both_stand_on_every_phone() {
    let mut server = server();
    let mut ingrid = phone(INGRID, &mut server);
    write(&mut ingrid, &page(PageTopic::Food, "Eten"), 2);
    ingrid.sync(&mut server, 3);
    let mut other = phone(INGRID, &mut server);
    let from = handbook(&ingrid, 4).pages.remove(0);
    let one = new_version(&from, "Eten: fruit om tien uur", "Fruit.");
    let two = new_version(&from, "Eten: brood om twaalf uur", "Brood.");
    ingrid.write(&Command::AddNote(one), 5);
    other.write(&Command::AddNote(two), 5);
    other.sync(&mut server, 6);
    ingrid.sync(&mut server, 7);
    other.sync(&mut server, 8);
    let both = ["Eten: brood om twaalf uur", "Eten: fruit om tien uur"];
    assert_eq!(titles(&ingrid, 9), both);
    assert_eq!(titles(&other, 9), both);
}

#[test]
fn pages_and_cards_come_where_they_help_and_parents_get_theirs() {
    let mut server = server();
    let mut ingrid = phone(INGRID, &mut server);
    write(&mut ingrid, &page(PageTopic::Together, "Samen"), 2);
    write(&mut ingrid, &page(PageTopic::Talks, "Gesprekken"), 2);
    write(&mut ingrid, &page(PageTopic::Food, "Eten"), 2);
    ingrid.sync(&mut server, 3);
    let help = |phone: &Phone, point| {
        phone
            .store
            .help_here(viewer(phone.person, 4), point)
            .unwrap()
    };
    let samira = phone(SAMIRA, &mut server);
    let here = help(&samira, PointOfUse::Talk);
    let shown: Vec<&str> = here.pages.iter().map(|it| it.note.title.as_str()).collect();
    assert_eq!(shown, ["Gesprekken", "Samen"]);
    assert!(here.cards.contains(&GuideCard::DauntingParents));
    assert_eq!(
        help(&samira, PointOfUse::Incident).cards,
        [GuideCard::Signals]
    );
    let elif = phone(ELIF, &mut server);
    let here = help(&elif, PointOfUse::Talk);
    assert_eq!(here.pages.len(), 2);
    assert_eq!(here.cards, [GuideCard::TheWord]);
}

#[test]
fn parents_see_who_the_staff_are_and_a_card_taken_back_leaves_nothing() {
    let mut server = server();
    let mut samira = phone(SAMIRA, &mut server);
    let card = |text: &str| StaffCard {
        topics: Some(text.into()),
        languages: Some("nl, ar".into()),
        ..StaffCard::new()
    };
    write(&mut samira, &card("slapen"), 2);
    write(&mut samira, &card("slapen en voeding"), 3);
    samira.sync(&mut server, 4);
    let mut elif = phone(ELIF, &mut server);
    let staff = handbook(&elif, 5).staff;
    assert_eq!(staff.len(), 1);
    assert_eq!(staff[0].note, card("slapen en voeding"));
    let beside = elif.store.staff_card(viewer(ELIF, 5), SAMIRA).unwrap();
    assert_eq!(beside.as_ref(), Some(&staff[0]));
    assert_eq!(elif.store.staff_card(viewer(ELIF, 5), JOOST).unwrap(), None);

    let own = samira.store.own_staff_cards(viewer(SAMIRA, 6)).unwrap();
    assert_eq!(own.len(), 2);
    samira.intent(&Command::AddNotes(withdraw_cards(&own)), 6);
    samira.sync(&mut server, 7);
    elif.sync(&mut server, 8);
    assert_eq!(handbook(&elif, 8).staff, []);
}

#[test]
fn a_theme_pack_comes_out_when_a_poll_asked_and_staffs_own_things_stay_with_staff() {
    let mut server = server();
    let mut ingrid = phone(INGRID, &mut server);
    let pack = ThemePack::new(
        PageTopic::Toilet,
        "Zindelijk worden".into(),
        "Rustig aan.".into(),
    );
    write(&mut ingrid, &pack, 2);
    let tip = PracticeCard::new("Koffie bij het hek".into(), "Elke vrijdag.".into());
    write(&mut ingrid, &tip, 2);
    ingrid.sync(&mut server, 3);
    let mut elif = phone(ELIF, &mut server);
    let samira = phone(SAMIRA, &mut server);
    assert_eq!(handbook(&elif, 4).theme_packs, []);
    assert_eq!(handbook(&elif, 4).practice_cards, []);
    assert_eq!(handbook(&samira, 4).practice_cards.len(), 1);
    assert_eq!(handbook(&samira, 4).theme_drafts, []);
    let draft = handbook(&ingrid, 4).theme_drafts.remove(0);

    let board = Series {
        kind: DocumentKind::Board,
        subject: Subject::Group(GROUP),
        ..handbook_series()
    };
    let poll = Poll::new(
        "Waar wilt u meer over weten?".into(),
        "slapen\nzindelijk".into(),
    );
    let poll = ingrid.write(&Command::AddNote(NewNote::of(board, &poll)), 5);
    ingrid.write(
        &Command::AddNote(bring_out(handbook_series(), &draft, poll)),
        6,
    );
    assert_eq!(handbook(&ingrid, 7).theme_drafts, []);
    ingrid.sync(&mut server, 9);
    elif.sync(&mut server, 10);
    let out = handbook(&elif, 10).theme_packs;
    assert_eq!(out.len(), 1);
    assert_eq!(out[0].note.title, "Zindelijk worden");
    // Where the poll was not asked, nothing is brought out.
    server.hidden.insert(DocumentKind::Board);
    let elsewhere = phone(ELIF, &mut server);
    assert_eq!(handbook(&elsewhere, 11).theme_packs, []);
}

#[test]
fn the_template_is_the_one_of_the_age_else_the_common_one_else_the_built_in_one() {
    let mut server = server();
    let mut ingrid = phone(INGRID, &mut server);
    let choose = |phone: &Phone, kind| {
        let viewer = viewer(phone.person, 9);
        phone.store.template_for(viewer, CHILD, kind).unwrap()
    };
    let title = |choice: TemplateChoice| match choice {
        TemplateChoice::Own(own) => own.note.title,
        TemplateChoice::BuiltIn { age, .. } => format!("{age:?}"),
    };
    assert_eq!(title(choose(&ingrid, TemplateFor::PickUp)), "Toddler");
    let template = |title: &str, age| Template {
        age,
        ..Template::new(TemplateFor::PickUp, title.into(), "Wat was mooi?".into())
    };
    write(&mut ingrid, &template("voor ieder", None), 2);
    assert_eq!(title(choose(&ingrid, TemplateFor::PickUp)), "voor ieder");
    write(&mut ingrid, &template("peuters", Some(AgeBand::Toddler)), 3);
    write(&mut ingrid, &template("baby's", Some(AgeBand::Baby)), 4);
    write(&mut ingrid, &template("voor ieder, nieuw", None), 5);
    assert_eq!(title(choose(&ingrid, TemplateFor::PickUp)), "peuters");
    assert_eq!(title(choose(&ingrid, TemplateFor::Handover)), "Toddler");
    let mut settings = LocationSettings::of(LOCATION);
    settings.after_school_groups = vec![GROUP];
    server.records.push(Record::LocationSettings(settings));
    server.records.sort_by_key(Record::id);
    ingrid.sync(&mut server, 6);
    assert_eq!(
        title(choose(&ingrid, TemplateFor::PickUp)),
        "voor ieder, nieuw"
    );
    assert_eq!(title(choose(&ingrid, TemplateFor::Handover)), "AfterSchool");
}

#[test]
fn a_reflection_beside_a_card_is_in_no_request_not_even_as_bytes() {
    let mut server = server();
    let mut samira = phone(SAMIRA, &mut server);
    let words = "Ik luisterde vandaag te kort.";
    let card = GuideCard::Relation;
    let reading = at(2);
    samira
        .store
        .reflect(
            SAMIRA,
            Some(card.name()),
            words,
            reading,
            &mut samira.random,
        )
        .unwrap();
    samira.write(&handover("let op haar oor"), 2);
    let request = samira.request(3);
    let plain = decompress(&request.body, REQUEST_BYTES_MAX).unwrap();
    let holds = |text: &str| plain.windows(text.len()).any(|it| it == text.as_bytes());
    assert!(holds("let op haar oor"));
    assert!(!holds("luisterde") && !holds(card.name()));
    samira.sync(&mut server, 4);
    let mine = samira
        .store
        .reflections_beside(SAMIRA, card, at(60))
        .unwrap();
    assert_eq!(mine.len(), 1);
    assert_eq!(mine[0].guide_card(), Some(card));
    let other = samira
        .store
        .reflections_beside(SAMIRA, GuideCard::Culture, at(60));
    assert_eq!(other.unwrap(), []);
    let joost = phone(JOOST, &mut server);
    assert_eq!(joost.store.reflections(SAMIRA, at(60)).unwrap(), []);
}

#[test]
fn reach_tells_who_reads_and_how_they_want_contact_to_those_who_may_know() {
    let mut server = server();
    let mut samira = phone(SAMIRA, &mut server);
    let told = samira.write(
        &note(
            series(DocumentKind::Journal),
            "question",
            &[("text", text("Slaapt ze?"))],
        ),
        2,
    );
    samira.sync(&mut server, 5);
    let reach = |phone: &Phone, minutes| {
        phone
            .store
            .reach(viewer(phone.person, minutes), GROUP)
            .unwrap()
    };
    let before = reach(&samira, 6);
    assert_eq!(before.len(), 1);
    assert_eq!(
        (before[0].parent, &before[0].children),
        (ELIF, &vec![CHILD])
    );
    assert_eq!(before[0].has_device, HasDevice::NotKnown);
    assert_eq!(before[0].days_since_read, None);

    let mut elif = phone(ELIF, &mut server);
    elif.intent(&Command::MarkRead { notes: vec![told] }, 10);
    let channel = Series {
        kind: DocumentKind::ParentChannel,
        subject: Subject::ChildParent(CHILD, ELIF),
        ..handover_series()
    };
    let plan = ContactPlan {
        channel: Some(Channel::Phone),
        ..ContactPlan::new(ContactRhythm::Monthly)
    };
    elif.write(&Command::AddNote(NewNote::of(channel, &plan)), 11);
    elif.sync(&mut server, 12);
    samira.sync(&mut server, 3 * DAY);
    let after = reach(&samira, 3 * DAY);
    assert_eq!(after[0].has_device, HasDevice::Yes);
    assert_eq!(after[0].days_since_read, Some(3));
    assert_eq!(after[0].plan.as_ref().unwrap().note, plan);

    let ingrid = phone(INGRID, &mut server);
    assert_eq!(reach(&ingrid, 3 * DAY).len(), 1);
    for person in [ELIF, TIM] {
        let other = phone(person, &mut server);
        assert_eq!(reach(&other, 3 * DAY), []);
    }
}
