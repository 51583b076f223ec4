//! The sums of a block of samples: plain loops over packs of samples, several
//! rows at a time so that each value is loaded once for all of them.
//!
//! Tables lie row by row, `packs` packs a row.

/// Samples that are computed side by side.
pub(crate) const LANES: usize = 8;
/// One value of several samples.
pub(crate) type Pack = [f64; LANES];

/// `weights · inputs + biases`, neuron by neuron.
pub(crate) fn weighted_sums(
    weights: &[f64],
    biases: &[f64],
    inputs: &[Pack],
    outputs: &mut [Pack],
    packs: usize,
) {
    let n = inputs.len() / packs;
    let mut first = 0;
    while first + 4 <= biases.len() {
        sums_of::<4>(
            &weights[first * n..],
            &biases[first..],
            inputs,
            &mut outputs[first * packs..],
            packs,
        );
        first += 4;
    }
    while first < biases.len() {
        sums_of::<1>(
            &weights[first * n..],
            &biases[first..],
            inputs,
            &mut outputs[first * packs..],
            packs,
        );
        first += 1;
    }
}

#[inline]
fn sums_of<const N: usize>(
    weights: &[f64],
    biases: &[f64],
    inputs: &[Pack],
    outputs: &mut [Pack],
    packs: usize,
) {
    let n = inputs.len() / packs;
    let mut rows = [weights; N];
    for (k, row) in rows.iter_mut().enumerate() {
        *row = &weights[k * n..(k + 1) * n];
    }
    for p in 0..packs {
        let mut sums = [[0.0; LANES]; N];
        for i in 0..n {
            let input = &inputs[i * packs + p];
            for k in 0..N {
                add_scaled(&mut sums[k], rows[k][i], input);
            }
        }
        for k in 0..N {
            let output = &mut outputs[k * packs + p];
            for lane in 0..LANES {
                output[lane] = sums[k][lane] + biases[k];
            }
        }
    }
}

/// `weightsᵀ · slopes`: what each input has a part in.
pub(crate) fn spread(weights: &[f64], slopes: &[Pack], below: &mut [Pack], packs: usize) {
    let n = below.len() / packs;
    let mut first = 0;
    while first + 4 <= n {
        spread_to::<4>(weights, slopes, below, packs, first);
        first += 4;
    }
    while first < n {
        spread_to::<1>(weights, slopes, below, packs, first);
        first += 1;
    }
}

#[inline]
fn spread_to<const N: usize>(
    weights: &[f64],
    slopes: &[Pack],
    below: &mut [Pack],
    packs: usize,
    first: usize,
) {
    let n = below.len() / packs;
    for p in 0..packs {
        let mut sums = [[0.0; LANES]; N];
        for (row, slopes) in weights.chunks_exact(n).zip(slopes.chunks_exact(packs)) {
            let (row, slope) = (&row[first..first + N], &slopes[p]);
            for k in 0..N {
                add_scaled(&mut sums[k], row[k], slope);
            }
        }
        for (k, sum) in sums.iter().enumerate() {
            below[(first + k) * packs + p] = *sum;
        }
    }
}

/// Adds `slopes · inputsᵀ` to a table of (neurons × inputs).
pub(crate) fn add_products(slopes: &[Pack], inputs: &[Pack], table: &mut [f64], packs: usize) {
    let (n, neurons) = (inputs.len() / packs, slopes.len() / packs);
    let mut first = 0;
    while first + 2 <= neurons {
        products_of_rows::<2>(&slopes[first * packs..], inputs, &mut table[first * n..], packs);
        first += 2;
    }
    if first < neurons {
        products_of_rows::<1>(&slopes[first * packs..], inputs, &mut table[first * n..], packs);
    }
}

#[inline]
fn products_of_rows<const J: usize>(
    slopes: &[Pack],
    inputs: &[Pack],
    rows: &mut [f64],
    packs: usize,
) {
    let n = inputs.len() / packs;
    let mut first = 0;
    while first + 2 <= n {
        products::<J, 2>(slopes, &inputs[first * packs..], &mut rows[first..], packs, n);
        first += 2;
    }
    if first < n {
        products::<J, 1>(slopes, &inputs[first * packs..], &mut rows[first..], packs, n);
    }
}

#[inline]
fn products<const J: usize, const I: usize>(
    slopes: &[Pack],
    inputs: &[Pack],
    table: &mut [f64],
    packs: usize,
    stride: usize,
) {
    let mut sums = [[[0.0; LANES]; I]; J];
    let (mut left, mut right) = ([slopes; J], [inputs; I]);
    for (j, row) in left.iter_mut().enumerate() {
        *row = &slopes[j * packs..(j + 1) * packs];
    }
    for (i, row) in right.iter_mut().enumerate() {
        *row = &inputs[i * packs..(i + 1) * packs];
    }
    for p in 0..packs {
        for j in 0..J {
            for i in 0..I {
                for lane in 0..LANES {
                    sums[j][i][lane] += left[j][p][lane] * right[i][p][lane];
                }
            }
        }
    }
    for j in 0..J {
        for i in 0..I {
            table[j * stride + i] += folded(&sums[j][i]);
        }
    }
}

/// Adds the sum of each row to a list.
pub(crate) fn add_totals(rows: &[Pack], totals: &mut [f64], packs: usize) {
    for (row, total) in rows.chunks_exact(packs).zip(totals) {
        let mut sums = [0.0; LANES];
        for pack in row {
            add_scaled(&mut sums, 1.0, pack);
        }
        *total += folded(&sums);
    }
}

#[inline]
fn add_scaled(sums: &mut Pack, factor: f64, pack: &Pack) {
    for lane in 0..LANES {
        sums[lane] += factor * pack[lane];
    }
}

fn folded(l: &Pack) -> f64 {
    ((l[0] + l[1]) + (l[2] + l[3])) + ((l[4] + l[5]) + (l[6] + l[7]))
}
