//! The markup of pictures that follow each other, in fewer bytes.

use super::palette::{GHOST, INK, PAPER, QUIET};

/// A line of a document with its greys in three digits, its corners as a path,
/// and without what its first tag says for all of it or what goes without
/// saying; empty where it shows nothing. Words hold no bare quotes.
pub(super) fn shorter(line: &str) -> String {
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
    let (_, attributes) = tag.split_once(' ').unwrap_or_default();
    let space = if attributes.is_empty() { "" } else { " " };
    Some(format!("<path {attributes}{space}d=\"{}\"{rest}", way(points, closed)?))
}

/// `M0,0H2V1z` for `0,0 2,0 2,1 0,1 0,0`
fn way(points: &str, closed: bool) -> Option<String> {
    let mut corners: Vec<[&str; 2]> = Vec::new();
    for corner in points.split(' ') {
        let (x, y) = corner.split_once(',')?;
        corners.push([x, y]);
    }
    if closed && corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    let &[mut x, mut y] = corners.first()?;
    if closed && [0, 1].into_iter().any(|i| corners.iter().all(|corner| corner[i] == [x, y][i])) {
        return None;
    }
    let mut way = format!("M{x},{y}");
    for [right, down] in corners.into_iter().skip(1) {
        match (right == x, down == y) {
            (_, true) => way.extend(["H", right]),
            (true, false) => way.extend(["V", down]),
            (false, false) => way.extend(["L", right, ",", down]),
        }
        [x, y] = [right, down];
    }
    Some(if closed { way + "z" } else { way })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_become_the_way_to_them() {
        let square = "<polygon fill=\"#0072B2\" points=\"0,0 2,0 2.5,1 0,1 0,0\"/>";
        assert_eq!(shorter(square), "<path fill=\"#0072B2\" d=\"M0,0H2L2.5,1H0z\"/>");
        assert_eq!(shorter("<polygon points=\"0,0 2,0 2,1\"/>"), "<path d=\"M0,0H2V1z\"/>");
        let line =
            "<polyline fill=\"none\" points=\"1,2 1,3\" stroke=\"#555555\" stroke-width=\"1\"/>";
        assert_eq!(shorter(line), "<path fill=\"none\" d=\"M1,2V3\" stroke=\"#555\"/>");
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
        assert_eq!(shorter(line), "<path fill=\"none\" d=\"M1,2H1\" stroke=\"#0072B2\"/>");
    }
}
