//! A text cut into rows and cells.

use std::io::{Chain, Read};

use csv::{Reader, ReaderBuilder, StringRecord};

use crate::error::count;

/// A row that no file has: where it is not the last one, a quote is open.
const END: &str = "\u{1}";

/// A row of a file.
pub(super) struct Record {
    /// Without spaces around them.
    pub(super) cells: StringRecord,
    /// In the file, from 1.
    pub(super) line: usize,
}

/// All rows of a text, as long as the first one; else what is wrong with them.
pub(super) fn records(text: &str, separator: char) -> Result<Vec<Record>, String> {
    let mut reader = reader(text, b"\n\x01", separator);
    let (mut records, mut lines) = (Vec::new(), Lines { text: text.as_bytes(), at: 0, line: 1 });
    let mut closed = false;
    let mut cells = StringRecord::new();
    while reader.read_record(&mut cells).map_err(|problem| problem.to_string())? {
        closed = cells.len() == 1 && &cells[0] == END;
        let start = cells.position().map_or(0, csv::Position::byte);
        let line = lines.of_record(usize::try_from(start).unwrap_or(usize::MAX));
        cells.trim();
        records.push(Record { cells: cells.clone(), line });
    }
    let last = records.pop();
    if closed {
        return Ok(records);
    }
    Err(format!(
        "the row that begins in line {} has a quote (\") that is not closed before the end of the \
         file",
        last.map_or(1, |last| last.line)
    ))
}

/// The first rows under a separator, whatever their lengths.
pub(super) fn first_rows(text: &str, separator: char, most: usize) -> Vec<StringRecord> {
    let mut rows = Vec::new();
    let mut reader = reader(text, b"", separator);
    let mut cells = StringRecord::new();
    while rows.len() < most && reader.read_record(&mut cells).is_ok_and(|more| more) {
        cells.trim();
        rows.push(cells.clone());
    }
    rows
}

/// Refuses rows that differ in length from the first one.
pub(super) fn check_lengths(records: &[Record], separator: char) -> Result<(), String> {
    let Some(first) = records.first() else { return Ok(()) };
    for record in records {
        if record.cells.len() != first.cells.len() {
            let marked = |record: &Record| record.cells.get(0).is_some_and(|c| c.starts_with('#'));
            if let Some(found) = [first, record].into_iter().find(|record| marked(record)) {
                return Err(comment(found.line));
            }
            return Err(format!(
                "line {} has {}, but line {} has {}; all rows need the same number (quote a value \
                 that holds {separator:?} itself)",
                record.line,
                count(record.cells.len(), "value"),
                first.line,
                first.cells.len()
            ));
        }
    }
    Ok(())
}

/// The refusal of a line that begins with `#`.
pub(super) fn comment(line: usize) -> String {
    format!(
        "line {line} begins with `#`, which looks like a comment: a table has none, so take such \
         lines out"
    )
}

/// Of a text with something behind it.
fn reader<'a>(text: &'a str, end: &'a [u8], separator: char) -> Reader<Chain<&'a [u8], &'a [u8]>> {
    let separator = u8::try_from(separator).unwrap_or(b',');
    let text = text.as_bytes().chain(end);
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text)
}

/// Counts lines up to a place: `\n`, `\r\n` or `\r` ends one.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of the record that begins at `start`, or after line breaks there.
    fn of_record(&mut self, start: usize) -> usize {
        while let Some(&byte) = self.text.get(self.at) {
            let is_break = matches!(byte, b'\n' | b'\r');
            if self.at >= start && !is_break {
                break;
            }
            self.at += 1;
            let first_half = byte == b'\r' && self.text.get(self.at) == Some(&b'\n');
            self.line += usize::from(is_break && !first_half);
        }
        self.line
    }
}
