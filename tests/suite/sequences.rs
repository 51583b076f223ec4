//! Networks with a context: what flows, its slopes, and who may train them.

use percept::{
    Adam, Bfgs, ConjugateGradient, Dataset, Elman, GradientDescent, Init, LBfgs,
    LevenbergMarquardt, Loss, NewtonCg, Rprop, Stop, Trainer, Transfer, toy,
};

use crate::elements;

/// More steps than a block of samples has, and a rest.
fn sequence(n: usize) -> Dataset {
    let mut inputs = Vec::new();
    let mut targets = Vec::new();
    let mut value: f64 = 0.3;
    for _ in 0..n {
        let next = 3.7 * value * (1.0 - value); // the logistic map
        inputs.push([value - 0.5, (3.0 * value).sin()]);
        targets.push([next, 1.0 - next]);
        value = next;
    }
    Dataset::new(inputs, targets).unwrap()
}

fn network(data: &Dataset, functions: [Transfer; 2]) -> Elman {
    let network = Elman::new(data.ranges(), [3, data.n_targets()]).unwrap();
    let init = Init::Uniform { low: -0.7, high: 0.8 };
    network.transfer(functions).unwrap().init(init).unwrap().seed(5)
}

/// The loss with a parameter moved.
fn value(network: &Elman, data: &Dataset, loss: Loss, at: usize, by: f64) -> f64 {
    let mut copy = network.clone();
    let mut parameters = network.parameters().to_vec();
    parameters[at] += by;
    copy.set_parameters(&parameters).unwrap();
    loss.value(copy.predict(data).unwrap(), data.targets()).unwrap()
}

#[test]
fn slopes_go_through_time_from_block_to_block() {
    let data = sequence(300);
    let network = network(&data, [Transfer::TanSig, Transfer::PureLin]).through_time();
    let gradient = network.gradient(&data, Loss::Mse).unwrap();
    for (at, slope) in gradient.iter().enumerate() {
        let difference = (value(&network, &data, Loss::Mse, at, 1e-5)
            - value(&network, &data, Loss::Mse, at, -1e-5))
            / 2e-5;
        assert!((slope - difference).abs() < 1e-8, "parameter {at}: {slope} {difference}");
    }
}

#[test]
fn a_first_layer_that_is_the_last_goes_through_time_too() {
    let data = sequence(6);
    let network = Elman::new(data.ranges(), [2]).unwrap().seed(2).through_time();
    for (at, slope) in network.gradient(&data, Loss::Sse).unwrap().iter().enumerate() {
        let difference = (value(&network, &data, Loss::Sse, at, 1e-6)
            - value(&network, &data, Loss::Sse, at, -1e-6))
            / 2e-6;
        assert!((slope - difference).abs() < 1e-7, "parameter {at}: {slope} {difference}");
    }
}

#[test]
fn without_time_the_slopes_take_the_context_as_given() {
    let data = sequence(7);
    let network = network(&data, [Transfer::TanSig, Transfer::PureLin]);
    let states = network.states(&data).unwrap();
    let gradient = network.gradient(&data, Loss::Sse).unwrap();
    // the same network as one without a memory, which is shown the contexts
    let mut inputs = Vec::new();
    for step in 0..data.n_samples() {
        let mut row = data.inputs().row(step).to_vec();
        let before = |neuron| if step == 0 { 0.0 } else { states[(step - 1, neuron)] };
        row.extend((0..3).map(before));
        inputs.push(row);
    }
    let given = Dataset::new(inputs, data.targets()).unwrap();
    let plain = percept::FeedForward::new(given.ranges(), [3, 2]).unwrap();
    let mut plain = plain.transfer([Transfer::TanSig, Transfer::PureLin]).unwrap();
    plain.set_parameters(network.parameters()).unwrap();
    for (ours, theirs) in gradient.iter().zip(plain.gradient(&given, Loss::Sse).unwrap()) {
        assert!((ours - theirs).abs() < 1e-13);
    }
    assert_ne!(gradient, network.clone().through_time().gradient(&data, Loss::Sse).unwrap());
}

/// Whether the value two steps ago was above 0.
fn two_ago() -> Dataset {
    let bits = [1, 0, 0, 1, 1, 1, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 1, 1, 0, 0, 1, 0, 1, 0];
    let inputs: Vec<f64> = bits.iter().map(|bit| f64::from(*bit) - 0.5).collect();
    let targets: Vec<f64> =
        (0..bits.len()).map(|at| if at < 2 { 0.0 } else { f64::from(bits[at - 2]) }).collect();
    Dataset::new(inputs, targets).unwrap()
}

#[test]
fn every_trainer_through_time_learns_what_lies_two_steps_back() {
    let data = two_ago();
    let trainers: [Trainer; 7] = [
        GradientDescent::new().learning_rate(0.1).adaptive().momentum(0.9).epochs(3000).into(),
        Rprop::new().into(),
        Adam::new().learning_rate(0.05).into(),
        Bfgs::new().into(),
        LBfgs::new().into(),
        ConjugateGradient::new().into(),
        NewtonCg::new().into(),
    ];
    for trainer in trainers {
        let network = Elman::new(data.ranges(), [5, 1]).unwrap().init(Init::Xavier).unwrap();
        let mut network = network.seed(2).through_time();
        let history = network.train(&data, trainer.clone()).unwrap();
        assert_eq!(history.stop(), Stop::GoalReached, "{trainer:?}: {history:?}");
        // what is predicted has the very error that was reported
        let error = Loss::Sse.value(network.predict(&data).unwrap(), data.targets()).unwrap();
        assert!((error - history.last_error()).abs() < 1e-12);
        // and training leaves the context of the last step
        let states = network.states(&data).unwrap();
        for (left, state) in network.context().iter().zip(states.row(data.n_samples() - 1)) {
            assert!((left - state).abs() < 1e-12);
        }
    }
}

#[test]
fn the_context_goes_on_until_it_is_reset() {
    let data = sequence(20);
    let mut network = network(&data, [Transfer::TanSig, Transfer::PureLin]);
    let whole = network.predict(&data).unwrap();
    let rows = |from: usize, to: usize| -> Vec<Vec<f64>> {
        (from..to).map(|row| data.inputs().row(row).to_vec()).collect()
    };
    let (first, rest) = (rows(0, 8), rows(8, 20));
    let mut parts: Vec<f64> = network.proceed(&first).unwrap().into_iter().collect();
    assert_eq!(network.context(), network.states(&first).unwrap().row(7).to_vec());
    parts.extend(network.proceed(&rest).unwrap());
    assert_eq!(parts, whole.iter().copied().collect::<Vec<_>>());
    network.reset();
    assert_eq!(network.context(), [0.0; 3]);
    assert_eq!(network.proceed(&data).unwrap(), whole);
}

#[test]
fn keeping_the_context_changes_where_epochs_begin() {
    let data = sequence(9);
    let errors = |network: Elman| {
        let trainer = GradientDescent::new().learning_rate(1e-9).epochs(2).goal(0.0);
        network.clone().train(&data, trainer).unwrap().errors().to_vec()
    };
    let network = network(&data, [Transfer::TanSig, Transfer::PureLin]);
    let (anew, kept) = (errors(network.clone()), errors(network.keep_context()));
    assert_eq!(anew[0], kept[0]);
    assert!((anew[1] - anew[0]).abs() < 1e-6);
    assert!((kept[1] - kept[0]).abs() > 1e-4, "{kept:?}");
}

#[test]
fn what_cannot_follow_a_sequence_is_refused_with_a_sentence() {
    let data = sequence(9);
    let refused = |network: &Elman, trainer: Trainer| {
        let mut copy = network.clone();
        let problem = copy.train(&data, trainer).unwrap_err().to_string();
        assert_eq!(&copy, network);
        problem
    };
    let network = network(&data, [Transfer::TanSig, Transfer::PureLin]);
    assert_eq!(
        refused(&network, Rprop::new().online().into()),
        "`trainer`: expected for a sequence, one that takes all steps at once, in order, but got \
         `online` or `batch_size`"
    );
    let exact = "`trainer`: expected GradientDescent, Rprop or Adam, unless the network learns \
                 `through_time` and does not `keep_context`, but got one that has to know the \
                 gradient of the error exactly";
    assert_eq!(refused(&network, Bfgs::new().into()), exact);
    assert_eq!(refused(&network.clone().through_time().keep_context(), LBfgs::new().into()), exact);
    assert!(
        refused(&network.clone().through_time(), LevenbergMarquardt::new().into())
            .starts_with("`trainer`: expected any other than LevenbergMarquardt")
    );
    let wrong = |problem: percept::Result<percept::History>| problem.unwrap_err().to_string();
    let mut copy = network.clone();
    assert_eq!(
        wrong(copy.train(&toy::sine(5).unwrap(), Rprop::new())),
        "inputs: expected 2 values per sample, but got 1 (a flat list is a column; write a row as \
         [[…]])"
    );
    assert!(network.predict([[f64::NAN, 0.0]]).is_err());
    assert!(network.predict(Vec::<[f64; 2]>::new()).is_err());
    assert!(Elman::new([[0.0, 1.0]], [0_usize; 0]).is_err());
    assert!(Elman::new([[0.0, 1.0]], [0]).is_err());
    assert!(Elman::new([[0.0, 1.0]], [usize::MAX, 1]).is_err());
}

#[test]
fn a_context_beyond_all_bounds_is_named() {
    let linear = Elman::new([[0.0, 1.0]], [1]).unwrap();
    let mut linear = linear.transfer([Transfer::PureLin]).unwrap();
    linear.set_parameters([1.0, 1e200, 0.0]).unwrap();
    assert_eq!(
        linear.predict([1.0, 1.0, 1.0, 1.0]).unwrap_err().to_string(),
        "context of row 3 (counting from 0): the result is inf, beyond the range of 64-bit \
         numbers; scale the inputs or the weights down"
    );
}

#[test]
fn it_says_what_it_is() {
    let network = Elman::new([[-2.0, 2.0]], [10, 1]).unwrap();
    assert_eq!(format!("{network:?}"), "Elman(1-10-1, 131 parameters)");
    assert_eq!(
        network.summary(),
        "1 input, 2 layers, 131 parameters\n\
         layer 1: 10 neurons, TanSig, 120 parameters\n\
         layer 2: 1 neuron, TanSig, 11 parameters\n\
         context: 10 neurons, the outputs of layer 1 one step before"
    );
    let words = network.to_string();
    assert!(words.contains("The context is the output of layer 1 one step before."), "{words}");
}

#[test]
fn weights_start_small_with_functions_that_have_no_bounds() {
    for functions in [[Transfer::TanSig, Transfer::PureLin], [Transfer::Relu, Transfer::Softplus]] {
        for seed in 0..50 {
            let network = Elman::new([[-2.0, 2.0]], [10, 1]).unwrap();
            let network = network.transfer(functions).unwrap().seed(seed);
            // Xavier: ±√(6 / (inputs + context + neurons)) and ±√(6 / (10 + 1))
            for (layer, most) in [(0, (6.0_f64 / 21.0).sqrt()), (1, (6.0_f64 / 11.0).sqrt())] {
                let layer = &network.layers()[layer];
                assert!(layer.weights().iter().all(|weight| weight.abs() <= most && most < 3.0));
                assert!(layer.weights().iter().any(|weight| weight.abs() > 0.3 * most));
                assert!(layer.biases().iter().all(|bias| *bias == 0.0));
            }
        }
    }
    // neurolab's choice has to be asked for
    let wide = Elman::new([[-2.0, 2.0]], [10, 1]).unwrap().transfer([Transfer::PureLin]).unwrap();
    let wide = wide.init(Init::ActiveRange).unwrap();
    assert!(wide.layers()[1].weights().iter().any(|weight| weight.abs() > 10.0));
}

#[test]
fn a_run_that_diverges_leaves_the_context_of_the_weights_that_it_leaves() {
    let data = Dataset::new([1.0, -2.0, 3.0, 4.0], [1.0, 0.0, -1.0, 2.0]).unwrap();
    let start = Elman::new(data.ranges(), [3, 1]).unwrap();
    let start = start.transfer([Transfer::Relu, Transfer::PureLin]).unwrap();
    let start = start.seed(1).keep_context();
    let run = |epochs: usize| {
        let mut network = start.clone();
        let trainer = GradientDescent::new().learning_rate(0.3).epochs(epochs).goal(0.0);
        let history = network.train(&data, trainer).unwrap();
        (network, history)
    };
    let (network, history) = run(500);
    assert_eq!(history.stop(), Stop::Diverged);
    // the same run, ended an epoch earlier
    let (expected, shorter) = run(history.epochs() - 1);
    assert_eq!(shorter.stop(), Stop::EpochsReached);
    assert!(history.epochs() > 2, "{history:?}");
    assert_eq!(network, expected);
    assert!(network.context().iter().all(|value| value.is_finite()));
    let path = std::env::temp_dir().join(format!("percept_diverged_{}", std::process::id()));
    network.save(&path).unwrap();
    assert_eq!(Elman::load(&path).unwrap(), network);
    std::fs::remove_file(path).unwrap();
}

#[test]
fn early_stopping_leaves_the_context_of_the_best_weights() {
    let (data, unseen) = (two_ago(), sequence(9));
    let unseen = Dataset::new(
        unseen.inputs().column(0).to_vec(),
        unseen.targets().column(0).iter().map(|target| 0.5 * target).collect::<Vec<_>>(),
    )
    .unwrap();
    for keep in [true, false] {
        let mut start = Elman::new(data.ranges(), [4, 1]).unwrap().seed(3);
        if keep {
            start = start.keep_context();
        }
        let mut network = start.clone();
        let trainer = Rprop::new().goal(0.0).validation(&unseen).patience(6);
        let history = network.train(&data, trainer).unwrap();
        assert_eq!(history.stop(), Stop::NoImprovement);
        let mut expected = start.clone();
        let epochs = history.epochs() - 6;
        expected.train(&data, Rprop::new().goal(0.0).epochs(epochs)).unwrap();
        assert_eq!(network.parameters(), expected.parameters());
        assert_eq!(network.context(), expected.context(), "keep_context: {keep}");
    }
}

/// Adds up what came so far.
fn sum() -> Elman {
    let network = Elman::new([[-1.0, 1.0]], [1]).unwrap();
    let mut network = network.transfer([Transfer::PureLin]).unwrap();
    network.set_weights(0, [[1.0, 1.0]]).unwrap();
    network.set_biases(0, [0.0]).unwrap();
    network
}

#[test]
fn an_unfolded_sequence_says_where_it_misses_most() {
    let steps = Dataset::new([1.0, 1.0, 3.0], [1.0, 2.5, 4.0]).unwrap();
    let unfolded = sum().unfold(&steps).unwrap();
    assert_eq!(unfolded.fit().residuals().column(0).to_vec(), [0.0, 0.5, -1.0]);
    assert_eq!(format!("{unfolded:?}"), "Unfolded(3 steps, context of 1 neuron)");
    let said = unfolded.to_string();
    // √(1.25 / 3)
    assert!(said.contains("RMSE of the outputs: 0.6455."), "{said}");
    assert!(said.contains("The largest residual is 1, at step 3."), "{said}");
    assert!(!said.contains("are drawn"), "{said}");
}

#[test]
fn an_unfolded_sequence_draws_inputs_outputs_and_context() {
    let data = sequence(20);
    let network = network(&data, [Transfer::TanSig, Transfer::PureLin]);
    let svg = network.unfold(&data).unwrap().chart().to_svg();
    let lines = elements(&svg).into_iter().filter(|element| element.name == "polyline").count();
    // 2 inputs, 2 outputs, 3 neurons, and the output in the legend; targets are dots
    assert_eq!(lines, 2 + 2 + 3 + 1);
    for name in ["target", "output", "context 1", "context 3", "step"] {
        assert!(elements(&svg).iter().any(|element| element.text == name), "{name}");
    }
}

#[test]
fn a_long_wide_sequence_says_what_is_left_out() {
    let inputs: Vec<[f64; 4]> = (0..1000).map(|step| [f64::from(step).sin(); 4]).collect();
    let targets: Vec<[f64; 4]> = vec![[0.0; 4]; 1000];
    let data = Dataset::new(inputs, targets).unwrap();
    let network = Elman::new(data.ranges(), [8, 4]).unwrap();
    let chart = network.unfold(&data).unwrap().chart();
    let said = chart.to_string();
    for sentence in [
        "The first 300 steps are drawn.",
        "The first 3 of 4 inputs are drawn.",
        "The first 3 of 4 outputs are drawn.",
        "The first 6 of 8 neurons of the context are drawn.",
    ] {
        assert!(said.contains(sentence), "{said}");
    }
    assert!(chart.to_svg().len() < 300_000);
}

#[test]
fn a_sequence_that_does_not_fit_is_refused() {
    let problem = sum().unfold(&Dataset::unlabelled([1.0]).unwrap()).unwrap_err();
    assert_eq!(
        problem.to_string(),
        "unfold: expected data with one target per output (1), but got 0 targets"
    );
    let two = Dataset::new([[1.0, 2.0]], [1.0]).unwrap();
    assert!(sum().unfold(&two).is_err());
    // a single step
    let svg = sum().unfold(&Dataset::new([1.0], [1.0]).unwrap()).unwrap().chart().to_svg();
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
}

#[test]
fn panels_of_a_sequence_stand_over_one_axis_of_steps() {
    let lamp = Dataset::new([1.0, 0.0, 0.0, 1.0], [1.0, 1.0, 1.0, 2000.5]).unwrap();
    let lamp = lamp.name_inputs(["lamp"]).unwrap();
    let chart = sum().unfold(&lamp).unwrap().chart();
    let figure = crate::plotly_json(&chart);
    let layout = &figure["layout"];
    assert_eq!(layout["xaxis"]["domain"], layout["xaxis2"]["domain"]);
    assert_eq!(layout["xaxis"]["domain"], layout["xaxis3"]["domain"]);
    assert_eq!(chart.to_svg().matches(">step<").count(), 1);
    // the lamp is on or off, and nothing between
    let first = &figure["data"][0];
    assert_eq!(
        (&first["x"], &first["y"]),
        (&serde_json::json!([1, 2, 2, 4, 4]), &serde_json::json!([1, 1, 0, 0, 1]))
    );
    crate::renderers::assert_same_picture("one axis of steps", &chart);
}
