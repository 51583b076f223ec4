//! What a perceptron computes, decides and lets set.

use percept::ndarray::array;
use percept::{Dataset, Decision, Delta, Perceptron, Transfer};

use crate::{buyer, points, trained, untrained};

const ALL: [Transfer; 5] =
    [Transfer::HardLim, Transfer::HardLims, Transfer::LogSig, Transfer::TanSig, Transfer::PureLin];

/// One neuron with one input of weight 1.
fn ruler(threshold: f64) -> Perceptron {
    Perceptron::by_hand([("length", 1.0)], threshold).unwrap()
}

fn two_neurons() -> Perceptron {
    let mut perceptron = Perceptron::new([[0.0, 1.0], [0.0, 1.0]], 2).unwrap();
    perceptron.set_weights([[1.0, 1.0], [-1.0, 0.5]]).unwrap();
    perceptron.set_biases([-1.5, 0.25]).unwrap();
    perceptron
}

#[test]
fn a_new_perceptron_is_all_zero() {
    let perceptron = Perceptron::new([[0.0, 2.0], [-1.0, 1.0], [3.0, 3.0]], 2).unwrap();
    assert_eq!((perceptron.n_inputs(), perceptron.n_neurons()), (3, 2));
    assert_eq!(perceptron.weights(), array![[0.0; 3], [0.0; 3]]);
    assert_eq!(perceptron.biases(), array![0.0, 0.0]);
    assert_eq!(perceptron.transfer_function(), Transfer::HardLim);
}

#[test]
fn a_threshold_of_zero_has_no_sign() {
    assert!(untrained().threshold().unwrap().is_sign_positive());
    assert!(ruler(0.0).biases()[0].is_sign_positive());
    assert!(ruler(-0.0).threshold().unwrap().is_sign_positive());
}

#[test]
fn weights_set_by_hand_keep_their_names_and_order() {
    let buyer = buyer();
    assert_eq!(buyer.input_names(), ["price", "public transport", "driving skill", "model"]);
    assert_eq!(buyer.weights(), array![[0.9, 0.5, 0.2, 0.4]]);
    assert_eq!(buyer.weight("driving skill").unwrap(), 0.2);
    assert_eq!(buyer.threshold().unwrap(), 1.0);
    let owned = vec![(String::from("price"), 0.9)];
    assert_eq!(Perceptron::by_hand(owned, 1.0).unwrap().input_names(), ["price"]);
}

#[test]
fn the_bias_is_the_threshold_with_its_sign_turned() {
    assert_eq!(buyer().biases(), array![-1.0]);
    assert_eq!(ruler(-0.25).biases(), array![0.25]);
}

#[test]
fn the_weighted_sum_leaves_the_threshold_out() {
    assert_eq!(buyer().weighted_sum([0.8, 0.3, 0.9, 0.6]).unwrap(), 1.29);
    assert_eq!(buyer().weighted_sum([0.0; 4]).unwrap(), 0.0);
}

#[test]
fn sums_of_eight_and_more_terms_are_rounded_as_numpy_rounds_them() {
    // numpy.sum adds in 8 lanes from 8 terms on: the ones meet each other first
    let mut weights = vec![1.0; 8];
    weights[0] = 1e16;
    weights.extend([0.0; 8]);
    weights[8] = -1e16;
    let names = (1..=16).map(|i| format!("x{i}"));
    let wide = Perceptron::by_hand(names.zip(weights), 6.5).unwrap();
    assert_eq!(wide.weighted_sum([1.0; 16]).unwrap(), 7.0);
    assert_eq!(wide.predict([[1.0; 16]]).unwrap(), array![[1.0]]);
}

#[test]
fn a_sample_may_come_in_any_form() {
    let sum = 1.0 * 0.9 + 0.4;
    let buyer = buyer();
    assert_eq!(buyer.weighted_sum(vec![1.0, 0.0, 0.0, 1.0]).unwrap(), sum);
    assert_eq!(buyer.weighted_sum(&[1.0, 0.0, 0.0, 1.0]).unwrap(), sum);
    assert_eq!(buyer.weighted_sum(&[1.0, 0.0, 0.0, 1.0][..]).unwrap(), sum);
    assert_eq!(buyer.weighted_sum([1, 0, 0, 1]).unwrap(), sum);
    assert_eq!(buyer.weighted_sum([true, false, false, true]).unwrap(), sum);
    assert_eq!(buyer.weighted_sum(array![1.0, 0.0, 0.0, 1.0]).unwrap(), sum);
    assert_eq!(buyer.weighted_sum(array![[1, 0, 0, 1]].row(0)).unwrap(), sum);
    assert_eq!(ruler(1.0).weighted_sum(0.5).unwrap(), 0.5);
}

#[test]
fn a_decision_says_what_it_rests_on() {
    let decision = buyer().decide([0.8, 0.3, 0.9, 0.6]).unwrap();
    assert!(decision.is_yes());
    assert_eq!(decision.output(), 1.0);
    assert_eq!(decision.weighted_sum(), 1.29);
    assert_eq!(decision.threshold(), 1.0);
    assert_eq!(decision.margin(), 1.29 - 1.0);
    assert_eq!(decision.contributions(), [0.9 * 0.8, 0.5 * 0.3, 0.2 * 0.9, 0.4 * 0.6]);
    assert_eq!(format!("{decision:?}"), "Decision(yes: 1.29 > 1)");
}

#[test]
fn a_sum_equal_to_the_threshold_is_no() {
    let decision = ruler(0.5).decide([0.5]).unwrap();
    assert!(!decision.is_yes());
    assert_eq!((decision.output(), decision.margin()), (0.0, 0.0));
    assert_eq!(ruler(0.5).predict([[0.5]]).unwrap(), array![[0.0]]);
    assert_eq!(format!("{decision:?}"), "Decision(no: 0.5 > 0.5)");
}

#[test]
fn the_next_float_above_the_threshold_is_yes() {
    for threshold in [0.5, 0.1, -0.3, 0.0, 1e300, 5e-324] {
        let above = f64::next_up(threshold);
        assert!(ruler(threshold).decide([above]).unwrap().is_yes(), "{threshold:e}");
        assert_eq!(ruler(threshold).predict([above]).unwrap(), array![[1.0]], "{threshold:e}");
    }
}

#[test]
fn raising_the_threshold_turns_yes_into_no_and_lowering_it_back() {
    let sample = [0.8, 0.3, 0.9, 0.6];
    let mut buyer = buyer();
    buyer.set_threshold(1.5).unwrap();
    assert!(!buyer.decide(sample).unwrap().is_yes());
    buyer.set_threshold(1.2).unwrap();
    assert!(buyer.decide(sample).unwrap().is_yes());
    assert_eq!(buyer.threshold().unwrap(), 1.2);
}

#[test]
fn a_copy_with_another_threshold_leaves_the_first_as_it_was() {
    assert_eq!(buyer().with_threshold(2.0).unwrap().threshold().unwrap(), 2.0);
    let buyer = buyer();
    let _ = buyer.with_threshold(2.0).unwrap();
    assert_eq!(buyer, crate::buyer());
}

#[test]
fn a_copy_with_another_weight_leaves_the_first_as_it_was() {
    let buyer = buyer();
    let copy = buyer.with_weight("price", -0.5).unwrap();
    assert_eq!(copy.weights(), array![[-0.5, 0.5, 0.2, 0.4]]);
    assert_eq!(buyer, crate::buyer());
}

#[test]
fn a_weight_is_set_by_name() {
    let mut buyer = buyer();
    buyer.set_weight("model", 0.75).unwrap();
    assert_eq!(buyer.weights(), array![[0.9, 0.5, 0.2, 0.75]]);
    let mut perceptron = untrained();
    perceptron.set_weight("x2", 3.0).unwrap();
    assert_eq!(perceptron.weights(), array![[0.0, 3.0]]);
}

#[test]
fn all_weights_and_biases_can_be_set() {
    assert_eq!(two_neurons().weights(), array![[1.0, 1.0], [-1.0, 0.5]]);
    assert_eq!(two_neurons().biases(), array![-1.5, 0.25]);
    let mut perceptron = two_neurons();
    perceptron.set_weights(array![[1.0, 3.0], [2.0, 4.0]].t()).unwrap();
    assert_eq!(perceptron.weights(), array![[1.0, 2.0], [3.0, 4.0]]);
    assert_eq!(perceptron.predict([[1.0, 0.5]]).unwrap(), array![[1.0, 1.0]]);
}

#[test]
fn prediction_has_a_row_a_sample_and_a_column_a_neuron() {
    let outputs = two_neurons().predict([[0, 0], [0, 1], [1, 0], [1, 1]]).unwrap();
    assert_eq!(outputs, array![[0.0, 1.0], [0.0, 1.0], [0.0, 0.0], [1.0, 0.0]]);
}

#[test]
fn prediction_agrees_with_each_decision() {
    let samples = [[0.8, 0.3, 0.9, 0.6], [0.1, 0.2, 0.9, 1.0], [1.0; 4], [0.0; 4]];
    for transfer in ALL {
        let buyer = buyer().transfer(transfer);
        let outputs = buyer.predict(samples).unwrap();
        for (sample, output) in samples.iter().zip(outputs.column(0)) {
            assert_eq!(buyer.decide(sample).unwrap().output(), *output, "{transfer}");
        }
    }
}

// expected values: CPython 3.11, 1 / (1 + math.exp(-s)) and math.tanh(s)
#[test]
fn transfer_functions_give_known_values() {
    let near = |ours: f64, known: f64| assert!((ours - known).abs() <= 1e-15, "{ours} {known}");
    near(Transfer::LogSig.apply(0.0), 0.5);
    near(Transfer::LogSig.apply(1.0), 0.731_058_578_630_004_9);
    near(Transfer::LogSig.apply(-2.0), 0.119_202_922_022_117_55);
    near(Transfer::TanSig.apply(0.5), 0.462_117_157_260_009_74);
    near(Transfer::TanSig.apply(-1.0), -0.761_594_155_955_764_9);
    assert_eq!(Transfer::PureLin.apply(-3.25), -3.25);
    assert_eq!([-1.0, 0.0, 1.0].map(|s| Transfer::HardLim.apply(s)), [0.0, 0.0, 1.0]);
    assert_eq!([-1.0, 0.0, 1.0].map(|s| Transfer::HardLims.apply(s)), [-1.0, -1.0, 1.0]);
}

#[test]
fn far_out_sums_saturate() {
    assert_eq!([-1e3, 1e3].map(|s| Transfer::LogSig.apply(s)), [0.0, 1.0]);
    assert_eq!([-1e3, 1e3].map(|s| Transfer::TanSig.apply(s)), [-1.0, 1.0]);
}

#[test]
fn a_transfer_function_can_give_what_lies_in_its_range() {
    let gives = |transfer: Transfer| {
        [-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0].map(|target| transfer.can_give(target))
    };
    assert_eq!(gives(Transfer::HardLim), [false, false, false, true, false, true, false]);
    assert_eq!(gives(Transfer::HardLims), [false, true, false, false, false, true, false]);
    assert_eq!(gives(Transfer::LogSig), [false, false, false, true, true, true, false]);
    assert_eq!(gives(Transfer::TanSig), [false, true, true, true, true, true, false]);
    assert_eq!(gives(Transfer::PureLin), [true; 7]);
}

/// The decision once `name` has the value `at`.
fn changed(sample: [f64; 4], name: &str, at: f64) -> Decision {
    let place = buyer().input_names().iter().position(|known| known == name).unwrap();
    let mut sample = sample;
    sample[place] = at;
    buyer().decide(sample).unwrap()
}

#[test]
fn the_smallest_change_turns_yes_into_no() {
    let sample = [0.8, 0.3, 0.9, 0.6];
    let decision = buyer().decide(sample).unwrap();
    let (name, edge) = decision.smallest_change().unwrap();
    assert_eq!(name, "price");
    assert!((edge - (0.8 - 0.29 / 0.9)).abs() < 1e-15, "{edge}");
    assert!(changed(sample, name, edge + 1e-9).is_yes());
    assert!(!changed(sample, name, edge - 1e-9).is_yes());
}

#[test]
fn the_smallest_change_turns_no_into_yes() {
    let sample = [0.1, 0.2, 0.9, 1.0];
    let decision = buyer().decide(sample).unwrap();
    assert!(!decision.is_yes());
    let (name, edge) = decision.smallest_change().unwrap();
    assert!(!changed(sample, name, edge - 1e-9).is_yes());
    assert!(changed(sample, name, edge + 1e-9).is_yes());
}

#[test]
fn the_smallest_change_of_a_negative_weight_goes_the_other_way() {
    let shopper = Perceptron::by_hand([("price", -2.0), ("need", 0.5)], 0.25).unwrap();
    let decision = shopper.decide([0.5, 1.0]).unwrap();
    assert_eq!(decision.smallest_change(), Some(("price", 0.125)));
    assert!(!shopper.decide([0.125, 1.0]).unwrap().is_yes());
    assert!(shopper.decide([0.125 - 1e-9, 1.0]).unwrap().is_yes());
}

#[test]
fn no_change_turns_a_decision_without_weights() {
    assert_eq!(untrained().decide([1.0, 1.0]).unwrap().smallest_change(), None);
}

#[test]
fn the_value_that_is_said_to_turn_a_decision_turns_it() {
    // said with few digits, it must not fall back to the other side
    for sample in [[0.8, 0.3, 0.9, 0.6], [0.1, 0.2, 0.9, 1.0]] {
        let decision = buyer().decide(sample).unwrap();
        let text = decision.to_string();
        let (_, said) = text.split_once("turns if price ").unwrap();
        let (_, said) = said.lines().next().unwrap().split_once(" to ").unwrap();
        let words: Vec<&str> = said.trim_end_matches('.').split(' ').collect();
        let value: f64 = words.iter().find_map(|word| word.parse().ok()).unwrap();
        let value = if words[0] == "more" { value + 1e-9 } else { value };
        assert_ne!(changed(sample, "price", value).is_yes(), decision.is_yes(), "{said}");
    }
}

#[test]
fn several_samples_are_decided_in_their_order() {
    let cars = [("small", [0.8, 0.3, 0.9, 0.6]), ("big", [0.1, 0.2, 0.9, 1.0]), ("old", [1.0; 4])];
    let decisions = buyer().decide_all(cars).unwrap();
    let names: Vec<&str> = decisions.rows().iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["small", "big", "old"]);
    for ((_, sample), (_, decision)) in cars.iter().zip(decisions.rows()) {
        assert_eq!(decision, &buyer().decide(sample).unwrap());
    }
    assert_eq!(decisions.n_yes(), 2);
    assert_eq!(format!("{decisions:?}"), "Decisions(2 of 3 yes)");
}

#[test]
fn one_sample_is_decided_with_each_weight_of_an_input() {
    let (buyer, car) = (buyer(), [0.8, 0.3, 0.9, 0.6]);
    let decisions = buyer.decide_by_weight("price", &[0.9, 0.6, 0.5], car).unwrap();
    for ((name, decision), weight) in decisions.rows().iter().zip([0.9, 0.6, 0.5]) {
        assert_eq!(name, &format!("weight {weight}"));
        let alone = buyer.with_weight("price", weight).unwrap().decide(car).unwrap();
        assert_eq!(decision, &alone);
    }
    assert_eq!(buyer.weight("price").unwrap(), 0.9);
    assert!(decisions.to_string().contains("Yes for 2 of 3 weights of price."), "{decisions}");
    assert!(decisions.to_string().contains("weight of price"), "{decisions}");
}

#[test]
fn names_come_from_the_data_that_it_is_trained_on() {
    let data = points().name_inputs(["width", "height"]).unwrap();
    let mut perceptron = untrained();
    assert_eq!(perceptron.input_names(), ["x1", "x2"]);
    perceptron.train(&data, Delta::new()).unwrap();
    assert_eq!(perceptron.input_names(), ["width", "height"]);
    assert!(perceptron.weight("height").is_ok());
}

#[test]
fn names_that_were_given_stay_when_training() {
    let mut perceptron = untrained().name_inputs(["a", "b"]).unwrap();
    perceptron.train(&points(), Delta::new()).unwrap();
    assert_eq!(perceptron.input_names(), ["a", "b"]);
}

#[test]
fn names_of_data_that_have_none_give_way_to_real_ones() {
    let (mut perceptron, _) = trained();
    let data = points().name_inputs(["width", "height"]).unwrap();
    perceptron.train(&data, Delta::new()).unwrap();
    assert_eq!(perceptron.input_names(), ["width", "height"]);
}

#[test]
fn a_boundary_counts_who_stands_on_the_right_side() {
    let (perceptron, _) = trained();
    let boundary = perceptron.boundary(&points()).unwrap();
    assert_eq!((boundary.n_right(), boundary.accuracy()), (4, 1.0));
    let before = untrained().boundary(&points()).unwrap();
    assert_eq!((before.n_right(), before.accuracy()), (1, 0.25));
    assert_eq!(format!("{before:?}"), "Boundary(1 of 4 on the correct side)");
}

#[test]
fn a_boundary_knows_its_lines() {
    let data = Dataset::new([[0, 0], [1, 1]], [[0, 1], [1, 0]]).unwrap();
    let lines = two_neurons().boundary(&data).unwrap().lines();
    assert_eq!(lines, [Some((-1.0, 1.5)), Some((2.0, -0.5))]);
    assert_eq!(untrained().boundary(&points()).unwrap().lines(), [None]);
    let mut upright = untrained();
    upright.set_weights([[1.0, 0.0]]).unwrap();
    assert_eq!(upright.boundary(&points()).unwrap().lines(), [None]);
}

/// The live figure's marks that `name` has in the legend.
fn named(chart: &percept::Chart, name: &str) -> Vec<[f64; 2]> {
    let figure = crate::plotly_json(chart);
    let Some(trace) = figure["data"].as_array().unwrap().iter().find(|t| t["name"] == name) else {
        return Vec::new();
    };
    let at = |axis: &str, i: usize| trace[axis][i].as_f64().unwrap();
    (0..trace["x"].as_array().unwrap().len()).map(|i| [at("x", i), at("y", i)]).collect()
}

#[test]
fn a_boundary_counts_points_for_the_test_by_themselves() {
    let (perceptron, _) = crate::trained();
    // 2 of these 3 are answered as their targets say
    let rows = [[0.1, 0.1], [1.8, 1.8], [1.5, 1.0]];
    let test = Dataset::new(rows, [0, 1, 0]).unwrap();
    assert_eq!(perceptron.predict(rows).unwrap().column(0).to_vec(), [0.0, 1.0, 1.0]);
    let boundary = perceptron.boundary(&points()).unwrap();
    assert_eq!(boundary.test_accuracy(), None);
    let boundary = boundary.test(&test).unwrap();
    assert_eq!((boundary.n_right(), boundary.test_accuracy()), (4, Some(2.0 / 3.0)));
    let said = "Test: 2 of 3 points on the correct side; they have a white centre, crossed out where \
                they are on the wrong side.";
    assert!(boundary.to_string().contains(said), "{boundary}");
    assert_eq!(named(&boundary.chart(), "test"), [rows[0], rows[2], rows[1]]);
    assert_eq!(named(&boundary.chart(), "wrong in the test"), [rows[2]]);
    let wrong = Dataset::new([[1.0], [2.0]], [0, 1]).unwrap();
    let refused = perceptron.boundary(&points()).unwrap().test(&wrong).unwrap_err();
    assert_eq!(refused.to_string(), "boundary: expected test data with 2 inputs, but got 1 input");
    let two = Dataset::new(rows, [[0, 1], [1, 1], [0, 0]]).unwrap();
    let refused = perceptron.boundary(&points()).unwrap().test(&two).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "boundary: expected test data with 1 target, but got 2 targets"
    );
}

#[test]
fn a_boundary_over_two_of_many_inputs_tests_with_all() {
    let (train, test) = percept::toy::iris().unwrap().split(0.7, 2).unwrap();
    let mut perceptron = Perceptron::new(train.ranges(), 3).unwrap();
    perceptron.train(&train, Delta::new().epochs(30)).unwrap();
    let boundary = perceptron.boundary_over(&train, ["petal length", "petal width"]).unwrap();
    let right = perceptron.predict_labels(&test).unwrap();
    let n = (0..test.n_samples())
        .filter(|i| {
            let class = (0..3).find(|k| test.targets()[[*i, *k]] == 1.0).unwrap();
            right[*i] == test.class_names().unwrap()[class]
        })
        .count();
    assert!(n > 0 && n < test.n_samples());
    let boundary = boundary.test(&test).unwrap();
    assert_eq!(boundary.test_accuracy(), Some(n as f64 / test.n_samples() as f64));
    assert_eq!(named(&boundary.chart(), "test").len(), test.n_samples());
}

#[test]
fn a_perceptron_describes_itself_in_one_line() {
    assert_eq!(format!("{:?}", buyer()), "Perceptron(4 inputs, 1 neuron, HardLim)");
    let other = two_neurons().transfer(Transfer::TanSig);
    assert_eq!(format!("{other:?}"), "Perceptron(2 inputs, 2 neurons, TanSig)");
}

#[test]
fn a_decision_has_its_threshold_at_its_line_and_its_sum_in_bold() {
    let chart = buyer().decide([0.8, 0.3, 0.9, 0.6]).unwrap().chart();
    let figure = crate::plotly_json(&chart);
    let traces = figure["data"].as_array().unwrap();
    let written = |text: &str| traces.iter().find(|trace| trace["text"] == text).unwrap();
    let dashed = traces.iter().find(|trace| trace["line"]["dash"] == "dash").unwrap();
    assert_eq!(written("no ← threshold 1 → yes")["x"][0], dashed["x"][0]);
    assert_eq!(dashed["x"][0], 1.0);
    // above the line
    assert!(written("no ← threshold 1 → yes")["y"][0].as_f64() > dashed["y"][1].as_f64());
    written("<b>1.29 → yes</b>");
    assert_eq!(figure["layout"]["showlegend"], false);
    assert!(chart.to_svg().contains("font-weight=\"bold\""));
    // no to the left of the threshold, yes to its right, in the colours of the classes
    let sides: Vec<_> = traces[..2].iter().map(|trace| trace["fillcolor"].clone()).collect();
    assert_eq!(sides, ["rgba(213,94,0,0.07)", "rgba(0,114,178,0.07)"]);
    assert_eq!([0, 1].map(|i| traces[i]["x"][1 - i].as_f64().unwrap()), [1.0, 1.0]);
}

#[test]
fn a_sum_at_its_threshold_is_not_greater() {
    let said = ruler(0.5).decide([0.5]).unwrap().to_string();
    assert!(said.contains("0.5 is not greater than 0.5, so no.\n"), "{said}");
    let said = ruler(0.5).decide([0.25]).unwrap().to_string();
    assert!(said.contains("0.25 is not greater than 0.5, so no: 0.25 is missing.\n"), "{said}");
}
