//! The Elman network, for sequences.

use std::fmt;

use ndarray::Array2;

use super::feed_forward::check_size;
use super::unfold::unfold;
use crate::data::{NameList, Samples};
use crate::error::{Error, Result, count};
use crate::matrix::Matrix;
use crate::network::checks::{check_ranges, check_samples};
use crate::network::{FeedForward, Init, Layer, SizeList, Transfer, TransferList};

/// A network for sequences: its first layer sees, besides the inputs, what it
/// gave for the sample before, its context.
///
/// `h(t) = f(weights · [x(t), h(t − 1)] + biases)` with `h` all 0 before the
/// first sample; further layers follow as in a
/// [`FeedForward`](crate::FeedForward) network. The rows of what it is trained
/// on and predicts are the steps of one sequence, in order.
///
/// Two choices concern training. As Elman did, the gradient takes the context
/// as given and leaves out how the weights made it;
/// [`through_time`](Self::through_time) follows it back to the first sample.
/// Each epoch reads the sequence from an empty context;
/// [`keep_context`](Self::keep_context) goes on from the last one.
///
/// # Shapes
///
/// The weights of the first layer are (neurons × (inputs + neurons)), the
/// inputs first.
///
/// # Complexity
///
/// [`predict`](Self::predict) takes O(steps × parameters) time;
/// [`gradient`](Self::gradient) too, also through time, with O(steps × neurons)
/// memory.
///
/// # Examples
///
/// ```
/// use percept::{Dataset, Elman, LBfgs, Stop};
///
/// // was the value before this one above 0?
/// let inputs = [0.5, -0.5, -0.5, 0.5, 0.5, 0.5, -0.5, 0.5, -0.5, -0.5];
/// let before = [0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0, 1.0, 0.0];
/// let sequence = Dataset::new(inputs, before)?;
/// let mut network = Elman::new(sequence.ranges(), [3, 1])?.through_time();
/// assert_eq!(network.train(&sequence, LBfgs::new())?.stop(), Stop::GoalReached);
/// assert!(network.predict([0.5, 0.5])?[[1, 0]] > 0.8);
/// assert!(network.predict([-0.5, 0.5])?[[1, 0]] < 0.2);
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// J. L. Elman, "Finding structure in time", *Cognitive Science* 14, 1990.
/// P. J. Werbos, "Backpropagation through time: what it does and how to do it",
/// *Proceedings of the IEEE* 78, 1990. neurolab: `nl.net.newelm`.
#[doc(alias = "newelm")]
#[doc(alias = "recurrent")]
#[derive(Clone, PartialEq)]
pub struct Elman {
    /// The network whose inputs are those of a step and the context.
    network: FeedForward,
    n_inputs: usize,
    context: Vec<f64>,
    keep: bool,
    through_time: bool,
}

impl Elman {
    /// An untrained network with a layer for each of `sizes`, the first of
    /// which remembers and the last of which is the number of outputs.
    ///
    /// `ranges` has one row per input, with the smallest and the largest value
    /// that it can take. Weights start by [`Init::Xavier`]: small with every
    /// transfer function, so that the context neither dies out at once nor
    /// blows up. [`Init::ActiveRange`], neurolab's choice, draws from ±100
    /// divided by twice the neurons where a function has no bounds.
    ///
    /// # Errors
    ///
    /// As [`FeedForward::new`].
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Elman;
    ///
    /// let network = Elman::new([[-2.0, 2.0]], [10, 1])?;
    /// // 10 × (1 input + 10 of context) weights and 10 biases, then 10 and 1
    /// assert_eq!(network.n_parameters(), 131);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn new<Kind>(ranges: impl Samples, sizes: impl SizeList<Kind>) -> Result<Self> {
        let neurons = sizes.into_sizes()?;
        Self::untrained(check_ranges(ranges.into_matrix("ranges")?)?, &neurons)
    }

    fn untrained(ranges: Vec<[f64; 2]>, sizes: &[usize]) -> Result<Self> {
        let (n_inputs, n_context) = (ranges.len(), sizes.first().copied().unwrap_or(0));
        if n_context > 0 {
            check_size(0, n_context, n_inputs.saturating_add(n_context), 0)?;
        }
        let ranges = with_context(ranges, n_context, Transfer::TanSig);
        let network = FeedForward::untrained(ranges, sizes)?.init(Init::Xavier)?;
        Ok(Self {
            network,
            n_inputs,
            context: vec![0.0; n_context],
            keep: false,
            through_time: false,
        })
    }

    /// The same network with other transfer functions: one per layer, or one for
    /// all (default [`Transfer::TanSig`]). Draws the weights anew.
    ///
    /// # Errors
    ///
    /// As [`FeedForward::transfer`].
    pub fn transfer<Kind>(mut self, functions: impl TransferList<Kind>) -> Result<Self> {
        self.network = self.network.transfer(functions)?;
        let first = self.network.shapes().first().map_or(Transfer::TanSig, |shape| shape.transfer);
        let ranges = with_context(self.ranges().to_vec(), self.context.len(), first);
        self.network = self.network.with_ranges(ranges);
        Ok(self)
    }

    /// The same network with weights set in another way (default
    /// [`Init::Xavier`]).
    ///
    /// # Errors
    ///
    /// As [`FeedForward::init`].
    pub fn init(mut self, init: Init) -> Result<Self> {
        self.network = self.network.init(init)?;
        Ok(self)
    }

    /// The same network with other random weights (default seed 0).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Elman;
    ///
    /// let network = Elman::new([[0.0, 1.0]], [3, 1])?;
    /// let one = network.clone().seed(1);
    /// assert_eq!(one.layers()[0].weights(), network.clone().seed(1).layers()[0].weights());
    /// assert_ne!(one.layers()[0].weights()[[0, 0]], network.seed(2).layers()[0].weights()[[0, 0]]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.network = self.network.seed(seed);
        self
    }

    /// Training goes on from the context of the last step instead of an empty
    /// one in each epoch, as neurolab does: for a sequence that goes round.
    #[must_use]
    pub fn keep_context(mut self) -> Self {
        self.keep = true;
        self
    }

    /// Backpropagation through time: the gradient goes through all steps back
    /// to the first, so that it is that of the error and every trainer can use
    /// it.
    #[doc(alias = "bptt")]
    #[must_use]
    pub fn through_time(mut self) -> Self {
        self.through_time = true;
        self
    }

    /// The same network with named inputs.
    ///
    /// # Errors
    ///
    /// As [`Dataset::name_inputs`](crate::Dataset::name_inputs).
    pub fn name_inputs<Kind>(mut self, names: impl NameList<Kind>) -> Result<Self> {
        let n = self.n_inputs;
        self.network.names_mut().set_inputs(names.into_names(), n)?;
        Ok(self)
    }

    /// How many inputs a step has, the context not counted.
    #[doc(alias = "ci")]
    #[must_use]
    pub fn n_inputs(&self) -> usize {
        self.n_inputs
    }

    /// How many outputs there are: the neurons of the last layer.
    #[doc(alias = "co")]
    #[must_use]
    pub fn n_outputs(&self) -> usize {
        self.network.n_outputs()
    }

    /// How many layers of neurons there are.
    #[must_use]
    pub fn n_layers(&self) -> usize {
        self.network.n_layers()
    }

    /// How many weights and biases there are.
    #[must_use]
    pub fn n_parameters(&self) -> usize {
        self.network.n_parameters()
    }

    /// The number that the random weights were drawn with.
    #[must_use]
    pub fn seed_used(&self) -> u64 {
        self.network.seed_used()
    }

    /// Whether training goes [`through_time`](Self::through_time).
    #[must_use]
    pub fn goes_through_time(&self) -> bool {
        self.through_time
    }

    /// Whether training [keeps the context](Self::keep_context).
    #[must_use]
    pub fn keeps_context(&self) -> bool {
        self.keep
    }

    /// The ranges given to [`new`](Self::new), one per input.
    #[doc(alias = "inp_minmax")]
    #[must_use]
    pub fn ranges(&self) -> &[[f64; 2]] {
        &self.network.ranges()[..self.n_inputs]
    }

    /// The names of the inputs; `x1`, `x2`, … as long as none were given.
    #[must_use]
    pub fn input_names(&self) -> Vec<String> {
        self.network.names().inputs(self.n_inputs)
    }

    /// The names of the outputs: of the targets that it was trained on, else
    /// `output1`, `output2`, …
    #[must_use]
    pub fn output_names(&self) -> Vec<String> {
        self.network.output_names()
    }

    /// The names of the classes of the data that it was trained on; `None` if
    /// these had none.
    #[must_use]
    pub fn class_names(&self) -> Option<&[String]> {
        self.network.class_names()
    }

    /// How its weights were set before training.
    #[must_use]
    pub fn init_used(&self) -> Init {
        self.network.init_used()
    }

    /// The layers, from the first to the last, with their weights; in the first
    /// those of the inputs stand before those of the context.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Elman;
    ///
    /// let network = Elman::new([[0.0, 1.0]], [3, 1])?;
    /// assert_eq!(network.layers().len(), 2);
    /// assert_eq!(network.layers()[1].weights().dim(), (1, 3));
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn layers(&self) -> Vec<Layer> {
        self.network.layers()
    }

    /// All weights and biases in one list, as
    /// [`FeedForward::parameters`].
    #[must_use]
    pub fn parameters(&self) -> &[f64] {
        self.network.parameters()
    }

    /// Sets all weights and biases, in the order of
    /// [`parameters`](Self::parameters).
    ///
    /// # Errors
    ///
    /// As [`FeedForward::set_parameters`].
    pub fn set_parameters(&mut self, parameters: impl Samples) -> Result<()> {
        self.network.set_parameters(parameters)
    }

    /// Sets the weights of a layer (the first is 0), shape (neurons × inputs);
    /// the first layer has the neurons of its context as further inputs.
    ///
    /// # Errors
    ///
    /// As [`FeedForward::set_weights`].
    pub fn set_weights(&mut self, layer: usize, weights: impl Samples) -> Result<()> {
        self.network.set_weights(layer, weights)
    }

    /// Sets the biases of a layer (the first is 0), one per neuron.
    ///
    /// # Errors
    ///
    /// As [`FeedForward::set_biases`].
    pub fn set_biases(&mut self, layer: usize, biases: impl Samples) -> Result<()> {
        self.network.set_biases(layer, biases)
    }

    /// What the first layer gave for the last step of
    /// [`proceed`](Self::proceed) or of training, one value per neuron.
    #[must_use]
    pub fn context(&self) -> &[f64] {
        &self.context
    }

    /// Empties the context: all 0.
    pub fn reset(&mut self) {
        self.context.fill(0.0);
    }

    /// The outputs for the steps of a sequence that begins with an empty
    /// context, shape (steps × outputs). The context of the network stays as it
    /// is.
    ///
    /// # Errors
    ///
    /// As [`FeedForward::predict`].
    pub fn predict(&self, sequence: impl Samples) -> Result<Array2<f64>> {
        Ok(self.answers(&self.network.names().arranged("inputs", sequence)?)?.into_array())
    }

    /// The class of each step of a sequence that begins with an empty context, by
    /// the names that the classes of the training data have.
    ///
    /// # Errors
    ///
    /// As [`FeedForward::predict_labels`].
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Elman, Rprop};
    ///
    /// // has the value risen since the step before?
    /// let steps = Dataset::new([0.1, 0.5, 0.9, 0.2, 0.6, 0.1], [0, 1, 1, 0, 1, 0])?
    ///     .name_classes(["fall", "rise"])?;
    /// let mut network = Elman::new(steps.ranges(), [4, 1])?;
    /// network.train(&steps, Rprop::new())?;
    /// assert_eq!(network.predict_labels([0.1, 0.5, 0.2])?, ["fall", "rise", "fall"]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn predict_labels(&self, sequence: impl Samples) -> Result<Vec<String>> {
        let outputs = self.answers(&self.network.names().arranged("inputs", sequence)?)?;
        let classes = self.network.classes_by(&outputs);
        self.network.names().labels(&classes, "network")
    }

    /// The outputs for the next steps of a sequence, shape (steps × outputs):
    /// goes on from the [`context`](Self::context) and leaves the new one.
    ///
    /// # Errors
    ///
    /// As [`predict`](Self::predict); the context is then as it was.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Elman, Transfer};
    ///
    /// // adds up what came so far
    /// let mut sum = Elman::new([[-1.0, 1.0]], [1])?.transfer([Transfer::PureLin])?;
    /// sum.set_weights(0, [[1.0, 1.0]])?;
    /// sum.set_biases(0, [0.0])?;
    /// assert_eq!(sum.proceed([1.0, 1.0, 1.0, 3.0])?.as_slice(), Some(&[1.0, 2.0, 3.0, 6.0][..]));
    /// assert_eq!(sum.proceed([1.0])?[[0, 0]], 7.0);
    /// sum.reset();
    /// assert_eq!(sum.proceed([1.0])?[[0, 0]], 1.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "sim")]
    #[doc(alias = "step")]
    pub fn proceed(&mut self, steps: impl Samples) -> Result<Array2<f64>> {
        let inputs = self.network.names().arranged("inputs", steps)?;
        let (outputs, context) = self.outputs(&inputs, self.context.clone())?;
        self.context = context;
        Ok(outputs.into_array())
    }

    /// What the first layer gives at each step of a sequence that begins with
    /// an empty context, shape (steps × neurons).
    ///
    /// # Errors
    ///
    /// As [`predict`](Self::predict).
    pub fn states(&self, sequence: impl Samples) -> Result<Array2<f64>> {
        let inputs = self.network.names().arranged("inputs", sequence)?;
        let (rows, end) = self.unfolded(&inputs, vec![0.0; self.context.len()])?;
        let mut states = Vec::with_capacity(rows.n_rows() * end.len());
        for step in rows.rows().skip(1) {
            states.extend_from_slice(&step[self.n_inputs..]);
        }
        states.extend_from_slice(&end);
        Ok(Matrix::new((rows.n_rows(), end.len()), states).into_array())
    }

    /// The outputs for a sequence that begins with an empty context.
    pub(crate) fn answers(&self, inputs: &Matrix) -> Result<Matrix> {
        Ok(self.outputs(inputs, vec![0.0; self.context.len()])?.0)
    }

    /// The outputs and the context after them.
    fn outputs(&self, inputs: &Matrix, start: Vec<f64>) -> Result<(Matrix, Vec<f64>)> {
        let (rows, end) = self.unfolded(inputs, start)?;
        Ok((self.network.outputs(&rows)?, end))
    }

    /// Each step with the context before it, and the context at the end.
    fn unfolded(&self, inputs: &Matrix, mut context: Vec<f64>) -> Result<(Matrix, Vec<f64>)> {
        check_samples(inputs, self.n_inputs, self.given_input_names())?;
        let (n, mut rows) = (inputs.n_rows(), Vec::new());
        let (shapes, parameters) = (self.network.shapes(), self.network.parameters());
        let mut step = |at| Some(inputs.row(at));
        unfold(shapes, parameters, n, &mut step, &mut context, &mut rows);
        let width = self.n_inputs + context.len();
        for (i, value) in rows.iter().chain(&context).enumerate() {
            if !value.is_finite() {
                let what = format!("context of row {} (counting from 0)", i / width);
                return Err(Error::Overflow { what, value: *value });
            }
        }
        Ok((Matrix::new((n, width), rows), context))
    }

    /// The layers and the number of parameters, in words.
    #[must_use]
    pub fn summary(&self) -> String {
        let context = count(self.context.len(), "neuron");
        let inputs = count(self.n_inputs, "input");
        let whole = self.network.summary();
        // the first line counts the context among the inputs
        let rest = whole.split_once(", ").map_or("", |(_, rest)| rest);
        format!("{inputs}, {rest}\ncontext: {context}, the outputs of layer 1 one step before")
    }

    pub(crate) fn given_input_names(&self) -> Option<&[String]> {
        self.network.given_input_names()
    }

    /// The network that sees inputs and context side by side.
    pub(crate) fn network(&self) -> &FeedForward {
        &self.network
    }

    pub(crate) fn network_mut(&mut self) -> &mut FeedForward {
        &mut self.network
    }

    pub(crate) fn set_context(&mut self, context: Vec<f64>) {
        self.context = context;
    }
}

/// Ranges of the inputs and of a context with this function.
fn with_context(mut ranges: Vec<[f64; 2]>, n: usize, transfer: Transfer) -> Vec<[f64; 2]> {
    for _ in 0..n {
        ranges.push(transfer.output_range());
    }
    ranges
}

impl fmt::Debug for Elman {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut sizes = self.n_inputs.to_string();
        for shape in self.network.shapes() {
            sizes = format!("{sizes}-{}", shape.neurons);
        }
        let parameters = count(self.n_parameters(), "parameter");
        crate::debug::write(f, format_args!("Elman({sizes}, {parameters})"))
    }
}
