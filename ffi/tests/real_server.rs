//! What the apps call, driven from Rust against a real server in the same process.

// This is test code: a failed unwrap is a failed test with a line number.
#![allow(clippy::unwrap_used)]

mod support;

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use samenspel_ffi::{
    AccountSeal, CommandRequest, FaceState, FieldValue, FrameReceiver, FrameSender, LoggedOutView,
    NoteField, NoteRequest, NoteStatus, SamenspelError, ScannedFrame, SyncState, Topic,
};
use samenspel_rules::directory::Holder;
use support::{Hearing, KEY, Phone, World, field, input_error, pin_error, store_error};

#[test]
fn a_note_written_in_one_app_is_read_in_another() {
    let world = World::start();
    let (fatima, joke) = (world.phone(0), world.phone(1));
    let note = fatima.write(world.hand_over()).unwrap();
    assert_eq!(fatima.status(&note), Some(NoteStatus::OnThisDevice));
    assert_eq!(fatima.sync_status().unsent, 1);
    for phone in [&fatima, &joke] {
        assert_eq!(phone.sync().state, SyncState::Idle);
    }
    assert_eq!(fatima.status(&note), Some(NoteStatus::Sent));
    assert_eq!(fatima.sync_status().unsent, 0);
    let read = joke.timeline();
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].author, world.staff(0).to_string());
    assert!(read[0].arrived_at_ms.is_some());
    assert!(read[0].fields.contains(&field("summary", "Sliep slecht.")));
}

#[test]
fn a_timeline_is_read_page_by_page() {
    let world = World::start();
    let fatima = world.phone(0);
    for _ in 0..5 {
        fatima.write(world.hand_over()).unwrap();
    }
    let all = fatima.timeline();
    let mut request = world.timeline_request();
    request.limit = 2;
    let last = fatima
        .run(fatima.profile.timeline(request.clone()))
        .unwrap();
    assert_eq!(last, all[3..]);
    request.before = Some(last[0].key.clone());
    let before = fatima
        .run(fatima.profile.timeline(request.clone()))
        .unwrap();
    assert_eq!(before, all[1..3]);
    request.kinds = vec!["drop_off".into()];
    assert!(
        fatima
            .run(fatima.profile.timeline(request))
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_key_of_another_note_crosses_as_a_key() {
    let world = World::start();
    let fatima = world.phone(0);
    fatima.write(world.hand_over()).unwrap();
    let key = fatima.timeline()[0].key.clone();
    let answers = NoteField {
        name: "replies_to".into(),
        value: FieldValue::Notes { keys: vec![key] },
    };
    let mut reply = world.hand_over();
    reply.fields.push(answers.clone());
    fatima.write(reply).unwrap();
    assert!(fatima.timeline()[1].fields.contains(&answers));
}

#[test]
fn what_the_rules_refuse_comes_as_a_code_with_the_field() {
    let world = World::start();
    let fatima = world.phone(0);
    fatima.sync();
    let note = NoteRequest {
        fields: vec![field("summary", "zonder staat")],
        ..world.hand_over()
    };
    let refused = SamenspelError::Refused {
        code: "field_missing".into(),
        args: vec!["state".into()],
    };
    let command = CommandRequest::AddNotes {
        notes: vec![note.clone()],
    };
    let may = fatima.run(fatima.profile.may(command, None));
    assert_eq!(may, Err(refused.clone()));
    assert_eq!(fatima.write(note), Err(refused));
    assert!(fatima.timeline().is_empty());
}

#[test]
fn an_observer_is_told_of_its_topics_after_the_commit_and_not_after_it_is_cancelled() {
    let world = World::start();
    let fatima = world.phone(0);
    let (told, hears) = channel();
    let observing = fatima
        .profile
        .observe(vec![Topic::Notes], Arc::new(Hearing(told)))
        .unwrap();
    fatima.write(world.hand_over()).unwrap();
    assert_eq!(
        hears.recv_timeout(Duration::from_secs(5)),
        Ok(vec![Topic::Notes])
    );
    fatima
        .run(fatima.profile.reflect("Rustige dag.".into(), None, None))
        .unwrap();
    observing.cancel();
    observing.cancel();
    fatima.write(world.hand_over()).unwrap();
    assert!(hears.try_recv().is_err());
}

#[test]
fn an_agreement_is_written_together_approved_and_lapses_with_the_next_edit() {
    let world = World::start();
    let (fatima, joke) = (world.phone(0), world.phone(1));
    let mut begins = world.hand_over();
    (begins.document, begins.kind) = ("agreements".into(), "agreement".into());
    begins.fields = vec![field("text", "Slapen na het eten.")];
    fatima.write(begins).unwrap();
    let key = fatima.timeline()[0].key.clone();
    fatima.sync();
    joke.sync();
    let approve = CommandRequest::Approve {
        agreement: key.clone(),
    };
    joke.execute(approve.clone()).unwrap();
    joke.sync();
    fatima.sync();
    let view = fatima
        .run(fatima.profile.agreement(key.clone()))
        .unwrap()
        .unwrap();
    assert_eq!(view.text, "Slapen na het eten.");
    assert!(view.approvals[0].holds);
    let edit = CommandRequest::EditText {
        agreement: key.clone(),
        text: "Slapen na het eten, met knuffel.".into(),
    };
    fatima.execute(edit).unwrap();
    assert_eq!(
        fatima.execute(approve),
        Err(input_error("unsent_edits", "agreement"))
    );
    fatima.sync();
    joke.sync();
    let view = joke.run(joke.profile.agreement(key)).unwrap().unwrap();
    assert_eq!(view.text, "Slapen na het eten, met knuffel.");
    assert!(!view.approvals[0].holds);
}

#[test]
fn a_relay_crosses_as_frames_and_is_stored_once() {
    let world = World::start();
    let (fatima, joke) = (world.phone(0), world.phone(1));
    joke.sync();
    let note = fatima.write(world.hand_over()).unwrap();
    let offer = joke.run(joke.profile.offer_relay()).unwrap();
    let out = fatima.run(fatima.profile.relay_to(offer)).unwrap();
    assert_eq!(out.notes, 1);
    let (sender, receiver) = (FrameSender::new(out.sealed).unwrap(), FrameReceiver::new());
    let sealed = loop {
        if let ScannedFrame::Whole { sealed } = receiver.scanned(sender.next_frame()) {
            break sealed;
        }
    };
    let taken = joke.run(joke.profile.take_relay(sealed.clone())).unwrap();
    assert_eq!((taken.taken.len(), taken.refused.len()), (1, 0));
    assert_eq!(joke.timeline().len(), 1);
    assert_eq!(joke.run(joke.profile.take_relay(sealed)).unwrap().known, 1);
    joke.sync();
    fatima.sync();
    assert_eq!(fatima.status(&note), Some(NoteStatus::Sent));
    assert_eq!(fatima.timeline().len(), 1);
}

#[test]
fn a_draft_and_what_was_taken_back_keep_their_words() {
    let world = World::start();
    let fatima = world.phone(0);
    let draft = fatima.profile.new_draft_id();
    let saving = fatima
        .profile
        .save_draft(draft.clone(), world.hand_over(), None);
    fatima.run(saving).unwrap();
    assert_eq!(fatima.drafts()[0].note, world.hand_over());
    let send = CommandRequest::SendDraft {
        draft,
        note: world.hand_over(),
    };
    let sent = fatima.execute(send).unwrap();
    assert!(fatima.drafts().is_empty());
    assert!(
        !fatima
            .run(fatima.profile.undo("0".repeat(26), None))
            .unwrap()
    );
    // A note to colleagues has no delay, but it waits for the network.
    let undone = fatima.run(fatima.profile.undo(sent, None)).unwrap();
    assert_eq!(fatima.drafts().len(), usize::from(undone));
}

#[test]
fn a_cancelled_sync_ends_for_everybody_who_waits_and_the_next_one_does_its_work() {
    let world = World::start();
    let fatima = world.phone(0);
    let note = fatima.write(world.hand_over()).unwrap();
    let task = fatima.profile.background_sync(30_000).unwrap();
    task.cancel();
    let first = fatima.run(task.wait()).unwrap();
    assert_eq!(fatima.run(task.wait()).unwrap(), first);
    fatima.sync();
    assert_eq!(fatima.status(&note), Some(NoteStatus::Sent));
}

#[test]
fn a_session_sends_what_is_written_until_the_app_leaves_the_screen() {
    let world = World::start();
    let fatima = world.phone(0);
    let session = fatima.profile.keep_in_step().unwrap();
    let note = fatima.write(world.hand_over()).unwrap();
    fatima.wait_until(|| fatima.status(&note) == Some(NoteStatus::Sent));
    fatima.profile.pause().unwrap();
    let paused = SamenspelError::Unreachable {
        code: "paused".into(),
        args: Vec::new(),
    };
    assert_eq!(fatima.profile.sync().err(), Some(paused));
    let later = fatima.write(world.hand_over()).unwrap();
    fatima.wait_until(|| {
        let next = session.state_after(session.state());
        fatima.run(next).is_none()
    });
    assert_eq!(fatima.status(&later), Some(NoteStatus::OnThisDevice));
    fatima.profile.resume().unwrap();
    fatima.sync();
    assert_eq!(fatima.status(&later), Some(NoteStatus::Sent));
}

#[test]
fn a_stopped_server_is_unreachable_and_the_note_stays() {
    let mut world = World::start();
    let profile = world.phone(0).profile;
    world.server.stop();
    let fatima = Phone::of(&world, profile);
    fatima.write(world.hand_over()).unwrap();
    let report = fatima.sync();
    assert_eq!(report.state, SyncState::Waiting);
    assert_eq!(report.failure.as_deref(), Some("no_answer"));
    assert_eq!(fatima.timeline().len(), 1);
}

#[test]
fn bad_arguments_are_said_to_be_bad_and_change_nothing() {
    let world = World::start();
    let accounts = world.accounts(world.platform());
    let id = accounts.new_id();
    let short = world.run(accounts.create(id.clone(), vec![1; 5])).err();
    assert_eq!(short, Some(input_error("not_32_bytes", "key")));
    let missing = world.run(accounts.open(id.clone(), KEY.to_vec())).err();
    assert_eq!(missing, Some(store_error("not_found")));
    let odd = world.run(accounts.open("../x".into(), KEY.to_vec())).err();
    assert_eq!(odd, Some(input_error("id", "account")));
    let profile = world
        .run(accounts.create(id.clone(), KEY.to_vec()))
        .unwrap();
    assert_eq!(world.run(profile.about()).unwrap(), None);
    let mistyped = profile.enrol("SAMENSPEL1:ABC".into(), "telefoon".into());
    assert_eq!(mistyped.err(), Some(input_error("mistyped", "invitation")));
    assert_eq!(profile.sync().err(), Some(store_error("not_enrolled")));
    let again = world.run(accounts.create(id.clone(), KEY.to_vec())).err();
    assert_eq!(again, Some(store_error("already_exists")));
    world.run(profile.close()).unwrap();
    world.run(profile.close()).unwrap();
    assert_eq!(world.run(profile.about()), Err(store_error("closed")));
    let wrong = world.run(accounts.open(id.clone(), vec![9; 32])).err();
    assert_eq!(wrong, Some(store_error("wrong_key")));
    world.run(accounts.open(id, KEY.to_vec())).unwrap();
}

#[test]
fn a_platform_that_throws_costs_no_note() {
    let world = World::start();
    let fatima = world.phone(0);
    let account = fatima.profile.account();
    fatima.run(fatima.profile.close()).unwrap();
    let broken = world.accounts(Arc::new(support::BrokenPlatform));
    let profile = world.run(broken.open(account, KEY.to_vec())).unwrap();
    let fatima = Phone::of(&world, profile);
    fatima.write(world.hand_over()).unwrap();
    assert_eq!(fatima.timeline().len(), 1);
}

#[test]
fn a_shared_device_asks_who_stands_at_it_and_holds_a_profile_of_their_own() {
    let world = World::start();
    let tablet = world.enrolled(Holder::Group(world.server.site.location.groups[0]));
    tablet.sync();
    let joke = world.staff(1).to_string();
    let nobody = tablet.write(world.hand_over());
    assert_eq!(nobody, Err(input_error("missing", "person")));
    let adding = CommandRequest::AddNotes {
        notes: vec![world.hand_over()],
    };
    let as_joke = || tablet.run(tablet.profile.execute(adding.clone(), Some(joke.clone())));
    assert_eq!(as_joke(), Err(pin_error("required", &[])));
    let choosing = tablet.profile.choose_pin(joke.clone(), "2580".into());
    tablet.run(choosing).unwrap();
    as_joke().unwrap();
    assert_eq!(tablet.timeline().len(), 1);
    // Lying idle locks the screens, though nothing is written.
    world.server.time.advance_ms(16 * 60_000);
    let looking = tablet.profile.timeline(world.timeline_request());
    assert_eq!(tablet.run(looking), Err(pin_error("required", &[])));
    assert_eq!(tablet.run(tablet.profile.at_the_device()), Ok(None));
    let wrong = tablet.run(tablet.profile.enter_pin(joke.clone(), "1793".into()));
    assert_eq!(wrong, Err(pin_error("wrong", &["4"])));
    let faces = tablet.run(tablet.profile.faces()).unwrap();
    let face = faces.iter().find(|face| face.person == joke).unwrap();
    assert_eq!(face.state, FaceState::NeedsPin);

    let accounts = world.accounts(world.platform());
    let id = accounts.new_id();
    let creating = accounts.create_with_pin(id.clone(), joke.clone(), "1593".into(), KEY.to_vec());
    let own = world.run(creating).unwrap();
    world.run(own.close()).unwrap();
    let listed = world.run(accounts.list()).unwrap();
    let seal = AccountSeal::Pin { owner: joke };
    assert!(listed.iter().any(|it| it.id == id && it.seal == seal));
    let open = |pin: &str| {
        let opening = accounts.open_with_pin(id.clone(), pin.into(), KEY.to_vec());
        world.run(opening)
    };
    assert_eq!(open("2580").err(), Some(pin_error("wrong", &["4"])));
    open("1593").unwrap();
    for left in ["4", "3", "2", "1"] {
        assert_eq!(open("2580").err(), Some(pin_error("wrong", &[left])));
    }
    let five_minutes = pin_error("locked", &["300000"]);
    assert_eq!(open("2580").err(), Some(five_minutes));
    assert!(
        matches!(open("1593").err(), Some(SamenspelError::Pin { code, .. }) if code == "locked")
    );
}

fn unsent(count: u32) -> SamenspelError {
    SamenspelError::Store {
        code: "unsent".into(),
        args: vec![count.to_string()],
    }
}

#[test]
fn with_the_server_down_a_note_survives_logging_out_removing_and_logging_in() {
    let mut world = World::start();
    let profile = world.phone(0).profile;
    world.server.stop();
    let fatima = Phone::of(&world, profile);
    let session = fatima.profile.keep_in_step().unwrap();
    let note = fatima.write(world.hand_over()).unwrap();
    let left = fatima.run(fatima.profile.log_out(true));
    assert_eq!(left, Ok(LoggedOutView::Kept { unsent: 1 }));
    fatima.wait_until(|| fatima.run(session.state_after(session.state())).is_none());
    let out = || store_error("logged_out");
    assert_eq!(fatima.write(world.hand_over()), Err(out()));
    assert_eq!(fatima.profile.sync().err(), Some(out()));
    assert_eq!(fatima.profile.keep_in_step().err(), Some(out()));
    assert_eq!(
        fatima.run(fatima.profile.timeline(world.timeline_request())),
        Err(out())
    );
    let status = fatima.sync_status();
    assert_eq!((status.logged_out, status.unsent), (true, 1));
    assert!(fatima.run(fatima.profile.about()).unwrap().is_some());

    let account = fatima.profile.account();
    fatima.run(fatima.profile.close()).unwrap();
    let accounts = fatima.run(async { world.accounts(world.platform()) });
    let removed = fatima.run(accounts.remove(account.clone(), false));
    assert_eq!(removed, Err(unsent(1)), "a note was destroyed");
    let listed = fatima.run(accounts.list()).unwrap();
    assert_eq!(
        listed[0].logged_out,
        Some(LoggedOutView::Kept { unsent: 1 })
    );

    let profile = fatima.run(accounts.open(account, KEY.to_vec())).unwrap();
    drop(fatima);
    world.server.start_again().unwrap();
    let fatima = Phone::of(&world, profile);
    assert_eq!(fatima.profile.sync().err(), Some(out()));
    fatima.run(fatima.profile.log_in()).unwrap();
    assert_eq!(fatima.sync().state, SyncState::Idle);
    assert_eq!(fatima.status(&note), Some(NoteStatus::Sent));
    let status = fatima.sync_status();
    assert_eq!((status.logged_out, status.unsent), (false, 0));
}

#[test]
fn who_logs_out_loses_no_note_and_leaves_nothing_else() {
    let world = World::start();
    let fatima = world.phone(0);
    fatima.write(world.hand_over()).unwrap();
    let leaving = |keep| fatima.run(fatima.profile.log_out(keep));
    assert_eq!(leaving(false), Err(unsent(1)));
    fatima.sync();
    assert_eq!(leaving(false), Ok(LoggedOutView::Empty));
    let account = fatima.profile.account();
    fatima.run(fatima.profile.close()).unwrap();
    let accounts = world.accounts(world.platform());
    let remove = |account: &str| world.run(accounts.remove(account.into(), false));
    assert_eq!(remove(&account), Ok(Some(0)));
    assert_eq!(remove(&account), Err(store_error("not_found")));
    assert_eq!(world.run(accounts.list()), Ok(Vec::new()));
}

#[test]
fn an_old_store_beside_a_newer_log_is_told_set_aside_and_its_person_enrols_anew() {
    let world = World::start();
    let fatima = world.phone(0);
    let account = fatima.profile.account();
    let accounts = world.accounts(world.platform());
    let folder = world.server.site.phones().unwrap().join(&account);
    let (store, log) = (folder.join("notes.db"), folder.join("notes.db-wal"));
    fatima.run(fatima.profile.close()).unwrap();
    let backup = std::fs::read(&store).unwrap();
    for times in 0..2 {
        let profile = fatima
            .run(accounts.open(account.clone(), KEY.to_vec()))
            .unwrap();
        let fatima = Phone::of(&world, profile);
        fatima.write(world.hand_over()).unwrap();
        if times == 0 {
            fatima.run(fatima.profile.close()).unwrap();
        } else {
            // A kill leaves the log; then the old file is put back.
            let left = std::fs::read(&log).unwrap();
            fatima.run(fatima.profile.close()).unwrap();
            std::fs::write(&store, &backup).unwrap();
            std::fs::write(&log, left).unwrap();
        }
    }
    let opened = || {
        fatima
            .run(accounts.open(account.clone(), KEY.to_vec()))
            .err()
    };
    assert_eq!(opened(), Some(store_error("stale_log")));
    assert_eq!(opened(), Some(store_error("stale_log")), "said again");
    let unsent = fatima.run(accounts.unsent_in_damaged(account.clone(), KEY.to_vec()));
    assert!(unsent.unwrap().is_none_or(|it| it <= 2));
    let aside = fatima.run(accounts.set_aside(account.clone())).unwrap();
    assert!(std::fs::read(std::path::Path::new(&aside).join("notes.db")).unwrap() == backup);
    assert_eq!(fatima.run(accounts.list()).unwrap(), []);
    let anew = world.phone(0);
    assert_eq!(anew.sync().state, SyncState::Idle);
}

#[test]
fn every_code_that_a_reader_may_see_has_a_sentence_in_every_language() {
    use samenspel_ffi::{SentenceOf, languages, sentence};
    assert_eq!(languages().first().map(String::as_str), Some("nl"));
    for tag in languages() {
        let said = sentence(
            SentenceOf::Refusal,
            "field_missing".into(),
            vec![tag.clone()],
        );
        assert!(said.is_some_and(|it| !it.is_empty()), "{tag}");
        assert_eq!(
            sentence(SentenceOf::Hold, "no_such_code".into(), vec![tag]),
            None
        );
    }
}
