//! The perceptron: a layer of weighted sums and thresholds.

pub(crate) mod decision;
#[cfg(feature = "polars")]
mod predictions_frame;
mod setters;
pub(crate) mod stored;
mod unscaled;

use std::fmt;

use ndarray::{Array1, Array2};

use crate::data::{Dataset, Known, Samples, check_names, default_names, matrix_for, position};
use crate::data::{NameList, Number, WeightList};
use crate::error::{Error, Result, count};
use crate::matrix::Matrix;
use crate::network::checks::{check_function, check_ranges, check_samples, check_width, finite};
use crate::network::perceptron::stored::check_length;
use crate::network::{Transfer, dot};

/// A layer of neurons, each a weighted sum of the inputs and a threshold.
///
/// For each neuron, `s = w₁x₁ + w₂x₂ + … + bias` with `bias = −threshold`, and
/// the output is the [`Transfer`] function of `s`; with the default,
/// [`Transfer::HardLim`], 1 where the weighted sum is **greater than** the
/// threshold and 0 elsewhere.
///
/// In a notebook it shows its weights as signed bars, the neuron as a diagram,
/// and its equation.
///
/// # Shapes
///
/// Weights are (neurons × inputs), biases (neurons).
///
/// # Complexity
///
/// [`predict`](Self::predict) takes O(samples × inputs × neurons) time.
///
/// # Examples
///
/// ```
/// use percept::Perceptron;
///
/// let buyer = Perceptron::by_hand(
///     [("price", 0.9), ("public transport", 0.5), ("driving skill", 0.2), ("model", 0.4)],
///     1.0,
/// )?;
/// let decision = buyer.decide([0.8, 0.3, 0.9, 0.6])?;
/// assert!(decision.is_yes());
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// F. Rosenblatt, "The perceptron: a probabilistic model for information
/// storage and organization in the brain", *Psychological Review* 65(6), 1958.
/// neurolab: `nl.net.newp`.
#[doc(alias = "newp")]
#[derive(Clone, PartialEq)]
pub struct Perceptron {
    pub(super) ranges: Option<Vec<[f64; 2]>>,
    pub(super) input_names: Option<Vec<String>>,
    pub(super) weights: Matrix,
    pub(super) biases: Array1<f64>,
    pub(super) transfer: Transfer,
    pub(super) target_names: Option<Vec<String>>,
    pub(super) class_names: Option<Vec<String>>,
    /// By neuron, the targets of its two classes, if it was trained on such.
    pub(super) ends: Option<Vec<[f64; 2]>>,
}

/// Weights of a layer, 1 GiB.
const MAX_WEIGHTS: usize = 1 << 27;

impl Perceptron {
    /// An untrained perceptron: every weight and threshold is 0.
    ///
    /// `ranges` has one row per input, with the smallest and the largest value
    /// that it can take; it sets the number of inputs and the extent of
    /// pictures.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if a range is not a pair, [`Error::Parameter`] if one
    /// does not go from small to large or `n_neurons` is 0, [`Error::Empty`]
    /// without inputs, [`Error::NotFinite`] for NaN and infinite bounds.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Perceptron;
    ///
    /// let perceptron = Perceptron::new([[0.0, 2.0], [0.0, 2.0]], 1)?;
    /// assert_eq!(perceptron.n_inputs(), 2);
    /// assert_eq!(perceptron.n_neurons(), 1);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn new(ranges: impl Samples, n_neurons: usize) -> Result<Self> {
        Self::untrained(check_ranges(ranges.into_matrix("ranges")?)?, n_neurons)
    }

    fn untrained(ranges: Vec<[f64; 2]>, n_neurons: usize) -> Result<Self> {
        if n_neurons == 0 {
            return Err(Error::Parameter {
                name: "n_neurons".to_owned(),
                expected: "at least one neuron",
                found: "0".to_owned(),
            });
        }
        if n_neurons.checked_mul(ranges.len()).is_none_or(|weights| weights > MAX_WEIGHTS) {
            return Err(Error::Parameter {
                name: "n_neurons".to_owned(),
                expected: "a layer of at most 2^27 weights",
                found: format!("{n_neurons} neurons with {}", count(ranges.len(), "input")),
            });
        }
        Ok(Self {
            weights: Matrix::zeros((n_neurons, ranges.len())),
            ranges: Some(ranges),
            input_names: None,
            biases: Array1::from_vec(vec![0.0; n_neurons]),
            transfer: Transfer::default(),
            target_names: None,
            class_names: None,
            ends: None,
        })
    }

    /// One neuron with named weights and a threshold set by hand.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without weights, [`Error::NotFinite`] and
    /// [`Error::Parameter`] for a weight or threshold that is NaN or infinite,
    /// [`Error::DuplicateName`] if a name comes twice.
    ///
    /// # Examples
    ///
    /// ```
    /// let buyer = percept::Perceptron::by_hand([("price", 0.9), ("model", 0.4)], 1.0)?;
    /// assert_eq!(buyer.weights()[[0, 1]], 0.4);
    /// assert_eq!(buyer.biases()[0], -1.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn by_hand<Kind>(weights: impl WeightList<Kind>, threshold: impl Number) -> Result<Self> {
        let (names, values) = weights.into_weights();
        Self::single_neuron(names, values, threshold.to_f64())
    }

    fn single_neuron(names: Vec<String>, weights: Vec<f64>, threshold: f64) -> Result<Self> {
        if names.is_empty() {
            return Err(Error::Empty { what: "weights", expected: "named weight" });
        }
        check_names("input", &names, weights.len())?;
        for (i, name) in names.iter().enumerate() {
            finite(&format!("weight of {name}"), weights[i])?;
        }
        let bias = 0.0 - finite("threshold", threshold)?;
        Ok(Self {
            ranges: None,
            input_names: Some(names),
            weights: Matrix::new((1, weights.len()), weights),
            biases: Array1::from_vec(vec![bias]),
            transfer: Transfer::default(),
            target_names: None,
            class_names: None,
            ends: None,
        })
    }

    /// The same perceptron with another transfer function (default
    /// [`Transfer::HardLim`]).
    ///
    /// A `SatLinWith` whose numbers are not finite or not in order is refused
    /// by whatever asks the perceptron for an answer, trains it or saves it.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Perceptron, Transfer};
    ///
    /// let neuron = Perceptron::by_hand([("a", 2.0)], 1.0)?.transfer(Transfer::PureLin);
    /// assert_eq!(neuron.predict([3.0])?[[0, 0]], 5.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn transfer(mut self, transfer: Transfer) -> Self {
        self.transfer = transfer;
        self
    }

    /// The same perceptron with named inputs.
    ///
    /// Without, it takes the names of the data that it is trained on.
    ///
    /// # Errors
    ///
    /// As [`Dataset::name_inputs`](crate::Dataset::name_inputs).
    pub fn name_inputs<Kind>(mut self, names: impl NameList<Kind>) -> Result<Self> {
        let names = names.into_names();
        check_names("input", &names, self.n_inputs())?;
        self.input_names = Some(names);
        Ok(self)
    }

    /// How many inputs a sample has.
    #[doc(alias = "ci")]
    #[must_use]
    pub fn n_inputs(&self) -> usize {
        self.weights.n_columns()
    }

    /// How many neurons, and so outputs, there are.
    #[doc(alias = "co")]
    #[doc(alias = "cn")]
    #[must_use]
    pub fn n_neurons(&self) -> usize {
        self.weights.n_rows()
    }

    /// The transfer function.
    #[must_use]
    pub fn transfer_function(&self) -> Transfer {
        self.transfer
    }

    /// The names of the inputs; `x1`, `x2`, … as long as none were given.
    #[must_use]
    pub fn input_names(&self) -> Vec<String> {
        match &self.input_names {
            Some(names) => names.clone(),
            None => default_names("x", self.n_inputs(), false),
        }
    }

    /// The weights, shape (neurons × inputs).
    ///
    /// # Examples
    ///
    /// ```
    /// let neuron = percept::Perceptron::by_hand([("a", 2.0), ("b", -1.0)], 1.0)?;
    /// assert_eq!(neuron.weights().dim(), (1, 2));
    /// assert_eq!(neuron.weights()[[0, 1]], -1.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "np")]
    #[doc(alias = "coef_")]
    #[must_use]
    pub fn weights(&self) -> &Array2<f64> {
        self.weights.array()
    }

    /// The biases, one per neuron: `bias = −threshold`.
    #[doc(alias = "np")]
    #[doc(alias = "intercept_")]
    #[must_use]
    pub fn biases(&self) -> &Array1<f64> {
        &self.biases
    }

    /// The weight of the named input of a single neuron.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownName`] if no input has that name,
    /// [`Error::Unsupported`] if there are several neurons ([`weights`](Self::weights) shows all).
    pub fn weight(&self, input: &str) -> Result<f64> {
        self.single("weight", "weights")?;
        Ok(self.weight_row(0)[self.input(input)?])
    }

    /// The threshold of a single neuron.
    ///
    /// # Errors
    ///
    /// [`Error::Unsupported`] if there are several neurons
    /// ([`biases`](Self::biases) shows all).
    ///
    /// # Examples
    ///
    /// ```
    /// let neuron = percept::Perceptron::by_hand([("a", 2.0)], 1.5)?;
    /// assert_eq!(neuron.threshold()?, 1.5);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn threshold(&self) -> Result<f64> {
        self.single("threshold", "biases")?;
        Ok(self.threshold_of(0))
    }

    /// Inputs, neurons and parameters, in words.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Perceptron;
    ///
    /// let perceptron = Perceptron::new([[0.0, 2.0], [0.0, 2.0]], 1)?;
    /// assert_eq!(perceptron.summary(), "2 inputs, 1 neuron, HardLim, 3 parameters");
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn summary(&self) -> String {
        let [inputs, neurons, parameters] = [
            count(self.n_inputs(), "input"),
            count(self.n_neurons(), "neuron"),
            count(self.weights.len() + self.biases.len(), "parameter"),
        ];
        format!("{inputs}, {neurons}, {}, {parameters}", self.transfer)
    }

    /// The outputs for many samples, shape (samples × neurons).
    ///
    /// Samples whose columns have names (a `&Dataset`) go by name, where the
    /// perceptron has named inputs too; others go by place.
    ///
    /// # Errors
    ///
    /// [`Error::Ragged`], [`Error::Shape`], [`Error::NotFinite`] or
    /// [`Error::Empty`] if `inputs` is not a table of finite numbers with one column
    /// per input, [`Error::Overflow`] if a sum exceeds the range of `f64`,
    /// [`Error::Parameter`] for a `SatLinWith` whose numbers are not finite or
    /// not in order.
    ///
    /// # Examples
    ///
    /// ```
    /// let neuron = percept::Perceptron::by_hand([("a", 2.0)], 1.0)?;
    /// let outputs = neuron.predict([0.4, 0.6])?; // weighted sums 0.8 and 1.2
    /// assert_eq!(outputs.column(0).to_vec(), [0.0, 1.0]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "sim")]
    pub fn predict(&self, inputs: impl Samples) -> Result<Array2<f64>> {
        let inputs = matrix_for(self.input_names.as_deref(), "inputs", inputs)?;
        Ok(self.outputs(&inputs)?.into_array())
    }

    pub(crate) fn outputs(&self, inputs: &Matrix) -> Result<Matrix> {
        let mut outputs = self.net_inputs(inputs)?;
        if self.transfer.looks_at_layer() {
            for sums in outputs.values_mut().chunks_exact_mut(self.n_neurons()) {
                sums.copy_from_slice(&self.transfer.apply_to_layer(sums));
            }
        } else {
            for output in outputs.values_mut() {
                *output = self.transfer.apply(*output);
            }
        }
        Ok(outputs)
    }

    /// Weighted sum plus bias of each sample and neuron, a row per sample.
    pub(crate) fn net_inputs(&self, inputs: &Matrix) -> Result<Matrix> {
        self.check_transfer()?;
        check_samples(inputs, self.n_inputs(), self.given_input_names())?;
        let mut sums = Vec::with_capacity(inputs.n_rows() * self.n_neurons());
        for (row, sample) in inputs.rows().enumerate() {
            for (neuron, weights) in self.weights.rows().enumerate() {
                let s = dot(weights, sample) + self.biases[neuron];
                if !s.is_finite() {
                    let what = format!("weighted sum of row {row} (counting from 0)");
                    return Err(Error::Overflow { what, value: s });
                }
                sums.push(s);
            }
        }
        Ok(Matrix::new((inputs.n_rows(), self.n_neurons()), sums))
    }

    /// Refuses a transfer function that would answer NaN.
    pub(crate) fn check_transfer(&self) -> Result<()> {
        check_function(self.transfer)
    }

    /// Refuses samples that do not have one value per input.
    pub(crate) fn check_width(&self, came: usize) -> Result<()> {
        check_width(came, self.n_inputs(), self.given_input_names())
    }

    /// The ranges given to [`new`](Self::new), one per input; `None` of a perceptron
    /// [by hand](Self::by_hand).
    #[must_use]
    pub fn ranges(&self) -> Option<&[[f64; 2]]> {
        self.ranges.as_deref()
    }

    /// `−bias`, but never `−0`.
    pub(crate) fn threshold_of(&self, neuron: usize) -> f64 {
        0.0 - self.biases[neuron]
    }

    /// The weights, a row per neuron.
    pub(crate) fn weight_matrix(&self) -> &Matrix {
        &self.weights
    }

    /// The weights of one neuron.
    pub(crate) fn weight_row(&self, neuron: usize) -> &[f64] {
        self.weights.row(neuron)
    }

    /// The names of the outputs: of the targets that it was trained on, else
    /// `output`, or `output1`, `output2`, …
    #[must_use]
    pub fn output_names(&self) -> Vec<String> {
        let defaults = || default_names("output", self.n_neurons(), true);
        self.target_names.clone().unwrap_or_else(defaults)
    }

    /// The names of the inputs, if they have any.
    pub(crate) fn given_input_names(&self) -> Option<&[String]> {
        self.input_names.as_deref()
    }

    /// What it knows by name, and the outputs that stand for two classes.
    pub(crate) fn known(&self) -> Known<'_> {
        Known {
            inputs: self.input_names.as_deref(),
            targets: self.target_names.as_deref(),
            classes: self.class_names(),
            ends: self.own_ends(),
            outputs: self.n_neurons(),
        }
    }

    /// The names of the classes of the data that it was trained on; `None` if
    /// these had none.
    #[must_use]
    pub fn class_names(&self) -> Option<&[String]> {
        self.class_names.as_deref()
    }

    /// The same neurons with other inputs: two of its own.
    pub(crate) fn with_inputs(
        &self,
        [x, y]: [usize; 2],
        weights: Vec<f64>,
        biases: Vec<f64>,
    ) -> Self {
        let names = self.input_names();
        Self {
            ranges: self.ranges.as_ref().map(|all| vec![all[x], all[y]]),
            input_names: Some(vec![names[x].clone(), names[y].clone()]),
            weights: Matrix::new((self.n_neurons(), 2), weights),
            biases: Array1::from_vec(biases),
            ..self.clone()
        }
    }

    /// The targets of the two classes of each neuron, as far as they were learnt.
    pub(super) fn ends(&self) -> Option<&[[f64; 2]]> {
        self.ends.as_deref()
    }

    /// The same neurons with other biases.
    pub(super) fn with_biases(&self, biases: Vec<f64>) -> Self {
        Self { biases: Array1::from_vec(biases), ..self.clone() }
    }

    /// Other weights and biases for inputs of unknown ranges.
    pub(crate) fn with_values(&self, weights: Matrix, biases: Vec<f64>) -> Self {
        Self { ranges: None, weights, biases: Array1::from_vec(biases), ..self.clone() }
    }

    /// The same perceptron at another moment of its training; `weights` are
    /// neuron by neuron.
    pub(crate) fn at(&self, weights: &[f64], biases: &[f64]) -> Result<Self> {
        check_length("weights", self.weights.len(), weights.len())?;
        check_length("biases", self.n_neurons(), biases.len())?;
        let weights = Matrix::new(self.weights.dim(), weights.to_vec());
        Ok(Self { weights, biases: Array1::from_vec(biases.to_vec()), ..self.clone() })
    }

    /// Takes over what training has found, and the names of what it saw.
    pub(crate) fn adopt(&mut self, weights: Matrix, biases: Vec<f64>, data: &Dataset) {
        self.weights = weights;
        self.biases = Array1::from_vec(biases);
        self.target_names = data.given_target_names().map(<[String]>::to_vec);
        self.class_names = data.class_names().map(<[String]>::to_vec);
        // a hard limit has its own
        self.ends = data.ends().filter(|_| !self.transfer.is_step()).map(<[_]>::to_vec);
        if self.input_names.is_none() {
            self.input_names = data.given_input_names().map(<[String]>::to_vec);
        }
    }

    pub(super) fn input(&self, name: &str) -> Result<usize> {
        position("input", &self.input_names(), name)
    }

    /// Refuses several neurons where the question is about one.
    pub(crate) fn single(&self, method: &'static str, instead: &str) -> Result<()> {
        if self.n_neurons() == 1 {
            return Ok(());
        }
        Err(Error::Unsupported {
            what: method,
            expected: format!("a single neuron (for several, see `{instead}`)"),
            found: count(self.n_neurons(), "neuron"),
        })
    }
}

impl fmt::Debug for Perceptron {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::debug::write(
            f,
            format_args!(
                "Perceptron({}, {}, {})",
                count(self.n_inputs(), "input"),
                count(self.n_neurons(), "neuron"),
                self.transfer
            ),
        )
    }
}
