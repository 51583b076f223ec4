//! Residuals of a regression.

use crate::chart::{
    Axis, Chart, MAX_SERIES, Mark, NEUTRAL, PLACE, Panel, Symbol, apart, class, share, short,
    significant,
};
use crate::data::widened;
use crate::error::count;
use crate::metrics::Regression;
use crate::notebook::Table;
use crate::view::parts::columns::{Columns, DIGITS};
use crate::view::parts::same_place::{self, Crowd};

/// Points that a picture shows.
const MAX_POINTS: usize = 1000;

pub(crate) fn draw(fit: &Regression) -> Chart {
    let mut words = vec![score(fit)];
    let columns = fit.residuals.n_columns();
    if columns > MAX_SERIES {
        words.push(format!("The first {MAX_SERIES} of {columns} targets are drawn."));
    }
    let step = step(fit);
    if step > 1 {
        let (shown, all) = (fit.n_samples().div_ceil(step), count(fit.n_samples(), "sample"));
        words.push(format!("{shown} of {all} are drawn, taken evenly."));
    }
    words.extend(shared(fit, step));
    Chart {
        title: "Residuals".to_owned(),
        alt: format!("Scatter plot of target − output over the output. {}", words.join(" ")),
        words,
        panels: vec![panel(fit, step)],
        columns: 1,
        tables: vec![scores(fit), rows(fit)],
    }
}

fn score(fit: &Regression) -> String {
    let r2 = match fit.r2() {
        Some(r2) => format!("R² {}", share(r2)),
        None => "no R², since all targets are the same".to_owned(),
    };
    format!(
        "{}: RMSE {}, mean absolute residual {}, {r2}.",
        count(fit.n_samples(), "sample"),
        short(fit.rmse()),
        short(fit.mae())
    )
}

/// Every how many samples one is drawn.
fn step(fit: &Regression) -> usize {
    let drawn = fit.residuals.n_columns().clamp(1, MAX_SERIES);
    fit.n_samples().div_ceil(MAX_POINTS / drawn).max(1)
}

fn panel(fit: &Regression, step: usize) -> Panel {
    let columns = fit.residuals.n_columns();
    let first = fit.outputs.row(0).first().copied().unwrap_or(0.0);
    let (mut outputs, mut farthest) = ([first, first], 0.0_f64);
    let mut marks = Vec::new();
    for column in 0..columns.min(MAX_SERIES) {
        let (mut at, mut hover) = (Vec::new(), Vec::new());
        let crowd = crowd(fit, column);
        for sample in 0..fit.n_samples() {
            let output = fit.outputs.row(sample)[column];
            let residual = fit.residuals.row(sample)[column];
            outputs = widened(outputs, output);
            farthest = farthest.max(residual.abs());
            if sample % step == 0 {
                at.push([output, residual]);
                let target = short(output + residual);
                let called = crowd.called(sample, [output, residual]);
                hover.push(format!("{called}{PLACE}target {target}"));
            }
        }
        let (color, symbol) = if columns == 1 { (NEUTRAL, Symbol::Circle) } else { class(column) };
        let name =
            if columns == 1 { "sample".to_owned() } else { format!("target {}", column + 1) };
        marks.push(Mark::Points { name, color, symbol, size: 8.0, at, hover });
    }
    let x = Axis::around("output", outputs[0], outputs[1]);
    marks.insert(0, Mark::dashed_line("no error", vec![[x.low, 0.0], [x.high, 0.0]]));
    // above and below alike, so that a bias is seen
    let y = Axis::around("target − output", -farthest, farthest);
    Panel { title: String::new(), x, y, height: 300.0, marks }
}

/// Where the points of a target stand, drawn or not.
fn place(fit: &Regression, column: usize) -> impl Fn(usize) -> [f64; 2] {
    move |i| [fit.outputs.row(i)[column], fit.residuals.row(i)[column]]
}

fn crowd(fit: &Regression, column: usize) -> Crowd {
    let all: Vec<usize> = (0..fit.n_samples()).collect();
    Crowd::of(&all, &place(fit, column))
}

/// Says where several samples share a marker.
fn shared(fit: &Regression, step: usize) -> Option<String> {
    let (mut several, mut all) = (Vec::new(), Vec::new());
    let columns = fit.residuals.n_columns();
    for column in 0..columns.min(MAX_SERIES) {
        let samples = (0..fit.n_samples()).step_by(step);
        let at: Vec<[f64; 2]> = samples.map(place(fit, column)).collect();
        let of = if columns > 1 { format!("target {}", column + 1) } else { String::new() };
        crowd(fit, column).add_to(&mut several, &at, &of);
        all.extend(at);
    }
    same_place::sentence(&several, &all, &["output".to_owned(), "residual".to_owned()])
}

fn scores(fit: &Regression) -> Table {
    let head = vec!["measure".to_owned(), "value".to_owned()];
    let names = ["RMSE", "mean absolute residual", "R²"];
    Table::excerpt(head, names.len(), &|i| {
        let mut row = vec![names[i].to_owned()];
        match [Some(fit.rmse()), Some(fit.mae()), fit.r2()][i] {
            Some(value) => row.push(significant(value, apart(&[value, 1.0], DIGITS))),
            None => row.push("none".to_owned()),
        }
        row
    })
    .titled("Measures")
}

fn rows(fit: &Regression) -> Table {
    let columns = fit.residuals.n_columns();
    let mut head = vec!["row".to_owned()];
    for column in 1..=columns {
        let of = if columns > 1 { format!(" {column}") } else { String::new() };
        for name in ["target", "output", "residual"] {
            head.push(format!("{name}{of}"));
        }
    }
    let n = fit.n_samples();
    let both = |sample: usize, column: usize| {
        let output = fit.outputs.row(sample)[column];
        [output + fit.residuals.row(sample)[column], output]
    };
    let digits = Columns::placed(n, &|sample| {
        (0..columns).flat_map(|column| both(sample, column)).collect()
    });
    Table::excerpt(head, n, &|sample| {
        let mut row = vec![sample.to_string()];
        for (column, residual) in fit.residuals.row(sample).iter().enumerate() {
            let [target, output] = both(sample, column);
            row.push(digits.cell(2 * column, target));
            row.push(digits.cell(2 * column + 1, output));
            row.push(significant(*residual, DIGITS));
        }
        row
    })
    .titled("Residuals")
}
