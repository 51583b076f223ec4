//! Labels, from a list or from a data set.

use std::borrow::Borrow;

use crate::data::{Dataset, Many, One};
use crate::error::{Error, Result};

/// Labels or numbers of classes: a list, owned or borrowed, or a `&Dataset`
/// with named classes.
///
/// `Kind` says which of both it is; the compiler finds it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list of labels",
    label = "expected one label for each sample, `[\"cat\", \"dog\"]` or `[0, 1]`, or a `&Dataset` \
             whose classes have names"
)]
pub trait LabelList<Kind> {
    /// The labels, in the order of the samples.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] for a data set whose classes have no names, or in which
    /// a target stands for no class.
    fn into_labels(self) -> Result<Vec<String>>;

    /// The classes in their own order, where they have one: those of a data set.
    fn class_order(&self) -> Option<Vec<String>> {
        None
    }
}

impl<I: IntoIterator<Item: ToString>> LabelList<Many> for I {
    fn into_labels(self) -> Result<Vec<String>> {
        let mut labels = Vec::new();
        for label in self {
            labels.push(label.to_string());
        }
        Ok(labels)
    }
}

impl<D: Borrow<Dataset>> LabelList<One> for D {
    fn into_labels(self) -> Result<Vec<String>> {
        let data: &Dataset = self.borrow();
        let refused = |wanted: &str, came: String| Error::Shape {
            what: "labels",
            expected: wanted.to_owned(),
            found: came,
        };
        let names = self.class_order().ok_or_else(|| {
            refused("data whose classes have names (`name_classes`)", "none".to_owned())
        })?;
        let mut labels = Vec::with_capacity(data.n_samples());
        for row in 0..data.n_samples() {
            let class = data.class_of(data.target_row(row));
            let name = class.and_then(|class| names.get(class)).ok_or_else(|| {
                refused("a class for each sample", format!("none in row {row} (counting from 0)"))
            })?;
            labels.push(name.clone());
        }
        Ok(labels)
    }

    /// The names of the classes, or the two values of a single target.
    fn class_order(&self) -> Option<Vec<String>> {
        let data: &Dataset = self.borrow();
        match data.ends() {
            Some([ends]) if data.class_names().is_none() => {
                Some(vec![ends[0].to_string(), ends[1].to_string()])
            }
            _ => data.class_names().map(<[String]>::to_vec),
        }
    }
}
