//! The playground of a network: what its script is compared with, what it begins
//! with, and what is there without it.

use std::fs;
use std::path::Path;

use fastrand::Rng;
use percept::{Dataset, FeedForward, GradientDescent, Loss, Transfer};
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

fn list<T: serde::Serialize>(items: impl IntoIterator<Item = T>) -> Value {
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
