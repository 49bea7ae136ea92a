//! Bounds of directory commands, and of the days and moments that notes name. Knows nothing of requests.

use samenspel_model::calendar::day_of;
use samenspel_model::entry::{Value, domain};
use samenspel_model::ids::{CircleId, PersonId};
use samenspel_model::limits;
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::wire::encode;
use samenspel_protocol::{CommandAction, DirectoryCommand, SignedCommand};
use samenspel_rules::directory::{Assignment, Circle, DayGrant, GroupRole, Person, Record, Span};
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::support::notes::text;

use super::{is_stored, is_too_large};
use crate::siege::{Siege, person, unused_key};

#[test]
fn a_command_is_as_long_as_the_bounds_say_and_names_as_many_people_and_letters() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let sanne = siege.device_of(at.sanne);
    let ask = |action| siege.command(&sanne, sanne.command(at.sanne, action, now));

    let padded = |bytes: usize| {
        let command = DirectoryCommand {
            org: at.org,
            key: unused_key(at.sanne, now),
            device: sanne.device,
            written_at: now,
            action: CommandAction::GrantDay(at.day_grant(at.sanne, at.wim, now)),
        };
        let mut body = encode(&command);
        // One item more than this version knows, which it skips.
        body[0] += 1;
        body.push(0x59);
        let padding = bytes - body.len() - 2;
        body.extend(u16::try_from(padding).unwrap().to_be_bytes());
        body.resize(bytes, 7);
        let signature = sanne.key.sign(domain::COMMAND, &body);
        siege.command(&sanne, SignedCommand { body, signature })
    };
    assert!(is_stored(&padded(limits::COMMAND_BYTES_MAX)));
    assert!(is_too_large(&padded(limits::COMMAND_BYTES_MAX + 1)));

    let colleagues: Vec<PersonId> = (0..limits::CIRCLE_MEMBERS_MAX)
        .map(|number| PersonId([100 + number as u8; 16]))
        .collect();
    let work = |id: &PersonId| {
        [
            Record::Person(person(*id, "Collega")),
            Record::Assignment(Assignment {
                person: *id,
                group: at.rupsen,
                role: GroupRole::Professional,
                during: Span::since(UnixMillis(0)),
            }),
        ]
    };
    let records: Vec<Record> = colleagues.iter().flat_map(work).collect();
    siege
        .server
        .organisation
        .change_directory(&records, &[])
        .unwrap();
    let circle = |others: usize| {
        let mut members = vec![at.sanne];
        members.extend(&colleagues[..others]);
        ask(CommandAction::OpenCircle(Circle {
            id: CircleId::new(now, &mut SystemRandom),
            members,
            during: Span::since(now),
        }))
    };
    assert!(is_stored(&circle(limits::CIRCLE_MEMBERS_MAX - 1)));
    assert!(!is_stored(&circle(limits::CIRCLE_MEMBERS_MAX)));

    let provisional = |number: u8, letters: usize, languages: usize| {
        ask(CommandAction::AddProvisionalPerson(Person {
            last_name: "é".repeat(letters),
            languages: vec!["nl".into(); languages],
            ..person(PersonId([number; 16]), &"é".repeat(letters))
        }))
    };
    let (letters, languages) = (limits::NAME_CHARS_MAX, limits::LANGUAGES_MAX);
    assert!(is_stored(&provisional(61, letters, languages)));
    assert!(!is_stored(&provisional(62, letters + 1, 1)));
    assert!(!is_stored(&provisional(63, 1, languages + 1)));

    let lasting = |from: UnixMillis, ms: i64| {
        let during = Span {
            from,
            until: Some(from.plus_ms(ms)),
        };
        ask(CommandAction::GrantDay(DayGrant {
            during,
            ..at.day_grant(at.sanne, at.wim, now)
        }))
    };
    let (day, ahead) = (limits::DAY_GRANT_MS_MAX, limits::DAY_GRANT_AHEAD_MS_MAX);
    assert!(is_stored(&lasting(now, day)));
    assert!(!is_stored(&lasting(now, day + 1)));
    assert!(is_stored(&lasting(now.plus_ms(ahead), day)));
    assert!(!is_stored(&lasting(now.plus_ms(ahead + 1), day)));
}

#[test]
fn a_moment_and_a_day_are_as_far_as_the_bounds_say_and_no_further() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let fatima = siege.device_of(at.fatima);
    let samira = siege.device_of(at.samira);
    let arrived = |ms: i64| {
        let fields = [
            ("child", Value::Bytes(at.noor.0.to_vec())),
            ("what", text("arrived")),
            ("at", Value::Int(now.plus_ms(ms).0)),
        ];
        let about = (DocumentKind::Group, Subject::Group(at.rupsen));
        let note = at.note(at.fatima, about, "presence", &fields, now);
        is_stored(&siege.push_one(&fatima, fatima.sign(&note)))
    };
    let until = |ms: i64| {
        let fields = [
            ("what", text("Luiers kopen")),
            ("until", Value::Int(now.plus_ms(ms).0)),
        ];
        let about = (DocumentKind::Handover, Subject::Child(at.noor));
        let note = at.note(at.fatima, about, "open_item", &fields, now);
        is_stored(&siege.push_one(&fatima, fatima.sign(&note)))
    };
    let (before, ahead) = (
        limits::HAPPENED_BEFORE_MS_MAX,
        limits::HAPPENED_AHEAD_MS_MAX,
    );
    assert!(arrived(-before) && arrived(ahead));
    assert!(!arrived(-before - 1) && !arrived(ahead + 1));
    let (before, ahead) = (limits::LASTS_BEFORE_MS_MAX, limits::LASTS_AHEAD_MS_MAX);
    assert!(until(-before) && until(ahead));
    assert!(!until(-before - 1) && !until(ahead + 1));
    let for_day = |days: i64| {
        let date = day_of(now.plus_ms(days * UnixMillis::DAY_MS)).unwrap();
        let fields = [
            ("to_know", text("Geen fruit.")),
            ("for_date", text(date.to_string())),
        ];
        let about = (DocumentKind::DayLog, Subject::Child(at.noor));
        let note = at.note(at.samira, about, "drop_off", &fields, now);
        is_stored(&siege.push_one(&samira, samira.sign(&note)))
    };
    let (back, ahead) = (
        limits::FOR_DATE_BACK_DAYS_MAX,
        limits::FOR_DATE_AHEAD_DAYS_MAX,
    );
    assert!(for_day(-back) && for_day(ahead));
    assert!(!for_day(-back - 1) && !for_day(ahead + 1));
}
