//! What can be asked of every network, whatever its kind.

#[cfg(feature = "networks")]
mod networks;

use ndarray::Array2;

use crate::data::{Dataset, default_names};
use crate::error::{Error, Result};
use crate::network::Perceptron;

/// What can be asked of every network, whatever its kind: how wide it is, what
/// its inputs, outputs and classes are called, and what it answers.
///
/// For functions and lists that take any network, as `&dyn Predict` or
/// `Box<dyn Predict>`. A model of your own that has these methods is measured by
/// `Regression::evaluate` and [`ConfusionMatrix::evaluate`](crate::ConfusionMatrix::evaluate)
/// as well.
///
/// The networks' own methods of the same names take arrays too; those here take
/// data sets, whose columns go by name where the network has named inputs.
///
/// # Examples
///
/// ```
/// use percept::{ConfusionMatrix, Dataset, Delta, Perceptron, Predict, Result};
///
/// fn best(candidates: &[Box<dyn Predict>], test: &Dataset) -> Result<f64> {
///     let mut best = 0.0_f64;
///     for network in candidates {
///         best = best.max(ConfusionMatrix::evaluate(network.as_ref(), test)?.accuracy());
///     }
///     Ok(best)
/// }
///
/// let fruit = Dataset::new([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1])?.name_classes(["apple", "melon"])?;
/// let untrained = Perceptron::new([[0.0, 1.0]], 1)?;
/// let mut trained = untrained.clone();
/// trained.train(&fruit, Delta::new())?;
/// assert_eq!(Predict::class_names(&trained), Some(&["apple".to_owned(), "melon".to_owned()][..]));
/// assert_eq!(best(&[Box::new(trained)], &fruit)?, 1.0);
/// # Ok::<(), percept::Error>(())
/// ```
pub trait Predict {
    /// How many inputs a sample has.
    fn n_inputs(&self) -> usize;

    /// How many outputs there are for a sample.
    fn n_outputs(&self) -> usize;

    /// The names of the inputs; `x1`, `x2`, … as long as none were given.
    fn input_names(&self) -> Vec<String> {
        default_names("x", self.n_inputs(), false)
    }

    /// The names of the outputs: of targets, or of classes where each has an output;
    /// `output1`, `output2`, … as long as none were given.
    fn output_names(&self) -> Vec<String> {
        default_names("output", self.n_outputs(), true)
    }

    /// The names of the classes that it tells apart; `None` if it tells none
    /// apart, or none that have names.
    fn class_names(&self) -> Option<&[String]> {
        None
    }

    /// The outputs for the samples of `data`, shape (samples × outputs); the
    /// targets are not looked at.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the data have other inputs than the network,
    /// [`Error::Overflow`] if an output exceeds the range of `f64`.
    fn predict(&self, data: &Dataset) -> Result<Array2<f64>>;

    /// The class of each sample of `data`, by name.
    ///
    /// # Errors
    ///
    /// As [`predict`](Self::predict), and [`Error::Unsupported`] if it knows no
    /// classes by name.
    fn predict_labels(&self, data: &Dataset) -> Result<Vec<String>> {
        let _ = data;
        Err(Error::Unsupported {
            what: "predict_labels",
            expected: "a classifier trained on data with named classes".to_owned(),
            found: "a network that tells no named classes apart".to_owned(),
        })
    }
}

/// Passes on what a network answers: its widths and names as given, the rest by
/// its own methods of the same names; the classes of those that tell some apart.
macro_rules! predicts {
    ($network:ident($own:ident): $widths:expr, $inputs:expr, $outputs:expr $(, $classes:ident)?) => {
        impl Predict for $network {
            fn n_inputs(&self) -> usize {
                let $own = self;
                $widths[0]
            }

            fn n_outputs(&self) -> usize {
                let $own = self;
                $widths[1]
            }

            fn input_names(&self) -> Vec<String> {
                let $own = self;
                $inputs
            }

            fn output_names(&self) -> Vec<String> {
                let $own = self;
                $outputs
            }

            fn predict(&self, data: &Dataset) -> Result<Array2<f64>> {
                self.predict(data)
            }

            $(
                fn $classes(&self) -> Option<&[String]> {
                    self.$classes()
                }

                fn predict_labels(&self, data: &Dataset) -> Result<Vec<String>> {
                    self.predict_labels(data)
                }
            )?
        }
    };
}

#[cfg(feature = "networks")]
pub(crate) use predicts;

predicts!(
    Perceptron(own): [own.n_inputs(), own.n_neurons()],
    own.input_names(),
    own.output_names(),
    class_names
);
