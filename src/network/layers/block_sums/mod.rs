//! The sums of a block of samples: one product of two tables, which the way
//! forward, the way back and the gradient are all made of.
//!
//! Tables lie row by row, a multiple of 8 numbers per row. Each number of the
//! product is summed one term after the other, side by side with those of other
//! columns, so its bits do not depend on how wide the processor's registers are
//! or how the table is cut.
//!
//! Each product is rounded before it is added. Fused, sums would have other last
//! bits, which a processor without such an instruction could only follow at a
//! hundredth of the speed; and where registers are eight numbers wide, adding
//! and multiplying mostly go on at the same time, so that little is to be won.

#[cfg(target_arch = "x86_64")]
mod registers;
#[cfg(target_arch = "x86_64")]
mod tiles;

#[cfg(test)]
mod tests;

#[cfg(target_arch = "x86_64")]
use crate::network::processor::with;

/// Numbers in the widest registers: rows are multiples of it.
pub(crate) const LANES: usize = 8;
pub(crate) type Eight = [f64; LANES];

/// Two tables to be multiplied.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Product<'a> {
    rows: &'a [f64],
    stride: usize,
    columns: &'a [Eight],
    /// Eights in a row of `columns`.
    width: usize,
    /// How many terms a sum has.
    depth: usize,
    biases: &'a [f64],
}

impl<'a> Product<'a> {
    /// Of `rows`, row by row and `stride` apart, and `columns`, which has as many
    /// rows as a row of `rows` has terms, `width` numbers each.
    pub(crate) fn of(rows: &'a [f64], stride: usize, columns: &'a [f64], width: usize) -> Self {
        let (columns, width): (&[Eight], _) = (columns.as_chunks().0, width / LANES);
        Self { rows, stride, columns, width, depth: columns.len() / width, biases: &[] }
    }

    /// The same with a number for each row, added to its sums at the end.
    pub(crate) fn plus(self, biases: &'a [f64]) -> Self {
        Self { biases, ..self }
    }

    /// Writes the sums, or adds the terms one by one to what is there.
    pub(crate) fn sum(self, sums: &mut [f64], begin: Begin) {
        let sums = sums.as_chunks_mut().0;
        #[cfg(target_arch = "x86_64")]
        if with!("avx512f" => registers::avx512::multiply, self, &mut *sums, begin).is_some()
            || with!("avx2" => registers::avx2::multiply, self, &mut *sums, begin).is_some()
        {
            return;
        }
        self.plain(sums, begin);
    }

    /// Some rows, as many terms each.
    #[inline]
    fn row(self, row: usize) -> &'a [f64] {
        let at = row * self.stride;
        &self.rows[at..at + self.depth]
    }

    #[inline]
    fn bias(self, row: usize) -> f64 {
        if row < self.biases.len() { self.biases[row] } else { 0.0 }
    }

    /// Four rows from one on, with their biases.
    #[cfg(target_arch = "x86_64")]
    #[inline]
    fn four(self, row: usize) -> Four<'a> {
        let (depth, stride) = (self.depth, self.stride);
        let rows = &self.rows[row * stride..];
        let biases = match self.biases.get(row..row + 4) {
            Some(&[a, b, c, d]) => [a, b, c, d],
            _ => [0.0; 4],
        };
        Four {
            a: &rows[..depth],
            b: &rows[stride..stride + depth],
            c: &rows[2 * stride..2 * stride + depth],
            d: &rows[3 * stride..3 * stride + depth],
            biases,
            width: self.width,
        }
    }

    /// For processors without wide registers: four rows of `columns` at a time.
    fn plain(self, sums: &mut [Eight], begin: Begin) {
        let (sums, columns) = (sums.as_flattened_mut(), self.columns.as_flattened());
        let width = self.width * LANES;
        for (row, sums) in sums.chunks_exact_mut(width).enumerate() {
            if begin == Begin::AtZero {
                sums.fill(0.0);
            }
            let factors = self.row(row);
            let mut fours = columns.chunks_exact(4 * width);
            for (f, four) in factors.chunks_exact(4).zip(&mut fours) {
                let (a, b) = four.split_at(2 * width);
                add_four(sums, f, a.split_at(width), b.split_at(width));
            }
            let rest = fours.remainder();
            let done = factors.len() - factors.len() % 4;
            for (factor, columns) in factors[done..].iter().zip(rest.chunks_exact(width)) {
                for (sum, value) in sums.iter_mut().zip(columns) {
                    *sum += factor * value;
                }
            }
            let bias = self.bias(row);
            for sum in sums {
                *sum += bias;
            }
        }
    }
}

/// Four rows of a product.
#[cfg(target_arch = "x86_64")]
struct Four<'a> {
    a: &'a [f64],
    b: &'a [f64],
    c: &'a [f64],
    d: &'a [f64],
    biases: [f64; 4],
    /// Eights in a row of columns.
    width: usize,
}

/// What sums begin with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Begin {
    AtZero,
    /// With what is there.
    AsTheyAre,
}

#[inline]
fn add_four(sums: &mut [f64], f: &[f64], a: (&[f64], &[f64]), b: (&[f64], &[f64])) {
    let n = sums.len();
    let (first, second, third, fourth) = (&a.0[..n], &a.1[..n], &b.0[..n], &b.1[..n]);
    for i in 0..n {
        sums[i] = sums[i] + f[0] * first[i] + f[1] * second[i] + f[2] * third[i] + f[3] * fourth[i];
    }
}

/// Adds the products of each row of `slopes` with each of `inputs` to a
/// table of (rows × rows), eight sums each, that [`folded`] makes one of. A row
/// is 8 or 32 numbers wide.
pub(crate) fn add_lanes(slopes: &[f64], inputs: &[f64], width: usize, sums: &mut [Eight]) {
    let (slopes, inputs, width) = (slopes.as_chunks().0, inputs.as_chunks().0, width / LANES);
    #[cfg(target_arch = "x86_64")]
    if with!("avx512f" => registers::avx512::add_lanes, slopes, inputs, width, &mut *sums).is_some()
        || with!("avx2" => registers::avx2::add_lanes, slopes, inputs, width, &mut *sums).is_some()
    {
        return;
    }
    add_plain_lanes(slopes, inputs, width, sums);
}

fn add_plain_lanes(slopes: &[Eight], inputs: &[Eight], width: usize, sums: &mut [Eight]) {
    let mut sums = sums.iter_mut();
    for slopes in slopes.chunks_exact(width) {
        for (inputs, sums) in inputs.chunks_exact(width).zip(&mut sums) {
            for (slopes, inputs) in slopes.iter().zip(inputs) {
                for i in 0..LANES {
                    sums[i] += slopes[i] * inputs[i];
                }
            }
        }
    }
}

/// One sum of eight.
pub(crate) fn folded(l: &[f64; LANES]) -> f64 {
    ((l[0] + l[1]) + (l[2] + l[3])) + ((l[4] + l[5]) + (l[6] + l[7]))
}
