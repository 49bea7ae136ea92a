//! Bytes as lower-case hexadecimal digits, and back. Knows nothing of what the bytes are.

/// Two digits for each byte.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut digits = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// The bytes. Only the one spelling: lower case, and none of the signs that numbers are read with.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| match pair {
            [high, low] => Some(digit(high)? << 4 | digit(low)?),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_have_one_spelling() {
        assert_eq!(hex(&[0x0a, 0xf0]), "0af0");
        assert_eq!(unhex("0af0"), Some(vec![0x0a, 0xf0]));
        assert_eq!(unhex(""), Some(Vec::new()));
        for other in ["0AF0", "+af0", "0a+f", "0af", "0x0a", " af0", "\u{e9}0"] {
            assert_eq!(unhex(other), None, "{other:?}");
        }
    }
}
