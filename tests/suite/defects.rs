//! Recorded runs that rest on a defect of neurolab: percept does not have it,
//! so each is put together here from percept's own steps.

use percept::{Competitive, Trainer};

use super::{
    Dataset, FeedForward, GradientDescent, Loss, Lvq, LvqRule, Row, data, deviation, end, network,
    numbers, read, rows,
};

/// One plain step on one sample; gives how far each parameter moved.
fn step(network: &mut FeedForward, sample: &Dataset, rate: f64) -> Vec<f64> {
    let before = network.parameters().to_vec();
    let trainer = GradientDescent::new().learning_rate(rate).epochs(2).goal(-1.0).show(0);
    network.train(sample, trainer).unwrap();
    before.iter().zip(network.parameters()).map(|(before, after)| before - after).collect()
}

/// Online, neurolab asks before every sample whether the error fell from the
/// epoch before the last to the last, and changes the rate again each time, 20
/// times an epoch; percept changes it once. So every sample is a training of
/// its own here, with the rate that neurolab had come to.
pub(super) fn rate_by_sample(file: &'static str, tolerance: f64) -> Row {
    let run = read(file);
    let own = |name: &str| run["train"]["effective"]["train"][name].as_f64();
    let number = |name: &str| own(name).unwrap();
    let (mut rate, momentum) = (number("lr"), own("mc").unwrap_or(0.0));
    let (mut network, data) = (network(&run), data(&run));
    let mut last = vec![0.0; network.n_parameters()];
    let mut errors: Vec<f64> = Vec::new();
    let row = |table: &percept::ndarray::Array2<f64>, i: usize| vec![table.row(i).to_vec()];
    while errors.len() < numbers(&run["error"]).len() {
        for i in 0..data.n_samples() {
            if let [.., before, now] = errors[..] {
                if now / before > number("max_perf_inc") {
                    rate *= number("lr_dec");
                } else if now < before {
                    rate *= number("lr_inc");
                }
            }
            let sample = Dataset::new(row(data.inputs(), i), row(data.targets(), i)).unwrap();
            let moved = step(&mut network, &sample, (1.0 - momentum) * rate);
            let mut parameters = network.parameters().to_vec();
            for (at, moved) in moved.iter().enumerate() {
                parameters[at] -= momentum * last[at];
                last[at] = momentum * last[at] + moved;
            }
            network.set_parameters(parameters).unwrap();
        }
        let outputs = network.predict(&data).unwrap();
        errors.push(Loss::Sse.value(outputs, data.targets()).unwrap());
    }
    let deviation = deviation(&errors, &numbers(&run["error"])).max(end(&run, &network));
    Row { file, what: "curve, weights", tolerance, deviation }
}

/// neurolab searched along lines for the least of the error plus
/// `rr (‖w‖ + ‖b‖)` by the slopes of the error plus `½ rr Σ p²`, until rounding
/// stopped it. That way leads from no single function, so no trainer that
/// follows the slopes of what it measures takes it. Compared are the outputs
/// and the reported error at its end; and percept's own run, with the penalty
/// that the slopes belong to, must end lower.
pub(super) fn two_penalties(file: &'static str, trainer: impl Into<Trainer>) -> [Row; 2] {
    let run = read(file);
    let (mut theirs, data) = (network(&run), data(&run));
    theirs.set_parameters(super::parameters(&run["final"])).unwrap();
    let (mut weights, mut biases) = (0.0, 0.0);
    for layer in theirs.layers() {
        weights += layer.weights().iter().map(|w| w * w).sum::<f64>();
        biases += layer.biases().iter().map(|b| b * b).sum::<f64>();
    }
    let error = Loss::Sse.value(theirs.predict(&data).unwrap(), data.targets()).unwrap();
    let rr = run["train"]["effective"]["train"]["rr"].as_f64().unwrap();
    let reported = error + rr * (weights.sqrt() + biases.sqrt());
    let last = numbers(&run["error"]).pop().unwrap();
    let same = deviation(&[reported], &[last]).max(end(&run, &theirs));
    let mut ours = network(&run);
    let history = ours.train(&data, trainer.into()).unwrap();
    let above = history.last_error() - (error + 0.5 * rr * (weights + biases));
    [
        Row { file, what: "outputs, last error", tolerance: 1e-12, deviation: same },
        Row { file, what: "end above neurolab's", tolerance: 0.0, deviation: above.max(0.0) },
    ]
}

/// In a batch, neurolab draws prototypes only towards samples, never away, and
/// by numpy's `+=` each only towards the last sample that it won. percept
/// updates by sample; here each prototype takes its one step from where the
/// epoch began.
pub(super) fn last_sample_only() -> Row {
    let file = "newlvq_batch";
    let run = read(file);
    let data = data(&run);
    let mut network = Lvq::new(rows(&run["net"]["inp_minmax"]), [2, 2]).unwrap();
    let trainer = LvqRule::new().epochs(2).goal(-1.0).learning_rate(0.01);
    let mut errors = Vec::new();
    let recorded = numbers(&run["error"]);
    loop {
        let outputs = network.predict(&data).unwrap();
        errors.push(Loss::Mse.value(outputs, data.targets()).unwrap());
        if errors.len() == recorded.len() {
            break;
        }
        let mut finder = Competitive::new(data.ranges(), 4).unwrap();
        finder.set_prototypes(network.prototypes()).unwrap();
        let winners = finder.winners(&data).unwrap();
        let mut prototypes = network.prototypes().clone();
        for prototype in 0..4 {
            let Some(last) = winners.iter().rposition(|winner| *winner == prototype) else {
                continue;
            };
            // of its own class, it is drawn near
            let mut target = vec![0.0; 2];
            target[network.prototype_classes()[prototype]] = 1.0;
            let input = vec![data.inputs().row(last).to_vec()];
            let sample = Dataset::new(input, vec![target]).unwrap();
            let mut copy = network.clone();
            copy.train(&sample, trainer.clone()).unwrap();
            prototypes.row_mut(prototype).assign(&copy.prototypes().row(prototype));
        }
        network.set_prototypes(&prototypes).unwrap();
    }
    let prototypes: Vec<f64> = network.prototypes().iter().copied().collect();
    let outputs: Vec<f64> = network.predict(&data).unwrap().iter().copied().collect();
    let deviation = deviation(&errors, &recorded)
        .max(deviation(&prototypes, &rows(&run["final"][0]["w"]).concat()))
        .max(deviation(&outputs, &rows(&run["sim_output"]).concat()));
    Row { file, what: "curve, prototypes", tolerance: 0.0, deviation }
}
