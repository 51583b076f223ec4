//! The programs that `larger_than_memory.py` runs and measures: `write`, `pass`,
//! `read` and `train`, each with the path of a Parquet file.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints what it measured")]

use std::fs::File;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::time::Instant;

use percept::polars::prelude::*;
use percept::{Delta, LazyDataset, Perceptron};

const INPUTS: usize = 20;
const ROW_GROUP: usize = 1 << 17;
const BATCH: usize = 1 << 12;
const EPOCHS: usize = 3;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments[1..].iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["write", path, gibibytes, ..] => write(path, gibibytes.parse().unwrap()),
        ["pass", path, ..] => read("handed over", path, &|_| 0.0),
        ["read", path, ..] => read("read", path, &sum),
        ["train", path, ..] => train(path),
        // `cargo bench` without the script has nothing to measure
        _ => println!("run benches/larger_than_memory.py"),
    }
}

fn names() -> Vec<String> {
    (1..=INPUTS).map(|i| format!("x{i}")).collect()
}

/// Noise that no line separates; no two row groups are the same.
fn write(path: &str, gibibytes: usize) {
    let groups = (gibibytes << 30) / (ROW_GROUP * (INPUTS + 1) * size_of::<f64>()) + 1;
    let mut random = Random(1);
    let first = group(&mut random);
    let file = File::create(path).unwrap();
    let writer = ParquetWriter::new(file)
        .with_compression(ParquetCompression::Uncompressed)
        .with_row_group_size(Some(ROW_GROUP));
    let mut writer = writer.batched(first.schema()).unwrap();
    writer.write_batch(&first).unwrap();
    for _ in 1..groups {
        writer.write_batch(&group(&mut random)).unwrap();
    }
    writer.finish().unwrap();
}

fn group(random: &mut Random) -> DataFrame {
    let mut columns = Vec::new();
    for name in names() {
        let values: Vec<f64> = (0..ROW_GROUP).map(|_| random.next()).collect();
        columns.push(Column::new(name.into(), values));
    }
    let first = columns[0].f64().unwrap();
    let side = |x: f64| f64::from(u8::from(x + 0.1 * random.next() > 0.0));
    let target: Vec<f64> = first.iter().map(Option::unwrap).map(side).collect();
    columns.push(Column::new("t".into(), target));
    DataFrame::new(ROW_GROUP, columns).unwrap()
}

/// xorshift64, from G. Marsaglia, 2003: fast, and good enough for noise.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }
}

fn scan(path: &str) -> LazyFrame {
    LazyFrame::scan_parquet(PlRefPath::new(path), ScanArgsParquet::default()).unwrap()
}

/// All columns through polars' streaming, in batches of the same size.
fn read(what: &str, path: &str, look: &'static (dyn Fn(&DataFrame) -> f64 + Sync)) {
    for _ in 0..EPOCHS {
        let start = Instant::now();
        let visit = PlanCallback::new(move |batch: DataFrame| Ok(black_box(look(&batch)).is_nan()));
        let batches = scan(path).sink_batches(visit, true, NonZeroUsize::new(BATCH)).unwrap();
        batches.collect_with_engine(Engine::Streaming).unwrap();
        println!("{what} {}", start.elapsed().as_secs_f64());
    }
}

/// Touches every value once: what is mapped but never looked at is not read.
fn sum(batch: &DataFrame) -> f64 {
    let mut sum = 0.0;
    for column in batch.columns() {
        sum += column.f64().unwrap().sum().unwrap();
    }
    sum
}

fn train(path: &str) {
    let start = Instant::now();
    let data = LazyDataset::new(scan(path), names(), ["t"]).unwrap().batch_size(BATCH).unwrap();
    println!("survey {}", start.elapsed().as_secs_f64());
    let mut perceptron = Perceptron::new(data.ranges().to_vec(), 1).unwrap();
    let start = Instant::now();
    let history =
        perceptron.train_lazy(&data, Delta::new().epochs(EPOCHS).goal(0.0).show(0)).unwrap();
    assert_eq!(history.epochs(), EPOCHS);
    println!("epoch {}", start.elapsed().as_secs_f64() / EPOCHS as f64);
    println!("samples {}", data.n_samples());
    println!("errors {:?}", history.errors());
}
