//! Heads and digests: how two replicas prove with a few bytes that they hold the same.
//! Knows nothing of how the heads were found.

use samenspel_model::ids::DocumentId;
use samenspel_model::wire::{Digest8, Digest16};

/// The 8 bytes that stand for a document's heads, in whatever order they are given.
pub fn heads_digest(heads: &[[u8; 32]]) -> Digest8 {
    let mut sorted = heads.to_vec();
    sorted.sort_unstable();
    let hash = blake3::hash(sorted.as_flattened());
    let mut digest = [0; 8];
    digest.copy_from_slice(&hash.as_bytes()[..8]);
    Digest8(digest)
}

/// One document's part in the digest over all documents of a device; combine them by `^`.
pub fn document_digest(document: DocumentId, heads: Digest8) -> Digest16 {
    let hash = blake3::hash(&[&document.0[..], &heads.0[..]].concat());
    let mut digest = [0; 16];
    digest.copy_from_slice(&hash.as_bytes()[..16]);
    Digest16(digest)
}

/// Puts a change on top of `heads`, which stay sorted: it replaces those it depends on.
pub fn advance_heads(heads: &mut Vec<[u8; 32]>, dependencies: &[[u8; 32]], hash: [u8; 32]) {
    heads.retain(|head| !dependencies.contains(head));
    if let Err(place) = heads.binary_search(&hash) {
        heads.insert(place, hash);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_heads_does_not_matter_but_each_head_does() {
        let [a, b, c] = [[1; 32], [2; 32], [3; 32]];
        assert_eq!(heads_digest(&[a, b]), heads_digest(&[b, a]));
        assert_ne!(heads_digest(&[a, b]), heads_digest(&[a, c]));
        assert_ne!(heads_digest(&[a, b]), heads_digest(&[a]));
    }

    #[test]
    fn the_digest_over_documents_forgets_a_document_that_is_taken_out() {
        let one = document_digest(DocumentId([1; 16]), Digest8([1; 8]));
        let two = document_digest(DocumentId([2; 16]), Digest8([1; 8]));
        assert_ne!(one, two);
        let mut all = Digest16::default();
        all ^= one;
        all ^= two;
        assert_eq!(all ^ one, two);
    }

    #[test]
    fn a_change_replaces_the_heads_it_depends_on() {
        let mut heads = vec![[5; 32]];
        advance_heads(&mut heads, &[[5; 32]], [9; 32]);
        advance_heads(&mut heads, &[[5; 32]], [4; 32]);
        assert_eq!(heads, [[4; 32], [9; 32]]);
        advance_heads(&mut heads, &[[4; 32], [9; 32]], [1; 32]);
        assert_eq!(heads, [[1; 32]]);
    }
}
