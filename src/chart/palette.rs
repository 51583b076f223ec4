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

/// Two more, as far from these as can be, with each kind of colour blindness.
const MAROON: Color = "#661100";
const VIOLET: Color = "#4B0092";
/// For classes that have no colour of their own.
const SILVER: Color = "#BBBBBB";

pub(crate) const INK: Color = "#222222";
pub(crate) const QUIET: Color = "#555555";
pub(crate) const GRID: Color = "#E3E3E3";
pub(crate) const PAPER: Color = "#FFFFFF";
/// Of samples that belong to no class.
pub(crate) const NEUTRAL: Color = "#8C8C8C";
/// Of what was there before.
pub(crate) const GHOST: Color = "#777777";

/// The shape of a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Symbol {
    Circle,
    Square,
    Diamond,
    TriangleUp,
    Cross,
    TriangleDown,
    Star,
    TiltedCross,
    Hourglass,
    TriangleRight,
    TriangleLeft,
}

/// Orange, sky and yellow as lines: as they are, white paper swallows them.
const ORANGE_LINE: Color = "#B37A00";
const SKY_LINE: Color = "#2B90CC";
const YELLOW_LINE: Color = "#8C8400";

/// What a line is made of: told apart without colours, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dash {
    Solid,
    Dashed,
    Dotted,
    /// Dashes and dots in turn.
    Mixed,
    Long,
    LongMixed,
}

const DASHES: [Dash; 6] =
    [Dash::Solid, Dash::Dashed, Dash::Dotted, Dash::Mixed, Dash::Long, Dash::LongMixed];

const CLASSES: [(Color, Symbol); 10] = [
    (VERMILLION, Symbol::Circle),
    (BLUE, Symbol::Square),
    (GREEN, Symbol::Diamond),
    (PURPLE, Symbol::TriangleUp),
    (ORANGE, Symbol::Cross),
    (SKY, Symbol::TriangleDown),
    (YELLOW, Symbol::Star),
    (MAROON, Symbol::TiltedCross),
    (VIOLET, Symbol::Hourglass),
    (INK, Symbol::TriangleRight),
];

/// How many classes can be told apart: each has a colour and a marker shape.
pub(crate) const MAX_CLASSES: usize = CLASSES.len();

/// How many lines or bars can be told apart, which have no marker: each line
/// has a colour and a dash.
pub(crate) const MAX_SERIES: usize = DASHES.len();

/// In the place of a class: all those without a look of their own.
pub(crate) const OTHERS: usize = MAX_CLASSES;

/// Colour and marker shape of the `i`-th class, or of all [`OTHERS`].
pub(crate) fn class(i: usize) -> (Color, Symbol) {
    CLASSES.get(i).copied().unwrap_or((SILVER, Symbol::TriangleLeft))
}

/// Colour and marker shape of the `i`-th of a few inputs or neurons: none that
/// stands for a sign, or for one of two classes.
pub(crate) fn series(i: usize) -> (Color, Symbol) {
    class(2 + i % MAX_SERIES)
}

/// The dash of the line of the `i`-th class.
pub(crate) fn dash(i: usize) -> Dash {
    DASHES[i % DASHES.len()]
}

/// A colour as lines have it, at least three times as light or dark as white
/// paper (WCAG 2.2, 1.4.11).
pub(crate) fn of_line(color: Color) -> Color {
    match color {
        ORANGE => ORANGE_LINE,
        SKY => SKY_LINE,
        YELLOW => YELLOW_LINE,
        other => other,
    }
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

/// The line of a weight: dashed where it takes away.
pub(crate) fn dash_of_sign(value: f64) -> Dash {
    if value < 0.0 { Dash::Dashed } else { Dash::Solid }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2.2: the share of light that a colour gives back.
    fn luminance(color: Color) -> f64 {
        let part = |at: usize| {
            let byte = u8::from_str_radix(&color[at..at + 2], 16).unwrap();
            let share = f64::from(byte) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        a.max(b) / a.min(b)
    }

    // published: black on white is 21, #777777 on white 4.48, #0000FF on white 8.59
    #[test]
    fn contrasts_are_those_of_wcag() {
        for (color, wanted) in [("#000000", 21.0), ("#777777", 4.48), ("#0000FF", 8.59)] {
            assert!((contrast(color, "#FFFFFF") - wanted).abs() < 0.005, "{color}");
        }
    }

    #[test]
    fn lines_stand_out_from_the_paper() {
        let classes = (0..MAX_CLASSES).map(|i| class(i).0);
        for color in classes.chain([BLUE, VERMILLION, YELLOW, QUIET, INK, NEUTRAL]) {
            let ratio = contrast(of_line(color), PAPER);
            assert!(ratio >= 3.0, "{color} as {}: {ratio:.2}", of_line(color));
        }
        // a region's tint on the paper
        for region in ["#F8E5D6", "#D6E8F3"] {
            assert!(contrast(of_line(GHOST), region) >= 3.0, "{region}");
        }
        // why orange has another shade as a line
        assert!(contrast(ORANGE, PAPER) < 3.0);
    }

    #[test]
    fn lines_of_classes_differ_in_colour_and_in_dash() {
        for i in 0..MAX_SERIES {
            for j in 0..i {
                assert_ne!(of_line(class(i).0), of_line(class(j).0));
                assert_ne!(of_line(series(i).0), of_line(series(j).0));
                assert_ne!(dash(i), dash(j));
            }
            assert!(![sign(1.0), sign(-1.0), NEUTRAL].contains(&series(i).0));
        }
    }

    #[test]
    fn classes_and_others_differ_in_colour_and_in_shape() {
        for i in 0..=OTHERS {
            for j in 0..i {
                assert_ne!(class(i).0, class(j).0);
                assert_ne!(class(i).1, class(j).1);
            }
        }
    }
}
