//! The text in the bytes of a file, or what the bytes look like.

/// The text without a byte order mark, or why there is none.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, String> {
    let marked = [[0xff, 0xfe], [0xfe, 0xff]].iter().any(|mark| bytes.starts_with(mark));
    // without a mark, every other byte of plain letters is 0
    let zeros = bytes.iter().map(|byte| usize::from(*byte == 0)).sum::<usize>();
    if marked || zeros > bytes.len() / 4 {
        return Err("it looks like UTF-16: save it as UTF-8".to_owned());
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err("it looks like an Excel workbook or another ZIP archive: save the table as \
                    CSV in UTF-8"
            .to_owned());
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return Err("it looks compressed (gzip): unpack it before".to_owned());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.trim_start_matches('\u{feff}')),
        Err(problem) => {
            let place = problem.valid_up_to();
            let byte = bytes.get(place).copied().unwrap_or_default();
            Err(format!(
                "line {} holds the byte 0x{byte:02X}, which is not UTF-8: it looks like Latin-1 \
                 (Windows-1252) or another encoding; save it as UTF-8",
                line_at(bytes, place)
            ))
        }
    }
}

/// The line of a byte, counted from 1.
fn line_at(bytes: &[u8], place: usize) -> usize {
    1 + bytes.iter().take(place).filter(|byte| **byte == b'\n').count()
}
