//! What the compiler says of a mistake names what to write instead, and what
//! can be meant in one way only is taken.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use percept::{
    ConfusionMatrix, CsvOptions, Dataset, Delta, FeedForward, Perceptron, Rprop, Scaler, Target,
    Transfer, toy,
};
use serde_json::Value;

/// A mistake, the message and the label that answer it.
const MISTAKES: [(&str, &str, &str); 18] = [
    (
        "Dataset::from_csv(\"cars.csv\", 5, \"buy\")",
        "`{integer}` is neither a name nor a list of names",
        "expected text: one name, `\"price\"`, or several, `[\"price\", \"model\"]`",
    ),
    (
        "Dataset::from_csv(\"cars.csv\", [\"price\"], [1, 2])",
        "`[{integer}; 2]` does not say which columns are the targets",
        "expected the name of a column, `\"buy\"`, a `Target`, or a list, `[\"buy\"]`",
    ),
    (
        "Dataset::new([[0.0], [1.0]], [Some(1), None])",
        "`[Option<{integer}>; 2]` is no list of targets",
        "expected one target for each row of inputs: numbers, `[0, 1, 1]`, rows of numbers, \
         `[[0.0, 1.0], [1.0, 0.0]]`, or the names of classes, `[\"no\", \"yes\"]`",
    ),
    (
        "Dataset::new([\"a\", \"b\"], [0, 1])",
        "`str` is no sample: no list of numbers",
        "expected a list of numbers, such as the values of the inputs, `[0.8, 0.3]`",
    ),
    (
        "FeedForward::new([[0.0, 1.0]], 2.5)",
        "`{float}` does not say how many neurons there are",
        "expected a whole number for each layer, `[4, 1]`, or for a single one, `1`",
    ),
    (
        "FeedForward::new([[0.0, 1.0]], [4.0, 1.0])",
        "`[{float}; 2]` does not say how many neurons there are",
        "expected a whole number for each layer, `[4, 1]`, or for a single one, `1`",
    ),
    (
        "network().transfer(\"LogSig\")",
        "`&str` is neither a transfer function nor a list of such",
        "expected one for all layers, `Transfer::LogSig`, or one for each, `[Transfer::TanSig, \
         Transfer::LogSig]`",
    ),
    (
        "Perceptron::new(2, 1)",
        "`{integer}` is no table of numbers with one row per sample",
        "expected rows of numbers, `[[0.0, 1.5], [2.0, 0.5]]`, or a `&Dataset`; ranges of inputs \
         are such rows too, `[smallest, largest]` for each input: `data.ranges()`",
    ),
    (
        "Perceptron::by_hand([(\"price\", \"high\")], 1.0)",
        "`[(&str, &str); 1]` is no list of weights",
        "expected a name and a number for each input: `[(\"price\", 0.9), (\"model\", 0.4)]`",
    ),
    (
        "perceptron().decide([[1.0, 2.0]])",
        "`[{float}; 2]` is not a number",
        "expected a number here (one sample is a flat list of numbers, `[0.8, 0.3]`; many samples \
         are a list of such lists, for `predict` and `decide_all`)",
    ),
    (
        "perceptron().decide(\"cheap\")",
        "`str` is no sample: no list of numbers",
        "expected a list of numbers, such as the values of the inputs, `[0.8, 0.3]`",
    ),
    (
        "perceptron().decide_all([\"Fiat\", \"Opel\"])",
        "`[&str; 2]` is no list of samples",
        "expected a name and the values of each sample, `[(\"Fiat\", [0.8, 0.3])]`, rows of \
         numbers, `[[0.8, 0.3]]`, or a `&Dataset`",
    ),
    (
        "perceptron().train([[1.0]], Delta::new())",
        "`[[{float}; 1]; 1]` is no data set",
        "expected a data set, `&data` or `scaler.apply(&data)?`; `Dataset::new(inputs, targets)?` \
         makes one of arrays",
    ),
    (
        "Rprop::new().class_weights(\"balanced\")",
        "`str` is no sample: no list of numbers",
        "expected a list of numbers, such as the values of the inputs, `[0.8, 0.3]`",
    ),
    // a table of ndarray, whose own words these are
    (
        "perceptron().predict([[1.0, 2.0]]).unwrap()[0]",
        "the trait bound `{integer}: NdIndex<percept::ndarray::Dim<[usize; 2]>>` is not satisfied",
        "the trait `NdIndex<percept::ndarray::Dim<[usize; 2]>>` is not implemented for `{integer}`",
    ),
    (
        "network().train(&data(), Delta::new())",
        "`percept::Delta` does not train this kind of network",
        TRAINERS,
    ),
    (
        "perceptron().train(&data(), Rprop::new())",
        "`percept::Rprop` does not train this kind of network",
        TRAINERS,
    ),
    (
        "ConfusionMatrix::of([vec![1], vec![2]], [1, 2])",
        "`[Vec<{integer}>; 2]` is no list of labels",
        "expected one label for each sample, `[\"cat\", \"dog\"]` or `[0, 1]`, or a `&Dataset` \
         whose classes have names",
    ),
];

const TRAINERS: &str = "`Delta` trains a `Perceptron`; `Rprop`, `Adam`, `LBfgs` and other trainers \
     of layers a `FeedForward` or an `Elman`; `WinnerTakeAll` a `Competitive`; `LvqRule` an `Lvq`";

const BEGINNING: &str = "
use percept::prelude::*;
pub fn network() -> FeedForward { unimplemented!() }
pub fn perceptron() -> Perceptron { unimplemented!() }
pub fn data() -> Dataset { unimplemented!() }
";

/// A folder that is gone after the test.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // what stays there is small
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn folder(name: &str) -> Folder {
    let path = std::env::temp_dir().join(format!("percept_{name}_{}", std::process::id()));
    std::fs::create_dir_all(&path).unwrap();
    Folder(path)
}

/// The built libraries that a test may be linked with, the newest first.
fn libraries() -> Vec<PathBuf> {
    let test = std::env::current_exe().unwrap();
    let mut found = Vec::new();
    for entry in std::fs::read_dir(test.parent().unwrap()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let is_library = path.extension().is_some_and(|extension| extension == "rlib");
        if name.starts_with("libpercept-") && is_library {
            found.push((path.metadata().unwrap().modified().unwrap(), path));
        }
    }
    found.sort();
    found.reverse();
    found.into_iter().map(|(_, path)| path).collect()
}

/// What the compiler says of a program: a list of JSON objects.
fn answers(library: &Path, folder: &Path, program: &str) -> Vec<Value> {
    let file = folder.join("program.rs");
    std::fs::write(&file, program).unwrap();
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc)
        .args(["--edition", "2024", "--crate-type", "lib", "--emit", "metadata"])
        .args(["--error-format", "json", "--cap-lints", "allow", "--out-dir"])
        .arg(folder)
        .arg("-L")
        .arg(format!("dependency={}", library.parent().unwrap().display()))
        .arg("--extern")
        .arg(format!("percept={}", library.display()))
        .arg(&file)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

#[test]
fn a_mistake_is_answered_with_what_to_write_instead() {
    let folder = folder("mistakes");
    // each mistake in a line of its own
    let mut program = BEGINNING.trim_start().to_owned();
    let first = program.lines().count() + 1;
    for (number, (mistake, ..)) in MISTAKES.iter().enumerate() {
        writeln!(program, "pub fn m{number}() {{ {mistake}; }}").unwrap();
    }
    // older builds beside it may be without some of the features
    let control = |library: &&PathBuf| answers(library, &folder.0, BEGINNING).is_empty();
    let library = libraries().iter().find(control).cloned().unwrap();
    let answers = answers(&library, &folder.0, &program);
    let mut wrong = String::new();
    for (number, (mistake, message, label)) in MISTAKES.iter().enumerate() {
        let line = (first + number) as u64;
        let mut said = Vec::new();
        for answer in &answers {
            for span in answer["spans"].as_array().unwrap() {
                if span["is_primary"] == true && span["line_start"] == line {
                    said.push((answer["message"].as_str().unwrap_or(""), span["label"].as_str()));
                }
            }
        }
        if said != [(*message, Some(*label))] {
            writeln!(wrong, "{mistake}\n{said:#?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_single_name_stands_for_one_column() {
    let folder = folder("single_names");
    let path = folder.0.join("wine.csv");
    std::fs::write(&path, "alcohol,class\n0.1,red\n0.9,white\n").unwrap();
    let whole = Dataset::from_csv(&path, ["alcohol"], ["class"]).unwrap();
    let name = "alcohol".to_owned();
    let target = Target::of_classes("class", vec!["red", "white"]);
    assert_eq!(Dataset::from_csv(&path, "alcohol", "class").unwrap(), whole);
    assert_eq!(Dataset::from_csv(&path, &name, [&"class"]).unwrap(), whole);
    assert_eq!(Dataset::from_csv(&path, &vec![name.clone()], &target).unwrap(), whole);
    assert_eq!(Dataset::from_csv_with(&path, name, &[target], CsvOptions::new()).unwrap(), whole);
    let named = Dataset::new([1.0, 2.0], [0, 1]).unwrap().name_inputs("alcohol").unwrap();
    assert_eq!(named.input_names(), ["alcohol"]);
}

#[test]
fn targets_of_text_are_classes() {
    let inputs = vec![0.0, 1.0, 2.0];
    let two = Dataset::new(&inputs, ["yes", "no", "yes"]).unwrap();
    assert_eq!(two.targets().column(0).to_vec(), [1.0, 0.0, 1.0]);
    assert_eq!(two.class_names().unwrap(), ["no", "yes"]);
    let texts: Vec<String> = ["b", "c", "a"].map(str::to_owned).to_vec();
    let three = Dataset::new(&inputs, &texts).unwrap();
    assert_eq!(three.targets().rows().into_iter().map(|row| row[0]).sum::<f64>(), 1.0);
    assert_eq!(three.n_targets(), 3);
    let mut perceptron = Perceptron::new(two.ranges(), 1).unwrap();
    perceptron.train(&two, Delta::new().epochs(5)).unwrap();
    assert!(["yes", "no"].contains(&perceptron.predict_labels([0.5]).unwrap()[0].as_str()));
}

#[test]
fn targets_of_text_are_counted_and_need_two_classes() {
    let few = Dataset::new([0.0, 1.0], ["yes"]).unwrap_err().to_string();
    assert!(few.contains("2 rows of inputs and 1 row of targets"), "{few}");
    let one = Dataset::new([0.0, 1.0], ["yes", "yes"]).unwrap_err().to_string();
    assert!(one.contains("expected targets of 2 to 256 classes"), "{one}");
    let none = Dataset::new([0.0, 1.0], Vec::<String>::new()).unwrap_err().to_string();
    assert_eq!(none, "targets: expected at least one sample, but got none");
}

#[test]
fn one_size_and_one_transfer_function_will_do() {
    let ranges = [[0.0, 1.0], [0.0, 1.0]];
    assert_eq!(FeedForward::new(ranges, 3).unwrap(), FeedForward::new(ranges, [3]).unwrap());
    let (hidden, outputs) = (4_i32, 1_i32);
    let sizes = vec![4, 1];
    let network = FeedForward::new(ranges, [hidden, outputs]).unwrap();
    assert_eq!(network, FeedForward::new(ranges, &sizes).unwrap());
    let each = network.clone().transfer([Transfer::LogSig, Transfer::LogSig]).unwrap();
    assert_eq!(network.clone().transfer(Transfer::LogSig).unwrap(), each);
    assert_eq!(network.clone().transfer(&vec![Transfer::LogSig; 2]).unwrap(), each);
    let problem = FeedForward::new(ranges, [-4, 1]).unwrap_err().to_string();
    assert!(problem.starts_with("`sizes`: expected numbers of neurons"), "{problem}");
}

#[test]
fn weights_by_hand_may_be_whole_numbers_lent_and_without_names() {
    let pairs = vec![("a", 1), ("b", 2)];
    let whole = Perceptron::by_hand(&pairs, 1).unwrap();
    assert_eq!(whole, Perceptron::by_hand([("a", 1.0), ("b", 2.0)], 1.0).unwrap());
    let bare = Perceptron::by_hand([0.5, 0.25], 1.0).unwrap();
    assert_eq!(bare.input_names(), ["x1", "x2"]);
}

#[test]
fn decisions_take_data_sets_and_zipped_names() {
    let buyer = Perceptron::by_hand([("a", 1.0), ("b", 2.0)], 1.0).unwrap();
    let (names, rows) = (["Fiat", "Opel"], [[1.0, 1.0], [0.0, 0.0]]);
    let decisions = buyer.decide_all(names.iter().zip(rows)).unwrap();
    assert_eq!(decisions, buyer.decide_all([("Fiat", rows[0]), ("Opel", rows[1])]).unwrap());
    assert_eq!(decisions, buyer.decide_all(&vec![("Fiat", rows[0]), ("Opel", rows[1])]).unwrap());
    // data with names go by name
    let data = Dataset::unlabelled([[0.0, 1.0], [2.0, 0.0]]).unwrap();
    let turned = data.name_inputs(["b", "a"]).unwrap();
    let decisions = buyer.decide_all(&turned).unwrap();
    let expected = [("sample 0", [1.0, 0.0]), ("sample 1", [0.0, 2.0])];
    assert_eq!(decisions, buyer.decide_all(expected).unwrap());
    let others = turned.name_inputs(["c", "d"]).unwrap();
    assert!(buyer.decide_all(&others).unwrap_err().to_string().contains("the inputs it knows"));
}

#[test]
fn data_to_learn_from_may_be_given() {
    let (cars, xor) = (toy::car_buyers().unwrap(), toy::xor().unwrap());
    let scaler = Scaler::standard(&cars).unwrap();
    let mut perceptron = Perceptron::new(scaler.apply(&cars).unwrap().ranges(), 1).unwrap();
    let mut other = perceptron.clone();
    let delta = Delta::new().epochs(4);
    let history = perceptron.train(scaler.apply(&cars).unwrap(), &delta).unwrap();
    let lent = other.train(&scaler.apply(&cars).unwrap(), &delta).unwrap();
    assert_eq!(history.errors(), lent.errors());
    assert_eq!(perceptron, other);
    let matrix = perceptron.evaluate(scaler.apply(&cars).unwrap()).unwrap();
    assert_eq!(matrix, other.evaluate(&scaler.apply(&cars).unwrap()).unwrap());

    let mut network = FeedForward::new(xor.ranges(), [2, 1]).unwrap();
    let history = network.clone().train(xor.clone(), Rprop::new().epochs(3)).unwrap();
    let lent: &Dataset = &xor;
    // a reference to a reference, too
    assert_eq!(history.errors(), network.train(&lent, Rprop::new().epochs(3)).unwrap().errors());
}

#[test]
fn what_is_only_read_may_be_lent_or_given() {
    let cars = toy::car_buyers().unwrap();
    let scaler = Scaler::standard(&cars).unwrap();
    let even = scaler.apply(&cars).unwrap();
    let delta = Delta::new().epochs(4);
    let (mut lent, mut given) = [(); 2].map(|()| Perceptron::new(even.ranges(), 1).unwrap()).into();
    let history = lent.train(&even, &delta).unwrap();
    assert_eq!(history.errors(), given.train(&even, delta).unwrap().errors());
    let outputs = lent.predict(&even).unwrap();
    assert_eq!(outputs, lent.predict(scaler.apply(&cars).unwrap()).unwrap());
    // a data set that is given goes by name, as a lent one does
    let turned = Dataset::new([[0.0, 1.0]], [1]).unwrap().name_inputs(["b", "a"]).unwrap();
    let buyer = Perceptron::by_hand([("a", 1.0), ("b", 0.0)], 0.5).unwrap();
    assert_eq!(buyer.predict(turned).unwrap()[[0, 0]], 1.0);
    let predicted = lent.predict_labels(&even).unwrap();
    let matrix = ConfusionMatrix::of(&cars, &predicted).unwrap();
    assert_eq!(matrix.accuracy(), lent.evaluate(&even).unwrap().accuracy());

    let (xor, rule) = (toy::xor().unwrap(), Rprop::new().epochs(3));
    let mut network = FeedForward::new(xor.ranges(), [2, 1]).unwrap();
    let mut other = network.clone();
    let history = network.train(&xor, &rule).unwrap();
    assert_eq!(history.errors(), other.train(&xor, rule).unwrap().errors());
}

#[test]
fn errors_of_files_pass_through_a_question_mark() {
    fn read() -> percept::Result<Vec<u8>> {
        Ok(std::fs::read("/there/is/no/such/file")?)
    }
    let problem = read().unwrap_err();
    assert!(problem.to_string().starts_with("a file: "), "{problem}");
    assert!(std::error::Error::source(&problem).is_some());
}
