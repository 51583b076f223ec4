//! A run once more: picture by picture, and update by update.

use percept::{Dataset, Delta, History, Ledger, Perceptron, Replay, Scaler, Transfer, toy};

use crate::{elements, points, trained, untrained};

pub(crate) fn tutorial() -> Replay {
    trained().1.replay(&points()).unwrap()
}

/// A run of two neurons from weights that are not 0, on targets that every
/// transfer function can come near.
pub(crate) fn two_neurons(transfer: Transfer, epochs: usize) -> (History, Dataset) {
    let data = Dataset::new(points().inputs(), [[0, 1], [1, 0], [1, 1], [0, 1]]).unwrap();
    let mut perceptron = Perceptron::new([[0, 2], [0, 2]], 2).unwrap().transfer(transfer);
    perceptron.set_weights([[0.1, -0.2], [0.3, 0.7]]).unwrap();
    perceptron.set_biases([0.05, -0.6]).unwrap();
    let trainer = Delta::new().epochs(epochs).goal(0.0).learning_rate(0.03);
    (perceptron.train(&data, trainer).unwrap(), data)
}

pub(crate) fn bits(values: impl IntoIterator<Item = f64>) -> Vec<u64> {
    values.into_iter().map(f64::to_bits).collect()
}

/// Adds every change of the ledger to the weights at the start of the run.
pub(crate) fn replayed(ledger: &Ledger, history: &History) -> (Vec<f64>, Vec<f64>) {
    let mut weights: Vec<f64> = history.weights()[0].iter().copied().collect();
    let mut biases = history.biases()[0].to_vec();
    for row in ledger.rows() {
        let own = &mut weights[row.neuron * row.weights.len()..][..row.weights.len()];
        own.iter_mut().zip(&row.weight_changes).for_each(|(weight, change)| *weight += change);
        biases[row.neuron] += row.bias_change;
        assert_eq!(bits(own.iter().copied()), bits(row.weights.iter().copied()));
        assert_eq!(biases[row.neuron].to_bits(), row.bias.to_bits());
    }
    (weights, biases)
}

#[test]
fn updates_land_at_the_recorded_weights_to_the_last_bit() {
    for transfer in [Transfer::HardLim, Transfer::LogSig, Transfer::TanSig, Transfer::PureLin] {
        let (history, data) = two_neurons(transfer, 6);
        let ledger = history.ledger(&data).unwrap();
        assert_eq!(ledger.rows().len(), ledger.n_updates(), "{transfer}");
        assert!(ledger.n_updates() > 8, "{transfer}: {ledger:?}");
        let (weights, biases) = replayed(&ledger, &history);
        assert_eq!(bits(weights), bits(history.weights()[5].iter().copied()), "{transfer}");
        assert_eq!(bits(biases), bits(history.biases()[5].iter().copied()), "{transfer}");
    }
}

#[test]
fn a_step_function_moves_only_where_it_is_wrong() {
    // by hand: 0·x > 0 is false, so samples 1, 2 and 3 want 1 and get 0 until a weight moves
    let (_, history) = trained();
    let ledger = history.ledger(&points()).unwrap();
    let first = &ledger.rows()[0];
    assert_eq!((first.epoch, first.sample, first.neuron), (1, 1, 0));
    assert_eq!((first.target, first.output), (1.0, 0.0));
    assert_eq!(first.weight_changes, [0.0, 0.01 * 1.3]);
    assert_eq!((first.bias_change, first.bias), (0.01, 0.01));
    // with 0.013·x2 > -0.01 the other two are right at once
    let second = &ledger.rows()[1];
    assert_eq!((second.epoch, second.sample), (2, 0));
    assert_eq!((second.target, second.output), (0.0, 1.0));
    assert_eq!(second.weight_changes, [-0.01 * 0.3, -0.01 * 0.2]);
    let (weights, biases) = replayed(&ledger, &history);
    assert_eq!(bits(weights), bits(history.weights()[4].iter().copied()));
    assert_eq!(bits(biases), bits(history.biases()[4].iter().copied()));
}

#[test]
fn a_long_ledger_has_its_ends_and_says_so() {
    let (history, data) = two_neurons(Transfer::LogSig, 200);
    let ledger = history.ledger(&data).unwrap();
    assert_eq!(ledger.n_updates(), 199 * 8);
    assert_eq!(ledger.rows().len(), 50);
    assert_eq!((ledger.rows()[24].epoch, ledger.rows()[25].epoch), (4, 196));
    let last = &ledger.rows()[49];
    assert_eq!((last.epoch, last.sample, last.neuron), (199, 3, 1));
    assert_eq!(bits(last.weights.clone()), bits(history.weights()[199].row(1).to_vec()));
    let text = ledger.to_string();
    assert!(text.contains("The table has the first and the last 25 of 1592 updates."), "{text}");
    assert!(text.contains("… 1542 more …"), "{text}");
}

#[test]
fn a_ledger_of_51_updates_is_told_whole() {
    // a linear neuron that never arrives: an update a sample and epoch
    let data = Dataset::new([[0.5], [1.0], [2.0]], [0.1, 0.7, 0.2]).unwrap();
    for (epochs, rows) in [(17, 48), (18, 51), (19, 50)] {
        let mut linear = Perceptron::new([[0, 2]], 1).unwrap().transfer(Transfer::PureLin);
        let trainer = Delta::new().epochs(epochs).goal(0.0).learning_rate(0.1);
        let ledger = linear.train(&data, trainer).unwrap().ledger(&data).unwrap();
        assert_eq!(ledger.n_updates(), 3 * (epochs - 1));
        assert_eq!(ledger.rows().len(), rows);
        assert_eq!(ledger.to_string().contains("more"), epochs == 19);
    }
}

#[test]
fn a_ledger_tells_each_update_in_words() {
    let (_, history) = trained();
    let text = history.ledger(&points()).unwrap().to_string();
    let row = |start: &str| text.lines().find(|line| line.starts_with(start)).unwrap().to_owned();
    let words: Vec<String> = row("1 ").split_whitespace().map(str::to_owned).collect();
    assert_eq!(words[..11], ["1", "1", "1", "0", "1.3", "1", "0", "1", "0", "0.013", "0.01"]);
    assert!(
        text.contains("\nupdate  epoch  row ") && text.contains("boundary afterwards"),
        "{text}"
    );
    let counted = "Rows of the data are counted from 0, updates and epochs from 1.";
    assert!(text.contains(counted), "{text}");
    assert!(row("1 ").ends_with("0.013·x2 = -0.01"), "{text}");
    assert!(text.contains("updates in 4 epochs: of 16 samples visited"), "{text}");
}

#[test]
fn an_untrained_run_has_no_updates() {
    let history = untrained().train(&points(), Delta::new().epochs(1)).unwrap();
    let ledger = history.ledger(&points()).unwrap();
    assert_eq!((ledger.n_updates(), ledger.rows().len()), (0, 0));
    assert!(ledger.to_string().contains("No updates"));
    assert_eq!(history.replay(&points()).unwrap().frames().len(), 1);
}

#[test]
fn a_replay_by_epoch_has_a_picture_an_epoch() {
    let replay = tutorial().by_epoch().unwrap();
    assert_eq!(replay.frames().len(), 5);
    let says = ["Before learning: error 1.5.", "After 1 of 4 epochs: error 0.5."];
    for (frame, wanted) in replay.frames().iter().zip(says) {
        assert!(frame.to_string().contains(wanted), "{frame}");
    }
    // recorded: neurolab's final weights and line
    let last = replay.frames()[4].to_string();
    assert!(last.contains("After 4 of 4 epochs: error 0. 4 of 4 points on the correct side."));
    assert!(last.contains("0.005·x1 + 0.013·x2 = 0.01, that is x2 = -0.3846·x1 + 0.7692."));
}

#[test]
fn a_replay_by_update_has_a_picture_an_update_and_says_why() {
    let (_, history) = trained();
    let n = history.ledger(&points()).unwrap().n_updates();
    let replay = tutorial().by_update().unwrap();
    assert_eq!(replay.frames().len(), n + 1);
    let first = replay.frames()[1].to_string();
    let wanted = format!(
        "Update 1 of {n} (epoch 1, row 1 counting from 0): target 1, output 0, so each weight moves by 0.01 × input."
    );
    assert!(first.contains(&wanted), "{first}");
    assert!(replay.to_string().contains("0.005·x1 + 0.013·x2 = 0.01"), "{replay}");
}

#[test]
fn every_two_sided_neuron_has_its_boundary_replayed() {
    for transfer in [Transfer::HardLim, Transfer::HardLims, Transfer::LogSig, Transfer::TanSig] {
        let data = Dataset::new(points().inputs(), [[1, 1], [1, 1], [1, 1], [1, 1]]).unwrap();
        let mut perceptron = Perceptron::new([[0, 2], [0, 2]], 2).unwrap().transfer(transfer);
        let history = perceptron.train(&data, Delta::new().epochs(10)).unwrap();
        for replay in
            [history.replay(&data).unwrap(), history.replay(&data).unwrap().by_update().unwrap()]
        {
            assert!(replay.to_string().contains("on the correct side"), "{transfer}: {replay}");
            assert!(replay.to_string().contains("Line 2: "), "{transfer}: {replay}");
        }
    }
}

#[test]
fn without_a_plane_weights_and_error_are_replayed() {
    let bells = two_neurons(Transfer::RadBas, 5);
    let wide = Dataset::new([[0.1, 0.2, 0.3], [0.5, 0.1, 0.9]], [0, 1]).unwrap();
    let mut perceptron = Perceptron::new(wide.ranges(), 1).unwrap();
    let run = perceptron.train(&wide, Delta::new()).unwrap();
    for (history, data) in [bells, (run, wide)] {
        let replay = history.replay(&data).unwrap().by_epoch().unwrap();
        assert_eq!(replay.frames().len(), history.epochs());
        assert!(!replay.to_string().contains("correct side"), "{replay}");
        assert!(replay.to_svg().contains("error by epoch"));
        assert!(replay.by_update().unwrap().frames().len() > 1);
    }
}

/// Where the titles of panels stand in a picture, by name.
fn height_of(picture: &str, title: &str) -> f64 {
    let all = elements(picture);
    let found = all.iter().find(|element| element.name == "text" && element.text == title);
    found.expect(title).attributes["y"].parse().unwrap()
}

#[test]
fn many_bars_leave_no_hole_below_a_low_plane() {
    let iris = toy::iris().unwrap();
    let mut perceptron = Perceptron::new(iris.ranges(), 3).unwrap();
    let history = perceptron.train(&iris, Delta::new().epochs(2)).unwrap();
    let over = history.replay(&iris).unwrap().over(["petal length", "petal width"]).unwrap();
    let picture = over.frames()[0].to_svg();
    let [errors, bars] =
        ["error by update", "weights and bias"].map(|title| height_of(&picture, title));
    let ways = height_of(&picture, "weights by update (the first 6 of 15)");
    assert!(errors < bars, "the plane and the error first: {errors} {bars}");
    assert_eq!(bars, ways);
    let legend = height_of(&picture, "setosa");
    assert!(legend - bars < 420.0, "bars and ways take {} pixels", legend - bars);
    // fewer bars stand beside the plane
    let replay = trained().1.replay(&points()).unwrap();
    let picture = replay.frames()[0].to_svg();
    assert!(height_of(&picture, "weights and bias") < height_of(&picture, "error by update"));
}

#[test]
fn a_replay_over_two_of_many_inputs_has_a_boundary() {
    let cars = toy::car_buyers().unwrap();
    let cars = Scaler::standard(&cars).unwrap().apply(&cars).unwrap();
    let mut perceptron = Perceptron::new(cars.ranges(), 1).unwrap();
    let history = perceptron.train(&cars, Delta::new()).unwrap();
    let replay = history.replay(&cars).unwrap();
    assert!(!replay.to_svg().contains("boundary</text>"));
    let over = replay.over(["price", "model"]).unwrap();
    assert_eq!(over.frames().len(), replay.frames().len());
    let boundary = perceptron.boundary_over(&cars, ["price", "model"]).unwrap();
    let last = over.frames().last().unwrap().to_string();
    for sentence in boundary.to_string().lines().filter(|line| line.starts_with("Line")) {
        assert!(last.contains(sentence), "{last}");
    }
    assert!(last.contains("Held at their medians in the picture: "), "{last}");
    assert!(over.to_svg().contains("boundary</text>"));
    let updates = over.by_update().unwrap();
    assert!(updates.to_string().contains("Held at their medians"), "{updates}");
    let again = replay.by_update().unwrap().over(["price", "model"]).unwrap();
    assert!(again == updates);
    let problem = replay.over(["price", "colour"]).unwrap_err().to_string();
    assert!(problem.contains("colour") && problem.contains("price"), "{problem}");
    assert!(replay.over(["price", "price"]).is_err());
    let (history, data) = two_neurons(Transfer::RadBas, 5);
    let problem = history.replay(&data).unwrap().over(["x1", "x2"]).unwrap_err().to_string();
    assert!(problem.contains("a transfer function with two sides"), "{problem}");
}

#[test]
fn one_input_shows_its_threshold() {
    let lengths = Dataset::new([0.5, 1.5, 2.5, 0.2], [0, 1, 1, 0]).unwrap();
    let mut perceptron = Perceptron::new(lengths.ranges(), 1).unwrap();
    let history = perceptron.train(&lengths, Delta::new().learning_rate(0.1)).unwrap();
    let replay = history.replay(&lengths).unwrap().by_epoch().unwrap();
    let first = replay.frames()[0].to_string();
    assert!(first.contains("Threshold: none; every point gets the same output."), "{first}");
    for (frame, epoch) in replay.frames().iter().zip(0..).skip(1) {
        let at = -history.biases()[epoch][0] / history.weights()[epoch][[0, 0]];
        let figure = crate::plotly_json(frame);
        let traces = figure["data"].as_array().unwrap();
        let line = traces.iter().find(|trace| trace["name"] == "threshold").unwrap();
        // where there is no threshold in the picture there is no line
        if let Some(x) = line["x"][0].as_f64() {
            assert!((x - at).abs() < 1e-3, "{epoch}: {x} {at}");
        }
    }
    let text = replay.to_string();
    assert!(text.contains("4 of 4 points on the correct side."), "{text}");
    assert!(text.contains("Threshold: output 1 where x1 > 1.25."), "{text}");
    assert!(replay.by_update().unwrap().frames().len() > 1);
}

#[test]
fn a_long_run_has_60_pictures_at_most_and_says_so() {
    let (history, data) = two_neurons(Transfer::LogSig, 500);
    let replay = history.replay(&data).unwrap();
    let n = replay.frames().len();
    assert!((50..=60).contains(&n), "{n}");
    let says = format!("{n} of 500 pictures are shown, most where the error changes.");
    assert!(replay.to_string().contains(&says), "{replay}");
    let updates = replay.by_update().unwrap();
    assert!((50..=60).contains(&updates.frames().len()));
    assert!(updates.to_string().contains(" of 3993 pictures are shown"), "{updates}");
    assert!(updates.to_string().contains("Update 3992 of 3992"), "{updates}");
}

#[test]
fn what_diverges_is_replayed_as_far_as_it_is_finite() {
    let mut linear = untrained().transfer(Transfer::PureLin);
    let trainer = Delta::new().epochs(5000).learning_rate(10.0);
    let history = linear.train(&points(), trainer).unwrap();
    let replay = history.replay(&points()).unwrap();
    assert!(replay.frames().len() > 10);
    assert!(
        replay.to_string().contains("The last epoch is not drawn: the error diverged"),
        "{replay}"
    );
    assert!(replay.by_update().unwrap().to_string().contains("not drawn: the error diverged."));
    assert!(history.ledger(&points()).unwrap().n_updates() > 40);
}

fn refusal(history: &History, data: &Dataset) -> String {
    let replay = history.replay(data).unwrap_err().to_string();
    let ledger = history.ledger(data).unwrap_err().to_string();
    assert_eq!(replay.strip_prefix("replay"), ledger.strip_prefix("ledger"));
    replay
}

#[test]
fn data_that_do_not_fit_are_refused() {
    let (_, history) = trained();
    let wide = Dataset::new([[1, 2, 3]], [0]).unwrap();
    assert_eq!(
        refusal(&history, &wide),
        "replay: expected the data of the training run, 2 inputs per sample, but got 3 inputs per sample"
    );
    let twice = Dataset::new([[1, 2]], [[0, 1]]).unwrap();
    assert!(
        refusal(&history, &twice).ends_with("1 target per sample, but got 2 targets per sample")
    );
    let unlabelled = Dataset::unlabelled([[1, 2]]).unwrap();
    assert!(refusal(&history, &unlabelled).ends_with("but got 0 targets per sample"));
}

#[test]
fn data_that_it_was_not_trained_on_are_refused() {
    let (_, history) = trained();
    let other = Dataset::new(points().inputs(), [1, 1, 1, 1]).unwrap();
    assert_eq!(
        refusal(&history, &other),
        "replay: expected the data of the training run, but got others: the updates of epoch 1 on \
         them do not lead to its recorded weights"
    );
    // a run of one epoch has no updates to tell it by, but an error
    let history = untrained().train(&points(), Delta::new().epochs(1)).unwrap();
    assert_eq!(
        refusal(&history, &Dataset::new(points().inputs(), [1, 1, 1, 1]).unwrap()),
        "replay: expected the data of the training run, but got others: their error is 2 where 1.5 \
         was measured"
    );
}

#[test]
fn a_start_that_is_infinite_cannot_be_replayed() {
    let mut linear = untrained().transfer(Transfer::PureLin);
    linear.set_weights([[1e200, 1e200]]).unwrap();
    let history = linear.train(&points(), Delta::new()).unwrap();
    let problem = history.replay(&points()).unwrap_err().to_string();
    assert!(problem.starts_with("replay: error before any learning: the result is inf"));
}
