//! Names of inputs, outputs and classes.

use crate::data::{Dataset, Known, Samples, check_inputs, check_names, default_names, matrix_for};
use crate::error::{Error, Result};
use crate::fields::{Content, Fields};
use crate::matrix::Matrix;
use crate::network::perceptron::stored::{checked_ends, ends_content};
use crate::network::{Transfer, half_way};

/// What the inputs, outputs and classes of a network are called, as far as
/// somebody said so.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Names {
    inputs: Option<Vec<String>>,
    targets: Option<Vec<String>>,
    classes: Option<Vec<String>>,
    /// By target, the two values that it had, the lower one first.
    ends: Option<Vec<[f64; 2]>>,
}

impl Names {
    /// The names of the inputs; `x1`, `x2`, … without.
    pub(crate) fn inputs(&self, n: usize) -> Vec<String> {
        self.inputs.clone().unwrap_or_else(|| default_names("x", n, false))
    }

    /// The names of the inputs, if they have any.
    pub(crate) fn given_inputs(&self) -> Option<&[String]> {
        self.inputs.as_deref()
    }

    /// The names of the classes, if they have any.
    pub(crate) fn classes(&self) -> Option<&[String]> {
        self.classes.as_deref()
    }

    /// The names of the outputs; `output1`, `output2`, … without.
    pub(crate) fn outputs(&self, n: usize) -> Vec<String> {
        self.targets.clone().unwrap_or_else(|| default_names("output", n, true))
    }

    /// The samples by name, where both have names.
    pub(crate) fn arranged(&self, what: &'static str, samples: impl Samples) -> Result<Matrix> {
        matrix_for(self.inputs.as_deref(), what, samples)
    }

    /// Refuses data to learn whose inputs have other names; classes are learnt
    /// anew.
    pub(crate) fn check_inputs(&self, data: &Dataset) -> Result<()> {
        check_inputs("train", self.inputs.as_deref(), data)
    }

    /// What a network of the given number of outputs knows.
    pub(crate) fn known(&self, outputs: usize) -> Known<'_> {
        Known {
            inputs: self.inputs.as_deref(),
            targets: self.targets.as_deref(),
            classes: self.classes(),
            ends: self.own_ends(outputs),
            outputs,
        }
    }

    /// The targets of the classes that were learnt. Older files say only that
    /// there are classes, whose targets were 0 and 1.
    pub(crate) fn own_ends(&self, outputs: usize) -> Option<Vec<[f64; 2]>> {
        let older = || self.classes.as_ref().map(|_| vec![[0.0, 1.0]; outputs]);
        self.ends.clone().or_else(older)
    }

    /// The targets of the classes that each output tells apart: those that were
    /// learnt, else those of `data` that outputs of such a function can be.
    pub(crate) fn ends_for(&self, outputs: Transfer, data: &Dataset) -> Option<Vec<[f64; 2]>> {
        let of_data = || data.ends().filter(|ends| outputs.can_give_all(ends));
        self.own_ends(data.n_targets()).or_else(|| of_data().map(<[_]>::to_vec))
    }

    /// The output half way between the two classes of the only output.
    pub(crate) fn edge(&self) -> f64 {
        self.own_ends(1).map_or(0.5, |ends| half_way(ends[0]))
    }

    /// `data` with the names and the targets of the classes as far as they are
    /// known here and not there.
    pub(crate) fn with_own_classes(&self, data: &Dataset) -> Dataset {
        data.clone().with_classes_of(self.classes(), self.own_ends(data.n_targets()))
    }

    pub(crate) fn set_inputs(&mut self, names: Vec<String>, n: usize) -> Result<()> {
        check_names("input", &names, n)?;
        self.inputs = Some(names);
        Ok(())
    }

    /// Takes over the names of what was learnt from; inputs that have names
    /// keep them.
    pub(crate) fn adopt(&mut self, data: &Dataset) {
        self.targets = data.given_target_names().map(<[String]>::to_vec);
        self.classes = data.class_names().map(<[String]>::to_vec);
        self.ends = data.ends().map(<[_]>::to_vec);
        if self.inputs.is_none() {
            self.inputs = data.given_input_names().map(<[String]>::to_vec);
        }
    }

    /// Adds what names there are to the fields of a file.
    pub(crate) fn store(&self, state: &mut Content) {
        state.push("input_names", self.inputs.as_deref());
        state.push("target_names", self.targets.as_deref());
        state.push("class_names", self.classes());
        if let Some(ends) = &self.ends {
            state.push("class_targets", ends_content(ends));
        }
    }

    /// The names in a file, of a network whose outputs are its classes, or
    /// whose only output tells two apart.
    pub(crate) fn restored(state: &mut Fields, inputs: usize, outputs: usize) -> Result<Self> {
        Self::restored_for(state, inputs, outputs, if outputs == 1 { 2 } else { outputs })
    }

    pub(crate) fn restored_for(
        state: &mut Fields,
        inputs: usize,
        targets: usize,
        classes: usize,
    ) -> Result<Self> {
        let mut names = |field, kind, n| -> Result<Option<Vec<String>>> {
            let names = state.names(field)?;
            if let Some(names) = &names {
                check_names(kind, names, n)?;
            }
            Ok(names)
        };
        Ok(Self {
            inputs: names("input_names", "input", inputs)?,
            targets: names("target_names", "target", targets)?,
            classes: names("class_names", "class", classes)?,
            ends: restored_ends(state, targets)?,
        })
    }

    /// The name of each class; `what` is the network, for the message.
    pub(crate) fn labels(&self, classes: &[usize], what: &str) -> Result<Vec<String>> {
        let names = self.classes.as_ref().ok_or_else(|| Error::Unsupported {
            what: "predict_labels",
            expected: format!(
                "a {what} trained on data with named classes \
                 (`name_classes`, `targets_as_classes`, or targets of text)"
            ),
            found: "one without".to_owned(),
        })?;
        let mut labels = Vec::with_capacity(classes.len());
        for class in classes {
            labels.push(names[*class].clone());
        }
        Ok(labels)
    }
}

/// Older files do not have them.
pub(crate) fn restored_ends(state: &mut Fields, targets: usize) -> Result<Option<Vec<[f64; 2]>>> {
    checked_ends(state.optional_numbers("class_targets")?, targets)
}
