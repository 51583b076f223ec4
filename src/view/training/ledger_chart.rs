//! The picture of a ledger, and its updates as a table.

use super::ledger::{ALL, ENDS, Ledger, LedgerRow};
use super::update_raster;
use crate::chart::{Chart, label, short, significant};
use crate::data::owned;
use crate::error::count;
use crate::notebook::Table;
use crate::view::data::dataset::push_numbers;
use crate::view::parts::classes::names::with_class;
use crate::view::parts::columns::{Columns, DIGITS};
use crate::view::parts::equation::Rule;

/// Samples that decide how many digits an equation takes.
const MAX_POINTS: usize = 1000;

/// Inputs that get a column each in the table.
const MAX_COLUMNS: usize = 4;
/// Numbers that a cell lists.
const MAX_LISTED: usize = 12;

pub(crate) fn draw(ledger: &Ledger) -> Chart {
    let words = sentences(ledger);
    let panel = update_raster::panel(ledger);
    Chart {
        title: "Every update of the weights".to_owned(),
        alt: format!("Updates by epoch{}. {}", panel.0, words.join(" ")),
        words,
        panels: vec![panel.1],
        columns: 1,
        tables: vec![table(ledger)],
    }
}

fn sentences(ledger: &Ledger) -> Vec<String> {
    if ledger.counts.is_empty() {
        return vec!["No updates: the run ended with its first error.".to_owned()];
    }
    let (n, epochs) = (ledger.n_updates(), count(ledger.counts.len(), "epoch"));
    let visits = ledger.counts.len() * ledger.data.target_matrix().len();
    let samples = if ledger.n_neurons() == 1 { "samples" } else { "samples and neurons" };
    let rate = short(ledger.learning_rate);
    let mut words = vec![
        format!(
            "{} in {epochs}: of {visits} {samples} visited, {} had the right output and \
             changed nothing.",
            count(n, "update"),
            visits - n
        ),
        format!(
            "Each adds {rate} × error × input to a weight and {rate} × error to the bias, where \
             the error is target minus output."
        ),
    ];
    let counted =
        if ledger.n_neurons() == 1 { "updates and epochs" } else { "updates, epochs and neurons" };
    words.push(format!("Rows of the data are counted from 0, {counted} from 1."));
    if n > ALL {
        words.push(format!("The table has the first and the last {ENDS} of {n} updates."));
    }
    words
}

fn table(ledger: &Ledger) -> Table {
    let n = ledger.n_updates();
    let gap = n - ledger.rows.len();
    let row = |i: usize| ledger.rows.get(if i < ENDS { i } else { i - gap });
    let inputs =
        Columns::of(ledger.rows.len(), &|i| ledger.data.input_row(ledger.rows[i].sample).to_vec());
    Table::ends(head(ledger), n, [ENDS, ENDS], &|i| {
        row(i).map_or_else(Vec::new, |row| cells(ledger, i + 1, row, &inputs))
    })
    .titled("Updates")
    .open(true)
}

fn head(ledger: &Ledger) -> Vec<String> {
    let names = ledger.data.input_names();
    let narrow = names.len() <= MAX_COLUMNS;
    let mut head = owned(&["update", "epoch", "row"]);
    if ledger.n_neurons() > 1 {
        head.push("neuron".to_owned());
    }
    if narrow {
        head.extend_from_slice(names);
    } else {
        head.push("inputs".to_owned());
    }
    for name in ["target", "output", "error"] {
        head.push(name.to_owned());
    }
    if narrow {
        for name in names {
            head.push(format!("change of {name}'s weight"));
        }
    } else {
        head.push("changes of weights".to_owned());
    }
    head.push("change of bias".to_owned());
    head.push(
        if has_sides(ledger) { "boundary afterwards" } else { "output afterwards" }.to_owned(),
    );
    head
}

fn has_sides(ledger: &Ledger) -> bool {
    ledger.levels.is_some()
}

fn cells(ledger: &Ledger, number: usize, row: &LedgerRow, inputs: &Columns) -> Vec<String> {
    let mut cells = vec![number.to_string(), row.epoch.to_string(), row.sample.to_string()];
    if ledger.n_neurons() > 1 {
        let number = (row.neuron + 1).to_string();
        cells.push(match ledger.data.class_names() {
            Some(names) => format!("{number} ({})", label(&names[row.neuron])),
            None => number,
        });
    }
    let sample = ledger.data.input_row(row.sample);
    if sample.len() <= MAX_COLUMNS {
        inputs.push(&mut cells, sample);
    } else {
        push_listed(&mut cells, sample);
    }
    for value in [row.target, row.output] {
        cells.push(with_class(&ledger.data, value, significant(value, DIGITS)));
    }
    cells.push(significant(row.target - row.output, DIGITS));
    push_listed(&mut cells, &row.weight_changes);
    cells.push(significant(row.bias_change, 6));
    cells.push(equation(ledger, row));
    cells
}

/// A cell a number, or all in one where there are many.
fn push_listed(cells: &mut Vec<String>, numbers: &[f64]) {
    if numbers.len() <= MAX_COLUMNS {
        return push_numbers(cells, numbers);
    }
    let mut words = Vec::new();
    push_numbers(&mut words, &numbers[..numbers.len().min(MAX_LISTED)]);
    if numbers.len() > MAX_LISTED {
        words.push(format!("… ({} values)", numbers.len()));
    }
    cells.push(words.join(", "));
}

/// `0.005·x1 + 0.013·x2 = 0.01`, or what a neuron without sides gives.
fn equation(ledger: &Ledger, row: &LedgerRow) -> String {
    let level = ledger.levels.as_ref().map_or(0.0, |levels| levels[row.neuron]);
    let (data, threshold) = (&ledger.data, level - row.bias);
    let step = data.n_samples().div_ceil(MAX_POINTS).max(1);
    let tried = data.n_samples().div_ceil(step);
    let rule = Rule::near(&row.weights, threshold, tried, &|i| data.input_row(i * step));
    let sum = rule.sum(data.input_names());
    if has_sides(ledger) {
        return format!("{sum} = {}", rule.threshold());
    }
    let sign = if row.bias < 0.0 { '-' } else { '+' };
    format!("{sum} {sign} {}", significant(row.bias.abs(), rule.digits()))
}
