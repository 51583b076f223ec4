use ndarray::{Array1, Array2};

use super::progress::Progress;
use super::{History, Stop};
use crate::data::{Dataset, row_of};
use crate::error::{Error, Result};
use crate::network::{Perceptron, dot};

/// The delta rule: after each sample, every weight moves by
/// `learning_rate × (target − output) × input` and every bias by
/// `learning_rate × (target − output)`.
///
/// Samples are visited in the order in which they stand. The error of an epoch
/// is `½ Σ (target − output)²` over all samples and outputs, measured before
/// the epoch's updates; a run that stops leaves the weights that scored the
/// last error.
///
/// # References
///
/// B. Widrow, M. E. Hoff, "Adaptive switching circuits", *IRE WESCON
/// Convention Record* 4, 1960. neurolab: `nl.train.train_delta`, whose order of
/// measuring and updating this is.
#[doc(alias = "train_delta")]
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use]
pub struct Delta {
    epochs: usize,
    goal: f64,
    show: usize,
    learning_rate: f64,
}

impl Default for Delta {
    fn default() -> Self {
        Self { epochs: 500, goal: 0.01, show: 0, learning_rate: 0.01 }
    }
}

impl Delta {
    /// The delta rule with its defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// At most so many epochs (1 or more, default 500).
    pub fn epochs(mut self, epochs: usize) -> Self {
        self.epochs = epochs;
        self
    }

    /// Stop as soon as the error is below this (default 0.01); 0 never stops.
    pub fn goal(mut self, goal: f64) -> Self {
        self.goal = goal;
        self
    }

    /// Print a line every so many epochs (default 0: print nothing).
    pub fn show(mut self, show: usize) -> Self {
        self.show = show;
        self
    }

    /// The size of a step (above 0, default 0.01).
    #[doc(alias = "lr")]
    pub fn learning_rate(mut self, learning_rate: f64) -> Self {
        self.learning_rate = learning_rate;
        self
    }

    fn check(&self) -> Result<()> {
        let refuse = |name: &str, wanted, came| {
            Err(Error::Parameter { name: name.to_owned(), wanted, came })
        };
        if self.epochs == 0 {
            return refuse("epochs", "at least 1", "0".to_owned());
        }
        if !(self.learning_rate > 0.0 && self.learning_rate.is_finite()) {
            return refuse(
                "learning_rate",
                "a finite number above 0",
                self.learning_rate.to_string(),
            );
        }
        if !self.goal.is_finite() {
            return refuse("goal", "a finite number", self.goal.to_string());
        }
        Ok(())
    }
}

impl Perceptron {
    /// Learns from `data`, beginning with the present weights.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] if the data have no targets, [`Error::Shape`] if they
    /// have not as many inputs and targets as the perceptron has inputs and
    /// neurons, [`Error::Target`] for a target that its transfer function
    /// cannot give, [`Error::Parameter`] for a setting of `trainer` outside its
    /// range. The perceptron is then as it was.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Delta, Perceptron};
    ///
    /// let points = Dataset::new(
    ///     [[0.3, 0.2], [0.0, 1.3], [1.4, 0.6], [0.5, 1.9]],
    ///     [0.0, 1.0, 1.0, 1.0],
    /// )?;
    /// let mut perceptron = Perceptron::new([[0.0, 2.0], [0.0, 2.0]], 1)?;
    /// let history = perceptron.train(&points, Delta::new().epochs(50).learning_rate(0.01))?;
    /// assert_eq!(history.errors(), [1.5, 0.5, 0.5, 0.5, 0.0]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn train(&mut self, data: &Dataset, trainer: Delta) -> Result<History> {
        trainer.check()?;
        self.check_data(data)?;
        let run = Run::new(self, data, trainer);
        let (history, weights, biases) = run.finish();
        self.adopt(weights, biases, data);
        Ok(history)
    }

    fn check_data(&self, data: &Dataset) -> Result<()> {
        self.check_width(data.n_inputs())?;
        if data.n_targets() == 0 {
            return Err(Error::Empty { what: "data", wanted: "target to learn (`Dataset::new`)" });
        }
        if data.n_targets() != self.n_neurons() {
            return Err(Error::Shape {
                what: "targets",
                wanted: format!("one target per neuron ({})", self.n_neurons()),
                came: data.n_targets().to_string(),
            });
        }
        match self.unreachable_targets(data) {
            Some(warning) => Err(warning.into()),
            None => Ok(()),
        }
    }
}

/// One training run under way.
struct Run<'a> {
    network: &'a Perceptron,
    data: &'a Dataset,
    trainer: Delta,
    /// The weights that the updates move.
    weights: Array2<f64>,
    biases: Array1<f64>,
    /// `target − output` of the epoch, by sample and neuron.
    misses: Vec<f64>,
    history: History,
}

impl<'a> Run<'a> {
    fn new(network: &'a Perceptron, data: &'a Dataset, trainer: Delta) -> Self {
        Self {
            network,
            data,
            trainer,
            weights: network.weights().clone(),
            biases: network.biases().clone(),
            // NaN until measured: nothing unmeasured can pass for a hit
            misses: vec![f64::NAN; data.targets().len()],
            history: History {
                errors: Vec::new(),
                weights: Vec::new(),
                biases: Vec::new(),
                stop: Stop::EpochsReached,
                goal: trainer.goal,
                learning_rate: trainer.learning_rate,
                log: Vec::new(),
                input_names: data.input_names().to_vec(),
            },
        }
    }

    fn finish(mut self) -> (History, Array2<f64>, Array1<f64>) {
        let mut progress = Progress::to_stdout(self.trainer.show);
        for epoch in 1..=self.trainer.epochs {
            let error = self.epoch();
            progress.epoch(epoch, error);
            if !error.is_finite() {
                self.history.stop = Stop::Diverged;
                break;
            }
            if error < self.trainer.goal {
                self.history.stop = Stop::GoalReached;
                break;
            }
        }
        self.history.log = progress.finish(self.history.stop);
        let (weights, biases) = self.best_known();
        (self.history, weights, biases)
    }

    /// Measures with the weights of the epoch's start and updates the running
    /// ones, both in one pass over the data; gives the error.
    fn epoch(&mut self) -> f64 {
        let (weights, biases) = (self.weights.clone(), self.biases.clone());
        // a step function has a finite error with infinite weights too
        let mut finite = true;
        for neuron in 0..self.network.n_neurons() {
            self.pass(neuron, &weights, &biases);
            finite &= biases[neuron].is_finite();
            for weight in row_of(&weights, neuron) {
                finite &= weight.is_finite();
            }
        }
        let error = if finite { 0.5 * dot(&self.misses, &self.misses) } else { f64::INFINITY };
        self.history.errors.push(error);
        self.history.weights.push(weights);
        self.history.biases.push(biases);
        error
    }

    /// One neuron over all samples. Neurons do not see each other.
    fn pass(&mut self, neuron: usize, start: &Array2<f64>, start_biases: &Array1<f64>) {
        let transfer = self.network.transfer_function();
        let (n_neurons, n_inputs) = start.dim();
        let (Some(inputs), Some(start)) = (self.data.inputs().as_slice(), start.as_slice()) else {
            return;
        };
        let Some(running) = self.weights.as_slice_mut() else { return };
        let row = neuron * n_inputs..(neuron + 1) * n_inputs;
        let (start, start_bias) = (&start[row.clone()], start_biases[neuron]);
        let (running, bias) = (&mut running[row], &mut self.biases[neuron]);
        let mut moved = false;
        for (i, x) in inputs.chunks_exact(n_inputs).enumerate() {
            let target = self.data.targets()[(i, neuron)];
            let measured = target - transfer.apply(dot(start, x) + start_bias);
            self.misses[i * n_neurons + neuron] = measured;
            // until the first update of the epoch both are the same
            let miss =
                if moved { target - transfer.apply(dot(running, x) + *bias) } else { measured };
            if miss != 0.0 {
                let step = self.trainer.learning_rate * miss;
                for (weight, x) in running.iter_mut().zip(x) {
                    *weight += step * x;
                }
                *bias += step;
                moved = true;
            }
        }
    }

    /// The last weights whose error is finite; those at the start if none is.
    fn best_known(&self) -> (Array2<f64>, Array1<f64>) {
        let History { errors, weights, biases, .. } = &self.history;
        for k in (0..errors.len()).rev() {
            if errors[k].is_finite() {
                return (weights[k].clone(), biases[k].clone());
            }
        }
        (self.network.weights().clone(), self.network.biases().clone())
    }
}
