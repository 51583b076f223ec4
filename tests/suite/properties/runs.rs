//! Any data: numbers stay finite, both pictures agree, runs come back.

use percept::{Adam, Dataset, Delta, FeedForward, Perceptron, Rprop, Stop, Trainer, Transfer};
use proptest::prelude::*;

use super::{property, rows, values};
use crate::renderers::assert_same_picture;
use crate::replay::{bits, replayed};
use crate::sweep::assert_sound;

fn alternating(rows: &[Vec<f64>]) -> percept::Result<Dataset> {
    Dataset::new(rows, (0..rows.len()).map(|i| i % 2).collect::<Vec<_>>())
}

#[test]
fn any_run_of_layers_gives_finite_numbers_or_a_reason() {
    let drawn = (rows(2, 60), values(9), 1..4_usize, any::<u64>());
    property(drawn, 200, 40, |(rows, rate, hidden, seed)| {
        let data = alternating(&rows)?;
        let network = FeedForward::new(data.ranges(), [hidden, 1])?.seed(seed);
        let trainers: [Trainer; 2] = [
            Adam::new().learning_rate(rate).epochs(3).into(),
            Rprop::new().first_step(rate).epochs(3).into(),
        ];
        for trainer in trainers {
            let mut learner = network.clone();
            let history = learner.train(&data, trainer)?;
            assert!(learner.parameters().iter().all(|value| value.is_finite()));
            let odd = history.errors().iter().filter(|value| !value.is_finite()).count();
            assert!(odd == 0 || history.stop() == Stop::Diverged, "{history:?}");
            assert!(learner.predict(&rows)?.iter().all(|value| value.is_finite()));
        }
        Ok(())
    });
}

#[test]
fn both_pictures_of_any_data_agree() {
    property((rows(2, 60), values(9)), 60, 70, |(rows, threshold)| {
        let data = alternating(&rows)?;
        let perceptron = Perceptron::by_hand([("a", rows[0][0]), ("b", rows[0][1])], threshold)?;
        let about = format!("{rows:?} {threshold:e}");
        for chart in [data.chart(), perceptron.boundary(&data)?.chart()] {
            assert_sound(&chart, &about);
            assert_same_picture(&about, &chart);
        }
        Ok(())
    });
}

#[test]
fn any_ledger_lands_at_the_recorded_weights() {
    property((rows(2, 60), values(9), 2..6_usize), 200, 35, |(rows, rate, epochs)| {
        let data = alternating(&rows)?;
        let mut perceptron = Perceptron::new(data.ranges(), 1)?;
        let trainer = Delta::new().epochs(epochs).learning_rate(rate);
        let history = perceptron.train(&data, trainer)?;
        let (weights, biases) = replayed(&history.ledger(&data)?, &history);
        let recorded = (history.weights().last().unwrap(), history.biases().last().unwrap());
        assert_eq!(bits(weights), bits(recorded.0.iter().copied()));
        assert_eq!(bits(biases), bits(recorded.1.iter().copied()));
        Ok(())
    });
}

/// What random cases found.
#[test]
fn both_pictures_of_the_largest_numbers_agree() {
    let data = alternating(&[vec![0.0, 0.0], vec![0.0, f64::MAX]]).unwrap();
    let axis = crate::plotly_json(&data.chart())["layout"]["yaxis"]["range"].clone();
    let length = axis[1].as_f64().unwrap() - axis[0].as_f64().unwrap();
    assert!(length.is_finite(), "{axis}");
    let perceptron = Perceptron::by_hand([("a", 1.0), ("b", -1.0)], 0.5).unwrap();
    for chart in [data.chart(), perceptron.boundary(&data).unwrap().chart()] {
        assert_sound(&chart, "largest");
        assert_same_picture("largest", &chart);
    }
    // a run that diverges at once has a curve without points
    let data = alternating(&[vec![1e308, 0.0], vec![0.0, 0.0]]).unwrap();
    let network = FeedForward::new(data.ranges(), [2, 1]).unwrap();
    let mut network = network.transfer([Transfer::Relu, Transfer::PureLin]).unwrap();
    let trainer = percept::GradientDescent::new().learning_rate(0.001).momentum(0.9).epochs(3);
    let history = network.train(&data, trainer.goal(0.0)).unwrap();
    assert_eq!(history.stop(), Stop::Diverged);
    assert_same_picture("diverged", &history.chart());
}
