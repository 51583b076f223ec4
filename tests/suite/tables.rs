//! Data sets from CSV files and from polars frames: what is read, and what is
//! said of every table that cannot be read.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use percept::ndarray::array;
use percept::{CsvOptions, Dataset, Delta, Error, Perceptron, Result};

use crate::errors::{one_class, says};

pub(crate) const NONE: [&str; 0] = [];

/// A new file with this content.
pub(crate) fn file(content: impl AsRef<[u8]>) -> PathBuf {
    static FILES: AtomicU32 = AtomicU32::new(0);
    let n = FILES.fetch_add(1, Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("percept_table_{}_{n}.csv", std::process::id()));
    std::fs::write(&path, content).unwrap();
    path
}

/// The data set of a CSV file with this content.
pub(crate) fn csv(content: impl AsRef<[u8]>, inputs: &[&str], targets: &[&str]) -> Result<Dataset> {
    let path = file(content);
    let data = Dataset::from_csv(&path, inputs.iter().copied(), targets.iter().copied());
    std::fs::remove_file(path).unwrap();
    data
}

/// One input `a`, one target `b`.
pub(crate) fn a_to_b(content: impl AsRef<[u8]>) -> Result<Dataset> {
    csv(content, &["a"], &["b"])
}

/// What is said of a file, `FILE` in the place of its path.
pub(crate) fn said_of_file(content: impl AsRef<[u8]>) -> String {
    let problem = a_to_b(content).unwrap_err();
    let Error::Read { path, .. } = &problem else { panic!("{problem}") };
    problem.to_string().replace(path.to_str().unwrap(), "FILE")
}

pub(crate) fn labels(data: &Dataset) -> Vec<&str> {
    data.class_names().unwrap().iter().map(String::as_str).collect()
}

#[test]
fn numbers_of_every_notation_are_read_from_csv() {
    let data = a_to_b("a,b\n1,0\n-2.5,1\n+3e-2,2\n.5,3\n5.,-4\n1E3,5e-1\n").unwrap();
    assert_eq!(data.inputs().column(0).to_vec(), [1.0, -2.5, 0.03, 0.5, 5.0, 1000.0]);
    assert_eq!(data.targets().column(0).to_vec(), [0.0, 1.0, 2.0, 3.0, -4.0, 0.5]);
    assert_eq!(data.class_names(), None);
}

#[test]
fn truth_values_are_read_from_csv_as_0_and_1() {
    let data = a_to_b("a,b\ntrue,False\nfalse,True\nTRUE,false\nFALSE,true\n").unwrap();
    assert_eq!(data.inputs().column(0).to_vec(), [1.0, 0.0, 1.0, 0.0]);
    assert_eq!(data.targets().column(0).to_vec(), [0.0, 1.0, 0.0, 1.0]);
    assert_eq!(data.class_names(), None);
}

#[test]
fn columns_come_in_the_order_asked_for() {
    let data = csv("a,b,c,d\n1,2,3,4\n5,6,7,8\n", &["d", "a"], &["c", "b"]).unwrap();
    assert_eq!(data.inputs(), array![[4.0, 1.0], [8.0, 5.0]]);
    assert_eq!(data.targets(), array![[3.0, 2.0], [7.0, 6.0]]);
    assert_eq!((data.input_names(), data.target_names()), (names("d a"), names("c b")));
}

pub(crate) fn names(names: &str) -> &'static [String] {
    Vec::leak(names.split(' ').map(str::to_owned).collect())
}

#[test]
fn two_classes_are_one_column_in_the_order_of_their_names() {
    let data = a_to_b("a,b\n1,yes\n2,no\n3,yes\n").unwrap();
    assert_eq!(data.targets(), array![[1.0], [0.0], [1.0]]);
    assert_eq!(data.target_names(), ["b"]);
    assert_eq!(labels(&data), ["no", "yes"]);
}

#[test]
fn three_classes_are_a_column_each() {
    let data = a_to_b("a,b\n1,red\n2,blue\n3,green\n4,red\n").unwrap();
    let targets = array![[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    assert_eq!(data.targets(), targets);
    assert_eq!(data.target_names(), ["b = blue", "b = green", "b = red"]);
    assert_eq!(labels(&data), ["blue", "green", "red"]);
}

#[test]
fn numbers_among_text_are_classes_too() {
    let data = a_to_b("a,b\n1,10\n2,few\n3,many\n").unwrap();
    assert_eq!(labels(&data), ["10", "few", "many"]);
}

#[test]
fn classes_are_called_by_their_labels_in_pictures() {
    let two = csv("a,c,b\n1,1,yes\n2,3,no\n3,2,yes\n", &["a", "c"], &["b"]).unwrap().chart();
    assert!(two.to_string().contains("1 no, 2 yes."), "{two}");
    assert!(two.alt().contains("1 no, 2 yes."), "{}", two.alt());
    let three = csv("a,c,b\n1,1,x\n2,3,z\n3,2,y\n3,3,y\n", &["a", "c"], &["b"]).unwrap().chart();
    assert!(three.to_string().contains("1 x, 2 y, 1 z."), "{three}");
    for (chart, legend) in [(two, vec!["no", "yes"]), (three, vec!["x", "y", "z"])] {
        let figure = crate::plotly_json(&chart);
        let traces = figure["data"].as_array().unwrap();
        let names: Vec<&str> = traces.iter().filter_map(|trace| trace["name"].as_str()).collect();
        assert_eq!(names, legend);
        let words: Vec<String> =
            crate::elements(&chart.to_svg()).into_iter().map(|element| element.text).collect();
        for name in legend {
            assert!(words.iter().any(|word| word.trim() == name), "{name} in {words:?}");
        }
    }
}

pub(crate) fn learnt(data: &Dataset) -> Perceptron {
    let mut perceptron = Perceptron::new(data.ranges(), data.n_targets()).unwrap();
    perceptron.train(data, Delta::new().epochs(200)).unwrap();
    perceptron
}

#[test]
fn labels_are_predicted_after_training_on_text() {
    let two = learnt(&a_to_b("a,b\n0.1,apple\n0.9,melon\n").unwrap());
    assert_eq!(two.predict_labels([0.1, 0.9, 2.0]).unwrap(), ["apple", "melon", "melon"]);
    let table = "a,c,b\n0,0,x\n1,0,y\n0,1,z\n";
    let three = learnt(&csv(table, &["a", "c"], &["b"]).unwrap());
    let corners = [[0.0, 1.0], [0.0, 0.0], [1.0, 0.0]];
    assert_eq!(three.predict_labels(corners).unwrap(), ["z", "x", "y"]);
}

#[test]
fn quotes_of_csv_are_understood() {
    let table =
        "\"a, in cm\",\"the \"\"b\"\"\"\n\"1.5\",\"x, y\"\n2,\"two\nlines\"\n3,\"\"\"q\"\"\"\n";
    let data = csv(table, &["a, in cm"], &["the \"b\""]).unwrap();
    assert_eq!(data.inputs().column(0).to_vec(), [1.5, 2.0, 3.0]);
    assert_eq!(labels(&data), ["\"q\"", "two\nlines", "x, y"]);
}

#[test]
fn line_ends_byte_order_marks_spaces_and_empty_lines_change_nothing() {
    let plain = a_to_b("a,b\n1,no\n2,yes\n").unwrap();
    for same in [
        "a,b\r\n1,no\r\n2,yes\r\n",
        "a,b\n1,no\n2,yes",
        "\u{feff}a,b\n1,no\n2,yes\n",
        "\u{feff}\"a\",b\r\n1,no\r\n2,yes\r\n",
        " a ,\tb\n  1 , no\n2\t,yes  \n",
        "\na,b\n\n1,no\n\n2,yes\n\n",
    ] {
        assert_eq!(a_to_b(same).unwrap(), plain, "{same:?}");
    }
}

#[test]
fn spaces_within_a_name_and_a_label_stay() {
    let data = csv("the a,b\n1,oh no\n2,oh yes\n", &["the a"], &["b"]).unwrap();
    assert_eq!(labels(&data), ["oh no", "oh yes"]);
}

#[test]
fn columns_not_asked_for_may_hold_anything() {
    assert!(a_to_b("a,x,b,x,\n1,,0,text,NaN\n2,inf,1,,\n").is_ok());
}

#[test]
fn a_missing_column_of_csv_is_answered_with_the_nearest_name() {
    let table = "price,model,buy\n1,2,yes\n3,4,no\n";
    let the_names = "the names are `price`, `model`, `buy`";
    says(
        csv(table, &["prize"], &["buy"]),
        &format!("there is no column named `prize` (did you mean `price`?); {the_names}"),
    );
    says(
        csv(table, &["price"], &["Buy "]),
        &format!("there is no column named `Buy ` (did you mean `buy`?); {the_names}"),
    );
    says(
        csv(table, &["horsepower"], &["buy"]),
        &format!("there is no column named `horsepower`; {the_names}"),
    );
}

#[test]
fn a_file_with_nothing_in_it_is_called_empty() {
    for nothing in ["", "\n\n", "\u{feff}"] {
        let said = a_to_b(nothing).unwrap_err().to_string();
        assert!(said.contains("it is empty: expected a row with the names"), "{said}");
    }
}

#[test]
fn text_in_an_input_of_csv_is_named_by_row_and_line() {
    let message = |row: usize, text: &str, line: usize| {
        format!(
            "column `a`, row {row} (counting from 0): expected a number as an input \
             (of a column of texts, `CsvOptions::new().one_hot()` makes columns of 0 and 1, with \
             `Dataset::from_csv_with`), but got the text `{text}` (line {line} of the file)"
        )
    };
    says(a_to_b("a,b\n1,0\nred,1\n"), &message(1, "red", 3));
    says(a_to_b("a,b\nblue,0\n2,0\n0x10,1\n"), &message(0, "blue", 2));
    says(a_to_b("a,b\n\"two\nlines\",0\n"), &message(0, "two lines", 2));
    let long = "w".repeat(10_000);
    says(a_to_b(format!("a,b\n{long},0\n")), &message(0, &format!("{}…", &long[..60]), 2));
}

#[test]
fn a_slip_among_the_numbers_of_an_input_is_to_be_corrected() {
    says(
        a_to_b("a,b\n1,0\n2,0\n0x10,1\n"),
        "column `a`, row 2 (counting from 0): expected a number, as in most rows (correct the \
         cell, or take its row out of the file), but got the text `0x10` (line 4 of the file)",
    );
}

#[test]
fn lines_are_counted_through_quotes_and_empty_lines() {
    for (table, row, line) in [
        ("a,b\n1,\"x\ny\nz\"\nred,1\n", 1, 5),
        ("a,b\r\n1,x\r\nred,1\r\n", 1, 3),
        ("\n\na,b\n\n\r\nred,1\n", 0, 6),
        ("a,b\r1,x\r\rred,1", 1, 4),
        ("\u{feff}a,\"b\"\n\n\"red\",1", 0, 3),
    ] {
        let problem = a_to_b(table).unwrap_err().to_string();
        assert!(problem.starts_with(&format!("column `a`, row {row} ")), "{table:?}: {problem}");
        assert!(problem.ends_with(&format!(" (line {line} of the file)")), "{table:?}: {problem}");
    }
}

#[test]
fn an_empty_cell_of_csv_is_named_by_row() {
    let message = |column: &str, row: usize| {
        let (line, target) = (row + 2, column == "b");
        let fill =
            if target { "" } else { ", `.fill_missing()` fills in the median of the column" };
        format!(
            "column `{column}`, row {row} (counting from 0): expected a value (with \
             `Dataset::from_csv_with`, `CsvOptions::new().drop_missing()` leaves such rows out\
             {fill}), but got none (line {line} of the file)"
        )
    };
    says(a_to_b("a,b\n1,0\n,1\n"), &message("a", 1));
    says(a_to_b("a,b\n1,0\n  ,1\n"), &message("a", 1));
    says(a_to_b("a,b\n1,\n2,1\n"), &message("b", 0));
    says(a_to_b("a,b\n1,yes\n2,no\n3,\"\"\n"), &message("b", 2));
}

#[test]
fn a_value_of_csv_that_is_not_finite_is_named_by_row() {
    let message = |column: &str, row: usize, came: &str| {
        let line = row + 2;
        format!(
            "column `{column}`, row {row} (counting from 0): expected a finite number (drop such \
             rows, or fill them, before; polars has `fill_nan`), but got {came} (line {line} of \
             the file)"
        )
    };
    says(a_to_b("a,b\n1,0\n2,1\n-inf,1\n"), &message("a", 2, "-inf"));
    says(a_to_b("a,b\n1,0\n2,1e999\n"), &message("b", 1, "inf"));
}

#[test]
fn a_csv_without_rows_is_refused() {
    for table in ["a,b\n", "a,b", "a,b\r\n\r\n"] {
        says(a_to_b(table), "inputs: expected at least one sample, but got none");
    }
}

#[test]
fn no_inputs_and_no_targets_are_too_few() {
    let table = "a,b\n1,yes\n2,no\n";
    let no_inputs = "inputs: expected at least one input column, but got none";
    says(csv(table, &NONE, &["b"]), no_inputs);
    says(csv(table, &NONE, &NONE), no_inputs);
    says(csv(table, &["a"], &NONE), "targets: expected at least one target column, but got none");
}

#[test]
fn a_column_can_be_asked_for_once() {
    let table = "a,b,c\n1,2,3\n";
    let message = "column names: expected every name once, but got `a` twice";
    says(csv(table, &["a", "a"], &["b"]), message);
    says(csv(table, &["a"], &["a"]), message);
    says(csv(table, &["b"], &["a", "a"]), message);
}

#[test]
fn a_column_that_is_asked_for_must_be_once_in_the_header() {
    let message = "column names: expected every name once, but got `a` twice";
    says(a_to_b("a,b,a\n1,2,3\n"), message);
    says(csv("b,a,a\n1,2,3\n", &["b"], &["a"]), message);
    assert!(csv("a,b,a,c\n1,2,3,4\n", &["b"], &["c"]).is_ok());
}

#[test]
fn a_star_stands_for_all_columns_that_are_nothing_else() {
    let content = "car,price,age,buy,model\nbeetle,1,2,yes,3\nmodel T,4,5,no,6\n";
    let path = file(content);
    let options = CsvOptions::new().row_names("car");
    let data = Dataset::from_csv_with(&path, "*", "buy", &options).unwrap();
    assert_eq!(data.input_names(), ["price", "age", "model"]);
    assert_eq!(data.target_names(), ["buy"]);
    assert_eq!(data.sample_names().unwrap(), ["beetle", "model T"]);
    let two = Dataset::from_csv_with(&path, ["*"], ["age", "price"], options.one_hot()).unwrap();
    assert_eq!(two.input_names(), ["buy = yes", "model"]);
    std::fs::remove_file(path).unwrap();
    let path = file("1,2,0\n3,4,1\n");
    let bare = Dataset::from_csv_with(&path, "*", "column_3", CsvOptions::new().no_header());
    assert_eq!(bare.unwrap().input_names(), ["column_1", "column_2"]);
    std::fs::remove_file(path).unwrap();
    // text among them is refused as if it had been asked for by name
    says(
        csv(content, &["*"], &["buy"]),
        "column `car`, row 0 (counting from 0): expected a number as an input (of a column of \
         texts, `CsvOptions::new().one_hot()` makes columns of 0 and 1, `.without` leaves it out \
         of `\"*\"`, with `Dataset::from_csv_with`), but got the text `beetle` (line 2 of the file)",
    );
    // a column of this name is one column
    let named = csv("*,a,b\n1,2,0\n3,4,1\n", &["*"], &["b"]).unwrap();
    assert_eq!(named.ranges(), [[1.0, 3.0]]);
    // what other separators and missing names are told by
    let semicolons = csv("a;b;c\n1;2;3\n", &["*"], &["c"]).unwrap_err().to_string();
    assert!(semicolons.contains("separator"), "{semicolons}");
    let of_pandas = ",a,b\n0,2,0\n1,4,1\n";
    let unnamed = csv(of_pandas, &["*"], &["b"]).unwrap_err().to_string();
    assert!(
        unnamed.ends_with(
            "a column has no name, as that of the rows in files of pandas: take it with \
             `CsvOptions::new().row_names(\"\")`, or write the file with `index=False`"
        ),
        "{unnamed}"
    );
    let path = file(of_pandas);
    let named = Dataset::from_csv_with(&path, "*", "b", CsvOptions::new().row_names("")).unwrap();
    std::fs::remove_file(path).unwrap();
    assert_eq!(named.sample_names().unwrap(), ["0", "1"]);
    assert_eq!(named.input_names(), ["a"]);
    assert!(named.to_string().contains("sample"), "{named}");
    assert!(csv("a,b\n1,2\n", &["*"], &["a", "b"]).is_err());
}

#[test]
fn a_misspelt_target_is_told_before_what_other_columns_hold() {
    let content = "date,rain,weather\n2012-01-01,0,sun\n2012-01-02,10.9,rain\n";
    let wanted = "there is no column named `wether` (did you mean `weather`?); the names are \
                  `date`, `rain`, `weather`";
    says(csv(content, &["*"], &["wether"]), wanted);
    says(csv(content, &["date"], &["wether"]), wanted);
    let path = file(content);
    let options = CsvOptions::new().row_names("dat");
    let data = Dataset::from_csv_with(&path, "*", "weather", options);
    std::fs::remove_file(path).unwrap();
    says(
        data,
        "there is no column named `dat` (did you mean `date`?); the names are `date`, `rain`, \
         `weather`",
    );
}

#[test]
fn a_column_needs_a_name() {
    says(
        csv(",b\n1,2\n", &[""], &["b"]),
        "names: expected a name for every column, but got an empty one",
    );
}

#[test]
fn one_class_is_too_few() {
    says(a_to_b("a,b\n1,yes\n2,yes\n"), &one_class("b"));
}

/// `n` rows, each of a class of its own.
fn all_different(n: usize) -> String {
    let mut table = "a,b\n".to_owned();
    for i in 0..n {
        writeln!(table, "{i},c{i}").unwrap();
    }
    table
}

#[test]
fn up_to_256_classes_are_taken() {
    let data = a_to_b(all_different(256)).unwrap();
    assert_eq!((data.n_targets(), data.class_names().unwrap().len()), (256, 256));
    says(
        a_to_b(all_different(257)),
        "column `b`: expected targets of 2 to 256 classes, but got 257 classes",
    );
}

#[test]
fn a_million_classes_are_refused_at_once() {
    let many = all_different(1_000_000);
    let two: String = "a,b\n0,c0\n1,c1\n".to_owned() + &"2,c0\n".repeat(999_998);
    let read = crate::seconds(|| drop(a_to_b(two).unwrap()));
    let refused = crate::seconds(|| {
        says(
            a_to_b(many),
            "column `b`: expected targets of 2 to 256 classes, but got 1000000 classes",
        );
    });
    // each class sought among all others would be thousands of times as long
    assert!(refused < 20.0 * read, "{refused} s, and {read} s for two classes");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let path = std::env::temp_dir().join("percept_no_such_file.csv");
    let problem = Dataset::from_csv(&path, ["a"], ["b"]).unwrap_err().to_string();
    let start = format!("cannot read `{}`: ", path.display());
    assert!(problem.starts_with(&start), "{problem}");
    if cfg!(unix) {
        assert_eq!(problem, format!("{start}No such file or directory (os error 2)"));
    }
}

#[test]
fn a_folder_is_no_table() {
    let path = std::env::temp_dir();
    let problem = Dataset::from_csv(&path, ["a"], ["b"]).unwrap_err().to_string();
    let start = format!("cannot read `{}`: ", path.display());
    assert!(problem.starts_with(&start), "{problem}");
    if cfg!(unix) {
        assert_eq!(problem, format!("{start}Is a directory (os error 21)"));
    }
}

#[test]
fn rows_of_csv_must_be_as_long_as_the_header() {
    let same = "all rows need the same number (quote a value that holds ',' itself)";
    assert_eq!(
        said_of_file("a,b\n1,2\n3\n"),
        format!("cannot read `FILE`: line 3 has 1 value, but line 1 has 2; {same}")
    );
    assert_eq!(
        said_of_file("a,b\n1,2,3\n"),
        format!("cannot read `FILE`: line 2 has 3 values, but line 1 has 2; {same}")
    );
}

#[test]
fn csv_must_be_utf_8() {
    assert_eq!(
        said_of_file(b"a,b\n1,2\n3,M\xfcnchen\n"),
        "cannot read `FILE`: line 3 holds the byte 0xFC, which is not UTF-8: it looks like \
         Latin-1 (Windows-1252) or another encoding; save it as UTF-8"
    );
    let utf_16 = "cannot read `FILE`: it looks like UTF-16: save it as UTF-8";
    assert_eq!(said_of_file(b"\xff\xfea\0,\0b\0\n\0"), utf_16);
    assert_eq!(said_of_file(b"\xfe\xff\0a\0,\0b\0\n"), utf_16);
    assert_eq!(said_of_file(b"a\0,\0b\0\n\0"), utf_16);
    assert!(said_of_file(b"PK\x03\x04\x14\0").contains("an Excel workbook"));
    assert!(said_of_file(b"\x1f\x8b\x08").contains("compressed"));
    let umlaut = a_to_b("a,b\n1,M\u{fc}nchen\n2,Ulm\n").unwrap();
    assert_eq!(labels(&umlaut), ["M\u{fc}nchen", "Ulm"]);
}

#[test]
fn predict_labels_needs_classes() {
    let data = a_to_b("a,b\n1,0\n2,1\n").unwrap();
    says(
        learnt(&data).predict_labels([1.0]),
        "predict_labels: expected a perceptron trained on data with named classes \
         (`name_classes`, `targets_as_classes`, or targets of text), but got one without",
    );
}
