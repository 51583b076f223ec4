//! The feed-forward network.

use std::fmt;

use ndarray::Array1;

use super::passes::Passes;
use crate::data::{Dataset, NameList, Samples};
use crate::error::{Error, Result, count};
use crate::matrix::Matrix;
use crate::network::checks::{check_dim, check_function, check_ranges};
use crate::network::{Init, Layer, Names, Shape, SizeList, Transfer, TransferList};
use crate::random::Random;

/// Layers of neurons, one behind the other: the outputs of each are the inputs
/// of the next.
///
/// Each layer gives `f(weights · inputs + biases)` with its [`Transfer`]
/// function `f`, `TanSig` in every layer as long as
/// [`transfer`](Self::transfer) does not say otherwise. The weights start at
/// random, by [`init`](Self::init) and [`seed`](Self::seed).
///
/// # Shapes
///
/// The weights of a layer are (neurons × inputs), its biases (neurons).
///
/// # Complexity
///
/// [`predict`](Self::predict) takes O(samples × parameters) time, and so does
/// [`gradient`](Self::gradient). At most 2^27 parameters.
///
/// # Examples
///
/// ```
/// use percept::{FeedForward, Rprop, toy};
///
/// let xor = toy::xor()?;
/// let mut network = FeedForward::new(xor.ranges(), [4, 1])?.seed(1);
/// let history = network.train(&xor, Rprop::new())?;
/// assert!(history.last_error() < 0.01);
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// D. E. Rumelhart, G. E. Hinton, R. J. Williams, "Learning representations by
/// back-propagating errors", *Nature* 323, 1986. neurolab: `nl.net.newff`.
#[doc(alias = "newff")]
#[doc(alias = "MLPClassifier")]
#[doc(alias = "MLPRegressor")]
#[derive(Clone, PartialEq)]
pub struct FeedForward {
    ranges: Vec<[f64; 2]>,
    shapes: Vec<Shape>,
    /// The columns that each layer sees, the inputs being 0; empty if each sees
    /// the one before it.
    sources: Vec<Vec<usize>>,
    parameters: Vec<f64>,
    init: Init,
    seed: u64,
    names: Names,
}

/// Weights and biases of a network, 1 GiB.
const MAX_PARAMETERS: usize = 1 << 27;

impl FeedForward {
    /// An untrained network with a layer for each of `sizes`, the last of which
    /// is the number of outputs.
    ///
    /// `ranges` has one row per input, with the smallest and the largest value
    /// that it can take; the first layer is set up for them.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if a range is not a pair, [`Error::Parameter`] if one
    /// does not go from small to large or a layer has no neurons,
    /// [`Error::Empty`] without inputs or layers, [`Error::NotFinite`] for NaN
    /// and infinite bounds.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::FeedForward;
    ///
    /// let network = FeedForward::new([[-7.0, 7.0]], [5, 1])?;
    /// assert_eq!(network.n_parameters(), 16);
    /// assert_eq!(network.predict([0.5, 1.5])?.dim(), (2, 1));
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "hidden_layer_sizes")]
    pub fn new<Kind>(ranges: impl Samples, sizes: impl SizeList<Kind>) -> Result<Self> {
        let neurons = sizes.into_sizes()?;
        Self::untrained(check_ranges(ranges.into_matrix("ranges")?)?, &neurons)
    }

    pub(crate) fn untrained(ranges: Vec<[f64; 2]>, sizes: &[usize]) -> Result<Self> {
        if sizes.is_empty() {
            return Err(Error::Empty { what: "sizes", expected: "layer" });
        }
        let (mut shapes, mut inputs, mut start) = (Vec::new(), ranges.len(), 0);
        for (layer, &neurons) in sizes.iter().enumerate() {
            check_size(layer, neurons, inputs, start)?;
            let shape = Shape { inputs, neurons, transfer: Transfer::TanSig, start };
            (inputs, start) = (neurons, shape.end());
            shapes.push(shape);
        }
        Ok(Self::wired(ranges, shapes, Vec::new()))
    }

    /// A network of layers that see `sources`, both checked before.
    pub(crate) fn wired(
        ranges: Vec<[f64; 2]>,
        shapes: Vec<Shape>,
        sources: Vec<Vec<usize>>,
    ) -> Self {
        let sources = if is_chain(&sources) { Vec::new() } else { sources };
        let parameters = vec![0.0; shapes.last().map_or(0, Shape::end)];
        let (init, names) = (Init::default(), Names::default());
        Self { ranges, shapes, sources, parameters, init, seed: 0, names }.drawn()
    }

    /// The same network with other transfer functions: one per layer, or one for
    /// all (default [`Transfer::TanSig`]). Draws the weights anew.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] for another number of functions, [`Error::Parameter`]
    /// for a `SatLinWith` whose numbers are not finite or not in order.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{FeedForward, Transfer};
    ///
    /// let network = FeedForward::new([[0.0, 1.0]], [3, 1])?
    ///     .transfer([Transfer::TanSig, Transfer::PureLin])?;
    /// assert_eq!(network.layers()[1].transfer_function(), Transfer::PureLin);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "transf")]
    #[doc(alias = "activation")]
    pub fn transfer<Kind>(mut self, functions: impl TransferList<Kind>) -> Result<Self> {
        let mut each = Vec::new();
        for function in functions.into_functions() {
            check_function(function)?;
            each.push(function);
        }
        if each.len() != 1 && each.len() != self.shapes.len() {
            return Err(Error::Shape {
                what: "transfer",
                expected: format!(
                    "{}, one per layer (or a single one for all)",
                    count(self.shapes.len(), "transfer function")
                ),
                found: each.len().to_string(),
            });
        }
        let n = each.len();
        for (layer, shape) in self.shapes.iter_mut().enumerate() {
            shape.transfer = each[layer % n];
        }
        Ok(self.drawn())
    }

    /// The same network with weights set in another way (default
    /// [`Init::NguyenWidrow`]).
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] for an [`Init::Uniform`] whose bounds are not
    /// finite or not in order.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{FeedForward, Init};
    ///
    /// let init = Init::Uniform { low: -0.1, high: 0.1 };
    /// let network = FeedForward::new([[0.0, 1.0]], [3, 1])?.init(init)?;
    /// assert!(network.parameters().iter().all(|weight| weight.abs() <= 0.1));
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "initf")]
    pub fn init(mut self, init: Init) -> Result<Self> {
        self.init = init.check()?;
        Ok(self.drawn())
    }

    /// The same network with other random weights (default seed 0).
    ///
    /// The seed decides the order of mini-batches too, so that a run can be
    /// repeated to the last digit.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::FeedForward;
    ///
    /// let network = FeedForward::new([[0.0, 1.0]], [3, 1])?;
    /// let one = network.clone().seed(1);
    /// assert_eq!(one.layers()[0].weights(), network.clone().seed(1).layers()[0].weights());
    /// assert_ne!(one.layers()[0].weights()[[0, 0]], network.seed(2).layers()[0].weights()[[0, 0]]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "random_state")]
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self.drawn()
    }

    /// The same network for other ranges of as many inputs.
    pub(crate) fn with_ranges(mut self, ranges: Vec<[f64; 2]>) -> Self {
        self.ranges = ranges;
        self.drawn()
    }

    fn drawn(mut self) -> Self {
        let mut random = Random::seeded(self.seed);
        // of each column, the inputs being the first
        let mut ranges = vec![self.ranges.clone()];
        for (layer, shape) in self.shapes.iter().enumerate() {
            let mut seen = Vec::with_capacity(shape.inputs);
            for column in self.columns_of(layer) {
                seen.extend_from_slice(&ranges[column]);
            }
            self.init.fill(shape, &mut self.parameters, &seen, &mut || random.unit());
            ranges.push(vec![shape.transfer.output_range(); shape.neurons]);
        }
        self
    }

    /// The columns that a layer sees, the inputs being 0.
    pub(crate) fn columns_of(&self, layer: usize) -> Vec<usize> {
        match self.sources.get(layer) {
            Some(columns) => columns.clone(),
            None if layer < self.shapes.len() => vec![layer],
            None => Vec::new(),
        }
    }

    /// Room for values on their way through it.
    pub(crate) fn passes(&self) -> Passes {
        Passes::new(&self.shapes, &self.sources)
    }

    /// The same network with named inputs.
    ///
    /// Without, it takes the names of the data that it is trained on.
    ///
    /// # Errors
    ///
    /// As [`Dataset::name_inputs`](crate::Dataset::name_inputs).
    pub fn name_inputs<Kind>(mut self, names: impl NameList<Kind>) -> Result<Self> {
        self.names.set_inputs(names.into_names(), self.n_inputs())?;
        Ok(self)
    }

    /// How many inputs a sample has.
    #[doc(alias = "ci")]
    #[must_use]
    pub fn n_inputs(&self) -> usize {
        self.ranges.len()
    }

    /// How many outputs there are: the neurons of the last layer.
    #[doc(alias = "co")]
    #[must_use]
    pub fn n_outputs(&self) -> usize {
        self.shapes.last().map_or(0, |shape| shape.neurons)
    }

    /// How many layers of neurons there are.
    #[must_use]
    pub fn n_layers(&self) -> usize {
        self.shapes.len()
    }

    /// How many weights and biases there are.
    #[doc(alias = "np_size")]
    #[must_use]
    pub fn n_parameters(&self) -> usize {
        self.parameters.len()
    }

    /// The number that the random weights were drawn with.
    #[must_use]
    pub fn seed_used(&self) -> u64 {
        self.seed
    }

    /// How its weights were set before training.
    #[must_use]
    pub fn init_used(&self) -> Init {
        self.init
    }

    /// The ranges given to [`new`](Self::new), one per input.
    ///
    /// # Examples
    ///
    /// ```
    /// let network = percept::FeedForward::new([[0.0, 2.0]], [3, 1])?;
    /// assert_eq!(network.ranges(), [[0.0, 2.0]]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "inp_minmax")]
    #[must_use]
    pub fn ranges(&self) -> &[[f64; 2]] {
        &self.ranges
    }

    /// The names of the inputs; `x1`, `x2`, … as long as none were given.
    #[must_use]
    pub fn input_names(&self) -> Vec<String> {
        self.names.inputs(self.n_inputs())
    }

    /// The names of the outputs: of the targets that it was trained on, else
    /// `output1`, `output2`, …
    #[must_use]
    pub fn output_names(&self) -> Vec<String> {
        self.names.outputs(self.n_outputs())
    }

    /// The layers, from the first to the last, with their weights.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::FeedForward;
    ///
    /// let network = FeedForward::new([[0.0, 1.0]], [3, 1])?;
    /// assert_eq!(network.layers().len(), 2);
    /// assert_eq!(network.layers()[1].weights().dim(), (1, 3));
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn layers(&self) -> Vec<Layer> {
        let mut layers = Vec::with_capacity(self.shapes.len());
        for shape in &self.shapes {
            let (weights, biases) = shape.of(&self.parameters);
            layers.push(Layer {
                weights: Matrix::new((shape.neurons, shape.inputs), weights.to_vec()),
                biases: Array1::from_vec(biases.to_vec()),
                transfer: shape.transfer,
            });
        }
        layers
    }

    /// All weights and biases in one list: for each layer the weights neuron by
    /// neuron, then the biases.
    #[doc(alias = "np_get")]
    #[doc(alias = "np_get_ref")]
    #[must_use]
    pub fn parameters(&self) -> &[f64] {
        &self.parameters
    }

    /// Sets all weights and biases, in the order of
    /// [`parameters`](Self::parameters).
    ///
    /// # Errors
    ///
    /// As [`set_weights`](Self::set_weights).
    #[doc(alias = "np_set")]
    pub fn set_parameters(&mut self, parameters: impl Samples) -> Result<()> {
        let parameters = parameters.into_matrix("parameters")?;
        check_dim("parameters", parameters.dim(), (self.n_parameters(), 1))?;
        let parameters = Matrix::finite("parameters", parameters)?;
        self.parameters.copy_from_slice(parameters.values());
        Ok(())
    }

    /// The layers and the number of parameters, in words.
    #[must_use]
    pub fn summary(&self) -> String {
        let [inputs, layers, parameters] = [
            count(self.n_inputs(), "input"),
            count(self.n_layers(), "layer"),
            count(self.n_parameters(), "parameter"),
        ];
        let mut lines = vec![format!("{inputs}, {layers}, {parameters}")];
        for (layer, shape) in self.shapes.iter().enumerate() {
            let (neurons, parameters) = (shape.neurons, shape.end() - shape.start);
            let mut line = format!(
                "layer {}: {}, {}, {}",
                layer + 1,
                count(neurons, "neuron"),
                shape.transfer,
                count(parameters, "parameter")
            );
            if let Some(sources) = self.source_words(layer) {
                line += ", sees ";
                line += &sources;
            }
            lines.push(line);
        }
        lines.join("\n")
    }

    /// Sets the weights of a layer (the first is 0), shape (neurons × inputs).
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] if there is no such layer, [`Error::Ragged`],
    /// [`Error::Shape`] or [`Error::NotFinite`] if it is not such a table of
    /// finite numbers.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::FeedForward;
    ///
    /// let mut network = FeedForward::new([[0.0, 1.0]], [2, 1])?;
    /// network.set_weights(0, [[1.0], [-1.0]])?;
    /// network.set_biases(0, [0.5, 0.0])?;
    /// assert_eq!(network.layers()[0].weights()[[1, 0]], -1.0);
    /// assert_eq!(network.layers()[0].biases()[0], 0.5);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn set_weights(&mut self, layer: usize, weights: impl Samples) -> Result<()> {
        let shape = self.shape(layer)?;
        // the columns of the first layer are the inputs
        let weights = match layer {
            0 => self.names.arranged("weights", weights)?,
            _ => Matrix::of(weights.into_matrix("weights")?),
        };
        check_dim("weights", weights.dim(), (shape.neurons, shape.inputs))?;
        weights.check_finite("weights")?;
        shape.of_mut(&mut self.parameters).0.copy_from_slice(weights.values());
        Ok(())
    }

    /// Sets the biases of a layer (the first is 0), one per neuron.
    ///
    /// # Errors
    ///
    /// As [`set_weights`](Self::set_weights).
    pub fn set_biases(&mut self, layer: usize, biases: impl Samples) -> Result<()> {
        let shape = self.shape(layer)?;
        let biases = biases.into_matrix("biases")?;
        check_dim("biases", biases.dim(), (shape.neurons, 1))?;
        let biases = Matrix::finite("biases", biases)?;
        shape.of_mut(&mut self.parameters).1.copy_from_slice(biases.values());
        Ok(())
    }

    /// The layers' sizes and places in the list of parameters.
    pub(crate) fn shapes(&self) -> &[Shape] {
        &self.shapes
    }

    /// The transfer function of the last layer.
    pub(crate) fn output_function(&self) -> Transfer {
        self.shapes.last().map_or(Transfer::TanSig, |shape| shape.transfer)
    }

    /// The names of the classes of the data that it was trained on; `None` if
    /// these had none.
    #[must_use]
    pub fn class_names(&self) -> Option<&[String]> {
        self.names.classes()
    }

    pub(crate) fn given_input_names(&self) -> Option<&[String]> {
        self.names.given_inputs()
    }

    pub(crate) fn names(&self) -> &Names {
        &self.names
    }

    pub(crate) fn names_mut(&mut self) -> &mut Names {
        &mut self.names
    }

    /// Takes over what training has found, and the names of what it saw.
    pub(crate) fn adopt(&mut self, parameters: Vec<f64>, data: &Dataset) {
        self.parameters = parameters;
        self.names.adopt(data);
    }

    fn shape(&self, layer: usize) -> Result<Shape> {
        self.shapes.get(layer).copied().ok_or_else(|| Error::Parameter {
            name: "layer".to_owned(),
            expected: "the number of a layer, the first being 0",
            found: format!("{layer} for a network of {}", count(self.n_layers(), "layer")),
        })
    }
}

/// Whether each layer sees the one before it and nothing else.
fn is_chain(sources: &[Vec<usize>]) -> bool {
    for (layer, columns) in sources.iter().enumerate() {
        if columns[..] != [layer] {
            return false;
        }
    }
    true
}

pub(crate) fn check_size(layer: usize, neurons: usize, inputs: usize, start: usize) -> Result<()> {
    let refuse = |wanted, came| {
        Err(Error::Parameter { name: "sizes".to_owned(), expected: wanted, found: came })
    };
    if neurons == 0 {
        return refuse(
            "at least one neuron in every layer",
            format!("0 in layer {layer} (counting from 0)"),
        );
    }
    let most = MAX_PARAMETERS - start;
    match inputs.checked_add(1).and_then(|values| neurons.checked_mul(values)) {
        Some(parameters) if parameters <= most => Ok(()),
        _ => refuse(
            "layers of at most 2^27 weights and biases together",
            format!("{neurons} neurons with {} in layer {layer}", count(inputs, "input")),
        ),
    }
}

impl fmt::Debug for FeedForward {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut sizes = self.n_inputs().to_string();
        for shape in &self.shapes {
            sizes = format!("{sizes}-{}", shape.neurons);
        }
        let parameters = count(self.n_parameters(), "parameter");
        crate::debug::write(f, format_args!("FeedForward({sizes}, {parameters})"))
    }
}
