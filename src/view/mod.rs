//! From a value to its picture.

mod answer;
mod arrows;
mod boundary;
mod classes;
mod columns;
mod comparison;
mod confusion;
mod correct_side;
#[cfg(feature = "networks")]
mod course;
#[cfg(feature = "networks")]
mod course_lines;
#[cfg(feature = "networks")]
mod course_scenes;
#[cfg(feature = "networks")]
mod course_surface;
mod crosses;
mod crowd;
#[cfg(feature = "networks")]
mod curve_points;
mod dataset;
mod decision;
mod decisions;
#[cfg(feature = "networks")]
mod density;
mod description;
#[cfg(feature = "networks")]
mod diagram;
mod equation;
mod error_curve;
mod explorer;
#[cfg(feature = "polars")]
mod frame;
#[cfg(feature = "networks")]
mod hidden;
mod kept;
#[cfg(feature = "networks")]
mod led;
mod ledger;
mod looks;
#[cfg(feature = "networks")]
mod maps;
#[cfg(feature = "networks")]
mod memory;
mod moments;
mod number_line;
#[cfg(feature = "networks")]
mod output_plane;
mod outside;
mod parallel;
#[cfg(feature = "networks")]
mod pixels;
mod plane;
mod playground;
mod possibility;
#[cfg(feature = "networks")]
mod prototype_map;
#[cfg(feature = "networks")]
mod prototypes;
#[cfg(feature = "networks")]
mod recall;
mod region_names;
mod regions;
#[cfg(feature = "networks")]
mod regression_curve;
mod remarks;
mod replay;
#[cfg(feature = "networks")]
mod residuals;
#[cfg(feature = "networks")]
mod rims;
mod scale;
mod scaler;
mod scenes;
mod separability;
#[cfg(feature = "networks")]
mod sequence;
#[cfg(feature = "networks")]
mod shades;
mod sides;
#[cfg(feature = "networks")]
mod sites;
#[cfg(feature = "networks")]
mod slice;
mod sliders;
mod stacked;
mod strip;
#[cfg(feature = "networks")]
mod surface;
mod targets;
mod timeline;
mod traces;
mod tried;
mod validation;
mod visits;
mod weight_update;
mod weights;
#[cfg(feature = "networks")]
mod wirings;

use std::fmt;
use std::path::Path;

pub use boundary::Boundary;
pub use comparison::Comparison;
#[cfg(feature = "networks")]
pub use diagram::NetworkDiagram;
pub use explorer::Explorer;
#[cfg(feature = "polars")]
pub use frame::{FrameTable, show};
pub use ledger::{Ledger, LedgerRow};
#[cfg(feature = "networks")]
pub use playground::NetworkPlayground;
pub use playground::Playground;
#[cfg(feature = "networks")]
pub use prototype_map::PrototypeMap;
#[cfg(feature = "networks")]
pub use regression_curve::RegressionCurve;
pub use replay::Replay;
#[cfg(feature = "networks")]
pub use sequence::Unfolded;
#[cfg(feature = "networks")]
pub use surface::Surface;
pub use weight_update::WeightUpdate;

use crate::chart::Chart;
use crate::data::{Dataset, Description, Separability};
use crate::error::Result;
use crate::metrics::ConfusionMatrix;
#[cfg(feature = "networks")]
use crate::metrics::Regression;
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

touched!(Explorer: explorer::draw, Script::Explorer, explorer::state, "Explorer");
touched!(Playground: playground::draw, Script::Playground, playground::state, "Playground");
#[cfg(feature = "networks")]
touched!(
    NetworkPlayground: playground::draw_network,
    Script::NetworkPlayground,
    playground::network_state,
    "Playground"
);

shows_itself! {
    Dataset: dataset::draw,
    Description: description::draw,
    Perceptron: weights::draw,
    Decision: decision::draw,
    Decisions: decisions::draw,
    History: error_curve::draw,
    Boundary: boundary::draw,
    Comparison: comparison::draw,
    ConfusionMatrix: confusion::draw,
    Separability: separability::draw,
    Ledger: ledger::draw,
    WeightUpdate: weight_update::draw,
}

#[cfg(feature = "networks")]
shows_itself! {
    FeedForward: diagram::draw_network,
    Elman: diagram::draw_elman,
    NetworkDiagram: diagram::draw,
    Surface: surface::draw,
    Regression: residuals::draw,
    RegressionCurve: regression_curve::draw,
    Unfolded: sequence::draw,
    Recall: recall::draw,
    PrototypeMap: prototypes::draw,
    Competitive: prototypes::draw_competitive,
    Lvq: prototypes::draw_lvq,
    Hopfield: memory::draw_hopfield,
    Hamming: memory::draw_hamming,
    Grnn: density::draw_grnn,
    Pnn: density::draw_pnn,
}
