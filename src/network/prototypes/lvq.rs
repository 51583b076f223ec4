//! Learning vector quantisation: prototypes of classes.

use std::fmt;

use ndarray::Array2;

use super::competitive::{check_count, one_hot, winners};
use crate::data::{Dataset, Known, Samples};
use crate::error::{Error, Result, count};
use crate::matrix::Matrix;
use crate::network::checks::{check_dim, check_ranges};
use crate::network::{Init, Names, Shape, SizeList, Transfer};

/// Learning vector quantisation: prototypes of classes, points in the space of
/// the inputs; a sample is of the class of the nearest.
///
/// Trained by [`LvqRule`](crate::LvqRule). All prototypes start in the middle
/// of the ranges of the inputs.
///
/// # Complexity
///
/// [`predict`](Self::predict) takes O(samples × inputs × prototypes) time.
///
/// # Examples
///
/// ```
/// use percept::{Dataset, Lvq, LvqRule};
///
/// let data = Dataset::new([-1.1, -0.9, 0.9, 1.1], [0, 0, 1, 1])?.name_classes(["low", "high"])?;
/// let mut network = Lvq::new(data.ranges(), [1, 1])?;
/// network.train(&data, LvqRule::new().learning_rate(0.1))?;
/// assert_eq!(network.predict_labels([-0.8, 0.7])?, ["low", "high"]);
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// T. Kohonen, "Learning vector quantization", *Neural Networks* 1, 1988
/// (LVQ1). neurolab: `nl.net.newlvq`.
#[doc(alias = "newlvq")]
#[derive(Clone, PartialEq)]
pub struct Lvq {
    pub(crate) prototypes: Matrix,
    /// The class of each prototype.
    pub(crate) classes: Vec<usize>,
    n_classes: usize,
    names: Names,
}

impl Lvq {
    /// A network with the given number of prototypes for each class; a row of
    /// `ranges` has the smallest and the largest value of an input.
    ///
    /// # Errors
    ///
    /// As [`Competitive::new`](crate::Competitive::new), and
    /// [`Error::Parameter`] if there are less than two classes or one has no
    /// prototype.
    pub fn new<Kind>(ranges: impl Samples, per_class: impl SizeList<Kind>) -> Result<Self> {
        let counts = per_class.into_sizes()?;
        Self::untrained(&check_ranges(ranges.into_matrix("ranges")?)?, &counts)
    }

    fn untrained(ranges: &[[f64; 2]], per_class: &[usize]) -> Result<Self> {
        let mut n: usize = 0;
        for &prototypes in per_class {
            n = n.saturating_add(prototypes);
        }
        if per_class.len() < 2 || per_class.contains(&0) {
            return Err(Error::Parameter {
                name: "per_class".to_owned(),
                expected: "at least two classes with at least one prototype each",
                found: format!("{per_class:?}"),
            });
        }
        let mut prototypes = vec![0.0; check_count(n, ranges.len())? + n];
        let shape =
            Shape { inputs: ranges.len(), neurons: n, transfer: Transfer::Competitive, start: 0 };
        Init::Midpoint.fill(&shape, &mut prototypes, ranges, &mut || 0.0);
        prototypes.truncate(n * ranges.len());
        let mut classes = Vec::with_capacity(n);
        for (class, &prototypes) in per_class.iter().enumerate() {
            for _ in 0..prototypes {
                classes.push(class);
            }
        }
        let prototypes = Matrix::new((n, ranges.len()), prototypes);
        Ok(Self { prototypes, classes, n_classes: per_class.len(), names: Names::default() })
    }

    /// How many inputs a sample has.
    #[must_use]
    pub fn n_inputs(&self) -> usize {
        self.prototypes.n_columns()
    }

    /// How many classes there are.
    #[must_use]
    pub fn n_classes(&self) -> usize {
        self.n_classes
    }

    /// The prototypes, shape (prototypes × inputs).
    #[must_use]
    pub fn prototypes(&self) -> &Array2<f64> {
        self.prototypes.array()
    }

    /// The number of the class of each prototype.
    #[must_use]
    pub fn prototype_classes(&self) -> &[usize] {
        &self.classes
    }

    /// Inputs, classes and their prototypes, in words.
    #[must_use]
    pub fn summary(&self) -> String {
        let mut lines = vec![format!(
            "{}, {} classes, {}",
            count(self.n_inputs(), "input"),
            self.n_classes,
            count(self.classes.len(), "prototype")
        )];
        for class in 0..self.n_classes {
            let mut own = 0;
            for other in &self.classes {
                own += usize::from(*other == class);
            }
            lines.push(format!("class {class}: {}", count(own, "prototype")));
        }
        lines.join("\n")
    }

    /// Sets the prototypes, shape (prototypes × inputs).
    ///
    /// # Errors
    ///
    /// As [`Competitive::set_prototypes`](crate::Competitive::set_prototypes).
    pub fn set_prototypes(&mut self, prototypes: impl Samples) -> Result<()> {
        let prototypes = self.names.arranged("prototypes", prototypes)?;
        check_dim("prototypes", prototypes.dim(), self.prototypes.dim())?;
        prototypes.check_finite("prototypes")?;
        self.prototypes = prototypes;
        Ok(())
    }

    /// 1 for the class of each of many samples and 0 for the others, shape
    /// (samples × classes).
    ///
    /// # Errors
    ///
    /// As [`Competitive::winners`](crate::Competitive::winners).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut network = percept::Lvq::new([[0.0, 1.0]], [1, 1])?;
    /// network.set_prototypes([0.2, 0.8])?;
    /// assert_eq!(network.predict([0.9])?.row(0).to_vec(), [0.0, 1.0]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "sim")]
    pub fn predict(&self, inputs: impl Samples) -> Result<Array2<f64>> {
        let classes = self.classes_of(&self.names.arranged("inputs", inputs)?)?;
        Ok(one_hot(&classes, self.n_classes).into_array())
    }

    /// The class of each of many samples, by name.
    ///
    /// # Errors
    ///
    /// As [`predict`](Self::predict), and [`Error::Unsupported`] if it was
    /// not trained on data with named classes.
    pub fn predict_labels(&self, inputs: impl Samples) -> Result<Vec<String>> {
        let classes = self.classes_of(&self.names.arranged("inputs", inputs)?)?;
        self.names.labels(&classes, "network")
    }

    /// The class of each sample, by its number.
    pub(crate) fn classes_of(&self, inputs: &Matrix) -> Result<Vec<usize>> {
        let mut classes = winners(&self.prototypes, inputs, self.given_input_names())?;
        for class in &mut classes {
            *class = self.classes[*class];
        }
        Ok(classes)
    }

    /// What it knows by name; two classes are one column of targets, as in the
    /// data that it learnt, or else any.
    pub(crate) fn known(&self) -> Known<'_> {
        self.names.known(if self.n_classes == 2 { 1 } else { self.n_classes })
    }

    /// The names of the classes of the data that it was trained on; `None` if
    /// these had none.
    #[must_use]
    pub fn class_names(&self) -> Option<&[String]> {
        self.names.classes()
    }

    pub(crate) fn given_input_names(&self) -> Option<&[String]> {
        self.names.given_inputs()
    }

    pub(crate) fn names(&self) -> &Names {
        &self.names
    }

    pub(crate) fn names_mut(&mut self) -> &mut Names {
        &mut self.names
    }

    /// Takes over what training has found, and the names of what it saw.
    pub(crate) fn adopt(&mut self, prototypes: Matrix, data: &Dataset) {
        self.prototypes = prototypes;
        self.names.adopt(data);
    }
}

impl fmt::Debug for Lvq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prototypes = count(self.prototypes.n_rows(), "prototype");
        crate::debug::write(
            f,
            format_args!(
                "Lvq({}, {prototypes}, {} classes)",
                count(self.n_inputs(), "input"),
                self.n_classes
            ),
        )
    }
}
