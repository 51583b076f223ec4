//! What a run is of: network, trainer and data. Only with the same can it be
//! resumed.

use std::fmt::Display;

use crate::data::{Batches, Dataset};
use crate::error::{Error, Result};

/// Names and values, in an order that never changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Identity(pub(crate) Vec<(String, String)>);

impl Identity {
    pub(crate) fn of(network: &str) -> Self {
        let mut identity = Self::default();
        identity.add("the run of", network);
        identity
    }

    #[allow(clippy::needless_pass_by_value, reason = "callers have numbers and names")]
    pub(crate) fn add(&mut self, name: &str, value: impl Display) {
        self.0.push((name.to_owned(), value.to_string()));
    }

    #[cfg(feature = "networks")]
    pub(crate) fn add_ranges(&mut self, ranges: &[[f64; 2]]) {
        let mut fingerprint = 0;
        for bound in ranges.as_flattened() {
            fingerprint = mixed(fingerprint, bound.to_bits());
        }
        self.add("ranges of the fingerprint", hexadecimal(fingerprint));
    }

    /// Samples, by their number and the bits of all their values.
    pub(crate) fn add_data(&mut self, source: &dyn Batches) -> Result<()> {
        let mut data = Digest::default();
        source.each(&mut |batch, _| {
            data.add(batch);
            Ok(())
        })?;
        self.add_digest("data", &data);
        Ok(())
    }

    pub(crate) fn add_validation(&mut self, held_out: Option<&Dataset>) {
        let Some(held_out) = held_out else { return self.add("validation data:", "none") };
        let mut data = Digest::default();
        data.add(held_out);
        self.add_digest("validation data", &data);
    }

    fn add_digest(&mut self, what: &str, data: &Digest) {
        self.add(&format!("{what} with the number of samples"), data.samples);
        self.add(&format!("{what} with inputs of the fingerprint"), hexadecimal(data.inputs));
        self.add(&format!("{what} with targets of the fingerprint"), hexadecimal(data.targets));
        self.add(&format!("{what} with names of the fingerprint"), hexadecimal(data.names));
    }

    /// Refuses to go on with another run, saying what differs.
    pub(crate) fn check(&self, kept: &Self) -> Result<()> {
        for (i, (name, value)) in self.0.iter().enumerate() {
            let before = kept.0.get(i);
            if before.is_some_and(|before| before.0 == *name && before.1 == *value) {
                continue;
            }
            let before = before.map_or("nothing of the kind".to_owned(), |(name, value)| {
                format!("{name} {value}")
            });
            return Err(Error::Shape {
                what: "resume",
                expected: format!("{before}, as in the checkpoint"),
                found: format!("{name} {value}{ANEW}"),
            });
        }
        Ok(())
    }
}

/// How to go on.
const ANEW: &str =
    " (give the run what the checkpoint was made with, or delete the file to begin anew)";

fn hexadecimal(fingerprint: u64) -> String {
    format!("{fingerprint:016x}")
}

/// Fingerprints of samples; those that come in batches have others than those
/// that come at once.
#[derive(Default)]
struct Digest {
    samples: usize,
    inputs: u64,
    targets: u64,
    names: u64,
}

impl Digest {
    fn add(&mut self, batch: &Dataset) {
        if self.samples == 0 {
            for name in batch.input_names().iter().chain(batch.class_names().unwrap_or_default()) {
                for byte in name.bytes() {
                    self.names = mixed(self.names, u64::from(byte));
                }
                self.names = mixed(self.names, u64::MAX);
            }
        }
        self.samples += batch.n_samples();
        self.inputs = table(self.inputs, batch.n_inputs(), batch, Dataset::input_row);
        self.targets = table(self.targets, batch.n_targets(), batch, Dataset::target_row);
    }
}

fn table(
    mut fingerprint: u64,
    width: usize,
    batch: &Dataset,
    row: impl Fn(&Dataset, usize) -> &[f64],
) -> u64 {
    for size in [width, batch.n_samples()] {
        fingerprint = mixed(fingerprint, size as u64);
    }
    if width == 0 {
        return fingerprint;
    }
    for sample in 0..batch.n_samples() {
        for value in row(batch, sample) {
            fingerprint = mixed(fingerprint, value.to_bits());
        }
    }
    fingerprint
}

/// Every word changes the fingerprint: each step can be undone.
fn mixed(fingerprint: u64, word: u64) -> u64 {
    // the odd number of G. L. Steele et al., SplitMix, 2014
    let mixed = (fingerprint ^ word).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(inputs: [[f64; 2]; 2], targets: [f64; 2]) -> Identity {
        let mut identity = Identity::of("a perceptron");
        identity.add("learning_rate", 0.1);
        identity.add_data(&Dataset::new(inputs, targets).unwrap()).unwrap();
        identity
    }

    #[test]
    fn one_bit_of_the_data_makes_another_run() {
        let (inputs, targets) = ([[0.0, 1.0], [2.0, 3.0]], [0.0, 1.0]);
        let kept = identity(inputs, targets);
        assert!(identity(inputs, targets).check(&kept).is_ok());
        let said = |identity: &Identity| identity.check(&kept).unwrap_err().to_string();
        for (row, column) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            let mut other = inputs;
            other[row][column] = f64::from_bits(inputs[row][column].to_bits() ^ 1);
            assert!(said(&identity(other, targets)).contains("inputs of the fingerprint"));
        }
        let exchanged = [inputs[1], inputs[0]];
        assert!(said(&identity(exchanged, targets)).contains("inputs of the fingerprint"));
        assert!(said(&identity(inputs, [1.0, 0.0])).contains("targets of the fingerprint"));
        // the sign of a zero can decide about a bit
        assert!(said(&identity(inputs, [-0.0, 1.0])).contains("targets of the fingerprint"));
    }

    #[test]
    fn what_differs_first_is_named() {
        let (mut kept, mut now) = (Identity::of("a perceptron"), Identity::of("a perceptron"));
        kept.add("learning_rate", 0.1);
        now.add("learning_rate", 0.2);
        assert_eq!(
            now.check(&kept).unwrap_err().to_string(),
            format!(
                "resume: expected learning_rate 0.1, as in the checkpoint, but got learning_rate \
                 0.2{ANEW}"
            )
        );
        assert_eq!(
            Identity::of("an Elman network").check(&kept).unwrap_err().to_string(),
            format!(
                "resume: expected the run of a perceptron, as in the checkpoint, but got the run \
                 of an Elman network{ANEW}"
            )
        );
    }
}
