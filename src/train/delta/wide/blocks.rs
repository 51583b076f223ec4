//! Samples in blocks of eight, input by input.

/// Samples in a block.
pub(super) const ROWS: usize = 8;

/// One input of the samples of a block, as wide as a line of the processor's
/// cache.
pub(super) type Column = [f64; ROWS];

/// A copy of samples with the targets of a step function.
#[derive(Default)]
pub(super) struct Blocks {
    /// Columns, and before them as many numbers as it takes for these to begin with
    /// a line of the cache. Not by the alignment of a type: what the C library
    /// allocates for one, it does not find again once it is free.
    numbers: Vec<f64>,
    before: usize,
    n_inputs: usize,
    neurons: usize,
    /// By block and neuron: which samples have the upper target, the first
    /// sample lowest.
    wanted: Vec<u8>,
    samples: usize,
}

impl Blocks {
    pub(super) fn n_samples(&self) -> usize {
        self.samples
    }

    /// Drops what is there and makes room for the given number of samples.
    pub(super) fn begin(&mut self, samples: usize, n_inputs: usize, neurons: usize) {
        let blocks = samples.div_ceil(ROWS);
        self.numbers.clear();
        self.numbers.reserve_exact((blocks * n_inputs + 1) * ROWS);
        self.before = self.numbers.as_ptr().align_offset(size_of::<Column>()) % ROWS;
        self.numbers.resize(self.before, 0.0);
        self.wanted.clear();
        self.wanted.reserve_exact(blocks * neurons);
        (self.n_inputs, self.neurons, self.samples) = (n_inputs, neurons, 0);
    }

    /// Takes in the rows of some samples: a multiple of [`ROWS`], unless they
    /// are the last.
    pub(super) fn push(
        &mut self,
        inputs: &[f64],
        n_inputs: usize,
        targets: &[f64],
        neurons: usize,
    ) {
        let rows = inputs.chunks(ROWS * n_inputs).zip(targets.chunks(ROWS * neurons));
        for (inputs, targets) in rows {
            if inputs.len() == ROWS * n_inputs {
                self.turn(inputs, n_inputs);
            } else {
                let mut block = vec![0.0; ROWS * n_inputs];
                block[..inputs.len()].copy_from_slice(inputs);
                self.turn(&block, n_inputs);
            }
            for neuron in 0..neurons {
                let (mut wanted, mut row, mut at) = (0, 0, neuron);
                while at < targets.len() {
                    wanted |= u8::from(targets[at] == 1.0) << (row % ROWS);
                    (row, at) = (row + 1, at + neurons);
                }
                self.wanted.push(wanted);
            }
            self.samples += targets.len() / neurons;
        }
    }

    /// The rows of a block, column by column.
    #[allow(clippy::many_single_char_names, reason = "the eight rows of a block")]
    fn turn(&mut self, rows: &[f64], n: usize) {
        let ((top, bottom), half) = (rows.split_at(4 * n), 2 * n);
        let ((ab, cd), (ef, gh)) = (top.split_at(half), bottom.split_at(half));
        let ((a, b), (c, d)) = (ab.split_at(n), cd.split_at(n));
        let ((e, f), (g, h)) = (ef.split_at(n), gh.split_at(n));
        let (h, n) = (&h[..n], a.len());
        let from = self.numbers.len();
        self.numbers.resize(from + ROWS * n, 0.0);
        let columns: &mut [Column] = &mut self.numbers[from..].as_chunks_mut().0[..n];
        for i in 0..n {
            columns[i] = [a[i], b[i], c[i], d[i], e[i], f[i], g[i], h[i]];
        }
    }

    /// The samples from one on, which begins a block, up to another.
    pub(super) fn part(&self, from: usize, to: usize) -> Part<'_> {
        let (n_inputs, neurons) = (self.n_inputs, self.neurons);
        let columns = self.numbers[self.before..].as_chunks().0;
        let blocks = from / ROWS..to.div_ceil(ROWS);
        Part {
            columns: &columns[blocks.start * n_inputs..blocks.end * n_inputs],
            n_inputs,
            wanted: &self.wanted[blocks.start * neurons..blocks.end * neurons],
            neurons,
            samples: to - from,
        }
    }
}

/// Some of the blocks.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) columns: &'a [Column],
    pub(super) n_inputs: usize,
    pub(super) wanted: &'a [u8],
    pub(super) neurons: usize,
    pub(super) samples: usize,
}
