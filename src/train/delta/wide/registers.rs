//! The wide registers that a processor has.

#![allow(clippy::many_single_char_names, reason = "the eight rows of a block")]

use super::blocks::Part;
use super::{Mistakes, Neuron};
use crate::network::processor::with;

/// Which registers the sums are taken in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::train) enum Registers {
    /// A block in each.
    Avx512,
    /// Half a block in each.
    Avx2,
}

impl Registers {
    /// The widest that this processor has.
    pub(super) fn widest() -> Option<Self> {
        if !(is_x86_feature_detected!("bmi1") && is_x86_feature_detected!("popcnt")) {
            None
        } else if is_x86_feature_detected!("avx512f") {
            Some(Self::Avx512)
        } else if is_x86_feature_detected!("avx2") {
            Some(Self::Avx2)
        } else {
            None
        }
    }

    /// One neuron over some blocks; `None`, and nothing done, on a processor
    /// without these registers.
    pub(super) fn pass(
        self,
        part: Part<'_>,
        neuron: &mut Neuron<'_>,
        which: usize,
    ) -> Option<Mistakes> {
        match self {
            Self::Avx512 => {
                with!("avx512f", "bmi1", "popcnt" => avx512::pass, part, neuron, which)
            }
            Self::Avx2 => with!("avx2", "bmi1", "popcnt" => avx2::pass, part, neuron, which),
        }
    }
}

mod avx512 {
    use std::arch::x86_64::{
        __m512d, _CMP_GT_OQ, _CMP_NLE_UQ, _mm512_add_pd, _mm512_cmp_pd_mask, _mm512_mul_pd,
        _mm512_set1_pd, _mm512_setr_pd, _mm512_setzero_pd,
    };

    use super::super::blocks::{Column, Part, ROWS};
    use super::super::lanes::lanes;
    use super::super::{Mistakes, Neuron, Sides};

    type Register = __m512d;

    #[target_feature(enable = "avx512f,bmi1,popcnt")]
    #[inline]
    fn zero() -> Register {
        _mm512_setzero_pd()
    }

    #[target_feature(enable = "avx512f,bmi1,popcnt")]
    #[inline]
    fn add(a: Register, b: Register) -> Register {
        _mm512_add_pd(a, b)
    }

    #[target_feature(enable = "avx512f,bmi1,popcnt")]
    #[inline]
    fn times<const PART: usize>(weight: f64, column: &Column) -> Register {
        let [a, b, c, d, e, f, g, h] = *column;
        _mm512_mul_pd(_mm512_set1_pd(weight), _mm512_setr_pd(a, b, c, d, e, f, g, h))
    }

    #[target_feature(enable = "avx512f,bmi1,popcnt")]
    #[inline(never)]
    fn sides(weights: &[f64], bias: f64, columns: &[Column]) -> Sides {
        let sums = add(sums::<0>(weights, columns), _mm512_set1_pd(bias));
        Sides {
            above: _mm512_cmp_pd_mask::<_CMP_GT_OQ>(sums, zero()),
            not_below: _mm512_cmp_pd_mask::<_CMP_NLE_UQ>(sums, zero()),
        }
    }

    lanes!("avx512f,bmi1,popcnt");
}

mod avx2 {
    use std::arch::x86_64::{
        __m256d, _CMP_GT_OQ, _CMP_NLE_UQ, _mm256_add_pd, _mm256_cmp_pd, _mm256_movemask_pd,
        _mm256_mul_pd, _mm256_set1_pd, _mm256_setr_pd, _mm256_setzero_pd,
    };

    use super::super::blocks::{Column, Part, ROWS};
    use super::super::lanes::lanes;
    use super::super::{Mistakes, Neuron, Sides};

    type Register = __m256d;

    #[target_feature(enable = "avx2,bmi1,popcnt")]
    #[inline]
    fn zero() -> Register {
        _mm256_setzero_pd()
    }

    #[target_feature(enable = "avx2,bmi1,popcnt")]
    #[inline]
    fn add(a: Register, b: Register) -> Register {
        _mm256_add_pd(a, b)
    }

    #[target_feature(enable = "avx2,bmi1,popcnt")]
    #[inline]
    fn times<const PART: usize>(weight: f64, column: &Column) -> Register {
        let [a, b, c, d, e, f, g, h] = *column;
        let x = if PART == 0 { _mm256_setr_pd(a, b, c, d) } else { _mm256_setr_pd(e, f, g, h) };
        _mm256_mul_pd(_mm256_set1_pd(weight), x)
    }

    /// Two bits for each of four sums.
    #[target_feature(enable = "avx2,bmi1,popcnt")]
    #[inline]
    fn half(sums: Register, bias: f64) -> [i32; 2] {
        let sums = add(sums, _mm256_set1_pd(bias));
        [
            _mm256_movemask_pd(_mm256_cmp_pd::<_CMP_GT_OQ>(sums, zero())),
            _mm256_movemask_pd(_mm256_cmp_pd::<_CMP_NLE_UQ>(sums, zero())),
        ]
    }

    #[target_feature(enable = "avx2,bmi1,popcnt")]
    #[inline(never)]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "eight bits")]
    fn sides(weights: &[f64], bias: f64, columns: &[Column]) -> Sides {
        let first = half(sums::<0>(weights, columns), bias);
        let second = half(sums::<1>(weights, columns), bias);
        Sides {
            above: (first[0] | second[0] << 4) as u8,
            not_below: (first[1] | second[1] << 4) as u8,
        }
    }

    lanes!("avx2,bmi1,popcnt");
}
