//! Bytes to messages and back, with every bound checked before memory is spent.

mod digest;

use std::io::Read;

use minicbor::data::Type;
use minicbor::{Decode, Decoder, Encode};

use crate::limits;

pub use digest::{Digest8, Digest16};

/// Why bytes from a peer are not a message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// Longer than allowed, before or after decompression.
    #[error("longer than {limit} bytes")]
    TooLarge {
        /// The bound.
        limit: usize,
    },
    /// Not zstd.
    #[error("not compressed as expected")]
    Compression,
    /// Nested deeper than any message.
    #[error("nested too deep")]
    TooDeep,
    /// Not CBOR of the right shape.
    #[error("malformed: {0}")]
    Malformed(String),
}

/// A message as CBOR.
pub fn encode<T: Encode<()>>(message: &T) -> Vec<u8> {
    minicbor::to_vec(message).expect("writing to a Vec cannot fail")
}

/// Reads a message from at most `limit` bytes, after a walk that bounds its nesting.
pub fn decode_bounded<T: for<'b> Decode<'b, ()>>(
    bytes: &[u8],
    limit: usize,
) -> Result<T, WireError> {
    if bytes.len() > limit {
        return Err(WireError::TooLarge { limit });
    }
    check_depth(bytes)?;
    decode_own(bytes)
}

/// Reads what this program wrote itself and nobody can have changed since, as it was sealed: nothing
/// needs to be bounded.
pub fn decode_own<T: for<'b> Decode<'b, ()>>(bytes: &[u8]) -> Result<T, WireError> {
    let mut decoder = Decoder::new(bytes);
    let message = decoder
        .decode()
        .map_err(|error| WireError::Malformed(error.to_string()))?;
    if decoder.position() != bytes.len() {
        return Err(WireError::Malformed("bytes after the message".into()));
    }
    Ok(message)
}

/// Walks the tokens once without recursion; definite lengths only, as all our encoders write.
fn check_depth(bytes: &[u8]) -> Result<(), WireError> {
    let malformed = |error: minicbor::decode::Error| WireError::Malformed(error.to_string());
    let mut decoder = Decoder::new(bytes);
    let mut open: Vec<u64> = Vec::with_capacity(limits::CBOR_DEPTH_MAX);
    open.push(1);
    while let Some(remaining) = open.last_mut() {
        if *remaining == 0 {
            open.pop();
            continue;
        }
        *remaining -= 1;
        let items = match decoder.datatype().map_err(malformed)? {
            Type::Array => decoder.array().map_err(malformed)?.unwrap_or(0),
            Type::Map => decoder
                .map()
                .map_err(malformed)?
                .unwrap_or(0)
                .saturating_mul(2),
            Type::Tag => {
                decoder.tag().map_err(malformed)?;
                1
            }
            Type::ArrayIndef | Type::MapIndef | Type::BytesIndef | Type::StringIndef => {
                return Err(WireError::Malformed("indefinite length".into()));
            }
            _ => {
                decoder.skip().map_err(malformed)?;
                continue;
            }
        };
        // The lowest stands for the message itself.
        if open.len() > limits::CBOR_DEPTH_MAX {
            return Err(WireError::TooDeep);
        }
        open.push(items);
    }
    Ok(())
}

/// Compresses a message for the wire.
pub fn compress(bytes: &[u8]) -> Vec<u8> {
    zstd::bulk::compress(bytes, 3).expect("compressing from memory to memory cannot fail")
}

/// Decompresses one frame of at most `limit` bytes; stops reading as soon as there are more.
pub fn decompress(bytes: &[u8], limit: usize) -> Result<Vec<u8>, WireError> {
    let mut decoder = zstd::stream::read::Decoder::with_buffer(bytes)
        .map_err(|_| WireError::Compression)?
        .single_frame();
    // A frame may ask for a window of gigabytes: 8 MB holds any message.
    decoder
        .window_log_max(23)
        .map_err(|_| WireError::Compression)?;
    let mut plain = Vec::new();
    let read = (&mut decoder)
        .take(limit as u64 + 1)
        .read_to_end(&mut plain);
    read.map_err(|_| WireError::Compression)?;
    if plain.len() > limit {
        return Err(WireError::TooLarge { limit });
    }
    // A second frame, or one that decoders skip, would be bytes that nobody looks at.
    if !decoder.finish().is_empty() {
        return Err(WireError::Compression);
    }
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_nested_too_deep_is_refused_without_recursion() {
        let mut bytes = vec![0x81; 100_000];
        bytes.push(0);
        assert_eq!(
            decode_bounded::<u8>(&bytes, 1 << 20),
            Err(WireError::TooDeep)
        );
    }

    #[test]
    fn an_array_that_claims_more_than_it_holds_is_refused() {
        let bytes = [0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
        assert!(matches!(
            decode_bounded::<Vec<u8>>(&bytes, 100),
            Err(WireError::Malformed(_))
        ));
    }

    #[test]
    fn a_decompression_bomb_is_cut_at_the_limit() {
        let bomb = compress(&vec![0; 10_000_000]);
        assert!(bomb.len() < 2_000);
        assert_eq!(
            decompress(&bomb, 1_000),
            Err(WireError::TooLarge { limit: 1_000 })
        );
    }

    #[test]
    fn a_second_frame_and_one_that_is_skipped_are_refused() {
        let frame = compress(b"overdracht");
        let skipped = [0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0];
        for bytes in [
            [&frame[..], &frame[..]].concat(),
            [&frame[..], &skipped[..]].concat(),
            [&skipped[..], &frame[..]].concat(),
        ] {
            assert_eq!(decompress(&bytes, 1_000), Err(WireError::Compression));
        }
    }

    #[test]
    fn what_is_compressed_reads_back() {
        let message = b"overdracht".repeat(50);
        assert_eq!(decompress(&compress(&message), message.len()), Ok(message));
    }
}
