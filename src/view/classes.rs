use crate::chart::{Color, MAX_CLASSES, Mark, Symbol, class, short};
use crate::data::Dataset;
use crate::error::count;

/// Points that a panel, and that all panels of a picture show at most.
const PANEL_POINTS: usize = 1000;
const PICTURE_POINTS: usize = 1600;
const SIZE: f64 = 11.0;

/// Targets that the name of a class spells out.
const MAX_VALUES: usize = 8;

/// The samples of a data set grouped by their targets.
pub(crate) struct Classes {
    /// A name a class, in the order of the targets; none if the targets are
    /// missing or too many to tell apart.
    names: Vec<String>,
    /// Which of the data set's classes each is; sets colour and marker.
    numbers: Vec<usize>,
    /// How many samples there are, and how many each class has.
    n_samples: usize,
    sizes: Vec<usize>,
    /// The samples that are drawn of each class.
    shown: Vec<Vec<usize>>,
}

impl Classes {
    /// The classes of `data`, thinned to what as many `panels` have room for.
    pub(crate) fn of(data: &Dataset, panels: usize) -> Self {
        Self::thinned_to(data, PANEL_POINTS.min(PICTURE_POINTS / panels.max(1)))
    }

    /// The classes of `data`, thinned to about `limit` samples.
    pub(crate) fn thinned_to(data: &Dataset, limit: usize) -> Self {
        let (rows, members) = group(data);
        let (mut names, mut numbers) = (Vec::new(), Vec::new());
        for (i, row) in rows.iter().enumerate() {
            names.push(name(data, row));
            numbers.push(class_of(data, row).unwrap_or(i));
        }
        let step = data.n_samples().div_ceil(limit).max(1);
        let (mut sizes, mut shown) = (Vec::new(), Vec::new());
        for members in &members {
            sizes.push(members.len());
            shown.push(thinned(members, step));
        }
        Self { names, numbers, n_samples: data.n_samples(), sizes, shown }
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
        class(self.numbers.get(i).copied().unwrap_or(1))
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

    /// A sentence that says how many samples are shown, if not all.
    pub(crate) fn thinning(&self) -> Option<String> {
        let shown = self.drawn().len();
        let all = count(self.n_samples, "sample");
        let evenly = if self.exist() { "evenly from each class" } else { "evenly" };
        (shown < self.n_samples).then(|| format!("{shown} of {all} are drawn, taken {evenly}."))
    }
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
fn name(data: &Dataset, row: &[f64]) -> String {
    if let (Some(class), Some(names)) = (class_of(data, row), data.class_names()) {
        return names[class].clone();
    }
    let heading = match data.target_names() {
        [only] => only,
        _ => "targets",
    };
    let mut values = Vec::new();
    for &target in row.iter().take(MAX_VALUES) {
        values.push(short(target));
    }
    if row.len() > MAX_VALUES {
        values.push("…".to_owned());
    }
    format!("{heading} = {}", values.join(", "))
}

/// The named class that 0 or 1, or a single 1 among zeros, stands for.
pub(crate) fn class_of(data: &Dataset, row: &[f64]) -> Option<usize> {
    data.class_names()?;
    let mut one = None;
    for (i, &target) in row.iter().enumerate() {
        if target == 1.0 && one.replace(i).is_some() || target != 0.0 && target != 1.0 {
            return None;
        }
    }
    if row.len() == 1 { Some(usize::from(one.is_some())) } else { one }
}
