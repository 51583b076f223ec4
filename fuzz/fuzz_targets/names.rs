//! Names of columns and classes: data in every picture, table and text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use percept::{Dataset, Perceptron, Show};
use percept_fuzz::{answer, shown};

fuzz_target!(|names: [&str; 5]| {
    let [first, second, target, no, yes] = names;
    let points = Dataset::new([[0.1, 0.2], [0.3, 0.9], [0.8, 0.4], [0.9, 0.7]], [0, 0, 1, 1]);
    let Ok(points) = points else { return };
    let Some(points) = answer(points.name_inputs([first, second])) else { return };
    let Some(points) = answer(points.name_targets([target])) else { return };
    let Some(points) = answer(points.name_classes([no, yes])) else { return };
    shown(&points.mime_bundle());
    let line = Perceptron::by_hand([(first, 1.0), (second, -0.5)], 0.25);
    let Some(line) = answer(line) else { return };
    shown(&line.mime_bundle());
    if let Some(boundary) = answer(line.boundary(&points)) {
        shown(&boundary.mime_bundle());
    }
    if let Some(decision) = answer(line.decide([0.5, 0.5])) {
        shown(&decision.mime_bundle());
    }
    if let Some(explorer) = answer(line.explore([0.5, 0.5])) {
        shown(&explorer.mime_bundle());
    }
});
