//! A scale as a table.

use std::fmt;
use std::path::Path;

use crate::control_words;
use crate::data::{Scaler, owned};
use crate::error::{Result, count};
use crate::notebook::{MimeBundle, Show, Table};
use crate::view::parts::columns::Columns;

impl Scaler {
    /// Its table in the forms that a notebook can choose from.
    #[must_use]
    pub fn mime_bundle(&self) -> MimeBundle {
        MimeBundle::tables(&caption(self), &[&table(self)]).with_plain(self.to_string())
    }

    /// Shows it as the output of a notebook cell: a row for each column, with what
    /// is taken off and what is divided by.
    pub fn evcxr_display(&self) {
        self.mime_bundle().print();
    }

    /// Writes a web page with it.
    ///
    /// # Errors
    ///
    /// [`Error::Write`](crate::Error::Write) if the file cannot be written.
    pub fn save_html(&self, path: impl AsRef<Path>) -> Result<()> {
        self.mime_bundle().save_page("Scaler", path.as_ref())
    }
}

impl Show for Scaler {
    fn mime_bundle(&self) -> MimeBundle {
        self.mime_bundle()
    }
}

/// What its table says.
impl fmt::Display for Scaler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        control_words::write(f, format_args!("{}\n\n{}", caption(self), table(self)))
    }
}

fn noun(scaler: &Scaler) -> &'static str {
    if scaler.is_for_targets() { "target" } else { "input" }
}

/// `Scaler: 2 inputs, each scaled to mean 0 and standard deviation 1.`
fn caption(scaler: &Scaler) -> String {
    let n = scaler.n_inputs();
    let each = if n == 1 { "" } else { "each " };
    let columns = count(n, noun(scaler));
    let constant = (0..n).any(|column| match (scaler.ends(), scaler.measures(column)) {
        (Some(_), [low, high]) => low == high,
        (None, [_, deviation]) => deviation == 0.0,
    });
    let constant = if constant { " A column with one value only becomes 0." } else { "" };
    match scaler.ends() {
        Some([low, high]) => {
            format!("Scaler: {columns}, {each}scaled to values from {low} to {high}.{constant}")
        }
        None => {
            format!("Scaler: {columns}, {each}scaled to mean 0 and standard deviation 1.{constant}")
        }
    }
}

fn table(scaler: &Scaler) -> Table {
    let measures = match scaler.ends() {
        Some(_) => ["smallest", "largest"],
        None => ["mean", "standard deviation"],
    };
    let mut head = vec![noun(scaler).to_owned()];
    head.append(&mut owned(&measures));
    let n = scaler.n_inputs();
    let columns = Columns::placed(n, &|i| scaler.measures(i).to_vec());
    Table::excerpt(head, n, &|i| {
        let name = match scaler.names() {
            Some(names) => names[i].clone(),
            None => format!("{} {}", noun(scaler), i + 1),
        };
        let mut row = vec![crate::chart::cell(&name)];
        columns.push(&mut row, &scaler.measures(i));
        row
    })
}
