//! What is written once for all widths of registers.
//!
//! Accumulators are fields with names: arrays of them would live in memory with
//! the kernel's optimisation. Loops go by index and functions of registers know
//! the lengths that they are given: with that optimisation, no `zip` and nothing
//! that may panic becomes part of them.

/// `PARTS` times eight columns of a product in registers side by side, for a
/// module that has `Register`, `zero`, `add`, `mul`, `all`, `load` and `store`.
macro_rules! tile {
    ($features:literal, $module:ident, $parts:literal, $($register:ident $part:literal $half:literal),+) => {
        mod $module {
            use super::super::super::{Begin, Eight, Four, Product};
            use super::{Register, add, all, load, mul, store, zero};

            pub(super) const PARTS: usize = $parts;

            #[derive(Clone, Copy)]
            struct Sums {
                $($register: Register),+
            }

            #[target_feature(enable = $features)]
            #[inline]
            fn loaded(from: &[Eight; PARTS]) -> Sums {
                Sums { $($register: load::<$half>(&from[$part])),+ }
            }

            #[target_feature(enable = $features)]
            #[inline]
            fn nothing() -> Sums {
                Sums { $($register: zero()),+ }
            }

            #[target_feature(enable = $features)]
            #[inline]
            fn plus(sums: Sums, factor: f64, x: Sums) -> Sums {
                let factor = all(factor);
                Sums { $($register: add(sums.$register, mul(factor, x.$register))),+ }
            }

            #[target_feature(enable = $features)]
            #[inline]
            fn end(sums: Sums, bias: f64, to: &mut [Eight; PARTS]) {
                let bias = all(bias);
                $(store::<$half>(add(sums.$register, bias), &mut to[$part]);)+
            }

            /// Of the numbers of a row those from `at` on.
            #[target_feature(enable = $features)]
            #[inline]
            fn from(columns: &[Eight], at: usize) -> Option<&[Eight; PARTS]> {
                columns.get(at..)?.first_chunk()
            }

            /// Four rows of the product, of its columns those from `begin_at` on as
            /// far as whole tiles go; gives the first that is left. A function
            /// apart, so that all that its loop needs is in registers.
            #[target_feature(enable = $features)]
            #[inline(never)]
            pub(super) fn four_rows(
                four: &Four<'_>,
                columns: &[Eight],
                begin_at: usize,
                sums: &mut [Eight],
                begin: Begin,
            ) -> usize {
                let (width, n) = (four.width, four.a.len());
                let (a, b) = (four.a, &four.b[..n]);
                let (c, d) = (&four.c[..n], &four.d[..n]);
                let [bias_a, bias_b, bias_c, bias_d] = four.biases;
                let (first, second) = sums.split_at_mut(2 * width);
                let ((one, two), (three, last)) =
                    (first.split_at_mut(width), second.split_at_mut(width));
                let mut at = begin_at;
                while at + PARTS <= width {
                    let (Some(one), Some(two), Some(three), Some(last)) = (
                        one[at..].first_chunk_mut::<PARTS>(),
                        two[at..].first_chunk_mut::<PARTS>(),
                        three[at..].first_chunk_mut::<PARTS>(),
                        last[at..].first_chunk_mut::<PARTS>(),
                    ) else {
                        break;
                    };
                    let (mut sums_a, mut sums_b) = (nothing(), nothing());
                    let (mut sums_c, mut sums_d) = (nothing(), nothing());
                    if begin == Begin::AsTheyAre {
                        (sums_a, sums_b) = (loaded(one), loaded(two));
                        (sums_c, sums_d) = (loaded(three), loaded(last));
                    }
                    let mut place = at;
                    for k in 0..n {
                        let Some(x) = from(columns, place) else { break };
                        let x = loaded(x);
                        sums_a = plus(sums_a, a[k], x);
                        sums_b = plus(sums_b, b[k], x);
                        sums_c = plus(sums_c, c[k], x);
                        sums_d = plus(sums_d, d[k], x);
                        place = place.wrapping_add(width);
                    }
                    end(sums_a, bias_a, one);
                    end(sums_b, bias_b, two);
                    end(sums_c, bias_c, three);
                    end(sums_d, bias_d, last);
                    at += PARTS;
                }
                at
            }

            /// One row.
            #[target_feature(enable = $features)]
            pub(super) fn one_row(
                product: Product<'_>,
                row: usize,
                at: usize,
                sums: &mut [Eight],
                begin: Begin,
            ) {
                let a = product.row(row);
                let Some(one) = sums[at..].first_chunk_mut::<PARTS>() else { return };
                let mut sums_a = nothing();
                if begin == Begin::AsTheyAre {
                    sums_a = loaded(one);
                }
                let mut place = at;
                for k in 0..a.len() {
                    let Some(x) = from(product.columns, place) else { return };
                    sums_a = plus(sums_a, a[k], loaded(x));
                    place = place.wrapping_add(product.width);
                }
                end(sums_a, product.bias(row), one);
            }
        }
    };
}

/// The product in tiles, widest first, and sums over samples.
macro_rules! multiply {
    ($features:literal, $($half:literal)+, $($tile:ident),+) => {
        #[target_feature(enable = $features)]
        pub(in super::super) fn multiply(product: Product<'_>, sums: &mut [Eight], begin: Begin) {
            let width = product.width;
            let mut row = 0;
            let mut fours = sums.chunks_exact_mut(4 * width);
            for sums in &mut fours {
                let four = product.four(row);
                let mut at = 0;
                $(at = $tile::four_rows(&four, product.columns, at, sums, begin);)+
                debug_assert_eq!(at, width, "the last tile is a single register's");
                row += 4;
            }
            for sums in fours.into_remainder().chunks_exact_mut(width) {
                let mut at = 0;
                $(
                    while at + $tile::PARTS <= width {
                        $tile::one_row(product, row, at, sums, begin);
                        at += $tile::PARTS;
                    }
                )+
                row += 1;
            }
        }

        #[target_feature(enable = $features)]
        pub(in super::super) fn add_lanes(
            slopes: &[Eight],
            inputs: &[Eight],
            width: usize,
            sums: &mut [Eight],
        ) {
            let n = inputs.len() / width;
            for neuron in 0..sums.len() / n {
                let sums = &mut sums[neuron * n..neuron * n + n];
                let slopes = &slopes[neuron * width..neuron * width + width];
                if let Some(slopes) = slopes.first_chunk::<4>() {
                    $(fours::<$half>(slopes, inputs, sums);)+
                    continue;
                }
                for input in 0..n {
                    for k in 0..width {
                        let values = &inputs[input * width + k];
                        $(
                            let sum = load::<$half>(&sums[input]);
                            let product = mul(load::<$half>(&slopes[k]), load::<$half>(values));
                            store::<$half>(add(sum, product), &mut sums[input]);
                        )+
                    }
                }
            }
        }

        /// The sums of a neuron over a whole block.
        #[target_feature(enable = $features)]
        #[inline]
        fn fours<const HALF: usize>(slopes: &[Eight; 4], inputs: &[Eight], sums: &mut [Eight]) {
            let (a, b) = (load::<HALF>(&slopes[0]), load::<HALF>(&slopes[1]));
            let (c, d) = (load::<HALF>(&slopes[2]), load::<HALF>(&slopes[3]));
            let mut from = 0;
            for to in sums {
                let Some(x) = inputs[from..].first_chunk::<4>() else { return };
                let mut sum = load::<HALF>(to);
                sum = add(sum, mul(a, load::<HALF>(&x[0])));
                sum = add(sum, mul(b, load::<HALF>(&x[1])));
                sum = add(sum, mul(c, load::<HALF>(&x[2])));
                sum = add(sum, mul(d, load::<HALF>(&x[3])));
                store::<HALF>(sum, to);
                from += 4;
            }
        }
    };
}

pub(super) use {multiply, tile};
