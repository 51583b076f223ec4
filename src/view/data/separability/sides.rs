//! The two classes of a target, and their samples as points.

use super::class_pair::names;
use crate::chart::{Color, MAX_CLASSES, Mark, PLACE, QUIET, Symbol, class};
use crate::data::{Dataset, Separability};
use crate::lists::mapped;
use crate::view::parts::same_place::Crowd;

/// Samples that a picture shows.
pub(crate) const MAX_POINTS: usize = 1000;

/// One of the two classes of a target.
pub(crate) struct Side {
    pub(crate) name: String,
    /// The same under the pointer: `target 1`.
    pub(crate) said: String,
    pub(crate) color: Color,
    pub(crate) symbol: Symbol,
    pub(crate) samples: Vec<usize>,
}

/// The class with the smaller target and the one with the larger.
pub(crate) fn sides(judged: &Separability, target: usize) -> [Side; 2] {
    let [zero, one] = names(judged, target);
    let of_a_class = judged.verdicts.len() > 1 && judged.data.class_names().is_some();
    let looks = if of_a_class {
        [(QUIET, Symbol::Circle), class(target % MAX_CLASSES)]
    } else {
        [class(0), class(1)]
    };
    let mut samples = [Vec::new(), Vec::new()];
    let [low, high] = judged.values[target];
    // a class without another is the second, or nearer to 1 than to 0
    let alone = match judged.data.ends() {
        Some(ends) => high == ends[target][1],
        None => high > 0.5,
    };
    for sample in 0..judged.data.n_samples() {
        let value = judged.data.target_row(sample)[target];
        samples[usize::from(value == high && (low != high || alone))].push(sample);
    }
    let [of_zero, of_one] = samples;
    let side = |name: String, (color, symbol), samples| {
        let of_class = judged.data.n_targets() == 1 && !name.contains(" = ");
        let said = if of_class { format!("target {name}") } else { name.replacen(" = ", " ", 1) };
        Side { name, said, color, symbol, samples }
    };
    [side(zero, looks[0], of_zero), side(one, looks[1], of_one)]
}

pub(crate) fn spot(data: &Dataset, sample: usize) -> [f64; 2] {
    let row = data.input_row(sample);
    [row[0], row[1]]
}

pub(crate) fn points(side: &Side, step: usize, place: &dyn Fn(usize) -> [f64; 2]) -> Option<Mark> {
    let drawn: Vec<usize> = side.samples.iter().copied().step_by(step).collect();
    let at: Vec<[f64; 2]> = mapped(&drawn, &|sample| place(*sample));
    let hover = told(side, &drawn, place);
    let (name, color, symbol) = (side.name.clone(), side.color, side.symbol);
    (!at.is_empty()).then_some(Mark::Points { name, color, symbol, size: 11.0, at, hover })
}

/// What some samples of a side say under the pointer: `row 3`, `target 1`.
pub(crate) fn told(side: &Side, drawn: &[usize], place: &dyn Fn(usize) -> [f64; 2]) -> Vec<String> {
    let crowd = Crowd::of(&side.samples, place);
    let called = |sample: &usize| crowd.called(*sample, place(*sample));
    mapped(drawn, &|sample| format!("{}{PLACE}{}", called(sample), side.said))
}
