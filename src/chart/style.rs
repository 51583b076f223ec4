//! What both renderers draw alike: fonts, sizes, and how pixels are written.

/// The fonts that each system has.
pub(crate) const FONTS: &str = "system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif";

/// The size of the markers of a curve.
pub(crate) const CURVE_MARKER: f64 = 9.0;

/// Pixels with one decimal; far outside is as good as infinitely far.
pub(crate) fn px(value: f64) -> String {
    let value = if value.is_nan() { 0.0 } else { value.clamp(-1e5, 1e5) };
    let rounded = (value * 10.0).round() / 10.0;
    format!("{}", rounded + 0.0)
}
