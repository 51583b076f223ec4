//! From a value to its picture.

mod data;
#[cfg(feature = "networks")]
mod layers;
#[cfg(feature = "networks")]
mod memory;
mod metrics;
mod parts;
mod perceptron;
mod playground;
#[cfg(feature = "networks")]
mod prototypes;
mod replay;
mod training;

use std::fmt;
use std::path::Path;

pub use data::array::ShowArray;
#[cfg(feature = "polars")]
pub use data::frame_table::{FrameTable, show};
#[cfg(feature = "networks")]
pub use layers::diagram::NetworkDiagram;
#[cfg(feature = "networks")]
pub use layers::regression_curve::RegressionCurve;
#[cfg(feature = "networks")]
pub use layers::surface::Surface;
#[cfg(feature = "networks")]
pub use layers::unfolded::Unfolded;
pub use perceptron::boundary::Boundary;
pub use perceptron::explorer::Explorer;
#[cfg(feature = "networks")]
pub use playground::NetworkPlayground;
pub use playground::Playground;
#[cfg(feature = "networks")]
pub use prototypes::map::PrototypeMap;
pub use replay::player::Replay;
pub use replay::weight_update::WeightUpdate;
pub use training::comparison::Comparison;
pub use training::ledger::{Ledger, LedgerRow};

use crate::chart::Chart;
use crate::data::{Dataset, Description, Separability};
use crate::error::Result;
#[cfg(feature = "networks")]
use crate::metrics::{Calibration, Regression};
use crate::metrics::{
    ConfusionMatrix, CrossValidation, LearningCurve, PermutationImportance, RocCurve,
};
#[cfg(feature = "networks")]
use crate::network::{Competitive, Elman, FeedForward, Grnn, Hamming, Hopfield, Lvq, Pnn, Recall};
use crate::network::{Decision, Decisions, Perceptron};
use crate::notebook::{MimeBundle, Script, Show};
use crate::train::History;

/// Gives a type with a `draw` function everything that shows it.
macro_rules! shows_itself {
    ($($type:ident: $draw:path),* $(,)?) => {$(
        impl $type {
            /// Its picture, to be changed or saved.
            #[must_use]
            pub fn chart(&self) -> Chart {
                $draw(self).cleaned()
            }

            /// Shows it as the output of a notebook cell.
            pub fn evcxr_display(&self) {
                self.chart().evcxr_display();
            }

            /// Writes a web page with its picture and its numbers.
            ///
            /// # Errors
            ///
            /// [`Error::Write`](crate::Error::Write) if the file cannot be written.
            pub fn save_html(&self, path: impl AsRef<Path>) -> Result<()> {
                self.chart().save_html(path)
            }

            /// The same with plotly.js in the page, for readers without
            /// internet: some 4.7 MB.
            ///
            /// # Errors
            ///
            /// As [`save_html`](Self::save_html).
            #[cfg(feature = "plotly")]
            pub fn save_html_offline(&self, path: impl AsRef<Path>) -> Result<()> {
                self.chart().save_html_offline(path)
            }
        }

        impl Show for $type {
            fn mime_bundle(&self) -> MimeBundle {
                self.chart().mime_bundle()
            }
        }

        /// What its picture says, in words and numbers.
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.chart(), f)
            }
        }
    )*};
}

/// Gives a type with a picture (`draw`), a script to touch it by, what the script
/// begins with (`state`) and a `code` everything that shows it.
macro_rules! touched {
    ($type:ident: $draw:path, $script:expr, $state:path, $title:literal) => {
        impl $type {
            /// Its static picture, to be changed or saved.
            #[must_use]
            pub fn chart(&self) -> Chart {
                $draw(self).cleaned()
            }

            /// What can be touched as HTML, and everything in words; without a
            /// Plotly figure, which would be shown in its place.
            #[must_use]
            pub fn mime_bundle(&self) -> MimeBundle {
                self.chart()
                    .scripted($script, &$state(self).to_string())
                    .with_plain(self.to_string())
            }

            /// Shows it as the output of a notebook cell.
            pub fn evcxr_display(&self) {
                self.mime_bundle().print();
            }

            /// Writes a web page with it, where it works too.
            ///
            /// # Errors
            ///
            /// [`Error::Write`](crate::Error::Write) if the file cannot be written.
            pub fn save_html(&self, path: impl AsRef<Path>) -> Result<()> {
                self.mime_bundle().save_page($title, path.as_ref())
            }
        }

        impl Show for $type {
            fn mime_bundle(&self) -> MimeBundle {
                self.mime_bundle()
            }
        }

        /// What its static picture says, in words and numbers, and the code.
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                writeln!(f, "{}\n{}", self.chart(), self.code())
            }
        }
    };
}

touched!(Explorer: perceptron::explorer::draw, Script::Explorer, perceptron::explorer::state, "Explorer");
touched!(Playground: playground::draw, Script::Playground, playground::state, "Playground");
#[cfg(feature = "networks")]
touched!(
    NetworkPlayground: playground::draw_network,
    Script::NetworkPlayground,
    playground::network_state,
    "Playground"
);

shows_itself! {
    Dataset: data::dataset::draw,
    Description: data::description::draw,
    Perceptron: perceptron::weights::draw,
    Decision: perceptron::decision::draw,
    Decisions: perceptron::decisions::draw,
    History: training::error_curve::draw,
    Boundary: perceptron::boundary_chart::draw,
    Comparison: training::comparison::draw,
    ConfusionMatrix: metrics::confusion::draw,
    RocCurve: metrics::roc::draw,
    CrossValidation: metrics::cross_validation::draw,
    LearningCurve: metrics::learning_curve::draw,
    PermutationImportance: metrics::importance::draw,
    Separability: data::separability::draw,
    Ledger: training::ledger_chart::draw,
    WeightUpdate: replay::weight_update::draw,
}

#[cfg(feature = "networks")]
shows_itself! {
    FeedForward: layers::diagram::draw_network,
    Elman: layers::diagram::draw_elman,
    NetworkDiagram: layers::diagram::draw,
    Surface: layers::surface::draw,
    Calibration: metrics::calibration::draw,
    Regression: metrics::residuals::draw,
    RegressionCurve: layers::regression_curve::draw,
    Unfolded: layers::unfolded::draw,
    Recall: memory::recall::draw,
    PrototypeMap: prototypes::chart::draw,
    Competitive: prototypes::chart::draw_competitive,
    Lvq: prototypes::chart::draw_lvq,
    Hopfield: memory::stored_patterns::draw_hopfield,
    Hamming: memory::stored_patterns::draw_hamming,
    Grnn: layers::grnn_pnn::draw_grnn,
    Pnn: layers::grnn_pnn::draw_pnn,
}
