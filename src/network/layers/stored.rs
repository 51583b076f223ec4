//! What multi-layer networks say of themselves to a file, and how they are made
//! again from that.

use crate::error::Result;
use crate::fields::{Content, Fields, Stored, count, wrong};
use crate::matrix::Matrix;
use crate::network::perceptron::stored::check_length;
use crate::network::{Elman, FeedForward, Init, Layer, Names, Source, Transfer};

impl Stored for FeedForward {
    const KIND: &'static str = "feed-forward network";

    fn state(&self) -> Content {
        let mut layers = Vec::new();
        for (number, layer) in self.layers().iter().enumerate() {
            let mut state = layer_state(layer);
            state.push("sources", source_state(&self.sources(number)));
            layers.push(state);
        }
        let mut state = Content::object([
            ("ranges", self.ranges().into()),
            ("layers", Content::List(layers)),
            ("init", init_state(self.init_used())),
            ("seed", self.seed_used().into()),
        ]);
        self.names().store(&mut state);
        state
    }

    fn restored(state: &mut Fields) -> Result<Self> {
        let ranges = state.rows("ranges")?;
        // neurons by column, the inputs being the first
        let mut sizes = vec![ranges.n_rows()];
        let mut builder = Self::builder(ranges.into_array())?;
        let mut layers = Vec::new();
        for mut fields in state.objects("layers")? {
            let sources = sources(&mut fields)?;
            let layer = Parts::of(&mut fields)?;
            fields.done()?;
            layer.check(&sources, &sizes)?;
            sizes.push(layer.biases.len());
            builder = builder.layer_from(sources, layer.biases.len(), layer.transfer);
            layers.push(layer);
        }
        let mut network = builder.build()?.init(init(state)?)?.seed(state.whole("seed")?);
        for (number, layer) in layers.into_iter().enumerate() {
            network.set_weights(number, layer.weights.into_array())?;
            network.set_biases(number, layer.biases)?;
        }
        let (inputs, outputs) = (network.n_inputs(), network.n_outputs());
        *network.names_mut() = Names::restored(state, inputs, outputs)?;
        Ok(network)
    }
}

impl Stored for Elman {
    const KIND: &'static str = "Elman network";

    fn state(&self) -> Content {
        let mut layers = Vec::new();
        for layer in &self.layers() {
            layers.push(layer_state(layer));
        }
        let mut state = Content::object([
            ("ranges", self.ranges().into()),
            ("layers", Content::List(layers)),
            ("context", self.context().into()),
            ("keep_context", self.keeps_context().into()),
            ("through_time", self.goes_through_time().into()),
            ("init", init_state(self.network().init_used())),
            ("seed", self.seed_used().into()),
        ]);
        self.network().names().store(&mut state);
        state
    }

    fn restored(state: &mut Fields) -> Result<Self> {
        let ranges = state.rows("ranges")?;
        let (mut sizes, mut functions, mut layers) = (Vec::new(), Vec::new(), Vec::new());
        let mut inputs = ranges.n_rows();
        for mut fields in state.objects("layers")? {
            let layer = Parts::of(&mut fields)?;
            fields.done()?;
            let neurons = layer.biases.len();
            layer.check_width(if sizes.is_empty() { inputs + neurons } else { inputs })?;
            inputs = neurons;
            sizes.push(neurons);
            functions.push(layer.transfer);
            layers.push(layer);
        }
        let network = Self::new(ranges.into_array(), sizes)?.transfer(functions)?;
        let mut network = network.init(init(state)?)?.seed(state.whole("seed")?);
        for (number, layer) in layers.into_iter().enumerate() {
            network.set_weights(number, layer.weights.into_array())?;
            network.set_biases(number, layer.biases)?;
        }
        if state.flag("keep_context")? {
            network = network.keep_context();
        }
        if state.flag("through_time")? {
            network = network.through_time();
        }
        let context = state.numbers("context")?;
        check_length("context", network.context().len(), context.len())?;
        network.set_context(context);
        let (inputs, outputs) = (network.n_inputs(), network.n_outputs());
        *network.network_mut().names_mut() = Names::restored(state, inputs, outputs)?;
        Ok(network)
    }
}

/// A layer as it lies in a file.
struct Parts {
    transfer: Transfer,
    weights: Matrix,
    biases: Vec<f64>,
}

impl Parts {
    fn of(fields: &mut Fields) -> Result<Self> {
        Ok(Self {
            transfer: fields.transfer("transfer")?,
            weights: fields.rows("weights")?,
            biases: fields.numbers("biases")?,
        })
    }

    /// Refuses a wrong number of weights before room is made for the right one.
    fn check(&self, sources: &[Source], sizes: &[usize]) -> Result<()> {
        let mut width: usize = 0;
        for source in sources {
            let column = match source {
                Source::Input => 0,
                Source::Layer(layer) => layer.saturating_add(1),
            };
            // layers that are not there are refused where it is built
            width = width.saturating_add(sizes.get(column).copied().unwrap_or(0));
        }
        self.check_width(width)
    }

    fn check_width(&self, width: usize) -> Result<()> {
        check_length("weights", self.biases.len(), self.weights.n_rows())?;
        check_length("weights", width, self.weights.n_columns())
    }
}

fn layer_state(layer: &Layer) -> Content {
    Content::object([
        ("transfer", layer.transfer_function().into()),
        ("weights", (&layer.weights).into()),
        ("biases", Content::Numbers(layer.biases().to_vec())),
    ])
}

const INPUTS: &str = "inputs";

fn source_state(sources: &[Source]) -> Content {
    let mut list = Vec::new();
    for source in sources {
        list.push(match source {
            Source::Input => INPUTS.into(),
            Source::Layer(layer) => (*layer).into(),
        });
    }
    Content::List(list)
}

fn sources(layer: &mut Fields) -> Result<Vec<Source>> {
    const FIELD: &str = "sources";
    const WANTED: &str = "\"inputs\" or the number of a layer";
    let mut sources = Vec::new();
    match layer.get(FIELD)? {
        Content::Numbers(numbers) => {
            for number in numbers {
                sources.push(Source::Layer(count(FIELD, number)?));
            }
        }
        Content::List(list) => {
            for content in list {
                sources.push(match content {
                    Content::Number(number) => Source::Layer(count(FIELD, number)?),
                    Content::Text(text) if text == INPUTS => Source::Input,
                    other => return Err(wrong(FIELD, WANTED, &other)),
                });
            }
        }
        other => return Err(wrong(FIELD, WANTED, &other)),
    }
    Ok(sources)
}

/// Its name, or the bounds of an even distribution.
fn init_state(init: Init) -> Content {
    match init {
        Init::Uniform { low, high } => [low, high].into(),
        named => Content::Text(format!("{named:?}")),
    }
}

fn init(state: &mut Fields) -> Result<Init> {
    match state.get("init")? {
        Content::Numbers(bounds) if bounds.len() == 2 => {
            Ok(Init::Uniform { low: bounds[0], high: bounds[1] })
        }
        other => Init::NAMED
            .into_iter()
            .find(|init| other == Content::Text(format!("{init:?}")))
            .ok_or_else(|| wrong("init", "the name of an initialiser, or two bounds", &other)),
    }
}
