//! After the calm: does what must hold, hold? Compared are the ledger (what was written), the
//! phones, and fresh phones of the same people that know only what the server has.

use std::collections::{BTreeMap, BTreeSet};

use samenspel_device::{InboxContent, InboxItem};
use samenspel_model::entry::{Entry, Value};
use samenspel_model::ids::{DocumentId, EntryKey, PersonId};
use samenspel_model::wire::Digest8;

use sync_server::engine::HeldDecision;

use super::ledger::{Fate, Written};
use super::phone::Phone;
use super::{Outcome, World};

/// Checks every invariant and gives the run's outcome.
pub fn judge(world: &mut World) -> Outcome {
    world.let_what_ends_soon_end();
    let mut failures = std::mem::take(&mut world.failures);
    let mut stored: BTreeSet<EntryKey> = BTreeSet::new();
    let mut words: BTreeSet<String> = BTreeSet::new();
    for (number, person) in world.readers().into_iter().enumerate() {
        let fresh = world.fresh_phone(person, &format!("fresh {number}"));
        failures.append(&mut world.failures);
        for index in world.phones_of(person) {
            let phone = &world.phones[index];
            same_documents(index, phone, &fresh, &mut failures);
            only_what_may_be_read(world, index, person, &mut failures);
            nothing_doubled(index, phone, &mut failures);
            automerge_agrees(index, phone, &mut failures);
            same_texts(world, index, &fresh, &mut failures);
        }
        stored.extend(entry_keys(&fresh));
        words.extend(words_in_texts(world, &fresh));
        every_word_survives(world, &fresh, &mut failures);
    }
    nothing_lost(world, &stored, &words, &mut failures);
    nothing_on_revoked_phones(world, &mut failures);
    decisions_hold(world, &stored, &mut failures);
    held_is_kept(world, &stored, &mut failures);
    if world.rogue.tried.iter().any(|key| stored.contains(key)) {
        failures.push("an entry that may not be is stored".into());
    }
    Outcome {
        failures,
        notes_written: world.ledger.iter().count(),
        notes_acknowledged: count(world, Fate::Sent),
        notes_returned: count(world, Fate::Returned),
        events: std::mem::take(&mut world.happened),
    }
}

fn count(world: &World, fate: Fate) -> usize {
    world
        .ledger
        .iter()
        .filter(|(_, written)| written.fate == fate)
        .count()
}

fn entry_keys(phone: &Phone) -> Vec<EntryKey> {
    let mut keys = Vec::new();
    for document in phone.store().documents().unwrap() {
        for stored in phone.store().entries(&document.id).unwrap() {
            keys.push(stored.signed.entry().unwrap().key);
        }
    }
    keys
}

/// Every word that stands in a co-written text on a phone.
fn words_in_texts(world: &World, phone: &Phone) -> BTreeSet<String> {
    let shown = |agreement: &EntryKey| {
        phone
            .store()
            .agreement_text(agreement, phone.reading())
            .unwrap()
    };
    let texts = world.agreements().iter().filter_map(shown);
    texts
        .flat_map(|text| words_of(&text).map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
}

/// What the retractions on a phone take back.
fn taken_back(phone: &Phone) -> BTreeSet<EntryKey> {
    let mut keys = BTreeSet::new();
    for document in phone.store().documents().unwrap() {
        for stored in phone.store().entries(&document.id).unwrap() {
            let entry = stored.signed.entry().unwrap();
            if entry.kind.as_str() == "retraction" {
                keys.extend(entry.fields.keys("of"));
            }
        }
    }
    keys
}

/// 4: everyone who may read a document converges on the same content; equal heads prove it.
fn same_documents(index: usize, old: &Phone, fresh: &Phone, failures: &mut Vec<String>) {
    let heads = |phone: &Phone| -> BTreeMap<DocumentId, Digest8> {
        let documents = phone.store().documents().unwrap();
        documents
            .into_iter()
            .filter(|it| it.entries > 0)
            .map(|it| (it.id, it.heads))
            .collect()
    };
    let (old_heads, fresh_heads) = (heads(old), heads(fresh));
    if old_heads != fresh_heads {
        let differing = old_heads
            .iter()
            .filter(|(id, it)| fresh_heads.get(*id) != Some(*it))
            .count();
        failures.push(format!(
            "phone {index} holds {} documents, a fresh phone {}; {differing} differ",
            old_heads.len(),
            fresh_heads.len(),
        ));
    }
    if old.store().digest().unwrap() != fresh.store().digest().unwrap() {
        failures.push(format!(
            "phone {index} and a fresh phone have different digests"
        ));
    }
    let content = |phone: &Phone| -> BTreeMap<EntryKey, Vec<u8>> {
        let mut all = BTreeMap::new();
        for document in phone.store().documents().unwrap() {
            for stored in phone.store().entries(&document.id).unwrap() {
                all.insert(stored.signed.entry().unwrap().key, stored.signed.body);
            }
        }
        all
    };
    let (old_content, fresh_content) = (content(old), content(fresh));
    if old_content != fresh_content {
        let kinds = |some: &BTreeMap<EntryKey, Vec<u8>>, other: &BTreeMap<EntryKey, Vec<u8>>| {
            let differing = some
                .iter()
                .filter(|(key, body)| other.get(*key) != Some(*body));
            let entries = differing.map(|(_, body)| Entry::from_cbor(body).unwrap());
            let kinds: Vec<String> = entries.map(|it| it.kind.as_str().to_owned()).collect();
            kinds.join(", ")
        };
        failures.push(format!(
            "phone {index} and a fresh phone hold different entries: {} there, {} here",
            kinds(&old_content, &fresh_content),
            kinds(&fresh_content, &old_content),
        ));
    }
}

/// 3: a phone holds no document that its person may not read.
fn only_what_may_be_read(
    world: &World,
    index: usize,
    person: PersonId,
    failures: &mut Vec<String>,
) {
    let readable: BTreeSet<_> = world.readable(person).into_iter().collect();
    for document in world.phones[index].store().documents().unwrap() {
        let series = document.series;
        if !readable.contains(&series) {
            failures.push(format!(
                "phone {index} still holds a {} document that it may not read",
                series.kind.name()
            ));
        }
    }
}

/// No entry is twice in a phone's documents or in its read model.
fn nothing_doubled(index: usize, phone: &Phone, failures: &mut Vec<String>) {
    let keys = entry_keys(phone);
    let unique: BTreeSet<_> = keys.iter().collect();
    if unique.len() != keys.len() {
        failures.push(format!("phone {index} holds an entry twice"));
    }
}

/// The Automerge documents that the phone can make have the heads that it reports.
fn automerge_agrees(index: usize, phone: &Phone, failures: &mut Vec<String>) {
    for summary in phone.store().documents().unwrap() {
        let Some(document) = phone.store().load_document(&summary.id).unwrap() else {
            failures.push(format!("phone {index}: a document does not load"));
            continue;
        };
        let actual: Vec<[u8; 32]> = document
            .get_heads()
            .into_iter()
            .map(|hash| hash.0)
            .collect();
        if samenspel_document::heads_digest(&actual) != summary.heads {
            failures.push(format!(
                "phone {index}: a document's heads are not what it reports"
            ));
        }
    }
}

/// 4: whoever may read a co-written text reads the same words.
fn same_texts(world: &World, index: usize, fresh: &Phone, failures: &mut Vec<String>) {
    for agreement in world.agreements() {
        let text = |phone: &Phone| {
            phone
                .store()
                .agreement_text(agreement, phone.reading())
                .unwrap()
        };
        // What is only on its author's phone, held for the manager, no other phone has.
        let expected = text(fresh);
        if expected.is_some() && text(&world.phones[index]) != expected {
            failures.push(format!(
                "phone {index} shows other words in a co-written text than a fresh phone"
            ));
        }
    }
}

/// 1 and 2: what an edit of a co-written text put in is there at the end, since nobody in the storm
/// takes out the word of another's edit.
fn every_word_survives(world: &World, reader: &Phone, failures: &mut Vec<String>) {
    let stored: BTreeSet<EntryKey> = entry_keys(reader).into_iter().collect();
    // Of an agreement that was taken back no words are shown.
    let taken_back = taken_back(reader);
    for (key, written) in world.ledger.iter() {
        let shown = written.edit_of.filter(|it| !taken_back.contains(it));
        let Some(agreement) = shown.filter(|_| stored.contains(key)) else {
            continue;
        };
        let text = reader
            .store()
            .agreement_text(&agreement, reader.reading())
            .unwrap();
        let text = text.unwrap_or_default();
        if !words_of(&text).any(|word| word == written.text) {
            failures.push(format!(
                "the word of a stored edit of phone {} (step {}) is not in the text: {text}",
                written.phone, written.at_event
            ));
        }
    }
}

/// 3: a revoked phone that came back is empty but for what it had not sent.
fn nothing_on_revoked_phones(world: &World, failures: &mut Vec<String>) {
    for (index, phone) in world.phones.iter().enumerate() {
        if phone.revoked && !phone.store().documents().unwrap().is_empty() {
            failures.push(format!(
                "phone {index} was revoked and still holds documents"
            ));
        }
        let shows = |key| {
            phone
                .store()
                .note(key, phone.reading())
                .is_ok_and(|note| note.is_some())
        };
        let kept = |key| phone.says(key) == Some(Fate::Sent) && shows(key);
        if phone.revoked && world.ledger.iter().any(|(key, _)| kept(key)) {
            failures.push(format!(
                "phone {index} was revoked and still shows what was sent"
            ));
        }
    }
}

/// What a manager took in is stored and what was left out is not, and the author's phone says which.
fn decisions_hold(world: &World, stored: &BTreeSet<EntryKey>, failures: &mut Vec<String>) {
    for (key, decision) in &world.decided {
        let (what, is_stored) = match decision {
            HeldDecision::Adopt => ("taken in", true),
            HeldDecision::Discard => ("left out", false),
        };
        if stored.contains(key) != is_stored {
            failures.push(format!(
                "a note that was {what} by a manager is {}stored",
                if is_stored { "not " } else { "" }
            ));
        }
        let Some(written) = world.ledger.get(key) else {
            continue;
        };
        let phone = &world.phones[written.phone];
        let is_told = match decision {
            // Or its own offer was refused before, and its person may not see any more what was taken in from a
            // colleague's phone.
            HeldDecision::Adopt => {
                phone.says(key) == Some(Fate::Sent)
                    || (written.gone_from_its_author && phone.says(key) == Some(Fate::Returned))
            }
            // Or its own offer of it was refused before: its words are back either way.
            HeldDecision::Discard => {
                phone.was_left_out(key) || phone.says(key) == Some(Fate::Returned)
            }
        };
        if !is_told && !phone.restored && !is_left_out_unheard(world, key, written) {
            failures.push(format!(
                "the author (phone {}, step {}) of a note that was {what} by a manager is not told",
                written.phone, written.at_event
            ));
        }
    }
}

/// 2: what a screen shows as held waits for a manager indeed; and from a phone that had been revoked
/// nothing is stored but what a manager took in.
fn held_is_kept(world: &World, stored: &BTreeSet<EntryKey>, failures: &mut Vec<String>) {
    for (key, written) in world.ledger.iter() {
        let (index, step) = (written.phone, written.at_event);
        let phone = &world.phones[index];
        if phone.shows_held(key) && !phone.restored && !world.server.holds(key) {
            failures.push(format!(
                "an entry of phone {index} (step {step}) is shown as held and waits for nobody"
            ));
        }
        let taken_in = world.decided.get(key) == Some(&HeldDecision::Adopt);
        if written.on_a_revoked_phone && stored.contains(key) && !taken_in {
            failures.push(format!(
                "an entry of phone {index} (step {step}), revoked by then, is stored by nobody's decision"
            ));
        }
    }
}

/// Whether a manager left out what the author's phone had shown as sent and had been emptied of before the
/// server's log went back, because it was revoked or its person may read the document no more: it knows too
/// little to ask.
fn is_left_out_unheard(world: &World, key: &EntryKey, written: &Written) -> bool {
    let phone = &world.phones[written.phone];
    written.gone_from_its_author
        && world.decided.get(key) == Some(&HeldDecision::Discard)
        && phone.says(key) != Some(Fate::Returned)
}

/// 1 and 2: what was shown as sent is stored; what is not stored came back to its author, whole.
fn nothing_lost(
    world: &World,
    stored: &BTreeSet<EntryKey>,
    words: &BTreeSet<String>,
    failures: &mut Vec<String>,
) {
    for (key, written) in world.ledger.iter() {
        let phone = &world.phones[written.phone];
        match written.fate {
            Fate::Sent if stored.contains(key) || written.only_on_the_server => {}
            Fate::Sent if phone.restored && world.lives > 0 => {}
            // Made again after a restore, it had nothing to change: a later edit had brought its word along.
            Fate::Sent if written.edit_of.is_some() && words.contains(&written.text) => {}
            // Offered again after a restore, and the directory as it went back does not allow it.
            Fate::Sent if world.lives > 0 && world.server.holds(key) => {}
            // A colleague offered it after a restore, and a manager left it out: nobody is there to be told.
            Fate::Sent if is_left_out_unheard(world, key, written) => {}
            Fate::Sent => failures.push(format!(
                "an entry of phone {} (step {}) was shown as sent and is not stored",
                written.phone, written.at_event
            )),
            Fate::Returned => {
                let inbox = phone.store().inbox(None, phone.reading()).unwrap();
                let whole = inbox
                    .iter()
                    .any(|item| item.key == *key && text_of(item).contains(&written.text));
                // What was held is offered again after a restore, and may be taken then.
                let is_sent = phone.says(key) == Some(Fate::Sent);
                let taken_since = is_sent && (stored.contains(key) || written.only_on_the_server);
                let left_out = is_left_out_unheard(world, key, written);
                if !whole && !taken_since && !left_out && !phone.restored {
                    failures.push(format!(
                        "an entry of phone {} (step {}) was refused and is not whole in the inbox",
                        written.phone, written.at_event
                    ));
                }
            }
            Fate::OnDevice if phone.restored => {}
            Fate::OnDevice => failures.push(format!(
                "an entry of phone {} (step {}) is neither sent nor returned",
                written.phone, written.at_event
            )),
            Fate::GoneWithThePhone => {}
        }
    }
}

fn text_of(item: &InboxItem) -> String {
    match &item.content {
        InboxContent::Note(entry) => {
            let texts = entry.fields.iter().filter_map(|(_, value)| match value {
                Value::Text(text) => Some(text.as_str()),
                _ => None,
            });
            texts.collect::<Vec<_>>().join(" ")
        }
        InboxContent::TextEdit { text, .. } => text.clone(),
        InboxContent::Directory(_) => String::new(),
    }
}
