//! A week in the life of a group, on real phones and the real server: three shifts, five days, two
//! substitutes, a new child's intake, a mentor change, four languages, a merged opening, an ill child, a
//! collector changed at 16:20, a child that never came, a note on the wrong child. At the end each
//! reader's timeline is held against what it was when somebody last read it over.

mod group;
mod pages;

use group::{Week, add, add_all, intent};
use samenspel_device::screens::NeedsYou;
use samenspel_device::{Command, NewNote, Status};
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Mentorship, Merge, Record, Span};
use samenspel_rules::partnership::reuse::start_report;
use samenspel_rules::partnership::{
    Standing, arrived, board_of, channel, confirm, desk, for_each_child, left, plan_talk,
    raise_concern, sweep, take_over,
};
use samenspel_rules::schema::Several;
use samenspel_rules::schema::notes::{
    AgendaItem, Agreement, Approval, BoardCode, BoardItem, Collector, Concern, ContactHeld,
    ContactMark, DayChange, DayDifference, DayLog, DayLogDetail, DayLogMatter, DayReason, Domain,
    DropOff, Expectation, Expectations, FamilyCard, GoodMoment, Handover, HomeNote, HomeTopic,
    Medical, MedicalMatter, Mood, Observation, OpenItem, OurWay, PickUp, ReadBack, Reply,
    Retraction, RetractionReason, Rhythm, Severity, Slept, State, Symptom, Talk, TalkForm,
    TalkPurpose, TalkRequest, TalkSubject, Topic, Urgency,
};

#[test]
fn a_week_in_the_life_of_a_group() {
    let mut week = Week::begin();
    monday(&week);
    tuesday(&week);
    wednesday(&week);
    thursday(&mut week);
    friday(&week);
    week.everybody_has_everything();
    for (name, page) in pages::all(&week) {
        insta::assert_snapshot!(name, page);
    }
}

/// An ordinary day of three shifts, but for a child that never comes.
fn monday(week: &Week) {
    let (noor, daan, zeynep, sem) = week.children();
    week.at(0, 6, 40);
    let home = DropOff {
        mood: Some(Mood::Tired),
        slept: Some(Slept::Badly),
        collects: Some("opa Henk".into()),
        ..DropOff::new()
    };
    add(&week.samira, NewNote::of(week.day(noor), &home));
    let at = week.at(0, 7, 30);
    week.sync(&[&week.samira, &week.fatima]);
    for child in [noor, daan, zeynep] {
        add(
            &week.fatima,
            arrived(week.group_document(), child, at, None),
        );
    }
    let form = week
        .fatima
        .store()
        .drop_off(week.fatima.viewer(), noor)
        .unwrap();
    let at_the_door = DropOff {
        to_know: Some("Ze heeft haar knuffel nodig.".into()),
        ..home
    };
    add_all(
        &week.fatima,
        confirm(week.day(noor), &form.to_confirm[0], &at_the_door),
    );
    week.at(0, 9, 31);
    let today = week
        .fatima
        .store()
        .today(week.fatima.viewer(), week.group())
        .unwrap();
    assert_eq!(today.needs_you[0], NeedsYou::NotReported { child: sem });
    assert_eq!(today.here.len(), 3);

    // Everybody slept; the shifts change.
    let from = week.at(0, 12, 30);
    let nap = DayLog {
        from: Some(from),
        to: Some(from.plus_ms(90 * UnixMillis::MINUTE_MS)),
        code: Some(DayLogDetail::InBed),
        ..DayLog::new(DayLogMatter::Sleep)
    };
    week.at(0, 14, 5);
    add_all(
        &week.fatima,
        for_each_child(week.org(), &[noor, daan, zeynep], &nap),
    );
    let watch = Handover {
        summary: Some("Voelt warm, 37,9.".into()),
        if_then: Some("Boven 38,5: moeder bellen.".into()),
        ..Handover::new(State::Watch)
    };
    let watched = add(&week.fatima, NewNote::of(week.handover(daan), &watch));
    let item = NewNote::of(
        week.handover(noor),
        &OpenItem::new("Luiers zijn bijna op.".into()),
    );
    add(&week.fatima, item);
    let view = week
        .fatima
        .store()
        .sweep(week.fatima.viewer(), week.group())
        .unwrap();
    assert_eq!(view.calm, [zeynep]);
    add_all(&week.fatima, sweep(week.org(), &view.calm, None));
    week.sync(&[&week.fatima, &week.joke]);
    week.at(0, 14, 20);
    let view = week
        .joke
        .store()
        .sweep(week.joke.viewer(), week.group())
        .unwrap();
    assert_eq!(view.to_read_back.len(), 1);
    add(
        &week.joke,
        NewNote::of(week.handover(daan), &ReadBack::new(vec![watched])),
    );

    // Going home: a good moment, and what to ask for.
    week.at(0, 16, 45);
    let moment = PickUp {
        moment: GoodMoment::named("built_tower"),
        text: Some("Hoger dan zijzelf.".into()),
        keep_for_door: Some("Vraag naar de zandbak.".into()),
        ..PickUp::new()
    };
    add(
        &week.joke,
        NewNote::of(week.day(noor), &moment).in_language("nl"),
    );
    let at = week.at(0, 17, 30);
    for (child, with) in [(noor, "opa Henk"), (daan, "Marta"), (zeynep, "Hassan")] {
        add(
            &week.joke,
            left(week.group_document(), child, at, with.into()),
        );
    }
    week.at(0, 17, 40);
    week.sync(&[&week.joke, &week.samira, &week.fatima, &week.sanne]);
    let closing = week
        .joke
        .store()
        .closing(week.joke.viewer(), week.group())
        .unwrap();
    assert_eq!(
        (
            closing.still_here.len(),
            closing.unsent,
            closing.items.len()
        ),
        (0, 0, 1)
    );
}

/// A substitute; an ill child; a worry that gets an owner.
fn tuesday(week: &Week) {
    let (noor, daan, ..) = week.children();
    week.at(1, 6, 50);
    let ill = DayChange {
        reason: Some(DayReason::Ill),
        symptoms: Some(Several::of(&[Symptom::Fever, Symptom::EarPain])),
        ..DayChange::new(DayDifference::NotComing)
    };
    let called_in = add(&week.marta, NewNote::of(week.day(daan), &ill));
    week.sync(&[&week.marta]);
    let from = week.at(1, 7, 0);
    week.let_in(week.bart.phone.person, from);
    week.sync(&[&week.bart, &week.sanne]);
    let brief = week
        .bart
        .store()
        .day_brief(week.bart.viewer(), week.group())
        .unwrap();
    let of_noor = brief.children.iter().find(|it| it.child == noor).unwrap();
    let items: Vec<_> = of_noor
        .open_items
        .iter()
        .map(|it| (it.item.series, it.item.key))
        .collect();
    assert_eq!(items.len(), 1);
    add_all(&week.bart, take_over(&items));
    let ill_today = brief.children.iter().find(|it| it.child == daan).unwrap();
    assert!(matches!(ill_today.standing, Standing::NotComing { .. }));
    intent(
        &week.bart,
        &Command::MarkRead {
            notes: vec![called_in],
        },
    );
    week.at(1, 16, 30);
    let moment = PickUp {
        moment: GoodMoment::named("climbed"),
        ..PickUp::new()
    };
    add(&week.bart, NewNote::of(week.day(noor), &moment));
    week.at(1, 18, 0);
    week.sync(&[&week.bart, &week.marta, &week.fatima, &week.samira]);
    let read = Status::ReadBy(vec![week.bart.phone.person]);
    assert_eq!(week.marta.phone.status(&called_in).unwrap(), read);

    // A worry in the evening, by the other parent, in Turkish.
    week.at(1, 20, 15);
    let directory = week.pieter.store().directory().unwrap();
    let worry = Concern {
        topic: Some(Topic::Friends),
        ..Concern::new("Noor evde hiç arkadaş adı söylemiyor.".into())
    };
    let series = week.of(DocumentKind::Journal, noor);
    let raised = raise_concern(&directory, series, &worry, week.server.time.now());
    let worry = add(&week.pieter, raised.in_language("tr"));
    week.sync(&[&week.pieter, &week.fatima]);
    let mine = week
        .fatima
        .store()
        .concerns_of(week.fatima.viewer())
        .unwrap();
    assert_eq!(mine.len(), 1);
    week.at(2, 8, 10);
    let reply = Reply::new(worry, "Ze speelt elke dag met Zeynep.".into());
    add(&week.fatima, NewNote::of(series, &reply).in_language("nl"));
    week.sync(&[&week.fatima, &week.pieter]);
    // The substitute's access ended at closing.
    week.sync(&[&week.bart]);
    let gone = week.bart.store().documents().unwrap();
    let about_children = gone.iter().filter(|it| it.series.subject.child().is_some());
    assert_eq!(about_children.count(), 0);
}

/// A new child's intake, and at 16:20 somebody else collects.
fn wednesday(week: &Week) {
    let (.., zeynep, sem) = week.children();
    week.at(2, 9, 0);
    let agreements = week.of(DocumentKind::Agreements, sem);
    let talk = Talk {
        at: Some(week.moment(2, 10, 0)),
        how: Some(TalkForm::InPerson),
        ..Talk::new(TalkPurpose::Intake)
    };
    let person = week.fatima.phone.person;
    add(&week.fatima, plan_talk(agreements, &talk, person).unwrap());
    week.sync(&[&week.fatima, &week.oksana]);
    week.at(2, 9, 20);
    let core = week.of(DocumentKind::ChildCore, sem);
    let hope = Expectations {
        about: Some(Expectation::Hope),
        ..Expectations::new("Щоб він знайшов друзів.".into())
    };
    add(&week.oksana, NewNote::of(core, &hope).in_language("uk"));
    let way = OurWay::new(Topic::Sleep, "Засинає з колисковою.".into());
    add(&week.oksana, NewNote::of(core, &way).in_language("uk"));
    let milk = Medical {
        severity: Some(Severity::Severe),
        ..Medical::new(MedicalMatter::Allergy, "Арахіс".into())
    };
    add(&week.oksana, NewNote::of(core, &milk));
    let rhythm = Rhythm {
        sleep_times: Some("12:30".into()),
        comfort: Some("На руках.".into()),
        ..Rhythm::new()
    };
    add(&week.oksana, NewNote::of(core, &rhythm).in_language("uk"));
    let card = FamilyCard {
        names: Some("Oksana: о-К-сана".into()),
        languages: Some("Українською, трохи англійською".into()),
        ..FamilyCard::new()
    };
    let own_desk = desk(week.org(), sem, week.oksana.phone.person);
    add(&week.oksana, NewNote::of(own_desk, &card).in_language("uk"));
    add(
        &week.oksana,
        NewNote::of(core, &Collector::new("Тарас, дідусь".into())),
    );
    week.sync(&[&week.oksana, &week.fatima]);
    let here = OurWay::new(Topic::Sleep, "In een eigen bedje, met een liedje.".into());
    add(&week.fatima, NewNote::of(core, &here).in_language("nl"));
    let store = week.fatima.store();
    let planned = store.talks(week.fatima.viewer(), sem).unwrap();
    let point = AgendaItem {
        talk: Some(planned.talks[0].talk.key),
        ..AgendaItem::new("Як він засинає вдома і тут".into())
    };
    add(
        &week.oksana,
        NewNote::of(agreements, &point).in_language("uk"),
    );
    week.sync(&[&week.oksana, &week.fatima]);
    let now = week.at(2, 10, 30);
    let talks = store.talks(week.fatima.viewer(), sem).unwrap();
    let directory = store.directory().unwrap();
    let row = &talks.talks[0];
    let report = start_report((&directory, now), agreements, &row.talk, &row.agenda, &[]);
    add(&week.fatima, report.unwrap().in_language("uk"));
    week.at(2, 10, 40);
    let page = week
        .fatima
        .store()
        .child_page(week.fatima.viewer(), sem)
        .unwrap();
    assert!(page.medical.is_severe() && !page.intake.ways && !page.intake.rhythm);
    assert!(page.intake.consents && page.intake.expectations_here);

    // An agreement that both sides approve as it is.
    let agreed = Agreement {
        topic: Some(Topic::Food),
        ..Agreement::new("Sem krijgt geen pinda. Twijfel? Bellen.".into())
    };
    let key = add(
        &week.fatima,
        NewNote::of(agreements, &agreed).in_language("nl"),
    );
    week.at(2, 10, 50);
    week.sync(&[&week.fatima, &week.oksana]);
    for phone in [&week.fatima, &week.oksana] {
        let shown = phone
            .store()
            .agreement(&key, phone.clock_reading())
            .unwrap()
            .unwrap();
        let approval = Approval::new(key, shown.text_hash, shown.edits_hash);
        add(phone, NewNote::of(agreements, &approval));
        week.sync(&[phone]);
    }

    week.at(2, 16, 20);
    week.joke.link.cut();
    let uncle = DayChange {
        collects: Some("العم سامي".into()),
        ..DayChange::new(DayDifference::OtherCollector)
    };
    let change = add(&week.hassan, NewNote::of(week.day(zeynep), &uncle));
    week.sync(&[&week.hassan]);
    let told = week
        .hassan
        .store()
        .parent_today(week.hassan.viewer())
        .unwrap();
    assert!(!told.children[0].told[0].is_read);
    week.at(2, 16, 35);
    week.joke.link.restore();
    week.sync(&[&week.joke]);
    let adults = week
        .joke
        .store()
        .may_collect(week.joke.viewer(), zeynep)
        .unwrap();
    assert!(adults.iter().any(|it| it.expected_today));
    intent(
        &week.joke,
        &Command::MarkRead {
            notes: vec![change],
        },
    );
    week.sync(&[&week.joke, &week.hassan]);
    let told = week
        .hassan
        .store()
        .parent_today(week.hassan.viewer())
        .unwrap();
    assert!(told.children[0].told[0].is_read);
}

/// The mentor changes; a note on the wrong child; the second substitute.
fn thursday(week: &mut Week) {
    let (noor, _, zeynep, _) = week.children();
    let from = week.at(3, 7, 0);
    week.let_in(week.mieke.phone.person, from);
    let ends = |person, deputy, during| {
        Record::Mentorship(Mentorship {
            child: noor,
            person,
            deputy,
            during,
        })
    };
    let (fatima, joke) = (week.fatima.phone.person, week.joke.phone.person);
    let began = week.began();
    week.change_directory(&[
        ends(
            fatima,
            false,
            Span {
                from: began,
                until: Some(from),
            },
        ),
        ends(joke, false, Span::since(from)),
    ]);
    week.at(3, 7, 10);
    week.sync(&[
        &week.mieke,
        &week.joke,
        &week.fatima,
        &week.samira,
        &week.pieter,
    ]);
    for parent in [&week.samira, &week.pieter] {
        let today = parent.store().parent_today(parent.viewer()).unwrap();
        assert_eq!(today.children[0].mentors, [joke]);
    }
    // Old notes keep their author; what was open is seen by the new mentor.
    let item = week
        .joke
        .store()
        .open_with_takers(week.joke.viewer(), Subject::Child(noor))
        .unwrap();
    assert_eq!(item[0].item.author(), fatima);
    assert_eq!(item[0].taken_over_by, Some(week.bart.phone.person));

    week.at(3, 15, 0);
    let wrong = PickUp {
        moment: GoodMoment::named("sang_or_danced"),
        text: Some("Zong het hele lied.".into()),
        ..PickUp::new()
    };
    let wrong = add(
        &week.mieke,
        NewNote::of(week.day(noor), &wrong).in_language("nl"),
    );
    week.at(3, 15, 10);
    week.sync(&[&week.mieke, &week.samira]);
    let retraction = Retraction::new(wrong, RetractionReason::WrongChild);
    add(&week.mieke, NewNote::of(week.day(noor), &retraction));
    let right = PickUp {
        moment: GoodMoment::named("sang_or_danced"),
        text: Some("Zong het hele lied.".into()),
        ..PickUp::new()
    };
    add(
        &week.mieke,
        NewNote::of(week.day(zeynep), &right).in_language("nl"),
    );
    week.at(3, 15, 20);
    week.sync(&[&week.mieke, &week.samira, &week.hassan, &week.joke]);
    let shown = week.samira.phone.timeline(Subject::Child(noor)).unwrap();
    assert!(shown.iter().all(|it| it.entry.key != wrong));
}

/// A merged opening, an observation that becomes a talk, and the board.
fn friday(week: &Week) {
    let (noor, ..) = week.children();
    let from = week.at(4, 6, 30);
    week.change_directory(&[Record::Merge(Merge {
        location: week.server.site.location.location,
        groups: week.server.site.location.groups.clone(),
        during: Span {
            from,
            until: Some(week.moment(4, 8, 0)),
        },
    })]);
    week.sync(&[&week.opener, &week.sanne]);
    let merged = week
        .opener
        .store()
        .today(week.opener.viewer(), week.server.site.location.groups[1])
        .unwrap();
    assert_eq!(merged.groups.len(), 2);
    let at = week.at(4, 7, 15);
    add(
        &week.opener,
        arrived(week.group_document(), noor, at, Some("Samira".into())),
    );
    week.at(4, 10, 0);
    week.sync(&[&week.opener, &week.sanne]);
    let seen = Observation {
        meaning: Some("Ze zoekt anderen op.".into()),
        ..Observation::new(
            Domain::SocialEmotional,
            "Vraagt Zeynep om mee te bouwen.".into(),
        )
    };
    let journal = week.of(DocumentKind::Journal, noor);
    add(&week.sanne, NewNote::of(journal, &seen).in_language("nl"));
    let request = TalkRequest {
        times: Some("maandag of dinsdag om vijf uur".into()),
        ..TalkRequest::new(TalkSubject::Behaviour, Urgency::NoHurry, TalkForm::Phone)
    };
    week.sync(&[&week.sanne, &week.joke]);
    week.at(4, 10, 30);
    let with_pieter = channel(week.org(), noor, week.pieter.phone.person);
    add(
        &week.joke,
        NewNote::of(with_pieter, &request).in_language("nl"),
    );
    let called = ContactMark {
        two_way: Some(true),
        positive: Some(true),
        ..ContactMark::new(ContactHeld::Call)
    };
    week.at(4, 11, 0);
    add(&week.joke, NewNote::of(with_pieter, &called));
    let boots = BoardItem {
        code: Some(BoardCode::RubberBoots),
        until: Some(week.moment(9, 18, 0)),
        ..BoardItem::new()
    };
    add(
        &week.joke,
        NewNote::of(board_of(week.org(), week.group()), &boots),
    );
    week.at(4, 12, 0);
    let home = HomeNote {
        text: Some("Dziadek przyjechał z Polski.".into()),
        ..HomeNote::new(HomeTopic::FamilyEvent)
    };
    let (_, daan, ..) = week.children();
    let own_desk = desk(week.org(), daan, week.marta.phone.person);
    add(&week.marta, NewNote::of(own_desk, &home).in_language("pl"));
    week.sync(&[
        &week.joke,
        &week.pieter,
        &week.marta,
        &week.fatima,
        &week.sanne,
    ]);
    let since = week
        .marta
        .store()
        .since_last_time(week.marta.viewer(), daan)
        .unwrap();
    // Ill on Tuesday; the last day here by what was arranged was yesterday.
    assert!(since.since.is_some());
    let talks = week.joke.store().talks(week.joke.viewer(), noor).unwrap();
    assert_eq!(talks.proposals[0].text, "Vraagt Zeynep om mee te bouwen.");
}
