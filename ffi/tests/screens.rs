//! What the apps' screens show, by what people do, against a real server in the same process.

// This is test code: a failed unwrap is a failed test with a line number.
#![allow(clippy::unwrap_used)]

mod support;

use samenspel_ffi::{
    AdultView, CirclePlace, CollectVerdict, CommandRequest, DropOffMark, FieldValue, NeedsYouRow,
    NoteField, NoteRequest, NoteSubject, PhraseView, SamenspelError, StandingView, ToldView,
};
use samenspel_model::ids::EntryKey;
use samenspel_rules::directory::Holder;
use support::{Phone, World, field, id, number};

const MINUTE_MS: i64 = 60_000;

impl World {
    fn child(&self) -> String {
        self.server.site.location.children[0][0].to_string()
    }

    fn group(&self) -> String {
        self.server.site.location.groups[0].to_string()
    }

    fn parent(&self, number: usize) -> String {
        self.server.site.location.parents[0][number].to_string()
    }

    fn parents_phone(&self, number: usize) -> Phone<'_> {
        self.enrolled(Holder::Person(self.server.site.location.parents[0][number]))
    }

    fn now_ms(&self) -> i64 {
        self.platform().read().unwrap().wall_ms
    }

    fn note(&self, document: &str, kind: &str, fields: Vec<NoteField>) -> NoteRequest {
        NoteRequest {
            document: document.into(),
            subject: self.subject(),
            kind: kind.into(),
            fields,
        }
    }

    /// One tap: the child arrived, or left with somebody.
    fn presence(&self, what: &str, by: &str) -> NoteRequest {
        NoteRequest {
            document: "group".into(),
            subject: NoteSubject::Group {
                group: self.group(),
            },
            kind: "presence".into(),
            fields: vec![
                id("child", &self.child()),
                field("what", what),
                number("at", self.now_ms()),
                field("by", by),
            ],
        }
    }

    fn discussed(&self, key: &str) -> NoteRequest {
        let of = FieldValue::Notes {
            keys: vec![key.into()],
        };
        let of = NoteField {
            name: "of".into(),
            value: of,
        };
        self.note("day-log", "discussed", vec![of])
    }

    fn good_moment(&self) -> NoteRequest {
        let mut moment = self.note("day-log", "pick_up", Vec::new());
        moment.fields = vec![
            field("moment", "ate_well"),
            field("text", "Drie borden!"),
            field("language", "nl"),
        ];
        moment
    }

    /// What a parent writes at home before drop-off.
    fn form_from_home(&self) -> NoteRequest {
        let fields = vec![
            field("mood", "tired"),
            field("collects", "Opa Ahmed"),
            number("fed_at", self.now_ms() - 30 * MINUTE_MS),
        ];
        self.note("day-log", "drop_off", fields)
    }
}

/// The key of a note that nobody wrote.
fn no_key() -> String {
    EntryKey::from_slice(&[0; 32]).unwrap().to_string()
}

fn text_of<'a>(note: &'a ToldView, name: &str) -> Option<&'a str> {
    let field = note.fields.iter().find(|it| it.name == name)?;
    match &field.value {
        FieldValue::Text { value } => Some(value),
        _ => None,
    }
}

#[test]
fn a_morning_on_the_staff_phone() {
    let world = World::start();
    let (fatima, samira) = (world.phone(0), world.parents_phone(0));
    let (child, group) = (world.child(), world.group());
    samira.write(world.form_from_home()).unwrap();
    samira.sync();
    fatima.sync();

    let today = fatima
        .run(fatima.profile.today(group.clone(), None))
        .unwrap();
    assert_eq!(today.groups, std::slice::from_ref(&group));
    assert!(today.here.is_empty());
    let card = &today.children[0];
    assert_eq!(
        (&card.child, card.drop_off),
        (&child, DropOffMark::FromHome)
    );
    assert_eq!(card.collects, ["Opa Ahmed"]);
    assert!(today.data_as_of_ms.is_some() && !today.is_old);

    let form = fatima
        .run(fatima.profile.drop_off(child.clone(), None))
        .unwrap();
    assert_eq!(form.form.mood[0].what, "tired");
    assert_eq!(form.form.mood[0].by, world.parent(0));
    assert_eq!(form.form.fed_at[0].what_ms, world.now_ms() - 30 * MINUTE_MS);
    let from_home = &form.to_confirm[0];
    assert_eq!(
        (from_home.kind.as_str(), from_home.is_sent),
        ("drop_off", true)
    );
    let at_the_door = CommandRequest::AddNotes {
        notes: vec![
            world.presence("arrived", "Samira"),
            world.discussed(&from_home.key),
        ],
    };
    fatima.execute(at_the_door).unwrap();

    let today = fatima
        .run(fatima.profile.today(group.clone(), None))
        .unwrap();
    assert_eq!(today.here, std::slice::from_ref(&child));
    let card = &today.children[0];
    assert_eq!(card.drop_off, DropOffMark::Done);
    let since_ms = world.now_ms();
    assert!(matches!(card.standing, StandingView::Here { since_ms: at } if at <= since_ms));

    let card = fatima
        .run(fatima.profile.pick_up(child.clone(), None))
        .unwrap();
    assert!(card.asks_for_moment && card.moments.is_empty());
    fatima.write(world.good_moment()).unwrap();
    let card = fatima
        .run(fatima.profile.pick_up(child.clone(), None))
        .unwrap();
    assert!(!card.asks_for_moment);
    assert_eq!(text_of(&card.moments[0], "moment"), Some("ate_well"));
    assert!(!card.moments[0].is_sent);
    let parent = AdultView::Parent {
        person: world.parent(0),
    };
    let may = card.may_collect.iter().find(|it| it.who == parent).unwrap();
    assert_eq!(may.verdict, CollectVerdict::Yes);

    let closing = fatima
        .run(fatima.profile.closing(group.clone(), None))
        .unwrap();
    assert_eq!(closing.still_here, [child]);
    world.server.time.advance_ms(5 * 60 * MINUTE_MS);
    fatima.write(world.presence("left", "Opa Ahmed")).unwrap();
    let closing = fatima.run(fatima.profile.closing(group, None)).unwrap();
    assert!(closing.still_here.is_empty());
    assert!(closing.unsent > 0);
}

#[test]
fn a_parent_sees_that_the_group_read_it_and_then_the_good_moment() {
    let world = World::start();
    let (fatima, samira) = (world.phone(0), world.parents_phone(0));
    samira.sync();
    samira.write(world.form_from_home()).unwrap();
    let change = vec![field("what", "other_collector"), field("collects", "Opa")];
    samira
        .write(world.note("day-log", "day_change", change))
        .unwrap();
    let today = samira.run(samira.profile.parent_today(None)).unwrap();
    assert_eq!(today.children.len(), 1);
    let told = &today.children[0].told;
    assert_eq!(told.len(), 2);
    assert!(told.iter().all(|it| !it.is_read));
    assert!(told.iter().any(|it| it.is_change));
    samira.sync();
    fatima.sync();

    let board = fatima
        .run(fatima.profile.today(world.group(), None))
        .unwrap();
    let to_read = board.needs_you.iter().find_map(|it| match it {
        NeedsYouRow::ChangeToRead { key, .. } => Some(key.clone()),
        _ => None,
    });
    fatima.write(world.discussed(&to_read.unwrap())).unwrap();
    fatima.write(world.good_moment()).unwrap();
    world.server.time.advance_ms(3 * MINUTE_MS);
    fatima.sync();
    samira.sync();
    let today = samira.run(samira.profile.parent_today(None)).unwrap();
    let noor = &today.children[0];
    assert_eq!(noor.child, world.child());
    assert_eq!(text_of(&noor.moments[0], "text"), Some("Drie borden!"));
    let change = noor.told.iter().find(|it| it.is_change).unwrap();
    assert!(change.is_read);
    assert_eq!(noor.mentors[0], world.staff(0).to_string());
    let since = samira
        .run(samira.profile.since_last_time(world.child(), None))
        .unwrap();
    assert!(since.notes.iter().any(|it| it.kind == "pick_up"));
}

#[test]
fn a_substitute_reads_on_one_page_what_the_childs_page_says() {
    let world = World::start();
    let (fatima, samira) = (world.phone(0), world.parents_phone(0));
    let allergy = vec![
        field("what", "allergy"),
        field("substance", "Noten"),
        field("severity", "severe"),
    ];
    samira
        .write(world.note("child-core", "medical", allergy))
        .unwrap();
    samira.sync();
    fatima.sync();
    let item = vec![field("what", "Jas zoeken")];
    fatima
        .write(world.note("handover", "open_item", item))
        .unwrap();
    fatima.write(world.hand_over()).unwrap();

    let page = fatima
        .run(fatima.profile.child_page(world.child(), None))
        .unwrap();
    assert!(page.medical.is_severe && !page.medical.differs);
    let said = &page.medical.facts[0].statements[0];
    assert_eq!(text_of(said, "substance"), Some("Noten"));
    assert_eq!(said.author, world.parent(0));
    assert_eq!(page.open_items[0].taken_over_by, None);
    assert!(!page.intake.medical && page.intake.rhythm);
    assert_eq!(page.parents.len(), 2);

    let brief = fatima
        .run(fatima.profile.day_brief(world.group(), None))
        .unwrap();
    let noor = &brief.children[0];
    assert_eq!(noor.medical, page.medical);
    assert_eq!(noor.open_items, page.open_items);
    assert_eq!(noor.handover, page.handover);
    let joke = world.staff(1).to_string();
    let sweep = fatima.profile.sweep(world.group(), Some(joke));
    let to_read_back = fatima.run(sweep).unwrap().to_read_back;
    assert_eq!(text_of(&to_read_back[0], "state"), Some("watch"));
    let of_others =
        fatima
            .profile
            .names_of_others(world.child(), "Noor speelde met iedereen".into(), None);
    assert!(fatima.run(of_others).unwrap().is_empty());
}

fn words(phone: &Phone<'_>, key: &str, language: &str) -> Vec<PhraseView> {
    let words = phone.profile.words(key.into(), language.into(), None);
    phone.run(words).unwrap()
}

#[test]
fn a_note_is_read_aloud_in_the_readers_language_as_it_was_put_right() {
    let world = World::start();
    let fatima = world.phone(0);
    fatima.sync();
    fatima.write(world.good_moment()).unwrap();
    let key = fatima.timeline()[0].key.clone();

    let dutch = words(&fatima, &key, "nl-NL");
    assert!(dutch.iter().all(|it| it.language == "nl"));
    assert!(dutch.iter().any(|it| it.text.contains("Noor")));
    let written = |said: &[PhraseView]| said.iter().find(|it| it.label.is_some()).cloned().unwrap();
    assert_eq!(written(&dutch).text, "Drie borden!");

    let arabic = words(&fatima, &key, "ar");
    assert_eq!(arabic.len(), dutch.len());
    assert!(arabic[0].is_right_to_left && arabic[0].language == "ar");
    let kept = written(&arabic);
    assert_eq!(
        (kept.text.as_str(), kept.language.as_str()),
        ("Drie borden!", "nl")
    );
    assert!(!kept.is_right_to_left && kept.language_name.is_some());

    let of = FieldValue::Notes {
        keys: vec![key.clone()],
    };
    let of = NoteField {
        name: "of".into(),
        value: of,
    };
    let right = vec![of, field("text", "Twee borden!")];
    fatima
        .write(world.note("day-log", "correction", right))
        .unwrap();
    assert_eq!(written(&words(&fatima, &key, "nl")).text, "Twee borden!");
    let history = fatima.profile.history(key, None);
    let history = fatima.run(history).unwrap().unwrap();
    assert_eq!(history.corrections.len(), 1);
    assert!(
        history
            .original
            .fields
            .contains(&field("text", "Drie borden!"))
    );
    assert!(words(&fatima, &no_key(), "nl").is_empty());
}

#[test]
fn who_turns_to_the_manager_has_a_case_with_the_manager_in_it() {
    let world = World::start();
    let fatima = world.phone(0);
    fatima.sync();
    let to = fatima
        .run(fatima.profile.turn_to(world.group(), None))
        .unwrap();
    let manager = world.server.site.location.manager.to_string();
    assert_eq!(to.managers, std::slice::from_ref(&manager));
    let ask = |to: &str| CommandRequest::Escalate {
        to: to.into(),
        place: CirclePlace::NewWith {
            people: vec![manager.clone()],
        },
        why: "We komen er samen niet uit.".into(),
        about: None,
    };
    fatima.execute(ask("manager")).unwrap();
    let cases = fatima.run(fatima.profile.circles(None)).unwrap();
    assert_eq!(cases.len(), 1);
    assert!(cases[0].is_open && !cases[0].is_sent);
    assert!(cases[0].members.contains(&manager));
    assert_eq!(cases[0].unanswered[0].kind, "escalation");
    let nobody = SamenspelError::Input {
        code: "unknown".into(),
        args: vec!["to".into()],
    };
    assert_eq!(fatima.execute(ask("mayor")), Err(nobody));
}

#[test]
fn every_other_screen_opens_before_anything_was_written() {
    let world = World::start();
    let fatima = world.phone(0);
    fatima.sync();
    let (child, group) = (world.child(), world.group());
    let (it, now) = (&fatima.profile, || None);
    assert!(
        fatima
            .run(it.agreements(child.clone(), now()))
            .unwrap()
            .is_empty()
    );
    let medicine = fatima.run(it.medicine(child.clone(), now())).unwrap();
    assert!(medicine.agreements.is_empty() && medicine.doses.is_empty());
    assert!(
        fatima
            .run(it.talks(child.clone(), now()))
            .unwrap()
            .talks
            .is_empty()
    );
    assert!(
        fatima
            .run(it.asked(child.clone(), now()))
            .unwrap()
            .concerns
            .is_empty()
    );
    assert!(fatima.run(it.concerns_of(now())).unwrap().is_empty());
    assert!(
        fatima
            .run(it.shares(child.clone(), now()))
            .unwrap()
            .is_empty()
    );
    assert!(
        fatima
            .run(it.board(group.clone(), now()))
            .unwrap()
            .items
            .is_empty()
    );
    assert!(fatima.run(it.retractions(now())).unwrap().is_empty());
    assert!(
        fatima
            .run(it.proposals(group.clone(), now()))
            .unwrap()
            .is_empty()
    );
    assert!(
        fatima
            .run(it.own_proposals(group.clone(), now()))
            .unwrap()
            .is_empty()
    );
    assert!(
        fatima
            .run(it.open_with_takers(world.subject(), now()))
            .unwrap()
            .is_empty()
    );
    assert!(fatima.run(it.handbook(now())).unwrap().pages.is_empty());
    assert!(fatima.run(it.own_staff_cards(now())).unwrap().is_empty());
    let nobody = it.staff_card(world.staff(1).to_string(), now());
    assert_eq!(fatima.run(nobody).unwrap(), None);
    let no_page = it.handbook_page(no_key(), now());
    assert_eq!(fatima.run(no_page).unwrap(), None);
    let readers = it.readers("day-log".into(), world.subject(), now());
    assert_eq!(fatima.run(readers).unwrap().parents.len(), 2);
    assert_eq!(
        fatima.run(it.reach(group, now())).unwrap().len(),
        2,
        "both parents are named"
    );
    let contact = fatima.run(it.contact(child.clone(), now())).unwrap();
    assert_eq!(contact.parents.len(), 2);
    let due = fatima.run(it.due_contacts(now())).unwrap();
    assert!(due.iter().all(|row| row.is_due));
    let disturb = it.may_disturb(child.clone(), world.parent(0), now());
    assert!(fatima.run(disturb).unwrap());
    assert_eq!(
        fatima
            .run(it.may_collect(child.clone(), now()))
            .unwrap()
            .len(),
        2
    );
    let help = it.help_here(samenspel_ffi::PointOfUse::PickUp, "nl".into(), now());
    assert!(!fatima.run(help).unwrap().cards.is_empty());
    let template = it.template_for(child, "observation".into(), "nl".into(), now());
    let template = fatima.run(template).unwrap();
    assert!(template.own.is_none() && !template.built_in_lines.is_empty());
}

#[test]
fn a_reflection_is_found_beside_its_card_and_nowhere_else() {
    let world = World::start();
    let fatima = world.phone(0);
    let reflecting = fatima
        .profile
        .reflect("Naam gevraagd.".into(), Some("names".into()), None);
    fatima.run(reflecting).unwrap();
    let beside = |card: &str| {
        let found = fatima.profile.reflections_beside(card.into(), None);
        fatima.run(found)
    };
    assert_eq!(beside("names").unwrap()[0].text, "Naam gevraagd.");
    assert!(beside("culture").unwrap().is_empty());
    assert!(beside("no-such-card").is_err());
}
