//! Sums in neurolab's (that is, numpy's) order of rounding, so that recorded
//! runs are reproduced to the last bit: left to right below 8 terms, in 8
//! lanes up to 128, halved beyond.

const LANES: usize = 8;
const BLOCK: usize = 128;

/// The sum of `values`.
pub(crate) fn sum(values: &[f64]) -> f64 {
    pairwise(values.len(), 0, &|i| values[i])
}

/// The sum of `a[i] * b[i]` over the shorter of the two.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let n = a.len().min(b.len());
    let (a, b) = (&a[..n], &b[..n]);
    pairwise(n, 0, &|i| a[i] * b[i])
}

fn pairwise(n: usize, start: usize, term: &impl Fn(usize) -> f64) -> f64 {
    if n < LANES {
        return (start..start + n).fold(0.0, |sum, i| sum + term(i));
    }
    if n <= BLOCK {
        return in_lanes(n, start, term);
    }
    let half = n / 2;
    let half = half - half % LANES;
    pairwise(half, start, term) + pairwise(n - half, start + half, term)
}

fn in_lanes(n: usize, start: usize, term: &impl Fn(usize) -> f64) -> f64 {
    let mut lanes: [f64; LANES] = std::array::from_fn(|lane| term(start + lane));
    let whole = n - n % LANES;
    for i in (LANES..whole).step_by(LANES) {
        for (lane, sum) in lanes.iter_mut().enumerate() {
            *sum += term(start + i + lane);
        }
    }
    let l = lanes;
    let folded = ((l[0] + l[1]) + (l[2] + l[3])) + ((l[4] + l[5]) + (l[6] + l[7]));
    (start + whole..start + n).fold(folded, |sum, i| sum + term(i))
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "the last bit is what is tested")]
mod tests {
    use super::*;

    fn terms(n: usize) -> (Vec<f64>, Vec<f64>) {
        let a = (0..n).map(|i| 0.1 * (i as f64 + 1.0)).collect();
        let b = (0..n).map(|i| 1.0 / (i as f64 + 3.0)).collect();
        (a, b)
    }

    #[test]
    fn few_terms_are_added_from_left_to_right() {
        let values = [1e16, 1.0, 1.0, -1e16];
        assert_eq!(sum(&values), 0.0);
    }

    #[test]
    fn eight_and_more_terms_are_added_in_lanes() {
        // lane by lane the small terms meet each other first: nothing is lost
        let mut values = vec![1e16, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0];
        values.extend([-1e16, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(sum(&values), 7.0);
        assert_eq!(values.iter().fold(0.0, |sum, value| sum + value), 0.0);
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
