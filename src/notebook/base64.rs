//! Bytes as letters.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base 64 as in RFC 4648.
pub(super) fn base64(bytes: &[u8]) -> String {
    let mut text = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let at = |i: usize| usize::from(group.get(i).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        let mut letters = [18, 12, 6, 0].map(|shift: u32| LETTERS[bits >> shift & 63]);
        letters[group.len() + 1..].fill(b'=');
        text.extend_from_slice(&letters);
    }
    String::from_utf8(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use ::base64::Engine;
    use ::base64::engine::general_purpose::STANDARD;

    use super::*;

    #[test]
    fn it_is_that_of_the_crate_base64() {
        assert_eq!(base64(b"fooba"), "Zm9vYmE=");
        let bytes: Vec<u8> = (0..=255).rev().chain(0..=255).collect();
        for n in 0..bytes.len() {
            assert_eq!(base64(&bytes[..n]), STANDARD.encode(&bytes[..n]));
        }
    }
}
