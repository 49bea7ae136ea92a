//! Day grants, circles and provisional people that were prepared on a stolen phone end with it, in the same
//! transaction; a manager lets a circle go on.

use samenspel_model::entry::SignedEntry;
use samenspel_model::ids::*;
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::*;
use samenspel_protocol::*;
use samenspel_rules::directory::{Circle, DayGrant, Holder, Person, Record, Span};
use sync_server::engine::RevokeError;

use crate::enrolling::{ask, command, enrol_request, stranger};
use crate::people::assignment;
use crate::restoring::{back_up, restore};
use crate::world::*;

const CODE: &[u8] = b"sixteen bytes...";
const TODAY: GrantId = GrantId([0x31; 16]);
const TOMORROW: GrantId = GrantId([0x32; 16]);
const CASE: CircleId = CircleId([0x33; 16]);
const NOBODY_YET: PersonId = PersonId([0x34; 16]);
const HELPER: PersonId = PersonId([0x35; 16]);

fn grant(id: GrantId, to: PersonId, from: UnixMillis) -> CommandAction {
    CommandAction::GrantDay(DayGrant {
        id,
        group: GROUP,
        person: to,
        granted_by: FATIMA,
        during: Span {
            from,
            until: Some(from.plus_ms(9 * UnixMillis::HOUR_MS)),
        },
    })
}

fn circle(id: CircleId, members: &[PersonId], from: UnixMillis) -> CommandAction {
    CommandAction::OpenCircle(Circle {
        id,
        members: members.to_vec(),
        during: Span::since(from),
    })
}

fn provisional(id: PersonId) -> CommandAction {
    CommandAction::AddProvisionalPerson(Person {
        id,
        first_name: "Lotte".into(),
        last_name: String::new(),
        languages: vec![],
        left_at: None,
    })
}

fn done(world: &World, phone: &mut Phone, actions: Vec<CommandAction>) {
    for action in actions {
        let outcome = ask(world, phone, action);
        assert!(is_stored(&outcome), "{outcome:?}");
    }
}

/// All that can be prepared, on one phone of Fatima's.
fn prepare(world: &World, phone: &mut Phone) {
    let now = world.now();
    let tomorrow = now.plus_ms(UnixMillis::DAY_MS);
    let actions = vec![
        grant(TODAY, OLENA, now),
        grant(TOMORROW, OLENA, tomorrow),
        circle(CASE, &[FATIMA, OLENA, JOKE], now),
        provisional(NOBODY_YET),
        provisional(HELPER),
        grant(GrantId([0x36; 16]), HELPER, now),
    ];
    done(world, phone, actions);
}

/// How many documents a phone may have.
fn readable(world: &World, phone: &mut Phone) -> usize {
    let mut request = phone.request(&[], world.now());
    request.list_documents = true;
    let response = world.send(phone, &request).unwrap();
    response.documents.unwrap().len()
}

fn grants_of(world: &World, person: PersonId) -> Vec<DayGrant> {
    let directory = world.org().directory();
    directory.grants_of(person).cloned().collect()
}

fn is_over(world: &World) -> bool {
    let directory = world.org().directory();
    let (now, tomorrow) = (world.now(), world.now().plus_ms(UnixMillis::DAY_MS));
    let helpers = grants_of(world, HELPER);
    let grants = grants_of(world, OLENA);
    grants.len() == 2
        && (grants.iter().chain(&helpers))
            .all(|it| !it.during.contains(now) && !it.during.contains(tomorrow))
        && directory.circle(CASE).unwrap().during.has_ended(now)
        && directory.person(NOBODY_YET).is_none()
        && directory.person(HELPER).unwrap().left_at.is_some()
}

#[test]
fn what_a_stolen_phone_prepared_by_commands_ends_when_it_is_revoked() {
    let world = World::new();
    let mut stolen = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    let mut olena = world.phone(OLENA, 0x23);
    let note = joke.handover("before", world.now());
    assert!(is_stored(&world.push(&mut joke, &[note])[0]));
    prepare(&world, &mut stolen);
    assert!(readable(&world, &mut olena) > 0);
    let revoked = world.org().revoke_device(stolen.id).unwrap();
    let mut ended = revoked.grants.clone();
    ended.sort_unstable();
    assert_eq!(ended, [TODAY, TOMORROW, GrantId([0x36; 16])]);
    assert_eq!(revoked.circles, [CASE]);
    let mut gone = revoked.people.clone();
    gone.sort_unstable();
    assert_eq!(gone, [NOBODY_YET, HELPER]);
    assert!(revoked.people_kept.is_empty());
    assert!(is_over(&world));
    assert_eq!(readable(&world, &mut olena), 0);
    world.pass(UnixMillis::DAY_MS);
    assert_eq!(readable(&world, &mut olena), 0, "the next day neither");
}

#[test]
fn however_it_is_revoked_and_by_whomever() {
    let by_record = |world: &World, phone: &Phone| {
        world.change(Record::Device(phone.record(Some(world.now()), MORNING)));
    };
    let by_owner = |world: &World, phone: &Phone| {
        let mut next = world.phone(FATIMA, 0x29);
        done(
            world,
            &mut next,
            vec![CommandAction::RevokeDevice(phone.id)],
        );
    };
    type Way<'a> = &'a dyn Fn(&World, &Phone);
    let ways: [Way<'_>; 2] = [&by_record, &by_owner];
    for revoke in ways {
        let world = World::new();
        let mut stolen = world.phone(FATIMA, 0x21);
        prepare(&world, &mut stolen);
        revoke(&world, &stolen);
        assert!(is_over(&world));
    }
}

fn invite_herself(world: &World, phone: &mut Phone) {
    let invite = CommandAction::Invite(InvitationRequest {
        id: InvitationId([0x37; 16]),
        holder: Holder::Person(FATIMA),
        code_hash: invitation_code_hash(CODE),
    });
    done(world, phone, vec![invite]);
}

#[test]
fn what_a_device_that_it_let_in_prepared_ends_too() {
    let world = World::new();
    let mut stolen = world.phone(FATIMA, 0x21);
    invite_herself(&world, &mut stolen);
    let mut second = stranger(0x41);
    world.org().enrol(&enrol_request(&second, CODE)).unwrap();
    prepare(&world, &mut second);
    let revoked = world.org().revoke_device(stolen.id).unwrap();
    assert_eq!(revoked.suspended, [second.id]);
    assert_eq!((revoked.grants.len(), revoked.circles.len()), (3, 1));
    assert!(is_over(&world));
}

#[test]
fn what_her_other_phone_and_others_prepared_goes_on() {
    let world = World::new();
    let stolen = world.phone(FATIMA, 0x21);
    let mut other = world.phone(FATIMA, 0x24);
    prepare(&world, &mut other);
    let revoked = world.org().revoke_device(stolen.id).unwrap();
    assert_eq!(revoked, sync_server::engine::Revoked::default());
    let directory = world.org().directory();
    assert!(grants_of(&world, OLENA)[0].during.contains(world.now()));
    assert!(directory.circle(CASE).unwrap().during.contains(world.now()));
    assert!(directory.person(NOBODY_YET).is_some());
}

#[test]
fn a_grant_that_her_colleague_brought_ends_with_the_phone_that_signed_it() {
    let world = World::new();
    let mut stolen = world.phone(FATIMA, 0x21);
    let mut olena = world.phone(OLENA, 0x23);
    let signed = command(&mut stolen, grant(TODAY, OLENA, world.now()), world.now());
    let mut request = olena.request(&[], world.now());
    request.commands = vec![signed];
    let outcome = world.send(&mut olena, &request).unwrap().command_outcomes[0].clone();
    assert!(is_stored(&outcome), "{outcome:?}");
    let revoked = world.org().revoke_device(stolen.id).unwrap();
    assert_eq!(revoked.grants, [TODAY]);
    assert!(!grants_of(&world, OLENA)[0].during.contains(world.now()));
}

#[test]
fn a_person_with_whom_others_had_to_do_since_stays() {
    let world = World::new();
    let mut stolen = world.phone(FATIMA, 0x21);
    done(&world, &mut stolen, vec![provisional(HELPER)]);
    world.change(assignment(HELPER, None));
    let revoked = world.org().revoke_device(stolen.id).unwrap();
    assert_eq!(revoked.people_kept, [HELPER]);
    let directory = world.org().directory();
    assert!(directory.person(HELPER).unwrap().left_at.is_none());
}

#[test]
fn a_closed_circle_is_still_read_and_a_manager_lets_it_go_on() {
    let world = World::new();
    let mut stolen = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    prepare(&world, &mut stolen);
    joke.cursor = Some(start(&world));
    let note = |joke: &mut Phone, world: &World| {
        let fields = [("domain", text("motor")), ("seen", text("She climbs."))];
        let subject = Subject::Case(CASE);
        let kind = DocumentKind::Circle;
        let entry = joke.note(kind, subject, "observation", &fields, world.now());
        SignedEntry::sign(&entry, &joke.key)
    };
    let first = note(&mut joke, &world);
    assert!(is_stored(
        &world.push(&mut joke, std::slice::from_ref(&first))[0]
    ));
    world.org().revoke_device(stolen.id).unwrap();
    world.pass(1);
    let late = note(&mut joke, &world);
    assert!(!is_stored(&world.push(&mut joke, &[late])[0]));
    assert!(keys(&world.pull(&mut joke)).contains(&key_of(&first)));
    let not_hers = world.org().keep_circles(&[CASE], JOKE);
    assert!(matches!(not_hers, Err(RevokeError::NotTheCirclesManager(it)) if it == CASE));
    world.org().keep_circles(&[CASE], INGRID).unwrap();
    let again = world.org().keep_circles(&[CASE], INGRID);
    assert!(matches!(again, Err(RevokeError::NotClosedWithDevice(_))));
    let kept = note(&mut joke, &world);
    assert!(is_stored(&world.push(&mut joke, &[kept])[0]));
    // What somebody closed herself stays closed.
    done(&world, &mut joke, vec![CommandAction::CloseCircle(CASE)]);
    let closed = world.org().keep_circles(&[CASE], INGRID);
    assert!(matches!(closed, Err(RevokeError::NotClosedWithDevice(_))));
}

#[test]
fn a_restored_log_ends_them_again() {
    let mut world = World::new();
    let mut stolen = world.phone(FATIMA, 0x21);
    prepare(&world, &mut stolen);
    let backup = back_up(&mut world);
    world.org().revoke_device(stolen.id).unwrap();
    restore(&mut world, &backup);
    assert!(is_over(&world));
    assert!(
        grants_of(&world, OLENA)
            .iter()
            .all(|it| it.during.has_ended(world.now()))
    );
}

/// Fatima leaves, or works here no more.
fn loses_her_work(world: &World, leaves: bool) {
    let (yesterday, directory) = (world.now().plus_ms(-1), world.org().directory());
    if leaves {
        let mut person = directory.person(FATIMA).unwrap().clone();
        person.left_at = Some(yesterday);
        world.change(Record::Person(person));
        return;
    }
    let work = directory.assignments_of(FATIMA);
    let ended = work.cloned().map(|mut it| {
        it.during.until = Some(yesterday);
        Record::Assignment(it)
    });
    ended.for_each(|it| world.change(it));
}

#[test]
fn whom_she_let_in_is_out_when_she_leaves_or_works_there_no_more() {
    for leaves in [true, false] {
        let world = World::new();
        let mut fatima = world.phone(FATIMA, 0x21);
        let tomorrow = world.now().plus_ms(UnixMillis::DAY_MS);
        let actions = vec![
            grant(TODAY, OLENA, world.now()),
            grant(TOMORROW, OLENA, tomorrow),
        ];
        done(&world, &mut fatima, actions);
        loses_her_work(&world, leaves);
        let (now, grants) = (world.now(), grants_of(&world, OLENA));
        assert_eq!(grants.len(), 2);
        for grant in grants {
            assert!(
                !grant.during.contains(now) && !grant.during.contains(tomorrow),
                "leaves: {leaves}, {:?}",
                grant.during
            );
        }
    }
}

#[test]
fn who_left_enrols_no_phone_by_an_invitation_from_before() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    invite_herself(&world, &mut fatima);
    loses_her_work(&world, true);
    let request = enrol_request(&stranger(0x2a), CODE);
    let refused = world.org().enrol(&request).unwrap_err();
    assert_eq!(refused, RequestError::InvitationExpired);
}
