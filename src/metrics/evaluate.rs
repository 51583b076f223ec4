//! A network asked about a data set whose answers are known.

use super::ConfusionMatrix;
use crate::data::Dataset;
use crate::error::{Error, Result, count};
use crate::network::Perceptron;
#[cfg(feature = "networks")]
use crate::network::{FeedForward, half_way};

impl Perceptron {
    /// How often the perceptron takes the samples of each class for each class:
    /// accuracy, precision, recall, F1.
    ///
    /// One neuron stands for the second class where its output is above the
    /// middle between the targets of the two classes; several neurons stand for
    /// named classes, of which the strongest wins, as in
    /// [`predict_labels`](Self::predict_labels). The two targets are those of a
    /// hard limit, else those that it was trained on, else those of `data`. Data
    /// in which only some of the classes occur, as a table with one column of 0
    /// and 1 for two of three, find theirs by name. For targets that are no
    /// classes see `Regression::of`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the data have not as many inputs and targets as the
    /// perceptron has inputs and neurons, if several targets have no class
    /// names or others than the perceptron was trained on, if a target stands
    /// for no class, or if nothing says which two targets stand for classes; and
    /// as [`predict`](Self::predict).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, Scaler, toy};
    ///
    /// let cars = toy::car_buyers()?;
    /// let cars = Scaler::standard(&cars)?.apply(&cars)?;
    /// let mut perceptron = Perceptron::new(cars.ranges(), 1)?;
    /// perceptron.train(&cars, Delta::new())?;
    /// let matrix = perceptron.evaluate(&cars)?;
    /// assert_eq!((matrix.n_samples(), matrix.accuracy()), (40, 1.0));
    /// assert_eq!(matrix.recall("yes")?, 1.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn evaluate(&self, data: &Dataset) -> Result<ConfusionMatrix> {
        let data = &*self.known().fit("evaluate", data)?;
        check_targets(self.n_neurons(), "neuron", data)?;
        if self.n_neurons() == 1 { self.evaluate_sides(data) } else { self.evaluate_classes(data) }
    }

    /// Two classes: the sides of one neuron.
    fn evaluate_sides(&self, data: &Dataset) -> Result<ConfusionMatrix> {
        let transfer = self.transfer_function();
        let Some(sides) = self.sides(data) else {
            return refuse(
                "targets of two values, or a transfer function with two sides (for numbers see \
                 `Regression::of`)"
                    .to_owned(),
                transfer.to_string(),
            );
        };
        let ends = sides.outputs[0];
        let whose = if transfer.class_ends() == Some(ends) {
            format!(", the two sides of {transfer}")
        } else {
            NUMBERS.to_owned()
        };
        let actual = two_classes(data, ends, &whose)?;
        let mut predicted = Vec::with_capacity(actual.len());
        for output in &self.predict(data)? {
            predicted.push(usize::from(sides.of_output(0, *output)));
        }
        ConfusionMatrix::counted(two_names(data, ends), &actual, &predicted)
    }

    /// Named classes, a neuron each.
    fn evaluate_classes(&self, data: &Dataset) -> Result<ConfusionMatrix> {
        let names = named_classes(data)?;
        let actual = actual_classes(data)?;
        let predicted = self.classes(data.inputs().clone())?;
        ConfusionMatrix::counted(names, &actual, &predicted)
    }
}

#[cfg(feature = "networks")]
impl FeedForward {
    /// How often the network takes the samples of each class for each class:
    /// accuracy, precision, recall, F1.
    ///
    /// One output stands for the second class where it is above the middle
    /// between the two targets that it was trained on (if untrained, those of
    /// `data`); of several outputs, which stand for named classes, the largest
    /// wins, as in [`predict_labels`](Self::predict_labels). Data in which only
    /// some of the classes occur, as a table with one column of 0 and 1 for two
    /// of three, find theirs by name. For targets that are no classes see
    /// `Regression::of`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the data have not as many inputs and targets as the
    /// network has inputs and outputs, if several targets have no class names
    /// or others than the network was trained on, or if a target stands for no
    /// class; and as [`predict`](Self::predict).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{FeedForward, LBfgs, Transfer, toy};
    ///
    /// let moons = toy::moons(80, 0.1, 1)?;
    /// let network = FeedForward::new(moons.ranges(), [6, 1])?;
    /// let mut network = network.transfer([Transfer::TanSig, Transfer::LogSig])?;
    /// network.train(&moons, LBfgs::new())?;
    /// assert!(network.evaluate(&moons)?.accuracy() > 0.95);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn evaluate(&self, data: &Dataset) -> Result<ConfusionMatrix> {
        let data = &*self.names().known(self.n_outputs()).fit("evaluate", data)?;
        check_targets(self.n_outputs(), "output", data)?;
        let inputs = data.inputs().clone();
        if data.n_targets() > 1 {
            let (names, actual) = (named_classes(data)?, actual_classes(data)?);
            return ConfusionMatrix::counted(names, &actual, &self.classes(inputs)?);
        }
        let ends = self.ends_for(data).map_or([0.0, 1.0], |ends| ends[0]);
        let actual = two_classes(data, ends, NUMBERS)?;
        let mut predicted = Vec::with_capacity(actual.len());
        for output in &self.outputs(inputs)? {
            predicted.push(usize::from(*output > half_way(ends)));
        }
        ConfusionMatrix::counted(two_names(data, ends), &actual, &predicted)
    }
}

/// What helps where targets are no classes.
const NUMBERS: &str = " (for numbers see `Regression::of`)";

fn check_targets(wanted: usize, unit: &str, data: &Dataset) -> Result<()> {
    if data.n_targets() != wanted {
        let wanted = format!("data with one target per {unit} ({wanted})");
        return refuse(wanted, data.n_targets_in_words());
    }
    Ok(())
}

fn named_classes(data: &Dataset) -> Result<Vec<String>> {
    let Some(names) = data.class_names() else {
        return refuse(
            "one target, or several with the names of classes (`Dataset::name_classes`)".to_owned(),
            format!("{} without", count(data.n_targets(), "target")),
        );
    };
    Ok(names.to_vec())
}

fn actual_classes(data: &Dataset) -> Result<Vec<usize>> {
    let mut actual = Vec::with_capacity(data.n_samples());
    for row in 0..data.n_samples() {
        actual.push(class_of(data, row)?);
    }
    Ok(actual)
}

/// What a single target stands for that has one of two values.
fn two_classes(data: &Dataset, [low, high]: [f64; 2], whose: &str) -> Result<Vec<usize>> {
    let mut actual = Vec::with_capacity(data.n_samples());
    for row in 0..data.n_samples() {
        let target = data.target_row(row)[0];
        if target != low && target != high {
            return refuse(
                format!("targets of {low} or {high}{whose}"),
                format!("{target} in row {row} (counting from 0){}", data.classes_hint()),
            );
        }
        actual.push(usize::from(target == high));
    }
    Ok(actual)
}

/// The names of two classes, or their targets.
fn two_names(data: &Dataset, ends: [f64; 2]) -> Vec<String> {
    let numbers = || ends.map(|end| end.to_string()).to_vec();
    data.class_names().map_or_else(numbers, <[String]>::to_vec)
}

/// The column with the only higher target of a row.
fn class_of(data: &Dataset, row: usize) -> Result<usize> {
    data.class_of(data.target_row(row)).ok_or_else(|| Error::Shape {
        what: "evaluate",
        wanted: "samples with a target of 1 for just one class".to_owned(),
        came: format!("others in row {row} (counting from 0)"),
    })
}

fn refuse<T>(wanted: String, came: String) -> Result<T> {
    Err(Error::Shape { what: "evaluate", wanted, came })
}
