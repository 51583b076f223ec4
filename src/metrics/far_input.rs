//! Inputs on another scale than those that a network was made for.

use crate::data::Dataset;

/// Widths of a range by which most values leave it where the scale is another one;
/// extrapolation stays far below.
const FAR: f64 = 5.0;

/// An input most of whose values lie far outside the range that was given for it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FarInput {
    pub(crate) name: String,
    pub(crate) given: [f64; 2],
    pub(crate) data: [f64; 2],
}

/// The farthest such input, counted in widths of its range.
pub(super) fn far_input(ranges: &[[f64; 2]], data: &Dataset) -> Option<FarInput> {
    let (mut farthest, mut found) = (FAR, None);
    let inputs = data.input_matrix();
    for (input, &given) in ranges.iter().enumerate().take(data.n_inputs()) {
        let [low, high] = given;
        let width = high - low;
        let (mut least, mut most, mut outside) = (f64::INFINITY, f64::NEG_INFINITY, 0);
        for sample in inputs.rows() {
            let value = sample[input];
            (least, most) = (least.min(value), most.max(value));
            // a range without width tells no scale, and one beyond all floats no distance
            if width > 0.0 && (low - value).max(value - high) / width > FAR {
                outside += 1;
            }
        }
        let beyond = (low - least).max(most - high) / width;
        if 2 * outside > data.n_samples() && beyond > farthest {
            (farthest, found) = (beyond, Some((input, given, [least, most])));
        }
    }
    let (input, given, data_range) = found?;
    Some(FarInput { name: data.input_names()[input].clone(), given, data: data_range })
}
