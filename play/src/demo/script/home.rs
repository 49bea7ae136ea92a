//! At home, the evening before and in the morning: parents tell what the group should know, and both
//! parents of one child change the same agreement without a network.

use std::collections::BTreeMap;

use samenspel_device::{Command, NewNote};
use samenspel_model::ids::{ChildId, PersonId};
use samenspel_model::series::DocumentKind;
use samenspel_model::time::UnixMillis;
use samenspel_rules::partnership::{
    Telling, as_always, raise_concern, tell_the_group, today_is_different,
};
use samenspel_rules::schema::notes::{
    Agreement, Asks, Concern, Consent, DayChange, DayDifference, DayReason, DropOff, HomeNote,
    HomeTopic, Medical, MedicalMatter, MedicineAgreement, Mood, Purpose, Question, Severity, Slept,
    Symptom, TalkForm, TalkRequest, TalkSubject, Topic, Urgency,
};
use samenspel_rules::schema::{IsoDate, Several};

use super::super::words;
use super::super::world::World;
use super::cast::Part;
use super::{Day, dutch, intake};

/// Of a hundred families, this many tell the evening before or in the morning.
const TELLING_PERCENT: usize = 75;
/// Of a hundred parents, this many have no network when they do.
const OFFLINE_PERCENT: usize = 35;

pub(super) async fn the_evening_before(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    intake::is_enrolled(day, world)?;
    standing_facts(day, world)?;
    medicine_is_agreed(day, world)?;
    agreement_by_the_mentor(day, world)?;
    worries_and_wishes(day, world)?;
    world.sync().await?;
    intake::is_planned(day, world)?;
    world.time.advance_ms(20 * UnixMillis::MINUTE_MS);
    world.sync().await?;
    co_edit(day, world)?;
    for (child, parent) in day.cast.tellers.clone() {
        if day.random.chance(30) {
            from_home(day, world, child, parent)?;
        }
    }
    Ok(())
}

/// What is known of some children: statements by a parent, and once another view of the same.
fn standing_facts(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    for (child, parent) in day.cast.tellers.clone() {
        let core = world.about(DocumentKind::ChildCore, child);
        if day.random.chance(20) {
            let substance = day.say(words::SUBSTANCES);
            let allergy = Medical {
                severity: Some(day.random.one_of([Severity::Mild, Severity::Severe])),
                ..Medical::new(MedicalMatter::Allergy, substance)
            };
            world.write_one(parent, dutch(core, &allergy))?;
        }
        if day.random.chance(25) {
            let consent = Consent::new(Purpose::PhotosInside, true);
            world.write_one(parent, NewNote::of(core, &consent))?;
        }
    }
    let family = day.family(Part::Share);
    let core = world.about(DocumentKind::ChildCore, family.child);
    let consent = Consent::new(Purpose::ShareYouthHealth, true);
    world.write_one(family.parent, NewNote::of(core, &consent))?;
    let family = day.family(Part::Allergy);
    let core = world.about(DocumentKind::ChildCore, family.child);
    for (person, severity) in [
        (family.contact, Severity::Mild),
        (family.parent, Severity::Severe),
    ] {
        let kiwi = Medical {
            severity: Some(severity),
            ..Medical::new(MedicalMatter::Allergy, words::TWO_VIEWS_OF.to_owned())
        };
        world.write_one(person, dutch(core, &kiwi))?;
    }
    Ok(())
}

fn medicine_is_agreed(day: &Day, world: &mut World) -> anyhow::Result<()> {
    let family = day.family(Part::Medicine);
    let agreed = MedicineAgreement {
        times: Some(words::MEDICINE_TIMES.to_owned()),
        how: Some(words::MEDICINE_HOW.to_owned()),
        from: Some(day.at(0)?),
        to: Some(day.at(7 * 24 * 60)?),
        prescriber: Some(words::PRESCRIBER.to_owned()),
        first_given_at_home: Some(true),
        kept: Some(words::MEDICINE_KEPT.to_owned()),
        ..MedicineAgreement::new(words::MEDICINE.to_owned(), words::MEDICINE_DOSE.to_owned())
    };
    let core = world.about(DocumentKind::ChildCore, family.child);
    world.write_one(family.parent, dutch(core, &agreed))?;
    Ok(())
}

fn agreement_by_the_mentor(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let Some(mentor) = world.location.mentor(day.shown) else {
        return Ok(());
    };
    let agreement = Agreement {
        topic: Some(Topic::Sleep),
        ..Agreement::new(words::AGREEMENT.to_owned())
    };
    let agreements = world.about(DocumentKind::Agreements, day.shown);
    day.agreement = world.write_one(mentor, dutch(agreements, &agreement))?;
    Ok(())
}

/// Both parents change the same text, neither with a network.
fn co_edit(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let Some(agreement) = day.agreement else {
        return Ok(());
    };
    let parents = world.location.parents_with_authority(day.shown);
    let texts = [words::AGREEMENT_BY_ONE, words::AGREEMENT_BY_OTHER];
    for (parent, new_text) in parents.into_iter().zip(texts) {
        world.set_online(parent, false);
        let command = Command::EditText {
            agreement,
            text: new_text.to_owned(),
        };
        if let Some(phone) = world.phone_of(parent) {
            phone.execute(parent, &command)?;
        }
    }
    Ok(())
}

/// A worry, a wish to be called, a request for advice, and always one note about home.
fn worries_and_wishes(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    worry(day, world)?;
    let family = day.family(Part::Call);
    let request = TalkRequest {
        times: Some(words::WHEN_IT_SUITS.to_owned()),
        ..TalkRequest::new(TalkSubject::TellMyself, Urgency::ThisWeek, TalkForm::Phone)
    };
    let channel = world.channel(family.child, family.parent);
    world.write_one(family.parent, dutch(channel, &request))?;

    let family = day.family(Part::Advice);
    let language = world.location.language(family.parent).to_owned();
    let question = Question {
        asks: Some(Asks::Advice),
        topic: Some(Topic::Limits),
        ..Question::new(day.say(words::asks_advice(&language)))
    };
    let channel = world.channel(family.child, family.parent);
    let question = NewNote::of(channel, &question).in_language(&language);
    world.write_one(family.parent, question)?;
    from_home(day, world, family.child, family.parent)
}

fn worry(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let family = day.family(Part::Worry);
    let language = world.location.language(family.parent).to_owned();
    let concern = Concern {
        topic: Some(Topic::Friends),
        ..Concern::new(day.say(words::worry(&language)))
    };
    let journal = world.about(DocumentKind::Journal, family.child);
    let raised = world.screen(family.parent, |store, viewer| {
        let (now, _) = store.corrected(viewer.now)?;
        Ok(raise_concern(&*store.directory()?, journal, &concern, now))
    })?;
    let raised = raised.into_iter().map(|it| it.in_language(&language));
    world.write(family.parent, raised.collect())?;
    Ok(())
}

fn from_home(
    day: &mut Day,
    world: &mut World,
    child: ChildId,
    parent: PersonId,
) -> anyhow::Result<()> {
    let language = world.location.language(parent).to_owned();
    let home = HomeNote {
        text: Some(day.say(words::from_home(&language))),
        ..HomeNote::new(HomeTopic::NiceMoment)
    };
    let desk = world.desk(child, parent);
    world.write_one(parent, NewNote::of(desk, &home).in_language(&language))?;
    Ok(())
}

/// One form for all of a parent's children; who is ill is called in.
pub(super) async fn before_leaving(day: &mut Day, world: &mut World) -> anyhow::Result<()> {
    let mut of_parent: BTreeMap<PersonId, Vec<ChildId>> = BTreeMap::new();
    for (child, parent) in &day.cast.tellers {
        of_parent.entry(*parent).or_default().push(*child);
    }
    for (parent, children) in of_parent {
        let offline = day.random.chance(OFFLINE_PERCENT);
        world.set_online(parent, !offline);
        let (ill, coming): (Vec<_>, Vec<_>) = children
            .into_iter()
            .partition(|it| day.cast.ill.contains(it));
        not_coming(day, world, &ill, parent)?;
        let must_tell = coming.contains(&day.shown);
        if must_tell || day.random.chance(TELLING_PERCENT) {
            drop_off(day, world, &coming, parent)?;
        }
        world.time.advance_ms(30_000);
    }
    world.sync().await?;
    Ok(())
}

fn not_coming(
    day: &mut Day,
    world: &mut World,
    children: &[ChildId],
    parent: PersonId,
) -> anyhow::Result<()> {
    let symptoms =
        Several::of(&[day
            .random
            .one_of([Symptom::Fever, Symptom::Cough, Symptom::Vomiting])]);
    let ill = DayChange {
        for_date: Some(IsoDate(day.date.to_string())),
        reason: Some(DayReason::Ill),
        symptoms: Some(symptoms),
        ..DayChange::new(DayDifference::NotComing)
    };
    let notes = today_is_different(world.location.org, children, &ill);
    world.write(parent, notes)?;
    Ok(())
}

fn drop_off(
    day: &mut Day,
    world: &mut World,
    children: &[ChildId],
    parent: PersonId,
) -> anyhow::Result<()> {
    let language = world.location.language(parent).to_owned();
    // How it was the last time, which was before this demo begins.
    let last_time = day.at(-24 * 60)?;
    let usual = DropOff {
        collects_at: Some(last_time.plus_ms(17 * UnixMillis::HOUR_MS)),
        collects: Some(world.location.first_name(parent).to_owned()),
        ..DropOff::new()
    };
    let as_always = as_always(&usual, day.at(6 * 60)?);
    let mut tellings = Vec::new();
    for child in children {
        let tells_more = *child == day.shown || day.random.chance(40);
        let to_know = tells_more.then(|| day.say(words::to_know(&language)));
        tellings.push(Telling {
            child: *child,
            as_always: as_always.clone(),
            differs: differs(day, to_know)?,
        });
    }
    // Told the evening before or in the morning, it is for the day.
    let for_all = DropOff {
        for_date: Some(IsoDate(day.date.to_string())),
        ..DropOff::new()
    };
    let notes = tell_the_group(world.location.org, &for_all, &tellings);
    let notes = notes.into_iter().map(|it| it.in_language(&language));
    world.write(parent, notes.collect())?;
    Ok(())
}

fn differs(day: &mut Day, to_know: Option<String>) -> anyhow::Result<DropOff> {
    let woke_after = i64::try_from(day.random.below(60)).unwrap_or_default();
    let mood = [Mood::Happy, Mood::AsUsual, Mood::Tired, Mood::Clingy];
    let slept = [Slept::Well, Slept::AsUsual, Slept::Badly, Slept::Short];
    Ok(DropOff {
        mood: Some(day.random.one_of(mood)),
        slept: Some(day.random.one_of(slept)),
        woke_at: Some(day.at(5 * 60 + 40 + woke_after)?),
        to_know,
        ..DropOff::new()
    })
}
