//! Crosses on the points that are on the wrong side.

use super::nested_markers::{Layer, Stacked, name_a_cross};
use crate::chart::{Color, INK, Mark, PAPER, Symbol};
use crate::error::count;

const WRONG: &str = "on the wrong side";

/// A mark on each point of the first layer that is wrong; `marks` are those
/// drawn before, which may have crosses of their own.
pub(crate) fn on_learnt(layer: &Layer, stacked: &Stacked, marks: &mut Vec<Mark>) {
    let wrong = wrong(layer, 0, stacked);
    if wrong.is_empty() {
        name_a_cross(WRONG, marks);
    } else {
        marks.push(on(Symbol::Cross, WRONG, PAPER, 7.0, wrong));
    }
}

/// The points for the test with their white centres, which the legend has if
/// they are `named`, crossed out where they are wrong.
pub(crate) fn tested(layer: &Layer, stacked: &Stacked, named: bool) -> Vec<Mark> {
    let mut marks = stacked.told(1, layer.classes.marks(false, layer.place));
    marks.push(layer.classes.centres(named, layer.place).silent());
    let wrong = wrong(layer, 1, stacked);
    if !wrong.is_empty() {
        marks.push(on(Symbol::Circle, "", PAPER, 8.0, wrong.clone()));
        marks.push(on(Symbol::Cross, "wrong in the test", INK, 5.0, wrong));
    }
    marks
}

/// `4 of 5 points on the correct side.`
pub(crate) fn score(right: &[bool]) -> String {
    format!("{} of {} on the correct side.", n_true(right), count(right.len(), "point"))
}

/// `Test: 18 of 20 points on the correct side; they have a white centre.`
pub(crate) fn test_score(right: &[bool]) -> String {
    let (n, all) = (n_true(right), count(right.len(), "point"));
    let wrong = if n < right.len() { ", crossed out where they are on the wrong side" } else { "" };
    format!("Test: {n} of {all} on the correct side; they have a white centre{wrong}.")
}

pub(crate) fn n_true(right: &[bool]) -> usize {
    right.iter().filter(|right| **right).count()
}

fn wrong(layer: &Layer, number: usize, stacked: &Stacked) -> Vec<[f64; 2]> {
    let mut samples = layer.classes.drawn();
    samples.retain(|sample| (layer.wrong)(*sample) && !stacked.hides(number, *sample));
    samples.into_iter().map(layer.place).collect()
}

fn on(symbol: Symbol, name: &str, color: Color, size: f64, at: Vec<[f64; 2]>) -> Mark {
    Mark::Points { name: name.to_owned(), color, symbol, size, at, hover: Vec::new() }.silent()
}
