//! What networks that are made of their samples hold and answer.

use super::output_plane::{self, of_answers};
use super::regression_curve;
use super::regression_curve::places;
use crate::chart::{Axis, Chart, Mark, OTHERS, Panel, class, dash, short};
use crate::data::{Dataset, widened};
use crate::error::{Result, count};
use crate::lists::order_by;
use crate::matrix::Matrix;
use crate::network::{Grnn, Pnn, one_hot};
use crate::view::data::dataset;
use crate::view::parts::classes::Classes;
use crate::view::parts::classes::shown::Kept;
use crate::view::parts::nested_markers::{Layer, Stacked};
use crate::view::prototypes::map::class_names;

/// Samples up to which answers are drawn: every answer asks all of them.
const MAX_ASKED: usize = 2000;

pub(crate) fn draw_grnn(network: &Grnn) -> Chart {
    let data = network.data();
    let answers = || match (data.n_inputs(), data.n_targets()) {
        (1, _) => Some(network.regression_curve(data).map(|curve| regression_curve::draw(&curve))),
        (2, _) => {
            let map = of_answers(data, range(data), &|inputs| network.outputs(inputs));
            Some(map.map(|map| output_plane::draw(&map)))
        }
        _ => None,
    };
    let mut chart = told(data, network.spread(), "one or two inputs", &answers);
    entitle(&mut chart, format!("General regression network: {}", of(data)));
    chart
}

pub(crate) fn draw_pnn(network: &Pnn) -> Chart {
    let n = network.n_classes();
    let mut chart = match by_class(network) {
        Ok(data) => {
            let answers = || match data.n_inputs() {
                1 => Some(shares(network, &data)),
                2 => {
                    let map = of_answers(&data, [0.0, 1.0], &|inputs| network.shares(inputs));
                    Some(map.map(|map| output_plane::draw(&map)))
                }
                _ => None,
            };
            told(&data, network.spread(), "one or two inputs", &answers)
        }
        // classes and names come from one set of data: this does not happen
        Err(_) => told(network.data(), network.spread(), "classes", &|| None),
    };
    entitle(&mut chart, format!("Probabilistic network: {}, {n} classes", of(network.data())));
    chart
}

/// Where means of the targets lie; open for several targets, which have ranges
/// of their own.
fn range(data: &Dataset) -> [f64; 2] {
    if data.n_targets() > 1 {
        return [f64::NEG_INFINITY, f64::INFINITY];
    }
    let mut range = [f64::INFINITY, f64::NEG_INFINITY];
    for target in data.target_matrix().values() {
        range = widened(range, *target);
    }
    range
}

fn of(data: &Dataset) -> String {
    format!("{}, {}", count(data.n_samples(), "sample"), count(data.n_inputs(), "input"))
}

fn entitle(chart: &mut Chart, title: String) {
    chart.alt = format!("{title}. {}", chart.alt);
    chart.title = title;
}

/// The picture of the answers, or of the samples where there is none; `needed`
/// says what it takes.
fn told(
    data: &Dataset,
    spread: f64,
    needed: &str,
    answers: &dyn Fn() -> Option<Result<Chart>>,
) -> Chart {
    let drawn = if data.n_samples() > MAX_ASKED {
        Err(format!("need at most {MAX_ASKED} samples"))
    } else {
        match answers() {
            Some(Ok(chart)) => Ok(chart),
            Some(Err(_)) => Err("exceed the range of numbers".to_owned()),
            None => Err(format!("need {needed}")),
        }
    };
    let mut chart = drawn.unwrap_or_else(|why| {
        let mut chart = dataset::draw(data);
        chart.words.push(format!("Only the samples are drawn: answers {why}."));
        chart
    });
    // exp(−1)
    let words = format!(
        "Spread {}: a sample at this distance counts 0.37 times as much as one at distance 0.",
        short(spread)
    );
    chart.words.insert(0, words);
    chart
}

/// The samples, with one column per class and a name for each.
fn by_class(network: &Pnn) -> Result<Dataset> {
    let (data, n) = (network.data(), network.n_classes());
    Dataset::checked(data.input_matrix().clone(), one_hot(network.classes(), n))?
        .name_inputs(data.input_names().to_vec())?
        .name_classes(class_names(network.names(), n))
}

/// The share of each class along the only input, with the samples.
fn shares(network: &Pnn, data: &Dataset) -> Result<Chart> {
    let places = places(data);
    let curves = network.shares(&Matrix::new((places.len(), 1), places.clone()))?;
    let own = network.shares(data.input_matrix())?;
    let (kept, mut marks) = (Kept::of_data(data), Vec::new());
    // those without a colour of their own lie below
    let named = |class: usize| kept.look(class) < OTHERS;
    let order = order_by(network.n_classes(), &|a, b| named(a).cmp(&named(b)));
    for i in order {
        let mut at = Vec::with_capacity(places.len());
        for (place, x) in places.iter().enumerate() {
            at.push([*x, curves.row(place)[i]]);
        }
        let ((color, _), width, dots) = (class(kept.look(i)), 2.0, false);
        marks.push(Mark::Line {
            name: String::new(),
            color,
            width,
            dash: dash(kept.look(i)),
            dots,
            hover: format!("share of {}", data.class_names().map_or("", |names| &names[i])),
            at,
        });
    }
    let classes = Classes::of(data, 1);
    let place =
        |sample: usize| [data.input_row(sample)[0], own.row(sample)[network.classes()[sample]]];
    let layer = Layer { classes: &classes, place: &place, wrong: &|_| false };
    let stacked = Stacked::of(&[layer], data.input_names());
    marks.extend_from_slice(&stacked.marks);
    marks.append(&mut stacked.told(0, classes.marks(true, &place)));
    let mut chart = dataset::draw(data);
    chart.words.push("A sample lies on the curve of its class.".to_owned());
    let ends = [places.first(), places.last()];
    chart.panels = vec![Panel {
        title: String::new(),
        x: Axis::exact(
            &data.input_names()[0],
            ends[0].copied().unwrap_or_default(),
            ends[1].copied().unwrap_or_default(),
        ),
        y: Axis::exact("share of the density", -0.06, 1.06),
        height: 320.0,
        marks,
    }];
    chart.columns = 1;
    Ok(chart)
}
