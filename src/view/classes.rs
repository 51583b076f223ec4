use super::looks::{number, side};
use crate::chart::{Color, MAX_CLASSES, Mark, PAPER, Symbol, apart, class, label, significant};
use crate::data::Dataset;
use crate::error::count;
use crate::network::Sides;

/// Points that a panel, and that all panels of a picture show at most.
pub(crate) const PANEL_POINTS: usize = 1000;
const PICTURE_POINTS: usize = 1600;
const SIZE: f64 = 11.0;
const CENTRE: f64 = 4.0;

/// Targets that the name of a class spells out.
const MAX_VALUES: usize = 8;

/// The samples of a data set grouped by their targets.
pub(crate) struct Classes {
    /// A name a class, in the order of the targets; none if the targets are
    /// missing or too many to tell apart.
    names: Vec<String>,
    /// The targets of each.
    rows: Vec<Vec<f64>>,
    /// By class, the numbers of its colour and its marker.
    looks: Vec<[usize; 2]>,
    /// How many samples there are, and how many each class has.
    n_samples: usize,
    sizes: Vec<usize>,
    /// The samples that are drawn of each class.
    shown: Vec<Vec<usize>>,
}

impl Classes {
    /// The classes of `data`, thinned to what as many `panels` have room for.
    pub(crate) fn of(data: &Dataset, panels: usize) -> Self {
        Self::thinned_to(data, Self::limit(panels))
    }

    /// How many samples each of `panels` has room for.
    pub(crate) fn limit(panels: usize) -> usize {
        PANEL_POINTS.min(PICTURE_POINTS / panels.max(1))
    }

    /// The classes of `data`, thinned to about `limit` samples.
    pub(crate) fn thinned_to(data: &Dataset, limit: usize) -> Self {
        let (targets, members) = group(data);
        let (mut names, mut rows) = (Vec::new(), Vec::new());
        for row in &targets {
            names.push(name(data, row, &targets));
            rows.push(row.to_vec());
        }
        let step = data.n_samples().div_ceil(limit).max(1);
        let (mut sizes, mut shown) = (Vec::new(), Vec::new());
        for members in &members {
            sizes.push(members.len());
            shown.push(thinned(members, step));
        }
        let n_samples = data.n_samples();
        Self { names, looks: looks(data, &rows, &rows, data.ends()), rows, n_samples, sizes, shown }
    }

    /// The classes of two data sets, the same look for the same targets.
    pub(crate) fn of_both(both: [&Dataset; 2], limit: usize) -> [Self; 2] {
        let mut classes = both.map(|data| Self::thinned_to(data, limit));
        let all = [classes[0].rows.as_slice(), &classes[1].rows].concat();
        let ends = both[0].ends().filter(|ends| both[1].ends() == Some(ends));
        for (classes, data) in classes.iter_mut().zip(both) {
            classes.looks = looks(data, &classes.rows, &all, ends);
        }
        classes
    }

    /// In the colours of the regions that neurons with these sides have; classes
    /// on one side keep their markers.
    pub(crate) fn sided(mut self, sides: &Sides) -> Self {
        let (mut found, mut apart) = (Vec::new(), true);
        for row in &self.rows {
            let Some(side) = side(row, sides) else { return self };
            apart &= !found.contains(&side);
            found.push(side);
        }
        for (look, side) in self.looks.iter_mut().zip(found) {
            *look = [side, if apart { side } else { look[1] }];
        }
        self
    }

    /// Whether the samples fall into classes.
    pub(crate) fn exist(&self) -> bool {
        !self.names.is_empty()
    }

    /// `1 with target = 0, 3 with target = 1`, or nothing without classes.
    pub(crate) fn counts(&self) -> String {
        let mut words = Vec::new();
        for (i, name) in self.names.iter().enumerate() {
            words.push(format!("{} with {name}", self.sizes[i]));
        }
        words.join(", ")
    }

    /// How many groups are drawn: the classes, or one of everything.
    pub(crate) fn len(&self) -> usize {
        self.shown.len()
    }

    /// Name, colour and drawn samples of a class.
    pub(crate) fn class(&self, i: usize) -> (&str, Color, &[usize]) {
        let color = self.look(i).0;
        (self.names.get(i).map_or("", String::as_str), color, &self.shown[i])
    }

    /// A mark a class; `place` says where a sample stands.
    pub(crate) fn marks(&self, named: bool, place: &dyn Fn(usize) -> [f64; 2]) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (i, members) in self.shown.iter().enumerate() {
            let mut at = Vec::with_capacity(members.len());
            for &sample in members {
                at.push(place(sample));
            }
            marks.push(self.mark(i, named, at));
        }
        marks
    }

    fn look(&self, i: usize) -> (Color, Symbol) {
        let [color, symbol] = self.looks.get(i).copied().unwrap_or([1, 1]);
        (class(color).0, class(symbol).1)
    }

    fn mark(&self, i: usize, named: bool, at: Vec<[f64; 2]>) -> Mark {
        let (color, symbol) = self.look(i);
        let name = if named && self.exist() { self.names[i].clone() } else { String::new() };
        Mark::Points { name, color, symbol, size: SIZE, at }
    }

    /// The samples that are drawn.
    pub(crate) fn drawn(&self) -> Vec<usize> {
        let mut drawn = Vec::new();
        for members in &self.shown {
            drawn.extend_from_slice(members);
        }
        drawn
    }

    /// White centres on the samples, which tell points for the test apart.
    pub(crate) fn centres(&self, named: bool, place: &dyn Fn(usize) -> [f64; 2]) -> Mark {
        let mut at = Vec::new();
        for sample in self.drawn() {
            at.push(place(sample));
        }
        let name = if named { "test".to_owned() } else { String::new() };
        Mark::Points { name, color: PAPER, symbol: Symbol::Circle, size: CENTRE, at }
    }

    /// A sentence that says how many samples are shown, if not all.
    pub(crate) fn thinning(&self) -> Option<String> {
        self.thinning_of("sample")
    }

    /// The same for samples under another name.
    pub(crate) fn thinning_of(&self, noun: &str) -> Option<String> {
        let shown = self.drawn().len();
        let all = count(self.n_samples, noun);
        let evenly = if self.exist() { "evenly from each class" } else { "evenly" };
        (shown < self.n_samples).then(|| format!("{shown} of {all} are drawn, taken {evenly}."))
    }
}

/// The look of each class among `all` that there are: its name's, or its targets'.
fn looks(
    data: &Dataset,
    rows: &[Vec<f64>],
    all: &[Vec<f64>],
    ends: Option<&[[f64; 2]]>,
) -> Vec<[usize; 2]> {
    let mut looks = Vec::new();
    for row in rows {
        let number = || number(row, all, ends);
        looks.push([class_of(data, row).unwrap_or_else(number); 2]);
    }
    looks
}

/// The first of every `step` samples.
fn thinned(samples: &[usize], step: usize) -> Vec<usize> {
    let mut thinned = Vec::new();
    for few in samples.chunks(step) {
        thinned.push(few[0]);
    }
    thinned
}

/// Targets and members of the classes, in their order; no targets and all
/// samples together where there are none, or too many to tell apart.
fn group(data: &Dataset) -> (Vec<&[f64]>, Vec<Vec<usize>>) {
    let everything = || (Vec::new(), vec![(0..data.n_samples()).collect()]);
    if data.n_targets() == 0 {
        return everything();
    }
    let (mut classes, mut members): (Vec<&[f64]>, Vec<Vec<usize>>) = (Vec::new(), Vec::new());
    for sample in 0..data.n_samples() {
        let row = data.target_row(sample);
        let mut place = 0;
        while place < classes.len() && classes[place] < row {
            place += 1;
        }
        if place < classes.len() && classes[place] == row {
            members[place].push(sample);
        } else if classes.len() == MAX_CLASSES {
            return everything();
        } else {
            classes.insert(place, row);
            members.insert(place, vec![sample]);
        }
    }
    // the first class has its 1 in the first column
    if data.n_targets() > 1 && data.class_names().is_some() {
        classes.reverse();
        members.reverse();
    }
    (classes, members)
}

/// What a class is called: its label, or `profit = 1`, or `targets = 1, 0`.
fn name(data: &Dataset, row: &[f64], all: &[&[f64]]) -> String {
    if let (Some(class), Some(names)) = (class_of(data, row), data.class_names()) {
        return names[class].clone();
    }
    let heading = match data.target_names() {
        [only] => only,
        _ => "targets",
    };
    let mut values = Vec::new();
    for (column, &target) in row.iter().enumerate().take(MAX_VALUES) {
        let mut others = Vec::with_capacity(all.len());
        for row in all {
            others.push(row[column]);
        }
        values.push(significant(target, apart(&others, 4)));
    }
    if row.len() > MAX_VALUES {
        values.push("…".to_owned());
    }
    format!("{heading} = {}", values.join(", "))
}

/// The named class that a row of targets stands for.
pub(crate) fn class_of(data: &Dataset, row: &[f64]) -> Option<usize> {
    data.class_names()?;
    data.class_of(row)
}

/// The name of the class that a single target stands for.
pub(crate) fn class_name(data: &Dataset, target: f64) -> Option<&str> {
    let names = data.class_names().filter(|_| data.n_targets() == 1)?;
    names.get(data.class_of(&[target])?).map(String::as_str)
}

/// `-1`, and the class that it stands for: `-1 (setosa)`.
pub(crate) fn with_class(data: &Dataset, target: f64, number: String) -> String {
    match class_name(data, target) {
        Some(name) => format!("{number} ({})", label(name)),
        None => number,
    }
}
