//! neurolab's recorded runs of networks with layers, reproduced from their
//! initial weights: error curve, final weights and outputs. Source:
//! `tests/golden/README.md`.
//!
//! `cargo test --test suite parity -- --nocapture` prints the table.

use percept::{
    Bfgs, ConjugateGradient, Dataset, FeedForward, GradientDescent, History, Init, Loss, Lvq,
    LvqRule, NewtonCg, Rprop, Stop, Trainer, Transfer,
};
use serde_json::Value;

use crate::golden::{numbers, read, rows};

#[path = "defects.rs"]
mod defects;
#[path = "parity_others.rs"]
mod others;

use others::{
    elman, elman_steps, functions, grnn, hamming, hopfield, loss_slopes, losses, lvq, pnn,
    prototypes, tools,
};

/// Every file that this module reads.
pub(crate) const FILES: [&str; 39] = [
    "example_newc_cwta",
    "example_newc_wta",
    "example_newelm",
    "example_newff_sin_bfgs",
    "example_newff_sin_cg",
    "example_newff_sin_gd",
    "example_newff_sin_gda",
    "example_newff_sin_gdm",
    "example_newff_sin_gdx",
    "example_newff_sin_ncg",
    "example_newff_sin_rprop",
    "example_newgrnn",
    "example_newhem",
    "example_newhop",
    "example_newlvq",
    "example_newpnn",
    "functions",
    "init_and_tools",
    "newelm_doc_sim",
    "newelm_gd",
    "newff_3layer_rprop",
    "newff_sin_bfgs_rr",
    "newff_sin_cg_rr",
    "newff_sin_gd_CEE",
    "newff_sin_gd_MAE",
    "newff_sin_gd_MSE",
    "newff_sin_gd_SAE",
    "newff_sin_gd_adapt",
    "newff_sin_gd_rr",
    "newff_sin_gda_adapt",
    "newff_sin_gda_rr",
    "newff_sin_gdm_adapt",
    "newff_sin_gdm_rr",
    "newff_sin_gdx_adapt",
    "newff_sin_gdx_rr",
    "newff_sin_rprop_adapt",
    "newlvq_batch",
    "readme_newff_bfgs",
    "xor_newff_gdx",
];

/// What a run is compared by, the tolerance and the largest deviation.
struct Row {
    file: &'static str,
    what: &'static str,
    tolerance: f64,
    deviation: f64,
}

fn transfer(layer: &Value) -> Transfer {
    match layer["name"].as_str().unwrap() {
        "TanSig" => Transfer::TanSig,
        "LogSig" => Transfer::LogSig,
        "PureLin" => Transfer::PureLin,
        other => panic!("no such transfer function: {other}"),
    }
}

fn loss(run: &Value) -> Loss {
    match run["net"]["errorf"].as_str().unwrap() {
        "SSE" => Loss::Sse,
        "MSE" => Loss::Mse,
        "SAE" => Loss::Sae,
        "MAE" => Loss::Mae,
        "CEE" => Loss::BinaryCrossEntropy,
        other => panic!("no such loss: {other}"),
    }
}

fn data(run: &Value) -> Dataset {
    Dataset::new(rows(&run["input"]), rows(&run["target"])).unwrap()
}

fn network(run: &Value) -> FeedForward {
    let net = &run["net"];
    let sizes: Vec<usize> = net["layers"].as_array().unwrap().iter().map(size).collect();
    let functions: Vec<Transfer> = net["transf"].as_array().unwrap().iter().map(transfer).collect();
    let mut network =
        FeedForward::new(rows(&net["inp_minmax"]), sizes).unwrap().transfer(functions).unwrap();
    for (layer, start) in run["init"].as_array().unwrap().iter().enumerate() {
        network.set_weights(layer, rows(&start["w"])).unwrap();
        network.set_biases(layer, numbers(&start["b"])).unwrap();
    }
    network
}

fn size(layer: &Value) -> usize {
    usize::try_from(layer["cn"].as_u64().unwrap()).unwrap()
}

/// Parameters by layer in one list, as the network has them.
fn parameters(layers: &Value) -> Vec<f64> {
    let mut list = Vec::new();
    for layer in layers.as_array().unwrap() {
        list.extend(rows(&layer["w"]).concat());
        list.extend(numbers(&layer["b"]));
    }
    list
}

/// The recorded run's trainer, with so many epochs; `l2` as recorded if wanted.
fn trainer(run: &Value, epochs: usize, regularised: bool) -> Trainer {
    let settings = &run["train"]["effective"];
    let (goal, show) = (settings["goal"].as_f64().unwrap(), settings["show"].as_u64().unwrap());
    let show = usize::try_from(show).unwrap();
    let own = |name: &str| settings["train"][name].as_f64();
    let online = settings["train"]["adapt"].as_bool().unwrap_or_default();
    // neurolab's slopes of means are not divided by the number of samples
    let scale = match loss(run) {
        Loss::Sse | Loss::Sae => 1.0,
        _ => data(run).n_samples() as f64,
    };
    if run["train"]["fn"] == "TrainRprop" {
        let rprop = Rprop::new()
            .epochs(epochs)
            .goal(goal)
            .show(show)
            .first_step(own("lr").unwrap())
            .rate_growth(own("rate_inc").unwrap())
            .rate_decay(own("rate_dec").unwrap())
            .step_bounds(own("rate_min").unwrap(), own("rate_max").unwrap());
        return if online { rprop.online().into() } else { rprop.into() };
    }
    let mut descent = GradientDescent::new()
        .epochs(epochs)
        .goal(goal)
        .show(show)
        .loss(loss(run))
        .learning_rate(scale * own("lr").unwrap())
        .momentum(own("mc").unwrap_or(0.0));
    if let Some(growth) = own("lr_inc") {
        descent = descent
            .rate_growth(growth)
            .rate_decay(own("lr_dec").unwrap())
            .tolerance(own("max_perf_inc").unwrap());
    }
    if regularised {
        descent = descent.l2(own("rr").unwrap()).goal(-1.0);
    }
    if online { descent.online().into() } else { descent.into() }
}

/// The largest distance, relative for numbers above 1.
fn deviation(ours: &[f64], theirs: &[f64]) -> f64 {
    assert_eq!(ours.len(), theirs.len(), "number of values");
    let distances = ours.iter().zip(theirs).map(|(a, b)| (a - b).abs() / b.abs().max(1.0));
    distances.fold(0.0, |largest: f64, distance| {
        assert!(distance.is_finite());
        largest.max(distance)
    })
}

fn trained(run: &Value, trainer: Trainer) -> (FeedForward, History) {
    let mut network = network(run);
    let history = network.train(&data(run), trainer).unwrap();
    (network, history)
}

/// Final weights and outputs.
fn end(run: &Value, network: &FeedForward) -> f64 {
    let outputs = network.predict(rows(&run["sim_input"])).unwrap();
    let outputs: Vec<f64> = outputs.iter().copied().collect();
    deviation(network.parameters(), &parameters(&run["final"]))
        .max(deviation(&outputs, &rows(&run["sim_output"]).concat()))
}

/// The error curve, the final weights and the printed lines.
fn curve(file: &'static str, tolerance: f64) -> Row {
    let run = read(file);
    let errors = numbers(&run["error"]);
    let online = run["train"]["effective"]["train"]["adapt"] == true;
    // online, neurolab measures after the updates of an epoch, we before
    let skipped = usize::from(online);
    let epochs = usize::try_from(run["train"]["effective"]["epochs"].as_u64().unwrap()).unwrap();
    let (network, history) = trained(&run, trainer(&run, epochs + skipped, false));
    let printed: String = history.log().iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    let lines = |text: &str| text.lines().map(|line| line[..10].to_owned()).collect::<Vec<_>>();
    assert_eq!(lines(&printed), lines(run["stdout"].as_str().unwrap()), "{file}: printed lines");
    let deviation = deviation(&history.errors()[skipped..], &errors).max(end(&run, &network));
    Row { file, what: "curve, weights", tolerance, deviation }
}

/// As [`curve`], with weights kept small. neurolab follows the slope of
/// `½ rr Σ p²` and reports `rr (‖w‖ + ‖b‖)` beside the error of the data; this
/// is computed here from the weights of every epoch.
fn regularised(file: &'static str, tolerance: f64) -> Row {
    let run = read(file);
    let errors = numbers(&run["error"]);
    let rr = run["train"]["effective"]["train"]["rr"].as_f64().unwrap();
    let mut reported = Vec::new();
    for epochs in 1..=errors.len() {
        let (network, _) = trained(&run, trainer(&run, epochs, true));
        let outputs = network.predict(&data(&run)).unwrap();
        let (mut weights, mut biases) = (0.0, 0.0);
        for layer in network.layers() {
            weights += layer.weights().iter().map(|w| w * w).sum::<f64>();
            biases += layer.biases().iter().map(|b| b * b).sum::<f64>();
        }
        let error = Loss::Sse.value(outputs, data(&run).targets()).unwrap();
        reported.push(error + rr * (weights.sqrt() + biases.sqrt()));
    }
    let (network, _) = trained(&run, trainer(&run, errors.len(), true));
    let deviation = deviation(&reported, &errors).max(end(&run, &network));
    Row { file, what: "curve, weights", tolerance, deviation }
}

/// Epochs until the goal, against those recorded, and how often the network
/// was computed over all samples. The searches along lines differ, so the paths
/// do. `calls` is what scipy took: of ours each gives the error and its slopes
/// together, so where scipy asked for both at the same places `calls` is the
/// number of either, and where it did not (NCG: 12 errors, 52 slopes) of both.
///
/// The files hold no such number. These are of scipy 1.17.1's `fmin_bfgs`,
/// `fmin_cg` and `fmin_ncg` on the recorded data and initial weights, stopped by
/// a callback as neurolab stops them; steps and last error are the recorded
/// ones.
fn goal(file: &'static str, calls: usize, trainer: impl Fn(f64) -> Trainer) -> [Row; 2] {
    let run = read(file);
    let wanted = run["train"]["effective"]["goal"].as_f64().unwrap();
    let (_, history) = trained(&run, trainer(wanted));
    assert_eq!(history.stop(), Stop::GoalReached, "{file}: {history:?}");
    // neurolab writes down no error before the first step
    let (ours, theirs) = (history.epochs() - 1, numbers(&run["error"]).len());
    let evaluations = history.evaluations();
    println!("{file}: {ours} steps of {theirs}, {evaluations} evaluations of {calls}");
    let beyond = |ours: usize, theirs: usize| ours.saturating_sub(theirs) as f64;
    let row = |what, deviation| Row { file, what, tolerance: 0.0, deviation };
    [
        row("steps to the goal beyond neurolab's", beyond(ours, theirs)),
        row("evaluations beyond scipy's", beyond(evaluations, calls)),
    ]
}

/// Outputs and gradient with the initial weights.
fn start(file: &'static str) -> Option<Row> {
    let run = read(file);
    run.get("first_gradient")?;
    let (network, data) = (network(&run), data(&run));
    let scale = match loss(&run) {
        Loss::Sse | Loss::Sae => 1.0,
        _ => data.n_samples() as f64,
    };
    let gradient = network.gradient(&data, loss(&run)).unwrap();
    let gradient: Vec<f64> = gradient.iter().map(|slope| scale * slope).collect();
    let outputs: Vec<f64> = network.predict(&data).unwrap().iter().copied().collect();
    let deviation = deviation(&gradient, &parameters(&run["first_gradient"]))
        .max(deviation(&outputs, &rows(&run["init_sim"]).concat()));
    Some(Row { file, what: "first gradient", tolerance: 1e-12, deviation })
}

/// Initial weights without chance; those with are beside the code.
fn initial() -> Row {
    let file = "init_and_tools";
    let functions = [Transfer::TanSig, Transfer::LogSig, Transfer::PureLin];
    let network = FeedForward::new([[-2.0, 3.0], [0.0, 10.0]], [4, 3, 1]).unwrap();
    let network = network.transfer(functions).unwrap().init(Init::Linear).unwrap();
    let recorded = parameters(&read(file)["initwb_lin"]["params"]);
    let deviation = deviation(network.parameters(), &recorded);
    Row { file, what: "initwb_lin", tolerance: 1e-14, deviation }
}

/// The runs of perceptrons, which `golden` reproduces.
fn perceptrons() -> Vec<Row> {
    let mut table = Vec::new();
    for &file in crate::golden::FILES {
        let [tolerance, errors, weights] = crate::golden::deviations(file);
        table.push(Row { file, what: "curve", tolerance, deviation: errors });
        table.push(Row { file, what: "weights", tolerance, deviation: weights });
    }
    table
}

fn printed(rows: &[Row]) {
    println!("| file | compared | tolerance | largest deviation |");
    println!("|---|---|--:|--:|");
    for row in rows {
        let Row { file, what, tolerance, deviation } = row;
        println!("| {file} | {what} | {tolerance:.0e} | {deviation:.1e} |");
    }
}

#[test]
fn recorded_runs_are_reproduced() {
    let mut table = perceptrons();
    table.extend(FILES.into_iter().filter_map(start));
    table.extend([functions(), losses(), loss_slopes(), initial(), tools()]);
    for file in ["gd", "gdm", "rprop"] {
        let name = FILES.into_iter().find(|name| *name == format!("example_newff_sin_{file}"));
        table.push(curve(name.unwrap(), 1e-9));
    }
    table.push(curve("newff_3layer_rprop", 1e-9));
    for file in ["newff_sin_gd_SAE", "newff_sin_gd_MSE", "newff_sin_gd_MAE", "newff_sin_gd_CEE"] {
        table.push(curve(file, 1e-9));
    }
    for file in ["newff_sin_gd_adapt", "newff_sin_gdm_adapt", "newff_sin_rprop_adapt"] {
        table.push(curve(file, 1e-9));
    }
    table.extend([defects::rate_by_sample("newff_sin_gda_adapt", 1e-6)]);
    table.extend([defects::rate_by_sample("newff_sin_gdx_adapt", 1e-8)]);
    table.extend(defects::two_penalties("newff_sin_bfgs_rr", Bfgs::new().l2(0.1)));
    table.extend(defects::two_penalties("newff_sin_cg_rr", ConjugateGradient::new().l2(0.1)));
    table.extend(goal("example_newff_sin_bfgs", 17, |goal| Bfgs::new().goal(goal).into()));
    table.extend(goal("readme_newff_bfgs", 16, |goal| Bfgs::new().goal(goal).into()));
    table.extend(goal("example_newff_sin_cg", 24, |goal| {
        ConjugateGradient::new().goal(goal).into()
    }));
    table.extend(goal("example_newff_sin_ncg", 12 + 52, |goal| NewtonCg::new().goal(goal).into()));
    table.push(curve("example_newff_sin_gda", 1e-6));
    table.push(curve("example_newff_sin_gdx", 1e-8));
    table.push(curve("xor_newff_gdx", 1e-8));
    // neurolab drops `rr` here
    table.push(curve("newff_sin_gdx_rr", 1e-8));
    table.push(regularised("newff_sin_gd_rr", 1e-9));
    table.push(regularised("newff_sin_gdm_rr", 1e-9));
    table.push(regularised("newff_sin_gda_rr", 1e-6));
    table.extend([prototypes("example_newc_wta"), prototypes("example_newc_cwta"), lvq()]);
    table.push(defects::last_sample_only());
    table.extend([elman("newelm_gd"), elman("example_newelm"), elman_steps()]);
    table.extend([hopfield(), hamming(), grnn(), pnn()]);
    printed(&table);
    for file in FILES {
        assert!(table.iter().any(|row| row.file == file), "{file} is not in the table");
    }
    for Row { file, what, tolerance, deviation } in table {
        assert!(deviation <= tolerance, "{file}: {what}: {deviation:e} is above {tolerance:e}");
    }
}
