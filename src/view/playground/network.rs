//! The playground of a network with two inputs and one output.

use std::fmt;

use serde_json::{Value, json};

use super::code::names_code;
use super::network_code::code;
use super::sizes::{check_inputs, check_size};
use crate::chart::{Chart, labels, short};
use crate::data::Dataset;
use crate::error::{Error, Result, count};
use crate::lists::rising;
use crate::network::{FeedForward, Transfer};
use crate::train::{GradientDescent, IntoTrainer, Loss};
use crate::view::Surface;
use crate::view::layers::{colormap, diagram, surface};
use crate::view::parts::numbers::numbers;
use crate::view::perceptron::explorer::colors;

/// What the diagram has room for: hidden layers, and neurons of each.
const MAX_HIDDEN: usize = 3;
const MAX_NEURONS: usize = 8;
/// The size of a step, where no trainer is given: it suits a mean, however many
/// points there are.
const RATE: f64 = 0.3;

/// A network with two inputs and one output to touch: play, and see its surface,
/// its hidden neurons and its error curve change; add and take away neurons,
/// layers and points, and set weights by hand.
///
/// Made by [`FeedForward::playground`]. In a notebook and on a saved page it
/// works by itself, without a kernel and without a network. It learns as
/// [`GradientDescent`] does, to the last digits, and gives its present network
/// as Rust. Where scripts do not run it shows the diagram and the surface.
#[derive(Clone, PartialEq)]
pub struct NetworkPlayground {
    network: FeedForward,
    data: Dataset,
    surface: Surface,
    /// The targets of the two classes.
    targets: [f64; 2],
    trainer: GradientDescent,
}

impl FeedForward {
    /// The network with its present weights and these points, to touch.
    ///
    /// It learns with `GradientDescent::new().loss(Loss::Mse).learning_rate(0.3)`,
    /// unless [`trainer`](NetworkPlayground::trainer) says otherwise.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if network and data have not two inputs and one output,
    /// for more than three hidden layers, more than eight neurons in one, more
    /// than 500 samples, and targets of other than two different values;
    /// [`Error::Parameter`] for a transfer function without a derivative,
    /// `SoftMax` and `SatLinWith`, for connections past a layer, and for
    /// numbers beyond ±1e100; else as [`train`](Self::train).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{FeedForward, toy};
    ///
    /// let moons = toy::moons(40, 0.1, 0)?;
    /// let network = FeedForward::new(moons.ranges(), [4, 1])?;
    /// let playground = network.playground(&moons)?;
    /// assert_eq!(playground.network().n_parameters(), 17);
    /// assert!(playground.code().ends_with("network.playground(&data)?.trainer(trainer)?"));
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn playground(&self, data: &Dataset) -> Result<NetworkPlayground> {
        check_network(self)?;
        check_inputs(data)?;
        let data = self.names().known(self.n_outputs()).fit("playground", data)?;
        let data = self.names().with_own_classes(&data);
        let targets = two_targets(&data)?;
        for value in self.parameters() {
            check_size("weights", *value)?;
        }
        let trainer = GradientDescent::new().loss(Loss::Mse).learning_rate(RATE);
        // whatever training would refuse
        self.clone().train(&data, &trainer.clone().epochs(1))?;
        let surface = self.surface(&data)?;
        Ok(NetworkPlayground { network: self.clone(), data, surface, targets, trainer })
    }
}

fn check_network(network: &FeedForward) -> Result<()> {
    let refuse = |wanted: &str, came: String| {
        Err(Error::Shape { what: "playground", expected: wanted.to_owned(), found: came })
    };
    if network.n_inputs() != 2 {
        return refuse(
            "a network with 2 inputs, the axes of its plane",
            count(network.n_inputs(), "input"),
        );
    }
    if network.n_outputs() != 1 {
        return refuse(
            "a network with one output (of two classes, one output tells them apart)",
            count(network.n_outputs(), "output"),
        );
    }
    let hidden = network.n_layers() - 1;
    if hidden > MAX_HIDDEN {
        return refuse(
            "at most 3 hidden layers, which the diagram has room for",
            hidden.to_string(),
        );
    }
    for (layer, shape) in network.shapes().iter().enumerate() {
        if shape.neurons > MAX_NEURONS {
            let came = format!("{} in layer {}", count(shape.neurons, "neuron"), layer + 1);
            return refuse("at most 8 neurons in a layer, which the diagram has room for", came);
        }
        check_function(shape.transfer, layer)?;
        if let Some(sources) = network.source_words(layer) {
            return Err(Error::Parameter {
                name: "sources".to_owned(),
                expected: "layers that see the one before them alone (`FeedForward::new`)",
                found: format!("layer {} that sees {sources}", layer + 1),
            });
        }
    }
    Ok(())
}

fn check_function(transfer: Transfer, layer: usize) -> Result<()> {
    let alike = matches!(transfer, Transfer::SoftMax | Transfer::SatLinWith { .. });
    if transfer.has_slope() && !alike {
        return Ok(());
    }
    Err(Error::Parameter {
        name: "transfer".to_owned(),
        expected: "TanSig, LogSig, PureLin, Relu, LeakyRelu, Gelu, Softplus, RadBas, SatLin or \
                 SatLins in every layer of a playground (`network.transfer(…)`)",
        found: format!("{transfer} in layer {}", layer + 1),
    })
}

/// The targets of the two classes.
fn two_targets(data: &Dataset) -> Result<[f64; 2]> {
    if let Some([ends]) = data.ends() {
        return Ok(*ends);
    }
    let mut different = rising(data.target_matrix().values());
    different.dedup();
    Err(Error::Shape {
        what: "playground",
        expected: "targets with two different values, one for each class (for numbers, see \
                 `surface` and `replay`)"
            .to_owned(),
        found: count(different.len(), "different value"),
    })
}

impl NetworkPlayground {
    /// The same with another trainer: its loss, learning rate, momentum, batches,
    /// penalties and goal.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] for a setting outside its range, for a loss that
    /// does not suit the output, for an adaptive learning rate, and for
    /// validation data, a time limit, checkpoints and a least gradient, which
    /// belong to a run of [`train`](FeedForward::train).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{FeedForward, GradientDescent, toy};
    ///
    /// let xor = toy::xor()?;
    /// let playground = FeedForward::new(xor.ranges(), [3, 1])?.playground(&xor)?;
    /// let online = playground.clone().trainer(GradientDescent::new().online())?;
    /// assert!(online.code().contains("let trainer = GradientDescent::new().online();"));
    /// assert!(playground.trainer(GradientDescent::new().l2(-1.0)).is_err());
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn trainer<Kind>(
        mut self,
        trainer: impl IntoTrainer<GradientDescent, Kind>,
    ) -> Result<Self> {
        let trainer = trainer.into_trainer();
        trainer.check_alone()?;
        check_size("learning_rate", trainer.learning_rate)?;
        for (name, value) in [
            ("goal", trainer.settings.goal),
            ("l2", trainer.settings.l2),
            ("l1", trainer.settings.l1),
        ] {
            check_size(name, value)?;
        }
        self.network.clone().train(&self.data, &trainer.clone().epochs(1))?;
        self.trainer = trainer;
        Ok(self)
    }

    /// The network that it begins with.
    #[must_use]
    pub fn network(&self) -> &FeedForward {
        &self.network
    }

    /// The points that it begins with.
    #[must_use]
    pub fn data(&self) -> &Dataset {
        &self.data
    }

    /// What it begins with, as Rust: the points, the network with its weights,
    /// and the trainer.
    ///
    /// Numbers have as many digits as it takes to read them back unchanged.
    #[must_use]
    pub fn code(&self) -> String {
        code(&self.data, &self.network, &self.trainer)
    }
}

impl fmt::Debug for NetworkPlayground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let samples = count(self.data.n_samples(), "sample");
        crate::debug::write(
            f,
            format_args!("NetworkPlayground({samples}, {})", crate::debug::part(&self.network)),
        )
    }
}

pub(in crate::view) fn draw(playground: &NetworkPlayground) -> Chart {
    let mut chart = diagram::draw_network(&playground.network);
    let mut surface = surface::draw(&playground.surface);
    "Playground".clone_into(&mut chart.title);
    chart.alt = format!("{} Below: {}", chart.alt, surface.alt);
    chart.words.append(&mut surface.words);
    chart.panels.append(&mut surface.panels);
    chart.tables.append(&mut surface.tables);
    chart
}

/// What the script begins with.
pub(in crate::view) fn state(playground: &NetworkPlayground) -> Value {
    let NetworkPlayground { network, data, targets, trainer, .. } = playground;
    let mut points = Vec::with_capacity(data.n_samples());
    for sample in 0..data.n_samples() {
        let target = u8::from(data.target_row(sample)[0] == targets[1]);
        points.push(json!({ "at": numbers(data.input_row(sample)), "target": target }));
    }
    let classes = match data.class_names() {
        Some([low, high]) => labels(&[low.clone(), high.clone()]),
        _ => targets.map(short).to_vec(),
    };
    let (mut sizes, mut transfers) = (Vec::new(), Vec::new());
    for shape in network.shapes() {
        sizes.push(shape.neurons);
        transfers.push(shape.transfer.to_string());
    }
    // as the diagram calls it
    let target = data.given_target_names().map_or("output", |names| names[0].as_str()).to_owned();
    let (settings, batches) = (&trainer.settings, trainer.batches());
    let mut ranges = Vec::new();
    for range in network.ranges() {
        ranges.push(numbers(range));
    }
    json!({
        "batch": batches.size.unwrap_or(0),
        "classes": classes,
        "colors": colors(),
        "goal": settings.goal,
        "l1": settings.l1,
        "l2": settings.l2,
        "loss": settings.loss.to_string(),
        "measure": settings.loss.measure(),
        "momentum": trainer.momentum_used(),
        "named": names_code(data),
        "names": labels(data.input_names()),
        "parameters": numbers(network.parameters()),
        "points": points,
        "ranges": ranges,
        "rate": trainer.learning_rate,
        "seed": network.seed_used().to_string(),
        "shades": colormap::colors(),
        "shuffle": batches.shuffle || batches.size.is_none(),
        "sizes": sizes,
        "target": labels(&[target])[0],
        "targets": targets,
        "transfers": transfers,
        "widths": [diagram::THIN, diagram::THICK],
    })
}
