//! Arrays of numbers as tables.

use ndarray::{Array1, Array2};

use crate::chart::significant;
use crate::error::count;
use crate::notebook::{MimeBundle, Show, Table};
use crate::view::parts::columns::DIGITS;

/// Arrays of numbers show themselves as the output of a notebook cell, as a table
/// with as many digits as the pictures have.
///
/// Outputs, weights and targets are such arrays; `println!("{array:?}")` prints
/// all of their digits. The prelude brings this trait along.
///
/// # Examples
///
/// ```
/// use percept::Show;
/// use percept::prelude::*;
///
/// let and = toy::and()?;
/// and.targets().evcxr_display();
/// assert!(and.targets().mime_bundle().plain().starts_with("4 rows, 1 column."));
/// # Ok::<(), percept::Error>(())
/// ```
pub trait ShowArray {
    /// Shows it as the output of a notebook cell.
    fn evcxr_display(&self);
}

impl ShowArray for Array2<f64> {
    fn evcxr_display(&self) {
        self.mime_bundle().print();
    }
}

impl ShowArray for Array1<f64> {
    fn evcxr_display(&self) {
        self.mime_bundle().print();
    }
}

impl Show for Array2<f64> {
    fn mime_bundle(&self) -> MimeBundle {
        let (rows, columns) = self.dim();
        let caption = format!("{}, {}.", count(rows, "row"), count(columns, "column"));
        let mut head = vec!["row".to_owned()];
        head.extend((0..columns).map(|column| column.to_string()));
        shown(&caption, head, rows, &|row, column| self[[row, column]])
    }
}

impl Show for Array1<f64> {
    fn mime_bundle(&self) -> MimeBundle {
        let head = ["place", "value"].map(str::to_owned).to_vec();
        shown(&format!("{}.", count(self.len(), "number")), head, self.len(), &|place, _| {
            self[place]
        })
    }
}

/// A table with the number of each row.
fn shown(
    caption: &str,
    head: Vec<String>,
    rows: usize,
    value: &dyn Fn(usize, usize) -> f64,
) -> MimeBundle {
    let columns = head.len() - 1;
    let table = Table::excerpt(head, rows, &|row| {
        let mut cells = vec![row.to_string()];
        cells.extend((0..columns).map(|column| significant(value(row, column), DIGITS)));
        cells
    });
    MimeBundle::tables(caption, &[&table]).with_plain(format!("{caption}\n\n{table}"))
}
