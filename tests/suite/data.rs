//! What a data set takes, and what it says of itself.

use percept::ndarray::{Array1, Array2, ArrayView1, Axis, Slice, arr2, array};
use percept::{Dataset, Samples};

use crate::points;

/// Three samples with two inputs: not square, so that a table on its side shows.
const ROWS: [[f64; 2]; 3] = [[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]];

fn is_the_table(samples: impl Samples) {
    assert_eq!(Dataset::unlabelled(samples).unwrap().inputs(), array(ROWS));
}

fn array(rows: [[f64; 2]; 3]) -> Array2<f64> {
    rows.to_vec().into()
}

/// The targets of three samples.
fn targets(targets: impl Samples) -> Array2<f64> {
    Dataset::new(ROWS, targets).unwrap().targets().clone()
}

#[test]
fn nested_arrays_are_rows() {
    is_the_table(ROWS);
    is_the_table(&ROWS);
}

#[test]
fn vectors_of_vectors_are_rows() {
    let rows: Vec<Vec<f64>> = ROWS.iter().map(|row| row.to_vec()).collect();
    is_the_table(rows.as_slice());
    is_the_table(&rows);
    is_the_table(rows);
}

#[test]
fn vectors_of_arrays_are_rows() {
    is_the_table(ROWS.to_vec());
    is_the_table(&ROWS.to_vec());
    is_the_table(ROWS.as_slice());
}

#[test]
fn arrays_of_vectors_are_rows() {
    is_the_table(ROWS.map(|row| row.to_vec()));
}

#[test]
fn slices_of_slices_are_rows() {
    let rows: [&[f64]; 3] = [&ROWS[0], &ROWS[1], &ROWS[2]];
    is_the_table(rows);
    is_the_table(&rows);
    let slices: &[&[f64]] = &rows;
    is_the_table(slices);
    is_the_table(slices.to_vec());
}

#[test]
fn ndarray_matrices_are_taken_owned_borrowed_and_viewed() {
    let table = array(ROWS);
    is_the_table(&table);
    is_the_table(table.view());
    is_the_table(&table.view());
    is_the_table(table.clone().into_shared());
    is_the_table(table);
}

#[test]
fn ndarray_matrices_keep_their_rows_whatever_their_order_in_memory() {
    let lying = array![[0.0, 2.0, 4.0], [1.0, 3.0, 5.0]];
    is_the_table(lying.t());
    is_the_table(&lying.t());
    is_the_table(lying.clone().reversed_axes());
    let every_other = Slice::from(..).step_by(2);
    let loose = arr2(&[[0.0, 9.0, 1.0], [9.0; 3], [2.0, 9.0, 3.0], [9.0; 3], [4.0, 9.0, 5.0]]);
    is_the_table(loose.slice_each_axis(|_| every_other));
    let upside_down = array![[4.0, 5.0], [2.0, 3.0], [0.0, 1.0]];
    is_the_table(upside_down.slice_axis(Axis(0), Slice::from(..).step_by(-1)));
}

#[test]
fn a_transposed_matrix_trains_and_predicts_like_its_copy() {
    let lying = array![[0.3, 0.0, 1.4, 0.5], [0.2, 1.3, 0.6, 1.9]];
    let data = Dataset::new(lying.t(), [0, 1, 1, 1]).unwrap();
    assert_eq!(data, points());
    let (perceptron, _) = crate::trained();
    assert_eq!(perceptron.predict(lying.t()).unwrap(), array![[0.0], [1.0], [1.0], [1.0]]);
}

#[test]
fn rows_of_ndarray_are_rows() {
    let rows: Vec<Array1<f64>> = ROWS.iter().map(|row| row.to_vec().into()).collect();
    let views: Vec<ArrayView1<'_, f64>> = rows.iter().map(|row| row.view()).collect();
    is_the_table(views);
    is_the_table(rows);
}

#[test]
fn another_data_set_stands_for_its_inputs() {
    let data = Dataset::new(ROWS, [1, 2, 3]).unwrap();
    is_the_table(&data);
}

#[test]
fn every_float_and_integer_type_is_a_number() {
    is_the_table([[0.0_f32, 1.0], [2.0, 3.0], [4.0, 5.0]]);
    macro_rules! integers {
        ($($type:ty)*) => {$( is_the_table([[0 as $type, 1], [2, 3], [4, 5]]); )*};
    }
    integers!(i8 i16 i32 i64 isize u8 u16 u32 u64 usize);
    is_the_table(array![[0, 1], [2, 3], [4, 5]]);
    is_the_table(array![[0.0_f32, 1.0], [2.0, 3.0], [4.0, 5.0]].view());
}

#[test]
fn negative_and_huge_integers_keep_their_value() {
    let column = |samples: Dataset| samples.inputs().column(0).to_vec();
    assert_eq!(column(Dataset::unlabelled([-3_i8, 0, 3]).unwrap()), [-3.0, 0.0, 3.0]);
    assert_eq!(column(Dataset::unlabelled([u64::MAX]).unwrap()), [18_446_744_073_709_551_616.0]);
}

#[test]
fn f32_keeps_the_value_that_it_has() {
    let data = Dataset::unlabelled([0.1_f32]).unwrap();
    assert_eq!(data.inputs()[[0, 0]], f64::from(0.1_f32));
}

#[test]
fn true_is_1_and_false_is_0() {
    assert_eq!(targets([true, false, true]), array![[1.0], [0.0], [1.0]]);
    let data = Dataset::unlabelled([[true, false]]).unwrap();
    assert_eq!(data.inputs(), array![[1.0, 0.0]]);
}

#[test]
fn a_flat_list_of_targets_is_one_column() {
    let column = array![[0.0], [1.0], [1.0]];
    assert_eq!(targets([0.0, 1.0, 1.0]), column);
    assert_eq!(targets([0, 1, 1]), column);
    assert_eq!(targets(vec![0.0, 1.0, 1.0]), column);
    assert_eq!(targets(&vec![0.0, 1.0, 1.0]), column);
    assert_eq!(targets(&[0.0, 1.0, 1.0][..]), column);
    assert_eq!(targets([[0.0], [1.0], [1.0]]), column);
}

#[test]
fn an_ndarray_vector_of_targets_is_one_column() {
    let list = array![0.0, 1.0, 1.0];
    let column = array![[0.0], [1.0], [1.0]];
    assert_eq!(targets(&list), column);
    assert_eq!(targets(list.view()), column);
    let loose = array![0.0, 9.0, 1.0, 9.0, 1.0];
    assert_eq!(targets(loose.slice_axis(Axis(0), Slice::from(..).step_by(2))), column);
    assert_eq!(targets(list), column);
}

#[test]
fn a_flat_list_of_inputs_is_one_input() {
    let data = Dataset::new([0.5, 1.5, 2.5], [0, 0, 1]).unwrap();
    assert_eq!((data.n_samples(), data.n_inputs(), data.n_targets()), (3, 1, 1));
}

#[test]
fn several_targets_are_several_columns() {
    let data = Dataset::new(ROWS, [[0, 1], [1, 0], [1, 1]]).unwrap();
    assert_eq!(data.n_targets(), 2);
    assert_eq!(data.targets(), array![[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]);
    assert_eq!(data.target_names(), ["target1", "target2"]);
}

#[test]
fn sizes_are_counted() {
    let data = Dataset::new(ROWS, [0, 1, 1]).unwrap();
    assert_eq!((data.n_samples(), data.n_inputs(), data.n_targets()), (3, 2, 1));
}

#[test]
fn inputs_and_targets_have_names_from_the_start() {
    assert_eq!(points().input_names(), ["x1", "x2"]);
    assert_eq!(points().target_names(), ["target"]);
    assert_eq!(Dataset::unlabelled([1, 2]).unwrap().input_names(), ["x1"]);
}

#[test]
fn names_can_be_given() {
    let data = points().name_inputs(["width", "height"]).unwrap().name_targets(["ripe"]).unwrap();
    assert_eq!(data.input_names(), ["width", "height"]);
    assert_eq!(data.target_names(), ["ripe"]);
    assert_eq!(data.inputs(), points().inputs());
}

#[test]
fn names_are_taken_as_text_of_any_kind() {
    let owned = vec!["a".to_owned(), "b".to_owned()];
    assert_eq!(points().name_inputs(&owned).unwrap().input_names(), owned);
    assert_eq!(points().name_inputs(owned.clone()).unwrap().input_names(), owned);
}

#[test]
fn an_input_may_be_named_like_a_target() {
    assert!(points().name_inputs(["target", "x1"]).is_ok());
}

#[test]
fn ranges_are_the_smallest_and_largest_value_of_each_input() {
    assert_eq!(points().ranges(), [[0.0, 1.4], [0.2, 1.9]]);
    assert_eq!(Dataset::unlabelled([-3.0]).unwrap().ranges(), [[-3.0, -3.0]]);
}

#[test]
fn ranges_of_data_make_a_perceptron() {
    let perceptron = percept::Perceptron::new(points().ranges(), 1).unwrap();
    assert_eq!(perceptron.n_inputs(), 2);
}

#[test]
fn unlabelled_data_have_no_targets() {
    let data = Dataset::unlabelled(ROWS).unwrap();
    assert_eq!((data.n_samples(), data.n_inputs(), data.n_targets()), (3, 2, 0));
    assert!(data.target_names().is_empty());
    assert_eq!(data.targets().dim(), (3, 0));
}

#[test]
fn a_data_set_describes_itself_in_one_line() {
    assert_eq!(format!("{:?}", points()), "Dataset(4 samples, 2 inputs, 1 target)");
    let one = Dataset::unlabelled([1]).unwrap();
    assert_eq!(format!("{one:?}"), "Dataset(1 sample, 1 input, 0 targets)");
}
