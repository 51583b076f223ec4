//! The live and the static picture of a figure show the same.

use percept::Dataset;
use serde_json::Value;

use crate::figures::{figures, spread};
use crate::{Element, elements, page_json, page_picture, plotly_json, untrained};

fn strings(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_default()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// How many points of `data` carry a marker in the live figure.
fn live_points(traces: &[&Value]) -> usize {
    let marked = traces.iter().filter(|trace| strings(&trace["mode"]).contains("markers"));
    marked.map(|trace| trace["x"].as_array().unwrap().len()).sum()
}

/// Markers take their colour from the group that they stand in.
fn is_marker(element: &Element) -> bool {
    let shape = ["circle", "polygon"].contains(&element.name.as_str());
    shape && !element.attributes.contains_key("fill")
}

#[test]
fn both_pictures_have_the_same_number_of_points() {
    let mut all = 0;
    for &(name, ref chart) in figures() {
        let figure = plotly_json(chart);
        let traces: Vec<&Value> = figure["data"].as_array().unwrap().iter().collect();
        let in_legend = traces
            .iter()
            .filter(|trace| crate::in_legend(trace) && strings(&trace["mode"]).contains("markers"));
        let drawn = elements(&chart.to_svg()).iter().filter(|e| is_marker(e)).count();
        assert_eq!(drawn, live_points(&traces) + in_legend.count(), "{name}");
        all += drawn;
    }
    assert!(all > 1000, "{all}");
}

#[test]
fn both_pictures_have_the_same_words() {
    let pairs =
        figures().iter().flat_map(|(name, chart)| pairs(chart).map(move |pair| (name, pair)));
    let mut compared = 0;
    for (name, (figure, elements)) in pairs {
        let layout = &figure["layout"];
        let axes = layout.as_object().unwrap().iter().filter(|(key, _)| key.contains("axis"));
        let titles = axes.map(|(_, axis)| strings(&axis["title"]["text"]));
        let ticks =
            layout.as_object().unwrap().values().filter_map(|axis| axis["ticktext"].as_array());
        let legend = figure["data"].as_array().unwrap().iter();
        let legend = legend.filter(|trace| crate::in_legend(trace));
        let notes = layout["annotations"].as_array().into_iter().flatten();
        let wanted: Vec<String> = titles
            .chain([strings(&layout["title"]["text"])])
            .chain(ticks.flatten().map(strings))
            .chain(legend.map(|trace| strings(&trace["name"])))
            .chain(notes.map(|note| strings(&note["text"])))
            .filter(|words| !words.is_empty())
            .collect();
        let said: Vec<String> = elements.into_iter().map(|e| e.text).collect();
        for words in wanted {
            assert!(said.contains(&words), "{name}: {words:?} is not in the static picture");
            compared += 1;
        }
    }
    assert!(compared > 500, "{compared}");
}

#[test]
fn crosses_stand_on_points_that_are_shown() {
    let chart = untrained().boundary(&spread(5000)).unwrap().chart();
    let figure = plotly_json(&chart);
    let traces = figure["data"].as_array().unwrap().iter();
    let places = |trace: &Value| {
        let (x, y) = (trace["x"].as_array().unwrap().iter(), trace["y"].as_array().unwrap().iter());
        x.zip(y).map(|(x, y)| format!("{x} {y}")).collect::<Vec<_>>()
    };
    let named = |trace: &&Value| strings(&trace["name"]) == "on the wrong side";
    let crosses: Vec<String> = traces.clone().filter(named).flat_map(places).collect();
    let shown: Vec<String> = traces
        .filter(|trace| strings(&trace["name"]).starts_with("target"))
        .flat_map(places)
        .collect();
    assert!(!crosses.is_empty());
    let stray = crosses.iter().filter(|cross| !shown.contains(cross)).count();
    assert_eq!(stray, 0, "of {} crosses", crosses.len());
}

/// The numbers of a list like `1,2 3,4`, in pairs, or the corners of a path.
fn corners(element: &Element) -> Vec<[f64; 2]> {
    if element.name == "path" {
        return way(&element.attributes["d"]);
    }
    let words = element.attributes["points"].split([' ', ',']).filter(|word| !word.is_empty());
    let numbers: Vec<f64> = words.map(|word| word.parse().unwrap()).collect();
    numbers.chunks(2).map(|pair| [pair[0], pair[1]]).collect()
}

/// The corners of a path like `M1,2h3L4,5l-6-7z`.
fn way(path: &str) -> Vec<[f64; 2]> {
    let (mut corners, mut at) = (Vec::new(), [0.0, 0.0]);
    let starts: Vec<usize> = path.match_indices(char::is_alphabetic).map(|(i, _)| i).collect();
    for (i, start) in starts.iter().enumerate() {
        let end = starts.get(i + 1).map_or(path.len(), |end| *end);
        let (command, rest) = path[*start..end].split_at(1);
        let split = rest[rest.len().min(1)..].find([',', '-']).map_or(rest.len(), |at| at + 1);
        let (first, second) = rest.split_at(split);
        let number = |text: &str| text.trim_start_matches(',').parse::<f64>().unwrap_or_default();
        let (first, second) = (number(first), number(second));
        at = match command {
            "M" | "L" => [first, second],
            "l" => [at[0] + first, at[1] + second],
            "H" => [first, at[1]],
            "h" => [at[0] + first, at[1]],
            "V" => [at[0], first],
            "v" => [at[0], at[1] + first],
            "z" => break,
            other => panic!("{other} in {path}"),
        };
        corners.push(at);
    }
    corners
}

#[test]
fn a_way_leads_from_corner_to_corner() {
    let corners = [[1.0, 2.0], [4.0, 2.0], [4.0, 1.5], [-5.0, 6.0], [-6.0, -1.0], [-6.0, 3.0]];
    assert_eq!(way("M1,2h3v-0.5L-5,6l-1-7V3z"), corners);
}

/// Whether an element is the way of a line or, `closed`, of an area: not cells, whose
/// numbers have no comma between them, nor all lines of a grid in one.
fn is_way(element: &Element, closed: bool) -> bool {
    let way = element.attributes.get("d").filter(|_| element.name == "path");
    way.is_some_and(|d| {
        d.matches('M').count() == 1 && d.contains(',') && d.ends_with('z') == closed
    })
}

/// The corners of areas that have a size, without the first once more at the end.
fn sized(areas: Vec<Vec<[f64; 2]>>) -> Vec<Vec<[f64; 2]>> {
    let near = |a: f64, b: f64| (a - b).abs() < 0.11;
    let mut sized = Vec::new();
    for mut area in areas {
        let flat = |i: usize| area.iter().all(|at| near(at[i], area[0][i]));
        if area.is_empty() || flat(0) || flat(1) {
            continue;
        }
        if area.first() == area.last() {
            area.pop();
        }
        sized.push(area);
    }
    sized
}

/// Where the live figure puts a value of an axis, as a share of the plot area.
fn share(axis: &Value, value: &Value) -> f64 {
    let pair = |key: &str| [0, 1].map(|i| axis[key][i].as_f64().unwrap());
    let ([low, high], [from, to]) = (pair("range"), pair("domain"));
    let value = value.as_f64().unwrap();
    let value = if axis["type"] == "log" { value.log10() } else { value };
    // halves: from the lowest to the highest number of all is no number
    from + (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0) * (to - from)
}

/// The pixels of a trace of the live figure.
fn pixels(trace: &Value, layout: &Value) -> Vec<[f64; 2]> {
    let axis = |key: &str| {
        let name = trace[key].as_str().unwrap_or(&key[..1]);
        &layout[format!("{}axis{}", &name[..1], &name[1..])]
    };
    let size = |value: &Value| value.as_f64().unwrap();
    let (width, height) = (size(&layout["width"]), size(&layout["height"]));
    let (top, bottom) = (size(&layout["margin"]["t"]), size(&layout["margin"]["b"]));
    let values = |key: &str| trace[key].as_array().unwrap().iter();
    let place = |(x, y)| {
        let up = share(axis("yaxis"), y) * (height - top - bottom);
        [share(axis("xaxis"), x) * width, height - bottom - up]
    };
    values("x").zip(values("y")).map(place).collect()
}

fn assert_same_places(name: &str, what: &str, drawn: &[Vec<[f64; 2]>], live: &[Vec<[f64; 2]>]) {
    assert_eq!(drawn.len(), live.len(), "{name}: number of {what}");
    for (drawn, live) in drawn.iter().zip(live) {
        assert_eq!(drawn.len(), live.len(), "{name}: corners of {what}");
        for (drawn, live) in drawn.iter().flatten().zip(live.iter().flatten()) {
            // a pixel has one decimal in the static picture
            assert!((drawn - live).abs() <= 0.06, "{name}: {what} at {drawn}, live at {live}");
        }
    }
}

/// A straight line that can be pointed at has places between its ends in the live
/// figure: they lie on it, and are left out.
fn straightened(
    name: &str,
    drawn: &[Vec<[f64; 2]>],
    mut live: Vec<Vec<[f64; 2]>>,
) -> Vec<Vec<[f64; 2]>> {
    for (drawn, live) in drawn.iter().zip(&mut live) {
        let (&[[x, y], [to_x, to_y]], true) = (drawn.as_slice(), live.len() > 2) else { continue };
        let (way_x, way_y) = (to_x - x, to_y - y);
        let long = way_x.hypot(way_y);
        for [at_x, at_y] in &live[1..live.len() - 1] {
            let aside = (way_x * (at_y - y) - way_y * (at_x - x)).abs() / long;
            let along = (way_x * (at_x - x) + way_y * (at_y - y)) / long;
            assert!(aside <= 0.12 && (0.0..=long).contains(&along), "{name}: a bent line");
        }
        live.drain(1..live.len() - 1);
    }
    live
}

/// Live figure and picture as they stand alone, where they do, and in a page.
fn pairs(chart: &percept::Chart) -> impl Iterator<Item = (Value, Vec<Element>)> {
    let alone = serde_json::from_str(chart.mime_bundle().plotly()).ok();
    let alone = alone.map(|figure| (figure, elements(&chart.to_svg())));
    let in_page = (page_json(chart)["figure"].take(), elements(&page_picture(chart)));
    alone.into_iter().chain([in_page])
}

pub(crate) fn assert_same_picture(name: &str, chart: &percept::Chart) {
    for (figure, elements) in pairs(chart) {
        assert_same_marks(name, &figure, &elements);
    }
}

fn assert_same_marks(name: &str, figure: &Value, elements: &[Element]) {
    let traces = figure["data"].as_array().unwrap();
    let live = |wanted: &dyn Fn(&Value) -> bool| -> Vec<Vec<[f64; 2]>> {
        let traces = traces.iter().filter(|trace| wanted(trace));
        traces.map(|trace| pixels(trace, &figure["layout"])).collect()
    };
    // after the marks come those of the legend
    let drawn = |wanted: &dyn Fn(&Element) -> bool, n: usize| -> Vec<Vec<[f64; 2]>> {
        elements.iter().filter(|element| wanted(element)).take(n).map(corners).collect()
    };
    // an area that is there for the pointer alone is in no picture
    let is_seen = |t: &Value| !strings(&t["fillcolor"]).ends_with(",0)");
    let areas = sized(live(&|trace| trace["fill"] == "toself" && is_seen(trace)));
    let is_area =
        |e: &Element| (e.name == "polygon" || is_way(e, true)) && e.attributes.contains_key("fill");
    let mut drawn_areas = sized(drawn(&is_area, usize::MAX));
    drawn_areas.truncate(areas.len());
    assert_same_places(name, "areas", &drawn_areas, &areas);
    let is_line = |t: &Value| strings(&t["mode"]).contains("lines") && t["fill"] != "toself";
    let mut lines = live(&is_line);
    lines.retain(|line| !line.is_empty());
    let is_drawn_line = |e: &Element| e.name == "polyline" || is_way(e, false);
    let drawn_lines = drawn(&is_drawn_line, lines.len());
    assert_same_places(name, "lines", &drawn_lines, &straightened(name, &drawn_lines, lines));
    let is_round = |t: &Value| {
        let shape = t["marker"]["symbol"].as_str().unwrap_or("circle");
        strings(&t["mode"]).contains("markers") && shape == "circle"
    };
    let circles = vec![live(&is_round).concat()];
    let centre = |e: &Element| ["cx", "cy"].map(|key| e.attributes[key].parse().unwrap());
    let round = elements.iter().filter(|e| e.name == "circle").map(centre);
    assert_same_places(name, "circles", &[round.take(circles[0].len()).collect()], &circles);
}

#[test]
fn both_pictures_put_everything_at_the_same_place() {
    for &(name, ref chart) in figures() {
        assert_same_picture(name, chart);
    }
}

#[test]
fn both_pictures_agree_far_from_zero() {
    let day = 1_700_000_000.0;
    let rows = [[day + 1.0, 1e6], [day + 2.0, 1e6 + 0.5], [day + 5.0, 1e6 + 0.25]];
    let data = Dataset::new(rows, [0, 0, 0]).unwrap();
    assert_same_picture("far from zero", &data.chart());
    assert_same_picture("boundary far from zero", &untrained().boundary(&data).unwrap().chart());
}

#[test]
fn ticks_of_an_axis_differ() {
    let data = Dataset::unlabelled([[1_700_000_001.0, 1.0], [1_700_000_005.0, 2.0]]).unwrap();
    let words: Vec<String> = elements(&data.chart().to_svg()).into_iter().map(|e| e.text).collect();
    let mut ticks: Vec<&String> = words.iter().filter(|word| word.starts_with("1.7")).collect();
    ticks.extend(words.iter().filter(|word| word.starts_with("17000")));
    let n = ticks.len();
    ticks.dedup();
    assert!(n > 1 && ticks.len() == n, "{ticks:?}");
}

#[test]
fn nothing_of_a_tutorial_figure_is_cut_off() {
    let mut texts = 0;
    for (name, chart) in crate::tutorial_figures() {
        let elements = elements(&chart.to_svg());
        let number = |e: &Element, key: &str| e.attributes[key].parse::<f64>().unwrap();
        let (width, height) = (number(&elements[0], "width"), number(&elements[0], "height"));
        for text in elements.iter().filter(|e| e.name == "text" && !e.text.is_empty()) {
            // half a letter's height is a narrow letter
            let long = text.text.chars().count() as f64 * number(text, "font-size") * 0.5;
            let before = match text.attributes.get("text-anchor").map(|anchor| &**anchor) {
                Some("middle") => long / 2.0,
                Some("end") => long,
                _ => 0.0,
            };
            let (x, y) = (number(text, "x"), number(text, "y"));
            let upright = !text.attributes.contains_key("transform");
            let inside = !upright || (x - before >= 0.0 && x - before + long <= width);
            assert!(inside && y > 0.0 && y < height, "{name}: {:?} at {x}, {y}", text.text);
            texts += 1;
        }
    }
    assert!(texts > 100, "{texts}");
}
