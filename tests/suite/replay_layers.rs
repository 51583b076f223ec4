//! The run of a multi-layer network once more: what a history keeps of it, and
//! what the pictures show.

use percept::{
    Adam, Bfgs, Chart, Dataset, Elman, FeedForward, GradientDescent, History, LBfgs,
    LevenbergMarquardt, Loss, Regression, Replay, Rprop, Stop, Trainer, Transfer, toy,
};

use crate::moving::{drawn, shown};
use crate::plotly_json;

const SMOOTH: [Transfer; 2] = [Transfer::TanSig, Transfer::LogSig];

fn network(data: &Dataset, hidden: usize, transfer: [Transfer; 2]) -> FeedForward {
    let sizes = [hidden, data.n_targets()];
    FeedForward::new(data.ranges(), sizes).unwrap().transfer(transfer).unwrap().seed(1)
}

fn xor() -> (FeedForward, History, Dataset) {
    let data = toy::xor().unwrap();
    let mut learner = network(&data, 4, SMOOTH);
    let history = learner.train(&data, Rprop::new().epochs(300).goal(0.001)).unwrap();
    (learner, history, data)
}

fn moons() -> (FeedForward, History, Dataset) {
    let data = toy::moons(160, 0.12, 3).unwrap();
    let mut learner = network(&data, 8, SMOOTH);
    let history = learner.train(&data, Rprop::new().epochs(200).goal(0.0)).unwrap();
    (learner, history, data)
}

fn iris() -> (FeedForward, History, Dataset) {
    let data = toy::iris().unwrap();
    let mut learner = network(&data, 8, [Transfer::TanSig, Transfer::SoftMax]);
    let trainer = Rprop::new().loss(Loss::CrossEntropy).epochs(200).goal(0.0);
    (learner.clone(), learner.train(&data, trainer).unwrap(), data)
}

fn sine() -> (FeedForward, History, Dataset) {
    let data = toy::sine(20).unwrap();
    let mut learner = network(&data, 8, [Transfer::TanSig, Transfer::PureLin]);
    let history = learner.train(&data, Rprop::new().epochs(200).goal(0.0)).unwrap();
    (learner, history, data)
}

/// The network as it was after each epoch that the history keeps.
fn by_epoch(learner: &FeedForward, history: &History) -> Vec<FeedForward> {
    let at = |parameters: &[f64]| {
        let mut network = learner.clone();
        network.set_parameters(parameters).unwrap();
        network
    };
    history.snapshots().iter().map(|snapshot| at(snapshot.parameters())).collect()
}

#[test]
fn snapshots_hold_the_parameters_that_gave_the_errors() {
    let data = toy::sine(20).unwrap();
    let trainers: [Trainer; 6] = [
        Rprop::new().epochs(150).goal(0.0).into(),
        Adam::new().batch_size(5).epochs(150).goal(0.0).into(),
        GradientDescent::new().online().learning_rate(0.01).epochs(150).goal(0.0).into(),
        Bfgs::new().epochs(150).goal(0.0).into(),
        LBfgs::new().epochs(150).goal(0.0).into(),
        LevenbergMarquardt::new().epochs(150).goal(0.0).into(),
    ];
    for trainer in trainers {
        let mut learner = network(&data, 4, [Transfer::TanSig, Transfer::PureLin]);
        let start = learner.parameters().to_vec();
        let history = learner.train(&data, trainer.clone()).unwrap();
        let snapshots = history.snapshots();
        assert_eq!(snapshots.len(), history.epochs().min(60), "{trainer:?}");
        assert_eq!(snapshots[0].parameters(), start);
        let last = &snapshots[snapshots.len() - 1];
        assert_eq!(last.parameters(), learner.parameters());
        assert_eq!(last.epoch() + 1, history.epochs());
        for (network, snapshot) in by_epoch(&learner, &history).iter().zip(snapshots) {
            let error = Loss::Sse.value(network.predict(&data).unwrap(), data.targets()).unwrap();
            let recorded = history.errors()[snapshot.epoch()];
            assert_eq!(snapshot.error(), recorded);
            assert!((error - recorded).abs() <= 1e-12 * recorded, "{trainer:?}: {snapshot:?}");
        }
    }
}

#[test]
fn keeping_snapshots_changes_nothing_and_copies_are_equal() {
    let (learner, history, _) = moons();
    let (again, copy) = (moons().1, history.clone());
    assert!(history == again && history == copy);
    assert_eq!(copy.snapshots(), history.snapshots());
    assert!(history.snapshots().is_sorted_by_key(percept::Snapshot::epoch));
    let first = format!("{:?}", history.snapshots()[0]);
    let n = learner.n_parameters();
    assert!(first.starts_with("Snapshot(epoch 0, error 39.") && first.contains(&n.to_string()));
    assert!(format!("{history:?}").starts_with("History(200 epochs, last error"));
}

#[test]
fn each_picture_tells_what_the_network_of_its_epoch_answers() {
    let (learner, history, data) = xor();
    let replay = history.replay(&data).unwrap();
    assert_eq!(replay.frames().len(), history.epochs());
    for (epoch, (frame, network)) in
        replay.frames().iter().zip(by_epoch(&learner, &history)).enumerate()
    {
        let accuracy = network.evaluate(&data).unwrap().accuracy();
        let says = format!(", {} of 4 samples right.", 4.0 * accuracy);
        let when = match epoch {
            0 => "Before learning: error ".to_owned(),
            n => format!("After {n} of {} epochs: error ", history.epochs() - 1),
        };
        let text = frame.to_string();
        let headline = text.lines().nth(1).unwrap();
        assert!(headline.starts_with(&when) && headline.ends_with(&says), "{epoch}: {headline}");
    }
}

/// What each cell of the first heat map of a picture is, from 0 to `of`, and
/// what it should be.
fn cells(frame: &Chart, network: &FeedForward, of: f64) -> Vec<[f64; 2]> {
    let figure = plotly_json(frame);
    let traces = figure["data"].as_array().unwrap();
    let map = traces.iter().find(|trace| trace["type"] == "heatmap").unwrap();
    let numbers = |key: &str| {
        let numbers = map[key].as_array().unwrap().iter();
        numbers.map(|number| number.as_f64().unwrap()).collect::<Vec<_>>()
    };
    let (xs, ys) = (numbers("x"), numbers("y"));
    let mut cells = Vec::new();
    for (y, row) in ys.iter().zip(map["z"].as_array().unwrap()) {
        for (x, shade) in xs.iter().zip(row.as_array().unwrap()) {
            let output = network.predict([[*x, *y]]).unwrap()[[0, 0]];
            cells.push([shade.as_f64().unwrap(), (output * of).floor().min(of - 1.0)]);
        }
    }
    cells
}

#[test]
fn the_colours_are_the_outputs_of_that_epoch() {
    let (learner, history, data) = xor();
    let replay = history.replay(&data).unwrap();
    let networks = by_epoch(&learner, &history);
    for frame in [0, 10, 20, networks.len() - 1] {
        let cells = cells(&replay.frames()[frame], &networks[frame], 13.0);
        assert_eq!(cells.len(), 22 * 22);
        let different = cells.iter().filter(|[drawn, wanted]| drawn != wanted).count();
        // places are written with few digits
        assert!(different <= 4, "{frame}: {different} cells");
    }
}

#[test]
fn a_long_run_says_how_many_epochs_are_shown() {
    let (_, history, data) = sine();
    assert_eq!(history.snapshots().len(), 60);
    let replay = history.replay(&data).unwrap();
    let says = "60 of 200 epochs are shown, densest where the error changes.";
    assert_eq!(replay.frames().len(), 60);
    assert!(replay.frames().iter().all(|frame| frame.to_string().contains(says)), "{replay}");
    assert_eq!(format!("{replay:?}"), "Replay(60 pictures by epoch)");
    let alt = replay.frames()[0].alt();
    assert!(
        alt.starts_with("Points and the output as a curve over the input, and the error so far.")
    );
    assert!(alt.contains("Before learning: error "), "{alt}");
    assert!(replay.to_string().contains("After 199 of 199 epochs: error "), "{replay}");
    let (_, history, data) = xor();
    assert!(!history.replay(&data).unwrap().to_string().contains("are shown"));
}

#[test]
fn the_table_has_a_row_a_picture() {
    let (learner, history, data) = moons();
    let replay = history.replay(&data).unwrap();
    let text = replay.to_string();
    let table: Vec<&str> = text.lines().skip_while(|line| !line.starts_with("epochs")).collect();
    assert_eq!(
        table[0].split_whitespace().collect::<Vec<_>>(),
        ["epochs", "of", "learning", "error", "accuracy"]
    );
    assert_eq!(table.len(), 1 + replay.frames().len());
    let last: Vec<&str> = table[table.len() - 1].split_whitespace().collect();
    let accuracy = learner.evaluate(&data).unwrap().accuracy();
    assert_eq!((last[0], last[2].parse()), ("199", Ok(accuracy)));
    let row = table[1].split_whitespace().nth(1).unwrap();
    assert_eq!(row.parse::<f64>().unwrap(), (history.errors()[0] * 1e4).round() / 1e4);
}

#[test]
fn early_stopping_says_which_weights_were_kept() {
    let (train, test) = toy::moons(60, 0.3, 3).unwrap().split(0.5, 1).unwrap();
    let mut learner = network(&train, 8, SMOOTH);
    let trainer = Rprop::new().epochs(300).goal(0.0).validation(&test).patience(70);
    let history = learner.train(&train, trainer).unwrap();
    assert_eq!(history.stop(), Stop::NoImprovement);
    let best = history.epochs() - 71;
    let kept = history.snapshots().iter().find(|snapshot| snapshot.epoch() == best).unwrap();
    assert_eq!(kept.parameters(), learner.parameters());
    assert!(history.snapshots().len() <= 60);
    let replay = history.replay(&train).unwrap();
    let says =
        format!("The network kept the weights after {best} epochs, the best for the validation");
    assert!(replay.to_string().contains(&says), "{replay}");
    let at = |frame: &&Chart| frame.to_string().contains(&format!("After {best} of "));
    if let Some(frame) = replay.frames().iter().find(at) {
        assert!(frame.to_string().contains("The network kept these weights"), "{frame}");
    }
    assert!(replay.to_string().contains("validation error"));
}

#[test]
fn what_diverges_is_replayed_as_far_as_it_is_finite() {
    let data = toy::sine(20).unwrap();
    let mut learner = network(&data, 4, [Transfer::TanSig, Transfer::PureLin]);
    let trainer = GradientDescent::new().learning_rate(50.0).epochs(2000).goal(0.0);
    let history = learner.train(&data, trainer).unwrap();
    assert_eq!(history.stop(), Stop::Diverged);
    let last = history.snapshots().last().unwrap();
    assert_eq!(last.epoch() + 2, history.epochs());
    assert_eq!(last.parameters(), learner.parameters());
    let replay = history.replay(&data).unwrap().to_string();
    assert!(replay.contains("The last epoch is not drawn: the error diverged."));
}

#[test]
fn one_input_shows_the_curve_through_the_points() {
    let (learner, history, data) = sine();
    let replay = history.replay(&data).unwrap();
    let figure = plotly_json(&replay.frames()[0]);
    let traces = figure["data"].as_array().unwrap();
    let curve = traces.iter().find(|trace| trace["name"] == "network").unwrap();
    let numbers = |key: &str| curve[key].as_array().unwrap().clone();
    let network = &by_epoch(&learner, &history)[0];
    for (x, y) in numbers("x").iter().zip(numbers("y")) {
        let output = network.predict([x.as_f64().unwrap()]).unwrap()[[0, 0]];
        assert!((output - y.as_f64().unwrap()).abs() < 0.01, "{x}: {output} {y}");
    }
    let fit = Regression::of(data.targets(), learner.predict(&data).unwrap()).unwrap();
    let says = replay.to_string();
    let miss: f64 = says
        .split_once("RMSE ")
        .and_then(|(_, rest)| rest.split_once(".\n"))
        .and_then(|(miss, _)| miss.parse().ok())
        .unwrap();
    assert!((miss - fit.rmse()).abs() < 1e-4 * fit.rmse(), "{miss} {fit:?}");
}

#[test]
fn many_inputs_show_the_network_or_a_plane_that_is_named() {
    let (_, history, data) = iris();
    let replay = history.replay(&data).unwrap();
    assert_eq!(replay.frames().len(), 60);
    let svg = replay.to_svg();
    assert!(svg.contains(">petal width</text>") && svg.contains(">virginica</text>"));
    assert!(
        replay.to_string().contains("Purple: positive weights. Dashed brown: negative."),
        "{replay}"
    );
    let over = replay.over(["petal length", "petal width"]).unwrap();
    let text = over.to_string();
    assert!(
        text.contains("Held at their medians in the picture: sepal length 5.8, sepal width 3."),
        "{text}"
    );
    assert!(text.contains("The colour shows the class with the largest output"), "{text}");
    assert!(over.to_svg().contains("4 of 8 hidden neurons"));
    let unknown = replay.over(["petal length", "colour"]).unwrap_err().to_string();
    assert!(unknown.contains("colour") && unknown.contains("petal width"), "{unknown}");
    assert!(replay.over(["petal length", "petal length"]).is_err());
}

#[test]
fn several_outputs_without_classes_have_a_map_each() {
    let inputs = [[0, 0], [0, 1], [1, 0], [1, 1]];
    let data = Dataset::new(inputs, [[0, 0], [1, 0], [1, 0], [0, 1]]).unwrap();
    let mut learner = network(&data, 4, SMOOTH);
    let history = learner.train(&data, Rprop::new().epochs(30)).unwrap();
    let replay = history.replay(&data).unwrap();
    let text = replay.to_string();
    assert!(text.contains("target1: orange is 0, blue 1."), "{text}");
    assert!(text.contains("target2: orange is 0, blue 1."), "{text}");
    assert!(text.contains("root mean square miss"), "{text}");
    let figure = plotly_json(&replay.chart());
    let maps = figure["data"].as_array().unwrap().iter();
    assert_eq!(maps.filter(|trace| trace["type"] == "heatmap").count(), 2);
}

#[test]
fn a_sequence_is_replayed_over_its_steps() {
    let lamp = Dataset::new([1, 0, 0, 1, 1, 0], [0, 0, 1, 0, 1, 0]).unwrap();
    let mut learner = Elman::new(lamp.ranges(), [3, 1]).unwrap().seed(1);
    let history = learner.train(&lamp, Rprop::new().epochs(40).goal(0.0)).unwrap();
    let replay = history.replay(&lamp).unwrap();
    assert_eq!(replay.frames().len(), 40);
    let rmse = learner.unfold(&lamp).unwrap().fit().rmse();
    let says = replay.to_string();
    let miss = says.split_once("RMSE ").unwrap().1;
    let miss: f64 = miss.split_once(".\n").unwrap().0.parse().unwrap();
    assert!((miss - rmse).abs() < 1e-3 * rmse, "{miss} {rmse}");
    assert!(replay.to_svg().contains(">step</text>"));
    let other = Dataset::new([1, 0, 0, 1, 1, 0], [0, 0, 1, 1, 1, 0]).unwrap();
    assert!(history.replay(&other).is_err());
    let pairs = Dataset::new([[1, 0], [0, 1], [0, 0]], [0, 1, 0]).unwrap();
    let mut learner = Elman::new(pairs.ranges(), [2, 1]).unwrap();
    let history = learner.train(&pairs, Rprop::new().epochs(3)).unwrap();
    let problem = history.replay(&pairs).unwrap().over(["x1", "x2"]).unwrap_err().to_string();
    assert_eq!(
        problem,
        "over: expected the replay of a network without a memory, but got one of an Elman network, \
         whose outputs depend on the steps before"
    );
}

#[test]
fn what_cannot_be_replayed_says_why() {
    let (_, history, data) = xor();
    let updates = history.replay(&data).unwrap().by_update().unwrap_err();
    assert_eq!(
        updates.to_string(),
        "by_update: expected the replay of a perceptron, whose updates can be done again one by \
         one, but got one of a multi-layer network, of which a history keeps the weights of some \
         epochs"
    );
    let refusal = |data: &Dataset| history.replay(data).unwrap_err().to_string();
    assert_eq!(
        refusal(&Dataset::new([1, 2], [0, 1]).unwrap()),
        "replay: expected the data of the training run, 2 inputs per sample, but got 1 input per sample"
    );
    let other = Dataset::new(data.inputs(), [1, 1, 1, 1]).unwrap();
    assert!(
        refusal(&other)
            .starts_with("replay: expected the data of the training run, but got others: their")
    );
    let mut large = FeedForward::new(data.ranges(), [30_000, 1]).unwrap();
    let history = large.train(&data, GradientDescent::new().epochs(2)).unwrap();
    assert!(history.snapshots().is_empty());
    assert_eq!(
        history.replay(&data).unwrap_err().to_string(),
        "replay: expected the run of a network of at most 100000 parameters, since a history keeps \
         them many times, but got one of 120001"
    );
}

#[test]
fn every_frame_has_the_layout_of_the_first_and_moves() {
    let (_, history, data) = sine();
    let lines = history.replay(&data).unwrap();
    let (_, history, data) = xor();
    for replay in [lines, history.replay(&data).unwrap()] {
        let moving = replay.to_svg();
        let axes = |chart: &Chart| {
            let figure = plotly_json(chart);
            ["xaxis", "yaxis", "xaxis2", "yaxis2"]
                .map(|axis| figure["layout"][axis]["range"].clone())
        };
        for (i, frame) in replay.frames().iter().enumerate() {
            assert_eq!(axes(frame), axes(&replay.frames()[0]));
            assert_eq!(drawn(&shown(&moving, i)), drawn(&frame.to_svg()), "{replay:?}, {i}");
        }
        assert!(moving.contains("<animate attributeName=\"visibility\""));
    }
}

/// As much as can change: two classes that wind around each other.
fn busy() -> Replay {
    let data = toy::spirals(300, 0.05, 1).unwrap();
    let mut learner = network(&data, 20, SMOOTH);
    let history = learner.train(&data, Rprop::new().epochs(400).goal(0.0)).unwrap();
    history.replay(&data).unwrap()
}

#[test]
fn replays_stay_small_and_are_made_of_the_same_bytes() {
    let iris = iris();
    let flowers = iris.1.replay(&iris.2).unwrap();
    let over = flowers.over(["petal length", "petal width"]).unwrap();
    let of = |(_, history, data): (FeedForward, History, Dataset)| history.replay(&data).unwrap();
    for replay in [of(xor()), of(moons()), of(sine()), flowers, over, busy()] {
        let bundle = replay.mime_bundle();
        let bytes = bundle.html().len();
        assert!(bytes <= 300_000 && replay.frames().len() >= 24, "{replay:?}: {bytes} bytes");
        assert!(bundle.html().contains("<details>") && bundle.plotly().is_empty());
        assert!(bundle == replay.mime_bundle());
    }
    assert!(of(moons()).mime_bundle() == of(moons()).mime_bundle());
}
