use std::io::{self, Write};

use super::Stop;

/// Progress lines, worded as neurolab words them.
pub(crate) struct Progress<W> {
    show: usize,
    lines: Vec<String>,
    out: W,
}

impl Progress<io::Stdout> {
    /// A line every `show` epochs to standard output; 0 is silent.
    pub(crate) fn to_stdout(show: usize) -> Self {
        Self::new(show, io::stdout())
    }
}

impl<W: Write> Progress<W> {
    fn new(show: usize, out: W) -> Self {
        Self { show, lines: Vec::new(), out }
    }

    /// `n` epochs have been measured, the last at `error`.
    pub(crate) fn epoch(&mut self, n: usize, error: f64) {
        if self.show > 0 && n.is_multiple_of(self.show) {
            self.line(format!("Epoch: {n}; Error: {};", python_repr(error)));
        }
    }

    /// Ends the run; gives all lines.
    pub(crate) fn finish(mut self, stop: Stop) -> Vec<String> {
        if self.show > 0 {
            self.line(stop.to_string());
        }
        self.lines
    }

    fn line(&mut self, line: String) {
        // a reader who closed the stream misses lines; training goes on
        let _ = writeln!(self.out, "{line}");
        self.lines.push(line);
    }
}

/// A float as Python prints it: shortest digits, `1e-05` where Rust has `1e-5`.
fn python_repr(value: f64) -> String {
    let size = value.abs();
    if value.is_nan() {
        return "nan".to_owned();
    }
    if size == 0.0 || (1e-4..1e16).contains(&size) || size.is_infinite() {
        return format!("{value:?}");
    }
    let scientific = format!("{value:e}");
    match scientific.split_once('e') {
        Some((digits, power)) => {
            let (sign, power) = match power.strip_prefix('-') {
                Some(power) => ('-', power),
                None => ('+', power),
            };
            format!("{digits}e{sign}{power:0>2}")
        }
        None => scientific,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(show: usize, errors: &[f64], stop: Stop) -> String {
        let mut out = Vec::new();
        let mut progress = Progress::new(show, &mut out);
        for (i, &error) in errors.iter().enumerate() {
            progress.epoch(i + 1, error);
        }
        progress.finish(stop);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_show_th_epoch_has_a_line() {
        assert_eq!(
            printed(2, &[1.5, 0.5, 0.5, 0.0], Stop::EpochsReached),
            "Epoch: 2; Error: 0.5;\nEpoch: 4; Error: 0.0;\n\
             The maximum number of train epochs is reached\n"
        );
    }

    #[test]
    fn show_0_is_silent() {
        assert_eq!(printed(0, &[1.5, 0.0], Stop::GoalReached), "");
    }

    // expected values: repr() of CPython 3.11
    #[test]
    fn floats_are_printed_as_python_prints_them() {
        let cases = [
            (0.0, "0.0"),
            (0.1, "0.1"),
            (1e-4, "0.0001"),
            (0.000_012_5, "1.25e-05"),
            (1e-100, "1e-100"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (-2.5e-7, "-2.5e-07"),
            (f64::INFINITY, "inf"),
            (f64::NAN, "nan"),
        ];
        for (value, expected) in cases {
            assert_eq!(python_repr(value), expected);
        }
    }
}
