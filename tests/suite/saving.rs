//! What is saved comes back exactly; what is not a saved network is refused.

use std::path::{Path, PathBuf};

use percept::{Dataset, Delta, Error, Perceptron, Result, Scaler, Transfer, toy};

use crate::{buyer, by_hand, trained};

/// A path of its own for every test.
fn path(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("percept_{}_{name}.json", std::process::id()))
}

/// What is said of a file with this content, `FILE` in the place of its path.
fn said(name: &str, content: &str) -> String {
    let path = path(name);
    std::fs::write(&path, content).unwrap();
    said_of(&path, Perceptron::load(&path))
}

fn said_of<T>(path: &Path, result: Result<T>) -> String {
    match result {
        Err(problem @ Error::Read { .. }) => {
            problem.to_string().replace(path.to_str().unwrap(), "FILE")
        }
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it was read"),
    }
}

fn saved(name: &str, perceptron: &Perceptron) -> String {
    let path = path(name);
    perceptron.save(&path).unwrap();
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn a_transfer_function_without_sense_is_neither_saved_nor_loaded() {
    let clamp = |slope, low, high| Transfer::SatLinWith { slope, low, high };
    let numbers = "SatLinWith of finite numbers with low <= high";
    let products = "SatLinWith of which high - low, slope * low and slope * high are finite too \
                    (below 1.8e308)";
    let file = saved("clamp", &buyer().transfer(clamp(2.0, 0.0, 1.0)));
    for (transfer, expected, came) in [
        (clamp(f64::NAN, 1.0, 0.0), numbers, "SatLinWith(NaN, 1, 0)"),
        (clamp(1.0, 1.0, 0.0), numbers, "SatLinWith(1, 1, 0)"),
        (clamp(f64::INFINITY, 0.0, 1.0), numbers, "SatLinWith(inf, 0, 1)"),
        (clamp(1e200, 0.0, 1e200), products, "SatLinWith(1e200, 0, 1e200)"),
    ] {
        let message = format!("`transfer`: expected {expected}, but got {came}");
        let mut network = buyer().transfer(transfer);
        let refused = |result: Result<()>| {
            assert_eq!(result.unwrap_err().to_string(), message);
        };
        let sample = [0.8, 0.3, 0.9, 0.6];
        refused(network.predict([sample]).map(|_| ()));
        refused(network.decide(sample).map(|_| ()));
        let data = Dataset::new([sample], [0.0]).unwrap();
        refused(network.train(&data, Delta::new()).map(|_| ()));
        refused(network.save(path("senseless")));
        #[cfg(feature = "networks")]
        refused(network.save_binary(path("senseless")));
        let _ = network.chart().mime_bundle();
    }
    assert!(file.contains("\"high\": 1.0"), "{file}");
    let file = by_hand(&file);
    let turned = file.replace("\"low\": 0.0", "\"low\": 2.0");
    assert!(said("turned", &turned).contains("expected SatLinWith of finite numbers"));
    assert!(said("null", &file.replace("\"slope\": 2.0", "\"slope\": null")).contains("null"));
}

#[test]
fn a_perceptron_comes_back_exactly() {
    let named = Dataset::new([[0.1, 7.0], [0.3, 1e-300]], [0, 1]).unwrap();
    let named = named.name_inputs(["a \"b\"", "</script>"]).unwrap();
    let mut learned = Perceptron::new(named.ranges(), 1).unwrap().transfer(Transfer::LogSig);
    learned.train(&named, Delta::new().epochs(3)).unwrap();
    for (name, perceptron) in [("trained", trained().0), ("buyer", buyer()), ("learned", learned)] {
        let path = path(name);
        perceptron.save(&path).unwrap();
        let loaded = Perceptron::load(&path).unwrap();
        assert_eq!(loaded, perceptron);
        let bits = |p: &Perceptron| p.weights().iter().map(|w| w.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&loaded), bits(&perceptron));
        assert_eq!(saved(name, &loaded), saved(name, &perceptron));
    }
}

// 5e-324 and 0.1 + 0.2 are lost by parsers that round
#[test]
fn every_bit_of_a_number_is_kept() {
    let mut perceptron = Perceptron::new([[0.0, 1.0]; 4], 1).unwrap();
    perceptron.set_weights([[5e-324, 0.1 + 0.2, 1.797e308, 8.533_881_390_541_7e-5]]).unwrap();
    let path = path("bits");
    perceptron.save(&path).unwrap();
    assert_eq!(Perceptron::load(&path).unwrap().weights(), perceptron.weights());
}

#[test]
fn classes_and_scale_come_back() {
    let iris = toy::iris().unwrap();
    let scaler = Scaler::min_max(&iris, [-1.0, 1.0]).unwrap();
    let flowers = scaler.apply(&iris).unwrap();
    let mut perceptron = Perceptron::new(flowers.ranges(), 3).unwrap();
    perceptron.train(&flowers, Delta::new().epochs(5)).unwrap();
    let path = path("iris");
    perceptron.save_with(&scaler, &path).unwrap();
    let (loaded, loaded_scaler) = Perceptron::load_with(&path).unwrap();
    assert_eq!((&loaded, &loaded_scaler), (&perceptron, &scaler));
    let again = loaded_scaler.apply(&iris).unwrap();
    assert_eq!(
        loaded.predict_labels(&again).unwrap(),
        perceptron.predict_labels(&flowers).unwrap()
    );
    assert_eq!(
        said_of(&path, Perceptron::load(&path)),
        "cannot read `FILE`: it holds a scaler too, without which the predictions would be \
         wrong; use `load_with`"
    );
}

#[test]
fn a_scaler_of_other_data_is_not_saved() {
    let two = Dataset::new([[0.0, 1.0], [1.0, 0.0]], [0, 1]).unwrap();
    let scaler = Scaler::standard(&two).unwrap();
    let problem = buyer().save_with(&scaler, path("never")).unwrap_err();
    assert_eq!(problem.to_string(), "scaler: expected one learnt from 4 inputs, but got 2 inputs");
    assert!(!path("never").exists());
}

#[test]
fn other_files_are_refused() {
    assert!(
        said("text", "no JSON").starts_with("cannot read `FILE`: it is not a saved perceptron")
    );
    let empty = "cannot read `FILE`: it is empty: nothing was saved in it; use a copy of the file, or \
                 save it again";
    assert_eq!(said("empty", ""), empty);
    assert_eq!(said("blank", " \n"), empty);
    assert!(said("other", "{\"a\": 1}").contains("missing field `format`"));
    let good = saved("good", &buyer());
    assert_eq!(
        said("kind", &by_hand(&good).replace("\"kind\": \"perceptron\"", "\"kind\": \"teapot\"")),
        "cannot read `FILE`: it holds a teapot, not a perceptron"
    );
    assert_eq!(
        said("version", &good.replace("\"version\": 2", "\"version\": 99")),
        "cannot read `FILE`: it is of version 99, this crate reads 1 to 2; update percept, or \
         use a copy of the file, or save it again"
    );
    assert_eq!(
        said("version_zero", &by_hand(&good).replace("\"version\": 1", "\"version\": 0")),
        "cannot read `FILE`: it is of version 0, this crate reads 1 to 2; use a copy of the \
         file, or save it again"
    );
    assert_eq!(
        said("version_float", &by_hand(&good).replace("\"version\": 1", "\"version\": 1.0")),
        "cannot read `FILE`: it is of version 1.0, this crate reads 1 to 2; use a copy of the \
         file, or save it again"
    );
    let cut = said("cut", &good[..good.len() / 2]);
    assert!(cut.contains("it is not a saved perceptron: it is cut off in line "), "{cut}");
    assert!(!cut.contains("EOF"), "{cut}");
    let path = path("nowhere");
    assert!(said_of(&path, Perceptron::load(&path)).starts_with("cannot read `FILE`: "));
    let path = self::path("unscaled");
    buyer().save(&path).unwrap();
    assert_eq!(
        said_of(&path, Perceptron::load_with(&path)),
        "cannot read `FILE`: it holds no scaler; use `load`"
    );
}

#[test]
fn changed_files_are_checked_as_new_ones() {
    let good = by_hand(&saved("changed", &buyer()));
    let cases = [
        ("\"n_inputs\": 4", "\"n_inputs\": 3", "weights: expected 3, but got 4"),
        ("\"n_inputs\": 4", "\"n_inputs\": 0", "network: expected at least one input and neuron"),
        ("\"model\"", "\"price\"", "input names: expected every name once, but got `price` twice"),
        ("0.9", "1e999", "number out of range"),
        ("0.9", "null", "`weights`: expected a number, but got null"),
        ("\"HardLim\"", "\"Soft\"", "expected the name of a transfer function, but got \"Soft\""),
    ];
    for (from, to, wanted) in cases {
        assert!(good.contains(from), "{from} in {good}");
        let said = said("changed", &good.replace(from, to));
        assert!(said.contains(wanted), "{from} -> {to}: {said}");
    }
}

#[test]
fn unknown_fields_and_fields_that_occur_twice_are_refused() {
    let scaler = Scaler::targets(&toy::sine(9).unwrap(), [-1.0, 1.0]).unwrap();
    let path = path("fields");
    scaler.save(&path).unwrap();
    let scale = by_hand(&std::fs::read_to_string(&path).unwrap());
    let clamp = Transfer::SatLinWith { slope: 2.0, low: 0.0, high: 1.0 };
    let perceptron = by_hand(&saved("fields", &buyer().transfer(clamp)));
    for (file, field, kind) in [
        (&perceptron, "\"format\":", "format"),
        (&perceptron, "\"n_inputs\":", "n_inputs"),
        (&perceptron, "\"slope\":", "slope"),
        (&perceptron, "\"SatLinWith\":", "SatLinWith"),
        (&scale, "\"kind\":", "kind"),
        (&scale, "\"origin\":", "origin"),
    ] {
        let said = |added: String| {
            let changed = file.replacen(field, &added, 1);
            std::fs::write(&path, changed).unwrap();
            if file == &scale {
                said_of(&path, Scaler::load(&path))
            } else {
                said_of(&path, Perceptron::load(&path))
            }
        };
        let unknown = said(format!("\"weigths\": 1.0, {field}"));
        assert!(unknown.contains("there is no field named `weigths`"), "{unknown}");
        assert!(unknown.contains(&format!("`{kind}`")), "{unknown}");
        let twice = said(format!("\"{kind}\": null, {field}"));
        assert!(twice.contains(&format!("it has the field `{kind}` twice")), "{twice}");
    }
}

#[test]
fn a_file_may_be_indented_anew_but_not_changed() {
    let good = saved("indented", &buyer());
    let path = path("indented");
    for layout in
        [good.replace('\n', "\r\n"), good.replace("\n  ", "\n\t"), good.replace("\n ", "")]
    {
        std::fs::write(&path, layout).unwrap();
        assert_eq!(Perceptron::load(&path).unwrap(), buyer());
    }
    let checksum = &good[good.len() - 12..good.len() - 4];
    let said = said("indented", &good.replace("0.9", "0.8"));
    let start = format!(
        "cannot read `FILE`: it is damaged or was changed: its checksum should be {checksum}, \
         but its content has "
    );
    assert!(said.starts_with(&start), "{said}");
    assert!(
        said.ends_with(
            "; use a copy of the file, or save it again; to change a file by hand, delete its \
             checksum and write version 1"
        ),
        "{said}"
    );
    std::fs::write(&path, by_hand(&good).replace("0.9", "0.8")).unwrap();
    assert_eq!(Perceptron::load(&path).unwrap().weight("price").unwrap(), 0.8);
    // the first version has no checksum, the second one has to have it
    let first = self::said("indented", &good.replace("\"version\": 2", "\"version\": 1"));
    assert!(first.contains("it is damaged or was changed"), "{first}");
    let first = by_hand(&good).replace("\n}\n", ",\n  \"checksum\": 0\n}\n");
    let first = self::said("indented", &first);
    assert!(first.contains("there is no field named `checksum`"), "{first}");
    let none = by_hand(&good).replace("\"version\": 1", "\"version\": 2");
    let none = self::said("indented", &none);
    assert!(none.contains("expected a checksum as the last field"), "{none}");
}

#[test]
fn a_scale_alone_comes_back_exactly() {
    let sine = toy::sine(20).unwrap();
    let scalers = [
        Scaler::targets(&sine, [-1.0, 1.0]).unwrap(),
        Scaler::min_max(&sine, [0.0, 1.0]).unwrap(),
        Scaler::standard(&sine).unwrap(),
    ];
    for scaler in scalers {
        let path = path("scaler");
        scaler.save(&path).unwrap();
        assert_eq!(Scaler::load(&path).unwrap(), scaler);
        let problem = said_of(&path, Perceptron::load(&path));
        assert!(
            problem.ends_with("it holds a scaler, not a perceptron: use `Scaler::load`"),
            "{problem}"
        );
    }
    let said = |name: &str, content: &str| {
        let path = path(name);
        std::fs::write(&path, content).unwrap();
        said_of(&path, Scaler::load(&path))
    };
    let buyer = saved("no_scaler", &buyer());
    let other = "it holds a perceptron, not a scaler: use `Perceptron::load`";
    assert!(said("no_scaler", &buyer).ends_with(other));
    let empty = r#"{"format": "percept", "version": 1, "kind": "scaler"}"#;
    assert!(said("empty_scaler", empty).contains("it is not a saved scaler"));
    let path = path("no_size");
    let scaler = Scaler::standard(&sine).unwrap();
    scaler.save(&path).unwrap();
    let text = by_hand(&std::fs::read_to_string(&path).unwrap());
    let length = text.lines().skip_while(|line| !line.contains("\"size\"")).nth(1).unwrap();
    let told = said("no_size", &text.replace(length, "1.0, 2.0"));
    assert!(told.contains("sizes of the scaler: expected 1, but got 2"), "{told}");
    let folder = std::env::temp_dir().join("percept_no_such_folder").join("scaler.json");
    assert!(matches!(scaler.save(folder), Err(Error::Write { .. })));
}
