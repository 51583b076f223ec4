//! Contour lines: where values over a plane pass a level.

/// A bend that cannot be seen, as a part of the plane's side.
const STRAIGHT: f64 = 4e-4;

/// A side between two neighbouring places of the grid: that place, and whether
/// it leads upwards.
type Side = (usize, usize, bool);

/// Values at the middles of the cells of a plane, row by row from the bottom,
/// and at its edges.
struct Grid<'a> {
    values: &'a [f64],
    columns: usize,
    rows: usize,
    /// 1 with a ring around it that is below every level.
    ring: usize,
}

/// The lines on which values at the middles of cells pass `level`, from 0 to 1
/// along each side of the plane.
#[cfg(any(feature = "networks", test))]
pub(crate) fn contour(values: &[f64], columns: usize, level: f64) -> Vec<Vec<[f64; 2]>> {
    lines(&Grid { values, columns, rows: values.len() / columns.max(1), ring: 0 }, level)
}

/// The outlines of what is above `level`, all of them closed.
pub(crate) fn outlines(values: &[f64], columns: usize, level: f64) -> Vec<Vec<[f64; 2]>> {
    lines(&Grid { values, columns, rows: values.len() / columns.max(1), ring: 1 }, level)
}

fn lines(grid: &Grid, level: f64) -> Vec<Vec<[f64; 2]>> {
    if grid.columns < 2 || grid.rows < 2 {
        return Vec::new();
    }
    let (columns, rows) = (grid.columns + 2 * grid.ring, grid.rows + 2 * grid.ring);
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); grid.number((columns + 2, 0, false))];
    for row in 0..=rows {
        for column in 0..=columns {
            for [one, other] in grid.pieces([column, row], level) {
                let (one, other) = (grid.number(one), grid.number(other));
                next[one].push(other);
                next[other].push(one);
            }
        }
    }
    let mut lines = Vec::new();
    let mut seen = vec![false; next.len()];
    // lines that end at the edge of the plane, then closed ones
    for closed in [false, true] {
        for start in 0..next.len() {
            if !closed && next[start].len() != 1 {
                continue;
            }
            let line = walk(start, &next, &mut seen);
            if line.len() > 1 {
                let mut at = Vec::with_capacity(line.len());
                for side in line {
                    at.push(grid.crossing(grid.side(side), level));
                }
                lines.push(straightened(&at));
            }
        }
    }
    lines
}

/// From side to side as far as it goes, over those that were not seen before.
fn walk(start: usize, next: &[Vec<usize>], seen: &mut [bool]) -> Vec<usize> {
    let (mut line, mut at) = (Vec::new(), Some(start));
    while let Some(side) = at.filter(|side| !seen[*side]) {
        seen[side] = true;
        line.push(side);
        let others = &next[side];
        at = others.iter().copied().find(|other| !seen[*other]);
        // back at the beginning
        if at.is_none() && line.len() > 2 && others.contains(&start) {
            line.push(start);
        }
    }
    line
}

impl Grid<'_> {
    /// Sides are counted upwards, column by column.
    fn number(&self, (column, row, upwards): Side) -> usize {
        2 * (column * self.height() + row) + usize::from(upwards)
    }

    fn side(&self, number: usize) -> Side {
        let place = number / 2;
        (place / self.height(), place % self.height(), number % 2 == 1)
    }

    /// The places of a column.
    fn height(&self) -> usize {
        self.rows + 2 * self.ring + 2
    }

    /// The lines within the square right of and above a place: none, one, or two
    /// where opposite corners are on one side.
    fn pieces(&self, [column, row]: [usize; 2], level: f64) -> Vec<[Side; 2]> {
        let above = |right: usize, up: usize| self.at([column + right, row + up]) > level;
        let corners = [above(0, 0), above(1, 0), above(1, 1), above(0, 1)];
        let sides = [
            (column, row, false),
            (column + 1, row, true),
            (column, row + 1, false),
            (column, row, true),
        ];
        let mut passed = Vec::new();
        for i in 0..4 {
            if corners[i] != corners[(i + 1) % 4] {
                passed.push(sides[i]);
            }
        }
        match passed[..] {
            [one, other] => vec![[one, other]],
            [a, b, c, d] => {
                let mut middle = 0.0;
                for (right, up) in [(0, 0), (1, 0), (1, 1), (0, 1)] {
                    middle += self.at([column + right, row + up]) / 4.0;
                }
                // corners like the middle are joined
                if (middle > level) == corners[0] {
                    vec![[a, b], [c, d]]
                } else {
                    vec![[d, a], [b, c]]
                }
            }
            _ => Vec::new(),
        }
    }

    /// The value at a place: the first and the last in a row are at the edge,
    /// where the values go on as they came.
    fn at(&self, [column, row]: [usize; 2]) -> f64 {
        let outside = |i: usize, n: usize| self.ring > 0 && (i == 0 || i > n + 2);
        if outside(column, self.columns) || outside(row, self.rows) {
            return f64::NEG_INFINITY;
        }
        let (column, row) = (column - self.ring, row - self.ring);
        let (left, right) = neighbours(column, self.columns);
        let (low, high) = neighbours(row, self.rows);
        let value = |column: usize, row: usize| {
            self.values.get(row * self.columns + column).copied().unwrap_or_default()
        };
        let along = |row: usize| onwards(value(left, row), value(right, row));
        onwards(along(low), along(high))
    }

    /// Where a side passes the level.
    fn crossing(&self, (column, row, upwards): Side, level: f64) -> [f64; 2] {
        let end = if upwards { [column, row + 1] } else { [column + 1, row] };
        let (from, to) = (self.at([column, row]), self.at(end));
        let share = (level / 2.0 - from / 2.0) / (to / 2.0 - from / 2.0);
        let share = if share.is_nan() { 0.5 } else { share.clamp(0.0, 1.0) };
        let mix = |a: f64, b: f64| a * (1.0 - share) + b * share;
        [
            mix(self.unit(column, self.columns), self.unit(end[0], self.columns)),
            mix(self.unit(row, self.rows), self.unit(end[1], self.rows)),
        ]
    }

    /// Where the `i`-th place of `n` cells and their edges stands.
    fn unit(&self, i: usize, n: usize) -> f64 {
        match i.saturating_sub(self.ring) {
            0 => 0.0,
            i if i > n => 1.0,
            i => (i as f64 - 0.5) / n as f64,
        }
    }
}

/// The cells whose values make that of the `i`-th place of a row: its own, or
/// the last one and the one before it.
fn neighbours(i: usize, n: usize) -> (usize, usize) {
    match i {
        0 => (0, 1),
        i if i > n => (n - 1, n - 2),
        i => (i - 1, i - 1),
    }
}

/// Half a step before `first`, which `second` follows.
fn onwards(first: f64, second: f64) -> f64 {
    let before = 1.5 * first - 0.5 * second;
    if before.is_finite() { before } else { first }
}

/// A line without the points that it passes anyway.
fn straightened(line: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let mut kept = line[..1].to_vec();
    let mut begin = 0;
    for i in 1..line.len() {
        let between = &line[begin + 1..i];
        if i + 1 == line.len() {
            kept.push(line[i]);
        } else if between.iter().chain([&line[i]]).any(|at| off(*at, line[begin], line[i + 1])) {
            kept.push(line[i]);
            begin = i;
        }
    }
    kept
}

/// Whether a point is beside the line between two others.
fn off(at: [f64; 2], from: [f64; 2], to: [f64; 2]) -> bool {
    let (along, away) = ([to[0] - from[0], to[1] - from[1]], [at[0] - from[0], at[1] - from[1]]);
    let length = along[0].hypot(along[1]);
    let aside = (along[0] * away[1] - along[1] * away[0]).abs();
    if length > 0.0 { aside > STRAIGHT * length } else { away[0].hypot(away[1]) > STRAIGHT }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values of a function at the middles of 20 cells a side.
    fn values(of: impl Fn(f64, f64) -> f64) -> Vec<f64> {
        let middle = |i: usize| (i as f64 + 0.5) / 20.0;
        (0..400).map(|i| of(middle(i % 20), middle(i / 20))).collect()
    }

    #[test]
    fn a_plane_passes_the_level_on_a_straight_line_from_edge_to_edge() {
        let lines = contour(&values(|x, y| x + 2.0 * y), 20, 1.0);
        let [line] = &lines[..] else { panic!("{lines:?}") };
        let [[x, y], [u, v]] = line[..] else { panic!("{line:?}") };
        for (at, wanted) in [x, y, u, v].into_iter().zip([0.0, 0.5, 1.0, 0.0]) {
            assert!((at - wanted).abs() < 1e-9, "{line:?}");
        }
    }

    #[test]
    fn a_hill_has_a_closed_line() {
        let lines = contour(&values(|x, y| -(x - 0.5).hypot(y - 0.5)), 20, -0.3);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].first(), lines[0].last());
        for [x, y] in &lines[0] {
            assert!(((x - 0.5).hypot(y - 0.5) - 0.3).abs() < 0.003, "{x} {y}");
        }
    }

    #[test]
    fn a_saddle_has_two_lines_that_do_not_meet() {
        let lines = contour(&values(|x, y| (x - 0.5) * (y - 0.5)), 20, 0.02);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().flatten().all(|[x, y]| (x - 0.5) * (y - 0.5) > 0.018));
    }

    #[test]
    fn outlines_are_closed_at_the_edges_too() {
        let area = |line: &Vec<[f64; 2]>| {
            let twice = |pair: &[[f64; 2]]| pair[0][0] * pair[1][1] - pair[1][0] * pair[0][1];
            line.windows(2).map(twice).sum::<f64>().abs() / 2.0
        };
        for (level, wanted) in [(-1.0, 1.0), (0.25, 0.75), (0.5, 0.5)] {
            let lines = outlines(&values(|x, _| x), 20, level);
            let [line] = &lines[..] else { panic!("{lines:?}") };
            assert_eq!(line.first(), line.last());
            assert!((area(line) - wanted).abs() < 1e-9, "{line:?}");
        }
        assert!(outlines(&values(|x, _| x), 20, 1.0).is_empty());
        let hole = outlines(&values(|x, y| (x - 0.5).hypot(y - 0.5)), 20, 0.3);
        assert_eq!(hole.len(), 2);
    }

    #[test]
    fn values_that_do_not_pass_the_level_have_no_line() {
        assert!(contour(&values(|_, _| 1.0), 20, 1.0).is_empty());
        assert!(contour(&values(|x, _| x), 20, 2.0).is_empty());
        assert!(contour(&[0.0, 1.0], 2, 0.5).is_empty());
        let huge = contour(&values(|x, _| (2.0 * x - 1.0) * f64::MAX), 20, 0.0);
        assert!(huge.iter().flatten().all(|[x, _]| (x - 0.5).abs() < 1e-6) && huge.len() == 1);
    }
}
