//! Names of samples go wherever their samples go; what is drawn by chance is no
//! sequence.

use percept::{CsvOptions, Dataset, Error, Perceptron, toy};

fn cars() -> Dataset {
    let data = Dataset::new([[0.2, 1.0], [0.9, 0.5], [0.4, 0.1]], [1, 0, 1]).unwrap();
    data.name_inputs(["price", "age"]).unwrap().name_samples(["beetle", "model T", "mini"]).unwrap()
}

fn names(data: &Dataset) -> Vec<&str> {
    data.sample_names().unwrap().iter().map(String::as_str).collect()
}

#[test]
fn every_part_of_the_data_keeps_the_names_of_its_samples() {
    let cars = cars();
    assert_eq!(names(&cars.head(2).unwrap()), ["beetle", "model T"]);
    assert_eq!(names(&cars.filter(|inputs, _| inputs[0] > 0.3).unwrap()), ["model T", "mini"]);
    assert_eq!(names(&cars.select("age").unwrap()), ["beetle", "model T", "mini"]);
    let scaler = percept::Scaler::standard(&cars).unwrap();
    assert_eq!(names(&scaler.apply(&cars).unwrap()), ["beetle", "model T", "mini"]);
    let shuffled = cars.shuffle(3).unwrap();
    for (row, name) in names(&shuffled).into_iter().enumerate() {
        let before = names(&cars).iter().position(|other| *other == name).unwrap();
        assert_eq!(shuffled.inputs().row(row), cars.inputs().row(before));
    }
    let classes = cars.name_classes(["no", "yes"]).unwrap().only_classes(["yes", "no"]).unwrap();
    assert_eq!(names(&classes), ["beetle", "model T", "mini"]);
    assert_eq!(toy::points().unwrap().sample_names(), None);
}

#[test]
fn decisions_are_called_by_the_names_of_the_samples() {
    let buyer = Perceptron::by_hand([("price", -1.0), ("age", 0.0)], -0.5).unwrap();
    let decisions = buyer.decide_all(cars()).unwrap();
    let called: Vec<&str> = decisions.rows().iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(called, ["beetle", "model T", "mini"]);
    let plain = buyer.decide_all([[0.2, 1.0]]).unwrap();
    assert_eq!(plain.rows()[0].0, "sample 0");
}

#[test]
fn a_picture_says_the_names_under_the_pointer_and_in_its_table() {
    let shown = cars().chart().mime_bundle();
    let said = format!("{} {}", shown.html(), shown.plain());
    assert!(said.contains("row 1 (model T)"), "{said}");
    assert!(shown.plain().contains("sample"), "{}", shown.plain());
    let names = ["<b>", "a, b", "c"];
    let odd = Dataset::new([[0.1], [0.2], [0.3]], [0, 1, 0]).unwrap().name_samples(names).unwrap();
    assert!(!odd.chart().mime_bundle().html().contains("<b>"));
}

#[test]
fn as_many_names_as_samples_are_asked_for_and_equal_ones_taken() {
    let data = Dataset::new([1.0, 2.0], [0, 1]).unwrap();
    let problem = data.clone().name_samples(["only"]).unwrap_err().to_string();
    assert!(problem.contains("2 sample names") && problem.contains('1'), "{problem}");
    assert!(data.clone().name_samples(["a", " "]).is_err());
    assert_eq!(names(&data.name_samples(["a", "a"]).unwrap()), ["a", "a"]);
}

#[test]
fn a_csv_file_names_its_rows_and_is_written_with_the_names() {
    let path = std::env::temp_dir().join(format!("percept_named_{}.csv", std::process::id()));
    std::fs::write(&path, "car,price,buy\nbeetle,0.2,yes\nmini,NA,yes\nmodel T,0.9,no\n").unwrap();
    let options = CsvOptions::new().row_names("car").drop_missing();
    let data = Dataset::from_csv_with(&path, "price", "buy", &options).unwrap();
    assert_eq!(names(&data), ["beetle", "model T"]);
    data.to_csv(&path).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text, "car,price,buy\nbeetle,0.2,yes\nmodel T,0.9,no\n");
    assert_eq!(Dataset::from_csv_with(&path, "price", "buy", &options).unwrap(), data);
    std::fs::write(&path, "car,price,buy\nbeetle,0.2,yes\n,0.3,no\n").unwrap();
    let problem = Dataset::from_csv_with(&path, "price", "buy", &options).unwrap_err().to_string();
    assert!(problem.contains("column `car`, row 1") && problem.contains("row_names"), "{problem}");
    let other = CsvOptions::new().row_names("cars");
    let problem = Dataset::from_csv_with(&path, "price", "buy", other).unwrap_err();
    assert!(matches!(problem, Error::UnknownName { .. }), "{problem}");
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn a_file_that_is_not_there_is_told_with_the_folder_it_was_looked_for_in() {
    let folder = std::env::current_dir().unwrap();
    let looked_in = format!("looked for in `{}`", folder.display());
    let problem = Dataset::from_csv("no_such.csv", "a", "b").unwrap_err().to_string();
    assert!(problem.starts_with("cannot read `no_such.csv`: "), "{problem}");
    assert!(problem.ends_with(&looked_in), "{problem}");
    let problem = Perceptron::load("no_such.json").unwrap_err().to_string();
    assert!(problem.ends_with(&looked_in), "{problem}");
    let absolute = folder.join("no_such.csv");
    let problem = Dataset::from_csv(absolute, "a", "b").unwrap_err().to_string();
    assert!(!problem.contains("looked for"), "{problem}");
}

#[test]
fn only_classes_without_names_says_how_to_have_classes() {
    let problem = toy::points().unwrap().only_classes(["a", "b"]).unwrap_err().to_string();
    assert!(problem.contains("`targets_as_classes()`"), "{problem}");
}

#[test]
fn a_split_in_order_takes_the_first_for_training_and_the_rest_for_the_test() {
    let days = Dataset::new([1.0, 2.0, 3.0, 4.0, 5.0], [2.0, 3.0, 4.0, 5.0, 6.0]).unwrap();
    let (past, later) = days.split_in_order(0.6).unwrap();
    assert_eq!(past.inputs().column(0).to_vec(), [1.0, 2.0, 3.0]);
    assert_eq!(later.targets().column(0).to_vec(), [5.0, 6.0]);
    for fraction in [0.0, 1.0, 0.05, f64::NAN] {
        let problem = days.split_in_order(fraction).unwrap_err();
        assert!(matches!(problem, Error::Parameter { .. }), "{problem}");
    }
}

#[cfg(feature = "networks")]
#[test]
fn a_network_with_a_memory_warns_of_samples_drawn_by_chance() {
    use percept::{Elman, Rprop};

    let inputs: Vec<f64> = (0..20).map(|day| f64::from(day) / 20.0).collect();
    let days = Dataset::new(&inputs, &inputs).unwrap();
    let warned = |data: &Dataset| {
        let mut network = Elman::new(days.ranges(), [2, 1]).unwrap();
        let history = network.train(data, Rprop::new().epochs(2)).unwrap();
        history.to_string().contains("split_in_order")
    };
    assert!(warned(&days.split(0.5, 1).unwrap().0));
    assert!(warned(&days.shuffle(1).unwrap().head(10).unwrap()));
    assert!(!warned(&days.split_in_order(0.5).unwrap().0));
    assert!(!warned(&days));
}

#[test]
fn a_name_with_a_sign_of_its_own_stands_in_brackets_in_an_equation() {
    let weights = [("ears = pointed", 0.5), ("size", 1.0), ("owl-like", -1.0)];
    let said = Perceptron::by_hand(weights, 1.0).unwrap().to_string();
    assert!(said.contains("0.5·(ears = pointed) + size - owl-like > 1"), "{said}");
}

#[test]
fn a_playground_says_which_calls_take_two_inputs_and_two_classes() {
    let iris = toy::iris().unwrap();
    let said = |data: &Dataset| data.playground().unwrap_err().to_string();
    assert!(said(&iris).contains("`data.select("), "{}", said(&iris));
    let petals = iris.select(["petal length", "petal width"]).unwrap();
    assert!(said(&petals).contains("`data.only_classes("), "{}", said(&petals));
    let two = petals.only_classes(["setosa", "versicolor"]).unwrap();
    assert!(two.playground().is_ok());
}
