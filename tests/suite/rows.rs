//! Parts of a data set, its description, and the file that it goes into.

use percept::ndarray::array;
use percept::{CsvOptions, Dataset, Error, Scaler, toy};

use crate::errors::says;

fn fruit() -> Dataset {
    Dataset::new(
        [[0.1, 3.0], [0.9, 1.0], [0.4, 2.0], [0.8, 5.0], [0.2, 4.0]],
        ["apple", "melon", "cherry", "melon", "apple"],
    )
    .and_then(|data| data.name_inputs(["weight", "price"]))
    .unwrap()
}

#[test]
fn the_first_samples_are_those_at_the_top_and_all_where_fewer_are_there() {
    let fruit = fruit();
    assert_eq!(fruit.head(2).unwrap().inputs().row(1).to_vec(), [0.9, 1.0]);
    assert_eq!(fruit.head(99).unwrap(), fruit);
    assert_eq!(
        fruit.head(0).unwrap_err().to_string(),
        "`n`: expected a number of samples from 1 up, but got 0"
    );
    // names and classes stay, even those that no sample is left of
    assert_eq!(fruit.head(1).unwrap().class_names(), fruit.class_names());
}

#[test]
fn a_filter_sees_inputs_and_targets_of_each_sample_in_order() {
    let fruit = fruit();
    let mut seen = Vec::new();
    let cheap = fruit
        .filter(|inputs, targets| {
            seen.push((inputs[0], targets.to_vec()));
            inputs[1] < 3.0
        })
        .unwrap();
    assert_eq!(seen[1], (0.9, vec![0.0, 0.0, 1.0]));
    assert_eq!(cheap.inputs().column(0).to_vec(), [0.9, 0.4]);
    let problem = fruit.filter(|_, _| false).unwrap_err();
    assert!(matches!(problem, Error::Empty { what: "filter", .. }));
    assert!(problem.to_string().contains("sample that it keeps"), "{problem}");
}

#[test]
fn some_classes_are_coded_in_the_order_in_which_they_are_named() {
    let fruit = fruit();
    let two = fruit.only_classes(["melon", "apple"]).unwrap();
    assert_eq!(two.targets().column(0).to_vec(), [1.0, 0.0, 0.0, 1.0]);
    assert_eq!(two.class_names().unwrap(), ["melon", "apple"]);
    let all = fruit.only_classes(["melon", "apple", "cherry"]).unwrap();
    assert_eq!(all.targets().row(0).to_vec(), [0.0, 1.0, 0.0]);
    assert_eq!(all.n_samples(), 5);
    // of classes in one column too
    let letters = Dataset::new([1, 2, 3], ["a", "b", "a"]).unwrap();
    let other = letters.only_classes(["b", "a"]).unwrap();
    assert_eq!(other.targets().column(0).to_vec(), [1.0, 0.0, 1.0]);
}

#[test]
fn classes_that_cannot_be_chosen_are_told() {
    let fruit = fruit();
    let told = |names: &[&str]| fruit.only_classes(names.to_vec()).unwrap_err().to_string();
    assert_eq!(told(&["melon"]), "only_classes: expected two classes or more, but got 1");
    assert!(told(&["melon", "aple"]).contains("did you mean `apple`?"));
    assert!(told(&["melon", "melon"]).contains("got `melon` twice"));
    assert_eq!(
        fruit.head(1).unwrap().only_classes(["apple", "melon"]).unwrap_err().to_string(),
        "only_classes: expected at least one sample of each class, but got none"
    );
    let numbers = Dataset::new([1, 2], [0.5, 0.7]).unwrap();
    assert_eq!(
        numbers.only_classes(["a", "b"]).unwrap_err().to_string(),
        "only_classes: expected data whose classes have names (`name_classes`; \
         `targets_as_classes()` makes classes of targets that are numbers), but got 1 target \
         without"
    );
}

#[test]
fn selected_inputs_come_in_the_order_asked_for_and_keep_their_names() {
    let two = fruit().select(["price", "weight"]).unwrap();
    assert_eq!(two.input_names(), ["price", "weight"]);
    assert_eq!(two.inputs().row(3).to_vec(), [5.0, 0.8]);
    assert_eq!(two.targets(), fruit().targets());
    let one = fruit().select("price").unwrap();
    assert_eq!(one.n_inputs(), 1);
    let unnamed = Dataset::new([[1, 2, 3]], [1]).unwrap().select(["x3", "x1"]).unwrap();
    assert_eq!(unnamed.input_names(), ["x3", "x1"]);
    let problem = fruit().select(["pricee"]).unwrap_err().to_string();
    assert!(problem.contains("did you mean `price`"), "{problem}");
    assert!(fruit().select(Vec::<String>::new()).is_err());
    assert!(fruit().select(["price", "price"]).is_err());
}

#[test]
fn a_written_table_reads_back_as_it_was() {
    let path = std::env::temp_dir().join(format!("percept_rows_{}.csv", std::process::id()));
    let strange = Dataset::new(
        [[0.1 + 0.2, -1e-300], [f64::MAX, 3.0], [0.0, 5e-324]],
        ["a, b", "with \"quotes\"", "line\nbreak"],
    )
    .and_then(|data| data.name_inputs(["x, y", "é"]))
    .unwrap();
    strange.to_csv(&path).unwrap();
    let read = Dataset::from_csv(&path, ["x, y", "é"], "target").unwrap();
    assert_eq!(read.inputs(), strange.inputs());
    assert_eq!(read.targets(), strange.targets());
    assert_eq!(read.class_names(), strange.class_names());
    let numbers = Dataset::new([[1.5], [2.5]], [[0.25, 7.0], [1e10, -2.0]]).unwrap();
    numbers.to_csv(&path).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text, "x1,target1,target2\n1.5,0.25,7\n2.5,10000000000,-2\n");
    let unlabelled = Dataset::unlabelled([[1.5], [2.5]]).unwrap();
    unlabelled.to_csv(&path).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "x1\n1.5\n2.5\n");
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn a_table_that_would_not_read_back_is_not_written() {
    let path = std::env::temp_dir().join(format!("percept_rows_no_{}.csv", std::process::id()));
    let twice = Dataset::new([1, 2], [0, 1]).unwrap().name_inputs(["target"]).unwrap();
    let problem = twice.to_csv(&path).unwrap_err().to_string();
    assert!(problem.contains("`target` twice"), "{problem}");
    assert!(!path.exists());
    let problem = toy::points().unwrap().to_csv("/nowhere/at/all.csv").unwrap_err();
    assert!(matches!(problem, Error::Write { .. }), "{problem}");
}

#[test]
fn a_description_has_the_quartiles_and_spread_of_each_column() {
    // as numpy's `percentile`, `mean` and `std(ddof=1)` have them
    let data =
        Dataset::new([[1.0], [2.0], [4.0], [8.0], [16.0], [32.0]], [0, 0, 1, 1, 1, 1]).unwrap();
    let described = data.describe();
    let [column] = described.inputs() else { panic!("one input") };
    assert_eq!(column.quartiles, [1.0, 2.5, 6.0, 14.0, 32.0]);
    assert_eq!(column.mean, 10.5);
    assert!((column.std - 11.861_703_081_766_969).abs() < 1e-12, "{}", column.std);
    // targets without names are a column like any other
    assert_eq!(described.targets()[0].quartiles, [0.0, 0.25, 1.0, 1.0, 1.0]);
    assert!(described.classes().is_empty());
    let words = toy::iris().unwrap().describe().to_string();
    assert!(words.contains("Classes: setosa 50, versicolor 50, virginica 50."), "{words}");
}

#[test]
fn extreme_columns_are_described_in_finite_numbers() {
    let data =
        Dataset::new([[f64::MAX, 5.0], [-f64::MAX, 5.0], [f64::MAX, 5.0]], [0, 1, 0]).unwrap();
    let described = data.describe();
    for column in described.inputs() {
        assert!(column.mean.is_finite() && column.std > -1.0, "{column:?}");
        assert!(column.quartiles.iter().all(|value| value.is_finite()), "{column:?}");
    }
    assert_eq!(described.inputs()[1].std, 0.0);
    let one = Dataset::unlabelled([[3.0]]).unwrap().describe();
    assert_eq!((one.inputs()[0].std, one.inputs()[0].quartiles), (0.0, [3.0; 5]));
    assert_eq!(one.n_samples(), 1);
    assert!(!one.chart().mime_bundle().html().contains("NaN"));
}

fn read(text: &str, inputs: &[&str], options: CsvOptions) -> percept::Result<Dataset> {
    static NEXT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let name = format!("percept_gaps_{}_{number}.csv", std::process::id());
    let path = std::env::temp_dir().join(name);
    std::fs::write(&path, text).unwrap();
    let read = Dataset::from_csv_with(&path, inputs.to_vec(), "kind", options);
    std::fs::remove_file(&path).unwrap();
    read
}

const PENGUINS: &str = "island,sex,bill,kind\nDream,male,39.5,a\nBiscoe,NA,40,b\nDream,female,,b\n\
                        Torgersen,male,44.5,a\nDream,male,41,NA\n";

#[test]
fn texts_become_columns_and_gaps_are_filled_and_counted() {
    let options = CsvOptions::new().one_hot().fill_missing().drop_missing();
    let data = read(PENGUINS, &["island", "sex", "bill"], options).unwrap();
    assert_eq!(
        data.input_names(),
        ["island = Biscoe", "island = Dream", "island = Torgersen", "sex = male", "bill"]
    );
    // the fifth row has no target; the median of the other bills is 40
    assert_eq!(data.inputs().row(1).to_vec(), [1.0, 0.0, 0.0, 1.0, 40.0]);
    assert_eq!(data.inputs().row(2).to_vec(), [0.0, 1.0, 0.0, 0.0, 40.0]);
    assert_eq!((data.n_samples(), data.n_left_out(), data.n_filled()), (4, 1, 2));
    let words = data.to_string();
    assert!(words.contains("1 row misses a value and was left out; 2 missing values were filled"));
    // parts of it are not the table
    assert_eq!(data.head(2).unwrap().n_filled(), 0);
}

#[test]
fn a_new_row_is_read_as_the_table_was() {
    let options = CsvOptions::new().one_hot().fill_missing().drop_missing();
    let data = read(PENGUINS, &["island", "sex", "bill"], options).unwrap();
    let row = data.inputs_of([("bill", "39.1"), ("sex", "female"), ("island", " Dream ")]).unwrap();
    assert_eq!(row, array![[0.0, 1.0, 0.0, 0.0, 39.1]]);
    let row = data.inputs_of([("sex", "male"), ("island", "Torgersen"), ("bill", "4e1")]).unwrap();
    assert_eq!(row, array![[0.0, 0.0, 1.0, 1.0, 40.0]]);
    // parts of the data, in another order, and scaled ones know the same texts
    let part = data.head(2).unwrap().select(["bill", "island = Dream"]).unwrap();
    let row = part.inputs_of([("island", "Torgersen"), ("bill", "7")]).unwrap();
    assert_eq!(row, array![[7.0, 0.0]]);
    let scaler = Scaler::min_max(&data, [0.0, 1.0]).unwrap();
    let after = scaler.apply(&data).unwrap();
    let second = [("island", "Biscoe"), ("sex", "male"), ("bill", "40")];
    let row = scaler.apply_inputs(after.inputs_of(second).unwrap()).unwrap();
    assert_eq!(row.row(0), after.inputs().row(1));
    // under other names they are inputs like all others; numbers need no quotes
    let renamed = data.name_inputs(["b", "d", "t", "male", "bill"]).unwrap();
    let numbers = [("b", 0.0), ("d", 0.0), ("t", 1.0), ("male", 0.1), ("bill", 1.0 / 3.0)];
    let row = renamed.inputs_of(numbers).unwrap();
    assert_eq!(row, array![[0.0, 0.0, 1.0, 0.1, 1.0 / 3.0]]);
    // a column of numbers may be called like the text that has no column
    let table = "sex,sex = female,kind\nmale,1,a\nfemale,2,b\n";
    let both = read(table, &["sex", "sex = female"], CsvOptions::new().one_hot()).unwrap();
    let row = both.inputs_of([("sex", "female"), ("sex = female", "3")]).unwrap();
    assert_eq!(row, array![[0.0, 3.0]]);
}

/// The recipe of one new row.
#[cfg(feature = "networks")]
#[test]
fn a_network_answers_one_new_row_with_its_class() {
    use percept::{Adam, FeedForward, Loss, Transfer};

    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tables/penguins.csv");
    let inputs = ["island", "sex", "bill_length_mm", "flipper_length_mm"];
    let options = CsvOptions::new().one_hot().drop_missing();
    let told = Dataset::from_csv_with(path, inputs, "species", options).unwrap();
    let scaler = Scaler::standard(&told).unwrap();
    let learnt = scaler.apply(&told).unwrap();
    let softmax = [Transfer::TanSig, Transfer::SoftMax];
    let network = FeedForward::new(learnt.ranges(), [4, 3]).unwrap().transfer(softmax);
    let mut network = network.unwrap().seed(1);
    network.train(&learnt, Adam::new().loss(Loss::CrossEntropy).epochs(100).show(0)).unwrap();
    let answer = |island, sex, bill, flipper| {
        let bird = [
            ("island", island),
            ("sex", sex),
            ("bill_length_mm", bill),
            ("flipper_length_mm", flipper),
        ];
        let row = scaler.apply_inputs(told.inputs_of(bird).unwrap()).unwrap();
        network.predict_labels(row).unwrap().remove(0)
    };
    assert_eq!(answer("Dream", "male", "50.5", "198"), "Chinstrap");
    assert_eq!(answer("Torgersen", "male", "39.1", "181"), "Adelie");
    assert_eq!(answer("Biscoe", "female", "46.1", "211"), "Gentoo");
}

#[test]
fn a_new_row_that_does_not_fit_the_table_is_refused() {
    let options = CsvOptions::new().one_hot().fill_missing().drop_missing();
    let data = read(PENGUINS, &["island", "sex", "bill"], options).unwrap();
    let with = |name: &'static str, value: &'static str| {
        let mut row = vec![("island", "Dream"), ("sex", "male"), ("bill", "40")];
        row.retain(|(other, _)| *other != name);
        row.push((name, value));
        data.inputs_of(row)
    };
    says(
        with("island", "Bisco"),
        "`island`: expected one of the texts of the table, but got `Bisco`, which is none of \
         `Biscoe`, `Dream`, `Torgersen`",
    );
    says(
        with("sex", ""),
        "`sex`: expected one of the texts of the table, but got ``, which is none of `female`, \
         `male`",
    );
    for number in ["39,1", "NA", "inf", ""] {
        says(
            with("bill", number),
            &format!("`bill`: expected a finite number, with a decimal point, but got `{number}`"),
        );
    }
    says(
        with("bil", "40"),
        "there is no input named `bil` (did you mean `bill`?); the names are `island`, `sex`, `bill`",
    );
    says(
        with("island = Dream", "1"),
        "there is no input named `island = Dream`; the names are `island`, `sex`, `bill`",
    );
    says(
        data.inputs_of([("sex", "male"), ("bill", "40")]),
        "inputs: expected a value for each of `island`, `sex`, `bill`, but got none for `island`",
    );
    says(
        data.inputs_of([("sex", "male"), ("sex", "male")]),
        "input names: expected every name once, but got `sex` twice",
    );
}

#[test]
fn rows_left_out_are_told() {
    let options = CsvOptions::new().drop_missing();
    let data = read(PENGUINS, &["bill"], options.clone()).unwrap();
    assert_eq!((data.n_samples(), data.n_left_out(), data.n_filled()), (3, 2, 0));
    assert!(data.to_string().contains("2 rows miss a value and were left out."));
    let whole = read("bill,kind\n1,a\n2,b\n", &["bill"], options.clone()).unwrap();
    assert!(!whole.to_string().contains("left out"));
}

#[test]
fn what_cannot_be_filled_or_spread_is_told_with_a_way_out() {
    let told = |text: &str, inputs: &[&str], options: CsvOptions| {
        read(text, inputs, options).unwrap_err().to_string()
    };
    let both = CsvOptions::new().one_hot().fill_missing();
    assert!(told(PENGUINS, &["bill"], both.clone()).contains("column `kind`, row 4"));
    let empty = told("bill,kind\nNA,a\n,b\n", &["bill"], both.clone());
    assert!(
        empty.contains("at least one row") && empty.contains("leave the column out"),
        "{empty}"
    );
    let same = told("sex,kind\nmale,a\nmale,b\n", &["sex"], both.clone());
    assert!(
        same.contains("2 to 256 different texts") && same.contains("`male` in every row"),
        "{same}"
    );
    // a slip among numbers is no text
    let slip = told("bill,kind\n1,a\n2,b\n3,a\n4x,b\n", &["bill"], both.clone());
    assert!(slip.contains("row 3") && slip.contains("`4x`"), "{slip}");
    let text = told(PENGUINS, &["sex"], CsvOptions::new().drop_missing());
    assert!(text.contains("CsvOptions::new().one_hot()"), "{text}");
}
