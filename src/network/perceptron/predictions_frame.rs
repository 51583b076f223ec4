//! Predictions as columns of a polars frame.

use polars::prelude::{Column, DataFrame, PlSmallStr};

use crate::data::{find_column, inputs_of};
use crate::error::{Error, Result, count};
use crate::network::Perceptron;

impl Perceptron {
    /// A copy of `frame` with what the perceptron makes of each row as new
    /// columns at its end.
    ///
    /// The inputs are the columns that it was trained on, found by their names.
    /// Trained on classes it adds one column of labels, else one column of
    /// numbers for each target; `buy` becomes `predicted buy`.
    ///
    /// # Errors
    ///
    /// As [`Dataset::from_frame`](crate::Dataset::from_frame) for the inputs,
    /// [`Error::DuplicateName`] if the frame has such a column already, and as
    /// [`predict`](Self::predict).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::polars::prelude::*;
    /// use percept::{Dataset, Delta, Perceptron};
    ///
    /// let frame = df!("weight" => [0.1, 0.9], "fruit" => ["apple", "melon"])?;
    /// let fruit = Dataset::from_frame(&frame, ["weight"], ["fruit"])?;
    /// let mut perceptron = Perceptron::new(fruit.ranges(), 1)?;
    /// perceptron.train(&fruit, Delta::new())?;
    /// let predicted = perceptron.with_predictions(&frame)?;
    /// assert_eq!(predicted.column("predicted fruit")?.str()?.get(1), Some("melon"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_predictions(&self, frame: &DataFrame) -> Result<DataFrame> {
        let inputs = inputs_of(frame, &self.input_names())?;
        let mut columns = frame.columns().to_vec();
        if self.class_names().is_some() {
            let name = new_name(frame, &self.class_column())?;
            columns.push(Column::new(name, self.labels(&inputs)?));
        } else {
            let outputs = self.outputs(&inputs)?;
            for (neuron, target) in self.output_names().iter().enumerate() {
                columns.push(Column::new(new_name(frame, target)?, outputs.column(neuron)));
            }
        }
        DataFrame::new(frame.height(), columns).map_err(|problem| Error::Shape {
            what: "frame",
            expected: count(frame.height(), "prediction"),
            found: problem.to_string(),
        })
    }
}

fn new_name(frame: &DataFrame, target: &str) -> Result<PlSmallStr> {
    let name = format!("predicted {target}");
    match find_column(frame, &name) {
        Some(_) => Err(Error::DuplicateName { kind: "column", name }),
        None => Ok(PlSmallStr::from(name)),
    }
}
