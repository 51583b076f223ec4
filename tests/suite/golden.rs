//! neurolab's recorded runs of the perceptron, reproduced: error curve, weights
//! and outputs to the last bit. Source: `tests/golden/README.md`. The other
//! networks are in `parity`.

use percept::{Dataset, Delta, History, Perceptron, Transfer};
use serde_json::Value;

/// Recorded with numpy's own AVX-512 `exp`, which rounds some last bits as no
/// other does: without that instruction set neurolab itself gives other last
/// bits, those of the file `…_libm`, which is reproduced to the last bit.
const AVX_512_EXP: [&str; 1] = ["newp_logsig_and"];

pub(crate) fn read(name: &str) -> Value {
    let path = format!("{}/tests/golden/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

pub(crate) fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

pub(crate) fn rows(value: &Value) -> Vec<Vec<f64>> {
    value.as_array().unwrap().iter().map(numbers).collect()
}

fn transfer(run: &Value) -> Transfer {
    match run["net"]["transf"][0]["name"].as_str().unwrap() {
        "HardLim" => Transfer::HardLim,
        "HardLims" => Transfer::HardLims,
        "LogSig" => Transfer::LogSig,
        "PureLin" => Transfer::PureLin,
        other => panic!("no such transfer function: {other}"),
    }
}

fn trainer(run: &Value) -> Delta {
    let settings = &run["train"]["effective"];
    let count = |name: &str| usize::try_from(settings[name].as_u64().unwrap()).unwrap();
    Delta::new()
        .epochs(count("epochs"))
        .show(count("show"))
        .goal(settings["goal"].as_f64().unwrap())
        .learning_rate(settings["train"]["lr"].as_f64().unwrap())
}

fn replay(run: &Value) -> (Perceptron, History) {
    let data = Dataset::new(rows(&run["input"]), rows(&run["target"])).unwrap();
    let ranges = rows(&run["net"]["inp_minmax"]);
    let start = &run["init"][0];
    let mut network = Perceptron::new(ranges, data.n_targets()).unwrap().transfer(transfer(run));
    network.set_weights(rows(&start["w"])).unwrap();
    network.set_biases(numbers(&start["b"])).unwrap();
    let history = network.train(&data, trainer(run)).unwrap();
    (network, history)
}

fn assert_close(name: &str, what: &str, ours: impl IntoIterator<Item = f64>, theirs: &[f64]) {
    let ours: Vec<f64> = ours.into_iter().collect();
    assert_eq!(ours.len(), theirs.len(), "{name}: number of {what}");
    let may = if AVX_512_EXP.contains(&name) { 1e-12 } else { 0.0 };
    for (ours, theirs) in ours.iter().zip(theirs) {
        assert!((ours - theirs).abs() <= may, "{name}: {what}: {ours:e} is not {theirs:e}");
    }
}

fn assert_errors(name: &str, ours: &[f64], recorded: &[f64]) {
    if AVX_512_EXP.contains(&name) {
        return assert_close(name, "errors", ours.iter().copied(), recorded);
    }
    let bits = |errors: &[f64]| errors.iter().map(|error| error.to_bits()).collect::<Vec<_>>();
    assert_eq!(bits(ours), bits(recorded), "{name}: {ours:?}");
}

/// How far errors and weights are from those recorded, and how far the errors
/// may be, for the table of all files.
#[cfg(feature = "networks")]
pub(crate) fn deviations(name: &str) -> [f64; 3] {
    let run = read(name);
    let (network, history) = replay(&run);
    let largest = |ours: &[f64], theirs: &[f64]| {
        ours.iter().zip(theirs).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
    };
    let ours: Vec<f64> = network.weights().iter().chain(network.biases()).copied().collect();
    let last = &run["final"][0];
    let theirs = [rows(&last["w"]).concat(), numbers(&last["b"])].concat();
    let may = if AVX_512_EXP.contains(&name) { 1e-12 } else { 0.0 };
    [may, largest(history.errors(), &numbers(&run["error"])), largest(&ours, &theirs)]
}

fn reproduces(name: &str) {
    let run = read(name);
    let (network, history) = replay(&run);
    assert_errors(name, history.errors(), &numbers(&run["error"]));
    let last = &run["final"][0];
    assert_close(name, "weights", network.weights().iter().copied(), &rows(&last["w"]).concat());
    assert_close(name, "biases", network.biases().iter().copied(), &numbers(&last["b"]));
    let outputs = network.predict(rows(&run["sim_input"])).unwrap();
    assert_close(name, "outputs", outputs.iter().copied(), &rows(&run["sim_output"]).concat());
    let printed: String = history.log().iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    assert_eq!(printed, run["stdout"].as_str().unwrap(), "{name}: printed lines");
}

macro_rules! recorded_runs {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                reproduces(stringify!($name));
            }
        )*

        /// Every file that this module reads.
        #[cfg(feature = "networks")]
        pub(crate) const FILES: &[&str] = &[$(stringify!($name)),*];

        #[cfg(feature = "networks")]
        #[test]
        fn every_recorded_run_is_reproduced() {
            let folder = format!("{}/tests/golden", env!("CARGO_MANIFEST_DIR"));
            let mut files: Vec<String> = std::fs::read_dir(folder)
                .unwrap()
                .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
                .filter_map(|name| name.strip_suffix(".json").map(str::to_owned))
                .collect();
            files.sort();
            let mut tested = vec![$(stringify!($name)),*];
            tested.extend(crate::parity::FILES);
            tested.sort_unstable();
            assert_eq!(files, tested);
        }
    };
}

recorded_runs! {
    tutorial_newp
    tutorial_newp_goal0
    tutorial_newp_lr0_1
    tutorial_newp_lr0_5
    tutorial_newp_lr1_0
    blog_newp
    example_newp_and
    newp_2out_randinit
    newp_hardlims_or
    newp_logsig_and
    newp_logsig_and_libm
    newp_purelin
}
