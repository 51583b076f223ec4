//! What needs registers that not every processor has. The only unsafe lines of
//! the crate are here, behind the question whether the processor has them, or
//! between a register and as many numbers; crates that ask in our place bring seven others, two seconds of each
//! reader's first `:dep`.

#[cfg(all(target_arch = "x86_64", feature = "networks"))]
use std::arch::x86_64::{__m256d, __m512d};
#[cfg(all(target_arch = "x86_64", feature = "networks"))]
use std::mem::transmute;

/// Whether the processor has them.
macro_rules! has {
    ($feature:tt) => {{
        #[cfg(test)]
        let hidden = $crate::network::processor::HIDDEN.get().contains(&$feature);
        #[cfg(not(test))]
        let hidden = false;
        !hidden && std::arch::is_x86_feature_detected!($feature)
    }};
}

#[cfg(test)]
thread_local! {
    /// What a test hides from [`has`].
    pub(crate) static HIDDEN: std::cell::Cell<&'static [&'static str]> =
        const { std::cell::Cell::new(&[]) };
}

/// What `run` makes of a processor without some registers.
#[cfg(all(test, feature = "networks"))]
pub(crate) fn without<T>(registers: &'static [&'static str], run: impl FnOnce() -> T) -> T {
    HIDDEN.set(registers);
    let value = run();
    HIDDEN.set(&[]);
    value
}

/// The value of a function of such registers, or `None` on a processor without
/// them: `with!("avx2", "popcnt" => sum(values))`.
macro_rules! with {
    ($($feature:tt),+ => $function:path, $($argument:expr),*) => {
        if $($crate::network::processor::has!($feature))&&+ {
            #[allow(unsafe_code, reason = "the processor has been asked")]
            // SAFETY: it has all that the function is compiled for.
            Some(unsafe { $function($($argument),*) })
        } else {
            None
        }
    };
}

/// A function over slices, compiled once more for registers of eight numbers and
/// of four, with the same bits: products and sums stay apart.
/// What it calls has to be part of it: `#[inline(always)]`.
macro_rules! widened {
    (
        $(#[$doc:meta])*
        $visible:vis fn $name:ident($($argument:ident: $type:ty),* $(,)?) $body:block
    ) => {
        $(#[$doc])*
        $visible fn $name($($argument: $type),*) {
            // the body itself: inlined, its arguments may overlap for the compiler
            fn plain($($argument: $type),*) $body

            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx512f")]
                fn wider($($argument: $type),*) $body

                #[target_feature(enable = "avx2")]
                fn wide($($argument: $type),*) $body

                if $crate::network::processor::with!("avx512f" => wider, $($argument),*).is_some()
                    || $crate::network::processor::with!("avx2" => wide, $($argument),*).is_some()
                {
                    return;
                }
            }
            plain($($argument),*);
        }
    };
}

/// A register from eight numbers, or from a half of them, and back. Not by
/// pointers, which the kernel's optimisation asks at each step whether they are
/// sound.
#[cfg(all(target_arch = "x86_64", feature = "networks"))]
macro_rules! registers {
    ($features:literal, $lanes:literal, $register:ident, $load:ident, $store:ident) => {
        #[target_feature(enable = $features)]
        #[inline]
        pub(crate) fn $load<const PART: usize>(from: &[f64; 8]) -> $register {
            #[allow(unsafe_code, reason = "a register is as many numbers")]
            // SAFETY: all bits are numbers, in both.
            unsafe {
                transmute::<[f64; $lanes], $register>(from.as_chunks().0[PART])
            }
        }

        #[target_feature(enable = $features)]
        #[inline]
        pub(crate) fn $store<const PART: usize>(register: $register, to: &mut [f64; 8]) {
            #[allow(unsafe_code, reason = "a register is as many numbers")]
            // SAFETY: all bits are numbers, in both.
            unsafe {
                to.as_chunks_mut().0[PART] = transmute::<$register, [f64; $lanes]>(register);
            }
        }
    };
}

#[cfg(all(target_arch = "x86_64", feature = "networks"))]
registers!("avx512f", 8, __m512d, load_eight, store_eight);
#[cfg(all(target_arch = "x86_64", feature = "networks"))]
registers!("avx2", 4, __m256d, load_four, store_four);

pub(crate) use {has, widened, with};
