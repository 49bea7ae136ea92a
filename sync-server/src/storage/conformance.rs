//! The suite that every [`Storage`] passes: what the engine relies on, said once.
//!
//! `storage_conformance!` makes a test of each function, given how to make an empty storage of
//! organisation 1 in incarnation 2.

// The functions' names are sentences.
#![allow(missing_docs)]

use samenspel_model::entry::ContentHash;
use samenspel_model::ids::{
    ChildId, DeviceId, EntryKey, Incarnation, InvitationId, OrgId, PersonId,
};
use samenspel_model::series::{DocumentKind, Period, Placement, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::RecordId;
use samenspel_rules::schema::{Fixed, Remembered};

use super::*;

const DEVICE: DeviceId = DeviceId([9; 16]);
const PERSON: PersonId = PersonId([8; 16]);

/// Makes the tests; `$make` is a function of a temporary folder.
#[macro_export]
macro_rules! storage_conformance {
    ($make:expr) => {
        $crate::storage_conformance!($make;
            an_empty_log_is_at_position_nothing,
            what_is_committed_is_read_and_what_is_dropped_is_not,
            a_read_transaction_sees_one_moment,
            documents_are_found_by_id_placement_and_change,
            a_key_is_taken_once_per_series,
            a_snapshot_replaces_the_sealed_entries_in_it,
            what_follows_a_position_is_known_without_reading_it,
            how_far_the_log_was_is_known_of_an_hour,
            a_nonce_counts_once_until_it_is_forgotten,
            a_device_keeps_only_its_latest_refusals,
            chains_quotas_contacts_and_held_entries_read_back,
            the_audit_grows_at_its_end_and_only_its_openings_go,
            the_directory_invitations_and_commands_read_back,
        );
    };
    ($make:expr; $($name:ident,)*) => {
        $(
            #[test]
            fn $name() {
                let folder = tempfile::tempdir().unwrap();
                let make: fn(&tempfile::TempDir) -> Box<dyn $crate::storage::Storage> = $make;
                $crate::storage::conformance::$name(&*make(&folder));
            }
        )*
    };
}

fn series(child: u8) -> Series {
    Series {
        org: OrgId([1; 16]),
        kind: DocumentKind::Handover,
        subject: Subject::Child(ChildId([child; 16])),
    }
}

fn key(number: u8) -> EntryKey {
    EntryKey {
        person: PERSON,
        entry: [number; 16],
    }
}

fn new_document(write: &mut dyn WriteTransaction, child: u8, part: u8, last: u64) -> DocumentRow {
    let series = series(child);
    let placement = Placement {
        period: Period(8104),
        part,
        epoch: 0,
    };
    let mut document = DocumentRow {
        number: DocumentNumber(0),
        id: placement.document_id(&series),
        series_number: write.add_series(&series).unwrap(),
        series,
        placement,
        last_position: last,
        entries: 2,
        merged_entries: 0,
        merged_up_to: 0,
        bytes: 300,
        text_bytes: 5,
        heads: vec![[3; 32], [4; 32]],
    };
    document.number = write.add_document(&document).unwrap();
    document
}

pub fn an_empty_log_is_at_position_nothing(storage: &dyn Storage) {
    let read = storage.begin_read().unwrap();
    let expected = LogRow {
        org: OrgId([1; 16]),
        incarnation: Incarnation([2; 8]),
        last_position: 0,
        directory_version: 0,
        newest_at: UnixMillis(0),
        clock_set_right: 0,
        clock_set_right_at: UnixMillis(0),
    };
    assert_eq!(read.log().unwrap(), expected);
    assert_eq!(read.series(&series(1)).unwrap(), None);
    assert!(read.documents_changed_after(0).unwrap().is_empty());
    assert!(read.records_after(0).unwrap().is_empty());
    assert_eq!(read.statistics().unwrap(), Statistics::default());
}

pub fn what_is_committed_is_read_and_what_is_dropped_is_not(storage: &dyn Storage) {
    let mut write = storage.begin_write().unwrap();
    let mut log = write.log().unwrap();
    log.last_position = 5;
    log.directory_version = 3;
    write.set_log(&log).unwrap();
    let kept = new_document(&mut *write, 1, 0, 5);
    write.commit().unwrap();

    let mut write = storage.begin_write().unwrap();
    let dropped = new_document(&mut *write, 2, 0, 6);
    assert!(write.document(&dropped.id).unwrap().is_some());
    drop(write);

    let read = storage.begin_read().unwrap();
    assert_eq!(read.log().unwrap(), log);
    assert_eq!(read.document(&kept.id).unwrap(), Some(kept));
    assert_eq!(read.document(&dropped.id).unwrap(), None);
}

pub fn a_read_transaction_sees_one_moment(storage: &dyn Storage) {
    let before = storage.begin_read().unwrap();
    let log = before.log().unwrap();
    let mut write = storage.begin_write().unwrap();
    let document = new_document(&mut *write, 1, 0, 1);
    let later = LogRow {
        last_position: 1,
        ..log
    };
    write.set_log(&later).unwrap();
    write.commit().unwrap();
    assert_eq!(before.log().unwrap(), log);
    assert_eq!(before.document(&document.id).unwrap(), None);
    let after = storage.begin_read().unwrap();
    assert_eq!(after.log().unwrap(), later);
    assert!(after.document(&document.id).unwrap().is_some());
}

pub fn documents_are_found_by_id_placement_and_change(storage: &dyn Storage) {
    let mut write = storage.begin_write().unwrap();
    let first = new_document(&mut *write, 1, 0, 4);
    let mut second = new_document(&mut *write, 1, 1, 6);
    let other = new_document(&mut *write, 2, 0, 5);
    second.last_position = 7;
    second.entries = 9;
    second.heads = vec![[7; 32]];
    write.update_document(&second).unwrap();
    for (document, positions) in [(&first, 4..=4), (&other, 5..=5), (&second, 5..=7)] {
        for position in positions {
            let sealed = vec![1];
            let payload = PayloadRow { position, sealed };
            write.add_payload(document.number, &payload).unwrap();
        }
    }
    write.commit().unwrap();

    let read = storage.begin_read().unwrap();
    let number = read.series(&series(1)).unwrap().unwrap();
    assert_eq!(number, first.series_number);
    let latest = read.latest_part(number, Period(8104)).unwrap();
    assert_eq!(latest, Some(second.clone()));
    assert_eq!(read.latest_part(number, Period(8105)).unwrap(), None);
    let found = read.document_numbered(first.number).unwrap();
    assert_eq!(found, Some(first));
    let all = read.documents_of(number).unwrap();
    assert_eq!(all.len(), 2);
    let changed = read.documents_changed_after(4).unwrap();
    assert_eq!(changed, vec![other, second.clone()]);
    let to_merge = |least, up_to, most| read.documents_to_merge(least, up_to, most).unwrap();
    assert_eq!(to_merge(3, u64::MAX, 10), vec![second]);
    assert_eq!(to_merge(1, u64::MAX, 2).len(), 2);
    assert_eq!(to_merge(3, 6, 10).len(), 0, "not so many are old enough");
}

pub fn a_key_is_taken_once_per_series(storage: &dyn Storage) {
    let mut write = storage.begin_write().unwrap();
    let first = new_document(&mut *write, 1, 0, 1);
    let second = new_document(&mut *write, 2, 0, 2);
    let entry = |document: &DocumentRow, position| EntryRow {
        series: document.series_number,
        document: document.number,
        position,
        content: ContentHash([6; 32]),
        taken_back: false,
        reports: Some(key(9)).filter(|_| position == 2),
        stored_at: UnixMillis(30),
        fixed: Fixed::Words,
        remembered: Remembered {
            kind: 65_535,
            moment: Some(UnixMillis(40)),
            answers: Some(key(3)).filter(|_| position == 2),
            says: 7,
            by: Some(PersonId([8; 16])),
        },
    };
    write.add_entry(&key(1), &entry(&first, 1)).unwrap();
    write.add_entry(&key(1), &entry(&second, 2)).unwrap();
    assert!(write.add_entry(&key(1), &entry(&first, 3)).is_err());
    let found = write.entries_with_key(&key(1)).unwrap();
    assert_eq!(found, vec![entry(&first, 1), entry(&second, 2)]);
    assert!(write.entries_with_key(&key(2)).unwrap().is_empty());
    let answers = write.answers_to(&key(3)).unwrap();
    assert_eq!(answers, vec![(key(1), entry(&second, 2))]);
    assert!(write.answers_to(&key(1)).unwrap().is_empty());
    write
        .move_entry(&key(1), first.series_number, UnixMillis(50))
        .unwrap();
    let moments = write.entries_with_key(&key(1)).unwrap();
    let moments: Vec<_> = moments.iter().map(|it| it.remembered.moment).collect();
    assert_eq!(moments, [Some(UnixMillis(50)), Some(UnixMillis(40))]);
    write
        .take_back_entry(&key(1), second.series_number)
        .unwrap();
    let found = write.entries_with_key(&key(1)).unwrap();
    let taken_back: Vec<_> = found.iter().map(|it| it.taken_back).collect();
    assert_eq!(taken_back, [false, true], "of its own series only");
}

pub fn a_snapshot_replaces_the_sealed_entries_in_it(storage: &dyn Storage) {
    let mut write = storage.begin_write().unwrap();
    let mut document = new_document(&mut *write, 1, 0, 4);
    document.entries = 3;
    write.update_document(&document).unwrap();
    let payload = |position| PayloadRow {
        position,
        sealed: vec![1; 50],
    };
    for position in [1, 2, 4] {
        write
            .add_payload(document.number, &payload(position))
            .unwrap();
    }
    let found = write.payloads(document.number, 1, 1).unwrap();
    assert_eq!(found, vec![payload(2)]);
    let snapshot = SnapshotRow {
        as_of: 2,
        entries: 2,
        length: 14,
        part_bytes: 8,
        parts: vec![vec![5; 12], vec![6; 8]],
    };
    let longer = SnapshotRow {
        parts: vec![vec![9; 3]; 4],
        ..snapshot.clone()
    };
    write.put_snapshot(document.number, &longer).unwrap();
    write.put_snapshot(document.number, &snapshot).unwrap();
    write.commit().unwrap();

    let read = storage.begin_read().unwrap();
    let second = SnapshotRow {
        parts: vec![vec![6; 8]],
        ..snapshot.clone()
    };
    let parts = |parts| read.snapshot_parts(document.number, parts).unwrap();
    assert_eq!(parts(1..9), Some(second));
    assert_eq!(parts(2..9).map(|it| it.parts), Some(Vec::new()));
    assert_eq!(read.snapshot(document.number).unwrap(), Some(snapshot));
    let left = read.payloads(document.number, 0, 9).unwrap();
    assert_eq!(left, vec![payload(4)]);
    let merged = read.document_numbered(document.number).unwrap().unwrap();
    assert_eq!((merged.merged_entries, merged.merged_up_to), (2, 2));
    let statistics = read.statistics().unwrap();
    assert_eq!((statistics.entries, statistics.unmerged), (3, 1));
    assert_eq!((statistics.snapshots, statistics.snapshot_bytes), (1, 20));
}

pub fn what_follows_a_position_is_known_without_reading_it(storage: &dyn Storage) {
    let mut write = storage.begin_write().unwrap();
    let mut document = new_document(&mut *write, 1, 0, 9);
    document.entries = 3;
    write.update_document(&document).unwrap();
    for position in [3, 6, 9] {
        let sealed = vec![1; 50];
        let payload = PayloadRow { position, sealed };
        write.add_payload(document.number, &payload).unwrap();
    }
    let next = |write: &dyn WriteTransaction, after| {
        let following = write.following(document.number, after).unwrap().unwrap();
        (following.merged_up_to, following.next)
    };
    assert_eq!(next(&*write, 0), (0, Some(3)));
    assert_eq!(next(&*write, 3), (0, Some(6)));
    assert_eq!(next(&*write, 9), (0, None));
    assert_eq!(write.following(DocumentNumber(99), 0).unwrap(), None);
    let some = |count, bytes| {
        let rows = write
            .some_payloads(document.number, 0, count, bytes)
            .unwrap();
        rows.iter().map(|row| row.position).collect::<Vec<_>>()
    };
    assert_eq!(some(9, 150), vec![3, 6, 9]);
    assert_eq!(some(9, 149), vec![3, 6]);
    assert_eq!(some(9, 1), vec![3], "the first comes whatever its size");
    assert_eq!(some(1, 150), vec![3]);
    let to_merge = |least, up_to| write.documents_to_merge(least, up_to, 9).unwrap().len();
    assert_eq!((to_merge(2, 6), to_merge(2, 5), to_merge(3, 9)), (1, 0, 1));
}

pub fn how_far_the_log_was_is_known_of_an_hour(storage: &dyn Storage) {
    let mut write = storage.begin_write().unwrap();
    assert_eq!(write.log_hour(UnixMillis(100)).unwrap(), None);
    for (at, position) in [(10, 5), (20, 7), (30, 7), (40, 9)] {
        let horizon = UnixMillis(at - 15);
        write
            .note_log_hour(UnixMillis(at), position, horizon)
            .unwrap();
    }
    let hour = |at| write.log_hour(UnixMillis(at)).unwrap();
    assert_eq!(hour(100), Some((UnixMillis(40), 9)));
    assert_eq!(hour(39), Some((UnixMillis(30), 7)));
    assert_eq!(
        hour(25),
        Some((UnixMillis(20), 7)),
        "the last before the horizon stays"
    );
    assert_eq!(hour(19), None);
}

pub fn a_nonce_counts_once_until_it_is_forgotten(storage: &dyn Storage) {
    let mut write = storage.begin_write().unwrap();
    let mut used = |nonce, device| write.use_nonce(&device, &[nonce; 16], UnixMillis(10));
    assert!(used(1, DEVICE).unwrap());
    assert!(!used(1, DEVICE).unwrap());
    assert!(used(1, DeviceId([7; 16])).unwrap());
    write.forget_nonces_before(UnixMillis(10)).unwrap();
    assert!(!write.use_nonce(&DEVICE, &[1; 16], UnixMillis(12)).unwrap());
    write.forget_nonces_before(UnixMillis(11)).unwrap();
    assert!(write.use_nonce(&DEVICE, &[1; 16], UnixMillis(12)).unwrap());
}

pub fn a_device_keeps_only_its_latest_refusals(storage: &dyn Storage) {
    let mut write = storage.begin_write().unwrap();
    let content = ContentHash([1; 32]);
    let refusal = |at| RefusalRow {
        device: DEVICE,
        answer: vec![3],
        refused_at: UnixMillis(at),
    };
    for number in 1..=5 {
        let row = refusal(i64::from(number));
        write.add_refusal(&key(number), &content, &row, 3).unwrap();
    }
    write.commit().unwrap();
    let mut write = storage.begin_write().unwrap();
    let remembered = |write: &dyn WriteTransaction| -> Vec<u8> {
        let known = |number: &u8| write.refusal(&key(*number), &content).unwrap().is_some();
        (1..=5).filter(known).collect()
    };
    assert_eq!(remembered(&*write), vec![3, 4, 5]);
    assert_eq!(write.refusal(&key(5), &content).unwrap(), Some(refusal(5)));
    let other = ContentHash([2; 32]);
    assert_eq!(write.refusal(&key(5), &other).unwrap(), None);
    write.forget_refusals_before(UnixMillis(5)).unwrap();
    assert_eq!(remembered(&*write), vec![5]);
}

pub fn chains_quotas_contacts_and_held_entries_read_back(storage: &dyn Storage) {
    let mut write = storage.begin_write().unwrap();
    let document = new_document(&mut *write, 1, 0, 1).number;
    let chain = |seq| ChainRow {
        seq,
        max_op: 40 + seq,
        hash: [6; 32],
    };
    let author_in = |author| AuthorIn {
        series: SeriesNumber(1),
        period: Period(1),
        author,
        tablet: None,
    };
    let written = |seq| AuthorRow {
        entries: seq as u32,
        bytes: 100 * seq,
        text_bytes: 10 * seq,
    };
    for seq in [1, 2] {
        write.set_chain(document, &[5; 25], &chain(seq)).unwrap();
        write.set_author(&author_in(PERSON), &written(seq)).unwrap();
        write.set_contact(&DEVICE, UnixMillis(seq as i64)).unwrap();
    }
    assert_eq!(write.chain(document, &[5; 25]).unwrap(), Some(chain(2)));
    assert_eq!(write.chain(document, &[6; 25]).unwrap(), None);
    assert_eq!(write.chain_ends(document).unwrap(), [chain(2).hash]);
    assert_eq!(write.author(&author_in(PERSON)).unwrap(), written(2));
    let stranger = PersonId([1; 16]);
    let none = AuthorRow::default();
    assert_eq!(write.author(&author_in(stranger)).unwrap(), none);
    let next = AuthorIn {
        period: Period(2),
        ..author_in(PERSON)
    };
    assert_eq!(write.author(&next).unwrap(), none);
    let on_the_tablet = AuthorIn {
        tablet: Some(GroupId([3; 16])),
        ..author_in(PERSON)
    };
    assert_eq!(write.author(&on_the_tablet).unwrap(), none);
    write.set_author(&on_the_tablet, &written(3)).unwrap();
    assert_eq!(write.author(&on_the_tablet).unwrap(), written(3));
    assert_eq!(write.author(&author_in(PERSON)).unwrap(), written(2));
    assert_eq!(write.contact(&DEVICE).unwrap(), Some(UnixMillis(2)));
    let held = HeldRow {
        key: key(1),
        device: DEVICE,
        series: series(1),
        document: samenspel_model::ids::DocumentId([3; 16]),
        content: ContentHash([4; 32]),
        why: 1,
        arrived_at: UnixMillis(5),
        position: 6,
        sealed: vec![7; 9],
    };
    write.add_held(&held).unwrap();
    write.add_held(&held).unwrap();
    assert_eq!(write.held(&key(1)).unwrap(), vec![held.clone()]);
    assert_eq!(write.all_held().unwrap(), vec![held.clone()]);
    assert_eq!(write.held_count().unwrap(), 1);
    assert_eq!(write.held_count_of(&DEVICE).unwrap(), 1);
    assert_eq!(write.held_count_of(&DeviceId([1; 16])).unwrap(), 0);
    write.remove_held(&held).unwrap();
    assert!(write.held(&key(1)).unwrap().is_empty());
}

pub fn the_audit_grows_at_its_end_and_only_its_openings_go(storage: &dyn Storage) {
    let document = |byte| samenspel_model::ids::DocumentId([byte; 16]);
    let row = |number: u8| AuditRow {
        number: u64::from(number),
        at: UnixMillis(i64::from(number)),
        action: number,
        commitment: [number; 32],
        hash: [number + 1; 32],
        document: document(number),
        opening: Some(vec![number; 4]),
    };
    let mut write = storage.begin_write().unwrap();
    assert_eq!(write.last_audit().unwrap(), None);
    write.add_audit(&row(1)).unwrap();
    write.add_audit(&row(2)).unwrap();
    assert!(write.add_audit(&row(2)).is_err(), "a number is given once");
    assert_eq!(write.last_audit().unwrap(), Some(row(2)));
    assert_eq!(write.audit_after(1, 9).unwrap(), vec![row(2)]);
    write.erase_audit_openings(&document(1)).unwrap();
    let erased = AuditRow {
        opening: None,
        ..row(1)
    };
    assert_eq!(write.audit_after(0, 1).unwrap(), vec![erased]);
    assert!(write.note_refused_today(7, &DEVICE, "not_allowed").unwrap());
    assert!(!write.note_refused_today(7, &DEVICE, "not_allowed").unwrap());
    assert!(write.note_refused_today(7, &DEVICE, "key_reused").unwrap());
    assert!(write.note_refused_today(9, &DEVICE, "not_allowed").unwrap());
    assert!(write.note_refused_today(7, &DEVICE, "not_allowed").unwrap());
}

fn invitation_of(maker: DeviceId) -> InvitationRow {
    InvitationRow {
        id: InvitationId([1; 16]),
        code_hash: [2; 32],
        holder: vec![3],
        expires_at: UnixMillis(4),
        used_by: None,
        made_by: Some(maker),
    }
}

/// The directory's records, invitations, commands and who asked for what.
pub fn the_directory_invitations_and_commands_read_back(storage: &dyn Storage) {
    let mut write = storage.begin_write().unwrap();
    let row = |kind, position| DirectoryRow {
        id: RecordId {
            kind,
            bytes: vec![kind; 16],
        },
        position,
        sealed: vec![1, 2, 3],
        holder: (kind > 3).then(|| vec![9]),
    };
    for row in [row(4, 1), row(2, 1), row(4, 2), row(5, 2)] {
        write.put_record(&row).unwrap();
    }
    write.remove_record(&row(5, 2).id, 6).unwrap();
    let mut all = Vec::new();
    let mut note = |position, sealed: &[u8]| all.push((position, sealed.to_vec()));
    write.each_record(&mut note).unwrap();
    assert_eq!(all, [(1, vec![1, 2, 3]), (2, vec![1, 2, 3])]);
    assert_eq!(write.records_after(1).unwrap(), vec![row(4, 2)]);
    assert_eq!(write.record(&row(2, 1).id).unwrap(), Some(row(2, 1)));
    assert_eq!(write.record(&row(5, 2).id).unwrap(), None);
    assert_eq!(write.records_held_by(&[9]).unwrap(), vec![row(4, 2)]);
    assert_eq!(write.records_removed_after(5).unwrap(), [row(5, 2).id]);
    assert!(write.records_removed_after(6).unwrap().is_empty());

    let mut invitation = InvitationRow {
        id: InvitationId([1; 16]),
        code_hash: [2; 32],
        holder: vec![3],
        expires_at: UnixMillis(4),
        used_by: None,
        made_by: Some(DEVICE),
    };
    write.add_invitation(&invitation).unwrap();
    assert_eq!(
        write.invitation(&[2; 32]).unwrap(),
        Some(invitation.clone())
    );
    assert!(write.add_invitation(&invitation).is_err());
    let open = |write: &dyn WriteTransaction, holder: &[u8], at| {
        write.open_invitations(holder, UnixMillis(at)).unwrap()
    };
    let open_at = [3, 4].map(|at| open(&*write, &[3], at));
    assert_eq!(open_at, [1, 0], "it expires at 4");
    assert_eq!(open(&*write, &[4], 3), 0);
    write
        .use_invitation(&[2; 32], &DEVICE, UnixMillis(3))
        .unwrap();
    assert_eq!(open(&*write, &[3], 3), 0);
    let unused = InvitationRow {
        code_hash: [9; 32],
        ..invitation.clone()
    };
    write.add_invitation(&unused).unwrap();
    write.close_invitations().unwrap();
    assert_eq!(
        open(&*write, &[3], 3),
        0,
        "only what was not used is closed"
    );
    invitation.used_by = Some(DEVICE);
    assert_eq!(write.invitation(&[2; 32]).unwrap(), Some(invitation));
    assert_eq!(write.invitation(&[3; 32]).unwrap(), None);

    let group = GroupId([6; 16]);
    let here = |person, at| HereToday {
        group,
        person: PersonId([person; 16]),
        at: UnixMillis(at),
    };
    for row in [here(2, 5), here(1, 6), here(2, 7)] {
        write.put_here(&row, UnixMillis(0)).unwrap();
    }
    assert_eq!(write.here_on(group).unwrap(), [here(1, 6), here(2, 7)]);
    write.put_here(&here(3, 9), UnixMillis(7)).unwrap();
    assert_eq!(write.here_on(group).unwrap(), [here(2, 7), here(3, 9)]);
    assert_eq!(write.here_on(GroupId([7; 16])).unwrap(), []);

    let later = InvitationRow {
        id: InvitationId([7; 16]),
        code_hash: [10; 32],
        used_by: None,
        ..invitation_of(DEVICE)
    };
    write.add_invitation(&later).unwrap();
    let by_maker =
        |write: &dyn WriteTransaction| write.open_invitations_by(&DEVICE, UnixMillis(3)).unwrap();
    assert_eq!(by_maker(&*write), vec![later.clone()]);
    assert_eq!(
        write.all_open_invitations(UnixMillis(3)).unwrap(),
        vec![later.clone()]
    );
    assert_eq!(write.invitation_with_id(&later.id).unwrap(), Some(later));
    write.close_invitation(&[10; 32], UnixMillis(2)).unwrap();
    assert_eq!(by_maker(&*write), vec![]);

    let asked = AskedRow {
        kind: 1,
        id: [8; 16],
        person: PERSON,
        device: DeviceId([7; 16]),
        at: UnixMillis(20),
        open: true,
        closed_with_device: false,
    };
    write.add_asked(&asked).unwrap();
    assert_eq!(write.asked(1, &[8; 16]).unwrap(), Some(asked));
    assert_eq!(write.asked(2, &[8; 16]).unwrap(), None);
    let since = [20, 21].map(|at| write.asked_since(&PERSON, 1, UnixMillis(at)).unwrap());
    assert_eq!(since, [vec![DeviceId([7; 16])], vec![]]);
    assert_eq!(write.asked_and_open(&PERSON, 1).unwrap(), vec![[8; 16]]);
    write.close_asked(1, &[8; 16]).unwrap();
    assert!(write.asked_and_open(&PERSON, 1).unwrap().is_empty());
    let from = |device: u8, kind| write.asked_from(&DeviceId([device; 16]), kind).unwrap();
    assert_eq!(from(7, 1), vec![[8; 16]]);
    assert!(from(7, 2).is_empty() && from(8, 1).is_empty());
    let closed = AskedRow {
        open: false,
        closed_with_device: true,
        ..asked
    };
    write.add_asked(&closed).unwrap();
    assert_eq!(write.asked(1, &[8; 16]).unwrap(), Some(closed));

    let command = CommandRow {
        content: [5; 32],
        position: 8,
    };
    write.add_command(&key(1), &command).unwrap();
    assert_eq!(write.command(&key(1)).unwrap(), Some(command));
    assert_eq!(write.command(&key(2)).unwrap(), None);
}
