//! What needs registers that not every processor has. The only unsafe lines of
//! the crate are here, each behind the question whether the processor has
//! them; crates that ask in our place bring seven others, two seconds of each
//! reader's first `:dep`.

/// The value of a function of such registers, or `None` on a processor without
/// them: `with!("avx2", "popcnt" => sum(values))`.
macro_rules! with {
    ($($feature:tt),+ => $function:path, $($argument:expr),*) => {
        if $(std::arch::is_x86_feature_detected!($feature))&&+ {
            #[allow(unsafe_code, reason = "the processor has been asked")]
            // SAFETY: it has all that the function is compiled for.
            Some(unsafe { $function($($argument),*) })
        } else {
            None
        }
    };
}

/// A function over slices, compiled once more for registers of four numbers.
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
                #[target_feature(enable = "avx2")]
                fn wide($($argument: $type),*) $body

                if $crate::network::processor::with!("avx2" => wide, $($argument),*).is_some() {
                    return;
                }
            }
            plain($($argument),*);
        }
    };
}

pub(crate) use {widened, with};
