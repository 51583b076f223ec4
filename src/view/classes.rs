use crate::chart::{Color, MAX_CLASSES, Mark, class, short};
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
        let (names, members) = group(data);
        let step = data.n_samples().div_ceil(limit).max(1);
        let (mut sizes, mut shown) = (Vec::new(), Vec::new());
        for members in &members {
            sizes.push(members.len());
            shown.push(thinned(members, step));
        }
        Self { names, n_samples: data.n_samples(), sizes, shown }
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
        let color = if self.exist() { class(i).0 } else { class(1).0 };
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

    fn mark(&self, i: usize, named: bool, at: Vec<[f64; 2]>) -> Mark {
        let (color, symbol) = if self.exist() { class(i) } else { class(1) };
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

/// Names and members of the classes, in the order of their targets.
fn group(data: &Dataset) -> (Vec<String>, Vec<Vec<usize>>) {
    let targets = data.targets().as_slice().unwrap_or_default();
    if targets.is_empty() {
        return everything(data);
    }
    let (mut classes, mut members): (Vec<&[f64]>, Vec<Vec<usize>>) = (Vec::new(), Vec::new());
    for (i, row) in targets.chunks_exact(data.n_targets()).enumerate() {
        let mut place = 0;
        while place < classes.len() && classes[place] < row {
            place += 1;
        }
        if place < classes.len() && classes[place] == row {
            members[place].push(i);
        } else if classes.len() == MAX_CLASSES {
            return everything(data);
        } else {
            classes.insert(place, row);
            members.insert(place, vec![i]);
        }
    }
    let mut names = Vec::new();
    for row in &classes {
        names.push(name(data, row));
    }
    (names, members)
}

/// All samples together, without a name.
fn everything(data: &Dataset) -> (Vec<String>, Vec<Vec<usize>>) {
    let mut all = Vec::new();
    for i in 0..data.n_samples() {
        all.push(i);
    }
    (Vec::new(), vec![all])
}

/// What a class is called: its label, or `profit = 1`, or `targets = 1, 0`.
fn name(data: &Dataset, row: &[f64]) -> String {
    if let Some(label) = label(data, row) {
        return label.clone();
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

/// The label that 0 or 1, or a single 1 among zeros, stands for.
fn label<'a>(data: &'a Dataset, row: &[f64]) -> Option<&'a String> {
    let names = data.class_names()?;
    let mut class = None;
    for (i, &target) in row.iter().enumerate() {
        if target == 1.0 && class.replace(i).is_some() || target != 0.0 && target != 1.0 {
            return None;
        }
    }
    match row {
        [_] => names.get(class.map_or(0, |_| 1)),
        _ => names.get(class?),
    }
}
