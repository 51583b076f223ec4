//! CRC-32, by which a damaged file is found: every change of up to 32
//! neighbouring bits, and all but one in four thousand million of the others.

/// The polynomial of Ethernet, ZIP and PNG (IEEE 802.3), lowest bit first.
const POLYNOMIAL: u32 = 0xedb8_8320;
/// What each value of a byte does to the remainder.
const TABLE: [u32; 256] = table();

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut byte: u32 = 0;
    while byte < 256 {
        let (mut rest, mut bit) = (byte, 0);
        while bit < 8 {
            rest = (rest >> 1) ^ if rest & 1 == 1 { POLYNOMIAL } else { 0 };
            bit += 1;
        }
        table[byte as usize] = rest;
        byte += 1;
    }
    table
}

/// The remainder of bytes that come one after the other.
pub(super) fn crc32(bytes: impl IntoIterator<Item = u8>) -> u32 {
    let mut rest = u32::MAX;
    for byte in bytes {
        rest = (rest >> 8) ^ TABLE[usize::from(rest.to_le_bytes()[0] ^ byte)];
    }
    !rest
}

#[cfg(test)]
mod tests {
    use super::*;

    // the check value of the catalogue of CRCs, and those of Python's `zlib.crc32`
    #[test]
    fn known_checksums() {
        assert_eq!(crc32(*b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(*b""), 0);
        assert_eq!(crc32(*b"percept"), 0xb5f7_bfe6);
    }
}
