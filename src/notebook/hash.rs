//! A hash that never changes.

/// A number for a content that depends on nothing else, whatever the version of
/// Rust: FNV-1a, from G. Fowler, L. C. Noll, K.-P. Vo, 1991.
pub(crate) fn fnv_1a(content: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in content {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    // published test vectors of FNV-1a, 64 bits
    #[test]
    fn hashes_are_fnv_1a() {
        assert_eq!(fnv_1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv_1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv_1a(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
