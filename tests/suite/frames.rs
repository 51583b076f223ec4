//! Data sets from polars frames, and predictions put into one.

use percept::Dataset;
use percept::ndarray::array;
use percept::polars::prelude::*;

use crate::errors::{one_class, says};
use crate::tables::{NONE, a_to_b, labels, learnt, names};

fn frame_a_to_b(frame: &DataFrame) -> percept::Result<Dataset> {
    Dataset::from_frame(frame, ["a"], ["b"])
}

#[test]
fn every_type_of_number_is_an_input() {
    macro_rules! types {
        ($($type:ty)*) => {$(
            let frame = df!("a" => [1 as $type, 2 as $type], "b" => [0, 1]).unwrap();
            let data = frame_a_to_b(&frame).unwrap();
            assert_eq!(data.inputs(), array![[1.0], [2.0]], stringify!($type));
        )*};
    }
    types!(i32 i64 u32 u64 f32 f64);
    let frame = df!("a" => [true, false], "b" => [0, 1]).unwrap();
    assert_eq!(frame_a_to_b(&frame).unwrap().inputs(), array![[1.0], [0.0]]);
}

#[test]
fn every_type_of_number_is_a_target() {
    macro_rules! types {
        ($($type:ty)*) => {$(
            let frame = df!("a" => [0, 1], "b" => [3 as $type, 2 as $type]).unwrap();
            let data = frame_a_to_b(&frame).unwrap();
            assert_eq!(data.targets(), array![[3.0], [2.0]], stringify!($type));
            assert_eq!((data.class_names(), data.target_names()), (None, names("b")));
        )*};
    }
    types!(i32 i64 u32 u64 f32 f64);
    let frame = df!("a" => [0, 1], "b" => [true, false]).unwrap();
    assert_eq!(frame_a_to_b(&frame).unwrap().targets(), array![[1.0], [0.0]]);
}

#[test]
fn numbers_of_a_frame_keep_their_value() {
    let frame = df!("a" => [0.1_f32, -0.3], "b" => [i64::MIN, -1]).unwrap();
    let data = frame_a_to_b(&frame).unwrap();
    assert_eq!(data.inputs(), array![[f64::from(0.1_f32)], [f64::from(-0.3_f32)]]);
    assert_eq!(data.targets(), array![[-9_223_372_036_854_775_808.0], [-1.0]]);
}

#[test]
fn text_of_a_frame_is_classes() {
    let frame = df!("a" => [1, 2, 3], "b" => ["yes", "no", "yes"]).unwrap();
    let two = frame_a_to_b(&frame).unwrap();
    assert_eq!(two.targets(), array![[1.0], [0.0], [1.0]]);
    assert_eq!((labels(&two), two.target_names()), (vec!["no", "yes"], names("b")));
    let frame = df!("a" => [1, 2, 3], "b" => ["z", "x", "y"]).unwrap();
    let three = frame_a_to_b(&frame).unwrap();
    assert_eq!(three.targets(), array![[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]);
    assert_eq!(three.target_names(), ["b = x", "b = y", "b = z"]);
    assert_eq!(labels(&three), ["x", "y", "z"]);
}

#[test]
fn a_frame_and_a_csv_with_the_same_content_are_the_same_data() {
    let frame = df!("a" => [0.5, 1.5, 2.5], "b" => ["r", "g", "b"]).unwrap();
    let read = a_to_b("a,b\n0.5,r\n1.5,g\n2.5,b\n").unwrap();
    assert_eq!(frame_a_to_b(&frame).unwrap(), read);
}

#[test]
fn a_frame_of_several_chunks_is_one_table() {
    let part = df!("a" => [1, 2], "b" => ["x", "y"]).unwrap();
    let data = frame_a_to_b(&part.vstack(&part).unwrap()).unwrap();
    assert_eq!(data.inputs(), array![[1.0], [2.0], [1.0], [2.0]]);
    assert_eq!(data.targets(), array![[0.0], [1.0], [0.0], [1.0]]);
}

#[test]
fn a_missing_column_of_a_frame_is_answered_with_the_nearest_name() {
    let frame = df!("price" => [1, 2], "buy" => [0, 1]).unwrap();
    says(
        Dataset::from_frame(&frame, ["prize"], ["buy"]),
        "there is no column named `prize` (did you mean `price`?); \
         the names are `price`, `buy`",
    );
    says(
        Dataset::from_frame(&frame, ["price"], ["colour"]),
        "there is no column named `colour`; the names are `price`, `buy`",
    );
    says(
        Dataset::from_frame(&DataFrame::default(), ["a"], ["b"]),
        "there is no column named `a`; there is none at all",
    );
}

#[test]
fn text_is_no_input() {
    let frame = df!("a" => ["x", "y"], "b" => [0, 1]).unwrap();
    says(
        frame_a_to_b(&frame),
        "column `a`: expected a number as an input (turn text into numbers before, for \
         instance into one column of 0 and 1 for each value), but got text (polars type str)",
    );
}

#[test]
fn columns_of_other_types_are_neither_input_nor_target() {
    let lists = [Series::new("".into(), [1_i64, 2]), Series::new("".into(), [3_i64])];
    let bytes: [&[u8]; 2] = [b"x", b"y"];
    let odd = [
        (Series::new("odd".into(), lists), "list[i64]"),
        (Series::new_null("odd".into(), 2), "null"),
        (Series::new("odd".into(), bytes), "binary"),
    ];
    for (column, kind) in odd {
        let mut frame = df!("a" => [0, 1]).unwrap();
        frame.with_column(column.into()).unwrap();
        says(
            Dataset::from_frame(&frame, ["odd"], ["a"]),
            &format!(
                "column `odd`: expected a number as an input (turn text into numbers before, \
                 for instance into one column of 0 and 1 for each value), \
                 but got polars type {kind}"
            ),
        );
        says(
            Dataset::from_frame(&frame, ["a"], ["odd"]),
            &format!(
                "column `odd`: expected numbers, truth values or text as a target, \
                 but got polars type {kind}"
            ),
        );
        assert!(percept::show(&frame).to_string().contains(kind));
    }
}

#[test]
fn a_null_is_named_by_row() {
    let message = |column: &str, row: usize| {
        format!(
            "column `{column}`, row {row} (counting from 0): expected a value (drop such \
             rows, or fill them, before; polars has `drop_nulls` and `fill_null`), \
             but got none"
        )
    };
    let frame = df!("a" => [Some(1), Some(2), None], "b" => [0, 1, 1]).unwrap();
    says(frame_a_to_b(&frame), &message("a", 2));
    let frame = df!("a" => [1, 2], "b" => [None, Some(1.0)]).unwrap();
    says(frame_a_to_b(&frame), &message("b", 0));
    let frame = df!("a" => [1, 2, 3], "b" => [Some("x"), None, Some("y")]).unwrap();
    says(frame_a_to_b(&frame), &message("b", 1));
    let frame = df!("a" => [None, Some(true)], "b" => [0, 1]).unwrap();
    says(frame_a_to_b(&frame), &message("a", 0));
}

#[test]
fn a_blank_label_is_named_by_row() {
    for blank in ["", " \t"] {
        let frame = df!("a" => [1, 2, 3], "b" => ["x", "y", blank]).unwrap();
        says(
            frame_a_to_b(&frame),
            "column `b`, row 2 (counting from 0): expected the name of a class \
             (drop such rows, or fill them, before), but got blank text",
        );
    }
}

#[test]
fn marks_of_missing_values_in_a_frame_are_no_classes() {
    let message = |column: &str, row: usize, mark: &str| {
        format!(
            "column `{column}`, row {row} (counting from 0): expected a value (leave such rows out \
             before, for instance with polars' `filter`, or read the mark as null and \
             `drop_nulls`; to keep it as a class, say so with `Target::of_classes`), but got \
             `{mark}`, which stands for a missing value"
        )
    };
    for mark in ["NA", "?", "null", "NaN", "-", "n/a", "None", "nan", ".", "#N/A", " NA"] {
        for others in [["x", "y"], ["0", "1"]] {
            let frame = df!("a" => [1, 2, 3], "b" => [others[0], others[1], mark]).unwrap();
            says(frame_a_to_b(&frame), &message("b", 2, mark));
        }
        let frame = df!("a" => [1, 2], "b" => ["x", mark.trim()]).unwrap();
        let kept = percept::Target::of_classes("b", [mark.trim(), "x"]);
        let kept = Dataset::from_frame(&frame, ["a"], [kept]).unwrap();
        assert_eq!(labels(&kept), [mark.trim(), "x"]);
        let frame = df!("a" => ["1.5", mark, "2"], "b" => [0, 1, 1]).unwrap();
        says(frame_a_to_b(&frame), &message("a", 1, mark.trim()));
    }
}

#[test]
fn numbers_of_classes_in_a_frame_become_classes() {
    let frame = df!("a" => [1, 2, 3], "b" => [2_u32, 10, 2]).unwrap();
    let data = frame_a_to_b(&frame).unwrap().targets_as_classes().unwrap();
    assert_eq!(labels(&data), ["2", "10"]);
    assert_eq!((data.targets(), data.target_names()), (&array![[0.0], [1.0], [0.0]], names("b")));
}

#[test]
fn a_frame_read_in_a_wrong_way_is_told_by_its_names() {
    let frame = df!("a;b" => ["1;2", "3;4"]).unwrap();
    says(
        frame_a_to_b(&frame),
        "there is no column named `a`; the names are `a;b` (one name that holds separators: read \
         the table with the separator that it has)",
    );
    let frame = df!("0.5" => [1, 2], "1" => [0, 1]).unwrap();
    says(
        frame_a_to_b(&frame),
        "there is no column named `a`; the names are `0.5`, `1` (numbers: if the table has no row \
         of names, read it without one)",
    );
}

#[test]
fn a_value_of_a_frame_that_is_not_finite_is_named_by_row() {
    let message = |column: &str, row: usize, came: &str| {
        format!(
            "column `{column}`, row {row} (counting from 0): expected a finite number (drop \
             such rows, or fill them, before; polars has `fill_nan`), but got {came}"
        )
    };
    let frame = df!("a" => [1.0, f64::NAN], "b" => [0, 1]).unwrap();
    says(frame_a_to_b(&frame), &message("a", 1, "NaN"));
    let frame = df!("a" => [f32::NEG_INFINITY, 1.0], "b" => [0, 1]).unwrap();
    says(frame_a_to_b(&frame), &message("a", 0, "-inf"));
    let frame = df!("a" => [0, 1], "b" => [0.0, f64::INFINITY]).unwrap();
    says(frame_a_to_b(&frame), &message("b", 1, "inf"));
}

#[test]
fn a_frame_without_rows_is_refused() {
    let none = "inputs: expected at least one sample, but got none";
    let frame = df!("a" => [1, 2], "b" => ["x", "y"]).unwrap().head(Some(0));
    says(frame_a_to_b(&frame), none);
    let frame = df!("a" => [1, 2], "b" => [0, 1]).unwrap().head(Some(0));
    says(frame_a_to_b(&frame), none);
}

#[test]
fn columns_of_a_frame_must_be_some_and_differ() {
    let frame = df!("a" => [1, 2], "b" => ["x", "y"], "c" => ["z", "z"]).unwrap();
    says(
        Dataset::from_frame(&frame, NONE, ["b"]),
        "inputs: expected at least one input column, but got none",
    );
    says(
        Dataset::from_frame(&frame, ["a"], NONE),
        "targets: expected at least one target column, but got none",
    );
    let twice = "column names: expected every name once, but got `a` twice";
    says(Dataset::from_frame(&frame, ["a", "a"], ["b"]), twice);
    says(Dataset::from_frame(&frame, ["a"], ["a"]), twice);
    says(Dataset::from_frame(&frame, ["a"], ["c"]), &one_class("c"));
}

#[test]
fn a_million_classes_of_a_frame_are_refused_at_once() {
    let inputs: Vec<u32> = (0..1_000_000).collect();
    let frame_of = |classes: u32| {
        let classes: Vec<String> = inputs.iter().map(|i| format!("c{}", i % classes)).collect();
        df!("a" => &inputs, "b" => classes).unwrap()
    };
    let (two, many) = (frame_of(2), frame_of(1_000_000));
    let read = crate::seconds(|| drop(frame_a_to_b(&two).unwrap()));
    let refused = crate::seconds(|| {
        says(
            frame_a_to_b(&many),
            "column `b`: expected targets of 2 to 256 classes, but got 1000000 classes",
        );
    });
    // each class sought among all others would be thousands of times as long
    assert!(refused < 20.0 * read, "{refused} s, and {read} s for two classes");
}

fn fruit() -> DataFrame {
    df!("a" => [0.1, 0.9], "b" => ["apple", "melon"]).unwrap()
}

fn columns(frame: &DataFrame) -> Vec<&str> {
    frame.get_column_names().into_iter().map(PlSmallStr::as_str).collect()
}

fn texts(frame: &DataFrame, column: &str) -> Vec<String> {
    let column = frame.column(column).unwrap().str().unwrap();
    column.iter().map(|text| text.unwrap().to_owned()).collect()
}

#[test]
fn predicted_labels_are_a_new_last_column() {
    let frame = fruit();
    let predicted = learnt(&frame_a_to_b(&frame).unwrap()).with_predictions(&frame).unwrap();
    assert_eq!(columns(&predicted), ["a", "b", "predicted b"]);
    assert_eq!(texts(&predicted, "predicted b"), ["apple", "melon"]);
    assert_eq!(frame, fruit());
}

#[test]
fn predictions_need_only_the_inputs_by_name() {
    let fruit = learnt(&frame_a_to_b(&fruit()).unwrap());
    let others = df!("x" => ["p", "q", "r"], "a" => [1, 0, 2]).unwrap();
    let predicted = fruit.with_predictions(&others).unwrap();
    assert_eq!(texts(&predicted, "predicted b"), ["melon", "apple", "melon"]);
}

#[test]
fn predictions_of_three_classes_are_one_column_of_labels() {
    let frame = df!("a" => [0, 1, 0], "c" => [0, 0, 1], "b" => ["x", "y", "z"]).unwrap();
    let learnt = learnt(&Dataset::from_frame(&frame, ["a", "c"], ["b"]).unwrap());
    let predicted = learnt.with_predictions(&frame).unwrap();
    assert_eq!(columns(&predicted), ["a", "c", "b", "predicted b"]);
    assert_eq!(texts(&predicted, "predicted b"), ["x", "y", "z"]);
}

#[test]
fn predictions_of_numbers_are_a_column_a_target() {
    let frame = df!("a" => [0.0, 1.0], "b" => [0, 1], "c" => [1, 0]).unwrap();
    let learnt = learnt(&Dataset::from_frame(&frame, ["a"], ["b", "c"]).unwrap());
    let predicted = learnt.with_predictions(&frame).unwrap();
    assert_eq!(columns(&predicted)[3..], ["predicted b", "predicted c"]);
    let column = |name| predicted.column(name).unwrap().f64().unwrap().to_vec();
    assert_eq!(column("predicted b"), [Some(0.0), Some(1.0)]);
    assert_eq!(column("predicted c"), [Some(1.0), Some(0.0)]);
}

#[test]
fn predictions_are_added_once() {
    let frame = fruit();
    let learnt = learnt(&frame_a_to_b(&frame).unwrap());
    let predicted = learnt.with_predictions(&frame).unwrap();
    says(
        learnt.with_predictions(&predicted),
        "column names: expected every name once, but got `predicted b` twice",
    );
}

#[test]
fn predictions_of_a_wrong_frame_are_refused() {
    let learnt = learnt(&frame_a_to_b(&fruit()).unwrap());
    says(
        learnt.with_predictions(&df!("width" => [1], "other" => [2]).unwrap()),
        "there is no column named `a`; the names are `width`, `other`",
    );
    says(
        learnt.with_predictions(&df!("a" => ["x"]).unwrap()),
        "column `a`: expected a number as an input (turn text into numbers before, for \
         instance into one column of 0 and 1 for each value), but got text (polars type str)",
    );
    says(
        learnt.with_predictions(&df!("a" => [Some(1), None]).unwrap()),
        "column `a`, row 1 (counting from 0): expected a value (drop such rows, or fill \
         them, before; polars has `drop_nulls` and `fill_null`), but got none",
    );
    says(
        learnt.with_predictions(&fruit().head(Some(0))),
        "inputs: expected at least one sample, but got none",
    );
    says(
        learnt.with_predictions(&DataFrame::default()),
        "there is no column named `a`; there is none at all",
    );
}

#[test]
fn classes_can_be_given_for_a_frame() {
    use percept::Target;
    let given = || [Target::of_classes("b", ["1", "2", "yes"])];
    let frame = df!("a" => [1, 2], "b" => ["yes", "yes"]).unwrap();
    let data = Dataset::from_frame(&frame, ["a"], given()).unwrap();
    assert_eq!(data.targets(), array![[0.0, 0.0, 1.0], [0.0, 0.0, 1.0]]);
    let numbers = df!("a" => [1, 2], "b" => [2.0, 2.0]).unwrap();
    let data = Dataset::from_frame(&numbers, ["a"], given()).unwrap();
    assert_eq!(data.targets(), array![[0.0, 1.0, 0.0], [0.0, 1.0, 0.0]]);
    let other = df!("a" => [1, 2], "b" => ["yes", "no"]).unwrap();
    says(
        Dataset::from_frame(&other, ["a"], given()),
        "column `b`, row 1 (counting from 0): expected one of the classes that were given, but \
         got `no`, which is none of `1`, `2`, `yes`",
    );
}

#[test]
fn a_star_stands_for_all_columns_of_a_frame_that_are_no_target() {
    let frame = df!("a" => [1, 2], "buy" => [0, 1], "b" => [3, 4]).unwrap();
    let all = Dataset::from_frame(&frame, ["*"], ["buy"]).unwrap();
    assert_eq!(all.input_names(), ["a", "b"]);
    assert_eq!(all, Dataset::from_frame(&frame, ["a", "b"], ["buy"]).unwrap());
    let named = df!("*" => [1, 2], "a" => [0, 1], "b" => [3, 4]).unwrap();
    let one = Dataset::from_frame(&named, ["*"], ["b"]).unwrap();
    assert_eq!(one.input_names(), ["*"]);
    says(
        Dataset::from_frame(&frame, ["*", "-b"], ["buy"]),
        "`inputs`: expected names of columns, or `\"*\"` alone for all that are no target (leave \
         others out of the frame before, with polars' `drop`), but got `*`, `-b`",
    );
    // a misspelt target is told before what other columns hold
    let dated =
        df!("date" => ["May", "June"], "rain" => [0, 1], "weather" => ["sun", "fog"]).unwrap();
    let wanted = "there is no column named `wether` (did you mean `weather`?); the names are \
                  `date`, `rain`, `weather`";
    says(Dataset::from_frame(&dated, ["*"], ["wether"]), wanted);
}

#[test]
fn polars_mends_a_frame_before_it_becomes_data() {
    let mut frame = df!(
        "island" => ["Dream", "Biscoe", "Dream", "Biscoe"],
        "grams" => [Some(3750.0), Some(5000.0), None, Some(5400.0)],
        "species" => ["Adelie", "Gentoo", "Adelie", "Gentoo"],
    )
    .unwrap();
    let dream = frame.column("island").unwrap().str().unwrap().equal("Dream");
    frame.with_column(dream.with_name("on Dream".into()).into_column()).unwrap();
    let heavy = frame.column("grams").unwrap().f64().unwrap().gt(4000.0);
    assert_eq!(frame.filter(&heavy).unwrap().height(), 2);
    assert_eq!(frame.fill_null(FillNullStrategy::Mean).unwrap().height(), 4);
    let whole = frame.drop_nulls::<String>(None).unwrap();
    let birds = Dataset::from_frame(&whole, ["on Dream", "grams"], ["species"]).unwrap();
    assert_eq!(birds.inputs().column(0).to_vec(), [1.0, 0.0, 0.0]);
    assert_eq!(birds.describe().inputs()[1].quartiles[2], 5000.0);
}
