//! Connections other than from each layer to the next.

use super::feed_forward::check_size;
use crate::data::Samples;
use crate::error::{Error, Result, count};
use crate::network::checks::{check_function, check_ranges};
use crate::network::{FeedForward, Shape, Transfer};

/// Where a layer of a network gets its values from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// The inputs of the network.
    Input,
    /// The outputs of a layer; the first layer is 0.
    Layer(usize),
}

impl Source {
    /// The inputs are column 0, the first layer is column 1.
    fn column(self) -> usize {
        match self {
            Self::Input => 0,
            Self::Layer(layer) => layer.saturating_add(1),
        }
    }

    pub(crate) fn of_column(column: usize) -> Self {
        match column.checked_sub(1) {
            None => Self::Input,
            Some(layer) => Self::Layer(layer),
        }
    }
}

/// Builds a [`FeedForward`](crate::FeedForward) network whose layers see more
/// than the layer before them.
///
/// A layer can see the inputs of the network and any layers before it, so that
/// no connection leads back; every layer but the last, which gives the outputs,
/// has to be seen by another. [`build`](Self::build) checks both.
///
/// # Examples
///
/// Inputs that reach the output past the hidden neuron: XOR with a single one.
///
/// ```
/// use percept::{FeedForward, LevenbergMarquardt, Source, Stop, Transfer, toy};
///
/// let xor = toy::xor()?;
/// let mut network = FeedForward::builder(xor.ranges())?
///     .layer(1, Transfer::TanSig)
///     .layer_from([Source::Layer(0), Source::Input], 1, Transfer::TanSig)
///     .build()?;
/// // 2 weights and a bias, then 1 + 2 weights and a bias
/// assert_eq!(network.n_parameters(), 7);
/// let history = network.train(&xor, LevenbergMarquardt::new())?;
/// assert_eq!(history.stop(), Stop::GoalReached);
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// neurolab: the argument `connect` of `nl.core.Net`, where −1 is
/// [`Source::Input`].
#[doc(alias = "connect")]
#[doc(alias = "skip")]
#[doc(alias = "Net")]
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct FeedForwardBuilder {
    ranges: Vec<[f64; 2]>,
    layers: Vec<Planned>,
}

/// A layer that is asked for.
#[derive(Clone, Debug, PartialEq)]
struct Planned {
    neurons: usize,
    transfer: Transfer,
    sources: Vec<Source>,
}

impl FeedForward {
    /// Builds a network layer by layer, with connections past layers where
    /// wanted.
    ///
    /// `ranges` has one row per input, with the smallest and the largest value
    /// that it can take.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new) for the ranges.
    pub fn builder(ranges: impl Samples) -> Result<FeedForwardBuilder> {
        let ranges = check_ranges(ranges.into_matrix("ranges")?)?;
        Ok(FeedForwardBuilder { ranges, layers: Vec::new() })
    }

    /// What a layer sees (the first is 0), in the order of its weights; empty
    /// if there is no such layer.
    #[must_use]
    pub fn sources(&self, layer: usize) -> Vec<Source> {
        let mut sources = Vec::new();
        for column in self.columns_of(layer) {
            sources.push(Source::of_column(column));
        }
        sources
    }

    /// `the inputs and layer 1`, for a layer that sees more or other than the
    /// one before it. Layers count from 1 in words, as in pictures.
    pub(crate) fn source_words(&self, layer: usize) -> Option<String> {
        let columns = self.columns_of(layer);
        if columns[..] == [layer] {
            return None;
        }
        let mut words = Vec::new();
        for column in columns {
            words.push(match column {
                0 => "the inputs".to_owned(),
                layer => format!("layer {layer}"),
            });
        }
        Some(words.join(" and "))
    }
}

impl FeedForwardBuilder {
    /// A layer that sees the one before it; the first sees the inputs.
    pub fn layer(self, neurons: usize, transfer: Transfer) -> Self {
        let source = Source::of_column(self.layers.len());
        self.layer_from([source], neurons, transfer)
    }

    /// A layer that sees what `sources` say: its weights are in their order.
    pub fn layer_from(
        mut self,
        sources: impl IntoIterator<Item = Source>,
        neurons: usize,
        transfer: Transfer,
    ) -> Self {
        let mut all = Vec::new();
        for source in sources {
            all.push(source);
        }
        self.layers.push(Planned { neurons, transfer, sources: all });
        self
    }

    /// The network, with random weights as those of [`FeedForward::new`].
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without layers or for a layer that sees nothing,
    /// [`Error::Parameter`] for one that sees itself, a later layer or the same
    /// values twice, for one before the last that no other sees, for one
    /// without neurons, and for a transfer function as
    /// [`FeedForward::transfer`].
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{FeedForward, Source, Transfer};
    ///
    /// let problem = FeedForward::builder([[0.0, 1.0]])?
    ///     .layer_from([Source::Layer(0)], 3, Transfer::TanSig)
    ///     .build();
    /// assert_eq!(
    ///     problem.unwrap_err().to_string(),
    ///     "`sources`: expected the inputs and layers before it, each at most once, but got Layer(0) \
    ///      for layer 0 (counting from 0)"
    /// );
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn build(self) -> Result<FeedForward> {
        if self.layers.is_empty() {
            return Err(Error::Empty { what: "layers", expected: "layer" });
        }
        let (mut shapes, mut sources, mut start) = (Vec::new(), Vec::new(), 0);
        // neurons by column, the inputs being the first
        let mut sizes = vec![self.ranges.len()];
        for (layer, planned) in self.layers.iter().enumerate() {
            let columns = planned.columns(layer)?;
            let mut inputs: usize = 0;
            for column in &columns {
                inputs = inputs.saturating_add(sizes[*column]);
            }
            check_size(layer, planned.neurons, inputs, start)?;
            check_function(planned.transfer)?;
            let (neurons, transfer) = (planned.neurons, planned.transfer);
            let shape = Shape { inputs, neurons, transfer, start };
            start = shape.end();
            shapes.push(shape);
            sizes.push(neurons);
            sources.push(columns);
        }
        check_seen(&sources)?;
        Ok(FeedForward::wired(self.ranges, shapes, sources))
    }
}

impl Planned {
    /// The columns that it sees, checked.
    fn columns(&self, layer: usize) -> Result<Vec<usize>> {
        if self.sources.is_empty() {
            return Err(Error::Empty { what: "sources", expected: "source in every layer" });
        }
        let mut columns = Vec::new();
        for source in &self.sources {
            let column = source.column();
            if column > layer || columns.contains(&column) {
                let twice = if column > layer { "" } else { " twice" };
                return Err(Error::Parameter {
                    name: "sources".to_owned(),
                    expected: "the inputs and layers before it, each at most once",
                    found: format!("{source:?}{twice} for layer {layer} (counting from 0)"),
                });
            }
            columns.push(column);
        }
        Ok(columns)
    }
}

/// Refuses layers whose outputs go nowhere.
fn check_seen(sources: &[Vec<usize>]) -> Result<()> {
    for layer in 0..sources.len() - 1 {
        let mut seen = false;
        for columns in &sources[layer + 1..] {
            seen |= columns.contains(&(layer + 1));
        }
        if !seen {
            return Err(Error::Parameter {
                name: "sources".to_owned(),
                expected: "every layer but the last to be seen by a later one",
                found: format!(
                    "none that sees layer {layer} of {} (counting from 0)",
                    count(sources.len(), "layer")
                ),
            });
        }
    }
    Ok(())
}
