//! Colours that people with colour blindness can tell apart, and marker shapes
//! for those who see none.
//!
//! M. Okabe, K. Ito, "Color Universal Design: how to make figures and
//! presentations that are friendly to colorblind people", 2008.

/// A colour as `#rrggbb`.
pub(crate) type Color = &'static str;

pub(crate) const BLUE: Color = "#0072B2";
pub(crate) const VERMILLION: Color = "#D55E00";
const GREEN: Color = "#009E73";
const PURPLE: Color = "#CC79A7";
const ORANGE: Color = "#E69F00";
const SKY: Color = "#56B4E9";
pub(crate) const YELLOW: Color = "#F0E442";

pub(crate) const INK: Color = "#222222";
pub(crate) const QUIET: Color = "#555555";
pub(crate) const GRID: Color = "#E3E3E3";
pub(crate) const PAPER: Color = "#FFFFFF";

/// The shape of a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Symbol {
    Circle,
    Square,
    Diamond,
    TriangleUp,
    Cross,
    TriangleDown,
}

const CLASSES: [(Color, Symbol); 6] = [
    (VERMILLION, Symbol::Circle),
    (BLUE, Symbol::Square),
    (GREEN, Symbol::Diamond),
    (PURPLE, Symbol::TriangleUp),
    (ORANGE, Symbol::Cross),
    (SKY, Symbol::TriangleDown),
];

/// How many classes can be told apart.
pub(crate) const MAX_CLASSES: usize = CLASSES.len();

/// Colour and marker shape of the `i`-th class.
pub(crate) fn class(i: usize) -> (Color, Symbol) {
    CLASSES[i % CLASSES.len()]
}

/// Blue for what speaks for the output, vermillion for what speaks against it,
/// grey for what does neither.
pub(crate) fn sign(value: f64) -> Color {
    if value > 0.0 {
        BLUE
    } else if value < 0.0 {
        VERMILLION
    } else {
        QUIET
    }
}
