//! Prototypes among the samples, and the regions that are nearest to each.

use super::map::PrototypeMap;
use super::rims;
use super::voronoi::{MAX_PROTOTYPES, MAX_REGIONS, Sites, panel, unnumbered};
use crate::chart::{Axis, Chart, MAX_CLASSES, Mark, PAPER, Panel, Symbol, short};
use crate::data::{Dataset, widened};
use crate::error::count;
use crate::network::{Competitive, Lvq, one_hot};
use crate::notebook::Table;
use crate::view::parts::classes::Classes;
use crate::view::parts::classes::shown::Kept;
use crate::view::parts::columns::Columns;
use crate::view::parts::nested_markers::{Layer, Stacked};
use crate::view::parts::parallel_coordinates;

/// Prototypes of whose samples a sentence tells.
const MAX_TOLD: usize = 12;

pub(crate) fn draw(map: &PrototypeMap) -> Chart {
    let data = map.drawn();
    let mut classes = Classes::of(data, 1);
    if map.has_own_colors() {
        classes = classes.without_targets();
    }
    let winners = map.winners();
    let classes = classes.answered(&|i| Some(format!("nearest to prototype {}", winners.get(i)?)));
    let sites = map.sites();
    let mut spans = data.ranges();
    for at in &sites.at {
        for (span, value) in spans.iter_mut().zip(at) {
            *span = widened(*span, *value);
        }
    }
    let names = data.input_names();
    let axis = |i: usize| Axis::around(&names[i], spans[i][0], spans[i][1]);
    let both = if map.on_a_line() {
        [axis(0), Axis::hidden()]
    } else {
        [axis(0).of_plane(), axis(1).of_plane()]
    };
    let mut panel = panel(&sites, both);
    let at = |i: usize| map.place(i);
    let wrong = |i: usize| map.is_right(i) == Some(false);
    let stacked = Stacked::of(&[Layer { classes: &classes, place: &at, wrong: &wrong }], names);
    let mut points = stacked.marks.clone();
    points.append(&mut stacked.told(0, classes.marks(true, &at)));
    let crossed = |i: usize| wrong(i) && !stacked.hides(0, i);
    let marked = wrong_points(&crossed, &classes, &at);
    points.extend(marked.map(Mark::silent));
    let rimmed = rims::on_samples(&sites.at, &mut points);
    // above the regions, below the prototypes
    let place = panel.marks.iter().position(|mark| matches!(mark, Mark::Points { .. }));
    let place = place.unwrap_or(panel.marks.len());
    panel.marks.splice(place..place, points);
    let mut words = words(map);
    words.extend(cut(&sites, &panel));
    words.extend(rimmed);
    if data.n_targets() == 0 && sites.classes.is_some() {
        words.extend(sites.kept.sentence("prototype"));
    }
    words.extend(classes.notes());
    words.extend(stacked.sentences());
    let picture = if map.on_a_line() { "Line" } else { "Scatter plot" };
    Chart {
        title: format!("Prototypes: {}", sites.at.len()),
        alt: format!("{} of samples with prototypes. {}", picture, words.join(" ")),
        words,
        panels: vec![panel],
        columns: 1,
        tables: vec![numbers(map)],
    }
}

fn words(map: &PrototypeMap) -> Vec<String> {
    let counts = map.counts();
    let mut words = Vec::new();
    if let (Some(right), n) = (map.n_right(), map.winners().len()) {
        words.push(format!(
            "{right} of {} are nearest to a prototype of their own class.",
            count(n, "sample")
        ));
    }
    let mut shares = Vec::new();
    let mut idle = 0;
    for (prototype, n) in counts.iter().enumerate() {
        idle += usize::from(*n == 0);
        if prototype < MAX_TOLD {
            shares.push(n.to_string());
        }
    }
    if counts.len() <= MAX_TOLD {
        words.push(format!("Samples nearest to each prototype: {}.", shares.join(", ")));
    }
    if idle > 0 {
        words.push(format!("{} nearest to no sample.", are(idle, "prototype")));
    }
    words.push(format!(
        "Mean distance from a sample to its prototype: {}.",
        short(map.mean_distance())
    ));
    words
}

fn are(n: usize, noun: &str) -> String {
    format!("{} {}", count(n, noun), if n == 1 { "is" } else { "are" })
}

fn cut(sites: &Sites, panel: &Panel) -> Vec<String> {
    let n = sites.at.len();
    let mut words = Vec::new();
    if n > MAX_PROTOTYPES {
        words.push(format!("The first {MAX_PROTOTYPES} of {n} prototypes are drawn."));
    }
    if sites.regions && n > MAX_REGIONS {
        words.push(format!("Regions are drawn of at most {MAX_REGIONS} prototypes."));
    }
    if unnumbered(sites, panel) > 0 {
        words.push("Where prototypes overlap, the number of one is written.".to_owned());
    }
    words
}

fn numbers(map: &PrototypeMap) -> Table {
    let (prototypes, counts) = (map.prototypes(), map.counts());
    let mut head = vec!["prototype".to_owned()];
    head.extend_from_slice(map.input_names());
    let classes = map.classes();
    if classes.is_some() {
        head.push("class".to_owned());
    }
    head.push("samples".to_owned());
    let n = prototypes.n_rows();
    let places = Columns::placed(n, &|i| prototypes.row(i).to_vec());
    Table::excerpt(head, n, &|i| {
        let mut row = vec![i.to_string()];
        places.push(&mut row, prototypes.row(i));
        if let Some(classes) = classes {
            row.push(map.class_names()[classes[i]].clone());
        }
        row.push(counts[i].to_string());
        row
    })
}

/// White crosses on samples whose nearest prototype is of another class.
fn wrong_points(
    wrong: &dyn Fn(usize) -> bool,
    classes: &Classes,
    place: &dyn Fn(usize) -> [f64; 2],
) -> Option<Mark> {
    let mut at = Vec::new();
    for sample in classes.drawn() {
        if wrong(sample) {
            at.push(place(sample));
        }
    }
    let name = "of another class".to_owned();
    let (color, symbol) = (PAPER, Symbol::Cross);
    (!at.is_empty()).then_some(Mark::Points {
        name,
        color,
        symbol,
        size: 7.0,
        at,
        hover: Vec::new(),
    })
}

pub(crate) fn draw_competitive(network: &Competitive) -> Chart {
    let own_colors = network.prototypes.n_rows() <= MAX_CLASSES;
    let data = Dataset::unlabelled(network.prototypes());
    let sites = Sites {
        at: Vec::new(),
        classes: None,
        class_names: &[],
        kept: Kept::of(&[]),
        own_colors,
        regions: true,
    };
    alone("Competitive network", data.ok(), sites, network.ranges())
}

pub(crate) fn draw_lvq(network: &Lvq) -> Chart {
    let class_names = network.class_names_shown();
    let (classes, names) =
        (network.prototype_classes(), network.names().inputs(network.n_inputs()));
    let targets = one_hot(classes, network.n_classes());
    let data = Dataset::checked(network.prototypes.clone(), targets)
        .and_then(|data| data.name_inputs(names)?.name_classes(class_names.clone()));
    let sites = Sites {
        at: Vec::new(),
        classes: Some(classes),
        class_names: &class_names,
        kept: data.as_ref().map_or_else(|_| Kept::of(&[]), Kept::of_data),
        own_colors: false,
        regions: true,
    };
    alone("LVQ network", data.ok(), sites, &[])
}

/// Prototypes without samples: in the plane, along a line, or as parallel
/// coordinates.
fn alone(what: &str, data: Option<Dataset>, mut sites: Sites, ranges: &[[f64; 2]]) -> Chart {
    let Some(data) = data else {
        // prototypes are a table of finite numbers: this does not happen
        return Chart {
            title: what.to_owned(),
            words: Vec::new(),
            alt: what.to_owned(),
            panels: Vec::new(),
            columns: 1,
            tables: Vec::new(),
        };
    };
    let mut spans = data.ranges();
    for (span, [low, high]) in spans.iter_mut().zip(ranges) {
        *span = widened(widened(*span, *low), *high);
    }
    let (n, names) = (data.n_samples(), data.input_names());
    let axis = |i: usize| Axis::around(&names[i], spans[i][0], spans[i][1]).of_plane();
    for i in 0..n {
        let x = data.input_row(i);
        sites.at.push([x[0], if x.len() == 2 { x[1] } else { i as f64 }]);
    }
    let mut words = vec![match &sites.classes {
        Some(_) => "A sample gets the class of its nearest prototype.".to_owned(),
        None => "A sample belongs to its nearest prototype.".to_owned(),
    }];
    let panel = match data.n_inputs() {
        1 => {
            sites.regions = false;
            let last = (n - 1) as f64;
            panel(&sites, [axis(0), Axis::whole("prototype", -0.6, last + 0.6)])
        }
        2 => panel(&sites, [axis(0), axis(1)]),
        _ => {
            let classes = Classes::thinned_to(&data, parallel_coordinates::MAX_LINES);
            words.extend(classes.notes());
            sites.at.clear();
            parallel_coordinates::panel(&data, &spans, &classes)
        }
    };
    if data.n_inputs() < 3 && sites.classes.is_some() {
        words.extend(sites.kept.sentence("prototype"));
    }
    words.extend(cut(&sites, &panel));
    let title = format!("{what}: {}, {}", count(n, "prototype"), count(names.len(), "input"));
    Chart {
        alt: format!("{title}. {}", words.join(" ")),
        title,
        words,
        panels: vec![panel],
        columns: 1,
        tables: vec![table(&data, &sites)],
    }
}

fn table(data: &Dataset, sites: &Sites) -> Table {
    let mut head = vec!["prototype".to_owned()];
    head.extend_from_slice(data.input_names());
    if sites.classes.is_some() {
        head.push("class".to_owned());
    }
    let n = data.n_samples();
    let places = Columns::placed(n, &|i| data.input_row(i).to_vec());
    Table::excerpt(head, n, &|i| {
        let mut row = vec![i.to_string()];
        places.push(&mut row, data.input_row(i));
        row.extend(sites.class_name(i).map(str::to_owned));
        row
    })
}
