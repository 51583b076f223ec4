//! As many classes as can be told apart are drawn and named; of more, a picture
//! says which have a colour of their own.

use std::f64::consts::TAU;

use percept::{Dataset, Delta, FeedForward, Lvq, Perceptron, Pnn, Result, Rprop};

/// So many classes around a circle, three samples each.
fn around_a_circle(n: usize) -> Result<Dataset> {
    let (mut inputs, mut targets) = (Vec::new(), Vec::new());
    for class in 0..n {
        for step in 0..3_u32 {
            let angle = TAU * (class as f64 + 0.2 * f64::from(step)) / n as f64;
            inputs.push(vec![angle.cos(), angle.sin()]);
            let mut row = vec![0.0; n];
            row[class] = 1.0;
            targets.push(row);
        }
    }
    Dataset::new(inputs, targets)
}

fn named(n: usize) -> Result<Dataset> {
    around_a_circle(n)?.name_classes((0..n).map(|class| format!("class-{class}")))
}

fn trained(data: &Dataset) -> Result<Perceptron> {
    let mut perceptron = Perceptron::new(data.ranges(), data.n_targets())?;
    perceptron.train(data, Delta::new().epochs(30))?;
    Ok(perceptron)
}

/// How often a picture has a word between two tags.
fn labels(svg: &str, word: &str) -> usize {
    svg.matches(&format!(">{word}<")).count()
}

#[test]
fn up_to_ten_classes_have_regions_and_names() -> Result<()> {
    for n in 2..=10 {
        let data = named(n)?;
        let perceptron = trained(&data)?;
        let (points, boundary) = (data.chart(), perceptron.boundary(&data)?.chart());
        for chart in [&points, &boundary] {
            assert!(!chart.to_string().contains("grey"), "{n}");
            for class in 0..n {
                assert!(labels(&chart.to_svg(), &format!("class-{class}")) > 0, "{n}: {class}");
            }
        }
        let svg = boundary.to_svg();
        let stands_twice = |class| labels(&svg, &format!("class-{class}")) > 1;
        let named = (0..n).any(stands_twice) || svg.contains("region of class-");
        assert!(named, "{n}");
        assert!(boundary.mime_bundle().plotly().contains("region of class-"), "{n}");
    }
    Ok(())
}

#[test]
fn of_more_classes_ten_are_named_and_a_sentence_says_so() -> Result<()> {
    for n in [11, 26, 100] {
        let data = named(n)?;
        let said = format!("The first 10 of {n} classes have a colour each; the others are grey.");
        let others =
            if n == 11 { "1 other class".to_owned() } else { format!("{} other classes", n - 10) };
        let mut layers = FeedForward::new(data.ranges(), [3, n])?.seed(1);
        let history = layers.train(&data, Rprop::new().epochs(2))?;
        let perceptron = trained(&data)?;
        let lvq = Lvq::new(data.ranges(), vec![1; n])?;
        for chart in [
            data.chart(),
            perceptron.boundary(&data)?.chart(),
            perceptron.surface(&data)?.chart(),
            layers.surface(&data)?.chart(),
            history.replay(&data)?.chart(),
            lvq.prototype_map(&data)?.chart(),
            Pnn::new(&data, 0.3)?.chart(),
        ] {
            assert!(chart.to_string().contains(&said), "{chart}");
            let svg = chart.to_svg();
            assert_eq!(labels(&svg, &others), 1, "{chart}");
            assert!(svg.len() < 300_000 && chart.mime_bundle().plotly().len() < 300_000);
            assert!(chart.mime_bundle().plotly().contains(&others), "{chart}");
        }
    }
    Ok(())
}

#[test]
fn the_classes_with_the_most_samples_keep_their_colours() -> Result<()> {
    // class 11 has most, class 0 least
    let (mut inputs, mut targets) = (Vec::new(), Vec::new());
    for class in 0..12_usize {
        for step in 0..=class {
            inputs.push(vec![class as f64, step as f64]);
            let mut row = vec![0.0; 12];
            row[class] = 1.0;
            targets.push(row);
        }
    }
    let chart = Dataset::new(inputs, targets)?
        .name_classes((0..12).map(|class| format!("class-{class}")))?
        .chart();
    assert!(chart.to_string().contains("The 10 of 12 classes with the most samples have"));
    assert!(chart.to_string().contains("12 class-11, 3 of 2 other classes."));
    let svg = chart.to_svg();
    assert_eq!([0, 1, 2, 11].map(|i| labels(&svg, &format!("class-{i}"))), [0, 0, 1, 1]);
    Ok(())
}

#[test]
fn targets_without_names_have_the_regions_of_a_single_output() -> Result<()> {
    let data = around_a_circle(7)?;
    let chart = trained(&data)?.boundary(&data)?.chart();
    assert!(chart.to_svg().contains(">only target7<"));
    assert!(chart.to_svg().contains(">target7 = 1<"));
    assert!(chart.to_string().contains("the colour of the only neuron whose output is 1"));
    assert!(chart.alt().starts_with("Points and decision regions"));
    Ok(())
}

#[test]
fn a_picture_without_regions_speaks_of_none() -> Result<()> {
    // four outputs of any combination
    let data = Dataset::new(
        [[0, 0], [0, 1], [1, 0], [1, 1]],
        [[0, 0, 1, 1], [0, 1, 1, 0], [1, 0, 0, 0], [1, 1, 1, 1]],
    )?;
    let mut perceptron = Perceptron::new(data.ranges(), 4)?;
    let history = perceptron.train(&data, Delta::new().epochs(5))?;
    for chart in [perceptron.boundary(&data)?.chart(), history.replay(&data)?.chart()] {
        assert!(chart.alt().starts_with("Points and lines"), "{}", chart.alt());
        assert!(chart.to_string().contains("4 neurons are too many to colour their regions."));
    }
    Ok(())
}

#[test]
fn many_values_of_one_target_are_no_classes() -> Result<()> {
    let inputs: Vec<[f64; 2]> = (0..8).map(|i| [f64::from(i), f64::from(i * i)]).collect();
    let seven: Vec<f64> = (0..8).map(|i| f64::from(i % 7) / 3.0).collect();
    assert!(Dataset::new(inputs, seven)?.to_string().contains("The target is a number."));
    // whole numbers that come back are
    let inputs: Vec<[f64; 2]> = (0..14).map(|i| [f64::from(i), f64::from(i * i)]).collect();
    let seven: Vec<f64> = (0..14).map(|i| f64::from(i % 7)).collect();
    assert!(Dataset::new(inputs, seven)?.to_string().contains("2 with target = 6."));
    Ok(())
}
