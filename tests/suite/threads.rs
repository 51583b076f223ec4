//! Values go from one thread to another, as web servers and parallel sweeps need.

use percept::{
    Boundary, Calibration, Chart, Check, Comparison, Competitive, ConfusionMatrix, CrossValidation,
    CsvOptions, Dataset, Decision, Decisions, Delta, Description, Elman, Error, Explorer,
    FeedForward, Grnn, Hamming, History, Hopfield, LearningCurve, Ledger, Lvq, MimeBundle,
    NetworkDiagram, NetworkPlayground, Page, Perceptron, PermutationImportance, Playground, Pnn,
    PrototypeMap, Recall, Regression, RegressionCurve, Replay, RocCurve, Scaler, Separability,
    Surface, Trainer, Unfolded, WeightUpdate, toy,
};

fn crosses<T: Send + Sync + 'static>() {}

macro_rules! cross {
    ($($type:ty),* $(,)?) => { $(crosses::<$type>();)* };
}

#[test]
fn every_value_may_go_to_another_thread() {
    cross!(
        Boundary,
        Calibration,
        Chart,
        Check,
        Comparison,
        Competitive,
        ConfusionMatrix,
        CrossValidation,
        LearningCurve,
        PermutationImportance,
        RocCurve,
        CsvOptions,
        Dataset,
        Decision,
        Decisions,
        Delta,
        Description,
        Elman,
        Error,
        Explorer,
        FeedForward,
        Grnn,
        Hamming,
        History,
        Hopfield,
        Ledger,
        Lvq,
        MimeBundle,
        NetworkDiagram,
        NetworkPlayground,
        Page,
        Perceptron,
        Playground,
        Pnn,
        PrototypeMap,
        Recall,
        Regression,
        RegressionCurve,
        Replay,
        Scaler,
        Separability,
        Surface,
        Trainer,
        Unfolded,
        WeightUpdate,
    );
}

#[test]
fn a_run_in_another_thread_is_the_same_run() {
    let data = toy::blobs(40, 0.2, 1).unwrap();
    let run = move || {
        let mut perceptron = Perceptron::new(data.ranges(), 1).unwrap();
        let history = perceptron.train(&data, Delta::new()).unwrap();
        (history.errors().to_vec(), perceptron)
    };
    let here = run.clone()();
    let there = std::thread::spawn(run).join().unwrap();
    assert_eq!(here, there);
}
