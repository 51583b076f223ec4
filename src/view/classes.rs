use crate::chart::{MAX_CLASSES, Mark, class, short};
use crate::data::Dataset;

/// Points that a picture shows at most.
const MAX_POINTS: usize = 1000;
const SIZE: f64 = 11.0;

/// The samples of a data set grouped by their targets.
pub(crate) struct Classes {
    /// A name a class, in the order of the targets; one nameless class if the
    /// targets are missing or too many to tell apart.
    pub(crate) names: Vec<String>,
    /// The samples of each class.
    pub(crate) members: Vec<Vec<usize>>,
}

impl Classes {
    pub(crate) fn of(data: &Dataset) -> Self {
        let everything =
            || Self { names: Vec::new(), members: vec![(0..data.n_samples()).collect()] };
        if data.n_targets() == 0 {
            return everything();
        }
        let mut distinct: Vec<(Vec<f64>, Vec<usize>)> = Vec::new();
        for (i, row) in data.targets().rows().into_iter().enumerate() {
            match distinct.iter().position(|(targets, _)| row.iter().eq(targets)) {
                Some(known) => distinct[known].1.push(i),
                None if distinct.len() == MAX_CLASSES => return everything(),
                None => distinct.push((row.to_vec(), vec![i])),
            }
        }
        distinct.sort_by(|(a, _), (b, _)| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
        let heading = match data.target_names() {
            [only] => only,
            _ => "targets",
        };
        let (names, members) = distinct
            .into_iter()
            .map(|(targets, members)| {
                let values: Vec<String> = targets.iter().map(|&target| short(target)).collect();
                (format!("{heading} = {}", values.join(", ")), members)
            })
            .unzip();
        Self { names, members }
    }

    /// `1 with target = 0, 3 with target = 1`, or nothing without classes.
    pub(crate) fn counts(&self) -> String {
        let counts = self.names.iter().zip(&self.members);
        let words: Vec<String> =
            counts.map(|(name, members)| format!("{} with {name}", members.len())).collect();
        words.join(", ")
    }

    /// A mark a class; `place` says where a sample stands.
    pub(crate) fn marks(&self, named: bool, place: impl Fn(usize) -> [f64; 2]) -> Vec<Mark> {
        let shown = self.thinned();
        let marks = shown.into_iter().enumerate().map(|(i, members)| {
            let (color, symbol) = if self.names.is_empty() { class(1) } else { class(i) };
            let name = self.names.get(i).filter(|_| named).cloned().unwrap_or_default();
            Mark::Points {
                name,
                color,
                symbol,
                size: SIZE,
                at: members.into_iter().map(&place).collect(),
            }
        });
        marks.collect()
    }

    /// A sentence that says how many samples are shown, if not all.
    pub(crate) fn thinning(&self) -> Option<String> {
        let all: usize = self.members.iter().map(Vec::len).sum();
        let shown: usize = self.thinned().iter().map(Vec::len).sum();
        (shown < all).then(|| {
            format!("{shown} of the {all} samples are shown, evenly taken from each class.")
        })
    }

    fn thinned(&self) -> Vec<Vec<usize>> {
        let all: usize = self.members.iter().map(Vec::len).sum();
        let step = all.div_ceil(MAX_POINTS).max(1);
        self.members.iter().map(|members| members.iter().copied().step_by(step).collect()).collect()
    }
}
