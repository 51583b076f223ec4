//! The columns of a data set as boxes: quartiles, median and mean.

use crate::chart::{
    Axis, Chart, Dash, INK, Mark, Panel, QUIET, Symbol, Ticks, labels, significant,
};
use crate::data::{ColumnSummary, Description, owned};
use crate::error::count;
use crate::notebook::Table;

/// Columns that get a box.
const MAX_BOXES: usize = 20;
/// Digits of a number in the table, and in a sentence.
const DIGITS: usize = 4;
/// Half the height of a box, and the height of a row in pixels.
const HALF: f64 = 0.3;
const ROW: f64 = 34.0;

pub(crate) fn draw(description: &Description) -> Chart {
    let columns = described(description);
    let mut words = Vec::new();
    if !description.classes().is_empty() {
        words.push(format!("Classes: {}.", classes(description)));
    }
    words.push(
        "Each column is drawn from its smallest to its largest value: the box holds the middle \
         half of the samples, the line in it is the median, the dot the mean."
            .to_owned(),
    );
    if columns.len() > MAX_BOXES {
        words.push(format!("The first {MAX_BOXES} of {} columns are drawn.", columns.len()));
    }
    Chart {
        title: format!(
            "{}, {}",
            count(description.n_samples(), "sample"),
            count(description.inputs().len(), "input")
        ),
        alt: format!("Boxes, one for each column. {}", words.join(" ")),
        words,
        panels: vec![panel(&columns[..columns.len().min(MAX_BOXES)])],
        columns: 1,
        tables: vec![table(&columns).open(true)],
    }
}

/// Inputs, then targets that are numbers.
fn described(description: &Description) -> Vec<&ColumnSummary> {
    description.inputs().iter().chain(description.targets()).collect()
}

/// `setosa 50, versicolor 50`.
fn classes(description: &Description) -> String {
    let (mut names, mut words) = (Vec::new(), Vec::new());
    for (name, _) in description.classes() {
        names.push(name.clone());
    }
    for (name, (_, samples)) in labels(&names).iter().zip(description.classes()) {
        words.push(format!("{name} {samples}"));
    }
    words.join(", ")
}

fn panel(columns: &[&ColumnSummary]) -> Panel {
    let (mut names, mut marks) = (Vec::new(), Vec::new());
    let (mut at, mut hover) = (Vec::new(), Vec::new());
    for (row, column) in columns.iter().enumerate() {
        let y = (columns.len() - 1 - row) as f64;
        names.push(column.name.clone());
        marks.extend(box_of(column, y));
        at.push([share(column.mean, column), y]);
        hover.push(told(column));
    }
    let name = "mean".to_owned();
    marks.push(Mark::Points { name, color: INK, symbol: Symbol::Circle, size: 7.0, at, hover });
    let ends = vec![(0.0, "smallest".to_owned()), (1.0, "largest".to_owned())];
    Panel {
        title: String::new(),
        x: Axis { ticks: Ticks::Named(ends), ..Axis::exact("", -0.06, 1.06) },
        y: Axis::rows(&names),
        height: ROW * (columns.len() as f64 + 0.5),
        marks,
    }
}

fn box_of(column: &ColumnSummary, y: f64) -> [Mark; 3] {
    let [_, first, median, third, _] = column.quartiles;
    let (first, median, third) =
        (share(first, column), share(median, column), share(third, column));
    let line = |width, at| Mark::Line {
        name: String::new(),
        color: INK,
        width,
        dash: Dash::Solid,
        dots: false,
        hover: told(column),
        at,
    };
    let corners = [[first, y - HALF], [third, y - HALF], [third, y + HALF], [first, y + HALF]];
    [
        line(1.0, vec![[0.0, y], [1.0, y]]),
        Mark::Area {
            name: String::new(),
            color: QUIET,
            opacity: 0.35,
            hover: told(column),
            at: [&corners[..], &corners[..1]].concat(),
        },
        line(2.5, vec![[median, y - HALF], [median, y + HALF]]),
    ]
}

/// Where a value stands between the smallest and the largest.
fn share(value: f64, column: &ColumnSummary) -> f64 {
    let [low, .., high] = column.quartiles;
    if low == high { 0.5 } else { (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0) }
}

/// `petal length: mean 3.758, median 4.35, middle half 1.6 to 5.1, from 1 to 6.9`.
fn told(column: &ColumnSummary) -> String {
    let [low, first, median, third, high] = column.quartiles;
    format!(
        "{}: mean {}, median {}, middle half {} to {}, from {} to {}",
        column.name,
        rounded(column.mean),
        rounded(median),
        rounded(first),
        rounded(third),
        rounded(low),
        rounded(high)
    )
}

fn rounded(value: f64) -> String {
    significant(value, DIGITS)
}

fn table(columns: &[&ColumnSummary]) -> Table {
    let head =
        ["column", "mean", "standard deviation", "smallest", "25 %", "median", "75 %", "largest"];
    Table::excerpt(owned(&head), columns.len(), &|row| {
        let column = columns[row];
        let mut cells = vec![column.name.clone(), rounded(column.mean), rounded(column.std)];
        for value in column.quartiles {
            cells.push(rounded(value));
        }
        cells
    })
    .titled("Columns")
}
