//! A text cut into rows and cells.

use crate::error::count;

/// A row of a file.
pub(super) struct Record {
    pub(super) cells: Cells,
    /// In the file, from 1.
    pub(super) line: usize,
}

/// The cells of a row, without spaces around them, in one piece of memory.
#[derive(Default)]
pub(super) struct Cells {
    text: String,
    ends: Vec<usize>,
}

impl Cells {
    fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, i: usize) -> Option<&str> {
        let begin = if i == 0 { 0 } else { *self.ends.get(i - 1)? };
        self.text.get(begin..*self.ends.get(i)?)
    }

    pub(super) fn owned(&self) -> Vec<String> {
        let mut owned = Vec::with_capacity(self.len());
        for i in 0..self.len() {
            owned.push(self.get(i).unwrap_or_default().to_owned());
        }
        owned
    }
}

/// All rows of a text, as long as the first one; else what is wrong with them.
pub(super) fn records(text: &str, separator: char) -> Result<Vec<Record>, String> {
    let (mut rows, mut records) = (Rows::of(text, separator), Vec::new());
    while let Some(record) = rows.next() {
        if rows.open {
            return Err(format!(
                "the row that begins in line {} has a quote (\") that is not closed before the end \
                 of the file",
                record.line
            ));
        }
        records.push(record);
    }
    Ok(records)
}

/// The first rows under a separator, whatever their lengths.
pub(super) fn first_rows(text: &str, separator: char, most: usize) -> Vec<Vec<String>> {
    let (mut rows, mut first) = (Rows::of(text, separator), Vec::new());
    while first.len() < most
        && let Some(record) = rows.next()
    {
        first.push(record.cells.owned());
    }
    first
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

/// The rows of a text, one after the other: `\n`, `\r\n` or `\r` ends one, and empty
/// lines are none. Quotes at the beginning of a cell hold what follows together;
/// two of them stand for one.
struct Rows<'a> {
    text: &'a str,
    separator: u8,
    at: usize,
    /// Where `at` is, from 1.
    line: usize,
    /// The cell that is being read.
    cell: String,
    /// Whether a quote is open at the end of the text.
    open: bool,
}

impl<'a> Rows<'a> {
    fn of(text: &'a str, separator: char) -> Self {
        let separator = u8::try_from(separator).unwrap_or(b',');
        Self { text, separator, at: 0, line: 1, cell: String::new(), open: false }
    }

    fn next(&mut self) -> Option<Record> {
        let begin = self.at;
        while self.byte().is_some_and(is_break) {
            self.at += 1;
        }
        self.count_lines(begin);
        self.byte()?;
        let (mut cells, line) = (Cells::default(), self.line);
        let mut more = true;
        while more {
            more = self.read_cell();
            cells.push(self.cell.trim());
        }
        Some(Record { cells, line })
    }

    /// Whether another cell follows in the row.
    fn read_cell(&mut self) -> bool {
        self.cell.clear();
        if self.byte() == Some(b'"') {
            self.read_quoted();
        }
        let begin = self.at;
        while let Some(byte) = self.byte()
            && byte != self.separator
            && !is_break(byte)
        {
            self.at += 1;
        }
        self.take(begin);
        let more = self.byte() == Some(self.separator);
        self.at += usize::from(more);
        more
    }

    /// Up to the quote that closes the one here.
    fn read_quoted(&mut self) {
        loop {
            self.at += 1;
            let begin = self.at;
            while self.byte().is_some_and(|byte| byte != b'"') {
                self.at += 1;
            }
            self.take(begin);
            self.count_lines(begin);
            self.open = self.byte().is_none();
            self.at += usize::from(!self.open);
            if self.byte() != Some(b'"') {
                return;
            }
            self.cell.push('"');
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, begin: usize) {
        self.cell.push_str(self.text.get(begin..self.at).unwrap_or_default());
    }

    fn count_lines(&mut self, begin: usize) {
        let mut before = 0;
        for byte in self.text.get(begin..self.at).unwrap_or_default().bytes() {
            let second_half = before == b'\r' && byte == b'\n';
            self.line += usize::from(is_break(byte) && !second_half);
            before = byte;
        }
    }
}

fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All texts of this many of these letters.
    fn texts(letters: &[char], length: usize) -> Vec<String> {
        let mut texts = vec![String::new()];
        for _ in 0..length {
            let longer = |text: &String| letters.iter().map(|c| format!("{text}{c}")).collect();
            texts = texts.iter().flat_map::<Vec<String>, _>(longer).collect();
        }
        texts
    }

    fn by_the_crate_csv(text: &str, separator: u8) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new();
        reader.has_headers(false).flexible(true).delimiter(separator);
        let rows = reader.from_reader(text.as_bytes()).into_records();
        rows.map(|row| row.unwrap().iter().map(|cell| cell.trim().to_owned()).collect()).collect()
    }

    #[test]
    fn every_short_text_is_cut_as_the_crate_csv_cuts_it() {
        for length in 0..=6 {
            for text in texts(&['é', '"', ',', '\n', '\r'], length) {
                assert_eq!(first_rows(&text, ',', 9), by_the_crate_csv(&text, b','), "{text:?}");
            }
        }
        for text in texts(&['a', '"', ',', ' ', '\n'], 6) {
            assert_eq!(first_rows(&text, ' ', 9), by_the_crate_csv(&text, b' '), "{text:?}");
        }
    }

    #[test]
    fn a_row_says_in_which_line_it_begins() {
        let text = "\na,b\r\n\r\n\"c\r\nd\n\re\",f\rg\n\nh";
        let rows = records(text, ',').unwrap();
        let lines: Vec<usize> = rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [2, 4, 8, 10]);
        assert_eq!(rows[1].cells.get(0), Some("c\r\nd\n\re"));
        assert_eq!(rows[1].cells.get(2), None);
    }

    #[test]
    fn a_quote_is_open_that_nothing_closes() {
        for text in ["\"", "a\n\"b", "a\n\"b\"\"", "a\n\"\"\"\n", "a,\"b,\nc"] {
            assert!(records(text, ',').is_err(), "{text:?}");
        }
        for text in ["\"\"", "a\"", "\"a\"b\"", "\"a\"\"\""] {
            assert_eq!(records(text, ',').unwrap().len(), 1, "{text:?}");
        }
        let said = records("a\nb\n\"c\n", ',').err().unwrap();
        assert!(said.starts_with("the row that begins in line 3 has a quote"), "{said}");
    }
}
