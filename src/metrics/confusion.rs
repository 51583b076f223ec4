//! How often each class was predicted as each class.

use std::fmt;

use ndarray::Array2;

use super::far_input::far_input;
use super::labels::{codes_of, distinct, in_one_writing};
use super::{FarInput, LabelList};
use crate::data::{Dataset, position};
use crate::error::{Error, Result, count};
use crate::lists::order_by;
use crate::network::Predict;

/// How often each class was taken for each other one, and what follows from it.
///
/// Row by row the classes that the samples are of, column by column those that
/// were predicted. With `right` samples of a class predicted as that class:
///
/// - accuracy: all right ones / all samples
/// - precision of a class: right / predicted as this class
/// - recall of a class: right / of this class
/// - F1 of a class: 2 · precision · recall / (precision + recall)
///
/// A ratio of 0 to 0 counts as 0. The macro means run over the classes that
/// occur, as actual or as predicted ones. All are as scikit-learn defines them.
///
/// In a notebook it shows the matrix as a grid and the ratios as a table, and says
/// where most values of an input lie more than five widths outside the range that
/// the network was made with, as those of a table that was not scaled.
///
/// # Examples
///
/// ```
/// use percept::ConfusionMatrix;
///
/// let matrix = ConfusionMatrix::of(["cat", "cat", "dog", "dog"], ["cat", "dog", "dog", "dog"])?;
/// assert_eq!(matrix.accuracy(), 0.75);
/// assert_eq!(matrix.recall("cat")?, 0.5);
/// assert_eq!(matrix.precision("dog")?, 2.0 / 3.0);
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// C. J. van Rijsbergen, *Information Retrieval*, 2nd edition, 1979, chapter 7.
#[doc(alias = "classification_report")]
#[doc(alias = "ConfusionMatrixDisplay")]
#[derive(Clone, PartialEq)]
pub struct ConfusionMatrix {
    classes: Vec<String>,
    counts: Array2<usize>,
    /// What makes the answers doubtful.
    pub(crate) far: Option<FarInput>,
}

impl ConfusionMatrix {
    /// Counts labels or class numbers, the actual ones and the predicted ones
    /// in the same order of samples.
    ///
    /// The classes are those that occur, sorted as numbers if all are numbers,
    /// else as text. Labels that mean the same are the same class: `1.0` and `1`,
    /// `True` and `true`, and those that differ by spaces around them only.
    /// `true` and `false` beside numbers are 1 and 0, or 1 and -1 where that is
    /// among the numbers, and so are 1 and 0 beside 1 and -1.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if there are not as many predicted ones as actual ones,
    /// or if the two lists cannot be of the same classes: names against numbers,
    /// other truth values than 0 and 1 or -1 and 1, several labels of which none
    /// is in the other list; [`Error::Empty`] without samples,
    /// [`Error::Parameter`] for more than 256 different classes.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::ConfusionMatrix;
    ///
    /// assert_eq!(ConfusionMatrix::of([true, false], [1.0, -1.0])?.accuracy(), 1.0);
    /// assert!(ConfusionMatrix::of(["cat", "dog"], [0, 1]).is_err());
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn of<A, P>(actual: impl LabelList<A>, predicted: impl LabelList<P>) -> Result<Self> {
        let (actual, predicted) = in_one_writing(actual.into_labels()?, predicted.into_labels()?)?;
        Self::of_labels(&actual, &predicted)
    }

    /// Asks a network of any kind for the class of each sample of `data`, by name.
    ///
    /// The networks' own `evaluate` also serves classes without names.
    ///
    /// # Errors
    ///
    /// As [`Predict::predict_labels`], and [`Error::Shape`] if the classes of `data`
    /// have no names.
    pub fn evaluate(network: &dyn Predict, data: &Dataset) -> Result<Self> {
        Self::of(data, network.predict_labels(data)?)
    }

    fn of_labels(actual: &[String], predicted: &[String]) -> Result<Self> {
        let classes = distinct(actual.iter().chain(predicted))?;
        let mut names = Vec::with_capacity(classes.len());
        for class in &classes {
            names.push((*class).clone());
        }
        let (actual, predicted) = (codes_of(actual, &names)?, codes_of(predicted, &names)?);
        Ok(Self::counted(names, &actual, &predicted)?.sorted_as_numbers())
    }

    /// Counts the numbers of named classes.
    pub(crate) fn counted(
        classes: Vec<String>,
        actual: &[usize],
        predicted: &[usize],
    ) -> Result<Self> {
        if actual.len() != predicted.len() {
            return Err(Error::Shape {
                what: "predicted",
                expected: format!("one label per actual one ({})", actual.len()),
                found: predicted.len().to_string(),
            });
        }
        if actual.is_empty() {
            return Err(Error::Empty { what: "actual", expected: "label" });
        }
        let mut counts = Array2::from_elem((classes.len(), classes.len()), 0);
        for (&actual, &predicted) in actual.iter().zip(predicted) {
            if let Some(n) = counts.get_mut((actual, predicted)) {
                *n += 1;
            }
        }
        Ok(Self { classes, counts, far: None })
    }

    /// The same of a network that was made for inputs in `ranges`.
    pub(super) fn made_for(mut self, ranges: &[[f64; 2]], data: &Dataset) -> Self {
        self.far = far_input(ranges, data);
        self
    }

    /// The same with the classes in the order of numbers, if all are numbers.
    fn sorted_as_numbers(self) -> Self {
        let mut numbers = Vec::with_capacity(self.classes.len());
        for class in &self.classes {
            match class.parse::<f64>() {
                Ok(number) => numbers.push(number),
                Err(_) => return self,
            }
        }
        let order = order_by(numbers.len(), &|a, b| numbers[a].total_cmp(&numbers[b]));
        let mut classes = Vec::with_capacity(order.len());
        let mut counts = self.counts.clone();
        for (row, &from_row) in order.iter().enumerate() {
            classes.push(self.classes[from_row].clone());
            for (column, &from_column) in order.iter().enumerate() {
                counts[(row, column)] = self.counts[(from_row, from_column)];
            }
        }
        Self { classes, counts, far: self.far }
    }

    /// The names of the classes, in the order of rows and columns.
    #[must_use]
    pub fn classes(&self) -> &[String] {
        &self.classes
    }

    /// How many samples of each class (row) were taken for each (column).
    #[doc(alias = "confusion_matrix")]
    #[must_use]
    pub fn counts(&self) -> &Array2<usize> {
        &self.counts
    }

    /// How many samples there are.
    #[must_use]
    pub fn n_samples(&self) -> usize {
        let mut n = 0;
        for count in &self.counts {
            n += count;
        }
        n
    }

    /// How many samples were predicted right.
    ///
    /// # Examples
    ///
    /// ```
    /// let matrix = percept::ConfusionMatrix::of(["a", "b", "b"], ["a", "a", "b"])?;
    /// assert_eq!(matrix.n_right(), 2);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn n_right(&self) -> usize {
        let mut right = 0;
        for class in 0..self.classes.len() {
            right += self.counts[(class, class)];
        }
        right
    }

    /// The share of samples predicted right, from 0 to 1.
    ///
    /// # Examples
    ///
    /// ```
    /// let matrix = percept::ConfusionMatrix::of(["a", "b", "b"], ["a", "a", "b"])?;
    /// assert_eq!(matrix.accuracy(), 2.0 / 3.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "accuracy_score")]
    #[doc(alias = "score")]
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        ratio(self.n_right(), self.n_samples())
    }

    /// Of the samples predicted as `class`, the share that is; 0 if none was
    /// predicted so.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownName`] if there is no such class.
    #[doc(alias = "precision_score")]
    pub fn precision(&self, class: &str) -> Result<f64> {
        Ok(self.ratios(position("class", &self.classes, class)?)[0])
    }

    /// Of the samples of `class`, the share that was predicted so; 0 if there
    /// are none.
    ///
    /// # Errors
    ///
    /// As [`precision`](Self::precision).
    ///
    /// # Examples
    ///
    /// ```
    /// let matrix = percept::ConfusionMatrix::of(["a", "b", "b"], ["a", "a", "b"])?;
    /// assert_eq!(matrix.recall("b")?, 0.5);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "recall_score")]
    pub fn recall(&self, class: &str) -> Result<f64> {
        Ok(self.ratios(position("class", &self.classes, class)?)[1])
    }

    /// The harmonic mean of precision and recall of `class`; 0 if no sample of
    /// it was predicted right.
    ///
    /// # Errors
    ///
    /// As [`precision`](Self::precision).
    #[doc(alias = "f1_score")]
    pub fn f1(&self, class: &str) -> Result<f64> {
        Ok(self.ratios(position("class", &self.classes, class)?)[2])
    }

    /// The mean of the precisions of the classes that occur.
    #[must_use]
    pub fn macro_precision(&self) -> f64 {
        self.macro_ratios()[0]
    }

    /// The mean of the recalls of the classes that occur.
    #[must_use]
    pub fn macro_recall(&self) -> f64 {
        self.macro_ratios()[1]
    }

    /// The mean of the F1 of the classes that occur.
    #[must_use]
    pub fn macro_f1(&self) -> f64 {
        self.macro_ratios()[2]
    }

    /// Samples of a class, samples predicted as it, and those that are both.
    pub(crate) fn totals(&self, class: usize) -> [usize; 3] {
        let (mut actual, mut predicted) = (0, 0);
        for other in 0..self.classes.len() {
            actual += self.counts[(class, other)];
            predicted += self.counts[(other, class)];
        }
        [actual, predicted, self.counts[(class, class)]]
    }

    /// Precision, recall and F1 of a class.
    pub(crate) fn ratios(&self, class: usize) -> [f64; 3] {
        let [actual, predicted, right] = self.totals(class);
        [ratio(right, predicted), ratio(right, actual), ratio(2 * right, actual + predicted)]
    }

    /// The same, without those of nothing: the recall of a class without samples,
    /// the precision of one that is never predicted, the F1 of one that is neither.
    pub(crate) fn defined_ratios(&self, class: usize) -> [Option<f64>; 3] {
        let ([actual, predicted, _], [precision, recall, f1]) =
            (self.totals(class), self.ratios(class));
        let of = |whole: usize, ratio: f64| (whole > 0).then_some(ratio);
        [of(predicted, precision), of(actual, recall), of(actual + predicted, f1)]
    }

    pub(crate) fn macro_ratios(&self) -> [f64; 3] {
        let (mut sums, mut occurring) = ([0.0; 3], 0.0_f64);
        for class in 0..self.classes.len() {
            let [actual, predicted, _] = self.totals(class);
            if actual + predicted > 0 {
                occurring += 1.0;
                for (sum, ratio) in sums.iter_mut().zip(self.ratios(class)) {
                    *sum += ratio;
                }
            }
        }
        for sum in &mut sums {
            *sum /= occurring.max(1.0);
        }
        sums
    }
}

/// 0 for 0 of 0.
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

impl fmt::Debug for ConfusionMatrix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (right, all) = (self.n_right(), self.n_samples());
        crate::debug::write(
            f,
            format_args!(
                "ConfusionMatrix({}, {right} of {all} right)",
                classes(self.classes.len())
            ),
        )
    }
}

fn classes(n: usize) -> String {
    if n == 1 { count(n, "class") } else { format!("{n} classes") }
}
