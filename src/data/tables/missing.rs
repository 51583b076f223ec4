//! What stands for a missing value in a table of text.

use crate::error::{Error, shown};

/// The marks that pandas takes for missing values, and `?`, `-` and `.`.
const MARKS: [&str; 17] = [
    "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>",
    "N/A", "NA", "None", "?", "-", "--", ".",
];

/// Those that no class is called by in any case; `None` and `Na` may be one in
/// another.
const ANY_CASE: [&str; 3] = ["nan", "null", "n/a"];

/// The refusal of a null.
#[cfg(feature = "polars")]
pub(crate) fn null(column: &str, row: usize) -> Error {
    Error::Cell {
        column: column.to_owned(),
        row,
        expected: "a value (drop such rows, or fill them, before; polars has `drop_nulls` and \
                 `fill_null`)",
        found: "none".to_owned(),
    }
}

/// How to go on without such rows, or with them, in a frame.
#[cfg(feature = "polars")]
pub(crate) const IN_A_FRAME: &str = "a value (leave such rows out before, for instance with \
     polars' `filter`, or read the mark as null and `drop_nulls`; to keep it as a class, say so \
     with `Target::of_classes`)";

/// Whether a text, without spaces around it, stands for a missing value.
pub(crate) fn is_mark(text: &str) -> bool {
    MARKS.contains(&text) || ANY_CASE.iter().any(|mark| text.eq_ignore_ascii_case(mark))
}

/// The first text of a target in which at least two of three cells are
/// numbers: a slip rather than the name of a class.
pub(crate) fn stray<'a>(
    cells: &[&'a str],
    is_number: &dyn Fn(&str) -> bool,
) -> Option<(usize, &'a str)> {
    let (mut numbers, mut first) = (0, None);
    for (row, cell) in cells.iter().enumerate() {
        if is_number(cell) {
            numbers += 1;
        } else if first.is_none() && !is_mark(cell) {
            first = Some((row, *cell));
        }
    }
    first.filter(|_| 3 * numbers >= 2 * cells.len())
}

/// The refusal of such a text.
pub(crate) fn refused_stray(column: &str, row: usize, text: &str) -> Error {
    Error::Cell {
        column: column.to_owned(),
        row,
        expected: "a number, as in most rows (to learn the texts of the column as classes, give \
                 them all: `Target::of_classes`)",
        found: format!("the text {}", shown(text)),
    }
}

/// The refusal of a mark.
pub(crate) fn refused(column: &str, row: usize, mark: &str, wanted: &'static str) -> Error {
    let came = format!("{}, which stands for a missing value", shown(mark));
    Error::Cell { column: column.to_owned(), row, expected: wanted, found: came }
}
