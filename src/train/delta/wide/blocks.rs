//! Samples in blocks of eight, input by input.

/// Samples in a block.
pub(super) const ROWS: usize = 8;

/// One input of the samples of a block, as wide as a line of the processor's
/// cache.
#[derive(Clone, Copy)]
#[repr(align(64))]
pub(super) struct Column(pub(super) [f64; ROWS]);

/// A copy of samples with the targets of a step function.
#[derive(Default)]
pub(super) struct Blocks {
    columns: Vec<Column>,
    /// By block and neuron: which samples have the upper target, the first
    /// sample lowest.
    wanted: Vec<u8>,
    samples: usize,
}

impl Blocks {
    pub(super) fn n_samples(&self) -> usize {
        self.samples
    }

    pub(super) fn clear(&mut self) {
        self.columns.clear();
        self.wanted.clear();
        self.samples = 0;
    }

    /// Makes room for the given number of samples.
    pub(super) fn reserve(&mut self, samples: usize, n_inputs: usize, neurons: usize) {
        let blocks = samples.div_ceil(ROWS);
        self.columns.reserve_exact(blocks * n_inputs);
        self.wanted.reserve_exact(blocks * neurons);
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
            let first = self.columns.len();
            self.columns.resize(first + n_inputs, Column([0.0; ROWS]));
            let columns = &mut self.columns[first..];
            for (row, x) in inputs.chunks_exact(n_inputs).enumerate() {
                for (column, x) in columns.iter_mut().zip(x) {
                    column.0[row % ROWS] = *x;
                }
            }
            for neuron in 0..neurons {
                let mut wanted = 0;
                for (row, target) in targets.iter().skip(neuron).step_by(neurons).enumerate() {
                    wanted |= u8::from(*target == 1.0) << (row % ROWS);
                }
                self.wanted.push(wanted);
            }
            self.samples += targets.len() / neurons;
        }
    }

    /// The samples from one on, which begins a block, up to another.
    pub(super) fn part(&self, from: usize, to: usize) -> Part<'_> {
        let blocks = self.samples.div_ceil(ROWS).max(1);
        let (n_inputs, neurons) = (self.columns.len() / blocks, self.wanted.len() / blocks);
        let blocks = from / ROWS..to.div_ceil(ROWS);
        Part {
            columns: &self.columns[blocks.start * n_inputs..blocks.end * n_inputs],
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
