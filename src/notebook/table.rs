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
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    /// A table of the first and last of `n` rows, and of the first and last
    /// columns; `row` makes one.
    // `dyn`: one function for all, which readers compile once
    pub(crate) fn excerpt(head: Vec<String>, n: usize, row: &dyn Fn(usize) -> Vec<String>) -> Self {
        let row = |i| narrow(row(i), &|_| "…".to_owned());
        let head = narrow(head, &|hidden| format!("… {hidden} more …"));
        if n <= FIRST + LAST + 1 {
            return Self { head, rows: (0..n).map(row).collect() };
        }
        let mut gap = vec![String::new(); head.len()];
        if let Some(cell) = gap.first_mut() {
            *cell = format!("… {} more …", n - FIRST - LAST);
        }
        let rows = (0..FIRST).map(row).chain([gap]).chain((n - LAST..n).map(row));
        Self { head, rows: rows.collect() }
    }

    /// Every cell, the head's among them.
    pub(crate) fn cells(&mut self) -> impl Iterator<Item = &mut String> {
        self.head.iter_mut().chain(self.rows.iter_mut().flatten())
    }

    pub(crate) fn push<const N: usize>(&mut self, row: [String; N]) {
        self.rows.push(row.into());
    }
}

/// A row of a wide table without its middle, `gap` in its place.
fn narrow(mut cells: Vec<String>, gap: &dyn Fn(usize) -> String) -> Vec<String> {
    if cells.len() > FIRST_COLUMNS + LAST_COLUMNS + 1 {
        let middle = FIRST_COLUMNS..cells.len() - LAST_COLUMNS;
        let gap = gap(middle.len());
        cells.splice(middle, [gap]);
    }
    cells
}

/// Columns side by side, as a terminal shows them.
impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<&Vec<String>> = std::iter::once(&self.head).chain(&self.rows).collect();
        let widths: Vec<usize> = (0..self.head.len())
            .map(|i| lines.iter().filter_map(|line| line.get(i)).map(|c| c.chars().count()).max())
            .map(Option::unwrap_or_default)
            .collect();
        for line in lines {
            let cells: Vec<String> =
                line.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
            writeln!(f, "{}", cells.join("  ").trim_end())?;
        }
        Ok(())
    }
}
