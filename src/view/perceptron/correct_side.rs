//! Which points are on the correct side of the lines of a perceptron.

use super::boundary::refuse;
use crate::data::Dataset;
use crate::error::{Error, Result};
#[cfg(feature = "networks")]
use crate::network::{FeedForward, half_way};
use crate::network::{Perceptron, Sides};

impl Perceptron {
    /// Whether the strongest of several neurons stands for the class.
    pub(crate) fn by_class(&self, data: &Dataset) -> bool {
        self.n_neurons() > 1 && data.class_names().is_some()
    }

    /// What is on which side, and the neurons with the thresholds at which the
    /// classes meet.
    pub(crate) fn meeting(&self, data: &Dataset) -> Result<(Sides, Self)> {
        let sides = self.sides(data);
        if self.by_class(data) && self.transfer_function().rises() {
            return Ok((sides.unwrap_or_default(), self.clone()));
        }
        let found = sides.and_then(|sides| Some((self.cut_at(&sides.outputs)?, sides)));
        let (lines, sides) =
            found.filter(|_| !self.by_class(data)).ok_or_else(|| Error::Unsupported {
                what: "boundary",
                expected:
                    "a transfer function with two sides, or one that rises and targets of two \
                     values (for others, see `surface`)"
                        .to_owned(),
                found: self.transfer_function().to_string(),
            })?;
        Ok((sides, lines))
    }

    /// Refuses targets other than those of the classes that it was trained on,
    /// and those that it cannot give.
    fn check_classes(&self, data: &Dataset, sides: &Sides) -> Result<()> {
        let transfer = self.transfer_function();
        if transfer.is_step() {
            return Ok(());
        }
        let learnt = self.own_ends().is_some();
        for row in 0..data.n_samples() {
            for (target, ends) in data.target_row(row).iter().zip(&sides.targets) {
                if learnt && !ends.contains(target) || !transfer.can_give(*target) {
                    let [low, high] = ends;
                    let came = format!("{target} in row {row} (counting from 0)");
                    return refuse(
                        &format!("targets of {low} or {high}, those of its two classes"),
                        came + data.classes_hint(),
                    );
                }
            }
        }
        Ok(())
    }

    /// For each sample, whether every output is on the side of its target.
    pub(crate) fn right(&self, data: &Dataset) -> Result<Vec<bool>> {
        if data.n_targets() != self.n_neurons() {
            return refuse(
                &format!("data with one target per neuron ({})", self.n_neurons()),
                data.n_targets_in_words(),
            );
        }
        let (sides, _) = self.meeting(data)?;
        if self.by_class(data) {
            return self.right_classes(data);
        }
        self.check_classes(data, &sides)?;
        let outputs = self.outputs(data.input_matrix())?;
        let mut right = Vec::with_capacity(data.n_samples());
        for (outputs, targets) in outputs.rows().zip(data.target_matrix().rows()) {
            let mut agree = true;
            for j in 0..self.n_neurons() {
                agree &= sides.of_output(j, outputs[j]) == sides.of_target(j, targets[j]);
            }
            right.push(agree);
        }
        Ok(right)
    }

    /// For each sample, whether the strongest neuron is that of its class.
    fn right_classes(&self, data: &Dataset) -> Result<Vec<bool>> {
        let classes = self.classes(data.input_matrix())?;
        let mut right = Vec::with_capacity(classes.len());
        for (sample, class) in classes.iter().enumerate() {
            right.push(data.class_of(data.target_row(sample)) == Some(*class));
        }
        Ok(right)
    }
}

#[cfg(feature = "networks")]
impl FeedForward {
    /// For each sample, whether the output is on the side of its target, or the
    /// largest output that of its class; `None` where targets are no classes.
    pub(crate) fn right(&self, data: &Dataset) -> Option<Vec<bool>> {
        if data.n_targets() > 1 {
            data.class_names()?;
            return self.right_classes(data);
        }
        let ends = *self.ends_for(data)?.first()?;
        let mut right = Vec::with_capacity(data.n_samples());
        let outputs = self.outputs(data.input_matrix()).ok()?;
        for (output, target) in outputs.values().iter().zip(data.target_matrix().values()) {
            if !ends.contains(target) {
                return None;
            }
            right.push((*output > half_way(ends)) == (*target == ends[1]));
        }
        Some(right)
    }

    fn right_classes(&self, data: &Dataset) -> Option<Vec<bool>> {
        let mut right = Vec::with_capacity(data.n_samples());
        for (sample, class) in self.classes(data.input_matrix()).ok()?.into_iter().enumerate() {
            right.push(data.class_of(data.target_row(sample))? == class);
        }
        Some(right)
    }
}
