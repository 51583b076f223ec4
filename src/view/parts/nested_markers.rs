//! Points of different targets at the same place: their markers lie inside each
//! other, so that each is seen.

use super::classes::{Classes, SIZE};
use super::same_place::{self, Crowd, Place, Several, key};
use crate::chart::{Mark, PAPER, PLACE, Symbol};
use crate::lists::{Numbering, groups_by, mapped};

/// By how much a marker is larger than the one that lies on it.
const STEP: f64 = 9.0;
/// Markers that lie inside each other at one place; further ones are not drawn.
const MAX_LEVELS: usize = 4;
/// How much of a marker its cross takes.
const CROSS: f64 = 0.75;
/// Different targets at a place, of samples without classes, that are told.
const MAX_TOLD: usize = 3;

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
    /// What the coordinates are called; of one input, the heights have no name.
    names: Vec<String>,
    /// All places, and those where several samples of one target are.
    places: Vec<[f64; 2]>,
    several: Vec<Several>,
    /// What markers say under the pointer, by layer, group and place.
    parts: Numbering,
    said: Vec<String>,
}

/// The points of a class at one place, below the given number of others.
struct Below {
    level: usize,
    layer: usize,
    group: usize,
    at: [f64; 2],
    wrong: bool,
    said: String,
}

/// The points of one class at one place, the later ones in the place of those
/// before them.
struct Spot<'a> {
    /// None where the samples do not fall into classes.
    row: Option<&'a [f64]>,
    layer: usize,
    group: usize,
    samples: Vec<(usize, usize)>,
    /// By layer and group, those that there are, drawn or not.
    parts: Vec<(usize, usize, Vec<usize>)>,
    at: [f64; 2],
    wrong: bool,
}

impl<'a> Spot<'a> {
    fn new(row: Option<&'a [f64]>, at: [f64; 2]) -> Self {
        let (samples, parts) = (Vec::new(), Vec::new());
        Self { row, layer: 0, group: 0, samples, parts, at, wrong: false }
    }

    /// How many samples its marker stands for.
    fn n(&self) -> usize {
        self.parts.iter().map(|(.., samples)| samples.len()).sum()
    }

    /// `3 samples`, and how many of them are in the layer above; nothing of one.
    fn said(&self) -> String {
        let (n, mut of_test) = (self.n(), 0);
        for (layer, _, samples) in &self.parts {
            of_test += if *layer > 0 { samples.len() } else { 0 };
        }
        let both = n > 1 && of_test > 0 && of_test < n;
        let of_test = if both { format!(" ({of_test} for the test)") } else { String::new() };
        same_place::said(n) + &of_test
    }

    /// What its marker says under the pointer: which samples it stands for, where
    /// it is, their targets and what a network makes of them.
    fn told(&self, layers: &[Layer]) -> String {
        let mut called = vec![self.said()];
        called.retain(|said| !said.is_empty());
        for (number, layer) in layers.iter().enumerate() {
            let mut rows = Vec::new();
            for (_, _, samples) in self.parts.iter().filter(|(of, ..)| *of == number) {
                rows.extend_from_slice(samples);
            }
            if !rows.is_empty() {
                called.push(layer.classes.rows_called(&rows));
            }
        }
        let mut targets: Vec<&str> = Vec::new();
        for (layer, sample) in &self.samples {
            let said = layers[*layer].classes.said(*sample);
            if !targets.contains(&said) && targets.len() <= MAX_TOLD {
                targets.push(if targets.len() < MAX_TOLD { said } else { "…" });
            }
        }
        format!("{}{PLACE}{}", called.join(", "), targets.join("; "))
    }
}

impl Stacked {
    /// Of layers over the inputs with these names.
    pub(crate) fn of(layers: &[Layer], names: &[String]) -> Self {
        let (mut stacked, mut below) = (Self::without(layers.len(), names), Vec::new());
        for mut spots in places(layers) {
            stacked.count(&spots, layers);
            spots.retain(|spot| spot.row.is_some());
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
                    let (wrong, said) = (spot.wrong, spot.told(layers));
                    below.push(Below { level, layer, group, at, wrong, said });
                }
            }
        }
        stacked.marks = marks(&below, layers);
        stacked
    }

    fn without(layers: usize, names: &[String]) -> Self {
        Self {
            marks: Vec::new(),
            hidden: vec![Vec::new(); layers],
            n: 0,
            names: names.to_vec(),
            places: Vec::new(),
            several: Vec::new(),
            parts: Numbering::default(),
            said: Vec::new(),
        }
    }

    /// Notes what is said of each target at a place, and of how many samples.
    fn count(&mut self, spots: &[Spot], layers: &[Layer]) {
        self.places.extend(spots.first().map(|spot| spot.at));
        for spot in spots {
            let (n, said, at) = (spot.n(), spot.said(), spot.at);
            let told = spot.told(layers);
            for (layer, group, _) in &spot.parts {
                let part = self.parts.add(part(*layer, *group, at));
                if part == self.said.len() {
                    self.said.push(String::new());
                }
                self.said[part].clone_from(&told);
            }
            if n < 2 {
                continue;
            }
            let name = layers[spot.layer].classes.class(spot.group).0;
            // over one input, the place alone does not tell the class
            let alone = spots.len() == 1 && self.names.len() > 1;
            let of = if alone { String::new() } else { name.to_owned() };
            self.several.push(Several { at, said, n, of });
        }
    }

    /// The marks of a layer, one for each group, with what they say under the
    /// pointer.
    pub(crate) fn told(&self, layer: usize, mut marks: Vec<Mark>) -> Vec<Mark> {
        for (group, mark) in marks.iter_mut().enumerate() {
            if let Mark::Points { at, hover, .. } = mark {
                *hover = mapped(at, &|at| {
                    let part = self.parts.get(part(layer, group, *at));
                    part.map_or_else(String::new, |part| self.said[part].clone())
                });
            }
        }
        marks
    }

    /// Whether a sample of a layer lies below one of another target.
    pub(crate) fn hides(&self, layer: usize, sample: usize) -> bool {
        self.hidden.get(layer).is_some_and(|hidden| hidden.contains(&sample))
    }

    /// Says how many points lie on others, if any do, and where several samples
    /// share a marker.
    pub(crate) fn sentences(&self) -> Vec<String> {
        self.on_others().into_iter().chain(self.shared()).collect()
    }

    /// Says where several samples of one target share a marker, if any do.
    pub(crate) fn shared(&self) -> Option<String> {
        same_place::sentence(&self.several, &self.places, &self.names)
    }

    fn on_others(&self) -> Option<String> {
        (self.n > 0).then(|| {
            format!(
                "{} points coincide with a point of another target: their markers lie inside \
                 each other.",
                self.n
            )
        })
    }
}

/// What tells the points of a group at a place from all others.
fn part(layer: usize, group: usize, at: [f64; 2]) -> Place {
    let [.., x, y] = key(at);
    [layer as u64, group as u64, x, y]
}

/// A mark for all that look the same, the largest first.
fn marks(below: &[Below], layers: &[Layer]) -> Vec<Mark> {
    let look = |i: usize| {
        let one = &below[i];
        [MAX_LEVELS - one.level, one.layer, one.group, usize::from(one.wrong)]
    };
    let mut marks = Vec::new();
    for same in groups_by(below.len(), &|a, b| look(a).cmp(&look(b))) {
        let first = &below[same[0]];
        let at: Vec<[f64; 2]> = mapped(&same, &|i| below[*i].at);
        let size = SIZE + STEP * first.level as f64;
        let hover: Vec<String> = mapped(&same, &|i| below[*i].said.clone());
        let mut marker = layers[first.layer].classes.marker(first.group, size, at.clone());
        if let Mark::Points { hover: said, .. } = &mut marker {
            *said = hover;
        }
        marks.push(marker);
        if first.wrong {
            let (name, color, symbol) = (String::new(), PAPER, Symbol::Cross);
            let hover = Vec::new();
            marks
                .push(Mark::Points { name, color, symbol, size: CROSS * size, at, hover }.silent());
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
    let mut numbers = Numbering::default();
    let mut places: Vec<Vec<Spot>> = Vec::new();
    for (number, layer) in layers.iter().enumerate() {
        for group in 0..layer.classes.len() {
            let row = layer.classes.row(group);
            let crowd = Crowd::of(layer.classes.members(group), layer.place);
            for &sample in layer.classes.class(group).2 {
                let at = (layer.place)(sample);
                let place = numbers.add(key(at));
                if place == places.len() {
                    places.push(Vec::new());
                }
                let spots = &mut places[place];
                let known = spots.iter().position(|spot| spot.row == row);
                let mut spot = match known {
                    Some(i) => spots.remove(i),
                    None => Spot::new(row, at),
                };
                if !spot.parts.iter().any(|(of, part, _)| (*of, *part) == (number, group)) {
                    spot.parts.push((number, group, crowd.with(sample, at)));
                }
                (spot.layer, spot.group) = (number, group);
                spot.samples.push((number, sample));
                spot.wrong |= (layer.wrong)(sample);
                spots.push(spot);
            }
        }
    }
    places
}
