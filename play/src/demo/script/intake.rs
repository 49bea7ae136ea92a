//! The intake of a child who is to come: planned the evening before, held in the morning. Both sides
//! say how they do things and what they expect; the report is written together and approved as it is.

use anyhow::Context as _;
use samenspel_device::{Command, NewNote};
use samenspel_model::ids::{ChildId, EntryKey, GroupId, PersonId};
use samenspel_model::series::DocumentKind;
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{
    Authority, Child, Mentorship, Parenthood, Placement, Record, Span,
};
use samenspel_rules::partnership::plan_talk;
use samenspel_rules::partnership::reuse::start_report;
use samenspel_rules::schema::notes::{
    AgendaItem, Channel, Collector, Consent, ContactHeld, ContactMark, ContactPlan, ContactRhythm,
    Detail, Expectation, Expectations, FamilyCard, NetworkScope, Offer, Offered, OurWay, Purpose,
    Rhythm, Talk, TalkAnswer, TalkForm, TalkPurpose, Topic, YesNoLater,
};
use samenspel_rules::schema::{Several, Whole};

use super::super::location::Room;
use super::super::words;
use super::super::world::World;
use super::cast::Part;
use super::{Day, approve, dutch};

/// A new child comes in two weeks, and is four months old.
const COMES_IN_DAYS: i64 = 14;
const DAYS_OLD: i64 = 120;
/// Mondays, Tuesdays and Thursdays.
const WEEKDAYS: u8 = 0b01011;

/// The child who is to come.
#[derive(Debug, Clone, Copy)]
pub(super) struct ToCome {
    child: ChildId,
    parent: PersonId,
    mentor: PersonId,
}

/// The manager writes the child down, with its parents and its mentor.
pub(super) fn is_enrolled(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let family = day.family(Part::Sibling);
    let room = youngest(world).context("a group of babies")?;
    let (group, mentor, deputy) = (room.group, room.late(), room.middle());
    let (mentor, deputy) = (mentor.context("a mentor")?, deputy.context("a deputy")?);
    let now = world.time.now();
    let child = ChildId::new(now, &mut day.random);
    let sibling = world.location.child(family.child)?;
    let mut records = vec![Record::Child(Child {
        id: child,
        first_name: words::TO_COME.to_owned(),
        last_name: sibling.last_name.clone(),
        birth_date: born(day)?,
        languages: sibling.languages.clone(),
    })];
    records.push(Record::Placement(Placement {
        child,
        group,
        weekdays: WEEKDAYS,
        during: Span::since(now.plus_ms(COMES_IN_DAYS * UnixMillis::DAY_MS)),
        expected_by_minute: None,
    }));
    for person in world.location.parents_with_authority(family.child) {
        records.push(Record::Parenthood(Parenthood {
            child,
            person,
            authority: Authority::Full,
            carer: false,
            earlier_names: Vec::new(),
            collection_barred: false,
            during: Span::since(now),
        }));
    }
    for (person, deputy) in [(mentor, false), (deputy, true)] {
        records.push(Record::Mentorship(Mentorship {
            child,
            person,
            deputy,
            during: Span::since(now),
        }));
    }
    world.host.change_directory(&records)?;
    day.to_come = Some(ToCome {
        child,
        parent: family.parent,
        mentor,
    });
    Ok(())
}

/// The group with the youngest child.
fn youngest(world: &World) -> Option<&Room> {
    let born_last = |group: GroupId| {
        let directory = &world.location.directory;
        let children = directory.placements_on(group);
        let children = children.filter_map(|it| directory.child(it.child));
        children.map(|it| it.birth_date.clone()).max()
    };
    let rooms = world.location.groups.iter();
    rooms.max_by_key(|room| born_last(room.group))
}

fn born(day: &Day) -> anyhow::Result<String> {
    let date = day.date.checked_sub(jiff::Span::new().days(DAYS_OLD))?;
    Ok(date.to_string())
}

/// The mentor plans the talk; the family writes what the group should know of it.
pub(super) fn is_planned(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let Some(ToCome {
        child,
        parent,
        mentor,
    }) = day.to_come
    else {
        return Ok(());
    };
    let language = world.location.language(parent).to_owned();
    let talk = Talk {
        at: Some(day.at(10 * 60 + 30)?),
        how: Some(TalkForm::InPerson),
        ..Talk::new(TalkPurpose::Intake)
    };
    let agreements = world.about(DocumentKind::Agreements, child);
    let talk = plan_talk(agreements, &talk, mentor)?;
    world.write_one(mentor, talk)?;
    let card = FamilyCard {
        customs: Some(day.say(words::customs(&language))),
        languages: Some(words::LANGUAGES_AT_HOME.to_owned()),
        ..FamilyCard::new()
    };
    let desk = world.desk(child, parent);
    world.write_one(parent, NewNote::of(desk, &card).in_language(&language))?;
    Ok(())
}

/// At the table, each with a phone; between two steps they pass each other what they wrote.
pub(super) async fn is_held(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let Some(it) = day.to_come else {
        return Ok(());
    };
    let both = [it.parent, it.mentor];
    for person in both {
        world.set_online(person, true);
    }
    home_says(day, world, it)?;
    world.exchange(&both).await?;
    group_says(day, world, it)?;
    world.exchange(&both).await?;
    home_answers(day, world, it)?;
    world.exchange(&both).await?;
    if let Some(report) = report(world, it, it.mentor)? {
        approve(world, it.parent, report)?;
        approve(world, it.mentor, report)?;
    }
    world.exchange(&both).await
}

fn home_says(day: &mut Day, world: &mut World, it: ToCome) -> anyhow::Result<()> {
    let language = world.location.language(it.parent).to_owned();
    let core = world.about(DocumentKind::ChildCore, it.child);
    let hope = Expectations {
        about: Some(Expectation::Hope),
        ..Expectations::new(day.say(words::hope(&language)))
    };
    let way = OurWay::new(Topic::Sleep, day.say(words::way_at_home(&language)));
    let rhythm = Rhythm {
        sleep_times: Some(words::SLEEP_TIMES.to_owned()),
        feeds: Some(words::FEEDS.to_owned()),
        ..Rhythm::new()
    };
    let grandmother = Collector {
        relation: Some(words::GRANDMOTHER.to_owned()),
        scope: Some(Several::of(&[
            NetworkScope::Collect,
            NetworkScope::BeCalled,
        ])),
        ..Collector::new(words::GRANDMOTHERS_NAME.to_owned())
    };
    let notes = vec![
        NewNote::of(core, &hope).in_language(&language),
        NewNote::of(core, &way).in_language(&language),
        dutch(core, &rhythm),
        dutch(core, &grandmother),
        NewNote::of(core, &Consent::new(Purpose::SunCream, true)),
    ];
    world.write(it.parent, notes)?;
    if let Some(talk) = talk(world, it, it.parent)? {
        let point = AgendaItem {
            talk: Some(talk),
            ..AgendaItem::new(words::POINT_OF_PARENT.to_owned())
        };
        let agreements = world.about(DocumentKind::Agreements, it.child);
        world.write_one(it.parent, dutch(agreements, &point))?;
    }
    Ok(())
}

fn group_says(day: &mut Day, world: &mut World, it: ToCome) -> anyhow::Result<()> {
    let core = world.about(DocumentKind::ChildCore, it.child);
    let channel = world.channel(it.child, it.parent);
    let agreements = world.about(DocumentKind::Agreements, it.child);
    let expect = Expectations {
        about: Some(Expectation::Expect),
        ..Expectations::new(day.say(words::EXPECT_HERE))
    };
    let way = OurWay::new(Topic::Sleep, day.say(words::WAY_HERE));
    let visit = Offer::new(Offered::HomeVisit);
    let spoken = ContactMark {
        two_way: Some(true),
        positive: Some(true),
        ..ContactMark::new(ContactHeld::Talk)
    };
    let mut notes = vec![
        dutch(core, &expect),
        dutch(core, &way),
        NewNote::of(channel, &visit),
        NewNote::of(channel, &spoken),
    ];
    let report = world.screen(it.mentor, |store, viewer| {
        let talks = store.talks(viewer, it.child)?.talks;
        let (directory, now) = (store.directory()?, store.corrected(viewer.now)?.0);
        let row = talks.first();
        Ok(row.and_then(|row| {
            start_report((&directory, now), agreements, &row.talk, &row.agenda, &[])
        }))
    })?;
    notes.extend(report.flatten().map(|it| it.in_language("nl")));
    world.write(it.mentor, notes)?;
    Ok(())
}

/// No home visit, a plan for contact, and a line more in the report.
fn home_answers(day: &Day, world: &mut World, it: ToCome) -> anyhow::Result<()> {
    let channel = world.channel(it.child, it.parent);
    let plan = ContactPlan {
        channel: Some(Channel::Door),
        detail: Some(Detail::Extensive),
        tips: Some(true),
        quiet_from: Whole::new(20 * 60),
        quiet_until: Whole::new(7 * 60),
        ..ContactPlan::new(ContactRhythm::Monthly)
    };
    world.write_one(it.parent, NewNote::of(channel, &plan))?;
    let offer = world.screen(it.parent, |store, viewer| {
        let offers = store.talks(viewer, it.child)?.offers;
        Ok(offers.first().map(|(offer, _)| offer.key))
    })?;
    if let Some(offer) = offer.flatten() {
        let answer = TalkAnswer {
            until: Some(day.at(365 * 24 * 60)?),
            ..TalkAnswer::new(offer, YesNoLater::No)
        };
        world.write_one(it.parent, NewNote::of(channel, &answer))?;
    }
    if let Some(report) = report(world, it, it.parent)? {
        let text = world.screen(it.parent, |store, viewer| {
            store.agreement_text(&report, viewer.now)
        })?;
        let text = format!(
            "{}\n{}",
            text.flatten().unwrap_or_default(),
            words::ONE_MORE_LINE
        );
        let command = Command::EditText {
            agreement: report,
            text,
        };
        if let Some(phone) = world.phone_of(it.parent) {
            phone.execute(it.parent, &command)?;
        }
    }
    Ok(())
}

fn talk(world: &World, it: ToCome, reader: PersonId) -> anyhow::Result<Option<EntryKey>> {
    let talk = world.screen(reader, |store, viewer| {
        let talks = store.talks(viewer, it.child)?.talks;
        Ok(talks.first().map(|row| row.talk.key))
    })?;
    Ok(talk.flatten())
}

fn report(world: &World, it: ToCome, reader: PersonId) -> anyhow::Result<Option<EntryKey>> {
    let report = world.screen(reader, |store, viewer| {
        let talks = store.talks(viewer, it.child)?.talks;
        Ok(talks.first().and_then(|row| row.report))
    })?;
    Ok(report.flatten())
}
