use polars::prelude::{Column, DataFrame, PlSmallStr};

use super::Perceptron;
use crate::data::{inputs_of, row_of};
use crate::error::{Error, Result};

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
        let mut extended = frame.clone();
        if self.class_names().is_some() {
            let name = format!("predicted {}", self.class_column());
            let labels = self.labels(inputs)?;
            return Ok(extend(&mut extended, Column::new(PlSmallStr::from(name), labels))?.clone());
        }
        let outputs = self.outputs(inputs)?;
        for (neuron, target) in self.target_names().into_iter().enumerate() {
            let mut values = Vec::with_capacity(outputs.nrows());
            for row in 0..outputs.nrows() {
                values.push(row_of(&outputs, row)[neuron]);
            }
            let name = PlSmallStr::from(format!("predicted {target}"));
            extend(&mut extended, Column::new(name, values))?;
        }
        Ok(extended)
    }
}

fn extend(frame: &mut DataFrame, column: Column) -> Result<&mut DataFrame> {
    if frame.column(column.name()).is_ok() {
        return Err(Error::DuplicateName { kind: "column", name: column.name().to_string() });
    }
    let rows = frame.height();
    frame.with_column(column).map_err(|problem| Error::Shape {
        what: "frame",
        wanted: format!("{rows} predictions"),
        came: problem.to_string(),
    })
}
