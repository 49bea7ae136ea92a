//! What a stolen phone prepared ends with it: its invitations are closed, and the devices it let in wait
//! for a manager, who confirms or revokes each.

use samenspel_model::entry::domain;
use samenspel_model::ids::InvitationId;
use samenspel_model::verdict::*;
use samenspel_model::wire::*;
use samenspel_protocol::*;
use samenspel_rules::directory::{Holder, Office, OfficeRole, Record};
use sync_server::audit::Action;
use sync_server::engine::RevokeError;

use crate::enrolling::{ask, enrol_request, stranger};
use crate::people::always;
use crate::restoring::{back_up, restore};
use crate::world::*;

const HINTS_PATH: &str = "/v1/hints";
const CODES: [&[u8]; 3] = [
    b"of the first ...",
    b"of the second...",
    b"of the third ...",
];

/// Asks for an invitation of Fatima's next phone.
fn invite(world: &World, phone: &mut Phone, code: &[u8]) -> InvitationId {
    let mut id = [0; 16];
    id.copy_from_slice(&invitation_code_hash(code)[..16]);
    let request = InvitationRequest {
        id: InvitationId(id),
        holder: Holder::Person(FATIMA),
        code_hash: invitation_code_hash(code),
    };
    let id = request.id;
    let outcome = ask(world, phone, CommandAction::Invite(request));
    assert!(is_stored(&outcome), "{outcome:?}");
    id
}

/// Fatima's phone was stolen: it let in a second, which let in a third, and the third has an invitation
/// open; the first has one too.
fn stolen() -> (World, [Phone; 3], Vec<InvitationId>) {
    let world = World::new();
    world.change(Record::Office(Office {
        person: INGRID,
        role: OfficeRole::Manager,
        location: None,
        during: always(),
    }));
    let mut first = world.phone(FATIMA, 0x21);
    let mut second = stranger(0x41);
    let mut third = stranger(0x42);
    invite(&world, &mut first, CODES[0]);
    let request = enrol_request(&second, CODES[0]);
    world.org().enrol(&request).unwrap();
    invite(&world, &mut second, CODES[1]);
    let request = enrol_request(&third, CODES[1]);
    world.org().enrol(&request).unwrap();
    let open = vec![
        invite(&world, &mut first, b"of first, open.."),
        invite(&world, &mut third, CODES[2]),
    ];
    (world, [first, second, third], open)
}

fn waits(world: &World, phone: &mut Phone) -> bool {
    let empty = phone.request(&[], world.now());
    world.send(phone, &empty) == Err(RequestError::DeviceSuspended)
}

#[test]
fn what_a_revoked_device_prepared_ends_with_it() {
    let (world, [mut first, mut second, mut third], mut open) = stolen();
    let joke = world.phone(JOKE, 0x22);
    let revoked = world.org().revoke_device(first.id).unwrap();
    let mut closed = revoked.invitations.clone();
    closed.sort_unstable();
    open.sort_unstable();
    assert_eq!(closed, open);
    assert_eq!(revoked.suspended, [second.id, third.id]);
    assert!(world.org().open_invitations().unwrap().is_empty());
    // A code that was handed out before lets nobody in any more.
    for code in [CODES[2], b"of first, open.."] {
        let request = enrol_request(&stranger(0x43), code);
        let refused = world.org().enrol(&request);
        assert_eq!(refused, Err(RequestError::InvitationExpired));
    }
    let empty = first.request(&[], world.now());
    let told = world.send(&mut first, &empty);
    assert_eq!(told, Err(RequestError::DeviceRevoked));
    assert!(waits(&world, &mut second) && waits(&world, &mut third));
    assert!(world.org().directory().device(joke.id).unwrap().is_active());
    let rows = world.org().audit_after(0, 1_000).unwrap();
    let count = |action| rows.iter().filter(|row| row.action == Some(action)).count();
    assert_eq!(count(Action::InvitationWithdrawn), 2);
    assert_eq!(count(Action::Suspended), 2);
}

#[test]
fn a_device_that_waits_reads_nothing_loses_nothing_and_goes_on_once_it_is_confirmed() {
    let (world, [first, mut second, mut third], _) = stolen();
    let mut joke = world.phone(JOKE, 0x22);
    world.pull(&mut second);
    let cursor = second.cursor;
    let listed = |world: &World, phone: &mut Phone| {
        let mut request = phone.request(&[], world.now());
        request.list_documents = true;
        world.send(phone, &request).unwrap().documents.unwrap()
    };
    world.org().revoke_device(first.id).unwrap();
    let missed = joke.handover("while it waits", world.now());
    assert!(is_stored(&world.push(&mut joke, &[missed])[0]));
    // What it wrote waits with it; it hears so, and nothing of what others wrote.
    let note = second.handover("from the one that waits", world.now());
    let mut request = second.request(&[note], world.now());
    request.list_documents = true;
    let response = world.send(&mut second, &request).unwrap();
    let why = HoldReason::DeviceSuspended;
    assert_eq!(response.outcomes, [Outcome::Held { why }]);
    assert!(response.page.entries.is_empty() && response.directory.is_none());
    // Nothing that would make it forget, or pass over what it missed.
    assert_eq!((response.documents, response.digest), (None, None));
    assert_eq!(Some(response.cursor), cursor);
    let here = CommandAction::HereToday(GROUP);
    let refused = ask(&world, &mut second, here);
    assert_eq!(refusal(&refused), Some(RefusalCode::SuspendedDevice));
    let headers = |phone: &mut Phone, nonce| {
        let ids = (ORG, phone.id);
        RequestHeaders::sign(
            &phone.key,
            ids,
            ("GET", HINTS_PATH),
            b"",
            world.now(),
            nonce,
        )
    };
    let hints = headers(&mut second, [1; 16]);
    let refused = world.org().admit_reader(&hints, "GET", HINTS_PATH);
    assert_eq!(refused, Err(RequestError::DeviceSuspended));
    // Only a manager's word helps, and only for whom it is given.
    let not_hers = world.org().confirm_devices(&[second.id], JOKE);
    assert!(matches!(not_hers, Err(RevokeError::NotTheManager(id)) if id == second.id));
    assert!(waits(&world, &mut second));
    world.org().confirm_devices(&[second.id], INGRID).unwrap();
    assert!(waits(&world, &mut third));
    let texts = world.pull(&mut second);
    let entries: usize = texts.iter().map(|it| it.page.entries.len()).sum();
    assert_eq!(entries, 1, "what it missed");
    assert!(!listed(&world, &mut second).is_empty());
    let again = world.org().confirm_devices(&[second.id], INGRID);
    assert!(matches!(again, Err(RevokeError::NotSuspended(_))));
    // The other is revoked, for good.
    world.org().revoke_device(third.id).unwrap();
    let empty = third.request(&[], world.now());
    let told = world.send(&mut third, &empty);
    assert_eq!(told, Err(RequestError::DeviceRevoked));
    let rows = world.org().audit_after(0, 1_000).unwrap();
    let confirmed = rows
        .iter()
        .filter(|row| row.action == Some(Action::Confirmed));
    assert_eq!(confirmed.count(), 1);
}

#[test]
fn a_device_that_a_manager_confirmed_stands_on_its_own() {
    let (world, [first, second, third], _) = stolen();
    world.org().revoke_device(third.id).unwrap();
    world.org().revoke_device(first.id).unwrap();
    world.org().confirm_devices(&[second.id], INGRID).unwrap();
    // However it is written, a revocation takes along what the device let in: nothing, here.
    world.change(Record::Device(first.record(Some(world.now()), MORNING)));
    assert!(world.org().suspended_devices().is_empty());
}

#[test]
fn a_restored_server_still_lets_them_wait() {
    let (mut world, [first, mut second, third], _) = stolen();
    let backup = back_up(&mut world);
    world.org().revoke_device(first.id).unwrap();
    world.org().confirm_devices(&[third.id], INGRID).unwrap();
    restore(&mut world, &backup);
    assert!(waits(&world, &mut second));
    assert!(world.org().open_invitations().unwrap().is_empty());
    let directory = world.org().directory();
    assert!(directory.device(first.id).unwrap().revoked_at.is_some());
}

#[test]
fn an_invitation_is_withdrawn_once() {
    let (world, _, open) = stolen();
    let listed = world.org().open_invitations().unwrap();
    assert_eq!(listed.len(), 2);
    assert!(
        listed
            .iter()
            .all(|it| it.holder == Holder::Person(FATIMA) && it.made_by.is_some())
    );
    world.org().withdraw_invitation(open[1]).unwrap();
    let again = world.org().withdraw_invitation(open[1]);
    assert!(matches!(again, Err(RevokeError::NoOpenInvitation(_))));
    let request = enrol_request(&stranger(0x43), CODES[2]);
    let refused = world.org().enrol(&request);
    assert_eq!(refused, Err(RequestError::InvitationExpired));
}

#[test]
fn a_signed_read_is_good_once_and_for_no_other_path() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let ids = (ORG, fatima.id);
    let sign = |path: (&str, &str), body: &[u8], nonce| {
        RequestHeaders::sign(&fatima.key, ids, path, body, world.now(), nonce)
    };
    let first = sign(("GET", HINTS_PATH), b"", [1; 16]);
    world.org().use_reader_nonce(&first).unwrap();
    let reused = Err(RequestError::NonceReused);
    assert_eq!(world.org().use_reader_nonce(&first), reused);
    // A nonce of the one is none for the other.
    let body = compress(&encode(&fatima.request(&[], world.now())));
    let sync = sign(("POST", SYNC_PATH), &body, [1; 16]);
    assert_eq!(world.deliver(&sync, &body), Err(RequestError::NonceReused));
    let sync = sign(("POST", SYNC_PATH), &body, [2; 16]);
    world.deliver(&sync, &body).unwrap();
    let second = sign(("GET", HINTS_PATH), b"", [2; 16]);
    assert_eq!(world.org().use_reader_nonce(&second), reused);
    fatima.cursor = None;
}

#[test]
fn a_code_of_another_length_than_the_documented_ones_enrols_nobody() {
    let world = World::new();
    let holder = Holder::Person(FATIMA);
    for length in [0, 1, 8, 15, 33, 64] {
        let code = vec![7; length];
        let id = InvitationId([u8::try_from(length).unwrap(); 16]);
        // Whoever invites sends a hash, which does not tell.
        let hash = invitation_code_hash(&code);
        world.org().invite(id, holder, hash).unwrap();
        let refused = world.org().enrol(&enrol_request(&stranger(0x51), &code));
        assert_eq!(refused, Err(RequestError::InvitationUnknown), "{length}");
        world.org().withdraw_invitation(id).unwrap();
    }
    for (number, length) in [(0x52, 16), (0x53, 32)] {
        let code = vec![9; length];
        let (id, hash) = (InvitationId([number; 16]), invitation_code_hash(&code));
        world.org().invite(id, holder, hash).unwrap();
        let phone = stranger(number);
        let message = EnrolRequest::proof_message(&ORG, &code, &phone.id, &phone.key.public());
        let mut request = enrol_request(&phone, &code);
        request.proof = phone.key.sign(domain::ENROLMENT, &message);
        world.org().enrol(&request).unwrap();
    }
}
