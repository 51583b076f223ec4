//! Recorded runs of what is not trained by gradients: functions, memories,
//! prototypes, densities and sequences.

use percept::{
    Competitive, Dataset, Elman, Grnn, Hamming, Hopfield, Loss, Lvq, LvqRule, Pnn, Scaler,
    Transfer, WinnerTakeAll,
};
use serde_json::Value;

use super::*;

/// Outputs, slopes and ranges of every transfer function.
pub(super) fn functions() -> Row {
    let file = "functions";
    let tables = &read(file)["trans"];
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for (name, table) in tables.as_object().unwrap() {
        let function = match name.as_str() {
            "SatLins" => Transfer::SatLins,
            "SatLin" => Transfer::SatLin,
            "SatLinPrm" => Transfer::SatLinWith { slope: 1.0, low: 0.0, high: 1.0 },
            "SatLinPrm(0.1,0,10)" => Transfer::SatLinWith { slope: 0.1, low: 0.0, high: 10.0 },
            "HardLim" => Transfer::HardLim,
            "HardLims" => Transfer::HardLims,
            "SoftMax" => Transfer::SoftMax,
            "Competitive" => Transfer::Competitive,
            "RadBas" => Transfer::RadBas,
            _ => transfer(&serde_json::json!({ "name": name })),
        };
        let x = numbers(&table["x"]);
        ours.extend(function.apply_to_layer(&x));
        theirs.extend(numbers(&table["y"]));
        // neurolab forgets the factor of SatLinPrm's slope, and RadBas' slope
        let factor = if name == "SatLinPrm(0.1,0,10)" { 0.1 } else { 1.0 };
        if !matches!(name.as_str(), "SoftMax" | "Competitive" | "RadBas") {
            ours.extend(x.iter().map(|x| function.derivative(*x)));
            theirs.extend(numbers(&table["deriv"]).iter().map(|slope| factor * slope));
        }
        // nor does it say that RadBas ends at 0 and 1
        if name != "RadBas" && table.get("out_minmax").is_some() {
            assert_eq!(function.output_range().to_vec(), bounds(&table["out_minmax"]), "{name}");
            assert_eq!(function.active_range().to_vec(), bounds(&table["inp_active"]), "{name}");
        }
    }
    Row { file, what: "transfer functions", tolerance: 1e-15, deviation: deviation(&ours, &theirs) }
}

fn bounds(texts: &Value) -> Vec<f64> {
    texts.as_array().unwrap().iter().map(|text| text.as_str().unwrap().parse().unwrap()).collect()
}

/// Values of the losses.
pub(super) fn losses() -> Row {
    let file = "functions";
    let tables = &read(file)["error"];
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for (name, table) in tables.as_object().unwrap() {
        let loss = loss(&serde_json::json!({ "net": { "errorf": name } }));
        ours.push(loss.value(rows(&table["output"]), rows(&table["target"])).unwrap());
        theirs.push(table["value"].as_f64().unwrap());
    }
    Row { file, what: "losses", tolerance: 1e-12, deviation: deviation(&ours, &theirs) }
}

/// Slopes of the losses by each output, sample by sample: those by the biases
/// of neurons that give these outputs. neurolab's are those by the misses, of
/// the other sign.
pub(super) fn loss_slopes() -> Row {
    let file = "functions";
    let tables = &read(file)["error"];
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for (name, table) in tables.as_object().unwrap() {
        let loss = loss(&serde_json::json!({ "net": { "errorf": name } }));
        // between its ends, SatLin gives what it gets
        let entropy = loss == Loss::BinaryCrossEntropy;
        let function = if entropy { Transfer::SatLin } else { Transfer::PureLin };
        let recorded = rows(&table["deriv_row_by_row"]);
        let tables = rows(&table["output"]).into_iter().zip(rows(&table["target"]));
        for ((output, target), slopes) in tables.zip(recorded) {
            let neurons = FeedForward::new([[0.0, 1.0]], [output.len()]).unwrap();
            let mut neurons = neurons.transfer([function]).unwrap().init(Init::Zeros).unwrap();
            neurons.set_biases(0, &output).unwrap();
            let data = Dataset::new([0.0], vec![target]).unwrap();
            let gradient = neurons.gradient(&data, loss).unwrap();
            let biases = &gradient[output.len()..];
            for (at, slope) in slopes.iter().enumerate() {
                // at 0 and 1 neurolab divides by its smallest number, percept stops there
                if !entropy || (output[at] > 0.0 && output[at] < 1.0) {
                    ours.push(-biases[at]);
                    theirs.push(*slope);
                }
            }
        }
    }
    assert_eq!(ours.len(), 4 * 6 + 4);
    Row { file, what: "slopes of losses", tolerance: 1e-12, deviation: deviation(&ours, &theirs) }
}

/// Ranges, and inputs scaled to 0 and 1 and back.
pub(super) fn tools() -> Row {
    let file = "init_and_tools";
    let run = read(file);
    let data = Dataset::unlabelled(rows(&run["minmax"]["x"])).unwrap();
    let mut ours = data.ranges().concat();
    let mut theirs = rows(&run["minmax"]["out"]).concat();
    let data = Dataset::unlabelled(rows(&run["Norm"]["x"])).unwrap();
    let scaler = Scaler::min_max(&data, [0.0, 1.0]).unwrap();
    ours.extend(scaler.apply_inputs(&data).unwrap());
    theirs.extend(rows(&run["Norm"]["norm"]).concat());
    // `renorm` was asked for the middle; its `min` is where 0 goes
    ours.extend(scaler.invert([[0.5, 0.5], [0.0, 0.0]]).unwrap());
    theirs.extend(rows(&run["Norm"]["renorm"]).concat());
    theirs.extend(rows(&run["Norm"]["min"]).concat());
    ours.extend(scaler.invert(rows(&run["Norm"]["norm"])).unwrap());
    theirs.extend(rows(&run["Norm"]["x"]).concat());
    Row { file, what: "Norm, minmax", tolerance: 0.0, deviation: deviation(&ours, &theirs) }
}

/// Weights, and the way to every settled pattern.
pub(super) fn hopfield() -> Row {
    let file = "example_newhop";
    let run = read(file);
    let memory = Hopfield::new(rows(&run["target"])).unwrap();
    let weights: Vec<f64> = memory.weights().iter().copied().collect();
    let mut largest = deviation(&weights, &rows(&run["final"][0]["w"]).concat());
    for trace in run["trace"].as_array().unwrap() {
        let steps = memory.recall(numbers(&trace["in"])).unwrap().steps().to_vec();
        // neurolab counts a first step even where nothing changes
        let changed = if steps.len() == 1 { &steps[..] } else { &steps[1..] };
        largest =
            largest.max(deviation(&changed.concat(), &rows(&trace["outs_recorded"]).concat()));
    }
    Row { file, what: "weights, steps", tolerance: 0.0, deviation: largest }
}

/// The contest step by step, and its end.
pub(super) fn hamming() -> Row {
    let file = "example_newhem";
    let run = read(file);
    let memory = Hamming::new(rows(&run["target"])).unwrap();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for (inputs, outputs) in [("target", "sim_target_output"), ("sim_input", "sim_output")] {
        for (input, output) in rows(&run[inputs]).into_iter().zip(rows(&run[outputs])) {
            ours.extend(memory.contest(input).unwrap().pop().unwrap());
            theirs.extend(output);
        }
    }
    let steps = memory.contest(rows(&run["sim_input"])[0].clone()).unwrap();
    ours.extend(steps[1..].concat());
    theirs.extend(rows(&run["outs_for_input0"]).concat());
    let nearest = rows(&run["target"]).into_iter().map(|row| memory.nearest(row).unwrap() as f64);
    ours.extend(nearest);
    theirs.extend(numbers(&run["argmax_axis0"]));
    Row { file, what: "outputs, steps", tolerance: 0.0, deviation: deviation(&ours, &theirs) }
}

/// Error curve, weights, and outputs with the context that training left and
/// with an empty one. neurolab keeps the context from epoch to epoch.
pub(super) fn elman(file: &'static str) -> Row {
    let run = read(file);
    let net = &run["net"];
    let sizes: Vec<usize> = net["layers"].as_array().unwrap().iter().map(size).collect();
    let functions: Vec<Transfer> = net["transf"].as_array().unwrap().iter().map(transfer).collect();
    let network = Elman::new(rows(&net["inp_minmax"]), sizes).unwrap();
    let mut network = network.transfer(functions).unwrap().keep_context();
    network.set_parameters(parameters(&run["init"])).unwrap();
    let epochs = usize::try_from(run["train"]["effective"]["epochs"].as_u64().unwrap()).unwrap();
    let history = network.train(&data(&run), trainer(&run, epochs, false)).unwrap();
    let reset = network.predict(rows(&run["sim_input"])).unwrap();
    let left = network.proceed(rows(&run["sim_input"])).unwrap();
    let outputs = |outputs: percept::ndarray::Array2<f64>| outputs.iter().copied().collect();
    let (reset, left): (Vec<f64>, Vec<f64>) = (outputs(reset), outputs(left));
    let deviation = deviation(history.errors(), &numbers(&run["error"]))
        .max(deviation(network.parameters(), &parameters(&run["final"])))
        .max(deviation(&left, &rows(&run["sim_output"]).concat()))
        .max(deviation(&reset, &rows(&run["sim_output_after_reset"]).concat()));
    Row { file, what: "curve, weights, outputs", tolerance: 1e-8, deviation }
}

/// Outputs by hand, and the context that goes on.
pub(super) fn elman_steps() -> Row {
    let file = "newelm_doc_sim";
    let run = read(file);
    let mut network =
        Elman::new([[-1.0, 1.0]], [1]).unwrap().transfer([Transfer::PureLin]).unwrap();
    network.set_parameters(parameters(&run["init"])).unwrap();
    let mut outputs = Vec::new();
    for _ in 0..2 {
        outputs.extend(network.proceed(rows(&run["sim_input"])).unwrap());
    }
    let recorded = [rows(&run["sim_output"]), rows(&run["sim_output_second_call"])].concat();
    let deviation = deviation(&outputs, &recorded.concat());
    Row { file, what: "outputs", tolerance: 0.0, deviation }
}

pub(super) fn grnn() -> Row {
    let file = "example_newgrnn";
    let run = read(file);
    let data = Dataset::new(rows(&run["x"]), rows(&run["y"])).unwrap();
    let network = Grnn::new(&data, 1.0 / run["bias"].as_f64().unwrap()).unwrap();
    let outputs = network.predict(rows(&run["sim_input"])).unwrap();
    let outputs: Vec<f64> = outputs.iter().copied().collect();
    let deviation = deviation(&outputs, &rows(&run["sim_output"]).concat());
    Row { file, what: "outputs", tolerance: 1e-13, deviation }
}

/// Prototypes that take all, with and without a conscience.
pub(super) fn prototypes(file: &'static str) -> Row {
    let run = read(file);
    let settings = &run["train"]["effective"];
    let count = |name: &str| usize::try_from(settings[name].as_u64().unwrap()).unwrap();
    let mut network = Competitive::new(rows(&run["net"]["inp_minmax"]), 4).unwrap();
    network.set_prototypes(rows(&run["init"][0]["w"])).unwrap();
    let trainer = WinnerTakeAll::new()
        .epochs(count("epochs"))
        .learning_rate(settings["train"]["lr"].as_f64().unwrap())
        .scale_by_distance();
    let trainer = if file.contains("cwta") { trainer.conscience() } else { trainer };
    let data = Dataset::unlabelled(rows(&run["input"])).unwrap();
    let history = network.train(&data, trainer).unwrap();
    let end: Vec<f64> = network.prototypes().iter().copied().collect();
    let outputs = network.predict(rows(&run["sim_input"])).unwrap();
    let outputs: Vec<f64> = outputs.iter().copied().collect();
    let deviation = deviation(history.errors(), &numbers(&run["error"]))
        .max(deviation(&end, &rows(&run["final"][0]["w"]).concat()))
        .max(deviation(&outputs, &rows(&run["sim_output"]).concat()));
    Row { file, what: "curve, prototypes", tolerance: 0.0, deviation }
}

pub(super) fn lvq() -> Row {
    let file = "example_newlvq";
    let run = read(file);
    let epochs = usize::try_from(run["train"]["effective"]["epochs"].as_u64().unwrap()).unwrap();
    let mut network = Lvq::new(rows(&run["net"]["inp_minmax"]), [2, 2]).unwrap();
    let start: Vec<f64> = network.prototypes().iter().copied().collect();
    let trainer = LvqRule::new().epochs(epochs).goal(-1.0).learning_rate(0.01);
    let history = network.train(&data(&run), trainer).unwrap();
    let end: Vec<f64> = network.prototypes().iter().copied().collect();
    let outputs: Vec<f64> = network.predict(&data(&run)).unwrap().iter().copied().collect();
    let deviation = deviation(history.errors(), &numbers(&run["error"]))
        .max(deviation(&start, &rows(&run["init"][0]["w"]).concat()))
        .max(deviation(&end, &rows(&run["final"][0]["w"]).concat()))
        .max(deviation(&outputs, &rows(&run["sim_output"]).concat()));
    Row { file, what: "curve, prototypes", tolerance: 0.0, deviation }
}

/// The class of every place, but where the bells are so small that neurolab
/// loses them beside 1 and takes the first class.
pub(super) fn pnn() -> Row {
    let file = "example_newpnn";
    let run = read(file);
    let data = Dataset::new(rows(&run["x"]), rows(&run["d"])).unwrap();
    let bias = run["bias"].as_f64().unwrap();
    let network = Pnn::new(&data, 1.0 / bias).unwrap();
    let (inputs, recorded) = (rows(&run["sim_input"]), rows(&run["sim_output"]));
    let shares = network.predict(&inputs).unwrap();
    let mut others = 0.0;
    for (i, input) in inputs.iter().enumerate() {
        let squares =
            |x: &[f64]| -> f64 { x.iter().zip(input).map(|(a, b)| (a - b).powi(2)).sum() };
        let nearest = rows(&run["x"]).iter().map(|x| squares(x)).fold(f64::INFINITY, f64::min);
        let second = f64::from(u8::from(shares[(i, 1)] > 0.5));
        let seen = (-bias * bias * nearest).exp() > 1e-15;
        assert!(seen || recorded[i][0] == 1.0, "neurolab's first class at {input:?}");
        if seen && second != recorded[i][1] {
            others += 1.0;
        }
    }
    Row { file, what: "classes", tolerance: 0.0, deviation: others }
}
