//! The HTML around pictures that follow each other.

use serde_json::Value;

use super::html::{FIGURE, in_script, key, write_numbers, write_picture};
use super::{Markup, Table};

const SCRIPT: &str = include_str!("scripts/minified/replay.js");

/// A moving picture and what stands around it.
pub(crate) struct Reel<'a> {
    /// The moving picture, its size, and what it shows in words.
    pub(crate) svg: &'a str,
    pub(crate) size: (usize, usize),
    pub(crate) alt: &'a str,
    /// A few of its frames side by side, likewise.
    pub(crate) strip: &'a str,
    pub(crate) strip_size: (usize, usize),
    pub(crate) strip_alt: &'a str,
    /// Where the columns of its panels and of its legend stand, each from left and
    /// top, with width and height, if there are several.
    pub(crate) columns: &'a [[usize; 4]],
    /// What each frame is called.
    pub(crate) labels: &'a [String],
    /// How long a frame stands, in milliseconds.
    pub(crate) pause: usize,
    pub(crate) tables: &'a [Table],
}

/// The moving picture, the numbers, a few frames side by side, and the script
/// that puts a player in the picture's place.
///
/// The script takes the frames out of the picture itself: they stand on the
/// page once.
pub(super) fn player(reel: &Reel) -> String {
    let key = key(reel.svg);
    let mut html = Markup::new();
    html.open("figure", &[("class", "percept"), ("data-percept", &key), ("style", FIGURE)]);
    write_picture(&mut html, reel.alt, reel.size, reel.svg);
    write_numbers(&mut html, reel.tables);
    html.open("details", &[]);
    html.text("summary", &[], "Pictures side by side");
    write_picture(&mut html, reel.strip_alt, reel.strip_size, reel.strip);
    html.close("details");
    let labels = Value::from(reel.labels).to_string();
    let columns = format!("{:?}", reel.columns).replace(' ', "");
    html.open("script", &[]);
    html.line(
        &SCRIPT
            .replace("__KEY__", &key)
            .replace("__PAUSE__", &reel.pause.to_string())
            .replace("__COLUMNS__", &columns)
            .replace("__LABELS__", &in_script(&labels)),
    );
    html.close("script");
    html.close("figure");
    html.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_cannot_end_the_script() {
        let labels = ["</script><b>\u{2028}".to_owned()];
        let html = player(&Reel {
            svg: "<svg/>",
            size: (1, 1),
            alt: "\"><script>",
            strip: "<svg/>",
            strip_size: (1, 1),
            strip_alt: "",
            columns: &[],
            labels: &labels,
            pause: 1000,
            tables: &[],
        });
        assert_eq!(html.matches("</script>").count(), 1);
        assert_eq!(html.matches("<script>").count(), 1);
        assert!(!html.contains('\u{2028}'));
    }
}
