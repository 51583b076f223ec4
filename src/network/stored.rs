//! What each network says of itself to a file, and how it is made again from
//! that: by the same constructors, so that a changed file is checked as a new
//! network would be.

use ndarray::Array2;
use serde_json::{Value, json};

use super::hopfield::Rule;
use super::{
    Competitive, Elman, FeedForward, Grnn, Hamming, Hopfield, Init, Layer, Lvq, Names, Pnn, Source,
    Transfer,
};
use crate::data::{Dataset, row_of};
use crate::error::{Error, Result};
use crate::fields::{Fields, wrong};

/// A network that can lie in a file.
pub(crate) trait Stored: Sized {
    /// What the file says that it holds.
    const KIND: &'static str;

    fn state(&self) -> Value;

    fn restored(state: &Fields<'_>) -> Result<Self>;
}

impl Stored for FeedForward {
    const KIND: &'static str = "feed-forward network";

    fn state(&self) -> Value {
        let mut layers = Vec::new();
        for (number, layer) in self.layers().iter().enumerate() {
            let mut state = layer_state(layer);
            state["sources"] = source_state(&self.sources(number));
            layers.push(state);
        }
        let mut state = json!({
            "ranges": self.ranges(),
            "layers": layers,
            "init": init_state(self.init_used()),
            "seed": self.seed_used(),
        });
        self.names().store(&mut state);
        state
    }

    fn restored(state: &Fields<'_>) -> Result<Self> {
        let mut builder = Self::builder(state.rows("ranges")?)?;
        let mut layers = Vec::new();
        // neurons by column, the inputs being the first
        let mut sizes = vec![state.list("ranges")?.len()];
        for layer in state.list("layers")? {
            let fields = Fields::of("layers", layer)?;
            let sources = sources(&fields)?;
            let layer = Parts::of(&fields)?;
            layer.check(&sources, &sizes)?;
            sizes.push(layer.biases.len());
            builder = builder.layer_from(sources, layer.biases.len(), layer.transfer);
            layers.push(layer);
        }
        let mut network = builder.build()?.init(init(state)?)?.seed(state.whole("seed")?);
        for (number, layer) in layers.into_iter().enumerate() {
            network.set_weights(number, layer.weights)?;
            network.set_biases(number, layer.biases)?;
        }
        let (inputs, outputs) = (network.n_inputs(), network.n_outputs());
        *network.names_mut() = Names::restored(state, inputs, outputs)?;
        Ok(network)
    }
}

impl Stored for Elman {
    const KIND: &'static str = "Elman network";

    fn state(&self) -> Value {
        let mut layers = Vec::new();
        for layer in &self.layers() {
            layers.push(layer_state(layer));
        }
        let mut state = json!({
            "ranges": self.ranges(),
            "layers": layers,
            "context": self.context(),
            "keep_context": self.keeps_context(),
            "through_time": self.goes_through_time(),
            "init": init_state(self.network().init_used()),
            "seed": self.seed_used(),
        });
        self.network().names().store(&mut state);
        state
    }

    fn restored(state: &Fields<'_>) -> Result<Self> {
        let ranges = state.rows("ranges")?;
        let (mut sizes, mut functions, mut layers) = (Vec::new(), Vec::new(), Vec::new());
        let mut inputs = ranges.len();
        for layer in state.list("layers")? {
            let layer = Parts::of(&Fields::of("layers", layer)?)?;
            let neurons = layer.biases.len();
            layer.check_width(if sizes.is_empty() { inputs + neurons } else { inputs })?;
            inputs = neurons;
            sizes.push(neurons);
            functions.push(layer.transfer);
            layers.push(layer);
        }
        let network = Self::new(ranges, sizes)?.transfer(functions)?;
        let mut network = network.init(init(state)?)?.seed(state.whole("seed")?);
        for (number, layer) in layers.into_iter().enumerate() {
            network.set_weights(number, layer.weights)?;
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

impl Stored for Competitive {
    const KIND: &'static str = "competitive network";

    fn state(&self) -> Value {
        json!({
            "ranges": self.ranges(),
            "prototypes": rows(self.prototypes()),
            "seed": self.seed_used(),
            "input_names": self.given_input_names(),
        })
    }

    fn restored(state: &Fields<'_>) -> Result<Self> {
        let (ranges, prototypes) = (state.rows("ranges")?, state.rows("prototypes")?);
        check_rows("prototypes", &prototypes, ranges.len())?;
        let network = Self::new(ranges, prototypes.len())?;
        let mut network = network.seed(state.whole("seed")?);
        network.set_prototypes(prototypes)?;
        network.named(state.names("input_names")?)
    }
}

impl Stored for Lvq {
    const KIND: &'static str = "learning vector quantiser";

    fn state(&self) -> Value {
        let mut per_class = vec![0; self.n_classes()];
        for class in self.prototype_classes() {
            per_class[*class] += 1;
        }
        let mut state = json!({
            "prototypes": rows(self.prototypes()),
            "per_class": per_class,
        });
        self.names().store(&mut state);
        state
    }

    fn restored(state: &Fields<'_>) -> Result<Self> {
        let (prototypes, per_class) = (state.rows("prototypes")?, state.counts("per_class")?);
        let inputs = prototypes.first().map_or(0, Vec::len);
        check_rows("prototypes", &prototypes, inputs)?;
        let mut wanted: usize = 0;
        for count in &per_class {
            wanted = wanted.saturating_add(*count);
        }
        check_length("prototypes", wanted, prototypes.len())?;
        // the ranges only say where prototypes begin
        let mut network = Self::new(vec![[0.0, 0.0]; inputs], per_class)?;
        network.set_prototypes(prototypes)?;
        let classes = network.n_classes();
        let targets = if classes == 2 { target_count(state)? } else { classes };
        *network.names_mut() = Names::restored_for(state, inputs, targets, classes)?;
        Ok(network)
    }
}

impl Stored for Hopfield {
    const KIND: &'static str = "Hopfield network";

    fn state(&self) -> Value {
        json!({
            "patterns": rows(self.patterns()),
            "rule": rule_name(self.rule()),
            "max_steps": self.max_steps_used(),
            "input_names": self.names(),
        })
    }

    fn restored(state: &Fields<'_>) -> Result<Self> {
        // older files know one rule only
        let rule = match state.get("rule") {
            Ok(name) if name == rule_name(Rule::Projection) => Rule::Projection,
            Ok(name) if name != rule_name(Rule::Hebb) => {
                return Err(wrong("rule", "\"Hebb\" or \"projection\"", name));
            }
            _ => Rule::Hebb,
        };
        let memory = Self::of(state.rows("patterns")?, rule)?.named(state.names("input_names")?)?;
        Ok(memory.max_steps(state.count("max_steps")?))
    }
}

fn rule_name(rule: Rule) -> &'static str {
    match rule {
        Rule::Hebb => "Hebb",
        Rule::Projection => "projection",
    }
}

impl Stored for Hamming {
    const KIND: &'static str = "Hamming network";

    fn state(&self) -> Value {
        json!({
            "patterns": rows(self.patterns()),
            "max_steps": self.max_steps_used(),
            "input_names": self.names(),
        })
    }

    fn restored(state: &Fields<'_>) -> Result<Self> {
        let memory = Self::new(state.rows("patterns")?)?.named(state.names("input_names")?)?;
        Ok(memory.max_steps(state.count("max_steps")?))
    }
}

impl Stored for Grnn {
    const KIND: &'static str = "generalised regression network";

    fn state(&self) -> Value {
        json!({ "data": data_state(self.data()), "spread": self.spread() })
    }

    fn restored(state: &Fields<'_>) -> Result<Self> {
        Self::new(&data(state)?, state.number("spread")?)
    }
}

impl Stored for Pnn {
    const KIND: &'static str = "probabilistic network";

    fn state(&self) -> Value {
        json!({ "data": data_state(self.data()), "spread": self.spread() })
    }

    fn restored(state: &Fields<'_>) -> Result<Self> {
        Self::new(&data(state)?, state.number("spread")?)
    }
}

/// A layer as it lies in a file.
struct Parts {
    transfer: Transfer,
    weights: Vec<Vec<f64>>,
    biases: Vec<f64>,
}

impl Parts {
    fn of(fields: &Fields<'_>) -> Result<Self> {
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
        check_length("weights", self.biases.len(), self.weights.len())?;
        check_rows("weights", &self.weights, width)
    }
}

fn layer_state(layer: &Layer) -> Value {
    json!({
        "transfer": layer.transfer_function(),
        "weights": rows(layer.weights()),
        "biases": layer.biases().to_vec(),
    })
}

fn source_state(sources: &[Source]) -> Value {
    let mut list = Vec::new();
    for source in sources {
        list.push(match source {
            Source::Input => json!("inputs"),
            Source::Layer(layer) => json!(layer),
        });
    }
    Value::Array(list)
}

fn sources(layer: &Fields<'_>) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for value in layer.list("sources")? {
        let number = value.as_u64().and_then(|layer| usize::try_from(layer).ok());
        sources.push(match number {
            Some(layer) => Source::Layer(layer),
            None if value == "inputs" => Source::Input,
            None => return Err(wrong("sources", "\"inputs\" or the number of a layer", value)),
        });
    }
    Ok(sources)
}

/// Its name, or the bounds of an even distribution.
fn init_state(init: Init) -> Value {
    match init {
        Init::Uniform { low, high } => json!([low, high]),
        named => json!(format!("{named:?}")),
    }
}

fn init(state: &Fields<'_>) -> Result<Init> {
    let value = state.get("init")?;
    if value.is_array()
        && let [low, high] = state.numbers("init")?[..]
    {
        return Ok(Init::Uniform { low, high });
    }
    for init in Init::NAMED {
        if *value == format!("{init:?}") {
            return Ok(init);
        }
    }
    Err(wrong("init", "the name of an initialiser, or two bounds", value))
}

fn rows(table: &Array2<f64>) -> Value {
    let mut rows = Vec::with_capacity(table.nrows());
    for row in 0..table.nrows() {
        rows.push(json!(row_of(table, row)));
    }
    Value::Array(rows)
}

fn data_state(data: &Dataset) -> Value {
    json!({
        "inputs": rows(data.inputs()),
        "targets": rows(data.targets()),
        "input_names": data.given_input_names(),
        "target_names": data.target_names(),
        "class_names": data.class_names(),
    })
}

fn data(state: &Fields<'_>) -> Result<Dataset> {
    let fields = Fields::of("data", state.get("data")?)?;
    let mut data = Dataset::new(fields.rows("inputs")?, fields.rows("targets")?)?;
    if let Some(names) = fields.names("input_names")? {
        data = data.name_inputs(names)?;
    }
    if let Some(names) = fields.names("target_names")? {
        data = data.name_targets(names)?;
    }
    data.labelled(fields.names("class_names")?)
}

/// Two classes are one column or two.
fn target_count(state: &Fields<'_>) -> Result<usize> {
    Ok(state.names("target_names")?.map_or(1, |names| if names.len() == 2 { 2 } else { 1 }))
}

fn check_rows(what: &'static str, rows: &[Vec<f64>], width: usize) -> Result<()> {
    for row in rows {
        check_length(what, width, row.len())?;
    }
    Ok(())
}

fn check_length(what: &'static str, wanted: usize, came: usize) -> Result<()> {
    if wanted == came {
        return Ok(());
    }
    Err(Error::Shape { what, wanted: wanted.to_string(), came: came.to_string() })
}
