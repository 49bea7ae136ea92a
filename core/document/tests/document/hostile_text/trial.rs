//! Texts that grow too long, and what the trial beside the checks is for.

use super::honest;
use automerge::legacy::{ElementId, Key, OpId};
use samenspel_document::text::{
    InProcessTrial, TextRefusal, TrialError, TrialRunner, check, inspect,
};
use samenspel_model::limits;
use samenspel_model::verdict::RefusalCode;
use samenspel_testkit::texts::{
    Forged, SAMIRAS_PHONE, agreement, apply, document, document_with, edit, hash, text_actor,
    text_of,
};

#[test]
fn hostile_text_grown_beyond_its_limit_in_many_edits() {
    let mut document = document_with("");
    let actor = text_actor(SAMIRAS_PHONE);
    let mut seq = 0;
    let refusal = loop {
        seq += 1;
        let small = edit(&document, actor, &(text_of(&document) + "x"));
        let forged = Forged::of(&small.change);
        let insert = forged.insert_after(ElementId::Head, "\u{1F476}");
        let bytes = forged.with(|change| {
            let own = change.actor_id.clone();
            let start = change.start_op.get();
            change.operations = (0..4_000)
                .map(|index| {
                    let mut insert = insert.clone();
                    if index > 0 {
                        let before = OpId::new(start + index - 1, &own);
                        insert.key = Key::Seq(ElementId::Id(before));
                    }
                    insert
                })
                .collect();
        });
        let change = inspect(&bytes).unwrap();
        match check(&document, &agreement(), &change, SAMIRAS_PHONE) {
            Ok(checked) => {
                assert!(checked.text.len() <= limits::COWRITTEN_TEXT_BYTES_MAX);
                apply(&mut document, &bytes);
            }
            Err(refusal) => break refusal,
        }
        assert!(seq < 10, "the limit is never reached");
    };
    assert_eq!(refusal, TextRefusal::TextTooLong);
    assert_eq!(refusal.code(), Some(RefusalCode::TextTooLong));
}

#[test]
fn hostile_change_that_does_not_apply_fails_its_trial() {
    let document = document();
    let missing = Forged::of_an_edit().with(|change| change.deps.push(hash(0xee)));
    let failed = InProcessTrial.trial(&document.save(), &[missing]);
    assert_eq!(failed, Err(TrialError::DoesNotApply));
    let garbage = InProcessTrial.trial(&document.save(), &[vec![1, 2, 3]]);
    assert_eq!(garbage, Err(TrialError::DoesNotApply));
    let broken = InProcessTrial.trial(&[1, 2, 3], &[]);
    assert_eq!(broken, Err(TrialError::Document));
    assert!(!TrialError::Document.is_refusal());
}

#[test]
fn an_honest_change_passes_its_trial_with_the_heads_that_applying_gives() {
    let mut document = document();
    let tried = InProcessTrial
        .trial(&document.save(), &[honest().bytes().to_vec()])
        .unwrap();
    apply(&mut document, honest().bytes());
    let heads: Vec<_> = document.get_heads().iter().map(|head| head.0).collect();
    assert_eq!(tried.heads, heads);
}
