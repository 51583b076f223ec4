//! A plane through the inputs.

use crate::data::Dataset;
use crate::error::Result;
use crate::matrix::Matrix;
use crate::view::perceptron::boundary::{held, two_inputs};

/// The two inputs that are drawn, and where the others are held.
#[derive(Clone, PartialEq)]
pub(crate) struct Slice {
    pub(crate) columns: [usize; 2],
    /// One per input, of those drawn too.
    pub(crate) medians: Vec<f64>,
    pub(crate) held: Vec<(String, String)>,
}

impl Slice {
    /// The only two inputs.
    pub(crate) fn whole() -> Self {
        Self { columns: [0, 1], medians: vec![0.0; 2], held: Vec::new() }
    }

    pub(crate) fn of(data: &Dataset, inputs: [&str; 2]) -> Result<Self> {
        let (columns, medians) = (two_inputs(data, inputs)?, data.medians());
        let held = held(data, columns, &medians);
        Ok(Self { columns, medians, held })
    }

    /// The middle of every cell, row by row from the bottom, with all inputs.
    pub(crate) fn cells(&self, [x, y]: [[f64; 2]; 2], side: usize) -> Matrix {
        let middle = |[low, high]: [f64; 2], i: usize| {
            let share = (i as f64 + 0.5) / side as f64;
            low * (1.0 - share) + high * share
        };
        let (n, mut sample) = (self.medians.len(), self.medians.clone());
        let mut inputs = Vec::with_capacity(n * side * side);
        for row in 0..side {
            for column in 0..side {
                sample[self.columns[0]] = middle(x, column);
                sample[self.columns[1]] = middle(y, row);
                inputs.extend_from_slice(&sample);
            }
        }
        Matrix::new((side * side, n), inputs)
    }
}
