//! Outputs beside the shares that are right, and how many samples there are of each.

use crate::chart::{
    Axis, Chart, Dash, INK, Mark, NEUTRAL, Panel, QUIET, Symbol, labels, share, short,
};
use crate::data::strings;
use crate::error::count;
use crate::metrics::Calibration;
use crate::notebook::Table;

pub(crate) fn draw(calibration: &Calibration) -> Chart {
    let words = sentences(calibration);
    Chart {
        title: "Calibration".to_owned(),
        alt: format!(
            "Two panels: the share that is right over the mean output of each bin, and the number \
             of samples by output. {}",
            words.join(" ")
        ),
        words,
        panels: vec![reliability(calibration), histogram(calibration)],
        columns: 2,
        tables: vec![table(calibration)],
    }
}

/// What an output is for.
fn output(calibration: &Calibration) -> String {
    match &calibration.class {
        Some(class) => format!("output for {}", labels(std::slice::from_ref(class))[0]),
        None => "largest output".to_owned(),
    }
}

/// What should be as large as the output.
fn right(calibration: &Calibration) -> String {
    match &calibration.class {
        Some(class) => format!("share of {}", labels(std::slice::from_ref(class))[0]),
        None => "share that is right".to_owned(),
    }
}

fn sentences(calibration: &Calibration) -> Vec<String> {
    let samples = count(calibration.n_samples, "sample");
    let mut words = vec![format!(
        "{samples}: Brier score {}, expected calibration error {}.",
        short(calibration.brier_score()),
        short(calibration.expected_error())
    )];
    let (mut mean, mut own) = (0.0, 0.0);
    for (output, share, samples) in calibration.bins() {
        let part = samples as f64 / calibration.n_samples as f64;
        mean += part * output;
        own += part * share;
    }
    let (mean, own) = (share(mean), share(own));
    words.push(match &calibration.class {
        Some(class) => {
            let name = &labels(std::slice::from_ref(class))[0];
            format!("The mean output is {mean}; {own} of the samples are of the class {name}.")
        }
        None => format!("The mean of the largest outputs is {mean}; {own} of them are right."),
    });
    words.push("On the dotted line, outputs are as sure as they are right.".to_owned());
    words
}

fn reliability(calibration: &Calibration) -> Panel {
    let (mut line, mut hover) = (Vec::new(), Vec::new());
    for (mean, share, samples) in calibration.bins() {
        line.push([mean, share]);
        hover.push(format!(
            "mean output {}, {} {}, {}",
            short(mean),
            right(calibration),
            short(share),
            count(samples, "sample")
        ));
    }
    let straight = |name: &str, color, width, dash, at| Mark::Line {
        name: name.to_owned(),
        color,
        width,
        dash,
        dots: false,
        hover: String::new(),
        at,
    };
    let name = String::new();
    let at = line.clone();
    Panel {
        title: "How sure, how right".to_owned(),
        x: Axis::exact(&output(calibration), -0.03, 1.03),
        y: Axis::exact(&right(calibration), -0.03, 1.03),
        height: 300.0,
        marks: vec![
            straight("as sure as right", QUIET, 1.5, Dash::Dotted, vec![[0.0, 0.0], [1.0, 1.0]]),
            straight("", INK, 2.0, Dash::Solid, line),
            Mark::Points { name, color: INK, symbol: Symbol::Circle, size: 9.0, at, hover },
        ],
    }
}

fn histogram(calibration: &Calibration) -> Panel {
    let (mut marks, mut most) = (Vec::new(), 0);
    let width = 1.0 / calibration.bins.len() as f64;
    for (i, bin) in calibration.bins.iter().enumerate() {
        most = most.max(bin.samples);
        if bin.samples == 0 {
            continue;
        }
        let (from, to, high) = (width * i as f64, width * (i + 1) as f64, bin.samples as f64);
        marks.push(Mark::Area {
            name: String::new(),
            color: NEUTRAL,
            opacity: 0.85,
            hover: format!("{}: {}", ends(calibration, i), count(bin.samples, "sample")),
            at: vec![[from, 0.0], [to, 0.0], [to, high], [from, high], [from, 0.0]],
        });
    }
    Panel {
        title: "How often".to_owned(),
        x: Axis::exact(&output(calibration), -0.03, 1.03),
        y: Axis::whole("samples", 0.0, 1.05 * most as f64),
        height: 300.0,
        marks,
    }
}

/// `0.3 to 0.4`.
fn ends(calibration: &Calibration, bin: usize) -> String {
    let n = calibration.bins.len() as f64;
    format!("{} to {}", short(bin as f64 / n), short((bin + 1) as f64 / n))
}

fn table(calibration: &Calibration) -> Table {
    let right = right(calibration);
    let head = ["output", "samples", "mean output", &right];
    Table::excerpt(strings(head), calibration.bins.len(), &|i| {
        let bin = calibration.bins[i];
        let mut row = vec![ends(calibration, i), bin.samples.to_string()];
        if bin.samples > 0 {
            row.extend([short(bin.mean()), short(bin.share())]);
        } else {
            row.extend(["none".to_owned(), "none".to_owned()]);
        }
        row
    })
    .titled("Bins of outputs")
}
