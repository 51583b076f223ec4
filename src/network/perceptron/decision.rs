//! The decision of a single neuron, input by input.

use std::fmt;

use crate::data::{CaseList, Sample, check_sample};
use crate::error::{Error, Result};
use crate::network::checks::in_range;
use crate::network::{Perceptron, dot};

/// One input's part in a decision.
#[derive(Clone, PartialEq)]
pub(crate) struct Contribution {
    pub(crate) name: String,
    pub(crate) weight: f64,
    pub(crate) input: f64,
    /// `weight × input`
    pub(crate) product: f64,
}

/// What one neuron decides for one sample, and why.
///
/// Made by [`Perceptron::decide`](crate::Perceptron::decide). In a notebook it
/// shows each weight × input stacked up against the threshold.
#[derive(Clone, PartialEq)]
pub struct Decision {
    pub(crate) contributions: Vec<Contribution>,
    pub(crate) weighted_sum: f64,
    pub(crate) threshold: f64,
    pub(crate) output: f64,
    /// What no and yes stand for.
    pub(crate) classes: Option<[String; 2]>,
}

impl Decision {
    /// Whether the weighted sum is greater than the threshold.
    ///
    /// # Examples
    ///
    /// ```
    /// let buyer = percept::Perceptron::by_hand([("price", 0.9), ("model", 0.4)], 1.0)?;
    /// assert!(buyer.decide([1.0, 0.6])?.is_yes()); // 0.9 × 1 + 0.4 × 0.6 = 1.14
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn is_yes(&self) -> bool {
        self.weighted_sum > self.threshold
    }

    /// What the neuron gives: its transfer function of weighted sum + bias.
    #[must_use]
    pub fn output(&self) -> f64 {
        self.output
    }

    /// The sum of weight × input.
    #[must_use]
    pub fn weighted_sum(&self) -> f64 {
        self.weighted_sum
    }

    /// The threshold that the weighted sum has to exceed: the neuron's own, or,
    /// if it has learnt two classes with a gradual transfer function, where its
    /// output is half way between their targets.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Delta, Perceptron, Transfer};
    ///
    /// let data = Dataset::new([1.0, 2.0], [0, 1])?;
    /// let mut neuron = Perceptron::new(data.ranges(), 1)?.transfer(Transfer::PureLin);
    /// neuron.train(&data, Delta::new())?;
    /// neuron.set_weights([1.0])?;
    /// neuron.set_threshold(1.0)?;
    /// let decision = neuron.decide([1.25])?;
    /// assert_eq!((decision.output(), decision.threshold()), (0.25, 1.5));
    /// assert!(!decision.is_yes());
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn threshold(&self) -> f64 {
        self.threshold
    }

    /// Weighted sum − threshold: positive for yes; how far from turning.
    ///
    /// # Examples
    ///
    /// ```
    /// let neuron = percept::Perceptron::by_hand([("x", 2.0)], 1.0)?;
    /// assert_eq!(neuron.decide([0.75])?.margin(), 0.5);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn margin(&self) -> f64 {
        self.weighted_sum - self.threshold
    }

    /// weight × input of each input, in their order.
    ///
    /// # Examples
    ///
    /// ```
    /// let neuron = percept::Perceptron::by_hand([("a", 2.0), ("b", -1.0)], 1.0)?;
    /// assert_eq!(neuron.decide([0.5, 3.0])?.contributions(), [1.0, -3.0]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn contributions(&self) -> Vec<f64> {
        let mut products = Vec::with_capacity(self.contributions.len());
        for part in &self.contributions {
            products.push(part.product);
        }
        products
    }

    /// The input that turns the decision with the least change, and the
    /// value at which it stands on the edge. `None` if every weight is 0.
    ///
    /// From yes to no it has to reach this value, from no to yes to pass it.
    #[must_use]
    pub fn smallest_change(&self) -> Option<(&str, f64)> {
        let (part, edge) = self.turning_point()?;
        Some((&part.name, edge))
    }

    /// The threshold at which the decision stands on the edge: its weighted
    /// sum. The threshold is as far from it as the [`margin`](Self::margin) says.
    ///
    /// Yes needs a weighted sum **greater than** the threshold: from yes to no
    /// the threshold has to reach this value, from no to yes to fall below it.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Perceptron;
    ///
    /// let buyer = Perceptron::by_hand([("price", 0.5), ("model", 0.25)], 0.5)?;
    /// let decision = buyer.decide([1.0, 1.0])?;
    /// assert_eq!(decision.turning_threshold(), 0.75);
    /// assert!(!buyer.with_threshold(0.75)?.decide([1.0, 1.0])?.is_yes());
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn turning_threshold(&self) -> f64 {
        self.weighted_sum
    }

    /// Whether the answer is yes where the input of this name has another value.
    pub(crate) fn with_input(&self, name: &str, value: f64) -> bool {
        let (mut weights, mut inputs) = (Vec::new(), Vec::new());
        for part in &self.contributions {
            weights.push(part.weight);
            inputs.push(if part.name == name { value } else { part.input });
        }
        dot(&weights, &inputs) > self.threshold
    }

    /// The input whose change turns the decision, and its value at the edge.
    pub(crate) fn turning_point(&self) -> Option<(&Contribution, f64)> {
        let mut strongest = self.contributions.first()?;
        for part in &self.contributions {
            // the last of equally strong ones
            if part.weight.abs() >= strongest.weight.abs() {
                strongest = part;
            }
        }
        let edge = strongest.input - self.margin() / strongest.weight;
        if edge.is_finite() { Some((strongest, edge)) } else { None }
    }
}

impl fmt::Debug for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answer = if self.is_yes() { "yes" } else { "no" };
        crate::debug::write(
            f,
            format_args!("Decision({answer}: {} > {})", self.weighted_sum, self.threshold),
        )
    }
}

/// What one neuron decides for several named samples, or for one sample with
/// several weights of an input.
///
/// Made by [`Perceptron::decide_all`](crate::Perceptron::decide_all) and
/// [`Perceptron::decide_by_weight`](crate::Perceptron::decide_by_weight). In a
/// notebook it shows a stacked bar per row against the threshold, and a table.
#[derive(Clone, PartialEq)]
pub struct Decisions {
    pub(crate) rows: Vec<(String, Decision)>,
    /// The input whose weight differs from row to row, where one does.
    pub(crate) weighed: Option<String>,
}

impl Decisions {
    /// The names and decisions, in the order in which they came.
    #[must_use]
    pub fn rows(&self) -> &[(String, Decision)] {
        &self.rows
    }

    /// The names and decisions, one after the other.
    pub fn iter(&self) -> std::slice::Iter<'_, (String, Decision)> {
        self.rows.iter()
    }

    /// How many decisions are yes.
    #[must_use]
    pub fn n_yes(&self) -> usize {
        let mut n_yes = 0;
        for (_, decision) in &self.rows {
            n_yes += usize::from(decision.is_yes());
        }
        n_yes
    }
}

impl<'a> IntoIterator for &'a Decisions {
    type Item = &'a (String, Decision);
    type IntoIter = std::slice::Iter<'a, (String, Decision)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for Decisions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::debug::write(
            f,
            format_args!("Decisions({} of {} yes)", self.n_yes(), self.rows.len()),
        )
    }
}

impl Perceptron {
    /// `w₁x₁ + w₂x₂ + …` of a single neuron, without the bias.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the sample has the wrong number of values,
    /// [`Error::Unsupported`] if there are several neurons, [`Error::NotFinite`] for NaN and infinite values,
    /// [`Error::Overflow`] if the sum exceeds the range of `f64`,
    /// [`Error::Parameter`] for a `SatLinWith` whose numbers are not finite or
    /// not in order.
    ///
    /// # Examples
    ///
    /// ```
    /// let neuron = percept::Perceptron::by_hand([("a", 2.0), ("b", -1.0)], 1.0)?;
    /// assert_eq!(neuron.weighted_sum([0.5, 3.0])?, -2.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "decision_function")]
    pub fn weighted_sum(&self, sample: impl Sample) -> Result<f64> {
        self.single("weighted_sum", "predict")?;
        Ok(self.decide(sample)?.weighted_sum)
    }

    /// What a single neuron decides for one sample, and why.
    ///
    /// # Errors
    ///
    /// As [`weighted_sum`](Self::weighted_sum).
    ///
    /// # Examples
    ///
    /// ```
    /// let buyer = percept::Perceptron::by_hand([("price", 0.9), ("model", 0.4)], 1.0)?;
    /// let decision = buyer.decide([0.5, 1.0])?;
    /// assert!((decision.weighted_sum() - 0.85).abs() < 1e-15);
    /// assert!(!decision.is_yes()); // not greater than 1
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn decide(&self, sample: impl Sample) -> Result<Decision> {
        let mut inputs = Vec::new();
        sample.push_to(&mut inputs);
        self.decision(&inputs, self.own_ends().as_deref())
    }

    /// What a single neuron decides for each of several named samples.
    ///
    /// # Errors
    ///
    /// As [`weighted_sum`](Self::weighted_sum), and [`Error::Empty`] without
    /// samples.
    ///
    /// # Examples
    ///
    /// ```
    /// let buyer = percept::Perceptron::by_hand([("price", 0.9), ("model", 0.4)], 1.0)?;
    /// let decisions = buyer.decide_all([("old", [1.0, 0.6]), ("new", [0.1, 1.0])])?;
    /// let yes: Vec<bool> = decisions.rows().iter().map(|(_, decision)| decision.is_yes()).collect();
    /// assert_eq!(yes, [true, false]);
    /// assert_eq!(decisions.rows().len(), 2);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn decide_all<Kind>(&self, samples: impl CaseList<Kind>) -> Result<Decisions> {
        let mut rows = Vec::new();
        for (name, sample) in samples.into_cases()?.for_inputs(self.given_input_names())? {
            match self.decide(sample) {
                Ok(decision) => rows.push((name, decision)),
                Err(problem) => return Err(Error::InSample { name, source: Box::new(problem) }),
            }
        }
        if rows.is_empty() {
            return Err(Error::Empty { what: "samples", expected: "named sample" });
        }
        Ok(Decisions { rows, weighed: None })
    }

    /// What a single neuron decides for one sample with each of these weights
    /// of one input. Its own weight stays as it is.
    ///
    /// # Errors
    ///
    /// As [`decide`](Self::decide) and [`set_weight`](Self::set_weight), and
    /// [`Error::Empty`] without weights.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Perceptron;
    ///
    /// let buyer = Perceptron::by_hand([("low price", 0.5), ("model", 0.25)], 0.5)?;
    /// let decisions = buyer.decide_by_weight("low price", &[0.5, 0.25], [1.0, 0.5])?;
    /// assert_eq!(decisions.rows()[1].1.weighted_sum(), 0.375);
    /// assert_eq!(decisions.n_yes(), 1);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn decide_by_weight(
        &self,
        input: &str,
        weights: &[f64],
        sample: impl Sample,
    ) -> Result<Decisions> {
        let mut inputs = Vec::new();
        sample.push_to(&mut inputs);
        let mut rows = Vec::with_capacity(weights.len());
        for &weight in weights {
            let decision = self.with_weight(input, weight)?.decide(&inputs)?;
            rows.push((format!("weight {weight}"), decision));
        }
        if rows.is_empty() {
            return Err(Error::Empty { what: "weights", expected: "weight" });
        }
        Ok(Decisions { rows, weighed: Some(input.to_owned()) })
    }

    /// The decision for these inputs; `outputs` are the targets of the two classes, if
    /// they are known.
    pub(crate) fn decision(
        &self,
        inputs: &[f64],
        outputs: Option<&[[f64; 2]]>,
    ) -> Result<Decision> {
        self.single("decide", "predict")?;
        self.check_transfer()?;
        let names = self.input_names();
        check_sample(inputs, &names)?;
        let weights = self.weight_row(0);
        let weighted_sum = in_range("weighted sum", dot(weights, inputs))?;
        let mut contributions = Vec::with_capacity(names.len());
        for name in names {
            let i = contributions.len();
            let (weight, input) = (weights[i], inputs[i]);
            contributions.push(Contribution { name, weight, input, product: weight * input });
        }
        let s = in_range("weighted sum − threshold", weighted_sum + self.biases()[0])?;
        let output = self.transfer_function().apply(s);
        let cut = outputs.and_then(|ends| self.cut_at(ends));
        let threshold = cut.as_ref().unwrap_or(self).threshold_of(0);
        let classes = match self.class_names() {
            Some([no, yes]) => Some([no.clone(), yes.clone()]),
            _ => None,
        };
        Ok(Decision { contributions, weighted_sum, threshold, output, classes })
    }
}
