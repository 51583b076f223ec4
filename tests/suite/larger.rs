//! Training on tables that stay in their files, batch by batch.

use std::fs::File;
use std::path::PathBuf;

use percept::polars::prelude::*;
use percept::{Dataset, Delta, LazyDataset, Perceptron, Transfer, toy};

use crate::errors::{one_class, says};

const INPUTS: [&str; 2] = ["x1", "x2"];

/// Two overlapping clouds, so that every epoch has updates.
fn clouds() -> DataFrame {
    let clouds = toy::blobs(500, 1.5, 3).unwrap().shuffle(4).unwrap();
    let (x, t) = (clouds.inputs(), clouds.targets());
    df!(
        "x1" => x.column(0).to_vec(),
        "unread" => vec!["text"; x.nrows()],
        "x2" => x.column(1).to_vec(),
        "class" => t.column(0).to_vec(),
    )
    .unwrap()
}

fn path(name: &str) -> PlRefPath {
    let path: PathBuf = std::env::temp_dir().join(format!("percept_{}_{name}", std::process::id()));
    PlRefPath::new(path.to_str().unwrap())
}

fn parquet(frame: &mut DataFrame, name: &str) -> LazyFrame {
    let path = path(name);
    let file = File::create(path.as_str()).unwrap();
    ParquetWriter::new(file).with_row_group_size(Some(64)).finish(frame).unwrap();
    LazyFrame::scan_parquet(path, ScanArgsParquet::default()).unwrap()
}

fn csv(frame: &mut DataFrame, name: &str) -> LazyFrame {
    let path = path(name);
    let file = File::create(path.as_str()).unwrap();
    CsvWriter::new(file).finish(frame).unwrap();
    LazyCsvReader::new(path).finish().unwrap()
}

fn untrained(transfer: Transfer) -> Perceptron {
    Perceptron::new([[-10.0, 10.0], [-10.0, 10.0]], 1).unwrap().transfer(transfer)
}

/// A frame in batches of 37 rows gives what it gives as a whole.
fn learns_the_same(lazy: LazyFrame, transfer: Transfer) {
    let trainer = Delta::new().epochs(7).goal(0.0);
    let whole = Dataset::from_frame(&clouds(), INPUTS, ["class"]).unwrap();
    let mut at_once = untrained(transfer);
    let wanted = at_once.train(&whole, trainer.clone()).unwrap();
    let data = LazyDataset::new(lazy, INPUTS, ["class"]).unwrap().batch_size(37).unwrap();
    assert_eq!(data.n_samples(), whole.n_samples());
    assert_eq!(data.ranges(), whole.ranges());
    let mut in_batches = untrained(transfer);
    let history = in_batches.train_lazy(&data, trainer.clone()).unwrap();
    assert_eq!(history.weights(), wanted.weights());
    assert_eq!(history.biases(), wanted.biases());
    assert_eq!(history.epochs(), 7);
    for (error, wanted) in history.errors().iter().zip(wanted.errors()) {
        assert!((error - wanted).abs() <= 1e-12 * wanted, "{error} and {wanted}");
    }
    assert!(wanted.last_error() > 0.0, "every epoch has updates");
    assert_eq!(in_batches, at_once);
    assert_eq!(
        untrained(transfer).train_lazy(&data, trainer.clone()).unwrap(),
        history,
        "a second run"
    );
}

#[test]
fn batches_of_a_frame_teach_what_the_whole_frame_teaches() {
    learns_the_same(clouds().lazy(), Transfer::HardLim);
    learns_the_same(clouds().lazy(), Transfer::LogSig);
}

#[test]
fn parquet_is_read_in_batches() {
    learns_the_same(parquet(&mut clouds(), "clouds.parquet"), Transfer::HardLim);
}

#[test]
fn csv_is_read_in_batches() {
    learns_the_same(csv(&mut clouds(), "clouds.csv"), Transfer::HardLim);
}

#[test]
fn a_plan_of_the_user_is_part_of_the_reading() {
    let plan = clouds().lazy().filter(col("x1").gt(lit(0.0))).slice(5, 100);
    let data = LazyDataset::new(plan.clone(), INPUTS, ["class"]).unwrap();
    assert_eq!(data.n_samples(), plan.collect().unwrap().height());
}

/// Three kinds of fruit, the third only in the last row.
fn fruit() -> DataFrame {
    let mut kinds = vec!["apple", "melon", "apple", "melon", "apple"];
    kinds.push("plum");
    df!("weight" => [1.0, 9.0, 1.1, 9.5, 1.2, 4.0], "kind" => kinds).unwrap()
}

#[test]
fn classes_are_those_of_all_batches() {
    let data = LazyDataset::new(fruit().lazy(), ["weight"], ["kind"]).unwrap();
    let data = data.batch_size(2).unwrap();
    let whole = Dataset::from_frame(&fruit(), ["weight"], ["kind"]).unwrap();
    assert_eq!(data.head().class_names(), whole.class_names());
    assert_eq!(data.head(), &whole, "six rows are the first rows");
    let mut lazy = Perceptron::new([[0.0, 10.0]], 3).unwrap();
    let mut at_once = lazy.clone();
    lazy.train_lazy(&data, Delta::new()).unwrap();
    at_once.train(&whole, Delta::new()).unwrap();
    assert_eq!(lazy, at_once);
    assert_eq!(lazy.predict_labels([[9.3]]).unwrap(), at_once.predict_labels([[9.3]]).unwrap());
}

#[test]
fn numbers_of_classes_are_those_of_all_batches() {
    let frame = df!("x" => [0.1, 0.2, 0.9, 0.4], "t" => [2, 2, 10, 4]).unwrap();
    let lazy = LazyDataset::new(frame.clone().lazy(), ["x"], ["t"]).unwrap();
    let lazy = lazy.batch_size(2).unwrap().targets_as_classes().unwrap();
    let whole = Dataset::from_frame(&frame, ["x"], ["t"]).unwrap().targets_as_classes().unwrap();
    assert_eq!(lazy.head(), &whole);
    assert_eq!(whole.class_names().unwrap(), ["2", "4", "10"]);
    let mut in_batches = Perceptron::new(lazy.ranges().to_vec(), 3).unwrap();
    let mut at_once = in_batches.clone();
    in_batches.train_lazy(&lazy, Delta::new()).unwrap();
    at_once.train(&whole, Delta::new()).unwrap();
    assert_eq!(in_batches, at_once);
    let frame = df!("x" => [0.1, 0.2, 0.9], "t" => [2.0, 1.0, 0.5]).unwrap();
    let lazy = LazyDataset::new(frame.lazy(), ["x"], ["t"]).unwrap().batch_size(2).unwrap();
    says(
        lazy.targets_as_classes(),
        "column `t`, row 2 (counting from 0): expected the number of a class, a whole one up to \
         2^53 (keep numbers that are to be predicted as they are), but got 0.5",
    );
}

#[test]
fn rows_are_counted_over_all_batches() {
    let n = 40_000;
    let mut values: Vec<Option<f64>> = vec![Some(0.5); n];
    values[39_000] = None;
    let frame = df!("x" => &values, "t" => vec![1.0; n]).unwrap();
    says(
        LazyDataset::new(frame.lazy(), ["x"], ["t"]),
        "column `x`, row 39000 (counting from 0): expected a value (drop such rows, or fill them, \
         before; polars has `drop_nulls` and `fill_null`), but got none",
    );
    values[39_000] = Some(f64::NAN);
    let frame = df!("x" => &values, "t" => vec![1.0; n]).unwrap();
    says(
        LazyDataset::new(frame.lazy(), ["x"], ["t"]),
        "column `x`, row 39000 (counting from 0): expected a finite number (drop such rows, or \
         fill them, before; polars has `fill_nan`), but got NaN",
    );
}

#[test]
fn marks_of_missing_values_are_no_classes_in_any_batch() {
    let mut kinds = ["x", "y"].repeat(5000);
    kinds[9000] = "NA";
    let frame = df!("x" => vec![0.5; kinds.len()], "t" => kinds).unwrap();
    let problem = LazyDataset::new(frame.lazy(), ["x"], ["t"]).unwrap_err().to_string();
    assert!(
        problem.starts_with("column `t`, row 9000 (counting from 0): expected a value"),
        "{problem}"
    );
    assert!(problem.ends_with("but got `NA`, which stands for a missing value"), "{problem}");
}

#[test]
fn a_target_out_of_reach_is_named_with_its_row() {
    let mut targets = vec![1.0; 40_000];
    targets[39_999] = 2.0;
    let frame = df!("x" => vec![0.5; 40_000], "t" => targets).unwrap();
    let data = LazyDataset::new(frame.lazy(), ["x"], ["t"]).unwrap();
    let mut perceptron = Perceptron::new([[0.0, 1.0]], 1).unwrap();
    let before = perceptron.clone();
    says(
        perceptron.train_lazy(&data, Delta::new()),
        "targets: row 39999, column 0 (counting from 0) is 2, but HardLim can only give 0 or 1 \
         (numbers of classes? Call `targets_as_classes()` on the data: one column of 0 and 1 for \
         two classes, one column per class for more)",
    );
    assert_eq!(perceptron, before);
}

#[test]
fn wrong_tables_are_refused() {
    let lazy = || fruit().lazy();
    says(
        LazyDataset::new(lazy(), ["wieght"], ["kind"]),
        "there is no column named `wieght` (did you mean `weight`?); the names are `weight`, `kind`",
    );
    says(
        LazyDataset::new(lazy(), ["kind"], ["weight"]),
        "column `kind`: expected a number as an input (turn text into numbers before, for \
         instance into one column of 0 and 1 for each value), but got text (polars type str)",
    );
    says(LazyDataset::new(lazy().slice(0, 1), ["weight"], ["kind"]), &one_class("kind"));
    says(
        LazyDataset::new(lazy().slice(0, 0), ["weight"], ["kind"]),
        "inputs: expected at least one sample, but got none",
    );
    let none: [&str; 0] = [];
    says(
        LazyDataset::new(lazy(), none, ["kind"]),
        "inputs: expected at least one input column, but got none",
    );
    says(
        LazyDataset::new(lazy(), ["weight"], none),
        "targets: expected at least one target column, but got none",
    );
    says(
        LazyDataset::new(lazy(), ["weight", "weight"], ["kind"]),
        "column names: expected every name once, but got `weight` twice",
    );
    says(
        LazyDataset::new(lazy(), ["weight"], ["kind"]).unwrap().batch_size(0),
        "`batch_size`: expected at least 1 row, but got 0",
    );
    let names: Vec<String> = (0..300).map(|i| format!("name {i}")).collect();
    let frame = df!("x" => vec![1.0; 300], "t" => names).unwrap();
    says(
        LazyDataset::new(frame.lazy(), ["x"], ["t"]),
        "column `t`: expected targets of 2 to 256 classes, but got 300 classes",
    );
}

#[test]
fn names_are_no_patterns() {
    let frame = df!("^.*$" => [0.0, 1.0], "*" => [0.0, 1.0], "t" => [0, 1]).unwrap();
    let data = LazyDataset::new(frame.lazy(), ["^.*$", "*"], ["t"]).unwrap();
    assert_eq!(data.head().input_names(), ["^.*$", "*"]);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let lazy = LazyFrame::scan_parquet(path("nowhere.parquet"), ScanArgsParquet::default());
    let problem = LazyDataset::new(lazy.unwrap(), ["x"], ["t"]).unwrap_err().to_string();
    assert!(problem.starts_with("cannot read the table in batches: "), "{problem}");
    assert!(problem.contains("nowhere.parquet"), "{problem}");
}

const CHANGED: &str =
    "the table must not change while it is learnt from: make the `LazyDataset` anew";

/// A table in a file that is another one after the first reading.
fn changed(name: &str, before: &str, after: &str) -> LazyDataset {
    let path = path(name);
    std::fs::write(path.as_str(), before).unwrap();
    let frame = LazyCsvReader::new(path.clone()).finish().unwrap();
    let data = LazyDataset::new(frame, ["x"], ["kind"]).unwrap();
    std::fs::write(path.as_str(), after).unwrap();
    data
}

#[test]
fn a_label_that_the_first_reading_did_not_have_is_refused() {
    let before = "x,kind\n1.0,apple\n9.0,melon\n2.0,apple\n";
    let data = changed("new_label.csv", before, "x,kind\n1.0,apple\n9.0,melon\n2.0,plum\n");
    let mut perceptron = Perceptron::new([[0.0, 10.0]], 1).unwrap();
    let untrained = perceptron.clone();
    for batch in [1, 2, 100] {
        says(
            perceptron.train_lazy(&data.clone().batch_size(batch).unwrap(), Delta::new()),
            &format!(
                "column `kind`, row 2 (counting from 0): expected what the first reading found \
                 there ({CHANGED}), but got the new label `plum`"
            ),
        );
    }
    assert_eq!(perceptron, untrained);
}

#[test]
fn rows_that_come_or_go_after_the_first_reading_are_noticed() {
    let (three, two) = ("x,kind\n1.0,a\n9.0,b\n2.0,a\n", "x,kind\n1.0,a\n9.0,b\n");
    for (name, before, after, said) in [
        ("gone.csv", three, two, "2 rows, but had 3"),
        ("come.csv", two, three, "3 rows, but had 2"),
    ] {
        let mut perceptron = Perceptron::new([[0.0, 10.0]], 1).unwrap();
        says(
            perceptron.train_lazy(&changed(name, before, after), Delta::new()),
            &format!(
                "cannot read the table in batches: it has {said} when it was first read; {}",
                CHANGED.replace("the table", "a table")
            ),
        );
    }
}

#[test]
fn classes_can_be_given_for_a_table_in_batches() {
    use percept::Target;
    let frame = df!("a" => [1, 2, 3], "b" => ["y", "y", "x"]).unwrap();
    let of = |classes: &[&str]| {
        let target = Target::of_classes("b", classes.iter().copied());
        LazyDataset::new(frame.clone().lazy(), ["a"], [target])
    };
    let data = of(&["z", "y", "x"]).unwrap().batch_size(2).unwrap();
    assert_eq!(data.head().class_names().unwrap(), ["z", "y", "x"]);
    let mut in_batches = Perceptron::new([[1.0, 3.0]], 3).unwrap();
    let history = in_batches.train_lazy(&data, Delta::new().epochs(5)).unwrap();
    let mut at_once = Perceptron::new([[1.0, 3.0]], 3).unwrap();
    at_once.train(data.head(), Delta::new().epochs(5)).unwrap();
    assert_eq!(in_batches, at_once);
    assert_eq!(history.epochs(), 5);
    says(
        of(&["z", "y"]).map(|_| ()),
        "column `b`, row 2 (counting from 0): expected one of the classes that were given, but \
         got `x`, which is none of `z`, `y`",
    );
    // what has learnt knows its names: others are refused
    let other = LazyDataset::new(frame.clone().lazy().rename(["a"], ["c"], true), ["c"], ["b"]);
    let mut two = Perceptron::new([[1.0, 3.0]], 1).unwrap().name_inputs(["a"]).unwrap();
    let problem = two.train_lazy(&other.unwrap(), Delta::new()).unwrap_err().to_string();
    assert!(problem.contains("`a`") && problem.contains("`c`"), "{problem}");
    let held_out = Dataset::from_frame(&frame, ["a"], ["b"]).unwrap();
    let held_out = held_out.name_classes(["x", "w"]).unwrap();
    let data = LazyDataset::new(frame.lazy(), ["a"], ["b"]).unwrap();
    let problem = two.train_lazy(&data, Delta::new().validation(&held_out)).unwrap_err();
    assert!(problem.to_string().contains("`x`, `y`"), "{problem}");
}
