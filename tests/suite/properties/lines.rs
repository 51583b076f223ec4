//! Whether a line exists: what is claimed can be checked on the samples.

use percept::{Dataset, Verdict};
use proptest::prelude::*;

use super::property;

/// Points on a coarse grid, so that some lie on each other and on one line.
fn points() -> impl Strategy<Value = Vec<(i8, i8, bool)>> {
    proptest::collection::vec((-4..5_i8, -4..5_i8, any::<bool>()), 2..9)
}

/// Whether a line through two of the points, or beside them, separates the
/// classes: a brute force that knows no theory.
fn separable(points: &[(f64, f64, bool)]) -> bool {
    let mut normals = vec![(1.0, 0.0), (0.0, 1.0)];
    for (i, a) in points.iter().enumerate() {
        for b in &points[..i] {
            let (x, y) = (b.0 - a.0, b.1 - a.1);
            normals.extend([(x, y), (-y, x)]);
        }
    }
    // directions beside these, for classes that touch along a line
    let mut all = Vec::new();
    for (x, y) in normals {
        for turn in [0.0, 1e-3, -1e-3] {
            all.push((x - turn * y, y + turn * x));
        }
    }
    all.into_iter().any(|(x, y)| {
        let (mut zeros, mut ones) = ([f64::MAX, f64::MIN], [f64::MAX, f64::MIN]);
        for point in points {
            let side = if point.2 { &mut ones } else { &mut zeros };
            let sum = x * point.0 + y * point.1;
            *side = [side[0].min(sum), side[1].max(sum)];
        }
        zeros[1] < ones[0] || ones[1] < zeros[0]
    })
}

#[test]
fn any_verdict_holds_on_the_samples() {
    property(points(), 300, 90, |points| {
        let points: Vec<_> =
            points.iter().map(|(x, y, yes)| (f64::from(*x), f64::from(*y), *yes)).collect();
        let inputs: Vec<[f64; 2]> = points.iter().map(|point| [point.0, point.1]).collect();
        let targets: Vec<u8> = points.iter().map(|point| u8::from(point.2)).collect();
        let report = Dataset::new(inputs, targets)?.separability()?;
        match &report.verdicts()[0] {
            Verdict::Separable(line) => {
                for (x, y, yes) in &points {
                    let sum = line.weights()[0] * x + line.weights()[1] * y;
                    assert_eq!(sum > line.threshold(), *yes, "{points:?}: {line:?}");
                }
                assert!(separable(&points), "{points:?}");
            }
            Verdict::NotSeparable(common) => {
                assert!(!separable(&points), "{points:?}");
                for side in [common.zeros(), common.ones()] {
                    let mut mixed = [0.0, 0.0];
                    for (row, share) in side {
                        assert!(*share >= 0.0);
                        mixed[0] += share * points[*row].0;
                        mixed[1] += share * points[*row].1;
                    }
                    for (value, expected) in mixed.iter().zip(common.point()) {
                        assert!((value - expected).abs() < 1e-9, "{points:?}: {common:?}");
                    }
                }
            }
            Verdict::OneClass => {
                assert!(points.iter().all(|point| point.2 == points[0].2), "{points:?}");
            }
            unknown => panic!("a few points on a grid: {unknown:?}, {points:?}"),
        }
        Ok(())
    });
}
