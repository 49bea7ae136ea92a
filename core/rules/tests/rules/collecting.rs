//! Who may take a child home, when a court keeps one parent away; and another child's name in a text.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::nursery::*;
use samenspel_model::ids::{ChildId, ContactId, PersonId};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{
    Authority, Contact, Directory, Parenthood, Record, SomebodyElse, Span,
};
use samenspel_rules::partnership::handbook_files::children_named;
use samenspel_rules::partnership::{
    Adult, Expected, MayCollect, Named, Verdict, Word, may_collect, names_of_others,
};

/// The mother named a collector; the father must not collect.
fn with_barred(first_name: &str, last_name: &str, named: &str) -> Directory {
    let mut dir = Directory::new();
    let parent = |person, collection_barred| Parenthood {
        child: CHILD,
        person,
        authority: Authority::Full,
        carer: false,
        earlier_names: Vec::new(),
        collection_barred,
        during: since_last_year(),
    };
    let mut father = person(OTHER_PARENT);
    father.first_name = first_name.into();
    father.last_name = last_name.into();
    for record in [
        Record::Child(child(CHILD)),
        Record::Placement(placement(CHILD, BEES)),
        Record::Person(person(PARENT)),
        Record::Person(father),
        Record::Parenthood(parent(PARENT, false)),
        Record::Parenthood(parent(OTHER_PARENT, true)),
        Record::Contact(Contact {
            id: ContactId([60; 16]),
            child: CHILD,
            named_by: PARENT,
            name: named.into(),
            relation: String::new(),
            until: None,
        }),
    ] {
        dir.upsert(record);
    }
    dir
}

/// Nothing was said of who collects, but in the directory.
fn nobody(dir: &Directory) -> Named {
    Named::of(dir, CHILD, &[], Vec::new(), NOW)
}

fn verdict_of_contact(first_name: &str, last_name: &str, named: &str) -> Verdict {
    let dir = with_barred(first_name, last_name, named);
    let adults = may_collect(&dir, CHILD, &nobody(&dir), &[], NOW);
    let contact = adults
        .iter()
        .find(|it| matches!(&it.who, Adult::Named { .. }));
    contact.unwrap().verdict
}

#[test]
fn a_barred_person_is_never_let_through_by_another_spelling() {
    for (first, last, named, right) in [
        ("José", "Martínez", "Jose Martinez", Verdict::Barred),
        ("Jan Willem", "Bos", "Jan-Willem Bos", Verdict::Barred),
        ("D'Angelo", "Pinas", "D’Angelo Pinas", Verdict::Barred),
        ("Łukasz", "Nowak", "Lukasz Nowak", Verdict::Barred),
        ("Jan", "Bos", "Bos, Jan", Verdict::Barred),
        ("Jan", "Bos", "Jan, vader", Verdict::Ask),
        ("Jan", "Bos", "papa (Jan)", Verdict::Ask),
        ("Jan", "Bos", "Jan/oma", Verdict::Ask),
        ("Jan Willem", "Bos", "Jan Bos", Verdict::Ask),
        ("Kees", "de Jong", "K. de Jong", Verdict::Ask),
        ("Kees", "de Jong", "dhr. De Jong", Verdict::Ask),
        ("Kees", "de Jong", "Кеес де Йонг", Verdict::Ask),
        ("Kees", "de Jong", "KdeJong", Verdict::Ask),
        ("Jan", "Bos", "OomJan", Verdict::Ask),
        ("Jan", "van den Berg", "Piet vdBerg", Verdict::Ask),
        ("José", "Martínez", "papaMartinez", Verdict::Ask),
        ("Olena", "Шевченко", "Shevchenko", Verdict::Ask),
        ("Olena", "Шевченко", "Лена", Verdict::Ask),
        ("Kees", "de Jong", "Selin Aksoy", Verdict::Yes),
    ] {
        assert_eq!(verdict_of_contact(first, last, named), right, "{named}");
    }
}

#[test]
fn a_barred_person_is_never_let_through_by_a_short_form_or_by_an_earlier_name() {
    for (first, last, named, right) in [
        ("Robert", "Visser", "Rob", Verdict::Ask),
        ("Robert", "Visser", "Rob & Truus", Verdict::Ask),
        ("Aleksandr", "Ivanov", "Alex", Verdict::Ask),
        ("Katarzyna", "Wójcik", "Oma Kasia", Verdict::Ask),
        ("Katarzyna", "Wójcik", "Oma Kasia Kowalska", Verdict::Yes),
        ("Robert", "Visser", "Truus", Verdict::Yes),
    ] {
        assert_eq!(verdict_of_contact(first, last, named), right, "{named}");
    }
    for (named, right) in [
        ("Robert Visser", Verdict::Barred),
        ("dhr. Visser", Verdict::Ask),
        ("Rob de Wit", Verdict::Ask),
        ("Bob", Verdict::Ask),
        ("Truus Bakker", Verdict::Yes),
    ] {
        let mut dir = with_barred("Luuk", "de Wit", named);
        let mut father = dir.parenthood(CHILD, OTHER_PARENT).unwrap().clone();
        father.keep_name("Robert", "Visser");
        dir.upsert(Record::Parenthood(father));
        let adults = may_collect(&dir, CHILD, &nobody(&dir), &[], NOW);
        assert_eq!(adults.last().unwrap().verdict, right, "{named}");
    }
}

#[test]
fn a_courts_decision_outlives_the_time_in_which_somebody_is_a_parent() {
    let long_ago = NOW.plus_ms(-40 * UnixMillis::DAY_MS);
    let soon = NOW.plus_ms(40 * UnixMillis::DAY_MS);
    for during in [
        Span {
            from: long_ago.plus_ms(-UnixMillis::DAY_MS),
            until: Some(long_ago),
        },
        Span::since(soon),
    ] {
        let mut dir = with_barred("José", "Martínez", "Jose Martinez");
        let mut father = dir.parenthood(CHILD, OTHER_PARENT).unwrap().clone();
        father.during = during;
        dir.upsert(Record::Parenthood(father));
        let adults = may_collect(
            &dir,
            CHILD,
            &nobody(&dir),
            &[said_today("Jose Martinez")],
            NOW,
        );
        let barred = |it: &&MayCollect| it.verdict == Verdict::Barred;
        assert_eq!(adults.iter().filter(barred).count(), 2);
    }
}

#[test]
fn whom_a_former_parent_named_is_asked_about() {
    let mut dir = with_barred("Kees", "de Jong", "Selin Aksoy");
    let mut mother = dir.parenthood(CHILD, PARENT).unwrap().clone();
    let yesterday = NOW.plus_ms(-UnixMillis::DAY_MS);
    mother.during.until = Some(yesterday);
    dir.upsert(Record::Parenthood(mother));
    let adults = may_collect(&dir, CHILD, &nobody(&dir), &[], NOW);
    let named = |it: &&MayCollect| matches!(&it.who, Adult::Named { .. });
    assert_eq!(adults.iter().find(named).unwrap().verdict, Verdict::Ask);
}

#[test]
fn a_barred_name_that_stands_where_the_relation_goes_is_asked_about() {
    let mut dir = with_barred("José", "Martínez", "Zus");
    let mut contact = dir.contacts_of(CHILD).next().unwrap().clone();
    contact.relation = "Jose Martinez".into();
    dir.upsert(Record::Contact(contact));
    let adults = may_collect(&dir, CHILD, &nobody(&dir), &[], NOW);
    let named = |it: &&MayCollect| matches!(&it.who, Adult::Named { .. });
    assert_eq!(adults.iter().find(named).unwrap().verdict, Verdict::Ask);
}

#[test]
fn of_a_barred_parent_whose_name_is_in_two_scripts_a_name_in_either_is_asked_about() {
    for named in [
        "Shevchenko",
        "Schewtschenko",
        "Лена",
        "Selin Aksoy",
        "Олена",
    ] {
        let verdict = verdict_of_contact("Olena", "Шевченко", named);
        assert_eq!(verdict, Verdict::Ask, "{named}");
    }
    let same = verdict_of_contact("Olena", "Шевченко", "Шевченко Olena");
    assert_eq!(same, Verdict::Barred);
    // In one script alone nothing changes.
    let verdict = verdict_of_contact("Олена", "Шевченко", "Марія Коваль");
    assert_eq!(verdict, Verdict::Yes);
}

#[test]
fn a_barred_parent_is_asked_about_when_spoken_of_by_the_childs_name() {
    for (named, right) in [
        ("Abu Noor", Verdict::Ask),
        ("mem van Noor", Verdict::Ask),
        ("oma van Noor", Verdict::Yes),
        ("Abu Bakr", Verdict::Yes),
    ] {
        let mut dir = with_barred("Kees", "de Jong", named);
        let mut noor = child(CHILD);
        noor.first_name = "Noor".into();
        dir.upsert(Record::Child(noor));
        let adults = may_collect(&dir, CHILD, &nobody(&dir), &[], NOW);
        assert_eq!(adults.last().unwrap().verdict, right, "{named}");
    }
}

fn said_of(than: PersonId, name: &str) -> Record {
    Record::SomebodyElse(SomebodyElse {
        child: CHILD,
        than,
        name: name.into(),
        by: MANAGER,
        at: NOW,
    })
}

#[test]
fn a_managers_somebody_else_holds_for_that_name_and_that_parent_only() {
    let named = "Selin de Jong";
    let mut dir = with_barred("Kees", "de Jong", named);
    let verdict = |dir: &Directory| {
        let adults = may_collect(dir, CHILD, &nobody(dir), &[], NOW);
        adults.last().unwrap().verdict
    };
    for (than, name) in [
        (PARENT, named),
        (OTHER_PARENT, "S. de Jong"),
        (OTHER_PARENT, "\u{3164}"),
    ] {
        dir.upsert(said_of(than, name));
        assert_eq!(verdict(&dir), Verdict::Ask, "{name}");
    }
    dir.upsert(said_of(OTHER_PARENT, "SELIN DE JONG"));
    assert_eq!(verdict(&dir), Verdict::Yes);
    assert!(dir.remove(&said_of(OTHER_PARENT, "SELIN DE JONG").id()));
    assert_eq!(verdict(&dir), Verdict::Ask);
}

fn said_today(name: &str) -> Expected {
    Expected {
        name: name.into(),
        by: vec![PARENT],
        word: Word::Holds,
    }
}

#[test]
fn a_name_of_today_that_fits_nobody_known_is_judged_by_itself() {
    let dir = with_barred("Piet", "de Boer", "Selin Aksoy");
    let said = [said_today("First35 de Boer")];
    let adults = may_collect(&dir, CHILD, &nobody(&dir), &said, NOW);
    let is_stranger =
        |it: &&MayCollect| matches!(&it.who, Adult::Named { name, .. } if *name == said[0].name);
    let stranger = adults.iter().find(is_stranger).unwrap();
    assert_eq!(stranger.verdict, Verdict::Ask);
    let expected = |said: &str| -> usize {
        let adults = may_collect(&dir, CHILD, &nobody(&dir), &[said_today(said)], NOW);
        adults.iter().filter(|it| it.expected_today).count()
    };
    assert_eq!(expected("oma Selin"), 1);
    assert_eq!(expected("\u{3164}"), 0);
}

#[test]
fn a_barred_person_is_never_let_through_by_initials_or_as_a_kind_of_parent() {
    for (first, last, named) in [
        ("Jan", "de Vries", "JdV"),
        ("Jan", "de Vries", "jdv"),
        ("Kees Willem", "van den Berg", "KvdB"),
        ("Kees Willem", "van den Berg", "KWvdB"),
        ("Kees Willem", "van den Berg", "WB"),
        ("Kees Willem", "van den Berg", "kb"),
        ("Kees Willem", "van den Berg", "vdB"),
        ("Anne Marie", "de Boer", "AMdB"),
        ("Nguyen", "Van Tran", "NVT"),
        ("Jan", "de Vries", "kindsvader"),
        ("Jan", "de Vries", "biovader"),
        ("Jan", "de Vries", "stiefvader"),
        ("Jan", "de Vries", "bonusvader"),
        ("Jan", "de Vries", "p a p a"),
        ("Jan", "de Vries", "p.a.p.a"),
        ("Jan", "de Vries", "exvriend"),
    ] {
        let verdict = verdict_of_contact(first, last, named);
        assert_eq!(verdict, Verdict::Ask, "{first} {last}: {named}");
    }
    for named in ["opa Piet", "grootvader", "peetvader Kees", "Roos", "JdB"] {
        let verdict = verdict_of_contact("Jan", "de Vries", named);
        assert_eq!(verdict, Verdict::Yes, "{named}");
    }
}

#[test]
fn a_relation_of_a_parent_beside_an_unknown_name_is_asked_about() {
    for (relation, expected) in [
        ("papa", Verdict::Ask),
        ("biologische vader", Verdict::Ask),
        ("ex", Verdict::Ask),
        ("oma", Verdict::Yes),
        ("partner van mama", Verdict::Ask),
        ("mijn man", Verdict::Yes),
    ] {
        let mut dir = with_barred("Jan", "de Vries", "Riet Smit");
        dir.upsert(Record::Contact(Contact {
            id: ContactId([61; 16]),
            child: CHILD,
            named_by: PARENT,
            name: "Dirk Jansen".into(),
            relation: relation.into(),
            until: None,
        }));
        let adults = may_collect(&dir, CHILD, &nobody(&dir), &[], NOW);
        let is_dirk = |it: &&MayCollect| matches!(&it.who, Adult::Named { name, .. } if name == "Dirk Jansen");
        let dirk = adults.iter().find(is_dirk).unwrap();
        assert_eq!(dirk.verdict, expected, "{relation}");
    }
}

#[test]
fn parents_stand_in_front_and_names_in_the_order_of_a_list() {
    let mut dir = with_barred("Jan", "Bos", "zus Öztürk");
    let named = ["Oma Wil", "ákos Nagy", "Buurman Piet"];
    for (number, name) in named.into_iter().enumerate() {
        dir.upsert(Record::Contact(Contact {
            id: ContactId([70 + number as u8; 16]),
            child: CHILD,
            named_by: PARENT,
            name: name.into(),
            relation: String::new(),
            until: None,
        }));
    }
    let today = [said_today("Bep de Wit")];
    let adults = may_collect(&dir, CHILD, &nobody(&dir), &today, NOW);
    let (parents, others) = adults.split_at(2);
    assert!(parents.iter().all(|it| matches!(it.who, Adult::Parent(_))));
    let names = others.iter().map(|it| match &it.who {
        Adult::Named { name, .. } => name.as_str(),
        Adult::Parent(_) => "a parent",
    });
    let expected = [
        "ákos Nagy",
        "Bep de Wit",
        "Buurman Piet",
        "Oma Wil",
        "zus Öztürk",
    ];
    assert_eq!(names.collect::<Vec<_>>(), expected);
}

#[test]
fn a_word_of_today_that_may_mean_a_barred_parent_as_well_keeps_its_doubt() {
    let expected = |dir: &Directory, said: &str| -> Vec<Verdict> {
        let adults = may_collect(dir, CHILD, &nobody(dir), &[said_today(said)], NOW);
        let of_today = adults.iter().filter(|it| it.expected_today);
        let named = of_today.filter(|it| matches!(it.who, Adult::Named { .. }));
        named.map(|it| it.verdict).collect()
    };
    let dir = with_barred("Tom", "Bakker", "Jan Smit");
    for said in [
        "Jan Smit en papa",
        "papa en Jan Smit",
        "Jan Smit (papa)",
        "papa Jan Smit",
        "Jan Smit + vader",
        "Jan Smit en haar vader",
        "T. Smit",
    ] {
        assert_eq!(expected(&dir, said), [Verdict::Ask], "{said}");
    }
    for said in ["Jan Smit", "Jan", "oom Jan", "J. Smit", "dhr. Smit"] {
        assert_eq!(expected(&dir, said), [Verdict::Yes], "{said}");
    }
    // An initial is nobody else's, whichever letter it is.
    for letter in ["D", "E", "I", "L", "S", "T", "V", "K"] {
        let dir = with_barred(&format!("{letter}xu"), "Bakker", "Jan Smit");
        let said = format!("{letter}. Smit");
        assert_eq!(expected(&dir, &said), [Verdict::Ask], "{said}");
    }
}

#[test]
fn a_managers_word_of_one_name_leaves_the_barred_parents_own_name_in_doubt() {
    let mut dir = with_barred("Tom", "Bakker", "T. Bakker");
    dir.upsert(said_of(OTHER_PARENT, "T. Bakker"));
    for said in ["Tom Bakker", "papa T. Bakker", "T. Bakker, zijn vader"] {
        let adults = may_collect(&dir, CHILD, &nobody(&dir), &[said_today(said)], NOW);
        let let_in = |it: &&MayCollect| it.expected_today && it.verdict == Verdict::Yes;
        let named = |it: &&MayCollect| matches!(it.who, Adult::Named { .. });
        assert!(!adults.iter().filter(named).any(|it| let_in(&it)), "{said}");
    }
}

#[test]
fn parents_are_told_apart_by_who_they_are_and_not_by_their_names() {
    let mut dir = with_barred("Jan", "Bos", "Selin Aksoy");
    let mut namesake = person(PARENT);
    namesake.first_name = "Jan".into();
    namesake.last_name = "Bos".into();
    dir.upsert(Record::Person(namesake));
    let adults = may_collect(&dir, CHILD, &nobody(&dir), &[], NOW);
    let verdict = |person| {
        let of = adults.iter().find(|it| it.who == Adult::Parent(person));
        of.unwrap().verdict
    };
    assert_eq!(verdict(PARENT), Verdict::Yes);
    assert_eq!(verdict(OTHER_PARENT), Verdict::Barred);
}

fn with_other_child(first_name: &str) -> (Directory, ChildId) {
    let mut dir = Directory::new();
    let mut other = child(OWL_CHILD);
    other.first_name = first_name.into();
    dir.upsert(Record::Child(child(CHILD)));
    dir.upsert(Record::Placement(placement(CHILD, BEES)));
    dir.upsert(Record::Placement(placement(OWL_CHILD, BEES)));
    dir.upsert(Record::Child(other));
    (dir, OWL_CHILD)
}

#[test]
fn another_childs_name_is_seen_however_it_is_written() {
    for (name, text) in [
        ("İpek", "Ipek duwde"),
        ("Zoë", "gevallen door Zoe."),
        ("D'Angelo", "D’Angelo beet"),
        ("J.P.", "J.P. beet"),
        ("Łukasz", "met LUKASZ"),
        ("小明", "今天小明咬人"),
    ] {
        let (dir, other) = with_other_child(name);
        assert_eq!(names_of_others(&dir, CHILD, text, NOW), [other], "{text}");
        assert_eq!(children_named(&dir, &[text]), [other], "{text}");
    }
    let (dir, _) = with_other_child("Jan");
    assert!(names_of_others(&dir, CHILD, "Janneke viel", NOW).is_empty());
}

#[test]
fn a_contact_whose_last_day_has_passed_is_not_at_the_door_any_more() {
    let mut dir = with_barred("Kees", "de Jong", "Selin Aksoy");
    let contact = dir.contacts_of(CHILD).next().unwrap().clone();
    let is_there = |dir: &Directory, today: &[Expected]| {
        let adults = may_collect(dir, CHILD, &nobody(dir), today, NOW);
        let named = |who: &Adult| matches!(who, Adult::Named { by, .. } if !by.is_empty());
        adults.iter().any(|it| named(&it.who))
    };
    assert!(is_there(&dir, &[]));
    dir.upsert(Record::Contact(Contact {
        until: Some(NOW),
        ..contact
    }));
    assert!(!is_there(&dir, &[]));
    assert!(!is_there(&dir, &[said_today("Selin Aksoy")]));
}
