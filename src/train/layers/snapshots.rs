//! Snapshots: the parameters of some epochs, chosen while a run goes on.

use std::fmt;

use crate::error::count;
use crate::train::checkpoint::tape::Tape;

/// Snapshots that a history keeps (as many as a replay shows), the numbers in all
/// of them, and the parameters of the largest network that they are kept of.
const MAX_SNAPSHOTS: usize = 60;
const MAX_NUMBERS: usize = 3_000_000;
pub(crate) const MAX_PARAMETERS: usize = 100_000;

/// How small an error may become, as a part of the first, before its changes
/// no longer count.
const LEAST_PART: f64 = 1e-9;

/// The weights and biases of a multi-layer network after one of its epochs.
///
/// Kept by [`History::snapshots`](crate::History::snapshots).
#[derive(Clone, PartialEq)]
pub struct Snapshot {
    pub(crate) epoch: usize,
    pub(crate) error: f64,
    pub(crate) parameters: Vec<f64>,
    /// How far the logarithm of the error had moved until then, up and down.
    way: f64,
}

impl Snapshot {
    /// How many epochs of learning were done; `errors()[epoch]` is its error.
    #[must_use]
    pub fn epoch(&self) -> usize {
        self.epoch
    }

    /// The error that was measured with these parameters.
    #[must_use]
    pub fn error(&self) -> f64 {
        self.error
    }

    /// All weights and biases, in the order of
    /// [`FeedForward::parameters`](crate::FeedForward::parameters).
    #[must_use]
    pub fn parameters(&self) -> &[f64] {
        &self.parameters
    }
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parameters = count(self.parameters.len(), "parameter");
        write!(f, "Snapshot(epoch {}, error {}, {parameters})", self.epoch, self.error)
    }
}

/// Takes a snapshot where the error has changed or time has passed, and gives
/// up the one that is missed least where there are too many.
///
/// A gap between snapshots counts by its share of the epochs so far and of the
/// changes of the error's logarithm so far.
pub(crate) struct Album {
    kept: Vec<Snapshot>,
    room: usize,
    way: f64,
    /// The logarithm of the last error, and the smallest that counts.
    logarithm: f64,
    least: f64,
    /// The gap that it takes for the next snapshot to be worth a copy.
    worth: f64,
}

impl Album {
    /// Room for snapshots of a network with `n` parameters: none for a large one.
    pub(crate) fn new(n: usize) -> Self {
        let room = if n > MAX_PARAMETERS { 0 } else { MAX_SNAPSHOTS.min(MAX_NUMBERS / n.max(1)) };
        let (logarithm, least) = (f64::NAN, f64::MIN_POSITIVE);
        Self { kept: Vec::new(), room, way: 0.0, logarithm, least, worth: 0.0 }
    }

    /// An epoch has been measured, with a finite error.
    pub(crate) fn measured(&mut self, epoch: usize, error: f64, parameters: &[f64]) {
        if self.room == 0 {
            return;
        }
        if self.kept.is_empty() {
            self.least = (LEAST_PART * error.abs()).max(f64::MIN_POSITIVE);
            self.logarithm = error.abs().max(self.least).ln();
        }
        let logarithm = error.abs().max(self.least).ln();
        self.way += (logarithm - self.logarithm).abs();
        self.logarithm = logarithm;
        let gap = self.kept.last().map(|last| self.gap([last.epoch, epoch], [last.way, self.way]));
        if gap.is_some_and(|gap| gap < self.worth) {
            return;
        }
        let mut snapshot = self.spare(self.room);
        snapshot.parameters.extend_from_slice(parameters);
        self.kept.push(Snapshot { epoch, error, way: self.way, ..snapshot });
        if self.kept.len() >= self.room {
            self.worth = self.least_missed(None).map_or(0.0, |(_, gap)| gap / 2.0);
        }
    }

    pub(crate) fn tape(&mut self, tape: &mut Tape, n_parameters: usize, epochs: usize) {
        for value in [&mut self.way, &mut self.logarithm, &mut self.least, &mut self.worth] {
            tape.number(value);
        }
        let n = tape.length(self.kept.len(), n_parameters + 4);
        let blank = Snapshot { epoch: 0, error: 0.0, parameters: Vec::new(), way: 0.0 };
        self.kept.resize(n, blank);
        let mut next = 0;
        for snapshot in &mut self.kept {
            tape.whole(&mut snapshot.epoch);
            tape.number(&mut snapshot.error);
            tape.number(&mut snapshot.way);
            tape.list(&mut snapshot.parameters);
            let in_order = (next..epochs).contains(&snapshot.epoch);
            if !in_order || snapshot.parameters.len() != n_parameters {
                tape.spoil();
            }
            next = snapshot.epoch.saturating_add(1);
        }
        if n > self.room {
            tape.spoil();
        }
    }

    /// The snapshots, with that of the end among them, and that of the epoch
    /// whose parameters the network keeps.
    pub(crate) fn finish(
        mut self,
        end: Option<(usize, f64, &[f64])>,
        kept: Option<(usize, f64, &[f64])>,
    ) -> Vec<Snapshot> {
        if self.room == 0 {
            return Vec::new();
        }
        for (epoch, error, parameters) in kept.into_iter().chain(end) {
            self.insert(epoch, error, parameters);
        }
        while self.kept.len() > self.room {
            let spared = kept.map(|(epoch, ..)| epoch);
            let Some((missed, _)) = self.least_missed(spared) else { break };
            self.kept.remove(missed);
        }
        self.kept
    }

    fn insert(&mut self, epoch: usize, error: f64, parameters: &[f64]) {
        let mut place = self.kept.len();
        while place > 0 && self.kept[place - 1].epoch >= epoch {
            place -= 1;
        }
        if self.kept.get(place).is_some_and(|snapshot| snapshot.epoch == epoch) {
            return;
        }
        let before = place.checked_sub(1).map_or(0.0, |before| self.kept[before].way);
        let way = if place == self.kept.len() { self.way } else { before };
        self.kept.insert(place, Snapshot { epoch, error, parameters: parameters.to_vec(), way });
    }

    /// Room for one more: of the snapshot that is missed least, if there are
    /// `most`.
    fn spare(&mut self, most: usize) -> Snapshot {
        let missed = if self.kept.len() < most { None } else { self.least_missed(None) };
        match missed {
            Some((missed, _)) => {
                let mut spare = self.kept.remove(missed);
                spare.parameters.clear();
                spare
            }
            None => Snapshot { epoch: 0, error: 0.0, parameters: Vec::new(), way: 0.0 },
        }
    }

    /// The snapshot, neither first nor last, that leaves the smallest gap.
    fn least_missed(&self, spared: Option<usize>) -> Option<(usize, f64)> {
        let mut least: Option<(usize, f64)> = None;
        for (i, around) in self.kept.windows(3).enumerate() {
            let [before, snapshot, after] = around else { continue };
            let gap = self.gap([before.epoch, after.epoch], [before.way, after.way]);
            if spared != Some(snapshot.epoch) && least.is_none_or(|(_, smallest)| gap < smallest) {
                least = Some((i + 1, gap));
            }
        }
        least
    }

    /// The share of the epochs and of the changes between two moments.
    fn gap(&self, epochs: [usize; 2], ways: [f64; 2]) -> f64 {
        let epochs_so_far = self.kept.last().map_or(1, |last| last.epoch).max(epochs[1]).max(1);
        let even = (epochs[1] - epochs[0]) as f64 / epochs_so_far as f64;
        if self.way > 0.0 { even + (ways[1] - ways[0]) / self.way } else { even }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The snapshots of a run with these errors, a parameter that is the epoch.
    fn run(errors: &[f64], kept: Option<usize>) -> Vec<Snapshot> {
        let mut album = Album::new(1);
        for (epoch, error) in errors.iter().enumerate() {
            album.measured(epoch, *error, &[epoch as f64]);
        }
        let (last, best) = (errors.len() - 1, kept.unwrap_or_default());
        let (end, parameter) = ([last as f64], [best as f64]);
        let kept = kept.map(|epoch| (epoch, errors[epoch], &parameter[..]));
        album.finish(Some((last, errors[last], &end)), kept)
    }

    fn epochs(snapshots: &[Snapshot]) -> Vec<usize> {
        for snapshot in snapshots {
            assert_eq!(snapshot.parameters, [snapshot.epoch as f64]);
        }
        snapshots.iter().map(Snapshot::epoch).collect()
    }

    #[test]
    fn short_runs_are_kept_whole() {
        let errors: Vec<f64> = (0..60).map(|k| 1.0 / f64::from(k + 1)).collect();
        assert_eq!(epochs(&run(&errors, None)), (0..60).collect::<Vec<_>>());
        assert_eq!(epochs(&run(&errors[..1], Some(0))), [0]);
        assert_eq!(epochs(&run(&errors[..2], None)), [0, 1]);
    }

    #[test]
    fn long_runs_are_kept_evenly_where_nothing_changes() {
        for n in [61, 100, 1000, 20_000] {
            let chosen = epochs(&run(&vec![1.0; n], None));
            assert_eq!((chosen.len(), chosen[0], chosen[59]), (60, 0, n - 1), "{n}");
            let widest = chosen.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap();
            assert!(widest <= 2 * n.div_ceil(59) + 1, "{n}: {widest}");
        }
    }

    #[test]
    fn long_runs_are_kept_most_where_the_error_changes() {
        // falls to a thousandth within epochs 500 to 600 of 2000
        let error = |k: i32| 1000.0_f64.powf(-f64::from((k - 500).clamp(0, 100)) / 100.0);
        let errors: Vec<f64> = (0..2000).map(error).collect();
        let chosen = epochs(&run(&errors, None));
        let within = chosen.iter().filter(|epoch| (500..=600).contains(*epoch)).count();
        assert!(within >= 20, "{within}: {chosen:?}");
        assert!(chosen.iter().filter(|epoch| **epoch > 700).count() >= 12, "{chosen:?}");
    }

    #[test]
    fn the_kept_epoch_is_among_them() {
        let errors = vec![1.0; 5000];
        for best in [0, 1, 777, 4998, 4999] {
            let chosen = epochs(&run(&errors, Some(best)));
            assert!(chosen.contains(&best) && chosen.contains(&4999) && chosen[0] == 0);
            assert!(chosen.len() <= 60 && chosen.is_sorted_by(|a, b| a < b), "{chosen:?}");
        }
    }

    #[test]
    fn few_copies_are_made() {
        let (mut album, mut copies, mut last) = (Album::new(1), 0, usize::MAX);
        for epoch in 0..100_000 {
            album.measured(epoch, 1.0 / (epoch + 1) as f64, &[0.0]);
            let now = album.kept.last().unwrap().epoch;
            copies += usize::from(now != last);
            last = now;
        }
        assert!(copies < 1500, "{copies}");
    }

    #[test]
    fn large_networks_have_fewer_or_none() {
        assert_eq!(Album::new(1000).room, 60);
        assert_eq!(Album::new(MAX_PARAMETERS).room, 30);
        assert_eq!(Album::new(MAX_PARAMETERS + 1).room, 0);
    }
}
