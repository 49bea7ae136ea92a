//! Entries in canonical form whose fields are not those of a note: missing, foreign, of another type
//! or out of bounds. Knows nothing of who may write them.

use minicbor::bytes::ByteVec;
use samenspel_model::entry::{Entry, Value};
use samenspel_model::series::{DocumentKind as Kind, Subject};
use samenspel_model::verdict::RefusalCode;
use samenspel_protocol::PushEntry;
use samenspel_tests::support::modified_app::{ModifiedApp, pushed};
use samenspel_tests::support::notes::{keys, text};

use crate::siege::{Siege, refused, unused_key};

use Value::{Bool, Bytes, Int, Null};

struct Besieged {
    siege: Siege,
    fatima: ModifiedApp,
}

impl Besieged {
    fn new() -> Self {
        let siege = Siege::lay();
        let fatima = siege.device_of(siege.at.fatima);
        Self { siege, fatima }
    }

    /// A note on Noor.
    fn note(&self, kind: Kind, note: &str, fields: &[(&str, Value)]) -> Entry {
        let about = (kind, Subject::Child(self.siege.at.noor));
        let (at, now) = (self.siege.at, self.siege.now());
        at.note(at.fatima, about, note, fields, now)
    }

    /// Each of the notes is refused for its own reason, and nothing changes.
    fn refuses(&self, notes: Vec<(Entry, RefusalCode, &str)>) {
        let now = self.siege.now();
        let entries = notes
            .iter()
            .map(|(it, ..)| pushed(self.fatima.sign(it), now));
        let entries: Vec<PushEntry> = entries.collect();
        let push = || self.siege.push(&self.fatima, entries);
        let outcomes = self.siege.nothing_changes(push);
        for (outcome, (note, code, field)) in outcomes.iter().zip(&notes) {
            assert_eq!(*outcome, refused(*code, &[field]), "{note:?}");
        }
    }

    /// The values are invalid in a field of a note that otherwise has these fields.
    fn invalid(
        &self,
        (kind, note): (Kind, &str),
        field: &str,
        values: Vec<Value>,
        others: &[(&str, Value)],
    ) {
        let with = |value: Value| {
            let fields = [others, &[(field, value)]].concat();
            (
                self.note(kind, note, &fields),
                RefusalCode::FieldInvalid,
                field,
            )
        };
        self.refuses(values.into_iter().map(with).collect());
    }
}

#[test]
fn hostile_schema_zero_or_too_new() {
    let besieged = Besieged::new();
    let honest = besieged.note(Kind::DayLog, "drop_off", &[("mood", text("tired"))]);
    let with = |schema, code, arg| {
        (
            Entry {
                schema,
                ..honest.clone()
            },
            code,
            arg,
        )
    };
    besieged.refuses(vec![
        with(0, RefusalCode::FieldInvalid, "schema"),
        with(2, RefusalCode::SchemaTooNew, "1"),
        with(u16::MAX, RefusalCode::SchemaTooNew, "1"),
    ]);
}

#[test]
fn hostile_field_that_no_note_or_only_another_note_has() {
    let besieged = Besieged::new();
    let drop_off = (Kind::DayLog, "drop_off");
    let others = [("mood", text("tired"))];
    for field in ["admin", "keep_for_door", "moment", "of", "given", "schema"] {
        besieged.invalid(drop_off, field, vec![text("x"), Bool(true)], &others);
    }
}

#[test]
fn hostile_value_of_another_type() {
    let besieged = Besieged::new();
    let drop_off = (Kind::DayLog, "drop_off");
    let others = [("to_know", text("x"))];
    let no_text = vec![Int(1), Bool(true), Bytes(vec![1])];
    let no_moment = vec![text("nu"), Bool(true), Bytes(vec![1])];
    let no_truth = vec![text("ja"), Int(1), Bytes(vec![1])];
    besieged.invalid(drop_off, "mood", no_text.clone(), &others);
    besieged.invalid(drop_off, "collects", no_text, &others);
    besieged.invalid(drop_off, "woke_at", no_moment, &others);
    besieged.invalid(drop_off, "medicine", no_truth, &others);
}

#[test]
fn hostile_code_that_is_not_in_the_list() {
    let besieged = Besieged::new();
    let codes = ["", "TIRED", "tired ", "tired sad", "constructor"]
        .map(text)
        .into();
    besieged.invalid((Kind::DayLog, "drop_off"), "mood", codes, &[]);
    let several = ["cough fever", "fever fever", "fever  cough", " fever", ""];
    let symptoms = several.map(text).into();
    let ill = [("what", text("not_coming"))];
    besieged.invalid((Kind::DayLog, "day_change"), "symptoms", symptoms, &ill);
}

#[test]
fn hostile_number_or_moment_out_of_bounds() {
    let besieged = Besieged::new();
    let amounts = [-1, 10_001, i64::MAX, i64::MIN].map(Int).into();
    let feed = [("what", text("feed"))];
    besieged.invalid((Kind::DayLog, "day_log"), "amount", amounts, &feed);
    let moments = [-1, 253_402_300_800_000, i64::MAX, i64::MIN]
        .map(Int)
        .into();
    besieged.invalid((Kind::DayLog, "day_log"), "from", moments, &feed);
}

#[test]
fn hostile_date_or_language_that_is_none() {
    let besieged = Besieged::new();
    let medicine = [("medicine", text("Zalf")), ("dose", text("dun"))];
    let dates = [
        "2026-02-30",
        "2026-13-01",
        "morgen",
        "26-1-1",
        "2026-01-01T00:00",
    ];
    let dates = dates.map(text).into();
    besieged.invalid(
        (Kind::ChildCore, "medicine_agreement"),
        "expires",
        dates,
        &medicine,
    );
    let tags = [
        "",
        "x",
        "nl_",
        "nl-",
        "../nl",
        "nederlands-van-hier-en-daar-en-overal",
    ];
    let tags = tags.map(text).into();
    let others = [("mood", text("tired"))];
    besieged.invalid((Kind::DayLog, "drop_off"), "language", tags, &others);
}

#[test]
fn hostile_keys_ids_and_hashes_of_other_lengths() {
    let besieged = Besieged::new();
    let of = |lengths: &[usize]| lengths.iter().map(|it| Bytes(vec![7; *it])).collect();
    let words = [("text", text("x"))];
    besieged.invalid((Kind::Journal, "reply"), "of", of(&[1, 31, 33, 64]), &words);
    let short = of(&[1, 31, 33]);
    besieged.invalid((Kind::DayLog, "discussed"), "of", short, &[]);
    let calm = [("state", text("calm"))];
    let ids = of(&[0, 15, 17, 32]);
    besieged.invalid((Kind::Handover, "handover"), "to_do_who", ids, &calm);
    let hashes = of(&[1, 31, 33]);
    let others = [
        ("agreement", keys(&[besieged.siege.written.agreement.key])),
        ("edits_hash", Bytes(vec![1; 32])),
    ];
    besieged.invalid((Kind::Agreements, "approval"), "text_hash", hashes, &others);
}

#[test]
fn hostile_note_lacks_what_it_must_have() {
    let besieged = Besieged::new();
    let missing = |kind, note, fields: &[(&str, Value)], field| {
        let note = besieged.note(kind, note, fields);
        (note, RefusalCode::FieldMissing, field)
    };
    let unheard = keys(&[unused_key(besieged.siege.at.fatima, besieged.siege.now())]);
    besieged.refuses(vec![
        missing(Kind::Handover, "handover", &[], "state"),
        missing(Kind::Handover, "handover", &[("state", Null)], "state"),
        missing(
            Kind::Handover,
            "open_item",
            &[("what", text(" \t\n "))],
            "what",
        ),
        missing(Kind::Handover, "open_item", &[("what", text(""))], "what"),
        missing(
            Kind::Handover,
            "take_over",
            &[("of", Bytes(Vec::new()))],
            "of",
        ),
        missing(Kind::Team, "question", &[], "text"),
        missing(Kind::DayLog, "drop_off", &[], "text"),
        missing(Kind::DayLog, "drop_off", &[("mood", Null)], "text"),
        missing(
            Kind::DayLog,
            "drop_off",
            &[("language", text("nl"))],
            "text",
        ),
        missing(Kind::DayLog, "correction", &[], "of"),
        missing(Kind::DayLog, "correction", &[("of", unheard)], "text"),
        missing(
            Kind::Team,
            "talk",
            &[("purpose", text("sensitive"))],
            "second",
        ),
    ]);
}

#[test]
fn hostile_correction_takes_fields_that_its_document_never_has() {
    let besieged = Besieged::new();
    let own = besieged.siege.written.handover.key;
    let values = vec![text("allergy"), text("x")];
    let others = [("of", keys(&[own]))];
    for field in ["substance", "given", "entries"] {
        besieged.invalid(
            (Kind::Handover, "correction"),
            field,
            values.clone(),
            &others,
        );
    }
}

#[test]
fn hostile_note_brings_an_automerge_change_along() {
    let besieged = Besieged::new();
    let siege = &besieged.siege;
    let note = besieged.note(Kind::DayLog, "drop_off", &[("mood", text("tired"))]);
    let mut with_change = pushed(besieged.fatima.sign(&note), siege.now());
    with_change.text_change = Some(ByteVec::from(vec![0x85; 100]));
    let outcomes = siege.nothing_changes(|| siege.push(&besieged.fatima, vec![with_change]));
    assert_eq!(
        outcomes,
        [refused(RefusalCode::Malformed, &["text_change"])]
    );
}

#[test]
fn hostile_reference_to_what_does_not_exist() {
    let besieged = Besieged::new();
    let siege = &besieged.siege;
    let invented = keys(&[unused_key(siege.at.fatima, siege.now())]);
    let one_of_two = keys(&[
        siege.written.handover.key,
        unused_key(siege.at.fatima, siege.now()),
    ]);
    // Of another child's document, which she may not read either.
    let elsewhere = keys(&[siege.written.signed[7].entry().unwrap().key]);
    for of in [invented, one_of_two, elsewhere] {
        let note = besieged.note(Kind::Handover, "read_back", &[("of", of)]);
        let signed = besieged.fatima.sign(&note);
        siege.refuses(&besieged.fatima, signed, RefusalCode::UnknownReference, &[]);
    }
}
