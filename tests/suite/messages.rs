//! Sentences that new users stumbled over say what is wrong and what to do.

use percept::{ConfusionMatrix, CsvOptions, Dataset, Delta, Perceptron, Result, Scaler, Transfer};

fn buyers() -> Result<Dataset> {
    Dataset::new([[1.0, 100.0], [2.0, 300.0], [3.0, 200.0]], [0, 1, 1])?
        .name_inputs(["size", "price"])?
        .name_classes(["no", "yes"])
}

#[test]
fn a_save_into_a_folder_that_is_missing_names_it() {
    let folder = std::env::temp_dir().join("percept_no_such_folder");
    let buyer = Perceptron::by_hand([("price", 1.0)], 0.5).unwrap();
    let said = buyer.save(folder.join("buyer.json")).unwrap_err();
    let said = format!("{said}: {}", std::error::Error::source(&said).unwrap());
    let wanted =
        "percept_no_such_folder`: make it with `std::fs::create_dir_all`, or save elsewhere";
    assert!(said.contains("there is no folder `") && said.contains(wanted), "{said}");
}

#[test]
fn targets_that_do_not_fit_say_how_to_make_the_network() -> Result<()> {
    let data = Dataset::new([[0, 1], [1, 0]], [[1, 0, 0], [0, 1, 0]])?;
    let said = Perceptron::new(data.ranges(), 1)?.train(&data, Delta::new()).unwrap_err();
    assert_eq!(
        said.to_string(),
        "targets: expected one target per neuron (1), but got 3 (make it with 3 neurons: \
         `Perceptron::new(data.ranges(), 3)?`)"
    );
    // the code that it shows is right
    assert!(Perceptron::new(data.ranges(), 3)?.train(&data, Delta::new()).is_ok());
    Ok(())
}

#[cfg(feature = "networks")]
#[test]
fn targets_that_do_not_fit_layers_say_how_to_make_the_network() -> Result<()> {
    use percept::{FeedForward, Rprop};
    let data = Dataset::new([[0, 1], [1, 0]], [[1, 0, 0], [0, 1, 0]])?;
    let mut layers = FeedForward::new(data.ranges(), [4, 1])?;
    let said = layers.train(&data, Rprop::new()).unwrap_err().to_string();
    let way = "one target per output (1), but got 3 (make it with 3 neurons in the last layer: \
               `[.., 3]`)";
    assert!(said.ends_with(way), "{said}");
    Ok(())
}

#[test]
fn ratios_of_nothing_are_no_zeros() -> Result<()> {
    let matrix = ConfusionMatrix::of(["a", "a", "b", "b"], ["a", "c", "b", "b"])?;
    let said = matrix.to_string();
    // c was predicted once and never there: no recall
    assert!(said.contains("c: precision 0, recall –, F1 0."), "{said}");
    let row = said.lines().find(|line| line.starts_with("c ")).unwrap();
    assert_eq!(row.split_whitespace().collect::<Vec<_>>(), ["c", "0", "1", "0", "0", "–", "0"]);
    let matrix = ConfusionMatrix::of(["a", "b"], ["a", "a"])?;
    assert!(matrix.to_string().contains("b: precision –, recall 0, F1 0."), "{matrix}");
    // the numbers stay: 0 as documented
    assert_eq!(matrix.precision("b")?.to_bits(), 0.0_f64.to_bits());
    Ok(())
}

#[test]
fn a_scaler_shows_its_columns() -> Result<()> {
    let data = buyers()?;
    let said = Scaler::standard(&data)?.to_string();
    let mut lines = said.lines();
    assert_eq!(
        lines.next(),
        Some("Scaler: 2 inputs, each scaled to mean 0 and standard deviation 1.")
    );
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split_whitespace().collect()).collect();
    assert!(rows.contains(&vec!["size", "2", "0.816497"]), "{said}");
    assert!(rows.contains(&vec!["price", "200", "81.6497"]), "{said}");
    let scaler = Scaler::min_max(&data, [-1.0, 1.0])?;
    let said = scaler.to_string();
    assert!(said.starts_with("Scaler: 2 inputs, each scaled to values from -1 to 1."), "{said}");
    let row = said.lines().find(|line| line.starts_with("price")).unwrap();
    assert_eq!(row.split_whitespace().collect::<Vec<_>>(), ["price", "100", "300"]);
    assert!(scaler.mime_bundle().html().contains("<table"));
    let bare = Dataset::new([[5.0], [5.0]], [1.0, 3.0])?;
    let said = Scaler::standard(&bare)?.to_string();
    assert!(said.contains("A column with one value only becomes 0."), "{said}");
    assert!(said.contains("input 1"), "{said}");
    let said = Scaler::targets(&bare, [0.0, 1.0])?.to_string();
    assert!(said.starts_with("Scaler: 1 target, scaled to values from 0 to 1."), "{said}");
    Ok(())
}

#[test]
fn an_equation_names_the_classes() -> Result<()> {
    let data = buyers()?;
    let scaled = Scaler::standard(&data)?.apply(&data)?;
    let mut perceptron = Perceptron::new(scaled.ranges(), 1)?;
    perceptron.train(&scaled, Delta::new().epochs(50))?;
    let said = perceptron.to_string();
    assert!(said.contains("output = 1 (yes) if ") && said.contains(", else 0 (no)."), "{said}");
    let mut smooth = Perceptron::new(scaled.ranges(), 1)?.transfer(Transfer::LogSig);
    smooth.train(&scaled, Delta::new().epochs(5))?;
    let said = smooth.to_string();
    assert!(said.contains("; its targets are 0 (no) and 1 (yes)."), "{said}");
    let three = Dataset::new([[0], [1], [2]], [[1, 0, 0], [0, 1, 0], [0, 0, 1]])?
        .name_classes(["low", "middle", "high"])?;
    let mut perceptron = Perceptron::new(three.ranges(), 3)?;
    perceptron.train(&three, Delta::new().epochs(5))?;
    assert!(perceptron.to_string().contains("output 3 (high) = 1 if "), "{perceptron}");
    let unnamed = Perceptron::by_hand([("x", 1.0)], 0.5)?.to_string();
    assert!(unnamed.contains("output = 1 if x > 0.5, else 0."), "{unnamed}");
    Ok(())
}

/// What is said of a file with this text.
fn of_csv(name: &str, text: &str, options: CsvOptions) -> String {
    let path = std::env::temp_dir().join(format!("percept_messages_{name}.csv"));
    std::fs::write(&path, text).unwrap();
    Dataset::from_csv_with(&path, ["a"], ["y"], options).unwrap_err().to_string()
}

#[test]
fn an_empty_csv_file_is_called_empty() {
    for text in ["", "\n \n", "\u{feff}"] {
        let said = of_csv("empty", text, CsvOptions::new());
        assert!(said.contains("it is empty: expected a row with the names"), "{said}");
    }
}

#[test]
fn comments_in_a_csv_file_are_named_with_their_line() {
    let comment = "begins with `#`, which looks like a comment";
    let texts = [
        (1, "# made by x\na,y\n1,0\n2,1\n"),
        (1, "#made, by\na,y\n1,0\n2,1\n"),
        (3, "a,y\n1,0\n# note\n2,1\n"),
    ];
    for (line, text) in texts {
        let said = of_csv(&format!("comment_{}", text.len()), text, CsvOptions::new());
        assert!(said.contains(&format!("line {line} {comment}")), "{said}");
    }
    // a name may begin so
    let path = std::env::temp_dir().join("percept_messages_name.csv");
    std::fs::write(&path, "#a,y\n1,0\n2,1\n").unwrap();
    assert_eq!(Dataset::from_csv(&path, ["#a"], ["y"]).unwrap().n_samples(), 2);
}

#[test]
fn marks_between_thousands_are_to_be_taken_out() {
    let commas = CsvOptions::new().separator(';').decimal_comma();
    let wanted =
        "a number without marks between thousands (take them out of the file, as in 1234.5)";
    let points = CsvOptions::new().separator(';');
    for (options, cell) in [
        (commas.clone(), "1.234,5"),
        (commas, "1.234"),
        (points.clone(), "1.234,5"),
        (points, "1,234.5"),
    ] {
        let said = of_csv("thousands", &format!("a;y\n{cell};0\n2;1\n"), options.clone());
        assert!(said.contains("expected a number") && said.contains(cell), "{said}");
        if cell != "1.234" {
            assert!(said.contains(wanted), "{said}");
        }
        // in a target they are no classes
        let said = of_csv("thousands_y", &format!("a;y\n1;{cell}\n2;{cell}\n"), options);
        assert!(said.contains("expected a number") && said.contains(cell), "{said}");
    }
    let said = of_csv("text", "a,y\nred,0\n", CsvOptions::new());
    assert!(!said.contains("thousands"), "{said}");
}
