//! Who is here today, as parents see it, and what a location has settled.

use samenspel_model::entry::SignedEntry;
use samenspel_model::ids::GroupId;
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RefusalCode;
use samenspel_protocol::CommandAction;
use samenspel_rules::directory::{Group, HereToday, Holder, LocationSettings, Record};

use crate::enrolling::ask;
use crate::world::*;

/// Who is here, as a phone that knows nothing is told.
fn seen_here(world: &World, phone: &mut Phone) -> Vec<HereToday> {
    let request = phone.request(&[], world.now());
    let told = world.send(phone, &request).unwrap().here;
    told.map_or_else(Vec::new, |it| it.here)
}

#[test]
fn who_opens_the_groups_list_is_here_today_for_its_parents_and_not_tomorrow() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 21);
    let mut samira = world.phone(SAMIRA, 22);
    assert_eq!(seen_here(&world, &mut samira), []);
    let here = CommandAction::HereToday(GROUP);
    let first = world.now();
    assert!(is_stored(&ask(&world, &mut fatima, here.clone())));
    world.pass(UnixMillis::HOUR_MS);
    assert!(is_stored(&ask(&world, &mut fatima, here)));
    let seen = seen_here(&world, &mut samira);
    assert_eq!(seen.len(), 1);
    assert_eq!((seen[0].person, seen[0].at), (FATIMA, first));
    world.pass(UnixMillis::DAY_MS);
    assert_eq!(seen_here(&world, &mut samira), []);
}

#[test]
fn who_is_here_today_changes_no_directory_and_takes_no_position() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 21);
    let mut samira = world.phone(SAMIRA, 22);
    let quiet = samira.request(&[], world.now());
    let before = world.send(&mut samira, &quiet).unwrap();
    let here = CommandAction::HereToday(GROUP);
    assert!(is_stored(&ask(&world, &mut fatima, here)));
    let mut again = samira.request(&[], world.now());
    again.directory = before.directory.map(|it| it.digest);
    let after = world.send(&mut samira, &again).unwrap();
    assert_eq!(after.cursor, before.cursor);
    assert!(after.directory.is_none());
    assert_eq!(after.here.unwrap().here.len(), 1);
}

#[test]
fn who_is_here_today_is_told_once_until_it_changes_and_to_nobody_of_another_group() {
    let world = World::new();
    let other = GroupId([0x22; 16]);
    world.change(Record::Group(Group {
        id: other,
        location: LOCATION,
        name: "Rupsen".into(),
    }));
    let mut fatima = world.phone(FATIMA, 21);
    let mut samira = world.phone(SAMIRA, 22);
    let mut tablet = world.device(Holder::Group(other), JOKE, 23);
    let here = CommandAction::HereToday(GROUP);
    assert!(is_stored(&ask(&world, &mut fatima, here)));
    assert_eq!(seen_here(&world, &mut tablet), []);
    let quiet = samira.request(&[], world.now());
    let told = world.send(&mut samira, &quiet).unwrap().here.unwrap();
    let mut again = samira.request(&[], world.now());
    again.here = Some(told.digest);
    assert_eq!(world.send(&mut samira, &again).unwrap().here, None);
    // The next day what was told is taken back, once.
    world.pass(UnixMillis::DAY_MS);
    let mut tomorrow = samira.request(&[], world.now());
    tomorrow.here = Some(told.digest);
    let told = world.send(&mut samira, &tomorrow).unwrap().here.unwrap();
    assert_eq!(told.here, []);
    tomorrow.here = Some(told.digest);
    assert_eq!(world.send(&mut samira, &tomorrow).unwrap().here, None);
}

#[test]
fn a_colleague_opens_the_list_on_the_groups_device_and_no_stranger_does_anywhere() {
    let world = World::new();
    let mut tablet = world.device(Holder::Group(GROUP), JOKE, 23);
    let here = CommandAction::HereToday(GROUP);
    assert!(is_stored(&ask(&world, &mut tablet, here.clone())));
    let mut samira = world.phone(SAMIRA, 24);
    let refused = ask(&world, &mut samira, here.clone());
    assert_eq!(refusal(&refused), Some(RefusalCode::NotAllowed));
    tablet.person = SAMIRA;
    let refused = ask(&world, &mut tablet, here);
    assert_eq!(refusal(&refused), Some(RefusalCode::NotTheAuthor));
}

#[test]
fn a_kind_that_the_location_keeps_elsewhere_is_refused_and_setting_right_never_is() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 25);
    let wrong = fatima.handover("about another child", world.now());
    assert!(is_stored(
        &world.push(&mut fatima, std::slice::from_ref(&wrong))[0]
    ));
    let mut settings = LocationSettings::of(LOCATION);
    settings.kinds_off = vec!["handover".into(), "retraction".into()];
    world.change(Record::LocationSettings(settings));
    let again = fatima.handover("one more", world.now());
    let refused = world.push(&mut fatima, &[again]);
    assert_eq!(refusal(&refused[0]), Some(RefusalCode::SwitchedOff));
    let of = samenspel_model::entry::Value::Bytes(key_of(&wrong).to_bytes().to_vec());
    let fields = [("of", of), ("reason", text("wrong_child"))];
    let subject = Subject::Child(NOOR);
    let at = world.now();
    let retraction = fatima.note(DocumentKind::Handover, subject, "retraction", &fields, at);
    let retraction = SignedEntry::sign(&retraction, &fatima.key);
    assert!(is_stored(&world.push(&mut fatima, &[retraction])[0]));
}
