//! Data that carry names go by name, data that do not go by place.

use ndarray::Array2;

use super::{Dataset, Samples, default_names, row_of, table};
use crate::error::{Error, Result, shown};

/// The inputs of samples for something whose inputs have the names `own`: by
/// name where both have names, else by place.
///
/// `Err` where the samples have other names.
pub(crate) fn matrix_for(own: Option<&[String]>, samples: impl Samples) -> Result<Array2<f64>> {
    let names = samples.input_names();
    let inputs = samples.into_matrix("inputs")?;
    match (own, names) {
        // another number of inputs is refused where they are used
        (Some(own), Some(names)) if own.len() == names.len() && own != names => {
            arranged(own, &names, &inputs)
        }
        _ => Ok(inputs),
    }
}

fn arranged(own: &[String], names: &[String], inputs: &Array2<f64>) -> Result<Array2<f64>> {
    let mut columns = Vec::with_capacity(own.len());
    for name in own {
        let column = names.iter().position(|other| other == name);
        columns.push(column.ok_or_else(|| other_inputs("inputs", own, names))?);
    }
    let mut values = Vec::with_capacity(inputs.len());
    for row in 0..inputs.nrows() {
        let sample = row_of(inputs, row);
        for &column in &columns {
            values.push(sample[column]);
        }
    }
    table(inputs.dim(), values)
}

impl Dataset {
    /// The names of the inputs, if they were given any.
    pub(crate) fn given_input_names(&self) -> Option<&[String]> {
        let names = self.input_names();
        (names != default_names("x", names.len(), false)).then_some(names)
    }

    /// Refuses data whose inputs or classes have other names, or another order
    /// of names, than those of what looks at them.
    pub(crate) fn check_names_of(
        &self,
        what: &'static str,
        inputs: Option<&[String]>,
        classes: Option<&[String]>,
    ) -> Result<()> {
        if let (Some(own), Some(names)) = (inputs, self.given_input_names())
            && own.len() == names.len()
            && own != names
        {
            return Err(other_inputs(what, own, names));
        }
        match (classes, self.class_names()) {
            (Some(own), Some(names)) if own != names => Err(Error::Shape {
                what,
                wanted: format!("data with the classes it was trained on ({})", listed(own)),
                came: listed(names),
            }),
            _ => Ok(()),
        }
    }
}

fn other_inputs(what: &'static str, own: &[String], names: &[String]) -> Error {
    Error::Shape {
        what,
        wanted: format!("the inputs it knows ({})", listed(own)),
        came: format!(
            "{}; give the columns these names (`name_inputs`) and this order, or a table without \
             names",
            listed(names)
        ),
    }
}

/// The first names of a list, for a message.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let mut words = Vec::new();
    for name in names.iter().take(SHOWN) {
        words.push(shown(name));
    }
    if names.len() > SHOWN {
        words.push(format!("and {} more", names.len() - SHOWN));
    }
    words.join(", ")
}
