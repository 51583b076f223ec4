//! Networks that are made of their samples: what they show of them.

use percept::{Chart, Dataset, Grnn, Pnn, toy};

use crate::figures::spread;
use crate::plotly_json;

fn petals() -> Dataset {
    let classes = [[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 0, 1]];
    Dataset::new([0.2, 0.3, 1.3, 1.5, 2.1], classes).unwrap()
}

fn shown_by_pnn(data: &Dataset) -> Chart {
    Pnn::new(data, 0.5).unwrap().chart()
}

fn shown_by_grnn(data: &Dataset) -> Chart {
    Grnn::new(data, 0.5).unwrap().chart()
}

/// Every kind of picture of both networks.
pub(crate) fn figures() -> Vec<(&'static str, Chart)> {
    let (sine, moons, iris) = (toy::sine(15), toy::moons(60, 0.1, 1), toy::iris());
    let (sine, moons, iris) = (sine.unwrap(), moons.unwrap(), iris.unwrap());
    let many: Vec<[bool; 8]> =
        (0..40).map(|i| std::array::from_fn(|class| class == i % 8)).collect();
    let along = Dataset::new((0..40).collect::<Vec<_>>(), &many).unwrap();
    let plane = Dataset::new(spread(40).inputs(), &many).unwrap();
    vec![
        ("curve of samples", shown_by_grnn(&sine)),
        ("surface of samples", shown_by_grnn(&moons)),
        ("surfaces of samples", shown_by_grnn(&plane)),
        ("flowers by samples", shown_by_grnn(&iris)),
        ("density along a line", shown_by_pnn(&petals())),
        ("density of moons", shown_by_pnn(&moons)),
        ("density of flowers", shown_by_pnn(&iris)),
        ("density of many classes", shown_by_pnn(&along)),
        ("densities of many classes", shown_by_pnn(&plane)),
    ]
}

#[test]
fn the_shares_of_classes_are_drawn_along_a_line() {
    let data = Dataset::new([-1.0, 1.0], [0, 1]).unwrap().name_classes(["left", "right"]).unwrap();
    let chart = Pnn::new(&data, 1.0).unwrap().chart();
    let figure = plotly_json(&chart);
    let traces = figure["data"].as_array().unwrap();
    let names: Vec<&str> = traces.iter().map(|trace| trace["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["share of left", "share of right", "left", "right"]);
    let in_legend: Vec<bool> = traces.iter().map(crate::in_legend).collect();
    assert_eq!(in_legend, [false, false, true, true]);
    // by hand: 1 / (1 + exp(−4)) at each sample, and a half in the middle
    assert!(traces[2]["y"].to_string().starts_with("[0.98"), "{}", traces[2]);
    let middle: Vec<_> = traces[..2].iter().map(|trace| trace["y"][120].clone()).collect();
    assert_eq!(middle, [0.5, 0.5]);
    assert!(
        chart.to_string().starts_with("Probabilistic network: 2 samples, 1 input, 2 classes\n")
    );
}

#[test]
fn what_the_spread_means_is_told() {
    let said = shown_by_grnn(&toy::sine(15).unwrap()).to_string();
    let wanted = "Spread 0.5: a sample at this distance counts 0.37 times as much as one at";
    assert!(said.starts_with("General regression network: 15 samples, 1 input\n"), "{said}");
    assert!(said.contains(wanted) && said.contains("15 points: RMSE "), "{said}");
    assert!(shown_by_pnn(&petals()).to_string().contains(wanted));
}

#[test]
fn classes_without_names_have_numbers() {
    let figure = plotly_json(&shown_by_pnn(&toy::points().unwrap()));
    let mut names = Vec::new();
    for trace in figure["data"].as_array().unwrap() {
        if crate::in_legend(trace) {
            names.extend(trace["name"].as_str());
        }
    }
    assert_eq!(names, ["class 0", "class 1"]);
}

#[test]
fn where_answers_have_no_picture_the_samples_are_drawn() {
    let iris = toy::iris().unwrap();
    let said = shown_by_pnn(&iris).to_string();
    let only = "Only the samples are drawn: answers need ";
    assert!(said.contains(&format!("{only}one or two inputs.")), "{said}");
    assert!(said.contains("50 setosa, 50 versicolor"), "{said}");
    let said = shown_by_grnn(&iris).to_string();
    assert!(said.contains(&format!("{only}one or two inputs.")), "{said}");
    let said = shown_by_pnn(&spread(2001)).to_string();
    assert!(said.contains(&format!("{only}at most 2000 samples.")), "{said}");
    let far = Dataset::new([[1e300, 0.0], [-1e300, 0.0]], [0, 1]).unwrap();
    let said = Grnn::new(&far, 1e-300).unwrap().chart().to_string();
    assert!(said.contains("answers exceed the range of numbers"), "{said}");
}
