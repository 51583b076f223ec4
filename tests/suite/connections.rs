//! Networks whose layers see more than the one before them.

use percept::{
    Adam, Bfgs, ConjugateGradient, Dataset, FeedForward, FeedForwardBuilder, GradientDescent, Init,
    LBfgs, LevenbergMarquardt, Loss, NewtonCg, Rprop, Source, Stop, Trainer, Transfer, toy,
};

use crate::tally::Tally;

const INPUT: Source = Source::Input;
const FIRST: Source = Source::Layer(0);
const SECOND: Source = Source::Layer(1);
const THIRD: Source = Source::Layer(2);

fn few() -> Dataset {
    let inputs = [[0.3, -0.2, 0.9], [-0.7, 0.4, 0.1], [0.5, 0.8, -0.6], [-0.1, -0.9, 0.2]];
    Dataset::new(inputs, [[0.9, 0.1], [0.2, 0.8], [0.4, 0.6], [0.7, 0.3]]).unwrap()
}

fn built(builder: FeedForwardBuilder) -> FeedForward {
    let init = Init::Uniform { low: -0.8, high: 0.9 };
    builder.build().unwrap().init(init).unwrap().seed(3)
}

fn builder() -> FeedForwardBuilder {
    FeedForward::builder(few().ranges()).unwrap()
}

/// Skips, branches that meet again, sources in an order of their own.
fn wirings(output: Transfer) -> [FeedForward; 4] {
    use Transfer::{Gelu, LogSig, SoftMax, TanSig};
    [
        built(builder().layer(3, TanSig).layer_from([FIRST, INPUT], 2, output)),
        built(builder().layer(3, TanSig).layer_from([INPUT], 4, LogSig).layer_from(
            [SECOND, FIRST],
            2,
            output,
        )),
        built(
            builder()
                .layer(2, TanSig)
                .layer_from([INPUT, FIRST], 3, Gelu)
                .layer_from([FIRST], 2, SoftMax)
                .layer_from([THIRD, INPUT, SECOND, FIRST], 2, output),
        ),
        built(builder().layer(3, LogSig).layer(2, TanSig).layer_from([SECOND, FIRST], 2, output)),
    ]
}

fn value(network: &FeedForward, data: &Dataset, loss: Loss, at: usize, by: f64) -> f64 {
    let mut copy = network.clone();
    let mut parameters = network.parameters().to_vec();
    parameters[at] += by;
    copy.set_parameters(&parameters).unwrap();
    loss.value(copy.predict(data).unwrap(), data.targets()).unwrap()
}

#[test]
fn gradients_follow_every_connection() {
    let data = few();
    let losses =
        [Loss::Sse, Loss::Mse, Loss::Sae, Loss::Mae, Loss::BinaryCrossEntropy, Loss::CrossEntropy];
    let mut tally = Tally::default();
    for output in [Transfer::TanSig, Transfer::LogSig, Transfer::PureLin, Transfer::SoftMax] {
        for (number, network) in wirings(output).iter().enumerate() {
            for loss in losses {
                let Some(gradient) = tally.of(network.gradient(&data, loss)) else { continue };
                for (at, slope) in gradient.iter().enumerate() {
                    let difference = (value(network, &data, loss, at, 1e-6)
                        - value(network, &data, loss, at, -1e-6))
                        / 2e-6;
                    assert!(
                        (slope - difference).abs() < 1e-8 + 1e-6 * slope.abs(),
                        "wiring {number}, {output}, {loss}, parameter {at}: {slope} {difference}"
                    );
                }
            }
        }
    }
    tally.assert_at_least(72, 24);
}

#[test]
fn what_flows_is_what_the_sources_give() {
    let [network, ..] = wirings(Transfer::PureLin);
    let sample = [0.4, -0.3, 0.6];
    let flow = network.activations(sample).unwrap();
    let layers = network.layers();
    let seen = [&flow[1][..], &sample].concat();
    assert_eq!(layers[1].weights().dim(), (2, 6));
    for (neuron, output) in flow[2].iter().enumerate() {
        let weights = layers[1].weights().row(neuron).to_vec();
        let sum: f64 = weights.iter().zip(&seen).map(|(weight, value)| weight * value).sum();
        assert!((output - sum - layers[1].biases()[neuron]).abs() < 1e-14);
    }
    assert_eq!(network.predict([sample]).unwrap().row(0).to_vec(), flow[2]);
    assert_eq!(network.sources(1), [FIRST, INPUT]);
    assert_eq!(network.sources(0), [INPUT]);
    assert_eq!(network.sources(2), []);
}

#[test]
fn a_chain_is_the_network_that_new_makes() {
    let data = toy::moons(300, 0.1, 1).unwrap();
    let functions = [Transfer::TanSig, Transfer::LogSig, Transfer::PureLin];
    let new = FeedForward::new(data.ranges(), [5, 4, 1]).unwrap().transfer(functions).unwrap();
    let built = FeedForward::builder(data.ranges())
        .unwrap()
        .layer(5, functions[0])
        .layer_from([FIRST], 4, functions[1])
        .layer(1, functions[2])
        .build()
        .unwrap();
    assert_eq!(built, new);
}

#[test]
fn many_samples_are_the_sum_of_single_ones() {
    let data = toy::moons(301, 0.1, 1).unwrap();
    let network = FeedForward::builder(data.ranges())
        .unwrap()
        .layer(3, Transfer::TanSig)
        .layer_from([INPUT, FIRST], 1, Transfer::TanSig)
        .build()
        .unwrap();
    let mut sums = vec![0.0; network.n_parameters()];
    for i in 0..data.n_samples() {
        let row = |table: &percept::ndarray::Array2<f64>| vec![table.row(i).to_vec()];
        let one = Dataset::new(row(data.inputs()), row(data.targets())).unwrap();
        let gradient = network.gradient(&one, Loss::Sse).unwrap();
        sums.iter_mut().zip(gradient).for_each(|(sum, slope)| *sum += slope);
    }
    for (all, sum) in network.gradient(&data, Loss::Sse).unwrap().iter().zip(sums) {
        assert!((all - sum).abs() < 1e-11, "{all} {sum}");
    }
}

#[test]
fn every_trainer_follows_connections_past_a_layer() {
    let data = toy::sine(20).unwrap();
    let trainers: [Trainer; 8] = [
        GradientDescent::new().online().learning_rate(0.02).goal(0.05).epochs(2000).into(),
        Rprop::new().goal(0.05).into(),
        Adam::new().learning_rate(0.05).goal(0.05).into(),
        Bfgs::new().goal(0.05).into(),
        LBfgs::new().goal(0.05).into(),
        ConjugateGradient::new().goal(0.05).into(),
        NewtonCg::new().goal(0.05).into(),
        LevenbergMarquardt::new().goal(0.05).into(),
    ];
    for trainer in trainers {
        let network = FeedForward::builder(data.ranges()).unwrap().layer(6, Transfer::TanSig);
        let network = network.layer_from([FIRST, INPUT], 1, Transfer::PureLin);
        let history = network.build().unwrap().train(&data, trainer.clone()).unwrap();
        assert_eq!(history.stop(), Stop::GoalReached, "{trainer:?}: {history:?}");
    }
}

#[test]
fn what_cannot_be_wired_is_refused_with_a_sentence() {
    let refused = |builder: FeedForwardBuilder| builder.build().unwrap_err().to_string();
    let function = Transfer::TanSig;
    let wanted = "`sources`: expected the inputs and layers before it, each at most once, but got ";
    let cases = [
        (builder().layer_from([FIRST], 2, function), "Layer(0) for layer 0 (counting from 0)"),
        (
            builder().layer(2, function).layer_from([INPUT, SECOND], 1, function),
            "Layer(1) for layer 1 (counting from 0)",
        ),
        (
            builder().layer(2, function).layer_from([Source::Layer(usize::MAX)], 1, function),
            "Layer(18446744073709551615) for layer 1 (counting from 0)",
        ),
        (
            builder().layer(2, function).layer_from([FIRST, FIRST], 1, function),
            "Layer(0) twice for layer 1 (counting from 0)",
        ),
        (
            builder().layer_from([INPUT, INPUT], 1, function),
            "Input twice for layer 0 (counting from 0)",
        ),
    ];
    for (builder, came) in cases {
        assert_eq!(refused(builder), format!("{wanted}{came}"));
    }
    assert_eq!(
        refused(builder().layer(2, function).layer_from([INPUT], 1, function)),
        "`sources`: expected every layer but the last to be seen by a later one, but got none that \
         sees layer 0 of 2 layers (counting from 0)"
    );
    assert_eq!(refused(builder()), "layers: expected at least one layer, but got none");
    assert_eq!(
        refused(builder().layer_from([], 1, function)),
        "sources: expected at least one source in every layer, but got none"
    );
    assert!(refused(builder().layer(0, function)).contains("at least one neuron"));
    assert!(refused(builder().layer(usize::MAX, function)).contains("2^27"));
    let broken = Transfer::SatLinWith { slope: f64::NAN, low: 0.0, high: 1.0 };
    assert!(refused(builder().layer(1, broken)).starts_with("`transfer`: expected SatLinWith"));
    assert!(FeedForward::builder([[1.0, 0.0]]).is_err());
}

#[test]
fn words_and_picture_say_what_is_connected() {
    let [network, ..] = wirings(Transfer::PureLin);
    assert!(
        network
            .summary()
            .ends_with("layer 2: 2 neurons, PureLin, 14 parameters, sees layer 1 and the inputs"),
        "{}",
        network.summary()
    );
    let words = network.to_string();
    assert!(words.contains("Layer 2 sees layer 1 and the inputs."), "{words}");
    // every weight is in the table with where it comes from
    for source in ["x1", "neuron 3", "bias"] {
        assert!(words.contains(source), "{words}");
    }
}
