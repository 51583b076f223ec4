//! What every network can be asked, whatever its kind.

use ndarray::Array2;
use percept::{
    Competitive, ConfusionMatrix, Dataset, Delta, Elman, FeedForward, Grnn, Hamming, Hopfield,
    LBfgs, Lvq, LvqRule, MimeBundle, Page, Perceptron, Pnn, Predict, Regression, Result, Rprop,
    Show, Transfer, toy,
};

/// Two named classes over two named inputs.
fn fruit() -> Dataset {
    let inputs = [[0.1, 0.2], [0.2, 0.1], [0.3, 0.3], [0.8, 0.9], [0.9, 0.7], [0.7, 0.8]];
    let data = Dataset::new(inputs, [0, 0, 0, 1, 1, 1]).unwrap();
    let data = data.name_inputs(["size", "weight"]).unwrap();
    data.name_classes(["apple", "melon"]).unwrap()
}

/// One of each kind that tells these classes apart.
fn classifiers() -> Vec<(&'static str, Box<dyn Predict>)> {
    let data = fruit();
    let mut perceptron = Perceptron::new(data.ranges(), 1).unwrap();
    perceptron.train(&data, Delta::new().learning_rate(0.1)).unwrap();
    let network = FeedForward::new(data.ranges(), [2, 1]).unwrap();
    let mut network = network.transfer([Transfer::TanSig, Transfer::LogSig]).unwrap();
    network.train(&data, LBfgs::new()).unwrap();
    let mut elman = Elman::new(data.ranges(), [3, 1]).unwrap();
    elman.train(&data, Rprop::new()).unwrap();
    let mut lvq = Lvq::new(data.ranges(), [1, 1]).unwrap();
    lvq.train(&data, LvqRule::new()).unwrap();
    vec![
        ("Perceptron", Box::new(perceptron)),
        ("FeedForward", Box::new(network)),
        ("Elman", Box::new(elman)),
        ("Lvq", Box::new(lvq)),
        ("Pnn", Box::new(Pnn::new(&data, 0.3).unwrap())),
    ]
}

fn others() -> Vec<(&'static str, Box<dyn Predict>)> {
    let patterns = [[1, -1], [-1, 1]];
    vec![
        ("Competitive", Box::new(Competitive::new(fruit().ranges(), 3).unwrap())),
        ("Grnn", Box::new(Grnn::new(&fruit(), 0.3).unwrap())),
        ("Hopfield", Box::new(Hopfield::new(patterns).unwrap())),
        ("Hamming", Box::new(Hamming::new(patterns).unwrap())),
    ]
}

#[test]
fn every_network_has_as_many_outputs_and_names_as_it_says() {
    let data = Dataset::new([[1.0, -1.0], [-1.0, 1.0], [1.0, -1.0]], [0, 1, 0]).unwrap();
    let all: Vec<_> = classifiers().into_iter().chain(others()).collect();
    assert_eq!(all.len(), 9);
    for (kind, network) in all {
        let outputs = network.predict(&data).unwrap();
        assert_eq!(outputs.dim(), (3, network.n_outputs()), "{kind}");
        assert_eq!(network.n_inputs(), 2, "{kind}");
        assert_eq!(network.input_names().len(), 2, "{kind}");
        assert_eq!(network.output_names().len(), network.n_outputs(), "{kind}");
        let refused = network.predict(&toy::iris().unwrap()).unwrap_err().to_string();
        assert!(refused.contains("expected"), "{kind}: {refused}");
    }
}

#[test]
fn every_classifier_knows_its_classes_and_is_evaluated() {
    let data = fruit();
    for (kind, network) in classifiers() {
        assert_eq!(network.input_names(), ["size", "weight"], "{kind}");
        assert_eq!(network.class_names().unwrap(), ["apple", "melon"], "{kind}");
        let labels = network.predict_labels(&data).unwrap();
        assert_eq!(labels[0], "apple", "{kind}");
        let matrix = ConfusionMatrix::evaluate(network.as_ref(), &data).unwrap();
        assert_eq!((matrix.n_samples(), matrix.accuracy()), (6, 1.0), "{kind}");
    }
}

#[test]
fn what_tells_no_classes_apart_is_not_evaluated() {
    for (kind, network) in others() {
        assert_eq!(network.class_names(), None, "{kind}");
        let refused = ConfusionMatrix::evaluate(network.as_ref(), &fruit()).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "predict_labels: expected a classifier trained on data with named classes, but got a \
             network that tells no named classes apart",
            "{kind}"
        );
    }
}

#[test]
fn evaluate_of_any_network_is_that_of_its_own() {
    let (train, test) = toy::iris().unwrap().split(0.5, 1).unwrap();
    let network = Pnn::new(&train, 0.5).unwrap();
    let own = network.evaluate(&test).unwrap();
    let any = ConfusionMatrix::evaluate(&network, &test).unwrap();
    assert_eq!((any.accuracy(), any.classes()), (own.accuracy(), own.classes()));
    let names = network.class_names().unwrap();
    assert_eq!(Predict::output_names(&network), names);
}

#[test]
fn an_elman_network_is_evaluated_as_its_labels_say() {
    let rises = [0.1, 0.5, 0.9, 0.2, 0.6, 0.1, 0.4, 0.3];
    let data = Dataset::new(rises, [0, 1, 1, 0, 1, 0, 1, 0]).unwrap();
    let named = data.name_classes(["fall", "rise"]).unwrap();
    let mut network = Elman::new(named.ranges(), [4, 1]).unwrap();
    network.train(&named, Rprop::new()).unwrap();
    let (own, any) = (network.evaluate(&named), ConfusionMatrix::evaluate(&network, &named));
    assert_eq!(own.unwrap().accuracy(), 1.0);
    assert_eq!(any.unwrap().accuracy(), 1.0);
    let path = std::env::temp_dir().join(format!("percept_any_elman_{}", std::process::id()));
    network.save(&path).unwrap();
    let loaded = Elman::load(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(loaded.class_names().unwrap(), ["fall", "rise"]);
    assert_eq!(loaded.predict_labels(rises).unwrap(), network.predict_labels(rises).unwrap());
}

/// A model that is none of percept's.
struct Mean(f64);

impl Predict for Mean {
    fn n_inputs(&self) -> usize {
        1
    }

    fn n_outputs(&self) -> usize {
        1
    }

    fn predict(&self, data: &Dataset) -> Result<Array2<f64>> {
        Ok(Array2::from_elem((data.n_samples(), 1), self.0))
    }
}

#[test]
fn a_model_of_ones_own_is_measured_too() {
    let line = Dataset::new([0.0, 1.0, 2.0], [1.0, 3.0, 5.0]).unwrap();
    let fit = Regression::evaluate(&Mean(3.0), &line).unwrap();
    assert_eq!((fit.r2(), fit.mae()), (Some(0.0), 4.0 / 3.0));
    assert_eq!(
        (Mean(3.0).input_names(), Mean(3.0).output_names()),
        (vec!["x1".to_owned()], vec!["output".to_owned()])
    );
    assert!(ConfusionMatrix::evaluate(&Mean(3.0), &line).is_err());
}

#[test]
fn samples_come_one_after_the_other() {
    let data = Dataset::new([[1.0, 2.0], [3.0, 4.0]], [5.0, 6.0]).unwrap();
    let rows: Vec<_> = (&data).into_iter().collect();
    assert_eq!(rows, [(&[1.0, 2.0][..], &[5.0][..]), (&[3.0, 4.0], &[6.0])]);
    let unlabelled = Dataset::unlabelled([[1.0, 2.0]]).unwrap();
    let mut rows = (&unlabelled).into_iter();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows.next(), Some((&[1.0, 2.0][..], &[][..])));
    assert_eq!((rows.len(), rows.next()), (0, None));
}

#[test]
fn decisions_and_updates_come_one_after_the_other() {
    let buyer = Perceptron::by_hand([("price", 0.9), ("model", 0.4)], 1.0).unwrap();
    let decisions = buyer.decide_all([("a", [1.0, 1.0]), ("b", [0.1, 0.1])]).unwrap();
    let mut yes = Vec::new();
    for (name, decision) in &decisions {
        yes.push((name.as_str(), decision.is_yes()));
    }
    assert_eq!(yes, [("a", true), ("b", false)]);
    let points = toy::points().unwrap();
    let mut perceptron = Perceptron::new(points.ranges(), 1).unwrap();
    let ledger = perceptron.train(&points, Delta::new()).unwrap().ledger(&points).unwrap();
    assert_eq!((&ledger).into_iter().count(), ledger.rows().len());
}

#[test]
fn what_can_be_set_can_be_asked() {
    let data = fruit();
    let network = FeedForward::new(data.ranges(), [2, 1]).unwrap();
    let network = network.init(percept::Init::Uniform { low: -1.0, high: 1.0 }).unwrap();
    assert_eq!(network.init_used(), percept::Init::Uniform { low: -1.0, high: 1.0 });
    let elman = Elman::new(data.ranges(), [2, 1]).unwrap();
    assert_eq!(elman.init_used(), percept::Init::Xavier);
    assert_eq!(Pnn::new(&data, 0.25).unwrap().spread(), 0.25);
    assert_eq!(Grnn::new(&data, 0.5).unwrap().spread(), 0.5);
    assert_eq!(Grnn::new(&data, 0.5).unwrap().data(), &data);
    assert_eq!(Hopfield::new([[1, -1]]).unwrap().max_steps(7).max_steps_used(), 7);
    assert_eq!(Hamming::new([[1, -1]]).unwrap().max_steps(7).max_steps_used(), 7);
    assert_eq!(Competitive::new([[0.0, 2.0]], 1).unwrap().ranges(), [[0.0, 2.0]]);
    let mut perceptron = Perceptron::new([[0.0, 2.0], [0.0, 1.0]], 1).unwrap();
    assert_eq!(perceptron.ranges().unwrap(), [[0.0, 2.0], [0.0, 1.0]]);
    assert_eq!(Perceptron::by_hand([1.0], 0.0).unwrap().ranges(), None);
    let history = perceptron.train(&data, Delta::new().goal(0.25).learning_rate(0.5)).unwrap();
    assert_eq!((history.goal(), history.learning_rate()), (0.25, Some(0.5)));
    assert_eq!(history.kept_epoch(), Some(history.epochs() - 1));
}

struct Hostile;

impl Show for Hostile {
    fn mime_bundle(&self) -> MimeBundle {
        let word = "EVCXR_BEGIN_CONTENT text/plain";
        MimeBundle::new(format!("<p>{word}</p>"), word)
            .with_plotly(format!("{{\"data\":\"{word}\"}}"))
    }
}

#[test]
fn a_type_of_ones_own_shows_itself_without_the_kernels_words() {
    let bundle = Hostile.mime_bundle();
    for form in [bundle.html(), bundle.plain(), bundle.plotly()] {
        assert!(!form.is_empty() && !form.contains("EVCXR_"), "{form}");
    }
    let page = Page::new().show(&Hostile).mime_bundle();
    assert!(page.html().contains("<p>") && !page.html().contains("EVCXR_"));
}
