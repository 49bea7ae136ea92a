//! Scenario 4: the mentor leaves.
//!
//! "Account closed; 14 children reassigned; open items, drafts and agreements transfer; both parents
//! notified; old notes keep author; old device can't sync."

use samenspel_device::screens::Viewer;
use samenspel_device::{Command, NewNote, Status};
use samenspel_model::ids::EntryKey;
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::HoldReason;
use samenspel_rules::directory::{Assignment, GroupRole, Record, Span};
use samenspel_rules::partnership::circles::Turner;
use samenspel_rules::partnership::{raise_concern, take_over};
use samenspel_rules::schema::notes::{
    Agreement, Concern, HomeNote, HomeTopic, OpenItem, Proposal, Proposed,
};
use samenspel_testkit::clock::TrueTime;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::of_child;
use sync_server::engine::MentorChange;

const SIZE: Size = Size {
    groups: 1,
    children_per_group: 14,
    staff_per_group: 4,
};

fn viewer(phone: &Carried) -> Viewer {
    Viewer {
        person: phone.phone.person,
        now: phone.phone.clock().read(),
    }
}

fn add(phone: &Carried, note: NewNote) -> EntryKey {
    phone.write(&Command::AddNote(note)).unwrap()
}

#[test]
fn a_mentor_leaves_and_nothing_is_left_without_somebody() {
    let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
    let location = server.site.location.clone();
    let (org, group, child) = (location.org, location.groups[0], location.children[0][0]);
    let staff = &location.staff[0];
    let (fatima, sanne, trainee) = (staff[0], staff[2], staff[3]);
    let learns = Record::Assignment(Assignment {
        person: trainee,
        group,
        role: GroupRole::Trainee,
        during: Span::since(MONDAY_MORNING.plus_ms(-UnixMillis::DAY_MS)),
    });
    server
        .organisation
        .change_directory(&[learns], &[])
        .unwrap();
    let phone = |name, person| Carried::new(&server, name, person).unwrap();
    let (old, new) = (phone("fatima", fatima), phone("sanne", sanne));
    let learner = phone("trainee", trainee);
    let [mother, father] = location.parents[0];
    let (mother, father) = (phone("mother", mother), phone("father", father));
    let all = [&old, &new, &learner, &mother, &father];
    let sync = |phones: &[&Carried]| {
        for phone in phones.iter().chain(phones) {
            server.time.advance_ms(1_000);
            phone.phone.sync_all().unwrap();
        }
    };

    // An item she took over, an agreement, a concern that is hers, a parent's words to the mentor, a
    // trainee's draft.
    let items = of_child(org, DocumentKind::Handover, child);
    let item = add(
        &old,
        NewNote::of(items, &OpenItem::new("Laarsje zoek".into())),
    );
    for note in take_over(&[(items, item)]) {
        add(&old, note);
    }
    let agreements = of_child(org, DocumentKind::Agreements, child);
    let words = "Noor slaapt om 12 uur.";
    let agreement = Agreement::new(words.into());
    let agreement = add(&old, NewNote::of(agreements, &agreement));
    let journal = of_child(org, DocumentKind::Journal, child);
    let concern = Concern::new("Ze slaapt thuis slecht.".into());
    let dir = mother.phone.store.directory().unwrap();
    let concern = add(
        &mother,
        raise_concern(&dir, journal, &concern, server.time.now()),
    );
    let channel = Series {
        org,
        kind: DocumentKind::ParentChannel,
        subject: Subject::ChildParent(child, mother.phone.person),
    };
    let moving = HomeNote {
        text: Some("Wij gaan verhuizen.".into()),
        ..HomeNote::new(HomeTopic::Other)
    };
    let for_the_mentor = add(&mother, NewNote::of(channel, &moving));
    let turner = Turner {
        org,
        person: trainee,
        now: server.time.now(),
    };
    let draft = Proposal {
        text: Some("Speelt veel met water.".into()),
        ..Proposal::new(Proposed::Notice)
    };
    let dir = learner.phone.store.directory().unwrap();
    let turning = turner.propose(&dir, group, &draft, &mut SystemRandom);
    let opens = Command::OpenCircle {
        circle: turning.opens.unwrap(),
        notes: turning.notes,
    };
    learner.write(&opens).unwrap();
    sync(&all);
    let reads_channel = |phone: &Carried| {
        let notes = phone.phone.timeline(channel.subject).unwrap();
        notes.iter().any(|it| it.entry.key == for_the_mentor)
    };
    assert!(reads_channel(&old) && !reads_channel(&new));
    let theirs = old.phone.store.concerns_of(viewer(&old)).unwrap();
    assert_eq!(theirs[0].note.key, concern);

    // She writes one note that she has not sent when her account is closed, and one after that.
    old.link.cut();
    let before = add(
        &old,
        NewNote::of(items, &OpenItem::new("Jas naar huis".into())),
    );
    server.time.advance_ms(UnixMillis::HOUR_MS);
    let change = MentorChange {
        from: fatima,
        to: sanne,
        children: Vec::new(),
        leaves: true,
        manager: location.manager,
    };
    let changed = server.organisation.change_mentor(&change).unwrap();
    assert_eq!(changed.children, 14);
    server.time.advance_ms(UnixMillis::MINUTE_MS);
    let after = add(&old, NewNote::of(items, &OpenItem::new("Nog iets".into())));
    old.link.restore();

    sync(&[&new, &learner, &mother, &father]);
    // Open items: hers is open again, in her name, and somebody else takes it over.
    let open = |phone: &Carried| {
        let store = &phone.phone.store;
        let subject = Subject::Child(child);
        store.open_with_takers(viewer(phone), subject).unwrap()
    };
    assert_eq!(open(&new)[0].item.author(), fatima);
    assert_eq!(open(&new)[0].taken_over_by, None);
    for note in take_over(&[(items, item)]) {
        add(&new, note);
    }
    assert_eq!(open(&new)[0].taken_over_by, Some(sanne));
    // Drafts: the trainee's waits for those who are left.
    let drafts = new.phone.store.proposals(viewer(&new), group).unwrap();
    assert_eq!(
        drafts[0].draft.note.text.as_deref(),
        Some("Speelt veel met water.")
    );
    // Agreements: there, in her name, and both may change it.
    let rows = new.phone.store.agreements(viewer(&new), child).unwrap();
    assert_eq!(
        (rows[0].agreement.key, rows[0].agreement.author()),
        (agreement, fatima)
    );
    // Concerns and the parent's channel go with the role.
    let theirs = new.phone.store.concerns_of(viewer(&new)).unwrap();
    assert_eq!(theirs[0].note.key, concern);
    assert!(reads_channel(&new));
    // Both parents are told who it is now.
    for parent in [&mother, &father] {
        let today = parent.phone.store.parent_today(viewer(parent)).unwrap();
        let (mentor, since) = today.children[0].new_mentor.unwrap();
        assert_eq!(mentor, sanne);
        assert_eq!(today.children[0].mentors[0], sanne);
        assert!(since > MONDAY_MORNING);
    }

    // Her old phone gets nothing any more. What she wrote while she was there is taken, marked late;
    // what came after waits for the manager.
    old.phone.sync_all().unwrap();
    assert_eq!(old.phone.status(&before).unwrap(), Status::Sent);
    let held = Status::Held(HoldReason::AccessEnded);
    assert_eq!(old.phone.status(&after).unwrap(), held);
    assert!(old.phone.store.documents().unwrap().is_empty());
    assert!(old.phone.store.directory().unwrap().child(child).is_none());
    sync(&[&new]);
    let late = open(&new).into_iter().find(|it| it.item.key == before);
    assert_eq!(late.unwrap().item.author(), fatima);
}
