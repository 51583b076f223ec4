//! The playground of a network: what its script is compared with, what it begins
//! with, and what is there without it.

use std::fs;
use std::path::Path;

use fastrand::Rng;
use percept::{
    Dataset, FeedForward, GradientDescent, Loss, NetworkPlayground, Page, Result, Rprop, Source,
    Transfer, toy,
};
use serde_json::{Value, json};

/// Where `tests/browser/test_network_engine.py` looks for them.
const FOLDER: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/playground");
const CASES: u64 = 400;
const EPOCHS: usize = 100;

const HIDDEN: [Transfer; 10] = [
    Transfer::TanSig,
    Transfer::LogSig,
    Transfer::PureLin,
    Transfer::Relu,
    Transfer::LeakyRelu,
    Transfer::Gelu,
    Transfer::Softplus,
    Transfer::RadBas,
    Transfer::SatLin,
    Transfer::SatLins,
];
const LOSSES: [Loss; 5] = [Loss::Sse, Loss::Mse, Loss::Sae, Loss::Mae, Loss::BinaryCrossEntropy];

fn list<T: serde_core::Serialize>(items: impl IntoIterator<Item = T>) -> Value {
    Value::Array(items.into_iter().map(|item| json!(item)).collect())
}

/// A network, data and a trainer, and what comes of them.
fn case(seed: u64) -> Value {
    let mut random = Rng::with_seed(seed);
    let n = random.usize(2..40);
    let mut loss = LOSSES[random.usize(..LOSSES.len())];
    let last = HIDDEN[random.usize(..HIDDEN.len())];
    let [low, high] = last.output_range();
    if loss == Loss::BinaryCrossEntropy && (low < 0.0 || high > 1.0) {
        loss = Loss::Sse;
    }
    let targets = if low <= -1.0 && random.bool() { [-1.0, 1.0] } else { [0.0, 1.0] };
    let mut points: Vec<([f64; 2], usize)> = Vec::new();
    for i in 0..n {
        points.push(([3.0 * random.f64() - 1.0, 2.0 * random.f64()], i % 2));
    }
    let rows: Vec<[f64; 2]> = points.iter().map(|(at, _)| *at).collect();
    let data =
        Dataset::new(rows, points.iter().map(|(_, class)| targets[*class]).collect::<Vec<_>>())
            .unwrap();

    let mut sizes: Vec<usize> = (0..random.usize(..4)).map(|_| random.usize(1..=8)).collect();
    sizes.push(1);
    let mut transfers: Vec<Transfer> =
        sizes.iter().map(|_| HIDDEN[random.usize(..HIDDEN.len())]).collect();
    *transfers.last_mut().unwrap() = last;
    let mut network = FeedForward::new(data.ranges(), sizes.clone())
        .unwrap()
        .transfer(transfers.clone())
        .unwrap()
        .seed(random.u64(..));

    let is_sum = matches!(loss, Loss::Sse | Loss::Sae);
    let rate = 10_f64.powf(-3.0 + 2.0 * random.f64()) / if is_sum { n as f64 } else { 1.0 };
    let mut trainer = GradientDescent::new().loss(loss).learning_rate(rate).goal(0.0);
    let (batch, shuffle) = match random.u8(..3) {
        0 => (0, true),
        1 => (1, false),
        _ => (random.usize(1..12), true),
    };
    trainer = match (batch, shuffle) {
        (0, _) => trainer,
        (_, false) => trainer.online(),
        _ => trainer.batch_size(batch),
    };
    let mut chance = |value: f64| if random.u8(..3) == 0 { value } else { 0.0 };
    let (l2, l1, momentum) = (chance(0.03), chance(0.01), chance(0.8));
    trainer = trainer.l2(l2).l1(l1).momentum(momentum);

    let drawn = network.parameters().to_vec();
    let history = network.train(&data, trainer.epochs(EPOCHS + 1)).unwrap();
    let points = points.iter().map(|(at, class)| json!({"at": at, "target": class}));
    json!({
        "start": {
            "points": list(points), "targets": targets, "ranges": data.ranges(),
            "sizes": sizes, "transfers": list(transfers.iter().map(ToString::to_string)),
            "seed": network.seed_used().to_string(), "loss": loss.to_string(), "rate": rate,
            "batch": batch, "shuffle": shuffle, "l2": l2, "l1": l1, "momentum": momentum,
        },
        "drawn": drawn,
        "errors": list(history.errors().iter().filter(|error| error.is_finite())),
        "parameters": network.parameters(),
        "diverged": history.stop() == percept::Stop::Diverged,
    })
}

#[test]
fn cases_for_the_script_are_written() {
    let cases: Vec<Value> = (0..CASES).map(case).collect();
    fs::create_dir_all(FOLDER).unwrap();
    let path = Path::new(FOLDER).join("network_cases.json");
    fs::write(path, serde_json::to_string(&cases).unwrap()).unwrap();
}

fn xor() -> NetworkPlayground {
    let xor = toy::xor().unwrap();
    FeedForward::new(xor.ranges(), [4, 1]).unwrap().seed(1).playground(&xor).unwrap()
}

/// Named inputs and classes, all layers that there is room for, another trainer.
fn named() -> NetworkPlayground {
    let moons = toy::moons(200, 0.15, 3).unwrap();
    let moons = moons.name_inputs(["length", "width"]).unwrap();
    let moons = moons.name_classes(["red fox", "grey wolf"]).unwrap();
    let functions = [Transfer::TanSig, Transfer::Relu, Transfer::TanSig, Transfer::LogSig];
    let mut network =
        FeedForward::new(moons.ranges(), [8, 8, 8, 1]).unwrap().transfer(functions).unwrap();
    network.train(&moons, trainer().epochs(20)).unwrap();
    network.playground(&moons).unwrap().trainer(&trainer()).unwrap()
}

fn trainer() -> GradientDescent {
    GradientDescent::new()
        .loss(Loss::BinaryCrossEntropy)
        .learning_rate(0.1)
        .momentum(0.5)
        .batch_size(20)
        .l2(0.001)
        .goal(0.001)
}

/// What the script begins with.
fn state(playground: &NetworkPlayground) -> Value {
    crate::json_in(playground.mime_bundle().html(), "batch")
}

#[test]
fn it_begins_with_the_network_and_the_points() {
    let playground = xor();
    let state = state(&playground);
    assert_eq!(state["parameters"], json!(playground.network().parameters()));
    assert_eq!(state["sizes"], json!([4, 1]));
    assert_eq!(state["seed"], json!("1"));
    assert_eq!((&state["loss"], &state["rate"]), (&json!("Mse"), &json!(0.3)));
    let targets: Vec<&Value> =
        state["points"].as_array().unwrap().iter().map(|point| &point["target"]).collect();
    assert_eq!(json!(targets), json!([0, 1, 1, 0]));
    assert_eq!(state["targets"], json!([0.0, 1.0]));
    assert_eq!(state["shades"].as_array().unwrap().len(), 13);
    let named = named();
    let state = self::state(&named);
    assert_eq!(state["names"], json!(["length", "width"]));
    assert_eq!(state["classes"], json!(["red fox", "grey wolf"]));
    assert_eq!((&state["batch"], &state["momentum"]), (&json!(20), &json!(0.5)));
    let told = format!("{named:?}");
    assert!(told.starts_with("NetworkPlayground(200 samples, FeedForward("), "{told}");
}

/// A piece of Rust as text, and what it gives.
macro_rules! as_text_and_run {
    ($($code:tt)*) => {
        (stringify!($($code)*), (|| -> Result<NetworkPlayground> { Ok({ $($code)* }) })())
    };
}

#[test]
#[allow(clippy::unreadable_literal, reason = "numbers stand as the playground writes them")]
fn the_code_makes_the_same_playground() {
    let points = Dataset::new([[0, 0], [0, 1], [1, 1]], [-1, 1, 1]).unwrap();
    let mut network = FeedForward::new(points.ranges(), [1, 1])
        .unwrap()
        .transfer([Transfer::LogSig, Transfer::TanSig])
        .unwrap()
        .seed(7);
    network.set_parameters([1.5, -2.0, 1e-7, 0.1 + 0.2, 1e16]).unwrap();
    let trainer = GradientDescent::new().online().learning_rate(0.25).l1(1e-5).goal(0.5);
    let playground = network.playground(&points).unwrap().trainer(trainer).unwrap();
    let (text, made) = as_text_and_run! {
        let data = Dataset::new([[0.0, 0.0], [0.0, 1.0], [1.0, 1.0]], [-1.0, 1.0, 1.0])?;
        let mut network = FeedForward::new([[0.0, 1.0], [0.0, 1.0]], [1, 1])?
            .transfer([Transfer::LogSig, Transfer::TanSig])?
            .seed(7);
        network.set_parameters([1.5, -2.0, 1e-7, 0.30000000000000004, 1e16])?;
        let trainer = GradientDescent::new().learning_rate(0.25).online().l1(1e-5).goal(0.5);
        network.playground(&data)?.trainer(trainer)?
    };
    let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(without_spaces(&playground.code()), without_spaces(text));
    assert_eq!(made.unwrap(), playground);
}

#[test]
fn without_scripts_there_are_the_diagram_the_surface_and_the_words() {
    let playground = xor();
    let text = playground.to_string();
    for words in
        ["2 inputs, then 4 neurons (TanSig), then 1 neuron (TanSig)", "White is 0.5", "of 4 points"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(text.trim_end().ends_with("network.playground(&data)?.trainer(trainer)?"), "{text}");
    let bundle = playground.mime_bundle();
    assert_eq!(bundle.plotly(), "");
    assert!(bundle.html().contains("<img alt=\"Diagram of neurons and connections."));
    assert_eq!(bundle, xor().mime_bundle());
}

#[test]
fn an_output_has_at_most_60_kilobytes_with_picture_and_table() {
    let data = toy::xor().unwrap();
    let network = FeedForward::new(data.ranges(), [3, 1]).unwrap();
    let network = network.transfer([Transfer::TanSig, Transfer::LogSig]).unwrap().seed(1);
    for playground in [network.playground(&data).unwrap(), xor()] {
        let bytes = playground.mime_bundle().html().len();
        assert!(bytes <= 60_000, "{bytes} bytes");
    }
}

/// What a network says to a playground with XOR.
fn refused(network: Result<FeedForward>) -> String {
    network.unwrap().playground(&toy::xor().unwrap()).unwrap_err().to_string()
}

#[test]
fn other_networks_are_refused_with_a_reason() {
    let square = [[0.0, 1.0]; 2];
    let new = |sizes: &[usize]| FeedForward::new(square, sizes.to_vec());
    let three = FeedForward::new([[0.0, 1.0]; 3], [1]);
    assert_eq!(
        refused(three),
        "playground: expected a network with 2 inputs, the axes of its plane, but got 3 inputs"
    );
    assert_eq!(
        refused(new(&[4, 2])),
        "playground: expected a network with one output (of two classes, one output tells them \
         apart), but got 2 outputs"
    );
    assert_eq!(
        refused(new(&[2, 2, 2, 2, 1])),
        "playground: expected at most 3 hidden layers, which the diagram has room for, but got 4"
    );
    assert_eq!(
        refused(new(&[2, 9, 1])),
        "playground: expected at most 8 neurons in a layer, which the diagram has room for, but \
         got 9 neurons in layer 2"
    );
    let soft =
        new(&[2, 1]).and_then(|network| network.transfer([Transfer::SoftMax, Transfer::TanSig]));
    assert_eq!(
        refused(soft),
        "`transfer`: expected TanSig, LogSig, PureLin, Relu, LeakyRelu, Gelu, Softplus, RadBas, \
         SatLin or SatLins in every layer of a playground (`network.transfer(…)`), but got SoftMax \
         in layer 1"
    );
    let past = FeedForward::builder(square)
        .unwrap()
        .layer(2, Transfer::TanSig)
        .layer_from([Source::Layer(0), Source::Input], 1, Transfer::TanSig)
        .build();
    assert_eq!(
        refused(past),
        "`sources`: expected layers that see the one before them alone (`FeedForward::new`), but \
         got layer 2 that sees layer 1 and the inputs"
    );
    let mut huge = new(&[1]).unwrap();
    huge.set_biases(0, [1e101]).unwrap();
    assert!(refused(Ok(huge)).starts_with("`weights`: expected numbers from -1e100 to 1e100"));
}

#[test]
fn other_data_and_trainers_are_refused_with_a_reason() {
    let network = FeedForward::new([[0.0, 1.0]; 2], [2, 1]).unwrap();
    let said = |data: Result<Dataset>| network.playground(&data.unwrap()).unwrap_err().to_string();
    assert_eq!(
        said(Dataset::new([[0.0, 0.0], [0.0, 1.0], [1.0, 1.0]], [0.1, 0.2, 0.3])),
        "playground: expected targets with two different values, one for each class (for numbers, \
         see `surface` and `replay`), but got 3 different values"
    );
    assert!(said(Dataset::new([0.0, 1.0], [0, 1])).contains("data with 2 inputs"));
    let unlabelled = Dataset::unlabelled([[0.0, 1.0]]).unwrap();
    let said_of_none = network.playground(&unlabelled).unwrap_err().to_string();
    assert!(said_of_none.contains("target"), "{said_of_none}");
    // beyond what the output can be
    assert!(said(Dataset::new([[0.0, 0.0], [0.0, 1.0]], [0, 2])).contains('2'));
    let playground = xor();
    let said = |trainer| playground.clone().trainer(trainer).unwrap_err().to_string();
    assert_eq!(
        said(GradientDescent::new().adaptive()),
        "`trainer`: expected a learning rate that stays as it is, but got an adaptive one, which \
         grows until rounding decides where it leads"
    );
    assert_eq!(
        said(GradientDescent::new().time_limit(1.0)),
        "`trainer`: expected loss, learning_rate, momentum, batches, penalties and goal alone (the \
         rest belongs to `train`), but got validation data, a time limit, checkpoints or a least \
         gradient"
    );
    assert!(
        said(GradientDescent::new().loss(Loss::BinaryCrossEntropy)).contains("BinaryCrossEntropy")
    );
    assert!(said(GradientDescent::new().learning_rate(0.0)).contains("above 0"));
}

/// What the library makes of a playground in some epochs.
fn after(page: &str, playground: &NetworkPlayground, trainer: GradientDescent) -> Value {
    let epochs = 12;
    let mut network = playground.network().clone();
    network.train(playground.data(), trainer.epochs(epochs + 1).goal(0.0)).unwrap();
    let next_seed = playground.network().seed_used() + 1;
    json!({
        "page": page, "code": playground.code(), "epochs": epochs,
        "parameters": network.parameters(),
        "next_seed": playground.network().clone().seed(next_seed).parameters(),
    })
}

#[test]
fn pages_for_the_browser_are_written() {
    fs::create_dir_all(FOLDER).unwrap();
    let folder = Path::new(FOLDER);
    let (xor, named) = (xor(), named());
    xor.save_html(folder.join("network.html")).unwrap();
    named.save_html(folder.join("network_named.html")).unwrap();
    let twice = Page::new().show(&xor).show(&xor).show(&named);
    twice.save_html(folder.join("network_twice.html")).unwrap();
    let plain = GradientDescent::new().loss(Loss::Mse).learning_rate(0.3);
    let told = [after("network", &xor, plain), after("network_named", &named, trainer())];
    fs::write(folder.join("network_after.json"), Value::from(told.to_vec()).to_string()).unwrap();
    // that of tests/browser/every_value.ipynb
    let data = toy::xor().unwrap();
    let mut network = FeedForward::new(data.ranges(), [4, 1]).unwrap();
    network = network.transfer([Transfer::TanSig, Transfer::LogSig]).unwrap().seed(1);
    network.train(&data, Rprop::new()).unwrap();
    let plain = GradientDescent::new().loss(Loss::Mse).learning_rate(0.3);
    let told = after("lab", &network.playground(&data).unwrap(), plain);
    fs::write(folder.join("network_lab.json"), told.to_string()).unwrap();
}
