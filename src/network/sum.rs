//! Sums in neurolab's (that is, numpy's) order of rounding, so that recorded
//! runs are reproduced to the last bit: left to right below 8 terms, in 8
//! lanes up to 128, halved beyond.

const LANES: usize = 8;
const BLOCK: usize = 128;

/// The sum of `a[i] * b[i]` over the shorter of the two.
#[inline]
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let n = a.len().min(b.len());
    let (a, b) = (&a[..n], &b[..n]);
    if n < LANES {
        return continued(0.0, a, b);
    }
    if n <= BLOCK { in_lanes(a, b) } else { halved(a, b) }
}

/// A function apart: what calls itself cannot become part of a loop.
#[inline(never)]
fn halved(a: &[f64], b: &[f64]) -> f64 {
    let half = a.len() / 2;
    let half = half - half % LANES;
    dot(&a[..half], &b[..half]) + dot(&a[half..], &b[half..])
}

#[inline]
fn in_lanes(a: &[f64], b: &[f64]) -> f64 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    // a lane begins with its first product; −0 is what adding it does not change
    let mut l = [-0.0; LANES];
    for (a, b) in a.iter().zip(b) {
        for (i, lane) in l.iter_mut().enumerate() {
            *lane += a[i] * b[i];
        }
    }
    let folded = ((l[0] + l[1]) + (l[2] + l[3])) + ((l[4] + l[5]) + (l[6] + l[7]));
    continued(folded, a_rest, b_rest)
}

#[inline]
fn continued(start: f64, a: &[f64], b: &[f64]) -> f64 {
    let mut sum = start;
    for (a, b) in a.iter().zip(b) {
        sum += a * b;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(n: usize) -> (Vec<f64>, Vec<f64>) {
        let a = (0..n).map(|i| 0.1 * (i as f64 + 1.0)).collect();
        let b = (0..n).map(|i| 1.0 / (i as f64 + 3.0)).collect();
        (a, b)
    }

    const ONES: [f64; 16] = [1.0; 16];

    #[test]
    fn few_terms_are_added_from_left_to_right() {
        assert_eq!(dot(&[1e16, 1.0, 1.0, -1e16], &ONES), 0.0);
    }

    #[test]
    fn eight_and_more_terms_are_added_in_lanes() {
        // lane by lane the small terms meet each other first: nothing is lost
        let mut values = vec![1e16, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0];
        values.extend([-1e16, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(dot(&values, &ONES), 7.0);
        assert_eq!(values.iter().sum::<f64>(), 0.0);
    }

    #[test]
    fn every_length_is_close_to_the_plain_sum() {
        for n in [0, 1, 7, 8, 9, 127, 128, 129, 1000] {
            let (a, b) = terms(n);
            let plain: f64 = a.iter().zip(&b).map(|(a, b)| a * b).sum();
            assert!((dot(&a, &b) - plain).abs() <= 1e-12 * plain.abs(), "{n} terms");
        }
    }
}
