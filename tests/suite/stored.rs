//! Every network comes back exactly from a file, in both forms; what is not
//! such a file is refused.

use std::path::{Path, PathBuf};

use percept::{
    Adam, Competitive, Dataset, Elman, Error, FeedForward, Grnn, Hamming, Hopfield, Init, Lvq,
    LvqRule, Perceptron, Pnn, Result, Rprop, Scaler, Source, Transfer, WinnerTakeAll, toy,
};
use serde_json::json;

use crate::by_hand;

fn path(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("percept_{}_stored_{name}", std::process::id()))
}

fn said<T>(path: &Path, result: Result<T>) -> String {
    match result {
        Err(problem @ Error::Read { .. }) => {
            problem.to_string().replace(path.to_str().unwrap(), "FILE")
        }
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it was read"),
    }
}

/// Saves and loads in both forms; gives the sizes of the files.
macro_rules! comes_back {
    ($type:ident, $network:expr) => {{
        let network: $type = $network;
        let path = path(concat!(stringify!($type), line!()));
        network.save(&path).unwrap();
        let json = std::fs::read(&path).unwrap();
        assert_eq!($type::load(&path).unwrap(), network);
        network.save_binary(&path).unwrap();
        let binary = std::fs::read(&path).unwrap();
        let loaded = $type::load(&path).unwrap();
        assert_eq!(loaded, network);
        // and what is saved again is the same file
        loaded.save(&path).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), json);
        // nothing that was cut or changed is read in silence or panics
        for end in (0..binary.len()).step_by(7) {
            std::fs::write(&path, &binary[..end]).unwrap();
            assert!($type::load(&path).is_err());
            let mut changed = binary.clone();
            changed[end] ^= 0x15;
            std::fs::write(&path, &changed).unwrap();
            assert!($type::load(&path).is_err());
        }
        std::fs::remove_file(&path).unwrap();
        (json.len(), binary.len())
    }};
}

fn iris() -> Dataset {
    toy::iris().unwrap()
}

fn trained() -> FeedForward {
    let data = iris();
    let network = FeedForward::new(data.ranges(), [6, 3]).unwrap();
    let functions = [Transfer::TanSig, Transfer::SoftMax];
    let mut network = network.transfer(functions).unwrap().init(Init::Xavier).unwrap().seed(7);
    network.train(&data, Adam::new().batch_size(10).epochs(3)).unwrap();
    network
}

#[test]
fn feed_forward_networks_come_back() {
    let (json, binary) = comes_back!(FeedForward, trained());
    assert!(2 * binary < json, "{binary} of {json} bytes");
    let data = iris();
    let path = path("labels");
    trained().save_binary(&path).unwrap();
    let loaded = FeedForward::load(&path).unwrap();
    assert_eq!(loaded.predict_labels(&data).unwrap(), trained().predict_labels(&data).unwrap());
    // weights drawn anew are those that the original would draw
    assert_eq!(loaded.seed(9), trained().seed(9));
    let clamp = Transfer::SatLinWith { slope: 0.5, low: -1.0, high: 2.0 };
    let uniform = Init::Uniform { low: -0.1, high: 0.3 };
    comes_back!(
        FeedForward,
        FeedForward::builder([[0.0, 1.0]; 2])
            .unwrap()
            .layer(3, clamp)
            .layer_from([Source::Input], 2, Transfer::Gelu)
            .layer_from([Source::Layer(1), Source::Input, Source::Layer(0)], 1, Transfer::PureLin)
            .build()
            .unwrap()
            .init(uniform)
            .unwrap()
            .seed(u64::MAX)
    );
}

#[test]
fn networks_of_many_small_layers_come_back() {
    let network = FeedForward::new([[0.0, 1.0]], vec![1; 1000]).unwrap();
    let path = path("layers");
    network.save(&path).unwrap();
    assert_eq!(FeedForward::load(&path).unwrap(), network);
    network.save_binary(&path).unwrap();
    assert_eq!(FeedForward::load(&path).unwrap(), network);
    std::fs::remove_file(path).unwrap();
}

#[test]
fn elman_networks_come_back_with_their_context() {
    let data = toy::sine(20).unwrap().name_inputs(["time"]).unwrap();
    let mut network = Elman::new(data.ranges(), [4, 1]).unwrap();
    network.train(&data, Rprop::new().epochs(4)).unwrap();
    assert!(network.context().iter().any(|value| *value != 0.0));
    comes_back!(Elman, network.clone());
    comes_back!(Elman, network.keep_context());
    let linear = Elman::new([[-1.0, 1.0]; 3], [2]).unwrap().through_time();
    comes_back!(Elman, linear.transfer([Transfer::PureLin]).unwrap());
}

#[test]
fn prototypes_come_back() {
    let data = iris();
    let mut network = Competitive::new(data.ranges(), 5).unwrap().seed(3);
    network.train(&data, WinnerTakeAll::new().epochs(2)).unwrap();
    comes_back!(Competitive, network);
    let mut network = Lvq::new(data.ranges(), [1, 3, 2]).unwrap();
    network.train(&data, LvqRule::new().epochs(2)).unwrap();
    comes_back!(Lvq, network);
    let named = Dataset::new([[0.1, 0.2], [0.3, 0.4]], [0, 1]).unwrap();
    let named = named.name_targets(["ripe"]).unwrap().name_classes(["no", "yes"]).unwrap();
    let mut network = Lvq::new(named.ranges(), [2, 1]).unwrap();
    network.train(&named, LvqRule::new()).unwrap();
    comes_back!(Lvq, network);
    let two = Dataset::new([[0.1, 0.2], [0.3, 0.4]], [[1, 0], [0, 1]]).unwrap();
    let two = two.name_targets(["a", "b"]).unwrap();
    let mut network = Lvq::new(two.ranges(), [1, 1]).unwrap();
    network.train(&two, LvqRule::new()).unwrap();
    comes_back!(Lvq, network);
}

#[test]
fn memories_come_back() {
    let patterns = [[1, 1, 1, -1, -1, -1], [1, -1, 1, -1, 1, -1]];
    comes_back!(Hopfield, Hopfield::new(patterns).unwrap().max_steps(3));
    comes_back!(Hopfield, Hopfield::projection(patterns).unwrap());
    // files from before there were two rules
    let path = path("older");
    Hopfield::new(patterns).unwrap().save(&path).unwrap();
    let file = by_hand(&std::fs::read_to_string(&path).unwrap());
    let line = file.lines().find(|line| line.contains("\"rule\"")).unwrap();
    std::fs::write(&path, file.replace(&format!("{line}\n"), "")).unwrap();
    assert_eq!(Hopfield::load(&path).unwrap(), Hopfield::new(patterns).unwrap());
    std::fs::write(&path, file.replace("Hebb", "hope")).unwrap();
    assert!(Hopfield::load(&path).is_err());
    std::fs::remove_file(path).unwrap();
    comes_back!(Hamming, Hamming::new(patterns).unwrap());
}

#[test]
fn networks_of_samples_come_back() {
    comes_back!(Grnn, Grnn::new(&toy::sine(12).unwrap(), 0.3).unwrap());
    comes_back!(Pnn, Pnn::new(&iris(), 0.7).unwrap());
}

#[test]
fn perceptrons_have_a_compact_form_too() {
    let mut perceptron = Perceptron::new([[0.0, 1.0]; 2], 1).unwrap();
    perceptron.set_weights([[0.1 + 0.2, -0.0]]).unwrap();
    comes_back!(Perceptron, perceptron);
}

#[test]
fn scales_of_inputs_and_targets_come_back_in_one_file() {
    let sine = toy::sine(20).unwrap();
    let inputs = Scaler::standard(&sine).unwrap();
    let targets = Scaler::targets(&sine, [-0.9, 0.9]).unwrap();
    let network = FeedForward::new([[-2.0, 2.0]], [3, 1]).unwrap().seed(2);
    let path = path("both_scales");
    network.save_with_scalers(&inputs, &targets, &path).unwrap();
    let (loaded, of_inputs, of_targets) = FeedForward::load_with_scalers(&path).unwrap();
    assert_eq!((&loaded, &of_inputs, &of_targets), (&network, &inputs, &targets));
    for problem in
        [said(&path, FeedForward::load(&path)), said(&path, FeedForward::load_with(&path))]
    {
        assert!(problem.ends_with("use `load_with_scalers`"), "{problem}");
    }
    network.save_with(&inputs, &path).unwrap();
    let problem = said(&path, FeedForward::load_with_scalers(&path));
    assert!(problem.ends_with("no scaler of targets; use `load_with`"), "{problem}");
    // the wrong way round
    let problem = network.save_with_scalers(&inputs, &inputs, &path).unwrap_err().to_string();
    assert!(problem.contains("`Scaler::targets`"), "{problem}");
    assert!(network.save_with_scalers(&targets, &targets, &path).is_err());
}

#[test]
fn scales_come_back() {
    let data = iris();
    let scaler = Scaler::standard(&data).unwrap();
    let path = path("scaled");
    trained().save_with(&scaler, &path).unwrap();
    assert_eq!(FeedForward::load_with(&path).unwrap(), (trained(), scaler));
    assert!(said(&path, FeedForward::load(&path)).ends_with("use `load_with`"));
    trained().save(&path).unwrap();
    assert_eq!(
        said(&path, FeedForward::load_with(&path)),
        "cannot read `FILE`: it holds no scaler; use `load`"
    );
    let other = Scaler::standard(&toy::xor().unwrap()).unwrap();
    assert_eq!(
        trained().save_with(&other, &path).unwrap_err().to_string(),
        "scaler: expected one learnt from 4 inputs, but got 2 inputs"
    );
}

#[test]
fn other_networks_are_refused() {
    let path = path("other");
    trained().save(&path).unwrap();
    assert_eq!(
        said(&path, Elman::load(&path)),
        "cannot read `FILE`: it holds a feed-forward network, not an Elman network: use \
         `FeedForward::load`"
    );
    assert_eq!(
        said(&path, Perceptron::load(&path)),
        "cannot read `FILE`: it holds a feed-forward network, not a perceptron: use `FeedForward::load`"
    );
    std::fs::write(&path, "no JSON").unwrap();
    assert!(
        said(&path, Lvq::load(&path))
            .starts_with("cannot read `FILE`: it is not a saved learning vector quantiser: ")
    );
    trained().save_binary(&path).unwrap();
    let good = std::fs::read(&path).unwrap();
    std::fs::write(&path, &good[..good.len() - 1]).unwrap();
    let cut = said(&path, FeedForward::load(&path));
    assert!(cut.starts_with("cannot read `FILE`: it is cut off or damaged: its checksum"), "{cut}");
    assert!(cut.ends_with("; use a copy of the file, or save it again"), "{cut}");
    let nowhere = self::path("nowhere");
    assert!(said(&nowhere, Hopfield::load(&nowhere)).starts_with("cannot read `FILE`: "));
    let folder = std::env::temp_dir().join("no such folder").join("file");
    assert!(matches!(trained().save(&folder), Err(Error::Write { .. })));
    assert!(matches!(trained().save_binary(&folder), Err(Error::Write { .. })));
}

#[test]
fn changed_files_are_checked_as_new_networks() {
    let network = FeedForward::builder([[0.0, 1.0]; 2])
        .unwrap()
        .layer(2, Transfer::TanSig)
        .layer_from([Source::Layer(0), Source::Input], 1, Transfer::TanSig)
        .build()
        .unwrap();
    let path = path("changed");
    network.save(&path).unwrap();
    let file = by_hand(&std::fs::read_to_string(&path).unwrap());
    let good: serde_json::Value = serde_json::from_str(&file).unwrap();
    let refused = |place: &str, value: serde_json::Value| {
        let mut changed = good.clone();
        *changed.pointer_mut(place).unwrap() = value;
        std::fs::write(&path, changed.to_string()).unwrap();
        let said = said(&path, FeedForward::load(&path));
        let start = "cannot read `FILE`: it is not a saved feed-forward network: ";
        said.strip_prefix(start).unwrap_or_else(|| panic!("{said}")).to_owned()
    };

    assert_eq!(
        refused("/network", json!(3)),
        "`network`: expected an object with fields, but got 3"
    );
    assert_eq!(
        refused("/network/layers/0/transfer", json!("Tan")),
        "`transfer`: expected the name of a transfer function, but got \"Tan\""
    );
    assert_eq!(refused("/network/layers/1/sources/0", json!(7)), "weights: expected 2, but got 4");
    assert_eq!(
        refused("/network/layers/1/sources/0", json!("sky")),
        "`sources`: expected \"inputs\" or the number of a layer, but got \"sky\""
    );
    assert_eq!(
        refused("/network/layers/0/biases", json!(vec![0.0; 3])),
        "weights: expected 3, but got 2"
    );
    assert_eq!(
        refused("/network/layers/0/weights/1/0", json!("x")),
        "`weights`: expected a number, but got \"x\""
    );
    assert_eq!(
        refused("/network/init", json!("Magic")),
        "`init`: expected the name of an initialiser, or two bounds, but got \"Magic\""
    );
    assert_eq!(refused("/network/seed", json!(-1)), "`seed`: expected a whole number, but got -1");
    assert_eq!(
        refused("/network/ranges/0", json!(vec![1.0, 0.0])),
        "`ranges`: expected [smallest, largest] with smallest <= largest for every input, but got \
         [1.0, 0.0] for input 0 (counting from 0)"
    );
    assert_eq!(
        refused("/network/input_names", json!(vec!["a", "a"])),
        "input names: expected every name once, but got `a` twice"
    );
    assert_eq!(
        refused("/network/layers", json!(Vec::<i32>::new())),
        "layers: expected at least one layer, but got none"
    );
    assert!(refused("/network/layers", json!("x".repeat(500))).len() < 100);
}
