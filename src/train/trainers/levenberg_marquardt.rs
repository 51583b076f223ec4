//! Levenberg–Marquardt.

use super::line_search::inner;
use crate::error::{Error, Result};
use crate::train::bounds::above_0;
use crate::train::checkpoint::tape::Tape;
use crate::train::settings::trainer;
use crate::train::trainers::method::{Method, Point};
use crate::train::{Deadline, Identity, Loss, Objective, Settings, Stop};

/// Levenberg–Marquardt: solves for the step at which the errors of all samples
/// would vanish if the outputs changed linearly, damped where they do not.
///
/// The fastest for small networks on smooth functions. For the losses
/// [`Loss::Sse`] and [`Loss::Mse`].
///
/// # Complexity
///
/// For `w` parameters, an epoch takes O(samples × outputs × w²) time for the table
/// and O(w³) for each damping that is tried, and O(w²) memory. At most 2048
/// parameters.
///
/// # Examples
///
/// ```
/// use percept::{FeedForward, LevenbergMarquardt, toy};
///
/// let sine = toy::sine(40)?;
/// let mut network = FeedForward::new(sine.ranges(), [6, 1])?;
/// let history = network.train(&sine, LevenbergMarquardt::new())?;
/// assert!(history.last_error() < 0.01);
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// D. W. Marquardt, "An algorithm for least-squares estimation of nonlinear
/// parameters", *SIAM Journal on Applied Mathematics* 11(2), 1963. M. T. Hagan,
/// M. B. Menhaj, "Training feedforward networks with the Marquardt algorithm",
/// *IEEE Transactions on Neural Networks* 5(6), 1994.
#[doc(alias = "trainlm")]
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct LevenbergMarquardt {
    pub(crate) settings: Settings,
    damping: f64,
}

impl Default for LevenbergMarquardt {
    fn default() -> Self {
        Self { settings: Settings::default(), damping: 0.001 }
    }
}

trainer!(LevenbergMarquardt);

/// Parameters whose two tables fit into 64 MiB.
const MOST: usize = 2048;
/// From here on a step is too short to change anything.
const HIGHEST: f64 = 1e12;

impl LevenbergMarquardt {
    /// The damping at first (above 0, default 0.001): 10 times as much after each
    /// step that fails, a tenth after each that lowers the error. The larger, the
    /// shorter the step.
    pub fn damping(mut self, damping: f64) -> Self {
        self.damping = damping;
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        above_0("damping", self.damping)?;
        if let Some(weights) = self.settings.class_weights.words() {
            return Err(Error::Parameter {
                name: "class_weights".to_owned(),
                expected: "none for LevenbergMarquardt (`LBfgs` or `Rprop` take them)",
                found: weights,
            });
        }
        if matches!(self.settings.loss, Loss::Sse | Loss::Mse) {
            return Ok(());
        }
        Err(Error::Parameter {
            name: "loss".to_owned(),
            expected: "for LevenbergMarquardt, Sse or Mse",
            found: self.settings.loss.to_string(),
        })
    }

    pub(crate) fn identify(&self, identity: &mut Identity) {
        identity.add("damping", self.damping);
    }

    pub(crate) fn method(&self, n: usize) -> Result<Box<dyn Method>> {
        if n > MOST {
            return Err(Error::Parameter {
                name: "trainer".to_owned(),
                expected: "for LevenbergMarquardt, a network of at most 2048 parameters (`LBfgs` \
                         takes larger ones)",
                found: n.to_string(),
            });
        }
        Ok(Box::new(Damped {
            damping: self.damping,
            l2: self.settings.l2,
            table: vec![0.0; n * n],
            factor: vec![0.0; n * n],
            row: vec![0.0; n],
            step: vec![0.0; n],
            tried: vec![0.0; n],
            gradient: vec![0.0; n],
        }))
    }
}

struct Damped {
    damping: f64,
    l2: f64,
    /// The curvature, from the derivatives of the outputs; its lower half.
    table: Vec<f64>,
    /// Its triangular root.
    factor: Vec<f64>,
    /// The derivatives of one output for one sample.
    row: Vec<f64>,
    step: Vec<f64>,
    tried: Vec<f64>,
    gradient: Vec<f64>,
}

impl Method for Damped {
    fn advance(
        &mut self,
        point: &mut Point,
        objective: &mut Objective<'_>,
    ) -> Result<Option<Stop>> {
        self.curvature(&point.parameters, objective);
        while self.damping <= HIGHEST {
            if objective.is_late() {
                break;
            }
            if self.solve(&point.gradient, &mut objective.deadline) {
                for (i, tried) in self.tried.iter_mut().enumerate() {
                    *tried = point.parameters[i] - self.step[i];
                }
                let error = objective.gradient(&self.tried, &mut self.gradient)?;
                if error < point.error {
                    std::mem::swap(&mut point.parameters, &mut self.tried);
                    std::mem::swap(&mut point.gradient, &mut self.gradient);
                    point.error = error;
                    self.damping = (self.damping / 10.0).max(1e-20);
                    return Ok(None);
                }
            }
            self.damping *= 10.0;
        }
        Ok(Some(Stop::NoDescent))
    }

    fn tape(&mut self, tape: &mut Tape) {
        tape.number(&mut self.damping);
        // at 0 or below it would never grow
        if self.damping.is_nan() || self.damping <= 0.0 {
            tape.spoil();
        }
    }
}

impl Damped {
    /// `Jᵀ J` over samples and outputs, times the loss's factor.
    fn curvature(&mut self, parameters: &[f64], objective: &mut Objective<'_>) {
        let (n_samples, outputs) = (objective.n_samples(), objective.data.n_targets());
        let shapes = objective.shapes;
        let Some(transfer) = shapes.last().map(|shape| shape.transfer) else { return };
        let part = 2.0 * objective.loss().part(n_samples, outputs);
        self.table.fill(0.0);
        let mut deadline = objective.deadline.clone();
        let mut first = 0;
        while first < n_samples {
            let (passes, samples) = objective.block(parameters, first);
            for output in 0..outputs {
                let mut end = passes.end(transfer);
                end.slopes.fill(0.0);
                let at = output * end.width;
                end.slopes[at..at + samples].fill(1.0);
                end.through_transfer();
                passes.back(shapes);
                for sample in 0..samples {
                    if deadline.passes(self.table.len() / 2) {
                        objective.deadline = deadline;
                        return;
                    }
                    passes.gradient_of(sample, shapes, &mut self.row);
                    self.add_row(part);
                }
            }
            first += samples;
        }
        objective.deadline = deadline;
        let n = self.row.len();
        for i in 0..n {
            self.table[i * n + i] += self.l2;
        }
    }

    fn add_row(&mut self, part: f64) {
        let n = self.row.len();
        for (i, slope) in self.row.iter().enumerate() {
            let slope = part * slope;
            if slope != 0.0 {
                for (value, other) in self.table[i * n..=i * n + i].iter_mut().zip(&self.row) {
                    *value += slope * other;
                }
            }
        }
    }

    /// The step that solves `(table + damping) step = gradient`; false where
    /// rounding leaves none.
    fn solve(&mut self, gradient: &[f64], deadline: &mut Deadline) -> bool {
        if !self.factorise(deadline) {
            return false;
        }
        let n = gradient.len();
        for (i, slope) in gradient.iter().enumerate() {
            let mut rest = *slope;
            for k in 0..i {
                rest -= self.factor[i * n + k] * self.step[k];
            }
            self.step[i] = rest / self.factor[i * n + i];
        }
        for i in (0..n).rev() {
            let mut rest = self.step[i];
            for k in i + 1..n {
                rest -= self.factor[k * n + i] * self.step[k];
            }
            self.step[i] = rest / self.factor[i * n + i];
        }
        true
    }

    /// Cholesky's triangular root of the table with its damping.
    fn factorise(&mut self, deadline: &mut Deadline) -> bool {
        let n = self.row.len();
        for i in 0..n {
            if deadline.passes(i * i / 2) {
                return false;
            }
            let (above, row) = self.factor.split_at_mut(i * n);
            for j in 0..i {
                let other = &above[j * n..=j * n + j];
                let rest = self.table[i * n + j] - inner(&other[..j], &row[..j]);
                row[j] = rest / other[j];
            }
            let rest = self.table[i * n + i] + self.damping - inner(&row[..i], &row[..i]);
            if rest <= 0.0 || !rest.is_finite() {
                return false;
            }
            row[i] = rest.sqrt();
        }
        true
    }
}
