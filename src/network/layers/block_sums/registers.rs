//! The product in the wide registers of the processor.

/// Registers of eight numbers.
pub(super) mod avx512 {
    use std::arch::x86_64::{
        __m512d, _mm512_add_pd, _mm512_mul_pd, _mm512_set1_pd, _mm512_setzero_pd,
    };

    use super::super::tiles::{multiply, tile};
    use super::super::{Begin, Eight, Product};
    use crate::network::processor::{load_eight as load, store_eight as store};

    type Register = __m512d;

    #[target_feature(enable = "avx512f")]
    #[inline]
    fn zero() -> Register {
        _mm512_setzero_pd()
    }

    #[target_feature(enable = "avx512f")]
    #[inline]
    fn all(value: f64) -> Register {
        _mm512_set1_pd(value)
    }

    #[target_feature(enable = "avx512f")]
    #[inline]
    fn add(a: Register, b: Register) -> Register {
        _mm512_add_pd(a, b)
    }

    #[target_feature(enable = "avx512f")]
    #[inline]
    fn mul(a: Register, b: Register) -> Register {
        _mm512_mul_pd(a, b)
    }

    tile!("avx512f", thirty_two, 4, a 0 0, b 1 0, c 2 0, d 3 0);
    tile!("avx512f", sixteen, 2, a 0 0, b 1 0);
    tile!("avx512f", eight, 1, a 0 0);
    multiply!("avx512f", 0, thirty_two, sixteen, eight);
}

/// Registers of four.
pub(super) mod avx2 {
    use std::arch::x86_64::{
        __m256d, _mm256_add_pd, _mm256_mul_pd, _mm256_set1_pd, _mm256_setzero_pd,
    };

    use super::super::tiles::{multiply, tile};
    use super::super::{Begin, Eight, Product};
    use crate::network::processor::{load_four as load, store_four as store};

    type Register = __m256d;

    #[target_feature(enable = "avx2")]
    #[inline]
    fn zero() -> Register {
        _mm256_setzero_pd()
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn all(value: f64) -> Register {
        _mm256_set1_pd(value)
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn add(a: Register, b: Register) -> Register {
        _mm256_add_pd(a, b)
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn mul(a: Register, b: Register) -> Register {
        _mm256_mul_pd(a, b)
    }

    tile!("avx2", eight, 1, a 0 0, b 0 1);
    multiply!("avx2", 0 1, eight);
}
