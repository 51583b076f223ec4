//! Arrays show themselves as tables; pictures are written as SVG; a cell of a ledger
//! lists all of a dozen numbers.

use percept::ndarray::Array2;
use percept::prelude::*;
use percept::{MimeBundle, Show};

#[test]
fn an_array_is_a_table_with_numbers_of_rows() {
    let and = toy::and().unwrap();
    let bundle: MimeBundle = and.inputs().mime_bundle();
    let plain = bundle.plain();
    assert!(plain.starts_with("4 rows, 2 columns."), "{plain}");
    assert!(!plain.contains("layout="), "{plain}");
    assert!(bundle.html().contains("<table"), "{}", bundle.html());
    let column = and.targets().column(0).to_owned();
    assert!(column.mime_bundle().plain().starts_with("4 numbers."));
}

#[test]
fn a_large_array_shows_its_beginning_and_its_end() {
    let large = Array2::from_shape_fn((1000, 300), |(row, column)| (row * column) as f64);
    let bundle = large.mime_bundle();
    assert!(bundle.html().len() < 60_000, "{}", bundle.html().len());
    assert!(bundle.plain().contains("more"), "{}", bundle.plain());
    for odd in [Array2::zeros((0, 3)), Array2::zeros((2, 0)), Array2::from_elem((1, 1), f64::NAN)] {
        assert!(!odd.mime_bundle().plain().is_empty());
    }
}

#[test]
fn a_ledger_lists_the_numbers_of_five_inputs_in_full() {
    let rows = [[1.0, 2.0, 3.0, 4.0, 5.0], [5.0, 4.0, 3.0, 2.0, 1.5]];
    let data = Dataset::new(rows, [0, 1]).unwrap();
    let mut perceptron = Perceptron::new(data.ranges(), 1).unwrap();
    let history = perceptron.train(&data, Delta::new().learning_rate(0.1)).unwrap();
    let said = history.ledger(&data).unwrap().to_string();
    assert!(said.contains("5, 4, 3, 2, 1.5"), "{said}");
    assert!(!said.contains("values)"), "{said}");
    let wide = Dataset::new([[1.0; 20], [2.0; 20]], [0, 1]).unwrap();
    let mut perceptron = Perceptron::new(wide.ranges(), 1).unwrap();
    let history = perceptron.train(&wide, Delta::new().learning_rate(0.1)).unwrap();
    assert!(history.ledger(&wide).unwrap().to_string().contains("… (20 values)"));
}

#[test]
fn a_picture_is_written_as_an_svg_file() {
    let path = std::env::temp_dir().join(format!("percept_svg_{}.svg", std::process::id()));
    let chart = toy::points().unwrap().chart();
    chart.save_svg(&path).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), chart.to_svg());
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(chart.save_svg("/nowhere/at/all.svg"), Err(Error::Write { .. })));
}
