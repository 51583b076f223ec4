//! The tutorial's figures as they are drawn and told, for a reader of changes.
//! `INSTA_UPDATE=always cargo test --test suite snapshots` writes them anew.

use insta::{Settings, assert_snapshot};
use percept::Chart;
use serde_json::Value;

use crate::tutorial_figures;

/// The live figure with one line per field, for the sake of the diff.
fn pretty(chart: &Chart) -> String {
    let figure: Value = serde_json::from_str(chart.mime_bundle().plotly()).unwrap();
    serde_json::to_string_pretty(&figure).unwrap()
}

fn compare(kind: &str, render: impl Fn(&Chart) -> String) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, chart) in tutorial_figures() {
            assert_snapshot!(format!("{name}.{kind}"), render(&chart));
        }
    });
}

#[test]
fn static_pictures_are_as_stored() {
    compare("svg", Chart::to_svg);
}

#[test]
fn words_are_as_stored() {
    compare("words", |chart| format!("{chart}\n{}", chart.alt()));
}

#[test]
fn live_figures_are_as_stored() {
    compare("plotly", pretty);
}

#[test]
fn every_stored_figure_is_compared() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots");
    let mut stored: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|file| !file.contains(".snap.new"))
        .collect();
    let kinds = ["plotly", "svg", "words"];
    let names = tutorial_figures().into_iter().map(|(name, _)| name);
    let mut compared: Vec<String> =
        names.flat_map(|name| kinds.map(|kind| format!("{name}.{kind}.snap"))).collect();
    stored.sort();
    compared.sort();
    assert_eq!(stored, compared);
}
