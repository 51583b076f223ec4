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

/// Of the errors of validation data: no class of two wears it.
pub(crate) const VALIDATION: Color = GREEN;

/// What adds to a sum, and what takes away from it: no class wears these, and
/// they stand out from white and from black paper.
const PLUS: Color = "#8E47F0";
const MINUS: Color = "#8F6B42";

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

/// Purple for what speaks for the output, brown for what speaks against it, grey
/// for what does neither.
pub(crate) fn sign(value: f64) -> Color {
    if value > 0.0 {
        PLUS
    } else if value < 0.0 {
        MINUS
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

    /// Red, green and blue of `#rrggbb` as shares of light.
    fn light(color: Color) -> [f64; 3] {
        [1, 3, 5].map(|at| {
            let byte = u8::from_str_radix(&color[at..at + 2], 16).unwrap();
            let share = f64::from(byte) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// WCAG 2.2: the share of light that a colour gives back.
    fn luminance(color: Color) -> f64 {
        let [red, green, blue] = light(color);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
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

    /// Linear red, green and blue as seen with these weights (rows sum to 1).
    fn seen(color: Color, eye: &[[f64; 3]; 3]) -> [f64; 3] {
        let light = light(color);
        eye.map(|row| {
            let sum: f64 = row.iter().zip(light).map(|(weight, part)| weight * part).sum();
            sum.clamp(0.0, 1.0)
        })
    }

    /// CIE 1976: how different two colours look; 2 is just noticed.
    fn difference(one: Color, other: Color, eye: &[[f64; 3]; 3]) -> f64 {
        const WHITE_AND_ROWS: [(f64, [f64; 3]); 3] = [
            (0.9505, [0.4124, 0.3576, 0.1805]),
            (1.0, [0.2126, 0.7152, 0.0722]),
            (1.089, [0.0193, 0.1192, 0.9505]),
        ];
        let lab = |color| {
            let light = seen(color, eye);
            let [x, y, z] = WHITE_AND_ROWS.map(|(white, row)| {
                let sum: f64 = row.iter().zip(light).map(|(weight, part)| weight * part).sum();
                let share = sum / white;
                if share > 0.00886 { share.cbrt() } else { 7.787 * share + 16.0 / 116.0 }
            });
            [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
        };
        let (one, other) = (lab(one), lab(other));
        one.iter().zip(other).map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt()
    }

    /// G. Machado, M. Oliveira, L. Fernandes, "A Physiologically-based Model for
    /// Simulation of Color Vision Deficiency", 2009: full vision, protanopia,
    /// deuteranopia, tritanopia.
    const EYES: [[[f64; 3]; 3]; 4] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]],
        [[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]],
        [[1.2555, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]],
    ];

    #[test]
    fn signs_are_told_apart_from_each_other_and_from_two_classes_by_every_eye() {
        let signs = [sign(1.0), sign(-1.0)];
        for eye in &EYES {
            assert!(difference(signs[0], signs[1], eye) > 30.0);
            for sign in signs {
                for other in [class(0).0, class(1).0, NEUTRAL, INK] {
                    let apart = difference(sign, other, eye);
                    assert!(apart > 20.0, "{sign} and {other}: {apart:.1}");
                }
            }
        }
    }

    #[test]
    fn signs_have_colours_of_their_own_on_light_and_on_dark_paper() {
        for sign in [sign(1.0), sign(-1.0)] {
            assert!((0..=OTHERS).all(|i| class(i).0 != sign && of_line(class(i).0) != sign));
            for paper in [PAPER, "#1E1E1E", "#111111"] {
                let ratio = contrast(of_line(sign), paper);
                assert!(ratio >= 3.0, "{sign} on {paper}: {ratio:.2}");
            }
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
