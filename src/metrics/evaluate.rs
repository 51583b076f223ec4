use super::ConfusionMatrix;
use crate::data::Dataset;
use crate::error::{Error, Result, count};
#[cfg(feature = "networks")]
use crate::network::FeedForward;
use crate::network::Perceptron;

impl Perceptron {
    /// How often the perceptron takes the samples of each class for each class:
    /// accuracy, precision, recall, F1.
    ///
    /// One neuron tells two classes apart by the side that its output is on;
    /// several neurons stand for named classes, of which the strongest wins, as
    /// in [`predict_labels`](Self::predict_labels). Data in which only some of
    /// the classes occur, as a table with one column of 0 and 1 for two of
    /// three, find theirs by name. For targets that are no classes see
    /// `Regression::of`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the data have not as many inputs and targets as the
    /// perceptron has inputs and neurons, if several targets have no class
    /// names or others than the perceptron was trained on, if a target stands
    /// for no class, or if the transfer function has no two sides
    /// ([`Transfer::PureLin`](crate::Transfer::PureLin)); and as
    /// [`predict`](Self::predict).
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
        if transfer.side(0.0).is_none() {
            return refuse(
                "a transfer function with two sides (for numbers see `Regression::of`)".to_owned(),
                transfer.to_string(),
            );
        }
        let [low, high] = transfer.output_range();
        let side = |value: f64| usize::from(transfer.side(value) == Some(true));
        let outputs = self.predict(data)?;
        let (mut actual, mut predicted) = (Vec::new(), Vec::new());
        for row in 0..data.n_samples() {
            let value = data.target_row(row)[0];
            if value != low && value != high {
                return refuse(
                    format!("targets of {low} or {high}, the two sides of {transfer}"),
                    format!("{value} in row {row} (counting from 0){}", data.classes_hint()),
                );
            }
            actual.push(side(value));
            predicted.push(side(outputs[(row, 0)]));
        }
        let names = match data.class_names() {
            Some(names) => names.to_vec(),
            None => vec![low.to_string(), high.to_string()],
        };
        ConfusionMatrix::counted(names, &actual, &predicted)
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
    /// between the two targets that it was trained on (0 and 1 if untrained); of
    /// several outputs, which stand for named classes,
    /// the largest wins, as in [`predict_labels`](Self::predict_labels). Data in
    /// which only some of the classes occur, as a table with one column of 0
    /// and 1 for two of three, find theirs by name. For targets that are no
    /// classes see `Regression::of`.
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
        let (names, actual) = if data.n_targets() > 1 {
            (named_classes(data)?, actual_classes(data)?)
        } else {
            let names = data.class_names().map(<[String]>::to_vec);
            let ends = self.names().ends();
            let numbers = || ends.map(|end| end.to_string()).to_vec();
            (names.unwrap_or_else(numbers), two_classes(data, ends)?)
        };
        ConfusionMatrix::counted(names, &actual, &self.classes(data.inputs().clone())?)
    }
}

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
#[cfg(feature = "networks")]
fn two_classes(data: &Dataset, [low, high]: [f64; 2]) -> Result<Vec<usize>> {
    let mut actual = Vec::with_capacity(data.n_samples());
    for row in 0..data.n_samples() {
        let target = data.target_row(row)[0];
        if target != low && target != high {
            return refuse(
                format!("targets of {low} or {high} (for numbers see `Regression::of`)"),
                format!("{target} in row {row} (counting from 0){}", data.classes_hint()),
            );
        }
        actual.push(usize::from(target == high));
    }
    Ok(actual)
}

/// The column with the only 1 of a row.
fn class_of(data: &Dataset, row: usize) -> Result<usize> {
    let targets = data.target_row(row);
    let mut class = None;
    for (column, &target) in targets.iter().enumerate() {
        if target == 1.0 && class.replace(column).is_some() {
            class = None;
            break;
        }
    }
    class.ok_or_else(|| Error::Shape {
        what: "evaluate",
        wanted: "samples with a target of 1 for just one class".to_owned(),
        came: format!("others in row {row} (counting from 0)"),
    })
}

fn refuse<T>(wanted: String, came: String) -> Result<T> {
    Err(Error::Shape { what: "evaluate", wanted, came })
}
