//! Whoever invites a device for somebody reaches, by their own office, all that this somebody has.

use samenspel_model::ids::*;
use samenspel_model::limits::LATE_WINDOW_MS;
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::*;
use samenspel_protocol::*;
use samenspel_rules::directory::*;
use sync_server::engine::RevokeError;

use crate::enrolling::{ask, enrol_request, stranger};
use crate::people::{always, placement};
use crate::world::*;

const FAR: LocationId = LocationId([0x41; 16]);
const FAR_GROUP: GroupId = GroupId([0x42; 16]);
const FAR_CHILD: ChildId = ChildId([0x43; 16]);
/// Manager of the group's location, and of nothing else.
const BAS: PersonId = PersonId([0x44; 16]);
/// Manager of the other location.
const ANNA: PersonId = PersonId([0x45; 16]);
/// Somebody, of whom each case says what they are.
const TIM: PersonId = PersonId([0x46; 16]);

fn office(
    person: PersonId,
    role: OfficeRole,
    location: Option<LocationId>,
    during: Span,
) -> Record {
    Record::Office(Office {
        person,
        role,
        location,
        during,
    })
}

fn work(group: GroupId, role: GroupRole, during: Span) -> Record {
    Record::Assignment(Assignment {
        person: TIM,
        group,
        role,
        during,
    })
}

fn day(group: GroupId, during: Span) -> Record {
    Record::DayGrant(DayGrant {
        id: GrantId([0x47; 16]),
        group,
        person: TIM,
        granted_by: FATIMA,
        during,
    })
}

fn mentor(child: ChildId, during: Span) -> Record {
    Record::Mentorship(Mentorship {
        child,
        person: TIM,
        deputy: true,
        during,
    })
}

fn parent(child: ChildId) -> Record {
    Record::Parenthood(Parenthood {
        child,
        person: TIM,
        authority: Authority::None,
        carer: false,
        earlier_names: Vec::new(),
        collection_barred: false,
        during: always(),
    })
}

fn on(child: ChildId, group: GroupId, during: Span) -> Record {
    Record::Placement(samenspel_rules::directory::Placement {
        child,
        group,
        weekdays: 0b11111,
        expected_by_minute: None,
        during,
    })
}

fn world(records: Vec<Record>) -> World {
    let world = World::new();
    let person = |id, first_name: &str| {
        Record::Person(Person {
            id,
            first_name: first_name.into(),
            last_name: String::new(),
            languages: vec![],
            left_at: None,
        })
    };
    let all = vec![
        person(BAS, "Bas"),
        person(ANNA, "Anna"),
        person(TIM, "Tim"),
        Record::Location(Location {
            id: FAR,
            name: "Elders".into(),
        }),
        Record::Group(Group {
            id: FAR_GROUP,
            location: FAR,
            name: "Sterren".into(),
        }),
        Record::Child(Child {
            id: FAR_CHILD,
            first_name: "Mila".into(),
            last_name: "Voorbeeld".into(),
            birth_date: "2024-03-01".into(),
            languages: vec![],
        }),
        on(FAR_CHILD, FAR_GROUP, always()),
        office(BAS, OfficeRole::Manager, Some(LOCATION), always()),
        office(ANNA, OfficeRole::Manager, Some(FAR), always()),
    ];
    for record in all.into_iter().chain(records) {
        world.change(record);
    }
    world
}

const CODE: &[u8] = b"sixteen bytes...";

fn request(holder: Holder) -> InvitationRequest {
    InvitationRequest {
        id: InvitationId([0x48; 16]),
        holder,
        code_hash: invitation_code_hash(CODE),
    }
}

/// Whether the managers of the group's location, of the other and of everything may invite Tim, who is
/// what the records say.
fn may_invite_tim(records: &[Record]) -> [bool; 3] {
    [(BAS, 0x51), (ANNA, 0x52), (INGRID, 0x53)].map(|(manager, number)| {
        let world = world(records.to_vec());
        let mut phone = world.phone(manager, number);
        let asked = CommandAction::Invite(request(Holder::Person(TIM)));
        let outcome = ask(&world, &mut phone, asked);
        if !is_stored(&outcome) {
            assert_eq!(refusal(&outcome), Some(RefusalCode::NotAllowed));
        }
        is_stored(&outcome)
    })
}

fn until(moment: UnixMillis) -> Span {
    Span {
        until: Some(moment),
        ..always()
    }
}

const NEAR_ONLY: [bool; 3] = [true, false, true];
const FAR_ONLY: [bool; 3] = [false, true, true];
const OF_EVERYTHING_ONLY: [bool; 3] = [false, false, true];
const ANY: [bool; 3] = [true, true, true];

#[test]
fn an_office_is_invited_by_who_reaches_all_of_it() {
    use OfficeRole::{Coach, Manager};
    let to_come = Span::since(MORNING.plus_ms(UnixMillis::DAY_MS));
    for role in [Manager, Coach] {
        for during in [always(), to_come] {
            let everywhere = [office(TIM, role, None, during)];
            assert_eq!(may_invite_tim(&everywhere), OF_EVERYTHING_ONLY);
            let near = office(TIM, role, Some(LOCATION), during);
            assert_eq!(may_invite_tim(std::slice::from_ref(&near)), NEAR_ONLY);
            let far = office(TIM, role, Some(FAR), during);
            assert_eq!(may_invite_tim(&[far]), FAR_ONLY);
            let other = if role == Coach { Manager } else { Coach };
            let far = office(TIM, other, Some(FAR), during);
            assert_eq!(may_invite_tim(&[near, far]), OF_EVERYTHING_ONLY);
        }
    }
    // Who works on a group of one's own and holds an office elsewhere, too.
    let here = work(GROUP, GroupRole::Professional, always());
    for location in [None, Some(FAR)] {
        let both = [here.clone(), office(TIM, Coach, location, always())];
        assert_eq!(may_invite_tim(&both), OF_EVERYTHING_ONLY);
    }
}

#[test]
fn who_has_something_at_two_locations_is_invited_by_who_manages_both() {
    let today = Span {
        from: MORNING,
        until: Some(MORNING.plus_ms(UnixMillis::HOUR_MS)),
    };
    let to_come = Span::since(MORNING.plus_ms(UnixMillis::DAY_MS));
    let near = work(GROUP, GroupRole::Professional, always());
    assert_eq!(may_invite_tim(std::slice::from_ref(&near)), NEAR_ONLY);
    let elsewhere = [
        work(FAR_GROUP, GroupRole::Professional, always()),
        work(FAR_GROUP, GroupRole::Trainee, to_come),
        day(FAR_GROUP, today),
        mentor(FAR_CHILD, always()),
        mentor(FAR_CHILD, to_come),
        parent(FAR_CHILD),
    ];
    for far in elsewhere {
        assert_eq!(
            may_invite_tim(std::slice::from_ref(&far)),
            FAR_ONLY,
            "{far:?}"
        );
        let both = [near.clone(), far.clone()];
        assert_eq!(may_invite_tim(&both), OF_EVERYTHING_ONLY, "{far:?}");
        let both = [parent(NOOR), far.clone()];
        assert_eq!(may_invite_tim(&both), OF_EVERYTHING_ONLY, "{far:?}");
    }
}

#[test]
fn a_parent_is_invited_by_who_manages_every_group_of_every_child() {
    assert_eq!(may_invite_tim(&[parent(NOOR)]), NEAR_ONLY);
    // A second stay at the other location, now or to come.
    let to_come = Span::since(MORNING.plus_ms(UnixMillis::DAY_MS));
    for during in [always(), to_come] {
        let two = [parent(NOOR), on(NOOR, FAR_GROUP, during)];
        assert_eq!(may_invite_tim(&two), OF_EVERYTHING_ONLY);
    }
    // Moved on: the child is the other location's.
    let moved = [
        parent(NOOR),
        Record::Placement(samenspel_rules::directory::Placement {
            during: until(MORNING),
            ..match placement(NOOR) {
                Record::Placement(it) => it,
                other => panic!("{other:?}"),
            }
        }),
        on(NOOR, FAR_GROUP, Span::since(MORNING)),
    ];
    assert_eq!(may_invite_tim(&moved), FAR_ONLY);
}

#[test]
fn what_ended_counts_as_long_as_notes_of_it_are_taken_in() {
    let near = work(GROUP, GroupRole::Professional, always());
    let ended = |ago: i64| {
        let role = GroupRole::Professional;
        work(FAR_GROUP, role, until(MORNING.plus_ms(-ago)))
    };
    let lately = [near.clone(), ended(LATE_WINDOW_MS - 1)];
    assert_eq!(may_invite_tim(&lately), OF_EVERYTHING_ONLY);
    let long_ago = [near, ended(LATE_WINDOW_MS)];
    assert_eq!(may_invite_tim(&long_ago), NEAR_ONLY);
    // Who has nothing any more is of where they were.
    assert_eq!(may_invite_tim(&[ended(LATE_WINDOW_MS)]), FAR_ONLY);
    // Who is new is invited before there is work.
    assert_eq!(may_invite_tim(&[]), ANY);
}

#[test]
fn a_groups_device_is_invited_by_who_manages_all_that_it_is_merged_with() {
    let merge = Record::Merge(Merge {
        location: LOCATION,
        groups: vec![GROUP, FAR_GROUP],
        during: always(),
    });
    for (merged, expected) in [(vec![], NEAR_ONLY), (vec![merge], OF_EVERYTHING_ONLY)] {
        let may = [(BAS, 0x51), (ANNA, 0x52), (INGRID, 0x53)].map(|(manager, number)| {
            let world = world(merged.clone());
            let mut phone = world.phone(manager, number);
            let asked = CommandAction::Invite(request(Holder::Group(GROUP)));
            is_stored(&ask(&world, &mut phone, asked))
        });
        assert_eq!(may, expected);
    }
}

#[test]
fn an_office_that_ended_or_is_to_come_invites_nobody_but_oneself() {
    let gone = until(MORNING);
    let to_come = Span::since(MORNING.plus_ms(1));
    for during in [gone, to_come] {
        let world = world(vec![office(
            BAS,
            OfficeRole::Manager,
            Some(LOCATION),
            during,
        )]);
        let mut bas = world.phone(BAS, 0x51);
        let asked = CommandAction::Invite(request(Holder::Person(JOKE)));
        let outcome = ask(&world, &mut bas, asked);
        assert_eq!(refusal(&outcome), Some(RefusalCode::NotAllowed));
        let own = CommandAction::Invite(request(Holder::Person(BAS)));
        assert!(is_stored(&ask(&world, &mut bas, own)));
    }
}

#[test]
fn an_invitation_lets_nobody_in_once_its_maker_could_not_make_it_any_more() {
    let changes = [
        office(TIM, OfficeRole::Coach, None, always()),
        work(FAR_GROUP, GroupRole::Professional, always()),
        office(BAS, OfficeRole::Manager, Some(LOCATION), until(MORNING)),
    ];
    for change in changes {
        let world = world(vec![]);
        let mut bas = world.phone(BAS, 0x51);
        let asked = CommandAction::Invite(request(Holder::Person(TIM)));
        assert!(is_stored(&ask(&world, &mut bas, asked)));
        world.change(change);
        let enrolled = world.org().enrol(&enrol_request(&stranger(0x61), CODE));
        assert_eq!(enrolled, Err(RequestError::InvitationExpired));
    }
}

#[test]
fn only_who_could_invite_a_holder_confirms_devices_and_withdraws_invitations_of_theirs() {
    let world = world(vec![office(TIM, OfficeRole::Manager, None, always())]);
    // Tim's first phone let in a second, and was stolen.
    let mut first = world.phone(TIM, 0x61);
    let asked = CommandAction::Invite(request(Holder::Person(TIM)));
    assert!(is_stored(&ask(&world, &mut first, asked)));
    let second = stranger(0x62);
    world.org().enrol(&enrol_request(&second, CODE)).unwrap();
    world.org().revoke_device(first.id).unwrap();
    for manager in [BAS, ANNA] {
        let refused = world.org().confirm_devices(&[second.id], manager);
        assert!(matches!(refused, Err(RevokeError::NotTheManager(_))));
    }
    let open = InvitationId([0x4a; 16]);
    world
        .org()
        .invite(open, Holder::Person(TIM), [0x4a; 32])
        .unwrap();
    let withdraw = CommandAction::WithdrawInvitation(open);
    for (manager, number) in [(BAS, 0x51), (ANNA, 0x52)] {
        let mut phone = world.phone(manager, number);
        let outcome = ask(&world, &mut phone, withdraw.clone());
        assert_eq!(refusal(&outcome), Some(RefusalCode::NotAllowed));
    }
    let mut ingrid = world.phone(INGRID, 0x53);
    assert!(is_stored(&ask(&world, &mut ingrid, withdraw)));
    world.org().confirm_devices(&[second.id], INGRID).unwrap();
}
