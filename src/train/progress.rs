//! Progress lines.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use super::checkpoint::tape::Tape;
use super::pace::Pace;
use crate::error::{Error, Result};
use crate::train::Stop;

/// Progress lines: worded as neurolab words them if they were asked for, else a
/// few about a slow run.
pub(crate) struct Progress<W> {
    show: Option<usize>,
    lines: Vec<String>,
    start: Instant,
    pace: Pace,
    out: W,
}

impl Progress<io::Stdout> {
    /// A line every `show` epochs to standard output; 0 is silent; without it,
    /// at most 20 lines about a run of up to `epochs` and `limit` seconds that
    /// takes over a second.
    pub(crate) fn to_stdout(show: Option<usize>, epochs: usize, limit: f64) -> Self {
        Self::new(show, Pace::new(epochs, limit), io::stdout())
    }
}

impl<W: Write> Progress<W> {
    fn new(show: Option<usize>, pace: Pace, out: W) -> Self {
        Self { show, lines: Vec::new(), start: Instant::now(), pace, out }
    }

    /// `n` epochs have been measured, the last at `error`.
    pub(crate) fn epoch(&mut self, n: usize, error: f64) {
        match self.show {
            Some(show) => {
                if show > 0 && n.is_multiple_of(show) {
                    self.line(format!("Epoch: {n}; Error: {};", python_repr(error)));
                }
            }
            // the clock is asked only now and then
            None if n < self.pace.next_look() => {}
            None => self.look(self.start.elapsed(), n, error),
        }
    }

    /// The lines that were asked for.
    pub(super) fn tape(&mut self, tape: &mut Tape) {
        tape.texts(&mut self.lines);
    }

    /// `epochs` were run by another process.
    pub(super) fn resume(&mut self, epochs: usize) {
        self.pace.resume(epochs);
    }

    /// Says something about the run that is not one of the lines asked for.
    pub(super) fn say(&mut self, line: &str) {
        if self.show != Some(0) {
            self.print(line);
        }
    }

    /// Whether `limit` seconds have gone by since the start.
    pub(crate) fn is_over(&self, limit: f64) -> bool {
        // most runs have no limit, and asking the clock costs time
        limit < f64::INFINITY && self.start.elapsed().as_secs_f64() >= limit
    }

    fn look(&mut self, elapsed: Duration, n: usize, error: f64) {
        if let Some(line) = self.pace.look(elapsed.as_secs_f64(), n, error) {
            self.print(&line);
        }
    }

    /// Ends the run; gives the lines that were asked for. The others tell of
    /// time, which is another from run to run, and are not kept.
    pub(crate) fn finish(mut self, stop: Stop) -> Vec<String> {
        match self.show {
            Some(0) => {}
            Some(_) => self.line(stop.to_string()),
            None => {
                if let Some(line) = self.pace.last(self.start.elapsed().as_secs_f64(), stop) {
                    self.print(&line);
                }
            }
        }
        self.lines
    }

    fn line(&mut self, line: String) {
        self.print(&line);
        self.lines.push(line);
    }

    fn print(&mut self, line: &str) {
        // a reader who closed the stream misses lines; training goes on
        let _ = writeln!(self.out, "{line}");
    }
}

/// Refuses a limit that is over before the start.
pub(crate) fn check_time_limit(seconds: f64) -> Result<()> {
    if seconds > 0.0 {
        return Ok(());
    }
    Err(Error::Parameter {
        name: "time_limit".to_owned(),
        expected: "seconds, above 0",
        found: seconds.to_string(),
    })
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

    fn printed(show: impl Into<Option<usize>>, errors: &[f64], stop: Stop) -> String {
        let mut out = Vec::new();
        let mut progress =
            Progress::new(show.into(), Pace::new(errors.len(), f64::INFINITY), &mut out);
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

    #[test]
    fn a_short_run_is_silent_unless_asked() {
        assert_eq!(printed(None, &[1.5, 0.0], Stop::GoalReached), "");
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
