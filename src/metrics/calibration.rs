//! Whether outputs are as sure as they are right.

use std::fmt;

use super::LabelList;
use super::roc::coded;
use crate::data::Samples;
use crate::error::{Error, Result, count};
use crate::matrix::Matrix;

/// How many bins the range of the outputs is cut into, each 0.1 wide.
const BINS: usize = 10;

/// Whether outputs that are shares are as sure as they are right: of the samples
/// with an output of 0.8, 8 in 10 should be of the class.
///
/// The samples are put into ten bins by their output, from 0 to 0.1 and so on; in
/// each, the mean output is compared with the share of the samples that are of the
/// class. Of two classes, the output for the second is looked at; of more, the
/// largest output of each sample, and whether its class is right.
///
/// In a notebook it shows both over each other, and how many samples each bin has.
///
/// # Examples
///
/// ```
/// use percept::Calibration;
///
/// let sure = Calibration::of(["no", "no", "yes", "yes"], [0.1, 0.4, 0.35, 0.8])?;
/// assert!((sure.brier_score() - 0.158125).abs() < 1e-15);
/// // mean output, share of the class, samples
/// assert_eq!(sure.bins()[0], (0.1, 0.0, 1));
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// A. Niculescu-Mizil, R. Caruana, "Predicting good probabilities with supervised
/// learning", *ICML*, 2005. G. W. Brier, "Verification of forecasts expressed in
/// terms of probability", *Monthly Weather Review* 78(1), 1950.
#[doc(alias = "CalibrationDisplay")]
#[doc(alias = "calibration_curve")]
#[doc(alias = "reliability diagram")]
#[derive(Clone, PartialEq)]
pub struct Calibration {
    pub(crate) bins: Vec<Bin>,
    /// The second of two classes; of more, the largest output is looked at.
    pub(crate) class: Option<String>,
    pub(crate) n_samples: usize,
    brier: f64,
}

/// Samples with about the same output.
#[derive(Clone, Copy, Default, PartialEq)]
pub(crate) struct Bin {
    pub(crate) samples: usize,
    /// How many of them are of the class.
    pub(crate) right: usize,
    outputs: f64,
}

impl Calibration {
    /// Takes the outputs for samples whose classes are known: one for each sample,
    /// the share of the second of two classes; or one for each class, shape
    /// (samples × classes).
    ///
    /// The classes are in the order that `actual` gives them as a data set, else
    /// sorted: as numbers if all are numbers, else as text.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if there are not as many rows of outputs as labels, or
    /// neither one column for two classes nor one for each class, or if a list of
    /// labels holds one class only;
    /// [`Error::Parameter`] for outputs outside 0 to 1 and for more than 256
    /// classes; [`Error::NotFinite`] for NaN; [`Error::Empty`] without samples.
    pub fn of<A>(actual: impl LabelList<A>, outputs: impl Samples) -> Result<Self> {
        let (classes, codes) = coded(actual)?;
        Self::binned(&classes, &codes, &Matrix::of(outputs.into_matrix("outputs")?))
    }

    /// The same with the numbers of named classes.
    pub(crate) fn binned(classes: &[String], actual: &[usize], outputs: &Matrix) -> Result<Self> {
        outputs.check_finite("outputs")?;
        let (rows, columns) = outputs.dim();
        if rows > 0 && classes.len() < 2 {
            return Err(Error::Shape {
                what: "calibration",
                expected:
                    "labels of two classes or more (a data set knows its classes, also where \
                           only one of them occurs)"
                        .to_owned(),
                found: format!("{} of one", count(rows, "sample")),
            });
        }
        let two = classes.len() == 2;
        if rows != actual.len() || !(columns == classes.len() || two && columns == 1) {
            let one = if two { "1 or " } else { "" };
            return Err(Error::Shape {
                what: "outputs",
                expected: format!("{} × {one}{}", actual.len(), count(classes.len(), "column")),
                found: format!("{rows} × {columns}"),
            });
        }
        if rows == 0 {
            return Err(Error::Empty { what: "outputs", expected: "sample" });
        }
        let (mut bins, mut brier) = (vec![Bin::default(); BINS], 0.0);
        for (own, actual) in outputs.rows().zip(actual) {
            for output in own {
                check_share(*output)?;
            }
            let (output, right) = if two {
                (own[columns - 1], *actual == 1)
            } else {
                let largest = largest(own);
                (own[largest], largest == *actual)
            };
            // of two classes, one output says all
            let from = if two { columns - 1 } else { 0 };
            for (class, output) in own.iter().enumerate().skip(from) {
                let is_one = if two { right } else { class == *actual };
                brier += (output - if is_one { 1.0 } else { 0.0 }).powi(2) / rows as f64;
            }
            let bin = &mut bins[place(output)];
            bin.samples += 1;
            bin.right += usize::from(right);
            bin.outputs += output;
        }
        let class = if two { classes.get(1).cloned() } else { None };
        Ok(Self { bins, class, n_samples: rows, brier })
    }

    /// By rising output, of each bin with samples: the mean output, the share of the
    /// samples that are of the class, and how many samples there are.
    #[must_use]
    pub fn bins(&self) -> Vec<(f64, f64, usize)> {
        let mut bins = Vec::new();
        for bin in &self.bins {
            if bin.samples > 0 {
                bins.push((bin.mean(), bin.share(), bin.samples));
            }
        }
        bins
    }

    /// The mean of the squared differences between outputs and 1 for the class of the
    /// sample, 0 for others: 0 is perfect. Of more than two classes, the squares of
    /// a sample are added up.
    #[doc(alias = "brier_score_loss")]
    #[must_use]
    pub fn brier_score(&self) -> f64 {
        self.brier
    }

    /// The expected calibration error: how far the mean output of a bin is from the
    /// share that is right, on average over the samples.
    #[doc(alias = "ECE")]
    #[must_use]
    pub fn expected_error(&self) -> f64 {
        let mut error = 0.0;
        for bin in &self.bins {
            if bin.samples > 0 {
                let part = bin.samples as f64 / self.n_samples as f64;
                error += part * (bin.mean() - bin.share()).abs();
            }
        }
        error
    }
}

impl Bin {
    pub(crate) fn mean(self) -> f64 {
        self.outputs / self.samples as f64
    }

    pub(crate) fn share(self) -> f64 {
        self.right as f64 / self.samples as f64
    }
}

/// The bin of an output; what lies on an edge is in the lower one, as scikit-learn
/// has it.
fn place(output: f64) -> usize {
    let mut bin = 0;
    while bin + 1 < BINS && output > (bin + 1) as f64 * 0.1 {
        bin += 1;
    }
    bin
}

/// The first of the largest outputs, which is the answer.
fn largest(outputs: &[f64]) -> usize {
    let mut largest = 0;
    for (class, output) in outputs.iter().enumerate() {
        if *output > outputs[largest] {
            largest = class;
        }
    }
    largest
}

fn check_share(output: f64) -> Result<()> {
    if (0.0..=1.0).contains(&output) {
        return Ok(());
    }
    Err(Error::Parameter {
        name: "outputs".to_owned(),
        expected: "shares from 0 to 1, as of a last layer with LogSig or SoftMax",
        found: output.to_string(),
    })
}

impl fmt::Debug for Calibration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (samples, brier) = (count(self.n_samples, "sample"), self.brier);
        crate::debug::write(f, format_args!("Calibration({samples}, Brier score {brier})"))
    }
}
