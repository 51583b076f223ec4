//! percept makes small neural networks visible: in a Jupyter notebook with the
//! evcxr kernel, data, weights, decisions, decision boundaries and error curves
//! show themselves.
//!
//! The [`prelude`] is the one `use` line of a notebook. Errors say what was
//! wanted, what came and where: see [`Error`].
//!
//! # Tour
//!
//! In a notebook, a line that names a value shows its picture; `evcxr_display`
//! is what the kernel calls for it. In a program, `save_html` writes the
//! picture to a page (with the feature `plotly`, `save_html_offline` one that
//! is live without internet too), `chart().save_svg` to a drawing, `println!`
//! prints what it says in words and numbers. The programs below run in a cell, too: take the lines inside `main`,
//! and name a value in the last line to see it.
//!
//! **Data** come from arrays, vectors, slices and `ndarray`; a flat list of
//! targets is one column. Inputs have names, which axes, weights and equations
//! use.
//!
//! ```rust
//! use percept::prelude::*;
//!
//! fn main() -> Result<()> {
//!     let flats = Dataset::new(vec![vec![35.0, 1.0], vec![80.0, 3.0]], [0, 1])?
//!         .name_inputs(["square metres", "rooms"])?
//!         .name_targets(["balcony"])?;
//!     assert_eq!(flats.ranges(), [[35.0, 80.0], [1.0, 3.0]]);
//!     flats.evcxr_display();
//!     Ok(())
//! }
//! ```
//!
//! **A decision by hand.** A perceptron adds up weight × input and answers 1
//! where the weighted sum is greater than its threshold. `decide` says why, and
//! `with_weight` and `with_threshold` try something else out.
//!
//! ```rust
//! use percept::prelude::*;
//!
//! fn main() -> Result<()> {
//!     let buyer = Perceptron::by_hand([("price", 0.9), ("model", 0.4)], 1.0)?;
//!     let decision = buyer.decide([0.8, 0.6])?;
//!     assert!(!decision.is_yes());
//!     assert_eq!(decision.smallest_change().map(|(input, _)| input), Some("price"));
//!     assert!(buyer.with_threshold(0.9)?.decide([0.8, 0.6])?.is_yes());
//!     Ok(())
//! }
//! ```
//!
//! **Learning.** `train` takes data and a trainer, changes the weights, and
//! gives back the history: error and weights of every epoch, and why it ended.
//!
//! ```rust
//! use percept::prelude::*;
//!
//! fn main() -> Result<()> {
//!     let and = Dataset::new([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1])?;
//!     let mut perceptron = Perceptron::new(and.ranges(), 1)?;
//!     let history = perceptron.train(&and, Delta::new().learning_rate(0.1))?;
//!     assert_eq!(history.stop(), Stop::GoalReached);
//!     assert_eq!(perceptron.predict([[1, 1]])?[[0, 0]], 1.0);
//!     assert_eq!(perceptron.boundary(&and)?.accuracy(), 1.0);
//!     Ok(())
//! }
//! ```
//!
//! **Seeing it learn.** `replay` plays a run back, update by update where there
//! are few, else epoch by epoch; with `over(["a", "b"])` it draws two of many
//! inputs. `weight_update` draws one update as arrows, `ledger` lists all of them,
//! `Comparison` puts several runs into one picture.
//! `separability` says whether a line can separate the classes at all, and proves
//! it. `explore` puts sliders under a decision; `playground` lets points, line and
//! weights be moved by hand, and presses the rule sample by sample. Both work
//! without the kernel.
//! `page!` shows several values in one cell, `check!` tells a learner whether a
//! step is right; with `PERCEPT_CHECK=strict` in the environment a failed check
//! ends the process.
//!
//! ```rust
//! use percept::prelude::*;
//!
//! fn main() -> Result<()> {
//!     let points = toy::points()?;
//!     let mut perceptron = Perceptron::new(points.ranges(), 1)?;
//!     let history = perceptron.train(&points, Delta::new())?;
//!     let ledger = history.ledger(&points)?;
//!     page!["# A run", [&history, &ledger], &history.replay(&points)?].evcxr_display();
//!     assert!(points.separability()?.is_separable() && !toy::xor()?.separability()?.is_separable());
//!     perceptron.explore_with(&points, [1.0, 1.0])?.evcxr_display();
//!     perceptron.playground(&points)?.evcxr_display();
//!     check!(history.last_error() == 0.0, "are there enough epochs?").evcxr_display();
//!     Ok(())
//! }
//! ```
//!
//! **How good it is.** `evaluate` counts what was right in a `ConfusionMatrix`,
//! `roc_curve` draws all thresholds at once, with the area under the curve;
//! `calibration` says whether sure outputs are right. `cross_validate` tests each part
//! of the data after learning from the others; `learning_curve` says what more samples
//! would bring, `permutation_importance` which inputs count. `.balanced()` of a trainer
//! of layers lets the samples of a rare class count more.
//!
//! **Layers and other networks** are the feature `networks`, which is on by
//! default. Without them, the perceptron alone compiles faster at the first
//! `:dep`: `:dep percept = { path = "..", default-features = false }`.
//! `FeedForward` has layers of any depth and uses the same verbs, with the trainers `GradientDescent`, `Rprop`, `Adam`,
//! `Bfgs`, `LBfgs`, `ConjugateGradient`, `NewtonCg` and `LevenbergMarquardt`.
//! It shows itself as a diagram; `diagram_of` shows the values of a sample as
//! they flow, `surface` the output over two inputs (`surface_over` over two of
//! many, the others held at their medians; `test` adds points that were not
//! learnt from), `hidden_neurons` what each neuron sees, `replay` all of this as
//! it bends. `FeedForward::builder` connects layers past others, `Elman`
//! remembers the step before. `Competitive` and `Lvq` show their prototypes, and
//! with `prototype_map` the samples around them; `Hopfield` and `Hamming` show
//! what they store, and with `recall` their way back to it; `Grnn` and `Pnn`
//! show the samples that they are made of and what they answer; all of them have
//! a `diagram`. `Regression` compares numbers with numbers.
//!
//! ```rust
//! # #[cfg(not(feature = "networks"))]
//! # fn main() {}
//! use percept::prelude::*;
//!
//! # #[cfg(feature = "networks")]
//! fn main() -> Result<()> {
//!     let xor = toy::xor()?;
//!     let mut network = FeedForward::new(xor.ranges(), [4, 1])?.seed(1);
//!     network.train(&xor, Rprop::new())?;
//!     assert!(network.predict([[0, 1]])?[[0, 0]] > 0.8);
//!     network.surface(&xor)?.evcxr_display();
//!     Ok(())
//! }
//! ```
//!
//! **Tables.** `from_csv` takes the named columns of a CSV file, or as inputs
//! `"*"`: all that are no target (`without` some of them); a target of text holds classes, and `targets_as_classes` makes classes of numbers.
//! `from_csv_with` and `CsvOptions` read semicolons, decimal commas, files
//! without a row of names, columns of text (`one_hot`) and missing values
//! (`drop_missing`, `fill_missing`); `row_names` takes a column that names the
//! samples in pictures and decisions; `inputs_of` takes one new row by the names of the
//! columns; `to_csv` writes a table again. `describe`
//! says what each column holds; `select`, `filter`, `only_classes` and `head`
//! take parts of the data. Columns with names are taken by
//! name (`predict`, `predict_labels`, `Scaler::apply`), or another order of them
//! is refused (where data are learnt from, counted or drawn); data without names
//! go by place. `Scaler` brings columns to a common scale, `split`
//! keeps samples back to test with, `split_in_order` those that came last in
//! time. `boundary_over` draws two of many inputs. The
//! module [`toy`] has small data sets to try things out with.
//!
//! ```rust
//! use percept::prelude::*;
//!
//! fn main() -> Result<()> {
//!     let cars = toy::car_buyers()?; // as from_csv("car_buyers.csv", ["price", …], ["buy"])
//!     let (train, test) = cars.split(0.75, 1)?;
//!     let scaler = Scaler::standard(&train)?;
//!     let (train, test) = (scaler.apply(&train)?, scaler.apply(&test)?);
//!     let mut perceptron = Perceptron::new(train.ranges(), 1)?;
//!     perceptron.train(&train, Delta::new())?;
//!     println!("{:?}", perceptron.predict_labels(&test)?);
//!     perceptron.boundary_over(&test, ["price", "model"])?.evcxr_display();
//!     Ok(())
//! }
//! ```
//!
//! `save` writes a perceptron to a file and `Perceptron::load` brings it back,
//! exactly; `save_with` and `load_with` keep the scale together with it. With
//! `networks`, so does every other network; `save_binary` takes few bytes, and
//! `save_with_scalers` keeps the scale of the targets, too.
//! A save replaces the old file as a whole: after a crash or on a full disk it is
//! there as before; a file that was damaged is refused.
//!
//! Interrupting the kernel ends its process and takes all variables. Give a
//! long run `.checkpoint("run.checkpoint", 100).resume("run.checkpoint")`, and
//! the same cell, run again, goes on to the same bits; or a `.time_limit(60.0)`
//! in seconds, which ends it with its weights. `train_watching` tells a function
//! every epoch, with its errors and weights; the function can end the training.
//!
//! **Two bridges lead to other crates.** Each is a feature that is off unless
//! asked for, since every reader waits until it is compiled. With `polars`,
//! `Dataset::from_frame` takes a `DataFrame`, `with_predictions` adds what a
//! perceptron makes of each row, and `percept::show` shows a frame in a cell.
//! With `polars-streaming`, `LazyDataset` and `train_lazy`, of perceptrons and
//! of multi-layer networks, learn from a file larger than memory, batch by
//! batch. With `plotly`, `to_plotly()` makes a figure of that crate from a
//! picture (`chart()` gives the picture as a value), for its own builders.
//! `percept::polars`, `percept::plotly` and `percept::ndarray` are those
//! crates, in the versions that fit, so that one `:dep` is enough.
//!
//! ```rust
//! # #[cfg(not(feature = "plotly"))]
//! # fn main() {}
//! use percept::prelude::*;
//!
//! # #[cfg(feature = "plotly")]
//! fn main() -> Result<()> {
//!     let points = Dataset::new([[0.0, 1.0], [1.0, 0.0]], [0, 1])?;
//!     let mut plot = points.chart().to_plotly();
//!     let traces = plot.data().len();
//!     plot.set_layout(plot.layout().clone().title("My title"));
//!     plot.add_trace(percept::plotly::Scatter::new(vec![0.5], vec![0.5]).name("a third point"));
//!     assert_eq!(plot.data().len(), traces + 1);
//!     Ok(())
//! }
//! ```
//!
//! | feature | for | compiles, besides |
//! |---|---|---|
//! | none (`default-features = false`) | perceptrons, arrays, `Dataset::from_csv` | |
//! | `networks`, the default | layers, their trainers and pictures, and the other networks | no other crate |
//! | `plotly` | `to_plotly()` | the crate plotly |
//! | `polars` | handing over a frame | polars' core |
//! | `polars-csv` | reading CSV files with polars | its readers and operations |
//! | `polars-parquet` | reading Parquet files | the same, and decompression |
//! | `polars-lazy` | plans: `LazyFrame` | plans and expressions |
//! | `polars-streaming` | `LazyDataset` | plans and the streaming engine |
//!
//! What a feature costs, in seconds of a processor without optimisation, divided
//! by the cores that you have (`make bench-features`, 2 cores): none 28,
//! `networks` 39, `plotly` 87, and, measured earlier, `polars` 219, `polars-csv`
//! 268, `polars-lazy` 289, `polars-parquet` 344. With the optimisation that the
//! kernel asks for it is several times as much: `:opt 0` before the `:dep` spares
//! most of the wait.
//!
//! **Counting.** Rows, columns and layers count from 0 in code and in errors, which
//! say so; numbered names (`x1`, `layer 1`), steps and updates from 1. An error at
//! epoch `k` is that after `k` epochs of learning.
//!
//! **Mistakes** are answered with a sentence.
//!
//! ```rust
//! use percept::prelude::*;
//!
//! let problem = Dataset::new([[0.3, 0.2], [0.0, f64::NAN]], [0, 1]).unwrap_err();
//! assert_eq!(
//!     problem.to_string(),
//!     "inputs: row 1, column 1 (counting from 0) is NaN, \
//!      but every value must be a finite number"
//! );
//! ```

pub mod accepts;
mod chart;
mod control_words;
mod data;
mod debug;
mod edit_distance;
mod error;
mod fields;
#[cfg(feature = "networks")]
pub mod guide;
mod lists;
mod matrix;
mod metrics;
mod network;
mod notebook;
mod persist;
pub mod prelude;
mod random;
mod train;
mod view;

pub use chart::Chart;
#[cfg(feature = "polars-streaming")]
pub use data::LazyDataset;
pub use data::{
    ColumnSummary, CommonPoint, CsvOptions, Dataset, Description, Number, Sample, SampleRows,
    Samples, Scaler, Separability, SeparatingLine, Target, Verdict, toy,
};
pub use error::{Error, Result};
#[cfg(feature = "networks")]
pub use metrics::{Calibration, Regression};
pub use metrics::{
    ConfusionMatrix, CrossValidation, LearningCurve, PermutationImportance, RocCurve,
};
#[cfg(feature = "networks")]
pub use network::{
    Competitive, Elman, FeedForward, FeedForwardBuilder, Grnn, Hamming, Hopfield, Init, Layer, Lvq,
    Pnn, Recall, Source,
};
pub use network::{Decision, Decisions, Perceptron, Predict, Transfer, UnreachableTargets};
pub use notebook::{Check, MimeBundle, Page, Show, close};
#[cfg(feature = "networks")]
pub use train::{
    Adam, Bfgs, ConjugateGradient, GradientDescent, LBfgs, LevenbergMarquardt, Loss, LvqRule,
    NewtonCg, Rprop, Snapshot, Trainer, WinnerTakeAll,
};
pub use train::{Delta, Epoch, History, Stop};
pub use view::{
    Boundary, Comparison, Explorer, Ledger, LedgerRow, Playground, Replay, ShowArray, WeightUpdate,
};
#[cfg(feature = "polars")]
pub use view::{FrameTable, show};
#[cfg(feature = "networks")]
pub use view::{
    NetworkDiagram, NetworkPlayground, PrototypeMap, RegressionCurve, Surface, Unfolded,
};

pub use ndarray;
#[cfg(feature = "plotly")]
pub use plotly;
#[cfg(feature = "polars")]
pub use polars;
