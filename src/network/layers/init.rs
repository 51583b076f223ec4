//! Initialisers: the weights before training.

use crate::error::{Error, Result};
use crate::network::{Shape, Transfer};
use crate::random::normal;

/// How the weights are set before training.
///
/// What is random is the same for the same seed.
///
/// # References
///
/// D. Nguyen, B. Widrow, "Improving the learning speed of 2-layer neural
/// networks by choosing initial values of the adaptive weights", *IJCNN*, 1990.
/// X. Glorot, Y. Bengio, "Understanding the difficulty of training deep
/// feedforward neural networks", *AISTATS*, 2010 (Xavier). K. He, X. Zhang,
/// S. Ren, J. Sun, "Delving deep into rectifiers", *ICCV*, 2015. A. M. Saxe,
/// J. L. `McClelland`, S. Ganguli, "Exact solutions to the nonlinear dynamics of
/// learning in deep linear neural networks", *ICLR*, 2014 (orthogonal).
/// neurolab: `nl.init`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Init {
    /// Random directions, placed so that the active ranges of the neurons cover
    /// the ranges of the inputs evenly. For layers with `TanSig` or `LogSig`.
    #[default]
    #[doc(alias = "initnw")]
    NguyenWidrow,
    /// Evenly random in the active range of the transfer function, divided by
    /// twice the number of neurons.
    #[doc(alias = "initwb_reg")]
    ActiveRange,
    /// The bounds of [`ActiveRange`](Self::ActiveRange) in equal steps, without
    /// chance.
    #[doc(alias = "initwb_lin")]
    Linear,
    /// Each weight the middle of the range of its input, biases 0: for
    /// prototypes, which have their neurons in the space of the inputs.
    #[doc(alias = "midpoint")]
    Midpoint,
    /// All 0. Neurons of a hidden layer then stay alike, whatever they learn.
    #[doc(alias = "init_zeros")]
    Zeros,
    /// Weights and biases evenly random between two numbers.
    #[doc(alias = "InitRand")]
    #[doc(alias = "init_rand")]
    Uniform {
        /// The smallest.
        low: f64,
        /// The largest.
        high: f64,
    },
    /// Weights evenly random within `±√(6 / (inputs + neurons))`, biases 0. For
    /// layers with `TanSig`, `LogSig` or `SoftMax`.
    #[doc(alias = "glorot")]
    Xavier,
    /// Weights evenly random within `±√(6 / inputs)`, biases 0. For layers with
    /// `Relu` and its relatives.
    #[doc(alias = "kaiming")]
    He,
    /// Rows of length 1 in random directions at right angles to each other (as
    /// long as there are as many inputs as neurons, else the columns are so),
    /// biases 0: no two neurons of a layer begin alike. Time grows with the
    /// square of the smaller number.
    ///
    /// With it, two hidden neurons learn XOR from 495 of 500 seeds by plain
    /// gradient descent:
    ///
    /// ```
    /// use percept::{FeedForward, GradientDescent, Init, Stop, toy};
    ///
    /// let xor = toy::xor()?;
    /// let mut network = FeedForward::new(xor.ranges(), [2, 1])?.init(Init::Orthogonal)?;
    /// let history = network.train(&xor, GradientDescent::new().learning_rate(0.1).epochs(20_000))?;
    /// assert_eq!(history.stop(), Stop::GoalReached);
    /// # Ok::<(), percept::Error>(())
    /// ```
    Orthogonal,
}

/// Half width that stands for an unbounded active range.
const UNBOUNDED: f64 = 100.0;

impl Init {
    /// All that need no numbers.
    pub(crate) const NAMED: [Self; 8] = [
        Self::NguyenWidrow,
        Self::ActiveRange,
        Self::Linear,
        Self::Midpoint,
        Self::Zeros,
        Self::Xavier,
        Self::He,
        Self::Orthogonal,
    ];

    pub(crate) fn check(self) -> Result<Self> {
        match self {
            Self::Uniform { low, high } if !(low <= high && (high - low).is_finite()) => {
                Err(Error::Parameter {
                    name: "init".to_owned(),
                    expected: "Uniform with low <= high, both finite",
                    found: format!("low {low}, high {high}"),
                })
            }
            _ => Ok(self),
        }
    }

    /// Sets weights and biases of one layer whose inputs are in `ranges`;
    /// `draw` gives random numbers from 0 to 1.
    pub(crate) fn fill(
        self,
        shape: &Shape,
        parameters: &mut [f64],
        ranges: &[[f64; 2]],
        draw: &mut dyn FnMut() -> f64,
    ) {
        let (inputs, neurons) = (shape.inputs as f64, shape.neurons as f64);
        let (weights, biases) = shape.of_mut(parameters);
        biases.fill(0.0);
        match self {
            Self::NguyenWidrow => nguyen_widrow(shape.transfer, weights, biases, ranges, draw),
            Self::ActiveRange => {
                let [low, high] = narrowed(shape);
                uniform(weights, low, high, draw);
                uniform(biases, low, high, draw);
            }
            Self::Linear => {
                let [low, high] = narrowed(shape);
                even_steps(weights, low, high);
                even_steps(biases, low, high);
            }
            Self::Midpoint => {
                for row in weights.chunks_exact_mut(ranges.len()) {
                    for (weight, range) in row.iter_mut().zip(ranges) {
                        let [low, high] = bounded(*range, 1.0);
                        *weight = low / 2.0 + high / 2.0;
                    }
                }
            }
            Self::Zeros => weights.fill(0.0),
            Self::Uniform { low, high } => {
                uniform(weights, low, high, draw);
                uniform(biases, low, high, draw);
            }
            Self::Xavier => {
                let bound = (6.0 / (inputs + neurons)).sqrt();
                uniform(weights, -bound, bound, draw);
            }
            Self::He => {
                let bound = (6.0 / inputs).sqrt();
                uniform(weights, -bound, bound, draw);
            }
            Self::Orthogonal => orthogonal(weights, shape.inputs, draw),
        }
    }
}

/// The bounds of a range, or `reach` where it has none.
fn bounded([low, high]: [f64; 2], reach: f64) -> [f64; 2] {
    [if low.is_finite() { low } else { -reach }, if high.is_finite() { high } else { reach }]
}

/// A range whose bounds do not lead to weights beyond the numbers: those too far
/// off are none.
fn within_reach(range: [f64; 2]) -> [f64; 2] {
    let far = 1e100;
    let near = |bound: f64| if bound.abs() > far { f64::INFINITY } else { bound };
    bounded([near(range[0]), near(range[1])], 1.0)
}

/// The active range, divided by twice the number of neurons.
fn narrowed(shape: &Shape) -> [f64; 2] {
    let [low, high] = bounded(shape.transfer.active_range(), UNBOUNDED);
    let part = 2.0 * shape.neurons as f64;
    [low / part, high / part]
}

fn uniform(values: &mut [f64], low: f64, high: f64, draw: &mut dyn FnMut() -> f64) {
    for value in values {
        *value = low + (high - low) * draw();
    }
}

/// From `low` to `high`; a single value is `low`.
fn even_steps(values: &mut [f64], low: f64, high: f64) {
    let steps = (values.len().max(2) - 1) as f64;
    for (i, value) in values.iter_mut().enumerate() {
        *value = low + (high - low) * (i as f64 / steps);
    }
}

/// Rows of length `0.7 n^(1/inputs)` in random directions and biases spread
/// over the same length, for inputs and active ranges from −1 to 1; then moved
/// to the ranges that are.
fn nguyen_widrow(
    transfer: Transfer,
    weights: &mut [f64],
    biases: &mut [f64],
    ranges: &[[f64; 2]],
    draw: &mut dyn FnMut() -> f64,
) {
    let inputs = ranges.len();
    let length = 0.7 * (biases.len() as f64).powf(1.0 / inputs as f64);
    uniform(weights, -1.0, 1.0, draw);
    if biases.len() > 1 {
        even_steps(biases, -length, length);
    }
    let [low, high] = within_reach(transfer.active_range());
    let (stretch, middle) = (0.5 * (high - low), 0.5 * (high + low));
    for (row, bias) in weights.chunks_exact_mut(inputs).zip(biases) {
        set_length(row, length);
        *bias = stretch * sign(*bias, row[0]) + middle;
        for (weight, range) in row.iter_mut().zip(ranges) {
            let [low, high] = widened(bounded(*range, 1.0));
            let factor = 2.0 / (high - low);
            *weight *= stretch;
            *bias += *weight * (1.0 - high * factor);
            *weight *= factor;
        }
    }
}

/// Rows, or columns where these are fewer, at right angles and of length 1.
fn orthogonal(weights: &mut [f64], inputs: usize, draw: &mut dyn FnMut() -> f64) {
    let neurons = weights.len() / inputs;
    let (few, many) = (neurons.min(inputs), neurons.max(inputs));
    let mut directions = vec![0.0; weights.len()];
    for i in 0..few {
        let (before, rest) = directions.split_at_mut(i * many);
        direction(before, &mut rest[..many], draw);
    }
    for neuron in 0..neurons {
        for input in 0..inputs {
            let from =
                if neurons <= inputs { neuron * many + input } else { input * many + neuron };
            weights[neuron * inputs + input] = directions[from];
        }
    }
}

/// A random direction at right angles to those before.
fn direction(before: &[f64], row: &mut [f64], draw: &mut dyn FnMut() -> f64) {
    // what is left of a draw is hardly ever too short to keep its digits
    for _ in 0..8 {
        for value in row.iter_mut() {
            *value = normal(draw)[0];
        }
        let drawn = length(row);
        // once more takes away what rounding left
        for _ in 0..2 {
            for other in before.chunks_exact(row.len()) {
                let mut along = 0.0;
                for (a, b) in row.iter().zip(other) {
                    along += a * b;
                }
                for (a, b) in row.iter_mut().zip(other) {
                    *a -= along * b;
                }
            }
        }
        if length(row) > 1e-6 * drawn {
            break;
        }
    }
    set_length(row, 1.0);
}

fn length(row: &[f64]) -> f64 {
    let mut squares = 0.0;
    for value in row {
        squares += value * value;
    }
    squares.sqrt()
}

/// Scales a row to a length; one of zeros gets equal parts.
fn set_length(row: &mut [f64], length: f64) {
    let norm = self::length(row);
    let even = 1.0 / (row.len() as f64).sqrt();
    for weight in row {
        *weight = length * if norm > 0.0 { *weight / norm } else { even };
    }
}

/// `value`, turned round where `of` is negative.
fn sign(value: f64, of: f64) -> f64 {
    if of < 0.0 { -value } else { value }
}

/// A range to stretch from: one of a single value has no width, and a huge one
/// would leave nothing of the weights.
fn widened([low, high]: [f64; 2]) -> [f64; 2] {
    let (width, size) = (high - low, low.abs().max(high.abs()));
    if width > 1e-12 * size && (1e-100..1e100).contains(&width) {
        [low, high]
    } else if size < 1e9 {
        [low - 1.0, low + 1.0]
    } else {
        [-1.0, 1.0]
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// neurolab's initial weights of a net 2-4-3-1, with the numbers that it
    /// drew (`tests/golden/README.md`).
    fn recorded() -> Value {
        serde_json::from_str(include_str!("../../../tests/golden/init_and_tools.json")).unwrap()
    }

    fn numbers(value: &Value) -> Vec<f64> {
        match value {
            Value::Array(values) => values.iter().flat_map(numbers).collect(),
            _ => vec![value.as_f64().unwrap()],
        }
    }

    fn shapes() -> [Shape; 3] {
        let first = Shape { inputs: 2, neurons: 4, transfer: Transfer::TanSig, start: 0 };
        let second =
            Shape { inputs: 4, neurons: 3, transfer: Transfer::LogSig, start: first.end() };
        let last =
            Shape { inputs: 3, neurons: 1, transfer: Transfer::PureLin, start: second.end() };
        [first, second, last]
    }

    fn filled(init: Init, draws: &[f64]) -> Vec<f64> {
        let mut parameters = vec![0.0; shapes()[2].end()];
        let mut ranges = vec![[-2.0, 3.0], [0.0, 10.0]];
        let mut draws = draws.iter().copied().cycle();
        for shape in shapes() {
            init.fill(&shape, &mut parameters, &ranges, &mut || draws.next().unwrap());
            ranges = vec![shape.transfer.output_range(); shape.neurons];
        }
        parameters
    }

    fn assert_recorded(parameters: &[f64], layers: &Value) {
        let layers = layers.as_array().unwrap().iter();
        let recorded: Vec<f64> = layers
            .flat_map(|layer| [numbers(&layer["w"]), numbers(&layer["b"])].concat())
            .collect();
        for (ours, theirs) in parameters.iter().zip(&recorded) {
            assert!((ours - theirs).abs() <= 1e-12, "{ours} {theirs}");
        }
    }

    #[test]
    fn nguyen_widrow_is_as_recorded() {
        let run = &recorded()["initnw"];
        assert_recorded(&filled(Init::NguyenWidrow, &numbers(&run["rand"])), &run["params"]);
    }

    #[test]
    fn the_active_range_is_filled_as_recorded() {
        let recorded = recorded();
        // the same seed; numpy's RandomState(9).rand(31) goes on where the other net ended
        let mut draws = numbers(&recorded["initnw"]["rand"]);
        assert_eq!(draws.len(), 23);
        draws.extend([
            0.465_668_475_367_265_85,
            0.940_524_409_526_656_1,
            0.803_739_770_012_317_8,
            0.983_359_248_224_332_5,
            0.169_636_257_583_767_1,
            0.521_084_711_459_797_3,
            0.945_517_416_976_240_7,
            0.649_540_463_160_476_2,
        ]);
        let parameters = filled(Init::ActiveRange, &draws);
        assert_eq!(parameters.len(), 31);
        assert_recorded(&parameters, &recorded["initwb_reg"]["params"]);
    }

    #[test]
    fn even_weights_keep_within_the_bounds_of_their_papers() {
        let shape = Shape { inputs: 8, neurons: 4, transfer: Transfer::Relu, start: 0 };
        let mut random = crate::random::Random::seeded(2);
        for (init, bound) in
            [(Init::Xavier, (6.0_f64 / 12.0).sqrt()), (Init::He, (6.0_f64 / 8.0).sqrt())]
        {
            let mut filled = vec![f64::NAN; shape.end()];
            // the smallest and the largest draw are the bounds
            let mut ends = [0.0, 1.0].into_iter().cycle();
            init.fill(&shape, &mut filled, &[[0.0, 1.0]; 8], &mut || ends.next().unwrap());
            for (i, weight) in filled[..32].iter().enumerate() {
                let expected = if i % 2 == 0 { -bound } else { bound };
                assert!((weight - expected).abs() < 1e-15, "{init:?}: {weight} {expected}");
            }
            assert_eq!(filled[32..], [0.0; 4], "biases of {init:?}");
            init.fill(&shape, &mut filled, &[[0.0, 1.0]; 8], &mut || random.unit());
            let (mean, most) = (
                filled.iter().sum::<f64>() / 32.0,
                filled.iter().fold(0.0, |most: f64, weight| most.max(weight.abs())),
            );
            assert!(mean.abs() < 0.3 * bound && most > 0.8 * bound, "{init:?}: {mean} {most}");
        }
        let mut filled = vec![f64::NAN; shape.end()];
        Init::Zeros.fill(&shape, &mut filled, &[[0.0, 1.0]; 8], &mut || 0.7);
        assert_eq!(filled, vec![0.0; shape.end()]);
    }

    #[test]
    fn the_midpoint_is_as_recorded() {
        let recorded = recorded();
        let prototype = numbers(&recorded["midpoint_newc"]["params"][0]["w"][0]);
        assert_eq!(filled(Init::Midpoint, &[0.5])[..2], prototype);
    }

    #[test]
    fn every_range_gives_finite_weights() {
        let ends = [0.0, -1.0, 1e-300, 1e-10, 5e-324, 1e308, -1e308, f64::MAX];
        let wide = Transfer::SatLinWith { slope: 1.0, low: -1e307, high: 1e307 };
        let one_sided = Transfer::SatLinWith { slope: 1e-9, low: 1e300, high: 1.7e308 };
        for low in ends {
            for high in ends.into_iter().filter(|high| *high >= low) {
                for init in Init::NAMED {
                    for transfer in [Transfer::TanSig, Transfer::PureLin, wide, one_sided] {
                        let shape = Shape { transfer, ..shapes()[0] };
                        let mut parameters = vec![0.0; shape.end()];
                        init.fill(&shape, &mut parameters, &[[low, high]; 2], &mut || 0.7);
                        let finite = parameters.iter().all(|parameter| parameter.is_finite());
                        let told = format!("{init:?}, {transfer}, from {low:e} to {high:e}");
                        assert!(finite, "{told}: {parameters:?}");
                    }
                }
            }
        }
    }
}
