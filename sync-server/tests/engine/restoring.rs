//! A server restored from a backup: what phones still hold comes back.

use std::path::{Path, PathBuf};

use samenspel_model::entry::{SignedEntry, Value, domain};
use samenspel_model::ids::{DeviceId, EntryKey, GroupId, Incarnation, InvitationId};
use samenspel_model::series::{DocumentKind, Placement, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::*;
use samenspel_protocol::*;
use samenspel_rules::directory::{
    Authority, Directory, Group, GroupRole, Holder, Parenthood, Placement as ChildPlacement,
    Record, Span,
};
use samenspel_rules::policy::may_read;
use samenspel_rules::policy::roles::groups_of;
use sync_server::audit::About;
use sync_server::engine::Organisation;

use crate::enrolling::enrol_request;
use crate::world::*;

/// Proves a request that names another device.
fn prove(phone: &Phone, request: &mut EnrolRequest, code: &[u8]) {
    let message = EnrolRequest::proof_message(&ORG, code, &request.device, &request.public_key);
    request.proof = phone.key.sign(domain::ENROLMENT, &message);
}

pub const LOG: [&str; 1] = ["log.sqlite"];
/// Both files and nothing else, as the documented backup has them.
const BOTH: [&str; 2] = ["log.sqlite", "keys.sqlite"];

/// Copies databases with what belongs to them.
pub fn copy(names: &[&str], from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for name in names {
        for name in ["", "-wal", "-shm"].map(|end| format!("{name}{end}")) {
            let _ = std::fs::remove_file(to.join(&name));
            if from.join(&name).exists() {
                std::fs::copy(from.join(&name), to.join(&name)).unwrap();
            }
        }
    }
}

/// A copy of the log, made while nothing is written.
pub fn back_up(world: &mut World) -> PathBuf {
    let backup = world.folder.path().join("backup");
    world.close();
    copy(&LOG, &world.path(), &backup);
    world.reopen();
    backup
}

/// Back to the copy, as after a broken disk; the key store is not part of a backup.
pub fn restore(world: &mut World, backup: &Path) {
    world.close();
    copy(&LOG, backup, &world.path());
    world.reopen();
}

#[test]
fn an_ordinary_restart_is_the_same_life() {
    let mut world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let note = fatima.handover("before", world.now());
    world.push(&mut fatima, &[note]);
    world.pull(&mut fatima);
    let cursor = fatima.cursor;
    world.reopen();
    let response = world.pull(&mut fatima).remove(0);
    assert_eq!(response.restored, None);
    assert_eq!(fatima.cursor, cursor);
}

#[test]
fn devices_offer_what_a_restored_log_lost_and_nothing_is_lost() {
    let mut world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    let kept = fatima.handover("in the backup", world.now());
    world.push(&mut fatima, std::slice::from_ref(&kept));
    world.pull(&mut fatima);
    let known_up_to = fatima.cursor.unwrap().position;
    let backup = back_up(&mut world);

    let lost = fatima.handover("after the backup", world.now());
    let outcomes = world.push(&mut fatima, std::slice::from_ref(&lost));
    assert!(is_stored(&outcomes[0]));
    world.pull(&mut fatima);
    let before = fatima.cursor.unwrap();
    restore(&mut world, &backup);

    let response = world.pull(&mut fatima).remove(0);
    assert_eq!(response.restored, Some(known_up_to));
    assert_ne!(response.cursor.incarnation, before.incarnation);
    let again = world.push(&mut fatima, &[kept.clone(), lost.clone()]);
    assert!(matches!(again[0], Outcome::Known { .. }));
    assert!(is_stored(&again[1]));
    joke.cursor = Some(Cursor {
        position: 0,
        ..response.cursor
    });
    let expected = [key_of(&kept), key_of(&lost)];
    assert_eq!(keys(&world.pull(&mut joke)), expected);
    // Told once: the new cursor is of the new life.
    assert_eq!(world.pull(&mut fatima)[0].restored, None);
}

#[test]
fn a_second_restored_backup_is_noticed_as_well() {
    let mut world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let backup = back_up(&mut world);
    let mut lives = Vec::new();
    for round in 0..3 {
        let note = fatima.handover(&format!("round {round}"), world.now());
        let outcomes = world.push(&mut fatima, &[note]);
        assert!(is_stored(&outcomes[0]));
        let pulled = world.pull(&mut fatima);
        lives.push(pulled[0].cursor.incarnation);
        restore(&mut world, &backup);
    }
    lives.dedup();
    assert_eq!(lives.len(), 3);
    assert!(world.pull(&mut fatima)[0].restored.is_some());
}

#[test]
fn an_answer_that_comes_before_what_it_answers_waits_after_a_restore() {
    let mut world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let backup = back_up(&mut world);
    let note = fatima.handover("lost", world.now());
    world.push(&mut fatima, std::slice::from_ref(&note));
    world.pull(&mut fatima);
    restore(&mut world, &backup);
    let of = samenspel_model::entry::Value::Bytes(key_of(&note).to_bytes().to_vec());
    let series = note.entry().unwrap().series;
    let answer = fatima.note(
        series.kind,
        series.subject,
        "read_back",
        &[("of", of)],
        MORNING,
    );
    let answer = samenspel_model::entry::SignedEntry::sign(&answer, &fatima.key);
    let outcomes = world.push(&mut fatima, std::slice::from_ref(&answer));
    let why = LaterReason::MissingBase;
    assert_eq!(outcomes, [Outcome::Later { why }]);
    world.pull(&mut fatima);
    let outcomes = world.push(&mut fatima, &[note, answer]);
    assert!(outcomes.iter().all(is_stored), "{outcomes:?}");
}

#[test]
fn a_log_with_another_key_store_does_not_open() {
    let world = World::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("org");
    let clock = world.clock.clone();
    let random = Box::new(Counter(77));
    let made = Organisation::create(&path, ORG, options(), clock.clone(), random, gate());
    drop(made.unwrap());
    copy(&LOG, &world.path(), &path);
    let random = Box::new(Counter(78));
    assert!(Organisation::open(&path, ORG, options(), clock, random, gate()).is_err());
}

#[test]
fn what_ended_after_the_backup_stays_ended_when_it_is_restored() {
    let mut world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    let mut samira = world.phone(SAMIRA, 0x23);
    let backup = back_up(&mut world);
    // Fatima's phone is lost, Joke leaves the group, Samira is no parent of Noor after all.
    let now = world.now();
    world.change(Record::Device(fatima.record(Some(now), now)));
    world.change(assignment(JOKE, Some(now)));
    let parenthood = records().into_iter().find_map(|record| match record {
        Record::Parenthood(it) if it.person == SAMIRA => Some(Record::Parenthood(it).id()),
        _ => None,
    });
    let removed = [parenthood.unwrap()];
    world.org().change_directory(&[], &removed).unwrap();
    for _ in 0..2 {
        restore(&mut world, &backup);
        let request = fatima.request(&[], world.now());
        let told = world.send(&mut fatima, &request);
        assert_eq!(told, Err(RequestError::DeviceRevoked));
        let late = joke.handover("after the end", world.now());
        let why = HoldReason::AccessEnded;
        assert_eq!(world.push(&mut joke, &[late]), [Outcome::Held { why }]);
        assert!(world.org().directory().get(&removed[0]).is_none());
        assert!(keys(&world.pull(&mut samira)).is_empty());
    }
}

fn parenthood_of(world: &World, person: samenspel_model::ids::PersonId) -> Parenthood {
    let directory = world.org().directory();
    directory.parenthoods_of(person).next().unwrap().clone()
}

#[test]
fn access_that_ended_by_a_change_of_its_record_does_not_come_back_with_the_log() {
    let mut world = World::new();
    let samira = world.phone(SAMIRA, 0x23);
    let backup = back_up(&mut world);
    let with = |authority, carer, it: Parenthood| {
        Record::Parenthood(Parenthood {
            authority,
            carer,
            ..it
        })
    };
    world.change(with(Authority::None, false, parenthood_of(&world, SAMIRA)));
    // What else changes of it later does not make that forgotten.
    let mut again = parenthood_of(&world, SAMIRA);
    again.during.from = again.during.from.plus_ms(-UnixMillis::DAY_MS);
    world.change(Record::Parenthood(again));
    let mut role = world
        .org()
        .directory()
        .assignments_of(JOKE)
        .next()
        .unwrap()
        .clone();
    role.role = GroupRole::Trainee;
    world.change(Record::Assignment(role));
    for _ in 0..2 {
        restore(&mut world, &backup);
        let now = parenthood_of(&world, SAMIRA);
        assert_eq!((now.authority, now.carer), (Authority::None, false));
        let directory = world.org().directory();
        let role = directory.assignments_of(JOKE).next().unwrap().role;
        assert_eq!(role, GroupRole::Trainee);
        let series = Series {
            org: ORG,
            kind: DocumentKind::DayLog,
            subject: Subject::Child(NOOR),
        };
        assert!(!may_read(&directory, &samira.holder, &series, world.now()));
    }
    // The administration, imported again, says otherwise.
    world.change(with(Authority::Full, false, parenthood_of(&world, SAMIRA)));
    assert_eq!(parenthood_of(&world, SAMIRA).authority, Authority::Full);
    world.reopen();
    assert_eq!(parenthood_of(&world, SAMIRA).authority, Authority::Full);
}

#[test]
fn a_child_that_went_to_another_group_is_there_and_nowhere_else_in_a_restored_log() {
    let mut world = World::new();
    let other = GroupId([0x61; 16]);
    let group = |directory: &Directory| directory.group(GROUP).unwrap().clone();
    world.change(Record::Group(Group {
        id: other,
        ..group(&world.org().directory())
    }));
    let backup = back_up(&mut world);
    let now = world.now();
    let directory = world.org().directory();
    let mut before = directory.placements_of(NOOR).next().unwrap().clone();
    before.during.until = Some(now);
    let after = ChildPlacement {
        group: other,
        during: Span::since(now),
        ..before.clone()
    };
    let moved = [Record::Placement(before), Record::Placement(after)];
    world.org().change_directory(&moved, &[]).unwrap();
    for _ in 0..2 {
        restore(&mut world, &backup);
        let directory = world.org().directory();
        let groups: Vec<GroupId> = groups_of(&directory, NOOR, world.now()).collect();
        assert_eq!(groups, [other]);
    }
}

#[test]
fn a_child_whose_new_group_the_log_lost_stays_where_it_was() {
    let mut world = World::new();
    let backup = back_up(&mut world);
    let other = GroupId([0x61; 16]);
    let now = world.now();
    let directory = world.org().directory();
    let group = directory.group(GROUP).unwrap().clone();
    let mut before = directory.placements_of(NOOR).next().unwrap().clone();
    before.during.until = Some(now);
    let after = ChildPlacement {
        group: other,
        during: Span::since(now),
        ..before.clone()
    };
    let moved = [
        Record::Group(Group { id: other, ..group }),
        Record::Placement(before),
        Record::Placement(after),
    ];
    world.org().change_directory(&moved, &[]).unwrap();
    restore(&mut world, &backup);
    let directory = world.org().directory();
    let groups: Vec<GroupId> = groups_of(&directory, NOOR, world.now()).collect();
    assert_eq!(groups, [GROUP], "without a group nobody would care for it");
}

#[test]
fn a_revoked_device_is_asked_for_what_a_restored_log_lost_and_reads_nothing() {
    let mut world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    world.pull(&mut fatima);
    let known_up_to = fatima.cursor.unwrap().position;
    let backup = back_up(&mut world);
    let own = fatima.handover("only here", world.now());
    let colleagues = joke.handover("taken along", world.now());
    world.push(&mut fatima, std::slice::from_ref(&own));
    world.push(&mut joke, std::slice::from_ref(&colleagues));
    world.pull(&mut fatima);
    world.change(Record::Device(
        fatima.record(Some(world.now()), world.now()),
    ));
    restore(&mut world, &backup);
    let since = joke.handover("since", world.now());
    world.push(&mut joke, &[since]);

    // Before it is told to forget: what it still has may be nowhere else.
    let document = Placement::first(DocumentKind::Handover, MORNING);
    let wanted = document.document_id(&own.entry().unwrap().series);
    let asked = SyncRequest {
        list_documents: true,
        wants: vec![first_want(wanted)],
        ..fatima.request(&[], world.now())
    };
    let response = world.send(&mut fatima, &asked).unwrap();
    assert_eq!(response.restored, Some(known_up_to));
    assert!(keys(std::slice::from_ref(&response)).is_empty());
    assert!(response.wanted.is_empty() && response.directory.is_none());
    assert_eq!((response.documents, response.more), (None, false));
    fatima.cursor = Some(response.cursor);
    let outcomes = world.push(&mut fatima, &[own.clone(), colleagues]);
    let why = HoldReason::DeviceRevoked;
    assert_eq!(outcomes[0], Outcome::Held { why });
    assert!(is_stored(&outcomes[1]), "{outcomes:?}");
    assert!(world.org().holds(&key_of(&own)).unwrap());
    // Told once; now it forgets.
    let request = fatima.request(&[], world.now());
    let told = world.send(&mut fatima, &request);
    assert_eq!(told, Err(RequestError::DeviceRevoked));
}

#[test]
fn hostile_revoked_device_that_speaks_of_another_life_leaves_its_trace_and_learns_nothing() {
    let mut world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let note = fatima.handover("before", world.now());
    world.push(&mut fatima, &[note]);
    world.change(Record::Device(
        fatima.record(Some(world.now()), world.now()),
    ));
    let invented = Some(Cursor {
        incarnation: Incarnation([0x66; 8]),
        position: 0,
    });
    fatima.cursor = invented;
    // A log that never went back asks nobody for anything.
    let request = fatima.request(&[], world.now());
    let told = world.send(&mut fatima, &request);
    assert_eq!(told, Err(RequestError::DeviceRevoked));
    world.org().write_turned_away().unwrap();
    world.pass(UnixMillis::DAY_MS);
    let backup = back_up(&mut world);
    let mut joke = world.phone(JOKE, 0x22);
    let note = joke.handover("lost", world.now());
    world.push(&mut joke, &[note]);
    restore(&mut world, &backup);
    let request = fatima.request(&[], world.now());
    let response = world.send(&mut fatima, &request).unwrap();
    assert!(keys(std::slice::from_ref(&response)).is_empty());
    assert!(response.directory.is_none() && response.documents.is_none());
    let before = world.org().verify_audit(&[]).unwrap().head.number;
    world.org().write_turned_away().unwrap();
    let rows = world.org().audit_after(before, 10).unwrap();
    let fact = rows[0].fact.as_ref().unwrap();
    assert_eq!(fact.about, About::Device(fatima.id));
    assert_eq!(fact.detail, "request: device_revoked");
}

#[test]
fn what_was_given_back_after_the_backup_is_not_taken_again() {
    let mut world = World::new();
    let mut joke = world.phone(JOKE, 0x22);
    let backup = back_up(&mut world);
    world.change(assignment(JOKE, Some(world.now())));
    world.change(assignment(JOKE, None));
    restore(&mut world, &backup);
    let note = joke.handover("still here", world.now());
    assert!(is_stored(&world.push(&mut joke, &[note])[0]));
}

#[test]
fn what_a_colleague_offers_again_and_the_directory_as_it_went_back_forbids_is_held() {
    let mut world = World::new();
    let mut joke = world.phone(JOKE, 0x22);
    let mut fatima = world.phone(FATIMA, 0x21);
    let assigned = assignment(JOKE, None);
    world.org().change_directory(&[], &[assigned.id()]).unwrap();
    let offered = fatima.handover("before", world.now());
    assert!(is_stored(&world.push(&mut fatima, &[offered])[0]));
    let backup = back_up(&mut world);
    // Joke works here since this morning; what she wrote was stored.
    let note = joke.handover("slept badly", world.now());
    let early = world.push(&mut fatima, std::slice::from_ref(&note));
    assert_eq!(refusal(&early[0]), Some(RefusalCode::NotAllowed));
    world.change(assigned);
    let sent = joke.handover("ate well", world.now());
    assert!(is_stored(
        &world.push(&mut joke, std::slice::from_ref(&sent))[0]
    ));
    restore(&mut world, &backup);
    let why = HoldReason::AccessEnded;
    let again = world.push(&mut fatima, std::slice::from_ref(&sent));
    assert_eq!(again, [Outcome::Held { why }]);
    assert!(world.org().holds(&key_of(&sent)).unwrap());
    // The same answer to its author, whose own offer of anything else goes back to her.
    let own = joke.handover("fell asleep", world.now());
    let answers = world.push(&mut joke, &[sent, own]);
    assert_eq!(answers[0], Outcome::Held { why });
    assert_eq!(refusal(&answers[1]), Some(RefusalCode::NotAllowed));
}

#[test]
fn hostile_invitation_that_was_used_after_the_backup_enrols_nobody_else() {
    let mut world = World::new();
    let code = b"sixteen bytes...";
    let (id, hash) = (InvitationId([1; 16]), invitation_code_hash(code));
    world
        .org()
        .invite(id, Holder::Person(FATIMA), hash)
        .unwrap();
    let backup = back_up(&mut world);
    let owner = world.phone(FATIMA, 0x41);
    let mut unenrolled = enrol_request(&owner, code);
    unenrolled.device = DeviceId([0x42; 16]);
    prove(&owner, &mut unenrolled, code);
    world.org().enrol(&unenrolled).unwrap();
    restore(&mut world, &backup);
    // Whoever saw the code over a shoulder, and the phone that was enrolled by it.
    let mut thief = enrol_request(&owner, code);
    thief.device = DeviceId([0x43; 16]);
    prove(&owner, &mut thief, code);
    for request in [thief, unenrolled] {
        let refused = world.org().enrol(&request);
        assert_eq!(refused, Err(RequestError::InvitationExpired));
    }
    let anew = invitation_code_hash(b"another sixteen.");
    let invited = world
        .org()
        .invite(InvitationId([2; 16]), Holder::Person(FATIMA), anew);
    invited.unwrap();
}

#[test]
fn hostile_request_answered_before_the_restore_is_not_answered_again() {
    let mut world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let backup = back_up(&mut world);
    let note = fatima.handover("lost", world.now());
    let request = fatima.request(std::slice::from_ref(&note), world.now());
    let captured = fatima.sign(&request, world.now());
    world.deliver(&captured.0, &captured.1).unwrap();
    world.pass(1_000);
    restore(&mut world, &backup);
    let replayed = world.deliver(&captured.0, &captured.1).unwrap_err();
    let server_time = world.now();
    assert_eq!(replayed, RequestError::ClockWrong { server_time });
    // Its owner signs anew, and nothing is lost.
    assert!(is_stored(&world.push(&mut fatima, &[note])[0]));
    // A start that restores nothing asks nobody to sign anew.
    let request = fatima.request(&[], world.now());
    let under_way = fatima.sign(&request, world.now());
    world.pass(1_000);
    world.reopen();
    world.deliver(&under_way.0, &under_way.1).unwrap();
    // And forgets nothing of the restore before.
    let replayed = world.deliver(&captured.0, &captured.1).unwrap_err();
    assert_eq!(replayed.code(), "clock_wrong");
}

#[test]
fn a_restore_under_a_clock_that_ran_ahead_does_not_shut_phones_out_for_long() {
    let mut world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let backup = back_up(&mut world);
    let note = fatima.handover("lost", world.now());
    world.push(&mut fatima, std::slice::from_ref(&note));
    let day_ms = 24 * 3_600_000;
    world.pass(day_ms);
    restore(&mut world, &backup);
    // The clock is put right, and the server started again.
    world.pass(-day_ms);
    world.reopen();
    assert!(is_stored(&world.push(&mut fatima, &[note])[0]));
}

#[test]
fn hostile_cursor_of_a_life_that_never_was_loosens_no_rule() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let nobody = EntryKey {
        person: FATIMA,
        entry: [9; 16],
    };
    let of = Value::Bytes(nobody.to_bytes().to_vec());
    let (kind, subject) = (DocumentKind::Handover, Subject::Child(NOOR));
    let entry = fatima.note(kind, subject, "read_back", &[("of", of)], world.now());
    let answer = SignedEntry::sign(&entry, &fatima.key);
    fatima.cursor = Some(Cursor {
        incarnation: Incarnation([0x66; 8]),
        position: 1,
    });
    let outcome = world.push(&mut fatima, &[answer]).remove(0);
    assert_eq!(refusal(&outcome), Some(RefusalCode::UnknownReference));
}

#[test]
fn hostile_note_offered_again_after_a_restore_keeps_the_rules_that_no_time_changes() {
    let mut world = World::new();
    let mut samira = world.phone(SAMIRA, 0x23);
    let mut fatima = world.phone(FATIMA, 0x21);
    let backup = back_up(&mut world);
    let both = Subject::ChildParent(NOOR, SAMIRA);
    let write = |samira: &mut Phone, kind, note, fields: &[(&str, Value)]| {
        let entry = samira.note(kind, both, note, fields, MORNING);
        SignedEntry::sign(&entry, &samira.key)
    };
    let wish = [
        ("subject", text("sleep")),
        ("urgency", text("no_hurry")),
        ("how", text("phone")),
    ];
    let wish = write(
        &mut samira,
        DocumentKind::ParentChannel,
        "talk_request",
        &wish,
    );
    assert!(is_stored(
        &world.push(&mut samira, std::slice::from_ref(&wish))[0]
    ));
    world.pull(&mut samira);
    restore(&mut world, &backup);
    // She agrees to her own request, and thanks herself; a colleague's phone that knows no better brings both.
    let of = Value::Bytes(key_of(&wish).to_bytes().to_vec());
    let yes = [("of", of.clone()), ("answer", text("yes"))];
    let own = [
        write(
            &mut samira,
            DocumentKind::ParentChannel,
            "talk_answer",
            &yes,
        ),
        write(
            &mut samira,
            DocumentKind::ParentDesk,
            "thanks",
            &[("of", of)],
        ),
    ];
    assert!(is_stored(&world.push(&mut samira, &[wish])[0]));
    for phone in [&mut samira, &mut fatima] {
        for outcome in world.push(phone, &own) {
            assert_eq!(
                refusal(&outcome),
                Some(RefusalCode::NotAllowed),
                "{outcome:?}"
            );
        }
    }
}

/// Ten notes are lost with both files; then others write as many and more, at the same positions.
fn both_files_of_one_backup_come_back(is_folder_new: bool) {
    let mut world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    let first = fatima.handover("in the backup", world.now());
    world.push(&mut fatima, &[first]);
    world.pull(&mut fatima);
    let known_up_to = fatima.cursor.unwrap().position;
    let backup = world.folder.path().join("backup");
    world.close();
    copy(&BOTH, &world.path(), &backup);
    world.reopen();
    let lost = fatima.handovers(10, world.now());
    assert!(world.push(&mut fatima, &lost).iter().all(is_stored));
    world.pull(&mut fatima);

    world.close();
    if is_folder_new {
        std::fs::remove_dir_all(world.path()).unwrap();
    }
    copy(&BOTH, &backup, &world.path());
    world.reopen();
    let others = joke.handovers(30, world.now());
    assert!(world.push(&mut joke, &others).iter().all(is_stored));
    let told = world.pull(&mut fatima).remove(0);
    assert_eq!(told.restored, Some(known_up_to));
    assert!(world.push(&mut fatima, &lost).iter().all(is_stored));
}

#[test]
fn phones_hear_that_both_files_came_back_from_one_backup_into_the_same_folder() {
    both_files_of_one_backup_come_back(false);
}

#[test]
fn phones_hear_that_both_files_came_back_from_one_backup_into_a_new_folder() {
    both_files_of_one_backup_come_back(true);
}

/// A copy of the whole folder, as a snapshot of a disk or a machine is.
fn copy_whole(from: &Path, to: &Path) {
    let _ = std::fs::remove_dir_all(to);
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

/// Fatima's phone, ten notes of hers that a snapshot of the whole machine lacks, up to where it knows her
/// notes, and the snapshot, put back.
fn a_snapshot_comes_back_whole(world: &mut World) -> (Phone, Vec<SignedEntry>, u64, PathBuf) {
    let mut fatima = world.phone(FATIMA, 0x21);
    let first = fatima.handover("in the snapshot", world.now());
    world.push(&mut fatima, &[first]);
    world.pull(&mut fatima);
    let known_up_to = fatima.cursor.unwrap().position;
    let snapshot = world.folder.path().join("snapshot");
    world.close();
    copy_whole(&world.path(), &snapshot);
    world.reopen();
    let lost = fatima.handovers(10, world.now());
    assert!(world.push(&mut fatima, &lost).iter().all(is_stored));
    world.pull(&mut fatima);
    world.close();
    copy_whole(&snapshot, &world.path());
    world.reopen();
    (fatima, lost, known_up_to, snapshot)
}

#[test]
fn a_phone_that_was_further_than_a_snapshot_of_the_whole_machine_sends_again_what_that_lacks() {
    let mut world = World::new();
    let mut joke = world.phone(JOKE, 0x22);
    let start = start(&world);
    let (mut fatima, lost, known_up_to, _) = a_snapshot_comes_back_whole(&mut world);
    assert_eq!(world.pull(&mut fatima)[0].restored, Some(known_up_to));
    assert!(world.push(&mut fatima, &lost).iter().all(is_stored));
    joke.cursor = Some(start);
    let there = keys(&world.pull(&mut joke));
    assert!(lost.iter().all(|it| there.contains(&key_of(it))));
}

#[test]
fn a_snapshot_put_back_once_more_without_its_mark_is_noticed_though_others_wrote_meanwhile() {
    let mut world = World::new();
    let mut joke = world.phone(JOKE, 0x22);
    let (mut fatima, lost, known_up_to, snapshot) = a_snapshot_comes_back_whole(&mut world);
    let others = joke.handovers(30, world.now());
    assert!(world.push(&mut joke, &others).iter().all(is_stored));
    world.pull(&mut joke);
    // The log has come past what her phone knew: nobody tells her any more, as the documentation says.
    let mut too_late = world.pull(&mut fatima);
    assert_eq!(too_late.remove(0).restored, None);
    // What the documentation then says to do.
    world.close();
    copy_whole(&snapshot, &world.path());
    std::fs::remove_file(world.path().join("high-water")).unwrap();
    world.reopen();
    for (phone, notes) in [(&mut fatima, &lost), (&mut joke, &others)] {
        assert_eq!(world.pull(phone)[0].restored, Some(known_up_to));
        assert!(world.push(phone, notes).iter().all(is_stored));
    }
}
