use std::cmp::Ordering;

use crate::chart::{MAX_CLASSES, Mark, class, short};
use crate::data::Dataset;
use crate::error::count;

/// Points that a panel, and that all panels of a picture show at most.
const PANEL_POINTS: usize = 1000;
const PICTURE_POINTS: usize = 1600;
const SIZE: f64 = 11.0;

/// The samples of a data set grouped by their targets.
pub(crate) struct Classes {
    /// A name a class, in the order of the targets; none if the targets are
    /// missing or too many to tell apart.
    names: Vec<String>,
    /// How many samples each class has.
    sizes: Vec<usize>,
    /// The samples that are drawn of each class.
    shown: Vec<Vec<usize>>,
}

impl Classes {
    /// The classes of `data`, thinned to what as many `panels` have room for.
    pub(crate) fn of(data: &Dataset, panels: usize) -> Self {
        let (names, members) = group(data);
        let limit = PANEL_POINTS.min(PICTURE_POINTS / panels.max(1));
        let step = data.n_samples().div_ceil(limit).max(1);
        let thin = |members: &Vec<usize>| members.iter().copied().step_by(step).collect();
        Self {
            names,
            sizes: members.iter().map(Vec::len).collect(),
            shown: members.iter().map(thin).collect(),
        }
    }

    /// Whether the samples fall into classes.
    pub(crate) fn exist(&self) -> bool {
        !self.names.is_empty()
    }

    /// `1 with target = 0, 3 with target = 1`, or nothing without classes.
    pub(crate) fn counts(&self) -> String {
        let counts = self.names.iter().zip(&self.sizes);
        let words: Vec<String> = counts.map(|(name, size)| format!("{size} with {name}")).collect();
        words.join(", ")
    }

    /// A mark a class; `place` says where a sample stands.
    pub(crate) fn marks(&self, named: bool, place: impl Fn(usize) -> [f64; 2]) -> Vec<Mark> {
        let marks = self.shown.iter().enumerate().map(|(i, members)| {
            let (color, symbol) = if self.exist() { class(i) } else { class(1) };
            let name = self.names.get(i).filter(|_| named).cloned().unwrap_or_default();
            let at = members.iter().copied().map(&place).collect();
            Mark::Points { name, color, symbol, size: SIZE, at }
        });
        marks.collect()
    }

    /// The samples that are drawn.
    pub(crate) fn drawn(&self) -> impl Iterator<Item = usize> {
        self.shown.iter().flatten().copied()
    }

    /// A sentence that says how many samples are shown, if not all.
    pub(crate) fn thinning(&self) -> Option<String> {
        let all: usize = self.sizes.iter().sum();
        let shown: usize = self.shown.iter().map(Vec::len).sum();
        let evenly = if self.exist() { "evenly from each class" } else { "evenly" };
        (shown < all)
            .then(|| format!("{shown} of {} are drawn, taken {evenly}.", count(all, "sample")))
    }
}

/// Names and members of the classes, in the order of their targets.
fn group(data: &Dataset) -> (Vec<String>, Vec<Vec<usize>>) {
    let everything = || (Vec::new(), vec![(0..data.n_samples()).collect()]);
    let Some(targets) = data.targets().as_slice().filter(|targets| !targets.is_empty()) else {
        return everything();
    };
    let mut distinct: Vec<(&[f64], Vec<usize>)> = Vec::new();
    for (i, row) in targets.chunks_exact(data.n_targets()).enumerate() {
        match distinct.iter().position(|(known, _)| *known == row) {
            Some(known) => distinct[known].1.push(i),
            None if distinct.len() == MAX_CLASSES => return everything(),
            None => distinct.push((row, vec![i])),
        }
    }
    distinct.sort_by(|(a, _), (b, _)| a.iter().partial_cmp(b.iter()).unwrap_or(Ordering::Equal));
    let heading = match data.target_names() {
        [only] => only,
        _ => "targets",
    };
    let name = |row: &[f64]| {
        let mut values: Vec<String> = row.iter().take(8).map(|&target| short(target)).collect();
        if row.len() > 8 {
            values.push("…".to_owned());
        }
        format!("{heading} = {}", values.join(", "))
    };
    distinct.into_iter().map(|(row, members)| (name(row), members)).unzip()
}
