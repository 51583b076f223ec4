//! Whether a line separates two classes: every answer is checked here by its own
//! arithmetic, not by the crate's.

use percept::{CommonPoint, Dataset, Separability, SeparatingLine, Verdict, toy};

use crate::points;

/// Numbers that look random, from 0 to 1.
pub(crate) struct Noise(pub(crate) u64);

impl Noise {
    pub(crate) fn next(&mut self) -> f64 {
        // D. Lehmer's generator with the constants of S. K. Park, K. W. Miller, 1988
        self.0 = self.0 * 48_271 % 2_147_483_647;
        self.0 as f64 / 2_147_483_647.0
    }

    pub(crate) fn vector(&mut self, n: usize) -> Vec<f64> {
        (0..n).map(|_| 2.0 * self.next() - 1.0).collect()
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn row(data: &Dataset, sample: usize) -> Vec<f64> {
    data.inputs().row(sample).to_vec()
}

fn is_one(data: &Dataset, target: usize, sample: usize) -> bool {
    let column = data.targets().column(target);
    column[sample] == column.iter().copied().fold(f64::MIN, f64::max)
}

/// The line has every sample on its side, the nearest as far as its margin.
fn assert_line(data: &Dataset, target: usize, line: &SeparatingLine) {
    let size = dot(line.weights(), line.weights()).sqrt();
    let mut nearest = f64::INFINITY;
    for sample in 0..data.n_samples() {
        let sum = dot(line.weights(), &row(data, sample));
        assert_eq!(sum > line.threshold(), is_one(data, target, sample), "row {sample}: {line:?}");
        nearest = nearest.min((sum - line.threshold()).abs() / size);
    }
    let off = (nearest - line.margin()).abs();
    // this sum, unlike the line, has only the digits of 64-bit numbers
    let rounding = 8.0 * f64::EPSILON * line.threshold().abs();
    assert!(off <= 1e-9 * nearest + rounding, "margin {} is {nearest}", line.margin());
    let ones = line.support().iter().filter(|sample| is_one(data, target, **sample)).count();
    assert!(ones > 0 && ones < line.support().len(), "{:?}", line.support());
}

/// The point is a mean of either class, and few samples make it.
fn assert_common(data: &Dataset, target: usize, common: &CommonPoint) {
    let samples = common.zeros().len() + common.ones().len();
    assert!(samples <= data.n_inputs() + 2, "{samples} samples: {common:?}");
    for (side, one) in [(common.zeros(), false), (common.ones(), true)] {
        let total: f64 = side.iter().map(|(_, weight)| weight).sum();
        assert!((total - 1.0).abs() < 1e-14, "weights of {total}");
        assert!(side.iter().all(|(_, weight)| *weight > 0.0));
        assert!(side.iter().all(|(sample, _)| is_one(data, target, *sample) == one));
        for (column, at) in common.point().iter().enumerate() {
            let mean: f64 =
                side.iter().map(|(i, weight)| weight * data.inputs()[[*i, column]]).sum();
            let size = data.inputs().column(column).iter().fold(0.0_f64, |a, b| a.max(b.abs()));
            assert!((mean - at).abs() <= 1e-13 * size, "{mean} is not {at}: {common:?}");
        }
    }
}

/// Every verdict holds; `true` where it says separable.
fn checked(data: &Dataset) -> Vec<Option<bool>> {
    let judged = data.separability().unwrap();
    let check = |(target, verdict): (usize, &Verdict)| match verdict {
        Verdict::Separable(line) => {
            assert_line(data, target, line);
            Some(true)
        }
        Verdict::NotSeparable(common) => {
            assert_common(data, target, common);
            Some(false)
        }
        _ => None,
    };
    judged.verdicts().iter().enumerate().map(check).collect()
}

fn margin(data: &Dataset) -> f64 {
    data.separability().unwrap().line().unwrap().margin()
}

#[test]
fn gates_are_separable_but_for_exclusive_or() {
    assert_eq!(checked(&toy::and().unwrap()), [Some(true)]);
    assert_eq!(checked(&toy::or().unwrap()), [Some(true)]);
    assert_eq!(checked(&toy::xor().unwrap()), [Some(false)]);
    // between (1, 1) and the middle of (0, 1) and (1, 0) is √½
    assert!((margin(&toy::and().unwrap()) - 0.5_f64.sqrt() / 2.0).abs() < 1e-15);
}

#[test]
fn exclusive_or_meets_in_the_middle() {
    let judged = toy::xor().unwrap().separability().unwrap();
    let common = judged.common_point().unwrap();
    assert_eq!(common.point(), [0.5, 0.5]);
    assert_eq!(common.zeros(), [(0, 0.5), (3, 0.5)]);
    assert_eq!(common.ones(), [(1, 0.5), (2, 0.5)]);
    assert!(!judged.is_separable() && judged.line().is_none());
}

// by hand: x1 + 2·x2 is 2.6 from (0, 1.3) to (1.4, 0.6), and 0.7 at (0.3, 0.2);
// the foot, (0.68, 0.96), lies between the two
#[test]
fn the_tutorials_points_have_the_margin_of_their_triangle() {
    assert_eq!(checked(&points()), [Some(true)]);
    let judged = points().separability().unwrap();
    let line = judged.line().unwrap();
    assert!((line.margin() - 1.9 / (2.0 * 5.0_f64.sqrt())).abs() < 1e-15, "{line:?}");
    assert!((line.weights()[0] - 0.5).abs() < 1e-15 && line.weights()[1] == 1.0);
    assert_eq!(line.support(), [0, 1, 2]);
    assert_eq!(format!("{judged:?}"), "Separability(1 of 1 target separable)");
}

// R. A. Fisher, 1936, and every textbook since: setosa stands apart, the other
// two species do not
#[test]
fn of_the_iris_only_setosa_stands_apart() {
    let iris = toy::iris().unwrap();
    assert_eq!(checked(&iris), [Some(true), Some(false), Some(false)]);
    let rows: Vec<usize> = (0..150).filter(|i| iris.targets()[[*i, 0]] == 0.0).collect();
    let inputs: Vec<Vec<f64>> = rows.iter().map(|i| row(&iris, *i)).collect();
    let virginica: Vec<f64> = rows.iter().map(|i| iris.targets()[[*i, 2]]).collect();
    assert_eq!(checked(&Dataset::new(inputs, virginica).unwrap()), [Some(false)]);
}

#[test]
fn points_on_both_sides_of_a_gap_are_separable_with_at_least_its_margin() {
    let mut noise = Noise(1);
    for n_inputs in [1, 2, 3, 5, 10, 30] {
        for n_samples in [2, 3, 10, 100] {
            for gap in [1.0, 0.1, 1e-3, 1e-6] {
                let mut normal = noise.vector(n_inputs);
                let length = dot(&normal, &normal).sqrt();
                normal = normal.iter().map(|x| x / length).collect();
                let sample = |(i, mut x): (usize, Vec<f64>)| {
                    let side = if i % 2 == 0 { 1.0 } else { -1.0 };
                    let at = dot(&x, &normal);
                    // to the right side, at least as far as the gap
                    let shift = side * (gap + at.abs()) - at;
                    x.iter_mut().zip(&normal).for_each(|(x, n)| *x += shift * n);
                    x
                };
                let inputs: Vec<Vec<f64>> = (0..n_samples)
                    .map(|_| noise.vector(n_inputs))
                    .enumerate()
                    .map(sample)
                    .collect();
                let targets: Vec<bool> = (0..n_samples).map(|i| i % 2 == 0).collect();
                let data = Dataset::new(inputs, targets).unwrap();
                let about = format!("{n_samples} × {n_inputs}, {gap}");
                assert_eq!(checked(&data), [Some(true)], "{about}");
                let found = margin(&data);
                assert!(found >= gap * (1.0 - 1e-6), "{about}: {found}");
            }
        }
    }
}

#[test]
fn a_sample_within_the_other_class_makes_it_not_separable() {
    let mut noise = Noise(2);
    for n_inputs in [1, 2, 3, 5, 10, 30] {
        for more in [0, 1, 20] {
            let n = n_inputs + 1 + more;
            let mut inputs: Vec<Vec<f64>> = (0..n).map(|_| noise.vector(n_inputs)).collect();
            let mut weights: Vec<f64> = (0..n).map(|_| 0.1 + noise.next()).collect();
            let total: f64 = weights.iter().sum();
            weights = weights.iter().map(|weight| weight / total).collect();
            let mean = |column| -> f64 {
                inputs.iter().zip(&weights).map(|(x, weight)| x[column] * weight).sum()
            };
            let inside: Vec<f64> = (0..n_inputs).map(mean).collect();
            inputs.push(inside);
            let targets: Vec<bool> = (0..=n).map(|i| i == n).collect();
            let data = Dataset::new(inputs, targets).unwrap();
            assert_eq!(checked(&data), [Some(false)], "{n} × {n_inputs}");
        }
    }
}

#[test]
fn clouds_of_any_shape_get_an_answer_that_holds() {
    let mut noise = Noise(3);
    let (mut yes, mut no) = (0, 0);
    for n_inputs in [1, 2, 3, 4, 8, 20] {
        for n_samples in [2, 3, 5, 10, 20, 40] {
            for _ in 0..10 {
                let inputs: Vec<Vec<f64>> =
                    (0..n_samples).map(|_| noise.vector(n_inputs)).collect();
                let targets: Vec<bool> = (0..n_samples).map(|i| i % 2 == 0).collect();
                let data = Dataset::new(inputs, targets).unwrap();
                match checked(&data)[0] {
                    Some(true) => yes += 1,
                    Some(false) => no += 1,
                    None => panic!("undecided: {n_samples} × {n_inputs}"),
                }
            }
        }
    }
    assert!(yes > 50 && no > 50, "{yes} and {no}");
}

/// The widest margin of points in the plane: it rests on two samples, or on two
/// of one class and one of the other.
fn widest_by_trying(inputs: &[Vec<f64>], targets: &[bool]) -> f64 {
    let mut normals = Vec::new();
    for a in inputs {
        for b in inputs {
            let [x, y] = [b[0] - a[0], b[1] - a[1]];
            normals.extend([[x, y], [-y, x]]);
        }
    }
    let mut widest = f64::NEG_INFINITY;
    for [x, y] in normals {
        let size = x.hypot(y);
        if size > 0.0 {
            let sum = |sample: &Vec<f64>| (x * sample[0] + y * sample[1]) / size;
            let sums = inputs.iter().map(sum).zip(targets);
            let ones = sums.clone().filter(|(_, one)| **one);
            let zeros = sums.filter(|(_, one)| !**one);
            let above = ones.map(|(sum, _)| sum).fold(f64::INFINITY, f64::min);
            let below = zeros.map(|(sum, _)| sum).fold(f64::NEG_INFINITY, f64::max);
            widest = widest.max((above - below) / 2.0);
        }
    }
    widest
}

#[test]
fn no_line_in_the_plane_has_a_wider_margin() {
    let mut noise = Noise(4);
    let (mut yes, mut no) = (0, 0);
    for n_samples in [2, 3, 4, 5, 6, 8] {
        for _ in 0..40 {
            let inputs: Vec<Vec<f64>> = (0..n_samples).map(|_| noise.vector(2)).collect();
            let targets: Vec<bool> = (0..n_samples).map(|i| i % 2 == 0).collect();
            let data = Dataset::new(&inputs, targets.clone()).unwrap();
            let widest = widest_by_trying(&inputs, &targets);
            match checked(&data)[0] {
                Some(true) => {
                    yes += 1;
                    assert!((margin(&data) - widest).abs() < 1e-9, "{widest}: {:?}", data.inputs());
                }
                Some(false) => {
                    no += 1;
                    assert!(widest <= 0.0, "{widest}");
                }
                None => panic!("undecided: {:?}", data.inputs()),
            }
        }
    }
    assert!(yes > 20 && no > 20, "{yes} and {no}");
}

#[test]
fn one_point_with_both_targets_is_the_common_point() {
    let inputs = [[1.0, 5.0], [0.1, 0.7], [3.0, -2.0], [0.1, 0.7], [2.0, 2.0]];
    let data = Dataset::new(inputs, [0, 1, 1, 0, 1]).unwrap();
    let judged = data.separability().unwrap();
    let common = judged.common_point().unwrap();
    assert_eq!(common.point(), [0.1, 0.7]);
    assert_eq!((common.zeros(), common.ones()), (&[(3, 1.0)][..], &[(1, 1.0)][..]));
    // 0 and −0 are one place
    assert_eq!(checked(&Dataset::new([0.0, -0.0], [0, 1]).unwrap()), [Some(false)]);
}

#[test]
fn points_on_one_line_are_judged_too() {
    let on_a_line = |targets: [u8; 4]| {
        let inputs = [[0.1, 0.3], [0.2, 0.6], [0.4, 1.2], [0.8, 2.4]];
        checked(&Dataset::new(inputs, targets).unwrap())
    };
    assert_eq!(on_a_line([0, 0, 1, 1]), [Some(true)]);
    assert_eq!(on_a_line([0, 1, 0, 1]), [Some(false)]);
    assert_eq!(on_a_line([0, 1, 1, 0]), [Some(false)]);
    // a column that does not vary, and another that is a multiple
    let flat = [[1.0, 5.0, 2.0], [2.0, 5.0, 4.0], [3.0, 5.0, 6.0]];
    assert_eq!(checked(&Dataset::new(flat, [0, 0, 1]).unwrap()), [Some(true)]);
    assert_eq!(checked(&Dataset::new(flat, [0, 1, 0]).unwrap()), [Some(false)]);
}

#[test]
fn classes_that_touch_are_not_separable() {
    let corner = Dataset::new([[0.0, 0.0], [2.0, 0.0], [1.0, 0.0], [1.0, 3.0]], [0, 0, 1, 1]);
    assert_eq!(checked(&corner.unwrap()), [Some(false)]);
}

#[test]
fn columns_of_any_size_are_judged() {
    let mut noise = Noise(5);
    for sizes in [[1.0, 1e9], [1e-9, 1.0], [1e-3, 1e12], [1e150, 1e150], [1e-150, 1e-150]] {
        for part in [0, 1] {
            // the classes differ in one column, however small
            let sample = |i: u32, noise: &mut Noise| {
                let mut x = [noise.next(), noise.next()];
                x[part] += 2.0 * f64::from(i % 2);
                [x[0] * sizes[0], x[1] * sizes[1]]
            };
            let inputs: Vec<[f64; 2]> = (0..20).map(|i| sample(i, &mut noise)).collect();
            let targets: Vec<u32> = (0..20).map(|i| i % 2).collect();
            let data = Dataset::new(&inputs, targets.clone()).unwrap();
            let judged = data.separability().unwrap();
            let Some(line) = judged.line() else { panic!("{sizes:?}, column {part}: {judged}") };
            for (x, target) in inputs.iter().zip(&targets) {
                assert_eq!(dot(line.weights(), x) > line.threshold(), *target == 1, "{sizes:?}");
            }
            let mixed: Vec<u32> = (0..20).map(|i| i / 2 % 2).collect();
            let mixed = Dataset::new(inputs, mixed).unwrap();
            assert_eq!(checked(&mixed), [Some(false)], "{sizes:?}, column {part}");
        }
    }
}

#[test]
fn a_shift_far_from_zero_changes_nothing() {
    let shifted = |targets: [u8; 4], by: f64| {
        let inputs = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
        let inputs: Vec<[f64; 2]> = inputs.iter().map(|x| x.map(|x| x + by)).collect();
        checked(&Dataset::new(inputs, targets).unwrap())
    };
    for by in [1e3, 1.7e9, -1e12] {
        assert_eq!(shifted([0, 0, 0, 1], by), [Some(true)], "{by}");
        assert_eq!(shifted([0, 1, 1, 0], by), [Some(false)], "{by}");
    }
}

#[test]
fn one_class_alone_has_nothing_to_separate() {
    let judged = Dataset::new(points().inputs(), [1, 1, 1, 1]).unwrap().separability().unwrap();
    assert_eq!(judged.verdicts(), [Verdict::OneClass]);
    assert!(judged.is_separable() && judged.line().is_none() && judged.common_point().is_none());
    assert!(judged.to_string().contains("nothing to separate"), "{judged}");
}

#[test]
fn any_two_values_are_two_classes() {
    let data = Dataset::new([1.0, 2.0, 3.0], [-1.0, -1.0, 2.5]).unwrap();
    let judged = data.separability().unwrap();
    let line = judged.line().unwrap();
    assert_eq!((line.weights(), line.threshold(), line.margin()), (&[1.0][..], 2.5, 0.5));
}

#[test]
fn a_target_with_three_values_is_refused() {
    let problem = Dataset::new([1.0, 2.0, 3.0], [0, 1, 2]).unwrap().separability().unwrap_err();
    assert_eq!(
        problem.to_string(),
        "separability: expected targets with two values (`targets_as_classes()` gives each of \
         several classes a column of its own), but got 0, 1 and 2 in `target`"
    );
    let problem = Dataset::unlabelled([1.0, 2.0]).unwrap().separability().unwrap_err();
    assert_eq!(
        problem.to_string(),
        "data: expected at least one target (`Dataset::new`), but got none"
    );
}

#[test]
fn two_classes_that_only_rounding_could_part_are_left_undecided() {
    // the exact answer is a line, but no 64-bit number lies between
    let near = Dataset::new([1.0, 1.0 + f64::EPSILON], [0, 1]).unwrap();
    let judged: Separability = near.separability().unwrap();
    assert!(!matches!(judged.verdicts(), [Verdict::NotSeparable(_)]), "{judged:?}");
    assert!(!judged.to_string().is_empty());
}

#[test]
fn what_it_says_names_classes_rows_and_margin() {
    let text = toy::and().unwrap().separability().unwrap().to_string();
    for part in [
        "Separable: a line separates target = 1 from target = 0.",
        "target = 1 where x1 + x2 > 1.5.",
        "Margin 0.3536: no other line is farther from the nearest samples, rows 1, 2 and 3.",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let text = toy::xor().unwrap().separability().unwrap().to_string();
    let part = "The point (0.5, 0.5) lies in the convex hulls of both classes: it is 0.5·row 0 + \
                0.5·row 3 of target = 0 and 0.5·row 1 + 0.5·row 2 of target = 1.\nA weighted mean \
                of points on one side of a line lies on that side too. This point is a weighted \
                mean of each class, so no line separates them.";
    assert!(text.contains(part), "{text}");
    let text = toy::iris().unwrap().separability().unwrap().to_string();
    assert!(text.contains("Of 3 targets, 1 is separable, 2 are not."), "{text}");
}

/// Four points with a first target of 0: all ways to give the others 0 or 1, a
/// column each.
fn labellings() -> Dataset {
    let targets = |point: usize| (0..8).map(move |way| f64::from((way >> (3 - point)) & 1));
    let targets: Vec<Vec<f64>> = (0..4).map(|point| targets(point).collect()).collect();
    Dataset::new([[0.3, 0.2], [0.0, 1.3], [1.4, 0.6], [0.5, 1.9]], targets).unwrap()
}

#[test]
fn eight_labellings_are_eight_pictures_and_the_one_without_a_line_is_called_so() {
    let chart = labellings().separability().unwrap().chart();
    let text = chart.to_string();
    assert!(text.contains("Of 8 targets, 7 are separable, 1 is not.\n\n"), "{text}");
    let svg = chart.to_svg();
    let titles: Vec<_> = (1..=8).filter(|i| svg.contains(&format!(">target{i} = "))).collect();
    assert_eq!(titles, [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(svg.matches(": no line<").count(), 1);
    assert!(svg.contains(">target7 = 1: no line<"), "{svg}");
}

#[test]
fn a_target_beyond_the_eighth_has_no_picture_and_that_is_said() {
    let many: Vec<Vec<f64>> =
        (0..4).map(|row| (0..9).map(|i| f64::from(u8::from(i % 4 == row))).collect()).collect();
    let data = Dataset::new([[0.3, 0.2], [0.0, 1.3], [1.4, 0.6], [0.5, 1.9]], many).unwrap();
    let text = data.separability().unwrap().to_string();
    assert!(
        text.contains("Of 9 targets, 9 are separable, 0 are not.\nThe first 8 are drawn."),
        "{text}"
    );
}

#[test]
fn the_way_between_two_samples_is_drawn_once_and_not_back() {
    // dashed, the second class would look solid
    let svg = toy::xor().unwrap().separability().unwrap().chart().to_svg();
    let is_way = |line: &&str| line.contains("<polyline") && line.contains("stroke-width=\"4\"");
    let ways: Vec<_> = svg.lines().filter(is_way).collect();
    // then those in the legend
    let [one, other, _, _] = ways.as_slice() else { panic!("{svg}") };
    for way in [one, other] {
        let points = way.split("points=\"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(points.split(' ').count(), 2, "{way}");
    }
    assert!(!one.contains("dasharray") && other.contains("dasharray"), "{one} {other}");
    assert_eq!(svg.matches("stroke-width=\"1.5\"").count(), 0, "{svg}");
}

#[test]
fn hulls_are_named_in_the_legend() {
    let data = Dataset::new(
        [[0, 0], [0, 1], [1, 0], [1, 1], [2, 0], [2, 2], [1, 2]],
        [0, 1, 1, 0, 1, 0, 0],
    );
    for data in [toy::xor(), data] {
        let figure = crate::plotly_json(&data.unwrap().separability().unwrap().chart());
        for class in 0..2 {
            let name = format!("hull of target = {class}");
            let is_named = |trace: &&serde_json::Value| trace["name"] == name.as_str();
            let traces = figure["data"].as_array().unwrap().iter().filter(is_named);
            assert_eq!(traces.filter(|trace| crate::in_legend(trace)).count(), 1, "{name}");
        }
    }
}
