//! The names of classes in a plane of cells, each where its region has room.

use crate::chart::{Anchor, Axis, Mark, Panel, between, extent_of, label, labels};

/// How the names of the regions of classes begin in a legend.
pub(crate) const REGION: &str = "region of ";
/// Cells along each side of a plane, where names have room.
pub(crate) const SIDE: usize = 40;
/// A letter and a line of words, in pixels.
const LETTER: f64 = 7.0;
const LINE: f64 = 16.0;
/// Room around a name that is as good as any more, in cells and in pixels.
const ENOUGH: usize = 5;
const FAR: f64 = 60.0;
/// How near the centre of a marker may come to the letters, in pixels.
const NEAR: f64 = 8.0;

/// The name of each class in its region, beside the points of a panel: `classes`
/// says by cell, row by row from the bottom, whose it is.
pub(crate) fn marks(
    names: &[String],
    classes: &[usize],
    columns: usize,
    panel: &Panel,
) -> Vec<Mark> {
    let size = extent_of(panel, 1);
    let regions = Regions { classes, columns, size, points: &points(panel) };
    let mut marks = Vec::new();
    for (class, name) in labels(names).into_iter().enumerate() {
        if let Some(place) = regions.place(class, &name) {
            marks.push(written(name, place, panel));
        }
    }
    marks
}

/// Writes the names of areas into them where they have room, in a plane that is one of the given
/// number of panels side by side; the legend keeps the others.
pub(crate) fn into_areas(panel: &mut Panel, beside: usize) {
    let is_plane = panel.x.of_plane && panel.y.of_plane;
    if !is_plane || panel.marks.iter().any(|mark| matches!(mark, Mark::Text { .. })) {
        // a single input has no room; those of many classes stand there already
        return;
    }
    let mut areas = Vec::new();
    for (i, mark) in panel.marks.iter().enumerate() {
        if let Mark::Area { name, at, .. } = mark
            && !name.is_empty()
        {
            areas.push((i, label(name.strip_prefix(REGION).unwrap_or(name)), units(at, panel)));
        }
    }
    let mut classes = Vec::with_capacity(SIDE * SIDE);
    for cell in 0..SIDE * SIDE {
        let middle = |i: usize| (i as f64 + 0.5) / SIDE as f64;
        let middle = [middle(cell % SIDE), middle(cell / SIDE)];
        let own = areas.iter().position(|(_, _, corners)| holds(corners, middle));
        classes.push(own.unwrap_or(areas.len()));
    }
    let mut points = points(panel);
    for mark in &panel.marks {
        if let Mark::Line { at, .. } = mark {
            points.extend(along(&units(at, panel)));
        }
    }
    let size = extent_of(panel, beside);
    let regions = Regions { classes: &classes, columns: SIDE, size, points: &points };
    for (area, (i, text, _)) in areas.into_iter().enumerate() {
        let Some(place) = regions.place(area, &text) else { continue };
        let text = written(text, place, panel);
        panel.marks.push(text);
        if let Mark::Area { name, .. } = &mut panel.marks[i] {
            name.clear();
        }
    }
}

fn written(name: String, [u, v]: [f64; 2], panel: &Panel) -> Mark {
    let on = |axis: &Axis, unit: f64| axis.low * (1.0 - unit) + axis.high * unit;
    Mark::text([on(&panel.x, u), on(&panel.y, v)], name, Anchor::Middle)
}

fn points(panel: &Panel) -> Vec<[f64; 2]> {
    let mut points = Vec::new();
    for mark in &panel.marks {
        if let Mark::Points { at, .. } = mark {
            points.append(&mut units(at, panel));
        }
    }
    points
}

/// Places from 0 to 1 along each side.
fn units(at: &[[f64; 2]], panel: &Panel) -> Vec<[f64; 2]> {
    let mut units = Vec::with_capacity(at.len());
    for [x, y] in at {
        units.push([panel.x.unit(*x), panel.y.unit(*y)]);
    }
    units
}

/// Places along a line, close enough that no name stands between them.
fn along(line: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let mut along = Vec::new();
    for pair in line.windows(2) {
        for step in 0..=SIDE {
            let part = step as f64 / SIDE as f64;
            along.push(between(pair[0], pair[1], part));
        }
    }
    along
}

/// Whether a place is within a polygon: a ray from it crosses its sides an odd
/// number of times.
fn holds(corners: &[[f64; 2]], [x, y]: [f64; 2]) -> bool {
    let mut inside = false;
    for pair in corners.windows(2) {
        let [[from_x, from_y], [to_x, to_y]] = [pair[0], pair[1]];
        let crosses = (from_y > y) != (to_y > y);
        if crosses && x < from_x + (y - from_y) / (to_y - from_y) * (to_x - from_x) {
            inside = !inside;
        }
    }
    inside
}

/// A plane whose cells belong to classes, the rows from the bottom.
pub(crate) struct Regions<'a> {
    pub(crate) classes: &'a [usize],
    pub(crate) columns: usize,
    /// Width and height in pixels.
    pub(crate) size: [f64; 2],
    /// What is drawn on it, from 0 to 1 along each side.
    pub(crate) points: &'a [[f64; 2]],
}

impl Regions<'_> {
    /// Where the middle of the name of a class stands, from 0 to 1 along each
    /// side; nowhere if its region has no room.
    pub(crate) fn place(&self, class: usize, name: &str) -> Option<[f64; 2]> {
        let half = [LETTER * label(name).chars().count() as f64 / 2.0, LINE / 2.0];
        let (mut best, mut place) = (0.0, None);
        // every other cell is close enough
        for row in (0..self.rows()).step_by(2) {
            for column in (0..self.columns).step_by(2) {
                let at = [
                    (column as f64 + 0.5) / self.columns as f64,
                    (row as f64 + 0.5) / self.rows() as f64,
                ];
                let room = self.room(class, [column, row], half);
                if room == 0 {
                    continue;
                }
                let clear = self.clear(at, half);
                let score = clear.min(FAR) / FAR + room as f64 / ENOUGH as f64;
                if clear >= NEAR && score > best {
                    (best, place) = (score, Some(at));
                }
            }
        }
        place
    }

    fn rows(&self) -> usize {
        self.classes.len() / self.columns.max(1)
    }

    /// By how many cells a box around the name can grow within the region.
    fn room(&self, class: usize, [column, row]: [usize; 2], half: [f64; 2]) -> usize {
        let cell = [self.size[0] / self.columns as f64, self.size[1] / self.rows() as f64];
        let [wide, high] = [cells(half[0], cell[0]), cells(half[1], cell[1])];
        let mut room = 0;
        while room < ENOUGH && self.within(class, [column, row], [wide + room, high + room]) {
            room += 1;
        }
        room
    }

    fn within(&self, class: usize, [column, row]: [usize; 2], [wide, high]: [usize; 2]) -> bool {
        if column < wide || row < high || column + wide >= self.columns || row + high >= self.rows()
        {
            return false;
        }
        for row in row - high..=row + high {
            let start = row * self.columns + column;
            if self.classes[start - wide..=start + wide].iter().any(|other| *other != class) {
                return false;
            }
        }
        true
    }

    /// How far the nearest point is from the letters, in pixels.
    fn clear(&self, at: [f64; 2], half: [f64; 2]) -> f64 {
        let mut clear = f64::INFINITY;
        for point in self.points {
            let away = |i: usize| ((point[i] - at[i]).abs() * self.size[i] - half[i]).max(0.0);
            clear = clear.min(away(0).hypot(away(1)));
        }
        clear
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a length of letters in cells"
)]
fn cells(length: f64, cell: f64) -> usize {
    (length / cell).ceil() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 40 × 40 cells of 15 × 9 pixels: class 0 on the left, class 2 a narrow
    /// strip on the right, class 1 between them.
    fn classes() -> Vec<usize> {
        (0..1600).map(|i| [0, 1, 2][usize::from(i % 40 > 19) + usize::from(i % 40 > 37)]).collect()
    }

    fn place(points: &[[f64; 2]], class: usize) -> Option<[f64; 2]> {
        let regions = Regions { classes: &classes(), columns: 40, size: [600.0, 360.0], points };
        regions.place(class, "setosa")
    }

    #[test]
    fn a_name_stands_within_its_region() {
        // 42 pixels wide: 0.035 to each side
        let [x, _] = place(&[], 0).unwrap();
        assert!((0.035..0.465).contains(&x), "{x}");
        let [x, _] = place(&[], 1).unwrap();
        assert!((0.535..0.915).contains(&x), "{x}");
    }

    #[test]
    fn a_name_keeps_away_from_points() {
        let before = place(&[], 0).unwrap();
        let after = place(&[before], 0).unwrap();
        let away = [(before[0] - after[0]).abs() * 600.0, (before[1] - after[1]).abs() * 360.0];
        assert!(away[0] > 21.0 + NEAR || away[1] > 8.0 + NEAR, "{away:?}");
    }

    #[test]
    fn a_polygon_holds_what_is_inside() {
        let corners = [[0.0, 0.0], [1.0, 0.0], [0.5, 1.0], [0.0, 0.0]];
        assert!(holds(&corners, [0.5, 0.5]) && holds(&corners, [0.1, 0.1]));
        assert!(!holds(&corners, [0.1, 0.5]) && !holds(&corners, [0.5, -0.1]));
    }

    #[test]
    fn a_region_without_room_has_no_name() {
        assert_eq!(place(&[], 2), None);
        let crowded: Vec<[f64; 2]> =
            (0..900).map(|i| [f64::from(i % 30) / 30.0, f64::from(i / 30) / 30.0]).collect();
        assert_eq!(place(&crowded, 0), None);
    }
}
