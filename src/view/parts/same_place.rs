//! Samples of one target at the same place: the marker that stands for all of
//! them says how many they are, and which.

use crate::chart::{apart, label, significant};
use crate::data::Dataset;
use crate::error::count;
use crate::lists::{Numbering, compare_rows, groups_by, mapped, order_by};

/// Samples up to which those at one place are counted.
const MAX_COUNTED: usize = 50_000;
/// Places that a sentence names.
const MAX_TOLD: usize = 3;
/// Digits of their coordinates, at least.
const DIGITS: usize = 4;
/// Rows that a marker names.
const MAX_ROWS: usize = 3;

pub(crate) type Place = [u64; 4];

/// A place without the last digits, which no picture shows.
pub(crate) fn key(at: [f64; 2]) -> Place {
    const LAST: u64 = 1 << 16;
    let shown = |value: f64| (value + 0.0).to_bits().saturating_add(LAST / 2) / LAST;
    [0, 0, shown(at[0]), shown(at[1])]
}

/// The samples of a group that stand at each place.
pub(crate) struct Crowd {
    places: Numbering,
    /// By the number of a place.
    samples: Vec<Vec<usize>>,
}

/// A place where several samples stand.
pub(crate) struct Several {
    pub(crate) at: [f64; 2],
    /// `3 samples`, and those of them that are for the test.
    pub(crate) said: String,
    pub(crate) n: usize,
    /// Their class, where there are others to be told apart from.
    pub(crate) of: String,
}

impl Crowd {
    /// Of the samples of a group, those that are not drawn among them. Where they
    /// are too many to be counted, each stands for itself.
    pub(crate) fn of(samples: &[usize], place: &dyn Fn(usize) -> [f64; 2]) -> Self {
        let mut crowd = Self { places: Numbering::default(), samples: Vec::new() };
        if samples.len() <= MAX_COUNTED {
            for &sample in samples {
                let place = crowd.places.add(key(place(sample)));
                if place == crowd.samples.len() {
                    crowd.samples.push(Vec::new());
                }
                crowd.samples[place].push(sample);
            }
        }
        crowd
    }

    fn at(&self, at: [f64; 2]) -> Option<&[usize]> {
        Some(&self.samples[self.places.get(key(at))?])
    }

    /// The samples at the place where `sample` stands.
    pub(crate) fn with(&self, sample: usize, at: [f64; 2]) -> Vec<usize> {
        self.at(at).map_or_else(|| vec![sample], <[usize]>::to_vec)
    }

    /// What the marker of a sample is called under the pointer: `row 3`, or
    /// `3 samples, rows 0, 2, 5`.
    pub(crate) fn called(&self, sample: usize, at: [f64; 2]) -> String {
        match self.at(at) {
            Some(all @ [_, _, ..]) => format!("{}, {}", said(all.len()), rows("row", all)),
            _ => rows("row", &[sample]),
        }
    }

    #[cfg(feature = "networks")]
    /// Adds the places of markers that stand for several samples, each once.
    pub(crate) fn add_to(&self, several: &mut Vec<Several>, at: &[[f64; 2]], of: &str) {
        let mut told = Numbering::default();
        for &at in at {
            let n = self.at(at).filter(|_| told.is_new(key(at))).map_or(1, <[usize]>::len);
            if n > 1 {
                several.push(Several { at, said: said(n), n, of: of.to_owned() });
            }
        }
    }
}

/// `3 samples`, or nothing for one.
pub(crate) fn said(n: usize) -> String {
    if n > 1 { count(n, "sample") } else { String::new() }
}

/// `row 3`, or `rows 0, 2, 5`; of many, the first.
fn rows(word: &str, rows: &[usize]) -> String {
    rows_named(word, rows, &|_| None)
}

/// The same with names in brackets: `row 3 (Anna)`.
pub(crate) fn rows_named(
    word: &str,
    rows: &[usize],
    name: &dyn Fn(usize) -> Option<String>,
) -> String {
    let plural = if rows.len() == 1 { "" } else { "s" };
    let mut numbers = Vec::new();
    for row in rows.iter().take(MAX_ROWS) {
        numbers.push(match name(*row) {
            Some(name) => format!("{row} ({name})"),
            None => row.to_string(),
        });
    }
    if rows.len() > MAX_ROWS {
        numbers.push("…".to_owned());
    }
    format!("{word}{plural} {}", numbers.join(", "))
}

/// Says where the most samples share a marker: `3 samples at x1 = 1, x2 = 0`. Of
/// `all` places, the coordinates with these names are told.
pub(crate) fn sentence(several: &[Several], all: &[[f64; 2]], names: &[String]) -> Option<String> {
    if several.is_empty() {
        return None;
    }
    let most = order_by(several.len(), &|a, b| several[b].n.cmp(&several[a].n));
    let digits = |i: usize| {
        let column: Vec<f64> = mapped(all, &|at| at[i]);
        apart(&column, DIGITS)
    };
    let digits = [digits(0), digits(1)];
    let mut told = Vec::new();
    for i in most.into_iter().take(MAX_TOLD) {
        let Several { at, said, of, .. } = &several[i];
        let mut place = Vec::new();
        for (i, name) in names.iter().enumerate().take(2) {
            place.push(format!("{} = {}", label(name), significant(at[i], digits[i])));
        }
        let of = if of.is_empty() { String::new() } else { format!(" with {}", label(of)) };
        told.push(format!("{said}{of} at {}", place.join(", ")));
    }
    let more = several.len() - told.len();
    if more > 0 {
        told.push(format!("and those at {}", count(more, "other place")));
    }
    Some(format!("Several samples share a marker: {}.", told.join("; ")))
}

/// Says which samples have equal inputs and targets: `3 like row 0`.
pub(crate) fn same_rows(data: &Dataset) -> Option<String> {
    if data.n_samples() > MAX_COUNTED {
        return None;
    }
    let mut groups = groups_by(data.n_samples(), &|a, b| {
        compare_rows(data.input_row(a), data.input_row(b))
            .then_with(|| compare_rows(data.target_row(a), data.target_row(b)))
    });
    groups.retain(|same| same.len() > 1);
    let most = order_by(groups.len(), &|a, b| {
        groups[b].len().cmp(&groups[a].len()).then(groups[a][0].cmp(&groups[b][0]))
    });
    let mut told = Vec::new();
    for i in most.into_iter().take(MAX_TOLD) {
        let same = &groups[i];
        told.push(format!("{} like row {}", same.len(), same[0]));
    }
    if groups.len() > told.len() {
        told.push(format!("and more like {}", count(groups.len() - told.len(), "other row")));
    }
    let told = told.join("; ");
    (!groups.is_empty()).then(|| format!("Some samples are equal in all columns: {told}."))
}
