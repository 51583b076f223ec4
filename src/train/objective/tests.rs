//! The gradient over blocks against plain sums, sample by sample.

use ndarray::Array2;

use crate::data::Dataset;
use crate::network::processor::without;
use crate::network::{FeedForward, Init, Transfer};
use crate::train::Loss;

const FUNCTIONS: [Transfer; 6] = [
    Transfer::TanSig,
    Transfer::LogSig,
    Transfer::PureLin,
    Transfer::Relu,
    Transfer::RadBas,
    Transfer::Softplus,
];

fn network(random: &mut fastrand::Rng) -> FeedForward {
    let inputs = random.usize(1..=12);
    let mut sizes = Vec::new();
    let mut functions = Vec::new();
    for _ in 0..random.usize(1..=3) {
        sizes.push(random.usize(1..=70));
        functions.push(FUNCTIONS[random.usize(..FUNCTIONS.len())]);
    }
    let network = FeedForward::new(vec![[-1.0, 1.0]; inputs], sizes).unwrap();
    network.transfer(functions).unwrap().init(Init::Xavier).unwrap().seed(random.u64(..))
}

fn data(network: &FeedForward, n: usize, random: &mut fastrand::Rng) -> Dataset {
    let mut table = |columns, low: f64| {
        Array2::from_shape_simple_fn((n, columns), || low + random.f64() * (1.0 - low))
    };
    // within what every function can give
    let (inputs, targets) = (table(network.n_inputs(), -1.0), table(network.n_outputs(), 0.1));
    Dataset::new(inputs, targets).unwrap()
}

/// Sample after sample, term after term, with the functions of single numbers.
fn by_hand(network: &FeedForward, data: &Dataset) -> Vec<f64> {
    let (shapes, parameters) = (network.shapes(), network.parameters());
    let mut gradient = vec![0.0; parameters.len()];
    for sample in 0..data.n_samples() {
        let (mut values, mut sums) = (vec![data.input_row(sample).to_vec()], Vec::new());
        for shape in shapes {
            let (weights, biases) = shape.of(parameters);
            let mut layer = biases.to_vec();
            for (sum, weights) in layer.iter_mut().zip(weights.chunks(shape.inputs)) {
                for (weight, value) in weights.iter().zip(&values[values.len() - 1]) {
                    *sum += weight * value;
                }
            }
            values.push(layer.iter().map(|sum| shape.transfer.apply(*sum)).collect());
            sums.push(layer);
        }
        let mut slopes: Vec<f64> = Vec::new();
        for (output, target) in values[shapes.len()].iter().zip(data.target_row(sample)) {
            slopes.push(output - target);
        }
        for (layer, shape) in shapes.iter().enumerate().rev() {
            for (slope, sum) in slopes.iter_mut().zip(&sums[layer]) {
                *slope *= shape.transfer.derivative(*sum);
            }
            let mut below = vec![0.0; shape.inputs];
            let weights = shape.of(parameters).0;
            let (to, biases) = shape.of_mut(&mut gradient);
            for (neuron, slope) in slopes.iter().enumerate() {
                biases[neuron] += slope;
                for input in 0..shape.inputs {
                    let at = neuron * shape.inputs + input;
                    to[at] += slope * values[layer][input];
                    below[input] += slope * weights[at];
                }
            }
            slopes = below;
        }
    }
    gradient
}

#[test]
fn gradients_of_every_shape_have_the_same_bits_in_all_registers_and_are_the_plain_ones() {
    let mut random = fastrand::Rng::with_seed(11);
    for n in [1, 8, 9, 31, 32, 33, 100] {
        for round in 0..6 {
            let network = network(&mut random);
            let data = data(&network, n, &mut random);
            let ask = || {
                let gradient = network.gradient(&data, Loss::Sse).unwrap();
                (gradient, network.predict(&data).unwrap())
            };
            let (gradient, outputs) = ask();
            for hidden in [&["avx512f"][..], &["avx512f", "avx2"]] {
                let (other, others) = without(hidden, ask);
                let bits = |values: &[f64]| values.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
                assert_eq!(bits(&gradient), bits(&other), "{n} samples, {network:?}, {hidden:?}");
                assert_eq!(outputs, others);
            }
            for (i, (slope, plain)) in gradient.iter().zip(by_hand(&network, &data)).enumerate() {
                let most = 1e-12 * n as f64 * (1.0 + plain.abs());
                assert!(
                    (slope - plain).abs() <= most,
                    "round {round}, derivative {i} of {network:?}"
                );
            }
        }
    }
}
