//! What figures of the tutorial may weigh: what is added to them is paid for by
//! every notebook that shows them.

use percept::{Chart, MimeBundle};

use crate::replay::tutorial;
use crate::{points, trained};

fn bytes(bundle: &MimeBundle) -> usize {
    bundle.plotly().len() + bundle.html().len() + bundle.plain().len()
}

/// What these had before their pictures lay on sheets and were pointed at; since
/// then they grew by a tenth at most.
#[test]
fn figures_are_as_small_as_they_were() {
    let (perceptron, history) = trained();
    let boundary = perceptron.boundary(&points()).unwrap();
    let whole = |chart: Chart| bytes(&chart.mime_bundle());
    for (name, found, before) in [
        ("points", whole(points().chart()), 11_352),
        ("perceptron", whole(perceptron.chart()), 20_103),
        ("boundary", whole(boundary.chart()), 14_698),
        ("ledger", history.ledger(&points()).unwrap().chart().mime_bundle().html().len(), 11_501),
        ("replay", tutorial().mime_bundle().html().len(), 36_460),
    ] {
        assert!(10 * found <= 11 * before, "{name}: {found} bytes, once {before}");
    }
}

/// The limit of an output of the first two notebooks.
#[test]
fn what_moves_in_the_tutorial_is_as_small_as_its_other_figures() {
    let explorer = trained().0.explore_with(&points(), [0.9, 0.5]).unwrap();
    for (name, found) in
        [("replay", bytes(&tutorial().mime_bundle())), ("explorer", bytes(&explorer.mime_bundle()))]
    {
        assert!(found <= 40_000, "{name}: {found} bytes");
    }
}
