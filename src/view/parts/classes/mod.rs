//! The points of a panel by class.

pub(crate) mod names;
pub(crate) mod shown;
pub(crate) mod style;
mod targets;

use super::same_place;
use crate::chart::{
    ANSWER, Color, MAX_CLASSES, Mark, NEUTRAL, OTHERS, PAPER, Symbol, class, label,
};
use crate::data::Dataset;
use crate::error::count;
use crate::lists::{Numbering, distinct};
use crate::network::Sides;
use names::{index_of, name};
use shown::Kept;
use style::{number, side};

/// Points that a panel, and that all panels of a picture show at most.
pub(crate) const PANEL_POINTS: usize = 1000;
const PICTURE_POINTS: usize = 1600;
pub(crate) const SIZE: f64 = 11.0;
const CENTRE: f64 = 5.0;

/// Values of targets that count as classes, if they are not whole numbers.
const FEW: usize = 6;

/// The samples of a data set grouped by their targets.
#[derive(Clone)]
pub(crate) struct Classes {
    /// One name per group, in the order of the targets; none if the targets are
    /// missing, or more values than classes have.
    names: Vec<String>,
    /// The targets of each; of all classes that share a look, those of one.
    rows: Vec<Vec<f64>>,
    /// By group, the numbers of its colour and its marker.
    looks: Vec<[usize; 2]>,
    /// How many samples there are, and how many each group has.
    n_samples: usize,
    sizes: Vec<usize>,
    /// The samples of each group, and those of them that are drawn.
    members: Vec<Vec<usize>>,
    shown: Vec<Vec<usize>>,
    kept: Kept,
    /// Whether each has the higher value of one of three targets or more.
    one_each: bool,
    /// Of each sample that is drawn, its target and what a network makes of it.
    said: Vec<(usize, String)>,
    /// Where a sample is in `said`.
    told: Numbering,
    /// What a row of the samples is called.
    row_word: &'static str,
    sample_names: Option<Vec<String>>,
    /// Whether the classes have names of their own.
    named: bool,
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
        let (groups, kept) = (group(data), Kept::of_data(data));
        let rows = &groups.rows;
        let looks = looks(data, rows, rows, data.ends(), &kept);
        Self::new(data, &groups, &looks, kept, limit)
    }

    /// The classes of two data sets, the same look for the same targets.
    pub(crate) fn of_both(both: [&Dataset; 2], limit: usize) -> [Self; 2] {
        let (groups, kept) = ([group(both[0]), group(both[1])], Kept::of_data(both[0]));
        let all = [groups[0].rows.as_slice(), &groups[1].rows].concat();
        let ends = both[0].ends().filter(|ends| both[1].ends() == Some(ends));
        let classes = |i: usize| {
            let looks = looks(both[i], &groups[i].rows, &all, ends, &kept);
            let row_word = ["row", "test row"][i];
            Self { row_word, ..Self::new(both[i], &groups[i], &looks, kept.clone(), limit) }
        };
        [classes(0), classes(1)]
    }

    fn new(data: &Dataset, groups: &Groups, looks: &[usize], kept: Kept, limit: usize) -> Self {
        let step = data.n_samples().div_ceil(limit).max(1);
        let mut classes = Self {
            names: Vec::new(),
            rows: Vec::new(),
            looks: Vec::new(),
            n_samples: data.n_samples(),
            sizes: Vec::new(),
            members: Vec::new(),
            shown: Vec::new(),
            kept,
            one_each: is_one_each(data),
            said: Vec::new(),
            told: Numbering::default(),
            row_word: "row",
            sample_names: data.sample_names().map(<[String]>::to_vec),
            named: data.class_names().is_some(),
        };
        let mut rest: Option<usize> = None;
        let mut others = Vec::new();
        for (i, members) in groups.members.iter().enumerate() {
            let shown = thinned(members, step);
            let row = groups.rows.get(i).copied();
            for told in targets::said(data, row, &groups.rows, &shown) {
                if classes.told.is_new(sample_key(told.0)) {
                    classes.said.push(told);
                }
            }
            let look = looks.get(i).copied().unwrap_or(1);
            if let (OTHERS.., Some(rest)) = (look, rest) {
                classes.sizes[rest] += members.len();
                classes.members[rest].extend_from_slice(members);
                others.push(shown);
                continue;
            }
            if look >= OTHERS {
                rest = Some(classes.sizes.len());
            }
            if let Some(row) = groups.rows.get(i) {
                classes.names.push(name(data, row, &groups.rows));
                classes.rows.push(row.to_vec());
                classes.looks.push([look; 2]);
            }
            classes.sizes.push(members.len());
            classes.members.push(members.clone());
            classes.shown.push(shown);
        }
        if let Some(rest) = rest {
            classes.put_last(rest, others);
        }
        classes
    }

    /// Names the group of all classes without a look of their own, and draws it
    /// below the others.
    fn put_last(&mut self, rest: usize, others: Vec<Vec<usize>>) {
        let merged = 1 + others.len();
        for members in others {
            self.shown[rest].extend(members);
        }
        self.shown[rest] = distinct(&self.shown[rest]);
        self.names[rest] = shown::others(merged);
        let last = self.names.len();
        self.names[rest..last].rotate_left(1);
        self.rows[rest..last].rotate_left(1);
        self.looks[rest..last].rotate_left(1);
        self.sizes[rest..last].rotate_left(1);
        self.members[rest..last].rotate_left(1);
        self.shown[rest..last].rotate_left(1);
    }

    /// In the colours of the regions that neurons with these sides have; classes
    /// on one side keep their markers.
    pub(crate) fn sided(mut self, sides: &Sides) -> Self {
        let (mut found, mut apart) = (Vec::new(), true);
        if self.one_each {
            return self;
        }
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

    /// `24 no, 16 yes` or `1 with target = 0, 3 with target = 1`; nothing without
    /// classes.
    pub(crate) fn counts(&self) -> String {
        let mut words = Vec::new();
        for (i, name) in self.names.iter().enumerate() {
            // beside a name that is a number, or none, the count needs a word
            let between = match self.looks[i][0] {
                OTHERS.. => " of ",
                _ if self.named && name.starts_with(char::is_alphabetic) => " ",
                _ => " with ",
            };
            words.push(format!("{}{between}{name}", self.sizes[i]));
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

    /// The same with what a network makes of each sample that is drawn.
    pub(crate) fn answered(mut self, answer: &dyn Fn(usize) -> Option<String>) -> Self {
        for (sample, said) in &mut self.said {
            let answer = answer(*sample).unwrap_or_default();
            if !said.is_empty() && !answer.is_empty() {
                said.push(ANSWER);
            }
            said.push_str(&answer);
        }
        self
    }

    /// The same where the groups are no targets.
    #[cfg(feature = "networks")]
    pub(crate) fn without_targets(mut self) -> Self {
        for (_, said) in &mut self.said {
            said.clear();
        }
        self
    }

    /// The target of a sample that is drawn, and what a network makes of it.
    pub(crate) fn said(&self, sample: usize) -> &str {
        self.told.get(sample_key(sample)).map_or("", |i| &self.said[i].1)
    }

    /// `row 3`, or `test rows 0, 2`, with the names of the samples where they have any.
    pub(crate) fn rows_called(&self, rows: &[usize]) -> String {
        let name = |row: usize| self.sample_names.as_ref()?.get(row).map(|name| label(name));
        same_place::rows_named(self.row_word, rows, &name)
    }

    /// All samples of a group, drawn or not.
    pub(crate) fn members(&self, i: usize) -> &[usize] {
        &self.members[i]
    }

    /// The targets of a group, if the samples fall into classes.
    pub(crate) fn row(&self, i: usize) -> Option<&[f64]> {
        self.rows.get(i).map(Vec::as_slice)
    }

    /// A marker of a group, without a name.
    pub(crate) fn marker(&self, i: usize, size: f64, at: Vec<[f64; 2]>) -> Mark {
        let (color, symbol) = self.look(i);
        Mark::Points { name: String::new(), color, symbol, size, at, hover: Vec::new() }
    }

    fn look(&self, i: usize) -> (Color, Symbol) {
        match self.looks.get(i) {
            Some([color, symbol]) => (class(*color).0, class(*symbol).1),
            None => (NEUTRAL, Symbol::Circle),
        }
    }

    fn mark(&self, i: usize, named: bool, at: Vec<[f64; 2]>) -> Mark {
        let (color, symbol) = self.look(i);
        let name = if named && self.exist() { self.names[i].clone() } else { String::new() };
        Mark::Points { name, color, symbol, size: SIZE, at, hover: Vec::new() }
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
        Mark::Points {
            name,
            color: PAPER,
            symbol: Symbol::Circle,
            size: CENTRE,
            at,
            hover: Vec::new(),
        }
    }

    /// Says which classes have a look of their own and how many samples are
    /// shown, if not all.
    pub(crate) fn notes(&self) -> Vec<String> {
        self.note_of_classes().into_iter().chain(self.thinning_of("sample")).collect()
    }

    /// Says which classes have a look of their own, where not all have.
    pub(crate) fn note_of_classes(&self) -> Option<String> {
        self.exist().then(|| self.kept.sentence("sample")).flatten()
    }

    /// A sentence that says how many samples of that name are shown, if not all.
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
    rows: &[&[f64]],
    all: &[&[f64]],
    ends: Option<&[[f64; 2]]>,
    kept: &Kept,
) -> Vec<usize> {
    let mut looks = Vec::new();
    for row in rows {
        looks.push(match index_of(data, row) {
            Some(class) => kept.look(class),
            None => number(row, all, ends),
        });
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
/// samples together where there are none, or too many values for classes.
struct Groups<'a> {
    rows: Vec<&'a [f64]>,
    members: Vec<Vec<usize>>,
}

fn group(data: &Dataset) -> Groups<'_> {
    let together = || Groups { rows: Vec::new(), members: vec![(0..data.n_samples()).collect()] };
    if data.n_targets() == 0 {
        return together();
    }
    if let Some(groups) = by_place_of_one(data) {
        return groups;
    }
    let (mut rows, mut members): (Vec<&[f64]>, Vec<Vec<usize>>) = (Vec::new(), Vec::new());
    for sample in 0..data.n_samples() {
        let row = data.target_row(sample);
        let mut place = 0;
        while place < rows.len() && rows[place] < row {
            place += 1;
        }
        if place < rows.len() && rows[place] == row {
            members[place].push(sample);
        } else if rows.len() == MAX_CLASSES {
            return together();
        } else {
            rows.insert(place, row);
            members.insert(place, vec![sample]);
        }
    }
    let whole = data.target_matrix().values().iter().all(|target| target.fract() == 0.0);
    if rows.len() > FEW && (!whole || 2 * rows.len() > data.n_samples()) {
        return together();
    }
    // the first class has its 1 in the first column
    if data.n_targets() > 1 && data.class_names().is_some() {
        rows.reverse();
        members.reverse();
    }
    Groups { rows, members }
}

/// Of several targets, one of which is 1 and the others 0: one class per
/// target.
fn by_place_of_one(data: &Dataset) -> Option<Groups<'_>> {
    let n = data.n_targets();
    let mut all = vec![Vec::new(); n];
    for sample in 0..data.n_samples() {
        all[data.class_of(data.target_row(sample)).filter(|_| n > 1)?].push(sample);
    }
    if data.class_names().is_none() {
        all.reverse();
    }
    let (mut rows, mut members) = (Vec::new(), Vec::new());
    for class in all {
        if let Some(&first) = class.first() {
            rows.push(data.target_row(first));
            members.push(class);
        }
    }
    Some(Groups { rows, members })
}

/// Whether there are three targets or more, one of them the higher value of two
/// in each row.
pub(crate) fn is_one_each(data: &Dataset) -> bool {
    let of_one = |row: usize| data.class_of(data.target_row(row)).is_some();
    data.n_targets() > 2 && (0..data.n_samples()).all(of_one)
}
fn sample_key(sample: usize) -> [u64; 4] {
    [0, 0, 0, sample as u64]
}
