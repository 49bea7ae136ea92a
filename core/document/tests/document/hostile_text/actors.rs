//! Changes by actors that are unknown, somebody else's, or of a wrong form. Knows nothing of the
//! operations in them.

use super::{refused, refused_by_document};
use automerge::ActorId;
use automerge::legacy::{ElementId, OpId};
use samenspel_document::Actor;
use samenspel_document::text::TextRefusal;
use samenspel_model::ids::DeviceId;
use samenspel_model::limits;
use samenspel_model::verdict::RefusalCode;
use samenspel_testkit::texts::{
    ANOUKS_PHONE, Chunk, Forged, SAMIRAS_PHONE, document, entry_actor, text_actor,
};

#[test]
fn hostile_unknown_actor_in_an_operation() {
    let beyond = Chunk::of_an_insertion().column(0x01, vec![0x7f, 9]);
    assert_eq!(refused(&beyond.bytes()), TextRefusal::Object);
    let forged = Forged::of_an_edit();
    let nobody = Actor::text(DeviceId([99; 16]), [0; 8]).to_automerge();
    let insert = forged.insert_after(ElementId::Id(OpId::new(5, &nobody)), "x");
    let bytes = forged.with(|change| change.operations = vec![insert]);
    let refusal = refused_by_document(&document(), &bytes);
    assert_eq!(refusal, TextRefusal::Element);
}

#[test]
fn hostile_another_persons_actor() {
    let forged = Forged::of_an_edit();
    let insert = forged.insert_after(ElementId::Head, "x");
    let bytes = forged.with(|change| {
        change.actor_id = text_actor(ANOUKS_PHONE).to_automerge();
        change.operations = vec![insert];
    });
    let refusal = refused_by_document(&document(), &bytes);
    assert_eq!(refusal, TextRefusal::ForeignActor);
    assert_eq!(refusal.code(), Some(RefusalCode::TextActor));
}

#[test]
fn hostile_entry_actor_whose_next_entry_would_fail_for_ever() {
    for device in [ANOUKS_PHONE, SAMIRAS_PHONE] {
        let bytes = Forged::of_an_edit().with(|change| {
            change.actor_id = entry_actor(device).to_automerge();
        });
        assert_eq!(refused(&bytes), TextRefusal::NotATextActor);
    }
}

#[test]
fn hostile_ids_of_variable_length_that_are_prefixes_of_others() {
    let whole = *text_actor(SAMIRAS_PHONE).as_bytes();
    let longer = [&whole[..], &[0]].concat();
    for actor in [&whole[..24], &whole[..16], &[], &longer] {
        let bytes = Forged::of_an_edit().with(|change| change.actor_id = ActorId::from(actor));
        assert_eq!(refused(&bytes), TextRefusal::ActorForm);
    }
    let mut chunk = Chunk::of_an_insertion();
    chunk.others[0].truncate(24);
    assert_eq!(refused(&chunk.bytes()), TextRefusal::ActorForm);
}

#[test]
fn hostile_actor_listed_twice_or_in_numbers() {
    let mut chunk = Chunk::of_an_insertion();
    chunk.others.push(chunk.others[0].clone());
    assert_eq!(refused(&chunk.bytes()), TextRefusal::ActorList);
    let mut chunk = Chunk::of_an_insertion();
    chunk.others.push(chunk.actor.clone());
    assert_eq!(refused(&chunk.bytes()), TextRefusal::ActorList);
    let mut chunk = Chunk::of_an_insertion();
    chunk.others = vec![chunk.others[0].clone(); limits::TEXT_CHANGE_ACTORS_MAX + 1];
    assert_eq!(refused(&chunk.bytes()), TextRefusal::ActorList);
}
