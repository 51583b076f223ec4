//! The picture of a decision boundary, and what is said of its lines.

use super::boundary::Boundary;
use super::boundary_panel::{self, Kind, MAX_LINES, on_a_line};
use crate::chart::{Chart, label, labels, short, significant};
use crate::data::Dataset;
use crate::error::count;
use crate::notebook::Table;
use crate::view::data::dataset::{push_targets, target_heads};
use crate::view::parts::classes::{Classes, PANEL_POINTS};
use crate::view::parts::columns::Columns;
use crate::view::parts::crosses::{score, test_score};
use crate::view::parts::equation::{Rule, factor, sum_of_products};
use crate::view::parts::{number_line, region_labels};

pub(crate) fn draw(boundary: &Boundary) -> Chart {
    let mut classes = boundary.classes(PANEL_POINTS);
    let mut words = told(boundary);
    words.push(score(&boundary.right));
    words.extend(held_words(boundary));
    let mut tables = vec![table("row", &boundary.data, &boundary.right)];
    let mut tested = None;
    if let Some((test, right)) = &boundary.test {
        let [learnt, kept_back] = Classes::of_both([&boundary.data, test], PANEL_POINTS);
        classes = boundary.answered(boundary.in_colors(learnt));
        words.push(test_score(right));
        tables.push(table("test row", test, right));
        tested = Some(boundary.answered_test(test, boundary.in_colors(kept_back)));
    }
    words.extend(classes.notes());
    words.extend(tested.as_ref().and_then(|tested| tested.thinning_of("test sample")));
    let (mut panel, stacked) = boundary_panel::panel(boundary, &classes, tested.as_ref());
    region_labels::into_areas(&mut panel, 1);
    words.extend(stacked.sentences());
    let over =
        if on_a_line(boundary) { "on a line, by their only input" } else { "over two inputs" };
    Chart {
        title: "Decision boundary".to_owned(),
        alt: format!("{} {over}. {}", shows(boundary), words.join(" ")),
        words,
        panels: vec![panel],
        columns: 1,
        tables,
    }
}

/// What the picture is of.
pub(crate) fn shows(boundary: &Boundary) -> &'static str {
    match boundary_panel::kind(boundary) {
        Kind::Lines => "Points and lines",
        Kind::Classes | Kind::Only | Kind::Outputs => "Points and decision regions",
    }
}

/// What the regions are, or the equations of the lines.
pub(crate) fn told(boundary: &Boundary) -> Vec<String> {
    if boundary.by_class() {
        return vec![
            "Each region belongs to the class whose neuron is the strongest there.".to_owned(),
        ];
    }
    let mut words = all_lines(boundary);
    match boundary_panel::kind(boundary) {
        Kind::Only => {
            let high = short(boundary.perceptron.transfer_function().output_range()[1]);
            words.push(format!(
                "A region has the colour of the only neuron whose output is {high}; where none or \
                 several are, it has none."
            ));
        }
        Kind::Lines => {
            let n = boundary.perceptron.n_neurons();
            words.push(format!("The outputs of {n} neurons are too many to colour their regions."));
        }
        Kind::Classes | Kind::Outputs => {}
    }
    words
}

fn all_lines(boundary: &Boundary) -> Vec<String> {
    let lines = boundary.perceptron.n_neurons();
    let mut words = Vec::new();
    for i in 0..lines.min(4) {
        words.push(with_place(boundary, i));
    }
    if lines > MAX_LINES {
        let lines = count(lines, if on_a_line(boundary) { "threshold" } else { "line" });
        words.push(format!("The first {MAX_LINES} of {lines} are drawn."));
    }
    words
}

/// `Held at their medians: model 3, skill 5.`
pub(crate) fn held_words(boundary: &Boundary) -> Option<String> {
    let medians = medians(&boundary.held)?;
    Some(format!("{medians}; which points are on the correct side is decided with all inputs."))
}

/// Inputs whose medians a sentence holds; of more, some fewer.
const MAX_MEDIANS: usize = 6;

/// `Held at their medians in the picture: model 3, skill 5`, if any are.
pub(crate) fn medians(held: &[(String, String)]) -> Option<String> {
    let mut values = Vec::new();
    let shown = if held.len() > MAX_MEDIANS { MAX_MEDIANS - 2 } else { held.len() };
    for (name, value) in &held[..shown] {
        values.push(format!("{name} {value}"));
    }
    if shown < held.len() {
        values.push(format!("and {} more inputs", held.len() - shown));
    }
    let medians = if values.len() == 1 { "its median" } else { "their medians" };
    (!values.is_empty()).then(|| format!("Held at {medians} in the picture: {}", values.join(", ")))
}

/// The equation of a line, and where it lies if it is not in the picture.
pub(crate) fn with_place(boundary: &Boundary, neuron: usize) -> String {
    let equation = line_words(boundary, neuron);
    match boundary_panel::outside(boundary, neuron) {
        Some(place) => format!("{equation} {place}"),
        None => equation,
    }
}

fn line_words(boundary: &Boundary, neuron: usize) -> String {
    let row = boundary.lines_of.weight_row(neuron);
    let threshold = boundary.lines_of.threshold_of(neuron);
    let names = boundary.data.input_names();
    let heading = if boundary.perceptron.n_neurons() == 1 {
        "Line".to_owned()
    } else {
        format!("Line {}", neuron + 1)
    };
    if on_a_line(boundary) {
        return threshold_words(boundary, neuron);
    }
    if row == [0.0, 0.0] {
        return format!(
            "{heading}: none, since both weights are 0; every point gets the same output."
        );
    }
    let data = &boundary.data;
    let rule = Rule::of(row, threshold, data.n_samples(), &|i| data.input_row(i));
    let equation = format!("{heading}: {} = {}", rule.sum(names), rule.threshold());
    let solved = match boundary.line(neuron) {
        Some((slope, intercept)) => solved(names, data, &[-slope, 1.0], intercept),
        None if row[1] == 0.0 && (threshold / row[0]).is_finite() => {
            solved(names, data, &[1.0, 0.0], threshold / row[0])
        }
        None => return format!("{equation}."),
    };
    if equation.ends_with(&format!(": {solved}")) {
        return format!("{equation}.");
    }
    format!("{equation}, that is {solved}.")
}

/// `Threshold: output 1 where x > 1.5.`
fn threshold_words(boundary: &Boundary, neuron: usize) -> String {
    let heading = number_line::heading(&boundary.perceptron, neuron);
    let Some(at) = number_line::threshold(&boundary.lines_of, neuron) else {
        return format!("{heading}: none; every point gets the same output.");
    };
    let data = &boundary.data;
    let rule = Rule::near(&[1.0], at, data.n_samples(), &|i| data.input_row(i));
    let sign = if boundary.lines_of.weight_row(neuron)[0] > 0.0 { ">" } else { "<" };
    let (name, edge) = (label(&data.input_names()[0]), rule.threshold());
    let output = boundary.sides.outputs.get(neuron).map_or(1.0, |[_, high]| *high);
    format!("{heading}: output {} where {name} {sign} {edge}.", short(output))
}

/// `x2 = -0.3846·x1 + 0.7692`, or `x1 = 2`: the coefficient of the left is 1.
fn solved(names: &[String], data: &Dataset, row: &[f64; 2], intercept: f64) -> String {
    let rule = Rule::near(row, intercept, data.n_samples(), &|i| data.input_row(i));
    let names = labels(names);
    let [minus_slope, one] = *row;
    if one == 0.0 {
        return format!("{} = {}", factor(&names[0]), rule.threshold());
    }
    let said = |value: f64| significant(value, rule.digits());
    let term = sum_of_products(&[0.0 - minus_slope], &names[..1], rule.digits());
    let right = match (minus_slope == 0.0, intercept) {
        (true, _) => said(intercept),
        (false, 0.0) => term,
        (false, _) if intercept < 0.0 => format!("{term} - {}", said(-intercept)),
        (false, _) => format!("{term} + {}", said(intercept)),
    };
    format!("{} = {right}", factor(&names[1]))
}

fn table(row: &str, data: &Dataset, right: &[bool]) -> Table {
    let mut head = vec![row.to_owned()];
    head.extend_from_slice(data.input_names());
    head.extend(target_heads(data));
    head.push("on the correct side".to_owned());
    let n = data.n_samples();
    let inputs = Columns::of(n, &|i| data.input_row(i).to_vec());
    let targets = Columns::of(n, &|i| data.target_row(i).to_vec());
    Table::excerpt(head, n, &|i| {
        let mut row = vec![i.to_string()];
        inputs.push(&mut row, data.input_row(i));
        push_targets(&mut row, data, i, &targets);
        row.push(if right[i] { "yes" } else { "no" }.to_owned());
        row
    })
}
