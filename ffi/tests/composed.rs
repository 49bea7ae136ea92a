//! What is done in one tap and written as several notes, day passes, and letting go, against a real server in
//! the same process.

// This is test code: a failed unwrap is a failed test with a line number.
#![allow(clippy::unwrap_used)]

mod support;

use std::sync::Arc;
use std::time::{Duration, Instant};

use samenspel_ffi::{
    CommandRequest, FieldValue, FrameReceiver, FrameSender, NoteField, NoteRequest, NoteSubject,
    SamenspelError, ScannedFrame, ToldView, who_asks_in,
};
use samenspel_model::ids::PersonId;
use samenspel_rules::directory::{Assignment, GroupRole, Holder, Person, Record, Span, WorkDays};
use samenspel_testkit::random::SystemRandom;
use support::{Phone, World, field, id, input_error, number};

const HOUR_MS: i64 = 60 * 60_000;

impl World {
    fn child(&self) -> String {
        self.server.site.location.children[0][0].to_string()
    }

    fn group(&self) -> String {
        self.server.site.location.groups[0].to_string()
    }

    fn parents_phone(&self) -> Phone<'_> {
        self.enrolled(Holder::Person(self.server.site.location.parents[0][0]))
    }

    fn now_ms(&self) -> i64 {
        self.platform().read().unwrap().wall_ms
    }

    fn of_group(&self, kind: &str, fields: Vec<NoteField>) -> NoteRequest {
        NoteRequest {
            document: "group".into(),
            subject: NoteSubject::Group {
                group: self.group(),
            },
            kind: kind.into(),
            fields,
        }
    }

    fn of_child(&self, document: &str, kind: &str, fields: Vec<NoteField>) -> NoteRequest {
        NoteRequest {
            document: document.into(),
            subject: self.subject(),
            kind: kind.into(),
            fields,
        }
    }
}

impl Phone<'_> {
    fn key_of(&self, note: NoteRequest) -> String {
        let intent = self.write(note).unwrap();
        self.run(self.profile.keys_of(intent)).unwrap().remove(0)
    }
}

/// Somebody who is known to the organisation, and perhaps works on the group.
fn newcomer(world: &World, first_name: &str, role: Option<GroupRole>) -> PersonId {
    let now = world.server.time.now();
    let id = PersonId::new(now, &mut SystemRandom);
    let person = Person {
        id,
        first_name: first_name.into(),
        last_name: String::new(),
        languages: vec!["nl".into()],
        left_at: None,
    };
    let group = world.server.site.location.groups[0];
    let role = role.map(|role| {
        Record::Assignment(Assignment {
            person: id,
            group,
            role,
            during: Span::since(now),
        })
    });
    // Without a role: a substitute, on any day.
    let any_day = Record::WorkDays(WorkDays {
        person: id,
        weekdays: 0b1_1111,
    });
    let mut records = vec![Record::Person(person)];
    records.push(role.unwrap_or(any_day));
    let organisation = &world.server.organisation;
    organisation.change_directory(&records, &[]).unwrap();
    id
}

fn text(fields: &[NoteField], name: &str) -> Option<String> {
    let field = fields.iter().find(|it| it.name == name)?;
    match &field.value {
        FieldValue::Text { value } => Some(value.clone()),
        _ => None,
    }
}

fn sync(phones: &[&Phone<'_>]) {
    for phone in phones {
        phone.sync();
    }
}

#[test]
fn an_incident_is_released_once_the_parents_were_told_and_names_nobody_else() {
    let world = World::start();
    let (fatima, samira) = (world.phone(0), world.parents_phone());
    let incident = |child: Option<String>| {
        let mut fields = vec![field("what", "fall"), number("at", world.now_ms())];
        fields.extend(child.map(|it| id("child", &it)));
        fields.push(field("text", "Van de glijbaan."));
        world.of_group("incident", fields)
    };
    let release = |note: &str, told: &str| CommandRequest::ReleaseToParents {
        note: note.into(),
        told: told.into(),
    };
    let key = fatima.key_of(incident(Some(world.child())));
    let early = fatima.execute(release(&key, "not_yet"));
    assert_eq!(early, Err(input_error("parents_not_told", "told")));
    let whom = fatima.execute(release(&key, "in_a_dream"));
    assert_eq!(whom, Err(input_error("unknown", "told")));
    let of_nobody = fatima.key_of(incident(None));
    let of_nobody = fatima.execute(release(&of_nobody, "called"));
    assert_eq!(of_nobody, Err(input_error("no_child", "note")));

    fatima.execute(release(&key, "called")).unwrap();
    sync(&[&fatima, &samira]);
    let read = samira.timeline();
    let shared = read.iter().find(|it| it.kind == "incident").unwrap();
    assert_eq!(text(&shared.fields, "told").as_deref(), Some("called"));
    assert_eq!(
        text(&shared.fields, "text").as_deref(),
        Some("Van de glijbaan.")
    );
}

#[test]
fn a_form_from_home_is_confirmed_with_what_differs_only() {
    let world = World::start();
    let (fatima, samira) = (world.phone(0), world.parents_phone());
    let form = vec![field("mood", "tired"), field("collects", "Opa Ahmed")];
    let form = samira.key_of(world.of_child("day-log", "drop_off", form));
    sync(&[&samira, &fatima]);
    let at_the_door = CommandRequest::ConfirmDropOff {
        drop_off: form.clone(),
        fields: vec![field("mood", "happy"), field("collects", "Opa Ahmed")],
    };
    let intent = fatima.execute(at_the_door).unwrap();
    let keys = fatima.run(fatima.profile.keys_of(intent)).unwrap();
    let discussed = fatima.run(fatima.profile.note(keys[0].clone())).unwrap();
    assert_eq!(discussed.unwrap().kind, "discussed");
    assert_eq!(keys.len(), 2);
    let form_now = fatima.run(fatima.profile.drop_off(world.child(), None));
    assert!(form_now.unwrap().to_confirm.is_empty());
    let adds = fatima.run(fatima.profile.note(keys[1].clone()));
    let adds = adds.unwrap().unwrap().fields;
    assert_eq!(text(&adds, "mood").as_deref(), Some("happy"));
    assert_eq!(text(&adds, "collects"), None);
    let nothing = CommandRequest::ConfirmDropOff {
        drop_off: keys[0].clone(),
        fields: Vec::new(),
    };
    assert_eq!(
        fatima.execute(nothing),
        Err(input_error("unknown", "drop_off"))
    );
}

#[test]
fn two_statements_that_differ_are_confirmed_by_name_and_items_are_taken_over() {
    let world = World::start();
    let fatima = world.phone(0);
    let says = |severity: &str| {
        vec![
            field("what", "allergy"),
            field("substance", "Pinda"),
            field("severity", severity),
        ]
    };
    let first = fatima.key_of(world.of_child("child-core", "medical", says("mild")));
    let second = fatima.key_of(world.of_child("child-core", "medical", says("severe")));
    let confirm = CommandRequest::ConfirmMedical {
        child: world.child(),
        seen: vec![first.clone(), second],
        words: "Moeder belde met de huisarts.".into(),
        holds: Some(says("severe")),
    };
    fatima.execute(confirm).unwrap();
    let page = fatima.run(fatima.profile.child_page(world.child(), None));
    let medical = page.unwrap().medical;
    assert!(medical.facts.iter().all(|fact| !fact.differs));

    let item = world.of_child("handover", "open_item", vec![field("what", "Jas zoek")]);
    let item = fatima.key_of(item);
    let take = |item: &str| CommandRequest::TakeOver {
        items: vec![item.to_owned()],
    };
    fatima.execute(take(&item)).unwrap();
    let open = fatima
        .run(fatima.profile.open_with_takers(world.subject(), None))
        .unwrap();
    let own = world.staff(0).to_string();
    assert_eq!(open[0].taken_over_by, Some(own));
    let key_of_nothing = first.replace(|it: char| it.is_ascii_digit(), "0");
    assert_eq!(
        fatima.execute(take(&key_of_nothing)),
        Err(input_error("unknown", "items"))
    );
    let sweep = CommandRequest::Sweep {
        children: Vec::new(),
        summary: None,
    };
    assert_eq!(fatima.execute(sweep), Err(input_error("empty", "command")));
}

#[test]
fn a_day_pass_crosses_as_frames_and_its_brief_goes_with_the_day() {
    let world = World::start();
    let olena = newcomer(&world, "Olena", None);
    let (fatima, olena) = (world.phone(0), world.enrolled(Holder::Person(olena)));
    let arrived = vec![
        id("child", &world.child()),
        field("what", "arrived"),
        number("at", world.now_ms()),
    ];
    fatima.write(world.of_group("presence", arrived)).unwrap();
    // Her phone knows her own name by then, and the others know her phone.
    sync(&[&olena, &fatima]);
    let offer = olena.run(olena.profile.offer_day_pass()).unwrap();
    assert_eq!(who_asks_in(offer.clone()).as_deref(), Ok("Olena"));
    let let_in = |phone: &Phone<'_>, offer: &str, hours: i64| {
        let until_ms = world.now_ms() + hours * HOUR_MS;
        phone.run(
            phone
                .profile
                .let_in(offer.into(), world.group(), until_ms, None),
        )
    };
    // What is not such a code, is one's own, or is of too long a day.
    let relay = olena.run(olena.profile.offer_relay()).unwrap();
    assert_eq!(
        let_in(&fatima, &relay, 6),
        Err(input_error("other_offer", "offer"))
    );
    let own = fatima.run(fatima.profile.offer_day_pass()).unwrap();
    assert_eq!(
        let_in(&fatima, &own, 6),
        Err(input_error("own_code", "offer"))
    );
    let too_long = let_in(&fatima, &offer, 30);
    assert!(matches!(too_long, Err(SamenspelError::Refused { .. })));

    let pass = let_in(&fatima, &offer, 6).unwrap();
    assert_eq!(pass.children, 1);
    let (sender, receiver) = (
        FrameSender::new(pass.sealed.clone()).unwrap(),
        FrameReceiver::new(),
    );
    let sealed = loop {
        if let ScannedFrame::Whole { sealed } = receiver.scanned(sender.next_frame()) {
            break sealed;
        }
    };
    let elsewhere = fatima.run(fatima.profile.take_day_pass(sealed.clone()));
    assert!(matches!(elsewhere, Err(SamenspelError::DayPass { .. })));
    let taken = olena.run(olena.profile.take_day_pass(sealed)).unwrap();
    assert!(taken.is_new && taken.refused.is_empty());
    assert_eq!(taken.from, world.staff(0).to_string());
    let briefs = olena.run(olena.profile.day_passes(None)).unwrap();
    assert_eq!(briefs[0].children[0].id, world.child());
    assert_eq!(briefs[0].page.children.len(), 1);
    world.server.time.advance_ms(7 * HOUR_MS);
    let after = olena.run(olena.profile.day_passes(None)).unwrap();
    assert!(after.is_empty());
}

#[test]
fn a_trainees_draft_is_released_under_the_trainees_name() {
    let world = World::start();
    let trainee = newcomer(&world, "Sterre", Some(GroupRole::Trainee));
    let (fatima, sterre) = (world.phone(0), world.enrolled(Holder::Person(trainee)));
    let propose = CommandRequest::Propose {
        group: world.group(),
        fields: vec![
            field("for_kind", "question"),
            id("child", &world.child()),
            field("text", "Slaapt hij thuis ook zo kort?"),
        ],
    };
    sterre.sync();
    sterre.execute(propose).unwrap();
    sync(&[&sterre, &fatima]);
    let waiting = fatima.run(fatima.profile.proposals(world.group(), None));
    let draft: ToldView = waiting.unwrap().remove(0).draft;
    let release = CommandRequest::ReleaseProposal {
        proposal: draft.key.clone(),
        child: world.child(),
    };
    fatima.execute(release).unwrap();
    let question = fatima
        .timeline()
        .into_iter()
        .find(|it| it.kind == "question")
        .unwrap();
    assert_eq!(question.author, world.staff(0).to_string());
    assert!(
        question
            .fields
            .iter()
            .any(|it| it.name == "original_author")
    );
}

#[test]
fn who_lets_go_of_a_profile_ends_its_session_too() {
    let world = World::start();
    let fatima = world.phone(0);
    let session = fatima.profile.keep_in_step().unwrap();
    assert!(Arc::strong_count(&fatima.profile) == 1);
    drop(fatima);
    let begun = Instant::now();
    while world.run(session.state_after(session.state())).is_some() {
        assert!(begun.elapsed() < Duration::from_secs(20), "it goes on");
    }
}
