//! Points of different targets at the same place: their markers lie inside each
//! other, so that each is seen.

use std::collections::HashMap;

use super::classes::{Classes, SIZE};
use crate::chart::{Mark, PAPER, Symbol};

/// By how much a marker is larger than the one that lies on it.
const STEP: f64 = 9.0;
/// Markers that lie inside each other at one place; further ones are not drawn.
const MAX_LEVELS: usize = 4;
/// How much of a marker its cross takes.
const CROSS: f64 = 0.75;

/// Points that are drawn over those of the layers before it.
pub(crate) struct Layer<'a> {
    pub(crate) classes: &'a Classes,
    /// Where a sample stands.
    pub(crate) place: &'a dyn Fn(usize) -> [f64; 2],
    /// Whether a sample is crossed out.
    pub(crate) wrong: &'a dyn Fn(usize) -> bool,
}

/// What lies below other points.
pub(crate) struct Stacked {
    /// The markers below the points, each with its cross.
    pub(crate) marks: Vec<Mark>,
    /// By layer, the samples that lie below one of another target.
    hidden: Vec<Vec<usize>>,
    /// Points at a place where there is another target too.
    n: usize,
}

/// The points of a class at one place, below so many others.
struct Below {
    level: usize,
    layer: usize,
    group: usize,
    at: [f64; 2],
    wrong: bool,
}

/// The points of one class at one place, the later ones in the place of those
/// before them.
struct Spot<'a> {
    row: &'a [f64],
    layer: usize,
    group: usize,
    samples: Vec<(usize, usize)>,
    at: [f64; 2],
    wrong: bool,
}

impl Stacked {
    pub(crate) fn of(layers: &[Layer]) -> Self {
        let (mut stacked, mut below) =
            (Self { marks: Vec::new(), hidden: vec![Vec::new(); layers.len()], n: 0 }, Vec::new());
        for spots in places(layers) {
            let n = spots.len();
            for (i, spot) in spots.iter().enumerate().filter(|_| n > 1) {
                stacked.n += spot.samples.len();
                let (level, layer, group, at) = (n - 1 - i, spot.layer, spot.group, spot.at);
                if level == 0 {
                    continue;
                }
                for (layer, sample) in &spot.samples {
                    stacked.hidden[*layer].push(*sample);
                }
                if level < MAX_LEVELS {
                    below.push(Below { level, layer, group, at, wrong: spot.wrong });
                }
            }
        }
        stacked.marks = marks(below, layers);
        stacked
    }

    /// Whether a sample of a layer lies below one of another target.
    pub(crate) fn hides(&self, layer: usize, sample: usize) -> bool {
        self.hidden.get(layer).is_some_and(|hidden| hidden.contains(&sample))
    }

    /// Says how many points lie on others, if any do.
    pub(crate) fn sentence(&self) -> Option<String> {
        (self.n > 0).then(|| {
            format!(
                "{} points lie at the place of one with another target; there, the markers lie \
                 inside each other.",
                self.n
            )
        })
    }
}

/// A mark for all that look the same, the largest first.
fn marks(mut below: Vec<Below>, layers: &[Layer]) -> Vec<Mark> {
    let look = |one: &Below| (MAX_LEVELS - one.level, one.layer, one.group, one.wrong);
    below.sort_by_key(look);
    let mut marks = Vec::new();
    for same in below.chunk_by(|a, b| look(a) == look(b)) {
        let Some(first) = same.first() else { continue };
        let at: Vec<[f64; 2]> = same.iter().map(|one| one.at).collect();
        let size = SIZE + STEP * first.level as f64;
        marks.push(layers[first.layer].classes.marker(first.group, size, at.clone()));
        if first.wrong {
            let (name, color, symbol) = (String::new(), PAPER, Symbol::Cross);
            marks.push(Mark::Points { name, color, symbol, size: CROSS * size, at });
        }
    }
    marks
}

/// Gives the legend a cross where only markers below others are crossed out.
pub(crate) fn name_a_cross(said: &str, marks: &mut [Mark]) {
    for mark in marks {
        if let Mark::Points { name, symbol: Symbol::Cross, color: PAPER, .. } = mark {
            said.clone_into(name);
            return;
        }
    }
}

/// For each place where points are, its classes in the order in which they are
/// drawn.
fn places<'a>(layers: &[Layer<'a>]) -> Vec<Vec<Spot<'a>>> {
    let mut numbers: HashMap<[u64; 2], usize> = HashMap::new();
    let mut places: Vec<Vec<Spot>> = Vec::new();
    for (number, layer) in layers.iter().enumerate() {
        for group in 0..layer.classes.len() {
            let Some(row) = layer.classes.row(group) else { continue };
            for &sample in layer.classes.class(group).2 {
                let at = (layer.place)(sample);
                let next = places.len();
                let place = *numbers.entry(at.map(key)).or_insert(next);
                if place == next {
                    places.push(Vec::new());
                }
                let spots = &mut places[place];
                let known = spots.iter().position(|spot| spot.row == row);
                let mut spot = match known {
                    Some(i) => spots.remove(i),
                    None => Spot { row, layer: 0, group, samples: Vec::new(), at, wrong: false },
                };
                (spot.layer, spot.group) = (number, group);
                spot.samples.push((number, sample));
                spot.wrong |= (layer.wrong)(sample);
                spots.push(spot);
            }
        }
    }
    places
}

/// A coordinate without its last digits, which no picture shows.
fn key(value: f64) -> u64 {
    const LAST: u64 = 1 << 16;
    (value + 0.0).to_bits().saturating_add(LAST / 2) / LAST
}
