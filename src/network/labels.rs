//! From outputs to the labels of classes.

#[cfg(feature = "networks")]
use crate::data::Dataset;
use crate::data::{Samples, matrix_for};
use crate::error::{Error, Result};
use crate::matrix::Matrix;
use crate::network::{Perceptron, half_way};

impl Perceptron {
    /// The class of each of many samples, by the names that the classes of the
    /// training data have.
    ///
    /// With one neuron, the second class where its output is above the middle
    /// between the targets of the two classes: 0 for −1 and 1, ½ for 0 and 1; of
    /// a hard limit, where the weighted sum is greater than the threshold. With
    /// several, the class of the neuron whose weighted sum exceeds its threshold
    /// most (whose output is the largest, if that does not rise with the sum).
    ///
    /// # Errors
    ///
    /// As [`predict`](Self::predict), and [`Error::Unsupported`] if it was
    /// not trained on data with named classes.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Delta, Perceptron};
    ///
    /// let fruit = Dataset::new([[0.1], [0.9]], [0, 1])?.name_classes(["apple", "melon"])?;
    /// let mut perceptron = Perceptron::new([[0.0, 1.0]], 1)?;
    /// perceptron.train(&fruit, Delta::new())?;
    /// assert_eq!(perceptron.predict_labels([0.95])?, ["melon"]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn predict_labels(&self, inputs: impl Samples) -> Result<Vec<String>> {
        self.labels(&matrix_for(self.input_names.as_deref(), "inputs", inputs)?)
    }

    pub(crate) fn labels(&self, inputs: &Matrix) -> Result<Vec<String>> {
        let names = self.class_names().ok_or_else(|| Error::Unsupported {
            what: "predict_labels",
            expected: "a perceptron trained on data with named classes \
                     (`name_classes`, `targets_as_classes`, or targets of text)"
                .to_owned(),
            found: "one without".to_owned(),
        })?;
        let mut labels = Vec::new();
        for class in self.classes(inputs)? {
            labels.push(names[class].clone());
        }
        Ok(labels)
    }

    /// The class of each sample, by its number.
    pub(crate) fn classes(&self, inputs: &Matrix) -> Result<Vec<usize>> {
        if self.n_neurons() == 1 {
            let edge = self.own_ends().map_or(0.5, |ends| half_way(ends[0]));
            return Ok(classes_in(&self.outputs(inputs)?, edge));
        }
        let compared = if self.transfer_function().rises() {
            self.net_inputs(inputs)?
        } else {
            self.outputs(inputs)?
        };
        Ok(classes_in(&compared, 0.0))
    }

    /// A perceptron of two of the inputs, the others held at `values`.
    pub(crate) fn over(&self, [x, y]: [usize; 2], values: &[f64]) -> Result<Self> {
        let (mut weights, mut biases) = (Vec::new(), Vec::new());
        for neuron in 0..self.n_neurons() {
            let row = self.weight_row(neuron);
            let mut bias = self.biases()[neuron];
            for (column, value) in values.iter().enumerate() {
                if column != x && column != y {
                    bias += row[column] * value;
                }
            }
            if !bias.is_finite() {
                let what = "weighted sum of the inputs that are held".to_owned();
                return Err(Error::Overflow { what, value: bias });
            }
            weights.push(row[x]);
            weights.push(row[y]);
            biases.push(bias);
        }
        Ok(self.with_inputs([x, y], weights, biases))
    }
}

#[cfg(feature = "polars")]
impl Perceptron {
    /// What its classes are classes of: `buy`, or `species` for targets named
    /// `species = setosa`, `species = virginica`, ….
    pub(crate) fn class_column(&self) -> String {
        let targets = self.output_names();
        let [first, _, ..] = targets.as_slice() else { return targets.concat() };
        let label = self.class_names().and_then(<[String]>::first).map_or("", String::as_str);
        match first.strip_suffix(label).and_then(|rest| rest.strip_suffix(" = ")) {
            Some(column) if !column.is_empty() => column.to_owned(),
            _ => "class".to_owned(),
        }
    }
}

/// The class of each row of outputs.
pub(crate) fn classes_in(outputs: &Matrix, edge: f64) -> Vec<usize> {
    let mut classes = Vec::with_capacity(outputs.n_rows());
    for sums in outputs.rows() {
        classes.push(class(sums, edge));
    }
    classes
}

/// The class that one value, compared with an edge, or several stand for.
pub(crate) fn class(sums: &[f64], edge: f64) -> usize {
    if let [only] = sums {
        return usize::from(*only > edge);
    }
    let mut best = 0;
    for (class, sum) in sums.iter().enumerate() {
        if *sum > sums[best] {
            best = class;
        }
    }
    best
}

/// The class of each sample by its targets; refuses what stands for none.
#[cfg(feature = "networks")]
pub(crate) fn classes_of(data: &Dataset, network: &str) -> Result<Vec<usize>> {
    let mut classes = Vec::with_capacity(data.n_samples());
    for row in 0..data.n_samples() {
        let targets = data.target_row(row);
        let class = data.class_of(targets).ok_or_else(|| {
            let column = no_class(targets, data.ends());
            Error::Target {
                row,
                column,
                value: targets[column],
                transfer: network.to_owned(),
                can_give: if targets.len() == 1 {
                    "0 or 1 (or two other values in all, one for each class)"
                } else {
                    "1 in one column of a row and 0 in the others"
                },
                advice: data.classes_hint(),
            }
        })?;
        classes.push(class);
    }
    Ok(classes)
}

/// The first column that keeps a row from standing for a class.
#[cfg(feature = "networks")]
fn no_class(targets: &[f64], ends: Option<&[[f64; 2]]>) -> usize {
    let mut highs = 0;
    for (column, target) in targets.iter().enumerate() {
        let [low, high] = ends.map_or([0.0, 1.0], |ends| ends[column]);
        highs += usize::from(*target == high);
        if highs > 1 || (*target != low && *target != high) {
            return column;
        }
    }
    0
}
