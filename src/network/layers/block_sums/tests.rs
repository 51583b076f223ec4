//! Sums in registers against the same sums one by one.

use super::*;
use crate::network::processor::without;

fn table(n: usize, random: &mut fastrand::Rng) -> Vec<f64> {
    (0..n).map(|_| random.f64() - 0.5).collect()
}

/// The widest registers hidden one after the other.
const HIDDEN: [&[&str]; 3] = [&[], &["avx512f"], &["avx512f", "avx2"]];

/// One term after the other.
fn by_hand(product: Product<'_>, row: usize, column: usize, begin: f64) -> f64 {
    let mut sum = begin;
    for k in 0..product.depth {
        sum += product.rows[row * product.stride + k]
            * product.columns[k * product.width + column / LANES][column % LANES];
    }
    sum + product.biases.get(row).copied().unwrap_or(0.0)
}

#[test]
fn sums_of_every_shape_are_the_plain_ones_to_the_last_bit_in_all_registers() {
    let mut random = fastrand::Rng::with_seed(7);
    for round in 0..300 {
        let (n_rows, depth) = (random.usize(1..=20), random.usize(1..=70));
        let (width, stride) = (8 * random.usize(1..=9), depth + random.usize(0..=3));
        let rows = table(n_rows * stride, &mut random);
        let columns = table(depth * width, &mut random);
        let biases = table(if round % 2 == 0 { n_rows } else { 0 }, &mut random);
        let product = Product::of(&rows, stride, &columns, width).plus(&biases);
        let there = table(n_rows * width, &mut random);
        for begin in [Begin::AtZero, Begin::AsTheyAre] {
            for hidden in HIDDEN {
                let mut sums = there.clone();
                without(hidden, || product.sum(&mut sums, begin));
                for (i, sum) in sums.iter().enumerate() {
                    let start = if begin == Begin::AtZero { 0.0 } else { there[i] };
                    let plain = by_hand(product, i / width, i % width, start);
                    assert_eq!(sum.to_bits(), plain.to_bits(), "round {round}, number {i}");
                }
            }
        }
    }
}

#[test]
fn sums_over_samples_have_the_same_bits_in_all_registers() {
    let mut random = fastrand::Rng::with_seed(8);
    for _ in 0..300 {
        let (neurons, inputs) = (random.usize(1..=20), random.usize(1..=20));
        let width = if random.bool() { 8 } else { 32 };
        let (slopes, values) =
            (table(neurons * width, &mut random), table(inputs * width, &mut random));
        let mut all = Vec::new();
        for hidden in HIDDEN {
            let mut sums = vec![[0.25; LANES]; neurons * inputs];
            without(hidden, || add_lanes(&slopes, &values, width, &mut sums));
            all.push(sums);
        }
        assert!(all[0] == all[1] && all[1] == all[2]);
        for (at, sums) in all[0].iter().enumerate() {
            let (slopes, values) =
                (&slopes[at / inputs * width..], &values[at % inputs * width..][..width]);
            let plain: f64 = slopes.iter().zip(values).map(|(a, b)| a * b).sum();
            assert!((folded(sums) - 2.0 - plain).abs() < 1e-14);
        }
    }
}
