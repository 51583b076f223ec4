//! The markup of a picture in fewer bytes, as pages and films have it.

use crate::chart::palette::{GHOST, INK, PAPER, QUIET};
use crate::chart::style::px;
use crate::notebook::Markup;

/// All lines of a document.
pub(crate) fn document(picture: &str) -> String {
    let mut document = Markup::new();
    for line in picture.lines().map(shorter).filter(|line| !line.is_empty()) {
        document.line(&line);
    }
    grouped(&document.finish())
}

/// Lines of text that end or have their middles at their places say so once.
pub(crate) fn grouped(document: &str) -> String {
    let lines: Vec<&str> = document.lines().collect();
    let mut grouped = Markup::new();
    for run in lines.chunk_by(|a, b| anchor(a) == anchor(b)) {
        match run.first().and_then(|line| anchor(line)) {
            Some(anchor) if run.len() >= ANCHORED => {
                let attribute = format!(" text-anchor=\"{anchor}\"");
                grouped.open("g", &[("text-anchor", anchor)]);
                for line in run {
                    grouped.line(&line.replacen(&attribute, "", 1));
                }
                grouped.close("g");
            }
            _ => run.iter().for_each(|line| grouped.line(line)),
        }
    }
    grouped.finish()
}

/// Lines of text from which on a group of their own is shorter.
const ANCHORED: usize = 3;

/// Which part of a line of text stands at its place, if it is not its start.
fn anchor(line: &str) -> Option<&str> {
    let (_, rest) = line.strip_prefix("<text ")?.split_once("text-anchor=\"")?;
    Some(rest.split_once('"')?.0)
}

/// A line of a document with its greys in three digits, its corners as a path,
/// and without what its first tag says for all of it or what goes without
/// saying; empty where it shows nothing. Words hold no bare quotes.
pub(crate) fn shorter(line: &str) -> String {
    if line.ends_with("></text>") {
        return String::new();
    }
    let Some(mut short) = as_path(line) else { return String::new() };
    for (long, three) in [(INK, "#222"), (QUIET, "#555"), (PAPER, "#FFF"), (GHOST, "#777")] {
        short = short.replace(&format!("\"{long}\""), &format!("\"{three}\""));
    }
    for (long, rest) in [
        ("<text fill=\"#555\"", "<text"),
        (" font-size=\"12\"", ""),
        (" stroke-width=\"1\"", ""),
        ("<svg ", "<svg fill=\"#555\" font-size=\"12\" "),
    ] {
        short = short.replace(long, rest);
    }
    short
}

/// A polygon or polyline as a path; none if it has no place or no area.
fn as_path(line: &str) -> Option<String> {
    let closed = line.starts_with("<polygon ");
    if !closed && !line.starts_with("<polyline ") {
        return Some(line.to_owned());
    }
    let (tag, rest) = line.split_once(" points=\"")?;
    let (points, rest) = rest.split_once('"')?;
    let (_, mut attributes) = tag.split_once(' ').unwrap_or_default();
    // a straight line has nothing to fill
    if points.matches(' ').count() == 1 {
        attributes = attributes.strip_prefix("fill=\"none\"").unwrap_or(attributes).trim_start();
    }
    let space = if attributes.is_empty() { "" } else { " " };
    // where there is a title in it
    let rest = rest.replace("</polygon>", "</path>").replace("</polyline>", "</path>");
    Some(format!("<path {attributes}{space}d=\"{}\"{rest}", way(points, closed)?))
}

/// `M0,0h2v1z` for `0,0 2,0 2,1 0,1 0,0`: from corner to corner, or to where one is
/// where that is shorter.
fn way(points: &str, closed: bool) -> Option<String> {
    let mut corners: Vec<[i64; 2]> = Vec::new();
    for corner in points.split(' ') {
        let (x, y) = corner.split_once(',')?;
        corners.push([tenths(x)?, tenths(y)?]);
    }
    if closed && corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    let &[mut x, mut y] = corners.first()?;
    if closed && [0, 1].into_iter().any(|i| corners.iter().all(|corner| corner[i] == [x, y][i])) {
        return None;
    }
    let mut way = format!("M{},{}", pixels(x), pixels(y));
    for [right, down] in corners.into_iter().skip(1) {
        let [to, by] = match (right == x, down == y) {
            (_, true) => [format!("H{}", pixels(right)), format!("h{}", pixels(right - x))],
            (true, false) => [format!("V{}", pixels(down)), format!("v{}", pixels(down - y))],
            (false, false) => [pair('L', right, down), pair('l', right - x, down - y)],
        };
        way += if by.len() < to.len() { &by } else { &to };
        [x, y] = [right, down];
    }
    Some(if closed { way + "z" } else { way })
}

/// Two numbers after a command; a minus sign parts them, too.
fn pair(command: char, x: i64, y: i64) -> String {
    let comma = if y < 0 { "" } else { "," };
    format!("{command}{}{comma}{}", pixels(x), pixels(y))
}

/// Pixels with one decimal, as a whole number.
#[allow(clippy::cast_possible_truncation, reason = "no picture is wider than 1e5 pixels")]
fn tenths(pixels: &str) -> Option<i64> {
    Some((pixels.parse::<f64>().ok()? * 10.0).round() as i64)
}

fn pixels(tenths: i64) -> String {
    px(tenths as f64 / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_become_the_way_to_them() {
        let square = "<polygon fill=\"#0072B2\" points=\"0,0 2,0 2.5,1 0,1 0,0\"/>";
        assert_eq!(shorter(square), "<path fill=\"#0072B2\" d=\"M0,0H2L2.5,1H0z\"/>");
        assert_eq!(shorter("<polygon points=\"0,0 2,0 2,1\"/>"), "<path d=\"M0,0H2V1z\"/>");
        let marker = "<polygon points=\"188.7,30.3 198.6,30.3 196.2,25.2\"/>";
        assert_eq!(shorter(marker), "<path d=\"M188.7,30.3h9.9l-2.4-5.1z\"/>");
        let line =
            "<polyline fill=\"none\" points=\"1,2 1,3\" stroke=\"#555555\" stroke-width=\"1\"/>";
        assert_eq!(shorter(line), "<path d=\"M1,2V3\" stroke=\"#555\"/>");
    }

    #[test]
    fn what_shows_nothing_is_left_out() {
        for nothing in [
            "<text fill=\"#222222\" x=\"1\"></text>",
            "<polygon fill=\"#222222\" points=\"1,2 1,2 1,4 1,4 1,2\"/>",
            "<polyline fill=\"none\" points=\"\" stroke=\"#222222\"/>",
        ] {
            assert_eq!(shorter(nothing), "", "{nothing}");
        }
        let line = "<polyline fill=\"none\" points=\"1,2 1,2\" stroke=\"#0072B2\"/>";
        assert_eq!(shorter(line), "<path d=\"M1,2H1\" stroke=\"#0072B2\"/>");
    }
}
