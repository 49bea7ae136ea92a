//! Who asks the directory for rights: day grants for others, invitations of others. Knows nothing of
//! notes.

use samenspel_model::ids::{GroupId, InvitationId, LocationId, PersonId};
use samenspel_model::limits::OPEN_INVITATIONS_MAX;
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{Outcome, RefusalCode};
use samenspel_protocol::{CommandAction, InvitationRequest, invitation_code_hash};
use samenspel_rules::directory::{
    Assignment, DayGrant, Group, GroupRole, Holder, Location, Office, OfficeRole, Record, Span,
};
use samenspel_tests::support::notes::text;

use crate::siege::{Siege, person};

const NOT_ALLOWED: (RefusalCode, &[&str]) = (RefusalCode::NotAllowed, &[]);

fn invalid(field: &'static [&'static str]) -> (RefusalCode, &'static [&'static str]) {
    (RefusalCode::FieldInvalid, field)
}

fn invite(holder: Holder) -> CommandAction {
    CommandAction::Invite(InvitationRequest {
        id: InvitationId([8; 16]),
        holder,
        code_hash: [8; 32],
    })
}

// Day grants

#[test]
fn hostile_grant_by_somebody_who_may_not_let_anyone_in() {
    let siege = Siege::lay();
    let at = siege.at;
    for asker in [at.samira, at.bo, at.wim, at.karim, at.nadia, at.jan] {
        let app = siege.device_of(asker);
        let grant = CommandAction::GrantDay(at.day_grant(asker, at.samira, siege.now()));
        siege.refuses_command(&app, asker, grant, NOT_ALLOWED);
    }
}

#[test]
fn hostile_grant_in_the_name_of_another() {
    let siege = Siege::lay();
    let at = siege.at;
    let sanne = siege.device_of(at.sanne);
    let grant = CommandAction::GrantDay(at.day_grant(at.ingrid, at.jan, siege.now()));
    siege.refuses_command(&sanne, at.sanne, grant.clone(), NOT_ALLOWED);
    let by_another = (RefusalCode::NotTheAuthor, &[][..]);
    siege.refuses_command(&sanne, at.ingrid, grant, by_another);
}

#[test]
fn hostile_grant_longer_than_a_day_or_without_an_end() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let sanne = siege.device_of(at.sanne);
    let day = at.day_grant(at.sanne, at.jan, now);
    let ends = [
        Some(now.plus_ms(UnixMillis::DAY_MS + 1)),
        None,
        Some(now),
        Some(now.plus_ms(-1)),
        Some(UnixMillis(i64::MAX)),
        Some(UnixMillis(i64::MIN)),
    ];
    for until in ends {
        let grant = CommandAction::GrantDay(DayGrant {
            during: Span { from: now, until },
            ..day.clone()
        });
        siege.refuses_command(&sanne, at.sanne, grant, invalid(&["during"]));
    }
    let for_ever = Span {
        from: UnixMillis(i64::MIN),
        until: Some(UnixMillis(i64::MAX)),
    };
    let grant = CommandAction::GrantDay(DayGrant {
        during: for_ever,
        ..day
    });
    siege.refuses_command(&sanne, at.sanne, grant, invalid(&["during"]));
}

#[test]
fn hostile_grant_that_replaces_another() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let sanne = siege.device_of(at.sanne);
    let first = at.day_grant(at.sanne, at.wim, now);
    let grant = sanne.command(at.sanne, CommandAction::GrantDay(first.clone()), now);
    let outcome = siege.command(&sanne, grant);
    assert!(matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
    let longer = CommandAction::GrantDay(DayGrant {
        person: at.jan,
        ..first
    });
    siege.refuses_command(&sanne, at.sanne, longer, invalid(&["id"]));
}

#[test]
fn hostile_grant_to_nobody_or_to_who_has_left() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let sanne = siege.device_of(at.sanne);
    let mut gone = person(PersonId([9; 16]), "Lotte");
    gone.left_at = Some(now);
    let left = Record::Person(gone.clone());
    siege
        .server
        .organisation
        .change_directory(&[left], &[])
        .unwrap();
    for to in [gone.id, PersonId([10; 16])] {
        let grant = CommandAction::GrantDay(at.day_grant(at.sanne, to, now));
        siege.refuses_command(&sanne, at.sanne, grant, invalid(&["person"]));
    }
}

#[test]
fn hostile_grant_from_the_tablet_by_a_parent() {
    let siege = Siege::lay();
    let at = siege.at;
    let tablet = siege.tablet();
    let grant = CommandAction::GrantDay(at.day_grant(at.samira, at.samira, siege.now()));
    let expected = (RefusalCode::NotTheAuthor, &[][..]);
    siege.refuses_command(&tablet, at.samira, grant, expected);
}

#[test]
fn hostile_grants_of_a_stolen_phone_that_is_revoked() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let organisation = &siege.server.organisation;
    let olena = PersonId([31; 16]);
    let added = Record::Person(person(olena, "Olena"));
    organisation.change_directory(&[added], &[]).unwrap();
    let (stolen, accomplice) = (siege.device_of(at.sanne), siege.device_of(olena));
    let tomorrow = now.plus_ms(UnixMillis::DAY_MS);
    for from in [now, tomorrow] {
        let grant = CommandAction::GrantDay(at.day_grant(at.sanne, olena, from));
        let outcome = siege.command(&stolen, stolen.command(at.sanne, grant, now));
        assert!(matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
    }
    let about = (DocumentKind::Handover, Subject::Child(at.noor));
    let fields = [("state", text("calm"))];
    let note = at.note(olena, about, "handover", &fields, now);
    siege.stores(&accomplice, accomplice.sign(&note));
    siege.server.time.advance_ms(UnixMillis::MINUTE_MS);
    organisation.revoke_device(stolen.device).unwrap();
    for later in [1, UnixMillis::DAY_MS] {
        siege.server.time.advance_ms(later);
        let note = at.note(olena, about, "handover", &fields, siege.now());
        let why = samenspel_model::verdict::HoldReason::AccessEnded;
        let outcome = siege.push_one(&accomplice, accomplice.sign(&note));
        assert_eq!(outcome, Outcome::Held { why }, "{later} ms later");
    }
}

// Invitations

#[test]
fn hostile_invitation_of_somebody_else_by_who_is_no_manager() {
    let siege = Siege::lay();
    let at = siege.at;
    for asker in [at.samira, at.sanne, at.fatima, at.bo, at.nadia] {
        let app = siege.device_of(asker);
        for holder in [Holder::Person(at.ingrid), Holder::Group(at.rupsen)] {
            siege.refuses_command(&app, asker, invite(holder), NOT_ALLOWED);
        }
    }
}

#[test]
fn hostile_invitation_by_a_manager_whose_office_does_not_reach_all_of_it() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let always = Span::since(now.plus_ms(-UnixMillis::DAY_MS));
    let far = LocationId([21; 16]);
    let [bas, anna, tim] = [22, 23, 24].map(|number| PersonId([number; 16]));
    let directory = siege.server.organisation.directory();
    let here = directory.group(at.rupsen).unwrap().location;
    let office = |person, role, location| {
        Record::Office(Office {
            person,
            role,
            location,
            during: always,
        })
    };
    let work = |person, group| {
        Record::Assignment(Assignment {
            person,
            group,
            role: GroupRole::Professional,
            during: always,
        })
    };
    let far_group = GroupId([25; 16]);
    let records = [
        Record::Person(person(bas, "Bas")),
        Record::Person(person(anna, "Anna")),
        Record::Person(person(tim, "Tim")),
        Record::Location(Location {
            id: far,
            name: "Elders".into(),
        }),
        Record::Group(Group {
            id: far_group,
            location: far,
            name: "Sterren".into(),
        }),
        office(bas, OfficeRole::Manager, Some(here)),
        office(anna, OfficeRole::Manager, Some(far)),
        work(tim, far_group),
        work(tim, at.rupsen),
    ];
    let organisation = &siege.server.organisation;
    organisation.change_directory(&records, &[]).unwrap();
    let app = siege.device_of(bas);
    // The coach of everything, another location's manager, who works at both, another location's tablet.
    for holder in [
        Holder::Person(at.nadia),
        Holder::Person(anna),
        Holder::Person(tim),
        Holder::Group(far_group),
    ] {
        siege.refuses_command(&app, bas, invite(holder), NOT_ALLOWED);
    }
    let colleague = app.command(bas, invite(Holder::Person(at.fatima)), now);
    let outcome = siege.command(&app, colleague);
    assert!(matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
}

#[test]
fn hostile_invitation_from_the_tablet() {
    let siege = Siege::lay();
    let at = siege.at;
    let action = invite(Holder::Person(at.fatima));
    let expected = (RefusalCode::PersonalProfileRequired, &[][..]);
    siege.refuses_command(&siege.tablet(), at.fatima, action, expected);
}

#[test]
fn hostile_invitation_of_nobody_by_the_manager() {
    let siege = Siege::lay();
    let ingrid = siege.device_of(siege.at.ingrid);
    for holder in [
        Holder::Person(PersonId([9; 16])),
        Holder::Group(GroupId([9; 16])),
    ] {
        siege.refuses_command(&ingrid, siege.at.ingrid, invite(holder), NOT_ALLOWED);
    }
}

#[test]
fn hostile_invitation_that_takes_over_the_code_of_another() {
    let siege = Siege::lay();
    let at = siege.at;
    let ticket = siege.ticket(Holder::Person(at.ingrid));
    let samira = siege.device_of(at.samira);
    let action = CommandAction::Invite(InvitationRequest {
        id: InvitationId([8; 16]),
        holder: Holder::Person(at.samira),
        code_hash: invitation_code_hash(&ticket.code),
    });
    siege.refuses_command(&samira, at.samira, action, invalid(&["code_hash"]));
}

#[test]
fn hostile_phone_invites_itself_without_end() {
    let siege = Siege::lay();
    let at = siege.at;
    let samira = siege.device_of(at.samira);
    let invite = |number: u8| {
        CommandAction::Invite(InvitationRequest {
            id: InvitationId([number; 16]),
            holder: Holder::Person(at.samira),
            code_hash: [number; 32],
        })
    };
    let most = u8::try_from(OPEN_INVITATIONS_MAX).unwrap();
    for number in 1..=most {
        let command = samira.command(at.samira, invite(number), siege.now());
        let outcome = siege.command(&samira, command);
        assert!(matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
    }
    let too_many = (RefusalCode::TooMany, &["invitations"][..]);
    siege.refuses_command(&samira, at.samira, invite(most + 1), too_many);
}
