//! The samples of one input as points at the heights of their targets.

use crate::chart::{ALONG, Color, Mark, Symbol, apart, label, short, significant};
use crate::data::Dataset;
use crate::lists::{Numbering, mapped};
use crate::matrix::Matrix;
use crate::view::parts::same_place::{self, Crowd, key};

const SIZE: f64 = 8.0;
/// Digits of a target, at least.
const DIGITS: usize = 4;
/// By how much a marker is larger than the one that lies on it, and how often.
const STEP: f64 = 8.0;
const MAX_LEVELS: usize = 3;

type Look = (Color, Symbol);

/// Points for each of the first targets; of named classes, a point at the 1 of
/// its class only.
pub(crate) struct CurvePoints<'a> {
    data: &'a Dataset,
    targets: usize,
    /// One of this number of samples is drawn.
    step: usize,
    /// What a network makes of the samples.
    outputs: Option<&'a Matrix>,
}

impl<'a> CurvePoints<'a> {
    pub(crate) fn of(data: &'a Dataset, targets: usize, most: usize) -> Self {
        let step = data.n_samples().div_ceil(most).max(1);
        Self { data, targets: targets.min(data.n_targets()), step, outputs: None }
    }

    /// The same with what a network makes of them.
    pub(crate) fn answered(self, outputs: &'a Matrix) -> Self {
        Self { outputs: Some(outputs), ..self }
    }

    /// The samples that have a point for a target.
    fn samples(&self, target: usize, step: usize) -> Vec<usize> {
        let of_classes = self.data.n_targets() > 1 && self.data.class_names().is_some();
        let mut samples: Vec<usize> = (0..self.data.n_samples()).step_by(step).collect();
        if of_classes {
            samples.retain(|i| self.data.class_of(self.data.target_row(*i)) == Some(target));
        }
        samples
    }

    fn place(&self, target: usize) -> impl Fn(usize) -> [f64; 2] {
        move |i| [self.data.input_row(i)[0], self.data.target_row(i)[target]]
    }

    /// The samples that are drawn, and where.
    fn drawn(&self, target: usize) -> Vec<(usize, [f64; 2])> {
        let place = self.place(target);
        self.samples(target, self.step).into_iter().map(|i| (i, place(i))).collect()
    }

    fn crowd(&self, target: usize) -> Crowd {
        Crowd::of(&self.samples(target, 1), &self.place(target))
    }

    pub(crate) fn mark(&self, target: usize, name: &str, look: Look) -> Mark {
        self.sized(target, name, look, SIZE, self.drawn(target))
    }

    fn sized(
        &self,
        target: usize,
        name: &str,
        (color, symbol): Look,
        size: f64,
        drawn: Vec<(usize, [f64; 2])>,
    ) -> Mark {
        let hover = self.told(target, &drawn);
        let at = drawn.into_iter().map(|(_, at)| at).collect();
        Mark::Points { name: name.to_owned(), color, symbol, size, at, hover }
    }

    /// What the points say under the pointer: `row 3`, `price 5.5, output 5.2`.
    fn told(&self, target: usize, drawn: &[(usize, [f64; 2])]) -> Vec<String> {
        let (crowd, name) = (self.crowd(target), label(self.name(target)));
        let given: Vec<f64> = mapped(drawn, &|(_, [_, y])| *y);
        let digits = apart(&given, DIGITS);
        let mut told = Vec::with_capacity(drawn.len());
        for &(sample, at) in drawn {
            let called = crowd.called(sample, at);
            let answer = self.outputs.map(|outputs| outputs.row(sample)[target]);
            let answer =
                answer.map_or(String::new(), |output| format!(", output {}", short(output)));
            told.push(format!("{called}{ALONG}{name} {}{answer}", significant(at[1], digits)));
        }
        told
    }

    /// For points below those of other targets, larger markers, the largest first.
    pub(crate) fn below(&self, look: &dyn Fn(usize) -> Look) -> Vec<Mark> {
        let (mut places, mut above) = (Numbering::default(), Vec::new());
        let mut below = Vec::new();
        for target in (0..self.targets).rev() {
            let mut levels = vec![Vec::new(); MAX_LEVELS];
            for one in once(self.drawn(target)) {
                let place = places.add(key(one.1));
                if place == above.len() {
                    above.push(0);
                }
                let level: usize = above[place];
                if (1..=MAX_LEVELS).contains(&level) {
                    levels[level - 1].push(one);
                }
                above[place] += 1;
            }
            for (i, at) in levels.into_iter().enumerate().filter(|(_, at)| !at.is_empty()) {
                let size = SIZE + STEP * (i + 1) as f64;
                below.push((i, self.sized(target, "", look(target), size, at)));
            }
        }
        below.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
        below.into_iter().map(|(_, mark)| mark).collect()
    }

    /// Says how many points lie on those of other targets, and where several
    /// samples share a marker.
    pub(crate) fn sentences(&self) -> Vec<String> {
        let (mut several, mut all, mut names) = (Vec::new(), Vec::new(), Vec::new());
        let (mut places, mut targets_at) = (Numbering::default(), Vec::new());
        for target in 0..self.targets {
            let drawn = self.drawn(target);
            let at: Vec<[f64; 2]> = mapped(&drawn, &|(_, at)| *at);
            let of = if self.targets > 1 { self.name(target) } else { "" };
            self.crowd(target).add_to(&mut several, &at, of);
            for (_, at) in once(drawn) {
                let place = places.add(key(at));
                if place == targets_at.len() {
                    targets_at.push(0);
                }
                targets_at[place] += 1;
                all.push(at);
            }
        }
        let n: usize = targets_at.iter().filter(|n| **n > 1).sum();
        names.extend(self.data.input_names().first().cloned());
        names.push(match self.data.target_names() {
            [only] => only.clone(),
            _ => "output".to_owned(),
        });
        let inside = (n > 0).then(|| {
            format!(
                "{n} points coincide with a point of another target: their markers lie inside \
                 each other."
            )
        });
        inside.into_iter().chain(same_place::sentence(&several, &all, &names)).collect()
    }

    fn name(&self, target: usize) -> &'a str {
        match self.data.class_names() {
            Some(names) if self.data.n_targets() > 1 => &names[target],
            _ => &self.data.target_names()[target],
        }
    }
}

/// The samples at different places: the first at each.
fn once(mut drawn: Vec<(usize, [f64; 2])>) -> Vec<(usize, [f64; 2])> {
    let mut known = Numbering::default();
    drawn.retain(|(_, at)| known.is_new(key(*at)));
    drawn
}
