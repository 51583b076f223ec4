//! Which neurons and connections each network has, for its diagram.

use ndarray::Array1;

use super::{NetworkDiagram, SIGNS};
use crate::chart::{labels, short};
use crate::data::{Dataset, Sample, checked_sample, default_names};
use crate::error::Result;
use crate::lists::order_by;
use crate::matrix::Matrix;
use crate::network::{
    Competitive, Elman, FeedForward, Grnn, Hamming, Hopfield, Layer, Lvq, Perceptron, Pnn,
    Transfer, kernels,
};
use crate::view::prototypes::map::{class_names, numbered};

impl FeedForward {
    /// Its neurons and connections as a picture.
    #[must_use]
    pub fn diagram(&self) -> NetworkDiagram {
        let (mut sources, mut notes) = (Vec::new(), Vec::new());
        for layer in 0..self.n_layers() {
            sources.push(self.columns_of(layer));
            if let Some(words) = self.source_words(layer) {
                notes.push(format!("Layer {} sees {words}.", layer + 1));
            }
        }
        notes.extend(two_classes(self.class_names(), self.own_ends()));
        NetworkDiagram {
            input_names: self.input_names(),
            output_names: by_class(self),
            layers: self.layers(),
            sources,
            sorts: false,
            values: None,
            note: (!notes.is_empty()).then(|| notes.join(" ")),
        }
    }

    /// The picture with the values of a sample as they flow through it.
    ///
    /// # Errors
    ///
    /// As [`activations`](Self::activations).
    pub fn diagram_of(&self, sample: impl Sample) -> Result<NetworkDiagram> {
        let values = Some(self.activations(sample)?);
        Ok(NetworkDiagram { values, ..self.diagram() })
    }
}

/// The outputs by the names of their classes, where each output stands for a
/// class; one that is called by a number keeps `target = 3`.
fn by_class(network: &FeedForward) -> Vec<String> {
    match network.class_names() {
        Some(names) if names.len() == network.n_outputs() && !has_number(names) => names.to_vec(),
        _ => network.output_names(),
    }
}

fn has_number(names: &[String]) -> bool {
    names.iter().any(|name| name.parse::<f64>().is_ok())
}

/// `An output of -1 stands for setosa, one of 1 for versicolor.`
fn two_classes(names: Option<&[String]>, ends: Option<Vec<[f64; 2]>>) -> Option<String> {
    let [[low, high]] = ends?[..] else { return None };
    let names = labels(names?);
    let [first, second] = names.as_slice() else { return None };
    let (low, high) = (short(low), short(high));
    Some(format!("An output of {low} stands for {first}, one of {high} for {second}."))
}

impl Elman {
    /// Its neurons and connections as a picture, the context among the inputs.
    #[must_use]
    pub fn diagram(&self) -> NetworkDiagram {
        let mut input_names = self.input_names();
        for neuron in 1..=self.context().len() {
            input_names.push(format!("context{neuron}"));
        }
        let mut sources = Vec::new();
        for layer in 0..self.n_layers() {
            sources.push(vec![layer]);
        }
        NetworkDiagram {
            input_names,
            output_names: by_class(self.network()),
            layers: self.layers(),
            sources,
            sorts: false,
            values: None,
            note: Some("The context is the output of layer 1 one step before.".to_owned()),
        }
    }

    /// The picture with the values of one step as they flow through it, read
    /// after what [`proceed`](Self::proceed) has read: with the context as it is.
    ///
    /// # Errors
    ///
    /// As [`FeedForward::activations`].
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Elman;
    ///
    /// let mut network = Elman::new([[-1.0, 1.0]], [2, 1])?;
    /// network.proceed([0.5, -0.5])?;
    /// let next = network.diagram_of([0.5])?.to_string();
    /// let output = network.proceed([0.5])?[[0, 0]];
    /// assert!(next.contains(&format!("gives output = {output:.4}")));
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn diagram_of(&self, step: impl Sample) -> Result<NetworkDiagram> {
        let mut inputs = checked_sample(step, &self.input_names())?;
        inputs.extend_from_slice(self.context());
        let values = Some(self.network().activations(inputs)?);
        Ok(NetworkDiagram { values, ..self.diagram() })
    }
}

impl Perceptron {
    /// Its neurons and connections as a picture.
    #[must_use]
    pub fn diagram(&self) -> NetworkDiagram {
        NetworkDiagram {
            input_names: self.input_names(),
            output_names: self.output_names(),
            layers: vec![Layer {
                weights: self.weight_matrix().clone(),
                biases: self.biases().clone(),
                transfer: self.transfer_function(),
            }],
            sources: vec![vec![0]],
            sorts: false,
            values: None,
            note: two_classes(self.class_names(), self.own_ends()),
        }
    }

    /// The picture with the values of a sample as they flow through it.
    ///
    /// # Errors
    ///
    /// As [`predict`](Self::predict).
    pub fn diagram_of(&self, sample: impl Sample) -> Result<NetworkDiagram> {
        let inputs = checked_sample(sample, &self.input_names())?;
        let outputs = self.outputs(&Matrix::new((1, inputs.len()), inputs.clone()))?;
        let values = Some(vec![inputs, outputs.row(0).to_vec()]);
        Ok(NetworkDiagram { values, ..self.diagram() })
    }
}

impl Competitive {
    /// Its neurons and connections as a picture: the weights of a neuron are its
    /// prototype.
    #[must_use]
    pub fn diagram(&self) -> NetworkDiagram {
        let n = self.prototypes.n_rows();
        NetworkDiagram {
            input_names: default_names("x", self.n_inputs(), false),
            output_names: numbered("prototype", n),
            layers: vec![unbiased(self.prototypes.clone(), Transfer::Competitive)],
            sources: vec![vec![0]],
            sorts: false,
            values: None,
            note: Some(NEAREST.to_owned()),
        }
    }
}

impl Lvq {
    /// Its neurons and connections as a picture: the weights of a neuron of the
    /// first layer are its prototype, and each counts for its class.
    #[must_use]
    pub fn diagram(&self) -> NetworkDiagram {
        let prototypes = self.prototypes.clone();
        NetworkDiagram {
            input_names: self.names().inputs(self.n_inputs()),
            output_names: self.class_names_shown(),
            layers: vec![
                unbiased(prototypes, Transfer::Competitive),
                members(self.prototype_classes(), self.n_classes()),
            ],
            sources: vec![vec![0], vec![1]],
            sorts: true,
            values: None,
            note: Some(format!("{NEAREST} Each is connected with its class.")),
        }
    }
}

impl Hamming {
    /// Its neurons and connections as a picture. Each neuron of the first layer
    /// counts the places that agree with its pattern, those of the second hold
    /// each other back.
    #[must_use]
    pub fn diagram(&self) -> NetworkDiagram {
        let (counter, rival) = self.layers();
        NetworkDiagram {
            input_names: default_names("x", self.n_inputs(), false),
            output_names: numbered("pattern", self.pattern_matrix().n_rows()),
            layers: vec![counter, rival],
            sources: vec![vec![0], vec![1]],
            sorts: false,
            values: None,
            note: Some(
                "Layer 2 feeds its outputs back to itself until only the nearest pattern is left."
                    .to_owned(),
            ),
        }
    }
}

impl Hopfield {
    /// Its places and weights as a picture: each place before an update, and
    /// after it.
    #[must_use]
    pub fn diagram(&self) -> NetworkDiagram {
        let names = default_names("x", self.n_inputs(), false);
        NetworkDiagram {
            output_names: names.clone(),
            input_names: names,
            layers: vec![unbiased(self.weight_matrix().clone(), Transfer::HardLims)],
            sources: vec![vec![0]],
            sorts: false,
            values: None,
            note: Some(format!(
                "{SIGNS} The outputs are fed back as inputs until nothing changes any more."
            )),
        }
    }

    /// The picture with a pattern before and after its first update.
    ///
    /// # Errors
    ///
    /// As [`recall`](Self::recall).
    pub fn diagram_of(&self, sample: impl Sample) -> Result<NetworkDiagram> {
        let (before, after) = self.updated(sample)?;
        Ok(NetworkDiagram { values: Some(vec![before, after]), ..self.diagram() })
    }
}

impl Grnn {
    /// Its samples as neurons: the weights before one are its inputs, those
    /// after it its targets.
    #[must_use]
    pub fn diagram(&self) -> NetworkDiagram {
        self.diagram_in(&as_they_stand(self.data()))
    }

    fn diagram_in(&self, order: &[usize]) -> NetworkDiagram {
        let data = self.data();
        let mut sums = Vec::with_capacity(data.n_targets() * order.len());
        for target in 0..data.n_targets() {
            for sample in order {
                sums.push(data.target_row(*sample)[target]);
            }
        }
        let sums = Matrix::new((data.n_targets(), order.len()), sums);
        NetworkDiagram {
            output_names: data.target_names().to_vec(),
            note: Some(format!(
                "{SAMPLES} An output is the mean of the targets, weighted by these."
            )),
            ..of_samples(data, order, unbiased(sums, Transfer::PureLin))
        }
    }

    /// The picture with the values of a sample as they flow through it, the
    /// nearest samples of the data first.
    ///
    /// # Errors
    ///
    /// As [`predict`](Self::predict).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Grnn};
    ///
    /// let network = Grnn::new(&Dataset::new([0.0, 1.0], [2.0, 4.0])?, 0.3)?;
    /// assert!(network.diagram_of([0.5])?.to_string().contains("gives target = 3"));
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn diagram_of(&self, sample: impl Sample) -> Result<NetworkDiagram> {
        let inputs = checked_sample(sample, self.data().input_names())?;
        let outputs = self.outputs(&Matrix::new((1, inputs.len()), inputs.clone()))?;
        let kernels = kernels(self.data(), self.spread(), &inputs)?;
        let (order, values) = nearest_first(inputs, &kernels, outputs.row(0));
        Ok(NetworkDiagram { values: Some(values), ..self.diagram_in(&order) })
    }
}

impl Pnn {
    /// Its samples as neurons: the weights before one are its inputs, and it is
    /// connected with its class.
    #[must_use]
    pub fn diagram(&self) -> NetworkDiagram {
        self.diagram_in(&as_they_stand(self.data()))
    }

    fn diagram_in(&self, order: &[usize]) -> NetworkDiagram {
        let mut classes = Vec::with_capacity(order.len());
        for sample in order {
            classes.push(self.classes()[*sample]);
        }
        NetworkDiagram {
            output_names: class_names(self.names(), self.n_classes()),
            sorts: true,
            note: Some(format!(
                "{SAMPLES} The density of a class is the mean over its neurons; an output is its \
                 share of all densities."
            )),
            ..of_samples(self.data(), order, members(&classes, self.n_classes()))
        }
    }

    /// The picture with the values of a sample as they flow through it, the
    /// nearest samples of the data first.
    ///
    /// # Errors
    ///
    /// As [`predict`](Self::predict).
    pub fn diagram_of(&self, sample: impl Sample) -> Result<NetworkDiagram> {
        let inputs = checked_sample(sample, self.data().input_names())?;
        let outputs = self.shares(&Matrix::new((1, inputs.len()), inputs.clone()))?;
        let kernels = kernels(self.data(), self.spread(), &inputs)?;
        let (order, values) = nearest_first(inputs, &kernels, outputs.row(0));
        Ok(NetworkDiagram { values: Some(values), ..self.diagram_in(&order) })
    }
}

/// What neurons that stand for samples do.
const SAMPLES: &str = "Layer 1 has one neuron per sample of the data, with its inputs as \
                       weights. Purple: positive. Dashed brown: negative. Wider: larger in its \
                       layer. A neuron outputs exp(−(distance / spread)²), shown relative to the \
                       nearest one.";
/// What neurons with prototypes do.
const NEAREST: &str = "The weights of a neuron are its prototype. Purple: positive. Dashed brown: \
                       negative. Wider: larger. The one that is nearest to the inputs gives 1, \
                       the others 0.";

fn unbiased(weights: Matrix, transfer: Transfer) -> Layer {
    Layer { weights, biases: Array1::default(0), transfer }
}

/// The samples of data by row.
fn as_they_stand(data: &Dataset) -> Vec<usize> {
    (0..data.n_samples()).collect()
}

/// The samples by nearness, and the values of the three columns in that order.
fn nearest_first(
    inputs: Vec<f64>,
    kernels: &[f64],
    outputs: &[f64],
) -> (Vec<usize>, Vec<Vec<f64>>) {
    let order = order_by(kernels.len(), &|a, b| kernels[b].total_cmp(&kernels[a]));
    let mut sorted = Vec::with_capacity(kernels.len());
    for sample in &order {
        sorted.push(kernels[*sample]);
    }
    (order, vec![inputs, sorted, outputs.to_vec()])
}

/// A neuron for each of these samples, and the layer after them.
fn of_samples(data: &Dataset, order: &[usize], last: Layer) -> NetworkDiagram {
    let mut inputs = Vec::with_capacity(data.n_inputs() * order.len());
    for sample in order {
        inputs.extend_from_slice(data.input_row(*sample));
    }
    let inputs = Matrix::new((order.len(), data.n_inputs()), inputs);
    NetworkDiagram {
        input_names: data.input_names().to_vec(),
        output_names: Vec::new(),
        layers: vec![unbiased(inputs, Transfer::RadBas), last],
        sources: vec![vec![0], vec![1]],
        sorts: false,
        values: None,
        note: None,
    }
}

/// Neurons of classes, each connected with what belongs to it.
fn members(class_of: &[usize], classes: usize) -> Layer {
    let mut belongs = Matrix::zeros((classes, class_of.len()));
    for (member, class) in class_of.iter().enumerate() {
        belongs.row_mut(*class)[member] = 1.0;
    }
    unbiased(belongs, Transfer::PureLin)
}
