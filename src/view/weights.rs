use super::equation::sum_of_products;
use crate::chart::{
    Anchor, Axis, Chart, Color, GRID, INK, Mark, PAPER, Panel, Symbol, label, short, sign,
    significant,
};
use crate::error::count;
use crate::network::Perceptron;
use crate::notebook::Table;

/// Bars, and nodes of a layer, that a picture has room for.
const MAX_BARS: usize = 24;
const MAX_NODES: usize = 8;

pub(crate) fn draw(perceptron: &Perceptron) -> Chart {
    let equations: Vec<String> =
        (0..perceptron.n_neurons().min(4)).map(|i| equation(perceptron, i)).collect();
    let mut words = equations;
    let hidden = perceptron.n_neurons().saturating_sub(4);
    if hidden > 0 {
        words.push(format!("… and {} more.", count(hidden, "neuron")));
    }
    let names = perceptron.input_names();
    let narrow = names.len() <= MAX_NODES && names.iter().all(|name| name.chars().count() <= 16);
    Chart {
        title: format!(
            "Perceptron: {}, {}",
            count(perceptron.n_inputs(), "input"),
            count(perceptron.n_neurons(), "neuron")
        ),
        alt: format!("Bars of the weights and a diagram of the neurons. {}", words.join(" ")),
        words,
        panels: vec![bars(perceptron), diagram(perceptron)],
        columns: if narrow { 2 } else { 1 },
        tables: vec![table(perceptron)],
    }
}

fn equation(perceptron: &Perceptron, neuron: usize) -> String {
    let sum = sum_of_products(perceptron.weight_row(neuron), &perceptron.input_names());
    let threshold = perceptron.threshold_of(neuron);
    let output = if perceptron.n_neurons() == 1 {
        "output".to_owned()
    } else {
        format!("output {}", neuron + 1)
    };
    match perceptron.transfer_function() {
        crate::Transfer::HardLim => {
            format!("{output} = 1 if {sum} > {}, else 0.", short(threshold))
        }
        crate::Transfer::HardLims => {
            format!("{output} = 1 if {sum} > {}, else -1.", short(threshold))
        }
        transfer => {
            let bias = perceptron.biases()[neuron];
            let sign = if bias < 0.0 { '-' } else { '+' };
            format!("{output} = {transfer}({sum} {sign} {}).", short(bias.abs()))
        }
    }
}

/// A row of the bar chart.
fn weight_rows(perceptron: &Perceptron) -> Vec<(String, f64)> {
    let names = perceptron.input_names();
    let several = perceptron.n_neurons() > 1;
    let mut rows = Vec::new();
    for neuron in 0..perceptron.n_neurons() {
        let of = if several { format!(" → {}", neuron + 1) } else { String::new() };
        let weights = perceptron.weight_row(neuron);
        rows.extend(
            names.iter().zip(weights).map(|(name, &weight)| (format!("{name}{of}"), weight)),
        );
        rows.push((format!("bias{of}"), perceptron.biases()[neuron]));
    }
    rows
}

fn bars(perceptron: &Perceptron) -> Panel {
    let all = weight_rows(perceptron);
    let rows = &all[..all.len().min(MAX_BARS)];
    let largest = rows.iter().map(|(_, value)| value.abs()).fold(0.0, f64::max);
    let scale = if largest > 0.0 { largest } else { 1.0 };
    let lowest = if rows.iter().any(|(_, value)| *value < 0.0) { -1.0 } else { 0.0 };
    let names: Vec<String> = rows.iter().map(|(name, _)| name.clone()).collect();
    let mut marks = Vec::new();
    for (row, (name, value)) in rows.iter().enumerate() {
        let hover = format!("{name}: {}", short(*value));
        marks.push(Mark::bar(rows.len(), row, [0.0, *value], sign(*value), hover));
        let y = (rows.len() - 1 - row) as f64;
        marks.push(Mark::text([value.max(0.0) + 0.04 * scale, y], short(*value), Anchor::Start));
    }
    let title = if all.len() > MAX_BARS {
        format!("weights (the first {MAX_BARS} of {})", all.len())
    } else {
        "weights and bias".to_owned()
    };
    Panel {
        title,
        x: Axis::exact("", (lowest * scale * 1.05).max(-f64::MAX), (scale * 1.5).min(f64::MAX)),
        y: Axis::rows(&names),
        height: (34.0 * rows.len() as f64).max(170.0),
        marks,
    }
}

/// Where a layer of `n` nodes puts its `i`-th.
fn spread(i: usize, n: usize) -> f64 {
    1.0 - (i as f64 + 0.5) / n as f64
}

fn diagram(perceptron: &Perceptron) -> Panel {
    let names = perceptron.input_names();
    let (inputs, neurons) = (names.len().min(MAX_NODES), perceptron.n_neurons().min(MAX_NODES));
    let left = |i| [0.36, spread(i, inputs)];
    let middle = |i| [0.74, spread(i, neurons)];
    let mut marks = connections(perceptron, inputs, neurons, &left, &middle);
    marks.push(nodes((0..inputs).map(left).collect(), 14.0, GRID));
    marks.push(nodes((0..neurons).map(middle).collect(), 38.0, PAPER));
    for (i, name) in names.iter().take(inputs).enumerate() {
        let [x, y] = left(i);
        marks.push(Mark::text([x - 0.035, y], label(name), Anchor::End));
    }
    for i in 0..neurons {
        let [x, y] = middle(i);
        marks.push(Mark::Text {
            at: [x, y],
            text: "Σ".to_owned(),
            anchor: Anchor::Middle,
            size: 18.0,
        });
        marks.push(Mark::text(
            [x + 0.17, y + 0.07 / neurons as f64 + 0.03],
            "output",
            Anchor::Middle,
        ));
        if neurons == 1 {
            let threshold = format!("threshold {}", short(perceptron.threshold_of(i)));
            marks.push(Mark::text([x + 0.02, y - 0.2], threshold, Anchor::Middle));
        }
    }
    let note = |what: &str, shown: usize, all: usize| {
        if all > shown { format!(", {shown} of {all} {what}") } else { String::new() }
    };
    Panel {
        title: format!(
            "neuron diagram{}{}",
            note("inputs", inputs, names.len()),
            note("neurons", neurons, perceptron.n_neurons())
        ),
        x: Axis::hidden(),
        y: Axis::hidden(),
        height: (40.0 * inputs.max(neurons) as f64).max(170.0),
        marks,
    }
}

fn nodes(at: Vec<[f64; 2]>, size: f64, color: Color) -> Mark {
    Mark::Points { name: String::new(), color, symbol: Symbol::Circle, size, at }
}

/// Lines as wide as their weight is large, in the colour of its sign.
fn connections(
    perceptron: &Perceptron,
    inputs: usize,
    neurons: usize,
    left: &impl Fn(usize) -> [f64; 2],
    middle: &impl Fn(usize) -> [f64; 2],
) -> Vec<Mark> {
    let largest = perceptron.weights().iter().map(|weight| weight.abs()).fold(0.0, f64::max);
    let line = |color: Color, width: f64, at: Vec<[f64; 2]>| Mark::Line {
        name: String::new(),
        color,
        width,
        dashed: false,
        dots: false,
        at,
    };
    let mut marks = Vec::new();
    for neuron in 0..neurons {
        let [x, y] = middle(neuron);
        marks.push(line(INK, 2.0, vec![[x, y], [x + 0.24, y]]));
        for (i, &weight) in perceptron.weight_row(neuron).iter().take(inputs).enumerate() {
            let strength = if largest > 0.0 { weight.abs() / largest } else { 0.0 };
            marks.push(line(sign(weight), 1.0 + 5.0 * strength, vec![left(i), middle(neuron)]));
        }
    }
    marks
}

fn table(perceptron: &Perceptron) -> Table {
    let rows = weight_rows(perceptron);
    Table::excerpt(vec!["weight of".to_owned(), "value".to_owned()], rows.len(), &|i| {
        vec![rows[i].0.clone(), significant(rows[i].1, 6)]
    })
}
