//! Files that earlier versions saved: all of them can still be loaded, and
//! predict what they did when they were saved, to the last bit.

use std::fs;
use std::path::{Path, PathBuf};

use percept::{
    Adam, Competitive, Dataset, Delta, Elman, FeedForward, Grnn, Hamming, Hopfield, Init, Lvq,
    LvqRule, Perceptron, Pnn, Result, Rprop, Scaler, Source, Transfer, WinnerTakeAll,
};
use serde_json::{Map, Value, json};

/// Networks in `predictions_1.json` and `predictions_2.json` that lie in files of every version.
pub(crate) const KINDS: [&str; 15] = [
    "perceptron",
    "perceptron_classes",
    "perceptron_scaled",
    "feed_forward",
    "feed_forward_classes",
    "feed_forward_scaled",
    "elman",
    "lvq",
    "competitive",
    "hopfield",
    "hopfield_projection",
    "hamming",
    "grnn",
    "pnn",
    "scaler",
];

/// Versions of the file formats, each with a folder of files.
const VERSIONS: [u32; 2] = [1, 2];

pub(crate) fn folder(version: u32) -> PathBuf {
    root().join(format!("version_{version}"))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// What a file says of the samples that each is asked about: outputs, then the
/// names of inputs, the classes' names where it has such.
pub(crate) fn answers(kind: &str, path: &Path) -> Result<Value> {
    let samples = [[0.1, 0.9], [0.7, -0.2], [0.45, 0.55], [-0.5, 1.5]];
    let signs = [[1.0, 1.0, 1.0, -1.0, -1.0, -1.0], [1.0, -1.0, -1.0, -1.0, 1.0, 1.0]];
    let rescale = |scaler: &Scaler| scaler.apply_inputs(samples);
    let (outputs, words) = match kind {
        "perceptron" | "perceptron_classes" => {
            let network = Perceptron::load(path)?;
            let labels = network.predict_labels(samples).unwrap_or_default();
            (network.predict(samples)?, json!([network.input_names(), labels]))
        }
        "perceptron_scaled" => {
            let (network, scaler) = Perceptron::load_with(path)?;
            (network.predict(rescale(&scaler)?)?, json!(network.input_names()))
        }
        "feed_forward" | "feed_forward_classes" => {
            let network = FeedForward::load(path)?;
            let labels = network.predict_labels(samples).unwrap_or_default();
            (network.predict(samples)?, json!([network.input_names(), labels]))
        }
        "feed_forward_scaled" => {
            let (network, scaler) = FeedForward::load_with(path)?;
            (network.predict(rescale(&scaler)?)?, json!(network.output_names()))
        }
        "elman" => {
            let network = Elman::load(path)?;
            (network.clone().proceed(samples)?, json!(network.input_names()))
        }
        "lvq" => {
            let network = Lvq::load(path)?;
            (network.predict(samples)?, json!(network.predict_labels(samples)?))
        }
        "competitive" => {
            let network = Competitive::load(path)?;
            (network.prototypes().clone(), json!(network.winners(samples)?))
        }
        "hopfield" | "hopfield_projection" => {
            let network = Hopfield::load(path)?;
            (network.predict(signs)?, json!(network.recall(signs[1])?.nearest()))
        }
        "hamming" => {
            let network = Hamming::load(path)?;
            (network.predict(signs)?, json!(network.recall(signs[1])?.nearest()))
        }
        "grnn" => (Grnn::load(path)?.predict(samples)?, Value::Null),
        "pnn" => {
            let network = Pnn::load(path)?;
            (network.predict(samples)?, json!(network.predict_labels(samples)?))
        }
        "scaler" => (Scaler::load(path)?.invert([[-0.5], [0.25], [0.7]])?, Value::Null),
        other => panic!("{other}"),
    };
    Ok(json!([outputs.iter().map(|value| value.to_bits()).collect::<Vec<_>>(), words]))
}

/// The files of a kind: those with a scaler are JSON only.
pub(crate) fn files(kind: &str, folder: &Path) -> Vec<PathBuf> {
    let mut files = vec![folder.join(format!("{kind}.json"))];
    if !kind.ends_with("scaled") && kind != "scaler" {
        files.push(folder.join(format!("{kind}.bin")));
    }
    files
}

#[test]
fn files_of_every_version_predict_what_they_did() {
    for version in VERSIONS {
        let text = fs::read_to_string(predictions_file(&root(), version)).unwrap();
        let predictions: Map<String, Value> = serde_json::from_str(&text).unwrap();
        let mut loaded = 0;
        for kind in KINDS {
            for path in files(kind, &folder(version)) {
                let came = answers(kind, &path).unwrap_or_else(|problem| panic!("{problem}"));
                assert_eq!(came, predictions[kind], "{}", path.display());
                loaded += 1;
            }
        }
        // no file that is not looked at
        assert_eq!(fs::read_dir(folder(version)).unwrap().count(), loaded);
    }
}

fn colours() -> Dataset {
    let inputs = [[0.1, 0.9], [0.2, 0.7], [0.8, 0.1], [0.9, 0.3], [0.5, 0.5], [0.4, 0.6]];
    let targets = [[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1]];
    let data = Dataset::new(inputs, targets).unwrap();
    let data = data.name_inputs(["größe", "weight \"kg\""]).unwrap();
    data.name_classes(["red", "green", "blue"]).unwrap()
}

fn numbers() -> Dataset {
    let inputs = [[0.1, 0.9], [0.2, 0.7], [0.8, 0.1], [0.9, 0.3]];
    Dataset::new(inputs, [0.1, 0.25, 0.7, 0.95]).unwrap().name_targets(["price"]).unwrap()
}

/// Saves one of each kind in both forms.
macro_rules! save {
    ($folder:expr, $name:expr, $network:expr) => {{
        let network = $network;
        network.save($folder.join(concat!($name, ".json"))).unwrap();
        network.save_binary($folder.join(concat!($name, ".bin"))).unwrap();
    }};
}

/// What the files of a version predict.
fn predictions_file(folder: &Path, version: u32) -> PathBuf {
    folder.join(format!("predictions_{version}.json"))
}

/// A change of the format shows here. For a new version, and where tanh and its
/// kin come to have other last digits, `FIXTURES=folder` keeps the files and
/// what those of every version predict.
#[test]
fn todays_files_are_those_of_the_newest_version() {
    let kept = std::env::var_os("FIXTURES").map(PathBuf::from);
    let folder = kept.clone().unwrap_or_else(|| {
        std::env::temp_dir().join(format!("percept_{}_fixtures", std::process::id()))
    });
    write_all(&folder);
    let newest = self::folder(VERSIONS[VERSIONS.len() - 1]);
    if kept.is_some() {
        for version in VERSIONS {
            let from = self::folder(version);
            let from = if from == newest { &folder } else { &from };
            let mut predictions = Map::new();
            for kind in KINDS {
                let path = files(kind, from).remove(0);
                predictions.insert(kind.to_owned(), answers(kind, &path).unwrap());
            }
            let text = format!("{:#}", Value::Object(predictions));
            fs::write(predictions_file(&folder, version), text).unwrap();
        }
        return;
    }
    let mut compared = 0;
    for file in fs::read_dir(&newest).unwrap() {
        let name = file.unwrap().file_name();
        let bytes = |folder: &Path| fs::read(folder.join(&name)).unwrap();
        assert!(bytes(&newest) == bytes(&folder), "{name:?} is written in another way");
        compared += 1;
    }
    assert_eq!(compared, fs::read_dir(&folder).unwrap().count());
    fs::remove_dir_all(folder).unwrap();
}

/// Saves one of each kind with today's code.
pub(crate) fn write_all(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    write_perceptrons(folder);
    write_layers(folder);
    write_others(folder);
}

fn write_perceptrons(folder: &Path) {
    let two = Dataset::new([[0.1, 0.9], [0.2, 0.7], [0.8, 0.1]], [0, 1, 1]).unwrap();
    let two = two.name_inputs(["a", "b"]).unwrap().name_classes(["no", "yes"]).unwrap();
    let mut network = Perceptron::new(two.ranges(), 1).unwrap().transfer(Transfer::LogSig);
    network.train(&two, Delta::new().epochs(5)).unwrap();
    save!(folder, "perceptron", network);
    let clamp = Transfer::SatLinWith { slope: 0.5, low: 0.0, high: 2.0 };
    let mut network = Perceptron::new(colours().ranges(), 3).unwrap().transfer(clamp);
    network.train(&colours(), Delta::new().epochs(5)).unwrap();
    save!(folder, "perceptron_classes", network);
    let scaler = Scaler::standard(&two).unwrap();
    let mut network = Perceptron::new([[-2.0, 2.0]; 2], 1).unwrap();
    network.train(&scaler.apply(&two).unwrap(), Delta::new().epochs(5)).unwrap();
    network.save_with(&scaler, folder.join("perceptron_scaled.json")).unwrap();
    let scaler = Scaler::targets(&numbers(), [-1.0, 1.0]).unwrap();
    scaler.save(folder.join("scaler.json")).unwrap();
}

fn write_layers(folder: &Path) {
    let network = FeedForward::builder([[0.0, 1.0]; 2]).unwrap();
    let network = network.layer(2, Transfer::TanSig).layer_from(
        [Source::Layer(0), Source::Input],
        1,
        Transfer::LogSig,
    );
    let mut network = network.build().unwrap().seed(7);
    network.train(&numbers(), Rprop::new().epochs(5)).unwrap();
    save!(folder, "feed_forward", network);
    let network = FeedForward::new(colours().ranges(), [3, 3]).unwrap();
    let network = network.transfer([Transfer::TanSig, Transfer::SoftMax]).unwrap();
    let mut network = network.init(Init::Uniform { low: -0.4, high: 0.6 }).unwrap().seed(u64::MAX);
    network.train(&colours(), Adam::new().epochs(5)).unwrap();
    save!(folder, "feed_forward_classes", network);
    let scaler = Scaler::min_max(&numbers(), [-1.0, 1.0]).unwrap();
    let mut network = FeedForward::new([[-1.0, 1.0]; 2], [2, 1]).unwrap();
    network.train(&scaler.apply(&numbers()).unwrap(), Rprop::new().epochs(5)).unwrap();
    network.save_with(&scaler, folder.join("feed_forward_scaled.json")).unwrap();
    let mut network = Elman::new(numbers().ranges(), [3, 1]).unwrap().keep_context();
    network.train(&numbers(), Rprop::new().epochs(4)).unwrap();
    save!(folder, "elman", network);
}

fn write_others(folder: &Path) {
    let data = colours();
    let mut network = Lvq::new(data.ranges(), [1, 2, 1]).unwrap();
    network.train(&data, LvqRule::new().epochs(2)).unwrap();
    save!(folder, "lvq", network);
    let mut network = Competitive::new(data.ranges(), 3).unwrap().seed(3);
    network.train(&data, WinnerTakeAll::new().epochs(2)).unwrap();
    save!(folder, "competitive", network);
    let patterns = [[1, 1, 1, -1, -1, -1], [1, -1, 1, -1, 1, -1]];
    save!(folder, "hopfield", Hopfield::new(patterns).unwrap().max_steps(3));
    save!(folder, "hopfield_projection", Hopfield::projection(patterns).unwrap());
    save!(folder, "hamming", Hamming::new(patterns).unwrap().max_steps(7));
    save!(folder, "grnn", Grnn::new(&numbers(), 0.3).unwrap());
    save!(folder, "pnn", Pnn::new(&data, 0.7).unwrap());
}
