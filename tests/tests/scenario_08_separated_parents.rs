//! Scenario 8: separated parents.
//!
//! "One child, two gezag parents; neither sees the other's address (the objection in ruling
//! 130319/132158) or private notes; shared notes identical; collection blocked only on a court decision
//! recorded by the manager (a parenting plan is shown, not enforced). Gezag changes while a phone is
//! offline: next sync applies."

use std::collections::BTreeMap;

use samenspel_device::{Command, NewNote};
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Authority, Parenthood, Phone, PhoneOwner, Record};
use samenspel_rules::partnership::{Adult, Verdict};
use samenspel_rules::schema::notes::{
    Agreement, DayChange, DayDifference, DayLog, DayLogMatter, HomeNote, HomeTopic,
};
use samenspel_testkit::clock::TrueTime;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::{desk_of, of_child};

const SIZE: Size = Size {
    groups: 1,
    children_per_group: 1,
    staff_per_group: 2,
};

fn add(phone: &Carried, note: NewNote) -> EntryKey {
    phone.write(&Command::AddNote(note)).unwrap()
}

fn verdict(staff: &Carried, parent: PersonId, child: samenspel_model::ids::ChildId) -> Verdict {
    let adults = staff.store().may_collect(staff.viewer(), child).unwrap();
    let who = Adult::Parent(parent);
    adults.iter().find(|it| it.who == who).unwrap().verdict
}

#[test]
fn two_parents_who_live_apart_share_the_child_and_nothing_else() {
    let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
    let location = server.site.location.clone();
    let (org, child) = (location.org, location.children[0][0]);
    let [mother_id, father_id] = location.parents[0];
    let number = |person, number: &str| {
        Record::Phone(Phone {
            of: PhoneOwner::Person(person),
            order: 0,
            number: number.into(),
        })
    };
    let numbers = [
        number(mother_id, "06 5550 1111"),
        number(father_id, "06 5550 2222"),
    ];
    server.organisation.change_directory(&numbers, &[]).unwrap();
    let phone = |name, person| Carried::new(&server, name, person).unwrap();
    let (mother, father) = (phone("mother", mother_id), phone("father", father_id));
    let staff = phone("staff", location.staff[0][0]);
    let sync = |phones: &[&Carried]| {
        for phone in phones.iter().chain(phones) {
            server.time.advance_ms(1_000);
            phone.phone.sync_all().unwrap();
        }
    };

    // Shared: the day, an agreement. Private: a note at each parent's desk and channel.
    let day = of_child(org, DocumentKind::DayLog, child);
    let slept = add(&staff, NewNote::of(day, &DayLog::new(DayLogMatter::Sleep)));
    let agreements = of_child(org, DocumentKind::Agreements, child);
    let agreed = add(
        &mother,
        NewNote::of(agreements, &Agreement::new("Slapen om 12 uur.".into())),
    );
    let channel = |parent| Series {
        org,
        kind: DocumentKind::ParentChannel,
        subject: Subject::ChildParent(child, parent),
    };
    let home = |words: &str| HomeNote {
        text: Some(words.into()),
        ..HomeNote::new(HomeTopic::FamilyEvent)
    };
    let hers = [
        add(
            &mother,
            NewNote::of(
                desk_of(org, child, mother_id),
                &home("Nieuw adres: Lindelaan 3."),
            ),
        ),
        add(
            &mother,
            NewNote::of(channel(mother_id), &home("De zitting is donderdag.")),
        ),
    ];
    let his = [add(
        &father,
        NewNote::of(
            desk_of(org, child, father_id),
            &home("Ik werk nu 's avonds."),
        ),
    )];
    sync(&[&mother, &father, &staff]);

    // Neither sees the other's number, surname, address or private notes, in no byte of any record.
    let theirs = [
        (&mother, &his[..], "06 5550 2222", father_id),
        (&father, &hers[..], "06 5550 1111", mother_id),
    ];
    for (phone, private, number, other) in theirs {
        let dir = phone.store().directory().unwrap();
        assert!(dir.phones_of(PhoneOwner::Person(other)).next().is_none());
        assert!(dir.person(other).unwrap().last_name.is_empty());
        assert!(!format!("{:?}", dir.records().collect::<Vec<_>>()).contains(number));
        for key in private {
            assert!(
                phone
                    .store()
                    .note(key, phone.clock_reading())
                    .unwrap()
                    .is_none()
            );
        }
        assert!(
            phone
                .store()
                .search("Lindelaan donderdag avonds", phone.clock_reading())
                .unwrap()
                .is_empty()
        );
        let kept = phone.store().documents().unwrap();
        let foreign = Subject::ChildParent(child, other);
        assert!(kept.iter().all(|it| it.series.subject != foreign));
    }
    // Shared notes are identical: the same documents with the same heads.
    let shared = |phone: &Carried| {
        let kept = phone.store().documents().unwrap().into_iter();
        kept.filter(|it| matches!(it.series.subject, Subject::Child(_)))
            .map(|it| (it.id, (it.heads, it.entries)))
            .collect::<BTreeMap<_, _>>()
    };
    assert!(shared(&mother).len() >= 2);
    assert_eq!(shared(&mother), shared(&father));
    for phone in [&mother, &father] {
        assert!(
            phone
                .store()
                .note(&slept, phone.clock_reading())
                .unwrap()
                .is_some()
        );
        assert!(
            phone
                .store()
                .note(&agreed, phone.clock_reading())
                .unwrap()
                .is_some()
        );
    }

    // Mother says that father must not collect today: shown, and no reason to refuse him.
    let plan = DayChange {
        collects: Some("Mama".into()),
        text: Some("Volgens het ouderschapsplan haalt mama op maandag.".into()),
        ..DayChange::new(DayDifference::OtherCollector)
    };
    let plan = add(&mother, NewNote::of(day, &plan));
    sync(&[&mother, &staff]);
    assert!(
        staff
            .store()
            .note(&plan, staff.clock_reading())
            .unwrap()
            .is_some()
    );
    assert_eq!(verdict(&staff, father_id, child), Verdict::Yes);

    // The manager records what a court decided: that blocks, on staff's phones only.
    let parenthood = server.organisation.directory();
    let parenthood = parenthood.parenthood(child, father_id).unwrap().clone();
    let barred = Parenthood {
        collection_barred: true,
        ..parenthood.clone()
    };
    server
        .organisation
        .change_directory(&[Record::Parenthood(barred.clone())], &[])
        .unwrap();
    sync(&[&staff, &mother]);
    assert_eq!(verdict(&staff, father_id, child), Verdict::Barred);
    assert!(
        mother
            .store()
            .directory()
            .unwrap()
            .parenthood(child, father_id)
            .is_none()
    );

    // His authority ends while his phone is offline: the next sync applies it, and nothing he wrote is
    // lost.
    father.link.cut();
    let unsent = add(
        &father,
        NewNote::of(desk_of(org, child, father_id), &home("Nog iets.")),
    );
    server.time.advance_ms(UnixMillis::HOUR_MS);
    let without = Parenthood {
        authority: Authority::None,
        carer: false,
        ..barred
    };
    server
        .organisation
        .change_directory(&[Record::Parenthood(without)], &[])
        .unwrap();
    assert!(
        father
            .store()
            .note(&slept, father.clock_reading())
            .unwrap()
            .is_some(),
        "he cannot know yet"
    );
    father.link.restore();
    sync(&[&father]);
    assert!(
        father
            .store()
            .note(&slept, father.clock_reading())
            .unwrap()
            .is_none()
    );
    assert!(shared(&father).is_empty());
    let returned = father.store().inbox(None, father.clock_reading()).unwrap();
    let kept = father.store().status(&unsent).unwrap();
    assert!(kept.is_some() && (returned.iter().any(|it| it.key == unsent) || returned.is_empty()));
    sync(&[&mother]);
    assert!(
        mother
            .store()
            .note(&slept, mother.clock_reading())
            .unwrap()
            .is_some()
    );
}
