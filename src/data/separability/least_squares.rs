//! Least squares, and weights that must not be negative.

/// The sum of `a[i] * b[i]`, in four sums that need not wait for each other.
pub(crate) fn plain_dot(a: &[f64], b: &[f64]) -> f64 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<4>(), b.as_chunks::<4>());
    let mut sums = [0.0; 4];
    for (a, b) in a.iter().zip(b) {
        for (i, sum) in sums.iter_mut().enumerate() {
            *sum += a[i] * b[i];
        }
    }
    let mut sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
    for (a, b) in a_rest.iter().zip(b_rest) {
        sum += a * b;
    }
    sum
}

/// What is left of a column, as a share of it, that counts as nothing.
const DEPENDENT: f64 = 1e-13;

/// The weights of `columns` whose sum comes nearest to `wanted`; 0 for a column
/// that is a sum of those before it.
///
/// A. S. Householder, "Unitary triangularization of a nonsymmetric matrix",
/// *Journal of the ACM* 5(4), 1958.
pub(crate) fn least_squares(mut columns: Vec<Vec<f64>>, mut wanted: Vec<f64>) -> Vec<f64> {
    let mut independent: Vec<usize> = Vec::new();
    for j in 0..columns.len() {
        let row = independent.len();
        let Some(mirror) = mirror(&columns[j], row) else { continue };
        for column in &mut columns[j..] {
            reflect(&mirror, &mut column[row..]);
        }
        reflect(&mirror, &mut wanted[row..]);
        independent.push(j);
    }
    let mut weights = vec![0.0; columns.len()];
    for (row, &j) in independent.iter().enumerate().rev() {
        let mut value = wanted[row];
        for &later in &independent[row + 1..] {
            value -= columns[later][row] * weights[later];
        }
        weights[j] = value / columns[j][row];
    }
    weights
}

/// What turns the rest of a column, from `row` on, into one number. Its square
/// is 2.
fn mirror(column: &[f64], row: usize) -> Option<Vec<f64>> {
    let mut mirror = column[row..].to_vec();
    let length = plain_dot(&mirror, &mirror).sqrt();
    if mirror.is_empty() || length <= DEPENDENT * plain_dot(column, column).sqrt() {
        return None;
    }
    mirror[0] += length.copysign(mirror[0]);
    let size = (plain_dot(&mirror, &mirror) / 2.0).sqrt();
    for value in &mut mirror {
        *value /= size;
    }
    Some(mirror)
}

fn reflect(mirror: &[f64], column: &mut [f64]) {
    let share = plain_dot(mirror, column);
    for (value, mirror) in column.iter_mut().zip(mirror) {
        *value -= share * mirror;
    }
}

/// Moves the weights of `members` to what `solve` wants; members whose weight
/// would turn negative on the way leave, and `solve` is asked again. Gives how
/// often it was asked.
pub(crate) fn settle(
    members: &mut Vec<usize>,
    weights: &mut Vec<f64>,
    solve: &dyn Fn(&[usize]) -> Vec<f64>,
) -> usize {
    let mut asked = 0;
    while !members.is_empty() {
        asked += 1;
        let wanted = solve(members);
        let (mut step, mut leaves) = (1.0, None);
        for (k, &wanted) in wanted.iter().enumerate() {
            if wanted > 0.0 {
                continue;
            }
            let way = weights[k] - wanted;
            let share = if way > 0.0 { weights[k] / way } else { 0.0 };
            if leaves.is_none() || share < step {
                (step, leaves) = (share, Some(k));
            }
        }
        for (weight, wanted) in weights.iter_mut().zip(wanted) {
            *weight += step * (wanted - *weight);
        }
        let Some(k) = leaves else { break };
        members.remove(k);
        weights.remove(k);
    }
    asked
}

/// Weights, none negative, with which the sum of `columns` comes nearest to
/// `wanted`. The columns with a weight are independent of each other.
///
/// C. L. Lawson, R. J. Hanson, *Solving Least Squares Problems*, 1974, chapter
/// 23.
pub(crate) fn no_negatives(columns: &[Vec<f64>], wanted: &[f64]) -> Vec<f64> {
    let (mut members, mut weights) = (Vec::new(), Vec::new());
    for _ in 0..3 * columns.len() + 10 {
        let Some(best) = steepest(columns, wanted, &members, &weights) else { break };
        members.push(best);
        weights.push(0.0);
        settle(&mut members, &mut weights, &|members| {
            let mut chosen = Vec::with_capacity(members.len());
            for &member in members {
                chosen.push(columns[member].clone());
            }
            least_squares(chosen, wanted.to_vec())
        });
    }
    let mut all = vec![0.0; columns.len()];
    for (&member, &weight) in members.iter().zip(&weights) {
        all[member] = weight;
    }
    all
}

/// The column that most shortens what is missing.
fn steepest(
    columns: &[Vec<f64>],
    wanted: &[f64],
    members: &[usize],
    weights: &[f64],
) -> Option<usize> {
    let mut missing = wanted.to_vec();
    for (&member, weight) in members.iter().zip(weights) {
        for (missing, value) in missing.iter_mut().zip(&columns[member]) {
            *missing -= weight * value;
        }
    }
    let (mut steepest, mut most) = (None, 1e-14);
    for (i, column) in columns.iter().enumerate() {
        let slope = plain_dot(column, &missing);
        if slope > most && !members.contains(&i) {
            (steepest, most) = (Some(i), slope);
        }
    }
    steepest
}

#[cfg(test)]
mod tests {
    use super::*;

    // y = 1 + 2x through (0, 1), (1, 3), (2, 5); then (2, 6): normal equations by hand
    #[test]
    fn least_squares_fit_a_line() {
        let columns = || vec![vec![1.0, 1.0, 1.0], vec![0.0, 1.0, 2.0]];
        for (wanted, expected) in
            [(vec![1.0, 3.0, 5.0], [1.0, 2.0]), (vec![1.0, 3.0, 6.0], [5.0 / 6.0, 2.5])]
        {
            let weights = least_squares(columns(), wanted);
            for (ours, expected) in weights.iter().zip(expected) {
                assert!((ours - expected).abs() < 1e-14, "{weights:?}");
            }
        }
    }

    #[test]
    fn a_column_that_others_add_up_to_gets_nothing() {
        let columns = vec![vec![1.0, 0.0], vec![2.0, 0.0], vec![0.0, 3.0]];
        assert_eq!(least_squares(columns, vec![4.0, 6.0]), [4.0, 0.0, 2.0]);
    }

    #[test]
    fn weights_below_zero_are_kept_at_zero() {
        let columns = [vec![1.0, 0.0], vec![0.0, 1.0]];
        assert_eq!(no_negatives(&columns, &[2.0, -3.0]), [2.0, 0.0]);
        let mixed = no_negatives(&columns, &[2.0, 3.0]);
        assert!((mixed[0] - 2.0).abs() < 1e-14 && (mixed[1] - 3.0).abs() < 1e-14);
    }
}
