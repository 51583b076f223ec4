//! How much the samples of each class count in the loss.

use crate::data::Dataset;
use crate::error::{Error, Result, count};
use crate::network::End;
use crate::train::Loss;

/// What a trainer was told of the classes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum ClassWeights {
    /// Each sample counts the same.
    #[default]
    Equal,
    /// Each class counts the same.
    Balanced,
    /// Each sample counts as much as its class says.
    Given(Vec<f64>),
}

/// What the samples of each class count, and what those of a block do.
#[derive(Clone)]
pub(crate) struct Weighted {
    by_class: Vec<f64>,
    /// The only target of the second of two classes is above this.
    middle: f64,
    block: Vec<f64>,
}

impl ClassWeights {
    pub(crate) fn check(&self) -> Result<()> {
        let Self::Given(weights) = self else { return Ok(()) };
        for weight in weights {
            if !(*weight > 0.0 && weight.is_finite()) {
                return Err(Error::Parameter {
                    name: "class_weights".to_owned(),
                    expected: "finite numbers above 0",
                    found: weight.to_string(),
                });
            }
        }
        Ok(())
    }

    /// For messages and checkpoints; nothing where each sample counts the same.
    pub(crate) fn words(&self) -> Option<String> {
        match self {
            Self::Equal => None,
            Self::Balanced => Some("balanced".to_owned()),
            Self::Given(weights) => Some(format!("{weights:?}")),
        }
    }

    /// What the samples of `data` count, whose targets have to be classes.
    pub(crate) fn of(&self, data: &Dataset) -> Result<Option<Weighted>> {
        if *self == Self::Equal {
            return Ok(None);
        }
        let classes = data.n_targets().max(2);
        let mut samples = vec![0.0; classes];
        for row in 0..data.n_samples() {
            match data.class_of(data.target_row(row)) {
                Some(class) => samples[class] += 1.0,
                None => {
                    return refuse(
                        "targets that are classes".to_owned(),
                        format!("numbers in row {row} (counting from 0){}", data.classes_hint()),
                    );
                }
            }
        }
        let by_class = match self {
            Self::Given(weights) if weights.len() != classes => {
                let wanted = match data.class_names() {
                    Some(names) => format!("one for each class ({})", names.join(", ")),
                    None => format!("one for each class ({classes})"),
                };
                return refuse(wanted, count(weights.len(), "number"));
            }
            Self::Given(weights) => weights.clone(),
            _ => balanced(&samples),
        };
        let middle = data.ends().map_or(0.5, |ends| ends[0][0] / 2.0 + ends[0][1] / 2.0);
        Ok(Some(Weighted { by_class, middle, block: Vec::new() }))
    }
}

/// Inversely proportional to how many samples there are of each class: in all,
/// the samples count as many as they are.
fn balanced(samples: &[f64]) -> Vec<f64> {
    let (mut all, mut present) = (0.0, 0.0);
    for n in samples {
        all += n;
        present += if *n > 0.0 { 1.0 } else { 0.0 };
    }
    let mut weights = Vec::with_capacity(samples.len());
    for n in samples {
        weights.push(if *n > 0.0 { all / (present * n) } else { 1.0 });
    }
    weights
}

fn refuse<T>(wanted: String, came: String) -> Result<T> {
    Err(Error::Shape { what: "class_weights", expected: wanted, found: came })
}

impl Weighted {
    /// The loss of a block, summed up over its samples; the weights of these are
    /// then known to [`slopes`](Self::slopes).
    pub(crate) fn sum(&mut self, loss: Loss, end: &End<'_>, targets: &[f64]) -> f64 {
        let (mut total, outputs) = (0.0, targets.len() / end.width);
        self.block.clear();
        for sample in 0..end.samples {
            let mut class = 0;
            if outputs == 1 {
                class = usize::from(targets[sample] > self.middle);
            }
            for output in 1..outputs {
                if targets[output * end.width + sample] > targets[class * end.width + sample] {
                    class = output;
                }
            }
            let weight = self.by_class[class];
            self.block.push(weight);
            total += weight * loss.of_sample(end, targets, sample);
        }
        total
    }

    /// Multiplies the gradient of each sample by its weight.
    pub(crate) fn slopes(&self, end: &mut End<'_>) {
        for slopes in end.slopes.chunks_exact_mut(end.width) {
            for (slope, weight) in slopes.iter_mut().zip(&self.block) {
                *slope *= weight;
            }
        }
    }
}
