//! Edits of co-written text that are no edits: the only foreign Automerge bytes that the server reads.
//! A handful, through the whole service; `core/document/tests/document/hostile_text.rs` has every form of them.

use automerge::legacy::{ElementId, Key, ObjectId, Op, OpId, OpType};
use automerge::{Automerge, Change, ChangeHash, ExpandedChange, ScalarValue};
use minicbor::bytes::ByteVec;
use samenspel_document::text::{Edit, edits_hash, make_change, read_text, text_hash};
use samenspel_document::{Actor, ChainedEntry, entries_object, materialise};
use samenspel_model::entry::Value;
use samenspel_model::ids::{DeviceId, EntryKey};
use samenspel_model::limits::TEXTS_JUDGED_PER_REQUEST_MAX;
use samenspel_model::series::{DocumentKind as Kind, Placement, Subject};
use samenspel_model::verdict::{LaterReason, Outcome, RefusalCode, RequestError};
use samenspel_protocol::{PushEntry, SyncRequest};
use samenspel_tests::support::modified_app::{ModifiedApp, empty_request, pushed};
use samenspel_tests::support::notes::keys;
use samenspel_tests::support::picture::Picture;

use crate::siege::{Siege, refused};
use samenspel_testkit::pulled::chained;

const ACTOR: [u8; 8] = [5; 8];

/// A siege, a modified app of Samira's, the document with the agreement, and her honest edit.
struct Besieged {
    siege: Siege,
    samira: ModifiedApp,
    document: Automerge,
    honest: Edit,
}

impl Besieged {
    fn new() -> Self {
        let siege = Siege::lay();
        let samira = siege.device_of(siege.at.samira);
        let document = fetch(&siege, &samira);
        let actor = Actor::text(samira.device, ACTOR);
        let words = "Noor slaapt om 13 uur.";
        let honest = make_change(&document, &siege.written.agreement.key, &actor, words);
        let honest = honest.unwrap().unwrap();
        Self {
            siege,
            samira,
            document,
            honest,
        }
    }

    /// The entry of an edit with this change beside it.
    fn push(&self, change: &[u8], change_hash: [u8; 32], text_hash: [u8; 32]) -> PushEntry {
        let (at, now) = (self.siege.at, self.siege.now());
        let fields = [
            ("agreement", keys(&[self.siege.written.agreement.key])),
            ("text_hash", Value::Bytes(text_hash.to_vec())),
            ("change_hash", Value::Bytes(change_hash.to_vec())),
        ];
        let about = (Kind::Agreements, Subject::Child(at.noor));
        let entry = at.note(at.samira, about, "text_edit", &fields, now);
        PushEntry {
            text_change: Some(ByteVec::from(change.to_vec())),
            ..pushed(self.samira.sign(&entry), now)
        }
    }

    fn push_honest(&self) -> PushEntry {
        let change = &self.honest.change;
        self.push(change.bytes(), change.hash(), self.honest.text_hash)
    }

    /// The honest change, made hostile.
    fn forge(&self, make_hostile: impl FnOnce(&mut ExpandedChange)) -> PushEntry {
        let honest = Change::from_bytes(self.honest.change.bytes().to_vec());
        let mut expanded = honest.unwrap().decode();
        make_hostile(&mut expanded);
        let forged = Change::from(expanded);
        self.push(forged.raw_bytes(), forged.hash().0, self.honest.text_hash)
    }

    fn answer(&self, push: PushEntry) -> Outcome {
        let push = || self.siege.push(&self.samira, vec![push]).remove(0);
        self.siege.nothing_changes(push)
    }

    fn refuses(&self, push: PushEntry, code: RefusalCode, args: &[&str]) {
        assert_eq!(self.answer(push), refused(code, args));
    }

    /// The Text of the agreement.
    fn text(&self) -> ObjectId {
        let text = self.honest.change.text();
        ObjectId::Id(OpId::new(text.counter, &text.actor.to_automerge()))
    }

    fn insert(&self, after: ElementId, value: impl Into<ScalarValue>) -> Op {
        Op {
            action: OpType::Put(value.into()),
            obj: self.text(),
            key: Key::Seq(after),
            pred: Vec::new().into(),
            insert: true,
        }
    }
}

/// The document of Noor's agreements, as an app puts it together.
fn fetch(siege: &Siege, app: &ModifiedApp) -> Automerge {
    let series = siege.written.agreement.series;
    let id = Placement::first(series.kind, siege.now()).document_id(&series);
    let content = Picture::take(app, siege.now())
        .unwrap()
        .contents
        .remove(&id)
        .unwrap();
    let tail: Vec<ChainedEntry> = content.entries.into_iter().map(chained).collect();
    materialise(None, &tail).unwrap()
}

#[test]
fn hostile_edit_by_the_actor_of_another_device_or_of_entries() {
    let besieged = Besieged::new();
    let theirs = besieged.siege.honest("Fatima").device;
    let own = besieged.samira.device;
    let incarnation = samenspel_model::ids::Incarnation(ACTOR);
    for actor in [
        Actor::text(theirs, ACTOR),
        Actor::entry(theirs, incarnation),
        Actor::entry(own, incarnation),
        Actor::text(DeviceId([0; 16]), [0; 8]),
    ] {
        let insert = besieged.insert(ElementId::Head, "x");
        let forged = besieged.forge(|change| {
            change.actor_id = actor.to_automerge();
            change.operations = vec![insert];
        });
        besieged.refuses(forged, RefusalCode::TextActor, &[]);
    }
    let short = besieged.forge(|change| change.actor_id = automerge::ActorId::from([1, 2, 3]));
    besieged.refuses(short, RefusalCode::TextActor, &[]);
}

#[test]
fn hostile_edit_after_an_element_of_nobody() {
    let besieged = Besieged::new();
    let nobody = Actor::text(DeviceId([99; 16]), [0; 8]).to_automerge();
    let insert = besieged.insert(ElementId::Id(OpId::new(5, &nobody)), "x");
    let forged = besieged.forge(|change| change.operations = vec![insert]);
    besieged.refuses(forged, RefusalCode::TextOperation, &[]);
}

#[test]
fn hostile_edit_starts_below_or_at_the_end_of_all_numbers() {
    let besieged = Besieged::new();
    let start = besieged.honest.change.start_op();
    for number in [1, start - 1, start + 1, u64::from(u32::MAX)] {
        let insert = besieged.insert(ElementId::Head, "x");
        let forged = besieged.forge(|change| {
            change.start_op = std::num::NonZeroU64::new(number).unwrap();
            change.operations = vec![insert];
        });
        // Below the text itself it cannot even be said which text it is in.
        let answer = besieged.answer(forged);
        let expected = match number {
            1 => RefusalCode::TextOperation,
            _ => RefusalCode::TextSequence,
        };
        assert_eq!(answer, refused(expected, &[]), "{number}");
    }
}

#[test]
fn hostile_edit_out_of_sequence() {
    let besieged = Besieged::new();
    for seq in [2, 1_000, u64::from(u32::MAX)] {
        let forged = besieged.forge(|change| change.seq = seq);
        besieged.refuses(forged, RefusalCode::TextSequence, &[]);
    }
}

#[test]
fn hostile_edit_on_top_of_what_nobody_has() {
    let besieged = Besieged::new();
    let forged = besieged.forge(|change| change.deps = vec![ChangeHash([7; 32])]);
    let why = LaterReason::MissingBase;
    assert_eq!(besieged.answer(forged), Outcome::Later { why });
}

#[test]
fn hostile_edit_puts_a_second_value_on_a_note_of_another() {
    let besieged = Besieged::new();
    let theirs = besieged.siege.written.agreement.key;
    let (counter, entries) = first_of(&besieged.document);
    let put = |pred: Vec<OpId>, action| Op {
        action,
        obj: entries.clone(),
        key: Key::Map(theirs.to_string().into()),
        pred: pred.into(),
        insert: false,
    };
    let hides = put(Vec::new(), OpType::Put("geen allergie".into()));
    let deletes = put(vec![counter], OpType::Delete);
    for op in [hides, deletes] {
        let forged = besieged.forge(|change| change.operations = vec![op]);
        besieged.refuses(forged, RefusalCode::TextOperation, &[]);
    }
}

/// The operation that made Fatima's note, and the map of all notes.
fn first_of(document: &Automerge) -> (OpId, ObjectId) {
    use automerge::{ObjId, ReadDoc};
    let name = |id: ObjId| match id {
        ObjId::Id(counter, actor, _) => OpId::new(counter, &actor),
        ObjId::Root => panic!("the root has no name"),
    };
    let entries = entries_object();
    let key = document.keys(&entries).next().unwrap();
    let (_, note) = document.get(&entries, key).unwrap().unwrap();
    (name(note), ObjectId::Id(name(entries)))
}

#[test]
fn hostile_edit_deletes_by_the_name_of_something_else() {
    let besieged = Besieged::new();
    let text = besieged.honest.change.text();
    let actor = text.actor.to_automerge();
    let element = OpId::new(text.counter + 1, &actor);
    let (note, _) = first_of(&besieged.document);
    let delete = |pred: Vec<OpId>| Op {
        action: OpType::Delete,
        obj: besieged.text(),
        key: Key::Seq(ElementId::Id(element.clone())),
        pred: pred.into(),
        insert: false,
    };
    let other = OpId::new(text.counter + 2, &actor);
    for pred in [
        vec![note],
        vec![other.clone()],
        vec![],
        vec![element.clone(), other],
    ] {
        let op = delete(pred);
        let forged = besieged.forge(|change| change.operations = vec![op]);
        besieged.refuses(forged, RefusalCode::TextOperation, &[]);
    }
}

#[test]
fn hostile_edit_inserts_what_is_no_character() {
    let besieged = Besieged::new();
    let values: [ScalarValue; 8] = [
        5.into(),
        true.into(),
        ScalarValue::Null,
        ScalarValue::counter(1),
        ScalarValue::Bytes(vec![1; 100]),
        "twee".into(),
        "".into(),
        "\u{202e}".into(),
    ];
    for value in values {
        let insert = besieged.insert(ElementId::Head, value);
        let forged = besieged.forge(|change| change.operations = vec![insert]);
        besieged.refuses(forged, RefusalCode::TextOperation, &[]);
    }
}

#[test]
fn hostile_edit_carries_a_time_a_message_or_a_tail() {
    let besieged = Besieged::new();
    let with_time = besieged.forge(|change| change.time = 1);
    let with_message = besieged.forge(|change| change.message = Some("hallo".into()));
    let with_extra = besieged.forge(|change| change.extra_bytes = vec![1, 2, 3]);
    let bytes = besieged.honest.change.bytes();
    let (hash, text) = (besieged.honest.change.hash(), besieged.honest.text_hash);
    let with_tail = besieged.push(&[bytes, &[0]].concat(), hash, text);
    let cut = besieged.push(&bytes[..bytes.len() - 1], hash, text);
    let mut deflated = bytes.to_vec();
    deflated[8] = 2;
    let deflated = besieged.push(&deflated, hash, text);
    let whole_document = besieged.push(&besieged.document.save(), hash, text);
    for push in [
        with_time,
        with_message,
        with_extra,
        with_tail,
        cut,
        deflated,
        whole_document,
        besieged.push(&[], hash, text),
        besieged.push(&[0x85; 60_000], hash, text),
    ] {
        besieged.refuses(push, RefusalCode::TextEncoding, &[]);
    }
}

#[test]
fn hostile_edit_of_megabytes() {
    let besieged = Besieged::new();
    let (hash, text) = (besieged.honest.change.hash(), besieged.honest.text_hash);
    for length in [65_537, 3 * 1024 * 1024] {
        let push = besieged.push(&vec![0x85; length], hash, text);
        besieged.refuses(push, RefusalCode::TooLarge, &["text_change"]);
    }
    let request = SyncRequest {
        entries: vec![besieged.push(&vec![0x85; 10 * 1024 * 1024], hash, text)],
        ..empty_request()
    };
    let siege = &besieged.siege;
    let reply = siege.nothing_changes(|| siege.ask(&besieged.samira, &request));
    let (what, limit) = ("bytes".to_owned(), 4_194_304);
    assert_eq!(reply, Err(RequestError::TooLarge { what, limit }));
}

#[test]
fn hostile_edit_signs_another_text_or_another_change_than_it_brings() {
    let besieged = Besieged::new();
    let change = &besieged.honest.change;
    let other_text = besieged.push(change.bytes(), change.hash(), text_hash("Iets anders."));
    besieged.refuses(other_text, RefusalCode::FieldInvalid, &["text_hash"]);
    let other_change = besieged.push(change.bytes(), [7; 32], besieged.honest.text_hash);
    besieged.refuses(other_change, RefusalCode::FieldInvalid, &["change_hash"]);
}

#[test]
fn hostile_edit_without_a_change() {
    let besieged = Besieged::new();
    let push = PushEntry {
        text_change: None,
        ..besieged.push_honest()
    };
    besieged.refuses(push, RefusalCode::FieldMissing, &["text_change"]);
}

#[test]
fn hostile_edit_uses_an_actor_and_its_numbers_again() {
    let besieged = Besieged::new();
    let siege = &besieged.siege;
    let outcome = siege
        .push(&besieged.samira, vec![besieged.push_honest()])
        .remove(0);
    assert!(matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
    // From the same base, by the same actor, with the same number: other words. The base is old, which a
    // look-up tells before anything else is asked.
    let actor = Actor::text(besieged.samira.device, ACTOR);
    let key = siege.written.agreement.key;
    let other = make_change(&besieged.document, &key, &actor, "Noor slaapt nooit.");
    let other = other.unwrap().unwrap();
    let push = besieged.push(other.change.bytes(), other.change.hash(), other.text_hash);
    assert_eq!(besieged.answer(push), Outcome::Rebase);
    // By a fresh actor it is merely late: she is to base it on what is there.
    let fresh = Actor::text(besieged.samira.device, [6; 8]);
    let late = make_change(&besieged.document, &key, &fresh, "Noor slaapt nooit.");
    let late = late.unwrap().unwrap();
    let push = besieged.push(late.change.bytes(), late.change.hash(), late.text_hash);
    assert_eq!(besieged.answer(push), Outcome::Rebase);
}

#[test]
fn hostile_edit_comes_again_with_another_change() {
    let besieged = Besieged::new();
    let siege = &besieged.siege;
    let first = besieged.push_honest();
    let stored = siege.push(&besieged.samira, vec![first.clone()]).remove(0);
    assert!(matches!(stored, Outcome::Stored { .. }), "{stored:?}");
    let mut again = first;
    again.text_change = Some(ByteVec::from(vec![0x85; 100]));
    let answer = besieged.answer(again);
    assert!(matches!(answer, Outcome::Known { .. }), "{answer:?}");
}

#[test]
fn hostile_edit_of_a_text_of_another_family() {
    let besieged = Besieged::new();
    let siege = &besieged.siege;
    let (at, now) = (siege.at, siege.now());
    let hassan = siege.device_of(at.hassan);
    let mut entry = besieged.push_honest().signed.entry().unwrap();
    entry.key = EntryKey {
        person: at.hassan,
        ..entry.key
    };
    let push = PushEntry {
        text_change: besieged.push_honest().text_change,
        ..pushed(hassan.sign(&entry), now)
    };
    let outcomes = siege.nothing_changes(|| siege.push(&hassan, vec![push]));
    assert_eq!(outcomes, [refused(RefusalCode::NotAllowed, &[])]);
}

#[test]
fn hostile_approval_of_words_that_are_not_there() {
    let besieged = Besieged::new();
    let siege = &besieged.siege;
    let (at, now) = (siege.at, siege.now());
    let about = (Kind::Agreements, Subject::Child(at.noor));
    for agreement in [
        siege.written.agreement.key,
        // An entry that exists, but is no text.
        besieged.push_honest().signed.entry().unwrap().key,
    ] {
        let fields = [
            ("agreement", keys(&[agreement])),
            (
                "text_hash",
                Value::Bytes(text_hash("Noor slaapt nooit.").to_vec()),
            ),
            ("edits_hash", Value::Bytes(vec![1; 32])),
        ];
        let approval = at.note(at.samira, about, "approval", &fields, now);
        let signed = besieged.samira.sign(&approval);
        let (code, args): (_, &[&str]) = match agreement == siege.written.agreement.key {
            true => (RefusalCode::ApprovalLapsed, &["text_hash"]),
            false => (RefusalCode::UnknownReference, &[]),
        };
        siege.refuses(&besieged.samira, signed, code, args);
    }
}

#[test]
fn hostile_edit_that_leaves_nothing_to_see() {
    let besieged = Besieged::new();
    let agreement = besieged.siege.written.agreement.key;
    let actor = Actor::text(besieged.samira.device, ACTOR);
    for words in ["", " \n", "\u{200B}\u{3164}", "\u{2800}"] {
        let edit = make_change(&besieged.document, &agreement, &actor, words);
        let edit = edit.unwrap().unwrap();
        let push = besieged.push(edit.change.bytes(), edit.change.hash(), edit.text_hash);
        besieged.refuses(push, RefusalCode::FieldInvalid, &["text"]);
    }
}

#[test]
fn hostile_edit_that_a_colleague_spoilt_on_the_way_is_still_taken_from_its_author() {
    let besieged = Besieged::new();
    let (siege, samira) = (&besieged.siege, &besieged.samira);
    let honest = besieged.push_honest();
    let spoilt = |change: Option<Vec<u8>>| PushEntry {
        text_change: change.map(ByteVec::from),
        ..honest.clone()
    };
    let mut altered = besieged.honest.change.bytes().to_vec();
    let last = altered.len() - 1;
    altered[last] ^= 1;
    let fatima = siege.device_of(siege.at.fatima);
    for push in [spoilt(None), spoilt(Some(altered))] {
        let outcome = siege.push(&fatima, vec![push]).remove(0);
        assert!(!matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
    }
    let outcome = siege.push(samira, vec![honest]).remove(0);
    assert!(matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
}

#[test]
fn hostile_edits_by_the_thousand_are_judged_a_few_at_a_time() {
    let besieged = Besieged::new();
    let (siege, samira) = (&besieged.siege, &besieged.samira);
    let agreement = siege.written.agreement.key;
    let mut document = besieged.document.clone();
    let actor = Actor::text(samira.device, ACTOR);
    let mut words = read_text(&document, &agreement).unwrap();
    let mut edits = Vec::new();
    for _ in 0..1_000 {
        words.push('!');
        let edit = make_change(&document, &agreement, &actor, &words);
        let edit = edit.unwrap().unwrap();
        let change = Change::from_bytes(edit.change.bytes().to_vec()).unwrap();
        document.apply_changes([change]).unwrap();
        edits.push(besieged.push(edit.change.bytes(), edit.change.hash(), edit.text_hash));
    }
    let outcomes = siege.push(samira, edits);
    let (judged, rest) = outcomes.split_at(TEXTS_JUDGED_PER_REQUEST_MAX);
    let is_stored = |outcome: &Outcome| matches!(outcome, Outcome::Stored { .. });
    assert!(judged.iter().all(is_stored), "{judged:?}");
    let later = |why| Outcome::Later { why };
    assert_eq!(rest[0], later(LaterReason::Rate));
    let after = later(LaterReason::AfterEarlier);
    assert!(rest[1..].iter().all(|outcome| *outcome == after));
    // Everybody else writes as ever.
    let fatima = siege.device_of(siege.at.fatima);
    let note = siege
        .at
        .handover(siege.at.fatima, siege.at.noor, siege.now());
    siege.stores(&fatima, fatima.sign(&note));
}

#[test]
fn hostile_approvals_by_the_hundred_are_one() {
    let besieged = Besieged::new();
    let (siege, samira) = (&besieged.siege, &besieged.samira);
    let (at, now) = (siege.at, siege.now());
    let agreement = siege.written.agreement.key;
    let words = read_text(&besieged.document, &agreement).unwrap();
    let approval = || {
        let fields = [
            ("agreement", keys(&[agreement])),
            ("text_hash", Value::Bytes(text_hash(&words).to_vec())),
            ("edits_hash", Value::Bytes(edits_hash(&[]).to_vec())),
        ];
        let about = (Kind::Agreements, Subject::Child(at.noor));
        pushed(
            samira.sign(&at.note(at.samira, about, "approval", &fields, now)),
            now,
        )
    };
    let first = siege.push(samira, vec![approval()]).remove(0);
    assert!(matches!(first, Outcome::Stored { .. }), "{first:?}");
    let entries = siege.server.organisation.statistics().unwrap().entries;
    for outcome in siege.push(samira, (0..100).map(|_| approval()).collect()) {
        let is_one = matches!(outcome, Outcome::Known { .. } | Outcome::Later { .. });
        assert!(is_one, "{outcome:?}");
    }
    assert_eq!(
        siege.server.organisation.statistics().unwrap().entries,
        entries
    );
}

#[test]
fn hostile_approval_and_edit_of_an_agreement_that_was_taken_back() {
    let besieged = Besieged::new();
    let siege = &besieged.siege;
    let (at, now) = (siege.at, siege.now());
    let agreement = &siege.written.agreement;
    let about = (Kind::Agreements, Subject::Child(at.noor));
    let fields = [
        ("of", keys(&[agreement.key])),
        ("reason", Value::Text("wrong_child".into())),
    ];
    let back = at.note(at.fatima, about, "retraction", &fields, now);
    let fatima = siege.device_of(at.fatima);
    siege.stores(&fatima, fatima.sign(&back));
    let words = read_text(&besieged.document, &agreement.key).unwrap();
    let fields = [
        ("agreement", keys(&[agreement.key])),
        ("text_hash", Value::Bytes(text_hash(&words).to_vec())),
        ("edits_hash", Value::Bytes(edits_hash(&[]).to_vec())),
    ];
    let approval = at.note(at.samira, about, "approval", &fields, now);
    let code = RefusalCode::TakenBack;
    siege.refuses(
        &besieged.samira,
        besieged.samira.sign(&approval),
        code,
        &["approval"],
    );
    besieged.refuses(besieged.push_honest(), code, &["text_edit"]);
    // Nor by the phone of somebody else.
    let by_samira = besieged
        .samira
        .sign(&at.note(at.samira, about, "approval", &fields, now));
    siege.refuses(&fatima, by_samira, code, &["approval"]);
}
