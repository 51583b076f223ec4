//! Tables, as HTML and as text.

use std::fmt;

/// Rows that a table shows of a long list: as many at its beginning, and the
/// last ones.
const FIRST: usize = 20;
const LAST: usize = 5;
const FIRST_COLUMNS: usize = 10;
const LAST_COLUMNS: usize = 3;

/// Numbers behind a picture.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table {
    /// What it holds, where there are several.
    pub(crate) title: String,
    /// Whether it is to be read beside the picture; else it is folded away.
    pub(crate) open: bool,
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows so far.
    pub(crate) fn new(head: Vec<String>) -> Self {
        Self { title: String::new(), open: false, head, rows: Vec::new() }
    }

    pub(crate) fn titled(self, title: &str) -> Self {
        Self { title: title.to_owned(), ..self }
    }

    /// To be read beside the picture if `open`.
    pub(crate) fn open(self, open: bool) -> Self {
        Self { open, ..self }
    }

    /// A table of the first and last of `n` rows, and of the first and last
    /// columns; `row` makes one.
    // `dyn`: one function for all, which readers compile once
    pub(crate) fn excerpt(head: Vec<String>, n: usize, row: &dyn Fn(usize) -> Vec<String>) -> Self {
        Self::ends(head, n, [FIRST, LAST], row)
    }

    /// The rows that an excerpt of `n` shows.
    pub(crate) fn shown(n: usize) -> Vec<usize> {
        let mut shown = Vec::new();
        let all = n <= FIRST + LAST + 1;
        for i in 0..n {
            if all || i < FIRST || i >= n - LAST {
                shown.push(i);
            }
        }
        shown
    }

    /// The same with another number of rows at its beginning and its end.
    pub(crate) fn ends(
        head: Vec<String>,
        n: usize,
        [at_first, at_last]: [usize; 2],
        row: &dyn Fn(usize) -> Vec<String>,
    ) -> Self {
        let row = |i| narrow(row(i), &|_| "…".to_owned());
        let head = narrow(head, &|hidden| format!("… {hidden} more …"));
        let first = if n > at_first + at_last + 1 { at_first } else { n };
        let mut rows = Vec::new();
        for i in 0..first {
            rows.push(row(i));
        }
        if first < n {
            let mut gap = vec![format!("… {} more …", n - first - at_last)];
            for _ in 1..head.len() {
                gap.push(String::new());
            }
            rows.push(gap);
            for i in n - at_last..n {
                rows.push(row(i));
            }
        }
        Self { rows, ..Self::new(head) }
    }

    /// Every cell, the head's and the title among them.
    pub(crate) fn cells(&mut self) -> Vec<&mut String> {
        let mut cells = vec![&mut self.title];
        for cell in &mut self.head {
            cells.push(cell);
        }
        for row in &mut self.rows {
            for cell in row {
                cells.push(cell);
            }
        }
        cells
    }

    pub(crate) fn push<const N: usize>(&mut self, row: [String; N]) {
        self.rows.push(row.into());
    }
}

/// A row of a wide table without its middle, `gap` in its place.
fn narrow(mut cells: Vec<String>, gap: &dyn Fn(usize) -> String) -> Vec<String> {
    if cells.len() > FIRST_COLUMNS + LAST_COLUMNS + 1 {
        let mut last = cells.split_off(cells.len() - LAST_COLUMNS);
        let hidden = cells.len() - FIRST_COLUMNS;
        cells.truncate(FIRST_COLUMNS);
        cells.push(gap(hidden));
        cells.append(&mut last);
    }
    cells
}

/// Columns side by side, as a terminal shows them.
impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut widths = Vec::new();
        for (i, name) in self.head.iter().enumerate() {
            let mut width = name.chars().count();
            for row in &self.rows {
                width = width.max(row[i].chars().count());
            }
            widths.push(width);
        }
        write_line(f, &self.head, &widths)?;
        for row in &self.rows {
            write_line(f, row, &widths)?;
        }
        Ok(())
    }
}

fn write_line(f: &mut fmt::Formatter<'_>, cells: &[String], widths: &[usize]) -> fmt::Result {
    let mut padded = Vec::new();
    for (i, &width) in widths.iter().enumerate() {
        padded.push(format!("{:<width$}", cells[i]));
    }
    writeln!(f, "{}", padded.join("  ").trim_end())
}
