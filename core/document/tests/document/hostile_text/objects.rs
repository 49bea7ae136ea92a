//! Operations on something else than the one text that is edited.

use super::{honest, refused, refused_by_document};
use automerge::legacy::{ObjectId, OpId, OpType};
use automerge::{ActorId, ObjType};
use samenspel_document::text::{TextRefusal, check};
use samenspel_model::ids::EntryKey;
use samenspel_testkit::texts::{
    ANOUKS_PHONE, Forged, SAMIRAS_PHONE, document, entry_actor, key, text_actor,
};

fn in_object(object: ObjectId) -> Vec<u8> {
    Forged::of_an_edit().with(|change| {
        for op in &mut change.operations {
            op.obj = object.clone();
        }
    })
}

#[test]
fn hostile_object_id_never_made() {
    let actor = entry_actor(ANOUKS_PHONE).to_automerge();
    let never = in_object(ObjectId::Id(OpId::new(2, &actor)));
    assert_eq!(
        refused_by_document(&document(), &never),
        TextRefusal::Object
    );
    // Of the author's own making, in this change.
    let own = text_actor(SAMIRAS_PHONE).to_automerge();
    let own = in_object(ObjectId::Id(OpId::new(honest().start_op(), &own)));
    assert_eq!(refused(&own), TextRefusal::Object);
}

#[test]
fn hostile_object_id_made_as_a_scalar() {
    let text = honest().text();
    let scalar = OpId::new(text.counter - 1, &text.actor.to_automerge());
    let bytes = in_object(ObjectId::Id(scalar));
    assert_eq!(
        refused_by_document(&document(), &bytes),
        TextRefusal::Object
    );
}

#[test]
fn hostile_op_outside_the_text() {
    let document = document();
    assert_eq!(refused(&in_object(ObjectId::Root)), TextRefusal::Object);
    // The map of entries, and one character of the text itself.
    let entries = ObjectId::Id(OpId::new(1, &ActorId::from([0; 25])));
    assert_eq!(
        refused_by_document(&document, &in_object(entries)),
        TextRefusal::Object
    );
    let text = honest().text();
    let character = OpId::new(text.counter + 1, &text.actor.to_automerge());
    let bytes = in_object(ObjectId::Id(character));
    assert_eq!(refused_by_document(&document, &bytes), TextRefusal::Object);
}

#[test]
fn hostile_ops_in_two_objects() {
    let bytes = Forged::of_an_edit().with(|change| {
        change.operations[1].obj = ObjectId::Root;
    });
    assert_eq!(refused(&bytes), TextRefusal::Object);
}

#[test]
fn hostile_text_of_another_agreement() {
    let change = honest();
    let refusal = check(&document(), &key(2), &change, SAMIRAS_PHONE);
    assert_eq!(refusal, Err(TextRefusal::Object));
    let nowhere: EntryKey = key(77);
    let refusal = check(&document(), &nowhere, &change, SAMIRAS_PHONE);
    assert_eq!(refusal, Err(TextRefusal::Object));
}

#[test]
fn hostile_object_made_by_a_text_change() {
    for made in [ObjType::Text, ObjType::Map, ObjType::List] {
        let bytes = Forged::of_an_edit().with(|change| {
            change.operations[0].action = OpType::Make(made);
        });
        assert_eq!(refused(&bytes), TextRefusal::Action);
    }
}
