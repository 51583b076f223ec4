//! Small data sets to learn and to try things out with.
//!
//! What is random is the same for the same seed. `noise` is the standard
//! deviation of what is added to each input.

mod letters;

use std::f64::consts::{PI, TAU};

use super::csv;
use crate::data::{Dataset, strings};
use crate::error::{Error, Result};
use crate::matrix::Matrix;
use crate::random::{Random, normal};
use letters::{LETTERS, NAMES};

/// The tutorial's four points in the plane: the first is 0, the others are 1.
///
/// # Errors
///
/// None; a `Result` as of all toy sets.
///
/// # Examples
///
/// ```
/// assert_eq!(percept::toy::points()?.inputs()[[2, 0]], 1.4);
/// # Ok::<(), percept::Error>(())
/// ```
pub fn points() -> Result<Dataset> {
    dataset(2, vec![0.3, 0.2, 0.0, 1.3, 1.4, 0.6, 0.5, 1.9], 1, vec![0.0, 1.0, 1.0, 1.0])
}

/// Forty people and whether they bought the car: its `price` in thousand euros,
/// the walk to public `transport` in minutes, driving `skill` in years, and a
/// mark from 1 to 5 for the `model`. Made up for this library.
///
/// # Errors
///
/// None; a `Result` as of all toy sets.
///
/// # Examples
///
/// ```
/// let cars = percept::toy::car_buyers()?;
/// assert_eq!((cars.n_samples(), cars.n_inputs()), (40, 4));
/// # Ok::<(), percept::Error>(())
/// ```
pub fn car_buyers() -> Result<Dataset> {
    let table = include_str!("../../../notebooks/car_buyers.csv");
    csv::from_text(table, &["price", "transport", "skill", "model"], "buy")
}

/// 1 where both inputs are 1.
///
/// # Errors
///
/// None; a `Result` as of all toy sets.
pub fn and() -> Result<Dataset> {
    gate([0.0, 0.0, 0.0, 1.0])
}

/// 1 where at least one input is 1.
///
/// # Errors
///
/// None; a `Result` as of all toy sets.
pub fn or() -> Result<Dataset> {
    gate([0.0, 1.0, 1.0, 1.0])
}

/// 1 where exactly one input is 1; no line separates the two classes.
///
/// # Errors
///
/// None; a `Result` as of all toy sets.
///
/// # Examples
///
/// ```
/// assert_eq!(percept::toy::xor()?.targets().sum(), 2.0);
/// # Ok::<(), percept::Error>(())
/// ```
pub fn xor() -> Result<Dataset> {
    gate([0.0, 1.0, 1.0, 0.0])
}

fn gate(outputs: [f64; 4]) -> Result<Dataset> {
    dataset(2, vec![0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0], 1, outputs.to_vec())
}

/// Inputs and targets sample by sample.
fn dataset(
    n_inputs: usize,
    inputs: Vec<f64>,
    n_targets: usize,
    targets: Vec<f64>,
) -> Result<Dataset> {
    let inputs = Matrix::new((inputs.len() / n_inputs, n_inputs), inputs);
    let targets = Matrix::new((targets.len() / n_targets, n_targets), targets);
    Dataset::checked(inputs, targets)
}

/// Points of a set, some GiB of memory.
const MOST_POINTS: usize = 100_000_000;

/// Two round clouds of `n` points in all, around (−1, −1) and (1, 1).
///
/// # Errors
///
/// [`Error::Parameter`] if `n` is below 2 or above 100,000,000, or `noise` is negative or not finite.
///
/// # Examples
///
/// ```
/// assert_eq!(percept::toy::blobs(60, 0.4, 1)?.n_samples(), 60);
/// # Ok::<(), percept::Error>(())
/// ```
#[doc(alias = "make_blobs")]
pub fn blobs(n: usize, noise: f64, seed: u64) -> Result<Dataset> {
    scatter(n, noise, seed, &|class, _| if class == 0 { [-1.0, -1.0] } else { [1.0, 1.0] })
}

/// Two half circles that reach into each other, `n` points in all.
///
/// # Errors
///
/// As [`blobs`].
///
/// # Examples
///
/// ```
/// use percept::toy;
///
/// let moons = toy::moons(200, 0.1, 7)?;
/// assert_eq!(moons.n_samples(), 200);
/// assert_eq!(moons, toy::moons(200, 0.1, 7)?);
/// # Ok::<(), percept::Error>(())
/// ```
#[doc(alias = "make_moons")]
pub fn moons(n: usize, noise: f64, seed: u64) -> Result<Dataset> {
    scatter(n, noise, seed, &|class, t| {
        let (sin, cos) = (PI * t).sin_cos();
        if class == 0 { [cos, sin] } else { [1.0 - cos, 0.5 - sin] }
    })
}

/// A circle of radius ½ within one of radius 1, `n` points in all.
///
/// # Errors
///
/// As [`blobs`].
///
/// # Examples
///
/// ```
/// assert_eq!(percept::toy::circles(60, 0.05, 1)?.n_samples(), 60);
/// # Ok::<(), percept::Error>(())
/// ```
#[doc(alias = "make_circles")]
pub fn circles(n: usize, noise: f64, seed: u64) -> Result<Dataset> {
    scatter(n, noise, seed, &|class, t| {
        let (sin, cos) = (TAU * t).sin_cos();
        let radius = if class == 0 { 1.0 } else { 0.5 };
        [radius * cos, radius * sin]
    })
}

/// Two spirals wound into each other one and a half times, `n` points in all.
///
/// # Errors
///
/// As [`blobs`].
pub fn spirals(n: usize, noise: f64, seed: u64) -> Result<Dataset> {
    scatter(n, noise, seed, &|class, t| {
        let (sin, cos) = (3.0 * PI * t + PI * f64::from(class)).sin_cos();
        let radius = 0.1 + 0.9 * t;
        [radius * cos, radius * sin]
    })
}

/// Points of two classes on curves; `place` says where the share `t` of the way
/// along the curve of a class is.
fn scatter(
    n: usize,
    noise: f64,
    seed: u64,
    place: &dyn Fn(u8, f64) -> [f64; 2],
) -> Result<Dataset> {
    check_points(n)?;
    if !(noise >= 0.0 && noise.is_finite()) {
        return refuse("noise", "a finite number, 0 or above", noise.to_string());
    }
    let mut random = Random::seeded(seed);
    let (mut inputs, mut targets) = (Vec::with_capacity(2 * n), Vec::with_capacity(n));
    let first = n.div_ceil(2);
    for (class, members) in [(0, first), (1, n - first)] {
        for k in 0..members {
            let [x, y] = place(class, (k as f64 + 0.5) / members as f64);
            let [dx, dy] = normal(&mut || random.unit());
            inputs.push(x + noise * dx);
            inputs.push(y + noise * dy);
            targets.push(f64::from(class));
        }
    }
    dataset(2, inputs, 1, targets)
}

/// `n` points of ½ sin(x), x evenly from −7 to 7.
///
/// # Errors
///
/// [`Error::Parameter`] if `n` is below 2 or above 100,000,000.
///
/// # Examples
///
/// ```
/// assert_eq!(percept::toy::sine(20)?.n_samples(), 20);
/// # Ok::<(), percept::Error>(())
/// ```
pub fn sine(n: usize) -> Result<Dataset> {
    check_points(n)?;
    let (mut x, mut y) = (Vec::with_capacity(n), Vec::with_capacity(n));
    for i in 0..n {
        let at = -7.0 + 14.0 * i as f64 / (n - 1) as f64;
        x.push(at);
        y.push(0.5 * at.sin());
    }
    dataset(1, x, 1, y)?.name_inputs(["x"])?.name_targets(["y"])
}

/// The 26 letters as pictures of 5 × 7 pixels: 35 inputs, row by row, 1 for ink
/// and 0 for paper; one target a letter. Drawn for this library.
///
/// # Errors
///
/// None; a `Result` as of all toy sets.
///
/// # Examples
///
/// ```
/// assert_eq!(percept::toy::letters()?.inputs().dim(), (26, 35));
/// # Ok::<(), percept::Error>(())
/// ```
pub fn letters() -> Result<Dataset> {
    let (mut inputs, mut targets) = (Vec::new(), Vec::new());
    for (letter, picture) in LETTERS.iter().enumerate() {
        for pixel in picture.bytes() {
            if pixel != b' ' {
                inputs.push(f64::from(u8::from(pixel == b'#')));
            }
        }
        for other in 0..LETTERS.len() {
            targets.push(f64::from(u8::from(other == letter)));
        }
    }
    let names = strings(NAMES.chars());
    dataset(35, inputs, LETTERS.len(), targets)?.name_targets(names.clone())?.name_classes(names)
}

/// 150 iris flowers of three species, with the length and width of their sepals
/// and petals in centimetres.
///
/// # Errors
///
/// None; a `Result` as of all toy sets.
///
/// # References
///
/// R. A. Fisher, "The use of multiple measurements in taxonomic problems",
/// *Annals of Eugenics* 7(2), 1936.
///
/// # Examples
///
/// ```
/// assert_eq!(percept::toy::iris()?.inputs().dim(), (150, 4));
/// # Ok::<(), percept::Error>(())
/// ```
#[doc(alias = "load_iris")]
pub fn iris() -> Result<Dataset> {
    let inputs = ["sepal length", "sepal width", "petal length", "petal width"];
    csv::from_text(include_str!("iris.csv"), &inputs, "species")
}

fn check_points(n: usize) -> Result<()> {
    if (2..=MOST_POINTS).contains(&n) {
        return Ok(());
    }
    refuse("n", "2 to 100,000,000 points", n.to_string())
}

fn refuse<T>(name: &str, wanted: &'static str, came: String) -> Result<T> {
    Err(Error::Parameter { name: name.to_owned(), expected: wanted, found: came })
}
