//! Labels below each other, moved apart so that none overlap.

use crate::lists::order_by;

/// Heights from 0 to 1, moved so that words at them, so far from each other, do not
/// overlap.
pub(crate) fn apart(heights: &[f64], gap: f64) -> Vec<f64> {
    let order = order_by(heights.len(), &|a, b| heights[a].total_cmp(&heights[b]));
    let mut apart = heights.to_vec();
    for _ in 0..100 {
        for pair in order.windows(2) {
            let short = gap - (apart[pair[1]] - apart[pair[0]]);
            if short > 0.0 {
                apart[pair[0]] -= short / 2.0;
                apart[pair[1]] += short / 2.0;
            }
        }
        for height in &mut apart {
            *height = height.clamp(0.04, 0.96);
        }
    }
    apart
}
