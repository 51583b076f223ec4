//! What is written once for all widths of registers.

/// The sums of samples side by side and the pass of a neuron over blocks, for a
/// module that has `Register`, `zero`, `add`, `times` and `sides`.
///
/// Accumulators are variables with names: arrays of them would live in memory
/// with the kernel's optimisation, and what is called through a closure would
/// not become part of the loop. Nor does a `zip`, for the kernels that `make`
/// installs compile without passing code on from one unit to the next.
macro_rules! lanes {
    ($features:literal) => {
        /// `Σ weight × input` in the order of `dot`. Inlined: a register
        /// that is returned would go through memory.
        #[target_feature(enable = $features)]
        #[inline]
        fn sums<const PART: usize>(weights: &[f64], columns: &[Column]) -> Register {
            let n = weights.len();
            if n < 8 {
                continued::<PART>(zero(), weights, columns)
            } else if n <= 128 {
                in_lanes::<PART, false>(weights, columns)
            } else {
                halves::<PART>(weights, columns)
            }
        }

        /// A function apart: what calls itself cannot become part of a loop.
        #[target_feature(enable = $features)]
        #[inline(never)]
        fn halves<const PART: usize>(weights: &[f64], columns: &[Column]) -> Register {
            if weights.len() <= 128 {
                return in_lanes::<PART, true>(weights, columns);
            }
            let half = weights.len() / 2;
            let half = half - half % 8;
            let (w, x) = (weights.split_at(half), columns.split_at(half));
            add(halves::<PART>(w.0, x.0), halves::<PART>(w.1, x.1))
        }

        /// A copy for each caller: with two, it would be part of neither.
        #[target_feature(enable = $features)]
        #[inline]
        fn in_lanes<const PART: usize, const HALVED: bool>(
            weights: &[f64],
            columns: &[Column],
        ) -> Register {
            let (w, w_rest) = weights.as_chunks::<8>();
            let (x, x_rest) = columns.as_chunks::<8>();
            let Some((first, w)) = w.split_first() else { return zero() };
            let Some((x_first, x)) = x.split_first() else { return zero() };
            // a lane begins with its first product
            let mut a = times::<PART>(first[0], &x_first[0]);
            let mut b = times::<PART>(first[1], &x_first[1]);
            let mut c = times::<PART>(first[2], &x_first[2]);
            let mut d = times::<PART>(first[3], &x_first[3]);
            let mut e = times::<PART>(first[4], &x_first[4]);
            let mut f = times::<PART>(first[5], &x_first[5]);
            let mut g = times::<PART>(first[6], &x_first[6]);
            let mut h = times::<PART>(first[7], &x_first[7]);
            let x = &x[..w.len()];
            for eight in 0..w.len() {
                let (w, x) = (&w[eight], &x[eight]);
                a = add(a, times::<PART>(w[0], &x[0]));
                b = add(b, times::<PART>(w[1], &x[1]));
                c = add(c, times::<PART>(w[2], &x[2]));
                d = add(d, times::<PART>(w[3], &x[3]));
                e = add(e, times::<PART>(w[4], &x[4]));
                f = add(f, times::<PART>(w[5], &x[5]));
                g = add(g, times::<PART>(w[6], &x[6]));
                h = add(h, times::<PART>(w[7], &x[7]));
            }
            let folded = add(add(add(a, b), add(c, d)), add(add(e, f), add(g, h)));
            continued::<PART>(folded, w_rest, x_rest)
        }

        #[target_feature(enable = $features)]
        #[inline]
        fn continued<const PART: usize>(
            start: Register,
            weights: &[f64],
            columns: &[Column],
        ) -> Register {
            let mut sum = start;
            let columns = &columns[..weights.len()];
            for input in 0..weights.len() {
                sum = add(sum, times::<PART>(weights[input], &columns[input]));
            }
            sum
        }

        /// One neuron over some blocks, sample after sample.
        #[target_feature(enable = $features)]
        pub(super) fn pass(part: Part<'_>, neuron: &mut Neuron<'_>, which: usize) -> Mistakes {
            let mut mistakes = Mistakes::default();
            let mut left = part.samples;
            let mut wanted = part.wanted.chunks_exact(part.neurons);
            for columns in part.columns.chunks_exact(part.n_inputs) {
                let Some(wanted) = wanted.next() else { break };
                let wanted = wanted[which];
                let valid = if left < ROWS { (1 << left) - 1 } else { u8::MAX };
                left = left.saturating_sub(ROWS);
                // first what the next step waits for; until the first update of
                // the epoch both are the same
                let now = sides(neuron.weights, *neuron.bias, columns);
                let mut measured = now;
                if *neuron.moved {
                    measured = sides(neuron.start, neuron.start_bias, columns);
                }
                let missed = measured.wrong(wanted) & valid;
                mistakes.n += missed.count_ones() as usize;
                mistakes.nan |= measured.nan() & valid != 0;
                if now.wrong(wanted) & valid != 0 {
                    learn(neuron, columns, wanted, valid, now);
                }
            }
            mistakes
        }

        /// The updates of a block with mistakes, of those samples that are `open`.
        #[target_feature(enable = $features)]
        #[inline(never)]
        fn learn(
            neuron: &mut Neuron<'_>,
            columns: &[Column],
            wanted: u8,
            mut open: u8,
            mut now: Sides,
        ) {
            loop {
                let wrong = now.wrong(wanted) & open;
                if wrong == 0 {
                    return;
                }
                let row = wrong.trailing_zeros() as usize;
                let is = |bits: u8| bits >> row & 1 != 0;
                let step =
                    if is(now.nan()) { f64::NAN } else { neuron.steps[usize::from(is(wanted))] };
                neuron.update(columns, row, step);
                // those after it
                open &= 0xfe << row;
                if open == 0 {
                    return;
                }
                now = sides(neuron.weights, *neuron.bias, columns);
            }
        }
    };
}

pub(super) use lanes;
