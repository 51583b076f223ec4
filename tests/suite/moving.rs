//! The pictures of a replay that move by themselves.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percept::{Chart, Dataset, Delta, History, MimeBundle, Perceptron, Transfer};

use crate::replay::{tutorial, two_neurons};
use crate::{Element, elements};

/// Whether ranges like `0-2 5` have a frame.
fn has(ranges: &str, frame: usize) -> bool {
    ranges.split(' ').any(|range| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        (first.parse().unwrap()..=last.parse().unwrap()).contains(&frame)
    })
}

/// The lines of a moving picture that one of its frames shows.
pub(crate) fn shown(moving: &str, frame: usize) -> String {
    let (mut depth, mut hidden, mut lines) = (0, false, Vec::new());
    for line in moving.lines() {
        depth -= i32::from(line == "</g>");
        if let Some((_, rest)) = line.split_once("<g data-in=\"") {
            assert_eq!(depth, 0, "a group that moves in a group");
            hidden = !has(rest.split_once('"').unwrap().0, frame);
        }
        if !hidden && !line.starts_with("<animate") {
            lines.push(line);
        }
        depth += i32::from(line.starts_with("<g"));
        hidden &= depth > 0;
    }
    lines.retain(|line| *line != "</g>" && !line.starts_with("<g"));
    lines.join("\n")
}

/// Whether a line has no place or a polygon no area.
fn is_unseen(element: &Element) -> bool {
    let Some(points) = element.attributes.get("points") else { return false };
    let corners: Vec<_> = points.split(' ').filter_map(|corner| corner.split_once(',')).collect();
    let one_x = corners.iter().all(|corner| corner.0 == corners[0].0);
    let one_y = corners.iter().all(|corner| corner.1 == corners[0].1);
    points.is_empty() || element.name == "polygon" && (one_x || one_y)
}

/// What is drawn: the kinds of elements, the texts.
pub(crate) fn drawn(picture: &str) -> Vec<(String, String)> {
    let told = |e: &Element| !["svg", "g", "title"].contains(&e.name.as_str());
    let nothing = |e: &Element| e.name == "text" && e.text.is_empty() || is_unseen(e);
    let kind = |name: String| if name.starts_with("poly") { "path".to_owned() } else { name };
    let all = elements(picture);
    let drawn = all.into_iter().filter(|e| told(e) && !nothing(e));
    let mut drawn: Vec<_> = drawn.map(|e| (kind(e.name), e.text)).collect();
    drawn.sort();
    drawn
}

#[test]
fn each_frame_of_the_moving_picture_is_its_chart() {
    let (history, data) = two_neurons(Transfer::LogSig, 500);
    for replay in [tutorial(), tutorial().by_epoch().unwrap(), history.replay(&data).unwrap()] {
        let moving = replay.to_svg();
        for (i, frame) in replay.frames().iter().enumerate() {
            assert_eq!(drawn(&shown(&moving, i)), drawn(&frame.to_svg()), "{replay:?}, {i}");
        }
    }
}

fn picture_of(bundle: &MimeBundle) -> String {
    let (_, rest) = bundle.html().split_once("src=\"data:image/svg+xml;base64,").unwrap();
    String::from_utf8(STANDARD.decode(rest.split_once('"').unwrap().0).unwrap()).unwrap()
}

#[test]
fn a_replay_comes_as_html_and_text_and_the_figure_of_its_last_picture() {
    let replay = tutorial();
    let bundle = replay.mime_bundle();
    assert_eq!(bundle.plotly(), "");
    assert_eq!(bundle.plain(), replay.to_string());
    assert_eq!(picture_of(&bundle), replay.to_svg());
    assert_eq!(bundle.html().matches("<script").count(), 1);
    assert_eq!(bundle.html().matches("<details>").count(), 2);
    assert_eq!(bundle.html().matches("<img alt=\"").count(), 2);
    assert!(bundle.html().contains("<td>0.013</td>"));
    let chart = replay.chart();
    assert!(chart.mime_bundle().plotly().contains("\"data\":[{"));
    assert_eq!(format!("{replay:?}"), "Replay(6 pictures by update)");
}

#[test]
fn a_moving_picture_moves_without_scripts_ids_or_styles() {
    let svg = tutorial().to_svg();
    assert!(svg.contains("<animate attributeName=\"visibility\" calcMode=\"discrete\" dur=\""));
    for refused in [" id=", "style", "<script", "href"] {
        assert!(!svg.contains(refused), "{refused}");
    }
}

/// Once it has played, and where nothing moves, every part is as in the last frame.
#[test]
fn a_moving_picture_ends_with_its_last_frame() {
    let replay = tutorial();
    let (svg, last) = (replay.to_svg(), replay.frames().len() - 1);
    assert!(!svg.contains("indefinite"));
    let (mut parts, mut lines) = (0, svg.lines());
    while let Some(line) = lines.next() {
        let Some((_, rest)) = line.split_once("<g data-in=\"") else { continue };
        let (frames, rest) = rest.split_once('"').unwrap();
        let visible = rest.contains("visibility=\"visible\"");
        assert_eq!(visible, has(frames, last), "{line}");
        assert!(lines.next().unwrap().contains(" repeatCount=\"20\" "), "{line}");
        parts += 1;
    }
    assert!(parts > 4, "{parts}");
}

/// Thin lines keep away from orange and sky, which white paper swallows.
#[test]
fn ways_of_weights_are_seen_on_white() {
    let (history, data) = two_neurons(Transfer::LogSig, 20);
    let svg = history.replay(&data).unwrap().to_svg();
    for pale in ["#E69F00", "#56B4E9"] {
        assert!(svg.contains(&format!("fill=\"{pale}\"")), "{pale}: a dot beside each name");
        assert!(!svg.contains(&format!("stroke=\"{pale}\"")), "{pale}");
    }
    let mut dashes: Vec<String> = elements(&svg)
        .iter()
        .filter_map(|e| Some(e.attributes.get("stroke-dasharray")?.to_string()))
        .collect();
    dashes.sort();
    dashes.dedup();
    // six ways, one of them without
    assert_eq!(dashes.len(), 5, "{dashes:?}");
}

/// The script reads the sentences of a frame at the left edge of its picture.
#[test]
fn every_sentence_of_a_frame_begins_where_the_player_looks() {
    let replay = tutorial().by_update().unwrap();
    assert!(replay.mime_bundle().html().contains("('text[x=\"14\"]')"));
    let moving = replay.to_svg();
    for (i, frame) in replay.frames().iter().enumerate() {
        let told = shown(&moving, i);
        let mut said: Vec<(f64, &str)> = Vec::new();
        for line in told.lines().filter(|line| line.contains(" x=\"14\"")) {
            let (_, y) = line.split_once(" y=\"").unwrap();
            let (y, text) = y.split_once("\">").unwrap();
            said.push((y.parse().unwrap(), text.trim_end_matches("</text>")));
        }
        said.sort_by(|a, b| a.0.total_cmp(&b.0));
        let said: Vec<&str> = said.iter().map(|(_, text)| *text).collect();
        let said = crate::hyphened(&said.join(" ").replace("&#62;", ">"));
        for sentence in frame.to_string().lines().take_while(|line| !line.is_empty()) {
            assert!(said.contains(sentence), "{sentence}: {said}");
        }
    }
}

#[test]
fn the_same_replay_is_made_of_the_same_bytes() {
    let (history, data) = two_neurons(Transfer::LogSig, 500);
    let bundle = || history.replay(&data).unwrap().by_update().unwrap().mime_bundle();
    assert!(bundle() == bundle());
    assert!(tutorial().mime_bundle() == tutorial().mime_bundle());
}

#[test]
fn the_tutorials_replay_is_small() {
    let bytes = tutorial().mime_bundle().html().len();
    assert!(bytes <= 40_000, "{bytes} bytes");
}

/// As much as can change: many points, several lines, 60 pictures.
fn busy() -> (History, Dataset) {
    let inputs: Vec<[f64; 2]> =
        (0..400).map(|i| [0.618_034, 0.754_878].map(|k| (f64::from(i) * k).fract())).collect();
    let targets: Vec<[bool; 2]> =
        inputs.iter().map(|[x, y]| [x * x + y > 0.7, x - y * y > 0.1]).collect();
    let data = Dataset::new(inputs, targets).unwrap();
    let mut perceptron = Perceptron::new([[0, 1], [0, 1]], 2).unwrap();
    let trainer = Delta::new().epochs(100).goal(0.0).learning_rate(0.1);
    (perceptron.train(&data, trainer).unwrap(), data)
}

#[test]
fn the_largest_replay_stays_small() {
    let (history, data) = busy();
    let replay = history.replay(&data).unwrap();
    for replay in [replay.by_update().unwrap(), replay] {
        let bytes = replay.mime_bundle().html().len();
        assert!(replay.frames().len() >= 30 && bytes <= 300_000, "{replay:?}: {bytes} bytes");
    }
    let ledger = history.ledger(&data).unwrap().chart().mime_bundle();
    let bytes = ledger.html().len() + ledger.plotly().len();
    assert!(bytes <= 100_000, "{bytes} bytes");
}

#[test]
fn every_frame_has_the_layout_of_the_first() {
    let (history, data) = two_neurons(Transfer::HardLim, 80);
    let axes = |chart: &Chart| {
        let figure = crate::plotly_json(chart);
        ["xaxis", "yaxis", "xaxis2", "yaxis2", "yaxis4"]
            .map(|axis| figure["layout"][axis]["range"].clone())
    };
    let replay = history.replay(&data).unwrap();
    for frame in replay.frames() {
        assert_eq!(axes(frame), axes(&replay.frames()[0]));
    }
}
