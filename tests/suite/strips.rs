//! Strips of the inputs of labelled data: each sample is seen, or counted.

use percept::{Chart, Dataset, Result};

use crate::{plotly_json, renderers::assert_same_picture};

/// For each panel, the places of its markers.
fn places(chart: &Chart) -> Vec<Vec<(u64, u64)>> {
    let figure = plotly_json(chart);
    let mut panels: Vec<(String, Vec<(u64, u64)>)> = Vec::new();
    for trace in figure["data"].as_array().unwrap() {
        if trace["mode"] != "markers" {
            continue;
        }
        let axis = trace["xaxis"].as_str().unwrap_or("x").to_owned();
        let known = panels.iter().position(|(name, _)| *name == axis);
        let panel = known.unwrap_or_else(|| {
            panels.push((axis, Vec::new()));
            panels.len() - 1
        });
        let numbers = |key: &str| {
            let list = trace[key].as_array().unwrap();
            list.iter().map(|at| at.as_f64().unwrap().to_bits()).collect::<Vec<u64>>()
        };
        panels[panel].1.extend(numbers("x").into_iter().zip(numbers("y")));
    }
    panels.into_iter().map(|(_, places)| places).collect()
}

/// How many of them differ.
fn distinct(mut places: Vec<(u64, u64)>) -> usize {
    places.sort_unstable();
    places.dedup();
    places.len()
}

/// 40 people who answered with whole numbers from 0 to 4.
fn people() -> Result<Dataset> {
    let answers = (0..40_usize).map(|i| [i * 7 % 5, i * i % 3, i % 2].map(|x| x as f64));
    let inputs: Vec<[f64; 3]> = answers.collect();
    let buys: Vec<usize> = (0..40).map(|i| usize::from(i % 5 > 2)).collect();
    Dataset::new(inputs, buys)?.name_classes(["no", "yes"])
}

#[test]
fn every_sample_of_a_strip_has_a_place_of_its_own() -> Result<()> {
    let chart = people()?.chart();
    let panels = places(&chart);
    assert_eq!(panels.len(), 3);
    for places in panels {
        assert_eq!((places.len(), distinct(places)), (40, 40));
    }
    assert!(chart.to_string().contains("Samples with nearly equal values are stacked."));
    assert_same_picture("strips", &chart);
    Ok(())
}

#[test]
fn every_step_of_a_single_input_has_a_place_of_its_own() -> Result<()> {
    let lamp: Vec<usize> = (0..40).map(|i| i * i % 3 % 2).collect();
    let same: Vec<usize> = (0..40).map(|i| usize::from(i % 4 == 1)).collect();
    let chart = Dataset::new(lamp, same)?.chart();
    let [places] = &places(&chart)[..] else { panic!("{chart}") };
    assert_eq!((places.len(), distinct(places.clone())), (40, 40));
    // none shares a marker, so none is counted
    assert!(!chart.to_string().contains("share a marker"), "{chart}");
    assert_eq!(chart.to_svg().matches(">1<").count(), 2, "a value of the input, one of the target");
    Ok(())
}

#[test]
fn samples_too_many_for_their_row_are_counted_by_size() -> Result<()> {
    // 900 of one class at 1, 100 of the other at 2, one apart from them
    let mut inputs = vec![1.0; 900];
    inputs.extend([2.0; 100]);
    inputs.push(8.0);
    let mut classes = vec![0; 900];
    classes.extend([1; 101]);
    let chart = Dataset::new(inputs, classes)?.name_classes(["no", "yes"])?.chart();
    assert!(chart.to_string().contains("The larger a marker, the more samples it stands for."));
    // each is counted, though not each is drawn
    assert!(!chart.to_string().contains("are drawn"), "{chart}");
    assert_eq!(places(&chart).concat().len(), 3);
    let figure = plotly_json(&chart);
    let mut sizes = Vec::new();
    for trace in figure["data"].as_array().unwrap() {
        sizes.push(trace["marker"]["size"].as_f64().unwrap());
    }
    // areas as 900 to 100 to 1, in six sizes
    assert_eq!(sizes, [22.0, 10.0, 7.0]);
    for said in ["900 samples", "100 samples"] {
        assert!(chart.mime_bundle().plotly().contains(said), "{figure}");
    }
    Ok(())
}

#[test]
fn samples_apart_and_targets_that_are_numbers_stay_where_they_are() -> Result<()> {
    for targets in [vec![0.0, 1.0, 0.0], vec![0.3, 0.7, 0.9]] {
        let chart = Dataset::new([[1.0], [2.0], [3.0]], targets.clone())?.chart();
        assert!(!chart.to_string().contains("are stacked"), "{chart}");
        let figure = plotly_json(&chart);
        for trace in figure["data"].as_array().unwrap() {
            for height in trace["y"].as_array().unwrap() {
                assert!(targets.contains(&height.as_f64().unwrap()), "{trace}");
            }
        }
    }
    Ok(())
}

#[cfg(feature = "networks")]
#[test]
fn extreme_values_and_rows_are_drawn() -> Result<()> {
    let large = f64::MAX;
    for (inputs, targets) in [
        (vec![[-large], [large], [large]], vec![0.0, 1.0, 1.0]),
        (vec![[1.0], [1.0], [1.0]], vec![-large, large, large]),
        (vec![[0.0], [0.0], [5e-324]], vec![0.0, 5e-324, 5e-324]),
        (vec![[1.0], [1.0], [1.0]], vec![1.0, 1.0, 1.0]),
    ] {
        let chart = Dataset::new(inputs, targets)?.chart();
        crate::sweep::assert_sound(&chart, "extreme strips");
    }
    Ok(())
}
