//! The slopes of every network with every pair of transfer functions and every
//! loss against differences of the value, and which of these are refused.

use percept::ndarray::Array2;
use percept::{
    Adam, Dataset, Elman, FeedForward, GradientDescent, Init, LevenbergMarquardt, Loss, Result,
    Source, Transfer,
};

/// Those that a gradient can follow; net inputs are drawn at random, never in
/// a corner.
const SLOPED: [Transfer; 12] = [
    Transfer::TanSig,
    Transfer::LogSig,
    Transfer::PureLin,
    Transfer::RadBas,
    Transfer::Gelu,
    Transfer::Softplus,
    Transfer::SoftMax,
    Transfer::Relu,
    Transfer::LeakyRelu,
    Transfer::SatLin,
    Transfer::SatLins,
    Transfer::SatLinWith { slope: 0.7, low: -0.5, high: 1.5 },
];
const STEPS: [Transfer; 3] = [Transfer::HardLim, Transfer::HardLims, Transfer::Competitive];

const LOSSES: [Loss; 6] =
    [Loss::Sse, Loss::Mse, Loss::Sae, Loss::Mae, Loss::BinaryCrossEntropy, Loss::CrossEntropy];

/// Two targets in the range of every function that add up to 1.
fn few() -> Dataset {
    let inputs = [[0.3, -0.2], [-0.7, 0.4], [0.5, 0.8], [-0.1, -0.9], [0.8, 0.1]];
    let targets = [[0.9, 0.1], [0.2, 0.8], [0.4, 0.6], [0.7, 0.3], [0.05, 0.95]];
    Dataset::new(inputs, targets).unwrap()
}

const EVEN: Init = Init::Uniform { low: -0.7, high: 0.9 };
/// The seed of all networks here: with it none has its outputs on the flat side of a function,
/// nor so close to 0 or 1 that a logarithm bends within a difference.
const SEED: u64 = 3;

/// A network whose slopes are wanted.
trait Sloped {
    fn parameters(&self) -> Vec<f64>;
    fn gradient(&self, data: &Dataset, loss: Loss) -> Result<Vec<f64>>;
    /// The outputs with other parameters.
    fn outputs(&mut self, data: &Dataset, parameters: &[f64]) -> Array2<f64>;
}

impl Sloped for FeedForward {
    fn parameters(&self) -> Vec<f64> {
        self.parameters().to_vec()
    }

    fn gradient(&self, data: &Dataset, loss: Loss) -> Result<Vec<f64>> {
        self.gradient(data, loss)
    }

    fn outputs(&mut self, data: &Dataset, parameters: &[f64]) -> Array2<f64> {
        self.set_parameters(parameters).unwrap();
        self.predict(data).unwrap()
    }
}

impl Sloped for Elman {
    fn parameters(&self) -> Vec<f64> {
        self.parameters().to_vec()
    }

    fn gradient(&self, data: &Dataset, loss: Loss) -> Result<Vec<f64>> {
        self.gradient(data, loss)
    }

    fn outputs(&mut self, data: &Dataset, parameters: &[f64]) -> Array2<f64> {
        self.set_parameters(parameters).unwrap();
        self.predict(data).unwrap()
    }
}

/// An Elman network that takes its context as given, and a network without a
/// memory that is shown these contexts.
struct Given {
    network: Elman,
    plain: FeedForward,
    shown: Option<Array2<f64>>,
}

impl Sloped for Given {
    fn parameters(&self) -> Vec<f64> {
        self.network.parameters().to_vec()
    }

    fn gradient(&self, data: &Dataset, loss: Loss) -> Result<Vec<f64>> {
        self.network.gradient(data, loss)
    }

    fn outputs(&mut self, data: &Dataset, parameters: &[f64]) -> Array2<f64> {
        let shown = self.shown.get_or_insert_with(|| with_contexts(&self.network, data));
        self.plain.set_parameters(parameters).unwrap();
        self.plain.predict(&*shown).unwrap()
    }
}

/// The inputs of each step with the context before it.
fn with_contexts(network: &Elman, data: &Dataset) -> Array2<f64> {
    let states = network.states(data).unwrap();
    let (inputs, context) = (data.n_inputs(), states.ncols());
    Array2::from_shape_fn((data.n_samples(), inputs + context), |(step, column)| match step {
        _ if column < inputs => data.inputs()[(step, column)],
        0 => 0.0,
        _ => states[(step - 1, column - inputs)],
    })
}

/// Whether percept ought to refuse a loss behind these functions.
fn is_refused(hidden: &[Transfer], output: Transfer, loss: Loss) -> bool {
    use Transfer::{LogSig, RadBas, SatLin, SoftMax};
    let stable = match loss {
        Loss::BinaryCrossEntropy => matches!(output, LogSig | SatLin | RadBas),
        Loss::CrossEntropy => matches!(output, SoftMax | SatLin | RadBas),
        _ => true,
    };
    !stable || hidden.iter().chain([&output]).any(|function| STEPS.contains(function))
}

/// The gradient against central differences of the value.
fn compare(network: &mut dyn Sloped, data: &Dataset, loss: Loss, about: &str) {
    let (gradient, start) = (network.gradient(data, loss).unwrap(), network.parameters());
    assert_eq!(gradient.len(), start.len());
    assert!(gradient.iter().any(|slope| *slope != 0.0), "{about}: all slopes are 0");
    let mut moved = start.clone();
    for (at, slope) in gradient.iter().enumerate() {
        let mut value = |by: f64| {
            moved[at] = start[at] + by;
            loss.value(network.outputs(data, &moved), data.targets()).unwrap()
        };
        let difference = (value(1e-6) - value(-1e-6)) / 2e-6;
        moved[at] = start[at];
        let most = 1e-8 + 2e-6 * slope.abs();
        assert!((slope - difference).abs() < most, "{about}, parameter {at}: {slope} {difference}");
    }
}

/// Every hidden function with every output function and every loss; says how
/// many had their slopes compared, and how many were refused.
fn sweep<N: Sloped>(hidden: &[Transfer], network: impl Fn(Transfer, Transfer) -> N) -> [usize; 2] {
    let (data, mut counts) = (few(), [0, 0]);
    let all = || SLOPED.into_iter().chain(STEPS);
    for &inner in hidden {
        for output in all() {
            let mut network = network(inner, output);
            for loss in LOSSES {
                let about = format!("{loss}, {inner}, {output}");
                let refused = network.gradient(&data, loss).is_err();
                assert_eq!(refused, is_refused(&[inner], output, loss), "{about}");
                counts[usize::from(refused)] += 1;
                if !refused {
                    compare(&mut network, &data, loss, &about);
                }
            }
        }
    }
    counts
}

fn every() -> Vec<Transfer> {
    SLOPED.into_iter().chain(STEPS).collect()
}

/// 12 hidden functions × (12 outputs × 4 losses + 3 outputs for each of the
/// cross-entropies), and the rest of 15 × 15 × 6.
const COUNTS: [usize; 2] = [12 * (12 * 4 + 3 + 3), 15 * 15 * 6 - 12 * (12 * 4 + 3 + 3)];

fn chain(sizes: &[usize], functions: Vec<Transfer>) -> FeedForward {
    let network = FeedForward::new(few().ranges(), sizes.iter().copied()).unwrap();
    network.transfer(functions).unwrap().init(EVEN).unwrap().seed(SEED)
}

#[test]
fn slopes_of_one_layer() {
    let counts = sweep(&[Transfer::PureLin], |_, output| chain(&[2], vec![output]));
    assert_eq!(counts, [12 * 4 + 3 + 3, 15 * 6 - (12 * 4 + 3 + 3)]);
}

#[test]
fn slopes_of_two_layers() {
    let counts = sweep(&every(), |inner, output| chain(&[3, 2], vec![inner, output]));
    assert_eq!(counts, COUNTS);
}

#[test]
fn slopes_of_three_layers() {
    let counts = sweep(&every(), |inner, output| chain(&[3, 3, 2], vec![inner, inner, output]));
    assert_eq!(counts, COUNTS);
}

#[test]
fn slopes_of_layers_that_see_more_than_the_one_before() {
    let counts = sweep(&every(), |inner, output| {
        let builder = FeedForward::builder(few().ranges()).unwrap().layer(2, inner);
        let builder = builder.layer_from([Source::Layer(0), Source::Input], 2, inner);
        let sources = [Source::Layer(1), Source::Input, Source::Layer(0)];
        let network = builder.layer_from(sources, 2, output).build().unwrap();
        network.init(EVEN).unwrap().seed(SEED)
    });
    assert_eq!(counts, COUNTS);
}

fn elman(inner: Transfer, output: Transfer) -> Elman {
    let network = Elman::new(few().ranges(), [3, 2]).unwrap();
    network.transfer([inner, output]).unwrap().init(EVEN).unwrap().seed(SEED)
}

#[test]
fn slopes_through_time() {
    let counts = sweep(&every(), |inner, output| elman(inner, output).through_time());
    assert_eq!(counts, COUNTS);
}

#[test]
fn slopes_with_the_context_as_given() {
    let counts = sweep(&every(), |inner, output| {
        let network = elman(inner, output);
        let plain = FeedForward::new([[-1.0, 1.0]; 5], [3, 2]).unwrap();
        let plain = plain.transfer([inner, output]).unwrap();
        Given { network, plain, shown: None }
    });
    assert_eq!(counts, COUNTS);
}

/// What a run reports before its first step, and how far that step went.
fn step(network: &FeedForward, trainer: GradientDescent) -> (f64, Vec<f64>) {
    let mut copy = network.clone();
    let history = copy.train(&few(), trainer.epochs(2).goal(-1.0)).unwrap();
    let moves = network.parameters().iter().zip(copy.parameters()).map(|(a, b)| a - b);
    (history.errors()[0], moves.collect())
}

#[test]
fn penalties_and_batches_follow_the_slope_of_what_is_reported() {
    let network = chain(&[3, 2], vec![Transfer::TanSig, Transfer::LogSig]);
    let n = few().n_samples();
    for loss in [Loss::Sse, Loss::Mse, Loss::Sae, Loss::Mae, Loss::BinaryCrossEntropy] {
        for (l2, l1) in [(0.0, 0.0), (0.3, 0.0), (0.0, 0.2), (0.3, 0.2)] {
            let trainer = || GradientDescent::new().loss(loss).l2(l2).l1(l1);
            let mut copy = network.clone();
            let mut slopes = Vec::new();
            for at in 0..network.n_parameters() {
                let mut reported = |by: f64| {
                    let mut parameters = network.parameters().to_vec();
                    parameters[at] += by;
                    copy.set_parameters(parameters).unwrap();
                    step(&copy, trainer()).0
                };
                slopes.push((reported(1e-6) - reported(-1e-6)) / 2e-6);
            }
            let (_, whole) = step(&network, trainer().learning_rate(1.0));
            // so small a rate that all batches of an epoch see the same weights
            let (_, single) = step(&network, trainer().learning_rate(1e-9).batch_size(1));
            // each sample stands for all where the loss is a mean
            let times = if matches!(loss, Loss::Sse | Loss::Sae) { 1.0 } else { n as f64 };
            for (at, slope) in slopes.iter().enumerate() {
                let about = format!("{loss}, l2 {l2}, l1 {l1}, parameter {at}: {slope}");
                assert!((whole[at] - slope).abs() < 1e-7, "{about} {}", whole[at]);
                let of_batches = single[at] / (1e-9 * times);
                assert!((of_batches - slope).abs() < 1e-6, "{about} {of_batches}");
            }
        }
    }
}

/// The slope of every output of every sample by every parameter, one row each.
fn jacobian(network: &FeedForward) -> Vec<Vec<f64>> {
    let mut copy = network.clone();
    let mut columns = Vec::new();
    for at in 0..network.n_parameters() {
        let mut outputs = |by: f64| {
            let mut parameters = network.parameters().to_vec();
            parameters[at] += by;
            copy.outputs(&few(), &parameters)
        };
        columns.push((outputs(1e-6) - outputs(-1e-6)) / 2e-6);
    }
    let slope = |row: (usize, usize)| columns.iter().map(|column| column[row]).collect();
    (0..few().n_samples()).flat_map(|sample| [(sample, 0), (sample, 1)]).map(slope).collect()
}

/// Gauss's elimination, for a table with a heavy diagonal.
fn solved(mut table: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let n = right.len();
    for i in 0..n {
        let (pivot, at) = (table[i].clone(), right[i]);
        for below in i + 1..n {
            let factor = table[below][i] / pivot[i];
            table[below].iter_mut().zip(&pivot).for_each(|(value, above)| *value -= factor * above);
            right[below] -= factor * at;
        }
    }
    for i in (0..n).rev() {
        for column in i + 1..n {
            right[i] -= table[i][column] * right[column];
        }
        right[i] /= table[i][i];
    }
    right
}

#[test]
fn the_slopes_of_outputs_give_the_gradient_and_levenberg_and_marquardts_step() {
    for (output, loss, part) in [
        (Transfer::TanSig, Loss::Sse, 1.0),
        (Transfer::SoftMax, Loss::Sse, 1.0),
        (Transfer::PureLin, Loss::Mse, 2.0 / 10.0),
    ] {
        let network = chain(&[3, 2], vec![Transfer::TanSig, output]);
        let (rows, data) = (jacobian(&network), few());
        let misses: Vec<f64> =
            (network.predict(&data).unwrap() - data.targets()).into_iter().collect();
        let n = network.n_parameters();
        let mut towards = vec![0.0; n];
        let mut table = vec![vec![0.0; n]; n];
        for (row, miss) in rows.iter().zip(&misses) {
            for i in 0..n {
                towards[i] += part * row[i] * miss;
                for k in 0..n {
                    table[i][k] += part * row[i] * row[k];
                }
            }
        }
        for (ours, slope) in towards.iter().zip(network.gradient(&data, loss).unwrap()) {
            assert!((ours - slope).abs() < 1e-8, "{output}: {ours} {slope}");
        }
        let damping = 0.05;
        for (i, row) in table.iter_mut().enumerate() {
            row[i] += damping;
        }
        let mut copy = network.clone();
        let trainer = LevenbergMarquardt::new().damping(damping).loss(loss).epochs(2).goal(-1.0);
        let history = copy.train(&data, trainer).unwrap();
        assert_eq!(history.evaluations(), 2, "the first step was taken");
        for (at, step) in solved(table, towards).iter().enumerate() {
            let taken = network.parameters()[at] - copy.parameters()[at];
            assert!((taken - step).abs() < 1e-6, "{output}, parameter {at}: {taken} {step}");
        }
    }
}

// by hand: one weight and one bias, one sample x = 2, t = 1, start w = 1, b = 0.
// Step 1: output 2, miss 1, slopes 2 and 1; the corrected means are the slopes
// themselves, so both move by the rate. Step 2: w = 0.9, b = −0.1, output 1.7,
// miss 0.7, slopes 1.4 and 0.7; mean (0.9 · 0.1 · 2 + 0.1 · 1.4) / 0.19 = 0.32 /
// 0.19, square (0.999 · 0.001 · 4 + 0.001 · 1.96) / 0.001999 = 0.005956 /
// 0.001999, and half the slopes for the bias.
#[test]
fn adam_takes_the_steps_that_its_formulas_give() {
    let data = Dataset::new([2.0], [1.0]).unwrap();
    let neuron = FeedForward::new([[0.0, 2.0]], [1]).unwrap();
    let mut start = neuron.transfer([Transfer::PureLin]).unwrap();
    start.set_parameters([1.0, 0.0]).unwrap();
    let after = |epochs: usize| {
        let mut neuron = start.clone();
        let adam = Adam::new().learning_rate(0.1).epochs(epochs + 1).goal(-1.0);
        neuron.train(&data, adam).unwrap();
        neuron.parameters().to_vec()
    };
    let second = 0.1 * (0.32 / 0.19) / (0.005_956_f64 / 0.001_999).sqrt();
    for (steps, expected) in [(1, [0.9, -0.1]), (2, [0.9 - second, -0.1 - second])] {
        for (ours, theirs) in after(steps).iter().zip(expected) {
            // Adam's 1e-8 under the line
            assert!((ours - theirs).abs() < 1e-8, "{steps}: {ours} {theirs}");
        }
    }
}
