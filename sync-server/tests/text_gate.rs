//! The gate before co-written text, with trials in real child processes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use samenspel_document::text::{Edit, TrialError, TrialOutcome, TrialRunner, make_change};
use samenspel_document::{Actor, ChainedEntry, TEXT_EDIT_KIND, materialise};
use samenspel_model::entry::{DeviceKey, Entry, Fields, NoteKind, SignedEntry, Value};
use samenspel_model::ids::{ChildId, DeviceId, EntryKey, Incarnation, OrgId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::{Certainty, UnixMillis};
use samenspel_model::verdict::{LaterReason, Outcome, RefusalCode};
use sync_server::engine::{TextGate, TextVerdict};
use sync_server::trial::{TrialPool, TrialSettings};

const PHONE: DeviceId = DeviceId([11; 16]);
const TABLET: DeviceId = DeviceId([12; 16]);
const TEXT: &str = "Mila slaapt om 12 uur.";

fn key(number: u8) -> EntryKey {
    EntryKey {
        person: PersonId([1; 16]),
        entry: [number; 16],
    }
}

fn entry(key: EntryKey, kind: &str, fields: &[(&str, Value)], device: DeviceId) -> Entry {
    let mut set = Fields::new();
    for (name, value) in fields {
        set.set(name, value.clone()).unwrap();
    }
    Entry {
        series: Series {
            org: OrgId([5; 16]),
            kind: DocumentKind::Agreements,
            subject: Subject::Child(ChildId([6; 16])),
        },
        schema: 1,
        key,
        kind: NoteKind::new(kind).unwrap(),
        fields: set,
        written_at: UnixMillis(1_700_000_000_000),
        device,
    }
}

fn chained(entry: &Entry, position: u64, seq: u64, text_change: Option<Vec<u8>>) -> ChainedEntry {
    ChainedEntry {
        signed: SignedEntry::sign(entry, &DeviceKey::from_bytes(&[3; 32])),
        actor: Actor::entry(entry.device, Incarnation([9; 8])),
        seq,
        position,
        corrected_at: entry.written_at,
        certainty: Certainty::Measured,
        arrived_at: entry.written_at,
        late: false,
        text_change,
    }
}

fn agreement() -> ChainedEntry {
    let text = Value::Text(TEXT.into());
    chained(
        &entry(key(1), "agreement", &[("text", text)], PHONE),
        1,
        1,
        None,
    )
}

fn edit(tail: &[ChainedEntry], device: DeviceId, new_text: &str) -> (Entry, Edit) {
    let document = materialise(None, tail).unwrap();
    let actor = Actor::text(device, [7; 8]);
    let edit = make_change(&document, &key(1), &actor, new_text)
        .unwrap()
        .unwrap();
    (signed(&edit, device), edit)
}

fn signed(edit: &Edit, device: DeviceId) -> Entry {
    let fields = [
        ("agreement", Value::Bytes(key(1).to_bytes().to_vec())),
        ("text_hash", Value::Bytes(edit.text_hash.to_vec())),
        ("change_hash", Value::Bytes(edit.change.hash().to_vec())),
    ];
    entry(key(2), TEXT_EDIT_KIND, &fields, device)
}

fn judge(gate: &TextGate, entry: &Entry, change: &[u8], tail: &[ChainedEntry]) -> TextVerdict {
    match TextGate::inspect(entry, change) {
        Err(outcome) => TextVerdict::Not(outcome),
        Ok(change) => gate.judge(&mut materialise(None, tail).unwrap(), entry, &change),
    }
}

fn gate() -> TextGate {
    let workers = TrialSettings::program(env!("CARGO_BIN_EXE_samenspel"));
    TextGate::new(TrialPool::new(workers))
}

fn refused(code: RefusalCode, args: &[&str]) -> TextVerdict {
    let args = args.iter().map(|arg| (*arg).to_owned()).collect();
    TextVerdict::Not(Outcome::Refused { code, args })
}

#[test]
fn an_honest_edit_passes_and_so_does_the_next_one_on_top() {
    let gate = gate();
    let mut tail = vec![agreement()];
    for (position, new_text) in [
        (2, "Mila slaapt om 13 uur."),
        (3, "Mila slaapt om 13 uur, soms."),
    ] {
        let (entry, edit) = edit(&tail, TABLET, new_text);
        let verdict = judge(&gate, &entry, edit.change.bytes(), &tail);
        let accepted = TextVerdict::Accepted {
            hash: edit.change.hash(),
            dependencies: edit.change.dependencies().to_vec(),
        };
        assert_eq!(verdict, accepted);
        let entry = Entry {
            key: key(position),
            ..entry
        };
        let change = edit.change.bytes().to_vec();
        tail.push(chained(
            &entry,
            u64::from(position),
            u64::from(position) - 1,
            Some(change),
        ));
    }
}

#[test]
fn edits_on_top_of_each_other_are_judged_on_a_document_that_is_loaded_once() {
    let gate = gate();
    let mut document = materialise(None, &[agreement()]).unwrap();
    let actor = Actor::text(TABLET, [7; 8]);
    for new_text in ["Mila slaapt om 13 uur.", "Mila slaapt om 14 uur."] {
        let edit = make_change(&document, &key(1), &actor, new_text);
        let edit = edit.unwrap().unwrap();
        let verdict = gate.judge(&mut document, &signed(&edit, TABLET), &edit.change);
        assert!(
            matches!(verdict, TextVerdict::Accepted { .. }),
            "{verdict:?}"
        );
    }
    let text = samenspel_document::text::read_text(&document, &key(1));
    assert_eq!(text.as_deref(), Some("Mila slaapt om 14 uur."));
}

#[test]
fn an_edit_must_be_what_its_entry_signs() {
    let tail = [agreement()];
    let (entry, edit) = edit(&tail, TABLET, "Mila slaapt om 13 uur.");
    for field in ["text_hash", "change_hash"] {
        let mut other = entry.clone();
        other.fields.set(field, Value::Bytes(vec![0; 32])).unwrap();
        let verdict = judge(&gate(), &other, edit.change.bytes(), &tail);
        assert_eq!(verdict, refused(RefusalCode::FieldInvalid, &[field]));
    }
}

#[test]
fn an_edit_signed_by_another_device_than_its_actors_is_refused() {
    let tail = [agreement()];
    let (entry, edit) = edit(&tail, TABLET, "Mila slaapt om 13 uur.");
    let stolen = Entry {
        device: PHONE,
        ..entry
    };
    let verdict = judge(&gate(), &stolen, edit.change.bytes(), &tail);
    assert_eq!(verdict, refused(RefusalCode::TextActor, &[]));
}

#[test]
fn of_two_edits_of_the_same_state_the_second_is_to_be_rebased() {
    let mut tail = vec![agreement()];
    let (first_entry, first) = edit(&tail, TABLET, "Mila slaapt om 13 uur.");
    let (second_entry, second) = edit(&tail, PHONE, "Mila slaapt om 14 uur.");
    let change = first.change.bytes().to_vec();
    tail.push(chained(&first_entry, 2, 1, Some(change)));
    let verdict = judge(&gate(), &second_entry, second.change.bytes(), &tail);
    assert_eq!(verdict, TextVerdict::Not(Outcome::Rebase));
}

#[test]
fn bytes_that_are_no_edit_are_refused_before_a_document_is_loaded() {
    let broken_tail = [agreement(), agreement()];
    let (entry, _) = edit(&[agreement()], TABLET, "Mila slaapt om 13 uur.");
    let verdict = judge(&gate(), &entry, &[1, 2, 3], &broken_tail);
    assert_eq!(verdict, refused(RefusalCode::TextEncoding, &[]));
}

/// A trial that ends as it is told.
struct Told(Result<TrialOutcome, TrialError>);

impl TrialRunner for Told {
    fn trial(&self, _: &[u8], _: &[Vec<u8>]) -> Result<TrialOutcome, TrialError> {
        self.0.clone()
    }
}

#[test]
fn a_failed_trial_refuses_and_one_that_could_not_be_held_waits() {
    let tail = [agreement()];
    let (entry, edit) = edit(&tail, TABLET, "Mila slaapt om 13 uur.");
    let other_heads = TrialOutcome {
        heads: vec![[0; 32]],
    };
    let rate = TextVerdict::Not(Outcome::Later {
        why: LaterReason::Rate,
    });
    let trial = refused(RefusalCode::TextTrial, &[]);
    for (told, expected) in [
        (Ok(other_heads), &trial),
        (Err(TrialError::Died("it took too long")), &trial),
        (Err(TrialError::DoesNotReload), &trial),
        (Err(TrialError::Unavailable("no process".into())), &rate),
    ] {
        let gate = TextGate::new(Told(told));
        let verdict = judge(&gate, &entry, edit.change.bytes(), &tail);
        assert_eq!(verdict, *expected);
    }
}
