//! Points in a plane and the region that is nearest to each.

use crate::chart::{
    Anchor, Axis, Color, Dash, INK, Mark, PAPER, PLACE, Panel, QUIET, Symbol, YELLOW, class, extent,
};
use crate::view::parts::classes::shown::Kept;
use crate::view::parts::half_plane::{Line, Polygon, SQUARE};

/// Prototypes that a picture shows, and up to which it shows their regions.
pub(crate) const MAX_PROTOTYPES: usize = 300;
pub(crate) const MAX_REGIONS: usize = 60;
/// Prototypes up to which each has its number in its marker.
const MAX_NUMBERS: usize = 30;
/// How far apart numbers stand at least, to the side or upwards, in pixels.
const NUMBER: [f64; 2] = [17.0, 16.0];
const HEIGHT: f64 = 360.0;
/// Outer edge, coloured part and white middle of a marker.
const SIZES: [f64; 3] = [26.0, 21.0, 14.0];

/// Points in a plane, and the class of each if they stand for classes.
pub(crate) struct Sites<'a> {
    pub(crate) at: Vec<[f64; 2]>,
    pub(crate) classes: Option<&'a [usize]>,
    pub(crate) class_names: &'a [String],
    /// Which classes have a look of their own.
    pub(crate) kept: Kept,
    /// Whether they have a colour each.
    pub(crate) own_colors: bool,
    /// Whether the plane is all there is, so that it falls into regions.
    pub(crate) regions: bool,
}

/// The regions, their edges and the prototypes.
pub(crate) fn panel(sites: &Sites, axes: [Axis; 2]) -> Panel {
    let mut marks = Vec::new();
    if sites.regions && sites.at.len() <= MAX_REGIONS {
        regions(sites, &axes, &mut marks);
    }
    markers(sites, &axes, &mut marks);
    let [x, y] = axes;
    Panel { title: String::new(), x, y, height: HEIGHT, marks }
}

impl Sites<'_> {
    fn look(&self, i: usize) -> (Color, Symbol) {
        match self.classes {
            Some(classes) => class(self.kept.look(classes[i])),
            None if self.own_colors => class(i),
            None => (YELLOW, Symbol::Circle),
        }
    }

    pub(crate) fn class_name(&self, i: usize) -> Option<&str> {
        Some(self.class_names.get(self.classes?[i])?)
    }

    /// What the legend says of a prototype, the first of its looks.
    fn legend(&self, i: usize) -> String {
        match (self.classes, self.class_name(i)) {
            (Some(classes), Some(name)) => {
                format!("prototype: {}", self.kept.name(classes[i], name))
            }
            _ if self.own_colors => format!("prototype {i}"),
            _ => "prototype".to_owned(),
        }
    }

    /// What a prototype says under the pointer.
    fn told(&self, i: usize) -> String {
        let class = self.class_name(i).map_or(String::new(), |name| format!("class {name}"));
        format!("prototype {i}{PLACE}{class}")
    }

    /// Colours that regions have: those of classes, or of prototypes.
    fn colored(&self) -> bool {
        self.classes.is_some() || self.own_colors
    }
}

fn regions(sites: &Sites, axes: &[Axis; 2], marks: &mut Vec<Mark>) {
    let mut edges = Vec::new();
    for (i, cell) in cells(&sites.at, axes).iter().enumerate() {
        if cell.len() < 3 {
            continue;
        }
        let mut at = Vec::with_capacity(cell.len() + 1);
        for [u, v] in cell {
            let on = |axis: &Axis, unit: f64| axis.low * (1.0 - unit) + axis.high * unit;
            at.push([on(&axes[0], *u), on(&axes[1], *v)]);
        }
        at.push(at[0]);
        let of = sites.class_name(i).map_or(String::new(), |name| format!(", {name}"));
        let (name, hover) = (String::new(), format!("nearest to prototype {i}{of}"));
        let color = sites.look(i).0;
        let opacity = if sites.colored() { 0.16 } else { 0.0 };
        let (width, dash, dots) = (1.0, Dash::Solid, false);
        let edge = at.clone();
        edges.push(Mark::Line {
            name: String::new(),
            color: QUIET,
            width,
            dash,
            dots,
            hover: String::new(),
            at: edge,
        });
        marks.push(Mark::Area { name, color, opacity, hover, at });
    }
    marks.append(&mut edges);
}

/// For each site, the part of the unit square that is nearest to it; the first
/// of several at the same place has it all.
fn cells(sites: &[[f64; 2]], [x, y]: &[Axis; 2]) -> Vec<Polygon> {
    let [wide, high] = [x.high / 2.0 - x.low / 2.0, y.high / 2.0 - y.low / 2.0];
    let scale = [wide / wide.max(high), high / wide.max(high)];
    let mut units = Vec::with_capacity(sites.len());
    for site in sites {
        units.push([x.unit(site[0]), y.unit(site[1])]);
    }
    let mut cells = Vec::with_capacity(sites.len());
    for (i, own) in units.iter().enumerate() {
        let mut cell = SQUARE.to_vec();
        for (j, other) in units.iter().enumerate() {
            if cell.len() > 2 && j < i {
                cell = nearer(*own, *other, scale).split(&cell).0;
            } else if cell.len() > 2 && j > i {
                cell = nearer(*other, *own, scale).split(&cell).1;
            }
        }
        cells.push(cell);
    }
    cells
}

/// Positive where `p` is nearer than `q`, on axes of these lengths.
fn nearer(p: [f64; 2], q: [f64; 2], [wide, high]: [f64; 2]) -> Line {
    let [s, t] = [wide * wide, high * high];
    Line {
        a: 2.0 * s * (p[0] - q[0]),
        b: 2.0 * t * (p[1] - q[1]),
        c: s * (q[0] * q[0] - p[0] * p[0]) + t * (q[1] * q[1] - p[1] * p[1]),
    }
}

/// A large marker a prototype, named by what it stands for, with its number.
/// Its black edge tells it from the samples; the legend has its colour.
fn markers(sites: &Sites, axes: &[Axis; 2], marks: &mut Vec<Mark>) {
    let shown = &sites.at[..sites.at.len().min(MAX_PROTOTYPES)];
    let mut looks: Vec<(Color, Symbol)> = Vec::new();
    let mut groups: Vec<(String, Vec<[f64; 2]>)> = Vec::new();
    for (i, at) in shown.iter().enumerate() {
        let look = sites.look(i);
        let place = looks.iter().position(|known| *known == look).unwrap_or(looks.len());
        if place == looks.len() {
            looks.push(look);
            groups.push((sites.legend(i), Vec::new()));
        }
        groups[place].1.push(*at);
    }
    let [edge, color_size, middle] = SIZES;
    let mut inside = Vec::with_capacity(groups.len());
    for ((name, at), (color, symbol)) in groups.into_iter().zip(looks) {
        let (none, size, hover) = (String::new(), edge, Vec::new());
        let (below, black) = (at.clone(), INK);
        let mark = Mark::Points { name: none, color: black, symbol, size, at: below, hover };
        marks.push(mark.silent());
        let (size, hover) = (color_size, Vec::new());
        inside.push(Mark::Points { name, color, symbol, size, at, hover }.silent());
    }
    marks.append(&mut inside);
    let (name, color, symbol, size) = (String::new(), PAPER, Symbol::Circle, middle);
    // the smallest of the markers is the first that a pointer finds
    let hover = (0..shown.len()).map(|i| sites.told(i)).collect();
    marks.push(Mark::Points { name, color, symbol, size, at: shown.to_vec(), hover });
    for i in numbered(shown, axes) {
        let (at, text, anchor) = (shown[i], i.to_string(), Anchor::Middle);
        marks.push(Mark::Text { at, text, anchor, size: 12.0, bold: false });
    }
}

/// The sites whose number is written: of those that hide each other, the one
/// that is drawn last.
fn numbered(sites: &[[f64; 2]], [x, y]: &[Axis; 2]) -> Vec<usize> {
    let mut numbered: Vec<usize> = Vec::new();
    if sites.len() > MAX_NUMBERS {
        return numbered;
    }
    let [width, height] = extent([x, y], HEIGHT);
    let apart = |axis: &Axis, a: f64, b: f64| (axis.unit(a) - axis.unit(b)).abs();
    for i in (0..sites.len()).rev() {
        let hides = |other: &usize| {
            apart(x, sites[i][0], sites[*other][0]) * width < NUMBER[0]
                && apart(y, sites[i][1], sites[*other][1]) * height < NUMBER[1]
        };
        if !numbered.iter().any(hides) {
            numbered.push(i);
        }
    }
    numbered
}

/// How many markers have no number, where the others have one.
pub(crate) fn unnumbered(sites: &Sites, panel: &Panel) -> usize {
    let mut without = if sites.at.len() > MAX_NUMBERS { 0 } else { sites.at.len() };
    for mark in &panel.marks {
        without = without.saturating_sub(usize::from(matches!(mark, Mark::Text { .. })));
    }
    without
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(cell: &[[f64; 2]]) -> f64 {
        let mut twice = 0.0;
        for (i, [x, y]) in cell.iter().enumerate() {
            let [p, q] = cell[(i + 1) % cell.len()];
            twice += x * q - p * y;
        }
        twice / 2.0
    }

    fn areas(sites: &[[f64; 2]]) -> Vec<f64> {
        let axes = [Axis::exact("", 0.0, 4.0), Axis::exact("", 0.0, 1.0)];
        cells(sites, &axes).iter().map(|cell| area(cell)).collect()
    }

    #[test]
    fn a_region_ends_half_way_to_the_next_prototype() {
        assert_eq!(areas(&[[1.0, 0.5], [2.0, 0.5]]), [0.375, 0.625]);
        assert_eq!(areas(&[[1.0, 0.5], [3.0, 0.5], [1.0, 0.5]]), [0.5, 0.5, 0.0]);
    }

    #[test]
    fn numbers_do_not_hide_each_other() {
        let axes = [Axis::exact("", 0.0, 1.0), Axis::exact("", 0.0, 1.0)];
        assert_eq!(numbered(&[[0.5, 0.5], [0.51, 0.51], [0.5, 0.6]], &axes), [2, 1]);
        assert!(numbered(&[[0.5, 0.5]; MAX_NUMBERS + 1], &axes).is_empty());
    }

    #[test]
    fn distances_are_measured_on_the_axes() {
        // from (0, 0) to (1, 1): x + y < 1 in units of the data
        let [below, above] = areas(&[[0.0, 0.0], [1.0, 1.0]])[..] else { panic!() };
        assert!((below - 0.125).abs() < 1e-12 && (above - 0.875).abs() < 1e-12);
    }
}
