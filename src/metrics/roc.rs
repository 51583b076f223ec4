//! How well scores put the samples of a class before the others.

use std::fmt;

use super::LabelList;
use super::labels::distinct;
use crate::data::{Samples, position};
use crate::error::{Error, Result, count};
use crate::lists::order_by;
use crate::matrix::Matrix;

/// How well scores put the samples of a class before the others, at every
/// threshold: the ROC curve with its area (AUC), and precision by recall with the
/// average precision.
///
/// At a threshold, the samples with at least this score are taken for the class:
///
/// - true positive rate, or recall: the share of the class that is taken for it
/// - false positive rate: the share of the others that is taken for it
/// - precision: the share of what is taken for it that is of the class
///
/// AUC is the area under the first by the second, which is the share of pairs of
/// one sample of the class and one other in which the first has the higher score;
/// equal scores count half. The average precision is the sum of precision × gain
/// in recall over the thresholds. Both are as scikit-learn defines them. Of two
/// classes, the second is looked at; of more, each against all others.
///
/// In a notebook it shows both curves, and the numbers as tables.
///
/// # Examples
///
/// ```
/// use percept::RocCurve;
///
/// let roc = RocCurve::of(["no", "no", "yes", "yes"], [0.1, 0.4, 0.35, 0.8])?;
/// assert_eq!(roc.auc(), 0.75);
/// assert!((roc.average_precision() - 5.0 / 6.0).abs() < 1e-15);
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// T. Fawcett, "An introduction to ROC analysis", *Pattern Recognition Letters*
/// 27(8), 2006.
#[doc(alias = "RocCurveDisplay")]
#[doc(alias = "PrecisionRecallDisplay")]
#[doc(alias = "roc_curve")]
#[doc(alias = "precision_recall_curve")]
#[derive(Clone, PartialEq)]
pub struct RocCurve {
    pub(crate) rankings: Vec<Ranking>,
}

/// The samples of one class among the others, by falling score.
#[derive(Clone, PartialEq)]
pub(crate) struct Ranking {
    pub(crate) class: String,
    /// The number of the class among all.
    pub(crate) number: usize,
    /// By falling threshold: how many samples of the class and how many others
    /// have at least this score.
    pub(crate) steps: Vec<(f64, [usize; 2])>,
}

impl RocCurve {
    /// Ranks samples by scores: one for each sample, the higher the more it
    /// speaks for the second class; or one for each class, shape (samples ×
    /// classes), as outputs are.
    ///
    /// The classes are in the order that `actual` gives them as a data set, else
    /// sorted: as numbers if all are numbers, else as text.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if there are not as many rows of scores as labels, or
    /// neither one column for two classes nor one for each class, or if all
    /// samples are of one class; [`Error::NotFinite`] for NaN and infinite scores;
    /// [`Error::Parameter`] for more than 256 classes.
    pub fn of<A>(actual: impl LabelList<A>, scores: impl Samples) -> Result<Self> {
        let (classes, codes) = coded(actual)?;
        Self::ranked(&classes, &codes, &Matrix::of(scores.into_matrix("scores")?))
    }

    /// The same with the numbers of named classes.
    pub(crate) fn ranked(classes: &[String], actual: &[usize], scores: &Matrix) -> Result<Self> {
        scores.check_finite("scores")?;
        let (rows, columns) = scores.dim();
        let alone = columns == 1 && classes.len() == 2;
        if rows != actual.len() || !(alone || columns == classes.len()) {
            let two = if classes.len() == 2 { "1 or " } else { "" };
            return Err(Error::Shape {
                what: "scores",
                expected: format!("{} × {two}{}", actual.len(), count(classes.len(), "column")),
                found: format!("{rows} × {columns}"),
            });
        }
        let mut rankings = Vec::new();
        // two classes are seen from the second one
        for (number, class) in classes.iter().enumerate().skip(usize::from(classes.len() == 2)) {
            let own = scores.column(if alone { 0 } else { number });
            let score = |sample: usize| own[sample];
            let ranking = Ranking::of(class, number, actual, &score);
            rankings.extend(ranking.has_both().then_some(ranking));
        }
        if rankings.is_empty() {
            return Err(Error::Shape {
                what: "roc_curve",
                expected: "samples of at least two classes".to_owned(),
                found: format!("{} of one", count(rows, "sample")),
            });
        }
        Ok(Self { rankings })
    }

    /// The classes that have a curve: the second of two, or each of several that
    /// occurs.
    #[must_use]
    pub fn classes(&self) -> Vec<String> {
        let mut classes = Vec::with_capacity(self.rankings.len());
        for ranking in &self.rankings {
            classes.push(ranking.class.clone());
        }
        classes
    }

    /// The area under the ROC curve, from 0 to 1, ½ for guesses; of more than two
    /// classes, the mean of each against the others.
    #[doc(alias = "roc_auc_score")]
    #[must_use]
    pub fn auc(&self) -> f64 {
        self.mean(&Ranking::auc)
    }

    /// The average precision, from 0 to 1; of more than two classes, the mean.
    #[doc(alias = "average_precision_score")]
    #[must_use]
    pub fn average_precision(&self) -> f64 {
        self.mean(&Ranking::average_precision)
    }

    /// The area under the ROC curve of one class.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownName`] if no such class has a curve.
    pub fn auc_of(&self, class: &str) -> Result<f64> {
        Ok(self.ranking(class)?.auc())
    }

    /// The average precision of one class.
    ///
    /// # Errors
    ///
    /// As [`auc_of`](Self::auc_of).
    pub fn average_precision_of(&self, class: &str) -> Result<f64> {
        Ok(self.ranking(class)?.average_precision())
    }

    /// By falling threshold, `[threshold, false positive rate, true positive
    /// rate, precision]` of one class.
    ///
    /// # Errors
    ///
    /// As [`auc_of`](Self::auc_of).
    pub fn thresholds_of(&self, class: &str) -> Result<Vec<[f64; 4]>> {
        let ranking = self.ranking(class)?;
        Ok((0..ranking.steps.len()).map(|step| ranking.at(step)).collect())
    }

    fn ranking(&self, class: &str) -> Result<&Ranking> {
        Ok(&self.rankings[position("class", &self.classes(), class)?])
    }

    fn mean(&self, of: &dyn Fn(&Ranking) -> f64) -> f64 {
        let values: Vec<f64> = self.rankings.iter().map(of).collect();
        super::scores::mean(&values)
    }
}

impl Ranking {
    fn of(class: &str, number: usize, actual: &[usize], score: &dyn Fn(usize) -> f64) -> Self {
        let (mut steps, mut counts) = (Vec::<(f64, [usize; 2])>::new(), [0, 0]);
        for sample in order_by(actual.len(), &|a, b| score(b).total_cmp(&score(a))) {
            counts[usize::from(actual[sample] != number)] += 1;
            match steps.last_mut() {
                // equal scores are one step
                Some((threshold, so_far)) if *threshold == score(sample) => *so_far = counts,
                _ => steps.push((score(sample), counts)),
            }
        }
        Self { class: class.to_owned(), number, steps }
    }

    /// How many samples there are of the class, and how many others.
    pub(crate) fn sizes(&self) -> [usize; 2] {
        self.steps.last().map_or([0, 0], |(_, counts)| *counts)
    }

    fn has_both(&self) -> bool {
        self.sizes().iter().all(|size| *size > 0)
    }

    /// Threshold, false positive rate, true positive rate and precision.
    pub(crate) fn at(&self, step: usize) -> [f64; 4] {
        let (threshold, [own, others]) = self.steps[step];
        let [all, rest] = self.sizes().map(|size| size as f64);
        let (own, others) = (own as f64, others as f64);
        [threshold, others / rest, own / all, own / (own + others)]
    }

    pub(crate) fn auc(&self) -> f64 {
        // in whole numbers, so that no order of additions shows
        let (mut pairs, mut before) = (0, [0, 0]);
        for (_, [own, others]) in &self.steps {
            pairs += (others - before[1]) as u128 * (own + before[0]) as u128;
            before = [*own, *others];
        }
        let [own, others] = self.sizes();
        pairs as f64 / (2 * own as u128 * others as u128) as f64
    }

    pub(crate) fn average_precision(&self) -> f64 {
        let (mut sum, mut before) = (0.0, 0.0);
        for step in 0..self.steps.len() {
            let [_, _, recall, precision] = self.at(step);
            sum += (recall - before) * precision;
            before = recall;
        }
        sum
    }
}

/// The classes, and that of each sample by its number.
pub(super) fn coded<A>(actual: impl LabelList<A>) -> Result<(Vec<String>, Vec<usize>)> {
    let order = actual.class_order();
    let labels = actual.into_labels()?;
    let classes = match order {
        Some(order) => order,
        None => sorted(&labels)?,
    };
    let mut codes = Vec::with_capacity(labels.len());
    for label in &labels {
        codes.push(position("class", &classes, label)?);
    }
    Ok((classes, codes))
}

/// The labels that occur, as numbers if all are, else as text.
fn sorted(labels: &[String]) -> Result<Vec<String>> {
    let mut classes = Vec::new();
    let mut numbers = Vec::new();
    for class in distinct(labels)? {
        numbers.extend(class.parse::<f64>());
        classes.push(class.clone());
    }
    if numbers.len() < classes.len() {
        return Ok(classes);
    }
    let order = order_by(numbers.len(), &|a, b| numbers[a].total_cmp(&numbers[b]));
    Ok(order.into_iter().map(|class| classes[class].clone()).collect())
}

impl fmt::Debug for RocCurve {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let curves = count(self.rankings.len(), "curve");
        crate::debug::write(f, format_args!("RocCurve({curves}, AUC {})", self.auc()))
    }
}
