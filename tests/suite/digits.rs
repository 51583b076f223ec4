//! Printed numbers are true: they tell apart what they compare.

use percept::{Chart, Dataset, Delta, Perceptron, toy};

use crate::{elements, plotly_json};

/// Whole numbers from 0 below `n`, always the same.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn unit(&mut self) -> f64 {
        self.below(1 << 30) as f64 / f64::from(1 << 30)
    }
}

/// Weights of `a` and `b` and what stands behind the sign, as a reader reads them.
fn parsed(rule: &str, sign: &str) -> ([f64; 2], f64) {
    let (sum, threshold) = rule.split_once(sign).expect(rule);
    let mut weights = [0.0; 2];
    for term in sum.replace(" - ", " + -").split(" + ") {
        let (size, name) = term.rsplit_once('·').unwrap_or(match term.strip_prefix('-') {
            Some(name) => ("-1", name),
            None => ("1", term),
        });
        weights[usize::from(name.trim() == "b")] = size.trim().parse().expect(rule);
    }
    (weights, threshold.trim().parse().expect(rule))
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = text.split_once(from).expect(text);
    rest.split_once(to).expect(text).0
}

/// Points of two classes on both sides of a line, somewhere.
fn points(random: &mut Random, offset: f64, spread: f64, gap: f64) -> (Vec<[f64; 2]>, Vec<i32>) {
    let (mut rows, mut classes) = (Vec::new(), Vec::new());
    for i in 0..12 {
        let class = i % 2;
        let [a, b] = [random.unit(), random.unit()];
        let shift = if class == 0 { 0.0 } else { gap };
        // below and above the diagonal of the square
        let place = if class == 0 { [a, b * (1.0 - a)] } else { [a, 1.0 - a * (1.0 - b)] };
        rows.push(place.map(|unit| offset + spread * (unit + shift)));
        classes.push(class);
    }
    (rows, classes)
}

#[test]
fn a_printed_rule_classifies_each_sample_as_the_exact_one_does() {
    let mut random = Random(7);
    let kinds = [
        (0.0, 1.0),
        (1998.0, 4.0),
        (1e6, 50.0),
        (0.0, 1e-9),
        (1e12, 1e7),
        (1.6e9, 40.0),
        (5.0, 1e-4),
    ];
    let mut judged = 0;
    for (offset, spread) in kinds {
        for round in 0..12 {
            let gap = [0.2, 0.01, 0.0001][round % 3];
            let (rows, classes) = points(&mut random, offset, spread, gap);
            let data = Dataset::new(rows.clone(), classes.clone()).unwrap();
            let data = data.name_inputs(["a", "b"]).unwrap();
            let text = data.separability().unwrap().to_string();
            if text.contains("\nSeparable:") {
                judged += 1;
                let rule = between(&text, "target = 1 where ", ".\n");
                let ([a, b], threshold) = parsed(rule, " > ");
                for (row, class) in rows.iter().zip(&classes) {
                    assert_eq!(a * row[0] + b * row[1] > threshold, *class == 1, "{rule}: {row:?}");
                }
            }
            let mut perceptron = Perceptron::new(data.ranges(), 1).unwrap();
            perceptron.train(&data, Delta::new().epochs(30)).unwrap();
            let outputs = perceptron.predict(&data).unwrap();
            let text = perceptron.boundary(&data).unwrap().to_string();
            if text.contains("both weights are 0") {
                continue;
            }
            let line = between(&text, "Line: ", ".\n");
            let line = line.split(", that is").next().unwrap();
            let ([a, b], threshold) = parsed(line, " = ");
            for (i, row) in rows.iter().enumerate() {
                let yes = a * row[0] + b * row[1] > threshold;
                assert_eq!(yes, outputs[(i, 0)] == 1.0, "{line}: {row:?}");
            }
        }
    }
    assert!(judged > 20, "{judged}");
}

#[test]
fn years_are_separated_between_the_years() {
    let data = Dataset::new([[1998], [1999], [2000], [2001]], [0, 0, 1, 1]).unwrap();
    let data = data.name_inputs(["year"]).unwrap();
    let judged = data.separability().unwrap();
    let text = judged.to_string();
    assert!(text.contains("target = 1 where year > 1999.5."), "{text}");
    assert!(judged.chart().to_svg().contains("threshold 1999.5"));
}

#[test]
fn a_printed_decision_compares_as_the_exact_one_does() {
    let mut random = Random(11);
    for offset in [0.0, 1998.0, 1e6, 1.6e9, 1e12] {
        for round in 0..40 {
            let step = [0.3, 1e-3, 1e-6][round % 3];
            let weight = 0.1 + random.unit();
            let inputs = [offset + random.unit(), random.unit()];
            let sum = weight * inputs[0] + 0.7 * inputs[1];
            let threshold = sum * (1.0 + step * (random.unit() - 0.5));
            let neuron = Perceptron::by_hand([("a", weight), ("b", 0.7)], threshold).unwrap();
            let decision = neuron.decide(inputs).unwrap();
            let text = decision.to_string();
            // what is compared
            let said = between(&text, ".\n", ", so ");
            let (left, rest) = said.split_once(" is ").unwrap();
            let (comparison, right) = rest.split_once("greater than ").unwrap();
            let [left, right] = [left, right].map(|number| number.parse::<f64>().unwrap());
            assert_eq!(left > right, decision.is_yes(), "{text}");
            assert_eq!(comparison, if decision.is_yes() { "" } else { "not " }, "{text}");
            // the arithmetic
            let (products, total) =
                between(&text, "Weighted sum: ", ".\n").split_once(" = ").unwrap();
            let mut printed = 0.0;
            for product in products.split(" + ") {
                let (weight, input) = product.split_once(" × ").unwrap();
                printed += weight.parse::<f64>().unwrap() * input.parse::<f64>().unwrap();
            }
            let total = total.parse::<f64>().unwrap();
            assert!((printed - total).abs() <= 0.003 * total.abs(), "{text}");
            assert_eq!(printed > right, decision.is_yes(), "{text}");
            // what turns it, for the threshold and for the input
            let turning = between(&text, "The answer turns if ", ".\n");
            let (input, level) = turning.split_once(", or if the threshold ").unwrap();
            let level = turned(level);
            let other = Perceptron::by_hand([("a", weight), ("b", 0.7)], level).unwrap();
            assert_ne!(other.decide(inputs).unwrap().is_yes(), decision.is_yes(), "{text}");
            let (name, change) = input.split_once(' ').unwrap();
            let mut changed = inputs;
            changed[usize::from(name == "b")] = turned(change);
            assert_ne!(neuron.decide(changed).unwrap().is_yes(), decision.is_yes(), "{text}");
            for change in [change, turning.split_once("the threshold ").unwrap().1] {
                let (from, _) = change.split_once(" to ").unwrap();
                let (moves, from) = from.split_once(" from ").unwrap();
                assert!(["rises", "drops"].contains(&moves), "{text}");
                assert_ne!(from.parse::<f64>().unwrap(), turned(change), "{text}");
            }
        }
    }
}

/// The value that `rises from 2 to more than 3` and the like speaks of, or the next.
fn turned(change: &str) -> f64 {
    let (_, to) = change.split_once(" to ").unwrap();
    let number = |text: &str| text.parse::<f64>().expect(change);
    match (to.strip_prefix("more than "), to.strip_prefix("less than ")) {
        (Some(value), _) => number(value).next_up(),
        (_, Some(value)) => number(value).next_down(),
        _ => number(to.split(' ').next().unwrap()),
    }
}

#[test]
fn different_values_of_a_column_are_different_in_the_table() {
    let columns: [&[f64]; 7] = [
        &[1.6e9, 1.6e9 + 1.0, 1.6e9 + 2.0, 1.6e9 + 3600.0],
        &[1e15, 1e15 + 1.0, 1e15 + 2.0, 1e15 + 3.0],
        &[1.0, 1.0 + 1e-12, 1.0 + 2e-12, 1.0 + 3e-12],
        &[1e-9, 1.000_000_1e-9, 2e-9, 3e-9],
        &[19.99, 20.0, 1_234_567.89, 1_234_567.9],
        &[4_111_111_111_111_111.0, 4_111_111_111_111_112.0, 0.0, 1.0],
        &[-1e12, -1e12 + 1.0, 1e12, 1e12 + 1.0],
    ];
    for column in columns {
        let rows: Vec<[f64; 2]> = column.iter().map(|value| [*value, 0.1 + 0.2]).collect();
        let data = Dataset::new(rows, [0, 1, 0, 1]).unwrap();
        let mut perceptron = Perceptron::new(data.ranges(), 1).unwrap();
        perceptron.train(&data, Delta::new().epochs(2)).unwrap();
        let texts = [data.chart().to_string(), perceptron.boundary(&data).unwrap().to_string()];
        for text in texts {
            for (i, value) in column.iter().enumerate() {
                let row = text.lines().find(|line| line.starts_with(&format!("{i}  "))).unwrap();
                let cells: Vec<&str> = row.split_whitespace().collect();
                assert_eq!(cells[1].parse::<f64>().unwrap(), *value, "{row}");
                assert_eq!(cells[2], "0.3", "{row}");
            }
        }
    }
}

#[test]
fn whole_numbers_are_written_out_where_their_digits_are_needed() {
    let data = Dataset::new([[1_600_000_000.0], [1_600_000_001.0]], [0, 1]).unwrap();
    let text = data.chart().to_string();
    assert!(text.contains("1600000000") && !text.contains("1.6e9"), "{text}");
    assert!(data.chart().alt().contains("from 1600000000 to 1600000001"), "{}", data.chart().alt());
}

#[test]
fn targets_that_differ_late_are_different_in_the_legend() {
    let data = Dataset::new([[0.0, 0.0], [1.0, 1.0]], [100_001, 100_002]).unwrap();
    let svg = data.chart().to_svg();
    assert!(svg.contains("target = 100001") && svg.contains("target = 100002"));
}

#[test]
fn one_wrong_answer_of_many_is_not_an_accuracy_of_one() {
    let mut actual = vec![true; 100_000];
    let predicted = actual.clone();
    actual[0] = false;
    let matrix = percept::ConfusionMatrix::of(actual, predicted).unwrap();
    let text = matrix.to_string();
    assert!(text.contains("accuracy 0.99999."), "{text}");
}

#[test]
fn an_error_is_told_apart_from_the_goal_that_it_misses() {
    let data = toy::xor().unwrap();
    let mut perceptron = Perceptron::new(data.ranges(), 1).unwrap();
    let history = perceptron.train(&data, Delta::new().epochs(3).goal(0.0)).unwrap();
    let last = history.last_error();
    assert!(last > 0.0);
    let goal = last * (1.0 - 1e-7);
    let mut again = Perceptron::new(data.ranges(), 1).unwrap();
    let text = again.train(&data, Delta::new().epochs(3).goal(goal)).unwrap().to_string();
    let error = between(&text, "the error is ", ", not below");
    let goal = between(&text, "not below the goal of ", ": all ");
    let [error, goal] = [error, goal].map(|number| number.parse::<f64>().unwrap());
    assert!(error > goal, "{text}");
}

#[test]
fn an_error_of_many_samples_has_a_digit_behind_the_point() {
    let flowers = toy::iris().unwrap();
    let mut botanist = Perceptron::new(flowers.ranges(), 3).unwrap();
    let history = botanist.train(&flowers, Delta::new().epochs(30).show(0)).unwrap();
    assert_eq!(history.last_error(), 57.5);
    assert!(history.to_string().contains("the error is 57.5, not below"), "{history}");
}

/// Where words of a picture stand in the middle of a line: left, right, height.
fn middles(chart: &Chart) -> Vec<(String, [f64; 3])> {
    let mut middles = Vec::new();
    for element in elements(&chart.to_svg()) {
        let said = |name: &str| element.attributes.get(name).map(ToString::to_string);
        // words that run upwards stand elsewhere
        let upright = said("transform").is_some();
        if element.name == "text" && !upright && said("text-anchor").as_deref() == Some("middle") {
            let [x, y] = ["x", "y"].map(|name| said(name).unwrap().parse::<f64>().unwrap());
            // a digit is 0.56 em wide, in fonts without serifs
            let half = element.text.chars().count() as f64 * 0.54 * 12.0 / 2.0;
            middles.push((element.text.clone(), [x - half, x + half, y]));
        }
    }
    middles
}

#[test]
fn wide_ticks_do_not_run_into_each_other() {
    let mut seen = 0;
    for (low, high) in [
        (4_111_111_111_111_111.0, 4_111_111_111_111_119.0),
        (1.6e9, 1.6e9 + 86_400.0),
        (1.6e9, 1.6e9 + 3.0),
        (1.0, 1.0 + 3e-12),
        (-1e15, -1e15 + 7.0),
        (1e-9, 1.000_001e-9),
        (1998.0, 2001.0),
        (25_000.0, 83_000.0),
    ] {
        for n in [1, 2, 3] {
            let data = Dataset::new([vec![low; n], vec![high; n]], [0, 1]).unwrap();
            let chart = data.chart();
            let words = middles(&chart);
            seen += words.len();
            for (i, (word, [left, right, y])) in words.iter().enumerate() {
                assert!(*left >= 0.0 && *right <= 680.0, "{word}");
                for (other, [from, to, beside]) in &words[..i] {
                    assert!(y != beside || to <= left || right <= from, "{word} and {other}");
                }
            }
            // the live figure has the same labels, or writes them by itself alike
            let figure = plotly_json(&chart);
            let axis = &figure["layout"]["xaxis"];
            let said = axis["ticktext"].as_array();
            for label in said.into_iter().flatten().filter(|label| *label != "") {
                assert!(words.iter().any(|(word, _)| label == word.as_str()), "{label}");
            }
            assert!(said.is_some() || axis["tickformat"].is_string(), "{low} to {high}");
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn long_names_with_the_same_beginning_are_told_apart_in_both_renderers() {
    let long =
        |end: &str| format!("the share of households of this district with an income above {end}");
    let data = Dataset::new([[1.0, 2.0], [2.0, 1.0]], [0, 1]).unwrap();
    let data = data.name_inputs([long("10000"), long("20000")]).unwrap();
    let data = data.name_classes([long("the mean"), long("the median")]).unwrap();
    let chart = data.chart();
    let figure = plotly_json(&chart);
    let names = [&figure["data"][0]["name"], &figure["data"][1]["name"]];
    let layout = &figure["layout"];
    let titles = [&layout["xaxis"]["title"]["text"], &layout["yaxis"]["title"]["text"]];
    let svg = chart.to_svg();
    for [one, other] in [names, titles] {
        assert_ne!(one, other);
        for name in [one, other] {
            assert!(svg.contains(&format!(">{}<", name.as_str().unwrap())), "{name}");
        }
    }
    // whole in the table
    assert!(chart.to_string().contains(&long("20000")));
}

#[test]
fn no_sample_stands_on_a_printed_threshold_that_has_a_margin() {
    for (first, said) in [(1_000_000_001.0, "v > 1000000002.5."), (1_234_567.0, "v > 1234568.5.")] {
        let rows: Vec<[f64; 1]> = (0..4).map(|i| [first + f64::from(i)]).collect();
        let data = Dataset::new(rows, [0, 0, 1, 1]).unwrap().name_inputs(["v"]).unwrap();
        let text = data.separability().unwrap().to_string();
        assert!(text.contains(said), "{text}");
    }
}
