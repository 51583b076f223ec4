use std::fmt;

/// Rows that a table shows of a long list: as many at its beginning, and the
/// last ones.
const FIRST: usize = 20;
const LAST: usize = 5;

/// Numbers behind a picture.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table {
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    /// A table of the first and last of `n` rows; `row` makes one.
    pub(crate) fn excerpt(head: Vec<String>, n: usize, row: impl Fn(usize) -> Vec<String>) -> Self {
        if n <= FIRST + LAST + 1 {
            return Self { rows: (0..n).map(row).collect(), head };
        }
        let mut rows: Vec<_> = (0..FIRST).map(&row).collect();
        let gap = format!("… {} more …", n - FIRST - LAST);
        let mut gap_row = vec![String::new(); head.len()];
        if let Some(cell) = gap_row.first_mut() {
            *cell = gap;
        }
        rows.push(gap_row);
        rows.extend((n - LAST..n).map(row));
        Self { head, rows }
    }

    pub(crate) fn push<const N: usize>(&mut self, row: [String; N]) {
        self.rows.push(row.into());
    }
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
