//! What shows a verdict: a line between the classes, or a point of both.

/// A line that has two classes on its two sides: the larger target where the
/// weighted sum is greater than the threshold.
#[derive(Clone, Debug, PartialEq)]
pub struct SeparatingLine {
    pub(crate) weights: Vec<f64>,
    pub(crate) threshold: f64,
    pub(crate) margin: f64,
    pub(crate) support: Vec<usize>,
    /// Whether no line has a wider margin, but for rounding.
    pub(crate) widest: bool,
}

/// A point that lies within both classes: a weighted mean of samples of the one
/// and also of samples of the other.
///
/// If a line separated the classes, the means of each class would be on its side,
/// and this point on both.
#[derive(Clone, Debug, PartialEq)]
pub struct CommonPoint {
    pub(crate) point: Vec<f64>,
    pub(crate) zeros: Vec<(usize, f64)>,
    pub(crate) ones: Vec<(usize, f64)>,
}
