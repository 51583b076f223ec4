//! The regions in which each class has the largest output, and the lines between
//! them, on a plane whose colours say how far that one is ahead.

use super::colormap::leaders;
use crate::chart::{Dash, INK, Mark, class, contour, outlines};
use crate::lists::mapped;
use crate::matrix::Matrix;
use crate::view::parts::classes::shown::Kept;

/// An unseen area for each of them, the largest first; `side` is the number of
/// cells in a row.
pub(crate) fn regions(
    outputs: &Matrix,
    names: &[String],
    kept: &Kept,
    side: usize,
    [x, y]: [[f64; 2]; 2],
) -> Vec<Mark> {
    let leaders = leaders(outputs);
    let mut regions = Vec::new();
    for (led, name) in names.iter().enumerate() {
        for line in outlines(&leads(outputs, led), side, 0.0) {
            // the outline of another's region within its own
            if first_inside(&line, side).is_none_or(|cell| leaders.get(cell) != Some(&led)) {
                continue;
            }
            let at = mapped(&line, &|[u, v]| [place(x, *u), place(y, *v)]);
            let (color, hover) = (class(kept.look(led)).0, format!("largest output: {name}"));
            let area = Mark::Area { name: String::new(), color, opacity: 0.0, hover, at };
            regions.push((size(&line), area));
        }
    }
    regions.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    regions.into_iter().map(|(_, area)| area).collect()
}

/// Where the largest output is that of two classes.
pub(crate) fn borders(outputs: &Matrix, side: usize, [x, y]: [[f64; 2]; 2]) -> Vec<Mark> {
    let mut borders = Vec::new();
    // those of the first class are those of the others with it
    for led in 1..outputs.n_columns() {
        for line in contour(&leads(outputs, led), side, 0.0) {
            let at = line.iter().map(|[u, v]| [place(x, *u), place(y, *v)]).collect();
            borders.push(Mark::Line {
                name: String::new(),
                color: INK,
                width: 1.5,
                // pieces that two classes share lie on each other
                dash: Dash::Solid,
                dots: false,
                hover: String::new(),
                at,
            });
        }
    }
    borders
}

/// The place at this share of an axis.
fn place([low, high]: [f64; 2], share: f64) -> f64 {
    low * (1.0 - share) + high * share
}

/// How far the output of a class is ahead of all others in each cell.
fn leads(outputs: &Matrix, led: usize) -> Vec<f64> {
    let mut leads = Vec::with_capacity(outputs.n_rows());
    for cell in 0..outputs.n_rows() {
        let mut others = f64::NEG_INFINITY;
        for (class, output) in outputs.row(cell).iter().enumerate() {
            others = if class == led { others } else { others.max(*output) };
        }
        leads.push(outputs.row(cell)[led] - others);
    }
    leads
}

/// The first cell whose middle lies within a closed line.
fn first_inside(line: &[[f64; 2]], side: usize) -> Option<usize> {
    let middle = |i: usize| (i as f64 + 0.5) / side as f64;
    (0..side * side).find(|cell| contains(line, [middle(cell % side), middle(cell / side)]))
}

fn contains(line: &[[f64; 2]], [x, y]: [f64; 2]) -> bool {
    let mut inside = false;
    for pair in line.windows(2) {
        let &[[x1, y1], [x2, y2]] = pair else { continue };
        if (y1 > y) != (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 {
            inside = !inside;
        }
    }
    inside
}

/// Twice the size of what a closed line is around.
fn size(line: &[[f64; 2]]) -> f64 {
    let mut size = 0.0;
    for pair in line.windows(2) {
        let &[[x1, y1], [x2, y2]] = pair else { continue };
        size += x1 * y2 - x2 * y1;
    }
    size.abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three classes over 20 cells a side: the second in a disc in the middle, the
    /// third at the right, the first around the disc.
    fn outputs() -> Matrix {
        let middle = |i: usize| (i as f64 + 0.5) / 20.0;
        let mut outputs = Vec::new();
        for cell in 0..400 {
            outputs.extend(at([middle(cell % 20), middle(cell / 20)]));
        }
        Matrix::new((400, 3), outputs)
    }

    fn at([x, y]: [f64; 2]) -> [f64; 3] {
        [0.5, 0.8 - 4.0 * (x - 0.4).hypot(y - 0.5), 2.0 * x - 1.2]
    }

    #[test]
    fn on_a_border_two_outputs_are_the_largest() {
        let borders = borders(&outputs(), 20, [[0.0, 1.0]; 2]);
        assert_eq!(borders.len(), 2);
        for border in borders {
            let Mark::Line { at: places, .. } = border else { panic!() };
            for place in places {
                let mut outputs = at(place);
                outputs.sort_by(f64::total_cmp);
                assert!(outputs[2] - outputs[1] < 0.05, "{place:?}: {outputs:?}");
            }
        }
    }

    #[test]
    fn a_region_within_another_comes_after_it_and_has_no_outline_twice() {
        let names = ["a", "b", "c"].map(str::to_owned);
        let kept = Kept::of(&[1, 1, 1]);
        let regions = regions(&outputs(), &names, &kept, 20, [[0.0, 1.0]; 2]);
        let told: Vec<&str> = regions
            .iter()
            .map(|mark| if let Mark::Area { hover, .. } = mark { hover } else { panic!() })
            .map(String::as_str)
            .collect();
        assert_eq!(told, ["largest output: a", "largest output: c", "largest output: b"]);
    }
}
