//! Texts, fonts and places as Plotly takes them.

use super::object::object;
use crate::chart::Color;
use crate::chart::layout::{TICK, pixels};
use crate::chart::palette::QUIET;
use crate::chart::style::FONTS;
use crate::notebook::typeset;

/// What a part of a figure has from the figure's own font is left out.
#[derive(Clone, Copy)]
pub(crate) struct Font {
    pub(super) family: &'static str,
    pub(crate) size: Option<usize>,
    pub(crate) color: Option<Color>,
}

object!(Font { "family" if any: family, "size" if any: size, "color" if any: color });

/// The font of all that has no other.
pub(super) fn whole_font() -> Font {
    Font { family: FONTS, size: Some(pixels(TICK)), color: Some(QUIET) }
}

pub(super) fn font(size: f64, color: Color) -> Font {
    let whole = whole_font();
    let (size, color) = (Some(pixels(size)), Some(color));
    Font {
        family: "",
        size: size.filter(|_| size != whole.size),
        color: color.filter(|_| color != whole.color),
    }
}

/// A part of width or height with the digits that move no pixel.
pub(super) fn part(share: f64) -> f64 {
    (share * 1e5).round() / 1e5
}

/// `x`, `x2`, `x3`, …
pub(crate) fn id(letter: &str, i: usize) -> String {
    if i == 0 { letter.to_owned() } else { format!("{letter}{}", i + 1) }
}

/// A text as Plotly shows it, which reads tags and entities in every one.
pub(crate) fn escape(text: &str) -> String {
    typeset(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
