//! Sums of products of floats, of which no digit is lost.

use std::cmp::Ordering;

/// From the product of the two smallest floats to above the largest one.
const LOWEST: i32 = -2148;
const LIMBS: usize = 136;
const BITS: i32 = 32;
const ALL: i64 = 0xffff_ffff;

/// The sign of `Σ a·b`, of finite numbers, against 0.
pub(crate) fn sign_of_sum(products: &[[f64; 2]]) -> Ordering {
    sum(products).0
}

/// `Σ a·b` as a share of 1 or −1 times a power of two, rounded at the end alone.
pub(crate) fn scaled_sum(products: &[[f64; 2]]) -> (f64, i32) {
    let (sign, limbs) = sum(products);
    if sign == Ordering::Less {
        let mut opposite = products.to_vec();
        for product in &mut opposite {
            product[0] = -product[0];
        }
        let (share, power) = scaled_sum(&opposite);
        return (-share, power);
    }
    let Some(top) = limbs.iter().rposition(|limb| *limb != 0) else { return (0.0, 0) };
    let mut share = 0.0;
    let mut weight = 1.0;
    for k in 0..=top.min(3) {
        weight /= ALL as f64 + 1.0;
        share += limbs[top - k] as f64 * weight;
    }
    (share, LOWEST + BITS * i32::try_from(top + 1).unwrap_or(0))
}

/// The sign, and the digits of a sum that is not below 0: they are added up at
/// their places, which reach as far as those of any product.
fn sum(products: &[[f64; 2]]) -> (Ordering, [i64; LIMBS]) {
    let mut limbs = [0_i64; LIMBS];
    for &[a, b] in products {
        let ((a, a_power), (b, b_power)) = (whole(a), whole(b));
        let size = u128::from(a.unsigned_abs()) * u128::from(b.unsigned_abs());
        let place = a_power + b_power - LOWEST;
        let sign = a.signum() * b.signum();
        let first = usize::try_from(place / BITS).unwrap_or(0);
        for k in 0..4 {
            let part = size >> (32 * k) & 0xffff_ffff;
            // 64 bits at most
            let digits = part << (place % BITS);
            for (limb, part) in [(first + k, digits & 0xffff_ffff), (first + k + 1, digits >> 32)] {
                limbs[limb] += sign * i64::try_from(part).unwrap_or(0);
            }
        }
    }
    let (mut carry, mut nothing) = (0, true);
    for limb in &mut limbs {
        let sum = *limb + carry;
        carry = sum >> BITS;
        *limb = sum & ALL;
        nothing &= *limb == 0;
    }
    let sign = match carry {
        ..0 => Ordering::Less,
        0 if nothing => Ordering::Equal,
        _ => Ordering::Greater,
    };
    (sign, limbs)
}

/// A float as a whole number times a power of two.
fn whole(value: f64) -> (i64, i32) {
    let bits = value.to_bits();
    let power = i32::try_from(bits >> 52 & 0x7ff).unwrap_or(0);
    let digits = (bits & ((1 << 52) - 1)) | u64::from(power > 0) << 52;
    let digits = i64::try_from(digits).unwrap_or(0);
    (if value < 0.0 { -digits } else { digits }, power.max(1) - 1075)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_digit_is_lost() {
        let tiny = f64::from_bits(1);
        for (products, sign) in [
            (&[[1e16, 1.0], [1.0, 1.0], [-1e16, 1.0]][..], Ordering::Greater),
            (&[[f64::MAX, f64::MAX], [tiny, -tiny], [-f64::MAX, f64::MAX]], Ordering::Less),
            (&[[0.1, 3.0], [-0.3, 1.0]], Ordering::Greater),
            (&[[tiny, tiny], [-tiny, tiny]], Ordering::Equal),
            (&[[-0.0, 5.0], [0.5, 0.5], [-0.25, 1.0]], Ordering::Equal),
            (&[], Ordering::Equal),
        ] {
            assert_eq!(sign_of_sum(products), sign, "{products:?}");
        }
        let (share, power) = scaled_sum(&[[1e16, 1.0], [-1e16, 1.0], [-0.75, 0.5]]);
        assert_eq!(share * 2_f64.powi(power), -0.375);
    }
}
