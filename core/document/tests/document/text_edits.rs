//! Edits of co-written text as honest devices make them: they pass every check, converge, and give
//! what was typed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use samenspel_document::Actor;
use samenspel_document::text::{
    EditError, InProcessTrial, TextRefusal, TrialRunner, check, inspect, make_change, read_text,
    text_hash,
};
use samenspel_model::entry::clean_text;
use samenspel_model::limits;
use samenspel_names::shows_something;
use samenspel_testkit::texts::*;

/// Text as people type it: words, several scripts, emoji of several characters, line breaks.
fn typed() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-f]{1,6}",
        Just("قهوة".to_owned()),
        Just("👩‍👩‍👧".to_owned()),
        Just("één".to_owned()),
        Just("e\u{301}".to_owned()),
    ];
    let space = prop_oneof![Just(" "), Just("\n"), Just("  "), Just("")];
    prop::collection::vec((word, space), 0..25).prop_map(|words| {
        words
            .into_iter()
            .map(|(word, space)| word + space)
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_edit_of_an_honest_device_passes_all_checks_and_gives_what_was_typed(
        initial in typed(),
        edits in prop::collection::vec((typed(), any::<bool>()), 1..8),
    ) {
        let mut document = document_with(&clean_text(&initial));
        for (new_text, by_anouk) in edits {
            let device = if by_anouk { ANOUKS_PHONE } else { SAMIRAS_PHONE };
            let made = make_change(&document, &agreement(), &text_actor(device), &new_text).unwrap();
            if !shows_something(&new_text) {
                // The device refuses it before: what nobody sees, nobody agrees to.
                continue;
            }
            let Some(edit) = made else {
                prop_assert_eq!(text_of(&document), clean_text(&new_text));
                continue;
            };
            let inspected = inspect(edit.change.bytes()).unwrap();
            prop_assert_eq!(&inspected, &edit.change);
            let checked = check(&document, &agreement(), &inspected, device).unwrap();
            prop_assert_eq!(&checked.text, &clean_text(&new_text));
            prop_assert_eq!(checked.text_hash, text_hash(&edit.text));
            let tried = InProcessTrial.trial(&document.save(), &[edit.change.bytes().to_vec()]).unwrap();
            prop_assert_eq!(tried.heads, vec![edit.change.hash()]);
            apply(&mut document, edit.change.bytes());
            prop_assert_eq!(text_of(&document), checked.text);
        }
    }

    #[test]
    fn two_concurrent_edits_converge_in_both_orders(initial in typed(), one in typed(), two in typed()) {
        let base = document_with(&clean_text(&initial));
        let make = |device, text: &str| make_change(&base, &agreement(), &text_actor(device), text).unwrap();
        if let (Some(one), Some(two)) = (make(ANOUKS_PHONE, &one), make(SAMIRAS_PHONE, &two)) {
            let (mut here, mut there) = (base.fork(), base.fork());
            apply(&mut here, one.change.bytes());
            apply(&mut here, two.change.bytes());
            apply(&mut there, two.change.bytes());
            apply(&mut there, one.change.bytes());
            prop_assert_eq!(here.get_heads(), there.get_heads());
            prop_assert_eq!(text_of(&here), text_of(&there));
        }
    }

    #[test]
    fn no_bytes_make_inspection_fail_in_any_other_way_than_by_a_refusal(
        at in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = Forged::of_an_edit().bytes();
        for (index, byte) in at {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        let honest = Forged::of_an_edit().bytes();
        prop_assert!(bytes == honest || inspect(&bytes).is_err());
        prop_assert!(inspect(&honest[..cut.index(honest.len())]).is_err());
    }
}

#[test]
fn an_edit_that_changes_nothing_is_no_change() {
    let made = make_change(&document(), &agreement(), &text_actor(ANOUKS_PHONE), TEXT);
    assert_eq!(made, Ok(None));
}

#[test]
fn a_device_edits_again_with_the_same_actor_after_others_wrote() {
    let mut document = document();
    let actor = text_actor(SAMIRAS_PHONE);
    let first = edit(&document, actor, "Mila slaapt om 13 uur.");
    apply(&mut document, first.change.bytes());
    let other = edit(
        &document,
        text_actor(ANOUKS_PHONE),
        "Mila slaapt om 13 uur, soms.",
    );
    apply(&mut document, other.change.bytes());
    let second = edit(&document, actor, "Mila slaapt om 14 uur, soms.");
    assert_eq!(second.change.seq(), 2);
    // Its own previous change is beneath the head, and is named all the same.
    assert_eq!(second.change.dependencies().len(), 2);
    let checked = check(&document, &agreement(), &second.change, SAMIRAS_PHONE).unwrap();
    assert_eq!(checked.text, "Mila slaapt om 14 uur, soms.");
}

#[test]
fn an_edit_made_before_another_one_arrived_is_to_be_rebased() {
    let mut document = document();
    let late = edit(
        &document,
        text_actor(SAMIRAS_PHONE),
        "Mila slaapt om 13 uur.",
    );
    let first = edit(
        &document,
        text_actor(ANOUKS_PHONE),
        "Mila slaapt om 12 uur, soms.",
    );
    apply(&mut document, first.change.bytes());
    let refusal = check(&document, &agreement(), &late.change, SAMIRAS_PHONE);
    assert_eq!(refusal, Err(TextRefusal::Stale));
}

#[test]
fn an_entry_that_arrived_meanwhile_does_not_make_an_edit_stale() {
    let mut document = document();
    let late = edit(
        &document,
        text_actor(SAMIRAS_PHONE),
        "Mila slaapt om 13 uur.",
    );
    let note = entry(key(3), "observation", "rustig");
    let third = samenspel_model::ids::DeviceId([13; 16]);
    let note = samenspel_document::encode(
        &note,
        &entry_actor(third),
        &samenspel_document::ChainState::start(),
    );
    apply(&mut document, &note.bytes);
    let checked = check(&document, &agreement(), &late.change, SAMIRAS_PHONE).unwrap();
    apply(&mut document, late.change.bytes());
    assert_eq!(text_of(&document), checked.text);
}

#[test]
fn an_edit_on_a_base_that_the_server_lacks_waits() {
    let mut ahead = document();
    let first = edit(&ahead, text_actor(ANOUKS_PHONE), "Mila slaapt om 13 uur.");
    apply(&mut ahead, first.change.bytes());
    let second = edit(&ahead, text_actor(SAMIRAS_PHONE), "Mila slaapt om 14 uur.");
    let answer = check(&document(), &agreement(), &second.change, SAMIRAS_PHONE);
    assert_eq!(answer, Err(TextRefusal::MissingBase));
}

#[test]
fn a_whole_text_of_the_greatest_length_is_checked_and_one_more_is_refused() {
    let mut document = document_with("");
    let actor = text_actor(SAMIRAS_PHONE);
    let line = "Afspraak over slapen, eten en spelen. ";
    let mut text = String::new();
    while text.len() + 100 * line.len() <= limits::COWRITTEN_TEXT_BYTES_MAX {
        text.push_str(&line.repeat(100));
        let made = edit(&document, actor, &text);
        check(&document, &agreement(), &made.change, SAMIRAS_PHONE).unwrap();
        apply(&mut document, made.change.bytes());
    }
    let full = text.clone() + &"x".repeat(limits::COWRITTEN_TEXT_BYTES_MAX - text.len());
    let made = edit(&document, actor, &full);
    check(&document, &agreement(), &made.change, SAMIRAS_PHONE).unwrap();
    apply(&mut document, made.change.bytes());
    let more = make_change(&document, &agreement(), &actor, &(full + "x"));
    assert_eq!(more, Err(EditError::TooLong));
}

#[test]
fn more_than_one_change_may_carry_is_refused_on_the_device() {
    let document = document();
    let text = "Y".repeat(limits::TEXT_CHANGE_OPS_MAX as usize + 1);
    let made = make_change(&document, &agreement(), &text_actor(SAMIRAS_PHONE), &text);
    assert_eq!(made, Err(EditError::TooMuchAtOnce));
}

#[test]
fn a_long_text_in_a_script_without_spaces_is_edited_anywhere() {
    let mut document = document_with("");
    let actor = text_actor(SAMIRAS_PHONE);
    let mut text = String::new();
    for _ in 0..2 {
        text.push_str(&"午睡時間和飲食約定".repeat(500));
        let made = edit(&document, actor, &text);
        apply(&mut document, made.change.bytes());
    }
    for place in [0, text.len() / 2 / 3 * 3, text.len()] {
        text.insert(place, '改');
        let made = edit(&document, actor, &text);
        assert_eq!(made.change.operations().len(), 1);
        apply(&mut document, made.change.bytes());
        assert_eq!(text_of(&document), text);
    }
}

#[test]
fn a_text_that_does_not_exist_is_neither_read_nor_edited() {
    let document = document();
    assert_eq!(read_text(&document, &key(2)), None);
    let actor: Actor = text_actor(SAMIRAS_PHONE);
    let made = make_change(&document, &key(2), &actor, "x");
    assert_eq!(made, Err(EditError::UnknownText(key(2))));
}
