//! What a memory knows, as small images.

use crate::chart::{Chart, significant};
use crate::data::owned;
use crate::error::count;
use crate::matrix::Matrix;
use crate::network::{Hamming, Hopfield, apart};
use crate::notebook::Table;
use crate::view::parts::pattern_image::Pixels;

pub(crate) fn draw_hopfield(memory: &Hopfield) -> Chart {
    let patterns = memory.pattern_matrix();
    let mut chart = images("Hopfield memory", patterns);
    let drawn = chart.panels.len();
    let head = ["pattern", "energy", "stable", "nearest other", "pixels that differ"];
    let mut table = Table::new(owned(&head));
    let mut stable = 0;
    for i in 0..drawn {
        let pattern = patterns.row(i);
        let stays = memory.stays(pattern);
        stable += usize::from(stays);
        // of −1 and 1, and weights of at most 1: within the range
        let energy = memory.energy_of(pattern).unwrap_or(f64::NAN);
        let stays = if stays { "yes" } else { "no" }.to_owned();
        let [other, differ] = nearest_other(patterns, i);
        table.push([i.to_string(), significant(energy, 6), stays, other, differ]);
    }
    let are = if stable == 1 { "is" } else { "are" };
    let which = if drawn < patterns.n_rows() { " drawn patterns" } else { "" };
    chart.words.push(format!("{stable} of {drawn}{which} {are} stable: unchanged when presented."));
    let pixels = patterns.n_columns();
    chart.words.push(format!(
        "Capacity of {}: about {} (0.14 × {pixels}).",
        count(pixels, "pixel"),
        count((pixels * 14 / 100).max(1), "random pattern")
    ));
    finished(chart, table)
}

pub(crate) fn draw_hamming(memory: &Hamming) -> Chart {
    let patterns = memory.pattern_matrix();
    let chart = images("Hamming memory", patterns);
    let head = ["pattern", "nearest other", "pixels that differ"];
    let mut table = Table::new(owned(&head));
    for i in 0..chart.panels.len() {
        let [other, differ] = nearest_other(patterns, i);
        table.push([i.to_string(), other, differ]);
    }
    finished(chart, table)
}

fn images(what: &str, patterns: &Matrix) -> Chart {
    let pixels = Pixels::of(patterns.n_columns(), None);
    let drawn = pixels.images().min(patterns.n_rows());
    let (mut panels, mut words) = (Vec::new(), Vec::new());
    for i in 0..drawn {
        panels.push(pixels.panel(format!("pattern {i}"), patterns.row(i), 4));
    }
    if drawn < patterns.n_rows() {
        words.push(format!("The first {drawn} are drawn."));
    }
    words.extend(pixels.thinning());
    let title = format!(
        "{what}: {} of {}",
        count(patterns.n_rows(), "pattern"),
        count(patterns.n_columns(), "pixel")
    );
    Chart { title, words, alt: String::new(), panels, columns: 4, tables: Vec::new() }
}

fn finished(mut chart: Chart, table: Table) -> Chart {
    chart.alt = format!("{}, as small images. {}", chart.title, chart.words.join(" "));
    chart.tables.push(table);
    chart
}

/// The number of the stored pattern that is nearest to the `i`-th, and in how
/// many pixels it differs.
fn nearest_other(patterns: &Matrix, i: usize) -> [String; 2] {
    let mut best = None;
    for other in 0..patterns.n_rows() {
        let here = apart(patterns.row(i), patterns.row(other));
        if other != i && best.is_none_or(|(_, least)| here < least) {
            best = Some((other, here));
        }
    }
    match best {
        Some((other, differ)) => [other.to_string(), differ.to_string()],
        None => ["none".to_owned(), String::new()],
    }
}
