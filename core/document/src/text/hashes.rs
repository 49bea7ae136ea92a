//! The hashes that edits and approvals sign. Knows nothing of documents.

use samenspel_model::ids::EntryKey;

/// The hash of a co-written text: over its UTF-8 bytes.
pub fn text_hash(text: &str) -> [u8; 32] {
    blake3::derive_key("samenspel text 1", text.as_bytes())
}

/// The hash of the edits applied to a text: over their keys, sorted, each once. An approval names
/// it beside the text's hash, so that it lapses with any later edit, even if the words return.
pub fn edits_hash(keys: &[EntryKey]) -> [u8; 32] {
    let mut keys: Vec<_> = keys.iter().map(|key| key.to_bytes()).collect();
    keys.sort_unstable();
    keys.dedup();
    blake3::derive_key("samenspel edits 1", keys.as_flattened())
}

#[cfg(test)]
mod tests {
    use super::*;
    use samenspel_model::ids::PersonId;

    #[test]
    fn the_hash_of_edits_depends_on_which_they_are_and_not_on_their_order() {
        let key = |entry| EntryKey {
            person: PersonId([1; 16]),
            entry: [entry; 16],
        };
        assert_eq!(
            edits_hash(&[key(1), key(2)]),
            edits_hash(&[key(2), key(1), key(2)])
        );
        assert_ne!(edits_hash(&[key(1)]), edits_hash(&[key(1), key(2)]));
        assert_ne!(edits_hash(&[]), edits_hash(&[key(1)]));
        assert_ne!(text_hash("slaap om 12 uur"), text_hash("slaap om 13 uur"));
    }
}
