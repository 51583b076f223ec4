//! When a long run says how far it is, by a clock that tests can turn.

use crate::train::Stop;

/// Lines of a run, the last one among them.
const LINES: usize = 20;

/// Seconds before the first line, and between two looks at the clock.
const SILENT: f64 = 1.0;
const BETWEEN_LOOKS: f64 = 0.05;

/// Lines at even distances over what a run will take at its present pace.
pub(crate) struct Pace {
    epochs: usize,
    /// Epochs that are not of the time measured.
    before: usize,
    /// Seconds after which the run ends in any case.
    limit: f64,
    next_look: usize,
    /// The last look: epoch and second.
    looked: (usize, f64),
    next_line: f64,
    printed: usize,
}

impl Pace {
    pub(crate) fn new(epochs: usize, limit: f64) -> Self {
        Self {
            epochs,
            before: 0,
            limit,
            next_look: 1,
            looked: (0, 0.0),
            next_line: SILENT,
            printed: 0,
        }
    }

    /// `epochs` were run before, in a time that is not known.
    pub(crate) fn resume(&mut self, epochs: usize) {
        self.before = epochs;
        self.looked.0 = epochs;
        self.next_look = epochs + 1;
    }

    /// The epoch after which the clock is to be looked at again.
    pub(crate) fn next_look(&self) -> usize {
        self.next_look
    }

    /// `epoch` has been measured after the given number of seconds: a line, if
    /// it is time for one.
    pub(crate) fn look(&mut self, seconds: f64, epoch: usize, error: f64) -> Option<String> {
        self.plan_look(seconds, epoch);
        // the last epoch's line is that of the end
        if seconds < self.next_line || self.printed + 1 >= LINES || epoch >= self.epochs {
            return None;
        }
        self.printed += 1;
        let all = seconds / (epoch - self.before).max(1) as f64 * (self.epochs - epoch) as f64;
        let left = all.min(self.limit - seconds).max(0.0);
        let lines_left = (LINES - 1 - self.printed) as f64;
        self.next_line = seconds + left / (lines_left + 1.0);
        Some(format!(
            "epoch {epoch} of {} ({} %), error {}, at most {} left",
            self.epochs,
            percent(epoch, self.epochs),
            four_digits(error),
            duration(left)
        ))
    }

    /// As many epochs as the last ones say, at most twice as many as those.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
    fn plan_look(&mut self, seconds: f64, epoch: usize) {
        let step = epoch.saturating_sub(self.looked.0) as f64;
        let took = seconds - self.looked.1;
        let next = step * (BETWEEN_LOOKS / took).min(2.0);
        self.looked = (epoch, seconds);
        self.next_look = epoch.saturating_add((next as usize).max(1));
    }

    /// The line at the end of a run that has printed others.
    pub(crate) fn last(&self, seconds: f64, stop: Stop) -> Option<String> {
        (self.printed > 0).then(|| format!("{stop}, after {}", duration(seconds.round())))
    }
}

/// A number in a line: few digits, and never long.
fn four_digits(value: f64) -> String {
    format!("{:?}", format!("{value:.3e}").parse().unwrap_or(value))
}

/// Whole percents, rounded down: 100 only at the end.
fn percent(part: usize, whole: usize) -> u128 {
    part as u128 * 100 / whole.max(1) as u128
}

/// `12 s`, `3 min 20 s`, `2 h 5 min`.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
fn duration(seconds: f64) -> String {
    let whole = seconds.ceil() as u64;
    match (whole / 3600, whole % 3600 / 60, whole % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of a run whose `k`-th epoch takes `seconds(k)`, and how often
    /// the clock was looked at.
    fn run(epochs: usize, seconds: impl Fn(usize) -> f64) -> (Vec<String>, usize) {
        let (mut pace, mut clock, mut looks) = (Pace::new(epochs, f64::INFINITY), 0.0, 0);
        let mut lines = Vec::new();
        for epoch in 1..=epochs {
            clock += seconds(epoch);
            if epoch >= pace.next_look() {
                looks += 1;
                lines.extend(pace.look(clock, epoch, 0.5));
            }
        }
        lines.extend(pace.last(clock, Stop::EpochsReached));
        (lines, looks)
    }

    #[test]
    fn the_end_of_a_time_limit_is_not_rounded_up() {
        let mut pace = Pace::new(10, 0.0);
        pace.printed = 1;
        let said = pace.last(4.03, Stop::TimeUp);
        assert_eq!(said.as_deref(), Some("The time limit is over, after 4 s"));
    }

    #[test]
    fn a_run_below_a_second_is_silent() {
        assert!(run(1000, |_| 0.000_9).0.is_empty());
        assert!(run(1, |_| 60.0).0.is_empty());
    }

    #[test]
    fn lines_tell_epoch_share_error_and_time() {
        let (lines, _) = run(4, |_| 30.0);
        assert_eq!(
            lines,
            [
                "epoch 1 of 4 (25 %), error 0.5, at most 1 min 30 s left",
                "epoch 2 of 4 (50 %), error 0.5, at most 1 min 0 s left",
                "epoch 3 of 4 (75 %), error 0.5, at most 30 s left",
                "The maximum number of train epochs is reached, after 2 min 0 s",
            ]
        );
    }

    #[test]
    fn the_time_left_ends_at_the_limit() {
        let mut pace = Pace::new(1000, 100.0);
        let line = pace.look(30.0, 1, 0.5).unwrap();
        assert_eq!(line, "epoch 1 of 1000 (0 %), error 0.5, at most 1 min 10 s left");
        let mut pace = Pace::new(4, 100.0);
        let line = pace.look(10.0, 1, 0.5).unwrap();
        assert_eq!(line, "epoch 1 of 4 (25 %), error 0.5, at most 30 s left");
    }

    #[test]
    fn a_run_has_at_most_twenty_lines_however_long_it_takes() {
        for epochs in [2, 19, 20, 21, 500, 100_000] {
            for scale in [1e-5, 0.001, 0.01, 1.0, 1000.0] {
                let even = run(epochs, |_| scale).0.len();
                let slower = run(epochs, |k| scale * k as f64).0.len();
                let faster = run(epochs, |k| scale / k as f64).0.len();
                let most = even.max(slower).max(faster);
                assert!(most <= LINES, "{most} lines of {epochs} epochs of {scale} s");
            }
        }
        // long runs of an even pace use nearly all of them
        assert!(run(100_000, |_| 0.01).0.len() >= LINES - 2);
    }

    #[test]
    fn lines_stand_at_even_distances() {
        let (lines, _) = run(100_000, |_| 0.01);
        let epoch = |line: &String| line.split(' ').nth(1).unwrap().parse::<usize>().unwrap();
        let epochs: Vec<usize> = lines[..lines.len() - 1].iter().map(epoch).collect();
        let steps: Vec<usize> = epochs.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(steps.iter().all(|step| (4500..6500).contains(step)), "{steps:?}");
    }

    #[test]
    fn the_clock_is_looked_at_about_twenty_times_a_second() {
        let (_, looks) = run(10_000_000, |_| 1e-6);
        assert!((100..=300).contains(&looks), "{looks} looks in 10 s");
        // and after every epoch if these are slow
        assert_eq!(run(30, |_| 2.0).1, 30);
    }

    #[test]
    fn an_epoch_that_suddenly_takes_long_is_noticed_soon() {
        let (lines, _) = run(20_000, |k| if k < 10_000 { 1e-5 } else { 0.1 });
        let first = lines[0].split(' ').nth(1).unwrap().parse::<usize>().unwrap();
        assert!(first < 20_000, "{lines:?}");
    }

    #[test]
    fn durations_are_rounded_up() {
        assert_eq!(duration(0.2), "1 s");
        assert_eq!(duration(200.0), "3 min 20 s");
        assert_eq!(duration(7500.0), "2 h 5 min");
        assert_eq!(percent(499, 500), 99);
    }

    #[test]
    fn errors_have_four_digits() {
        let cases = [(0.5, "0.5"), (0.123_456, "0.1235"), (1.5e-9, "1.5e-9"), (f64::NAN, "NaN")];
        for (value, expected) in cases {
            assert_eq!(four_digits(value), expected);
        }
    }
}
